"""What was found the last time: a library that nobody touched since is not checked again.

A cache in the user's own folder, one file for the folder that a run looks at.  It is keyed by content, by
all rules and settings, and by our own code; it holds hashes, offsets, rule ids, severities and scores.  No
word of a message goes into it: a finding's words are cut out of the text again, and a report that cannot be
put together so is not kept.  A file whose size and time of change are as they were is not even opened where
nothing was found in it.  What is damaged, or not this user's, is read past; the file is replaced whole.
"""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Callable, Iterable, Mapping
from hashlib import blake2b
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

from replycheck.cli.wordless import Uncachable, decoded, encoded, fields_of, no_macro
from replycheck.errors import InputError
from replycheck.model import (
    Case,
    Finding,
    Message,
    Report,
    Skipped,
    Source,
)
from replycheck.writing import PREFIX, keep

if TYPE_CHECKING:
    from replycheck.checkers.macros import Macro
    from replycheck.cli.workers import Workers
    from replycheck.libraries import Body, Record
    from replycheck.rules import Rule, Ruleset

VERSION = 1
MOST_RUNS = 8
"""For how many runs an entry is kept that none of them asked for."""

SETTLED_NS = 2_000_000_000
"""How old a change must be to trust a file's time: a file may change twice within one tick of its clock."""

KEPT_FILES = 16
"""How many folders' results stay in the cache; older ones make room."""

MOST_BYTES = 400_000_000


ENGINES = ("grammar", "languagetool", "tokens")
"""Kinds that need what may be missing today and there tomorrow."""


class Entry:
    """What is kept of one text: `values` as they stand in the file, and where its text and its macro come from.

    The values are: how many runs ago it was asked for, the findings (None where they hold words that cannot
    be kept), the number of the skipped rules; and of the rules about many macros the chain of keys up to it,
    their findings, and the digests by rule.
    """

    def __init__(
        self, key: str, values: list[Any] | None, message: Callable[[], Message], macro: Callable[[], Macro]
    ) -> None:
        self.key = key
        self.values = values
        self.macro = macro
        self._read = message
        self._message: Message | None = None

    def message(self) -> Message:
        """The message as reports show it.  Raises `InputError` where the file is another by now."""
        if self._message is None:
            self._message = self._read()
        return self._message

    @property
    def chain(self) -> str:
        return str(self.values[3]) if self.values else ""

    @property
    def digests(self) -> dict[str, bytes]:
        from base64 import b64decode

        return {rule: b64decode(text) for rule, text in self.values[5].items()} if self.values else {}


