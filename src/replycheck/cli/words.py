"""`replycheck words`: the team's own dictionary, which no spelling check may mark."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Optional

import typer

from replycheck.cli.output import tell
from replycheck.config import find_config, from_here
from replycheck.dictionary import NEW_NAME, add_words, words_in
from replycheck.errors import ConfigError

SHORT = "Show or extend the team's own dictionary."
HELP = "The team's own dictionary (`settings: words:` of the config): words that no spelling check may mark."

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)

Config = Annotated[
    Optional[str], typer.Option("--config", metavar="FILE", help="That config, not the nearest one.")
]


@app.command("add", short_help="Add words to the nearest config.")
def add(
    words: Annotated[list[str], typer.Argument(metavar="WORD...", help="Words that are right.")],
    config: Config = None,
) -> int:
    """Add words to the dictionary of the nearest config (or --config FILE), which is made where there is none.

    Comments and layout of the file stay as they are; a word that stands there already is left.
    """
    path = _config(config) or Path(NEW_NAME)
    added = add_words(path, words)
    if added:
        tell(f"{path}: added {', '.join(added)}")
    else:
        tell(f"{path}: nothing to add, the dictionary has {'them' if len(words) > 1 else 'it'} already")
    return 0


@app.command("list", short_help="Show the words of the nearest config.")
def list_words(config: Config = None) -> int:
    """Show the dictionary of the nearest config (or --config FILE), a word a line."""
    from replycheck.report.escape import one_line

    path = _config(config)
    found = words_in(path) if path else ()
    for word in found:
        print(one_line(word))
    if not found:
        tell(f"{path or 'no config here'}: no words of the team's own; `replycheck words add WORD` adds some")
    return 0


def _config(named: str | None) -> Path | None:
    if named is None:
        found = find_config(Path.cwd())
        return from_here(found) if found else None
    if not named.strip():
        raise ConfigError("--config", "was given an empty value; leave the option out")
    path = Path(named)
    if not path.is_file():
        raise ConfigError(named, "there is no such config file")
    return path
