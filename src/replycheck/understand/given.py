"""What a customer's message already gives: numbers, addresses, files, dates, devices, by sort."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from replycheck.matching.compiled import Patterns
from replycheck.model import PartKind, Span
from replycheck.records import NamedTuple
from replycheck.understand.amounts import amounts
from replycheck.understand.dates import days
from replycheck.understand.document import Document


class Given(NamedTuple):
    """Something the inbound holds: its words, and its place there, None where it is a file that came along."""

    text: str
    span: Span | None = None


def given(sort: str, inbound: Document) -> Given | None:
    """The first thing of a sort that the inbound gives plainly; None where it gives none.

    Sorts are those of `FINDERS`; numbers of orders and the like are not among them.
    """
    finder = FINDERS.get(sort)
    return next(finder(inbound), None) if finder else None


_DAY_WORD = (
    r"(?:(?:on |last |this )*(?:mon|tues|wednes|thurs|fri|satur|sun)day|yesterday|(?:two|three|four|five"
    r"|six|\d+|a|few|couple of)"
    r" (?:days?|weeks?|months?) ago|last (?:week|month|year)|this morning|today|in (?:january|february"
    r"|march|april|may|june|july"
    r"|august|september|october|november|december))"
)
_SOURCES = {
    "e-mail": r"[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+",
    "telephone": r"(?<![\w#/.-])(?:\+\d{1,3}[ .-]?)?(?:\(0?\d{1,5}\)[ .-]?)?\d(?:[ .-]?\d){6,13}(?![\w/-])",
    "telephoning": r"\b(?:tel|telephone|phone|mobile|mob|cell|call|ring|reach|whatsapp|text|number"
    r"|contact)\b",
    # "14 Rose Lane", "Flat 3, 22 Mill Road", "Kirchweg 7, 8001 Zürich"
    "street": r"\b\d{1,5}[A-Za-z]?,? (?:[A-Z][\w'’.-]+ ){1,3}(?:Street|St|Road|Rd|Lane|Ln|Avenue|Ave|Drive"
    r"|Dr|Close|Court|Ct|Crescent"
    r"|Gardens|Grove|Hill|Mews|Place|Pl|Row|Square|Sq|Terrace|Way|Walk|Boulevard|Blvd|Park|Parade|Quay"
    r"|Highway|Hwy|View|Wharf|Green)\b"
    r"|\b[A-Z][\w'’-]+(?:strasse|straße|weg|gasse|platz|straat|laan|gatan|vej) \d{1,4}\b",
    "postcode": r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b|\b[A-Z]{2} \d{5}(?:-\d{4})?\b",
    "sent photo": r"\b(?:photos?|pictures?|pics?|images?|photographs?|snaps?|selfies?)\b",
    "sent screenshot": r"\b(?:screen ?shots?|screen ?grabs?)\b",
    "sent receipt": r"\b(?:receipts?|invoices?|proof of purchase|order confirmation|bill)\b",
    "image file": r"\.(?:jpe?g|png|heic|heif|webp|gif|bmp|tiff?)\Z",
    "receipt file": r"receipt|invoice|rechnung|facture|bill\b|order[-_ ]?conf|proof",
    "screenshot file": r"screen|bildschirm|captura",
    "buying": r"\b(?:ordered|bought|purchased|placed|order of|order from|order dated|purchase of)\b",
    "happening": r"\b(?:since|started|began|happened|arrived|delivered|stopped|broke|failed|came)\b",
    "day word": rf"\b{_DAY_WORD}\b",
    "model": r"\b[Mm]odel(?: (?:[Nn]o\.?|[Nn]umber|[Nn]ame))?(?: is|:)? ?((?!is\b|was\b|has\b|and\b|of\b"
    r"|from\b|with\b|number\b)[A-Z]*[\w-]*\d[\w-]*"
    r"|[A-Z][\w-]+(?: [A-Z\d][\w-]*){0,2})",
    "version": r"\bv(?:ersion|er\.?)? ?\d+(?:\.\d+)*\b|\b(?:ios|android|windows|macos"
    r"|ubuntu) ?\d+(?:\.\d+)*\b",
    "browser": r"\b(?:google chrome|chrome|firefox|safari|microsoft edge|opera browser|brave)\b",
    "system": r"\b(?:windows (?:\d+|xp|vista)|win ?(?:10|11)|mac ?os(?: x)?(?: \w+)?|ios ?\d*|android ?\d*"
    r"|ubuntu(?: [\d.]+)?|linux|ipados)\b",
    "device": r"\b(?:iphone(?: ?\w{1,3}\b)?|ipad(?: \w+)?|macbook(?: \w+)?|pixel \w+|galaxy \w+|samsung \w+"
    r"|oneplus \w+|xiaomi \w+|thinkpad(?: \w+)?"
    r"|surface \w+|kindle \w+|chromebook)\b",
    "paying": r"\b(?:charged?|paid|billed|taken|took|debited|deducted|pay)\b",
    "error code": r"\b(?:error|code|fehler)(?: (?:message|code|number|no\.?))?(?: is"
    r"|:)? ?#?(?=[A-Z\d-]*\d)[A-Z\d][A-Z\d-]*\b",
    "border": r"[.!?;\n]",
    "not theirs": r"\b(?:you(?:r|rs|'ve| have)?(?: \w+){0,3}|\b(?:no|not|without|forgot to|couldn'?t|cannot|can'?t"
    r"|unable to|didn'?t|don'?t|tried to|if|should i|can i|do you (?:want|need))(?: \w+){0,2})\s*\Z",
    "logo": r"(?:image|att)\d{3,}|logo|signature|sig\b|icon|banner|footer|facebook|linkedin|twitter|instagram"
    r"|outlook-|spacer|pixel",
    "not a file": r"\.(?:ics|vcf|asc|p7s|p7m|dat|sig|pgp|eml|msg|html?|css|txt)\Z",
    "error text": r"\b(?:error|message|says?|saying|reads?|shows?|tells me|displays?)\b",
}
_PATTERNS = Patterns(_SOURCES, exact=("street", "postcode", "model"))


def _email(inbound: Document) -> Iterator[Given]:
    for mask in inbound.masks:
        if mask.kind == "address" and inbound.message.part_at(mask.span.start) in (
            PartKind.BODY,
            PartKind.CLOSING,
            None,
        ):
            text = mask.span.of(inbound.text)
            if _PATTERNS["e-mail"].fullmatch(text.rstrip(".,;:)")):
                yield Given(text.rstrip(".,;:)"), mask.span)


def _phone(inbound: Document) -> Iterator[Given]:
    for match in _PATTERNS["telephone"].finditer(inbound.prose):
        before = inbound.prose[max(0, match.start() - 45) : match.start()]
        if _PATTERNS["telephoning"].search(before):
            yield Given(match[0], Span(*match.span()))


def _address(inbound: Document) -> Iterator[Given]:
    yield from _matches("street", inbound)
    yield from _matches("postcode", inbound)


def _matches(name: str, inbound: Document) -> Iterator[Given]:
    for match in _PATTERNS[name].finditer(inbound.prose):
        yield Given(match[0], Span(*match.span()))


ENCLOSED = "answers_enclosed"


def enclosed(inbound: Document) -> Iterator[Span]:
    """Where the customer says that a file of theirs comes along: not "your letter attached", nor "I could not
    attach it".
    """
    for hit in inbound.lexicon(ENCLOSED):
        before = inbound.prose[max(0, hit.span.start - 40) : hit.span.start]
        clause = _PATTERNS["border"].split(before)[-1]
        if hit.term.label == "enclosed" and not _PATTERNS["not theirs"].search(clause):
            yield hit.span


def files(inbound: Document) -> tuple[str, ...]:
    """Names of the files that came along, without a mail program's own: logos, invitations, signatures."""
    names = inbound.message.attachments or ()
    return tuple(n for n in names if not _PATTERNS["logo"].match(n) and not _PATTERNS["not a file"].search(n))


