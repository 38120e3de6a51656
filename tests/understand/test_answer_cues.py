"""Signs that a sentence gives the sort of answer a question wants, and near misses."""

from __future__ import annotations

import pytest

from replycheck.matching import Index
from replycheck.read import read_text
from replycheck.understand import Document
from replycheck.understand.answer_cues import (
    choices_of,
    chooses,
    defines,
    facts,
    gives_reason,
    is_heated,
    modal_of,
)
from replycheck.understand.statements import Statement, statements


def said(text: str) -> Statement:
    return statements(Document(read_text(text, role="agent"), Index([])))[0]


@pytest.mark.parametrize(
    ("question", "reply", "expected"),
    [
        ("can it be posted", "most of them may go by post", True),
        ("must i book", "no need to book", True),
        ("will it rain in", "it won't", True),
        ("can it be posted", "it is flat", False),
        ("must i book", "the hall is big", False),
        ("how tall", "it is 8 cm", False),
    ],
)
def test_a_modal_verb_is_taken_up_by_its_like(question: str, reply: str, expected: bool) -> None:
    assert (not modal_of(question.split()).isdisjoint(reply.split())) is expected


@pytest.mark.parametrize(
    ("question", "reply", "expected"),
    [
        ("is it blue or green", "It is green.", 1.0),
        ("by train or by bus", "Either is fine.", 1.0),
        ("is it blue or green", "There is a blue one and a green one.", 0.5),
        ("is it blue or green", "It is 40 cm high.", 0.0),
        ("is it blue", "It is blue.", 0.0),
    ],
)
def test_one_of_two_alternatives_is_chosen(question: str, reply: str, expected: float) -> None:
    assert chooses(choices_of(question.split()), said(reply)) == expected


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        ("The letter went out because the payment crossed it.", True),
        ("Two digits were swapped on our side.", True),
        ("The letter went out on Monday.", False),
        ("Letters are printed in the morning.", False),
    ],
)
def test_a_cause_or_a_named_fault_is_a_reason(reply: str, expected: bool) -> None:
    assert gives_reason(said(reply)) is expected


@pytest.mark.parametrize(
    ("reply", "expected"), [("A dummy is a spare part.", True), ("Open the lid.", False)]
)
def test_what_a_thing_is_defines_it(reply: str, expected: bool) -> None:
    assert defines(said(reply)) is expected


@pytest.mark.parametrize(
    ("reply", "expected"), [("Ask for Marta at 9 in Oslo.", 3), ("The lamp is blue and I've packed it.", 0)]
)
def test_figures_and_names_are_facts(reply: str, expected: int) -> None:
    assert facts(said(reply)) == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Are you serious??", True),
        ("does anybody even read this", True),
        ("When do you open?", False),
        ("Can I bring my dog?", False),
    ],
)
def test_upset_questions_sound_heated(question: str, expected: bool) -> None:
    assert is_heated(question) is expected
