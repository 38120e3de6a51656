"""Lines that a mail program or a company adds below or above every message: not the writer's words."""

from __future__ import annotations

from collections.abc import Sequence

from replycheck.read.quoting import first_filled

# How the footers of mobile and web clients begin, lower case.
SENT_WITH = (
    "sent from ", "sent via ", "sent with ", "sent using ", "sent by ", "sent on the go",
    "get outlook for", "get [outlook", "download outlook", "from my iphone", "yahoo mail:", "von meinem ",
    "von unterwegs", "gesendet von", "gesendet mit", "gesendet über", "holen sie sich outlook",
    "laden sie outlook", "outlook für ", "envoyé de", "envoyé à partir", "envoyé avec", "envoyé via",
    "télécharger outlook", "téléchargez outlook", "obtenir outlook", "obtenez outlook",
    "provenance : courrier", "enviado desde", "enviado con", "enviado do", "enviado de ",
    "enviado a partir", "enviado pelo", "obtener outlook", "descargar outlook", "obter o outlook",
    "inviato da", "inviato con", "scarica outlook", "ottieni outlook", "verzonden vanaf", "verzonden met",
    "verstuurd vanaf", "verzonden via", "verzonden vanuit", "outlook voor ", "skickat från", "sendt fra",
    "wysłano z", "wysłane z", "lähetetty ", "отправлено ", "diese nachricht wurde von meinem",
    "sent from my", "typed on my", "tapped on", "composed on my", "written on my",
)  # fmt: skip
# "Sent from the account ..." is the customer's own sentence.
NO_DEVICE = (
    "account",
    "address",
    "office",
    "desk",
    "house",
    "warehouse",
    "email",
    "e-mail",
    "shop",
    "store",
    "depot",
)
DEVICES = (
    "iphone", "ipad", "android", "phone", "samsung", "galaxy", "pixel", "huawei", "xiaomi", "mobile",
    "blackberry", "outlook", "gmail", "yahoo", "proton", "mail", "aol", "windows", "handy", "smartphone",
    "tablet", "telefoon", "teléfono", "móvil", "portable", "appareil", "cellulare", "celular", "nokia",
    "motorola", "oneplus", "spark", "superhuman", "thunderbird", "hey", "macbook", "mac", "watch",
    "device", "gerät", "téléphone", "telefon", "ios",
)  # fmt: skip
MAX_FOOTER_CHARACTERS = 160

DISCLAIMERS = (
    "intended recipient", "intended solely for", "intended only for", "solely for the use of",
    "confidentiality notice", "confidentiality note", "if you have received this",
    "if you received this email in error", "if you received this message in error", "confidential and may",
    "confidential and intended", "confidential and/or", "may contain confidential",
    "contains confidential", "contain privileged", "legally privileged", "may be privileged",
    "attachments are confidential", "attachments is confidential", "the environment before print",
    "before printing this", "think before you print", "think before printing", "virus-free.", "virenfrei.",
    "has been scanned for", "been checked for viruses", "scanned by", "registered in england",
    "registered in scotland", "registered office", "necessarily represent those of",
    "not necessarily those of", "unauthorised use", "unauthorized use", "unauthorized review",
    "vertrauliche informationen", "vertrauliche und/oder", "nicht der richtige adressat",
    "nicht der beabsichtigte", "irrtümlich erhalten", "an die umwelt", "bevor sie diese e-mail ausdrucken",
    "strictement confidentiel", "ce message et toutes les pièces", "ce message et ses pièces jointes",
    "ce message est confidentiel", "si vous n'êtes pas le destinataire", "avant d'imprimer",
    "este mensaje y sus archivos", "este mensaje es confidencial",
    "este correo electrónico es confidencial", "si usted no es el destinatario", "antes de imprimir",
    "questo messaggio e i suoi allegati", "informazioni riservate", "prima di stampare",
    "dit bericht is uitsluitend bestemd", "dit bericht is vertrouwelijk",
    "deze e-mail en eventuele bijlagen", "vertrouwelijke informatie", "voordat u deze e-mail",
    "esta mensagem e seus anexos", "informações confidenciais",
)  # fmt: skip
HEADINGS = (
    "confidentiality notice", "confidentiality note", "confidentiality:", "disclaimer", "legal notice",
    "privacy notice:", "important notice:", "legal disclaimer",
)  # fmt: skip
BANNERS = (
    "caution", "external email", "external e-mail", "external sender", "[external", "external:",
    "warning: ext", "warning: this e", "*external", "**external", "this email originated",
    "this message originated", "this email is from an external", "this message came from outside",
    "you don't often get email from", "you don’t often get email from",
    "some people who received this message don't often",
    "some people who received this message don’t often", "achtung: extern", "externe e-mail",
    "externe mail", "achtung: diese e-mail", "attention : ce", "e-mail externe", "courriel externe",
    "correo externo", "e-mail esterna", "let op: deze e-mail", "*** external", "⚠ external", "⚠️ external",
    "zscaler", "this message was sent from outside", "sie erhalten nicht oft e-mails von",
    "sie erhalten nicht häufig e-mails von",
)  # fmt: skip
BANNER_WORDS = (
    "outside",
    "external",
    "extern",
    "sender",
    "absender",
    "expéditeur",
    "links",
    "why this is important",
    "link",
)


def is_footer(line: str) -> bool:
    """True for "Sent from my iPhone", "Get Outlook for iOS<...>" and their kin in other languages."""
    stripped = line.strip(" \t\xa0*_<>()[]|-–—")
    if not 4 <= len(stripped) <= MAX_FOOTER_CHARACTERS:
        return False
    lower = stripped.lower()
    if not lower.startswith(SENT_WITH) or "?" in lower.split("http")[0]:
        return False
    words = [word.strip(".,!;:()[]<>*") for word in lower.split("<")[0].split("(http")[0].split()]
    if lower.startswith("sent from") and any(word in NO_DEVICE for word in words[2:]):
        return False
    return len(words) <= 5 or any(device in lower for device in DEVICES)


def is_disclaimer(text: str) -> bool:
    """True for a paragraph that a company's mail gateway adds."""
    lower = text.lower().replace("’", "'")
    if lower.lstrip(" \t*_-").startswith(HEADINGS):
        return True
    signs = sum(phrase in lower for phrase in DISCLAIMERS)
    # Whoever says "I" and asks something has written the paragraph, whatever it is about.
    is_personal = "?" in lower and any(word in ("i", "my", "me", "we", "our") for word in lower.split())
    return signs >= (3 if is_personal else 1)


def is_disclaimer_heading(line: str) -> bool:
    return len(line) < 60 and line.lower().strip(" \t*_-").startswith(HEADINGS)


def banner_end(lines: Sequence[str]) -> int:
    """The line after warnings that a gateway put above the text ("CAUTION: This email ..."); 0 without."""
    end = 0
    at = first_filled(lines, 0)
    while at < len(lines):
        stop = at
        while stop < len(lines) and stop < at + 6 and lines[stop].strip():
            stop += 1
        if (
            not lines[at]
            .strip(" \t\xa0*_⚠️[(")
            .lower()
            .startswith(tuple(word.lstrip("*[⚠️ ") for word in BANNERS))
        ):
            break
        paragraph = " ".join(lines[at:stop]).lower()
        if len(paragraph) > 700:
            break
        first = lines[at].lower()
        if not any(word in paragraph for word in BANNER_WORDS):
            break
        # The warning may stand directly on the text: only its own lines go.
        if "?" in paragraph.replace("?subject", "") and any(word in first for word in BANNER_WORDS):
            stop = at + 1
        end = stop
        at = first_filled(lines, stop)
    return end
