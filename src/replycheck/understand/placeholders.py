"""Slots nobody filled and what templates leave behind: `[NAME]`, `Hi ,`, `{{ticket.id}}`, `by XX/XX`.

Nothing here is a list of placeholders.  Candidates are found without regard to their delimiter, and
scored by their words, their letter case, the slot they stand in and the words around them.
"""

from __future__ import annotations

import bisect
from collections.abc import Iterator, Sequence

from replycheck.model import Span, Spans
from replycheck.understand.document import Document
from replycheck.understand.placeholder_fields import find_fields
from replycheck.understand.placeholder_greetings import find_greetings
from replycheck.understand.placeholder_notes import find_notes
from replycheck.understand.placeholder_place import Place, Placeholder, Sort
from replycheck.understand.placeholder_residue import find_residue
from replycheck.understand.placeholder_runs import find_runs
from replycheck.understand.placeholder_tokens import find_tokens
from replycheck.understand.placeholder_words import CUSTOMER_NAME, OWN_NAME

__all__ = ["CUSTOMER_NAME", "Place", "Placeholder", "Sort", "find_placeholders", "placeholders_in"]

FLOOR = 0.3
"""Scores below this are not even given as candidates."""


def _find_slots(place: Place) -> Iterator[Placeholder]:
    """What a drafted skeleton left to be filled in, whatever stands around it (`understand.slots`)."""
    for slot in place.document.slots:
        yield Placeholder(slot.span, "unfilled", 1.0, slot.hint)


FINDERS = (_find_slots, find_tokens, find_greetings, find_fields, find_residue, find_runs, find_notes)


def find_placeholders(document: Document, hidden: Sequence[Span] = ()) -> tuple[Placeholder, ...]:
    """All placeholders of a draft by place, without overlaps; those below 0.5 are for measuring only.

    `hidden` are stretches that are filled in elsewhere, as a macro's variables are.
    """
    return placeholders_in(Place(document, hidden), hidden)


def placeholders_in(place: Place, hidden: Sequence[Span] = ()) -> tuple[Placeholder, ...]:
    """The same for a text that was made visible already; nothing is found from `place.end` on."""
    found = [one for find in FINDERS for one in find(place) if one.score >= FLOOR]
    if hidden:
        spans = Spans.joined(hidden)
        found = [one for one in found if not any(one.span.overlaps(span) for span in spans.near(one.span))]
    return tuple(_signed(place, one) for one in _settled(found))


def _signed(place: Place, found: Placeholder) -> Placeholder:
    """`[Name]` below `Kind regards,` is the writer's."""
    if found.hint == CUSTOMER_NAME and place.is_signed(found.span.start):
        return found._replace(hint=OWN_NAME)
    return found


def _settled(found: list[Placeholder]) -> Iterator[Placeholder]:
    """One placeholder a place: those worth showing before the others, then the longest."""
    taken: list[tuple[int, int]] = []  # by place, none within another
    kept: list[Placeholder] = []
    for one in sorted(found, key=lambda p: (p.score < 0.5, p.span.start - p.span.end, -p.score)):
        at = bisect.bisect_left(taken, (one.span.end, -1))
        if not at or taken[at - 1][1] <= one.span.start:
            taken.insert(at, (one.span.start, one.span.end))
            kept.append(one)
    yield from sorted(kept, key=lambda p: p.span)
