"""Passwords, PINs, codes and keys that a draft tells: words of the lexicon with a value beside them, and keys of
known shapes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from replycheck.checkers.context import Context
from replycheck.checkers.secrets import ASSIGNED, HIDDEN, KEY_HEADS, MOST, SECRETS, SET_TO, sentence_of
from replycheck.matching import Hit
from replycheck.matching.compiled import Patterns
from replycheck.model import Edit, Fix, Match, PartKind, Span
from replycheck.records import NamedTuple
from replycheck.understand.document import Document


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


def find_told(context: Context) -> Iterator[Match]:
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
        if hit.term.label not in _WHAT or not is_secret(draft, hit) or _is_shared(draft, hit.span):
            continue
        value = _value_behind(draft, hit) or _value_before(draft.plain, hit)
        if value and value.score and not _is_example(draft.plain, hit.span.start, value.span):
            place = Span(min(hit.span.start, value.span.start), max(hit.span.end, value.span.end))
            yield _Told(place, value.span, _WHAT[hit.term.label], value.score)


def is_secret(draft: Document, hit: Hit) -> bool:
    """False for a pin of metal, India's postal PIN code, and codes that are for everybody."""
    text = draft.plain
    before = text[max(0, hit.span.start - 40) : hit.span.start]
    if hit.term.label == "code":
        return not _PATTERNS["public-code"].search(before)
    if hit.term.label != "pin":
        return True
    found = hit.span.of(text)
    if "code" in found.lower() and not _PATTERNS["of-a-card"].search(before):
        sentence = sentence_of(draft, hit.span)
        if _PATTERNS["postal"].search(text, sentence.start, sentence.end):
            return False
    return bool(
        found[:3] == "PIN"
        or _PATTERNS["own-pin"].search(before)
        or _PATTERNS["pin-of"].match(text, hit.span.end, min(len(text), hit.span.end + 16))
    )


def _is_shared(draft: Document, span: Span) -> bool:
    """True for what is meant to be told: the password of a guest network, a meeting, a file."""
    sentence = sentence_of(draft, span)
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
        return _number(_PATTERNS[f"{label}-value"].match(text, end, limit), 0.95)
    if label == "code":
        is_of_card = hit.span.of(text).lower() == "security code"
        short = _number(_PATTERNS["cvv-value"].match(text, end, limit), 0.95) if is_of_card else None
        found = _PATTERNS["code-value"].match(text, end, limit)
        has_digit = found is not None and any(map(str.isdigit, found["value"]))
        return short or (_number(found, 0.9) if has_digit else None)
    if label in ("answer", "hint"):
        found = _PATTERNS["answer-value"].match(text, end, limit)
        return _Value(Span(*found.span("value")), 0.85 if label == "answer" else 0.6) if found else None
    if label == "credentials":
        found = _PATTERNS["pair-value"].match(text, end, limit)
        score = _strength(found["value"]) if found else 0.0
        return _Value(_trimmed(found), score) if found and score >= 0.85 else None
    return _word_behind(text, hit, limit)


def _number(found: re.Match[str] | None, score: float) -> _Value | None:
    """The value of a match unless it counts something: "8 characters", "10 minutes"."""
    if found is None or _PATTERNS["counted"].match(found.string, found.end("value")):
        return None
    return _Value(Span(*found.span("value")), score)


def _word_behind(text: str, hit: Hit, limit: int) -> _Value | None:
    """The password or key that follows its name."""
    start, end = hit.span
    before = text[max(0, start - 50) : start]
    if _PATTERNS["supposed"].search(before):
        return None
    found = _PATTERNS["said"].match(text, end, limit)
    if found is None and _PATTERNS["set-before"].search(before):
        found = _PATTERNS["set-value"].match(text, end, limit)
    if found is None:
        found = _PATTERNS["beside"].match(text, end, limit)
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
    if not score and is_named and _PATTERNS["clause-end"].match(text, value.end):
        score = 0.75
    return _Value(value, score)


def _value_before(text: str, hit: Hit) -> _Value | None:
    """The value that stands before its name: "Hunter2 is your password", "4471 as the PIN"."""
    found = _PATTERNS["before"].search(text[max(0, hit.span.start - 90) : hit.span.start])
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
    if any(word in lowered for word in (SET_TO if not named else (*SET_TO, "it's ", "it is "))):
        for match in _PATTERNS["set-to"].finditer(draft.plain):
            value = _trimmed(match)
            strength = _strength(match["value"], quoted=bool(match["quote"]))
            strong = _is_mixed(match["value"]) and strength >= 0.85
            is_example = _is_example(draft.plain, match.start(), value)
            if strong and not is_example and _speaks_of_login(draft, match, named=named):
                yield _Told(Span(match.start(), value.end), value, "password", 0.85)
    if asked & {"password", "pin", "code"}:
        yield from _told_first(draft, asked)


