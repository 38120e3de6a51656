"""Numbers that a state gives to a person, told by a name beside them and their check digits."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache

from replycheck.checkers.check_digits import (
    is_bsn,
    is_cpf,
    is_dni,
    is_luhn,
    is_nhs,
    is_nir,
    is_steuer_id,
    is_verhoeff,
    weighted,
)
from replycheck.checkers.secret_numbers import Number, example, is_sent, mask_at
from replycheck.matching.compiled import compiled
from replycheck.model import Span
from replycheck.records import NamedTuple
from replycheck.understand.document import Document


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
    _Identity("NHS number", ("nhs",), r"nhs", r"[0-9]{3}([ -]?)[0-9]{3}\1[0-9]{4}", is_nhs),
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
        weighted("14375869A", 11),
    ),
    _Identity(
        "DNI or NIE",
        ("dni", "nie", "nif"),
        r"(?-i:DNI|NIE|NIF)",
        r"(?:[XYZ]-?[0-9]{7}|[0-9]{8})-?[A-Z]",
        is_dni,
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
        is_nir,
    ),
    _Identity("CPF", ("cpf",), r"cpf", r"[0-9]{3}\.?[0-9]{3}\.?[0-9]{3}-?[0-9]{2}", is_cpf),
    _Identity("PESEL", ("pesel",), r"pesel", r"[0-9]{11}", weighted("13791379131", 10)),
    _Identity("BSN", ("bsn", "burgerservice"), r"bsn|burgerservicenummer", r"[0-9]{9}", is_bsn),
    _Identity(
        "tax identification number",
        ("steuer", "tax id"),
        r"steuer-?id\w*|steuerliche \w+|tax id(?:entification)?(?: number)?",
        r"[1-9][0-9] ?[0-9]{3} ?[0-9]{3} ?[0-9]{3}",
        is_steuer_id,
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
        is_example = example().search(text, max(0, span.start - 50), span.start)
        if not is_example and not mask_at(draft, span) and is_sent(draft, span):
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
