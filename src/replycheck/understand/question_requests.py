"""Requests: pleas, commands and wishes ("please resend it", "take me off the list", "I need a copy")."""

from __future__ import annotations

from itertools import pairwise

from replycheck.understand.clauses import AUX, DETERMINERS, NEEDING, NEGATIONS, PRONOUNS, word_set

VERBS = word_set(
    """send resend cancel delete confirm refund explain fix change provide check update remove add close
    call give forward reply respond issue reissue ship correct replace stop unsubscribe arrange transfer
    upgrade downgrade switch extend renew restore reset unblock unban unlock activate deactivate return
    credit reimburse compensate review verify investigate clarify specify share attach email text ring
    contact put set enable disable book reserve move reschedule exchange repair escalate connect include
    take find open register schedule waive adjust process merge grant rectify sort deliver leave
    describe recommend show bring keep get make let tell block freeze reverse withdraw pay reopen
    reconsider honour honor apply swap post print amend reduce lower raise release rebook reinstate
    redirect collect pick drop turn undo revert deduct charge invoice mail pass note answer look help
    advise stick hold reprocess resolve inform notify assign split pause reactivate resubmit approve
    assist track trace knock wipe courier allow invite point quote match mark record increase recover
    locate redo retry reprint sign upload download install name state acknowledge treat suggest ensure
    double remind speak chase scrap lift consider supply erase phone shift blank compare throw"""
)


_OBJECTS = DETERMINERS | word_set(
    """me us him her them it someone somebody everything up out back one two three proof both"""
)


_NOT_PLEAS = word_set(
    """note find see don't dont do not be bear forgive excuse accept ignore rest and thanks thank that the
    i we my a it for like feel god if as enjoy disregard understand read know sir madam also always"""
)


USEFUL = word_set("useful helpful good great lovely nice handy")


SAYING = word_set(
    """say thank think add complain mention congratulate stress point go be do believe feel pay use live
    work see watch wear avoid share express apologise apologize start begin emphasise note report raise
    wait know hear learn understand ask find have keep buy stay help sleep eat give make get"""
)


_AFTER_NOUN = word_set(
    """is was are were of for to in on at from with has had button email link date by didn't doesn't"""
)


def pleads(following: list[str]) -> bool:
    if not following:
        return False
    if following[0] in ("don't", "dont", "not") or following[:2] == ["do", "not"]:
        return _forbids(following[2 if following[0] == "do" else 1 :])
    if following[0] in ("also", "just", "could", "can", "would", "at", "either"):
        following = following[1:]
    if not following:
        return False
    if following[:2] in (["do", "the"], ["note", "this"], ["be", "so"]):
        return True
    if following[0] == "do" and following[1:2] != []:
        return following[1] in VERBS
    return (
        bool(following)
        and (following[0] in VERBS or following[0] not in _NOT_PLEAS)
        and following[:2] != ["note", "that"]
        and following[0] != "note"
    )


def _forbids(rest: list[str]) -> bool:
    """ "(please don't) send the same man", "(do not) tell her"; not "please don't tell me to restart it"."""
    return (
        len(rest) > 1
        and rest[0] in _FORBIDDEN
        and rest[1] in _OBJECTS
        and rest[1] not in ("me", "us", "this")
    )


_FORBIDDEN = word_set(
    "send call ring tell charge cancel share deliver leave contact email text phone bill book post change delete"
)


