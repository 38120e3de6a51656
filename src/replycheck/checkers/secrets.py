"""What must not be told or asked for in a mail: numbers of cards and accounts, passwords and codes, and
the data of people who are not the customer.

Words stand in the lexicons `privacy_*`; what is here is how they must stand to each other.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache, cached_property
from itertools import pairwise
from typing import ClassVar

from replycheck.checkers.context import Context
from replycheck.matching import Hit
from replycheck.matching.compiled import compiled
from replycheck.model import Edit, Fix, Match, PartKind, Span
from replycheck.records import NamedTuple, dataclass
from replycheck.understand.document import Document

SECRETS = "privacy_secrets"
MOST = 100
"""Nobody names more secrets or addresses in one reply; what does is a list or an attack, and weighing each
against all words around it takes the square.
"""
HIDDEN = "********"
"""What stands for a secret: always as long, so that it does not tell the length."""


@dataclass(frozen=True, eq=False, repr=False)
class PrivateData:
    """`fault` is what to look for: `card` (whole card numbers), `account` (bank accounts of others than
    us, and numbers that a state gives to a person), `told` (passwords, PINs, codes, keys), `asked` (a
    request for one of them) or `person` (name and contact data of somebody else).

    Values: match, what was found with a private number masked but for its last four characters and a
    secret masked whole, so that no message repeats it; what, its sort in plain words.  Scores say how
    sure we are.  The fix masks, and is never safe: a false alarm would destroy what the customer needs.
    """

    needs: ClassVar[tuple[str, ...]] = ()

    fault: str

    def __call__(self, context: Context) -> Iterator[Match]:
        return FAULTS[self.fault](context)


@cache
def _pattern(name: str) -> re.Pattern[str]:
    """A pattern of the tables below, whatever the case."""
    return compiled(_SOURCES[name], re.IGNORECASE)


@cache
def _exact(name: str) -> re.Pattern[str]:
    """A pattern that tells names by their capitals."""
    return compiled(_SOURCES[name])


def _sentence(draft: Document, span: Span) -> Span:
    return draft.sentence_at(span.start) or span


def _has(draft: Document, lexicon: str, label: str, start: int, end: int) -> bool:
    """True where an entry of a lexicon's group stands whole between two places of the prose."""
    return any(
        hit.term.label == label and start <= hit.span.start and hit.span.end <= end
        for hit in draft.lexicon(lexicon)
    )


# -- numbers ---------------------------------------------------------------------------------------


def _cards(context: Context) -> Iterator[Match]:
    if _exact("twelve-digits").search(context.draft.plain):
        from replycheck.checkers.secret_numbers import find_cards

        for number in find_cards(context.draft):
            yield _masked(context, number.span, number.what, number.score)


def _accounts(context: Context) -> Iterator[Match]:
    if _exact("six-digits").search(context.draft.plain):
        from replycheck.checkers.secret_numbers import find_accounts, find_identities

        in_macro = context.case.mode == "macro"
        found = [*find_accounts(context.draft, inbound=context.inbound, in_macro=in_macro)]
        taken = [number.span for number in found]
        found += [
            number
            for number in find_identities(context.draft)
            if not any(number.span.overlaps(span) for span in taken)
        ]
        for number in sorted(found):
            yield _masked(context, number.span, number.what, number.score)


_NUMBERS = {
    # What a text must hold before its numbers are worth a look; PANs and IBANs may have fewer digits.
    "twelve-digits": r"[0-9](?:[ .\n–-]{0,3}[0-9]){11}",
    "nine-digits": r"[0-9](?:[ ().-]{0,2}[0-9]){8}",
    "six-digits": r"[0-9](?:[ \n-]?[0-9]){5}|[0-9]{3}\.[0-9]{3}\."
    r"|[A-Z]{5}[0-9]{4}[A-Z]|[A-Z]{2}[ -]?[0-9]{2}[ -]?[0-9A-Z]{4}",
}


def _masked(context: Context, span: Span, what: str, score: float) -> Match:
    from replycheck.checkers.secret_numbers import masked

    shown = masked(span.of(context.draft.text))
    fix = Fix("unsafe", (Edit(span, shown),))
    return Match(span, {"match": shown, "what": what}, (" ".join(shown.split()),), score=score, fix=fix)


# -- secrets told ----------------------------------------------------------------------------------


class _Told(NamedTuple):
    """A secret that the draft gives away: `place` is the value with what names it."""

    place: Span
    value: Span
    what: str
    score: float


class _Value(NamedTuple):
    """A word that may be a secret, and how much it looks like one (0 to 1)."""

    span: Span
    score: float


def _told(context: Context) -> Iterator[Match]:
    """Secrets by place; of two that overlap the first."""
    found = [*_told_by_name(context.draft), *_told_in_answer(context), *_keys(context.draft)]
    text, end = context.draft.text, -1
    for told in sorted(found, key=lambda told: (told.value.start, -told.score, told.place)):
        if told.value.start < end:
            continue
        end = told.value.end
        shown = text[told.place.start : told.value.start] + HIDDEN + text[told.value.end : told.place.end]
        fix = Fix("unsafe", (Edit(told.value, HIDDEN),))
        yield Match(told.place, {"match": shown, "what": told.what}, score=told.score, fix=fix)


_WHAT = {
    "password": "password",
    "pin": "PIN",
    "cvv": "card security code",
    "code": "code",
    "answer": "security answer",
    "hint": "password hint",
    "credentials": "login",
    "key": "key",
}
"""The groups of the lexicon that a value can stand beside, in plain words."""


def _told_by_name(draft: Document) -> Iterator[_Told]:
    """Where a password, PIN, code ... is named and its value stands beside the name."""
    for hit in draft.lexicon(SECRETS)[:MOST]:
        if hit.term.label not in _WHAT or not _is_secret(draft, hit) or _is_shared(draft, hit.span):
            continue
        value = _value_behind(draft, hit) or _value_before(draft.plain, hit)
        if value and value.score and not _is_example(draft.plain, hit.span.start, value.span):
            place = Span(min(hit.span.start, value.span.start), max(hit.span.end, value.span.end))
            yield _Told(place, value.span, _WHAT[hit.term.label], value.score)


def _is_secret(draft: Document, hit: Hit) -> bool:
    """False for a pin of metal, India's postal PIN code, and codes that are for everybody."""
    text = draft.plain
    before = text[max(0, hit.span.start - 40) : hit.span.start]
    if hit.term.label == "code":
        return not _pattern("public-code").search(before)
    if hit.term.label != "pin":
        return True
    found = hit.span.of(text)
    if "code" in found.lower() and not _pattern("of-a-card").search(before):
        sentence = _sentence(draft, hit.span)
        if _pattern("postal").search(text, sentence.start, sentence.end):
            return False
    return bool(
        found[:3] == "PIN"
        or _pattern("own-pin").search(before)
        or _pattern("pin-of").match(text, hit.span.end, min(len(text), hit.span.end + 16))
    )


