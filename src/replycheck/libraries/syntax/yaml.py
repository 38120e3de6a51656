"""YAML exports: one macro a file, or a list of them, with the place of every text (YAML 1.1, PyYAML)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

from replycheck.errors import InputError
from replycheck.libraries.entry import Entry, Keys
from replycheck.libraries.source_map import Lines, yaml_scalar
from replycheck.libraries.textfile import whole_text
from replycheck.read.passage import Anchor
from replycheck.yamlfile import shallow_loader

Fits = Callable[[Mapping[str, Any]], bool]

MOST_WRAPPING = 3
"""How many mappings and lists may be wrapped around the records."""


def entries(path: str, fits: Fits) -> Iterator[Entry | InputError]:
    """The records of a file in order, and an InputError for each that is broken.

    Where the file as a whole is no YAML and is a list, its items are read one by one.
    """
    source = whole_text(path)
    try:
        documents = list(_Document(path, source, 1).records(fits))
    except _Broken as broken:
        items = _items(source)
        if len(items) < 2:
            yield broken.error
            return
        for line, item in items:
            try:
                yield from _Document(path, item, line).records(fits)
            except _Broken as one:
                yield one.error
        return
    yield from documents


class _Broken(Exception):
    def __init__(self, error: InputError) -> None:
        super().__init__(error)
        self.error = error


def _items(source: str) -> list[tuple[int, str]]:
    """The items of the first list that is written with dashes: the line of each, from 1, and its source."""
    lines = source.split("\n")
    dash = next((found for line in lines if (found := re.match(r" *- ", line + " "))), None)
    if dash is None:
        return []
    starts = [number for number, line in enumerate(lines) if (line + " ").startswith(dash[0])]
    ends = [*starts[1:], len(lines)]
    return [(start + 1, "\n".join(lines[start:end])) for start, end in zip(starts, ends, strict=True)]


class _Document:
    """A YAML source whose first line is the `line`th of its file."""

    def __init__(self, path: str, source: str, line: int) -> None:
        import yaml

        self.path = path
        self.source = source
        self.lines = Lines(source, line)
        self.met: set[int] = set()
        self.roots = []
        try:
            loader = shallow_loader()(source)
            while loader.check_node():
                self.roots.append(loader.get_node())
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            where = f"{path}:{line + mark.line}:{mark.column + 1}" if mark else f"{path}:{line}"
            problem = " ".join(filter(None, (error.context, error.problem)))
            raise _Broken(InputError(where, f"broken YAML ({problem}); mend this record")) from None
        except yaml.reader.ReaderError as error:
            at = self.lines.place(source.find(chr(error.character)) if error.character else 0)[0]
            raise _Broken(
                InputError(f"{path}:{at}", f"broken YAML ({error.reason}); take the character out")
            ) from None

    def records(self, fits: Fits) -> Iterator[Entry | InputError]:
        for root in self.roots:
            yield from self._below(root, fits, 0, "")

    def first(self) -> Entry | InputError | None:
        """The first document as one record, where it is a mapping."""
        root = self.roots[0] if self.roots else None
        return self._entry(root, "") if root is not None and root.id == "mapping" else None

    def _below(self, node: Any, fits: Fits, depth: int, key: str) -> Iterator[Entry | InputError]:
        """The records in a node: itself, or those of its items or values."""
        if node.id == "scalar" or depth > MOST_WRAPPING:
            return
        if node.id == "mapping":
            entry = self._entry(node, key)
            if isinstance(entry, Entry) and fits(entry.value):
                yield entry
                return
            is_wrapping = False
            for name, value in node.value:
                for item in self._below(value, fits, depth + 1, str(name.value)):
                    is_wrapping = True
                    yield item
            if isinstance(entry, InputError) and not is_wrapping:
                yield entry
            return
        tried = [self._entry(item, "") if item.id == "mapping" else item for item in node.value]
        if not any(isinstance(item, Entry) and fits(item.value) for item in tried):
            for item in node.value:
                yield from self._below(item, fits, depth + 1, "")
            return
        for item in tried:
            if isinstance(item, (Entry, InputError)):
                yield item
            else:
                line = self.lines.place(item.start_mark.index)[0]
                yield InputError(f"{self.path}:{line}", "this is no record of the list; take it out")

    def _entry(self, node: Any, key: str) -> Entry | InputError:
        line, column = self.lines.place(node.start_mark.index)
        self.met.clear()
        try:
            value = self._plain(node)
        except _Alias as alias:
            at = self.lines.place(alias.index)[0]
            return InputError(
                f"{self.path}:{at}", "anchors and aliases are not read in a library; write it out each time"
            )
        return Entry(self.path, value, line, column, partial(self._anchors, node), key)

    def _plain(self, node: Any) -> Any:
        """The plain values of a node; numbers and dates stay as they are written."""
        if id(node) in self.met:  # a few lines of aliases may stand for gigabytes
            raise _Alias(node.start_mark.index)
        self.met.add(id(node))
        if node.id == "mapping":
            return {str(key.value): self._plain(value) for key, value in node.value}
        if node.id == "sequence":
            return [self._plain(item) for item in node.value]
        tag = node.tag.rpartition(":")[2]
        if tag == "null":
            return None
        return node.value.lower() in ("yes", "true", "on") if tag == "bool" else node.value

    def _anchors(self, node: Any, keys: Keys) -> tuple[Anchor, ...]:
        for key in keys:
            if node.id == "mapping":
                found = [value for name, value in node.value if str(name.value) == key]
                node = found[-1] if found else None
            elif node.id == "sequence":
                node = node.value[key] if isinstance(key, int) and key < len(node.value) else None
            if node is None:
                return ()
        if node.id != "scalar":
            return ()
        start, end = node.start_mark.index, node.end_mark.index
        return yaml_scalar(self.source, start, end, node.style or None, node.value, self.lines.place)


class _Alias(Exception):
    def __init__(self, index: int) -> None:
        super().__init__(index)
        self.index = index


def plain_mapping(path: str, source: str) -> Mapping[str, Any]:
    """The plain values of a source that is one mapping; nothing for one that is none or is broken."""
    try:
        document = _Document(path, source, 1)
    except _Broken:
        return {}
    entry = document.first()
    return entry.value if isinstance(entry, Entry) else {}


def scalars(source: str) -> list[tuple[int, int, str]]:
    """Where the texts of a YAML source begin and end, with the style of each (`|`, `>`, a quote, nothing);
    none for a source that is broken.
    """
    import yaml

    try:
        events: list[Any] = list(yaml.parse(source, Loader=shallow_loader()))
    except yaml.YAMLError:
        return []
    return [
        (event.start_mark.index, event.end_mark.index, event.style or "")
        for event in events
        if hasattr(event, "value")
    ]
