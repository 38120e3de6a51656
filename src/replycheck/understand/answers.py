"""Whether a draft takes up what the customer asked, and the sentence that comes closest.

A logistic regression over the features of `answer_features` picks the sentence, and small trees over what is
then known of it and of the whole draft give the score; both were trained on the project's own pairs and good
drafts by `benchmarks/accuracy/train_answers.py` and are read when they are first needed.
With a semantic model both see its nearness too, and have weights of their own; with a model that reads question and
reply in one, they also see what it read (`answer_meaning`).  The score is the same
probability under all, so that the bounds of the rules hold for each.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Protocol

from replycheck.matching import Index
from replycheck.model import Answer, Question, Span
from replycheck.records import NamedTuple
from replycheck.understand.answer_features import (
    PAIR,
    PAIR_MEANING,
    PAIR_READING,
    Asked,
    Synonyms,
    asked,
    is_settled,
    pair_rows,
    tells_the_fact,
    whole_rows,
)
from replycheck.understand.answer_manner import manner
from replycheck.understand.answer_meaning import Meaning, Reading, Vectors, nearness_of
from replycheck.understand.answer_trees import Trees, loaded
from replycheck.understand.document import Document
from replycheck.understand.quoted_questions import quotations, said_below
from replycheck.understand.statements import Statement, statements

ADDRESSED = 0.6
"""From which score on a question counts as addressed; chosen on the project's own pairs."""

REQUEST_ADDRESSED = 0.7
"""The same for a request: of those between the two scores more than half of the labelled ones are open."""

SETTLED = 0.65
"""The least score of a question that is plainly answered (`answer_features.is_settled`)."""

ASKED_BACK = 0.45
"""The least score of a question where all the reply does is ask for more."""

_INQUIRING = frozenset("let keep tell send share give dm message".split())
_LEARN = frozenset("know have see posted informed updated".split())
"""What "let us" and "keep us" go on with where more is asked for; "let me tell you" tells."""

Weights = tuple[float, tuple[float, ...]]
"""Bias, and the weights in the order of their table."""

MOST_PAIRS = 20_000
"""So many questions times sentences are weighed, which takes some three seconds; no reply that people write has
as many.
"""

NOTHING = 0.02
"""The score of every question where the draft has no sentence that could answer anything."""


class Similarity(Protocol):
    """A semantic model: how near two texts are in meaning, and for some what a reply says to a question."""

    @property
    def name(self) -> str: ...

    @property
    def reads(self) -> bool:
        """Whether it also reads question and reply in one."""

    def vectors(self, texts: Sequence[str]) -> Vectors:
        """A vector of length 1 for each text, all of one size; texts of like meaning point the same way."""

    def readings(self, questions: Sequence[str], sentences: Sequence[str]) -> Sequence[Reading]:
        """What a reply of these sentences, of which there is one at least, says to each question; only to be
        asked of a model that `reads`.
        """


class TooMany(Exception):
    """The questions and sentences are more than `MOST_PAIRS`."""

    def __init__(self, questions: int, sentences: int) -> None:
        super().__init__(
            f"the draft has {sentences:,} sentences, too many to hold against {questions} questions"
        )


class Trained(NamedTuple):
    """What a backend was trained to: the regression over pairs and the trees over the whole."""

    pair: Weights
    trees: Trees


def weigh_answers(
    inbound: Document, draft: Document, similarity: Similarity | None = None
) -> tuple[Answer, ...]:
    """One answer for each of the inbound's questions, in order.

    `score` is the probability that the question is addressed; `evidence` the closest sentence of
    the draft, None where it has none that could answer anything.  Raises `TooMany`.
    """
    if not inbound.questions:
        return ()
    return weigh(inbound, draft, inbound.questions, weights_for(similarity), similarity)


def weights_for(similarity: Similarity | None) -> Trained:
    """The weights of the backend: of words alone, of a model that reads question and reply in one, or of any."""
    if similarity is None:
        return shipped_weights()
    return reading_weights() if similarity.reads else semantic_weights()


def weigh(
    inbound: Document,
    draft: Document,
    questions: Sequence[Question],
    weights: Trained,
    similarity: Similarity | None = None,
) -> tuple[Answer, ...]:
    """`weigh_answers` for given questions under given weights."""
    _refuse_too_many(questions, draft.sentences)
    found = candidates(draft)
    if not found:
        return tuple(Answer(question, False, NOTHING, None) for question in questions)
    _refuse_too_many(questions, found)  # links and code are statements too, but no sentences
    asked = prepared(inbound, questions)
    synonyms = synonyms_of(draft)
    manners = [[manner(s.words, a.question.qtype) for s in found] for a in asked]
    meaning = meaning_of(asked, found, draft, similarity) if similarity else None
    rows = pair_rows(asked, found, synonyms, manners, meaning)
    logits = [[logit(weights.pair, row) for row in each] for each in rows]
    least_score = ASKED_BACK if all(map(_asks_back, found)) else 0.0
    quoted = quotations(draft.text)
    answers = []
    for n, row in enumerate(whole_rows(asked, found, rows, logits, manners, meaning)):
        odds = weights.trees.logit(row)
        least = REQUEST_ADDRESSED if questions[n].kind == "request" else ADDRESSED
        score = max(least_score, probability(odds))
        is_addressed = score >= least
        picked = found[max(range(len(found)), key=logits[n].__getitem__)]
        closest = picked.span
        if not is_addressed and (
            is_settled(asked[n], asked, found, synonyms) or tells_the_fact(asked[n], asked, picked)
        ):
            is_addressed, score = True, max(score, least, SETTLED)
        if quoted and (below := said_below(questions[n], quoted, found)):
            is_addressed, score, closest = True, max(score, least, SETTLED), below.span
        answers.append(Answer(questions[n], is_addressed, score, closest))
    return tuple(answers)


