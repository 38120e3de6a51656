"""Numbers of cards and bank accounts in a text, told from the many other numbers that support mail holds.

A number counts when its check digits are right and the words around it do not say that it is something
else: of all 16-digit order numbers every tenth passes the Luhn test, and every IMEI does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from replycheck.checkers.check_digits import iban_lengths, is_iban, is_luhn
from replycheck.matching import Hit
from replycheck.matching.compiled import compiled
from replycheck.model import PartKind, Span
from replycheck.records import NamedTuple
from replycheck.understand.document import Document


class Number(NamedTuple):
    """A number that belongs to a person: `what` it is in plain words, `score` how sure we are (0 to 1)."""

    span: Span
    what: str
    score: float


def masked(number: str) -> str:
    """A number with all but its last four letters and digits replaced by `*`; what parts them stays."""
    keep = [at for at, character in enumerate(number) if character.isalnum()][-4:]
    return "".join("*" if c.isalnum() and at not in keep else c for at, c in enumerate(number))


# -- cards -----------------------------------------------------------------------------------------

_ISSUERS = (
    ("Visa", r"4", (13, 16, 19)),
    ("Mastercard", r"5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720", (16,)),
    ("American Express", r"3[47]", (15,)),
    ("Discover", r"6011|64[4-9]|65", (16,)),
    ("Diners Club", r"30[0-5]|309|36|3[89]", (14,)),
    ("JCB", r"35(?:2[89]|[3-8])", (16,)),
    ("UnionPay", r"62", (16, 17, 18, 19)),
    ("Maestro", r"50(?:18|20|38)|5893|6304|6759|676[1-3]", (16, 18, 19)),
    ("RuPay", r"60|81|82|508", (16,)),
    ("Mir", r"220[0-4]", (16,)),
)
"""First digits and lengths by issuer, as ISO/IEC 7812 gives them out."""
_EVERYWHERE = ("Visa", "Mastercard", "American Express")

# What card companies and payment services publish for trying out a checkout.
_TEST_CARDS = frozenset(
    "4111111111111111 4242424242424242 4012888888881881 4000056655665556 4000000000000002 4000002500003155"
    " 5555555555554444 5105105105105100 5200828282828210 5431111111111111 2223003122003222 378282246310005"
    " 371449635398431 6011111111111117 6011000990139424 6011981111111113 3056930009020004 36227206271667"
    " 30569309025904 38520000023237 3530111333300000 3566002020360505 6200000000000005 6555900000604105".split()
)


def issuer_of(digits: str) -> str | None:
    """Who issues cards with these first digits and this length; None for nobody."""
    for name, prefix, lengths in _ISSUERS:
        if len(digits) in lengths and re.match(prefix, digits):
            return name
    return None


def is_card(digits: str) -> bool:
    """True where issuer, length and check digit fit."""
    return issuer_of(digits) is not None and is_luhn(digits)


@cache
def _digit_run() -> re.Pattern[str]:
    """Cards as they are written: in one piece, in fours, in 4-6-4 and 4-6-5."""
    return compiled(
        r"(?<![0-9A-Za-z#])(?<!\*\*\*)(?:"
        r"[0-9]{4}(?:[ \n.–-]{1,3}[0-9]{4}){2}[ \n.–-]{1,3}[0-9]{1,4}(?:[ .-][0-9]{1,3}(?![0-9]))?"
        r"|[0-9]{4}[ .–-]{1,3}[0-9]{6}[ .–-]{1,3}[0-9]{4,5}"
        r"|[0-9]{13,19})(?![0-9A-Za-z])(?!\*\*\*)"
    )


@cache
def _behind_cards() -> re.Pattern[str]:
    """What stands right behind a number: a date or code of a card, or the word that it is something else."""
    return compiled(
        r"[\s,.;:()/|-]{0,4}(?:(?:is|was|as|=|for) )?(?:(?:your|the|our|an?|its) )?"
        r"(?:(?P<card>(?:with )?(?:exp(?:\.|iry|ires|iring|iration)?|valid|cvv2?|cvc2?|security code"
        r"|good thru)\b|(?:0[1-9]|1[0-2]) ?/ ?(?:20)?[2-4][0-9]\b)"
        r"|(?P<other>(?:track(?:ing)?|order|parcel|shipment|consignment|ticket|case|reference|imei|serial"
        r"|invoice|booking"
        r"|barcode|iccid|sim|voucher|gift card|transaction|number of (?:your|the) (?:parcel|order|shipment))\b))",
        re.IGNORECASE,
    )


@cache
def _longer_before() -> re.Pattern[str]:
    """The number is a stretch of a longer one, or of an IBAN."""
    return compiled(r"(?:[0-9]{4}|[A-Z]{2}[0-9]{2})[ -]$")


@cache
def _longer_behind() -> re.Pattern[str]:
    return compiled(r"[ -][0-9]{4}[ -]?[0-9]")


@cache
def _test_words() -> re.Pattern[str]:
    return compiled(
        r"\b(?:tests?|testing|sandbox|staging|dummy|demo|fake|sample|example|developers?|integration)\b",
        re.IGNORECASE,
    )


@cache
def example() -> re.Pattern[str]:
    return compiled(
        r"\b(?:e\.g\.|eg|for example|for instance|such as|like|in the (?:form|format|style)(?: of)?|format(?: is|:)?"
        r"|example(?: is|:)?|written as|starts? with|begins? with)[\s:,\"'(]{0,4}(?:\w+ ){0,2}$",
        re.IGNORECASE,
    )


def find_cards(draft: Document) -> Iterator[Number]:
    """Payment cards by place, whole numbers only; those of earlier mails that the draft quotes are not ours
    to mend.
    """
    text = draft.plain
    for match in _digit_run().finditer(text):
        span = _card_in(match)
        if span and is_sent(draft, span):
            score = _card_score(draft, span)
            if score:
                yield Number(span, "card number", score)


def _card_in(match: re.Match[str]) -> Span | None:
    """The card at the head of a run of digits, which may go on with a code or a year."""
    ends = [match.end()]
    ends += [match.start() + at for at in range(len(match[0]) - 1, 11, -1) if not match[0][at].isdigit()]
    for end in sorted(set(ends)):
        digits = "".join(filter(str.isdigit, match.string[match.start() : end]))
        if is_card(digits):
            written = match.string[match.start() : end].rstrip(" \n.–-")
            return Span(match.start(), match.start() + len(written))
    return None


def _card_score(draft: Document, span: Span) -> float:
    """How sure the number is somebody's payment card; 0 where something says that it is none."""
    text = draft.plain
    written = span.of(text)
    digits = "".join(filter(str.isdigit, written))
    before, behind = text[max(0, span.start - 60) : span.start], text[span.end : span.end + 20]
    said = _said_of(draft, span)
    mask = mask_at(draft, span)
    if said == "other" or mask == "address" or example().search(before):
        return 0.0
    if said is None and (_longer_before().search(before) or _longer_behind().match(behind)):
        return 0.0
    tried_out = _test_words().search(text, max(0, span.start - 200), min(len(text), span.end + 80))
    if (mask == "code" or tried_out) and digits in _TEST_CARDS:
        return 0.0
    is_usual = issuer_of(digits) in _EVERYWHERE
    if said == "card":
        score = 1.0
    elif written != digits:  # in groups, as cards are embossed
        score = 0.85 if is_usual else 0.6
    else:
        score = 0.6 if is_usual and len(digits) > 14 else 0.0
    return min(score, 0.6) if mask == "code" or tried_out else score


