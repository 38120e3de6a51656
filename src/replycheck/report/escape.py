"""Text from messages, made harmless for a terminal: nothing in it can colour, move or reverse."""

from __future__ import annotations

import unicodedata

_ALLOWED = "\n\t"
_ESCAPED = frozenset(("Cc", "Cf", "Cs", "Co", "Zl", "Zp"))
"""Control, format (bidirectional marks, zero widths), surrogates, private use, line separators."""


def visible(text: str) -> str:
    """`text` with every character that a terminal would act on written as `\\xNN` or `\\uNNNN`.

    A zero-width joiner between emoji stays, since it is part of how they look.
    """
    if text.isprintable():  # nothing that is escaped counts as printable
        return text
    if "\n" in text:  # most lines are printable
        return "\n".join(visible(line) for line in text.split("\n"))
    return text.translate(_SHOWN)


class _Shown(dict[int, str]):
    """What stands for each character, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        self[code] = found = _shown(chr(code))
        return found


_SHOWN = _Shown()


def _shown(character: str) -> str:
    if character in _ALLOWED or character == "\u200d":
        return character
    if unicodedata.category(character) not in _ESCAPED:
        return character
    code = ord(character)
    return f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def one_line(text: str) -> str:
    """`visible`, with all white space folded to single spaces."""
    return visible(" ".join(text.split()))


def width(text: str) -> int:
    """Columns a text takes on a terminal."""
    if text.isascii():
        return len(text)
    return sum(
        0
        if unicodedata.combining(c) or c in "\u200d\ufe0f"
        else 2
        if unicodedata.east_asian_width(c) in "WF"
        else 1
        for c in text
    )
