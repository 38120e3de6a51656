"""What an export says of a macro beside its text: title, use, age, and whether customers see it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import datetime, timezone
from typing import TYPE_CHECKING, Any

from replycheck.libraries.record import Record
from replycheck.model import Span
from replycheck.understand.document import Document
from replycheck.understand.fixed_values import CLOSING
from replycheck.understand.masks import GAP, masked

if TYPE_CHECKING:
    from replycheck.libraries.dialects.faults import Template

UNTITLED_SHAPES = ("csv", "json", "yaml")
"""Shapes in which a title is a matter of taste: it is asked for only where others could stand."""

TITLES = ("title", "name", "Title", "Name")


def title_trouble(record: Record, empty: Iterable[str]) -> str:
    """What is wrong with a title, in words that follow "this macro"; empty where it is fine."""
    title = record.title.strip()
    if record.shape == "folder":
        return ""  # the title is the file's name
    if not title:
        if record.shape in UNTITLED_SHAPES and not any(key in record.fields for key in TITLES):
            return ""
        return "has no title"
    if any(re.fullmatch(one, title, re.IGNORECASE) for one in empty):
        return f"is called “{title}”"
    return ""


USES = ("usages", "usage", "usage_count", "times_used", "TimesUsed", "usage_30d", "use_count")
"""Counts of how often a macro was applied (Zendesk sideload `usage_30d`, Discourse, Salesforce)."""

TOUCHED = (
    "LastUsedDate", "last_used_at", "updated_at", "updated_datetime", "updatedAt", "LastModifiedDate", "modified_at",
)  # fmt: skip
"""When a macro was last used or changed, the most telling first."""


def dead_weight(record: Record, today: datetime | None, days: int) -> str:
    """Why nobody would miss a macro, in words that follow "this macro"; empty where somebody might."""
    if not record.is_active:
        return "is out of use"
    counts = [_count(record.fields[key]) for key in USES if key in record.fields]
    if counts and counts[0] == 0:
        return "was never used, by the export’s own count"
    touched = next((when for key in TOUCHED if (when := _when(record.fields.get(key)))), None)
    if touched and today and (today - touched).days > days:
        return f"was last touched on {touched.date().isoformat()}"
    return ""


def _count(value: Any) -> int | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value
    return int(value) if isinstance(value, str) and value.strip().isdigit() else None


def _when(value: Any) -> datetime | None:
    """An ISO 8601 time with its zone, or seconds since 1970; None for what is neither."""
    if isinstance(value, (int, float)) and not isinstance(value, bool) and 1e9 < value < 5e9:
        return datetime.fromtimestamp(value, timezone.utc)
    if not isinstance(value, str):
        return None
    try:
        found = datetime.fromisoformat(re.sub(r"(?:\.\d+)?(?:Z|\+0000)$", "+00:00", value.strip()))
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=timezone.utc)


def is_note(record: Record) -> bool:
    """True for a macro that its export says customers do not see."""
    actions = record.fields.get("actions")
    if isinstance(actions, list):
        for action in actions:
            if not isinstance(action, Mapping):
                continue
            if action.get("field") == "comment_mode_is_public":
                return str(action.get("value")).strip().lower() in ("false", "0", "no")
    public = record.fields.get("public", record.fields.get("is_public"))
    if public is not None:
        return str(public).strip().lower() in ("false", "0", "no")
    return str(record.fields.get("type", record.fields.get("kind", ""))).lower() in (
        "note",
        "internal",
        "internal_note",
    )


_EMPTY = re.compile(r"\W*(?:n/?a|tb[dca]|text|empty|none|body|reply|test)?\W*", re.IGNORECASE)


def is_blank(document: Document, template: Template) -> bool:
    """True for a text that says nothing between its greeting and its sign-off.

    A link, a picture, code or a variable says something.
    """
    if re.search(r"<img\b", document.text, re.IGNORECASE):
        return False
    said = _GREETING.sub("", _with_variables(document, template), count=1)
    closing = _CLOSING.search(said)
    if closing is not None and _is_name_block(said[closing.end() :]):
        said = said[: closing.start()]
    return VARIABLE not in said and bool(_EMPTY.fullmatch(said))


_GREETING = re.compile(
    r"\A\s*(?:hi|hello|hey|dear|good (?:morning|afternoon|evening))\b[^\n,!:]{0,80}(?:[,!:]|(?=\n|\Z))",
    re.IGNORECASE,
)

VARIABLE = "\ue001"
"""Stands for each character of a variable: what is in it is no text."""


def _with_variables(document: Document, template: Template) -> str:
    """The text without markup, with signs for its variables."""
    characters = list(_without_tags(document))
    for token in template.tokens:
        span = token.span
        characters[span.start : span.end] = VARIABLE * (span.end - span.start)
    return "".join(characters)


def _is_name_block(text: str) -> bool:
    """True for the few short lines of a signature, without a sentence among them."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    return len(lines) <= 4 and all(
        len(line) <= 60 and not re.search(r"[.!?:]\s|[.!?:]$", line) for line in lines
    )


def _without_tags(document: Document) -> str:
    """The text without markup; variables, links and code stay."""
    found = tuple(mask for mask in document.masks if mask.kind in ("markup", "block"))
    return masked(document.plain, found)


_CLOSING = re.compile(rf"^[ \t>*_]*{CLOSING}[ \t]*[,.!]?[ \t]*$", re.IGNORECASE | re.MULTILINE)
_SIGNATURE = re.compile(r"signature\b", re.IGNORECASE)


def second_signature(document: Document, template: Template) -> tuple[Span, str] | None:
    """Where a macro signs again, and why that is once too often; None where it signs once at most."""
    shown = _without_tags(document).replace(GAP, " ")
    closings = list(_CLOSING.finditer(shown))
    variables = [token.span for token in template.tokens if _SIGNATURE.search(token.inner)]
    if len(variables) > 1:
        return variables[1], "is the second signature of this macro"
    if len(closings) > 1:
        last = closings[-1]
        start = last.start() + len(last[0]) - len(last[0].lstrip())
        return Span(start, start + len(last[0].strip())), "is the second sign-off of this macro"
    if variables and closings:
        between = shown[closings[0].end() : variables[0].start]
        if re.search(r"\w", between):
            return variables[0], "adds the agent’s signature below a sign-off that is signed already"
    return None
