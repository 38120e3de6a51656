"""`--fix` and `--diff`: the fixes of the findings, written into the drafts' files or shown as a diff."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, TextIO

from replycheck.cli.options import Call
from replycheck.cli.output import tell
from replycheck.errors import ConfigError, InputError
from replycheck.fixing import Masked, Mended, Safety, edits_of, mend, replaced
from replycheck.model import Case, Edit, Report, Severity
from replycheck.read import draft_of
from replycheck.read.original import NotPlain, Original, original_of
from replycheck.records import replace
from replycheck.report.escape import one_line, visible
from replycheck.report.totals import counted
from replycheck.writing import rewrite

if TYPE_CHECKING:
    from replycheck.rules import Ruleset


def refuse_contradictions(call: Call) -> None:
    """Raises `ConfigError` where the options about fixes cannot all be meant."""
    if call.interactive:
        for name in ("fix", "unsafe_fixes", "diff", "output", "template", "statistics"):
            if getattr(call, name):
                flag = f"--{name.replace('_', '-')}"
                raise ConfigError("--interactive", f"contradicts {flag}; give one of the two")
        if call.format != "text":
            raise ConfigError("--interactive", f"contradicts --format {call.format}; give one of the two")
    if call.unsafe_fixes and not (call.fix or call.diff):
        raise ConfigError(
            "--unsafe-fixes", "writes nothing by itself; add --fix to make the fixes, --diff to see them"
        )
    if call.diff and (call.format != "text" or call.template):
        raise ConfigError("--diff", "prints a diff and no findings; leave --format and --template out")


class Mender:
    """Checks cases and makes their fixes; what was done and what could not be is told by `tell_end`.

    `failed` where a file should have been written and could not be; `fixed` counts findings, `files` the
    files they were in, `unsafe` the findings that unsafe fixes would mend.
    """

    def __init__(self, call: Call, bytes_of: dict[str, bytes]) -> None:
        self.safety: Safety = "unsafe" if call.unsafe_fixes else "safe"
        self.writes = not call.diff
        self.least = Severity[call.min_severity.upper()]
        self.failed = False
        self.fixed = 0
        self.files = 0
        self.unsafe = 0
        self._bytes_of = bytes_of
        self._not_plain: dict[str, tuple[str, int]] = {}
        self._diffs: list[tuple[str, Original, Original]] = []

    def check(self, case: Case, ruleset: Ruleset) -> Report:
        """The report of a case after its fixes were made."""
        from replycheck.check import check

        def checked(case: Case) -> Report:
            return check(case, ruleset)

        first = report = checked(case)
        path = case.draft.source.path
        data = self._bytes_of.pop(path, None)
        if self._fixable(report, self.safety):
            mended = self._mended(report, data, checked)
            report = mended.report if mended is not None else report
        elif path == "-" and self.writes and data is not None:
            _to_stdout(data)
        if self.safety == "safe":
            more = self._fixable(report, "unsafe")
            self.unsafe += more if more and _is_plain(first.case, data) else 0
        return report

    def _fixable(self, report: Report, safety: Safety) -> int:
        """How many findings are shown and have a fix to be made; what nobody sees is not fixed."""
        draft = report.case.draft
        having = [f for f in report if f.match.fix and f.severity >= self.least]
        if not having:
            return 0
        masked = Masked(draft)
        return sum(bool(edits_of(finding, draft, safety, masked)) for finding in having)

    def _mended(self, report: Report, data: bytes | None, checked: _Check) -> Mended | None:
        """The case with its fixes in its file; None, and the reason told, where they are not made."""
        draft = report.case.draft
        path = draft.source.path
        try:
            original = original_case(report.case, data)
            versions = [original]

            def rewritten(case: Case, edits: tuple[Edit, ...]) -> Case:
                case, version = edited_case(case, versions[-1], edits)
                versions.append(version)
                return case

            mended = mend(
                report,
                checked,
                rewritten,
                self.safety,
                wanted=lambda finding: finding.severity >= self.least,
                holds=original.holds,
            )
            self._tell_left(mended)
            if not mended.applied:
                versions = [original]
            elif self.writes and path != "-":
                rewrite(path, versions[-1].data, read=original.data)
            if path == "-" and self.writes:
                _to_stdout(versions[-1].data)
        except NotPlain as refusal:
            number = self._fixable(report, self.safety)
            _, before = self._not_plain.get(path, ("", 0))
            self._not_plain[path] = (refusal.problem, before + number)
            if path == "-" and self.writes and data is not None:
                _to_stdout(data)
            return None
        except InputError as error:
            self.failed = True
            tell(str(error))
            return None
        if mended.applied:
            self.fixed += len(mended.applied)
            self.files += 1
            if not self.writes:
                self._diffs.append((path, original, versions[-1]))
        return mended

    def _tell_left(self, mended: Mended) -> None:
        path = mended.report.case.draft.source.path
        for finding in mended.unwritable:
            line, column = mended.report.case.draft.shown_place(finding.span.start)
            tell(
                f"{path}:{line}:{column}: the fix of {finding.rule} is left out, since the file's encoding "
                "lacks a character of it; save the file as UTF-8"
            )
        if mended.at_odds:
            tell(f"{path}: not rewritten: fixes of {', '.join(mended.at_odds)} undo each other; ignore one")

    def write_diffs(self, reports: Iterable[Report], out: TextIO) -> None:
        """A unified diff of each file as its case has been checked."""
        for _ in reports:
            for path, before, after in self._diffs:
                write_diff(path, before, after, out)
            self._diffs.clear()

    def tell_end(self) -> None:
        """What was fixed, what more could be, and which files were left as they are."""
        for path, (problem, number) in self._not_plain.items():
            tell(f"{path}: {problem} ({number} {'fix' if number == 1 else 'fixes'} left)")
        verb = "fixed" if self.writes else "would be fixed"
        done = f"{counted(self.fixed, 'finding')} {verb} in {counted(self.files, 'file')}"
        more = f"; {self.unsafe} more with --unsafe-fixes" if self.unsafe else ""
        tell(f"{done if self.fixed else 'nothing to fix' if not more else 'nothing fixed'}{more}")


def edited_case(case: Case, original: Original, edits: tuple[Edit, ...]) -> tuple[Case, Original]:
    """A case whose draft was read anew from its file with edits made, and that file.

    Raises `NotPlain` where the new bytes would be read as anything but the edited text, and InputError
    where nothing is left to check.
    """
    edited = original.edited(edits)
    draft = draft_of(edited.data, path=original.path)
    if draft.text != replaced(case.draft.text, edits):
        raise NotPlain(original.path, "not rewritten: it would be read as another text; mend it by hand")
    record = case.record
    if record is not None:
        from replycheck.libraries.folder import record_of

        record = record_of(original.path, draft)
    return replace(case, draft=draft, record=record), edited


def original_case(case: Case, data: bytes | None) -> Original:
    """The file that a case's draft is.  Raises `NotPlain` where it is none by itself."""
    source = case.draft.source
    if source.record is not None or data is None:
        problem = "not rewritten: its texts stand inside an export; mend them where they were written"
        raise NotPlain(source.path, problem)
    original = original_of(data, source.path)
    if original.text != case.draft.text:
        raise NotPlain(source.path, "not rewritten: some of its bytes are no text; save it as UTF-8")
    return original


