"""A text as one row of words and marks, for checks that look at a word and its neighbours."""

from __future__ import annotations

import bisect
import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache

from replycheck.matching.compiled import compiled
from replycheck.model import Span
from replycheck.understand.masks import GAP

EDGE = "^"
"""Stands before every sentence and behind the last one."""

LONGEST = 24
"""How many words a check may look at from one word on: so many edges stand behind the row."""

_PADDING = [EDGE] * LONGEST

BREAK = "\n"
"""Stands in its place where a line goes on with a small letter and nothing says that a sentence ended."""


class Wording:
    """The words and marks of all sentences in order, with `EDGE` between sentences and at both ends,
    and `LONGEST` more of them at the end, which have no place.

    A word is in small letters where it is written so or begins a sentence, and as it is written elsewhere:
    a name inside a sentence keeps its capital, while "I" never does.  Whatever is masked is one mark.
    `places` leads from a word to where it stands in the row.
    """

    def __init__(self, prose: str, sentences: Iterable[Span]) -> None:
        self.prose = prose
        self.words: list[str] = [EDGE]
        self._firsts: list[int] = []  # where in the row each sentence begins
        self._sentences: list[Span] = []
        self._spans: dict[int, list[Span]] = {}
        end = 0
        for sentence in sentences:
            if "\n" in prose[end : sentence.start] and _goes_on(prose, end, sentence.start):
                self.words[-1] = BREAK
            end = sentence.end
            start = sentence.start
            if start and prose[start - 1] == GAP:  # "`lamp.json` is": it begins with what is masked
                start -= 1
            self._firsts.append(len(self.words))
            self._sentences.append(Span(start, end))
            found = _token().findall(prose, start, end)
            if found:
                found[0] = as_first(found[0])
            self.words += found
            self.words.append(EDGE)
        self.places: dict[str, list[int]] = defaultdict(list)
        for at, word in enumerate(self.words):
            self.places[word].append(at)
        self._fold()
        self.words += _PADDING

    def _fold(self) -> None:
        """Takes the capital from "I" and from words behind marks that a sentence may begin after."""
        words, places = self.words, self.places
        for mark in _OPENING:
            for at in places.get(mark, ()):
                if words[at + 1][1:].islower():
                    self._rename(at + 1, words[at + 1].lower())
        for form in FIRST_PERSON:
            for at in tuple(places.get(form, ())):
                self._rename(at, form.lower())

    def _rename(self, at: int, word: str) -> None:
        if word != self.words[at]:
            self.places[self.words[at]].remove(at)
            self.words[at] = word
            bisect.insort(self.places[word], at)

    def span(self, at: int) -> Span:
        """Where a word of the row stands in the text; an edge has no place of its own."""
        number = bisect.bisect_right(self._firsts, at) - 1
        if number not in self._spans:  # worked out for the few sentences that something is said of
            found = _token().finditer(self.prose, *self._sentences[number])
            self._spans[number] = [Span(*match.span()) for match in found]
        return self._spans[number][at - self._firsts[number]]


def as_first(word: str) -> str:
    """The first word of a sentence as it stands in the row: "US" and "X" keep their capitals."""
    return word.lower() if word[1:].islower() or word == "A" else word


@cache
def _token() -> re.Pattern[str]:
    return compiled(r"\w+(?:['./@-]\w+)*|\ue000+|[^\s\w]")


def _goes_on(prose: str, end: int, start: int) -> bool:
    """A line goes on in the next: no stop, blank line or bullet stands between, and no capital follows."""
    between = prose[end:start]
    return (
        end > 0
        and prose[start].islower()
        and prose[end - 1] not in ".!?:"
        and not between.strip()
        and between.count("\n") < 2
    )


FIRST_PERSON = ("I", "I'm", "I've", "I'll", "I'd", "Im", "Ive", "Ill", "Id")
"""What stands in the row in small letters wherever it is written."""

_OPENING = (":", "(", '"', "*", "-", "–", "—")
"""Marks after which a capital tells nothing."""
