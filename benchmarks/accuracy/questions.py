"""How well questions are found and weighed: `python -m benchmarks.accuracy.questions --data DIR [--show WHAT]`.

DIR holds `questions/hand.jsonl`, `questions/pairs/*.jsonl` and, for a figure that is only reported,
`questions/qa_real.jsonl`.  Intervals are 95 % bootstrap intervals over mails.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from replycheck.model import Answer, Question, Span
from replycheck.read import read_text
from replycheck.rules import load_rules
from replycheck.understand import Document
from replycheck.understand.answers import shipped_weights, weigh, weigh_answers
from replycheck.understand.clauses import AUX, WH
from replycheck.understand.question_types import question_type
from replycheck.understand.questions import find_questions


@dataclass(frozen=True)
class Gold:
    """A labelled question: its place in the inbound, whether the draft takes it up, and where."""

    span: Span
    text: str
    addressed: bool
    evidence: Span | None


@dataclass(frozen=True)
class Pair:
    """An inbound, a draft and the questions a person found; `part` names the file it is from."""

    part: str
    name: str
    inbound: str
    draft: str
    questions: tuple[Gold, ...]


INDEX = load_rules().index


def document(text: str, role: str) -> Document:
    """A Document of a bare text, read as a message with its greeting and closing."""
    return Document(read_text(text, role=role), INDEX)  # type: ignore[arg-type]


def load(path: Path) -> list[Pair]:
    return [
        _pair(path.stem, json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines() if line
    ]


def _pair(part: str, record: dict) -> Pair:  # type: ignore[type-arg]
    draft: str = record["draft"] if "draft" in record else record["reply"]
    golds = []
    for question in record["questions"]:
        start, end = question["span"] if "span" in question else (question["start"], question["end"])
        evidence = None
        if question["evidence"]:
            at = draft.find(question["evidence"])
            evidence = Span(at, at + len(question["evidence"])) if at >= 0 else None
        golds.append(Gold(Span(start, end), question["text"], question["addressed"], evidence))
    return Pair(part, f"{part} {record['id']}", record["inbound"], draft, tuple(golds))


def own_paths(data: Path) -> list[Path]:
    """The files of the project's own labelled pairs."""
    return [
        data / "questions/hand.jsonl",
        *sorted((data / "questions/pairs").glob("*.jsonl")),
        *sorted((Path(__file__).parents[1] / "data/answers").glob("*.jsonl")),
    ]


def own_pairs(data: Path) -> list[Pair]:
    """The project's own labelled pairs: hand.jsonl and pairs/ under `data`, and ours in data/answers."""
    return [pair for path in own_paths(data) for pair in load(path)]


def matched(golds: Sequence[Span], found: Sequence[Span]) -> dict[int, int]:
    """Number of the found span for each gold span, one to one, by overlap, the longest first."""
    shared = sorted(
        (
            (min(g.end, f.end) - max(g.start, f.start), i, j)
            for i, g in enumerate(golds)
            for j, f in enumerate(found)
        ),
        key=lambda row: (-row[0], row[1], row[2]),
    )
    pairs: dict[int, int] = {}
    for size, i, j in shared:
        if size > 0 and i not in pairs and j not in pairs.values():
            pairs[i] = j
    return pairs


def prf(hit: int, found: int, gold: int) -> tuple[float, float, float]:
    p, r = hit / max(found, 1), hit / max(gold, 1)
    return p, r, 2 * p * r / max(p + r, 1e-9)


def interval(
    rows: Sequence[Sequence[object]], measure: Callable[[list[object]], float], rounds: int = 300
) -> str:
    """95 % bootstrap interval of `measure` over groups of rows (one group a mail)."""
    rng = random.Random(7)
    values = sorted(
        measure([row for group in (rng.choice(rows) for _ in rows) for row in group]) for _ in range(rounds)
    )
    return f"[{values[int(rounds * 0.025)]:.3f}, {values[int(rounds * 0.975)]:.3f}]"


