"""JSON exports, one record at a time out of a window over the file (RFC 8259).

The standard library decodes; what is ours is the walk to the records, whose wrapping every desk does
otherwise (`{"macros": [...]}`, `{"_embedded": {...}}`, a bare list, one object, pages one after the
other), and going on behind a broken one.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any, TextIO

from replycheck.errors import InputError
from replycheck.libraries.entry import Entry, Keys
from replycheck.libraries.source_map import Lines
from replycheck.libraries.textfile import open_text
from replycheck.read.passage import Anchor, json_string
from replycheck.records import NamedTuple

Fits = Callable[[Mapping[str, Any]], bool]

CHUNK = 1 << 18
"""Characters read at a time: the window holds a few of these."""

LONGEST = 1 << 24
"""Characters of the longest record; what goes on beyond that is no macro."""

DEEPEST = 5
"""How many lists and objects may be wrapped around the records."""

CUT = 40
"""Characters before the window's end within which a fault may come from the cut."""

MOST_TRIES = 20_000
"""How many places are tried as the beginning of the record behind a broken one."""


def entries(path: str, fits: Fits) -> Iterator[Entry | InputError]:
    """The records of a file in order, and an InputError for each that is broken.

    `fits` tells a record from its wrapping; it is asked about every object until it says yes in a list.
    """
    with open_text(path, only_unicode=True) as stream:
        yield from _Walk(path, _Window(stream), fits).run()


class Fault(Exception):
    """What stands at `at` of the window is no JSON value; `is_end`: because the file ends there."""

    def __init__(self, at: int, problem: str, *, is_end: bool = False) -> None:
        super().__init__(problem)
        self.at = at
        self.problem = problem
        self.is_end = is_end


class Value(NamedTuple):
    """A decoded value, and where in the window its source stands."""

    value: Any
    start: int
    end: int


class _Window:
    """A stretch of the file's text with a place `at` in it that only moves on.

    What lies before `at` is dropped now and then, but for what `held` keeps.
    """

    def __init__(self, stream: TextIO, place: tuple[int, int] = (1, 1)) -> None:
        self.stream = stream
        self.text = ""
        self.at = 0
        self.held: int | None = None
        self.is_ended = False
        self._first = place  # line and column of the window's first character
        self._known = (0, *place)  # the same of an index that was asked for

    def more(self) -> bool:
        """Read on, by at least as much as lies before us; False at the end of the file."""
        if self.is_ended:
            return False
        if self.held is not None and self.at - self.held > LONGEST:
            self.held = None  # too long for one record: what wraps others is passed over
        keep = self.at if self.held is None else min(self.held, self.at)
        if keep > CHUNK:
            self._first = self.place(keep)
            self._known = (0, *self._first)
            self.text = self.text[keep:]
            self.at -= keep
            self.held = None if self.held is None else self.held - keep
        piece = self.stream.read(max(CHUNK, len(self.text) - self.at))
        self.is_ended = not piece
        self.text += piece
        return bool(piece)

    def place(self, index: int) -> tuple[int, int]:
        """Line and column in the file, both from 1, of an index of the window."""
        known, line, column = self._known if index >= self._known[0] else (0, *self._first)
        ends = self.text.count("\n", known, index)
        column = index - self.text.rfind("\n", known, index) if ends else column + index - known
        self._known = (index, line + ends, column)
        return line + ends, column

    def peek(self) -> str:
        """The next character that is no white space, without taking it; empty at the end."""
        while True:
            self.at = _space().match(self.text, self.at).end()  # type: ignore[union-attr]
            if self.at < len(self.text):
                return self.text[self.at]
            if not self.more():
                return ""

    def take(self) -> Value:
        """The value that begins here.  Raises Fault, and stays where it is, for what is none."""
        while True:
            try:
                value, end = _decoder().raw_decode(self.text, self.at)
            except json.JSONDecodeError as error:
                is_cut = error.pos >= len(self.text) - CUT or error.msg.startswith("Unterminated string")
                if is_cut and len(self.text) - self.at > LONGEST:
                    raise Fault(self.at, "this record does not end; mend its quotes") from None
                ahead = error.pos - self.at  # the window may move
                if is_cut and self.more():
                    continue
                pos = self.at + ahead
                is_end = error.msg.startswith("Unterminated") or not self.text[pos:].strip()
                raise Fault(pos, error.msg.removesuffix(" at"), is_end=is_end) from None
            except RecursionError:
                raise Fault(self.at, "nested too deep") from None
            except ValueError:
                raise Fault(self.at, "a number is too long") from None
            if end == len(self.text) and self.text[end - 1].isdigit() and self.more():
                continue  # the number may go on
            found = Value(value, self.at, end)
            self.at = end
            return found


