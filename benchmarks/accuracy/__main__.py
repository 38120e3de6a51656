"""Scores the checks on labelled data and prints one table.

    python -m benchmarks.accuracy --data DIR

The parts can be run by themselves, with their own options: `python -m benchmarks.accuracy.reading`,
`.placeholders`, `.questions`, `.tone`, `.families`, `.drafts`, `.proofreading`, `.train_answers` and `.make_words`.
"""

from __future__ import annotations

import argparse

from benchmarks.accuracy import drafts, families, placeholders, proofreading, questions, reading, tone

PARTS = {
    "reading": reading.main,
    "placeholders": placeholders.main,
    "questions": questions.main,
    "tone": tone.main,
    "families": families.main,
    "drafts": drafts.main,
    "proofreading": proofreading.main,
}
"""Every part by its name, in the order they are printed."""


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.accuracy", description=__doc__)
    parser.add_argument("--data", required=True, help="the folder with the labelled data")
    data = parser.parse_args().data
    for name, part in PARTS.items():
        print(f"\n{name}\n{'-' * len(name)}")
        part(["--data", data])


if __name__ == "__main__":
    main()
