"""What a mail is about, in the customer's own terms: the order number, the thing, the day, the files."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from replycheck.checkers.references import Reference, references
from replycheck.drafting.quoting import harmless
from replycheck.matching.compiled import compiled
from replycheck.model import Channel, PartKind, Settings
from replycheck.read.language import is_common_word
from replycheck.records import NamedTuple
from replycheck.understand.document import Document
from replycheck.understand.stems import STOP_WORDS

_NAMED = {
    "order": "order", "booking": "booking", "invoice": "invoice", "parcel": "parcel", "claim": "claim",
    "return": "return",
}  # fmt: skip
"""The sorts of number that a reply repeats, and what it calls them.  Numbers of accounts, policies and devices
are not repeated: whoever knows them can act for the customer."""

_NOUNS = ("membership", "account", "policy", "contract", "subscription", "plan")

MOST_FILES = 3


class Matter(NamedTuple):
    """`words` is what "about" and "with" may stand before (`your order 88121 of 3 May`); empty where the mail
    names nothing that can be told for sure.  `number` and `product` are the parts of it.
    """

    words: str = ""
    number: str = ""
    product: str = ""
    files: tuple[str, ...] = ()


def matter_of(inbound: Document, settings: Settings, channel: Channel) -> Matter:
    """What the newest text and the subject name; on a public channel without any number."""
    public = channel == "social"
    product = _product(inbound, settings)
    files = tuple(_files(inbound))
    named = None if public else _reference(inbound)
    if named:
        noun = _NAMED[named.sort]
        number = f"{noun} {harmless(named.text)}"
        return Matter(f"your {number}{_day(inbound, noun)}", number, product, files)
    noun = next((noun for noun in _NOUNS if _said(inbound, noun)), "")
    if product:
        return Matter(product, "", product, files)
    return Matter(f"your {noun}" if noun else "", "", "", files)


def _reference(inbound: Document) -> Reference | None:
    """The only number of a sort that may be repeated; none where several could be meant."""
    subject = re.sub(r"\[[^\]]*\]", " ", inbound.message.subject or "")  # without the desk's own tag
    found = [*references(inbound.prose), *references(subject)]
    by_key = {reference.key: reference for reference in reversed(found) if reference.sort in _NAMED}
    orders = [reference for reference in by_key.values() if reference.sort == "order"]
    for one in (orders, list(by_key.values())):
        if len(one) == 1 and _is_plain(one[0].text):
            # "orders 61001 and 61002": the noun stands before the first of them only.
            alike = {r.key for r in found if r.shape == one[0].shape and r.sort in ("", "ref", one[0].sort)}
            return one[0] if len(alike) == 1 else None
    return None


def _is_plain(text: str) -> bool:
    return len(text) <= 24 and re.fullmatch(r"[\w/-]+", text, re.ASCII) is not None


def _day(inbound: Document, noun: str) -> str:
    """` of 3 May`, where the customer says when they ordered."""
    if noun != "order":
        return ""
    from replycheck.understand.given import given

    bought = given("bought", inbound)
    said = harmless(bought.text) if bought else ""
    return f" of {said}" if re.fullmatch(r"\d{1,2}(?:st|nd|rd|th)? [A-Z][a-z]{2,8}(?: \d{4})?", said) else ""


def _said(inbound: Document, noun: str) -> bool:
    return re.search(rf"\b(?:my|our) (?:\w+ )?{noun}\b", inbound.prose, re.IGNORECASE) is not None


def _product(inbound: Document, settings: Settings) -> str:
    """A product of the team's that the mail names, else "the blue lamp" as the customer calls the thing."""
    names = [name for name in settings.accepted if name[:1].isupper()]
    for name in sorted(names, key=len, reverse=True):
        if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", inbound.prose, re.IGNORECASE):
            return f"the {name}"
    for match in _thing().finditer(inbound.prose):
        words = match["thing"].split()
        while words and words[0] in _ADVERBS:
            del words[0]
        of_theirs = inbound.message.part_at(match.start()) in (PartKind.BODY, None)
        if of_theirs and 1 <= len(words) <= 4 and _is_thing(words):
            return f"the {' '.join(words)}"
    return ""


