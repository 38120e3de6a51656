"""The nouns of a macro library: a record of an export, and its bodies."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from types import MappingProxyType
from typing import Any, Literal

from replycheck.model import Channel, Markup, Message
from replycheck.records import dataclass

Use = Literal["reply", "subject", "chat", "side-conversation"]


@dataclass(frozen=True, repr=False)
class Body:
    """One text of a macro that somebody would read.

    `field` is where it stands in the record (`content_html`, `actions.2.value`).  `text` is that field's
    text, decoded and otherwise untouched.  `use` says what becomes of it: `chat` is what replaces the
    reply in a chat.  `path` is the file it stands in.
    """

    field: str
    text: str
    markup: Markup
    read: Callable[[], Message]
    use: Use = "reply"
    channel: Channel | None = None
    path: str = ""

    @cached_property
    def message(self) -> Message:
        """What is checked, with a map to the export: line ends made `\\n`, character references of HTML
        read, Intercom's `<attribute>` tags in the form of its own editor.
        """
        return self.read()

    @property
    def is_html(self) -> bool:
        return self.markup == "html"


def _nowhere() -> tuple[int, int] | None:
    return None


@dataclass(frozen=True, repr=False)
class Record:
    """One macro of a library: all its bodies, those of both twins too.

    `id` is the export's own, else its line number (of a file of a folder: its path).  `title` is empty
    where there is none.  `shape` is the name in `FORMATS` by which it was read.  `line` and `column` are
    where the record begins, from 1.  `attachments` are file names, None where the export does not speak
    of them.  `blank` is the empty text of a macro that has no other and does nothing else either; it is none of
    the `bodies`.  `fields` are the plain values of the export, for what only one desk has (tags, language,
    restrictions).
    """

    id: str
    title: str
    bodies: tuple[Body, ...]
    shape: str
    path: str
    line: int = 1
    column: int = 1
    is_active: bool = True
    attachments: tuple[str, ...] | None = None
    fields: Mapping[str, Any] = MappingProxyType({})
    blank: Body | None = None
    find_title: Callable[[], tuple[int, int] | None] = _nowhere

    @cached_property
    def title_place(self) -> tuple[int, int] | None:
        """Line and column where the words of the title begin; None where it has no place of its own."""
        return self.find_title()

    @property
    def desk(self) -> str:
        """The help desk of the shape: `zendesk` for `zendesk-yaml`; of `folder` and `csv` these words."""
        return self.shape.partition("-")[0]

    @property
    def twins(self) -> tuple[Body, Body] | None:
        """The reply as HTML and as text, where the record has both."""
        html = next((body for body in self.bodies if body.use == "reply" and body.is_html), None)
        text = next((body for body in self.bodies if body.use == "reply" and not body.is_html), None)
        return (html, text) if html and text else None
