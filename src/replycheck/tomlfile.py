"""A TOML file as `yamlfile` reads YAML: one mapping, with the place of everything in it."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from replycheck.config import dotted
from replycheck.errors import ConfigError
from replycheck.yamlfile import YamlFile, read_source


def parsed(text: str) -> Any:
    """The values of a TOML text.  Raises ValueError for a broken one, RecursionError for one nested too deep."""
    if sys.version_info >= (3, 11):
        import tomllib
    else:
        import tomli as tomllib
    return tomllib.loads(text)


_HEADER = re.compile(r"""(\s*\[\[?\s*)([\w\s."'/-]+?)\s*\]""")
_KEY = re.compile(r"""(\s*)([\w."'/-][\w \t."'/-]*?)\s*=""")


class TomlFile(YamlFile):
    """The same checks over a TOML table.  Places are found by line, since the parser keeps none."""

    def __init__(self, path: Path) -> None:
        self.shown = str(path)
        self.fault = ConfigError
        text = read_source(path, shown=self.shown, fault=ConfigError).replace("\r\n", "\n")
        self._lines = text.split("\n")
        self._table: tuple[str, ...] = ()
        try:
            values = parsed(text)
        except RecursionError:
            raise ConfigError(f"{self.shown}:1:1", "nested too deep; make it flatter") from None
        except ValueError as error:
            at = re.search(r" \(at line (\d+), column (\d+)\)", str(error))
            where = f"{at[1]}:{at[2]}" if at else f"{len(self._lines)}:1"
            problem = str(error).partition(" (at ")[0]
            header = re.match(r"\s*(\[{1,2}[^\[\]#=]+)(?:#|$)", self._lines[int(at[1]) - 1]) if at else None
            mend = f"; write {header[1].strip()}{']' * header[1].count('[')}" if header else ""
            raise ConfigError(f"{self.shown}:{where}", f"broken TOML: {problem}{mend}") from None
        if path.name == "pyproject.toml":
            for name in ("tool", "replycheck"):
                values, self._table = values.get(name, {}), (*self._table, name)
                if not isinstance(values, dict):
                    raise self.error((), f"[{'.'.join(self._table)}] should be a table")
        self.values = values

    def _placed_keys(self) -> Iterator[tuple[tuple[Any, ...], tuple[int, int]]]:
        """Every key that begins a line, from the top, with its line and column counted from 0.

        `[[a.b]]` is an item of a list: the path of its keys holds its number.
        """
        table: tuple[Any, ...] = ()
        items: dict[tuple[str, ...], int] = {}
        for number, line in enumerate(self._lines):
            found = _HEADER.match(line) or _KEY.match(line)
            if not found:
                continue
            names = tuple(dotted(found[2]).split("."))
            here: tuple[Any, ...] = (*table, *names)
            if found.re is _HEADER:
                here = table = names
                if found[1].strip().startswith("[["):
                    items[names] = items.get(names, -1) + 1
                    here = table = (*names, items[names])
            for length in range(1, len(here) + 1):  # `[a.b]` is the first place of `a` as well
                yield here[:length], (number, len(found[1]))

    def place(self, path: tuple[Any, ...], *, of_key: bool = False) -> str:
        full = (*self._table, *path)
        known = next((n for n in range(len(full), 0, -1) if full[:n] in self._first), 0)
        line, column = self._first[full[:known]] if known else (0, 0)
        for at in range(known, len(full)):  # inside an inline table or a list: the next that reads so
            inner = full[len(self._table) : at + 1]
            if isinstance(inner[-1], int) and isinstance(self._item(inner), dict):
                for _ in range(inner[-1] + 1):
                    line, column = self._next(r"\{", line, column + 1)
                continue
            line, column = self._next(self._spelt(inner), line, column)
        return f"{self.shown}:{line + 1}:{column + 1}"

    @cached_property
    def _first(self) -> Mapping[tuple[Any, ...], tuple[int, int]]:
        return dict(reversed(list(self._placed_keys())))

    def _spelt(self, path: tuple[Any, ...]) -> str:
        """An expression for the last step of a path: the name of a key, or the item of a list."""
        item = path[-1] if isinstance(path[-1], str) else self._item(path)
        spelt = item if isinstance(item, str) else str(item).lower()
        return rf"(?<![\w/-]){re.escape(spelt)}(?![\w/-])" if spelt else ""

    def _item(self, path: tuple[Any, ...]) -> Any:
        try:
            return self.at(path)
        except (KeyError, IndexError, TypeError):
            return ""

    def _next(self, source: str, line: int, column: int) -> tuple[int, int]:
        """Where an expression matches next; the place itself where it does not."""
        if not source:
            return line, column
        for number in range(line, len(self._lines)):
            found = re.compile(source).search(self._lines[number], column if number == line else 0)
            if found:
                return number, found.start()
        return line, column
