"""The customer's name in the greeting: there, right, and spelt as the customer spells it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import ClassVar

from replycheck.checkers.context import Context
from replycheck.matching import plain
from replycheck.model import Edit, Fix, Match, Message, PartKind, Related, Span
from replycheck.read.closing import NAME_PARTICLES
from replycheck.read.ending import is_guessed
from replycheck.read.language import is_common_word
from replycheck.read.names import COMPANY_WORDS, ROLES
from replycheck.read.signature import COMPANY_FORMS
from replycheck.records import dataclass
from replycheck.understand.addressee import TITLES, Addressee, addressee
from replycheck.understand.name_forms import (
    bare,
    is_first_name,
    is_latin,
    is_misspelling,
    is_near,
    is_written_together,
    name_words,
    same_name,
)

_NO_PERSON = (ROLES | COMPANY_WORDS | COMPANY_FORMS) - {"will"}
_OWN = (PartKind.BODY, PartKind.CLOSING)


class _Greeting:
    """What the faults below look at: whom the draft greets, and all that is known of the customer's names."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.found: Addressee | None = addressee(context.draft)

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """The customer's names as the caller, the header and the sign-off give them."""
        message = self.context.inbound.message if self.context.inbound else None
        header = (message.name, message.first_name) if message else ()
        return tuple(text for text in (self.context.case.customer_name, *header) if text)

    @cached_property
    def given(self) -> tuple[str, ...]:
        """All words of these names that are no titles and no particles."""
        return tuple(dict.fromkeys(w for text in self.texts for w in name_words(text) if _counts(w)))

    @cached_property
    def people(self) -> tuple[tuple[str, ...], ...]:
        """The words of those that name a person: no desk, no company, no handle."""
        return tuple(tuple(name_words(text)) for text in self.texts if _is_person(text))

    @cached_property
    def is_sure(self) -> bool:
        """Somebody gives the customer's name: not only a last word below a hasty note, which may be none."""
        message = self.context.inbound.message if self.context.inbound else None
        given = (self.context.case.customer_name, message.name if message else None)
        return any(_is_person(text) for text in given if text) or message is None or not is_guessed(message)

    @cached_property
    def told(self) -> tuple[str, ...]:
        """The words the customer wrote, but for whom they greet: a son, a boss, another traveller; what the
        thread says before, and the words of the address.
        """
        inbound = self.context.inbound
        texts: list[str] = []
        if inbound:
            message = inbound.message
            texts = [_own_text(message), message.subject or ""]
            texts += [_greeting_of(quoted) for quoted in message.quoted]
            local, _, domain = (message.address or "").partition("@")
            texts += [re.sub(r"[._+\d-]+", " ", local), domain.replace(".", " ")]
        for earlier in self.context.earlier:
            own = earlier.message.role == "customer"
            texts.append(_own_text(earlier.message) if own else _greeting_of(earlier.message))
            texts.append((earlier.message.name or "") if own else "")
        return tuple(word for text in texts for word in name_words(text))

    @cached_property
    def ours(self) -> frozenset[str]:
        """Names of our own side, `bare`: of the team, and the one that signs this draft."""
        signed = self.context.draft.message.first_name
        names = (*self.context.settings.team_names, *([signed] if signed else []))
        return frozenset(bare(name) for name in names)

    def knows(self, written: str) -> bool:
        """The customer's side goes by this name, or speaks of somebody who does."""
        # After a title stands a surname: "Mr Kaplan" is not the K of "Mrs K. Olofsson".
        surname = self.found is not None and bool(self.found.title) and len(self.found.words) == 1
        if any(same_name(written, name) for name in self.given if not surname or len(name) > 1):
            return True
        if bare(written) in self.ours or self._is_colleague(written):
            return False
        address = (self.context.inbound.message.address or "") if self.context.inbound else ""
        if len(written) > 2 and bare(written) in bare(address):
            return True
        return any(_speaks_of(word, written) for word in self.told)

    def _is_colleague(self, written: str) -> bool:
        """The customer speaks of this name only as of ours: "Tom from your shop", "your agent Tom"."""
        if not self.context.inbound or written not in self.told:
            return False
        text = plain(self.context.inbound.text)
        name = re.escape(plain(written))
        ours = re.findall(rf"\byour (?:\w+ ){{0,2}}{name}\b|\b{name},? (?:from|at|in) your\b", text)
        return 0 < len(ours) == len(re.findall(rf"\b{name}\b", text))


