"""Findings to edits: which fixes go together, and a draft with them, checked anew until nothing more is mended.

Pure: no files.  A fix is taken whole or not at all, and it never changes text that is masked (quoted mails,
links, code, markup) unless the finding is about that very piece of it.
"""

from __future__ import annotations

import bisect
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate, pairwise
from typing import Literal

from replycheck.model import Case, Edit, Finding, Message, Report, Span
from replycheck.records import NamedTuple
from replycheck.understand.masks import masks

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
    masked = Masked(draft)
    taken: list[Edit] = []  # by place
    made: set[Edit] = set()
    applied, left, unwritable = [], [], []
    for finding in sorted(findings, key=_order):
        edits = edits_of(finding, draft, safety, masked)
        if edits and not all(holds(edit.text) for edit in edits):
            unwritable.append(finding)
        elif edits and (made.issuperset(edits) or not any(_meets(edit, taken) for edit in edits)):
            for edit in edits:
                if edit not in made:
                    made.add(edit)
                    bisect.insort(taken, edit)
            applied.append(finding)
            continue
        left.append(finding)
    return Fixed(replaced(draft.text, taken), tuple(taken), tuple(applied), tuple(left), tuple(unwritable))


def edits_of(
    finding: Finding, draft: Message, safety: Safety, masked: Masked | None = None
) -> tuple[Edit, ...]:
    """The edits of a finding's fix as they go into the draft's source; empty where it has none that may be
    made.  `masked` is the draft's where it is known.
    """
    fix = finding.match.fix
    if fix is None or not fix.edits or (fix.safety == "unsafe" and safety == "safe"):
        return ()
    masked = masked or Masked(draft)
    edits = tuple(sorted(fix.edits))
    if any(_touch(a, b) for a, b in pairwise(edits)):
        return ()
    if any(masked.holds(edit.span, about=finding.span) or _is_idle(edit, draft) for edit in edits):
        return ()
    return tuple(Edit(edit.span, in_source(edit.text, draft)) for edit in edits)


def in_source(text: str, draft: Message) -> str:
    """Words as they are written in the draft's source: escaped where that is HTML."""
    if draft.markup != "html" or not any(sign in text for sign in "&<>"):
        return text
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


class Masked:
    """What of a draft nobody may touch."""

    def __init__(self, draft: Message) -> None:
        self._masks = masks(draft)
        self._starts = [mask.span.start for mask in self._masks]
        self._reach = list(accumulate((mask.span.end for mask in self._masks), max))

    def holds(self, span: Span, *, about: Span) -> bool:
        """True where an edit of `span` would change masked text.

        A piece of markup or a template's tag may be changed where the finding that is `about` it begins in
        it; one about prose never does.
        """
        at = bisect.bisect_left(self._starts, span.end) - 1
        while at >= 0 and self._reach[at] > span.start:
            mask = self._masks[at]
            is_about = mask.kind in _OF_ITS_OWN and mask.span.start <= about.start < mask.span.end
            if mask.span.end > span.start and not (is_about and about):
                return True
            at -= 1
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


def _meets(edit: Edit, taken: Sequence[Edit]) -> bool:
    """True where an edit touches one of those that are taken, which touch none of each other."""
    at = bisect.bisect_left(taken, edit)
    return any(_touch(edit, other) for other in taken[max(at - 1, 0) : at + 1])


def _is_idle(edit: Edit, draft: Message) -> bool:
    """True for an edit that changes nothing, or reaches out of the text."""
    return edit.span.end > len(draft.text) or edit.span.of(draft.text) == edit.text
