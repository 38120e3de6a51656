"""Claims that a rule may demand (`only:`) or refuse (`unless:`) of a place in the draft."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache

from replycheck.checkers.context import Context
from replycheck.matching import fold
from replycheck.matching.compiled import compiled
from replycheck.model import Span
from replycheck.understand.hours import HOURS_IN_WORDS
from replycheck.understand.segments import is_list_item

Predicate = Callable[[Context, Span], bool]

NEGATION_WORDS = 3
"""How many words before a match a negator may stand and still negate it."""


@cache
def _negator() -> re.Pattern[str]:
    return compiled(
        r"\b(?:not|never|none|no|nor|without|cannot|hardly|nobody|nothing|isn'?t|aren'?t|wasn'?t|weren'?t|don'?t|doesn'?t"
        r"|didn'?t|won'?t|wouldn'?t|can'?t|couldn'?t|shouldn'?t|haven'?t|hasn'?t|hadn'?t)\b",
        re.IGNORECASE,
    )


@cache
def _condition() -> re.Pattern[str]:
    return compiled(
        r"\b(?:if|unless|in case|whether|when|whenever|should you|provided|once)\b", re.IGNORECASE
    )


@cache
def _time() -> re.Pattern[str]:
    return compiled(
        r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|today|tonight|tomorrow|yesterday"
        r"|(?:jan|febr)uary|march|april|june|july|august|(?:septem|octo|novem|decem)ber"
        r"|(?:\d+|one|two|three|four|five|six|seven|eight|ten|twelve|few|couple of)[ -]"
        r"(?:to \w+ )?(?:working |business |calendar )?"
        r"(?:minutes?|hours?|days?|weeks?|months?)|(?:this|next) (?:week|month|morning|afternoon|evening)"
        r"|end of (?:the )?(?:day|week|month)|\d{1,2}(?::\d\d)? ?(?:am|pm)|\d{1,2}:\d\d|\d{1,2}(?:st|nd|rd|th)"
        r"|\d{1,2} (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
        r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]* \d{1,2})\b|\d{4}-\d\d-\d\d|\d{1,2}/\d{1,2}"
        rf"|{HOURS_IN_WORDS}",
        re.IGNORECASE,
    )


def _quoted(context: Context, span: Span) -> bool:
    """It stands in quotation marks: somebody's words are repeated."""
    return any(q.start <= span.start and span.end <= q.end for q in context.draft.quotations.near(span))


@cache
def _comfort() -> re.Pattern[str]:
    return compiled(
        r"\b(?:quite|very|perfectly|completely|absolutely|fairly|pretty) (?:common|normal|usual|natural)\b"
        r"|\b(?:try not to|no need to|nothing to|please don't|please do not) worry\b",
        re.IGNORECASE,
    )


def _reassuring(context: Context, span: Span) -> bool:
    """The sentence says that something is quite normal, or no reason to worry."""
    sentence = context.draft.sentence_at(span.start)
    return bool(sentence and _comfort().search(sentence.of(context.draft.prose)))


def _before(context: Context, span: Span) -> str:
    """The sentence's own words before the match."""
    sentence = context.draft.sentence_at(span.start)
    return context.draft.prose[sentence.start : span.start] if sentence else ""


def _negated(context: Context, span: Span) -> bool:
    """A negator (not, never, cannot) stands shortly before it in the same clause; the "No," that answers is none."""
    clause = re.split(r"[;:,\n]", _before(context, span))[-1]
    return bool(_negator().search(" ".join(clause.split()[-NEGATION_WORDS:])))


@cache
def _us() -> re.Pattern[str]:
    return compiled(r"\b(?:we|us|our|ours|i|my|me)\b", re.IGNORECASE)


def _of_us(context: Context, span: Span) -> bool:
    """The sentence speaks of us before the match: "a note from us would have saved you the trip".

    What stands before "but" or "although" is another matter where the match turns to the customer.
    """
    before, match = _before(context, span), span.of(context.draft.prose)
    if _but().search(before) and _had_you().match(match) and not _us().search(match):
        return False
    return bool(_us().search(before))


@cache
def _but() -> re.Pattern[str]:
    return compiled(r"\b(?:but|although|though)[,\s]+$", re.IGNORECASE)


@cache
def _had_you() -> re.Pattern[str]:
    return compiled(r"(?:had|if(?: only)?) you\b", re.IGNORECASE)


@cache
def _reporting() -> re.Pattern[str]:
    return compiled(
        r"\b(?:you|were|was|been|he|she|they|colleague|agent|driver|clerk|desk|who) (?:have |had |were |was )?"
        r"(?:told|said|wrote|heard|suggested|implied|claimed)(?: (?:you|us|on the phone|by \w+|to \w+))*(?: that)? $",
        re.IGNORECASE,
    )


def _reported(context: Context, span: Span) -> bool:
    """It repeats what somebody said: "you were told that you must have clicked twice"."""
    return bool(_reporting().search(_before(context, span)))


