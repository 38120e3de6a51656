"""What a regular expression cannot match without: the literals that stand in every match of it.

A pattern is run only where its literals occur, so a wrong literal would hide findings without a
sound: `tests/test_matching.py` holds the gated search equal to a plain one for generated patterns
and texts.

Literals are lower-case ASCII and are looked for in the words of a text (`words_of`): everything between
two words is a single space there.  So a literal can span words, and a space at its end means that a
word ends there.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Collection, Iterable, Sequence
from functools import cache
from itertools import product
from typing import Any

if sys.version_info >= (3, 11):
    import re._constants
    import re._parser

    sre: Any = re._constants
    sre_parser: Any = re._parser
else:
    import sre_constants
    import sre_parse

    sre: Any = sre_constants
    sre_parser: Any = sre_parse

Gates = Sequence[Sequence[str]]
"""Sets of literals: a match holds at least one literal of every set."""

MOST_STRINGS = 16
"""How many spellings one stretch of a pattern may expand to before it is cut in two."""

_REPEATS: tuple[Any, ...] = (sre.MAX_REPEAT, sre.MIN_REPEAT)
if sys.version_info >= (3, 11):
    _REPEATS += (sre.POSSESSIVE_REPEAT,)


MOST_GATES = 3
MOST_LITERALS = 12
"""How many sets of literals are kept beside the first, and how many literals such a set may have: the
first decides nearly always, and every set costs room in the pack."""

GRAMS = (8, 5, 3)
"""Lengths of the runs of characters that literals are looked up by, the most telling first."""


@cache
def gates_of(pattern: str) -> Gates:
    """The sets of literals of `pattern`, the most telling first; empty when none can be derived.

    Raises `re.error` for what is no regular expression.
    """
    found = [set(map(_literal, literals)) for literals in _required(parse(pattern))]
    useful = {tuple(sorted(_shortest(literals))) for literals in found if all(map(str.strip, literals))}
    best = sorted(useful, key=_how_common)
    return tuple(
        [*best[:1], *(literals for literals in best[1:] if len(literals) <= MOST_LITERALS)][:MOST_GATES]
    )


# Words that stand in nearly every reply: a set that holds one of them lets nearly every text through.
_COMMON = frozenset(
    "the to you your and we for i of in is a it that this on be have with are will if can not our or any as"
    " please us from at my me an so do was has been by but would all no up when what how get out more there"
    " just which about they one also after their did could now new need time other than them may who only"
    " some its like i'll we'll i'm i've we've don't can't let know order help thank thanks sorry".split()
)


def is_common(word: str) -> bool:
    """True for a word that stands in nearly every reply."""
    return word in _COMMON


def _how_common(literals: Collection[str]) -> tuple[bool, bool, int, int, list[str]]:
    """The key that sorts sets of literals from telling to common, and the small before the large."""
    common = any(literal.strip() in _COMMON or len(literal) < 3 for literal in literals)
    return common, len(literals) > MOST_LITERALS, -min(map(len, literals)), len(literals), sorted(literals)


def words_of(folded: str) -> str:
    """What literals are looked for in: the words of a folded text with one space around each, and
    behind them, on a line of their own, the marks that stand between the words.
    """
    marks = "".join(set(_MARKS.findall(folded)))
    return f" {_BETWEEN_WORDS.sub(' ', folded)} \n{marks}"


def may_hold(words: str, gates: Gates) -> bool:
    """True where a literal of every set stands in the words; written out, since it runs most often of all."""
    for literals in gates:
        for literal in literals:
            if literal in words:
                break
        else:
            return False
    return True


def _literal(text: str) -> str:
    """A literal as it stands in `words_of`; of marks alone, the first."""
    words = _BETWEEN_WORDS.sub(" ", text)
    return words if words.strip() else text.strip()[:1]


_BETWEEN_WORDS = re.compile(r"\W+")
_MARKS = re.compile(r"[^\w\s]")


def grams_of(gates: Gates) -> tuple[str, ...]:
    """What a text is looked through for first: a run of characters of each literal of the first set.

    Empty where a literal is too short for that, and so the term is always tried.
    """
    if not gates or min(map(len, gates[0])) < GRAMS[-1]:
        return ()
    return tuple(dict.fromkeys(map(_gram, gates[0])))


def _gram(literal: str) -> str:
    """The literal's last characters, as many as one of the sizes: a run over two words is the most telling."""
    size = next(size for size in GRAMS if len(literal) >= size)
    return literal[-size:]


def can_be_empty(pattern: str) -> bool:
    """True for a pattern that may match no character at all, and so everywhere."""
    return bool(parse(pattern).getwidth()[0] == 0)


LONGEST_ENTRY = 10_000
"""Characters of one phrase or pattern; looking through a longer one for its words takes the square of it."""

MOST_REPEATS = 10_000
"""How often an expression may repeat a thing by its numbers, those of groups within groups multiplied: compilers
write some of it out.
"""


