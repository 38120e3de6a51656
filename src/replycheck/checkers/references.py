"""Order, ticket and booking numbers, and products, that are not the customer's."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import ClassVar

from replycheck.checkers.context import Context
from replycheck.matching.compiled import Patterns
from replycheck.model import Edit, Fix, Match, Related, Span
from replycheck.records import NamedTuple, dataclass
from replycheck.understand.amounts import Amount
from replycheck.understand.document import Document
from replycheck.understand.figures import figures, is_one_slip
from replycheck.understand.stems import STOP_WORDS, stem


class Reference(NamedTuple):
    """A number or code that names one order, ticket or the like.

    `key` is the text without marks and case, since 88-121 and 88121 are one number.  `sort` is a key of
    `_SORTS`, `ref` for a number of no known sort, the noun before it where that is another one ("reading"),
    and empty where nothing stands there.  `theirs` where the words before it say that it is the customer's
    ("your order", "thank you for order").
    """

    span: Span
    text: str
    key: str
    sort: str
    theirs: bool

    @property
    def shape(self) -> str:
        """An A for each letter and a 9 for each digit: RB-17812 is AA99999."""
        return re.sub(r"\d", "9", re.sub(r"[A-Z]", "A", self.key))

    @property
    def letters(self) -> str:
        return re.sub(r"\d", "", self.key)

    @property
    def digits(self) -> int:
        return sum(character.isdigit() for character in self.text)


@dataclass(frozen=True, eq=False, repr=False)
class WrongReference:
    """Fires at a number of the draft where the inbound gives exactly one of the same sort and shape, and
    another one; and at "your X" where the inbound speaks of exactly one product, and of another.

    Numbers that stand anywhere in the thread, that the draft introduces as new (`introduced`, a lexicon),
    or beside which the customer's own stands as well, are right.  Products are the names in the team's
    `accepted` settings that begin with a capital.
    """

    needs: ClassVar[tuple[str, ...]] = ("inbound",)

    introduced: str

    def __call__(self, context: Context) -> Iterator[Match]:
        if context.inbound is None:
            return
        yield from self._numbers(context, context.inbound)
        if context.settings.accepted:
            yield from self._products(context, context.inbound)

    def _numbers(self, context: Context, inbound: Document) -> Iterator[Match]:
        mine = references(context.draft.prose)
        if not mine:
            return
        theirs = references(inbound.prose)
        if len(theirs) > MOST_OF_THEIRS:
            return
        named = (*theirs, *references(inbound.message.subject or ""))
        keys = {reference.key for reference in mine}
        for reference in mine:
            stated = _meant(reference, named)
            if stated is None or stated.key in keys or _is_known(reference, context):
                continue
            if self._is_new(context, reference.span):
                continue
            related = (Related("inbound", stated.span, "the customer's own"),) if stated in theirs else ()
            yield self._match(reference.span, reference.text, stated.text, related)

    def _products(self, context: Context, inbound: Document) -> Iterator[Match]:
        names = tuple(name for name in context.settings.accepted if name[:1].isupper())
        asked = _named(inbound.prose, names)
        used = _named(context.draft.prose, names)
        about = {name.casefold(): span for name, span in asked}
        if len(about) != 1 or any(name.casefold() in about for name, _ in used):
            return
        stated, place = asked[0]
        for name, span in used:
            own = _PATTERNS["own"].search(context.draft.prose[max(span.start - 30, 0) : span.start])
            yours = _PATTERNS["yours"].match(context.draft.prose, span.end)
            if not (own or yours) or set(name.lower().split()) & set(stated.lower().split()):
                continue
            if not self._is_new(context, span):
                related = (Related("inbound", place, "the customer wrote"),)
                yield self._match(span, span.of(context.draft.text), stated, related)
                return

    def _is_new(self, context: Context, span: Span) -> bool:
        sentence = context.draft.sentence_at(span.start)
        return sentence is None or any(
            sentence.start <= hit.span.start < sentence.end for hit in context.draft.lexicon(self.introduced)
        )

    def _match(self, span: Span, found: str, stated: str, related: tuple[Related, ...]) -> Match:
        fix = Fix("unsafe", (Edit(span, stated),))
        return Match(span, {"match": found, "stated": stated}, (stated,), related, fix=fix)


MOST_NUMBERS = 2000
"""How many numbers of a text are looked at: one that holds more is a table."""

MOST_OF_THEIRS = 40
"""A customer who gives more order numbers than that sends a list, and any of them may be meant."""

_SORTS = {
    "order": "order orders purchase po",
    "ticket": "ticket case request incident enquiry inquiry complaint query",
    "booking": "booking reservation itinerary pnr confirmation",
    "invoice": "invoice bill",
    "parcel": "tracking parcel shipment consignment package waybill",
    "claim": "claim",
    "policy": "policy",
    "account": "account customer membership member client",
    "serial": "serial imei",
    "return": "return rma",
    "ref": "reference ref number no nr id code",
}
_SORT_OF = {word: sort for sort, words in _SORTS.items() for word in words.split()}

_GIVEN_BY_CUSTOMER = frozenset(("order", "booking", "invoice", "claim", "policy", "account", "serial"))
"""Sorts that a reply seldom makes a new number of; of the others it does, and only a slip is one there."""

_SOURCES = {
    "digits": r"\d+",
    "label": r"(?P<before>(?:\b[a-z']+[\s,:]+){0,4})\b(?P<noun>(?!(?:is|was|are)\b)[a-z]{2,14})\.?"
    r"(?:\s(?P<kind>number|no|nr|num|id|code|ref|reference|confirmation)\b\.?)?(?:\s(?:is|was))?[\s:(]{0,3}(?P<mark>#?)$",
    "theirs": r"\b(?:your|about|regarding|concerning|re|thanks?(?:\s\w+)?\sfor|looked\s(?:at|up|into)|found|pulled\sup"
    r"|checked|reviewed|received|you\s(?:ordered|booked|placed|sent)(?:\s\w+)?)[\s:]+(?:your\s|the\s)?$",
    "own": r"\byour\s(?:\w+\s){0,2}$",
    "yours": r"(?:'s)?\s(?:\w+\s){0,3}?(?:that\s|which\s)?you(?:'ve|\shave|\salso)?\s(?:bought|ordered|purchased"
    r"|received|own|have|use|returned|mentioned|wrote|asked|reported|described|sent)\b",
}
_PATTERNS = Patterns(_SOURCES, exact=("digits",))


@lru_cache(maxsize=32)
def references(prose: str) -> tuple[Reference, ...]:
    """The order, ticket and other numbers of a masked text by place."""
    return tuple(_references(prose))


def _references(prose: str) -> Iterator[Reference]:
    end = 0
    for match in islice(_PATTERNS["digits"].finditer(prose), MOST_NUMBERS):
        if match.start() < end:
            continue
        span = _code_around(prose, match.start(), match.end())
        end = span.end
        text = span.of(prose)
        if not _is_code(prose, span, text):
            continue
        label = _PATTERNS["label"].search(prose[max(span.start - 60, 0) : span.start])
        sort = _sort(label)
        if sort not in _SORTS and (text.islower() or re.fullmatch(r"\d{1,4}[-/]\d{1,4}", text)):
            continue  # "rb-17812" and "5513-882" are codes where a noun says so
        yield Reference(span, text, _without_marks(text), sort, _is_theirs(label))


def _code_around(prose: str, start: int, end: int) -> Span:
    """The whole code that holds these digits: letters, digits, and hyphens or slashes between them."""
    while start and (
        prose[start - 1].isalnum()
        or (prose[start - 1] in "-/" and prose[max(start - 2, 0)].isalnum() and start > 1)
    ):
        start -= 1
    while end < len(prose) and (
        prose[end].isalnum() or (prose[end] in "-/" and prose[end + 1 : end + 2].isalnum())
    ):
        end += 1
    return Span(start, end)


def _is_code(prose: str, span: Span, text: str) -> bool:
    """No date, amount, telephone number, flight, year or size, and long enough to name one thing."""
    digits = sum(character.isdigit() for character in text)
    letters = [character for character in text if character.isalpha()]
    if digits < (4 if not letters else 3 if len(letters) < 3 else 2) or len(text) < 4:
        return False
    if letters and (
        not "".join(letters).isascii() or not (text.isupper() or (text.islower() and digits > 3))
    ):
        return False
    before, after = prose[max(span.start - 2, 0) : span.start], prose[span.end : span.end + 2]
    if (
        before[-1:] in tuple("+.,:@_£$€=*~")
        or (after[:1] in tuple(".,:") and after[1:].isdigit())
        or after[:1] in tuple("_@%€£*~")
    ):
        return False
    if re.fullmatch(r"[A-Z]{1,2}\d{2,4}|(?:19|20)\d\d|\d+/\d+/\d+", text):
        return False
    if (before[-1:].isspace() and before[:1].isdigit()) or (after[:1] == " " and after[1:].isdigit()):
        return False  # a telephone number, or thousands in groups
    return not _is_figure(prose, span)


def _is_figure(prose: str, span: Span) -> bool:
    """A date, or a number with a unit."""
    found = figures(prose)
    at = bisect.bisect_right(found, span.start, key=lambda figure: figure.span.start)
    return any(
        figure.span.overlaps(span) and not (isinstance(figure, Amount) and figure.is_name)
        for figure in found[max(at - 2, 0) : at + 1]
    )


def _sort(label: re.Match[str] | None) -> str:
    if label is None:
        return ""
    noun = label["noun"].lower()
    if noun in _SORT_OF:
        found = _SORT_OF[noun]
        if found == "ref":  # "order confirmation number": the noun stands before
            words = label["before"].lower().split()
            return _SORT_OF.get(words[-1], "ref") if words else "ref"
        return found
    if label["kind"]:
        return stem(noun) if noun not in STOP_WORDS else "ref"
    if label["mark"]:
        return "ref"
    return "" if noun in STOP_WORDS else stem(noun)


def _is_theirs(label: re.Match[str] | None) -> bool:
    return label is not None and _PATTERNS["theirs"].search(label["before"]) is not None


def _meant(mine: Reference, theirs: Sequence[Reference]) -> Reference | None:
    """The customer's number that this one should have been: the only one it can be compared with."""
    alike = [r for r in theirs if r.shape == mine.shape and _is_comparable(mine, r)]
    if len({reference.key for reference in alike}) != 1 or alike[0].key == mine.key:
        return None
    stated = alike[0]
    if is_one_slip(mine.key, stated.key) or _is_jumbled(mine.key, stated.key):
        return stated if mine.digits >= 5 or mine.sort == stated.sort in _SORTS else None
    if mine.sort != stated.sort or mine.sort not in _GIVEN_BY_CUSTOMER or not mine.theirs:
        return None
    return stated if mine.letters == stated.letters or mine.sort == "booking" else None


