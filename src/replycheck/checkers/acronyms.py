"""Abbreviations that only people of the house know: one is a bump, two close together are a wall."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from functools import cache
from itertools import pairwise
from typing import ClassVar

from replycheck.checkers.context import Context
from replycheck.matching.compiled import compiled
from replycheck.model import Match, Span
from replycheck.records import dataclass

LONGEST = 6
"""Letters an abbreviation has at most; longer words in capitals are emphasis or names."""


@dataclass(frozen=True, eq=False, repr=False)
class Acronyms:
    """Fires at the first two different abbreviations that stand within `within` words of each other.

    `known` are those that everybody knows, and words often written large.  One that the customer used,
    that is explained in brackets, or that stands in a line of capitals is left alone.
    """

    needs: ClassVar[tuple[str, ...]] = ("english",)

    known: tuple[str, ...]
    within: int = 5

    def __call__(self, context: Context) -> Iterator[Match]:
        written = set(_capitals().findall(context.draft.prose))
        if len(written) < 2:
            return
        known = {*self.known, *_written_by_customer(context)}
        if sum(not _is_known(word, known) for word in written) < 2:
            return
        found = list(_unknown(context, known))
        for (at, one), (then, other) in pairwise(found):
            first, second = one.of(context.draft.prose), other.of(context.draft.prose)
            if first != second and then - at <= self.within:
                span = Span(one.start, other.end)
                yield Match(span, {"match": span.of(context.draft.text), "first": first, "second": second})
                return


def _unknown(context: Context, known: Set[str]) -> Iterator[tuple[int, Span]]:
    """(number of the word, span) of each abbreviation that needs explaining."""
    prose = context.draft.prose
    for at, span in enumerate(context.draft.words):
        word = prose[span.start : span.end]
        if not word[:2].isupper() or not _is_acronym(word) or _is_known(word, known):
            continue
        before, after = prose[max(span.start - 1, 0) : span.start], prose[span.end : span.end + 2]
        in_brackets_or_a_code = before in tuple("(.&#/'-") or after.startswith((" (", ")", "-", "/", "&"))
        if not in_brackets_or_a_code and not _is_shouted(prose, span):
            yield at, span


def _is_known(word: str, known: Set[str]) -> bool:
    return word in known or word.rstrip("s") in known


@cache
def _capitals() -> re.Pattern[str]:
    """Whole words of capitals, an `s` behind them perhaps: most replies hold none, and no word is looked at.

    What stands before is asked behind the first letter: the search then skips all that is no capital.
    """
    return compiled(r"[A-Z](?<!\w[A-Z])(?<!\w['’-][A-Z])[A-Z]+s?(?!['’-]?\w)")


def _is_acronym(word: str) -> bool:
    letters = word[:-1] if word.endswith("s") else word
    return 2 <= len(letters) <= LONGEST and letters.isalpha() and letters.isupper() and letters.isascii()


def _written_by_customer(context: Context) -> set[str]:
    if context.inbound is None:
        return set()
    return {span.of(context.inbound.prose).upper() for span in context.inbound.words}


def _is_shouted(prose: str, span: Span) -> bool:
    """Most letters of the line are capitals: a heading, a table, a raised voice."""
    start, end = prose.rfind("\n", 0, span.start) + 1, prose.find("\n", span.end)
    letters = [c for c in prose[start : end if end >= 0 else len(prose)] if c.isalpha()]
    return sum(c.isupper() for c in letters) * 2 > len(letters)
