"""Which format a file is in, by its name and its first bytes."""

from __future__ import annotations

from replycheck.read.charset import decode_file
from replycheck.read.files import File

BY_SUFFIX = {
    ".eml": "eml",
    ".mbox": "mbox",
    ".mbx": "mbox",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".json": "ticket",
}
TEXT_SUFFIXES = (".txt", ".text")
HEAD_BYTES = 4_000

# Header fields that stand in a mail's source and in no text that somebody types.
MAIL_FIELDS = frozenset(
    "received message-id mime-version return-path delivered-to content-type x-mailer dkim-signature "
    "in-reply-to references content-transfer-encoding".split()
)
PLAIN_FIELDS = frozenset("from to cc date subject reply-to".split())


def format_of(file: File) -> str:
    """A name out of `FORMATS`; what nothing speaks against is plain text."""
    head = decode_file(file.data[:HEAD_BYTES]).lstrip("\n \t")
    known = BY_SUFFIX.get(file.suffix)
    if known == "eml" and _opens_mailbox(head):
        return "mbox"
    if known == "mbox" and not _opens_mailbox(head):
        return "eml"
    if known:
        return known
    if _is_mail_source(head):
        return "mbox" if _opens_mailbox(head) else "eml"
    if file.suffix in TEXT_SUFFIXES:
        return "text"
    if head.startswith(('{"', '[{"', "{\n", "[\n", "{ ", "[ {")) and '"' in head[:80]:
        return "ticket"
    if head[:15].lower().startswith(("<!doctype html", "<html")):
        return "html"
    return "text"


def _opens_mailbox(head: str) -> bool:
    """True for the "From sender date" line that opens a message of an mbox file (RFC 4155)."""
    line = head.partition("\n")[0]
    return line.startswith("From ") and any(part.isdigit() and len(part) == 4 for part in line.split())


def _is_mail_source(head: str) -> bool:
    """True when the text opens with header fields: a plain one and one that only mail programs write."""
    lines = head.split("\n")
    if _opens_mailbox(head):
        lines = lines[1:]
    fields: set[str] = set()
    for line in lines:
        if not line.strip():
            break
        if line[0] in " \t" and fields:
            continue
        name, colon, _ = line.partition(":")
        if not colon or not name.replace("-", "").isalnum() or not name.isascii():
            return False
        fields.add(name.lower())
    return bool(fields & MAIL_FIELDS) and bool(fields & PLAIN_FIELDS)
