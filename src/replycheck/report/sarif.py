"""SARIF 2.1.0, for code scanning: results with the customer's place, safe fixes and fingerprints.

OASIS, "Static Analysis Results Interchange Format (SARIF) Version 2.1.0"; the sections named below are
of that document.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any, TextIO
from urllib.parse import quote

from replycheck.model import Edit, Finding, Fix, Message, Report, Severity
from replycheck.report.escape import one_line, visible
from replycheck.report.fingerprint import VERSION, fingerprints
from replycheck.report.places import Place, is_whole_file, place_of, place_of_finding, shown_path
from replycheck.report.stream import dumps, started, write_list
from replycheck.report.style import Style
from replycheck.report.totals import Totals
from replycheck.report.wording import message_of, quoted, related_words, suggested

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.SUGGESTION: "note"}
_PROBLEMS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.SUGGESTION: "recommendation"}
"""What GitHub reads in a rule's `problem.severity`."""


def write(reports: Iterable[Report], out: TextIO, style: Style) -> None:
    """One run; its rules stand behind its results, since only then they are known."""
    from replycheck import __version__

    totals = Totals()
    rules: dict[str, int] = {}
    coming = started(reports)
    out.write(f'{{\n"$schema": "{SCHEMA}",\n"version": "2.1.0",\n')
    out.write('"runs": [{\n"columnKind": "unicodeCodePoints",\n"results": ')
    write_list(_results(coming, totals, rules, style), out)
    driver = {
        "name": "replycheck",
        "version": __version__,
        "semanticVersion": __version__,
        "rules": [_rule(rule, style) for rule in rules],
    }
    out.write(f',\n"invocations": [{dumps(_invocation(totals, style))}]')
    out.write(f',\n"tool": {dumps({"driver": driver})}\n}}]\n}}\n')


def _results(
    reports: Iterable[Report], totals: Totals, rules: dict[str, int], style: Style
) -> Iterator[dict[str, Any]]:
    for report in reports:
        totals.add(report)
        marks = fingerprints(report, report.case.draft.source.record or "")
        for finding, mark in zip(report, marks, strict=True):
            at = rules.setdefault(finding.rule, len(rules))
            yield _result(finding, report, style, at=at, mark=mark)


def _result(finding: Finding, report: Report, style: Style, *, at: int, mark: str) -> dict[str, Any]:
    draft = report.case.draft
    related = list(_related(finding, report, style))
    values: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": at,
        "level": _LEVELS[finding.severity],
        "message": {"text": "\n".join(_message(finding, report))},
        "locations": [_location(finding, draft, style)],
        "partialFingerprints": {f"replycheckContext/v{VERSION}": mark},
    }
    if related:
        values["relatedLocations"] = related
    fix = _fix(finding.match.fix, draft, style)
    if fix is not None:
        said = _plain(suggested(finding)) if finding.match.suggestions else "apply the safe fix"
        values["fixes"] = [{"description": {"text": said}, **fix}]
    return values


def _message(finding: Finding, report: Report) -> Iterator[str]:
    """Related places of the inbound are links to the related location of that number (3.11.6)."""
    yield _plain(one_line(finding.message))
    if finding.match.suggestions:
        yield _plain(suggested(finding))
    number = 0
    for related in finding.match.related:
        message = message_of(related, report)
        if message is None:
            yield _plain(related_words(related, report))
        else:
            number += 1
            note = _bracketed(one_line(related.note) or "related")
            yield f"[{note}]({number}): {_plain(quoted(related, message))}"


def _plain(text: str) -> str:
    """A text in which nothing reads as a link; `[NAME]` alone is none, and stays as it is."""
    return _bracketed(text) if "](" in text else text


def _bracketed(text: str) -> str:
    return text.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]")


def _related(finding: Finding, report: Report, style: Style) -> Iterator[dict[str, Any]]:
    number = 0
    for related in finding.match.related:
        message = message_of(related, report)
        if message is not None:
            number += 1
            place = _physical(message, place_of(related.span, message), style)
            yield {
                "id": number,
                "message": {"text": _plain(one_line(related.note)) or "related"},
                "physicalLocation": place,
            }


