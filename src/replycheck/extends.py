"""What a config takes over from the ones it extends."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from replycheck.config import Config
from replycheck.model import Settings

ADDED = ("ignore", "rules", "overrides")
"""Lists to which a config adds.  What a base leaves out stays out; every other value is replaced."""

RIVALS = ("preferred", "banned", "accepted")
"""Settings that contradict one another where they hold the same word."""


def extended(base: Config, own: Config) -> Config:
    """`own` over `base`: mappings by name, the lists in `ADDED` one behind the other, all else replaced
    where `own` gives it.  Every value keeps the place where it was written.
    """
    found: dict[str, Any] = {}
    for key in Config._fields:
        ours, theirs = getattr(own, key), getattr(base, key)
        if key in ADDED:
            found[key] = _each_once((*theirs, *ours))
        elif isinstance(ours, Mapping):
            found[key] = {**theirs, **ours}
        else:
            found[key] = ours if key in own.places else theirs
    found["settings"] = _settings(base.settings, own)
    found["path"] = own.path
    found["places"] = {**base.places, **_moved(own.places, len(base.overrides))}
    return Config(**found)


def _moved(places: Mapping[str, str], by: int) -> Mapping[str, str]:
    """The places of a config whose overrides stand behind `by` others."""
    return {
        re.sub(r"^overrides\.(\d+)", lambda at: f"overrides.{int(at[1]) + by}", key): place
        for key, place in places.items()
    }


def _settings(base: Settings, own: Config) -> Settings:
    """Words add up, and things with a name (facts, pages) replace those of their name."""
    found: dict[str, Any] = base._asdict()
    said = [key for key in Settings._fields if f"settings.{key}" in own.places]
    spoken = {_word(word) for key in RIVALS if key in said for word in getattr(own.settings, key)}
    for key in RIVALS:  # a word of ours is ours to decide
        if isinstance(found[key], Mapping):
            found[key] = {w: instead for w, instead in found[key].items() if _word(w) not in spoken}
        else:
            found[key] = tuple(w for w in found[key] if _word(w) not in spoken)
    for key in said:
        found[key] = _joined(found[key], getattr(own.settings, key))
    return Settings(**found)


def _joined(theirs: Any, ours: Any) -> Any:
    if isinstance(ours, Mapping):
        return {**theirs, **ours}
    if not isinstance(ours, tuple) or hasattr(ours, "_fields"):
        return ours
    named = {item[0] for item in ours if not isinstance(item, str)}
    return _each_once((*(item for item in theirs if isinstance(item, str) or item[0] not in named), *ours))


def _word(word: str) -> str:
    return word.casefold()


def _each_once(items: Iterable[Any]) -> tuple[Any, ...]:
    found: list[Any] = []
    for item in items:
        if item not in found:
            found.append(item)
    return tuple(found)
