"""What holds for one file in the end, and where each value comes from: a config, an option, a default."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from replycheck.config import Config
from replycheck.model import Settings
from replycheck.records import NamedTuple
from replycheck.yamlfile import YamlFile

DEFAULT = "default"

SHOWN = (
    "select", "ignore", "severities", "profile", "profiles", "rules", "settings", "overrides", "path", "places",
)  # fmt: skip
"""Keys that are shown in ways of their own; of any other its text."""


class Value(NamedTuple):
    """One value under its keys, from the top; a number is the place in a list.  `origin` is
    `file:line:column`, the name of an option, or `default`.
    """

    keys: tuple[str | int, ...]
    value: Any
    origin: str


def effective(config: Config, path: str) -> Iterator[Value]:
    """All that a config says of one file, in the order of the documentation.

    Of the settings those that somebody gave; the others are silent anyway.
    """
    covering = config.covering(path)
    here = config.for_path(path)
    entry = config.of(path)

    def of_override(key: str) -> str | None:
        """Where the last override that gives a key says it."""
        said = [config.places.get(f"overrides.{at}.{key}") for at, _ in covering]
        return next((place for place in reversed(said) if place), None)

    def of_name(key: str, name: str) -> str:
        said = [
            config.places.get(f"overrides.{at}.{name}") for at, one in covering if name in getattr(one, key)
        ]
        return next((place for place in reversed(said) if place), None) or config.origin(f"{key}.{name}")

    yield Value(("profile",), here.profile, of_override("profile") or config.places.get("profile") or DEFAULT)
    for key in ("channel", "mode"):
        if getattr(entry, key):
            yield Value((key,), getattr(entry, key), of_override(key) or config.origin("overrides"))
    for key in ("select", "ignore"):
        names: tuple[str, ...] = getattr(here, key)
        if not names:
            yield Value((key,), [], of_override(key) or config.places.get(key) or DEFAULT)
        for at, name in enumerate(names):
            yield Value((key, at), name, of_name(key, name))
    for name, severity in here.severities.items():
        yield Value(("severities", name), severity.word, of_name("severities", name))
    for name, profile in config.profiles.items():
        for key in ("select", "ignore"):
            for at, rule in enumerate(getattr(profile, key)):
                yield Value(("profiles", name, key, at), rule, config.origin(f"profiles.{name}.{rule}"))
    desk = of_override("desk") if here.settings.desk == entry.desk else None
    yield from _from_files(config._replace(settings=here.settings), {"desk": desk} if desk else {})
    for at, override in enumerate(config.overrides):
        place = config.places.get(f"overrides.{at}.match", config.origin("overrides"))
        yield Value(("overrides", at, "match"), override.match, place)


def _from_files(config: Config, known: Mapping[str, str]) -> Iterator[Value]:
    """Values whose places are looked up in the files again, since a check has no use for them; of the settings
    some are `known`.
    """
    from replycheck.configfile import chain

    files = chain(Path(config.path)) if config.path else []
    given = _place_in(files, ("rules",))
    for at, folder in enumerate(config.rules):
        yield Value(("rules", at), folder, _rule_folder(files, folder) or given or "--rules")
    for key in Config._fields:
        if key not in SHOWN and getattr(config, key):
            yield Value((key,), getattr(config, key), config.origin(key))
    usual = Settings()
    for key in Settings._fields:
        value = getattr(config.settings, key)
        place = known.get(key) or _place_in(files, ("settings", key))
        if place is None and value == getattr(usual, key):
            if not isinstance(value, (tuple, Mapping)) and value not in ("", None):
                yield Value(("settings", key), value, DEFAULT)
            continue
        yield from _of_setting(files, key, value, place or DEFAULT)


def _of_setting(files: list[YamlFile], key: str, value: Any, place: str) -> Iterator[Value]:
    value = value._asdict() if hasattr(value, "_asdict") else value
    if isinstance(value, Mapping):
        for word, instead in value.items():
            yield Value(("settings", key, word), instead, _place_in(files, ("settings", key, word)) or place)
    elif isinstance(value, tuple):
        for at, item in enumerate(value):
            found = _item_place(files, ("settings", key), item) or place
            shown = item._asdict() if hasattr(item, "_asdict") else item
            yield Value(("settings", key, at), shown, found)
    else:
        yield Value(("settings", key), value, place)


def _place_in(files: Iterable[YamlFile], keys: tuple[Any, ...]) -> str | None:
    """Where the last of the files that has these keys says them."""
    for file in reversed(list(files)):
        value: Any = file.values
        for key in keys:
            if not isinstance(value, dict) or key not in value:
                break
            value = value[key]
        else:
            return file.place(keys, of_key=True)
    return None


def _item_place(files: Iterable[YamlFile], keys: tuple[Any, ...], item: Any) -> str | None:
    """Where an item of a list stands; things with a name are known by it."""
    for file in reversed(list(files)):
        value: Any = file.values
        for key in keys:
            value = value.get(key) if isinstance(value, dict) else None
        for at, one in enumerate(value if isinstance(value, list) else ()):
            same = (
                one.strip() == item
                if isinstance(one, str)
                else isinstance(one, dict) and _is_named(one, item)
            )
            if same:
                return file.place((*keys, at))
    return None


def _is_named(given: Mapping[str, Any], item: Any) -> bool:
    fields: tuple[str, ...] = getattr(item, "_fields", ())
    return bool(fields) and given.get(fields[0]) == getattr(item, fields[0])


def _rule_folder(files: Iterable[YamlFile], folder: str) -> str | None:
    for file in reversed(list(files)):
        for at, name in enumerate(file.values.get("rules") or ()):
            if str(Path(file.shown).parent / name) == folder:
                return file.place(("rules", at))
    return None
