"""The team's own dictionary: `settings: {words: [...]}` of its config, and how words are added to it."""

from __future__ import annotations

import codecs
import json
from collections.abc import Sequence
from pathlib import Path

from replycheck.config import NAMES
from replycheck.configedit import listing
from replycheck.errors import ConfigError
from replycheck.writing import rewrite

NEW_NAME = NAMES[0]
"""What a config is called where there is none yet."""


def words_in(path: Path) -> tuple[str, ...]:
    """The words of a config's dictionary, in its order.  Raises `ConfigError`."""
    from replycheck.configfile import read_config

    return read_config(path).settings.words


def add_words(path: Path, words: Sequence[str]) -> tuple[str, ...]:
    """Writes words into a config, which is made where there is none; returns those it did not have yet.

    Raises `ConfigError` for a word that is none and a config that is broken, in TOML, or has no place for them,
    InputError for one that cannot be written.
    """
    wanted = tuple(dict.fromkeys(_checked(word) for word in words))
    if path.suffix == ".toml":
        listed = ", ".join(json.dumps(word, ensure_ascii=False) for word in wanted)
        table = "[tool.replycheck.settings]" if path.name == "pyproject.toml" else "[settings]"
        raise ConfigError(str(path), f"TOML is not edited; write words = [{listed}] under {table} yourself")
    if path.exists() and not path.is_file():  # a named pipe would be waited for
        raise ConfigError(str(path), "is no regular file; words are written into a config that is one")
    before = path.read_bytes() if path.exists() else None
    had = {word.casefold() for word in words_in(path)} if before else set()
    new = tuple(word for word in wanted if word.casefold() not in had)
    if new:
        codec = "utf-8-sig" if before and before.startswith(codecs.BOM_UTF8) else "utf-8"
        after = listing((before or b"").decode(codec), ("settings", "words"), new, path=str(path))
        rewrite(str(path), after.encode(codec), read=before)
    return new


def _checked(word: str) -> str:
    word = word.strip()
    if not any(character.isalpha() for character in word) or not word.isprintable():
        raise ConfigError("words add", f"{word!r} is no word; give words with letters")
    return word
