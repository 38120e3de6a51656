"""What we understand of one message.  Everything is worked out when it is first asked for, and kept."""

from __future__ import annotations

import bisect
from collections.abc import Hashable, Sequence, Set
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from replycheck.matching import Hit, Index, Scan, plain
from replycheck.model import AnswerSettings, Message, PartKind, Question, Span, Spans
from replycheck.understand.masks import GAP, Mask, masked, masks, quotations
from replycheck.understand.segments import SizedSentence, paragraphs, sized_sentences, words

if TYPE_CHECKING:
    from replycheck.understand.mood import Mood
    from replycheck.understand.slots import Slot
    from replycheck.understand.wording import Wording


MOST_QUESTIONS = 40
"""Nobody asks more in one message; what does is a list or an attack, and weighing takes its square."""


def _folded(text: str) -> str:
    return " ".join(plain(text).casefold().split())


class Document:
    """A message under an index of terms.

    `text` is as it was read; `plain` has typed apostrophes and quotes; `prose` is `plain` with
    everything masked that is not the writer's own prose.  All three have the same length.
    `has_slots`: it is a draft, in which `[answer: …]` is a slot and no prose.  `answers` are the team's
    words on questions and answers.
    """

    def __init__(
        self,
        message: Message,
        index: Index,
        *,
        has_slots: bool = False,
        answers: AnswerSettings = AnswerSettings(),
    ) -> None:
        self.message = message
        self.index = index
        self.has_slots = has_slots
        self.answer_settings = answers

    @property
    def text(self) -> str:
        return self.message.text

    @cached_property
    def plain(self) -> str:
        return plain(self.text)

    @cached_property
    def masks(self) -> tuple[Mask, ...]:
        return masks(self.message)

    @cached_property
    def prose(self) -> str:
        text = masked(self.plain, self.masks)
        for slot in self.slots:
            text = f"{text[: slot.span.start]}{GAP * len(slot.span.of(text))}{text[slot.span.end :]}"
        return text

    @cached_property
    def slots(self) -> tuple[Slot, ...]:
        """What a skeleton leaves to its writer, by place; a customer's message has none."""
        if not self.has_slots or "[" not in self.plain:
            return ()
        from replycheck.understand.slots import find_slots

        return tuple(find_slots(masked(self.plain, self.masks)))

    @cached_property
    def paragraphs(self) -> tuple[Span, ...]:
        """Stretches of prose between blank lines, in order."""
        return paragraphs(self.prose)

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """Sentences of the prose in order; greeting and closing stand by themselves."""
        return tuple([sentence.span for sentence in self.sized_sentences])

    @cached_property
    def sized_sentences(self) -> tuple[SizedSentence, ...]:
        """The same with the number of words of each."""
        return sized_sentences(self.prose, self._blocks)

    @cached_property
    def _blocks(self) -> tuple[Span, ...]:
        """Paragraphs cut where a greeting ends or a closing begins."""
        edges = sorted({e for p in self.message.parts for e in (p.start, p.end)})
        found = []
        for block in self.paragraphs:
            inside = edges[bisect.bisect_right(edges, block.start) : bisect.bisect_left(edges, block.end)]
            cuts = [block.start, *inside, block.end]
            found += [Span(a, b) for a, b in pairwise(cuts) if self.prose[a:b].strip()]
        return tuple(found)

    @cached_property
    def words(self) -> tuple[Span, ...]:
        return words(self.prose)

    @cached_property
    def wording(self) -> Wording:
        """The words and marks of the prose in one row."""
        from replycheck.understand.wording import Wording

        return Wording(self.prose, self.sentences)

    @cached_property
    def quotations(self) -> Spans:
        """What stands in double quotation marks."""
        return quotations(self.prose)

    def span_of(self, kind: PartKind) -> Span | None:
        """The first part of a kind, without the white space around it; None where there is none."""
        for part in self.message.parts:
            if part.kind is kind:
                inner = self.text[part.start : part.end]
                left = len(inner) - len(inner.lstrip())
                return Span(part.start + left, part.start + len(inner.rstrip())) if inner.strip() else None
        return None

    @cached_property
    def body_end(self) -> int:
        """Where the writer's own body ends: the place of findings about something absent."""
        for part in reversed(self.message.parts):
            if part.kind is PartKind.BODY and self.prose[part.start : part.end].strip(GAP + " \t\n"):
                return part.start + len(self.prose[part.start : part.end].rstrip(GAP + " \t\n"))
        return len(self.text.rstrip()) if not self.message.parts else min(len(self.text), self._own_end)

    @cached_property
    def _own_end(self) -> int:
        return len(self.prose.rstrip(GAP + " \t\n"))

    def sentence_at(self, offset: int) -> Span | None:
        """The sentence that holds an offset."""
        at = bisect.bisect_right(self._sentence_starts, offset) - 1
        if at < 0 or offset > self.sentences[at].end:
            return None
        return self.sentences[at]

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [sentence.start for sentence in self.sentences]

    @cached_property
    def _scan(self) -> Scan:
        return self.index.scan(self.prose, self.paragraphs)

    def hits(self, owner: Hashable) -> tuple[Hit, ...]:
        """Where the terms of an owner (a checker, a lexicon's name) stand in the prose."""
        return self._scan.hits(owner)

    def live(self, owner: Hashable, *, raw: bool = False) -> Set[Hashable] | None:
        """The owners that may have `hits` (`raw_hits`): all but word lists, of which only the one asked for is
        among them.  None where that is not known without looking for the hits themselves.
        """
        return (self._raw_scan if raw else self._scan).live(owner)

    @cached_property
    def _raw_scan(self) -> Scan:
        if not self.masks:
            return self._scan
        return self.index.scan(self.plain, paragraphs(self.plain), narrow=True)

    def raw_hits(self, owner: Hashable) -> tuple[Hit, ...]:
        """Where the terms of an owner stand in all that is sent as ours: code, links, comments and the
        signature too, but not what earlier mails said.
        """
        theirs = (PartKind.QUOTED, PartKind.DISCLAIMER)
        return tuple(
            h for h in self._raw_scan.hits(owner) if self.message.part_at(h.span.start) not in theirs
        )

    def lexicon(self, name: str) -> tuple[Hit, ...]:
        """Where the entries of a shared word list stand; empty when no such list was loaded."""
        owner = f"lexicon:{name}"
        return self.hits(owner) if owner in self.index.numbers else ()

    def word_groups(self, name: str) -> Sequence[Sequence[str]]:
        """The groups of words of a lexicon that holds such groups; empty when none was loaded."""
        return self.index.word_groups.get(name, ())

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """What the writer asks and asks for, in order; of a flood of questions the first ones."""
        from replycheck.understand.questions import find_questions

        found = find_questions(self)
        ignored = [_folded(phrase) for phrase in self.answer_settings.ignore]
        if ignored:
            found = tuple(q for q in found if not any(phrase in _folded(q.text) for phrase in ignored))
        return found[:MOST_QUESTIONS]

    @cached_property
    def mood(self) -> Mood:
        """How the writer feels, with the words that show it."""
        from replycheck.understand.mood import judge_mood

        return judge_mood(self)
