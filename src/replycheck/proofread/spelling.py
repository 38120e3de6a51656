"""Words that do not exist, and what was meant: the layer that needs no engine.

A word that the list lacks is looked up among known slips, then likened to the words one slip away (a letter
swapped, doubled, dropped, mistyped), the commonest and likeliest first, then to common words two slips away.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from replycheck.proofread.words import Words
from replycheck.records import NamedTuple

LETTERS = "abcdefghijklmnopqrstuvwxyz"
VOWELS = frozenset("aeiouy")

_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_NEAR = {
    letter: {
        other
        for r, other_row in enumerate(_ROWS)
        for at, other in enumerate(other_row)
        if abs(r - row) + abs(at - here) == 1 or (abs(r - row) == 1 and at == here - (r - row))
    }
    for row, letters in enumerate(_ROWS)
    for here, letter in enumerate(letters)
}
"""The letters beside each letter on an English keyboard."""

_BEGINNINGS = (
    "un", "re", "non", "pre", "mis", "over", "under", "out", "sub", "anti", "auto", "multi", "inter", "post",
    "semi", "micro", "mini", "up", "down",
)  # fmt: skip
_ENDINGS = ("ness", "less", "like", "wise", "able", "ish", "ed", "er", "ers", "ing", "s")
"""Endings that make new words any day."""

_UNCOUNTED = frozenset(
    "information equipment advice furniture luggage baggage feedback software hardware knowledge evidence progress"
    " research staff homework housework machinery traffic weather jewellery jewelry stationery".split()
)
"""Words that take no `s`."""

LEAST_DOUBTED = 4
"""Letters of a word that may be called misspelt; shorter ones are codes and abbreviations."""

LEAST_FOR_TWO = 7
"""Letters of a word that may be two slips away from what was meant."""

WEIGHT = 0.3
"""What one tier of frequency weighs against the cost of a slip."""

COMMON = 2
"""The tier from which a word was met at least twice in the project's own drafts."""


class Guess(NamedTuple):
    """A word that may have been meant: `slips` were made, `effort` is what these cost, and `cost` is that less what
    the word's frequency speaks for it: the lower, the likelier.
    """

    word: str
    cost: float
    effort: float
    slips: int = 1


MOST_LETTERS = 24
"""What is longer is a code or a key held down: the slips to try grow with the square of the letters."""


def guesses(words: Words, word: str, dialects: int) -> list[Guess]:
    """Words that a lower-case word may stand for, the likeliest first; empty where none is likely."""
    if len(word) > MOST_LETTERS:
        return []
    one = _weighed(words, slips(word), dialects, least=0)
    if one or len(word) < LEAST_FOR_TWO:
        return one
    two = (
        (candidate, effort + more)
        for first, effort in slips(word, usual=True)
        for candidate, more in slips(first, usual=True)
    )
    return [guess._replace(slips=2) for guess in _weighed(words, two, dialects, least=COMMON + 1)]


def _weighed(words: Words, tried: Iterable[tuple[str, float]], dialects: int, *, least: int) -> list[Guess]:
    """Of the texts tried with their effort those that are words of at least a tier, the likeliest first."""
    found: dict[str, Guess] = {}
    for candidate, effort in tried:
        tier = words.tier(candidate, dialects)
        if tier >= least and (candidate not in found or effort < found[candidate].effort):
            found[candidate] = Guess(candidate, effort - WEIGHT * tier, effort)
    return sorted(found.values(), key=lambda guess: (guess.cost, guess.word))


def slips(word: str, *, usual: bool = False) -> Iterator[tuple[str, float]]:
    """Texts one slip away with the cost of the slip; `usual` gives only those that hands and ears make often."""
    for at in range(len(word)):
        head, letter, tail = word[:at], word[at], word[at + 1 :]
        first = 1.0 if at == 0 else 0.0
        if tail and tail[0] != letter:
            yield head + tail[0] + letter + tail[1:], 0.7 + first
        is_double = at > 0 and word[at - 1] == letter
        yield head + tail, (0.5 if is_double else 1.4) + first
        yield head + letter + letter + tail, 0.5 + first
        for other in LETTERS:
            if other == letter:
                continue
            if letter in VOWELS and other in VOWELS:
                yield head + other + tail, 0.8 + first
            elif not usual:
                yield (
                    head + other + tail,
                    (1.1 if other in _NEAR[letter] else 1.8) + first if letter in _NEAR else 2,
                )
            if at and (other in VOWELS or not usual):
                yield head + other + word[at:], 0.9 if other in VOWELS else 1.2
    for other in LETTERS if not usual else "e":
        yield word + other, 1.3


def is_made_of_known(words: Words, word: str, dialects: int) -> bool:
    """Whether a lower-case word is a known one with a living beginning or ending: `rebookable`, `unpair`."""
    for beginning in _BEGINNINGS:
        rest = word[len(beginning) :]
        if word.startswith(beginning) and len(rest) >= 4 and words.tier(rest, dialects) >= 0:
            return True
    return any(
        words.tier(stem, dialects) >= 0
        for ending in _ENDINGS
        if word.endswith(ending)
        for stem in _stems(word[: -len(ending)], ending)
    )


def _stems(stem: str, ending: str) -> tuple[str, ...]:
    """What an ending can have been put to: `shiped` and `chargeing` are slips, `sheeted` and `diverter` are not."""
    if len(stem) < 4 or stem in _UNCOUNTED:
        return ()
    if ending in ("able", "ish"):
        return (stem, stem + "e")
    is_doubled_before = stem[-1] not in VOWELS and stem[-2] in VOWELS and stem[-3] not in VOWELS
    if ending[0] in "ei" and (is_doubled_before or stem[-1] in VOWELS):
        return ()
    if ending == "s" and (stem[-1] in "sxzy" or stem[-2:] in ("ch", "sh")):
        return ()
    return (stem,)
