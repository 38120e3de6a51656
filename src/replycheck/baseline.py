"""A baseline: findings that were there on the day a team began, so that only new ones count.

The file holds paths, ids of rules and fingerprints (`report.fingerprint`), never a word of a text.  It is
sorted, a fingerprint a line, and meant to be committed.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

from replycheck.errors import ConfigError
from replycheck.model import Report, Suppressed
from replycheck.records import NamedTuple, replace
from replycheck.report.fingerprint import VERSION, fingerprints
from replycheck.report.places import UNNAMED
from replycheck.suppressions import ran
from replycheck.yamlfile import MOST_BYTES

SCHEMA = 1
NAME = ".replycheck-baseline.json"
"""What the file is called where nobody says another name."""

MOST_FILE_BYTES = 50 * MOST_BYTES

Entries = Mapping[str, Mapping[str, "Counter[str]"]]
"""Fingerprints by file and rule, with how often each is found; of equal texts (twins) more than once."""


class Baseline(NamedTuple):
    """What one file holds; `path` is as the user named it."""

    path: str
    entries: Entries = MappingProxyType({})

    def name_of(self, path: str) -> str:
        """What a checked file is called in it: its path from the baseline's folder, with slashes."""
        home = os.path.dirname(os.path.abspath(self.path))
        try:
            return os.path.relpath(os.path.abspath(path), home).replace(os.sep, "/")
        except ValueError:  # another drive of Windows
            return os.path.abspath(path).replace(os.sep, "/")

    def exists(self, name: str) -> bool:
        """Whether the file of that name is still there."""
        return os.path.exists(os.path.join(os.path.dirname(os.path.abspath(self.path)), name))

    def __len__(self) -> int:
        return sum(marks.total() for rules in self.entries.values() for marks in rules.values())


def read_baseline(path: str) -> Baseline:
    """The baseline in a file; raises `ConfigError` for what is none."""
    if os.path.exists(path) and not os.path.isfile(path):  # a named pipe would be waited for
        raise ConfigError(path, "is no file; name another for the baseline")
    try:
        with open(path, "rb") as stream:
            data = stream.read(MOST_FILE_BYTES + 1)
    except OSError as error:
        raise ConfigError(
            path, f"cannot be read ({error.strerror}); `replycheck baseline write` makes a baseline"
        ) from None
    if len(data) > MOST_FILE_BYTES:
        raise ConfigError(path, f"is above 50 MB, which is no baseline; {_ANEW}")
    try:
        values = json.loads(data)
    except json.JSONDecodeError as error:
        raise ConfigError(
            f"{path}:{error.lineno}:{error.colno}", f"broken JSON ({error.msg}); {_ANEW}"
        ) from None
    except (ValueError, RecursionError):
        raise ConfigError(path, f"is no JSON; {_ANEW}") from None
    return Baseline(path, _entries(values, path))


_ANEW = "mend it, or delete it and run `replycheck baseline write`"
"""Writing reads the file as well: what was recorded of files that are not named is kept."""


def _entries(values: Any, path: str) -> Entries:
    if not isinstance(values, dict) or not isinstance(values.get("files"), dict):
        raise ConfigError(path, f"is no baseline of replycheck; {_ANEW}")
    if (values.get("schema"), values.get("fingerprints")) != (SCHEMA, VERSION):
        raise ConfigError(
            path,
            "was written by another version of replycheck; delete it and run `replycheck baseline write`",
        )
    found: dict[str, dict[str, Counter[str]]] = {}
    for name, rules in values["files"].items():
        if not isinstance(rules, dict) or not all(_are_marks(marks) for marks in rules.values()):
            raise ConfigError(path, f"{name!r} should lead from rules to lists of fingerprints; {_ANEW}")
        found[name] = {rule: Counter(marks) for rule, marks in rules.items()}
    return found


def _are_marks(marks: Any) -> bool:
    return isinstance(marks, list) and all(isinstance(mark, str) for mark in marks)


def dumps(entries: Entries) -> str:
    """The file: sorted, a fingerprint a line, so that a change of one finding is a change of one line."""
    files = {
        name: {rule: sorted(marks.elements()) for rule, marks in sorted(rules.items()) if marks.total()}
        for name, rules in sorted(entries.items())
    }
    values = {"schema": SCHEMA, "fingerprints": VERSION, "files": {n: r for n, r in files.items() if r}}
    return json.dumps(values, indent=1) + "\n"


class Comparison:
    """A baseline against the reports of a run, as they go by."""

    def __init__(self, baseline: Baseline) -> None:
        self.baseline = baseline
        self.found: dict[str, dict[str, Counter[str]]] = {}
        self.asked: dict[str, set[str]] = {}
        self._skipped: dict[str, set[str]] = {}
        self._left = {
            name: {rule: Counter(marks) for rule, marks in rules.items()}
            for name, rules in baseline.entries.items()
        }

    def new(self, report: Report, ruleset: Any) -> Report:
        """The report with only those findings that the baseline does not know."""
        path = report.case.draft.source.path
        if path in UNNAMED:
            return report
        name = self.baseline.name_of(path)
        skipped = {one.rule for one in report.skipped}
        self.asked.setdefault(name, set()).update(ran(report.case, ruleset, skipped))
        self._skipped.setdefault(name, set()).update(skipped)
        found, left = self.found.setdefault(name, {}), self._left.get(name, {})
        kept, known = [], list(report.suppressed)
        for finding, mark in zip(
            report, fingerprints(report, report.case.draft.source.record or ""), strict=True
        ):
            found.setdefault(finding.rule, Counter())[mark] += 1
            if left.get(finding.rule, _NONE)[mark] > 0:
                left[finding.rule][mark] -= 1
                known.append(Suppressed(finding, "baseline"))
            else:
                kept.append(finding)
        return replace(report, findings=tuple(kept), suppressed=tuple(known))

    @property
    def stale(self) -> int:
        """How many entries of the files that were checked are no longer found, of rules that ran."""
        return sum(
            marks.total()
            for name, rules in self._left.items()
            for rule, marks in rules.items()
            if rule in self.asked.get(name, ()) and rule not in self._skipped.get(name, ())
        )

    def written(self) -> Entries:
        """The baseline of today: of each file that was checked what was found, of others what was known."""
        return {
            **{
                n: r
                for n, r in self.baseline.entries.items()
                if n not in self.found and self.baseline.exists(n)
            },
            **{n: {**self._not_asked(n), **rules} for n, rules in self.found.items()},
        }

    def pruned(self, *, known: Iterable[str], chosen: bool) -> Entries:
        """The baseline without what is no longer found.

        Entries of rules that were skipped stay; those of rules that did not run stay where the run was
        `chosen` to ask a part of the rules only.  `known` are all rules there are.
        """
        known = set(known)
        return {
            n: dict(self._pruned(n, known, chosen)) for n in self.baseline.entries if self.baseline.exists(n)
        }

    def _pruned(self, name: str, known: set[str], chosen: bool) -> Iterator[tuple[str, Counter[str]]]:
        for rule, marks in self.baseline.entries[name].items():
            asked = rule in self.asked.get(name, ()) and rule not in self._skipped.get(name, ())
            if name not in self.found:
                yield rule, marks
            elif asked:
                yield rule, marks & self.found[name].get(rule, _NONE)
            elif rule in known and (chosen or rule in self._skipped.get(name, ())):
                yield rule, marks

    def _not_asked(self, name: str) -> Mapping[str, Counter[str]]:
        entries = self.baseline.entries.get(name, {})
        return {rule: marks for rule, marks in entries.items() if rule not in self.asked[name]}


_NONE: Counter[str] = Counter()
