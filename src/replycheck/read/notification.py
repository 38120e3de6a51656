"""Mails that a help desk or a web form writes for a customer: the text and the name out of the template.

Recognised by fixed lines.  `From` names the help desk there, so the name comes from the template.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from replycheck.matching.compiled import compiled
from replycheck.model import PartKind
from replycheck.read.quoting import REPLY_ABOVE, first_filled
from replycheck.records import NamedTuple

QUOTED, DISCLAIMER = PartKind.QUOTED, PartKind.DISCLAIMER
Kinds = list["PartKind | None"]


class Notification(NamedTuple):
    """What a template gives away: the kind of each line (None: the customer's own), name and address.

    `label` counts the characters of a form's label ("Message: ") before the text on its first line.
    """

    kinds: tuple[PartKind | None, ...]
    name: str | None = None
    address: str | None = None
    label: int = 0


# Values of a web form that say who writes, and those that hold the text; lower case.
NAME_FIELDS = frozenset(
    "name|full name|your name|first name|customer name|customer|contact name|from|requester|submitted by|"
    "ihr name|vorname|nom|votre nom|prénom|nombre|su nombre|nome|il tuo nome|naam|uw naam|seu nome|sender|"
    "name (required)|name *|ticket requester".split("|")
)
LAST_NAME_FIELDS = frozenset(
    "last name|surname|nachname|nom de famille|apellido|apellidos|cognome|achternaam|sobrenome".split("|")
)
ADDRESS_FIELDS = frozenset(
    "email|e-mail|email address|e-mail address|your email|e-mail-adresse|adresse e-mail|correo electrónico|mail|"
    "reply-to|customer email|e-mailadres|indirizzo email|email *|contact email|requester email|correo".split(
        "|"
    )
)
TEXT_FIELDS = frozenset(
    "body|message|comment|comments|your message|message body|enquiry|inquiry|question|questions|details|description|"
    "message details|how can we help|how can we help?|how can we help you?|nachricht|ihre nachricht|votre message|"
    "mensaje|su mensaje|messaggio|il tuo messaggio|bericht|uw bericht|mensagem|sua mensagem|message *|request|"
    "additional information|your question|ticket description|comment or message|what can we help you with?|"
    "feedback".split("|")
)
OTHER_FIELDS = frozenset(
    "phone|phone number|telephone|tel|mobile|country code|country|subject|company|organisation|organization|order|"
    "order number|order id|topic|reason|category|website|url|city|address|ip address|ip|date|time|page|store|"
    "telefon|betreff|téléphone|objet|sujet|teléfono|asunto|telefono|oggetto|telefoon|onderwerp|telefone|assunto|"
    "submitted on|submitted at|form|form name|source|department|priority|status|ticket id|ticket|ticket url|id|"
    "product|to|type|channel|user agent|browser|referrer|location|zip|state|postal code|group|agent".split(
        "|"
    )
)
FORM_WORDS = (
    "form", "message", "submi", "contact", "enquiry", "inquiry", "website", "store", "ticket", "request",
    "formular", "formulaire", "formulario", "modulo", "formulier", "formulário", "hi", "hello",
)  # fmt: skip
# Lines of help-desk templates around the text, by how they begin; lower case.
CHROME = (
    "view in help scout", "assigned to:", "stop receiving these", "view conversation",
    "view this conversation", "reply or view", "view and reply", "this email is a service from",
    "delivered by zendesk", "powered by zendesk", "you are registered as a cc", "you are receiving this",
    "you received this", "this email was sent to", "this e-mail was sent from a contact form",
    "this email was sent from a contact form", "this mail is sent via contact form",
    "this is a notification", "reply to this email", "respond to this email", "to reply to this",
    "view ticket", "view the ticket", "open in ", "view in ", "ticket url", "manage submissions",
    "you can view", "you can respond", "unsubscribe", "manage your notification", "mark as spam",
    "report spam", "a customer has added a comment", "a customer has updated", "a new comment was added",
    "a comment was added", "to add a comment", "to review", "to view", "ticket #", "[#", "your request (",
    "a new ticket", "a new response", "has been assigned to you", "does this submission look like spam",
    "sent via form submission", "sent from your", "this submission", "respond in ", "reply in ",
    "see it in ", "powered by ", "©", "notification settings", "change your notification", "you can reply",
    "status:", "conversation id", "view it in ", "tags:", "reply directly", "time:", "ip address:",
    "contact form url:", "sent by a verified", "sent by an unverified",
)  # fmt: skip
HEADLINES = (
    "new conversation from", "new message from", "new reply from", "new email from", "new chat from",
    "message from", "you have a new message from", "you've received a new message from",
    "you received a new message from", "new ticket from", "conversation started by",
)  # fmt: skip
AFTER_NAME = (
    " replied to", " replied:", " replied", " wrote:", " says:", " sent a message",
    " started a conversation", " started a new conversation", " sent you a message", " has replied",
    " just submitted", " submitted a", " added a comment", " left a message", " responded",
)  # fmt: skip
MAX_LINES = 400


def notification(lines: Sequence[str], *, is_known_sender: bool = False) -> Notification | None:
    """What is whose in a notification; None for a mail that somebody wrote.

    `is_known_sender`: the headers say that a help desk sent it, so fewer signs are enough.
    """
    head = [line for line in lines[:40] if line.strip()]
    if not head:
        return None
    return _form(lines) or _thread(lines, head[0], is_known_sender=is_known_sender)


# ---- web forms: labels with values


def _form(lines: Sequence[str]) -> Notification | None:
    fields = list(_fields(lines))
    texts = [number for number, name, _ in fields if name in TEXT_FIELDS]
    named = [(number, name, value) for number, name, value in fields if name in NAME_FIELDS | ADDRESS_FIELDS]
    if not texts or not named:
        return None
    start = texts[-1] if fields[0][0] > texts[0] else texts[0]
    others = {name for _, name, _ in named} | {name for _, name, _ in fields if name in OTHER_FIELDS}
    first = min(fields[0][0], start)
    intro = [line for line in lines[:first] if line.strip()]
    # Somebody who gives name and number within a letter has written the letter above them.
    if len(others) < 2 or len(intro) > 4 or any("?" in line or len(line) > 160 for line in intro):
        return None
    if intro and not any(word in line.lower() for line in intro for word in FORM_WORDS):
        return None
    own_start, own_end = _value_lines(lines, start, fields)
    kinds: Kinds = [DISCLAIMER] * len(lines)
    for number in range(own_start, own_end):
        kinds[number] = None
    name = next((value for _, field, value in named if field in NAME_FIELDS and value), None)
    last = next((value for _, field, value in fields if field in LAST_NAME_FIELDS and value), None)
    address = next((value for _, field, value in named if field in ADDRESS_FIELDS and "@" in value), None)
    if name and last and len(name.split()) == 1:
        name = f"{name} {last}"
    if name and "<" in name:
        name, _, rest = name.partition("<")
        address = address or rest.partition(">")[0]
    label = 0
    if own_start == start:
        line = lines[start]
        value = line.partition(":")[2]
        label = len(line) - len(value.lstrip(" *\t"))
    return Notification(tuple(kinds), (name or "").strip(' "*') or None, _bare_address(address), label)


def _fields(lines: Sequence[str]) -> list[tuple[int, str, str]]:
    """(line, lower-case label, value) of all known labels among the first lines."""
    found = []
    known = NAME_FIELDS | LAST_NAME_FIELDS | ADDRESS_FIELDS | TEXT_FIELDS | OTHER_FIELDS
    for number, line in enumerate(lines[:MAX_LINES]):
        label, colon, value = line.strip().strip("*").partition(":")
        key = label.strip(" *_\t").lower()
        if not colon:
            # Some forms print the label alone on a line, without a colon.
            continue
        if key in known:
            value = value.strip(" *\t")
            following = number + 1
            if not value and following < len(lines):
                value = lines[following].strip()
            found.append((number, key, value))
    return found


def _value_lines(lines: Sequence[str], start: int, fields: Sequence[tuple[int, str, str]]) -> tuple[int, int]:
    """The lines of the text field's value: up to the next label below a blank line, a rule, or chrome."""
    own_value = lines[start].partition(":")[2].strip(" *")
    own_start = start if own_value else start + 1
    end = start + 1
    labelled = {number for number, _, _ in fields if number > start}
    while end < len(lines):
        line = lines[end].strip()
        if line and (_is_rule(line) or _is_chrome(line) or line in ("--", "-- ")):
            break
        if end in labelled and (not lines[end - 1].strip() or end - 1 in labelled or end + 1 in labelled):
            break
        end += 1
    return own_start, end


# ---- help desks: a line to reply above, or a headline with the customer's name


def _thread(lines: Sequence[str], first: str, *, is_known_sender: bool) -> Notification | None:
    lower = first.strip().lower()
    replies_above = any(phrase in lower for phrase in REPLY_ABOVE) or (
        lower.startswith("##") and lower.endswith("##") and len(lower) > 12
    )
    headline = next((_headline(line) for line in lines[:14] if _headline(line)), None)
    if not replies_above and headline is None:
        return None
    if not replies_above and not (is_known_sender or any(_is_chrome(line.strip()) for line in lines)):
        return None
    sections = _sections(lines)
    kinds: Kinds = [DISCLAIMER] * len(lines)
    own: tuple[int, int] | None = None
    name, address = headline or (None, None)
    for start, end in sections:
        author, text = _author(lines, start, end)
        filled = [
            number
            for number in range(text, end)
            if lines[number].strip() and not _is_chrome(lines[number].strip())
        ]
        if not filled:
            continue
        if author is not None:
            if own is None and not _is_agent(author):
                own = (text, end)
                name = author
            elif own is not None or _is_agent(author):
                kinds[start:end] = [QUOTED] * (end - start)
        elif own is None and start > 0 and not _has_author(lines, sections, start):
            own = (filled[0], filled[-1] + 1)
    if own is None:
        own = _below_headline(lines)
    if own is None:
        return None
    for number in range(*own):
        kinds[number] = DISCLAIMER if _is_chrome(lines[number].strip()) and number >= own[1] - 4 else None
    return Notification(tuple(kinds), name, _bare_address(address))


def _sections(lines: Sequence[str]) -> list[tuple[int, int]]:
    """Runs of lines between rules, in order."""
    sections: list[tuple[int, int]] = []
    start = 0
    for number, line in enumerate(lines):
        if _is_rule(line.strip()):
            sections.append((start, number))
            start = number + 1
    sections.append((start, len(lines)))
    return sections


@cache
def _dated() -> re.Pattern[str]:
    return compiled(r"\b\d{1,2}[:.]\d\d\b|\b(?:19|20)\d\d\b")


def _author(lines: Sequence[str], start: int, end: int) -> tuple[str | None, int]:
    """Who wrote a section by its first line ("Ana Silva, Mar 19, 2025, 13:45 GMT:"), and where the text starts."""
    at = first_filled(lines, start)
    if at >= end:
        return None, at
    line = lines[at].strip().strip("*")
    if len(line) < 120 and "," in line and "?" not in line and _dated().search(line):
        name = line.partition(",")[0].strip(" *")
        if name and len(name) < 60 and not any(character.isdigit() for character in name):
            return name, at + 1
    # HTML templates give name and date a line each.
    following = first_filled(lines, at + 1)
    if following < end and len(line) < 60 and not line.endswith((".", "!", "?", ",", ":")):
        date = lines[following].strip()
        if len(date) < 60 and _dated().search(date) and any(c.isdigit() for c in date[:12]):
            return line, following + 1
    return None, at


def _has_author(lines: Sequence[str], sections: Sequence[tuple[int, int]], below: int) -> bool:
    return any(_author(lines, start, end)[0] for start, end in sections if start >= below)


def _is_agent(author: str) -> bool:
    inside = author.partition("(")[2].lower()
    return any(word in inside for word in ("support", "team", "care", "service", "help", "agent", "desk"))


def _headline(line: str) -> tuple[str, str | None] | None:
    """Name and address out of "New conversation from Ana Silva <ana@shop.example>"."""
    stripped = line.strip().strip("*")
    lower = stripped.lower()
    if not stripped or len(stripped) > 200:
        return None
    rest = ""
    for start in HEADLINES:
        if lower.startswith(start):
            rest = stripped[len(start) :]
            break
    else:
        for verb in AFTER_NAME:
            at = lower.find(verb)
            if 0 < at < 80 and len(stripped[:at].split("<")[0].split()) <= 4 and stripped[:1].isupper():
                rest = stripped[:at]
                break
    rest = rest.strip(" :*")
    if not rest:
        return None
    name, _, address = rest.partition("<")
    name = name.partition("(")[0].strip(' "*:,')
    if not name or len(name.split()) > 4 or any(character.isdigit() for character in name) or "?" in name:
        return None
    if not name[:1].isupper():
        return None
    return name, address.partition(">")[0] or None


def _below_headline(lines: Sequence[str]) -> tuple[int, int] | None:
    """The text between a headline and the template's last lines, where no rule parts them."""
    start = next((number + 1 for number, line in enumerate(lines[:14]) if _headline(line)), None)
    if start is None:
        return None
    while start < len(lines) and (not lines[start].strip() or lines[start].lower().startswith("subject:")):
        start += 1
    end = start
    while end < len(lines) and not _is_chrome(lines[end].strip()) and not _is_rule(lines[end].strip()):
        end += 1
    return (start, end) if start < end else None


def _is_rule(line: str) -> bool:
    return len(line) >= 8 and not line.strip("-_=–—*")


def _is_chrome(line: str) -> bool:
    return line.lower().lstrip("*([ ").startswith(CHROME)


def _bare_address(address: str | None) -> str | None:
    if not address:
        return None
    bare = address.strip(" <>*").partition("<")[0].strip().removeprefix("mailto:")
    return bare if "@" in bare and " " not in bare else None
