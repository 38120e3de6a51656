"""Capitals and rows of exclamation marks: they read as shouting."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import ClassVar

from replycheck.checkers.context import Context
from replycheck.matching.compiled import compiled
from replycheck.model import Edit, Fix, Match, Span, Spans
from replycheck.records import dataclass

CAPITALS, MARKS = 1.0, 0.5
"""The scores of a sentence in capitals and of a row of exclamation marks."""


@dataclass(frozen=True, eq=False, repr=False)
class Shouting:
    """Whole sentences in capitals, and `min_marks` or more exclamation and question marks in a row.

    The row has a safe fix, since one mark says the same; capitals an unsafe one, since names and
    abbreviations lose theirs.
    """

    needs: ClassVar[tuple[str, ...]] = ()

    min_marks: int = 3

    def __call__(self, context: Context) -> Iterator[Match]:
        loud = Spans(mark.span for mark in context.draft_tone.shouting)
        text = context.draft.text
        for span in loud:
            edit = Edit(span, _calm(span.of(text)))
            yield Match(
                span, {"match": span.of(text)}, (edit.text,), score=CAPITALS, fix=Fix("unsafe", (edit,))
            )
        for match in _row(self.min_marks).finditer(context.draft.prose):
            span = Span(match.start(), match.end())
            if not any(
                span.overlaps(other) for other in (*loud.near(span), *context.draft.quotations.near(span))
            ):
                edit = Edit(span, "?" if "?" in match[0] else "!")
                yield Match(span, {"match": match[0]}, (edit.text,), score=MARKS, fix=Fix("safe", (edit,)))


@cache
def _row(least: int) -> re.Pattern[str]:
    return compiled(rf"[!?]{{{least},}}")


def _calm(said: str) -> str:
    """The sentence in small letters, its first one large, with one mark at its end."""
    lowered = re.sub(r"\bi\b", "I", said.lower())
    return re.sub(r"!+$", ".", lowered[:1].upper() + lowered[1:])
