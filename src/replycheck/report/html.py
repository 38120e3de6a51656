"""For people who look at a page: the customer's message beside the draft, what was found and what was answered.

One file with all it needs.  Texts are escaped by Jinja2 and by `report.escape`; the page's own policy lets
nothing run and nothing load but the one script and the one style sheet that it names by their hashes.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TextIO

from replycheck.errors import ToolError
from replycheck.model import Answer, Edit, Finding, Fix, Message, PartKind, Related, Report, Severity, Span
from replycheck.report.covered import cover_of, secrets_of
from replycheck.report.escape import one_line, visible
from replycheck.report.pieces import Mark, Piece, pieces
from replycheck.report.places import shown_path
from replycheck.report.statistics import Row, Statistics
from replycheck.report.stream import started
from replycheck.report.style import Style
from replycheck.report.totals import Totals, counted, is_unsure
from replycheck.report.wording import LONGEST_QUOTE, message_of, shortened

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

_FOLDED = (PartKind.QUOTED, PartKind.DISCLAIMER)
"""Parts of a message that are shown when they are asked for."""

_WIDEST = 78
_RAGGED = 8
"""Characters of a hard-wrapped line, and by how many of them writers' programs differ."""

_KEPT = 80
"""Characters of a fix that are shown on each side of its arrow."""


def write(reports: Iterable[Report], out: TextIO, style: Style) -> None:
    """The totals stand first, so each case is made into its section when it comes, and all are written then."""
    environment = _environment()
    section = environment.get_template("case.jinja")
    totals, statistics, numbers = Totals(), Statistics(), _Numbers()
    rows: list[_Row] = []
    severities: dict[str, Severity] = {}
    sections: list[tuple[_Row, Markup]] = []
    against = ""
    for number, report in enumerate(started(reports), 1):
        totals.add(report)
        statistics.add(report)
        for finding in report:
            severities[finding.rule] = max(finding.severity, severities.get(finding.rule, finding.severity))
        against = _name(report.case.inbound, style) if report.case.inbound else ""
        row = _row(number, report, style)
        if row.has_section or number == 1:
            case = _case(number, report, numbers, style)
            sections.append((row, _markup(section.render(case=case, row=row))))
        rows.append(row)
    if len(rows) > 1 and not rows[0].has_section:
        del sections[0]  # of many cases only those are shown in which there is something to see
    page = {
        "title": _title(totals, rows),
        "totals": totals,
        "rows": sorted(rows, key=lambda row: row.order),
        "noun": _noun(totals),
        "counts": [(severity.word, totals.counts[severity]) for severity in sorted(Severity, reverse=True)],
        "families": _families(statistics.rows),
        "rules": [
            _rule(row, severities[row.rule], numbers, style)
            for row in sorted(
                statistics.rows, key=lambda row: (-row.findings, -severities[row.rule], row.rule)
            )
        ],
        "sections": sections,
        "against": against,
        "skipped": [(why, sorted(rules)) for why, rules in totals.skipped.items()],
        "suppressed": sum(row.suppressed for row in rows),
        "is_incomplete": style.incomplete(),
    }
    out.writelines(environment.get_template("page.jinja").generate(page=page, **_assets(environment)))


class _Numbers(dict[str, int]):
    """The rules of a page by the order they were first met in, which is what their anchors are called by."""

    def __missing__(self, rule: str) -> int:
        self[rule] = len(self) + 1
        return self[rule]


# -- one case --------------------------------------------------------------------------------------


class _Row(NamedTuple):
    """A case in the table of all: its counts by severity, the gravest first, and its questions."""

    number: int
    name: str
    title: str
    counts: tuple[int, int, int]
    questions: int
    addressed: int
    suppressed: int
    has_section: bool

    @property
    def order(self) -> tuple[int, ...]:
        """The gravest case first."""
        return (*(-count for count in self.counts), self.number)

    @property
    def by_word(self) -> list[tuple[str, int]]:
        words = (severity.word for severity in sorted(Severity, reverse=True))
        return list(zip(words, self.counts, strict=True))

    @property
    def findings(self) -> int:
        return sum(self.counts)


