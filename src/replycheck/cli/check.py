"""`replycheck check`: drafts, folders of macros and case files in, findings out."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime, timezone
from pathlib import Path
from typing import Annotated, Any, Optional, TextIO, cast

import typer

from replycheck.errors import ConfigError, InputError, ReplycheckError

SHORT = "Check drafts, folders of macros and case files (the default command)."
HELP = """Check drafts, folders of macros and .jsonl case files; `-` reads a draft from standard input.

The everyday form is `replycheck draft.txt --against inbound.eml`; the word `check` may be left out.
Findings go to standard output. Exit codes: 0 nothing at or above --fail-on, 1 findings, 2 a mistake
in the call, the config, a rule or an input, 3 a fault of replycheck, 130 interrupted.
"""

SUFFIXES = (".txt", ".md", ".markdown", ".html", ".htm", ".eml")
"""The files that are read as macros inside a folder."""

Paths = Annotated[
    list[str],
    typer.Argument(help="Drafts, folders of macros, case files; - is standard input.", metavar="PATHS..."),
]


def command(
    paths: Paths,
    against: Annotated[
        Optional[str], typer.Option("--against", metavar="FILE", help="The customer's message.")
    ] = None,
    earlier: Annotated[
        Optional[list[str]],
        typer.Option(
            "--earlier", metavar="FILE", help="An earlier message of the thread; may be given again."
        ),
    ] = None,
    format: Annotated[
        str, typer.Option("--format", "-f", metavar="NAME", help="text, concise, json or jsonl.")
    ] = "text",
    output: Annotated[
        Optional[str], typer.Option("--output", "-o", metavar="FILE", help="Write findings there.")
    ] = None,
    select: Annotated[
        Optional[list[str]],
        typer.Option("--select", metavar="NAMES", help="Only these families and rules, comma separated."),
    ] = None,
    ignore: Annotated[
        Optional[list[str]],
        typer.Option("--ignore", metavar="NAMES", help="All but these families and rules."),
    ] = None,
    min_severity: Annotated[
        str,
        typer.Option(
            "--min-severity", metavar="SEVERITY", help="Show nothing below: error, warning, suggestion."
        ),
    ] = "suggestion",
    fail_on: Annotated[
        str,
        typer.Option(
            "--fail-on", metavar="SEVERITY", help="Exit 1 from this on: error, warning, suggestion, never."
        ),
    ] = "error",
    rules: Annotated[
        Optional[list[str]],
        typer.Option("--rules", metavar="DIR", help="Your own rules too; may be given again."),
    ] = None,
    config: Annotated[
        Optional[str], typer.Option("--config", metavar="FILE", help="Use this config.")
    ] = None,
    isolated: Annotated[bool, typer.Option("--isolated", help="Use no config at all.")] = False,
    profile: Annotated[
        Optional[str],
        typer.Option("--profile", metavar="NAME", help="agent, library, thorough, or the config's own."),
    ] = None,
    mode: Annotated[
        Optional[str],
        typer.Option("--mode", metavar="MODE", help="draft or macro; a folder's files are macros."),
    ] = None,
    channel: Annotated[
        str, typer.Option("--channel", metavar="NAME", help="email, chat or social.")
    ] = "email",
    customer_name: Annotated[
        Optional[str], typer.Option("--customer-name", metavar="NAME", help="The customer's name.")
    ] = None,
    attachment: Annotated[
        Optional[list[str]],
        typer.Option("--attachment", metavar="NAME", help="A file that goes along; may be given again."),
    ] = None,
    no_attachment: Annotated[bool, typer.Option("--no-attachment", help="No file goes along.")] = False,
    draft_date: Annotated[
        Optional[str],
        typer.Option("--draft-date", metavar="ISO", help="When the reply leaves; default: now."),
    ] = None,
    questions: Annotated[
        bool, typer.Option("--questions", help="Show the customer's questions with their answers.")
    ] = False,
    strict: Annotated[bool, typer.Option("--strict", help="A rule that could not run is exit 2.")] = False,
    color: Annotated[str, typer.Option("--color", metavar="WHEN", help="auto, always or never.")] = "auto",
) -> int:
    from replycheck.model import Severity
    from replycheck.report import FORMATS, Style
    from replycheck.report.totals import Totals

    words = [severity.word for severity in Severity]
    _one_of("--format", format, FORMATS)
    _one_of("--min-severity", min_severity, words)
    _one_of("--fail-on", fail_on, [*words, "never"])
    _one_of("--channel", channel, ("email", "chat", "social"))
    _one_of("--color", color, ("auto", "always", "never"))
    if mode is not None:
        _one_of("--mode", mode, ("draft", "macro"))
    if attachment and no_attachment:
        raise ConfigError("--no-attachment", "contradicts --attachment; give one of the two")
    if config and isolated:
        raise ConfigError("--isolated", "contradicts --config; give one of the two")

    given = _Given(
        attachments=tuple(attachment) if attachment else () if no_attachment else None,
        customer_name=customer_name,
        channel=channel,
        mode=mode,
        leaves=_date(draft_date) if draft_date else None,
    )
    settings = _Chosen(select, ignore, rules, config, isolated, profile)
    run = _Run(given, settings, against, tuple(earlier or ()), Severity[min_severity.upper()])
    totals = Totals()

    def counted(reports: Iterable[Any]) -> Iterator[Any]:
        for report in reports:
            totals.add(report)
            yield report

    with _opened(output) as out:
        style = Style(
            color=output is None and _is_colored(color, out), columns=_columns(out), questions=questions
        )
        FORMATS[format](counted(run.reports(paths)), out, style)
    if run.failed or (strict and totals.skips):
        if not run.failed:
            print("replycheck: some rules could not run, and --strict was given", file=sys.stderr)
        return 2
    if totals.cases == 0:
        raise InputError(paths[0], "nothing could be checked")
    worst = totals.worst
    return 1 if fail_on != "never" and worst is not None and worst >= Severity[fail_on.upper()] else 0


class _Given:
    """What the command line says of every case."""

    def __init__(
        self,
        *,
        attachments: tuple[str, ...] | None,
        customer_name: str | None,
        channel: str,
        mode: str | None,
        leaves: datetime | None,
    ) -> None:
        self.attachments = attachments
        self.customer_name = customer_name
        self.channel = channel
        self.mode = mode
        self.leaves = leaves


class _Chosen:
    """Which rules count for a file: its nearest config, and the options over it; each set is built once."""

    def __init__(
        self,
        select: list[str] | None,
        ignore: list[str] | None,
        rules: list[str] | None,
        config: str | None,
        isolated: bool,
        profile: str | None,
    ) -> None:
        self._select = _split(select)
        self._ignore = _split(ignore)
        self._rules = rules or []
        self._config = config
        self._isolated = isolated
        self._profile = profile
        self._folders: dict[Path, Path | None] = {}
        self._rulesets: dict[Path | None, Any] = {}

    def ruleset(self, path: str) -> Any:
        where = self._where(path)
        if where not in self._rulesets:
            self._rulesets[where] = self._load(where)
        return self._rulesets[where]

    def _where(self, path: str) -> Path | None:
        if self._isolated:
            return None
        if self._config:
            return Path(self._config)
        from replycheck.config import find_config

        folder = Path(os.path.abspath(path)).parent if path != "-" else Path.cwd()
        if folder not in self._folders:
            self._folders[folder] = find_config(folder)
        return self._folders[folder]

    def _load(self, where: Path | None) -> Any:
        from dataclasses import replace

        from replycheck.config import Config, read_config
        from replycheck.rules import load_rules

        if where is not None and not where.is_file():
            raise ConfigError(str(where), "there is no such config file")
        config = read_config(where) if where else Config()
        places = dict(config.places)
        if self._select:
            config, places["select"] = replace(config, select=self._select), "--select"
        if self._ignore:
            config, places["ignore"] = replace(config, ignore=(*config.ignore, *self._ignore)), "--ignore"
        if self._profile:
            config, places["profile"] = replace(config, profile=self._profile), "--profile"
        return load_rules(*self._rules, config=replace(config, places=places))


class _Run:
    """One run over all paths: cases in the order given, each unreadable file named on standard error."""

    def __init__(
        self, given: _Given, chosen: _Chosen, against: str | None, earlier: tuple[str, ...], least: Any
    ) -> None:
        self.given = given
        self.chosen = chosen
        self.against = against
        self.earlier = earlier
        self.least = least
        self.failed = False

    def reports(self, paths: list[str]) -> Iterator[Any]:
        from dataclasses import replace

        from replycheck.check import check

        progress = _Progress()
        for path, case in self._cases(paths):
            report = check(case, self.chosen.ruleset(path))
            yield replace(report, findings=tuple(f for f in report if f.severity >= self.least))
            progress.step()
        progress.end()

    def _cases(self, paths: list[str]) -> Iterator[tuple[str, Any]]:
        for path in paths:  # a bad rule or config ends the run before anything was printed
            self.chosen.ruleset(path if not os.path.isdir(path) else os.path.join(path, "x"))
        inbound, before = self._thread()
        for path in paths:
            try:
                if os.path.isdir(path):
                    for file in _files(path):
                        yield from self._tried(file, inbound, before, "macro")
                elif path.endswith(".jsonl"):
                    yield from self._case_file(path)
                else:
                    yield from self._tried(path, inbound, before, "draft")
            except InputError as error:
                self._refuse(error)

    def _thread(self) -> tuple[Any, tuple[Any, ...]]:
        from replycheck.read import read_message, read_thread

        if self.against is None:
            if self.earlier:
                raise ConfigError(
                    "--earlier", "needs the message that is answered; give it with --against FILE"
                )
            return None, ()
        inbound, before = read_thread(self.against)
        for notice in inbound.notices:
            if notice.code in _TOLD:
                _tell(f"{self.against}: {notice.text}")
        more = [read_message(path) for path in self.earlier]
        dated = [m for m in (*before, *more) if m.sent_at]
        undated = [m for m in (*before, *more) if not m.sent_at]
        return inbound, (*undated, *sorted(dated, key=lambda m: cast(datetime, m.sent_at)))

    def _draft(self, path: str, inbound: Any, before: tuple[Any, ...], usual: str) -> Any:
        from replycheck.model import Case
        from replycheck.read import read_draft

        draft = read_draft(path)
        mode = cast(Any, self.given.mode or usual)
        leaves = self.given.leaves or draft.sent_at
        if leaves is None and mode == "draft" and inbound is not None:
            leaves = datetime.now(timezone.utc)
        return Case(
            draft,
            inbound if mode == "draft" else None,
            before if mode == "draft" else (),
            mode=mode,
            channel=cast(Any, self.given.channel),
            customer_name=self.given.customer_name,
            attachments=self.given.attachments,
            draft_date=leaves,
        )

    def _tried(
        self, path: str, inbound: Any, before: tuple[Any, ...], usual: str
    ) -> Iterator[tuple[str, Any]]:
        try:
            case = self._draft(path, inbound, before, usual)
        except InputError as error:
            self._refuse(error)
        else:
            yield path, case

    def _case_file(self, path: str) -> Iterator[tuple[str, Any]]:
        from dataclasses import replace

        from replycheck.read import read_cases

        for case in read_cases(path):
            if isinstance(case, InputError):
                self._refuse(case)
            else:
                given = self.given
                yield (
                    path,
                    replace(
                        case,
                        draft_date=case.draft_date or given.leaves,
                        mode=cast(Any, given.mode or "draft"),
                    ),
                )

    def _refuse(self, error: ReplycheckError) -> None:
        self.failed = True
        _tell(str(error))


_TOLD = ("only-quoted-text", "too-long", "no-date", "bounce", "automatic-reply", "not-english")
"""Notices of the inbound that change what can be checked, and so are told to the agent."""


def _files(folder: str) -> list[str]:
    """The macros under a folder, by path; hidden files and folders are left out."""
    found = []
    for where, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        found += [
            os.path.join(where, n)
            for n in sorted(names)
            if n.lower().endswith(SUFFIXES) and not n.startswith(".")
        ]
    if not found:
        raise InputError(folder, f"holds nothing to check; files ending in {', '.join(SUFFIXES)} are read")
    return found


def _one_of(option: str, value: str, allowed: Iterable[str]) -> None:
    from replycheck.yamlfile import did_you_mean

    allowed = list(allowed)
    if value not in allowed:
        raise ConfigError(
            option,
            f"unknown value {value!r}{did_you_mean(value, allowed) or '; one of ' + ', '.join(allowed)}",
        )


def _split(values: list[str] | None) -> tuple[str, ...]:
    return tuple(name.strip() for value in values or () for name in value.split(",") if name.strip())


def _date(text: str) -> datetime:
    """An ISO 8601 date and time; one without a zone is this machine's."""
    try:
        found = datetime.fromisoformat(text.replace("Z", "+00:00") if text.endswith("Z") else text)
    except ValueError:
        raise ConfigError(
            "--draft-date", f"{text!r} is no ISO 8601 date; write 2026-03-02T09:14:00+01:00"
        ) from None
    return found if found.tzinfo else found.astimezone()


