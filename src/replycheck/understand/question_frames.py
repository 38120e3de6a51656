"""Frames: the words that make a statement ask ("I was wondering whether", "please tell me when")."""

from __future__ import annotations

from collections.abc import Sequence

from replycheck.understand.clauses import (
    ASKED,
    AUX,
    DETERMINERS,
    EMBEDS,
    JOINTS,
    NEEDING,
    NEGATIONS,
    PLEASE,
    PREPOSITIONS,
    PRONOUNS,
    WH,
    Token,
    word_set,
)
from replycheck.understand.question_requests import VERBS

DESIRES = word_set(
    """want wants wanted wanting wanna need needs like love wish hope hoping keen eager waiting glad grateful obliged
    pleased appreciate help helps meaning trying await awaiting would interested curious delighted nice
    anxious desperate welcome expect good great lovely useful handy helpful value require must mind"""
)


_LEARN = word_set(
    """know hear learn understand find ask told clarify see check confirm establish determine knowing
    hearing informed advised enquire inquire learning understanding discover"""
)


_DOUBTS = word_set(
    """hazy fuzzy confused puzzled baffled unsure unclear wondering wonder wondered wonders curious"""
)


KNOWING = word_set(
    """know sure clear certain idea clue see find understand tell told figure word remember work wiser
    answer explained explain mention mentions hear heard decide"""
)


TELL = word_set(
    """tell advise inform explain clarify update specify remind notify show confirm check verify settle
    telling advising informing explaining clarifying confirming checking enlighten say indicate enquire"""
)


_GUIDANCE = word_set(
    """news word information info clarification confirmation guidance clarity details assurance"""
)


_LEARN_WHAT = word_set("ask see check find told confirm understand understanding enquire inquire")
_CHECKS = word_set("confirm check verify settle show remind notify specify clarify")
_TOPICAL = word_set("more about of your the")
_PLEASANT = word_set("nice good great lovely useful handy helpful delighted pleased glad obliged value")
_SUBORDINATE = word_set("that which who because if when as")
_POLITE = word_set("can could would will")
_SELF = word_set("i we i'm i've i'd i'll we're we've we'd im ive me us nobody none nothing no-one")
_ABOUT = word_set("about on regarding of as")


def frame(tokens: Sequence[Token], words: list[str], at: int) -> bool:
    """True where the clause at `at` says that the writer wants to learn something."""
    head = _head(tokens, words, at)
    if head[0] in _SUBORDINATE or _inverted(head) or head[0] == "one" or _is_settled(words, at):
        return False  # "one wonders why ..." is a reproach
    if (
        head[0] in PLEASE
        and head[1:2] != []
        and (head[1] in ("don't", "dont", "not") or head[1:3] == ["do", "not"])
    ):
        return False  # "please don't tell me to ..."
    polite = head[0] in PLEASE or (head[0] in _POLITE and head[1:2] != [] and head[1] in ASKED)
    desire, negation = -99, False
    for i, word in enumerate(head):
        after = head[i + 1 : i + 7]
        embed = next((n for n, w in enumerate(after) if w in WH or w in EMBEDS), 99)
        if (
            _doubts(head, i, after, embed)
            or (embed <= 1 and after[0] != "but" and _asks(head, i))
            or (i - desire <= 8 and _wishes_to_learn(head, i, after, embed, negation))
            or (negation and _does_not_know(head, i, after, embed))
            or ((polite or i == 0) and _wants_to_be_told(word, after, embed, polite))
            or (word in _GUIDANCE and (desire >= 0 or negation or i == 0) and embed <= 2)
            or (word == "let" and after[1:2] == ["know"] and after[0] in ("me", "us", "him", "her"))
            or (word == "checking" and i == 0 and at and words[at - 1] == "just")
            or (word == "hoping" and _hopes_for_help(after))
            or (word in ("hoping", "looking") and after[:1] == ["for"] and bool(_GUIDANCE & set(after[1:2])))
            or (
                word in ("question", "questions", "query", "queries")
                and after[:1] in (["is"], ["are"])
                and embed <= 2
            )
        ):
            return True
        desire = i if word in DESIRES and _is_own_wish(head, i) else desire
        negation = negation or word in NEGATIONS or word.endswith("n't")
        polite = polite or (word == "if" and after[:1] in (["you"], ["you'd"], ["someone"]))
        polite = polite or (
            after[:1] != [] and after[0] in ASKED and (word in NEEDING or word in ("like", "ask"))
        )
        if word in JOINTS and i > 1 and not _is_adverb(head, i):
            return False
    return False


