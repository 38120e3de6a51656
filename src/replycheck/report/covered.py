"""Secrets of a case, covered: a page that is handed round must not carry the card number it warns of.

A rule about private data writes what it found with `*`, in its fix or in its message.  Whatever it writes
so is covered in the same way, where it stands and wherever else the same characters stand in the case.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from replycheck.model import Finding, Report

FAMILY = "privacy"

_SHORTEST = 4
"""Characters of a secret that is looked for; a shorter one would be found in every text."""


def cover_of(report: Report) -> Callable[[str], str]:
    """What covers the secrets of a report in any of its texts; every text keeps its length."""
    findings = [*report.findings, *(one.finding for one in report.suppressed)]
    found: dict[str, str] = {}
    for finding in findings:
        for secret, said in secrets_of(finding, report.case.draft.text).items():
            found[_folded(secret)] = said
    if not found:
        return str
    words = (r"\s+".join(map(re.escape, secret.split())) for secret in sorted(found, key=len, reverse=True))
    pattern = re.compile("|".join(rf"(?<!\w){word}(?!\w)" for word in words))
    return lambda text: pattern.sub(lambda hit: _stand_in(hit[0], found[_folded(hit[0])]), text)


def secrets_of(finding: Finding, text: str) -> dict[str, str]:
    """The secrets that a finding marks in a text, with what is written for each."""
    if not finding.rule.startswith(f"{FAMILY}/"):
        return {}
    match = finding.match
    shown = [(edit.span.of(text), edit.text) for edit in match.fix.edits] if match.fix else []
    shown = shown or [(match.span.of(text), str(match.values.get("match", "")))]
    return {
        secret: said
        for secret, said in shown
        if "*" in said and _folded(secret) != _folded(said) and len(_folded(secret)) >= _SHORTEST
    }


def _stand_in(secret: str, said: str) -> str:
    """`said` at the length of the secret: what both begin and end with stays."""
    if len(said) == len(secret):
        return said
    first = _common(secret, said)
    last = _common(secret[first:][::-1], said[first:][::-1])
    return secret[:first] + "*" * (len(secret) - first - last) + secret[len(secret) - last :]


def _common(one: str, other: str) -> int:
    """With how many same characters two texts begin."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))


def _folded(text: str) -> str:
    return " ".join(text.split())
