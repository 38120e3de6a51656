"""What `replycheck check` says of fresh skeletons: nothing but their slots is wanted.

    python -m benchmarks.accuracy.drafts --data DIR [--every-template] [--show]

DIR holds mails (`*.eml`, or in `inbound/`), or is a `.jsonl` file of records with an `inbound` or a `customer`; with
`inbound.jsonl` beside the mails the names and questions are compared too.  Each skeleton is checked as if it
left two hours and ten days after the mail.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any, cast, get_args

from replycheck.check import check
from replycheck.drafting import Shelf, Skeleton, Template, draft
from replycheck.model import Case, Channel, Finding, Message, Report
from replycheck.read import read_text, read_thread
from replycheck.rules import Ruleset, load_rules
from replycheck.understand import Document

HOURS = (2, 240)
CHANNELS: tuple[Channel, ...] = get_args(Channel)


def skeleton_and_report(
    inbound: Message,
    earlier: Sequence[Message],
    ruleset: Ruleset,
    shelf: Shelf,
    *,
    template: Template | None = None,
    channel: Channel = "email",
    hours: float = 2,
) -> tuple[Skeleton, Report]:
    leaves = (inbound.sent_at or datetime(2026, 3, 2, 9, tzinfo=timezone.utc)) + timedelta(hours=hours)
    document = Document(inbound, ruleset.index)
    settings = ruleset.config.settings
    made = draft(
        document,
        shelf,
        settings,
        template=template,
        channel=channel,
        agent="Ines",
        leaves=leaves,
        earlier=earlier,
    )
    case = Case(
        read_text(made.text, role="agent", path="draft"),
        inbound,
        tuple(earlier),
        channel=channel,
        draft_date=leaves,
    )
    return made, check(case, ruleset)


def faults(made: Skeleton, report: Report) -> Iterator[Finding]:
    """Findings that are no slot, and slots that are not found exactly once."""
    slots = [slot.span for slot in Document(report.case.draft, load_index(), has_slots=True).slots]
    for finding in report:
        if finding.span not in slots or finding.rule != "placeholders/unfilled":
            yield finding
    found = [f.span for f in report if f.rule == "placeholders/unfilled"]
    assert sorted(found) == sorted(slots), f"slots {slots}, found {found}"


_RULES: list[Ruleset] = []


def load_index() -> Any:
    if not _RULES:
        _RULES.append(load_rules())
    return _RULES[0].index


def mails(data: Path) -> Iterator[tuple[str, Message, Sequence[Message]]]:
    """A name, the mail and what came before it."""
    if data.is_file():
        for number, line in enumerate(data.read_text(encoding="utf-8").splitlines(), 1):
            record = json.loads(line)
            text = record.get("inbound") or record.get("customer")
            if text:
                yield f"{data.stem}:{number}", read_text(text), ()
        return
    for path in sorted((data / "inbound" if (data / "inbound").is_dir() else data).rglob("*.eml")):
        inbound, earlier = read_thread(path)
        yield path.stem, inbound, earlier


def gold(data: Path) -> dict[str, Any]:
    path = data / "inbound.jsonl"
    if not path.is_file():
        return {}
    records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return {
        str(record.get("file", record.get("id"))).rpartition("/")[2].removesuffix(".eml"): record
        for record in records
    }


def main(args: Iterable[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.accuracy.drafts", description=__doc__)
    parser.add_argument("--data", required=True, help="the folder with the mails")
    parser.add_argument(
        "--every-template", action="store_true", help="all templates with all mails and channels"
    )
    parser.add_argument("--show", action="store_true", help="print the skeletons")
    given = parser.parse_args(list(args) if args is not None else None)
    load_index()
    ruleset, shelf, labels = _RULES[0], Shelf(), gold(Path(given.data))
    runs = clean = names = questions = 0
    for name, inbound, earlier in mails(Path(given.data)):
        label = labels.get(name)
        templates: list[Template | None] = [*shelf.templates] if given.every_template else [None]
        for template in templates:
            for channel in CHANNELS if given.every_template else cast("tuple[Channel, ...]", ("email",)):
                for hours in HOURS:
                    made, report = skeleton_and_report(
                        inbound, earlier, ruleset, shelf, template=template, channel=channel, hours=hours
                    )
                    runs += 1
                    found = list(faults(made, report))
                    clean += not found
                    for finding in found:
                        print(f"{name} {made.template} {channel} {hours}h: {finding.rule}: {finding.message}")
        if given.show:
            print(f"=== {name}: {made.template}: {made.reason}\n{made.text}")
        folded = " ".join(made.text.split())
        if label:
            wanted = label["first_name"]
            names += (wanted in made.text.split("\n")[0]) if wanted else True
            once = all(
                folded.count(" ".join(q.text.split())) == 1
                for q in Document(inbound, ruleset.index).questions
            )
            questions += once
            if not once:
                print(f"{name}: a question is not quoted exactly once")
    print(f"skeletons {runs}, clean but for their slots {clean}")
    if labels:
        print(f"mails {len(labels)}, right name {names}, every question once {questions}")


if __name__ == "__main__":
    main()