def is_known_name(context: Context, written: str) -> bool:
    """The customer goes by this name, or wrote of somebody who does."""
    return _Greeting(context).knows(written)


def _counts(word: str) -> bool:
    return word.lower() not in TITLES and word not in NAME_PARTICLES


def _is_person(name: str) -> bool:
    words = tuple(name_words(name))
    handle = "_" in name or "@" in name or any(c.isdigit() for c in name)
    named = any(len(w) > 1 and _counts(w) for w in words)
    return named and not handle and not any(word.lower() in _NO_PERSON for word in words)


def _own_text(message: Message) -> str:
    return " ".join(message.text[p.start : p.end] for p in message.parts if p.kind in _OWN) or message.text


def _greeting_of(message: Message) -> str:
    return " ".join(message.text[p.start : p.end] for p in message.parts if p.kind is PartKind.GREETING)


def _speaks_of(word: str, written: str) -> bool:
    """A word of the customer's text is this name; only one in capitals may be a form of it."""
    if bare(word) == bare(written):
        return True
    if not word[0].isupper() and word[0].isascii():
        return False
    return len(word) > 2 and not is_common_word(word.lower()) and same_name(written, word)


@dataclass(frozen=True, eq=False, repr=False)
class Name:
    """`fault` is what to look for in the greeting: `wrong`, `misspelt`, `generic` or `no-greeting`."""

    needs: ClassVar[tuple[str, ...]] = ()

    fault: str

    def __call__(self, context: Context) -> Iterator[Match]:
        yield from FAULTS[self.fault](_Greeting(context))


def _wrong(greeting: _Greeting) -> Iterator[Match]:
    found = greeting.found
    if found and greeting.is_sure and _is_stranger(greeting, found) and not _slip(greeting, found.words):
        yield _named(greeting, " ".join(found.words), found.name)


def _misspelt(greeting: _Greeting) -> Iterator[Match]:
    found = greeting.found
    if found is None or found.sort != "name" or not greeting.given:
        return
    slip = _slip(greeting, found.words)
    if slip and (_is_stranger(greeting, found) or _is_half_right(greeting, found, slip[0])):
        yield _named(greeting, slip[0], _place(greeting, slip[0]), meant=slip[1])
    elif not slip and found.sure:
        yield from _wrong_case(greeting, found.words)


def _wrong_case(greeting: _Greeting, words: tuple[str, ...]) -> Iterator[Match]:
    """The name without its capital, or shouted, where the customer writes it otherwise."""
    context = greeting.context
    if context.case.channel != "email" and context.draft.prose.lstrip()[:1].islower():
        # All small letters is how some people chat.
        return
    written = words[0]
    name = next((n for n in greeting.given if bare(n) == bare(written)), None)
    shouted = written.isupper() and len(written) > 2
    if name and not name.islower() and not name.isupper() and (written.islower() or shouted):
        yield _named(greeting, written, _place(greeting, written), meant=name)


def _is_stranger(greeting: _Greeting, found: Addressee) -> bool:
    """The greeted name is surely one, and belongs to nobody we know of on the customer's side.

    Where the two cannot be compared (a company, a handle, another script, only a surname against only
    a first name) the answer is no.
    """
    if found.sort != "name" or not greeting.people:
        return False
    words = [w for w in found.words if w not in NAME_PARTICLES and w.lower() not in TITLES]
    if not words or not all(is_latin(w) for w in (*words, *greeting.given)):
        return False
    if not _is_comparable(greeting, found, words):
        return False
    if is_written_together(found.words, greeting.given) or any(greeting.knows(w) for w in words):
        return False
    if all(_is_initials(w) for w in words):
        return False
    if _lists_customer(greeting, found):
        return False
    surely = found.sure and words[0][0].isupper() and not _is_plain_word(greeting, words[0])
    return (
        surely
        or any(
            is_first_name(w) or any(is_near(w, name) for name in greeting.given)
            for w in words[:1]
            if w[0].isupper()
        )
        or any(is_first_name(w) for w in words[:1] if found.sure)
    )


