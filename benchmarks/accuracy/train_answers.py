"""Trains the weights of `understand/answers.py`: `python -m benchmarks.accuracy.train_answers --data DIR [--write]`.

It writes `answer_manner.json` and `answer_weights.json`; with `--semantic-model DIR` it writes
`answer_weights_semantic.json` instead, for rows that a model added to.  Needs `pip install .[train]`.

Trains on the project's own pairs only (`questions/pairs/` and `questions/hand.jsonl` under DIR, and
`benchmarks/data/answers/`) and prints figures cross-validated by mail, and with each author of
`benchmarks/data/answers/` left out.  The same data and seed give the same files; they keep a checksum of the data.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from benchmarks.accuracy.questions import Pair, auc, document, interval, labelled, own_pairs, own_paths, prf
from replycheck.semantic import load_similarity
from replycheck.understand.answer_features import (
    PAIR,
    PAIR_MEANING,
    WHOLE,
    WHOLE_MEANING,
    Asked,
    Nearness,
    pair_rows,
    whole_rows,
)
from replycheck.understand.answer_manner import WEIGHTS as MANNER_WEIGHTS
from replycheck.understand.answer_manner import features
from replycheck.understand.answers import (
    NOTHING,
    Similarity,
    candidates,
    nearness_of,
    prepared,
    synonyms_of,
)
from replycheck.understand.answers import __file__ as _answers
from replycheck.understand.statements import Statement

WEIGHTS = Path(_answers).with_name("answer_weights.json")
RIDGE_PAIR = 2.0
RIDGE_WHOLE = 6.0
MANNER_STRENGTH = 0.03
"""The inverse of the ridge over words; found with authors left out (.03, .1 and .3 were tried)."""
FEWEST = 3
"""Sentences that a word or pair must stand in."""
MOST = 5_000
"""Words and pairs that ship, the heaviest; with all 30,000 the figures are the same."""
FOLDS = 5

Matrix = Any
Manners = Mapping[str, list[list[float]]]
"""The manner of each statement of a mail, by the mail's name: [question][statement]."""


@dataclass(frozen=True)
class Mail:
    """What the regressions see of one pair, and what a person said.

    `answers` says for each question and statement whether the person's evidence lies in it.
    """

    part: str
    name: str
    asked: tuple[Asked, ...]
    found: tuple[Statement, ...]
    synonyms: Any
    answers: tuple[tuple[bool, ...], ...]
    addressed: tuple[bool, ...]
    nearness: Nearness | None = None


def mail(pair: Pair, similarity: Similarity | None = None) -> Mail | None:
    """None for a pair without questions or without an informative sentence: there is nothing to learn."""
    inbound, draft = document(pair.inbound, "customer"), document(pair.draft, "agent")
    if not pair.questions:
        return None
    questions = [labelled(inbound, gold) for gold in pair.questions]
    found = candidates(draft)
    if not found:
        return None
    asked = prepared(inbound, questions)
    answers = tuple(
        tuple(bool(gold.evidence and gold.evidence.overlaps(s.span)) for s in found)
        for gold in pair.questions
    )
    addressed = tuple(g.addressed for g in pair.questions)
    nearness = nearness_of(asked, found, draft, similarity) if similarity else None
    return Mail(pair.part, pair.name, tuple(asked), found, synonyms_of(draft), answers, addressed, nearness)


# --- the manner of sentences ------------------------------------------------------------------


class Manner:
    """How much a sentence sounds like an answer, by words that stand in several sentences."""

    def __init__(self, mails: Sequence[Mail]) -> None:
        texts = [each for m in mails for each in _texts(m)]
        counts = Counter(feature for text in texts for feature in text)
        self.names = sorted(name for name, count in counts.items() if count >= FEWEST)
        self._number = {name: at for at, name in enumerate(self.names)}
        labels = [a for m in mails for answers in m.answers for a in answers]
        model = LogisticRegression(C=MANNER_STRENGTH, max_iter=300, solver="liblinear", random_state=7)
        model.fit(self._rows(texts), labels)
        # Whole numbers of at most seven bits and a sign: what ships is what is measured.
        weights = model.coef_[0]
        least = numpy.sort(numpy.abs(weights))[-MOST] if len(weights) > MOST else 0.0
        weights = numpy.where(numpy.abs(weights) >= least, weights, 0.0)
        self.scale = float(numpy.abs(weights).max() / 127)
        self.weights = numpy.rint(weights / self.scale)
        self.bias = float(model.intercept_[0])

    def _rows(self, texts: Sequence[Sequence[str]]) -> Matrix:
        columns: list[int] = []
        ends = [0]
        for text in texts:
            columns += [self._number[feature] for feature in text if feature in self._number]
            ends.append(len(columns))
        return csr_matrix((numpy.ones(len(columns)), columns, ends), shape=(len(texts), len(self.names)))

    def of(self, mails: Iterable[Mail]) -> dict[str, list[list[float]]]:
        found = {}
        for each in mails:
            sums = self._rows(list(_texts(each))) @ self.weights * self.scale + self.bias
            found[each.name] = sums.reshape(len(each.asked), len(each.found)).tolist()
        return found

    def packed(self) -> dict[str, Any]:
        weights = {name: int(w) for name, w in zip(self.names, self.weights, strict=True) if w}
        return {"bias": round(self.bias, 5), "scale": round(self.scale, 7), "weights": weights}


