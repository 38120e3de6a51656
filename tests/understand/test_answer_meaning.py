"""What a semantic model makes of question and sentence, and which weights go with which model."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from replycheck.read import read_text
from replycheck.understand.answer_features import PAIR, PAIR_MEANING, PAIR_READING
from replycheck.understand.answer_meaning import Reading, nearness_of
from replycheck.understand.answers import (
    candidates,
    meaning_of,
    prepared,
    reading_weights,
    semantic_weights,
    shipped_weights,
    weigh_answers,
    weights_for,
)
from replycheck.understand.document import Document

INBOUND = "Hello,\n\nWhen does the lamp arrive? Can I pay by card?\n\nAna\n"
DRAFT = "Hi Ana,\n\nThe lamp is blue. It arrives on Tuesday.\n\nLena\n"


class Model:
    """A model that sees every text as the same vector, and reads the same in every reply where it `reads`."""

    name = "told"

    def __init__(self, readings: Sequence[Reading] | None = None) -> None:
        self._readings = readings

    @property
    def reads(self) -> bool:
        return self._readings is not None

    def vectors(self, texts: Sequence[str]) -> list[tuple[float, float]]:
        return [(0.6, 0.8) for _ in texts]

    def readings(self, questions: Sequence[str], sentences: Sequence[str]) -> Sequence[Reading]:
        assert questions == ["When does the lamp arrive?", "Can I pay by card?"]
        assert sentences == ["The lamp is blue.", "It arrives on Tuesday."]
        assert self._readings is not None
        return self._readings


def documents() -> tuple[Document, Document]:
    from replycheck import load_rules

    index = load_rules().index
    return (
        Document(read_text(INBOUND, role="customer"), index),
        Document(read_text(DRAFT, role="agent"), index),
    )


def test_the_cosine_of_each_question_with_each_sentence() -> None:
    assert nearness_of([(1.0, 0.0)], [(0.6, 0.8), (0.0, 1.0)]) == [[0.6, 0.0]]


READINGS = [Reading(3.0, [-2.0, 4.0]), Reading(-3.0, [-4.0, -5.0])]


@pytest.mark.parametrize("readings", [None, READINGS])
def test_a_model_is_asked_for_what_it_can_say(readings: Sequence[Reading] | None) -> None:
    inbound, draft = documents()
    asked = prepared(inbound, inbound.questions)
    nearness, said = meaning_of(asked, candidates(draft), draft, Model(readings))
    assert [list(row) for row in nearness] == [pytest.approx([1.0, 1.0])] * 2
    assert said == readings


def test_the_backend_follows_the_model() -> None:
    assert weights_for(None) is shipped_weights()
    assert weights_for(Model()) is semantic_weights()
    assert weights_for(Model(READINGS)) is reading_weights()
    sizes = [len(each().pair[1]) for each in (shipped_weights, semantic_weights, reading_weights)]
    assert sizes == [
        len(PAIR),
        len(PAIR) + len(PAIR_MEANING),
        len(PAIR) + len(PAIR_MEANING) + len(PAIR_READING),
    ]


def test_what_was_read_decides_which_sentence_answers_and_how_sure_that_is() -> None:
    inbound, draft = documents()
    answers = weigh_answers(inbound, draft, Model(READINGS))
    turned = weigh_answers(inbound, draft, Model([Reading(-3.0, [-2.0, -5.0]), Reading(3.0, [4.0, -5.0])]))
    assert answers[0].evidence is not None
    assert answers[0].evidence.of(draft.text) == "It arrives on Tuesday."
    assert answers[0].score > turned[0].score
    assert answers[1].score < turned[1].score
