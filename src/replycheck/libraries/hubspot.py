"""HubSpot snippets and templates: a name with HTML.  The shape is from general knowledge (FORMATS.md)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from replycheck.libraries.bodies import Sheet, has_text
from replycheck.libraries.entry import Entry
from replycheck.libraries.record import Record

MARKS = ("name", "html")


def fits(value: Mapping[str, Any]) -> bool:
    return isinstance(value.get("name"), str) and has_text(value, "html")


def read(entry: Entry, shape: str) -> Record:
    sheet = Sheet(entry, shape, id=entry.at("id") or entry.at("name"), title="name")
    sheet.add("subject", markup="plain", use="subject")
    sheet.add("html", markup="html")
    return sheet.record()
