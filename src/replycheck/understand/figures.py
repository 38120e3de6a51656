"""Amounts and dates together: what two messages can say differently of one thing."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Union

from replycheck.understand.amounts import Amount, amounts
from replycheck.understand.dates import Day, days

Figure = Union[Amount, Day]


@lru_cache(maxsize=64)
def figures(prose: str) -> tuple[Figure, ...]:
    """The amounts and dates of a masked text by place."""
    return tuple(sorted([*amounts(prose), *days(prose)], key=lambda figure: figure.span))


def is_comparable(one: Figure, other: Figure) -> bool:
    """Both are dates, or amounts in one unit."""
    if isinstance(one, Day) or isinstance(other, Day):
        return isinstance(one, Day) and isinstance(other, Day)
    return one.unit == other.unit


def is_same(one: Figure, other: Figure) -> bool:
    """The two say the same; only for figures that can be compared."""
    if isinstance(one, Day):
        return isinstance(other, Day) and one.is_same(other)
    return isinstance(other, Amount) and one.is_same(other)


def is_money(figure: Figure) -> bool:
    return isinstance(figure, Amount) and figure.is_money


def is_one_slip(one: str, other: str) -> bool:
    """Two texts of one length, two characters at least, that differ in one place or by one swap."""
    if len(one) != len(other) or len(one) < 2:
        return False
    differing = [at for at, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    if len(differing) == 2:
        first, second = differing
        return second == first + 1 and one[first] == other[second] and one[second] == other[first]
    return len(differing) == 1


def is_slip(one: Figure, one_text: str, other: Figure, other_text: str) -> bool:
    """One digit differs, or two have changed places; of dates the month is the same.  The texts are those
    under the figures' spans.
    """
    if isinstance(one, Day) or isinstance(other, Day):
        return isinstance(one, Day) and isinstance(other, Day) and one.month == other.month
    return is_one_slip(_digits(one_text), _digits(other_text))


def _digits(text: str) -> str:
    """The digits of an amount, without its unit and without cents that are none."""
    number = re.search(r"\d[\d.,']*", text)
    return re.sub(r"\D", "", re.sub(r"[.,]00$", "", number[0])) if number else ""
