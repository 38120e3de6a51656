"""Figures that a draft gives as the customer's own: "your payment of $59", "the three lamps you ordered"."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from replycheck.matching.compiled import Patterns
from replycheck.model import Span
from replycheck.records import NamedTuple
from replycheck.understand.amounts import Amount
from replycheck.understand.dates import Day
from replycheck.understand.document import Document
from replycheck.understand.figures import Figure, figures, is_money
from replycheck.understand.stems import STOP_WORDS


class Claim(NamedTuple):
    """A figure with the words that say what it is about.

    `sure` where the draft says that it is the customer's; else only an article says so ("the $59 charge"),
    and one digit must have slipped.  `alone` where the figure needs no words, since it can only be the one
    there was ("the $59").  `odd` are words that make it another figure ("your balance of $59") unless the
    customer used them.
    """

    figure: Figure
    sentence: Span
    words: frozenset[str] = frozenset()
    sure: bool = True
    alone: bool = False
    odd: frozenset[str] = frozenset()


_VERB = (
    r"(?:paid|ordered|bought|purchased|booked|reserved|placed|made|cancell?ed|renewed|mention(?:ed)?|wrote|write|said"
    r"|say|told|asked|requested|received|got|sent|posted|returned|submitted|applied|reported|report|noticed|saw|see"
    r"|(?:over-?)?charged(?:\s+by)?|billed|debited|waited|waiting|called|rang|phoned|contacted|emailed|described"
    r"|entered|chose|picked|promised|offered|shown|sold|given|gave|wanted|want|needed|registered|subscribed"
    r"|transferred|deposited|spent|quoted|invoiced|travell?ed|flew|stayed|visited|came|on|use|used|using|running|run"
    r"|have|(?:were|been|being)\s+(?:left\s+)?without"
    r"|been\s+(?:with\s+us|a\s+(?:\w+\s+)?(?:customer|member|subscriber))"
    r"|drove|driven|walked|worked|lost|missed|joined|signed\s+up|scheduled|attended|owe|owed)"
)
_ADVERB = r"(?:\s+(?:been|also|first|already|just|still|originally))?"
_AUXILIARY = rf"(?:'ve|'d|'re|\s+have|\s+had|\s+are|\s+were){{0,2}}{_ADVERB}"
# What stands between such a verb and the figure may be a noun phrase, but no verb of its own and no limit.
_GAP = (
    r"(?:(?!(?:is|are|was|were|will|has|have|had|can|could|should|would|may|might|must|be|been|to(?!\s+us\b)|by|until"
    r"|till|before|after|within|come|comes|arrives?|ships?|leaves?|goes|reach(?:es)?|starts?|begins?|ends?|expires?"
    r"|renews?|costs?|and|but|so|if|not|only|then|we|i|our|another|other|new|now)\s)[\w'-]+\s+){0,5}"
)
_PHRASE = r"(?P<phrase>(?:[\w'-]+\s+){0,3}?)"
_SOURCES = {
    "your": rf"\byour\s+{_PHRASE}(?:(?:was|were)\s+(?=placed|made))?"
    r"(?:(?:of|for|from|on|at|in|dated|placed|made|over)\s+){0,2}(?:the\s+)?$",
    "you": rf"\byou{_AUXILIARY}\s+{_VERB}\s+{_GAP}$",
    "charged you": rf"\b(?:charged|billed|invoiced|debited|quoted|promised)\s+you\s+{_GAP}$",
    "promised": r"\byou(?:'d)?(?:\s+(?:were|had|have|been)){0,2}\s+(?:promised|told|offered|quoted)\s+"
    r"(?:[\w'-]+\s+){0,5}(?:within|in|by|on|after|for|of)\s+$",
    "you after": rf"[\s-]+{_PHRASE}(?:(?:that|which)\s+)?you{_AUXILIARY}\s+{_VERB}\b",
    "the": rf"\b(?:the|this|that|these|those|both)\s+{_PHRASE}(?:(?:of|for|from|on|at|dated)\s+)?(?:the\s+)?$",
    "too long": r"(?:\s+(?:of\s+(?:waiting|silence)|without|with\s+no|on\s+hold|in\s+(?:a|the)\s+(?:queue|chat)))?"
    r"\s+(?:is|are|was)\s+(?:(?:far|much|way|just|really|simply|quite|very|a|not|no)\s+){0,3}"
    r"(?:too\s+(?:long|much)|long|longer|rotten|awful|bad|terrible|unacceptable|acceptable|ok|okay|poor|frustrating"
    r"|ridiculous|good\s+enough|way\s+to)\b",
    # A noun, and not the sentence's verb, adverb or preposition.
    "noun after": r"[\s-]+(?!(?:is|was|has|had|have|will|went|goes|left|back|off|to|on|in|at|by|from|for|as|and|but|so"
    r"|this|that|we|you|i|today|tomorrow|yesterday|should|would|can|could|may|now|already|yet|again|here|there|per|a|an"
    r"|the|with|owed|due|plus|or|straight|directly)\b)[a-z]",
    "party": r"\b(?:table|booking|reservation|room|party|group|visit|dinner|lunch|tour|seats)\s(?:for|of)\s$",
    "verb": r"(?:\w{2,}ed|left|came|went|got|sent|became|fell|ran|took|us|it|we|they|will|now)$",
    "sorry": r"\b(?:sorry|apolog\w+|regret)\b",
    "clause": r"[;:()–—]|\s-\s|,\s(?:and|but|so|which)\b",
}
_PATTERNS = Patterns(_SOURCES)

ODD = frozenset(
    "new next updated revised replacement second other rescheduled rebooked refund credit discount voucher"
    " compensation quote quotation remaining missing damaged extra additional first last another total balance share"
    " part maximum minimum usual free more less own final current latest upgraded tasting deposit".split()
)
"""Words that make a noun phrase one about something else than what the customer spoke of."""

_RECURRING = frozenset(
    "bill bills invoice statement premium rent plan subscription price fare contract instalment instalments installment"
    " installments payments budget usage monthly yearly annual weekly rate tariff salary january february march april"
    " may june july august september october november december".split()
)
"""Nouns of sums that come again and again: "your June bill of £38" is another one than the customer's."""