def _location(finding: Finding, draft: Message, style: Style) -> dict[str, Any]:
    place = place_of_finding(finding, draft)
    values: dict[str, Any] = {"physicalLocation": _physical(draft, place, style)}
    if draft.source.record is not None:
        values["logicalLocations"] = [{"name": visible(draft.source.record), "kind": "record"}]
    return values


def _physical(message: Message, place: Place | None, style: Style) -> dict[str, Any]:
    # GitHub refuses a file in which a result has no line; the first stands for the whole file.
    region = _region(place) if place else {"startLine": 1}
    return {"artifactLocation": _artifact(message, style), "region": region}


def _region(place: Place) -> dict[str, int]:
    return {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
    }


def _artifact(message: Message, style: Style) -> dict[str, str]:
    return {"uri": _uri(shown_path(message.source.path, style.root))}


@lru_cache(maxsize=256)
def _uri(path: str) -> str:
    """The path as a URI reference (RFC 3986): relative, or a `file:` URI for an absolute path."""
    try:
        name = os.fsencode(path)
    except UnicodeEncodeError:  # half a character, which no file's name holds here
        name = path.encode("utf-8", "surrogatepass")
    if os.path.isabs(path):
        lead = "file://" if path.startswith("/") else "file:///"  # C:/drafts
        return lead + quote(name, safe="/:")
    return quote(name)  # colons too, so that no first segment reads as a scheme


def _fix(fix: Fix | None, draft: Message, style: Style) -> dict[str, Any] | None:
    """A safe fix of a draft that is a file of its own; nobody looks at the others before they apply."""
    if fix is None or fix.safety != "safe" or not is_whole_file(draft):
        return None
    if any("\ud800" <= character <= "\udfff" for edit in fix.edits for character in edit.text):
        return None  # half a character cannot be written to a file
    replacements = [_replacement(edit, draft) for edit in sorted(fix.edits)]
    change = {"artifactLocation": _artifact(draft, style), "replacements": replacements}
    return {"artifactChanges": [change]}


def _replacement(edit: Edit, draft: Message) -> dict[str, Any]:
    place = place_of(edit.span, draft)
    assert place is not None  # the text is the file
    return {"deletedRegion": _region(place), "insertedContent": {"text": edit.text}}


def _rule(rule: str, style: Style) -> dict[str, Any]:
    """A reporting descriptor (3.49): the reason for the rule is its help."""
    values: dict[str, Any] = {"id": rule, "properties": {"tags": [rule.partition("/")[0]]}}
    words = style.words(rule)
    if words is None:
        return values
    values["defaultConfiguration"] = {"level": _LEVELS[words.severity]}
    values["properties"]["problem.severity"] = _PROBLEMS[words.severity]
    if words.why:
        why = visible(words.why)
        silence = f"To silence it, add {rule} to `ignore` in .replycheck.yml."
        parts = [why, f"See: {visible(words.see)}" if words.see else "", silence]
        values["shortDescription"] = {"text": _first_sentence(why)}
        values["fullDescription"] = {"text": why}
        values["help"] = {"text": "\n\n".join(part for part in parts if part)}
    return values


def _first_sentence(text: str) -> str:
    return text.partition(". ")[0].rstrip(".") + "."


def _invocation(totals: Totals, style: Style) -> dict[str, Any]:
    """What could not be checked, so that no silence reads as a clean bill (3.20.21)."""
    notes = [
        {
            "level": "note",
            "message": {"text": f"{visible(reason)} (not checked: {', '.join(sorted(rules))})"},
        }
        for reason, rules in totals.skipped.items()
    ]
    incomplete = style.incomplete()
    if incomplete:
        notes.append(
            {"level": "error", "message": {"text": "An input could not be checked; see standard error."}}
        )
    values: dict[str, Any] = {"executionSuccessful": not incomplete}
    if notes:
        values["toolExecutionNotifications"] = notes
    return values
