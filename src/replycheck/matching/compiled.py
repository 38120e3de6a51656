"""Compiled regular expressions that outlive a process.

Compiling is a quarter of what a run on one draft costs, and it is the same expressions every day.  So
the command line may open a store: what the standard library's compiler made of an expression (its code,
a list of numbers) is kept in the user's cache folder and handed to the matcher the next time.  Without
a store, and for the library's users, `compiled` is `re.compile`.

The code belongs to one version of Python; the store's name says which.  The matcher checks the code it
is given and refuses what is none, and anything that goes wrong here ends in compiling as usual.
Only expressions of ours and of rule files are kept, never one made of a message's text.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

Key = tuple[str, int]
Code = tuple[int, bytes, int, dict[str, int], tuple[Any, ...]]
"""Flags, the code as bytes, the number of groups, their numbers by name and their names by number."""

MOST_BYTES = 8_000_000
"""A store that has grown beyond this is begun anew."""


class Store:
    """The expressions of one user under one Python; `save` writes what this process added."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.codes: dict[Key, Code] = {}
        self.added = False
        try:
            import marshal

            if path.stat().st_size <= MOST_BYTES:
                found = marshal.loads(path.read_bytes())
                self.codes = found if isinstance(found, dict) else {}
        except (OSError, ValueError, EOFError, TypeError):
            pass  # none yet, or a damaged one that the next save replaces

    def compile(self, source: str, flags: int) -> re.Pattern[str]:
        code = self.codes.get((source, flags))
        if code is not None:
            try:
                return _pattern(source, code)
            except (RuntimeError, OverflowError, TypeError, ValueError):
                del self.codes[source, flags]
        try:
            code = _code(source, flags)
            pattern = _pattern(source, code)
        except re.error:
            raise
        except Exception:  # another compiler than we know: the public way is always right
            return re.compile(source, flags)
        self.codes[source, flags] = code
        self.added = True
        return pattern

    def save(self) -> None:
        """Writes the store whole, for this user alone; a disk that refuses is no matter."""
        if not self.added:
            return
        import contextlib
        import marshal

        from replycheck.writing import keep

        with contextlib.suppress(OSError):
            keep(self.path, marshal.dumps(self.codes), lasting=False)
        self.added = False


_store: Store | None = None


def open_store(folder: Path) -> Store:
    """From here on `compiled` uses the store in a folder; the caller saves it when it is done."""
    global _store
    import _sre

    name = f"patterns-{sys.implementation.cache_tag}-{_sre.MAGIC}.bin"
    _store = Store(folder / name)
    return _store


def compiled(source: str, flags: int = 0) -> re.Pattern[str]:
    """`re.compile`, from the store where one is open."""
    if _store is None:
        return re.compile(source, flags)
    return _store.compile(source, int(flags))


class Patterns(dict[str, re.Pattern[str]]):
    """Expressions by name, each made when it is first asked for.

    `sources` are looked through without regard to case, those named in `exact` with it.
    """

    def __init__(
        self, sources: Mapping[str, str], flags: int = re.IGNORECASE, *, exact: Collection[str] = ()
    ) -> None:
        super().__init__()
        self._sources = sources
        self._flags = flags
        self._exact = exact

    def __missing__(self, name: str) -> re.Pattern[str]:
        flags = self._flags & ~re.IGNORECASE if name in self._exact else self._flags
        pattern = self[name] = compiled(self._sources[name], flags)
        return pattern


def _code(source: str, flags: int) -> Code:
    """What `re.compile` hands to its matcher (CPython's re._compiler.compile, the same from 3.10 on)."""
    import array

    if sys.version_info >= (3, 11):
        import re._compiler as sre_compile
        import re._parser as sre_parse
    else:
        import sre_compile
        import sre_parse

    parser: Any = sre_parse
    compiler: Any = sre_compile
    tree = parser.parse(source, flags)
    numbers = compiler._code(tree, flags)
    names = dict(tree.state.groupdict)
    by_number: list[Any] = [None] * tree.state.groups
    for name, number in names.items():
        by_number[number] = name
    packed = array.array("I", numbers).tobytes()
    return flags | tree.state.flags, packed, tree.state.groups - 1, names, tuple(by_number)


def _pattern(source: str, code: Code) -> re.Pattern[str]:
    import _sre
    import array

    flags, packed, groups, names, by_number = code
    numbers = array.array("I", packed).tolist()
    maker: Any = _sre
    pattern: re.Pattern[str] = maker.compile(source, flags, numbers, groups, names, by_number)
    return pattern
