"""Comments of a file around its texts, while the cases of the file go by one after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from replycheck.model import Report
    from replycheck.rules import Ruleset
    from replycheck.suppressions import Around


class Comments:
    """The comments of the file whose cases are being checked."""

    def __init__(self) -> None:
        self._path = ""
        self._around: Around | None = None
        self._ruleset: Ruleset | None = None

    def quieted(self, path: str, report: Report, ruleset: Ruleset) -> Report:
        """The report without what the file's comments suppress."""
        record = report.case.record
        if path != self._path:
            from replycheck.libraries.comments import around

            self._path, self._ruleset = path, ruleset
            self._around = around(path, record.shape if record else "folder")
        return self._around.quieted(report, ruleset) if self._around else report

    def left(self, path: str) -> tuple[Report, Ruleset] | None:
        """What is wrong with the comments of the file before, once a case of another one comes."""
        if path == self._path or self._around is None or self._ruleset is None:
            return None
        report, ruleset = self._around.report(self._ruleset), self._ruleset
        self._around, self._path = None, ""
        return (report, ruleset) if report else None
