"""Numbers that say how much, how many or how long, with their unit in one form.

"two weeks", "14 days" and "14-day" are one amount; "a month" and "30 days" are two that nobody can compare.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from replycheck.matching.compiled import Patterns
from replycheck.model import Span
from replycheck.records import NamedTuple
from replycheck.understand.dates import days


class Amount(NamedTuple):
    """A number with its unit; `span` holds both.

    `unit` is a currency's sign, `%`, `minute`, `month`, `night` or `working day` (durations), `clock`
    (minutes after midnight), a measure (`kg`, `gb`), `version`, a noun that is numbered (`room`, `size`), or
    empty for a bare number.  `number` is in that unit; `high` is the other end of a range ("3 to 5 days")
    and else the same.  `text` is a version as a text, since its digits count one by one.
    """

    span: Span
    number: float
    unit: str = ""
    high: float = 0.0
    text: str = ""

    def is_same(self, other: Amount) -> bool:
        """The two say the same, or one lies in the other's range; only for amounts of one unit."""
        if self.unit == "version":
            return self.text == other.text
        low, high = self.number - 0.004, self.high + 0.004
        return low <= other.high and other.number <= high

    @property
    def is_money(self) -> bool:
        return self.unit in _SIGNS

    @property
    def is_name(self) -> bool:
        """The number only tells one thing from another: room 214, version 3.2, or nothing that we know."""
        return self.unit in ("", "version", *_NUMBERED)


CURRENCIES = {
    "£": "£", "gbp": "£", "pound": "£", "pounds": "£", "quid": "£",
    "$": "$", "usd": "$", "us$": "$", "dollar": "$", "dollars": "$", "bucks": "$",
    "€": "€", "eur": "€", "euro": "€", "euros": "€",
    "a$": "A$", "au$": "A$", "aud": "A$", "c$": "C$", "ca$": "C$", "cad": "C$", "nz$": "NZ$", "nzd": "NZ$",
    "chf": "CHF", "francs": "CHF", "¥": "¥", "yen": "¥", "₹": "₹", "rs": "₹", "rs.": "₹", "inr": "₹",
    "rupees": "₹", "kr": "kr", "kr.": "kr", "sek": "kr", "nok": "kr", "dkk": "kr", "pln": "zł", "zł": "zł",
    "zloty": "zł", "zar": "ZAR", "rand": "ZAR", "lei": "lei", "r$": "R$",
}  # fmt: skip
"""The sign that each way to write a currency stands for."""
_SIGNS = frozenset(CURRENCIES.values())

MOST_NUMBERS = 1000
"""How many numbers of a text are read: one that holds more is a table, and nobody tells it in words."""

_MINUTES = {
    "min": 1, "mins": 1, "minute": 1, "minutes": 1, "hr": 60, "hrs": 60, "hour": 60, "hours": 60,
    "day": 1440, "days": 1440, "week": 10080, "weeks": 10080, "wk": 10080, "wks": 10080, "fortnight": 20160,
}  # fmt: skip
_MONTHS = {"month": 1, "months": 1, "year": 12, "years": 12, "yr": 12, "yrs": 12}

_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
    " seventeen eighteen nineteen"
).split()
_TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
WORDS = {word: at for at, word in enumerate(_SMALL) if at} | _TENS
"""Number words; "twenty-four" is put together from two of them."""

