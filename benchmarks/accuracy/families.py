"""Every rule against labelled drafts: what share of a fault's drafts it finds, what good drafts it warns.

`replies/` holds drafts with labels; a label counts as found where a rule of the families that speak of it
fires at warning or above.  Good drafts and real replies show the false alarms.
"""

from __future__ import annotations

import argparse
import json
import math
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from replycheck import Case, Severity, check
from replycheck.read import read_draft, read_text
from replycheck.rules import Ruleset, load_rules

FAMILIES_OF = {
    "placeholder": ("placeholders",),
    "stock": ("generic",),
    "blame": ("screenshot", "ownership", "tone"),
    "no-ownership": ("ownership", "screenshot"),
    "curt": ("tone",),
    "condescending": ("tone", "screenshot"),
    "sarcasm": ("screenshot", "tone"),
    "rude": ("screenshot", "tone"),
    "threat": ("screenshot",),
    "internal-info": ("screenshot", "privacy"),
    "private-data": ("privacy", "screenshot"),
    "discriminatory": ("screenshot",),
    "over-promise": ("promises",),
    "tone-cheerful-to-upset": ("tone", "ownership"),
    "tone-cold-to-upset": ("tone", "ownership"),
    "slang-to-formal": ("tone",),
    "wrong-name": ("personal",),
    "ai-residue": ("residue", "placeholders"),
    "jargon": ("clarity",),
}
"""Which families speak of which label of `replies/`."""


class Share(NamedTuple):
    """A part of a whole, with its 95 % interval (Wilson)."""

    part: int
    whole: int

    def __str__(self) -> str:
        if not self.whole:
            return "-"
        p, n, z = self.part / self.whole, self.whole, 1.96
        middle = (p + z * z / (2 * n)) / (1 + z * z / n)
        half = z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n)
        return f"{p:.2f} [{max(0, middle - half):.2f}, {min(1, middle + half):.2f}] ({self.part} of {self.whole})"


def records(*paths: Path) -> Iterator[dict[str, Any]]:
    for path in paths:
        with path.open(encoding="utf-8") as lines:
            yield from map(json.loads, lines)


def case_of(record: dict[str, Any]) -> Case:
    inbound = record.get("inbound")
    channel = record.get("channel")
    return Case(
        read_text(record["draft"], role="agent"),
        read_text(inbound, role="customer") if inbound else None,
        channel=channel if channel in ("chat", "social") else "email",
        customer_name=record.get("customer_name"),
    )


def loud(case: Case, ruleset: Ruleset) -> set[str]:
    """The rules that found something at warning or above."""
    return {finding.rule for finding in check(case, ruleset) if finding.severity >= Severity.WARNING}


RISKS = (
    "blame", "condescending", "sarcasm", "rude", "threat", "internal-info", "discriminatory", "private-data",
)  # fmt: skip
"""What would look bad in a public screenshot."""
RISKY = ("screenshot", "tone", "ownership", "privacy")

OWN = Path(__file__).parents[1] / "data" / "replies.jsonl"
"""Replies by an author who knew no rule: measured before and after a change, never read."""


def measure(data: Path, ruleset: Ruleset) -> Iterator[tuple[str, str]]:
    """(what was measured, figure) for the replies of another author, for `DIR/replies`, and for real replies."""
    for name, paths in (
        ("another author", [OWN]),
        ("DIR/replies", sorted((data / "replies").glob("*.jsonl"))),
    ):
        yield from of_drafts(name, list(records(*paths)), ruleset)
    real = list(records(data / "tone" / "real_pairs_ibm.jsonl"))
    warned = Counter(rule for r in real for rule in loud(_tweets(r), ruleset))
    yield "real pairs: findings by rule", ", ".join(f"{rule} {n}" for rule, n in warned.most_common())
    macros = [p for p in sorted((data / "real_macros").iterdir()) if p.suffix in (".txt", ".html", ".md")]
    in_macros = Counter(rule for p in macros for rule in loud(Case(read_draft(p)), ruleset))
    yield (
        "real macros as drafts: files by rule",
        ", ".join(f"{rule} {n}" for rule, n in in_macros.most_common()),
    )


def of_drafts(name: str, drafts: list[dict[str, Any]], ruleset: Ruleset) -> Iterator[tuple[str, str]]:
    """Recall by label, precision by family, and the good drafts that were warned or given an error."""
    found = [(set(record["labels"]), loud(case_of(record), ruleset)) for record in drafts]
    for label, families in FAMILIES_OF.items():
        hits = [_speaks(families, rules) for labels, rules in found if label in labels]
        yield f"{name}, found: {label}", str(Share(sum(hits), len(hits)))
    risky = [_speaks(RISKY, rules) for labels, rules in found if labels & set(RISKS)]
    yield f"{name}, found: any screenshot risk", str(Share(sum(risky), len(risky)))
    for family in sorted({rule.partition("/")[0] for _, rules in found for rule in rules}):
        speaks_of = {label for label, families in FAMILIES_OF.items() if family in families}
        right = [bool(labels & speaks_of) for labels, rules in found if _speaks((family,), rules)]
        if speaks_of:
            yield f"{name}, right: {family}", str(Share(sum(right), len(right)))
    good = [rules for labels, rules in found if not labels]
    yield f"{name}, good drafts warned", str(Share(sum(map(bool, good)), len(good)))
    yield f"{name}, good drafts given an error", str(Share(*_errors(drafts, ruleset)))
    for rule, number in Counter(rule for rules in good for rule in rules).most_common():
        yield f"  {name}, good drafts: {rule}", str(number)


def _speaks(families: Iterable[str], rules: set[str]) -> bool:
    return any(rule.startswith(tuple(f"{family}/" for family in families)) for rule in rules)


def _errors(drafts: list[dict[str, Any]], ruleset: Ruleset) -> tuple[int, int]:
    good = [record for record in drafts if not record["labels"]]
    return sum(any(f.severity is Severity.ERROR for f in check(case_of(r), ruleset)) for r in good), len(good)


def _tweets(record: dict[str, Any]) -> Case:
    inbound = read_text(record["customer"], role="customer")
    return Case(read_text(record["reply"], role="agent"), inbound, channel="social")


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    for measured, figure in measure(parser.parse_args(arguments).data, load_rules()):
        print(f"{measured:<48}{figure}")


if __name__ == "__main__":
    main()
