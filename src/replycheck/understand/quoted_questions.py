"""Answers that stand where they belong: below the customer's question, quoted in the draft as skeletons do."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from replycheck.model import Question
from replycheck.records import NamedTuple
from replycheck.understand.statements import Statement

_WORD = re.compile(r"[^\W_]+")
_QUOTED = re.compile(r"(?:^[ \t]*>.*(?:\n|\Z))+", re.MULTILINE)


class Quotation(NamedTuple):
    """What a draft quotes: its lower-case words with a space around each, and the paragraph right below it
    (code points).
    """

    words: str
    start: int
    end: int


def quotations(text: str) -> tuple[Quotation, ...]:
    """The runs of lines with ">" in front, in order; not the history of a mail, which a line like "Ana wrote:"
    leads to.
    """
    return tuple(_found(text)) if ">" in text else ()


def _found(text: str) -> Iterator[Quotation]:
    runs = list(_QUOTED.finditer(text))
    ends = [run.start() for run in runs[1:]] + [len(text)]
    for run, end in zip(runs, ends, strict=False):
        if not text[: run.start()].rstrip().endswith(":"):
            below = text[run.end() : end]
            start = run.end() + len(below) - len(below.lstrip())
            paragraph = text[start:end].partition("\n\n")[0]
            yield Quotation(_spaced(run.group()), start, start + len(paragraph))


def said_below(
    question: Question, quoted: Sequence[Quotation], found: Sequence[Statement]
) -> Statement | None:
    """The first of the statements right below a quotation of the question alone; None where there is none.

    Who only promises to look, or asks back, has not answered.
    """
    wanted = _spaced(question.text)
    for quotation in quoted:
        if wanted.strip() and wanted in quotation.words and len(quotation.words) < MOST_QUOTED * len(wanted):
            for statement in found:
                if not quotation.start <= statement.span.start < quotation.end:
                    continue
                if not statement.asks and "defer" not in statement.cues:
                    return statement
    return None


MOST_QUOTED = 1.6
"""So many times as long as the question may the quotation be; in a longer one other things are asked too."""


def _spaced(text: str) -> str:
    return f" {' '.join(_WORD.findall(text.lower()))} "