def _is_thing(words: Sequence[str]) -> bool:
    """Plain words, the last of them one that names a thing and no person, time or matter."""
    head = words[-1]
    if head in _NO_THINGS or head.endswith(("ly", "ing", "ness", "ion", "ment", "er's")) or len(head) < 3:
        return False
    return not any(word in STOP_WORDS or word in _NO_THINGS or word.endswith("ly") for word in words)


@cache
def _thing() -> re.Pattern[str]:
    return compiled(
        r"\b(?:[Tt]he|[Mm]y|[Oo]ur|[Yy]our) (?P<thing>(?:[a-z][a-z-]{1,14} ){0,3}[a-z][a-z-]{2,14})"
        r" (?:(?:was|is) (?:due|broken|damaged|cracked|faulty|missing|late|supposed"
        r"|too (?:small|big|large|tight|wide|short|long))|has (?:not|been down|arrived|stopped|broken)"
        r"|hasn't|arrived|came|won't|wont|stopped|broke|leaks"
        r"|keeps|never (?:came|arrived)|does not (?:work|turn|start|fit)|doesn't (?:work|turn|start|fit))\b",
        0,
    )


_ADVERBS = frozenset("new same whole first second last other".split())
_NO_THINGS = frozenset(
    """time times day days week weeks month year morning evening problem problems issue issues thing things reason
    driver courier man woman person people agent colleague staff team customer customers wife husband son daughter
    child mother father friend neighbour neighbor boss colleagues company firm bank post landlord police doctor
    answer reply message email mail question call phone money refund payment charge amount price bill fee fees
    support service waiter manager parcel package order delivery link page tracking number name address date
    error website site app login password code card account subscription membership plan contract policy
    compliance officer birthday wedding party funeral holiday flight train deadline one ones rest half lot bit
    body result results test baby dog cat life heart head back kid kids boy girl lady guy grandson granddaughter
    what which that this these those""".split()
)


def subject_of(inbound: Document, questions: Sequence[str]) -> str:
    """The subject as the customer wrote it; empty for one that says nothing, or what a quoted question says."""
    message = inbound.message
    if any(notice.code == "notification" for notice in message.notices):
        return ""  # the subject is the help desk's
    subject = _PREFIX.sub("", harmless(message.subject or "")).translate(_QUOTES)
    subject = " ".join(_BRACKETS.sub(" ", subject).split()).strip(" -–—:.,!?;#")
    folded = subject.casefold()
    if len(subject.split()) < 2 or len(subject) > MOST_SUBJECT or not _is_telling(folded):
        return ""
    if folded.startswith("your "):  # ours, and answered
        return ""
    if any(folded in text.casefold() or text.casefold() in folded for text in questions):
        return ""
    return _ALOUD.sub(_lowered, subject) if subject.isupper() else subject


def _lowered(word: re.Match[str]) -> str:
    text = word[0].lower()
    return text if len(text) > 3 or is_common_word(text) or text in STOP_WORDS else word[0]


MOST_SUBJECT = 70
_PREFIX = re.compile(
    r"(?:\s*(?:re|aw|antw|fwd?|wg|sv|vs|tr|rif|odp)(?:\[\d+\])?\s*:|\s*\[[^\]]*\])+\s*", re.IGNORECASE
)
_ALOUD = re.compile(r"[^\W\d_]+")
"""Words of a subject that is all in capitals: short ones may be abbreviations (API, SMS)."""
_QUOTES = {ord(mark): "'" for mark in '"“”„«»'}


def _is_telling(subject: str) -> bool:
    """Some word of it is about something, and it is no number that should not be repeated."""
    words = re.findall(r"[^\W\d_]{3,}", subject)
    return any(word not in STOP_WORDS and word not in _EMPTY for word in words) and not re.search(
        r"\d(?:[ -]?\d){8}|@|://|[=%\\]", subject
    )


_EMPTY = frozenset(
    "subject question questions help urgent request enquiry inquiry hello message mail email issue".split()
)


def _files(inbound: Document) -> list[str]:
    """Names of the files that came along, cut short where they are long."""
    from replycheck.understand.given import files

    names = [_BRACKETS.sub("", harmless(name)).strip() for name in files(inbound)]
    return [name if len(name) <= 60 else f"{name[:40]}…{name[-12:]}" for name in names if name][:MOST_FILES]


_BRACKETS = re.compile(r"[\[\]{}<>|`*_]")
