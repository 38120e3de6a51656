"""Grammar by Harper: where it is asked, what is worth saying, and what happens without it."""

from __future__ import annotations

import sys
from collections.abc import Hashable
from pathlib import Path
from types import ModuleType
from typing import cast

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from replycheck.check import check
from replycheck.checkers.proofread import Grammar
from replycheck.config import Config
from replycheck.errors import RuleError, ToolError
from replycheck.model import Case, Report, Span
from replycheck.proofread.engine import Engine, Flag
from replycheck.proofread.grammar import asked, is_worth_saying
from replycheck.proofread.harper import Harper
from replycheck.proofread.text import Plain, plain_text
from replycheck.read import read_text
from replycheck.rulefile import read_folder
from replycheck.rules import load_rules
from replycheck.understand import Document
from replycheck.understand.masks import GAP

RULESET = load_rules(config=Config(select=("proofreading/grammar",)))
RULE = next(iter(RULESET))


def report(draft: str, mode: str = "draft") -> Report:
    return check(Case(read_text(draft, role="agent"), mode=mode), RULESET)  # type: ignore[arg-type]


def marked(draft: str, mode: str = "draft") -> list[tuple[str, str]]:
    return [(f.span.of(draft), f.match.suggestions[0]) for f in report(draft, mode)]


@pytest.mark.parametrize(
    ("draft", "words", "instead"),
    [
        ("It takes a hour.", "a", "an"),
        ("You could of used it.", "could of", "could have"),
        ("The team has began the work.", "began", "begun"),
        ("It is faster then before.", "then", "than"),
        ("Their is no charge for it.", "Their", "There"),
        ("We has updated your address.", "has", "have"),
        ("Please bare with us.", "bare", "bear"),
        ("I would advice you to keep the box.", "advice", "advise"),
        ("We discussed about it.", "discussed about", "discussed"),
        ("Hello {{name}}, it takes a hour.", "a", "an"),
    ],
)
def test_a_slip_is_found_with_what_was_meant(draft: str, words: str, instead: str) -> None:
    assert marked(draft) == [(words, instead)]
    (finding,) = report(draft)
    assert finding.match.fix is not None
    assert finding.match.fix.safety == "unsafe"


@pytest.mark.parametrize(
    "draft",
    [
        pytest.param("Hold a {{item}} or a `item`.", id="beside what is masked"),
        pytest.param("Tab A is open, and An Post brings it.", id="letters and names"),
        pytest.param("Send an SMS, an MRI or an X-ray to an heir.", id="initials"),
        pytest.param("A user, a European and a one-off had an honest hour.", id="sounds"),
        pytest.param("You wrote “a hour” and “could of”.", id="quotations"),
        pytest.param("> it takes a hour\n\nThank you, noted.", id="quoted lines"),
        pytest.param("See you later then. We began on Monday.", id="right as it stands"),
    ],
)
def test_what_is_right_is_left_alone(draft: str) -> None:
    assert marked(draft) == []


def test_the_words_of_a_macro_around_its_placeholders_are_read() -> None:
    assert marked("Hi {{ticket.requester.first_name}}, the {{item}} takes a hour.", "macro") == [("a", "an")]


def test_every_rule_that_is_asked_exists_in_harper() -> None:
    assert isinstance(RULE.checker, Grammar)
    assert Harper(RULE.checker.asks).unknown() == ()


def test_the_engine_is_not_asked_where_no_phrase_stands() -> None:
    class Refusing:
        name = version = "refusing"

        def unavailable(self) -> str | None:
            return None

        def flags(self, text: str) -> list[Flag]:
            raise AssertionError("was asked")

    engine: Engine = Refusing()
    document = Document(read_text("Your lamp is here.", role="agent"), RULESET.index)
    assert asked(engine, document, plain_text(document), document.hits(cast(Hashable, RULE.checker))) == []


def test_without_harper_the_rule_is_skipped_with_the_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "harper", None)
    (skipped,) = report("It takes a hour.").skipped
    assert skipped.rule == "proofreading/grammar"
    assert "pip install 'harper-py" in skipped.reason
    assert report("It takes an hour.").skipped == ()


def test_another_package_of_that_name_is_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "harper", ModuleType("harper"))
    (skipped,) = report("It takes a hour.").skipped
    assert "another package is called harper" in skipped.reason


def test_an_engine_that_fails_names_no_text(monkeypatch: pytest.MonkeyPatch) -> None:
    class Broken:
        def organized_lints(self, text: str, **options: object) -> None:
            raise RuntimeError(text)

    engine = Harper(["AnA"])
    engine._linter = Broken()
    with pytest.raises(ToolError) as raised:
        engine.flags("Parcel 88121 takes a hour.")
    assert "88121" not in str(raised.value)
    assert "RuntimeError" in str(raised.value)


def test_a_broken_phrase_in_a_rule_is_named_at_its_line(tmp_path: Path) -> None:
    rule = tmp_path / "house" / "x.yaml"
    rule.parent.mkdir()
    rule.write_text("kind: grammar\nseverity: warning\nmessage: x\nasks:\n  AnA: 'a ('\n")
    with pytest.raises(RuleError, match=r"x\.yaml:5:8: invalid regular expression"):
        read_folder(tmp_path, shown=str(tmp_path))


TEXT = Plain("Hold an Xxxx of 5a it", (Span(8, 12),))


@pytest.mark.parametrize(
    ("start", "end", "is_said"),
    [
        (0, 4, True),
        (5, 7, False),
        (8, 9, False),
        (13, 15, False),
        (16, 18, False),
        (19, 21, True),
        (3, 3, False),
    ],
)
def test_a_doubt_on_or_beside_what_is_masked_is_not_said(start: int, end: int, is_said: bool) -> None:
    assert is_worth_saying(Flag(Span(start, end), "x", "Y", ""), TEXT) is is_said


@pytest.mark.parametrize(
    ("draft", "plain"),
    [
        ("Hi {{name}}, the lamp", "Hi Xxxxxxxx, the lamp"),
        ("Open [the tab] now", "Open Xxxxxxxxx now"),
        ("{{whole.line}}\nand more", "              \nand more"),
        ("Say “yes”, then", "Say Xxxxx, then"),
        ("See https://example.com/a for it", "See Xxxxxxxxxxxxxxxxxxxxx for it"),
        ("the customers' boxes", "the customers' boxes"),
    ],
)
def test_an_engine_reads_one_word_for_what_is_masked(draft: str, plain: str) -> None:
    document = Document(read_text(draft, role="agent"), RULESET.index)
    assert plain_text(document).text == plain


PIECES = st.sampled_from(
    ["a hour", "could of", "has began", " ", "\n", "\n\n", "> ", "“", "”", "`", "{{", "}}", "[", "]", "<b>", "its not", ".", "é", "😀", "İ", "@", "www.example.com "]
)  # fmt: skip


@hypothesis_settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(PIECES, st.text(max_size=4)), max_size=25).map("".join))
def test_a_finding_lies_inside_the_text_and_never_on_what_is_masked(draft: str) -> None:
    message = read_text(draft, role="agent")
    document = Document(message, RULESET.index)
    plain = plain_text(document)
    assert len(plain.text) == len(message.text)
    assert GAP not in plain.text
    assert [c == "\n" for c in plain.text] == [c == "\n" for c in document.prose]
    for finding in check(Case(message), RULESET):
        assert 0 <= finding.span.start < finding.span.end <= len(message.text)
        assert GAP not in finding.span.of(document.prose)
        assert not plain.hides(finding.span)
