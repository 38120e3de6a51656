"""LanguageTool as an engine: paragraphs in, doubts worth saying out, each paragraph asked about once.

There is one engine for each way of use in a process.  It starts or finds its server when the first paragraph
that it does not know comes, starts it again once where it dies, and gives up for the rest of the run where it
dies again or answers too late twice.
"""

from __future__ import annotations

import atexit
import contextlib
import time
from collections.abc import Iterable
from functools import cached_property
from typing import Any

from replycheck.errors import ToolError
from replycheck.folders import cache_folder
from replycheck.model import LanguageToolUse, Span
from replycheck.proofread.engine import Flag
from replycheck.proofread.languagetool import server
from replycheck.proofread.languagetool.cache import Cache
from replycheck.proofread.languagetool.choice import Place, is_this_machine, place_of
from replycheck.proofread.languagetool.client import Client, TooLate, library_problem
from replycheck.proofread.languagetool.worth import worth_saying

MOST_LATE = 2
"""So many drafts may take too long before nothing more is asked in this run."""

_OPEN: dict[LanguageToolUse, LanguageToolEngine] = {}


def engine_for(use: LanguageToolUse) -> LanguageToolEngine:
    """The engine of this process for a way of use; its server ends with the process."""
    if use not in _OPEN:
        if not _OPEN:
            atexit.register(close_engines)
        _OPEN[use] = LanguageToolEngine(use)
    return _OPEN[use]


def close_engines() -> None:
    """Ends what was started and writes the cache; the next use starts anew."""
    while _OPEN:
        _OPEN.popitem()[1].close()


class LanguageToolEngine:
    """`use` says which LanguageTool, and what it may take."""

    name = "languagetool"

    def __init__(self, use: LanguageToolUse) -> None:
        self._use = use
        self._server: server.Server | None = None
        self._client: Client | None = None
        self._late = 0
        self._until = 0.0  # when the draft at hand has had its time, on the monotonic clock
        self._gone = ""  # why nothing more is asked
        self.asked = 0

    @cached_property
    def _place(self) -> Place:
        return place_of(self._use)

    @cached_property
    def version(self) -> str:
        """A name for the jars in a folder; of a server elsewhere what it says of itself."""
        if self._place.folder is not None:
            return server.identity(self._place.folder)
        return server.version_at(self._place.url)

    @cached_property
    def _cache(self) -> Cache | None:
        try:
            return Cache(cache_folder() / "languagetool-cache.json", f"{server.LANGUAGE}:{self.version}")
        except RuntimeError:  # a user without a home keeps nothing
            return None

    def unavailable(self) -> str | None:
        if self._place.reason:
            return self._place.reason
        if problem := library_problem():
            return problem
        if self._place.folder is not None and server.java() is None:
            return server.NO_JAVA
        return self._gone or None

    def flags(self, text: str) -> list[Flag]:
        return self.flags_of([text])[0]

    def flags_of(self, paragraphs: Iterable[str]) -> list[list[Flag]]:
        """The flags of each paragraph of one draft.  Raises `ToolError` where the server fails on the way, or
        takes longer than a draft may take.
        """
        if reason := self.unavailable():
            raise ToolError("", reason)
        try:
            return self._flags_of(list(paragraphs))
        except TooLate:
            self._late += 1
            if self._late >= MOST_LATE:
                self._give_up("LanguageTool was too slow before, and is not asked any more in this run")
            raise
        except ToolError as error:
            self._give_up(error.problem)
            raise

    def _flags_of(self, paragraphs: list[str]) -> list[list[Flag]]:
        cached = [self._cache.get(text) if self._cache else None for text in paragraphs]
        if any(answer is None for answer in cached):
            self._connect()
        self._until = time.monotonic() + self._use.draft_seconds
        found = []
        for text, answer in zip(paragraphs, cached, strict=True):
            if answer is None:
                answer = [list(flag) for flag in self._asked(text)]
                if self._cache:
                    self._cache.put(text, answer)
            flags = [flag for values in answer if (flag := _flag(values, text)) is not None]
            found.append([flag for flag in flags if flag.rule not in self._use.ignore])
        return found

    def _asked(self, text: str) -> list[Flag]:
        """What the server says, started again once where it has died."""
        for is_last in (False, True):
            try:
                seconds = self._until - time.monotonic()
                if seconds <= 0:
                    raise TooLate("", f"LanguageTool took longer than {self._use.draft_seconds:g} seconds")
                client = self._connect()
                self.asked += 1
                doubts = client.doubts(text, seconds=seconds)
            except TooLate:
                self._client = None
                raise
            except ToolError:
                self._client = None
                if is_last or self._server is None or self._server.is_alive():
                    raise
                self._server.close()
                self._server = None
                started = time.monotonic()
                self._connect()
                self._until += time.monotonic() - started  # starting has a time of its own
            else:
                return [
                    Flag(Span(d.start, d.end), self.name, d.rule, d.message, d.suggestions)
                    for d in worth_saying(doubts, text)
                ]
        raise AssertionError("the second try returns or raises")

    def _connect(self) -> Client:
        """The connection to the server, which is found or started first.  Raises `ToolError`."""
        if self._client is None:
            url = self._place.url
            if self._place.folder is not None:
                if self._server is None:
                    self._server = server.open_server(self._place.folder, self._use)
                url = self._server.url
            self._client = Client(url, seconds=self._use.draft_seconds, is_direct=is_this_machine(url))
        if self._server is not None:
            self._server.touch()
        return self._client

    def _give_up(self, reason: str) -> None:
        self._gone = reason
        self._client = None
        if self._server is not None:
            self._server.close()
            self._server = None

    def close(self) -> None:
        """Writes the cache and lets go of the server."""
        if "_cache" in self.__dict__ and self._cache is not None:
            with contextlib.suppress(OSError):
                self._cache.save()
        self._give_up("LanguageTool was closed")


def _flag(values: Any, text: str) -> Flag | None:
    """A flag as the cache keeps it; None for what is none."""
    try:
        (start, end), name, rule, message, suggestions = values
        flag = Flag(
            Span(int(start), int(end)), str(name), str(rule), str(message), tuple(map(str, suggestions))
        )
    except (TypeError, ValueError):
        return None
    return flag if 0 <= flag.span.start < flag.span.end <= len(text) else None
