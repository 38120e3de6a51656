"""Exports as streams of text: opened once, decoded as they are read, never held whole."""

from __future__ import annotations

import codecs
import io
from typing import BinaryIO, TextIO, cast

from replycheck.read.charset import decode_file, wide_codec
from replycheck.read.files import MAX_FILE_BYTES, File, load, opened, refuse_unreadable

HEAD_BYTES = 4_096
CHUNK_BYTES = 1 << 20


def open_text(path: str, *, only_unicode: bool) -> TextIO:
    """The text of an export, each line end one `\\n`, without a byte-order mark.

    A file without a mark is UTF-8; with `only_unicode` its bytes that are none become lone surrogates
    (U+DC80 to U+DCFF), so that one bad record spoils no other; else such a file is Windows-1252.  Raises
    InputError for what cannot be opened, is empty or is no text.
    """
    data = _binary(path)
    head = data.read(HEAD_BYTES)
    refuse_unreadable(File(path, head))
    wide = wide_codec(head)
    start = wide[1] if wide else 0
    if wide and wide[0] != "utf-8":
        data.seek(start)
        return io.TextIOWrapper(data, wide[0], errors="replace")
    data.seek(start)
    encoding = "utf-8" if only_unicode or _is_utf8(data) else "cp1252"
    data.seek(start)
    return io.TextIOWrapper(data, encoding, errors="surrogateescape" if only_unicode else "replace")


def whole_text(path: str) -> str:
    """The text of a file that is read at once, up to 30 MB; line ends are `\\n`.  Raises InputError."""
    data = load(path)
    refuse_unreadable(File(path, data))
    return decode_file(data)


def _binary(path: str) -> BinaryIO:
    if path == "-":
        return io.BytesIO(load(path))
    stream = opened(path)
    if stream.seekable():
        return cast(BinaryIO, stream)
    with stream:  # a pipe: what is read of it cannot be read again
        return io.BytesIO(stream.read(MAX_FILE_BYTES + 1))


def _is_utf8(data: BinaryIO) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        while chunk := data.read(CHUNK_BYTES):
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True
