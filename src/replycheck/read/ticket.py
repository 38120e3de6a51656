"""Help-desk tickets as JSON: Zendesk, Intercom, Freshdesk, Help Scout, and a neutral form.

Written after the desks' public API references; `SHAPES` is the index.  A ticket is a list of
entries, and the newest of the customer's is the message to be answered.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import datetime, timezone
from typing import Any

from replycheck.errors import InputError
from replycheck.model import Message, Notice, Role, Source, SourceMap
from replycheck.read.charset import decode_file
from replycheck.read.fields import moment, record, records, text_of
from replycheck.read.files import File
from replycheck.read.passage import Passage
from replycheck.read.text import Thread, Writer, is_visible, message_of
from replycheck.records import NamedTuple, replace

MAX_ENTRIES = 2_000
# A string within JSON is escaped: its characters stand nowhere in the file as they are.
NO_PLACES = SourceMap(())
ACCEPTED = (
    "Zendesk {ticket, comments, users} or a list of comments, Intercom conversation, Freshdesk ticket, "
    'Help Scout conversation, or {"subject", "messages": [{"role", "text", ...}]}'
)


class Entry(NamedTuple):
    """One message of a ticket; `html` is used where there is no `text`."""

    role: Role
    text: str | None = None
    html: str | None = None
    name: str | None = None
    address: str | None = None
    sent_at: datetime | None = None
    attachments: tuple[str, ...] | None = None


class Ticket(NamedTuple):
    """A ticket's subject and entries, in file order."""

    subject: str | None
    entries: list[Entry]


def read(file: File) -> Thread:
    """The customer's newest message of a ticket and those before it, oldest first; notes are left out."""
    value = parse(decode_file(file.data), file.path)
    for shape in SHAPES.values():
        ticket = shape(value)
        if ticket is not None:
            return _thread(ticket, file)
    raise InputError(file.path, f"this JSON is no ticket we know; accepted are: {ACCEPTED}")


def parse(
    text: str, where: str, *, pairs: Callable[[list[tuple[str, Any]]], dict[str, Any]] | None = None
) -> Any:
    """The value of a JSON text; raises InputError with the line for broken or too deep JSON.

    `pairs` makes an object out of its keys and values; it may raise an InputError of its own.
    """
    try:
        return json.loads(text, object_pairs_hook=pairs)
    except json.JSONDecodeError as error:
        problem = f"broken JSON ({error.msg} in line {error.lineno}, column {error.colno}); export it again"
        raise InputError(where, problem) from None
    except RecursionError:
        raise InputError(where, "this JSON is nested too deep; export the ticket alone") from None
    except ValueError:
        raise InputError(where, "broken JSON (a number is too long); export it again") from None


def _thread(ticket: Ticket, file: File) -> Thread:
    entries = [entry for entry in ticket.entries if entry.role != "note"][-MAX_ENTRIES:]
    # Some desks list the newest first; the sort keeps file order where dates are missing.
    if entries and all(entry.sent_at for entry in entries):
        entries.sort(key=lambda entry: entry.sent_at or datetime.now(tz=timezone.utc))
    messages = [message for entry in entries if (message := _message(entry, ticket, file)) is not None]
    asked = [at for at, message in enumerate(messages) if message.role == "customer"]
    if not asked:
        raise InputError(file.path, "no message of the customer in this ticket; export it with its comments")
    last = asked[-1]
    newest = messages[last]
    later = len(messages) - last - 1
    if later:
        notice = Notice(
            "answered-already", f"{later} messages of the ticket came after the customer's; left out"
        )
        newest = replace(newest, notices=(*newest.notices, notice))
    return Thread(newest, tuple(messages[:last]))


