"""Makes `word_vectors.bin`, the vectors behind `understand/word_vectors.py`, with a sentence encoder.

    python -m benchmarks.accuracy.make_vectors --data DIR --semantic-model DIR [--name NAME] [--write]

A word's vector is the mean of what the encoder's last layer holds for it in the sentences of the project's own
texts (`benchmarks/data/training` and `answers`; `replies/` and `questions/pairs/` under DIR); words of the
encoder's vocabulary that stand in fewer than three of them are read in a few frames instead.  The vectors of
all forms of a stem are joined, centred, cut to the directions in which they differ most, and stored in bytes.
The same data and model give the same file.  Takes a quarter of an hour, and `pip install .[semantic]`.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy

from benchmarks.accuracy.questions import own_paths
from benchmarks.accuracy.train_answers import good_paths
from replycheck.semantic import model_folder
from replycheck.semantic.encoder import Encoder
from replycheck.understand.stems import stem
from replycheck.understand.word_vectors import VECTORS, kinship, packed

SIZE = 96
"""Dimensions kept; 64 cost .008 of the best F1, 384 gain nothing."""
RARE = 4e-3
"""The a of a / (a + p), the weight of a word of frequency p; 3e-4 to 1e-2 were tried."""
FEWEST = 3
"""Sentences that a stem must stand in to be learnt from them."""
MOST_SENTENCES = 45_000
LONGEST = 400
"""Code points of a sentence that is read."""
FRAMES = ("{}", "about the {}", "do you {} it", "this is very {}")
BATCH = 64

Sums = dict[str, Any]
_BREAK = re.compile(r"(?<=[.!?])\s+|\n+")


def sentences(paths: Iterable[Path], seed: int) -> list[str]:
    """Sentences of the texts of records, each once, in an order by seed."""
    found: dict[str, None] = {}
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            for value in json.loads(line).values():
                if isinstance(value, str):
                    found.update(dict.fromkeys(_BREAK.split(value)))
    fit = [text for text in found if len(text.split()) > 2 and len(text) <= LONGEST]
    random.Random(seed).shuffle(fit)
    return fit[:MOST_SENTENCES]


def vocabulary(folder: Path) -> list[str]:
    """The whole words among the pieces that the encoder knows."""
    pieces = json.loads((folder / "tokenizer.json").read_text(encoding="utf-8"))["model"]["vocab"]
    return [piece for piece in pieces if piece.isascii() and piece.isalpha() and len(piece) > 2]


def summed(
    encoder: Encoder, texts: Sequence[str], wanted: Sequence[str] | None = None
) -> tuple[Sums, Counter[str]]:
    """The sum of the rows of each word over the texts, and how often it stood there.

    `wanted` names the only word to be taken from each text.
    """
    sums: Sums = {}
    counts: Counter[str] = Counter()
    order = sorted(range(len(texts)), key=lambda n: len(texts[n]))
    for start in range(0, len(order), BATCH):
        chosen = order[start : start + BATCH]
        encodings, slices, state = encoder.states([texts[n] for n in chosen])
        for n, encoding, place in zip(chosen, encodings, slices, strict=True):
            for word, rows in _words(texts[n], encoding, state[place]):
                if wanted is None or word == wanted[n]:
                    sums[word] = sums[word] + rows.mean(axis=0) if word in sums else rows.mean(axis=0)
                    counts[word] += 1
        if start % (BATCH * 100) == 0:
            print(f"{start} of {len(texts)} texts", flush=True)
    return sums, counts


def _words(text: str, encoding: Any, rows: Any) -> Iterator[tuple[str, Any]]:
    pieces: dict[int, list[int]] = {}
    for at, number in enumerate(encoding.word_ids):
        if number is not None:
            pieces.setdefault(number, []).append(at)
    for places in pieces.values():
        start, end = encoding.offsets[places[0]][0], encoding.offsets[places[-1]][1]
        word = text[start:end].lower()
        if word.isalpha():
            yield word, rows[places]


def by_stem(sums: Sums, counts: Counter[str]) -> tuple[Sums, Counter[str]]:
    """The mean vector of the forms of each stem, and how often it stood there."""
    joined: Sums = {}
    often: Counter[str] = Counter()
    for word, vector in sums.items():
        root = stem(word)
        joined[root] = joined[root] + vector if root in joined else vector
        often[root] += counts[word]
    return {root: vector / often[root] for root, vector in joined.items()}, often


def vectors(
    own: tuple[Sums, Counter[str]], framed: tuple[Sums, Counter[str]]
) -> dict[str, tuple[int, list[int]]]:
    """Weight and numbers of each stem, as they are stored."""
    means, often = by_stem(*own)
    stems = sorted(root for root in means if often[root] >= FEWEST)
    rows = numpy.stack([means[root] for root in stems])
    counts = numpy.array([float(often[root]) for root in stems])
    rows = rows - (rows * counts[:, None]).sum(axis=0) / counts.sum()
    bare, _ = by_stem(*framed)
    others = sorted(root for root in bare if root not in set(stems))
    alone = numpy.stack([bare[root] for root in others]) - numpy.stack(list(bare.values())).mean(axis=0)
    rows = numpy.vstack([rows, alone * _length(rows) / _length(alone)])
    counts = numpy.concatenate([counts, numpy.ones(len(others))])
    _, _, directions = numpy.linalg.svd(rows * numpy.sqrt(counts)[:, None], full_matrices=False)
    rows = rows @ directions[:SIZE].T
    rows = rows / numpy.linalg.norm(rows, axis=1, keepdims=True)
    scale = 127 / numpy.abs(rows).max()
    weights = numpy.rint(255 * RARE / (RARE + counts / counts.sum()))
    return {
        root: (int(weight), [int(number) for number in numpy.rint(row * scale)])
        for root, weight, row in zip([*stems, *others], weights, rows, strict=True)
    }


def _length(rows: Any) -> float:
    return float(numpy.linalg.norm(rows, axis=1).mean())


def nearest(found: dict[str, tuple[int, list[int]]], word: str, count: int = 8) -> list[str]:
    """The stems whose vectors lie closest to a word's; [] where it is not known."""
    stems = list(found)
    if stem(word) not in found:
        return []
    table = numpy.array([numbers for _, numbers in found.values()], dtype=float)
    table /= numpy.linalg.norm(table, axis=1, keepdims=True)
    cosines = table @ table[stems.index(stem(word))]
    return [stems[n] for n in numpy.argsort(-cosines)[1 : count + 1]]


