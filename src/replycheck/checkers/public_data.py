"""A customer's own data in a post that everybody can read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import ClassVar

from replycheck.checkers.context import Context
from replycheck.matching import fold, plain
from replycheck.matching.compiled import Patterns, compiled
from replycheck.model import Match, PartKind, Related, Span
from replycheck.read.language import is_common_word
from replycheck.records import NamedTuple, dataclass
from replycheck.understand.document import Document

SURELY, PERHAPS, HARDLY = 0.9, 0.6, 0.4
"""Scores: the customer's by the words around it; by its look alone; published already, or half a name."""


class Datum(NamedTuple):
    """Something in a post that belongs to the customer alone: its place, what it is, and how sure it is.

    `value` is the number, address or name itself where the place holds the word before it as well.
    """

    span: Span
    what: str
    score: float
    value: Span | None = None


@dataclass(frozen=True, eq=False, repr=False)
class PublicData:
    """Fires in a social post at data of the customer's: numbers of orders, bookings, tickets and accounts,
    postal addresses, e-mail addresses, telephone numbers, dates of birth, rooms, and a full name beside
    what was booked.

    Our own telephone numbers, addresses and mailboxes are left alone, and so is a request to send such
    data by direct message.  What the customer published in the inbound or earlier scores 0.4 at most.
    Values: match, what.
    """

    needs: ClassVar[tuple[str, ...]] = ()

    def __call__(self, context: Context) -> Iterator[Match]:
        if context.case.channel != "social":
            return
        end = -1
        for datum in sorted(_data(context), key=lambda d: (d.span.start, -d.score)):
            if datum.span.start < end:
                continue
            end = datum.span.end
            published = _published(context, (datum.value or datum.span).of(context.draft.plain))
            related = (Related("inbound", published, "the customer wrote"),) if published else ()
            score = min(datum.score, HARDLY) if published is not None else datum.score
            values = {"match": " ".join(datum.span.of(context.draft.text).split()), "what": datum.what}
            yield Match(datum.span, values, related=related, score=score)


def _published(context: Context, text: str) -> Span | None:
    """Where the inbound has the same number, address or name; an empty place where an earlier message has."""
    key = "".join(character for character in fold(text) if character.isalnum())
    if context.inbound is not None:
        at = _find(key, context.inbound.plain)
        if at is not None:
            return at
    theirs = [plain(m.text) for m in context.case.earlier if m.role == "customer"]
    return Span(0, 0) if any(_find(key, other) for other in theirs) else None


def _find(key: str, text: str) -> Span | None:
    """The place of letters and digits in a text, whatever marks and white space stand between them."""
    places = [at for at, character in enumerate(text) if character.isalnum()]
    folded = fold(text)
    at = "".join(folded[at] for at in places).find(key)
    return Span(places[at], places[at + len(key) - 1] + 1) if key and at >= 0 else None


def _data(context: Context) -> Iterator[Datum]:
    text = context.draft.prose  # without links, in which numbers stand that nobody reads
    yield from _numbers(text)
    if any(character.isdigit() for character in text):
        yield from _telephones(text)
        yield from _addresses(text)
        yield from _births(text)
        yield from _rooms(text)
    if "neighb" in text.lower():
        yield from _next_door(text)
    if "@" in context.draft.plain:
        yield from _mailboxes(context)
    yield from _names(context)


def _either(words: str) -> str:
    """The words, parted by white space, as alternatives of an expression; "_" stands for a space in one."""
    return "|".join(words.split()).replace("_", " ")


