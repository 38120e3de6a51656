"""What a regular expression cannot match without: the literals that stand in every match of it.

A pattern is run only where its literals occur, so a wrong literal would hide findings without a
sound: `tests/test_matching.py` holds the gated search equal to a plain one for generated patterns
and texts.  All literals are lower-case ASCII; whatever else stands in a pattern is left out of them.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Sequence
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

Gates = tuple[tuple[str, ...], ...]
"""Sets of literals: a match holds at least one literal of every set."""

MOST_STRINGS = 32
"""How many spellings one stretch of a pattern may expand to before it is cut in two."""

_REPEATS: tuple[Any, ...] = (sre.MAX_REPEAT, sre.MIN_REPEAT)
if sys.version_info >= (3, 11):
    _REPEATS += (sre.POSSESSIVE_REPEAT,)


MOST_GATES = 4
"""How many sets of literals are kept; the first ones decide nearly always."""

GRAMS = (4, 3, 2)
"""Lengths of the runs of letters that literals are looked up by, the most telling first."""


@cache
def gates_of(pattern: str) -> Gates:
    """The sets of literals of `pattern`, the most telling first; empty when none can be derived.

    Raises `re.error` for what is no regular expression.
    """
    found = _required(parse(pattern))
    useful = {tuple(sorted(_shortest(literals))) for literals in found if all(literals)}
    best = sorted(useful, key=lambda literals: (-min(map(len, literals)), len(literals), literals))
    return tuple(best[:MOST_GATES])


def grams_of(gates: Gates) -> tuple[str, ...]:
    """What a text is looked through for first: a run of letters of each literal of the first set.

    Empty where a literal is too short for that, and so the term is always tried.
    """
    if not gates or min(map(len, gates[0])) < GRAMS[-1]:
        return ()
    return tuple(dict.fromkeys(map(_gram, gates[0])))


def _gram(literal: str) -> str:
    """A run of letters of the literal's longest word, so that spaces do not serve."""
    word = max(re.split(r"[^a-z0-9]+", literal), key=len)
    for size in GRAMS:
        if len(word) >= size:
            return word[-size:]
    return literal[: GRAMS[-1]]


def can_be_empty(pattern: str) -> bool:
    """True for a pattern that may match no character at all, and so everywhere."""
    return bool(parse(pattern).getwidth()[0] == 0)


@cache
def parse(pattern: str) -> Any:
    """The parse tree of the standard library's compiler (undocumented, stable from 3.10 to 3.14)."""
    return sre_parser.parse(pattern, re.IGNORECASE | re.MULTILINE)


def is_risky(pattern: str) -> bool:
    """True for a pattern whose running time may explode: one that repeats more than white space.

    A single `?` and `\\s+` cannot go wrong; anything else of a user's runs under a time limit.
    """
    return any(_repeats(parse(pattern)))


def _repeats(tree: Iterable[Any]) -> Iterable[bool]:
    for op, argument in tree:
        if op in _REPEATS:
            low, high, item = argument
            yield (low, high) != (0, 1) and not _is_space(item)
            yield from _repeats(item)
        elif op is sre.SUBPATTERN:
            yield from _repeats(argument[3])
        elif op is sre.BRANCH:
            for branch in argument[1]:
                yield from _repeats(branch)
        elif op in (sre.ASSERT, sre.ASSERT_NOT):
            yield from _repeats(argument[1])
        elif op is sre.GROUPREF_EXISTS:
            yield True
        elif sys.version_info >= (3, 11) and op is sre.ATOMIC_GROUP:
            yield from _repeats(argument)


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
        if op is sre.AT:
            continue
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
    """The set whose shortest literal is longest; the empty set when every set has an empty literal."""
    telling = [literals for literals in sets if all(literals)]
    return max(telling, key=lambda literals: min(map(len, literals)), default=set())


def _shortest(literals: set[str]) -> set[str]:
    """The same condition with fewer literals: one that holds another adds nothing."""
    return {a for a in literals if not any(b != a and b in a for b in literals)}


def _spellings(op: Any, argument: Any) -> set[str] | None:
    """All strings that one item of a pattern can match, lower-case; None when they are not few."""
    if op is sre.LITERAL:
        return {chr(argument).lower()} if argument < 128 else None
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


def _sequence(items: Iterable[Any]) -> set[str] | None:
    run = {""}
    for op, argument in items:
        if op is sre.AT:
            continue
        strings = _spellings(op, argument)
        if strings is None or len(run) * len(strings) > MOST_STRINGS:
            return None
        run = {head + tail for head, tail in product(run, strings)}
    return run
