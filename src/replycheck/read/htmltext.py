"""HTML to the text a reader of it sees, with labels for quote and signature containers.

selectolax (lexbor) parses; the walk is ours, since every ready converter keeps hidden text
(preheaders) or gives nothing on deep nesting.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from html import unescape
from typing import TYPE_CHECKING

from replycheck.model import Part, PartKind
from replycheck.read.passage import Anchor, Passage
from replycheck.records import NamedTuple

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

MAX_DEPTH = 400
MAX_NODES = 200_000
MAX_CHARACTERS = 4_000_000

DROPPED = frozenset(
    "script style head title noscript template object svg select textarea meta link iframe".split()
)
PARAGRAPHS = frozenset("p ul ol h1 h2 h3 h4 h5 h6 blockquote pre dl table".split())
BLOCKS = PARAGRAPHS | frozenset(
    "div tr li section article header footer address center dt dd form fieldset hr body html tbody thead "
    "main aside "
    "nav figure figcaption details summary".split()
)
QUOTE_CLASSES = frozenset(
    "gmail_attr gmail_extra_quote moz-cite-prefix protonmail_quote zmail_extra tutanota_quote yahoo_quoted "
    "outlookmessageheader zendesk_quote freshdesk_quote hs_reply quoted-text mail_quote front-blockquote "
    "moz-forward-container".split()
) - {"moz-forward-container"}
QUOTE_IDS = frozenset(
    "olk_src_body_section mail-editor-reference-message-container reply-intro replysplit".split()
)
SIGNATURE_CLASSES = frozenset(
    "gmail_signature gmail_signature_prefix moz-signature protonmail_signature_block yahoo-signature "
    "signature".split()
)
SIGNATURE_IDS = frozenset(
    "signature applemailsignature ms-outlook-mobile-signature composer_signature mobile-signature "
    "yahoo-signature".split()
)
HIDING = (
    "display:none", "visibility:hidden", "mso-hide:all", "font-size:0", "max-height:0", "opacity:0",
    "font-size:1px",
)  # fmt: skip


class Run(NamedTuple):
    """`length` characters from `offset` on that stand one after the other from `position` in the HTML."""

    offset: int
    position: int
    length: int


Runs = Sequence[Run]


@dataclass
class Page:
    """The text as it grows: white space collapsed, blocks on lines of their own."""

    texts: list[str] = field(default_factory=list)
    length: int = 0
    column: int = 0
    newlines: int = 2
    wants_blank: bool = False
    space: bool = False
    runs: list[Run] = field(default_factory=list)

    def newline(self) -> None:
        """End the line, also an empty one; more than one blank line in a row is never written."""
        self.space = False
        self.column = 0
        if self.newlines < 2:
            self.texts.append("\n")
            self.length += 1
            self.newlines += 1

    def end_line(self) -> None:
        self.space = False
        if self.column:
            self.newline()

    def end_paragraph(self) -> None:
        self.end_line()
        self.wants_blank = True

    def text(self, text: str, runs: Runs = (), *, preserve: bool = False) -> None:
        """Add a text node; `runs` say where its characters stand in the HTML (empty: unknown)."""
        if preserve:
            at = 0
            for number, line in enumerate(text.split("\n")):
                if number:
                    self.newline()
                if line:
                    self._write(line, list(_moved(runs, at, at + len(line), 0)))
                at += len(line) + 1
            return
        # A no-break space makes a line that is not empty; all other white space collapses.
        shown = text.replace("\xa0", "\ue00f")
        words = shown.split()
        if not words:
            self.space = self.space or bool(text and self.column)
            return
        first, last = text[0], text[-1]
        self.space = self.space or (first.isspace() and first != "\xa0")
        collapsed = " ".join(words).replace("\ue00f", " ")
        if not collapsed.strip():
            if not self.column:
                self.column = 1
            self.space = True
            return
        written = collapsed.lstrip() if not self.column else collapsed
        self._write(written, _collapsed(shown, words, runs, skip=len(collapsed) - len(written)))
        self.space = last.isspace()

    def _write(self, text: str, runs: Runs) -> None:
        if self.wants_blank and self.length and self.newlines < 2:
            self.newline()
        self.wants_blank = False
        if self.space and self.column > 0 and self.newlines == 0 and not text.startswith(" "):
            self.texts.append(" ")
            self.length += 1
        self.space = False
        self.runs += [Run(self.length + run.offset, run.position, run.length) for run in runs]
        self.texts.append(text)
        self.length += len(text)
        self.column += len(text)
        self.newlines = 0


def _moved(runs: Runs, start: int, end: int, to: int) -> Iterator[Run]:
    """The parts of runs from offset `start` (in) to `end` (out), with `start` moved to the offset `to`."""
    at = max(bisect.bisect_right(runs, start, key=lambda run: run.offset) - 1, 0)
    for number in range(at, len(runs)):  # a slice would copy the rest for every word
        run = runs[number]
        if run.offset >= end:
            break
        first, last = max(run.offset, start), min(run.offset + run.length, end)
        if first < last:
            yield Run(first - start + to, run.position + first - run.offset, last - first)


def _collapsed(text: str, words: Sequence[str], runs: Runs, *, skip: int) -> Runs:
    """The runs of a node's words with one space between them, the first `skip` characters left out."""
    if not runs:
        return ()
    found: list[Run] = []
    at, offset = 0, -skip
    for word in words:
        at = text.index(word, at)
        cut = max(-offset, 0)
        for run in _moved(runs, at + cut, at + len(word), offset + cut):
            last = found[-1] if found else None
            if last and run.offset - last.offset == run.position - last.position and last.length > 1:
                found[-1] = Run(last.offset, last.position, run.offset + run.length - last.offset)
            else:
                found.append(run)
        at += len(word)
        offset += len(word) + 1
    return found