def _is_plain(case: Case, data: bytes | None) -> bool:
    try:
        original_case(case, data)
    except NotPlain:
        return False
    return True


def _to_stdout(data: bytes) -> None:
    sys.stdout.flush()
    if hasattr(sys.stdout, "buffer"):
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()


def write_diff(path: str, before: Original, after: Original, out: TextIO) -> None:
    """A unified diff: for eyes on a terminal, with nothing in it that a terminal acts on; elsewhere in the
    file's own bytes, so that `patch` takes it.
    """
    import difflib

    name = one_line(path)
    lines = difflib.unified_diff(_lines(before), _lines(after), name, name)
    whole = "".join(line if line.endswith("\n") else f"{line}\n{NO_NEWLINE}\n" for line in lines)
    if out.isatty():
        out.write("".join(f"{visible(line.rstrip(chr(13)))}\n" for line in whole[:-1].split("\n")))
    elif before.codec.startswith(("utf-16", "utf-32")) or not hasattr(out, "buffer"):
        out.write(whole)  # no tool takes a diff in such an encoding
    else:
        head, body = whole[: 2 * len(name) + 10], whole[2 * len(name) + 10 :]
        out.flush()
        out.buffer.write(head.encode("utf-8", "replace") + body.encode(before.codec, "surrogateescape"))
        out.buffer.flush()


NO_NEWLINE = "\\ No newline at end of file"


def _lines(version: Original) -> list[str]:
    """Lines with their ends, which are `\\n` alone, as they are for `patch`."""
    mark = "\ufeff" if version.mark else ""
    return re.findall(r"[^\n]*\n|[^\n]+", mark + version.written)


_Check = Callable[[Case], Report]
