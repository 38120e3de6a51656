"""Deadlines of a customer's own ("needed by Friday", "before the wedding"), and whether a draft speaks of time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from replycheck.matching import Hit
from replycheck.matching.compiled import Patterns
from replycheck.model import Span
from replycheck.records import NamedTuple
from replycheck.understand.clauses import word_set
from replycheck.understand.document import Document
from replycheck.understand.requests import agrees
from replycheck.understand.statements import Statement, statements
from replycheck.understand.stems import stem

LEXICON = "answers_deadlines"
MOST = 12
"""Nobody has more; what does is an attack."""
NEARBY = 160
"""How many characters of the sentence before and after a moment say what it is."""


class Deadline(NamedTuple):
    """The words of the inbound that name it, and the sentence they stand in.

    `needed` where the customer says that something is needed by then ("by Friday"); else only an occasion
    is named ("my flight is tomorrow").
    """

    span: Span
    sentence: Span
    needed: bool


_TRAVEL = r"(?:flight|plane|train|ferry|coach|boat|cruise|ship)"
_OWN = (
    r"(?:wedding(?: day)?|party|birthday|funeral|interview|exams?|finals|surgery|operation|presentation"
    r"|conference|launch"
    r"|audit|graduation|christening|baptism|anniversary|festival|tournament|hearing|court date|ceremony"
    r"|deadline"
    r"|exhibition|marathon|race|gig|recital|essay|assignment|thesis|dissertation|tender|bid|removals?"
    r"|house move|completion"
    r"|tax return|payroll|baby shower|prom|due date)"
)
"""Occasions that are the customer's, whoever we are."""
_OURS_PERHAPS = (
    r"(?:appointment|meeting|event|trip|holiday|show|fair|concert|inspection|course|term|school|semester"
    r"|closing|viewing)"
)
"""Occasions that may as well be what we give."""
_SOURCES = {
    # What stands right before a moment that is a limit.
    "limit": r"\b(?:by|before|no later than|not later than|in time for|on time for|ahead of|prior to"
    r"|latest(?: by)?)"
    r"(?: (?:the|this|next|coming|my|our|end of|close of business|cob|eod|noon|midday|lunchtime"
    r"|\d{1,2}(?:[:.]\d\d)? ?(?:am|pm)?"
    r"|(?:early|late|first thing)?(?: on)?)){0,3} ?\Z",
    "until": r"\b(?:need|have|got|require)(?: [\w']+){0,6} (?:until|till)(?: the)? ?\Z",
    "for": r"\b(?:need(?:ed|s)?|want(?:ed)?|require[ds]?|must have|got to have|have to have|ready"
    r"|in time|on time)(?: [\w']+){0,5} for(?: (?:the|my|our|a))? ?\Z",
    "at once": r"\b(?<!do i )(?<!do we )(?:need|needs|want|must have|require|have to have"
    r"|must get)(?! to\b)(?: [\w'-]+){1,7} ?\Z",
    # An occasion of the customer's before the moment it takes place.
    "travel": rf"\b{_TRAVEL}(?: [\w']+){{0,3}} (?:leaves?|departs?|is|goes|takes off|boards"
    rf"|sails)(?: [\w']+){{0,3}} ?\Z"
    rf"|\b(?:i|we|she|he|they)(?:'m|'re|'ll| am| are| will| have to| must)?(?: (?:also|all|both|then|only"
    rf"|actually|already))?"
    r" (?:fly|flying|leave|leaving|travel|travell?ing|depart|departing|go away|going away|set(?:ting)? off"
    r"|sail(?:ing)?|emigrat\w+"
    r"|get(?:ting)? married|marry|marrying|move (?:out|in|house)|moving(?: out| in"
    r"| house)?)(?: [\w']+){0,5} ?\Z",
    "occasion": rf"\b(?:{_OWN}|{_OURS_PERHAPS})(?:'s| is| are| starts?| begins?| takes place"
    rf"| will be)(?: (?:already|due|just|only|coming up|in|on|at"
    rf"|held|this|next|the|scheduled|for))* ?\Z|\b{_OWN}(?: \w+)?(?: due| booked)?(?: (?:on|at|this|next|in"
    rf"|the|for|by))* ?\Z"
    rf"|\b(?:i|we)(?:'ve| have)?(?: got)? (?:have|got|having|an?|my"
    rf"|our)(?: [\w']+){{0,3}} {_OURS_PERHAPS}(?: (?:on|at|this|next|in|the|first thing))* ?\Z",
    "arrival": r"\b(?:guests|family|parents|kids|children|in-laws|visitors|tenants?|builders|movers|fitters"
    r"|baby|students|grandchildren"
    r"|mother|father|mum|dad|mom|plumber|electrician|auditors?|au pair)(?: [\w']+){0,3} (?:arrives?"
    r"|arriving|comes?|coming|due|visit|visiting"
    r"|moves? in|moving in|starts?|here|in|lands?)(?: [\w']+){0,3} ?\Z",
    "expiry": r"\b(?:my|our|his|her|their)(?: [\w']+){1,3} (?:expires?|runs out|lapses|is up)(?: (?:on|at"
    r"|in|this|next|the))* ?\Z",
    "only until": r"\b(?:i|we)(?:'ve| have)? (?:only |just )?(?:have|got|have got) (?:only |just )?(?:until"
    r"|till) ?\Z",
    "late": r"[, ]+at the (?:very )?latest\b|[, ]+latest\b",
    "wish": r"\b(?:need\w*|want|wants|must|have to|has to|can|could|will|would|please|pls|hop(?:e|ing)"
    r"|possible|require\w*|deadline|urgent\w*"
    r"|latest|send|ship|get|deliver|arrive|make sure|let me know|i'd|we'd|fix|sort|help|rely\w*|depend\w*"
    r"|asap|quickly|resolved|sorted)\b",
    # The limit is not the customer's, or it is over.
    "reported": r"\b(?:promised?|said|told|tells?|supposed|should(?:'ve| have)|ought|advertis\w+|claims?"
    r"|claimed|quoted|you (?:say|write|wrote)"
    r"|they say|site says|app says|tracking says|letter says|if)\b",
    "past": r"\b(?:was|were|had|didn'?t|never|ago|yesterday|last (?:week|month|year|monday|tuesday"
    r"|wednesday|thursday|friday|saturday|sunday)"
    r"|wasn'?t|weren'?t|missed|did not|came|arrived|went|ordered|bought|moved|changed|left|since|why"
    r"|cancelled|canceled|postponed)\b",
    "clause": r"[,;:()–—]|\s-\s|\b(?:and|but|so|because|as|since|although|though|which|that)\b",
    # It speaks of time, though it names none of the moments that `Statement.cues` knows.
    "time": r"\b(?:in (?:good )?time|on time|times?|timing|deadline|dates?|before|early|earlier|earliest"
    r"|express|overnight|urgent\w*|priority"
    r"|rush\w*|next[- ]day|same[- ]day|late|later|latest|delay\w*|already|ready|once|until|till|still"
    r"|never mind the|on schedule"
    r"|hurry|quick\w*|fast\w*|sooner|straight ?away|right away|at once|immediately|instantly|up to speed"
    r"|calendar|diary|hold|wait\w*)\b",
    "event": rf"{_OWN}|{_TRAVEL}|{_OURS_PERHAPS}|guests|family|tenants?|baby|builders|movers|visa|passport",
    "handed": r"\b(?:attached|enclosed|attachment|here (?:is|are|it is|you go|they are)|below|copy)\b",
    "figures": r"\b\d{1,2}(?:st|nd|rd|th|[:.]\d\d|/\d{1,2}| ?(?:am|pm|h))\b",
    "open": r"\b(?:dispatch\w*|despatch\w*|shipped|posted|mailed|ordered|forwarded|passed|escalated|asked|raised|opened"
    r"|arranged|logged|reported|noted"
    r"|informed|told|contacted|requested|assigned|shared|received|notified|chased|placed|given|taken|put"
    r"|left (?:our|the)|under ?way|on its way|in (?:production|progress|process)|with (?:our|the))\b",
}
_PATTERNS = Patterns(_SOURCES)


