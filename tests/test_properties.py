"""What must hold for any text."""

from __future__ import annotations

import json
import random
import sys
import unicodedata
from collections.abc import Iterable
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from replycheck.check import check, settle
from replycheck.model import Case, Finding, Match, Message, Severity, Span, Spans
from replycheck.read import read_text
from replycheck.report.escape import visible
from replycheck.rules import Ruleset, load_rules, named
from replycheck.understand import Document

RULES = load_rules()

words = st.sampled_from(
    "Hi Dear Ana [NAME] {{x}} <b> </p> we apologize for any inconvenience . ! ? , \n \n\n > -- Best, Regards "
    "can you send the refund when will it arrive soon asap https://x.example/a?b `code` ``` calm down !!! 12 "
    "03/04 order #88121 😀 \u202e \u0130 \u00a0 ’ “ ” attached please find On 3 March Tom wrote: XXXX undefined".split(
        " "
    )
)
messy = st.one_of(st.text(max_size=300), st.lists(words, max_size=60).map(" ".join))


@settings(max_examples=120, deadline=None)
@given(messy, st.one_of(st.none(), messy))
def test_checking_any_text_never_raises_and_every_span_lies_inside(draft: str, inbound: str | None) -> None:
    case = Case(
        read_text(draft, role="agent"), read_text(inbound, role="customer") if inbound is not None else None
    )
    for finding in check(case, RULES):
        assert 0 <= finding.span.start <= finding.span.end <= len(draft)
        for related in finding.match.related:
            if related.message == "inbound":
                assert inbound is not None
                assert 0 <= related.span.start <= related.span.end <= len(inbound)


@settings(max_examples=200, deadline=None)
@given(messy)
def test_a_document_keeps_every_offset(text: str) -> None:
    message = read_text(text, role="agent")
    text = message.text  # a reader turns every line end into one character
    document = Document(message, RULES.index)
    assert len(document.plain) == len(document.prose) == len(text)
    assert [i for i, c in enumerate(document.text) if c == "\n" and document.prose[i] != "\n"] == []
    last = 0
    for sentence in document.sentences:
        assert last <= sentence.start < sentence.end <= len(text)
        last = sentence.end


@given(st.text())
def test_line_and_column_are_the_inverse_of_an_offset(text: str) -> None:
    message = Message(text)
    for offset in range(len(text) + 1):
        line, column = message.position(offset)
        assert message.offset(line, column) == offset
        assert column >= 1
        assert line == text[:offset].count("\n") + 1


@settings(max_examples=40, deadline=None)
@given(st.lists(words, max_size=40).map(" ".join), st.integers())
def test_the_order_of_rules_does_not_change_the_report(draft: str, seed: int) -> None:
    case = Case(
        read_text(draft, role="agent"), read_text("Where is it? This is the third time!", role="customer")
    )
    shuffled = list(RULES.rules)
    random.Random(seed).shuffle(shuffled)
    other = Ruleset(tuple(shuffled), RULES.lexicons, RULES.config)
    assert check(case, RULES).findings == check(case, other).findings


@given(st.text())
def test_nothing_that_acts_on_a_terminal_is_visible(text: str) -> None:
    acting = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
    assert not [c for c in visible(text) if unicodedata.category(c) in acting and c not in "\n\t\u200d"]


def rule(rule_id: str, *, yields_to: tuple[str, ...] = ()) -> object:
    from types import SimpleNamespace

    return SimpleNamespace(id=rule_id, yields_to=yields_to)


def finding(rule_id: str, start: int, end: int, about: str = "") -> Finding:
    return Finding(rule_id, Severity.WARNING, "m", Match(Span(start, end), about=about))


