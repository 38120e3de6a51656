"""Markdown drafts: the text below the YAML front matter."""

from __future__ import annotations

from replycheck.model import Source
from replycheck.read.charset import decode_file
from replycheck.read.files import File
from replycheck.read.passage import whole_lines
from replycheck.read.text import Thread, message_of

MAX_FRONT_LINES = 200


def read(file: File) -> Thread:
    """A `.md` file; front matter is no part of the text, but its lines count in the map."""
    text = decode_file(file.data)
    start, line = front_matter_end(text)
    source = Source(file.path, None, whole_lines(text[start:], first_line=line).map if start else None)
    return Thread(message_of(text[start:], role=file.role, source=source, markup="markdown"))


def front_matter_end(text: str) -> tuple[int, int]:
    """Where the text below YAML front matter begins: offset from 0 and line from 1."""
    if not text.startswith("---\n"):
        return 0, 1
    at, line = 4, 2
    while at < len(text) and line <= MAX_FRONT_LINES:
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        if text[at:end].rstrip() in ("---", "..."):
            # Front matter is keys and values; two rules around prose are prose.
            if all(_is_yaml(row) for row in text[4:at].split("\n")):
                return min(end + 1, len(text)), line + 1
            return 0, 1
        at, line = end + 1, line + 1
    return 0, 1


def _is_yaml(row: str) -> bool:
    bare = row.strip()
    return not bare or bare.startswith(("#", "-")) or row[:1] in " \t" or ":" in bare
