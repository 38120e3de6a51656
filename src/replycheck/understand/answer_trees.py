"""Small decision trees that add up: what a straight line over the same numbers cannot say.

A cue counts in company.  That a sentence shares the question's words speaks for it where the reply is two
sentences long, and says little in a letter that names every matter; trees of three questions each hold such
pairs and triples.  Trained by `benchmarks/accuracy/train_answers.py`.
"""

from __future__ import annotations

from collections.abc import Sequence

from replycheck.records import NamedTuple

DEPTH = 3
SPLITS = 2**DEPTH - 1


class Tree(NamedTuple):
    """A full tree of `DEPTH` levels, root first and row by row.

    Split n asks whether number `features[n]` of a row is above `bounds[n]`; its children are splits 2n + 1 (no)
    and 2n + 2 (yes), and below the last row stand `values`, in log-odds.
    """

    features: tuple[int, ...]
    bounds: tuple[float, ...]
    values: tuple[float, ...]


class Trees(NamedTuple):
    """Trees over rows of numbers, and the log-odds to begin with."""

    bias: float
    trees: tuple[Tree, ...]

    def logit(self, row: Sequence[float]) -> float:
        """The log-odds of a row."""
        total = self.bias
        for features, bounds, values in self.trees:
            at = 0
            while at < SPLITS:
                at = 2 * at + (2 if row[features[at]] > bounds[at] else 1)
            total += values[at - SPLITS]
        return total


def stored(trees: Trees) -> dict[str, object]:
    """The inverse of `loaded`: each tree one line of numbers."""
    rows = [
        " ".join(f"{number:g}" for number in (*tree.features, *tree.bounds, *tree.values))
        for tree in trees.trees
    ]
    return {"bias": trees.bias, "trees": rows}


def loaded(bias: float, rows: Sequence[str]) -> Trees:
    trees = []
    for row in rows:
        numbers = [float(number) for number in row.split()]
        features = tuple(int(number) for number in numbers[:SPLITS])
        trees.append(Tree(features, tuple(numbers[SPLITS : 2 * SPLITS]), tuple(numbers[2 * SPLITS :])))
    return Trees(bias, tuple(trees))
