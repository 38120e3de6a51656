"""Built-in rules as one file of JSON lines: what the wheel carries so that a run need not read YAML.

Reading the rule files with their examples costs about 100 ms, and deriving the literals of their
phrases several times as much; the pack holds both, without the examples.  It is written when the wheel
is built (`hatch_build.py`).  Other folders of rules, a checkout's and a team's own, are packed in the
user's cache folder when they are first read, under a name made of all that stands in them.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from replycheck.checkers import kind_named
from replycheck.matching import Shelf, Shelved, Term, grams_by_size
from replycheck.model import Severity
from replycheck.rules import Lexicon, Rule

VERSION = 3
PACK = Path(__file__).parent / "_data" / "rules.jsonl"

_KEPT = (
    "id",
    "kind",
    "message",
    "applies_to",
    "profiles",
    "needs",
    "only",
    "unless",
    "yields_to",
    "confirms",
    "path",
)
"""The fields of a rule that go into the pack as they are: what a run of `check` needs."""


def pack(rules: Iterable[Rule], lexicons: Iterable[Lexicon]) -> str:
    """Rules and lexicons as lines of JSON: a head, and then a line for every term.

    The head holds the rules and what the terms are looked up by, so that a run reads it and the lines
    of those few terms that may stand in its text.
    """
    import json

    terms: list[Term] = []
    packed: dict[str, Any] = {"version": VERSION, "rules": [], "lexicons": []}
    for rule in rules:
        packed["rules"].append({**_packed_rule(rule), "terms": [len(terms), len(terms) + len(rule.terms)]})
        terms += rule.terms
    for x in lexicons:
        packed["lexicons"].append([x.name, [len(terms), len(terms) + len(x.terms)], list(x.word_groups)])
        terms += x.terms
    packed["grams"], packed["always"] = grams_by_size(terms)
    dumps = json.JSONEncoder(ensure_ascii=True, separators=(",", ":")).encode
    return "\n".join([dumps(packed), *(dumps(_without_usual(term)) for term in terms)])


def _packed_rule(rule: Rule) -> dict[str, Any]:
    import dataclasses  # with what it imports itself, it would cost each run 10 ms

    fields = {f.name: getattr(rule.checker, f.name) for f in dataclasses.fields(kind_named(rule.kind))}
    for searched in ("phrases", "patterns", "swaps"):  # these are in the terms; a run never asks for them
        if searched in fields:
            fields[searched] = type(fields[searched])()
    return {
        **{key: getattr(rule, key) for key in _KEPT},
        "severity": int(rule.severity),
        "severity_by": {int(severity): least for severity, least in rule.severity_by.items()},
        "checker": fields,
    }


def _without_usual(term: Term) -> list[Any]:
    """A term as a list, without the fields at its end that are as usual."""
    usual = list(Term._field_defaults.values())
    values = list(term)
    while len(values) > 1 and values[-1] == usual[len(values) - 2]:
        values.pop()
    return values


def unpack(text: str) -> tuple[tuple[Rule, ...], tuple[Lexicon, ...]] | None:
    """The inverse of `pack`, without examples and reasons; None for a pack of another version.

    Raises `ValueError`, `KeyError` or `TypeError` for what is no pack.
    """
    import json

    head, *lines = text.split("\n")
    packed = json.loads(head)
    if packed["version"] != VERSION:
        return None
    grams = {int(size): numbers for size, numbers in packed["grams"].items()}
    shelf = Shelf(lines, grams, packed["always"])
    lexicons = tuple(
        Lexicon(name, Shelved(shelf, *terms), tuple(map(tuple, groups)))
        for name, terms, groups in packed["lexicons"]
    )
    return tuple(_unpacked_rule(values, shelf) for values in packed["rules"]), lexicons


def _unpacked_rule(values: dict[str, Any], shelf: Shelf) -> Rule:
    given = _tuples(values)
    checker = kind_named(given["kind"])(**_tuples(given.pop("checker")))
    severity_by = {Severity(int(severity)): least for severity, least in given.pop("severity_by").items()}
    severity = Severity(given.pop("severity"))
    terms = Shelved(shelf, *given.pop("terms"))
    return Rule(**given, severity=severity, severity_by=severity_by, checker=checker, terms=terms)


def _tuples(values: Mapping[str, Any]) -> dict[str, Any]:
    """The same mapping with tuples for the lists that JSON makes of them."""
    return {key: tuple(value) if isinstance(value, list) else value for key, value in values.items()}


def packed_rules() -> tuple[tuple[Rule, ...], tuple[Lexicon, ...]] | None:
    """The built-in rules out of the wheel's pack; None in a checkout."""
    return unpack(PACK.read_text(encoding="utf-8")) if PACK.is_file() else None


