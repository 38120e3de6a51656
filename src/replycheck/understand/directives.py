"""Instructions to this checker in comments that nobody reads: `<!-- replycheck-disable tone/curt -- why -->`.

They count in macros alone, and only where the comment is taken out or stays unseen: in HTML and Markdown,
and in the comments of Liquid and Jinja where the desk's engine knows them.  Anywhere else a directive
would be read by a customer, and `residue/lint-directive` finds it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from functools import cache

from replycheck.model import Case, Message, Span
from replycheck.records import NamedTuple

MARK = "replycheck-"
"""What stands in every directive; a text without it needs no second look."""

SCOPES = ("", "next-line", "line", "file")

LIQUID = ("zendesk", "freshdesk", "chatwoot", "hubspot")
"""Desks whose engine takes comments of templates out before anybody sees them."""

NO_DESK = ("folder", "front-matter-md", "csv", "json", "yaml")
"""Shapes that leave open which engine fills a macro in; who writes its comments knows."""


class Directive(NamedTuple):
    """One comment with an instruction: `span` is all of it, `names` are families and rules with the
    place of each, `scope` is one of `SCOPES`; `reason` is empty where none is said.
    """

    span: Span
    enables: bool
    scope: str
    names: tuple[tuple[str, Span], ...]
    reason: str


def directives(text: str, forms: Collection[str]) -> tuple[Directive, ...]:
    """The directives in a text in order, in comments of the `forms` named (keys of `_COMMENTS`)."""
    if MARK not in text:
        return ()
    found = [d for form in forms for m in _comment(form).finditer(text) if (d := _directive(m))]
    return tuple(sorted(found, key=lambda directive: directive.span))


@cache
def _comment(form: str) -> re.Pattern[str]:
    return re.compile(_COMMENTS[form])


_SPACE = r"[ \t\r\n]{0,9}"
_SAID = rf"(?P<said>{MARK}(?:disable|enable)(?![a-z])[^\n]{{0,400}}?)"
_COMMENTS = {
    "html": rf"<!--{_SPACE}{_SAID}{_SPACE}-->",
    "liquid": rf"\{{%-?[ \t]*comment[ \t]*-?%\}}{_SPACE}{_SAID}{_SPACE}\{{%-?[ \t]*endcomment[ \t]*-?%\}}",
    "liquid-inline": rf"\{{%-?[ \t]*#{_SPACE}{_SAID}{_SPACE}-?%\}}",
    "jinja": rf"\{{#-?{_SPACE}{_SAID}{_SPACE}-?#\}}",
    "yaml": rf"(?m)(?:^|(?<=[ \t]))#[ \t]{{0,9}}{_SAID}[ \t\r]{{0,9}}$",
}


def _directive(comment: re.Match[str]) -> Directive | None:
    said, _, reason = f"{comment['said']} ".partition(" -- ")
    head = re.match(rf"{MARK}(disable|enable)(?:-(next-line|line|file))?(?=[\s,]|$)", said)
    if head is None:
        return None
    start = comment.start("said")
    names = tuple(
        (name[0], Span(start + name.start(), start + name.end()))
        for name in re.compile(r"[^\s,]+").finditer(said, head.end())
    )
    return Directive(Span(*comment.span()), head[1] == "enable", head[2] or "", names, reason.strip())


def inner(case: Case, desk: str = "") -> tuple[Directive, ...]:
    """The directives in a macro's own text that keep something quiet; none in a draft.

    `desk` is the macro's help desk, empty where nobody knows it.
    """
    if case.mode != "macro":
        return ()
    text = case.draft.text
    found = directives(text, forms_of(case, desk))
    code = list(_code(case.draft)) if found else []
    raw = [Span(*raw.span()) for raw in _RAW.finditer(text)] if found and "raw" in text else []
    return tuple(
        directive
        for directive in found
        if not _is_inside(directive.span, code)
        # What an engine leaves alone may still be a comment of HTML.
        and (text.startswith("<!--", directive.span.start) or not _is_inside(directive.span, raw))
    )


_RAW = re.compile(r"\{%-?[ \t]*raw[ \t]*-?%\}.*?(?:\{%-?[ \t]*endraw[ \t]*-?%\}|\Z)", re.DOTALL)


def _is_inside(span: Span, others: Iterable[Span]) -> bool:
    return any(other.start <= span.start and span.end <= other.end for other in others)


def _code(draft: Message) -> Iterator[Span]:
    """Where Markdown shows every sign as it is; Chatwoot's Liquid leaves that alone too."""
    if draft.markup == "markdown":
        from replycheck.understand.masks import code

        for mask in code(draft):
            if not mask.span.of(draft.text).startswith((" ", "\t")) or not _is_in_list(draft.text, mask.span):
                yield mask.span


def _is_in_list(text: str, span: Span) -> bool:
    """Whether indented lines belong to an item of a list above them, and so are no code."""
    for paragraph in reversed(text[: span.start].split("\n\n")):
        lines = paragraph.split("\n")
        if any(line.strip() and not line.startswith(("    ", "\t")) for line in lines):
            return any(re.match(r"[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]", line) for line in lines)
    return False


def forms_of(case: Case, desk: str = "") -> tuple[str, ...]:
    """The forms of comments in a macro's text that its reader never sees."""
    found = ["html"] if case.draft.markup in ("html", "markdown") else []
    shape = case.record.shape if case.record else "folder"
    if (desk in LIQUID) if desk else (shape in NO_DESK):
        found += ["liquid", "liquid-inline", "jinja"]
    return tuple(found)
