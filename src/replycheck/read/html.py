"""HTML files: a draft stays its source, a customer's message becomes text with a map to the source."""

from __future__ import annotations

from replycheck.errors import InputError
from replycheck.model import Source
from replycheck.read.charset import decode_file
from replycheck.read.files import File
from replycheck.read.mime import clean
from replycheck.read.passage import whole_lines
from replycheck.read.text import Thread, is_visible, message_of, parts_of_markup


def read(file: File) -> Thread:
    """A `.html` file; of a customer's page only what its reader sees counts."""
    text = decode_file(file.data, declared(file.data))
    source = Source(file.path)
    if file.role == "agent":
        parts = parts_of_markup(text)
        return Thread(message_of(text, role=file.role, source=source, markup="html", parts=parts))
    from replycheck.read.htmltext import to_text
    from replycheck.read.parts import parts_of

    passage = clean(to_text(whole_lines(text)))
    if not is_visible(passage.text):
        raise InputError(file.path, "this page shows no text; name a file with the customer's words")
    source = Source(file.path, None, passage.map)
    parts = parts_of(passage.text, labels=passage.labels)
    return Thread(message_of(passage.text, role=file.role, source=source, parts=parts))


def declared(data: bytes) -> str:
    """The charset that the head of a page names; empty where it names none."""
    head = data[:2_000].lower()
    at = head.find(b"charset=")
    label = (
        head[at + 8 : at + 40].strip(b"\"' ").split(b'"')[0].split(b"'")[0].split(b">")[0] if at >= 0 else b""
    )
    return label.decode("ascii", "replace").strip(" ;/")
