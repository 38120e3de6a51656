"""What a checker is given: one case as documents, and what was worked out between them."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from replycheck.errors import ToolError
from replycheck.matching import Hit, Index
from replycheck.model import Answer, Case, Match, Settings, Skipped, Span
from replycheck.understand import Document

if TYPE_CHECKING:
    from replycheck.libraries.dialects import Dialect
    from replycheck.libraries.dialects.faults import Template
    from replycheck.understand.answers import Similarity
    from replycheck.understand.placeholders import Placeholder
    from replycheck.understand.reader import Reading
    from replycheck.understand.tone import Tone


class Context:
    """One case under one index.  Nothing is worked out before a checker asks for it."""

    def __init__(
        self,
        case: Case,
        index: Index,
        settings: Settings | None = None,
        matched: Mapping[str, tuple[Match, ...]] | None = None,
    ) -> None:
        self.case = case
        self.settings = settings or Settings()
        self.matched: Mapping[str, tuple[Match, ...]] = matched if matched is not None else {}
        own = self.settings.answers
        self.draft = Document(case.draft, index, has_slots=True, answers=own)
        self.inbound = Document(case.inbound, index, answers=own) if case.inbound else None
        self._lacks: dict[str, str | None] = {}
        self.without_model = ""
        self.partly: list[Skipped] = []  # what a rule left out of a text that is too long for it
        self.earlier = tuple(Document(message, index) for message in case.earlier)

    def lacks(self, need: str) -> str | None:
        """Why something a rule needs (a key of `NEEDS`) is not there; None when it is."""
        if need not in self._lacks:
            self._lacks[need] = NEEDS[need](self)
        return self._lacks[need]

    def hits(self, owner: Hashable) -> tuple[Hit, ...]:
        """Where the terms of a checker stand in the draft's prose, by place."""
        return self.draft.hits(owner)

    def counted(self, names: Iterable[str]) -> tuple[tuple[str, Match], ...]:
        """(rule id, match) by place of the rules that ran before and are among `names` (`is_counted`)."""
        wanted = tuple(names)
        found = [
            (rule, match)
            for rule, matches in self.matched.items()
            if matches and is_counted(rule, wanted)
            for match in matches
        ]
        return tuple(sorted(found, key=lambda pair: (pair[1].span, pair[0])))

    @property
    def attachments(self) -> tuple[str, ...] | None:
        """Names of the files that leave with the draft; None when nobody knows."""
        given = self.case.attachments
        return given if given is not None else self.draft.message.attachments

    @cached_property
    def customer_names(self) -> tuple[str, ...]:
        """First the name the caller gave, else the first name the inbound shows; empty when unknown."""
        if self.case.customer_name:
            words = self.case.customer_name.replace(",", " ").split()
            untitled = [word for word in words if word.lower().rstrip(".") not in _TITLES]
            if words:
                return ((untitled or words)[0],)
        if self.inbound and self.inbound.message.first_name:
            return (self.inbound.message.first_name,)
        return ()

    def is_given(self, name: str) -> bool:
        """Whether somebody said that the customer is called so: the caller, a ticket's field, a From header.
        A name out of a sign-off is only read.
        """
        sender = self.inbound.message.name if self.inbound else None
        return any(
            name.casefold() in said.casefold().replace(",", " ").split()
            for said in (self.case.customer_name, sender)
            if said
        )

    @property
    def answers(self) -> tuple[Answer, ...]:
        """The customer's questions, each with whether the draft takes it up; empty without an inbound.

        Raises `CannotTell` where draft and questions are too long to be compared.
        """
        found = self._answers
        if isinstance(found, str):
            raise CannotTell(found)
        return found

    @cached_property
    def _answers(self) -> tuple[Answer, ...] | str:
        """The same, or why there are none."""
        from replycheck.understand.answers import TooMany, weigh_answers
        from replycheck.understand.clauses import LONGEST

        if self.inbound is None:
            return ()
        longest = max((sentence.words for sentence in self.inbound.sized_sentences), default=0)
        if longest > LONGEST:
            reason = (
                f"a sentence of the customer's has {longest:,} words; only its first {LONGEST:,} were read"
            )
            self.partly.append(Skipped("answers/unanswered-question", reason))
        try:
            return weigh_answers(self.inbound, self.draft, self._similarity)
        except TooMany as reason:
            return str(reason)

    @cached_property
    def _similarity(self) -> Similarity | None:
        """The team's semantic model; None where there is none, or it cannot be used (`without_model`)."""
        if not self.settings.semantic_model:
            return None
        from replycheck.semantic import load_similarity

        try:
            return load_similarity(self.settings.semantic_model)
        except ToolError as error:
            self.without_model = f"only words were compared, no meanings: {error}"
            return None

    @cached_property
    def awaited(self) -> tuple[Span, ...]:
        """Places in the inbound of what an open slot of the draft still leaves to be answered."""
        open_ones = [slot for slot in self.draft.slots if slot.sort == "answer"]
        if not open_ones or self.inbound is None:
            return ()
        from replycheck.understand.asks import asks, numbers_of

        found = asks(self.inbound)
        numbers = {slot.number for slot in open_ones}
        named = zip(found, numbers_of(self.inbound, found), strict=True)
        return tuple(ask.span for ask, number in named if None in numbers or number in numbers)

    def is_awaited(self, span: Span) -> bool:
        """Whether what stands at a place of the inbound has its slot in the draft, still to be filled."""
        return any(span.overlaps(place) for place in self.awaited)

    @cached_property
    def placeholders(self) -> tuple[Placeholder, ...]:
        """Slots in the draft that somebody forgot to fill, whatever their severity; in a macro its
        variables are none.
        """
        from replycheck.understand.placeholders import Place, placeholders_in

        hidden = self.template.hidden if self.case.mode == "macro" else ()
        place = Place(self.draft, hidden)
        if place.end is not None:
            line = self.draft.text.count("\n", 0, place.end) + 1
            reason = (
                f"there are too many brackets and other marks; slots were looked for up to line {line:,} only"
            )
            self.partly.append(Skipped("placeholders/unfilled", reason))
        return placeholders_in(place, hidden)

    @cached_property
    def dialect(self) -> Dialect | None:
        """How the help desk of a macro writes variables; None where nobody knows the desk."""
        from replycheck.libraries.dialects import of_macro

        record = self.case.record
        return of_macro(record.shape if record is not None else None, self.settings.desk)

    @property
    def desk(self) -> str:
        """The name of a macro's help desk; empty where nobody knows it."""
        return self.dialect.desk if self.dialect is not None else ""

    @cached_property
    def template(self) -> Template:
        """The variables of a macro, seen through the dialect of its help desk: its export's, or the one
        that the settings name.
        """
        from replycheck.libraries.dialects.code import code_spans
        from replycheck.libraries.dialects.faults import read_template

        return read_template(
            self.draft.text, self.dialect, declared=self.settings.declared, code=code_spans(self.draft)
        )

    @cached_property
    def readings(self) -> tuple[Reading, ...]:
        """How much each sentence of the draft reads like a fault, in order."""
        from replycheck.understand.reader import read

        return read(self.draft, self.case.channel)

    @cached_property
    def draft_tone(self) -> Tone:
        """How the draft sounds, as counters with spans."""
        from replycheck.understand.tone import tone_of

        return tone_of(self.draft)


