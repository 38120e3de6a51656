"""The HTML and the text of one macro, compared by what a customer would notice."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from functools import cache

from replycheck.model import Span
from replycheck.records import NamedTuple


class Difference(NamedTuple):
    """`here` is in the text, `there` in the HTML; 0.9 where a fact differs, 0.5 where the wording does."""

    here: Span
    here_text: str
    there: Span
    there_text: str
    score: float


class _Word(NamedTuple):
    key: str
    span: Span
    is_fact: bool


SURELY, PERHAPS = 0.9, 0.5
CHANGED = 0.12
"""From this share of other words on two texts are worded otherwise: less is a comma or an “and”."""

MOST_WORDS = 3000
"""A macro is shorter; comparing takes the square of it."""

_NOT = frozenset(
    "not no never none neither nor cannot cant wont dont doesnt didnt isnt arent wasnt couldnt shouldnt".split()
)
"""All one fact: “do not” and “don’t” say the same."""

_FACTS = _NOT | frozenset(
    "without except unless free january february march april june july august september october november december"
    " monday tuesday wednesday thursday friday saturday sunday".split()
)


def difference(html: str, text: str) -> Difference | None:
    """The first thing that the two say differently; None where they agree."""
    there, here = _words(html, is_html=True), _words(text, is_html=False)
    if len(there) + len(here) > MOST_WORDS:
        return None
    link = _other_link(html, text)
    matcher = SequenceMatcher(None, [w.key for w in there], [w.key for w in here], autojunk=False)
    blocks = [code for code in matcher.get_opcodes() if code[0] != "equal"]
    facts = _facts(there) != _facts(here)
    if facts:
        for _, a, b, c, d in blocks:
            if _facts(there[a:b]) != _facts(here[c:d]):
                return _made(html, text, there, here, (a, b, c, d), SURELY)
    if link is not None:
        return link
    changed = sum(max(b - a, d - c) for _, a, b, c, d in blocks)
    if blocks and changed > 2 and changed / max(len(there), len(here)) >= CHANGED:
        _, a, b, c, d = max(blocks, key=lambda code: max(code[2] - code[1], code[4] - code[3]))
        return _made(html, text, there, here, (a, b, c, d), PERHAPS)
    return None


def _facts(words: Iterable[_Word]) -> Counter[str]:
    return Counter(word.key for word in words if word.is_fact)


def _made(
    html: str,
    text: str,
    there: Sequence[_Word],
    here: Sequence[_Word],
    block: tuple[int, int, int, int],
    score: float,
) -> Difference:
    a, b, c, d = block
    return Difference(*_marked(text, here, c, d), *_marked(html, there, a, b), score)


def _marked(text: str, words: Sequence[_Word], start: int, end: int) -> tuple[Span, str]:
    """The words from `start` to `end`, or the place between two words where there are none."""
    if end > start:
        span = Span(words[start].span.start, words[end - 1].span.end)
        shown = " ".join(re.sub(r"<[^<>]*>", " ", span.of(text)).split())
        return span, shown if len(shown) <= 80 else f"{shown[:79]}…"
    at = words[start - 1].span.end if start else 0
    return Span(at, at), ""


@cache
def _tokens() -> re.Pattern[str]:
    return re.compile(
        r"(?P<variable>\{\{[^{}]*\}\}|\{%[^{}]*%\}|[%#]\{[^{}\n]*\}|\{![^{}\n]*\})"
        r"|(?P<link>(?:https?://|www\.)[^\s<>\"'()]+|mailto:\S+)"
        r"|(?<![A-Za-z_\d])(?P<number>[£$€]?\d+(?:[.,:/]\d+)*(?:\s?%)?)"
        r"|(?P<word>[^\W\d_]+(?:['’][^\W\d_]+)*)"
    )


_BLOCK = re.compile(
    r"</?(?:p|br|div|li|ul|ol|tr|td|th|table|h[1-6]|hr|blockquote|pre|section|header|footer)\b[^<>]*>",
    re.IGNORECASE,
)
_HIDDEN = re.compile(r"<!--.*?-->|<(script|style|head)\b[^<>]*>.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_PICTURE = re.compile(r"\[(?:image|cid|img|inline image)\b[^\[\]\n]{0,200}\]", re.IGNORECASE)
_LISTED = re.compile(r"^[ \t]*(?:\d{1,2}[.)]|[a-z][.)]|[-*•–])[ \t]+", re.MULTILINE)


def _words(text: str, *, is_html: bool) -> list[_Word]:
    """The words that a reader sees, in order; the numbers of a list are none, which HTML does not hold."""
    shown, places = _squeezed(text) if is_html else (text, range(len(text) + 1))
    shown = _LISTED.sub(lambda match: " " * len(match[0]), shown)
    shown = _PICTURE.sub(lambda match: " " * len(match[0]), shown)
    found = []
    for match in _tokens().finditer(shown):
        if match["link"]:
            continue
        key = match[0].lower().replace("’", "'").replace("'", "")
        if match["variable"]:
            key = "".join(key.split())
        elif match["number"]:
            key = key.replace(" ", "")
        fact = bool(match["variable"] or match["number"]) or key in _FACTS
        key = "not" if key in _NOT else key
        found.append(_Word(key, Span(places[match.start()], places[match.end() - 1] + 1), fact))
    return found


def _squeezed(html: str) -> tuple[str, Sequence[int]]:
    """The HTML without tags, and where each character stood; a block's tag is the end of a line."""
    hidden = _HIDDEN.sub(lambda match: "\0" * len(match[0]), html)
    hidden = _BLOCK.sub(lambda match: "\n" + "\0" * (len(match[0]) - 1), hidden)
    hidden = _TAG.sub(lambda match: "\0" * len(match[0]), hidden)
    hidden = re.sub(r"&nbsp;|&#160;", lambda match: " " + "\0" * (len(match[0]) - 1), hidden)
    places = [at for at, character in enumerate(hidden) if character != "\0"]
    return "".join(hidden[at] for at in places).replace("\u00a0", " "), [*places, len(html)]


_LINK = re.compile(r"(?:https?://|www\.)[^\s<>\"'()]*[^\s<>\"'().,;:!?]")


def _other_link(html: str, text: str) -> Difference | None:
    """A link of the text that the HTML does not have while it has another; texts without links are common."""
    theirs = {_plain_link(match[0]): Span(*match.span()) for match in _LINK.finditer(html)}
    ours = {_plain_link(match[0]): Span(*match.span()) for match in _LINK.finditer(text)}
    mine = [link for link in ours if link not in theirs]
    other = [link for link in theirs if link not in ours]
    if not mine or not other:
        return None
    here, there = ours[mine[0]], theirs[other[0]]
    return Difference(here, here.of(text), there, there.of(html), SURELY)


def _plain_link(link: str) -> str:
    return re.sub(r"^https?://(?:www\.)?", "", link.rstrip(".,;:!?/")).lower()
