"""The sign-off that a customer does not set apart: on the line of the last sentence, or right below it."""

from __future__ import annotations

import re
from functools import cache

from replycheck.matching.compiled import compiled
from replycheck.read.closing import closing_inside, is_closing_phrase, is_kissed, is_name_like
from replycheck.read.language import is_common_word
from replycheck.read.signature import is_account_line

# These end what somebody types in a hurry as a full stop would.
_SAID = frozenset(
    "thx thanks thanx ta cheers tia lol haha hahaha hehe pls plz plss plsss please asap btw".split()
)
_THANKS = ("thank", "thx", "thanx", "cheers", "ta ", "love ", "sorry ")
# A line that ends in one of these goes on below: "Please give this to" above a name.
_GOING_ON = frozenset(
    "to for from of the a an and or with my your our his her their by at in on is are was called named say says "
    "saying reads mr mrs ms miss dr not than like as but name names am i'm".split()
)
_WRAPPED = 55
"""A line of so many characters may have been broken by a program, and the words below belong to it."""


def ending_of(body: str) -> str:
    """The sign-off at the end of a customer's words, as a closing is written; empty where there is none."""
    lines = [line.strip() for line in body.rstrip().split("\n")[-8:]]
    while len(lines) > 1 and (is_account_line(lines[-1]) or not lines[-1]):
        lines.pop()
    name = lines.pop()
    is_apart = bool(lines) and not lines[-1]
    above = next((line for line in reversed(lines) if line), "")
    inside = closing_inside(name) or _kissed_at_end(name)
    if inside or not above:
        return inside
    bare = _marks_before().sub("", name)
    is_kiss = is_kissed(bare)
    if _is_listed(above, name) or not is_name_like(bare) or not (bare[:1].isupper() or is_kiss):
        return ""
    said = "" if is_apart else _closing_words_at_end(above)
    if said:
        return f"{said}\n{bare}"
    return bare if bare != name or is_kiss or is_apart or _is_over(above) else ""


def _is_listed(above: str, name: str) -> bool:
    """The last line is one of several, or what the line above announces."""
    is_item = above[:1] in "-*•–—·" or above[:1].isdigit()
    return above[-1:] in ":," or name[:1] in "*•·" or (is_item and name[:1] in "-–—") or is_name_like(above)


def _is_over(above: str) -> bool:
    """What stands above a name is at its end: by its mark, a word that ends a hasty note, or as thanks."""
    words = above.lower().split()
    last = words[-1].strip("'\"”’*)")
    if above[-1:] in ".!?…)\"'" or last in _SAID:
        return True
    return above.lower().startswith(_THANKS) and len(above) < _WRAPPED and last not in _GOING_ON


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
def _mark() -> re.Pattern[str]:
    return compiled(r"(?:[.!?…),;:]+|\s[-–—]+)\s+", 0)


@cache
def _marks_before() -> re.Pattern[str]:
    """A dash or kisses in front of a name: "- Kez", "-Tanisha", "xx Mimi", "xo Dee"."""
    return compiled(r"^(?:[-–—]{1,2}\s?|x{1,3} |(?:xo)+ )", 0)
