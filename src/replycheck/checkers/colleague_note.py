"""A note to a colleague that was left in the reply: "Meera, pls check once if the hotel knows"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from typing import ClassVar

from replycheck.checkers.context import Context
from replycheck.checkers.name import is_known_name
from replycheck.matching.compiled import Patterns
from replycheck.model import Match, PartKind, Span
from replycheck.read.language import is_common_word
from replycheck.records import dataclass
from replycheck.understand.addressee import Addressee, addressee
from replycheck.understand.name_forms import bare, is_first_name, name_words, same_name
from replycheck.understand.placeholder_place import GREETING_WORDS
from replycheck.understand.segments import is_list_item

ALWAYS, SURELY, PERHAPS = 0.95, 0.9, 0.6
"""Scores: the words are for nobody but a colleague; they are, where the customer is somebody else; somebody is asked
who is not the customer."""


@dataclass(frozen=True, eq=False, repr=False)
class ColleagueNote:
    """Fires at a line, or a bracket, that speaks to somebody who is not the customer and asks for something.

    Whom the draft greets, the customer, and whoever the customer wrote of are no colleagues.  Where the
    customer's first name is not known, or more people are greeted than the names say ("Ana and family"), only
    words that no customer is told count ("before this goes out", "this customer").  A report of what a
    colleague does is none, and what a colon leads to is quoted or listed.  Values: match, whom.
    """

    needs: ClassVar[tuple[str, ...]] = ("english",)

    def __call__(self, context: Context) -> Iterator[Match]:
        text = context.draft.plain
        if not _PATTERNS["asks"].search(text):
            return
        people = _People(context)
        end = -1
        for place, in_brackets in sorted(_places(text)):
            match = _PATTERNS["called"].match(text, place.start, place.end)
            if match is None or place.start < end or not _is_sent(context, place):
                continue
            whom = match["name"] or "a colleague"
            score = _score(context, match, place, in_brackets=in_brackets)
            if score and people.are_colleagues(match, score) and not _is_led_to(text, place.start):
                end = place.end
                yield Match(place, {"match": place.of(context.draft.text), "whom": whom}, score=score)


class _People:
    """Who is no colleague: the customer and everybody whom the draft greets."""

    def __init__(self, context: Context) -> None:
        self._context = context

    @cached_property
    def _found(self) -> Addressee | None:
        return addressee(self._context.draft)

    @cached_property
    def _greeted(self) -> tuple[str, ...]:
        """Words of the lines that greet."""
        return tuple(word for line in self._greetings for word in name_words(line))

    @cached_property
    def _greetings(self) -> list[str]:
        return _PATTERNS["greeting"].findall(self._context.draft.plain)

    @cached_property
    def is_customer_known(self) -> bool:
        """Somebody's first name is known to be the customer's, and nobody is greeted without a first name."""
        found = self._found.words if self._found and self._found.sort == "name" and self._found.sure else ()
        if any(map(_PATTERNS["and others"].search, self._greetings)):
            return False
        greeted = (*found, *self._greeted)
        if self._found and self._found.title:  # "Hello Mrs Lima", and Jack may be her husband
            return any(map(is_first_name, greeted))
        return any(map(is_first_name, (*self._context.customer_names, *greeted)))

    def are_colleagues(self, match: re.Match[str], score: float) -> bool:
        found = self._found
        if found and found.span.overlaps(Span(*match.span())) and not self._greeted:
            return False  # it is the greeting itself
        name = match["name"]
        if name is None:
            return not any(bare(word) == bare(match["team"]) for word in self._greeted)
        if score < ALWAYS and not self.is_customer_known:
            return False
        if score < SURELY and not is_first_name(name):
            return False
        if not is_first_name(name) and is_common_word(name.lower()):
            return False
        outside = found.words if found and not found.span.overlaps(Span(*match.span())) else ()
        if any(same_name(name, word) for word in (*outside, *self._greeted)):
            return False
        return bare(name) not in _MACHINES and not is_known_name(self._context, name)


def _places(text: str) -> Iterator[tuple[Span, bool]]:
    """Sentences that may call somebody by name, and what stands in brackets; True for brackets."""
    for match in _PATTERNS["line"].finditer(text):
        yield Span(*match.span()), text[match.start()] in "(["
    for match in _PATTERNS["behind"].finditer(text):
        yield Span(*match.span()), False
    for match in _PATTERNS["bracket"].finditer(text):
        yield Span(*match.span()), True


def _is_sent(context: Context, place: Span) -> bool:
    quoted = (PartKind.QUOTED, PartKind.DISCLAIMER, PartKind.GREETING)
    in_code = any(mask.kind == "code" and mask.span.overlaps(place) for mask in context.draft.masks)
    return context.draft.message.part_at(place.start) not in quoted and not in_code


def _is_led_to(text: str, start: int) -> bool:
    """A colon stands before it: in its line, at the end of a line above it, or of the paragraph before."""
    *above, line = text[:start].split("\n")
    if line.rstrip(" \t(*_[").endswith(":"):
        return True
    blanks = 0
    for before in reversed(above):
        blanks += not before.strip()
        if blanks > 1:
            return False
        if before.rstrip(" \t*_").endswith(":") and not _PATTERNS["greets"].fullmatch(before):
            return True
        if blanks and before.strip():
            return False
    return False


def _score(context: Context, match: re.Match[str], place: Span, *, in_brackets: bool) -> float | None:
    """How sure it is that a colleague is meant, by the words behind the name; None where nothing is asked."""
    said = context.draft.plain[match.end() : place.end]
    asked = _PATTERNS["request"].match(said)
    if match["name"] is None:
        return SURELY if _PATTERNS["to all"].match(said) else None
    if _PATTERNS["telling"].search(said):
        return ALWAYS
    line = context.draft.plain.rfind("\n", 0, place.start) + 1
    if not (in_brackets or match["at"]) and context.draft.plain[line : place.start].strip():
        return None  # "Thanks. Ana, please check ..." turns to the customer in the middle of a line
    if _PATTERNS["between us"].search(said) or (match["fyi"] and _PATTERNS["of them"].search(said)):
        return SURELY
    if _PATTERNS["yours"].search(said):
        return None
    if asked and in_brackets and _PATTERNS["checking"].match(said):
        return SURELY
    if context.case.channel == "social" or is_list_item(context.draft.plain[line : place.end]):
        return None  # in a post "@Meera" is the customer; a list of who does what is for both sides
    to_do = _PATTERNS["to do"].match(said) and not _PATTERNS["you"].search(said)
    return PERHAPS if asked or to_do else None


_CHECK = (
    r"(?:double[- ]?check|check|confirm|verify|review|approve|advise|look into|look at|have a look|take a look|update"
    r"|chase|follow up|sign off|find out|ask|call|see if|see whether|handle|take this|take over|jump in)"
)
_PLEASE = r"(?:pls|plz|please|kindly)"
_SOURCES = {
    # What a draft must hold before its lines are looked at.
    "asks": r"\b(?:pls|plz|please|kindly|can|could|would|do|did|have|are|is|any|to|fyi)\b",
    "greeting": rf"^[ \t>*_]*(?:{GREETING_WORDS})\b([^\n,!:]{{0,60}})",
    "line": r"^[ \t*_>]*(?=\S)[^\n.?!]{3,240}(?:[.?!]|$)",
    "behind": r"(?<=[.?!] )(?=@?[A-Z])[^\n.?!]{3,240}(?:[.?!]|$)",
    "greets": rf"[ \t>*_]*(?:{GREETING_WORDS})\b[^\n,!:]{{0,60}}:[ \t*_]*",
    "and others": r"(?:\band|&|\+) (?:(?:the|your|his|her) (?:\w+ )?)?(?:family|kids|children|co|company|team|all"
    r"|others|everyone|everybody|friends?|guests?|partner|husband|wife|colleagues?|crew|party|group|rest)\b",
    "bracket": r"[(\[][^()\[\]\n]{5,200}[)\]]",
    # Whom it speaks to.
    "called": r"[\s*_>(\[]*(?P<fyi>(?i:fyi|nb|note (?:to|for))[,:]? )?"
    r"(?:@?(?P<team>(?i:team|guys|folks|all|everyone|colleagues|here|channel))\s?[,–—-]"
    r"|(?P<at>@)?(?P<name>[A-Z][a-zà-ÿ'-]{1,19})(?:\s?[,–—]| -(?= )|(?<=[a-z])(?= to [a-z])|(?(at)(?= )|(?!))))\s*",
    "request": rf"(?:also |quick(?:ly)? |just )?(?:(?:can|could|would|will) (?:you|u)"
    rf" (?:{_PLEASE} |also |quickly |just )?{_CHECK}\b|{_PLEASE} (?:can you |also |just |quickly )?{_CHECK}\b"
    r"|(?:do|did|have|are|can|should|shall|were) we\b"
    r"|(?:is|was|are) (?:this|that|it|these) (?:right|correct|ok|okay|still|true|covered|allowed|possible|in stock)\b"
    r"|any (?:idea|update|news)\b)",
    "checking": r"(?:can|could|would|will|pls|plz|please|kindly)\b[^?.!\n]{0,24}\b(?:double[- ]?check|check|confirm"
    r"|verify|review)\b",
    "to do": rf"to {_CHECK}\b",
    "to all": rf"(?:{_PLEASE} (?:review|advise|approve|check and|confirm before)|(?:can|could) (?:someone|somebody"
    rf"|anyone|one of you) (?:{_PLEASE} )?{_CHECK})\b",
    # What nobody says to a customer.
    "telling": r"\bbefore this (?:goes out|goes to the (?:customer|client|guest)|is sent out|gets sent)\b"
    r"|\bthis customer\b(?!'| (?:service|care|page|portal|area|account|number|data|card|form|note))",
    # What nobody says to anybody else, where the customer is known: "please approve the draft" may be for a customer.
    "between us": r"\bbefore (?:this|it) (?:goes|is sent|gets sent|leaves)\b"
    r"|\bbefore (?:i|we) (?:send|reply|answer|respond)\b"
    r"|\bthis (?:guy|customer|lady|woman|man|client|gentleman)\b"
    rf"|\b(?:{_PLEASE}|(?:can|could) you) (?:\w+ )?(?:review|approve|proof-?read)(?= ?[.?!)\]]|$"
    r"| (?:this|my) (?:reply|draft|answer|mail|e-?mail|response|wording)\b)"
    r"|\b(?:update|close|merge|reassign|tag|escalate) (?:his|her|their) (?:ticket|case)\b",
    "of them": r"\b(?:he|she) (?:has|had|is|wants|keeps)\b|\bthe (?:customer|client|guest)\b",
    "you": r"\byou\b",
    "yours": r"\b(?:your|yours|you've|you have|you'd|you had)\b",
}
_PATTERNS = Patterns(_SOURCES, re.IGNORECASE | re.MULTILINE, exact=("called",))
"""Capitals tell names from words."""
_MACHINES = frozenset("alexa siri cortana bixby jarvis".split())
