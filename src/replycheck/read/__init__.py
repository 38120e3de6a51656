"""Bytes to messages: a draft, a customer's mail, a help-desk ticket, a file of cases.

`FORMATS` is the index: one module a format.  Whatever cannot be read is an InputError that says
what is wrong and what to do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from replycheck.errors import BlankError, InputError
from replycheck.model import Message, Role
from replycheck.read import text
from replycheck.read.files import (
    DRAFT_TOO_LARGE,
    MAX_DRAFT_BYTES,
    File,
    is_case_file,
    load,
    refuse_unreadable,
)
from replycheck.read.sniff import format_of
from replycheck.read.text import Thread, is_visible, read_text

if TYPE_CHECKING:
    from replycheck.model import Case

Reader = Callable[[File], Thread]


def _later(module: str) -> Reader:
    """The `read` of a module of this package, imported when the first file of its format comes."""

    def read(file: File) -> Thread:
        reader: Reader = import_module(f"{__name__}.{module}").read
        return reader(file)

    return read


FORMATS: Mapping[str, Reader] = {
    "text": text.read,
    "markdown": _later("markdown"),
    "html": _later("html"),
    "eml": _later("eml"),
    "mbox": _later("mbox"),
    "ticket": _later("ticket"),
}


def read_message(path: str | Path, *, role: Role = "customer") -> Message:
    """The message in a file of any accepted format; `-` is standard input.

    Of a mailbox or a ticket it is the newest one of the customer.  Raises InputError.
    """
    return read_bytes(load(path), path=str(path), role=role)


def read_bytes(data: bytes, *, path: str, role: Role = "customer") -> Message:
    """The same from bytes; `path` is the name shown, and its ending a hint for the format."""
    return _read(File(path, data, role)).newest


def read_draft(path: str | Path) -> Message:
    """A reply that is to be checked; raises InputError for a blank one and for one above 2 MB."""
    return draft_of(load(path), path=str(path))


def draft_of(data: bytes, *, path: str) -> Message:
    """The same from bytes that were read from `path`."""
    if len(data) > MAX_DRAFT_BYTES:
        refuse_unreadable(File(path, data, "agent"))
        if format_of(File(path, data, "agent")) not in ("eml", "mbox"):
            raise InputError(path, DRAFT_TOO_LARGE)
    draft = read_bytes(data, path=path, role="agent")
    if len(draft.text) > MAX_DRAFT_BYTES:
        raise InputError(path, DRAFT_TOO_LARGE)
    return draft


def read_thread(path: str | Path) -> tuple[Message, tuple[Message, ...]]:
    """The customer's message that is to be answered, and the messages before it, oldest first.

    The earlier ones are the ticket's or the mailbox's own; of a single mail those that its quoted
    history gives with certainty.
    """
    thread = _read(File(str(path), load(path), "customer"))
    return thread.newest, thread.earlier or thread.newest.quoted[::-1]


def read_cases(path: str | Path) -> Iterator[Case | InputError]:
    """The cases of a `.jsonl` file, one a line, streamed; a broken line yields its InputError."""
    from replycheck.read.cases import read_cases

    return read_cases(path)


def _read(file: File) -> Thread:
    refuse_unreadable(file)
    thread = FORMATS[format_of(file)](file)
    if not _shows_text(thread.newest):
        if file.role == "agent":
            raise BlankError(file.path, "nothing to check: the draft is blank; write the reply first")
        raise InputError(file.path, "no text in this file; name one with the customer's words")
    return thread


def _shows_text(message: Message) -> bool:
    if message.markup != "html":
        return is_visible(message.text)
    from replycheck.read.htmltext import segments_of

    return any(is_visible(key) for key in segments_of(message.text).keys)


__all__ = [
    "FORMATS",
    "draft_of",
    "is_case_file",
    "load",
    "read_bytes",
    "read_cases",
    "read_draft",
    "read_message",
    "read_text",
    "read_thread",
]
