"""What the reader sees of a sentence: its words, their neighbours and letters, the frame it hangs on with
its content words left out or named by their sort, who acts in it, and where it stands.

Training and reading share this module, so that both mean the same by a feature.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from replycheck.matching.compiled import compiled
from replycheck.records import NamedTuple
from replycheck.understand.reader_sorts import sort_of
from replycheck.understand.stems import stem

LETTERS = (4, 5)
"""The lengths of the runs of letters, within one word and its edges."""

_TOKEN = compiled(r"[^\W_]+(?:'[^\W_]+)*|[!?…:;–—]|-(?= )|\.\.\.")
_YOU = frozenset("you your you're you've you'd you'll yours yourself".split())
_US = frozenset("i we our us my me i've we've i'll we'll i'm we're ours".split())


class Place(NamedTuple):
    """Where a sentence stands: `at` of `total` sentences (from 0), in which channel, to which mood."""

    at: int = 1
    total: int = 3
    channel: str = "email"
    mood: str = ""


def tokens(sentence: str) -> list[str]:
    """Words and telling marks of a sentence, lower-case, apostrophes as typed."""
    return _TOKEN.findall(sentence.lower().replace("’", "'"))


def runs(words: Sequence[str]) -> tuple[list[str], ...]:
    """What spans words, edges included: runs of two and of three words, of two stems, the frame by four and
    five, and the frame of sorts by two, three and four.  The n-th of each begins at the n-th word; but for
    stems, the edge before the first is one.
    """
    edged = ["^", *words, "$"]
    two = [f"{a} {b}" for a, b in pairwise(edged)]
    three = [f"{a} {b}" for a, b in zip(two, edged[2:], strict=False)]
    stems = [f"~{a} {b}" for a, b in pairwise(map(stem, words))]
    frame = ["^", *map(_in_frame, words), "$"]
    steps = [f"{a} {b}" for a, b in pairwise(frame)]
    four = [f"%{a} {b}" for a, b in zip(steps, steps[2:], strict=False)]
    five = [f"{a} {b}" for a, b in zip(four, frame[4:], strict=False)]
    sorts = ["^", *map(_in_sorts, words), "$"]
    pairs = [f"{a} {b}" for a, b in pairwise(sorts)]
    triples = [f"{a} {b}" for a, b in zip(pairs, sorts[2:], strict=False)]
    quads = [f"&{a} {b}" for a, b in zip(triples, sorts[3:], strict=False)]
    return two, three, stems, four, five, [f"&{p}" for p in pairs], [f"&{t}" for t in triples], quads


def loose(words: Sequence[str]) -> list[str]:
    """What belongs to no stretch of words: the frame with all that stands for something left out, by two and
    three, pairs of a word and the sort beside it, and who and what meet anywhere in the sentence.
    """
    sorts = [_in_sorts(word) for word in words]
    bones = ["^", *(s for s in sorts if s in _FRAME_WORDS or s in _MEANT), "$"]
    two = [f"/{a} {b}" for a, b in pairwise(bones)]
    found = two + [f"{a} {b}" for a, b in zip(two, bones[2:], strict=False)]
    for (word, sort), (after, next_sort) in pairwise(zip(words, sorts, strict=True)):
        if sort != word:
            found.append(f"+{sort} {after}")
        if next_sort != after:
            found.append(f"+{word} {next_sort}")
    parties = sorted({party for word in words if (party := _party(word))})
    found += [f"={party}" for party in parties]
    return found + [f"={a}{b}" for at, a in enumerate(parties) for b in parties[at + 1 :]]


@lru_cache(maxsize=20_000)
def _in_sorts(word: str) -> str:
    """A word of the frame, a mark, a figure or a day as in the frame; any other word by its sort."""
    framed = _in_frame(word)
    return sort_of(word) if framed == "*" else framed


_MEANT = frozenset("PDTHFCMAK")
"""The sorts by meaning."""


@lru_cache(maxsize=20_000)
def _party(word: str) -> str:
    """Who or what a word brings into the sentence: the customer, us, a denial, or its sort by meaning."""
    if word in _YOU:
        return "you"
    if word in _US:
        return "us"
    if word in _NOT or word.endswith("n't"):
        return "not"
    sort = sort_of(word)
    return sort if sort in _MEANT else ""


_NOT = frozenset(("not", "no", "never", "nothing", "nobody"))


_LENGTHS, _EDGES = (2, 3, 2, 4, 5, 2, 3, 4), (1, 1, 0, 1, 1, 1, 1, 1)


def placed_runs(words: Sequence[str]) -> Iterator[tuple[str, int, int]]:
    """(feature, first word, word after the last) of `runs`."""
    last = len(words)
    for found, length, edge in zip(runs(words), _LENGTHS, _EDGES, strict=True):
        for at, feature in enumerate(found):
            yield feature, max(0, at - edge), min(last, at - edge + length)


@lru_cache(maxsize=20_000)
def _in_frame(word: str) -> str:
    """A word of the frame that a sentence hangs on as itself; a day, a figure, any other word by its sort."""
    if word in _FRAME_WORDS or not word[0].isalnum():
        return word
    if word[0].isdigit():
        return "0"
    return "@day" if word in _DAYS else "*"


_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday today tomorrow yesterday".split())
_FRAME_WORDS = frozenset(
    "a about after again all almost already also always an and another any anybody anyone anything are as at"
    " back be because been before being best better both but by can can't cannot could couldn't day days dear did"
    " didn't do does doesn't don't done down each either else enough even ever every everybody everyone few"
    " first for from get give given go goes good great had hardly has have haven't having he her here him his how"
    " however i i'd i'll i'm i've if in instead into is isn't it it's its just keep know last least less let let's"
    " like little look made make many may maybe me might more most much must my myself need needs never new"
    " next no nobody none not nothing now of off on once one only onto or other others our ours out over own people"
    " perhaps please put quite rather really right same say see seem seems she should shouldn't simply since so"
    " some somebody someone something soon sorry still such sure take tell than thank thanks that that's the their"
    " them then there there's these they they're thing things think this those though through time to too under"
    " until up us used usually very was wasn't way we we'd we'll we're we've well were what what's when where"
    " whether which while who whose why will wish with without won't would wouldn't yes yet you you'd you'll"
    " you're you've your yours yourself".split()
)


@lru_cache(maxsize=20_000)
def inside(word: str) -> tuple[str, ...]:
    """A word's own features: itself, its stem and its runs of letters."""
    edged = f"<{word}>"
    found = [word, f"~{stem(word)}"]
    for length in LETTERS:
        found += [f"#{edged[at : at + length]}" for at in range(len(edged) - length + 1)]
    return tuple(found)


