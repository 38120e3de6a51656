"""Words of a sentence with what stands before them, and the sets of words that open a question.

Own word sets, written from support English in general; a set costs nothing to load, a large
alternation costs more than the whole search.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Literal

from replycheck.model import Span
from replycheck.records import NamedTuple
from replycheck.understand.document import Document

Kind = Literal["direct", "indirect", "request"]


class Token(NamedTuple):
    """A word in lower case, its place in the text, and what stands between it and the word before.

    `item` is true for the first word after an enumerator such as `2)`, `(b)` or `c.`; `quoted` for
    a word inside double quotation marks.
    """

    word: str
    span: Span
    before: str
    item: bool = False
    quoted: bool = False


class Sentence(NamedTuple):
    """A sentence as tokens; `mark` is its closing punctuation, `span` its place in the text.

    `listing` says that it ends in a colon, with a list after it.
    """

    span: Span
    tokens: tuple[Token, ...]
    mark: str
    listing: bool = False

    @property
    def words(self) -> list[str]:
        """The words of the tokens, in lower case."""
        return [token.word for token in self.tokens]


class Clause(NamedTuple):
    """Words `start` to `end` of sentence number `sentence` that ask something.

    `wish` marks a statement of intent ("I want to return the sofa"), which gives way to a question
    right after it; `marked` one that the sentence's question mark closes.
    """

    sentence: int
    start: int
    end: int
    kind: Kind
    wish: bool = False
    marked: bool = False


_MARKS = ".!?…"
_AFTER_MARKS = "\"')]*:;- \t\n"


def _closing_mark(tail: str) -> str:
    """The stops at the end of a sentence with what may stand after them: `?!"`; empty where it has none."""
    body = tail.rstrip(_AFTER_MARKS)
    start = len(body.rstrip(_MARKS))
    return tail[start:].strip() if start < len(body) else ""


LONGEST = 2_000
"""Words of a sentence that are read; what has more is no sentence, and looking for clauses takes the square."""


def sentences_of(document: Document) -> tuple[Sentence, ...]:
    """The sentences of the writer's own prose in order, each up to its `LONGEST` words; those without a word are
    left out.
    """
    prose, words = document.prose, document.words
    starts = [span.start for span in words]
    quotations = document.quotations
    found = []
    numbered = False
    for span in document.sentences:
        inside = words[bisect_left(starts, span.start) : bisect_left(starts, span.end)]
        if len(inside) > LONGEST:
            inside = inside[:LONGEST]
            span = Span(span.start, inside[-1].end)
        tokens: list[Token] = []
        last, item = span.start, numbered
        for word in inside:
            text = word.of(prose).lower()
            if _enumerates(prose, word, text):
                item, last = True, min(word.end + 1, span.end)
                continue
            quoted = (
                any(q.start < word.start and word.end < q.end for q in quotations.near(word))
                if quotations
                else False
            )
            tokens.append(Token(text, word, prose[last : word.start], item, quoted))
            last, item = word.end, False
        if numbered := _ends_in_number(prose, span, tokens):
            del tokens[-1]
        if tokens:
            tail = prose[tokens[-1].span.end : span.end]
            mark = "" if numbered else _closing_mark(tail)
            found.append(Sentence(span, tuple(tokens), mark, ":" in tail))
    return tuple(found)


def _ends_in_number(prose: str, span: Span, tokens: Sequence[Token]) -> bool:
    """True for the 2 in "1. the price, 2. whether ...": it numbers what the next sentence says."""
    if not tokens or not tokens[-1].word.isdecimal() or len(tokens[-1].word) > 2:
        return False
    if prose[tokens[-1].span.end : span.end].strip() != ".":
        return False
    before = tokens[-1].before
    return ":" in before if tokens[-1].word == "1" else tokens[0].item and ("," in before or ";" in before)


def _enumerates(prose: str, span: Span, word: str) -> bool:
    """True for `2)`, `(b)`, `3.` and `c.` between items of a list run into one line."""
    following = prose[span.end : span.end + 2]
    if following[:1] == ")":
        opened = prose[span.start - 1 : span.start]
        if opened == "(" and word.isdecimal() and not _is_counted(prose, span, word):
            return False  # "my son (15) travels alone"
        return ((word.isdecimal() and len(word) <= 2) or word in _LETTERS) and opened in ("(", " ", "\n", "")
    return (
        following == ". "
        and word in _LETTERS
        and word != "i"
        and prose[span.start - 1 : span.start] in (" ", "\n", "")
        and (prose[span.start].islower() or not prose[: span.start].rstrip(" ")[-1:].isalnum())
    )  # not "vitamin C. Then"


def _is_counted(prose: str, span: Span, number: str) -> bool:
    """True for "(1)", and for a number in brackets behind the one before it, or at the start of a line."""
    if number == "1" or prose[: span.start - 1].rstrip(" ")[-1:] in ("", "\n"):
        return True
    return len(number) <= 2 and prose.rfind(f"({int(number) - 1})", 0, span.start) >= 0


def word_set(text: str) -> frozenset[str]:
    """The words of a text as a set; long sets are written as blocks."""
    return frozenset(text.split())


_LETTERS = word_set("a b c d e f g h i ii iii iv v vi vii")

WH = word_set(
    """what which who whom whose when where why how what's who's when's where's how's why's whats wheres
    hows whens wat wht wats what'd what'll what're how'd how'll where'd who'd who'll when'll
    who've what've where've why'd wot wots"""
)
WH_IS = word_set(
    """what's who's when's where's how's why's whats wheres hows whens wats what'd what'll what're how'd
    how'll where'd who'd who'll when'll who've what've where've why'd wots"""
)
AUX = word_set(
    """is are was were am do does did can could will would should shall may might must has have had isn't
    aren't don't doesn't didn't can't couldn't won't wouldn't shouldn't haven't hasn't wasn't weren't
    isnt arent dont doesnt didnt cant wont hasnt havent cannot r"""
)
PRONOUNS = word_set(
    """i we you u ya ye y'all he she it they there anyone anybody someone somebody everyone everybody"""
)
DETERMINERS = word_set(
    """the a an my our your ur his her its their this that these those any some all both each every either
    another no one"""
)
ASKED = word_set("you u ya ye y'all someone somebody anyone anybody")
"""Whom a request is put to: `could someone`."""

