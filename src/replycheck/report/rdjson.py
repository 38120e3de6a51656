"""reviewdog's diagnostic format, which turns fixes into suggested changes of a pull request.

reviewdog, `proto/rdf/reviewdog.proto`: columns count bytes of UTF-8 from 1, ends are not included.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, TextIO

from replycheck.model import Finding, Fix, Message, Report, Severity, Span
from replycheck.report.escape import one_line, visible
from replycheck.report.places import is_whole_file, place_of, shown_path
from replycheck.report.stream import started, write_list
from replycheck.report.style import Style
from replycheck.report.wording import lines, message_of

_SEVERITIES = {Severity.ERROR: "ERROR", Severity.WARNING: "WARNING", Severity.SUGGESTION: "INFO"}


def write(reports: Iterable[Report], out: TextIO, style: Style) -> None:
    coming = started(reports)
    out.write('{"source": {"name": "replycheck"},\n"diagnostics": ')
    write_list((_diagnostic(finding, r, style) for r in coming for finding in r), out)
    out.write("}\n")


def _diagnostic(finding: Finding, report: Report, style: Style) -> dict[str, Any]:
    draft = report.case.draft
    values: dict[str, Any] = {
        "message": "\n".join(lines(finding, report)),
        "location": _location(finding.span, draft, style, finding.match.place),
        "severity": _SEVERITIES[finding.severity],
        "code": {"value": finding.rule},
    }
    related = list(_related(finding, report, style))
    if related:
        values["related_locations"] = related
    suggestion = _suggestion(finding.match.fix, draft)
    if suggestion is not None:
        values["suggestions"] = [suggestion]
    return values


def _related(finding: Finding, report: Report, style: Style) -> Iterator[dict[str, Any]]:
    for related in finding.match.related:
        message = message_of(related, report)
        if message is not None:
            yield {"message": one_line(related.note), "location": _location(related.span, message, style)}


def _location(
    span: Span, message: Message, style: Style, own: tuple[int, int] | None = None
) -> dict[str, Any]:
    """`own` is line and column in the file of what stands outside the text."""
    values: dict[str, Any] = {"path": visible(shown_path(message.source.path, style.root))}
    if own is not None:
        return {**values, "range": {"start": {"line": own[0]}, "end": {"line": own[0]}}}
    place = place_of(span, message)
    if place is None:
        return values
    if message.source.map is None:
        return {**values, "range": _range(span, message)}
    # The line's first bytes are in the file and not in the text, so that no column can be told.
    return {**values, "range": {"start": {"line": place.line}, "end": {"line": place.end_line}}}


def _range(span: Span, message: Message) -> dict[str, Any]:
    return {"start": _position(span.start, message), "end": _position(span.end, message)}


def _position(offset: int, message: Message) -> dict[str, int]:
    line, column = message.position(offset)
    before = message.text[offset - column + 1 : offset]
    return {"line": line, "column": len(before.encode("utf-8", "surrogatepass")) + 1}


def _suggestion(fix: Fix | None, draft: Message) -> dict[str, Any] | None:
    """All edits of a fix as one, since each suggestion is taken by itself.  Unsafe ones are offered as
    well: here somebody looks at each.
    """
    if fix is None or not fix.edits or not is_whole_file(draft):
        return None
    edits = sorted(fix.edits)
    whole = Span(edits[0].span.start, max(edit.span.end for edit in edits))
    text, at = "", whole.start
    for edit in edits:
        text += draft.text[at : edit.span.start] + edit.text
        at = edit.span.end
    if any("\ud800" <= character <= "\udfff" for character in text):
        return None  # half a character cannot be written to a file
    return {"range": _range(whole, draft), "text": text}
