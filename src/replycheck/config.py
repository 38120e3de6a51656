"""A team's say: `.replycheck.yml`, or `[tool.replycheck]` in `pyproject.toml`, nearest above the draft."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from replycheck.errors import ConfigError
from replycheck.model import Settings, Severity
from replycheck.yamlfile import YamlFile

NAMES = (".replycheck.yml", ".replycheck.yaml")
KEYS = ("select", "ignore", "severities", "profile", "profiles", "rules", "settings")
"""Every key a config may have, in the order the documentation gives them in."""

SETTINGS = ("reply_within_hours", "team_names")


class Profile(NamedTuple):
    """A named choice of rules: families and ids."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()


class Config(NamedTuple):
    """What a config says.  `select` empty means all rules of the profile; `rules` are folders of the
    team's own rules; `path` is the file it came from, `places` the `path:line:column` of its keys.
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
        """Where a key was said: `file:line:column`, or the option of that name."""
        return self.places.get(key) or self.path or f"--{key.partition('.')[0]}"


def find_config(start: Path) -> Path | None:
    """The nearest config at or above a folder; `pyproject.toml` counts where it has our table."""
    for folder in (start, *start.parents):
        for name in NAMES:
            if (folder / name).is_file():
                return folder / name
        project = folder / "pyproject.toml"
        if project.is_file() and "[tool.replycheck" in _text(project):
            return project
    return None


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return ""


def read_config(path: Path) -> Config:
    """One config file; raises `ConfigError` at the line of the mistake."""
    if path.name == "pyproject.toml" or path.suffix == ".toml":
        return _from_values(_TomlFile(path), path)
    try:
        if not _strip_comments(path.read_text(encoding="utf-8")):
            return Config(path=str(path))
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path}:1:1", f"not UTF-8 text (byte {error.start}); save it as UTF-8") from None
    except OSError as error:
        raise ConfigError(str(path), f"cannot be read ({error.strerror})") from None
    return _from_values(YamlFile(path, fault=ConfigError), path)


def _strip_comments(text: str) -> str:
    return "".join(line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#"))


class _TomlFile(YamlFile):
    """The same checks over a TOML table; places are the first line on which the key stands."""

    def __init__(self, path: Path) -> None:
        if sys.version_info >= (3, 11):
            import tomllib
        else:
            import tomli as tomllib
        self.shown = str(path)
        self.fault = ConfigError
        try:
            self._lines = path.read_text(encoding="utf-8").splitlines()
            values: Any = tomllib.loads("\n".join(self._lines))
        except tomllib.TOMLDecodeError as error:
            raise ConfigError(self.shown, f"broken TOML: {error}") from None
        except OSError as error:
            raise ConfigError(self.shown, f"cannot be read ({error.strerror})") from None
        if path.name == "pyproject.toml":
            values = values.get("tool", {}).get("replycheck", {})
        if not isinstance(values, dict):
            raise ConfigError(self.shown, "[tool.replycheck] should be a table")
        self.values = values

    def place(self, path: tuple[Any, ...], *, of_key: bool = False) -> str:
        for step in reversed(path):
            for number, line in enumerate(self._lines, 1):
                if isinstance(step, str) and step in line:
                    return f"{self.shown}:{number}:{line.index(step) + 1}"
        return f"{self.shown}:1:1"


def _from_values(file: YamlFile, path: Path) -> Config:
    file.refuse_unknown(KEYS)
    given = file.values
    profiles = {}
    for name in file.mapping("profiles") if "profiles" in given else ():
        file.mapping("profiles", name)
        file.refuse_unknown(("select", "ignore"), ("profiles", name))
        lists = {
            k: file.texts("profiles", name, k)
            for k in ("select", "ignore")
            if k in file.at(("profiles", name))
        }
        profiles[str(name)] = Profile(**lists)
    severities = {}
    for name in file.mapping("severities") if "severities" in given else ():
        word = file.choice([s.word for s in Severity], "severities", name)
        severities[str(name)] = Severity[word.upper()]
    folders = file.texts("rules") if "rules" in given else ()
    return Config(
        select=file.texts("select") if "select" in given else (),
        ignore=file.texts("ignore") if "ignore" in given else (),
        severities=severities,
        profile=file.text("profile") if "profile" in given else "agent",
        profiles=profiles,
        rules=tuple(str(path.parent / folder) for folder in folders),
        settings=_settings(file) if "settings" in given else Settings(),
        path=str(path),
        places={key: file.place((key,), of_key=True) for key in given},
    )


def _settings(file: YamlFile) -> Settings:
    given = file.mapping("settings")
    file.refuse_unknown(SETTINGS, ("settings",))
    hours = given.get("reply_within_hours", 24.0)
    if isinstance(hours, bool) or not isinstance(hours, (int, float)) or hours <= 0:
        raise file.error(
            ("settings", "reply_within_hours"), "'reply_within_hours' should be a number of hours above 0"
        )
    names = file.texts("settings", "team_names") if "team_names" in given else ()
    return Settings(float(hours), names)
