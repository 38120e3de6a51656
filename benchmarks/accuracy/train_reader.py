"""Trains `reader_weights.bin`: `python -m benchmarks.accuracy.train_reader [--data DIR] [--write] [--seed 7]`.

Trains on `benchmarks/data/training` and, where DIR is given, on `DIR/replies`: the project's own drafts, all
labelled by sentence.  Prints what share of faulty drafts is found where so many good ones are warned,
each trade group judged by a reader that never saw it.  The same data and seed give the same file
where `OMP_NUM_THREADS=1` is set; sums by several threads differ in the last digit.
Needs scikit-learn (`pip install .[train]`); the product itself does not.
"""

from __future__ import annotations

import argparse
import hashlib
import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

import numpy
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from benchmarks.accuracy.families import RISKS, Share, case_of, loud, records
from replycheck.matching import Index
from replycheck.model import Severity
from replycheck.read import read_text
from replycheck.rules import Ruleset, load_rules
from replycheck.understand import Document
from replycheck.understand.masks import GAP
from replycheck.understand.reader import FEWEST_WORDS, WEIGHTS
from replycheck.understand.reader_features import Place, crowd, features, tokens, weight_of_one

TRAINING = Path(__file__).parents[1] / "data" / "training"

LABELS = (*RISKS, "curt", "no-ownership", "stock")

FOLDS = 6
BACKGROUND = ("pairs", "posts", "answers", "ordinary")
"""Groups that are always trained on: single sentences, and plain replies, which hold next to nothing to find."""
FEATURES = 30_000
TELLING = 7_000
"""How many features tell labels apart; the others only say that there is a fault."""
FEWEST_SENTENCES = 3
"""In how many sentences a feature must stand to count."""
PAIR = 0.5
"""What a sentence of `pairs_*.jsonl` weighs: it stands in no reply."""
REAL = 4.0
"""What a sentence of a real post weighs: they are few, and real replies look like nothing else here."""
HARD = 1.5
"""What a sentence of a good draft that looks like a fault weighs."""
EVERYDAY = 3.0
"""What a sentence without a fault of `daily_*.jsonl` weighs: plain replies as agents write them all day are what the
reader meets most, and the other drafts were written around faults (1, 3, 6 and 12 were tried)."""
STRENGTH = 0.5
"""Inverse of the ridge, chosen by leaving trade groups out."""
LARGEST = 127

INDEX = Index([])


class Sentence(NamedTuple):
    """One sentence as the reader sees it, and the faults a person saw in it."""

    features: list[str]
    labels: frozenset[str]
    weight: float = 1.0
    crowd: float = 0.0


class Draft(NamedTuple):
    """`group` is the file it is from; `sure` is False where a fault of the draft has no place in it."""

    group: str
    name: str
    labels: frozenset[str]
    sentences: tuple[Sentence, ...]
    sure: bool
    record: Mapping[str, Any] = MappingProxyType({})


def drafts(data: Path | None) -> list[Draft]:
    """All labelled drafts; of `pairs_*.jsonl` each sentence is a draft of its own."""
    paths = sorted(TRAINING.glob("*.jsonl")) + (sorted((data / "replies").glob("*.jsonl")) if data else [])
    labelled = [draft for path in paths for record in records(path) for draft in _drafts(path.stem, record)]
    return labelled + ([*_plain(data)] if data else [])


def _plain(data: Path) -> Iterator[Draft]:
    """Replies of `data` that carry no fault of tone: our own answers to questions, and every other one of the
    real pairs, whose other half stays a bed for false alarms.
    """
    usual: dict[str, Any] = {"channel": "email", "labels": [], "spans": []}
    for path in (data / "questions" / "hand.jsonl", *sorted((data / "questions" / "pairs").glob("*.jsonl"))):
        for record in records(path):
            draft = record["draft"] if "draft" in record else record["reply"]
            yield from _drafts("answers", {**usual, "id": record["id"], "draft": draft})
    for number, record in enumerate(records(data / "tone" / "real_pairs_ibm.jsonl")):
        if number % 2 == 0:
            yield from _drafts(
                "posts", {**usual, "id": f"post {number}", "draft": record["reply"], "channel": "social"}
            )


