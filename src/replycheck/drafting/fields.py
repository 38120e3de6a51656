"""What help desks call the values of a reply: `{{ticket.requester.first_name}}`, `{%customer.firstName%}`.

What a desk's own names mean stands in its dialect; any other placeholder is known by the last parts of its path,
whichever desk writes it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from replycheck.libraries.dialects import Dialect
from replycheck.matching.compiled import compiled
from replycheck.records import NamedTuple


class Filled(NamedTuple):
    """A text with what could be filled in, and the placeholders that stay as they are, in order."""

    text: str
    left: tuple[str, ...]


_CUSTOMER = frozenset("requester customer contact recipient client enduser submitter person to lead".split())
_AGENT = frozenset(
    "agent currentuser user assignee owner teammate author sender operator admin from signature representative".split()
)
_FIRST = frozenset("firstname first givenname fname".split())
_LAST = frozenset("lastname last surname familyname lname".split())
_NAME = frozenset("name fullname displayname".split())
_ORDER = frozenset("ordernumber orderid orderno ordername".split())
_TICKET = frozenset(
    "ticketid ticketnumber ticketno ticketref casenumber caseid conversationid conversationnumber requestid".split()
)
_THINGS = frozenset("ticket case conversation request".split())
_NUMBERS = frozenset("id number no num ref reference displayid".split())
_BRAND = frozenset("brand company organization organisation mailbox inbox shop store team".split())


_MEANT = {
    "customer-first-name": "first_name",
    "customer-last-name": "last_name",
    "customer-name": "name",
    "customer-email": "email",
    "ticket-number": "ticket",
    "ticket-subject": "subject",
    "agent-first-name": "agent",
    "agent-name": "agent",
}
"""The meanings of `Dialect.means` that a mail or a config can know, and our names for them."""


def fill(text: str, values: Mapping[str, str], desk: Dialect | None = None) -> Filled:
    """`values` are those of `field_of`; an empty one is not known.  What is filled in is never looked at again."""
    left: list[str] = []

    def said(match: re.Match[str]) -> str:
        field = field_of(match[0], desk)
        value = values.get(field or "", "")
        if not value:
            left.append(match[0])
        return value or match[0]

    return Filled(_placeholder().sub(said, text), tuple(dict.fromkeys(left)))


def field_of(placeholder: str, desk: Dialect | None = None) -> str | None:
    """`first_name`, `last_name`, `name`, `order`, `ticket`, `subject`, `email`, `agent` or `brand`; None for others.

    Desks mean different things by a name: `user` is the customer for one and the agent for another.
    """
    path = re.split(r"[|,]", placeholder.strip("{}%#!$[]<> \t"))[0].strip()
    if desk and desk.meaning_of(path):
        return _MEANT.get(desk.meaning_of(path))
    parts = [re.sub(r"[\W_]", "", part).lower() for part in re.split(r"[.:]|__", path)]
    last, before = parts[-1], parts[-2] if len(parts) > 1 else ""
    if before in _AGENT or last in ("agentname", "agentfirstname", "agent", "yourname", "signature"):
        return "agent" if last in _FIRST | _NAME or before not in _AGENT else None
    if last in _FIRST or last in ("customerfirstname", "requesterfirstname", "contactfirstname"):
        return "first_name"
    if last in _LAST:
        return "last_name"
    if last in ("customername", "requestername") or (
        last in _NAME and (before in _CUSTOMER or last == "fullname")
    ):
        return "name"
    if last in _ORDER or (before == "order" and last in _NUMBERS | _NAME):
        return "order"
    if last in _TICKET or (before in _THINGS and last in _NUMBERS):
        return "ticket"
    if last == "email" and before in _CUSTOMER:
        return "email"
    if before in _THINGS and last in ("title", "subject"):
        return "subject"
    return "brand" if last in _NAME and before in _BRAND else None


@cache
def _placeholder() -> re.Pattern[str]:
    return compiled(
        r"\{\{-?[ \t]*[A-Za-z][^{}\n]{0,120}\}\}|\{%[ \t]*[A-Za-z][\w.]{1,60}[^{}%\n]{0,60}%\}"
        r"|\{![A-Za-z][\w.]{1,60}\}|[#%$]\{[A-Za-z][\w.]{1,60}\}|\[\[[A-Za-z][\w. ]{1,60}\]\]"
        r"|\{[A-Za-z]\w{1,30}(?:\.\w{1,30}){0,3}\}",
        0,
    )
