"""Rules over a case: apply each, then settle what they say of one place.  Pure: no files, no clock."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Set
from itertools import islice
from typing import TYPE_CHECKING, Any

from replycheck.checkers import PREDICATES, Context
from replycheck.checkers.context import CannotTell
from replycheck.checkers.phrase import Filled
from replycheck.matching import TimeLimit
from replycheck.model import Answer, Case, Finding, Match, Message, Report, Severity, Skipped, Suppressed
from replycheck.rules import Rule, Ruleset, named

if TYPE_CHECKING:
    from replycheck.checkers.macros import Library, Macro


class RuleFault(Exception):
    """A checker raised: a fault of ours, named by its rule."""

    def __init__(self, rule: str, error: Exception) -> None:
        super().__init__(rule, error)
        self.rule = rule
        self.error = error

    def __str__(self) -> str:
        return f"the rule {self.rule} failed with {type(self.error).__name__}"


def check(case: Case, ruleset: Ruleset, library: Library | None = None) -> Report:
    """All findings of the active rules in one case, by place.

    A `library` remembers the macros that were checked with it before; without one, rules about many macros
    have nothing to say.  Raises `RuleFault` when a checker raises, which is a fault of ours.
    """
    context = Context(case, ruleset.index, ruleset.config.settings)
    report = _checked(case, ruleset, context)
    if library is None or case.mode != "macro" or not ruleset.library_plan:
        return report
    from replycheck.checkers.macros import macro_of

    digests = digests_of(context, ruleset)
    return with_findings(
        report, compared(digests, macro_of(case), lambda: case.draft, ruleset, library), ruleset
    )


def check_apart(case: Case, ruleset: Ruleset) -> tuple[Report, dict[str, bytes]]:
    """The report on one case by itself, and what rules about many macros remember of it, by rule."""
    context = Context(case, ruleset.index, ruleset.config.settings)
    report = _checked(case, ruleset, context)
    return report, digests_of(context, ruleset) if case.mode == "macro" else {}


def digests_of(context: Context, ruleset: Ruleset) -> dict[str, bytes]:
    """What the rules about many macros remember of one, by rule; raises `RuleFault`."""
    found = {}
    for rule in ruleset.library_plan:
        kind: Any = rule.checker
        if context.case.mode in rule.applies_to and missing_need((*rule.needs, *kind.needs), context) is None:
            try:
                found[rule.id] = kind.digest(context)
            except Exception as error:
                raise RuleFault(rule.id, error) from error
    return found


def compared(
    digests: Mapping[str, bytes],
    macro: Macro,
    message: Callable[[], Message],
    ruleset: Ruleset,
    library: Library,
) -> list[Finding]:
    """What the rules about many macros say of one beside those before it; `message` is read only then."""
    found: list[Finding] = []
    for rule in ruleset.library_plan:
        kind: Any = rule.checker
        matches = [
            match._replace(values={"match": match.span.of(message().text), **match.values})
            for match in library.compare(rule.id, kind, digests.get(rule.id, b""), macro)
        ]
        found += _seen_through(rule, matches, ruleset)
    return found


def with_findings(report: Report, found: Iterable[Finding], ruleset: Ruleset) -> Report:
    """The report with more findings, all by place."""
    found, suppressed = list(found), report.suppressed
    if found and "replycheck-" in report.case.draft.text:
        from replycheck.suppressions import quieted

        desk = Context(report.case, ruleset.index, ruleset.config.settings).desk
        left = quieted(found, report.case, (), (), desk=desk)
        found, suppressed = left.findings, (*suppressed, *left.suppressed)
    findings = sorted((*report.findings, *found), key=lambda f: f.sort_key)
    return Report(report.case, tuple(findings), report.answers, report.skipped, suppressed)


def _checked(case: Case, ruleset: Ruleset, context: Context) -> Report:
    matched: dict[str, tuple[Match, ...]] = {}  # also what rules that count others read
    found: list[Finding] = []
    skipped: list[Skipped] = []
    context.matched = matched
    reasons: dict[tuple[str, ...], str | None] = {}
    live: dict[bool, Set[Hashable] | None] = {}
    for rule, needs, only_hits, is_raw in ruleset.plan(case.mode):
        checker: Any = rule.checker
        if needs not in reasons:
            reasons[needs] = missing_need(needs, context)
        reason = reasons[needs]
        if reason is None:
            if only_hits:
                if is_raw not in live:
                    live[is_raw] = context.draft.live(checker, raw=is_raw)
                owners = live[is_raw]
                if owners is not None and checker not in owners:
                    continue
            try:
                every = tuple(islice(apply(rule, context), MOST_MATCHES + 1))
                matched[rule.id] = every[:MOST_MATCHES]
                if len(every) > MOST_MATCHES and rule.id in ruleset.reporting:
                    skipped.append(
                        Skipped(rule.id, f"found more than {MOST_MATCHES:,} places; the others are left out")
                    )
            except CannotTell as unknown:
                reason = unknown.reason
            except TimeLimit:
                reason = "a pattern of this rule took too long on this text; make its repeats narrower"
            except Exception as error:
                raise RuleFault(rule.id, error) from error
        if rule.id in ruleset.reporting:
            if reason is not None:
                skipped.append(Skipped(rule.id, reason))
            elif matched[rule.id]:
                found += _seen_through(rule, matched[rule.id], ruleset)
    findings = settle(confirm(found, ruleset), ruleset.active)
    suppressed: tuple[Suppressed, ...] = ()
    if case.mode == "macro" and "replycheck-" in case.draft.text:
        findings, suppressed = _quieted(findings, context, ruleset, skipped)
    answers = _answers(context)
    if context.without_model:
        skipped.append(Skipped("answers/unanswered-question", context.without_model))
    skipped += context.partly
    ordered = tuple(sorted(findings, key=lambda f: f.sort_key))
    return Report(case, ordered, answers, tuple(skipped), suppressed)


MOST_MATCHES = 1_000
"""So many places are named by one rule in one draft; nobody reads more of one sort."""


def _answers(context: Context) -> tuple[Answer, ...] | None:
    """The customer's questions with their answers; None where they were not weighed."""
    if context.inbound is None or context.lacks("english-inbound") is not None:
        return None
    try:
        return context.answers
    except CannotTell:  # the rules that asked for them have said so
        return None


