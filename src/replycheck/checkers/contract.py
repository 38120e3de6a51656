"""What a rule file may rely on of each kind: the values of its message, whether it scores, what its keys may
hold.  Only the reading of rule files and their schema ask for it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import get_args

from replycheck.checkers.directive import FAULTS as SUPPRESSION_FAULTS
from replycheck.checkers.judged import LABELS
from replycheck.checkers.length import UNITS
from replycheck.checkers.links import FAULTS as LINK_FAULTS
from replycheck.checkers.macro import FAULTS as VARIABLE_FAULTS
from replycheck.checkers.name import FAULTS
from replycheck.checkers.phrase import SCOPES
from replycheck.checkers.questions import UnansweredQuestion
from replycheck.checkers.secrets import FAULTS as PRIVATE_FAULTS
from replycheck.checkers.tone import MISMATCHES
from replycheck.understand.placeholders import Sort
from replycheck.understand.slots import SORTS as SLOTS

CHOICES: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("judged", "labels"): LABELS,
    ("length", "unit"): UNITS,
    ("links", "fault"): tuple(LINK_FAULTS),
    ("missing", "slot"): SLOTS,
    ("name", "fault"): tuple(FAULTS),
    ("placeholder", "sorts"): get_args(Sort),
    ("private-data", "fault"): tuple(PRIVATE_FAULTS),
    ("suppression", "fault"): SUPPRESSION_FAULTS,
    ("tone", "mismatch"): tuple(MISMATCHES),
    ("unanswered-question", "kinds"): UnansweredQuestion.kinds,
    ("variables", "fault"): VARIABLE_FAULTS,
    ("phrase", "scope"): SCOPES,
    ("pattern", "scope"): SCOPES,
}
"""The words that a key of a kind may hold, by kind and key."""

LEAST: Mapping[tuple[str, str], int] = {("length", "max_words"): 1}
"""The least of a whole number where it is not 0, by kind and key.  A number with a point runs from 0 to 1."""

LEXICONS: Mapping[str, tuple[str, ...]] = {
    "channel-format": ("letter",),
    "closing": ("farewells", "refusals", "losses"),
    "contradiction": ("things", "changes"),
    "facts": ("changes",),
    "language": ("explained",),
    "missing": ("lexicons", "given"),
    "reference": ("introduced",),
    "spelling": ("lexicon",),
    "thread-contradiction": ("promises", "topics", "acknowledged"),
    "timing": ("lexicon",),
}
"""The keys of a kind that name lexicons."""

SCORED = frozenset((
    "channel-format", "closing", "colleague-note", "conveyor-belt", "judged", "length", "links", "name", "placeholder",
    "private-data", "public-data", "shouting", "tone", "twins", "unanswered-question", "variables",
))  # fmt: skip
"""The kinds whose matches have a score, so that a rule may go by it (`severity_by`)."""

VALUES: Mapping[str, tuple[str, ...]] = {
    "acronyms": ("match", "first", "second"),
    "attachment": ("match",),
    "brand": ("match", "brand", "where"),
    "channel-format": ("match", "trouble", "advice"),
    "closing": ("match", "under"),
    "colleague-note": ("match", "whom"),
    "contradiction": ("match", "stated"),
    "conveyor-belt": ("match", "other", "share"),
    "correction": ("match", "instead"),
    "critical-request": ("request", "act"),
    "dead-weight": ("trouble",),
    "deadline": ("deadline",),
    "density": ("match", "number", "phrases", "share", "instead"),
    "directive": ("match",),
    "doubled-word": ("match", "instead"),
    "facts": ("match", "about", "value"),
    "facts-differ": ("match", "other", "value"),
    "file-ignored": ("file",),
    "fixed-value": ("match", "what", "advice"),
    "grammar": ("match", "fault", "advice"),
    "house-terms": ("match", "instead", "advice", "reason"),
    "jargon": ("match", "instead"),
    "judged": ("words",),
    "language": ("ours", "theirs"),
    "languagetool": ("match", "reason", "mend", "doubt"),
    "length": ("words", "limit", "start"),
    "links": ("match", "target", "host", "shown"),
    "macro-body": ("match", "trouble", "advice"),
    "missing": ("match",),
    "name": ("match", "name", "write"),
    "near-duplicate": ("match", "other", "alike", "share"),
    "no-yes-or-no": ("question", "closest"),
    "nothing-answered": ("number", "question"),
    "nothing-specific": ("match", "words", "theirs"),
    "numbered-question": ("number", "question"),
    "only-acknowledged": ("wish",),
    "other-topic": ("asked", "told", "question"),
    "own-names": ("match", "instead"),
    "pattern": ("match",),
    "phrase": ("match",),
    "placeholder": ("match", "hint"),
    "private-data": ("match", "what"),
    "public-data": ("match", "what"),
    "question-mark": ("match", "instead"),
    "reference": ("match", "stated"),
    "repeated-ask": ("match", "given"),
    "request-ignored": ("request",),
    "salutation": ("match", "instead"),
    "self-service": ("match", "topic", "link"),
    "sentence-start": ("match", "instead"),
    "shouting": ("match",),
    "spelling": ("match", "fault", "instead"),
    "steps": ("match", "number"),
    "stray-marks": ("match", "instead"),
    "substitution": ("match", "instead"),
    "suppression": ("match", "hint"),
    "thread-contradiction": ("match", "before"),
    "timing": ("sent", "leaves", "allowed", "days"),
    "title": ("trouble", "title", "where"),
    "tokens": ("match",),
    "tone": ("match", "cue", "mood", "note"),
    "twins": ("here", "there"),
    "two-signatures": ("match", "trouble"),
    "unanswered-question": ("question", "closest", "nearest"),
    "unbalanced-marks": ("match",),
    "variables": ("match", "trouble", "advice", "other", "desk"),
    "weekday": ("match", "date", "right"),
}
"""What a message may hold in braces, by kind; `phrase` and `pattern` give the named groups of theirs too."""
