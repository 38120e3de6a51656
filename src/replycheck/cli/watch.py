"""`--watch`: the same check again whenever a file of it changes, until Ctrl-C."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from replycheck.cli.output import tell
from replycheck.errors import ConfigError, ReplycheckError

if TYPE_CHECKING:
    from replycheck.cli.options import Call

PAUSE_SECONDS = 0.3
"""How long between two looks at the files; a look over thousands of them takes longer, and waits as long again."""

CLEAR = "\x1b[2J\x1b[3J\x1b[H"


def watch(call: Call, run: Callable[[Call], int]) -> int:
    """Runs a call, and again after every change of what it names; ends by `KeyboardInterrupt` only.

    A mistake in a file is told, and mended by the next change.
    """
    if "-" in (*call.paths, call.against, *call.earlier):
        raise ConfigError("--watch", "cannot watch standard input; name a file")
    if call.output:
        raise ConfigError("--watch", "contradicts --output; leave one of the two out")
    while True:
        before = _state(call)
        if sys.stdout.isatty():
            sys.stdout.write(CLEAR)
        try:
            run(call)
        except ReplycheckError as error:
            tell(str(error))
        tell("watching for changes; Ctrl-C ends it")
        sys.stderr.flush()
        took = 0.0
        while True:
            time.sleep(max(PAUSE_SECONDS, 2 * took))
            begin = time.monotonic()
            now = _state(call)
            took = time.monotonic() - begin
            if now != before:
                break


def _state(call: Call) -> dict[str, tuple[int, int]]:
    """Size and time of change of every file that a call reads; what is not there has none."""
    return {path: stat for path in _files(call) if (stat := _stat(path)) is not None}


def _files(call: Call) -> Iterator[str]:
    from replycheck.config import find_config

    named = [call.against, call.config, call.template, *call.earlier, *call.rules, *call.paths]
    for path in [name for name in named if name]:
        if not os.path.isdir(path):
            yield path
            continue
        for folder, folders, names in os.walk(path):
            folders[:] = [name for name in folders if not name.startswith(".")]
            yield from (os.path.join(folder, name) for name in names)
    if not call.isolated and not call.config:
        from pathlib import Path

        for path in call.paths:
            found = find_config(Path(os.path.abspath(path)).parent)
            if found is not None:
                yield str(found)


def _stat(path: str) -> tuple[int, int] | None:
    try:
        stat = os.stat(path)
    except OSError:
        return None
    return stat.st_mtime_ns, stat.st_size
