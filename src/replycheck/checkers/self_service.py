"""Pages of ours that explain what the draft explains, and that it does not link to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import ClassVar

from replycheck.checkers.context import Context
from replycheck.checkers.steps import STEP_VERBS, steps
from replycheck.matching import plain
from replycheck.model import Edit, Fix, Match, SelfService, Span
from replycheck.records import dataclass
from replycheck.understand.document import Document


@dataclass(frozen=True, eq=False, repr=False)
class MissingPage:
    """Fires at the words of a page of the team's `self_service` where the draft explains the topic in at
    least `least` steps and does not link to the page; silent without such settings.

    A page that the customer names or links to is not missing: they were there.  The words have to stand in
    the paragraph with the steps or in the one above.  Values: match, topic, link.
    """

    needs: ClassVar[tuple[str, ...]] = ("english",)

    least: int = 2

    def __call__(self, context: Context) -> Iterator[Match]:
        for page in context.settings.self_service:
            place = _words(page.words).search(context.draft.prose)
            if place is None or _is_linked(page, context):
                continue
            found = self._explained(context.draft, page)
            if found is not None:
                word, end = found
                values = {"match": word.of(context.draft.text), "topic": page.topic, "link": page.link}
                fix = Fix("unsafe", (Edit(Span(end, end), f" ({page.link})"),))
                yield Match(word, values, (page.link,), fix=fix)

    def _explained(self, draft: Document, page: SelfService) -> tuple[Span, int] | None:
        """The topic's words beside the steps, and where the sentence with the last step ends."""
        blocks = draft.paragraphs
        for at, block in enumerate(blocks):
            found = [*steps(draft, block), *_by_doing(draft, block)]
            if len(found) < self.least:
                continue
            start = blocks[at - 1].start if at else block.start
            word = _words(page.words).search(draft.prose, start, block.end)
            if word:
                last = max(found).start
                sentence = draft.sentence_at(last) or block
                end = sentence.start + len(draft.prose[sentence.start : sentence.end].rstrip(".!"))
                return Span(*word.span()), end
        return None


def _by_doing(draft: Document, block: Span) -> Iterator[Span]:
    """Steps told as "by opening X and choosing Y", and a way through menus ("Settings > Account > Reset")."""
    text = block.of(draft.prose)
    for m in re.finditer(r"\b(?:by|and|then|or)\s+(\w{2,12}?)(?:ing)\b", text, re.IGNORECASE):
        base = m[1].lower()
        if {base, base + "e", base[:-1]} & STEP_VERBS:
            yield Span(block.start + m.start(1), block.start + m.end())
    for m in re.finditer(r"(?<=\w) ?(?:>|→|») ?(?=\w)", text):
        yield Span(block.start + m.start(), block.start + m.end())


@lru_cache(maxsize=256)
def _words(words: tuple[str, ...]) -> re.Pattern[str]:
    """Any of the words, whole, with the endings of English."""
    sources = (
        r"\s+".join(map(re.escape, plain(word).split())) for word in sorted(words, key=len, reverse=True)
    )
    return re.compile(
        rf"(?<![\w@-])(?:{'|'.join(sources)})(?:'?s|es|ed|d|ing|t?ting)?(?![\w@])", re.IGNORECASE
    )


def _is_linked(page: SelfService, context: Context) -> bool:
    """The page, or one below it, stands in the draft or in what the customer wrote."""
    bare = _bare(page.link)
    texts = [context.draft.text, *(message.text for message in context.case.earlier)]
    if context.inbound is not None:
        texts.append(context.inbound.message.text)
    return any(bare in text.casefold() for text in texts)


def _bare(link: str) -> str:
    """A link without its scheme, "www.", what follows a "?" or "#", and the last stroke."""
    bare = re.sub(r"^(?:https?:)?//", "", link.strip().casefold()).removeprefix("www.")
    return re.split(r"[?#]", bare)[0].rstrip("/")
