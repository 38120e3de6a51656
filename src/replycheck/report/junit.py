"""JUnit's XML, as Jenkins and GitLab read it: a test for each case, failed by what fails the run.

The schema is Jenkins' (xunit-plugin, `junit-10.xsd`).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

from replycheck.model import Finding, Report
from replycheck.report.stream import started
from replycheck.report.style import Style
from replycheck.report.totals import Totals, counted
from replycheck.report.wording import lines
from replycheck.report.xml import DECLARATION, attribute, content

_INCOMPLETE = (
    '<testcase classname="replycheck" name="inputs">'
    '<error type="input" message="An input could not be checked; standard error names it."/></testcase>\n'
)


def write(reports: Iterable[Report], out: TextIO, style: Style) -> None:
    """The numbers stand in the first lines, and so every test is collected before one is written."""
    totals = Totals()
    tests = []
    failed = 0
    for report in started(reports):
        totals.add(report)
        fatal, lesser = _divided(report, style)
        failed += bool(fatal)
        tests.append(_test(report, fatal, lesser))
    errors = 0
    if style.incomplete():
        tests.append(_INCOMPLETE)
        errors = 1
    numbers = f'name="replycheck" tests="{len(tests)}" failures="{failed}" errors="{errors}"'
    out.write(f"{DECLARATION}<testsuites {numbers}>\n<testsuite {numbers}>\n")
    out.writelines(tests)
    if totals.skipped:
        reasons = [f"not checked: {rules} ({why})" for rules, why in totals.skipped_in_words()]
        out.write(f"<system-out>{content(chr(10).join(reasons))}</system-out>\n")
    out.write("</testsuite>\n</testsuites>\n")


def _divided(report: Report, style: Style) -> tuple[list[Finding], list[Finding]]:
    """The findings that fail their test, and the others."""
    fatal: list[Finding] = []
    lesser: list[Finding] = []
    for finding in report:
        fails = style.fail_on is not None and finding.severity >= style.fail_on
        (fatal if fails else lesser).append(finding)
    return fatal, lesser


def _test(report: Report, fatal: list[Finding], lesser: list[Finding]) -> str:
    head = f'<testcase classname="replycheck" name="{attribute(report.case.name)}"'
    if not fatal and not lesser:
        return f"{head}/>\n"
    inner = ""
    if fatal:
        worst = max(finding.severity for finding in fatal)
        rules = ", ".join(dict.fromkeys(finding.rule for finding in fatal))
        message = attribute(f"{counted(len(fatal), 'finding')}: {rules}")
        inner = f'<failure type="{worst.word}" message="{message}">{_said(fatal, report)}</failure>'
    if lesser:
        inner += f"<system-out>{_said(lesser, report)}</system-out>"
    return f"{head}>{inner}</testcase>\n"


def _said(findings: list[Finding], report: Report) -> str:
    return content("\n\n".join(_finding(finding, report) for finding in findings))


def _finding(finding: Finding, report: Report) -> str:
    draft = report.case.draft
    line, column = draft.shown_place(finding.span.start)
    head = f"{report.case.name}:{line}:{column}: {finding.severity.word} {finding.rule}"
    return "\n  ".join([head, *lines(finding, report)])
