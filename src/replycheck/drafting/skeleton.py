"""One reply skeleton: what the mail gives, put where a template wants it, with slots for what only people know."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from replycheck.drafting.loss import is_bereaved, is_sad
from replycheck.drafting.matter import matter_of, subject_of
from replycheck.drafting.quoting import Quoting, harmless
from replycheck.drafting.register import greeting, name_of, register_of, sign_off
from replycheck.drafting.templates import Shelf, Template
from replycheck.drafting.topics import Chosen, choose
from replycheck.model import Channel, Message, SelfService, Settings
from replycheck.records import NamedTuple
from replycheck.sandbox import TemplateFault
from replycheck.understand.asks import Ask, asks
from replycheck.understand.document import Document
from replycheck.understand.given import enclosed
from replycheck.understand.slots import written

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
}
"""What belongs below a question, by its sort (`Question.qtype`)."""

ANY = "in a sentence or two"
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
        "mood": inbound.mood.label if english and not sad else "neutral",
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
    for number, ask in enumerate(asked, 1):
        yield {
            "text": quoting.of(ask.span),
            "slot": written("answer", _hint(ask), number if len(asked) > 1 else None),
        }


def _hint(ask: Ask) -> str:
    if ask.qtype == "req" and _FILE.search(ask.text):
        return HINTS["file"]
    return HINTS.get(ask.qtype, ANY)


_FILE = re.compile(
    r"\b(?:re)?(?:send|sent|e-?mail|provide|attach|forward|need|have|want|appreciate|get|like)\b.{0,40}\b(?:receipts?|invoices?"
    r"|labels?|cop(?:y|ies)|statements?|reports?|certificates?|forms?|pdfs?|vouchers?|documents?|contracts?|quotes?)\b",
    re.IGNORECASE | re.DOTALL,
)


def _waiting_since(sent: datetime | None, leaves: datetime | None, settings: Settings) -> str:
    """The day of a mail that has waited longer than the team allows, as the customer counts it."""
    if (
        sent is None
        or leaves is None
        or (leaves - sent).total_seconds() <= settings.reply_within_hours * 3600
    ):
        return ""
    year = f" {sent.year}" if sent.year != leaves.year else ""
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
