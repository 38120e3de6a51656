"""Names and contact data of people who are neither the customer nor one of us."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from replycheck.checkers.context import Context
from replycheck.checkers.secrets import MOST, has, sentence_of
from replycheck.matching.compiled import Patterns
from replycheck.model import Match, PartKind, Span
from replycheck.records import NamedTuple
from replycheck.understand.document import Document


class _Known:
    """Who may be named, worked out when somebody is: the customer, whom the customer wrote of, and us."""

    def __init__(self, context: Context) -> None:
        self._context = context
        messages = (context.case.inbound, *context.case.earlier)
        self._theirs = [message for message in messages if message is not None]

    @cached_property
    def names(self) -> frozenset[str]:
        """Words of names, lower-case: the customer's, the greeting's, those of the sign-off."""
        draft, case = self._context.draft.message, self._context.case
        ours = (PartKind.GREETING, PartKind.CLOSING, PartKind.SIGNATURE)
        found = [draft.text[part.start : part.end] for part in draft.parts if part.kind in ours]
        found += [case.customer_name or "", *(f"{m.name or ''} {m.first_name or ''}" for m in self._theirs)]
        words = re.findall(r"[^\W\d_]{2,}", " ".join([*found, *self._context.settings.team_names]).lower())
        return frozenset(words) - _NO_NAMES

    @cached_property
    def text(self) -> str:
        """All that the thread says already, lower-case."""
        draft = self._context.draft.message
        quoted = [message for whole in (*self._theirs, draft) for message in whole.quoted]
        found = [f"{m.text} {m.address or ''} {m.subject or ''}" for m in (*self._theirs, *quoted)]
        found += [draft.text[p.start : p.end] for p in draft.parts if p.kind is PartKind.QUOTED]
        return " ".join(found).lower()

    @cached_property
    def digits(self) -> str:
        return "".join(filter(str.isdigit, self.text))


class _Stranger(NamedTuple):
    """Something that belongs to somebody else."""

    span: Span
    what: str
    score: float


def find_strangers(context: Context) -> Iterator[Match]:
    """Names and contact data of people who are neither the customer nor one of us; by place."""
    draft, known, end = context.draft, _Known(context), -1
    found = [*_mails(draft, known), *_phones(draft, known), *_told_of(draft, known), *_named(draft, known)]
    for stranger in sorted(found, key=lambda stranger: (stranger.span.start, -stranger.score)):
        if stranger.span.start >= end:
            end = stranger.span.end
            shown = _shortened(stranger.span.of(draft.text), stranger.what)
            yield Match(stranger.span, {"match": shown, "what": stranger.what}, score=stranger.score)


def _shortened(found: str, what: str) -> str:
    """What the message shows: enough to find it, and no more."""
    if what == "e-mail address":
        return f"{found[:1]}***{found[found.find('@') :]}"
    if what == "phone number":
        from replycheck.checkers.secret_numbers import masked

        return masked(found)
    return found


_NO_NAMES = frozenset("mr mrs ms miss mx dr prof dear hi hello hey the and team support".split())
_ROLES = frozenset(
    "support info help helpdesk hello sales billing privacy contact team service services customerservice"
    " customercare care noreply no-reply donotreply office admin claims returns press jobs accounts account legal"
    " complaints dpo refunds orders order feedback security abuse postmaster webmaster hr recruitment careers booking"
    " bookings reservations reception enquiries inquiries mail email post invoices finance payments warranty parts"
    " repairs events media marketing data dataprotection gdpr compliance appeals disputes api dev developers partner"
    " partners wholesale trade shop store desk front frontdesk welcome hi ask questions customer subscriptions"
    " subscribe unsubscribe newsletter notifications alerts licensing permissions parking tickets lostproperty"
    " logistics shipping delivery test example you your name yourname user username someone somebody me firstname"
    " lastname first.last firstname.lastname john.doe jane.doe johndoe janedoe abc xyz anything recipient".split()
)
"""Mailboxes of nobody in person, and those of examples."""
_FREE_MAIL = frozenset(
    "gmail googlemail yahoo ymail hotmail outlook live msn icloud me mac aol gmx web proton protonmail pm mail zoho"
    " yandex qq 163 126 libero orange wanadoo laposte t-online freenet btinternet sky virginmedia ntlworld comcast"
    " verizon att rediffmail seznam wp o2 onet bigpond naver".split()
)
"""Providers whose addresses are hardly ever a firm's own."""