class Results:
    """The reports of earlier runs by a hash of what they were made of.

    `salt` gives the digest of the rules and settings that count for a path, `ruleset` the rules themselves.
    Without a `place` nothing is read or kept on disk.  `workers` may know what is not known here.
    """

    def __init__(
        self, place: Path | None, salt: Callable[[str], bytes], ruleset: Callable[[str], Ruleset]
    ) -> None:
        self.place = place
        self.salt = salt
        self.ruleset = ruleset
        self.entries: dict[str, list[Any]] = {}
        self.files: dict[str, list[Any]] = {}
        self.reasons: list[list[list[str]]] = []
        self.used: set[str] = set()
        self.workers: Workers | None = None
        self.changed = False
        self._entry: Entry | None = None
        self._by_id: dict[int, dict[str, Rule]] = {}
        self._reason_numbers: dict[tuple[Skipped, ...], int] = {}
        self._load()

    @property
    def entry(self) -> Entry | None:
        """What was asked for last; None where that has no place here."""
        return self._entry

    @entry.setter
    def entry(self, entry: Entry | None) -> None:
        self._entry = entry
        if entry is not None:
            self.used.add(entry.key)

    # -- asking

    def of_file(self, path: str, mode: str, usual: str) -> Report | None:
        """The report on a file that is one message; None where it must be checked."""
        self.entry = None
        try:
            stat = os.stat(path)
        except OSError:
            return None  # the reading says what is wrong
        name = _hex(self.salt(path), path.encode(errors="surrogateescape"), f"{mode}:{usual}".encode())

        def message() -> Message:
            data = _read(path)
            if data is None or _hex(name.encode(), data) != key:
                raise InputError(path, "was changed while it was checked; run again")
            return _message_of(path, data)

        def macro() -> Macro:
            return _macro_of_file(path, usual)

        known = self.files.get(name)
        if known is not None and known[:2] == [stat.st_mtime_ns, stat.st_size]:
            key = known[2]
            values = self.entries.get(key)
            if values is not None and values[1] == []:  # nothing was found: the text is not needed
                self.entry = Entry(key, values, message, macro)
                return self._report(values, path, _bare(path), mode)
        data = _read(path)
        if data is None:
            return None
        key = _hex(name.encode(), data)
        now = [stat.st_mtime_ns, stat.st_size, key]
        if time.time_ns() - stat.st_mtime_ns > SETTLED_NS and known != now:
            self.files[name] = now
            self.changed = True
        self.entry = Entry(key, self._values(key), message, macro)
        return self._known(self.entry, path, lambda: _message_of(path, data), mode)

    def of_body(self, path: str, record: Record, body: Body, mode: str) -> Report | None:
        """The report on one text of a library's record; None where it must be checked."""
        from replycheck.checkers.macros import Macro

        parts = (record.id, record.title, record.shape, record.path, body.field, body.text, body.use)
        twins = tuple(other.text for other in record.bodies)  # a rule may hold one against the other
        facts = repr((parts, twins, body.markup, body.channel, record.attachments, dict(record.fields), mode))
        key = _hex(self.salt(path), facts.encode(errors="surrogatepass"))
        source = body.path or path
        macro = Macro(f"{source}#{record.id}", record.title, f"{record.path}#{record.id}")
        self.entry = Entry(key, self._values(key), lambda: body.message, lambda: macro)
        if self.entry.values is not None and self.entry.values[1] == []:
            return self._report(self.entry.values, path, _bare(source, record.id), mode, record)
        return self._known(self.entry, path, self.entry.message, mode, record)

    def _values(self, key: str) -> list[Any] | None:
        if key not in self.entries and self.workers is not None:
            self.workers.fetch(key, self)
        return self.entries.get(key)

    def _known(
        self,
        entry: Entry,
        path: str,
        message: Callable[[], Message],
        mode: str,
        record: Record | None = None,
    ) -> Report | None:
        if entry.values is None or entry.values[1] is None:
            return None
        try:
            return self._report(entry.values, path, message(), mode, record)
        except Exception:  # whatever stands there, the text can be checked
            return None

    def _report(
        self, values: list[Any], path: str, draft: Message, mode: Any, record: Record | None = None
    ) -> Report:
        rules = self._rules(self.ruleset(path))
        skipped = tuple([Skipped(*pair) for pair in self.reasons[values[2]]])
        findings = tuple([decoded(finding, draft.text, rules, no_macro) for finding in values[1]])
        return Report(Case(draft, mode=mode, record=record), findings, None, skipped)

    def _rules(self, ruleset: Ruleset) -> dict[str, Rule]:
        if id(ruleset) not in self._by_id:
            self._by_id[id(ruleset)] = {rule.id: rule for rule in ruleset.rules}
        return self._by_id[id(ruleset)]

    def compared(
        self, entry: Entry, ruleset: Ruleset, macro_at: Callable[[int], Macro]
    ) -> list[Finding] | None:
        """What was said of a macro beside those before it; None where that must be found out again."""
        if entry.values is None or not entry.values[4]:
            return [] if entry.values else None
        rules = self._rules(ruleset)
        try:
            return [decoded(v, entry.message().text, rules, macro_at) for v in entry.values[4]]
        except InputError:
            raise
        except Exception:  # whatever stands there, the macros can be compared
            return None

    # -- keeping

    def keep(self, path: str, report: Report, digests: Mapping[str, bytes]) -> None:
        """Keeps the report on what was asked for last and not known, as far as it can be kept."""
        from base64 import b64encode

        rules = self._rules(self.ruleset(path))
        without = any(rules[s.rule].kind in ENGINES for s in report.skipped if s.rule in rules)
        if self.entry is None or report.answers is not None or without:
            self.entry = None
            return
        text = report.case.draft.text
        found: list[Any] | None = None  # what a comment suppresses is worked out anew
        if not report.suppressed:
            with contextlib.suppress(Uncachable, KeyError):
                found = [encoded(finding, text, rules[finding.rule]) for finding in report]
        held = {rule: b64encode(digest).decode() for rule, digest in digests.items() if digest}
        said = self.entry.values[3:5] if self.entry.values is not None else ["", []]
        values = [0, found, self._number_of(report.skipped), *said, held]
        if values != self.entry.values:
            self.entries[self.entry.key] = self.entry.values = values
            self.changed = True

    def take(self, key: str, values: list[Any], skipped: list[list[str]]) -> None:
        """Keeps what a worker found."""
        values[2] = self._number_of(tuple(Skipped(*pair) for pair in skipped))
        self.entries[key] = values
        self.changed = True

    def _number_of(self, skipped: tuple[Skipped, ...]) -> int:
        if skipped not in self._reason_numbers:
            self._reason_numbers[skipped] = len(self.reasons)
            self.reasons.append([list(one) for one in skipped])
        return self._reason_numbers[skipped]

    def chained(self, chain: str, entry: Entry) -> str:
        return _hex(chain.encode(), entry.key.encode())

    def keep_compared(
        self,
        entry: Entry,
        chain: str,
        found: Iterable[Finding],
        ruleset: Ruleset,
        macro_at: Callable[[int], Macro],
        numbers: Mapping[str, int],
    ) -> None:
        """Keeps what was said of a macro beside those before it; `numbers` are theirs by name."""
        if entry.values is None:
            return
        rules = self._rules(ruleset)
        try:
            held = [
                encoded(finding, entry.message().text, rules[finding.rule], numbers, macro_at)
                for finding in found
            ]
        except (Uncachable, KeyError):
            chain, held = "", []
        if entry.values[3:5] != [chain, held]:
            entry.values[3:5] = [chain, held]
            self.changed = True

    def save(self) -> None:
        """Writes what is new, for this user alone; a disk that refuses is no matter."""
        if not self.changed or self.place is None:
            return
        import json

        for key, values in self.entries.items():
            values[0] = 0 if key in self.used else values[0] + 1
        kept = {key: values for key, values in self.entries.items() if values[0] <= MOST_RUNS}
        files = {name: known for name, known in self.files.items() if known[2] in kept}
        whole = {"version": VERSION, "reasons": self.reasons, "entries": kept, "files": files}
        text = json.dumps(whole, ensure_ascii=True, separators=(",", ":"))
        with contextlib.suppress(OSError):
            keep(self.place, f"{_hex(text.encode())}\n{text}".encode("ascii"))
            _make_room(self.place.parent)
        self.changed = False

    def _load(self) -> None:
        import json

        if self.place is None:
            return
        try:
            stat = os.stat(self.place)
            if stat.st_size > MOST_BYTES or not is_own(stat):
                return
            digest, _, text = self.place.read_text(encoding="ascii").partition("\n")
            values = json.loads(text) if digest == _hex(text.encode()) else {}
            if values.get("version") == VERSION:
                self.entries, self.files = values["entries"], values["files"]
                self.reasons = values["reasons"]
                self._reason_numbers = {
                    tuple(Skipped(*pair) for pair in pairs): at for at, pairs in enumerate(self.reasons)
                }
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            pass  # none yet, or a damaged one that the next save replaces


