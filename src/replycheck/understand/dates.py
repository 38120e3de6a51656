"""Dates in a text: a day and a month, where the reading is certain.

`5/6` is a day in May or in June, depending on who reads it, and so it is no date here; 13/6 is one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache, lru_cache
from itertools import islice

from replycheck.matching.compiled import Patterns, compiled
from replycheck.model import Span
from replycheck.records import NamedTuple

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

MOST_NUMBERS = 2000
"""How many numbers of a text are looked at: one that holds more is a table."""

LEAP_YEAR = 2024
"""Where no year is written, 29 February is a date."""


class Day(NamedTuple):
    """A date as it stands in a text; `year` is None where none is written."""

    span: Span
    month: int
    day: int
    year: int | None = None

    def is_same(self, other: Day) -> bool:
        """The same day as far as both say: a year counts only where both give one."""
        same_year = self.year is None or other.year is None or self.year == other.year
        return (self.month, self.day) == (other.month, other.day) and same_year

    def in_year(self, year: int) -> date | None:
        """The calendar's date; None for 29 February of a year that has none."""
        try:
            return date(year, self.month, self.day)
        except ValueError:
            return None


_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_YEAR = r"(?:,?\s+(?P<year>(?:19|20)\d\d)\b(?!:\d|\s?h))?"
_WEEKDAY = r"(?P<name>(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tues?|weds?|thu(?:rs?)?|fri|sat|sun)"
# None is searched for in a whole text: `days` goes from digit to digit and tries them there.
_SOURCES = {
    "month after": rf"(?P<ordinal>st|nd|rd|th)?(?:\s+of)?[\s-]{{1,2}}(?P<month>{_MONTH})\b"
    rf"(?:-(?P<dashed>20\d\d)\b|(?:\.(?=,?\s+(?:19|20)\d\d\b))?{_YEAR})",
    "month before": rf"(?<![a-z])(?P<month>{_MONTH})\b\.?\s{{1,2}}(?:the\s)?$",
    "end": rf"(?:st|nd|rd|th)?(?![\d/:.]*\d|\s?[ap]\.?m\b){_YEAR}",
    "numeric": r"\d{1,4}(?P<mark>[-./])\d\d?(?P=mark)\d{4}(?![-./]?\d)"
    r"|\d{4}(?P<dash>[-/])\d\d?(?P=dash)\d\d?(?![-/.]?\d)|\d\d?/\d\d?(?![-./]?\d)",
    "weekday before": rf"\b{_WEEKDAY}\b(?:(?<!day)\.)?,?\s{{1,3}}(?:(?:on|the)\s){{0,2}}$",
    "weekday after": rf"\s{{0,2}}\((?:an?\s)?{_WEEKDAY}\.?\)",
}
# ASCII: without regard to case "ſ" is an s, and no table of months knows it.
_PATTERNS = Patterns(_SOURCES, re.ASCII | re.IGNORECASE)


@cache
def _digits() -> re.Pattern[str]:
    return compiled(r"\d+", re.ASCII)


@lru_cache(maxsize=64)
def days(prose: str) -> tuple[Day, ...]:
    """The dates of a masked text by place."""
    return tuple(_days(prose))


def _days(prose: str) -> Iterator[Day]:
    done = 0
    for match in islice(_digits().finditer(prose), MOST_NUMBERS):
        start, end = match.span()
        if start < done or prose[max(start - 1, 0) : start].isalnum():
            continue
        found = None
        before = prose[max(start - 1, 0) : start]
        if prose[end : end + 1] in ("-", ".", "/") and before not in tuple("-./#:,$£€"):
            found = _numeric(prose, start)
        if found is None and end - start <= 2 and before not in tuple("-./#:,"):
            found = _with_month(prose, start, end)
        if found is not None and found.in_year(found.year or LEAP_YEAR) is not None:
            done = found.span.end
            yield found


def _with_month(prose: str, start: int, end: int) -> Day | None:
    """A day beside the name of its month, on either side; "3 May 10 people" has its day in front."""
    day = int(prose[start:end])
    after = _PATTERNS["month after"].match(prose, end)
    # "of the 14 may be": the verb, unless it is written as a month
    if after and (after["month"] != "may" or after["ordinal"]):
        year = after["year"] or after["dashed"]
        return Day(Span(start, after.end()), _number(after["month"]), day, int(year) if year else None)
    offset = max(start - 16, 0)
    before = _PATTERNS["month before"].search(prose[offset:start])
    if before is None or before["month"] in ("may", "mar", "march", "dec", "sept"):
        return None
    first = offset + before.start()
    if re.search(r"\d(?:st|nd|rd|th)?\s$", prose[max(first - 5, 0) : first]):
        return None
    rest = _PATTERNS["end"].match(prose, end)
    if rest is None:
        return None
    year = rest["year"]
    return Day(Span(first, rest.end()), _number(before["month"]), day, int(year) if year else None)


def _number(month: str) -> int:
    return MONTHS.index(month[:3].lower()) + 1


def _numeric(prose: str, start: int) -> Day | None:
    match = _PATTERNS["numeric"].match(prose, start)
    if match is None:
        return None
    read = _read_numeric(match[0])
    if read is None or not 1 <= read[1] <= 12:
        return None
    year, month, day = read
    return Day(Span(*match.span()), month, day, year)


def _read_numeric(text: str) -> tuple[int | None, int, int] | None:
    """Year, month and day; None where day and month cannot be told apart, or where it is no date."""
    mark = next(character for character in text if character in "-./")
    parts = [int(part) for part in text.split(mark)]
    if len(parts) == 2:  # 13/6 by itself: a share has the smaller number first
        one, other = parts
        return (None, other, one) if 12 < one <= 31 and other <= 12 and text != "24/7" else None
    one, two, three = parts
    if one > 1900:
        return one, two, three
    if not 2000 <= three <= 2100:
        return None
    if mark == "." or one > 12 >= two:
        return three, two, one
    if two > 12 >= one:
        return three, one, two
    return (three, one, two) if one == two else None


def weekday_of(prose: str, day: Day) -> tuple[int, Span] | None:
    """The weekday that stands before a date or in brackets after it: its number (0 is Monday) and place."""
    offset = max(day.span.start - 20, 0)
    match = _PATTERNS["weekday before"].search(prose[offset : day.span.start])
    if match is None:
        match, offset = _PATTERNS["weekday after"].match(prose, day.span.end), 0
    if match is None:
        return None
    name = match["name"]
    if not name.lower().endswith("day") and not name[0].isupper():  # "sat" and "sun" are words
        return None
    start = offset + match.start("name")
    number = next(at for at, weekday in enumerate(WEEKDAYS) if weekday.startswith(name[:3].lower()))
    return number, Span(start, start + len(name))
