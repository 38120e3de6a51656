"""Where in a sentence a clause begins that asks something, and of what kind.

At each place where a clause may begin the next few words are looked at; no search runs over the
whole text.  The question mark helps but is not needed: customers leave it out."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from replycheck.understand.clauses import (
    ASKED,
    AUX,
    DETERMINERS,
    EMBEDS,
    INVERSIONS,
    JOINTS,
    LEADS,
    NEEDING,
    PLEASE,
    PREPOSITIONS,
    PRONOUNS,
    WH,
    WH_IS,
    Kind,
    Sentence,
    Token,
    greets,
    word_set,
)
from replycheck.understand.question_frames import KNOWING, TELL, frame, goes_on_framed, is_closer
from replycheck.understand.question_inversions import asks_aux
from replycheck.understand.question_requests import USEFUL, VERBS, commands, pleads, wish
from replycheck.understand.question_words import any_news, asks_at_the_start, asks_wh, inverts

Opening = tuple[int, Kind, bool]
"""The first word of a clause that asks, its kind, and whether it merely states an intent."""


_CLIPPED = frozenset(
    "possible to|ok to|ok if|okay if|anyone know|anybody know|anyone got|anybody got|anyone tried|anybody tried"
    "|anyone have|anybody have|anyone seen|anybody seen".split("|")
)


def openings(sentence: Sentence, words: list[str], *, marked: bool, listed: bool) -> list[Opening]:
    """Where the clauses of a sentence that ask begin, in order."""
    found: list[Opening] = []
    begins = False
    framed = False
    for at, token in enumerate(sentence.tokens):
        parted = (
            at == 0
            or token.item
            or (token.before != " " and any(c in ",;:()/-–—.!?…*&\ue000" for c in token.before))
        )
        joined = at > 1 and words[at - 1] in JOINTS
        led = (begins or at == 1) and at > 0 and (words[at - 1] in LEADS or (at == 1 and _numbers(words)))
        led = led or (at == 2 and greets(words))
        begins = parted or joined or led or (at > 1 and f"{words[at - 2]} {words[at - 1]}" in _PRELUDES)
        if token.quoted:
            continue
        if not begins:
            if token.word not in _STARTERS:
                continue
            opening = _unmarked_opening(sentence.tokens, words, at, found)
        else:
            opening = _opening(
                sentence.tokens,
                words,
                at,
                found,
                parted=parted and at > 0 and not token.item,
                joined=joined,
                marked=marked,
            )
            if opening is None and framed and goes_on_framed(words, at, joined=joined):
                if (
                    not token.item
                    and at - found[-1][0] <= 5
                    and not any(w in WH or w in EMBEDS for w in words[found[-1][0] : at])
                ):
                    continue
                opening = ("indirect", False)
            if opening is None and listed and token.item:
                opening = ("request", False)
        comma = "," in token.before
        if opening is None or _belongs_to_last(
            words, at, found, opening[0], joined=joined, item=token.item, comma=comma
        ):
            continue
        start = at
        if (
            at > 1
            and words[at - 2] == "if"
            and opening[0] == "direct"
            and words[at - 1] in ("so", "not", "yes", "no")
        ):
            start = at - 2
        found.append((start, *opening))
        framed = (
            opening[0] == "indirect"
            or (framed and opening[0] != "request")
            or " ".join(words[at : at + 4]) in _MAY_I_KNOW
        )
    return found


_MAY_I_KNOW = frozenset(
    f"may {who} {learn} {embed}"
    for who in ("i", "we")
    for learn in ("know", "ask")
    for embed in ("if", "whether")
)


def _numbers(words: list[str]) -> bool:
    """ "2 can my wife have one too": a number without a stop before an item; not "67 is the least"."""
    if not words[0].isdecimal() or len(words[0]) > 1 or len(words) < 4:
        return False
    if words[1] in AUX:
        return words[1] not in ("is", "are", "was", "were") and (
            words[2] in PRONOUNS or words[2] in ("my", "our", "your")
        )
    return words[1] in WH and words[1] != "who"


def _belongs_to_last(
    words: list[str], at: int, found: list[Opening], kind: Kind, *, joined: bool, item: bool, comma: bool
) -> bool:
    """True for what only continues the clause before: an alternative, or the content of its frame."""
    if not found:
        return False
    if item:
        return False
    start, last, _ = found[-1]
    between = words[start:at]
    if len(between) <= 2:
        return True
    if words[start : start + 3] == ["just", "say", "so"] and kind == "request":
        return True
    if kind == "direct" and " ".join(words[at:]) in _OPINIONS and comma:
        return last == "direct"  # "Is damp the cause, do you think?"
    if (
        last == "direct"
        and comma
        and not joined
        and words[at] in ("who", "which", "whose")
        and words[start] in AUX
        and words[start + 1] in DETERMINERS
        and len(between) <= 4
    ):
        return True  # "Does the nanny, who works two days, have to ..."
    if last == "indirect" and kind == "direct" and words[at] in AUX and not joined and not comma:
        wh = next((n for n, w in enumerate(between) if w in WH), len(between))
        if between[wh:] and AUX.isdisjoint(between[wh:]) and PRONOUNS.isdisjoint(between[wh:]):
            return True  # "My boss wants to know how many of our boxes can you take"
    if kind == "direct" and last != "request" and joined and _is_elliptic(words[at:]):
        return True  # "what will you send him and when?", "and for how long?"
    if kind == "indirect" and (words[at - 1] == "or" or (last == "indirect" and len(between) <= 4)):
        return True
    if kind == "request" and words[at - 1] == "or" and (last == "request" or words[at] in AUX):
        return True
    if kind == "request" and words[at - 1] == "and" and " ".join(between[:-1]).endswith(_ON_THE_WAY):
        return True  # "Could somebody come out and repair it?"
    if (
        kind == "direct"
        and last == "direct"
        and words[start] in WH
        and words[at] in WH
        and joined
        and not any(w in AUX or w in WH_IS for w in between)
    ):
        return True  # "which mains and which desserts are gluten free?"
    if kind == "request" and len(words) - at <= 3 and words[at] == "could" and not joined:
        return True  # "not sure if it went through, could you check"
    if last == "indirect" and not any(w in WH or w in EMBEDS for w in between) and kind == "direct":
        return len(between) <= 6 and between[-1] not in ("please",)
    if last == "direct" and kind == "direct":
        if words[at - 1] == "or":
            return words[at] not in WH
        if not joined and words[start] in WH and words[at] in AUX and words[at + 1 : at + 2] != []:
            elliptic = not any(w in AUX or w in PRONOUNS or w in WH_IS for w in between)
            if comma and between[1] in ("means", "costs"):
                return False  # "What means F3, can I reset it"
            if elliptic and len(between) <= 6 and not (comma and words[start] == "how" and len(between) > 3):
                return True  # "what kind of help are you offering"
            return (
                len(between) <= 5
                and words[at] in ("is", "are", "was")
                and words[at + 1]
                in (
                    "it",
                    "that",
                    "this",
                    "they",
                    *(("there",) if words[start] == "how" else ()),
                )
            )
    # "can you tell me when you ship": the second part is the content of the first
    return kind == "indirect" and len(between) <= 4 and last == "direct" and words[start] in AUX


_ON_THE_WAY = tuple(
    " come| come out| come in| come round| come over| come by| come back|pop in|pop round|go ahead|pick up".split(
        "|"
    )
)
"""What somebody does in order to do the next thing."""
_OPINIONS = frozenset(
    f"{asking}do {who} {thinking}"
    for asking in ("", "what ")
    for who in ("you", "u", "ye")
    for thinking in ("think", "reckon", "suppose")
)


def _is_elliptic(rest: list[str]) -> bool:
    """A question word that lives on the clause before: "and for how long", "and how many people"."""
    if rest[0] in PREPOSITIONS:
        rest = rest[1:]
    if not rest or rest[0] not in WH or rest[0] in WH_IS:
        return False
    return len(rest) == 1 or (len(rest) <= 3 and rest[0] in ("how", "what", "which") and not AUX & set(rest))


_PRELUDES = frozenset(
    "if so|if not|if yes|if no|if possible|either way|at it|any case|the meantime|of all|that case".split("|")
)


def _opening(
    tokens: Sequence[Token],
    words: list[str],
    at: int,
    found: list[Opening],
    *,
    parted: bool,
    joined: bool,
    marked: bool,
) -> tuple[Kind, bool] | None:
    """The kind of a clause that asks and begins at `at`, a place where a clause may begin."""
    word = words[at]
    following = words[at + 1 : at + 12]
    asking = bool(found) and (
        found[-1][1] == "direct" or (word == "is" and words[found[-1][0]] in AUX and "&" in tokens[at].before)
    )
    if (
        word in LEADS
        and word not in PLEASE
        and not (word == "no" and following[:1] and following[0] in KNOWING)
    ):
        return None  # the clause begins after it
    if frame(tokens, words, at):
        return None if is_closer(words, at) else ("indirect", False)
    if word == "kindly" and at == 0 and len(words) <= 4 and "," in tokens[1 if following else 0].before:
        return None  # "Kindly, Ben": a closing
    if word in PLEASE:
        return ("request", False) if pleads(following) else None
    if word == "do" and following[:2] == ["the", "needful"]:
        return ("request", False)
    if word == "what" and following[:1] in (["i"], ["we"]) and NEEDING & set(following[1:2]):
        return ("request", False)  # "what I need is ..."
    item = tokens[at].item
    leading = item or _leads(words[:at])
    if word in AUX and not marked and not leading:
        if words[at - 1] == "so" and at > 1 and len(words) - at <= 4 and "," not in tokens[at].before:
            return None  # "and so are her clothes"
        if words[at - 2 : at] == ["and", "so"] and following and following[0] in DETERMINERS:
            return None  # "the nurse is delighted and so is the surgeon, a patient man"
        if words[at - 1] in ("nor", "neither") or (following and "," in tokens[at + 1].before):
            return None  # "nor do I know", "what I was told to do, I feel ..."
        if word == "should" and following[:1] not in (["i"], ["we"]) and not asking:
            return None  # "and should it fail again"
        if word in ("is", "was") and words[0] in WH and not found:
            return None  # "What I love most, besides the food, is that ..."
    if word in WH and ":" in "".join(token.before for token in tokens[at + 1 : at + 2]):
        return None  # "WHAT: copies of the complaint"
    if word in WH and joined and not marked and not found and WH & set(words[1 : at - 1]):
        return None  # "... what it costs and what is fair"
    if word == "whether" and ":" in tokens[at].before and at > 2:
        return ("indirect", False)  # "three things before we sign: whether ..."
    if word == "whether" and leading and not any("," in token.before for token in tokens[at + 1 :]):
        return ("indirect", False)  # "Whether a refund is possible."
    if word in WH or (
        following and following[0] in WH and (word in PREPOSITIONS or word in ("after", "during"))
    ):
        rest = words[at : at + 9] if word in WH else words[at + 1 : at + 9]
        if leading and (asks_at_the_start(rest) or (word not in WH and inverts(rest[1:]))):
            return ("direct", False)
        first = (
            marked
            or leading
            or ":" in tokens[at].before
            or not parted
            or words[0] == "if"
            or words[:2] == ["in", "case"]
        )
        asks = asks_wh(rest, first=first, asking=asking, marked=marked, whole=len(words))
        return ("direct", False) if asks else None
    strict = (joined or parted) and not marked and not asking and not leading
    if (
        word in AUX
        and tokens[at].before.strip() == ")"
        and not leading
        and following
        and following[0] not in PRONOUNS
        and not (following[0] in ("that", "this") and "be" in following[1:2])
    ):
        return None  # "my son (9) does your Saturday class"
    if word in AUX and asks_aux(words, at, strict=strict, asking=asking or item, marked=marked):
        polite = word in ("can", "could", "would", "will") and following[0] in ASKED
        return ("request" if polite and following[1:2] != ["be"] else "direct", False)
    if word == "any" and following and words[at - 1] != "or" and any_news(following, marked=marked):
        return ("direct", False)
    if " ".join(words[at : at + 2]) in _CLIPPED:
        return ("direct", False)
    if (
        word == "if"
        and len(following) > 3
        and following[0] in ASKED
        and following[1] in ("could", "would", "can")
    ):
        return ("request", False) if _is_thankful(tokens[at + 3 :], words[at + 3 :]) else None
    if at == 0 and word in ("a", "an", "some", "any", "another") and _would_be_welcome(words):
        return ("request", False)
    if USEFUL & set(following[:4]) and " to have " in " ".join(following[:7]):
        return ("request", False)
    if words[at - 2 : at] == ["if", "not"] and at == 2 and following[:1] == ["like"]:
        return None  # "If not I'd like the blue one": what follows from an answer
    if (intent := wish(words, at)) is not None:
        return ("request", intent)
    if (word in VERBS or (word == "have" and not marked)) and commands(words, at):
        if joined and words[at - 1] in ("and", "an", "&", "or") and not _commands_on(words, at, found):
            return None
        return ("request", False)
    return None


def _would_be_welcome(words: list[str]) -> bool:
    """ "A trial unit for a month would also be helpful." """
    if "would" not in words[2:12]:
        return False
    rest = [w for w in words[words.index("would", 2) + 1 :] if w not in _MUCH]
    return rest[:1] == ["be"] and len(rest) == 2 and rest[1] in _WELCOME


_MUCH = word_set("also very much most really greatly highly more than so")
_WELCOME = word_set("appreciated helpful welcome useful welcomed")


def _is_thankful(tokens: Sequence[Token], words: list[str]) -> bool:
    """ "(If you could send it) I'd be grateful", "that would be great", ", great"; not "(see) how helpful he was"."""
    for i, word in enumerate(words):
        if word in _THANKFUL:
            return True
        if word in _PRAISED and ("be" in words[max(0, i - 3) : i] or "," in tokens[i].before):
            return i + 1 == len(words) or not _YOU_WOULD & {*words, *map(" ".join, pairwise(words))}
    return False


_YOU_WOULD = frozenset(("you'd", "you would", "you will", "you'll"))
_THANKFUL = word_set("grateful obliged appreciate appreciated thankful")
_PRAISED = word_set("great amazing lovely fantastic helpful brilliant")
"""What is welcome only where a verb says so; elsewhere it praises."""


def _leads(words: list[str]) -> bool:
    """True where the words before a clause are of no weight: "and", "2", "if so"."""
    if words[-2:-1] == ["if"] and words[-1] in ("so", "not", "yes", "no"):
        words = words[:-2]
    if len(words) == 2 and greets([*words, ""]):
        return True
    return all(word in LEADS or word.isdigit() for word in words)


def _commands_on(words: list[str], at: int, found: list[Opening]) -> bool:
    """True where a command after "and" goes on from a request: not in "I tried to log in and change it"."""
    if not found:
        return False
    start, last, _ = found[-1]
    if last == "direct" and words[start] in WH and words[start + 1] in _DOES:
        return False  # "Why does it take my coins and give me nothing?"
    mine = words[at + 1] in ("me", "us")
    asked = last == "request" or words[start] in TELL | PLEASE or words[at + 1] in ("me", "us", "my", "our")
    if last == "request" and words[at] == "tell" and words[at + 1] in ("your", "the"):
        return True  # "I'd like new ones and tell your driver to ring"
    return asked and (mine or words[start] not in ("i", "we", "i'd", "we'd"))


_DOES = word_set("does do did can could will would should must may")
_DOING = word_set("would does do did will can could should")


_LATE_FRAMES = frozenset(
    "i wish|we wish|i would|we would|i should|i wonder|we wonder|i'd like|we'd like|i'd love|please tell|please advise"
    "|pls tell|pls advise|kindly advise|kindly tell".split("|")
)


_STARTERS = (
    AUX
    | WH
    | PLEASE
    | word_set("i we i'd we'd anyone anybody send give make call let ring email take cancel refund stop just")
)
"""The only words with which a clause may begin inside another."""


_SUBORDINATES = word_set("that what which who thing when where if because as than and all but how why")


def _unmarked_opening(
    tokens: Sequence[Token], words: list[str], at: int, found: list[Opening]
) -> tuple[Kind, bool] | None:
    """Inside a clause: only an inversion ("it broke can i ...") or "please" with a known verb."""
    pair = " ".join(words[at : at + 2])
    before = words[max(0, at - 7) : at]
    if words[at] in AUX and (
        before[-1] in AUX
        or before[-1] == "to"
        or any(c in ",;:" for t in tokens[at + 1 : at + 2] for c in t.before)
    ):
        return None  # "we love to have you", "as yours are, they will"
    if words[0] == "if" and at > 2 and pair in _NEEDS and before[-1] not in _SUBORDINATES:
        intent = wish(words, at)
        return None if intent is None else ("request", intent)
    if words[0] == "if" and words[at] in ("i'd", "we'd") and (intent := wish(words, at)) is not None:
        return ("request", intent)
    if pair in _LATE_FRAMES and before[-1] not in _SUBORDINATES and frame(tokens, words, at):
        return None if is_closer(words, at) else ("indirect", False)
    if words[0] == "if" and at > 2 and not found and _orders(words, at, before):
        return ("request", False)
    if words[0] == "if" and at > 2 and pair in _OFFHAND and before[-1] not in PRONOUNS:
        return ("request", False)
    if (
        words[at] in ("i", "we")
        and words[at + 1 : at + 2] != []
        and words[at + 1] in ("request", "require", "demand")
    ):
        intent = wish(words, at)
        return None if intent is None else ("request", intent)
    if (
        pair in _BARE_WH
        and not any(w in KNOWING for w in before[-3:])
        and not (found and found[-1][1] == "indirect")
    ):
        return ("direct", False)
    if (
        pair == "is it"
        and words[at + 2 : at + 3] != []
        and words[at + 2] in _OPEN_TO
        and before[-1] not in WH
    ):
        return ("direct", False)
    if words[0] == "if" and pair in _AFTER_IF and at > 3 and len(words) > at + 2:
        return None if before[-1] in WH or before[-1] in PRONOUNS or before[-1] in AUX else ("direct", False)
    if (
        pair in _POINTING
        and words[at + 2 : at + 3] != []
        and (words[at + 2] in _FIT or words[at + 2 : at + 4] in (["any", "good"], ["any", "use"]))
        and before[-1] not in WH
    ):
        return ("direct", False)  # "I have a lock from 2011 is that any good"
    if (
        "if" in words[:3]
        and at > 3
        and words[at] in ("what", "who", "how", "where")
        and words[at + 1 : at + 2] != []
        and (words[at + 1] in AUX or words[at + 1] in ("happens", "pays", "becomes"))
        and not (words[at + 1] not in AUX and words[at + 2 : at + 3] != [] and words[at + 2] in AUX)
        and " is that " not in " ".join(words[at + 1 :])  # "what happens next is that the lid flies off"
        and before[-1] in _CLOSES
        and before[-2] not in ("find", "work", "figure", "sort", "found", "turns")
        and len(words) > at + 2
    ):
        return ("direct", False)  # "If I send it back who pays postage"
    if pair in _CAN_BE and words[at + 2 : at + 3] == ["be"] and not _BEFORE_MODAL & set(before[-2:]):
        return ("direct", False)  # "the name is wrong can that be put right"
    if "if" in words[:3] and at > 3 and pair in _CONSEQUENCES and len(words) > at + 2:
        if before[-1] in AUX or before[-1] in WH or (before[-1] in PRONOUNS and before[-2:-1] in _NO_OBJECT):
            return None
        return None if before[-1] in _SUBJECTS or before[-1] in JOINTS else ("direct", False)
    if pair in ("is there", "are there") and words[at + 2 : at + 3] != [] and words[at + 2] not in _SOME:
        return None
    if pair in INVERSIONS and len(words) > at + 2:
        if any(w in WH or w in _INVERTING for w in before[-4:]):
            return None
        if words[at] == "may" and (
            before[-1].isdigit() or before[-1] in _BEFORE_MONTH or words[at + 1] not in ("i", "we")
        ):
            return None  # "on my bill for May I see two fees"
        if words[0] == "if" and before[-2:] in (["it's", "there"], ["is", "there"], ["are", "there"]):
            return ("direct", False)  # "If it's there could it be sent on"
        if before[-1] == "it" and at > 2 and pair in _NOT_OF_IT and before[-2:-1] not in _NO_OBJECT:
            return ("direct", False)  # "if you can't fix it do you still charge me"
        if before[-1] in PRONOUNS or (words[at] == "should" and words[at + 1] not in ("i", "we")):
            return None  # "he did it on purpose", "should anyone need it"
        if before[-2:] == ["of", "all"]:
            return ("direct", False)
        if before[-1] in ("all", "as", "than", "thing", "what", "best", "way", "things", "that", "and"):
            return None
        return ("direct", False)
    if (
        words[at] == "how"
        and words[at + 2 : at + 3] != []
        and words[at + 1] in ("much", "long", "many", "soon")
        and words[at + 2] in AUX
        and not _leads_to_content(before, found)
    ):
        return ("direct", False)  # "I need to post three jobs how much is a single one"
    if (
        words[at] in ("how", "where", "why", "what")
        and words[at + 2 : at + 3] != []
        and words[at + 1] in _DOING
        and words[at + 2] in ("the", "my", "your", "our", "this", "these")
        and not _leads_to_content(before, found)
    ):
        return ("direct", False)
    if (
        words[at] in ("what", "which")
        and " ".join(words[at + 2 : at + 4]) in INVERSIONS
        and words[at + 1] not in PRONOUNS
        and words[at + 1] != "else"
        and before[-1] not in PREPOSITIONS
        and before[-1] not in ("after", "before", "during")
        and not _leads_to_content(before, found)
    ):
        return ("direct", False)  # "bought a bike what lock do i need"
    if pair in ("anyone know", "anybody know") and not any(w in AUX or w == "if" for w in before[-3:]):
        return ("direct", False)
    if (
        words[at] in ("how", "where", "why", "when", "what")
        and " ".join(words[at + 1 : at + 3]) in INVERSIONS
    ):
        return None if found and found[-1][1] == "indirect" else ("direct", False)
    if words[at] in PLEASE and words[at + 1 : at + 2] and before[-1] != "to":
        if found and found[-1][1] == "request" and at - found[-1][0] <= 3:
            return None
        return ("request", False) if words[at + 1] in VERBS else None
    return None


def _orders(words: list[str], at: int, before: list[str]) -> bool:
    """ "If there's any doubt take the lid back", "If he's not coming just say so": a command behind its condition."""
    last = before[-1]
    if last in PRONOUNS or last in AUX or last in DETERMINERS or last in JOINTS or last in _NO_COMMAND:
        return False
    if last.endswith("s") or words[at + 1 : at + 2] == []:
        return False  # "If I ring the shops just tell me to wait": theirs is the verb
    if words[at] == "just":
        return words[at + 1] in _JUST
    return words[at] in _TAKE and words[at + 1] in ("the", "my", "it", "me") and _LETTING.isdisjoint(before)


_JUST = word_set("say tell refund send cancel give ring call leave")
_TAKE = word_set("take cancel refund stop")
_NO_COMMAND = word_set("people men women staff please to not")
_LETTING = word_set("let lets make makes have has help helps see")


def _leads_to_content(before: list[str], found: list[Opening]) -> bool:
    """True where a question word only opens the content of what stands before: "I know how long is too long"."""
    if found and found[-1][1] == "indirect":
        return True
    return any(
        w in KNOWING or w in TELL or w in WH or w in ("ask", "asked", "asking") for w in before[-3:]
    ) or (before[-1] in ("on", "of", "about", "no", "matter", "that", "and", "or", "to", "by"))


_BEFORE_MONTH = PREPOSITIONS | word_set("of early late mid last this next")


_INVERTING = word_set("nor neither so than only little never once hardly rarely seldom")
"""Words after which a statement is inverted too: "not once did I"."""


_AFTER_IF = frozenset(
    f"{aux} {who}" for aux in ("is", "are", "was") for who in "i he she it they there we".split()
)


_OFFHAND = frozenset(
    f"{verb} {what}" for verb in "send give make call let ring email".split() for what in ("me", "it", "us")
)


_BARE_WH = frozenset(
    f"{wh} {what}" for wh in "whats wheres whens hows".split() for what in ("the", "my", "your", "it")
)


_POINTING = frozenset(("is that", "is this", "are these", "are those"))
_FIT = word_set("ok okay possible alright normal safe allowed covered correct")
_NEEDS = frozenset(("i want", "we want"))
_CLOSES = word_set(
    "it back nothing out again late early away off up down here there today tomorrow now gone broken lost"
)
"""The last word of a condition, behind which a question may begin without a comma."""
_CAN_BE = frozenset(
    f"{aux} {what}" for aux in ("can", "could") for what in ("that", "this", "these", "those")
)
_BEFORE_MODAL = WH | PRONOUNS | AUX | word_set("that than as all and nor so thing things best not")
_CONSEQUENCES = frozenset(
    f"{aux} {whose}"
    for aux in ("does", "do", "will", "would", "can", "is", "are")
    for whose in ("my", "our", "your")
)
"""An auxiliary before its subject where a condition ends: "if I claim will my premium go up"."""
_SUBJECTS = PRONOUNS - {"it"}
_NO_OBJECT = (["if"], ["when"], ["that"], ["because"], ["and"], ["what"], ["as"])
"""What "it" follows as the subject of what comes, and not as an object: "if it will"."""
_NOT_OF_IT = frozenset(
    f"{aux} {who}" for aux in ("do", "are", "am", "can", "could") for who in ("i", "we", "you")
)


_OPEN_TO = word_set("ok okay possible alright too true normal safe all still")


_SOME = word_set("any a an another no still anything something some anyone")
