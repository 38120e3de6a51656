"""What came in and was only confirmed, or not even that: whole messages, and the files that came along."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from replycheck.checkers.context import Context
from replycheck.matching.compiled import Patterns
from replycheck.model import Match, Related, Span
from replycheck.records import dataclass
from replycheck.understand import Document
from replycheck.understand.hours import HOURS_IN_WORDS

if TYPE_CHECKING:
    from replycheck.understand.statements import Statement

RECEIPT = "answers_receipt"
_RECEIPTS = frozenset(("received", "thanks", "forwarded", "waiting"))


@dataclass(frozen=True, eq=False, repr=False)
class OnlyAcknowledged:
    """Fires where every sentence of the draft thanks, apologises, or says that the message came in, went to
    some team or will be looked at, and none names an answer, a person or a time.

    Silent where the customer asked for no more than that, was happy, or is in a live chat.
    """

    needs: ClassVar[tuple[str, ...]] = ("english", "inbound", "english-inbound")

    def __call__(self, context: Context) -> Iterator[Match]:
        if context.inbound is None or not is_mere_receipt(context) or not _wants_more(context.inbound):
            return
        if any(slot.sort == "answer" for slot in context.draft.slots):
            return  # the answer is still to be written
        inbound = context.inbound
        wish = inbound.questions[0].span if inbound.questions else _problem(inbound)
        end = context.draft.body_end
        values = {"wish": shortened(wish.of(inbound.text))}
        yield Match(Span(end, end), values, related=(Related("inbound", wish, "the customer wrote"),))


def is_mere_receipt(context: Context) -> bool:
    """True where the draft holds nothing but courtesies and words about having received the message."""
    draft = context.draft
    if context.case.channel == "chat" or len(draft.words) > MOST_WORDS:
        return False  # in a chat "thanks, one moment" is followed by the answer
    hits = [hit.span.start for hit in draft.lexicon(RECEIPT) if hit.term.label in _RECEIPTS]
    if not hits:
        return False
    from replycheck.understand.statements import statements

    said = statements(draft)
    if sum(s.informative for s in said) > 4 or _PATTERNS["handed"].search(draft.prose):
        return False
    return all(
        not statement.tells or _is_receipt(statement, hits) for statement in said if statement.informative
    ) and not any(statement.asks and statement.tells for statement in said)


MOST_WORDS, MOST_STEMS = 130, 12
"""How many words a draft that only confirms receipt has at most, and content words each sentence of it."""

_OWNING = frozenset(("i'll", "i'm", "personally", "myself", "my", "me"))
_TELLING = frozenset(("much", "link", "how", "sends", "cannot"))
"""Sorts of answer (`Statement.cues`) that a receipt does not give."""

_MOMENTS = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri today tomorrow tonight
    january february march april june july august september october november december hour hours day
    days week weeks minute minutes month fortnight morning afternoon evening weekend""".split()
)


def _is_receipt(statement: Statement, hits: list[int]) -> bool:
    """It speaks of receipt, and holds no answer, no owner and no time."""
    words = frozenset(statement.words)
    if not any(statement.span.start <= start < statement.span.end for start in hits):
        return False
    if not words.isdisjoint(_OWNING | _MOMENTS) or "i will" in " ".join(statement.words):
        return False
    if not _TELLING.isdisjoint(statement.cues) or len(statement.stems) > MOST_STEMS:
        return False
    return not _names_somebody(statement.raw) and not any(
        _PATTERNS[name].search(statement.raw) for name in ("news", "hours")
    )


