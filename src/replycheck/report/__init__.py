"""Reports -> text for people and programs.  One module a format; FORMATS is the whole list."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, TextIO

from replycheck.report import text
from replycheck.report.style import Style, Write

if TYPE_CHECKING:
    from collections.abc import Iterable

    from replycheck.model import Report


def _when_asked_for(module: str, function: str = "write") -> Write:
    """A function of a module that most runs do not need, and so is imported by its first use."""

    def write(reports: Iterable[Report], out: TextIO, style: Style) -> None:
        getattr(import_module(f"{__name__}.{module}"), function)(reports, out, style)

    return write


FORMATS: dict[str, Write] = {
    "text": text.write,
    "concise": _when_asked_for("concise"),
    "json": _when_asked_for("json"),
    "jsonl": _when_asked_for("json", "write_lines"),
    "sarif": _when_asked_for("sarif"),
    "github": _when_asked_for("github"),
    "gitlab": _when_asked_for("gitlab"),
    "junit": _when_asked_for("junit"),
    "checkstyle": _when_asked_for("checkstyle"),
    "rdjson": _when_asked_for("rdjson"),
    "markdown": _when_asked_for("markdown"),
    "html": _when_asked_for("html"),
    "template": _when_asked_for("template"),
}
"""Every output by the name `--format` takes."""

__all__ = ["FORMATS", "Style", "Write"]