def main(arguments: list[str] | None = None) -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--data", type=Path, required=True)
    options.add_argument("--semantic-model", required=True, help="the folder of a sentence encoder")
    options.add_argument("--name", default="", help="what the model is called, if not as its folder")
    options.add_argument("--seed", type=int, default=7)
    options.add_argument("--write", action="store_true", help="write the vectors")
    given = options.parse_args(arguments)
    paths = [*own_paths(given.data), *good_paths(given.data)]
    texts = sentences(paths, given.seed)
    folder = model_folder(given.semantic_model)
    encoder = Encoder(folder)
    words = vocabulary(folder)
    framed = [frame.format(word) for word in words for frame in FRAMES]
    print(f"{len(texts)} sentences, {len(words)} words in {len(FRAMES)} frames")
    own = summed(encoder, texts)
    found = vectors(own, summed(encoder, framed, [word for word in words for _ in FRAMES]))
    source = hashlib.sha256("\n".join(texts).encode()).hexdigest()
    data = packed(found, f"from {given.name or folder.name}, sentences sha256:{source} seed:{given.seed}")
    print(f"{len(found)} stems, {len(data)} bytes")
    for word in ("refund", "lift", "parcel", "price", "cot", "guarantee"):
        print(f"{word}: {', '.join(nearest(found, word))}")
    if given.write:
        VECTORS.write_bytes(data)
        print(f"{kinship([['lift']], [['elevator']])[0][0]:.2f} between lift and elevator")


if __name__ == "__main__":
    main()
