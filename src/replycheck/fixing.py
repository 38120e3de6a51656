"""Findings to edits: which fixes go together, and a draft with them, checked anew until nothing more is mended.

Pure: no files.  A fix is taken whole or not at all, and it never changes text that is masked (quoted mails,
links, code, markup) unless the finding is about that very piece of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

from replycheck.model import Case, Edit, Finding, Message, Report, Span
from replycheck.understand.masks import Mask, masks

Safety = Literal["safe", "unsafe"]
"""How far fixes may go: `safe` takes the safe ones alone, `unsafe` both."""

MOST_PASSES = 20
"""Fixes wait for the next pass where they touch; a draft that changes for longer never comes to rest."""

Holds = Callable[[str], bool]
"""Whether a text can be written in the encoding of the draft's file."""


class Fixed(NamedTuple):
    """A text with edits made; `left` are the findings whose fixes were not among them, by place.

    `unwritable` are those of them whose new words the file's encoding does not hold.
    """

    text: str
    edits: tuple[Edit, ...]
    applied: tuple[Finding, ...]
    left: tuple[Finding, ...]
    unwritable: tuple[Finding, ...] = ()


def _everything(text: str) -> bool:
    return True


def apply(
    draft: Message, findings: Iterable[Finding], safety: Safety, *, holds: Holds = _everything
) -> Fixed:
    """The draft's text with the fixes of `findings` that may go together in one pass.

    Of two that touch, the first by place is taken, and of two at one place the graver; the other waits.
    """
    found = masks(draft)
    taken: list[Edit] = []
    applied, left, unwritable = [], [], []
    for finding in sorted(findings, key=_order):
        edits = edits_of(finding, draft, safety, found)
        if edits and not all(holds(edit.text) for edit in edits):
            unwritable.append(finding)
        elif edits and (set(edits) <= set(taken) or not any(_touch(a, b) for a in edits for b in taken)):
            taken += [edit for edit in edits if edit not in taken]
            applied.append(finding)
            continue
        left.append(finding)
    return Fixed(
        replaced(draft.text, taken), tuple(sorted(taken)), tuple(applied), tuple(left), tuple(unwritable)
    )


def edits_of(
    finding: Finding, draft: Message, safety: Safety, found: Sequence[Mask] | None = None
) -> tuple[Edit, ...]:
    """The edits of a finding's fix as they go into the draft's source; empty where it has none that may be
    made.  `found` are the draft's masks where they are known.
    """
    fix = finding.match.fix
    if fix is None or not fix.edits or (fix.safety == "unsafe" and safety == "safe"):
        return ()
    found = masks(draft) if found is None else found
    edits = tuple(sorted(fix.edits))
    if any(_touch(a, b) for a, b in pairwise(edits)):
        return ()
    if any(is_masked(edit.span, found, about=finding.span) or _is_idle(edit, draft) for edit in edits):
        return ()
    return tuple(Edit(edit.span, in_source(edit.text, draft)) for edit in edits)


def in_source(text: str, draft: Message) -> str:
    """Words as they are written in the draft's source: escaped where that is HTML."""
    if draft.markup != "html" or not any(sign in text for sign in "&<>"):
        return text
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def is_masked(span: Span, found: Iterable[Mask], *, about: Span) -> bool:
    """True where an edit of `span` would change text that nobody may touch.

    A piece of markup or a template's tag may be changed where the finding that is `about` it begins in it;
    one about prose never does.
    """
    for mask in found:
        reaches = mask.span.start < span.end and span.start < mask.span.end
        is_about = mask.kind in _OF_ITS_OWN and mask.span.start <= about.start < mask.span.end and bool(about)
        if reaches and not is_about:
            return True
    return False


_OF_ITS_OWN = ("markup", "block", "tag")


def replaced(text: str, edits: Iterable[Edit]) -> str:
    """`text` with edits made that do not overlap."""
    pieces, at = [], 0
    for edit in sorted(edits):
        pieces += [text[at : edit.span.start], edit.text]
        at = edit.span.end
    return "".join([*pieces, text[at:]])


class Mended(NamedTuple):
    """A case after its fixes: the `report` is of the text as it is now.

    `applied` are the findings that were fixed, as they were found.  `at_odds` are the rules whose fixes
    undo each other, which is why nothing was changed.
    """

    report: Report
    applied: tuple[Finding, ...] = ()
    unwritable: tuple[Finding, ...] = ()
    at_odds: tuple[str, ...] = ()


def mend(
    report: Report,
    check: Callable[[Case], Report],
    rewrite: Callable[[Case, tuple[Edit, ...]], Case],
    safety: Safety,
    *,
    wanted: Callable[[Finding], bool] = lambda finding: True,
    holds: Holds = _everything,
) -> Mended:
    """A case with the fixes of its findings made, pass by pass, until none is left to make.

    `report` is what `check` said of the case; `rewrite` gives the case with edits in its draft.  Fixes that
    lead back to a text that was there before, or to no rest within `MOST_PASSES`, are all given up.
    """
    first = report
    seen = {report.case.draft.text}
    applied: list[Finding] = []
    for _ in range(MOST_PASSES):
        fixed = apply(report.case.draft, filter(wanted, report), safety, holds=holds)
        if not fixed.applied:
            return Mended(report, tuple(applied), fixed.unwritable)
        if fixed.text in seen:
            break
        seen.add(fixed.text)
        applied += fixed.applied
        report = check(rewrite(report.case, fixed.edits))
    return Mended(first, at_odds=tuple(sorted({finding.rule for finding in fixed.applied})))


def _order(finding: Finding) -> tuple[int, int, int, str]:
    return (finding.span.start, -finding.severity, finding.span.end, finding.rule)


def _touch(a: Edit, b: Edit) -> bool:
    """True where two edits share a character or meet: what comes of both depends on which is first."""
    return a.span.start <= b.span.end and b.span.start <= a.span.end


def _is_idle(edit: Edit, draft: Message) -> bool:
    """True for an edit that changes nothing, or reaches out of the text."""
    return edit.span.end > len(draft.text) or edit.span.of(draft.text) == edit.text
