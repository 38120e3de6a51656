"""Findings one by one, with what was decided of each.  Pure: it asks nobody and writes nothing.

All edits are kept as edits of the texts as they were read, so that an undone one leaves nothing behind; where
a later finding stands by now is worked out when it is shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from replycheck.fixing import Holds, Masked, edits_of, in_source
from replycheck.model import Edit, Finding, Message, Span
from replycheck.records import NamedTuple

Act = Literal["keep", "apply", "edit", "silence"]


class Item(NamedTuple):
    """One finding and the number of the draft it is in; `config` is where its rule would be silenced."""

    draft: int
    finding: Finding
    config: str = ""


class Choice(NamedTuple):
    """Something to write instead: the words as they are shown, and the edits that write them."""

    words: str
    edits: tuple[Edit, ...]


class Decision(NamedTuple):
    """What was done about the item of that number."""

    item: int
    act: Act
    edits: tuple[Edit, ...] = ()


class Walk:
    """A walk over items in order.  `decide` takes one step, `undo` the last one back."""

    def __init__(self, items: Sequence[Item]) -> None:
        self.items = tuple(items)
        self.decisions: list[Decision] = []

    @property
    def at(self) -> int | None:
        """The number of the item that is to be decided; None at the end."""
        start = self.decisions[-1].item + 1 if self.decisions else 0
        return next((n for n in range(start, len(self.items)) if not self._is_gone(n)), None)

    def decide(self, act: Act, edits: tuple[Edit, ...] = ()) -> None:
        """What to do about the item that it is `at`."""
        assert self.at is not None, "the walk is at its end"
        self.decisions.append(Decision(self.at, act, edits))

    def undo(self) -> bool:
        """Takes the last decision back; False where there is none."""
        return bool(self.decisions and self.decisions.pop())

    def edits(self, draft: int) -> tuple[Edit, ...]:
        """The edits of one draft's text as it was read, by place."""
        return tuple(sorted(e for d in self.decisions if self.items[d.item].draft == draft for e in d.edits))

    def silenced(self) -> tuple[tuple[str, str], ...]:
        """(config, rule) of what was silenced, in the order it was."""
        found = [self.items[d.item] for d in self.decisions if d.act == "silence"]
        return tuple(dict.fromkeys((item.config, item.finding.rule) for item in found))

    def count(self, *acts: Act) -> int:
        return sum(decision.act in acts for decision in self.decisions)

    def may(self, edits: Iterable[Edit]) -> bool:
        """Whether edits can go beside those that were decided for the draft it is at."""
        assert self.at is not None
        taken = self.edits(self.items[self.at].draft)
        return not any(
            a.span.start <= b.span.end and b.span.start <= a.span.end for a in edits for b in taken
        )

    def _is_gone(self, number: int) -> bool:
        """Whether the words of an item were changed by now, or its rule was silenced."""
        item = self.items[number]
        if (item.config, item.finding.rule) in self.silenced():
            return True
        return any(edit.span.overlaps(item.finding.span) for edit in self.edits(item.draft) if edit.span)


def choices(finding: Finding, draft: Message, holds: Holds) -> tuple[Choice, ...]:
    """What may be written instead, the fix first; suggestions beside it where they stand for the marked words."""
    fix, suggestions = finding.match.fix, finding.match.suggestions
    edits = edits_of(finding, draft, "unsafe")
    stand_for_it = fix is None or [(e.span, e.text) for e in fix.edits] == [(finding.span, *suggestions[:1])]
    found = []
    if fix and edits:
        shown = " … ".join(edit.text.strip() for edit in fix.edits if edit.text.strip())
        found.append(Choice(suggestions[0] if stand_for_it else shown, edits))
    if stand_for_it and finding.span and not Masked(draft).holds(finding.span, about=finding.span):
        for words in suggestions[len(found) :]:
            edit = Edit(finding.span, in_source(words, draft))
            if edit.text != finding.span.of(draft.text):
                found.append(Choice(words, (edit,)))
    return tuple(choice for choice in found if all(holds(edit.text) for edit in choice.edits))


def moved(span: Span, edits: Iterable[Edit]) -> Span:
    """Where a span stands once edits beside it were made."""
    by = sum(
        len(edit.text) - (edit.span.end - edit.span.start) for edit in edits if edit.span.end <= span.start
    )
    return Span(span.start + by, span.end + by)
