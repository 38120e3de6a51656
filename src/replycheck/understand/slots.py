"""Slots that a drafted skeleton leaves for its writer: `[answer 2: the amount]`, `[next step: …]`.

A slot is no prose: nothing that reads sentences sees it, and each is a placeholder until it is filled.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Literal

from replycheck.matching.compiled import compiled
from replycheck.model import Span
from replycheck.records import NamedTuple

SlotSort = Literal["answer", "next-step", "fill-in"]

SORTS: tuple[SlotSort, ...] = ("answer", "next-step", "fill-in")


class Slot(NamedTuple):
    """One slot with its brackets; `hint` says in plain words what belongs there.

    `number` is that of a customer's ask (`understand.asks.numbers_of`); None is an answer to all of them.
    """

    span: Span
    sort: SlotSort
    hint: str
    number: int | None = None


def find_slots(prose: str) -> Iterator[Slot]:
    """The slots of a masked text by place: none in quoted lines, code and earlier mail."""
    if "[" not in prose:
        return
    for match in _slot().finditer(prose):
        word, number, hint = match.group("word", "number", "hint")
        sort: SlotSort = "answer" if word == "answer" else "next-step" if word == "next step" else "fill-in"
        yield Slot(Span(*match.span()), sort, " ".join(hint.split()), int(number) if number else None)


def written(sort: SlotSort, hint: str, number: int | None = None) -> str:
    """A slot as it stands in a draft; `find_slots` reads it again.  Brackets in the hint become round."""
    word = sort.replace("-", " ") + (f" {number}" if number else "")
    inner = " ".join(hint.translate({ord("["): "(", ord("]"): ")"}).split())
    return f"[{word}: {inner[:MOST_HINT] or 'the text'}]"


MOST_HINT = 120


@cache
def _slot() -> re.Pattern[str]:
    return compiled(
        rf"\[(?P<word>answer|next step|fill in)(?: (?P<number>[1-9]\d?))?: (?P<hint>[^\[\]\n]{{1,{MOST_HINT}}})\]",
        0,
    )
