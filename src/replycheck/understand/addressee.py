"""Whom a draft greets: the salutation, the title and the name at its head."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from replycheck.matching.compiled import compiled
from replycheck.model import Span
from replycheck.read.closing import NAME_PARTICLES, NOT_NAMES
from replycheck.read.greeting import ADDRESSEES, LONGEST_SALUTATION, OPENERS, SALUTATIONS, SENTENCE_STARTS
from replycheck.read.language import is_common_word
from replycheck.read.names import COMPANY_WORDS, HONORIFICS, ROLES
from replycheck.read.signature import COMPANY_FORMS
from replycheck.records import NamedTuple
from replycheck.understand.document import Document
from replycheck.understand.masks import GAP
from replycheck.understand.name_forms import SUFFIXES


class Addressee(NamedTuple):
    """The greeting of a draft: `span` is the greeting with its name, `name` the words after the
    greeting word and the title; `sort` is `name`, `generic` ("Dear Customer"), `nobody` ("Hi there") or
    `empty`.  `sure` is False where the form alone does not make the words a name ("Tom, your lamp ...",
    "Careful, Tom."): whoever reports on it needs another sign that it is one.
    """

    span: Span
    name: Span
    words: tuple[str, ...]
    title: str
    sort: Literal["name", "generic", "nobody", "empty"]
    sure: bool = True


TITLES = HONORIFICS | frozenset(
    "mister reverend father fr sister brother pastor deacon canon bishop archbishop rabbi imam sheikh"
    " vicar judge justice captain commander cdr lieutenant lt colonel col major maj general gen"
    " sergeant sgt corporal admiral officer constable inspector councillor councilor cllr senator"
    " mayor ambassador minister president chief baroness baron countess count princess prince maître"
    " maitre me meneer mijnheer mme mlle dom dona doctor nurse coach principal dean wing squadron"
    " flight khun cik encik puan tuan datuk datin shri sri smt pandit ustaz alhaji hajia oga auntie"
    " aunty uncle avv dottoressa dottore pan pani panie prof. professora profesora sayın hon"
    " honourable honorable esq barrister attorney advocate surgeon midwife".split()
)
"""What stands before a name and is none; some are first names too (Don, Prince), so that only a word
that another follows is dropped."""

_GENERIC = frozenset(
    "customer customers client clients user users member members guest guests subscriber subscribers"
    " buyer buyers shopper shoppers patient patients passenger passengers traveller travellers"
    " traveler travelers resident residents applicant applicants sir madam sirs gentlemen ma'am"
    " sir/madam sir/ma'am madam/sir".split()
)
_GENERIC_BESIDE = frozenset("or and our & / loyal valued dear esteemed respected good most new".split())


@cache
def _nobody() -> frozenset[str]:
    """Words in a greeting that make it nobody's name, in lower case."""
    return (
        ADDRESSEES
        | ROLES
        | COMPANY_WORDS
        | COMPANY_FORMS
        | frozenset(
            "there all everyone everybody anybody dear dearest valued loyal team folks folk friend"
            " friends guys guy again both two three four lot you y'all yall gang crew squad bunch clan"
            " family household couple peeps people person persons human humans being beings world internet"
            " earth earthling universe community neighbour neighbours neighbor neighbors parents parent"
            " carer carers guardian guardians mum mom dad mama papa mummy daddy grandma grandpa gran nan"
            " tenant tenants landlord landlady occupier homeowner student students pupil pupils class year"
            " teacher teachers professor doctor doc prof coach boss chief chef captain skipper gaffer guv"
            " guvnor sarge candidate bidder vendor supplier merchant host hostmaster isp dev devs"
            " developer developers maintainer contributor contributors reporter editor author reader"
            " readers viewer listener listeners player players gamer gamers runner runners rider riders"
            " driver drivers hiker hikers explorer explorers adventurer artist creator creators maker"
            " makers pioneer fan fans supporter supporters donor donors volunteer volunteers buddy buddies"
            " mate mates man mans men bro bros bruv brother sis sister dude dudes pal pals fella fellas"
            " lad lads lass lassie girl girls boy boys woman women lady gent gents gentlepeople ladies"
            " chap chaps sport cobber hun hon honey babe babes baby darling darlin' dearie sweetie"
            " sweetheart sweets love lovely lovelies lover lovebirds lovebird newlyweds bride groom"
            " bridezilla bestie besties treasure petal duck duckie hen chick flower poppet pet angel"
            " sunshine sunny star stars superstar superstars rockstar rockstars legend legends champ"
            " champs champion champions hero heroes winner winners genius wizard ninja queen king royalty"
            " tiger beautiful gorgeous handsome stranger fam mother father moon sir/madame mothers fathers"
            " employee employees beloved bloke brain more once back ho hey hiya hi hello world's best"
            " chara chairde a another yet ma'am sir's attendee attendees delegate delegates participant"
            " participants booker learner learners investor investors shareholder shareholders"
            " policyholder cardholder member's organiser organizer follower followers tools works store"
            " stores shop shops market bakery farm farms garage motors prints x xx xxx from soon anyone"
            " someone nobody whoever recipient sender requester".split()
        )
    ) - {"will", "don", "law"}


