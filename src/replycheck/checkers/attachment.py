"""Files that the draft promises and that do not leave with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import ClassVar

from replycheck.checkers.context import Context
from replycheck.matching import Term, phrase_terms
from replycheck.model import Match


@dataclass(frozen=True, eq=False, repr=False)
class Attachment:
    """Fires at the first of the `phrases` that promise a file, where it is known that none goes along."""

    needs: ClassVar[tuple[str, ...]] = ("english", "attachments")

    phrases: tuple[str, ...]

    def terms(self) -> Iterable[Term]:
        return [term for phrase in self.phrases for term in phrase_terms(phrase)]

    def __call__(self, context: Context) -> Iterator[Match]:
        if not context.attachments:
            for hit in context.hits(self):
                yield Match(hit.span, {"match": hit.span.of(context.draft.text)})
                return