def _mails(draft: Document, known: _Known) -> Iterator[_Stranger]:
    text = draft.plain
    matches = list(_PATTERNS["mail"].finditer(text))[:MOST] if "@" in text else []
    ours = {match["domain"].lower() for match in matches if match["local"].lower() in _ROLES}
    for match in matches:
        span, domain = Span(*match.span()), match["domain"].lower()
        if domain in ours or _is_known_mail(draft, known, match) or not _is_ours_to_say(draft, span):
            continue
        around = _around(draft, span)
        if has(draft, "privacy_owners", "customer", *around) or _is_colleagues(draft, span):
            continue
        before = text[max(0, span.start - 50) : span.start]
        if _PATTERNS["contact"].search(before) and not _PATTERNS["their-mail"].search(before):
            continue
        if has(draft, "privacy_owners", "other", *around):
            yield _Stranger(span, "e-mail address", 0.85)
        elif domain.split(".")[0] in _FREE_MAIL:
            yield _Stranger(span, "e-mail address", 0.5)


def _is_known_mail(draft: Document, known: _Known, match: re.Match[str]) -> bool:
    """True for a mailbox or domain that the thread names, a role's mailbox, the customer's name, or our domain."""
    local, domain = match["local"].lower(), match["domain"].lower()
    words = set(re.split(r"[.+_-]", local))
    is_firms = domain.split(".")[0] not in _FREE_MAIL
    if match[0].lower() in known.text or (is_firms and domain in known.text):
        return True
    if local in _ROLES or words & _ROLES:
        return True
    if any(word in known.names or any(n in word for n in known.names if len(n) > 3) for word in words):
        return True
    if (draft.message.address or "").lower().endswith(("@" + domain, "." + domain)):
        return True
    lowered = draft.plain.lower()
    return any(f"{head}{domain}" in lowered for head in ("://", "www.", "://help.", "://support."))


def _phones(draft: Document, known: _Known) -> Iterator[_Stranger]:
    text = draft.plain
    for match in _PATTERNS["phone"].finditer(text) if _PATTERNS["nine-digits"].search(text) else ():
        span = Span(*match.span())
        digits = "".join(filter(str.isdigit, match[0]))
        if not 9 <= len(digits) <= 15 or digits[-7:] in known.digits or not _is_ours_to_say(draft, span):
            continue
        if has(draft, "privacy_owners", "customer", *_around(draft, span)) or _is_colleagues(draft, span):
            continue
        titled = _PATTERNS["titled"].finditer(text, max(0, span.start - 140), span.start)
        before = text[max(0, span.start - 90) : span.start]
        if _PATTERNS["their-phone"].search(before) or any(_is_stranger(name, known) for name in titled):
            yield _Stranger(span, "phone number", 0.85)


_WAYS_TO_NAME = (
    ("title-address", "name and address", 0.85),
    ("name-address", "name and address", 0.8),
    ("name-on-street", "name and address", 0.8),
    ("address-label", "name and address", 0.6),
    ("a-mister", "name", 0.8),
    ("near-you", "name", 0.8),
    ("name-near-you", "name", 0.8),
    ("owner", "name", 0.8),
    ("helped-too", "name", 0.8),
)
"""Patterns, what each finds, and how sure it is."""


