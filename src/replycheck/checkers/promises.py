"""What our replies promise, refuse and announce, and when two of them contradict each other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache

from replycheck.checkers.context import Context
from replycheck.matching import Hit
from replycheck.matching.compiled import compiled
from replycheck.model import Match, Message, Related, Span
from replycheck.records import NamedTuple
from replycheck.understand.amounts import Amount
from replycheck.understand.document import Document
from replycheck.understand.figures import Figure, figures, is_comparable, is_same
from replycheck.understand.stems import STOP_WORDS, stem


class Statement(NamedTuple):
    """A promise or a figure in one of our replies: what it is about, and which side or figure.

    `side` is a word for a promise ("free") and for a figure the figure in one form.
    """

    span: Span
    topic: str
    side: str
    figure: Figure | None = None


class Reply(NamedTuple):
    """A reply of ours with what it says."""

    document: Document
    statements: tuple[Statement, ...]

    def about(self, topic: str) -> list[Statement]:
        return [statement for statement in self.statements if statement.topic == topic]


def read_reply(document: Document, promises: str, topics: str) -> Reply:
    """What a reply says; `promises` and `topics` are lexicons as in `ThreadContradiction`."""
    return Reply(document, (*_promises(document, promises), *_announced(document, topics)))


def contradictions(context: Context, now: Reply, before: Sequence[Reply]) -> Iterator[Match]:
    """A match for each topic on which the newest of the earlier replies says otherwise than the draft.

    A reply that says two things of a topic says nothing.
    """
    for topic in dict.fromkeys(statement.topic for statement in now.statements):
        reply = next((reply for reply in reversed(before) if reply.about(topic)), None)
        if reply is None or any(len({s.side for s in r.about(topic)}) != 1 for r in (now, reply)):
            continue
        mine, theirs = now.about(topic)[0], reply.about(topic)[0]
        if _contradict(mine, theirs) and not _is_named(mine, context):
            one, other = _things(now.document, mine), _things(reply.document, theirs)
            if not _differ(mine, one, other):
                yield _match(mine, theirs, now.document, reply.document)


def _promises(document: Document, lexicon: str) -> Iterator[Statement]:
    for hit in document.lexicon(lexicon):
        if not _is_conditional(document, hit):
            topic, _, side = hit.term.label.partition(": ")
            yield Statement(hit.span, topic, side)


def _announced(document: Document, topics: str) -> Iterator[Statement]:
    """The figures and dates that a reply gives, with the topic and the sort of each."""
    groups = _groups(tuple(map(tuple, document.word_groups(topics))))
    prose = document.prose
    for figure in figures(prose):
        sentence = document.sentence_at(figure.span.start)
        if sentence is None or prose.endswith("?", 0, sentence.end) or _is_limit_or_past(prose, figure):
            continue
        topic = _topic(prose, figure.span, sentence, groups)
        sort = figure.unit if isinstance(figure, Amount) else _sort_of_date(prose, figure.span)
        if topic is not None and sort:
            yield Statement(figure.span, f"{topic} {sort}", _side(figure), figure)


def is_ours(message: Message, context: Context) -> bool:
    """An agent's, or one that nobody is named for and that somebody else than the customer signs."""
    if message.role != "customer":
        return message.role == "agent"
    inbound = context.case.inbound
    if inbound is not None and message.address and inbound.address:
        return message.address.lower() != inbound.address.lower()
    name = message.first_name
    names = context.customer_names
    return bool(message.address is None and name and names and name.lower() not in (n.lower() for n in names))


def _is_conditional(document: Document, hit: Hit) -> bool:
    """It hangs on something, or is asked: "if the seal is unbroken we will refund you"."""
    sentence = document.sentence_at(hit.span.start)
    if sentence is None:
        return True
    text = sentence.of(document.prose)
    return text.endswith("?") or _condition().search(text) is not None


@cache
def _condition() -> re.Pattern[str]:
    return compiled(
        r"\b(?:if|unless|in case|whether|once|when|whenever|as soon as|provided|should you|depends"
        r"|(?<!\d )may(?! \d)|might|could|would|normally|usually|generally|in general|only|except|either|or|until|after"
        r"|for (?:orders|items|goods))\b|\b(?:above|over|below|under|from|than|least) [£€$\d]",
        re.IGNORECASE,
    )


@lru_cache(maxsize=4)
def _groups(word_groups: tuple[tuple[str, ...], ...]) -> Mapping[str, str]:
    return {word: group[0] for group in word_groups for word in group}


