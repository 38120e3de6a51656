"""The team's own dictionary: `settings: {words: [...]}` of its config, and how words are added to it.

A config is edited as text, so that comments and layout stay as they are; what was written is read again before it
takes the file's place.
"""

from __future__ import annotations

import json
import os
import re
import stat
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from replycheck.config import NAMES
from replycheck.errors import ConfigError, ReplycheckError

NEW_NAME = NAMES[0]
"""What a config is called where there is none yet."""


def words_in(path: Path) -> tuple[str, ...]:
    """The words of a config's dictionary, in its order.  Raises `ConfigError`."""
    from replycheck.configfile import read_config

    return read_config(path).settings.words


def add_words(path: Path, words: Sequence[str]) -> tuple[str, ...]:
    """Writes words into a config, which is made where there is none; returns those it did not have yet.

    Raises `ConfigError` for a word that is none, a config that is broken, in TOML, or cannot be written.
    """
    wanted = tuple(dict.fromkeys(_checked(word) for word in words))
    if path.suffix == ".toml":
        listed = ", ".join(json.dumps(word, ensure_ascii=False) for word in wanted)
        table = "[tool.replycheck.settings]" if path.name == "pyproject.toml" else "[settings]"
        raise ConfigError(str(path), f"TOML is not edited; write words = [{listed}] under {table} yourself")
    before = path.read_bytes() if path.exists() else b""
    had = {word.casefold() for word in words_in(path)} if before else set()
    new = tuple(word for word in wanted if word.casefold() not in had)
    if new:
        after = _edited(before.decode("utf-8-sig"), new, str(path)).encode()
        _replace(path, (b"\xef\xbb\xbf" if before.startswith(b"\xef\xbb\xbf") else b"") + after)
    return new


def _checked(word: str) -> str:
    word = word.strip()
    if not any(character.isalpha() for character in word) or not word.isprintable():
        raise ConfigError("words add", f"{word!r} is no word; give words with letters")
    return word


def _edited(text: str, words: Sequence[str], shown: str) -> str:
    """A YAML config with `words` put into its dictionary."""
    import yaml

    end = "\r\n" if "\r\n" in text else "\n"
    root: Any = yaml.compose(text, Loader=yaml.SafeLoader)
    if root is None:
        return _ended(text, end) + _block(0, ["settings", "words"], words, end)
    settings = _value(root, "settings")
    if settings is None:
        if root.flow_style:
            raise ConfigError(
                shown, f"write settings: {{words: [{_listed(words)}]}} into its braces yourself"
            )
        return _ended(text, end) + _block(root.start_mark.column, ["settings", "words"], words, end)
    listed = _value(settings, "words")
    if listed is None:
        if settings.flow_style:
            return _inside(text, settings, f"words: [{_listed(words)}]")
        at = _line_start(text, settings.start_mark.index)
        return text[:at] + _block(settings.start_mark.column, ["words"], words, end) + text[at:]
    if listed.flow_style:
        return _inside(text, listed, _listed(words))
    last = listed.value[-1].end_mark.index
    at = text.find("\n", last) + 1 or len(text)
    lines = "".join(f"{' ' * listed.start_mark.column}- {_quoted(word)}{end}" for word in words)
    return _ended(text[:at], end) + lines + text[at:]


def _value(mapping: Any, key: str) -> Any:
    return next((value for name, value in mapping.value if name.value == key), None)


def _inside(text: str, node: Any, more: str) -> str:
    """Before the bracket that ends a flow list or mapping, with a comma where one is due."""
    at = node.end_mark.index - 1
    head = text[:at].rstrip()
    comma = "" if head.endswith(("[", "{")) else " " if head.endswith(",") else ", "
    return head + comma + more + text[at:]


def _block(column: int, keys: list[str], words: Sequence[str], end: str) -> str:
    """Keys one below the other, the last with the words as a list."""
    lines = [f"{' ' * (column + 2 * depth)}{key}:" for depth, key in enumerate(keys)]
    lines += [f"{' ' * (column + 2 * len(keys))}- {_quoted(word)}" for word in words]
    return "".join(line + end for line in lines)


def _line_start(text: str, index: int) -> int:
    return text.rfind("\n", 0, index) + 1


def _ended(text: str, end: str) -> str:
    return text if not text or text.endswith("\n") else text + end


_PLAIN = re.compile(r"[^\W\d_][\w'’-]*(?: [\w'’-]+)*")
_NOT_TEXT = frozenset("y n yes no on off true false null nan".split())


def _quoted(word: str) -> str:
    """A word as YAML reads it back."""
    if _PLAIN.fullmatch(word) and word.lower() not in _NOT_TEXT:
        return word
    return json.dumps(word, ensure_ascii=False)


def _listed(words: Sequence[str]) -> str:
    return ", ".join(_quoted(word) for word in words)


def _replace(path: Path, data: bytes) -> None:
    """Puts a file in place whole, with the mode it had; a link keeps its target.

    Raises `ConfigError` where it cannot be written, and where what was made is no config.
    """
    target = Path(os.path.realpath(path))
    if target.exists() and not target.is_file():  # a device or a pipe would be replaced by a file
        raise ConfigError(str(path), "is no regular file; words are written into a config that is one")
    name = ""
    try:
        handle, name = tempfile.mkstemp(prefix=".replycheck-", suffix=target.suffix, dir=target.parent)
        with os.fdopen(handle, "wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        if words_in(Path(name)) == ():
            raise ConfigError(str(path), "could not be edited; add the words to settings: words: yourself")
        os.chmod(name, stat.S_IMODE(target.stat().st_mode) if target.exists() else 0o644)
        os.replace(name, target)
        name = ""
    except OSError as error:
        raise ConfigError(str(path), f"cannot be written ({error.strerror})") from None
    except ReplycheckError as error:
        if error.where == str(path):
            raise
        raise ConfigError(
            str(path), "could not be edited; add the words to settings: words: yourself"
        ) from None
    finally:
        if name and os.path.exists(name):
            os.unlink(name)
