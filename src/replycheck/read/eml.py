"""One mail (RFC 5322): its newest text, its writer, its date, its attachments."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from replycheck.errors import InputError
from replycheck.model import Message, Notice, Part, PartKind, Role
from replycheck.model import Source as MessageSource
from replycheck.read import mime
from replycheck.read.files import DRAFT_TOO_LARGE, MAX_DRAFT_BYTES, File
from replycheck.read.notification import Notification, notification
from replycheck.read.parts import parts_of, split_lines
from replycheck.read.passage import Excerpts, Passage, joined
from replycheck.read.quoting import history
from replycheck.read.text import TEXT_CUT, Thread, Writer, is_visible, message_of
from replycheck.read.threads import older_messages

if TYPE_CHECKING:
    from email.message import Message as Mail

OWN = (PartKind.GREETING, PartKind.BODY, PartKind.CLOSING)
# A plain part shorter than this that speaks of HTML only says that there is an HTML part.
STUB_CHARACTERS = 400
STUB_WORDS = ("html", "view this email", "view this message", "web browser", "webbrowser", "navigateur")
HTML_STARTS = ("<!doctype html", "<html", "<body", "<div", "<p>", "<p ", "<table")
HELP_DESKS = (
    "zendesk", "helpscout", "help scout", "freshdesk", "freshservice", "intercom", "shopify", "gorgias",
    "front", "hubspot", "wix", "squarespace", "wordpress", "typeform", "jotform", "formspree", "wpforms",
    "gravity",
)  # fmt: skip


def read(file: File) -> Thread:
    """The mail of a file; raises InputError when it has no text."""
    newest = read_mail(mime.source_of(file.data), path=file.path, role=file.role)
    return Thread(newest)


def read_mail(source: mime.Source, *, path: str, role: Role, notices: Sequence[Notice] = ()) -> Message:
    """The message of one mail's source."""
    mail = mime.parse(source, path)
    found = list(notices)
    leaves = list(mime.leaves(mail, source, path))
    bodies, attachments = _sorted_out(leaves)
    passage, used_html = _body(bodies, source)
    if not is_visible(passage.text):
        return _without_text(leaves, attachments, path=path, role=role, notices=found)
    if used_html:
        found.append(Notice("html-used", "the text was taken from the HTML part"))
    if len(passage.text) > MAX_DRAFT_BYTES:
        if role == "agent":
            raise InputError(path, DRAFT_TOO_LARGE)
        excerpts = Excerpts(passage)
        excerpts.keep(0, MAX_DRAFT_BYTES)
        passage = excerpts.passage
        found.append(TEXT_CUT)
    if (
        _label(mail, "auto-submitted") not in ("", "no", "auto-generated")
        or leaves[0].type == "multipart/report"
    ):
        found.append(Notice("automatic-reply", "an automatic reply or a delivery report"))
    return _message(mail, passage, attachments, path=path, role=role, notices=found)


def _message(
    mail: Mail,
    passage: Passage,
    attachments: tuple[str, ...],
    *,
    path: str,
    role: Role,
    notices: list[Notice],
) -> Message:
    text = passage.text
    lines = split_lines(text)
    name, address = mime.sender(mail)
    template = notification(lines, is_known_sender=_is_help_desk(mail)) if role == "customer" else None
    if template is not None:
        parts = _template_parts(text, lines, template)
        name, address = _customer(mail, template)
        notices.append(Notice("notification", "the customer's text was taken out of a notification mail"))
    else:
        parts = parts_of(text, labels=passage.labels)
        if not any(part.kind is PartKind.BODY for part in parts) and passage.labels:
            # Somebody typed the whole answer inside the signature's container.
            history_only = [label for label in passage.labels if label.kind is PartKind.QUOTED]
            parts = parts_of(text, labels=history_only)
    if (
        not any(part.kind in OWN and text[part.start : part.end].strip() for part in parts)
        and role == "customer"
    ):
        parts = _from_history(text, lines, notices)
    sent_at, zoneless = mime.sent_at(mail)
    if sent_at is None:
        notices.append(Notice("no-date", "the mail has no readable Date, so nothing is known of its age"))
    elif zoneless:
        notices.append(Notice("date-without-zone", "the Date has no time zone; it was taken as UTC"))
    writer = Writer(name, address, sent_at, mime.header(mail, "subject"), attachments)
    return message_of(
        text,
        role=role,
        source=MessageSource(path, None, passage.map),
        writer=writer,
        parts=parts,
        quoted=older_messages(passage, writer, path=path) if template is None else (),
        notices=notices,
    )


def _template_parts(text: str, lines: Sequence[str], template: Notification) -> tuple[Part, ...]:
    """The parts of a notification; a form's label on the text's first line is chrome as well."""
    if not template.label:
        return parts_of(text, known=template.kinds)
    first = template.kinds.index(None)
    start = len("\n".join([*lines[:first], ""])) + template.label
    own = parts_of(text[start:], known=template.kinds[first:])
    shifted = [Part(part.kind, part.start + start, part.end + start) for part in own]
    return (Part(PartKind.DISCLAIMER, 0, start), *shifted)


def _customer(mail: Mail, template: Notification) -> tuple[str | None, str | None]:
    """Name and address of a notification's customer; the help desk's own address never stands in."""
    reply_name, reply_address = mime.sender(mail, "reply-to")
    address = template.address or (reply_address if reply_address and "+" not in reply_address else None)
    return template.name or (reply_name if reply_address == address else None), address


