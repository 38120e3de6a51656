"""Spelling and grammar against labelled sentences: spans, first suggestions, false alarms.

    python -m benchmarks.accuracy.proofreading --data DIR [--select NAMES] [--show] [--read]

DIR holds `proof.jsonl` (sentences with their edits) and `real_macros/` (canned replies of real teams, where every
finding is to be read).  The sentences in `benchmarks/data/proof.jsonl` are scored too; only their totals are ever
shown.  Those in `proof_own.jsonl` beside it were read while the rules were written.  A finding hits an edit whose
characters it shares, or whose place it touches where the edit only inserts.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from replycheck.check import check
from replycheck.config import Config
from replycheck.model import Case, Finding
from replycheck.read.text import read_text
from replycheck.rules import Ruleset, load_rules

OWN = Path(__file__).parents[1] / "data" / "proof.jsonl"
READ = OWN.with_name("proof_own.jsonl")
TOKEN = re.compile(r"\w+(?:['’\-]\w+)*|[^\w\s]")


class Edit(NamedTuple):
    """The characters `start` to `end` should read `text`; an empty place is an insertion."""

    start: int
    end: int
    text: str


class Sentence(NamedTuple):
    text: str
    edits: tuple[Edit, ...]
    sort: str


@dataclass
class Score:
    """Counts over sentences: findings, those that hit an edit, those whose first suggestion mends it."""

    findings: int = 0
    hits: int = 0
    right: int = 0
    edits: int = 0
    found: int = 0
    mended: int = 0
    clean_words: int = 0
    false_on_clean: int = 0
    by_sort: Counter[str] = field(default_factory=Counter)

    def add(self, sentence: Sentence, findings: Sequence[Finding]) -> None:
        hit: set[Edit] = set()
        mended: set[Edit] = set()
        for finding in findings:
            met = [edit for edit in sentence.edits if touches(sentence.text, finding, edit)]
            is_right = bool(met) and mends(sentence.text, finding, met)
            hit.update(met)
            mended.update(met if is_right else ())
            self.findings += 1
            self.hits += bool(met)
            self.right += is_right
        self.edits += len(sentence.edits)
        self.found += len(hit)
        self.mended += len(mended)
        self.by_sort[f"{sentence.sort}: all"] += len(sentence.edits)
        self.by_sort[f"{sentence.sort}: found"] += len(hit)
        if not sentence.edits:
            self.clean_words += len(sentence.text.split())
            self.false_on_clean += len(findings)

    def __str__(self) -> str:
        precision, recall = self.hits / max(1, self.findings), self.found / max(1, self.edits)
        exact, mended = self.right / max(1, self.findings), self.mended / max(1, self.edits)
        false = 1000 * self.false_on_clean / max(1, self.clean_words)
        return (
            f"P {precision:.3f}  R {recall:.3f}  F0.5 {f_half(precision, recall):.3f}"
            f"  correction F0.5 {f_half(exact, mended):.3f}  false per 1,000 clean words {false:.2f}"
            f"  ({self.findings} findings, {self.edits} edits)"
        )


def f_half(precision: float, recall: float) -> float:
    """The F measure that counts precision twice as much as recall."""
    return 1.25 * precision * recall / max(1e-9, 0.25 * precision + recall)


def touches(text: str, finding: Finding, edit: Edit) -> bool:
    start, end = widened(text, edit)
    if not finding.span:
        return start <= finding.span.start <= end
    return finding.span.start < end and start < finding.span.end


def widened(text: str, edit: Edit) -> tuple[int, int]:
    """The place of an edit without the spaces at its ends; of an insertion the words on both sides."""
    words = text[edit.start : edit.end]
    if words.strip():
        return edit.start + len(words) - len(words.lstrip()), edit.start + len(words.rstrip())
    start, end = edit.start, edit.end
    for token in TOKEN.finditer(text):
        if token.end() <= edit.start:
            start = token.start()
        if token.start() >= edit.end:
            return start, token.end()
    return start, end


def mends(text: str, finding: Finding, edits: Sequence[Edit]) -> bool:
    """Whether the first suggestion makes of the text what the edits make of it, around where they stand."""
    if not finding.match.suggestions:
        return False
    start = max(0, min([finding.span.start, *(e.start for e in edits)]) - 12)
    end = min(len(text), max([finding.span.end, *(e.end for e in edits)]) + 12)
    ours = text[start : finding.span.start] + finding.match.suggestions[0] + text[finding.span.end : end]
    theirs, at = "", start
    for edit in sorted(edits):
        theirs += text[at : edit.start] + edit.text
        at = edit.end
    return " ".join(ours.split()) == " ".join((theirs + text[at:end]).split())


def sentences(path: Path) -> Iterator[Sentence]:
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        yield Sentence(row["text"], tuple(Edit(*e) for e in row.get("edits") or ()), row.get("cat", ""))


def scored(path: Path, ruleset: Ruleset, *, show: bool) -> Score:
    score = Score()
    for sentence in sentences(path):
        findings = tuple(check(Case(read_text(sentence.text, role="agent")), ruleset))
        score.add(sentence, findings)
        if show:
            _shown(sentence, findings)
    return score


def _shown(sentence: Sentence, findings: Sequence[Finding]) -> None:
    for finding in findings:
        if not any(touches(sentence.text, finding, edit) for edit in sentence.edits):
            print(f"  FALSE {finding.rule} {finding.span.of(sentence.text)!r}: {sentence.text}")
    for edit in sentence.edits:
        if not any(touches(sentence.text, finding, edit) for finding in findings):
            print(f"  MISSED {sentence.sort} {edit.text!r}: {sentence.text}")


def macros(folder: Path, ruleset: Ruleset, *, read: bool) -> None:
    """How often something is found in canned replies that real teams use; with `read` each with its surroundings."""
    words, found = 0, Counter[str]()
    for path in sorted(folder.glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        words += len(text.split())
        for finding in check(Case(read_text(text, role="agent"), mode="macro"), ruleset):
            found[finding.rule] += 1
            if read:
                start, end = finding.span
                around = " ".join(
                    f"{text[max(0, start - 40) : start]}[{text[start:end]}]{text[end : end + 30]}".split()
                )
                print(f"  {path.name} {finding.rule}: {around}")
    total = sum(found.values())
    print(
        f"real macros  {total} findings in {words} words, {1000 * total / max(1, words):.2f} per 1,000  {dict(found)}"
    )


def main(argv: list[str] | None = None) -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    arguments.add_argument(
        "--data", type=Path, required=True, help="the folder with proof.jsonl and real_macros/"
    )
    arguments.add_argument("--select", default="proofreading", help="families and ids, comma separated")
    arguments.add_argument("--show", action="store_true", help="print what went wrong in proof.jsonl")
    arguments.add_argument("--read", action="store_true", help="print every finding in the real macros")
    given = arguments.parse_args(argv)
    select = tuple(given.select.split(","))
    ruleset = load_rules(config=Config(select=select))
    score = scored(given.data / "proof.jsonl", ruleset, show=given.show)
    print(f"proof        {score}")
    for sort in sorted(
        key.removesuffix(": all") for key, number in score.by_sort.items() if ": all" in key and number
    ):
        print(f"             {sort:16} {score.by_sort[f'{sort}: found']} of {score.by_sort[f'{sort}: all']}")
    if OWN.is_file():
        print(f"own          {scored(OWN, ruleset, show=False)}")
    if READ.is_file():
        print(f"own, read    {scored(READ, ruleset, show=given.show)}")
    if (given.data / "real_macros").is_dir():
        macros(given.data / "real_macros", ruleset, read=given.read)


if __name__ == "__main__":
    main()
