"""Discourse: replies of the plugins Canned Replies and Templates as their JSON gives them, in Markdown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from replycheck.libraries.bodies import Sheet, has_text
from replycheck.libraries.entry import Entry
from replycheck.libraries.record import Record

MARKS = ("title", "content")


def fits(value: Mapping[str, Any]) -> bool:
    """Title and content are everybody's words: a variable or the plugin's own keys have to stand there."""
    if not has_text(value, "title", "content"):
        return False
    return "%{" in str(value["content"]) or "usages" in value or ("excerpt" in value and "tags" in value)


def read(entry: Entry, shape: str) -> Record:
    sheet = Sheet(entry, shape, id=entry.at("title"))
    sheet.add("content", markup="markdown")
    return sheet.record()
