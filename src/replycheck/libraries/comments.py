"""Directives in the comments of a file around its texts: YAML, front matter, Markdown outside its blocks."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from replycheck.errors import InputError
from replycheck.libraries.syntax.markdown import FENCE
from replycheck.libraries.syntax.yaml import scalars
from replycheck.libraries.textfile import whole_text
from replycheck.model import Span
from replycheck.read.markdown import front_matter_end
from replycheck.suppressions import Around
from replycheck.understand.directives import MARK, Directive, directives

YAML = (".yaml", ".yml")
MARKDOWN = (".md", ".markdown")


def around(path: str, shape: str) -> Around | None:
    """What the comments of a file say that are in none of its texts; None where there are no such ones.

    `shape` is the name in `FORMATS` (or `folder`, `front-matter-md`) by which the file is read.
    """
    name = path.lower()
    if not name.endswith((*YAML, *MARKDOWN)):
        return None
    try:
        text = whole_text(path)
    except InputError:  # the reading of its texts says what is wrong
        return None
    if MARK not in text:
        return None
    if name.endswith(YAML):
        return _made(path, text, _outside_scalars(text), next_entry)
    if shape == "saved-replies-md":
        return _made(path, text, _outside_fences(text), next_block)
    return _made(path, text, _of_front_matter(text), next_entry)


def _made(
    path: str, text: str, found: list[Directive], next_lines: Callable[[str, int], Span]
) -> Around | None:
    return Around(path, text, found, next_lines) if found else None


def _outside_scalars(text: str) -> list[Directive]:
    """`#` inside a text is a sign like any other; a comment below a block stands less deep than it."""
    found = directives(text, ("yaml",))
    blocks = scalars(text) if found else []
    return [d for d in found if not any(_is_inside(text, d.span.start, *block) for block in blocks)]


def _is_inside(text: str, at: int, start: int, end: int, style: str) -> bool:
    if not start <= at < end:
        return False
    if style not in ("|", ">"):
        return True
    body = re.compile(r"\n([ \t]*)\S").search(text, start)
    return body is None or at - (text.rfind("\n", 0, at) + 1) >= len(body[1])


def _outside_fences(text: str) -> list[Directive]:
    fences: list[Span] = []
    opened: tuple[int, Any] | None = None
    at = 0
    for line in text.split("\n"):
        fence = FENCE.match(line)
        if opened is None and fence:
            opened = (at, fence)
        elif opened is not None and re.fullmatch(rf" {{0,3}}{re.escape(opened[1][1])}+[ \t]*", line):
            fences.append(Span(opened[0], at + len(line)))
            opened = None
        at += len(line) + 1
    return [d for d in directives(text, ("html",)) if not any(d.span.overlaps(fence) for fence in fences)]


def _of_front_matter(text: str) -> list[Directive]:
    """A directive above the text of a file holds for all of it."""
    end, _ = front_matter_end(text)
    found = directives(text[:end], ("yaml",))
    return [d._replace(scope="file") if d.scope == "" else d for d in found]


def next_entry(text: str, offset: int) -> Span:
    """The entry that begins on the next line of a YAML file: all lines that stand deeper below it."""
    start = text.find("\n", offset) + 1
    if start == 0:
        return Span(len(text), len(text))
    begin, end, depth = -1, start, 0
    for line in text[start:].split("\n"):
        bare = line.strip()
        own = len(line) - len(line.lstrip())
        if begin < 0:
            if bare and not bare.startswith("#"):
                begin, depth = end, own
        elif bare and own <= depth:
            break
        end += len(line) + 1
    return Span(max(begin, 0), min(end - 1, len(text))) if begin >= 0 else Span(len(text), len(text))


def next_block(text: str, offset: int) -> Span:
    """The next fenced block of a Markdown file."""
    at = text.find("\n", offset) + 1
    opened = None
    while 0 < at < len(text):
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        line = text[at:end]
        if opened is None and FENCE.match(line):
            opened = at
        elif opened is not None and FENCE.match(line):
            return Span(opened, end)
        elif opened is None and line.startswith("#"):
            break
        at = end + 1
    return Span(len(text), len(text))
