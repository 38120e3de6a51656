"""Weekdays that do not belong to the date beside them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from replycheck.checkers.context import Context
from replycheck.model import Edit, Fix, Match
from replycheck.records import dataclass
from replycheck.understand.dates import WEEKDAYS, Day, days, weekday_of

FURTHEST_DAYS = 300
"""How far from the reply a date without a year may lie: all years in reach must have another weekday there."""


@dataclass(frozen=True, eq=False, repr=False)
class Weekday:
    """Fires at a weekday that is wrong for the date it stands with.

    Without a year the date is the one near the day the reply leaves and near the inbound's; where neither
    is known, only dates with a year are looked at.  Values: match, date, right.
    """

    needs: ClassVar[tuple[str, ...]] = ("english",)

    def __call__(self, context: Context) -> Iterator[Match]:
        prose = context.draft.prose
        for day in days(prose):
            found = weekday_of(prose, day)
            if found is None:
                continue
            number, span = found
            meant = _dates(day, _todays(context))
            if not meant or any(one.weekday() == number for one in meant):
                continue
            right = _like(span.of(prose), WEEKDAYS[meant[0].weekday()])
            values = {
                "match": span.of(context.draft.text),
                "date": f"{meant[0].day} {meant[0]:%B %Y}",
                "right": WEEKDAYS[meant[0].weekday()].capitalize(),
            }
            yield Match(span, values, (right,), fix=Fix("unsafe", (Edit(span, right),)), also=(day.span,))


def _todays(context: Context) -> list[date]:
    """The days on which the two messages are written, as far as known; an old reply may be checked today."""
    moments = [context.case.draft_date, context.inbound.message.sent_at if context.inbound else None]
    return [moment.date() for moment in moments if moment]


def _dates(day: Day, todays: list[date]) -> list[date]:
    """The dates that may be meant, the nearest first; empty where nobody can tell the year."""
    if day.year is not None:
        return [found] if (found := day.in_year(day.year)) else []
    near = [
        (abs(found - today), found)
        for today in todays
        for year in (-1, 0, 1)
        if (found := day.in_year(today.year + year))
    ]
    return [found for distance, found in sorted(near) if distance.days <= FURTHEST_DAYS]


def _like(written: str, weekday: str) -> str:
    """A weekday in the form the wrong one has: short, in capitals, or as usual."""
    if len(written) <= 5 and not written.lower().endswith("day"):
        weekday = weekday[:3]
    if written.isupper():
        return weekday.upper()
    return weekday.capitalize() if written[0].isupper() else weekday
