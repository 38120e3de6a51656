"""Tags in `{% %}`: which open a block, which close it, which names they make."""

from __future__ import annotations

import re
from collections.abc import Mapping

BLOCKS: Mapping[str, frozenset[str]] = {
    "liquid": frozenset("if unless case for tablerow capture comment raw".split()),
    "hubl": frozenset("if unless for macro call raw filter block".split()),
}
"""Tags that have an end of their own (Shopify, Liquid reference; HubSpot, HubL syntax)."""

MIDDLES: Mapping[str, frozenset[str]] = {
    "elsif": frozenset(("if", "unless")),
    "elif": frozenset(("if",)),
    "else": frozenset(("if", "unless", "case", "for")),
    "when": frozenset(("case",)),
}
"""Tags that stand within a block, and in which ones."""

SINGLES: Mapping[str, frozenset[str]] = {
    "liquid": frozenset(
        "assign increment decrement cycle break continue include render echo liquid elsif else when".split()
    ),
    "hubl": frozenset(
        "set do import from include extends elif else unless module widget_block personalization_token".split()
    ),
}

MEANT = {
    "elseif": "elsif",
    "elif": "elsif",
    "else if": "elsif",
    "end": "endif",
    "fi": "endif",
    "set": "assign",
}
"""What people write who know another language, in Liquid."""

FILTERS = frozenset(
    "abs append at_least at_most capitalize ceil compact concat date default divided_by downcase escape escape_once"
    " first floor join last lstrip map minus modulo newline_to_br plus prepend remove remove_first replace"
    " replace_first reverse round rstrip size slice sort sort_natural split strip strip_html strip_newlines sum times"
    " truncate truncatewords uniq upcase url_decode url_encode where html_safe markdown titleize number_with_delimiter"
    " json date_format to_s".split()
)
"""Filters of Liquid and those that help desks add."""

_MAKES = re.compile(r"\s*(?:assign|capture|increment|decrement|set|for|tablerow)\s+([A-Za-z_][\w-]*)")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")


def word_of(inner: str) -> str:
    """The tag's own word; empty where none stands there."""
    found = re.match(r"\s*-?\s*([A-Za-z_]+)(?![\w.])", inner)
    return found[1] if found else ""


def made_by(inner: str) -> str | None:
    """The name that `{% assign name = … %}`, `{% for name in … %}` and their like make."""
    found = _MAKES.match(inner)
    return found[1] if found else None


def without_quoted(inner: str) -> str:
    """The tag with its texts blanked out, offsets kept."""
    return _QUOTED.sub(lambda match: " " * len(match[0]), inner)
