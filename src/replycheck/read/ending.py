"""The sign-off that a customer does not set apart: on the line of the last sentence, or right below it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from replycheck.matching.compiled import compiled
from replycheck.model import Message, Part, PartKind
from replycheck.read.closing import closing_inside, is_closing_phrase, is_kissed, is_name_like
from replycheck.read.language import is_common_word
from replycheck.read.signature import is_account_line
from replycheck.records import NamedTuple

# These end what somebody types in a hurry as a full stop would.
_THANKED = frozenset("thx thanks thanx ta cheers tia".split())
_HURRIED = frozenset("lol haha hahaha hehe pls plz plss plsss please asap btw".split())
_THANKS = ("thank", "thx", "thanx", "cheers", "ta ", "love ", "sorry ")
# A line that ends in one of these goes on below: "Please give this to" above a name.
_GOING_ON = frozenset(
    "to for from of the a an and or with my your our his her their by at in on is are was called named say says "
    "saying reads mr mrs ms miss dr not than like as but name names am i'm".split()
)
# In front of "pls" too: "I'd like you to tell pls".
_TELLING = frozenset("tell ask give call contact email to for with called named saying".split())
_WRAPPED = 55
"""A line of so many characters may have been broken by a program, and the words below belong to it."""


class Ending(NamedTuple):
    """A sign-off as a closing is written, empty where there is none.

    It is not sure where the last word may belong to the sentence above: "to this bank please" and "Barclays".
    """

    text: str
    is_sure: bool = True


def ending_of(body: str) -> Ending:
    """The sign-off at the end of a customer's words."""
    lines = [line.strip() for line in body.rstrip().split("\n")[-8:]]
    while len(lines) > 1 and (is_account_line(lines[-1]) or not lines[-1]):
        lines.pop()
    name = lines.pop()
    is_apart = bool(lines) and not lines[-1]
    above = next((line for line in reversed(lines) if line), "")
    inside = closing_inside(name) or _kissed_at_end(name)
    if inside or not above:
        return Ending(inside)
    bare = _marks_before().sub("", name)
    is_kiss = is_kissed(bare)
    if _is_listed(above, name) or not is_name_like(bare) or not (bare[:1].isupper() or is_kiss):
        return Ending("")
    said = "" if is_apart else _closing_words_at_end(above)
    if said:
        return Ending(f"{said}\n{bare}", is_sure=not _asks_for_words(above))
    if bare != name or is_kiss or is_apart:
        return Ending(bare)
    return _ending_below(above, bare)


def is_guessed(message: Message) -> bool:
    """The writer's name is read from a last word that may belong to the sentence above it."""
    kinds = [part.kind for part in message.parts]
    if message.role != "customer" or PartKind.CLOSING in kinds or PartKind.BODY not in kinds:
        return False
    return not ending_of(last_body(message.text, message.parts)).is_sure


def last_body(text: str, parts: Sequence[Part]) -> str:
    """The last of the writer's own words before any sign-off that is set apart."""
    return next((text[p.start : p.end] for p in reversed(parts) if p.kind is PartKind.BODY), "")


def _is_listed(above: str, name: str) -> bool:
    """The last line is one of several, or what the line above announces."""
    is_item = above[:1] in "-*•–—·" or above[:1].isdigit()
    return above[-1:] in ":," or name[:1] in "*•·" or (is_item and name[:1] in "-–—") or is_name_like(above)


def _ending_below(above: str, name: str) -> Ending:
    """A name without a mark of its own, where the line above is at its end.

    By a mark or a word of thanks; behind "pls" or below a line of thanks a common first name only.
    """
    from replycheck.understand.name_forms import may_be_first_name

    if above[-1:] in ".!?…)\"'":
        return Ending(name)
    words = [word.strip("'\"”’*),") for word in above.lower().split()]
    last = words[-1]
    while len(words) > 1 and words[-1] in _HURRIED | _THANKED:
        words.pop()
    if words[-1] in _TELLING or (words[-1] == last and last in _GOING_ON):
        return Ending("")
    is_thanks = above.lower().startswith(_THANKS) and len(above) < _WRAPPED
    is_over = (last in _HURRIED or is_thanks) and not _asks_for_words(above)
    is_hasty = is_over and may_be_first_name(name.split()[0])
    return Ending(name if last in _THANKED or is_hasty else "", is_sure=False)


def _asks_for_words(above: str) -> bool:
    """The last sentence wants something named or written: "Change the name on the cake pls"."""
    start = max((end.end() for end in _sentence_end().finditer(above)), default=0)
    return _written().search(above, start) is not None


def _closing_words_at_end(above: str) -> str:
    """ "thx" of "how do I renew. thx": closing words behind a mark; empty where there are none."""
    for mark in _mark().finditer(above, max(0, len(above) - 60)):
        if is_closing_phrase(above[mark.end() :]):
            return above[mark.end() :]
    return ""


def _kissed_at_end(line: str) -> str:
    """ "Pat x" of "Love the shop! Pat x": one name with a kiss behind the last sentence."""
    found = _kiss().search(line, max(0, len(line) - 40))
    return found["name"] if found and not is_common_word(found["name"].split()[0].lower()) else ""


@cache
def _kiss() -> re.Pattern[str]:
    return compiled(r"[.!?…)]\s+(?P<name>[^\W\d_][^\W\d_'’-]+ x{1,3})\Z", 0)


@cache
def _sentence_end() -> re.Pattern[str]:
    return compiled(r"[.!?…]\s", 0)


@cache
def _written() -> re.Pattern[str]:
    return compiled(
        r"\b(?:names?|named|initials|wording|engrav\w+|inscri\w+|monogram\w*|embroider\w*|personali[sz]\w+"
        r"|spell(?:ed|ing)?|spelt|print(?:ed)?|saying|(?:write|written)(?! (?:back|to|me)\b))\b"
    )


@cache
def _mark() -> re.Pattern[str]:
    return compiled(r"(?:[.!?…),;:]+|\s[-–—]+)\s+", 0)


@cache
def _marks_before() -> re.Pattern[str]:
    """A dash or kisses in front of a name: "- Kez", "-Tanisha", "xx Mimi", "xo Dee"."""
    return compiled(r"^(?:[-–—]{1,2}\s?|x{1,3} |(?:xo)+ )", 0)