_NUMBER_NOUNS = _either(
    "order purchase account acct a/c customer client membership member loyalty subscriber policy claim invoice contract"
    " booking reservation itinerary pnr record_locator conf confirmation ref reference tracking parcel shipment"
    " consignment waybill bag_tag baggage_tag luggage_tag ticket case complaint incident return rma meter mpan mprn"
    " imei serial student patient passport licen[cs]e registration reg number_plate plate"
)
_STREET = _either(
    "Street St Road Rd Avenue Ave Lane Ln Drive Dr Close Court Ct Way Place Pl Square Sq Terrace Crescent Cres Gardens"
    " Grove Hill Mews Park Row Walk Boulevard Blvd Quay Parade Rise View Green Highway Hwy Parkway Pkwy Circle Trail"
)
# Each is tried only in a social post.  Every repeat is bounded or over one simple class.
_DATA = {
    "number": rf"\b(?P<noun>{_NUMBER_NOUNS})s?\b[ ,(]{{0,2}}"
    r"(?:\b(?:number|no|nr|num|id|code|ref|reference|confirmation|locator)\b)?"
    r"\.?(?:[ ](?:is|was|under)\b)?[ :,(]{0,3}"
    r"(?P<value>(?-i:[A-Z]{2}\d\d[ ]?[A-Z]{3}\b"
    r"|\#?(?:[A-Za-z]{1,4}[-/]?)?\d[\dA-Z]*(?:[-/][\dA-Z]+|[ ]\d{3,}(?:[ ]\d\d\b)?){0,4}|[A-Z0-9]{5,8}\b))(?![\w%])",
    "hash": r"(?<![\w&])\#\d{5,12}\b(?![-\w])",
    "telephone": r"(?<![\w./#-])(?:\+|00)?\(?\d{1,5}\)?(?:[ ./-]?\(?\d{2,5}\)?){1,5}(?![\w%])",
    "street": r"(?:\b(?:Flat|Apt\.?|Apartment|Unit|Suite) ?\w{1,4},? )?"
    r"(?<![\w.,-])\d{1,4}[A-Za-z]?(?:[-/]\d{1,4}[A-Za-z]?)?,?[ ](?:[A-Z][\w'.-]*[ ]){0,4}?[A-Z][\w'.-]*[ ]"
    rf"(?:{_STREET})\b"
    r"|(?<![\w.,-])\d{1,4}[A-Za-z]?,?[ ](?:[A-Z][\w'-]*[ ]){0,2}?"
    r"[A-Z][a-z]{3,}(?:side|gate|wood|field|bank|mead|croft|view|way)\b"
    rf"|\b[A-Z][\w'-]{{2,}}[ ](?:{_STREET})\.?[ ]\d{{1,4}}[a-z]?\b"
    r"|\b(?:Calle|Rue|Via|Avenida|Rua|Plaza|Piazza|Strada|Ulica|ul\.)[ ](?:\w+[ ]){0,3}?[A-Z][\w'-]+,?[ ]\d{1,4}\b"
    r"|\b[A-Z][\w-]{2,}(?:straße|strasse|weg|gasse|platz|allee|straat|laan|gatan|vägen|vej|gade)[ ]\d{1,4}[a-z]?\b",
    "street alone": rf"\b(?:[A-Z][\w'.-]+[ ]){{1,3}}(?:{_STREET})\b",
    "postcode": r"\b[A-Z]{1,2}\d[A-Z\d]?[ ]?\d[A-Z]{2}\b|\b[A-Z]{2}[ ]\d{5}(?:-\d{4})?\b|\b[A-Z]\d[A-Z][ ]\d[A-Z]\d\b",
    "birth": r"\b(?:dob|d\.o\.b\.|date of birth|birth ?date|birthday|born(?: on)?)[ :,(]{0,3}(?:is |was |on |the ){0,2}"
    r"(?:\d{1,4}[-/. ]\d{1,2}[-/. ]\d{1,4}|\d{1,2}(?:st|nd|rd|th)?[ ](?:of[ ])?[A-Z][a-z]{2,8}[, ]+\d{2,4}"
    r"|[A-Z][a-z]{2,8}[ ]\d{1,2}(?:st|nd|rd|th)?,?[ ]\d{4})",
    "room": r"\b(?:room|suite|cabin|villa|apartment|flat|bungalow)[ ](?:no\.?[ ]|number[ ])?\d{1,4}[a-z]?\b",
}
_PATTERNS = Patterns(
    _DATA, exact=("street", "street alone", "postcode")
)  # capitals tell a name from a word there


_SORTS = {
    "account number": "account|acct|a/c",
    "customer number": "customer|client|subscriber",
    "membership number": "membership|member|loyalty",
    "policy number": "policy",
    "claim number": "claim",
    "invoice number": "invoice",
    "contract number": "contract",
    "booking number": "booking|reservation|itinerary|pnr|conf|record locator",
    "tracking number": "tracking|parcel|shipment|consignment|waybill",
    "bag number": "bag tag|baggage tag|luggage tag",
    "ticket number": "ticket",
    "case number": "case|complaint|incident",
    "return number": "return|rma",
    "meter number": "meter|mpan|mprn",
    "serial number": "imei|serial",
    "student number": "student",
    "patient number": "patient",
    "passport number": "passport",
    "licence number": "license|licence",
    "registration number": "registration|reg",
    "number plate": "number plate|plate",
    "reference number": "ref|reference|confirmation",
}
"""What a number is called by the noun before it; every other noun stands before an order's."""
_WHAT = {noun: what for what, nouns in _SORTS.items() for noun in nouns.split("|")}
_LOCATORS = (
    "pnr", "booking", "reservation", "itinerary", "conf", "confirmation", "ref", "reference", "record locator",
)  # fmt: skip
"""Nouns of the six signs that airlines and hotels name a booking by, with hardly a digit."""
_PLATES = ("registration", "reg", "plate", "number plate")
_LONG_ONLY = frozenset(
    "policy return case ticket reg ref student patient plate contract claim member client customer".split()
)
"""Nouns that stand before a small number in other senses: "case 3", "policy 12"; their numbers need five signs."""


