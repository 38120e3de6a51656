"""How often each rule spoke: what to mend first, or which rule to talk about."""

from __future__ import annotations

from collections import Counter
from typing import TextIO

from replycheck.model import Report
from replycheck.records import NamedTuple


class Row(NamedTuple):
    """One rule: its `findings`, their `share` of all (0 to 1), and the `cases` in which it has any."""

    rule: str
    findings: int
    share: float
    cases: int


class Statistics:
    """Counts over the reports that went by."""

    def __init__(self) -> None:
        self._findings: Counter[str] = Counter()
        self._cases: Counter[str] = Counter()

    def add(self, report: Report) -> None:
        rules = [finding.rule for finding in report]
        self._findings.update(rules)
        self._cases.update(set(rules))

    @property
    def rows(self) -> list[Row]:
        """The rules that spoke, the most frequent first, by id where they are equal."""
        total = self._findings.total()
        ordered = sorted(self._findings.items(), key=lambda item: (-item[1], item[0]))
        return [Row(rule, number, number / total, self._cases[rule]) for rule, number in ordered]

    def write(self, out: TextIO) -> None:
        """A table for people; nothing where no rule spoke."""
        rows = self.rows
        if not rows:
            return
        wide = max(len("findings"), len(str(rows[0].findings)))
        print(f"\n{'findings':>{wide}}  share  drafts  rule", file=out)
        for row in rows:
            share = _share(row.share)
            print(f"{row.findings:>{wide}}  {share:>5}  {row.cases:>6}  {row.rule}", file=out)


def _share(share: float) -> str:
    return "<1%" if share < 0.005 else f"{share:.0%}"
