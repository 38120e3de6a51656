"""Whether a mail speaks of a death: then nothing else may stand first, and where it does not, no condolence."""

from __future__ import annotations

import re
from functools import cache

from replycheck.matching.compiled import compiled
from replycheck.model import Span
from replycheck.understand.document import Document


def is_bereaved(inbound: Document) -> bool:
    """True where somebody of the customer's, an animal too, died.

    The mood's words for grief are wider ("in hospital", "shaken"), so that only those that name a death count.
    """
    hits = [hit.span for hit in inbound.lexicon("closing_loss")]
    hits += [cue.span for cue in inbound.mood.cues if cue.group in ("grief", "mourning") and cue.weight]
    return any(_names_a_death(inbound, span) for span in hits)


def _names_a_death(inbound: Document, span: Span) -> bool:
    words = span.of(inbound.prose)
    after = inbound.prose[span.end : span.end + 20]
    return (
        _pattern("death").search(words) is not None
        and not _pattern("thing").search(words)
        and not _pattern("on us").match(after)
    )


def is_sad(inbound: Document) -> bool:
    """True where the customer writes of illness or sorrow, and not of fear: "my mum is in hospital"."""
    mood = inbound.mood
    return (
        mood.label == "worried" and mood.shows("grief", "mourning") and not mood.shows("fear", "threat_to_me")
    )


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return compiled(_SOURCES[name], re.IGNORECASE)


_SOURCES = {
    "death": r"\b(?:died|dead|passed (?:away|on)|killed|death|burial|buried|lost|loss of|own life|bereave\w*"
    r"|widow\w*|griev\w+|grief|mourning|condolences|miscarr\w+|still(?:born|birth)|funeral|wake|cremation|obituary"
    r"|deceased|execut\w+|administrator|estate of|late|put (?:to sleep|down)|ashes)\b",
    # Plants, batteries and lamps die too, and whoever writes so says "they".
    "thing": r"\bthey\b",
    "on us": r" (?:on (?:me|us)|out|down|again|after (?:a|one|two|an) (?:charge|hour|minute|day|week))\b",
}
