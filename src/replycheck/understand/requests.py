"""What a customer asks to be done, and whether any sentence of a draft takes it up.

The score of `answers` says how likely a request is addressed; here stands what makes an open one sure:
no word of it comes back, and no sentence that is free of the other questions does, defers, refuses or
asks anything.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from replycheck.matching.compiled import compiled
from replycheck.model import Answer, Span
from replycheck.understand.answers import prepared, synonyms_of
from replycheck.understand.clauses import LEADS, word_set
from replycheck.understand.document import Document
from replycheck.understand.statements import Statement, statements
from replycheck.understand.stems import content_stems, stem

OPEN = 0.5
"""Below which score a request is taken for open where no word of it comes back."""

PERHAPS_OPEN = 0.67
"""The same for a thing to be handed over beside another question: "and send me the receipt"."""

NEAR = 0.2
"""The share of a request's words that may come back, as themselves or as synonyms, in an open one."""

_HANDING = frozenset(
    map(
        stem,
        """send resend email mail forward share return post ship bring provide supply give include add attach
        issue put reissue remove delete erase copy post reserve book order""".split(),
    )
)
"""What is done with a thing that then has a name: the reply that does it names it as well."""

_MANNERS = word_set(
    """explain simple simply short brief honest straight slow slowly quick quickly plain plainly english
    skip keep stop tell talk walk reply respond answer write call ring phone contact help look advise
    confirm know check clarify consider imagine wait understand sort solve fix"""
)
"""Verbs that ask for a way of answering, or for what any good answer is."""

_ACTS = frozenset(("done", "defer", "cannot", "sends", "link"))


def is_ignored(answer: Answer, answers: Sequence[Answer], inbound: Document, draft: Document) -> bool:
    """True where the draft says something, and none of it takes up the request of `answer`.

    `answers` are all of the draft's, for the sentences that belong to the other questions.
    """
    if answer.question.kind != "request" or answer.score >= PERHAPS_OPEN:
        return False
    asked = prepared(inbound, [each.question for each in answers])
    mine = asked[next(n for n, each in enumerate(answers) if each is answer)]
    words = {word for word in mine.weights if word not in _MANNER_STEMS}
    if not words:
        return False
    if answer.score >= OPEN:
        verb = next(iter(mine.weights))
        if len(answers) == 1 or verb not in _HANDING or len(words) < 2:
            return False
    said = statements(draft)
    everything = frozenset().union(*(statement.stems for statement in said))
    if len(answers) <= 2 and any("link" in statement.cues for statement in said):
        return False
    groups = synonyms_of(draft)
    near = groups.near(everything)
    found = sum(
        weight
        for word, weight in mine.weights.items()
        if word in everything or not near.isdisjoint(groups.of(word))
    )
    if found > (NEAR if answer.score < OPEN else 0) * mine.total:
        return False
    others = [each for each in answers if each is not answer]
    return not any(_acts(statement, draft) for statement in free(said, others))


_MANNER_STEMS = frozenset(map(stem, _MANNERS))


def free(said: Sequence[Statement], others: Sequence[Answer]) -> list[Statement]:
    """The sentences that inform and are not the answer to one of the other questions."""
    taken = {answer.evidence for answer in others if answer.addressed}
    return [statement for statement in said if statement.informative and statement.span not in taken]


def _acts(statement: Statement, draft: Document) -> bool:
    """It does, promises, refuses, hands over or asks something, whatever the words."""
    if statement.asks or not _ACTS.isdisjoint(statement.cues):
        return True
    return any(statement.span.start <= hit.span.start < statement.span.end for hit in draft.lexicon("acts"))


class Critical(NamedTuple):
    """A request that must not be overlooked; `act` is a group of the lexicon: cancel, refund, delete, close."""

    span: Span
    act: str
    text: str


LEXICON = "answers_critical"


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return compiled(_SOURCES[name], re.IGNORECASE)


_SOURCES = {
    # What makes a request no plain one: a condition or a choice ...
    "hedge": r"\b(?:if|unless|otherwise|else|or|whether|instead|rather than|maybe|perhaps|possibly|might|considering|tempted)\b",
    # ... and before it a past, a refusal, a question about it, or somebody else's wish.
    "reported": r"\b(?:asked|told|said|wrote|tried|tries|trying|attempt(?:ed)?|failed|wanted|requested|called|rang|emailed|how|when"
    r"|before|once|until|would have|should i|not|never|\w+n'?t|he|she|they|you want(?:ed)? me)\b",
}


