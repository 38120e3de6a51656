"""Findings as plain values without a word of a text: offsets, and where in the rule a word stands."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from replycheck.model import Edit, Finding, Fix, Match, Related, Severity, Span

if TYPE_CHECKING:
    from replycheck.checkers.macros import Macro
    from replycheck.rules import Rule


class Uncachable(Exception):
    """A report holds words that are neither in its text nor in its rule."""


def no_macro(number: int) -> Macro:
    raise ValueError


def encoded(
    finding: Finding,
    text: str,
    rule: Rule,
    numbers: Mapping[str, int] = MappingProxyType({}),
    macro_at: Callable[[int], Macro] = no_macro,
) -> list[Any]:
    """A finding as plain values; other macros are named by their numbers.  Raises `Uncachable` where it holds
    words from elsewhere.
    """
    match = finding.match
    named = [related.case for related in match.related if related.case]
    titles = {macro_at(numbers[name]).said: numbers[name] for name in named}

    def place(word: str) -> Any:
        return {"title": titles[word]} if word in titles else _places(word, text, match.span, rule)

    related = [
        [
            r.message,
            *r.span,
            place(r.note),
            None if r.text is None else place(r.text),
            numbers[r.case] if r.case else None,
        ]
        for r in match.related
    ]
    fix = match.fix and [match.fix.safety, [[*edit.span, place(edit.text)] for edit in match.fix.edits]]
    values = [
        finding.rule,
        int(finding.severity),
        *match.span,
        {key: place(str(value)) for key, value in match.values.items()},
        [place(suggestion) for suggestion in match.suggestions],
        related,
        match.score,
        fix,
        [list(span) for span in match.also],
    ]
    if match.about:
        raise Uncachable
    if decoded(values, text, {rule.id: rule}, macro_at) != finding._replace(
        match=match._replace(values=dict(match.values))
    ):
        raise Uncachable
    return values


def decoded(
    values: list[Any], text: str, rules: Mapping[str, Rule], macro_at: Callable[[int], Macro]
) -> Finding:
    """The finding that `_encoded` made these values of, under the same text."""
    from replycheck.check import worded

    rule_id, severity, start, end, named, suggestions, related, score, fix, also = values
    rule = rules[rule_id]
    if not 0 <= start <= end <= len(text):
        raise ValueError

    def word(places: Any) -> str:
        if isinstance(places, dict):
            return macro_at(places["title"]).said
        return _words(places, text, rule)

    match = Match(
        Span(start, end),
        {key: word(places) for key, places in named.items()},
        tuple([word(places) for places in suggestions]),
        tuple(
            [
                Related(
                    message,
                    Span(first, last),
                    word(note),
                    None if said is None else word(said),
                    "" if number is None else macro_at(number).name,
                )
                for message, first, last, note, said, number in related
            ]
        ),
        score,
        fix and Fix(fix[0], tuple([Edit(Span(a, b), word(places)) for a, b, places in fix[1]])),
        also=tuple([Span(*span) for span in also]),
    )
    return Finding(rule_id, Severity(severity), worded(rule, match), match)


_HARMLESS = re.compile(
    r"[0-9]{1,3}%?|[\W_]{0,4}|[£$€][0-9.,]{1,9}"
    r"|[0-9.]{1,5}(?: to [0-9.]{1,5})? (?:working )?(?:minute|hour|day|month)s?"
)
"""What may be kept as it is: a count, a share, a price or a time of a macro, the marks between words."""

_JOINT = re.compile(r"(”, “|[“”]|(?<=[0-9]) )")
"""What stands between the quotations of a list, and behind a count."""

_WORD = re.compile(r"([^\W\d_]+(?:['’][^\W\d_]+)*)")


def _places(word: str, text: str, span: Span, rule: Rule) -> Any:
    """Where a word stands: start and length in the text, the number of a word of the rule, or marks as they are,
    and words of ours that the text does not hold.
    """
    at = text.find(word, span.start, span.end) if word else -1
    at = text.find(word) if at < 0 and word else at
    if at >= 0:
        return [at, len(word)]
    if _HARMLESS.fullmatch(word):
        return word
    own = _own_words(rule)
    if word in own:
        return own.index(word)
    pieces = [piece for piece in _JOINT.split(word) if piece]
    if len(pieces) < 2:
        pieces = [piece for piece in _WORD.split(word) if piece]
    if len(pieces) < 2:
        if _is_ours(word, text) and rule.family != "privacy":
            return word
        raise Uncachable
    return [_places(piece, text, span, rule) for piece in pieces]


def _is_ours(word: str, text: str) -> bool:
    """A word of a checker of ours, such as a correction: letters that stand nowhere in the message.

    Small words in small letters ("the") are nobody's.
    """
    if word.islower() and len(word) <= 3:
        return True
    return word.replace("'", "").replace("’", "").isalpha() and word.casefold() not in text.casefold()


def _words(places: Any, text: str, rule: Rule) -> str:
    if isinstance(places, str):
        return places
    if isinstance(places, int):
        return _own_words(rule)[places]
    if places and isinstance(places[0], int) and len(places) == 2 and isinstance(places[1], int):
        start, length = places
        if start < 0 or start + length > len(text):
            raise ValueError
        return text[start : start + length]
    return "".join([_words(piece, text, rule) for piece in places])


_own: dict[str, list[str]] = {}


def fields_of(checker: Any) -> dict[str, Any]:
    """What the rule file says, and not what a kind worked out meanwhile: that differs from run to run."""
    return {name: getattr(checker, name) for name in checker.__match_args__}


def _own_words(rule: Rule) -> list[str]:
    """The words that a rule file itself gives: replacements, suggestions, groups; in a fixed order."""
    if rule.id not in _own:
        given = list(_texts([fields_of(rule.checker), getattr(rule.checker, "says", ())]))
        given += [term.label for term in rule.terms if term.label]
        _own[rule.id] = list(dict.fromkeys(given))
    return _own[rule.id]


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.items():
            yield from _texts(item)
    elif isinstance(value, (list, tuple)):
        for item in value:
            yield from _texts(item)
