"""Reading values out of decoded JSON: dates, texts, lists, whatever the type that stands there."""

from __future__ import annotations

import re
from datetime import datetime, timezone
from typing import Any

from replycheck.matching.compiled import compiled

# "2026-03-02T09:14:00Z": Python 3.10 reads neither the Z nor fractions of any length.
_ISO = compiled(
    r"(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,]\d{1,9})?)?\s?(Z|z|UTC|[+-]\d\d:?\d\d|[+-]\d\d)?$"
)


def moment(value: Any) -> datetime | None:
    """An aware datetime from ISO 8601 with a zone or from Unix seconds; None for anything else."""
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, (int, float)):
        try:
            return datetime.fromtimestamp(value, tz=timezone.utc) if 0 < value < 7_258_118_400 else None
        except (ValueError, OverflowError, OSError):
            return None
    found = _ISO.match(value.strip()) if isinstance(value, str) and len(value) < 60 else None
    if found is None or not found[7]:
        return None
    return _aware(found)


def is_naive_date(value: str) -> bool:
    """True for a date or a date and time without a zone."""
    found = _ISO.match(value.strip())
    return bool(found and not found[7]) or re.match(r"\d{4}-\d\d-\d\d$", value.strip()) is not None


def _aware(found: re.Match[str]) -> datetime | None:
    zone = found[7].upper()
    if zone in ("Z", "UTC"):
        zone = "+00:00"
    elif len(zone) == 3:
        zone += ":00"
    elif len(zone) == 5:
        zone = f"{zone[:3]}:{zone[3:]}"
    year, month, day, hour, minute = (found[group] for group in range(1, 6))
    try:
        return datetime.fromisoformat(f"{year}-{month}-{day}T{hour}:{minute}:{found[6] or '00'}{zone}")
    except (ValueError, OverflowError):
        return None


def text_of(record: Any, *names: str) -> str | None:
    """The first of the named fields that holds a string with something in it; lone surrogates mended."""
    if not isinstance(record, dict):
        return None
    for name in names:
        value = record.get(name)
        if isinstance(value, str) and value.strip():
            return mended(value)
    return None


def mended(text: str) -> str:
    """Lone surrogates (JSON may spell them) as U+FFFD, one for one."""
    if text.isascii():
        return text
    return re.sub("[\ud800-\udfff]", "\ufffd", text)


def records(value: Any) -> list[dict[str, Any]]:
    """The objects of a list; empty for anything else."""
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def record(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
