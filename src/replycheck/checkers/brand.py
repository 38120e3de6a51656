"""Replies under the wrong brand: a sister's or a competitor's name where ours should stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import ClassVar

from replycheck.checkers.context import Context
from replycheck.checkers.links import links_of, registrable
from replycheck.matching import plain
from replycheck.matching.compiled import compiled
from replycheck.model import Edit, Fix, Match, PartKind, Related, Settings, Span
from replycheck.records import dataclass
from replycheck.understand.document import Document

LEAST_LETTERS = 4
"""A name of fewer letters is looked for in no domain: "ace" stands in "workplace"."""


@dataclass(frozen=True, eq=False, repr=False)
class WrongBrand:
    """Fires where the draft speaks as one of the team's `other_brands`: in the sign-off, in a sender's
    words ("thank you for contacting X", "the X team") or by a link or an address of theirs that nothing
    in the draft sends the customer to.  It also fires where the customer wrote to one brand and the draft
    speaks as another, be it the team's own.

    Speaking of another brand is no fault ("X is a company of its own"), nor is a sign-off that names both
    ("a company of the X group").  Silent without `other_brands`.  Values: match, brand (the right one, or
    "your own brand"), where.
    """

    needs: ClassVar[tuple[str, ...]] = ()

    def __call__(self, context: Context) -> Iterator[Match]:
        settings = context.settings
        if not settings.other_brands:
            return
        names = _names(settings)
        addressed = _addressed(context.inbound, names) if context.inbound else {}
        right = next(iter(addressed), settings.brand)
        for name in names:
            if name == right or name in addressed or (name == settings.brand and not addressed):
                continue
            found = _spoken_as(context, name, names)
            if found is None:
                continue
            if addressed and any(_named(context.draft, other) for other in addressed):
                continue  # the reply tells the two apart
            span, where = found
            values = {
                "match": " ".join(span.of(context.draft.text).split()),
                "brand": f"“{right}”" if right else "your own brand",
                "where": where,
            }
            related = tuple(
                Related("inbound", place, "the customer wrote to") for place in addressed.values()
            )
            written = span.of(context.draft.plain).casefold() == plain(name).casefold()
            fix = Fix("unsafe", (Edit(span, right),)) if right and written else None
            yield Match(span, values, (right,) if fix else (), related, fix=fix)


def _names(settings: Settings) -> tuple[str, ...]:
    own = (settings.brand,) if settings.brand else ()
    return tuple(dict.fromkeys((*own, *settings.other_brands)))


@lru_cache(maxsize=64)
def _name(name: str) -> re.Pattern[str]:
    """The name as whole words, whatever the case and the white space, with "'s" or not."""
    source = r"\s+".join(map(re.escape, plain(name).split()))
    return re.compile(rf"(?<![\w@#./-]){source}(?:'s)?(?![\w@]|[.-]\w)", re.IGNORECASE)


def _places(document: Document, name: str, names: Iterable[str]) -> list[Span]:
    """Where a name stands in what the writer wrote, sign-off included, and not as a part of a longer name."""
    text = document.plain
    if plain(name).split()[0].casefold() not in text.casefold():
        return []
    longer = [other for other in names if len(other) > len(name) and name.casefold() in other.casefold()]
    taken = [Span(*m.span()) for other in longer for m in _name(other).finditer(text)]
    hidden = (PartKind.QUOTED, PartKind.DISCLAIMER)
    found = [Span(m.start(), m.end() - 2 * m[0].endswith("'s")) for m in _name(name).finditer(text)]
    return [
        span
        for span in found
        if document.message.part_at(span.start) not in hidden and not any(map(span.overlaps, taken))
    ]


def _named(document: Document, name: str) -> bool:
    return _name(name).search(document.plain) is not None


def _spoken_as(context: Context, name: str, names: tuple[str, ...]) -> tuple[Span, str] | None:
    """Where the draft speaks as this brand, and what sort of place that is; None where it does not."""
    draft = context.draft
    places = _places(draft, name, names)
    signs = (PartKind.CLOSING, PartKind.SIGNATURE)
    others = [n for n in names if n != name]
    for span in places:
        if draft.message.part_at(span.start) in signs:
            if not any(_stands_in(draft, other, signs, names) for other in others):
                return span, "in the sign-off"
        elif _is_sender(draft, span):
            return span, "as the sender"
    if places or _is_theirs(context, name):
        return None  # it may send the customer to them
    return _leads_to(draft, name, context.settings.brand)


def _is_theirs(context: Context, name: str) -> bool:
    """The customer writes of the brand, or from an address of it."""
    message = context.case.inbound
    texts = (message.text, message.address or "") if message else ()
    return any(_squeezed(name) in _squeezed(text) for text in texts)


def _stands_in(draft: Document, name: str, kinds: tuple[PartKind, ...], names: tuple[str, ...]) -> bool:
    return any(draft.message.part_at(span.start) in kinds for span in _places(draft, name, names))


@cache
def _sender_before() -> re.Pattern[str]:
    return compiled(
        r"(?:\b(?:contact(?:ing|ed)|writ(?:ing|ten)(?: in)? to|reach(?:ing|ed)(?: out)? to|in touch with"
        r"|for (?:choosing|trusting|joining|calling|shopping (?:with|at)|flying(?: with)?|staying (?:with|at)"
        r"|booking with"
        r"|ordering (?:from|with)|buying (?:from|at)|banking with|visiting|being (?:a|part of)(?: \w+)?)"
        r"|(?:here|we|us|all|everyone|everybody|colleagues|team|support|crew|regards|greetings|wishes|hello) (?:at"
        r"|from|in|of)"
        r"|welcome (?:back )?to|on behalf of|behalf of (?:everyone|all) at|you(?:'ve| have) reached|we(?:'re| are),?"
        r"|my name is \w+ (?:and|from|at|with)(?: i work (?:at|for))?|(?:this is|i'm|i am"
        r"|it's) \w+ (?:here )?(?:at|from|with|of))"
        r"|(?:^|[.!?]\s)[-–—~*_\s]{0,3}team)\s+(?:the\s+|our\s+)?$",
        re.IGNORECASE,
    )


@cache
def _sender_after() -> re.Pattern[str]:
    return compiled(
        r"(?:'s)?(?:,? (?:we|our|i)\b(?! (?:can|cannot|can't|do not|don't|have no|would|could|advise|suggest"
        r"|recommend|think))"
        r"|\s+(?:apologi[sz]es|regrets|values|appreciates|thanks you|takes (?:\w+ ){1,4}seriously"
        r"|is (?:very |truly |so )?(?:sorry|committed|proud|happy|glad|delighted)|would like to (?:apologi[sz]e"
        r"|thank|assure)))",
        re.IGNORECASE,
    )


@cache
def _desk_after() -> re.Pattern[str]:
    return compiled(
        r"(?:'s)?\s+(?:team|support(?: team)?|customer (?:care|services?|support|relations|happiness)(?: team)?"
        r"|help ?desk"
        r"|care team|service team|family|crew)\b",
        re.IGNORECASE,
    )


@cache
def _elsewhere_before() -> re.Pattern[str]:
    """Words that send the customer to somebody, or speak of somebody."""
    return compiled(
        r"\b(?:contact|ask|asked|call|ring|phone|email|e-mail|write to|wrote to|speak (?:to|with)|talk to"
        r"|reach(?: out to)?"
        r"|via|by|to|with|through|and|or|that|than|unlike|if|not|but|from)(?: with)? (?:the |their |our sister "
        r"|our partner )?$",
        re.IGNORECASE,
    )


@cache
def _not_us() -> re.Pattern[str]:
    """ "We are not X", "instead of contacting X", "if you are writing to X", "your contract with X"."""
    return compiled(
        r"\b(?:not|no longer|never|instead of|rather than|before|without|if|after|when|recommend|suggest|try"
        r"|advise|meant"
        r"|intended|wanted|confus\w+|mist\w+|you(?:'ve| have)? (?:wrote|written|contacted|reached)"
        r"|your (?:\w+ ){0,3}(?:with|from|at))(?:\s+[\w']+){0,4}\s+$",
        re.IGNORECASE,
    )


def _is_sender(draft: Document, span: Span) -> bool:
    text = draft.plain
    line = text.rfind("\n", 0, span.start) + 1
    before = text[max(line, span.start - 80) : span.start]
    if _not_us().search(before):
        return False
    if _sender_before().search(before):
        return True
    if _elsewhere_before().search(before):
        return False
    begins = not before.strip(" -–—~*_") or before.rstrip()[-1:] in ".!?,"
    if _desk_after().match(text, span.end):
        return begins or re.search(r"\b(?:the|our|your|dear)\s+$", before, re.IGNORECASE) is not None
    at = re.search(r"\bat\s+$", before, re.IGNORECASE) is not None
    return (begins or at) and _sender_after().match(text, span.end) is not None


def _leads_to(draft: Document, name: str, own: str) -> tuple[Span, str] | None:
    """A link or an address under the other brand's domain; a domain that holds our own name is ours."""
    squeezed, ours = _squeezed(name), _squeezed(own)
    if len(squeezed) < LEAST_LETTERS:
        return None
    places = [(link.span, link.host) for link in links_of(draft)]
    if "@" in draft.plain or "www." in draft.plain:
        for m in _bare_address().finditer(draft.plain):
            sent = re.search(
                r"\b(?:your|sent)\b", draft.plain[max(m.start() - 40, 0) : m.start()], re.IGNORECASE
            )
            if not sent and draft.message.part_at(m.start()) not in (PartKind.QUOTED, PartKind.DISCLAIMER):
                places.append((Span(*m.span()), m["host"]))
    for span, host in sorted(places):
        label = _squeezed(registrable(host.lower()).partition(".")[0])
        if squeezed in label and not (ours and ours in label):
            return span, "an address of theirs"
    return None