def _is_settled(words: list[str], at: int) -> bool:
    """ "We wondered about a bigger one but decided against it", "I had wondered about that": it is over."""
    for n, word in enumerate(words[at : at + 5], at):
        if word == "wondered":
            over = any(
                words[i] == "but" and not _SETTLED.isdisjoint(words[i + 1 : i + 3])
                for i in range(n + 1, min(n + 20, len(words)))
            )
            before = words[n - 1] if n else ""
            return over or (before in ("had", "i'd", "we'd") and words[n + 1 : n + 2] == ["about"])
    return False


_SETTLED = word_set("decided chose realised realized learned")


def _hopes_for_help(after: list[str]) -> bool:
    """ "(I was) hoping you might hold the paper of that year" """
    if after[:1] == ["that"]:
        after = after[1:]
    if len(after) < 3 or after[0] not in ASKED or after[2] in _GOOD_WISHES:
        return False
    return after[1] in ("might", "could", "would") or (after[1] in ("can", "may") and after[2] in VERBS)


_GOOD_WISHES = word_set("enjoy rest relax feel find see like understand")


def _head(tokens: Sequence[Token], words: list[str], at: int) -> list[str]:
    """The words from `at` to the next punctuation or quotation, eighteen at most."""
    for n in range(at + 1, min(at + 18, len(words))):
        if tokens[n].quoted or any(c in ",;:().!?" for c in tokens[n].before):
            return words[at:n]
    return words[at : at + 18]


def _is_adverb(head: list[str], i: int) -> bool:
    """ "I am also wondering", "would you be so kind": no new clause begins."""
    if head[i] == "also":
        return head[i - 1] in AUX or head[i - 1] in PRONOUNS or head[i - 1] in DESIRES or "'" in head[i - 1]
    return head[i] == "so" and head[i + 1 : i + 2] in (["kind"], ["good"])


def _inverted(head: list[str]) -> bool:
    """True for "is there ..." and "did the ...", which ask by themselves."""
    if head[0] not in AUX or not head[1:] or head[1] in ASKED or head[0] in ("would", "is"):
        return False
    if head[1] == "mind" or head[:2] == ["do", "let"]:
        return False  # "wouldn't mind knowing how"
    return not (head[0] == "will" and head[1] in NEEDING)


def _is_own_wish(head: list[str], i: int) -> bool:
    """False for "you need to learn", and for "it is great to hear", where something pleasant is no wish."""
    if i and head[i - 1] in ("you", "he", "she", "they"):
        return False
    return head[i] not in _PLEASANT or any(w in ("would", "be", "very") or w.endswith("'d") for w in head[:i])


def _doubts(head: list[str], i: int, after: list[str], embed: int) -> bool:
    """ "wondering whether", "unsure what", "curious is the icing ..." """
    if head[i] not in _DOUBTS:
        return False
    if embed <= 3:
        return True
    if head[0] in ("he", "she", "they"):
        return False  # "she gets confused on the phone" tells what somebody is like
    return i <= 3 and after[:1] != [] and (after[0] in AUX or after[0] in _ABOUT)


def _asks(head: list[str], i: int) -> bool:
    """ "my wife asks how", "we are asking whether", "I also ask if": somebody asks now."""
    before = head[i - 1] if i else ""
    if head[i] == "asking":
        if head[0] in ("he", "she", "they", "the"):
            return False  # "the garage is asking whether they can start" is their question, not ours
        return before in AUX or before.endswith(("'m", "'re", "'s")) or before in ("also", "just", "im")
    return head[i] == "asks" or (
        head[i] == "ask" and before in ("to", "i", "we", "also", "must", "i'd", "we'd")
    )


