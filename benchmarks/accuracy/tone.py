"""Mood and tone against labelled data: precision and recall, and findings on real pairs to be read.

    python -m benchmarks.accuracy.tone --data DIR [--show FILE] [--read N]

DIR holds `tone/`, `questions/` and `replies/` (see `tone/LICENSES.md` there); nothing of it travels with the product.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from replycheck.check import apply, missing_need, settle
from replycheck.checkers import Context
from replycheck.checkers.context import CannotTell
from replycheck.model import Case, Finding, Match, Severity
from replycheck.read.text import read_text
from replycheck.rules import Ruleset, load_rules
from replycheck.understand import Document
from replycheck.understand.mood import Mood

MISMATCH_RULES = frozenset(
    {
        "ownership/no-apology",
        "tone/curt",
        "tone/flippant-to-worried",
        "tone/hostile-to-upset",
        "tone/no-empathy",
        "tone/over-apology",
        "tone/register",
        "tone/stiff-to-happy",
        "tone/too-cheerful",
    }
)
WANTED = {
    "tone-cheerful-to-upset": {"tone/too-cheerful", "tone/hostile-to-upset", "tone/flippant-to-worried"},
    "tone-cold-to-upset": {
        "ownership/no-apology",
        "tone/curt",
        "tone/flippant-to-worried",
        "tone/hostile-to-upset",
        "tone/no-empathy",
    },
    "tone-stiff-to-happy": {"tone/stiff-to-happy"},
    "slang-to-formal": {"tone/register"},
}
DISTRESSED = ("upset", "worried")
GOLD = {"angry": "upset", "worried": "worried", "neutral": "neutral", "happy": "happy"}


@dataclass
class Score:
    """Counts of one yes-or-no judgement."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def add(self, *, said: bool, true: bool) -> None:
        self.right += said and true
        self.wrong += said and not true
        self.missed += true and not said

    def __str__(self) -> str:
        precision = self.right / max(1, self.right + self.wrong)
        recall = self.right / max(1, self.right + self.missed)
        f = 2 * precision * recall / max(1e-9, precision + recall)
        counts = f"{self.right} right, {self.wrong} wrong, {self.missed} missed"
        return f"P {precision:.2f}  R {recall:.2f}  F1 {f:.2f}  ({counts})"


def rows(*paths: Path) -> Iterator[dict[str, Any]]:
    for path in paths:
        with path.open(encoding="utf-8") as lines:
            yield from map(json.loads, lines)


def case_of(inbound: str, draft: str, channel: str = "email") -> Case:
    return Case(read_text(draft, role="agent"), read_text(inbound), channel=channel)  # type: ignore[arg-type]


def findings(case: Case, ruleset: Ruleset, mood: Mood | None = None) -> tuple[list[Finding], Mood]:
    """The mismatch findings of a case; `mood` stands for the judged one where it is given."""
    matched: dict[str, tuple[Match, ...]] = {}
    context = Context(case, ruleset.index, ruleset.config.settings, matched)
    assert context.inbound is not None
    if mood is not None:
        context.inbound.__dict__["mood"] = Mood(
            mood.label, mood.score, context.inbound.mood.cues, mood.intensity
        )
    found = []
    for rule, needs, _, _ in ruleset.plan(case.mode):
        if missing_need(needs, context) is not None:
            continue
        try:
            matched[rule.id] = tuple(apply(rule, context))
        except CannotTell:
            continue
        if rule.id in MISMATCH_RULES:
            for match in matched[rule.id]:
                severity = ruleset.severity_of(rule, match.score)
                if severity is not None:
                    found.append(Finding(rule.id, severity, rule.message.format_map(match.values), match))
    return settle(found, ruleset.active), context.inbound.mood


def is_loud(found: Iterable[Finding]) -> bool:
    return any(f.severity >= Severity.WARNING for f in found)


def pairs(data: Path, ruleset: Ruleset, show: bool) -> None:
    upset, distressed, predicted, loud, given = Score(), Score(), Score(), Score(), Score()
    seen: set[str] = set()
    for row in rows(data / "tone/tone_pairs.jsonl"):
        gold = GOLD[row["mood"]]
        case = case_of(row["customer"], row["reply"])
        found, mood = findings(case, ruleset)
        if row["customer"] not in seen:
            seen.add(row["customer"])
            upset.add(said=mood.label == "upset", true=gold == "upset")
            distressed.add(said=mood.is_distressed, true=gold in DISTRESSED)
            if show and mood.label != gold:
                print(f"  mood {mood.label} {mood.intensity} not {gold}: {row['customer']}")
        predicted.add(said=bool(found), true=row["mismatch"])
        loud.add(said=is_loud(found), true=row["mismatch"])
        true_mood = Mood(gold, 1.0, intensity=row["intensity"])  # type: ignore[arg-type]
        with_gold, _ = findings(case, ruleset, true_mood)
        given.add(said=bool(with_gold), true=row["mismatch"])
        if show and (bool(found) != row["mismatch"] or bool(with_gold) != row["mismatch"]):
            print(f"  {row['id']} {row['reason']}, {mood.label}: {[f.rule for f in found]}")
            print(f"     with the true mood: {[f.rule for f in with_gold]}")
            print(f"     {row['customer']}\n     {row['reply']}")
    print(f"tone_pairs  mood upset               {upset}")
    print(f"tone_pairs  mood upset or worried    {distressed}")
    print(f"tone_pairs  mismatch, mood judged    {predicted}")
    print(f"tone_pairs  ... at warning or above  {loud}")
    print(f"tone_pairs  mismatch, true mood      {given}")