@cache
def _stop_words() -> frozenset[str]:
    """Words that begin a sentence behind a greeting."""
    return SENTENCE_STARTS | frozenset(
        "you your you're you've this that these those the there here in on at to for from of with as if"
        " so but yes no not please thanks thank good great welcome let let's have has had got get was were"
        " is isn't an a regarding about further following looking apologies glad happy today yesterday"
        " after since because before while once unfortunately congratulations understood noted very many"
        " all any i'd he she they his her their us they're it'll that's".split()
    )


_CONNECTORS = frozenset("and & und et y e en i og och ja + / or".split())
# A reply may begin with one of these and a name; the name then ends at a comma, a stop or the line.
_GREETINGS = frozenset(
    "kia ora|kia orana|talofa|wa alaikum salaam|wa alaikum assalam|as-salamu alaikum|salaam|salam"
    "|shalom|selamat pagi|selamat siang|molweni|molo|sawubona|dumela|merhaba|god dag|goddag|g'day"
    "|gday|vanakkam|sat sri akal|annyeong|konnichiwa|nǐ hǎo|ni hao|xin chào|xin chao|a chara"
    "|a chairde|dia duit".split("|")
)
_OPENINGS = _GREETINGS | frozenset(
    "thanks|thank you|many thanks|thanks again|thanks so much|thank you so much|thanks a lot"
    "|thanks a million|sorry|so sorry|very sorry|i'm sorry|i'm so sorry|apologies|my apologies"
    "|welcome|welcome back|congratulations|congrats|cheers|happy birthday".split("|")
)
_ASIDES = frozenset(
    "yes|no|ok|okay|oh|ah|ha|haha|hmm|sure|done|fixed|noted|careful|understood|great|perfect|brilliant|good"
    " news|great news|bad news|no worries|no problem|of"
    " course|absolutely|certainly|right|well|yep|yeah|nope|alas|aye|oops|ouch|look|listen|calm"
    " down|easy|relax|again|so|now|bless|morning|evening|afternoon|good question".split("|")
)
# In these languages a greeted name changes its ending, so that it cannot be compared.
_VOCATIVE = frozenset(
    "cześć|dzień dobry|ahoj|witam|drogi|droga|dobrý den|szanowny|szanowna|sveiki|labas".split("|")
)


# Words that begin a sentence and are near to some name or other.
@cache
def _no_names() -> frozenset[str]:
    """Words at the head of a reply that are near to some name or other."""
    return NOT_NAMES | frozenset(
        "sure done maybe sadly happily gladly luckily alright alrighty correct exactly indeed agreed"
        " great grand fair fine nice lovely clear cool sweet super wow ouch yikes oops ah aha oh nah yeah"
        " nope aye true false also next then once first second third last finally lastly instead meanwhile"
        " later early monday january february march april may june july august september october november"
        " december morning evening yesterday careful easy right wrong left open closed fixed found sent"
        " paid gone there here well look listen dear god lord jesus christ heaven heavens goodness gosh"
        " santa hope grace faith joy chance price bill case mark page order summer winter spring autumn"
        " please thanks warm kind best still only just even both either neither most many alas hurrah"
        " hurray yay cheers greetings apologies regards subject support refunds note update reminder".split()
    )


_MARKS = ".,;:!?…–—-()*_~\"' "
_ENDS = ",;:!…–—)("
_HEAD = 160


