"""Field names and samples that stand in the text without any delimiter: `ORDER_NUMBER`, `on DATE`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from replycheck.model import Span
from replycheck.understand.placeholder_place import Place, Placeholder, hint_of, parts_of, pattern
from replycheck.understand.placeholder_words import FIELDS, FILL_ORDERS, GLUE, SYSTEM_NAMES, TECHNICAL


def find_fields(place: Place) -> Iterator[Placeholder]:
    """Candidates by place within each sort; they may overlap."""
    if "_" in place.characters:
        yield from _shouted_names(place)
    yield from _shouted_fields(place)
    lower = place.plain.lower()
    if any(word in lower for word in _SAMPLE_CUES):
        yield from _samples(place)


_SAMPLE_CUES = ("your", "domain", "company", "link", "xxx", "website", "insert", "xyz")


def _shouted_names(place: Place) -> Iterator[Placeholder]:
    """`ORDER_NUMBER` and, in a slot, `order_number`; names of constants and files are left alone."""
    for match in place.find(
        r"(?<![\w$%#@{\[<*|~^=./\\-])[A-Za-z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)+(?![\w}\]>*|~^=(]|\.\w)"
    ):
        span = Span(*match.span())
        words = parts_of(match[0])
        fields = (
            sum(word in FIELDS or word in GLUE or word in FILL_ORDERS for word in words) / len(words)
            if words
            else 0
        )
        if fields < 0.6 or (set(words) & SYSTEM_NAMES) or place.is_mentioned(span, engine=True):
            continue
        if place.is_near(
            span,
            TECHNICAL | {"set", "constant", "file", "folder", "report", "files", "named", "called"},
            3,
        ):
            continue
        greeting, slot = place.in_greeting(span.start), place.slot(span.start)
        if match[0].isupper():
            yield Placeholder(
                span, "unfilled", min(1.0, 0.75 + 0.15 * slot + 0.2 * greeting), hint_of(match[0])
            )
        elif match[0].islower() and (greeting or slot):
            typed = 0.45 + 0.2 * slot if words[-1] != "id" else 0.3
            yield Placeholder(span, "unfilled", 0.9 if greeting else typed, hint_of(match[0]))


_SHOUTED = frozenset(
    "date time amount name link price number product company courier carrier"
    " reason address total customer order tracking ref reference agent colour"
    " color size day".split()
)


def _shouted_fields(place: Place) -> Iterator[Placeholder]:
    """Field words in capitals where a value belongs: `on DATE`, `INSERT LINK HERE`, `insert link here`."""
    if pattern(r"[A-Z]{4}").search(place.visible):
        yield from _in_capitals(place)
    yield from _in_words(place)


def _in_capitals(place: Place) -> Iterator[Placeholder]:
    for match in place.find(
        r"\b(?:INSERT|ADD|PASTE|ENTER|PUT|FILL IN)((?: [A-Z]{2,}){1,5})\b|\b((?:[A-Z]{3,} ){1,3})HERE\b"
    ):
        words = parts_of(match[1] or match[2])
        span = Span(*match.span())
        if all(word in FIELDS or word in GLUE for word in words) and any(word in FIELDS for word in words):
            asked = set(words) & {"your", "you"}
            yield Placeholder(
                span, "unfilled", 0.0 if asked or place.is_mentioned(span) else 0.9, hint_of(match[0])
            )
    for match in place.find(
        r"\b(?:on|by|at|until|before|from|of|for|to|is|via|with|order|number)((?: [A-Z]{4,}){1,3})(?![\w:'])"
    ):
        words = parts_of(match[1])
        span = Span(match.start(1) + 1, match.end(1))
        others = pattern(r"\b[A-Z]{4,}\b").findall(place.before(match.start(), 40))
        if words and set(words) <= _SHOUTED and all(word.lower() in _SHOUTED for word in others):
            cleared = place.is_mentioned(span) or place.is_interface(span)
            yield Placeholder(span, "unfilled", 0.0 if cleared else 0.8, hint_of(match[1]))


def _in_words(place: Place) -> Iterator[Placeholder]:
    if " here" in place.lower:
        for match in place.find(
            r"(?i)(?:^|[:;(]\s*|[.!?]\s+)((?:insert|add|paste|put) ((?:[a-z]+ ){1,4})here)\b", re.MULTILINE
        ):
            words = parts_of(match[2])
            if all(word in FIELDS or word in ("of", "customer's") for word in words):
                yield Placeholder(Span(*match.span(1)), "unfilled", 0.8, hint_of(match[2]))
    if "Your " in place.visible:
        for match in place.find(
            r"(?<=[a-z,] )Your (?:Company|Brand|Business|Store|Shop|Team)(?: Name)?\b"
            r"|(?<=[a-z] )Your (?:Full |First |Last )?Name\b(?! \w)"
        ):
            if not place.is_mentioned(Span(*match.span())) and not place.is_interface(Span(*match.span())):
                yield Placeholder(Span(*match.span()), "unfilled", 0.75, hint_of(match[0]))
    if " Name" in place.visible:
        kind = r"(?:Company|Product|Customer|Agent|Brand|Store|Business|Organi[sz]ation) Name"
        for match in place.find(
            rf"\b(?:for|from|of|at|to|by|as|is|choosing|buying) ({kind})\b(?! [a-z]*(?:field|box|column))"
        ):
            span = Span(*match.span(1))
            if not place.is_mentioned(span):
                yield Placeholder(span, "unfilled", 0.7, hint_of(match[1]))


def _samples(place: Place) -> Iterator[Placeholder]:
    """Addresses nobody has: `your-company.example`, `name@domain.com`, `https://link`."""
    owner = (
        r"(?:your|my)[-_]?(?:own[-_]?)?(?:company|shop|store|domain|site|website|business"
        r"|brand|org|organi[sz]ation|team|help[-_]?desk)(?:[-_]?(?:name|url|here))?"
    )
    for mask in place.document.masks:
        if mask.kind != "address":
            continue
        address = mask.span.of(place.plain)
        if address.startswith("](") or "{" in address or "%7B" in address:
            inner = pattern(
                r"(?i)\]\((<?(?:url|link|insert[^)]*|[\[<{]\w[^)]*|your[-_ ]?(?:link|url)[^)]*"
                r"|link[-_ ]?here|xxx+|#)>?)"
            ).match(address)
            if inner and inner[1] != "#":
                start = mask.span.start + inner.start(1)
                yield Placeholder(Span(start, start + len(inner[1])), "sample-value", 0.85, "the link")
            if address.startswith("]") and not inner:
                address = address[2:]
            else:
                continue
        known = (
            rf"(?i)(?:@|//|www\.|\.|^){owner}(?=[./:]|$)|(?i:^https?://(?:www\.)?(?:link"
            rf"|url|insert|xxx+|website|domain|yourlink|your-link)\b)|(?i:/(?:insert|your"
            rf"|add)[-_]?(?:\w+[-_])*(?:link|url|id|code|number|name|here)\b)|(?i:/xxx+\b)"
            rf"|(?i:@(?:domain|company|website|email)\.com$)|(?i:^www\.(?:website|domain"
            rf"|company)\.com)"
        )
        span = (
            mask.span
            if not mask.span.of(place.plain).startswith("]")
            else Span(mask.span.start + 2, mask.span.end - 1)
        )
        if pattern(known.replace("(?i)", "", 1), re.IGNORECASE).search(address) and not _is_example(
            place, span
        ):
            yield Placeholder(
                span, "sample-value", 0.75, "the e-mail address" if "@" in address else "the link"
            )
    for match in (
        ()
        if "XYZ" not in place.visible and "ABC " not in place.visible
        else place.find(
            r"\b(?:Company XYZ|XYZ (?:Company|Corp|Ltd|Inc)|ABC (?:Company|Corp|Ltd|Inc)"
            r"|Product XYZ|product XYZ|XYZ product)\b"
        )
    ):
        if not place.is_mentioned(Span(*match.span())):
            yield Placeholder(Span(*match.span()), "sample-value", 0.65, "the real name")


def _is_example(place: Place, span: Span) -> bool:
    """True where an address is given to show what addresses look like."""
    cues = frozenset("example e.g eg like such format replace instead template looks pattern".split())
    return place.is_near(span, cues, 5) or any(
        q.start <= span.start and span.end <= q.end for q in place.quotations.near(span)
    )