@dataclass
class Segments:
    """The stretches between tags of an HTML source, to find where a text node stood."""

    html: str
    bounds: list[tuple[int, int]]
    keys: list[str]
    at: int = 0

    LOOK_AHEAD = 60

    def runs(self, text: str) -> Runs:
        """Where the characters of a text node stand; none when it is not among the next stretches.

        The parser hands out text in source order, except where it mends broken tables.
        """
        key = _key(text)
        for number in range(self.at, min(self.at + self.LOOK_AHEAD, len(self.keys))):
            if self.keys[number] == key or (len(key) > 24 and self.keys[number].startswith(key[:24])):
                self.at = number + 1
                return _node_runs(text, self.html, *self.bounds[number])
        return ()


def _node_runs(text: str, html: str, start: int, end: int) -> Runs:
    """The runs of a text node that stands at `start` to `end` in the HTML: character references end one."""
    runs: list[Run] = []
    decoded: list[str] = []
    offset = 0
    raw = html[start:end]
    at = 0
    for reference in _reference().finditer(raw):
        plain = unescape(reference[0])
        if plain == reference[0]:
            continue
        for piece, length in ((raw[at : reference.start()], None), (plain, len(plain))):
            if piece:
                position = start + (at if length is None else reference.start())
                # What one reference stands for lies at one place, all of it.
                size = len(piece) if length is None else 1
                runs.append(Run(offset, position, size))
                decoded.append(piece)
                offset += len(piece)
        at = reference.end()
    runs.append(Run(offset, start + at, len(raw) - at))
    decoded.append(raw[at:])
    whole = "".join(decoded)
    if whole.endswith(text):
        # The parser leaves out the line end after <pre>.
        dropped = len(whole) - len(text)
        return list(_moved(runs, dropped, len(whole), 0)) if dropped else runs
    blank, lead = len(raw) - len(raw.lstrip()), len(text) - len(text.lstrip())
    return [Run(lead, start + blank, 1)]


@cache
def _reference() -> re.Pattern[str]:
    return re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{0,31});?")


def _key(text: str) -> str:
    return " ".join(text[:200].split())[:60]


def segments_of(html: str) -> Segments:
    """All stretches of text of a source that are not blank; comments, scripts and styles left out."""
    bounds: list[tuple[int, int]] = []
    keys: list[str] = []
    at = 0
    while at < len(html):
        opening = html.find("<", at)
        end = len(html) if opening < 0 else opening
        blank = html[at:end]
        if blank.strip():
            bounds.append((at, end))
            keys.append(_key(unescape(blank[:400])))
        if opening < 0:
            break
        at = _tag_end(html, opening)
    return Segments(html, bounds, keys)