def cached_folder(
    folder: Path, *, shown: str, builtin: bool = False
) -> tuple[tuple[Rule, ...], tuple[Lexicon, ...]]:
    """What `rules.read_folder` returns, without examples and reasons, from the cache where it can be.

    The cache is a help and never in the way: what cannot be read or written there is read from the
    folder.  Its files hold rules only, are replaced whole, and are the user's alone (mode 0600).
    """
    place = _cache_file(folder, f"{shown}:{builtin}") if os.path.isdir(folder) else None
    found = _cached(place) if place is not None and os.path.isfile(place) else None
    if found is not None:
        return found
    from replycheck.rulefile import read_folder  # what it imports is for reading YAML, which few runs do

    rules, lexicons = read_folder(folder, shown=shown, builtin=builtin)
    if place is not None:
        text = pack(rules, lexicons)
        _write(place, f"{_digest(text)}\n{text}")
    return rules, lexicons


def _cached(place: Path) -> tuple[tuple[Rule, ...], tuple[Lexicon, ...]] | None:
    """What a file of the cache holds; None where it is damaged, so that it is written anew.

    Its first line is the digest of the rest: terms are read when a text asks for them, too late to mend.
    """
    try:
        digest, _, text = place.read_text(encoding="utf-8").partition("\n")
        return unpack(text) if digest == _digest(text) else None
    except Exception:  # whatever stands there, the folder can be read
        return None


def _digest(text: str) -> str:
    import hashlib

    return hashlib.sha256(text.encode()).hexdigest()


_DERIVING = (
    "packing.py",
    "matching/index.py",
    "matching/literals.py",
    "checkers/correction.py",
    "checkers/correction_notation.py",
    "understand/word_forms.py",
    "understand/wording.py",
)
"""The code that a pack's terms come from: another code makes another pack of the same folder."""

KEPT_PACKS = 8
"""How many packs stay in the cache folder; older ones make room."""


def _cache_file(folder: Path, salt: str) -> Path | None:
    """Where the pack of a folder belongs: a name made of our version and of every file in it."""
    import hashlib

    from replycheck import __version__
    from replycheck.folders import cache_folder
    from replycheck.yamlfile import MOST_BYTES

    found = hashlib.sha256(f"{VERSION}:{__version__}:{salt}".encode())
    try:
        for code in _DERIVING:
            found.update((Path(__file__).parent / code).read_bytes())
        for path in sorted(folder.rglob("*.y*ml")):
            if not path.is_file() or path.stat().st_size > MOST_BYTES:
                return None  # reading the folder names it
            found.update(f"\0{path.relative_to(folder).as_posix()}\0".encode())
            found.update(path.read_bytes())
        return cache_folder() / f"rules-{found.hexdigest()[:32]}.jsonl"
    except (OSError, RuntimeError):
        return None


def _write(place: Path, text: str) -> None:
    from replycheck.writing import keep

    try:
        keep(place, text.encode(), lasting=False)
        packs = sorted(place.parent.glob("rules-*.json*"), key=lambda path: path.stat().st_mtime)
        for old in packs[:-KEPT_PACKS]:
            old.unlink(missing_ok=True)
    except OSError:
        pass  # a full or read-only disk: the next run reads the folder again
