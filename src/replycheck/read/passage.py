"""A stretch of decoded text that remembers where in the file its characters stood."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Sequence

from replycheck.model import Part, SourceMap
from replycheck.records import NamedTuple

Anchor = tuple[int, int, int]


class Passage(NamedTuple):
    """A text with anchors (offset in the text, line and column in the file, both from 1).

    Without anchors it has no place in the file (base64, a string within JSON).
    `labels` are stretches whose markup said what they are (a quote container, a signature block);
    they may leave gaps.
    """

    text: str
    anchors: tuple[Anchor, ...] = ((0, 1, 1),)
    labels: tuple[Part, ...] = ()

    @property
    def map(self) -> SourceMap:
        return SourceMap(self.anchors)


class Excerpts:
    """Builds a passage out of stretches of another one; what is not kept is left out of the text."""

    def __init__(self, source: Passage) -> None:
        self.source = source
        self._texts: list[str] = []
        self._anchors: list[Anchor] = []
        self._length = 0

    def keep(self, start: int, end: int) -> None:
        """Append the characters `start` (in) to `end` (out) of the source."""
        if end <= start:
            return
        anchors = self.source.anchors
        place = self.source.map.place(start)
        if place is not None:
            self._anchors.append((self._length, *place))
        at = bisect.bisect_right(anchors, (start, 1 << 60, 0))
        while at < len(anchors) and anchors[at][0] < end:
            offset, line, column = anchors[at]
            self._anchors.append((self._length + offset - start, line, column))
            at += 1
        self._texts.append(self.source.text[start:end])
        self._length += end - start

    def add(self, text: str) -> None:
        """Append characters that the source does not have; they lie at the place before them."""
        self._texts.append(text)
        self._length += len(text)

    @property
    def passage(self) -> Passage:
        return Passage("".join(self._texts), tuple(self._anchors) or self.source.anchors[:1])


def joined(passages: Sequence[Passage], glue: str = "\n\n") -> Passage:
    """All passages in one, `glue` between them; it has no places where one of them has none."""
    if len(passages) == 1:
        return passages[0]
    anchors: list[Anchor] = []
    labels: list[Part] = []
    at = 0
    for passage in passages:
        anchors += [(at + offset, line, column) for offset, line, column in passage.anchors]
        labels += [Part(label.kind, at + label.start, at + label.end) for label in passage.labels]
        at += len(passage.text) + len(glue)
    is_placed = all(passage.anchors for passage in passages)
    text = glue.join(passage.text for passage in passages)
    return Passage(text, tuple(anchors) if is_placed else (), tuple(labels))


def whole_lines(text: str, *, first_line: int = 1) -> Passage:
    """A passage of a text that is a run of whole lines of its file."""
    return Passage(text, tuple(_line_anchors(text, first_line)))


def _line_anchors(text: str, line: int) -> Iterator[Anchor]:
    at = 0
    while True:
        yield at, line, 1
        at = text.find("\n", at) + 1
        if not at:
            return
        line += 1


def json_string(source: str, quote: int, line: int, column: int) -> tuple[Anchor, ...]:
    """The anchors of the JSON string (RFC 8259, section 7) whose opening quote stands at `quote`; `line` and
    `column` are those of its first character, and it stays on that line.
    """
    start = quote + 1
    anchors: list[Anchor] = [(0, line, column)]
    saved = 0  # how many characters of the source are no characters of the text
    # A pair of surrogates is one character.
    for piece in re.compile(r'\\u[dD][89abAB]..\\u[dD][c-fC-F]..|\\u....|\\.|"').finditer(source, start):
        if piece[0] == '"':
            break
        saved += piece.end() - piece.start() - 1
        anchors.append((piece.end() - start - saved, line, column + piece.end() - start))
    return tuple(anchors)
