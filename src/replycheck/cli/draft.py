"""`replycheck draft --against FILE`: a reply skeleton from the customer's mail."""

from __future__ import annotations

import os
import sys
from datetime import datetime, timezone
from typing import TYPE_CHECKING, Annotated, Any, Optional, cast

import typer

from replycheck.cli.choice import Choice, one_of
from replycheck.cli.output import opened, tell
from replycheck.errors import ConfigError

if TYPE_CHECKING:
    from replycheck.drafting import Shelf, Skeleton, Template
    from replycheck.model import Channel, Message
    from replycheck.rules import Ruleset
    from replycheck.understand import Document

SHORT = "Write a reply skeleton from a template and the customer's mail."
HELP = """Write a reply skeleton from a template and the customer's mail: the greeting, an opening that fits,
every question quoted with a slot below it, the next step, the sign-off.

`replycheck check` reports each slot until it is filled. The template is chosen by what the mail says, or named
with --template; --list shows them. The skeleton goes to standard output, or to a new file with -o.
"""

NO_DRAFTS = (".eml", ".htm", ".html", ".json", ".jsonl", ".mbox", ".msg")
"""Endings of what `check` would read as something else."""

_File = Annotated[Optional[str], typer.Option("--against", metavar="FILE", help="The customer's message.")]
_Template = Annotated[
    Optional[str],
    typer.Option("--template", metavar="NAME", help="A template, a file, or macro:TITLE of the library."),
]
_Output = Annotated[
    Optional[str], typer.Option("--output", "-o", metavar="FILE", help="Write the draft to this new file.")
]


def command(
    against: _File = None,
    template: _Template = None,
    output: _Output = None,
    force: Annotated[bool, typer.Option("--force", help="Replace the file if it is there.")] = False,
    list_: Annotated[bool, typer.Option("--list", help="Show the templates.")] = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="Show the points of every template on standard error.")
    ] = False,
    editor: Annotated[
        bool,
        typer.Option("--editor", help="Open the draft, written with -o, in $EDITOR and check it on return."),
    ] = False,
    channel: Annotated[
        Optional[str], typer.Option("--channel", metavar="NAME", help="email, chat or social.")
    ] = None,
    customer_name: Annotated[
        Optional[str], typer.Option("--customer-name", metavar="NAME", help="The customer's name.")
    ] = None,
    agent: Annotated[
        Optional[str], typer.Option("--agent", metavar="NAME", help="Who signs; else the config's agent.")
    ] = None,
    library: Annotated[
        Optional[str],
        typer.Option("--library", metavar="FILE", help="The export that macro: is looked up in."),
    ] = None,
    draft_date: Annotated[
        Optional[str],
        typer.Option("--draft-date", metavar="ISO", help="When the reply leaves; default: now."),
    ] = None,
    config: Annotated[
        Optional[str], typer.Option("--config", metavar="FILE", help="Use this config.")
    ] = None,
    isolated: Annotated[bool, typer.Option("--isolated", help="Use no config at all.")] = False,
) -> int:
    from replycheck.drafting import Shelf
    from replycheck.drafting.topics import ranked
    from replycheck.understand import Document
    from replycheck.understand.document import MOST_QUESTIONS

    given = {
        "--against": against, "--template": template, "--output": output, "--customer-name": customer_name,
        "--agent": agent, "--library": library, "--config": config, "--draft-date": draft_date,
    }  # fmt: skip
    for option, value in given.items():
        if value is not None and not value.strip():
            raise ConfigError(option, "was given an empty value; leave the option out")
    if channel is not None:
        one_of("--channel", channel, ("email", "chat", "social"))
    choice = Choice(config=config, isolated=isolated)
    ruleset = choice.ruleset(output or "-")
    if library and not os.path.exists(library):
        raise ConfigError("--library", _no_library(library))
    shelf = Shelf(ruleset.config.templates)
    if list_:
        _show(shelf)
        return 0
    if against is None:
        raise ConfigError(
            "--against", "is missing; name the customer's message, or see the templates with --list"
        )
    if editor and against == "-":
        raise ConfigError("--editor", "asks on standard input; name a file for the customer's message")
    _refuse_to_overwrite(output, force=force, editor=editor)
    said = channel or ruleset.config.of(output or "-").channel or "email"
    call = {"against": against, "draft_date": draft_date, "customer_name": customer_name, "channel": said}
    inbound, earlier = _thread(against)
    document = Document(inbound, ruleset.index)
    skeleton, left = _drafted(
        shelf,
        ruleset,
        document,
        earlier,
        call,
        template=template,
        library=(library,) if library else ruleset.config.library,
        agent=agent,
    )
    _write(skeleton.text, output, [name for name in (against, config) if name])
    if explain:
        for score in ranked(document, shelf.templates):
            cues = ", ".join(f"“{words}” {points}" for words, points in score.cues)
            tell(f"{score.points:>3} {score.name}" + (f": {cues}" if cues else ""))
    if skeleton.reason:
        tell(f"template {skeleton.template}: {skeleton.reason}")
    if skeleton.questions >= MOST_QUESTIONS:
        tell(
            f"the skeleton quotes {MOST_QUESTIONS} questions and no more; read the rest of the mail yourself"
        )
    for placeholder in left:
        tell(f"cannot fill {placeholder} from the mail or the config; it stays as it is")
    if editor and output:
        from replycheck.cli.editing import edit

        return edit(output, {**call, "config": config, "isolated": isolated})
    if output and output != "-":
        more = f" --channel {channel}" if channel else ""
        tell(f"wrote {output}; fill its slots and check it: replycheck {output} --against {against}{more}")
    return 0


