"""Signs that a sentence gives the sort of answer that a question wants, beyond the words both share.

"Can a normal car pull it?" is taken up by "most cars may", "what is a dummy payment?" by "it's a test", "why?"
by a mistake that is named.  Each is weighed later, so a false one costs little.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from replycheck.matching.compiled import compiled
from replycheck.understand.clauses import word_set
from replycheck.understand.statements import Statement
from replycheck.understand.stems import content_stems

_MODALS = (
    word_set("""can could may might able possible allowed permitted can't cannot couldn't unable welcome"""),
    word_set("""must need needs needed required necessary compulsory should ought needn't mustn't obliged"""),
    word_set("""will would i'll we'll you'll it'll they'll won't shall going"""),
    word_set("""is are was were isn't aren't wasn't it's that's there's they're"""),
    word_set("""do does did don't doesn't didn't"""),
    word_set("""has have had haven't hasn't i've we've you've been"""),
)
_DEFINES = word_set("is are means mean meant stands refers called simply just comes it's that's was")
_REASONS = word_set(
    """because since due as caused so reason owing therefore thanks meant means that's why failed wrong mistake
    error bug fault glitch mixed swapped triggered whenever until only stopped turned missing"""
)
_EITHER = word_set("both either neither whichever")
_FIRST_PERSON = frozenset(("I", "I'm", "I've", "I'll", "I'd"))

SIDE = 3
"""Words of an alternative that are looked at on either side of "or"."""


def modal_of(words: Sequence[str]) -> frozenset[str]:
    """What takes up the first modal or auxiliary verb of a question, its "not" included; empty without one."""
    return next((group for word in words for group in _MODALS if word in group), frozenset())


def choices_of(words: Sequence[str]) -> tuple[frozenset[str], ...]:
    """The stems next to the "or" of a question, on either side; empty where it offers no choice."""
    if "or" not in words:
        return ()
    at = list(words).index("or")
    sides = (words[max(0, at - SIDE) : at], words[at + 1 : at + 1 + SIDE])
    stems = tuple(frozenset(content_stems(side)) for side in sides)
    return stems if all(stems) else ()


def chooses(choices: Sequence[frozenset[str]], statement: Statement) -> float:
    """1 where the statement names one of two alternatives, or "both"; a half where it names each."""
    hits = sum(not side.isdisjoint(statement.stems) for side in choices)
    if hits == 1 or (choices and not _EITHER.isdisjoint(statement.words)):
        return 1.0
    return 0.5 if hits else 0.0


def defines(statement: Statement) -> bool:
    """Whether it could say what something is."""
    return not _DEFINES.isdisjoint(statement.words)


def gives_reason(statement: Statement) -> bool:
    """Whether it names a cause, as a cause or by naming a fault."""
    return not _REASONS.isdisjoint(statement.words) or ":" in statement.raw


def facts(statement: Statement) -> int:
    """How many figures and names it holds."""
    words = statement.raw.split()
    return sum(
        word[:1].isdigit() or (at > 0 and word[:1].isupper() and word not in _FIRST_PERSON)
        for at, word in enumerate(words)
    )


def is_heated(question: str) -> bool:
    """Whether a question sounds upset or rhetorical: "Are you serious??", "does anybody even care?"."""
    return bool(_heat().search(question))


@cache
def _heat() -> re.Pattern[str]:
    return compiled(
        r"\?\s?[?!]|!\s?\?|\b(?:seriously|joke|kidding|even|honestly|actually|supposed to|ever|just|on earth"
        r"|the hell|stealing|robbing|embarrassing|ridiculous|serious|anybody|anyone|care)\b",
        re.IGNORECASE,
    )
