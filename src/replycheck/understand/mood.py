"""The customer's mood, from the words that show it; no trained model.

Every cue has a weight: below 0 it speaks for upset or worried, above 0 for happy.  Most support
mail is a plain problem report, so a mood is only named where feeling is in the words: faults and
waiting times alone stay neutral.  Applause beside bad news is mockery; other sarcasm without a marker
word is missed, and so is a calm sentence about something terrible that no list foresees.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING, Literal

from replycheck.matching.compiled import compiled
from replycheck.model import Span
from replycheck.records import NamedTuple
from replycheck.understand.mockery import mockery_turned
from replycheck.understand.worry import asks_about_health, dread_for_somebody

if TYPE_CHECKING:
    from replycheck.matching import Hit
    from replycheck.understand.document import Document

Label = Literal["upset", "worried", "neutral", "happy"]

UPSET, WORRIED, HAPPY = 1.4, 1.7, 1.4
"""From which sum of cues on a mood is named: one plain word of anger is enough to be `UPSET`, a fault and
a wait together are not."""
NEGATED = -0.6
"""What a negated cue keeps of its weight: "not happy" is less than unhappy."""

_FACTS = frozenset(
    {"fault", "waiting", "still", "repeated_again", "pressing", "vulnerable", "ailing", "unsure", "emoticon"}
)
"""Groups that show no feeling by themselves."""
_TIMES = frozenset({"still", "waiting", "repeated_again"})
"""Groups of these that do where they are in capitals: "paid AGAIN", "STILL not here"."""
_FEAR = frozenset({"fear", "threat_to_me", "dread", "vulnerable", "ailing", "unsure", "mourning", "grief"})
_FIXED = frozenset(
    {
        "repetition",
        "repeated_again",
        "runaround",
        "silence",
        "still",
        "waiting",
        "demand",
        "escalates",
        "pressing",
        "weak",
        "negated",
        "felt",
        "complaint",
        "sarcasm",
        "unsure",
    }
)
"""Groups whose phrases hold their own negation, or mean the same with one before them."""
_MOST = {
    "fault": 1.2,
    "waiting": 1.2,
    "repetition": 1.8,
    "repeated_again": 1.0,
    "still": 1.2,
    "pressing": 0.6,
    "vulnerable": 0.6,
    "ailing": 1.2,
    "unsure": 0.6,
    "works": 1.0,
    "thanks": 0.5,
}
_MOST_OF_ANY = 5.0
"""How much a group may bring in all: a long list of faults is a thorough report, no rage."""
_NEGATORS = frozenset({"not", "no", "never", "without", "hardly", "neither", "nor"})
"""And every word that ends in "n't"."""
_ELSEWHERE_REACH = 48
"""How many characters "my landlord" reaches in its sentence: the feeling there is not about us."""


class Cue(NamedTuple):
    """Words that show a mood: below 0 upset or worried, above 0 happy; `group` is the lexicon's."""

    span: Span
    weight: float
    group: str = ""


class Mood(NamedTuple):
    """How a customer feels, by the newest message.

    `score` runs from 0.5 (at the border to another mood) to 1; `intensity` from 0 to 1 says how
    strong the feeling is, 0 where the message is neutral.  `cues` stand by place.
    """

    label: Label
    score: float
    cues: tuple[Cue, ...] = ()
    intensity: float = 0.0

    @property
    def is_distressed(self) -> bool:
        """True for a customer who needs a human word: upset or worried."""
        return self.label in ("upset", "worried")

    @property
    def telling(self) -> tuple[Cue, ...]:
        """The cues that speak for the label, the strongest first."""
        if self.label == "neutral":
            return ()
        sign = 1 if self.label == "happy" else -1
        speaking = [cue for cue in self.cues if cue.weight * sign > 0]
        if self.label == "worried":
            return tuple(sorted(speaking, key=lambda cue: (cue.group not in _FEAR, cue.weight)))
        return tuple(sorted(speaking, key=lambda cue: -abs(cue.weight)))

    def shows(self, *groups: str) -> bool:
        """True where a cue of one of these groups of the lexicon counts."""
        return any(cue.group in groups and cue.weight for cue in self.cues)


