"""Signature blocks: name, title, company and telephone numbers under the text."""

from __future__ import annotations

from replycheck.read.language import is_common_word

TITLES = frozenset(
    "manager director engineer assistant coordinator consultant president officer founder co-founder owner head "
    "executive analyst specialist lead accountant buyer developer administrator supervisor representative partner "
    "technician architect designer editor nurse professor lecturer teacher principal secretary treasurer ceo cto cfo "
    "coo cio vp rn phd mba md esq cpa msc bsc he/him she/her they/them he/they she/they "
    "procurement purchasing logistics payable receivable operations marketing sales facilities department dept "
    "geschäftsführer geschäftsführerin geschäftsführung leiter leiterin einkauf vertrieb buchhaltung abteilung "
    "inhaber inhaberin directeur directrice responsable gérant gérante directora gerente jefe responsabile direttore "
    "direttrice titolare directeur inkoper eigenaar beheerder diretor diretora".split()
)
COMPANY_FORMS = frozenset(
    "ltd limited llc inc inc. ltd. corp corporation plc gmbh ag kg ohg ug e.v. b.v bv b.v. n.v. nv s.a s.a. sa sarl "
    "sas s.l. sl srl s.r.l. spa s.p.a. lda ab oy as aps a/s pty co company group gruppe holding".split()
)
CONTACT_LABELS = frozenset(
    "tel tel. telephone phone mobile mob mob. cell fax direct office t m p f e w ph tlf telefon telefax handy mobil "
    "tél tél. téléphone portable teléfono móvil telefono cellulare cell. telefoon mobiel telefone telemóvel email "
    "e-mail mail web website skype linkedin twitter facebook instagram address whatsapp gpg pgp ext ext. www".split()
)
# Numbers of these belong to what the customer wants to say.
ACCOUNTS = (
    "acct", "account", "order", "customer", "client", "member", "booking", "reservation", "ref", "invoice",
    "ticket", "policy", "case", "contract", "serial", "device id", "user id", "username", "login",
    "license", "licence", "imei", "meter", "tracking", "claim", "patient", "student", "flight",
    "confirmation", "subscription", "po ", "rma", "kundennummer", "kunden", "kdnr", "bestell", "auftrag",
    "rechnung", "vertrag", "aktenzeichen", "commande", "numéro de", "n° ", "nº ", "client", "facture",
    "contrat", "pedido", "número de", "cliente", "factura", "ordine", "codice", "fattura", "klantnummer",
    "bestelnummer", "ordernummer", "factuur", "encomenda", "fatura",
)  # fmt: skip
MAX_SIGNATURE_LINE = 110
MAX_SIGNATURE_LINES = 14


def is_delimiter(line: str) -> bool:
    """True for the line that RFC 3676 4.3 puts above a signature, and for its common misspellings."""
    if line.startswith("-- ") and not line[3:].strip():
        return True
    return line.strip() in ("--", "—", "––", "__", "*--*", "-- *", "~~")


def is_account_line(line: str) -> bool:
    """True for "acct 8841-220-17": a number that belongs to the request, not to the signature."""
    lower = line.strip().lower()
    return any(character.isdigit() for character in lower) and lower.lstrip("(#[").startswith(ACCOUNTS)


def is_contact(line: str) -> bool:
    """True for a line with a telephone number, an address of any sort, a job title or a company's form."""
    stripped = line.strip()
    lower = stripped.lower()
    if "http://" in lower or "https://" in lower or "www." in lower or _has_mail_address(lower):
        return True
    if lower.startswith(("[cid:", "[image:", "[logo", "<http")):
        return True
    if " | " in stripped or "•" in stripped or " · " in stripped or stripped.startswith("|"):
        return True
    words = lower.replace(",", " ").replace("(", " ").replace(")", " ").split()
    if not words or len(words) > 14:
        return False
    if words[0].rstrip(":.") in CONTACT_LABELS and (
        ":" in words[0] or "." in words[0] or _digits(lower) >= 5
    ):
        return True
    if _digits(lower) >= 7 and _digits(lower) * 2 >= len(lower.replace(" ", "")):
        return True
    return any(word in TITLES or word in COMPANY_FORMS for word in words) and not is_prose(line)


def is_prose(line: str) -> bool:
    """True for a line that reads like a sentence rather than a line of a signature."""
    stripped = line.strip()
    if "?" in stripped and "http" not in stripped:
        return True
    words = [word.strip(".,!:;()").lower() for word in stripped.split()]
    common = sum(is_common_word(word) for word in words)
    return (len(words) >= 5 and common * 3 >= len(words)) or (
        len(words) >= 4 and common >= 2 and stripped[-1:] in ".!"
    )


def is_postscript(line: str) -> bool:
    """True for the line that opens a "PS": the writer's own words below the name."""
    head = line.strip()[:6].upper().replace(".", "").replace(" ", "")
    return (
        head.startswith(("PS:", "PPS", "PS-", "PS–"))
        or (head[:2] == "PS" and not head[2:3].isalpha())
        or (line.strip()[:3] in ("PS ", "Ps ", "P.S"))
    )


def _digits(text: str) -> int:
    return sum(character.isdigit() for character in text)


def _has_mail_address(text: str) -> bool:
    at = text.find("@")
    return at > 0 and "." in text[at:] and text[at - 1 : at].isalnum() and len(text.split()) <= 6
