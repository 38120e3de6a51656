"""Questions of the customer that the draft does not take up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from replycheck.checkers.context import Context
from replycheck.model import Match, Related, Span


@dataclass(frozen=True, eq=False, repr=False)
class UnansweredQuestion:
    """One match for each question of the inbound that seems open; the score is how surely it is.

    `kinds` confines it to some sorts of question (direct, indirect, request).  Silent where the draft
    has no informative sentence at all: that is `NothingAnswered`.
    """

    needs: ClassVar[tuple[str, ...]] = ("english", "inbound", "english-inbound")

    kinds: tuple[str, ...] = ("direct", "indirect", "request")

    def __call__(self, context: Context) -> Iterator[Match]:
        if not _informs(context):
            return
        end = context.draft.body_end
        for answer in context.answers:
            if answer.question.kind not in self.kinds or answer.addressed:
                continue
            closest = " ".join(answer.evidence.of(context.draft.text).split()) if answer.evidence else ""
            values = {
                "question": " ".join(answer.question.text.split()),
                "closest": closest,
                "nearest": f"; the closest it comes is “{closest}”" if closest else "",
            }
            related = (Related("inbound", answer.question.span, "the customer asked"),)
            about = f"question:{answer.question.span.start}"
            yield Match(Span(end, end), values, related=related, score=1 - answer.score, about=about)


@dataclass(frozen=True, eq=False, repr=False)
class NothingAnswered:
    """Fires once where the customer asked and no sentence of the draft informs about anything."""

    needs: ClassVar[tuple[str, ...]] = ("english", "inbound", "english-inbound")

    def __call__(self, context: Context) -> Iterator[Match]:
        asked = context.inbound.questions if context.inbound else ()
        if not asked or _informs(context):
            return
        end = context.draft.body_end
        values = {
            "number": "a question" if len(asked) == 1 else f"{len(asked)} questions",
            "question": " ".join(asked[0].text.split()),
        }
        related = tuple(Related("inbound", question.span, "the customer asked") for question in asked)
        yield Match(Span(end, end), values, related=related)


def _informs(context: Context) -> bool:
    from replycheck.understand.answers import informative_sentences

    return bool(informative_sentences(context.draft))
