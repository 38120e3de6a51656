"""What every kind has in common: it is called with a context and yields matches.

A kind is a frozen dataclass; its fields are the keys a rule file may give it.  It knows no rule id,
no severity and no wording.  Kinds that search words give their `terms`, which stand in one index with
those of all other rules; the checker then asks `context.hits(self)`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import ClassVar, Protocol

from replycheck.checkers.context import Context
from replycheck.matching import Term
from replycheck.model import Match


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
