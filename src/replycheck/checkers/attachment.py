"""Files that the draft promises and that do not leave with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import ClassVar

from replycheck.checkers.context import CannotTell, Context
from replycheck.matching import Term, phrase_terms
from replycheck.model import Match
from replycheck.records import dataclass


@dataclass(frozen=True, eq=False, repr=False)
class Attachment:
    """Fires at the first of the `phrases` that promise a file, where it is known that none goes along.

    Raises `CannotTell` where a file is promised and nobody knows what goes along.
    """

    needs: ClassVar[tuple[str, ...]] = ("english",)

    phrases: tuple[str, ...]

    def terms(self) -> Iterable[Term]:
        return [term for phrase in self.phrases for term in phrase_terms(phrase)]

    def __call__(self, context: Context) -> Iterator[Match]:
        if context.attachments:
            return
        for hit in context.hits(self)[:1]:
            if context.attachments is None:
                raise CannotTell(
                    "a file is promised; say what is attached: --attachment NAME or --no-attachment"
                )
            yield Match(hit.span, {"match": hit.span.of(context.draft.text)})
