"""The kinds of check a rule file can ask for.  One module a kind; KINDS is the whole list."""

from __future__ import annotations

from typing import Any

from replycheck.checkers.acronyms import Acronyms
from replycheck.checkers.attachment import Attachment
from replycheck.checkers.brand import WrongBrand
from replycheck.checkers.channel import ChannelFormat
from replycheck.checkers.closing import Closing
from replycheck.checkers.colleague_note import ColleagueNote
from replycheck.checkers.context import NEEDS, Context
from replycheck.checkers.conveyor import ConveyorBelt
from replycheck.checkers.correction import Correction
from replycheck.checkers.deadline import DeadlineIgnored
from replycheck.checkers.density import Density
from replycheck.checkers.directive import DirectiveInText, SuppressionFault
from replycheck.checkers.doubled import DoubledWord
from replycheck.checkers.facts import Facts
from replycheck.checkers.jargon import Jargon
from replycheck.checkers.judged import Judged
from replycheck.checkers.language import LanguageMismatch
from replycheck.checkers.languagetool import LanguageToolDoubts
from replycheck.checkers.length import Length
from replycheck.checkers.library import FactsDiffer, NearDuplicate
from replycheck.checkers.links import Links
from replycheck.checkers.macro import (
    DeadWeight,
    FixedValue,
    MacroBody,
    Salutation,
    Title,
    Twins,
    TwoSignatures,
    Variables,
)
from replycheck.checkers.marks import StrayMarks, UnbalancedMarks
from replycheck.checkers.missing import Missing
from replycheck.checkers.name import Name
from replycheck.checkers.numbers import Contradiction
from replycheck.checkers.opening import QuestionMark, SentenceStart
from replycheck.checkers.own_names import OwnNames
from replycheck.checkers.phrase import Pattern, Phrase, Substitution
from replycheck.checkers.placeholder import PlaceholderKind
from replycheck.checkers.predicates import PREDICATES
from replycheck.checkers.proofread import Grammar, Spelling
from replycheck.checkers.public_data import PublicData
from replycheck.checkers.questions import (
    NothingAnswered,
    NoYesOrNo,
    NumberedQuestionMissed,
    OtherTopic,
    UnansweredQuestion,
)
from replycheck.checkers.received import FileIgnored, OnlyAcknowledged
from replycheck.checkers.references import WrongReference
from replycheck.checkers.repeated import RepeatedAsk
from replycheck.checkers.requests import CriticalRequestIgnored, RequestIgnored
from replycheck.checkers.secrets import PrivateData
from replycheck.checkers.self_service import MissingPage
from replycheck.checkers.shouting import Shouting
from replycheck.checkers.specific import NothingSpecific
from replycheck.checkers.steps import Steps
from replycheck.checkers.terms import HouseTerms
from replycheck.checkers.thread import ThreadContradiction
from replycheck.checkers.timing import Timing
from replycheck.checkers.tokens import Tokens
from replycheck.checkers.tone import ToneMismatch
from replycheck.checkers.weekday import Weekday

KINDS: dict[str, type[Any]] = {
    "acronyms": Acronyms,
    "attachment": Attachment,
    "brand": WrongBrand,
    "channel-format": ChannelFormat,
    "closing": Closing,
    "colleague-note": ColleagueNote,
    "contradiction": Contradiction,
    "conveyor-belt": ConveyorBelt,
    "correction": Correction,
    "critical-request": CriticalRequestIgnored,
    "dead-weight": DeadWeight,
    "deadline": DeadlineIgnored,
    "density": Density,
    "directive": DirectiveInText,
    "doubled-word": DoubledWord,
    "facts": Facts,
    "file-ignored": FileIgnored,
    "fixed-value": FixedValue,
    "grammar": Grammar,
    "house-terms": HouseTerms,
    "jargon": Jargon,
    "judged": Judged,
    "language": LanguageMismatch,
    "languagetool": LanguageToolDoubts,
    "length": Length,
    "links": Links,
    "macro-body": MacroBody,
    "missing": Missing,
    "name": Name,
    "no-yes-or-no": NoYesOrNo,
    "nothing-answered": NothingAnswered,
    "nothing-specific": NothingSpecific,
    "numbered-question": NumberedQuestionMissed,
    "only-acknowledged": OnlyAcknowledged,
    "other-topic": OtherTopic,
    "own-names": OwnNames,
    "pattern": Pattern,
    "phrase": Phrase,
    "placeholder": PlaceholderKind,
    "private-data": PrivateData,
    "public-data": PublicData,
    "question-mark": QuestionMark,
    "reference": WrongReference,
    "repeated-ask": RepeatedAsk,
    "request-ignored": RequestIgnored,
    "salutation": Salutation,
    "self-service": MissingPage,
    "sentence-start": SentenceStart,
    "shouting": Shouting,
    "spelling": Spelling,
    "steps": Steps,
    "stray-marks": StrayMarks,
    "substitution": Substitution,
    "suppression": SuppressionFault,
    "thread-contradiction": ThreadContradiction,
    "timing": Timing,
    "title": Title,
    "tokens": Tokens,
    "tone": ToneMismatch,
    "twins": Twins,
    "two-signatures": TwoSignatures,
    "unanswered-question": UnansweredQuestion,
    "unbalanced-marks": UnbalancedMarks,
    "variables": Variables,
    "weekday": Weekday,
}
"""Every kind by the name that rule files use; its fields are the keys such a rule may have."""

LIBRARY_KINDS: dict[str, type[Any]] = {
    "facts-differ": FactsDiffer,
    "near-duplicate": NearDuplicate,
}
"""The kinds that look at many macros at once: each macro leaves a digest and is held against those before it."""


def kind_named(name: str) -> type[Any]:
    """The kind of either table."""
    return KINDS.get(name) or LIBRARY_KINDS[name]


__all__ = ["KINDS", "LIBRARY_KINDS", "NEEDS", "PREDICATES", "Context", "kind_named"]
