"""One line a finding, for editors and for `grep`: `file:line:column: severity rule: message`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

from replycheck.model import Report
from replycheck.report.escape import one_line
from replycheck.report.places import shown_place
from replycheck.report.style import Style
from replycheck.report.totals import Totals, counted


def write(reports: Iterable[Report], out: TextIO, style: Style) -> None:
    totals = Totals()
    for report in reports:
        totals.add(report)
        draft = report.case.draft
        for finding in report:
            line, column = shown_place(finding, draft)
            where = f"{one_line(draft.source.path)}:{line}:{column}"
            print(f"{where}: {finding.severity.word} {finding.rule}: {one_line(finding.message)}", file=out)
    if totals.skips:
        print(f"{counted(totals.skips, 'check')} did not run; --format text says why", file=out)
