"""The paragraphs of a draft as LanguageTool reads them: of equal length, with a neutral word for what is hidden."""

from __future__ import annotations

import re
from collections.abc import Iterable

from replycheck.model import Span
from replycheck.proofread.text import neutral
from replycheck.records import NamedTuple
from replycheck.understand import Document
from replycheck.understand.masks import GAP

NEAR_WORDS = 2
"""So many words before and after something hidden nothing is doubted: what stands there is not known."""

_HIDDEN = re.compile(f"{GAP}+")
_UNSENT = re.compile("[\ud800-\udfff\U00010000-\U0010ffff]")
"""Emoji and the like: LanguageTool counts two characters for each of these."""

_CODE = re.compile(r"(?:\ban?\s+)?(?:\S*[\d_\\@#]\S*|\S*\w/\w\S*|\S*\w\.\w\S*)", re.IGNORECASE)
"""Words with a digit, an underscore or the like, and paths: no prose, whatever they look like.  Nobody knows how
they are spoken, so that an article before them is neither right nor wrong.
"""


class Paragraph(NamedTuple):
    """`text` is what is sent; its characters stand from `start` on in the draft's text."""

    start: int
    text: str
    hidden: tuple[Span, ...]
    """In `text`: what is neutral words, and codes."""

    def place(self, start: int, end: int) -> Span | None:
        """Where a doubt about `text` stands in the draft; None where it is about what was hidden."""
        span = Span(start, end)
        if any(span.overlaps(hidden) for hidden in self.hidden):
            return None
        return Span(self.start + start, self.start + end)


def paragraphs(document: Document, placeholders: Iterable[Span]) -> list[Paragraph]:
    """The paragraphs with words in them; `placeholders` are slots, which are hidden like masks."""
    prose = document.prose
    slots = list(placeholders)
    if slots:
        characters = list(prose)
        for slot in slots:
            for at in range(slot.start, slot.end):
                if characters[at] != "\n":
                    characters[at] = GAP
        prose = "".join(characters)
    found = []
    for block in document.paragraphs:
        text = block.of(prose)
        if len(re.findall(r"[^\W\d_]{2,}", text)) < 2:
            continue
        hidden = [*_near(text), *(Span(m.start(), m.end()) for m in _CODE.finditer(text))]
        sent = _UNSENT.sub("*", _HIDDEN.sub(lambda gap: neutral(len(gap[0])), text))
        found.append(Paragraph(block.start, sent, tuple(hidden)))
    return found


def _near(text: str) -> Iterable[Span]:
    """What is hidden, with the words next to it."""
    for match in re.finditer(
        rf"(?:\S+[ \t]+){{0,{NEAR_WORDS}}}\S*{GAP}\S*(?:[ \t]+\S+){{0,{NEAR_WORDS}}}", text
    ):
        yield Span(match.start(), match.end())
