"""Things that the draft asks the customer for although the inbound gives them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from replycheck.checkers.context import Context
from replycheck.checkers.received import shortened
from replycheck.matching import Hit
from replycheck.matching.compiled import Patterns
from replycheck.model import Match, Related, Span
from replycheck.records import dataclass
from replycheck.understand import Document

if TYPE_CHECKING:
    from replycheck.understand.given import Given

LEXICON = "answers_asked"


@dataclass(frozen=True, eq=False, repr=False)
class RepeatedAsk:
    """Fires at each sort of thing (a group of the lexicon `answers_asked`) that a sentence of the draft asks for
    and the inbound gives, once a sort.

    Silent where the draft asks for another one, says that it could not find, open or read what was given,
    repeats it, or checks who is writing.
    """

    needs: ClassVar[tuple[str, ...]] = ("english", "inbound", "english-inbound")

    def __call__(self, context: Context) -> Iterator[Match]:
        inbound, draft = context.inbound, context.draft
        if inbound is None or not draft.lexicon(LEXICON):
            return
        from replycheck.understand.given import FINDERS, given

        seen: set[str] = set()
        for hit in draft.lexicon(LEXICON):
            sort = hit.term.label
            sentence = draft.sentence_at(hit.span.start)
            if sort in seen or sentence is None or not _asks(draft, hit, sentence):
                continue
            if _knows(draft, sentence) or not _is_same(sort, draft, hit, sentence, inbound):
                continue
            found = given(sort, inbound) if sort in FINDERS else _number(sort, inbound)
            if found is None or _repeats(draft, found):
                continue
            seen.add(sort)
            related = (Related("inbound", found.span, "it stands here"),) if found.span else ()
            values = {"match": hit.span.of(draft.text), "given": shortened(found.text, 80)}
            yield Match(hit.span, values, related=related)


_SOURCES = {
    # What stands before a thing that is asked for.
    "asks": r"\b(?:(?:could|can|would|will|may|might) (?:you|i|we)\b(?! (?:find|see|look up|check))"
    r"|(?:please|kindly)(?: (?:also|just|now|first|do))?"
    r" (?:send|provide|share|confirm|tell|give|let|reply|respond|forward|attach|include|supply|state"
    r"|specify|e-?mail|mail|dm|message|submit|upload"
    r"|write|answer|come back|get back|advise|add|quote|mention)|let (?:me|us) (?:know|have)|(?:i|we)(?:'ll"
    r"| will|'d| would| do| just| still| only| also){0,2} (?:need|require)"
    r"(?! to (?:check|see|look))|what(?:'s| is| was| are)|send (?:me|us|over)|tell (?:me|us)|give (?:me|us)"
    r"|(?:reply|respond|answer|get back to us) with"
    r"|do you (?:have|know|remember)|remind (?:me|us)|provide (?:me|us)|share)\b[^.;!?]{0,70}\Z",
    "question word": r"\A(?:which|what|when|where|since when|on which|on what|how much)\b",
    # The thing is spoken of, not asked for.
    "mentions": r"\b(?:(?:you|we|i)(?:'ll| will| can)? (?:find|found|see|look)|when (?:you )?(?:call"
    r"|contact|ring|writ)\w*|next time|in (?:the )?future"
    r"|if you (?:call|write|ring|contact|ever|want|wish|prefer|would like)|for your records|keep|should you"
    r"|never|(?:don'?t|do not|no|not) need|without|by using"
    r"|enter|type|click|select|log in|(?:and|so|then|that|because|as) (?:that )?(?:i|we)(?:'ll| will| can"
    r"|'ve| have| found| see)?\b)",
    "at hand": r"\A[^.;!?]{0,20}\b(?:ready|to hand|at hand|handy|when you (?:call|ring|visit|come))\b",
    # We know that the customer gave it, and why it is not enough.
    "not enough": r"\b(?:(?:couldn'?t|could not|can'?t|cannot|unable to|not able to|didn'?t|did not"
    r"|doesn'?t|does not)(?: \w+){0,2} (?:find|see|open|read|match|locate|work|exist|belong|load"
    r"|come|show|recogni[sz]e|view|make out)|no match|not match\w*|not found|nothing under"
    r"|no (?:such )?(?:order|account|booking|photo|attachment|file)|unreadable|blurr\w+|too (?:small|dark)"
    r"|(?:came|come|went|gone) through|(?:you|your message) (?:gave|sent|provided|mentioned|quoted|wrote)"
    r"|sorry to ask|incomplete|digits?|empty)\b",
    "another": r"\b(?:again|another|second|other|instead|different|alternative|new|correct|right|clearer|closer"
    r"|better|sharper|larger|bigger|further|additional|more|missing|double[- ]check"
    r"|registered|associated|linked|on file|best|preferred|convenient|secur\w+|verif\w+|data protection"
    r"|identity|identify|is that (?:right|correct)|both|each|rest|last four|which of)\b",
}
_PATTERNS = Patterns(_SOURCES)


def _asks(draft: Document, hit: Hit, sentence: Span) -> bool:
    text = sentence.of(draft.prose)
    before = draft.prose[max(sentence.start, hit.span.start - 160) : hit.span.start].replace("\n", " ")
    after = draft.prose[hit.span.end : sentence.end].replace("\n", " ")
    if _PATTERNS["at hand"].match(after):
        return False
    asks = _PATTERNS["asks"].search(before)
    if asks:
        return not _PATTERNS["mentions"].search(before, asks.start())
    if _PATTERNS["question word"].match(hit.span.of(draft.prose)):
        return "?" in after and not before.rstrip().endswith(",")
    return "?" in text and len(text.split()) <= 6


def _knows(draft: Document, sentence: Span) -> bool:
    """In the same sentence or the one before stands why what was given is not enough."""
    if _PATTERNS["another"].search(draft.prose, *sentence):
        return True
    at = next((n for n, each in enumerate(draft.sentences) if each == sentence), 0)
    start = draft.sentences[max(at - 1, 0)].start
    return _PATTERNS["not enough"].search(draft.prose, start, sentence.end) is not None


def _is_same(sort: str, draft: Document, hit: Hit, sentence: Span, inbound: Document) -> bool:
    """False where another picture, address or amount is meant than the one that was given."""
    after = draft.prose[hit.span.end : sentence.end].replace("\n", " ")
    before = draft.prose[sentence.start : hit.span.start].lower()
    if sort == "address":
        return not re.search(
            r"\b(?:e-?mail|ip|web|mac|wallet|server|branch|which of|return|our|the company'?s)\W*\Z", before
        )
    if sort not in ("photo", "screenshot", "receipt"):
        return True
    subject = re.match(r" (?:of|showing|from|where|in which|that|with) ([^.,;!?]{1,70})", after)
    if subject is None:
        return True
    from replycheck.understand.stems import content_stems

    wanted = set(content_stems(re.findall(r"[a-z']+", subject[1].lower()))) - set(
        content_stems(_GENERAL.split())
    )
    if not wanted:
        return True
    mail = set(content_stems(word.of(inbound.prose).lower() for word in inbound.words))
    return wanted <= mail


_GENERAL = (
    "damage fault item product issue problem defect error purchase order article part piece broken affected"
)
"""What any picture of a complaint shows."""


def _number(sort: str, inbound: Document) -> Given | None:
    """The one number of a sort, or a number of no known sort, that the inbound gives."""
    from replycheck.checkers.references import references
    from replycheck.understand.given import Given

    named = [*references(inbound.prose)]
    alike = [r for r in named if r.sort == sort] or (
        [r for r in named if r.sort == "ref"] if sort in ("ref", "order", "ticket", "booking") else []
    )
    if not alike and sort == "ref":
        alike = [r for r in named if r.sort]
    if alike:
        return Given(alike[0].text, alike[0].span)
    subject = inbound.message.subject or ""
    titled = [r for r in references(subject) if r.sort == sort]
    return Given(titled[0].text) if titled else None


def _repeats(draft: Document, found: Given) -> bool:
    """The draft names it itself, so it asks about it and not for it."""
    if found.span is None:
        return False
    key = re.sub(r"\W", "", found.text).lower()
    return len(key) > 2 and key in re.sub(r"\W", "", draft.text).lower()
