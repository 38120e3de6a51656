"""Texts of an export as messages that can be checked, and what else all desks' records have in common."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache, partial
from html import unescape
from typing import Any

from replycheck.libraries.entry import Entry, Keys
from replycheck.libraries.record import Body, Record, Use
from replycheck.libraries.source_map import Change, rewritten
from replycheck.model import Channel, Markup, Message, Source, SourceMap
from replycheck.read.fields import mended
from replycheck.read.files import MAX_DRAFT_BYTES
from replycheck.read.passage import Passage, whole_lines
from replycheck.read.text import Writer, is_visible, message_of, parts_of_markup

TEXTS_ALONE = (
    "freshdesk", "front", "helpscout", "chatwoot", "zammad", "osticket", "discourse", "salesforce", "hubspot",
)  # fmt: skip
"""Desks whose macros are texts and nothing else.  Those of Zendesk, Gorgias and Intercom may only set a tag, and a
row of a table at home may be a heading.
"""


class Sheet:
    """A record as it is filled in: `add` takes one text after the other, `record` closes it."""

    def __init__(self, entry: Entry, shape: str, *, id: Any = None, title: str = "title") -> None:
        self.entry = entry
        self.shape = shape
        self.title_key = title
        self.id = str(id if id not in (None, "") else entry.key or entry.line)
        self.bodies: list[Body] = []
        self.blank: list[Body] = []

    def add(
        self,
        *keys: str | int,
        markup: Markup | None = None,
        use: Use = "reply",
        channel: Channel | None = None,
    ) -> None:
        """The text under some keys, if there is one; without `markup` HTML is told by its tags.

        Raises InputError for what is no text and for one too large to be a reply.
        """
        text = self.entry.text(*keys)
        if text is not None:
            passage = partial(self.entry.passage, text, keys)
            self._add(text, passage, keys, self.entry.path, markup, use, channel)

    def add_file(self, text: str, path: str, field: str, markup: Markup) -> None:
        """A reply that is a file of its own beside the export."""
        self._add(text, partial(whole_lines, text), (field,), path, markup, "reply", None)

    def _add(
        self,
        text: str,
        passage: Callable[[], Passage],
        keys: Keys,
        path: str,
        markup: Markup | None,
        use: Use,
        channel: Channel | None,
    ) -> None:
        if len(text) > MAX_DRAFT_BYTES:
            raise self.entry.error("a text of more than 2 MB is no reply; take its pictures out")
        kind = markup or ("html" if looks_like_html(text) else "plain")
        read = partial(_message, passage, Source(path, self.id), kind, self.attachments)
        body = Body(".".join(map(str, keys)), text, kind, read, use, channel, path)
        if shows_text(text, kind):
            self.bodies.append(body)
        else:
            self.blank.append(body)

    @property
    def _is_unwritten(self) -> bool:
        """True where a text is missing: a macro may do without one that sends files, or acts on the ticket."""
        desk = self.shape.partition("-")[0]
        says_more = self.bodies or self.attachments or any("<img" in body.text.lower() for body in self.blank)
        return desk in TEXTS_ALONE and not says_more

    @property
    def attachments(self) -> tuple[str, ...] | None:
        return attachment_names(self.entry.value)

    def record(self, *, is_active: bool | None = None) -> Record:
        title = self.entry.at(self.title_key)
        return Record(
            id=self.id,
            title=" ".join(str(title).split()) if isinstance(title, (str, int, float)) else "",
            bodies=tuple(self.bodies),
            shape=self.shape,
            path=self.entry.path,
            line=self.entry.line,
            column=self.entry.column,
            is_active=is_in_use(self.entry.value) if is_active is None else is_active,
            attachments=self.attachments,
            fields=self.entry.value,
            blank=self.blank[0] if self.blank and self._is_unwritten else None,
            find_title=partial(self.entry.place, self.title_key),
        )


def _message(
    passage: Callable[[], Passage], source: Source, markup: Markup, attachments: tuple[str, ...] | None
) -> Message:
    given = passage()
    shown = rewritten(given, _changes(given.text, markup))
    text = mended(shown.text)
    return message_of(
        text,
        role="agent",
        source=source._replace(map=SourceMap(shown.anchors)),
        writer=Writer(attachments=attachments),
        markup=markup,
        parts=parts_of_markup(text) if markup == "html" else None,
    )


def shows_text(text: str, markup: Markup) -> bool:
    """True when a reader of the text sees anything; an Intercom variable counts."""
    if markup != "html" or "<" not in text:
        return is_visible(text)
    from replycheck.read.htmltext import segments_of

    return any(is_visible(key) for key in segments_of(text).keys) or "<attribute" in text


# ---- what desks call the same thing

IN_USE = ("active", "is_active", "isActive", "IsActive", "enabled", "is_enabled", "isenabled", "available")
OUT_OF_USE = ("archived", "deleted", "disabled", "inactive", "is_archived", "is_deleted")
OUT_SINCE = ("archived_datetime", "archived_at", "deleted_at", "deleted_datetime")
NO = frozenset(("false", "0", "no", "off", "inactive", "f", "n"))


def is_in_use(value: Mapping[str, Any]) -> bool:
    """False for a record that its desk does not offer to anybody; a desk's word may be a text, as in CSV."""
    return not (
        any(value.get(key) is not None and _is_no(value[key]) for key in IN_USE)
        or any(value.get(key) not in (None, "") and not _is_no(value[key]) for key in OUT_OF_USE)
        or any(value.get(key) for key in OUT_SINCE)
    )