def _make_room(folder: Path) -> None:
    """Takes out the results of the folders looked at longest ago, and what a killed run left half written."""
    found = sorted(folder.glob("results-*.json"), key=lambda path: path.stat().st_mtime)
    for old in found[:-KEPT_FILES]:
        old.unlink(missing_ok=True)
    for half in folder.glob(f"{PREFIX}*"):
        if time.time() - half.stat().st_mtime > 3_600:
            half.unlink(missing_ok=True)


def place_of(folder: Path, paths: Iterable[str]) -> Path:
    """The file of the results of a call's paths: one for the folder they have in common."""
    whole = [os.path.realpath(path) for path in paths]
    try:
        common = os.path.commonpath(whole)
    except ValueError:  # several drives of Windows
        common = "|".join(whole)
    return folder / f"results-{_hex(common.encode(errors='surrogateescape'))}.json"


def digest_of(ruleset: Ruleset, call: Iterable[object]) -> bytes:
    """What a report depends on beside its text: the rules, the team's settings, what else the call says (its
    options, the key of its library), our code.
    """
    found = blake2b(digest_size=16)
    found.update(_code())
    found.update(repr((ruleset.config._replace(places={}), tuple(call))).encode(errors="surrogatepass"))
    shelves: dict[int, None] = {}
    owners: tuple[Any, ...] = (*ruleset.rules, *ruleset.lexicons)
    for owner in owners:
        values = [v for k, v in owner._asdict().items() if k not in ("terms", "checker", "bad", "good")]
        checker = fields_of(owner.checker) if hasattr(owner, "checker") else ()
        found.update(repr((values, checker)).encode(errors="surrogatepass"))
        shelf = getattr(owner.terms, "shelf", None)
        if shelf is None:
            found.update(repr(owner.terms).encode(errors="surrogatepass"))
        elif id(shelf) not in shelves:
            shelves[id(shelf)] = None
            found.update("\n".join(shelf.lines).encode())
    return found.digest()