def _told_of(draft: Document, known: _Known) -> Iterator[_Stranger]:
    """A person's name with a street, or said as only strangers are: "Mrs Novak of 14 Elm Street", "a Mr
    Novak", "Ben Lind on your landing", "it belongs to Ms Adler".
    """
    text = draft.plain
    has_title = bool(_PATTERNS["title"].search(text))
    has_place = any(word in text for word in _PLACES)
    for name, what, score in _WAYS_TO_NAME:
        is_titled = "(?P<title>" in _SOURCES[name]
        if not (has_title if is_titled else has_place):
            continue
        for match in _PATTERNS[name].finditer(text):
            span = Span(*match.span())
            if (
                _is_stranger(match, known)
                and ("first" not in match.re.groupindex or _is_first_name(match["first"]))
                and _is_ours_to_say(draft, span)
                and not _is_colleagues(
                    draft, span, helpers=name != "a-mister"
                )  # no colleague is "a Mr Brand"
                and not has(draft, "privacy_colleagues", "handed", *_around(draft, span))
                and not _PATTERNS["send-to"].search(text[max(0, span.start - 50) : span.start])
            ):
                yield _Stranger(_name_alone(match) if what == "name" else span, what, score)


def _named(draft: Document, known: _Known) -> Iterator[_Stranger]:
    """Another customer told by name: "another customer, Mrs Novak", "the previous holder, Jens Aalto"."""
    for hit in draft.lexicon("privacy_persons")[:MOST]:
        sentence = sentence_of(draft, hit.span)
        end = sentence.end
        if hit.span.of(draft.prose).lower().endswith(("alone", " one")):  # "not the only one: Mrs Adler …"
            follows = draft.sentence_at(min(end + 2, max(0, len(draft.prose) - 1)))
            end = follows.end if follows else end
        is_neighbour = hit.term.label == "relation"
        if is_neighbour and has(draft, "privacy_colleagues", "handed", sentence.start, end):
            continue
        name = _name_within(draft, known, Span(hit.span.start, min(end, hit.span.end + 70)))
        if name:
            titled = "title" in name.re.groupindex
            score = 0.6 if is_neighbour and not titled else 0.85
            yield _Stranger(_name_alone(name), "name", score)


def _name_within(draft: Document, known: _Known, span: Span) -> re.Match[str] | None:
    """The first name within a stretch that is neither the customer's nor a colleague's."""
    for name in ("titled", "full-name"):
        for match in _PATTERNS[name].finditer(draft.plain, span.start, span.end):
            before = draft.plain[max(0, match.start() - 40) : match.start()]
            is_staff = _PATTERNS["staff-before"].search(before) or _PATTERNS["staff-behind"].match(
                draft.plain, match.end()
            )
            is_name = name == "titled" or _is_first_name(match["first"])
            if is_name and not is_staff and _is_stranger(match, known):
                return match
    return None


def _name_alone(match: re.Match[str]) -> Span:
    """The name with its title, without the words that lead to it: no clause stands in a message as a name."""
    titled = "title" in match.re.groupindex and match["title"]
    return Span(match.start("title" if titled else "name"), match.end("name"))


def _is_stranger(match: re.Match[str], known: _Known) -> bool:
    """False for a name that is the customer's or that the customer wrote."""
    words = [word.lower() for word in re.findall(r"[^\W\d_]{2,}", match["name"])]
    return bool(words) and not any(
        word in known.names or re.search(rf"\b{re.escape(word)}\b", known.text) for word in words
    )


def _is_first_name(word: str) -> bool:
    from replycheck.understand.name_forms import is_first_name

    return is_first_name(word.lower())


def _is_ours_to_say(draft: Document, span: Span) -> bool:
    """True in the text that we write, not in the signature and what is quoted or code."""
    own = (PartKind.GREETING, PartKind.BODY, PartKind.CLOSING, None)
    in_code = any(mask.kind in ("code", "tag") and mask.span.overlaps(span) for mask in draft.masks)
    return draft.message.part_at(span.start) in own and not in_code


def _is_colleagues(draft: Document, span: Span, *, helpers: bool = True) -> bool:
    """True where the sentence, or the one before it, speaks of a colleague; with `helpers` also where the
    sentence itself speaks of somebody else who is there to be named, such as a courier.
    """
    sentence = sentence_of(draft, span)
    before = draft.sentence_at(max(0, sentence.start - 2)) or sentence
    return (
        has(draft, "privacy_colleagues", "staff", before.start, sentence.start)
        or has(draft, "privacy_colleagues", "staff", *sentence)
        or (helpers and has(draft, "privacy_colleagues", "helper", *sentence))
    )