def commands(words: list[str], at: int) -> bool:
    """True for a bare verb with its object at the beginning of a clause: "cancel it", "take me off"."""
    verb, following = words[at], words[at + 1 : at + 4]
    if not following or "myself" in words[at : at + 9]:
        return False  # "I took it back, put it through the slot myself"
    if verb == "note" and following[0] == "that":
        return False  # "Kindly note that ..." tells
    if verb == "put" and any(pair in _PAST for pair in pairwise([*words[at + 2 : at + 12], "."])):
        return False  # "Put my name down last week"
    if verb == "have":
        return _has_done(words[at + 1 : at + 6])
    if verb == "compare":
        return following[0] in _OBJECTS or following[:2] in (["for", "me"], ["for", "us"])
    if verb == "let":
        return following[0] in ("me", "us") and following[1:2] in (["have"], ["know"], ["see"])
    if " ".join([verb, *following[:1]]) in (
        "make sure",
        "get back",
        "call me",
        "ring me",
        "look into",
        "knock on",
    ):
        return True
    if verb in (
        "take",
        "keep",
        "note",
        "find",
        "help",
        "look",
        "get",
        "make",
        "leave",
        "turn",
        "set",
        "pay",
        "hold",
        "point",
    ):
        return following[0] in (
            "it",
            "me",
            "my",
            "this",
            "that",
            "him",
            "her",
            "them",
            "the",
            "us",
            "our",
            "off",
            "those",
            "these",
        )
    if (
        verb in ("send", "cancel", "remove", "confirm", "refund", "delete", "fix", "stop", "block")
        and following[0] not in _AFTER_NOUN
    ):
        return verb != "refund" or following[0] in _OBJECTS
    return (following[0] in _OBJECTS and following[0] not in ("up", "out", "back", "no", "proof")) or (
        following[0] in ("up", "out", "back")
        and following[1:2] != []
        and (following[1] in _OBJECTS or following[1].isdigit())
    )


_PAST = frozenset(
    [("yesterday", "."), ("ago", "."), *(("last", then) for then in ("week", "month", "year", "night"))]
)


def _has_done(following: list[str]) -> bool:
    """ "(have) the driver call me", "(have) someone ring my wife": let somebody do it."""
    if following[0] in ("someone", "somebody"):
        following = ["a", *following]
    if following[0] not in DETERMINERS or len(following) < 4:
        return False
    return any(
        verb in VERBS and whom in ("me", "us", "my", "our", "it", "them")
        for verb, whom in pairwise(following[2:])
    )


def wish(words: list[str], at: int) -> bool | None:
    """None where no wish is stated at `at`; True for a mere intent ("I want to return it"), else False."""
    head = words[at : at + 9]
    here = 0
    if head[0] in ("i", "we"):
        here = 1
        if head[1:3] == ["must", "have"]:
            return False
    elif head[0] in ("i'm", "we're", "im") and len(head) > 2:
        rest = head[2:] if head[1] == "also" else head[1:]
        if rest[:1] == ["after"]:
            return _is_after(rest[1:], also=head[1] == "also")
        return _wanted(rest[1:], rest[0]) if rest[:1] in (["asking"], ["requesting"]) else None
    elif head[0] == "after":
        return False if at == 0 and _is_priced(words[1:]) else None
    elif head[0] in ("grateful", "obliged"):
        return False if at == 0 and head[1:2] == ["if"] and head[2:3] != [] and head[2] in _SOMEONE else None
    elif head[0] in ("i'll", "we'll"):
        return _will_need([word for word in head[1:] if word not in ("also", "then", "still", "just")])
    elif head[0] in ("it", "it'd"):
        return _is_welcome(words[at : at + 14])
    elif head[0] in ("i'd", "we'd"):
        here = _behind(head, 1, _BY_THE_WAY)
        if head[here : here + 1] == ["be"]:
            return False if _is_obliged(head[here + 1 :]) else None
        if head[here : here + 1] == ["ask"]:
            return _wanted(head[here + 1 :], "asking")
        if head[here : here + 1] in (
            ["like"],
            ["love"],
            ["appreciate"],
            ["prefer"],
            ["rather"],
            ["value"],
            ["want"],
            ["need"],
            ["require"],
            ["request"],
        ):
            return _wanted(head[here + 1 :], head[here], would=True)
        return None
    elif head[0] == "would":
        here = 0
    elif (at and words[at - 1] in NEGATIONS) or (head[0] not in NEEDING and head[0] != "looking"):
        return None
    here = _behind(head, here, _HEDGES)
    if head[here : here + 1] == ["could"]:
        meant = head[here + 1 : here + 4] == ["also", "do", "with"] or head[here + 1 : here + 3] == [
            "do",
            "with",
        ]
        return False if meant else None
    if here >= len(head):
        return None
    if head[here] == "be" and {"would", "should"} & set(head[:here]):
        return False if _is_obliged(head[here + 1 :]) else None
    if (
        head[here : here + 2] == ["wish", "to"]
        and head[here + 2 : here + 3] != []
        and head[here + 2] in _GETTING
    ):
        return False
    if (
        head[here : here + 2] == ["wish", "to"]
        and head[here + 2 : here + 3] != []
        and head[here + 2] in _CHANGES
    ):
        what = head[here + 3 : here + 4]
        if what and (what[0] in _NOTHING or (what == ["to"] and head[here + 2] == "return")):
            return None  # "I wish to cancel nothing", "to return to the matter"
        return True
    if head[here] == "claim" and here > 0:
        return False if _is_claimed(head[here + 1 :]) else None
    if head[here] in NEEDING or (
        head[here] in ("like", "love", "appreciate", "welcome", "ask", "asking", "prefer", "requesting")
        and here > 0
    ):
        if head[here] in ("like", "love", "prefer", "appreciate", "welcome") and not {
            "would",
            "should",
        } & set(head[:here]):
            return None
        would = here > 0 and not {"would", "should", "further"}.isdisjoint(head[:here])
        return _wanted(head[here + 1 :], head[here], would=would)
    if head[here : here + 2] == ["looking", "for"] and head[here + 2 : here + 3] != []:
        return _wanted(head[here + 2 :], "need")
    return None


