"""A mailbox (RFC 4155): the last mail is the one to be answered, the others came before it."""

from __future__ import annotations

import re
from datetime import datetime, timezone

from replycheck.errors import InputError
from replycheck.model import Message, Notice, Role
from replycheck.read import mime
from replycheck.read.charset import wide_codec
from replycheck.read.eml import read_mail
from replycheck.read.files import File
from replycheck.read.text import Thread
from replycheck.records import replace

# Earlier mails are context only; a whole archive is not read.
MAX_MAILS = 50


def read(file: File) -> Thread:
    """The last readable mail of the file, the others oldest first; a broken one is left out."""
    data = file.data
    wide = wide_codec(data)
    if wide:
        data = data[wide[1] :].decode(wide[0], "replace").encode("utf-8", "replace")
    data = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    messages: list[Message] = []
    broken: list[InputError] = []
    for line, mail in _mails(data):
        try:
            role = file.role
            messages.append(read_mail(mime.source_of(mail, first_line=line), path=file.path, role=role))
        except InputError as error:
            broken.append(error)
    if not messages:
        raise broken[-1] if broken else InputError(file.path, "this mailbox holds no mail; name an .eml file")
    *earlier, newest = messages
    notices = list(newest.notices)
    if earlier:
        notices.append(
            Notice("mailbox", f"the last of {len(messages)} mails was taken; the others came before it")
        )
    if broken:
        notices.append(Notice("unreadable-mails", f"{len(broken)} mails of this mailbox could not be read"))
    earlier = [replace(mail, role=_role(mail, newest)) for mail in earlier]
    earlier.sort(key=lambda mail: mail.sent_at or datetime.min.replace(tzinfo=timezone.utc))
    return Thread(replace(newest, notices=tuple(notices)), tuple(earlier))


def _role(mail: Message, newest: Message) -> Role:
    same = mail.address is not None and mail.address == newest.address
    return newest.role if same else ("agent" if newest.role == "customer" else "customer")


def _mails(data: bytes) -> list[tuple[int, bytes]]:
    """First line (from 1) and source of the last mails; ">From " is given back its form."""
    separators = list(
        re.finditer(rb"(?:\A|\n\n|\n)From [^\n]{0,200}\d{4}[^\n]{0,60}\n(?=[A-Za-z-]{1,60}:|\n|$)", data)
    )
    if not separators:
        return [(1, data)]
    ends = [separator.start() for separator in separators[1:]] + [len(data)]
    mails = []
    line, at = 1, 0
    for separator, end in zip(separators, ends, strict=True):
        line += data.count(b"\n", at, separator.end())
        at = separator.end()
        source = data[separator.end() : end]
        if source.strip():
            mails.append((line, re.sub(rb"(?m)^>(>{0,20}From )", rb"\1", source)))
    return mails[-MAX_MAILS:]
