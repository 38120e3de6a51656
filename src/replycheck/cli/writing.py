"""Files of the user's, replaced whole: killed at any moment, the old file is there or the new one."""

from __future__ import annotations

import contextlib
import os
import stat

from replycheck.errors import InputError


def rewrite(path: str, data: bytes, *, read: bytes | None) -> None:
    """Puts `data` in the place of the file at `path`, whose bytes were `read` (None: there was no file).

    The new file is written beside the old one and takes its place and its mode, and its owner where we may
    give it; of a link it is the target that is replaced.  Raises InputError where the file is no longer the
    one that was read, or cannot be written; it is then as it was.
    """
    import tempfile

    target = os.path.realpath(path)
    try:
        before = _unchanged(path, target, read)
        handle, beside = tempfile.mkstemp(prefix=".replycheck-", suffix=".tmp", dir=os.path.dirname(target))
        try:
            with os.fdopen(handle, "wb") as out:
                out.write(data)
                out.flush()
                _take_over(handle, before)
                os.fsync(handle)
            _unchanged(path, target, read)
            os.replace(beside, target)
        except BaseException:
            if os.path.exists(beside):
                os.unlink(beside)
            raise
        _sync_folder(os.path.dirname(target))
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


def _take_over(handle: int, before: os.stat_result | None) -> None:
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