def _row(number: int, report: Report, style: Style) -> _Row:
    case, answers = report.case, report.answers or ()
    errors, warnings, suggestions = (report.count(severity) for severity in sorted(Severity, reverse=True))
    return _Row(
        number,
        _name(case.draft, style),
        one_line(case.record.title) if case.record else "",
        (errors, warnings, suggestions),
        len(answers),
        sum(answer.addressed for answer in answers),
        len(report.suppressed),
        bool(report.findings or report.suppressed or case.inbound),
    )


def _name(message: Message, style: Style) -> str:
    """The path as the repository knows it, with the record in it."""
    path, record, _ = message.source
    name = shown_path(path, style.root)
    return one_line(name if record is None else f"{name}#{record}")


def _case(number: int, report: Report, numbers: _Numbers, style: Style) -> dict[str, Any]:
    """What the template of a case shows.  Every text in it went through the cover of its secrets."""
    case, cover = report.case, cover_of(report)
    answers = report.answers or ()
    ours, theirs = _marks(case.draft.text, report.findings, answers)
    said = {f"f{at}": finding.severity.word for at, finding in enumerate(report.findings, 1)}
    said |= {f"q{at}": "answered" if answer.addressed else "open" for at, answer in enumerate(answers, 1)}
    return {
        "id": f"c{number}",
        "findings": [
            _finding(at, finding, report, cover, numbers[finding.rule])
            for at, finding in enumerate(report.findings, 1)
        ],
        "inbound": case.inbound and _letter(case.inbound, theirs, said, cover, style),
        "draft": _letter(case.draft, ours, said, cover, style),
        "questions": [_question(at, answer, report, cover) for at, answer in enumerate(answers, 1)],
        "suppressed": [
            {
                "rule": one.finding.rule,
                "message": one_line(cover(one.finding.message)),
                "line": case.draft.shown_place(one.finding.span.start)[0],
                "by": one.by,
                "reason": one_line(cover(one.reason)),
            }
            for one in report.suppressed
        ],
    }


def _marks(
    draft: str, findings: Iterable[Finding], answers: Iterable[Answer]
) -> tuple[list[Mark], list[Mark]]:
    """The marks in the draft, and those in the inbound.

    A finding is `f1` in the draft and `f1` in whatever of the inbound belongs to it; a question is `q1` in
    the inbound and in the sentence of the draft that answers it, or comes closest.
    """
    ours: list[Mark] = []
    theirs: list[Mark] = []
    for at, finding in enumerate(findings, 1):
        ours.append(Mark(_shown_span(finding.span, draft), f"f{at}", shows_end=True))
        ours += [Mark(span, f"f{at}") for span in finding.match.also if span]
        theirs += [
            Mark(related.span, f"f{at}")
            for related in finding.match.related
            if related.message == "inbound" and related.span
        ]
    for at, answer in enumerate(answers, 1):
        theirs.append(Mark(answer.question.span, f"q{at}", shows_end=True))
        if answer.evidence:
            ours.append(Mark(answer.evidence, f"q{at}", shows_end=answer.addressed))
    return ours, theirs


def _shown_span(span: Span, text: str) -> Span:
    """The span; an empty one, of something missing, behind the last word before it."""
    if span:
        return span
    at = len(text[: span.start].rstrip()) or span.start
    return Span(at, at)


