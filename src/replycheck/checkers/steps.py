"""Steps for the customer to take, chained in running text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache
from typing import ClassVar

from replycheck.checkers.context import Context
from replycheck.matching.compiled import compiled
from replycheck.model import Match, Span
from replycheck.records import dataclass
from replycheck.understand.document import Document
from replycheck.understand.segments import is_list_item
from replycheck.understand.segments import words as words_of

CHAINED = (
    "then", "next", "after that", "afterwards", "after this", "finally", "lastly", "once that", "once you",
    "from there", "followed by", "as soon as",
)  # fmt: skip
"""What chains one step to another; a paragraph without any of them is not looked at."""


@dataclass(frozen=True, eq=False, repr=False)
class Steps:
    """Fires once for each paragraph in which at least `least` steps follow each other, chained with
    "then", "next", "after that"; it marks the first step to the end of the last one's sentence.

    A step is a verb that tells the customer what to do with a thing or on a screen ("open", "press");
    "press and hold" is one.  Items of a list are no running text.  Values: match, number (of steps).
    """

    needs: ClassVar[tuple[str, ...]] = ("english",)

    least: int = 4

    def __call__(self, context: Context) -> Iterator[Match]:
        folded = context.draft.prose.lower()
        if not any(word in folded for word in CHAINED):
            return
        for block in context.draft.paragraphs:
            chained = any(word in folded[block.start : block.end] for word in CHAINED)
            if not chained or any(is_list_item(line) for line in block.of(context.draft.prose).split("\n")):
                continue
            for run in _runs(context.draft, tuple(steps(context.draft, block))):
                sentence = context.draft.sentence_at(run[-1].start)
                place = Span(run[0].start, max(sentence.end if sentence else 0, run[-1].end))
                if len(run) >= self.least and _chained().search(folded, run[0].start, run[-1].end):
                    yield Match(place, {"match": place.of(context.draft.text), "number": str(len(run))})
                    break


@cache
def _chained() -> re.Pattern[str]:
    return compiled(rf"\b(?:{'|'.join(CHAINED)})\b")


def _runs(draft: Document, found: tuple[Span, ...]) -> Iterator[tuple[Span, ...]]:
    """Steps that follow each other: a sentence without any ends a run."""
    starts = [sentence.start for sentence in draft.sentences]
    run: list[Span] = []
    last = -1
    for step in found:
        at = bisect_right(starts, step.start)
        if run and at - last > 1:
            yield tuple(run)
            run = []
        run.append(step)
        last = at
    if run:
        yield tuple(run)


def steps(document: Document, within: Span) -> Iterator[Span]:
    """The verbs that tell somebody what to do in a paragraph, by place; alternatives ("click or tap") and "press and
    hold" are one.
    """
    words = words_of(document.prose, within)
    folded = [w.of(document.prose).lower() for w in words]
    if STEP_VERBS.isdisjoint(folded):
        return
    sentences = [s for s in document.sentences if within.start <= s.start and s.end <= within.end]
    for sentence in sentences:
        own = [
            (w, word)
            for w, word in zip(words, folded, strict=True)
            if sentence.start <= w.start < sentence.end
        ]
        yield from _of_sentence(document.prose, own)


def _of_sentence(prose: str, words: list[tuple[Span, str]]) -> Iterator[Span]:
    told = False  # an earlier clause of the sentence tells the customer to do something
    last = -9
    for at, (span, word) in enumerate(words):
        if word not in STEP_VERBS or (at + 1 < len(words) and words[at + 1][1] in _NO_OBJECT):
            continue
        if not _begins_clause(prose, words, at, told=told):
            continue
        told = True
        if at - last > 2 or words[at - 1][1] not in ("and", "or"):  # "press and hold", "click or tap"
            yield span
        last = at


def _begins_clause(prose: str, words: list[tuple[Span, str]], at: int, *, told: bool) -> bool:
    """An imperative stands here, or what "you" are to do."""
    first = at
    while first and words[first - 1][1] in _LEADS and not _is_parted(prose, words, first):
        first -= 1
    if first == 0:
        return True
    if _is_parted(prose, words, first):
        return told or words[0][1] in _OPENERS or _starts_anew(prose, words, first)
    you = next(
        (n for n in range(first - 1, max(first - 5, -1), -1) if words[n][1] in ("you", "you'll")), None
    )
    if you is not None and all(word in _MODALS for _, word in words[you + 1 : first]):
        return you == 0 or words[you - 1][1] in _LEADS or _is_parted(prose, words, you)
    if not told and words[0][1] == "to" and first > 2 and words[first - 1][1] not in _BEFORE_NOUNS:
        return True  # "To reset it open the app"
    return told and any(word in ("and", "then") for _, word in words[first:at])


def _is_parted(prose: str, words: list[tuple[Span, str]], at: int) -> bool:
    """A mark stands between the word and the one before."""
    return any(
        mark in ",;:.!?()–—>/" or mark == "-" for mark in prose[words[at - 1][0].end : words[at][0].start]
    )


def _starts_anew(prose: str, words: list[tuple[Span, str]], at: int) -> bool:
    """After a semicolon, a colon or a dash a sentence may begin."""
    return any(mark in ";:–—" for mark in prose[words[at - 1][0].end : words[at][0].start])


_LEADS = frozenset(
    "and then next finally please now just first firstly second secondly third thirdly afterwards lastly also simply"
    " again carefully gently slowly quickly once always kindly instead only".split()
)
_OPENERS = frozenset(
    "if when once after before while as in on at for from to under with next then first firstly second finally now"
    " lastly afterwards instead inside until by there here step".split()
)
_MODALS = frozenset(
    "can should must could may might will need have want to then first just simply now".split()
)
_BEFORE_NOUNS = frozenset(
    "the a an your our my their his her its this that these those to of in on at by for with from and or not no"
    " any some"
    " each every which new old same next first last you we they it".split()
)
_NO_OBJECT = frozenset(
    "is are was were has have had will would can could isn't aren't wasn't says said of me us".split()
)
"""After one of these the word before is no step: "Press is closed on Sundays", "send us a photo"."""
STEP_VERBS = frozenset(
    "open close click tap press hold go select choose pick enter type scroll swipe drag drop tick untick check uncheck"
    " toggle switch turn set save log sign download upload install uninstall update restart reboot reset refresh"
    " clear delete remove add copy paste import export print scan plug unplug connect disconnect pair insert pull push"
    " lift slide twist screw unscrew tighten loosen attach detach fit mount place put take bring leave keep wait"
    " rinse wash wipe dry clean fill empty pour drain charge discharge flip rotate align peel stick cut fold unfold"
    " pack unpack tape label seal find look locate visit follow head navigate return confirm accept allow enable"
    " disable activate deactivate block unblock change edit rename move create register fill submit send attach"
    " enclose note read test repeat run start stop quit launch browse expand collapse highlight right-click"
    " double-click hit adjust measure release unlock lock detach replace swap use exit continue finish"
    " apply view verify sync force-quit force-close search".split()
)