class _Lost(Exception):
    """Nothing behind a fault could be read."""


class _Walk:
    """One walk over a file to its records."""

    def __init__(self, path: str, window: _Window, fits: Fits) -> None:
        self.path = path
        self.window = window
        self.fits = fits

    def run(self) -> Iterator[Entry | InputError]:
        window = self.window
        is_mended = False
        while opening := window.peek():
            # Between objects of a dump; behind a broken record also what closes its wrapping.
            if opening in (",;:]}" if is_mended else ",;"):
                window.at += 1
                continue
            try:
                yield from self._value(0)
            except Fault as fault:
                yield self._error(fault)
                window.held = None
                is_mended = True
                if fault.is_end or not self._find_next():
                    return
            except _Lost:
                return

    def _value(self, depth: int, key: str = "") -> Iterator[Entry | InputError]:
        opening = self.window.peek()
        if opening == "[" and depth < DEEPEST:
            yield from self._list(depth)
        elif opening == "{" and depth < DEEPEST:
            yield from self._object(depth, key)
        else:
            self.window.take()

    def _list(self, depth: int) -> Iterator[Entry | InputError]:
        """The records of a list; what is no record is broken where others are records."""
        window = self.window
        window.at += 1
        waiting: list[InputError] = []
        is_library = False
        while (opening := window.peek()) != "]":
            if opening == ",":
                window.at += 1
                continue
            start = window.at
            try:
                if not opening:
                    raise Fault(start, "the list does not end", is_end=True)
                found = window.take()
            except Fault as fault:
                # The window may have moved while it read on; what was tried begins where it stands now.
                yield self._error(fault)
                if fault.is_end or not self._find_next():
                    raise _Lost from None
                continue
            if isinstance(found.value, dict) and (is_library or self.fits(found.value)):
                is_library = True
                window.held = None
                yield from waiting
                waiting.clear()
                yield self._entry(found)
                continue
            if not is_library and isinstance(found.value, (dict, list)) and depth < DEEPEST:
                inner = list(self._within(found, depth))
                yield from inner
                if inner:
                    continue
            problem = InputError(
                f"{self.path}:{window.place(found.start)[0]}", "this is no record of the list; take it out"
            )
            if is_library:
                yield problem
            elif len(waiting) < MOST_WAITING:
                waiting.append(problem)
        window.at += 1

    def _within(self, found: Value, depth: int) -> Iterator[Entry | InputError]:
        """The records inside an element of a list: one page of several in one file."""
        if not any(isinstance(inner, (dict, list)) for inner in _inner(found.value)):
            return
        import io

        source = self.window.text[found.start : found.end]
        page = _Window(io.StringIO(source), self.window.place(found.start))
        yield from _Walk(self.path, page, self.fits)._value(depth + 1)

    def _object(self, depth: int, key: str) -> Iterator[Entry | InputError]:
        """The records below an object; the object itself where it is one."""
        window = self.window
        if len(window.text) - window.at < CHUNK:
            window.more()
        whole = self._whole()
        if whole is not None and self.fits(whole.value):
            window.at = whole.end
            yield self._entry(whole, key)
            return
        outermost = window.held is None
        if outermost:
            window.held = window.at
        behind = (window.at - window.held) if window.held is not None else 0
        window.at += 1
        is_wrapping = False
        while (opening := window.peek()) != "}":
            if opening == ",":
                window.at += 1
                continue
            if opening != '"':
                raise Fault(window.at, "the object does not end", is_end=not opening)
            name = window.take().value
            if window.peek() != ":":
                raise Fault(window.at, "Expecting ':' delimiter", is_end=not window.peek())
            window.at += 1
            for item in self._value(depth + 1, name):
                is_wrapping = True
                window.held = None
                yield item
        window.at += 1
        if whole is None and not is_wrapping and window.held is not None:
            window.at = window.held + behind
            found = window.take()
            if self.fits(found.value):
                yield self._entry(found, key)
        if outermost:
            window.held = None

    def _whole(self) -> Value | None:
        """The object that begins here, where the window has all of it; nothing is taken."""
        start = self.window.at
        try:
            value, end = _decoder().raw_decode(self.window.text, start)
        except (ValueError, RecursionError):
            return None
        return Value(value, start, end)

    def _find_next(self) -> bool:
        """Go to the next record behind a broken one; False where there is none."""
        window = self.window
        for _ in range(MOST_TRIES):
            # What stands before the object belongs to the match, so nothing from `at` on may be dropped.
            while (match := _next_object().search(window.text, window.at)) is None:
                window.at = max(window.at, len(window.text) - CUT)
                if not window.more():
                    return False
            window.at = match.end() - 1
            try:
                found = window.take()
            except Fault:
                continue
            window.at = found.start
            if self.fits(found.value):
                return True
        return False

    def _entry(self, found: Value, key: str = "") -> Entry | InputError:
        source = self.window.text[found.start : found.end]
        line, column = self.window.place(found.start)
        if not source.isascii() and (bad := _undecoded().search(source)):
            at = line + source.count("\n", 0, bad.start())
            return InputError(f"{self.path}:{at}", "this record is not UTF-8; export it as UTF-8")
        return Entry(self.path, found.value, line, column, _Places(source, line, column), key)

    def _error(self, fault: Fault) -> InputError:
        line, column = self.window.place(min(fault.at, len(self.window.text)))
        where = f"{self.path}:{line}:{column}"
        if fault.is_end:
            return InputError(where, "the file ends in the middle of a record; export it again")
        return InputError(where, f"broken JSON ({fault.problem}); export it again, or mend this record")


