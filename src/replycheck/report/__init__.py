"""Reports -> text for people and programs.  One module a format; FORMATS is the whole list."""

from __future__ import annotations

from replycheck.report import concise, json, text
from replycheck.report.style import Style, Write

FORMATS: dict[str, Write] = {
    "text": text.write,
    "concise": concise.write,
    "json": json.write,
    "jsonl": json.write_lines,
}
"""Every output by the name `--format` takes."""

__all__ = ["FORMATS", "Style", "Write"]
