"""What stands in a repository of replies: exports, folders, the signs of variables, the spelling."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

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


LEAST_VARIABLES = 3
"""Variables that must stand in a folder before they tell its desk."""


class Library(NamedTuple):
    """An export: its path from the folder looked at, the shape, and how many macros it has (at least)."""

    path: str
    shape: str
    macros: int


class Variables(NamedTuple):
    """How many variables stand in some texts, and how many of them each desk knows by their names."""

    number: int
    known: Counter[str]

    def fits(self, desk: str) -> bool:
        """True where they may all be this desk's, but for a few."""
        return self.known[desk] >= 0.9 * self.number

    @property
    def desk(self) -> str:
        """The desk that knows them, and more of them than any other does; empty where that is not plain."""
        (first, most), (_, second) = [*self.known.most_common(2), ("", 0), ("", 0)][:2]
        is_plain = self.number >= LEAST_VARIABLES and self.fits(first) and most - second >= max(2, 0.2 * most)
        return first if is_plain else ""


class Survey(NamedTuple):
    """`folders` leads from a folder's path to what is in it (a key of `FOLDERS`), `texts` is the number
    of files with a text of their own; `tokens` and `languages` are counted over texts and macros.
    `dialect` is en-GB or en-US, None where the spelling leaves it open or macros say another.  `variables` are
    counted by the desks that know them, for each folder with texts of its own and each export of no desk.
    """

    libraries: tuple[Library, ...]
    folders: dict[str, str]
    texts: int
    tokens: Counter[str]
    languages: Counter[str]
    dialect: str | None
    variables: Mapping[str, Variables] = MappingProxyType({})

    @property
    def desk(self) -> str:
        """The desk of all macros that are no export of one; empty where they have several, or nobody can tell."""
        plain = set(self.desk_of.values())
        if len(plain) == 1 and all(found.fits(*plain) for found in self.variables.values()):
            return plain.pop()
        if not plain and len(self.desks) == 1 and all(v.fits(self.desks[0]) for v in self.variables.values()):
            return self.desks[0]
        return ""

    @property
    def desk_of(self) -> Mapping[str, str]:
        """The desk of each folder and export whose variables show it plainly, without folders inside one of the
        same desk.
        """
        plain: dict[str, str] = {}
        for place, found in sorted(self.variables.items()):
            above = [folder for folder in plain if place.startswith(f"{folder}/")]
            if found.desk and (not above or plain[max(above, key=len)] != found.desk):
                plain[place] = found.desk
        return plain

    @property
    def desks(self) -> tuple[str, ...]:
        """The help desks of the exports, the largest first."""
        from replycheck.libraries.dialects import of_shape

        counts: Counter[str] = Counter()
        for library in self.libraries:
            dialect = of_shape(library.shape)
            if dialect is not None and dialect.desk != "github":  # its saved replies have no variables
                counts[dialect.desk] += library.macros
        return tuple(desk for desk, _ in counts.most_common())


def look_at(folder: str) -> Survey:
    """A look at the files of a folder, the first ones where there are many; what cannot be read is passed
    over, since a check will name it.
    """
    from replycheck.libraries.dialects import of_shape
    from replycheck.read.language import language_of

    libraries: list[Library] = []
    folders: dict[str, str] = {}
    texts = 0
    tokens: Counter[str] = Counter()
    languages: Counter[str] = Counter()
    spellings: Counter[str] = Counter()
    said: set[str] = set()
    variables: dict[str, Variables] = {}
    for path, name in _files(folder):
        found: list[str] = []
        if name.lower().endswith(EXPORTS) or "repl" in os.path.basename(name).lower():
            library = _library(path, name, found, said)
            libraries += [library] if library else []
            if library and of_shape(library.shape) is None:
                _add_variables(variables, name, found)
        sort = _sort(name) if not found and name.lower().endswith(TEXTS) else None
        if sort:
            texts += 1
            folders.setdefault(*sort)
            if texts <= MOST_TEXTS:
                found += _text(path, said)
                _add_variables(variables, os.path.dirname(name), found)
        for text in found:
            tokens.update(_tokens(text))
            languages.update(filter(None, [language_of(text)]))
            spellings.update(_spellings(text))
    dialect = _dialect(spellings)
    dialect = None if said - {dialect} else dialect
    return Survey(tuple(libraries), folders, texts, tokens, languages, dialect, variables)


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


def _library(path: str, name: str, texts: list[str], said: set[str]) -> Library | None:
    """The export in a file, if it is one; its texts are added to `texts`, the English they say to `said`."""
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
            said.update(_english(record.fields))
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


def _text(path: str, said: set[str]) -> list[str]:
    from replycheck.libraries.folder import record_of
    from replycheck.read import read_draft

    try:
        draft = read_draft(path)
        said.update(_english(record_of(path, draft).fields))
    except InputError:
        return []
    return [draft.text[:MOST_CHARACTERS]]


def _english(fields: Mapping[str, Any]) -> Iterator[str]:
    """The English that a macro says it is written in."""
    for key in ("language", "locale", "lang"):
        found = re.fullmatch(r"en[-_](GB|US|AU|CA)", str(fields.get(key, "")), re.IGNORECASE)
        if found:
            yield f"en-{found[1].upper()}"


def _add_variables(variables: dict[str, Variables], place: str, texts: Iterable[str]) -> None:
    from replycheck.libraries.dialects import DESKS, dialect
    from replycheck.libraries.dialects.tokens import expression, tokens

    number, known = variables.get(place, Variables(0, Counter()))
    for text in texts:
        for token in tokens(text):
            given = expression(token)
            if given is not None and given.path.name:
                number += 1
                desks = [dialect(desk) for desk in DESKS]
                known.update(
                    d.desk for d in desks if token.delimiter in d.delimiters and d.knows(given.path.name)
                )
    if number:
        variables[place] = Variables(number, known)


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
