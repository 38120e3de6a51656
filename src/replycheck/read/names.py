"""The first name to greet somebody with: from the sign-off, else from the display name, else None.

A wrong name hurts more than none, so whatever looks like a role, a company or a handle gives None.
"""

from __future__ import annotations

from itertools import pairwise

from replycheck.read.closing import (
    HEADS,
    MARKS,
    NOT_NAMES,
    is_closing_phrase,
    is_kissed,
    is_name_like,
    name_alone,
    split_closing,
)
from replycheck.read.language import is_common_word
from replycheck.read.signature import COMPANY_FORMS, TITLES, is_account_line

ROLES = frozenset(
    "accounts account payable receivable team support customer customers service services care sales "
    "office department "
    "dept desk admin administrator administration billing finance info information contact contacts hello "
    "help "
    "helpdesk manager management director reception reservations bookings booking orders order purchasing "
    "procurement "
    "hr it legal compliance marketing press media security noreply no-reply donotreply do-not-reply mailer "
    "notification "
    "notifications system systems bot robot automated automatic webmaster postmaster mailer-daemon daemon "
    "root user "
    "users member members client clients owner shop store web website form forms mail email e-mail inbox "
    "operations "
    "facilities logistics warehouse shipping claims payments payment invoices invoice accounting "
    "buchhaltung einkauf "
    "vertrieb kundenservice kundendienst rechnungen comptabilité service achats ventas contabilidad "
    "compras atención "
    "acquisti amministrazione administratie inkoop klantenservice suporte atendimento financeiro guest "
    "anonymous "
    "unknown someone visitor subscriber buyer seller me myself test tester family household staff crew "
    "mum mam mom mother dad father wife husband".split()
)
COMPANY_WORDS = frozenset(
    "interiors foods food coffee solutions group company consulting consultants studio studios media digital clinic "
    "school "
    "college university hotel hotels restaurant cafe café bakery garage dental law design designs "
    "logistics software "
    "technologies technology tech systems labs lab partners associates industries international global "
    "holdings "
    "enterprises ventures capital bank insurance travel tours airlines motors auto supply supplies trading "
    "traders "
    "construction builders engineering services properties realty estates church foundation trust council "
    "association "
    "society club gym fitness salon spa pharmacy hospital medical health online outfitters kitchen books "
    "press the our "
    "your".split()
)
HONORIFICS = frozenset(
    "mr mrs ms miss mx dr prof professor sir madam dame lord lady rev fr sr jr herr frau dipl ing "
    "dipl.-ing mag m mme "
    "mlle madame monsieur mademoiselle señor señora señorita sra srta don doña sig signor signora sig.ra "
    "dott dottssa "
    "dott.ssa heer mevrouw mevr dhr senhor senhora engr capt".split()
)
# A name alone under one of these says only the family.
FAMILY_ONLY = HONORIFICS - {
    "dr",
    "prof",
    "professor",
    "sr",
    "jr",
    "ing",
    "dipl",
    "dipl.-ing",
    "mag",
    "engr",
    "don",
    "dame",
}

