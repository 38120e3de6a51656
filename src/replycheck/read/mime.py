"""The structure of a mail: headers, text parts, attachments, and where each part stands in the file.

The standard library parses (policy compat32); charsets, encoded words and transfer encodings are
decoded here, since `policy.default` raises on real mail and is silently wrong on more of it.
"""

from __future__ import annotations

import binascii
import io
import re
from collections.abc import Iterator
from datetime import datetime, timezone
from functools import cache
from typing import TYPE_CHECKING

from replycheck.errors import InputError
from replycheck.matching.compiled import compiled
from replycheck.read import charset
from replycheck.read.passage import Anchor, Excerpts, Passage
from replycheck.records import NamedTuple

if TYPE_CHECKING:
    from email.message import Message as Mail

MAX_PARTS = 2_000
MAX_HEADER_CHARACTERS = 20_000
# A part with more escapes keeps places for its lines only.
MAX_ESCAPES = 300_000
TOO_DEEP = "the parts of this mail are nested too deep; save the message itself as .eml"
SILENT_TYPES = ("application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature",
                "message/delivery-status", "message/disposition-notification", "text/rfc822-headers",
                "application/pgp-encrypted")  # fmt: skip


class Leaf(NamedTuple):
    """One part without parts of its own; `first_line` counts the file's lines from 1."""

    mail: Mail
    type: str
    filename: str | None
    disposition: str
    first_line: int
    group: int
    related: bool

    @property
    def payload(self) -> str:
        payload = self.mail._payload  # type: ignore[attr-defined]
        return payload if isinstance(payload, str) else ""


class Source(NamedTuple):
    """A mail's file with line ends made `\\n`, bytes above 127 as surrogates."""

    text: str
    first_line: int = 1
    is_wide: bool = False


def source_of(data: bytes, *, first_line: int = 1) -> Source:
    """The source of a mail: 16-bit files re-encoded, blank lines above the headers skipped."""
    wide = charset.wide_codec(data)
    if wide:
        data = data[wide[1] :].decode(wide[0], "replace").encode("utf-8", "replace")
    data = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    body = data.lstrip(b"\n")
    first_line += len(data) - len(body)
    return Source(body.decode("ascii", "surrogateescape"), first_line, wide is not None)


def parse(source: Source, where: str) -> Mail:
    """The mail's tree; raises InputError where it is nested deeper than Python can follow."""
    from email.parser import Parser

    try:
        return Parser().parsestr(source.text)  # compat32 by default; naming it imports four modules more
    except RecursionError:
        raise InputError(where, TOO_DEEP) from None
    except (IndexError, LookupError, ValueError, TypeError, AttributeError, AssertionError):
        raise InputError(where, "the structure of this mail is broken; save its text as .txt") from None


def leaves(mail: Mail, source: Source, where: str) -> Iterator[Leaf]:
    """The parts without parts of their own, in order; a forwarded message counts as one.

    `group` is equal for all parts of one multipart/alternative.
    """
    at, line = 0, source.first_line
    stack: list[tuple[Mail, int, bool]] = [(mail, 0, False)]
    count = 0
    while stack:
        part, group, related = stack.pop()
        count += 1
        if count > MAX_PARTS:
            raise InputError(where, f"more than {MAX_PARTS} parts; save the message's text as .txt")
        kind = content_type(part)
        payload = part._payload  # type: ignore[attr-defined]
        if isinstance(payload, list) and not kind.startswith("message/"):
            if kind == "multipart/alternative" and not group:
                group = count
            related = related or kind == "multipart/related"
            stack += [(child, group, related) for child in reversed(payload)]
            continue
        # The parser keeps a part's text as it stands in the file, so looking for it gives its line.
        # Parts come in file order; a part that is not found leaves the search where it is.
        after = at
        if isinstance(payload, str) and payload:
            found = _found(source.text, payload, at, is_whole=part is mail)
            if found >= 0:
                line += source.text.count("\n", at, found)
                at = found
                after = found + len(payload)
        disposition = (header(part, "content-disposition") or "").partition(";")[0].strip().lower()
        yield Leaf(part, kind, filename(part), disposition, line, group or -count, related)
        line += source.text.count("\n", at, after)
        at = after


