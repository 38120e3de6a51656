"""What is worth saying: a doubt about a name, a code, another language or half a sentence is kept to ourselves."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from replycheck.model import PartKind, Span
from replycheck.proofread.dialect import dialect_of, variants
from replycheck.proofread.known import known_words, parts
from replycheck.proofread.spelling import COMMON, LEAST_DOUBTED, Guess, guesses, is_made_of_known
from replycheck.proofread.text import Plain
from replycheck.proofread.words import EVERY, Words, bits_of
from replycheck.records import NamedTuple

if TYPE_CHECKING:
    from replycheck.checkers.context import Context

NAME_LETTERS = 6
"""Letters of a capitalised word that may be called misspelt; below that a name is likelier."""

FEWEST_WORDS = 3
"""Words of a line that is a sentence and no name below a letter."""

FOREIGN = 3
"""So many unknown words in a sentence, and it is in another language."""

_BESIDE = "@#/\\_.&=+*$€£~"
"""A character that makes a word beside it part of an address, a code or a file's name."""

_NAMED_IN_CAPITALS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february april june july september october"
    " november december christmas easter english french german spanish italian british american".split()
)
"""Words that are right but for their capital, and mean nothing else in lower case."""


_CONTRACTED = {"nt": "n't", "re": "'re", "ve": "'ve", "ll": "'ll", "d": "'d"}


class Misspelt(NamedTuple):
    """A word that is worth a finding.  `is_sure`: a known slip with one outcome; `fault` says what is wrong."""

    span: Span
    suggestions: tuple[str, ...]
    is_sure: bool
    fault: str


