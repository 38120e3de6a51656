"""Case files (`.jsonl`): a draft with what it answers on each line, read one line at a time."""

from __future__ import annotations

import io
import json
import re
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from replycheck.errors import InputError, did_you_mean
from replycheck.model import Case, Message, Role, Source, SourceMap
from replycheck.read.charset import normal_lines, wide_codec
from replycheck.read.fields import is_naive_date, mended, moment
from replycheck.read.files import MAX_DRAFT_BYTES, File, load, opened, refuse_unreadable
from replycheck.read.passage import Anchor, Excerpts, Passage, json_string
from replycheck.read.text import is_visible, message_of
from replycheck.read.ticket import parse
from replycheck.records import replace

CHANNELS = ("email", "chat", "social")
# Field -> the type it must have, as JSON people call it.
FIELDS: dict[str, str] = {
    "id": "a string",
    "draft": "a string",
    "inbound": "a string",
    "earlier": "a list of strings",
    "channel": '"email", "chat" or "social"',
    "customer_name": "a string",
    "attachments": "a list of strings",
    "inbound_date": "a date with a zone",
    "draft_date": "a date with a zone",
}
DATE_EXAMPLE = "2026-03-02T09:14:00+01:00"
HEAD_BYTES = 4_096
# A file that is broken throughout says so once, not a thousand times.
MAX_BROKEN = 20


def read_cases(path: str | Path) -> Iterator[Case | InputError]:
    """The cases of a file in order; a broken line gives its InputError and the next one is read.

    After 20 broken lines one more InputError speaks for all that follow.  Raises InputError for a
    file that cannot be opened, is no text in UTF-8 or holds no lines.
    """
    name = str(path)
    seen = False
    broken = 0
    with _open(name) as stream:
        _refuse_other_formats(stream.peek(HEAD_BYTES)[:HEAD_BYTES], name)
        for number, line in enumerate(stream, 1):
            if number == 1:
                line = line.removeprefix(b"\xef\xbb\xbf")
            if not line.strip():
                continue
            seen = True
            try:
                yield case_of(line, name, number)
            except InputError as error:
                broken += 1
                if broken <= MAX_BROKEN:
                    yield error
                elif broken == MAX_BROKEN + 1:
                    yield InputError(name, "and more lines are broken; mend the first ones and run again")
    if not seen:
        raise InputError(name, "the file is empty; it needs one case a line")


def _open(name: str) -> io.BufferedReader:
    if name != "-":
        return opened(name)
    try:
        if not sys.stdin.isatty():
            return open(sys.stdin.buffer.fileno(), "rb", closefd=False)
    except (AttributeError, OSError, ValueError):
        pass  # no file behind it: a stream in memory, or none at all
    return io.BufferedReader(io.BytesIO(load(name)))  # type: ignore[arg-type, unused-ignore]


def _refuse_other_formats(head: bytes, name: str) -> None:
    """Raise InputError for what is no UTF-8 text as a whole, rather than for each of its lines."""
    wide = wide_codec(head)
    if wide is not None and wide[0] != "utf-8":
        raise InputError(name, f"this file is {wide[0][:6].upper()}; save it as UTF-8")
    if head.strip():
        refuse_unreadable(File(name, head))


def case_of(line: bytes, path: str, number: int) -> Case:
    """The case of one line; raises InputError with `path:number`."""
    where = f"{path}:{number}"
    try:
        text = line.decode("utf-8")
    except UnicodeDecodeError:
        raise InputError(where, "this line is not UTF-8; save the file as UTF-8") from None
    value = parse(text, where, pairs=lambda pairs: _object(pairs, where))
    if not isinstance(value, dict):
        raise InputError(where, 'a case is an object like {"id": "1", "draft": "Hi Ana, ..."}')
    _check(value, where)
    record = str(value["id"]) if value.get("id") is not None else str(number)
    source = Source(path, record, SourceMap(()))
    if len(value["draft"]) > MAX_DRAFT_BYTES:
        raise InputError(where, "the draft is larger than 2 MB, which is no reply")
    attachments = value.get("attachments")
    inbound = value.get("inbound")
    written = _date(value.get("inbound_date"))
    places = {name: string_anchors(text, name, number) for name in ("draft", "inbound")}
    draft = _message(Passage(value["draft"], places["draft"]), "agent", source)
    customers = (
        replace(_message(Passage(inbound, places["inbound"]), "customer", source), sent_at=written)
        if inbound is not None
        else None
    )
    return Case(
        draft=draft,
        inbound=customers,
        earlier=tuple(
            _message(Passage(text[:MAX_DRAFT_BYTES], ()), "agent", source)
            for text in value.get("earlier") or ()
        ),
        channel=value.get("channel") or "email",
        customer_name=value.get("customer_name") or None,
        attachments=None if attachments is None else tuple(attachments),
        draft_date=_date(value.get("draft_date")),
    )