def _numbers(text: str) -> Iterator[Datum]:
    for match in _PATTERNS["number"].finditer(text):
        value = match["value"].rstrip(" -/")
        noun = match["noun"].lower()
        end = match.start("value") + len(value)
        closes = "(" in text[match.start() : end] and text[end : end + 1] == ")"
        span = Span(match.start(), end + closes)
        if _is_number_of_theirs(text, noun, value, span):
            yield Datum(span, _WHAT.get(noun, "order number"), SURELY, Span(match.start("value"), end))
    for match in _PATTERNS["hash"].finditer(text):
        yield Datum(Span(*match.span()), "order number", SURELY)


def _is_number_of_theirs(text: str, noun: str, value: str, span: Span) -> bool:
    bare = value.lstrip("#")
    digits = sum(character.isdigit() for character in bare)
    letters = sum(character.isalpha() for character in bare)
    if noun in _LOCATORS and letters and len(bare) == 6 and bare.isupper():
        return bool(digits) or not is_common_word(bare.lower())
    if noun in _PLATES and letters >= 3 and digits >= 2:
        return True
    least = 5 if noun in _LONG_ONLY and not value.startswith("#") else 4
    if digits < 3 or (digits + letters < least and not value.startswith("#")):
        return False
    if not letters and _dates_and_years().fullmatch(bare):
        return False
    if _no_number_of_theirs().search(text[max(span.start - 24, 0) : span.start]):
        return False
    return bool(digits >= 5 or letters or not _counts().match(text, span.end))


@cache
def _dates_and_years() -> re.Pattern[str]:
    return compiled(r"(?:19|20)\d\d(?:[-/](?:19|20)?\d\d)?|\d{1,2}[-/]\d{1,2}(?:[-/]\d{2,4})?|24[-/]7")


@cache
def _no_number_of_theirs() -> re.Pattern[str]:
    return compiled(
        r"\b(?:our|any|every|each|per|of all|example|sample|item|product|model|article|promo|discount|minimum)\s+$",
        re.IGNORECASE,
    )


@cache
def _counts() -> re.Pattern[str]:
    """ "Order 1500 boxes", "return 2000 points": a number of things."""
    return compiled(r"\s?(?:[a-z]{2,}s\b(?<!was)(?<!is)(?<!has)|%|(?:am|pm|kg|km|m|gb|mb)\b)", re.IGNORECASE)


@cache
def _theirs_before() -> re.Pattern[str]:
    """Words after which a telephone number is the customer's."""
    return compiled(
        r"(?:\byour (?:\w+ ){0,2}(?:number|phone|mobile|cell|line|landline|telephone|tel|contact)s?"
        r"(?: (?:number|line|no))?\.?(?: (?:is|as|was|of|to|on file))?"
        r"|\b(?:call|ring|phone|text|reach|contact|try|tried|rang|message|messag|whatsapp)(?:ed|ing)? you(?: back)?"
        r"(?: [\w']+){0,3}? (?:on|at|under|via)"
        r"|\b(?:we have you|you're|you are|registered|listed|on file|down|saved|account)(?: [\w-]+){0,3} (?:on|at"
        r"|under|as|with|to)"
        r"|\bnumber (?:on file|we have|you gave us|you left)(?: for you)?(?: is)?[,:]?"
        r"|(?:^|[,;(–-] ?)(?:mobile|cell|mob|tel|telephone|phone)(?: (?:number|no))?\.?)"
        r"[ :(]{0,3}(?:the |number |no\.? |mobile |phone ){0,2}$",
        re.IGNORECASE,
    )


@cache
def _theirs_behind() -> re.Pattern[str]:
    return compiled(
        r",? (?:is |as )?(?:still |really )?your (?:\w+ )?(?:number|phone|mobile|line)\b", re.IGNORECASE
    )