def _found(text: str, payload: str, at: int, *, is_whole: bool) -> int:
    """Where a part's text starts in the source, looked for from `at` on; -1 where it does not stand there."""
    if is_whole and text.endswith(payload):
        return len(text) - len(payload)
    # A short text may stand in the headers too, but not at the start of a line.
    found = text.find("\n" + payload, max(at - 1, 0))
    return found + 1 if found >= 0 else text.find(payload, at)


def content_type(part: Mail) -> str:
    raw = raw_header(part, "content-type") or "text/plain"
    kind = raw.partition(";")[0].strip().lower()
    return kind if kind.count("/") == 1 else "text/plain"


def filename(part: Mail) -> str | None:
    """The name of an attachment, decoded; without folders, None where it has none."""
    try:
        name = part.get_filename()
    except (IndexError, LookupError, ValueError, TypeError, AttributeError, RecursionError):
        return None
    if not name:
        return None
    cleaned = decode_words(str(name)[:1_000]).replace("\\", "/").rpartition("/")[2]
    return tidy(cleaned).strip()[:255] or None


def parameter(part: Mail, name: str) -> str:
    """A parameter of Content-Type in plain characters; empty where it is missing or broken."""
    try:
        value = part.get_param(name)
    except (IndexError, LookupError, ValueError, TypeError, AttributeError, RecursionError):
        return ""
    return str(value[2] if isinstance(value, tuple) else value or "")


def passage_of(leaf: Leaf, *, is_wide: bool = False) -> Passage:
    """The decoded text of a part, with an anchor for each line of the file it stands on.

    Base64 has no such lines, so its text has no place in the file.
    """
    raw = leaf.payload.encode("utf-8", "surrogateescape")
    encoding = (raw_header(leaf.mail, "content-transfer-encoding") or "").strip().lower()
    label = (
        "" if is_wide and encoding not in ("base64", "quoted-printable") else parameter(leaf.mail, "charset")
    )
    if encoding == "base64":
        decoded = from_base64(raw)
        if decoded is not None:
            text = clean(Passage(charset.normal_lines(charset.decode(decoded, label)), ()))
            return flowed(text, leaf)
    lines = raw.split(b"\n")
    if encoding == "quoted-printable":
        runs = _quoted_printable_runs(lines, leaf.first_line, by_escape=raw.count(b"=") <= MAX_ESCAPES)
    else:
        last = len(lines) - 1
        runs = [
            Run(line + b"\n" if at < last else line, leaf.first_line + at, 1) for at, line in enumerate(lines)
        ]
    return flowed(clean(_decoded(runs, label)), leaf)


class Run(NamedTuple):
    """Decoded bytes whose characters stand one after the other in the file, from this place on."""

    data: bytes
    line: int
    column: int


def _decoded(runs: list[Run], label: str) -> Passage:
    """The text of the runs of a part; a character may be split between two of them."""
    import codecs

    name = charset.fitting(b"".join(run.data for run in runs), label)
    decoder = io.IncrementalNewlineDecoder(codecs.getincrementaldecoder(name)("replace"), translate=True)
    texts: list[str] = []
    anchors: list[Anchor] = []
    length = 0
    is_split = False  # bytes were fed that have not become a character yet
    for data, line, column in runs:
        at = 0
        while is_split and at < len(data):
            # The character stands where its first byte did; what comes after it has a place of its own.
            text = decoder.decode(data[at : at + 1])
            is_split = not text
            if len(text) > 1:
                anchors.append((length + len(text) - 1, line, column + at))
            texts.append(text)
            length += len(text)
            at += 1
        if is_split or (at and at == len(data)):
            continue
        if anchors and anchors[-1][0] == length:
            anchors.pop()
        anchors.append((length, line, column + at))
        text = decoder.decode(data[at:])
        is_split = bool(data[at:]) and not text
        texts.append(text)
        length += len(text)
    texts.append(decoder.decode(b"", final=True))
    return Passage("".join(texts), tuple(anchors))


def from_base64(raw: bytes) -> bytes | None:
    """The bytes behind base64, as far as they go; None where it is none at all."""
    letters = raw.translate(None, b" \t\n\r\x00")
    usable = re.match(rb"[A-Za-z0-9+/]*", letters)
    body = usable.group() if usable else b""
    if len(body) < 0.8 * len(letters.rstrip(b"=")) or not body:
        return None
    body = body[: len(body) - 1] if len(body) % 4 == 1 else body
    try:
        return binascii.a2b_base64(body + b"=" * (-len(body) % 4))
    except binascii.Error:
        return None


