"""Reports as they come, and JSON lists written while they do."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import TYPE_CHECKING, Any, TextIO

if TYPE_CHECKING:
    from replycheck.model import Report

dumps = json.JSONEncoder(ensure_ascii=True, separators=(", ", ": ")).encode
"""JSON on one line, in ASCII only, so that the stream's encoding is no matter."""


def started(reports: Iterable[Report]) -> Iterator[Report]:
    """The same reports, the first of them fetched now: what is wrong with the call is raised before
    half a document is out.
    """
    coming = iter(reports)
    first = next(coming, None)
    return coming if first is None else chain([first], coming)


def write_list(items: Iterable[Any], out: TextIO) -> None:
    """A JSON list, one item a line, each written as soon as it is there."""
    lead = "[\n"
    for item in items:
        out.write(lead + dumps(item))
        lead = ",\n"
    out.write("\n]" if lead == ",\n" else "[]")
