"""What a customer asks and asks for: direct questions, indirect ones and requests."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from replycheck.model import Question, Span
from replycheck.understand.clauses import (
    AUX,
    EMBEDS,
    JOINTS,
    LEADS,
    PLEASE,
    WH,
    Clause,
    Kind,
    Sentence,
    past_leads,
    sentences_of,
    word_set,
)
from replycheck.understand.document import Document
from replycheck.understand.earnest import Place, earnest, is_asking, is_meant
from replycheck.understand.idle_questions import gives_way, is_bare_plea, is_idle
from replycheck.understand.question_inversions import PREDICATES
from replycheck.understand.question_openings import openings
from replycheck.understand.question_types import question_type
from replycheck.understand.stems import content_stems


def find_questions(document: Document) -> tuple[Question, ...]:
    """The questions of the writer's own prose in order; each is the shortest clause that carries it.

    Greetings, closers, rhetorical questions, quotations and what the writer answers himself are
    left out.  Empty when nothing is asked.
    """
    sentences = sentences_of(document)
    opened = opened_clauses(document, sentences)
    clauses = [c for c in opened if not is_idle(c, sentences) and not _is_label(document, c, sentences)]
    clauses = [
        c
        for c, following in zip(clauses, [*clauses[1:], None], strict=False)
        if not gives_way(c, following, sentences)
    ]
    if any(not is_bare_plea(c, sentences) for c in clauses):
        clauses = [c for c in clauses if not is_bare_plea(c, sentences)]
    if document.message.role != "customer":
        return tuple(_question(document, clause, sentences) for clause in clauses)
    clauses = sorted([*clauses, *_plain(opened, sentences)])
    chances = []
    for clause, place in zip(clauses, places_of(document, clauses, sentences), strict=True):
        words, mark = asked_words(clause, sentences)
        chances.append(earnest(words, mark, clause.kind, place))
    # What is doubtful is left out beside what is not; alone, a clause with the form of a question is all that is asked.
    if len(clauses) == 1 and clauses[0] in opened:
        chances = [1.0]
    some = any(is_meant(chance) for chance in chances)
    return tuple(
        _question(document, clause, sentences, chance)
        for clause, chance in zip(clauses, chances, strict=True)
        if not some or is_meant(chance)
    )


def opened_clauses(document: Document, sentences: Sequence[Sentence]) -> list[Clause]:
    """Every clause with the form of a question or request, idle ones too."""
    listed = _listed(document, sentences)
    return [c for n, s in enumerate(sentences) for c in _clauses(n, s, listed=n in listed)]


def asked_words(clause: Clause, sentences: Sequence[Sentence]) -> tuple[list[str], str]:
    """The words of a clause, and the mark that closes it, empty where none does."""
    sentence = sentences[clause.sentence]
    return sentence.words[clause.start : clause.end], sentence.mark if clause.marked else ""


def places_of(
    document: Document, clauses: Sequence[Clause], sentences: Sequence[Sentence]
) -> Iterator[Place]:
    """Where each clause stands in its message."""
    message = Counter(content_stems(word for sentence in sentences for word in sentence.words))
    for clause in clauses:
        tokens = sentences[clause.sentence].tokens[clause.start : clause.end]
        own = Counter(content_stems(token.word for token in tokens))
        start = tokens[0].span.start
        shared = sum(message[word] > count for word, count in own.items())
        outcry = "!" in document.prose[max(0, start - 3) : start]
        yield Place(clause.sentence, len(sentences), outcry, shared)


def _plain(opened: Sequence[Clause], sentences: Sequence[Sentence]) -> Iterator[Clause]:
    """Sentences without the form of a question that ask all the same: "It isn't clear whether the lid is included." """
    taken = {clause.sentence for clause in opened}
    for number, sentence in enumerate(sentences):
        if number not in taken and is_plain(sentence) and is_asking(sentence):
            words = sentence.words
            start = past_leads(words)
            end = _tail(sentence, words, start, _without_joints(words, start, len(words)))
            asks = any(word in WH or word in EMBEDS for word in words)
            yield Clause(number, start, end, "indirect" if asks else "request")


def is_plain(sentence: Sentence) -> bool:
    """Whether a sentence in which no clause asks may do so: no mark, no list behind it, nothing quoted.

    Of one that begins with an auxiliary verb or "let me know" grammar has said all there is, and "if not, ..." goes
    with what was asked before; "if you need it, the key is ..." offers.
    """
    if "?" in sentence.mark or sentence.listing or len(sentence.tokens) < FEWEST_WORDS:
        return False
    words = sentence.words
    if words[0] in AUX or words[:2] in (["if", "not"], ["if", "you"]) or words[:3] == ["let", "me", "know"]:
        return False
    return not any(token.quoted for token in sentence.tokens)


FEWEST_WORDS = 3
"""Words that a sentence must have to ask without the form of a question."""


def _is_label(document: Document, clause: Clause, sentences: Sequence[Sentence]) -> bool:
    """Whether a clause ends with a mark that asks nothing: "Direct dial:?", and a figure in doubt, "[380?]"."""
    if not clause.marked:
        return False
    last = sentences[clause.sentence].tokens[clause.end - 1].span
    behind = document.prose[last.end : last.end + 4].replace(" ", "")
    return behind.startswith(":?") or (behind.startswith("?]") and document.prose[last.end - 1].isdigit())


def _question(
    document: Document, clause: Clause, sentences: Sequence[Sentence], chance: float = 1.0
) -> Question:
    sentence = sentences[clause.sentence]
    tokens = sentence.tokens[clause.start : clause.end]
    end = tokens[-1].span.end
    if clause.end == len(sentence.tokens):
        tail = document.prose[end : sentence.span.end]
        end += len(tail) - len(tail.lstrip("?!"))
    span = Span(tokens[0].span.start, end)
    qtype = question_type([token.word for token in tokens], clause.kind)
    return Question(span, span.of(document.text), clause.kind, qtype, chance)


def _clauses(number: int, sentence: Sentence, *, listed: bool) -> Iterator[Clause]:
    words = sentence.words
    marked = "?" in sentence.mark and not sentence.tokens[-1].quoted
    opened = openings(sentence, words, marked=marked, listed=listed)
    if (
        not opened
        and words[-1] in PLEASE
        and words[0] not in ("thank", "thanks", "yours")
        and (2 if words[0] in _ALONE else 3) <= len(words) <= 12
        and not marked
    ):
        opened = [(past_leads(words), "request", False)]
    if not opened and _either_way(sentence, words):
        opened = [(past_leads(words), "direct", False)]
    if not opened and (marked or listed):
        start = max(past_leads(words), _bracket(sentence))
        if marked and len(words) - start <= 3 and start == _bracket(sentence) > 0:
            return
        if marked and len(words) - start == 1 and (words[start] in _INTERJECTIONS or words[start] in AUX):
            return
        if marked and _is_toned(sentence, words, start):
            return
        item_kind: Kind = "indirect" if words[start] in WH or words[start] in EMBEDS else "request"
        opened = [(start, "direct" if marked else item_kind, False)]
    for at, (start, kind, wish) in enumerate(opened):
        last = at + 1 == len(opened)
        stop = len(words) if last else opened[at + 1][0]
        closes = marked and last
        end = stop if closes else _tail(sentence, words, start, _without_joints(words, start, stop))
        if kind == "direct" and words[-1] == "appreciated" and not marked:
            kind = "request"  # "Any suggestions to make it quieter would be appreciated."
        if end > start:
            yield Clause(number, start, end, kind, wish, closes)


_ALONE = word_set(
    """explain clarify confirm compare refund invoice receipt replacement exchange cancellation update quote
    callback label password voucher tracking reimbursement"""
)
"""What asks with a mere "please" behind it: "explain please", "refund pls"."""

_TONED = word_set("honestly seriously frankly really")


def _is_toned(sentence: Sentence, words: list[str], start: int) -> bool:
    """A statement whose mark is only its tone: "She has had three years of it but honestly?", "I sent it back?!" """
    if len(words) - start >= 4 and words[-1] in _TONED and words[-2] in ("but", "and", "so", "well"):
        return True
    if (
        sentence.mark not in _LOUD
        or len(words) - start < 7
        or words[start] not in _TELLING
        or _HAPPENED.isdisjoint(words[start:])
        or not (WH | _ASKS_ON | {"but"}).isdisjoint(words[start:])
    ):
        return False
    return len(words) - _last_comma(sentence, start) > 3  # "I got two of them, any discount??" asks


_LOUD = ("??", "???", "?!", "!?", "??!", "?!?")


def _last_comma(sentence: Sentence, start: int) -> int:
    """The first word behind the last comma; `start` where there is none."""
    tokens = sentence.tokens
    return next((n for n in range(len(tokens) - 1, start, -1) if "," in tokens[n].before), start)


_HAPPENED = word_set(
    """had been was were sent paid waited called rang wrote told ordered bought got came went said hear heard hate
    love spent lost tried gave"""
)
"""A grievance is told in the past; "I can still cancel within the month??" is asked in the present."""

_ASKS_ON = word_set(
    "right correct true or can could will would still too well also twice only does covers applies includes"
)

_TELLING = word_set("i i've i'd we we've we'd the my our")


def _either_way(sentence: Sentence, words: list[str]) -> bool:
    """ "Credit is possible or not.", "a later slot, possible.": put as a question; "like it or not" is none."""
    if words[-1] == "possible" and len(words) > 2:
        parted = sentence.tokens[-1].before.strip() in (",", "-", "–", "—", ":")
        return (parted or len(words) <= 5) and not _AS_POSSIBLE & set(words)
    if words[-2:] == ["or", "not"] and len(words) > 4 and words[past_leads(words)] in ("got", "can"):
        return not {"whether", "if", "like"} & set(words)  # "Can ship before Friday or not"
    if words[-2:] not in (["or", "not"], ["or", "no"], ["or", "nah"]) or len(words) < 5:
        return False
    return words[-3] in PREDICATES and not {"whether", "if"} & set(words) and not WH & set(words)


_AS_POSSIBLE = AUX | word_set("""if as where when wherever whenever possible's not soon every all everything
    seems seemed looks looked sounds sounded appears appeared remains remained became becomes""")


_INTERJECTIONS = word_set(
    """ok okay right really seriously honestly huh eh hm hmm hello hi hey yes no yeah nope sorry wow well so oh
    anyone anybody someone somebody everyone nobody us me you him her them it this that surprised remember see
    get got understand understood clear correct true false coincidence nice great fine good lovely fair re fw fwd
    alright allright duh meh"""
)


_LISTING = word_set(
    """need require want send provide requesting request know answer following confirm supply tell
    questions advise revert clarify explain wish queries enquiries inform quote"""
)


def _listed(document: Document, sentences: Sequence[Sentence]) -> frozenset[int]:
    """Numbers of the sentences that are items of a list the writer asks for ("I need: (a) ...")."""
    found = set()
    asks = False
    for number, sentence in enumerate(sentences):
        line = document.prose[document.prose.rfind("\n", 0, sentence.span.start) + 1 : sentence.span.start]
        if asks and (sentence.tokens[0].item or _is_marker(line.strip())):
            found.add(number)
            continue
        words = set(sentence.words)
        tail = document.prose[sentence.tokens[-1].span.end : sentence.span.end]
        asks = ":" in tail and bool(words & _LISTING)
        items = sum(token.item for token in sentence.tokens)
        if items and words & _LISTING and (items > 1 or ":" in sentence.span.of(document.prose)):
            found.add(number)
    return frozenset(found)


def _is_marker(line: str) -> bool:
    """True for what stands before an item on its line: `-`, `2)`, `(b)`, `c.`"""
    return line != "" and (not any(c.isalpha() for c in line) or len(line.strip("().")) == 1)


def _bracket(sentence: Sentence) -> int:
    """The word after a bracket that the sentence does not close."""
    return (
        max((n for n, token in enumerate(sentence.tokens) if "(" in token.before), default=0)
        if ")" not in "".join(token.before for token in sentence.tokens)
        else 0
    )


def _without_joints(words: list[str], start: int, stop: int) -> int:
    loose = LEADS | JOINTS if stop < len(words) else _CLOSING
    while stop > start + 1 and words[stop - 1] in loose:
        stop -= 1
    return stop


_CLOSING = PLEASE | JOINTS | word_set("thanks cheers but yes no sorry hello hi hey btw tbh anyway &")


_TAILS = word_set(
    """i i'm i've we we've we're it it's its he he's she she's they they're my our because cause cos coz as
    since so thanks thank there's that's otherwise but although though his her their the one then"""
)


_REASONS = word_set("because cos coz cuz")


def _tail(sentence: Sentence, words: list[str], start: int, stop: int) -> int:
    """The clause's end without a statement tacked on: "..., it's my mum's", "because ..."."""
    for at in range(start + 3, stop):
        if words[at] in _REASONS:
            return at
        parted = (
            any(c in ",;(–—.!" for c in sentence.tokens[at].before) or " - " in sentence.tokens[at].before
        )
        if parted and words[at] in _TAILS:
            return at
    return stop