def _telephones(text: str) -> Iterator[Datum]:
    for match in _PATTERNS["telephone"].finditer(text):
        if not 7 <= sum(character.isdigit() for character in match[0]) <= 15:
            continue
        before = text[max(match.start() - 60, 0) : match.start()]
        if _theirs_before().search(before) or _theirs_behind().match(text, match.end()):
            end = match.end() - (match[0].endswith(")") and "(" not in match[0])
            yield Datum(Span(match.start(), end), "telephone number", SURELY)


_SENDING = _either(
    "sent sending going goes gone went shipped shipping ships delivered delivering dispatched posted posting redirected"
    " redirecting heading headed arriving rerouted addressed couriered mailed forwarded orders? parcels? packages?"
    " delivery courier engineer driver technician rider refund letters? bills? way"
)
_FILLING = _either(
    "it them that one out again back today tomorrow tonight now off both all straight is are was were on its the his"
    r" her their way going \w+day"
)


_NEIGHBOUR = (
    r"\b(?:your (?:\w+ )?(?:neighbou?r|concierge|flatmates?|housemates?|landlord|porter)"
    r"|(?:left|delivered|handed|given|signed|accepted|taken|dropped)(?: [\w']+){0,4}? (?:with|to|by|for|at) "
    r"(?:your|the|a) (?:\w+ )?neighbou?rs?)"
    r"(?: (?:who lives|living|over|across|up|down|upstairs|downstairs)){0,2},? (?:at|in|on)"
)
"""Who lives with the customer or close by: where they live is as good as the customer's address.

Any neighbour but theirs may be a shop's ("the neighbour at 14 Mill Lane"), unless something was left there.
"""


@cache
def _to_them() -> re.Pattern[str]:
    """Words after which an address is the customer's."""
    return compiled(
        r"(?:\byour (?:\w+ ){0,2}?(?:address|home|house|flat|place|apartment|property|door)(?: (?:is|as|at|of"
        r"|on file|in)){0,2}"
        r"|\bthe (?:flat|house|apartment|property) (?:at|in)|\b(?:the|an) address (?:is|as|was)"
        r"|\b(?:we have you|you live|you lived|you're|you are|living|registered|listed"
        r"|you moved)(?: \w+){0,2} (?:at|to|in|on|under|as)"
        rf"|\b(?:{_SENDING})(?: (?:{_FILLING})){{0,5}} (?:to|for)|\b(?:delivered|left)(?: \w+){{0,2}} at"
        rf"|{_NEIGHBOUR}"
        r"|\b(?:we|i|they|he|she|will|can)(?:'ll|'ve|'re|'d)? (?:\w+ ){0,2}"
        r"(?:send|ship|deliver|post|redirect|reroute|bring|drop|return|mail|come|be)(?: [\w']+){0,4}? (?:round "
        r"|over )?(?:to|at)"
        r"|(?:\b(?:payment|account|meter|visit|booking|[a-z]+ bill)\b|[€$£] ?\d)[^!?]{0,60} for)[ :(]{0,3}$",
        re.IGNORECASE,
    )


@cache
def _to_us() -> re.Pattern[str]:
    """Words after which an address is ours, or a shop's."""
    return compiled(
        r"\b(?:our|us|shop|store|branch|office|desk|depot|clinic|visit|pop|come|swing|bring|find|meet|collect|pick"
        r"|nearest"
        r"|(?:please |then |and |or )(?:send|return|post|ship|take|mail|drop|write))\b"
        r"|^\s*(?:send|return|post|ship|take|mail|drop|write)\b|\b(?:we're|we are) (?:at|on|in)\b",
        re.IGNORECASE,
    )


@cache
def _theirs_for_sure() -> re.Pattern[str]:
    return compiled(
        r"\b(?:your (?:\w+ )?(?:address|home|house|flat|place)|we have you|you lived?)\b", re.IGNORECASE
    )


def _addresses(text: str) -> Iterator[Datum]:
    """Streets with a number, and the postcode behind, that words lead to the customer."""
    postcodes = [Span(*m.span()) for m in _PATTERNS["postcode"].finditer(text)]
    for match in _PATTERNS["street"].finditer(text):
        near = [
            p
            for p in postcodes
            if 0 <= p.start - match.end() <= 30 and "." not in text[match.end() : p.start]
        ]
        span = Span(match.start(), near[0].end if near else match.end())
        before = re.split(r"[!?\n]|\.(?=\s)", text[max(span.start - 70, 0) : span.start])[-1]
        asked = _asks_whether_right().match(text, span.end)
        if _to_us().search(before) and not _theirs_for_sure().search(before):
            continue
        if asked or _to_them().search(before):
            yield Datum(span, "postal address", SURELY)