def _message(passage: Passage, role: Role, source: Source) -> Message:
    passage = _with_plain_line_ends(Passage(mended(passage.text), passage.anchors))
    return message_of(passage.text, role=role, source=source._replace(map=passage.map))


def _with_plain_line_ends(passage: Passage) -> Passage:
    """Without a byte-order mark, and each `\\r\\n` one character."""
    text = passage.text
    if "\r" not in text and not text.startswith("\ufeff"):
        return passage
    excerpts = Excerpts(passage)
    at = 1 if text.startswith("\ufeff") else 0
    while (end := text.find("\r\n", at)) >= 0:
        excerpts.keep(at, end)
        at = end + 1
    excerpts.keep(at, len(text))
    kept = excerpts.passage
    return Passage(normal_lines(kept.text), kept.anchors)


def string_anchors(line: str, field: str, number: int) -> tuple[Anchor, ...]:
    """Where the characters of a field's text stand on its line, which is the `number`th of the file.

    `line` is a JSON object with each key once; no anchors where the field is no string.
    """
    start = _value_start(line, field)
    if start is None or not line.startswith('"', start):
        return ()
    return json_string(line, start, number, start + 2)


def _value_start(line: str, field: str) -> int | None:
    """Where the value of a key of the line's object begins."""
    decoder = json.JSONDecoder()
    at = line.index("{") + 1
    while True:
        at = _skip(line, at)
        if not line.startswith('"', at):
            return None
        key, at = decoder.raw_decode(line, at)
        at = _skip(line, at)
        if key == field:
            return at
        at = _skip(line, decoder.raw_decode(line, at)[1])


def _skip(line: str, at: int) -> int:
    """The first place from `at` that is neither white space nor a separator of an object."""
    while at < len(line) and line[at] in " \t\r\n:,":
        at += 1
    return at


def _object(pairs: list[tuple[str, Any]], where: str) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        seen: set[str] = set()
        twice = next(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
        raise InputError(where, f"{_named('the field', twice)} stands twice in this case; leave one out")
    return found


def _named(what: str, key: str) -> str:
    """`what` with a short word-like key; others are not shown, since a text may stand there by mistake."""
    return f"{what} {key!r}" if re.fullmatch(r"[A-Za-z][A-Za-z0-9_-]{0,19}", key) else f"a {what.split()[-1]}"


def _date(value: str | None) -> datetime | None:
    return moment(value) if value else None


def _check(value: dict[str, Any], where: str) -> None:
    """Raise InputError for the first field that is unknown or of the wrong type."""
    for name, content in value.items():
        if name not in FIELDS:
            hint = did_you_mean(str(name), FIELDS) or "; known are " + ", ".join(FIELDS)
            raise InputError(where, f"{_named('unknown field', name)}{hint}")
        if content is not None and not _fits(name, content):
            if name.endswith("_date") and isinstance(content, str) and is_naive_date(content):
                problem = f"the date in {name!r} has no time zone; write it like {DATE_EXAMPLE}"
            elif name.endswith("_date"):
                problem = f"{name!r} must be an ISO 8601 date with a zone, like {DATE_EXAMPLE}"
            else:
                problem = f"{name!r} must be {FIELDS[name]}"
            raise InputError(where, problem)
    draft = value.get("draft")
    if draft is None or not is_visible(draft):
        raise InputError(
            where, "nothing to check: no draft; every case needs a 'draft' with the reply's text"
        )
    for name in ("inbound", "customer_name"):
        content = value.get(name)
        if content is not None and not is_visible(content):
            raise InputError(where, f"no text in {name!r}; leave it out")


def _fits(name: str, content: Any) -> bool:
    if name == "id":
        return isinstance(content, (str, int)) and not isinstance(content, bool)
    if name in ("earlier", "attachments"):
        return isinstance(content, list) and all(isinstance(item, str) for item in content)
    if name == "channel":
        return content in CHANNELS if isinstance(content, str) else False
    if name.endswith("_date"):
        return moment(content) is not None if isinstance(content, str) else False
    return isinstance(content, str)
