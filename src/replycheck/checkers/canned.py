"""Which words of a draft come out of a macro: runs of three words, looked up by their hashes.

Of a library nothing is kept but these hashes, sorted, with the number of the macro each stands in.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from zlib import crc32

from replycheck.checkers.macros import FILL_IN, WORD
from replycheck.model import Message, PartKind, Span
from replycheck.records import NamedTuple
from replycheck.understand.document import Document
from replycheck.understand.masks import GAP

RUN = 3
"""How many words in a row are looked up as one."""

FILLED = 4
"""So many words between two that are a macro's may fill a placeholder of it."""


class Canned:
    """The macros of a library by the hashes of their runs of words.

    `hashes` ascend; `numbers` are those of the macros, from 0, beside them.  `name` leads from a number to
    what people call the macro.
    """

    def __init__(
        self, hashes: Sequence[int], numbers: Sequence[int], name: Callable[[int], str], key: str = ""
    ) -> None:
        self.hashes = hashes
        self.numbers = numbers
        self.name = name
        self.key = key

    @classmethod
    def of(cls, macros: Iterable[Document], name: Callable[[int], str], key: str = "") -> Canned:
        pairs = array("Q")
        for number, macro in enumerate(macros):
            pairs.extend(hash << 32 | number for hash in {hash for _, hash in _runs(_words(macro))})
        ordered = sorted(pairs)
        return cls(
            array("I", (pair >> 32 for pair in ordered)),
            array("I", (pair & 0xFFFFFFFF for pair in ordered)),
            name,
            key,
        )

    def macros_with(self, hash: int) -> Iterator[int]:
        at = bisect_left(self.hashes, hash)
        while at < len(self.hashes) and self.hashes[at] == hash:
            yield self.numbers[at]
            at += 1


class Copied(NamedTuple):
    """What of a draft comes out of one macro: `share` of its `words`; `span` is the first line of them.

    `own_sentences` are those of which the smaller part does.
    """

    macro: int
    words: int
    share: float
    own_sentences: int
    span: Span


def copied(draft: Document, canned: Canned) -> Copied | None:
    """The macro that most of a draft's words come out of; None where none does."""
    words = _words(draft)
    found = [(at, set(canned.macros_with(hash))) for at, hash in _runs(words)]
    counts = Counter(number for _, numbers in found for number in numbers)
    if not counts:
        return None
    macro = min(counts, key=lambda number: (-counts[number], number))
    theirs = [False] * len(words)
    for at, numbers in found:
        if macro in numbers:
            theirs[at : at + RUN] = [True] * RUN
    _fill(theirs)
    first = words[theirs.index(True)][0]
    own = 0
    for sentence in draft.sentences:
        inside = [
            is_theirs
            for (place, _), is_theirs in zip(words, theirs, strict=True)
            if sentence.start <= place.start < sentence.end
        ]
        own += len(inside) > RUN and sum(inside) * 2 < len(inside)
    end = draft.prose.find("\n", first.start)
    place = Span(first.start, len(draft.prose[: end if end >= 0 else len(draft.prose)].rstrip()))
    return Copied(macro, len(words), sum(theirs) / len(words), own, place)


def _fill(theirs: list[bool]) -> None:
    """Few words between two of the macro's are what fills its placeholder."""
    last = -1
    for at, is_theirs in enumerate(theirs):
        if is_theirs:
            if 0 <= last < at - 1 and at - last - 1 <= FILLED:
                theirs[last:at] = [True] * (at - last)
            last = at


def _words(document: Document) -> list[tuple[Span, str]]:
    """The words of the body in lower case with their places; a placeholder is a word of its own."""
    prose = document.prose
    parts = document.message.parts
    bodies = [part for part in parts if part.kind is PartKind.BODY] if parts else [Span(0, len(prose))]
    word = re.compile(WORD)
    blank = re.sub(FILL_IN, lambda match: GAP * len(match[0]), prose)
    return [
        (Span(match.start(), match.end()), match[0].lower())
        for body in bodies
        for match in word.finditer(blank, body.start, body.end)
    ]


def _runs(words: list[tuple[Span, str]]) -> Iterator[tuple[int, int]]:
    """Where each run of three words begins, and its hash; none with a placeholder in it."""
    for at in range(len(words) - RUN + 1):
        run = " ".join([word for _, word in words[at : at + RUN]])
        if GAP not in run:
            yield at, crc32(run.encode(errors="surrogatepass"))


def document_of(message: Message) -> Document:
    """A macro outside of any run of rules."""
    from replycheck.matching import Index

    return Document(message, Index([]))
