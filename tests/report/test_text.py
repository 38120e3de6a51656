"""The report for the agent who reads it in a terminal."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from replycheck.model import Answer, Case, Message, Question, Report, Skipped, Source, Span

Made = Callable[..., Report]
Written = Callable[..., str]


@pytest.mark.parametrize(
    ("words", "excerpt"),
    [
        pytest.param("on its way", [" 1 | It is on its way.", "   |       ^^^^^^^^^^"], id="one line"),
        pytest.param(
            "way.\n\n  Ada Cole",
            [" 1 | It is on its way.", "   |              ^^^^", " 3 |   Ada Cole", "   |   ^^^^^^^^"],
            id="two lines with a blank one between",
        ),
        pytest.param(
            "Cole\nDesk 9\nLeeds",
            [" 3 |   Ada Cole", "   |       ^^^^", " 4 | Desk 9", "   | ^^^^^^", " 5 | Leeds", "   | ^^^^^"],
            id="all lines that it names",
        ),
        pytest.param(
            "Cole\nDesk 9\nLeeds\nEngland",
            [
                " 3 |   Ada Cole",
                "   |       ^^^^",
                " 4 | Desk 9",
                "   | ^^^^^^",
                " 5 | Leeds",
                "   | ^^^^^",
                "   | …",
            ],
            id="more lines than are shown",
        ),
    ],
)
def test_every_line_of_the_words_is_marked(
    made: Made, written: Written, words: str, excerpt: list[str]
) -> None:
    report = made(words, draft="It is on its way.\n\n  Ada Cole\nDesk 9\nLeeds\nEngland\n")
    assert written("text", report).splitlines()[1 : len(excerpt) + 1] == excerpt


def test_the_numbers_of_lines_stand_below_each_other(made: Made, written: Written) -> None:
    report = made("Ada\nDesk", draft="." + "\n" * 8 + "Ada\nDesk\n")
    assert written("text", report).splitlines()[1:5] == ["  9 | Ada", "    | ^^^", " 10 | Desk", "    | ^^^^"]


ASKED = "Is it late? Who pays?"


def asked(report: Report, *, score: float, earnest: float = 1.0) -> Report:
    """The report with two questions, of which the second counts as not answered."""
    first, second = Span(0, 11), Span(12, 21)
    answers = (
        Answer(Question(first, first.of(ASKED), "direct", "yn"), True, 0.9, Span(0, 4)),
        Answer(Question(second, second.of(ASKED), "direct", "wh", earnest=earnest), False, score, Span(0, 4)),
    )
    case = Case(report.case.draft, report.case.inbound or Message(ASKED, source=Source("inbound.eml")))
    return Report(case, report.findings, answers, report.skipped)


@pytest.mark.parametrize(
    ("told", "score", "tick", "words"),
    [
        pytest.param("", 0.6, "?", "2 questions, 1 answered, 1 unsure", id="no finding speaks of it"),
        pytest.param(
            "", 0.1, "✗", "2 questions, 1 answered", id="surely open, the finding was not asked for"
        ),
        pytest.param("Who pays?", 0.6, "✗", "2 questions, 1 answered", id="a finding speaks of it"),
        pytest.param("late", 0.6, "?", "2 questions, 1 answered, 1 unsure", id="a finding about another"),
    ],
)
def test_a_question_in_doubt_is_told_from_an_open_one(
    made: Made, written: Written, told: str, score: float, tick: str, words: str
) -> None:
    report = made(
        "late",
        inbound=ASKED if told else None,
        asked=told,
        rule="answers/unanswered-question",
        draft="It is late.",
    )
    text = written("text", asked(report, score=score), questions=True)
    assert " ✓ “Is it late?” (inbound.eml:1)\n     answered, it seems, in line 1: “It i”" in text
    assert f" {tick} “Who pays?” (inbound.eml:1)\n     closest in line 1" in text
    assert text.rstrip().endswith(f"; {words}")


def test_rules_that_did_not_run_are_named_while_they_are_few(made: Made, written: Written) -> None:
    skipped = [Skipped(f"answers/{name}", "no date") for name in "badc"]
    few, many = made(skipped=tuple(skipped[:3])), made(skipped=tuple(skipped))
    assert written("text", few).splitlines()[-1] == "not checked: answers/a, answers/b, answers/d (no date)"
    assert written("text", many).splitlines()[-1] == "not checked: 4 rules (no date)"
    assert written("text", few, color=True).splitlines()[-1].startswith("\x1b[2mnot checked")
