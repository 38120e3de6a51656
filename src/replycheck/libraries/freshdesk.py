"""Freshdesk and Freshservice canned responses (Freshdesk API v2, Canned Responses)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from replycheck.libraries.bodies import Sheet, has_text
from replycheck.libraries.entry import Entry
from replycheck.libraries.record import Record

MARKS = ("content_html",)


def fits(value: Mapping[str, Any]) -> bool:
    return has_text(value, "content_html") and "title" in value


def read(entry: Entry, shape: str) -> Record:
    """The HTML of a response and its twin without tags."""
    sheet = Sheet(entry, shape, id=entry.at("id"))
    sheet.add("content_html", markup="html")
    sheet.add("content", markup="plain")
    return sheet.record()