def _sent(what: str, ending: str) -> Callable[[Document], Iterator[Given]]:
    """Files of a sort that came along, or that the customer says are attached."""

    def find(inbound: Document) -> Iterator[Given]:
        for name in files(inbound):
            if _PATTERNS[ending].search(name):
                yield Given(name)
        for span in enclosed(inbound):
            sentence = inbound.sentence_at(span.start) or span
            if _PATTERNS[what].search(inbound.prose, *sentence):
                yield Given(" ".join(sentence.of(inbound.text).split()), sentence)

    return find


def _dated(verb: str) -> Callable[[Document], Iterator[Given]]:
    """A date or a day in a clause with a verb ("ordered on 3 May")."""

    def find(inbound: Document) -> Iterator[Given]:
        for match in _PATTERNS[verb].finditer(inbound.prose):
            sentence = inbound.sentence_at(match.start())
            if sentence is None:
                continue
            for day in days(inbound.prose):
                if sentence.start <= day.span.start < sentence.end and abs(day.span.start - match.end()) < 40:
                    yield Given(day.span.of(inbound.text), day.span)
            near = _PATTERNS["day word"].search(
                inbound.prose, match.end(), min(sentence.end, match.end() + 40)
            )
            if near:
                yield Given(near[0], Span(*near.span()))

    return find


def _named(name: str, group: int = 0) -> Callable[[Document], Iterator[Given]]:
    def find(inbound: Document) -> Iterator[Given]:
        for match in _PATTERNS[name].finditer(inbound.prose):
            yield Given(match[group].strip(), Span(*match.span(group)))

    return find


def _amount(inbound: Document) -> Iterator[Given]:
    for amount in amounts(inbound.prose):
        sentence = inbound.sentence_at(amount.span.start)
        if amount.is_money and sentence and _PATTERNS["paying"].search(inbound.prose, *sentence):
            yield Given(amount.span.of(inbound.text), amount.span)


def _error(inbound: Document) -> Iterator[Given]:
    for quotation in inbound.quotations:
        if _PATTERNS["error text"].search(inbound.prose, max(0, quotation.start - 40), quotation.start):
            yield Given(quotation.of(inbound.text), quotation)
    yield from _matches("error code", inbound)


FINDERS: Mapping[str, Callable[[Document], Iterator[Given]]] = {
    "email": _email,
    "phone": _phone,
    "address": _address,
    "postcode": _named("postcode"),
    "photo": _sent("sent photo", "image file"),
    "screenshot": _sent("sent screenshot", "screenshot file"),
    "receipt": _sent("sent receipt", "receipt file"),
    "bought": _dated("buying"),
    "happened": _dated("happening"),
    "model": _named("model", 1),
    "version": _named("version"),
    "browser": _named("browser"),
    "system": _named("system"),
    "device": _named("device"),
    "amount": _amount,
    "error": _error,
}
"""How each sort is looked for."""
