"""Rules over a case: apply each, then settle what they say of one place.  Pure: no files, no clock."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from replycheck.checkers import PREDICATES, Context
from replycheck.checkers.context import CannotTell
from replycheck.matching import TimeLimit
from replycheck.model import Case, Finding, Match, Report, Severity, Skipped
from replycheck.rules import Rule, Ruleset, named


class RuleFault(Exception):
    """A checker raised: a fault of ours, named by its rule."""

    def __init__(self, rule: str, error: Exception) -> None:
        super().__init__(rule, error)
        self.rule = rule
        self.error = error

    def __str__(self) -> str:
        return f"the rule {self.rule} failed with {type(self.error).__name__}"


def check(case: Case, ruleset: Ruleset) -> Report:
    """All findings of the active rules in one case, by place.

    Raises `RuleFault` when a checker raises, which is a fault of ours.
    """
    matched: dict[str, tuple[Match, ...]] = {}  # also what rules that count others read
    found: list[Finding] = []
    skipped: list[Skipped] = []
    context = Context(case, ruleset.index, ruleset.config.settings, matched)
    for rule in ruleset.order:
        if case.mode not in rule.applies_to:
            continue
        reason = missing_need(rule, context)
        if reason is None:
            try:
                matched[rule.id] = tuple(apply(rule, context))
            except CannotTell as unknown:
                reason = unknown.reason
            except TimeLimit:
                reason = "a pattern of this rule took too long on this text; make its repeats narrower"
            except Exception as error:
                raise RuleFault(rule.id, error) from error
        if rule.id in ruleset.reporting:
            if reason is not None:
                skipped.append(Skipped(rule.id, reason))
            else:
                found += _seen_through(rule, matched[rule.id], ruleset)
    findings = settle(confirm(found, ruleset), ruleset.active)
    answers = context.answers if context.inbound and not context.lacks("english-inbound") else None
    return Report(case, tuple(sorted(findings, key=lambda f: f.sort_key)), answers, tuple(skipped))


def missing_need(rule: Rule, context: Context) -> str | None:
    """Why a rule cannot run on this case; None when it can."""
    for needs in (rule.needs, rule.checker.needs):
        for need in needs:
            reason = context.lacks(need)
            if reason is not None:
                return reason
    return None


def apply(rule: Rule, context: Context) -> Iterator[Match]:
    """The matches of one rule that its claims (`only`, `unless`) let through."""
    for match in rule.checker(context):
        if all(PREDICATES[name](context, match.span) for name in rule.only) and not any(
            PREDICATES[name](context, match.span) for name in rule.unless
        ):
            yield match


def _seen_through(rule: Rule, matches: Iterable[Match], ruleset: Ruleset) -> Iterator[Finding]:
    for match in matches:
        severity = ruleset.severity_of(rule, match.score)
        if severity is not None:
            values = _Values({key: " ".join(str(value).split()) for key, value in match.values.items()})
            yield Finding(rule.id, severity, rule.message.format_map(values), match)


class _Values(dict[str, str]):
    """A group of a pattern that took no part in the match is an empty text."""

    def __missing__(self, key: str) -> str:
        return ""


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

    def gives_way(finding: Finding, other: Finding) -> bool:
        if other is finding or not named(other.rule, yields_to[finding.rule]):
            return False
        if other.rule in yields_to and named(finding.rule, yields_to[other.rule]):
            return (-other.severity, other.rule) < (-finding.severity, finding.rule)
        return True

    return [
        finding
        for finding in findings
        if finding.rule not in yields_to
        or not any(gives_way(finding, other) and _same_place(finding, other) for other in findings)
    ]


def _same_place(a: Finding, b: Finding) -> bool:
    if a.match.about or b.match.about:
        return a.match.about == b.match.about
    return a.span.overlaps(b.span) or any(a.span.overlaps(span) for span in b.match.also)
