"""The kinds of check a rule file can ask for.  One module a kind; KINDS is the whole list."""

from __future__ import annotations

from typing import Any

from replycheck.checkers.acronyms import Acronyms
from replycheck.checkers.attachment import Attachment
from replycheck.checkers.context import NEEDS, Context
from replycheck.checkers.density import Density
from replycheck.checkers.length import Length
from replycheck.checkers.links import Links
from replycheck.checkers.missing import Missing
from replycheck.checkers.name import Name
from replycheck.checkers.phrase import Pattern, Phrase, Substitution
from replycheck.checkers.placeholder import PlaceholderKind
from replycheck.checkers.predicates import PREDICATES
from replycheck.checkers.questions import NothingAnswered, UnansweredQuestion
from replycheck.checkers.shouting import Shouting
from replycheck.checkers.timing import Timing
from replycheck.checkers.tone import ToneMismatch

KINDS: dict[str, type[Any]] = {
    "acronyms": Acronyms,
    "attachment": Attachment,
    "density": Density,
    "length": Length,
    "links": Links,
    "missing": Missing,
    "name": Name,
    "nothing-answered": NothingAnswered,
    "pattern": Pattern,
    "phrase": Phrase,
    "placeholder": PlaceholderKind,
    "shouting": Shouting,
    "substitution": Substitution,
    "timing": Timing,
    "tone": ToneMismatch,
    "unanswered-question": UnansweredQuestion,
}
"""Every kind by the name that rule files use; its fields are the keys such a rule may have."""

__all__ = ["KINDS", "NEEDS", "PREDICATES", "Context"]