def _drafted(
    shelf: Shelf,
    ruleset: Ruleset,
    document: Document,
    earlier: tuple[Message, ...],
    call: dict[str, Any],
    *,
    template: str | None,
    library: tuple[str, ...],
    agent: str | None,
) -> tuple[Skeleton, tuple[str, ...]]:
    """The skeleton, and the placeholders of a macro that nothing could be put into."""
    from replycheck.cli.cases import moment
    from replycheck.drafting import Skeleton, draft
    from replycheck.drafting.macros import PREFIX, filled, macro_named
    from replycheck.drafting.skeleton import tidied, values_of

    settings = ruleset.config.settings
    channel = cast("Channel", call["channel"])
    leaves = moment(call["draft_date"]) if call["draft_date"] else datetime.now(timezone.utc)
    about: dict[str, Any] = {
        "channel": channel,
        "customer_name": call["customer_name"],
        "agent": agent or "",
        "leaves": leaves,
        "earlier": earlier,
    }
    if template and template.startswith(PREFIX):
        if not library:
            raise ConfigError(
                "--library", "is missing; name the export that holds the macro, here or in the config"
            )
        for path in library:
            if not os.path.exists(path):
                raise ConfigError(ruleset.config.origin("library"), _no_library(path))
        record = macro_named(template.removeprefix(PREFIX).strip(), library)
        made = filled(record, document, values_of(document, settings, **about), settings, channel)
        return Skeleton(tidied(made.text), f"macro:{record.title or record.id}"), made.left
    named: Template | None = shelf.get(template) if template else None
    return draft(document, shelf, settings, template=named, **about), ()


def _no_library(path: str) -> str:
    return f"there is no export or folder {path!r}; check the path"


def _thread(against: str) -> tuple[Message, tuple[Message, ...]]:
    from replycheck.cli.cases import TOLD
    from replycheck.read import read_thread

    inbound, earlier = read_thread(against)
    for notice in inbound.notices:
        if notice.code in TOLD:
            tell(f"{against}: {notice.text}")
    return inbound, earlier


def _refuse_to_overwrite(output: str | None, *, force: bool, editor: bool) -> None:
    if editor and (output is None or output == "-"):
        raise ConfigError("--editor", "needs a file to open; give it with -o FILE")
    if output and output.lower().endswith(NO_DRAFTS):
        raise ConfigError("--output", f"{output} would not be read as plain text; name it .txt or .md")
    if output and output != "-" and os.path.lexists(output) and not force:
        raise ConfigError(
            "--output", f"{output} is there already; name another file, or replace it with --force"
        )


def _write(text: str, output: str | None, inputs: list[str]) -> None:
    from replycheck.report.escape import visible

    if output is None or output == "-":
        sys.stdout.write(visible(text))
        return
    with opened(output, inputs) as out:
        out.write(text)


def _show(shelf: Shelf) -> None:
    """The templates by name, the team's own with their file."""
    from replycheck.report.escape import one_line

    width = max(len(template.name) for template in shelf.templates)
    for template in shelf.templates:
        own = "" if template.is_builtin else f" ({template.path})"
        print(
            one_line(f"{template.name:<{width}}").ljust(width)
            + f"  {one_line(template.about + own)}".rstrip()
        )
