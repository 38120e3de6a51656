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
import sys
from array import array
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from operator import mul
from pathlib import Path
from zlib import crc32

from replycheck.understand.stems import stem

VECTORS = Path(__file__).with_name("word_vectors.bin")
"""A line with the number of stems, the number of dimensions and where the vectors come from; then the checksums
of the stems in order, four bytes each and the lowest first; then for each stem its weight, from 0 to 255, and its
vector as signed bytes.  Checksums, since a draft meets fifty stems and need not read the names of all.
"""

Vector = tuple[float, ...]


def kinship(questions: Sequence[Sequence[str]], sentences: Sequence[Sequence[str]]) -> list[list[float]]:
    """The cosine, from -1 to 1, of each question (first index) with each sentence, both as lower-case words.

    0 where one of them has no word that is known.
    """
    columns = [direction(words) for words in sentences]
    rows = [direction(words) for words in questions]
    return [[sum(map(mul, row, column)) for column in columns] for row in rows]


def direction(words: Sequence[str]) -> Vector:
    """The vector of a text of lower-case words, of length 1; empty where no word is known."""
    found = [vector for word in words if (vector := _vector(stem(word.partition("'")[0])))]
    if not found:
        return ()
    summed = [sum(column) for column in zip(*found, strict=True)]
    length = math.sqrt(sum(map(mul, summed, summed))) or 1.0
    return tuple(number / length for number in summed)


@lru_cache(maxsize=4_000)
def _vector(root: str) -> Vector:
    """The weighted vector of a stem; empty where it is not known."""
    sums, size, rows = _shipped()
    wanted = crc32(root.encode("utf-8", "surrogatepass"))
    at = bisect_left(sums, wanted)
    if at == len(sums) or sums[at] != wanted:
        return ()
    row = rows[at * (size + 1) : (at + 1) * (size + 1)]
    weight = row[0]
    return tuple([weight * number for number in row[1:].cast("b")])


@cache
def _shipped() -> tuple[array[int], int, memoryview]:
    return unpacked(VECTORS.read_bytes())


def packed(vectors: Mapping[str, tuple[int, Sequence[int]]], source: str) -> bytes:
    """The inverse of `unpacked`: the weight and the numbers of each stem; `source` is one line."""
    ordered = sorted((crc32(root.encode()), row) for root, row in vectors.items())
    sums = array("I", [each for each, _ in ordered])
    if sys.byteorder == "big":
        sums.byteswap()
    size = len(ordered[0][1][1])
    rows = b"".join(bytes((weight, *(n & 0xFF for n in numbers))) for _, (weight, numbers) in ordered)
    return f"{len(sums)} {size} {source}\n".encode() + sums.tobytes() + rows


def unpacked(data: bytes) -> tuple[array[int], int, memoryview]:
    """The checksums in order, the number of dimensions, and the rows one behind the other."""
    head = data[: data.index(b"\n") + 1]
    count, size = (int(number) for number in head.split()[:2])
    rows = len(head) + 4 * count
    sums = array("I", data[len(head) : rows])
    if sys.byteorder == "big":
        sums.byteswap()
    return sums, size, memoryview(data)[rows:]
