"""Phrases found in a list of words, without a regular expression.

A large alternation takes longer to compile than all else a short draft needs; here a phrase is read
when its first word occurs.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

_Place = tuple[frozenset[str] | None, bool, int, int]
"""Which words may stand there (None: any), whether it is others instead, the least and the most of them."""

_Phrase = tuple[tuple[_Place, ...], bool]
"""The places after the first word, and whether nothing may follow them."""


class WordPhrases:
    """Phrases, one a line, words parted by blanks.

    `a|b` is either word, `|a|b` either or none, `!a|b` one word that is neither, `*` any word, `*3` up
    to three words.  `^` in front binds a phrase to the first word, `$` at the end to the last.
    """

    def __init__(self, text: str) -> None:
        self._lines: dict[str, list[str]] = {}
        self._first: dict[str, list[str]] = {}
        for line in text.splitlines():
            if not (line := line.strip()):
                continue
            bound = line[0] == "^"
            self._add(self._first if bound else self._lines, line.removeprefix("^ "))
        self._read: dict[str, _Phrase] = {}

    def _add(self, table: dict[str, list[str]], line: str) -> None:
        head, _, rest = line.partition(" ")
        for word in head.split("|"):
            if word:
                table.setdefault(word, []).append(rest)
            else:
                self._add(table, rest)

    def found_in(self, words: Sequence[str]) -> bool:
        """True where one of the phrases stands in the words, which are in lower case."""
        return next(self.places(words), None) is not None

    def places(self, words: Sequence[str]) -> Iterator[tuple[int, int]]:
        """First word and end of each place where a phrase stands; places may overlap."""
        lines, first = self._lines, self._first
        for at, word in enumerate(words):
            for rest in (*lines.get(word, ()), *(first.get(word, ()) if at == 0 else ())):
                phrase = self._read.get(rest)
                if phrase is None:
                    phrase = self._read[rest] = _read(rest)
                end = _end(*phrase, words, at + 1)
                if end is not None:
                    yield at, end


def _read(rest: str) -> _Phrase:
    pieces = rest.split()
    closed = pieces[-1:] == ["$"]
    return tuple(_place(piece) for piece in pieces[: len(pieces) - closed]), closed


def _place(piece: str) -> _Place:
    if piece[0] == "*":
        return None, False, 0 if piece[1:] else 1, int(piece[1:] or 1)
    other = piece[0] == "!"
    words = frozenset(piece.lstrip("!").split("|"))
    return words, other, 0 if "" in words else 1, 1


def _end(places: tuple[_Place, ...], closed: bool, words: Sequence[str], at: int) -> int | None:
    """Where the words from `at` on have filled the places; None where they do not."""
    for n, (allowed, other, least, most) in enumerate(places):
        taken = 0
        while (
            taken < most
            and at + taken < len(words)
            and (allowed is None or (words[at + taken] in allowed) != other)
        ):
            taken += 1
        if taken < least:
            return None
        if least < taken:  # what may be left out is tried both ways, the longest first
            ends = (_end(places[n + 1 :], closed, words, at + k) for k in range(taken, least - 1, -1))
            return next((end for end in ends if end is not None), None)
        at += taken
    return at if not closed or at == len(words) else None
