"""Replies in another language than the customer's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar

from replycheck.checkers.context import Context
from replycheck.model import Match, PartKind, Related, Span
from replycheck.read.language import COMMON_WORDS, language_of
from replycheck.records import dataclass
from replycheck.understand.document import Document

LEAST_WORDS = 12
"""Words of prose that each text must have for its language to be certain."""

LEAST_SHARE = 0.15
"""Which part of a text's words must be among the commonest of its language and foreign to the other."""

MOST_FOREIGN = 0.04
"""Which part may be among those of the other: a product's name, a quoted button."""

NAMES = {
    "en": "English", "de": "German", "fr": "French", "es": "Spanish", "it": "Italian", "nl": "Dutch",
    "pt": "Portuguese",
}  # fmt: skip


@dataclass(frozen=True, eq=False, repr=False)
class LanguageMismatch:
    """Fires where both languages are certain and differ.

    Silent where the draft says why (`explained`, a lexicon), where a part of it is in the customer's
    language, and where the customer writes in both or asks for the draft's.  Values: theirs, ours.
    """

    needs: ClassVar[tuple[str, ...]] = ("inbound",)

    explained: str

    def __call__(self, context: Context) -> Iterator[Match]:
        draft, inbound = context.draft, context.inbound
        if inbound is None:
            return
        ours, theirs = draft.message.language, inbound.message.language
        if ours is None or theirs is None or ours == theirs:
            return
        if not (_is_certain(draft, ours, theirs) and _is_certain(inbound, theirs, ours)):
            return
        if draft.lexicon(self.explained) or inbound.lexicon(self.explained):
            return
        span = _first_sentence(draft)
        related = (Related("inbound", _first_sentence(inbound), "the customer wrote"),)
        yield Match(span, {"ours": NAMES[ours], "theirs": NAMES[theirs]}, related=related)


def _is_certain(document: Document, language: str, other: str) -> bool:
    """Long enough, full of the language's own words, and next to none of the other language."""
    words = re.findall(r"[^\W\d_]+", document.prose.lower())
    if len(words) < LEAST_WORDS:
        return False
    own, foreign = _telling(language, other), _telling(other, language)
    if sum(word in own for word in words) < LEAST_SHARE * len(words):
        return False
    if sum(word in foreign for word in words) > MOST_FOREIGN * len(words):
        return False
    pieces = (*document.sentences, *document.paragraphs)
    return not any(language_of(span.of(document.prose)) == other for span in pieces)


_FOUND_ANYWHERE = frozenset(
    "in an so was will on me i a as or be at do for if hi hello order dear we did am no".split()
)
"""English words that other languages have as well, or that stand in mails of any language."""


def _telling(language: str, other: str) -> set[str]:
    """The common words of a language that the other has not."""
    words = set(COMMON_WORDS[language].split()) - set(COMMON_WORDS[other].split())
    return words - _FOUND_ANYWHERE if language == "en" else words


def _first_sentence(document: Document) -> Span:
    """The first sentence of the body; of a text without one, its first."""
    part_at = document.message.part_at
    for sentence in document.sentences:
        if part_at(sentence.start) in (None, PartKind.BODY):
            return sentence
    return document.sentences[0] if document.sentences else Span(0, 0)