MOST_MOMENTS = 5_000
"""Of so many moments in one message deadlines are looked for; what names more is a list or an attack."""


def deadlines(inbound: Document) -> tuple[Deadline, ...]:
    """The customer's own deadlines that lie ahead, by place; empty where none is plain."""
    return tuple(islice(_deadlines(inbound), MOST))


def _deadlines(inbound: Document) -> Iterator[Deadline]:
    for hit in inbound.lexicon(LEXICON)[:MOST_MOMENTS]:
        sentence = inbound.sentence_at(hit.span.start)
        if sentence is None:
            continue
        found = _found(inbound, hit, sentence)
        if found is not None:
            yield found


def _found(inbound: Document, hit: Hit, sentence: Span) -> Deadline | None:
    """The deadline that a moment is; None where it is none of the customer's, or is over."""
    begin = max(sentence.start, hit.span.start - NEARBY)
    before = inbound.prose[begin : hit.span.start].replace("\n", " ")
    text = before + inbound.prose[hit.span.start : min(sentence.end, hit.span.end + NEARBY)].replace(
        "\n", " "
    )
    words = hit.span.of(inbound.prose).lower()
    clause = _PATTERNS["clause"].split(before)[-1] + " " + words
    if _PATTERNS["past"].search(clause):
        return None
    if hit.term.label == "named":
        dated = any(c.isdigit() for c in words) or not _TIMES.isdisjoint(words.replace(",", " ").split())
        return Deadline(hit.span, sentence, needed=True) if dated else None
    reported = _PATTERNS["reported"].search(before)
    at = _first(("limit", "until"), before)
    if at is not None:
        wished = "?" in text or _PATTERNS["wish"].search(text)
        return _deadline(begin + at, sentence, hit, needed=True) if wished and not reported else None
    at = _first(("for", "at once") if words in _AT_ONCE else ("for",), before)
    if at is not None and (hit.term.label == "moment" or _has_moment(inbound, sentence)):
        return _deadline(begin + at, sentence, hit, needed=True)
    if hit.term.label == "occasion":
        return None
    at = _first(("travel", "occasion", "arrival", "expiry", "only until"), before)
    if at is not None:
        return None if reported else _deadline(begin + at, sentence, hit, needed=False)
    if _PATTERNS["late"].match(inbound.prose, hit.span.end):
        return _deadline(hit.span.start, sentence, hit, needed=True)
    return None