def _texts(each: Mail) -> Iterable[list[str]]:
    for asked in each.asked:
        for statement in each.found:
            yield features(statement.words, asked.question.qtype)


def unseen_manners(mails: Sequence[Mail]) -> Manners:
    """The manner of the sentences of each mail by words learnt from other mails."""
    found: dict[str, list[list[float]]] = {}
    for fold in range(FOLDS):
        found.update(Manner([m for n, m in enumerate(mails) if n % FOLDS != fold]).of(mails[fold::FOLDS]))
    return found


# --- the two regressions ----------------------------------------------------------------------


def fit(rows: Matrix, labels: Sequence[float], ridge: float, steps: int = 15) -> Matrix:
    """Weights (bias first) of a ridge logistic regression, by Newton steps."""
    data = numpy.hstack([numpy.ones((len(rows), 1)), rows])
    wanted = numpy.array(labels)
    weights = numpy.zeros(data.shape[1])
    penalty = numpy.eye(len(weights)) * ridge
    penalty[0, 0] = 1e-9
    for _ in range(steps):
        chance = 1 / (1 + numpy.exp(-numpy.clip(data @ weights, -30, 30)))
        gradient = data.T @ (chance - wanted) + penalty @ weights
        step = numpy.linalg.solve((data.T * (chance * (1 - chance))) @ data + penalty, gradient)
        weights = weights - step
        if numpy.abs(step).max() < 1e-6:
            break
    return weights


def pairs_of(each: Mail, manners: Manners) -> list[Matrix]:
    rows = pair_rows(each.asked, each.found, each.synonyms, manners[each.name], each.nearness)
    return [numpy.array(question) for question in rows]


def whole(each: Mail, weights: Matrix, manners: Manners) -> list[list[float]]:
    rows = pairs_of(each, manners)
    logits = [(question @ weights[1:] + weights[0]).tolist() for question in rows]
    plain = [question.tolist() for question in rows]
    return whole_rows(each.asked, each.found, plain, logits, manners[each.name], each.nearness)


@dataclass(frozen=True)
class Trained:
    """The manner of sentences, and the two regressions over it."""

    manner: Manner
    pair: Matrix
    whole: Matrix

    def scores(self, mails: Sequence[Mail]) -> dict[str, list[float]]:
        """How likely each question of each mail is addressed."""
        manners = self.manner.of(mails)
        found = {}
        for each in mails:
            logits = numpy.array(whole(each, self.pair, manners)) @ self.whole[1:] + self.whole[0]
            found[each.name] = (1 / (1 + numpy.exp(-numpy.clip(logits, -30, 30)))).tolist()
        return found


def train(mails: Sequence[Mail], rng: random.Random) -> Trained:
    """Each step sees what the step before says of mails that it was not trained on."""
    order = list(mails)
    rng.shuffle(order)
    manners = unseen_manners(order)

    def pair_weights(chosen: Sequence[Mail]) -> Matrix:
        rows = numpy.vstack([question for m in chosen for question in pairs_of(m, manners)])
        return fit(rows, [float(a) for m in chosen for answers in m.answers for a in answers], RIDGE_PAIR)

    rows: list[list[float]] = []
    labels: list[float] = []
    for fold in range(FOLDS):
        first = pair_weights([m for n, m in enumerate(order) if n % FOLDS != fold])
        for each in order[fold::FOLDS]:
            rows += whole(each, first, manners)
            labels += [float(a) for a in each.addressed]
    return Trained(Manner(order), pair_weights(order), fit(numpy.array(rows), labels, RIDGE_WHOLE))


