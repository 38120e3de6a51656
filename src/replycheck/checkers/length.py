"""Sentences, paragraphs and replies that are too long to be read at once."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from typing import ClassVar

from replycheck.checkers.context import Context
from replycheck.model import Match, PartKind, Span
from replycheck.records import dataclass
from replycheck.understand.segments import is_list_item


@dataclass(frozen=True, eq=False, repr=False)
class Length:
    """Reports each `unit` (sentence, paragraph, draft) of more than `max_words` words.

    Lists are read item by item, so a paragraph that is a list is never too long.  The score is 0.5 at the
    limit and 1 at twice as many words.
    """

    needs: ClassVar[tuple[str, ...]] = ("english",)

    unit: str
    max_words: int

    def __call__(self, context: Context) -> Iterator[Match]:
        starts = [word.start for word in context.draft.words]
        for span in self._units(context):
            number = bisect_left(starts, span.end) - bisect_left(starts, span.start)
            if number > self.max_words:
                values = {
                    "words": str(number),
                    "limit": str(self.max_words),
                    "start": _start(span, context),
                }
                yield Match(span, values, score=min(1.0, number / (2 * self.max_words)))

    def _units(self, context: Context) -> Iterator[Span]:
        draft = context.draft
        if self.unit == "sentence":
            yield from draft.sentences
        elif self.unit == "paragraph":
            for block in draft.paragraphs:
                if not any(is_list_item(line) for line in block.of(draft.prose).split("\n")):
                    yield block
        else:
            body = draft.span_of(PartKind.BODY)
            yield Span(body.start if body else 0, draft.body_end)


UNITS = ("sentence", "paragraph", "draft")


def _start(span: Span, context: Context) -> str:
    return " ".join(span.of(context.draft.text).split()[:5])
