"""A folder of macros: one text file each, with front matter where somebody wrote any."""

from __future__ import annotations

import re
from functools import partial
from pathlib import PurePath

from replycheck.libraries.bodies import attachment_names, is_in_use
from replycheck.libraries.record import Body, Record
from replycheck.libraries.syntax.yaml import plain_mapping
from replycheck.libraries.textfile import whole_text
from replycheck.model import Message
from replycheck.read.markdown import front_matter_end


def record_of(path: str, draft: Message) -> Record:
    """The macro that is a file of its own, as it was read; its id is the path, its title the front
    matter's or the file's stem.
    """
    head = _head(path) if draft.markup == "markdown" and draft.source.map else ""
    fields = plain_mapping(path, head.rstrip().removesuffix("---").removesuffix("...")) if head else {}
    title = fields.get("title") or fields.get("name")
    shape = "folder"
    if title:
        shape = "discourse-md" if "%{" in draft.text else "front-matter-md"
    return Record(
        id=path,
        title=" ".join(str(title).split()) if title else PurePath(path).stem,
        bodies=(Body("", draft.text, draft.markup, partial(_same, draft)),),
        shape=shape,
        path=path,
        is_active=is_in_use(fields) and fields.get("draft") is not True,
        attachments=draft.attachments if draft.attachments is not None else attachment_names(fields),
        fields=fields,
        find_title=partial(_place_of_title, head, "title" if fields.get("title") else "name"),
    )


def _same(message: Message) -> Message:
    return message


def _head(path: str) -> str:
    """The front matter of a file, with the rules around it.  What in it is no YAML is no fault of the reply."""
    text = whole_text(path)
    end, _ = front_matter_end(text)
    return text[:end]


def _place_of_title(head: str, key: str) -> tuple[int, int] | None:
    """Line and column where the words of the title begin in the front matter."""
    for line, words in enumerate(head.split("\n"), 1):
        found = re.match(rf"""(['"]?){key}\1[ \t]*:[ \t]*['"]?""", words)
        if found:
            return line, found.end() + 1
    return None
