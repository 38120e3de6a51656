"""Whether a draft takes up what the customer asked, and the sentence that comes closest.

A logistic regression over the features of `answer_features` picks the sentence, and small trees over what is
then known of it and of the whole draft give the score; both were trained on the project's own pairs and good
drafts by `benchmarks/accuracy/train_answers.py` and are read when they are first needed.
With a semantic model both see its nearness too, and have weights of their own; the score is the same
probability under both, so that the bounds of the rules hold for either.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Protocol

from replycheck.matching import Index
from replycheck.model import Answer, Question, Span
from replycheck.understand.answer_features import (
    PAIR,
    PAIR_MEANING,
    Asked,
    Nearness,
    Synonyms,
    asked,
    is_settled,
    pair_rows,
    whole_rows,
)
from replycheck.understand.answer_manner import manner
from replycheck.understand.answer_trees import Trees, loaded
from replycheck.understand.document import Document
from replycheck.understand.statements import Statement, statements

ADDRESSED = 0.6
"""From which score on a question counts as addressed; chosen on the project's own pairs."""

REQUEST_ADDRESSED = 0.7
"""The same for a request: of those between the two scores more than half of the labelled ones are open."""

SETTLED = 0.65
"""The least score of a question that is plainly answered (`answer_features.is_settled`)."""

Weights = tuple[float, tuple[float, ...]]
"""Bias, and the weights in the order of their table."""

NOTHING = 0.02
"""The score of every question where the draft has no sentence that could answer anything."""


class Similarity(Protocol):
    """A semantic model: how near two texts are in meaning."""

    @property
    def name(self) -> str: ...

    def matrix(self, questions: Sequence[str], sentences: Sequence[str]) -> Nearness:
        """A number from -1 to 1 for each question (first index) and each sentence."""


def weigh_answers(
    inbound: Document, draft: Document, similarity: Similarity | None = None
) -> tuple[Answer, ...]:
    """One answer for each of the inbound's questions, in order.

    `score` is the probability that the question is addressed; `evidence` the closest sentence of
    the draft, None where it has none that could answer anything.
    """
    weights = semantic_weights if similarity else shipped_weights
    return weigh(inbound, draft, inbound.questions, weights, similarity) if inbound.questions else ()


def weigh(
    inbound: Document,
    draft: Document,
    questions: Sequence[Question],
    weights: Callable[[], tuple[Weights, Trees]],
    similarity: Similarity | None = None,
) -> tuple[Answer, ...]:
    """`weigh_answers` for given questions under given weights."""
    found = candidates(draft)
    if not found:
        return tuple(Answer(question, False, NOTHING, None) for question in questions)
    asked = prepared(inbound, questions)
    synonyms = synonyms_of(draft)
    manners = [[manner(s.words, a.question.qtype) for s in found] for a in asked]
    nearness = nearness_of(asked, found, draft, similarity) if similarity else None
    rows = pair_rows(asked, found, synonyms, manners, nearness)
    pairs, trees = weights()
    logits = [[logit(pairs, row) for row in each] for each in rows]
    answers = []
    for n, row in enumerate(whole_rows(asked, found, rows, logits, manners, nearness)):
        score = probability(trees.logit(row))
        least = REQUEST_ADDRESSED if questions[n].kind == "request" else ADDRESSED
        is_addressed = score >= least
        if score < max(least, SETTLED) and is_settled(asked[n], asked, found, synonyms):
            is_addressed, score = True, max(score, SETTLED)
        closest = found[max(range(len(found)), key=logits[n].__getitem__)].span
        answers.append(Answer(questions[n], is_addressed, score, closest))
    return tuple(answers)


def nearness_of(
    asked: Sequence[Asked], found: Sequence[Statement], draft: Document, similarity: Similarity
) -> Nearness:
    """What a semantic model says of the questions and the draft's statements."""
    return similarity.matrix([a.question.text for a in asked], [s.span.of(draft.text) for s in found])


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
def shipped_weights() -> tuple[Weights, Trees]:
    """Bias and weights of the regression over pairs, in the order of its table, and the trees over the whole."""
    return _weights("answer_weights.json", PAIR)


@cache
def semantic_weights() -> tuple[Weights, Trees]:
    """The same for rows that a semantic model added to."""
    return _weights("answer_weights_semantic.json", (*PAIR, *PAIR_MEANING))


def _weights(name: str, pair: Sequence[str]) -> tuple[Weights, Trees]:
    stored = json.loads(Path(__file__).with_name(name).read_text(encoding="utf-8"))
    weights = stored["pair"]["weights"]
    trees = loaded(stored["whole"]["bias"], stored["whole"]["trees"])
    return (stored["pair"]["bias"], tuple(weights[name] for name in pair)), trees


def logit(weights: Weights, row: Sequence[float]) -> float:
    return weights[0] + sum(w * x for w, x in zip(weights[1], row, strict=True))


def probability(logit: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, logit))))
