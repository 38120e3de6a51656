"""Gorgias macros (Gorgias API reference, Macros): actions, of which one writes the reply."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from replycheck.libraries.bodies import Sheet
from replycheck.libraries.entry import Entry
from replycheck.libraries.record import Record

MARKS = ("setResponseText",)


def fits(value: Mapping[str, Any]) -> bool:
    """A macro that writes nothing is one as well: its actions have arguments."""
    actions = value.get("actions")
    return (
        isinstance(actions, list)
        and "name" in value
        and any(isinstance(a, dict) and isinstance(a.get("arguments"), dict) and "name" in a for a in actions)
    )


def read(entry: Entry, shape: str) -> Record:
    """The reply as HTML and as text; a new subject too."""
    sheet = Sheet(entry, shape, id=entry.at("id"), title="name")
    actions = entry.at("actions")
    if not isinstance(actions, list):
        raise entry.error("'actions' should be a list of actions with 'name' and 'arguments'")
    for number, action in enumerate(actions):
        name = action.get("name") if isinstance(action, dict) else None
        if not isinstance(action, dict) or not isinstance(action.get("arguments", {}), dict):
            raise entry.error(f"'actions.{number}' should be an action with 'name' and 'arguments'")
        if name == "setResponseText":
            sheet.add("actions", number, "arguments", "body_html", markup="html")
            sheet.add("actions", number, "arguments", "body_text", markup="plain")
        elif name == "setSubject":
            sheet.add("actions", number, "arguments", "subject", markup="plain", use="subject")
    return sheet.record()
