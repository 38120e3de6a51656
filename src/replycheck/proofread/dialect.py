"""Which English a customer writes, where their spelling shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from replycheck.proofread.words import Words, bits_of

if TYPE_CHECKING:
    from replycheck.understand import Document

_PAIRS = (
    ("our", "or"), ("re", "er"), ("is", "iz"), ("ys", "yz"), ("ll", "l"), ("gue", "g"), ("ce", "se"), ("ae", "e"),
    ("oe", "e"), ("ou", "o"), ("mme", "m"), ("y", "i"), ("ey", "ay"), ("ough", "ow"), ("que", "ck"), ("sc", "sk"),
    ("ium", "um"), ("te", "ti"), ("llery", "lry"), ("oeuvre", "euver"), ("py", "pa"),
    ("aero", "air"),
)  # fmt: skip
"""What British and American spelling set for each other."""

CLEAR = 2
"""So many words more of one side than of the other show where a customer spells."""


def variants(word: str, words: Words, dialects: int) -> list[str]:
    """How the dialects spell a lower-case word of another one: `colour` for `color`, not `colon`.

    Such a spelling is reached by one of the usual pairs.  Those that the word's own dialects lack come first.
    """
    found: dict[str, int] = {}
    for pair in _PAIRS:
        for here, there in (pair, pair[::-1]):
            for at in range(len(word)):
                if word.startswith(here, at):
                    other = words.note(word[:at] + there + word[at + len(here) :])
                    if other is not None and other.dialects & dialects:
                        found[word[:at] + there + word[at + len(here) :]] = other.dialects
    note = words.note(word)
    own = note.dialects if note is not None else 0
    return sorted(found, key=lambda spelt: ((found[spelt] & own).bit_count(), spelt))


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
