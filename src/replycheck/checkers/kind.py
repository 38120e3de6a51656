"""What every kind has in common: it is called with a context and yields matches.

A kind is a frozen dataclass; its fields are the keys a rule file may give it.  It knows no rule id,
no severity and no wording.  Kinds that search words give their `terms`, which stand in one index with
those of all other rules; the checker then asks `context.hits(self)`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, ClassVar, Protocol

from replycheck.checkers.context import Context
from replycheck.matching import Term
from replycheck.model import Match

if TYPE_CHECKING:
    from replycheck.checkers.macros import Memory


class Checker(Protocol):
    """`needs` names what must be there for the kind to run (`checkers.context.NEEDS`).

    A kind whose values hold words of its own, which are neither the message's nor the rule file's, may list
    them as `says`: only then are its findings kept for the next run.
    """

    needs: ClassVar[tuple[str, ...]]

    def __call__(self, context: Context) -> Iterator[Match]: ...


class Searching(Protocol):
    """A checker that searches words.  With `only_hits` it yields nothing where none of its terms stands, and
    is not called there.
    """

    only_hits: ClassVar[bool]

    def terms(self) -> Iterable[Term]: ...


class LibraryKind(Protocol):
    """A kind that looks at many macros: it has a digest made of each, and a memory holds it against those
    before it.  `needs` as in other kinds.
    """

    needs: ClassVar[tuple[str, ...]]

    def digest(self, context: Context) -> bytes:
        """What is remembered of one macro: hashes, numbers and offsets, no words; empty for nothing."""
        ...

    def memory(self) -> Memory: ...