def _quoted_printable_runs(lines: list[bytes], first_line: int, *, by_escape: bool) -> list[Run]:
    """The bytes of quoted-printable lines (RFC 2045 6.7): a run for each line, and after each escape."""
    runs: list[Run] = []
    last = len(lines) - 1
    for at, line in enumerate(lines):
        number = first_line + at
        line = line.rstrip(b" \t")
        is_soft = line.endswith(b"=")
        if is_soft:
            line = line[:-1]
        end = b"" if is_soft or at == last else b"\n"
        if not by_escape or b"=" not in line:
            runs.append(Run(binascii.a2b_qp(line) + end, number, 1))
            continue
        start = 0
        for escape in _escape().finditer(line):
            if escape.start() > start:
                runs.append(Run(line[start : escape.start()], number, _column(line, start)))
            runs.append(Run(binascii.a2b_qp(escape[0]), number, _column(line, escape.start())))
            start = escape.end()
        rest = line[start:]
        # A lone "=" at the end is dropped, as `binascii` does.
        rest = rest[:-1] if rest.endswith(b"=") else rest
        runs.append(Run(rest + end, number, _column(line, start)))
    return runs


def _column(line: bytes, at: int) -> int:
    """The column (from 1) of the byte `at` of a line; bytes above 127 do not belong there, but come."""
    return at + 1 if line.isascii() else len(line[:at].decode("utf-8", "replace")) + 1


@cache
def _escape() -> re.Pattern[bytes]:
    return re.compile(rb"=(?:[0-9A-Fa-f]{2}|=)")


@cache
def _unwanted() -> re.Pattern[str]:
    # ANSI sequences whole; control characters; marks that have no width or turn the direction;
    # lone surrogates; the private-use characters that others use as masks.
    return compiled(
        "\x1b(?:\\[[0-?]{0,40}[ -/]{0,8}[@-~])?|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u200b\u200e\u200f\u202a-\u202e"
        "\u2060\u2066-\u2069\ufeff\ue000-\ue00f\ud800-\udfff]"
    )


def clean(passage: Passage) -> Passage:
    """Without control characters and invisible marks; U+2028 and U+2029 become line ends."""
    text = passage.text
    if "\u2028" in text or "\u2029" in text or "\x85" in text:
        text = text.replace("\u2028", "\n").replace("\u2029", "\n").replace("\x85", "\n")
        passage = Passage(text, passage.anchors, passage.labels)
    hits = list(_unwanted().finditer(text))
    if not hits:
        return passage
    if len(hits) > 2_000:
        # Not worth a place for each: the lines keep theirs.
        return _cleaned_by_line(passage)
    excerpts = Excerpts(passage)
    at = 0
    for hit in hits:
        excerpts.keep(at, hit.start())
        at = hit.end()
    excerpts.keep(at, len(text))
    return excerpts.passage


def _cleaned_by_line(passage: Passage) -> Passage:
    if not passage.anchors:
        return Passage(_unwanted().sub("", passage.text), ())
    texts: list[str] = []
    anchors: list[Anchor] = []
    at = 0
    ends = [anchor[0] for anchor in passage.anchors[1:]] + [len(passage.text)]
    for (start, line, column), end in zip(passage.anchors, ends, strict=True):
        anchors.append((at, line, column))
        texts.append(_unwanted().sub("", passage.text[start:end]))
        at += len(texts[-1])
    return Passage("".join(texts), tuple(anchors))


def tidy(text: str) -> str:
    """One line without control characters: for names, subjects and file names."""
    return _unwanted().sub("", " ".join(text.split()))


def flowed(passage: Passage, leaf: Leaf) -> Passage:
    """The lines of a `format=flowed` part joined to paragraphs (RFC 3676 4.1); others as they are."""
    if leaf.type != "text/plain" or parameter(leaf.mail, "format").strip().lower() != "flowed":
        return passage
    delete_space = parameter(leaf.mail, "delsp").strip().lower() == "yes"
    text = passage.text
    excerpts = Excerpts(passage)
    start = 0
    continues = False
    while start <= len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        line = text[start:end]
        # Quoted lines are left as they are: their depth is what tells them apart.
        stuffed = line.startswith(" ") and not line.startswith(">")
        soft = line.endswith(" ") and line != "-- " and not line.startswith(">")
        if continues and (line.startswith(">") or line == "-- "):
            excerpts.add("\n")
        excerpts.keep(start + stuffed, end - (soft and delete_space))
        if not soft and end < len(text):
            excerpts.keep(end, end + 1)
        continues = soft
        start = end + 1
    return excerpts.passage