def _from_history(text: str, lines: Sequence[str], notices: list[Notice]) -> tuple[Part, ...]:
    """Parts of a mail that holds nothing but history: a forwarded message, else all of it is the text."""
    blocks = history(lines)
    forwarded = next((block for block in blocks if block.opener in ("headers", "delimiter")), None)
    if forwarded is not None and forwarded.text < len(lines) and not forwarded.prefixed:
        start = len("\n".join(lines[: forwarded.text])) + 1
        inner = parts_of(text[start:])
        if any(part.kind in OWN for part in inner):
            notices.append(Notice("forwarded", "only a forwarded message was found; its text was taken"))
            shifted = [Part(part.kind, part.start + start, part.end + start) for part in inner]
            return (Part(PartKind.QUOTED, 0, start), *shifted)
    notices.append(Notice("only-quoted-text", "only quoted text was found; all of it was taken"))
    kinds: list[PartKind | None] = [None] * len(lines)
    return parts_of(text, known=kinds)


def _sorted_out(leaves: Sequence[mime.Leaf]) -> tuple[list[list[mime.Leaf]], tuple[str, ...]]:
    """Text parts in order, alternatives of one text together, and the names of the attachments."""
    bodies: dict[int, list[mime.Leaf]] = {}
    attachments: list[str] = []
    for leaf in leaves:
        is_text = leaf.type in ("text/plain", "text/html")
        named_later = leaf.filename is not None and bool(bodies) and leaf.group not in bodies
        if is_text and leaf.disposition != "attachment" and not named_later:
            bodies.setdefault(leaf.group, []).append(leaf)
        elif _is_attachment(leaf):
            attachments.append(leaf.filename or _nameless(leaf))
    return list(bodies.values()), tuple(attachments)


def _is_attachment(leaf: mime.Leaf) -> bool:
    if leaf.type in mime.SILENT_TYPES or leaf.type.startswith("multipart/"):
        return False
    if leaf.disposition == "attachment":
        return True
    # Logos of a signature travel as related parts with a Content-ID.
    if leaf.related and mime.raw_header(leaf.mail, "content-id") is not None:
        return False
    return leaf.filename is not None or leaf.type.startswith(
        ("image/", "audio/", "video/", "message/", "application/")
    )


def _nameless(leaf: mime.Leaf) -> str:
    if leaf.type == "message/rfc822":
        inner = leaf.mail._payload  # type: ignore[attr-defined]
        subject = mime.header(inner[0], "subject") if isinstance(inner, list) and inner else None
        return f"{subject or 'message'}.eml"
    return leaf.type.replace("/", ".")


def _body(bodies: Sequence[Sequence[mime.Leaf]], source: mime.Source) -> tuple[Passage, bool]:
    """The text of all bodies, and whether HTML had to be used: plain first, since clients put answers
    typed between quoted lines inside the quote's container."""
    passages: list[Passage] = []
    used_html = False
    for group in bodies:
        plain = [mime.passage_of(leaf, is_wide=source.is_wide) for leaf in group if leaf.type == "text/plain"]
        markup = [leaf for leaf in group if leaf.type == "text/html"]
        text = joined(plain) if plain else Passage("")
        if _is_html(text.text):
            text = mime.clean(_to_text(text))
            used_html = True
        if markup and (not text.text.strip() or _is_stub(text.text)):
            converted = [_to_text(mime.passage_of(leaf, is_wide=source.is_wide)) for leaf in markup]
            if any(passage.text.strip() for passage in converted):
                text = joined(converted)
                used_html = True
        if text.text.strip():
            passages.append(text)
    return (joined(passages) if passages else Passage("")), used_html


def _to_text(markup: Passage) -> Passage:
    from replycheck.read.htmltext import to_text  # most mails are read from their plain part

    return to_text(markup)


def _is_stub(text: str) -> bool:
    lower = text.lower()
    return (
        len(text) < STUB_CHARACTERS
        and any(word in lower for word in STUB_WORDS)
        and (
            (
                "html" in lower
                and ("view" in lower or "reader" in lower or "support" in lower or "client" in lower)
            )
            or "browser" in lower
        )
    )


def _is_html(text: str) -> bool:
    return text[:200].lstrip().lower().startswith(HTML_STARTS)


def _without_text(
    leaves: Sequence[mime.Leaf], attachments: tuple[str, ...], *, path: str, role: Role, notices: list[Notice]
) -> Message:
    """A mail whose only text is a forwarded mail; without one, the InputError that lists what is there."""
    for leaf in leaves:
        inner = leaf.mail._payload  # type: ignore[attr-defined]
        if leaf.type == "message/rfc822" and isinstance(inner, list) and inner:
            place = mime.Source(_source_of(inner[0]), leaf.first_line)
            if place.text.strip() and place.text.count("message/rfc822") < 20:
                note = Notice("forwarded", "only a forwarded message was found; its text was taken")
                return read_mail(place, path=path, role=role, notices=[*notices, note])
    if attachments:
        # Their names may tell of people: an error goes into logs.
        count = f"{len(attachments)} attachment{'s' if len(attachments) > 1 else ''}"
        raise InputError(path, f"no text in this mail, only {count}; paste the text into a .txt file")
    raise InputError(path, "no text in this mail; paste the text into a .txt file")


def _source_of(mail: Mail) -> str:
    try:
        return mail.as_string().encode("utf-8", "surrogateescape").decode("ascii", "surrogateescape")
    except (RecursionError, LookupError, ValueError, TypeError, AttributeError, KeyError, IndexError):
        return ""


def _is_help_desk(mail: Mail) -> bool:
    seen = " ".join(_label(mail, name) for name in ("from", "x-mailer", "message-id", "reply-to"))
    return any(desk in seen for desk in HELP_DESKS)


def _label(mail: Mail, name: str) -> str:
    return (mime.header(mail, name) or "").lower()