_TITLES = frozenset("mr mrs ms miss mx dr prof professor sir madam herr frau".split())


class CannotTell(Exception):
    """A checker has something to look at but lacks a fact to judge it; its rule is skipped for `reason`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def is_counted(rule_id: str, names: Iterable[str]) -> bool:
    """True where a rule is among `names`, which are ids or the beginnings of ids with a `*` behind."""
    return any(rule_id == n or (n.endswith("*") and rule_id.startswith(n[:-1])) for n in names)


Need = Callable[[Context], "str | None"]


def _inbound(context: Context) -> str | None:
    return None if context.inbound else "needs the customer's message; give it with --against FILE"


def _inbound_date(context: Context) -> str | None:
    if not context.inbound:
        return _inbound(context)
    return None if context.inbound.message.sent_at else "the customer's message has no usable date"


def _draft_date(context: Context) -> str | None:
    return None if context.case.draft_date else "nobody said when the reply leaves; give it with --draft-date"


def _customer_name(context: Context) -> str | None:
    if context.customer_names:
        return None
    return "the customer's name is not known; give it with --customer-name"


def _english(context: Context) -> str | None:
    language = context.draft.message.language
    return None if language in (None, "en") else "reads English only; the draft is in another language"


def _english_inbound(context: Context) -> str | None:
    language = context.inbound.message.language if context.inbound else None
    return (
        None
        if language in (None, "en")
        else "reads English only; the customer's message is in another language"
    )


NEEDS: Mapping[str, Need] = {
    "inbound": _inbound,
    "inbound-date": _inbound_date,
    "draft-date": _draft_date,
    "customer-name": _customer_name,
    "english": _english,
    "english-inbound": _english_inbound,
}
"""What a kind or a rule may need, each with the reason it is skipped for when that is not there."""