def _tag_end(html: str, opening: int) -> int:
    """The end of the tag, comment, script or style at `opening`."""
    if html.startswith("<!--", opening):
        end = html.find("-->", opening)
        return end + 3 if end >= 0 else len(html)
    name = html[opening + 1 : opening + 8].lower()
    end = html.find(">", opening)
    if end < 0:
        return len(html)
    for raw in ("script", "style"):
        if name.startswith(raw):
            close = html.lower().find(f"</{raw}", end) if len(html) < 200_000 else html.find(f"</{raw}", end)
            return close if close >= 0 else len(html)
    return end + 1


def to_text(source: Passage) -> Passage:
    """What a reader of the HTML in `source` sees, mapped to the source's places in the file."""
    from selectolax.lexbor import LexborHTMLParser

    html = source.text[:MAX_CHARACTERS]
    root = LexborHTMLParser(html).root
    if root is None:
        return Passage("", source.anchors[:1])
    walk = Walk(
        Page(),
        segments_of(html),
        flat="p{margin-top:0;margin-bottom:0;}" in html[:8_000].lower().replace(" ", ""),
    )
    walk.tree(root)
    page = walk.page
    text = "".join(page.texts).rstrip()
    anchors = list(_anchors(page.runs, source))
    return Passage(text, tuple(anchors) or source.anchors[:1], walk.labels_within(len(text)))


def _anchors(runs: Runs, source: Passage) -> Iterator[Anchor]:
    """An anchor for each run, and for each place within it where the source starts a line or an escape."""
    places = source.map
    for offset, position, length in runs:
        place = places.place(position)
        if place is None:
            return
        yield (offset, *place)
        at = bisect.bisect_right(source.anchors, (position, 1 << 60, 0))
        while at < len(source.anchors) and source.anchors[at][0] < position + length:
            start, line, column = source.anchors[at]
            yield offset + start - position, line, column
            at += 1


