"""Which lines of a message repeat an older one: `>` lines, attributions, header blocks, delimiters.

Line by line, with a look-ahead of a few lines at most: no pattern ever runs over a whole body.
When in doubt a line stays the writer's own: leaked history is a nuisance, a lost question a failure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Literal

from replycheck.matching.compiled import compiled
from replycheck.records import NamedTuple

MAX_ATTRIBUTION_LINES = 4
MAX_ATTRIBUTION_CHARACTERS = 420

WROTE = (
    "wrote|writes|said|schrieb|schrieben|geschrieben|a écrit|écrit|écrivait|escribió|escribio|ha scritto|scrisse|"
    "escreveu|schreef|geschreven|skrev|kirjoitti|napisał|napisał(a)|napisała|napisao|napsal|napsal(a)|napísal|"
    "написал|написал(а)|пишет|пише|írta|a scris|έγραψε|yazdı|写道|のメール|님이 작성"
)
# What the first word of an attribution may be, lower case; ends and digits are tested apart.
OPENERS = (
    "on ",
    "am ",
    "le ",
    "el ",
    "il ",
    "em ",
    "op ",
    "den ",
    "dne ",
    "w dniu ",
    "dnia ",
    "pe ",
    "på ",
    "в ",
    "il giorno ",
    "a ",
    "ke ",
    "ma ",
    "ti ",
    "to ",
    "at ",
    "de ",
    "vom ",
    "στις ",
    "в: ",
)
DAYS = (
    "mon tue wed thu fri sat sun mo. di. mi. do. fr. sa. so. lun mar mer jeu ven sam dim lun. mar. mié mié. jue "
    "jue. vie vie. sáb sáb. dom dom. seg ter qua qui sex"
).split()

PRONOUNS = frozenset(
    "you i he she they we it who support colleague agent system page error message it's".split()
)

# Header names of mails as clients write them above history, lower case, by what they say.
HEADER_NAMES: dict[str, str] = {
    **dict.fromkeys(
        "from von de da van från fra expéditeur remitente od lähettäjä от kimden mittente".split(), "from"
    ),
    **dict.fromkeys(
        "sent date gesendet datum envoyé fecha enviado enviada inviato data verzonden skickat sendt dato "
        "wysłano lähetetty дата отправлено".split(),
        "date",
    ),
    **dict.fromkeys("to an à a para aan till til do vastaanottaja кому per".split(), "to"),
    **dict.fromkeys("cc kopie copie kopia kopi bcc копия".split(), "cc"),
    **dict.fromkeys(
        "subject betreff objet asunto oggetto assunto onderwerp ämne emne temat aihe тема".split(), "subject"
    ),
    "reply-to": "other",
    "importance": "other",
    "attachments": "other",
    "priority": "other",
    "antwort an": "other",
    "répondre à": "other",
    "wichtigkeit": "other",
    "anlagen": "other",
}
DELIMITER_WORDS = (
    "original message", "original appointment", "forwarded message", "ursprüngliche nachricht",
    "originalnachricht", "weitergeleitete nachricht", "message d'origine", "message d’origine",
    "message original", "message transféré", "mensaje original", "mensaje reenviado",
    "messaggio originale", "messaggio inoltrato", "mensagem original", "mensagem encaminhada",
    "oorspronkelijk bericht", "doorgestuurd bericht", "originele bericht", "oprindelig meddelelse",
    "ursprungligt meddelande", "opprinnelig melding", "begin forwarded message",
    "begin doorgestuurd bericht", "anfang der weitergeleiteten", "début du message",
    "inizio messaggio inoltrato", "wiadomość oryginalna", "alkuperäinen viesti", "reply message",
    "исходное сообщение", "пересылаемое сообщение",
)  # fmt: skip
REPLY_ABOVE = (
    "reply above this line", "your reply above this line", "write above this line",
    "antwort oberhalb dieser", "antwort über diese", "répondre au-dessus de cette ligne",
    "réponse au-dessus de cette ligne", "responda por encima de esta", "respuesta por encima de esta",
    "antwoord boven deze", "risposta sopra questa", "resposta acima desta",
)  # fmt: skip

Opener = Literal["attribution", "headers", "delimiter"]


class Block(NamedTuple):
    """One run of history: lines `start` (in) to `end` (out), from line `text` on the older message itself.

    `opener` is what gave it away; None for bare `>` lines.
    """

    start: int
    text: int
    end: int
    opener: Opener | None = None
    prefixed: bool = False


def is_prefixed(line: str) -> bool:
    """True for a line that a mail client marked with `>`; mbox writes ">From" for a "From" of the text."""
    head = line[:5].lstrip(" \t\xa0")
    return head.startswith(">") and not line.startswith(">From ")


def history(lines: Sequence[str]) -> list[Block]:
    """The blocks of history among the lines of a message, in order, not overlapping."""
    blocks: list[Block] = []
    at = 0
    count = len(lines)
    while at < count:
        line = lines[at]
        if is_prefixed(line):
            end = prefixed_end(lines, at)
            blocks.append(Block(at, at, end, prefixed=True))
            at = end
            continue
        found = opener_at(lines, at)
        if found is None:
            at += 1
            continue
        kind, after = found
        text = first_filled(lines, after)
        if text < count and is_prefixed(lines[text]):
            # History with `>` ends with the `>`: what follows is an answer typed between the lines.
            end = prefixed_end(lines, text)
            blocks.append(Block(at, text, end, kind, prefixed=True))
            at = end
            continue
        nested = next_opener(lines, text)
        blocks.append(Block(at, text, nested, kind))
        at = nested
    return blocks


def next_opener(lines: Sequence[str], at: int) -> int:
    """The next line from `at` on that opens history, without `>` before it; the end without one."""
    while at < len(lines) and opener_at(lines, at) is None:
        at += 1
    return at


def prefixed_end(lines: Sequence[str], at: int) -> int:
    """The end of the run of `>` lines at `at`.

    A blank line between two `>` lines belongs to it, and so does the tail of a quoted line that
    broke without its mark: short, in the middle of a sentence, and followed by more `>`.
    """
    count = len(lines)
    while at < count:
        if is_prefixed(lines[at]):
            at += 1
        elif not lines[at].strip():
            filled = first_filled(lines, at)
            if filled >= count or not is_prefixed(lines[filled]):
                return at
            at = filled
        elif (
            at + 1 < count
            and is_prefixed(lines[at + 1])
            and len(lines[at - 1]) >= 65
            and len(lines[at]) < 30
            and lines[at][:1].islower()
            and lines[at - 1].rstrip()[-1:] not in ".?!"
            and "?" not in lines[at]
        ):
            at += 1
        else:
            return at
    return at


def first_filled(lines: Sequence[str], at: int) -> int:
    """The first line from `at` on that is not blank; the number of lines without one."""
    while at < len(lines) and not lines[at].strip():
        at += 1
    return at


def opener_at(lines: Sequence[str], at: int) -> tuple[Opener, int] | None:
    """What opens history at line `at`, and the line after it."""
    line = lines[at]
    if not line or len(line) > MAX_ATTRIBUTION_CHARACTERS:
        return None
    bare = line.strip()
    if bare[:1] in ("-", "_", "="):
        return _delimiter(lines, at, bare)
    stripped = line.strip(" \t\xa0*_")
    if not stripped:
        return None
    after = headers_end(lines, at, stripped)
    if after:
        return "headers", after
    if _is_reply_above(stripped):
        return "delimiter", at + 1
    if len(stripped) < 60 and stripped.endswith(":") and stripped[:-1].lower().startswith(DELIMITER_WORDS):
        # Apple Mail: "Begin forwarded message:" and its headers.
        following = first_filled(lines, at + 1)
        after = headers_end(lines, following, lines[following].strip()) if following < len(lines) else 0
        return "delimiter", after or at + 1
    after = attribution_end(lines, at, stripped)
    return ("attribution", after) if after else None


def _delimiter(lines: Sequence[str], at: int, stripped: str) -> tuple[Opener, int] | None:
    """Rules and "-----Original Message-----"; a rule alone opens history only above a header block."""
    words = stripped.strip("-_= \t").lower()
    following = first_filled(lines, at + 1)
    after = 0
    if following < len(lines) and following - at <= 3:
        after = headers_end(lines, following, lines[following].strip(" \t\xa0*_"))
    if after and (not words or words.startswith(DELIMITER_WORDS) or stripped.endswith("--")):
        return "headers", after
    if words and stripped[:2] == "--" and (words.startswith(DELIMITER_WORDS) or _is_reply_above(words)):
        return "delimiter", at + 1
    return None


def _is_reply_above(line: str) -> bool:
    if len(line) >= 120:
        return False
    lower = line.lower()
    return any(phrase in lower for phrase in REPLY_ABOVE)


def header_name(line: str) -> tuple[str, str] | None:
    """What a header line above history says, and its value: `*Von:* Mara` is ("from", "Mara")."""
    name, colon, value = line[:200].partition(":")
    if not colon or len(name) > 24:
        return None
    # French clients write "De :", bold headers are "*From:*" in plain text.
    meaning = HEADER_NAMES.get(name.strip(" \t\xa0*_>").lower())
    return (meaning, value.strip(" \t\xa0*_")) if meaning else None


def headers_end(lines: Sequence[str], at: int, stripped: str) -> int:
    """The line after a header block that starts at `at` (a From and two more keys); 0 without one."""
    first = header_name(stripped)
    if first is None or first[0] not in ("from", "date", "subject") or not (first[1] or first[0] == "from"):
        return 0
    seen = {first[0]}
    end = at + 1
    blanks = 0
    for number in range(at + 1, min(at + 14, len(lines))):
        line = lines[number]
        if not line.strip():
            # HTML turned to text may leave one blank line between two headers, never more.
            blanks += 1
            if blanks > 1 or len(seen) >= 4:
                break
            continue
        found = header_name(line.strip(" \t\xa0*_"))
        if found is not None:
            seen.add(found[0])
        elif blanks or ("@" not in line and line[:1] not in " \t"):
            # Only a list of recipients goes on in the next line.
            break
        blanks = 0
        end = number + 1
    named = "from" in seen and len(seen & {"date", "to", "subject", "cc"}) >= 2
    return end if named else 0


@cache
def _wrote() -> re.Pattern[str]:
    return compiled(rf"(?:^|[\s>,»）)])(?:{_escaped(WROTE)})(?![\w’'])", re.IGNORECASE)


def _escaped(words: str) -> str:
    return "|".join(sorted(map(re.escape, words.split("|")), key=len, reverse=True))


@cache
def _date() -> re.Pattern[str]:
    return compiled(r"\d{1,4}\s?[./-]\s?\d{1,2}|\b(?:19|20)\d\d\b|\d{1,2}[:.h]\d\d|年|\b\d{1,2}\.? \w{3,}")


@cache
def _clock_or_address() -> re.Pattern[str]:
    return compiled(r"\d{1,2}[:.h]\d\d|[\w.+-]{1,64}@[\w-]{1,64}\.")


def attribution_end(lines: Sequence[str], at: int, stripped: str) -> int:
    """The line after an attribution ("On ... wrote:") that starts at `at`; 0 without one."""
    lower = stripped[:60].lower()
    opens = lower.startswith(OPENERS) or lower[0].isdigit() or lower.startswith(tuple(DAYS))
    if not opens and not _closes(stripped):
        return 0
    words: list[str] = []
    size = 0
    for number in range(at, min(at + MAX_ATTRIBUTION_LINES, len(lines))):
        line = lines[number].strip(" \t\xa0*_")
        size += len(line) + 1
        if not line or size > MAX_ATTRIBUTION_CHARACTERS:
            return 0
        words.append(line)
        following = first_filled(lines, number + 1)
        is_above_quote = opens and following < len(lines) and is_prefixed(lines[following])
        if (_closes(line) or is_above_quote) and _is_attribution(
            " ".join(words), lines, number + 1, opens=opens
        ):
            return number + 1
        if is_prefixed(lines[number]):
            return 0
    return 0


def _closes(line: str) -> bool:
    return line.endswith((":", "：", ">", "wrote", "schrieb", "écrit")) or line[-24:].lower().endswith(":>")


def _is_attribution(block: str, lines: Sequence[str], after: int, *, opens: bool) -> bool:
    verbs = list(_wrote().finditer(block))
    wrote = verbs[-1] if verbs else None
    following = first_filled(lines, after)
    quotes_follow = following < len(lines) and following - after <= 2 and is_prefixed(lines[following])
    if wrote is None:
        # Gmail in other languages: "2025-03-03 14:28 GMT+01:00 Mara Lind <mara@shop.example>:"
        return (
            block.endswith((">:", "> :", "):"))
            and "@" in block
            and _date().search(block) is not None
            and _clock_or_address().search(block) is not None
        )
    before = block[: wrote.start()].split()
    if before and before[-1].lower().strip(",") in PRONOUNS:
        # "On 3 March you wrote:" is the customer's own sentence, unless `>` lines follow at once.
        return quotes_follow
    if not block.endswith((":", "：")) and not quotes_follow:
        return False
    tail = block[wrote.end() :]
    if len(tail) > 160 or "?" in tail:
        return False
    if quotes_follow:
        return opens or _date().search(block) is not None or len(block) < 80
    return _date().search(block) is not None and _clock_or_address().search(block) is not None
