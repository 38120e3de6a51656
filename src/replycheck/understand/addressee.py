"""Whom a draft greets: the name in its greeting, and how near two names are to each other."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import Literal

from replycheck.model import Span
from replycheck.understand.document import Document

_TITLES = frozenset("mr mrs ms miss mx dr prof professor sir madam herr frau mister".split())
_NOBODY = frozenset(
    "there all everyone everybody team folks friend friends guys again both sir madam customer client user member"
    " guest reader subscriber buyer shopper valued dear colleague colleagues support sirs madame ladies gentlemen"
    " patient passenger partner traveller traveler resident applicant".split()
)
_GENERIC = frozenset(
    "customer client user member guest subscriber buyer shopper valued patient passenger traveller traveler"
    " resident applicant sir madam sirs gentlemen".split()
)
_NICKNAMES = tuple(
    frozenset(names.split())
    for names in """
    thomas tom tommy, robert rob bob bobby robbie, william will bill billy liam, elizabeth liz beth
    eliza lizzie betty, katherine catherine kate katie cathy kathy kat, michael mike mick mikey,
    james jim jimmy jamie, joseph joe joey, john jack johnny jon, jonathan jon johnny, richard rick
    rich dick ricky, margaret maggie meg peggy, christopher chris, christina chris tina, christine
    chris tina, alexander alex sandy xander, alexandra alex sandra, daniel dan danny, benjamin ben
    benny, samuel sam, samantha sam, matthew matt, andrew andy drew, anthony tony, nicholas nick
    nico, patricia pat patty trish, patrick pat paddy, edward ed eddie ted, theodore ted theo, david
    dave, stephen steve stephan, steven steve, gregory greg, jennifer jen jenny, rebecca becca
    becky, jessica jess, victoria vicky tori, timothy tim, philip phil, peter pete, charles charlie
    chuck, susan sue, deborah deb debbie, barbara barb, pamela pam, judith judy, francesca fran,
    frances fran, frederick fred, gabriel gabe, gabrielle gabby, henry harry hank, jacob jake,
    joshua josh, kenneth ken, lawrence larry, leonard leo len, maximilian max, natalie nat, nathan
    nate nat, nathaniel nate nat, oliver ollie, raymond ray, ronald ron, stuart stu, walter walt,
    zachary zach, abigail abby, isabella bella izzy, eleanor ellie nell, josephine jo josie, joanna
    jo, jacqueline jackie, valerie val, suzanne sue
    """.split(",")
)


@dataclass(frozen=True)
class Addressee:
    """The greeting of a draft: `span` is the greeting with its name, `name` the words after the
    greeting word, without a title; `sort` is `name`, `generic` ("Dear Customer"), `nobody` ("Hi there")
    or `empty`.
    """

    span: Span
    name: Span
    words: tuple[str, ...]
    title: str
    sort: Literal["name", "generic", "nobody", "empty"]


@cache
def _greeting() -> re.Pattern[str]:
    word = (
        r"(?:hi|hiya|hello|hey|hullo|dear|greetings|welcome back|g'day"
        r"|good (?:morning|afternoon|evening|day)|morning|afternoon|evening)"
    )
    name = r"[^\W\d_][\w'.-]*"
    return re.compile(
        rf"[ \t]*(?:\*\*)?(?:(?:oh|well|and)[ ,]+)?(?P<word>{word})\b(?P<gap>[ \t]*,?[ \t]*)"
        rf"(?P<name>(?:{name}|&|/)(?:[ \t]+(?:{name}|&|/)){{0,4}})?(?P<stop>[ \t]*(?:[,.!:;–—-]|\n|$))",
        re.IGNORECASE,
    )


def addressee(draft: Document) -> Addressee | None:
    """Whom the first line of the draft greets; None where it greets nobody.

    A greeting ends at a comma, another mark or its line's end, and so "Hello and thank you for …",
    "Dear customers pay …" and "Hi-fi systems" are none.
    """
    text = draft.prose
    start = len(text) - len(text.lstrip())
    match = _greeting().match(text, start)
    if not match:
        return None
    raw = match["name"] or ""
    words = [w.strip(".") for w in re.findall(r"[^\W\d_][\w'.-]*", raw)]
    title = ""
    while words and words[0].lower() in _TITLES and (len(words) > 1):
        title, words = words[0], words[1:]
    span = Span(start, match.start("stop"))
    if not words:
        return Addressee(span, Span(match.end("gap"), match.end("gap")), (), title, "empty")
    low = [w.lower() for w in words]
    at = match.start("name") + raw.rfind(words[0], 0, len(raw)) if len(words) == 1 else match.start("name")
    name = Span(at, match.start("name") + len(raw.rstrip()))
    if any(w in _GENERIC for w in low) and all(
        w in _NOBODY or w in ("or", "and", "our", "/", "loyal") for w in low
    ):
        return Addressee(span, name, tuple(words), title, "generic")
    if low[0] in _NOBODY or any(w in _NOT_NAMES for w in low):
        return Addressee(span, name, tuple(words), title, "nobody")
    return Addressee(span, name, tuple(words), title, "name")


_NOT_NAMES = frozenset(
    "and thanks thank you your we i the a an to for from is are was it this that sorry here in on at just my our"
    " with so but yes no not as if us of hope please".split()
)


def bare(name: str) -> str:
    """A name in lower case without accents and marks, for comparing."""
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    return "".join(c for c in decomposed if c.isalnum())


def same_name(a: str, b: str) -> bool:
    """True for one name in two spellings of case or accent, an initial, or a usual short form."""
    a, b = bare(a), bare(b)
    if not a or not b:
        return False
    if a == b or (len(a) == 1 and b.startswith(a)) or (len(b) == 1 and a.startswith(b)):
        return True
    if len(min(a, b, key=len)) >= 3 and (a.startswith(b) or b.startswith(a)):
        return True
    return any(a in names and b in names for names in _NICKNAMES)


def is_misspelling(written: str, name: str) -> bool:
    """True where two different names are one slip apart: a letter more, less, other or swapped."""
    a, b = bare(written), bare(name)
    if a == b or min(len(a), len(b)) < 4 or abs(len(a) - len(b)) > 1:
        return False
    if len(a) == len(b):
        first = next(i for i in range(len(a)) if a[i] != b[i])
        rest = a[first + 2 :] == b[first + 2 :]
        return a[first + 1 :] == b[first + 1 :] or (
            a[first : first + 2] == b[first : first + 2][::-1] and rest
        )
    short, long = sorted((a, b), key=len)
    return any(long[:i] + long[i + 1 :] == short for i in range(len(long)))
