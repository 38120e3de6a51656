"""Something a good reply holds and this one does not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from replycheck.checkers.context import Context
from replycheck.model import Match, Span


@dataclass(frozen=True, eq=False)
class Missing:
    """Fires at the end of the body where no entry of any of the `lexicons` stands in the draft.

    Replies of fewer than `min_words` words are left alone.
    """

    needs: ClassVar[tuple[str, ...]] = ("english",)

    lexicons: tuple[str, ...]
    min_words: int = 8

    def __call__(self, context: Context) -> Iterator[Match]:
        if len(context.draft.words) < self.min_words:
            return
        if not any(context.draft.lexicon(name) for name in self.lexicons):
            end = context.draft.body_end
            yield Match(Span(end, end))
