"""Bytes to text: what the label says if it fits, else UTF-8, else Windows-1252; never an error."""

from __future__ import annotations

import codecs

BYTE_ORDER_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)

# The WHATWG Encoding Standard reads these labels as their larger siblings, and so do mail clients.
WIDER = {
    "": "utf-8",
    "us-ascii": "utf-8",
    "ascii": "utf-8",
    "ansi_x3.4-1968": "utf-8",
    "unknown-8bit": "utf-8",
    "x-unknown": "utf-8",
    "default": "utf-8",
    "iso-8859-1": "cp1252",
    "iso8859-1": "cp1252",
    "iso_8859-1": "cp1252",
    "latin1": "cp1252",
    "latin-1": "cp1252",
    "windows-1252": "cp1252",
    "iso-8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "ks_c_5601-1987": "cp949",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "iso-8859-8-i": "iso-8859-8",
}


def codec(label: str) -> str | None:
    """The Python codec for a charset label of a mail; None for one that is no text encoding."""
    label = label.split(";")[0].strip().strip("\"'").lower()
    name = WIDER.get(label, label)
    try:
        # `base64` and `rot13` are codecs too; `idna` and `punycode` may take quadratic time.
        info = codecs.lookup(name)
        is_text = bool(getattr(info, "_is_text_encoding", True))
    except (LookupError, ValueError, UnicodeError):
        return None
    unsafe = ("idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "utf-7")
    return info.name if is_text and info.name.replace("-", "_") not in unsafe else None


def fitting(data: bytes, label: str) -> str:
    """The codec that decodes `data`: the label's, else UTF-8, else cp1252 (with marks for gaps)."""
    for name in (codec(label), "utf-8"):
        if name is None or (name.startswith(("utf-16", "utf-32")) and b"\0" not in data):
            # Text in 16-bit units that passed through a mail as 8-bit is 16-bit no more.
            continue
        if name in ("utf-16", "utf-32"):
            # Piece by piece Python reads these two only with a mark; without one WHATWG takes them as "le".
            name = next(
                (wide for mark, wide in BYTE_ORDER_MARKS if wide.startswith(name) and data.startswith(mark)),
                f"{name}-le",
            )
        try:
            data.decode(name)
        except (UnicodeError, ValueError, LookupError):
            continue
        return name
    return "cp1252"


def decode(data: bytes, label: str = "") -> str:
    """The text of `data`; what no codec knows becomes U+FFFD."""
    return data.decode(fitting(data, label), "replace")


def wide_codec(data: bytes) -> tuple[str, int] | None:
    """Codec and length of the byte-order mark of a file that has one; 16-bit text without a mark too."""
    for mark, name in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return name, len(mark)
    head = data[:64]
    if len(head) >= 8 and len(head) % 2 == 0:
        if not any(head[1::2]) and all(head[::2]):
            return "utf-16-le", 0
        if not any(head[::2]) and all(head[1::2]):
            return "utf-16-be", 0
    return None


def codec_of_file(data: bytes, label: str = "") -> tuple[str, int]:
    """The codec of a whole file and the length of its byte-order mark; `label` is what it says of itself."""
    return wide_codec(data) or (fitting(data, label), 0)


def decode_file(data: bytes, label: str = "") -> str:
    """The text of a whole file: mark dropped, line ends made `\\n`, nothing else changed."""
    name, mark = codec_of_file(data, label)
    return normal_lines(data[mark:].decode(name, "replace"))


def normal_lines(text: str) -> str:
    """`\\r\\n` and `\\r` as `\\n`."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
