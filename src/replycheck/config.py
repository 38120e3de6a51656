"""A team's say: `.replycheck.yml`, or `[tool.replycheck]` in `pyproject.toml`, nearest above the draft."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from replycheck.model import Settings, Severity

NAMES = (".replycheck.yml", ".replycheck.yaml")


class Profile(NamedTuple):
    """A named choice of rules: families and ids."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()


class Config(NamedTuple):
    """What a config says.  `select` empty means all rules of the profile; `rules` are folders of the
    team's own rules; `path` is the file it came from, `places` the `path:line:column` of its keys, and
    of the names under them (`select.generic`, `severities.generic`, `profiles.quick.generic`).
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severities: Mapping[str, Severity] = MappingProxyType({})
    profile: str = "agent"
    profiles: Mapping[str, Profile] = MappingProxyType({})
    rules: tuple[str, ...] = ()
    settings: Settings = Settings()
    path: str = ""
    places: Mapping[str, str] = MappingProxyType({})

    def origin(self, key: str) -> str:
        """Where a key, or a name under it (`select.generic`), was said: `file:line:column`, or the option
        of that name.  A name whose own place is not known has its key's.
        """
        at = key
        while at:
            if at in self.places:
                return self.places[at]
            at = at.rpartition(".")[0]
        return self.path or f"--{key.partition('.')[0]}"


def find_config(start: Path) -> Path | None:
    """The nearest config at or above a folder; `pyproject.toml` counts where it has our table.

    What may not be looked at is not there.
    """
    for folder in (start, *start.parents):
        for name in NAMES:
            if os.path.isfile(folder / name):
                return folder / name
        project = folder / "pyproject.toml"
        if os.path.isfile(project) and _has_table(project):
            return project
    return None


_HEADER = re.compile(r"""\s*\[\s*([\w\s."'-]+?)\s*\]""")
_KEY = re.compile(r"""\s*([\w."'-][\w \t."'-]*?)\s*=""")


def _has_table(project: Path) -> bool:
    """Whether a `pyproject.toml` says anything under `tool.replycheck`, in any way TOML has for it.

    Read by line: most projects have no such table, and a TOML parser costs each run some milliseconds.
    """
    try:
        text = project.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False
    if "replycheck" not in text:
        return False
    table = ""
    for line in text.splitlines():
        header = _HEADER.match(line)
        if header:
            table = dotted(header[1])
        key = None if header else _KEY.match(line)
        name = f"{table}.{dotted(key[1])}".strip(".") if key else table
        if f"{name}.".startswith("tool.replycheck."):
            return True
        if name == "tool" and key and re.search(r"[{,]\s*[\"']?replycheck\b", line.partition("=")[2]):
            return True
    return False


def dotted(key: str) -> str:
    """A TOML key without the white space and the quotes it may have around its parts."""
    return ".".join(part.strip().strip("\"'") for part in key.split("."))