@contextmanager
def _opened(output: str | None) -> Iterator[TextIO]:
    """Standard output, or a file that takes its place whole once everything is written."""
    if output is None:
        yield sys.stdout
        return
    import tempfile

    folder = os.path.dirname(os.path.abspath(output))
    try:
        handle, name = tempfile.mkstemp(prefix=".replycheck-", dir=folder)
    except OSError as error:
        raise ConfigError("--output", f"cannot write {output} ({error.strerror})") from None
    try:
        with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace") as out:
            yield out
        os.chmod(name, 0o644)
        os.replace(name, output)
    except BaseException:
        if os.path.exists(name):
            os.unlink(name)
        raise


def _is_colored(color: str, out: TextIO) -> bool:
    if color != "auto":
        return color == "always"
    return out.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _columns(out: TextIO) -> int:
    """The terminal's width, at most 120; 100 where the output is no terminal."""
    if not out.isatty():
        return 100
    return max(50, min(120, os.get_terminal_size(out.fileno()).columns))


def _tell(problem: str) -> None:
    from replycheck.report.escape import one_line

    sys.stdout.flush()
    print(f"replycheck: {one_line(problem)}", file=sys.stderr)


class _Progress:
    """A counter on a terminal's standard error, for runs of many cases."""

    EVERY = 50

    def __init__(self) -> None:
        self.done = 0
        self.shown = sys.stderr.isatty() and not sys.stdout.isatty()

    def step(self) -> None:
        self.done += 1
        if self.shown and self.done % self.EVERY == 0:
            print(f"\r{self.done} checked", end="", file=sys.stderr, flush=True)

    def end(self) -> None:
        if self.shown and self.done >= self.EVERY:
            print("\r" + " " * 24 + "\r", end="", file=sys.stderr, flush=True)
