"""Intercom macros (Intercom API reference, Macros): HTML with `<attribute>` tags, and a text twin."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from replycheck.libraries.bodies import Sheet, has_text
from replycheck.libraries.entry import Entry
from replycheck.libraries.record import Record

MARKS = ("body", "name")


def fits(value: Mapping[str, Any]) -> bool:
    is_macro = value.get("type") == "macro" and has_text(value, "body")
    return is_macro or (has_text(value, "body", "body_text") and "name" in value)


def read(entry: Entry, shape: str) -> Record:
    sheet = Sheet(entry, shape, id=entry.at("id"), title="name")
    sheet.add("body", markup="html")
    sheet.add("body_text", markup="plain")
    return sheet.record()
