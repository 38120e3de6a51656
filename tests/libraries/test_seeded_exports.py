"""One export of each help desk with a fault of every sort: each is found at its line, and nothing else is."""

from __future__ import annotations

import csv
import json
from collections import Counter
from pathlib import Path

import pytest

from replycheck.cli.main import main
from replycheck.libraries import Record, read_library
from replycheck.rules import load_rules

SEEDED = Path(__file__).parent / "seeded"

Row = tuple[str, str, int, str]
"""Record, rule, line, the words that are marked."""


def expected() -> dict[str, list[Row]]:
    with open(SEEDED / "expected.tsv", encoding="utf-8", newline="") as table:
        rows = list(csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE))
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row["export"], []).append(
            (row["record"], row["rule"], int(row["line"]), row["words"])
        )
    return found


EXPECTED = expected()
DESKS = {"table.csv": "zendesk", "folder": "chatwoot"}
"""The exports that do not say themselves whose they are."""

RULES = (
    "macro/broken-syntax", "macro/unknown-variable", "macro/foreign-engine", "macro/no-fallback",
    "macro/manual-fill-in", "macro/variable-in-code", "macro/twins-differ", "macro/missing-metadata",
    "macro/hard-coded-value", "macro/empty-or-internal-body", "macro/hard-coded-salutation",
    "macro/duplicate-signature", "macro/dead-weight",
)  # fmt: skip
"""The rules that look at one macro at a time."""


def findings(name: str, capsys: pytest.CaptureFixture[str], *options: str) -> list[Row]:
    desk = ("--desk", DESKS[name]) if name in DESKS else ()
    main(
        [
            str(SEEDED / name), "--isolated", "--profile", "thorough", "--select", f"placeholders,{','.join(RULES)}",
            "--inactive", "-f", "jsonl", "--fail-on", "never", *desk, *options,
        ]
    )  # fmt: skip
    found = []
    for line in capsys.readouterr().out.splitlines():
        report = json.loads(line)
        record = report["record"] or Path(report["case"]).name
        found += [(record, f["rule"], f["location"]["line"], f["text"]) for f in report["findings"]]
        assert not report["skipped"], report["skipped"]
    return found


@pytest.mark.parametrize("name", EXPECTED)
def test_every_seeded_fault_is_found_at_its_line_and_nothing_else(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    found = findings(name, capsys)
    assert sorted((Counter(EXPECTED[name]) - Counter(found)).elements()) == []
    assert sorted((Counter(found) - Counter(EXPECTED[name])).elements()) == []


@pytest.mark.parametrize("name", sorted(set(EXPECTED) - {"folder"}))
def test_an_export_holds_twenty_legal_macros_at_least(name: str) -> None:
    faulty = {row[0] for row in EXPECTED[name]}
    records = list(read_library(str(SEEDED / name)))
    assert all(isinstance(record, Record) for record in records)
    assert sum(record.id not in faulty for record in records if isinstance(record, Record)) >= 20


def test_every_rule_on_one_macro_is_seeded() -> None:
    seeded = {row[1] for rows in EXPECTED.values() for row in rows}
    assert set(RULES) <= seeded
    assert set(RULES) <= {rule.id for rule in load_rules().rules}
