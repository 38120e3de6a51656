"""What was found the last time: a library that nobody touched since is not checked again.

A cache in the user's own folder, one file for the folder that a run looks at.  It is keyed by content, by
all rules and settings, and by our own code; it holds hashes, offsets, rule ids, severities and scores.  No
word of a message goes into it: a finding's words are cut out of the text again, and a report that cannot be
put together so is not kept.  A file whose size and time of change are as they were is not even opened where
nothing was found in it.  What is damaged, or not this user's, is read past; the file is replaced whole.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable, Iterable, Iterator
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any

from replycheck.model import (
    Case,
    Edit,
    Finding,
    Fix,
    Match,
    Message,
    Related,
    Report,
    Severity,
    Skipped,
    Source,
    Span,
)

if TYPE_CHECKING:
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


class Uncachable(Exception):
    """A report holds words that are neither in its text nor in its rule."""


class Results:
    """The reports of earlier runs by a hash of what they were made of.

    `salt` gives the digest of the rules and settings that count for a path, `rules` the ruleset itself.
    """

    def __init__(self, place: Path, salt: Callable[[str], bytes], ruleset: Callable[[str], Ruleset]) -> None:
        self.place = place
        self.salt = salt
        self.ruleset = ruleset
        self.entries: dict[str, list[Any]] = {}
        self.files: dict[str, list[Any]] = {}
        self.reasons: list[list[list[str]]] = []
        self.used: set[str] = set()
        self.changed = False
        self._missed: str | None = None
        self._by_id: dict[int, dict[str, Rule]] = {}
        self._reason_numbers: dict[tuple[Skipped, ...], int] = {}
        self._load()

    # -- asking

    def of_file(self, path: str, mode: str) -> Report | None:
        """The report on a file that is one message; None where it must be checked."""
        self._missed = None
        try:
            stat = os.stat(path)
        except OSError:
            return None  # the reading says what is wrong
        name = _hex(self.salt(path), path.encode(errors="surrogateescape"), mode.encode())
        known = self.files.get(name)
        if known is not None and known[:2] == [stat.st_mtime_ns, stat.st_size]:
            key = known[2]
            entry = self.entries.get(key)
            if entry is not None and not entry[1]:  # nothing was found: the text is not needed
                self.used.add(key)
                return self._report(entry, path, _bare(path), mode)
        data = _read(path)
        if data is None:
            return None
        key = _hex(name.encode(), data)
        now = [stat.st_mtime_ns, stat.st_size, key]
        if time.time_ns() - stat.st_mtime_ns > SETTLED_NS and known != now:
            self.files[name] = now
            self.changed = True
        return self._known(key, path, lambda: _message_of(path, data), mode)

    def of_body(self, path: str, record: Record, body: Body, mode: str) -> Report | None:
        """The report on one text of a library's record; None where it must be checked."""
        parts = (record.id, record.title, record.shape, record.path, body.field, body.text, body.use)
        facts = repr((parts, body.markup, body.channel, record.attachments, dict(record.fields), mode))
        key = _hex(self.salt(path), facts.encode(errors="surrogatepass"))
        entry = self.entries.get(key)
        if entry is not None and not entry[1]:
            self.used.add(key)
            self._missed = None
            return self._report(entry, path, _bare(body.path or path, record.id), mode)
        return self._known(key, path, lambda: body.message, mode)

    def _known(self, key: str, path: str, message: Callable[[], Message], mode: str) -> Report | None:
        self._missed = key
        entry = self.entries.get(key)
        if entry is None:
            return None
        try:
            report = self._report(entry, path, message(), mode)
        except Exception:  # whatever stands there, the text can be checked
            return None
        self.used.add(key)
        self._missed = None
        return report

    def _report(self, entry: list[Any], path: str, draft: Message, mode: Any) -> Report:
        rules = self._rules(path)
        skipped = tuple([Skipped(*pair) for pair in self.reasons[entry[2]]])
        findings = tuple([_decoded(values, draft.text, rules) for values in entry[1]])
        return Report(Case(draft, mode=mode), findings, None, skipped)

    def _rules(self, path: str) -> dict[str, Rule]:
        ruleset = self.ruleset(path)
        if id(ruleset) not in self._by_id:
            self._by_id[id(ruleset)] = {rule.id: rule for rule in ruleset.rules}
        return self._by_id[id(ruleset)]

    # -- keeping

    def keep(self, path: str, report: Report) -> None:
        """Keeps the report on what was asked for last and not known, where it can be kept."""
        key, self._missed = self._missed, None
        if key is None or report.answers is not None:
            return
        rules = self._rules(path)
        try:
            values = [_encoded(finding, report.case.draft.text, rules[finding.rule]) for finding in report]
        except (Uncachable, KeyError):
            return
        if report.skipped not in self._reason_numbers:
            self._reason_numbers[report.skipped] = len(self.reasons)
            self.reasons.append([list(skipped) for skipped in report.skipped])
        self.entries[key] = [0, values, self._reason_numbers[report.skipped]]
        self.used.add(key)
        self.changed = True

    def save(self) -> None:
        """Writes what is new, for this user alone; a disk that refuses is no matter."""
        if not self.changed:
            return
        import json
        import tempfile

        for key, entry in self.entries.items():
            entry[0] = 0 if key in self.used else entry[0] + 1
        kept = {key: entry for key, entry in self.entries.items() if entry[0] <= MOST_RUNS}
        files = {name: known for name, known in self.files.items() if known[2] in kept}
        values = {"version": VERSION, "reasons": self.reasons, "entries": kept, "files": files}
        text = json.dumps(values, ensure_ascii=True, separators=(",", ":"))
        try:
            self.place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            handle, name = tempfile.mkstemp(dir=self.place.parent, prefix=".new-")  # mode 0600
            try:
                with os.fdopen(handle, "w", encoding="ascii") as out:
                    out.write(f"{_hex(text.encode())}\n{text}")
                    out.flush()
                    os.fsync(out.fileno())
                os.replace(name, self.place)
            except BaseException:
                os.unlink(name)
                raise
            self._make_room()
        except OSError:
            pass
        self.changed = False

    def _make_room(self) -> None:
        """Takes out the results of the folders looked at longest ago, and what a killed run left half written."""
        folder = self.place.parent
        found = sorted(folder.glob("results-*.json"), key=lambda path: path.stat().st_mtime)
        for old in found[:-KEPT_FILES]:
            old.unlink(missing_ok=True)
        for half in folder.glob(".new-*"):
            if time.time() - half.stat().st_mtime > 3_600:
                half.unlink(missing_ok=True)

    def _load(self) -> None:
        import json

        try:
            stat = os.stat(self.place)
            if stat.st_size > MOST_BYTES or not _is_own(stat):
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


