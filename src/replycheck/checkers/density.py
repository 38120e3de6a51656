"""Stock wording is forgiven once; a reply made of it is not: density, not presence."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import ClassVar

from replycheck.checkers.context import Context
from replycheck.model import Match, PartKind, Span
from replycheck.records import dataclass

OF_THE_CASE = "what happens in this case: the item, what you did, the date"
OF_A_MACRO = "what every customer with this question needs: the steps, the terms, how long it takes"
"""What to write instead of stock phrases; a macro knows no customer yet, and no date."""


@dataclass(frozen=True, eq=False, repr=False)
class Density:
    """Reads the matches of the rules it `counts` (ids or `family/*`), which run before it.

    It fires once, at the second sort of wording, where matches cover `min_share` of the reply's words;
    from `floor` of them on it is enough that at least `min_rules` different rules matched or, with
    `unspecific_too`, that nothing in the reply belongs to this customer (`is_specific`).
    Values: match, number, phrases, share, instead.
    """

    needs: ClassVar[tuple[str, ...]] = ("english",)

    says: ClassVar[tuple[str, ...]] = (
        "One stock phrase stands",
        "stock phrases stand",
        OF_THE_CASE,
        OF_A_MACRO,
    )

    counts: tuple[str, ...]
    min_rules: int = 2
    min_share: float = 0.3
    floor: float = 0.12
    unspecific_too: bool = True

    def __call__(self, context: Context) -> Iterator[Match]:
        found = context.counted(self.counts)
        if not found:
            return
        rules = list(dict.fromkeys(rule for rule, _ in found))
        share = _words_in(context, [m.span for _, m in found]) / max(1, len(context.draft.words))
        if share < self.floor:
            return
        unspecific = self.unspecific_too and not is_specific(context)
        if len(rules) >= self.min_rules or share >= self.min_share or unspecific:
            place = next((m for rule, m in found if rule != rules[0]), found[0][1])
            quoted = list(dict.fromkeys(m.span.of(context.draft.text) for _, m in found))
            values = {
                "match": place.span.of(context.draft.text),
                "number": "One stock phrase stands"
                if len(quoted) == 1
                else f"{len(quoted)} stock phrases stand",
                "phrases": ", ".join(f"“{' '.join(text.split())}”" for text in quoted[:4]),
                "share": f"{min(share, 1):.0%}",
                "instead": OF_A_MACRO if context.case.mode == "macro" else OF_THE_CASE,
            }
            yield Match(place.span, values, also=tuple(m.span for _, m in found))


def _words_in(context: Context, spans: list[Span]) -> int:
    starts = [word.start for word in context.draft.words]
    counted: set[int] = set()
    for span in spans:
        counted.update(range(bisect_left(starts, span.start), bisect_left(starts, span.end)))
    return len(counted)


def is_specific(context: Context) -> bool:
    """True when something in the reply belongs to this customer: a number, a date, a name of theirs,
    an address, a quotation, or a longer word that the customer used and stock wording does not.
    """
    body = context.draft.span_of(PartKind.BODY) or Span(0, len(context.draft.text))
    text = body.of(context.draft.plain)
    if re.search(r"\d|https?:|@", text) or context.draft.quotations:
        return True
    if context.inbound is None:
        return len(context.draft.words) > 60
    theirs = {w.of(context.inbound.prose).lower() for w in context.inbound.words}
    return len({w for w in re.findall(r"[a-z]{5,}", text.lower()) if w in theirs} - _COMMON) >= 3


_COMMON = frozenset(
    "about after again already could email every first hello order other please really reply response since"
    " sorry still thank thanks their there these thing things think those today until wanted where which"
    " while would write wrote yours customer service support team contact message question questions problem"
    " issue understand received receive soon possible".split()
)
