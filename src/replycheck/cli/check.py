"""`replycheck check`: drafts, folders of macros and case files in, findings out."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from replycheck.cli.cases import EXPORTS, Cases
from replycheck.cli.choice import Choice
from replycheck.cli.options import Call
from replycheck.cli.output import columns, is_colored, opened, tell
from replycheck.errors import ConfigError

if TYPE_CHECKING:
    from replycheck.cli.fixes import Mender
    from replycheck.cli.results import Results
    from replycheck.model import Report
    from replycheck.rules import Ruleset

SHORT = "Check drafts, macro libraries and case files (the default command)."
HELP = """Check drafts, help-desk exports, folders of macros and .jsonl case files; `-` is standard input.

The everyday form is `replycheck draft.txt --against inbound.eml`; the word `check` may be left out.
Findings go to standard output. Exit codes: 0 nothing at or above --fail-on, 1 findings, 2 a mistake
in the call, the config, a rule or an input, 3 a fault of replycheck, 130 interrupted.
"""


def run(call: Call) -> int:
    """Checks what the call names and prints what was found; returns the exit code."""
    if call.watch:
        from replycheck.cli.watch import watch

        return watch(call, _kept)
    return _kept(call)


def _kept(call: Call) -> int:
    """One run under the user's store of compiled expressions."""
    from replycheck.folders import cache_folder
    from replycheck.matching.compiled import open_store

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
    if call.library:
        from replycheck.libraries import names_for

        names_for(call.library)
    jobs = 1
    if call.jobs:
        from replycheck.cli.workers import number_of

        jobs = number_of(call.jobs)
    if call.fix or call.unsafe_fixes or call.diff or call.interactive:
        from replycheck.cli.fixes import refuse_contradictions

        refuse_contradictions(call)
    if call.desk:
        from replycheck.libraries.dialects import named, unknown_desk

        if named(call.desk) is None:
            raise ConfigError("--desk", unknown_desk(call.desk))
    format = format_of(call)
    inputs = [call.against, call.config, call.template, call.baseline, *call.earlier, *call.paths]
    if sum(name == "-" for name in inputs) > 1:
        raise ConfigError("-", "standard input can be read once; name a file for the other")
    choice = choice_of(call)
    if call.semantic_model:  # asked for in so many words: not having it is a mistake, no note
        from replycheck.semantic import load_similarity

        load_similarity(call.semantic_model)
    results = results_of(call, choice)
    if results is not None and jobs > 1:
        from replycheck.cli.workers import Workers

        results.workers = Workers(call, jobs)
    cases = Cases(call, choice, results)
    least = Severity[call.min_severity.upper()]
    if call.interactive:
        from replycheck.cli.interactive import run as walk

        return walk(call, cases)
    mender = _mender(call, cases)
    totals = Totals()
    statistics = Statistics()

    def counted(reports: Iterable[Report]) -> Iterator[Report]:
        for report in reports:
            totals.add(report)
            statistics.add(report)
            yield report

    try:
        with opened(call.output, [name for name in inputs if name]) as out:
            if mender and mender.writes and "-" in call.paths and call.output is None:
                out = sys.stderr  # the fixed text goes to standard output
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
            reports = counted(cases.reports(least, mender.check if mender else None))
            try:
                if mender and not mender.writes:
                    mender.write_diffs(reports, out)
                else:
                    FORMATS[format](reports, out, style)
            finally:
                if results is not None:
                    if results.workers is not None:
                        results.workers.close()
                    results.save()
            if call.statistics:
                # A document for programs must stay whole, and so must a diff.
                statistics.write(out if format in ("text", "concise") and not call.diff else sys.stderr)
            nothing = cases.nothing_checked() if totals.cases == 0 else None
            if nothing:
                raise _NothingChecked
    except _NothingChecked:
        if nothing and not cases.failed and not cases.faulted:
            raise nothing from None
    if mender:
        mender.tell_end()
    if cases.faulted:
        return 3
    if cases.failed or (mender and mender.failed):
        return 2
    if call.strict and totals.skips:
        tell("some rules could not run, and --strict was given")
        return 2
    if mender and not mender.writes and mender.fixed:
        return 1
    if call.fail_on == "never" or cases.worst is None:
        return 0
    if mender and not mender.writes and cases.worst >= Severity[call.fail_on.upper()]:
        tell(f"{totals.findings_in_words()} that no such fix mends; run without --diff to see them")
    return int(cases.worst >= Severity[call.fail_on.upper()])


FEW_PATHS = 20
"""So many paths are checked quicker than the results of earlier runs are read."""


def results_of(call: Call, choice: Choice) -> Results | None:
    """The results of earlier runs; None for a few drafts, and where they were not asked for."""
    if (call.no_cache and not call.jobs) or call.against or call.earlier:
        return None
    if call.fix or call.diff or call.interactive:  # what is fixed is checked anew
        return None
    if len(call.paths) < FEW_PATHS and not any(_may_be_many(path) for path in call.paths):
        return None
    from replycheck.cli.results import Results, digest_of, place_of

    said = [(name, value) for name, value in call.values.items() if name in _DECIDING]
    digests: dict[int, bytes] = {}

    def salt(path: str) -> bytes:
        ruleset = ruleset_of(path)
        if id(ruleset) not in digests:
            canned = choice.canned(path)
            digests[id(ruleset)] = digest_of(ruleset, (*said, canned and canned.key))
        return digests[id(ruleset)]

    def ruleset_of(path: str) -> Ruleset:
        return choice.ruleset(path).for_path(path)

    folder = folder_of(call)
    place = place_of(folder, call.paths) if folder else None
    return Results(place, salt, ruleset_of) if place or call.jobs else None


def folder_of(call: Call) -> Path | None:
    """The folder that a call keeps what it worked out in; None for nowhere."""
    from replycheck.folders import cache_folder

    if call.no_cache:
        return None
    try:
        return Path(call.cache_dir) if call.cache_dir else cache_folder()
    except RuntimeError:  # a user without a home keeps nothing
        return None


_DECIDING = ("mode", "channel", "customer_name", "attachment", "no_attachment", "draft_date", "library")
"""The options that a report on one text depends on, beside the rules."""


def _may_be_many(path: str) -> bool:
    """True for a folder and for an export."""
    return os.path.isdir(path) or path.lower().endswith(EXPORTS)


def _mender(call: Call, cases: Cases) -> Mender | None:
    """What makes the fixes that a call asks for; None where it asks for none."""
    if not call.fix and not call.diff:
        return None
    from replycheck.cli.fixes import Mender

    cases.bytes_of = {}
    return Mender(call, cases.bytes_of)


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
        semantic_model=call.semantic_model,
        desk=call.desk,
        languagetool=call.languagetool,
        cache=folder_of(call),
    )
