"""What every proofreading engine gives: flags, or the reason why it cannot run."""

from __future__ import annotations

from typing import Protocol

from replycheck.model import Span
from replycheck.records import NamedTuple


class Flag(NamedTuple):
    """A place that an engine doubts; `rule` is the engine's own name for the doubt.

    `span` is in the text the engine was given, in code points; `suggestions` are replacements of it, the
    likeliest first; an empty one takes the words out.
    """

    span: Span
    engine: str
    rule: str
    message: str
    suggestions: tuple[str, ...] = ()


class Engine(Protocol):
    """A checker of plain text; made once a process, and only where there is something to proofread."""

    @property
    def name(self) -> str: ...

    @property
    def version(self) -> str: ...

    def unavailable(self) -> str | None:
        """Why it cannot run here, as a `skipped` entry says it; None where it can."""

    def flags(self, text: str) -> list[Flag]:
        """What it doubts in `text`, by place.  Raises `ToolError` where the engine fails on the way."""
