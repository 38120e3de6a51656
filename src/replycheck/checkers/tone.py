"""A reply that does not fit the customer's mood.

Every mismatch names both sides: the customer's words that show the mood, and the words of the draft
that clash with it.  Empathy, acts and dates only ever silence a finding: the mood is the weak side
of the judgement, so whatever may be a kind reply is left alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import ClassVar

from replycheck.checkers.context import Context
from replycheck.model import Match, Related, Span
from replycheck.records import NamedTuple, dataclass
from replycheck.understand.mood import Mood
from replycheck.understand.tone import Mark, Tone, tone_of, weight_of

CHEERFUL = {"email": 2.0, "chat": 3.0, "social": 3.0}
"""From which cheer on a reply is too cheerful: a chat may open with a smile."""
VERY_CHEERFUL = 3.0
"""Cheer that an act of ours does not make up for."""
OUTWEIGHS_OH_NO = 4.0
"""Cheer that a bare "oh no" does not make up for."""
FEW_WORDS = 6
COMPLAINT = (
    "fault", "waiting", "repetition", "repeated_again", "runaround", "silence", "still", "strong", "verdict",
    "felt", "complaint", "mild", "weak", "negated", "sarcasm",
)  # fmt: skip
"""The groups of cues that complain about something; a demand or a swear-word alone is none."""
SHORT_CHANNELS = ("chat", "social")
SPOKEN = 0.35
"""How much less a missing apology or kind word weighs where somebody speaks for the house: who says "I" has
a hundred ways to be kind that no list holds."""
GRUMBLE = 0.42
"""Below this the customer grumbled in one mild word, and nobody waits for an apology."""
LENIENCE = 0.05
"""How much less a missing apology weighs where one short line is an answer."""
TOLD = 2
"""How many of the customer's cues a finding quotes."""


@dataclass(frozen=True, eq=False, repr=False)
class ToneMismatch:
    """One kind of `mismatch` between the inbound's mood and the draft's tone: a name out of MISMATCHES.

    `counts` names the rules whose matches make a reply hostile; they run before.  What is hostile is
    not also reported as cold: one finding says it.
    """

    needs: ClassVar[tuple[str, ...]] = ("inbound",)

    mismatch: str
    counts: tuple[str, ...] = ()

    def __call__(self, context: Context) -> Iterator[Match]:
        if context.inbound is not None and context.draft_tone.word_count:
            case = _Pair(
                context,
                context.inbound.mood,
                context.draft_tone,
                _sure(context.counted(self.counts)) if self.counts else (),
            )
            yield from MISMATCHES[self.mismatch](case)


def _sure(counted: Iterable[tuple[str, Match]]) -> tuple[tuple[str, Match], ...]:
    """Without what has a score: the reader's suspicions, many of them below all that is shown."""
    return tuple((rule, match) for rule, match in counted if match.score is None)