def _is_shared(draft: Document, span: Span) -> bool:
    """True for what is meant to be told: the password of a guest network, a meeting, a file."""
    sentence = _sentence(draft, span)
    above = draft.prose.rfind("\n", 0, max(0, sentence.start - 1)) + 1
    start = above if sentence.start - above < 40 else sentence.start  # a heading, or the network's name
    line_end = draft.prose.find("\n", span.end)
    end = min(span.end + 30, line_end if line_end >= 0 else len(draft.prose))
    return any(start <= hit.span.start < end for hit in draft.lexicon("privacy_shared"))


def _value_behind(draft: Document, hit: Hit) -> _Value | None:
    """The value that follows its name: "password is X", "PIN 4471", "recovery codes of …: X"."""
    text, end, label = draft.plain, hit.span.end, hit.term.label
    blank = text.find("\n\n", end)
    limit = min(len(text), end + 120, blank if blank >= 0 and label != "code" else len(text))
    if label in ("cvv", "pin"):
        return _number(_pattern(f"{label}-value").match(text, end, limit), 0.95)
    if label == "code":
        is_of_card = hit.span.of(text).lower() == "security code"
        short = _number(_pattern("cvv-value").match(text, end, limit), 0.95) if is_of_card else None
        found = _pattern("code-value").match(text, end, limit)
        has_digit = found is not None and any(map(str.isdigit, found["value"]))
        return short or (_number(found, 0.9) if has_digit else None)
    if label in ("answer", "hint"):
        found = _pattern("answer-value").match(text, end, limit)
        return _Value(Span(*found.span("value")), 0.85 if label == "answer" else 0.6) if found else None
    if label == "credentials":
        found = _pattern("pair-value").match(text, end, limit)
        score = _strength(found["value"]) if found else 0.0
        return _Value(_trimmed(found), score) if found and score >= 0.85 else None
    return _word_behind(text, hit, limit)


def _number(found: re.Match[str] | None, score: float) -> _Value | None:
    """The value of a match unless it counts something: "8 characters", "10 minutes"."""
    if found is None or _pattern("counted").match(found.string, found.end("value")):
        return None
    return _Value(Span(*found.span("value")), score)


def _word_behind(text: str, hit: Hit, limit: int) -> _Value | None:
    """The password or key that follows its name."""
    start, end = hit.span
    before = text[max(0, start - 50) : start]
    if _pattern("supposed").search(before):
        return None
    found = _pattern("said").match(text, end, limit)
    if found is None and _pattern("set-before").search(before):
        found = _pattern("set-value").match(text, end, limit)
    if found is None:
        found = _pattern("beside").match(text, end, limit)
        is_word = found is not None and _is_mixed(found["value"]) and _strength(found["value"]) >= 0.9
        return _Value(_trimmed(found), 0.9) if found and is_word else None
    value = _trimmed(found)
    word = value.of(text)
    if word.isdigit():
        return _number(found, 0.85) and _Value(value, 0.85) if 4 <= len(word) <= 12 else None
    if hit.term.label == "key":
        return _Value(value, _strength(found["value"])) if len(word) >= 12 else None
    score = _strength(found["value"], quoted=bool(found["quote"]))
    is_named = _is_capitalised(word) and not hit.span.of(text).isupper()
    if not score and is_named and _pattern("clause-end").match(text, value.end):
        score = 0.75
    return _Value(value, score)


def _value_before(text: str, hit: Hit) -> _Value | None:
    """The value that stands before its name: "Hunter2 is your password", "4471 as the PIN"."""
    found = _pattern("before").search(text[max(0, hit.span.start - 90) : hit.span.start])
    if found is None:
        return None
    word = found["value"]
    is_number = word.isdigit() and 4 <= len(word) <= 8 and hit.term.label in ("pin", "code", "cvv")
    is_word = hit.term.label == "password" and _is_mixed(word) and _strength(word) >= 0.9
    span = _trimmed(found)
    shift = max(0, hit.span.start - 90)
    return _Value(Span(span.start + shift, span.end + shift), 0.9) if is_number or is_word else None


def _told_in_answer(context: Context) -> Iterator[_Told]:
    """Values that stand beside a pronoun ("I set it to X") or alone, where the customer asked for the
    password or a code ("It's Sunflower24").
    """
    draft = context.draft
    asked = {hit.term.label for hit in context.inbound.lexicon(SECRETS)} if context.inbound else set()
    named = "password" in asked or any(hit.term.label == "password" for hit in draft.lexicon(SECRETS))
    lowered = draft.prose.lower()
    if any(word in lowered for word in (_SET_TO if not named else (*_SET_TO, "it's ", "it is "))):
        for match in _pattern("set-to").finditer(draft.plain):
            value = _trimmed(match)
            strength = _strength(match["value"], quoted=bool(match["quote"]))
            strong = _is_mixed(match["value"]) and strength >= 0.85
            is_example = _is_example(draft.plain, match.start(), value)
            if strong and not is_example and _speaks_of_login(draft, match, named=named):
                yield _Told(Span(match.start(), value.end), value, "password", 0.85)
    if asked & {"password", "pin", "code"}:
        yield from _told_first(draft, asked)


_SET_TO = (
    " it to ",
    " it back to ",
    " that to ",
    " this to ",
    " yours to ",
    "it for you to ",
    " in with ",
    " in using ",
)
"""One of these stands in every match of the pattern `set-to` but for "it is X", which needs more."""


def _speaks_of_login(draft: Document, match: re.Match[str], *, named: bool) -> bool:
    """True where "set it to X", "it is X" or "log in with X" stands near a word for a password."""
    head = match[0].lower()
    if head.startswith(("log", "sig")):
        return named and bool(re.search(r"(?=.*[0-9]).*[A-Z!#$%&_-]", match["value"]))
    if head.startswith("it"):
        return bool(_pattern("password").search(draft.prose, max(0, match.start() - 80), match.start()))
    return bool(_pattern("login").search(draft.prose, max(0, match.start() - 160), match.end() + 160))


def _told_first(draft: Document, asked: set[str]) -> Iterator[_Told]:
    """A value that the reply opens with; `asked` is what the customer spoke of."""
    text = draft.plain
    for match in _pattern("the-code").finditer(text) if "code" in asked else ():
        if _number(match, 0.85):
            yield _Told(Span(*match.span()), Span(*match.span("value")), "code", 0.85)
    own = (s for s in draft.sentences if draft.message.part_at(s.start) is not PartKind.GREETING)
    opening = next(own, None)
    found = _pattern("answers-with").match(text, opening.start, opening.end) if opening else None
    if found is None or (found["open"] and not found["led"]):
        return
    value = _trimmed(found)
    word = value.of(text)
    place = Span(found.start(), value.end)
    if "password" in asked and not word.isdigit() and _is_mixed(word) and _strength(word) >= 0.9:
        yield _Told(place, value, "password", 0.9)
    elif asked & {"pin", "code"} and word.isdigit() and 4 <= len(word) <= 8 and _number(found, 0.85):
        yield _Told(place, value, "PIN" if "pin" in asked else "code", 0.85)


