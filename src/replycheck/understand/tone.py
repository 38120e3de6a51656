"""How a reply sounds: counters with spans, and no verdict.  What they mean beside the customer's mood
stands in `checkers/tone.py`.

Quotations are left out: a customer's "bloody refund" that the reply repeats is not the agent's word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from replycheck.matching.compiled import Patterns
from replycheck.model import PartKind, Span
from replycheck.records import NamedTuple
from replycheck.understand.hours import HOURS_IN_WORDS

if TYPE_CHECKING:
    from replycheck.matching import Hit
    from replycheck.understand.document import Document

EXCLAMATION, EMOJI, SMILEY = 1.0, 1.5, 1.0
"""What an exclamation mark, a cheerful emoji and a typed smiley add to the cheer of a reply."""
GREETING_EXCLAMATION = 0.5
"""An exclamation mark after the name is a habit, no high spirits."""


class Mark(NamedTuple):
    """Words (or signs) that colour a reply, and how much."""

    span: Span
    weight: float = 1.0


class Tone:
    """The tone of one message, as marks by place; each counter is worked out when it is asked for.

    `apologies` are real ones; `stock_apologies` ("sorry for any inconvenience") and `non_apologies`
    ("sorry you feel that way") are no empathy.  `acts` say what the writer did or will do.
    """

    def __init__(self, document: Document) -> None:
        self.document = document

    @cached_property
    def cheer(self) -> tuple[Mark, ...]:
        """Cheerful words, emoji and exclamation marks; one after "oh no" or "sorry" is no cheer."""
        signs = _signs(self.document, (*self.empathy, *self.apologies))
        return tuple(sorted((*self._marks("cheer"), *signs), key=lambda mark: mark.span))

    @cached_property
    def warmth(self) -> tuple[Mark, ...]:
        """What keeps a reply to praise from being cold: thanks and gladness, but no stock thanks."""
        return tuple(Mark(hit.span) for hit in _hits(self.document, "cheer") if hit.term.label != "stock")

    @cached_property
    def empathy(self) -> tuple[Mark, ...]:
        return self._marks("empathy")

    @cached_property
    def apologies(self) -> tuple[Mark, ...]:
        return self._apologies("apology")

    @cached_property
    def stock_apologies(self) -> tuple[Mark, ...]:
        return self._apologies("stock")

    @cached_property
    def non_apologies(self) -> tuple[Mark, ...]:
        return self._apologies("non_apology")

    @cached_property
    def acts(self) -> tuple[Mark, ...]:
        return self._marks("acts")

    @cached_property
    def slang(self) -> tuple[Mark, ...]:
        return self._marks("slang")

    @cached_property
    def stiff(self) -> tuple[Mark, ...]:
        return self._marks("stiff")

    @cached_property
    def formal(self) -> tuple[Mark, ...]:
        return self._marks("formal")

    @cached_property
    def flippant(self) -> tuple[Mark, ...]:
        return tuple(sorted((*self._marks("flippant"), *_shrugs(self.document)), key=lambda mark: mark.span))

    @cached_property
    def shouting(self) -> tuple[Mark, ...]:
        """Whole sentences in capitals; acronym lists, headings and codes are none."""
        return tuple(Mark(span) for span in _shouts(self.document))

    @cached_property
    def is_dated(self) -> bool:
        """True where the sentence of an act says when."""
        return any(_is_dated(self.document, mark.span) for mark in self.acts)

    @cached_property
    def word_count(self) -> int:
        """Words without greeting, closing and quotations."""
        frame = (PartKind.GREETING, PartKind.CLOSING)
        document = self.document
        return sum(
            document.message.part_at(word.start) not in frame
            and not any(word.overlaps(q) for q in document.quotations.near(word))
            for word in document.words
        )

    @property
    def is_empathetic(self) -> bool:
        """True where the reply says something human about the trouble, or is sorry for it."""
        return bool(self.apologies or self.empathy)

    @property
    def kindness(self) -> float:
        """How much of that there is: 1 for each place, 0.5 for a bare "oh no"."""
        return weight_of(self.empathy) + weight_of(self.apologies)

    def _marks(self, name: str) -> tuple[Mark, ...]:
        """Entries without a weight only keep shorter ones from matching inside them."""
        return tuple(Mark(hit.span, hit.term.weight) for hit in _hits(self.document, name) if hit.term.weight)

    def _apologies(self, group: str) -> tuple[Mark, ...]:
        return tuple(Mark(hit.span) for hit in _hits(self.document, "apology") if hit.term.label == group)


def weight_of(marks: tuple[Mark, ...]) -> float:
    return sum(mark.weight for mark in marks)


def tone_of(document: Document) -> Tone:
    """The tone of a message's own prose."""
    return Tone(document)


