"""Mails and replies mixed from the questions and answers of help centres (`benchmarks/data/help_centre/*.jsonl`).

A mail asks one to four things of one firm, the reply answers some of them in the firm's own words, and now and then
says what nobody asked.  So the answer to one question lies beside others on the same matter, as in a long reply.
"""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.accuracy.questions import Gold, Pair
from replycheck.model import Span

FILES = Path(__file__).parents[1] / "data/help_centre"

TIMES = 2
"""How often each question is asked, each time beside others."""
ASKED = (1, 2, 2, 3, 3, 4)
ANSWERED = 0.65
"""The share of the questions that a reply takes up."""
UNASKED = 0.15
"""The share of replies that say something nobody asked for; where nothing is answered, all do."""
OUT_OF_ORDER = 0.3

OPENINGS = ("Hi there,", "Hello,", "Dear team,", "Good morning,", "Hi,", "")
GREETINGS = ("Hello,", "Hi there,", "Good afternoon,", "Thanks for writing to us.", "Hi,", "")
CLOSINGS = ("Kind regards", "Best wishes\nSam", "Do write again if anything is unclear.", "All the best", "")

Entry = dict[str, str]


def mixed_pairs(seed: int) -> Iterator[Pair]:
    """Mails and replies mixed from all files; the same seed gives the same ones."""
    rng = random.Random(seed)
    for path in sorted(FILES.glob("*.jsonl")):
        firms: dict[str, list[Entry]] = {}
        for line in path.read_text(encoding="utf-8").splitlines():
            entry: Entry = json.loads(line)
            firms.setdefault(entry["id"].rpartition("-")[0], []).append(entry)
        for firm, entries in sorted(firms.items()):
            for number, chosen in enumerate(_chosen(entries, rng)):
                yield _pair(f"help {path.stem}", f"help {firm} {number}", chosen, entries, rng)


def is_for_adapter(name: str) -> bool:
    """Whether a mixed mail is one of every three that `train_adapter` learns from."""
    return int(hashlib.md5(name.encode(), usedforsecurity=False).hexdigest(), 16) % 3 == 0


def left_by_adapter(pairs: Sequence[Pair]) -> Iterator[Pair]:
    """Those of the mixed mails of which `train_adapter` learnt no question; each is asked in two mails."""
    learnt = {_asked_of(pair, gold) for pair in pairs if is_for_adapter(pair.name) for gold in pair.questions}
    for pair in pairs:
        if learnt.isdisjoint(_asked_of(pair, gold) for gold in pair.questions):
            yield pair


def _asked_of(pair: Pair, gold: Gold) -> tuple[str, str]:
    """The firm and the question."""
    return pair.name.rpartition(" ")[0], gold.text


def _chosen(entries: Sequence[Entry], rng: random.Random) -> Iterator[list[Entry]]:
    for _ in range(TIMES):
        left = rng.sample(list(entries), len(entries))
        while left:
            size = rng.choice(ASKED)
            yield left[:size]
            left = left[size:]


def _pair(part: str, name: str, asked: Sequence[Entry], entries: Sequence[Entry], rng: random.Random) -> Pair:
    inbound = rng.choice(OPENINGS)
    inbound += "\n\n" if inbound else ""
    places = []
    for entry in asked:
        places.append(Span(len(inbound), len(inbound) + len(entry["question"])))
        inbound += entry["question"] + rng.choice(" \n")
    answered = [entry for entry in asked if rng.random() < ANSWERED]
    told = list(answered)
    unasked = [entry for entry in entries if entry not in asked]
    if unasked and (not told or rng.random() < UNASKED):
        told.append(rng.choice(unasked))
    if rng.random() < OUT_OF_ORDER:
        rng.shuffle(told)
    draft = rng.choice(GREETINGS)
    draft += "\n\n" if draft else ""
    evidence = {}
    for entry in told:
        evidence[entry["id"]] = Span(len(draft), len(draft) + len(entry["answer"]))
        draft += entry["answer"] + rng.choice((" ", "\n\n"))
    draft = f"{draft.rstrip()}\n\n{rng.choice(CLOSINGS)}".rstrip()
    golds = tuple(
        Gold(
            place, entry["question"], entry in answered, evidence[entry["id"]] if entry in answered else None
        )
        for entry, place in zip(asked, places, strict=True)
    )
    return Pair(part, name, inbound.rstrip(), draft, golds)
