"""One record of an export as its syntax gives it: plain values, and the places of its texts."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from replycheck.errors import InputError
from replycheck.read.passage import Anchor, Passage
from replycheck.records import NamedTuple

Keys = tuple[str | int, ...]
"""Where a value stands in a record: the keys and indexes that lead to it."""

Anchors = Callable[[Keys], tuple[Anchor, ...]]


class Entry(NamedTuple):
    """`value` under the place where it begins (line and column from 1).

    `anchors` are the places of the text under some keys (none where it has no place).  `key` is what the
    record stands under where an export maps names to records.
    """

    path: str
    value: Mapping[str, Any]
    line: int
    column: int
    anchors: Anchors
    key: str = ""

    def at(self, *keys: str | int) -> Any:
        """The value under some keys; None where there is none."""
        value: Any = self.value
        for key in keys:
            try:
                value = value[key]
            except (KeyError, IndexError, TypeError):
                return None
        return value

    def text(self, *keys: str | int) -> str | None:
        """The text under some keys, None where there is nothing.  Raises InputError for what is no text."""
        value = self.at(*keys)
        if value is not None and not isinstance(value, str):
            raise self.error(f"{_said(keys)} should be a text, not {sort_of(value)}")
        return value

    def passage(self, text: str, keys: Keys) -> Passage:
        """A text with its places, which are those of what stands under the keys."""
        return Passage(text, self.anchors(keys))

    def place(self, *keys: str | int) -> tuple[int, int] | None:
        """Line and column where the text under some keys begins; None where there is no such place."""
        anchors = self.anchors(keys) if isinstance(self.at(*keys), str) else ()
        return anchors[0][1:] if anchors else None

    def error(self, problem: str) -> InputError:
        """The error of this record, at its line, under its id where that is a plain one."""
        name = str(self.value.get("id", self.value.get("name", self.key)) or "")
        shown = f"record {name}: " if re.fullmatch(r"[\w.:-]{1,40}", name) else ""
        return InputError(f"{self.path}:{self.line}", f"{shown}{problem}")


def _said(keys: Keys) -> str:
    return repr(".".join(map(str, keys)))


def sort_of(value: Any) -> str:
    """What a plain value is called in a message."""
    if value is None:
        return "nothing"
    words = {bool: "yes or no", int: "a number", float: "a number", str: "a text", list: "a list"}
    return words.get(type(value), "a mapping")
