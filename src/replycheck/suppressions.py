"""What directives in comments make of findings: which are suppressed, and which directives do nothing.

`quieted` is for the comments in a macro's own text; `Around` is for those of a file around its texts.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from typing import TYPE_CHECKING

from replycheck.model import Case, Finding, Match, Message, Report, Source, Span, Suppressed
from replycheck.records import NamedTuple, replace
from replycheck.understand.directives import Directive, inner

if TYPE_CHECKING:
    from replycheck.rules import Rule, Ruleset


class Region(NamedTuple):
    """Where a directive keeps one rule or family quiet."""

    directive: Directive
    name: str
    at: Span
    covered: Span


def regions(
    text: str, found: Iterable[Directive], next_lines: Callable[[str, int], Span]
) -> Iterator[Region]:
    """Where each name of each directive counts.  `next_lines` gives what "the next line" is, from the
    end of a comment on.
    """
    found = tuple(found)
    for number, directive in enumerate(found):
        if directive.enables:
            continue
        for name, at in directive.names:
            if directive.scope == "file":
                covered = Span(0, len(text))
            elif directive.scope == "next-line":
                covered = next_lines(text, directive.span.end)
            elif directive.scope == "line":
                covered = Span(*_lines_around(text, directive.span))
            else:
                ends = (d.span.start for d in found[number + 1 :] if d.enables and _is_ended(name, d))
                covered = Span(directive.span.end, next(ends, len(text)))
            yield Region(directive, name, at, covered)


def _is_ended(name: str, enabling: Directive) -> bool:
    return not enabling.names or any(name == ended for ended, _ in enabling.names)


def _lines_around(text: str, span: Span) -> tuple[int, int]:
    end = text.find("\n", span.end)
    return text.rfind("\n", 0, span.start) + 1, len(text) if end < 0 else end


def next_line(text: str, offset: int) -> Span:
    """The next line of a text that is not blank."""
    start = text.find("\n", offset)
    while start >= 0:
        end = text.find("\n", start + 1)
        end = len(text) if end < 0 else end
        if text[start + 1 : end].strip():
            return Span(start + 1, end)
        start = end if end < len(text) else -1
    return Span(len(text), len(text))


class Quieted(NamedTuple):
    """Findings that stay, those that a comment suppresses, and the faults of the comments themselves."""

    findings: list[Finding]
    suppressed: tuple[Suppressed, ...]
    faults: tuple[Match, ...]


def quieted(
    findings: Iterable[Finding], case: Case, rules: Iterable[Rule], ran: Collection[str], *, desk: str
) -> Quieted:
    """What the directives in a macro's text make of its findings; `ran` are the rules that were asked, `desk`
    is its help desk.

    What stands in a directive is nobody's reading, so nothing is found there but faults of its own.
    """
    text, found = case.draft.text, inner(case, desk)
    quiet = tuple(regions(text, found, next_line))
    kept, suppressed, used = [], [], set()
    for finding in findings:
        by = [r for r in quiet if names_rule(r.name, finding.rule) and _covers(r.covered, finding.span)]
        if by and not is_own(finding.rule):
            suppressed.append(Suppressed(finding, "comment", by[0].directive.reason))
            used.update(by)
        elif is_own(finding.rule) or not any(_within(finding.span, d.span) for d in found):
            kept.append(finding)
    return Quieted(kept, tuple(suppressed), tuple(faults(text, found, quiet, used, rules, ran, kept)))


def _covers(region: Span, span: Span) -> bool:
    return region.overlaps(span) or (not span and region.start <= span.start <= region.end)


def _within(span: Span, comment: Span) -> bool:
    return comment.start <= span.start and span.end <= comment.end and bool(span)


OWN = ("residue/unused-suppression", "residue/unexplained-suppression")


def is_own(rule: str) -> bool:
    """True for the rules that speak of directives, which none of them can silence."""
    return rule in OWN


def names_rule(name: str, rule: str) -> bool:
    """Whether a name in a directive is this rule or its family."""
    return name in (rule, rule.partition("/")[0])


def faults(
    text: str,
    found: Iterable[Directive],
    quiet: Iterable[Region],
    used: Collection[Region],
    rules: Iterable[Rule],
    ran: Collection[str],
    kept: Collection[Finding] = (),
) -> Iterator[Match]:
    """Directives that suppress nothing: without a name, with a name that no rule bears, with nothing to
    be found under it.  A name of rules that did not run says nothing either way.  Of the findings that were
    `kept` one may stand on the line of a comment that speaks of the next.
    """
    from difflib import get_close_matches

    from replycheck.rules import FAMILIES

    ids = [rule.id for rule in rules]
    known = {*FAMILIES, *(rule.partition("/")[0] for rule in ids), *ids}
    for directive in found:
        if not directive.enables and not directive.names:
            yield _fault(
                text, directive.span, "it names no rule; write one behind it, or take the comment out"
            )
    for region in quiet:
        if region.name not in known:
            near = get_close_matches(region.name, known, n=1)
            mend = f"write “{near[0]}”" if near else "correct it"
            yield _fault(text, region.at, f"no rule or family has that name; {mend}, or take it out")
        elif region not in used and any(names_rule(region.name, rule) for rule in ran):
            hint = "there is no such fault here any more; take it out, before it hides a new one"
            if region.directive.scope == "next-line" and _is_beside(text, region, kept):
                hint = "the fault stands on its own line, and it speaks of the next; write replycheck-disable-line"
            yield _fault(text, region.at, hint)


def _is_beside(text: str, region: Region, kept: Collection[Finding]) -> bool:
    """Whether a finding stands behind a comment on its line."""
    line = Span(region.directive.span.end, _lines_around(text, region.directive.span)[1])
    return any(names_rule(region.name, f.rule) and line.overlaps(f.span) for f in kept)


def _fault(text: str, span: Span, hint: str) -> Match:
    return Match(span, {"match": span.of(text), "hint": hint})


class Around:
    """The directives of one file around its texts, and what became of them while its cases went by.

    `next_lines` gives what is "the next line" for them, which in YAML is the whole entry.
    """

    def __init__(
        self, path: str, text: str, found: Iterable[Directive], next_lines: Callable[[str, int], Span]
    ) -> None:
        self.found = tuple(found)
        self._message = Message(text, role="agent", source=Source(path))
        self._quiet = tuple(regions(text, self.found, next_lines))
        self._used: set[Region] = set()
        self._ran: set[str] = set()

    def quieted(self, report: Report, ruleset: Ruleset) -> Report:
        """A report of a text of this file without what the file's comments suppress."""
        self._ran.update(ran(report.case, ruleset, {skipped.rule for skipped in report.skipped}))
        kept, suppressed = [], list(report.suppressed)
        for finding in report:
            places = (finding.match.place, report.case.draft.place(finding.span.start))
            by = [
                r
                for r in self._quiet
                if any(self._covers(r, finding.rule, place) for place in places if place)
            ]
            if by and not is_own(finding.rule):
                suppressed.append(Suppressed(finding, "comment", by[0].directive.reason))
                self._used.update(by)
            else:
                kept.append(finding)
        return replace(report, findings=tuple(kept), suppressed=tuple(suppressed))

    def _covers(self, region: Region, rule: str, place: tuple[int, int]) -> bool:
        if not names_rule(region.name, rule):
            return False
        first, last = (self._message.position(at)[0] for at in region.covered)
        return first <= place[0] <= last

    def report(self, ruleset: Ruleset) -> Report | None:
        """What is wrong with the comments, as a report on the file itself; None where nothing is."""
        from replycheck.check import fault_findings

        text = self._message.text
        unused = tuple(faults(text, self.found, self._quiet, self._used, ruleset.rules, self._ran))
        bare = tuple(
            Match(d.span, {"match": d.span.of(text)}) for d in self.found if not d.enables and not d.reason
        )
        findings = [
            *fault_findings("unused", unused, ruleset),
            *fault_findings("unexplained", bare, ruleset),
        ]
        if not findings:
            return None
        ordered = tuple(sorted(findings, key=lambda finding: finding.sort_key))
        return Report(Case(self._message, mode="macro"), ordered)


def ran(case: Case, ruleset: Ruleset, skipped: Collection[str]) -> list[str]:
    """The rules that were asked about a case by itself; those about many macros come later."""
    later = {rule.id for rule in ruleset.library_plan}
    silent = later.union(skipped)
    return [r.id for r in ruleset.active if case.mode in r.applies_to and r.id not in silent]
