"""Trains `answer_weights.json`: `python -m benchmarks.accuracy.train_answers --data DIR [--seed 7] [--write]`.

With `--semantic-model DIR` it trains `answer_weights_semantic.json`, for rows that a model added to.

Trains on the project's own pairs only (`questions/pairs/` and `questions/hand.jsonl`) and prints
figures cross-validated by mail.  The same data and seed give the same file; the file keeps a
checksum of the data.  Plain Python: Newton steps on two regressions with some forty weights each.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.accuracy.questions import Pair, auc, document, end_to_end, interval, labelled, own_pairs, prf
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
from replycheck.understand.answers import (
    NOTHING,
    Similarity,
    Weights,
    candidates,
    nearness_of,
    prepared,
    synonyms_of,
    weigh,
)
from replycheck.understand.statements import Statement

WEIGHTS = Path(__file__).resolve().parents[2] / "src/replycheck/understand/answer_weights.json"
RIDGE_PAIR = 2.0
RIDGE_WHOLE = 6.0
FOLDS = 5


@dataclass(frozen=True)
class Mail:
    """What the regressions see of one pair: rows[question][statement], and what a person said.

    `answers` says for each question and statement whether the person's evidence lies in it.
    """

    name: str
    asked: tuple[Asked, ...]
    found: tuple[Statement, ...]
    rows: tuple[list[list[float]], ...]
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
    nearness = nearness_of(asked, found, draft, similarity) if similarity else None
    rows = pair_rows(asked, found, synonyms_of(draft), nearness)
    answers = tuple(
        tuple(bool(gold.evidence and gold.evidence.overlaps(s.span)) for s in found)
        for gold in pair.questions
    )
    addressed = tuple(g.addressed for g in pair.questions)
    return Mail(pair.name, tuple(asked), found, tuple(rows), answers, addressed, nearness)


# --- the regression ---------------------------------------------------------------------------


def fit(
    rows: Sequence[Sequence[float]], labels: Sequence[float], ridge: float, steps: int = 12
) -> list[float]:
    """Weights (bias first) of a ridge logistic regression, by Newton steps."""
    size = len(rows[0]) + 1
    weights = [0.0] * size
    data = [[1.0, *row] for row in rows]
    for _ in range(steps):
        gradient = [ridge * w if k else 0.0 for k, w in enumerate(weights)]
        hessian = [[ridge if k == m and k else 0.0 for m in range(size)] for k in range(size)]
        for row, label in zip(data, labels, strict=True):
            logit = sum(w * x for w, x in zip(weights, row, strict=True))
            p = 1 / (1 + math.exp(-max(-30.0, min(30.0, logit))))
            error, spread = p - label, p * (1 - p)
            filled = [k for k in range(size) if row[k]]
            for k in filled:
                gradient[k] += error * row[k]
                line, value = hessian[k], spread * row[k]
                for m in filled:
                    line[m] += value * row[m]
        step = _solve(hessian, gradient)
        weights = [w - s for w, s in zip(weights, step, strict=True)]
        if max(abs(s) for s in step) < 1e-6:
            break
    return weights


def _solve(matrix: list[list[float]], vector: list[float]) -> list[float]:
    """Gaussian elimination with pivots; a tiny ridge keeps unused features solvable."""
    size = len(vector)
    rows = [[*line, value] for line, value in zip(matrix, vector, strict=True)]
    for k in range(size):
        rows[k][k] += 1e-9
    for k in range(size):
        pivot = max(range(k, size), key=lambda m: abs(rows[m][k]))
        rows[k], rows[pivot] = rows[pivot], rows[k]
        for m in range(k + 1, size):
            factor = rows[m][k] / rows[k][k]
            if factor:
                rows[m] = [a - factor * b for a, b in zip(rows[m], rows[k], strict=True)]
    found = [0.0] * size
    for k in reversed(range(size)):
        found[k] = (rows[k][size] - sum(rows[k][m] * found[m] for m in range(k + 1, size))) / rows[k][k]
    return found


def logit(weights: Sequence[float], row: Sequence[float]) -> float:
    return weights[0] + sum(w * x for w, x in zip(weights[1:], row, strict=True))


def pair_weights(mails: Sequence[Mail]) -> list[float]:
    rows, labels = [], []
    for each in mails:
        for question, answers in zip(each.rows, each.answers, strict=True):
            rows += question
            labels += [float(a) for a in answers]
    return fit(rows, labels, RIDGE_PAIR)


def whole(each: Mail, weights: Sequence[float]) -> list[list[float]]:
    logits = [[logit(weights, row) for row in question] for question in each.rows]
    return whole_rows(each.asked, each.found, each.rows, logits, each.nearness)


def train(mails: Sequence[Mail], rng: random.Random) -> tuple[list[float], list[float]]:
    """The two regressions; the second sees the first's view of mails the first was not trained on."""
    order = list(mails)
    rng.shuffle(order)
    rows, labels = [], []
    for fold in range(FOLDS):
        first = pair_weights([m for n, m in enumerate(order) if n % FOLDS != fold])
        for each in order[fold::FOLDS]:
            rows += whole(each, first)
            labels += [float(a) for a in each.addressed]
    return pair_weights(order), fit(rows, labels, RIDGE_WHOLE)


