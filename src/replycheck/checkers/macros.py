"""What checks over many macros have in common: each macro leaves a digest, and is held against those before it.

So a library streams through, whatever its size: what stays of a macro are hashes and offsets, and a finding
stands at the later one of two macros.  Digests are bytes, so that they can come from another process or from
the results of an earlier run.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Protocol

from replycheck.model import Case, Match
from replycheck.records import NamedTuple
from replycheck.understand.masks import GAP

if TYPE_CHECKING:
    from replycheck.checkers.kind import LibraryKind

FILL_IN = rf"\[[^\[\]\n]{{1,60}}\]|<[^<>\n]{{1,60}}>|\{{[^{{}}\n]{{1,60}}\}}|{GAP}+"
"""What somebody fills in by hand: `[date]`, `<name>`, `{{name}}` with anything in it, each on one line."""

WORD = rf"\w+|{GAP}+"
"""A word, or one `FILL_IN` that was blanked out."""


class Macro(NamedTuple):
    """What a finding says of a macro: `name` as reports call it, `title`, empty where it has none.

    Texts of one `record` (its HTML and its text, its reply in a chat) are not held against each other.
    """

    name: str
    title: str = ""
    record: str = ""

    @property
    def said(self) -> str:
        """How people would find it: its title, else its name."""
        return self.title or self.name


def macro_of(case: Case) -> Macro:
    record = case.record
    if record is None:
        return Macro(case.name, record=case.name)
    return Macro(case.name, record.title, f"{record.path}#{record.id}")


class Memory(Protocol):
    """What one rule remembers of the macros of a run."""

    def compare(self, digest: bytes, macro: Macro) -> Iterator[Match]:
        """The matches of a macro against all before it, which it then joins.  Raises `ValueError` for what
        is no digest.
        """
        ...


class Library:
    """What the rules of a run remember of its macros so far."""

    def __init__(self) -> None:
        self._memories: dict[str, Memory] = {}

    def compare(self, rule: str, kind: LibraryKind, digest: bytes, macro: Macro) -> Iterator[Match]:
        if not digest:
            return
        if rule not in self._memories:
            self._memories[rule] = kind.memory()
        yield from self._memories[rule].compare(digest, macro)
