"""Zendesk macros: the Macros API's JSON, and repositories with one YAML file a macro.

A macro is a list of actions, of which some write (Zendesk API reference, Macros, "Actions reference").
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePath
from typing import Any

from replycheck.libraries.bodies import Sheet, is_in_use
from replycheck.libraries.entry import Entry
from replycheck.libraries.record import Record
from replycheck.model import Channel, Markup

MARKS = ("actions", "field")

CHANNELS: Mapping[str, Channel | None] = {
    **dict.fromkeys(("all", "channel:all")),
    **dict.fromkeys(("web", "channel:web"), "email"),
    **dict.fromkeys(("chat", "channel:chat"), "chat"),
}
"""The first of two values of a comment: where it is used, None for everywhere."""

# The text stands in a second repository ("Zendesk as YAML repository", FORMATS.md).
ELSEWHERE = "MANAGED_CONTENT"


def fits(value: Mapping[str, Any]) -> bool:
    """Triggers and automations have actions too, but under conditions."""
    actions = value.get("actions")
    return (
        "conditions" not in value
        and isinstance(actions, list)
        and any(isinstance(action, dict) and "field" in action for action in actions)
    )


def read(entry: Entry, shape: str) -> Record:
    """The texts of a macro's comment, subject and side conversations."""
    # A file of its own begins its line; the items of a list stand behind their dashes.
    is_file = shape == "zendesk-yaml" and entry.column == 1
    sheet = Sheet(entry, shape, id=entry.at("id") or (PurePath(entry.path).stem if is_file else None))
    actions = entry.at("actions")
    if not isinstance(actions, list):
        raise entry.error("'actions' should be a list of actions with 'field' and 'value'")
    for number, action in enumerate(actions):
        if not isinstance(action, dict) or not isinstance(action.get("field"), str):
            raise entry.error(f"'actions.{number}' should be an action with 'field' and 'value'")
        _add(sheet, number, action["field"], action.get("value"))
    folders = [part.lower() for part in PurePath(entry.path).parts[-4:-1]]
    is_put_away = shape == "zendesk-yaml" and "inactive" in folders
    return sheet.record(is_active=is_in_use(entry.value) and not is_put_away)


def _add(sheet: Sheet, number: int, field: str, value: Any) -> None:
    keys = ("actions", number, "value")
    if value == ELSEWHERE:
        return
    if field in ("comment_value", "comment_value_html"):
        markup: Markup = "html" if field.endswith("_html") else "plain"
        if isinstance(value, list) and len(value) == 2 and str(value[0]) in CHANNELS:
            sheet.add(*keys, 1, markup=markup, channel=CHANNELS[value[0]])
        else:
            sheet.add(*keys, markup=markup)
    elif field == "subject":
        sheet.add(*keys, markup="plain", use="subject")
    elif field.startswith("side_conversation"):
        if not isinstance(value, list):
            sheet.add(*keys, use="side-conversation")
            return
        # The subject and the message, then whom it goes to; a Slack message has no subject.
        for place in range(min(len(value), 1 if field.endswith("slack") else 2)):
            sheet.add(*keys, place, use="side-conversation")
