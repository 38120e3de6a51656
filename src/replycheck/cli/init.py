"""`replycheck init`: a commented config and a hook, after a look at the repository."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from replycheck.survey import Survey

SHORT = "Write a commented .replycheck.yml after a look at the repository."
HELP = """Write a commented .replycheck.yml after a look at the repository: exports of help desks, folders of
macros and drafts, the signs of variables, the spelling. Prints a hook for pre-commit. Asks nothing.
"""


def command(
    folder: Annotated[str, typer.Argument(metavar="[FOLDER]", help="The repository; default: here.")] = ".",
    dry_run: Annotated[
        bool, typer.Option("--dry-run", "--print", help="Print the config instead of writing it.")
    ] = False,
    force: Annotated[bool, typer.Option("--force", help="Write over a config that is there.")] = False,
) -> int:
    from replycheck.cli.output import opened, tell
    from replycheck.config import NAMES
    from replycheck.errors import ConfigError, InputError
    from replycheck.report.escape import one_line
    from replycheck.survey import look_at

    if not os.path.isdir(folder):
        raise InputError(folder, "is no folder; name the one that holds your replies")
    there = _there(folder)
    if there and not dry_run and not force:
        raise ConfigError(
            there, "is there already; --force writes over it, --dry-run prints what would be written"
        )
    if there and force and os.path.basename(there) not in NAMES[:1] and not dry_run:
        raise ConfigError(there, f"would outrank or contradict a {NAMES[0]}; take it out first")
    survey = look_at(folder)
    text = "\n".join(_config(survey)) + "\n"
    if dry_run:
        print(text, end="")
        return 0
    path = os.path.join(folder, NAMES[0])
    with opened(path, (), option="init") as out:
        out.write(text)
    tell(f"wrote {path}; look through it, then run: replycheck {one_line(folder)}")
    print("\n".join(_hooks(survey)))
    return 0


def _there(folder: str) -> str | None:
    """The config of the folder itself, if it has one."""
    from pathlib import Path

    from replycheck.config import find_config

    found = find_config(Path(os.path.abspath(folder)))
    if found is None or found.parent != Path(os.path.abspath(folder)):
        return None
    return os.path.normpath(os.path.join(folder, found.name))


def _config(survey: Survey) -> Iterator[str]:
    yield "# What replycheck heeds in this repository; docs/config.md of replycheck explains every key."
    yield "# `replycheck config FILE` shows what holds for a file, `replycheck rules` lists the rules."
    yield from ("#", "# Found by `replycheck init`:", *(f"# {line}" for line in _found(survey)))
    yield ""
    yield "# agent checks drafts, library checks macros, thorough switches everything on."
    is_library = bool(survey.libraries) and "draft" not in survey.folders.values()
    yield f"profile: {'library' if is_library and not survey.folders else 'agent'}"
    yield ""
    yield "# Families (tone) and rules (tone/curt) that are left out everywhere."
    yield "ignore: []"
    yield ""
    yield "# Severities that outrank the rules' own: suggestion, warning or error; errors fail a gate."
    yield "severities: {}"
    yield ""
    yield from _overrides(survey)
    yield ""
    yield "# Findings of today that shall not count; `replycheck baseline write PATHS` makes the file."
    yield "# baseline: .replycheck-baseline.json"
    yield ""
    yield from _settings(survey)


def _found(survey: Survey) -> Iterator[str]:
    from replycheck.report.escape import one_line
    from replycheck.survey import MOST_RECORDS

    for library in survey.libraries[:10]:
        number = f"{library.macros} or more" if library.macros >= MOST_RECORDS else str(library.macros)
        yield f"  {one_line(library.path)}: macros as {library.shape}, {number}"
    if len(survey.libraries) > 10:
        yield f"  and {len(survey.libraries) - 10} more exports"
    for folder, sort in survey.folders.items():
        yield f"  {one_line(folder)}/: {_SORTS[sort]}"
    if survey.tokens:
        signs = ", ".join(f"{sign} ({number})" for sign, number in survey.tokens.most_common(3))
        yield f"  variables and fill-ins: {signs}"
    if survey.languages:
        names = (f"{name} ({number})" for name, number in survey.languages.most_common(3))
        yield f"  languages: {', '.join(names)}"
    if survey.dialect:
        yield f"  spelling: {survey.dialect}"
    if not survey.libraries and not survey.folders:
        yield "  no export of a help desk, and no folder that is named for macros or drafts"


_SORTS = {
    "macro": "canned replies",
    "draft": "drafts",
    "chat": "replies in a chat",
    "social": "replies in public",
}


def _overrides(survey: Survey) -> Iterator[str]:
    yield "# What is different below a folder: channel (email, chat, social), mode (draft, macro), profile,"
    yield "# select, ignore, severities, desk (whose variables stand there)."
    entries = {f"{folder}/**": _OVERRIDES[sort] for folder, sort in survey.folders.items()}
    for library in survey.libraries[:10]:
        if not any(library.path.startswith(f"{folder}/") for folder in survey.folders):
            entries[library.path] = "mode: macro, profile: library"
    exports = {library.path for library in survey.libraries}
    for place, desk in survey.desk_of.items() if not survey.desk else ():
        match = place if place in exports else f"{place}/**"
        entries[match] = f"{entries[match]}, desk: {desk}" if match in entries else f"desk: {desk}"
    if entries:
        yield "overrides:"
        for match, keys in entries.items():
            yield f"  - {{match: {_quoted(match)}, {keys}}}"
    else:
        yield "# overrides:"
        yield "#   - {match: macros/**, mode: macro, profile: library}"
        yield "#   - {match: chat/**, channel: chat}"


_OVERRIDES = {
    "macro": "mode: macro, profile: library",
    "draft": "mode: draft, profile: agent",
    "chat": "channel: chat",
    "social": "channel: social",
}


def _settings(survey: Survey) -> Iterator[str]:
    desk = survey.desk
    known = bool(desk or survey.dialect)
    lead = "  # " if known else "#   "
    yield "settings:" if known else "# settings:"
    said = "  # " if known else "# "
    yield f"{said}The help desk whose variables stand in macros that are no export of one: zendesk, freshdesk,"
    yield f"{said}intercom, front …; without it no rule can tell a wrong variable from a right one."
    yield f"  desk: {desk}" if desk else f"{lead}desk: zendesk"
    if survey.dialect:
        yield from ("  # The English you write.", f"  dialect: {survey.dialect}")
    yield f"{lead}reply_within_hours: 24"
    yield f"{lead}team_names: [Lena, Omar]           # first names of colleagues, never the customer's"
    yield f"{lead}facts:                             # what no reply may contradict"
    yield f"{lead}  - {{about: the return window, words: [return, send back], value: 30 days}}"
    yield f"{lead}preferred: {{e-Bill: eBill}}         # house spelling"
    yield f"{lead}banned: {{kindly: please}}           # what is never written, and what instead"
    yield f"{lead}accepted: [Dummy Pro]              # names that no rule about wording may mark"


def _quoted(text: str) -> str:
    import json

    return json.dumps(text, ensure_ascii=False)


def _hooks(survey: Survey) -> list[str]:
    """A snippet whose `files:` names what is there; without it a hook takes every text of a repository."""
    from replycheck import __version__

    folders = list(dict.fromkeys(survey.folders))
    exports = [library.path for library in survey.libraries]
    hooks = []
    if folders or not exports:
        texts = _pattern([f"{folder}/" for folder in folders or ("drafts", "macros")], TEXT_FILES)
        hooks += ["      - id: replycheck", f"        files: {texts}  # where your replies are"]
    if exports:
        hooks += ["      - id: replycheck-library", f"        files: {_pattern(exports, '$')}"]
    return [
        "# For .pre-commit-config.yaml; `repo` is where you get replycheck from:",
        "repos:",
        "  - repo: https://git.example.com/support/replycheck",
        f"    rev: v{__version__}",
        "    hooks:",
        *hooks,
    ]


TEXT_FILES = r".*\.(txt|md|markdown|html?|eml)$"


def _pattern(paths: list[str], end: str) -> str:
    """A quoted regular expression for paths from the top of the repository, as `pre-commit` gives them."""
    import re

    words = "|".join(re.escape(path) for path in paths[:20])
    return _quoted(f"^({words}){end}" if len(paths) > 1 else f"^{words}{end}")