def auc(rows: Sequence[tuple[float, bool]]) -> float:
    """The chance that an addressed question scores above one that is not; ties count half."""
    ordered = sorted(rows)
    ranks: dict[float, float] = {}
    at = 0
    while at < len(ordered):
        end = at
        while end < len(ordered) and ordered[end][0] == ordered[at][0]:
            end += 1
        ranks[ordered[at][0]] = (at + end + 1) / 2
        at = end
    good = [ranks[score] for score, addressed in rows if addressed]
    bad = len(rows) - len(good)
    return (sum(good) - len(good) * (len(good) + 1) / 2) / max(len(good) * bad, 1)


def detection(pairs: Sequence[Pair], *, marks: bool, show: str = "") -> None:
    """Prints precision, recall and F1 of the spans, and of the spans when every `?` is a full stop."""
    groups: list[list[object]] = []
    for pair in pairs:
        text = pair.inbound if marks else pair.inbound.replace("?", ".")
        found = find_questions(document(text, "customer"))
        pairing = matched([g.span for g in pair.questions], [q.span for q in found])
        groups.append([(len(pairing), len(found), len(pair.questions))])
        if show in ("missed", "all"):
            for i, gold in enumerate(pair.questions):
                if i not in pairing:
                    before = text[max(0, gold.span.start - 50) : gold.span.start]
                    print(f"  missed {pair.name}: {before!r} [[{gold.text}]]")
        if show in ("wrong", "all"):
            for j, question in enumerate(found):
                if j not in pairing.values():
                    before = text[max(0, question.span.start - 50) : question.span.start]
                    print(f"  wrong {pair.name} {question.kind}: {before!r} [[{question.text}]]")

    def f1(rows: list[object]) -> float:
        return prf(*(sum(row[n] for row in rows) for n in range(3)))[2]  # type: ignore[index]

    rows = [row for group in groups for row in group]
    p, r, f = prf(*(sum(row[n] for row in rows) for n in range(3)))  # type: ignore[index]
    name = "with ?" if marks else "no ?  "
    count = sum(len(pair.questions) for pair in pairs)
    spread = interval(groups, f1)
    print(f"detection {name} {pairs[0].part:8} n={count:4} P {p:.3f} R {r:.3f} F1 {f:.3f} {spread}")


def single_sentences(path: Path) -> None:
    """Prints how well questions are told from other sentences, with their marks and without.

    A line is `{"text", "q"}`.  A question as the corpus counts it is a direct one, or one with a question mark in or
    behind it.
    """
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]
    for marks in (True, False):
        hit = flagged = 0
        for row in rows:
            text = row["text"] if marks else row["text"].replace("?", ".")
            found = find_questions(document(text, "customer"))
            is_asked = any(
                question.kind == "direct" or "?" in text[question.span.start :] for question in found
            )
            flagged += is_asked
            hit += is_asked and row["q"]
        p, r, f = prf(hit, flagged, sum(bool(row["q"]) for row in rows))
        print(
            f"detection {'with ?' if marks else 'no ?  '} {path.stem} n={len(rows)} P {p:.3f} R {r:.3f} F1 {f:.3f}"
        )


def coverage(pairs: Sequence[Pair]) -> None:
    """Prints the AUC of "addressed" and the evidence that is right, the labelled questions given."""
    groups, right, total = [], 0, 0
    for pair in pairs:
        inbound, draft = document(pair.inbound, "customer"), document(pair.draft, "agent")
        questions = [labelled(inbound, gold) for gold in pair.questions]
        answers = weigh(inbound, draft, questions, shipped_weights())
        groups.append([(a.score, g.addressed) for a, g in zip(answers, pair.questions, strict=True)])
        for answer, gold in zip(answers, pair.questions, strict=True):
            if gold.addressed and gold.evidence and answer.addressed and answer.evidence:
                total += 1
                right += answer.evidence.overlaps(gold.evidence)
    rows = [row for group in groups for row in group]
    share = right / max(total, 1)
    print(
        f"coverage {pairs[0].part}: n={len(rows)} AUC {auc(rows):.3f}; evidence right {share:.3f} (n={total})"
    )


