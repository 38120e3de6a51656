"""Faults between the lines: a trained reader's view of a sentence that no list of phrases holds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from replycheck.checkers.context import Context
from replycheck.model import Match
from replycheck.records import dataclass


@dataclass(frozen=True, eq=False, repr=False)
class Judged:
    """Reports the sentences whose likeliest fault is one of `labels` (`replycheck.understand.reader`).

    The score is the reader's own, from 0 (harmless) to 1; `severity_by` says from where on it is worth an
    agent's time.  `values` are `words`, those that weighed most.
    """

    needs: ClassVar[tuple[str, ...]] = ("english",)

    labels: tuple[str, ...]

    def __call__(self, context: Context) -> Iterator[Match]:
        for reading in context.readings:
            if reading.label in self.labels and reading.words:
                words = ", ".join(f"“{word}”" for word in reading.words)
                yield Match(reading.span, {"words": words}, score=reading.score)


LABELS = (
    "blame", "condescending", "sarcasm", "rude", "threat", "internal-info", "discriminatory", "private-data",
    "curt", "no-ownership", "stock",
)  # fmt: skip
"""The faults that the reader tells apart."""
