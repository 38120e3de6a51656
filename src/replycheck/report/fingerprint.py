"""Names for findings that stay the same while the text around them moves: hashes, never words.

A finding is told from others by its rule, the words it marks and their neighbours, not by its line, so
that a paragraph added above changes nothing.  Two findings that are equal in all that are counted apart.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import cache

from replycheck.model import Finding, Report
from replycheck.report.wording import message_of

VERSION = 1
"""Part of every fingerprint: to be raised when they are made in another way."""

NEIGHBOURS = 3
"""Words on each side that belong to a finding's surroundings."""

_NEAR = 120
"""Characters on each side in which the neighbours are looked for."""

_DIGITS = 32
"""Hexadecimal digits of a fingerprint."""


def fingerprints(report: Report, place: str = "") -> Iterator[str]:
    """A fingerprint for each finding of a report, in their order; no two of them are equal.

    `place` is what tells this report from others where that matters: a path, the id of a record.
    """
    seen: Counter[tuple[str, ...]] = Counter()
    for finding in report:
        core = (finding.rule, *_surroundings(finding, report))
        seen[core] += 1
        whole = json.dumps([VERSION, place, *core, seen[core]])  # ASCII, whatever the text holds
        yield hashlib.sha256(whole.encode()).hexdigest()[:_DIGITS]


def _surroundings(finding: Finding, report: Report) -> tuple[str, ...]:
    """The marked words and their neighbours; of something absent, what it should have answered."""
    text, span = report.case.draft.text, finding.span
    if not span:
        related = finding.match.related
        messages = [message_of(place, report) for place in related]
        return tuple(
            _folded(place.span.of(message.text) if message else place.text or "")
            for place, message in zip(related, messages, strict=True)
        )
    # Of its own paragraph only, so that one more above it or below it changes nothing.
    before = _words(_blank_line().split(text[max(0, span.start - _NEAR) : span.start])[-1])[-NEIGHBOURS:]
    after = _words(_blank_line().split(text[span.end : span.end + _NEAR])[0])[:NEIGHBOURS]
    return (_folded(span.of(text)), *before, "", *after)


def _words(text: str) -> list[str]:
    return _word().findall(_folded(text))


@cache
def _blank_line() -> re.Pattern[str]:
    return re.compile(r"\n[ \t]*\n")


@cache
def _word() -> re.Pattern[str]:
    return re.compile(r"\w+")


def _folded(text: str) -> str:
    """A text without what an editor may change on its own: white space, case, the form of an accent."""
    composed = text if text.isascii() else unicodedata.normalize("NFC", text)
    return " ".join(composed.casefold().split())