def _is_jumbled(one: str, other: str) -> bool:
    """The same six characters or more in another order, half of them in their places."""
    same = sum(a == b for a, b in zip(one, other, strict=False))
    return len(one) == len(other) >= 6 and sorted(one) == sorted(other) and 2 * same >= len(one)


def _is_comparable(mine: Reference, other: Reference) -> bool:
    vague = ("", "ref")
    return mine.sort == other.sort or mine.sort in vague or other.sort in vague


def _is_known(mine: Reference, context: Context) -> bool:
    """It stands somewhere in the thread, also where the customer quotes or signs."""
    inbound = context.case.inbound
    texts = [message.text for message in context.case.earlier]
    if inbound is not None:
        texts += [inbound.text, inbound.subject or "", *(quoted.text for quoted in inbound.quoted)]
    return any(mine.key in _without_marks(text) for text in texts)


@lru_cache(maxsize=64)
def _without_marks(text: str) -> str:
    return re.sub(r"\W", "", text).upper()


def _named(prose: str, names: Sequence[str]) -> list[tuple[str, Span]]:
    """The names that stand in a text, with their places; of overlapping ones the longest."""
    found: list[tuple[str, Span]] = []
    folded = prose.casefold()
    for name in sorted(names, key=len, reverse=True):
        if name.casefold() not in folded:
            continue
        for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", prose, re.IGNORECASE):
            span = Span(*match.span())
            if not any(span.overlaps(other) for _, other in found):
                found.append((name, span))
    return sorted(found, key=lambda pair: pair[1])
