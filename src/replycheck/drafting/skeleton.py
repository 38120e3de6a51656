"""One reply skeleton: what the mail gives, put where a template wants it, with slots for what only people know."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from replycheck.drafting.hints import hint_of, without_threat
from replycheck.drafting.loss import has_trouble, is_bereaved, is_sad, sorrow_of
from replycheck.drafting.matter import matter_of, subject_of
from replycheck.drafting.quoting import Quoting, harmless
from replycheck.drafting.register import greeting, name_of, register_of, sign_off
from replycheck.drafting.templates import Shelf, Template
from replycheck.drafting.topics import Chosen, choose
from replycheck.model import Channel, Message, SelfService, Settings
from replycheck.records import NamedTuple
from replycheck.sandbox import TemplateFault
from replycheck.understand.asks import asks, numbers_of
from replycheck.understand.document import Document
from replycheck.understand.given import enclosed
from replycheck.understand.slots import written

NO_QUESTION = "what you found out or do about it"
NEXT_STEP = "who does what next, and by when"
YOUR_NAME = "your name"


class Skeleton(NamedTuple):
    """A draft with slots.  `reason` says why this template was chosen; empty where it was named.

    `questions` is how many are quoted; of a mail with more than `MOST_QUESTIONS` it is that number.
    """

    text: str
    template: str
    reason: str = ""
    questions: int = 0


def draft(
    inbound: Document,
    shelf: Shelf,
    settings: Settings,
    *,
    template: Template | None = None,
    channel: Channel = "email",
    customer_name: str | None = None,
    agent: str = "",
    leaves: datetime | None = None,
    earlier: Sequence[Message] = (),
) -> Skeleton:
    """A skeleton of the reply to a mail, from a named template or from the one that fits.

    `leaves` is when the reply goes out: a late one says so.  Raises ConfigError for what is wrong in a template.
    """
    chosen = Chosen(template.name, "") if template else choose(inbound, shelf.templates)
    values = values_of(
        inbound,
        settings,
        channel=channel,
        customer_name=customer_name,
        agent=agent,
        leaves=leaves,
        earlier=earlier,
    )
    text = shelf.render(template or shelf.get(chosen.name), values)
    return Skeleton(tidied(text), chosen.name, chosen.reason, len(values["questions"]))


def values_of(
    inbound: Document,
    settings: Settings,
    *,
    channel: Channel = "email",
    customer_name: str | None = None,
    agent: str = "",
    leaves: datetime | None = None,
    earlier: Sequence[Message] = (),
) -> dict[str, Any]:
    """What a template may use; docs/drafting.md explains each.  All of it is text without anything that acts."""
    english = inbound.message.language in (None, "en")
    register = register_of(inbound)
    name = name_of(inbound, customer_name, register)
    matter = matter_of(inbound, settings, channel)
    questions = list(_questions(inbound, channel))
    signed = harmless(agent or settings.agent) or written("fill-in", YOUR_NAME)
    bereaved, sad = english and is_bereaved(inbound), english and is_sad(inbound)
    mood = inbound.mood.label if english and not (sad and inbound.mood.label == "worried") else "neutral"
    is_short = channel != "email"
    between = "\n" if channel == "chat" else "\n\n"
    return {
        "name": name,
        "greeting": greeting(inbound, name, register, channel),
        "register": register,
        "channel": channel,
        "language": inbound.message.language or "en",
        "is_bereaved": bereaved,
        "is_sad": sad and not bereaved,
        "sad_about": sorrow_of(inbound) if sad else "",
        "mood": mood,
        "has_trouble": english and has_trouble(inbound),
        "praises": english and inbound.mood.label in ("happy", "neutral") and inbound.mood.shows("praise"),
        "matter": matter.words,
        "subject": "" if is_short or matter.words else subject_of(inbound, [q["text"] for q in questions]),
        "number": matter.number,
        "product": matter.product,
        "files": list(matter.files),
        "encloses": english and any(enclosed(inbound)),
        "questions": questions,
        "answers": f"{between}".join(f"> {q['text']}{between}{q['slot']}" for q in questions)
        or written("answer", NO_QUESTION),
        "waiting_since": _waiting_since(inbound.message.sent_at, leaves, settings),
        "pages": [page._asdict() for page in _pages(inbound, settings, earlier)] if english else [],
        "next_step": written("next-step", NEXT_STEP),
        "agent": signed,
        "brand": settings.brand,
        "sign_off": sign_off(signed, register, channel, inbound.message.language),
        "slot": _short_slot if is_short else _slot,
    }


def _slot(*hints: object) -> str:
    """For templates: a slot of their own, `{{ slot("the amount") }}`."""
    return written("fill-in", _only(hints))


def _short_slot(*hints: object) -> str:
    """The same where a post or a chat has little room."""
    return written("fill-in", " ".join(_only(hints).split()[:4]).rstrip(","))


def _only(hints: Sequence[object]) -> str:
    if len(hints) != 1 or not str(hints[0]).strip():
        raise TemplateFault('slot wants one text that says what belongs there, as in slot("the amount")')
    return str(hints[0])


def _questions(inbound: Document, channel: Channel) -> Iterator[dict[str, str]]:
    asked = asks(inbound)
    quoting = Quoting(inbound, channel)
    for number, ask in zip(numbers_of(inbound, asked), asked, strict=True):
        kept = without_threat(ask)
        hint = hint_of(ask, ask.text[: kept.end - kept.start])
        yield {
            "text": quoting.of(kept),
            "slot": written("answer", hint, number if len(asked) > 1 else None),
        }


def _waiting_since(sent: datetime | None, leaves: datetime | None, settings: Settings) -> str:
    """The day of a mail that has waited longer than the team allows, as the customer counts it; with its year
    where that is another or half a year ago.
    """
    if (
        sent is None
        or leaves is None
        or (leaves - sent).total_seconds() <= settings.reply_within_hours * 3600
    ):
        return ""
    is_old = sent.year != leaves.year or (leaves - sent).days > 183
    year = f" {sent.year}" if is_old else ""
    return f"{sent.day} {sent:%B}{year}"


def _pages(inbound: Document, settings: Settings, earlier: Sequence[Message]) -> Iterator[SelfService]:
    """The team's pages on topics that the mail speaks of, but for those that were linked before."""
    texts = [inbound.message.text.casefold(), *(message.text.casefold() for message in earlier)]
    for page in settings.self_service:
        words = "|".join(r"\s+".join(map(re.escape, word.split())) for word in page.words)
        said = re.search(rf"(?<![\w@-])(?:{words})(?:s|es|ed|d|ing)?(?![\w@])", inbound.prose, re.IGNORECASE)
        if said and not any(page.link.casefold() in text for text in texts):
            yield page


def tidied(text: str) -> str:
    """Lines without blanks at their ends, paragraphs with one blank line between, one line end behind."""
    lines = "\n".join(line.rstrip() for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", lines).strip("\n") + "\n"
