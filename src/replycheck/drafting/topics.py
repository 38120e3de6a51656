"""Which template fits a mail: each template's cues are looked for, and the points counted."""

from __future__ import annotations

from collections.abc import Iterable

from replycheck.drafting.quoting import harmless
from replycheck.drafting.templates import Template
from replycheck.errors import ConfigError
from replycheck.matching import Index, Scan, TimeLimit
from replycheck.model import Message
from replycheck.records import NamedTuple
from replycheck.understand.document import Document

MOOD = 1
"""Points for a mood that the template is made for, beside those of its cues and hints."""
ENOUGH = 2
"""A mail with fewer points for every template is answered as a question, or a complaint where it is upset."""
MOST_POINTS = 8
"""More cues of one template than make this do not outweigh those of another."""
TOLD = 2


class Chosen(NamedTuple):
    """A template's name, and why: `the mail says “still has not arrived”`."""

    name: str
    reason: str


class Score(NamedTuple):
    """What one template gathered: `cues` are the words found with their points, the strongest first.

    `first` is where the strongest stands in the mail, its end for one in the subject.
    """

    name: str
    points: int
    cues: tuple[tuple[str, int], ...] = ()
    first: int = 0


def choose(inbound: Document, templates: Iterable[Template]) -> Chosen:
    """The template with the most points; of several the one whose cue stands first in the mail."""
    if inbound.message.language in (None, "en"):
        best = ranked(inbound, templates)[0]
        if best.points >= ENOUGH and best.cues:
            told = " and ".join(f"“{words}”" for words, _ in best.cues[:TOLD])
            return Chosen(best.name, f"the mail says {told}")
    return _fallback(inbound)


def ranked(inbound: Document, templates: Iterable[Template]) -> list[Score]:
    """The scores of all templates, the best first.

    A cue counts once, however often it stands there; the subject counts like the text.  The mood adds a
    point where there is a cue.  Raises ConfigError for a team's own cue that takes too long.
    """
    templates = list(templates)
    index = Index([(template.name, template.terms) for template in templates if template.terms])
    subject = Document(Message(inbound.message.subject or ""), index)
    body = index.scan(inbound.prose, inbound.paragraphs)
    scores = []
    for template in templates:
        try:
            scores.append(_score(template, inbound, body, subject))
        except TimeLimit:
            raise ConfigError(
                template.path, "a cue takes too long on this mail; make its repeats narrower"
            ) from None
    return sorted(scores, key=lambda score: (-score.points, score.first, score.name))


def _score(template: Template, inbound: Document, body: Scan, subject: Document) -> Score:
    if not template.terms:
        return Score(template.name, 0)
    end = len(inbound.text)
    places = [(hit.span.of(inbound.text), hit) for hit in body.hits(template.name)]
    titles = [(hit.span.of(subject.text), hit) for hit in subject.hits(template.name)]
    found: dict[str, tuple[int, int, str]] = {}
    for at, (words, hit) in enumerate([*places, *titles]):
        words = harmless(words)
        start = hit.span.start if at < len(places) else end
        found.setdefault(words.casefold(), (-int(hit.term.weight), start, words))
    if not found:
        return Score(template.name, 0)
    strongest = sorted(found.values())
    points = min(-sum(weight for weight, _, _ in strongest), MOST_POINTS)
    points += MOOD * (inbound.mood.label in template.moods)
    return Score(
        template.name, points, tuple((words, -weight) for weight, _, words in strongest), strongest[0][1]
    )


def _fallback(inbound: Document) -> Chosen:
    language = inbound.message.language
    if language not in (None, "en"):
        return Chosen("other-language", f"the mail is not in English ({language}), so this is only a frame")
    mood = inbound.mood
    if mood.label == "upset":
        cue = harmless(mood.telling[0].span.of(inbound.text)) if mood.telling else ""
        return Chosen("complaint", "the customer is upset" + (f" (“{cue}”)" if cue else ""))
    if mood.label == "happy" and mood.shows("praise") and not inbound.questions:
        return Chosen("praise", "the customer is happy and asks nothing")
    asks = "asks" if inbound.questions else "asks nothing"
    return Chosen("question", f"the mail {asks}, and none of the cues of another template stands in it")
