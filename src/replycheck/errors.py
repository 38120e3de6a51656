"""What can go wrong for the user, in one tree.

    ReplycheckError          a mistake the user can mend; printed once, by the command line; exit 2
    ├── InputError           a draft, an inbound message or a case file that cannot be read
    │   └── BlankError       a draft without a word
    ├── RuleError            a rule file or a word list, at its line and column
    ├── ConfigError          .replycheck.yml or [tool.replycheck], at its line where known
    └── ToolError            something installed beside replycheck that does not work

Anything else that is raised is a fault of ours (exit 3).
"""

from __future__ import annotations

from collections.abc import Iterable


class ReplycheckError(Exception):
    """A mistake of the user's: one line that names the place, the fault and the mend.

    `where` is a path, or `path:line:column` counted from 1; empty when no file is to blame.
    """

    def __init__(self, where: str, problem: str) -> None:
        super().__init__(where, problem)
        self.where = where
        self.problem = problem

    def __str__(self) -> str:
        return f"{self.where}: {self.problem}" if self.where else self.problem


class InputError(ReplycheckError):
    """A text that cannot be read or is not of a kind we read."""


class BlankError(InputError):
    """A draft without a word in it: nothing to check."""


class RuleError(ReplycheckError):
    """A mistake in a rule file or a lexicon."""


class ConfigError(ReplycheckError):
    """A mistake in the configuration, or an option that contradicts it."""


class ToolError(ReplycheckError):
    """An extra or a program that replycheck was asked to use and that does not work."""


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """`; did you mean 'phrases'?`, or nothing where no known word is near."""
    import difflib  # only when something went wrong

    close = difflib.get_close_matches(word, list(known), n=1)
    return f"; did you mean {close[0]!r}?" if close else ""