def _message(entry: Entry, ticket: Ticket, file: File) -> Message | None:
    notices: list[Notice] = []
    parts = None
    text = (entry.text or "").replace("\r\n", "\n").replace("\r", "\n")
    if not is_visible(text) and entry.html:
        from replycheck.read.htmltext import to_text
        from replycheck.read.parts import parts_of

        passage = to_text(Passage(entry.html))
        text, parts = passage.text, parts_of(passage.text, labels=passage.labels)
        notices.append(Notice("html-used", "the text was taken from HTML"))
    if not is_visible(text):
        return None
    if entry.sent_at is None:
        notices.append(
            Notice("no-date", "the message has no date with a zone, so nothing is known of its age")
        )
    writer = Writer(entry.name, entry.address, entry.sent_at, ticket.subject, entry.attachments)
    return message_of(
        text,
        role=entry.role,
        source=Source(file.path, None, NO_PLACES),
        writer=writer,
        parts=parts,
        notices=notices,
    )


# ---- the shapes; each gives None for a value that is not its own


def neutral(value: Any) -> Ticket | None:
    """{"subject", "messages": [{"role", "name", "email", "sent_at", "text" | "html", "attachments"}]}"""
    if not isinstance(value, dict) or not isinstance(value.get("messages"), list):
        return None
    entries = [
        Entry(
            role=ROLES[str(item.get("role"))],
            text=text_of(item, "text"),
            html=text_of(item, "html"),
            name=text_of(item, "name"),
            address=text_of(item, "email"),
            sent_at=moment(item.get("sent_at")),
            attachments=_names(item.get("attachments")) if "attachments" in item else None,
        )
        for item in records(value["messages"])
        if str(item.get("role")) in ROLES
    ]
    return Ticket(text_of(value, "subject"), entries) if entries else None


ROLES: dict[str, Role] = {"customer": "customer", "agent": "agent", "note": "note", "bot": "bot"}


def zendesk(value: Any) -> Ticket | None:
    """Zendesk's Tickets, Ticket Comments and Users APIs side by side, or the bare list of comments."""
    if isinstance(value, list):
        value = {"comments": value}
    if not isinstance(value, dict):
        return None
    ticket = record(value.get("ticket"))
    comments = records(value.get("comments") or ticket.get("comments"))
    if not comments or not any("author_id" in comment or "author" in comment for comment in comments):
        return None
    users = {
        user.get("id"): user for user in records(value.get("users")) if isinstance(user.get("id"), (int, str))
    }
    requester = ticket.get("requester_id", record(ticket.get("requester")).get("id"))
    if requester is None:
        # Whoever opened the ticket is its requester, unless the users say otherwise.
        first = min(comments, key=lambda comment: str(comment.get("created_at") or ""))
        requester = next(
            (u for u, user in users.items() if user.get("role") == "end-user"), _author_id(first)
        )
    if requester is not None and not isinstance(requester, (int, str)):
        return None
    entries = list(_zendesk_entries(comments, users, requester))
    subject = text_of(ticket, "subject", "raw_subject")
    return Ticket(subject, entries)


def _author_id(comment: dict[str, Any]) -> Any:
    found = comment.get("author_id", record(comment.get("author")).get("id"))
    return found if isinstance(found, (int, str)) else None


def _zendesk_entries(
    comments: list[dict[str, Any]], users: dict[Any, dict[str, Any]], requester: Any
) -> Iterator[Entry]:
    for comment in comments:
        author = _author_id(comment)
        user = users.get(author) or record(comment.get("author"))
        is_customer = author == requester or user.get("role") == "end-user"
        yield Entry(
            role="note" if comment.get("public") is False else ("customer" if is_customer else "agent"),
            text=text_of(comment, "plain_body", "body"),
            html=text_of(comment, "html_body"),
            name=text_of(user, "name"),
            address=text_of(user, "email"),
            sent_at=moment(comment.get("created_at")),
            attachments=_names(comment.get("attachments") or []),
        )


