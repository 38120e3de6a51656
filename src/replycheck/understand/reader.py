"""The reader between the lines: how much a sentence reads like a fault that no list of phrases holds.

Linear over words, runs of words and runs of letters (`reader_features`).  The weights are trained by
`benchmarks/accuracy/train_reader.py` on the project's own drafts and read when they are first needed.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import cache, cached_property
from pathlib import Path

from replycheck.model import Span
from replycheck.records import NamedTuple
from replycheck.understand.document import Document
from replycheck.understand.masks import GAP
from replycheck.understand.reader_features import (
    Place,
    around,
    crowd,
    features,
    inside,
    loose,
    placed_runs,
    runs,
    tokens,
    weight_of_one,
)
from replycheck.understand.stems import STOP_WORDS

WEIGHTS = Path(__file__).with_name("reader_weights.bin")

FEWEST_WORDS = 3
"""Sentences of fewer words say too little by themselves."""

MOST_SHOWN = 4
"""How many of the words that weighed most are named."""


class Weights:
    """`by_feature` leads from a feature to what it says for a fault; `scale`, `bias` and `slope` turn the sum of
    that into log-odds.  `labels` hold a number for each of the features that tell labels apart, in the order
    of `number`; their sums, with `biases`, are only compared with each other.

    `packed` is a line of numbers, one of labels with their biases, one of features with tabs between, those
    that tell labels apart first, and then signed bytes: one for every feature, and for each label one for
    every feature that tells labels apart.
    """

    def __init__(self, packed: bytes) -> None:
        numbers, labels, features, weights = packed.split(b"\n", 3)
        self.scale, self.label_scale, self.bias, self.slope = map(float, numbers.split())
        self.biases = {
            name: float(value) for name, value in (pair.split("=") for pair in labels.decode().split())
        }
        self._names = features.decode().split("\t")
        signed = memoryview(weights).cast("b")
        size = len(self._names)
        self.by_feature = dict(zip(self._names, signed[:size], strict=True))
        self._telling = (len(signed) - size) // len(self.biases)
        rows = (signed[at : at + self._telling] for at in range(size, len(signed), self._telling))
        self.labels = dict(zip(self.biases, rows, strict=True))

    @cached_property
    def number(self) -> Mapping[str, int]:
        """The place of each feature that tells labels apart; needed only where a sentence is worth a label."""
        return dict(zip(self._names, range(self._telling), strict=False))


class Reading(NamedTuple):
    """A sentence of the draft: `score` from 0 (harmless) to 1, the fault it would most likely be, and the
    words that weighed most for it, as they stand there.
    """

    span: Span
    score: float
    label: str
    words: tuple[str, ...]


@cache
def shipped() -> Weights:
    """The weights of the package."""
    return Weights(WEIGHTS.read_bytes())


@cache
def _word_sums() -> dict[str, tuple[int, int]]:
    """What a word's own features add up to, and how many they are; filled as words come."""
    return {}


def read(document: Document, channel: str) -> tuple[Reading, ...]:
    """Every sentence of a draft's own text that is long enough, in order.

    Label and words are empty below `LEAST_EXPLAINED`: nobody asks for them there.
    """
    spans = document.sentences
    found = []
    for at, span in enumerate(spans):
        sentence = span.of(document.prose)
        words = tokens(sentence.replace(GAP, " "))
        if len(words) >= FEWEST_WORDS:
            place = Place(at, len(spans), channel)
            score = probability(words, sentence, place)
            label, heaviest = _explained(words, sentence, place) if score >= LEAST_EXPLAINED else ("", ())
            found.append(Reading(span, score, label, heaviest))
    return tuple(found)


LEAST_EXPLAINED = 0.3


def probability(words: Sequence[str], sentence: str, place: Place) -> float:
    """How likely a sentence of these words carries a fault, calibrated on drafts left out of training."""
    weights = shipped()
    known = _word_sums()
    total = count = 0
    for word in words:
        sums = known.get(word)
        if sums is None:
            if len(known) > 20_000:
                known.clear()
            own = inside(word)
            sums = known[word] = _sum(own, weights), len(own)
        total += sums[0]
        count += sums[1]
    for others in (*runs(words), loose(words), around(words, sentence, place)):
        total += _sum(others, weights)
        count += len(others)
    logit = total * weights.scale * weight_of_one(count) + weights.bias - crowd(place.total)
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, weights.slope * logit))))


def _sum(features: Sequence[str], weights: Weights) -> int:
    by_feature = weights.by_feature
    return sum([by_feature[feature] for feature in features if feature in by_feature])


def _explained(words: Sequence[str], sentence: str, place: Place) -> tuple[str, tuple[str, ...]]:
    """The likeliest fault of a sentence, and the words that weighed most for its being one."""
    weights = shipped()
    seen = features(sentence, place, words)
    places = [weights.number[feature] for feature in seen if feature in weights.number]
    size = weights.label_scale * weight_of_one(len(seen))
    label = max(
        weights.labels,
        key=lambda name: weights.biases[name] + size * sum(weights.labels[name][p] for p in places),
    )
    return label, _heaviest(words, weights)


def _heaviest(words: Sequence[str], weights: Weights) -> tuple[str, ...]:
    """The words with the largest weights, each with what it weighs as a part of longer runs, by place.

    Neighbours are given together; words of no content are given only beside others.
    """
    shares = [float(_sum(inside(word), weights)) for word in words]
    for feature, start, end in placed_runs(words):
        if feature in weights.by_feature and end > start:
            part = weights.by_feature[feature] / (end - start)
            for at in range(start, end):
                shares[at] += part
    heavy = {
        at for at in sorted(range(len(words)), key=lambda at: -shares[at])[:MOST_SHOWN] if shares[at] > 0
    }
    stretches: list[list[int]] = []
    for at in sorted(heavy):
        if stretches and at - stretches[-1][-1] <= 2:
            stretches[-1] += range(stretches[-1][-1] + 1, at + 1)
        else:
            stretches.append([at])
    telling = [
        s for s in stretches if any(words[at] not in STOP_WORDS and words[at][0].isalnum() for at in s)
    ]
    return tuple(" ".join(words[at] for at in stretch) for stretch in telling or stretches)
