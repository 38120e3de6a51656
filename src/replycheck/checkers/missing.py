"""Something a good reply holds and this one does not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from replycheck.checkers.context import Context
from replycheck.model import Match, Span
from replycheck.records import dataclass


@dataclass(frozen=True, eq=False, repr=False)
class Missing:
    """Fires at the end of the body where no entry of any of the `lexicons` stands in the draft.

    With `given`, it fires only where an entry of one of those lexicons does stand there, and marks the
    first of them.  Replies of fewer than `min_words` words are left alone.  An open slot of the sort `slot`
    stands for what is missing: it is reported itself.
    """

    needs: ClassVar[tuple[str, ...]] = ("english",)

    lexicons: tuple[str, ...]
    given: tuple[str, ...] = ()
    min_words: int = 8
    slot: str = ""

    def __call__(self, context: Context) -> Iterator[Match]:
        if len(context.draft.words) < self.min_words:
            return
        if self.slot and any(slot.sort == self.slot for slot in context.draft.slots):
            return
        if any(hit.term.weight for name in self.lexicons for hit in context.draft.lexicon(name)):
            return
        end = context.draft.body_end
        place = Span(end, end)
        if self.given:
            spans = sorted(hit.span for name in self.given for hit in context.draft.lexicon(name))
            if not spans:
                return
            place = spans[0]
        yield Match(place, {"match": place.of(context.draft.text)})
