"""The words of English, as checksums: whether a word exists, in which dialects, and how common it is.

`words.bin` is made by `benchmarks/accuracy/make_words.py` from the dictionary that Harper carries, and read
when a draft is first proofread: half a megabyte in a millisecond, where Harper takes a second to build its own.
No word can be read out of it.
"""

from __future__ import annotations

import sys
import zlib
from array import array
from bisect import bisect_left
from functools import cache
from pathlib import Path

from replycheck.records import NamedTuple

PATH = Path(__file__).with_name("words.bin")
MAGIC = b"RCW2"

DIALECTS = ("en-US", "en-GB", "en-AU", "en-CA")
"""In the order of their bits in a word's note."""

EVERY = (1 << len(DIALECTS)) - 1


def plain_word(text: str) -> str:
    """With typewriter apostrophes, of the same length."""
    return text.replace("’", "'")


def checksum(word: str) -> int:
    """CRC-32: a checksum is made to tell apart what differs in a few neighbouring characters, so two letters
    swapped, doubled for each other or mistyped in place never give the sum of the right word.
    """
    return zlib.crc32(word.encode("utf-8", "surrogatepass"))


def proof(word: str) -> int:
    """One byte by another sum: a guess tries hundreds of texts, and one in 30,000 has the checksum of some word."""
    return zlib.adler32(word.encode("utf-8", "surrogatepass")) & 255


def note_of(dialects: int, tier: int) -> int:
    """A byte: the bits of the dialects that have the word, and its tier of frequency above them."""
    return dialects | tier << 4


class Note(NamedTuple):
    """What is known of a word: the bits of its dialects, and `tier` from 0 (rare) to 15."""

    dialects: int
    tier: int


class Words:
    """The word list.  Upper case counts: a name is no word in lower case, a word may begin a sentence.

    The file holds the checksums in order, four bytes each and the lowest first, then the notes and then the proofs
    of the same words, a byte each.
    """

    def __init__(self, data: bytes) -> None:
        if data[: len(MAGIC)] != MAGIC:
            raise ValueError("no word list of this version")
        count = (len(data) - len(MAGIC)) // 6
        self._sums = array("I")
        self._sums.frombytes(data[len(MAGIC) : len(MAGIC) + 4 * count])
        if sys.byteorder == "big":
            self._sums.byteswap()
        self._notes = data[len(MAGIC) + 4 * count : len(MAGIC) + 5 * count]
        self._proofs = data[len(MAGIC) + 5 * count :]

    def note(self, word: str) -> Note | None:
        """What is known of exactly this word, in this letter case; None where it is no word."""
        wanted = checksum(word)
        at = bisect_left(self._sums, wanted)
        if at == len(self._sums) or self._sums[at] != wanted or self._proofs[at] != proof(word):
            return None
        return Note(self._notes[at] & EVERY, self._notes[at] >> 4)

    def knows(self, word: str, dialects: int = EVERY) -> bool:
        """Whether a word as it stands in a text is one, in any of the dialects; `'s` and `s'` are let pass."""
        word = plain_word(word)
        for form in (word, word.lower(), word.capitalize()) if word.isupper() else (word, word.lower()):
            for bare in (form, form[:-2] if form[-2:] in ("'s", "'S") else form.rstrip("'")):
                note = self.note(bare)
                if note is not None and note.dialects & dialects:
                    return True
        return False

    def tier(self, word: str, dialects: int = EVERY) -> int:
        """How common a word is in a dialect, from 0; -1 where it is none."""
        note = self.note(word)
        return note.tier if note is not None and note.dialects & dialects else -1


@cache
def words() -> Words:
    """The list of the package.  Raises `OSError` or `ValueError` where the package is damaged."""
    return Words(PATH.read_bytes())


def bits_of(dialect: str) -> int:
    """The bits of a dialect; those of all for `auto`."""
    return 1 << DIALECTS.index(dialect) if dialect in DIALECTS else EVERY
