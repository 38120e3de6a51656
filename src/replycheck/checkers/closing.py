"""Cheerful farewells below bad news."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from replycheck.checkers.context import Context
from replycheck.matching import Hit
from replycheck.model import Match, PartKind, Related, Span
from replycheck.records import NamedTuple, dataclass
from replycheck.understand.mood import Mood

LAST_SENTENCES = 2
"""How many sentences of the body may be the farewell, where no closing line says it."""
TROUBLE = ("fault", "waiting", "repetition", "runaround", "still", "complaint", "strong")
"""The groups of cues in the inbound that report a trouble, where the customer is not upset."""
DEATH, UNHELPED, REFUSED, TROUBLED = 1.0, 0.8, 0.6, 0.6
"""Scores: after a death; under a refusal or a complaint and nothing else done; under a refusal with
something done; under a trouble that the reply leaves as it is."""
HELPED = 0.7
"""What a complaint weighs that the reply did something about, where the customer is as upset as can be."""


class _Ground(NamedTuple):
    """What a farewell ends, in words, how badly it stands there, and what shows it."""

    ends: str
    score: float
    related: tuple[Related, ...] = ()


@dataclass(frozen=True, eq=False, repr=False)
class Closing:
    """Fires at a farewell of the lexicon `farewells` that ends a reply to a death, a refusal, a reply to a
    complaint, or one that does and says nothing for a trouble.

    `refusals` are the words of a refusal in the draft, `losses` those for a death in the inbound: lexicons.
    The score is halved where the farewell is warm rather than sunny (weight 0.5), except after a death.
    A missing farewell is no matter of this kind.  Values: match, under (what it ends, in words).
    """

    needs: ClassVar[tuple[str, ...]] = ("english",)

    farewells: str
    refusals: str
    losses: str

    def __call__(self, context: Context) -> Iterator[Match]:
        hits = context.draft.lexicon(self.farewells)
        farewell = next((hit for hit in reversed(hits) if _ends(context, hit) and _bids(context, hit)), None)
        ground = self._ground(context, farewell) if farewell else None
        if farewell is None or ground is None:
            return
        score = ground.score * (1 if ground.score == DEATH else farewell.term.weight)
        values = {"match": farewell.span.of(context.draft.text), "under": ground.ends}
        yield Match(farewell.span, values, related=ground.related, score=score)

    def _ground(self, context: Context, farewell: Hit) -> _Ground | None:
        mood = None
        if context.inbound is not None and not context.lacks("english-inbound"):
            mood = context.inbound.mood
            losses = [hit.span for hit in context.inbound.lexicon(self.losses)]
            losses += [cue.span for cue in mood.cues if cue.group == "grief"]
            if losses:
                cue = Related("inbound", min(losses), "the customer wrote")
                return _Ground("a reply to somebody in grief", DEATH, (cue,))
        helped = bool(context.draft_tone.acts)
        refused = any(hit.span.start < farewell.span.start for hit in context.draft.lexicon(self.refusals))
        if refused and not (mood and mood.label == "happy"):
            return _Ground("a refusal", REFUSED if helped else UNHELPED)
        if mood is None:
            return None
        if mood.is_distressed:
            who = "a reply to a complaint" if mood.label == "upset" else "a reply to somebody who worries"
            calms = mood.label == "worried" or context.draft_tone.is_empathetic
            helped = helped or (calms and _goes_on(context, farewell))
            shown = mood.telling[:1]
            related = tuple(Related("inbound", cue.span, f"the customer is {mood.label}") for cue in shown)
            return _Ground(who, HELPED * mood.intensity if helped else UNHELPED, related)
        if not helped and _is_in_trouble(mood) and not _goes_on(context, farewell):
            return _Ground("a reply that leaves the trouble as it is", TROUBLED)
        return None


def _is_in_trouble(mood: Mood) -> bool:
    return mood.label == "neutral" and mood.shows(*TROUBLE) and not any(cue.weight > 0 for cue in mood.cues)


def _ends(context: Context, hit: Hit) -> bool:
    """It is the closing, or stands in one of the last sentences before it."""
    if context.draft.message.part_at(hit.span.start) is PartKind.CLOSING:
        return True
    sentences = [s for s in context.draft.sentences if s and s.start < context.draft.body_end]
    return bool(sentences) and hit.span.start >= sentences[-min(LAST_SENTENCES, len(sentences))].start


def _bids(context: Context, hit: Hit) -> bool:
    """It is said to the customer; "did not enjoy your stay" and "to have a great day" are no farewells."""
    before = context.draft.prose[max(hit.span.start - 12, 0) : hit.span.start].lower().split()
    return not before or before[-1] not in _NO_FAREWELL


_NO_FAREWELL = frozenset(
    "to not didn't couldn't can't cannot you they we i will did never who if really they'll".split()
)


def _goes_on(context: Context, farewell: Hit) -> bool:
    """The reply says what the customer can do or what happens next, or gives a figure."""
    prose = context.draft.prose
    if any(character.isdigit() for character in prose[: farewell.span.start]):
        return True
    sentence = context.draft.sentence_at(farewell.span.start) or Span(0, 0)
    return any(not hit.span.overlaps(sentence) for hit in context.draft.lexicon("next_step"))