# A last line of these says where somebody is or what it is about.
_PLACES = frozenset(
    "london birmingham manchester leeds liverpool bristol sheffield edinburgh glasgow cardiff belfast dublin "
    "newcastle nottingham leicester brighton oxford cambridge york southampton portsmouth plymouth cork galway "
    "aberdeen dundee swansea hull derby exeter norwich england scotland wales ireland britain uk usa us eu "
    "america canada australia zealand germany france spain italy netherlands belgium austria switzerland sweden "
    "norway denmark finland poland portugal greece turkey india japan singapore africa europe asia berlin munich "
    "hamburg cologne vienna zurich amsterdam rotterdam brussels rome madrid barcelona lisbon "
    "oslo stockholm copenhagen helsinki prague warsaw budapest athens boston chicago houston dallas seattle "
    "denver atlanta philadelphia phoenix detroit texas california ohio oregon nevada utah colorado michigan "
    "toronto vancouver montreal ottawa calgary melbourne brisbane perth adelaide canberra auckland wellington "
    "mumbai delhi bangalore chennai kolkata pune tokyo osaka beijing shanghai bremen "
    "reading bath bury christmas easter xmas hanukkah diwali eid ramadan halloween thanksgiving "
    "amazon ebay etsy paypal klarna visa mastercard google gmail apple iphone ipad android samsung microsoft "
    "windows outlook yahoo hotmail facebook instagram whatsapp netflix spotify ikea tesco lidl aldi dhl ups usps "
    "fedex hermes dpd evri miele bosch dyson sony nintendo xbox macbook airpods playstation pfizer barclays revolut "
    "monzo hsbc lloyds natwest santander heathrow gatwick stansted luton schiphol arizona florida".split()
)
# Places that people are called after; a family name goes on: "Dallas Reed", not "Dallas, Texas".
_PLACES_TOO = frozenset(
    "adelaide america boston dallas denver houston india ireland phoenix wellington".split()
)
# Plain words that people are called by, where closing words stand above: "Summer Reed".
_WORDS_TOO = frozenset("angel autumn summer sky river candy cherry rocky lei prince star".split())
# Two words that end in one of these are no person's: "Rose Cottage", "Merry Christmas".
_NO_SURNAMES = frozenset(
    "cottage house road avenue drive crescent garden gardens terrace square farm lodge villa manor flat flats "
    "apartment apartments building island centre center county city town village primary academy nursery surgery "
    "library museum theatre inn bistro pub shop store pro plus mini edition collection box model "
    "christmas xmas easter diwali eid ramadan year birthday".split()
)
# Those of them that are family names too, behind a first name that is nothing else: "Karen Lodge".
_SURNAMES_TOO = frozenset("house lodge farm inn terrace drive garden manor box christmas".split())


def first_name(
    closing: str, display: str | None, *, address: str | None = None, greeted: str | None = None
) -> str | None:
    """The writer's first name, None when unsure.

    `closing` is the text of the sign-off, `display` the name in From, `greeted` the lower-case name
    the message itself greets: a writer does not sign with that.
    """
    signed = _signed_name(closing)
    if signed is not None:
        name, has_phrase = signed
        found = personal_name(name)
        is_known = bool(set(_plain_words(name)) & set(_plain_words(display or "")))
        if not is_known and _is_thing(name, has_phrase=has_phrase):
            contradicts = not has_phrase and _is_stranger(name, display)
            return None if contradicts else display_first_name(display, address)
        if found and found.lower() != greeted and (has_phrase or _may_stand_alone(name, display, address)):
            if _is_family_first(name, display):
                # "Maas Tiles" below the text of Ilse Maas.
                return display_first_name(display, address)
            return found if has_phrase or not _is_stranger(name, display) else None
    return display_first_name(display, address)


def display_first_name(display: str | None, address: str | None = None) -> str | None:
    """The first name out of a From header's display name, None for roles, companies and handles."""
    if not display:
        return None
    name = _without_brackets(display).strip(" \t\"'“”‘’`,;<>")
    name = _without_company(name)
    if "@" in name or ("," in name and not (name := _turned(name))):
        return None
    words = name.split()
    if len(words) == 1:
        word = words[0]
        if not word[:1].isupper() and not _opens_address(word, address):
            return None
        if _is_company_of(word, address) or (
            sum(letter.isupper() for letter in word) > 1 and not word.isupper()
        ):
            return None
        if word.isupper() and len(word) <= 4 and not _opens_address(word, address):
            # "ACME", "IBM": an abbreviation as likely as a name.
            return None
    return personal_name(name)


