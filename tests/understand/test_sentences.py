"""Where one sentence ends and the next begins, and which words stand in it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from replycheck.model import Span
from replycheck.understand.segments import count_words, paragraphs, sentences, words


def cut(text: str) -> list[str]:
    return [span.of(text) for span in sentences(text, paragraphs(text))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("We have it in size M. Yes, in blue too.", ["We have it in size M.", "Yes, in blue too."]),
        ("It is plan B. The price stays.", ["It is plan B.", "The price stays."]),
        ("Ask J. Yates about it.", ["Ask J. Yates about it."]),
        ("It went to M. Nowak. He signed.", ["It went to M. Nowak.", "He signed."]),
        ("Ask Dr. Yes about it.", ["Ask Dr. Yes about it."]),
    ],
)
def test_a_letter_with_a_full_stop_is_an_initial_only_before_a_name(text: str, found: list[str]) -> None:
    assert cut(text) == found


@given(st.text(alphabet="ab1-'’ .\n", max_size=40), st.data())
def test_words_are_counted_as_they_are_found(text: str, data: st.DataObject) -> None:
    start, end = sorted(data.draw(st.lists(st.integers(0, len(text)), min_size=2, max_size=2)))
    found = words(text)
    if not any(word.start < cut < word.end for word in found for cut in (start, end)):
        assert count_words(text, Span(start, end)) == sum(start <= word.start < end for word in found)
    for block in paragraphs(text):
        assert words(text, block) == tuple(w for w in found if block.start <= w.start < block.end)
