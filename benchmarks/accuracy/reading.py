"""How well the newest text, name, date and attachments are read out of labelled mails.

    python -m benchmarks.accuracy.reading --data DIR [--misses]

DIR holds `inbound.jsonl` (one gold record a line) and the mails it names.  White space is folded
before texts are compared.
"""

from __future__ import annotations

import argparse
import difflib
import json
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from replycheck.errors import InputError
from replycheck.model import Message
from replycheck.read import read_message


@dataclass
class Tally:
    """Counts over all mails; `misses` tells for each failed mail what differs."""

    mails: int = 0
    exact: int = 0
    leaked: int = 0
    name_right: int = 0
    name_wrong: int = 0
    dates: int = 0
    attachments: int = 0
    language: int = 0
    unreadable: int = 0
    seconds: float = 0.0
    misses: list[str] = field(default_factory=list)


def folded(text: str) -> str:
    return " ".join(text.split())


def measure(data: Path) -> Tally:
    """Read every mail of `data` and compare it with its gold record."""
    tally = Tally()
    for line in (data / "inbound.jsonl").read_text(encoding="utf-8").splitlines():
        gold = json.loads(line)
        tally.mails += 1
        started = time.process_time()
        try:
            message = read_message(data / gold["file"])
        except InputError as error:
            tally.unreadable += 1
            tally.misses.append(f"{gold['id']}: {error}")
            continue
        finally:
            tally.seconds += time.process_time() - started
        count(tally, gold, message)
    return tally


def count(tally: Tally, gold: dict[str, Any], message: Message) -> None:
    text = folded(message.customer_text)
    exact = text == folded(gold["customer_text"])
    leaked = [phrase for phrase in gold["must_not_contain"] if folded(phrase) in text]
    names = gold["first_names_ok"] or [gold["first_name"]]
    named = message.first_name in names or (message.first_name is None and gold["first_name"] is None)
    dated = message.sent_at == datetime.fromisoformat(gold["sent_at"].replace("Z", "+00:00"))
    attached = list(message.attachments or ()) == gold["attachments"]
    tally.exact += exact
    tally.leaked += bool(leaked)
    tally.name_right += named
    tally.name_wrong += not named and message.first_name is not None
    tally.dates += dated
    tally.attachments += attached
    tally.language += message.language == gold["language"]
    faults = list(differences(gold, message, exact=exact, named=named, dated=dated, attached=attached))
    if leaked:
        faults.append(f"  leaked: {leaked}")
    if faults:
        tally.misses.append("\n".join([f"{gold['id']} ({gold['client']})", *faults]))


def differences(
    gold: dict[str, Any], message: Message, *, exact: bool, named: bool, dated: bool, attached: bool
) -> Iterator[str]:
    if not exact:
        wanted, got = gold["customer_text"].split("\n"), message.customer_text.split("\n")
        yield from (
            f"    {line}" for line in difflib.unified_diff(wanted, got, "gold", "read", lineterm="", n=0)
        )
    if not named:
        yield f"  first name: {message.first_name!r}, gold {gold['first_name']!r}"
    if not dated:
        yield f"  sent_at: {message.sent_at}, gold {gold['sent_at']}"
    if not attached:
        yield f"  attachments: {message.attachments}, gold {gold['attachments']}"
    if message.language != gold["language"]:
        yield f"  language: {message.language}, gold {gold['language']}"


def main(given: list[str] | None = None) -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    arguments.add_argument("--data", type=Path, required=True, help="folder with inbound.jsonl")
    arguments.add_argument("--misses", action="store_true", help="show which mails failed and how")
    chosen = arguments.parse_args(given)
    tally = measure(chosen.data)
    rows = (
        ("customer_text exact", tally.exact),
        ("mails leaking", tally.leaked),
        ("first name right", tally.name_right),
        ("first name wrong", tally.name_wrong),
        ("sent_at right", tally.dates),
        ("attachments right", tally.attachments),
        ("language right", tally.language),
        ("unreadable", tally.unreadable),
    )
    for label, number in rows:
        print(f"{label:22} {number:4d} of {tally.mails}")
    print(f"{'CPU per mail':22} {1000 * tally.seconds / max(tally.mails, 1):7.2f} ms")
    if chosen.misses:
        print(*tally.misses, sep="\n")


if __name__ == "__main__":
    main()
