"""Classes of language that ask, or only look as if they did: for each what is found and what is left alone.

In the tables `|` parts the questions that are found; none for a text that asks nothing.
"""

from __future__ import annotations

import pytest

from replycheck.matching import Index
from replycheck.read import read_text
from replycheck.understand import Document
from replycheck.understand.questions import find_questions

INDEX = Index([])


def asked(text: str) -> list[str]:
    return [question.text for question in find_questions(Document(read_text(text, role="customer"), INDEX))]


def expected(found: str) -> list[str]:
    return found.split("|") if found else []


@pytest.mark.parametrize(
    "text",
    [
        "Who wraps these things?",
        "Who sends out stuff like that?",
        "I have cursed that oven. Who hasn't?",
        "Who will ever read it?",
        "Does nothing work any more?",
        "Does anybody else's parcel ever come?",
        "Is there anything duller than a waiting room?",
        "What's the use of a hotline?",
        "What is this world coming to?",
        "How am I meant to cook in the dark?",
        "Isn't it lovely how the days get longer?",
        "Isn't the weather fierce?",
        "Cold enough for you?",
        "You think that's acceptable?",
        "Ten years a customer, and this is the reward?",
        "You know what I did? Slept in the car.",
        "Guess which one I broke?",
        "How have you all been?",
        "How ya going?",
    ],
)
def test_rhetoric_and_small_talk_ask_nothing(text: str) -> None:
    assert asked(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Who pays for the stamps?",
        "Who else has a key?",
        "Does anyone at the desk speak Welsh?",
        "Is there anything cheaper?",
        "Is there anything I should bring?",
        "How am I meant to open the battery lid?",
        "Isn't it included in the fare?",
        "Is it something we can mend ourselves?",
        "Do you guys ship to Malta?",
        "Why is the bill so high?",
        "Why does nobody answer the phone?",
        "Do you know what the fee is?",
        "Could you tell me what a table costs?",
        "Is someone there who can show me the kiln?",
    ],
)
def test_words_of_rhetoric_in_a_question_that_is_meant(text: str) -> None:
    assert asked(text) == [text]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Did we laugh? We did, a bit.", ""),
        ("Did I keep the box? lol of course not.", ""),
        ("Is it too late? My doctor says not.", ""),
        ("Do we own it then? The paper says yes.", ""),
        ("I thought first: did I lose it? But no, the cat had it.", ""),
        ("Why not by train? Because the train takes no dogs.", ""),
        ("Can I bring it in? I can, however, only come on Friday.", "Can I bring it in?"),
        ("Can I send it back? No box is left.", "Can I send it back?"),
        ("Is the lid free? Because the page says nothing.", "Is the lid free?"),
        ("Do you sell lids?\nTom", "Do you sell lids?"),
    ],
)
def test_what_the_writer_answers_himself(text: str, found: str) -> None:
    assert asked(text) == expected(found)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Do you take a cheque, eh?", "Do you take a cheque, eh?"),
        ("Could you check the thread first, right?", "Could you check the thread first, right?"),
        ("Small world, eh?", ""),
        ("It never rains here, right?", ""),
    ],
)
def test_tag_makes_a_statement_no_question_and_a_question_no_statement(text: str, found: str) -> None:
    assert asked(text) == expected(found)