def tweets(data: Path, ruleset: Ruleset, show: bool) -> None:
    upset, distressed = Score(), Score()
    for row in rows(data / "tone/mood_support_tweets.jsonl"):
        gold = GOLD[row["mood"]]
        _, mood = findings(case_of(row["text"], "Hello.", "social"), ruleset)
        upset.add(said=mood.label == "upset", true=gold == "upset")
        distressed.add(said=mood.is_distressed, true=gold in DISTRESSED)
        if show and mood.is_distressed != (gold in DISTRESSED):
            print(f"  {mood.label} not {gold} {[c.weight for c in mood.cues]}: {masked(row['text'])}")
    print(f"tweets      mood upset               {upset}")
    print(f"tweets      mood upset or worried    {distressed}")


def real(data: Path, ruleset: Ruleset, read: int) -> None:
    """Findings on real pairs, by rule, and a sample of them to be judged by a person."""
    counts: Counter[str] = Counter()
    loud, all_rows, moods = [], 0, Counter[str]()
    for row in rows(data / "tone/real_pairs_ibm.jsonl"):
        all_rows += 1
        found, mood = findings(case_of(row["customer"], row["reply"], "social"), ruleset)
        moods[mood.label] += 1
        counts.update(f"{f.rule} ({f.severity.word})" for f in found)
        if is_loud(found):
            loud.append((row, [f for f in found if f.severity >= Severity.WARNING], mood))
    print(f"real pairs  {len(loud)} of {all_rows} at warning or above ({len(loud) / all_rows:.1%})")
    print(f"            moods {dict(moods)}")
    for rule, count in counts.most_common():
        print(f"            {count:4} {rule}")
    for row, found, mood in random.Random(7).sample(loud, min(read, len(loud))):
        said = [f"{f.rule}: {f.match.values.get('match')!r}" for f in found]
        print(f"\n  {said} {mood.intensity} {[c.weight for c in mood.telling]}")
        print(f"    C: {masked(row['customer'])}\n    R: {masked(row['reply'])}")


def asking(data: Path, ruleset: Ruleset) -> None:
    """Moods seen in messages of which nearly all only ask: whatever is named here is mostly wrong."""
    for name in ("qa_real", "hand"):
        inbounds = sorted({row["inbound"] for row in rows(data / "questions" / f"{name}.jsonl")})
        moods = Counter(Document(read_text(text), ruleset.index).mood.label for text in inbounds)
        print(f"questions   {name}: moods {dict(moods)}")


def masked(text: str) -> str:
    """Without anybody's handle or address."""
    return " ".join(re.sub(r"\S+@\S+|@\w+|https?:\S+", "@…", text).split())[:420]


def replies(data: Path, ruleset: Ruleset, show: str | None) -> None:
    """Own replies with tone labels; a finding is false on a reply without any fault."""
    paths = sorted((data / "replies").glob("part*.jsonl"))
    for path in [*paths, None]:
        by_label = {label: Score() for label in WANTED}
        quiet = {label: Score() for label in WANTED}
        good = loud_good = any_good = 0
        false: Counter[str] = Counter()
        for row in rows(*([path] if path else paths)):
            if not row["inbound"]:
                continue
            found, mood = findings(case_of(row["inbound"], row["draft"], row["channel"]), ruleset)
            labels = set(row["labels"])
            for label, wanted in WANTED.items():
                for score, hits in (
                    (by_label, [f for f in found if f.severity >= Severity.WARNING]),
                    (quiet, found),
                ):
                    fired = any(f.rule in wanted for f in hits)
                    if label in labels or not labels:
                        score[label].add(said=fired, true=label in labels)
            if not labels:
                good += 1
                any_good += bool(found)
                loud_good += is_loud(found)
                false.update(f"{f.rule}:{f.severity.word}" for f in found)
            if show and path and show in path.name:
                missed = [
                    label
                    for label in WANTED
                    if label in labels and not {f.rule for f in found} & WANTED[label]
                ]
                if missed or (found and not labels):
                    said = [f.rule for f in found]
                    print(f"  {row['id']} {missed or 'FALSE'} {mood.label} {mood.intensity} {said}")
                    print(f"     C: {' '.join(row['inbound'].split())}")
                    print(f"     R: {' '.join(row['draft'].split())}")
        name = path.stem if path else "all"
        print(
            f"replies {name}: of {good} good ones {any_good} with a finding, {loud_good} at warning or above"
        )
        print(f"    {dict(false)}")
        for label in WANTED:
            print(f"    {label:24} warnings {by_label[label]}")
            print(f"    {'':24} all      {quiet[label]}")


def main(argv: list[str] | None = None) -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    arguments.add_argument(
        "--data", type=Path, required=True, help="the folder with tone/, questions/ and replies/"
    )
    arguments.add_argument(
        "--show", metavar="NAME", help="print what went wrong in one set: pairs, tweets, part1 ..."
    )
    arguments.add_argument("--read", type=int, default=0, metavar="N", help="print N findings on real pairs")
    given = arguments.parse_args(argv)
    ruleset = load_rules()
    pairs(given.data, ruleset, given.show == "pairs")
    tweets(given.data, ruleset, given.show == "tweets")
    real(given.data, ruleset, given.read)
    asking(given.data, ruleset)
    replies(given.data, ruleset, given.show)


if __name__ == "__main__":
    main()
