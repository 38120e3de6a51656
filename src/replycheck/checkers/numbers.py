"""Figures, dates and versions that the customer gave and the draft gives back differently."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import combinations
from typing import ClassVar

from replycheck.checkers.claims import Claim, claims, words_near
from replycheck.checkers.context import Context
from replycheck.matching.compiled import compiled
from replycheck.model import Match, Related, Span
from replycheck.records import dataclass
from replycheck.understand.amounts import Amount, amounts
from replycheck.understand.dates import Day, days
from replycheck.understand.document import Document
from replycheck.understand.figures import Figure, figures, is_comparable, is_money, is_same, is_slip
from replycheck.understand.stems import stem

MOST_OF_THEIRS = 40
"""A customer who gives more figures than that sends a table, and nobody can tell which one is meant."""

NEAR = 40
"""How many characters from a figure words may stand that say it is meant to differ."""

SLACK = 2 * 1440
"""Minutes by which a wait may have grown until the reply leaves, where nobody knows when the two were written;
less where it is told in minutes or hours.
"""
_SLACK = {"minute": 10, "min": 10, "hour": 180, "hr": 180}
_SHORT = {"min": "minute", "hr": "hour", "wk": "week", "yr": "year"}


@dataclass(frozen=True, eq=False, repr=False)
class Contradiction:
    """Fires at a figure that the draft gives as the customer's own ("your payment of $59", "the three lamps
    you ordered") where the inbound has exactly one figure about the same thing, and another one.

    `things` is a lexicon of word groups that name one thing.  `changes` is one of words that say that a
    figure is meant to differ, in the groups corrects, changes, sums, rates and roughly.  Values: match,
    stated.
    """

    needs: ClassVar[tuple[str, ...]] = ("english", "inbound", "english-inbound")

    things: str
    changes: str

    def __call__(self, context: Context) -> Iterator[Match]:
        inbound = context.inbound
        if inbound is None or not 0 < len(figures(inbound.prose)) <= MOST_OF_THEIRS:
            return
        groups = _groups(tuple(map(tuple, context.draft.word_groups(self.things))))
        for claim in claims(context.draft, groups):
            stated = _other_statement(claim, context, inbound, groups)
            if stated is None or self._is_meant(context, claim, stated, inbound):
                continue
            values = {
                "match": claim.figure.span.of(context.draft.text),
                "stated": stated.span.of(inbound.text),
            }
            related = (Related("inbound", _around(inbound, stated.span), "the customer wrote"),)
            yield Match(claim.figure.span, values, related=related)

    def _is_meant(self, context: Context, claim: Claim, stated: Figure, inbound: Document) -> bool:
        """The draft knows that it differs, or one of the two is a rough figure or a part of a sum."""
        figure = claim.figure.span
        prose = context.draft.prose
        theirs = _around(inbound, stated.span).of(inbound.prose).lower()
        for hit in context.draft.lexicon(self.changes):
            label, inside = hit.term.label, claim.sentence.start <= hit.span.start < claim.sentence.end
            gap = max(hit.span.start - figure.end, figure.start - hit.span.end)
            between = prose[min(hit.span.end, figure.end) : max(hit.span.start, figure.start)]
            if label == "corrects" and gap < 3 * NEAR:
                return True
            if label == "changes" and inside and not is_money(claim.figure) and not _is_cut(between):
                return True
            reach = {"sums": NEAR, "rates": 2}.get(label, -1)
            # "Your balance" may be the very thing they asked about.
            if inside and gap <= reach and hit.span.of(prose).lower() not in theirs:
                return True
            if label == "roughly" and 0 <= figure.start - hit.span.end <= 2:
                return True
        return any(
            hit.term.label == "roughly" and 0 <= stated.span.start - hit.span.end <= 2
            for hit in inbound.lexicon(self.changes)
        )


def _is_cut(between: str) -> bool:
    """Another clause begins there."""
    return re.search(r"[,;:]|\s(?:and|but|so)\s", between) is not None


@lru_cache(maxsize=4)
def _groups(word_groups: tuple[tuple[str, ...], ...]) -> Mapping[str, int]:
    return {word: number for number, group in enumerate(word_groups) for word in group}


def _around(document: Document, span: Span) -> Span:
    return document.sentence_at(span.start) or span


def _other_statement(
    claim: Claim, context: Context, inbound: Document, groups: Mapping[str, int]
) -> Figure | None:
    """The one figure of the inbound about the same thing, where it is another one than the draft's."""
    mine = claim.figure
    theirs = [f for f in figures(inbound.prose) if is_comparable(mine, f)]
    if not theirs or any(is_same(mine, figure) for figure in theirs) or _is_mentioned(mine, inbound):
        return None
    about = _about(claim, theirs, context, inbound, groups)
    if not about or any(not is_same(about[0], figure) for figure in about[1:]):
        return None
    stated = about[0]
    ours = [f for f in figures(context.draft.prose) if is_comparable(mine, f) and f != mine]
    if any(is_same(stated, figure) for figure in ours):
        return None
    slipped = _has_slipped(mine, stated, context, inbound)
    if not claim.sure and not slipped:
        return None
    if claim.odd and not (slipped and claim.odd <= _words(inbound, stated, groups)):
        return None
    if not is_money(mine) and _asks_for_change(inbound.prose):
        return None
    if _is_reckoned(mine, theirs) or _is_rest(mine, stated, ours):
        return None
    waits = claim.alone or groups.get("wait", "wait") in _keys(claim.words, groups)
    return None if _is_told_otherwise(context, mine, stated, waits=waits) else stated


