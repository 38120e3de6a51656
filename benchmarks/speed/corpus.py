"""Replies to time: put together from the examples of the rules, so that every rule has work; by seed."""

from __future__ import annotations

import random
from pathlib import Path

from replycheck.rules import load_rules

WORDS = 170
"""About how many words a reply has, as the peers' published corpora have."""


def write_corpus(folder: Path, number: int, *, seed: int = 7, words: int = WORDS) -> list[Path]:
    """`number` files under `folder`, each a greeting, paragraphs of about `words` words, a closing."""
    examples = [
        example.draft.strip()
        for rule in load_rules(examples=True).rules
        for example in (*rule.good, *rule.bad)
        if "\n" not in example.draft.strip() and len(example.draft.split()) > 6
    ]
    examples.sort()
    chance = random.Random(seed)
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for at in range(number):
        body: list[str] = []
        while sum(len(text.split()) for text in body) < words:
            body.append(chance.choice(examples))
        path = folder / f"reply-{at:05}.txt"
        path.write_text("Hi Ana,\n\n" + "\n\n".join(body) + "\n\nBest regards,\nLena\n", encoding="utf-8")
        paths.append(path)
    return paths
