"""Checkstyle's XML, which most tools that collect warnings read.

There is no published schema; this is what Checkstyle's `XMLLogger` writes and Jenkins' parser reads.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

from replycheck.model import Finding, Report, Severity
from replycheck.report.places import place_of_finding, shown_path
from replycheck.report.stream import started
from replycheck.report.style import Style
from replycheck.report.wording import lines
from replycheck.report.xml import DECLARATION, attribute

_SEVERITIES = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.SUGGESTION: "info"}


def write(reports: Iterable[Report], out: TextIO, style: Style) -> None:
    """A `file` for each file; the records of a library that follow each other share one."""
    coming = started(reports)
    out.write(f'{DECLARATION}<checkstyle version="10.0">\n')
    path = None
    for report in coming:
        if path != report.case.draft.source.path:
            if path is not None:
                out.write("</file>\n")
            path = report.case.draft.source.path
            out.write(f'<file name="{attribute(shown_path(path, style.root))}">\n')
        out.writelines(_error(finding, report) for finding in report)
    if path is not None:
        out.write("</file>\n")
    out.write("</checkstyle>\n")


def _error(finding: Finding, report: Report) -> str:
    place = place_of_finding(finding, report.case.draft)
    # A line is compulsory; the first stands for a file that has no such place.
    where = f'line="{place.line}" column="{place.column}"' if place else 'line="1"'
    said = attribute(" ".join(lines(finding, report)))
    severity = _SEVERITIES[finding.severity]
    # Readers take what follows the last dot for the check and what stands before it for its category.
    return f'<error {where} severity="{severity}" message="{said}" source="replycheck.{finding.rule}"/>\n'