_GIVEN = word_set("price cost fee discount rate name date weight refund quote deposit")
_HELD = word_set("my our the it this these")
_FEELINGS = word_set("dismay disappointment complaint displeasure objection protest concern thanks")
_STATES = word_set("excused pleased interested involved prepared satisfied reassured")
_GETTING = word_set("have receive get obtain request visit inspect attend")
_ONES_OWN_MATTER = word_set("my if before so myself approval permission")
_BY_THE_WAY = word_set("also really just then still much further")
_HEDGES = word_set(
    """also really just then still further would only am are do should kindly hereby furthermore therefore"""
)
"""What may stand between the one who wishes and the wish."""


def _behind(words: list[str], start: int, passed: frozenset[str]) -> int:
    """The first word from `start` on that is not passed over; the number of words where there is none."""
    while start < len(words) and words[start] in passed:
        start += 1
    return start


_THE_MONEY = (["the", "money"], ["the", "refund"], ["our", "money"], ["the", "difference"])
_RETURNED = word_set(
    "back by to in on within returned refunded paid today tomorrow now this and at as soon for"
)
_SOMEONE = word_set("you you'd you'll ye ye'd u someone somebody your")
_OBLIGED = word_set("obliged grateful thankful glad")


def _is_obliged(rest: list[str]) -> bool:
    """ "(I'd be) obliged for a copy", "most grateful if you could ..." """
    while rest and rest[0] in ("also", "most", "very", "much", "so", "really", "ever"):
        rest = rest[1:]
    if rest[:1] == [] or rest[0] not in _OBLIGED:
        return False
    if rest[1:2] == ["also"]:
        rest = [rest[0], *rest[2:]]
    return rest[1:2] in (["for"], ["of"]) or (rest[1:2] == ["if"] and rest[2:3] != [] and rest[2] in _SOMEONE)


def _is_after(rest: list[str], *, also: bool) -> bool | None:
    """ "(I'm) after these two as a loan", "also after the certificate"; "I'm after a lamp" only tells a story."""
    if len(rest) < 2:
        return None
    if rest[0] in ("these", "this") or rest[0].isdigit():
        return False
    return False if also and rest[0] in DETERMINERS and rest[0] not in ("all", "that") else None


def _is_priced(rest: list[str]) -> bool:
    """ "(After) a price on six pallets"; not "a quote from you we chose someone else"."""
    if rest[:1] != ["a"] or rest[1:2] == [] or rest[1] not in _PRICED or rest[2:3] == ["from"]:
        return False
    return not any(w in PRONOUNS or w in AUX or w.endswith("ed") for w in rest[2:])


def _is_claimed(rest: list[str]) -> bool:
    """ "(I claim) the compensation due"; not "no damages", "compensation from the airline", "a refund was late"."""
    if not _DAMAGES & set(rest[:4]) or any(w in NEGATIONS or w in _NOTHING or w in AUX for w in rest):
        return False
    return rest[0] != "that" and ("from" not in rest or "from you" in " ".join(rest))


