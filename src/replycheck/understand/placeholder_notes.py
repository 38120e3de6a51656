"""What the writer of a reply or of its template noted for himself: TODO, dummy text, open choices."""

from __future__ import annotations

import re
from collections.abc import Iterator

from replycheck.model import Span
from replycheck.understand.placeholder_place import Place, Placeholder, hint_of, pattern
from replycheck.understand.placeholder_words import AUTHOR_CUES, NOTE_HINT


def find_notes(place: Place) -> Iterator[Placeholder]:
    """Candidates by place within each sort; they may overlap."""
    lower = place.lower
    if any(word in lower for word in ("todo", "tbd", "tbc", "tba", "fixme", "to do:")):
        yield from _todos(place)
    if "lorem" in lower or "dolor sit" in lower:
        yield from _lorem(place)
    if any(cue in lower for cue in (*AUTHOR_CUES, "note to")):
        yield from _notes(place)
    if "/" in place.characters and "mr" in lower:
        yield from _choices(place)


def _todos(place: Place) -> Iterator[Placeholder]:
    for match in place.find(
        r"(?<![\w#@.-])(TODO|FIXME|TO DO(?=:)|T\.?B\.?[CDA](?=\W|$)|tb[cd])(?![\w-]|\.\w)"
    ):
        span = Span(*match.span())
        before, after = place.words_around(span, 2)
        if place.is_mentioned(span):
            continue
        if place.visible[span.end : span.end + 1] == ":":
            line = place.after(span.end, 200)
            span = Span(span.start, span.end + len(line.rstrip()))
        elif place.visible[span.start - 1 : span.start] == "(":
            closed = pattern(r"[^()\n]{0,80}\)").match(place.visible, span.end)
            span = Span(span.start - 1, closed.end()) if closed else span
        if match[1].startswith(("TODO", "FIXME", "TO DO")):
            own = (
                set(before) & {"your", "my", "our", "the", "a", "in", "named", "called"}
                and place.visible[match.end() : match.end() + 1] != ":"
            )
            if own or set(after[:1]) & {
                "list",
                "lists",
                "item",
                "items",
                "app",
                "comment",
                "comments",
                "board",
            }:
                continue
            yield Placeholder(span, "todo-marker", 0.9, "what is still to be done")
        elif match[1].islower():
            if set(before[-1:]) & {"is", "date", "time", "price", "amount", "by", "on", "at", "still"}:
                yield Placeholder(span, "todo-marker", 0.7, hint_of(" ".join(before)))
        elif not set(after[:1]) & {"means", "stands", "bank", "team", "records", "is"} | (
            set(before[-1:]) & {"team"}
        ):
            yield Placeholder(span, "todo-marker", 0.8, hint_of(" ".join(before)))


def _lorem(place: Place) -> Iterator[Placeholder]:
    for match in place.find(
        r"(?i)\b(?:lorem ipsum(?: dolor(?: sit)?(?: amet)?)?|dolor sit amet)(?:,? consectetur[^.\n]{0,120})?"
    ):
        span = Span(*match.span())
        cues = frozenset("demo sample theme placeholder template dummy text filler".split())
        cued = len(match[0]) < 16 and place.is_near(span, cues, 4)
        if not cued and not place.is_mentioned(span):
            yield Placeholder(span, "lorem-ipsum", 0.95, "the real text")


def _notes(place: Place) -> Iterator[Placeholder]:
    for match in place.find(
        r"(?im)^[ \t>*_(\[-]*(?:note to (?:self|agents?|editor)|n\.?b\.? agents?|(?:agent"
        r"|internal) note|note for agents?)(?![\w-])[^\n]{0,200}"
    ):
        yield Placeholder(Span(*match.span()), "author-instruction", 0.85, NOTE_HINT)
    order = (
        r"(?i)\b(?:delete|remove|edit|personali[sz]e|check|adjust|update)\b[^.!?\n()\[\]]{0,60}\bbefore (?:sending"
        r"|you send)(?= (?:this|the (?:reply|e-?mail|message|template|mail))\b|\W*$"
        r"|[.)\]!*])|\(?\*?\b(?:delete|strike) as (?:appropriate|applicable)\b\)?"
        r"|\b(?:delete|remove) this (?:line|sentence|paragraph|section|part|note) (?:if"
        r"|when|before|unless)\b[^.!?\n()\[\]]{0,60}"
    )
    for match in place.find(order, re.MULTILINE):
        span = Span(*match.span())
        if not pattern(r"(?i)\b(?:please|you can|to|you|then|and|not)\s+$").search(
            place.before(span.start)
        ) and not place.is_mentioned(span):
            yield Placeholder(span, "author-instruction", 0.85, NOTE_HINT)


def _choices(place: Place) -> Iterator[Placeholder]:
    """Choices without brackets: `Dear Mr/Mrs Okafor`, `he/she`."""
    title = r"(?:mr|mrs|ms|miss|mx|dr)\.?"
    for match in place.find(rf"(?i)(?<![\w/]){title}(?: ?/ ?{title})+(?![\w/])"):
        span = Span(*match.span())
        if pattern(r"(?i)^\W*(?:dear|hi|hello)\s+$").match(place.before(span.start)):
            yield Placeholder(span, "choose-one", 0.85, "one of the titles, or the full name")