def _drafts(group: str, record: dict[str, Any]) -> Iterator[Draft]:
    if "bad" in record:
        for text, labels in ((record["bad"], {record["label"]}), (record["good"], set())):
            seen = Sentence(features(text, Place(channel="")), frozenset(labels), PAIR)
            yield Draft(group, record["id"], frozenset(labels), (seen,), True)
        return
    text = record["draft"]
    marked = [
        (span["label"], span["start"], span["end"]) if isinstance(span, dict) else _placed(text, *span)
        for span in record["spans"]
    ]
    document = Document(read_text(text, role="agent"), INDEX)
    channel = record["channel"] if record["channel"] in ("chat", "social") else "email"
    weight = REAL if group == "posts" else HARD if record.get("hard") else 1.0
    found = []
    for at, span in enumerate(document.sentences):
        sentence = span.of(document.prose)
        if len(tokens(sentence.replace(GAP, " "))) < FEWEST_WORDS:
            continue
        labels = {
            label
            for label, start, end in marked
            if min(end, span.end) - max(start, span.start) >= 0.5 * min(span.end - span.start, end - start)
        }
        place = Place(at, len(document.sentences), channel)
        names = features(sentence.replace(GAP, " "), place)
        own = (1.0 if labels else EVERYDAY) if group.startswith("daily") else weight
        found.append(Sentence(names, frozenset(labels & set(LABELS)), own, crowd(place.total)))
    whole = set(record["labels"]) - {label for label, _, _ in marked}
    yield Draft(
        group, record["id"], frozenset(record["labels"]), tuple(found), not whole & set(RISKS), record
    )


def _placed(text: str, label: str, words: str) -> tuple[str, int, int]:
    start = text.index(words)
    return label, start, start + len(words)


class Table:
    """Numbers of features, and sentences as rows of their counts."""

    def __init__(self, names: Sequence[str]) -> None:
        self.names = list(names)
        self.number = {name: at for at, name in enumerate(self.names)}

    @classmethod
    def of(cls, sentences: Sequence[Sentence]) -> Table:
        counts = Counter(name for sentence in sentences for name in set(sentence.features))
        return cls(sorted(name for name, count in counts.items() if count >= FEWEST_SENTENCES))

    def rows(self, sentences: Sequence[Sentence]) -> csr_matrix:
        columns: list[int] = []
        values: list[float] = []
        ends = [0]
        for sentence in sentences:
            found = Counter(self.number[name] for name in sentence.features if name in self.number)
            one = weight_of_one(len(sentence.features))
            columns += found.keys()
            values += [count * one for count in found.values()]
            ends.append(len(columns))
        return csr_matrix((values, columns, ends), shape=(len(sentences), len(self.names)))


class Reader(NamedTuple):
    """Weights as they ship: whole numbers of at most seven bits and a sign, times a scale.

    `labels` has a column for each of the first features of `table` only.
    """

    table: Table
    fault: Any
    scale: float
    bias: float
    labels: Any
    label_scale: float
    biases: Any

    def judge(self, sentences: Sequence[Sentence]) -> tuple[tuple[float, str], ...]:
        """Log-odds of a fault, and the likeliest fault, of each sentence."""
        rows = self.table.rows(sentences)
        logits = rows @ (self.fault * self.scale) + self.bias
        telling = rows[:, : self.labels.shape[1]]
        heads = telling @ (self.labels.T * self.label_scale) + numpy.array(self.biases)
        return tuple(
            (float(logit) - sentence.crowd, LABELS[int(head.argmax())])
            for sentence, logit, head in zip(sentences, logits, heads, strict=True)
        )


