"""Vectors of words: which texts lie near each other, and the file they are kept in."""

from __future__ import annotations

import math
from zlib import crc32

import pytest
from hypothesis import given
from hypothesis import strategies as st

from replycheck.understand.word_vectors import kinship, packed, unpacked


def near(question: str, sentence: str) -> float:
    return kinship([question.lower().split()], [sentence.lower().split()])[0][0]


@pytest.mark.parametrize(
    ("question", "kin", "stranger"),
    [
        ("is there a lift", "the elevator serves all floors", "your refund left us on friday"),
        ("can i bring my dog", "pets are welcome in two rooms", "the invoice is in your account"),
        ("how much is postage", "delivery costs four euro", "we open at nine on weekdays"),
        ("do you have a cot", "a travel bed for the baby is in the cupboard", "parking is behind the house"),
        ("when do i get my money back", "the refund takes three days", "the strap fits all our watches"),
        ("is it still under guarantee", "the warranty runs for two years", "we ship to norway"),
    ],
)
def test_an_answer_in_other_words_is_nearer_than_another_matter(
    question: str, kin: str, stranger: str
) -> None:
    assert near(question, kin) > near(question, stranger) + 0.1


def test_forms_of_a_word_are_one() -> None:
    assert near("refunds", "refund") == pytest.approx(1)
    assert near("refunded", "refunding") == pytest.approx(1)


@pytest.mark.parametrize("text", ["", "zzqx", "4711 0078"])
def test_words_that_are_not_known_are_near_nothing(text: str) -> None:
    assert near(text, "the refund takes three days") == 0
    assert near("when is the refund", text) == 0


def test_there_is_a_number_for_each_question_and_sentence() -> None:
    found = kinship([["refund"], ["lift"]], [["money"], ["elevator"], ["cot"]])
    assert [len(row) for row in found] == [3, 3]
    assert kinship([], [["money"]]) == []
    assert kinship([["refund"]], []) == [[]]


WORDS = st.lists(
    st.sampled_from("the refund lift of price guarantee zzqx is not broken we".split()), max_size=8
)


@given(WORDS, WORDS)
def test_kinship_is_a_cosine(question: list[str], sentence: list[str]) -> None:
    there, back = kinship([question], [sentence])[0][0], kinship([sentence], [question])[0][0]
    assert there == pytest.approx(back)
    assert -1 - 1e-9 <= there <= 1 + 1e-9
    assert kinship([question], [question])[0][0] in (0, pytest.approx(1))


STEMS = st.text("abcdefgé", min_size=1, max_size=6)
ROWS = st.tuples(st.integers(0, 255), st.lists(st.integers(-128, 127), min_size=3, max_size=3))


@given(st.dictionaries(STEMS, ROWS, min_size=1, max_size=6))
def test_what_is_packed_comes_out_again(vectors: dict[str, tuple[int, list[int]]]) -> None:
    sums, size, rows = unpacked(packed(vectors, "from nowhere"))
    assert list(sums) == sorted(crc32(stem.encode()) for stem in vectors)
    assert size == 3
    for stem, (weight, numbers) in vectors.items():
        at = 4 * list(sums).index(crc32(stem.encode()))
        assert rows[at] == weight
        assert list(rows[at + 1 : at + 4].cast("b")) == numbers


def test_a_rare_word_weighs_more_than_a_common_one() -> None:
    # Beside "the", which stands in every text, the matter decides where a text points.
    assert near("the elevator", "the lift") > near("the elevator", "the the the")
    assert math.isfinite(near("the", "the"))
