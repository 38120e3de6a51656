"""Our own names misspelt: the brand, the team's products, colleagues."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import ClassVar

from replycheck.checkers.context import Context
from replycheck.matching import plain
from replycheck.model import Edit, Fix, Match, Settings, Span
from replycheck.records import NamedTuple, dataclass

LEAST_LETTERS = 5
"""Shorter names are a letter away from too many words."""


class _Name(NamedTuple):
    """A name as the team writes it, and its words in small letters."""

    written: str
    words: tuple[str, ...]


@dataclass(frozen=True, eq=False, repr=False)
class OwnNames:
    """Fires where a name of the team's settings (`brand`, `accepted`, `team_names`) stands with a letter
    wrong, missing, too many or swapped; in names of ten letters and more two may be.

    A word of the draft must have a capital, or the name none; other names of the settings and words that
    the customer uses are no misspellings.  A plural or a possessive s is none either.  Silent without such
    settings.  Values: match, instead.
    """

    needs: ClassVar[tuple[str, ...]] = ()

    def __call__(self, context: Context) -> Iterator[Match]:
        names = _names(context.settings)
        if not names:
            return
        draft = context.draft
        words = [(span, draft.plain[span.start : span.end]) for span in draft.words]
        right = {word for name in names for word in name.words}
        right |= _others(context)
        for name in names:
            for at in range(len(words) - len(name.words) + 1):
                row = words[at : at + len(name.words)]
                if any(not word[:1].isupper() for _, word in row) and not name.written.islower():
                    continue
                wrong = [i for i, (_, word) in enumerate(row) if _stem(word) != name.words[i]]
                if not wrong or not all(_may_be(_stem(row[i][1]), name, i, right) for i in wrong):
                    continue
                if len(row) > 1 and len(wrong) == len(row):
                    continue
                span = Span(row[0][0].start, row[-1][0].end)
                between = draft.prose[span.start : span.end]
                if "\n\n" in between or re.search(r"[.,;:!?]\s", between):
                    continue
                written = span.of(draft.text)
                tail = (
                    "'s"
                    if plain(written).lower().endswith("'s") and not name.words[-1].endswith("'s")
                    else ""
                )
                instead = name.written + (written[-2:] if tail else "")
                fix = Fix("safe", (Edit(span, instead),))
                yield Match(span, {"match": written, "instead": instead}, (instead,), fix=fix)


@lru_cache(maxsize=16)
def _names_of(brand: str, accepted: tuple[str, ...], team: tuple[str, ...]) -> tuple[_Name, ...]:
    found = []
    for written in dict.fromkeys((brand, *accepted, *team)):
        words = tuple(re.findall(r"\w+(?:['-]\w+)*", plain(written).lower()))
        if words and max(map(len, words)) >= LEAST_LETTERS and not any(w.isdigit() for w in words):
            found.append(_Name(written, words))
    return tuple(found)


def _names(settings: Settings) -> tuple[_Name, ...]:
    return _names_of(settings.brand, settings.accepted, settings.team_names)


def _others(context: Context) -> set[str]:
    """What may look like one of our names and is somebody else's: the customer's words and name, other
    brands.
    """
    found = {word.lower() for name in context.settings.other_brands for word in plain(name).split()}
    found |= {word.lower() for name in context.customer_names for word in plain(name).split()}
    found |= set((context.case.customer_name or "").lower().split())
    if context.inbound:
        found |= {span.of(context.inbound.plain).lower() for span in context.inbound.words}
    return found


def _stem(word: str) -> str:
    lowered = word.lower()
    return lowered[:-2] if lowered.endswith("'s") else lowered


def _may_be(word: str, name: _Name, at: int, right: set[str]) -> bool:
    """The word is one of the name's with a slip: an edit or a swap in five letters and more, two in ten."""
    meant = name.words[at]
    if len(meant) < LEAST_LETTERS or word[:1] != meant[:1] or not word.isalpha() or word in right:
        return False
    number = (meant + "s", meant + "es", meant.removesuffix("s"))
    if len(name.words) == 1 and word in number:
        return False
    return _distance(word, meant) <= (2 if len(meant) >= 10 else 1)


def _distance(a: str, b: str) -> int:
    """Edits and swaps of neighbours that lead from one word to the other; 3 where there are more than two."""
    if abs(len(a) - len(b)) > 2:
        return 3
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        older, before, row = before, row, [i]
        for j, y in enumerate(b, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
    return min(row[-1], 3)