def _is_no(value: Any) -> bool:
    return value.strip().lower() in NO if isinstance(value, str) else not value


NAMES = ("file_name", "filename", "fileName", "name")


def attachment_names(value: Mapping[str, Any]) -> tuple[str, ...] | None:
    """File names of a record's attachments, given as names or as mappings; None where it has no such key."""
    given = value.get("attachments")
    if not isinstance(given, list):
        return None
    found = (
        item if isinstance(item, str) else next((item[k] for k in NAMES if isinstance(item.get(k), str)), "")
        for item in given
        if isinstance(item, (str, dict))
    )
    return tuple(name for name in found if name)


def has_text(value: Mapping[str, Any], *keys: str) -> bool:
    """True where all the keys hold a text or nothing at all, and at least one of them a text."""
    given = [value[key] for key in keys if key in value]
    return (
        len(given) == len(keys)
        and all(item is None or isinstance(item, str) for item in given)
        and any(isinstance(item, str) for item in given)
    )


# ---- HTML


def looks_like_html(text: str) -> bool:
    """True for a text with a tag that a help desk's editor writes."""
    return "<" in text and _common_tag().search(text) is not None


@cache
def _common_tag() -> re.Pattern[str]:
    return re.compile(
        r"</?(?:p|br|div|span|a|b|i|u|em|strong|ul|ol|li|table|tr|td|h[1-6]|img|hr|blockquote|font|pre|code"
        r"|html|body|attribute)(?:\s[^<>]{0,2000})?/?>",
        re.IGNORECASE,
    )


def _changes(text: str, markup: Markup) -> Iterator[Change]:
    """What is read otherwise than it stands: line ends, a byte-order mark; in HTML also references."""
    if text.startswith("\ufeff"):
        yield 0, 1, ""
    at = 0
    for match in _marks(markup == "html").finditer(text):
        found = match[0]
        if match.start() < at:
            continue  # within a comment
        at = match.end()
        if found[0] == "\r":
            yield match.start(), at, "\n"
        elif found.startswith("data:"):
            yield match.start(), at, "data:,"  # a picture: rules know no tag of that length
        elif found == "<!--":
            end = text.find("-->", at)
            at = end + 3 if end >= 0 else at
        elif found[0] == "&" and found.lower() not in BLANKS:
            plain = unescape(found)
            if plain != found:
                yield match.start(), at, plain
        elif found.lower() == "</attribute>":
            yield match.start(), at, ""
        elif found[:10].lower() == "<attribute":
            yield match.start(), at, _variable(found)


# Rules know these two as blanks already, and `&nbsp; ` is no double blank.
BLANKS = ("&nbsp;", "&#160;")


@cache
def _marks(is_html: bool) -> re.Pattern[str]:
    if not is_html:
        return re.compile(r"\r\n?")
    # A tag is matched so that its attributes are passed over; as long a one as rules know.
    return re.compile(
        r"\r\n?|<!--|</?[a-zA-Z][^<>]{0,2000}>|data:[a-z0-9/+.-]{1,60};base64,[A-Za-z0-9+/=]{200,}"
        r"|&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{0,31});"
    )


def _variable(tag: str) -> str:
    """Intercom's `<attribute key="user.name" default="there"/>` as its editor and `body_text` show it
    (Intercom API reference, Macro).
    """
    found = {name.lower(): unescape(value) for name, _, value in _attribute().findall(tag)}
    default = found.get("default")
    return f"{{{{{found.get('key', '')}" + (f'|fallback:"{default}"' if default else "") + "}}"


@cache
def _attribute() -> re.Pattern[str]:
    return re.compile(r"""([a-zA-Z-]{1,40})\s{0,9}=\s{0,9}(["'])([^"'<>]{0,500})\2""")
