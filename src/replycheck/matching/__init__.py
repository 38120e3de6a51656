"""Looking for many phrases and patterns at once."""

from replycheck.matching.index import (
    Hit,
    Index,
    Scan,
    Shelf,
    Shelved,
    Term,
    TimeLimit,
    fold,
    grams_by_size,
    phrase_source,
    phrase_terms,
    plain,
)
from replycheck.matching.literals import Gates, can_be_empty, gates_of

__all__ = [
    "Gates",
    "Hit",
    "Index",
    "Scan",
    "Shelf",
    "Shelved",
    "Term",
    "TimeLimit",
    "can_be_empty",
    "fold",
    "gates_of",
    "grams_by_size",
    "phrase_source",
    "phrase_terms",
    "plain",
]