def _hits(document: Document, name: str) -> tuple[Hit, ...]:
    quotes = document.quotations
    hits = document.lexicon(name)
    return (
        tuple(hit for hit in hits if not any(hit.span.overlaps(quote) for quote in quotes.near(hit.span)))
        if quotes
        else hits
    )


_GLAD = (
    "😀😁😂😃😄😅😆😇😉😊😋😌😍😎😏😛😜😝😸😹😺😻🙂🙃🙈🙌🤗🤙🤣🤩🤪🥰🥳👋👍"
    "👏💃🕺🎈🎉🎊🎁🎂🥂🍾✨🌟⭐🌈🌞☀🔥🚀💪✌❤💕💖💗💙💚💛💜🧡😘🛍☺🙉🙊💫🏆"
)
_SOURCES = {
    "signs": rf"(?P<emoji>[{_GLAD}])|(?P<bang>!+)|(?<!\w)(?P<smiley>[:;]-?[)D]|<3)(?!\w)",
    "shrug": "[🤷🙃😂🤣😜]",
    "time": (
        r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|today|tonight|tomorrow|overnight"
        r"|this (?:morning|afternoon|evening)|within (?:the|an?|\d+|one|two|three) \w+"
        r"|in (?:\d+|a few|one|two|three|four|five|ten) (?:working |business )?(?:minutes|hours|days)"
        r"|(?:by|on|before|until|at) (?:the )?\d{1,2}(?:st|nd|rd|th|[:.]\d\d)?\b"
        r"|\d{1,2} ?(?:am|pm)\b|just now|right now|already"
        r"|\d{1,2} (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
        r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]* \d{1,2})\b"
        rf"|{HOURS_IN_WORDS}"
    ),
}
_PATTERNS = Patterns(_SOURCES)


def _signs(document: Document, kind_words: tuple[Mark, ...]) -> Iterator[Mark]:
    """Exclamation marks, emoji and smileys; an exclamation mark after "oh no" or "sorry" is no cheer."""
    quotes = document.quotations
    for match in _PATTERNS["signs"].finditer(document.prose):
        span = Span(match.start(), match.end())
        if any(span.overlaps(quote) for quote in quotes.near(span)):
            continue
        if match["bang"]:
            if not _is_felt(document, span, kind_words):
                yield Mark(span, _bang(document, span))
        else:
            yield Mark(span, EMOJI if match["emoji"] else SMILEY)


def _bang(document: Document, span: Span) -> float:
    if document.message.part_at(span.start) is PartKind.GREETING:
        return GREETING_EXCLAMATION
    return EXCLAMATION if span.end - span.start == 1 else EXCLAMATION * 1.5


def _is_felt(document: Document, span: Span, kind_words: tuple[Mark, ...]) -> bool:
    sentence = document.sentence_at(span.start)
    return sentence is not None and any(sentence.start <= mark.span.start < span.start for mark in kind_words)


def _shrugs(document: Document) -> Iterator[Mark]:
    for match in _PATTERNS["shrug"].finditer(document.prose):
        yield Mark(Span(match.start(), match.end()))


def _is_dated(document: Document, span: Span) -> bool:
    """True where the sentence of an act says when."""
    sentence = document.sentence_at(span.start)
    return sentence is not None and bool(
        _PATTERNS["time"].search(document.prose, sentence.start, sentence.end)
    )


_COMMON = frozenset(
    "a all and any are as ask be but by can do does for from get go has have he how if in is it just me must my no"
    " not now of on only or our out please read see send she should so stop than thank that the then there they"
    " this to us wait was we were what when where who why will with yes you your".split()
)
"""Common words: a sentence in capitals without one is a list of names and codes."""


def _shouts(document: Document) -> Iterator[Span]:
    for sentence in document.sentences:
        said = sentence.of(document.prose)
        if not said.isupper():
            continue
        words = re.findall(r"[A-Za-z']+", said)
        if len(words) < 2 or any(sentence.overlaps(q) for q in document.quotations.near(sentence)):
            continue
        common = sum(word.lower() in _COMMON for word in words)
        ends = said.rstrip()[-1:] in ".!?"
        if common and (
            said.rstrip().endswith("!") or (ends and len(words) >= 3) or (len(words) >= 5 and common >= 2)
        ):
            yield sentence
