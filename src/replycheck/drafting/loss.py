"""What a mail tells that a reply has to be sorry for first: a death, an illness, a fault of ours."""

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
    """True where the customer writes of illness or sorrow, and not of fear: "my mum is in hospital".

    Of an angry mail only illness counts, since "it upset my mother" is anger there.
    """
    mood = inbound.mood
    if mood.shows("fear", "dread", "threat_to_me"):
        return False
    if mood.label == "upset":
        return bool(sorrow_of(inbound))
    return mood.label == "worried" and mood.shows("grief", "mourning")


def sorrow_of(inbound: Document) -> str:
    """Who is ill, as the reply calls them ("your husband"); empty where the mail does not say it in so many words."""
    for cue in inbound.mood.cues:
        if cue.group == "grief" and cue.weight < 0:
            who = _pattern("ours").match(cue.span.of(inbound.prose))
            if who:
                return f"your {who['who'].lower()}"
    return ""


def has_trouble(inbound: Document) -> bool:
    """True where a sentence that asks nothing and supposes nothing tells of a fault: "the boxes were crushed"."""
    for cue in inbound.mood.cues:
        around = inbound.sentence_at(cue.span.start)
        if not around or cue.weight >= 0:
            continue
        words = cue.span.of(inbound.prose)
        if cue.group != "fault" and not _pattern("charged").match(words):
            continue
        sentence = around.of(inbound.prose)
        told = not sentence.rstrip().endswith("?") and not _pattern("supposed").search(sentence)
        if told and not _pattern("own doing").search(sentence):
            return True
    return False


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return compiled(_SOURCES[name], re.IGNORECASE)


_SOURCES = {
    "death": r"\b(?:died|dead|passed (?:away|on)|killed|death|burial|buried|lost|loss of|own life|bereave\w*"
    r"|widow\w*|griev\w+|grief|mourning|condolences|miscarr\w+|still(?:born|birth)|funeral|wake|cremation|obituary"
    r"|deceased|execut\w+|administrator|estate of|late|put (?:to sleep|down)|ashes)\b",
    # Plants, batteries and lamps die too, and whoever writes so says "they".
    "thing": r"\bthey\b",
    "ours": r"(?:my|our) (?P<who>husband|wife|mother|father|mum|mom|dad|son|daughter|baby|child|sister|brother)\b",
    "charged": r"(?:charged|billed|debited|invoiced)\b",
    "supposed": r"\b(?:if|whether|in case|unless|should|avoid|(?:do not|don't|not) want)\b",
    # "I lost my key", "I picked the wrong size", "I deleted it": nothing that we did.
    "own doing": r"\b(?:i|we)(?:'ve| have| had|'d)?(?: just| already| accidentally| only| also| must have| may have)*"
    r" (?:lost|broke|broken|deleted|picked|chose|chosen|ordered|bought|typed|entered|took|clicked|booked|selected"
    r"|ticked|forgot|missed|mislaid|dropped|washed|sent|gave|put|got it)\b|\bmy (?:own )?(?:mistake|fault)\b",
    "on us": r" (?:on (?:me|us)|out|down|again|after (?:a|one|two|an) (?:charge|hour|minute|day|week))\b",
}