def _next_door(text: str) -> Iterator[Datum]:
    """The street of the customer's neighbour, without a number."""
    for match in _PATTERNS["street alone"].finditer(text):
        if _at_a_neighbour().search(text, max(match.start() - 70, 0), match.start()):
            yield Datum(Span(*match.span()), "postal address", SURELY)


@cache
def _at_a_neighbour() -> re.Pattern[str]:
    return compiled(rf"{_NEIGHBOUR} (?:the )?$", re.IGNORECASE)


@cache
def _asks_whether_right() -> re.Pattern[str]:
    return compiled(
        r"[,)]? ?(?:is that|is this|still right|right\?|correct\?|isn't it|shout if)", re.IGNORECASE
    )


def _births(text: str) -> Iterator[Datum]:
    for match in _PATTERNS["birth"].finditer(text):
        yield Datum(Span(*match.span()), "date of birth", SURELY)


def _rooms(text: str) -> Iterator[Datum]:
    """The room or flat somebody is in, where the words say that it is theirs."""
    for match in _PATTERNS["room"].finditer(text):
        before = text[max(match.start() - 24, 0) : match.start()]
        if _theirs_is_the_room().search(before) or _asks_whether_right().match(text, match.end()):
            yield Datum(Span(*match.span()), "room number", SURELY)


@cache
def _theirs_is_the_room() -> re.Pattern[str]:
    return compiled(
        r"\b(?:your(?: own)?|you're in|you are in|have you in|yours,?|up to|way to|sent to|sending to)\s+$",
        re.IGNORECASE,
    )


_FREE_MAIL = frozenset(
    "gmail googlemail outlook hotmail live yahoo ymail icloud me mac aol gmx web proton protonmail pm zoho mail yandex"
    " btinternet sky virginmedia comcast verizon att sbcglobal orange wanadoo free laposte libero t-online qq"
    " 163".split()
)
_DESKS = frozenset(
    "support help helpdesk info hello hi contact service services care customercare customerservice customer"
    " customers sales"
    " returns refunds orders office team mail enquiries inquiries press media billing accounts claims complaints"
    " feedback"
    " bookings reservations noreply no-reply privacy legal jobs careers social web shop store admin reception"
    " desk".split()
)


def _mailboxes(context: Context) -> Iterator[Datum]:
    """Mailboxes that words give to the customer, or that a private person has; desks are ours."""
    text = context.draft.plain
    pattern = compiled(r"(?<![\w.+-])(?P<local>[\w.+-]{1,64})@(?P<domain>[\w-]{1,63}(?:\.[\w-]{2,63})+)")
    for match in pattern.finditer(text):
        before = text[max(match.start() - 60, 0) : match.start()]
        if match["local"].lower() in _DESKS or match["local"].lower().split("-")[0].split(".")[0] in _DESKS:
            continue
        span = Span(match.start(), match.start() + len(match[0].rstrip(".")))
        asked = _write_to().search(before)
        if _their_mailbox().search(before) and not asked:
            yield Datum(span, "e-mail address", SURELY)
        elif match["domain"].split(".")[0].lower() in _FREE_MAIL and not asked:
            yield Datum(span, "e-mail address", PERHAPS)


@cache
def _their_mailbox() -> re.Pattern[str]:
    """Words after which a mailbox is the customer's."""
    return compiled(
        r"(?:\byour (?:\w+ ){0,2}(?:e-?mail|mail|address|inbox|account|login|username|confirmation|refund|receipt"
        r"|tickets?"
        r"|code|link|voucher)s?(?: (?:address|is|to|at|as|of|under|still|from)){0,3}"
        r"|\b(?:sent|emailed|e-mailed|mailed|resent|sending|forwarded|gone|went|goes|going|registered|linked"
        r"|on file|signed up"
        r"|have you|account|log in|logged in|confirmation|written|wrote|replied"
        r"|(?:we|i)(?:'ll| will)? (?:send|email|e-mail|mail|reach|write)(?: to)? you)(?: [\w'-]+){0,5}?"
        r" (?:to|at|under|with|as|on|for|by|from)(?: the| your| e-?mail| address){0,3}"
        r"|\b(?:we|i)(?:'ve| have)?(?: just| already)? (?:emailed|e-mailed|mailed|contacted))[ :,(]{0,3}$",
        re.IGNORECASE,
    )