def _is_example(text: str, start: int, value: Span) -> bool:
    """True where the value is made up: "something like Summer2024", "instead of Password1"."""
    return any(_pattern("example").search(text[max(0, at - 60) : at]) for at in (start, value.start))


def _trimmed(match: re.Match[str]) -> Span:
    """The value without the marks that end the sentence."""
    start, end = match.span("value")
    while end > start and match.string[end - 1] in ".,;:)]}*_'\"`":
        end -= 1
    return Span(start, end)


def _is_mixed(word: str) -> bool:
    """Letters, and digits or marks among them, in a word of six characters or more."""
    core = word.strip(".,;:!?)(\"'`*")
    return len(core) >= 6 and any(map(str.isalpha, core)) and not core.isalpha()


def _is_capitalised(word: str) -> bool:
    return len(word) > 3 and word[0].isupper() and word[1:].islower() and word.lower() not in _STATES


_STATES = frozenset(
    "required optional incorrect invalid wrong expired weak strong valid correct hidden visible needed mandatory"
    " forgotten encrypted hashed stored secure safe unsafe private confidential personal temporary permanent"
    " unique different same unchanged changed reset updated missing empty blank none null unknown locked blocked"
    " disabled enabled active inactive accepted rejected sensitive protected compromised leaked lost stolen short"
    " long complex simple good fine okay yours ours theirs here there below above attached enclosed available"
    " unavailable ready sent your this that these those case minimum maximum must should please enter type choose"
    " select click change forgot show hide view edit save submit confirm verify login username password passcode"
    " passwords email mail name field text string true false english german french monday tuesday wednesday"
    " thursday friday saturday sunday something anything nothing everything also only just still already never"
    " always often usually probably really very quite exactly simply working broken fixed important irrelevant"
    " identical shared public free open closed easy hard tricky".split()
)
"""What passwords and codes are said to be: no values, though capitals or quotes stand around them."""


def _strength(word: str, *, quoted: bool = False) -> float:
    """How much a word looks like a password: digits among letters, marks, capitals inside, quotation marks."""
    core = word.strip(".,;:!?)(\"'`*_")
    if len(core) < 4 or _pattern("no-value").search(core) or _pattern("hidden").search(word):
        return 0.0
    has_letters = any(map(str.isalpha, core))
    if has_letters and any(map(str.isdigit, core)):
        return 0.95
    if has_letters and len(core) > 4 and re.search(r"[!@#$%^&*+=?~|\\]", word.strip(".,;:)(\"'`*_")[:-1]):
        return 0.9
    if quoted and core.isalpha() and core.lower() not in _STATES:
        return 0.85
    has_hump = core.isalpha() and re.search(r"[a-z][A-Z]", core)
    return 0.85 if has_hump and not _pattern("word-for-it").search(core) else 0.0


