"""Where the command line writes to, and how."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TextIO

from replycheck.errors import ConfigError


@contextmanager
def opened(output: str | None, inputs: Iterable[str], *, option: str = "--output") -> Iterator[TextIO]:
    """Standard output, or a file that takes its place whole once everything is written.

    A file keeps its mode, a link its target; a device or a pipe is written to as it is.  Raises
    `ConfigError` for a place that cannot be written and for one that is among the `inputs`, under the
    name of the `option` that named it.
    """
    if output is None or output == "-":
        yield sys.stdout
        return
    target = os.path.realpath(output)
    if any(os.path.exists(i) and os.path.exists(target) and os.path.samefile(i, target) for i in inputs):
        raise ConfigError(option, f"{output} is one of the inputs, which would be lost; name another file")
    try:
        mode = os.stat(target).st_mode if os.path.exists(target) else None
        if mode is not None and stat.S_ISDIR(mode):
            raise ConfigError(option, f"{output} is a folder; name a file in it")
        if mode is not None and not stat.S_ISREG(mode):
            with open(target, "w", encoding="utf-8", errors="backslashreplace") as out:
                yield out
            return
        with _replaced(target, mode) as out:
            yield out
    except OSError as error:
        if error.filename is None and error.errno not in _NO_ROOM:
            raise
        raise ConfigError(option, f"cannot write {output} ({error.strerror})") from None


_NO_ROOM = (28, 27, 122)
"""ENOSPC, EFBIG, EDQUOT: a full disk names no file."""


@contextmanager
def _replaced(target: str, mode: int | None) -> Iterator[TextIO]:
    import tempfile

    handle, name = tempfile.mkstemp(prefix=".replycheck-", dir=os.path.dirname(target))
    try:
        with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace") as out:
            yield out
            out.flush()
            os.fsync(out.fileno())  # after a crash the name must not lead to an empty file
        os.chmod(name, stat.S_IMODE(mode) if mode is not None else 0o666 & ~_umask())
        os.replace(name, target)
    except BaseException:
        if os.path.exists(name):
            os.unlink(name)
        raise


def _umask() -> int:
    """The process's umask, which can only be read by setting it."""
    found = os.umask(0o077)
    os.umask(found)
    return found


def is_colored(color: str, out: TextIO) -> bool:
    if color != "auto":
        return color == "always"
    return out.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def columns(out: TextIO) -> int:
    """The terminal's width, at most 120; 100 where the output is no terminal."""
    if not out.isatty():
        return 100
    return max(50, min(120, os.get_terminal_size(out.fileno()).columns))


def tell(problem: str) -> None:
    """One line of ours on standard error."""
    from replycheck.report.escape import one_line

    sys.stdout.flush()
    print(f"replycheck: {one_line(problem)}", file=sys.stderr)
