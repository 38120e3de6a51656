"""Macros that say the same twice: agents pick either, and a change to one leaves the other wrong."""

from __future__ import annotations

import re
import struct
from array import array
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from hashlib import blake2b
from operator import xor
from zlib import crc32

from replycheck.checkers.library import NearDuplicate
from replycheck.checkers.macros import FILL_IN, WORD, Macro
from replycheck.model import Match, PartKind, Related, Span
from replycheck.records import NamedTuple
from replycheck.understand.document import Document
from replycheck.understand.masks import GAP

KEPT = 96
"""How many runs of a macro are remembered, those with the least hashes (Broder 1997, "bottom-k sketch")."""

BANDS, ROWS, AGREEING = 12, 3, 2
"""Two macros are compared where `ROWS` least hashes of `AGREEING` of the `BANDS` bands agree: of pairs that are
alike by 0.8 all but one in four hundred, of those alike by 0.3 one in twenty (Leskovec, Rajaraman, Ullman,
Mining of Massive Datasets, 3.4).
"""

MOST_COMPARED = 5
"""How many of the macros that may be alike are compared, those that agree in most bands first."""


def digest(draft: Document, min_words: int) -> bytes:
    """Offsets of the first line, a hash of the whole body, and the least hashes of its runs of words."""
    parts = [part for part in draft.message.parts if part.kind is PartKind.BODY]
    body = "\n".join(draft.prose[part.start : part.end] for part in parts)
    folded = body.lower()
    if "[" in folded or "<" in folded or "{" in folded or GAP in folded:
        folded = re.sub(FILL_IN, GAP, folded)
    words = re.findall(WORD, folded)
    if len(words) < min_words:
        return b""
    first, second, third = zip(*map(_hashes_of, words), strict=True) if words else ((), (), ())
    runs = set(map(xor, map(xor, first, second[1:]), third[2:]))
    whole = blake2b(" ".join(words).encode(errors="surrogatepass"), digest_size=8).digest()
    start, end = _first_line(draft.prose, parts[0].start)
    return _HEAD.pack(start, end, whole) + array("I", sorted(runs)[:KEPT]).tobytes()


_HEAD = struct.Struct("<QQ8s")


class _Kept(NamedTuple):
    macro: Macro
    runs: array[int]


class Memory:
    """The macros of a run that are like none before them, by what they are looked up by."""

    def __init__(self, alike: float) -> None:
        self.alike = alike
        self._whole: dict[bytes, Macro] = {}
        self._kept: list[_Kept] = []
        self._bands: dict[tuple[int, ...], list[int]] = {}

    def compare(self, digest: bytes, macro: Macro) -> Iterator[Match]:
        try:
            start, end, whole = _HEAD.unpack_from(digest)
            runs = array("I", digest[_HEAD.size :])
        except struct.error:
            raise ValueError from None
        same = self._whole.get(whole)
        if same is not None:
            if same.record != macro.record:
                yield _match(Span(start, end), same, 1.0)
            return
        self._whole[whole] = macro
        bands = tuple(_bands_of(runs))
        other, share = self._nearest(runs, bands, macro)
        if other is not None and share >= self.alike:
            yield _match(Span(start, end), other, min(share, 0.99))
            return
        for band in bands:
            self._bands.setdefault(band, []).append(len(self._kept))
        self._kept.append(_Kept(macro, runs))

    def _nearest(
        self, runs: array[int], bands: tuple[tuple[int, ...], ...], macro: Macro
    ) -> tuple[Macro | None, float]:
        agreeing = Counter(number for band in bands for number in self._bands.get(band, ()))
        best: tuple[Macro | None, float] = (None, 0.0)
        near = sorted((-bands, number) for number, bands in agreeing.items() if bands >= AGREEING)
        for _, number in near[:MOST_COMPARED]:
            kept = self._kept[number]
            share = _alike(runs, kept.runs)
            if share > best[1] and kept.macro.record != macro.record:
                best = (kept.macro, share)
        return best


@lru_cache(maxsize=30_000)
def _hashes_of(word: str) -> tuple[int, int, int]:
    """What a word adds to the hash of a run as its first, second and third word."""
    own = crc32(word.encode(errors="surrogatepass"))
    return own * 0x9E3779B1 & 0xFFFFFFFF, own * 0x85EBCA6B & 0xFFFFFFFF, own * 0xC2B2AE35 & 0xFFFFFFFF


def _alike(one: array[int], other: array[int]) -> float:
    """The share of the runs of either that both have; estimated where not all runs of a macro were kept.

    Both are ascending and hold no run twice.
    """
    if KEPT in (len(one), len(other)):
        most = min(found[-1] for found in (one, other) if len(found) == KEPT)
        one, other = one[: bisect_right(one, most)], other[: bisect_right(other, most)]
    both = len(set(one).intersection(other))
    return both / max(1, len(one) + len(other) - both)


def _bands_of(runs: array[int]) -> Iterator[tuple[int, ...]]:
    least = [0] * (BANDS * ROWS)
    for run in reversed(runs):
        least[run % len(least)] = run
    for band in range(BANDS):
        rows = least[band * ROWS : band * ROWS + ROWS]
        if any(rows):
            yield (band, *rows)


def _match(span: Span, other: Macro, share: float) -> Match:
    same, nearly, repeated, like = NearDuplicate.says
    alike, note = (same, repeated) if share == 1.0 else (nearly, like)
    values = {"other": other.said, "alike": alike, "share": f"{share:.0%}"}
    return Match(span, values, related=(Related("record", Span(0, 0), note, other.said, other.name),))


def _first_line(prose: str, start: int) -> tuple[int, int]:
    while start < len(prose) and (prose[start].isspace() or prose[start] == GAP):
        start += 1
    end = prose.find("\n", start)
    return start, len(prose[: end if end >= 0 else len(prose)].rstrip())
