"""A team's say: `.replycheck.yml`, or `[tool.replycheck]` in `pyproject.toml`, nearest above the draft."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from replycheck.model import Channel, Mode, Settings, Severity
from replycheck.records import NamedTuple

NAMES = (".replycheck.yml", ".replycheck.yaml")


class Profile(NamedTuple):
    """A named choice of rules: families and ids."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()


class Override(NamedTuple):
    """What a config says of some files; None or empty: what it says of all files.

    `match` is a glob below `home`, the folder of the config that says it: `*` and `?` stay within one
    name, `**` crosses folders.  One without a slash means a file or folder of that name at any depth.  A
    folder stands for all in it.
    """

    match: str
    channel: Channel | None = None
    mode: Mode | None = None
    profile: str | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severities: Mapping[str, Severity] = MappingProxyType({})
    desk: str | None = None
    home: str = ""

    def covers(self, path: str) -> bool:
        """Whether `path`, relative to the config's folder and with slashes, is one of these."""
        return re.fullmatch(_glob_source(self.match), path) is not None


class Config(NamedTuple):
    """What a config says.  `select` empty means all rules of the profile; `rules` are folders of the
    team's own rules; `overrides` say more of some files, later ones over earlier ones; `baseline` is the
    file of findings that are known, empty: none; `templates` is the folder of the team's own replies to draft
    from, `library` its exports and folders of macros; `path` is the file it came from, `places` the
    `path:line:column` of its keys, and of the names under them (`select.generic`, `severities.generic`,
    `profiles.quick.generic`, `overrides.0.generic`, `settings.facts`).
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severities: Mapping[str, Severity] = MappingProxyType({})
    profile: str = "agent"
    profiles: Mapping[str, Profile] = MappingProxyType({})
    rules: tuple[str, ...] = ()
    library: tuple[str, ...] = ()
    settings: Settings = Settings()
    overrides: tuple[Override, ...] = ()
    baseline: str = ""
    templates: str = ""
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

    def covering(self, path: str) -> tuple[tuple[int, Override], ...]:
        """The overrides that speak of one file, each with its number in `overrides`.

        `path` is as the user named it; nothing is said of standard input (`-`) and of files outside the
        folder of an override.
        """
        if not self.overrides or path == "-":
            return ()
        found = []
        for number, entry in enumerate(self.overrides):
            home = os.path.abspath(entry.home or os.path.dirname(self.path))
            try:
                relative = os.path.relpath(os.path.abspath(path), home).replace(os.sep, "/")
            except ValueError:  # another drive of Windows
                continue
            if entry.covers(relative):
                found.append((number, entry))
        return tuple(found)

    def of(self, path: str) -> Override:
        """What `overrides` say of one file together: each key from the last entry that gives it, and of
        `severities` each name.
        """
        found = Override(path)
        for _, entry in self.covering(path):
            given = {k: v for k, v in entry._asdict().items() if v and k not in ("match", "home")}
            if entry.severities:
                given["severities"] = {**found.severities, **entry.severities}
            found = found._replace(**given)
        return found

    def for_path(self, path: str) -> Config:
        """This config with what `overrides` give to one file: profile, `select`, `ignore`, severities, help desk.

        What an option of the call says outranks them.
        """

        def by_option(key: str) -> bool:
            return self.places.get(key) == f"--{key}"

        entry = self.of(path)
        settings = self.settings
        if entry.desk and self.places.get("settings.desk") != "--desk":
            settings = settings._replace(desk=entry.desk)
        return self._replace(
            settings=settings,
            profile=self.profile if by_option("profile") else entry.profile or self.profile,
            select=self.select if by_option("select") else entry.select or self.select,
            ignore=(*self.ignore, *entry.ignore),
            severities={**self.severities, **entry.severities} if entry.severities else self.severities,
        )


def _glob_source(glob: str) -> str:
    """The regular expression of an `Override.match`."""
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


def from_here(path: Path) -> Path:
    """A path as users read it: from where we are, if it lies there or below."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path


# A header that somebody forgot to close is one, so that reading the file names the mistake.
_HEADER = r"""\s*\[{1,2}\s*([\w\s."'-]+?)\s*(?:\]|\#|$)"""
_KEY = r"""\s*([\w."'-][\w \t."'-]*?)\s*="""


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
        header = re.match(_HEADER, line)
        if header:
            table = dotted(header[1])
        key = None if header else re.match(_KEY, line)
        name = f"{table}.{dotted(key[1])}".strip(".") if key else table
        if f"{name}.".startswith("tool.replycheck."):
            return True
        if name == "tool" and key and re.search(r"[{,]\s*[\"']?replycheck\b", line.partition("=")[2]):
            return True
    return False


def dotted(key: str) -> str:
    """A TOML key without the white space and the quotes it may have around its parts."""
    return ".".join(part.strip().strip("\"'") for part in key.split("."))
