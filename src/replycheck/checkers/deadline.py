"""Deadlines of the customer's that the draft passes over."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from replycheck.checkers.context import Context
from replycheck.checkers.received import informs, is_mere_receipt
from replycheck.model import Match, Related, Span
from replycheck.records import dataclass


@dataclass(frozen=True, eq=False, repr=False)
class DeadlineIgnored:
    """Fires once where the customer names a deadline of their own that lies ahead, and no sentence of the draft
    speaks of any time, or does, refuses or asks for what makes the time no matter.

    Silent where the draft says nothing at all, which is another rule's.
    """

    needs: ClassVar[tuple[str, ...]] = ("english", "inbound", "english-inbound")

    def __call__(self, context: Context) -> Iterator[Match]:
        if context.inbound is None or not context.inbound.lexicon("answers_deadlines"):
            return
        from replycheck.understand.deadlines import deadlines, passes_over

        named = deadlines(context.inbound)
        if not named or not passes_over(context.draft, named, context.inbound):
            return
        if not informs(context) or is_mere_receipt(context):
            return
        first = next((each for each in named if each.needed), named[0])
        if context.is_awaited(first.sentence):
            return
        asked = next((a for a in context.answers if a.question.span.overlaps(first.span)), None)
        end = context.draft.body_end
        values = {"deadline": " ".join(first.span.of(context.inbound.text).split())}
        related = (Related("inbound", first.sentence, "the customer's deadline"),)
        about = f"question:{asked.question.span.start}" if asked else ""
        yield Match(Span(end, end), values, related=related, about=about)
