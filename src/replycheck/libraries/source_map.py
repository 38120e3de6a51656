"""Where the characters of a text stand in an export that escapes, quotes or folds them."""

from __future__ import annotations

import bisect
import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache

from replycheck.read.passage import Anchor, Passage

Change = tuple[int, int, str]
"""Replace the characters from an offset (in) to an offset (out) by a text."""

Place = Callable[[int], tuple[int, int]]
"""Line and column, both from 1, of an index into the source."""


class Lines:
    """Line and column of every index of a source, whose first character stands at `line` and `column`."""

    def __init__(self, source: str, line: int = 1, column: int = 1) -> None:
        self.line = line
        self.column = column
        self._starts = [0, *(match.end() for match in _line_end().finditer(source))]

    def place(self, index: int) -> tuple[int, int]:
        at = bisect.bisect_right(self._starts, index) - 1
        return self.line + at, index - self._starts[at] + (1 if at else self.column)


def rewritten(source: Passage, changes: Iterable[Change]) -> Passage:
    """A passage after changes, which come in order and do not overlap; new characters stand where the old
    ones stood.
    """
    texts: list[str] = []
    anchors: list[Anchor] = []
    length = at = 0

    def keep(start: int, end: int) -> None:
        nonlocal length
        place = source.map.place(start)
        if place is not None:
            anchors.append((length, *place))
        inner = bisect.bisect_right(source.anchors, (start, 1 << 60, 0))
        while inner < len(source.anchors) and source.anchors[inner][0] < end:
            offset, line, column = source.anchors[inner]
            anchors.append((length + offset - start, line, column))
            inner += 1
        texts.append(source.text[start:end])
        length += end - start

    for start, end, text in changes:
        keep(at, start)
        place = source.map.place(start)
        if place is not None:
            anchors.append((length, *place))
        texts.append(text)
        length += len(text)
        at = end
    if not texts:
        return source
    keep(at, len(source.text))
    return Passage("".join(texts), tuple(_last_of_each(anchors)))


def _last_of_each(anchors: list[Anchor]) -> Iterator[Anchor]:
    """One anchor an offset: the last, since those before it belong to stretches without a character."""
    for at, anchor in enumerate(anchors):
        if at + 1 == len(anchors) or anchors[at + 1][0] > anchor[0]:
            yield anchor


# ---- CSV (RFC 4180, section 2)


def csv_field(row: str, number: int, delimiter: str, line: int) -> tuple[Anchor, ...]:
    """The anchors of a field (counted from 0) of a row, given as its lines from the `line`th of a file."""
    at = 0
    for _ in range(number):
        at = _field_end(row, at, delimiter) + 1
        if at > len(row):
            return ()
    is_quoted = row.startswith('"', at)
    at += is_quoted
    here = Lines(row, line).place
    anchors: list[Anchor] = [(0, *here(at))]
    if not is_quoted:
        return tuple(anchors)
    saved = 0
    for piece in _quote_or_line_end().finditer(row, at):
        if piece[0] == '"':
            break
        saved += piece.end() - piece.start() - 1
        anchors.append((piece.end() - at - saved, *here(piece.end())))
    return tuple(anchors)


def _field_end(row: str, at: int, delimiter: str) -> int:
    """Where the delimiter behind the field at `at` stands; the row's length for the last one."""
    if row.startswith('"', at):
        closing = next((m for m in _quote_or_line_end().finditer(row, at + 1) if m[0] == '"'), None)
        at = closing.end() if closing else len(row)
    end = row.find(delimiter, at)
    return end if end >= 0 else len(row)


@cache
def _quote_or_line_end() -> re.Pattern[str]:
    return re.compile(r'""|"|\n')


# ---- YAML 1.1 (chapter 9: flow scalars are folded, block scalars indented)


def yaml_scalar(
    source: str, start: int, end: int, style: str | None, text: str, place: Place
) -> tuple[Anchor, ...]:
    """The anchors of a scalar of a YAML source that the parser read as `text`.

    `style` is the parser's: None for a plain scalar, else its quote or block sign.  Where the source does
    not give the text (line breaks that only YAML knows), the whole of it stands at its beginning.
    """
    raw = source[start:end]
    if style == "|":
        found = _literal(raw, text)
    elif style == ">":
        found = _folded(raw, text)
    else:
        found = _flow(raw, style or "", text)
    if found is None:
        found = [(0, 0 if style is None else 1)]
    return tuple((offset, *place(start + index)) for offset, index in found)


