"""Wrong words that are told by their neighbours: "your welcome", "we has", "get back you".

A correction is written as it is said, with what to change in square brackets:

    (could|should|would) [of -> have] (<participle>|been)

`(a|b c)` are alternatives, `word?` may be missing, `<class>` is any word of a class of
`understand.word_forms.CLASSES`, and `!word` asks that another word stands there.  `^` is the beginning of a
sentence, `$` its end, a comma is a comma.  `~(if|when)` in front asks that none of these words stands
earlier in the sentence.  Behind the arrow `<base>` is that form of the bracket's first word, `<2>` its
second word, `<2:plural>` a form of the second.  An empty right side takes the words out.

Words are in small letters and match so; a word with a capital inside a sentence is a name and matches
nothing but itself.  No mark stands between two words of a correction that does not name it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from replycheck.checkers.context import Context
from replycheck.model import Edit, Fix, Match, Span
from replycheck.records import NamedTuple, dataclass, field

if TYPE_CHECKING:
    from replycheck.checkers.correction_notation import Variant
    from replycheck.understand.wording import Wording
    from replycheck.yamlfile import YamlFile


def read_corrections(file: YamlFile, key: str) -> dict[str, str]:
    """The corrections under `key`, a line each, and the words that they are looked up by, a line each with
    what `_Entry` reads.  They are texts because a pack is read on every run, and a long text is read in
    no time.

    Raises `RuleError` at the line of one that cannot be read.
    """
    from replycheck.checkers.correction_notation import NotationError, neighbours_of, refuse_capitals

    entries = file.texts(key)
    if not entries:
        raise file.error((key,), f"{key!r} is empty; give it a correction like 'could [of -> have] been'")
    words: dict[str, list[str]] = {}
    for number, entry in enumerate(entries):
        try:
            refuse_capitals(entry)
            for anchor, neighbours in neighbours_of(entry).items():
                words.setdefault(anchor, []).append(_written(number, neighbours))
        except NotationError as error:
            raise file.error((key, number), str(error)) from None
    lines = (f"{word} {' '.join(items)}" for word, items in sorted(words.items()))
    return {"entries": "\n".join(entries), "words": "\n".join(lines)}


class _Entry(NamedTuple):
    """A correction as one word looks it up: its number, and for each place beside the word, counted from it,
    a sieve of the words that may stand there.  Without sieves it may hold beside anything.

    Written `12` or `12:-1:8004`: reading a correction costs a hundred times as much as trying a sieve.
    """

    number: int
    sieves: tuple[tuple[int, int], ...]

    def may_hold(self, words: Sequence[str], place: int) -> bool:
        """False where the neighbours rule the correction out; true for some that do not hold."""
        if not self.sieves:
            return True
        return any(
            sieve & _bit(words[place + offset])
            for offset, sieve in self.sieves
            if 0 <= place + offset < len(words)
        )


def _written(number: int, neighbours: Mapping[int, frozenset[str]]) -> str:
    sieves = ((offset, sum({_bit(word) for word in words})) for offset, words in sorted(neighbours.items()))
    return "".join([str(number), *(f":{offset}:{sieve:x}" for offset, sieve in sieves)])


def _entry(written: str) -> _Entry:
    number, *rest = written.split(":")
    sieves = ((int(offset), int(sieve, 16)) for offset, sieve in zip(rest[::2], rest[1::2], strict=True))
    return _Entry(int(number), tuple(sieves))


def _bit(word: str) -> int:
    """One of 64 bits for a word."""
    from zlib import crc32

    return 1 << (crc32(word.encode("utf-8", "surrogatepass")) & 63)


_SCHEMA = {"type": "array", "minItems": 1, "items": {"type": "string"}}


@dataclass(frozen=True, eq=False, repr=False)
class Correction:
    """`corrections` say which words are wrong beside which, and what to write instead (see the module).

    `safe` is for those with one possible outcome.  Values: match, instead.
    """

    needs: ClassVar[tuple[str, ...]] = ("english",)

    corrections: Mapping[str, str] = field(metadata={"read": read_corrections, "schema": _SCHEMA})
    safe: bool = False

    def __call__(self, context: Context) -> Iterator[Match]:
        end = -1
        for first, last, instead in sorted(self._found(context.draft.wording), key=lambda f: (f[0], -f[1])):
            if first <= end:  # of two that overlap the first and longest
                continue
            match = self._match(context, first, last, instead)
            if match is not None:
                end = last
                yield match

    def _found(self, wording: Wording) -> Iterator[tuple[int, int, str]]:
        """First and last place in the row of what is wrong, and what to write instead."""
        words, places = wording.words, wording.places
        for word in places.keys() & self._numbers.keys():
            where = places[word]
            for variant in self._variants(word, words, where):
                offset, near, unwanted = variant.near
                for place in where:
                    if near is not None and (words[place + offset] in near) is unwanted:
                        continue  # most rows end here
                    start = place - variant.anchor
                    if start < 0 or not variant.fits(words, start):
                        continue
                    first, last = start + variant.first, start + variant.last
                    instead = variant.instead(words[first : last + 1])
                    if instead is not None:
                        yield first, last, instead

    def _variants(self, word: str, words: Sequence[str], where: Sequence[int]) -> Iterator[Variant]:
        """The rows that may hold where a word stands; read when a text first holds the word so."""
        entries = self._lookup.get(word)
        if entries is None:
            entries = self._lookup[word] = [_entry(written) for written in self._numbers[word].split()]
        for entry in entries:
            found = self._read.get((word, entry.number))
            if found is None:
                if not any(entry.may_hold(words, place) for place in where):
                    continue
                found = self._read[word, entry.number] = self._parsed(word, entry.number)
            yield from found

    def _parsed(self, word: str, number: int) -> tuple[Variant, ...]:
        from replycheck.checkers.correction_notation import parse

        return tuple(variant for variant in parse(self._entries[number]) if word in variant.anchors)

    @cached_property
    def _entries(self) -> list[str]:
        return self.corrections["entries"].split("\n")

    @cached_property
    def _numbers(self) -> dict[str, str]:
        """The entries of each word that corrections are looked up by, as they are written."""
        return dict(line.split(" ", 1) for line in self.corrections["words"].split("\n"))

    @cached_property
    def _lookup(self) -> dict[str, list[_Entry]]:
        return {}

    @cached_property
    def _read(self) -> dict[tuple[str, int], tuple[Variant, ...]]:
        return {}

    def _match(self, context: Context, first: int, last: int, instead: str) -> Match | None:
        """None where the words stand as they should already."""
        draft = context.draft
        wording = draft.wording
        span = Span(wording.span(first).start, wording.span(last).end)
        written = span.of(draft.text)
        instead = _in_case_of(written, instead)
        if instead == draft.plain[span.start : span.end]:
            return None
        values = {"match": written, "instead": instead}
        if span.of(draft.prose) != span.of(draft.plain):  # markup within: nothing to replace as a whole
            return Match(span, values)
        edit = _edit(draft.text, span, instead)
        return Match(span, values, (instead,), fix=Fix("safe" if self.safe else "unsafe", (edit,)))


def _in_case_of(written: str, instead: str) -> str:
    """A capital where the wrong words have one; "I" always has."""
    words = ["I" + word[1:] if word == "i" or word.startswith("i'") else word for word in instead.split(" ")]
    instead = " ".join(words)
    if written[:1].isupper() and not written.startswith(("I ", "I'")) and written != "I":
        return instead[:1].upper() + instead[1:]
    return instead


def _edit(text: str, span: Span, instead: str) -> Edit:
    """The edit that takes the words out, where nothing is written instead, takes a space with them."""
    if instead:
        return Edit(span, instead)
    if text[span.end : span.end + 1] == " ":
        return Edit(Span(span.start, span.end + 1), "")
    return Edit(Span(span.start - (text[span.start - 1 : span.start] == " "), span.end), "")
