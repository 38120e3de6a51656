"""Case files (`.jsonl`): a draft with what it answers on each line, read one line at a time."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from replycheck.errors import InputError, did_you_mean
from replycheck.model import Case, Message, Role, Source, SourceMap
from replycheck.read.fields import is_naive_date, mended, moment
from replycheck.read.files import MAX_DRAFT_BYTES, load
from replycheck.read.text import read_text
from replycheck.read.ticket import parse

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


def read_cases(path: str | Path) -> Iterator[Case | InputError]:
    """The cases of a file in order; a broken line gives its InputError and the next one is read.

    Raises InputError for a file that cannot be opened or holds no lines.
    """
    name = str(path)
    seen = False
    with _open(name) as stream:
        for number, line in enumerate(stream, 1):
            if number == 1:
                line = line.removeprefix(b"\xef\xbb\xbf")
            if not line.strip():
                continue
            seen = True
            try:
                yield case_of(line, name, number)
            except InputError as error:
                yield error
    if not seen:
        raise InputError(name, "the file is empty; it needs one case a line")


def _open(name: str) -> IO[bytes]:
    if name == "-":
        return io.BytesIO(load(name)) if sys.stdin.isatty() else _keep_open(sys.stdin.buffer)
    try:
        return open(name, "rb")
    except OSError:
        load(name)
        raise InputError(name, "cannot be read; check the path") from None


def _keep_open(stream: IO[bytes]) -> IO[bytes]:
    return open(stream.fileno(), "rb", closefd=False) if hasattr(stream, "fileno") else stream


def case_of(line: bytes, path: str, number: int) -> Case:
    """The case of one line; raises InputError with `path:number`."""
    where = f"{path}:{number}"
    try:
        text = line.decode("utf-8")
    except UnicodeDecodeError:
        raise InputError(where, "this line is not UTF-8; save the file as UTF-8") from None
    value = parse(text, where)
    if not isinstance(value, dict):
        raise InputError(where, 'a case is an object like {"id": "1", "draft": "Hi Ana, ..."}')
    _check(value, where)
    record = str(value["id"]) if value.get("id") is not None else str(number)
    source = Source(path, record, SourceMap(((0, number, 1),)))
    if len(value["draft"]) > MAX_DRAFT_BYTES:
        raise InputError(where, "the draft is larger than 2 MB, which is no reply")
    attachments = value.get("attachments")
    inbound = value.get("inbound")
    written = _date(value.get("inbound_date"))
    return Case(
        draft=_message(value["draft"], "agent", source),
        inbound=replace(_message(inbound, "customer", source), sent_at=written) if inbound else None,
        earlier=tuple(_message(text, "agent", source) for text in value.get("earlier") or ()),
        channel=value.get("channel") or "email",
        customer_name=value.get("customer_name") or None,
        attachments=None if attachments is None else tuple(attachments),
        draft_date=_date(value.get("draft_date")),
    )


def _message(text: str, role: Role, source: Source) -> Message:
    return replace(read_text(mended(text), role=role), source=source)


def _date(value: str | None) -> datetime | None:
    return moment(value) if value else None


def _check(value: dict[str, Any], where: str) -> None:
    """Raise InputError for the first field that is unknown or of the wrong type."""
    for name, content in value.items():
        if name not in FIELDS:
            hint = did_you_mean(str(name), FIELDS) or "; known are " + ", ".join(FIELDS)
            raise InputError(where, f"unknown field {name[:40]!r}{hint}")
        if content is not None and not _fits(name, content):
            if name.endswith("_date") and isinstance(content, str) and is_naive_date(content):
                problem = f"the date in {name!r} has no time zone; write it like {DATE_EXAMPLE}"
            elif name.endswith("_date"):
                problem = f"{name!r} must be an ISO 8601 date with a zone, like {DATE_EXAMPLE}"
            else:
                problem = f"{name!r} must be {FIELDS[name]}"
            raise InputError(where, problem)
    draft = value.get("draft")
    if draft is None or not draft.strip():
        raise InputError(where, "no draft; every case needs a 'draft' with the reply's text")


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
