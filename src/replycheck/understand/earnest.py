"""How likely a clause asks for an answer, by words learnt from labelled messages.

Grammar finds the clauses that have the form of a question.  "Has she fallen down a well?" has it too, and nobody
answers that; and "it isn't clear whether the lid is included" asks without it.  Two regressions tell
more: one of clauses with the form, one of plain sentences without.  They see words and runs of function words, and
where the words lie in sense (`word_vectors`): what customers ask about lies elsewhere than garden, zoo and circus.
The weights are trained on the project's own messages by `benchmarks/accuracy/train_questions.py`, which shares
`traits` with this module.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path

from replycheck.records import NamedTuple
from replycheck.understand.clauses import AUX, WH, Sentence, past_leads, word_set
from replycheck.understand.stems import content_stems
from replycheck.understand.word_vectors import direction
from replycheck.understand.word_weights import unpacked

FORMED = Path(__file__).with_name("questions_formed.bin")
"""The weights of clauses that have the form of a question or request."""

PLAIN = Path(__file__).with_name("questions_plain.bin")
"""The weights of sentences that have not."""

SURE = 0.7
"""From which chance on a question is meant for rules that do not weigh the chance themselves: beside a jibe that
nobody answers they stay silent.
"""

IDLE = 0.1
"""Under which probability a clause is left out beside others that are meant.  Above it the doubt lessens the
chance that it is open (`Answer.open_chance`).
"""

ASKING = 0.9
"""From which probability on a plain sentence asks."""

STRETCH = 4.0
"""What the numbers of a vector of length 1 are multiplied with, so that one ridge fits words and vectors."""

_FRAME = (
    AUX
    | WH
    | word_set(
        """i i'm i'd i've i'll you you'd you're your yours we we'd we're our us me my it it's this that these those
        there they them he she his her don't be not no any anyone anything some someone if whether and but so to
        for of in on at by with from as please need want like know tell wondering wonder let send help get possible
        chance still also just about much many long again yet ever even really or"""
    )
)
"""Words that runs are made of; any other is a gap."""


class Place(NamedTuple):
    """Where a clause stands: its sentence's number of how many, whether an outcry goes before it, and how many
    of its stems the rest of the message has.
    """

    sentence: int
    of: int
    after_outcry: bool
    shared: int


def traits(words: Sequence[str], mark: str, kind: str, place: Place | None = None) -> list[str]:
    """What is seen of a clause's lower-case words, each trait once; `mark` is what closes it, empty where nothing
    does, `kind` that of the question, empty where it has none.
    """
    own = words[past_leads(words) :]
    runs = [word if word in _FRAME else "_" for word in words]
    marks = "".join(c for c in mark if c in "?!")[:2]
    # No word holds a colon, so that what is said of the clause is not taken for its words.
    found = [f"k:{kind}", f"m:{marks}", f"e:{own[-1]}", f"n:{min(6, len(own) // 3)}"]
    found += [f"s:{' '.join(own[:size])}" for size in (1, 2, 3)]
    found += words
    found += [f"{a} {b}" for a, b in itertools.pairwise(words)]
    found += [f"2:{a} {b}" for a, b in itertools.pairwise(runs)]
    found += [f"3:{a} {b} {c}" for a, b, c in zip(runs, runs[1:], runs[2:], strict=False)]
    if place:
        third = min(2, place.sentence * 3 // place.of)
        found += [f"p:{third}", f"o:{place.after_outcry}", f"h:{min(3, place.shared)}"]
        found.append(f"c:{min(5, len(set(content_stems(words))))}")
    return list(dict.fromkeys(found))


def earnest(words: Sequence[str], mark: str, kind: str, place: Place) -> float:
    """How likely a clause wants an answer, from 0 to 1.  Of a plain sentence that asks it is an estimate: the weights
    have seen clauses with the form of a question.
    """
    return _probability(_formed(), words, traits(words, mark, kind, place))


def is_meant(chance: float) -> bool:
    """Whether a clause counts beside others, by how likely it wants an answer."""
    return chance >= IDLE


def is_asking(sentence: Sentence) -> bool:
    """Whether a sentence without the form of a question asks or asks for something."""
    words = sentence.words
    return _probability(_plain(), words, traits(words, "", "")) >= ASKING


Weights = tuple[float, float, Mapping[str, int], tuple[float, ...]]
"""Bias, scale, the weights of traits, and those of the numbers of a vector."""


def _probability(weights: Weights, words: Sequence[str], found: Iterable[str]) -> float:
    bias, scale, known, senses = weights
    odds = bias + scale * sum([known[trait] for trait in found if trait in known])
    odds += sum([a * b for a, b in zip(senses, direction(words), strict=False)])
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))


@cache
def _formed() -> Weights:
    return _loaded(FORMED)


@cache
def _plain() -> Weights:
    return _loaded(PLAIN)


def _loaded(path: Path) -> Weights:
    bias, scale, weights = unpacked(path.read_bytes())
    return bias, scale, weights, senses_of(scale, weights)


def sense_name(number: int) -> str:
    """The name in the file of the weight of a number of the vector; no trait begins with a blank."""
    return f" {number}"


def senses_of(scale: float, weights: Mapping[str, int]) -> tuple[float, ...]:
    """What each number of a vector of length 1 is multiplied with."""
    names = itertools.takewhile(weights.__contains__, map(sense_name, itertools.count()))
    return tuple(weights[name] * scale * STRETCH for name in names)