MOST_WAITING = 20


def _inner(value: Any) -> Any:
    return value.values() if isinstance(value, dict) else value


class _Places:
    """Where the texts of a record stand; each object and list is walked once."""

    def __init__(self, source: str, line: int, column: int) -> None:
        self.source = source
        self.lines = Lines(source, line, column)
        self.starts: dict[Keys, dict[str | int, int]] = {}

    def __call__(self, keys: Keys) -> tuple[Anchor, ...]:
        at = 0
        for depth, key in enumerate(keys):
            around = keys[:depth]
            if around not in self.starts:
                self.starts[around] = dict(_members(self.source, at))
            if key not in self.starts[around]:
                return ()
            at = self.starts[around][key]
        if not self.source.startswith('"', at):
            return ()
        return json_string(self.source, at, *self.lines.place(at + 1))


def _members(source: str, at: int) -> Iterator[tuple[str | int, int]]:
    """The keys or indexes of the object or list at `at`, each with where its value begins."""
    opening = source[at]
    at = _separators().match(source, at + 1).end()  # type: ignore[union-attr]
    number = 0
    while source[at] not in "}]":
        key: str | int = number
        if opening == "{":
            key, at = _decoder().raw_decode(source, at)
            at = _separators().match(source, at).end()  # type: ignore[union-attr]
        yield key, at
        at = _decoder().raw_decode(source, at)[1]
        at = _separators().match(source, at).end()  # type: ignore[union-attr]
        number += 1


@cache
def _decoder() -> json.JSONDecoder:
    return json.JSONDecoder()


@cache
def _space() -> re.Pattern[str]:
    return re.compile(r"[ \t\r\n]*")


@cache
def _separators() -> re.Pattern[str]:
    return re.compile(r"[ \t\r\n:,]*")


@cache
def _next_object() -> re.Pattern[str]:
    return re.compile(r"[,:\[\]}][ \t\r\n]*\{")


@cache
def _undecoded() -> re.Pattern[str]:
    return re.compile("[\udc80-\udcff]")
