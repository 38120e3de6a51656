"""What a template leaves where it found no value: null words, blanks, error messages, markup."""

from __future__ import annotations

import re
from collections.abc import Iterator

from replycheck.model import Span, Spans
from replycheck.understand.placeholder_place import Place, Placeholder, hint_of, pattern
from replycheck.understand.placeholder_words import NOTE_HINT, TECHNICAL


def find_residue(place: Place) -> Iterator[Placeholder]:
    """Candidates by place within each sort; they may overlap."""
    characters, lower = place.characters, place.lower
    if any(word in lower for word in ("undefined", "null", "nan", "nil", "none", "object ")):
        yield from _nulls(place)
    if characters & _CURRENCIES:
        yield from _blank_amounts(place)
    if "#" in characters or any(mark in lower for mark in ("no:", "no.:", "nr:", "nr.:")):
        yield from _blank_numbers(place)
    if any(gap in lower for gap in ("  ", " .", " ,", "the of ")):
        yield from _blank_words(place)
    if any(cue in lower for cue in _ERROR_CUES):
        yield from _render_errors(place)
    if place.document.message.markup == "plain" and ("&" in place.plain or "<!--" in place.plain):
        yield from _markup(place)


_CURRENCIES = frozenset("£$€")
_ERROR_CUES = (
    "error",
    "translation missing",
    "undefined method",
    "#ref",
    "#n/a",
    "%!",
    "<bound",
    " object at 0x",
)


_FIELD_BEFORE = (
    r"(?:order|ticket|case|invoice|number|no\.?|ref\.?|reference|total|amount"
    r"|date|name|refund|tracking|balance|price"
    r"|booking|code|id|address|link|value|delivery|product|item|agent)"
)


def _nulls(place: Place) -> Iterator[Placeholder]:
    word = r"(?:undefined|null|NULL|NaN|nil|None|none|\[object \w+\])"
    found = rf"(?<![\w.'/-])(?P<money>[£$€¥#]\s?)?(?P<word>{word}(?:,? ?{word})*)(?![\w'-]|\s*\(|\.\w)"
    for match in place.find(found):
        span = Span(*match.span("word"))
        before = place.before(match.start())
        value = match["word"]
        if value.startswith("[object"):
            if not place.is_mentioned(span) and not place.is_near(span, TECHNICAL):
                yield Placeholder(span, "null-residue", 0.95, hint_of(""))
            continue
        if match["money"]:
            yield Placeholder(
                span, "null-residue", 0.95, "the amount" if match["money"].strip() != "#" else "the number"
            )
            continue
        if (
            place.is_mentioned(span)
            or place.is_near(span, TECHNICAL)
            or place.after(span.end).startswith(" and void")
        ):
            continue
        yield from _null_in_prose(place, span, value, before)


def _null_in_prose(place: Place, span: Span, value: str, before: str) -> Iterator[Placeholder]:
    hint = hint_of(before[-30:])
    linked = pattern(
        rf"\b{_FIELD_BEFORE}(?:\s+(?:is|was|of|for|on|number|no\.?|id))*\s*[:#]?\s+$", re.IGNORECASE
    ).search(before)
    after_preposition = pattern(
        r"\b(?:by|on|at|for|from|until|mr|mrs|ms|dr|of|to|between|and)\s+$", re.IGNORECASE
    ).search(before)
    title = pattern(r"\b(?:mr|mrs|ms|miss|dr|prof)\.?\s+$", re.IGNORECASE).search(before)
    name = value[:1].isupper() and value not in ("NaN", "NULL", "None")
    if title and value[:1].isupper() and value != "NaN":
        return
    if value.lower() in ("none", "nil"):
        if value == "None" and (linked or after_preposition) and not place.after(span.end).startswith(" of"):
            yield Placeholder(span, "null-residue", 0.8, hint)
        elif (
            value == "None"
            and pattern(r"[a-z] $").search(before)
            and pattern(r" (?:will|has|is|was|can)\b").match(place.after(span.end))
        ):
            yield Placeholder(span, "null-residue", 0.6, hint)
        return
    if name:
        return
    if linked or after_preposition:
        yield Placeholder(span, "null-residue", 0.9, hint)
    elif value == "NaN" or " " in value:
        yield Placeholder(span, "null-residue", 0.6, hint)
    elif pattern(r"\b(?:your|our|the)\s+$", re.IGNORECASE).search(before):
        yield Placeholder(span, "null-residue", 0.8, hint)


def _blank_amounts(place: Place) -> Iterator[Placeholder]:
    """A currency sign without an amount."""
    for match in place.find(
        r"(?<![\w£$€¥.])(?<!\d )[£€$](?=[ \t]+[a-z(]|[ ]?[.,;:!?]?(?:\s*$|\s+[a-zA-Z]))(?![.,]\d)",
        re.MULTILINE,
    ):
        before = place.before(match.start())
        if pattern(
            r"(?i)\b(?:of|for|is|was|costs?|pay|paid|refund(?:ed)?|charged?|credit(?:ed)?"
            r"|by|to|at|from|total|about|over|than|a|your)\s+$"
        ).search(before) and not pattern(r"^\s+(?:sign|symbol|amounts?|to €|and|or)\b").match(
            place.after(match.end())
        ):
            yield Placeholder(Span(*match.span()), "null-residue", 0.85, "the amount")