class _Pair(NamedTuple):
    """Both sides of a case, with the matches of the counted rules."""

    context: Context
    mood: Mood
    tone: Tone
    counted: tuple[tuple[str, Match], ...]

    @property
    def is_cheerful(self) -> bool:
        """Cheer that hurts: no word for the trouble, and no act that would make up for a little of it."""
        cheer = weight_of(self.tone.cheer)
        if cheer < CHEERFUL[self.context.case.channel]:
            return False
        if self.tone.kindness >= 1 or (self.tone.kindness and cheer < OUTWEIGHS_OH_NO):
            return False
        shown = any(mark.span.of(self.context.draft.prose)[0] != "!" for mark in self.tone.cheer)
        loud = cheer >= VERY_CHEERFUL and not self.is_short
        return (shown or loud) and not (self.tone.acts and cheer < VERY_CHEERFUL)

    @property
    def is_short(self) -> bool:
        return self.context.case.channel in SHORT_CHANNELS

    @property
    def is_answered(self) -> bool:
        """Empathy, an act with a date, or several acts: nothing is missing."""
        return self.tone.is_empathetic or self.tone.is_dated or len(self.tone.acts) > 1

    def at(self, marks: Iterable[Mark], score: float | None = None) -> Match:
        """A match on the strongest of some marks, the first of equals."""
        return self.on(min(marks, key=lambda mark: (-mark.weight, mark.span)).span, score)

    def on(self, span: Span, score: float | None = None) -> Match:
        values = {"match": span.of(self.context.draft.text), "cue": self._cue, "mood": self.mood.label}
        return Match(span, values, related=self._related, score=score)

    def absent(self, score: float | None = None) -> Match:
        """A match for what is not there, at the end of the body."""
        end = self.context.draft.body_end
        return self.on(Span(end, end), score)

    @property
    def _cue(self) -> str:
        assert self.context.inbound is not None
        text = self.context.inbound.text
        return " ".join(self.mood.telling[0].span.of(text).split()) if self.mood.telling else ""

    @property
    def _related(self) -> tuple[Related, ...]:
        if self.mood.telling:
            return tuple(
                Related("inbound", cue.span, f"the customer is {self.mood.label}")
                for cue in self.mood.telling[:TOLD]
            )
        return self._asked

    @property
    def _asked(self) -> tuple[Related, ...]:
        """What a customer of no mood writes about: the first question, or else the first sentence."""
        assert self.context.inbound is not None
        theirs = self.context.inbound
        spans = [question.span for question in theirs.questions[:1]] or list(theirs.sentences[:1])
        return tuple(Related("inbound", span, "the customer only asks") for span in spans)


def _too_cheerful(pair: _Pair) -> Iterator[Match]:
    if pair.mood.is_distressed and pair.is_cheerful:
        yield pair.at(pair.tone.cheer, pair.mood.intensity)


def _hostile_to_upset(pair: _Pair) -> Iterator[Match]:
    """One match a place, so that each harsh wording is marked where it stands."""
    if not pair.mood.is_distressed:
        return
    end = -1
    for _, match in pair.counted:
        if match.span and match.span.start >= end:
            end = match.span.end
            yield pair.on(match.span, pair.mood.intensity)


def _flippant_to_worried(pair: _Pair) -> Iterator[Match]:
    if pair.mood.label != "worried":
        return
    light = weight_of(pair.tone.flippant)
    if light and not pair.tone.is_empathetic and (light >= 1 or not pair.tone.acts):
        yield pair.at(pair.tone.flippant, pair.mood.intensity)


def _no_empathy(pair: _Pair) -> Iterator[Match]:
    """An act takes the place of kind words, but not where somebody died."""
    if not pair.mood.is_distressed or pair.counted or pair.tone.is_empathetic or pair.is_cheerful:
        return
    if pair.tone.acts:
        if pair.mood.shows("grief"):
            yield pair.absent(min(pair.mood.intensity, 0.7))
    else:
        yield pair.absent(max(pair.mood.intensity - (SPOKEN if _speaks(pair) else 0.0), 0.0))


def _no_apology(pair: _Pair) -> Iterator[Match]:
    if pair.mood.label != "upset" or pair.counted or pair.tone.stock_apologies:
        return
    if pair.is_answered or pair.is_cheerful or pair.mood.intensity < GRUMBLE:
        return
    if pair.mood.shows(*COMPLAINT) and not pair.mood.shows("threat_to_me"):
        lenience = (LENIENCE if pair.is_short else 0.0) + (SPOKEN if _speaks(pair) else 0.0)
        yield pair.absent(max(pair.mood.intensity - lenience, 0.0))


def _speaks(pair: _Pair) -> bool:
    """Somebody says "I" or "we" there, and so perhaps takes the matter on in words no list holds."""
    draft = pair.context.draft
    return any(word.of(draft.prose).lower() in _SPEAKER for word in draft.words)


_SPEAKER = frozenset("i i'm i've i'd i'll we we're we've we'll we'd".split())