def cross_validated(mails: Sequence[Mail], seed: int) -> dict[str, list[float]]:
    """The score of every question of a mail by regressions that never saw the mail."""
    rng = random.Random(seed)
    order = list(mails)
    rng.shuffle(order)
    scores: dict[str, list[float]] = {}
    for fold in range(FOLDS):
        trained = train([m for n, m in enumerate(order) if n % FOLDS != fold], rng)
        scores.update(trained.scores(order[fold::FOLDS]))
    return scores


def report(gold: Mapping[str, Sequence[bool]], scores: Mapping[str, Sequence[float]], title: str) -> None:
    """Prints AUC and the best F1 of "not addressed"."""
    groups = [list(zip(scores[name], addressed, strict=True)) for name, addressed in gold.items()]
    rows = [row for group in groups for row in group]

    def f1(threshold: float) -> tuple[float, float, float]:
        hit = sum(s < threshold and not a for s, a in rows)
        return prf(hit, sum(s < threshold for s, _ in rows), sum(not a for _, a in rows))

    best = max((n / 100 for n in range(5, 95)), key=lambda t: f1(t)[2])
    spread = interval(groups, auc)  # type: ignore[arg-type]
    p, r, f = f1(best)
    print(f"{title}: n={len(rows)} ({sum(not a for _, a in rows)} open) AUC {auc(rows):.3f} {spread}")
    print(f"    below {best} (the best): P {p:.3f} R {r:.3f} F1 {f:.3f}")
    for low in (0.15, 0.25, 0.3, 0.4, 0.5):
        p, r, f = f1(low)
        print(f"    below {low}: P {p:.3f} R {r:.3f} F1 {f:.3f}", flush=True)


def checksum(data: Path) -> str:
    found = hashlib.sha256()
    for path in own_paths(data):
        found.update(path.read_bytes())
    return found.hexdigest()


def write(path: Path, values: Mapping[str, Any]) -> None:
    path.write_text(json.dumps(values, indent=0, ensure_ascii=False) + "\n", encoding="utf-8")


def main(arguments: list[str] | None = None) -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--data", type=Path, required=True)
    options.add_argument("--seed", type=int, default=7)
    options.add_argument("--write", action="store_true", help="write the weights")
    options.add_argument("--semantic-model", default="", help="the folder of a sentence encoder")
    options.add_argument(
        "--unread", type=Path, help="pairs that were never trained on, to be scored at the end"
    )
    given = options.parse_args(arguments)
    similarity = load_similarity(given.semantic_model) if given.semantic_model else None
    pairs = own_pairs(given.data)
    mails = [found for pair in pairs if (found := mail(pair, similarity))]
    gold = {pair.name: [g.addressed for g in pair.questions] for pair in pairs if pair.questions}
    scores = cross_validated(mails, given.seed)
    for name, addressed in gold.items():
        scores.setdefault(name, [NOTHING] * len(addressed))
    report(gold, scores, "all, cross-validated by mail")
    for part in sorted({m.part for m in mails}):
        own = [m for m in mails if m.part == part]
        others = train([m for m in mails if m.part != part], random.Random(given.seed))
        report({m.name: m.addressed for m in own}, others.scores(own), f"{part}, left out of training")
    trained = train(mails, random.Random(given.seed))
    if given.unread:
        from benchmarks.accuracy.questions import load

        unread = [found for pair in load(given.unread) if (found := mail(pair, similarity))]
        report({m.name: m.addressed for m in unread}, trained.scores(unread), given.unread.name)
    if not given.write:
        return
    about = "Weights of understand/answers.py; written by -m benchmarks.accuracy.train_answers"
    known = {"about": about, "data_sha256": checksum(given.data), "seed": given.seed}
    pair_names = (*PAIR, *PAIR_MEANING) if similarity else PAIR
    whole_names = (*WHOLE, *WHOLE_MEANING) if similarity else WHOLE
    tables = {
        key: {
            "bias": round(float(weights[0]), 4),
            "weights": {k: round(float(v), 4) for k, v in zip(names, weights[1:], strict=True)},
        }
        for key, names, weights in (
            ("pair", pair_names, trained.pair),
            ("whole", whole_names, trained.whole),
        )
    }
    if similarity:
        write(
            WEIGHTS.with_name("answer_weights_semantic.json"), {**known, "model": similarity.name, **tables}
        )
    else:
        write(WEIGHTS, {**known, **tables})
        write(MANNER_WEIGHTS, {**known, **trained.manner.packed()})


if __name__ == "__main__":
    main()