def _refuse_too_many(questions: Sequence[Question], sentences: Sequence[object]) -> None:
    if len(questions) * len(sentences) > MOST_PAIRS:
        raise TooMany(len(questions), len(sentences))


def _asks_back(statement: Statement) -> bool:
    """ "Does it happen with every file?", "Please let us know what it says.": the customer has to say more first."""
    if "?" in statement.raw or len(statement.words) < BRIEF:
        return True
    words = statement.words
    return any(
        a in _INQUIRING and b in ("us", "me") and (a not in ("let", "keep") or c in _LEARN)
        for a, b, c in zip(words, words[1:], [*words[2:], ""], strict=False)
    )


BRIEF = 3
"""Words of a statement that could say something."""


def meaning_of(
    asked: Sequence[Asked], found: Sequence[Statement], draft: Document, similarity: Similarity
) -> Meaning:
    """What a semantic model makes of the questions and the draft's statements."""
    readings = similarity.readings(*_texts(asked, found, draft)) if similarity.reads else None
    return Meaning(cosines(asked, found, draft, similarity), readings)


def cosines(
    asked: Sequence[Asked], found: Sequence[Statement], draft: Document, similarity: Similarity
) -> list[list[float]]:
    """How near each question is to each statement under the model."""
    questions, sentences = _texts(asked, found, draft)
    return nearness_of(similarity.vectors(questions), similarity.vectors(sentences))


def _texts(
    asked: Sequence[Asked], found: Sequence[Statement], draft: Document
) -> tuple[list[str], list[str]]:
    return [a.question.text for a in asked], [s.span.of(draft.text) for s in found]


def candidates(draft: Document) -> tuple[Statement, ...]:
    """The sentences that could be an answer; where all seem courtesies, those that are not mere stock."""
    found = statements(draft)
    return tuple(s for s in found if s.informative) or tuple(s for s in found if s.tells)


def informative_sentences(draft: Document) -> tuple[Span, ...]:
    """The sentences of a draft that tell something, in order.

    Left out are greeting, sign-off, and those made wholly of thanks, empty apology, acknowledgement,
    waiting phrases, pleasantries and offers of help.
    """
    return tuple(statement.span for statement in statements(draft) if statement.tells)


def prepared(inbound: Document, questions: Sequence[Question]) -> list[Asked]:
    """The questions with their content stems; a bare one borrows those of the sentence before it."""
    words, context = [], []
    for question in questions:
        words.append(_words(inbound, question.span))
        before = [s for s in inbound.sentences if s.end <= question.span.start]
        context.append(_words(inbound, before[-1]) if before else [])
    return asked(questions, words, context, [w.of(inbound.prose).lower() for w in inbound.words])


def _words(document: Document, span: Span) -> list[str]:
    return [
        w.of(document.prose).lower() for w in document.words if span.start <= w.start and w.end <= span.end
    ]


@lru_cache(maxsize=4)
def _synonyms(index: Index, own: tuple[tuple[str, ...], ...]) -> Synonyms:
    return Synonyms([*index.word_groups.get("synonyms", ()), *own])


def synonyms_of(document: Document) -> Synonyms:
    """The synonym groups of each stem: those of the lexicon that the document was read with, and the team's."""
    return _synonyms(document.index, document.answer_settings.synonyms)


@cache
def shipped_weights() -> Trained:
    """The weights for words alone."""
    return _weights("answer_weights.json", PAIR)


@cache
def semantic_weights() -> Trained:
    """The weights for rows that any semantic model added its nearness to."""
    return _weights("answer_weights_semantic.json", (*PAIR, *PAIR_MEANING))


@cache
def reading_weights() -> Trained:
    """The weights for rows to which a model added what it read in question and reply."""
    return _weights("answer_weights_reading.json", (*PAIR, *PAIR_MEANING, *PAIR_READING))


def _weights(name: str, pair: Sequence[str]) -> Trained:
    stored = json.loads(Path(__file__).with_name(name).read_text(encoding="utf-8"))
    weights = stored["pair"]["weights"]
    trees = loaded(stored["whole"]["bias"], stored["whole"]["trees"])
    return Trained((stored["pair"]["bias"], tuple(weights[name] for name in pair)), trees)


def logit(weights: Weights, row: Sequence[float]) -> float:
    return weights[0] + sum(w * x for w, x in zip(weights[1], row, strict=True))


def probability(logit: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, logit))))
