"""The report for the agent who reads it in a terminal."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from replycheck.model import Report

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