def place_of(folder: Path, paths: Iterable[str]) -> Path:
    """The file of the results of a call's paths: one for the folder they have in common."""
    whole = [os.path.realpath(path) for path in paths]
    try:
        common = os.path.commonpath(whole)
    except ValueError:  # several drives of Windows
        common = "|".join(whole)
    return folder / f"results-{_hex(common.encode(errors='surrogateescape'))}.json"


def digest_of(ruleset: Ruleset, call: Iterable[object]) -> bytes:
    """What a report depends on beside its text: the rules, the team's settings, the call's own say, our code."""
    found = blake2b(digest_size=16)
    found.update(_code())
    found.update(repr((ruleset.config._replace(places={}), tuple(call))).encode(errors="surrogatepass"))
    shelves: dict[int, None] = {}
    for owner in (*ruleset.rules, *ruleset.lexicons):
        values = [v for k, v in owner._asdict().items() if k not in ("terms", "checker", "bad", "good")]
        checker = vars(owner.checker) if hasattr(owner, "checker") else ()
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
            if name.endswith((".py", ".json", ".bin")):
                stat = os.stat(os.path.join(folder, name))
                found.update(f"{name}:{stat.st_size}:{stat.st_mtime_ns};".encode())
    return found.digest()


def _hex(*parts: bytes) -> str:
    found = blake2b(digest_size=12)
    for part in parts:
        found.update(len(part).to_bytes(8, "big"))
        found.update(part)
    return found.hexdigest()


def _is_own(stat: os.stat_result) -> bool:
    return not hasattr(os, "getuid") or stat.st_uid == os.getuid()


def _read(path: str) -> bytes | None:
    try:
        with open(path, "rb") as stream:
            return stream.read()
    except OSError:
        return None


def _bare(path: str, record: str | None = None) -> Message:
    return Message("", role="agent", source=Source(path, record))


