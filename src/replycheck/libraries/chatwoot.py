"""Chatwoot canned responses (Chatwoot API reference, Canned Responses): Markdown under a short code."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from replycheck.libraries.bodies import Sheet, has_text
from replycheck.libraries.entry import Entry
from replycheck.libraries.record import Record

MARKS = ("short_code", "content")


def fits(value: Mapping[str, Any]) -> bool:
    return has_text(value, "short_code", "content")


def read(entry: Entry, shape: str) -> Record:
    sheet = Sheet(entry, shape, id=entry.at("short_code"), title="short_code")
    sheet.add("content", markup="markdown")
    return sheet.record()
