"""Trains the adapter of `semantic/cross_encoder.py`.

    python -m benchmarks.accuracy.train_adapter --data DIR --semantic-model DIR --readings FILE [--write]

`--semantic-model` is the folder of all-MiniLM-L6-v2, whose own weights stay as they are.  Needs
`pip install .[train-adapter]`, and two hours on one core of 2025.

Learns from the labelled pairs of `train_answers`, from the same with an answer cut out, and from every third mail
that is mixed from a help centre: whether the reply addresses a question, and of labelled pairs in which sentence.
`train_answers` then learns what to make of it, and must see it as it is on messages that it was not trained on.
So FILE gets, for every question that `train_answers` uses, a line with what is read in the reply: of labelled pairs
by an adapter that was trained without their file, of all others by the one that ships.  It is read in half
precision, which moves the log-odds by some .01.  The same data, seed and processor give the same numbers.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy
import torch
from safetensors.numpy import load_file, save
from torch.nn import functional

from benchmarks.accuracy.help_centre import is_for_adapter, mixed_pairs
from benchmarks.accuracy.questions import Pair, auc, own_pairs
from benchmarks.accuracy.train_answers import (
    added_pairs,
    cut_pairs,
    found_pair,
    good_pairs,
    good_paths,
    mail,
    swapped_pairs,
)
from replycheck.semantic.cross_encoder import (
    ADAPTER,
    LEAST,
    MOST_OF_QUESTION,
    MOST_OF_SENTENCE,
    MOST_TOGETHER,
    PROBE,
    windows,
)
from replycheck.semantic.encoder import Encoder

RANK = 16
"""The width of the two matrices; the lower three layers of six left as they are gave .837 where all give .90."""
EPOCHS = 2
RATE, HEAD_RATE = 1e-3, 2e-3
WARM_UP = 0.06
DROPPED = 0.1
FOLDS = 3
TOKENS = 3072
"""Tokens that are learnt from at a time."""
LENGTHS = (64, 96, 128, 192, MOST_TOGETHER)
"""Texts are filled up to one of these lengths."""
SENTENCES = 24
"""Sentences of a reply that are told apart; the others are read and not judged."""
NONE = -30.0
"""The log-odds of a sentence that is not there."""
LAYER = (
    "attention.self.query", "attention.self.key", "attention.self.value", "attention.output.dense",
    "intermediate.dense", "output.dense",
)  # fmt: skip

Tensor = Any  # torch.Tensor, where it is installed


class Row(NamedTuple):
    """A question, the sentences of the reply, which of them a person took for the answer (None where nobody said),
    and whether it is addressed.
    """

    name: str
    part: str
    number: int
    question: str
    sentences: tuple[str, ...]
    evidence: tuple[bool, ...] | None
    addressed: bool


class Rows(NamedTuple):
    """What is learnt from by which the fold is chosen (`labelled`, by file), what is learnt from in all of them
    (`mixed`), and what is only read: `found` by the adapter of its fold, `others` by the one that ships.
    """

    labelled: list[Row]
    mixed: list[Row]
    cut: list[Row]
    found: list[Row]
    others: list[Row]


def rows_of(pair: Pair, only: int | None = None, *, is_labelled: bool = False) -> Iterator[Row]:
    """The questions of a pair, or one of them; nothing for a pair that `train_answers` leaves out."""
    each = mail(pair)
    if not each:
        return
    said = tuple(statement.span.of(pair.draft) for statement in each.found)
    for number, asked in enumerate(each.asked):
        if only in (None, number):
            evidence = each.answers[number] if is_labelled else None
            addressed = each.addressed[number]
            yield Row(pair.name, pair.part, number, asked.question.text, said, evidence, addressed)


def all_rows(data: Path, seed: int) -> Rows:
    pairs = own_pairs(data)
    fine = [pair for pair in good_pairs(good_paths(data)) if pair.questions]
    cut = list(cut_pairs(pairs))
    mixed = [(is_for_adapter(pair.name), row) for pair in mixed_pairs(seed) for row in rows_of(pair)]
    return Rows(
        [row for pair in pairs for row in rows_of(pair, is_labelled=True)],
        [row for learnt, row in mixed if learnt],
        [row for pair, only in cut for row in rows_of(pair, only, is_labelled=True)],
        [
            *(row for pair in pairs for row in rows_of(found_pair(pair)[0])),
            *(row for pair, only in cut for row in rows_of(pair) if row.number != only),
        ],
        [
            *(row for pair in (*fine, *swapped_pairs(fine)) for row in rows_of(pair)),
            *(row for learnt, row in mixed if not learnt),
            *(row for pair, _ in added_pairs(fine, random.Random(seed)) for row in rows_of(pair)),
        ],
    )


class Text(NamedTuple):
    """The tokens of a question and of sentences behind it, and of each the number of its sentence, -1 for none."""

    tokens: list[int]
    places: list[int]


class Batch(NamedTuple):
    rows: list[Row]
    tokens: Tensor
    mask: Tensor
    places: Tensor


class Reader:
    """The model with an adapter that can be trained."""

    def __init__(self, folder: Path, seed: int) -> None:
        torch.manual_seed(seed)
        self.encoder = Encoder(folder)
        self.base = {
            name.removeprefix("bert."): torch.tensor(value.astype(numpy.float32))
            for name, value in load_file(str(folder / "model.safetensors")).items()
            if value.dtype.kind == "f"
        }
        config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        self.heads, self.layers = config["num_attention_heads"], config["num_hidden_layers"]
        self.size = config["hidden_size"]
        self.adapter: dict[str, Tensor] = {}
        for number in range(self.layers):
            for name in LAYER:
                out, into = self.base[f"encoder.layer.{number}.{name}.weight"].shape
                self.adapter[f"encoder.layer.{number}.{name}.down"] = torch.randn(into, RANK) / math.sqrt(
                    into
                )
                self.adapter[f"encoder.layer.{number}.{name}.up"] = torch.zeros(RANK, out)
        self.head = {
            "sentence": torch.randn(self.size) * 0.02,
            "sentence_bias": torch.zeros(()),
            "first": torch.randn(self.size) * 0.02,
            "together": torch.ones(()),
            "bias": torch.zeros(()),
        }
        for tensor in (*self.adapter.values(), *self.head.values()):
            tensor.requires_grad_(True)

    def batches(self, rows: Sequence[Row], rng: random.Random | None = None) -> Iterator[Batch]:
        """The rows, those of like length together; in an order of chance where they are to be learnt from."""
        groups: dict[int, list[tuple[Row, Text]]] = {}
        for row in rows:
            text = self.text(row.question, row.sentences)
            length = next(each for each in LENGTHS if len(text.tokens) <= each)
            groups.setdefault(length, []).append((row, text))
        chosen = []
        for length, group in groups.items():
            if rng:
                rng.shuffle(group)
            size = max(8, TOKENS // length)
            chosen += [(length, group[at : at + size]) for at in range(0, len(group), size)]
        if rng:
            rng.shuffle(chosen)
        for length, group in chosen:
            shape = len(group), length
            tokens, mask, places = (
                torch.zeros(shape, dtype=torch.long),
                torch.zeros(shape),
                torch.full(shape, -1),
            )
            for at, (_, text) in enumerate(group):
                end = len(text.tokens)
                tokens[at, :end] = torch.tensor(text.tokens)
                mask[at, :end] = 1
                places[at, :end] = torch.tensor([n if n < SENTENCES else -1 for n in text.places])
            yield Batch([row for row, _ in group], tokens, mask, places)

    def text(self, question: str, sentences: Sequence[str]) -> Text:
        """Question and sentences in one; of a long reply its first part."""
        first, last = self.encoder.ends
        tokens = [first, *self.encoder.tokens(question)[:MOST_OF_QUESTION], last]
        places = [-1] * len(tokens)
        said = [self.encoder.tokens(each)[:MOST_OF_SENTENCE] or [last] for each in sentences]
        for number in next(windows(len(tokens), [len(each) for each in said])):
            tokens += said[number]
            places += [number] * len(said[number])
        return Text([*tokens, last], [*places, -1])

    def forward(self, batch: Batch, *, learns: bool) -> tuple[Tensor, Tensor]:
        """The verdict of each row, and the log-odds of each of its sentences."""
        base = self.base
        count, length = batch.tokens.shape

        def normed(state: Tensor, name: str) -> Tensor:
            return functional.layer_norm(
                state, (self.size,), base[f"{name}.weight"], base[f"{name}.bias"], 1e-12
            )

        def through(state: Tensor, name: str) -> Tensor:
            change = (self.adapter[f"{name}.down"] @ self.adapter[f"{name}.up"]).T
            return functional.linear(state, base[f"{name}.weight"] + change, base[f"{name}.bias"])

        def parted(state: Tensor) -> Tensor:
            return state.view(count, length, self.heads, -1).transpose(1, 2).float()

        state = (
            base["embeddings.word_embeddings.weight"][batch.tokens]
            + base["embeddings.position_embeddings.weight"][:length]
            + base["embeddings.token_type_embeddings.weight"][0]
        )
        state = normed(state, "embeddings.LayerNorm")
        seen = batch.mask[:, None, None, :].bool()
        with torch.autocast("cpu", torch.bfloat16):
            for number in range(self.layers):
                at = f"encoder.layer.{number}."
                query, key, value = (
                    parted(through(state, f"{at}attention.self.{name}")) for name in ("query", "key", "value")
                )
                found = functional.scaled_dot_product_attention(query, key, value, attn_mask=seen)
                found = found.transpose(1, 2).reshape(count, length, self.size)
                state = state + through(found, f"{at}attention.output.dense")
                state = normed(state.float(), f"{at}attention.output.LayerNorm")
                inner = functional.gelu(through(state, f"{at}intermediate.dense"))
                state = normed((state + through(inner, f"{at}output.dense")).float(), f"{at}output.LayerNorm")
        hot = (batch.places[:, :, None] == torch.arange(SENTENCES)).float()
        sizes = hot.sum(1)
        state = functional.dropout(state, DROPPED, learns)
        sentences = torch.einsum("bnd,bns->bsd", state, hot) / sizes.clamp(min=1)[:, :, None]
        odds = sentences @ self.head["sentence"] + self.head["sentence_bias"]
        odds = torch.where(sizes > 0, odds, torch.tensor(NONE))
        together = self.head["together"] * torch.logsumexp(odds, 1)
        return together + state[:, 0] @ self.head["first"] + self.head["bias"], odds

    def learn(self, rows: Sequence[Row], seed: int, title: str) -> None:
        rng = random.Random(seed)
        batches = [batch for _ in range(EPOCHS) for batch in self.batches(rows, rng)]
        groups = [
            {"params": list(self.adapter.values()), "lr": RATE},
            {"params": list(self.head.values()), "lr": HEAD_RATE},
        ]
        optimizer = torch.optim.AdamW(groups, betas=(0.9, 0.98), weight_decay=0.01)
        rates = [group["lr"] for group in optimizer.param_groups]
        mean = 0.0
        for step, batch in enumerate(batches, 1):
            share = min(1.0, step / (WARM_UP * len(batches))) * max(
                0.02, (len(batches) - step) / len(batches)
            )
            for group, rate in zip(optimizer.param_groups, rates, strict=True):
                group["lr"] = rate * share
            loss = self._loss(batch)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_([*self.adapter.values(), *self.head.values()], 1.0)
            optimizer.step()
            mean = 0.98 * mean + 0.02 * loss.item()
            if step % 10 == 0:
                print(
                    f"\r{title}: {step} of {len(batches)}, loss {mean / (1 - 0.98**step):.3f}",
                    end="",
                    file=sys.stderr,
                )
        print(file=sys.stderr)

    def _loss(self, batch: Batch) -> Tensor:
        """Of the verdicts, and of the sentences of which somebody said whether they are the answer."""
        verdicts, odds = self.forward(batch, learns=True)
        addressed = torch.tensor([float(row.addressed) for row in batch.rows])
        wanted, counts = torch.zeros_like(odds), torch.zeros_like(odds)
        for at, row in enumerate(batch.rows):
            if row.evidence is not None:
                evidence = row.evidence[:SENTENCES]
                wanted[at, : len(evidence)] = torch.tensor([float(each) for each in evidence])
                counts[at, : len(evidence)] = 1
        counts = counts * (odds.detach() > NONE + 1)
        of = functional.binary_cross_entropy_with_logits
        sentences = of(odds, wanted, reduction="none") * counts
        return of(verdicts, addressed) + sentences.sum() / counts.sum().clamp(min=1)

    def read(self, rows: Sequence[Row]) -> dict[tuple[str, int], tuple[float, list[float]]]:
        """Verdict and log-odds of the sentences, by the name of the mail and the number of the question."""
        found = {}
        for batch in self.batches(rows):
            with torch.no_grad():
                verdicts, odds = self.forward(batch, learns=False)
            for at, row in enumerate(batch.rows):
                said = [max(LEAST, each) for each in odds[at].tolist()] + [LEAST] * len(row.sentences)
                found[row.name, row.number] = (float(verdicts[at]), said[: len(row.sentences)])
        return found

    def stored(self) -> dict[str, Any]:
        """The tensors as they ship."""
        found: dict[str, Any] = {name: tensor.detach().numpy() for name, tensor in self.head.items()}
        for key, down in self.adapter.items():
            name, _, kind = key.rpartition(".")
            if kind == "down":
                up = self.adapter[f"{name}.up"].detach().numpy()
                down = down.detach().numpy()
                of_down, of_up = (
                    numpy.abs(matrix).max(axis=axis) / 127 + 1e-12 for matrix, axis in ((down, 0), (up, 1))
                )
                found[key] = numpy.rint(down / of_down).astype(numpy.int8)
                found[f"{name}.up"] = numpy.rint(up / of_up[:, None]).astype(numpy.int8)
                found[f"{name}.scale"] = (of_down * of_up).astype(numpy.float32)
        found["probe"] = self.encoder.vectors([PROBE])[0]
        return {name: numpy.ascontiguousarray(value) for name, value in found.items()}


def report(rows: Iterable[Row], found: dict[tuple[str, int], tuple[float, list[float]]], title: str) -> None:
    """Prints how well the verdicts tell addressed questions from open ones, and how often the evidence is right."""
    rows = list(rows)
    scored = [(found[row.name, row.number][0], row.addressed) for row in rows]
    right = []
    for row in rows:
        if row.evidence and any(row.evidence):
            odds = found[row.name, row.number][1]
            right.append(row.evidence[max(range(len(odds)), key=odds.__getitem__)])
    share = f", evidence right {sum(right) / len(right):.3f}" if right else ""
    print(f"{title}: n={len(rows)} AUC {auc(scored):.3f}{share}", flush=True)


def main(arguments: list[str] | None = None) -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    options.add_argument("--data", type=Path, required=True)
    options.add_argument("--semantic-model", type=Path, required=True, help="the folder of all-MiniLM-L6-v2")
    options.add_argument("--readings", type=Path, required=True, help="the file for `train_answers`")
    options.add_argument("--seed", type=int, default=7)
    options.add_argument("--write", action="store_true", help="write the adapter into the package")
    given = options.parse_args(arguments)
    given.readings.write_text("", encoding="utf-8")  # better now than in two hours
    torch.set_num_threads(1)  # more of them share out what is too small for it, and change the sums
    rows = all_rows(given.data, given.seed)
    files = sorted({row.part for row in rows.labelled})
    found = {}
    for fold in range(FOLDS):
        held = set(files[fold::FOLDS])
        reader = Reader(given.semantic_model, given.seed)
        learnt = [row for row in (*rows.labelled, *rows.mixed, *rows.cut) if row.part not in held]
        reader.learn(learnt, given.seed, f"without {' '.join(sorted(held))}")
        own = [row for row in rows.labelled if row.part in held]
        others = [row for row in (*rows.cut, *rows.found) if row.part in held]
        found.update(reader.read([*own, *others]))
        report(own, found, f"files left out: {' '.join(sorted(held))}")
    reader = Reader(given.semantic_model, given.seed)
    reader.learn([*rows.labelled, *rows.mixed, *rows.cut], given.seed, "all")
    found.update(reader.read(rows.others))
    if given.write:
        ADAPTER.write_bytes(save(reader.stored(), {"model": "all-MiniLM-L6-v2"}))
    write(given.readings, found)


def write(path: Path, found: dict[tuple[str, int], tuple[float, list[float]]]) -> None:
    """A line for each question: the name of its mail, its number there, the verdict, the odds of the sentences."""
    with path.open("w", encoding="utf-8") as out:
        for (name, number), (verdict, odds) in sorted(found.items()):
            line = [name, number, round(verdict, 3), [round(each, 3) for each in odds]]
            out.write(json.dumps(line, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
