"""The customer's name in the greeting: there, right, and spelt as the customer spells it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

from replycheck.checkers.context import Context
from replycheck.model import Edit, Fix, Match, PartKind, Related, Span
from replycheck.understand.addressee import Addressee, addressee, bare, is_misspelling, same_name


@dataclass(frozen=True)
class _Greeting:
    """What the faults below look at; `given` are all names the customer goes by."""

    context: Context
    found: Addressee | None

    @cached_property
    def given(self) -> tuple[str, ...]:
        message = self.context.inbound.message if self.context.inbound else None
        raw = [self.context.case.customer_name or "", (message.name or "") if message else ""]
        return (
            *self.context.customer_names,
            *(w for text in raw for w in re.findall(r"[^\W\d_][\w'-]+", text)),
        )

    @cached_property
    def told(self) -> str:
        """What the customer wrote, but for whom they greet: names of a son, a boss, another traveller."""
        if not self.context.inbound:
            return ""
        inbound = self.context.inbound
        kinds = (PartKind.BODY, PartKind.CLOSING)
        own = (
            " ".join(inbound.text[p.start : p.end] for p in inbound.message.parts if p.kind in kinds)
            or inbound.text
        )
        return f"{own} {inbound.message.name or ''} {(inbound.message.address or '').partition('@')[0]}"

    def knows(self, written: str) -> bool:
        """The customer's side uses this name somewhere."""
        if any(same_name(written, name) for name in self.given):
            return True
        return any(same_name(written, word) for word in re.findall(r"[^\W\d_]+", self.told) if len(word) > 2)


@dataclass(frozen=True, eq=False)
class Name:
    """`fault` is what to look for in the greeting: `wrong`, `misspelt`, `generic` or `no-greeting`."""

    needs: ClassVar[tuple[str, ...]] = ()

    fault: str

    def __call__(self, context: Context) -> Iterator[Match]:
        greeting = _Greeting(context, addressee(context.draft))
        yield from FAULTS[self.fault](greeting)


def _wrong(greeting: _Greeting) -> Iterator[Match]:
    match = _compared(greeting)
    if match and not any(is_misspelling(match[0], name) for name in greeting.given):
        yield _named(greeting, *match)


def _misspelt(greeting: _Greeting) -> Iterator[Match]:
    match = _compared(greeting)
    if match:
        meant = next((n for n in greeting.given if is_misspelling(match[0], n)), None)
        if meant:
            yield _named(greeting, match[0], match[1], meant=meant)
        return
    found = greeting.found
    if found and found.sort == "name" and greeting.context.customer_names:
        name, written = greeting.context.customer_names[0], found.words[0]
        shouted = written.isupper() and len(written) > 2 and not name.isupper()
        if bare(written) == bare(name) and (written.islower() or shouted) and not name.islower():
            at = greeting.context.draft.prose.find(written, found.span.start)
            yield _named(greeting, written, Span(at, at + len(written)), meant=name)


def _compared(greeting: _Greeting) -> tuple[str, Span] | None:
    """The greeted name where it belongs to nobody we know of on the customer's side."""
    found = greeting.found
    if found is None or found.sort != "name" or not greeting.given:
        return None
    if any(greeting.knows(word) for word in found.words if len(word) > 1):
        return None
    return " ".join(found.words), found.name


def _named(greeting: _Greeting, written: str, span: Span, *, meant: str | None = None) -> Match:
    context = greeting.context
    name = meant or (context.customer_names[0] if context.customer_names else greeting.given[0])
    safe = context.case.customer_name is not None
    fix = Fix("safe" if safe and meant else "unsafe", (Edit(span, name),))
    return Match(span, {"match": written, "name": name}, (name,), _signed(context, name), fix=fix)


def _signed(context: Context, name: str) -> tuple[Related, ...]:
    """Where the customer's own name stands in the inbound, from behind."""
    if context.inbound is None:
        return ()
    at = context.inbound.text.lower().rfind(name.lower())
    if at < 0:
        return ()
    return (Related("inbound", Span(at, at + len(name)), "the customer's own name"),)


def _generic(greeting: _Greeting) -> Iterator[Match]:
    found = greeting.found
    if found is None or found.sort != "generic":
        return
    names = greeting.context.customer_names
    title = greeting.context.draft.prose[found.span.start : found.span.end]
    write = f"“{title.split()[0]} {names[0]}”" if names else "the customer's name"
    fix = Fix("unsafe", (Edit(found.name, names[0]),)) if names else None
    yield Match(found.span, {"match": title, "write": write}, names[:1], fix=fix)


def _no_greeting(greeting: _Greeting) -> Iterator[Match]:
    context = greeting.context
    draft = context.draft
    if greeting.found or context.case.channel != "email" or draft.span_of(PartKind.GREETING):
        return
    if len(draft.words) < 12 or not draft.prose.strip() or _greets_somewhere(draft.prose):
        return
    start = len(draft.prose) - len(draft.prose.lstrip())
    first = re.match(r"\S+(?:[ \t]+\S+){0,2}", draft.prose[start:])
    names = context.customer_names
    write = f"“Hi {names[0]},”" if names else "“Hi” and the customer's name"
    yield Match(Span(start, start + (first.end() if first else 0)), {"write": write}, names[:1])


def _greets_somewhere(prose: str) -> bool:
    """A greeting of another form in the first lines ("Thanks Ana,", "Ana, …", "@ana")."""
    head = prose.lstrip()[:160]
    return bool(
        re.match(
            r"(?i)(?:subject:|re:|to:|from:|thanks|thank you|many thanks|congrat\w+|sorry|apologies|welcome"
            r"|happy to|good)\b"
            r"|[^\W\d_][\w'-]+(?:\s[A-Z][\w'-]+)?\s*[,!–—-]|[@\ue000#>\[{<%*]",
            head,
        )
        or re.search(r"(?im)^\s*(?:hi|hello|hey|dear|good (?:morning|afternoon|evening)|greetings)\b", head)
    )


FAULTS = {"wrong": _wrong, "misspelt": _misspelt, "generic": _generic, "no-greeting": _no_greeting}
"""What can be wrong with a greeting, by the name rule files use."""