@cache
def _header() -> re.Pattern[str]:
    return compiled(
        r"(?:[\s*_#>\ue000]*(?:subject|betreff|re|to|cc|from|date)[*_]*:[^\n]{0,300}\n)+", re.IGNORECASE
    )


def addressee(draft: Document) -> Addressee | None:
    """Whom the first line of the draft greets; None where it greets nobody.

    A greeting ends at a comma, another mark or its line's end, or where a sentence begins ("Hi Tom
    thanks for ..."), and so "Hello and thank you for ...", "Dear customers pay ..." and "Hi-fi systems"
    are none.
    """
    text = draft.prose
    start = 0
    if ":" in text[:20] and (header := _header().match(text)):
        start = header.end()
    while start < len(text) and (text[start].isspace() or text[start] in "*_#>¡"):
        start += 1
    end = text.find("\n", start, start + _HEAD)
    line = text[start : end if end >= 0 else start + _HEAD]
    return _Reader(line, start, end >= 0 or start + len(line) >= len(text)).read() if line else None


class _Token(NamedTuple):
    """A word between white space: `core` without its marks, `stops` where marks after it end a greeting."""

    core: str
    start: int
    end: int
    opens: bool
    stops: bool


class _Reader:
    """One first line, read word by word; `offset` is its place, `whole` whether it is all of the line."""

    def __init__(self, line: str, offset: int, whole: bool) -> None:
        self.line = line
        self.offset = offset
        self.whole = whole
        self.tokens = tuple(_tokens(line))

    def read(self) -> Addressee | None:
        if not self.tokens:
            return None
        if self.line.lower().startswith("to whom it may concern"):
            return Addressee(self._span(0, 22), self._span(8, 22), ("whom",), "", "generic")
        count, words = self._opening(SALUTATIONS | _OPENINGS, LONGEST_SALUTATION)
        if count:
            return self._greeted(count, words)
        count, words = self._opening(_ASIDES, 2)
        return self._greeted(count, words, aside=True) if count else self._called()

    def _opening(self, known: frozenset[str], longest: int) -> tuple[int, str]:
        """How many tokens the longest known opening takes, and its words."""
        found, words = 0, ""
        for count in range(1, min(longest, len(self.tokens)) + 1):
            key = " ".join(_unstretched(t.core.lower()) for t in self.tokens[:count])
            if key in known and key not in TITLES and key != "hi there":
                found, words = count, key
            if self.tokens[count - 1].stops:
                break
        return found, words

    def _greeted(self, count: int, opening: str, *, aside: bool = False) -> Addressee | None:
        """The addressee after an opening of `count` words."""
        opened = self.tokens[count - 1]
        weak = aside or opening in _OPENINGS
        words, stopped = self._names(count)
        # "Hello, your lamp ships" calls nobody, "Careful, Tom." somebody.
        short = stopped and len(words) <= 2 and words[0].core[:1].isupper()
        if opened.stops and words and not short and (aside or not stopped):
            words = ()
        if aside:
            if not words or not stopped or not all(w.core[:1].isupper() for w in words):
                return None
            found = self._sorted(words)
            return found._replace(sure=False) if found.sort == "name" else None
        if not words:  # "Hi, ..." or "Hello"
            if opened.stops or len(self.tokens) == count:
                if weak and opening not in SALUTATIONS | _GREETINGS:
                    return None
                return Addressee(
                    self._span(0, opened.end), self._span(opened.end, opened.end), (), "", "empty"
                )
            return None
        if not stopped and (weak or opening.startswith("dear") or not self._goes_on(words)):
            return None
        found = self._sorted(words)
        if found.sort == "name" and opening in _VOCATIVE:
            return found._replace(sort="nobody")
        if weak and opened.stops and found.sort == "name" and self._is_signed(opened, words[-1]):
            return None
        if weak and found.sort == "name":
            proper = all(w.core[:1].isupper() for w in words) and found.words[0].lower() not in _no_names()
            return found._replace(sure=opening in _GREETINGS or bool(found.title)) if proper else None
        # "Hello. Refunded." begins a sentence.
        return found._replace(sure=not opened.stops)

    def _is_signed(self, opened: _Token, last: _Token) -> bool:
        """ "Thanks, Lena" ends a reply, and "Thanks! Lena is on it." thanks nobody by name."""
        return self.line[opened.end : opened.end + 1] != "," or not self.line[last.end :].strip()

    def _goes_on(self, words: tuple[_Token, ...]) -> bool:
        """True where a name in capitals is followed by the beginning of a sentence."""
        after = next((t for t in self.tokens if t.start > words[-1].start), None)
        capital = all(w.core[:1].isupper() for w in words)
        return capital and len(words) <= 3 and after is not None and after.core.lower() in _stop_words()

    def _names(self, count: int) -> tuple[tuple[_Token, ...], bool]:
        """The words from token `count` on that may be a name, and whether marks or the line end them."""
        found: list[_Token] = []
        stopped = False
        tokens = self.tokens[count:]
        for number, token in enumerate(tokens):
            lower = token.core.lower()
            following = tokens[number + 1] if number + 1 < len(tokens) else None
            if not token.core:
                # An emoji or a dash: between the opening and the name, or behind the name.
                if found:
                    stopped = True
                    break
                continue
            if token.opens and found:
                stopped = True
                break
            if found and token.core.isdigit():
                stopped = stopped or token.stops or following is None
                continue
            if lower in _CONNECTORS or (lower in NAME_PARTICLES and not token.core[0].isupper()):
                # "Hi Tom and thanks": the name ends; "Ana and Tom", "van der Berg": it goes on.
                if not following or not self._may_name(following):
                    break
            elif not self._may_name(token):
                break
            if len(found) == 6:
                return (), False
            found.append(token)
            if token.stops and not (lower.rstrip(".") in TITLES and following):
                stopped = True
                break
        else:
            stopped = stopped or (bool(found) and self.whole)
        return tuple(found), stopped

    def _may_name(self, token: _Token) -> bool:
        core = token.core
        lower = core.lower()
        if (
            core[0] in OPENERS
            or GAP in core
            or not core[0].isalpha()
            or lower in TITLES
            or lower in _nobody()
        ):
            return True
        if core[0].isupper() and lower in (
            "will",
            "an",
            "do",
            "so",
            "la",
            "le",
            "my",
            "van",
            "de",
            "may",
            "april",
        ):
            return True
        return lower not in _stop_words() and not is_common_word(lower)

    def _called(self) -> Addressee | None:
        """ "Mr Ito, ...", "Tom," on its line, and the doubtful "Tom, your lamp ships"."""
        first = self.tokens[0]
        if first.core.lower().rstrip(".") not in TITLES and not _is_proper(first.core):
            return None
        words, stopped = self._names(0)
        if not words or not stopped or len(words) > 4:
            return None
        after = self.line[words[-1].end :].lstrip()
        found = self._sorted(words)
        if found.sort != "name" or not all(_is_proper(w) for w in found.words):
            return None
        ordinary = any(w.lower() in _no_names() for w in found.words)
        if ordinary or len(found.words) > 3:
            return None
        alone = len(after) <= 1 and after[:1] == ","
        if found.title and after[:1] == ",":
            return None if self._is_told_of(after) and len(after) > 1 else found
        if alone and len(words) <= 2:
            return found
        if (
            (not after and len(words) == 1)
            or after[:1] in tuple(",!–—-")
            or (after[:1] == "." and len(words) == 1)
        ):
            return None if self._is_told_of(after) else found._replace(sure=False)
        return None

    def _is_told_of(self, after: str) -> bool:
        """True in "Tom, our driver, ...", "Tom, Ana and I ...": somebody is spoken of, not to."""
        rest = after[1:].split()
        if not after.startswith(",") or not rest:
            return False
        word = rest[0].strip(_MARKS).lower()
        near = " ".join(rest[:7])
        listed = rest[0][:1].isupper() and word not in _stop_words()
        beside = word in ("our", "my", "who", "whose", "and", "or", "not")
        # "Tom, the driver, rang"; "Tom, the lamp ships" speaks to Tom.
        return listed or beside or (word in ("your", "the", "a", "an") and "," in near)

    def _sorted(self, words: tuple[_Token, ...]) -> Addressee:
        """The words as an addressee: titles off, and whether they name somebody."""
        whole = self._span(0, words[-1].end)
        title = ""
        kept = list(words)
        if all(_is_generic(w.core.lower()) for w in words) and any(w.core.lower() in _GENERIC for w in words):
            return self._made(whole, words, "", "generic")
        while len(kept) > 1 and (
            kept[0].core.lower().rstrip(".") in TITLES or (title and kept[0].core.lower() in _CONNECTORS)
        ):
            title = title or kept[0].core
            kept.pop(0)
        while (
            len(kept) > 1
            and kept[0].core.lower() in ("there", "again", "dear", "my")
            and kept[1].core[0].isupper()
        ):
            kept.pop(0)
        low = [w.core.lower() for w in kept]
        if any(GAP in w or w[0] in OPENERS or not w[0].isalpha() for w in low):
            return self._made(whole, kept, title, "nobody")
        empty = any(w in _nobody() and w not in _CONNECTORS for w in low) or all(w in TITLES for w in low)
        empty = empty or any(_is_compound(w.core) for w in kept)
        titled = any(w.partition("-")[0] in TITLES and "-" in w for w in low)
        return self._made(whole, kept, title, "nobody" if empty or titled else "name")

    def _made(
        self,
        whole: Span,
        words: list[_Token] | tuple[_Token, ...],
        title: str,
        sort: Literal["name", "generic", "nobody"],
    ) -> Addressee:
        cores = [half for w in words for half in (w.core.split("/") if sort == "name" else (w.core,)) if half]
        shown = tuple(
            _without_suffix(c)
            for c in cores
            if sort != "name" or (c.lower() not in _CONNECTORS and c[0].isalpha())
        )
        return Addressee(whole, self._span(words[0].start, words[-1].end), shown, title, sort)

    def _span(self, start: int, end: int) -> Span:
        return Span(self.offset + start, self.offset + end)