def _code() -> bytes:
    """Our own modules as they stand: a change of a checkout's code is a change of what it finds."""
    from replycheck import __version__

    home = Path(__file__).parents[1]
    found = blake2b(f"{VERSION}:{__version__}".encode(), digest_size=16)
    for folder, folders, names in os.walk(home):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        for name in sorted(names):
            if name.endswith((".py", ".json", ".bin", ".safetensors")):
                stat = os.stat(os.path.join(folder, name))
                found.update(f"{name}:{stat.st_size}:{stat.st_mtime_ns};".encode())
    return found.digest()


def _hex(*parts: bytes) -> str:
    found = blake2b(digest_size=12)
    for part in parts:
        found.update(len(part).to_bytes(8, "big"))
        found.update(part)
    return found.hexdigest()


def is_own(stat: os.stat_result) -> bool:
    return not hasattr(os, "getuid") or stat.st_uid == os.getuid()


def _read(path: str) -> bytes | None:
    try:
        with open(path, "rb") as stream:
            return stream.read()
    except OSError:
        return None


def _bare(path: str, record: str | None = None) -> Message:
    return Message("", role="agent", source=Source(path, record))


def _macro_of_file(path: str, usual: str) -> Macro:
    """What `macro_of` says of the case that a file is."""
    from replycheck.checkers.macros import Macro
    from replycheck.libraries.folder import record_of
    from replycheck.read import read_draft

    if usual != "macro":
        return Macro(path, record=path)
    if path.lower().endswith((".md", ".markdown")):
        return Macro(path, record_of(path, read_draft(path)).title, f"{path}#{path}")
    return Macro(path, PurePath(path).stem, f"{path}#{path}")


def _message_of(path: str, data: bytes) -> Message:
    """The message as reports show it; of plain text the parts are not worked out, which is the most of it."""
    from replycheck.read import read_draft
    from replycheck.read.charset import decode_file
    from replycheck.read.files import File
    from replycheck.read.sniff import format_of

    if format_of(File(path, data, "agent")) == "text":
        return Message(decode_file(data), role="agent", source=Source(path))
    return read_draft(path)
