"""Workflow commands of GitHub Actions: each finding is an annotation beside its line in a pull request.

GitHub Docs, "Workflow commands for GitHub Actions"; the escapes are those that the runner undoes.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

from replycheck.model import Finding, Report, Severity
from replycheck.report.escape import visible
from replycheck.report.places import UNNAMED, place_of_finding, shown_path
from replycheck.report.stream import started
from replycheck.report.style import Style
from replycheck.report.totals import Totals, counted
from replycheck.report.wording import lines

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.SUGGESTION: "notice"}


def write(reports: Iterable[Report], out: TextIO, style: Style) -> None:
    totals = Totals()
    for report in started(reports):
        totals.add(report)
        for finding in report:
            out.write(_finding(finding, report, style))
    for reason, rules in totals.skipped.items():
        out.write(_command("notice", {"title": f"{counted(len(rules), 'rule')} not checked"}, reason))
    if style.incomplete():
        out.write(
            _command("error", {"title": "replycheck"}, "An input could not be checked; the log names it.")
        )


def _finding(finding: Finding, report: Report, style: Style) -> str:
    draft = report.case.draft
    properties: dict[str, str | int] = {}
    if draft.source.path not in UNNAMED:
        properties["file"] = shown_path(draft.source.path, style.root)
        place = place_of_finding(finding, draft)
        if place is not None:
            properties |= {"line": place.line, "endLine": place.end_line}
            if place.line == place.end_line:  # GitHub refuses columns of two lines
                properties |= {"col": place.column, "endColumn": place.end_column}
    record = "" if draft.source.record is None else f" ({draft.source.record})"
    properties["title"] = f"{finding.rule}{record}"
    return _command(_COMMANDS[finding.severity], properties, "\n".join(lines(finding, report)))


def _command(name: str, properties: dict[str, str | int], message: str) -> str:
    said = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items())
    return f"::{name} {said}::{_data(message)}\n"


def _data(text: str) -> str:
    """A message; a line end left as it is would begin a command of its own."""
    return visible(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
