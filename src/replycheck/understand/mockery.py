"""Applause for bad news: "Congratulations, another price rise. Bravo." praises nothing."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence, Set
from functools import cache
from typing import TYPE_CHECKING, TypeVar

from replycheck.matching.compiled import compiled
from replycheck.model import PartKind, Span

if TYPE_CHECKING:
    from replycheck.matching import Hit
    from replycheck.understand.document import Document
    from replycheck.understand.mood import Cue

_Found = TypeVar("_Found", "Hit", "Cue")

MOCKED = -2.2
"""What applause for bad news weighs: as much as a strong word."""
BAD_NEWS = -1.0
"""From which sum of cues on a sentence tells something bad: "lost" alone does not, "lost ... twice" does."""
_FAULTS = frozenset({"fault", "weak"})
"""Groups that make no bad news of the sentence before or behind: "Excellent work. The old fee is gone." """


def mockery_turned(document: Document, cues: Sequence[Cue]) -> tuple[Cue, ...]:
    """The cues with applause turned to the group `sarcasm` where it stands beside bad news.

    Applause is praise that opens its sentence and is not said to anybody ("Bravo, ...", "Great job."; never
    "Bravo to your driver").  It stays praise where the message thanks, or praises in a sentence of its own.
    """
    praise = [cue for cue in cues if cue.group == "praise" and cue.weight > 0]
    applause = [cue for cue in praise if _is_applause(document, cue.span)]
    if not applause or len(applause) < len(praise) or _is_grateful(document, cues):
        return tuple(cues)
    mocks = any(cue.group == "sarcasm" for cue in cues) or any(
        _is_beside_bad_news(document, cue.span, cues) for cue in applause
    )
    if not mocks:
        return tuple(cues)
    return tuple(cue._replace(weight=MOCKED, group="sarcasm") if cue in applause else cue for cue in cues)


def _is_grateful(document: Document, cues: Sequence[Cue]) -> bool:
    """True for a word of thanks that is no "Thanks," above the name, and for what works now."""
    return any(
        cue.group in ("thanks", "works")
        and cue.weight > 0
        and document.message.part_at(cue.span.start) is not PartKind.CLOSING
        for cue in cues
    )


def _is_applause(document: Document, span: Span) -> bool:
    """True for praise at the start of a sentence that ends there, or goes on behind a comma."""
    around = document.sentence_at(span.start)
    if around is None:
        return False
    before = document.prose[around.start : span.start]
    after = document.prose[span.end : around.end]
    return _pattern("opening").fullmatch(before) is not None and _pattern("aside").match(after) is not None


def _is_beside_bad_news(document: Document, span: Span, cues: Sequence[Cue]) -> bool:
    """True where the rest of the sentence is bad news, or where the applause is a calm sentence ("Bravo.")
    and the one before or behind it is.
    """
    sentences = document.sentences
    at = bisect_right(sentences, Span(span.start, len(document.prose))) - 1
    if _is_bad_news(document, Span(span.end, sentences[at].end), cues):
        return True
    if not _pattern("calm end").fullmatch(document.prose[span.end : sentences[at].end]):
        return False
    beside = [*sentences[max(at - 1, 0) : at], *sentences[at + 1 : at + 2]]
    return any(_is_bad_news(document, sentence, cues, without=_FAULTS) for sentence in beside)


def _is_bad_news(
    document: Document, place: Span, cues: Sequence[Cue], *, without: Set[str] = frozenset()
) -> bool:
    """True where a blow is told, or faults and waits that weigh something together, but for groups `without`.

    A question tells nothing: "Wonderful. Is there another delay?"
    """
    if _pattern("asked").search(document.prose[place.start : place.end]):
        return False
    hits = _within(place, document.lexicon("mood"))
    if any(hit.term.label == "blow" for hit in hits):
        return True
    told = [cue for cue in _within(place, cues) if cue.weight < 0 and cue.group not in without]
    return sum(cue.weight for cue in told) <= BAD_NEWS


def _within(place: Span, found: Sequence[_Found]) -> list[_Found]:
    """What of some findings in order stands inside a place."""
    first = bisect_left(found, place.start, key=lambda one: one.span.start)
    last = bisect_left(found, place.end, key=lambda one: one.span.start)
    return [one for one in found[first:last] if one.span.end <= place.end]


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return compiled(_SOURCES[name], re.IGNORECASE)


_SOURCES = {
    "opening": r"\W*(?:(?:wow|oh|ah|ha|well|so|right|ok|okay|yes|yeah|and|really|just|absolutely|simply|truly|big|huge)"
    r"\W+){0,3}",
    # "Fantastic work, guys."
    "aside": r"(?: (?:job|work|stuff|news|service|effort|going|guys|everyone|everybody|all|team|folks|people"
    r"|really|again)\b,?){0,3}(?:\s*[.!…]*\s*\Z|,? (?:guys|everyone|team|folks|people)\s*[.!…]*\s*\Z|\s*[,;:–—-])",
    "calm end": r"[^!]*",
    "asked": r"\?\W*\Z",
}
