"""Where the command line writes to, and how."""

from __future__ import annotations

import errno
import io
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

    A file keeps its mode, a link its target; a device or a pipe that somebody reads is written to as it is.
    Raises `ConfigError` for a place that cannot be written and for one that is among the `inputs`, under
    the name of the `option` that named it.
    """
    if output is None or output == "-":
        yield sys.stdout
        return
    target = os.path.realpath(output)
    if any(os.path.exists(i) and os.path.exists(target) and os.path.samefile(i, target) for i in inputs):
        raise ConfigError(option, f"{output} is one of the inputs, which would be lost; name another file")
    try:
        before = os.stat(target) if os.path.exists(target) else None
        if before is not None and stat.S_ISDIR(before.st_mode):
            raise ConfigError(option, f"{output} is a folder; name a file in it")
        if before is not None and not stat.S_ISREG(before.st_mode):
            with open(target, "w", encoding="utf-8", errors="backslashreplace", opener=_unwaiting) as out:
                yield out
            return
        from replycheck.writing import replacing, take_over

        with replacing(target) as raw:
            out = io.TextIOWrapper(raw, encoding="utf-8", errors="backslashreplace")
            yield out
            out.detach()
            take_over(raw.fileno(), before)
    except OSError as error:
        if error.errno == errno.ENXIO:
            raise ConfigError(
                option, f"{output} is a pipe that nobody reads; start its reader first, or name a file"
            ) from None
        if error.filename is None and error.errno not in _NO_ROOM:
            raise
        raise ConfigError(option, f"cannot write {output} ({error.strerror})") from None


def _unwaiting(path: str, flags: int) -> int:
    """Opens a device or a pipe, which gives ENXIO where a pipe has no reader instead of waiting for one."""
    if not hasattr(os, "O_NONBLOCK"):  # Windows has no such pipes
        return os.open(path, flags)
    handle = os.open(path, flags | os.O_NONBLOCK)
    os.set_blocking(handle, True)
    return handle


_NO_ROOM = (28, 27, 122)
"""ENOSPC, EFBIG, EDQUOT: a full disk names no file."""


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