# Every repeat is bounded or over one simple class; each runs only beside a word of the lexicon.
_QUOTE = r"(?P<quote>[\"'`]|\*\*|__)?"
_VALUE = r"(?P<value>[^\s\"'`<>]{4,64})"
_IS = r"is|was|are|were|will be|reads?|remains?|stays?|being|->|→|—|–|-"
_SET = (
    r"(?:has been |have been |had been |has |was |is |got |been |be )?(?:re)?(?:set|changed|updated|switched)"
)
_TOLD = {
    "public-code": r"\b(?:error|promo|discount|order|product|batch|lot|tracking|post|zip|country|area|qr|bar|source"
    r"|colou?r|dress|gift|voucher|coupon|referral|booking|reference|serial|imei|model|date|fault|status|activation"
    r"|licen[cs]e|gate|door|key|morse|building|penal|civil|tax|hs|sort|swift|bank|branch|dial|offer|flash|blink"
    r"|pairing|trouble|exit|http)[ -]$",
    "of-a-card": r"\b(?:card|atm|account|login|secret) $",
    "own-pin": r"\b(?:your|ur|card|secret|security|new|old|account|bank) $",
    "pin-of": r" (?:you (?:chose|set|have|use|picked)|(?:for|of|to) your )",
    "postal": r"\b(?:address|area|deliver\w*|ship\w*|courier|city|district|state|postal|location|locality|landmark"
    r"|street|road|nagar|town|service ?able|zip)\b",
    "supposed": r"\b(?:if|unless|whether|when) (?:your|the|a) $",
    "set-before": r"\b(?:set|changed?|updated?) (?:your |the |his |her )?(?:[\w-]+ ){0,2}$",
    "set-value": rf" (?:back )?to {_QUOTE}{_VALUE}",
    "said": r"(?: (?:for|of|to|on|in|at|that|which|you|we|i) [^.!?\n:=]{1,50}?)?(?: ?\([^()\n]{1,30}\))?"
    rf"(?:\s{{0,2}}[:=]\s{{0,2}}|'s\s|\s{{1,3}}(?:{_IS}|{_SET}(?: back)? to)\s{{1,3}})"
    r"(?:(?:now|still|just|currently|again|simply|set to|as follows:?|this:?|the following:?)\s{1,2}){0,2}"
    rf"{_QUOTE}{_VALUE}",
    "beside": rf"\s?[\s(]\s?{_QUOTE}{_VALUE}",
    "before": r"(?:^|(?<=[\s(\"'`*]))(?P<value>[^\s\"'`<>(]{4,40})[\"'`*]{0,2} (?:is|was|as|=) "
    r"(?:(?:your|the|a|my|his|her|their) )?(?:(?:new|old|temporary|initial|current|first|one-time|login|card) ){0,2}$",
    "cvv-value": r"(?:\s{1,2}(?:is|was|number|code|no\.?)|\s?[:=#(-])?[\s(]{0,2}(?P<value>[0-9]{3,4})"
    r"(?![0-9]|[./,-][0-9])",
    "pin-value": r"(?: (?:for|of|to|on|you|we|that) [^.!?\n:=]{1,40}?)?"
    rf"(?:\s{{1,2}}(?:is|was|remains|stays|{_SET} to)|\s?[:=#-])?(?: now| still| again)?(?: set to)?"
    rf"\s{{0,2}}{_QUOTE}(?P<value>[0-9]{{4,8}})(?![0-9]|[./:,-][0-9]| ?[0-9]{{3}})",
    "code-value": r"(?:(?:(?: (?:for|of|to|on|from|that|which|you|we|i|this|these)\b|,)[^.!?\n:=]{0,80}?)?"
    r"(?:\s{1,2}(?:is|was|are|were|reads?)|\s?[:=#])(?: now| as follows:?| these:?)?)?"
    rf"(?:\s{{1,2}}|(?<=:)\s{{1,4}}(?:[-*•] )?){_QUOTE}"
    r"(?P<value>[0-9]{4,8}|[0-9]{3}[ -][0-9]{3}|(?-i:[A-Z0-9]{3,8}(?:-[A-Z0-9]{3,8}){1,5}|[A-Z0-9]{5,10}))"
    r"(?![\w%]|[.,:/-][0-9])",
    "answer-value": r"(?: ?\([^()\n]{1,30}\))?(?: (?:for|of|to|on|we|you|that|which) [^.!?\n:=]{1,40}?)?"
    r"(?P<said>\s{1,2}(?:is|was|reads)|\s?[:=])?(?: still| now)?\s{1,2}(?P<quote>[\"'`*])?"
    r"(?P<value>(?(quote)[^\"`*\n]{2,40}?(?=[\"`*'](?!\w))|(?(said)(?-i:[A-Z][a-z]{2,20})(?=[\s,.;)!]|$)|(?!))))",
    "pair-value": r"(?: (?:for|of|to) [^.!?\n:=]{1,40}?)?(?:\s{1,2}(?:are|is|was|were|remains?|stay)|\s?[:=])"
    r"(?: still| now)?\s{1,2}[\"'`*]?[\w.@+-]{2,40}[\"'`*]?(?:\s?[/,|:&-]\s?|\s(?:and|with)\s)"
    r"(?:(?:the )?(?:password|pw|pass)\s?[:=]?\s?)?[\"'`*]?(?P<value>[^\s\"'`<>]{5,40})",
    "password": r"\b(?:pass ?words?|pw|pwd|pass ?codes?)\b",
    "login": r"\b(?:pass ?words?|pw|pwd|pass ?codes?|log-?in|log in|sign in)\b",
    "set-to": r"\b(?:(?:re)?(?:set|changed?|updated?) (?:it|this|that|yours|them|one)(?: back| over)?"
    r"(?: for (?:you|now))? (?:to|as)|it(?:'s| is)(?: now)?|(?:log|sign)(?:ged|ing)? in (?:with|using))"
    rf" {_QUOTE}(?P<value>[^\s\"'`<>]{{5,40}})",
    "answers-with": r"(?:(?:hi|hello|hey|sure|yes|ok|of course|no problem)\b[ ,!.-]{1,3}(?:\w+[,!] )?)?"
    r"(?P<led>(?:it|that|yours|the old one|the current one|this)(?:'s| is| was| should be) |that would be |try |use )?"
    rf"{_QUOTE}(?P<value>[A-Za-z0-9][^\s\"'`<>@/]{{3,40}}?)(?=[\"'`]?(?:[,.;!]|\s*$|(?P<open>\s)))",
    "the-code": r"\b(?:your|the) code(?: is| was|:) (?P<value>[0-9]{4,8}|[0-9]{3} [0-9]{3})(?![\w]|[.,-][0-9])",
    "counted": r"[\"'`.]?(?:[- ]|\+ ?| or more )?(?:to \d|or \d|–|-\d|characters?|chars?|letters?|digits?|symbols?"
    r"|signs?|numbers?|times|days?|weeks?|months?|years?|hours?|minutes?|mins?|seconds?|secs?|attempts?|tries|bits?"
    r"|bytes?|%|x\b|different|of (?:the|your|them)|words?|users?|people|customers?|pieces?|in a row)",
    "clause-end": r"(?![\"'`*_)]{0,3}[^\S\n]*[\w(])",
    "word-for-it": r"pass|your|secret|word",
    "no-value": r"^(?:\d{1,3}[-–+]?\d{0,3}[- ]?(?:bits?|days?|digits?|char\w*|hours?|months?|weeks?|min\w*|letters?"
    r"|steps?|factors?|st|nd|rd|th|am|pm|x|k|%|h)?\b-?\w{0,12}|1password.*|lastpass.*|oauth ?\d?|sha-?\d+|md5"
    r"|bcrypt\d*|aes-?\d*.*|base64|utf-?\d+|[2m]fa.*|windows\d*|v?\d+(?:\.\d+)+\w*|\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}"
    r"|https?:.*|www\..*|\d+-?character.*|case-?.*|non-.*|too-.*|[a-z]+/[a-z/]+|[\w.+-]+@[\w-]+\.[\w.-]+)$",
    "hidden": r"\*{3}|•|x{3}|\.{3}|…|[{}<>\[\]]|your[-_]?|_here\b|\bexample|placeholder|changeme|redacted|^[%$]"
    r"|_{2}|-{3}",
    "example": r"\b(?:e\.g\.|eg|for example|for instance|example|such as|like|instead of|rather than|than|avoid"
    r"|never use|(?:do not|don't) use|not|say|imagine|suppose|if|as in|similar to|weak)[\s:,\"'(]{0,3}"
    r"(?:(?:a|an|the|your|is|was|pass ?words?|something|one|ones|simple) ){0,4}[\"'`(]?$",
}


# -- keys ------------------------------------------------------------------------------------------

_KEY_HEADS = (
    "AKIA", "ASIA", "ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_", "glpat-", "sk_live_", "rk_live_",
    "sk_test_", "rk_test_", "whsec_", "xoxa-", "xoxb-", "xoxp-", "xoxr-", "xoxs-", "xapp-", "AIza", "eyJ", "SG.",
    "npm_", "pypi-", "sk-", "shpat_", "shpss_", "hf_", "dop_v1_", "ya29.", "key-", "hooks.slack.com/services/",
    "glsa_", "lin_api_", "ATATT3", "PRIVATE KEY",
)  # fmt: skip
"""Heads of keys as their issuers give them out; one must stand in the text before the pattern runs."""
_ASSIGNED = ("passw", "pwd", "secret", "token", "api_key", "apikey", "api-key")


def _keys(draft: Document) -> Iterator[_Told]:
    """Keys of known shapes and logins within links, wherever they stand: code and links as well."""
    theirs = (PartKind.QUOTED, PartKind.DISCLAIMER)
    for told in (*_known_keys(draft.plain), *_logins_in_links(draft.plain), *_assigned(draft)):
        if draft.message.part_at(told.place.start) not in theirs:
            yield told


def _known_keys(text: str) -> Iterator[_Told]:
    if any(head in text for head in _KEY_HEADS):
        for match in _exact("key").finditer(text):
            span = Span(*match.span())
            if not _is_made_up(match[0]):
                score = 0.6 if match[0].startswith(("sk_test_", "rk_test_")) else 0.95
                yield _Told(span, span, "private key" if match[0].startswith("---") else "access key", score)


def _logins_in_links(text: str) -> Iterator[_Told]:
    if "://" in text and "@" in text:
        for match in _pattern("login-in-link").finditer(text):
            if not _pattern("made-up-password").search(match["value"]):
                yield _Told(Span(match.start(), match.end()), Span(*match.span("value")), "password", 0.95)


def _assigned(draft: Document) -> Iterator[_Told]:
    """Secrets in code and settings: `password = "..."`."""
    lowered = draft.plain.lower()
    if not any(word in lowered for word in _ASSIGNED):
        return
    code = [mask.span for mask in draft.masks if mask.kind == "code"]
    for match in _pattern("assignment").finditer(draft.plain) if code else ():
        value = Span(*match.span("value"))
        if any(span.overlaps(value) for span in code) and _is_random(match["value"]):
            yield _Told(Span(match.start(), value.end), value, "secret", 0.6)