def _tokens(line: str) -> list[_Token]:
    found = []
    for piece in re.finditer(r"[^\s,/]+(?:/(?=\w)[^\s,/]+)?[,/]?|[,/]", line):
        word = piece[0]
        core = word.strip(_MARKS + "/")
        while core and not (core[-1].isalnum() or core[-1] in "]}>%" + GAP or _is_mark(core[-1])):
            core = core[:-1]
        while core and not (core[0].isalnum() or core[0] in OPENERS + GAP):
            core = core[1:]
        lead = word.find(core) if core else 0
        tail = word[lead + len(core) :]
        full_stop = tail.startswith(".") and core.lower() not in TITLES and len(core) > 1
        stops = any(c in _ENDS or _is_symbol(c) for c in tail) or full_stop
        if not core:
            stops = "," in word
        found.append(
            _Token(core, piece.start() + lead, piece.start() + lead + len(core), "(" in word[:lead], stops)
        )
    return found


def _is_mark(character: str) -> bool:
    """A vowel sign of an Indic or Arabic script, or an accent by itself: part of a word."""
    return not character.isalnum() and "\u0300" <= character <= "\u0fff"


def _is_symbol(character: str) -> bool:
    return character > "\u2190" and not character.isalnum() and character != GAP


def _is_generic(word: str) -> bool:
    return word in _GENERIC or word in _GENERIC_BESIDE or word.isdigit()


def _is_proper(word: str) -> bool:
    """ "Tom", "O'Brien", "McKenna"; no word of one letter, no common word, nothing in capitals."""
    return (
        len(word) > 1
        and word[0].isupper()
        and not (word.isupper() and len(word) > 3)
        and all(c.isalpha() or c in "-'." for c in word)
        and not is_common_word(word.lower())
        and word.lower() not in _stop_words()
    )


def _is_compound(word: str) -> bool:
    """ "TeamYouTube", "DataWorks": capitals inside that no surname has."""
    at = next((i for i in range(3, len(word)) if word[i].isupper() and word[i - 1].islower()), 0)
    return at > 0 and not word.lower().startswith(("mac", "fitz", "vander", "della"))


def _without_suffix(word: str) -> str:
    ending = next((e for e in SUFFIXES if word.lower().endswith(e)), "")
    return word[: len(word) - len(ending)]


def _unstretched(word: str) -> str:
    """ "heyyy" and "hiii" as "hey" and "hi"."""
    while len(word) > 3 and word[-1] == word[-2] == word[-3]:
        word = word[:-1]
    return word[:-1] if word in ("hii", "heyy", "yoo", "helloo", "hiyaa", "heyaa") else word
