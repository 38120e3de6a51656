"""What stands in a repository of replies: exports, folders, the signs of variables, the spelling."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator

from replycheck.errors import InputError
from replycheck.records import NamedTuple

MOST_FILES = 20_000
MOST_TEXTS = 400
MOST_RECORDS = 400
MOST_CHARACTERS = 20_000

TEXTS = (".txt", ".md", ".markdown", ".html", ".htm", ".eml")
EXPORTS = (".json", ".ndjson", ".yaml", ".yml", ".csv", ".tsv", ".xml")
PASSED_OVER = ("node_modules", "site-packages", "build", "dist", "vendor", "docs", "test", "tests", "src")
"""Folders of programs; nobody keeps replies there."""

FOLDERS = {
    "chat": r"chats?|whatsapp|sms|messaging|live[-_ ]?chat",
    "social": r"social|twitter|instagram|facebook|reviews",
    "macro": r"macros?|canned[-_ ]?\w*|saved[-_ ]?\w*|templates?|snippets?|text[-_ ]?modules?|quick[-_ ]?\w+"
    r"|repl(?:y|ies)|responses?",
    "draft": r"drafts?|outbox|outgoing",
}
"""Names of folders, by what is in them."""

TOKENS = {
    "{{ … }}": r"\{\{[^{}\n]{1,80}\}\}",
    "{% … %}": r"\{%[^{}\n]{1,80}%\}",
    "#{ … }": r"#\{[\w.]{2,60}\}",
    "%{ … }": r"%\{[\w.]{2,60}\}",
    "{! … }": r"\{![^{}\n]{1,80}\}",
    "*| … |*": r"\*\|[^|\n]{1,60}\|\*",
    "[ … ]": r"\[[A-Z][A-Z _-]{2,30}\]",
}
"""Signs around variables and fill-ins."""

BRITISH = (
    r"colour\w*|favour\w*|behaviour|honour\w*|centre|organis\w+|recognis\w+|apologis\w+|cancell(?:ed|ing)"
    r"|licence|catalogue|cheque|grey|programme|whilst|fulfil|enquir\w+"
)
AMERICAN = (
    r"color\w*|favor\w*|behavior|honor\w*|center|organiz\w+|recogniz\w+|apologiz\w+|cancel(?:ed|ing)"
    r"|catalog|gray|program|fulfill|inquir\w+|check(?:book|ing account)"
)

LEAST_SPELLINGS = 3
"""Words that must speak for one English before it is believed."""


class Library(NamedTuple):
    """An export: its path from the folder looked at, the shape, and how many macros it has (at least)."""

    path: str
    shape: str
    macros: int

    @property
    def desk(self) -> str:
        return self.shape.partition("-")[0]


class Survey(NamedTuple):
    """`folders` leads from a folder's path to what is in it (a key of `FOLDERS`), `texts` is the number
    of files with a text of their own; `tokens` and `languages` are counted over texts and macros.
    `dialect` is en-GB or en-US, None where the spelling leaves it open.
    """

    libraries: tuple[Library, ...]
    folders: dict[str, str]
    texts: int
    tokens: Counter[str]
    languages: Counter[str]
    dialect: str | None

    @property
    def desks(self) -> tuple[str, ...]:
        """The help desks of the exports, the largest first."""
        counts: Counter[str] = Counter()
        for library in self.libraries:
            if library.desk not in ("csv", "folder", "saved_replies", "saved"):
                counts[library.desk] += library.macros
        return tuple(desk for desk, _ in counts.most_common())


def look_at(folder: str) -> Survey:
    """A look at the files of a folder, the first ones where there are many; what cannot be read is passed
    over, since a check will name it.
    """
    from replycheck.read.language import language_of

    libraries: list[Library] = []
    folders: dict[str, str] = {}
    texts = 0
    tokens: Counter[str] = Counter()
    languages: Counter[str] = Counter()
    spellings: Counter[str] = Counter()
    for path, name in _files(folder):
        found: list[str] = []
        if name.lower().endswith(EXPORTS) or "repl" in os.path.basename(name).lower():
            library = _library(path, name, found)
            libraries += [library] if library else []
        sort = _sort(name) if not found and name.lower().endswith(TEXTS) else None
        if sort:
            texts += 1
            folders.setdefault(*sort)
            found += _text(path) if texts <= MOST_TEXTS else []
        for text in found:
            tokens.update(_tokens(text))
            languages.update(filter(None, [language_of(text)]))
            spellings.update(_spellings(text))
    return Survey(tuple(libraries), folders, texts, tokens, languages, _dialect(spellings))


def _files(folder: str) -> Iterator[tuple[str, str]]:
    """Paths of files with their names from the folder on, with slashes."""
    number = 0
    for where, inner, names in os.walk(folder):
        inner[:] = sorted(
            n for n in inner if n.lower() not in PASSED_OVER and (n == ".github" or n[0] != ".")
        )
        for name in sorted(names):
            number += 1
            if number > MOST_FILES:
                return
            path = os.path.join(where, name)
            if not name.startswith(".") and os.path.isfile(path):
                yield path, os.path.relpath(path, folder).replace(os.sep, "/")


def _library(path: str, name: str, texts: list[str]) -> Library | None:
    """The export in a file, if it is one; its texts are added to `texts`."""
    from replycheck.libraries import is_library, plausible, read_library

    if not is_library(path) or (name.lower().endswith(EXPORTS) and not plausible(path)):
        return None
    shape, number = "", 0
    try:
        for record in read_library(path):
            if isinstance(record, InputError):
                continue
            number, shape = number + 1, record.shape
            texts += [body.text[:MOST_CHARACTERS] for body in record.bodies]
            if number == MOST_RECORDS:
                break
    except InputError:
        return None
    return Library(name, shape, number) if number else None


def _sort(name: str) -> tuple[str, str] | None:
    """The outermost folder of a file whose name says what is in it, with that."""
    parts = name.split("/")[:-1]
    for sort, names in FOLDERS.items():
        for depth, part in enumerate(parts, 1):
            if re.fullmatch(names, part, re.IGNORECASE):
                return "/".join(parts[:depth]), sort
    return None


def _text(path: str) -> list[str]:
    from replycheck.read import read_draft

    try:
        return [read_draft(path).text[:MOST_CHARACTERS]]
    except InputError:
        return []


def _tokens(text: str) -> Iterator[str]:
    for sign, source in TOKENS.items():
        yield from [sign] * len(re.findall(source, text))


def _spellings(text: str) -> Iterable[str]:
    for dialect, words in (("en-GB", BRITISH), ("en-US", AMERICAN)):
        yield from [dialect] * len(re.findall(rf"\b(?:{words})\b", text, re.IGNORECASE))


def _dialect(spellings: Counter[str]) -> str | None:
    """The English that at least four of five words speak for."""
    if not spellings:
        return None
    dialect, number = spellings.most_common(1)[0]
    is_clear = number >= LEAST_SPELLINGS and number >= 0.8 * spellings.total()
    return dialect if is_clear else None
