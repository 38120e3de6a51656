"""Questions of the customer that the draft does not take up, or not in the way they were asked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar

from replycheck.checkers.context import Context
from replycheck.checkers.received import informs, is_mere_receipt
from replycheck.checkers.requests import is_mere_deadline
from replycheck.matching.compiled import Patterns
from replycheck.model import Answer, Match, PartKind, Question, Related, Span
from replycheck.records import NamedTuple, dataclass
from replycheck.understand import Document

if TYPE_CHECKING:
    from replycheck.understand.statements import Statement

_NEEDS = ("english", "inbound", "english-inbound")


@dataclass(frozen=True, eq=False, repr=False)
class UnansweredQuestion:
    """One match for each question of the inbound that seems open; the score is how surely it is.

    `kinds` confines it to some sorts of question (direct, indirect, request).  Silent where the draft
    has no informative sentence at all, or only says that the message came in: those are `NothingAnswered`
    and `OnlyAcknowledged`.
    """

    needs: ClassVar[tuple[str, ...]] = _NEEDS

    kinds: tuple[str, ...] = ("direct", "indirect", "request")

    def __call__(self, context: Context) -> Iterator[Match]:
        if not informs(context):
            return
        end = context.draft.body_end
        for answer in context.answers:
            if answer.question.kind not in self.kinds or answer.addressed:
                continue
            if context.is_awaited(answer.question.span) or answer.open_chance < context.settings.answers.sure:
                continue
            if context.inbound and is_mere_deadline(answer.question, context.inbound):
                continue
            if is_mere_receipt(context):
                return
            closest = " ".join(answer.evidence.of(context.draft.text).split()) if answer.evidence else ""
            values = {
                "question": " ".join(answer.question.text.split()),
                "closest": closest,
                "nearest": f"; the closest it comes is “{closest}”" if closest else "",
            }
            yield _open(answer.question, end, values, score=answer.open_chance)


@dataclass(frozen=True, eq=False, repr=False)
class NothingAnswered:
    """Fires once where the customer asked and no sentence of the draft informs about anything."""

    needs: ClassVar[tuple[str, ...]] = _NEEDS

    def __call__(self, context: Context) -> Iterator[Match]:
        from replycheck.understand.earnest import SURE

        questions = context.inbound.questions if context.inbound else ()
        asked = [q for q in questions if q.earnest >= SURE and not context.is_awaited(q.span)]
        if not asked or informs(context):
            return
        end = context.draft.body_end
        values = {
            "number": "a question" if len(asked) == 1 else f"{len(asked)} questions",
            "question": " ".join(asked[0].text.split()),
        }
        related = tuple(Related("inbound", question.span, "the customer asked") for question in asked)
        yield Match(Span(end, end), values, related=related)


def _open(question: Question, end: int, values: Mapping[str, str], *, score: float | None = None) -> Match:
    """A match at the end of the body about one question."""
    related = (Related("inbound", question.span, "the customer asked"),)
    return Match(
        Span(end, end), values, related=related, score=score, about=f"question:{question.span.start}"
    )


# -- numbered questions ----------------------------------------------------------------------------


class Item(NamedTuple):
    """What stands behind a number of a list, up to the next number or the end of the paragraph."""

    number: int
    span: Span


@dataclass(frozen=True, eq=False, repr=False)
class NumberedQuestionMissed:
    """One match for each question that the customer numbered and the draft, which numbers its answers, leaves out.

    The draft's numbers must be the customer's: one between is missing, or each item says something of the
    question with its number.  Silent where the draft speaks of the number or of "the rest" elsewhere.
    """

    needs: ClassVar[tuple[str, ...]] = _NEEDS

    def __call__(self, context: Context) -> Iterator[Match]:
        inbound, draft = context.inbound, context.draft
        if inbound is None or len(inbound.questions) < 2:
            return
        asked = numbered(inbound)
        if len(asked) < 2:
            return
        told = numbered(draft)
        questions = {item.number: _within(item, context.answers) for item in asked}
        if sum(bool(each) for each in questions.values()) < 2 or len(told) < 2:
            return
        numbers = {item.number for item in told}
        missing = [n for n in questions if n not in numbers and questions[n]]
        if not missing or not numbers <= set(questions) or _spoken_of(missing, draft):
            return
        at_end = max(numbers) < min(missing)
        if at_end and not _match_up(questions, told, inbound, draft):
            return
        for number in missing:
            answer = min(questions[number], key=lambda each: each.score)
            if context.is_awaited(answer.question.span):
                continue
            if answer.score < MISSED and not (at_end and _comes_after(answer.question, told[-1], draft)):
                values = {"number": str(number), "question": " ".join(answer.question.text.split())}
                yield _open(answer.question, draft.body_end, values)


MISSED = 0.94
"""From which score on a question without its number counts as answered under another."""


def numbered(document: Document) -> tuple[Item, ...]:
    """The items of the first list with rising numbers from 1; empty where there is none.

    Numbers may be left out, since it is those that matter; each marker stands at the beginning of a line,
    or within one after a blank as in "1) ... 2) ...".
    """
    prose = document.prose
    if "1" not in prose and "2" not in prose:
        return ()
    found: list[tuple[int, int, int]] = []
    for match in _PATTERNS["numeral"].finditer(prose):
        number = int(match[1])
        line = prose[prose.rfind("\n", 0, match.start(1)) + 1 : match.start(1)].strip(" \t(#qQ")
        inline = bool(line) and line.lower() != "question"
        if inline and prose[match.end(1)] not in ").":
            continue
        if inline and prose[match.end(1)] == "." and line[-1:] not in ".?!:;,)":
            continue
        last = found[-1][0] if found else 0
        if number > last and (found or number <= 2) and number - last <= 3:
            found.append((number, match.start(), match.end()))
    items = []
    for at, (number, _, end) in enumerate(found):
        stop = found[at + 1][1] if at + 1 < len(found) else _paragraph_end(prose, end)
        items.append(Item(number, Span(end, stop)))
    return tuple(items)


def _paragraph_end(prose: str, at: int) -> int:
    blank = prose.find("\n\n", at)
    return blank if blank >= 0 else len(prose)


def _within(item: Item, answers: Sequence[Answer]) -> list[Answer]:
    return [a for a in answers if item.span.start <= a.question.span.start < item.span.end]


_ORDINALS = (
    "",
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
)


def _spoken_of(missing: Sequence[int], draft: Document) -> bool:
    if _PATTERNS["others"].search(draft.prose):
        return True
    for number in missing:
        word = _ORDINALS[number] if number < len(_ORDINALS) else str(number)
        named = (
            rf"\b(?:{word}|{number}\s?(?:and|&|\+|,|/|-|–|to)\s?\d"
            r"|(?:questions?|points?|items?|nos?\.?|numbers?|ad|re|on|for|and|to|&|\+|,|-|–|/)"
            rf"\s?#?{number})\b"
        )
        if re.search(named, draft.prose, re.IGNORECASE):
            return True
    return False


def _match_up(
    questions: Mapping[int, Sequence[Answer]], told: Sequence[Item], inbound: Document, draft: Document
) -> bool:
    """True where the draft's items are answers to the questions with their numbers, and not steps of its own.

    No item has more words in common with another question, and half of them are what comes closest to theirs.
    """
    wanted = {
        n: frozenset().union(*(_stems(inbound, a.question.span) for a in each))
        for n, each in questions.items()
    }
    own = 0
    for item in told:
        words = _stems(draft, item.span)
        shared = {number: len(words & stems) for number, stems in wanted.items()}
        if max(shared.values()) > shared[item.number]:
            return False
        closest = [a.evidence for a in questions[item.number] if a.evidence]
        own += bool(shared[item.number]) or any(item.span.overlaps(evidence) for evidence in closest)
    return own * 2 >= len(told)


def _comes_after(question: Question, last: Item, draft: Document) -> bool:
    """Below the line of the last item stands the beginning of a word of the question."""
    line_end = draft.prose.find("\n", last.span.start)
    after = draft.prose[line_end:].lower() if line_end >= 0 else ""
    return any(word[:5] in after for word in re.findall(r"[a-z]{4,}", question.text.lower()))


def _stems(document: Document, span: Span) -> frozenset[str]:
    from replycheck.understand.stems import content_stems

    return frozenset(
        content_stems(
            w.of(document.prose).lower()
            for w in document.words
            if span.start <= w.start and w.end <= span.end
        )
    )


# -- yes or no -------------------------------------------------------------------------------------


@dataclass(frozen=True, eq=False, repr=False)
class NoYesOrNo:
    """One match for each yes-or-no question that the draft speaks to without a yes or a no that can be told.

    Most replies imply their yes ("it ships on Monday"); so it fires only where all that the draft says of
    the matter is general (what many people do, what a thing is, how much we care), or where a plain
    property was asked ("is it waterproof?") and neither the word nor any figure, yes or no comes back.
    """

    needs: ClassVar[tuple[str, ...]] = _NEEDS

    def __call__(self, context: Context) -> Iterator[Match]:
        asked = [a for a in context.answers if a.question.qtype == "yn" and a.question.kind != "request"]
        if not asked or context.inbound is None or not informs(context):
            return
        for answer in asked:
            if not context.is_awaited(answer.question.span) and _is_undecided(answer, context):
                closest = " ".join(answer.evidence.of(context.draft.text).split()) if answer.evidence else ""
                values = {"question": " ".join(answer.question.text.split()), "closest": closest}
                yield _open(answer.question, context.draft.body_end, values)


GENERAL = "answers_general"
_DECIDING = frozenset(("yes", "first-yes", "cannot", "defer", "done", "link", "much", "sends"))
_PROPERTIES = frozenset(
    """waterproof watertight washable dishwasher-safe vegan vegetarian halal kosher gluten-free nut-free
    organic recyclable compostable biodegradable refundable transferable compatible suitable safe
    dangerous harmful toxic insured insurable included covered available allowed permitted required
    necessary mandatory compulsory possible genuine real authentic original new rechargeable replaceable
    adjustable removable foldable heated air-conditioned accessible wheelchair-accessible dog-friendly
    child-friendly pet-friendly family-friendly non-slip fireproof rustproof shockproof dustproof
    windproof machine-washable adjustable reversible edible renewable taxable deductible""".split()
)
_COPULA = frozenset("is are was were will it's its isn't aren't".split())


def _is_undecided(answer: Answer, context: Context) -> bool:
    words = re.findall(r"[a-z][a-z'-]*", answer.question.text.lower())
    if "or" in words or len(words) < 2:
        return False
    if words[0] in _COPULA and words[-1] in _PROPERTIES and len(context.answers) == 1:
        return _passes_over(words[-1], context.draft)
    if context.inbound is None or not context.draft.lexicon(GENERAL):
        return False
    from replycheck.understand.answers import candidates, prepared

    said = candidates(context.draft)
    (mine,) = prepared(context.inbound, [answer.question])
    others = {each.evidence for each in context.answers if each is not answer and each.addressed}
    about = [s for s in said if not s.stems.isdisjoint(mine.weights) and s.span not in others]
    if not any(s.span == answer.evidence for s in about):
        return False
    return all(_is_general(s, context.draft) for s in about)


def _passes_over(wanted: str, draft: Document) -> bool:
    """True where a property is not named, and nothing else is said that lets it be told."""
    from replycheck.understand.answers import candidates, synonyms_of
    from replycheck.understand.stems import stem

    said = candidates(draft)
    stems = frozenset().union(*(statement.stems for statement in said))
    groups = synonyms_of(draft)
    if stem(wanted) in stems or not groups.near(stems).isdisjoint(groups.of(stem(wanted))):
        return False
    return all(_PATTERNS["make"].search(statement.raw) for statement in said) and not any(
        statement.asks
        or not _DECIDING.isdisjoint(statement.cues)
        or any(character.isdigit() for character in statement.raw)
        or _PATTERNS["modal"].search(statement.raw)
        for statement in said
    )


def _is_general(statement: Statement, draft: Document) -> bool:
    """It tells what holds for everybody, or praises, and nothing of this case."""
    general = any(
        statement.span.start <= hit.span.start < statement.span.end for hit in draft.lexicon(GENERAL)
    )
    return (
        general
        and not statement.asks
        and {"first-yes", "cannot", "defer", "link"}.isdisjoint(statement.cues)
        and not _PATTERNS["this case"].search(statement.raw)
    )


_SOURCES = {
    "this case": r"\b(?:yours?|you(?:'ll| will| can| may| could| won't| must| need| are| do| get| have|'re"
    r"| don't)|i(?:'ll|'ve|'m| have| will| can)|we(?:'ll| will| can|'ve| have| offer)"
    r"|yes|no|never|cannot|can't|only|up to|until|without|including)\b",
    # What a thing is like.
    "make": r"\b(?:has|have|had|(?:is|are) (?:made|built|sold|kept|produced|stored|a|an|the)|made (?:of|from)"
    r"|comes? (?:in|with|from)|features?|designed|consists?|boasts?)\b",
    # Words that say what is so here, whatever the property.
    "modal": r"\b(?:you(?:'ll| will| can| may| could| won't| must| need| are| do| get| have|'re| should"
    r"| don't)|we(?:'ll| will| can| do| don't| have| offer| accept"
    r"| take| ship|'ve)|i(?:'ll|'ve| have| will| can)|can be|may be|must be|cannot|can't|only|up to|between"
    r"|until|without|no)\b",
    "numeral": r"(?:(?<=\n)|\A|(?<=[ (]))[ \t]*(?:\(|#|q|question )?(\d{1,2})(?:[.):]|\s-|\s–)(?=\s"
    r"|\w)(?!\d)",
    "others": r"\b(?:the (?:other|others|remaining|rest|last)|rest of|your other|(?:other"
    r"|remaining) (?:questions?|points?)"
    r"|all (?:of )?(?:your|the|these|three|four))\b",
}
_PATTERNS = Patterns(_SOURCES)


# -- another topic ---------------------------------------------------------------------------------

TOPICS = "answers_topics"


@dataclass(frozen=True, eq=False, repr=False)
class OtherTopic:
    """Fires once where the draft explains a field (money, access, goods ...) that the customer never spoke of,
    with no word of those that were asked about.

    Fields are what stands before the colon in the groups of the lexicon `answers_topics`.
    """

    needs: ClassVar[tuple[str, ...]] = _NEEDS

    def __call__(self, context: Context) -> Iterator[Match]:
        inbound, draft = context.inbound, context.draft
        if inbound is None or len(inbound.questions) > 3 or context.awaited:
            return
        told = _topics(draft)
        if not told or not (named := _topics(inbound)):
            return
        asked = {topic: spans for topic, spans in named.items() if _in_question(spans, inbound)} or named
        if not {_field(topic) for topic in named}.isdisjoint(_field(topic) for topic in told):
            return
        topic = max(told, key=lambda each: len(told[each]))
        if len(told[topic]) < 2 or len({_field(each) for each in told}) > 1:
            return
        wanted = next(iter(asked))
        open_ones = [answer for answer in context.answers if answer.score < ELSEWHERE]
        if len(open_ones) < len(context.answers) or _shares_words(context, asked[wanted]):
            return
        if is_mere_receipt(context):
            return
        values = {"asked": asked[wanted][0].of(inbound.text), "told": told[topic][0].of(draft.text)}
        if open_ones:
            question = min(open_ones, key=lambda each: each.score).question
            yield _open(question, draft.body_end, {**values, "question": " ".join(question.text.split())})
            return
        place = inbound.sentence_at(asked[wanted][0].start) or asked[wanted][0]
        values["question"] = " ".join(place.of(inbound.text).split())
        related = (Related("inbound", place, "the customer wrote"),)
        yield Match(Span(draft.body_end, draft.body_end), values, related=related)


ELSEWHERE = 0.94
"""Above which score a question is answered in other words after all."""


def _field(topic: str) -> str:
    return topic.partition(":")[0]


def _topics(document: Document) -> dict[str, list[Span]]:
    """Where each topic is spoken of, but for greeting and sign-off."""
    found: dict[str, list[Span]] = {}
    for hit in document.lexicon(TOPICS):
        if document.message.part_at(hit.span.start) in (PartKind.BODY, None):
            found.setdefault(hit.term.label, []).append(hit.span)
    return found


def _in_question(spans: Sequence[Span], inbound: Document) -> bool:
    return any(question.span.overlaps(span) for question in inbound.questions for span in spans)


def _shares_words(context: Context, topic: Sequence[Span]) -> bool:
    """The draft takes up words of the questions or the topic in other words, does or refuses something, or asks."""
    from replycheck.understand.answers import candidates, prepared, synonyms_of
    from replycheck.understand.stems import content_stems

    if context.inbound is None:
        return True
    said = candidates(context.draft)
    stems = frozenset().union(*(statement.stems for statement in said))
    words = {word for each in prepared(context.inbound, context.inbound.questions) for word in each.weights}
    if not words.isdisjoint(stems):
        return True
    groups = synonyms_of(context.draft)
    meant = groups.near(
        content_stems(" ".join(span.of(context.inbound.prose) for span in topic).lower().split())
    )
    if not meant.isdisjoint(groups.near(stems)):
        return True
    return any(s.asks or not {"done", "defer", "cannot"}.isdisjoint(s.cues) for s in said)