@dataclass
class Walk:
    """One walk over a tree with an explicit stack, so that depth costs no recursion."""

    page: Page
    segments: Segments
    flat: bool = False
    labels: list[Part] = field(default_factory=list)
    history_from: int | None = None
    preserved: int = 0

    def tree(self, root: LexborNode) -> None:
        # Each entry is an element whose children are being read: how to leave it, and its label's start.
        stack: list[tuple[str, PartKind | None, int, bool]] = []
        node: LexborNode | None = root
        parents: list[LexborNode] = []
        count = 0
        while node is not None:
            count += 1
            if count > MAX_NODES:
                break
            child = self._enter(node, stack, depth=len(parents))
            if child is not None:
                parents.append(node)
                node = child
                continue
            following = node.next
            while following is None and parents:
                self._leave(*stack.pop())
                following = parents.pop().next
            node = following if parents or following is None else None
        while stack:
            self._leave(*stack.pop())

    def _enter(
        self, node: LexborNode, stack: list[tuple[str, PartKind | None, int, bool]], *, depth: int
    ) -> LexborNode | None:
        """Write what stands at a node; its first child where there is more below."""
        tag = node.tag or ""
        page = self.page
        if tag == "-text":
            content = node.text_content or ""
            page.text(
                content,
                self.segments.runs(content) if content.strip() else (),
                preserve=self.preserved > 0,
            )
            return None
        if tag == "br":
            page.newline()
            return None
        if (tag.startswith(("-", "!", "_")) and tag != "-undef") or tag in DROPPED:
            return None
        attributes = node.attributes or {}
        style = (attributes.get("style") or "").replace(" ", "").lower() if attributes else ""
        if attributes and _is_hidden(attributes, style):
            return None
        if tag == "hr":
            page.end_paragraph()
            return None
        if "mso-list:ignore" in style:
            mark = (node.text() or "").strip(" \xa0\t\n")
            page.text(mark if mark[:1].isalnum() and len(mark) > 1 else "-")
            page.space = True
            return None
        is_paragraph = tag in PARAGRAPHS and not (tag == "p" and (self.flat or _is_flat(attributes, style)))
        if is_paragraph:
            page.end_paragraph()
        elif tag in BLOCKS:
            page.end_line()
        if depth >= MAX_DEPTH:
            page.text(node.text(deep=True, separator=" ") or "")
            return None
        kind = self._label(node, tag, attributes, style)
        if kind is not None:
            page.end_line()
        child = node.child
        if tag == "li":
            page.text("-")
            page.space = True
        if tag == "pre":
            self.preserved += 1
        if child is None:
            self._leave(tag, kind, page.length, is_paragraph)
            return None
        stack.append((tag, kind, page.length, is_paragraph))
        return child

    def _leave(self, tag: str, kind: PartKind | None, start: int, is_paragraph: bool) -> None:
        page = self.page
        if tag == "pre":
            self.preserved -= 1
        if is_paragraph:
            page.end_paragraph()
        elif tag in BLOCKS:
            page.end_line()
        elif tag in ("td", "th"):
            page.space = True
        if kind is not None:
            page.end_line()
            if page.length > start:
                self.labels.append(Part(kind, start, page.length))

    def _label(
        self, node: LexborNode, tag: str, attributes: dict[str, str | None], style: str
    ) -> PartKind | None:
        """What a container is by the marks of the client that wrote it."""
        if tag == "blockquote" and (
            attributes.get("type") == "cite"
            or "cite" in attributes
            or "gmail_quote" in (attributes.get("class") or "")
        ):
            return PartKind.QUOTED
        classes = (attributes.get("class") or "").lower().split()
        name = (attributes.get("id") or "").lower()
        while name.startswith("x_"):
            name = name[2:]
        if name == "divrplyfwdmsg" or ("border-top:solid#" in style and _heads_history(node, style)):
            if self.history_from is None:
                self.page.end_line()
                self.history_from = self.page.length
            return None
        if name in QUOTE_IDS or "yahoo_quoted" in name:
            return PartKind.QUOTED
        for word in classes:
            word = word.removeprefix("x_")
            if word in QUOTE_CLASSES or word.endswith("yahoo_quoted"):
                return PartKind.QUOTED
            if word in SIGNATURE_CLASSES or (
                word.startswith(("protonmail_signature_block", "ydp"))
                and word.endswith(("signature", "signature_block"))
            ):
                return PartKind.SIGNATURE
        return PartKind.SIGNATURE if name in SIGNATURE_IDS or name.endswith("yahoo-signature") else None

    def labels_within(self, length: int) -> tuple[Part, ...]:
        """The labels by place, the inner ones of one kind left out."""
        labels = list(self.labels)
        if self.history_from is not None:
            labels.append(Part(PartKind.QUOTED, self.history_from, length))
        labels.sort(key=lambda label: (label.start, -label.end))
        outer: list[Part] = []
        ends: list[int] = []
        for label in labels:
            label = Part(label.kind, label.start, min(label.end, length))
            if label.start >= label.end:
                continue
            if ends and label.end <= ends[-1]:
                continue
            outer.append(label)
            bisect.insort(ends, label.end)
        return tuple(outer)


def _is_hidden(attributes: dict[str, str | None], style: str) -> bool:
    if "hidden" in attributes or attributes.get("aria-hidden") == "true":
        return True
    for rule in HIDING:
        at = style.find(rule)
        # "font-size:0.9em" and "opacity:0.8" hide nothing.
        if at >= 0 and not (
            rule[-1] == "0"
            and style[at + len(rule) :].startswith((".", "0", "1"))
            and not style[at + len(rule) :].startswith((".0;", ".00"))
        ):
            return True
    return False


def _is_flat(attributes: dict[str, str | None], style: str) -> bool:
    """True for paragraphs without space around them: Outlook's, whose blank lines are paragraphs too."""
    if (attributes.get("class") or "").startswith("Mso"):
        return True
    return "margin:0" in style or ("margin-top:0" in style and "margin-bottom:0" in style)


def _heads_history(node: LexborNode, style: str) -> bool:
    """True for the bordered block with From, Sent, To and Subject that Outlook puts above history."""
    if "#e1e1e1" not in style and "#b5c4df" not in style:
        return False
    head = (node.text() or "")[:2_000]
    return head.count(":") >= 3
