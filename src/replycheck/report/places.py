"""Where a span stands in its file, as programs that jump there want it."""

from __future__ import annotations

import functools
import os

from replycheck.model import Finding, Message, Span
from replycheck.records import NamedTuple

UNNAMED = ("-", "<text>")
"""Paths that are no files: standard input, a text that was handed over."""


class Place(NamedTuple):
    """Lines and columns in a file, both from 1, in code points; `end_column` is not included."""

    line: int
    column: int
    end_line: int
    end_column: int


def place_of(span: Span, message: Message) -> Place | None:
    """The place of a span in the file its message came from; None where the file has no such place."""
    start, end = message.place(span.start), message.place(span.end)
    if start is None or end is None:
        return None
    return Place(*start, *max(start, end))


def place_of_finding(finding: Finding, draft: Message) -> Place | None:
    """The place of a finding in the file of its draft, also where it speaks of what stands beside the text."""
    own = finding.match.place
    return Place(*own, *own) if own else place_of(finding.span, draft)


def shown_place(finding: Finding, draft: Message) -> tuple[int, int]:
    """Line and column of a finding to show to people; in the text where the file has no such place."""
    return finding.match.place or draft.shown_place(finding.span.start)


@functools.lru_cache(maxsize=256)
def shown_path(path: str, root: str) -> str:
    """A path below `root` relative to it, with slashes and without `./`; any other as it was named.

    Code hosts show a finding in the file only where its path is the one in the repository.
    """
    if path in UNNAMED:
        return path
    shown = os.path.normpath(path)
    if root:
        whole, folder = os.path.abspath(path), os.path.abspath(root)
        if whole.startswith(os.path.join(folder, "")):
            shown = os.path.relpath(whole, folder)
    return shown.replace(os.sep, "/")


def is_whole_file(message: Message) -> bool:
    """True where the text is the file itself, so that an edit of the one is an edit of the other.

    In a record of an export the same words are escaped, and a mail's part may be encoded.
    """
    source = message.source
    return source.map is None and source.record is None and source.path not in UNNAMED