def _is_comparable(greeting: _Greeting, found: Addressee, words: list[str]) -> bool:
    """False for a title with a surname where only the first name is known, and the other way round."""
    if any(_slips(word, greeting.given) for word in words):
        return True
    names = greeting.people
    if found.title and len(words) == 1:
        return any(len(n) > 1 or n[0].lower() in TITLES for n in names)
    titled = [
        bool(n[0].lower() in TITLES and len([w for w in n if len(w) > 1 and _counts(w)]) < 2) for n in names
    ]
    return not all(titled) or len(words) > 1 or bool(found.title)


def _is_initials(word: str) -> bool:
    """ "J", "JP", "TJ": too short to be anybody else's."""
    return len(word) == 1 or (word.isupper() and (len(word) == 2 or not set(word) & set("AEIOUY")))


def _is_plain_word(greeting: _Greeting, word: str) -> bool:
    """A word that the draft or the inbound also writes small is no name ("Hi Hikers, ... for hikers")."""
    if is_first_name(word):
        return False
    inbound = greeting.context.inbound
    lower = word.lower()
    texts = (greeting.context.draft.prose, inbound.prose if inbound else "")
    return any(lower in text and re.search(rf"\b{re.escape(lower)}\b", text) for text in texts)


def _lists_customer(greeting: _Greeting, found: Addressee) -> bool:
    """The greeting goes on to the customer: "Hi Tom, hi Ana,", "Hey Tom (and Ana),"."""
    rest = greeting.context.draft.prose[found.span.end : found.span.end + 60].partition("\n")[0]
    listed = re.match(
        r"[\s,(&/+]+(?:(?:and|hi|hello|hey|dear)\s+)*([^\W\d_][\w'-]*)\s*(?:[,)!:.]|$)", rest, re.I
    )
    return bool(listed) and any(same_name(listed[1], name) for name in greeting.given) if listed else False


def _slips(written: str, names: Iterable[str]) -> str | None:
    return next((name for name in names if is_misspelling(written, name)), None)


def _slip(greeting: _Greeting, words: tuple[str, ...]) -> tuple[str, str] | None:
    """The first greeted word that is a slip for a name of the customer's, with that name."""
    for word in words:
        if _counts(word) and not any(same_name(word, name) for name in greeting.given):
            meant = _slips(word, (n for n in greeting.given if not any(bare(n) == bare(w) for w in words)))
            if meant:
                return word, meant
    return None


def _is_half_right(greeting: _Greeting, found: Addressee, written: str) -> bool:
    """ "Jon Hale" for John Hale: one name is right, the other one slip from right and nobody's."""
    others = [w for w in found.words if w != written and _counts(w)]
    right = any(bare(w) == bare(name) for w in others for name in greeting.given)
    return right and written[0].isupper() and len(written) > 2 and not greeting.knows(written)


def _place(greeting: _Greeting, written: str) -> Span:
    found = greeting.found
    text = greeting.context.draft.prose
    at = text.find(written, found.name.start if found else 0)
    return Span(at, at + len(written))


def _named(greeting: _Greeting, written: str, span: Span, *, meant: str | None = None) -> Match:
    context = greeting.context
    name = meant or _goes_by(greeting)
    safe = meant is not None and context.is_given(meant)
    fix = Fix("safe" if safe else "unsafe", (Edit(span, name),))
    return Match(span, {"match": written, "name": name}, (name,), _signed(context, name), fix=fix)


def _goes_by(greeting: _Greeting) -> str:
    """What to write instead of a wrong name: the surname after a title, else the first name."""
    titled_greeting = greeting.found is not None and bool(greeting.found.title)
    if greeting.context.customer_names and not titled_greeting:
        return greeting.context.customer_names[0]
    words = greeting.people[0]
    titled = words[0].lower() in TITLES and len(words) > 1
    words = words[1:] if titled else words
    if greeting.found and greeting.found.title and len(words) > 1:
        return " ".join(words[1:])
    first = next((w for w in words if len(w) > 1 and _counts(w)), words[0])
    return " ".join(words) if titled and not greeting.found else first


