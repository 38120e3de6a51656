"""A rule's examples are its tests: every bad one is found where it says, no good one is found."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any, cast

from replycheck.check import check
from replycheck.checkers.macros import Library
from replycheck.model import Case, Message
from replycheck.read import read_text
from replycheck.records import NamedTuple
from replycheck.rules import Example, Rule, Ruleset

if TYPE_CHECKING:
    from replycheck.checkers.canned import Canned
    from replycheck.libraries.record import Record


class Failure(NamedTuple):
    """One example that does not hold: of which `side` (bad, good), counted from 1, and what is wrong."""

    rule: str
    side: str
    number: int
    problem: str


def case_of(example: Example) -> Case:
    """The case an example stands for.  Raises `ValueError` for a date that is none."""
    from replycheck.records import replace

    inbound = (
        read_text(example.inbound, role="customer", path="inbound") if example.inbound is not None else None
    )
    if inbound is not None and example.inbound_date:
        inbound = replace(inbound, sent_at=_date(example.inbound_date))
    draft = read_text(example.draft, role="agent", path="draft")
    return Case(
        draft=draft,
        inbound=inbound,
        earlier=tuple(read_text(text, role="agent", path="earlier") for text in example.earlier),
        mode=cast(Any, example.mode),
        channel=cast(Any, example.channel),
        customer_name=example.customer_name,
        attachments=example.attachments,
        draft_date=_date(example.draft_date) if example.draft_date else None,
        record=_record(example, draft) if example.mode == "macro" else None,
        canned=_canned(example.library) if example.library and example.mode == "draft" else None,
    )


def _record(example: Example, draft: Message) -> Record | None:
    """The macro that an example of one stands for; None where it says nothing of it."""
    if example.title is None and example.twin is None and example.fields is None:
        return None
    from functools import partial

    from replycheck.libraries.bodies import is_in_use
    from replycheck.libraries.record import Body, Record
    from replycheck.records import replace

    bodies = [Body("text", example.draft, "plain", lambda: draft)]
    if example.twin is not None:
        html = replace(read_text(example.twin, role="agent", path="twin"), markup="html")
        bodies.insert(0, Body("html", example.twin, "html", partial(_same, html)))
    fields = example.fields or {}
    title = "A title" if example.title is None else example.title
    return Record("1", title, tuple(bodies), "json", "draft", is_active=is_in_use(fields), fields=fields)


def _same(message: Message) -> Message:
    return message


def _canned(library: tuple[str, ...]) -> Canned:
    from replycheck.checkers.canned import Canned, document_of

    macros = (document_of(read_text(text, role="agent")) for text in library)
    return Canned.of(macros, lambda number: f"macro {number + 1}")


def _date(text: str) -> datetime:
    return datetime.fromisoformat(text.replace("Z", "+00:00"))


def skip_reason(rule: Rule) -> str | None:
    """Why a rule cannot run on this machine, so that its examples show nothing; None where it can."""
    return getattr(rule.checker, "unavailable", None)


def failures(rule: Rule, ruleset: Ruleset) -> Iterator[Failure]:
    """The examples of `rule` that fail under `ruleset`, in which the rule must be active."""
    for side, examples in (("bad", rule.bad), ("good", rule.good)):
        for number, example in enumerate(examples, 1):
            problem = _problem(rule, example, ruleset, wanted=side == "bad")
            if problem:
                yield Failure(rule.id, side, number, problem)


def _problem(rule: Rule, example: Example, ruleset: Ruleset, *, wanted: bool) -> str | None:
    case = case_of(example)
    if case.mode not in rule.applies_to:
        return f"the rule does not apply to a {case.mode}"
    if example.settings is not None:
        ruleset = ruleset.with_settings(example.settings)
    library = Library() if example.library else None
    for number, text in enumerate(example.library):
        macro = read_text(text, role="agent", path=f"macro {number + 1}")
        check(Case(macro, mode="macro"), ruleset, library)
    report = check(case, ruleset, library)
    skipped = next((s.reason for s in report.skipped if s.rule == rule.id), None)
    if skipped:
        return f"the rule could not run: {skipped}"
    found = [f for f in report if f.rule == rule.id]
    if not wanted:
        return f"found {found[0].span.of(example.draft)!r}, should be left alone" if found else None
    if not found:
        return "not found"
    marks = [f.span.of(example.draft) for f in found]
    if example.marks is not None and marks != list(example.marks):
        return f"marks {marks}, should mark {list(example.marks)}"
    return None


def ruleset_for(rule: Rule, ruleset: Ruleset) -> Ruleset:
    """`rule` alone, with the rules it counts and the lexicons of `ruleset`: what its examples run under.

    Rules it yields to are left out, so that an example shows what the rule itself finds.  An example that
    has settings of its own is checked under them.
    """
    config = ruleset.config._replace(
        select=(rule.id,), ignore=(), profile="thorough", profiles={}, severities={}
    )
    return Ruleset(ruleset.rules, ruleset.lexicons, config)
