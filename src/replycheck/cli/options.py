"""The options of `check`, once: this table makes the typer command and reads the everyday call.

Importing typer costs as much as all the rest of a run on one draft.  So a plain, right call is read
here, and anything else (help, a mistake, another command) goes to typer, which is made from the same
table and so can mean nothing else by an option.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from replycheck.records import NamedTuple


class Option(NamedTuple):
    """One option: `flags` as typed; `metavar` empty for a switch; `many` for one that may be repeated.

    A value must be among `choices` where there are any.
    """

    name: str
    flags: tuple[str, ...]
    metavar: str
    help: str
    default: Any = None
    many: bool = False
    choices: tuple[str, ...] = ()


FORMATS = (
    "text", "concise", "json", "jsonl",
    "sarif", "github", "gitlab", "junit", "checkstyle", "rdjson", "markdown", "html", "template",
)  # fmt: skip
SEVERITIES = ("suggestion", "warning", "error")

OPTIONS = (
    Option("against", ("--against",), "FILE", "The customer's message."),
    Option(
        "earlier", ("--earlier",), "FILE", "An earlier message of the thread; may be given again.", many=True
    ),
    Option("format", ("--format", "-f"), "NAME", f"{', '.join(FORMATS)}.", "text", choices=FORMATS),
    Option("template", ("--template",), "FILE", "Your own output: a Jinja2 template."),
    Option("output", ("--output", "-o"), "FILE", "Write the findings there."),
    Option("select", ("--select",), "NAMES", "Only these families and rules, comma separated.", many=True),
    Option("ignore", ("--ignore",), "NAMES", "All but these families and rules, comma separated.", many=True),
    Option(
        "min_severity",
        ("--min-severity",),
        "SEVERITY",
        "Show nothing below: suggestion, warning or error.",
        "suggestion",
        choices=SEVERITIES,
    ),
    Option(
        "fail_on",
        ("--fail-on",),
        "SEVERITY",
        "Exit 1 from this on: suggestion, warning, error or never.",
        "error",
        choices=(*SEVERITIES, "never"),
    ),
    Option("rules", ("--rules",), "DIR", "Your own rules too; may be given again.", many=True),
    Option("config", ("--config",), "FILE", "Use this config."),
    Option("isolated", ("--isolated",), "", "Use no config at all.", False),
    Option("baseline", ("--baseline",), "FILE", "Count only findings that are not in this baseline."),
    Option(
        "force_exclude",
        ("--force-exclude",),
        "",
        "Treat named files as if found in a folder: .replycheckignore holds, and no library is none.",
        False,
    ),
    Option("profile", ("--profile",), "NAME", "agent, library, thorough, or one of the config's own."),
    Option(
        "mode",
        ("--mode",),
        "MODE",
        "draft or macro; a folder's files are macros.",
        choices=("draft", "macro"),
    ),
    Option(
        "library",
        ("--library",),
        "NAME",
        "The shape of an export (zendesk, freshdesk-json, csv, folder ...); found by its keys if left out.",
    ),
    Option("desk", ("--desk",), "NAME", "The help desk whose variables stand in macros that are no export."),
    Option("inactive", ("--inactive",), "", "Check macros that are not in use too.", False),
    Option(
        "channel",
        ("--channel",),
        "NAME",
        "email, chat or social.",
        "email",
        choices=("email", "chat", "social"),
    ),
    Option("customer_name", ("--customer-name",), "NAME", "The customer's name."),
    Option("attachment", ("--attachment",), "NAME", "A file that goes along; may be given again.", many=True),
    Option("no_attachment", ("--no-attachment",), "", "No file goes along.", False),
    Option("draft_date", ("--draft-date",), "ISO", "When the reply leaves; default: its Date, else now."),
    Option("fix", ("--fix",), "", "Make the safe fixes in the drafts' files.", False),
    Option("unsafe_fixes", ("--unsafe-fixes",), "", "With --fix or --diff: the unsafe ones too.", False),
    Option("diff", ("--diff",), "", "Print what --fix would change, and write nothing.", False),
    Option("interactive", ("--interactive",), "", "Walk the findings: keep, apply, edit, silence.", False),
    Option("questions", ("--questions",), "", "Show the customer's questions with their answers.", False),
    Option(
        "semantic_model", ("--semantic-model",), "NAME|DIR", "Compare questions and answers by this model."
    ),
    Option("statistics", ("--statistics",), "", "Count the findings by rule, after them.", False),
    Option("jobs", ("--jobs", "-j"), "N", "Check with so many processes; auto is one for each core."),
    Option("watch", ("--watch",), "", "Check again whenever a file changes; Ctrl-C ends it.", False),
    Option("no_cache", ("--no-cache",), "", "Check everything anew, and keep no results.", False),
    Option("cache_dir", ("--cache-dir",), "DIR", "Keep results there, not in your own cache folder."),
    Option(
        "languagetool",
        ("--languagetool",),
        "WHERE",
        "auto, off, local, or the address of a LanguageTool server.",
    ),
    Option("strict", ("--strict",), "", "A rule that could not run is exit 2.", False),
    Option(
        "color", ("--color",), "WHEN", "auto, always or never.", "auto", choices=("auto", "always", "never")
    ),
)
"""In the order `--help` gives them in."""


class Call(NamedTuple):
    """One call of `check`: its paths, and the value of every option by name."""

    paths: tuple[str, ...]
    values: dict[str, Any]

    def __getattr__(self, name: str) -> Any:
        try:
            return self.values[name]
        except KeyError:
            raise AttributeError(name) from None


def call(paths: Sequence[str], given: dict[str, Any]) -> Call:
    """A call with the default of every option that was not given."""
    values = {option.name: given.get(option.name) for option in OPTIONS}
    for option in OPTIONS:
        if values[option.name] is None:
            values[option.name] = [] if option.many else option.default
    return Call(tuple(paths), values)


def plain_call(args: Sequence[str], commands: Sequence[str]) -> Call | None:
    """The call that `args` make where they are a plain, right call of `check`; None for all else."""
    by_flag = {flag: option for option in OPTIONS for flag in option.flags}
    paths: list[str] = []
    given: dict[str, Any] = {}
    words = list(args)
    if words and words[0] == "check":
        del words[0]
    elif words and words[0] in commands:
        return None
    while words:
        word = words.pop(0)
        if word == "-" or not word.startswith("-"):
            paths.append(word)
            continue
        flag, equals, value = word.partition("=") if word.startswith("--") else (word, "", "")
        option = by_flag.get(flag)
        if option is None or (not option.metavar and equals):
            return None
        if option.metavar and not equals:
            if not words or (words[0].startswith("-") and words[0] != "-"):
                return None
            value = words.pop(0)
        if option.metavar and not value.strip():
            return None
        if not option.metavar:
            given[option.name] = True
        elif option.many:
            given.setdefault(option.name, []).append(value)
        elif option.choices and value not in option.choices:
            return None
        else:
            given[option.name] = value
    return call(paths, given) if paths else None
