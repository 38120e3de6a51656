"""Which terms may match, for runs over many texts: every word is looked up once and remembered.

One text is looked through by its runs of characters (`Index.candidates`), which needs nothing built
beforehand.  From some texts on it pays to know for every word which literals it holds.  Terms are bits of
one integer there, so that "a literal of each of its sets stands in this paragraph" is a few operations
for all terms at once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from replycheck.matching.literals import MOST_GATES, Gates, is_common

MOST_WORDS = 30_000
"""How many words are remembered before all are forgotten: a run over a million texts must not grow."""

MOST_TEXTS = 100


class _Entry(NamedTuple):
    """What a word brings: `bits` by itself, `longer` where the whole literal stands in the paragraph."""

    bits: int = 0
    longer: tuple[tuple[str, int], ...] = ()

    def __or__(self, other: tuple[int, tuple[tuple[str, int], ...]]) -> _Entry:
        return _Entry(self.bits | other[0], self.longer + other[1])


class Table:
    """The literals of numbered terms by the words that hold them.

    One integer holds `width` bits for the first set of literals of each term, above them as many for
    the second, and so on.
    """

    def __init__(self, terms: Iterable[tuple[int, Gates]]) -> None:
        listed = list(terms)
        self._width = max((number for number, _ in listed), default=0) + 1
        self._free = 0
        wanted: dict[str, int] = defaultdict(int)
        for number, gates in listed:
            for level in range(MOST_GATES):
                bit = 1 << number + level * self._width
                if level >= len(gates):
                    self._free |= bit
                    continue
                for literal in gates[level]:
                    wanted[literal] |= bit
        self._marks: dict[str, int] = {}
        self._pairs: dict[str, _Entry] = {}
        self._parts: tuple[dict[str, _Entry], ...] = ({}, {}, {}, {})
        for literal, bits in wanted.items():
            self._add(literal, bits)
        self._longest = [max(map(len, found), default=0) for found in self._parts]
        self._words: dict[str, _Entry] = {}
        self._texts: dict[str, int] = {}

    def _add(self, literal: str, bits: int) -> None:
        pieces = literal.split(" ")
        filled = [at for at, piece in enumerate(pieces) if piece]
        if len(filled) == 1 and not any(c.isalnum() or c == "_" for c in literal):
            self._marks[literal] = bits
            return
        whole = [at for at in filled if _place(at, pieces) == _WHOLE]
        pair = next((at for at, after in pairwise(whole) if after == at + 1), None)
        if len(filled) > 1 and pair is not None:
            place, key = self._pairs, f"{pieces[pair]} {pieces[pair + 1]}"
            alone = len(filled) == 2
        else:
            at = min(filled, key=lambda at: (is_common(pieces[at]), _place(at, pieces), -len(pieces[at])))
            place, key = self._parts[_place(at, pieces)], pieces[at]
            alone = len(filled) == 1
        place[key] = place.get(key, _Entry()) | (_Entry(bits) if alone else _Entry(0, ((literal, bits),)))

    def bits(self, words: str) -> int:
        """The terms, as bits by number, that have a literal of each of their sets in `words_of` a text.

        The last paragraphs are remembered: a draft is looked through masked and unmasked.
        """
        found = self._texts.get(words)
        if found is None:
            if len(self._texts) >= MOST_TEXTS:
                self._texts.clear()
            found = self._texts[words] = self._looked_up(words)
        return found

    def _looked_up(self, words: str) -> int:
        text, _, marks = words.rpartition("\n")
        found = self._free
        known = self._words
        in_order = text.split()
        longer: list[tuple[str, int]] = []
        for word in set(in_order):
            entry = known.get(word) or self._entry(word)
            found |= entry[0]
            longer += entry[1]
        pairs = self._pairs
        for one, next_one in pairwise(in_order):
            pair = pairs.get(f"{one} {next_one}")
            if pair is not None:
                found |= pair[0]
                longer += pair[1]
        for literal, bits in longer:
            if literal in text:
                found |= bits
        for mark in marks:
            found |= self._marks.get(mark, 0)
        all_levels = (1 << self._width) - 1
        for level in range(MOST_GATES):
            all_levels &= found >> level * self._width
        return all_levels

    def _entry(self, word: str) -> _Entry:
        """What the word brings, put together from all places where a literal may stand in it."""
        size = len(word)
        whole, end, start, inside = self._parts
        found = [whole.get(word)]
        found += [start.get(word[:n]) for n in range(1, min(size, self._longest[_START]) + 1)]
        found += [end.get(word[-n:]) for n in range(1, min(size, self._longest[_END]) + 1)]
        pieces = {word[i : i + n] for n in range(1, self._longest[_INSIDE] + 1) for i in range(size - n + 1)}
        found += [inside.get(piece) for piece in pieces]
        if len(self._words) >= MOST_WORDS:
            self._words.clear()
        result = _Entry()
        for entry in found:
            if entry is not None:
                result |= entry
        self._words[word] = result
        return result


_WHOLE, _END, _START, _INSIDE = range(4)
"""Where a piece of a literal stands in a word: it is the word, its end, its start, or anywhere in it."""


def _place(at: int, pieces: list[str]) -> int:
    """The place of a piece: without a space before it the word may have begun earlier, and so on."""
    return (at == 0) + 2 * (at == len(pieces) - 1)


def numbers_of(bits: int) -> Iterator[int]:
    """The numbers of the bits that are set, ascending."""
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest
