"""How to address the customer: in the tone of their own letter, by the name they sign with."""

from __future__ import annotations

import re
from typing import Literal

from replycheck.drafting.quoting import harmless
from replycheck.model import Channel
from replycheck.read.language import is_common_word
from replycheck.read.names import COMPANY_WORDS, ROLES
from replycheck.understand.addressee import TITLES
from replycheck.understand.document import Document
from replycheck.understand.tone import tone_of, weight_of

Register = Literal["formal", "plain", "informal"]

GREETINGS = {
    "de": "Guten Tag", "fr": "Bonjour", "es": "Hola", "it": "Buongiorno", "nl": "Goedendag", "pt": "Olá",
    "sv": "Hej", "da": "Hej", "no": "Hei", "pl": "Dzień dobry", "fi": "Hei", "cs": "Dobrý den",
}  # fmt: skip
"""A greeting that is right for a man and a woman, in the languages that mails come in."""

MOST_NAME = 40


def register_of(inbound: Document) -> Register:
    """Formal or informal where the words of the customer's mail show it, else plain."""
    if inbound.message.language not in (None, "en"):
        return "plain"
    tone = tone_of(inbound)
    text = inbound.message.customer_text
    casual = weight_of(tone.slang) + (1.0 if text and text == text.lower() else 0.0)
    if tone.formal and not tone.slang:
        return "formal"
    return "informal" if casual >= 1 else "plain"


def name_of(inbound: Document, given: str | None, register: Register) -> str:
    """The name to greet: what the caller gave, else what the customer goes by; empty where nobody knows.

    A name with anything in it but letters, marks of names and blanks is none.
    """
    name = harmless(given or inbound.message.first_name or "")
    if not is_name(name) or (not given and _is_code(inbound.message.name or "", name)):
        return ""
    words = name.split()
    if register == "formal" or words[0].lower().rstrip(".") in TITLES:
        return name
    return words[0] if given else name


def _is_code(shown: str, name: str) -> bool:
    """The name was read out of `{{ config }}` or `<b>…</b>` in the header."""
    return (
        not is_name(harmless(shown))
        and any(c in shown for c in "{}[]<>|`")
        and name.casefold() in shown.casefold()
    )


def is_name(name: str) -> bool:
    return 0 < len(name) <= MOST_NAME and all(c.isalpha() or c in " '’.-" or _is_mark(c) for c in name)


def _is_mark(character: str) -> bool:
    import unicodedata

    return unicodedata.category(character) in ("Mn", "Mc")


def greeting(inbound: Document, name: str, register: Register, channel: Channel) -> str:
    """The line of greeting with its comma."""
    language = inbound.message.language
    if language not in (None, "en"):
        words = f"{GREETINGS.get(language or '', '')} {name}".strip()
        return f"{words}," if words else ""
    if channel != "email":
        return f"Hi {name}," if name else "Hi there,"
    if register == "formal":
        return f"Dear {_full(inbound, name)}," if name else "Good day,"
    return f"{'Hi' if register == 'informal' else 'Hello'} {name}," if name else "Hello,"


def _full(inbound: Document, name: str) -> str:
    """First and last name, where the header gives both in this order or turned ("Ashworth, Edmund"), or the
    customer signs with both.
    """
    shown = harmless(inbound.message.name or "")
    last, comma, first = shown.partition(", ")
    full = (f"{first} {last}" if comma and first == name else shown).split()
    while full and full[0].lower().rstrip(".") in TITLES:
        del full[0]  # "Prof. Edmund Ashworth" signs so, and is greeted as "Edmund Ashworth"
    for words in (" ".join(full), _signed(inbound, name)):
        if is_name(words) and re.match(rf"{re.escape(name)} \S", words):
            return words
    return name


def _signed(inbound: Document, name: str) -> str:
    """The last line that is this first name and one or two more; empty where none is."""
    for line in reversed(inbound.message.customer_text.splitlines()):
        words = harmless(line).rstrip(".,").split()
        rest = words[1:]
        if words[:1] == [name] and 1 <= len(rest) <= 2 and all(_is_surname(word) for word in rest):
            return " ".join(words)
    return ""


def _is_surname(word: str) -> bool:
    return (
        word[:1].isupper()
        and not word.isupper()
        and len(word) > 2
        and is_name(word)
        and word.lower() not in COMPANY_WORDS | ROLES
        and not is_common_word(word.lower())
    )


def sign_off(agent: str, register: Register, channel: Channel, language: str | None) -> str:
    """The closing words and the agent's name."""
    if channel == "social":
        return f"^{agent}" if not agent.startswith("[") else agent
    if channel == "chat" or language not in (None, "en"):
        return agent
    return f"{'Best wishes' if register == 'informal' else 'Kind regards'},\n{agent}"
