"""The notation of corrections (`checkers.correction`), read into rows of slots."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from replycheck.records import NamedTuple
from replycheck.understand.word_forms import CLASSES, FORMS
from replycheck.understand.wording import BREAK, EDGE, FIRST_PERSON, LONGEST, as_first

MOST_VARIANTS = 200
"""How many rows one correction may be written out to."""

_ENDS = frozenset((EDGE, ".", "!", "?"))


class NotationError(Exception):
    """A correction that cannot be read; says what is wrong and what to write."""


class Slot(NamedTuple):
    """One word of a row: one of `words`, or a word of one of `classes`; the contrary where `negated`."""

    words: frozenset[str]
    classes: tuple[str, ...] = ()
    negated: bool = False

    def holds(self, word: str) -> bool:
        found = word in self.words
        if not found and self.classes:
            for name in self.classes:
                if CLASSES[name](word):
                    return not self.negated
        return found is not self.negated


class Variant(NamedTuple):
    """A row of slots.  Those from `first` to `last` are wrong; `anchor` is the slot that is looked up by its
    words, the `anchors`.  `others` are the slots but for the anchor, those without classes first; `near` is the
    first of them as what a loop asks: its distance from the anchor, its words, and whether they are unwanted.
    """

    slots: tuple[Slot, ...]
    first: int
    last: int
    anchor: int
    right: tuple[str, ...]
    never_before: frozenset[str]
    others: tuple[tuple[int, Slot], ...]
    near: tuple[int, frozenset[str] | None, bool]

    @property
    def anchors(self) -> frozenset[str]:
        return self.slots[self.anchor].words

    def fits(self, words: Sequence[str], start: int) -> bool:
        """True where the row stands in `words` from `start` on; its anchor is known to."""
        for at, slot in self.others:
            if not slot.holds(words[start + at]):
                return False
        return not self.never_before or not self._stands_before(words, start)

    def _stands_before(self, words: Sequence[str], start: int) -> bool:
        """True where one of `never_before` stands in the sentence before the bracket."""
        at = start + self.first - 1
        while at >= 0 and words[at] not in (EDGE, BREAK):
            if words[at] in self.never_before:
                return True
            at -= 1
        return False

    def instead(self, wrong: Sequence[str]) -> str | None:
        """What to write for the wrong words; None where one of them has no such form."""
        found = []
        for piece in self.right:
            if not piece.startswith("<"):
                found.append(piece)
                continue
            number, form = _asked(piece)
            word = wrong[number - 1]
            made = FORMS[form](word) if form else word
            if made is None:
                return None
            found.append(made)
        return " ".join(found).replace(" ,", ",")


def _asked(piece: str) -> tuple[int, str]:
    """Which word of the bracket a piece behind the arrow stands for, from 1, and in which form."""
    name = piece.strip("<>")
    number, _, form = name.partition(":")
    return (int(number), form) if number.isdigit() else (1, name)


# How often a word stands in replies, in hundredths of their sentences: what a row is looked up by should be rare.
_FREQUENT = {
    word: weight
    for weight, words in (
        (60, "^ . , the to you your"),
        (30, "we and i a is it for of in have on our that this"),
        (
            12,
            "be are will can with us please if not as at or from an so has any was by do but no all my they",
        ),
        (6, "there their been me them more were now out up when which would could should"),
    )
    for word in words.split()
}


@lru_cache(maxsize=4096)
def parse(text: str) -> tuple[Variant, ...]:
    """The rows of slots that a correction stands for.  Raises `NotationError`."""
    reader = _Reader(text)
    never_before = reader.never_before()
    rows = [_variant(row, reader.right, never_before) for row in reader.rows()]
    if reader.right is None:
        raise NotationError(f"{text!r} says not what is wrong; put it in brackets like [of -> have]")
    return tuple(rows)


def neighbours_of(text: str) -> dict[str, dict[int, frozenset[str]]]:
    """The words that a correction is looked up by, each with what has to stand beside it.

    That is a set of words by place, counted from the word; one of them stands there wherever the correction
    holds.  It is empty where a row asks for no word in particular.
    """
    found: dict[str, dict[int, frozenset[str]]] = {}
    open_ended = set()
    for variant in parse(text):
        offset, near, unwanted = variant.near
        for word in variant.anchors:
            places = found.setdefault(word, {})
            if near is None or unwanted:
                open_ended.add(word)
            else:
                places[offset] = places.get(offset, frozenset()) | near
    return {word: {} if word in open_ended else places for word, places in found.items()}


def refuse_capitals(text: str) -> None:
    """Raises `NotationError` for a word with a capital that no row of a text ever has (`Wording`): "I" and its
    like, and the first word of a sentence, unless its small form stands beside it like in "(i|I)".  Elsewhere a
    capital is compared, so that "the North Fase" is found.
    """
    if text.islower():
        return
    for variant in parse(text):
        for at, slot in enumerate(variant.slots):
            before = variant.slots[at - 1] if at else None
            is_first = before is not None and before.words == {EDGE} and not before.negated
            for word in sorted(slot.words):
                is_dead = word in FIRST_PERSON or (is_first and word != as_first(word))
                if is_dead and word.lower() not in slot.words:
                    raise NotationError(
                        f"{text!r}: {word!r} never stands there, since “I” and the first word of a sentence are "
                        f"compared in small letters; write {word.lower()!r}"
                    )


_TOKEN = re.compile(r"->|[\[\]()|!~]|<[a-z0-9:-]+>\??|[^\s\[\]()|!<>?]+\??|\?|\S")

_NO_WORD = frozenset("[]()|!~<>?$")
"""What means something else than itself; none of it stands in a plain word."""

_STOPS = frozenset(("", "]", ")", "->", "|"))
"""What ends a row of words."""

_OPEN, _CLOSE = Slot(frozenset("[")), Slot(frozenset("]"))
"""Marks in a row of where the brackets stand."""

_Row = tuple[Slot, ...]


class _Reader:
    """Reads one correction from left to right; `right` is what stands behind the arrow."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens: list[str] = [*_TOKEN.findall(text), ""]  # the last one is the end
        self.at = 0
        self.right: tuple[str, ...] | None = None

    @property
    def next(self) -> str:
        return self.tokens[self.at]

    def take(self, wanted: str = "") -> str:
        token = self.next
        if not token or (wanted and token != wanted):
            found = f"before {token!r}" if token else "at the end"
            raise NotationError(f"{self.text!r}: {wanted or 'a word'!r} is missing {found}")
        self.at += 1
        return token

    def never_before(self) -> frozenset[str]:
        if self.next != "~":
            return frozenset()
        self.take()
        row = self._atom()
        if len(row) != 1 or len(row[0]) != 1 or row[0][0].classes:
            raise NotationError(f"{self.text!r}: behind ~ stand single words like ~(if|when)")
        return row[0][0].words

    def rows(self) -> list[_Row]:
        found = self._sequence()
        if self.next:
            raise NotationError(f"{self.text!r}: {self.next!r} has no beginning; take it out")
        return found

    def _sequence(self) -> list[_Row]:
        rows: list[_Row] = [()]
        while (token := self.tokens[self.at]) not in _STOPS:
            if _NO_WORD.isdisjoint(token):  # most of all there is
                self.at += 1
                slot = Slot(frozenset((token,)))
                rows = [(*row, slot) for row in rows]
                continue
            items = self._bracket() if token == "[" else self._atom()
            rows = [row + item for row in rows for item in items]
            if len(rows) > MOST_VARIANTS:
                raise NotationError(f"{self.text!r} stands for more than {MOST_VARIANTS} rows; split it")
        return rows

    def _bracket(self) -> list[_Row]:
        if self.right is not None:
            raise NotationError(f"{self.text!r} has two brackets; write a correction for each")
        self.take("[")
        rows = self._sequence()
        self.take("->")
        right = []
        while self.next and self.next != "]":
            right.append(self.take())
        self.take("]")
        self.right = tuple(right)
        for piece in self.right:
            self._check_form(piece, rows)
        if not all(rows):
            raise NotationError(f"{self.text!r}: a word has to stand before the arrow, be it kept")
        return [(_OPEN, *row, _CLOSE) for row in rows]

    def _check_form(self, piece: str, rows: list[_Row]) -> None:
        if not piece.startswith("<"):
            return
        number, form = _asked(piece)
        if form and form not in FORMS:
            raise NotationError(f"{self.text!r}: {piece} is no form; one of {', '.join(FORMS)} is wanted")
        if any(number > len(row) for row in rows):
            raise NotationError(f"{self.text!r}: {piece} has no such word in the bracket")

    def _atom(self) -> list[_Row]:
        if self.next == "!":
            self.take()
            rows = self._atom()
            if len(rows) != 1 or len(rows[0]) != 1:
                raise NotationError(f"{self.text!r}: behind ! stand single words like !(a|the)")
            return [(rows[0][0]._replace(negated=True),)]
        if self.next == "(":
            return self._alternatives()
        token = self.take()
        if token in ("[", "]", ")", "|", "->", "~", "?", "<", ">"):
            raise NotationError(f"{self.text!r}: {token!r} stands where a word should")
        optional = token.endswith("?")
        row = (self._slot(token.removesuffix("?")),)
        return [row, ()] if optional else [row]

    def _alternatives(self) -> list[_Row]:
        self.take("(")
        words = self._plain_words()
        if words:
            row = (Slot(words),)
            if self.next == "?":
                self.take()
                return [row, ()]
            return [row]
        rows = self._sequence()
        while self.next == "|":
            self.take()
            rows += self._sequence()
        self.take(")")
        optional = self.next == "?"
        if optional:
            self.take()
        return [*_merged(rows), ()] if optional else _merged(rows)

    def _plain_words(self) -> frozenset[str]:
        """The words up to the closing bracket, which is taken too, where nothing but single words stands there.

        Most alternatives are such a list, some of them long, and a run reads dozens of them.
        """
        try:
            end = self.tokens.index(")", self.at)
        except ValueError:
            return frozenset()
        words, marks = self.tokens[self.at : end : 2], self.tokens[self.at + 1 : end : 2]
        if len(words) != len(marks) + 1 or marks.count("|") != len(marks):
            return frozenset()
        if not _NO_WORD.isdisjoint("".join(words)):
            return frozenset()
        self.at = end + 1
        return frozenset(words)

    def _slot(self, token: str) -> Slot:
        if token == "$":
            return Slot(_ENDS)
        if not token.startswith("<"):
            return Slot(frozenset((token,)))
        name = token.strip("<>")
        if name not in CLASSES:
            from replycheck.errors import did_you_mean

            raise NotationError(f"{self.text!r}: no class is called {token}{did_you_mean(name, CLASSES)}")
        return Slot(frozenset(), (name,))


