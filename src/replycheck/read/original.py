"""A draft's file as its bytes, so that an edit of the text becomes one of the file and of nothing else in it."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable
from functools import cached_property

from replycheck.errors import InputError
from replycheck.model import Edit
from replycheck.read.charset import codec_of_file, normal_lines
from replycheck.read.files import File
from replycheck.read.sniff import format_of
from replycheck.records import dataclass

REFUSED = {
    "eml": "a mail, whose text may be encoded",
    "mbox": "a mailbox, whose mails may be encoded",
    "ticket": "a ticket's export",
}
"""Formats whose text is not the file itself, in words."""


class NotPlain(InputError):
    """A draft whose text is not its file, so that the file is not rewritten."""


@dataclass(frozen=True, repr=False)
class Original:
    """The bytes of a `.txt`, `.md` or `.html` draft: `mark` of them are its byte-order mark, the rest is
    `written` in `codec`, line ends as they stand there.

    `start` is where the text that was read begins, in characters with line ends of one: behind the front
    matter.
    """

    path: str
    data: bytes
    mark: int
    codec: str
    written: str
    start: int = 0

    @cached_property
    def text(self) -> str:
        """The text as it was read from these bytes."""
        lines = normal_lines(self.written)
        return _SURROGATES.sub("\ufffd", lines)[self.start :]

    def holds(self, text: str) -> bool:
        """Whether the encoding has all characters of a text."""
        try:
            text.encode(self.codec)
        except UnicodeError:
            return False
        return True

    def edited(self, edits: Iterable[Edit]) -> Original:
        """The file with edits of its text made; all other bytes stay.

        Raises `NotPlain` where the new bytes would be read as another text than the edited one, as when a
        line end of two characters came together out of one before the edit and one behind it.
        """
        pieces, texts, at, text_at = [], [], 0, 0
        for edit in sorted(edits):
            start, end = self._place(edit.span.start), self._place(edit.span.end)
            new = edit.text.replace("\n", self._newline(start)) if "\n" in edit.text else edit.text
            pieces += [self.written[at:start], new]
            texts += [self.text[text_at : edit.span.start], edit.text]
            at, text_at = end, edit.span.end
        written = "".join([*pieces, self.written[at:]])
        text = "".join([*texts, self.text[text_at:]])
        try:
            data = self.data[: self.mark] + written.encode(self.codec, "surrogateescape")
        except UnicodeError:
            raise NotPlain(
                self.path, f"not rewritten: {_name(self.codec)} cannot hold the new text"
            ) from None
        edited = original_of(data, self.path)
        if edited.text != text:
            raise NotPlain(self.path, "not rewritten: it would be read as another text; save it as UTF-8")
        return edited

    def _place(self, offset: int) -> int:
        """The offset in `written` of one in the text."""
        offset += self.start
        return offset + bisect.bisect_left(self._pairs, offset)

    @cached_property
    def _pairs(self) -> list[int]:
        """Where the line ends of two characters stand, in characters with line ends of one."""
        return [found.start() - before for before, found in enumerate(re.finditer("\r\n", self.written))]

    def _newline(self, at: int) -> str:
        """The line end that is nearest before a place, else the first behind it."""
        last = max(self.written.rfind("\n", 0, at), self.written.rfind("\r", 0, at))
        if last > 0 and self.written[last - 1 : last + 1] == "\r\n":
            last -= 1
        found = re.compile("\r\n|\r|\n").search(self.written, max(last, 0))
        return found[0] if found else "\n"


_SURROGATES = re.compile("[\ud800-\udfff]")


def original_of(data: bytes, path: str) -> Original:
    """The bytes of a draft with what is needed to change them.  Raises `NotPlain` for what is no text file,
    and for bytes that could not be written back as they were.
    """
    file = File(path, data, "agent")
    format = format_of(file)
    if format in REFUSED:
        raise NotPlain(path, f"not rewritten: this is {REFUSED[format]}; mend it where it was written")
    label = ""
    if format == "html":
        from replycheck.read.html import declared

        label = declared(data)
    codec, mark = codec_of_file(data, label)
    try:
        written = data[mark:].decode(codec, "surrogateescape")
        is_true = written.encode(codec, "surrogateescape") == data[mark:]
    except UnicodeError:
        is_true = False
    if not is_true:
        raise NotPlain(path, f"not rewritten: it is no clean {_name(codec)} text; save it as UTF-8")
    start = 0
    if format == "markdown":
        from replycheck.read.markdown import front_matter_end

        start = front_matter_end(normal_lines(written))[0]
    return Original(path, data, mark, codec, written, start)


def _name(codec: str) -> str:
    return {"cp1252": "Windows-1252"}.get(codec, codec.upper())
