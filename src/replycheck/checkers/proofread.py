"""Spelling and grammar: what `replycheck.proofread` finds worth saying, as matches."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import ClassVar

from replycheck.checkers.context import Context
from replycheck.matching import Term
from replycheck.model import Edit, Fix, Match
from replycheck.records import dataclass, field


@dataclass(frozen=True, eq=False, repr=False)
class Spelling:
    """Reports words that do not exist and are likely slips for words that do.

    `lexicon` names the list of known slips: groups of words, the right one first.  The values of the message
    are `match`, `fault` and `instead`.
    """

    needs: ClassVar[tuple[str, ...]] = ("english",)

    lexicon: str = "misspellings"

    def __call__(self, context: Context) -> Iterator[Match]:
        from replycheck.proofread.dialect import dialect_of
        from replycheck.proofread.gate import SpellingGate
        from replycheck.proofread.text import plain_text
        from replycheck.proofread.words import words

        dialect = context.settings.dialect
        liked = dialect_of(context.inbound, words()) if dialect == "auto" else dialect
        slips = {
            wrong: right
            for right, *others in context.draft.word_groups(self.lexicon)
            for wrong in others
        }
        gate = SpellingGate(context, plain_text(context.draft), words(), slips, dialect, liked)
        for found in gate.misspelt():
            instead = found.suggestions[0]
            values = {"match": found.span.of(context.draft.text), "fault": found.fault, "instead": instead}
            fix = Fix("safe" if found.is_sure else "unsafe", (Edit(found.span, instead),))
            yield Match(found.span, values, found.suggestions, fix=fix)
