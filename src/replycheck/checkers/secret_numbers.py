"""Card, bank and identity numbers in a text, told from the many other numbers that support mail holds.

A number counts when its check digits are right and the words around it do not say that it is something
else: of all 16-digit order numbers every tenth passes the Luhn test, and every IMEI does.

The check digits are computed here.  schwifty (MIT) knows IBANs, but importing it takes 90 ms, more than
a whole run on one draft may, and it brings pycountry (LGPL, 23 MB); python-stdnum is LGPL itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache

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


# -- check digits ----------------------------------------------------------------------------------


def is_luhn(digits: str) -> bool:
    """True where the last digit is right (ISO/IEC 7812-1, annex B)."""
    total = 0
    for at, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + at % 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def is_iban(letters: str) -> bool:
    """True for a country's length and a right remainder (ISO 13616, ISO 7064 MOD 97-10)."""
    if len(letters) != _iban_lengths().get(letters[:2]):
        return False
    return int("".join(str(int(c, 36)) for c in letters[4:] + letters[:4])) % 97 == 1


@cache
def _iban_lengths() -> dict[str, int]:
    """Characters by country: the SWIFT IBAN registry and the countries that use IBANs beside it."""
    return {
        country: int(group[:2])
        for group in (
            "15NO 16BE 18AXDKFIFKFOGLNLSD 19MKSI 20ATBAEEKZLTLUMNXK 21CHHRLILV 22BGBHCRDEGBGEGGIEIMJEMERSVA"
            " 23AEGIILIQOMSOTL 24ADCZESMDPKROSASESKTNVG 25LYPTSTAOCVGWMZ 26ISTRIRDZ"
            " 27BIBLDJFRGFGPGRITMCMFMQMRNCPFPMRESMTFWFYTCFCGCMGAGQKMMGTD 28ALAZBYCYDOGTHNHULBNIPLSVMABFBJCIMLNESNTG"
            " 29BREGPSQAUA 30JOKWMUYE 31MTSC 32LC 33RU"
        ).split()
        for country in re.findall("[A-Z]{2}", group[2:])
    }


_VERHOEFF = tuple(
    tuple(map(int, row))
    for row in "0123456789 1234067895 2340178956 3401289567 4012395678"
    " 5987604321 6598710432 7659821043 8765932104 9876543210".split()
)
_VERHOEFF_MOVES = tuple(
    tuple(map(int, row))
    for row in "0123456789 1576283094 5803796142 8916043527 9453126870 4286573901 2793806415 7046913258".split()
)


def is_verhoeff(digits: str) -> bool:
    """True where the last digit is right by Verhoeff's scheme, which Aadhaar numbers use."""
    state = 0
    for at, digit in enumerate(reversed(digits)):
        state = _VERHOEFF[state][_VERHOEFF_MOVES[at % 8][int(digit)]]
    return state == 0


def _weighted(weights: str, modulus: int) -> Callable[[str], bool]:
    """A check that the digits, each times its weight (`A` is 10), sum up to a multiple of `modulus`."""
    factors = [int(weight, 11) for weight in weights]
    return lambda digits: (
        len(digits) == len(factors)
        and not sum(int(d) * f for d, f in zip(digits, factors, strict=True)) % modulus
    )


def _is_nhs(digits: str) -> bool:
    remainder = 11 - sum(int(digit) * (10 - at) for at, digit in enumerate(digits[:9])) % 11
    return remainder % 11 == int(digits[9])


def _is_bsn(digits: str) -> bool:
    return not (sum(int(digit) * (9 - at) for at, digit in enumerate(digits[:8])) - int(digits[8])) % 11


def _is_cpf(digits: str) -> bool:
    return (
        all(
            int(digits[n]) == sum(int(d) * (n + 1 - at) for at, d in enumerate(digits[:n])) * 10 % 11 % 10
            for n in (9, 10)
        )
        and len(set(digits)) > 1
    )


def _is_dni(letters: str) -> bool:
    number = letters[:-1].translate(str.maketrans("XYZ", "012"))
    return letters[-1] == "TRWAGMYFPDXBNJZSQVHLCKE"[int(number) % 23]


def _is_nir(letters: str) -> bool:
    number = letters[:-2].replace("2A", "19").replace("2B", "18")
    return 97 - int(number) % 97 == int(letters[-2:])


def _is_steuer_id(digits: str) -> bool:
    """ISO 7064 MOD 11,10."""
    product = 10
    for digit in digits[:10]:
        total = (int(digit) + product) % 10 or 10
        product = total * 2 % 11
    return (11 - product) % 10 == int(digits[10])


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
def _example() -> re.Pattern[str]:
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
        if span and _is_sent(draft, span):
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
    mask = _mask_at(draft, span)
    if said == "other" or mask == "address" or _example().search(before):
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


def _mask_at(draft: Document, span: Span) -> str | None:
    """The kind of mask that lies over a place: `code`, `address` ...; None in plain prose."""
    over = (mask.kind for mask in draft.masks if mask.span.overlaps(span))
    return next((kind for kind in over if kind in ("code", "address", "tag")), None)


