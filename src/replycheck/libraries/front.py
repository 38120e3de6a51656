"""Front message templates (Front API reference, Message templates)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from replycheck.libraries.bodies import Sheet, has_text
from replycheck.libraries.entry import Entry
from replycheck.libraries.record import Record

MARKS = ("body", "name")


def fits(value: Mapping[str, Any]) -> bool:
    """A template has folder and inboxes where it is written, and an id like `rsp_42` where it is listed."""
    is_template = "folder_id" in value or "inbox_ids" in value or str(value.get("id", "")).startswith("rsp_")
    return has_text(value, "body") and "name" in value and is_template


def read(entry: Entry, shape: str) -> Record:
    sheet = Sheet(entry, shape, id=entry.at("id"), title="name")
    sheet.add("subject", markup="plain", use="subject")
    sheet.add("body", markup="html")
    return sheet.record()