def _is_made_up(word: str) -> bool:
    """True for the keys of manuals: the word "example", rows of `x`, a run like 1234567890."""
    if word.startswith("-----"):
        return word.count("-----") < 4  # the head alone is how people speak of such a file
    return bool(_pattern("made-up-key").search(word)) or len(set(word[8:])) < 6


def _is_random(word: str) -> bool:
    """Capitals, small letters and digits in a long word, or digits and letters in turn: no word of a manual."""
    kinds = sum(any(map(test, word)) for test in (str.isupper, str.islower, str.isdigit))
    turns = sum(a.isdigit() != b.isdigit() for a, b in pairwise(word))
    is_varied = (kinds == 3 and turns >= 2) or turns >= 5
    is_call = re.search(r"[(){}\[\]$]|\.\w+\(", word)
    return len(word) >= 10 and is_varied and not is_call and not _is_made_up(word)


_KEYS = {
    "key": r"(?<![\w-])(?:(?:AKIA|ASIA)[A-Z0-9]{16}|gh[pousr]_[A-Za-z0-9]{30,255}|github_pat_[A-Za-z0-9_]{40,255}"
    r"|glpat-[\w-]{20,60}|[sr]k_(?:live|test)_[A-Za-z0-9]{16,255}|whsec_[A-Za-z0-9+/=]{24,80}"
    r"|xox[abprs]-[\w-]{12,255}|xapp-[\w-]{20,255}|AIza[\w-]{35}"
    r"|eyJ[\w-]{10,2000}\.eyJ[\w-]{10,4000}(?:\.[\w-]{10,2000})?|SG\.[\w-]{16,30}\.[\w-]{30,60}"
    r"|npm_[A-Za-z0-9]{30,60}|pypi-[\w-]{50,300}|sk-(?:proj-|ant-|or-|live-)?[A-Za-z0-9_-]{20,255}"
    r"|shp(?:at|ss)_[a-f0-9]{32}|hf_[A-Za-z0-9]{30,60}|dop_v1_[a-f0-9]{60,70}|ya29\.[\w-]{20,500}|key-[a-f0-9]{32}"
    r"|hooks\.slack\.com/services/T[A-Z0-9]{6,14}/B[A-Z0-9]{6,14}/[A-Za-z0-9]{16,40}|glsa_[A-Za-z0-9_]{30,60}"
    r"|lin_api_[A-Za-z0-9]{30,60}|ATATT3[\w=-]{40,300})(?![\w])"
    r"|-----BEGIN (?:[A-Z]{2,12} ){0,2}PRIVATE KEY(?: BLOCK)?-----(?:[^-]{20,8000}-----END [A-Z ]{5,40}-----)?",
    "made-up-key": r"example|your|xxxx|\.\.\.|0000|1234567|abcdef|[<>{}*•]|placeholder|changeme|dummy|sample|redacted",
    "login-in-link": r"\b(?:https?|s?ftp|ssh|postgres(?:ql)?|mysql|mongodb(?:\+srv)?|rediss?|amqps?|smtp)://"
    r"[^\s/:@?#]{1,80}:(?P<value>[^\s/@?#]{3,120})(?=@[\w.-])",
    "made-up-password": r"^(?:pass(?:word|wd)?|pwd|secret|token|pw|pass123)$|[{}<>$%*]|your|example|xxx",
    "assignment": r"(?<![A-Za-z])(?:[A-Za-z0-9]{1,20}[_-]){0,3}"
    r"(?:pass(?:word|wd)?|pwd|secret|token|api[_-]?key|access[_-]?key)[\"']?\s{0,2}(?:=>?|:)\s{0,2}[\"']?"
    r"(?P<value>[^\s\"'<>,;&#)]{8,200})",
}


# -- asking for secrets ----------------------------------------------------------------------------


class _Request(NamedTuple):
    """Where words that ask begin, and whether they name us (`direct`), ask to `confirm`, or are `plain`."""

    start: int
    kind: str


def _asked(context: Context) -> Iterator[Match]:
    """Requests for a secret by place; what one sentence or list asks for is said once."""
    draft = context.draft
    found: dict[int, tuple[Span, float]] = {}
    for hit in draft.lexicon(SECRETS)[:MOST]:
        score = _worth(draft, hit)
        request = _request(draft, hit) if score else None
        if request:
            first = Span(min(request.start, hit.span.start), hit.span.end)
            span, sure = found.get(request.start, (first, 0.0))
            found[request.start] = span, max(sure, score)
    for span, score in found.values():
        yield Match(span, {"match": span.of(draft.text)}, score=score)


_SURE = {
    "password": 0.95,
    "pin": 0.95,
    "cvv": 0.95,
    "code": 0.9,
    "answer": 0.85,
    "credentials": 0.9,
    "key": 0.85,
    "photo": 0.85,
}
"""How sure a request for each is a fault; for cards it hangs on the words."""


def _worth(draft: Document, hit: Hit) -> float:
    """How grave it is to ask for what `hit` names; 0 for what may be asked for, like the last four digits."""
    sentence = _sentence(draft, hit.span)
    before = draft.prose[sentence.start : hit.span.start]
    behind = draft.prose[hit.span.end : sentence.end]
    is_what = _pattern("what-it").search(before) and _pattern("is-it").match(behind)
    if not _is_secret(draft, hit) or _pattern("not-whole").search(before[-60:]):
        return 0.0
    if _pattern("not-asked").match(behind) and not is_what:
        return 0.0
    if hit.term.label == "photo":
        is_covered = _has(draft, "privacy_ways", "covered", sentence.start, sentence.end + 120)
        return 0.0 if is_covered else _SURE["photo"]
    if hit.term.label != "card":
        return _SURE.get(hit.term.label, 0.0)
    if _pattern("other-card").search(before) or _pattern("other-card-behind").match(behind):
        return 0.0
    found = hit.span.of(draft.prose)
    return 0.9 if _pattern("bank-card").search(found) else 0.7 if _pattern("details").search(found) else 0.65


def _request(draft: Document, hit: Hit) -> _Request | None:
    """The words that ask for what `hit` names; None where nothing does."""
    sentence = _sentence(draft, hit.span)
    prose = draft.prose
    before, behind = prose[sentence.start : hit.span.start], prose[hit.span.end : sentence.end]
    found = _asking(draft, Span(sentence.start, hit.span.start), behind)
    if hit.term.label != "photo" and _pattern("in-general").search(before):
        found = None  # "choose a password and send …"
    elif found is None and _pattern("item").fullmatch(before) and not _pattern("breaks").search(before):
        lead = _lead_in(draft, sentence)
        if _pattern("wants-list").search(lead.of(prose)):
            found = _asking(draft, lead, "")
    if found is None and hit.term.label in ("password", "pin", "code", "cvv"):
        found = _asked_for_it(draft, sentence, hit.span)
        if found:
            return found
    if found is None:
        return _Request(sentence.start, "plain") if _is_bare(before, behind) else None
    if found.kind != "direct" and _has(draft, "privacy_ways", "screen", hit.span.end, sentence.end):
        return None
    if _has(draft, "privacy_ways", "others", found.start, sentence.end) or _has(
        draft, "privacy_ways", "secure", sentence.start, sentence.end
    ):
        return None
    if found.kind == "confirm" and (_pattern("state").match(behind) or before.lower().endswith(" new ")):
        return None
    return found


