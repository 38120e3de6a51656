"""Trains the weights of `understand/earnest.py`: `python -m benchmarks.accuracy.train_questions --data DIR [--write]`.

It writes `questions_formed.bin` and `questions_plain.bin`, by the labelled messages of the project alone
(`questions/pairs/` and `questions/hand.jsonl` under DIR, and `benchmarks/data/answers/`), and by single sentences
(`benchmarks/data/asking/`).  A clause with the form of
a question is meant where it lies in a labelled question, those that the rules leave out included; a sentence asks
where it holds one.
Prints how well questions are found, each group of authors by weights that saw nothing of theirs, without the
weights, and with them; `--unread FILE ...` are judged by what ships.  Needs `pip install .[train]`; the same data
and seed give the same files.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import LogisticRegression

from benchmarks.accuracy.questions import Pair, auc, document, load, matched, own_pairs, own_paths, prf
from replycheck.understand import earnest
from replycheck.understand.clauses import sentences_of
from replycheck.understand.earnest import FORMED, PLAIN, STRETCH, sense_name, traits
from replycheck.understand.idle_questions import gives_way, is_bare_plea
from replycheck.understand.questions import asked_words, find_questions, is_plain, opened_clauses, places_of
from replycheck.understand.word_vectors import direction
from replycheck.understand.word_weights import packed, unpacked

ALONE = Path(__file__).parents[1] / "data/asking"
"""Labelled sentences that stand alone."""
STRENGTH_FORMED, STRENGTH_PLAIN = 0.1, 0.3
"""The inverse of the ridge (.02 to .5 were tried)."""
FEWEST = 2
"""Rows that a trait must stand in."""
MOST = 4_000
"""Traits that ship, the heaviest."""
FOLDS = 6

Matrix = Any


class Row(NamedTuple):
    """A clause or sentence as the regressions see it, and whether it asks."""

    part: str
    traits: list[str]
    words: tuple[str, ...]
    asks: bool


class Single(NamedTuple):
    """A sentence that stands alone, and whether it asks."""

    part: str
    text: str
    asks: bool


def singles(paths: Iterable[Path]) -> Iterator[Single]:
    """The labelled sentences of the files, in order."""
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            record = json.loads(line)
            yield Single(f"asking {path.stem}", record["text"], record["asks"])


def single_rows(rows: Iterable[Single], *, formed: bool) -> Iterator[Row]:
    """The clauses with the form of a question, or the sentences, of labelled sentences; they have no place."""
    for row in rows:
        text = document(row.text, "customer")
        sentences = sentences_of(text)
        if formed:
            for clause in opened_clauses(text, sentences):
                words, mark = asked_words(clause, sentences)
                yield Row(row.part, traits(words, mark, clause.kind), tuple(words), row.asks)
            continue
        for sentence in sentences:
            mark = "?" if "?" in sentence.mark else ""
            if is_plain(sentence._replace(mark="")):
                yield Row(row.part, traits(sentence.words, mark, ""), tuple(sentence.words), row.asks)


def formed_rows(pairs: Iterable[Pair]) -> Iterator[Row]:
    """Every clause with the form of a question, but those that give way to another and bare pleas."""
    for pair in pairs:
        text = document(pair.inbound, "customer")
        sentences = sentences_of(text)
        opened = opened_clauses(text, sentences)
        places = places_of(text, opened, sentences)
        for clause, following, place in zip(opened, [*opened[1:], None], places, strict=False):
            if gives_way(clause, following, sentences) or is_bare_plea(clause, sentences):
                continue
            tokens = sentences[clause.sentence].tokens[clause.start : clause.end]
            start, end = tokens[0].span.start, tokens[-1].span.end
            asks = any(gold.span.start < end and start < gold.span.end for gold in pair.questions)
            words, mark = asked_words(clause, sentences)
            yield Row(pair.part, traits(words, mark, clause.kind, place), tuple(words), asks)


def plain_rows(pairs: Iterable[Pair]) -> Iterator[Row]:
    """Every sentence; what a question mark says is learnt, so that words need not."""
    for pair in pairs:
        for sentence in sentences_of(document(pair.inbound, "customer")):
            mark = "?" if "?" in sentence.mark else ""
            if is_plain(sentence._replace(mark="")):
                asks = any(gold.span.overlaps(sentence.span) for gold in pair.questions)
                yield Row(pair.part, traits(sentence.words, mark, ""), tuple(sentence.words), asks)


def trained(rows: Sequence[Row], strength: float, source: str) -> bytes:
    """The weights of a regression over the rows, as they ship."""
    counts = Counter(trait for row in rows for trait in row.traits)
    names = sorted(name for name, count in counts.items() if count >= FEWEST)
    number = {name: at for at, name in enumerate(names)}
    columns: list[int] = []
    ends = [0]
    for row in rows:
        columns += [number[trait] for trait in row.traits if trait in number]
        ends.append(len(columns))
    seen = csr_matrix((numpy.ones(len(columns)), columns, ends), shape=(len(rows), len(names)))
    senses = [direction(row.words) for row in rows]
    size = max(map(len, senses))
    felt = numpy.array([each or (0.0,) * size for each in senses]) * STRETCH
    table = hstack([seen, csr_matrix(felt)]).tocsr()
    table.indices, table.indptr = table.indices.astype("int32"), table.indptr.astype("int32")
    model = LogisticRegression(C=strength, max_iter=1000, solver="liblinear", random_state=7)
    model.fit(table, [row.asks for row in rows])
    weights = model.coef_[0]
    scale = float(numpy.abs(weights).max() / 127)
    whole = numpy.rint(weights / scale).astype(int)
    own, felt_weights = whole[: len(names)], whole[len(names) :]
    heaviest = sorted(range(len(names)), key=lambda at: (-abs(weights[at]), at))[:MOST]
    kept = {names[at]: int(own[at]) for at in sorted(heaviest) if own[at]}
    kept.update({sense_name(at): int(weight) for at, weight in enumerate(felt_weights)})
    return packed(float(model.intercept_[0]), scale, kept, source)


def both(pairs: Sequence[Pair], alone: Sequence[Single], source: str) -> tuple[bytes, bytes]:
    """The two files, in the order of their names."""
    formed = [*formed_rows(pairs), *single_rows(alone, formed=True)]
    plain = [*plain_rows(pairs), *single_rows(alone, formed=False)]
    return trained(formed, STRENGTH_FORMED, source), trained(plain, STRENGTH_PLAIN, source)


def use(files: tuple[bytes, bytes]) -> None:
    """Makes detection see these weights."""
    formed, plain = (unpacked(each) for each in files)
    earnest._formed = lambda: (*formed, earnest.senses_of(formed[1], formed[2]))  # type: ignore[assignment]
    earnest._plain = lambda: (*plain, earnest.senses_of(plain[1], plain[2]))  # type: ignore[assignment]


Found = tuple[int, int, int]
"""Questions found rightly, found at all, and labelled."""


def found_of(pairs: Iterable[Pair], *, marks: bool) -> Found:
    hit = found = gold = 0
    for pair in pairs:
        text = pair.inbound if marks else pair.inbound.replace("?", ".")
        each = find_questions(document(text, "customer"))
        hit += len(matched([g.span for g in pair.questions], [q.span for q in each]))
        found += len(each)
        gold += len(pair.questions)
    return hit, found, gold


def with_and_without(pairs: Sequence[Pair], *, marks: bool) -> tuple[Found, Found]:
    """What is found by grammar alone, and with the weights."""
    bounds = earnest.IDLE, earnest.ASKING
    earnest.IDLE, earnest.ASKING = -1.0, 2.0
    before = found_of(pairs, marks=marks)
    earnest.IDLE, earnest.ASKING = bounds
    return before, found_of(pairs, marks=marks)


def report(title: str, before: Found, after: Found) -> None:
    p, r, f = prf(*before)
    q, s, g = prf(*after)
    print(
        f"{title}: n={after[2]} P {p:.3f} R {r:.3f} F1 {f:.3f} -> P {q:.3f} R {s:.3f} F1 {g:.3f}", flush=True
    )


def report_left_out(pairs: Sequence[Pair], alone: Sequence[Single]) -> None:
    parts = sorted({pair.part for pair in pairs})
    sums: dict[bool, list[Found]] = {True: [], False: []}
    for fold in range(FOLDS):
        left = parts[fold::FOLDS]
        use(both([pair for pair in pairs if pair.part not in left], alone, "x"))
        for part in left:
            own = [pair for pair in pairs if pair.part == part]
            for marks in (True, False):
                before, after = with_and_without(own, marks=marks)
                report(f"{part}, left out, {'with' if marks else 'without'} marks", before, after)
                sums[marks] += [before, after]
    for marks, rows in sums.items():
        report(f"all, {'with' if marks else 'without'} marks", _sum(rows[::2]), _sum(rows[1::2]))


def report_alone(pairs: Sequence[Pair], alone: Sequence[Single]) -> None:
    """Prints how many of the sentences that stand alone are found, and how well the chance of those with the form of
    a question orders them, by weights that saw none of their author's.
    """
    for part in sorted({row.part for row in alone}):
        use(both(pairs, [row for row in alone if row.part != part], "x"))
        own = [row for row in alone if row.part == part]
        found = [bool(find_questions(document(row.text, "customer"))) for row in own]
        hit = sum(asks and row.asks for asks, row in zip(found, own, strict=True))
        p, r, f = prf(hit, sum(found), sum(row.asks for row in own))
        formed = list(lone_chances(own))
        print(
            f"{part}, left out: n={len(own)} P {p:.3f} R {r:.3f} F1 {f:.3f};"
            f" {len(formed)} with the form, AUC of their chance {auc(formed):.3f}",
            flush=True,
        )


def lone_chances(rows: Iterable[Single]) -> Iterator[tuple[float, bool]]:
    """The chance of each clause with the form of a question, and whether its sentence asks.

    What is asked alone is always kept, so that finding questions does not show what the weights are worth.
    """
    for row in rows:
        text = document(row.text, "customer")
        sentences = sentences_of(text)
        opened = opened_clauses(text, sentences)
        for clause, place in zip(opened, places_of(text, opened, sentences), strict=True):
            words, mark = asked_words(clause, sentences)
            yield earnest.earnest(words, mark, clause.kind, place), row.asks


def _sum(rows: Iterable[Found]) -> Found:
    hit, found, gold = map(sum, zip(*rows, strict=True))
    return hit, found, gold


def main(arguments: list[str] | None = None) -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--data", type=Path, required=True)
    options.add_argument("--write", action="store_true", help="write the weights")
    options.add_argument("--no-figures", action="store_true", help="leave no author out")
    options.add_argument("--unread", type=Path, nargs="*", default=[], help="labelled pairs never trained on")
    given = options.parse_args(arguments)
    pairs = own_pairs(given.data)
    alone = list(singles(sorted(ALONE.glob("*.jsonl"))))
    if not given.no_figures:
        report_left_out(pairs, alone)
        report_alone(pairs, alone)
    used = [*own_paths(given.data), *sorted(ALONE.glob("*.jsonl"))]
    checksum = hashlib.sha256(b"".join(path.read_bytes() for path in used)).hexdigest()
    files = both(pairs, alone, f"sha256:{checksum}")
    use(files)
    for path in given.unread:
        for marks in (True, False):
            before, after = with_and_without(load(path), marks=marks)
            report(f"{path.name}, {'with' if marks else 'without'} marks", before, after)
    if given.write:
        for path, data in zip((FORMED, PLAIN), files, strict=True):
            path.write_bytes(data)


if __name__ == "__main__":
    main()
