"""Question words that ask ("when does it come"), and those that only join clauses ("the day when it came")."""

from __future__ import annotations

from itertools import pairwise

from replycheck.understand.clauses import (
    AUX,
    DETERMINERS,
    EMBEDS,
    INVERSIONS,
    JOINTS,
    LEADS,
    PREPOSITIONS,
    PRONOUNS,
    WH,
    WH_IS,
    word_set,
)

_HOW_MUCH = word_set(
    """long much many often far soon quickly fast old big deep high heavy wide tall large late early likely warm cold
    loud noisy busy strong thick bright steep firm
    exactly safe else accurate secure close strict good bad until till before"""
)


_UNTIL = word_set("until till before for")
_AFTER_WH = word_set("abt bout about if else to not")


_VERBS_AFTER_WHAT = word_set("costs happens happened happen counts comes goes causes caused makes time else")


def asks_wh(rest: list[str], *, first: bool, asking: bool, marked: bool, whole: int) -> bool:
    """True when the words from a question word on are a question, not a relative clause."""
    word, following = rest[0], rest[1:]
    if following and following[0] in ("exactly", "precisely", "specifically"):
        following = following[1:]
    if following[:2] == ["on", "earth"]:
        following = following[2:]
    if not following:
        return whole <= 3 or first
    if word in WH_IS:
        if following[0] in ("more", "worse", "important", "annoying", "strange"):
            return False
        return first or asking or word not in ("who's", "whos", "who'd", "who'll", "who've")
    if word == "how" and following[0] == "come":
        return True
    if word == "what" and following[0] == "happened" and len(following) <= 4:
        return True
    if (
        word == "what"
        and following[0] == "happens"
        and following[1:2] in (["with"], ["to"])
        and not (first or asking)
    ):
        return AUX.isdisjoint(following)  # "I leave in June, what happens with the bike"
    if following[0] in _AFTER_WH and not (word == "what" and following[0] == "not"):
        return True
    if word in ("which", "whose") and not first and not asking:
        return following[0] not in DETERMINERS and inverts(following[:5])
    if word == "what" and not marked and following[0] in ("is", "was") and _has_second_verb(following):
        return False  # "What was left in place was a cap."
    if (
        word == "what"
        and not marked
        and following[0] in ("has", "had")
        and {"is", "was"} & set(following[2:4])
    ):
        return False  # "What has come is the wrong lid."
    if following[0] in AUX:
        if word == "which":
            return marked
        if (
            word == "who"
            and following[0] in ("do", "can", "should", "must")
            and following[1:2] in (["i"], ["we"])
        ):
            return True  # "is it free, who do I ask"
        if word in ("who", "whose", "where", "when") and not first:
            return len(following) > 1 and following[1] in PRONOUNS and word != "who"
        return len(following) > 1 and not (word == "what" and following[:2] == ["is", "more"])
    if word == "how" and following[0] not in _HOW_MUCH:
        return False
    if word in ("when", "where", "why"):
        return False
    if (
        (first or asking)
        and word in ("what", "who")
        and (following[0] in _VERBS_AFTER_WHAT or (word == "who" and following[0].endswith(("s", "ed"))))
    ):
        return True
    if following[0] == "a":
        return False
    if word == "how" and any(w in _UNTIL for w in following[1:3]):
        return True  # "how long until", "how many days before I must pay"
    for gap, token in enumerate(following[:6]):
        if token in AUX:
            if (
                word == "what"
                and gap
                and not asking
                and token in ("is", "was")
                and following[0].endswith("s")
            ):
                return marked
            return len(following) > gap + 1 or gap > 1
        if token in PRONOUNS or (
            token in DETERMINERS and following[gap - 1] != "of" and token not in ("a", "one", "no")
        ):
            return False
    return word == "how" and following[0] in ("much", "many", "long", "soon", "often")


def inverts(words: list[str]) -> bool:
    """True where an auxiliary and its subject follow: "by when at the latest can I change it"."""
    return any(f"{a} {b}" in INVERSIONS for a, b in pairwise(words))


_IT_TAKES = frozenset(
    "it takes|it costs|it cost|you charge|u charge|you need|you require|you want".split("|")
)
_BEYOND = word_set("beyond depends matters shows tells says amazes scary crazy ridiculous me")


_MODALS = word_set("can must should could do may shall")


