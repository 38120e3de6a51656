"""Replies that leave late without a word about it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from typing import ClassVar

from replycheck.checkers.context import Context
from replycheck.model import Match, PartKind, Related, Span
from replycheck.records import dataclass


@dataclass(frozen=True, eq=False, repr=False)
class Timing:
    """Fires where the draft leaves later after the inbound than the team allows (settings:
    `reply_within_hours`) and no entry of `lexicon` (words about the delay) stands in it.

    The words are English, so a word in another language about the delay would be missed.
    """

    needs: ClassVar[tuple[str, ...]] = ("inbound", "inbound-date", "draft-date", "english", "english-inbound")

    lexicon: str

    def __call__(self, context: Context) -> Iterator[Match]:
        sent = context.inbound.message.sent_at if context.inbound else None
        leaves = context.case.draft_date
        if sent is None or leaves is None or context.inbound is None:
            return
        hours = (leaves - sent).total_seconds() / 3600
        if hours <= context.settings.reply_within_hours or context.draft.lexicon(self.lexicon):
            return
        start = context.draft.span_of(PartKind.GREETING)
        body = re.search(r"\S+", context.draft.prose[start.end if start else 0 :])
        at = (start.end if start else 0) + (body.start() if body else 0)
        values = {
            "sent": f"{sent:%a %d %b %Y %H:%M}",
            "leaves": f"{_in_zone_of(leaves, sent):%a %d %b %Y %H:%M}",
            "allowed": f"{context.settings.reply_within_hours:g}",
            "days": f"{hours / 24:.0f} days" if hours >= 48 else f"{hours:.0f} hours",
        }
        asked = context.inbound.sentences[:1]
        related = tuple(Related("inbound", span, f"sent {values['sent']}") for span in asked)
        yield Match(Span(at, at), values, related=related)


def _in_zone_of(leaves: datetime, sent: datetime) -> datetime:
    """The moment as the customer's clock shows it; a date at the edge of the calendar stays as it is."""
    try:
        return leaves.astimezone(sent.tzinfo)
    except (OverflowError, ValueError):
        return leaves
