"""A text as one row of words and marks, for checks that look at a word and its neighbours."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from replycheck.matching.compiled import compiled
from replycheck.model import Span
from replycheck.understand.masks import GAP

EDGE = "^"
"""Stands before every sentence and behind the last one."""


class Wording(NamedTuple):
    """The words and marks of all sentences in order, with `EDGE` between sentences and at both ends.

    A word is in small letters where it is written so or begins a sentence, and as it is written elsewhere:
    a name inside a sentence keeps its capital, while "I" never does.  Whatever is masked is one mark.
    `starts` and `ends` are offsets into the text; `places` leads from a word to where it stands in the row.
    """

    words: list[str]
    starts: list[int]
    ends: list[int]
    places: dict[str, list[int]]


@cache
def _token() -> re.Pattern[str]:
    return compiled(r"[€£$]?\w+(?:['./@-]\w+)*|\ue000+|[^\s\w]")


def wording_of(prose: str, sentences: Iterable[Span]) -> Wording:
    """The row of a masked text with typed apostrophes."""
    words: list[str] = [EDGE]
    starts: list[int] = [0]
    ends: list[int] = [0]
    find = _token().finditer
    for start, end in sentences:
        first = True
        if start and prose[start - 1] == GAP:  # "`lamp.json` is": the sentence begins with what is masked
            words.append(GAP)
            starts.append(start - 1)
            ends.append(start)
            first = False
        for match in find(prose, start, end):
            word = match[0]
            if not word.islower() and (
                word in _FIRST_PERSON or (first and (word[1:].islower() or word == "A"))
            ):
                word = word.lower()
            words.append(word)
            starts.append(match.start())
            ends.append(match.end())
            first = word in _OPENING
        words.append(EDGE)
        starts.append(end)
        ends.append(end)
    places: dict[str, list[int]] = {}
    for at, word in enumerate(words):
        if word in places:
            places[word].append(at)
        else:
            places[word] = [at]
    return Wording(words, starts, ends, places)


_FIRST_PERSON = frozenset(("I", "I'm", "I've", "I'll", "I'd", "Im", "Ive", "Ill", "Id"))
_OPENING = frozenset(':("*-–—')
"""Marks after which a capital tells nothing."""
