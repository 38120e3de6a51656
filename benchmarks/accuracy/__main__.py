"""Scores the checks on labelled data and prints one table.

    python -m benchmarks.accuracy --data DIR

The parts can be run by themselves, with their own options: `python -m benchmarks.accuracy.reading`,
`.placeholders`, `.questions`, `.tone` and `.train_answers`.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

from benchmarks.accuracy import families, placeholders, questions, reading
from replycheck import load_rules


def rows(data: Path) -> Iterator[tuple[str, str, str]]:
    """(check, measure, figure), in the order they are printed."""
    tally = reading.measure(data)
    for name, number in tally.figures():
        yield "reading", name, number
    with (data / "placeholders.jsonl").open(encoding="utf-8") as lines:
        cases = [row for row in map(json.loads, lines) if row["context"] == "draft"]
    for name, number in placeholders.figures(cases):
        yield "placeholders", name, number
    for name, number in questions.figures(data):
        yield "questions", name, number
    for name, number in families.measure(data, load_rules()):
        yield "rules", name, number


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.accuracy", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the folder with the labelled data")
    for check, measure, figure in rows(parser.parse_args().data):
        print(f"{check:<14}{measure:<44}{figure}")


if __name__ == "__main__":
    main()