def _conditional(context: Context, span: Span) -> bool:
    """An "if", "unless", "when" or the like stands before it in the sentence."""
    return bool(_condition().search(_before(context, span)))


def _question(context: Context, span: Span) -> bool:
    """Its sentence ends with a question mark."""
    sentence = context.draft.sentence_at(span.start)
    return (
        bool(sentence)
        and sentence is not None
        and context.draft.prose[: sentence.end].rstrip("\"')").endswith("?")
    )


def _dated(context: Context, span: Span) -> bool:
    """The sentence, the one before it or the one after it says when."""
    sentences = context.draft.sentences
    at = next((i for i, s in enumerate(sentences) if s.start <= span.start < s.end), None)
    if at is None:
        return False
    start, end = sentences[max(at - 1, 0)].start, sentences[min(at + 1, len(sentences) - 1)].end
    return bool(_time().search(context.draft.prose, start, end))


def _mentioned(context: Context, span: Span) -> bool:
    """The customer used these words."""
    words = " ".join(fold(span.of(context.draft.plain)).split())
    return context.inbound is not None and words in " ".join(fold(context.inbound.prose).split())


def _own_act(context: Context, span: Span) -> bool:
    """Somewhere in the reply we say what we did or will do."""
    return any(not hit.span.overlaps(span) for hit in context.draft.lexicon("acts"))


def _own_act_near(context: Context, span: Span) -> bool:
    """In the same sentence or the next two we say what we did or will do."""
    sentences = context.draft.sentences
    at = next((i for i, s in enumerate(sentences) if s.start <= span.start < s.end), None)
    if at is None:
        return False
    near = Span(sentences[at].start, sentences[min(at + 2, len(sentences) - 1)].end)
    return any(
        near.start <= hit.span.start < near.end
        for hit in context.draft.lexicon("acts")
        if not hit.span.overlaps(span)
    )


def _next_step(context: Context, span: Span) -> bool:
    """Elsewhere in the reply stands what happens next, or what the customer can do."""
    return any(not hit.span.overlaps(span) for hit in context.draft.lexicon("next_step"))


def _apology(context: Context, span: Span) -> bool:
    """Somewhere in the reply we say sorry."""
    return any(hit.term.weight for hit in context.draft.lexicon("apology"))


def _empathy(context: Context, span: Span) -> bool:
    """Somewhere in the reply stands a word for how the customer feels."""
    return any(hit.term.weight for hit in context.draft.lexicon("empathy"))


def _specific_after(context: Context, span: Span) -> bool:
    """The sentence goes on, after the match, with at least four words: it says something of its own."""
    sentence = context.draft.sentence_at(span.start)
    return sentence is not None and len(re.findall(r"\w+", context.draft.prose[span.end : sentence.end])) >= 4


def _in_code(context: Context, span: Span) -> bool:
    """It stands in code."""
    return any(m.kind == "code" and m.span.start <= span.start < m.span.end for m in context.draft.masks)


def _list_item(context: Context, span: Span) -> bool:
    """It stands in an item of a list."""
    start = context.draft.prose.rfind("\n", 0, span.start) + 1
    return is_list_item(context.draft.prose[start : span.end])


def _whole_line(context: Context, span: Span) -> bool:
    """Nothing else stands on the line: a heading, a title, a menu entry."""
    prose = context.draft.prose
    start, end = prose.rfind("\n", 0, span.start) + 1, prose.find("\n", span.end)
    line = prose[start : end if end >= 0 else len(prose)]
    return len(line.strip(" \t#*_.:!-")) <= len(span.of(prose)) + 1


def _mood(label: str) -> Predicate:
    def claim(context: Context, span: Span) -> bool:
        return context.inbound is not None and context.inbound.mood.label == label

    claim.__doc__ = f"The customer's message sounds {label}."
    return claim


def _channel(name: str) -> Predicate:
    def claim(context: Context, span: Span) -> bool:
        return context.case.channel == name

    claim.__doc__ = f"The channel is {name}."
    return claim


PREDICATES: Mapping[str, Predicate] = {
    "quoted": _quoted,
    "negated": _negated,
    "conditional": _conditional,
    "of-us": _of_us,
    "reported": _reported,
    "question": _question,
    "dated": _dated,
    "mentioned": _mentioned,
    "own-act": _own_act,
    "own-act-near": _own_act_near,
    "next-step": _next_step,
    "apology": _apology,
    "empathy": _empathy,
    "specific-after": _specific_after,
    "in-code": _in_code,
    "reassuring": _reassuring,
    "list-item": _list_item,
    "whole-line": _whole_line,
    "upset": _mood("upset"),
    "worried": _mood("worried"),
    "happy": _mood("happy"),
    "neutral": _mood("neutral"),
    "email": _channel("email"),
    "chat": _channel("chat"),
    "social": _channel("social"),
}
"""Every claim by the name that rule files use."""
