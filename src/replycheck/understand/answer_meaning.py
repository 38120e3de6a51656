"""What a semantic model makes of questions and sentences.

Any model gives each text a vector; the cosine of two says that they speak of the same matter, and the sentence that
talks round a question is as near to it as its answer is.  A model that was trained for it (`semantic.cross_encoder`)
reads question and reply in one and says which sentence answers.
"""

from __future__ import annotations

from collections.abc import Sequence
from operator import mul

from replycheck.records import NamedTuple

Vectors = Sequence[Sequence[float]]
"""A vector of length 1 for each text."""

Nearness = Sequence[Sequence[float]]
"""How near each question (first index) is to each statement in meaning, from -1 to 1."""


class Reading(NamedTuple):
    """What a reply was read to say to a question: the log-odds that it addresses it (`verdict`), and that each of
    its sentences answers it.
    """

    verdict: float
    sentences: Sequence[float]


class Meaning(NamedTuple):
    """What a semantic model says of the questions and statements of a case: how near they are, and how the reply
    reads beside each question, None where the model was not trained for that.
    """

    nearness: Nearness
    readings: Sequence[Reading] | None


def nearness_of(questions: Vectors, sentences: Vectors) -> list[list[float]]:
    """The cosine of each question (first index) with each sentence, from -1 to 1."""
    return [[sum(map(mul, question, sentence)) for sentence in sentences] for question in questions]
