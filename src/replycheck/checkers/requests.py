"""Requests of the customer that the draft passes over."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from replycheck.checkers.context import Context
from replycheck.checkers.received import informs, is_mere_receipt, shortened
from replycheck.model import Match, Question, Related, Span
from replycheck.records import dataclass
from replycheck.understand import Document


@dataclass(frozen=True, eq=False, repr=False)
class RequestIgnored:
    """One match for each request of the inbound that nothing in the draft takes up.

    Silent where the draft informs about nothing, which is `NothingAnswered` or `OnlyAcknowledged`.
    """

    needs: ClassVar[tuple[str, ...]] = ("english", "inbound", "english-inbound")

    def __call__(self, context: Context) -> Iterator[Match]:
        inbound = context.inbound
        if inbound is None or not any(a.question.kind == "request" for a in context.answers):
            return
        if not informs(context) or is_mere_receipt(context):
            return
        from replycheck.understand.requests import ignored_requests

        end = context.draft.body_end
        for answer in ignored_requests(context.answers, inbound, context.draft):
            request = answer.question.span
            if context.is_awaited(request) or is_mere_deadline(answer.question, inbound):
                continue
            values = {"request": " ".join(request.of(inbound.text).split())}
            related = (Related("inbound", request, "the customer asked for it"),)
            yield Match(Span(end, end), values, related=related, about=f"question:{request.start}")


def is_mere_deadline(question: Question, inbound: Document) -> bool:
    """Whether a request only says by when: "I need it by Friday", "It would help to know by Friday", of which
    `DeadlineIgnored` speaks better.
    """
    from replycheck.understand.deadlines import deadlines

    text = question.text.lower()
    is_own = question.kind == "request" and text[:2] in ("i ", "we")
    if not is_own and not text.startswith(_GOOD_TO_KNOW):
        return False
    spans = [deadline.span for deadline in deadlines(inbound) if question.span.overlaps(deadline.span)]
    if is_own or not spans:
        return bool(spans)
    rest = text.replace(spans[0].of(inbound.text).lower(), "").split()
    return _EMBEDDED.isdisjoint(rest) and set(rest[:_HEAD]) <= _KNOWING


_GOOD_TO_KNOW = ("it would ", "it'd ", "would ")
_KNOWING = frozenset(
    """it would it'd be help helpful good great useful nice us me to know hear have get an a answer reply decision
    really also as because since so i""".split()
)
_EMBEDDED = frozenset("whether if how what when where which who why about".split())
_HEAD = 6
"""Words that say what would help; a reason may stand behind them."""


@dataclass(frozen=True, eq=False, repr=False)
class CriticalRequestIgnored:
    """One match for each plain request to cancel, refund, delete data or close an account (`answers_critical`,
    a lexicon) where the draft holds no word of it and no free sentence that does, defers, refuses or asks
    anything.  Silent where `NothingAnswered` or `OnlyAcknowledged` says it all.
    """

    needs: ClassVar[tuple[str, ...]] = ("english", "inbound", "english-inbound")

    def __call__(self, context: Context) -> Iterator[Match]:
        inbound = context.inbound
        if inbound is None or not inbound.lexicon("answers_critical"):
            return
        from replycheck.understand.requests import critical_requests, is_touched, overlapping

        wanted = critical_requests(inbound)
        if not wanted or is_mere_receipt(context) or (inbound.questions and not informs(context)):
            return
        end = context.draft.body_end
        for request in wanted:
            mine = list(overlapping(context.answers, request.span))
            others = [answer for answer in context.answers if answer not in mine]
            if context.is_awaited(request.span) or is_touched(request, inbound, context.draft, others):
                continue
            place = mine[0].question.span if mine else inbound.sentence_at(request.span.start) or request.span
            values = {"request": shortened(place.of(inbound.text)), "act": request.act}
            related = (Related("inbound", place, "the customer asked for it"),)
            yield Match(Span(end, end), values, related=related, about=f"question:{place.start}")
