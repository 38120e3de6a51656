"""Replies that could go to anybody: nothing in them belongs to this customer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import ClassVar

from replycheck.checkers.context import Context
from replycheck.matching.compiled import compiled
from replycheck.model import Match, PartKind, Related, Span
from replycheck.records import dataclass
from replycheck.understand.document import Document
from replycheck.understand.stems import STOP_WORDS, stem

LEAST_THEIRS = 2
"""How many words of a matter the customer must have given before a reply can lack them."""
MOST_OWN = 4
"""From more words of a matter than this on a long reply says something, however much talk is around it."""
NAMED = 3
"""How many of the customer's words a finding names."""


@dataclass(frozen=True, eq=False, repr=False)
class NothingSpecific:
    """Fires once, on the body, where the customer named a matter and the reply is service talk alone.

    Service talk are the words that fit each customer of each firm.  A number, a link, a quotation, a day,
    a word of the customer's, a question back, or more than `max_own` of the words being any others, and
    the reply is one for this customer: so an answer in other words is left alone.  The name in the
    greeting does not count, since every form letter fills it in.  Bodies of fewer than `min_words` words
    are left alone, and so are replies to praise and those that `answers/nothing-answered` speaks of.

    Values: match (the first words), words (their number), theirs (what the customer named).
    """

    needs: ClassVar[tuple[str, ...]] = ("english", "inbound", "english-inbound")

    min_words: int = 12
    max_own: float = 0.11

    def __call__(self, context: Context) -> Iterator[Match]:
        assert context.inbound is not None
        draft, inbound = context.draft, context.inbound
        body = _body(draft)
        if body is None or _shows_something().search(draft.prose, body.start, body.end):
            return
        words = [w.of(draft.prose).lower() for w in draft.words if body.start <= w.start < body.end]
        own = [word for word in words if _is_own(word)]
        if len(words) < self.min_words or len(own) > min(MOST_OWN, self.max_own * len(words)):
            return
        if not _TOLD.isdisjoint(words) or _is_held(context, words):
            return
        theirs = _matters(inbound)
        if len(theirs) < LEAST_THEIRS or any(stem(word) in theirs for word in own):
            return
        if _asks_back().search(draft.prose, body.start, body.end) or inbound.mood.label == "happy":
            return
        if _is_empty_answer(context):
            return
        spans = sorted(sorted(theirs.values(), key=lambda s: _telling(s, inbound), reverse=True)[:NAMED])
        values = {
            "match": " ".join(body.of(draft.text).split()[:5]),
            "words": str(len(words)),
            "theirs": ", ".join(f"“{span.of(inbound.text)}”" for span in spans),
        }
        related = tuple(Related("inbound", span, "the customer wrote") for span in spans)
        yield Match(body, values, related=related)


def _body(draft: Document) -> Span | None:
    """From the first to the last character of the body; None where there is none."""
    if not draft.message.parts:
        return Span(0, draft.body_end)
    body = draft.span_of(PartKind.BODY)
    return Span(body.start, max(body.end, draft.body_end)) if body else None


@cache
def _shows_something() -> re.Pattern[str]:
    """A digit, something masked (a link, an address, code) or a quotation."""
    return compiled('[0-9\ue000"]')


@cache
def _asks_back() -> re.Pattern[str]:
    """What the customer is asked for, or when they hear; "anything else?" and "why not ...?" ask for nothing."""
    return compiled(
        r"(?:^|[.!?]\s+)(?!(?:is there |was there |may i |can (?:i|we) )?(?:anything|something) |(?:so )?why not )"
        r"(?:\w[^.!?]{4,200})\?(?<!else\?)"
        r"|\b(?:please|kindly|pls|(?:could|can|would|will) you|mind|just)(?: \w+){0,2}? "
        r"(?:let (?:us|me) know (?!if (?:you|there))|tell (?:us|me)|shar(?:e|ing) (?!your (?:feedback|thoughts"
        r"|opinion))"
        r"|provid(?:e|ing)|send|give (?:us|me)|confirm|reply with|dm|message (?:us|me) (?:your|the))"
        r"|\b(?:back|update|reply|answer|call|ring|write|hear|know)(?: \w+){0,4}? (?:today|this (?:morning"
        r"|afternoon|evening|week))"
        r"|\b(?:by the end of|within the (?:hour|day|next))\b",
        re.IGNORECASE | re.MULTILINE,
    )


def _is_empty_answer(context: Context) -> bool:
    """The customer asked and no sentence tells anything: another kind says so, and of the question."""
    from replycheck.understand.answers import informative_sentences

    assert context.inbound is not None
    return bool(context.inbound.questions) and not informative_sentences(context.draft)


def _is_own(word: str) -> bool:
    return word not in STOP_WORDS and word not in SERVICE_TALK and len(word) > 2


def _matters(inbound: Document) -> dict[str, Span]:
    """The customer's words of a matter by stem, each with its first place."""
    found: dict[str, Span] = {}
    for span in inbound.words:
        word = span.of(inbound.prose).lower()
        if (
            _is_own(word)
            and word not in _NO_MATTER
            and inbound.prose[span.start - 1 : span.start] not in ("@", "#")
        ):
            found.setdefault(stem(word), span)
    return found


def _telling(span: Span, inbound: Document) -> tuple[bool, bool, int]:
    """Numbers and names tell most, then long words."""
    word = span.of(inbound.prose)
    begins = inbound.sentence_at(span.start)
    named = word[0].isupper() and not word.isupper() and (begins is None or begins.start != span.start)
    return any(character.isdigit() for character in word), named, len(word)


