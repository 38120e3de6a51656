"""How near a question and a sentence are in sense, by a vector for each of their words.

"Is there a lift?" and "The elevator serves all floors" share no word, yet the vectors of "lift" and "elevator"
lie close together.  Each word has 96 signed bytes and one for its weight: rare words say more about what a
sentence is about.  A text's vector is the weighted sum of its words', and nearness is the cosine of two such.
The vectors were made from a sentence encoder by `benchmarks/accuracy/make_vectors.py`; at run time there is no
model and nothing but additions.

Source of the weighting: Arora, Liang and Ma, "A Simple but Tough-to-Beat Baseline for Sentence Embeddings" (2017).
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from operator import mul
from pathlib import Path

from replycheck.understand.stems import stem

VECTORS = Path(__file__).with_name("word_vectors.bin")
"""A line with the number of dimensions and where the vectors come from, a line of stems in order with tabs
between, and then for each stem its weight, from 0 to 255, and its vector as signed bytes.
"""

Vector = tuple[float, ...]


def kinship(questions: Sequence[Sequence[str]], sentences: Sequence[Sequence[str]]) -> list[list[float]]:
    """The cosine, from -1 to 1, of each question (first index) with each sentence, both as lower-case words.

    0 where one of them has no word that is known.
    """
    columns = [_direction(tuple(words)) for words in sentences]
    rows = [_direction(tuple(words)) for words in questions]
    return [[sum(map(mul, row, column)) for column in columns] for row in rows]


@lru_cache(maxsize=2_000)
def _direction(words: tuple[str, ...]) -> Vector:
    """The vector of a text, of length 1; empty where no word is known."""
    found = [vector for word in words if (vector := _vector(stem(word.partition("'")[0])))]
    if not found:
        return ()
    summed = [sum(column) for column in zip(*found, strict=True)]
    length = math.sqrt(sum(map(mul, summed, summed))) or 1.0
    return tuple(number / length for number in summed)


@lru_cache(maxsize=4_000)
def _vector(stem: str) -> Vector:
    """The weighted vector of a stem; empty where it is not known."""
    stems, size, data = _shipped()
    at = bisect_left(stems, stem)
    if at == len(stems) or stems[at] != stem:
        return ()
    row = data[at * (size + 1) : (at + 1) * (size + 1)]
    weight = row[0]
    return tuple([weight * number for number in row[1:].cast("b")])


@cache
def _shipped() -> tuple[list[str], int, memoryview]:
    return unpacked(VECTORS.read_bytes())


def packed(vectors: Mapping[str, tuple[int, Sequence[int]]], source: str) -> bytes:
    """The inverse of `unpacked`: the weight and the numbers of each stem; `source` is one line."""
    stems = sorted(vectors)
    size = len(vectors[stems[0]][1])
    rows = b"".join(bytes((vectors[s][0], *(number & 0xFF for number in vectors[s][1]))) for s in stems)
    return f"{size} {source}\n".encode() + "\t".join(stems).encode() + b"\n" + rows


def unpacked(data: bytes) -> tuple[list[str], int, memoryview]:
    """The stems in order, the number of dimensions, and the rows one behind the other."""
    head, stems, _ = data.split(b"\n", 2)
    return (
        stems.decode().split("\t"),
        int(head.split()[0]),
        memoryview(data)[len(head) + len(stems) + 2 :],
    )