@pytest.mark.parametrize(
    ("findings", "kept"),
    [
        pytest.param([finding("a/x", 0, 5), finding("b/y", 3, 8)], ["b/y"], id="overlapping"),
        pytest.param([finding("a/x", 0, 3), finding("b/y", 3, 8)], ["a/x", "b/y"], id="side by side"),
        pytest.param([finding("a/x", 9, 9), finding("b/y", 9, 9)], ["b/y"], id="the same empty place"),
        pytest.param(
            [finding("a/x", 9, 9, "q:1"), finding("b/y", 9, 9, "q:2")], ["a/x", "b/y"], id="other question"
        ),
        pytest.param(
            [finding("a/x", 0, 1, "q:1"), finding("b/y", 9, 9, "q:1")], ["b/y"], id="the same question"
        ),
        pytest.param(
            [finding("a/x", 0, 5), finding("c/z", 0, 5)], ["a/x", "c/z"], id="a rule it does not yield to"
        ),
        pytest.param(
            [finding("a/x", 0, 5), finding("b/other", 0, 5)], ["b/other"], id="a family it yields to"
        ),
    ],
)
def test_a_finding_yields_to_a_more_telling_one(findings: list[Finding], kept: list[str]) -> None:
    rules = [rule("a/x", yields_to=("b",)), rule("b/y"), rule("b/other"), rule("c/z")]
    assert [f.rule for f in settle(findings, rules)] == kept  # type: ignore[arg-type]
    assert sorted(f.rule for f in settle(findings[::-1], rules)) == sorted(kept)  # type: ignore[arg-type]


@given(st.lists(st.integers(0, 40), max_size=12, unique=True), st.integers(0, 40), st.integers(0, 5))
def test_of_spans_by_place_those_that_overlap_are_near(edges: list[int], start: int, length: int) -> None:
    edges.sort()
    spans = Spans(Span(a, b) for a, b in zip(edges[::2], edges[1::2], strict=False))
    span = Span(start, start + length)
    assert [s for s in spans.near(span) if s.overlaps(span)] == [s for s in spans if s.overlaps(span)]
    around = [s for s in spans if s.start <= span.start and span.end <= s.end]
    assert [s for s in spans.near(span) if s.start <= span.start and span.end <= s.end] == around


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 5)), max_size=8))
def test_joined_spans_hold_the_same_characters_and_do_not_overlap(pairs: list[tuple[int, int]]) -> None:
    spans = [Span(start, start + length) for start, length in pairs]
    joined = Spans.joined(spans)
    assert {c for s in joined for c in range(*s)} == {c for s in spans for c in range(*s)}
    assert all(a.end <= b.start for a, b in pairwise(joined))


def test_of_many_spans_few_are_near() -> None:
    assert Spans(Span(at, at + 2) for at in range(0, 900, 3)).near(Span(451, 452)) == (Span(450, 452),)


def test_settling_a_flood_of_findings_compares_rules_and_not_findings(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = []

    def counted(rule_id: str, names: Iterable[str]) -> bool:
        asked.append(rule_id)
        return named(rule_id, names)

    monkeypatch.setattr(sys.modules[settle.__module__], "named", counted)
    findings = [finding(rule_id, 0, 5) for _ in range(1_000) for rule_id in ("a/x", "b/y", "c/z")]
    kept = settle(findings, [rule("a/x", yields_to=("b",)), rule("b/y"), rule("c/z")])  # type: ignore[list-item]
    assert {f.rule for f in kept} == {"b/y", "c/z"}
    assert len(asked) < 10


def test_a_pack_says_the_same_as_the_files() -> None:
    from replycheck.packing import pack, unpack

    files = load_rules(examples=True)
    unpacked = unpack(pack(files.rules, files.lexicons))
    assert unpacked is not None
    rules, lexicons = unpacked
    packed = Ruleset(rules, lexicons, files.config)
    for term, other in zip(packed.index.terms, files.index.terms, strict=True):
        assert (term.text, term.source, term.label, term.weight) == (
            other.text,
            other.source,
            other.label,
            other.weight,
        )
        assert [list(gate) for gate in term.gates] == [list(gate) for gate in other.gates]
        assert (list(term.grams), term.exact, term.guarded) == (list(other.grams), other.exact, other.guarded)
    for one, another in zip(packed.rules, files.rules, strict=True):
        for field in ("id", "severity", "message", "only", "unless", "needs", "severity_by", "yields_to"):
            assert getattr(one, field) == getattr(another, field)
        searched = ("phrases", "patterns", "swaps")
        for field, value in vars(another.checker).items():
            assert field in searched or as_json(getattr(one.checker, field)) == as_json(value)


def as_json(value: object) -> object:
    """The value as JSON has it, which knows no tuples."""
    return json.loads(json.dumps(value))
