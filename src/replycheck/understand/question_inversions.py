"""Auxiliaries before their subject: "is breakfast included", and statements that look like it ("will do so")."""

from __future__ import annotations

from itertools import pairwise

from replycheck.understand.clauses import DETERMINERS, JOINTS, PREPOSITIONS, PRONOUNS, WH, word_set
from replycheck.understand.question_frames import DESIRES
from replycheck.understand.question_requests import SAYING, VERBS

_MANY = word_set("other most many people children kids men women")


_HERE = word_set("this last yesterday today for with on at in when and")


PREDICATES = word_set(
    """included possible available allowed needed required ok okay alright free necessary mandatory compulsory
    refundable negotiable transferable feasible permitted provided covered valid ready compatible suitable extra
    accepted insured guaranteed supported obligatory payable chargeable optional deductible taxable reclaimable
    returnable exchangeable bookable waterproof acceptable"""
)


_TIMELY = word_set("early daily weekly monthly yearly hourly nightly family friendly elderly supply assembly")


def _has_predicate(following: list[str]) -> bool:
    """ "(is) breakfast included", "(are) buoyancy aids provided": a subject, and then what is said of it."""
    subject = following[0]
    if subject in _NOT_SUBJECTS and not subject.endswith("ing"):
        return False
    if subject.endswith("ly") and subject not in _TIMELY:
        return False
    return following[1] not in PREPOSITIONS and any(
        word in PREDICATES and following[n] not in _BEFORE_PREDICATE for n, word in enumerate(following[1:8])
    )


_TITLES = word_set("mr mrs ms miss dr")
_ARRIVED = word_set("been come gone arrived left")
_BEFORE_PREDICATE = word_set("and or not but very also always fully still be been being is are was were to")


_NOT_SUBJECTS = word_set(
    """quite much far pretty rather not never still just also always been be being very really so too only now
    even already going getting having able due well what which who how why where when up down out off in on at to of for
    with from by as like love"""
)


