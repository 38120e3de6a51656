"""What a call of `check` names, as cases in the order given."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timezone
from functools import cached_property
from typing import TYPE_CHECKING, Any, cast

from replycheck.cli.choice import Choice
from replycheck.cli.options import Call
from replycheck.cli.output import tell
from replycheck.errors import BlankError, ConfigError, InputError, ReplycheckError

if TYPE_CHECKING:
    from collections.abc import Callable

    from replycheck.cli.comments import Comments
    from replycheck.cli.comparison import Comparison
    from replycheck.cli.results import Results
    from replycheck.config import Override
    from replycheck.ignorefile import Ignores
    from replycheck.libraries import Body, Record
    from replycheck.model import Case, Message, Report, Severity
    from replycheck.rules import Ruleset

    Check = Callable[[Case, Ruleset], Report]

SUFFIXES = (".txt", ".md", ".markdown", ".html", ".htm", ".eml")
"""The files that are read as macros inside a folder."""

EXPORTS = (".json", ".ndjson", ".yaml", ".yml", ".csv", ".tsv", ".xml")
"""The files that are read as macros where they are the export of a help desk."""

COMMENTED = (".yaml", ".yml", ".md", ".markdown")
"""Files that can have comments around their texts."""


class Cases:
    """The cases of one call in the order given; what cannot be read is named on standard error.

    Where `bytes_of` is set, the bytes of each draft that is a file of its own are put there by its path.
    """

    def __init__(self, call: Call, choice: Choice, results: Results | None = None, known: Any = None) -> None:
        """`known` takes the place of the baselines that the call and the configs name."""
        self.call = call
        self._given_known = known
        self.choice = choice
        self.results = results
        self._comparison: Comparison | None = None
        self.leaves = moment(call.draft_date) if call.draft_date else None
        self.failed = False
        self.faulted = False
        self.worst: Severity | None = None
        self.inactive = 0
        self.empty = 0
        self.suppressed = 0
        self.ignored = 0
        self.no_library: list[str] = []
        self.bytes_of: dict[str, bytes] | None = None

    def nothing_checked(self) -> InputError | None:
        """What to say where not one case came by; None where that is no mistake, and the reason is told."""
        if self.inactive or self.empty:
            return None
        if self.call.force_exclude and (self.ignored or self.no_library):
            return None
        problem = "nothing could be checked"
        if self.ignored:
            problem += (
                ", since .replycheckignore leaves everything out; name a file to have it checked, or give"
                " --force-exclude where that is no mistake"
            )
        return InputError(self.call.paths[0], problem)

    @cached_property
    def _ignores(self) -> Ignores:
        from replycheck.ignorefile import Ignores

        return Ignores()

    def _is_ignored(self, path: str, *, below: str | None = None) -> bool:
        """Whether `.replycheckignore` leaves a file or folder out; what it leaves out is counted."""
        found = self._ignores.leaves_out(path, below=below)
        self.ignored += found
        return found

    def reports(self, least: Severity, check: Check | None = None) -> Iterator[Report]:
        """A report for each case, without the findings below `least`; `worst` counts these too.

        `check` is what makes a report of a case, where that is more than checking.  A case in which a rule of
        ours fails, or whose config is wrong, does not hide the others.
        """
        from replycheck.check import RuleFault, check_apart
        from replycheck.model import Report

        progress = _Progress()
        for path, case in self.each():
            try:
                yield from self._left_of_file(least, before=path)
                ruleset = self.choice.ruleset(path).for_path(path)
                digests = None
                if isinstance(case, Report):
                    report = case
                elif check is not None:
                    report = check(case, ruleset)
                else:
                    report, digests = check_apart(case, ruleset)
                    if self.results is not None:
                        self.results.keep(path, report, digests)
                if report.case.mode == "macro" and ruleset.library_plan:
                    report = self._compared(report, ruleset, digests)
                report = self._shown(self._sifted(path, report, ruleset), least)
            except ReplycheckError as error:
                self._refuse(error)
                continue
            except RuleFault as fault:
                if os.environ.get("REPLYCHECK_DEBUG"):
                    raise
                self.faulted = True
                tell(f"{cast(Any, case).name}: {fault}; this is our fault, please report it")
                continue
            yield report
            progress.step()
        yield from self._left_of_file(least)
        progress.end()
        for line in self._known.told() if "_known" in self.__dict__ else ():
            tell(line)

    @cached_property
    def _comments(self) -> Comments:
        from replycheck.cli.comments import Comments

        return Comments()

    @cached_property
    def _known(self) -> Any:
        from replycheck.cli.known import Known

        return self._given_known or Known(self.call.baseline)

    def _has_baseline(self, ruleset: Ruleset) -> bool:
        return bool(self._given_known or self.call.baseline or ruleset.config.baseline)

    def _sifted(self, path: str, report: Report, ruleset: Ruleset) -> Report:
        """A report without what the file's comments suppress and what the baseline knows."""
        if report.case.mode == "macro" and path.lower().endswith(COMMENTED):
            report = self._comments.quieted(path, report, ruleset)
        return self._known.new(report, ruleset) if self._has_baseline(ruleset) else report

    def _left_of_file(self, least: Severity, *, before: str = "") -> Iterator[Report]:
        """What is wrong with the comments of the last file, once a case of another one comes."""
        left = self._comments.left(before) if "_comments" in self.__dict__ else None
        if left is not None:
            report, ruleset = left
            yield self._shown(
                self._known.new(report, ruleset) if self._has_baseline(ruleset) else report, least
            )

    def _shown(self, report: Report, least: Severity) -> Report:
        """A report without what is below `least`, which still counts."""
        from replycheck.records import replace

        self.suppressed += sum(one.by == "comment" for one in report.suppressed)
        self.worst = max([*([self.worst] if self.worst else []), *(f.severity for f in report)], default=None)
        return replace(report, findings=tuple(f for f in report if f.severity >= least))

    def _compared(self, report: Report, ruleset: Ruleset, digests: Mapping[str, bytes] | None) -> Report:
        """The report with what is said of a macro beside those before it."""
        if self._comparison is None:
            from replycheck.cli.comparison import Comparison

            self._comparison = Comparison(self.results)
        entry = self.results.entry if self.results is not None else None
        if entry is not None:
            return self._comparison.add(report, ruleset, entry.macro, digests, entry)
        from replycheck.checkers.macros import macro_of

        macro = macro_of(report.case)
        return self._comparison.add(report, ruleset, lambda: macro, digests, None)

    def each(self) -> Iterator[tuple[str, Case | Report]]:
        """Each case with the path it comes from; a report where an earlier run has already made it."""
        return self._cases(self.call.paths)

    def _cases(self, paths: Iterable[str]) -> Iterator[tuple[str, Case | Report]]:
        from replycheck.read import is_case_file

        for path in paths:  # a bad rule or config ends the run before anything was printed
            ruleset = self.choice.ruleset(path if not os.path.isdir(path) else os.path.join(path, "x"))
            if self._has_baseline(ruleset):
                self._known.open(ruleset)
        inbound, before = self._thread()
        for path in paths:
            try:
                if self.call.force_exclude and path != "-" and self._is_ignored(path):
                    continue
                if os.path.isdir(path):
                    for file in self._files(path):
                        if file.lower().endswith(SUFFIXES) and not self._is_library(file):
                            yield from self._tried(file, inbound, before, "macro")
                        else:
                            yield from self._library(file, inbound, before, is_found=True)
                elif self._is_library(path):
                    if not self.call.force_exclude or self._is_kept(path):
                        yield from self._library(path, inbound, before, is_found=self.call.force_exclude)
                elif is_case_file(path):
                    yield from self._case_file(path)
                else:
                    usual = self._mode(path, "draft") if path != "-" else "draft"
                    yield from self._tried(path, inbound, before, usual)
            except InputError as error:
                self._refuse(error)
        self._tell_left_out()

    def _thread(self) -> tuple[Message | None, tuple[Message, ...]]:
        from replycheck.read import read_message, read_thread

        if self.call.against is None:
            if self.call.earlier:
                raise ConfigError(
                    "--earlier", "needs the message that is answered; give it with --against FILE"
                )
            return None, ()
        inbound, before = read_thread(self.call.against)
        for notice in inbound.notices:
            if notice.code in TOLD:
                tell(f"{self.call.against}: {notice.text}")
        more = [read_message(path) for path in self.call.earlier]
        dated = [m for m in (*before, *more) if m.sent_at]
        undated = [m for m in (*before, *more) if not m.sent_at]
        return inbound, (*undated, *sorted(dated, key=lambda m: cast(datetime, m.sent_at)))

    def _draft(self, path: str, inbound: Message | None, before: tuple[Message, ...], usual: str) -> Case:
        from replycheck.read import draft_of, load

        data = load(path)
        draft = draft_of(data, path=path)
        if self.bytes_of is not None:
            self.bytes_of[path] = data
        record = None
        if usual == "macro":
            from replycheck.libraries.folder import record_of

            record = record_of(path, draft)
        return self._case(path, draft, inbound, before, usual, record)

    def _case(
        self,
        path: str,
        draft: Message,
        inbound: Message | None,
        before: tuple[Message, ...],
        usual: str,
        record: Record | None,
        body: Body | None = None,
    ) -> Case:
        from replycheck.model import Case

        said = self._said_of(path)
        mode = self._mode(path, usual)
        leaves = self.leaves or draft.sent_at
        if leaves is None and mode == "draft" and inbound is not None:
            leaves = datetime.now(timezone.utc)
        # An option that was not given reads as its default, so only another channel outranks the config.
        channel = (self.call.channel != "email" and self.call.channel) or said.channel
        return Case(
            draft,
            inbound if mode == "draft" else None,
            before if mode == "draft" else (),
            mode=mode,
            channel=cast(Any, channel or (body and body.channel) or "email"),
            customer_name=self.call.customer_name,
            attachments=tuple(self.call.attachment) or (() if self.call.no_attachment else None),
            draft_date=leaves,
            record=record,
            canned=self.choice.canned(path) if mode == "draft" else None,
        )

    def _mode(self, path: str, usual: str) -> Any:
        return self.call.mode or self._said_of(path).mode or usual

    def _said_of(self, path: str) -> Override:
        """The config's `overrides` on one file."""
        return self.choice.ruleset(path).config.of(path)

    def _tried(
        self, path: str, inbound: Message | None, before: tuple[Message, ...], usual: str
    ) -> Iterator[tuple[str, Case | Report]]:
        try:
            known = self._earlier(path, usual) if inbound is None else None
            case = known or self._draft(path, inbound, before, usual)
        except BlankError as error:
            if usual == "macro":  # a file of a library that nobody has written yet is counted
                self.empty += 1
            else:
                self._refuse(error)
        except ReplycheckError as error:
            self._refuse(error)
        else:
            record = getattr(case, "record", None)
            if record is None or self._is_wanted(record):
                yield path, case

    def _earlier(self, path: str, usual: str) -> Report | None:
        """The report of an earlier run on a file that is one message."""
        return self.results.of_file(path, self._mode(path, usual), usual) if self.results else None

    def _is_library(self, path: str) -> bool:
        """True for an export; a text file is none, unless `--library` or its name says so."""
        if self.call.library:
            return bool(self.call.library != "folder")
        name = os.path.basename(path).lower()
        if not name.endswith(EXPORTS) and not (name.endswith((".md", ".markdown")) and _NAMED in name):
            return False
        from replycheck.libraries import is_library

        return is_library(path)

    def _library(
        self, path: str, inbound: Message | None, before: tuple[Message, ...], *, is_found: bool = False
    ) -> Iterator[tuple[str, Case | Report]]:
        """The cases of an export; one that was found in a folder and is none is left out."""
        from replycheck.libraries import Unrecognised, read_library

        try:
            for record in read_library(path, self.call.library):
                if isinstance(record, InputError):
                    self._refuse(record)
                elif self._is_wanted(record):
                    for body in record.bodies or filter(None, [record.blank]):
                        known = self.results and self.results.of_body(
                            path, record, body, self._mode(path, "macro")
                        )
                        yield (
                            path,
                            known or self._case(path, body.message, inbound, before, "macro", record, body),
                        )
        except Unrecognised as error:
            if is_found:
                self.no_library.append(path)
            else:
                self._refuse(error)
        except ReplycheckError as error:
            self._refuse(error)

    def _is_wanted(self, record: Record) -> bool:
        """Whether there is something to check in a record; what is left out is counted."""
        if not record.is_active and not self.call.inactive:
            self.inactive += 1
            return False
        is_empty = not record.bodies and record.blank is None
        self.empty += is_empty
        return not is_empty

    def _tell_left_out(self) -> None:
        """One line for each sort of thing that was read and not checked."""
        if self.inactive:
            tell(f"macros out of use, left out: {self.inactive}; --inactive checks them too")
        if self.empty:
            tell(f"macros without a text, left out: {self.empty}")
        if self.ignored:
            tell(f"files and folders left out by .replycheckignore: {self.ignored}")
        if self.suppressed:
            tell(f"findings that comments suppress, left out: {self.suppressed}")
        if self.no_library:
            some = ", ".join(self.no_library[:3])
            more = f" and {len(self.no_library) - 3} more" if len(self.no_library) > 3 else ""
            hint = "" if self.call.library else "; --library NAME reads them"
            tell(f"files that are no known library, left out: {some}{more}{hint}")

    def _case_file(self, path: str) -> Iterator[tuple[str, Case | Report]]:
        from replycheck.read import read_cases
        from replycheck.records import replace

        said = self._said_of(path)
        for case in read_cases(path):
            if self.results is not None:
                self.results.entry = None
            if isinstance(case, InputError):
                self._refuse(case)
            else:
                yield (
                    path,
                    replace(
                        case,
                        draft_date=case.draft_date or self.leaves,
                        mode=cast(Any, self.call.mode or said.mode or "draft"),
                    ),
                )

    def _files(self, folder: str) -> list[str]:
        """The macros under a folder, by path; hidden files and folders are left out, and so is what is
        no file (a pipe would wait for ever).
        """
        found = []
        before = self.ignored
        for where, folders, names in os.walk(folder, onerror=self._unreadable):
            seen = sorted(name for name in folders if not name.startswith("."))
            folders[:] = [n for n in seen if not self._is_ignored(os.path.join(where, n), below=folder)]
            paths = [os.path.join(where, name) for name in sorted(names) if not name.startswith(".")]
            read = (p for p in paths if self._is_read(p) and not self._is_ignored(p, below=folder))
            found += [p for p in read if os.path.isfile(p) and self._is_kept(p)]
        if not found and not self.failed and self.ignored == before:
            self._tell_left_out()
            raise InputError(
                folder,
                f"holds nothing to check; files ending in {', '.join(SUFFIXES)} and exports are read",
            )
        return found

    def _is_read(self, path: str) -> bool:
        """Whether a file of a folder has an ending that is read; `--library` names which ones are."""
        if self.call.library in (None, "folder"):
            return path.lower().endswith(SUFFIXES if self.call.library else (*SUFFIXES, *EXPORTS))
        from replycheck.libraries import endings

        return path.lower().endswith(endings(self.call.library))

    def _is_kept(self, path: str) -> bool:
        """False for a file of an export's ending that cannot be one, as most of a repository are."""
        if self.call.library or not path.lower().endswith(EXPORTS):
            return True
        from replycheck.libraries import plausible

        if not plausible(path):
            self.no_library.append(path)
            return False
        return True

    def _unreadable(self, error: OSError) -> None:
        self._refuse(
            InputError(str(error.filename), f"cannot be read ({error.strerror}); check its permissions")
        )

    def _refuse(self, error: ReplycheckError) -> None:
        self.failed = True
        tell(str(error))


TOLD = ("only-quoted-text", "too-long", "no-date", "bounce", "automatic-reply", "not-english")
"""Notices of the inbound that change what can be checked, and so are told to the agent."""


_NAMED = "repl"
"""What stands in the name of every Markdown file that is read as a library (`SAVED_REPLIES.md`)."""


def moment(text: str) -> datetime:
    """An ISO 8601 date and time; one without a zone is this machine's."""
    try:
        found = datetime.fromisoformat(text.replace("Z", "+00:00") if text.endswith("Z") else text)
    except ValueError:
        raise ConfigError(
            "--draft-date", f"{text!r} is no ISO 8601 date; write 2026-03-02T09:14:00+01:00"
        ) from None
    if not 1990 <= found.year <= 2200:
        raise ConfigError("--draft-date", f"{text!r} is not a day on which a reply leaves; check the year")
    return found if found.tzinfo else found.astimezone()


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
