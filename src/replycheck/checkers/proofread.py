"""Spelling and grammar: what `replycheck.proofread` finds worth saying, as matches."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import ClassVar

from replycheck.checkers.context import CannotTell, Context
from replycheck.matching import Term, phrase_terms
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
        from replycheck.proofread.gate import SpellingGate
        from replycheck.proofread.text import plain_text
        from replycheck.proofread.words import words

        gate = SpellingGate(context, plain_text(context.draft), words(), self.lexicon)
        for found in gate.misspelt():
            instead = found.suggestions[0]
            values = {"match": found.span.of(context.draft.text), "fault": found.fault, "instead": instead}
            fix = Fix("safe" if found.is_sure else "unsafe", (Edit(found.span, instead),))
            yield Match(found.span, values, found.suggestions, fix=fix)


@dataclass(frozen=True, eq=False, repr=False)
class Grammar:
    """Asks Harper about sentences, and reports what is worth saying.

    `asks` leads from the name of a rule of Harper's to the phrase where that rule is heard (a regular-expression
    fragment as in `phrases`); where no phrase stands the engine is not started.  The values of the message are
    `match`, `fault` (what Harper says) and `advice`.
    """

    is_late: ClassVar[bool] = True  # it looks at what the other rules of the family found
    needs: ClassVar[tuple[str, ...]] = ("english",)

    asks: Mapping[str, str] = field(default_factory=dict)

    @property
    def unavailable(self) -> str | None:
        """Why the engine cannot run on this machine; None where it can."""
        from replycheck.proofread.harper import harper

        return harper(frozenset(self.asks)).unavailable()

    def terms(self) -> Iterable[Term]:
        return [t for rule, phrase in self.asks.items() for t in phrase_terms(phrase, label=rule)]

    def __call__(self, context: Context) -> Iterator[Match]:
        # What a rule of ours has marked needs no second opinion: building the engine takes a second.
        told = [
            match.span
            for rule, matches in context.matched.items()
            if rule.startswith("proofreading/")
            for match in matches
        ]
        hits = tuple(h for h in context.hits(self) if not any(h.span.overlaps(span) for span in told))
        if not hits:
            return
        from replycheck.proofread.grammar import asked
        from replycheck.proofread.harper import harper
        from replycheck.proofread.text import plain_text

        engine = harper(frozenset(self.asks))
        reason = engine.unavailable()
        if reason is not None:
            raise CannotTell(reason)
        for flag in asked(engine, context.draft, plain_text(context.draft), hits):
            words = flag.span.of(context.draft.text)
            options = " or ".join(f"“{text}”" for text in flag.suggestions[:2] if text)
            advice = f"write {options}" if options else "read the sentence again"
            values = {"match": words, "fault": _sentence(flag.message), "advice": advice}
            edits = (Edit(flag.span, flag.suggestions[0]),) if flag.suggestions else ()
            fix = Fix("unsafe", edits) if edits else None
            yield Match(flag.span, values, flag.suggestions, fix=fix)


def _sentence(message: str) -> str:
    """What an engine says, as a sentence without its markup."""
    text = " ".join(message.replace("`", "").split())
    return text if text[-1:] in (".", "!", "?") else f"{text}."
