"""GitLab's code quality report, which a merge request shows beside its lines.

GitLab Docs, "Code Quality", section "Code Quality report format": a list of issues after Code Climate's
specification, each with a fingerprint that no other of the report has.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, TextIO

from replycheck.model import Finding, Report, Severity
from replycheck.report.escape import visible
from replycheck.report.fingerprint import fingerprints
from replycheck.report.places import place_of_finding, shown_path
from replycheck.report.stream import started, write_list
from replycheck.report.style import Style
from replycheck.report.wording import lines

_SEVERITIES = {Severity.ERROR: "critical", Severity.WARNING: "minor", Severity.SUGGESTION: "info"}


def write(reports: Iterable[Report], out: TextIO, style: Style) -> None:
    write_list(_issues(started(reports), style), out)
    out.write("\n")


def _issues(reports: Iterable[Report], style: Style) -> Iterator[dict[str, Any]]:
    for report in reports:
        source = report.case.draft.source
        path = visible(shown_path(source.path, style.root))
        place = path if source.record is None else f"{path}#{source.record}"
        for finding, mark in zip(report, fingerprints(report, place), strict=True):
            yield _issue(finding, report, path, mark)


def _issue(finding: Finding, report: Report, path: str, mark: str) -> dict[str, Any]:
    place = place_of_finding(finding, report.case.draft)
    # A line is compulsory; the first stands for a file that has no such place.
    begin, end = (place.line, place.end_line) if place else (1, 1)
    return {
        "type": "issue",
        "check_name": finding.rule,
        "description": " ".join(lines(finding, report)),
        "categories": ["Style"],
        "severity": _SEVERITIES[finding.severity],
        "fingerprint": mark,
        "location": {"path": path, "lines": {"begin": begin, "end": end}},
    }
