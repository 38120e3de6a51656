"""Zammad text modules: the CSV of its import, and the JSON of its API (model TextModule)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from replycheck.libraries.bodies import Sheet, has_text
from replycheck.libraries.entry import Entry
from replycheck.libraries.record import Record

MARKS = ("keywords", "content")


def fits(value: Mapping[str, Any]) -> bool:
    return has_text(value, "name", "content") and "keywords" in value


def read(entry: Entry, shape: str) -> Record:
    """A module's content, which Zammad turns into HTML where it is none."""
    sheet = Sheet(entry, shape, id=entry.at("id") or entry.at("name"), title="name")
    sheet.add("content")
    return sheet.record()
