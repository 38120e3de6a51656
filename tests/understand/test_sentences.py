"""Where one sentence ends and the next begins."""

from __future__ import annotations

import pytest

from replycheck.understand.segments import paragraphs, sentences


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
