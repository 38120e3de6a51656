"""Word stems by a few suffix rules, and the words that say nothing about the topic.

Made for comparing a question with a reply, not for linguistics: the stems only have to agree with
each other.  It joins what the English Snowball stemmer joins on support mail but for rare forms.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

STOP_WORDS = frozenset(
    "a an the this that these those i me my mine we us our ours you your yours ur u he him his she her hers it"
    " its they them"
    " their theirs there here and or but if so as of at by for with about to from up down in out on off over"
    " under again"
    " then once than too very just don't should now is am are was were be been being have has had having do does"
    " did"
    " doing done will would can could may might must shall not no nor only own same any all both each few more"
    " most"
    " other some such what which who whom whose when where why how what's who's where's when's how's whether hi"
    " hello"
    " hey dear thanks thank please pls kindly let know tell like want need wonder wondering also get got getting"
    " go going"
    " one thing things something anything everything question questions possible able still yet really much many"
    " way"
    " sure ok okay im i'm i've i'd i'll we're we've we'd we'll you're you've you'd you'll it's that's there's"
    " he's she's"
    " they're they've isn't aren't wasn't doesn't didn't can't cannot couldn't won't wouldn't haven't hasn't"
    " because since"
    " while into onto upon per via till until before after during between through without within being else ever"
    " even"
    " already always never make made take put give given gave say said see look ask hear back well quite rather"
    " lot bit"
    " first second third finally lastly however though although anyway maybe perhaps unfortunately afraid glad"
    " happy"
    " advise confirm explain inform understand".split()
)

IRREGULAR = {
    "sent": "send", "paid": "pay", "bought": "buy", "came": "come", "went": "go", "lost": "lose", "found": "find",
    "kept": "keep", "left": "leave", "broke": "break", "broken": "break", "chose": "choose", "chosen": "choose",
    "taken": "take", "took": "take", "written": "write", "wrote": "write", "sold": "sell", "told": "tell",
    "held": "hold", "built": "build", "spent": "spend", "lent": "lend", "meant": "mean", "met": "meet", "ran": "run",
    "began": "begin", "driven": "drive", "drove": "drive", "stolen": "steal", "stole": "steal",
    "children": "child", "men": "man", "women": "woman", "people": "person", "feet": "foot", "teeth": "tooth",
    "shelves": "shelf", "dying": "die", "lying": "lie", "refunded": "refund", "caught": "catch", "brought": "bring",
    "cancellation": "cancel", "cancelled": "cancel", "cancelling": "cancel", "delivery": "deliver",
    "deliveries": "deliver", "payment": "pay", "payments": "pay", "arrival": "arrive", "approval": "approve",
    "renewal": "renew", "removal": "remove", "proof": "prove", "receipt": "receive", "receipts": "receive",
    "installation": "install", "installment": "instal", "subscription": "subscribe", "subscriptions": "subscribe",
    "insurance": "insure", "warranties": "warranty",
}  # fmt: skip


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """The stem of a lower-case word; possessives and regular endings are taken off."""
    if word in IRREGULAR:
        return _stripped(IRREGULAR[word])
    return _stripped(word)


def _stripped(word: str) -> str:
    if word.endswith("'s"):
        word = word[:-2]
    if len(word) <= 3 or not word.isalpha():
        return word
    if word.endswith("sses"):
        word = word[:-2]
    elif word.endswith("ies"):
        word = word[:-3] + ("y" if len(word) > 4 else "ie")
    elif word.endswith("s") and word[-2] not in "su":
        word = word[:-1]
    for ending in ("ing", "ed"):
        base = word[: -len(ending)]
        if word.endswith(ending) and len(base) >= 3 and any(c in "aeiouy" for c in base):
            word = _undoubled(base)
            break
    for ending, least in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= least:
            word = word[: -len(ending)]
            break
    if word.endswith("i"):
        word = word[:-1] + "y"
    return word[:-1] if len(word) > 3 and word.endswith("e") else word


# (ending, the least letters that stay)
_ENDINGS = (
    ("ational", 4), ("ization", 3), ("isation", 3), ("fulness", 3), ("ousness", 3), ("ability", 3), ("ibility", 3),
    ("ation", 3), ("ement", 4), ("ment", 3), ("ness", 3), ("able", 3), ("ible", 3), ("ance", 4), ("ence", 4),
    ("ally", 4),
    ("ful", 3), ("ise", 4), ("ize", 4), ("ion", 4), ("ity", 4), ("ive", 4), ("ly", 3), ("al", 4), ("er", 4), ("or", 5),
)  # fmt: skip


def _undoubled(base: str) -> str:
    if len(base) > 3 and base[-1] == base[-2] and base[-1] not in "lsz":
        return base[:-1]
    return base


def content_stems(words: Iterable[str]) -> list[str]:
    """Stems of the words that carry the topic, in order; numbers stay, and those written as words become figures.

    A compound counts as its parts, or as one word where a part is a mere letter or two: "half-size", "e-mail".
    """
    return [
        stem(word)
        for word in _parted(words)
        if word not in STOP_WORDS and (len(word) > 2 or word.isdigit() or not word.isascii())
    ]


def _parted(words: Iterable[str]) -> Iterator[str]:
    for word in words:
        if word in _FIGURES:
            yield _FIGURES[word]
        elif "-" in word and word.replace("-", "").isalpha():
            parts = [part for part in word.split("-") if part]
            yield from parts if all(len(part) > 2 for part in parts) else ("".join(parts),)
        else:
            yield word


_FIGURES = {
    "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9",
    "ten": "10", "eleven": "11", "twelve": "12", "dozen": "12", "fifteen": "15", "sixteen": "16", "twenty": "20",
    "thirty": "30", "forty": "40", "fifty": "50", "sixty": "60", "hundred": "100",
}  # fmt: skip
"""Numbers as customers spell them; "one" says too little."""