def _wishes_to_learn(head: list[str], i: int, after: list[str], embed: int, negation: bool) -> bool:
    """ "I would love to hear when", "trying to work out if", "I need to be sure the gate is shut" """
    word, before = head[i], head[i - 1]
    if word == "out" and before in ("work", "figure"):
        return embed <= 1
    if word in ("certain", "sure"):
        return before == "be" and i <= 5 and not negation and after != []
    if word not in _LEARN or before == "rather" or (negation and embed > 6):
        return False
    if word in ("know", "hear") and after[:1] != [] and after[0] in _BY_WHEN and embed > 6:
        return not DETERMINERS.isdisjoint(head[i + 3 :])  # "my boss wants to know by Friday"
    if word == "learn":
        return embed <= 3 or (after[:1] != [] and after[0] in _TOPICAL)  # not "I'd like to learn Italian"
    if word in _LEARN_WHAT:
        return (
            embed <= 3
            or (word == "find" and after[:1] == ["out"])
            or (word == "understand" and "want" in head)
        )
    return True


_BY_WHEN = word_set("by before asap soon today now tomorrow")


def _does_not_know(head: list[str], i: int, after: list[str], embed: int) -> bool:
    """ "I don't know if", "no idea where", "nobody could tell me whether" """
    if head[i] not in KNOWING or embed > (4 if head[i] == "answer" else 2):
        return False
    if i and head[i - 1] == "never" and head[i] == "know":
        return False  # "I never know who does what": so it always is
    if after[embed + 1 : embed + 3] in (["to", "begin"], ["to", "start"]):
        return False
    if after[embed] == "if" and embed and head[i] in ("work", "see", "know"):
        return False
    return bool(_SELF & set(head[: i + 3])) or head[0] in NEGATIONS or head[0] in KNOWING


def _wants_to_be_told(word: str, after: list[str], embed: int, polite: bool) -> bool:
    """ "please tell me where", "explain to us how", "kindly advise the fee" """
    if word not in TELL:
        return False
    told = after[:1] in (["me"], ["us"])
    if embed <= 4 or (told and word not in _CHECKS):
        return True
    return polite and word in ("advise", "explain", "clarify", "specify")


def goes_on_framed(words: list[str], at: int, *, joined: bool) -> bool:
    """True where a frame's next content begins: "and whether ...", ", which carrier you use"."""
    word, following = words[at], words[at + 1 : at + 3]
    if not following:
        return False
    if word in PREPOSITIONS and following[0] in WH and len(following) > 1:
        return joined or _lists_on(words, at)  # "and within how many days ..."
    if word == "whether" or (word in WH and word not in ("which", "who", "when", "where")):
        return True
    if word in ("which", "who", "when", "where"):
        if following[0] in ("is", "was", "means", "would") or not (joined or following[0] not in AUX):
            return False
        return joined or _lists_on(words, at) or (word == "which" and _picks(following))
    if (
        word != "if"
        or not joined
        or following[0] in ("so", "yes", "no", "not")
        or following == ["the", "answer"]
    ):
        return False
    return not PLEASE & set(words[at + 2 :])


def _lists_on(words: list[str], at: int) -> bool:
    """True where a later "and how ..." shows that the content at `at` is one of a list, and no relative clause."""
    return any(
        words[n] in ("and", "or", "&") and (words[n + 1] in WH or words[n + 1] in EMBEDS)
        for n in range(at + 2, len(words) - 1)
    )


def _picks(following: list[str]) -> bool:
    """ "which carrier you use", but not "which blinks" and "which the solicitor thinks": those are relative."""
    noun = following[0]
    if noun in DETERMINERS or noun in PRONOUNS or noun in AUX or len(following) < 2:
        return False
    return not noun.endswith("s") or following[1] in PRONOUNS or following[1] in AUX


def is_closer(words: list[str], at: int) -> bool:
    """True for "let me know if you need anything else": an offer, not a question."""
    head = words[at : at + 16]
    if "if" not in head or "let" not in head[: head.index("if")]:
        return False
    after = head[head.index("if") + 1 :]
    if (
        after[:1] == ["anything"]
        or (after[:1] == ["there"] and {"anything", "further", "more", "questions"} & set(after))
        or after[:2] in (["that", "helps"], ["this", "helps"], ["so", ""])
    ):
        return True
    offered = {"need", "require", "have", "want"} & set(after[:4])
    named = {
        "anything",
        "further",
        "more",
        "questions",
        "question",
        "else",
        "other",
        "additional",
        "problems",
        "need",
        "require",
    }
    return bool(offered) and bool(named & set(after)) and after[:1] in (["you"], ["there"], ["i"], ["we"])
