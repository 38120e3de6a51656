"""Tokens of template engines in a text, whichever engine they belong to, and what is left of broken ones."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from replycheck.model import Span
from replycheck.records import NamedTuple


class Token(NamedTuple):
    """`{{ ticket.id }}`: `inner` is what stands between the delimiters, from `start` on."""

    span: Span
    delimiter: str
    inner: str
    start: int


DELIMITERS = {
    "triple-brace": r"\{\{\{(?P<a>[^{}]{0,200})\}\}\}",
    "double-brace": r"\{\{-?(?P<b>(?:[^{}]|(?<=\$)\{[\w.]{1,60}\}){0,300}?)-?\}\}",
    "brace-percent": r"\{%-?(?P<c>[^{}]{0,300}?)-?%\}",
    "hash-brace": r"(?<![\\#])#\{(?P<d>[^{}\n]{0,120})\}",
    "percent-brace": r"(?<![\\%])%\{(?P<e>[^{}\n]{0,120})\}",
    "dollar-brace": r"(?<![\\$])\$\{(?P<f>[^{}\n]{0,120})\}",
    "bang-brace": r"\{!(?P<g>[^{}\n]{0,200})\}",
    "star-pipe": r"\*\|(?P<h>[A-Z][A-Z0-9_:]{0,60})\|\*",
    "double-percent": r"(?<!%)%%(?P<i>[A-Za-z_][\w ]{0,40})%%(?!%)",
    "percent": r"(?<![\w%])%(?P<j>[A-Z][A-Z_-]{2,30})%(?![\w%])",
    "brace": r"(?<![\w{$#%!])\{(?P<k>(?:contact|owner)field=[^{}\n]{1,60})\}(?!\})",
}
"""How each kind of token is written, and where its inside begins; the first that fits a place counts."""

TRIGGERS = ("{", "*|", "%")


@cache
def _any() -> re.Pattern[str]:
    return re.compile("|".join(DELIMITERS.values()))


_NAMES = dict(zip("abcdefghijk", DELIMITERS, strict=True))


def tokens(text: str) -> tuple[Token, ...]:
    """All whole tokens by place; what a renderer left in the form of one (`#{x / no such object}`) is none."""
    if not any(trigger in text for trigger in TRIGGERS):
        return ()
    found = []
    for match in _any().finditer(text):
        letter = match.lastgroup or ""
        inner = match[letter]
        if "no such " in inner:
            continue
        found.append(Token(Span(*match.span()), _NAMES[letter], inner, match.start(letter)))
    return tuple(found)


class Path(NamedTuple):
    """The name in a token with its place in the text."""

    name: str
    span: Span


_NAME = r"[A-Za-z_$][\w$-]*(?:\s?\[[^\[\]\n]{1,60}\]|\.[\w$-]+)*"
"""A variable: words with dots between, and indexes."""


@cache
def name_pattern() -> re.Pattern[str]:
    return re.compile(_NAME)


class Expression(NamedTuple):
    """The inside of a variable: its path, and what follows it.

    `form` is one of `Dialect.forms`, empty where nothing follows, `?` for what nobody writes.  `text` is the
    fallback that is given; `filters` are the names of filters in order.
    """

    path: Path
    form: str = ""
    text: str = ""
    filters: tuple[str, ...] = ()


_QUOTED = r"\"[^\"\n]*\"|'[^'\n]*'"
_FORMS = (
    ("pipe-fallback", rf"\|\s*fallback\s*:\s*(?P<text>{_QUOTED})"),
    ("or-fallback", rf"\|\|\s*(?P<text>{_QUOTED})"),
    ("comma-equals", r",\s*fallback\s*=\s*(?P<text>[^{}\n]*)"),
    ("comma-colon", r",\s*fallback:(?P<text>[^{}\n]*)"),
    (
        "calls",
        rf"(?:\|\s*\w+\s*\((?:{_QUOTED}|[^()\"'])*\)\s*|\|\s*\w+\s*)*\|\s*\w+\s*\((?:{_QUOTED}|[^()\"'])*\)\s*",
    ),
    ("filters", rf"(?:\|\s*\w+\s*(?::\s*(?:{_QUOTED}|[^|\"'‘’“”]){{1,80}}?)?)+"),
    ("comma-text", r",\s*(?P<text>[^{}=:\n]+)"),
    ("pipe-text", r"\|(?P<text>[\w ]+)"),
)


@cache
def _forms() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((form, re.compile(source + r"\s*")) for form, source in _FORMS)


def expression(token: Token) -> Expression | None:
    """The path of a token and what follows it; None where no name stands there."""
    inner = token.inner
    start = len(inner) - len(inner.lstrip())
    if inner[start : start + 1] == "=":  # Mautic's `contactfield=x` has its sign within
        return None
    if token.delimiter == "brace":
        name, bar, text = inner.partition("|")
        return Expression(
            Path(name, Span(token.start, token.start + len(name))), "pipe-text" if bar else "", text
        )
    if token.delimiter in ("star-pipe", "percent", "double-percent"):
        return Expression(Path(inner, Span(token.start, token.start + len(inner))))
    named = name_pattern().match(inner, start)
    if not named:
        return None
    path = Path(named[0], Span(token.start + start, token.start + named.end()))
    rest = inner[named.end() :].strip()
    if not rest:
        return Expression(path)
    for form, pattern in _forms():
        found = pattern.fullmatch(rest)
        if found:
            text = (found.groupdict().get("text") or "").strip().strip("\"'")
            filters = tuple(re.findall(r"\|\s*(\w+)", rest)) if form in ("filters", "calls") else ()
            if "default" in filters:
                given = re.search(rf"default\s*[:(]\s*({_QUOTED})", rest)
                text = given[1].strip("\"'") if given else ""
            return Expression(path, form, text, filters)
    return Expression(path, "?")


def outside(text: str, spans: Iterable[Span]) -> str:
    """The text with the spans blanked out, offsets kept."""
    characters = list(text)
    for span in spans:
        for at in range(span.start, span.end):
            if characters[at] != "\n":
                characters[at] = "\0"
    return "".join(characters)


_HALVES = {
    "double-brace": (
        r"(?<!\{)\{\{-?[ \t]*(?P<name>[A-Za-z_][\w.\[\]-]*)(?:[ \t]*\|[^{}\n]{0,80}?)?[ \t]*\}(?!\})"  # {{x}
        r"|(?<![\w{$#%!])\{[ \t]*(?P<name2>[A-Za-z_][\w.\[\]-]*)[ \t]*\}\}(?!\})"  # {x}}
        r"|\{\{-?[ \t]*(?P<name3>[A-Za-z_][\w-]*(?:\.[\w-]+)+)"  # {{x.y
        r"|(?P<name4>[A-Za-z_][\w-]*(?:\.[\w-]+)+)[ \t]*\}\}"  # x.y}}
        r"|\{\{[ \t]*(?=\n|$)"
    ),
    "brace-percent": (
        r"\{%-?[ \t]*(?P<name>[A-Za-z_][\w.]*)(?P<rest>[^{}%\n]{0,80})\}"  # {%x}
        r"|(?<![\w{])\{[ \t]*(?P<name2>[A-Za-z_][\w.]*)(?:,[^{}%\n]{0,60})?[ \t]*%\}"  # {x%}
        r"|\{%-?[ \t]*(?P<name3>[A-Za-z_][\w.]*)"  # {%x
        r"|(?P<name4>[A-Za-z_][\w-]*(?:\.[\w-]+)+)[ \t]*%\}"  # x.y%}
    ),
    "hash-brace": (
        r"#\{[ \t]*(?P<name>[A-Za-z_][\w.]*(?:\.\w+))|(?<![\w{#$%!])\{(?P<name2>\w+(?:\.\w+)+)\}(?!\})"
        r"|#(?P<name3>(?:ticket|user|config|article)(?:\.\w+)+)\}"
    ),
    "percent-brace": (
        r"%\{[ \t]*(?P<name>[A-Za-z_][\w.]*)|(?<![\w{#$%!])\{(?P<name2>\w+(?:\.\w+)+|\w+_\w+)\}(?!\})"
        r"|%(?P<name3>\w+(?:\.\w+)+)\}"
    ),
    "bang-brace": r"\{![ \t]*(?P<name>[A-Za-z_][\w.]*)|(?<![\w{#$%!])\{(?P<name2>[A-Z]\w+(?:\.\w+)+)\}(?!\})",
    "triple-brace": (
        r"\{\{\{[ \t]*(?P<name>[A-Za-z_][\w.]*)[ \t]*\}{0,2}(?!\})"
        r"|(?<!\{)\{\{(?P<name2>[A-Z][\w]*(?:\.\w+)+)\}\}"
    ),
}


@cache
def _half(delimiter: str) -> re.Pattern[str]:
    return re.compile(_HALVES[delimiter], re.MULTILINE)


class Half(NamedTuple):
    """Half a token: `{{ticket.id}`; `name` is the variable that was meant, empty where none stands there."""

    span: Span
    delimiter: str
    name: str


def halves(
    text: str, whole: Sequence[Token], hidden: Sequence[Span], delimiters: Iterable[str]
) -> Iterator[Half]:
    """What is left of tokens of the given kinds, by place within each; `hidden` is not looked at."""
    rest = outside(text, [*(token.span for token in whole), *hidden])
    taken: list[Span] = []
    for delimiter in delimiters:
        if delimiter not in _HALVES or ("{" not in rest and "}" not in rest):
            continue
        for match in _half(delimiter).finditer(rest):
            span = Span(match.start(), match.start() + len(match[0].rstrip()))
            if any(span.overlaps(other) for other in taken):
                continue
            taken.append(span)
            name = next((value for key, value in match.groupdict().items() if value and key != "rest"), "")
            yield Half(span, delimiter, name)
