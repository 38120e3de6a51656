"""What looks like a question and asks nothing: greetings, rhetoric, bare pleas, what the writer answers."""

from __future__ import annotations

from collections.abc import Sequence

from replycheck.understand.clauses import (
    AUX,
    LEADS,
    NEEDING,
    NEGATIONS,
    PLEASE,
    PRONOUNS,
    WH,
    Clause,
    Sentence,
    word_set,
)
from replycheck.understand.rhetoric import is_rhetorical

_TAG_WORDS = word_set("eh innit huh no love right mate")


def _is_tag(words: Sequence[str]) -> bool:
    """True for "isn't it" and "do they" alone."""
    return len(words) == 2 and words[0] in AUX and (words[1] in PRONOUNS or words[1] == "one")


def is_idle(clause: Clause, sentences: Sequence[Sentence]) -> bool:
    """True for greetings, rhetorical questions, bare tags and what the writer answers himself."""
    sentence = sentences[clause.sentence]
    words = sentence.words
    if all(token.quoted for token in sentence.tokens[clause.start : clause.end]):
        return True
    asked = words[clause.start : clause.end]
    if clause.kind == "request" and _is_enclosing(asked):
        return True
    if not clause.marked and list(asked) == ["what", "can", "you", "do"]:
        return True  # a shrug; with a mark it asks
    if (
        clause.start > 2
        and _is_tag(asked[:2])
        and (len(asked) == 2 or "," in sentence.tokens[clause.start + 2].before)
    ):
        return True
    last = sentence.tokens[clause.end - 1]
    if last.word in _TAG_WORDS and "," in last.before and asked[0] not in AUX and asked[0] not in WH:
        return not _asks_back(asked)  # "do you take cheques, eh?" is meant, "small world, eh?" is not
    if is_rhetorical(asked):
        return not _has_rhetoric_behind(clause, sentence)
    if clause.marked and len(piece := _last_piece(clause, sentence)) > 1 and is_rhetorical(piece):
        return True
    if clause.kind == "direct" and clause.end == len(words) and clause.sentence + 1 < len(sentences):
        return _answers_itself(asked, sentences[clause.sentence + 1])
    return False


def _has_rhetoric_behind(clause: Clause, sentence: Sentence) -> bool:
    """ "Where do I take it for a service, mine closed, who knew?": the question stands before the aside."""
    words = sentence.words
    if words[clause.start] == "who" or (words[clause.start] not in AUX and words[clause.start] not in WH):
        return False
    for at in range(clause.start + 5, clause.end - 1):
        if any(c in ",;:–—" for c in sentence.tokens[at].before):
            return not is_rhetorical(words[clause.start : at]) and (
                is_rhetorical(words[at : clause.end]) and words[at] not in AUX
            )
    return False


def _last_piece(clause: Clause, sentence: Sentence) -> list[str]:
    """What stands behind the last comma of a statement with a mark: "My legs are not what they were, but whose are?"

    Empty where the clause itself begins like a question.
    """
    words = sentence.words
    if words[clause.start] in AUX or words[clause.start] in WH or clause.kind != "direct":
        return []
    for at in range(clause.end - 1, clause.start, -1):
        if any(c in ",;:–—" for c in sentence.tokens[at].before):
            while at < clause.end - 1 and words[at] in LEADS:
                at += 1
            return words[at : clause.end] if words[at] not in AUX else []
    return []


def _asks_back(asked: Sequence[str]) -> bool:
    """ "You ship to Cork, right?", "The guide will be there, no?": what is done for the customer is made sure of."""
    if len(asked) < 4 or asked[-1] not in ("right", "no"):
        return False
    if asked[0] in ("you", "u", "ye"):
        return asked[1] in _SERVING or asked[1:3] in (["still", "do"], ["also", "do"])
    return asked[0] not in _POINTING and " will be " in " ".join(asked[1:6])


_SERVING = word_set(
    "ship deliver post sell stock take accept do offer cover repair fit hire rent open close charge"
)
_POINTING = word_set("it that this there i i'll")


def _is_enclosing(asked: Sequence[str]) -> bool:
    """ "Please find attached the receipt", "Kindly find below our list": here it is, and nothing is asked for."""
    words = [word for word in asked if word not in PLEASE]
    return words[:1] in (["find"], ["see"]) and not _ENCLOSED.isdisjoint(words[1:4])


_ENCLOSED = word_set("attached enclosed attachment attachments enclosure below herewith")


_ANSWERS = word_set(
    """hourly daily weekly hardly barely scarcely apparently absolutely certainly definitely obviously naturally
    sadly terribly exactly probably possibly evidently clearly twice thrice often always"""
)


_FILLERS = word_set(
    "apparently but well lol haha hahaha ha oh er erm um ah and so sadly sure funnily i'd say"
)


def _answers_itself(asked: Sequence[str], following: Sentence) -> bool:
    """True where the next sentence is the answer: "Yes, since Monday.", "We did, a bit.", "The paper says yes." """
    words = following.words
    if "?" in following.mark:
        return False
    if words[0] not in WH and words[0] not in AUX and _says_yes_or_no(following):
        return True
    if words[0] == "because":
        return "why" in asked[:2]
    if len(words) > 1 and _echoes(asked, following):
        return True
    if len(words) == 1 and words[0] in _ANSWERS:
        return True  # "Have I checked? Hourly."
    at = 0
    while at < len(words) - 1 and words[at] in _FILLERS:
        at += 1
    if at and words[at] in ("yes", "no", "nope", "nah", "never"):
        return True
    words = words[at:]
    first = words[0]
    if first in ("yes", "no", "nope", "nah", "never", "nothing", "nobody", "none", "yep", "yeah"):
        if first == "no" and at + 1 < len(following.words) and following.tokens[at + 1].before == " ":
            return len(words) <= 3 and words[1] in _NO_WHAT  # "No warning." goes on about the trouble
        return len(words) <= 3 or any(c in following.tokens[at + 1].before for c in ",.!-–—:;")
    if words[:2] in (
        ["of", "course"],
        ["not", "really"],
        ["never", "mind"],
        ["forget", "it"],
        ["found", "it"],
    ):
        return True
    short = len(words) <= 3 and first in PRONOUNS
    return short and len(words) >= 2 and words[1] in AUX and (words[2:] in ([], ["not"]))


_NO_WHAT = word_set("chance way idea sir madam one thanks it they we i he she need surprise of not")


def _says_yes_or_no(following: Sentence) -> bool:
    """ "The paper says yes.", "I think not.", "Nobody here, that's who." """
    words = following.words
    if words[:2] in (["i", "think"], ["i", "hope"], ["i", "suppose"], ["i", "guess"], ["i", "doubt"]):
        return words[2:3] in (["not"], ["so"], ["it"]) and len(words) == 3
    if words[:2] in (["nobody", "here"], ["nobody", "did"], ["nobody", "does"]) and len(words) <= 6:
        return True
    return any(
        w in ("say", "says", "said")
        and words[n + 1 : n + 2] in _YES_OR_NO
        and (n + 2 == len(words) or following.tokens[n + 2].before.strip() != "")
        for n, w in enumerate(words[:6])
    )


_YES_OR_NO = (["yes"], ["no"], ["not"])


def _echoes(asked: Sequence[str], following: Sentence) -> bool:
    """ "Did we laugh? We did, a bit.": pronoun and auxiliary of the question, the other way round."""
    words = following.words
    if asked[0] in _OFFERING or asked[0] not in AUX or len(words) > 7:
        return False
    if words[0] not in PRONOUNS or words[1].removesuffix("n't") != asked[0]:
        return False
    return len(words) <= 3 or any(c in following.tokens[2].before for c in ",-–—;:")


_OFFERING = word_set("can could would will may should shall")


