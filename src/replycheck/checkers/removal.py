"""Fixes that leave something out: a sentence that says nothing of its own."""

from __future__ import annotations

import re

from replycheck.checkers.context import Context
from replycheck.model import Edit, Fix, Span

MOST_OTHER_WORDS = 2
"""A sentence with more words beside the phrase may hold what the customer needs."""


def without_sentence(context: Context, span: Span) -> Fix | None:
    """An unsafe fix that leaves out the sentence which `span` is, with the white space that parted it.

    None where the sentence says more than that, and where the draft holds no other sentence of its body.
    """
    draft = context.draft
    sentence = draft.sentence_at(span.start)
    if sentence is None or sentence.end < span.end or not _stands_with_others(context, sentence):
        return None
    beside = draft.prose[sentence.start : span.start] + " " + draft.prose[span.end : sentence.end]
    if len(re.findall(r"\w+", beside)) > MOST_OTHER_WORDS or re.search(r"\d", beside):
        return None
    return Fix("unsafe", (Edit(_with_space(draft.text, sentence), ""),))


def _stands_with_others(context: Context, sentence: Span) -> bool:
    """Whether something is left where the sentence is gone: a greeting alone is no reply."""
    message = context.draft.message
    kind = message.part_at(sentence.start)
    return any(
        other != sentence and message.part_at(other.start) is kind for other in context.draft.sentences
    )


def _with_space(text: str, sentence: Span) -> Span:
    """The sentence and what would stand twice without it: a space, a line end, a blank line."""
    start, end = sentence
    before = re.search(r"(?:\A|\n)[ \t]*\Z", text[:start])
    after = re.match(r"[ \t]*(?:\n|\Z)", text[end:])
    if not before:
        start -= len(text[:start]) - len(text[:start].rstrip(" \t"))
    elif not after:
        end += len(text[end:]) - len(text[end:].lstrip(" \t"))
    else:
        start, end = start - len(before[0].lstrip("\n")), end + after.end()
        is_paragraph = text[:start].strip("\n") == "" or text[:start].endswith("\n\n")
        if is_paragraph:  # the blank line above parts what is left
            end += len(text[end:]) - len(text[end:].lstrip("\n"))
    return Span(start, end)