def critical_requests(inbound: Document) -> tuple[Critical, ...]:
    """The first plain request of each act, by place; none from a sentence with a condition or a choice."""
    found: dict[str, Critical] = {}
    for hit in inbound.lexicon(LEXICON):
        act, _, first = hit.term.label.partition(" ")
        sentence = inbound.sentence_at(hit.span.start)
        if act in found or sentence is None:
            continue
        before = inbound.prose[sentence.start : hit.span.start]
        if first and not LEADS.issuperset(before.lower().replace(",", " ").split()):
            continue
        if _pattern("reported").search(before) or _pattern("hedge").search(inbound.prose, *sentence):
            continue
        found[act] = Critical(hit.span, act, hit.span.of(inbound.text))
    return tuple(sorted(found.values()))


_TOUCHING = {
    "cancel": """cancel cancellation stop end terminate terminated unsubscribe close closed closing renew renewal expire
    refund notice contract subscription membership lapse void withdraw withdrawn undo pause paused keep shipped
    dispatched sent despatched abort aborted halt halted stopped caught annul delete deleted remove removed off charged billed payment payments""",
    "refund": """refund reimburse reimbursement credit credited repay repaid money back pay paid payment charge charged
    charges amount compensate compensation voucher waive waived deduct deducted transfer bank account sum balance
    exchange replacement replace replaced resend reverse reversed chargeback goodwill discount return returned cancel
    cancelled free new price cost fee cash claim""",
    "delete": """delete deleted deletion erase erased erasure remove removed removal wipe wiped data privacy gdpr record
    records personal retain keep kept forget forgotten purge purged clear cleared close closed account profile
    unsubscribe anonymise anonymised destroy""",
    "close": """close closed closing closure delete deleted deactivate deactivated terminate terminated cancel cancelled
    account end ended shut balance remove removed withdraw""",
}
"""Words that take up each act, in whatever way."""


@cache
def _touching(act: str) -> frozenset[str]:
    return frozenset(map(stem, _TOUCHING[act].split()))


def is_touched(request: Critical, inbound: Document, draft: Document, others: Collection[Answer]) -> bool:
    """True where anything in the draft may take up the request: a word of it, or a sentence that belongs to
    nothing else the customer wrote and does, defers, refuses or asks something.
    """
    said = statements(draft)
    words = _touching(request.act)
    if any(not words.isdisjoint(map(stem, statement.words)) for statement in said):
        return True
    if request.act == "refund" and not _MONEY.isdisjoint(draft.prose):
        return True
    if any(not _ANY_REQUEST.isdisjoint(statement.words) for statement in said):
        return True
    if any(statement.asks and statement.tells for statement in said):
        return True
    if any(not _OWN.isdisjoint(s.words) and not _IT.isdisjoint(s.words) for s in said if s.informative):
        return True
    elsewhere = _stems_outside(inbound, request.span)
    return any(
        _acts(statement, draft) and not _is_bound(statement, elsewhere) for statement in free(said, list(others))
    )


def _is_bound(statement: Statement, elsewhere: frozenset[str]) -> bool:
    """It says what was done about another thing that the customer wrote of."""
    if not {"defer", "cannot", "link", "sends"}.isdisjoint(statement.cues) or not _IT.isdisjoint(statement.words):
        return False
    return not statement.stems.isdisjoint(elsewhere)


def _stems_outside(inbound: Document, span: Span) -> frozenset[str]:
    """The content stems of the inbound but for the sentence around a place."""
    sentence = inbound.sentence_at(span.start) or span
    return frozenset(
        content_stems(
            word.of(inbound.prose).lower() for word in inbound.words if not sentence.start <= word.start < sentence.end
        )
    )


_OWN = word_set("i we i've we've i'll we'll i'm we're")
_IT = word_set("it it's that that's this done all everything both sorted")
_MONEY = frozenset("£$€¥₹")
_ANY_REQUEST = word_set("request requested requests wish wishes")
"""Words that may mean any request of the customer's: "we have done as you wish"."""


def overlapping(answers: Sequence[Answer], span: Span) -> Iterator[Answer]:
    """The answers to the questions that a place of the inbound lies in."""
    return (answer for answer in answers if answer.question.span.overlaps(span))