def raw_header(mail: Mail, name: str) -> str | None:
    """The first header of that name as it stands, unfolded; None where there is none."""
    for key, value in mail._headers:  # type: ignore[attr-defined]
        if key.lower() == name:
            text = str(value)[:MAX_HEADER_CHARACTERS]
            return " ".join(text.split("\n")) if "\n" in text else text
    return None


def header(mail: Mail, name: str) -> str | None:
    """A header as people read it: decoded and on one line; None where it is missing or blank."""
    raw = raw_header(mail, name)
    return (tidy(decode_words(raw)) or None) if raw is not None else None


@cache
def _encoded_word() -> re.Pattern[str]:
    return compiled(r"=\?([^?\s]{1,60})\?([bBqQ])\?([^?]{0,10000})\?=")


def decode_words(value: str) -> str:
    """RFC 2047 encoded words as text; neighbours of one charset may share a character."""
    if not value.isascii():
        raw = value.encode("utf-8", "surrogateescape")
        value = charset.decode(raw)
    if "=?" not in value:
        return value
    pieces: list[tuple[str, bytes | str]] = []
    at = 0
    for word in _encoded_word().finditer(value):
        between = value[at : word.start()]
        if between and not (between.isspace() and pieces and pieces[-1][0]):
            pieces.append(("", between))
        label = word[1].partition("*")[0].lower()
        body = word[3].encode("utf-8", "replace")
        data = (from_base64(body) or b"") if word[2] in "bB" else binascii.a2b_qp(body, header=True)
        if pieces and pieces[-1][0] == label:
            pieces[-1] = (label, bytes(pieces[-1][1]) + data)  # type: ignore[arg-type]
        else:
            pieces.append((label, data))
        at = word.end()
    pieces.append(("", value[at:]))
    return "".join(text if isinstance(text, str) else charset.decode(text, label) for label, text in pieces)


def sender(mail: Mail, name: str = "from") -> tuple[str | None, str | None]:
    """Display name and address of From or another header; None for what is missing or malformed."""
    return name_and_address(raw_header(mail, name) or "")


def name_and_address(raw: str) -> tuple[str | None, str | None]:
    """ "Ana Silva <ana@shop.example>" as name and address; of several the first."""
    raw = raw.strip()[:4_000]
    opening = raw.find("<")
    closing = raw.find(">", opening)
    if 0 <= opening < closing:
        name, address = raw[:opening], raw[opening + 1 : closing]
    elif "@" in raw and len(raw.split()) == 1:
        name, address = "", raw.strip(",;")
    elif "(" in raw and "@" in raw.partition("(")[0]:
        # The form of old: ana@shop.example (Ana Silva)
        address, _, name = raw.partition("(")
        name = name.rpartition(")")[0]
    else:
        name, address = raw.partition(":")[0] if ":" in raw else raw, ""
    address = address.strip().removeprefix("mailto:")
    valid = _is_address(address)
    name = tidy(decode_words(name.replace('\\"', "\u201d"))).replace("\u201d", '"').strip().strip('"').strip()
    return name or None, address if valid else None


def _is_address(address: str) -> bool:
    local, at, domain = address.rpartition("@")
    return bool(
        local and at and domain and len(address) <= 320 and "@" not in local
        and not any(character.isspace() or character in '<>(),;:"' for character in address)
        and address.isprintable()
    )  # fmt: skip


def sent_at(mail: Mail) -> tuple[datetime | None, bool]:
    """The Date header (RFC 5322 3.3) and whether its zone had to be taken as UTC; None when unknown."""
    from email.utils import parsedate_to_datetime

    raw = raw_header(mail, "date")
    if not raw or not raw.strip():
        return None, False
    try:
        date = parsedate_to_datetime(raw.strip()[:100])
        zoneless = date.tzinfo is None
        if zoneless:
            date = date.replace(tzinfo=timezone.utc)
        date.astimezone(timezone.utc)
    except (ValueError, TypeError, IndexError, OverflowError, AttributeError, LookupError):
        return None, False
    return (date, zoneless) if 1980 <= date.year <= 2200 else (None, False)
