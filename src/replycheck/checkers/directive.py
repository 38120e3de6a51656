"""Instructions to this checker: those that would be sent to a customer, and those that give no reason."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import ClassVar

from replycheck.checkers.context import Context
from replycheck.matching.compiled import compiled
from replycheck.model import Edit, Fix, Match, PartKind, Span
from replycheck.records import dataclass

FAULTS = ("unused", "unexplained")
"""What can be wrong with a suppression: there is nothing for it to suppress, or it says no reason."""


@dataclass(frozen=True, eq=False, repr=False)
class DirectiveInText:
    """Marks every directive that whoever reads the text would see."""

    needs: ClassVar[tuple[str, ...]] = ()

    def __call__(self, context: Context) -> Iterator[Match]:
        text = context.draft.text
        if "replycheck" not in text.lower():
            return
        from replycheck.understand.directives import inner

        unseen = [directive.span for directive in inner(context.case, context.desk)]
        for found in _directive().finditer(text):
            span = Span(*found.span())
            theirs = context.draft.message.part_at(span.start) in (PartKind.QUOTED, PartKind.DISCLAIMER)
            if not theirs and not any(span.overlaps(comment) for comment in unseen):
                # Half a comment taken out would leave the other half to be read.
                around = text[max(0, span.start - 6) : span.start] + "…" + text[span.end : span.end + 6]
                is_part = any(
                    sign in around for sign in ("&lt;", "&gt;", "<!--", "-->", "{%", "%}", "/*", "*/")
                )
                fix = None if is_part else Fix("safe", (Edit(_with_line(text, span), ""),))
                yield Match(span, {"match": span.of(text)}, fix=fix)


@cache
def _directive() -> re.Pattern[str]:
    """A directive with the signs of a comment around it, as far as they stand on its line."""
    names = r"(?:[ \t]{1,3}[a-z][a-z-]{1,40}(?:/[\w-]{1,60})?(?=[ \t,\])}>-]|$),?){0,9}"
    scope = r"(?:-(?:next-line|line|file))?"
    core = rf"\breplycheck[-_ :]{{1,2}}(?:disable|enable|ignore|off|on|skip){scope}\b"
    reason = r"(?:[ \t]{1,3}--[ \t][^\n]{0,300}?)?"
    return compiled(
        rf"<!--[ \t]{{0,3}}{core}[^\n]{{0,400}}?-->"
        rf"|\{{%-?[ \t]*comment[ \t]*-?%\}}[ \t]{{0,3}}{core}[^\n]{{0,400}}?\{{%-?[ \t]*endcomment[ \t]*-?%\}}"
        rf"|\{{#[ \t]{{0,3}}{core}[^\n]{{0,400}}?#\}}"
        rf"|/\*[ \t]{{0,3}}{core}[^\n]{{0,400}}?\*/"
        rf"|\[[ \t]{{0,3}}{core}[^\n\[\]]{{0,400}}\]"
        rf"|\([ \t]{{0,3}}{core}[^\n()]{{0,400}}\)"
        rf"|^[ \t]{{0,3}}(?:[#;/]{{1,2}}|\[//\]:)?[ \t]{{0,3}}{core}{names}{reason}[ \t]*$"
        rf"|(?:[#;/]{{1,2}}[ \t]{{0,3}})?{core}(?:[ \t]{{1,3}}[\w-]{{1,40}}/[\w-]{{1,60}})?",
        re.IGNORECASE | re.MULTILINE,
    )


def _with_line(text: str, span: Span) -> Span:
    """The span, with its line where nothing else stands there, or with the blanks before it."""
    start, end = text.rfind("\n", 0, span.start) + 1, text.find("\n", span.end)
    end = len(text) if end < 0 else end
    if not (text[start : span.start] + text[span.end : end]).strip():
        return Span(start, min(end + 1, len(text)))
    before = text[start : span.start]
    return Span(span.start - (len(before) - len(before.rstrip(" \t"))), span.end)


@dataclass(frozen=True, eq=False, repr=False)
class SuppressionFault:
    """Marks suppressing comments with a `fault`: `unexplained`, which say no reason; `unused`, which
    `check` finds out once all rules ran.
    """

    needs: ClassVar[tuple[str, ...]] = ()
    fault: str

    def __call__(self, context: Context) -> Iterator[Match]:
        if self.fault != "unexplained" or "replycheck-" not in context.draft.text:
            return
        from replycheck.understand.directives import inner

        for directive in inner(context.case, context.desk):
            if not directive.enables and not directive.reason:
                yield Match(directive.span, {"match": directive.span.of(context.draft.text)})
