"""What a channel does not carry: markup and letters in a chat, posts that are too long."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import ClassVar

from replycheck.checkers.context import Context
from replycheck.matching.compiled import Patterns, compiled
from replycheck.model import Match, PartKind, Span
from replycheck.records import dataclass
from replycheck.understand.document import Document

SHORT_CHANNELS = ("chat", "social")
LINK_LENGTH = 23
"""Characters that a social network counts for a link, however long it is (X, "How to share links")."""
SURELY, HARDLY = 0.9, 0.4
"""Scores: a fault; worth a look."""


@dataclass(frozen=True, eq=False, repr=False)
class ChannelFormat:
    """Fires in a chat or a social post at markup that shows as signs (score 0.9), at what is beyond the
    channel's limit of characters (0.9; for a post 0.4 up to `social_most`, since some networks take more), and
    at the formalities of a letter in a chat to a customer who writes none (0.4; `letter` is the lexicon).

    A draft that is Markdown or HTML by its source is left alone, and so is code.  Of a post only its own
    words count: no handles in front, a link counts as 23, and numbered posts ("1/2") are counted one by
    one.  Values: match, trouble, advice.
    """

    needs: ClassVar[tuple[str, ...]] = ()

    letter: str
    chat_limit: int = 900
    social_limit: int = 500
    social_most: int = 500

    def __call__(self, context: Context) -> Iterator[Match]:
        if context.case.channel not in SHORT_CHANNELS:
            return
        yield from _markup(context)
        if context.case.channel == "chat":
            yield from _length(context, self.chat_limit, self.chat_limit)
        else:
            yield from _length(context, self.social_limit, self.social_most)
        if context.case.channel == "chat" and not context.lacks("english"):
            yield from self._formalities(context)

    def _formalities(self, context: Context) -> Iterator[Match]:
        found = context.draft.lexicon(self.letter)
        weights = {
            " ".join(hit.span.of(context.draft.plain).lower().split()): hit.term.weight for hit in found
        }
        if sum(weights.values()) < 1 or _is_formal(context):
            return
        first = max(found, key=lambda hit: (hit.term.weight, -hit.span.start))
        values = {
            "match": first.span.of(context.draft.text),
            "trouble": "belongs in a letter and makes a chat sound like an office",
            "advice": "say it as you would across a counter",
        }
        also = tuple(hit.span for hit in found if hit is not first)
        yield Match(first.span, values, score=HARDLY, about="letter", also=also)


def _is_formal(context: Context) -> bool:
    return context.inbound is not None and any(hit.term.weight for hit in context.inbound.lexicon("formal"))


# -- markup ----------------------------------------------------------------------------------------

# Each is tried only where its trigger stands in the text.
_MARKUP = {
    "bold": r"(?<![\w*\\])\*\*(?=[^\s*])[^*\n]{0,200}[^\s*]\*\*(?![\w*])"
    r"|(?<![\w_\\])__(?=[A-Za-z])[^_\n]{0,200}[^\s_]__(?![\w_])",
    "heading": r"^#{1,6}[ ]+(?=[A-Za-z])[^\n]{1,200}",
    "link": r"!?\[[^\[\]\n]{1,200}\]\((?:https?://|mailto:|www\.|/)[^()\s]{0,500}\)",
    "table": r"^[ \t]*\|?[ \t]*:?-{3,}:?[ \t]*\|[-| :\t]*$",
    "tag": r"</?(?:b|i|u|p|br|hr|em|strong|div|span|ul|ol|li|h[1-6]|table|tr|td|th|a|img|font|blockquote|center"
    r"|body|html)\b"
    r"(?:\s[^<>\n]{0,300})?/?>",
}
_PATTERNS = Patterns(_MARKUP, re.IGNORECASE | re.MULTILINE)
_TRIGGERS = {"bold": ("**", "__"), "heading": ("# ",), "link": ("](",), "table": ("---",), "tag": ("<",)}


def _markup(context: Context) -> Iterator[Match]:
    """One match at the first sign, with the others as further places."""
    draft = context.draft
    if draft.message.markup != "plain":
        return
    found = sorted(_signs(draft))
    if not found or _talks_of_markup(context):
        return
    shown = " ".join(found[0].of(draft.text).split())
    values = {
        "match": shown if len(shown) <= 60 else f"{shown[:57]}...",
        "trouble": "is markup that shows as signs here",
        "advice": "write it without the signs, and put a link in as it is",
    }
    yield Match(found[0], values, score=SURELY, about="markup", also=tuple(found[1:]))


def _signs(draft: Document) -> Iterator[Span]:
    text = draft.plain
    code = [mask.span for mask in draft.masks if mask.kind in ("code", "history")]
    for name, triggers in _TRIGGERS.items():
        if not any(trigger in text for trigger in triggers):
            continue
        for match in _PATTERNS[name].finditer(text):
            span = Span(*match.span())
            if any(span.overlaps(other) for other in code):
                continue
            if name != "bold" or any(character.isalpha() for character in match[0]):
                yield span


def _talks_of_markup(context: Context) -> bool:
    """The customer writes of tags or Markdown, or the reply does: there the signs are the matter."""
    words = ("markdown", "html", " tag ", " tags", "<tag", "snippet", "asterisk", "source code")
    texts = [context.draft.plain.lower()]
    if context.inbound is not None:
        texts.append(context.inbound.plain.lower())
        if "](" in texts[1] or "**" in texts[1] or re.search(r"</?[a-z][a-z0-9]{0,9}[ />]", texts[1]):
            return True
    return any(word in text for text in texts for word in words)


# -- length ----------------------------------------------------------------------------------------


def _length(context: Context, limit: int, most: int) -> Iterator[Match]:
    """What stands beyond `limit`; a fault for sure where the text is longer than `most`."""
    draft = context.draft
    if len(draft.text) <= limit:
        return
    is_post = context.case.channel == "social"
    for post in _posts(draft) if is_post else (_own(draft),):
        number = _counted(post.of(draft.text)) if is_post else post.end - post.start
        if number <= limit:
            continue
        start = _first_beyond(draft.text, post, number - limit)
        shown = " ".join(draft.text[start : post.end].split()[:5])
        what = "post" if is_post else "chat message"
        values = {
            "match": f"{shown} ...",
            "trouble": f"stands beyond the {limit} characters that a {what} may have (this one has {number})"
            if number > most
            else f"stands beyond the {limit} characters that X takes (this one has {number})",
            "advice": "say the answer first and leave the rest for a direct message"
            if is_post
            else "say the answer in two or three lines and send the rest as a link or in parts",
        }
        yield Match(Span(start, post.end), values, score=SURELY if number > most else HARDLY)


def _first_beyond(text: str, post: Span, number: int) -> int:
    """Where the last `number` characters of a post begin, moved to the start of a word, four words at least."""
    words = [post.start + m.start() for m in re.finditer(r"\S+", post.of(text))]
    beyond = [start for start in words if start >= post.end - number]
    return min([*words[-4:], *beyond[:1], *words[-1:]], default=post.start)


def _own(draft: Document) -> Span:
    """All that is sent as ours, without the white space around it."""
    quoted = [p for p in draft.message.parts if p.kind in (PartKind.QUOTED, PartKind.DISCLAIMER)]
    end = min((part.start for part in quoted), default=len(draft.text))
    text = draft.text[:end]
    return Span(len(text) - len(text.lstrip()), len(text.rstrip()))


@cache
def _border() -> re.Pattern[str]:
    """What parts two posts of one reply: a rule, a number at the start of a line, or one at its end."""
    return compiled(
        r"\n[ \t]*(?:[-*_=]{3,})[ \t]*\n|\n\s*(?=\(?\d{1,2}/\d{1,2}\)?[\s.:])"
        r"|(?<=\d/\d)\)?[ \t]*\n|(?<=\d/\d\))[ \t]*\n"
    )


def _posts(draft: Document) -> Iterator[Span]:
    own = _own(draft)
    start = own.start
    for match in _border().finditer(draft.text, own.start, own.end):
        yield Span(start, match.start())
        start = match.end()
    yield Span(start, own.end)


@cache
def _handles() -> re.Pattern[str]:
    return compiled(r"\s*(?:@\w{1,40}[\s,:]+)+")


@cache
def _link() -> re.Pattern[str]:
    return compiled(r"https?://\S+|www\.\S+", re.IGNORECASE)


def _counted(text: str) -> int:
    """Characters of a post as a network counts them."""
    handles = _handles().match(text)
    text = text[handles.end() :] if handles else text
    return len(_link().sub("x" * LINK_LENGTH, text.strip().replace("&amp;", "&")))
