"""How much a sentence sounds like an answer to a sort of question, by its words and pairs of words alone.

What leaves a question open is seldom silence: the reply speaks of the matter and does not say.  "It depends
on", "we test it with every release" and "you will find that" sound otherwise than "yes, until Friday",
whatever the matter is.  The weights are trained on the project's own pairs by
`benchmarks/accuracy/train_answers.py`, which shares `features` with this module.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from replycheck.understand.word_weights import unpacked

WEIGHTS = Path(__file__).with_name("answer_manner.bin")
"""The weight of each feature, with the checksum of the data."""


def sort_of(qtype: str) -> str:
    """What a question wants: a yes or no, a deed, or a fact."""
    return qtype if qtype in ("yn", "req") else "wh"


def features(words: Sequence[str], qtype: str) -> list[str]:
    """Words and pairs of neighbours, edges included, each by itself and together with what is asked for.

    A word that begins with a digit is `0`.  Each is given once.
    """
    plain = ["0" if word[0].isdigit() else word for word in words]
    pairs = [f"{a} {b}" for a, b in zip(["^", *plain], [*plain, "$"], strict=True)]
    own = [*plain, *pairs]
    sort = sort_of(qtype)
    return list(dict.fromkeys([*own, *(f"{sort}:{each}" for each in own)]))


def manner(words: Sequence[str], qtype: str) -> float:
    """Log-odds that a sentence of these words answers a question of this sort, whatever either is about."""
    bias, scale, weights = _shipped()
    return bias + scale * sum([weights[f] for f in features(words, qtype) if f in weights])


@cache
def _shipped() -> tuple[float, float, Mapping[str, int]]:
    return unpacked(WEIGHTS.read_bytes())
