"""How a report looks: what the command line decided, handed to every format."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, TextIO

from replycheck.model import Severity
from replycheck.records import NamedTuple

if TYPE_CHECKING:
    from replycheck.model import Report
    from replycheck.report.rulewords import RuleWords


def _no_words(rule: str) -> RuleWords | None:
    return None


def _all_checked() -> bool:
    return False


class Style(NamedTuple):
    """`color`: ANSI colours; `columns`: the width to wrap to, in terminal columns; `questions`: show
    every question with its answer.

    The rest is for the formats that programs read.  `fail_on`: from this on a finding makes its test
    fail, None: none does.  `root`: the folder that their paths are relative to; empty: paths stay as
    the user named them.  `template`: the user's own Jinja2 file.  `words` gives what is to be said of a
    rule by its id; `incomplete`, asked once all reports came, says whether an input could not be checked.
    """

    color: bool = False
    columns: int = 100
    questions: bool = False
    fail_on: Severity | None = Severity.ERROR
    root: str = ""
    template: str | None = None
    words: Callable[[str], RuleWords | None] = _no_words
    incomplete: Callable[[], bool] = _all_checked


Write = Callable[[Iterable["Report"], TextIO, Style], None]
"""Writes reports as they come; a format that cannot stream collects them first."""
