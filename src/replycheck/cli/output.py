"""Where the command line writes to, and how."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

from replycheck.errors import ConfigError


@contextmanager
def opened(output: str | None) -> Iterator[TextIO]:
    """Standard output, or a file that takes its place whole once everything is written."""
    if output is None:
        yield sys.stdout
        return
    import tempfile

    folder = os.path.dirname(os.path.abspath(output))
    try:
        handle, name = tempfile.mkstemp(prefix=".replycheck-", dir=folder)
    except OSError as error:
        raise ConfigError("--output", f"cannot write {output} ({error.strerror})") from None
    try:
        with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace") as out:
            yield out
        os.chmod(name, 0o644)
        os.replace(name, output)
    except BaseException:
        if os.path.exists(name):
            os.unlink(name)
        raise


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