def intercom(value: Any) -> Ticket | None:
    """Intercom's conversation model: a source and its parts, bodies in HTML, Unix seconds."""
    if not isinstance(value, dict) or not isinstance(value.get("source"), dict):
        return None
    parts = value.get("conversation_parts")
    listed = records(record(parts).get("conversation_parts")) if isinstance(parts, dict) else records(parts)
    if not listed and "conversation_parts" not in value and value.get("type") != "conversation":
        return None
    source = {"created_at": value.get("created_at"), "part_type": "comment", **value["source"]}
    entries = []
    for item in [source, *listed]:
        author = record(item.get("author"))
        kind = str(author.get("type") or "")
        role: Role = INTERCOM_AUTHORS.get(kind, "agent")
        if item.get("part_type") not in (None, "comment", "open", "close", "assignment") or not item.get(
            "body"
        ):
            role = "note"
        entries.append(
            Entry(
                role=role,
                html=text_of(item, "body"),
                name=text_of(author, "name"),
                address=text_of(author, "email"),
                sent_at=moment(item.get("created_at")),
                attachments=_names(item.get("attachments") or []),
            )
        )
    return Ticket(text_of(value, "title") or text_of(value["source"], "subject"), entries)


INTERCOM_AUTHORS: dict[str, Role] = {
    "user": "customer", "lead": "customer", "contact": "customer", "visitor": "customer", "customer": "customer",
    "admin": "agent", "team": "agent", "teammate": "agent", "bot": "bot",
}  # fmt: skip


def freshdesk(value: Any) -> Ticket | None:
    """Freshdesk's ticket with its conversations (API v2)."""
    if isinstance(value, dict) and isinstance(value.get("ticket"), dict) and "comments" not in value:
        value = {
            **value["ticket"],
            **{key: value[key] for key in ("conversations", "requester") if key in value},
        }
    if not isinstance(value, dict) or not ("description_text" in value or "description" in value):
        return None
    if not isinstance(value.get("conversations", []), list):
        return None
    requester = record(value.get("requester"))
    name, address = text_of(requester, "name"), text_of(requester, "email") or text_of(value, "email")
    entries = [
        Entry(
            role="customer",
            text=text_of(value, "description_text"),
            html=text_of(value, "description"),
            name=name or text_of(value, "name"),
            address=address,
            sent_at=moment(value.get("created_at")),
            attachments=_names(value.get("attachments") or []),
        )
    ]
    for item in records(value.get("conversations")):
        incoming = item.get("incoming") is True
        entries.append(
            Entry(
                role="note" if item.get("private") is True else ("customer" if incoming else "agent"),
                text=text_of(item, "body_text"),
                html=text_of(item, "body"),
                name=name if incoming else None,
                address=address if incoming else text_of(item, "from_email"),
                sent_at=moment(item.get("created_at")),
                attachments=_names(item.get("attachments") or []),
            )
        )
    return Ticket(text_of(value, "subject"), entries)


def help_scout(value: Any) -> Ticket | None:
    """Help Scout's conversation with its threads embedded (Mailbox API 2.0), newest first."""
    if not isinstance(value, dict):
        return None
    threads = record(value.get("_embedded")).get("threads", value.get("threads"))
    if not isinstance(threads, list) or not threads:
        return None
    entries = []
    for item in records(threads):
        author = record(item.get("createdBy") or item.get("customer"))
        kind = str(item.get("type") or "")
        is_customer = author.get("type") == "customer" or kind == "customer"
        first, last = text_of(author, "first", "firstName") or "", text_of(author, "last", "lastName") or ""
        entries.append(
            Entry(
                role="note" if kind in ("note", "lineitem") else ("customer" if is_customer else "agent"),
                html=text_of(item, "body", "text"),
                name=f"{first} {last}".strip() or None,
                address=text_of(author, "email"),
                sent_at=moment(item.get("createdAt")),
                attachments=_names(record(item.get("_embedded")).get("attachments") or []),
            )
        )
    return Ticket(text_of(value, "subject"), entries)


def _names(value: Any) -> tuple[str, ...]:
    """File names of a list of attachments, given as names or as objects."""
    if not isinstance(value, list):
        return ()
    found = (
        item if isinstance(item, str) else text_of(item, "file_name", "filename", "fileName", "name")
        for item in value
    )
    return tuple(name for name in found if name)


SHAPES: dict[str, Callable[[Any], Ticket | None]] = {
    "neutral": neutral,
    "zendesk": zendesk,
    "intercom": intercom,
    "freshdesk": freshdesk,
    "help scout": help_scout,
}
