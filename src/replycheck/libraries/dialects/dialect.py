"""One help desk's way of writing variables, as a value: its tokens, the names it knows, its fallback."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache

from replycheck.records import NamedTuple


class Dialect(NamedTuple):
    """`desk` is the name users give, `name` the one they read.

    `delimiters` are keys of `tokens.DELIMITERS`.  `tags` says what stands in `{% %}`: `liquid`, `hubl`,
    `none`, or `open` where nobody knows.  `forms` are what may follow a name: `filters` (`| default: 'x'`),
    `calls` (`|default("x")`), `pipe-fallback` (`|fallback:"x"`), `or-fallback` (`|| 'x'`), `comma-equals`
    (`,fallback=x`), `comma-colon` (`,fallback:x`), `comma-text` (`, x`), `pipe-text` (`|x`), or `open`.

    `token` and `fallback` show how a variable is written, with `NAME` and `TEXT` in their places; without a
    way to give a fallback the latter is empty.  `names` and `patterns` are the known variables, `open` those
    that may exist under names a team chose.  `is_complete`: there are no others.  `means` leads from what a
    variable stands for to the desk's own name; `greets` are the names that stand in greetings.  `has_code`:
    variables in code are not replaced.
    """

    desk: str
    name: str
    delimiters: tuple[str, ...]
    tags: str
    forms: tuple[str, ...]
    token: str
    fallback: str
    names: frozenset[str]
    patterns: tuple[str, ...]
    open: tuple[str, ...]
    means: Mapping[str, str]
    greets: frozenset[str]
    functions: frozenset[str] = frozenset()
    wraps: frozenset[str] = frozenset()
    is_complete: bool = False
    ignores_case: bool = False
    has_code: bool = False
    is_mailer: bool = False

    def knows(self, name: str) -> bool:
        """True for a variable that the desk replaces, and for one under a name that is all its own."""
        if self.ignores_case:
            return name.lower() in _folded(self.names) or matches(name.lower(), _lowered(self.patterns))
        return name in self.names or matches(name, self.patterns)

    def may_know(self, name: str) -> bool:
        """True for a name that a team may have made itself, as a field of its own."""
        return matches(name, self.open)

    def nearest(self, name: str, also: Iterable[str] = ()) -> str | None:
        """The known name within two edits of an unknown one, or the same in another case."""
        return _nearest(self.names, tuple(entry for entry in also if "*" not in entry), name)

    def written(self, name: str, text: str = "") -> str:
        """A variable as it is typed into a macro, with a fallback where one is wanted and possible."""
        shape = self.fallback if text and self.fallback else self.token
        return shape.replace("NAME", name).replace("TEXT", text)

    def meaning_of(self, name: str) -> str:
        """What a variable stands for; empty where nobody wrote it down."""
        wanted = name.lower() if self.ignores_case else name
        for meaning, own in self.means.items():
            if (own.lower() if self.ignores_case else own) == wanted:
                return meaning
        return ""


@lru_cache(maxsize=4096)  # one misspelling stands in a hundred macros, and so does a field of the team's own
def _nearest(names: frozenset[str], also: tuple[str, ...], name: str) -> str | None:
    known = [*sorted(names), *also]
    folded = _bare(name)
    for one in known:
        if _bare(one) == folded:
            return one
    most = 2 if len(name) > 7 else 1
    letters = set(name.lower())
    near = [
        (count, one)
        for one in known
        if abs(len(one) - len(name)) <= most
        and len(letters ^ set(one.lower())) <= 2 * most
        and (count := edits(name.lower(), one.lower(), most)) <= most
    ]
    return min(near)[1] if near else None


def _bare(name: str) -> str:
    """A name without what its writers forget: case and underscores."""
    return name.replace("_", "").lower()


@cache
def _folded(names: frozenset[str]) -> frozenset[str]:
    return frozenset(name.lower() for name in names)


@cache
def _lowered(patterns: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(pattern.lower() for pattern in patterns)


def matches(name: str, patterns: Iterable[str]) -> bool:
    """True where one of the patterns fits, in which `*` stands for any further part of a name, and `+` for
    one without a dot.
    """
    return any(_pattern(pattern).fullmatch(name) is not None for pattern in patterns)


@cache
def _pattern(glob: str) -> re.Pattern[str]:
    return re.compile("".join(_WILD.get(piece) or re.escape(piece) for piece in re.split(r"([*+])", glob)))


_WILD = {"*": r"[\w.\-\[\]\"' ]+", "+": r"[\w-]+"}


def edits(a: str, b: str, most: int) -> int:
    """How many letters differ (inserted, left out, replaced, or two swapped); `most` + 1 where more do."""
    if abs(len(a) - len(b)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        last, row, before = row, [i], row if i == 1 else before
        for j, y in enumerate(b, 1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
        before = last
    return row[-1]
