"""`replycheck check`: drafts, folders of macros and case files in, findings out."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from replycheck.cli.cases import Cases
from replycheck.cli.choice import Choice
from replycheck.cli.options import Call
from replycheck.cli.output import columns, is_colored, opened, tell
from replycheck.errors import ConfigError, InputError

if TYPE_CHECKING:
    from replycheck.model import Report

SHORT = "Check drafts, macro libraries and case files (the default command)."
HELP = """Check drafts, help-desk exports, folders of macros and .jsonl case files; `-` is standard input.

The everyday form is `replycheck draft.txt --against inbound.eml`; the word `check` may be left out.
Findings go to standard output. Exit codes: 0 nothing at or above --fail-on, 1 findings, 2 a mistake
in the call, the config, a rule or an input, 3 a fault of replycheck, 130 interrupted.
"""


def run(call: Call) -> int:
    """Checks what the call names and prints what was found; returns the exit code."""
    from replycheck.matching.compiled import open_store
    from replycheck.packing import cache_folder

    try:
        store = open_store(cache_folder())
    except RuntimeError:  # a user without a home keeps nothing
        return _run(call)
    try:
        return _run(call)
    finally:
        store.save()


def _run(call: Call) -> int:
    from replycheck.model import Severity
    from replycheck.report import FORMATS, Style
    from replycheck.report.rulewords import words_of
    from replycheck.report.statistics import Statistics
    from replycheck.report.totals import Totals

    if call.attachment and call.no_attachment:
        raise ConfigError("--no-attachment", "contradicts --attachment; give one of the two")
    if call.config and call.isolated:
        raise ConfigError("--isolated", "contradicts --config; give one of the two")
    if call.library:
        from replycheck.libraries import names_for

        names_for(call.library)
    format = format_of(call)
    inputs = [call.against, call.config, call.template, *call.earlier, *call.paths]
    if sum(name == "-" for name in inputs) > 1:
        raise ConfigError("-", "standard input can be read once; name a file for the other")
    choice = choice_of(call)
    cases = Cases(call, choice)
    least = Severity[call.min_severity.upper()]
    totals = Totals()
    statistics = Statistics()

    def counted(reports: Iterable[Report]) -> Iterator[Report]:
        for report in reports:
            totals.add(report)
            statistics.add(report)
            yield report

    try:
        with opened(call.output, [name for name in inputs if name]) as out:
            colored = call.output is None and is_colored(call.color, out)
            style = Style(
                color=colored,
                columns=columns(out),
                questions=call.questions,
                fail_on=None if call.fail_on == "never" else Severity[call.fail_on.upper()],
                root=_root(),
                template=call.template,
                words=lambda rule: words_of(choice.rule(rule)),
                incomplete=lambda: cases.failed or cases.faulted,
            )
            FORMATS[format](counted(cases.reports(least)), out, style)
            if call.statistics:
                # A document for programs must stay whole.
                statistics.write(out if format in ("text", "concise") else sys.stderr)
            if totals.cases == 0 and not cases.left_out:
                raise _NothingChecked
    except _NothingChecked:
        if not cases.failed and not cases.faulted:
            raise InputError(call.paths[0], "nothing could be checked") from None
    if cases.faulted:
        return 3
    if cases.failed:
        return 2
    if call.strict and totals.skips:
        tell("some rules could not run, and --strict was given")
        return 2
    if call.fail_on == "never" or cases.worst is None:
        return 0
    return int(cases.worst >= Severity[call.fail_on.upper()])


def format_of(call: Call) -> str:
    """The format a call asks for; a template is one by itself.  Raises `ConfigError` for two at once."""
    if not call.template:
        return str(call.format)
    if call.format not in ("text", "template"):
        raise ConfigError("--template", f"contradicts --format {call.format}; give one of the two")
    return "template"


def _root() -> str:
    """The folder that code hosts count paths from; empty where there is none."""
    try:
        return os.environ.get("GITHUB_WORKSPACE") or os.environ.get("CI_PROJECT_DIR") or os.getcwd()
    except OSError:  # the folder we run in was removed
        return ""


class _NothingChecked(Exception):
    """No case could be read, and so a file of an earlier run stays as it is."""


def choice_of(call: Call) -> Choice:
    """The rules that a call asks for."""
    return Choice(
        select=call.select,
        ignore=call.ignore,
        rules=call.rules,
        config=call.config,
        isolated=call.isolated,
        profile=call.profile,
        languagetool=call.languagetool,
    )
