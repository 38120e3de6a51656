"""A cross-encoder: the model reads a question and a whole reply as one text and says which sentence answers.

Two vectors are near where two texts speak of the same matter; whether one *answers* the other shows only where their
words see each other.  all-MiniLM-L6-v2 was not trained for that.  What it lacks is added to its layers: two narrow
matrices for each of them (an adapter), trained on the project's own pairs by
`benchmarks/accuracy/train_adapter.py`.  In the layers of another model they mean nothing.

Source of the adapter: Hu et al., "LoRA: Low-Rank Adaptation of Large Language Models" (2021); of reading both texts
in one: Nogueira and Cho, "Passage Re-ranking with BERT" (2019).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import accumulate, chain, pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from replycheck.errors import ToolError
from replycheck.records import NamedTuple
from replycheck.understand.answer_meaning import Reading

if TYPE_CHECKING:
    from replycheck.semantic.encoder import Array, Encoder, Layers

ADAPTER = Path(__file__).with_name("adapter.safetensors")
"""The tensors `{layer}.down` (in, rank) and `{layer}.up` (rank, out) as signed bytes, `{layer}.scale` (rank) for
both, those of the heads (`ROWS`, and of one number each `NUMBERS`), and how its model sees `PROBE`.
"""

PROBE = "The parcel leaves on Tuesday and you can follow it from there."
"""A sentence by whose vector a model is known."""

SAME = 0.99
"""From which cosine of the two vectors on it is the same model; half precision and other libraries leave .999."""

ROWS, NUMBERS = ("sentence", "first"), ("sentence_bias", "together", "bias")
"""How a sentence's mean row becomes its log-odds, and how those of all sentences and the first token's row become
the verdict.
"""

MOST_OF_QUESTION, MOST_OF_SENTENCE, MOST_TOGETHER = 48, 96, 320
"""Tokens that are read of a question and of a sentence, and tokens that are read in one; a reply that is longer is
read in several parts.
"""

MOST_PARTS = 4
"""Parts of a reply that are read beside a question, some 900 words."""

MOST_OF_CASE = 6_400
"""Tokens that are read in one case, some three seconds of one thread: the more is asked, the fewer parts of the reply
are read beside each question, and one at least.
"""

LEAST = -9.0
"""The lowest log-odds that a sentence had in training."""

UNREAD = -2.0
"""The log-odds of a sentence behind the parts that are read: an answer or none, which words must tell."""

UNSURE = 0.0
"""The lowest verdict on a reply that was not read to its end."""

BLOCK = 2_000
"""Tokens that go through the layers at a time; each takes some 50 kB there."""


class CrossEncoder:
    """The model of an encoder with an adapter in its layers."""

    def __init__(self, encoder: Encoder, adapter: Mapping[str, Array]) -> None:
        self._encoder = encoder
        self._rows = {name: adapter[name] for name in ROWS}
        self._numbers = {name: float(adapter[name].item()) for name in NUMBERS}
        self._layers = _adapted(encoder.layers, adapter)

    def readings(self, questions: Sequence[str], sentences: Sequence[str]) -> list[Reading]:
        """What a reply of these sentences, of which there is at least one, says to each question.

        The verdict on a reply of several parts is that of the best of them; where some were left out it is `UNSURE`
        at least, and `UNREAD` are the log-odds of their sentences.
        """
        most = max(1, min(MOST_PARTS, MOST_OF_CASE // (MOST_TOGETHER * max(1, len(questions)))))
        first, last = self._encoder.ends
        said = [self._encoder.tokens(text)[:MOST_OF_SENTENCE] or [last] for text in sentences]
        parts: list[_Part] = []
        least = []
        for number, text in enumerate(questions):
            head = [first, *self._encoder.tokens(text)[:MOST_OF_QUESTION], last]
            fitting = list(windows(len(head), [len(each) for each in said]))
            least.append(-math.inf if len(fitting) <= most else UNSURE)
            for chosen in fitting[:most]:
                parts.append(
                    _Part(number, chosen, [*head, *chain(*(said[n] for n in chosen)), last], len(head))
                )
        verdicts = [-math.inf] * len(questions)
        odds = [[UNREAD] * len(said) for _ in questions]
        for block in _blocks(parts):
            ends = list(accumulate(len(part.tokens) for part in block))
            slices = [slice(end - len(part.tokens), end) for part, end in zip(block, ends, strict=True)]
            states = self._layers.states(list(chain(*(part.tokens for part in block))), slices)
            for part, place in zip(block, slices, strict=True):
                sizes = [len(said[n]) for n in part.sentences]
                verdict, own = self._judged(states[place], part.head, sizes)
                verdicts[part.question] = max(verdict, verdicts[part.question])
                odds[part.question][part.sentences.start : part.sentences.stop] = own
        return [
            Reading(max(each), own) for each, own in zip(zip(verdicts, least, strict=True), odds, strict=True)
        ]

    def _judged(self, states: Array, head: int, sizes: Sequence[int]) -> tuple[float, list[float]]:
        """The verdict, and the log-odds of the sentences of those sizes that follow `head` tokens."""
        import numpy

        ends = list(accumulate(sizes, initial=head))
        means = numpy.stack([states[start:end].mean(axis=0) for start, end in pairwise(ends)])
        odds = means @ self._rows["sentence"] + self._numbers["sentence_bias"]
        most = odds.max()
        together = float(most + numpy.log(numpy.exp(odds - most).sum()))
        of_first = float(states[0] @ self._rows["first"])
        return of_first + self._numbers["together"] * together + self._numbers["bias"], odds.tolist()


class _Part(NamedTuple):
    """A question by its number and some sentences of the reply as one text, which opens with the question's `head`
    tokens.
    """

    question: int
    sentences: range
    tokens: list[int]
    head: int


def _blocks(parts: Sequence[_Part]) -> Iterator[list[_Part]]:
    """The parts, as many at a time as go through the layers in one."""
    block: list[_Part] = []
    size = 0
    for part in parts:
        if block and size + len(part.tokens) > BLOCK:
            yield block
            block, size = [], 0
        block.append(part)
        size += len(part.tokens)
    if block:
        yield block


def windows(head: int, sizes: Sequence[int]) -> Iterator[range]:
    """The numbers of the sentences that are read in one beside a question of `head` tokens, part by part."""
    start, room = 0, MOST_TOGETHER - head - 1
    for number, size in enumerate(sizes):
        if size > room and number > start:
            yield range(start, number)
            start, room = number, MOST_TOGETHER - head - 1
        room -= size
    yield range(start, len(sizes))


def _adapted(layers: Layers, adapter: Mapping[str, Array]) -> Layers:
    """The layers with the product of the two matrices added to each of their weights."""
    changed = {}
    for key, up in adapter.items():
        name, _, kind = key.rpartition(".")
        if kind == "up":
            down = adapter[f"{name}.down"] * adapter[f"{name}.scale"]
            changed[f"{name}.weight"] = layers.weight(f"{name}.weight") + (down @ up.astype("float32")).T
    return layers.changed(changed)


def is_for(adapter: Mapping[str, Array], encoder: Encoder) -> bool:
    """Whether the adapter was trained for this model; in the layers of another one its numbers mean nothing.

    A copy that was cut to fewer places than are read in one will not do either.
    """
    wanted, found = adapter["probe"], encoder.vectors([PROBE])[0]
    places = len(encoder.layers.weight("embeddings.position_embeddings.weight"))
    return places >= MOST_TOGETHER and found.shape == wanted.shape and float(found @ wanted) >= SAME


@cache
def shipped_adapter() -> Mapping[str, Array]:
    """The adapter for all-MiniLM-L6-v2."""
    from safetensors.numpy import load_file

    try:
        adapter: Mapping[str, Array] = load_file(str(ADAPTER))
    except Exception as error:  # the library raises classes of its own
        raise ToolError(
            str(ADAPTER), f"cannot be read ({type(error).__name__}); install replycheck anew"
        ) from None
    return adapter
