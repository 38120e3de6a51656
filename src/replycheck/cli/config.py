"""`replycheck config [PATH]`: what holds for one file, with the place where each value was said."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any, Optional

import typer

if TYPE_CHECKING:
    from replycheck.effective import Value
    from replycheck.rules import Ruleset

SHORT = "Show the config that holds for a file, with the origin of each value."
HELP = """Show the config that holds for a file or a folder, with the origin of each value: its place in a
config, the option, or `default`. Options stand over the config as they do for `check`.
"""


def command(
    path: Annotated[str, typer.Argument(metavar="[PATH]", help="A file or folder; default: here.")] = ".",
    format: Annotated[str, typer.Option("--format", "-f", metavar="NAME", help="text or json.")] = "text",
    config: Annotated[
        Optional[str], typer.Option("--config", metavar="FILE", help="Use this config.")
    ] = None,
    isolated: Annotated[bool, typer.Option("--isolated", help="Use no config at all.")] = False,
    profile: Annotated[Optional[str], typer.Option("--profile", metavar="NAME", help="As for check.")] = None,
    select: Annotated[
        Optional[list[str]], typer.Option("--select", metavar="NAMES", help="As for check.")
    ] = None,
    ignore: Annotated[
        Optional[list[str]], typer.Option("--ignore", metavar="NAMES", help="As for check.")
    ] = None,
    rules: Annotated[
        Optional[list[str]],
        typer.Option("--rules", metavar="DIR", help="Your own rules too; may be given again."),
    ] = None,
) -> int:
    from replycheck.cli.choice import Choice, one_of
    from replycheck.effective import Value, effective

    one_of("--format", format, ("text", "json"))
    choice = Choice(
        select=select or (), ignore=ignore or (), rules=rules or (), config=config, isolated=isolated, profile=profile
    )  # fmt: skip
    ruleset = choice.ruleset(os.path.join(path, "x") if os.path.isdir(path) else path)
    values = [*effective(ruleset.config, path)]
    at = sum(value.keys[0] == "rules" for value in values)
    values += [Value(("rules", at + n), folder, "--rules") for n, folder in enumerate(rules or ())]
    (_print_json if format == "json" else _print)(path, ruleset, values)
    return 0


def _print_json(path: str, ruleset: Ruleset, values: list[Value]) -> None:
    import json

    print(
        json.dumps(
            {
                "schema": 1,
                "path": path,
                "config": ruleset.config.path or None,
                "values": [
                    {"keys": list(value.keys), "value": value.value, "origin": value.origin}
                    for value in values
                ],
                "active_rules": len(ruleset.for_path(path)),
                "replaced": list(ruleset.replaced),
            },
            indent=2,
        )
    )


def _print(path: str, ruleset: Ruleset, values: list[Value]) -> None:
    """As a config would say it, each line with its origin behind it."""
    from replycheck.report.escape import one_line

    print(f"# {one_line(path)}: {one_line(_from_here(ruleset.config.path)) or 'no config'}")
    rows = list(_rows(values))
    wide = max(len(text) for text, origin in rows if origin)
    for text, origin in rows:
        print(f"{text:<{min(wide, 60)}}  # {one_line(_from_here(origin))}" if origin else text)
    if ruleset.replaced:
        print(f"# replaced by your own: {', '.join(ruleset.replaced)}")
    print(f"# {len(ruleset.for_path(path))} rules are active; `replycheck rules` lists them")


def _from_here(place: str) -> str:
    """A place below the current folder without the folder's name."""
    return place.removeprefix(os.path.join(os.getcwd(), ""))


def _rows(values: list[Value]) -> Iterator[tuple[str, str]]:
    """A line of YAML with its origin; a line that only opens a mapping or a list has none."""
    import json

    above: tuple[str | int, ...] = ()
    for value in values:
        keys = value.keys
        pairs = enumerate(zip(above, keys, strict=False))
        shared = next((n for n, (a, b) in pairs if a != b), min(len(above), len(keys)))
        for depth in range(shared, len(keys) - 1):
            if not isinstance(keys[depth], int):
                yield f"{'  ' * depth}{_scalar(keys[depth])}:", ""
        plain = value.value
        shown = _scalar(plain) if isinstance(plain, str) else json.dumps(plain, ensure_ascii=False)
        indent = "  " * (len(keys) - 1)
        if isinstance(keys[-1], int):
            yield f"{indent}- {shown}", value.origin
        elif len(keys) > 1 and isinstance(keys[-2], int):
            yield f"{indent[:-2]}- {_scalar(keys[-1])}: {shown}", value.origin
        else:
            yield f"{indent}{_scalar(keys[-1])}: {shown}", value.origin
        above = keys


def _scalar(value: Any) -> str:
    """A text as YAML has it: plain where that reads back as the same text."""
    import json
    import re

    text = str(value)
    if re.fullmatch(r"[A-Za-z_./][\w ./*+-]{0,80}(?<! )", text) and text.lower() not in _WORDS:
        return text
    return json.dumps(text)


_WORDS = ("yes", "no", "on", "off", "true", "false", "null", "y", "n")
