"""Plain text: a file or a string that is the message itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from functools import cache

from replycheck.matching.compiled import compiled
from replycheck.model import Markup, Message, Notice, Part, PartKind, Role, Source
from replycheck.read.charset import decode_file, normal_lines
from replycheck.read.ending import ending_of, last_body
from replycheck.read.files import MAX_DRAFT_BYTES, File
from replycheck.read.greeting import greeted_name
from replycheck.read.language import language_of
from replycheck.read.names import first_name
from replycheck.read.parts import parts_of
from replycheck.records import NamedTuple

TEXT_CUT = Notice("text-cut", "the text is larger than 2 MB; only its newest part was read")
# Characters that Unicode counts as letters, marks or symbols and that show nothing.
BLANKS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")


def is_visible(text: str) -> bool:
    """True when a reader of the text sees anything: not for white space, controls and zero-width marks."""
    if text.isascii():
        return any("!" <= character <= "~" for character in text)
    from unicodedata import category

    unseen = ("Cc", "Cf", "Cs", "Zs", "Zl", "Zp", "Mn")
    return any(
        character not in BLANKS and ("!" <= character <= "~" or category(character) not in unseen)
        for character in text
    )


class Thread(NamedTuple):
    """What a file holds: the message that is to be answered (or checked), and those before it, oldest first."""

    newest: Message
    earlier: tuple[Message, ...] = ()


class Writer(NamedTuple):
    """Who wrote a message and when, as far as headers or fields of an export say."""

    name: str | None = None
    address: str | None = None
    sent_at: datetime | None = None
    subject: str | None = None
    attachments: tuple[str, ...] | None = None


def read(file: File) -> Thread:
    """A `.txt` file: the text exactly as it is, without a byte-order mark."""
    return Thread(message_of(decode_file(file.data), role=file.role, source=Source(file.path)))


def read_text(
    text: str, *, role: Role = "customer", path: str = "<text>", markup: Markup = "plain"
) -> Message:
    """A message out of a text in memory; only its line ends are made `\\n`."""
    text = normal_lines(text[1:] if text.startswith("\ufeff") else text)
    parts = parts_of_markup(text) if markup == "html" else None
    return message_of(text, role=role, source=Source(path), markup=markup, parts=parts)


@cache
def _tag() -> re.Pattern[str]:
    return compiled(r"<(/?[a-zA-Z][a-zA-Z0-9]*|!--)[^<>]{0,2000}>")


LINE_TAGS = frozenset(
    "p br div li ul ol tr table td h1 h2 h3 h4 h5 h6 blockquote hr body html head pre".split()
)


def parts_of_markup(text: str) -> tuple[Part, ...]:
    """The parts of an HTML source that is linted as it stands.

    They are found in a view of equal length in which tags are blank and block tags end the line.
    """
    return parts_of(_tag().sub(_blank, text))


def _blank(tag: re.Match[str]) -> str:
    ends_line = tag[1].strip("/").lower() in LINE_TAGS
    return ("\n" if ends_line else " ") + " " * (tag.end() - tag.start() - 1)


def message_of(
    text: str,
    *,
    role: Role,
    source: Source,
    writer: Writer = Writer(),
    markup: Markup = "plain",
    parts: tuple[Part, ...] | None = None,
    quoted: Sequence[Message] = (),
    notices: Sequence[Notice] = (),
) -> Message:
    """A message with its parts, its language and its writer's first name worked out.

    Of a customer's text only the first 2 MB are kept: new text stands above old.
    """
    if role != "agent" and len(text) > MAX_DRAFT_BYTES:
        text = text[:MAX_DRAFT_BYTES]
        if parts is not None:
            parts = tuple(
                Part(part.kind, part.start, min(part.end, len(text)))
                for part in parts
                if part.start < len(text)
            )
        notices = [*notices, TEXT_CUT]
    parts = parts_of(text) if parts is None else parts
    own = (PartKind.GREETING, PartKind.BODY, PartKind.CLOSING)
    closing = "".join(text[part.start : part.end] for part in parts if part.kind is PartKind.CLOSING)
    if not closing and role == "customer":
        closing = ending_of(last_body(text, parts)).text
    greeting = next((text[p.start : p.end] for p in parts if p.kind is PartKind.GREETING), "")
    return Message(
        text=text,
        parts=parts,
        role=role,
        markup=markup,
        name=writer.name,
        first_name=first_name(
            closing, writer.name, address=writer.address, greeted=greeted_name(greeting) if greeting else None
        ),
        address=writer.address,
        sent_at=writer.sent_at,
        subject=writer.subject,
        language=language_of(" ".join(text[p.start : p.end] for p in parts if p.kind in own)),
        attachments=writer.attachments,
        quoted=tuple(quoted),
        source=source,
        notices=tuple(notices),
    )
