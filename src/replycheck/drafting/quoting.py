"""A customer's words, made fit to stand in a reply: one line, nothing that acts, nothing that must stay secret."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections.abc import Iterator

from replycheck.checkers.secret_numbers import find_accounts, find_cards, masked
from replycheck.matching.compiled import Patterns
from replycheck.model import Channel, Span
from replycheck.understand.document import Document

LEFT_OUT = "…"
"""What stands for a secret, and for the end of a long text."""

MOST_QUOTED = {"email": 300, "chat": 120, "social": 80}
"""How many characters of a question are quoted."""


def harmless(text: str) -> str:
    """The text on one line without controls, bidirectional marks and other characters that are not seen."""
    if not text.isprintable():
        text = "".join(
            c for c in text if c.isspace() or c == "\u200d" or unicodedata.category(c) not in _UNSEEN
        )
    return " ".join(text.split())


_UNSEEN = frozenset(("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"))


class Quoting:
    """One message as it may be quoted to its writer; its secrets are looked for once.

    Card and account numbers, passwords and the like are masked; where everybody can read it, so is
    every number, address and link.
    """

    def __init__(self, document: Document, channel: Channel) -> None:
        self._text = document.text
        self._most = MOST_QUOTED[channel]
        # By place, the longest first, with what stands there instead.
        self._secrets = sorted(_found(document, channel), key=lambda each: (each[0].start, -each[0].end))
        self._starts = [secret.start for secret, _ in self._secrets]

    def of(self, span: Span) -> str:
        """A stretch of the message on one line, shortened at a blank."""
        pieces, at = [], span.start
        for number in range(bisect_left(self._starts, span.start), bisect_left(self._starts, span.end)):
            secret, instead = self._secrets[number]
            if secret.start < at or secret.end > span.end:
                continue
            pieces += [self._text[at : secret.start], instead]
            at = secret.end
        text = harmless("".join([*pieces, self._text[at : span.end]]))
        if len(text) <= self._most:
            return text
        return text[: self._most].rsplit(" ", 1)[0].rstrip(" ,;:") + " " + LEFT_OUT


def _found(document: Document, channel: Channel) -> Iterator[tuple[Span, str]]:
    text = document.plain
    for number in (*find_cards(document), *find_accounts(document, inbound=None, in_macro=False)):
        yield number.span, masked(number.span.of(text))
    for match in _PATTERNS["digits"].finditer(text):  # cards with a slip in them are no less private
        yield Span(*match.span()), masked(match[0])
    for match in _PATTERNS["secret"].finditer(text):
        yield Span(*match.span("value")), LEFT_OUT
    for match in _PATTERNS["key"].finditer(text):
        yield Span(*match.span()), LEFT_OUT
    if channel == "social":
        for name in ("mailbox", "link", "number"):
            for match in _PATTERNS[name].finditer(text):
                yield Span(*match.span()), LEFT_OUT


_SOURCES = {
    "digits": r"(?<![\w.])(?:[a-z]{2})?\d(?:[ -]?\d){11,29}(?!\w)",
    "secret": r"\b(?:pass ?words?|pass ?code|passphrase|pw|pwd|pin|cvv2?|cvc|security (?:code|answer)"
    r"|one[- ]time code|otp|ssn|social security(?: number)?|national insurance(?: number)?|passport(?: number)?"
    r"|date of birth|dob|api key|token|mother'?s maiden name)\b(?:(?: is| was|'s| =|:|=| to){1,2} ?[\"']?)"
    r"(?P<value>[^\s\"',;]{3,64})",
    "key": r"\b(?:sk|pk|rk|ghp|gho|xox[abp]|AKIA|AIza)[-_A-Za-z0-9]{12,}|\beyJ[\w-]{10,}\.[\w-]{10,}[\w.-]*",
    "mailbox": r"[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+",
    "link": r"(?:https?://|www\.)\S+",
    "number": r"(?<![\w])[#+]?(?=[\w-]*\d[\w-]*\d[\w-]*\d)[\w-]{4,}",
}
_PATTERNS = Patterns(_SOURCES, exact=("key",))