def _about(
    claim: Claim, theirs: list[Figure], context: Context, inbound: Document, groups: Mapping[str, int]
) -> list[Figure]:
    """Those of the customer's figures that are about the same thing.

    A version, and a sum that differs by one slip, need no word in common where there is only one.
    """
    if claim.alone:
        return theirs
    keys = _keys(claim.words, groups)
    about = [figure for figure in theirs if _keys(_words(inbound, figure, groups), groups) & keys]
    if about or any(not is_same(theirs[0], figure) for figure in theirs[1:]):
        return about
    mine = claim.figure
    is_version = isinstance(mine, Amount) and mine.unit == "version"
    if claim.sure and (is_version or (is_money(mine) and _has_slipped(mine, theirs[0], context, inbound))):
        return theirs
    return []


def _words(inbound: Document, figure: Figure, groups: Mapping[str, int]) -> frozenset[str]:
    return words_near(inbound.prose, figure, _around(inbound, figure.span), groups, wide=True)


def _keys(words: frozenset[str], groups: Mapping[str, int]) -> set[str | int]:
    return {groups.get(word, stem(word)) for word in words if len(word) > 2}


def _has_slipped(mine: Figure, stated: Figure, context: Context, inbound: Document) -> bool:
    return is_slip(mine, mine.span.of(context.draft.text), stated, stated.span.of(inbound.text))


@lru_cache(maxsize=16)
def _asks_for_change(prose: str) -> bool:
    """The customer wants another day, or more or fewer of something: then the new figure may be theirs."""
    return _change().search(prose) is not None


@cache
def _change() -> re.Pattern[str]:
    return compiled(
        r"\b(?:mov(?:e|ed|ing)|chang(?:e|ing)|reschedul\w+|postpon\w+|rebook\w*|bring forward|push back"
        r"|(?:another|different) (?:day|date|time|slot)|swap|switch|add (?:an?|one|two|more|\d)"
        r"|(?:one|two|three|\d+|some) (?:more|fewer|less)|extra (?:one|seat|ticket|person)|instead of"
        r"|(?:increase|reduce) (?:the|my|it|to)"
        r"|rather than|earlier|extend|shorten|upgrade)\b",
        re.IGNORECASE,
    )


def _is_mentioned(mine: Figure, inbound: Document) -> bool:
    """The number stands in the inbound in some way, whatever it counts there."""
    if isinstance(mine, Day):
        named = rf"\b{mine.day}(?:st|nd|rd|th)\b|\b(?:the|on|by|until|from|to|and|or|between)\s{mine.day}\b"
        full = [day.span for day in days(inbound.prose)]
        found = [Span(*match.span()) for match in re.finditer(named, inbound.prose, re.IGNORECASE)]
        return any(not any(place.overlaps(span) for span in full) for place in found)
    if mine.unit == "version":
        return mine.text in inbound.text
    return any(mine.number in (a.number, a.high) for a in amounts(inbound.prose) if a.unit in ("", mine.unit))


def _is_reckoned(mine: Figure, theirs: Sequence[Figure]) -> bool:
    """The draft's figure is a sum, a difference or, of money, a multiple of the customer's."""
    if isinstance(mine, Day) or mine.unit in ("clock", "version"):
        return False
    numbers = [figure.number for figure in theirs if isinstance(figure, Amount)]
    if mine.is_money and any(
        abs(mine.number - n * k) < 0.005 or abs(mine.number * k - n) < 0.005
        for n in numbers
        for k in range(2, 13)
    ):
        return True
    if len(numbers) > 1 and abs(mine.number - sum(numbers)) < 0.005:
        return True
    return any(
        abs(mine.number - abs(a - b)) < 0.005 or abs(mine.number - a - b) < 0.005
        for a, b in combinations(numbers[:12], 2)
    )


def _is_rest(mine: Figure, stated: Figure, ours: Sequence[Figure]) -> bool:
    """The draft divides the customer's figure: of 480, 45 stay and 435 go back."""
    if not isinstance(mine, Amount) or not isinstance(stated, Amount):
        return False
    whole = stated.number
    return any(isinstance(o, Amount) and abs(mine.number + o.number - whole) < 0.005 for o in ours)


def _is_told_otherwise(context: Context, mine: Figure, stated: Figure, *, waits: bool) -> bool:
    """A duration in another unit, or a wait that is longer by as much as the reply took."""
    if isinstance(mine, Day) or isinstance(stated, Day) or mine.unit not in ("minute", "month"):
        return False
    if context.inbound is None:
        return False
    one, other = (
        re.findall(r"[a-z]+", span.of(document.prose).lower())[-1].rstrip("s")
        for document, span in ((context.draft, mine.span), (context.inbound, stated.span))
    )
    if _SHORT.get(one, one) != _SHORT.get(other, other):
        return True
    sent, leaves = context.inbound.message.sent_at, context.case.draft_date
    grown = max((leaves - sent).total_seconds() / 60, 0) + 1440 if sent and leaves else _SLACK.get(one, SLACK)
    return waits and mine.unit == "minute" and 0 < mine.number - stated.number <= grown
