"""Reports made by hand, and formats written into texts, for the tests of the outputs."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest

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
    SourceMap,
    Span,
)
from replycheck.report import FORMATS, Style

DRAFT = "Hi Hana,\n\nYour order 😀 is late &amp; we are sorry.\n\nBest,\nLena\n"
INBOUND = "Hello,\n\nwhere is my parcel?\nI wait for it.\n\nHana\n"


@pytest.fixture(scope="session")
def made() -> Callable[..., Report]:
    """A report: `words` of the draft that a finding each marks, and what the other arguments say."""

    def make(
        *words: str,
        draft: str = DRAFT,
        inbound: str | None = None,
        asked: str = "",
        path: str = "draft.txt",
        record: str | None = None,
        anchors: tuple[tuple[int, int, int], ...] | None = None,
        rule: str = "generic/stock-apology",
        severity: Severity = Severity.WARNING,
        message: str = "said too often",
        suggestions: tuple[str, ...] = (),
        write: str | None = None,
        safety: Any = "safe",
        skipped: tuple[Skipped, ...] = (),
    ) -> Report:
        place = None if anchors is None else SourceMap(anchors)
        reply = Message(draft, role="agent", source=Source(path, record, place))
        other = None if inbound is None else Message(inbound, source=Source("inbound.eml"))
        related: tuple[Related, ...] = ()
        if inbound is not None:
            at = inbound.index(asked)
            related = (Related("inbound", Span(at, at + len(asked)), "the customer asked"),)
        findings = []
        for word in words:
            at = draft.index(word)
            span = Span(at, at + len(word))
            fix = None if write is None else Fix(safety, (Edit(span, write),))
            match = Match(span, suggestions=suggestions, related=related, fix=fix)
            findings.append(Finding(rule, severity, message, match))
        return Report(Case(reply, other), tuple(findings), skipped=skipped)

    return make


@pytest.fixture(scope="session")
def written() -> Callable[..., str]:
    """What a format writes of some reports, in a style with the fields given."""

    def write(name: str, *reports: Report, **style: Any) -> str:
        out = io.StringIO()
        FORMATS[name](iter(reports), out, Style(**style))
        return out.getvalue()

    return write


@pytest.fixture(scope="session")
def examples() -> list[Report]:
    """What the rules find in drafts of every sort: with an inbound, records, a mail, a draft without fault."""
    from replycheck.check import check
    from replycheck.read import read_text
    from replycheck.rules import load_rules

    rules = load_rules()
    inbound = read_text(
        "Hello,\n\nI am really disappointed. Can I get the fee of £9 back? When will it come?\n\nHana\n",
        path="inbound.txt",
    )
    drafts = [
        "Dear [INSERT CUSTOMER NAME HERE],\n\nWe apologize for any inconvenience. We are looking into it ASAP!!!\n\nBest,\nLena\n",
        "Hi Anna,\n\nAs I already explained, YOU SHOULD HAVE read this &nbsp; first 😀 {{ticket.id}} 100%.\n",
        "Hi Hana,\n\nParcel 88121 reaches you on Friday, and the £9 are on their way back.\n\nBest,\nLena\n",
    ]
    return [
        check(Case(read_text(draft, role="agent", path=f"drafts/{at}.txt"), inbound), rules)
        for at, draft in enumerate(drafts)
    ] + [check(Case(read_text(drafts[0], role="agent", path="drafts/alone.txt")), rules)]