def train(chosen: Sequence[Draft], seed: int) -> Reader:
    """One regression for "a fault", and one for "which", on faulty sentences alone."""
    sentences = [s for draft in chosen for s in draft.sentences if draft.sure or s.labels]
    table = Table.of(sentences)
    rows = table.rows(sentences)
    is_fault = numpy.array([bool(s.labels) for s in sentences])
    sizes = numpy.array([s.weight for s in sentences])
    model = _regression(seed).fit(rows, is_fault, sample_weight=sizes)
    weights = model.coef_[0]
    kept = numpy.sort(numpy.argsort(-numpy.abs(weights), kind="stable")[:FEATURES])
    faulty = [s for s in sentences if s.labels]
    rows = Table([table.names[at] for at in kept]).rows(faulty)
    heads, biases = [], []
    for label in LABELS:
        own = numpy.array([label in s.labels for s in faulty])
        # Half of the faulty sentences blame; counted as they come, what is rare would be called blame too.
        rare = math.sqrt((1 - own.mean()) / own.mean())
        head = _regression(seed).fit(rows, own, sample_weight=numpy.where(own, rare, 1.0))
        heads.append(head.coef_[0])
        biases.append(float(head.intercept_[0]))
    telling = numpy.abs(numpy.array(heads)).max(axis=0)
    order = numpy.argsort(-telling, kind="stable")
    order = numpy.concatenate((numpy.sort(order[:TELLING]), numpy.sort(order[TELLING:])))
    labels, label_scale = _whole(numpy.array(heads)[:, order[:TELLING]])
    kept = kept[order]
    fault, scale = _whole(weights[kept])
    small = Table([table.names[at] for at in kept])
    return Reader(small, fault, scale, float(model.intercept_[0]), labels, label_scale, biases)


def _regression(seed: int) -> LogisticRegression:
    return LogisticRegression(C=STRENGTH, solver="liblinear", max_iter=400, random_state=seed)


def _whole(weights: Any) -> tuple[Any, float]:
    scale = float(numpy.abs(weights).max()) / LARGEST
    return numpy.rint(weights / scale).astype(numpy.int8), scale


class Judged(NamedTuple):
    """A draft as a reader saw it that was not trained on its group: log-odds and likeliest label by sentence."""

    draft: Draft
    sentences: tuple[tuple[float, str], ...]

    @property
    def worst(self) -> float:
        return max(logit for logit, _ in self.sentences)

    def is_warned(self, bounds: dict[str, float], calibration: tuple[float, float]) -> bool:
        """Whether a sentence reaches the bound of its label; a label without a bound warns of nothing."""
        return any(_score(logit, calibration) >= bounds.get(label, 2.0) for logit, label in self.sentences)


def left_out(everything: Sequence[Draft], seed: int) -> list[Judged]:
    """Each draft as seen by a reader trained on none of its trade group: the groups are left out by folds."""
    groups = sorted({draft.group for draft in everything if not draft.group.startswith(BACKGROUND)})
    found = []
    for fold in range(FOLDS):
        out = set(groups[fold::FOLDS])
        reader = train([draft for draft in everything if draft.group not in out], seed)
        for draft in everything:
            if draft.group in out and draft.sentences:
                found.append(Judged(draft, reader.judge(draft.sentences)))
    return found


def slope_and_bias(judged: Sequence[Judged]) -> tuple[float, float]:
    """What makes log-odds of left-out drafts into the share of drafts with that score that are faulty."""
    model = LogisticRegression(C=1000.0).fit(
        [[j.worst] for j in judged], [bool(j.draft.labels) for j in judged]
    )
    return float(model.coef_[0][0]), float(model.intercept_[0])


def _score(logit: float, calibration: tuple[float, float]) -> float:
    slope, bias = calibration
    return 1 / (1 + math.exp(-(slope * logit + bias)))


def report(judged: Sequence[Judged], calibration: tuple[float, float], ruleset: Ruleset) -> None:
    """Prints what one bound finds at several shares of good drafts warned, then what the rules' bounds find,
    alone and together with all other rules.
    """
    good = sorted((j.worst for j in judged if not j.draft.labels), reverse=True)
    risky = [j for j in judged if j.draft.labels & set(RISKS)]
    for share in (0.01, 0.02, 0.03, 0.05, 0.08):
        bound = good[int(len(good) * share)]
        hits = Share(sum(j.worst > bound for j in risky), len(risky))
        print(f"good warned {share:.2f} (score above {_score(bound, calibration):.2f}): risks found {hits}")
    bounds = _bounds(ruleset)
    print("with the bounds of the rules:")
    alone = {j.draft.name: j.is_warned(bounds, calibration) for j in judged}
    others = {j.draft.name: j.draft.name in alone and _is_warned(j.draft, ruleset) for j in judged}
    for name, choice in (("the reader", alone), ("the other rules", others)):
        _print_shares(name, judged, choice)
    _print_shares("both", judged, {name: alone[name] or others[name] for name in alone})
    for label in LABELS:
        own = [alone[j.draft.name] for j in judged if label in j.draft.labels]
        print(f"    {label:16} {Share(sum(own), len(own))}")
    for group in sorted({j.draft.group for j in judged}):
        _print_shares(f"  {group}", [j for j in judged if j.draft.group == group], alone)