def _message_of(path: str, data: bytes) -> Message:
    """The message as reports show it; of plain text the parts are not worked out, which is the most of it."""
    from replycheck.read import read_draft
    from replycheck.read.charset import decode_file
    from replycheck.read.files import File
    from replycheck.read.sniff import format_of

    if format_of(File(path, data, "agent")) == "text":
        return Message(decode_file(data), role="agent", source=Source(path))
    return read_draft(path)


# -- findings as values without words


def _encoded(finding: Finding, text: str, rule: Rule) -> list[Any]:
    """A finding as plain values.  Raises `Uncachable` where it holds words from elsewhere."""
    match = finding.match

    def place(word: str) -> Any:
        return _places(word, text, match.span, rule)

    related = [
        [r.message, *r.span, place(r.note), None if r.text is None else place(r.text)] for r in match.related
    ]
    fix = match.fix and [match.fix.safety, [[*edit.span, place(edit.text)] for edit in match.fix.edits]]
    values = [
        finding.rule,
        int(finding.severity),
        *match.span,
        {key: place(str(value)) for key, value in match.values.items()},
        [place(suggestion) for suggestion in match.suggestions],
        related,
        match.score,
        fix,
        [list(span) for span in match.also],
    ]
    if match.about:
        raise Uncachable
    if _decoded(values, text, {rule.id: rule}) != finding._replace(
        match=match._replace(values=dict(match.values))
    ):
        raise Uncachable
    return values


def _decoded(values: list[Any], text: str, rules: dict[str, Rule]) -> Finding:
    """The finding that `_encoded` made these values of, under the same text."""
    from replycheck.check import worded

    rule_id, severity, start, end, named, suggestions, related, score, fix, also = values
    rule = rules[rule_id]
    if not 0 <= start <= end <= len(text):
        raise ValueError

    def word(places: Any) -> str:
        return _words(places, text, rule)

    match = Match(
        Span(start, end),
        {key: word(places) for key, places in named.items()},
        tuple([word(places) for places in suggestions]),
        tuple(
            [
                Related(m, Span(a, b), word(note), None if t is None else word(t))
                for m, a, b, note, t in related
            ]
        ),
        score,
        fix and Fix(fix[0], tuple([Edit(Span(a, b), word(places)) for a, b, places in fix[1]])),
        also=tuple([Span(*span) for span in also]),
    )
    return Finding(rule_id, Severity(severity), worded(rule, match), match)


_HARMLESS = re.compile(r"[0-9]{1,3}%?|[^\w]{0,4}")
"""What may be kept as it is: a count, a share, the marks between words."""

_JOINT = re.compile(r"(”, “|[“”]|(?<=[0-9]) )")
"""What stands between the quotations of a list, and behind a count."""


def _places(word: str, text: str, span: Span, rule: Rule) -> Any:
    """Where a word stands: start and length in the text, the number of a word of the rule, or marks as they are."""
    at = text.find(word, span.start, span.end) if word else -1
    at = text.find(word) if at < 0 and word else at
    if at >= 0:
        return [at, len(word)]
    if _HARMLESS.fullmatch(word):
        return word
    own = _own_words(rule)
    if word in own:
        return own.index(word)
    pieces = [piece for piece in _JOINT.split(word) if piece]
    if len(pieces) < 2:
        raise Uncachable
    return [_places(piece, text, span, rule) for piece in pieces]


def _words(places: Any, text: str, rule: Rule) -> str:
    if isinstance(places, str):
        return places
    if isinstance(places, int):
        return _own_words(rule)[places]
    if places and isinstance(places[0], int) and len(places) == 2 and isinstance(places[1], int):
        start, length = places
        if start < 0 or start + length > len(text):
            raise ValueError
        return text[start : start + length]
    return "".join([_words(piece, text, rule) for piece in places])


_own: dict[str, list[str]] = {}


def _own_words(rule: Rule) -> list[str]:
    """The words that a rule file itself gives: replacements, suggestions, groups; in a fixed order."""
    if rule.id not in _own:
        given = list(_texts([vars(rule.checker), getattr(rule.checker, "says", ())]))
        given += [term.label for term in rule.terms if term.label]
        _own[rule.id] = list(dict.fromkeys(given))
    return _own[rule.id]


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.items():
            yield from _texts(item)
    elif isinstance(value, (list, tuple)):
        for item in value:
            yield from _texts(item)
