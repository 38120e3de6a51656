"""Built-in rules as one JSON file: what the wheel carries so that a run need not read YAML.

Reading the rule files with their examples costs about 100 ms, and deriving the literals of their
phrases as much again; the pack holds both, without the examples.  It is written when the wheel is
built (`hatch_build.py`); a checkout has none and reads the YAML.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from replycheck.checkers import KINDS
from replycheck.matching import Term
from replycheck.matching.literals import known_gates, remember_gates
from replycheck.model import Severity
from replycheck.rules import Lexicon, Rule

VERSION = 1
PACK = Path(__file__).parent / "_data" / "rules.json"


def pack(rules: tuple[Rule, ...], lexicons: tuple[Lexicon, ...]) -> dict[str, Any]:
    """Rules and lexicons as plain values for JSON; `unpack` is the inverse but for the examples."""
    sources = {term.source for lexicon in lexicons for term in lexicon.terms}
    for rule in rules:
        if hasattr(rule.checker, "terms"):
            sources |= {term.source for term in rule.checker.terms()}
    return {
        "version": VERSION,
        "rules": [_packed_rule(rule) for rule in rules],
        "lexicons": [
            [x.name, [[t.source, t.label, t.weight] for t in x.terms], [list(g) for g in x.word_groups]]
            for x in lexicons
        ],
        "gates": {source: gates for source, gates in sorted(known_gates().items()) if source in sources},
    }


def _packed_rule(rule: Rule) -> dict[str, Any]:
    keys = (
        "id",
        "kind",
        "message",
        "applies_to",
        "profiles",
        "why",
        "see",
        "needs",
        "only",
        "unless",
        "yields_to",
        "path",
    )
    fields = {f.name: getattr(rule.checker, f.name) for f in dataclasses.fields(KINDS[rule.kind])}
    return {
        **{key: getattr(rule, key) for key in keys},
        "severity": int(rule.severity),
        "severity_by": {int(severity): least for severity, least in rule.severity_by.items()},
        "checker": fields,
    }


def unpack(packed: Mapping[str, Any]) -> tuple[tuple[Rule, ...], tuple[Lexicon, ...]]:
    """The inverse of `pack`; the rules carry no examples."""
    remember_gates({source: tuple(map(tuple, gates)) for source, gates in packed["gates"].items()})
    gates = known_gates()
    lexicons = tuple(
        Lexicon(
            name,
            tuple(Term(source, gates[source], label=label, weight=weight) for source, label, weight in terms),
            tuple(map(tuple, groups)),
        )
        for name, terms, groups in packed["lexicons"]
    )
    return tuple(_unpacked_rule(values) for values in packed["rules"]), lexicons


def _unpacked_rule(values: dict[str, Any]) -> Rule:
    given = _tuples(values)
    checker = KINDS[given["kind"]](**_tuples(given.pop("checker")))
    severity_by = {Severity(int(severity)): least for severity, least in given.pop("severity_by").items()}
    severity = Severity(given.pop("severity"))
    return Rule(**given, severity=severity, severity_by=severity_by, checker=checker, builtin=True)


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