def _quieted(
    findings: Iterable[Finding], context: Context, ruleset: Ruleset, skipped: Iterable[Skipped]
) -> tuple[list[Finding], tuple[Suppressed, ...]]:
    """The findings that no comment in the macro suppresses, and those that one does."""
    from replycheck.suppressions import quieted, ran

    asked = ran(context.case, ruleset, {rule.rule for rule in skipped})
    found = quieted(findings, context.case, ruleset.rules, asked, desk=context.desk)
    return [*found.findings, *fault_findings("unused", found.faults, ruleset)], found.suppressed


def fault_findings(fault: str, matches: Iterable[Match], ruleset: Ruleset) -> Iterator[Finding]:
    """Faults of suppressing comments, seen through the active rules on them."""
    matches = tuple(matches)
    for rule in ruleset.active:
        if rule.kind == "suppression" and getattr(rule.checker, "fault", "") == fault:
            yield from _seen_through(rule, matches, ruleset)


def missing_need(needs: Iterable[str], context: Context) -> str | None:
    """Why a rule that needs these cannot run on this case; None when it can."""
    return next((reason for need in needs if (reason := context.lacks(need)) is not None), None)


def apply(rule: Rule, context: Context) -> Iterable[Match]:
    """The matches of one rule that its claims (`only`, `unless`) let through."""
    found: Iterable[Match] = rule.checker(context)
    return _claimed(rule, context, found) if rule.only or rule.unless else found


def _claimed(rule: Rule, context: Context, found: Iterable[Match]) -> Iterator[Match]:
    for match in found:
        if all(PREDICATES[name](context, match.span) for name in rule.only) and not any(
            PREDICATES[name](context, match.span) for name in rule.unless
        ):
            yield match


