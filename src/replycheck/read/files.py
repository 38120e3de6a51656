"""Opening what the user named: one clear error for everything that is not a readable text or mail."""

from __future__ import annotations

import os
import stat
import sys
from io import BufferedReader
from pathlib import Path

from replycheck.errors import BlankError, InputError
from replycheck.model import Role
from replycheck.read.charset import wide_codec
from replycheck.records import NamedTuple

MAX_FILE_BYTES = 30_000_000
USUAL_BYTES = 65_536
"""What is read at first: nearly every mail and draft is shorter, and room for the largest costs time."""
MAX_DRAFT_BYTES = 2_000_000
DRAFT_TOO_LARGE = "larger than 2 MB, which is no reply; name the draft alone"

SIGNATURES = (
    (b"%PDF", "this is a PDF; copy its text into a .txt file"),
    (b"PK\x03\x04", "this is a ZIP or Office file; unpack it or copy its text into a .txt file"),
    (b"\x1f\x8b", "this is a gzip file; unpack it first"),
    (b"BZh", "this is a bzip2 file; unpack it first"),
    (b"\xfd7zXZ", "this is an xz file; unpack it first"),
    (b"7z\xbc\xaf", "this is a 7-Zip file; unpack it first"),
    (b"Rar!", "this is a RAR file; unpack it first"),
    (b"\x89PNG", "this is a picture; replycheck reads text and mail"),
    (b"\xff\xd8\xff", "this is a picture; replycheck reads text and mail"),
    (b"GIF8", "this is a picture; replycheck reads text and mail"),
    (b"{\\rtf", "this is an RTF file; save it as plain text"),
)
OUTLOOK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OUTLOOK_PROBLEM = (
    "this is an Outlook .msg file, and the extra replycheck[outlook] is not there yet; "
    "save the message as .eml"
)


class File(NamedTuple):
    """The bytes of one input, the name it is shown under, and who is taken to have written it."""

    path: str
    data: bytes
    role: Role = "customer"

    @property
    def suffix(self) -> str:
        """The ending of the name in lower case, with its dot; empty where there is none."""
        ending = os.path.splitext(self.path)[1].lower()
        return "" if ending == "." else ending


def load(path: str | Path) -> bytes:
    """The bytes at `path` (`-`: standard input); raises InputError for what cannot be read."""
    name = str(path)
    if name == "-":
        return _standard_input()
    with opened(name) as stream:
        try:
            data = stream.read(USUAL_BYTES)  # room is made for as many as are asked for
            if len(data) == USUAL_BYTES:
                data += stream.read(MAX_FILE_BYTES + 1 - USUAL_BYTES)
        except OSError as error:
            raise InputError(name, f"cannot be read ({error.strerror}); check the path") from None
    return data


def is_case_file(path: str | Path) -> bool:
    """True for the name of a case file; `.JSONL` is one as well."""
    return Path(path).suffix.lower() == ".jsonl"


def opened(name: str) -> BufferedReader:
    """The file of that name, open for reading; raises InputError for what is no readable file."""
    try:
        # Asked before it is opened: opening a pipe that nobody writes to never returns.
        mode = os.stat(name).st_mode
        # A shell's `<(command)` is such a pipe, but one that somebody writes to.
        shells = name.startswith(("/dev/fd/", "/proc/self/fd/")) or name == "/dev/stdin"
        if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode) and not shells:
            raise InputError(name, "not a regular file; save the text in a file, or pipe it in and name it -")
        return open(name, "rb")
    except FileNotFoundError:
        raise InputError(name, "there is no such file; check the path") from None
    except IsADirectoryError:
        raise InputError(name, "this is a folder; name a file in it") from None
    except PermissionError:
        raise InputError(name, "no permission to read this file; change its rights or copy it") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "the name is not valid"
        raise InputError(name, f"cannot be read ({reason}); check the path") from None


def _standard_input() -> bytes:
    stream = getattr(sys.stdin, "buffer", None)
    if stream is None or sys.stdin.isatty():
        raise InputError("-", "standard input is a terminal; pipe a text in or name a file")
    try:
        data: bytes = stream.read(MAX_FILE_BYTES + 1)
    except OSError as error:
        raise InputError("-", f"standard input cannot be read ({error.strerror}); name a file") from None
    return data


def refuse_unreadable(file: File) -> None:
    """Raise InputError for bytes that are no text and no mail, saying what they look like."""
    data, where = file.data, file.path
    if len(data) > MAX_FILE_BYTES:
        raise InputError(where, "larger than 30 MB; save the message without its attachments")
    if not data.strip(b"\x00 \t\r\n\x0b\x0c\xef\xbb\xbf"):
        raise BlankError(where, "the file is empty; it needs a text")
    if data.startswith(OUTLOOK):
        raise InputError(where, OUTLOOK_PROBLEM)
    if file.suffix == ".msg":
        raise InputError(where, "named .msg but no Outlook message; save the message as .eml")
    for magic, problem in SIGNATURES:
        if data.startswith(magic):
            raise InputError(where, problem)
    if wide_codec(data) is None and _is_noise(data[:4096]):
        raise InputError(where, "this is binary data, not text; name a text or mail file")


def _is_noise(head: bytes) -> bool:
    """True for bytes that no 8-bit or UTF-8 text starts with: many NULs or control characters."""
    controls = len(head) - len(head.translate(None, bytes([*range(9), *range(14, 27), *range(28, 32), 127])))
    return controls > 8 and controls * 10 > len(head)