def _letter(
    message: Message, marks: list[Mark], said: Mapping[str, str], cover: Callable[[str], str], style: Style
) -> dict[str, Any]:
    """A message with its marks; `said` gives a finding's severity and whether a question is answered."""
    text = _reflowed(cover(message.text))
    blocks = [
        {
            "kind": kind,
            "is_folded": is_folded,
            "pieces": [_piece(piece, said) for piece in pieces(text, marks, span)],
        }
        for kind, is_folded, span in _blocks(message)
    ]
    sent = message.sent_at
    return {
        "path": _name(message, style),
        "who": one_line(cover(message.name or message.address or "")),
        "subject": one_line(cover(message.subject or "")),
        "sent": f"{sent.day} {sent:%B %Y, %H:%M} {sent:%Z}".rstrip() if sent else "",
        "sent_at": sent.isoformat() if sent else "",
        "blocks": blocks,
        "is_empty": not text.strip(),
    }


def _reflowed(text: str) -> str:
    """A text of the same length whose hard wraps are spaces, so that a narrow column does not wrap it twice.

    A line end is a hard wrap where the next line's first word had no room before it (RFC 5322, 2.1.1: 78
    characters).
    """
    lines = text.split("\n")
    found = lines[0]
    for line, following in pairwise(lines):
        first = following.split(" ", 1)[0]
        is_wrapped = len(line) <= _WIDEST < len(line) + 1 + len(first) + _RAGGED and first[:1].isalnum()
        found += (" " if is_wrapped else "\n") + following
    return found


def _piece(piece: Piece, said: Mapping[str, str]) -> dict[str, Any]:
    severities = [said[key] for key in piece.keys if key.startswith("f")]
    answers = [said[key] for key in piece.keys if key.startswith("q")]
    return {
        "text": piece.text,
        "marks": " ".join(piece.keys),
        "severity": max(severities, key=lambda word: Severity[word.upper()], default=""),
        "answer": min(answers, default=""),  # `answered` outranks `open`
        "ends": [{"key": key, "number": key[1:], "said": said[key]} for key in piece.ends],
    }


def _blocks(message: Message) -> Iterator[tuple[str, bool, Span]]:
    """The parts of a message, those that are shown in one run put together: kind, folded or not, span."""
    start, end = 0, 0
    for part in message.parts:
        if part.kind in _FOLDED or part.kind is PartKind.SIGNATURE:
            if end > start:
                yield "text", False, Span(start, end)
            yield part.kind.value, part.kind in _FOLDED, Span(part.start, part.end)
            start = part.end
        end = part.end
    if len(message.text) > start or not message.parts:
        yield "text", False, Span(start, len(message.text))


def _finding(
    at: int, finding: Finding, report: Report, cover: Callable[[str], str], rule: int
) -> dict[str, Any]:
    draft, match = report.case.draft, finding.match
    return {
        "key": f"f{at}",
        "number": at,
        "rule": finding.rule,
        "rule_number": rule,
        "family": family_of(finding.rule),
        "severity": finding.severity.word,
        "message": one_line(cover(finding.message)),
        "line": draft.shown_place(finding.span.start)[0],
        "is_missing": not finding.span,
        "suggestions": [one_line(cover(suggestion)) for suggestion in match.suggestions],
        "fix": _fix(match.fix, finding, draft, cover),
        "related": [_related(related, report, cover) for related in match.related],
        "is_covered": bool(secrets_of(finding, draft.text)),
    }


def _fix(
    fix: Fix | None, finding: Finding, draft: Message, cover: Callable[[str], str]
) -> dict[str, Any] | None:
    """What a fix would change; no words where the one suggestion says it already."""
    if fix is None:
        return None
    is_said = fix.edits == (Edit(finding.span, next(iter(finding.match.suggestions), "")),)
    edits = [] if is_said else [_edit(edit, draft, cover) for edit in sorted(fix.edits)]
    return {"safety": fix.safety, "edits": edits}


def _edit(edit: Edit, draft: Message, cover: Callable[[str], str]) -> tuple[str, str]:
    before = one_line(cover(edit.span.of(draft.text)))
    return shortened(before, _KEPT), shortened(one_line(cover(edit.text)), _KEPT)


