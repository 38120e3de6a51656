"""Which template fits a mail: each template's cues are looked for, and the points counted."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from replycheck.drafting.quoting import harmless
from replycheck.drafting.templates import Template
from replycheck.matching import Index
from replycheck.model import Message
from replycheck.understand.document import Document

CUE, HINT, MOOD = 2, 1, 1
"""Points for each cue, each hint, and for a mood that the template is made for."""
ENOUGH = 2
"""A mail with fewer points for every template is answered as a question, or a complaint where it is upset."""
MOST_POINTS = 8
"""More cues of one template than make this do not outweigh those of another."""
TOLD = 2


class Chosen(NamedTuple):
    """A template's name, and why: `the mail says “still has not arrived”`."""

    name: str
    reason: str


def choose(inbound: Document, templates: Iterable[Template]) -> Chosen:
    """The template with the most points; of several the one whose cue stands first in the mail.

    A cue counts once, however often it stands there; the subject counts like the text.
    """
    templates = list(templates)
    if inbound.message.language not in (None, "en"):
        return _fallback(inbound, set())
    index = Index([(template.name, template.terms) for template in templates if template.terms])
    subject = Document(Message(inbound.message.subject or ""), index)
    body = index.scan(inbound.prose, inbound.paragraphs)
    best: tuple[int, int, str] | None = None
    said: dict[str, list[str]] = {}
    for template in templates:
        if not template.terms:
            continue
        found: dict[str, tuple[float, int, str]] = {}
        for hit in body.hits(template.name):
            words = harmless(hit.span.of(inbound.text))
            found.setdefault(words.casefold(), (hit.term.weight, hit.span.start, words))
        for hit in subject.hits(template.name):
            words = harmless(hit.span.of(subject.text))
            found.setdefault(words.casefold(), (hit.term.weight, len(inbound.text), words))
        if not found:
            continue
        points = min(int(sum(weight for weight, _, _ in found.values())), MOST_POINTS)
        points += MOOD * (inbound.mood.label in template.moods)
        strongest = sorted(found.values(), key=lambda each: (-each[0], each[1]))
        said[template.name] = [words for _, _, words in strongest[:TOLD]]
        rank = (-points, strongest[0][1], template.name)
        if points >= ENOUGH and (best is None or rank < best):
            best = rank
    if best is not None:
        told = " and ".join(f"“{words}”" for words in said[best[2]])
        return Chosen(best[2], f"the mail says {told}")
    return _fallback(inbound, {template.name for template in templates})


def _fallback(inbound: Document, names: set[str]) -> Chosen:
    language = inbound.message.language
    if language not in (None, "en"):
        return Chosen("other-language", f"the mail is not in English ({language}), so this is only a frame")
    mood = inbound.mood
    if mood.label == "upset" and "complaint" in names:
        cue = harmless(mood.telling[0].span.of(inbound.text)) if mood.telling else ""
        return Chosen("complaint", "the customer is upset" + (f" (“{cue}”)" if cue else ""))
    asks = "asks" if inbound.questions else "asks nothing"
    return Chosen("question", f"the mail {asks}, and none of the cues of another template stands in it")