def _is_held(context: Context, words: list[str]) -> bool:
    """In a chat somebody who says "one moment" or "let me check" has not replied yet."""
    return context.case.channel == "chat" and (
        not _HOLDING.isdisjoint(words) or any(a == "let" and b == "me" for a, b in pairwise(words))
    )


_TOLD = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday tomorrow tonight yesterday noon midnight january"
    " february april june july august september october november december billing finance accounting warehouse"
    " logistics technical engineering engineers developers legal payroll pharmacy kitchen depot branch".split()
)
"""A day, or a desk that does something about this matter."""
_HOLDING = frozenset("moment moments minute minutes second sec secs min mins checking looking brb".split())
_NO_MATTER = frozenset(
    "nothing nobody somebody someone anyone everybody else's told asked asking says said".split()
)

SERVICE_TALK = frozenset(
    # thanking, greeting, parting
    """thank thanks thanked thanking grateful gratitude appreciate appreciated appreciates appreciation
    hello hi hey dear greetings morning afternoon evening day days week weekend night today year ahead
    welcome welcoming cheers bye goodbye regards wish wishes wishing best kind kindly warm warmest warmly
    sincerely truly faithfully lovely wonderful great good nice pleasant happy fantastic amazing awesome
    blessed rest safe enjoy folks everyone anyone guys friend friends gift
    """
    # getting in touch
    """contact contacts contacted contacting reach reached reaching touch connect connecting write writing wrote
    written message messages email emails mail mails letter note notes call calls phone chat drop dropping
    line lines time times taking taken took take share shared sharing bring bringing brought attention notice
    raise raising raised flag flagging flagged tell telling told speak speaking spoken let letting know hear
    hearing heard listen listening read reading reply replies replying respond responds responding response
    responses answer answers answered answering
    """
    # what it is about, whatever it is
    """matter matters issue issues problem problems concern concerns concerned query queries question questions
    enquiry enquiries inquiry inquiries request requests requested complaint complaints case cases ticket tickets
    feedback comment comments remark remarks opinion opinions suggestion suggestions thought thoughts
    experience experiences experienced experiencing situation situations circumstances occasion incident
    trouble difficulty difficulties inconvenience inconveniences inconvenienced frustration frustrating
    frustrated disappointment disappointing disappointed upset upsetting stress distress hassle bother nature
    detail details information info correspondence communication review reviews visit contents input insight
    """
    # apology and feeling
    """sorry apologise apologize apologised apologized apologies apology apologising regret regrets regrettable
    unfortunate unfortunately sad sadden saddened understand understands understanding understandable feel
    feels felt feeling imagine empathise sympathise oh gosh caused cause causing may might sincere deeply
    terribly extremely really very totally absolutely completely fully certainly definitely highly greatly
    indeed simply also always never ever surely fell fall short
    """
    # waiting and handling
    """patience patient patiently wait waiting await awaiting bear hold stay tuned soon shortly possible
    earliest quickly quick promptly prompt swiftly timely asap moment moments minute due course process processed
    processing processes progress progressed handle handled handling treat treated treating deal dealing dealt
    look looks looked looking check checking investigate investigating investigation examine assess
    follow followed following up update updates updated inform informed pass passed passing forward
    forwarded forwarding escalate escalated escalating relevant appropriate responsible department
    departments team teams colleague colleagues specialist specialists expert experts agent agents adviser advisers
    advisor advisors representative representatives member members staff personnel management manager unit
    internal internally action actions necessary needed required priority noted register registered registering
    log logged record recorded receive received receiving acknowledge acknowledged acknowledging
    revert reverts circle back resolve resolved resolving resolution solution solutions solve solving sort
    work works working hard clock round tirelessly currently already behind scenes busy usual normal longer peak
    high higher volume volumes meantime urgent urgency importance full
    """
    # helping
    """help helps helping helped helpful assist assists assisting assisted assistance support supporting
    supports serve serves serving service services guide guidance glad pleased delighted thrilled
    excited hesitate free available disposal further additional anything else need needs require requires
    please pls convenience
    """
    # praise for oneself
    """value values valued valuable customer customers client clients guest guests user users patron patrons
    shopper shoppers passenger passengers traveller travellers visitor visitors people community family loyal loyalty
    continued continue continues custom business choose choosing chosen trust trusted trusting reassure
    satisfaction satisfied satisfy satisfying delight happiness quality standard standards excellence excellent
    exceptional outstanding seamless smooth top highest level levels care caring cares commit commits commitment
    committed dedicate dedicated dedication strive strives striving aim aims aiming goal goals mission pride
    proud hope hopes hoping expect expects expectation expectations exceed exceeding exceeded deliver
    provide provides provided providing offer offers offering ensure ensures ensuring improve improves improved
    improving improvement improvements grow grows growing growth learn learns learning learned lessons better
    heart core everything world mean means important serious seriously assure assured assuring sure
    every single each constantly continually continuously constant ongoing future near again once next together
    part being love loves passion passionate journey join joining joined opportunity pleasure honour honor
    honoured privilege privileged transparency transparent promise promises professional friendly
    special utmost regarding regards recent recently general various range wide meet ourselves
    beloved fam fun smile smiles keep keeping keeps things thing right wrong make making made way lot bit
    able unable want wants wanted would could should like likes give given giving gives come comes coming came
    turn stronger enough happen happened happening happens still yet
    """
    # where to look it up, without saying where
    """website site page pages section sections frequently asked faq faqs terms conditions policy policies
    find found visiting refer referring consult see view article articles comprehensive subject centre center
    """.split()
)
"""Words that stand in replies of every trade and tell nothing of a matter."""