def _topic(prose: str, span: Span, sentence: Span, groups: Mapping[str, str]) -> str | None:
    """What the nearest telling word of the clause before a figure, else after it, says that it is about.

    That it is a price or a fee says less than what the price is for.
    """
    border = r"[;:()–—]|,\s|\b(?:and|but|so)\b"
    before = re.split(border, prose[max(sentence.start, span.start - 70) : span.start].lower())[-1]
    after = re.split(border, prose[span.end : min(sentence.end, span.end + 30)].lower())[0]
    words = (*reversed(re.findall(r"[a-z]+", before)), *re.findall(r"[a-z]+", after))
    topics = [groups[word] for word in words if word in groups]
    return next((topic for topic in topics if topic not in ("price", "fee")), topics[0] if topics else None)


def _is_limit_or_past(prose: str, figure: Figure) -> bool:
    """ "Free above £50" says no price, and "it came on 3 May" promises no day."""
    before = prose[max(figure.span.start - 40, 0) : figure.span.start].lower()
    if isinstance(figure, Amount):
        limit = r"\b(?:above|over|below|under|from|than|least|between|minimum|basket|worth)\s(?:of\s)?$"
        return figure.is_money and re.search(limit, before) is not None
    return (
        re.search(r"\b(?:was|were|been|had|arrived|came|received|returned|reached|paid|sent)\b", before)
        is not None
    )


def _sort_of_date(prose: str, span: Span) -> str:
    """A deadline or a day: what is due by 5 May may well come on 3 May."""
    before = prose[max(span.start - 30, 0) : span.start].lower()
    return "deadline" if re.search(r"\b(?:by|until|till|before|than|latest|deadline)\b", before) else "day"


def _side(figure: Figure) -> str:
    if isinstance(figure, Amount):
        return figure.text or f"{figure.number:g}-{figure.high:g}"
    return f"{figure.month}/{figure.day}"


def _contradict(mine: Statement, before: Statement) -> bool:
    if mine.figure is not None and before.figure is not None:
        return is_comparable(mine.figure, before.figure) and not is_same(mine.figure, before.figure)
    return mine.figure is None and before.figure is None and mine.side != before.side


def _is_named(mine: Statement, context: Context) -> bool:
    """The customer named the draft's figure: they agreed to it, or asked for it."""
    if mine.figure is None:
        return False
    theirs = [d for d in context.earlier if not is_ours(d.message, context)]
    documents = [*theirs, *([context.inbound] if context.inbound else [])]
    return any(
        is_comparable(mine.figure, figure) and is_same(mine.figure, figure)
        for document in documents
        for figure in figures(document.prose)
    )


def _things(document: Document, statement: Statement) -> set[str]:
    """What the sentence of a statement names, but for what every such sentence names."""
    sentence = document.sentence_at(statement.span.start) or statement.span
    found = set()
    for one, other in _named_thing().findall(sentence.of(document.prose).lower()):
        words = (other,) if one in _OF_ANYTHING else (one, other) if one not in _ANYTHING else ()
        found |= {stem(word) for word in words if word and word not in _ANYTHING and word not in STOP_WORDS}
    return found


def _differ(mine: Statement, one: set[str], other: set[str]) -> bool:
    """They name different things: "the screen is covered", "the battery is not"; figures bind those of one
    name only.
    """
    if mine.figure is not None and (not (one and other) or (one ^ other) & _OTHER_ONES):
        return one != other
    return bool(one and other) and not (one <= other or other <= one)


@cache
def _named_thing() -> re.Pattern[str]:
    return compiled(
        r"\b(?:the|your|this|that|these|those|of|for)\s+(?!the\b|your\b|a\b|an\b)([a-z]{3,})(?:\s([a-z]{3,}))?"
    )


_ANYTHING = frozenset(
    "refund return returns warranty guarantee postage label replacement delivery shipping cost costs full money fee"
    " charge repair cancellation order orders parcel package item items product purchase goods amount price prices"
    " quote discount credit voucher deposit visit appointment engineer technician dispatch deadline customer customers"
    " buyer bank account card box case message email you this that free way one new next our its it on by from back"
    " for are was and not with will has have been can cannot comes covers cover covered does applies arrive arrives"
    " delivered morning afternoon evening working day days week weekend month year time moment".split()
)
"""What is named in any sentence about a refund or a parcel, and what is no name of a thing."""

_OTHER_ONES = frozenset(
    map(
        stem,
        "other second larger bigger smaller longer large big small premium basic standard express pro plus".split(),
    )
)
_OF_ANYTHING = frozenset(
    "new old next original wrong broken damaged faulty full whole entire first own free".split()
)


def _match(mine: Statement, before: Statement, draft: Document, reply: Document) -> Match:
    sentence = reply.sentence_at(before.span.start) or before.span
    values = {
        "match": mine.span.of(draft.text),
        "before": before.span.of(reply.text),
    }
    related = (
        Related("earlier", sentence, "our earlier reply said", " ".join(sentence.of(reply.text).split())),
    )
    return Match(mine.span, values, related=related)
