"""Worry about somebody: "He is still limping. Is that normal?", and no worry about a lamp."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence, Set
from functools import cache
from typing import TYPE_CHECKING

from replycheck.matching.compiled import compiled
from replycheck.model import Span

if TYPE_CHECKING:
    from replycheck.understand.document import Document
    from replycheck.understand.mood import Cue

_DANGERS = frozenset({"fear", "threat_to_me", "ailing", "vulnerable", "mourning", "grief"})
"""Groups that make "should I be worried?" a real question, without a person in sight."""


def asks_about_health(document: Document, cues: Sequence[Cue]) -> bool:
    """True for "He is still limping. Is that normal?", where neither half shows fear by itself.

    The question stands in the sentence about the illness or directly behind it.
    """
    ailing = {_sentence(document, cue) for cue in cues if cue.group == "ailing" and cue.weight < 0}
    asked = {_sentence(document, cue) for cue in cues if cue.group == "unsure" and cue.weight < 0}
    return any(at in ailing or at - 1 in ailing for at in asked)


def dread_for_somebody(document: Document, cues: Sequence[Cue]) -> tuple[Cue, ...]:
    """The cues without a "should I be worried" that no person, animal or danger stands near.

    Near is the same sentence and the one before.
    """
    dangers = {_sentence(document, cue) for cue in cues if cue.group in _DANGERS and cue.weight < 0}
    return tuple(cue for cue in cues if cue.group != "dread" or _is_for_somebody(document, cue, dangers))


def _is_for_somebody(document: Document, dread: Cue, dangers: Set[int]) -> bool:
    at = _sentence(document, dread)
    if at in dangers or at - 1 in dangers:
        return True
    near = document.sentences[max(at - 1, 0) : at + 1]
    return any(_somebody().search(document.prose, sentence.start, sentence.end) for sentence in near)


def _sentence(document: Document, cue: Cue) -> int:
    """Which sentence, counted from 0, holds the start of a cue."""
    return bisect_right(document.sentences, Span(cue.span.start, len(document.prose))) - 1


@cache
def _somebody() -> re.Pattern[str]:
    return compiled(
        r"\b(?:he|she|him|his|her|hers|someone|somebody|baby|toddler|child|children|kids?|son|daughter|husband|wife"
        r"|m[uo]m|dad|mother|father|brother|sister|nan|gran|grandma|grandad|partner|patient|dogs?|pupp(?:y|ies)|cats?"
        r"|kittens?|rabbit|horse|pony|hamster|pet)\b",
        re.IGNORECASE,
    )