def _asking(draft: Document, before: Span, behind: str) -> _Request | None:
    """The last words in `before` that ask for what comes next; `behind` follows the name of the secret."""
    prose = draft.prose
    verb = None
    for hit in draft.lexicon("privacy_requests"):
        if before.start <= hit.span.start and hit.span.end <= before.end:
            label = hit.term.label
            head = prose[max(before.start, hit.span.start - 20) : hit.span.start]
            is_noun = _pattern("noun-before").search(head)
            is_next = label != "which" or not prose[hit.span.end : before.end].strip(" ").count(" ")
            if not is_noun and is_next and not (verb and label == "which"):
                verb = hit
    if verb is None:
        return None
    label = verb.term.label
    head, gap = prose[before.start : verb.span.start], prose[verb.span.end : before.end]
    if _pattern("negated").search(_clause(head)) or _pattern("breaks").search(gap):
        return None
    if _pattern("wrong-subject").search(head) and not _pattern("we-ask").search(head):
        return None
    is_purpose = _pattern("to").search(head) and not _pattern("to-allowed").search(head)
    if is_purpose and label in ("confirm", "show", "send"):  # "to confirm your PIN, open the app"
        return None
    if label == "which":
        return _Request(verb.span.start, "direct") if _pattern("used").match(behind) else None
    if label == "question":
        return _Request(verb.span.start, "direct") if _pattern("no-more").fullmatch(gap) else None
    if label in ("direct", "need"):
        return _Request(verb.span.start, "direct")
    direct = _has(draft, "privacy_ways", "us", verb.span.end, before.end + 60)
    if label == "show" and not direct and not _pattern("us").search(verb.span.of(prose)):
        return None
    if not direct and _has(draft, "privacy_ways", "steps", before.start, verb.span.start):
        return None
    if label == "confirm" and _pattern("by-means").match(gap):
        return None
    return _Request(verb.span.start, "direct" if direct else "confirm" if label == "confirm" else "plain")


def _asked_for_it(draft: Document, sentence: Span, span: Span) -> _Request | None:
    """The request that follows in the same sentence or the next one and says "it": "send it to us"."""
    prose = draft.prose
    follows = draft.sentence_at(min(sentence.end + 1, max(0, len(prose) - 1)))
    end = follows.end if follows and follows.start - sentence.end < 4 else sentence.end
    match = _pattern("it").search(prose, span.end, min(end, span.end + 120))
    if match is None:
        return None
    between, before = prose[span.end : match.start()], prose[sentence.start : span.start]
    if _pattern("other-thing").search(between) or _pattern("not-you").search(between):
        return None
    negated = _pattern("negated").search(_clause(between)) or _pattern("negated").search(before)
    return None if negated else _Request(match.start(), "direct")


def _is_bare(before: str, behind: str) -> bool:
    """True for the bare name of a secret with "please" behind it, or "and" before it: "And the CVV?"."""
    if not _pattern("bare-end").match(behind):
        return False
    if _pattern("bare").fullmatch(before):
        return "please" in behind.lower() or bool(_pattern("and").match(before))
    is_list = "," in before and _pattern("item").fullmatch(before)
    return "please" in behind.lower() and bool(is_list) and not _pattern("acts").search(before)


def _lead_in(draft: Document, sentence: Span) -> Span:
    """The sentence that ends with a colon above a list that holds `sentence`; empty where there is none."""
    prose, at = draft.prose, sentence.start
    for _ in range(8):  # items of a list that ask for something
        start = prose.rfind("\n", 0, at) + 1
        if start == 0:
            break
        above = Span(prose.rfind("\n", 0, start - 1) + 1, start - 1)
        line = above.of(prose).rstrip()
        if line.endswith(":"):
            stop = max(line.rfind(mark) for mark in (". ", "! ", "? ")) + 1
            return Span(above.start + stop, above.start + len(line))
        if len(line) > 60 and not _pattern("bullet").match(line):
            break
        at = above.start
    return Span(sentence.start, sentence.start)


def _clause(text: str) -> str:
    """The last clause of a text: what a negation in it still reaches."""
    return _pattern("clause").split(text)[-1]