def _stiff_to_happy(pair: _Pair) -> Iterator[Match]:
    tone = pair.tone
    if pair.mood.label != "happy" or tone.cheer or tone.warmth or tone.empathy:
        return
    needless = (*tone.apologies, *tone.stock_apologies, *tone.non_apologies)
    if tone.stiff:
        yield pair.at(tone.stiff)
    elif needless and not tone.acts:
        yield pair.at(needless)
    elif tone.word_count <= 3:
        yield pair.on(_body(pair))


def _over_apology(pair: _Pair) -> Iterator[Match]:
    """Only where nothing went wrong: for a fault of ours a second "sorry" is no nuisance."""
    if pair.mood.label != "neutral" or any(cue.weight < 0 for cue in pair.mood.cues):
        return
    sorry = sorted((*pair.tone.apologies, *pair.tone.stock_apologies), key=lambda mark: mark.span)
    if len(sorry) >= 2:
        yield pair.on(sorry[1].span)


def _register(pair: _Pair) -> Iterator[Match]:
    """Slang to a formal customer (score 1), office language to a casual one (score 0.4)."""
    assert pair.context.inbound is not None
    ours, theirs = pair.tone, tone_of(pair.context.inbound)
    if theirs.formal and not theirs.slang and weight_of(ours.slang) >= 1:
        yield _between(pair, ours.slang, theirs.formal, "the customer writes formally", 1.0)
    is_cold = ours.stiff and ours.word_count > FEW_WORDS and not ours.is_empathetic
    if weight_of(theirs.slang) >= 1 and not theirs.formal and is_cold:
        yield _between(pair, ours.stiff, theirs.slang, "the customer writes casually", 0.4)


def _between(pair: _Pair, ours: tuple[Mark, ...], theirs: tuple[Mark, ...], note: str, score: float) -> Match:
    """A match of two registers: the customer's words are no cue of a mood."""
    assert pair.context.inbound is not None
    mark = max(ours, key=lambda m: (m.weight, -m.span.start))
    cue = theirs[0].span
    values = {
        "match": mark.span.of(pair.context.draft.text),
        "cue": " ".join(cue.of(pair.context.inbound.text).split()),
        "note": note,
    }
    return Match(mark.span, values, related=(Related("inbound", cue, note),), score=score)


_ENOUGH = frozenset({"attached", "enclosed"})
_ENOUGH_IN_A_CHAT = frozenset({"done", "yes", "no", "sure", "sent", "sorted", "fixed"})


def _curt(pair: _Pair) -> Iterator[Match]:
    if pair.mood.label == "happy" or pair.tone.word_count > FEW_WORDS or pair.tone.is_empathetic:
        return
    body = _body(pair)
    words = [
        w.of(pair.context.draft.prose).lower()
        for w in pair.context.draft.words
        if w.start >= body.start and w.end <= body.end
    ]
    if pair.tone.word_count == 1:
        enough = _ENOUGH if pair.context.case.channel == "email" else _ENOUGH | _ENOUGH_IN_A_CHAT
        if not enough.intersection(words):
            yield pair.on(body)
    elif pair.counted or (pair.mood.is_distressed and not pair.tone.acts):
        yield pair.on(body)


def _body(pair: _Pair) -> Span:
    """From the first to the last word that is neither greeting nor closing."""
    draft = pair.context.draft
    inside = [s for s in draft.sentences if (draft.message.part_at(s.start) or "body") == "body"]
    return Span(inside[0].start, inside[-1].end) if inside else Span(draft.body_end, draft.body_end)


MISMATCHES: Mapping[str, Callable[[_Pair], Iterator[Match]]] = {
    "too-cheerful": _too_cheerful,
    "hostile-to-upset": _hostile_to_upset,
    "flippant-to-worried": _flippant_to_worried,
    "no-empathy": _no_empathy,
    "no-apology": _no_apology,
    "stiff-to-happy": _stiff_to_happy,
    "over-apology": _over_apology,
    "register": _register,
    "curt": _curt,
}
"""Every mismatch by the name that rule files use."""
