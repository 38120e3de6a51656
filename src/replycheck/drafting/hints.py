"""What belongs below a question, said by its slot; and what of a request is not repeated to its writer."""

from __future__ import annotations

import re

from replycheck.matching.compiled import Patterns
from replycheck.model import Span
from replycheck.understand.asks import Ask

HINTS = {
    "yn": "yes or no, and why",
    "when": "the day, or how long it takes",
    "much": "the amount",
    "many": "the number",
    "why": "the reason",
    "where": "the place, or the link",
    "who": "who it is",
    "how": "the steps",
    "req": "what you do about it, and by when",
    "file": "the file by its name, or why there is none yet",
    "act": "whether it is done, and from when",
    "deadline": "whether that day can be kept",
    "cause": "how it came about",
    "either": "which of the two, and why",
    "one of them": "which of them, and why",
    "answer by then": "what they can count on by that day",
}
"""By the sort of the question (`Ask.qtype`), or by what its words ask for."""

ANY = "in a sentence or two"


def hint_of(ask: Ask, kept: str) -> str:
    """The hint below an ask of which `kept` is quoted."""
    text = _on_one_line(ask.text)
    if ask.qtype in ("req", "deadline") and len(kept) < len(ask.text) and _PATTERNS["day"].search(kept):
        return HINTS["answer by then"]
    if ask.qtype == "req" and _PATTERNS["file"].search(text):
        return HINTS["file"]
    if ask.qtype in ("how", "what", "req", "yn") and _PATTERNS["cause"].search(text):
        return HINTS["cause"]
    if ask.qtype in ("yn", "req", "how", "what") and _PATTERNS["either"].search(text):
        return HINTS["one of them" if len(_PATTERNS["or"].findall(text)) > 1 else "either"]
    return HINTS.get(ask.qtype, ANY)


def without_threat(ask: Ask) -> Span:
    """The part of an ask that is quoted: "I expect an answer by Monday or I go to my lawyer" ends before "or"."""
    text = _on_one_line(ask.text)
    threat = _PATTERNS["threat"].search(text) if ask.qtype in ("req", "deadline", "act") else None
    return Span(ask.span.start, ask.span.start + threat.start()) if threat else ask.span


def _on_one_line(text: str) -> str:
    return re.sub(r"\s", " ", text)


_SOURCES = {
    "file": r"\b(?:re)?(?:send|sent|e-?mail|provide|attach|forward|need|have|want|appreciate|get|like)\b"
    r"(?:(?!\b(?:for|of|on|about|against|refund|money)\b).){0,40}\b(?:receipts?|invoices?"
    r"|labels?|cop(?:y|ies)|statements?|reports?|certificates?|forms?|pdfs?|vouchers?|documents?|contracts?|quotes?)\b",
    "cause": r"\bhow(?: on earth| the hell| in the world)?(?: (?:could|did|can|does|do))? (?:[\w']+ ){1,6}?"
    r"(?:happen(?:ed|s)?|c[ao]me about|occur(?:red|s)?|go wrong|went wrong|c[ao]me to (?:be|this))\b"
    r"|\bwhat(?:'s| has| had| have| is)? (?:happened|went wrong|gone wrong|caused|behind (?:it|this|that)"
    r"|the (?:cause|reason))\b|\bhow (?:is|was) (?:this|that|it) (?:even )?possible\b",
    # Two ways, each with its verb: "bring it or do I order it"; "by card or PayPal" may both be right.
    "either": r"\bor (?:else )?(?:do|does|did|is|are|was|were|will|would|shall|should|can|could|must|have|has|am) "
    r"(?!(?:that|this|it) (?:not|a problem|too|impossible|out|closed|over|late|already)\b|(?:you|i|we|it) not\b)"
    r"(?:i|we|you|they|he|she|it|that|this|the|there|my|our|your)\b"
    r"|\b(?:should|shall) (?:i|we)\b[^?]{1,120}\bor (?!not\b|so\b|any|something|someone|somewhere|two\b|more\b|less\b"
    r"|later\b|else\b)"
    r"|\b(?:better|rather|prefer)\b[^?]{1,120}\bor (?!not\b)",
    "or": r"\bor\b(?! (?:so|not|two|more|less|later|any\w+|something|someone)\b)",
    "threat": r"\s*[,;:–—-]?\s*\b(?:or(?: else)?|otherwise),? (?:(?:i|we)(?:'ll|'m|'re| am| are| will| shall| have to"
    r"| must| may| might)?(?: (?:be|then|simply|just|gladly))? (?:go|going|tak|cancel|leav|report|contact|call|writ"
    r"|post|su(?:e|ing)\b|hand|turn|involv|switch|charg|dispute|fil|escalat|instruct|see you in court|let my|tell"
    r"|complain|shar|stop|withhold|mov|never)\w*|(?:my|our) (?:lawyers?|solicitors?|attorney|bank|insurers?)"
    r"|(?:it|this) (?:goes|will go)|you(?:'ll| will) (?:hear|be hearing|lose|regret))\b.*\Z",
    "day": r"\b(?:by|before|until|within|today|tomorrow|tonight|now|immediately|at once|deadline|latest"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b",
}
_PATTERNS = Patterns(_SOURCES)
