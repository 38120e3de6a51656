"""A team's say: `.replycheck.yml`, or `[tool.replycheck]` in `pyproject.toml`, nearest above the draft."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from replycheck.model import Channel, Mode, Settings, Severity

NAMES = (".replycheck.yml", ".replycheck.yaml")


class Profile(NamedTuple):
    """A named choice of rules: families and ids."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()


class PathConfig(NamedTuple):
    """What a config says of the files under some paths; None or empty: what it says of all files.

    `match` is a glob below the config's folder: `*` and `?` stay within one name, `**` crosses folders.
    One without a slash means a file or folder of that name at any depth.  A folder stands for all in it.
    """

    match: str
    channel: Channel | None = None
    mode: Mode | None = None
    profile: str | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()

    def covers(self, path: str) -> bool:
        """Whether `path`, relative to the config's folder and with slashes, is one of these."""
        return re.fullmatch(_glob_source(self.match), path) is not None


class Config(NamedTuple):
    """What a config says.  `select` empty means all rules of the profile; `rules` are folders of the
    team's own rules; `library` are exports and folders of the team's macros; `paths` say more of some
    files, later ones over earlier ones; `path` is the file it
    came from, `places` the `path:line:column` of its keys, and of the names under them
    (`select.generic`, `severities.generic`, `profiles.quick.generic`, `paths.0.generic`).
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severities: Mapping[str, Severity] = MappingProxyType({})
    profile: str = "agent"
    profiles: Mapping[str, Profile] = MappingProxyType({})
    rules: tuple[str, ...] = ()
    library: tuple[str, ...] = ()
    settings: Settings = Settings()
    paths: tuple[PathConfig, ...] = ()
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

    def of(self, path: str) -> PathConfig:
        """What `paths` say of one file together, each key from the last entry that gives it.

        `path` is as the user named it; standard input (`-`) and files outside the config's folder have
        nothing said of them.
        """
        found = PathConfig(path)
        if not self.paths or not self.path or path == "-":
            return found
        home = os.path.dirname(os.path.abspath(self.path))
        try:
            relative = os.path.relpath(os.path.abspath(path), home).replace(os.sep, "/")
        except ValueError:  # another drive of Windows
            return found
        for entry in self.paths:
            if entry.covers(relative):
                found = found._replace(**{k: v for k, v in entry._asdict().items() if v and k != "match"})
        return found

    def for_path(self, path: str) -> Config:
        """This config with the profile, `select` and `ignore` that `paths` give to one file."""
        entry = self.of(path)
        return self._replace(
            profile=entry.profile or self.profile,
            select=entry.select or self.select,
            ignore=(*self.ignore, *entry.ignore),
        )


def _glob_source(glob: str) -> str:
    """The regular expression of a `PathConfig.match`."""
    pieces = [
        _GLOB.get(piece) or re.escape(piece) for piece in re.split(r"(\*\*/|\*\*|\*|\?)", glob.strip("/"))
    ]
    anywhere = "" if "/" in glob.rstrip("/") else "(?:.*/)?"
    return f"(?s:{anywhere}{''.join(pieces)}(?:/.*)?)"


_GLOB = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}


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
