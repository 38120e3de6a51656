"""Characters that hold the place of a value: `XX/XX`, `____`, `dd/mm`, `£££`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from replycheck.matching.compiled import Patterns
from replycheck.model import Span
from replycheck.understand.placeholder_place import Place, Placeholder, hint_of, pattern
from replycheck.understand.placeholder_words import FORMAT_CUES


def find_runs(place: Place) -> Iterator[Placeholder]:
    """Candidates by place within each sort; they may overlap."""
    if "xx" in place.lower or "X" in place.characters or _HINTS["amount"].search(place.lower):
        yield from _x_runs(place)
    if "_" in place.characters:
        yield from _lines(place)
    if place.characters & _MARKS:
        yield from _mark_runs(place)
    if any(shape in place.lower for shape in ("dd", "mm/", "hh:", "yy", "...", "…", "00/00", "--", "nn")):
        yield from _shapes(place)


_MARKS = frozenset("?£$€#")
_CURRENCIES = frozenset("£$€")
_HINTS = Patterns(
    {
        "amount": r"[£$€]\s?x",
        # What each of the dates and times in their pattern holds: "add" and "address" are in most texts.
        "shape": r"dd[/.\-]|mm[/.\-]|yyyy|hh:mm|00/00|--[/.:]|dd month|nn (?:days|hours|weeks|working)",
        # What each of the runs of marks holds; most texts with a question mark hold none.
        "marks": r"[£$€#?][?£$€#]|\?[/.:-]\?|[£$€#]\s\?",
    },
    0,
)


def _x_runs(place: Place) -> Iterator[Placeholder]:
    """`£XX`, `XX/XX/XXXX`, `ABC-XXXX`, `X days`."""
    x_run = (
        r"(?<![\w*•])(?:[£$€#+]\s?)?(?:[A-Z]{1,5}[-_ #]?(?=[X]{3}))?(?:\d{1,2}(?=XX))?"
        r"(?:[Xx]+[/.,:\- ]){0,4}[Xx]{2,}(?:[/.,:-][Xx]+)*%?(?![\w*•])"
        r"|(?<![\w])[£$€]\s?[Xx]{1,}(?:[.,][Xx]+)?(?![\w])"
    )
    for match in place.find(x_run):
        span = Span(*match.span())
        score = _x_score(place, span)
        if score:
            yield Placeholder(span, "filler-run", score, hint_of(place.before(span.start, 25)))
    for match in place.find(
        r"(?<![\w\"'`])X(?= (?:days?|hours?|weeks?|minutes?|working|business|months?|units?)\b)"
    ):
        yield Placeholder(Span(*match.span()), "filler-run", 0.8, "the number")


def _lines(place: Place) -> Iterator[Placeholder]:
    """Lines to write on: `____`, `£_`."""
    forms = len(pattern(r"_{3,}[ \t]*$", re.MULTILINE).findall(place.visible))
    for match in place.find(
        r"(?<![_\w\\*])_{2,}(?:(?:[/.:-]_{2,})*(?![_\w*])|(?:st|nd|rd|th)\b)|(?<=[£$€#])_+"
    ):
        span = Span(*match.span())
        before, after = place.before(span.start), place.after(span.end)
        if forms > 1 and not after.strip():
            continue  # a form for the customer to fill in
        sentence = pattern(r"[a-z]{2,} ?[£$€#(]?$|[£$€#]$").search(before) and not before.rstrip().endswith(
            ":"
        )
        if sentence and (after[:1] in " .,;!?%)" or not after) and not (place.plain.count("____") > 3):
            yield Placeholder(span, "filler-run", 0.85, hint_of(before[-25:]))


def _mark_runs(place: Place) -> Iterator[Placeholder]:
    """`??`, `?/?`, `£££`, `##`."""
    if not _HINTS["marks"].search(place.visible):
        return
    marks = (
        r"(?<![\w?!£$€#])(?:[£$€#]\s?)?\?+(?:[/.:-]\?+)+(?!\w)|(?<=[ (])[£$€#]?\?{2,}(?!\w)"
        r"|(?<!\w)[£$€#]\?(?!\w)|(?<![\w£$€])(?:£{2,}|€{2,}|\${2,}|#{2,})(?![\w£$€#])"
    )
    for match in place.find(marks):
        span = Span(*match.span())
        before = place.before(span.start)
        if not before.strip() or (match[0][0] in "#$" and place.slot(span.start) != 1):
            continue
        if (
            place.slot(span.start) == 1
            or "/" in match[0]
            or (match[0][0] in "£€$#" and match[0].endswith("?"))
        ):
            cued = place.is_mentioned(span) or place.is_near(span, FORMAT_CUES - {"like", "type"})
            yield Placeholder(span, "filler-run", 0.0 if cued else 0.85, hint_of(before[-25:]))
        elif match[0][0] in "£€" and pattern(
            r"(?i)\b(?:refund(?:ed)?|pay|paid|charged?|credit(?:ed)?|cost|costs)\s+(?:you\s+|the\s+)?$"
        ).search(before):
            yield Placeholder(span, "filler-run", 0.8, "the amount")


def _x_score(place: Place, span: Span) -> float:
    token = span.of(place.visible)
    before, after = place.before(span.start), place.after(span.end)
    called = {"call", "phone", "tel", "ring", "telephone", "hotline", "dial", "line", "fax", "mobile"} & {
        *place.words_around(span, 6)[0]
    }
    if pattern(r"[ -]?\d").match(after) or (
        pattern(r"\d[ -]?$").search(before) and "/" not in token and not called
    ):
        return 0.0  # a masked card
    if called:
        return 0.85
    if pattern(r"-[a-z]").match(after):
        return 0.0  # an XXX-rated film
    if place.is_mentioned(span) or place.is_near(span, FORMAT_CUES, 3):
        return 0.0
    card = {"card", "ending", "cards"} & {*place.words_around(span, 6)[0]}
    if card and len(token.strip("X-x ")) == 0 and len(token) > 9:
        return 0.0
    slot, greeting = place.slot(span.start), place.in_greeting(span.start)
    shaped = bool(
        pattern(r"[£$€#]|[Xx][/.,:][Xx]|%|[A-Z0-9]-X|[A-Z]{2,}X{4}").search(token)
    ) and not token.startswith("XX-L")
    unit = pattern(
        r"\s?(?:days?|hours?|hrs?|weeks?|minutes?|mins?|months?|working|business|percent"
        r"|units?|(?:am|pm)|jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec|%"
        r"|GBP|EUR|USD)",
        re.IGNORECASE,
    ).match(after)
    if token.islower() or token.replace(" ", "").islower():
        if not shaped and not unit and not (slot == 1 and after.strip()):
            return 0.0
        return 0.85
    if shaped or unit or greeting:
        return 0.9
    if pattern(r"(?:xx|XX)+ (?:xx|XX)+", 0).search(token):
        return 0.7
    roman = token == "XXX" and pattern(r"[A-Z]\w+\s$").search(before)
    if roman:
        return 0.0
    if slot == 1:
        return 0.85
    return 0.7 if len(token) >= 3 else 0.5 if pattern(r"(?i)\b(?:your|our) $").search(before) else 0.0


def _shapes(place: Place) -> Iterator[Placeholder]:
    """Dates and times in their pattern instead of a value, and dots where a value belongs."""
    shape = (
        r"(?<![\w/])(?:dd[/.\-]mm(?:[/.\-]yy(?:yy)?)?|mm[/.\-]dd(?:[/.\-]yy(?:yy)?)?"
        r"|yyyy-mm-dd|hh:mm(?: ?[ap]m)?"
        r"|00/00(?:/0{2,4})?|--[/.:]--(?:[/.]-{2,4})?|dd month(?: yyyy)?|nn(?= (?:days"
        r"|hours|weeks|working)))(?![\w/])"
    )
    for match in place.find(shape, re.IGNORECASE) if _HINTS["shape"].search(place.lower) else ():
        span = Span(*match.span())
        before = place.before(span.start)
        described = place.is_near(span, FORMAT_CUES, 4) or before.endswith("(") or place.is_mentioned(span)
        slot = pattern(
            r"(?i)\b(?:by|on|at|until|before|from|between|is|to|and|for|of|within|in|the)\s+$"
        ).search(before)
        named = pattern(r"(?i)\b(?:as|in)\s+$").search(before)
        if slot and not described and not named:
            yield Placeholder(span, "filler-run", 0.85, "the date" if ":" not in match[0] else "the time")
    dotted = "..." in place.visible or "…" in place.visible
    for match in (
        ()
        if not dotted
        else place.find(
            r"(?i)\b(?:by|on|at|until|number|within|is)[ ]+(\.{3,}|…)(?=[ ]+(?:and|to"
            r"|with|in|at|from|between|as|days|hours|for|you)\b|[ ]*$|[,.;])",
            re.MULTILINE,
        )
    ):
        sure = match[1].startswith("....") or pattern(r"(?i)^(?:by|until|number|within)").match(match[0])
        yield Placeholder(Span(*match.span(1)), "filler-run", 0.8 if sure else 0.45, hint_of(match[0]))
    if not place.characters & _CURRENCIES:
        return
    for match in place.find(r"(?<!\w)[£$€](?:-{1,3}|\.{2,}|…)(?!\w)"):
        yield Placeholder(Span(*match.span()), "filler-run", 0.85, "the amount")