# An auxiliary and a pronoun that stand in this order only in a question, so that no mark is needed
# before them: "it broke can i get a refund".  `is it` and `do it` are left out.
INVERSIONS = frozenset(
    f"{aux} {subject}"
    for aux in "can could would will should must shall may am do did does have has are is r".split()
    for subject in "i we you u they he she it there anyone someone somebody".split()
) - frozenset(
    f"{aux} {subject}"
    for aux, subjects in {
        "is": "it i we you they he she someone",
        "are": "someone",
        "do": "it they someone",
        "r": "it i he she someone anyone somebody",
        "have": "it they someone anyone somebody there",
        "has": "it there",
        "may": "it",
        "will": "it",
        "should": "you",
    }.items()
    for subject in subjects.split()
)

LEADS = word_set(
    """and but so also or then well ok okay oh hi hey hello yes no please pls plz kindly btw first firstly
    second secondly third thirdly fourth fourthly finally lastly last next further furthermore besides
    additionally again seriously sorry now actually anyway plus otherwise still however meanwhile just
    n ps tbh honestly roughly approximately question either nor & thanks cheers alternatively basically
    mate yo hiya bro dude oi"""
)
"""Words that may stand before a question without being of it."""

_GREETING = word_set("hi hey hello hiya morning afternoon evening")
_GREETED = word_set("there all guys folks team everyone everybody both")


def past_leads(words: Sequence[str]) -> int:
    """How many words stand before a clause without being of it: "and", "hi there", "hey guys"; never all of them."""
    at = 2 if greets(words) else 0
    while at < len(words) - 1 and words[at] in LEADS:
        at += 1
    return at


def greets(words: Sequence[str]) -> bool:
    """Whether a clause begins with a greeting in two words, and goes on."""
    return len(words) > 2 and words[0] in _GREETING and words[1] in _GREETED


JOINTS = word_set("and an n but or plus also so then & nor either")
"""Words after which a new question may begin in the middle of a sentence."""

PREPOSITIONS = word_set("for to at in on from by with within since until under about of up till per into")
PLEASE = word_set("please pls plz kindly")
EMBEDS = word_set("whether if")
NEGATIONS = word_set(
    """not no don't dont can't cant cannot couldn't didn't didnt haven't havent never nobody none yet isn't
    isnt nothing unable without doesn't wasn't hasn't neither no-one"""
)
NEEDING = word_set("need want require demand request expect")