def around(words: Sequence[str], sentence: str, place: Place) -> list[str]:
    """What is said of the sentence as a whole."""
    you = sum(word in _YOU for word in words)
    us = sum(word in _US for word in words)
    found = [
        "@first" if place.at == 0 else "@last" if place.at >= place.total - 1 else "@mid",
        f"@channel {place.channel}",
        f"@length {min(8, len(words) // 4)}",
        f"@you {min(3, you)}",
        f"@us {min(3, us)}",
        f"@you-us {max(-2, min(2, you - us))}",
    ]
    if place.mood:
        found.append(f"@mood {place.mood}")
    if re.search(r"\d", sentence):
        found.append("@number")
    return found


def features(sentence: str, place: Place, words: Sequence[str] | None = None) -> list[str]:
    """All features of a sentence of these tokens; one that occurs twice is given twice."""
    words = tokens(sentence) if words is None else words
    found = [feature for word in words for feature in inside(word)]
    for spanning in runs(words):
        found += spanning
    return found + loose(words) + around(words, sentence, place)


FEW = 5
"""Of so many sentences one may be at fault as likely as any that training saw."""


def crowd(total: int) -> float:
    """What to take off a sentence's log-odds among `total` sentences.

    A long reply is no worse than a short one, so each of its sentences is less likely to be the fault.  Half of
    what that says: the whole finds too little in long replies, nothing warns too many of them.
    """
    return 0.5 * math.log(max(FEW, total) / FEW)


def weight_of_one(count: int) -> float:
    """What one of `count` features counts, so that a long sentence does not say more than a short one."""
    return 4.0 / math.sqrt(max(16, count))