@cache
def _bare_address() -> re.Pattern[str]:
    return compiled(r"(?:\b[\w.+-]{1,64}@|\bwww\.)(?P<host>[\w-]+(?:\.[\w-]+)+)", re.IGNORECASE)


def _squeezed(name: str) -> str:
    return "".join(character for character in name.casefold() if character.isalnum())


def _addressed(inbound: Document, names: tuple[str, ...]) -> dict[str, Span]:
    """The brands that the customer wrote to, each with the place that says so: a greeting, a handle."""
    found: dict[str, Span] = {}
    text = inbound.plain
    for name in names:
        for span in _places(inbound, name, names):
            line = text.rfind("\n", 0, span.start) + 1
            greeted = _greeting_before().search(text[max(line, span.start - 40) : span.start])
            if greeted or inbound.message.part_at(span.start) is PartKind.GREETING:
                found.setdefault(name, span)
        handle = _handle(inbound, name)
        if handle:
            found.setdefault(name, handle)
    return found


@cache
def _greeting_before() -> re.Pattern[str]:
    return compiled(
        r"(?:^|[.!?]\s)\s*(?:hi|hello|hey|dear|hiya|good (?:morning|afternoon|evening)|greetings|attn|to)[ :,]+"
        r"(?:the |all at |everyone at |team )?$",
        re.IGNORECASE,
    )


def _handle(inbound: Document, name: str) -> Span | None:
    """ "@northgate" or "@NorthgateHelp" for Northgate."""
    squeezed = _squeezed(name)
    if "@" not in inbound.text or len(squeezed) < LEAST_LETTERS:
        return None
    for m in re.finditer(r"(?<![\w.])@(\w{3,40})", inbound.text):
        if _squeezed(m[1]).startswith(squeezed):
            return Span(*m.span())
    return None
