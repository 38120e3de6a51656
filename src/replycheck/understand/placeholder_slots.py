"""Slots of a drafted skeleton as placeholders: each is unfilled, whatever stands around it."""

from __future__ import annotations

from collections.abc import Iterator

from replycheck.understand.placeholder_place import Place, Placeholder


def find_slots(place: Place) -> Iterator[Placeholder]:
    for slot in place.document.slots:
        yield Placeholder(slot.span, "unfilled", 1.0, slot.hint)
