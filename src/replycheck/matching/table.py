"""Which terms may match, for runs over many texts: every word is looked up once and remembered.

One text is looked through by its runs of characters (`Index.candidates`), which needs nothing built
beforehand.  From some texts on it pays to know for every word which literals it holds, and what a paragraph
held the last time: macros and replies repeat whole paragraphs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable
from itertools import pairwise
from typing import Any, NamedTuple

from replycheck.matching.literals import Gates, is_common, may_hold

MOST_WORDS = 30_000
"""How many words are remembered before all are forgotten: a run over a million texts must not grow."""

MOST_CHARACTERS = 4_000_000
"""How long the remembered paragraphs may be together."""

Numbers = tuple[int, ...]


class _Entry(NamedTuple):
    """What a word brings: `terms` by itself, `longer` where the whole literal stands in the paragraph."""

    terms: Numbers = ()
    longer: tuple[tuple[str, int], ...] = ()

    def __or__(self, other: tuple[Numbers, tuple[tuple[str, int], ...]]) -> _Entry:
        return _Entry(self.terms + other[0], self.longer + other[1])


class Piece:
    """What a paragraph holds: the numbers of the terms that may match, by owner, and the hits once they are
    known, with places counted from its start.
    """

    __slots__ = ("hits", "terms")

    def __init__(self, terms: dict[Hashable, list[int]]) -> None:
        self.terms = terms
        self.hits: dict[Hashable, tuple[Any, ...]] = {}


class Table:
    """The first literals of numbered terms by the words that hold them; what else must stand in a paragraph
    is asked of those few terms whose first literal does.

    It holds the terms of the `owners` that somebody asked for: most word lists are of no use to a macro.
    """

    def __init__(self) -> None:
        self.owners: set[Hashable] = set()
        self.generation = 0
        self._always: list[int] = []
        self._more: dict[int, Gates] = {}
        self._marks: dict[str, Numbers] = {}
        self._pairs: dict[str, dict[str, _Entry]] = {}
        self._parts: tuple[dict[str, _Entry], ...] = ({}, {}, {}, {})
        self._longest = [0, 0, 0, 0]
        self._words: dict[str, _Entry] = {}
        self._idle: set[str] = set()
        self._pieces: dict[str, Piece] = {}
        self._room = MOST_CHARACTERS

    def add(self, owners: Iterable[Hashable], terms: Iterable[tuple[int, Gates]]) -> None:
        """More owners' terms; what was remembered of words and paragraphs is forgotten."""
        self.owners.update(owners)
        self.generation += 1
        wanted: dict[str, list[int]] = defaultdict(list)
        for number, gates in terms:
            if not gates:
                self._always.append(number)
                continue
            if len(gates) > 1:
                self._more[number] = gates[1:]
            for literal in gates[0]:
                wanted[literal].append(number)
        for literal, numbers in wanted.items():
            self._add(literal, tuple(numbers))
        self._longest = [max(map(len, found), default=0) for found in self._parts]
        self._words.clear()
        self._idle.clear()
        self._pieces.clear()
        self._room = MOST_CHARACTERS

    def _add(self, literal: str, numbers: Numbers) -> None:
        pieces = literal.split(" ")
        filled = [at for at, piece in enumerate(pieces) if piece]
        if len(filled) == 1 and not any(c.isalnum() or c == "_" for c in literal):
            self._marks[literal] = self._marks.get(literal, ()) + numbers
            return
        whole = [at for at in filled if _place(at, pieces) == _WHOLE]
        pair = next((at for at, after in pairwise(whole) if after == at + 1), None)
        if len(filled) > 1 and pair is not None:
            place, key = self._pairs.setdefault(pieces[pair], {}), pieces[pair + 1]
            alone = len(filled) == 2
        else:
            at = min(filled, key=lambda at: (is_common(pieces[at]), _place(at, pieces), -len(pieces[at])))
            place, key = self._parts[_place(at, pieces)], pieces[at]
            alone = len(filled) == 1
        entry = _Entry(numbers) if alone else _Entry((), tuple((literal, number) for number in numbers))
        place[key] = place.get(key, _Entry()) | entry

    def remembered(self, paragraph: str) -> Piece | None:
        """What is known of a paragraph, as it stands in a text."""
        return self._pieces.get(paragraph)

    def remember(self, paragraph: str, piece: Piece) -> Piece:
        self._room -= len(paragraph)
        if self._room < 0:
            self._pieces.clear()
            self._room = MOST_CHARACTERS - len(paragraph)
        self._pieces[paragraph] = piece
        return piece

    def terms(self, words: str) -> list[int]:
        """The terms that have a literal of each of their sets in `words_of` a paragraph, ascending."""
        text, _, marks = words.rpartition("\n")
        found = set(self._always)
        in_order = text.split()
        longer: list[tuple[str, int]] = []
        known = self._words
        for word in set(in_order) - self._idle:
            entry = known.get(word) or self._entry(word)
            found.update(entry[0])
            longer += entry[1]
        for one, next_one in pairwise(in_order):
            seconds = self._pairs.get(one)
            if seconds is not None and next_one in seconds:
                pair = seconds[next_one]
                found.update(pair[0])
                longer += pair[1]
        for literal, number in longer:
            if number not in found and literal in text:
                found.add(number)
        for mark in marks:
            found.update(self._marks.get(mark, ()))
        more = self._more
        return sorted(number for number in found if number not in more or may_hold(words, more[number]))

    def _entry(self, word: str) -> _Entry:
        """What the word brings, put together from all places where a literal may stand in it."""
        size = len(word)
        whole, end, start, inside = self._parts
        found = [whole.get(word)]
        found += [start.get(word[:n]) for n in range(1, min(size, self._longest[_START]) + 1)]
        found += [end.get(word[-n:]) for n in range(1, min(size, self._longest[_END]) + 1)]
        pieces = {word[i : i + n] for n in range(1, self._longest[_INSIDE] + 1) for i in range(size - n + 1)}
        found += [inside.get(piece) for piece in pieces]
        if len(self._words) + len(self._idle) >= MOST_WORDS:
            self._words.clear()
            self._idle.clear()
        result = _Entry()
        for entry in found:
            if entry is not None:
                result |= entry
        if result == _Entry():
            self._idle.add(word)
        else:
            self._words[word] = result
        return result


_WHOLE, _END, _START, _INSIDE = range(4)
"""Where a piece of a literal stands in a word: it is the word, its end, its start, or anywhere in it."""


def _place(at: int, pieces: list[str]) -> int:
    """The place of a piece: without a space before it the word may have begun earlier, and so on."""
    return (at == 0) + 2 * (at == len(pieces) - 1)
