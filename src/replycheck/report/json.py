"""For programs: the shape fixed in the documentation (`schema` 1), all reports at once or one a line."""

from __future__ import annotations

import json
from collections.abc import Iterable
from itertools import chain
from typing import Any, TextIO

from replycheck.model import Answer, Finding, Fix, Message, Report, Severity, Span
from replycheck.report.style import Style
from replycheck.report.totals import Totals

SCHEMA = 1


def write(reports: Iterable[Report], out: TextIO, style: Style) -> None:
    """One document, written report by report so that a long run needs no memory for it."""
    from replycheck import __version__

    totals = Totals()
    coming = iter(reports)
    first = next(coming, None)  # what is wrong with the call is said before half a document is out
    tool = {"name": "replycheck", "version": __version__}
    out.write(f'{{\n  "schema": {SCHEMA},\n  "tool": {json.dumps(tool)},\n  "reports": [')
    for report in chain([first] if first else [], coming):
        out.write(",\n    " if totals.cases else "\n    ")
        totals.add(report)
        out.write(_dumps(report_values(report)))
    out.write("\n  ],\n" if totals.cases else "],\n")
    out.write(f'  "summary": {_dumps(summary_values(totals))}\n}}\n')


def write_lines(reports: Iterable[Report], out: TextIO, style: Style) -> None:
    """One report a line, as soon as it is ready."""
    for report in reports:
        out.write(_dumps(report_values(report)) + "\n")
        out.flush()


def _dumps(values: Any) -> str:
    """ASCII only: lone surrogates and control characters of a message stay escaped."""
    return json.dumps(values, ensure_ascii=True)


def summary_values(totals: Totals) -> dict[str, int]:
    return {
        "cases": totals.cases,
        "errors": totals.counts[Severity.ERROR],
        "warnings": totals.counts[Severity.WARNING],
        "suggestions": totals.counts[Severity.SUGGESTION],
        "skipped": totals.skips,
    }


def report_values(report: Report) -> dict[str, Any]:
    """One element of `reports`."""
    case = report.case
    values: dict[str, Any] = {
        "case": case.name,
        "record": case.draft.source.record,
        "draft": {"path": case.draft.source.path},
        "inbound": {"path": case.inbound.source.path} if case.inbound else None,
        "findings": [_finding(finding, report) for finding in report],
    }
    if case.inbound is not None:
        values["questions"] = [_answer(answer, case.draft) for answer in report.answers or ()]
    values["skipped"] = [{"rule": skipped.rule, "reason": skipped.reason} for skipped in report.skipped]
    if report.suppressed:
        values["suppressed"] = [
            {**_finding(one.finding, report), "by": one.by, "reason": one.reason} for one in report.suppressed
        ]
    return values


def _finding(finding: Finding, report: Report) -> dict[str, Any]:
    draft = report.case.draft
    return {
        "rule": finding.rule,
        "severity": finding.severity.word,
        "message": finding.message,
        "span": span_values(finding.span, draft),
        "location": _location(finding, draft),
        "text": finding.span.of(draft.text),
        "suggestions": list(finding.match.suggestions),
        "fix": _fix(finding.match.fix),
        "related": [_related(related, report) for related in finding.match.related],
    }


def span_values(span: Span, message: Message) -> dict[str, int]:
    """A span with its lines and columns in the message's text."""
    line, column = message.position(span.start)
    end_line, end_column = message.position(span.end)
    return {
        "start": span.start,
        "end": span.end,
        "line": line,
        "column": column,
        "end_line": end_line,
        "end_column": end_column,
    }


def _location(finding: Finding, message: Message) -> dict[str, Any] | None:
    span, own = finding.span, finding.match.place
    start, end = own or message.place(span.start), own or message.place(span.end)
    if start is None or end is None:
        return None
    return {
        "path": message.source.path,
        "line": start[0],
        "column": start[1],
        "end_line": end[0],
        "end_column": end[1],
    }


def _fix(fix: Fix | None) -> dict[str, Any] | None:
    if fix is None:
        return None
    edits = [{"start": edit.span.start, "end": edit.span.end, "text": edit.text} for edit in fix.edits]
    return {"safety": fix.safety, "edits": edits}


def _related(related: Any, report: Report) -> dict[str, Any]:
    message = report.case.inbound if related.message == "inbound" else None
    values: dict[str, Any] = {"message": related.message}
    if message is not None:
        values["span"] = span_values(related.span, message)
        values["text"] = related.span.of(message.text)
    else:
        values["text"] = related.text
    if related.case:
        values["case"] = related.case
    return {**values, "note": related.note}


def _answer(answer: Answer, draft: Message) -> dict[str, Any]:
    span = answer.question.span
    evidence = answer.evidence
    return {
        "span": {"start": span.start, "end": span.end},
        "text": answer.question.text,
        "kind": answer.question.kind,
        "addressed": answer.addressed,
        "score": round(answer.score, 3),
        "evidence": {"span": {"start": evidence.start, "end": evidence.end}, "text": evidence.of(draft.text)}
        if evidence
        else None,
    }