def _merged(rows: list[_Row]) -> list[_Row]:
    """Alternatives of one word each become one slot."""
    single = [row[0] for row in rows if len(row) == 1 and not row[0].negated]
    others = [row for row in rows if len(row) != 1 or row[0].negated]
    if not single:
        return others
    words = frozenset().union(*(slot.words for slot in single))
    classes = tuple(dict.fromkeys(name for slot in single for name in slot.classes))
    return [(Slot(words, classes),), *others]


def _variant(row: _Row, right: tuple[str, ...] | None, never_before: frozenset[str]) -> Variant:
    first = next((at for at, slot in enumerate(row) if slot is _OPEN), 0)
    last = next((at for at, slot in enumerate(row) if slot is _CLOSE), 2) - 2
    slots = tuple(slot for slot in row if slot is not _OPEN and slot is not _CLOSE)
    telling = [(_cost(slot), at) for at, slot in enumerate(slots) if _can_anchor(slot)]
    if not telling:
        raise NotationError("a correction needs a word of its own to be looked up by, not classes alone")
    anchor = min(telling)[1]
    others = sorted(
        ((at, slot) for at, slot in enumerate(slots) if at != anchor),
        key=lambda item: (bool(item[1].classes), abs(item[0] - anchor)),
    )
    if len(slots) > LONGEST:
        raise NotationError(f"a correction of more than {LONGEST} words; make it shorter")
    near: tuple[int, frozenset[str] | None, bool] = (0, None, False)
    if others and not others[0][1].classes:
        near = (others[0][0] - anchor, others[0][1].words, others[0][1].negated)
    return Variant(slots, first, last, anchor, right or (), never_before, tuple(others), near)


def _can_anchor(slot: Slot) -> bool:
    return bool(slot.words) and not slot.classes and not slot.negated


def _cost(slot: Slot) -> int:
    return sum(_FREQUENT.get(word, 1) for word in slot.words)
