"""Trees that add up, and the lines that keep them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from replycheck.understand.answer_features import WHOLE, WHOLE_MEANING, WHOLE_READING
from replycheck.understand.answer_trees import SPLITS, Tree, Trees, loaded, stored
from replycheck.understand.answers import reading_weights, semantic_weights, shipped_weights

NUMBERS = st.integers(-999, 999).map(lambda n: n / 100)
TREES = st.builds(
    Tree,
    st.tuples(*[st.integers(0, 5)] * SPLITS),
    st.tuples(*[NUMBERS] * SPLITS),
    st.tuples(*[NUMBERS] * (SPLITS + 1)),
)


@pytest.mark.parametrize(
    ("row", "leaf"),
    [
        ((0.0, 0.0, 0.0), 0),
        ((0.0, 0.0, 1.0), 1),
        ((0.0, 1.0, 0.0), 2),
        ((1.0, 0.0, 0.0), 4),
        ((1.0, 1.0, 1.0), 7),
        ((0.5, 0.5, 0.5), 0),
    ],
)
def test_a_row_falls_into_the_leaf_of_its_answers(row: tuple[float, ...], leaf: int) -> None:
    tree = Tree((0, 1, 1, 2, 2, 2, 2), (0.5,) * SPLITS, tuple(float(n) for n in range(8)))
    assert Trees(10.0, (tree, tree)).logit(row) == 10 + 2 * leaf


@given(st.lists(TREES, max_size=3).map(tuple), NUMBERS)
def test_trees_come_back_from_their_lines(trees: tuple[Tree, ...], bias: float) -> None:
    kept = stored(Trees(bias, trees))
    assert loaded(bias, kept["trees"]) == Trees(bias, trees)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("weights", "names"),
    [
        (shipped_weights, WHOLE),
        (semantic_weights, (*WHOLE, *WHOLE_MEANING)),
        (reading_weights, (*WHOLE, *WHOLE_MEANING, *WHOLE_READING)),
    ],
)
def test_shipped_trees_ask_for_numbers_that_are_there(weights: object, names: tuple[str, ...]) -> None:
    trees = weights().trees.trees  # type: ignore[operator]
    assert trees
    assert all(0 <= feature < len(names) for tree in trees for feature in tree.features)