def judge_mood(document: Document) -> Mood:
    """The mood of a customer's message, without its quoted history and signature."""
    found = sorted((*_word_cues(document), *_emoticons(document)), key=lambda cue: cue.span)
    cues = dread_for_somebody(document, mockery_turned(document, found))
    fear = _sum(cue for cue in cues if cue.group in _FEAR)
    grievance = _sum(
        cue for cue in cues if cue.group not in _FEAR and cue.group != "emoticon" and cue.weight < 0
    )
    praise = -_sum(cue for cue in cues if cue.group not in (*_FEAR, "thanks") and cue.weight > 0)
    thanks = -_sum(cue for cue in cues if cue.group == "thanks" and cue.weight > 0)
    sad = _sum(cue for cue in cues if cue.group == "emoticon" and cue.weight < 0)
    fear, grievance = (fear + sad, grievance) if fear > grievance else (fear, grievance + sad)
    loudness = 1 + _loudness(document)
    grievance, praise = grievance * loudness, praise * loudness
    return _judge(
        fear,
        grievance,
        praise,
        thanks,
        feeling=_is_felt(document, cues),
        ails=asks_about_health(document, cues),
        cues=cues,
    )


def _is_felt(document: Document, cues: Iterable[Cue]) -> bool:
    """True where a cue shows a feeling, and not a fault or a waiting time alone."""
    for cue in cues:
        shouts = (
            cue.group in _TIMES and _is_loud(cue.span.of(document.prose)) and not document.prose.isupper()
        )
        if cue.weight < 0 and (cue.group not in _FACTS or shouts):
            return True
    return False


def _judge(
    fear: float,
    grievance: float,
    praise: float,
    thanks: float,
    *,
    feeling: bool,
    ails: bool,
    cues: tuple[Cue, ...],
) -> Mood:
    """Weigh the sums, all 0 or more but for negated cues; thanks are manners and take no anger away.

    `feeling` and `ails` say whether a feeling is shown at all, and whether the customer asks about somebody's health.
    """
    bad = grievance + fear - praise
    glad = praise + thanks - grievance - fear
    strong_fear = any(cue.group in _FEAR and cue.weight <= -1.7 for cue in cues) or ails
    if strong_fear and fear - praise / 2 >= WORRIED and fear >= max(grievance, praise):
        return Mood("worried", _sureness(bad - WORRIED), cues, _intensity(bad))
    if feeling and grievance + 0.7 * fear - praise >= UPSET - _ROUNDING and grievance > 0:
        return Mood("worried" if fear > grievance else "upset", _sureness(bad - UPSET), cues, _intensity(bad))
    is_praise = any(cue.group in ("praise", "works") and cue.weight > 0 for cue in cues)
    if is_praise and glad >= HAPPY:
        return Mood("happy", _sureness(glad - HAPPY), cues, _intensity(glad))
    return Mood("neutral", _sureness(min(UPSET - bad, HAPPY - glad) if abs(bad) < HAPPY else 0.0), cues)


_ROUNDING = 1e-6


def _sureness(beyond: float) -> float:
    return round(1 - 0.5 * math.exp(-max(beyond, 0.0) / 1.5), 3)


def _intensity(total: float) -> float:
    return round(1 - math.exp(-max(total, 0.0) / 3.0), 3)


def _sum(cues: Iterable[Cue]) -> float:
    """The weights of some cues with the sign turned, each group up to its most."""
    by_group: dict[str, float] = {}
    for cue in cues:
        by_group[cue.group] = by_group.get(cue.group, 0.0) - cue.weight
    return sum(
        math.copysign(min(abs(total), _MOST.get(group, _MOST_OF_ANY)), total)
        for group, total in by_group.items()
    )