def repeats(pattern: str) -> int:
    """How often a thing in a pattern is repeated at most, by numbers: 6 in `(a{3}){2,}`."""
    return _repeats(parse(pattern))


def _repeats(items: Iterable[Any]) -> int:
    most = 1
    for op, argument in items:
        if op in _REPEATS:
            least, limit, inner = argument
            most = max(most, max(1, least if limit is sre.MAXREPEAT else limit) * _repeats(inner))
        elif op is sre.BRANCH:
            most = max(most, *map(_repeats, argument[1]))
        elif op is sre.SUBPATTERN:
            most = max(most, _repeats(argument[3]))
        elif op in (sre.ASSERT, sre.ASSERT_NOT):
            most = max(most, _repeats(argument[1]))
        elif op is sre.GROUPREF_EXISTS:
            most = max(most, *(_repeats(branch) for branch in argument[1:] if branch))
        elif sys.version_info >= (3, 11) and op is sre.ATOMIC_GROUP:
            most = max(most, _repeats(argument))
    return most


@cache
def parse(pattern: str) -> Any:
    """The parse tree of the standard library's compiler (undocumented, stable from 3.10 to 3.14)."""
    return sre_parser.parse(pattern, re.IGNORECASE | re.MULTILINE)


def _is_space(item: Sequence[Any]) -> bool:
    if len(item) != 1:
        return False
    op, argument = item[0]
    return (op is sre.IN and list(argument) == [(sre.CATEGORY, sre.CATEGORY_SPACE)]) or item[0] == (
        sre.LITERAL,
        32,
    )


def _required(tree: Iterable[Any]) -> list[set[str]]:
    """One set of literals for every stretch of the pattern that every match must hold."""
    found: list[set[str]] = []
    run: set[str] = {""}

    def flush() -> None:
        nonlocal run
        found.append(run)
        run = {""}

    for op, argument in tree:
        spellings = _spellings(op, argument)
        if spellings is not None and len(run) * len(spellings) <= MOST_STRINGS:
            run = {head + tail for head, tail in product(run, spellings)}
            continue
        flush()
        if spellings is not None:
            run = spellings
            continue
        if op is sre.SUBPATTERN:
            found += _required(argument[3])
        elif op in _REPEATS and argument[0] >= 1:
            found += _required(argument[2])
        elif sys.version_info >= (3, 11) and op is sre.ATOMIC_GROUP:
            found += _required(argument)
        elif op is sre.BRANCH:
            best = [_best(_required(branch)) for branch in argument[1]]
            if all(best):
                found.append(set().union(*best))
    flush()
    return [literals for literals in found if literals]


def _best(sets: list[set[str]]) -> set[str]:
    """The most telling set; the empty set where each holds a literal without a word."""
    return min((found for found in sets if all(map(str.strip, found))), key=_how_common, default=set())


def _shortest(literals: set[str]) -> set[str]:
    """The same condition with fewer literals: one that holds another adds nothing."""
    return {a for a in literals if not any(b != a and b in a for b in literals)}


def _spellings(op: Any, argument: Any) -> set[str] | None:
    """All strings that one item of a pattern can match, lower-case; None when they are not few.

    White space is one space, and so is the end of a word; what has no width is the empty string.
    """
    if op is sre.AT or op is sre.ASSERT:
        return {""}
    if op is sre.ASSERT_NOT:
        return {" "} if list(argument[1]) in _WORD else {""}
    if op in (sre.MAX_REPEAT, sre.MIN_REPEAT) and _is_space(argument[2]):
        return {" "} if argument[0] else {"", " "}
    if op is sre.LITERAL:
        letter = chr(argument)
        return {letter.lower()} if argument < 128 or not letter.isalnum() else None
    if op is sre.IN:
        codes = [code for kind, code in argument if kind is sre.LITERAL]
        plain = len(codes) == len(argument) and len(codes) <= 6 and all(code < 128 for code in codes)
        return {chr(code).lower() for code in codes} if plain else None
    if op is sre.SUBPATTERN:
        _, on, off, items = argument
        return None if on or off else _sequence(items)
    if op is sre.BRANCH:
        found: set[str] = set()
        for branch in argument[1]:
            strings = _sequence(branch)
            if strings is None:
                return None
            found |= strings
        return found if len(found) <= MOST_STRINGS else None
    if op in (sre.MAX_REPEAT, sre.MIN_REPEAT) and argument[:2] == (0, 1):
        strings = _sequence(argument[2])
        return None if strings is None else strings | {""}
    return None


_WORD = (
    [(sre.CATEGORY, sre.CATEGORY_WORD)],
    [(sre.IN, [(sre.CATEGORY, sre.CATEGORY_WORD)])],
)
"""How a lone `\\w` stands in a parse tree."""


def _sequence(items: Iterable[Any]) -> set[str] | None:
    run = {""}
    for op, argument in items:
        strings = _spellings(op, argument)
        if strings is None or len(run) * len(strings) > MOST_STRINGS:
            return None
        run = {head + tail for head, tail in product(run, strings)}
    return run
