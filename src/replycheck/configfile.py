"""Config files: `.replycheck.yml` or a TOML table in, a Config out; a mistake is given at its line."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from replycheck.config import Config, Profile, dotted
from replycheck.errors import ConfigError
from replycheck.model import Settings, Severity
from replycheck.yamlfile import YamlFile, read_source

KEYS = ("select", "ignore", "severities", "profile", "profiles", "rules", "settings")
"""Every key a config may have, in the order the documentation gives them in."""

SETTINGS = ("reply_within_hours", "team_names")

MOST_HOURS = 8760
"""A year: a reply that is due later is a mistake."""


def read_config(path: Path) -> Config:
    """One config file; raises `ConfigError` at the line of the mistake."""
    if path.name == "pyproject.toml" or path.suffix == ".toml":
        return _from_values(_TomlFile(path), path)
    if not _strip_comments(read_source(path, shown=str(path), fault=ConfigError)):
        return Config(path=str(path))
    return _from_values(YamlFile(path, fault=ConfigError), path)


def _strip_comments(text: str) -> str:
    return "".join(line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#"))


_HEADER = re.compile(r"""(\s*\[\[?\s*)([\w\s."'/-]+?)\s*\]""")
_KEY = re.compile(r"""(\s*)([\w."'/-][\w \t."'/-]*?)\s*=""")


class _TomlFile(YamlFile):
    """The same checks over a TOML table.  Places are found by line, since the parser keeps none."""

    def __init__(self, path: Path) -> None:
        if sys.version_info >= (3, 11):
            import tomllib
        else:
            import tomli as tomllib
        self.shown = str(path)
        self.fault = ConfigError
        text = read_source(path, shown=self.shown, fault=ConfigError).replace("\r\n", "\n")
        self._lines = text.split("\n")
        self._table: tuple[str, ...] = ()
        try:
            values: Any = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            at = re.search(r" \(at line (\d+), column (\d+)\)", str(error))
            where = f"{at[1]}:{at[2]}" if at else f"{len(self._lines)}:1"
            problem = str(error).partition(" (at ")[0]
            raise ConfigError(f"{self.shown}:{where}", f"broken TOML: {problem}") from None
        except RecursionError:
            raise ConfigError(f"{self.shown}:1:1", "nested too deep; make it flatter") from None
        except ValueError as error:  # a number of thousands of digits
            raise ConfigError(f"{self.shown}:1:1", f"broken TOML: {error}") from None
        if path.name == "pyproject.toml":
            for name in ("tool", "replycheck"):
                values, self._table = values.get(name, {}), (*self._table, name)
                if not isinstance(values, dict):
                    raise self.error((), f"[{'.'.join(self._table)}] should be a table")
        self.values = values

    def _placed_keys(self) -> Iterator[tuple[tuple[str, ...], tuple[int, int]]]:
        """Every key that begins a line, from the top, with its line and column counted from 0."""
        table: tuple[str, ...] = ()
        for number, line in enumerate(self._lines):
            found = _HEADER.match(line) or _KEY.match(line)
            if not found:
                continue
            names = tuple(dotted(found[2]).split("."))
            if found.re is _HEADER:
                table = names
            here = table if found.re is _HEADER else (*table, *names)
            for length in range(1, len(here) + 1):  # `[a.b]` is the first place of `a` as well
                yield here[:length], (number, len(found[1]))

    def place(self, path: tuple[Any, ...], *, of_key: bool = False) -> str:
        full = (*self._table, *path)
        known = next((n for n in range(len(full), 0, -1) if full[:n] in self._first), 0)
        line, column = self._first[full[:known]] if known else (0, 0)
        for at in range(known, len(full)):  # inside an inline table or a list: the next that reads so
            line, column = self._next(self._spelt(full[len(self._table) : at + 1]), line, column)
        return f"{self.shown}:{line + 1}:{column + 1}"

    @cached_property
    def _first(self) -> Mapping[tuple[str, ...], tuple[int, int]]:
        return dict(reversed(list(self._placed_keys())))

    def _spelt(self, path: tuple[Any, ...]) -> str:
        """What stands in the file for the last step of a path: the name of a key, or the item of a list."""
        if isinstance(path[-1], str):
            return path[-1]
        try:
            item = self.at(path)
        except (KeyError, IndexError, TypeError):
            return ""
        return item if isinstance(item, str) else str(item).lower()

    def _next(self, spelt: str, line: int, column: int) -> tuple[int, int]:
        """Where a word stands next; the place itself where it does not."""
        word = re.compile(rf"(?<![\w/-]){re.escape(spelt)}(?![\w/-])") if spelt else None
        for number in range(line, len(self._lines)):
            found = word.search(self._lines[number], column if number == line else 0) if word else None
            if found:
                return number, found.start()
        return line, column


def _from_values(file: YamlFile, path: Path) -> Config:
    file.refuse_unknown(KEYS)
    given = file.values
    places = {key: file.place((key,), of_key=True) for key in given}
    for key in ("select", "ignore"):
        places.update(_item_places(file, key, under=key))
    profiles = {}
    for name in file.mapping("profiles") if "profiles" in given else ():
        body = file.mapping("profiles", name)
        file.refuse_unknown(("select", "ignore"), ("profiles", name))
        lists = {k: file.names("profiles", name, k) for k in ("select", "ignore") if k in body}
        profiles[str(name)] = Profile(**lists)
        places[f"profiles.{name}"] = file.place(("profiles", name), of_key=True)
        for key in lists:
            places.update(_item_places(file, "profiles", name, key, under=f"profiles.{name}"))
    severities = {}
    for name in file.mapping("severities") if "severities" in given else ():
        word = file.choice([s.word for s in Severity], "severities", name)
        severities[str(name)] = Severity[word.upper()]
        places[f"severities.{name}"] = file.place(("severities", name), of_key=True)
    folders = file.names("rules") if "rules" in given else ()
    return Config(
        select=file.names("select") if "select" in given else (),
        ignore=file.names("ignore") if "ignore" in given else (),
        severities=severities,
        profile=file.text("profile") if "profile" in given else "agent",
        profiles=profiles,
        rules=tuple(str(path.parent / folder) for folder in folders),
        settings=_settings(file) if "settings" in given else Settings(),
        path=str(path),
        places=places,
    )


def _item_places(file: YamlFile, *path: Any, under: str) -> Iterator[tuple[str, str]]:
    """`select.generic` and its place, for each name of a list."""
    if len(path) > 1 or path[0] in file.values:
        for at, name in enumerate(file.names(*path)):
            yield f"{under}.{name}", file.place((*path, at))


def _settings(file: YamlFile) -> Settings:
    given = file.mapping("settings")
    file.refuse_unknown(SETTINGS, ("settings",))
    hours = given.get("reply_within_hours", 24.0)
    if isinstance(hours, bool) or not isinstance(hours, (int, float)) or not 0 < hours <= MOST_HOURS:
        raise file.error(
            ("settings", "reply_within_hours"),
            f"'reply_within_hours' should be a number of hours above 0, and {MOST_HOURS} at most",
        )
    names = file.names("settings", "team_names") if "team_names" in given else ()
    return Settings(float(hours), names)
