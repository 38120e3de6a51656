"""Slots nobody filled: `Dear [NAME]`, `Hi ,`, `{{ticket.id}}`, `by XX/XX`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar

from replycheck.checkers.context import Context
from replycheck.model import Edit, Fix, Match
from replycheck.records import dataclass
from replycheck.understand.placeholder_words import SAID
from replycheck.understand.placeholders import CUSTOMER_NAME, Placeholder

SHOWN_FROM = 0.5
"""The least score that is worth an agent's time."""


@dataclass(frozen=True, eq=False, repr=False)
class PlaceholderKind:
    """`sorts` are the sorts of `replycheck.understand.placeholders.Sort` that the rule reports.

    `values` are `match`, the token, and `hint`, what belongs there in plain words.
    """

    needs: ClassVar[tuple[str, ...]] = ()
    says: ClassVar[tuple[str, ...]] = SAID

    sorts: tuple[str, ...]

    def __call__(self, context: Context) -> Iterator[Match]:
        for found in context.placeholders:
            if found.sort in self.sorts and found.score >= SHOWN_FROM:
                name = _name_for(found, context)
                yield Match(
                    found.span,
                    values={"match": found.span.of(context.draft.text), "hint": found.hint},
                    suggestions=(name,) if name else (),
                    score=found.score,
                    fix=_fix(found, context, name),
                )


def _name_for(found: Placeholder, context: Context) -> str | None:
    """The customer's first name where the slot wants it; None behind a title, which wants a surname."""
    if found.hint != CUSTOMER_NAME or not context.customer_names:
        return None
    before = context.draft.plain[max(0, found.span.start - 10) : found.span.start]
    if re.search(r"\b(?:mr|mrs|ms|mx|miss|dr|prof)\.?\s*$", before, re.IGNORECASE):
        return None
    return context.customer_names[0]


def _fix(found: Placeholder, context: Context, name: str | None) -> Fix | None:
    token = found.span.of(context.draft.text)
    if found.sort == "markup-leak":
        if token.startswith("<!--"):
            return Fix("unsafe", (Edit(found.span, ""),))
        return Fix("safe", (Edit(found.span, _decoded(token)),))
    if not name:
        return None
    greeting = re.fullmatch(
        r"(?P<words>[A-Za-z ]+?)(?P<title> (?:Mr|Mrs|Ms|Mx|Miss|Dr|Prof)\.?)?[\s.\-–—_?]*(?P<stop>[,!:;]?)",
        token,
    )
    if found.sort == "empty-greeting" or (found.sort == "null-residue" and token[-1:] in ",!:"):
        if not greeting:
            return None
        safe = found.sort == "empty-greeting" and context.is_given(name) and not greeting["title"]
        text = f"{greeting['words'].strip()} {name}{greeting['stop'] or ','}"
        return Fix("safe" if safe else "unsafe", (Edit(found.span, text),))
    return Fix("unsafe", (Edit(found.span, name),))


def _decoded(entity: str) -> str:
    from html import unescape  # the table of entities is large and seldom needed

    return unescape(entity).replace("\u00a0", " ")
