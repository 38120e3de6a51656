"""For the agent: the draft's line with the words marked, what is wrong with them, what to write."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TextIO

from replycheck.model import Answer, Finding, Message, Report, Severity, Span
from replycheck.report.escape import one_line, visible, width
from replycheck.report.places import shown_place
from replycheck.report.style import Style
from replycheck.report.totals import Totals, is_unsure
from replycheck.report.wording import lines, shortened

_COLORS = {Severity.ERROR: "1;31", Severity.WARNING: "1;33", Severity.SUGGESTION: "1;36"}
_MOST_LINES = 3
"""So many lines of one finding are shown."""
_MARK = {Severity.ERROR: "^", Severity.WARNING: "^", Severity.SUGGESTION: "~"}


def write(reports: Iterable[Report], out: TextIO, style: Style) -> None:
    totals = Totals()
    for report in reports:
        totals.add(report)
        for finding in report:
            out.write("\n".join(finding_lines(finding, report, style)) + "\n\n")
        if style.questions and report.answers:
            out.write("\n".join(_questions(report, style)) + "\n\n")
        if len(report.findings) or style.questions:
            out.flush()
    for line in _summary(totals, style):
        print(line, file=out)


def finding_lines(finding: Finding, report: Report, style: Style) -> Iterator[str]:
    """One finding: its place and rule, the draft's line with the words marked, and what is said of them."""
    draft = report.case.draft
    line, column = shown_place(finding, draft)
    tint = _COLORS[finding.severity]
    head = f"{_paint(finding.severity.word, tint, style)} {_paint(finding.rule, '1', style)}"
    yield f"{one_line(draft.source.path)}{_record(draft)}:{line}:{column}: {head}"
    marked = _marked_lines(draft, finding.span) if finding.span else []
    gutter = len(str(marked[-1][0] if marked else line))
    for number, part in marked[:_MOST_LINES]:
        shown, pad, marks = _excerpt(draft, part, max(40, style.columns - gutter - 4))
        yield f" {_paint(f'{number:{gutter}}', '2', style)} | {shown}"
        yield f" {' ' * gutter} | {' ' * pad}{_paint(_MARK[finding.severity] * marks, tint, style)}"
    if len(marked) > _MOST_LINES:
        yield f" {' ' * gutter} | …"
    indent = " " * (gutter + 4)
    for line_of_words in lines(finding, report):
        yield from _wrapped(line_of_words, indent, style)


def _record(draft: Message) -> str:
    return f"#{one_line(draft.source.record)}" if draft.source.record is not None else ""


def _marked_lines(draft: Message, span: Span) -> list[tuple[int, Span]]:
    """The lines of the draft that a span reaches over, blank ones left out: the number of each as it is shown,
    and what of the span stands on it.
    """
    found: list[tuple[int, Span]] = []
    start = span.start
    while start < span.end:
        stop = draft.text.find("\n", start, span.end)
        stop = span.end if stop < 0 else stop
        words = draft.text[start:stop]
        if words.strip():
            at = start + len(words) - len(words.lstrip()) if found else start
            found.append((draft.shown_place(at)[0], Span(at, stop)))
        start = stop + 1
    return found or [(draft.shown_place(span.start)[0], Span(span.start, span.start))]


def _excerpt(draft: Message, span: Span, columns: int) -> tuple[str, int, int]:
    """The line of a span cut to `columns`, with how far in it is marked and over how many columns."""
    start = draft.text.rfind("\n", 0, span.start) + 1
    end = draft.text.find("\n", span.start)
    end = len(draft.text) if end < 0 else end
    stop = min(span.end, end)
    left, right = start, end
    if end - start > columns:
        spare = max(columns - (stop - span.start), 20)
        left = max(start, span.start - spare // 2)
        right = min(end, max(stop, left + columns))
        if stop - span.start > columns:
            right = stop = span.start + columns
    before, marked, after = (
        _flat(draft.text[a:b]) for a, b in ((left, span.start), (span.start, stop), (stop, right))
    )
    if left > start:
        before = "…" + before[1:]
    if right < end:
        after = after[:-1] + "…" if after else after
        marked = marked if after else marked[:-1] + "…"
    return before + marked + after, width(before), max(1, width(marked.rstrip()))


def _flat(text: str) -> str:
    return visible(text.expandtabs(1).replace("\n", " "))


def _wrapped(text: str, indent: str, style: Style) -> list[str]:
    import textwrap  # a draft without findings needs none

    return textwrap.wrap(
        text,
        max(40, style.columns),
        initial_indent=indent,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _questions(report: Report, style: Style) -> Iterator[str]:
    inbound = report.case.inbound
    for answer in report.answers or ():
        line = inbound.shown_place(answer.question.span.start)[0] if inbound else 0
        tick, tint = (
            ("✓", "32") if answer.addressed else ("?", "33") if is_unsure(answer, report) else ("✗", "31")
        )
        where = f"{one_line(inbound.source.path)}:{line}" if inbound else ""
        yield f" {_paint(tick, tint, style)} “{one_line(answer.question.text)}” ({where})"
        yield from _wrapped(_evidence(answer, report.case.draft), "     ", style)


def _evidence(answer: Answer, draft: Message) -> str:
    if answer.evidence is None:
        return "no sentence of the draft answers anything"
    line, _ = draft.shown_place(answer.evidence.start)
    words = shortened(one_line(answer.evidence.of(draft.text)))
    return f"{'answered, it seems,' if answer.addressed else 'closest'} in line {line}: “{words}”"


def _summary(totals: Totals, style: Style) -> Iterator[str]:
    if not totals.cases:
        return
    asked = totals.questions_in_words()
    yield f"{totals.cases_in_words()} checked: {totals.findings_in_words()}{'; ' + asked if asked else ''}"
    for rules, reason in totals.skipped_in_words():
        yield _paint(f"not checked: {rules} ({reason})", "2", style)


def _paint(text: str, code: str, style: Style) -> str:
    return f"\x1b[{code}m{text}\x1b[0m" if style.color else text
