"""Each macro of a run held against those before it; of an unchanged library only what was found the last time.

What is said of a macro depends on all before it.  So the keys of the macros are chained: as long as the chain
is the one of an earlier run, so are the findings, and nothing is compared.  At the first link that differs the
digests of all macros before it are fetched, and from there on everything is compared.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from replycheck.check import compared, with_findings
from replycheck.checkers.macros import Library, Macro
from replycheck.records import replace

if TYPE_CHECKING:
    from replycheck.cli.results import Entry, Results
    from replycheck.model import Finding, Report
    from replycheck.rules import Ruleset


class Comparison:
    """The macros of one run so far."""

    def __init__(self, results: Results | None = None) -> None:
        self.results = results
        self.library = Library()
        self._macros: list[Callable[[], Macro]] = []
        self._numbers: dict[str, int] = {}
        self._chain = ""
        self._same: list[tuple[Ruleset, Entry, int]] = []
        self._is_same = results is not None

    def add(
        self,
        report: Report,
        ruleset: Ruleset,
        macro: Callable[[], Macro],
        digests: Mapping[str, bytes] | None,
        entry: Entry | None,
    ) -> Report:
        """The report with what is said of the macro beside those before it.

        `digests` are None where the report comes from an `entry` of the results, which then has them.
        """
        number = len(self._macros)
        self._macros.append(macro)
        if self.results is None or entry is None:
            self._differs()
            found = compared(
                digests or {}, self._macro(number), lambda: report.case.draft, ruleset, self.library
            )
            return with_findings(report, found, ruleset)
        self._chain = self.results.chained(self._chain, entry)
        if self._is_same and entry.chain == self._chain:
            known = self.results.compared(entry, ruleset, self._macro)
            if known is not None:
                self._same.append((ruleset, entry, number))
                return self._shown(report, known, entry, ruleset)
        self._differs()
        held = entry.digests if digests is None else digests
        found = compared(held, self._macro(number), entry.message, ruleset, self.library)
        for at in range(len(self._numbers), number + 1):
            self._numbers.setdefault(self._macro(at).name, at)
        self.results.keep_compared(entry, self._chain, found, ruleset, self._macro, self._numbers)
        return self._shown(report, found, entry, ruleset)

    def _macro(self, number: int) -> Macro:
        return self._macros[number]()

    def _shown(self, report: Report, found: Iterable[Finding], entry: Entry, ruleset: Ruleset) -> Report:
        """The report with more findings; its text is read where it was not, since nothing was found in it."""
        found = list(found)
        if found and not report.case.draft.text:
            case = replace(report.case, draft=entry.message())
            report = replace(report, case=case)
        return with_findings(report, found, ruleset) if found else report

    def _differs(self) -> None:
        """From here on the library is another than before: what was passed over is made up for."""
        self._is_same = False
        for ruleset, entry, number in self._same:
            for _ in compared(entry.digests, self._macro(number), entry.message, ruleset, self.library):
                pass
        self._same.clear()
