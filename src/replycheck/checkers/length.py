"""Sentences, paragraphs and replies that are too long to be read at once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from replycheck.checkers.context import Context
from replycheck.model import Match, PartKind, Span
from replycheck.records import dataclass
from replycheck.understand.segments import count_words, is_list_item


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
        for span, number in self._units(context):
            if number > self.max_words:
                values = {
                    "words": str(number),
                    "limit": str(self.max_words),
                    "start": _start(span, context),
                }
                yield Match(span, values, score=min(1.0, number / (2 * self.max_words)))

    def _units(self, context: Context) -> Iterator[tuple[Span, int]]:
        draft = context.draft
        if self.unit == "sentence":
            yield from draft.sized_sentences
            return
        if self.unit == "paragraph":
            blocks = [block for block in draft.paragraphs if self._may_be_long(block)]
            spans = [b for b in blocks if not any(map(is_list_item, b.of(draft.prose).split("\n")))]
        else:
            body = draft.span_of(PartKind.BODY)
            whole = Span(body.start if body else 0, draft.body_end)
            spans = [whole] if self._may_be_long(whole) else []
        for span in spans:
            yield span, count_words(draft.prose, span)

    def _may_be_long(self, span: Span) -> bool:
        """False for what has too few characters for so many words."""
        return span.end - span.start > 2 * self.max_words


UNITS = ("sentence", "paragraph", "draft")


def _start(span: Span, context: Context) -> str:
    return " ".join(span.of(context.draft.text).split()[:5])
