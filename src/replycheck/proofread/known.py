"""Words that are right in this case whatever a word list says: names, the team's words, the customer's own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from replycheck.model import Span

if TYPE_CHECKING:
    from replycheck.checkers.context import Context
    from replycheck.understand import Document

USED_ON_PURPOSE = 2
"""A word that stands so often in one draft was chosen."""


def known_words(context: Context) -> frozenset[str]:
    """Folded to lower case: the team's dictionary and terms, names of people and brands, every word of the
    messages that the draft answers, and what the draft itself says twice.

    What a customer writes is not held against the agent who repeats it.
    """
    return frozenset(word.casefold() for word in _known(context))


def _known(context: Context) -> Iterator[str]:
    settings = context.settings
    texts: list[str] = [
        *settings.words, *settings.accepted, *settings.team_names, settings.brand, *settings.other_brands,
        *settings.preferred.values(), *settings.jargon, *context.customer_names, context.case.customer_name or "",
    ]  # fmt: skip
    for page in settings.self_service:
        texts += (page.topic, *page.words)
    for fact in settings.facts:
        texts += (fact.about, fact.value, *fact.words)
    if context.case.record is not None:
        texts.append(context.case.record.title or "")
    for text in texts:
        yield from _split(text)
    for document in (context.inbound, *context.earlier):
        if document is not None:
            yield from said(document)
            yield from _split(document.message.name or "")
            yield from _split(document.message.subject or "")
    counted = Counter(word.casefold() for word in said(context.draft))
    yield from (word for word, times in counted.items() if times >= USED_ON_PURPOSE)


def said(document: Document) -> Iterator[str]:
    """The words of a message, those with a hyphen in parts too."""
    for span in document.words:
        yield from _split(span.of(document.prose))


def _split(text: str) -> Iterable[str]:
    """The words of a text, each with and without the `'s` behind it."""
    for word in text.replace("-", " ").replace("’", "'").split():
        bare = word.strip(".,;:!?()\"'")
        yield bare
        if bare.endswith("'s"):
            yield bare[:-2]


def parts(prose: str, span: Span) -> Iterator[Span]:
    """The parts of a word with hyphens."""
    at = span.start
    for part in span.of(prose).split("-"):
        if part:
            yield Span(at, at + len(part))
        at += len(part) + 1
