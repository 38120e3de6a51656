"""What in a text is not the writer's own prose: quoted history, code, addresses, markup, tags.

Masked characters are replaced one by one, so that every offset stays true.  `GAP` stands where
nothing may be read across; markup that only changes the look becomes spaces, and markup that
begins a new block becomes line ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from replycheck.matching.compiled import Patterns
from replycheck.model import Message, PartKind, Span, Spans
from replycheck.records import NamedTuple

GAP = "\ue000"
"""The character that stands for one masked character; it is neither a letter nor white space."""

MaskKind = Literal["history", "code", "address", "markup", "block", "tag"]


class Mask(NamedTuple):
    """A stretch that is no prose; `block` marks markup that ends a line or a paragraph."""

    span: Span
    kind: MaskKind


_HISTORY = (PartKind.QUOTED, PartKind.SIGNATURE, PartKind.DISCLAIMER)
_BLOCK_TAGS = (
    "p|div|br|hr|li|ul|ol|table|tr|td|th|h[1-6]|blockquote|pre|section|article|header|footer"
    "|dl|dt|dd|body|html"
)


_COMMENT = r"\{%-?\s*comment\b[^{}\n]{0,40}%\}.{0,2000}?\{%-?\s*endcomment\s*-?%\}|\{#[^{}]{0,500}#\}"

# Each is tried only where its trigger stands in the text (see `masks`); every repeat is bounded or
# over one simple class, so that no text can make them slow.
_SOURCES = {
    "fence": r"^[ \t]{0,3}(```|~~~)[^\n]*\n.*?(?:^[ \t]{0,3}\1[ \t]*$|\Z)",
    "span": r"(`{1,2})(?!`)[^`\n]{1,300}\1(?!`)",
    # Lines of nothing but spaces are no code, unless some follows in their block.
    "indented": r"(?:(?<=\n\n)|\A)(?=(?:(?: {4}|\t)[ \t]*\n)*(?: {4}|\t)[ \t]*\S)(?:(?: {4}|\t)[^\n]*(?:\n|\Z))+",
    "script": r"<(script|style)\b[^>]{0,300}>.*?</\1\s*>",
    "comment": r"<!--.*?(?:-->|\Z)",
    "html": rf"</?(?P<block>{_BLOCK_TAGS})\b[^<>]{{0,2000}}>|</?[a-z][a-z0-9]{{0,12}}(?:\s[^<>]{{0,2000}})?/?>",
    "entity": r"&(?:nbsp|#160);",
    "link": r"\]\((?:<[^<>\n]{0,500}>|[^()\s]{0,500}(?:\([^()\s]{0,200}\)[^()\s]{0,200})?)(?:\s+\"[^\"\n]{0,200}\")?\)",
    "reference": r"^\[[^\]\n]{1,80}\]:[ \t]+\S+[^\n]*$",
    "address": r"(?:https?://|www\.)[^\s<>\"\]]+|\b[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+",
    # A comment of a template is nobody's reading, the words in it included.
    "template-comment": _COMMENT,
    "tag": (
        rf"{_COMMENT}"
        r"|\{\{[^{}\n]{0,300}\}\}|\{%[^{}\n]{0,300}%\}|[%#]\{[^{}\n]{0,120}\}"
    ),
}
_PATTERNS = Patterns(_SOURCES, re.MULTILINE | re.IGNORECASE | re.DOTALL)


def masks(message: Message) -> tuple[Mask, ...]:
    """All masks of a message by place; they may overlap.

    HTML is looked for in every text, since canned replies mix it with plain lines; an `<angle
    fill-in>` is no tag, because its name is no element's (`placeholders/angle-fill-in` finds it).
    """
    return tuple(sorted(_masks(message), key=lambda mask: (mask.span.start, -mask.span.end)))


def _masks(message: Message) -> Iterator[Mask]:
    text = message.text
    for part in message.parts:
        if part.kind in _HISTORY:
            yield Mask(Span(part.start, part.end), "history")
    yield from code(message)
    if "<" in text:
        yield from _html(text)
    if "&" in text:
        yield from _all("entity", text, "markup")
    if "](" in text:
        yield from _all("link", text, "address")
    if "]:" in text:
        yield from _all("reference", text, "address")
    if "@" in text or "://" in text or "www." in text.lower():
        for match in _PATTERNS["address"].finditer(text):
            trimmed = match[0].rstrip(".,;:!?)'*")
            yield Mask(Span(match.start(), match.start() + len(trimmed)), "address")
    if "{" in text:
        yield from _all("tag", text, "tag")


def code(message: Message) -> Iterator[Mask]:
    """Code as Markdown has it: between fences, between backticks, indented."""
    text = message.text
    if "```" in text or "~~~" in text:
        yield from _all("fence", text, "code")
    if "`" in text:
        yield from _all("span", text, "code")
    if ("\n\n    " in text or "\n\n\t" in text or text.startswith("    ")) and message.markup != "html":
        yield from _all("indented", text, "code")


def template_comments(text: str) -> Iterator[Span]:
    """Comments of a template, which its engine takes out with all that is in them."""
    if "{#" in text or "{%" in text:
        yield from (Span(*match.span()) for match in _PATTERNS["template-comment"].finditer(text))


def _all(name: str, text: str, kind: MaskKind) -> Iterator[Mask]:
    for match in _PATTERNS[name].finditer(text):
        yield Mask(Span(match.start(), match.end()), kind)


_ELEMENTS = frozenset(
    "a abbr acronym address area article aside audio b base big blockquote body br button caption center cite"
    " code col colgroup dd del details dfn div dl dt em fieldset figure figcaption font footer form h1 h2 h3 h4"
    " h5 h6 head header hr html i iframe img input ins kbd label legend li link main map mark meta nav ol"
    " option p param picture pre q s samp section select small source span strike strong sub summary sup table"
    " tbody td tfoot th thead time title tr tt u ul var video wbr".split()
)


def _html(text: str) -> Iterator[Mask]:
    if "</script" in text.lower() or "</style" in text.lower():
        yield from _all("script", text, "code")
    if "<!--" in text:
        yield from _all("comment", text, "block")
    for match in _PATTERNS["html"].finditer(text):
        name = re.match(r"</?([a-z0-9]+)", match[0], re.IGNORECASE)
        if name and name[1].lower() in _ELEMENTS:
            yield Mask(Span(match.start(), match.end()), "block" if match["block"] else "markup")


_FILL = {"markup": " ", "block": "\n"}


def masked(text: str, found: tuple[Mask, ...]) -> str:
    """`text` with every masked character replaced; line ends stay, and so does the length."""
    if not found:
        return text
    characters = list(text)
    for mask in found:
        fill = _FILL.get(mask.kind, GAP)
        for at in range(mask.span.start, mask.span.end):
            if text[at] != "\n":
                characters[at] = fill
    for mask in found:  # what hides the words wins over what only changes the look of them
        if mask.kind not in _FILL:
            for at in range(mask.span.start, mask.span.end):
                if text[at] != "\n":
                    characters[at] = GAP
    return "".join(characters)


def quotations(prose: str) -> Spans:
    """What stands between double quotation marks in a `plain` text, marks included, one paragraph at most."""
    if '"' not in prose and "«" not in prose:
        return Spans()
    return Spans(
        Span(m.start(), m.end())
        for m in re.finditer(r'"[^"\n]{1,400}(?:\n[^"\n]{1,400})?"|«[^»]{1,400}»', prose)
    )
