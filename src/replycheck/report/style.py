"""How a report looks: what the command line decided, handed to every format."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, NamedTuple, TextIO

if TYPE_CHECKING:
    from replycheck.model import Report


class Style(NamedTuple):
    """`color`: ANSI colours; `columns`: the width to wrap to, in terminal columns; `questions`: show
    every question with its answer.
    """

    color: bool = False
    columns: int = 100
    questions: bool = False


Write = Callable[[Iterable["Report"], TextIO, Style], None]
"""Writes reports as they come; a format that cannot stream collects them first."""