def _said_of(draft: Document, span: Span) -> str | None:
    """What the words around a number say it is: `card`, `other`, or None where they say nothing."""
    text = draft.plain
    follows = _behind_cards().match(text, span.end, min(len(text), span.end + 45))
    if follows:
        return "card" if follows["card"] else "other"
    start = max(0, span.start - 60, text.rfind("\n\n", 0, span.start))
    word = _last_hit(draft, "privacy_numbers", Span(start, span.start))
    if word is None:
        return None
    has_number = re.search(r"[0-9]", text[word.span.end : span.start])  # "order 88121 went to 4539 …"
    return None if has_number and word.term.label == "other" else word.term.label


def _last_hit(draft: Document, lexicon: str, within: Span) -> Hit | None:
    """The last entry of a lexicon that stands whole within a stretch."""
    inside = (h for h in draft.lexicon(lexicon) if within.start <= h.span.start and h.span.end <= within.end)
    return max(inside, key=lambda hit: hit.span, default=None)


def mask_at(draft: Document, span: Span) -> str | None:
    """The kind of mask that lies over a place: `code`, `address` ...; None in plain prose."""
    over = (mask.kind for mask in draft.masks if mask.span.overlaps(span))
    return next((kind for kind in over if kind in ("code", "address", "tag")), None)


def is_sent(draft: Document, span: Span) -> bool:
    """True outside of what earlier mails said and of the legal text below."""
    return draft.message.part_at(span.start) not in (PartKind.QUOTED, PartKind.DISCLAIMER)


# -- bank accounts ---------------------------------------------------------------------------------


@cache
def _iban_head() -> re.Pattern[str]:
    return compiled(r"(?<![A-Za-z0-9])[A-Z]{2}[ -]?[0-9]{2}(?=[ -]?[A-Z0-9])")


@cache
def _bank_words() -> re.Pattern[str]:
    """Signs of a bank beside an account number: a sort code, a routing number, an IFSC, a BSB."""
    return compiled(
        r"\bsort[ -]?codes?\W{0,4}(?:is |was )?[0-9]{2}[ -]?[0-9]{2}[ -]?[0-9]{2}(?![0-9])"
        r"|\b(?:routing|aba|transit)(?: (?:number|no\.?|code))?\W{0,4}(?:is |was )?[0-9]{9}(?![0-9])"
        r"|\bifsc\b[^\n]{0,12}\b[A-Z]{4}0[A-Z0-9]{6}\b|\bbsb\W{0,4}(?:is "
        r"|was )?[0-9]{3}[ -]?[0-9]{3}(?![0-9])",
        re.IGNORECASE,
    )


