"""The baselines of one run: that of `--baseline`, or those of the configs of the files."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from replycheck.baseline import Comparison
    from replycheck.model import Report
    from replycheck.rules import Ruleset


class Known:
    """Which findings a run leaves out because a baseline knows them; each baseline is read once."""

    def __init__(self, given: str | None) -> None:
        self._given = given
        self._found: dict[str, Comparison] = {}
        self.known = 0

    def new(self, report: Report, ruleset: Ruleset) -> Report:
        """The report without what the file's baseline knows.  Raises `ConfigError` for a broken one."""
        path = self._given or ruleset.config.baseline
        if not path:
            return report
        new = self._of(path).new(report, ruleset)
        self.known += len(report.findings) - len(new.findings)
        return new

    def _of(self, path: str) -> Comparison:
        if path not in self._found:
            from replycheck.baseline import Comparison, read_baseline

            self._found[path] = Comparison(read_baseline(path))
        return self._found[path]

    def open(self, ruleset: Ruleset) -> None:
        """Reads the baseline of a ruleset's config now, so that a broken one ends the run."""
        path = self._given or ruleset.config.baseline
        if path:
            self._of(path)

    def told(self) -> list[str]:
        """What people should know about it, a line each."""
        lines = [f"findings in the baseline, left out: {self.known}"] if self.known else []
        for path, comparison in self._found.items():
            stale = comparison.stale
            if stale:
                entries = "1 entry is" if stale == 1 else f"{stale} entries are"
                lines.append(f"{path}: {entries} no longer found; `replycheck baseline prune` takes them out")
        return lines