def gives_way(clause: Clause, following: Clause | None, sentences: Sequence[Sentence]) -> bool:
    """True for "I want to return the sofa." right before "How long do I have?": one concern.

    So is "I need a spare. Do you have one?", and the words before a list of what is asked.
    """
    if following is None:
        return False
    if (
        clause.kind == "indirect"
        and following.sentence == clause.sentence
        and following.kind != "direct"
        and "so" in (words := sentences[clause.sentence].words)[following.start - 2 : following.start]
        and not NEGATIONS.isdisjoint(words[clause.start : clause.start + 4])
    ):
        return True  # "I don't know what they cost, so if you could give me an idea"
    if clause.kind != "direct" and _introduces(clause, following, sentences):
        return True
    if following.kind == "request" or any(
        len(sentence.tokens) > 3 for sentence in sentences[clause.sentence + 1 : following.sentence]
    ):
        return False
    if clause.wish and _stands_alone(clause, following, sentences):
        return False
    return clause.wish or (clause.kind == "request" and _takes_up(clause, following, sentences))


def _introduces(clause: Clause, following: Clause, sentences: Sequence[Sentence]) -> bool:
    """ "Please advise: (a) ... (b) ...": a colon, and what is asked begins right after it."""
    tokens = sentences[clause.sentence].tokens
    first = sentences[following.sentence].tokens[following.start]
    if following.sentence == clause.sentence:
        if first.item:
            return following.start == clause.end and not tokens[clause.start].item
        return following.start == clause.end and ":" in first.before and clause.kind == "indirect"
    return (
        following.sentence == clause.sentence + 1
        and clause.end == len(tokens)
        and sentences[clause.sentence].listing
    )


_CHANGING = word_set("move change switch transfer freeze reschedule swap extend")
_MINE = word_set("my our the it this")
_POINTS_BACK = word_set("that this it")


def _stands_alone(clause: Clause, following: Clause, sentences: Sequence[Sentence]) -> bool:
    """ "I'd like to move my appointment. Any evenings?": the desk can do it; "Is that doable?" is about it."""
    words = sentences[clause.sentence].words[clause.start : clause.end]
    asked = sentences[following.sentence].words[following.start : following.end]
    if following.sentence == clause.sentence + 1 and not _POINTS_BACK.isdisjoint(asked[1:3]):
        return False
    if "also" in sentences[clause.sentence].words[max(0, clause.start - 1) : clause.start + 3]:
        return True
    for at, word in enumerate(words[:6]):
        if word == "to" and words[at + 1 : at + 2] != [] and words[at + 1] in _CHANGING:
            what = words[at + 2 : at + 4]
            return not _MINE.isdisjoint(what[1:] if what[:1] == ["from"] else what[:1])
    return False


_STANDING_FOR = word_set("one ones them some these those")


def _takes_up(clause: Clause, following: Clause, sentences: Sequence[Sentence]) -> bool:
    """ "I need a loaner, do you have one?": the question is about the thing needed, which it only points at."""
    words = sentences[clause.sentence].words[clause.start : clause.end]
    need = words[0] in NEEDING or (words[0] in ("i", "we") and words[1:2] != [] and words[1] in NEEDING)
    asked = sentences[following.sentence].words[following.start : following.end]
    return need and following.kind == "direct" and not _STANDING_FOR.isdisjoint(asked[2:7])


_PLEAS = word_set(
    """can could would will you someone somebody anyone please pls plz kindly help me us with this out
    advise assist let know get back to asap thanks it reply respond urgently soon here i ask quickly
    answer guide point points by all each these on the following below questions i wonder wonders wondering
    was if might able be hoping hope looking for some assistance fast quick prompt speedy urgent an ask
    revert response earliest soonest convenience your at grateful i'd we'd would appreciate early a
    appreciated helpful welcome
    needful writing priority treat treated like need love want sure very kind so good do"""
)


def is_bare_plea(clause: Clause, sentences: Sequence[Sentence]) -> bool:
    """True for "can you help?" and "please advise": they ask nothing of their own."""
    words = sentences[clause.sentence].words[clause.start : clause.end]
    return all(word in _PLEAS for word in words) and not (words[-1] == "back" and words[-2:-1] == ["it"])
