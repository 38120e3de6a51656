"""What sort of answer a question wants: a time, a price, a place, a reason, a yes ..."""

from __future__ import annotations

from collections.abc import Sequence

from replycheck.understand.clauses import ASKED, AUX, LEADS, WH, word_set

_TIME_NOUNS = word_set("time date day month deadline cutoff eta hours dates times")
_MONEY_NOUNS = word_set(
    """price cost costs fee fees charge charges rate rates deposit postage amount quote"""
)
_PLACE_NOUNS = word_set("address link url page branch location room office platform gate")
_PERSON_NOUNS = word_set("person carrier colleague officer department courier contact")
_MANY_NOUNS = word_set("""number limit size weight speed capacity percentage quantity length width height""")
_OFFERS = word_set("ship deliver offer sell have accept take stock support do provide charge cover")
_EMBEDS = word_set("whether if")


def question_type(words: Sequence[str], kind: str) -> str:
    """One of when, much, many, why, where, who, how, what, yn, req, from the lower-case words.

    Of a question with a subordinate clause the main clause decides: "what happens when I cancel"
    asks *what*, "can I pay when it comes" asks *yes or no*.
    """
    rest = _without_leads(words)
    if not rest:
        return "yn"
    if kind != "indirect" and rest[0] in AUX:
        polite = len(rest) > 2 and rest[0] in ("can", "could", "will", "would") and rest[1] in ASKED
        if polite:
            wh = _first_wh(rest)
            if wh is not None and kind == "direct":
                return _wh_type(rest[wh:])
            return "req" if rest[2] not in _OFFERS else "yn"
        return "yn"
    if kind == "request":
        return "req"
    at = _first_wh(rest)
    embed = next((i for i, word in enumerate(rest) if word in _EMBEDS), None)
    if embed is not None and (at is None or embed < at) and kind == "indirect":
        return "yn"
    if at is not None and (kind == "indirect" or at <= 3):
        return _wh_type(rest[at:])
    return _noun_type(rest) or ("req" if kind == "indirect" else "yn")


def _without_leads(words: Sequence[str]) -> list[str]:
    at = 0
    while at < len(words) and words[at] in LEADS:
        at += 1
    rest = list(words[at:])
    if rest[:2] in (["if", "so"], ["if", "not"], ["if", "yes"], ["if", "no"]):
        rest = rest[2:]
    return rest


def _first_wh(words: Sequence[str]) -> int | None:
    return next((i for i, word in enumerate(words) if word in WH), None)


def _wh_type(words: Sequence[str]) -> str:
    head = words[0].replace("'s", "").rstrip("s") if words[0] not in ("whose",) else "who"
    following = words[1] if len(words) > 1 else ""
    near = words[1:6]
    if head == "when":
        return "when"
    if head == "why" or (head == "how" and following == "come"):
        return "why"
    if head == "where":
        return "where"
    if head in ("who", "whom"):
        return "who"
    if head == "how":
        if following == "much":
            return (
                "many"
                if len(words) > 2 and words[2] in ("time", "notice", "space", "data", "storage")
                else "much"
            )
        if following in ("long", "soon", "quickly", "fast"):
            return "when"
        if following in (
            "many",
            "often",
            "far",
            "big",
            "old",
            "deep",
            "heavy",
            "high",
            "wide",
            "tall",
            "large",
            "late",
        ):
            return "many"
        return "how"
    if head in ("what", "which", "wat"):
        found = _noun_type(near)
        if found:
            return found
        if "for" in words[-1:] or near[:1] == ["caused"]:
            return "why"
        if near[:3] in (["should", "i", "do"], ["do", "i", "do"], ["can", "i", "do"], ["do", "we", "do"]):
            return "how"
    return "what"


def _noun_type(words: Sequence[str]) -> str | None:
    for word in words[:5]:
        if word in _TIME_NOUNS:
            return "when"
        if word in _MONEY_NOUNS:
            return "much"
        if word in _PLACE_NOUNS:
            return "where"
        if word in _PERSON_NOUNS:
            return "who"
        if word in _MANY_NOUNS:
            return "many"
    return None
