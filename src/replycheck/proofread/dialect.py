"""Which English a customer writes, where their spelling shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from replycheck.proofread.words import Words, bits_of

if TYPE_CHECKING:
    from replycheck.understand import Document

CLEAR = 2
"""So many words more of one side than of the other show where a customer spells."""


def dialect_of(inbound: Document | None, words: Words) -> str:
    """`en-US` or `en-GB` by the words that only one of them has (`colour`, `canceled`); `auto` where unclear."""
    if inbound is None:
        return "auto"
    american = british = 0
    us, gb = bits_of("en-US"), bits_of("en-GB")
    for span in inbound.words:
        word = span.of(inbound.prose).lower()
        has_us, has_gb = words.knows(word, us), words.knows(word, gb)
        american += has_us and not has_gb
        british += has_gb and not has_us
    if abs(american - british) < CLEAR:
        return "auto"
    return "en-US" if american > british else "en-GB"