class SpellingGate:
    """The misspelt words of one draft, under a list of words and the name of a lexicon of known slips: groups of
    words, the right one first.
    """

    def __init__(self, context: Context, plain: Plain, words: Words, lexicon: str) -> None:
        self.document = context.draft
        self.context = context
        self.plain = plain
        self.words = words
        self.lexicon = lexicon
        self.dialect = context.settings.dialect
        self.allowed = bits_of(self.dialect)

    def misspelt(self) -> list[Misspelt]:
        """What is worth saying, by place."""
        prose = self.document.prose
        doubted = []
        for span in self.document.words:
            word = span.of(prose)
            if self.words.knows(word, self.allowed) or self.plain.hides(span):
                continue
            doubted += [part for part in parts(prose, span) if not self._is_word(part.of(prose))]
        if not doubted:
            return []
        found = []
        for span in doubted:
            judged = self._judged(span, doubted)
            if judged is not None:
                found.append(judged)
        return found

    @cached_property
    def slips(self) -> Mapping[str, str]:
        """From a known slip to the right word."""
        groups = self.document.word_groups(self.lexicon)
        return {wrong: right for right, *others in groups for wrong in others}

    @cached_property
    def liked(self) -> int:
        """The bits of the dialects that suggestions are made in: the team's, or the customer's where it shows."""
        return bits_of(dialect_of(self.context.inbound, self.words)) & self.allowed or self.allowed

    @cached_property
    def known(self) -> frozenset[str]:
        return known_words(self.context)

    def _is_word(self, word: str) -> bool:
        return self.words.knows(word, self.allowed)

    def _judged(self, span: Span, doubted: list[Span]) -> Misspelt | None:
        word = span.of(self.document.prose)
        text = self.plain.text
        beside = text[span.start - 1 : span.start] + text[span.end : span.end + 1]
        if any(mark in _BESIDE[:5] for mark in beside) or _is_inside_token(text, span):
            return None
        bare = word[:-2] if word.lower().endswith("'s") else word
        low = bare.lower()
        if not re.fullmatch("[a-z]+", low) or self._is_known(low):
            return None
        if self._lacks_apostrophe(low):  # what `proofreading/apostrophe` speaks of
            return None
        slip = self.slips.get(low)
        if slip is not None:
            return self._slip(span, bare, slip)
        if bare != low and not self._is_capital_at_start(span, bare):
            return None
        if low in _NAMED_IN_CAPITALS and bare == low:
            name = low.capitalize()
            return (
                Misspelt(_head(span, bare), (name,), True, "needs a capital")
                if self._writes_capitals
                else None
            )
        if self.dialect != "auto" and self.words.knows(low):
            return self._of_another_dialect(span, bare)
        if len(low) < LEAST_DOUBTED or self._is_foreign(span, doubted):
            return None
        if is_made_of_known(self.words, low, EVERY):
            return None
        likely = guesses(self.words, low, self.liked)
        if not self._is_likely(bare, likely, self.words):
            return None
        return Misspelt(
            _head(span, bare), tuple(_cased(g.word, bare) for g in likely[:3]), False, "is misspelt"
        )

    def _lacks_apostrophe(self, low: str) -> bool:
        return any(
            low.endswith(short) and self.words.note(low[: -len(short)] + full) is not None
            for short, full in _CONTRACTED.items()
        )

    def _is_known(self, low: str) -> bool:
        return (low in self.known and low not in self.slips) or low in self._dictionary

    @cached_property
    def _dictionary(self) -> frozenset[str]:
        """The team's own dictionary, which outranks even the known slips."""
        settings = self.context.settings
        return frozenset(
            part.casefold() for word in (*settings.words, *settings.accepted) for part in word.split()
        )

    def _slip(self, span: Span, bare: str, right: str) -> Misspelt | None:
        is_name = bare[0].isupper() and not self._starts(span)
        if (is_name or bare.isupper()) and len(bare) < NAME_LETTERS:
            return None
        return Misspelt(_head(span, bare), (_cased(right, bare),), len(bare) >= LEAST_DOUBTED, "is misspelt")

    def _is_capital_at_start(self, span: Span, word: str) -> bool:
        """A capitalised word that begins a sentence and so need not be a name."""
        part = self.document.message.part_at(span.start)
        return (
            word == word.capitalize()
            and len(word) >= NAME_LETTERS
            and part not in (PartKind.GREETING, PartKind.CLOSING)
            and self._starts(span)
            and self._words_in_sentence(span) >= FEWEST_WORDS
        )

    def _words_in_sentence(self, span: Span) -> int:
        sentence = self.document.sentence_at(span.start)
        return len(sentence.of(self.document.prose).split()) if sentence else 0

    def _starts(self, span: Span) -> bool:
        at = bisect_right(self.document.sentences, (span.start, len(self.document.prose))) - 1
        return at >= 0 and self.document.sentences[at].start == span.start

    @cached_property
    def _writes_capitals(self) -> bool:
        """Whether the writer begins sentences with capitals: in a chat without them, `monday` is no slip."""
        if self.context.case.channel != "email":
            return False
        begun = [s.of(self.document.prose)[:1] for s in self.document.sentences]
        return sum(c.islower() for c in begun) * 4 <= len(begun)

    def _of_another_dialect(self, span: Span, bare: str) -> Misspelt | None:
        own = variants(bare.lower(), self.words, self.allowed)
        if not own:
            return None
        fault = f"is not how {_NAMES[self.dialect]} English spells it"
        return Misspelt(_head(span, bare), (_cased(own[0], bare),), False, fault)

    def _is_foreign(self, span: Span, doubted: list[Span]) -> bool:
        """Whether unknown words stand beside a word or are many in its sentence: a name, or another language."""
        sentence = self.document.sentence_at(span.start)
        if sentence is None:
            return False
        prose = self.document.prose
        if any(s != span and 0 <= max(s.start - span.end, span.start - s.end) <= 1 for s in doubted):
            return True
        near = [
            s for s in doubted
            if sentence.start <= s.start < sentence.end and s.of(prose).lower() not in self.slips
        ]  # fmt: skip
        return len(near) >= FOREIGN

    @staticmethod
    def _is_likely(word: str, likely: list[Guess], words: Words) -> bool:
        """Whether the best guess is near and common enough to be said."""
        if not likely:
            return False
        best = likely[0]
        tier = words.tier(best.word)
        if (
            len(word) < NAME_LETTERS
        ):  # short words are near to everything: "lang" to "long", "land" and "lane"
            is_alone = all(other.cost - best.cost > 1.0 for other in likely[1:])
            is_near = best.effort <= 0.7 or (len(word) == 5 and word[0] == best.word[0] and is_alone)
            return is_near and tier > COMMON + 1 and best.cost < 0
        if word[0].isupper():
            return best.slips == 1 and tier > COMMON and best.cost < 0.4
        if best.slips > 1:
            return tier > COMMON and best.cost < 1.0
        return (best.cost < 1.0 and tier > 0) or (len(word) >= 8 and len(likely) == 1 and best.cost < 1.5)


_NAMES = {"en-US": "American", "en-GB": "British", "en-AU": "Australian", "en-CA": "Canadian"}


def _is_inside_token(text: str, span: Span) -> bool:
    """Whether letters or digits go on right behind a mark beside a word: `shop.acme`, `a&b`, `x=y`."""
    before, after = text[max(span.start - 2, 0) : span.start], text[span.end : span.end + 2]
    return (len(before) == 2 and before[1] in _BESIDE and before[0].isalnum() and before[1] != "*") or (
        len(after) == 2 and after[0] in _BESIDE and after[1].isalnum() and after[0] != "*"
    )


def _head(span: Span, bare: str) -> Span:
    """A word without the `'s` behind it."""
    return Span(span.start, span.start + len(bare))


def _cased(word: str, like: str) -> str:
    """A word in the letter case of another."""
    if like.isupper() and len(like) > 1:
        return word.upper()
    return word[0].upper() + word[1:] if like[0].isupper() else word