def _around(draft: Document, span: Span) -> Span:
    """The sentence that holds a place and the first words of the one after it."""
    sentence = sentence_of(draft, span)
    return Span(max(sentence.start, span.start - 220), max(sentence.end, span.end) + 20)


_TITLE = (
    r"(?P<title>(?:Mr|Mrs|Ms|Miss|Mx|Dr|Mister|Herr|Frau|Councillor|Councilor|Cllr|Sister|Rev|Reverend|Prof|Professor"
    r"|Captain)\.?(?: (?:and|&) (?:Mr|Mrs|Ms|Dr)\.?)?)"
)
_NAME = r"(?P<name>(?:[A-Z]\.? ?){0,2}[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?)"
_FULL = r"(?P<name>(?P<first>[A-Z][a-zà-ÿ'’-]+) (?:[A-Z]\.? )?[A-Z][\w'’-]+)"
_STREETS = (
    "Street", "St", "Road", "Rd", "Lane", "Ln", "Avenue", "Ave", "Close", "Drive", "Court", "Row", "Way", "House",
    "Place", "Terrace", "Gardens", "Crescent", "Square", "Mews", "Hill", "Grove", "Park", "Walk", "Green",
    "Boulevard", "Blvd", "Wynd",
)  # fmt: skip
_NEIGHBOURHOOD = (
    "landing", "floor", "road", "street", "building", "block", "corridor", "golf", "gym", "club", "ward", "village",
    "parish", "court", "row", "estate", "neighbourhood", "neighborhood", "stairs", "terrace", "lane", "avenue",
    "staircase",
)  # fmt: skip
_ABROAD = ("weg", "strasse", "straße", "gasse", "platz", "Rue", "Calle", "Via", "Avenue")
_PLACES = (
    *_STREETS,
    *_NEIGHBOURHOOD,
    *_ABROAD,
    "who lives",
    "living ",
    "who sits",
    "who sleeps",
    "who parks",
)
"""One of these stands in every match of a pattern for a name with a place."""
_STREET = rf"(?:[A-Z][\w']+ ){{1,3}}(?:{'|'.join(_STREETS)})\b"
_PLACE = (
    rf"(?:(?P<number>(?:number|no\.?|flat|house|apartment|apt|unit|room) ?[0-9]{{1,4}}[A-Za-z]?\b)"
    rf"|[0-9]{{1,4}}[A-Za-z]?,? {_STREET}|{_STREET}"
    r"|[0-9]{1,4}[A-Za-z]? (?:in|on) (?:your|the same|this|our) (?:road|street|building|block|floor)"
    rf"|[A-Z]\w+(?:{'|'.join(_ABROAD[:5])}) [0-9]{{1,4}}|[0-9]{{1,4}},? (?:{'|'.join(_ABROAD[5:])}) [\w ]{{3,30}})"
)
_LIVES = r"who lives (?:at|in|on)|living (?:at|in|on)"
_NEAR = (
    rf"(?:(?:in|on|from|at|of|over|across|down|up) your (?:own |old )?(?:{'|'.join(_NEIGHBOURHOOD)})\b"
    r"|who (?:lives?|sits|sleeps|parks) (?:in|on|at|above|below|beside|next|opposite)\b)"
)
_SOURCES = {
    "mail": r"(?<![\w.+/-])(?P<local>[A-Za-z0-9][\w.+-]{0,63})@(?P<domain>[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+){1,4})"
    r"(?![\w@])",
    # Free and service numbers and IP addresses are nobody's own.
    "phone": r"(?<![\w.,:/#-])(?!0?800|08\d\d|03\d\d|\+?1[ -]8\d\d|[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}\.)"
    r"(?:\+|00)?\(?[0-9](?:[ ().-]{0,2}[0-9]){8,14}(?![\w]|[.,:/-][0-9])",
    # What a text must hold before it is looked through for telephone numbers.
    "nine-digits": r"[0-9](?:[ ().-]{0,2}[0-9]){8}",
    "contact": r"\b(?:write|reply|send|mail|e-?mail|forward|copy|contact|reach|message|cc|address)\b(?: [\w'-]+){0,4}"
    r"(?: (?:to|at|on|via|us|me))? ?[(:]?$",
    "their-mail": r"\b(?:his|her|their) (?:[\w-]+ ){0,2}(?:e-?mail|mail|address)\b",
    # An office has a night line; a mobile is somebody's.
    "their-phone": r"\b(?:his|her|their) (?:(?!night|day|help|info|hot|emergency|switch|customer|service)[\w-]+ ){0,2}"
    r"(?:mobile|cell|cellphone|phone|number|line|landline|whatsapp|tel\w*)\b|\b(?:seller|buyer|owner|neighbou?r|tenant|donor|winner|bidder)\b.{0,50}\b(?:on|at|is)\b",
    "title": rf"\b{_TITLE} [A-Z]",
    "titled": rf"{_TITLE} {_NAME}",
    "full-name": r"(?:(?<=[,:(–—-] )|(?<=[:,(])|(?<=\b(?:is|to|of) )|(?<=\b(?:was|for) )|(?<=\b(?:like|with) )"
    rf"|(?<=\bnamed )|(?<=\bcalled )){_FULL}",
    "title-address": rf"{_TITLE} {_NAME},? (?:(?:of|at|from|in|on|over at|{_LIVES}) )?(?:the )?{_PLACE}",
    "name-address": rf"(?P<name>[A-Z][a-zà-ÿ]+ (?:[A-Z]\.? )?[A-Z][\w'’-]+),? (?:of|{_LIVES}) (?!number|no\b){_PLACE}",
    "name-on-street": rf"{_FULL[:-1]}?)(?:'s|,)? (?:from|on|at) (?!number|no\b|room|unit|flat){_PLACE}",
    "address-label": rf"\b(?:shows?|is|was|says?|reads?|names?|bears?|carries) {_FULL}, {_PLACE}",
    "a-mister": r"\b(?:a|an|some|one|certain) (?P<title>Mr|Mrs|Ms|Miss|Mister)\.? "
    rf"(?!(?:Coffee|Muscle|Clean|Bean|Potato|Kipling|Right|Men|Motivator|Sheen|Universe|World)\b){_NAME}",
    "near-you": rf"{_TITLE} {_NAME},? (?:[0-9]+ )?{_NEAR}",
    "name-near-you": rf"{_FULL},? {_NEAR}",
    "owner": r"\b(?:belong(?:s|ed|ing)? to|meant for|intended for|addressed to|sold to|given to|rented (?:out )?to"
    rf"|promised to|bought by|ordered by|paid by|booked by|swapp(?:ed|ing) (?:it |you )?with) {_TITLE} {_NAME}",
    "helped-too": r"\b(?:also|just|already) (?:helped|had|heard from|refunded|served"
    rf"|(?:fixed|sorted|solved|did) (?:it|this|that|the same) for) {_TITLE} {_NAME}",
    "send-to": r"\b(?:send|return|post|ship|mail|address|write|bring|deliver|goes|go|going|sent|c/o|attn)\b"
    r"(?: [\w'-]+){0,4}(?: to)?:?\s$",
    "staff-behind": r"[’']?s?(?:,| from| of| in| at)? (?:our|the|a) ?(?:\w+ ){0,2}(?:team|department|manager|desk"
    r"|office|engineer|technician|colleague|branch|advis[eo]r|nurse|doctor|teacher)\b",
    "staff-before": r"\b(?:colleague|manager|engineer|technician|specialist|advis[eo]r|agent|nurse|doctor|teacher"
    r"|driver|director|consultant|officer|surgeon|dentist|vet"
    r"|(?:ask|asked|contact|thanks to|speak to|with) )[, ]{0,2}$",
}
_PATTERNS = Patterns(
    _SOURCES, exact=("nine-digits", "title", "titled", "full-name", *(name for name, _, _ in _WAYS_TO_NAME))
)
"""Capitals tell names from words."""
