"""A text cut where marks begin and end, so that marks may overlap and each piece knows all of its own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from replycheck.model import Span


class Mark(NamedTuple):
    """A span of a text with the `key` by which everything that belongs together is known (`f3`, `q1`).

    `shows_end`: a reference to what is said of it stands behind its last character.
    """

    span: Span
    key: str
    shows_end: bool = False


class Piece(NamedTuple):
    """A run of characters under the same marks: their `keys` in the order of the marks, and the keys of
    those marks that end behind it and show it (`ends`).
    """

    text: str
    keys: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()


def pieces(text: str, marks: Iterable[Mark], part: Span | None = None) -> list[Piece]:
    """The pieces of a text, or of one part of it, in order; joined they are that text.

    An empty mark is an empty piece, and one at the end of a part belongs to that part.
    """
    part = part or Span(0, len(text))
    begin: defaultdict[int, list[int]] = defaultdict(list)
    end: defaultdict[int, list[int]] = defaultdict(list)
    empty: defaultdict[int, list[int]] = defaultdict(list)
    marks = list(marks)
    for number, mark in enumerate(marks):
        start, stop = max(mark.span.start, part.start), min(mark.span.end, part.end)
        if not mark.span:
            if part.start < start <= part.end or start == part.start == 0:
                empty[start].append(number)
        elif start < stop:
            begin[start].append(number)
            end[stop].append(number)
    cuts = sorted({part.start, part.end, *begin, *end, *empty})
    open_marks: set[int] = set()
    found: list[Piece] = []
    for at, cut in enumerate(cuts):
        open_marks.difference_update(end[cut])
        found += [Piece("", (marks[n].key,), (marks[n].key,)) for n in empty[cut]]
        open_marks.update(begin[cut])
        if at + 1 < len(cuts):
            stop = cuts[at + 1]
            closing = (n for n in end[stop] if marks[n].shows_end and marks[n].span.end == stop)
            found.append(
                Piece(
                    text[cut:stop],
                    tuple(dict.fromkeys(marks[n].key for n in sorted(open_marks))),
                    tuple(dict.fromkeys(marks[n].key for n in sorted(closing))),
                )
            )
    return found