def _is_sent(draft: Document, span: Span) -> bool:
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
        if not _is_sent(draft, span) or _mask_at(draft, span) == "address":
            continue
        if _example().search(draft.plain, max(0, span.start - 50), span.start):
            continue
        owner = _whose(draft, span, inbound)
        if owner == "theirs":
            yield Number(span, what, 0.95 if sure else 0.7)
        elif owner is None and sure and not in_macro:
            yield Number(span, what, 0.55)


def _ibans(draft: Document) -> Iterator[tuple[Span, str, bool]]:
    text = draft.plain
    for head in _iban_head().finditer(text):
        length = _iban_lengths().get(head[0][:2])
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


# -- identity numbers ------------------------------------------------------------------------------


class _Identity(NamedTuple):
    """A sort of number: `words` are cheap signs in lower case, one of which must stand in the text;
    `context` must stand just before or behind; `shape` is searched with regard to case.
    """

    what: str
    words: tuple[str, ...]
    context: str
    shape: str
    check: Callable[[str], bool] = lambda letters: True
    """Of the number without spaces, dots and hyphens."""


_IDENTITIES = (
    _Identity(
        "social security number",
        ("ssn", "social sec", "social #", "itin"),
        r"ssns?|social security|social #|itin",
        r"(?!000|666)[0-9]{3}([ -]?)(?!00)[0-9]{2}\1(?!0000)[0-9]{4}",
    ),
    _Identity(
        "National Insurance number",
        ("national ins", "ni n", "nino", "n.i."),
        r"national insurance|ni (?:number|no\.?)|nino",
        r"[A-Za-z]{2} ?[0-9]{2} ?[0-9]{2} ?[0-9]{2} ?[A-Da-d]",
    ),
    _Identity(
        "Aadhaar number",
        ("aadha", "adhar", "uidai"),
        r"a+dhaa?r|uidai",
        r"[2-9][0-9]{3}([ -]?)[0-9]{4}\1[0-9]{4}",
        is_verhoeff,
    ),
    _Identity(
        "PAN",
        ("pan", "permanent acc"),
        r"(?-i:PAN)|pan (?:card|number|no\.?)|permanent account number",
        r"[A-Z]{3}[ABCFGHLJPT][A-Z][0-9]{4}[A-Z]",
    ),
    _Identity("NHS number", ("nhs",), r"nhs", r"[0-9]{3}([ -]?)[0-9]{3}\1[0-9]{4}", _is_nhs),
    _Identity(
        "passport number",
        ("passport",),
        r"passport",
        r"(?:(?:[A-Z]{1,2} ?)?[0-9]{6,9}|[A-Z][0-9]{2}[A-Z]{2}[0-9]{4})",
    ),
    _Identity(
        "driving licence number",
        ("licen",),
        r"driv(?:ing|er'?s?'?) licen[cs]e",
        r"(?:[A-Z9]{5} ?[0-9]{6} ?[A-Z9]{2}[0-9]?[A-Z]{2}|[A-Z][0-9]{7,12})",
    ),
    _Identity(
        "social insurance number",
        ("social ins", "sin"),
        r"social insurance|(?-i:SIN)",
        r"[0-9]{3}([ -]?)[0-9]{3}\1[0-9]{3}",
        is_luhn,
    ),
    _Identity(
        "tax file number",
        ("tax file", "tfn"),
        r"tax file|tfn",
        r"[0-9]{3}([ -]?)[0-9]{3}\1[0-9]{3}",
        _weighted("14375869A", 11),
    ),
    _Identity(
        "DNI or NIE",
        ("dni", "nie", "nif"),
        r"(?-i:DNI|NIE|NIF)",
        r"(?:[XYZ]-?[0-9]{7}|[0-9]{8})-?[A-Z]",
        _is_dni,
    ),
    _Identity(
        "codice fiscale",
        ("fiscal", "tax code"),
        r"codice fiscale|fiscal code|tax code",
        r"[A-Z]{6}[0-9]{2}[A-EHLMPRST][0-9]{2}[A-Z][0-9]{3}[A-Z]",
    ),
    _Identity(
        "numéro de sécurité sociale",
        ("curit", "nir", "social sec"),
        r"s[ée]curit[ée] sociale|(?-i:NIR)|social security",
        r"[12] ?[0-9]{2} ?[0-9]{2} ?(?:[0-9]{2}|2[AB]) ?[0-9]{3} ?[0-9]{3} ?[0-9]{2}",
        _is_nir,
    ),
    _Identity("CPF", ("cpf",), r"cpf", r"[0-9]{3}\.?[0-9]{3}\.?[0-9]{3}-?[0-9]{2}", _is_cpf),
    _Identity("PESEL", ("pesel",), r"pesel", r"[0-9]{11}", _weighted("13791379131", 10)),
    _Identity("BSN", ("bsn", "burgerservice"), r"bsn|burgerservicenummer", r"[0-9]{9}", _is_bsn),
    _Identity(
        "tax identification number",
        ("steuer", "tax id"),
        r"steuer-?id\w*|steuerliche \w+|tax id(?:entification)?(?: number)?",
        r"[1-9][0-9] ?[0-9]{3} ?[0-9]{3} ?[0-9]{3}",
        _is_steuer_id,
    ),
    _Identity(
        "personal identity number",
        ("personnummer", "fødselsnummer", "henkil", "hetu", "cpr", "personal id", "personal ident"),
        r"personnummer|fødselsnummer|henkilötunnus|hetu|cpr(?:-nummer)?|personal (?:id|identity"
        r"|identification) (?:number|code)",
        r"(?:[0-9]{2})?[0-9]{6}[-+A]?[0-9]{3}[0-9A-Z]",
    ),
    _Identity("NRIC", ("nric",), r"nric", r"[STFGM][0-9]{7}[A-Z]"),
    _Identity(
        "identity card number",
        ("national id", "identity", "id card", "id number"),
        r"national id(?:entity|entification)?(?: card)?(?: number| no\.?)?|identity (?:card "
        r"|document )?(?:number|no\.?)?|id card(?: number| no\.?)?",
        r"[A-Z]{0,3}[0-9]{7,14}[A-Z]?",
    ),
)