_PRICED = word_set("price quote quotation copy refund")
_NOTHING = word_set("nothing no none neither")
_BILLS = word_set(
    "bill bills invoice invoices balance fee fees fine rent deposit order account premium loan debt"
)
_DAMAGES = word_set("compensation reimbursement refund damages repayment")
_CHANGES = word_set(
    """book reserve move reschedule change cancel return transfer extend renew switch upgrade downgrade withdraw order
    hire rent borrow freeze swap exchange"""
)
_THINGS = word_set(
    """feedback figures samples invoices receipts photos photographs pictures pricing documents documentation
    paperwork instructions assurance references replacements replacement reimbursement compensation refunds
    access permission deletion cancellation quotation details price quote invoice receipt copies proof confirmation
    information"""
)
_GRANTED = word_set(
    "waiver extension cancellation approval withdrawal removal release payment delivery settlement"
)
_TO_GIVE = (
    _THINGS
    | _GRANTED
    | word_set(
        """copy log logs letter certificate report bill statement estimate code label manual list breakdown number
        date dates address password login link form forms contract template sample spare spares part parts callback
        call answer reply decision slot appointment key keys schedule figure measurements drawing drawings demo trial
        discount credit extra bigger smaller another new the written valuation room seat table"""
    )
)
"""What a firm gives; what else somebody will need is their own matter."""
_PLACED = word_set("sit stand stay park camp")
_NEXT_TO = word_set("next near beside together")
_OF_ONES_OWN = word_set(
    "break holiday drink coffee day hour minute week moment while rest lie bit life hug nap"
)
_NO_THING = word_set(
    """to help more time nothing no any some be been have has it its it's that them for and but because is as if
    about in on at by not another lot much many another's less money glasses"""
)
_DONE_TO = word_set("put sent taken made done kept paid left off out back")


def _will_need(head: list[str]) -> bool | None:
    """ "(I'll) need an itemised receipt", "(we'll) be wanting the log"; not "(I'll) need to ask my wife"."""
    if head[:1] == ["be"] and head[1:2] != [] and head[1] in ("wanting", "needing", "requiring"):
        head = ["need", *head[2:]]
    if head[:1] not in (["need"], ["want"], ["require"]) or len(head) < 3 or head[1] == "to":
        return None
    return _wanted(head[1:], head[0], would=True)


def _is_welcome(head: list[str]) -> bool | None:
    """ "It would help us to have samples", "it'd be amazing if somebody could come".

    Not "it would help if it worked".
    """
    at = 1 if head[0] == "it'd" else 2
    if len(head) < 6 or (at == 2 and head[1] != "would"):
        return None
    rest = [word for word in head[at:] if word not in ("also", "really", "very", "so", "greatly")]
    if rest[:1] == ["help"]:
        rest = rest[2:] if rest[1:2] in (["me"], ["us"]) else rest[1:]
        if rest[:2] == ["to", "have"]:
            return False
    elif rest[:1] == ["be"] and rest[1:2] != [] and rest[1] in _KIND:
        rest = rest[2:]
    else:
        return None
    asks = rest[:1] == ["if"] and rest[1:2] != [] and rest[1] in _SOMEONE
    if not asks or not rest[2:3]:
        return None
    if rest[3:4] == ["have"]:
        return None  # "It'd be lovely if you could have seen her face"
    return False if rest[2] in ("could", "can", "would") or rest[1].endswith("'d") else None


_KIND = word_set(
    "great good nice lovely amazing brilliant fantastic wonderful super helpful appreciated awesome"
)


