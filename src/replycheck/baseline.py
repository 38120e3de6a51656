"""A baseline: findings that were there on the day a team began, so that only new ones count.

The file holds paths, ids of rules and fingerprints (`report.fingerprint`), never a word of a text.  It is
sorted, a fingerprint a line, and meant to be committed.

A finding about two macros stands at the later one of the run, so it moves when their order changes.  Its
entry says the pair as well: `FINGERPRINT PAIR OTHER`, where PAIR is a hash of both names and OTHER the file of
the other macro.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

from replycheck.errors import ConfigError
from replycheck.model import Finding, Report, Suppressed
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
"""Fingerprints by file and rule, with how often each is found; of equal texts (twins) more than once.  Those of
rules about many macros with the pair behind them.
"""


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
    except FileNotFoundError:
        raise ConfigError(
            path, "there is no such baseline yet; `replycheck baseline write PATHS` makes it"
        ) from None
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
        self._known: dict[tuple[str, str, str], list[str]] = {}
        self._pairs: dict[tuple[str, str], list[tuple[str, str]]] = {}
        for name, rules in baseline.entries.items():
            for rule, marks in rules.items():
                for mark in marks:
                    own, pair, _ = _parts_of(mark)
                    if pair:
                        self._known.setdefault((name, rule, own), []).append(mark)
                        self._pairs.setdefault((rule, pair), []).append((name, mark))

    def new(self, report: Report, ruleset: Any) -> Report:
        """The report with only those findings that the baseline does not know."""
        path = report.case.draft.source.path
        if path in UNNAMED:
            return report
        name = self.baseline.name_of(path)
        skipped = {one.rule for one in report.skipped}
        many = {rule.id for rule in ruleset.library_plan if report.case.mode in rule.applies_to}
        self.asked.setdefault(name, set()).update(many, ran(report.case, ruleset, skipped))
        self._skipped.setdefault(name, set()).update(skipped)
        found = self.found.setdefault(name, {})
        kept, known = [], list(report.suppressed)
        for finding, own in zip(
            report, fingerprints(report, report.case.draft.source.record or ""), strict=True
        ):
            mark = self._with_pair(own, finding, report) if finding.rule in many else own
            found.setdefault(finding.rule, Counter())[mark] += 1
            if self._is_taken(name, finding.rule, mark):
                known.append(Suppressed(finding, "baseline"))
            else:
                kept.append(finding)
        return replace(report, findings=tuple(kept), suppressed=tuple(known))

    def _with_pair(self, own: str, finding: Finding, report: Report) -> str:
        other = next((place.case for place in finding.match.related if place.case), "")
        if not other:
            return own
        pair = sorted(self.baseline.name_of(one) for one in (report.case.name, other))
        digest = hashlib.sha256(json.dumps(pair).encode()).hexdigest()[: len(own)]
        return f"{own} {digest} {self.baseline.name_of(_file_of(other))}"

    def _is_taken(self, name: str, rule: str, mark: str) -> bool:
        """Whether an entry is left for a finding, which is then used up: one of its own, or of its pair."""
        own, pair, _ = _parts_of(mark)
        same = [(name, known) for known in (mark, own, *self._known.get((name, rule, own), ()))]
        for file, known in (*same, *self._pairs.get((rule, pair), ())):
            left = self._left.get(file, {}).get(rule, _NONE)
            if left[known] > 0:
                left[known] -= 1
                return True
        return False

    @property
    def stale(self) -> int:
        """How many entries of the files that were checked are no longer found, of rules that ran."""
        return sum(
            number
            for name, rules in self._left.items()
            for rule, marks in rules.items()
            for mark, number in marks.items()
            if self._is_asked(name, rule, mark)
        )

    def _is_asked(self, name: str, rule: str, mark: str) -> bool:
        """Whether the run could find an entry again: its rule ran, and the other macro of its pair was there,
        or is gone for good.
        """
        if rule not in self.asked.get(name, ()) or rule in self._skipped.get(name, ()):
            return False
        _, _, other = _parts_of(mark)
        return not other or other in self.found or not self.baseline.exists(other)

    def written(self) -> Entries:
        """The baseline of today: of each file that was checked what was found, of others what was known."""
        return {
            **{
                n: r
                for n, r in self.baseline.entries.items()
                if n not in self.found and self.baseline.exists(n)
            },
            **{n: self._written(n) for n in self.found},
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
            left = self._left[name][rule]
            if name not in self.found:
                yield rule, marks
            elif rule in self.asked[name] and rule not in self._skipped[name]:
                gone = Counter({m: number for m, number in left.items() if self._is_asked(name, rule, m)})
                yield rule, marks - gone
            elif rule in known and (chosen or rule in self._skipped[name]):
                yield rule, marks

    def _written(self, name: str) -> Mapping[str, Counter[str]]:
        """What was found in a file, and what was known of it and could not be found again."""
        made = dict(self.found[name])
        for rule, marks in self.baseline.entries.get(name, {}).items():
            if rule not in self.asked[name]:
                made.setdefault(rule, marks)
            elif rule not in self._skipped[name]:
                apart = {m: n for m, n in self._left[name][rule].items() if not self._is_asked(name, rule, m)}
                made[rule] = made.get(rule, _NONE) + Counter(apart)
        return made


def _parts_of(mark: str) -> tuple[str, str, str]:
    """Fingerprint, pair and file of the other macro of an entry; the last two are empty where it has none."""
    own, _, rest = mark.partition(" ")
    pair, _, other = rest.partition(" ")
    return own, pair, other


def _file_of(name: str) -> str:
    """The file of a macro by its name, which is `path#record` for one of an export."""
    while "#" in name and not os.path.exists(name):
        name = name.rpartition("#")[0]
    return name


_NONE: Counter[str] = Counter()
