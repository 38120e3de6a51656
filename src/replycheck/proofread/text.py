"""A draft as an engine reads it: plain words of the same length, with what nobody should proofread out of sight."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING

from replycheck.matching.compiled import compiled
from replycheck.model import Span, Spans
from replycheck.records import NamedTuple
from replycheck.understand.masks import GAP

if TYPE_CHECKING:
    from replycheck.understand import Document


class Plain(NamedTuple):
    """A text for engines: every character stands where it stands in the draft.

    In place of masked words stands one made-up word of their length (`Xxxx`), so that the sentence around
    them stays one; masked lines are blank.  `hidden` are the masked stretches, by place.
    """

    text: str
    hidden: tuple[Span, ...]

    def hides(self, span: Span) -> bool:
        """Whether any character of a span is masked."""
        at = bisect_right(self.hidden, (span.end, -1)) - 1
        return at >= 0 and self.hidden[at].end > span.start and self.hidden[at].start < max(span.end, 1)

    def leans(self, span: Span) -> bool:
        """Whether a masked word stands next to a span: what is said of it may hang on what nobody sees."""
        start, end = span
        while start > 0 and self.text[start - 1] in " \t":
            start -= 1
        while end < len(self.text) and self.text[end] in " \t":
            end += 1
        return self.hides(Span(max(start - 1, 0), min(end + 1, len(self.text))))


@cache
def _hidden() -> re.Pattern[str]:
    """What no engine should read as words, besides what `Document.prose` masks; every repeat is bounded or over
    one simple class.
    """
    return compiled(
        r"\{[^{}\n]{0,200}\}"  # {name}
        r"|\[[^\[\]\n]{0,160}\](?!\()"  # [workaround, if any]
        r"|<[^<>\n]{0,200}>|«[^«»\n]{0,300}»|\"[^\"\n]{1,300}\"|(?<![\w'])'[^'\n]{2,120}'(?![\w'])"
        r"|%\w{1,60}%|\$\w{1,60}"
        r"|[@#][\w-]+"
        r"|(?<![\w~-])[\w~-]{0,80}[\\/_][\w\\/_.~-]*"  # paths, either/or, snake_case
        r"|(?<![\w-])\w[\w-]{0,80}(?:\.[\w-]{1,80}){0,8}\.[a-z]{2,}\b"  # shop.example, config.yaml
    )


def plain_text(document: Document) -> Plain:
    """The prose of a document for an engine, of the same length; placeholders, quotations, names of files and
    what `Document.prose` masks already are hidden.
    """
    prose = document.prose
    hidden = Spans.joined([*_gaps(prose), *(Span(*found.span()) for found in _hidden().finditer(prose))])
    if not hidden:
        return Plain(prose, ())
    pieces: list[str] = []
    at = 0
    for span in hidden:
        pieces += (prose[at : span.start], _stand_in(prose, span))
        at = span.end
    pieces.append(prose[at:])
    return Plain("".join(pieces), hidden)


def _gaps(prose: str) -> Iterator[Span]:
    at = prose.find(GAP)
    while at >= 0:
        end = at
        while end < len(prose) and prose[end] == GAP:
            end += 1
        yield Span(at, end)
        at = prose.find(GAP, end)


def _stand_in(prose: str, span: Span) -> str:
    """A word as long as a masked stretch; blanks where it fills its line, line ends as they are."""
    return "".join(
        "".join(run) if is_end else _word(prose, span, len(list(run)))
        for is_end, run in groupby(span.of(prose), key="\n".__eq__)
    )


AROUND = 200
"""How far a line is looked along for words beside what is masked: lines may be a whole text long."""


def _word(prose: str, span: Span, length: int) -> str:
    before = prose[max(0, span.start - AROUND) : span.start].rpartition("\n")[2]
    after = prose[span.end : span.end + AROUND].partition("\n")[0]
    return neutral(length) if any(c.isalnum() for c in before + after) else " " * length


def neutral(length: int) -> str:
    """A made-up word that reads like a name."""
    return "X" + "x" * (length - 1)
