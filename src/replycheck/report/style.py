"""How a report looks: what the command line decided, handed to every format."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple, Protocol, TextIO

from replycheck.model import Report


class Style(NamedTuple):
    """`color`: ANSI colours; `columns`: the width to wrap to, in terminal columns; `questions`: show
    every question with its answer.
    """

    color: bool = False
    columns: int = 100
    questions: bool = False


class Write(Protocol):
    """Writes reports as they come; a format that cannot stream collects them first."""

    def __call__(self, reports: Iterable[Report], out: TextIO, style: Style) -> None: ...