@cache
def _account() -> re.Pattern[str]:
    return compiled(
        r"(?P<bank>\bbank )?\b(?:account|acct|acc|a/c)\b(?: ?(?:number|num|no|nr)\b)?[ .:#=-]{0,4}(?:is "
        r"|was |as )?"
        r"(?P<number>[0-9](?:[ -]?[0-9]){5,17})(?![0-9A-Za-z])",
        re.IGNORECASE,
    )


@cache
def _owner_behind() -> re.Pattern[str]:
    return compiled(
        r"^[\s,.;:)–-]{0,4}(?:(?P<theirs>(?:is|are)?(?: still)? ?(?:yours|your account|your iban|correct\?"
        r"|right\?)|(?:was|were|has been) (?:debited|credited|charged)"
        r"|sent|paid|refunded|belongs|on file|(?:that|this|which) is (?:what|the one|where) (?:we|you|i)"
        r"|is (?:what|the one|where) (?:we|you|i))|(?P<ours>(?:please (?:use|quote|put|give|write|add)"
        r"|\(?bic|swift|reference|quoting|with the reference|in the name of \w+ (?:ltd|gmbh|inc)"
        r"|is (?:our|ours)|belongs to us)))",
        re.IGNORECASE,
    )


@cache
def _wants_to_pay() -> re.Pattern[str]:
    return compiled(
        r"\b(?:your (?:[\w-]+ )?(?:bank|iban|account|details)|pay you|(?:where|how) (?:do|can|could|should"
        r"|shall|may|to|am i to) (?:i |we )?(?:pay|send|transfer|donate|deposit))",
        re.IGNORECASE,
    )


def find_accounts(draft: Document, *, inbound: Document | None, in_macro: bool) -> Iterator[Number]:
    """Bank accounts of customers and third persons by place; our own, which customers pay to, are left out.

    Where nobody says whose account it is, the score is low in a draft, and in a macro it is ours.
    """
    for span, what, sure in sorted([*_ibans(draft), *_domestic(draft)]):
        if not is_sent(draft, span) or mask_at(draft, span) == "address":
            continue
        if example().search(draft.plain, max(0, span.start - 50), span.start):
            continue
        owner = _whose(draft, span, inbound)
        if owner == "theirs":
            yield Number(span, what, 0.95 if sure else 0.7)
        elif owner is None and sure and not in_macro:
            yield Number(span, what, 0.55)


def _ibans(draft: Document) -> Iterator[tuple[Span, str, bool]]:
    text = draft.plain
    for head in _iban_head().finditer(text):
        length = iban_lengths().get(head[0][:2])
        end = _end_of(text, head.start(), length) if length else None
        if end and is_iban(re.sub(r"[ -]", "", text[head.start() : end])):
            yield Span(head.start(), end), "IBAN", True


def _end_of(text: str, start: int, length: int) -> int | None:
    """Where `length` letters and digits end that stand together or in groups; None where they do not."""
    at, seen = start, 0
    while seen < length and at < len(text):
        if text[at].isascii() and text[at].isalnum() and not text[at].islower():
            seen += 1
        elif text[at] not in " -\n" or text[at - 1] in " -\n":
            return None
        at += 1
    return at if seen == length and not text[at : at + 1].isalnum() else None


def _domestic(draft: Document) -> Iterator[tuple[Span, str, bool]]:
    """Account numbers beside the code of a bank; sure only with that code, since "your account 4471203" is
    mostly the customer's number with us.
    """
    text = draft.plain
    lowered = text.lower()
    if not any(word in lowered for word in ("acc", "a/c", "sort")):
        return
    has_bank = any(word in lowered for word in ("sort", "routing", "aba", "transit", "ifsc", "bsb"))
    banks = list(_bank_words().finditer(text)) if has_bank else []
    for match in _account().finditer(text) if banks or "bank" in lowered else ():
        span = Span(*match.span("number"))
        near = any(bank.start() - 90 < span.end and span.start < bank.end() + 90 for bank in banks)
        if near or match["bank"]:
            yield span, "bank account number", near
    for bank in banks:
        found = re.match(r"[\s,/|;-]{1,5}([0-9]{8})(?![0-9])", text[bank.end() : bank.end() + 20])
        if found:
            yield Span(bank.end() + found.start(1), bank.end() + found.end(1)), "bank account number", True


def _whose(draft: Document, span: Span, inbound: Document | None) -> str | None:
    text = draft.plain
    if draft.message.part_at(span.start) is PartKind.SIGNATURE:
        return "ours"
    before = text[max(0, span.start - 170) : span.start].rpartition("\n\n")[2]
    word = _last_hit(draft, "privacy_accounts", Span(span.start - len(before), span.start))
    said = word.term.label if word else None
    if said is None:
        follows = _owner_behind().match(text[span.end : span.end + 60])
        said = follows.lastgroup if follows else None
    if said is None and inbound is not None:
        bare = re.sub(r"[ -]", "", span.of(text))
        said = "theirs" if bare in re.sub(r"[\s-]", "", inbound.plain) else said
        said = "ours" if said is None and _wants_to_pay().search(inbound.plain) else said
    return said
