"""A word that stands twice: "the the", "to to"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from replycheck.checkers.context import Context
from replycheck.model import Edit, Fix, Match, Span
from replycheck.records import dataclass
from replycheck.understand.wording import BREAK, EDGE

_TELLING = frozenset(
    """the a an to of in on at for from with by and or but if as is are was were be been we you they he she it i
    your our their my his its this these those will would can could should have has not us me them when where
    which who what why how there here into about after before please thank also because while then than any some
    each every so up do does did no all just only more most other you're we're it's i'm""".split()
)
"""Small words that are doubled by a slip of the hand."""

_MEANT = frozenset(
    """had that very bye so no ha haha ho hey knock hush there yes aye ta many really much more again tut boo cha
    tick choo now well dum mahi pad win slow till""".split()
)
"""What is doubled on purpose, or may be."""

_MAY_MEET = {
    "in": (
        "log",
        "logged",
        "sign",
        "signed",
        "check",
        "checked",
        "drop",
        "come",
        "came",
        "book",
        "comes",
        "move",
    ),
    "on": (
        "go",
        "goes",
        "going",
        "carry",
        "turned",
        "turn",
        "went",
        "log",
        "switch",
        "add",
        "hold",
        "move",
        "later",
    ),
    "do": ("we", "you", "they", "i", "what", "to"),  # "what we do do"
    "you": (
        "thank",
        "for",
        "with",
        "to",
        "told",
        "tell",
        "show",
        "showed",
        "promised",
        "of",
    ),  # "we told you you can"
    "it": ("for", "with", "of", "about"),
    "to": ("up", "used", "due", "listen", "refer", "belongs", "go", "went"),
    "please": (EDGE, BREAK, ",", "and", "but", "so"),  # "Please please leave it": it is begged
}
"""Words that may stand twice behind these, the first mostly belonging to what goes before: "log in in the app"."""

_NEVER_MEET = frozenset("the a an of for from with by and or if as your our their my us me them into".split())


@dataclass(frozen=True, eq=False, repr=False)
class DoubledWord:
    """Fires where a word stands twice with nothing but white space between.

    Silent at what is doubled on purpose ("very very"), at names ("Bora Bora", "New York, New York"), at
    numbers, and where the two may belong to different phrases ("log in in the app").  Other than small words
    it marks long ones alone ("parcel parcel").  Values: match, instead.
    """

    needs: ClassVar[tuple[str, ...]] = ("english",)

    def __call__(self, context: Context) -> Iterator[Match]:
        draft = context.draft
        wording = draft.wording
        words = wording.words
        before = ""
        for at, word in enumerate(words):
            if word == before and at > 1 and _is_slip(words, at, word):
                earlier, later = wording.span(at - 1), wording.span(at)
                span = Span(earlier.start, later.end)
                if "\n\n" in span.of(draft.text) or span.of(draft.prose) != span.of(draft.plain):
                    continue
                once = earlier.of(draft.text)
                fix = Fix("safe", (Edit(Span(earlier.end, span.end), ""),))
                yield Match(span, {"match": span.of(draft.text), "instead": once}, (once,), fix=fix)
            before = word


def _is_slip(words: list[str], at: int, word: str) -> bool:
    if word in _MEANT or not word[0].isalpha() or not word.islower():
        return False
    if at + 1 < len(words) and words[at + 1] == word:  # three times is a way of speaking
        return False
    if word in _NEVER_MEET:
        return True
    if word == "is":  # "what it is is a mistake"
        return not {"what", "all", "who", "where", "how", "why"} & set(words[max(at - 6, 0) : at - 1])
    if word in _TELLING:
        return words[at - 2] not in _MAY_MEET.get(word, ())
    inside = (
        words[at - 2].isalpha() and words[at + 1].isalpha()
    )  # "cool cool!" is said, and so is "Wait wait"
    return inside and len(word) > 3 and len(set(word)) > 2