def labelled(inbound: Document, gold: Gold) -> Question:
    """A labelled question as the detector would have made it; its kind and sort are worked out."""
    words = [
        w.of(inbound.prose).lower()
        for w in inbound.words
        if gold.span.start <= w.start and w.end <= gold.span.end
    ]
    kind = "direct" if "?" in gold.text or not words else _kind(words)
    return Question(gold.span, gold.text, kind, question_type(words, kind))  # type: ignore[arg-type]


def _kind(words: Sequence[str]) -> str:
    polite = words[0] in ("can", "could", "would", "will") and words[1:2] == ["you"]
    if words[0] in WH or (words[0] in AUX and not polite):
        return "direct"
    return "indirect" if any(w in WH or w in ("whether", "if", "know", "hear") for w in words) else "request"


def end_to_end(pairs: Sequence[Pair], weigh: Callable[[Pair, Document, Document], Sequence[Answer]]) -> None:
    """Prints how right the flags are when questions are found first and weighed then.

    A flag is right where it stands on a labelled question that is not addressed.
    """
    groups = []
    silent = []
    for pair in pairs:
        inbound, draft = document(pair.inbound, "customer"), document(pair.draft, "agent")
        answers = weigh(pair, inbound, draft)
        pairing = matched([g.span for g in pair.questions], [a.question.span for a in answers])
        gold = {j: pair.questions[i] for i, j in pairing.items()}
        none = all(a.evidence is None for a in answers)
        groups.append(
            [
                (1 - a.open_chance, j in gold and not gold[j].addressed, none, j in gold)
                for j, a in enumerate(answers)
            ]
            + [
                (2.0, True, False, True)
                for i, g in enumerate(pair.questions)
                if i not in pairing and not g.addressed
            ]
        )
        if none and answers and pair.questions:
            silent += [g.addressed for g in pair.questions]
    rows = [row for group in groups for row in group]
    total = sum(row[1] for row in rows)
    for low in (0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6):

        def f1(chosen: list, low: float = low) -> float:  # type: ignore[type-arg]
            flagged = [row for row in chosen if row[0] < low]
            return prf(sum(r[1] for r in flagged), len(flagged), sum(r[1] for r in chosen))[2]

        flagged = [row for row in rows if row[0] < low]
        p, r, f = prf(sum(row[1] for row in flagged), len(flagged), total)
        no_question = sum(not row[3] for row in flagged)
        print(
            f"end to end below {low}: n={len(flagged)} P {p:.3f} R {r:.3f} F1 {f:.3f} {interval(groups, f1)}"
            f" ({no_question} flags on no labelled question)"
        )
    print(f"no informative sentence: {len(silent)} questions, {sum(not a for a in silent)} of them open")


def main(arguments: list[str] | None = None) -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--data", type=Path, required=True)
    options.add_argument("--show", default="", help="missed, wrong or all: print the errors of detection")
    options.add_argument("--part", default="", help="only the file of this name")
    given = options.parse_args(arguments)
    pairs = own_pairs(given.data)
    for part in sorted({pair.part for pair in pairs}):
        if given.part in ("", part):
            chosen = [pair for pair in pairs if pair.part == part]
            for marks in (True, False):
                detection(chosen, marks=marks, show=given.show if marks else "")
    corpus = given.data / "questions/qd_ewt.jsonl"
    if corpus.exists() and not given.show:
        single_sentences(corpus)
    if not given.show:
        print("with the shipped weights, which were trained on these pairs:")
        end_to_end(pairs, lambda pair, inbound, draft: weigh_answers(inbound, draft))
        foreign = given.data / "questions/qa_real.jsonl"
        if foreign.exists():
            coverage(load(foreign))


if __name__ == "__main__":
    main()