def _seen_through(rule: Rule, matches: Iterable[Match], ruleset: Ruleset) -> Iterator[Finding]:
    for match in matches:
        severity = ruleset.severity_of(rule, match.score)
        if severity is not None:
            yield Finding(rule.id, severity, worded(rule, match), match)


def worded(rule: Rule, match: Match) -> str:
    """A rule's message about one match; what it quotes is cut short past `LONGEST_QUOTED`."""
    values = {key: _shortened(" ".join(str(value).split())) for key, value in match.values.items()}
    return rule.message.format_map(Filled(values))


LONGEST_QUOTED = 500
"""Characters of a draft that a message quotes in one go; a sentence that people wrote has fewer."""


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST_QUOTED else text[: LONGEST_QUOTED - 1].rstrip() + "…"


def confirm(findings: list[Finding], ruleset: Ruleset) -> list[Finding]:
    """The same findings, a suggestion as a warning where a rule that confirms its rule fired on the same place.

    Two engines that know nothing of each other are seldom wrong about one place.  What a team said of a
    severity stands.
    """
    confirming = {rule.id: rule.confirms for rule in ruleset.active if rule.confirms}
    seconds = [finding for finding in findings if finding.rule in confirming]

    def is_confirmed(finding: Finding) -> bool:
        return not named(finding.rule, ruleset.config.severities) and any(
            named(finding.rule, confirming[second.rule]) and _same_place(finding, second)
            for second in seconds
            if second is not finding
        )

    return [
        finding._replace(severity=Severity.WARNING)
        if finding.severity is Severity.SUGGESTION and is_confirmed(finding)
        else finding
        for finding in findings
    ]


def settle(findings: Iterable[Finding], rules: Iterable[Rule]) -> list[Finding]:
    """Drops each finding whose rule yields to another that fired on the same place or question.

    It looks at all findings as they were before any was dropped, so the order of rules is no matter.  Of two
    that yield to each other the graver stays, else the first by id.
    """
    findings = list(findings)
    yields_to = {rule.id: rule.yields_to for rule in rules if rule.yields_to}
    fired = {finding.rule for finding in findings}
    # by rule, since there are few rules and may be a hundred thousand findings
    before = {
        rule: {other for other in fired if named(other, names)}
        for rule, names in yields_to.items()
        if rule in fired
    }

    def gives_way(finding: Finding, other: Finding) -> bool:
        if other is finding or other.rule not in before[finding.rule]:
            return False
        if finding.rule in before.get(other.rule, ()):
            return (-other.severity, other.rule) < (-finding.severity, finding.rule)
        return True

    telling = {other for others in before.values() for other in others}
    near = _neighbours([finding for finding in findings if finding.rule in telling])
    return [
        finding
        for finding in findings
        if not before.get(finding.rule)
        or not any(gives_way(finding, other) and _same_place(finding, other) for other in near(finding))
    ]


REACH = 512
"""Characters to a stretch: findings are looked for in the stretches they touch, since a text may have thousands."""


def _neighbours(findings: list[Finding]) -> Callable[[Finding], Iterable[Finding]]:
    """What leads from a finding to all that may be in its place, and some more."""
    if len(findings) < 50:
        return lambda finding: findings
    by_place: dict[object, list[Finding]] = {}
    for finding in findings:
        for place in _places(finding):
            by_place.setdefault(place, []).append(finding)
    return lambda finding: [other for place in _places(finding) for other in by_place.get(place, ())]


def _places(finding: Finding) -> Iterable[object]:
    if finding.match.about:
        return (finding.match.about,)
    return {
        at
        for span in (finding.span, *finding.match.also)
        for at in range(span.start // REACH, span.end // REACH + 1)
    }


def _same_place(a: Finding, b: Finding) -> bool:
    if a.match.about or b.match.about:
        return a.match.about == b.match.about
    return a.span.overlaps(b.span) or any(a.span.overlaps(span) for span in b.match.also)