def asks_aux(words: list[str], at: int, *, strict: bool, asking: bool, marked: bool) -> bool:
    """True for an auxiliary before its subject; commands and clipped statements are left out."""
    aux, following = words[at], words[at + 1 :]
    if not following:
        return False
    subject, then = following[0], following[1:2]
    if subject in PRONOUNS or subject in ("everything", "anything", "mine", "yours", "ours"):
        if aux in ("had", "were"):
            return aux == "were" and not strict and then[:1] != ["to"] and len(following) > 2
        if not then:
            return marked
        if f"{aux} {subject}" in ("do this", "do that") and not marked:
            return False  # "Do this twice a day."
        if f"{aux} {subject}" in ("do it", "have it", "should you", "have they", "do they") and then:
            return aux in ("have", "do") and subject == "they"
        if subject == "there" and aux in ("is", "are", "was", "were") and not marked and then[0] in _HERE:
            return False  # "Was there this past weekend."
        return not (aux == "may" and then and then[0] in ("remind", "add", "say", "point", "just", "suggest"))
    if aux in ("may", "must", "might") and subject in DETERMINERS and not strict:
        return len(following) > 2
    if aux in ("may", "must") and (marked or asking) and subject.endswith("s") and not subject.endswith("ss"):
        return len(following) > 2 and (then[0] in VERBS or then[0] in SAYING or then[0] in _COMING)
    if (
        aux == "do"
        and subject == "the"
        and marked
        and not strict
        and len(following) > 3
        and then[0] != "needful"
    ):
        return True
    if aux in ("does", "do", "did") and subject == "what" and then and then[0] in PRONOUNS:
        return len(following) > 3  # "does what I paid count"
    if aux in ("is", "are", "was", "were") and subject in _AFTER_BE and not marked:
        return False  # "but was told this is not possible", "is about as near as we get"
    if aux == "is" and subject in ("possible", "permitted", "allowed") and not strict and len(following) > 2:
        return then[0] in ("to", "without", "with", "for", "that")  # "Is possible to pay by card"
    if (
        subject in _TITLES
        and aux in ("can", "could", "will", "would", "does", "did", "is", "has")
        and len(following) > 2
    ):
        # "and will Mr Hall come is not known" tells
        return not strict or not any(
            w in ("is", "was") and then not in PRONOUNS and then not in WH
            for then, w in pairwise(following[1:])
        )
    if aux == "have" and subject in ("the", "my", "our", "any", "other") and not strict:
        return any(
            w in _ARRIVED and after not in PRONOUNS and after not in DETERMINERS
            for w, after in pairwise([*following, ""][2:7])
        )  # not "Have the parts arrived, I will write again"
    if (
        aux == "do"
        and not strict
        and len(following) > 2
        and subject not in DETERMINERS
        and then[0].endswith("s")
        and not then[0].endswith("ss")
    ):
        return (
            following[2] not in PREPOSITIONS
            and following[2] not in DETERMINERS
            and following[2] not in JOINTS
        )
    if aux in ("is", "are", "was", "were", "r") and then and _has_predicate(following):
        return True
    if aux in ("would", "could", "will", "can") and not strict and "be" in following[1:4]:
        return subject not in _NOT_SUBJECTS and subject not in DESIRES and not subject.endswith("ly")
    if (
        aux == "do"
        and not strict
        and len(following) > 2
        and then[0] not in PREPOSITIONS
        and then[0] not in JOINTS
    ):
        if subject in _MANY or (subject.endswith("s") and not subject.endswith("ss")):
            return True  # "do refills fit the older one"
        if subject == "the" and then[0].endswith("s") and len(following) > 3:
            return (
                following[2] not in PREPOSITIONS
                and following[2] not in DETERMINERS
                and following[2] not in JOINTS
            )
    if aux in (
        "do",
        "have",
        "has",
        "had",
        "may",
        "might",
        "must",
        "dont",
        "don't",
        "cant",
        "can't",
        "wont",
        "won't",
    ):
        if aux == "do" and subject in ("your", "my", "our", "these", "those", "any", "all", "both", "their"):
            return (
                len(following) > 2
                and not ((then[0] in DETERMINERS or then[0] in _ONE_DOES) and not marked)
                and not (strict and subject in ("their", "my", "our"))
            )
        if aux == "has" and strict:
            return subject in DETERMINERS and any(w.endswith("ed") or w in _DONE for w in following[2:6])
        return aux == "has" and subject in DETERMINERS
    if aux in ("doesn't", "didn't", "doesnt", "didnt", "cannot", "couldn't", "wouldn't", "shouldn't"):
        return False
    if subject in DETERMINERS and not (strict and aux in ("was", "were")):
        if subject == "no" and then[:1] == ["longer"]:
            return False
        if strict and aux == "did" and subject in ("my", "our", "their", "his", "her"):
            return False  # "and did my house on the cheap"
        if strict and aux in ("did", "does") and (then[:1] == ["very"] or subject in ("a", "an")):
            return False  # "..., did a very good job"
        if aux == "is" and subject in ("a", "an") and "or" in following[2:5] and not strict:
            return True  # "Is a finch or a parakeet better"
        if aux in ("is", "was", "are", "were", "am") and subject in ("a", "an", "no"):
            joined = marked and asking and subject != "no" and words[at - 1] == "and" and len(following) > 2
            return joined and _RELATIVES.isdisjoint(words[max(0, at - 9) : at])  # "and is a lid dear?"
        return bool(then)
    if subject in _NOT_SUBJECTS or subject in DESIRES or subject.endswith(("ed", "ly", "n't")):
        return False
    if subject.endswith("ing") and aux in ("is", "are", "was", "were", "am", "should", "could", "would"):
        return False
    if aux in ("can", "will") and not marked and not asking and (subject in VERBS or subject in SAYING):
        return False  # "Will make that change."
    if not asking and aux in ("would", "should", "could", "might", "was", "were", "am"):
        return False
    return (
        not strict and len(following) >= 3 and (asking or aux in ("is", "are", "does", "did", "can", "will"))
    )


_RELATIVES = word_set("that which who")
_ONE_DOES = word_set("self selves best homework part duty worst utmost")
"""What one is told to do: "Do your best", "do your self a favour"."""
_AFTER_BE = word_set("told sent given shown taught sold paid left made offered about around")
"""What follows "was" in a statement that leaves its subject out."""
_COMING = word_set("come attend join stay park enter sit visit drive eat drink bring smoke")
_DONE = word_set("been gone come left sent gotten got made put taken paid")
