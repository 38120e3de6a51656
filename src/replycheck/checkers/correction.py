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

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from replycheck.checkers.context import Context
from replycheck.model import Edit, Fix, Match, Span
from replycheck.records import dataclass, field

if TYPE_CHECKING:
    from replycheck.checkers.correction_notation import Variant
    from replycheck.understand.wording import Wording
    from replycheck.yamlfile import YamlFile


def read_corrections(file: YamlFile, key: str) -> dict[str, str]:
    """The corrections under `key`, a line each, and the words that they are looked up by, a line each with
    the numbers of its corrections.  They are texts because a pack is read on every run, and a long text is
    read in no time.

    Raises `RuleError` at the line of one that cannot be read.
    """
    from replycheck.checkers.correction_notation import NotationError, anchors_of

    entries = file.texts(key)
    if not entries:
        raise file.error((key,), f"{key!r} is empty; give it a correction like 'could [of -> have] been'")
    words: dict[str, list[int]] = {}
    for number, entry in enumerate(entries):
        try:
            for anchor in anchors_of(entry):
                words.setdefault(anchor, []).append(number)
        except NotationError as error:
            raise file.error((key, number), str(error)) from None
    lines = (f"{word} {' '.join(map(str, numbers))}" for word, numbers in sorted(words.items()))
    return {"entries": "\n".join(entries), "words": "\n".join(lines)}


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
            for variant in self._variants(word):
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

    def _variants(self, word: str) -> tuple[Variant, ...]:
        """The rows that are looked up by a word; read when a text first holds it."""
        found = self._read.get(word)
        if found is None:
            from replycheck.checkers.correction_notation import parse

            found = self._read[word] = tuple(
                variant
                for number in self._numbers[word].split()
                for variant in parse(self._entries[int(number)])
                if word in variant.anchors
            )
        return found

    @cached_property
    def _entries(self) -> list[str]:
        return self.corrections["entries"].split("\n")

    @cached_property
    def _numbers(self) -> dict[str, str]:
        """The numbers of the corrections, as they were written, by the word they are looked up by."""
        return dict(line.split(" ", 1) for line in self.corrections["words"].split("\n"))

    @cached_property
    def _read(self) -> dict[str, tuple[Variant, ...]]:
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
