"""`replycheck baseline write|prune|show`: findings that are known, so that only new ones count."""

from __future__ import annotations

import os
from collections import Counter
from typing import TYPE_CHECKING, Annotated, Any, Optional

import typer

from replycheck.cli.options import call
from replycheck.errors import ConfigError, InputError, ReplycheckError

if TYPE_CHECKING:
    from replycheck.baseline import Comparison, Entries
    from replycheck.cli.cases import Cases
    from replycheck.model import Report
    from replycheck.rules import Ruleset

SHORT = "Record today's findings, so that only new ones count."
HELP = """Record today's findings, so that only new ones count: `write` once, `check --baseline FILE` from
then on (or `baseline: FILE` in the config), `prune` when faults were mended.

The file holds paths, rules and hashes, no words; commit it.
"""
WRITE = "Record the findings of today; files that are not named keep what was recorded."
PRUNE = "Take out what is no longer found, and files that are gone."
SHOW = "Count what is recorded, by rule and by file."

OPTIONS = (
    "baseline", "config", "isolated", "select", "ignore", "rules", "profile", "mode", "library", "inactive",
    "channel", "force_exclude", "desk", "languagetool",
)  # fmt: skip
"""The options of `check` that decide what is found."""

HELPS = {"baseline": "The file; default: the config's, else .replycheck-baseline.json."}
"""What an option of `check` means here, where that is something else."""


def write(**values: Any) -> int:
    """Records what is found today."""
    return _Run(values).written(lambda comparison, ruleset: comparison.written(), is_new=True)


def prune(**values: Any) -> int:
    """Takes out what is no longer found."""
    chosen = bool(values.get("select") or values.get("ignore") or values.get("profile"))
    return _Run(values).written(
        lambda comparison, ruleset: comparison.pruned(known=(r.id for r in ruleset.rules), chosen=chosen),
        is_new=False,
    )


class _Run:
    """A check of some paths, of which only the fingerprints are kept."""

    def __init__(self, values: dict[str, Any]) -> None:
        from replycheck.cli.cases import Cases
        from replycheck.cli.check import choice_of

        self.given = values.pop("baseline", None)
        self.call = call(values.pop("paths"), values)
        self.choice = choice_of(self.call)
        self.cases: Cases = Cases(self.call, self.choice, known=self)
        self.found: dict[str, tuple[Comparison, Ruleset]] = {}

    def open(self, ruleset: Ruleset) -> None:
        self._comparison(ruleset)

    def new(self, report: Report, ruleset: Ruleset) -> Report:
        return self._comparison(ruleset).new(report, ruleset)

    def told(self) -> list[str]:
        return []

    def _comparison(self, ruleset: Ruleset) -> Comparison:
        from replycheck.baseline import NAME, Baseline, Comparison, read_baseline

        path = self.given or ruleset.config.baseline or NAME
        if path not in self.found:
            baseline = read_baseline(path) if os.path.exists(path) else Baseline(path)
            self.found[path] = (Comparison(baseline), ruleset)
        return self.found[path][0]

    def written(self, entries: Any, *, is_new: bool) -> int:
        from replycheck.baseline import dumps
        from replycheck.cli.output import opened
        from replycheck.model import Severity

        if "-" in self.call.paths:
            raise ConfigError("-", "standard input has no name to be recorded under; name files")
        number = sum(1 for _ in self.cases.reports(Severity.SUGGESTION))
        if self.cases.faulted:
            return 3
        if self.cases.failed:
            raise ReplycheckError(
                "", "nothing was recorded, since an input could not be checked; mend it first"
            )
        nothing = None if number else self.cases.nothing_checked()
        if nothing:
            raise nothing
        for path, (comparison, ruleset) in self.found.items():
            if not is_new and not os.path.exists(path):
                raise ConfigError(path, "there is no such baseline; `replycheck baseline write` makes it")
            made: Entries = entries(comparison, ruleset)
            with opened(path, self.call.paths, option="--baseline") as out:
                out.write(dumps(made))
            self._tell(path, made, len(comparison.baseline), ruleset)
        return 0

    def _tell(self, path: str, made: Entries, before: int, ruleset: Ruleset) -> None:
        from replycheck.report.escape import one_line
        from replycheck.report.totals import counted

        number = sum(marks.total() for rules in made.values() for marks in rules.values())
        files = sum(any(marks.total() for marks in rules.values()) for rules in made.values())
        said = f"{counted(number, 'finding')} in {counted(files, 'file')} recorded, {before} before"
        print(one_line(f"{path}: {said}"))
        if path != ruleset.config.baseline:
            print(
                f"To leave them out: replycheck --baseline {path} …, or `baseline: {path}` in .replycheck.yml"
            )


def show(
    paths: Annotated[
        Optional[list[str]], typer.Argument(metavar="[PATHS]...", help="Only these files and folders.")
    ] = None,
    baseline: Annotated[
        Optional[str], typer.Option("--baseline", metavar="FILE", help="The file; default: the config's.")
    ] = None,
    config: Annotated[
        Optional[str], typer.Option("--config", metavar="FILE", help="Use this config.")
    ] = None,
    format: Annotated[str, typer.Option("--format", "-f", metavar="NAME", help="text or json.")] = "text",
) -> int:
    from replycheck.baseline import NAME, read_baseline
    from replycheck.cli.choice import Choice, one_of

    one_of("--format", format, ("text", "json"))
    ruleset = None if baseline else Choice(config=config).ruleset(paths[0] if paths else "-")
    found = read_baseline(baseline or (ruleset.config.baseline if ruleset else "") or NAME)
    wanted = [found.name_of(path) for path in paths or ()]
    for path, one in zip(paths or (), wanted, strict=True):
        if not os.path.exists(path) and not any(_is_in(name, one) for name in found.entries):
            raise InputError(
                path, f"is not there, and nothing of it is recorded in {found.path}; check the path"
            )
    rules: Counter[str] = Counter()
    files: Counter[str] = Counter()
    for name, entries in found.entries.items():
        if not wanted or any(_is_in(name, one) for one in wanted):
            for rule, marks in entries.items():
                rules[rule] += marks.total()
                files[name] += marks.total()
    _print(found.path, rules, files, format)
    return 0


def _is_in(name: str, path: str) -> bool:
    """Whether a file of the baseline is a path, or lies below it."""
    return name == path or name.startswith(f"{path}/") or path == "."


def _print(path: str, rules: Counter[str], files: Counter[str], format: str) -> None:
    import json

    from replycheck.report.escape import one_line
    from replycheck.report.totals import counted

    if format == "json":
        values = {"schema": 1, "baseline": path, "findings": rules.total()}
        print(
            json.dumps({**values, "rules": dict(_ordered(rules)), "files": dict(_ordered(files))}, indent=2)
        )
        return
    said = f"{counted(rules.total(), 'finding')} in {counted(len(files), 'file')}"
    print(f"{one_line(path)}: {said}")
    for title, counts in (("by rule", rules), ("by file", files)):
        if counts:
            print(f"\n{title}")
        for name, number in _ordered(counts):
            print(f"{number:>6}  {one_line(name)}")


def _ordered(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))
