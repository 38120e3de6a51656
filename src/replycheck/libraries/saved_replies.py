"""SAVED_REPLIES.md as it stands in many repositories: a fenced block under each heading."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import PurePath
from typing import Any

from replycheck.errors import InputError
from replycheck.libraries.bodies import Sheet
from replycheck.libraries.entry import Entry
from replycheck.libraries.record import Record
from replycheck.libraries.syntax import entries

MARKS = (r"^ {0,3}(```|~~~)", r"^ {0,3}#{1,6}[ \t]")

NAME = re.compile(r"(saved|canned|standard)[\s_-]{0,3}(replies|responses)", re.IGNORECASE)


def is_one(path: str) -> bool:
    """True for a file whose name says what it holds and that holds it: a README has blocks as well, and
    an index of replies has none.
    """
    try:
        return NAME.search(PurePath(path).stem) is not None and any(entries("markdown", path, fits))
    except InputError:
        return False  # whoever reads it as a draft says what is wrong


def fits(value: Mapping[str, Any]) -> bool:
    return True


def read(entry: Entry, shape: str) -> Record:
    sheet = Sheet(entry, shape, id=entry.at("title"))
    sheet.add("content", markup="markdown")
    return sheet.record()
