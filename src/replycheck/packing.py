"""Built-in rules as one JSON file: what the wheel carries so that a run need not read YAML.

Reading the rule files with their examples costs about 100 ms, and deriving the literals of their
phrases several times as much; the pack holds both, without the examples.  It is written when the wheel
is built (`hatch_build.py`).  Other folders of rules, a checkout's and a team's own, are packed in the
user's cache folder when they are first read, under a name made of all that stands in them.
"""

from __future__ import annotations

import dataclasses
import os
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from replycheck.checkers import KINDS
from replycheck.matching import Term
from replycheck.model import Severity
from replycheck.rules import Lexicon, Rule

VERSION = 1
PACK = Path(__file__).parent / "_data" / "rules.json"

_KEPT = ("id", "kind", "message", "applies_to", "profiles", "needs", "only", "unless", "yields_to", "path")
"""The fields of a rule that go into the pack as they are: what a run of `check` needs."""


def pack(rules: Iterable[Rule], lexicons: Iterable[Lexicon]) -> dict[str, Any]:
    """Rules and lexicons as plain values for JSON; `unpack` is the inverse but for examples and reasons."""
    return {
        "version": VERSION,
        "rules": [_packed_rule(rule) for rule in rules],
        "lexicons": [[x.name, _packed_terms(x.terms), list(x.word_groups)] for x in lexicons],
    }


def _packed_rule(rule: Rule) -> dict[str, Any]:
    fields = {f.name: getattr(rule.checker, f.name) for f in dataclasses.fields(KINDS[rule.kind])}
    for searched in ("phrases", "patterns", "swaps"):  # these are in the terms; a run never asks for them
        if searched in fields:
            fields[searched] = type(fields[searched])()
    return {
        **{key: getattr(rule, key) for key in _KEPT},
        "severity": int(rule.severity),
        "severity_by": {int(severity): least for severity, least in rule.severity_by.items()},
        "checker": fields,
        "terms": _packed_terms(rule.terms),
    }


def _packed_terms(terms: Iterable[Term]) -> list[list[Any]]:
    """Terms as lists, without the fields at their end that are as usual."""
    usual = list(Term("")._field_defaults.values())
    found = []
    for term in terms:
        values = list(term)
        while len(values) > 1 and values[-1] == usual[len(values) - 2]:
            values.pop()
        found.append(values)
    return found


def unpack(packed: Mapping[str, Any]) -> tuple[tuple[Rule, ...], tuple[Lexicon, ...]]:
    """The inverse of `pack`; the rules carry no examples and no reasons."""
    lexicons = tuple(
        Lexicon(name, _terms(terms), tuple(map(tuple, groups))) for name, terms, groups in packed["lexicons"]
    )
    return tuple(_unpacked_rule(values) for values in packed["rules"]), lexicons


def _unpacked_rule(values: dict[str, Any]) -> Rule:
    given = _tuples(values)
    checker = KINDS[given["kind"]](**_tuples(given.pop("checker")))
    severity_by = {Severity(int(severity)): least for severity, least in given.pop("severity_by").items()}
    severity = Severity(given.pop("severity"))
    terms = _terms(given.pop("terms"))
    return Rule(**given, severity=severity, severity_by=severity_by, checker=checker, terms=terms)


def _terms(values: Iterable[Any]) -> tuple[Term, ...]:
    """Terms as they were packed; gates stay lists, since a run only walks over them."""
    return tuple([Term(*value) for value in values])


def _tuples(values: Mapping[str, Any]) -> dict[str, Any]:
    """The same mapping with tuples for the lists that JSON makes of them."""
    return {key: tuple(value) if isinstance(value, list) else value for key, value in values.items()}


def packed_rules() -> tuple[tuple[Rule, ...], tuple[Lexicon, ...]] | None:
    """The built-in rules out of the wheel's pack; None in a checkout."""
    if not PACK.is_file():
        return None
    import json

    packed = json.loads(PACK.read_text(encoding="utf-8"))
    return unpack(packed) if packed.get("version") == VERSION else None


def cached_folder(
    folder: Path, *, shown: str, builtin: bool = False
) -> tuple[tuple[Rule, ...], tuple[Lexicon, ...]]:
    """What `rules.read_folder` returns, without examples and reasons, from the cache where it can be.

    The cache is a help and never in the way: what cannot be read or written there is read from the
    folder.  Its files hold rules only, are replaced whole, and are the user's alone (mode 0600).
    """
    import json

    from replycheck.rules import read_folder

    place = _cache_file(folder, f"{shown}:{builtin}") if folder.is_dir() else None
    if place is not None and place.is_file():
        try:
            return unpack(json.loads(place.read_text(encoding="utf-8")))
        except (OSError, ValueError, KeyError, TypeError):
            pass  # a damaged file is written anew below
    rules, lexicons = read_folder(folder, shown=shown, builtin=builtin)
    if place is not None:
        _write(place, json.dumps(pack(rules, lexicons), ensure_ascii=True, separators=(",", ":")))
    return rules, lexicons


KEPT_PACKS = 8
"""How many packs stay in the cache folder; older ones make room."""


def _cache_file(folder: Path, salt: str) -> Path | None:
    """Where the pack of a folder belongs: a name made of our version and of every file in it."""
    import hashlib

    from replycheck import __version__

    found = hashlib.sha256(f"{VERSION}:{__version__}:{salt}".encode())
    try:
        for path in sorted(folder.rglob("*.y*ml")):
            found.update(f"\0{path.relative_to(folder).as_posix()}\0".encode())
            found.update(path.read_bytes())
        return cache_folder() / f"rules-{found.hexdigest()[:32]}.json"
    except (OSError, RuntimeError):
        return None


def cache_folder() -> Path:
    """The user's cache folder for replycheck, by the platform's custom.

    Raises `RuntimeError` where the user has no home.
    """
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Caches"
    else:
        base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return base / "replycheck"


def _write(place: Path, text: str) -> None:
    import tempfile

    try:
        place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle, name = tempfile.mkstemp(dir=place.parent, prefix=".new-")  # mode 0600
        with os.fdopen(handle, "w", encoding="utf-8") as out:
            out.write(text)
        os.replace(name, place)
        packs = sorted(place.parent.glob("rules-*.json"), key=lambda path: path.stat().st_mtime)
        for old in packs[:-KEPT_PACKS]:
            old.unlink(missing_ok=True)
    except OSError:
        pass  # a full or read-only disk: the next run reads the folder again