_NEVER = frozenset(
    "is are was were will has have had can could should would may might must been be get gets receive arrives arrive"
    " comes up least most about around nearly almost over under within every each per only just of before after until"
    " till by than between".split()
)
"""Words that are no part of a noun phrase."""

_NUMBERED = ("room", "size", "seat", "table")
"""What the customer may get another number of: "your size 10 leaves today"."""


def claims(draft: Document, telling: Collection[str]) -> Iterator[Claim]:
    """The figures of a draft that it gives as the customer's own; `telling` are words that say what a figure
    is about although they are among the commonest ("take", "call").
    """
    prose = draft.prose
    for figure in figures(prose):
        sentence = draft.sentence_at(figure.span.start)
        if sentence is None or prose.endswith("?", 0, sentence.end):
            continue
        if isinstance(figure, Amount) and not (
            figure.unit or counts(prose, figure) or is_party(prose, figure)
        ):
            continue
        claim = _claim(prose, figure, sentence)
        if claim is not None:
            words = frozenset() if claim.alone else words_near(prose, figure, sentence, telling)
            yield claim._replace(words=words)


def _claim(prose: str, figure: Figure, sentence: Span) -> Claim | None:
    before = prose[max(sentence.start, figure.span.start - 90) : figure.span.start]
    before = _PATTERNS["clause"].split(before)[-1]
    after = prose[figure.span.end : min(sentence.end, figure.span.end + 60)]
    may_be_new = (
        isinstance(figure, Amount) and figure.unit in _NUMBERED and not _PATTERNS["sorry"].search(before)
    )
    found = _PATTERNS["your"].search(before)
    if found and not may_be_new and not _has_verb(found["phrase"]):
        phrase = found["phrase"].lower().split()
        recurs = is_money(figure) and not _RECURRING.isdisjoint(phrase)
        return Claim(figure, sentence, sure=not recurs, odd=_odd(found["phrase"]))
    if any(_PATTERNS[name].search(before) for name in ("you", "charged you", "promised")):
        return Claim(figure, sentence)
    found = _PATTERNS["you after"].match(after)
    if found and not _has_verb(found["phrase"]):
        return Claim(figure, sentence, odd=_odd(found["phrase"]))
    is_time = isinstance(figure, Amount) and figure.unit in ("minute", "month", "night")
    if isinstance(figure, Amount) and not (figure.is_money or is_time):
        return None
    if is_time and _PATTERNS["too long"].match(after):
        return Claim(figure, sentence, alone=True)
    found = _PATTERNS["the"].search(before)
    if not found or _has_verb(found["phrase"]):
        return None
    alone = not found["phrase"] and not isinstance(figure, Day) and not _PATTERNS["noun after"].match(after)
    odd = _odd(found["phrase"]) - {"second", "first", "last", "other", "extra", "missing", "remaining"}
    return Claim(figure, sentence, sure=False, alone=alone, odd=odd)


def _has_verb(phrase: str) -> bool:
    return any(word in _NEVER or _PATTERNS["verb"].match(word) for word in phrase.lower().split())


def _odd(phrase: str) -> frozenset[str]:
    return ODD.intersection(phrase.lower().split())


def counts(prose: str, amount: Amount) -> bool:
    """A bare number counts something where the noun follows at once."""
    return re.match(r"\s[a-z]{3,}", prose[amount.span.end : amount.span.end + 8]) is not None


def is_party(prose: str, amount: Amount) -> bool:
    """ "your table for six": a number of people, after what is for them."""
    return _PATTERNS["party"].search(prose[max(amount.span.start - 24, 0) : amount.span.start]) is not None


def words_near(
    prose: str, figure: Figure, sentence: Span, telling: Collection[str], *, wide: bool = False
) -> frozenset[str]:
    """The words of the clause around a figure in lower case: the three nearest on either side, or some more."""
    before = prose[max(sentence.start, figure.span.start - 120) : figure.span.start].lower()
    after = prose[figure.span.end : min(sentence.end, figure.span.end + 80)].lower()
    border = r"[;:()–—.!?]|\s(?:and|but|because|although|though)\s" if wide else r"[;:()–—.!?]|,\s"
    before, after = re.split(border, before)[-1], re.split(border, after)[0]
    one, other = (
        [
            word
            for word in re.findall(r"[a-z][a-z'-]+", re.sub(r"\bbeen with (?:us|you)\b", "customer", text))
            if word in telling or word not in STOP_WORDS
        ]
        for text in (before, after)
    )
    if isinstance(figure, Amount) and not figure.unit:
        if counts(prose, figure):
            return frozenset(other[:2])
        return frozenset(one[-1:] if is_party(prose, figure) else ())
    if isinstance(figure, Day) and not wide and re.match(r"\s*(\w+)?", after)[1] in STOP_WORDS:  # type: ignore[index]
        other = []  # "your renewal on 4 March will be charged": the date is the renewal's
    own = {"night"} if isinstance(figure, Amount) and figure.unit == "night" else set()
    return frozenset([*one[-(6 if wide else 3) :], *other[: 4 if wide else 3], *own])