Pairs = list[tuple[int, int]]
"""Offsets in the text with the indexes of the source where they stand."""


def _literal(raw: str, text: str) -> Pairs | None:
    lines = raw.split("\n")
    at = len(lines[0]) + 1  # the sign with its indicators stands on a line of its own
    pairs: Pairs = []
    offset = 0
    for number, shown in enumerate(text.split("\n"), 1):
        if number >= len(lines):
            return (pairs or None) if not shown else None
        line = lines[number]
        indent = len(line) - len(shown)
        if shown and (indent < 0 or line[indent:] != shown):
            return None
        pairs.append((offset, at + (indent if shown else 0)))
        offset += len(shown) + 1
        at += len(line) + 1
    return pairs


def _folded(raw: str, text: str) -> Pairs | None:
    lines = raw.split("\n")
    at = len(lines[0]) + 1
    pairs: Pairs = []
    offset = 0
    for line in lines[1:]:
        words = line.strip(" \t")
        if words:
            while offset < len(text) and text[offset] in " \t\n":
                offset += 1
            if not text.startswith(words, offset):
                # A comment may stand below the scalar; the text is over then.
                return pairs if offset >= len(text) else None
            pairs.append((offset, at + line.index(words)))
            offset += len(words)
        at += len(line) + 1
    return pairs if not text[offset:].strip(" \t\n") else None


def _flow(raw: str, quote: str, text: str) -> Pairs | None:
    """Pairs of a plain or quoted scalar: line ends are folded, and escapes shorter than they look."""
    at = 1 if quote else 0
    stop = len(raw) - len(quote)
    pairs: Pairs = [(0, at)]
    decoded: list[str] = []
    length = blank_lines = 0
    is_first, is_joined = True, False
    while at <= stop:
        end = raw.find("\n", at, stop)
        is_last = end < 0
        end = stop if is_last else end
        line_end = end
        if not is_first:
            while at < end and raw[at] in " \t":
                at += 1
        if not is_last:
            while line_end > at and raw[line_end - 1] in " \t" and not _is_escaped(raw, line_end - 1, quote):
                line_end -= 1
        if at == line_end and not is_last and not is_first:
            blank_lines += 1
        else:
            if not is_first:
                glue = "\n" * blank_lines if blank_lines else ("" if is_joined else " ")
                decoded.append(glue)
                length += len(glue)
                pairs.append((length, at))
            blank_lines = 0
            is_joined = quote == '"' and not is_last and _is_escaped(raw, end, quote)
            if is_joined:
                line_end = end - 1
            for piece in _yaml_pieces(quote).finditer(raw, at, line_end):
                shown = _unescaped(piece[0], quote)
                decoded.append(shown)
                length += len(shown)
                if len(shown) != len(piece[0]):
                    pairs.append((length, piece.end()))
        is_first = False
        if is_last:
            break
        at = end + 1
    return pairs if "".join(decoded) == text else None


def _is_escaped(raw: str, at: int, quote: str) -> bool:
    """True for a character of a double-quoted scalar with an odd number of backslashes before it."""
    if quote != '"':
        return False
    before = raw[:at]
    return (len(before) - len(before.rstrip("\\"))) % 2 == 1


@cache
def _yaml_pieces(quote: str) -> re.Pattern[str]:
    if quote == '"':
        return re.compile(r"\\x..|\\u....|\\U........|\\.|[^\\]+", re.DOTALL)
    if quote == "'":
        return re.compile(r"''|[^']+|'")
    return re.compile(r".+", re.DOTALL)


_YAML_ESCAPES = {
    "0": "\0", "a": "\a", "b": "\b", "t": "\t", "\t": "\t", "n": "\n", "v": "\v", "f": "\f", "r": "\r",
    "e": "\x1b", " ": " ", '"': '"', "/": "/", "\\": "\\", "N": "\x85", "_": "\xa0", "L": "\u2028",
    "P": "\u2029",
}  # fmt: skip


def _unescaped(piece: str, quote: str) -> str:
    if quote == "'" and piece == "''":
        return "'"
    if quote != '"' or not piece.startswith("\\"):
        return piece
    if piece[1] in "xuU":
        try:
            return chr(int(piece[2:], 16))
        except ValueError:
            return piece
    return _YAML_ESCAPES.get(piece[1], piece)


@cache
def _line_end() -> re.Pattern[str]:
    return re.compile("\n")
