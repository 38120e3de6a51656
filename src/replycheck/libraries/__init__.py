"""Help-desk exports and folders of macros: files in, records out, each text with its place in the file.

`FORMATS` is the index: one line a shape, one module a help desk.  A shape is found by the keys of its
records; what it is written in (`syntax/`) by the file's ending.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from pathlib import PurePath
from typing import Any

from replycheck.errors import ConfigError, InputError, did_you_mean
from replycheck.libraries.record import Body, Record
from replycheck.libraries.syntax import SUFFIXES, entries
from replycheck.records import NamedTuple


class Format(NamedTuple):
    """A shape of records: the module that knows them, and the syntax they stand in.

    `asked`: other things look like it, so it has to be named with `--library`.
    """

    module: str
    syntax: str
    asked: bool = False


FORMATS: Mapping[str, Format] = {
    # Of two that fit the first counts: the more specific.
    "zendesk-json": Format("zendesk", "json"),
    "zendesk-yaml": Format("zendesk", "yaml"),
    "gorgias-json": Format("gorgias", "json"),
    "freshdesk-json": Format("freshdesk", "json"),
    "chatwoot-json": Format("chatwoot", "json"),
    "chatwoot-csv": Format("chatwoot", "csv"),
    "zammad-json": Format("zammad", "json"),
    "zammad-csv": Format("zammad", "csv"),
    "front-json": Format("front", "json"),
    "intercom-json": Format("intercom", "json"),
    "salesforce-metadata": Format("salesforce", "xml"),
    "salesforce-json": Format("salesforce", "json"),
    "salesforce-csv": Format("salesforce", "csv"),
    "osticket-yaml": Format("osticket", "yaml"),
    "hubspot-json": Format("hubspot", "json"),
    "helpscout-json": Format("helpscout", "json"),
    "discourse-json": Format("discourse", "json"),
    "saved-replies-md": Format("saved_replies", "markdown"),
    "csv": Format("table", "csv"),
    "json": Format("table", "json", asked=True),
    "yaml": Format("table", "yaml", asked=True),
    "folder": Format("folder", "files", asked=True),
}

ALSO = {"freescout": "helpscout", "freshservice": "freshdesk", "saved-replies": "saved-replies-md"}
"""Other names for a shape or a desk."""

MOST_BROKEN = 20
"""A library that is broken throughout says so once, not a thousand times."""

HEAD_BYTES = 1 << 20


class Unrecognised(InputError):
    """A file that holds no macros of a shape that is known."""


def names_for(library: str) -> tuple[str, ...]:
    """The shapes that a `--library` allows: one by its name, all of a desk by the desk's.

    Raises ConfigError for a name of neither.
    """
    word = library.strip().lower().replace("_", "-").replace(" ", "")
    word = ALSO.get(word, word)
    found = (word,) if word in FORMATS else tuple(n for n in FORMATS if n.partition("-")[0] == word)
    if found:
        return found
    desks = {name.partition("-")[0] for name in FORMATS}
    known = [*FORMATS, *sorted({*desks, *ALSO} - {"saved"})]
    hint = did_you_mean(word, known) or f"; known are {', '.join(FORMATS)}"
    raise ConfigError("--library", f"unknown value {library!r}{hint}")


def endings(library: str) -> tuple[str, ...]:
    """The endings of the files in a folder that a `--library` reads."""
    syntaxes = {FORMATS[name].syntax for name in names_for(library)}
    return tuple(suffix for syntax in sorted(syntaxes) for suffix in SUFFIXES.get(syntax, ()))


def is_library(path: str) -> bool:
    """True for a file whose ending is one that exports have, or that is named for the replies it holds."""
    syntax = _syntax_of(path)
    if syntax == "markdown":
        return bool(_module(FORMATS["saved-replies-md"]).is_one(path))
    return syntax is not None


def plausible(path: str, library: str | None = None) -> bool:
    """True where the beginning of a file has all the keys of some shape that it may be.

    In a folder it tells exports from all other files of their endings; whether it is one the reading says.
    """
    try:
        with open(path, "rb") as stream:
            head = stream.read(HEAD_BYTES).replace(b"\0", b"").decode("utf-8", "replace")
    except OSError:
        return True  # the reading says what is wrong
    return any(_has_marks(head, _module(FORMATS[name])) for name in _candidates(path, library))


def read_library(path: str, library: str | None = None) -> Iterator[Record | InputError]:
    """The records of an export in file order, inactive ones too; an InputError for each broken one.

    `library` is a name for `names_for`; without it the shape is found.  After 20 broken records one more
    InputError speaks for all that follow.  Raises `Unrecognised` where no record was found, and InputError
    where the file could not be opened or was broken before the first one.
    """
    found = _Found(path, library)
    broken = 0
    is_empty = True
    waiting: list[InputError] = []
    for item in entries(found.syntax, path, found.fits):
        if isinstance(item, InputError):
            record: Record | InputError = item
        else:
            try:
                record = _module(FORMATS[found.name]).read(item, found.name)
            except InputError as error:
                record = error
        if isinstance(record, InputError):
            broken += 1
            if broken > MOST_BROKEN + 1:
                continue
            if broken == MOST_BROKEN + 1:
                record = InputError(path, "and more records are broken; mend the first ones and run again")
            if not found.name:
                waiting.append(record)
                continue
        yield from waiting
        waiting.clear()
        is_empty = False
        yield record
    if waiting:
        raise waiting[0]
    if not found.name:
        raise Unrecognised(path, found.problem)
    if is_empty:
        raise InputError(path, "holds no records; export it again")


class _Found:
    """Which shape the records of one file have: the first that fits the first record that fits any."""

    def __init__(self, path: str, library: str | None) -> None:
        self.candidates = _candidates(path, library)
        if not self.candidates:
            raise Unrecognised(path, _unknown(library))
        self.syntax = FORMATS[self.candidates[0]].syntax
        self.problem = _unknown(library)
        self.name = ""

    def fits(self, value: Mapping[str, Any]) -> bool:
        if self.name:
            return bool(_module(FORMATS[self.name]).fits(value))
        for name in self.candidates:
            if FORMATS[name].syntax == self.syntax and _module(FORMATS[name]).fits(value):
                self.name = name
                return True
        return False


def _candidates(path: str, library: str | None) -> tuple[str, ...]:
    """The shapes that a file may have: those of its ending, and of those the ones that were named."""
    syntax = _syntax_of(path)
    if library is None:
        return tuple(name for name, known in FORMATS.items() if known.syntax == syntax and not known.asked)
    named = names_for(library)
    return tuple(name for name in named if FORMATS[name].syntax == syntax) or named


def _syntax_of(path: str) -> str | None:
    suffix = PurePath(path).suffix.lower()
    return next((syntax for syntax, suffixes in SUFFIXES.items() if suffix in suffixes), None)


def _unknown(library: str | None) -> str:
    if library is not None:
        return f"holds no macros of the shape {library!r}; name another with --library, or leave it out"
    return (
        f"holds no macros of a shape that is known ({', '.join(FORMATS)}); "
        "if it is one of these, say which with --library NAME"
    )


@cache
def _module(known: Format) -> Any:
    """`fits(value)` says whether a record is of the shape, `read(entry, name)` makes the `Record` of it."""
    return import_module(f"{__name__}.{known.module}")


def _has_marks(head: str, module: Any) -> bool:
    return all(re.search(mark, head, re.MULTILINE) for mark in module.MARKS)


__all__ = [
    "FORMATS",
    "Body",
    "Format",
    "Record",
    "Unrecognised",
    "endings",
    "is_library",
    "names_for",
    "plausible",
    "read_library",
]
