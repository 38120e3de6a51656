"""Rules are tested by their own examples; nothing here knows a rule by name."""

from __future__ import annotations

import dataclasses
import re

import pytest

from replycheck.checkers import KINDS, LIBRARY_KINDS
from replycheck.checkers.context import is_counted
from replycheck.checkers.contract import CHOICES, LEAST, LEXICONS, SCORED, VALUES
from replycheck.examples import failures, ruleset_for, skip_reason
from replycheck.matching.literals import parse
from replycheck.rules import Rule, load_rules, named

RULESET = load_rules(examples=True)
RULES = [pytest.param(rule, id=rule.id) for rule in RULESET.rules]
TERMS = RULESET.index.terms


@pytest.mark.parametrize("rule", RULES)
def test_bad_examples_are_found_where_they_say_and_good_ones_left_alone(rule: Rule) -> None:
    if reason := skip_reason(rule):
        pytest.skip(reason)
    assert list(failures(rule, ruleset_for(rule, RULESET))) == []


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_has_three_examples_of_each_side_and_reasons(rule: Rule) -> None:
    assert len(rule.bad) >= 3
    assert len(rule.good) >= 3
    assert rule.why
    assert rule.see
    assert rule.message.endswith((".", "?", "”"))


@pytest.mark.parametrize("rule", RULES)
def test_yields_to_names_rules_that_exist(rule: Rule) -> None:
    known = {r.id for r in RULESET.rules} | {r.family for r in RULESET.rules}
    assert set(rule.yields_to) <= known


def test_what_is_hostile_to_an_upset_customer_is_said_once() -> None:
    hostile = RULESET.get("tone/hostile-to-upset")
    assert hostile
    counted = [rule for rule in RULESET.rules if is_counted(rule.id, set(hostile.counts))]
    assert len(counted) >= 10
    assert [rule.id for rule in counted if not named(hostile.id, rule.yields_to)] == []


def test_every_term_has_a_literal_to_be_looked_up_by() -> None:
    """One without would run over every paragraph."""
    assert [term.source for term in TERMS if not term.gates] == []


def test_no_builtin_term_nests_unbounded_repeats() -> None:
    assert [term.source for term in TERMS if _nests(parse(term.source))] == []


def _nests(tree: object, inside: bool = False) -> bool:
    """True where something without an upper bound stands inside something else without one."""
    for op, argument in tree:  # type: ignore[attr-defined]
        name = str(op)
        if name in ("MAX_REPEAT", "MIN_REPEAT"):
            _, high, item = argument
            unbounded = int(high) > 1000
            if (unbounded and inside) or _nests(item, inside or unbounded):
                return True
        elif (name == "SUBPATTERN" and _nests(argument[3], inside)) or (
            name == "BRANCH" and any(_nests(branch, inside) for branch in argument[1])
        ):
            return True
    return False


def test_messages_name_no_value_that_their_kind_does_not_give() -> None:
    """Filling in raises for a value that is not there; none may leave a gap either."""
    from replycheck.check import check
    from replycheck.examples import case_of

    for rule in RULESET.rules:
        for example in rule.bad:
            for finding in check(case_of(example), ruleset_for(rule, RULESET)):
                if finding.rule == rule.id:
                    assert not re.search(r"“ *”|\"\"|  ", finding.message), (rule.id, finding.message)
                    assert rule.kind == "pattern" or set(finding.match.values) <= set(VALUES[rule.kind])
                    assert finding.match.score is None or rule.kind in SCORED


def test_the_contract_is_that_of_the_kinds() -> None:
    from replycheck.understand.reader import shipped

    kinds = {**KINDS, **LIBRARY_KINDS}
    assert set(VALUES) == set(kinds)
    assert set(LEXICONS) | SCORED <= set(kinds)
    keys = [*CHOICES, *LEAST, *((kind, key) for kind, names in LEXICONS.items() for key in names)]
    for kind, key in keys:
        assert key in {field.name for field in dataclasses.fields(kinds[kind])}, (kind, key)
    assert set(CHOICES["judged", "labels"]) == set(shipped().biases)


def test_every_builtin_term_compiles() -> None:
    for term in TERMS:
        re.compile(term.source, re.MULTILINE | re.IGNORECASE)
