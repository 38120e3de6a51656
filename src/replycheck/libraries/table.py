"""Home-made tables and lists: one column with the text, beside it a name and an id as they happen to be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from replycheck.libraries.bodies import Sheet
from replycheck.libraries.entry import Entry
from replycheck.libraries.record import Record

MARKS = ("(?i:body|reply|response|content|message|text)",)

BODIES = ("body", "reply", "response", "content", "message", "text")
"""Columns that hold the text, whatever their case; the first of these where there are several."""

IDS = ("id", "key", "slug", "shortcut", "short_code")
TITLES = ("title", "name", "subject")


def fits(value: Mapping[str, Any]) -> bool:
    """Exactly one column that may be the text: of several nobody knows which."""
    found = [key for key in value if key.strip().lower() in BODIES]
    return len(found) == 1 and (value[found[0]] is None or isinstance(value[found[0]], str))


def read(entry: Entry, shape: str) -> Record:
    body, name, title = (_column(entry.value, names) for names in (BODIES, IDS, TITLES))
    sheet = Sheet(entry, shape, id=entry.at(name) if name else None, title=title or "title")
    if body is None:
        raise entry.error(f"has no text; one of {', '.join(BODIES)} is read")
    sheet.add(body)
    return sheet.record()


def _column(value: Mapping[str, Any], names: Iterable[str]) -> str | None:
    by_name = {key.strip().lower(): key for key in value}
    return next((by_name[name] for name in names if name in by_name), None)