@cache
def _identity_shape(shape: str) -> re.Pattern[str]:
    return compiled(rf"(?<![\w*#-])(?:{shape})(?![\w*]|-[0-9])")


@cache
def _identity_context(context: str) -> re.Pattern[str]:
    return compiled(rf"\b(?:{context})\b", re.IGNORECASE)


@cache
def _parted() -> re.Pattern[str]:
    """What stands between a name and a number that is not its own."""
    return compiled(
        r"(?<!\bno)(?<!\bnr)[.!?]\s|\n\n|[0-9]{4}|\b(?:expir\w*|form|orders?|tickets?|case|ref(?:erence)?"
        r"|invoice|part|serial|track\w*|parcel|phone|tel|call|booking|version)\b",
        re.IGNORECASE,
    )


@cache
def _unnamed() -> re.Pattern[str]:
    """Shapes that speak for themselves: a dashed US number, a British one in pairs (no other letters are
    given out, HMRC manual NIM39110).
    """
    return compiled(
        r"(?<![\w*#-])(?:(?P<ssn>(?!000|666|9)[0-9]{3}-(?!00)[0-9]{2}-(?!0000)[0-9]{4})"
        r"|(?P<nino>(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] [0-9]{2} [0-9]{2} [0-9]{2} [A-D]))"
        r"(?![\w*]|-[0-9])"
    )


@cache
def _not_identity() -> re.Pattern[str]:
    return compiled(
        r"\b(?:orders?|tickets?|cases?|ref(?:erence)?|invoices?|parts?|models?|serial|sku|track(?:ing)?"
        r"|parcels?|phone|tel|fax|call|ring|item|product|batch|lot|article|booking|version|account|claim"
        r"|polic(?:y|ies)|id|code|key)\b[^\n]{0,20}$",
        re.IGNORECASE,
    )


def find_identities(draft: Document) -> Iterator[Number]:
    """Numbers that a state gives to a person, by place."""
    text = draft.plain
    lowered = text.lower()
    found = {
        span: Number(span, identity.what, score)
        for identity in reversed(_IDENTITIES)  # so that the first of two sorts that fit gives the name
        if any(word in lowered for word in identity.words)
        for span, score in _of_sort(identity, text)
    }
    for match in _unnamed().finditer(text):
        span = Span(*match.span())
        is_else = _not_identity().search(text, max(0, span.start - 45), span.start)
        if not is_else and not any(span.overlaps(other) for other in found):
            what = "social security number" if match["ssn"] else "National Insurance number"
            found[span] = Number(span, what, 0.55)
    for span in sorted(found):
        is_example = _example().search(text, max(0, span.start - 50), span.start)
        if not is_example and not _mask_at(draft, span) and _is_sent(draft, span):
            yield found[span]


def _of_sort(identity: _Identity, text: str) -> Iterator[tuple[Span, float]]:
    """Where a number of one sort stands, its name no more than a few words before or right behind it."""
    context = _identity_context(identity.context)
    for match in _identity_shape(identity.shape).finditer(text):
        if not identity.check(re.sub(r"[ .-]", "", match[0])):
            continue
        start = max(0, match.start() - 45)
        named = None
        for found in context.finditer(text, start, match.start()):
            named = found
        between = text[named.end() : match.start()] if named else ""
        if named and not _parted().search(between):
            yield Span(*match.span()), 0.95
            continue
        behind = context.search(text, match.end(), min(len(text), match.end() + 25))
        between = text[match.end() : behind.start()] if behind else ""
        if re.fullmatch(r"[\s(,=]{1,3}(?:is |was |as )?(?:your |the |his |her |their )?(?:\w+ )?", between):
            yield Span(*match.span()), 0.9