def _signed(context: Context, name: str) -> tuple[Related, ...]:
    """Where the customer's own name stands in the inbound, from behind."""
    if context.inbound is None:
        return ()
    at = context.inbound.plain.lower().rfind(name.lower())
    if at < 0:
        return ()
    return (Related("inbound", Span(at, at + len(name)), "the customer's own name"),)


def _generic(greeting: _Greeting) -> Iterator[Match]:
    found = greeting.found
    if found is None or found.sort != "generic":
        return
    name = _goes_by(greeting) if greeting.people else None
    title = greeting.context.draft.prose[found.span.start : found.span.end]
    hello = "Dear" if title.lower().startswith("to whom") else title.split()[0]
    write = f"“{hello} {name}”" if name else "the customer's name"
    edit = Edit(found.span, f"{hello} {name}")
    yield Match(
        found.span,
        {"match": title, "write": write},
        (name,) if name else (),
        score=POLITE if title.lower() in ("dear sir", "dear madam") else 1.0,
        fix=Fix("safe" if greeting.context.is_given(name) else "unsafe", (edit,)) if name else None,
    )


POLITE = 0.6
"""How much a greeting weighs that is old-fashioned rather than meant for everybody."""


def _no_greeting(greeting: _Greeting) -> Iterator[Match]:
    context = greeting.context
    draft = context.draft
    if greeting.found or context.case.channel != "email" or draft.span_of(PartKind.GREETING):
        return
    if len(draft.words) < 12 or not draft.prose.strip() or _greets_somewhere(greeting):
        return
    start = len(draft.prose) - len(draft.prose.lstrip())
    first = re.match(r"\S+(?:[ \t]+\S+){0,2}", draft.prose[start:])
    name = _goes_by(greeting) if greeting.people else None
    write = f"“Hi {name},”" if name else "“Hi” and the customer's name"
    span = Span(start, start + (first.end() if first else 0))
    score = 0.8 if name and _expects_greeting(context) else 0.3
    # In HTML a greeting needs a paragraph of its own, and which tags the page makes it of only its author knows.
    edit = Edit(Span(start, start), f"Hi {name},\n\n") if draft.message.markup != "html" else None
    fix = Fix("unsafe", (edit,)) if name and edit else None
    yield Match(span, {"write": write}, (name,) if name and fix else (), score=score, fix=fix)


def _expects_greeting(context: Context) -> bool:
    """The customer greeted us, or is upset or worried: then its absence is felt."""
    inbound = context.inbound
    if inbound is None:
        return False
    return inbound.span_of(PartKind.GREETING) is not None or inbound.mood.label in ("upset", "worried")


def _greets_somewhere(greeting: _Greeting) -> bool:
    """A greeting of another form at the head: the customer's name in the first two sentences, a word of
    greeting, thanks or sympathy that opens it, somebody who is called ("Ana, ..."), a placeholder.
    """
    draft = greeting.context.draft
    spans = draft.sentences[:2]
    opening = draft.prose[: min(spans[-1].end, OPENING)] if spans else draft.prose[:200]
    if any(
        same_name(word, name) for word in name_words(opening) if word[0].isupper() for name in greeting.given
    ):
        return True
    head = draft.prose.lstrip()[:160]
    opens = (
        r"(?i)(?:subject:|re:|to:|from:|(?:many )?thanks|thank you|thx|cheers|congrat\w+|(?:so )?sorry"
        r"|apologies|we apologi[sz]e|welcome|happy to|glad|lovely|good|great|hurra[yh]"
        r"|what (?:an? )?(?:\w+ ){0,2}(?:news|thing|treat|pleasure))\b"
        r"|[^\W\d_][\w'-]+(?:\s[A-Z][\w'-]+)?\s*[,!–—-]|[@\ue000#>\[{<%*¡]"
    )
    greets = (
        r"(?im)^[^\n]{0,60}\b(?:hi|hello|hey|dear|good (?:morning|afternoon|evening|day)|greetings|kia ora)\b"
    )
    return bool(re.match(opens, head) or re.search(greets, head))


OPENING = 2_000
"""How many characters of the first two sentences may greet."""


FAULTS = {"wrong": _wrong, "misspelt": _misspelt, "generic": _generic, "no-greeting": _no_greeting}
"""What can be wrong with a greeting, by the name rule files use."""
