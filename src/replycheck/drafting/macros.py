"""A macro of the team's library as a template: its placeholders filled from the mail and the config."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from replycheck.checkers.references import references
from replycheck.drafting.fields import Filled, fill
from replycheck.drafting.quoting import harmless
from replycheck.drafting.register import is_name
from replycheck.errors import ConfigError, InputError, did_you_mean
from replycheck.libraries import Body, Record, Unrecognised, read_library
from replycheck.libraries.dialects import of_macro
from replycheck.model import Channel, Settings
from replycheck.understand.document import Document

PREFIX = "macro:"
SUFFIXES = (".txt", ".md", ".markdown", ".html", ".htm")


def macro_named(name: str, library: Sequence[str]) -> Record:
    """The macro of these exports and folders with this id, or this title whatever its case.

    A title that several macros bear names none of them; their ids do.  Raises ConfigError for no macro.
    """
    records = [record for path in library for record in _records(path)]
    named = " and ".join(library)
    for record in records:
        if record.id == name:
            return record
    wanted = " ".join(name.split()).casefold()
    found = [record for record in records if " ".join(record.title.split()).casefold() == wanted]
    if len(found) == 1:
        return found[0]
    if found:
        ids = ", ".join(record.id for record in found[:5])
        raise ConfigError(
            "--template", f"{len(found)} macros of {named} are called {name!r}; name one by its id: {ids}"
        )
    hint = did_you_mean(name, [record.title for record in records])
    raise ConfigError(
        "--template", f"no macro of {named} is called {name!r}{hint or '; give its title or its id'}"
    )


def _records(library: str) -> Iterator[Record]:
    """All macros that have a text; broken records are passed over, since `check` names them."""
    if os.path.isdir(library):
        from replycheck.libraries.folder import record_of
        from replycheck.read import read_draft

        for path in sorted(str(path) for path in Path(library).rglob("*") if path.suffix in SUFFIXES):
            if os.path.isfile(path):
                yield record_of(path, read_draft(path))
        return
    try:
        for record in read_library(library):
            if not isinstance(record, InputError) and record.bodies:
                yield record
    except Unrecognised:  # what it says names an option of `check`
        raise ConfigError(
            library, f"holds no macros of a shape that is known; `replycheck {library}` says more"
        ) from None


def filled(
    record: Record, inbound: Document, values: Mapping[str, Any], settings: Settings, channel: Channel
) -> Filled:
    """The macro's reply as plain text with what the mail and the config know filled in."""
    body = _body(record, channel)
    text = _plain(body) if body is not None else ""
    if not text.strip():
        raise ConfigError("--template", f"the macro {record.title or record.id!r} has no text")
    return fill(text, _values(inbound, values, settings), of_macro(record.shape, settings.desk))


def _body(record: Record, channel: Channel) -> Body | None:
    """The body for the channel, plain text before HTML."""
    replies = [body for body in record.bodies if body.use in ("reply", "chat")]
    replies.sort(
        key=lambda body: (
            body.channel not in (None, channel),
            (body.use == "chat") != (channel == "chat"),
            body.is_html,
        )
    )
    return replies[0] if replies else None


def _plain(body: Body) -> str:
    text = body.message.text
    if body.markup != "html":
        return text
    from replycheck.read.htmltext import to_text
    from replycheck.read.passage import whole_lines

    return to_text(whole_lines(text)).text


def _values(inbound: Document, values: Mapping[str, Any], settings: Settings) -> dict[str, str]:
    message = inbound.message
    full = harmless(message.name or "")
    full = full if is_name(full) else ""
    first = str(values["name"])
    agent = str(values["agent"])
    rest = full[len(first) :].strip() if full.startswith(f"{first} ") else ""
    return {
        "first_name": first,
        "last_name": rest,
        "name": full or first,
        "order": _number(str(values["number"]), "order"),
        "ticket": _ticket(message.subject or "", inbound.prose),
        "subject": str(values["subject"]),
        "email": message.address or "",
        "agent": "" if agent.startswith("[") else agent,
        "brand": settings.brand,
    }


def _number(named: str, noun: str) -> str:
    return named.removeprefix(f"{noun} ") if named.startswith(f"{noun} ") else ""


def _ticket(subject: str, prose: str) -> str:
    """The desk's own number: the tag in the subject (`[#48213]`), else the only one called a ticket."""
    tag = re.search(r"[\[(]#?\s?([A-Z]{0,3}-?\d{3,12})[\])]", subject)
    if tag:
        return tag[1]
    found = {r.text for text in (prose, subject) for r in references(text) if r.sort == "ticket"}
    return found.pop() if len(found) == 1 else ""
