"""The same sentence with another number in two macros: one of the two is out of date."""

from __future__ import annotations

import re
import struct
from collections import Counter
from collections.abc import Iterator
from functools import cache, lru_cache
from hashlib import blake2b

from replycheck.checkers.macros import Macro
from replycheck.model import Match, Related, Span
from replycheck.understand.amounts import amounts
from replycheck.understand.document import Document
from replycheck.understand.stems import content_stems

UNITS = ("%", "minute", "month", "working day", "£", "$", "€")
"""The units of what a team promises everybody: times, prices, shares."""

_ONE = struct.Struct("<IIQddB")
"""One amount in a digest: start, end, hash of its sentence, number, other end of a range, unit."""


def digest(draft: Document, min_words: int) -> bytes:
    """Each amount of a sentence that may be a fact, with a hash of the sentence's words of meaning."""
    packed = [
        (sentence.start + start, sentence.start + end, *rest)
        for sentence in draft.sentences
        for start, end, *rest in _facts_of(sentence.of(draft.prose), min_words)
    ]
    said = Counter(place for _, _, place, *_ in packed)
    return b"".join(_ONE.pack(*one) for one in packed if said[one[2]] == 1)


@lru_cache(maxsize=8_192)
def _facts_of(sentence: str, min_words: int) -> tuple[tuple[int, int, int, float, float, int], ...]:
    """The amounts of one sentence as they stand in a digest; macros share many sentences."""
    if not _named().search(sentence):
        return ()
    found = [amount for amount in amounts(sentence) if amount.unit in UNITS]
    key = _key_of(sentence, [amount.span for amount in found], min_words) if found else None
    if key is None:
        return ()
    return tuple(
        (
            *amount.span,
            _hash(f"{key}:{number}:{len(found)}:{amount.unit}"),
            amount.number,
            amount.high,
            UNITS.index(amount.unit),
        )
        for number, amount in enumerate(found)
    )


class Memory:
    """For each sentence the numbers it was said with, and the first macro that said each."""

    def __init__(self) -> None:
        self._said: dict[int, dict[tuple[float, float], Macro]] = {}

    def compare(self, digest: bytes, macro: Macro) -> Iterator[Match]:
        try:
            facts = list(_ONE.iter_unpack(digest))
        except struct.error:
            raise ValueError from None
        for start, end, key, low, high, unit in facts:
            said = self._said.setdefault(key, {})
            if (low, high) in said:
                continue
            for value, other in said.items():
                if other.record != macro.record:
                    shown = _shown(*value, UNITS[unit])
                    related = Related("record", Span(0, 0), "the other macro", other.said, other.name)
                    yield Match(Span(start, end), {"other": other.said, "value": shown}, related=(related,))
                    break
            said[low, high] = macro


def _key_of(sentence: str, amounts: list[Span], least: int) -> str | None:
    """The words of meaning of a sentence without its amounts; None where they are too few to be one fact."""
    at, pieces = 0, []
    for span in amounts:
        pieces.append(sentence[at : span.start])
        at = span.end
    rest = " ".join([*pieces, sentence[at:]])
    stems = set(content_stems(re.findall(r"[^\W\d_]+(?:'[^\W\d_]+)?", rest.lower())))
    return " ".join(sorted(stems)) if len(stems) >= least else None


@cache
def _named() -> re.Pattern[str]:
    """What a macro without any of these has no amount of."""
    return re.compile(
        r"[%£$€]|(?<![a-z])(?:min(?:ute)?s?|h(?:ou)?rs?|days?|weeks?|wks?|fortnight|months?|years?|yrs?|per\s?cent"
        r"|euros?|pounds?|quid|dollars?|bucks|us\$|usd|eur|gbp)\b",
        re.ASCII | re.IGNORECASE,
    )


def _hash(text: str) -> int:
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "little")


def _shown(low: float, high: float, unit: str) -> str:
    """An amount as people write it: `30 days`, `3 to 5 working days`, `£4.95`."""
    if unit in "£$€":
        return f"{unit}{low:,.2f}".removesuffix(".00")
    if unit == "minute":
        size, unit = next((n, word) for n, word in _DURATIONS if not low % n and not high % n)
        low, high = low / size, high / size
    number = f"{low:g}" if low == high else f"{low:g} to {high:g}"
    if unit == "%":
        return f"{number}%"
    return f"{number} {unit}" if number == "1" else f"{number} {unit}s"


_DURATIONS = ((1440, "day"), (60, "hour"), (1, "minute"))
