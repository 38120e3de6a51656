"""Marks that stand wrongly: brackets and emphasis left open, spaces before commas, stops without a space."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import ClassVar

from replycheck.checkers.context import Context
from replycheck.matching.compiled import compiled
from replycheck.model import Edit, Fix, Match, Span
from replycheck.records import dataclass
from replycheck.understand.masks import GAP

_PAIRS = {")": "(", "]": "["}
_PARTNERS = {**_PAIRS, "(": ")", "[": "]"}
_ABBREVIATIONS = frozenset("etc e.g i.e ie eg vs al cf viz approx inc ltd co no".split())
_BEGINNERS = frozenset(
    """You We I It The Your Our Please If This That They There Thank Thanks Once When In To For As A An My Kind Best
    However Let Sorry Also What How Can Could Would Is Are Do Not No Yes And But So After Before At On From With
    Unfortunately Hi Hello Regards Then Just Here Have Any All Each These Those He She Its His Her""".split()
)


@cache
def _sad() -> re.Pattern[str]:
    """Smileys that open a bracket: ":(", ":-["."""
    return compiled(r"[:;=]['^]?-?[(\[]+")


@cache
def _closing() -> re.Pattern[str]:
    """Brackets that nothing opened and that are none: smileys, and those behind the number of an item."""
    return compiled(r"[:;=8xX]['^]?-?[)\]]+|(?:^|(?<=\s))(?:\d{1,2}|[a-zA-Z]|[ivx]{1,4})\)", re.MULTILINE)


@dataclass(frozen=True, eq=False, repr=False)
class UnbalancedMarks:
    """Fires at a bracket that is opened and not closed in its paragraph, or closed and not opened, and at
    Markdown's `**` that has no partner.

    Smileys, "a)" and "1)", and all that is masked are no brackets.  Values: match.
    """

    needs: ClassVar[tuple[str, ...]] = ()

    def __call__(self, context: Context) -> Iterator[Match]:
        draft = context.draft
        prose = draft.prose
        if not any(mark in prose for mark in "()[]*"):
            return
        found = [
            Span(block.start + at, block.start + at + length)
            for block in draft.paragraphs
            for at, length in (*_lone_brackets(block.of(prose)), *_lone_stars(block.of(prose)))
        ]
        counts = Counter(prose[span.start] for span in found)
        for span in found:
            mark = prose[span.start]
            if counts[mark] == counts[_PARTNERS.get(mark, "")]:  # it goes on over paragraphs
                continue
            yield Match(span, {"match": span.of(draft.text)})


def _lone_brackets(text: str) -> Iterator[tuple[int, int]]:
    sad = {i for m in _sad().finditer(text) for i in range(m.start(), m.end())}
    excused: set[int] | None = None
    opened: list[int] = []
    for at, mark in enumerate(text):
        if mark in "([":
            if at not in sad:
                opened.append(at)
        elif mark == GAP:  # the rest of "[words](address)" is masked
            if opened and text[opened[-1]] == "[":
                opened.pop()
        elif mark in ")]":
            if opened and text[opened[-1]] == _PAIRS[mark]:
                opened.pop()
                continue
            if opened:  # crossed brackets are an interval or a formula
                return
            if text[at - 1 : at] == GAP:  # of an address
                continue
            if excused is None:
                excused = {i for m in _closing().finditer(text) for i in range(m.start(), m.end())}
            if at not in excused:
                yield at, 1
    for at in opened:
        yield at, 1


def _lone_stars(text: str) -> Iterator[tuple[int, int]]:
    """`**bold*` and `**bold`: of doubled stars at the edge of a word the number is even where all is well."""
    if "**" not in text:
        return
    stars = re.finditer(r"(?<!\*)\*\*(?!\*)", text)
    edges = [
        m.start()
        for m in stars
        if text[max(m.start() - 1, 0) : m.end() + 1].strip() != "**" or m.start() == 0
    ]
    if len(edges) % 2:
        yield edges[-1], 2


@cache
def _doubtful() -> re.Pattern[str]:
    """A mark with white space before it or none behind it: without one there is nothing to look at closely."""
    return compiled(r"[.,;!?](?:[A-Za-z.,;!?]|(?<=\s.))")


@cache
def _stray() -> re.Pattern[str]:
    return compiled(
        r"(?P<spaces>(?<=[^\W\d_,;.])  (?=[a-z(]))"
        r"|(?P<before>(?<=[^\W_)]) +(?P<mark>[,;!]|\?(?=\n|$)|\.(?![\w.]))(?=\s|$))"
        r"|(?P<joined>(?<=[a-z]{2})(?P<stop>[.!?,;])(?P<next>[A-Z][a-z]+|(?:I|A)(?=[ '])))(?![\w.@/:(])"
        r"|(?P<doubled>(?<=[a-z)\d][a-z)\d])(?:,,|\.\.(?![.\w/])|;;|,\.|\.,(?!\w)|!\.|\?\.))(?=\s|$)"
        r"|(?P<comma>(?<=[a-z]{2}),(?=[a-z]{2}))"
    )


@dataclass(frozen=True, eq=False, repr=False)
class StrayMarks:
    """Fires at spaces and marks that stand wrongly: "order  is", "order ,", "order.You", "correct..".

    Two spaces after a full stop are a habit and no fault; lines that are drawn as tables or code are left
    alone.  Values: match, instead.
    """

    needs: ClassVar[tuple[str, ...]] = ("english",)

    def __call__(self, context: Context) -> Iterator[Match]:
        draft = context.draft
        if "  " not in draft.prose and not _doubtful().search(draft.prose):
            return
        for block in draft.paragraphs:
            for found in _stray().finditer(draft.prose, block.start, block.end):
                match = _stray_match(context, block, found)
                if match is not None:
                    yield match


def _stray_match(context: Context, block: Span, found: re.Match[str]) -> Match | None:
    draft = context.draft
    line = draft.prose[draft.prose.rfind("\n", 0, found.start()) + 1 : found.end() + 80].split("\n")[0]

    kind = next(k for k in ("spaces", "before", "joined", "doubled", "comma") if found[k] is not None)
    text = draft.text[found.start() : found.end()]
    if text != found[0] and text.replace("’", "'") != found[0]:  # markup that only looks like spaces
        return None
    if kind == "spaces":
        if line.startswith((" ", "\t", "|")) or found.string.count("  ", block.start, block.end) > 1:
            return None
        instead = " "
    elif kind == "before":
        if found["mark"] in "!?" and draft.message.language == "fr":
            return None
        instead = found["mark"]
    elif kind == "joined":
        if found["next"] not in _BEGINNERS:  # "binascii.Error"
            return None
        instead = f"{found['stop']} {found['next']}"
    elif kind == "comma":
        if (
            draft.prose.count(",", block.start, block.end) > 2
            and draft.prose.count(", ", block.start, block.end) < 2
        ):
            return None  # a list for a machine
        instead = ", "
    else:
        if draft.prose[max(found.start() - 8, 0) : found.start()].split()[-1].lower() in _ABBREVIATIONS:
            return None
        instead = "." if "." in found[0] and found[0][0] not in "!?" else found[0][0]
    start, end = _with_word(draft.prose, found.start(), found.end())
    whole = draft.text[start : found.start()] + instead + draft.text[found.end() : end]
    if GAP in draft.prose[start:end]:
        return None
    edit = Edit(Span(found.start(), found.end()), instead)
    return Match(
        Span(start, end),
        {"match": draft.text[start:end], "instead": whole},
        (whole,),
        fix=Fix("safe", (edit,)),
    )


def _with_word(prose: str, start: int, end: int) -> tuple[int, int]:
    """The place with the words around it: a space alone cannot be pointed at."""
    while start > 0 and prose[start - 1].isalnum():
        start -= 1
    while end < len(prose) and prose[end].isalnum():
        end += 1
    return start, end
