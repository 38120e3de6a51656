"""Markdown files that hold many texts: a heading, and the text below it in a fenced block."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from replycheck.errors import InputError
from replycheck.libraries.entry import Entry, Keys
from replycheck.libraries.textfile import whole_text
from replycheck.read.passage import Anchor, whole_lines

Fits = Callable[[Mapping[str, Any]], bool]

HEADING = re.compile(r" {0,3}(#{1,6})[ \t]+(\S.{0,300}?)[ \t]*#*$")
FENCE = re.compile(r" {0,3}(`{3,}|~{3,})[ \t]*([\w+-]{0,20})[^`]*$")

# What a writer calls a block that is no code.
PROSE = ("", "text", "txt", "plain", "plaintext", "md", "markdown", "html")


def entries(path: str, fits: Fits) -> Iterator[Entry | InputError]:
    """A record (`title`, `content`) for each block below a heading, in order.

    Of headings the first level counts only where there is no other; a second block of one heading is
    `heading (2)`.
    """
    lines = whole_text(path).split("\n")
    found = list(_blocks(lines))
    least = 2 if any(level > 1 for level, *_ in found) else 1
    seen: dict[str, int] = {}
    for level, heading, place, start, end in found:
        if level < least:
            continue
        if end is None:
            yield InputError(f"{path}:{start}", "this fenced block is not closed; close it")
            continue
        seen[heading] = seen.get(heading, 0) + 1
        title = heading if seen[heading] == 1 else f"{heading} ({seen[heading]})"
        text = "\n".join(lines[start:end])
        value = {"title": title, "content": text}
        if fits(value):
            yield Entry(path, value, start, 1, _Block(place, whole_lines(text, first_line=start + 1).anchors))


class _Block:
    """Where the heading and the text of a block stand."""

    def __init__(self, heading: tuple[int, int], anchors: tuple[Anchor, ...]) -> None:
        self.heading = heading
        self.anchors = anchors

    def __call__(self, keys: Keys) -> tuple[Anchor, ...]:
        if keys == ("title",):
            return ((0, *self.heading),)
        return self.anchors if keys == ("content",) else ()


def _blocks(lines: list[str]) -> Iterator[tuple[int, str, tuple[int, int], int, int | None]]:
    """Level, words and place of the heading above each block of prose, the number of its opening line (from 1),
    which is the index of its first line, and the index of its closing line, None where there is none.
    """
    heading: tuple[int, str, tuple[int, int]] | None = None
    at = 0
    while at < len(lines):
        title = HEADING.match(lines[at])
        fence = FENCE.match(lines[at])
        if title:
            heading = (len(title[1]), title[2], (at + 1, title.start(2) + 1))
        elif fence:
            start = at + 1
            is_end = re.compile(rf" {{0,3}}{re.escape(fence[1][0])}{{{len(fence[1])},}}[ \t]*$").match
            end = next((n for n in range(start, len(lines)) if is_end(lines[n])), None)
            if heading and fence[2].lower() in PROSE:
                yield (*heading, start, end)
            if end is None:
                return
            at = end
        at += 1
