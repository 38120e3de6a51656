"""The command line: every command by name, and how an outcome becomes an exit code."""

from __future__ import annotations

import os
import sys
from typing import Any

import typer
from typer.core import TyperGroup

from replycheck.cli import check, explain, inspect, rules, test
from replycheck.errors import ReplycheckError

FOUND, USAGE, FAULT, INTERRUPTED = 1, 2, 3, 130
"""Exit codes beside 0: findings, the user's mistake, a fault of ours, interrupted."""


class DefaultGroup(TyperGroup):
    """`check` may be left out: a first word that is no command is a path or an option of `check`."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        own = ("--help", "-h", "--version")
        if args and args[0] not in self.commands and args[0] not in own:
            args = ["check", *args]
        return super().parse_args(ctx, args)


app = typer.Typer(
    cls=DefaultGroup,
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("check", help=check.HELP, short_help=check.SHORT)(check.command)
app.command("inspect", help=inspect.HELP, short_help=inspect.SHORT)(inspect.command)
app.command("rules", help=rules.HELP, short_help=rules.SHORT)(rules.command)
app.command("explain", help=explain.HELP, short_help=explain.SHORT)(explain.command)
app.command("test", help=test.HELP, short_help=test.SHORT)(test.command)


def _version(wanted: bool) -> None:
    if wanted:
        from replycheck import __version__

        print(f"replycheck {__version__}")
        raise typer.Exit


@app.callback()
def _top(
    version: bool = typer.Option(
        False, "--version", callback=_version, is_eager=True, help="Show the version."
    ),
) -> None:
    """Check a reply to a customer before it is sent: replycheck draft.txt --against inbound.eml"""


def main(args: list[str] | None = None) -> int:
    """Runs the command line and returns its exit code; prints each error once."""
    try:
        outcome: Any = app(args=args, prog_name="replycheck", standalone_mode=False)
        sys.stdout.flush()
        return outcome if isinstance(outcome, int) else 0
    except typer.Exit as error:
        return error.exit_code
    except (typer.Abort, KeyboardInterrupt):
        return _fail("interrupted", INTERRUPTED)
    except ReplycheckError as error:
        return _fail(str(error), USAGE)
    except BrokenPipeError:
        # The reader of our output has gone (`| head`); what is left must not fail again at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FOUND
    except Exception as error:
        if hasattr(error, "format_message"):
            return _usage(error)
        return _our_fault(error)


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

    print(f"replycheck: {one_line(problem)}", file=sys.stderr)
    return code


def _sentence(text: str) -> str:
    text = " ".join(text.split()).rstrip(".")
    return text[:1].lower() + text[1:]


def run() -> None:
    """The entry point of the installed program."""
    # What a message holds may not fit the terminal's encoding: show it escaped rather than fail.
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    sys.exit(main())