_DIGITS = r"(?: (?:two|three|four|five|six|\d))?(?: (?:digits?|numbers?|characters?|letters?))?"
_ASKED = {
    "not-whole": rf"\b(?:last|first|final|middle|initial)(?: and (?:the )?last)?{_DIGITS}(?: (?:of|from|on))?"
    r"(?: (?:the|your|that|this))?(?: \w+)? ?$|\b(?:ending|part|rest|half|date|name|brand|type) (?:of|on|in) "
    r"(?:the |your )?$|\b(?:wrong|old|expired|forgotten|default|strong|another|different|fresh|temporary) $"
    r"|\b(?:screenshots?|photo|picture|copy|error|page|message|link|e-?mail|field|box) "
    r"(?:of|for|with|about|that contains|containing) (?:the |your )?$|\bexcept(?: for)? (?:the |your )?$"
    r"|\b(?:not|without|never|no|hide|cover|minus|nor|excluding)(?: including| sending| giving| sharing)? "
    r"(?:the |your |any )?(?:full )?$",
    "not-asked": r"['\"]?s?\s+(?:is|are|was|were|will|has|have|can|should|must|may|cannot|can't|never|stays?|remains?"
    r"|does|did|doesn't|didn't|won't|would|could|might|gets?)\b(?! (?:required|needed|necessary)\b)(?! you\b)"
    r"|[ -]?(?:protected|free|less|only)\b|\s*[\[(](?:removed|redacted|masked|hidden|blanked|covered|without)"
    r"|\s+(?:removed|redacted|masked|hidden|blanked|blacked|covered|crossed|obscured|left out|out of|anywhere"
    r"|expir\w*|lock(?:ed|out)|reset|works)\b|,? (?:but )?(?:not|never) ",
    "what-it": r"\bwhat (?:your|the|ur) $",
    "is-it": r" (?:is|was)\b",
    "in-general": r"\b(?:an?|any|some|each|every) (?:\w+ )?$",
    "other-card": r"\b(?:gift|loyalty|member(?:ship)?|library|rewards?|points|club|store|travel|bus|rail|oyster|nectar"
    r"|sim|sd|memory|graphics|phone|id|identity|health|insurance|green|business|fuel|key|vaccination|registration"
    r"|donor|discount|student|medicare|season|ski|advantage)[ -]$",
    "other-card-behind": r" (?:of|on|from) (?:the|your|a) "
    r"(?:gift|greeting|loyalty|member(?:ship)?|library|rewards?|sim|travel|birthday)[ -]card",
    "bank-card": r"full|complete|entire|whole|long|credit|debit|bank|payment|visa|master|amex|atm|digit",
    "details": r"details|data|info",
    "noun-before": r"\b(?:going|looking|moving|move|go) $|\b(?:an?|the|this|that|your|our|my|his|her|by|via|in|per|of"
    r"|each|one|any|no|first|new|e-?|and an?)[ -]$",
    "breaks": r"\b(?:if|when|whenever|once|whether|after|before|how|until|till|because|where|while|without|not|never"
    r"|except|excluding|minus|instead|rather|than|that|reset|chang(?:e|ed|ing)|choose|enter(?:ed|ing)?|typ(?:e|ed|ing)"
    r"|set|screenshots?|screen ?shots?|page|links?|error|reason|problem|proof|receipt|does|did(?! you)|do(?! you)"
    r"|won't|doesn't|isn't|you|forg[eo]t(?:ten)?|lost|about|concerning|regarding|safe|secure|instructions?"
    r"|e-?mails? (?:to|for|with)|hide|cover(?:ed)?|black(?:ed)? out|redact\w*|mask\w*|remov\w*|using|use your|code for"
    r"|manager|hint|steps?|who|along with a|to (?!us\b|me\b|this\b|have\b))\b|[.!?]\s",
    "negated": r"(?:\b(?:never|not|no(?! (?:problem|worries|rush))|nobody|no-one|none|without|cannot|neither|nor|avoid"
    r"|refrain|stop|beware|nothing|rather than|instead of|scams?|fraud\w*|phish\w*|unless|hesitate|warn\w*)|n't)\b"
    r"(?! (?:forget|hesitate to|hesitate|be afraid|only|later|mind))",
    "clause": r"[.;:!?—]|,\s*(?:so|but|please|could|can|would|then|and)\b|\b(?:so|but) (?:please|could|can)\b",
    "wrong-subject": r"\b(?:you|they|he|she|it|who|which|anyone|anybody|someone|somebody|people|customers?|scammers?"
    r"|fraudsters?|caller|site|page|app|form|system|bank|supplier|team|colleague)"
    r"(?: ever| also| just| already| have| had| has| once| will| would| may| might| can| could| to| did| do)*\s*$"
    r"|\b(?:ask(?:s|ed|ing)?|prompt(?:s|ed|ing)?|require[sd]?|want(?:s|ed)?|tell(?:s|ing)?|told|invite[sd]?|force[sd]?"
    r"|request(?:s|ed)?|trick\w*|pressure[sd]?)(?: \w+){0,2} to(?: \w+ly)?\s*$"
    r"|\b(?:if|when|before|after|once|until) (?:you|we|they|anyone|someone)(?: ever| have| had)?\s*$",
    "we-ask": r"(?:\b(?:can|could|would|will|may|might|must|should|shall) you"
    r"(?: please| kindly| also| just| quickly| then| possibly)*"
    r"|\byou(?:'ll| will)? (?:can|could|may|might|must|should|need to|have to)(?: please| also| just| now| then)*"
    r"|\b(?:i|we)(?:'d|'ll)?(?: would| will| must| have to| need to| do| just| also| only| kindly)* "
    r"(?:ask|need|like|want|require|request)(?: that)? you(?: please| kindly)?(?: to)?)\s*$",
    "to": r"\bto (?:\w+ly )?$",
    "to-allowed": r"\b(?:need|have|has|got|required|must|like|ask|trouble|sure|remember|forget|able|hesitate|kindly"
    r"|request(?: you)?|free)(?: you)?(?: \w+ly)? to (?:\w+ly )?$",
    "us": r"\b(?:us|me|back)\b",
    "by-means": r" (?:with|by|using|via|through)\b",
    "no-more": r"(?!.*\b(?:of|for)\b)[\w' -]{0,30}",
    "used": r" (?:do|did|are|were|have|had) you\b| you(?:'re| are| use| used| normally| usually| chose| have)\b",
    "state": r"\s+(?:is|was|are|were|has|have|had|works?|worked|match(?:es)?|contains?|meets?|did|does|isn't|wasn't"
    r"|hasn't|arrived|went|got|still|being|to (?:log|sign|continue|unlock|proceed|save|finish|complete|view|see|make"
    r"|open|delete|confirm|change|apply|access))\b|\s*(?:,|and) (?:then )?(?:click|press|tap|try|save|that|you)\b",
    "it": r"\b(?:(?:send|text|e-?mail|read|share|forward|pass|give|tell|dictate|show) (?:it|them|this|that)"
    r"(?: code| password| number| pin)?(?: (?:out|over|on|back|along)){0,2}"
    r" (?:(?:to|with) (?:me|us)|by (?:reply|return)|in (?:your reply|this chat))"
    r"|(?:send|give|tell|text|e-?mail|forward|read) (?:me|us) (?:it|that(?: code)?|this code|that number|the code)"
    r"|(?:reply|answer|respond|come back|write back) with (?:it|that(?: code)?|the code))\b",
    "other-thing": r"\b(?:screenshots?|photos?|pictures?|forms?|copy|logs?|files?|letters?|invoices?|receipts?"
    r"|documents?|errors?|links?|devices?|parcels?|reports?|details)\b",
    "not-you": r"(?:\b(?:if|they|to)|(?<!can )(?<!could )(?<!would )(?<!will )\byou)\s*$",
    "wants-list": r"\b(?:us|me|i|we|following|these|below|details|information|send|provide|confirm|reply|include"
    r"|share)\b",
    "item": r"[\W\d]*(?:[\w'-]+[ ,/&()]{1,3}){0,8}",
    "acts": r"\b(?:change|reset|update|choose|set|enter|try|check|use|open|keep|save|forget|forgot|remember|then|if"
    r"|when|with|after)\b",
    "bare": r"[\W\d]*(?:(?:and|also|plus|ok|okay|thanks|then|next|now|your|the|full|your full|,|please) ?){0,5}",
    "bare-end": r"\s*(?:,? ?(?:and|&|\+) [\w ]{2,25})?(?:,? ?please\s*[.!?]?|\s*\?)\s*$",
    "and": r"\W*(?:and|also|plus|then|next)\b",
    "bullet": r"\s*(?:[-*•–]|\(?\w{1,2}[.)])\s",
}


# -- other people ----------------------------------------------------------------------------------


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