_NUMBERED = (
    "size room seat table pitch stand gate platform terminal coach flat apartment unit level floor zone step page"
    " question chapter line bus tram error number module patch day week year grade class part phase stage point item"
).split()
_UP_TO_TEN = "one|two|three|four|five|six|seven|eight|nine|ten"
_CODES = "usd|eur|gbp|aud|cad|nzd|chf|inr|sek|nok|dkk|pln"
_SOURCES = {
    # A digit first, so that the search skips to one; what stands before is looked at afterwards.
    "number": r"\d(?:[\d]|[.,:']\d)*",
    # Every number word begins with one of seven letters; what is no number is sorted out by `number_of`.
    "words": r"[otfsenOTFSEN](?:ne|wo|hree|our|ive|ix|even|ight|ine|en|leven|welve|hir|if|wenty|hirty|orty|ifty|ixty"
    r"|eventy|ighty|inety)(?:t?een)?(?:-(?:one|two|three|four|five|six|seven|eight|nine))?(?![a-z])",
    "currency before": rf"(?<![a-z\d])(?<!\d\s)(us\$|au?\$|ca?\$|nz\$|r\$|[£$€¥₹]|(?:{_CODES}|zar)|rs\.?)\s?$",
    "currency after": r"\s?(€|£|\$|₹|zł)(?!\w)|[\s-]?(euros?|pounds?|quid|dollars?|bucks|rupees|rand|francs|yen|zloty"
    rf"|lei|kr|{_CODES})\b",
    "unit": r"\s?(%|per\s?cent\b)|[\s-]?(?:(?:full|whole|long|calendar|more|further|additional|extra)\s)?"
    r"((?:working|business)[\s-])?(minutes?|mins?|hours?|hrs?|days?|nights?|weeks?|wks?|fortnight|months?|years?|yrs?)\b(?!-old)",
    "measure": r"\s?(gb|mb|tb|kg|lbs?|cm|mm|km|ml|kwh?|mbps|gbps|inch(?:es)?|lit(?:re|er)s?|miles?|metres?|meters?)\b",
    "numbered": rf"\b({'|'.join(_NUMBERED)})\s$",
    "clock dash": r"(?:\d|[ap]\.?m\.?)-$",
    "clock": r"\s?([ap])\.?m\b\.?",
    "range": rf"\s?(?:-|–|to|or)\s?(\d(?:[\d]|[.,]\d)*|{_UP_TO_TEN}|twelve)(?![\d:])",
    "version before": r"(?:\bv|\b(?:version|release|firmware|build|ios|ipados|macos|android|windows|app)\s(?:v\.?)?)$",
}
# ASCII: without regard to case "ſ" is an s, and no table of units knows it.
_PATTERNS = Patterns(_SOURCES, re.ASCII | re.IGNORECASE, exact=("number", "words"))


@lru_cache(maxsize=64)
def amounts(prose: str) -> tuple[Amount, ...]:
    """The amounts of a masked text by place; numbers of dates, orders, telephones and lists are left out."""
    dates = iter(days(prose))
    date = next(dates, None)
    found: list[Amount] = []
    end = 0
    for amount in _candidates(prose):
        while date is not None and date.span.end <= amount.span.start:
            date = next(dates, None)
        if amount.span.start >= end and not (date is not None and date.span.overlaps(amount.span)):
            found.append(amount)
            end = amount.span.end
    return tuple(found)


def _candidates(prose: str) -> Iterator[Amount]:
    places = [match.span() for name in ("number", "words") for match in _PATTERNS[name].finditer(prose)]
    for start, end in sorted(places)[:MOST_NUMBERS]:
        amount = _read(prose, start, end, prose[start:end])
        if amount is not None:
            yield amount


def _read(prose: str, start: int, end: int, text: str) -> Amount | None:
    """The amount of one number; None where it is a part of something else, or names an order or a page."""
    before = prose[max(start - 12, 0) : start]
    if text.lower() == "one" and not _PATTERNS["unit"].match(prose, end):
        return None  # mostly a pronoun
    if text[0].isdigit() and _PATTERNS["version before"].search(before):
        return Amount(Span(start, end), 0.0, "version", text=text)
    currency = _PATTERNS["currency before"].search(before)
    if _PATTERNS["clock dash"].search(before):  # 9:00-17:00, 9am-5pm
        return _clock(prose, start, end, text)
    if not currency and (before[-1:].isalnum() or before.endswith((*"#-/_.@:,+&=*", "no. "))):
        return None
    if prose[end : end + 1].isalpha() and not _has_unit(prose, end):
        return None
    number = number_of(text)
    if number is None:
        return _clock(prose, start, end, text)
    high, last = _range(prose, end, number, currency)
    unit = _unit(prose, last, currency)
    if unit is not None:
        name, times, last = unit
        first = start - (len(currency[0]) if currency else 0)
        return Amount(Span(first, last), number * times, name, high * times)
    return _clock(prose, start, end, text) or _bare(prose, Span(start, end), number, before)


def _has_unit(prose: str, end: int) -> bool:
    names = ("unit", "currency after", "clock", "measure")
    return any(_PATTERNS[name].match(prose, end) for name in names)


