"""What a model's vectors say of question and sentence, and how a model is known again."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from replycheck.understand.answer_features import Meaning
from replycheck.understand.answer_sense import (
    PROBE,
    Sense,
    Vectors,
    is_of,
    loaded_sense,
    nearness_of,
    sense_of,
    stored_sense,
)
from replycheck.understand.answers import (
    meaning_of,
    model_weights,
    semantic_weights,
    shipped_weights,
    weights_for,
)

WEIGHTS = Sense(-1.0, (2.0, 0.0), (0.0, -3.0), (1.0, 0.0), (0.0, 4.0), 5.0, 7.0, (0.6, 0.8))


def test_the_cosine_of_each_question_with_each_sentence() -> None:
    assert nearness_of([(1.0, 0.0)], [(0.6, 0.8), (0.0, 1.0)]) == [[0.6, 0.0]]


def sense(questions: Vectors, sentences: Vectors) -> list[list[float]]:
    return sense_of(questions, sentences, nearness_of(questions, sentences), WEIGHTS)


def test_the_parts_of_the_sense_add_up() -> None:
    found = sense([(1.0, 0.0), (0.0, 1.0)], [(0.6, 0.8)])
    # bias + product + distance + question + sentence + nearness + margin over the other question
    first = -1 + 2 * 0.6 - 3 * 0.8 + 1 + 4 * 0.8 + 5 * 0.6 + 7 * (0.6 - 0.8)
    second = -1 + 0 - 3 * 0.2 + 0 + 4 * 0.8 + 5 * 0.8 + 7 * (0.8 - 0.6)
    assert found == [[pytest.approx(first)], [pytest.approx(second)]]


def test_an_only_question_has_no_margin() -> None:
    assert sense([(1.0, 0.0)], [(0.6, 0.8)]) == [
        [pytest.approx(-1 + 2 * 0.6 - 3 * 0.8 + 1 + 4 * 0.8 + 5 * 0.6)]
    ]


@pytest.mark.parametrize(
    ("vector", "known"),
    [
        ((0.6, 0.8), True),
        ((0.601, 0.7993), True),
        ((0.8, 0.6), False),
        ((-0.6, -0.8), False),
        ((1.8, 0.0), False),
        ((0.6, 0.8, 0.0), False),
        ((1.0,), False),
    ],
)
def test_a_model_is_known_by_how_it_sees_one_sentence(vector: tuple[float, ...], known: bool) -> None:
    asked: list[str] = []

    def vectors(texts: Sequence[str]) -> list[tuple[float, ...]]:
        asked.extend(texts)
        return [vector]

    assert is_of(WEIGHTS, vectors) is known
    assert asked == [PROBE]


class Model:
    """A model that sees every text as the same vector."""

    name = "told"

    def __init__(self, vector: Sequence[float]) -> None:
        self.vector = vector

    def vectors(self, texts: Sequence[str]) -> list[Sequence[float]]:
        return [self.vector for _ in texts]


def test_the_backend_follows_the_model() -> None:
    own = model_weights()
    assert own.sense
    assert len(own.sense.probe) == len(own.sense.product) == 384
    assert weights_for(None) is shipped_weights()
    assert weights_for(Model(own.sense.probe)) is own
    assert weights_for(Model([-n for n in own.sense.probe])) is semantic_weights()
    assert weights_for(Model([1.0])) is semantic_weights()


def test_without_weights_of_its_own_a_model_gives_its_nearness_alone() -> None:
    assert meaning_of([(1.0, 0.0)], [(0.6, 0.8)], None) == Meaning([[0.6]], None)


NUMBERS = st.integers(-999, 999).map(lambda n: n / 1000)
ROWS = st.lists(NUMBERS, min_size=3, max_size=3).map(tuple)


@given(st.builds(Sense, NUMBERS, ROWS, ROWS, ROWS, ROWS, NUMBERS, NUMBERS, ROWS))
def test_the_weights_come_back_from_their_lines(weights: Sense) -> None:
    assert loaded_sense(stored_sense(weights)) == weights
