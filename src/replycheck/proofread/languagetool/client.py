"""The only place that knows language-tool-python: a text goes to a server, its doubts come back.

The library (3.4) would download LanguageTool, look for ports and wait five minutes.  So it is given the address
of a running server, and each call has an end: it runs in a thread that is left behind when its time is over.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any, TypeVar

from replycheck.errors import ToolError
from replycheck.proofread.languagetool.server import LANGUAGE, MISSING
from replycheck.records import NamedTuple

CATEGORIES_OFF = frozenset(
    "CASING COLLOCATIONS COMPOUNDING PLAIN_ENGLISH REDUNDANCY REPETITIONS REPETITIONS_STYLE STYLE TYPOGRAPHY"
    " WIKIPEDIA".split()
)
"""What the server need not look for; `worth` decides about the rest."""

LATE_SECONDS = 0.25
"""What a call may take beyond its time, since the server's own answer in time is better than none."""


class TooLate(ToolError):
    """The server did not answer in time."""


class Doubt(NamedTuple):
    """A place that LanguageTool doubts, in code points of the text it was given."""

    start: int
    end: int
    rule: str
    category: str
    message: str
    suggestions: tuple[str, ...]


def library_problem() -> str | None:
    """Why the library cannot be used; None where it can.  Does not import it."""
    from importlib.util import find_spec

    return None if find_spec("language_tool_python") else MISSING


class Client:
    """A connection to the server at `url`; it and each of its calls raise `ToolError` where the server fails."""

    def __init__(self, url: str, *, seconds: float, is_direct: bool) -> None:
        self._tool = self._bounded(lambda: _tool(url, seconds, is_direct=is_direct), seconds)

    def doubts(self, text: str, *, seconds: float) -> list[Doubt]:
        """What the server doubts in a text, by place.  The text may hold no character beyond U+FFFF."""
        found = self._bounded(lambda: self._tool.check(text), seconds)
        try:
            return sorted(_doubt(match) for match in found if 0 <= match.offset < _end(match) <= len(text))
        except (AttributeError, TypeError, ValueError):
            raise ToolError("", "the server's answer cannot be read; is it a LanguageTool?") from None

    def _bounded(self, call: Callable[[], _T], seconds: float) -> _T:
        """What `call` returns; `TooLate` where it takes longer.

        A call that was left behind may end while another runs: all that two calls share is where a text has
        characters beyond U+FFFF, and none has any.
        """
        done: list[_T] = []
        failed: list[BaseException] = []

        def run() -> None:
            try:
                done.append(call())
            except (Exception, SystemExit) as error:  # the library raises by cause, SystemExit among them
                failed.append(error)

        worker = threading.Thread(target=run, daemon=True)
        worker.start()
        worker.join(seconds + LATE_SECONDS)
        if done:
            return done[0]
        if not failed:
            raise TooLate("", f"the server did not answer within {seconds:g} seconds")
        raise _told(failed[0], seconds)


_T = TypeVar("_T")


def _tool(url: str, seconds: float, *, is_direct: bool) -> Any:
    try:
        import language_tool_python
    except ImportError:
        raise ToolError("", MISSING) from None

    class Bounded(language_tool_python.LanguageTool):  # type: ignore[misc]
        """The library's, with an end to its waiting for one piece of an answer."""

        _TIMEOUT = seconds

    # Without a word on proxies the library takes those of the environment, which is right for a server
    # elsewhere and would send a customer's words abroad for one on this machine.
    proxies = {"http": "", "https": ""} if is_direct else None
    tool = Bounded(LANGUAGE, remote_server=url, proxies=proxies)
    tool.disabled_categories = set(CATEGORIES_OFF)
    return tool


def _doubt(match: Any) -> Doubt:
    return Doubt(
        int(match.offset),
        _end(match),
        str(match.rule_id),
        str(match.category),
        " ".join(str(match.message).split()),
        tuple(str(replacement) for replacement in match.replacements[:5]),
    )


def _end(match: Any) -> int:
    return int(match.offset) + int(match.error_length)


def _told(error: BaseException, seconds: float) -> ToolError:
    """The library's error as one of ours.  Its own words are left out: they may quote the text."""
    if isinstance(error, ToolError):
        return error
    causes: list[str] = []
    cause: BaseException | None = error
    while cause is not None and len(causes) < 10:
        causes.append(type(cause).__name__)
        cause = cause.__cause__ or cause.__context__
    if any("Timeout" in name for name in causes):
        return TooLate("", f"the server did not answer within {seconds:g} seconds")
    if "RateLimitError" in causes:
        return ToolError("", "the server takes no more texts for now (its limit is reached)")
    if any("SSL" in name for name in causes):
        return ToolError("", "the server's certificate is not trusted")
    if any("Connect" in name or "Protocol" in name or "Socket" in name for name in causes):
        return ToolError("", "the server cannot be reached")
    return ToolError("", "the server's answer cannot be read; is it a LanguageTool?")
