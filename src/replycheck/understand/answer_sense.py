"""How likely a sentence answers a question, by what a semantic model makes of both.

The cosine of two vectors says that they speak of the same matter, and the sentence that talks round a question is
as near to it as its answer is.  A regression over the two vectors themselves, their product and their distance,
number by number, also learns where in that space promises, dates and refusals lie, and where evasions do.
It was trained on the project's own pairs by `benchmarks/accuracy/train_answers.py`, for one model.  In the space of
another one the numbers mean other things, so the weights keep how their model sees one sentence.

Source of the four parts: Conneau et al., "Supervised Learning of Universal Sentence Representations" (2017).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from operator import mul, sub

from replycheck.records import NamedTuple

Vectors = Sequence[Sequence[float]]
"""A vector of length 1 for each text."""


class Sense(NamedTuple):
    """The weights: of the product and the distance of two vectors, of each vector alone, of their cosine and of
    what it has over the other questions'.  `probe` is the vector of `PROBE` under their model.
    """

    bias: float
    product: tuple[float, ...]
    distance: tuple[float, ...]
    question: tuple[float, ...]
    sentence: tuple[float, ...]
    nearness: float
    margin: float
    probe: tuple[float, ...]


PROBE = "The parcel leaves on Tuesday and you can follow it from there."
"""A sentence by whose vector a model is known."""

SAME = 0.99
"""From which cosine of the two vectors on it is the same model; half precision and other libraries leave .999."""


def is_of(weights: Sense, vectors: Callable[[Sequence[str]], Vectors]) -> bool:
    """Whether these are the vectors of the model that the weights were trained with."""
    found = vectors([PROBE])[0]
    if len(found) != len(weights.probe):
        return False
    length = math.sqrt(sum(map(mul, found, found)))
    same = sum(map(mul, found, weights.probe))
    return bool(same >= SAME * max(1.0, length))


def nearness_of(questions: Vectors, sentences: Vectors) -> list[list[float]]:
    """The cosine of each question (first index) with each sentence, from -1 to 1."""
    return [[sum(map(mul, question, sentence)) for sentence in sentences] for question in questions]


def sense_of(
    questions: Vectors, sentences: Vectors, near: Sequence[Sequence[float]], weights: Sense
) -> list[list[float]]:
    """The log-odds that each sentence (second index) answers each question; the vectors are of the weights' size,
    `near` are their cosines.
    """
    alone = [sum(map(mul, weights.sentence, sentence)) for sentence in sentences]
    found = []
    for i, question in enumerate(questions):
        start = weights.bias + sum(map(mul, weights.question, question))
        scaled = list(map(mul, weights.product, question))
        row = []
        for j, sentence in enumerate(sentences):
            apart = sum(map(mul, weights.distance, map(abs, map(sub, question, sentence))))
            others = max((each[j] for k, each in enumerate(near) if k != i), default=near[i][j])
            own = weights.nearness * near[i][j] + weights.margin * (near[i][j] - others)
            row.append(start + sum(map(mul, scaled, sentence)) + apart + alone[j] + own)
        found.append(row)
    return found


_ROWS = ("product", "distance", "question", "sentence", "probe")
_NUMBERS = ("bias", "nearness", "margin")


def stored_sense(weights: Sense) -> dict[str, object]:
    """The inverse of `loaded_sense`: each row of numbers is one text."""
    rows = {name: " ".join(f"{number:.4g}" for number in getattr(weights, name)) for name in _ROWS}
    return {**{name: round(getattr(weights, name), 4) for name in _NUMBERS}, **rows}


def loaded_sense(values: Mapping[str, object]) -> Sense:
    """The weights as `answer_weights_minilm.json` keeps them."""
    product, distance, question, sentence, probe = (
        tuple(float(number) for number in str(values[name]).split()) for name in _ROWS
    )
    bias, nearness, margin = (float(str(values[name])) for name in _NUMBERS)
    return Sense(bias, product, distance, question, sentence, nearness, margin, probe)
