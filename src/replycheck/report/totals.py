"""Counts over reports, and the words for them."""

from __future__ import annotations

from collections.abc import Iterator

from replycheck.model import Answer, Finding, Report, Severity, Span

MOST_NAMED = 3
"""So many rules that did not run are named; more are counted."""
SURELY_OPEN = 0.65
"""From this chance on a question is no matter of doubt, whoever reports it."""


class Totals:
    """What was counted so far; `macros` are some of the `cases`; `skipped` holds the rules that did not
    run, by their reason.
    """

    def __init__(self) -> None:
        self.cases = 0
        self.macros = 0
        self.counts: dict[Severity, int] = dict.fromkeys(Severity, 0)
        self.skipped: dict[str, set[str]] = {}
        self.skips = 0
        self.questions = 0
        self.addressed = 0
        self.unsure = 0

    def add(self, report: Report) -> None:
        self.cases += 1
        self.macros += report.case.mode == "macro"
        for finding in report:
            self.counts[finding.severity] += 1
        for skipped in report.skipped:
            self.skipped.setdefault(skipped.reason, set()).add(skipped.rule)
            self.skips += 1
        for answer in report.answers or ():
            self.questions += 1
            self.addressed += answer.addressed
            self.unsure += is_unsure(answer, report)

    @property
    def worst(self) -> Severity | None:
        return max((severity for severity, number in self.counts.items() if number), default=None)

    def cases_in_words(self) -> str:
        """`1 draft`, `12 macros` or `1 draft and 12 macros`."""
        drafts = self.cases - self.macros
        parts = [counted(n, noun) for n, noun in ((drafts, "draft"), (self.macros, "macro")) if n]
        return " and ".join(parts)

    def findings_in_words(self) -> str:
        """`2 errors, 1 warning`, the gravest first; `no findings` where there are none."""
        parts = [counted(self.counts[s], s.word) for s in sorted(Severity, reverse=True) if self.counts[s]]
        return ", ".join(parts) or "no findings"

    def questions_in_words(self) -> str:
        """`3 questions, 1 answered, 1 unsure`: the rest have findings; empty where nothing was asked."""
        if not self.questions:
            return ""
        unsure = f", {self.unsure} unsure" if self.unsure else ""
        return f"{counted(self.questions, 'question')}, {self.addressed} answered{unsure}"

    def skipped_in_words(self) -> Iterator[tuple[str, str]]:
        """The rules that did not run, by name where they are few (`36 rules` where not), each with the reason."""
        for reason, rules in self.skipped.items():
            yield (
                ", ".join(sorted(rules)) if len(rules) <= MOST_NAMED else counted(len(rules), "rule"),
                reason,
            )


def is_unsure(answer: Answer, report: Report) -> bool:
    """True for a question that counts as not answered and of which no finding speaks: perhaps it is, so look."""
    if answer.addressed or answer.open_chance >= SURELY_OPEN:
        return False
    return not any(
        related.message == "inbound" and _speaks_of(finding, related.span, answer.question.span)
        for finding in report
        for related in finding.match.related
    )


def _speaks_of(finding: Finding, told: Span, asked: Span) -> bool:
    """A finding about a place in the customer's message is about a question there: it holds the whole of it, or
    the rule is one about answers.
    """
    if finding.rule.startswith("answers/"):
        return told.start < asked.end and asked.start < told.end
    return told.start <= asked.start and asked.end <= told.end


def counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
