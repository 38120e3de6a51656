"""How sentences begin and end: the capital of the first word, the question mark of a question."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import ClassVar

from replycheck.checkers.context import Context
from replycheck.matching.compiled import compiled
from replycheck.model import Edit, Fix, Match, PartKind, Span
from replycheck.records import dataclass
from replycheck.understand.document import Document
from replycheck.understand.masks import GAP
from replycheck.understand.segments import is_list_item


@dataclass(frozen=True, eq=False, repr=False)
class SentenceStart:
    """Fires where a sentence begins with a small letter after the end of another, and at a small "i".

    The first sentence of a paragraph, list items, what follows an abbreviation or a masked place, and words
    that have a capital or a digit further on (iPhone, eBay, v2) are left alone.  In a chat that has no
    capital at all nobody wants one.  Values: match, instead.
    """

    needs: ClassVar[tuple[str, ...]] = ("english",)

    def __call__(self, context: Context) -> Iterator[Match]:
        draft = context.draft
        if context.case.channel == "chat" and not _has_capitals(draft):
            return
        starts = tuple(_small_starts(draft))
        alone = (i for i in _small_i(draft) if not any(i.overlaps(start) for start in starts))
        places = sorted((*starts, *alone))
        for place in places[:1] if _is_in_small_letters(draft) else places:
            written = place.of(draft.text)
            instead = written[0].upper() + written[1:]
            fix = Fix("safe", (Edit(place, instead),))
            yield Match(place, {"match": written, "instead": instead}, (instead,), fix=fix)


def _has_capitals(draft: Document) -> bool:
    """At least one sentence begins with a capital."""
    return any(draft.prose[start : start + 1].isupper() for start, _ in draft.sentences)


def _is_in_small_letters(draft: Document) -> bool:
    """Whether the writer leaves capitals out: at most one of four sentences begins with one."""
    begun = [draft.prose[start : start + 1] for start, _ in draft.sentences]
    return sum(letter.isupper() for letter in begun) * 4 <= len(begun)


_AFTER = frozenset(
    "e.g i.e etc vs approx no nr st incl ca al cf fig resp min max tel ext ref p pp a.m p.m inst ult prox ex aka"
    " a.k.a".split()
)
_AS_WRITTEN = frozenset(
    "http https www com org net html php js css npm pip git sudo cd ls true false null".split()
)


def _small_starts(draft: Document) -> Iterator[Span]:
    prose = draft.prose
    for before, here in pairwise(draft.sentences):
        if not prose[here.start].islower() or prose[before.end - 1] != ".":
            continue
        gap = prose[before.end : here.start]
        if gap.strip(" ") or not gap or prose[before.end - 2] in ".)":
            continue
        word = re.match(r"[^\s,;:!?)\"]+", prose[here.start : here.end])
        last = prose[before.start : before.end].split()[-1].lower().strip("(\"'.").rpartition("/")[2]
        if word is None or last in _AFTER or len(last) < 2 or word[0] in _AS_WRITTEN:
            continue
        if _shortened().search(prose, before.start, before.end):
            continue
        if not word[0].rstrip(".").replace("'", "").isalpha() or not word[0].rstrip(".").islower():
            continue
        if not _opens(word[0].rstrip(".")):
            continue
        if _is_quoted(draft, here.start) or is_list_item(
            prose[prose.rfind("\n", 0, before.start) + 1 : here.start]
        ):
            continue
        yield Span(here.start, here.start + len(word[0].rstrip(".")))


@cache
def _shortened() -> re.Pattern[str]:
    """An abbreviation at the end, which may be in the midst of a sentence: "Bp. Tr. is", "Hill Str. to"."""
    return compiled(r"\b[A-Z][b-df-hj-np-tv-xz]{1,3}\.$")


def _small_i(draft: Document) -> Iterator[Span]:
    """The pronoun: "i am", "i'll"; not the numeral of a list nor a letter that stands alone."""
    wording = draft.wording
    for form in ("i", "i'm", "i've", "i'll", "i'd"):
        if form not in wording.places or not _small_form().search(draft.prose):
            continue
        for at in wording.places[form]:
            start = wording.span(at).start
            if draft.prose[start] != "i" or _is_quoted(draft, start):
                continue
            if form == "i" and not _is_said(wording.words[at + 1]):
                continue
            if draft.prose[start - 1 : start] in (".", "-", "/", "_"):
                continue
            yield Span(start, start + 1)


@cache
def _small_form() -> re.Pattern[str]:
    return compiled(r"\bi\b")


def _is_said(word: str) -> bool:
    """What stands behind "i" where it is the pronoun."""
    from replycheck.understand.word_forms import CLASSES

    return word in _BEHIND_I or CLASSES["base"](word) or CLASSES["past"](word)


_BEHIND_I = frozenset(
    """am was have had will would can could should shall may might must do did just also only really still now
    already never always cannot can't don't didn't won't wouldn't couldn't haven't too then""".split()
)

