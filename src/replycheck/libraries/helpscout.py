"""Saved replies of Help Scout (Mailbox API 2.0, Saved Replies) and of FreeScout, its free likeness."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from replycheck.libraries.bodies import Sheet, has_text
from replycheck.libraries.entry import Entry
from replycheck.libraries.record import Record

MARKS = ("name", "text|preview")

TEXTS = ("text", "chatText", "preview")


def fits(value: Mapping[str, Any]) -> bool:
    return isinstance(value.get("name"), str) and any(has_text(value, key) for key in TEXTS)


def read(entry: Entry, shape: str) -> Record:
    """The reply, and what is sent instead in a chat."""
    if "preview" in entry.value and not {"text", "chatText"} & entry.value.keys():
        raise entry.error("only a preview, which is cut; fetch each saved reply by its id")
    sheet = Sheet(entry, shape, id=entry.at("id"), title="name")
    sheet.add("text")
    sheet.add("chatText", markup="plain", use="chat", channel="chat")
    return sheet.record()