def _persons(context: Context) -> Iterator[Match]:
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
    matches = list(_pattern("mail").finditer(text))[:MOST] if "@" in text else []
    ours = {match["domain"].lower() for match in matches if match["local"].lower() in _ROLES}
    for match in matches:
        span, domain = Span(*match.span()), match["domain"].lower()
        if domain in ours or _is_known_mail(draft, known, match) or not _is_ours_to_say(draft, span):
            continue
        around = _around(draft, span)
        if _has(draft, "privacy_owners", "customer", *around) or _is_colleagues(draft, span):
            continue
        before = text[max(0, span.start - 50) : span.start]
        if _pattern("contact").search(before) and not _pattern("their-mail").search(before):
            continue
        if _has(draft, "privacy_owners", "other", *around):
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
    for match in _pattern("phone").finditer(text) if _exact("nine-digits").search(text) else ():
        span = Span(*match.span())
        digits = "".join(filter(str.isdigit, match[0]))
        if not 9 <= len(digits) <= 15 or digits[-7:] in known.digits or not _is_ours_to_say(draft, span):
            continue
        if _has(draft, "privacy_owners", "customer", *_around(draft, span)) or _is_colleagues(draft, span):
            continue
        titled = _exact("titled").finditer(text, max(0, span.start - 140), span.start)
        before = text[max(0, span.start - 90) : span.start]
        if _pattern("their-phone").search(before) or any(_is_stranger(name, known) for name in titled):
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
    has_title = bool(_exact("title").search(text))
    has_place = any(word in text for word in _PLACES)
    for name, what, score in _WAYS_TO_NAME:
        is_titled = "(?P<title>" in _SOURCES[name] or name == "a-mister"
        if not (has_title if is_titled else has_place):
            continue
        for match in _exact(name).finditer(text):
            span = Span(*match.span())
            if (
                _is_stranger(match, known)
                and ("first" not in match.re.groupindex or _is_first_name(match["first"]))
                and _is_ours_to_say(draft, span)
                and not _is_colleagues(
                    draft, span, helpers=name != "a-mister"
                )  # no colleague is "a Mr Brand"
                and not _has(draft, "privacy_colleagues", "handed", *_around(draft, span))
                and not _pattern("send-to").search(text[max(0, span.start - 50) : span.start])
            ):
                yield _Stranger(span, what, score)


def _named(draft: Document, known: _Known) -> Iterator[_Stranger]:
    """Another customer told by name: "another customer, Mrs Novak", "the previous holder, Jens Aalto"."""
    for hit in draft.lexicon("privacy_persons")[:MOST]:
        sentence = _sentence(draft, hit.span)
        end = sentence.end
        if hit.span.of(draft.prose).lower().endswith(("alone", " one")):  # "not the only one: Mrs Adler …"
            follows = draft.sentence_at(min(end + 2, max(0, len(draft.prose) - 1)))
            end = follows.end if follows else end
        is_neighbour = hit.term.label == "relation"
        if is_neighbour and _has(draft, "privacy_colleagues", "handed", sentence.start, end):
            continue
        name = _name_within(draft, known, Span(hit.span.start, min(end, hit.span.end + 70)))
        if name:
            titled = "title" in name.re.groupindex
            score = 0.6 if is_neighbour and not titled else 0.85
            yield _Stranger(Span(hit.span.start, name.end()), "name", score)


def _name_within(draft: Document, known: _Known, span: Span) -> re.Match[str] | None:
    """The first name within a stretch that is neither the customer's nor a colleague's."""
    for name in ("titled", "full-name"):
        for match in _exact(name).finditer(draft.plain, span.start, span.end):
            before = draft.plain[max(0, match.start() - 40) : match.start()]
            is_staff = _pattern("staff-before").search(before) or _pattern("staff-behind").match(
                draft.plain, match.end()
            )
            is_name = name == "titled" or _is_first_name(match["first"])
            if is_name and not is_staff and _is_stranger(match, known):
                return match
    return None


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
    sentence = _sentence(draft, span)
    before = draft.sentence_at(max(0, sentence.start - 2)) or sentence
    return (
        _has(draft, "privacy_colleagues", "staff", before.start, sentence.start)
        or _has(draft, "privacy_colleagues", "staff", *sentence)
        or (helpers and _has(draft, "privacy_colleagues", "helper", *sentence))
    )


def _around(draft: Document, span: Span) -> Span:
    """The sentence that holds a place and the first words of the one after it."""
    sentence = _sentence(draft, span)
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
_PERSONS = {
    "mail": r"(?<![\w.+/-])(?P<local>[A-Za-z0-9][\w.+-]{0,63})@(?P<domain>[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+){1,4})"
    r"(?![\w@])",
    # Free and service numbers and IP addresses are nobody's own.
    "phone": r"(?<![\w.,:/#-])(?!0?800|08\d\d|03\d\d|\+?1[ -]8\d\d|[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}\.)"
    r"(?:\+|00)?\(?[0-9](?:[ ().-]{0,2}[0-9]){8,14}(?![\w]|[.,:/-][0-9])",
    "contact": r"\b(?:write|reply|send|mail|e-?mail|forward|copy|contact|reach|message|cc|address)\b(?: [\w'-]+){0,4}"
    r"(?: (?:to|at|on|via|us|me))? ?[(:]?$",
    "their-mail": r"\b(?:his|her|their) (?:[\w-]+ ){0,2}(?:e-?mail|mail|address)\b",
    "their-phone": r"\b(?:his|her|their) (?:[\w-]+ ){0,2}(?:mobile|cell|cellphone|phone|number|line|landline|whatsapp"
    r"|tel\w*)\b|\b(?:seller|buyer|owner|neighbou?r|tenant|donor|winner|bidder)\b.{0,50}\b(?:on|at|is)\b",
    "title": rf"\b{_TITLE} [A-Z]",
    "titled": rf"{_TITLE} {_NAME}",
    "full-name": r"(?:(?<=[,:(–—-] )|(?<=[:,(])|(?<=\b(?:is|to|of) )|(?<=\b(?:was|for) )|(?<=\b(?:like|with) )"
    rf"|(?<=\bnamed )|(?<=\bcalled )){_FULL}",
    "title-address": rf"{_TITLE} {_NAME},? (?:(?:of|at|from|in|on|over at|{_LIVES}) )?(?:the )?{_PLACE}",
    "name-address": rf"(?P<name>[A-Z][a-zà-ÿ]+ (?:[A-Z]\.? )?[A-Z][\w'’-]+),? (?:of|{_LIVES}) (?!number|no\b){_PLACE}",
    "name-on-street": rf"{_FULL[:-1]}?)(?:'s|,)? (?:from|on|at) (?!number|no\b|room|unit|flat){_PLACE}",
    "address-label": rf"\b(?:shows?|is|was|says?|reads?|names?|bears?|carries) {_FULL}, {_PLACE}",
    "a-mister": r"\b(?:a|an|some|one|certain) (?:Mr|Mrs|Ms|Miss|Mister)\.? "
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

_SOURCES: Mapping[str, str] = {**_NUMBERS, **_TOLD, **_KEYS, **_ASKED, **_PERSONS}

FAULTS: Mapping[str, Callable[[Context], Iterator[Match]]] = {
    "card": _cards,
    "account": _accounts,
    "told": _told,
    "asked": _asked,
    "person": _persons,
}
"""What to look for, by the name rule files use."""