def personal_name(name: str) -> str | None:
    """The first name of "Dr. Anna M. Keller" as one writes it ("Anna"); None where it is not a person's."""
    name = _without_company(_without_brackets(name).strip(MARKS + "/")).partition(",")[0]
    words = [word.strip("\"'“”‘’,;:!*_") for word in name.split()]
    if any(word.lower() in ("&", "and", "und", "et", "y", "e", "en", "+") for word in words[1:]):
        # Two people: greeting one of them leaves the other out.
        return None
    words = [word for word in words if word and any(letter.isalpha() for letter in word)]
    while len(words) > 1 and words[-1] in ("x", "xx", "xxx"):
        words.pop()
    titled = False
    while words and words[0].lower().rstrip(".") in HONORIFICS:
        titled = titled or words[0].lower().rstrip(".") in FAMILY_ONLY
        words.pop(0)
    if not words or len(words) > 5 or (titled and len(words) == 1):
        return None
    lowers = [word.lower().rstrip(".") for word in words]
    if any(word in ROLES or word in COMPANY_WORDS or word in COMPANY_FORMS - {"sa", "ag"} for word in lowers):
        return None
    first = words[0]
    if (len(words) == 1 and lowers[0] in TITLES) or (is_common_word(lowers[0]) and len(words) == 1):
        return None
    plain = first.rstrip(".")
    if len(plain) < 2 or first.endswith((".", "'s", "’s")) or not _is_word(plain):
        return None
    if (
        plain.isupper()
        and len(plain) == 2
        and plain.lower() not in ("jo", "bo", "al", "ed", "ty", "cy", "mo", "li", "an")
    ):
        # Initials ("JB", "MK").
        return None
    if any("\u3040" <= letter <= "\u9fff" or "\uac00" <= letter <= "\ud7a3" for letter in plain):
        # East Asian names lead with the family.
        return None
    return _as_written(plain)


def _signed_name(closing: str) -> tuple[str, bool] | None:
    """The name in a sign-off, and whether closing words stand with it."""
    lines = [line.strip() for line in closing.split("\n") if line.strip()][:6]
    has_phrase = False
    for number, line in enumerate(lines):
        if is_closing_phrase(line) or _is_farewell(line, lines[number + 1 :]):
            has_phrase = True
            continue
        split = split_closing(line)
        if split is not None:
            # "Thanks Sarah" without a comma thanks Sarah; "Best, Radka" is signed by Radka.
            phrase, name = split
            is_marked = line[len(phrase) :].lstrip()[:1] in ",!.-–—"
            is_place = phrase.lower().endswith(" from") and phrase.lower().startswith(_SENT_FROM)
            if not is_place and (is_marked or not line.lower().startswith(_THANKS)):
                return name, True
            has_phrase = True
            continue
        if is_account_line(line):
            continue
        bare = name_alone(line.lstrip("-–—~*_/ "))
        if any(letter.isdigit() for letter in bare):
            continue
        if len(bare.split()) <= 4 or "," in bare:
            return bare, has_phrase or line[:1] in "-–—~"
        return None
    return None


_THANKS = (
    "thank",
    "thx",
    "thanx",
    "cheers",
    "ta ",
    "danke",
    "merci",
    "gracias",
    "grazie",
    "bedankt",
    "obrigad",
)
_SENT_FROM = ("greetings", "regards", "best ", "kind ", "warm ", "sunny ")


def _is_farewell(line: str, below: list[str]) -> bool:
    """True for "Thank you for everything," and "Safe home," above a name."""
    return (
        line.endswith(",") and bool(below) and is_name_like(below[0]) and personal_name(below[0]) is not None
    )


def _may_stand_alone(name: str, display: str | None, address: str | None) -> bool:
    """True when a last line without closing words is safely a name.

    A word in capitals is; "marta" needs the display name or the address to begin alike.
    """
    if not is_name_like(name):
        return False
    if name[:1].isupper() or is_kissed(name):
        return True
    initial = name[:1].lower()
    known = [(display or "").strip(" \"'")[:1].lower(), (address or "")[:1].lower()]
    return initial in known


def _is_thing(name: str, *, has_phrase: bool) -> bool:
    """True for a place, a house, a product or plain words rather than a person: "Leeds", "Rose Cottage".

    Below closing words (`has_phrase`) a plain word may be a name after all ("Sunny"), two of them are none.
    """
    from replycheck.understand.name_forms import may_be_first_name

    name = _without_company(name).partition(",")[0]
    words = [word for word in _plain_words(name) if word not in HONORIFICS]
    if not words:
        return True
    if words[0] in _PLACES or (len(words) > 1 and words[-1] in _NO_SURNAMES):
        return not (has_phrase and _is_called_after_place(words))
    if words[0] in NOT_NAMES or words[0] in HEADS:
        return True
    if may_be_first_name(words[0]):
        return False
    if has_phrase:
        is_name = words[0] in _WORDS_TOO and may_be_first_name(words[-1])
        return len(words) > 1 and not is_name and all(map(_is_in_dictionary, words))
    first = next(word for word in name.split() if words[0] in word.lower())
    return _is_in_dictionary(words[0]) or (
        not first.isupper() and any(a.islower() and b.isupper() for a, b in pairwise(_without_prefix(first)))
    )