def cross_validated(mails: Sequence[Mail], seed: int) -> tuple[dict[str, list[float]], dict[str, int]]:
    """The score of every question of a mail by regressions that never saw the mail, and the mail's fold."""
    rng = random.Random(seed)
    order = list(mails)
    rng.shuffle(order)
    scores: dict[str, list[float]] = {}
    folds = {}
    for fold in range(FOLDS):
        first, second = train([m for n, m in enumerate(order) if n % FOLDS != fold], rng)
        WEIGHTS_OF[fold] = ((first[0], tuple(first[1:])), (second[0], tuple(second[1:])))
        for each in order[fold::FOLDS]:
            folds[each.name] = fold
            scores[each.name] = [1 / (1 + math.exp(-logit(second, row))) for row in whole(each, first)]
    return scores, folds


WEIGHTS_OF: dict[int, tuple[Weights, Weights]] = {}


def report(gold: dict[str, list[bool]], scores: dict[str, list[float]], title: str) -> float:
    """Prints AUC and the best F1 of "not addressed"; returns the threshold of that F1."""
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
        print(f"    below {low}: P {p:.3f} R {r:.3f} F1 {f:.3f}")
    return best


def checksum(data: Path) -> str:
    found = hashlib.sha256()
    for path in [data / "questions/hand.jsonl", *sorted((data / "questions/pairs").glob("*.jsonl"))]:
        found.update(path.read_bytes())
    return found.hexdigest()


def main(arguments: list[str] | None = None) -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--data", type=Path, required=True)
    options.add_argument("--seed", type=int, default=7)
    options.add_argument("--write", action="store_true", help="write the weights file")
    options.add_argument("--semantic-model", default="", help="the folder of a sentence encoder")
    given = options.parse_args(arguments)
    similarity = load_similarity(given.semantic_model) if given.semantic_model else None
    pairs = own_pairs(given.data)
    mails = [found for pair in pairs if (found := mail(pair, similarity))]
    scores, folds = cross_validated(mails, given.seed)
    gold = {pair.name: [g.addressed for g in pair.questions] for pair in pairs if pair.questions}
    for name, addressed in gold.items():
        scores.setdefault(name, [NOTHING] * len(addressed))
    report(gold, scores, "all, cross-validated")
    report({name: rows for name, rows in gold.items() if name.startswith("Q")}, scores, "pairs")
    report({name: rows for name, rows in gold.items() if not name.startswith("Q")}, scores, "hand")
    end_to_end(
        pairs,
        lambda pair, inbound, draft: weigh(
            inbound, draft, inbound.questions, lambda: WEIGHTS_OF[folds.get(pair.name, 0)], similarity
        ),
    )
    if given.write:
        first, second = train(mails, random.Random(given.seed))
        pair_names = (*PAIR, *PAIR_MEANING) if similarity else PAIR
        whole_names = (*WHOLE, *WHOLE_MEANING) if similarity else WHOLE
        named = {
            "about": "Weights of understand/answers.py; written by -m benchmarks.accuracy.train_answers",
            "data_sha256": checksum(given.data),
            "seed": given.seed,
            "pair": {
                "bias": round(first[0], 4),
                "weights": {k: round(v, 4) for k, v in zip(pair_names, first[1:], strict=True)},
            },
            "whole": {
                "bias": round(second[0], 4),
                "weights": {k: round(v, 4) for k, v in zip(whole_names, second[1:], strict=True)},
            },
        }
        path = WEIGHTS.with_name("answer_weights_semantic.json") if similarity else WEIGHTS
        if similarity:
            named["model"] = similarity.name
        path.write_text(json.dumps(named, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