_OPENERS = frozenset(
    """the a an we you i he she it they this that these those there here if please your our my his her their its in
    on at for to from with by as and but so or when once while until since because after before however
    unfortunately also then now just what which who where why how can could would will do does did have has is are
    was were should may might not no yes all any some each every both most many thank thanks sorry let let's best
    kind hope hi hello dear it's i'm i'll i've i'd we're we'll we've we'd you'll you're you've you'd that's there's
    they're don't didn't can't won't isn't meanwhile otherwise instead additionally furthermore finally once again
    maybe perhaps sometimes usually only even still if""".split()
)


def _opens(word: str) -> bool:
    """A word that sentences begin with; names of programs and products are written small too."""
    from replycheck.understand.word_forms import VERBS_ONLY

    return word in _OPENERS or word in VERBS_ONLY


def _is_quoted(draft: Document, offset: int) -> bool:
    return any(q.start <= offset < q.end for q in draft.quotations.near(Span(offset, offset + 1)))


@cache
def _asking() -> re.Pattern[str]:
    """How a sentence begins that is nothing but a question."""
    auxiliary = "can|could|would|will|do|does|did|are|is|was|were|have|has|should|may|might|shall|had"
    person = "you|we|i|they|he|she|anyone|somebody|someone|anybody"
    subject = "you|we|i|they|he|she|it|there|anyone|somebody|someone|anybody"
    return compiled(
        rf"(?:(?:and|but|so|or|also|then|now|please|just to check|one more thing|in the meantime|finally)[,:]? )?"
        rf"(?:(?:can|could|would|will|are|is|was|have|has|may|shall) (?:{subject})\b"
        rf"|(?:do|does|did) (?:{person})\b"
        rf"|(?:did|does|has|is|was) (?:your|the|our|this|that)\b(?! (?:said|being|is))"
        rf"|(?:what|which|when|where|why|how) (?:{auxiliary}|'s) (?:{subject}|your|the|our|this|that|these|those)\b"
        rf"|(?:what|which|whose|how many|how much|how long|how often)(?: \w+){{1,3}} (?:{auxiliary})"
        rf" (?:{subject}|your|the)\b"
        rf"|what (?:time|day|date|size|colour|color|model|version|number|address|kind|sort|browser)(?: \w+)? "
        rf"(?:works|suits|is|are|was|would|do|does|did|fits)\b"
        rf"|(?:is|are|was|were|does|do|did) (?:that|this|these|those|it) \w+"
        rf"|who (?:is|was|sent|signed|told|took|did|has|can) (?!knows|\w+s\b.* is)\w+"
        rf"|would (?:\w+ ){{1,2}}(?:suit|work|do|be (?:ok|okay|fine|convenient|possible))\b"
        rf"|how about (?:\w+ing|we|a|the)\b)",
        re.IGNORECASE,
    )


@cache
def _telling() -> re.Pattern[str]:
    """What opens like a question and is none: "Had we known", "Which it was, I cannot say", "How you do it is
    up to you", "Please have someone look at it".
    """
    return compiled(
        r"\b(?:had (?:i|we|you)|whatever|however|no matter)\b"
        r"|^(?:\w+,? )?have (?:anyone|anybody|someone|somebody)\b"
        r"|^(?:which|what|where|when|how|why)\b[^,]*,"
        r"|^(?:what|which|when|where|why|how|who)\b.*\b(?:is|was|are|were|depends|matters|remains|means|will) "
        r"(?:that|the|a|to|up|on|not|our|your|still|unclear|beyond)\b",
        re.IGNORECASE | re.DOTALL,
    )


@dataclass(frozen=True, eq=False, repr=False)
class QuestionMark:
    """Fires where a sentence opens like a question and ends with a full stop.

    Values: match (its last word and the stop), instead.
    """

    needs: ClassVar[tuple[str, ...]] = ("english",)

    def __call__(self, context: Context) -> Iterator[Match]:
        draft = context.draft
        for start, end in draft.sentences:
            if draft.prose[end - 1] != "." or draft.prose[end - 2] in ".!?" or end - start < 12:
                continue
            opening = _asking().match(draft.prose, start, end)
            if opening is None or not draft.prose[start].isupper() or draft.prose[start - 1 : start] == GAP:
                continue
            if _telling().search(draft.prose[start:end]):
                continue
            if draft.message.part_at(start) not in (None, PartKind.BODY, PartKind.GREETING, PartKind.CLOSING):
                continue
            if _is_quoted(draft, end - 1):
                continue
            word = draft.prose.rfind(" ", start, end) + 1
            word = max(word, draft.prose.rfind("\n", start, end) + 1, start)
            fix = Fix("safe", (Edit(Span(end - 1, end), "?"),))
            values = {"match": draft.text[word:end], "instead": draft.text[word : end - 1] + "?"}
            yield Match(Span(word, end), values, (values["instead"],), fix=fix)