def _is_called_after_place(words: list[str]) -> bool:
    """True for a person with a place's or a house's name in theirs: "Adelaide Brown", "Karen Lodge"."""
    from replycheck.understand.name_forms import is_first_name

    first, last = words[0], words[-1]
    if len(words) < 2 or first in _PLACES:
        # "Houston TX" has the state behind it.
        return (
            first in _PLACES_TOO and len(words) > 1 and len(last) > 2 and last not in _PLACES | _NO_SURNAMES
        )
    return last in _SURNAMES_TOO and is_first_name(first)


def _without_prefix(name: str) -> str:
    """ "Kenna" of "McKenna", whose capital in the middle is no product's."""
    return next(
        (name[len(p) :] for p in ("Mc", "Mac", "De", "Di", "La", "Le", "Jo", "Ja") if name.startswith(p)),
        name,
    )


def _is_in_dictionary(word: str) -> bool:
    """True for a word of English that is written small."""
    from replycheck.proofread.words import words

    try:
        return words().note(word) is not None
    except (OSError, ValueError):
        return True


def _is_stranger(name: str, display: str | None) -> bool:
    """True where several words and a person's display name have none in common: a place, a company?"""
    shown, signed = _plain_words(display or ""), _plain_words(name)
    if len(shown) < 2 or len(signed) < 2 or display_first_name(display) is None:
        return False
    return not set(signed) & set(shown)


def _is_family_first(name: str, display: str | None) -> bool:
    """True where the words begin with the family name of the display name and go on with none of it."""
    shown, signed = _plain_words(display or ""), _plain_words(name)
    return len(signed) > 1 and len(shown) > 1 and signed[0] == shown[-1] and signed[-1] not in shown


def _without_company(name: str) -> str:
    """The person of "Ilse Maas via Lamp Shop" and "Mark / Customer Happiness Team"."""
    for mark in _BESIDE_COMPANY:
        at = name.lower().find(mark)
        if at > 0:
            name = name[:at].strip(" \"'")
    return name


_BESIDE_COMPANY = (" via ", " (via", " from ", " at ", " on behalf of ", " / ", " | ", " - ", " – ", " @ ")


def _plain_words(name: str) -> list[str]:
    words = (word.strip(".,()\"'").lower() for word in _without_brackets(name).split())
    return [word for word in words if word not in ("", "x", "xx", "xxx")]


def _without_brackets(name: str) -> str:
    for opening, closing in ("()", "[]", "<>"):
        while opening in name:
            start = name.index(opening)
            end = name.find(closing, start)
            name = name[:start] + " " + (name[end + 1 :] if end > 0 else "")
    return " ".join(name.split())


def _turned(name: str) -> str:
    """ "Holloway, James" as "James Holloway"; empty for anything else with a comma, suffixes dropped."""
    last, _, rest = name.partition(",")
    first = rest.partition(",")[0].strip()
    if first.lower().strip(".") in ("jr", "sr", "phd", "md", "rn", "esq", "mba", "cpa", "ii", "iii"):
        return last
    if not first or len(first.split()) > 3 or len(last.split()) > 3:
        return ""
    return f"{first} {last.strip()}"


def _opens_address(word: str, address: str | None) -> bool:
    """True when the address begins with the word and goes on with a mark: jess.moreno@ for "jess"."""
    if not address:
        return False
    local = address.partition("@")[0].lower()
    rest = local[len(word) :]
    return local.startswith(word.lower()) and (not rest or not rest[0].isalnum())


def _is_company_of(word: str, address: str | None) -> bool:
    """True when a one-word name is the name of its own domain: "Nordwind" at nordwind.example."""
    domain = (address or "").rpartition("@")[2].lower()
    return word.lower() in domain.split(".")[:-1]


def _is_word(word: str) -> bool:
    return all(letter.isalpha() or letter in "-'’" or "\u0300" <= letter <= "\u036f" for letter in word)


def _as_written(word: str) -> str:
    """Capitals where a name has them: "marta", "SARAH" and "jean-luc"; "McKenna" stays."""
    if word.islower() or (word.isupper() and len(word) > 1):
        return "-".join(part[:1].upper() + part[1:].lower() for part in word.split("-"))
    return word
