"""A team's facts, read so that a draft can be held against them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from replycheck.checkers.context import Context
from replycheck.checkers.links import links_of
from replycheck.matching import plain
from replycheck.matching.compiled import Patterns
from replycheck.model import Fact, Span
from replycheck.records import NamedTuple
from replycheck.understand.amounts import Amount, amounts
from replycheck.understand.document import Document

FURTHEST = 60
"""Characters between a fact's words and a figure that can be about it."""

NEXT = 12
"""The same for a bare number."""


class Truth(NamedTuple):
    """A fact with what to look for: its words, and its value as amounts, a link, an address or a telephone
    number; at most one of these is there.
    """

    fact: Fact
    words: re.Pattern[str]
    amounts: tuple[Amount, ...] = ()
    link: str = ""
    address: str = ""
    telephone: str = ""


class Said(NamedTuple):
    """A place of the draft that says something of the sort of a fact's value, and whether it agrees."""

    span: Span
    agrees: bool


@lru_cache(maxsize=8)
def truths(facts: tuple[Fact, ...]) -> tuple[Truth, ...]:
    return tuple(truth for fact in facts if (truth := _truth(fact)) is not None)


def _truth(fact: Fact) -> Truth | None:
    """None for a value that nothing can be compared with ("on request")."""
    value = plain(fact.value).strip()
    words = _searched(fact.words)
    if re.fullmatch(r"(?:https?://|www\.)\S+|[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}/\S*", value):
        return Truth(fact, words, link=_bare_link(value))
    if re.fullmatch(r"[^\s@]+@[^\s@]+\.\w+", value):
        return Truth(fact, words, address=value.lower())
    if re.fullmatch(r"\+?[\d\s()./-]{6,}", value) and len(_digits(value)) >= 6:
        return Truth(fact, words, telephone=_digits(value))
    found = amounts(value)
    return Truth(fact, words, amounts=found) if found else None


def _searched(words: Sequence[str]) -> re.Pattern[str]:
    sources = (
        r"\s+".join(map(re.escape, plain(word).split())) for word in sorted(words, key=len, reverse=True)
    )
    return re.compile(rf"(?<![\w@-])(?:{'|'.join(sources)})(?:'?s|es|ed|d|ing)?(?!\w)", re.IGNORECASE)


def said(truth: Truth, place: Span, context: Context) -> Iterator[Said]:
    draft = context.draft
    sentence = draft.sentence_at(place.start)
    if sentence is None:
        return
    if truth.amounts:
        yield from _amounts_said(truth, place, sentence, draft)
    elif truth.link:
        for link in links_of(draft):
            near = link.span.overlaps(place) or 0 <= link.span.start - place.end <= FURTHEST
            if near and link.span.start < sentence.end + 2 and link.target.startswith(("http", "www")):
                target = _bare_link(link.target)
                yield Said(link.span, target == truth.link or target.startswith(truth.link + "/"))
    else:
        yield from _contacts_said(truth, place, sentence, context)


def _amounts_said(truth: Truth, place: Span, sentence: Span, draft: Document) -> Iterator[Said]:
    prose = draft.prose
    units = {amount.unit for amount in truth.amounts}
    for amount in amounts(prose):
        if not sentence.start <= amount.span.start < sentence.end or amount.unit not in units:
            continue
        gap = max(amount.span.start - place.end, place.start - amount.span.end)
        if gap < 0 or gap > (FURTHEST if amount.unit else NEXT):
            continue
        agrees = any(amount.unit == a.unit and amount.is_same(a) for a in truth.amounts)
        if amount.unit == "clock" and place.of(prose).lower().endswith(("ed", "ing")):
            continue  # "she opened it at 15:12"
        if agrees or _is_about(prose, place, amount):
            yield Said(amount.span, agrees)


_SOURCES = {
    # Another thought begins: "you get a refund in 5 days after the return arrives".
    "cut": r"[;:()–—]|,\s|\b(?:after|once|when|while|and|but|so|because|then|before|unless|if|or|which|who)\b",
    "measured from": r"^\s*(?:of|from|since|following|for\san?)\b",
    "elapsed": r"^\s*(?:ago|old|earlier|later|late|have\spassed|has\spassed|passed|since)\b",
    "elapsed before": r"\b(?:been|after|past|last|took|waited|over|another|further)\s$",
    "back to you": r"^\s(?:back\s)?to\syou\b",
    "address": r"[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+",
    "telephone": r"\+?\d[\d ()./-]{4,18}\d",
}
_PATTERNS = Patterns(_SOURCES)


def _is_about(prose: str, place: Span, amount: Amount) -> bool:
    """Nothing between the two begins another thought, and the amount is no time that went by."""
    first, last = sorted((place, amount.span))
    between = prose[first.end : last.start]
    if _PATTERNS["cut"].search(between) or "\n\n" in between:
        return False
    if first == amount.span and _PATTERNS["measured from"].search(between):
        return False
    after, before = (
        prose[amount.span.end : amount.span.end + 16],
        prose[max(amount.span.start - 12, 0) : amount.span.start],
    )
    if _PATTERNS["elapsed"].search(after) or _PATTERNS["elapsed before"].search(before):
        return False
    return not _PATTERNS["back to you"].search(prose[place.end : place.end + 14])


def _contacts_said(truth: Truth, place: Span, sentence: Span, context: Context) -> Iterator[Said]:
    """Addresses and telephone numbers after the words, but for the customer's own."""
    text = context.draft.plain
    inbound = context.case.inbound
    theirs = f"{inbound.text} {inbound.address or ''}".lower() if inbound else ""
    end = min(sentence.end + 2, place.end + FURTHEST)
    for match in _PATTERNS["address" if truth.address else "telephone"].finditer(text, place.end, end + 40):
        if match.start() > end:
            return
        found = match[0].lower()
        if truth.address:
            if found not in theirs:
                yield Said(Span(*match.span()), found == truth.address)
        elif len(_digits(found)) >= max(7, len(truth.telephone) - 4) and _digits(found) not in _digits(
            theirs
        ):
            yield Said(Span(*match.span()), _is_same_telephone(_digits(found), truth.telephone))


def _is_same_telephone(one: str, other: str) -> bool:
    """The same number with and without the country's code: +44 20 7946 0000 and 020 7946 0000."""
    one, other = one.lstrip("0"), other.lstrip("0")
    return one.endswith(other) or other.endswith(one)


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def _bare_link(link: str) -> str:
    """A link without scheme, `www.`, query and the slash at its end, in lower case."""
    return (
        re.sub(r"^(?:https?://)?(?:www\.)?", "", link.strip().lower())
        .partition("?")[0]
        .partition("#")[0]
        .rstrip("/.,")
    )
