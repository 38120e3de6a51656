"""Where a possible placeholder stands: what is visible there, which slot it fills, who speaks about it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, cached_property
from itertools import islice
from typing import Literal

from replycheck.matching.compiled import compiled
from replycheck.model import PartKind, Span, Spans
from replycheck.records import NamedTuple
from replycheck.understand.document import Document
from replycheck.understand.masks import GAP, Mask, masked
from replycheck.understand.placeholder_words import (
    HINTS,
    INTERFACE,
    MENTION_NOUNS,
    OWN_NAME,
    STRONG_MENTION,
)

Sort = Literal[
    "unfilled",
    "template-variable",
    "angle-fill-in",
    "empty-greeting",
    "null-residue",
    "filler-run",
    "todo-marker",
    "lorem-ipsum",
    "choose-one",
    "author-instruction",
    "sample-value",
    "render-error",
    "markup-leak",
]


class Placeholder(NamedTuple):
    """A slot nobody filled, or what a template left behind.

    `span` is the whole token with its delimiters, or the whole empty greeting.  `score` runs from
    0 to 1 (0.8 and more is sure, less than 0.5 is noise); `hint` says in plain words what belongs
    there.
    """

    span: Span
    sort: Sort
    score: float
    hint: str


@cache
def pattern(source: str, flags: int = 0) -> re.Pattern[str]:
    """A regular expression, compiled when a text first needs it."""
    return compiled(source, flags)


def parts_of(token: str) -> list[str]:
    """The lower-case words of a token, with `camelCase` and `snake_case` taken apart."""
    return [w.lower() for w in pattern(r"[A-Z]?[a-z]+(?:'s)?|[A-Z]+(?![a-z])|\d+|[^\W\d_]+").findall(token)]


def hint_of(token: str) -> str:
    """What belongs into a slot, in plain words, as far as its own words tell."""
    words = set(parts_of(token))
    if "your" in words and "name" in words:
        return OWN_NAME
    return next((hint for known, hint in HINTS if known & words), "the missing text")


_SENTENCE_END = r"[.!?]\s|\n"
_ORDER = (
    r"(?:^|[.:;,!?\n]\s*|\b(?:please|then|just|you|must|should|could|can)\s+)"
    r"(?:type|write|enter|replace|use|add|set|wrap|insert|put)\s+(?:[\w']+\s+){0,2}\W{0,2}$"
)
_SAYING = (
    r"\b(?:wr[io]te|written|sa(?:y|ys|id|w)|sees?|seen|shows?|reads?|means?|called"
    r"|named|spelled)\b[^\n.]{0,60}$"
)
_NUMBERED = (
    r"\b(?:by|on|at|of|for|from|until|before|within|after|to|is|was|are|in|with"
    r"|about|via|#|no\.?|number|order|eur|gbp|usd|chf|inr|rs\.?)\s+$"
)
_POSSESSED = r"\b(?:your|our|my|the|a|an|this|call|buying|purchasing|choosing|using)\s+$"


MOST_MARKS = 20_000
"""So many brackets and other marks are looked at, which takes some two seconds; no reply holds as many."""


def _cut(visible: str) -> tuple[str, int | None]:
    """The text with all masked from a place on where it has too many marks, and that place; else None."""
    if len(visible) < MOST_MARKS:
        return visible, None
    marks = pattern(r"[\[{(<#%~^=*_|@$§+\\&]").finditer(visible)
    last = next(islice(marks, MOST_MARKS, None), None)
    if last is None:
        return visible, None
    end = last.start()
    return visible[:end] + "".join(c if c == "\n" else GAP for c in visible[end:]), end


class Place:
    """The visible text of a draft: all but code, addresses, markup and other people's words.

    Template tags stay visible, and so does the signature, where `[Your Name]` is as unfilled as
    anywhere else.  Of what is `hidden` nothing is visible, and nothing from `end` on, where it is a place.
    """

    def __init__(self, document: Document, hidden: Sequence[Span] = ()) -> None:
        self.document = document
        self.plain = document.plain
        kept = [mask for mask in document.masks if not self._is_ours(mask)]
        kept += [Mask(span, "tag") for span in hidden]
        visible = masked(self.plain, tuple(kept))
        visible, self.end = _cut(visible)
        if ">" in visible:  # lines that quote, where no reader has marked them
            visible = pattern(r"^[ \t]*>(?!>)[^\n]*", re.MULTILINE).sub(lambda m: GAP * len(m[0]), visible)
        self.visible = visible

    def _is_ours(self, mask: Mask) -> bool:
        if mask.kind == "history":
            return self.document.message.part_at(mask.span.start) is PartKind.SIGNATURE
        return mask.kind == "tag" or (mask.kind in ("markup", "block") and self._is_fill_in(mask.span))

    def _is_fill_in(self, span: Span) -> bool:
        """True for `<address>` and `<time of the visit>`: elements by name, and yet no markup."""
        tag = span.of(self.plain)
        if self.document.message.markup == "html" or not tag.startswith("<") or tag.startswith(("</", "<!")):
            return False
        if "=" in tag or "/" in tag:
            return False
        words = tag[1:-1].split()
        if len(words) > 1:
            return True
        name = words[0].lower() if words else ""
        fields = ("address", "link", "time", "title", "summary", "details", "label", "picture", "section")
        return name in fields and f"</{name}" not in self.plain.lower()

    @cached_property
    def characters(self) -> frozenset[str]:
        return frozenset(self.visible)

    @cached_property
    def lower(self) -> str:
        return self.visible.lower()

    @cached_property
    def quotations(self) -> Spans:
        if '"' not in self.characters:
            return Spans()
        return Spans(Span(*m.span()) for m in pattern(r'"[^"\n]{1,300}"').finditer(self.visible))

    def find(self, source: str, flags: int = 0) -> Iterator[re.Match[str]]:
        """Where a regular expression matches the visible text."""
        return pattern(source, flags).finditer(self.visible)

    def is_near(self, span: Span, cues: frozenset[str], count: int = 5) -> bool:
        """True where one of `cues` is among the nearest words of the sentence."""
        before, after = self.words_around(span, count)
        return bool(cues & {*before, *after})

    def before(self, start: int, width: int = 60) -> str:
        """What stands before an offset on its line."""
        return self.visible[max(0, start - width) : start].rpartition("\n")[2]

    def after(self, end: int, width: int = 60) -> str:
        """What stands behind an offset on its line."""
        return self.visible[end : end + width].partition("\n")[0]

    def sentence(self, span: Span) -> tuple[str, str]:
        """The words of the sentence before and behind a span, at most a line's worth each."""
        before = pattern(_SENTENCE_END).split(self.visible[max(0, span.start - 120) : span.start])[-1]
        after = pattern(_SENTENCE_END).split(self.visible[span.end : span.end + 80])[0]
        return before, after

    def words_around(self, span: Span, count: int = 3) -> tuple[list[str], list[str]]:
        """The nearest words of the sentence before and behind a span, in lower case."""
        before, after = self.sentence(span)
        words = pattern(r"[\w'-]+")
        return words.findall(before.lower())[-count:], words.findall(after.lower())[:count]

    def in_greeting(self, start: int) -> bool:
        """True in the name's slot of a greeting at the start of a line."""
        line = self.before(start, 40).lower()
        return bool(
            pattern(rf"^[\s*_]*(?:{GREETING_WORDS}|thanks|thank you)\b[ ,]+(?:\W*\w{{1,12}}\W+)?\W*$").match(
                line
            )
        )

    def is_signed(self, start: int) -> bool:
        """True where a sign-off ends: `Kind regards,` above, or `- ` before at the end of the text."""
        above = self.visible[max(0, start - 80) : start]
        return bool(
            pattern(
                r"(?:regards|wishes|sincerely|thanks|thank you|cheers|best|yours|truly|faithfully"
                r"|team)[,.!]?\s+[-–—~]*\s*$",
                re.IGNORECASE,
            ).search(above)
            and "\n" in above
        ) and not self.in_greeting(start)

    def slot(self, start: int) -> float:
        """How much the words before an offset ask for a value, from 0 to 1."""
        before = self.before(start)
        if pattern(r"[£$€¥#:]\s*$").search(before) or pattern(_NUMBERED, re.IGNORECASE).search(before):
            return 1.0
        return 0.5 if pattern(_POSSESSED, re.IGNORECASE).search(before) else 0.0

    def is_interface(self, span: Span) -> bool:
        """True beside `click`, `button`, `>`: what is named there stands on a screen."""
        left, right = self.before(span.start, 12).rstrip(), self.after(span.end, 12).lstrip()
        if left.endswith((">", "→", "»", "➜")) or right.startswith((">", "→", "➜", "+ [", "+ <")):
            return True
        before, after = self.words_around(span)
        shown = self.visible[span.start + 1 : span.start + 2].isupper()
        if shown and pattern(r"(?i)\b(?:click|tap|press)\b").search(self.sentence(span)[0]):
            return True
        return bool(INTERFACE & {*before, *after[:1]}) or before[-2:] == ["go", "to"]

    def is_mentioned(self, span: Span, *, engine: bool = False) -> bool:
        """True where the token is spoken about or quoted, and not left over.

        A quoted `engine` token stays where the quotation is a title it should have filled: Your
        request "{{ticket.title}}".
        """
        for quotation in self.quotations.near(span):
            if quotation.start < span.start and span.end < quotation.end:
                return not (engine and self._is_title(quotation))
        if self.plain[span.start - 1 : span.start] == "'" == self.plain[span.end : span.end + 1]:
            return True
        if self._is_explained(span.of(self.visible)):
            return True
        before, after = self.sentence(span)
        near_before, near_after = self.words_around(span, 2)
        if MENTION_NOUNS & {*near_before[-1:], *near_after[:1]}:
            return True
        words = set(pattern(r"[a-z]+").findall(f"{before} {after}".lower()))
        if words & STRONG_MENTION or (
            engine and words & {"template", "templates", "tag", "tags", "field", "fields"}
        ):
            return True
        if not pattern(_ORDER, re.IGNORECASE).search(before):
            return False
        return engine and not {"code", "coupon", "voucher", "discount"} & set(parts_of(span.of(self.plain)))

    @cached_property
    def _explanations(self) -> list[tuple[int, bool]]:
        """Where tokens may be explained, and whether a verb must follow: "replace …", "where … is"."""
        if "replace " not in self.lower and "where " not in self.lower:
            return []
        found = self.find(r"\b(?:(where)|replace(?: the)?) ", re.IGNORECASE)
        return [(match.end(), match[1] is not None) for match in found][:100]

    def _is_explained(self, token: str) -> bool:
        """True for `{x}` anywhere in a text that says "where {x} is …" or "replace {x} by …"."""
        verb = pattern(r" (?:is|stands|means)\b")
        return any(
            self.visible.startswith(token, at)
            and (not needs_verb or verb.match(self.visible, at + len(token)))
            for at, needs_verb in self._explanations
        )

    def _is_title(self, quotation: Span) -> bool:
        before = self.before(quotation.start)
        if "." not in quotation.of(self.plain) or pattern(_SAYING, re.IGNORECASE).search(before):
            return False
        titled = (
            r"\b(?:request|ticket|subject|order|regarding|about|re|titled|case|topic|enquiry|question)\W*$"
        )
        return bool(pattern(titled, re.IGNORECASE).search(before))


GREETING_WORDS = r"hi|hello|hey|hiya|dear|greetings|howdy|good (?:morning|afternoon|evening|day)"