def _wanted(rest: list[str], verb: str, *, would: bool = False) -> bool | None:
    """What is wanted, said with `verb`; `would` where only a thing asked of somebody is said like that."""
    if rest[:1] != [] and rest[0] in ("also", "furthermore", "therefore"):
        rest = rest[1:]  # "we want also a cabin with a window"
    if not rest:
        return None
    first = rest[0]
    if first in ("a", "an", "some") and rest[1:2] != [] and rest[1] in _OF_ONES_OWN:
        return None  # "I need a break"
    if verb in ("request", "demand") and first in _GRANTED and len(rest) > 2:
        return False  # "We request waiver of the fee"
    if would and verb in ("require", "need") and first not in _NO_THING and first not in PRONOUNS:
        # "I'd need figures by then"; not "I'd need approval from my manager", "I'll need surgery, so ..."
        return None if _TO_GIVE.isdisjoint(rest) or not _ONES_OWN_MATTER.isdisjoint(rest) else False
    if (
        first in ("someone", "somebody")
        and rest[1:2] in (["else"], ["who"])
        and verb in ("want", "need", "like")
    ):
        return False
    if verb in ("like", "wish") and first == "to" and rest[1:2] != [] and rest[1] in _PLACED:
        return False if not _NEXT_TO.isdisjoint(rest[2:5]) else None
    if verb == "requesting":
        if rest[:1] == ["to"]:
            return False if rest[1:2] != [] and rest[1] in VERBS else None
        verb = "request"
    if first == "to" and rest[1:2] == ["have"] and len(rest) > 3:
        is_done = any(w in _DONE_TO or (w.endswith("ed") and w != "need") for w in rest[3:6])
        return False if rest[2] in _HELD and is_done else None  # "to have my old key removed"
    if (
        first == "to"
        and rest[1:2] == ["pay"]
        and rest[2:3] != []
        and (rest[2] in ("for", "by") or (rest[2] in ("off", "my", "our") and _BILLS & set(rest[3:6])))
    ):
        return True  # not "to pay my respects"
    if rest[1:2] == ["register"] and _FEELINGS & set(rest):
        return None
    if (
        first in _THINGS
        and rest[1:2] != ["like"]
        and verb in ("request", "require", "like", "want", "need", "demand")
    ):
        return False
    if verb in ("ask", "asking") and first in ("you", "a") and len(rest) > 2:
        if rest[:2] == ["you", "for"]:
            return False
        if first == "a" and rest[1] in _GIVEN:
            return False  # "I ask a discount for the trouble"
    if verb == "asking" and first == "the" and rest[1:2] != [] and rest[1] in _GIVEN:
        return False
    if first == "that" and verb in ("request", "require", "demand", "ask", "asking") and len(rest) > 3:
        return False
    if rest[:2] == ["to", "see"] and rest[2:3] != [] and rest[2] in DETERMINERS:
        return False
    if first == "it" and rest[1:2] == ["if"]:
        return False if rest[2:3] != [] and rest[2] in _SOMEONE else None
    if first == "to" and rest[1:2] == ["be"] and len(rest) > 2:
        return False if rest[2].endswith("ed") and rest[2] not in _STATES else None
    if verb == "asking":
        return False if rest[:1] == ["for"] or (first == "you" and rest[1:2] == ["to"]) else None
    if first in ("you", "someone", "somebody", "your"):
        return False if "to" in rest[1:5] or first == "your" or verb == "rather" else None
    if first == "to":
        doing = rest[1] if len(rest) > 1 else ""
        if (
            doing == "be"
            or doing in SAYING
            or (
                doing not in VERBS
                and doing not in ("speak", "talk", "order", "request", "receive", "rent", "hire", "borrow")
            )
        ):
            return None
        return True
    if verb == "rather":
        return False if first == "have" else None
    if first in ("my", "our") and "to" in rest[2:5]:
        return True
    if first in ("it", "this", "that", "them"):
        done = rest[1:4]
        return (
            False
            if any(
                w.endswith("ed") or w in ("in", "to", "sent", "put", "done", "sorted", "back", "taken", "off")
                for w in done
            )
            else None
        )
    is_money = rest[:2] in _THE_MONEY and (len(rest) == 2 or rest[2] in _RETURNED)
    if verb == "expect" and first not in ("a", "my", "full") and not is_money:
        return None  # "I expect the refund took a while"
    if verb == "ask":
        return False if first == "for" else None
    if first in (
        "help",
        "more",
        "time",
        "nothing",
        "no",
        "some",
        "any",
        "it's",
        "its",
        "for",
        "and",
        "but",
        "because",
        "is",
        "i",
    ):
        return False if first in ("some", "help") and verb in ("need", "want") else None
    return (
        False
        if first in DETERMINERS
        or first
        in (
            "half",
            "copies",
            "proof",
            "confirmation",
            "information",
            "new",
            "one",
            "either",
            "written",
            "for",
        )
        else None
    )
