"""A draft that is a macro of the team's library as it stands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from replycheck.checkers.context import Context
from replycheck.model import Match, Related, Span
from replycheck.records import dataclass


@dataclass(frozen=True, eq=False, repr=False)
class ConveyorBelt:
    """Fires where at least `share` (0 to 1) of the words of a draft's body come from one macro and at most
    `own` sentences are the writer's; silent without a library.

    Greeting and closing are left out, and what fills a macro's placeholders counts as the macro's.  Drafts of
    fewer than `min_words` words are left alone.  Values: match (the first words), other (the macro), share.
    """

    needs: ClassVar[tuple[str, ...]] = ()

    share: float = 0.6
    own: int = 1
    min_words: int = 20

    def __call__(self, context: Context) -> Iterator[Match]:
        canned = context.case.canned
        if canned is None:
            return
        from replycheck.checkers.canned import copied

        found = copied(context.draft, canned)
        if found is None or found.words < self.min_words:
            return
        if found.share < self.share or found.own_sentences > self.own:
            return
        name = canned.name(found.macro)
        related = Related("record", Span(0, 0), "the macro", name, name)
        values = {
            "match": found.span.of(context.draft.text),
            "other": name,
            "share": f"{found.share:.0%}",
        }
        yield Match(found.span, values, related=(related,), score=found.share)
