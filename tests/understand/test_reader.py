"""The reader between the lines: what it gives, and that it hears the difference between twins."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from replycheck.matching import Index
from replycheck.read import read_text
from replycheck.understand import Document
from replycheck.understand.reader import WEIGHTS, Reading, read
from replycheck.understand.reader_features import (
    Place,
    crowd,
    features,
    inside,
    loose,
    placed_runs,
    runs,
    tokens,
)
from replycheck.understand.reader_sorts import sort_of

MOST_BYTES = 400_000


def readings(text: str, channel: str = "email") -> tuple[Reading, ...]:
    return read(Document(read_text(text, role="agent"), Index([])), channel)


def worst(text: str) -> float:
    return max(reading.score for reading in readings(text))


@pytest.mark.parametrize(
    ("faulty", "twin"),
    [
        pytest.param(
            "People who say they never opened the tin usually have paint on their hands.",
            "The tin can open by itself in the cold, so I send you a new one with a clip.",
            id="veiled doubt",
        ),
        pytest.param(
            "It would be a pity if this discussion made us look at your account more closely.",
            "The invoice is due on Friday; if that is too early, tell me and I move it to the 30th.",
            id="quiet threat",
        ),
        pytest.param(
            "Let me explain this slowly, because it does seem to confuse some people.",
            "You asked for the simple version: hold the button for five seconds and let go.",
            id="talking down",
        ),
        pytest.param(
            "How wonderful that you found the time to write to us five times in one morning.",
            "Thank you for writing twice; the second photo shows the crack well.",
            id="mock thanks",
        ),
        pytest.param(
            "Ladies often find the manual mode a bit much, so perhaps ask your husband.",
            "You asked whether a wheelchair fits through the door: it does, the frame is 92 cm wide.",
            id="remark on the person",
        ),
        pytest.param(
            "My colleague is off with her nerves since the divorce, poor thing.",
            "My colleague is back on Monday and has your file on her desk.",
            id="gossip told kindly",
        ),
        pytest.param(
            "The system does not let us do that, so there is nothing more we can do.",
            "The system does not let me change it, so I have cancelled the order and made a new one.",
            id="nobody acts",
        ),
    ],
)
def test_a_fault_scores_high_and_its_innocent_twin_low(faulty: str, twin: str) -> None:
    assert worst(faulty) > 0.6
    assert worst(twin) < 0.5


def test_the_words_that_weighed_most_stand_in_the_sentence() -> None:
    (reading,) = readings("How wonderful that you found the time to write to us five times in one morning.")
    assert reading.label
    assert reading.words
    said = " ".join(tokens("How wonderful that you found the time to write to us five times in one morning."))
    assert all(word in said for word in reading.words)


def test_what_a_customer_said_is_not_held_against_the_agent() -> None:
    quoted = 'You wrote "people like you usually have paint on their hands", and I can see why.'
    assert worst(quoted) < worst("People like you usually have paint on their hands, and I can see why.")


def test_short_sentences_say_too_little() -> None:
    assert readings("Noted. Done. Yes, six.") == ()


def test_weights_stay_small() -> None:
    assert WEIGHTS.stat().st_size <= MOST_BYTES


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_read(text: str) -> None:
    document = Document(read_text(text, role="agent"), Index([]))
    for reading in read(document, "chat"):
        assert 0 <= reading.score <= 1
        assert reading.span in document.sentences


@given(st.lists(st.sampled_from("you should have read the terms 12 monday ! it's".split()), max_size=9))
def test_placed_runs_are_the_runs_and_lie_within_the_words(words: list[str]) -> None:
    placed = list(placed_runs(words))
    assert [feature for feature, _, _ in placed] == [feature for found in runs(words) for feature in found]
    assert all(0 <= start <= end <= len(words) for _, start, end in placed)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(
            "most guests checked the page", "most tenants looked the label", id="who, heeding, what is read"
        ),
        pytest.param(
            "the courier surely mentions it", "the carrier clearly shows it", id="third party, hedge, telling"
        ),
        pytest.param("you rinsed it", "you plugged it", id="an ending where no sort is known"),
    ],
)
def test_sentences_of_the_same_sorts_share_their_frame(one: str, other: str) -> None:
    assert runs(tokens(one))[-3:] == runs(tokens(other))[-3:]


@pytest.mark.parametrize(
    ("word", "sort"),
    [
        ("customers", "P"),
        ("label", "D"),
        ("rinsing", "I"),
        ("rinsed", "E"),
        ("neatly", "Y"),
        ("bed", "W"),
        ("bus", "W"),
    ],
)
def test_a_word_has_one_sort(word: str, sort: str) -> None:
    assert sort_of(word) == sort


def test_who_meets_whom_in_a_sentence() -> None:
    assert {"=you", "=us", "=not", "=notyou", "=usyou"} <= set(loose(tokens("We never told you.")))
    assert "=Pyou" not in loose(tokens("We never told you."))


def test_a_sentence_among_many_counts_less() -> None:
    assert crowd(1) == crowd(5) == 0
    assert 0 < crowd(8) < crowd(20)
    text = "People who say they never opened the tin usually have paint on their hands."
    padded = " ".join([text, *["The tin comes by post on Friday morning."] * 14])
    assert readings(padded)[0].score < readings(text + " It comes by post on Friday.")[0].score


def test_features_of_a_short_sentence() -> None:
    found = features("You should have read it!", Place(at=0, total=2, channel="chat"))
    assert {"you", "~read", "#<you>", "#shou", "^ you", "you should have", "it !", "~you should"} <= set(
        found
    )
    assert {"%^ you should have", "@first", "@channel chat", "@you 1"} <= set(found)
    assert inside("it") == ("it", "~it", "#<it>")