def _range(prose: str, end: int, number: float, currency: re.Match[str] | None) -> tuple[float, int]:
    """The upper number of "3 to 5 days" and its end; the number itself where there is no range."""
    match = _PATTERNS["range"].match(prose, end)
    high = number_of(match[1]) if match else None
    if match is None or high is None or high <= number or _unit(prose, match.end(), currency) is None:
        return number, end
    return high, match.end()


def _bare(prose: str, span: Span, number: float, before: str) -> Amount | None:
    """A number without a unit, unless it is a piece of a code, an ordinal, a year or a list's number."""
    after = prose[span.end : span.end + 3]
    if after[:1] in tuple("-/_@#*+") or re.match(r"[.:]\d|(?:st|nd|rd|th)\b", after):
        return None
    text = span.of(prose)
    if len(text) > 6 or _is_bare_year(text) or _is_list_number(prose, span.start, span.end):
        return None
    numbered = _PATTERNS["numbered"].search(before)
    return Amount(span, number, numbered[1].lower() if numbered else "", number)


def _unit(prose: str, end: int, currency: re.Match[str] | None) -> tuple[str, float, int] | None:
    """Name, factor and end of the unit around a number; None for a bare number."""
    if currency:
        sign = CURRENCIES.get(currency[1].lower())
        return (sign, 1.0, end) if sign else None
    after = _PATTERNS["currency after"].match(prose, end)
    if after:
        return CURRENCIES[(after[1] or after[2]).lower()], 1.0, after.end()
    unit = _PATTERNS["unit"].match(prose, end)
    if unit is None:
        measure = _PATTERNS["measure"].match(prose, end)
        return (measure[1].lower().rstrip("s"), 1.0, measure.end()) if measure else None
    if unit[1]:
        return "%", 1.0, unit.end()
    name = unit[3].lower()
    if name.startswith("night"):
        return "night", 1.0, unit.end()
    if unit[2]:
        return ("working day", 1.0, unit.end()) if name.startswith("day") else None
    if name in _MINUTES:
        return "minute", float(_MINUTES[name]), unit.end()
    return "month", float(_MONTHS[name]), unit.end()


def _clock(prose: str, start: int, end: int, text: str) -> Amount | None:
    """A time of day: 17:00, 5 pm, 5.30pm."""
    shape = re.fullmatch(r"(\d\d?)(?:[:.](\d\d))?", text)
    if shape is None:
        return None
    half = _PATTERNS["clock"].match(prose, end)
    hour, minute = int(shape[1]), int(shape[2] or 0)
    if half is None and ":" not in text:
        return None
    if hour > (12 if half else 24) or minute > 59:
        return None
    if half:
        hour = hour % 12 + (12 if half[1].lower() == "p" else 0)
    minutes = float(hour * 60 + minute)
    return Amount(Span(start, half.end() if half else end), minutes, "clock", minutes)


def number_of(text: str) -> float | None:
    """The value of a numeral or a number word; None where it cannot be told, or is none.

    1,299 and 1.299 are thousands as money is written on either side of the Channel; 4,95 and 4.95 are not.
    """
    lower = text.lower()
    if lower[0].isalpha():
        head, _, tail = lower.partition("-")
        return float(WORDS[head] + WORDS.get(tail, 0)) if head in WORDS else None
    if ":" in text:
        return None
    digits = text.replace("'", "")
    marks = [c for c in digits if c in ".,"]
    if not marks:
        return float(digits)
    decimals = len(digits) - 1 - max(digits.rfind("."), digits.rfind(","))
    if len(set(marks)) == 2 or (len(marks) == 1 and decimals != 3):
        last = marks[-1]
        if marks.count(last) > 1:
            return None
        whole, _, rest = digits.rpartition(last)
        return float(re.sub(r"[.,]", "", whole) + "." + rest)
    return float(re.sub(r"[.,]", "", digits)) if re.fullmatch(r"\d{1,3}([.,]\d{3})+", digits) else None


def _is_bare_year(text: str) -> bool:
    return re.fullmatch(r"(?:19|20)\d\d", text) is not None


def _is_list_number(prose: str, start: int, end: int) -> bool:
    """ "1." or "2)" at the beginning of a line."""
    line = prose.rfind("\n", 0, start) + 1
    return not prose[line:start].strip(" \t(") and prose[end : end + 1] in (".", ")", ":")
