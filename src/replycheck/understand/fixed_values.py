"""Values of one case or one day in a text that is for many: dates, names, numbers, amounts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from replycheck.model import Span
from replycheck.records import NamedTuple
from replycheck.understand.dates import days
from replycheck.understand.document import Document
from replycheck.understand.masks import Mask, masked, template_comments
from replycheck.understand.name_forms import is_first_name


class Fixed(NamedTuple):
    """`what` says in words what stands there, `advice` what to write instead.

    `meaning` is what a variable of its sort stands for in `Dialect.means`; empty where no desk has one.
    """

    span: Span
    what: str
    advice: str
    meaning: str = ""
    greets: bool = False


def fixed_values(document: Document, hidden: Sequence[Span] = ()) -> Iterator[Fixed]:
    """All of them, by place within each sort.  `hidden` are variables."""
    # The signature stays: a name in it is one of the things looked for.
    kept = [mask for mask in document.masks if mask.kind not in ("history", "tag")]
    comments = tuple(template_comments(document.text))
    variables = (s for s in hidden if not any(c.start <= s.start and s.end <= c.end for c in comments))
    gone = (
        *(Mask(span, "tag") for span in variables),
        *(Mask(span, "markup") for span in comments),  # a greeting behind one begins its line all the same
    )
    shown = masked(document.plain, (*kept, *gone))
    dated = list(_dates(shown))
    yield from dated
    yield from _years(shown, [fixed.span for fixed in dated])
    yield from _greeted(shown)
    yield from _signed(shown)
    yield from _numbers(shown)
    yield from _amounts(shown)


@cache
def _pattern(source: str, flags: int = re.IGNORECASE) -> re.Pattern[str]:
    return re.compile(source, flags)


_WEEKDAY = r"(?: (?:mon|tues|wednes|thurs|fri|satur|sun)day,?)?"
_DUE = (
    r"\b(?:until|till|by|before|through|ends?|ending|expires?|valid(?: through| to)?|closed|opens?|reopens?|between"
    r"|and|to|arrives?|delivered|due)(?: on| the| of)?" + _WEEKDAY + r"\s+(?:the )?$"
)
_ON = r"\bon" + _WEEKDAY + r"\s+(?:the )?$"
_HISTORY = (
    r"\b(?:was|were|has|had|moved|changed|updated|introduced|opened|released|became|ended|announced|merged|started"
    r"|began|joined|left|took|won|sold|made|stopped|raised)\b"
)
"""What is told of a day that is rightly past."""

_LASTING = (
    r"\b(?:polic(?:y|ies)|terms|law|act|regulation|directive|version|effective|dated|revised|founded|established"
    r"|copyright|©|since|patent|standard|agreement of|contract of|launched|built|born|released)\b"
)
"""What a date of the past is rightly part of."""


def _dates(shown: str) -> Iterator[Fixed]:
    for day in days(shown):
        if day.year is None:
            continue
        before = shown[max(0, day.span.start - 40) : day.span.start]
        said = _sentence(shown, day.span)
        due = _pattern(_DUE).search(before) or (
            _pattern(_ON).search(before) and not _pattern(_HISTORY).search(said)
        )
        if due and not _pattern(_LASTING).search(said):
            yield Fixed(
                day.span, "a date that will have passed", "a variable, or “[date]” for the agent to fill in"
            )


def _sentence(shown: str, span: Span) -> str:
    start = max(shown.rfind(mark, 0, span.start) for mark in ("\n", ". ", "! ", "? ")) + 1
    end = min(
        (at for at in (shown.find(mark, span.end) for mark in ("\n", ". ", "! ", "? ")) if at >= 0),
        default=len(shown),
    )
    return shown[start:end]


_OFFER = (
    r"(?:sales?|season|price ?list|prices|catalogue|catalog|collection|holidays?|christmas|easter|summer|winter|spring"
    r"|autumn|fall|black friday|cyber monday|new year|offers?|edition|calendar|campaign|range|opening hours)"
)


def _years(shown: str, dated: Sequence[Span]) -> Iterator[Fixed]:
    if not _pattern(r"20[0-4]\d").search(shown):
        return  # most texts name no year, and what stands around one is tried at every word
    source = (
        rf"\b{_OFFER}(?: of| for| in)? (?P<year>20[0-4]\d)\b(?!/)|\b(?P<other>20[0-4]\d) (?:\w+ )?{_OFFER}\b"
    )
    for match in _pattern(source).finditer(shown):
        group = "year" if match["year"] else "other"
        span = Span(*match.span(group))
        if not any(span.overlaps(other) for other in dated) and not _pattern(_LASTING).search(
            _sentence(shown, span)
        ):
            yield Fixed(span, "a year that will have passed", "words that stay true, such as “this year’s”")


_TITLE = r"(?:Mr|Mrs|Ms|Miss|Mx|Dr)\.?"
_NAME = r"[A-Z][^\W\d_]+(?:-[A-Z][^\W\d_]+)?"


def _greeted(shown: str) -> Iterator[Fixed]:
    source = (
        rf"^[ \t>*_]*(?:Hi|Hello|Hey|Dear|Good (?:morning|afternoon|evening))[ ,]+"
        rf"(?P<name>(?:{_TITLE} )(?:{_NAME} )?{_NAME}|{_NAME}(?: {_NAME})?)[ ]?(?=[,!:]|\n|$)"
    )
    for match in _pattern(source, re.MULTILINE).finditer(shown):
        name = match["name"]
        titled = re.match(_TITLE + " ", name)
        if titled or is_first_name(name.split()[0]):
            meaning = "customer-last-name" if titled else "customer-first-name"
            start = match.start("name") + (titled.end() if titled else 0)
            yield Fixed(
                Span(start, match.end("name")),
                "one customer’s name",
                "a variable with the name",
                meaning,
                not titled,
            )


CLOSING = (
    r"(?:(?:kind|best|warm|many|with kind|with best)(?:est)? (?:regards|wishes|thanks)|regards|best|cheers"
    r"|sincerely|yours (?:sincerely|faithfully|truly)|all the best|thanks|thank you)"
)
"""The words of a sign-off, for expressions that ignore case."""


def _signed(shown: str) -> Iterator[Fixed]:
    sources = (
        (
            rf"^[ \t>*_]*(?i:{CLOSING})[ \t]*[,.!]?[ \t]*\n\s*(?P<name>{_NAME}(?: {_NAME})?)[ \t]*(?=\n|\||,|\Z)",
            re.MULTILINE,
            "\n",
        ),
        (rf"\b[Mm]y name(?:'s| is) (?P<name>{_NAME})(?=[ ]?[,.!]|[ ](?:and|from|at|with)\b)", 0, "y name"),
        (rf"(?:^|[.!,]\s+)[Tt]his is (?P<name>{_NAME}) (?:from|at|with)\b", re.MULTILINE, "his is "),
    )
    seen = set()
    for source, flags, literal in sources:
        if literal not in shown:
            continue
        for match in _pattern(source, flags).finditer(shown):
            words = match["name"].split()
            if is_first_name(words[0]) and words[-1] not in _HOUSE and match.start("name") not in seen:
                seen.add(match.start("name"))
                meaning = "agent-name" if len(words) > 1 else "agent-first-name"
                yield Fixed(
                    Span(*match.span("name")), "one agent’s name", "a variable with the agent’s name", meaning
                )


_HOUSE = frozenset(
    "Tools Shop Store Team Support Ltd Inc Group Care Customer Service Services Company Co Foods Books Bank Media Labs"
    " Studio Design Hotel Travel Health Energy Energie Software Systems Solutions Brothers Sons".split()
)
"""Ends of names of houses that are called after somebody."""

_SAMPLE = r"\b(?:example|e\.g|eg|like|such as|looks?|format|sample|say)\b"


def _numbers(shown: str) -> Iterator[Fixed]:
    if not _pattern(r"\d[\d-]{3}").search(shown):
        return
    thing = (
        r"(?P<thing>order|ticket|case|invoice|booking|tracking|reservation|claim|parcel|shipment|request|customer"
        r"|account)(?: (?:number|no\.?|id|ref(?:erence)?))?"
    )
    number = r"(?: is|:)?[ ]?#?[ ]?(?P<number>#?[A-Z]{0,4}-?\d[\d-]{3,17})\b"
    source = rf"\b(?:your|the|our|for|about|re:?|in) {thing}{number}"
    for match in _pattern(source).finditer(shown):
        year = re.fullmatch(r"(?:19|20)\d\d", match["number"])
        if year or _pattern(_SAMPLE).search(_sentence(shown, Span(*match.span()))):
            continue
        thing = match["thing"].lower()
        meaning = "ticket-number" if thing in ("ticket", "case", "request") else ""
        yield Fixed(
            Span(*match.span("number")), f"one customer’s {thing} number",
            "a variable, or “[number]” for the agent to fill in", meaning,
        )  # fmt: skip


def _amounts(shown: str) -> Iterator[Fixed]:
    if not _pattern(r"[£$€\d](?:(?<=[£$€])|\s?(?:GBP|EUR|USD|euros?|pounds|dollars))").search(shown):
        return
    money = r"(?P<money>[£$€]\s?\d+(?:[.,]\d+)*|\d+(?:[.,]\d+)?\s?(?:GBP|EUR|USD|euros?|pounds|dollars))"
    other = money.replace("<money>", "<other>")
    source = (
        rf"\b(?:refunded|credited|reimbursed|charged)(?: you(?:r card)?)?(?: with| a total of| back)? {money}"
        r"|\byour (?:full |partial )?(?:refund|credit|balance|order total|total)(?: amount)?"
        rf" (?:of|is|was|comes to) {other}"
    )
    for match in _pattern(source).finditer(shown):
        group = "money" if match["money"] else "other"
        if not _pattern(r"\b(?:up to|over|under|more than|less than|if)\b").search(
            _sentence(shown, Span(*match.span()))
        ):
            yield Fixed(
                Span(*match.span(group)),
                "one customer’s amount",
                "a variable, or “[amount]” for the agent to fill in",
            )
