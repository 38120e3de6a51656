"""Words that the team writes its own way, or not at all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import ClassVar

from replycheck.checkers.context import Context
from replycheck.matching import plain
from replycheck.model import Edit, Fix, Match, Span
from replycheck.records import dataclass


@dataclass(frozen=True, eq=False, repr=False)
class HouseTerms:
    """Fires at the terms of the team's settings `preferred` and `banned`; silent where there are none.

    Whole words, whatever their case and spacing, also in the plural.  Terms inside an `accepted` one are
    left alone, and so is the house's own spelling.  Values: match, instead, advice ("write “eBill”"), reason.
    """

    needs: ClassVar[tuple[str, ...]] = ()

    def __call__(self, context: Context) -> Iterator[Match]:
        settings = context.settings
        swaps = {**settings.banned, **settings.preferred}
        if not swaps:
            return
        prose = context.draft.prose
        accepted = [Span(*match.span()) for match in _search(settings.accepted).finditer(prose)]
        folded = {_folded(term): instead for term, instead in swaps.items()}
        preferred = {_folded(term) for term in settings.preferred}
        for match in _search(tuple(swaps)).finditer(prose):
            span = Span(*match.span())
            written = match[0]
            instead = folded[_folded(written)]
            house = _in_case_of(written, instead, begins=_begins_sentence(context, span))
            if written == house or any(term.overlaps(span) for term in accepted):
                continue
            if _is_within(prose, span, written, house):
                continue
            values = {
                "match": written,
                "instead": house,
                "advice": f"write “{house}”" if house else "leave it out",
                "reason": _WHY_PREFERRED if _folded(written) in preferred else _WHY_BANNED,
            }
            fix = Fix("unsafe" if _wants_other_article(prose, span, house) else "safe", (Edit(span, house),))
            yield Match(span, values, (house,) if house else (), fix=fix if house else None)


_WHY_PREFERRED = "the customer looks for the words of our pages"
_WHY_BANNED = "it is on the team's list of words to avoid"


@lru_cache(maxsize=16)
def _search(terms: tuple[str, ...]) -> re.Pattern[str]:
    """Whole terms, the longest first; white space is any, and a plural's or a possessive's s may follow."""
    if not terms:
        return re.compile(r"(?!)")
    longest_first = sorted(terms, key=len, reverse=True)
    sources = (r"\s+".join(map(re.escape, plain(term).split())) for term in longest_first)
    return re.compile(rf"(?<![\w@#/-])(?:{'|'.join(sources)})(?=(?:'?s)?(?![\w@/]|-\w))", re.IGNORECASE)


def _folded(term: str) -> str:
    return " ".join(plain(term).casefold().split())


def _begins_sentence(context: Context, span: Span) -> bool:
    sentence = context.draft.sentence_at(span.start)
    return sentence is not None and sentence.start == span.start


def _in_case_of(written: str, instead: str, *, begins: bool) -> str:
    """The house's spelling as it has to stand here: a small word gets its capital where the sentence begins,
    and a heading in capitals stays one.  A spelling with capitals of its own is taken as it is.
    """
    if not instead.islower():
        return instead
    if written.isupper() and len(written) > 3:
        return instead.upper()
    return instead[0].upper() + instead[1:] if begins and written[0].isupper() else instead


def _is_within(prose: str, span: Span, written: str, house: str) -> bool:
    """The house's spelling holds the term and stands here already: "log in to" where "log in" is asked for."""
    at = house.lower().find(written.lower()) if len(house) > len(written) else -1
    return at >= 0 and prose[max(span.start - at, 0) :].lower().startswith(house.lower())


def _wants_other_article(prose: str, span: Span, house: str) -> bool:
    """ "an issue" would become "an problem"."""
    before = re.search(r"\b(an?)\s+$", prose[max(span.start - 4, 0) : span.start], re.IGNORECASE)
    return before is not None and bool(house) and (house[0].lower() in "aeiou") != (before[1].lower() == "an")