_SOURCES = {
    "hours": HOURS_IN_WORDS,
    # Something was done or decided, or a team of its own has it.
    "news": r"\b(?:because|due to the|so that|refund(?:ed)?|replac\w+|dispatch\w*|deliver\w*|cancel\w*"
    r"|credit\w*|reset|fixed|resolved|repair\w*|approved|declined|rejected|accept\w+|until|unless|you can"
    r"|you may|yes|no,|billing|finance|warehouse|technical|claims|returns|legal|engineer\w*|technician\w*"
    r"|courier|carrier|manager|supervisor|colleague,)\b",
    # A word with a capital inside the sentence that is no title of a team.
    "name": r"(?<![.!?:] )(?<!\A)\b(?!I\b|I'|Team|Customer|Support|Service|Care|Relations|Ticket|Case"
    r"|Reference"
    r"|Ref|ID\b|Dear|Hi|Hello)[A-Z][a-z]+\b(?! (?:Team|Support|Care|Service))",
    "handed": r"\b(?:forwarded|passed|assigned|escalated|handed|referred|sent|transferred"
    r"|given)(?: \w+){0,3} to"
    r" (?:my |our )?(?:colleague,? )?(?!The\b|Customer|Support|Technical|Service)[A-Z][a-z]+\b(?! (?:Team"
    r"|Support|Care|Service|Dep))",
    "vocative": r"(?:\b(?:[Tt]hank you|[Tt]hanks|[Dd]ear|[Hh]i|[Hh]ello|[Hh]ey|[Ss]orry),? [A-Z][\w.]*"
    r"(?: [A-Z]\w+)?|, [A-Z]\w+[.!,])",
    "house": r"\b(?:contacting|choosing|messaging|touch with|out to|writing to|part of|here at) (?:the )?"
    r"(?:[A-Z]\w*\s?){1,3}",
}
_PATTERNS = Patterns(_SOURCES, exact=("name", "handed", "vocative", "house"))


def _names_somebody(raw: str) -> bool:
    """Somebody is named who has the matter: not the customer, and not the house itself."""
    text = _PATTERNS["vocative"].sub("", raw)
    text = _PATTERNS["house"].sub("", text)
    return _PATTERNS["name"].search(text) is not None


def _wants_more(inbound: Document) -> bool:
    """The customer asks, asks for or complains about something, and not just for a sign of life."""
    labels = {hit.term.label for hit in inbound.lexicon(RECEIPT)}
    if "confirm" in labels or inbound.mood.label == "happy":
        return False
    return bool(inbound.questions) or "problem" in labels


def _problem(inbound: Document) -> Span:
    """The sentence that first says what is wrong."""
    at = next(hit.span.start for hit in inbound.lexicon(RECEIPT) if hit.term.label == "problem")
    return inbound.sentence_at(at) or inbound.sentences[0]


def shortened(text: str, most: int = 120) -> str:
    """The text on one line, cut at a blank after `most` characters."""
    words = " ".join(text.split())
    return words if len(words) <= most else words[:most].rsplit(" ", 1)[0] + " …"


@dataclass(frozen=True, eq=False, repr=False)
class FileIgnored:
    """Fires once where a file came with the inbound, or the customer says so, and no word of the draft touches
    a file or what such a file shows.

    Pictures of signatures and invitations are no files.  Silent where the draft has nothing to say at all.
    """

    needs: ClassVar[tuple[str, ...]] = ("english", "inbound", "english-inbound")

    def __call__(self, context: Context) -> Iterator[Match]:
        inbound, draft = context.inbound, context.draft
        if inbound is None or not (inbound.message.attachments or inbound.lexicon("answers_enclosed")):
            return
        from replycheck.understand.given import ENCLOSED, enclosed, files
        from replycheck.understand.statements import statements
        from replycheck.understand.stems import stem

        said = next(enclosed(inbound), None)
        names = files(inbound)
        if said is None and not names:
            return
        if any(hit.term.label == "touched" for hit in draft.lexicon(ENCLOSED)) or not informs(context):
            return
        words = " ".join([*names, said.of(inbound.prose) if said else ""]).lower()
        named = {stem(word) for word in re.findall(r"[a-z]{4,}", words) if word not in _PLAIN}
        if any(not named.isdisjoint(map(stem, statement.words)) for statement in statements(draft)):
            return
        if is_mere_receipt(context):
            return
        what = names[0] if names else " ".join(said.of(inbound.text).split()) if said else ""
        related = (Related("inbound", said, "the customer wrote"),) if said else ()
        end = draft.body_end
        yield Match(Span(end, end), {"file": what}, related=related)


_PLAIN = frozenset(
    """january february march april june july august september october november december attach attached see this
    that have here please find with final copy version jpeg page your mine from signed sent send below
    message email mail ticket order account""".split()
)
"""Words in the names of files that say nothing of what they show."""


def informs(context: Context) -> bool:
    """True where a sentence of the draft tells anything at all."""
    from replycheck.understand.statements import statements

    return any(statement.tells for statement in statements(context.draft))
