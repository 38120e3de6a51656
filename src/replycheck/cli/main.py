"""The entry point: the everyday call is read without typer; every outcome becomes an exit code here."""

from __future__ import annotations

import contextlib
import gc
import os
import sys
from typing import Any, NoReturn

from replycheck.cli.options import plain_call
from replycheck.errors import ReplycheckError

GARBAGE = 100_000
"""So many containers more than before are looked through for cycles, not 700: next to all that a run makes
at its start stays to its end, and looking through it again and again took a twentieth of the run."""

FOUND, USAGE, FAULT, INTERRUPTED = 1, 2, 3, 130
"""Exit codes beside 0: findings, the user's mistake, a fault of ours, interrupted."""

COMMANDS = (
    "check",
    "draft",
    "inspect",
    "rules",
    "explain",
    "test",
    "config",
    "baseline",
    "init",
    "languagetool",
    "words",
)
"""First words that name a command; `./rules` is a file of that name."""


def main(args: list[str]) -> int:
    """Runs the command line and returns its exit code; prints each error once."""
    try:
        code = _run(args)
        sys.stdout.flush()
        return code
    except KeyboardInterrupt:
        return _fail("interrupted", INTERRUPTED)
    except ReplycheckError as error:
        return _fail(str(error), USAGE)
    except BrokenPipeError:
        # The reader of our output has gone (`| head`); what is left must not fail again at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FOUND
    except OSError as error:
        # What readers do not expect: a full disk, a folder that may not be entered, a name too long.
        return _fail(f"{error.filename or 'the output'}: {error.strerror or type(error).__name__}", USAGE)
    except Exception as error:
        if hasattr(error, "format_message"):
            return _usage(error)
        return _our_fault(error)


def _run(args: list[str]) -> int:
    call = plain_call(args, COMMANDS)
    if call is not None:
        from replycheck.cli import check

        return check.run(call)
    from replycheck.cli import app

    return app.run(args)


def _usage(error: Any) -> int:
    """A mistake in the call.  typer 0.28 carries click inside itself and names no class for these."""
    if type(error).__name__ == "NoArgsIsHelpError":
        print(error.format_message(), file=sys.stderr)
        return USAGE
    context = getattr(error, "ctx", None)
    command = f"{context.command_path} --help" if context else "replycheck --help"
    return _fail(f"{_sentence(error.format_message())}; see `{command}`", USAGE)


def _our_fault(error: Exception) -> int:
    if os.environ.get("REPLYCHECK_DEBUG"):
        import traceback

        traceback.print_exc()
    from replycheck.check import RuleFault

    what = str(error) if isinstance(error, RuleFault) else f"{type(error).__name__} inside replycheck"
    return _fail(f"{what}; this is our fault, please report it (REPLYCHECK_DEBUG=1 shows where)", FAULT)


def _fail(problem: str, code: int) -> int:
    from replycheck.report.escape import one_line

    with contextlib.suppress(OSError, ValueError):
        sys.stdout.flush()
    print(f"replycheck: {one_line(problem)}", file=sys.stderr)
    return code


def _sentence(text: str) -> str:
    text = " ".join(text.split()).rstrip(".")
    return text[:1].lower() + text[1:]


def run() -> None:
    """The entry point of the installed program."""
    # A closed standard output or error is None; what is written there is meant for nobody.
    sys.stdout = sys.stdout or open(os.devnull, "w")  # noqa: SIM115
    sys.stderr = sys.stderr or open(os.devnull, "w")  # noqa: SIM115
    # What a message holds may not fit the terminal's encoding: show it escaped rather than fail.
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    gc.set_threshold(GARBAGE)
    code = main(sys.argv[1:])
    try:
        sys.stdout.flush()
    except OSError:  # a full disk shows itself only now; a traceback at exit would hide it
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = code or USAGE
    _leave(code)


def _leave(code: int) -> NoReturn:
    """Ends the process; at once where nothing waits for its end.

    Taking down every module and object takes a tenth of a run on one draft, for memory that the system
    takes back anyway.  Whoever asked to be called at the end (servers, worker processes) came in by one
    of these modules.
    """
    if sys.modules.keys() & {"threading", "multiprocessing", "atexit"}:
        sys.exit(code)
    with contextlib.suppress(OSError, ValueError):
        sys.stderr.flush()
    os._exit(code)
