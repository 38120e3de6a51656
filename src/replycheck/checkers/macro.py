"""What a canned reply has to get right before anybody sends it: its variables, its twins, its upkeep.

Drafts never ask for any of this, so all that these kinds know is imported when a macro is checked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, ClassVar

from replycheck.checkers.context import CannotTell, Context
from replycheck.matching import Term, phrase_terms
from replycheck.model import Edit, Fix, Match, PartKind, Related, Span
from replycheck.records import dataclass

if TYPE_CHECKING:
    from replycheck.libraries.record import Record

FAULTS = ("broken", "unknown", "foreign", "no-fallback", "in-code")
"""What may be wrong with a variable (`libraries.dialects.faults.Sort`)."""

NO_DESK = "nobody said which help desk the macro is for; name it with --desk or under settings: desk"


@dataclass(frozen=True, eq=False, repr=False)
class Variables:
    """Variables of a macro that are not as its help desk wants them; `fault` is one of FAULTS.

    Of a macro without a desk only halves of tokens, unbalanced tags and mixtures of several desks are
    found; it is skipped where it has variables and nobody can tell whose.  Values: match, trouble, advice,
    other (the desk a foreign token belongs to), desk.
    """

    needs: ClassVar[tuple[str, ...]] = ()

    fault: str

    def __call__(self, context: Context) -> Iterator[Match]:
        template = context.template
        unsure = (
            template.dialect is None
            if self.fault == "foreign"
            else template.is_guessed or not template.dialect
        )
        if (
            self.fault != "broken"
            and template.tokens
            and unsure
            and (self.fault != "unknown" or not template.dialect)
        ):
            raise CannotTell(NO_DESK)
        for fault in template.faults:
            if fault.sort != self.fault:
                continue
            values = {
                "match": fault.span.of(context.draft.text),
                "trouble": fault.trouble,
                "advice": fault.advice,
                "other": fault.other,
                "desk": template.dialect.name if template.dialect else "the help desk",
            }
            whole = fault.whole or fault.span
            fix = Fix("unsafe", (Edit(whole, fault.instead),)) if fault.instead else None
            yield Match(
                fault.span, values, (fault.instead,) if fault.instead else (), score=fault.score, fix=fix
            )


@dataclass(frozen=True, eq=False, repr=False)
class Twins:
    """The HTML and the text of one macro that do not say the same, told once, at the text.

    Score 0.9 where a number, a date, a link, a negation or a variable differs, 0.5 where only the wording
    does.  Values: here, there.
    """

    needs: ClassVar[tuple[str, ...]] = ()

    def __call__(self, context: Context) -> Iterator[Match]:
        record = context.case.record
        twins = record.twins if record is not None else None
        if (
            twins is None
            or context.case.draft is not twins[1].message
            or twins[0].channel != twins[1].channel
        ):
            return
        from replycheck.libraries.twins import difference

        found = difference(twins[0].message.text, twins[1].message.text)
        if found is not None:
            related = (
                (Related("record", found.there, "the HTML says", found.there_text),)
                if found.there_text
                else ()
            )
            values = {"here": _said(found.here_text), "there": _said(found.there_text)}
            yield Match(found.here, values, related=related, score=found.score)


def _said(words: str) -> str:
    return f"“{words}”" if words else "nothing"


@dataclass(frozen=True, eq=False, repr=False)
class Title:
    """A macro without a title, or with one that says nothing; told once a macro, at its title, or where the
    macro begins.  `empty` are such titles, as expressions for the whole of one.  Values: trouble, title, where.
    """

    needs: ClassVar[tuple[str, ...]] = ()

    empty: tuple[str, ...]

    def __call__(self, context: Context) -> Iterator[Match]:
        record = context.case.record
        if record is None or not is_first(context):
            return
        from replycheck.libraries.upkeep import title_trouble

        trouble = title_trouble(record, self.empty)
        if trouble:
            at = context.draft.body_end
            line, _ = record.title_place or (record.line, record.column)
            values = {"trouble": trouble, "title": record.title, "where": f"line {line}"}
            yield Match(Span(at, at), values, about="title", place=_place_of(record, context))


@dataclass(frozen=True, eq=False, repr=False)
class DeadWeight:
    """A macro that nobody uses: out of use, never used by the export's own counts, or older than `days`
    by the export's own dates on the day that `--draft-date` names.  Values: trouble.
    """

    needs: ClassVar[tuple[str, ...]] = ()

    days: int = 365

    def __call__(self, context: Context) -> Iterator[Match]:
        record = context.case.record
        if record is None or not is_first(context):
            return
        from replycheck.libraries.upkeep import dead_weight

        trouble = dead_weight(record, context.case.draft_date, self.days)
        if trouble:
            at = context.draft.body_end
            yield Match(Span(at, at), {"trouble": trouble}, about="upkeep", place=_place_of(record, context))


def _place_of(record: Record, context: Context) -> tuple[int, int] | None:
    """Where the title of a macro stands in the file of its text, else where the macro begins."""
    if record.path != context.draft.message.source.path:
        return None
    return record.title_place or (record.line, record.column)


@dataclass(frozen=True, eq=False, repr=False)
class FixedValue:
    """A value of one case or one day that stands in a macro as text: a date, a year of an offer, a name in
    the greeting or the sign-off, an order's number, an amount.  Values: match, what, advice.
    """

    needs: ClassVar[tuple[str, ...]] = ("english",)

    def __call__(self, context: Context) -> Iterator[Match]:
        from replycheck.understand.fixed_values import fixed_values

        dialect = context.template.dialect
        brand = context.settings.brand
        for found in fixed_values(context.draft, context.template.hidden):
            if brand and found.span.of(context.draft.text) in brand:
                continue
            own = dialect.means.get(found.meaning, "") if dialect and not context.template.is_guessed else ""
            instead = dialect.written(own, "there" if found.greets else "") if dialect and own else ""
            fix = Fix("unsafe", (Edit(found.span, instead),)) if instead else None
            values = {
                "match": found.span.of(context.draft.text),
                "what": found.what,
                "advice": f"“{instead}”" if instead else found.advice,
            }
            yield Match(found.span, values, (instead,) if instead else (), fix=fix)


@dataclass(frozen=True, eq=False, repr=False)
class MacroBody:
    """A public macro whose text is for colleagues (`phrases`), or that says nothing between greeting and
    sign-off.  A macro that its export calls a note is left alone.  Values: match, trouble, advice.
    """

    needs: ClassVar[tuple[str, ...]] = ("english",)

    phrases: tuple[str, ...]

    def terms(self) -> Iterable[Term]:
        return [term for phrase in self.phrases for term in phrase_terms(phrase)]

    def __call__(self, context: Context) -> Iterator[Match]:
        from replycheck.libraries.upkeep import is_blank, is_note

        record = context.case.record
        if record is not None and is_note(record):
            return
        use = (
            next((b.use for b in record.bodies if b.message is context.case.draft), "reply")
            if record
            else "reply"
        )
        if use not in ("reply", "chat"):
            return
        if is_blank(context.draft, context.template):
            at = len(context.draft.text.rstrip())
            is_whole = record is not None and not record.bodies
            trouble = "stands in this macro" if is_whole else "stands between greeting and sign-off"
            values = {
                "match": "nothing",
                "trouble": trouble,
                "advice": "write the answer, or delete the macro",
            }
            place = None if context.draft.message.place(at) or record is None else _place_of(record, context)
            yield Match(Span(at, at), values, place=place)
            return
        for hit in context.hits(self):
            if _is_advice(context.draft.prose, hit.span):
                continue
            values = {
                "match": hit.span.of(context.draft.text),
                "trouble": "is said to colleagues, and this macro goes to customers",
                "advice": "make it an internal note, or take it out",
            }
            yield Match(hit.span, values)


def _is_advice(prose: str, span: Span) -> bool:
    """True for an order that has its person before it: “you can ask Tom first”, “I will escalate this to …”."""
    ordered = r"(?:ask|check|ping|talk|loop|set|change|escalate|assign|route|hand|transfer)\b"
    person = r"(?:\b(?:can|may|could|please|will|to|would|we|i|they|might|let us|let's)|'ll)\s+$"
    before = prose[max(0, span.start - 30) : span.start]
    return bool(re.match(ordered, span.of(prose), re.IGNORECASE) and re.search(person, before, re.IGNORECASE))


@dataclass(frozen=True, eq=False, repr=False)
class Salutation:
    """A salutation for everybody (`phrases`) where the desk could write the name.  Values: match, instead."""

    needs: ClassVar[tuple[str, ...]] = ("english",)

    phrases: tuple[str, ...]

    def terms(self) -> Iterable[Term]:
        return [term for phrase in self.phrases for term in phrase_terms(phrase)]

    def __call__(self, context: Context) -> Iterator[Match]:
        dialect = None if context.template.is_guessed else context.template.dialect
        own = dialect.means.get("customer-first-name") if dialect else None
        instead = f"Hi {dialect.written(own, 'there')}" if dialect and own else ""
        for hit in context.hits(self):
            kind = context.draft.message.part_at(hit.span.start)
            if kind is PartKind.GREETING or not context.draft.prose[: hit.span.start].strip():
                fix = Fix("unsafe", (Edit(hit.span, instead),)) if instead else None
                values = {
                    "match": hit.span.of(context.draft.text),
                    "instead": instead or "a variable with the name",
                }
                yield Match(hit.span, values, (instead,) if instead else (), fix=fix)


@dataclass(frozen=True, eq=False, repr=False)
class TwoSignatures:
    """A macro that signs twice: with a sign-off of its own and with the variable of the agent's signature,
    or with two sign-offs.  Values: match, trouble.
    """

    needs: ClassVar[tuple[str, ...]] = ("english",)

    def __call__(self, context: Context) -> Iterator[Match]:
        from replycheck.libraries.upkeep import second_signature

        found = second_signature(context.draft, context.template)
        if found is not None:
            span, trouble = found
            yield Match(span, {"match": span.of(context.draft.text), "trouble": trouble})


def is_first(context: Context) -> bool:
    """True for the first text of a record, where what is true of the whole macro is told."""
    record = context.case.record
    return record is not None and bool(record.bodies) and record.bodies[0].message is context.case.draft
