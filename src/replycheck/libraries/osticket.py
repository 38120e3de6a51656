"""osTicket: the YAML lists of canned responses, and its mail templates (include/i18n of its source)."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePath
from typing import Any

from replycheck.libraries.bodies import Sheet, has_text
from replycheck.libraries.entry import Entry
from replycheck.libraries.record import Record

MARKS = ("response|body",)


def fits(value: Mapping[str, Any]) -> bool:
    is_canned = has_text(value, "title", "response")
    return is_canned or (has_text(value, "subject", "body") and "notes" in value)


def read(entry: Entry, shape: str) -> Record:
    """A canned response, or a mail template, which has a subject and takes its name from the file."""
    if "response" in entry.value or "title" in entry.value:
        sheet = Sheet(entry, shape, id=entry.at("title"))
        sheet.add("response")
        return sheet.record()
    sheet = Sheet(entry, shape, id=PurePath(entry.path).stem, title="subject")
    sheet.add("subject", markup="plain", use="subject")
    sheet.add("body")
    return sheet.record()
