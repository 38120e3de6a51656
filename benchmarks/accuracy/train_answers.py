"""Trains the weights of `understand/answers.py`: `python -m benchmarks.accuracy.train_answers --data DIR [--write]`.

It writes `answer_manner.bin` and `answer_weights.json`; with `--semantic-model DIR` it writes
`answer_weights_semantic.json` instead, for rows to which any model adds its nearness, and with `--readings FILE`
besides, which `train_adapter` wrote, `answer_weights_reading.json` for rows to which all-MiniLM-L6-v2 added what it
read in question and reply.  Needs `pip install .[train]`.

Trains on the project's own texts only: labelled pairs (`questions/pairs/` and `questions/hand.jsonl` under DIR, and
`benchmarks/data/answers/`), and the questions to good drafts (`benchmarks/data/training/`, and `replies/` under
DIR), which count as addressed with a lower weight, since nobody labelled them.  Half of the labelled pairs were made
to be hard; without the good drafts the weights distrust every word that question and reply share.  What customers
meet most is a question that was simply forgotten: such rows are made, by cutting the answer out of a labelled
reply, by adding a question of another message to one whose reply is good, and by mixing mails and replies from the
entries of help centres (`help_centre.py`).
Questions are also learnt from as they are found, so `train_questions` comes first.
Prints figures cross-validated by mail, and with each author of `benchmarks/data/answers/` left out.
The same data and seed give the same files; they keep a checksum of the data.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple

import numpy
from scipy.sparse import csr_matrix
from sklearn.ensemble import GradientBoostingClassifier
from sklearn.linear_model import LogisticRegression

from benchmarks.accuracy.help_centre import FILES as HELP_CENTRE
from benchmarks.accuracy.help_centre import left_by_adapter, mixed_pairs
from benchmarks.accuracy.questions import (
    Gold,
    Pair,
    auc,
    document,
    interval,
    labelled,
    load,
    matched,
    own_pairs,
    own_paths,
    prf,
)
from replycheck import semantic
from replycheck.model import Span
from replycheck.understand.answer_features import (
    PAIR,
    PAIR_MEANING,
    PAIR_READING,
    Asked,
    meant,
    pair_rows,
    whole_rows,
)
from replycheck.understand.answer_manner import WEIGHTS as MANNER_WEIGHTS
from replycheck.understand.answer_manner import features
from replycheck.understand.answer_meaning import Meaning, Reading
from replycheck.understand.answer_trees import DEPTH, SPLITS, Tree, Trees, stored
from replycheck.understand.answers import (
    NOTHING,
    Similarity,
    candidates,
    cosines,
    meaning_of,
    prepared,
    probability,
    synonyms_of,
)
from replycheck.understand.answers import __file__ as _answers
from replycheck.understand.document import Document
from replycheck.understand.statements import Statement
from replycheck.understand.word_weights import packed

WEIGHTS = Path(_answers).with_name("answer_weights.json")
TRAINING = Path(__file__).parents[1] / "data/training"
RIDGE_PAIR = 2.0
TREES = 150
RATE = 0.06
"""What a tree adds; 100 to 300 trees at .03 to .08, and two and four levels, gave the same."""
GOOD_WEIGHT = 0.2
"""What a question to a good draft weighs beside a labelled one (.1 to .6 were tried)."""
NATURAL = tuple("klmnopqrs")
"""Files of data/answers whose authors wrote as it comes; a to j were asked for hard cases in every second place."""
SWAPPED_WEIGHT = 0.03
"""What a question beside the draft to another message weighs; it is not addressed there."""
CUT_WEIGHT = 0.3
"""What a question weighs whose answer was cut out of the reply."""
ADDED_WEIGHT = 0.1
"""What a question of another message weighs that was added to a message with a good reply."""
MIXED_WEIGHT = 0.3
"""What a question weighs of a mail that was mixed from a help centre (.6 is better still on others' help centres,
and takes .015 of AUC from pairs whose wrong answers share the question's words)."""
MANNER_STRENGTH = 0.03
"""The inverse of the ridge over words; found with authors left out (.03, .1 and .3 were tried)."""
SHIFT, SEMANTIC_SHIFT = 0.74, 0.94
"""Log-odds by which scores are raised, without and with a semantic model: then about one good draft in a hundred
has a question below .25, where the rule warns.  Set on `natural.jsonl` and the good drafts that nobody had read.
"""
ALIKE = 0.5
"""What a labelled question weighs as it is labelled, and again as it is found: with its own bounds and beside what
else is found in the message."""
UNLABELLED = 0.25
"""What weighs that is found and lies in no labelled question; nobody need address it."""
FEWEST = 3
"""Sentences that a word or pair must stand in."""
MOST = 5_000
"""Words and pairs that ship, the heaviest; with all 30,000 the figures are the same."""
FOLDS = 5

Matrix = Any
Manners = Mapping[str, list[list[float]]]
"""The manner of each statement of a mail, by the mail's name: [question][statement]."""


class Model(NamedTuple):
    """What mails are weighed with besides words: a semantic model, and what it read in the mails that are learnt
    from, by their names; None to use nothing but its cosines.  `is_unread` lets the adapter that ships read mails
    that it did not learn.
    """

    similarity: Similarity
    readings: Mapping[str, Sequence[Reading]] | None
    is_unread: bool = False

    def of(self, name: str, asked: Sequence[Asked], found: Sequence[Statement], draft: Document) -> Meaning:
        """What the model makes of a mail; ValueError where what it read in it is not recorded."""
        if self.readings is not None and self.is_unread:
            return meaning_of(asked, found, draft, self.similarity)
        nearness = cosines(asked, found, draft, self.similarity)
        if self.readings is None:
            return Meaning(nearness, None)
        own = self.readings.get(name, ())
        if len(own) != len(asked) or any(len(each.sentences) != len(found) for each in own):
            raise ValueError(f"the readings of {name} are of other texts; run train_adapter again")
        return Meaning(nearness, own)


def recorded(path: Path) -> dict[str, list[Reading]]:
    """What `train_adapter` wrote: the readings of each mail's questions, by its name."""
    found: dict[str, list[Reading]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        name, number, verdict, odds = json.loads(line)
        own = found.setdefault(name, [])
        if number != len(own):
            raise ValueError(f"{path}: question {len(own)} of {name} is missing")
        own.append(Reading(verdict, odds))
    return found


@dataclass(frozen=True)
class Mail:
    """What the regressions see of one pair, and what a person said.

    `answers` says for each question and statement whether the person's evidence lies in it; nobody said so
    but for labelled pairs.  Rows that were made are learnt from by their question number `only`; `source` names
    the pair they were made of.  `weights` has one for each question, where they differ.
    """

    part: str
    name: str
    asked: tuple[Asked, ...]
    found: tuple[Statement, ...]
    synonyms: Any
    answers: tuple[tuple[bool, ...], ...]
    addressed: tuple[bool, ...]
    meaning: Meaning | None = None
    weight: float = 1.0
    is_labelled: bool = True
    only: int | None = None
    source: str = ""
    weights: tuple[float, ...] = ()


def good_paths(data: Path) -> list[Path]:
    """The files of the project's own drafts, good and faulty.

    `daily_*.jsonl` came later and brought nothing here (mean precision of what is flagged .541 without, .535 with).
    """
    files = [
        path for path in sorted(TRAINING.glob("*.jsonl")) if not path.stem.startswith(("pairs_", "daily_"))
    ]
    return [*files, *sorted((data / "replies").glob("*.jsonl"))]


def good_pairs(paths: Iterable[Path]) -> Iterator[Pair]:
    """The good drafts of the files, with every question that is found in what they reply to."""
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            record = json.loads(line)
            if record["labels"] or not record.get("inbound"):
                continue
            found = document(record["inbound"], "customer").questions
            golds = tuple(Gold(each.span, each.text, True, None) for each in found)
            yield Pair(path.stem, f"{path.stem} {record['id']}", record["inbound"], record["draft"], golds)


def swapped_pairs(pairs: Sequence[Pair]) -> Iterator[Pair]:
    """Each message beside the draft to another one of its file, where none of its questions is addressed.

    Neighbours in a file often treat the same matter, so the other one stands half a file away.
    """
    for part in sorted({pair.part for pair in pairs}):
        own = [pair for pair in pairs if pair.part == part]
        for at, pair in enumerate(own):
            golds = tuple(replace(gold, addressed=False) for gold in pair.questions)
            draft = own[(at + len(own) // 2) % len(own)].draft
            yield replace(pair, name=f"{pair.name} swapped", draft=draft, questions=golds)


def cut_pairs(pairs: Iterable[Pair]) -> Iterator[tuple[Pair, int]]:
    """Each labelled reply without the sentences that answer one question, and the number of that question.

    Left out where those sentences answer another one too.
    """
    for pair in pairs:
        sentences = document(pair.draft, "agent").sentences
        for number, gold in enumerate(pair.questions):
            if not gold.addressed or not gold.evidence:
                continue
            evidence = gold.evidence
            held = [sentence for sentence in sentences if sentence.overlaps(evidence)]
            others = [each.evidence for n, each in enumerate(pair.questions) if n != number and each.evidence]
            if not held or any(each.overlaps(sentence) for each in others for sentence in held):
                continue
            gap = Span(held[0].start, held[-1].end)
            golds = [
                replace(gold, addressed=False, evidence=None) if n == number else _moved(each, gap)
                for n, each in enumerate(pair.questions)
            ]
            draft = pair.draft[: gap.start] + pair.draft[gap.end :]
            name = f"{pair.name} cut {number}"
            yield replace(pair, name=name, draft=draft, questions=tuple(golds)), number


def _moved(gold: Gold, gap: Span) -> Gold:
    """A question whose evidence stands where it does once the gap is closed."""
    if not gold.evidence or gold.evidence.start < gap.end:
        return gold
    size = gap.end - gap.start
    return replace(gold, evidence=Span(gold.evidence.start - size, gold.evidence.end - size))


NEIGHBOURS = 6
"""How far in its file the message stands from which a question is taken, at most."""
BRIEF, LENGTHY = 4, 20
"""Words of a question that is added to a message."""


def added_pairs(pairs: Sequence[Pair], rng: random.Random) -> Iterator[tuple[Pair, int]]:
    """Each message of a good reply with a question of a neighbouring message behind it, and that one's number."""
    for part in sorted({pair.part for pair in pairs}):
        own = [pair for pair in pairs if pair.part == part]
        for at, pair in enumerate(own):
            other = own[(at + 1 + rng.randrange(NEIGHBOURS)) % len(own)]
            fit = [g for g in other.questions if BRIEF <= len(g.text.split()) <= LENGTHY]
            if other is pair or not fit:
                continue
            text = rng.choice(fit).text
            before = pair.inbound.rstrip() + "\n\n"
            inbound = before + text[0].upper() + text[1:] + ("" if text.endswith("?") else "?")
            gold = Gold(Span(len(before), len(before) + len(text)), text, False, None)
            questions = (*pair.questions, gold)
            yield (
                replace(pair, name=f"{pair.name} added", inbound=inbound, questions=questions),
                len(questions) - 1,
            )


def found_pair(pair: Pair) -> tuple[Pair, tuple[float, ...]]:
    """A labelled pair with the questions that are found in place of those that are labelled, and what each weighs.

    One that is found and lies in no labelled question counts as addressed; a second one in the same labelled
    question weighs nothing, since nobody said which of them is answered.
    """
    found = document(pair.inbound, "customer").questions
    golds, weights = [], []
    pairing = matched([g.span for g in pair.questions], [q.span for q in found])
    labels = {j: pair.questions[i] for i, j in pairing.items()}
    for number, question in enumerate(found):
        if gold := labels.get(number):
            golds.append(Gold(question.span, question.text, gold.addressed, gold.evidence))
            weights.append(ALIKE)
        else:
            golds.append(Gold(question.span, question.text, True, None))
            weights.append(0.0 if any(g.span.overlaps(question.span) for g in pair.questions) else UNLABELLED)
    return replace(pair, name=f"{pair.name} found", questions=tuple(golds)), tuple(weights)


def found_mails(pairs: Iterable[Pair], model: Model | None) -> Iterator[Mail]:
    """The labelled pairs with their questions as they are found."""
    for pair in pairs:
        other, weights = found_pair(pair)
        if each := mail(other, model):
            yield replace(each, is_labelled=False, source=pair.name, weights=weights)


def mail(pair: Pair, model: Model | None = None) -> Mail | None:
    """None for a pair without questions or without an informative sentence: there is nothing to learn."""
    inbound, draft = document(pair.inbound, "customer"), document(pair.draft, "agent")
    found = candidates(draft)
    if not pair.questions or not found:
        return None
    detected = {each.span: each for each in inbound.questions}
    asked = prepared(inbound, [detected.get(gold.span) or labelled(inbound, gold) for gold in pair.questions])
    answers = tuple(
        tuple(bool(gold.evidence and gold.evidence.overlaps(s.span)) for s in found)
        for gold in pair.questions
    )
    return Mail(
        pair.part,
        pair.name,
        tuple(asked),
        found,
        synonyms_of(draft),
        answers,
        tuple(gold.addressed for gold in pair.questions),
        model.of(pair.name, asked, found, draft) if model else None,
        source=pair.name,
    )


def mails_of(pairs: Iterable[Pair], model: Model | None, weight: float | None = None) -> list[Mail]:
    """The pairs as the regressions see them; with a weight, they count as pairs that nobody labelled."""
    found = [each for pair in pairs if (each := mail(pair, model))]
    if weight is None:
        return [replace(each, weight=ALIKE) for each in found]
    return [replace(each, weight=weight, is_labelled=False) for each in found]


def made_of(made: Iterable[tuple[Pair, int]], model: Model | None, weight: float) -> Iterator[Mail]:
    """Pairs that were made, to be learnt from by one question each."""
    for pair, only in made:
        if each := mail(pair, model):
            source = pair.name.partition(" cut ")[0]
            yield replace(each, weight=weight, is_labelled=False, only=only, source=source)


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

    def packed(self, source: str) -> bytes:
        weights = {name: int(w) for name, w in zip(self.names, self.weights, strict=True) if w}
        return packed(self.bias, self.scale, weights, source)


def _texts(each: Mail) -> Iterable[list[str]]:
    for asked in each.asked:
        for statement in each.found:
            yield features(statement.words, asked.question.qtype)


# --- the regression and the trees -----------------------------------------------------------


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


_ROWS: dict[str, Matrix] = {}
"""The numbers of `PAIR` by mail, without its manner: [question, statement, number]."""

_AT_MANNER = PAIR.index("manner")


def pairs_of(each: Mail, manners: Manners) -> list[Matrix]:
    if each.name not in _ROWS:
        nothing = [[0.0] * len(each.found)] * len(each.asked)
        _ROWS[each.name] = numpy.array(pair_rows(each.asked, each.found, each.synonyms, nothing))
    rows = _ROWS[each.name].copy()
    rows[:, :, _AT_MANNER] = manners[each.name]
    if each.meaning:
        rows = numpy.concatenate([rows, _meant_rows(each.meaning)], axis=2)
    return list(rows)


def _meant_rows(meaning: Meaning) -> Matrix:
    found = enumerate(meaning.nearness)
    return numpy.array([[meant(meaning, i, j, max(row)) for j in range(len(row))] for i, row in found])


def whole(each: Mail, weights: Matrix, manners: Manners) -> list[list[float]]:
    rows = pairs_of(each, manners)
    logits = [(question @ weights[1:] + weights[0]).tolist() for question in rows]
    plain = [question.tolist() for question in rows]
    return whole_rows(each.asked, each.found, plain, logits, manners[each.name], each.meaning)


def grow(rows: Matrix, labels: Sequence[float], weights: Sequence[float]) -> Trees:
    """Trees, each over a part of the rows and numbers, that mend what those before left wrong."""
    model = GradientBoostingClassifier(
        n_estimators=TREES,
        max_depth=DEPTH,
        learning_rate=RATE,
        subsample=0.7,
        min_samples_leaf=20,
        max_features=0.3,
        random_state=7,
    )
    model.fit(rows, labels, sample_weight=weights)
    chance = float(numpy.average(labels, weights=weights))
    bias = round(float(numpy.log(chance / (1 - chance))), 4)
    return Trees(bias, tuple(_tree(each.tree_) for each in model.estimators_[:, 0]))


def _tree(grown: Any) -> Tree:
    """A tree as scikit-learn keeps it, filled up to its full depth and rounded as it ships."""
    splits: list[tuple[int, float]] = []
    row = [0]
    for _ in range(DEPTH):
        below = []
        for node in row:
            is_leaf = grown.children_left[node] < 0
            splits.append((0, 9e9) if is_leaf else (int(grown.feature[node]), float(grown.threshold[node])))
            below += [node, node] if is_leaf else [grown.children_left[node], grown.children_right[node]]
        row = below
    values = tuple(round(RATE * float(grown.value[node][0][0]), 3) for node in row)
    bounds = tuple(float(f"{bound:.5g}") for _, bound in splits)
    assert len(splits) == SPLITS
    return Tree(tuple(feature for feature, _ in splits), bounds, values)


@dataclass(frozen=True)
class Trained:
    """The manner of sentences, the regression over pairs and the trees over the whole."""

    manner: Manner
    pair: Matrix
    whole: Trees

    def scores(self, mails: Sequence[Mail]) -> dict[str, list[float]]:
        """The score of each question of each mail."""
        manners = self.manner.of(mails)
        return {
            each.name: [probability(self.whole.logit(row)) for row in whole(each, self.pair, manners)]
            for each in mails
        }


def train(mails: Sequence[Mail], rng: random.Random, shift: float = 0.0) -> Trained:
    """Each step sees what the step before says of mails that it was not trained on, those included that were made
    of labelled ones; `shift` is added to every log-odds.
    """
    order = [each for each in mails if each.is_labelled]
    rng.shuffle(order)
    fold_of = {each.name: number % FOLDS for number, each in enumerate(order)}
    folds: dict[int | None, list[Mail]] = {fold: [] for fold in (*range(FOLDS), None)}
    for each in (*order, *(each for each in mails if not each.is_labelled)):
        folds[fold_of.get(each.source)].append(each)
    manner = Manner(order)
    manners = manner.of(folds[None])
    for fold in range(FOLDS):
        manners.update(Manner([each for each in order if fold_of[each.name] != fold]).of(folds[fold]))

    def pair_weights(chosen: Sequence[Mail]) -> Matrix:
        rows = numpy.vstack([question for m in chosen for question in pairs_of(m, manners)])
        return fit(rows, [float(a) for m in chosen for answers in m.answers for a in answers], RIDGE_PAIR)

    rows: list[list[float]] = []
    labels: list[float] = []
    weights: list[float] = []
    pair = pair_weights(order)
    for part, own in folds.items():
        first = pair if part is None else pair_weights([m for m in order if fold_of[m.name] != part])
        for each in own:
            seen = whole(each, first, manners)
            for number in range(len(seen)) if each.only is None else (each.only,):
                rows.append(seen[number])
                labels.append(float(each.addressed[number]))
                weights.append(each.weights[number] if each.weights else each.weight)
    trees = grow(numpy.array(rows), labels, weights)
    return Trained(manner, pair, trees._replace(bias=round(trees.bias + shift, 4)))


def cross_validated(mails: Sequence[Mail], seed: int) -> dict[str, list[float]]:
    """The score of every question of a mail by weights that never saw the mail, nor the file of a good draft."""
    rng = random.Random(seed)
    order = [each for each in mails if each.is_labelled]
    rng.shuffle(order)
    files = sorted({each.part for each in mails if not each.is_labelled})
    fold_of = {each.name: n % FOLDS for n, each in enumerate(order)}
    for each in mails:
        if not each.is_labelled:
            fold_of[each.name] = fold_of.get(each.source, files.index(each.part) % FOLDS)
    scores: dict[str, list[float]] = {}
    for fold in range(FOLDS):
        trained = train([m for m in mails if fold_of[m.name] != fold], rng)
        unseen = [m for m in mails if fold_of[m.name] == fold and m.only is None]
        scores.update(trained.scores(unseen))
    return scores


BOUNDS = (0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6)


def report_good(mails: Sequence[Mail], scores: Mapping[str, Sequence[float]], title: str) -> None:
    """Prints how many good drafts have a question below each bound."""
    least = [min(scores[each.name]) for each in mails]
    counts = ", ".join(f"{sum(low < bound for low in least)} below {bound}" for bound in BOUNDS)
    print(f"{title}: {len(mails)} with a question; {counts}", flush=True)


def report(
    gold: Mapping[str, Sequence[bool]], scores: Mapping[str, Sequence[float]], title: str, brief: bool = False
) -> None:
    """Prints AUC and the best F1 of "not addressed", and unless `brief` what each bound finds."""
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
    for low in () if brief else BOUNDS:
        p, r, f = f1(low)
        print(f"    below {low}: P {p:.3f} R {r:.3f} F1 {f:.3f}", flush=True)


def checksum(data: Path) -> str:
    found = hashlib.sha256()
    for path in (*own_paths(data), *good_paths(data), *sorted(HELP_CENTRE.glob("*.jsonl"))):
        found.update(path.read_bytes())
    return found.hexdigest()


def write(path: Path, values: Mapping[str, Any]) -> None:
    path.write_text(json.dumps(values, indent=0, ensure_ascii=False) + "\n", encoding="utf-8")


def main(arguments: list[str] | None = None) -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--data", type=Path, required=True)
    options.add_argument("--seed", type=int, default=7)
    options.add_argument("--write", action="store_true", help="write the weights")
    options.add_argument("--semantic-model", default="", help="the folder of all-MiniLM-L6-v2")
    options.add_argument("--readings", type=Path, help="what `train_adapter` read in the mails")
    options.add_argument(
        "--figures",
        choices=("authors", "mails", "none"),
        default="authors",
        help="cross-validate by mail and by author, by mail only, or not at all",
    )
    options.add_argument(
        "--unread",
        type=Path,
        nargs="*",
        default=[],
        help="labelled pairs that were never trained on, to be scored",
    )
    options.add_argument(
        "--unread-good",
        type=Path,
        nargs="*",
        default=[],
        help="drafts of which the good ones are to be scored",
    )
    given = options.parse_args(arguments)
    if given.readings and not given.semantic_model:
        options.error("--readings goes with --semantic-model")
    semantic.MOST_REMEMBERED = 1_000_000  # made mails bring the same sentences again
    model = None
    if given.semantic_model:
        readings = recorded(given.readings) if given.readings else None
        model = Model(semantic.load_similarity(given.semantic_model), readings)
        if given.readings and not model.similarity.reads:
            options.error(f"there is no adapter for {given.semantic_model}")
    pairs = own_pairs(given.data)
    mails = mails_of(pairs, model)
    fine = [pair for pair in good_pairs(good_paths(given.data)) if pair.questions]
    good = mails_of(fine, model, GOOD_WEIGHT)
    mixed = list(mixed_pairs(given.seed))
    if given.readings:
        mixed = list(left_by_adapter(mixed))
    weak = [
        *good,
        *mails_of(swapped_pairs(fine), model, SWAPPED_WEIGHT),
        *mails_of(mixed, model, MIXED_WEIGHT),
        *found_mails(pairs, model),
        *made_of(cut_pairs(pairs), model, CUT_WEIGHT),
        *made_of(added_pairs(fine, random.Random(given.seed)), model, ADDED_WEIGHT),
    ]
    gold = {pair.name: [g.addressed for g in pair.questions] for pair in pairs if pair.questions}
    if given.figures != "none":
        scores = cross_validated([*mails, *weak], given.seed)
        for name, addressed in gold.items():
            scores.setdefault(name, [NOTHING] * len(addressed))
        report(gold, scores, "all, cross-validated by mail")
        for title, parts in GROUPS.items():
            own = {
                pair.name for pair in pairs if pair.part in parts or pair.part.rstrip("0123456789") in parts
            }
            report(
                {name: gold[name] for name in gold if name in own},
                scores,
                f"    of these {title}",
                brief=True,
            )
        report_good(good, scores, "good drafts, each file left out")
    for part in sorted({m.part for m in mails}) if given.figures == "authors" else ():
        own_mails = [m for m in mails if m.part == part]
        rest = [m for m in (*mails, *weak) if m.part != part]
        others = train(rest, random.Random(given.seed))
        report(
            {m.name: m.addressed for m in own_mails},
            others.scores(own_mails),
            f"{part}, left out of training",
        )
    shift = SEMANTIC_SHIFT if model else SHIFT
    trained = train([*mails, *weak], random.Random(given.seed), shift)
    unread_model = model._replace(is_unread=True) if model else None
    for path in given.unread:
        unread = mails_of(load(path), unread_model)
        report({m.name: m.addressed for m in unread}, trained.scores(unread), path.name)
    for path in given.unread_good:
        unread = mails_of((pair for pair in good_pairs([path]) if pair.questions), unread_model, GOOD_WEIGHT)
        report_good(unread, trained.scores(unread), path.name)
    if given.write:
        write_all(trained, model, checksum(given.data), given.seed)


GROUPS = {
    "hand and part": ("hand", "part"),
    "a to j, half of them hard": tuple("abcdefghij"),
    "k to s, as they come": NATURAL,
}
"""The labelled pairs by how they were written."""


def write_all(trained: Trained, model: Model | None, sha256: str, seed: int) -> None:
    """Writes the weights of a backend into the package."""
    names: tuple[str, ...] = PAIR
    if model:
        names += PAIR_MEANING if model.readings is None else (*PAIR_MEANING, *PAIR_READING)
    tables = {
        "about": "Weights of understand/answers.py; written by -m benchmarks.accuracy.train_answers",
        "data_sha256": sha256,
        "seed": seed,
        "pair": {
            "bias": round(float(trained.pair[0]), 4),
            "weights": {k: round(float(v), 4) for k, v in zip(names, trained.pair[1:], strict=True)},
        },
        "whole": stored(trained.whole),
    }
    if model is None:
        write(WEIGHTS, tables)
        MANNER_WEIGHTS.write_bytes(trained.manner.packed(f"sha256:{sha256} seed:{seed}"))
    else:
        kind = "semantic" if model.readings is None else "reading"
        name = f"answer_weights_{kind}.json"
        write(WEIGHTS.with_name(name), {"model": model.similarity.name, **tables})


if __name__ == "__main__":
    main()
