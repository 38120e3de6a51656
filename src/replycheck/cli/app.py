"""The typer application: every command by name.  The everyday call does not come here (`cli.main`)."""

from __future__ import annotations

import inspect as signatures
from collections.abc import Callable, Collection, Mapping
from types import MappingProxyType
from typing import Annotated, Any, Optional

import typer
from typer.core import TyperGroup

from replycheck.cli import (
    baseline,
    check,
    config,
    draft,
    explain,
    init,
    inspect,
    languagetool,
    rules,
    test,
    words,
)
from replycheck.cli.choice import one_of
from replycheck.cli.options import OPTIONS, Option, call
from replycheck.errors import ConfigError


class DefaultGroup(TyperGroup):
    """`check` may be left out: a first word that is no command is a path or an option of `check`."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        own = ("--help", "-h", "--version")
        if args and args[0] not in self.commands and args[0] not in own:
            args = ["check", *args]
        return super().parse_args(ctx, args)


def _check(**values: Any) -> int:
    return check.run(call(values.pop("paths"), values))


def _refuse_mistakes(values: dict[str, Any]) -> None:
    """Values that are empty or none of the option's choices."""
    for option in OPTIONS:
        if option.name not in values:
            continue
        empty = [value for value in _given(values[option.name]) if not value.strip()]
        if empty:
            # An empty shell variable must not mean "all rules" or "no config".
            raise ConfigError(option.flags[0], "was given an empty value; leave the option out")
        if option.choices and values[option.name] is not None:
            one_of(option.flags[0], values[option.name], option.choices)


def _given(value: Any) -> list[str]:
    return [v for v in (value if isinstance(value, list) else [value]) if isinstance(v, str)]


def _parameter(option: Option) -> signatures.Parameter:
    """One option of the table as typer reads it: a parameter with an annotation."""
    sort: Any = Optional[list[str]] if option.many else Optional[str] if option.metavar else bool
    info: Any = typer.Option(
        *option.flags, metavar=option.metavar or None, help=option.help, show_default=False
    )
    return signatures.Parameter(
        option.name,
        signatures.Parameter.KEYWORD_ONLY,
        default=False if not option.metavar else None,
        annotation=Annotated[sort, info],
    )


def _signature(names: Collection[str], helps: Mapping[str, str]) -> signatures.Signature:
    """The paths, and the options of the table that are among `names`; some with a help of their own."""
    paths: Any = typer.Argument(
        metavar="PATHS...", help="Drafts, folders of macros, case files; - is standard input."
    )
    first = signatures.Parameter(
        "paths", signatures.Parameter.KEYWORD_ONLY, annotation=Annotated[list[str], paths]
    )
    options = [o._replace(help=helps.get(o.name, o.help)) for o in OPTIONS if o.name in names]
    return signatures.Signature([first, *map(_parameter, options)])


def _signed(
    run: Callable[..., int], names: Collection[str], helps: Mapping[str, str] = MappingProxyType({})
) -> Callable[..., int]:
    """A function of keywords with the signature that typer reads its options from."""

    def command(**values: Any) -> int:
        _refuse_mistakes(values)
        return run(**values)

    signature = _signature(names, helps)
    command.__signature__ = signature  # type: ignore[attr-defined]
    command.__annotations__ = {p.name: p.annotation for p in signature.parameters.values()}
    return command


_EVERY = [option.name for option in OPTIONS]

app = typer.Typer(
    cls=DefaultGroup,
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("check", help=check.HELP, short_help=check.SHORT)(_signed(_check, _EVERY))
app.command("draft", help=draft.HELP, short_help=draft.SHORT)(draft.command)
app.command("inspect", help=inspect.HELP, short_help=inspect.SHORT)(inspect.command)
app.command("rules", help=rules.HELP, short_help=rules.SHORT)(rules.command)
app.command("config", help=config.HELP, short_help=config.SHORT)(config.command)
app.command("init", help=init.HELP, short_help=init.SHORT)(init.command)
app.command("explain", help=explain.HELP, short_help=explain.SHORT)(explain.command)
app.command("test", help=test.HELP, short_help=test.SHORT)(test.command)
app.add_typer(words.app, name="words", help=words.HELP, short_help=words.SHORT)

baselines = typer.Typer(
    no_args_is_help=True,
    help=baseline.HELP,
    short_help=baseline.SHORT,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
baselines.command("write", help=baseline.WRITE)(_signed(baseline.write, baseline.OPTIONS, baseline.HELPS))
baselines.command("prune", help=baseline.PRUNE)(_signed(baseline.prune, baseline.OPTIONS, baseline.HELPS))
baselines.command("show", help=baseline.SHOW)(baseline.show)
app.add_typer(baselines, name="baseline")
app.add_typer(languagetool.app, name="languagetool", help=languagetool.HELP, short_help=languagetool.SHORT)


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


def run(args: list[str]) -> int:
    """Runs one call; errors are for `cli.main`, a mistake in the call raises typer's own."""
    try:
        outcome: Any = app(args=args, prog_name="replycheck", standalone_mode=False)
    except typer.Exit as error:
        return error.exit_code
    except typer.Abort:
        raise KeyboardInterrupt from None
    return outcome if isinstance(outcome, int) else 0
