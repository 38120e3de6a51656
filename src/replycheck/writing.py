"""Files replaced whole: killed at any moment, the old file is there or the new one."""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

from replycheck.errors import InputError

PREFIX = ".replycheck-"
"""How the name of a half-written file begins; what a killed run leaves behind is known by it."""


@contextlib.contextmanager
def replacing(
    target: str | Path, *, lasting: bool = True, last: Callable[[], object] | None = None
) -> Iterator[IO[bytes]]:
    """A stream into a new file, which takes the place of `target` once the block ends without an error.

    The new file is the user's alone (mode 0600) unless the block gives it another mode.  `last` is called right
    before the file changes places, and may still raise.  Without `lasting` nobody waits for the disk: after
    a power cut the file may be damaged.  `target` is no link: one would be replaced itself.  Raises OSError.
    """
    folder = os.path.dirname(target)
    beside = os.path.join(folder, f"{PREFIX}{os.urandom(8).hex()}.tmp")  # importing tempfile takes 5 ms
    out = open(beside, "xb", opener=_private)  # noqa: SIM115
    try:
        with out:
            yield out
            out.flush()
            if lasting:
                os.fsync(out.fileno())  # after a crash the name must not lead to an empty file
        if last is not None:
            last()
        os.replace(beside, target)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(beside)
        raise
    if lasting:
        _sync_folder(folder)


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def keep(place: Path, data: bytes, *, lasting: bool = True) -> None:
    """Puts a file of ours into the user's cache folder, for this user alone; raises OSError.

    `lasting` may be False for what is read past where it is damaged, and is needed soon.
    """
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with replacing(place, lasting=lasting) as out:
        out.write(data)


def rewrite(path: str, data: bytes, *, read: bytes | None) -> None:
    """Puts `data` in the place of the user's file at `path`, whose bytes were `read` (None: there was no file).

    The new file takes the old one's mode, and its owner where we may give it; of a link it is the target
    that is replaced.  Raises InputError where the file is no longer the one that was read, or cannot be
    written; it is then as it was.
    """
    target = os.path.realpath(path)
    try:
        before = _unchanged(path, target, read)
        with replacing(target, last=lambda: _unchanged(path, target, read)) as out:
            out.write(data)
            out.flush()
            take_over(out.fileno(), before)
    except OSError as error:
        raise InputError(
            path, f"not rewritten: it cannot be written ({error.strerror}); check the rights and the disk"
        ) from None


def _unchanged(path: str, target: str, read: bytes | None) -> os.stat_result | None:
    """What the file system says of a file that still holds `read`; None where there was none to be."""
    if read is None:
        if os.path.lexists(target):
            raise InputError(path, "not written: there is a file by now; run again")
        return None
    try:
        with open(target, "rb") as stream:
            found = os.fstat(stream.fileno())
            is_same = stream.read(len(read) + 1) == read
    except FileNotFoundError:
        raise InputError(path, "not rewritten: the file is gone; run again") from None
    if not is_same:
        raise InputError(path, "not rewritten: the file changed since it was read; run again")
    if not os.access(target, os.W_OK):
        raise InputError(path, "not rewritten: the file is read-only; change its rights first")
    return found


def take_over(handle: int, before: os.stat_result | None) -> None:
    """Gives a new file the mode of the one `before` it, and its owner where we may; without one, the mode that
    the user's umask leaves.
    """
    if not hasattr(os, "fchmod"):  # Windows has neither owner nor mode
        return
    if before is None:
        umask = os.umask(0o077)
        os.umask(umask)
        os.fchmod(handle, 0o666 & ~umask)
        return
    own = os.fstat(handle)
    if (own.st_uid, own.st_gid) != (before.st_uid, before.st_gid):
        with contextlib.suppress(PermissionError):
            os.fchown(handle, before.st_uid, before.st_gid)
    os.fchmod(handle, stat.S_IMODE(before.st_mode))  # last: a change of owner clears some of its bits


def _sync_folder(folder: str) -> None:
    """Makes the new name last; a file system that has no such thing has it done already."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
