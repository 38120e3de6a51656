"""A draft in the user's editor, checked each time the editor closes, until it is clean or the user stops."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from typing import Any

from replycheck.cli.output import tell
from replycheck.errors import ReplycheckError, ToolError

ASK = "[e] edit again, [w] take it as it is (exit 0), [q] stop here (exit 1); the file stays: "


def edit(path: str, values: dict[str, Any]) -> int:
    """Opens the file in `$VISUAL`, else `$EDITOR`, else vi; `values` are options of the check.

    Returns 0 for a draft without findings and for one that the user takes as it is, else 1.  The file
    stays as it was saved last.
    """
    from replycheck.cli import check
    from replycheck.cli.options import call

    asked = call([path], {**values, "fail_on": "suggestion"})
    while True:
        _open(path)
        try:
            code = check.run(asked)
        except ReplycheckError as error:  # an empty draft, most often
            tell(str(error))
            code = 2
        if code == 0:
            tell(f"{path} is clean")
            return 0
        answer = _ask()
        if answer == "w":
            return 0
        if answer != "e":
            tell(f"the draft stays in {path}")
            return 1


def _open(path: str) -> None:
    command = os.environ.get("VISUAL") or os.environ.get("EDITOR") or "vi"
    try:
        words = shlex.split(command)
    except ValueError as error:
        raise ToolError("$EDITOR", f"cannot be read as a command ({error}); mend its quotes") from None
    if not words:
        raise ToolError("$EDITOR", "names no program; set it to your editor")
    sys.stdout.flush()
    try:
        code = subprocess.call([*words, path])
    except OSError as error:
        raise ToolError(
            "$EDITOR", f"cannot start {words[0]} ({error.strerror}); set it to your editor"
        ) from None
    if code:
        raise ToolError("$EDITOR", f"{words[0]} ended with {code}; the draft stays in {path}")


def _ask() -> str:
    """The first letter of the answer; `q` where nobody answers."""
    while True:
        sys.stdout.flush()
        print(ASK, end="", file=sys.stderr, flush=True)
        line = sys.stdin.readline() if sys.stdin else ""
        if not line:
            print(file=sys.stderr)
            return "q"
        answer = line.strip().lower()
        if answer in ("e", "w", "q", "edit", "write", "quit"):
            return answer[0]
