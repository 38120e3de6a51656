"""Promises of an earlier reply that the draft takes back without a word about it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from replycheck.checkers.context import Context
from replycheck.model import Match
from replycheck.records import dataclass


@dataclass(frozen=True, eq=False, repr=False)
class ThreadContradiction:
    """Fires at what the draft says of a topic where our newest earlier reply on it said the opposite.

    `promises` is a lexicon whose groups are a topic and a side ("return: free"); `topics` one of word
    groups that say what a figure or a date is about.  Silent where the draft shows that it knows
    (`acknowledged`, a lexicon with the groups openly and sorry), where a side hangs on a condition, where
    the customer named the new figure, and where a reply says both sides.  Values: match, before.
    """

    needs: ClassVar[tuple[str, ...]] = ("english",)

    promises: str
    topics: str
    acknowledged: str

    def __call__(self, context: Context) -> Iterator[Match]:
        if not context.earlier:
            return
        from replycheck.checkers.promises import contradictions, is_ours, read_reply

        ours = [document for document in context.earlier if is_ours(document.message, context)]
        now = read_reply(context.draft, self.promises, self.topics) if ours else None
        if now is None or not now.statements:
            return
        known = {hit.term.label for hit in context.draft.lexicon(self.acknowledged)}
        if known == {"sorry"}:  # a refusal has it as well, but a date that moved does not come without
            now = now._replace(statements=tuple(s for s in now.statements if s.figure is None))
        elif known:
            return
        before = [read_reply(document, self.promises, self.topics) for document in ours]
        yield from contradictions(context, now, before)