@cache
def _write_to() -> re.Pattern[str]:
    """Words that send the customer to a mailbox: it is ours."""
    return compiled(
        r"(?:\b(?:us|me|her|him|them|our \w+)(?: \w+){0,6}? (?:at|on|to|via|under)"
        r"|(?:^|[.!?,;:–] ?| - |\b(?:please|and|or|then|can|could|just|kindly|to) )"
        r"(?:write|email|e-mail|mail|contact|drop|send|reach|forward|ask|ping|message|reply|get in touch)"
        r"(?: (?!you\b)[\w'-]+){0,6}?(?: (?:to|at|via|on|under|with))?"
        r"|\bvia|\bby (?:e-?mail|mail)(?: (?:to|at))?|\b(?:our|my) (?:\w+ ){0,3}(?:is|at)?)[ :(]{0,3}$",
        re.IGNORECASE,
    )


@cache
def _booked() -> re.Pattern[str]:
    """What was booked or bought, with a number, a day, a time or a place: data of one booking."""
    return compiled(
        r"\b(?:order|booking|reservation|appointment|table|flight|room|seat|seats|stay|trip|visit|delivery|parcel"
        r"|refund|claim|account|policy"
        r"|tickets?|consultation|treatment|scan|test|results?|prescription|payment|bill|invoice|loan|mortgage"
        r"|balance)\b",
        re.IGNORECASE,
    )


@cache
def _honorific() -> re.Pattern[str]:
    return compiled(
        r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof)\.? (?:[A-Z]\.? ){0,2}[A-Z][\w'-]+(?: [A-Z][\w'-]+)?"
        r"|\b(?P<name>(?:in the |under the |account )?name(?: is| of)?:? )"
        r"(?:(?:Mr|Mrs|Ms|Miss|Dr)\.? (?:[A-Z]\.? ){0,2}|(?:[A-Z]\.? |[A-Z][\w'-]+ ))[A-Z][\w'-]+"
    )


def _names(context: Context) -> Iterator[Datum]:
    """The customer's full name beside what was booked; a title and a surname are worth a look."""
    text = context.draft.plain
    name = context.case.customer_name or (context.inbound.message.name if context.inbound else None) or ""
    words = [word for word in name.replace(",", " ").split() if word.lower().rstrip(".") not in _TITLES]
    surname = words[-1].casefold() if words else ""
    found = []
    if len(words) > 1 and surname in text.casefold():
        full = re.compile(rf"(?<!\w){re.escape(' '.join(words))}(?!\w)", re.IGNORECASE)
        found += [(Span(*m.span()), SURELY) for m in full.finditer(text)]
    if _has_title(text):
        for m in _honorific().finditer(text):
            if m["name"]:
                found.append((Span(*m.span()), SURELY))
            elif surname in m[0].casefold() and (surname or _is_spoken_to(context, Span(*m.span()))):
                found.append((Span(*m.span()), HARDLY))
    for span, score in found:
        if context.draft.message.part_at(span.start) in (PartKind.CLOSING, PartKind.SIGNATURE):
            continue
        told = _around(context.draft, span).of(text)
        if _booked().search(told) and any(character.isdigit() for character in told):
            yield Datum(span, "name beside what was booked", score)


_TITLES = frozenset("mr mrs ms miss mx dr prof professor sir madam brother sister father rev esq".split())


def _is_spoken_to(context: Context, span: Span) -> bool:
    """It stands in the greeting, or between commas: not a colleague of ours."""
    if context.draft.message.part_at(span.start) is PartKind.GREETING:
        return True
    text = context.draft.plain
    return text[: span.start].rstrip().endswith(",") and text[span.end : span.end + 1] in (
        ",",
        ".",
        "?",
        "!",
        "",
    )


def _around(draft: Document, span: Span) -> Span:
    """The sentence that holds a place, with its neighbours."""
    sentences = [sentence for sentence in draft.sentences if sentence]
    at = next((n for n, s in enumerate(sentences) if s.start <= span.start < s.end), None)
    if at is None:
        return Span(0, len(draft.text))
    return Span(sentences[max(at - 1, 0)].start, sentences[min(at + 1, len(sentences) - 1)].end)


def _has_title(text: str) -> bool:
    return any(title in text for title in ("Mr", "Ms", "Miss", "Mx", "Dr", "Prof", "name", "Name"))