_AT_ONCE = ("today", "tonight", "tomorrow")


def _deadline(start: int, sentence: Span, hit: Hit, *, needed: bool) -> Deadline:
    return Deadline(Span(start, hit.span.end), sentence, needed)


def _first(names: Iterable[str], before: str) -> int | None:
    """Where the first pattern that ends right before the moment begins."""
    return next((found.start() for name in names if (found := _PATTERNS[name].search(before))), None)


def _has_moment(inbound: Document, sentence: Span) -> bool:
    return any(
        hit.term.label == "moment" and sentence.start <= hit.span.start < sentence.end
        for hit in inbound.lexicon(LEXICON)
    )


_TIMES = word_set(
    """monday tuesday wednesday thursday friday saturday sunday mon tue tues wed weds thu thur thurs fri sat
    january february march april june july august september october november december jan feb mar apr jun jul
    aug sep sept oct nov dec today tomorrow tonight yesterday noon midday midnight morning afternoon evening
    weekend weekends week weeks day days hour hours minute minutes month months fortnight am pm weekday
    weekdays daily working christmas easter eta"""
)
"""Words that name a time; "soon" and "shortly" name none."""


def passes_over(draft: Document, named: Sequence[Deadline], inbound: Document) -> bool:
    """True where no sentence of the draft names or touches a time, does the thing, refuses it, or asks back.

    Where only an occasion was named ("my flight is tomorrow"), a reply that leaves nothing to happen at
    some time passes over nothing.
    """
    words = {word for deadline in named for word in deadline.span.of(inbound.prose).lower().split()}
    events = frozenset(stem(word) for word in words if _PATTERNS["event"].fullmatch(word))
    said = statements(draft)
    if agrees(draft) or any(_speaks(statement, events) for statement in said):
        return False
    return any(deadline.needed for deadline in named) or any(_leaves_open(statement) for statement in said)


def _leaves_open(statement: Statement) -> bool:
    """It says that something is under way or will be done, so that a time belongs to it."""
    if not statement.informative:
        return False
    return "defer" in statement.cues or _PATTERNS["open"].search(statement.raw) is not None


def _speaks(statement: Statement, events: frozenset[str]) -> bool:
    cues = statement.cues
    if not events.isdisjoint(statement.stems):
        return True
    if not statement.informative:
        return _PATTERNS["figures"].search(statement.raw) is not None
    if statement.asks or not _OTHERWISE.isdisjoint(cues) or not _TIMES.isdisjoint(statement.words):
        return True
    if any(_PATTERNS[name].search(statement.raw) for name in ("time", "figures", "handed")):
        return True
    return "done" in cues and not _PATTERNS["open"].search(statement.raw)


_OTHERWISE = frozenset(("cannot", "link"))
"""Signs of an answer that needs no time: a refusal, a link."""
