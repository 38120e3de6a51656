"""What a customer asks to be done, and whether any sentence of a draft takes it up.

The score of `answers` says how likely a request is addressed; here stands what makes an open one sure:
no word of it comes back, and no sentence that is free of the other questions does, defers, refuses or
asks anything.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from functools import cache

from replycheck.matching.compiled import Patterns
from replycheck.model import Answer, Span
from replycheck.records import NamedTuple
from replycheck.understand.answer_features import Asked
from replycheck.understand.answers import prepared, synonyms_of
from replycheck.understand.clauses import LEADS, word_set
from replycheck.understand.document import Document
from replycheck.understand.earnest import SURE
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


def ignored_requests(answers: Sequence[Answer], inbound: Document, draft: Document) -> Iterator[Answer]:
    """The answers of those requests that no sentence of the draft takes up, in order.

    `answers` are all of the draft's; a sentence that answers another question takes up that one alone.
    """
    doubtful = [
        a
        for a in answers
        if a.question.kind == "request" and a.question.earnest >= SURE and a.score < PERHAPS_OPEN
    ]
    if not doubtful:
        return
    asked = prepared(inbound, [answer.question for answer in answers])
    said = statements(draft)
    if len(answers) <= 2 and (
        agrees(draft) or any("link" in statement.cues or _refuses_all(statement) for statement in said)
    ):
        return
    for answer, request in zip(answers, asked, strict=True):
        if answer in doubtful and _is_named(request, answer, alone=len(answers) == 1):
            others = [each for each in answers if each is not answer]
            if not _comes_back(request, answer, said, draft) and not any(
                _acts(statement, draft) for statement in free(said, others)
            ):
                yield answer


def _refuses_all(statement: Statement) -> bool:
    """ "I'm afraid that is not in our hands": whatever was asked."""
    return "cannot" in statement.cues and not _POINTING.isdisjoint(statement.words[:4])


_POINTING = frozenset(("that", "that's", "this", "it", "it's"))


def _is_named(request: Asked, answer: Answer, *, alone: bool) -> bool:
    """It asks for a thing or a deed of its own, so that a reply that does it would name that."""
    words = [word for word in request.weights if word not in _MANNER_STEMS]
    if answer.score < OPEN:
        return bool(words)
    return not alone and len(words) > 1 and next(iter(request.weights)) in _HANDING


def _comes_back(request: Asked, answer: Answer, said: Sequence[Statement], draft: Document) -> bool:
    """More of its words, or synonyms of them, stand in the draft than may in one that passes it over."""
    stems = frozenset().union(*(statement.stems for statement in said))
    groups = synonyms_of(draft)
    near = groups.near(stems)
    found = sum(
        weight
        for word, weight in request.weights.items()
        if word in stems or not near.isdisjoint(groups.of(word))
    )
    return found > (NEAR * request.total if answer.score < OPEN else 0)


_MANNER_STEMS = frozenset(map(stem, _MANNERS))


def free(said: Sequence[Statement], others: Sequence[Answer]) -> list[Statement]:
    """The sentences that inform and are not the answer to one of the other questions."""
    taken = {answer.evidence for answer in others if answer.addressed}
    return [statement for statement in said if statement.informative and statement.span not in taken]


def _acts(statement: Statement, draft: Document) -> bool:
    """It does, promises, refuses, hands over or asks something, whatever the words."""
    if statement.asks or not _ACTS.isdisjoint(statement.cues):
        return True
    return _has_act(statement, draft)


def _has_act(statement: Statement, draft: Document) -> bool:
    return any(statement.span.start <= hit.span.start < statement.span.end for hit in draft.lexicon("acts"))


class Critical(NamedTuple):
    """A request that must not be overlooked; `act` is a group of the lexicon: cancel, refund, delete, close."""

    span: Span
    act: str
    text: str


LEXICON = "answers_critical"
NEARBY = 200
"""How many characters of the sentence before and after a request are looked at for what makes it no plain one."""


_SOURCES = {
    # What makes a request no plain one: a condition or a choice,
    "hedge": r"\b(?:if|unless|otherwise|else|or|whether|instead|rather than|maybe|perhaps|possibly|might"
    r"|considering|tempted)\b",
    # and before it a past, a refusal, a question about it, or somebody else's wish.
    "reported": r"\b(?:asked|told|said|wrote|tried|tries|trying|attempt(?:ed)?|failed|wanted|requested"
    r"|called|rang|emailed|how|when"
    r"|before|once|until|would have|should i|not|never|\w+n'?t|he|she|they|you want(?:ed)? me)\b",
    # The draft agrees, to whatever was asked.
    "agreed": r"\b(?:of course|certainly|surely|sure thing|gladly|with pleasure|no problem|absolutely|will do"
    r"|consider it|right away|straight away|(?:happy|glad|pleased) to (?!help|assist|hear|be|see|have|support))"
    r"|(?:^|[.,!–-] ?)(?:yes|yep|yeah|sure|ok|okay|done|sorted)\b",
}
_PATTERNS = Patterns(_SOURCES, re.IGNORECASE | re.MULTILINE)


def agrees(draft: Document) -> bool:
    """True where the draft says yes to something, in however few words."""
    return _PATTERNS["agreed"].search(draft.prose) is not None


def critical_requests(inbound: Document) -> tuple[Critical, ...]:
    """The first plain request of each act, by place; none from a sentence with a condition or a choice."""
    found: dict[str, Critical] = {}
    for hit in inbound.lexicon(LEXICON):
        act, _, first = hit.term.label.partition(" ")
        sentence = inbound.sentence_at(hit.span.start)
        if act in found or sentence is None:
            continue
        before = inbound.prose[max(sentence.start, hit.span.start - NEARBY) : hit.span.start]
        around = inbound.prose[hit.span.start : min(sentence.end, hit.span.end + NEARBY)]
        if first and not LEADS.issuperset(before.lower().replace(",", " ").split()):
            continue
        if _PATTERNS["reported"].search(before) or _PATTERNS["hedge"].search(before + around):
            continue
        found[act] = Critical(hit.span, act, hit.span.of(inbound.text))
    return tuple(sorted(found.values()))


_TOUCHING = {
    "cancel": """cancel cancellation stop end terminate terminated unsubscribe close closed closing
    renew renewal expire refund notice contract subscription membership lapse void withdraw withdrawn
    undo pause paused shipped dispatched sent despatched abort aborted halt halted stopped caught annul
    delete deleted remove removed off charged billed payment payments""",
    "refund": """refund reimburse reimbursement credit credited repay repaid money back pay paid payment
    charge charged charges amount compensate compensation voucher waive waived deduct deducted transfer
    bank account sum balance exchange replacement replace replaced resend reverse reversed chargeback
    goodwill discount return returned cancel cancelled free new price cost fee cash claim card cards
    paypal iban wallet theirs""",
    "delete": """delete deleted deletion erase erased erasure remove removed removal wipe wiped data
    privacy gdpr record records personal retain keep kept forget forgotten purge purged clear cleared
    close closed account profile unsubscribe anonymise anonymised destroy""",
    "close": """close closed closing closure delete deleted deactivate deactivated terminate terminated
    cancel cancelled account end ended shut balance remove removed withdraw""",
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
    if agrees(draft) or any(not _ANY_REQUEST.isdisjoint(statement.words) for statement in said):
        return True
    if any(statement.asks and statement.tells for statement in said):
        return True
    if any(not _OWN.isdisjoint(s.words) and not _IT.isdisjoint(s.words) for s in said if s.informative):
        return True
    elsewhere = _stems_outside(inbound, request.span)
    return any(
        _acts(statement, draft) and not _is_bound(statement, elsewhere, draft)
        for statement in free(said, list(others))
    )


def _is_bound(statement: Statement, elsewhere: frozenset[str], draft: Document) -> bool:
    """It says what was done about another thing that the customer wrote of, or how that thing is."""
    held = set(statement.words)
    refuses = bool(held & _REFUSING) or ("not" in held and bool(held & _PERSONS))
    if refuses or not {"defer", "link"}.isdisjoint(statement.cues):
        return False
    if not _IT.isdisjoint(held) and not _OWN.isdisjoint(held):
        return False
    does = not {"done", "sends"}.isdisjoint(statement.cues) or _has_act(statement, draft)
    return not does or not statement.stems.isdisjoint(elsewhere)


def _stems_outside(inbound: Document, span: Span) -> frozenset[str]:
    """The content stems of the inbound but for the sentence around a place."""
    sentence = inbound.sentence_at(span.start) or span
    return frozenset(
        content_stems(
            word.of(inbound.prose).lower()
            for word in inbound.words
            if not sentence.start <= word.start < sentence.end
        )
    )


_REFUSING = word_set(
    "can't cannot won't unable unfortunately afraid sadly isn't aren't don't doesn't wouldn't nothing"
)
_PERSONS = word_set("i we you it that this")
_OWN = word_set("i we i've we've i'll we'll i'm we're")
_IT = word_set("it it's that that's this done all everything both sorted")
_MONEY = frozenset("£$€¥₹")
_ANY_REQUEST = word_set("request requested requests wish wishes")
"""Words that may mean any request of the customer's: "we have done as you wish"."""


def overlapping(answers: Sequence[Answer], span: Span) -> Iterator[Answer]:
    """The answers to the questions that a place of the inbound lies in."""
    return (answer for answer in answers if answer.question.span.overlaps(span))
