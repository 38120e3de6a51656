"""Words to write instead, fitted to the place they come to: the article and the capital letter."""

from __future__ import annotations

import re

from replycheck.checkers.context import Context
from replycheck.model import Span

_DETERMINED = frozenset(
    "the a an your our my his her its their this that these those each every any no some".split()
)


def fitted(instead: str, context: Context, span: Span) -> str:
    """`instead` without its article where one stands there already, and large where it begins the sentence."""
    draft = context.draft
    before = draft.prose[max(span.start - 12, 0) : span.start].lower().split()
    if before and before[-1] in _DETERMINED and draft.prose[span.start - 1].isspace():
        instead = re.sub(r"^(?:the|an?) ", "", instead)
    sentence = draft.sentence_at(span.start)
    if sentence is not None and sentence.start == span.start and span.of(draft.text)[:1].isupper():
        instead = instead[:1].upper() + instead[1:]
    return instead
