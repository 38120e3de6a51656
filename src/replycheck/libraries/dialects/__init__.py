"""How each help desk writes variables in its macros: what is legal there, and what it makes of the rest.

`DESKS` is the index; each desk is a data file beside this module.  Mailers stand in it too, so that their
tags can be named where somebody pasted them into a macro.
"""

from __future__ import annotations

from functools import cache

from replycheck.errors import did_you_mean
from replycheck.libraries.dialects.dialect import Dialect

DESKS: tuple[str, ...] = (
    "zendesk", "freshdesk", "intercom", "front", "gorgias", "helpscout", "chatwoot", "zammad", "osticket",
    "discourse", "salesforce", "hubspot", "github",
)  # fmt: skip
"""The desks whose name a team may give as `desk`."""

MAILERS = ("mailchimp", "activecampaign", "marketing_cloud", "mautic", "jira")
"""What else tags are pasted from."""

ALSO = {
    "freescout": "helpscout", "freshservice": "freshdesk", "saved-replies": "github", "saved_replies": "github",
    "saved": "github", "help-scout": "helpscout",
}  # fmt: skip
"""Other names of a desk."""


def named(desk: str) -> Dialect | None:
    """The dialect of a desk by any of its names; None where nobody bears it."""
    word = desk.strip().lower().replace(" ", "-")
    word = ALSO.get(word, word)
    return dialect(word) if word in DESKS else None


SHAPES_OF_NO_DESK = ("folder", "front-matter-md", "discourse-md", "csv", "json", "yaml")
"""Shapes that anybody's macros may have.  `discourse-md` is told by its variables, and so tells nothing
about them.
"""


def of_shape(shape: str) -> Dialect | None:
    """The dialect of the desk that an export's shape belongs to; None for a shape of no desk."""
    return None if shape in SHAPES_OF_NO_DESK else named(shape.partition("-")[0])


def of_macro(shape: str | None, desk: str) -> Dialect | None:
    """The dialect of a macro: its export's, else that of the desk that the settings name; None where nobody
    knows.
    """
    return (of_shape(shape) if shape is not None else None) or named(desk)


@cache
def dialect(name: str) -> Dialect:
    """The dialect of a name in `DESKS` or `MAILERS`, read once."""
    from replycheck.libraries.dialects.reading import read_dialect

    return read_dialect(name)


@cache
def all_dialects() -> tuple[Dialect, ...]:
    """Every dialect, desks before mailers."""
    return tuple(dialect(name) for name in (*DESKS, *MAILERS))


def unknown_desk(desk: str) -> str:
    """What to say of a desk's name that nobody bears."""
    hint = did_you_mean(desk.lower(), [*DESKS, *ALSO]) or f"; one of {', '.join(DESKS)}"
    return f"no help desk is called {desk!r}{hint}"


__all__ = [
    "ALSO",
    "DESKS",
    "MAILERS",
    "Dialect",
    "all_dialects",
    "dialect",
    "named",
    "of_macro",
    "of_shape",
    "unknown_desk",
]
