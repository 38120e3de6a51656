"""The team's library as a draft is held against it: hashes of its words, kept in the user's cache folder.

Every run asks the library's files for their size and time of change; they are read again only where one
of these is another.  A file that is damaged, or not this user's, is read past and written anew.
"""

from __future__ import annotations

import contextlib
import os
import struct
from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import crc32

from replycheck.checkers.canned import Canned, document_of
from replycheck.cli.results import is_own
from replycheck.errors import ConfigError
from replycheck.writing import keep

if TYPE_CHECKING:
    from replycheck.cli.choice import Choice
    from replycheck.config import Config
    from replycheck.model import Case

VERSION = 1

_HEAD = struct.Struct("<16sII")
"""The key of the library, the number of hashes, the checksum of all that follows."""


def canned_of(config: Config, choice: Choice, folder: Path | None) -> Canned:
    """The library that a config names.  Raises `ConfigError` for a path that is not there."""
    key = _key(config)

    def name(number: int) -> str:
        from replycheck.checkers.macros import macro_of

        for at, case in enumerate(_macros(config, choice)):
            if at == number:
                return macro_of(case).said
        return config.library[0]

    whole = repr([os.path.realpath(path) for path in config.library])
    place = folder / f"library-{blake2b(whole.encode(), digest_size=12).hexdigest()}.bin" if folder else None
    found = _read(place, key) if place else None
    if found is not None:
        return Canned(*found, name, key.hex())
    documents = (document_of(case.draft) for case in _macros(config, choice))
    canned = Canned.of(documents, name, key.hex())
    if place is not None:
        body = bytes(memoryview(canned.hashes)) + bytes(memoryview(canned.numbers))  # type: ignore[arg-type]
        head = _HEAD.pack(key, len(canned.hashes), crc32(body))
        with contextlib.suppress(OSError):  # a full or read-only disk: the next run reads the library again
            keep(place, head + body)
    return canned


def _read(place: Path, key: bytes) -> tuple[memoryview, memoryview] | None:
    try:
        if not is_own(os.stat(place)):
            return None
        data = place.read_bytes()
        found, number, checksum = _HEAD.unpack_from(data)
    except (OSError, struct.error):
        return None
    body = memoryview(data)[_HEAD.size :]
    if found != key or len(body) != 8 * number or crc32(body) != checksum:
        return None
    return body[: 4 * number].cast("I"), body[4 * number :].cast("I")


def _macros(config: Config, choice: Choice) -> Iterator[Case]:
    """The macros of the library in order, whatever their desk says of their use."""
    from replycheck.cli.cases import Cases
    from replycheck.cli.options import call
    from replycheck.model import Case

    for _, case in Cases(call(config.library, {"mode": "macro"}), choice).each():
        if isinstance(case, Case):
            yield case


def _key(config: Config) -> bytes:
    """A hash of names, sizes and times of change of all files of a library."""
    found = blake2b(f"{VERSION}".encode(), digest_size=16)
    for path in config.library:
        if not os.path.exists(path):
            raise ConfigError(config.origin("library"), f"there is no library {path!r}; mend the path")
        for file in sorted(_files(path)):
            stat = os.stat(file)
            found.update(f"{file}\0{stat.st_size}\0{stat.st_mtime_ns}\0".encode(errors="surrogateescape"))
    return found.digest()


def _files(path: str) -> Iterator[str]:
    if not os.path.isdir(path):
        yield path
        return
    for folder, folders, names in os.walk(path):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (os.path.join(folder, name) for name in names if not name.startswith("."))