def _blank_numbers(place: Place) -> Iterator[Placeholder]:
    """`order # has`, `invoice no: is`."""
    for match in place.find(
        r"(?i)\b(?:order|ticket|case|invoice|number|booking|ref(?:erence)?\.?|request"
        r"|parcel)\s*(#|no\.?:?|nr\.?:?)(?=\s*[,;)]|\s*[.!?](?:\s|$)|\s+(?:is|has"
        r"|was|will|and|to|on|from)\b|\s*$)",
        re.MULTILINE,
    ):
        if match[1] == "#" or match[1].endswith(":"):
            yield Placeholder(Span(*match.span(1)), "null-residue", 0.85, "the number")


def _blank_words(place: Place) -> Iterator[Placeholder]:
    """`number is .`, `on  at noon`, `the of May`."""
    for match in place.find(
        rf"(?i)\b{_FIELD_BEFORE}(?: number| no\.?| id)?\s+(?:is|was|of)(\s+)(?=[.,;](?:\s|$))"
    ):
        yield Placeholder(Span(match.start(), match.end() + 1), "null-residue", 0.6, hint_of(match[0]))
    for match in place.find(rf"(?i)\b{_FIELD_BEFORE}([ ]{{2,}})(?=(?:is|has|was|will|to|on|and|from)\b)"):
        if place.visible.count("  ") == 1:
            yield Placeholder(Span(*match.span()), "null-residue", 0.5, hint_of(match[0]))
    for match in place.find(r"(?i)\b(?:on|at|by|of|from|until)([ ]{2,})(?=(?:and|will|has|is|was)\b)"):
        if place.visible.count("  ") == 1:
            yield Placeholder(Span(*match.span()), "null-residue", 0.6, hint_of(""))
    for match in place.find(
        r"\b(?:on|from|by|until|before) the +of (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*"
    ):
        yield Placeholder(Span(*match.span()), "null-residue", 0.8, "the day")
    for match in place.find(r"(?i)\b(by|on|until|before)[ ]+(?=[.,](?:\s|$))"):
        if pattern(
            r"(?i)\b(?:you|arrives?|delivered|ready|there|reply|ship(?:s|ped)?|send|call"
            r"|due|it|back|visit|leaves?)\s+$"
        ).search(place.before(match.start())):
            yield Placeholder(Span(match.start(), match.end() + 1), "null-residue", 0.55, "the date")


def _render_errors(place: Place) -> Iterator[Placeholder]:
    line = (
        r"(?:Liquid|Template|Handlebars|Mustache|Jinja2?|Twig|FreeMarker|Velocity) (?:syntax "
        r"|rendering |render )?error\b[^\n]{0,160}"
        r"|\(?Liquid error[^\n]{0,160}|Error! (?:Reference source|Bookmark)[^.\n]{0,60}\.?"
        r"|\[?(?:missing translation|translation missing):? ?[\w.]+\]?|undefined (?:local variable"
        r"|method) [`'\"]?\w+[^\n]{0,80}"
        r"|#(?:REF|NAME|VALUE|DIV/0)[!?]|(?<=\s)#N/A\b|%!\w?\((?:MISSING|EXTRA|BADINDEX)[^)]*\)"
        r"|<[\w. ]+ object at 0x[0-9a-f]+>|<bound method [^>]+>"
    )
    for match in place.find(line):
        span = Span(*match.span())
        quoted = any(q.start <= span.start < q.end for q in place.quotations.near(span))
        told = pattern(r"(?i)\b(?:the|a|an|says?|see|shows?|reads?|get|means?|error|message)\W*$").search(
            place.before(span.start)
        )
        if not quoted and not told and not place.is_mentioned(span):
            yield Placeholder(span, "render-error", 0.9, hint_of(""))


def _markup(place: Place) -> Iterator[Placeholder]:
    """HTML entities and comments that a reader of plain text would see."""
    if pattern(r"(?i)</?(?:p|br|div|a|b|i|ul|ol|li|td|span|strong|em|table)\b[^<>]*>").search(place.plain):
        return
    hidden = Spans.joined(m.span for m in place.document.masks if m.kind in ("code", "history"))
    for match in pattern(
        r"&(?:[A-Za-z]{2,8}|#\d{2,6}|#[xX][0-9a-fA-F]{2,6});|<!--.*?(?:-->|\Z)", re.DOTALL
    ).finditer(place.plain, 0, len(place.plain) if place.end is None else place.end):
        span = Span(*match.span())
        if any(span.overlaps(other) for other in hidden.near(span)):
            continue
        comment = match[0].startswith("<!--")
        if not comment and (_decoded(match[0]) == match[0] or place.is_mentioned(span)):
            continue
        hint = NOTE_HINT if comment else f"the character itself ({_decoded(match[0]).strip() or 'a space'})"
        yield Placeholder(span, "markup-leak", 0.9 if comment else 0.75, hint)


def _decoded(entity: str) -> str:
    from html import unescape  # the table of entities is large and seldom needed

    return unescape(entity)
