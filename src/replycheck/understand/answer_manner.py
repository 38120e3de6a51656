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

WEIGHTS = Path(__file__).with_name("answer_manner.bin")
"""A line with bias, scale and the checksum of the data, a line of features with tabs between, and then a signed
byte for each feature: read in a tenth of the time that JSON takes.
"""


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


def packed(bias: float, scale: float, weights: Mapping[str, int], source: str) -> bytes:
    """The inverse of `unpacked`; `source` says where the weights come from, in words without white space."""
    head = f"{bias:.6g} {scale:.6g} {source}"
    signed = bytes(weight & 0xFF for weight in weights.values())
    return "\n".join((head, "\t".join(weights))).encode() + b"\n" + signed


def unpacked(data: bytes) -> tuple[float, float, Mapping[str, int]]:
    """Bias, scale and the weight of each feature."""
    head, names, signed = data.split(b"\n", 2)
    bias, scale, *_ = head.split()
    weights = dict(zip(names.decode().split("\t"), memoryview(signed).cast("b"), strict=True))
    return float(bias), float(scale), weights
