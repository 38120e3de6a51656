"""A comment for a pull request: a table of what was found by rule, the findings folded below it.

GitHub Flavored Markdown; GitLab and Gitea read the same.  Whatever comes from a text or a path is escaped:
it can make no markup, no link, no mention of a person and no reference to an issue.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import TextIO

from replycheck.model import Finding, Report, Severity
from replycheck.records import NamedTuple
from replycheck.report.escape import one_line
from replycheck.report.places import shown_path
from replycheck.report.statistics import Row, Statistics
from replycheck.report.stream import started
from replycheck.report.style import Style
from replycheck.report.totals import Totals, counted
from replycheck.report.wording import lines

MOST_RULES = 25
MOST_FINDINGS = 100
MOST_CHARACTERS = 50_000
"""GitHub takes 65,536 characters in a comment; the table and the head need some of them."""

MARK = "<!-- replycheck -->"
"""The first line, by which a workflow finds its own comment again."""


class _Item(NamedTuple):
    """One finding to be shown: the number of its report, that report's head, and its list item."""

    report: int
    head: str
    text: str


def write(reports: Iterable[Report], out: TextIO, style: Style) -> None:
    """The numbers stand first, and so what will be shown is collected; the rest is only counted."""
    totals = Totals()
    statistics = Statistics()
    severities: dict[str, Severity] = {}
    kept: dict[Severity, list[_Item]] = {severity: [] for severity in Severity}
    for number, report in enumerate(started(reports)):
        totals.add(report)
        statistics.add(report)
        for finding in report:
            severities[finding.rule] = max(finding.severity, severities.get(finding.rule, finding.severity))
            if len(kept[finding.severity]) < MOST_FINDINGS:
                kept[finding.severity].append(_item(number, finding, report, style))
    items = _chosen(kept)
    out.write("\n".join([*_head(totals, style), *_table(statistics.rows, severities), *_details(items)]))
    left = sum(totals.counts.values()) - len(items)
    if left:
        out.write(f"\n… and {counted(left, 'more finding')}; the log of the run has them all.\n")


def _head(totals: Totals, style: Style) -> Iterator[str]:
    checked = totals.cases_in_words()
    yield f"{MARK}\n### replycheck: {totals.findings_in_words()} in {checked}\n"
    if style.incomplete():
        yield "**An input could not be checked**; the log of the run names it.\n"
    for rules, reason in totals.skipped_in_words():
        yield f"Not checked: {escaped(rules)} ({escaped(reason)})\n"


def _table(rows: list[Row], severities: dict[str, Severity]) -> Iterator[str]:
    if not rows:
        return
    yield "| Severity | Rule | Findings | Drafts |\n| --- | --- | ---: | ---: |"
    shown = sorted(rows, key=lambda row: -severities[row.rule])[:MOST_RULES]
    for row in shown:
        yield f"| {severities[row.rule].word} | `{row.rule}` | {row.findings} | {row.cases} |"
    yield ""
    if len(rows) > len(shown):
        yield f"… and {counted(len(rows) - len(shown), 'more rule')}.\n"


def _chosen(kept: dict[Severity, list[_Item]]) -> list[_Item]:
    """The gravest findings that fit, in the order of their reports."""
    room = MOST_CHARACTERS
    chosen: list[_Item] = []
    for severity in sorted(kept, reverse=True):
        for item in kept[severity]:
            room -= len(item.text) + len(item.head)
            if room < 0 or len(chosen) == MOST_FINDINGS:
                return sorted(chosen, key=lambda item: item.report)
            chosen.append(item)
    return sorted(chosen, key=lambda item: item.report)


def _item(number: int, finding: Finding, report: Report, style: Style) -> _Item:
    source = report.case.draft.source
    name = shown_path(source.path, style.root)
    name = name if source.record is None else f"{name}#{source.record}"
    head = f"{escaped(name)}: {counted(len(report.findings), 'finding')}"
    line, _ = report.case.draft.shown_place(finding.span.start)
    message, *rest = (escaped(words) for words in lines(finding, report))
    first = f"- **{finding.severity.word}** `{finding.rule}`, line {line}: {message}"
    return _Item(number, head, "\n".join([first, *(f"  - {words}" for words in rest)]))


def _details(items: list[_Item]) -> Iterator[str]:
    report = -1
    for item in items:
        if item.report != report:
            if report >= 0:
                yield "\n</details>"
            yield f"<details><summary>{item.head}</summary>\n"
            report = item.report
        yield item.text
    if items:
        yield "\n</details>\n"


def escaped(text: str) -> str:
    """A text on one line for Markdown or between HTML tags: it is shown, and does nothing else.

    Character references stand for the marks, since Markdown sees no structure in them (CommonMark,
    section 2.5) and HTML reads them too.
    """
    return _acting().sub(_harmless, one_line(text))


@cache
def _acting() -> re.Pattern[str]:
    """What would act anywhere in a line, or begins a list or a heading there; the colon or dot of a link."""
    return re.compile(
        r"""^[-+=\d]|[\\`*_{}\[\]<>#!|~&$^"'@]|:(?=/)|(?<=mailto):|(?<=xmpp):|(?<=www)\.""",
        re.IGNORECASE,
    )


def _harmless(found: re.Match[str]) -> str:
    """A zero-width space goes behind the signs of mentions and references to issues (`@team`, `#12`,
    `!12`): code hosts look for them in the finished text, whatever was escaped.
    """
    sign, after = found[0], found.string[found.end() : found.end() + 1]
    refers = sign in "@#!" and (after.isalnum() or after == "_")
    return f"&#{ord(sign)};{'&#8203;' if refers else ''}"
