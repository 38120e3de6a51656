"""XML exports: one record a file, the children of its root (XML 1.0; expat parses and gives the places)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from replycheck.errors import InputError
from replycheck.libraries.entry import Entry, Keys
from replycheck.read.files import File, load, refuse_unreadable
from replycheck.read.passage import Anchor

Fits = Callable[[Mapping[str, Any]], bool]

ROOT = "#root"
"""The key under which a record has the name of its root, without prefix."""

DEEPEST = 50


def entries(path: str, fits: Fits) -> Iterator[Entry | InputError]:
    """The record of a file, if it is one; an InputError where the file is broken."""
    data = load(path)
    refuse_unreadable(File(path, data))
    reading = _Reading(path)
    try:
        reading.parse(data)
    except _Refused as refused:
        yield refused.error
        return
    if fits(reading.value):
        yield Entry(path, reading.value, *reading.place, reading.anchors)


class _Refused(Exception):
    def __init__(self, error: InputError) -> None:
        super().__init__(error)
        self.error = error


class _Reading:
    """A file as it is parsed: the texts of the root's children, each with its anchors."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.value: dict[str, Any] = {}
        self.place = (1, 1)
        self.names: list[str] = []
        self._texts: dict[str, list[str]] = {}
        self._anchors: dict[str, list[Anchor]] = {}
        self._length = 0

    def parse(self, data: bytes) -> None:
        from xml.parsers import expat

        parser = expat.ParserCreate()
        self.parser = parser
        parser.buffer_text = False  # each piece has a place of its own
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        # Entities of a file's own may stand for gigabytes or for other files; no desk writes any.
        parser.StartDoctypeDeclHandler = self._refuse_declarations
        try:
            parser.Parse(data, True)
        except expat.ExpatError as error:
            where = f"{self.path}:{error.lineno}:{error.offset + 1}"
            problem = expat.ErrorString(error.code)
            raise _Refused(InputError(where, f"broken XML ({problem}); export it again")) from None
        except (LookupError, ValueError) as error:  # an encoding that Python does not have
            raise _Refused(InputError(f"{self.path}:1", f"cannot be decoded ({error})")) from None
        self.value.update({name: "".join(texts) for name, texts in self._texts.items()})

    def _here(self) -> tuple[int, int]:
        return self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        bare = name.rpartition(":")[2]
        self.names.append(bare)
        if len(self.names) > DEEPEST:
            raise _Refused(InputError(f"{self.path}:{self._here()[0]}", "nested too deep"))
        if len(self.names) == 1:
            self.value[ROOT] = bare
            self.place = self._here()
        elif len(self.names) == 2:  # of children of one name the last counts
            self._texts[bare] = []
            self._anchors[bare] = []
            self._length = 0

    def _end(self, name: str) -> None:
        self.names.pop()

    def _text(self, text: str) -> None:
        if len(self.names) != 2:
            return
        name = self.names[-1]
        self._anchors[name].append((self._length, *self._here()))
        self._texts[name].append(text)
        self._length += len(text)

    def _refuse_declarations(self, *given: Any) -> None:
        line = self._here()[0]
        raise _Refused(
            InputError(f"{self.path}:{line}", "declarations (<!DOCTYPE) are not read; take them out")
        )

    def anchors(self, keys: Keys) -> tuple[Anchor, ...]:
        return tuple(self._anchors.get(str(keys[0]), ())) if len(keys) == 1 else ()
