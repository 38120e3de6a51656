"""`.replycheckignore`: which files of a folder are left out, in the syntax of `.gitignore`.

gitignore(5), "PATTERN FORMAT": the last pattern that fits decides, a file in a deeper folder outranks one
above it, and nothing comes back out of a folder that is left out.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator

from replycheck.errors import ConfigError
from replycheck.records import NamedTuple

NAME = ".replycheckignore"
MOST_BYTES = 1_000_000


class Pattern(NamedTuple):
    """One line: what it fits, below the folder of its file and with slashes, and what it decides."""

    fits: re.Pattern[str]
    leaves_out: bool
    folders_only: bool


class Ignores:
    """The ignore files around some paths, each read once."""

    def __init__(self) -> None:
        self._patterns: dict[str, tuple[Pattern, ...]] = {}
        self._above: dict[str, list[str]] = {}

    def leaves_out(self, path: str, *, below: str | None = None) -> bool:
        """Whether a file or folder is left out; with `below`, by what holds inside that folder alone.

        A folder the user named is looked into, whatever is said of it itself.
        """
        whole = os.path.abspath(path)
        within = os.path.abspath(below) if below is not None else None
        above = self._folders_above(os.path.dirname(whole))
        for at in range(1, len(above) + 1):
            part = above[at] if at < len(above) else whole
            if within is not None and not part.startswith(os.path.join(within, "")):
                continue
            if self._decides(part, above[:at], is_folder=at < len(above) or os.path.isdir(whole)):
                return True
        return False

    def _folders_above(self, folder: str) -> list[str]:
        """The folders from that of the repository down to one, both included."""
        if folder not in self._above:
            parent = os.path.dirname(folder)
            is_top = parent == folder or os.path.exists(os.path.join(folder, ".git"))
            self._above[folder] = [*([] if is_top else self._folders_above(parent)), folder]
        return self._above[folder]

    def _decides(self, path: str, folders: list[str], *, is_folder: bool) -> bool:
        for folder in reversed(folders):
            patterns = self._of(folder)
            if not patterns:
                continue
            name = os.path.relpath(path, folder).replace(os.sep, "/")
            for pattern in reversed(patterns):
                if (is_folder or not pattern.folders_only) and pattern.fits.fullmatch(name):
                    return pattern.leaves_out
        return False

    def _of(self, folder: str) -> tuple[Pattern, ...]:
        if folder not in self._patterns:
            self._patterns[folder] = tuple(_read(os.path.join(folder, NAME)))
        return self._patterns[folder]


def _read(path: str) -> Iterator[Pattern]:
    if not os.path.isfile(path):
        return
    try:
        with open(path, "rb") as stream:
            data = stream.read(MOST_BYTES)
    except OSError as error:
        raise ConfigError(path, f"cannot be read ({error.strerror}); check its permissions") from None
    yield from parse(data.decode("utf-8-sig", "surrogateescape"))


def parse(text: str) -> Iterator[Pattern]:
    """The patterns of an ignore file in order; a line that fits nothing is left out."""
    for line in text.split("\n"):
        line = re.sub(r"(?<!\\) +$", "", line.removesuffix("\r"))
        if not line or line.startswith("#"):
            continue
        negated = line.startswith("!")
        glob = line[1:] if negated else line
        folders_only = glob.endswith("/")
        glob = glob.removesuffix("/")
        source = _source(glob)
        if glob and source is not None:
            yield Pattern(re.compile(source, re.DOTALL), not negated, folders_only)


def _source(glob: str) -> str | None:
    """The regular expression of a pattern; None for one with an open bracket or a lone backslash."""
    lead = "" if "/" in glob else "(?:.*/)?"
    glob = glob.removeprefix("/")
    found = [lead]
    at = 0
    while at < len(glob):
        rest = glob[at:]
        is_first = at == 0 or glob[at - 1] == "/"
        if is_first and rest.startswith("**/"):
            found.append("(?:.*/)?")
            at += 3
        elif is_first and rest == "**":
            found.append(".+")
            at += 2
        elif rest[0] == "*":
            found.append("[^/]*")
            at += len(rest) - len(rest.lstrip("*"))
        elif rest[0] == "?":
            found.append("[^/]")
            at += 1
        elif rest[0] == "[":
            bracket = _bracket(rest)
            if bracket is None:
                return None
            found.append(bracket[0])
            at += bracket[1]
        elif rest[0] == "\\":
            if len(rest) == 1:
                return None
            found.append(re.escape(rest[1]))
            at += 2
        else:
            found.append(re.escape(rest[0]))
            at += 1
    return "".join(found)


_CLASSES = {
    "alnum": "a-zA-Z0-9", "alpha": "a-zA-Z", "digit": "0-9", "lower": "a-z", "upper": "A-Z", "space": r"\s",
    "blank": r" \t", "punct": r"!-/:-@\[-`{-~", "xdigit": "0-9a-fA-F",
}  # fmt: skip


def _bracket(glob: str) -> tuple[str, int] | None:
    """The expression of the bracket that begins a text, and its length; None where it is not closed."""
    at = 1
    is_negated = glob[at : at + 1] in ("!", "^")
    at += is_negated
    found: list[str] = []
    first = True
    while at < len(glob) and (first or glob[at] != "]"):
        first = False
        named = re.match(r"\[:(\w+):\]", glob[at:])
        if named:
            if named[1] not in _CLASSES:
                return None
            found.append(_CLASSES[named[1]])
            at += named.end()
            continue
        at += glob[at] == "\\"
        if at >= len(glob):
            return None
        low, at = glob[at], at + 1
        if glob[at : at + 1] == "-" and glob[at + 1 : at + 2] not in ("]", ""):
            at += 1 + (glob[at + 1] == "\\")
            if at >= len(glob):
                return None
            if low <= glob[at]:
                found.append(f"{re.escape(low)}-{re.escape(glob[at])}")
            at += 1
        else:
            found.append(re.escape(low))
    if at >= len(glob):
        return None
    inside = "".join(found)
    if is_negated:
        return f"[^/{inside}]", at + 1
    return (f"(?!/)[{inside}]" if inside else "(?!)"), at + 1