def asks_at_the_start(rest: list[str]) -> bool:
    """What asks at the start of a sentence only: "How I can register", "Which would be quicker"."""
    word, following = rest[0], rest[1:]
    if len(following) == 1:
        return _is_bare(word, following[0])
    if len(following) < 2:
        return False
    if word == "how" and following[0] in ("long", "much", "many") and " ".join(following[1:3]) in _IT_TAKES:
        return _BEYOND.isdisjoint(following) and not _is_told_of(following[2:])
    if word == "how" and following[0].endswith("'s"):
        return following[0] in ("long's", "much's", "far's", "big's", "old's")
    if word == "how" and following[0] in ("i", "we"):
        return following[1] in _MODALS
    if word == "how" and following[0] in ("many", "much"):
        return following[1] not in PRONOUNS and following[1] not in DETERMINERS and len(following) > 3
    if word == "which" and (following[0] in ("one", "ones", "of", "two") or following == ["is", "it"]):
        return True
    if word == "which" and "for" in following[1:3] and len(following) <= 5:
        thing = following[following.index("for", 1) + 1 :][:1]  # "which version for the add-on"
        return thing != [] and thing[0] in DETERMINERS and AUX.isdisjoint(following)
    if word == "which" and len(following) > 2 and _does(following):
        return True
    if word == "what" and following[0].endswith("'s"):
        return following[1] in DETERMINERS  # "What time's the last boat"
    if word in ("where", "why", "when") and following[0] in PRONOUNS and len(following) <= 4:
        # "Where it is", "When I will get it"; not "When you can"
        return (
            following[1] in ("will", "should")
            if word == "when"
            else following[1] in ("is", "was", "are", "were")
        )
    if word == "what" and following[0].endswith("s") and following[1] in DETERMINERS:
        return not AUX & set(following)  # "What justifies the difference"
    if word == "what" and following[1] in ("goes", "fits", "comes") and _does(following):
        return not AUX & set(following)  # "what battery goes in"
    if word == "what" and following[1] in ("you", "u", "ye") and following[2:3] != []:
        return (
            following[2] in ("need", "charge", "require") and len(following) == 3
        )  # "What deposit you need"
    if word in ("where", "what", "when") and following[0] in ("in", "on", "at", "of"):
        return inverts(following) or any(w in AUX for w in following[2:6])
    if word == "what" and following[0].endswith("ed") and len(following) > 2:
        return not AUX & set(following)  # "What caused it", not "What followed was ..."
    if word == "which" and following[0] in AUX:
        if following[:2] == ["would", "be"]:
            return following[2:3] != [] and (following[2].endswith("er") or following[2] == "best")
        return (
            following[1] in PRONOUNS
            and len(following) > 2
            and following[0] not in ("is", "was", "are", "were")
        )
    return word == "whose" or (word == "who" and following[0] in ("at", "in", "on", "from"))


def _is_told_of(rest: list[str]) -> bool:
    """ "(How long you) need to answer a mail is embarrassing", not "(how long it) takes until it is gone"."""
    return any(
        verb in ("is", "was") and before not in PRONOUNS and before not in WH and _UNTIL.isdisjoint(rest[:i])
        for i, (before, verb) in enumerate(pairwise(rest))
    )


def _does(following: list[str]) -> bool:
    """ "(which) toner fits the old printer": a noun and a verb, not "(which) probably explains it"."""
    noun, verb = following[:2]
    if noun in AUX or noun in PRONOUNS or noun in DETERMINERS or noun in LEADS or noun in _ADVERBS:
        return False
    return not noun.endswith(("s", "ly")) and verb.endswith("s") and not verb.endswith("ss") and len(verb) > 3


_ADVERBS = word_set(
    "in on at by to for from with always never often sometimes somehow maybe perhaps even only already of kind sort"
)
_ASKED_FOR = word_set(
    """time date day size colour color price model version type address number grounds
    evidence basis terms"""
)


def _is_bare(word: str, noun: str) -> bool:
    """ "Which days.", "What time.", "How much." as the whole sentence."""
    if word == "which":
        return noun not in AUX and noun not in PRONOUNS
    if word == "what":
        return noun in _ASKED_FOR or noun == "now"
    return word == "how" and noun in ("much", "long", "many", "soon", "come", "so", "often", "far")


def any_news(following: list[str], *, marked: bool) -> bool:
    """ "Any news on it", "any outage planned"; not "any suggestions would be welcome"."""
    if following[0] in _WHICH_ANY and len(following) > 1:
        following = following[1:]
    if (
        following[0] in ("chance", "chances", "possibility", "way")
        and following[1:2] != []
        and following[1] not in AUX
    ):
        if following[1] not in PREPOSITIONS and following[1] != "to":
            return True  # "Any chance the fee can be waived"
        return (
            marked
            or not any(  # "Any chance for a repair is gone" tells
                w in AUX and then not in PRONOUNS and then not in WH for then, w in pairwise(following[1:])
            )
        )
    if len(following) == 1 or (len(following) == 2 and following[1] in _SOON):
        plural = following[0].endswith("s") and not following[0].endswith("ss")
        return following[0] in NEWS or (
            plural and (marked or following[1:] != ["today"])
        )  # not "Any problems today."
    if following[0] in _OFFERED and not marked and not _OFFER_JUDGED.isdisjoint(following):
        return False  # "Any slot on Tuesday suits me."
    if following[0] in NEWS:
        for n, word in enumerate(following[1:6]):
            if marked or word in WH or word in EMBEDS or following[n] in PRONOUNS:
                break
            if word in AUX:
                return False
        return True
    if (
        following[0].endswith("s")
        and following[1:2] != []
        and following[1] in ("on", "in", "for", "to", "with", "at")
    ):
        return not any(
            w in AUX or w in LEADS for w in _before_next(following)
        )  # "Any scratches on the glass."
    return following[-1] in ("planned", "available", "left", "possible", "yet") and len(following) <= 5


_OFFERED = word_set("room deal slot seat")
_OFFER_JUDGED = word_set("me us suits works fine ok okay good great better than")
_WHICH_ANY = word_set("wiggle earlier later cheaper quicker spare free more other extra further left-over")


_SOON = word_set("today tonight tomorrow left yet")


def _before_next(following: list[str]) -> list[str]:
    """The words before "and can ...", where the next question begins."""
    for n, (word, then) in enumerate(pairwise(following)):
        if word in JOINTS and then in AUX:
            return following[:n]
    return following


def _has_second_verb(following: list[str]) -> bool:
    return any(
        word in ("is", "was")
        and following[n + 1] not in JOINTS
        and following[n + 1] not in WH
        and not PRONOUNS & set(following[n + 3 : n + 4])
        for n, word in enumerate(following[2:])
    )


NEWS = word_set(
    """information info details experience sign signs availability spaces slots vacancies alternative
    alternatives danger risk idea ideas news update updates chance chances plans plan suggestions advice thoughts
    eta reason word way workaround possibility luck progress hope discount recommendations tips joy fix option options
    timeline date room leeway deal slot seat"""
)