def _related(related: Related, report: Report, cover: Callable[[str], str]) -> dict[str, Any]:
    message = message_of(related, report)
    words = related.text if message is None else related.span.of(message.text)
    place = one_line(related.case)
    if message is not None:
        place = f"line {message.shown_place(related.span.start)[0]}"
    return {
        "note": one_line(cover(related.note)),
        "place": place,
        "words": shortened(one_line(cover(words or "")), LONGEST_QUOTE),
    }


def _question(at: int, answer: Answer, report: Report, cover: Callable[[str], str]) -> dict[str, Any]:
    evidence, draft = answer.evidence, report.case.draft
    return {
        "key": f"q{at}",
        "number": at,
        "text": one_line(cover(answer.question.text)),
        "kind": answer.question.kind,
        "is_addressed": answer.addressed,
        "is_unsure": is_unsure(answer, report),
        "is_joined": bool(evidence),
        "evidence": shortened(one_line(cover(evidence.of(draft.text)))) if evidence else "",
        "line": draft.shown_place(evidence.start)[0] if evidence else 0,
    }


# -- all cases -------------------------------------------------------------------------------------


def _title(totals: Totals, rows: list[_Row]) -> str:
    where = rows[0].name if len(rows) == 1 else totals.cases_in_words() or "nothing"
    return f"{totals.findings_in_words()} in {where}"


def _noun(totals: Totals) -> str:
    """What the cases are called together."""
    if totals.macros == totals.cases:
        return "macro"
    return "text" if totals.macros else "draft"


def family_of(rule: str) -> str:
    return rule.partition("/")[0]


def _families(rows: Iterable[Row]) -> list[tuple[str, int]]:
    """The families that spoke, with their findings, the most frequent first."""
    counts: dict[str, int] = {}
    for row in rows:
        family = family_of(row.rule)
        counts[family] = counts.get(family, 0) + row.findings
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def _rule(row: Row, severity: Severity, numbers: _Numbers, style: Style) -> dict[str, Any]:
    words = style.words(row.rule)
    return {
        "id": row.rule,
        "number": numbers[row.rule],
        "family": family_of(row.rule),
        "severity": severity.word,
        "rank": int(severity),
        "findings": row.findings,
        "percent": round(100 * row.share, 2),
        "cases": row.cases,
        "why": words.why if words else "",
        "see": words.see if words else "",
    }


# -- templates -------------------------------------------------------------------------------------


def templates_folder() -> Path:
    """The page's templates: of the installed package, or of the checkout we run from."""
    home = Path(__file__).parents[1]
    for folder in (home / "_data" / "templates" / "reports", home.parents[1] / "templates" / "reports"):
        if folder.is_dir():
            return folder
    raise ToolError("--format", "the templates of html are missing; install replycheck again")


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(templates_folder()),
        undefined=StrictUndefined,
        autoescape=True,
        finalize=_printer(),
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(counted=counted)
    return environment


def _printer() -> Callable[[Any], Any]:
    """What every expression prints through: texts made visible, numbers; all else is a template's mistake."""
    from jinja2 import Undefined
    from markupsafe import Markup

    def shown(value: Any) -> Any:
        if isinstance(value, (Markup, int, float)):
            return value
        if isinstance(value, str):
            return visible(value)
        if type(value) is Undefined:  # an `if` within an expression that has no `else`
            return ""
        raise TypeError(f"a template prints a {type(value).__name__}")

    return shown


def _markup(text: str) -> Markup:
    from markupsafe import Markup

    return Markup(text)


def _assets(environment: Environment) -> dict[str, Any]:
    """The style sheet and the script, with the hashes by which the page's policy knows them (CSP level 3)."""
    from replycheck import __version__

    css = environment.get_template("style.jinja").render()
    script = environment.get_template("script.jinja").render()
    return {
        "version": __version__,
        "css": _markup(css),
        "script": _markup(script),
        "css_hash": _hash(css),
        "script_hash": _hash(script),
    }


def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
