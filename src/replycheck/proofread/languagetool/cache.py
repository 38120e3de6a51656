"""What LanguageTool said of a paragraph, so that it is asked once.

A paragraph is known by a digest.  What was said of it is sealed with a stream of bytes made of the paragraph
itself: whoever has the paragraph can read it, and nobody else, so that the file holds no word of a customer's,
of a suggestion's or of an explanation's.  The file is the user's alone (mode 0600), replaced whole and bounded.
"""

from __future__ import annotations

import base64
import contextlib
import hashlib
import json
from pathlib import Path
from typing import Any

VERSION = 1

MOST_ENTRIES = 20_000
"""About 2 MB, or what a library of 5,000 macros holds; those asked for longest ago make room."""

MOST_BYTES = 20_000_000
"""A file beyond this is none of ours and is begun anew."""


class Cache:
    """Answers by paragraph; `key` names all else that an answer depends on."""

    def __init__(self, path: Path, key: str) -> None:
        self.path = path
        self._key = key.encode("utf-8", "surrogateescape")
        self._entries = _read(path)
        self._used: dict[str, str] = {}
        self._is_changed = False

    def get(self, paragraph: str) -> list[Any] | None:
        """What was put for a paragraph; None where nothing was, or where it is damaged."""
        digest, stream = self._digest(paragraph), self._stream(paragraph)
        sealed = self._used.get(digest, self._entries.get(digest))
        if sealed is None:
            return None
        try:
            answer = json.loads(stream(base64.b64decode(sealed, validate=True))) if sealed else []
        except ValueError:
            return None
        self._used[digest] = sealed
        return answer if isinstance(answer, list) else None

    def put(self, paragraph: str, answer: list[Any]) -> None:
        stream = self._stream(paragraph)
        packed = json.dumps(answer, separators=(",", ":")).encode() if answer else b""
        self._used[self._digest(paragraph)] = base64.b64encode(stream(packed)).decode()
        self._is_changed = True

    def save(self) -> None:
        """Writes what was added; what another process wrote meanwhile is kept.  Failing is no matter."""
        if not self._is_changed:
            return
        from replycheck.writing import keep

        entries = {k: v for k, v in {**_read(self.path), **self._entries}.items() if k not in self._used}
        entries.update(self._used)  # at the end: the last to make room
        kept = dict(list(entries.items())[-MOST_ENTRIES:])
        values = {"version": VERSION, "entries": kept}
        with contextlib.suppress(OSError):
            keep(self.path, json.dumps(values, separators=(",", ":")).encode("ascii"))
        self._is_changed = False

    def _digest(self, paragraph: str) -> str:
        return hashlib.sha256(b"place\0" + self._secret(paragraph)).hexdigest()[:32]

    def _stream(self, paragraph: str) -> Any:
        """A function that seals bytes, and opens sealed ones."""
        secret = b"stream\0" + self._secret(paragraph)

        def turned(given: bytes) -> bytes:
            stream = hashlib.shake_256(secret).digest(len(given))
            return bytes(a ^ b for a, b in zip(given, stream, strict=True))

        return turned

    def _secret(self, paragraph: str) -> bytes:
        return self._key + b"\0" + paragraph.encode("utf-8", "surrogatepass")


def _read(path: Path) -> dict[str, str]:
    """The entries of a file; none where it is missing, damaged or another version's."""
    try:
        if path.stat().st_size > MOST_BYTES:
            return {}
        found = json.loads(path.read_text(encoding="ascii"))
        entries = found["entries"] if found["version"] == VERSION else {}
        return {str(k): v for k, v in entries.items() if isinstance(v, str)}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}