def _word_cues(document: Document) -> Iterator[Cue]:
    hits = document.lexicon("mood")
    elsewhere = [hit for hit in hits if hit.term.label == "elsewhere"]
    for hit in hits:
        if not hit.term.weight or _is_quoted(document, hit.span):
            continue
        if hit.term.label in _ABOUT_SOMEBODY and any(_reaches(document, other, hit) for other in elsewhere):
            continue
        weight = hit.term.weight
        if hit.term.label not in _FIXED and _is_negated(document, hit.span):
            weight *= NEGATED
        elif weight < 0 and _is_loud(hit.span.of(document.prose)):
            weight *= 2 if hit.term.label in _TIMES else 1.5
        yield Cue(hit.span, round(weight, 2), hit.term.label)


_ABOUT_SOMEBODY = frozenset({"strong", "verdict", "felt", "swearing", "mild", "negated", "fault"})


def _reaches(document: Document, other: Hit, hit: Hit) -> bool:
    """True where `hit` follows in the sentence that begins to speak of somebody else."""
    gap = document.prose[other.span.end : hit.span.start]
    return 0 <= hit.span.start - other.span.end <= _ELSEWHERE_REACH and not re.search(r"[.!?;\n]", gap)


def _is_quoted(document: Document, span: Span) -> bool:
    return any(quote.start < span.start and span.end < quote.end for quote in document.quotations.near(span))


def _is_negated(document: Document, span: Span) -> bool:
    """A negator among the two words before a cue, in the same clause."""
    words = document.words
    at = bisect_right(words, Span(span.start, -1))
    for word in words[max(at - 2, 0) : at]:
        if re.search(r"[.!?;:,\n]", document.prose[word.end : span.start]):
            continue
        said = word.of(document.prose).lower()
        if said in _NEGATORS or said.endswith("n't"):
            return not _is_rhetorical(document, word, said)
    return False


def _is_rhetorical(document: Document, word: Span, said: str) -> bool:
    """True for "Isn't that wonderful?": it asks and denies nothing."""
    after = document.prose[word.end : word.end + 6].lower().split()
    return said in ("isn't", "wasn't", "aren't") and after[:1] in (["that"], ["this"], ["it"])


def _is_loud(said: str) -> bool:
    """True for a cue with a word in capitals: "AGAIN", "for the THIRD time"."""
    return any(len(word) >= 4 and word.isupper() for word in said.split())


def _loudness(document: Document) -> float:
    """How much capitals and `?!` strengthen a feeling that is there: 0 to 0.35."""
    prose = document.prose
    capitals = [w for w in _capitals().findall(prose) if w != "URGENT"]
    return (0.15 if capitals and not prose.isupper() else 0.0) + (
        0.2 if re.search(r"[?!]{2,}", prose) else 0.0
    )


@cache
def _capitals() -> re.Pattern[str]:
    return compiled(r"\b[A-Z]{4,}\b")


_SAD = "😡😠🤬😤😩😫😢😭😒🙄😞💔🤦😔😟😰😱🤢🤮👎😖😣"
_GLAD = "😊😀😃😄😁😍❤👍🎉🥰💃🤩😂☺💕🙌👏"


@cache
def _smileys() -> re.Pattern[str]:
    return compiled(rf"(?P<sad>[{_SAD}]|(?<!\w):'?-?\()|(?P<glad>[{_GLAD}]|(?<!\w):-?[)D](?!\w))")


def _emoticons(document: Document) -> Iterator[Cue]:
    """At most one sad and one glad emoticon: they colour a mood and make none."""
    seen: set[str] = set()
    for match in _smileys().finditer(document.prose):
        kind = match.lastgroup or ""
        if kind not in seen:
            seen.add(kind)
            yield Cue(Span(match.start(), match.end()), -1.2 if kind == "sad" else 0.8, "emoticon")
