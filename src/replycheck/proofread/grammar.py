"""What of an engine's grammar flags is worth saying, asked only where a phrase stands that it has a view on."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from replycheck.model import Span
from replycheck.proofread.engine import Engine, Flag
from replycheck.proofread.text import Plain

if TYPE_CHECKING:
    from replycheck.matching import Hit
    from replycheck.understand import Document


def asked(engine: Engine, document: Document, plain: Plain, hits: Iterable[Hit]) -> list[Flag]:
    """The engine's flags of the rules that the hits name, each where its hit stands; one flag a place."""
    by_sentence: dict[Span, list[Hit]] = {}
    for hit in hits:
        sentence = document.sentence_at(hit.span.start)
        if sentence is not None and not plain.hides(hit.span):
            by_sentence.setdefault(sentence, []).append(hit)
    found: list[Flag] = []
    for sentence, here in sorted(by_sentence.items()):
        for flag in engine.flags(sentence.of(plain.text)):
            span = Span(flag.span.start + sentence.start, flag.span.end + sentence.start)
            is_asked = any(hit.term.label == flag.rule and hit.span.overlaps(span) for hit in here)
            if is_asked and is_worth_saying(flag._replace(span=span), plain):
                found.append(flag._replace(span=span))
    return _one_a_place(found)


def is_worth_saying(flag: Flag, plain: Plain) -> bool:
    """Not of masked words nor beside them, and not of codes and names."""
    span = flag.span
    if not span or plain.hides(span) or plain.leans(span):
        return False
    around = plain.text[max(span.start - 1, 0) : span.end + 1]
    if any(character.isdigit() or character in "_@#/\\*" for character in around):
        return False
    if _has_name(plain.text, span):
        return False
    if flag.rule == "WillNonLemma" and _is_another_will(plain.text, span):
        return False
    if flag.rule == "PronounInflectionBe" and _ends_phrase(plain.text, span):
        return False
    return flag.rule != "AnA" or _is_article(plain.text, span)


def _has_name(text: str, span: Span) -> bool:
    """A word with a capital that begins no sentence: "but Will has left" says nothing of the verb will."""
    for word in re.finditer(r"[^\W\d_]+", span.of(text)):
        before = text[: span.start + word.start()].rstrip(" \t\"'“‘(")[-1:]
        if word[0][:1].isupper() and word[0] != "I" and before not in ("", "\n", ".", "!", "?", ":"):
            return True
    return False


def _words_before(text: str, span: Span) -> list[str]:
    """The two words or marks before a place, in small letters; empty texts where there are none."""
    return ["", "", *re.findall(r"[a-z']+|[^\sa-z']", text[max(span.start - 60, 0) : span.start].lower())][
        -2:
    ]


def _is_another_will(text: str, span: Span) -> bool:
    """The will that somebody left, as in "the signed will reached us", or a verb that comes before its subject:
    "Will failing twice count?"
    """
    from replycheck.understand.word_forms import CLASSES

    earlier, last = _words_before(text, span)
    if last in _OWNERS:
        return True
    if last in _ASKING and span.of(text).endswith("ing"):
        return True
    return earlier in _OWNERS and (CLASSES["participle"](last) or CLASSES["adjective"](last))


_OWNERS = frozenset("a the his her their my our your".split())
"""What stands before the noun "will" and never before the verb."""


_ASKING = frozenset(("", ".", "?", "!", "what", "how", "when", "where", "why"))


def _ends_phrase(text: str, span: Span) -> bool:
    """The pronoun belongs to what goes before and is no subject: "the bills for it are due"."""
    words = [*_words_before(text, span), *re.findall(r"[a-z']+", span.of(text).lower())]
    return any(
        word in _PREPOSITIONS and following in ("it", "her") for word, following in itertools.pairwise(words)
    )


_PREPOSITIONS = frozenset(
    "from with of for about in on to by under inside behind around beside against".split()
)


def _is_article(text: str, span: Span) -> bool:
    """Not the letter A of `Tab A is` or the name of `An Post`: small, and before a word in small letters."""
    following = text[span.end :].lstrip(" \t")[:3]
    return text[span.start].islower() and following[:2].isalpha() and following[:2].islower()


def _one_a_place(flags: list[Flag]) -> list[Flag]:
    """Of overlapping flags the one that has something to offer, then the longer."""
    kept: list[Flag] = []
    for flag in sorted(flags, key=lambda f: (not f.suggestions, f.span.start - f.span.end, f.span)):
        if not any(flag.span.overlaps(other.span) for other in kept):
            kept.append(flag)
    return sorted(kept, key=lambda flag: flag.span)
