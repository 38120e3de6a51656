"""Words of our trade, with plain ones to write instead: those of a rule and those of the team."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import ClassVar

from replycheck.checkers.context import Context
from replycheck.matching import Term, phrase_terms, plain
from replycheck.model import Edit, Fix, Match, Span
from replycheck.records import dataclass, field


@dataclass(frozen=True, eq=False, repr=False)
class Jargon:
    """`swaps` leads from a phrase to plain words; the team's settings `jargon` are searched as well, and
    where both speak of a place the team's words are taken.

    Reports each term at its first use only; terms inside one of the team's `accepted` are left alone.
    Values: match, instead.
    """

    needs: ClassVar[tuple[str, ...]] = ("english",)

    swaps: Mapping[str, str] = field(default_factory=dict)

    def terms(self) -> Iterable[Term]:
        return [t for phrase, instead in self.swaps.items() for t in phrase_terms(phrase, label=instead)]

    def __call__(self, context: Context) -> Iterator[Match]:
        settings = context.settings
        found = list(_of_the_team(context.draft.prose, settings.jargon)) if settings.jargon else []
        ours = [(hit.span, hit.term.label) for hit in context.hits(self)]
        found += [
            (span, label) for span, label in ours if not any(span.overlaps(other) for other, _ in found)
        ]
        accepted = []
        if settings.accepted and found:
            accepted = [Span(*m.span()) for m in _searched(settings.accepted).finditer(context.draft.prose)]
        seen = set()
        for span, instead in sorted(found):
            if instead in seen or any(span.overlaps(term) for term in accepted):
                continue
            seen.add(instead)
            from replycheck.checkers.fitting import fitted  # most drafts have no such words

            words = fitted(instead, context, span)
            fix = Fix("unsafe", (Edit(span, words),))
            yield Match(span, {"match": span.of(context.draft.text), "instead": instead}, (words,), fix=fix)


def _of_the_team(prose: str, jargon: Mapping[str, str]) -> Iterator[tuple[Span, str]]:
    instead = {_folded(term): plain_words for term, plain_words in jargon.items()}
    for match in _searched(tuple(jargon)).finditer(prose):
        yield Span(*match.span()), instead[_folded(match[1])]


@lru_cache(maxsize=8)
def _searched(terms: tuple[str, ...]) -> re.Pattern[str]:
    """Whole terms, the longest first, also in the plural; any white space for a space."""
    sources = (
        r"\s+".join(map(re.escape, plain(term).split())) for term in sorted(terms, key=len, reverse=True)
    )
    return re.compile(rf"(?<![\w@#/-])({'|'.join(sources)})(?:'?s|es)?(?![\w@/]|-\w)", re.IGNORECASE)


def _folded(term: str) -> str:
    return " ".join(plain(term).casefold().split())
