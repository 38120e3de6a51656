"""CSV exports, one record a row, with the place of every cell (RFC 4180; the standard library parses)."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Mapping
from typing import Any, TextIO

from replycheck.errors import InputError
from replycheck.libraries.entry import Entry, Keys
from replycheck.libraries.source_map import csv_field
from replycheck.libraries.textfile import open_text
from replycheck.read.passage import Anchor

Fits = Callable[[Mapping[str, Any]], bool]

DELIMITERS = (",", ";", "\t", "|")
LONGEST = 1 << 24
"""Characters of the longest row, as for JSON: a quote that is never closed must not read on for ever."""


def entries(path: str, fits: Fits) -> Iterator[Entry | InputError]:
    """The rows of a file in order under the names of its first one, and an InputError for each broken row.

    `fits` is asked about the names alone, with the delimiter that gives the most of them; where it says
    no, there are no records.
    """
    csv.field_size_limit(max(csv.field_size_limit(), LONGEST))
    with open_text(path, only_unicode=False) as stream:
        lines = _Lines(stream)
        found = _header(lines, fits)
        if found is not None:
            yield from _rows(path, lines, *found)


class _Lines:
    """The lines of a file for the parser; `taken` are those of the row that is being read."""

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream
        self.back: list[str] = []
        self.taken: list[str] = []
        self.length = 0
        self.number = 0  # of the last line taken, from 1

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if self.length > LONGEST:
            raise csv.Error("a quote is not closed")
        line = self.back.pop() if self.back else self.stream.readline()
        if not line:
            raise StopIteration
        self.taken.append(line)
        self.length += len(line)
        self.number += 1
        return line

    def begin(self) -> int:
        """Forget the last row; returns the number of the line on which the next one begins."""
        self.taken.clear()
        self.length = 0
        return self.number + 1

    def give_back(self, keep: int) -> None:
        """Offer the lines taken again, but for the first `keep`."""
        again = self.taken[keep:]
        self.back += reversed(again)
        self.number -= len(again)


def _header(lines: _Lines, fits: Fits) -> tuple[list[str], str] | None:
    """The column names that make a record, and the delimiter; None where no delimiter gives such."""
    for delimiter in DELIMITERS:
        lines.begin()
        try:
            row = next(csv.reader(lines, delimiter=delimiter, strict=True), [])
        except csv.Error:
            row = []
        names = [name.strip() for name in row]
        if len(set(names)) == len(names) and fits(dict.fromkeys(names, "")):
            return names, delimiter
        lines.give_back(0)
    return None


def _rows(path: str, lines: _Lines, names: list[str], delimiter: str) -> Iterator[Entry | InputError]:
    rows = csv.reader(lines, delimiter=delimiter, strict=True)
    is_lost = False  # behind a broken row: its other lines are no rows of their own
    while True:
        line = lines.begin()
        try:
            row = next(rows, None)
            problem = None
        except csv.Error as error:
            row, problem = [], f"broken CSV ({error}); mend the quotes of this row"
        if row is None:
            return
        if problem is None and len(row) > len(names):
            problem = (
                f"this row has {len(row)} cells under {len(names)} names; put texts with {_said(delimiter)} "
                "in quotes"
            )
        if is_lost and (problem is not None or len(row) != len(names)):
            lines.give_back(1)
        elif problem is not None:
            yield InputError(f"{path}:{line}", problem)
            is_lost = True
            lines.give_back(1)
        elif row:
            is_lost = False
            value = dict(zip(names, [*row, *[""] * (len(names) - len(row))], strict=True))
            places = _Places("".join(lines.taken), names, delimiter, line)
            yield Entry(path, value, line, 1, places)


def _said(delimiter: str) -> str:
    return {",": "commas", ";": "semicolons", "\t": "tabs"}.get(delimiter, repr(delimiter))


class _Places:
    """Where the cells of a row stand."""

    def __init__(self, row: str, names: list[str], delimiter: str, line: int) -> None:
        self.row = row
        self.names = names
        self.delimiter = delimiter
        self.line = line

    def __call__(self, keys: Keys) -> tuple[Anchor, ...]:
        if len(keys) != 1 or keys[0] not in self.names:
            return ()
        return csv_field(self.row, self.names.index(str(keys[0])), self.delimiter, self.line)
