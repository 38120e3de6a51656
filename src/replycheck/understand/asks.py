"""All that a customer waits for an answer to: questions, requests, and the days that count for them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import count

from replycheck.model import PartKind, Span
from replycheck.records import NamedTuple
from replycheck.understand.document import MOST_QUESTIONS, Document


class Ask(NamedTuple):
    """One thing to be answered; `span` is in the message's text.

    `qtype` is a question's, or `act` for a plain request to cancel, refund, delete or close, and
    `deadline` for a day of the customer's own.
    """

    span: Span
    text: str
    qtype: str


def asks(document: Document) -> tuple[Ask, ...]:
    """What the writer asks, asks for, and needs by some day, by place and without overlaps.

    A critical request or a deadline has an entry of its own only where no question stands in its sentence.
    Of a message that is not English: the sentences that end in a question mark.
    """
    if document.message.language not in (None, "en"):
        return tuple(_marked(document))[:MOST_QUESTIONS]
    found = [Ask(q.span, q.text, q.qtype) for q in document.questions]
    found += [a for a in _acts(document) if not _is_asked(document, a.span, found)]
    found += [d for d in _deadlines(document) if not _is_asked(document, d.span, found)]
    return tuple(sorted(found))[:MOST_QUESTIONS]


def numbers_of(document: Document, found: Sequence[Ask]) -> tuple[int, ...]:
    """The number that each ask goes by: the customer's own where the mail has a numbered list, else its place from 1.

    Asks outside the list go on behind its last number; two within one item share its number.
    """
    items = list(_items(document.prose))
    if len(items) < 2:
        return tuple(range(1, len(found) + 1))
    after = count(items[-1][1] + 1)
    return tuple(_item_of(document.prose, ask.span, items) or next(after) for ask in found)


def _items(prose: str) -> Iterator[tuple[int, int]]:
    """Where each item of the first list with rising numbers begins, and its number."""
    last = 0
    for match in re.finditer(r"^[ \t(#]*(\d{1,2})(?:[.):]|[ \t]*[-–])[ \t]+\S", prose, re.MULTILINE):
        number = int(match[1])
        if last < number <= last + 3 and (last or number <= 2):
            last = number
            yield match.start(), number


def _item_of(prose: str, span: Span, items: Sequence[tuple[int, int]]) -> int | None:
    before = [item for item in items if item[0] <= span.start]
    if not before or "\n\n" in prose[before[-1][0] : span.start].lstrip("\n"):
        return None
    return before[-1][1]


def _marked(document: Document) -> Iterator[Ask]:
    for span in document.sentences:
        if span.of(document.prose).rstrip().endswith("?") and document.message.part_at(span.start) in (
            PartKind.BODY,
            None,
        ):
            yield Ask(span, span.of(document.text), "what")


def _acts(document: Document) -> Iterator[Ask]:
    from replycheck.understand.requests import critical_requests

    for request in critical_requests(document):
        yield _sentence(document, request.span, "act")


def _deadlines(document: Document) -> Iterator[Ask]:
    """The first day by which something is needed: a reply that meets it meets those after it, or says so."""
    if not document.lexicon("answers_deadlines"):
        return
    from replycheck.understand.deadlines import deadlines

    first = next((each for each in deadlines(document) if each.needed), None)
    if first:
        yield _sentence(document, first.span, "deadline")


def _sentence(document: Document, span: Span, qtype: str) -> Ask:
    place = document.sentence_at(span.start) or span
    text = place.of(document.text)
    lead = len(text) - len(re.sub(r"^[\s>*•-]+", "", text))
    place = Span(place.start + lead, place.end)
    return Ask(place, place.of(document.text), qtype)


def _is_asked(document: Document, span: Span, found: list[Ask]) -> bool:
    """A question stands in the same sentence."""
    around = document.sentence_at(span.start) or span
    return any(ask.span.overlaps(around) for ask in found)
