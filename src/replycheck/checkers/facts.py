"""What the draft says otherwise than the team's facts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from replycheck.checkers.context import Context
from replycheck.model import Edit, Fact, Fix, Match, Related, Span
from replycheck.records import dataclass
from replycheck.understand.document import Document


@dataclass(frozen=True, eq=False, repr=False)
class Facts:
    """Fires at an amount, a time, a link, an address or a telephone number beside the words of one of the
    team's facts that is another one than the fact's value; silent without facts.

    Only what can be compared is: 30 days and four weeks are, "a month" and 30 days are not, nor are two
    currencies.  A draft that also says the right value near the words, or that says that it makes an
    exception (`changes`, a lexicon), is left alone.  Values: match, about, value.
    """

    needs: ClassVar[tuple[str, ...]] = ()

    changes: str

    def __call__(self, context: Context) -> Iterator[Match]:
        if not context.settings.facts:
            return
        from replycheck.checkers.truths import said, truths

        draft = context.draft
        for truth in truths(context.settings.facts):
            places = [Span(*match.span()) for match in truth.words.finditer(draft.prose)]
            found = [one for place in places for one in said(truth, place, context)]
            if any(one.agrees for one in found):
                continue
            for span in dict.fromkeys(one.span for one in found):
                if not self._is_meant(context, span):
                    yield _match(truth.fact, span, draft)

    def _is_meant(self, context: Context, span: Span) -> bool:
        """The sentence says that this is an exception, or asks."""
        sentence = context.draft.sentence_at(span.start) or span
        if context.draft.prose.endswith("?", 0, sentence.end):
            return True
        return any(
            hit.term.label in ("changes", "corrects") and sentence.start <= hit.span.start < sentence.end
            for hit in context.draft.lexicon(self.changes)
        )


def _match(fact: Fact, span: Span, draft: Document) -> Match:
    values = {"match": span.of(draft.text), "about": fact.about, "value": fact.value}
    related = (Related("config", Span(0, 0), f"your team's settings on {fact.about}", fact.value),)
    alike = len(fact.value.split()) <= len(values["match"].split()) + 1
    fix = Fix("unsafe", (Edit(span, fact.value),)) if alike else None
    return Match(span, values, (fact.value,), related, fix=fix)
