"""What came in and was only confirmed, or not even that: whole messages, and the files that came along."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import ClassVar

from replycheck.checkers.context import Context
from replycheck.matching.compiled import compiled
from replycheck.model import Match, Related, Span
from replycheck.records import dataclass
from replycheck.understand.clauses import word_set
from replycheck.understand.document import Document
from replycheck.understand.statements import Statement, statements
from replycheck.understand.stems import stem

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
        inbound = context.inbound
        wish = inbound.questions[0].span if inbound.questions else _problem(inbound)
        end = context.draft.body_end
        values = {"wish": _short(wish.of(inbound.text))}
        yield Match(Span(end, end), values, related=(Related("inbound", wish, "the customer wrote"),))


def is_mere_receipt(context: Context) -> bool:
    """True where the draft holds nothing but courtesies and words about having received the message."""
    draft = context.draft
    if context.case.channel == "chat":
        return False  # "thanks, one moment" is followed by the answer
    said = statements(draft)
    if sum(statement.informative for statement in said) > 4:
        return False
    hits = [hit.span.start for hit in draft.lexicon(RECEIPT) if hit.term.label in _RECEIPTS]
    if not hits:
        return False
    return all(
        not statement.tells or _is_receipt(statement, draft, hits)
        for statement in said
        if statement.informative
    ) and not any(statement.asks and statement.tells for statement in said)


MOST_WORDS = 12
"""How many different content words a sentence about receipt has at most."""

_OWNING = word_set("i'll i'm personally myself my me")
_ALLOWED_DONE = word_set(
    "been noted logged passed raised given placed now taken put set sent forwarded opened asked"
)
_TELLING = frozenset(("much", "link", "how", "sends"))
_MOMENTS = word_set(
    """monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri today tomorrow tonight noon
    midnight january february march april june july august september october november december hour hours day
    days week weeks minute minutes month fortnight morning afternoon evening weekend"""
)


def _is_receipt(statement: Statement, draft: Document, hits: list[int]) -> bool:
    words = frozenset(statement.words)
    if not any(statement.span.start <= start < statement.span.end for start in hits):
        return False
    if (
        not words.isdisjoint(_OWNING)
        or not words.isdisjoint(_MOMENTS)
        or "i will" in " ".join(statement.words)
    ):
        return False
    if not _TELLING.isdisjoint(statement.cues) or "cannot" in statement.cues or len(statement.stems) > MOST_WORDS:
        return False
    return not _names_somebody(statement.raw) and not _pattern("news").search(statement.raw)


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return compiled(_SOURCES[name], re.IGNORECASE)


_SOURCES = {
    "news": r"\b(?:because|due to the|so that|refund(?:ed)?|replac\w+|dispatch\w*|deliver\w*|cancel\w*|credit\w*|reset|fixed|resolved|repair\w*"
    r"|approved|declined|rejected|accept\w+|until|unless|you can|you may|yes|no,|billing|finance|warehouse|technical|claims|returns"
    r"|legal|engineer\w*|courier|carrier|manager|supervisor|colleague,)\b",
    "person": r"(?<![.!?:] )(?<!\A)\b(?!I\b|I'|Team|Customer|Support|Service|Care|Relations|Ticket|Case|Reference|Ref|ID\b|Mr|Mrs|Ms|Dr|Dear|Hi|Hello)"
    r"[A-Z][a-z]+\b(?! (?:Team|Support|Care|Service))",
    "vocative": r"(?:\b(?:thank you|thanks|dear|hi|hello|hey|sorry),? [A-Z][\w.]*(?: [A-Z]\w+)?|, [A-Z]\w+[.!,])",
    "contacting": r"\b(?:contacting|choosing|at|from|with|to) (?:the )?(?:[A-Z]\w*\s?){1,3}",
    "signature-file": r"(?:image|att)\d{3,}|logo|signature|sig\b|icon|banner|footer|facebook|linkedin|twitter|instagram|outlook-|spacer|pixel",
    "not-a-file": r"\.(?:ics|vcf|asc|p7s|p7m|dat|sig|pgp|eml|msg|html?|css|txt)\Z",
    "theirs": r"(?:\byou(?:r|rs|'ve| have)?(?: \w+){0,3}|\b(?:no|not|without|forgot to|couldn'?t|cannot|can'?t|unable to|didn'?t|don'?t"
    r"|tried to|if|could you|can you|please)(?: \w+){0,2})\s*\Z",
}


def _names_somebody(raw: str) -> bool:
    text = compiled(_SOURCES["vocative"]).sub("", raw)
    text = compiled(_SOURCES["contacting"]).sub("", text)
    return compiled(_SOURCES["person"]).search(text) is not None


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


def _short(text: str, most: int = 120) -> str:
    words = " ".join(text.split())
    return words if len(words) <= most else words[:most].rsplit(" ", 1)[0] + " …"


ENCLOSED = "answers_enclosed"


@dataclass(frozen=True, eq=False, repr=False)
class FileIgnored:
    """Fires once where a file came with the inbound, or the customer says so, and no word of the draft touches
    a file or what such a file shows.

    Pictures of signatures and invitations are no files.  Silent where the draft has nothing to say at all.
    """

    needs: ClassVar[tuple[str, ...]] = ("english", "inbound", "english-inbound")

    def __call__(self, context: Context) -> Iterator[Match]:
        inbound, draft = context.inbound, context.draft
        if inbound is None:
            return
        said = next(
            (hit.span for hit in inbound.lexicon(ENCLOSED) if _is_own(hit.term.label, hit.span, inbound)),
            None,
        )
        files = _files(inbound)
        if said is None and not files:
            return
        if any(hit.term.label == "touched" for hit in draft.lexicon(ENCLOSED)) or not _informs(draft):
            return
        named = {stem(word) for name in files for word in re.findall(r"[a-z]{4,}", name.lower())}
        if said is not None:
            named |= {stem(word) for word in re.findall(r"[a-z]{4,}", said.of(inbound.prose).lower())}
        if any(not named.isdisjoint(map(stem, statement.words)) for statement in statements(draft)):
            return
        if is_mere_receipt(context):
            return
        what = files[0] if files else " ".join(said.of(inbound.text).split()) if said else ""
        related = (Related("inbound", said, "the customer wrote"),) if said else ()
        end = draft.body_end
        yield Match(Span(end, end), {"file": what}, related=related)


def _is_own(label: str, span: Span, inbound: Document) -> bool:
    """The customer's own file: not "your letter attached", not "I could not attach the photo"."""
    before = inbound.prose[max(0, span.start - 40) : span.start].lower()
    return label == "enclosed" and not _pattern("theirs").search(re.split(r"[.!?;\n]", before)[-1])


def _files(inbound: Document) -> tuple[str, ...]:
    """The names of the files that are more than a mail program's own."""
    names = inbound.message.attachments or ()
    return tuple(
        n for n in names if not _pattern("signature-file").match(n) and not _pattern("not-a-file").search(n)
    )


def _informs(draft: Document) -> bool:
    return any(statement.tells for statement in statements(draft))
