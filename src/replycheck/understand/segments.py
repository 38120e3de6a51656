"""Words, paragraphs and sentences of a masked text.  Support mail is hard-wrapped, full of lists and
often without full stops, so a line end is a sentence's end unless the line was plainly broken by width.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from replycheck.matching.compiled import compiled
from replycheck.model import Span
from replycheck.records import NamedTuple
from replycheck.understand.masks import GAP

WRAP = 58
"""From how many characters on a line without a final stop is taken to go on in the next."""

BULLET = r"[ \t]*(?:[-*•–]|\(?\d{1,2}[.)]|\(?[a-h]\))[ \t]+"


@cache
def _word() -> re.Pattern[str]:
    return compiled(r"\w+(?:['’]\w+|-\w+)*")


@cache
def _bullet() -> re.Pattern[str]:
    return compiled(BULLET)


@cache
def _stop() -> re.Pattern[str]:
    return compiled(r"""(?:[.!?…]+)["'”’)\]*]*(?=\s|$)""")


_ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof st no nr vs etc e.g i.e eg ie approx incl inc ltd co corp dept ext fig jr sr vol tel"
    " jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun a.m p.m".split()
)
# No name begins so: "We have it in size M. Yes, and in blue."
_AFTER_NO_INITIAL = frozenset(
    "yes no the we i it you your this that these those there they our my if please thanks thank sorry and but so"
    " what when where how why who which can could do does did is are was will would has have here".split()
)
_BEFORE_LOWER_ONLY = frozenset("etc a.m p.m inc ltd co corp no ext".split())


def count_words(text: str, span: Span) -> int:
    """How many of the `words` of a text stand in a span that cuts through none."""
    return len(_word().findall(text, span.start, span.end))


def words(text: str, within: Span | None = None) -> tuple[Span, ...]:
    """Runs of letters and digits; an apostrophe or hyphen between them belongs to the word.

    `within` cuts through none.
    """
    make = tuple.__new__  # `Span(...)` and `Span._make` take twice as long, and this makes a hundred a reply
    found = _word().finditer(text, *within) if within else _word().finditer(text)
    return tuple([make(Span, match.span()) for match in found])


def paragraphs(text: str) -> tuple[Span, ...]:
    """Stretches between blank lines, without the white space around them; masked lines are blank."""
    found: list[Span] = []
    start = end = -1
    at = 0
    for line in text.splitlines(keepends=True) if "\n" in text else [text]:
        if line.strip(GAP + " \t\r\n\f\v"):
            if start < 0:
                start = at + len(line) - len(line.lstrip())
            end = at + len(line.rstrip())
        elif start >= 0:
            found.append(Span(start, end))
            start = -1
        at += len(line)
    if start >= 0:
        found.append(Span(start, end))
    return tuple(found)


def is_list_item(line: str) -> bool:
    return _bullet().match(line) is not None


def lines(text: str, block: Span) -> Iterator[Span]:
    """The logical lines of a paragraph: lines that were broken by width are joined again."""
    start = last = block.start
    for end in [*(m for m in _line_ends(text, block)), block.end]:
        line = text[last:end]
        wrapped = (
            len(line.strip()) >= WRAP
            and end < block.end
            and not _stop().search(line.rstrip()[-3:])
            and line.rstrip()[-1:] not in (":", ";")
            and not _bullet().match(text, end + 1, block.end)
        )
        if not wrapped:
            if text[start:end].strip(GAP + " \t\n"):
                yield Span(start, end)
            start = end + 1
        last = end + 1


def _line_ends(text: str, block: Span) -> Iterator[int]:
    at = text.find("\n", block.start, block.end)
    while at >= 0:
        yield at
        at = text.find("\n", at + 1, block.end)


def sentences(text: str, blocks: tuple[Span, ...]) -> tuple[Span, ...]:
    """Sentences of all paragraphs in order, without bullets and the white space around them."""
    return tuple([s.span for s in sized_sentences(text, blocks)])


class SizedSentence(NamedTuple):
    """A sentence and how many words it has."""

    span: Span
    words: int


def sized_sentences(text: str, blocks: tuple[Span, ...]) -> tuple[SizedSentence, ...]:
    """Sentences of all paragraphs in order with their numbers of words."""
    make = tuple.__new__
    return tuple(
        [
            make(SizedSentence, (make(Span, (block.start + start, block.start + end)), number))
            for block in blocks
            for start, end, number in _of_block(block.of(text))
        ]
    )


@lru_cache(maxsize=8_192)
def _of_block(block: str) -> tuple[tuple[int, int, int], ...]:
    """Start, end and number of words of the sentences of one paragraph; macros share many of them."""
    return tuple(
        (start, end, len(_word().findall(block, start, end)))
        for line in lines(block, Span(0, len(block)))
        for start, end in _sentences(block, line)
    )


def _sentences(text: str, line: Span) -> Iterator[Span]:
    bullet = _bullet().match(text, line.start, line.end)
    start = bullet.end() if bullet else line.start
    for match in _stop().finditer(text, start, line.end):
        if match.end() < line.end and _goes_on(text, start, match):
            continue
        yield from _trimmed(text, start, match.end())
        start = match.end()
    yield from _trimmed(text, start, line.end)


def _goes_on(text: str, start: int, stop: re.Match[str]) -> bool:
    """True where a full stop ends an abbreviation, or dots trail off into the same sentence."""
    following = text[stop.end() : stop.end() + 3].lstrip()
    if stop[0].startswith("...") or stop[0].startswith("…"):
        return following[:1].islower()
    if not stop[0].startswith("."):
        return False
    before = text[max(start, stop.start() - 8) : stop.start()].split()
    word = before[-1].lower().lstrip("(\"'") if before else ""
    is_initial = len(word) == 1 and word.isalpha() and word != "i"
    if is_initial:
        opening = _word().match(text, stop.end() + 1)
        if opening and opening[0][:1].isupper() and opening[0].lower() in _AFTER_NO_INITIAL:
            return False
    if word in _ABBREVIATIONS or is_initial:
        return following[:1].islower() or following[:1].isdigit() or word not in _BEFORE_LOWER_ONLY
    return False


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    while start < end and (text[start].isspace() or text[start] == GAP):
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if text[start : start + 1].isalnum() or any(character.isalnum() for character in text[start:end]):
        yield Span(start, end)