def _bounds(ruleset: Ruleset) -> dict[str, float]:
    """The score from which on each label is a warning, as the rule files have it."""
    return {
        label: rule.severity_by[Severity.WARNING]
        for rule in ruleset.rules
        if rule.kind == "judged" and Severity.WARNING in rule.severity_by
        for label in rule.checker.labels  # type: ignore[attr-defined]
    }


def _print_shares(name: str, judged: Sequence[Judged], warned: dict[str, bool]) -> None:
    risky = [warned[j.draft.name] for j in judged if j.draft.labels & set(RISKS)]
    good = [warned[j.draft.name] for j in judged if not j.draft.labels]
    print(f"{name:18} risks {Share(sum(risky), len(risky))}, good warned {Share(sum(good), len(good))}")


def _is_warned(draft: Draft, ruleset: Ruleset) -> bool:
    judged = {rule.id for rule in ruleset.rules if rule.kind == "judged"}
    return bool(loud(case_of(dict(draft.record)), ruleset) - judged)


def report_posts(reader: Reader, data: Path, calibration: tuple[float, float], ruleset: Ruleset) -> None:
    """Prints how many of the real posts that were not trained on the rules' bounds warn of."""
    usual: dict[str, Any] = {"channel": "social", "labels": [], "spans": []}
    posts = [
        draft
        for number, record in enumerate(records(data / "tone" / "real_pairs_ibm.jsonl"))
        for draft in _drafts("posts", {**usual, "id": f"post {number}", "draft": record["reply"]})
        if number % 2 and draft.sentences
    ]
    warned = [
        Judged(draft, reader.judge(draft.sentences)).is_warned(_bounds(ruleset), calibration)
        for draft in posts
    ]
    print(f"real posts, not trained on: warned {Share(sum(warned), len(warned))}")


def write(reader: Reader, slope: float, bias: float) -> None:
    """The file that `replycheck.understand.reader.shipped` reads; the log-odds are calibrated in it."""
    numbers = f"{reader.scale:.9g} {reader.label_scale:.9g} {reader.bias + bias / slope:.6g} {slope:.6g}"
    labels = " ".join(f"{name}={value:.6g}" for name, value in zip(LABELS, reader.biases, strict=True))
    head = "\n".join((numbers, labels, "\t".join(reader.table.names))) + "\n"
    WEIGHTS.write_bytes(head.encode() + reader.fault.tobytes() + reader.labels.tobytes())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, help="a folder with further drafts in replies/")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--write", action="store_true", help="train on all and write the package's file")
    options = parser.parse_args()
    ruleset = load_rules()
    everything = drafts(options.data)
    counts = Counter(draft.group for draft in everything)
    print(f"{len(everything)} drafts and sentences: " + ", ".join(f"{g} {n}" for g, n in counts.items()))
    found = left_out(everything, options.seed)
    slope, bias = slope_and_bias(found)
    report(found, (slope, bias), ruleset)
    print(f"calibration: {slope:.3f} times the log-odds, {bias:+.3f}")
    reader = train(everything, options.seed)
    if options.data:
        report_posts(reader, options.data, (slope, bias), ruleset)
    if options.write:
        write(reader, slope, bias)
        digest = hashlib.sha256(WEIGHTS.read_bytes()).hexdigest()[:12]
        print(f"{WEIGHTS.name}: {WEIGHTS.stat().st_size / 1000:.0f} kB, sha256 {digest}")


if __name__ == "__main__":
    main()