def _speaks_of_login(draft: Document, match: re.Match[str], *, named: bool) -> bool:
    """True where "set it to X", "it is X" or "log in with X" stands near a word for a password."""
    head = match[0].lower()
    if head.startswith(("log", "sig")):
        return named and bool(re.search(r"(?=.*[0-9]).*[A-Z!#$%&_-]", match["value"]))
    if head.startswith("it"):
        return bool(_PATTERNS["password"].search(draft.prose, max(0, match.start() - 80), match.start()))
    return bool(_PATTERNS["login"].search(draft.prose, max(0, match.start() - 160), match.end() + 160))


def _told_first(draft: Document, asked: set[str]) -> Iterator[_Told]:
    """A value that the reply opens with; `asked` is what the customer spoke of."""
    text = draft.plain
    for match in _PATTERNS["the-code"].finditer(text) if "code" in asked else ():
        if _number(match, 0.85):
            yield _Told(Span(*match.span()), Span(*match.span("value")), "code", 0.85)
    own = (s for s in draft.sentences if draft.message.part_at(s.start) is not PartKind.GREETING)
    opening = next(own, None)
    found = _PATTERNS["answers-with"].match(text, opening.start, opening.end) if opening else None
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
    return any(_PATTERNS["example"].search(text[max(0, at - 60) : at]) for at in (start, value.start))


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
    if len(core) < 4 or _PATTERNS["no-value"].search(core) or _PATTERNS["hidden"].search(word):
        return 0.0
    has_letters = any(map(str.isalpha, core))
    if has_letters and any(map(str.isdigit, core)):
        return 0.95
    if has_letters and len(core) > 4 and re.search(r"[!@#$%^&*+=?~|\\]", word.strip(".,;:)(\"'`*_")[:-1]):
        return 0.9
    if quoted and core.isalpha() and core.lower() not in _STATES:
        return 0.85
    has_hump = core.isalpha() and re.search(r"[a-z][A-Z]", core)
    return 0.85 if has_hump and not _PATTERNS["word-for-it"].search(core) else 0.0


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


def _keys(draft: Document) -> Iterator[_Told]:
    """Keys of known shapes and logins within links, wherever they stand: code and links as well."""
    theirs = (PartKind.QUOTED, PartKind.DISCLAIMER)
    for told in (*_known_keys(draft.plain), *_logins_in_links(draft.plain), *_assigned(draft)):
        if draft.message.part_at(told.place.start) not in theirs:
            yield told


def _known_keys(text: str) -> Iterator[_Told]:
    if any(head in text for head in KEY_HEADS):
        for match in _PATTERNS["key"].finditer(text):
            span = Span(*match.span())
            if not _is_made_up(match[0]):
                score = 0.6 if match[0].startswith(("sk_test_", "rk_test_")) else 0.95
                yield _Told(span, span, "private key" if match[0].startswith("---") else "access key", score)


def _logins_in_links(text: str) -> Iterator[_Told]:
    if "://" in text and "@" in text:
        for match in _PATTERNS["login-in-link"].finditer(text):
            if not _PATTERNS["made-up-password"].search(match["value"]):
                yield _Told(Span(match.start(), match.end()), Span(*match.span("value")), "password", 0.95)


def _assigned(draft: Document) -> Iterator[_Told]:
    """Secrets in code and settings: `password = "..."`."""
    lowered = draft.plain.lower()
    if not any(word in lowered for word in ASSIGNED):
        return
    code = [mask.span for mask in draft.masks if mask.kind == "code"]
    for match in _PATTERNS["assignment"].finditer(draft.plain) if code else ():
        value = Span(*match.span("value"))
        if any(span.overlaps(value) for span in code) and _is_random(match["value"]):
            yield _Told(Span(match.start(), value.end), value, "secret", 0.6)


def _is_made_up(word: str) -> bool:
    """True for the keys of manuals: the word "example", rows of `x`, a run like 1234567890."""
    if word.startswith("-----"):
        return word.count("-----") < 4  # the head alone is how people speak of such a file
    return bool(_PATTERNS["made-up-key"].search(word)) or len(set(word[8:])) < 6


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
_PATTERNS = Patterns({**_TOLD, **_KEYS}, exact=("key",))
