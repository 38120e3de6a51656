"""The sentences of a draft, each with the sorts of answer it could give."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache

from replycheck.model import PartKind, Span
from replycheck.understand.clauses import AUX, PRONOUNS, Sentence, sentences_of, word_set
from replycheck.understand.document import Document
from replycheck.understand.masks import GAP
from replycheck.understand.stems import STOP_WORDS, content_stems
from replycheck.understand.stock_sentences import VALUES, YES_SIGNS, tells_something
from replycheck.understand.word_phrases import WordPhrases


class Statement:
    """One sentence of a draft: its place, its lower-case words, and whether it could answer anything.

    `informative` is the everyday judgement, by what sort of sentence it is; `tells` is true unless every
    word of it is stock.

    A sentence often answers two questions ("It weighs 8 kg and GLS brings it"): `parts` are its main
    clauses where it has several, else empty.

    `asks` marks a question put to the customer; `raw` is the masked text, where digits, signs of
    currency and links are looked for.
    """

    def __init__(
        self,
        span: Span,
        words: tuple[str, ...],
        raw: str,
        *,
        informative: bool,
        asks: bool,
        tells: bool,
        parts: tuple[Statement, ...] = (),
    ) -> None:
        self.span = span
        self.words = words
        self.raw = raw
        self.informative = informative
        self.asks = asks
        self.tells = tells
        self.parts = parts

    @cached_property
    def stems(self) -> frozenset[str]:
        return frozenset(content_stems(self.words))

    @cached_property
    def cues(self) -> frozenset[str]:
        """The sorts of answer that the words could be: `when`, `much`, `where`, `yes`, `done` ..."""
        return frozenset(_cues(self.words, self.raw))


_TIMES = word_set(
    """monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun january
    february march april june july august september october november december today tomorrow tonight
    yesterday noon midnight morning afternoon evening weekend week weeks day days hour hours minute
    minutes month months year years fortnight immediately soon asap within until till am pm straight
    instantly weekday weekdays daily shortly summer winter spring autumn christmas easter jan feb mar
    apr jun jul aug sept oct nov dec 1st 2nd 3rd"""
)
_CLOCK = word_set("at by from until till before after between")
_HOURS = word_set("one two three four five six seven eight nine ten eleven twelve half quarter")
_MONEY = word_set(
    """eur euro euros usd dollar dollars gbp pound pounds cent cents percent free cost costs price priced
    fee fees charge charged rate extra nothing rand rs rupees kr chf nok sek pence p deposit discount
    off cheaper charges quid included"""
)
_NUMBERS = word_set(
    """one two three four five six seven eight nine ten eleven twelve fifteen twenty thirty fifty hundred
    thousand dozen once twice unlimited several half none single both every"""
)
_PLACES = word_set(
    """under inside click menu settings page section tab street road lane avenue depot warehouse here there
    region office branch address website site online portal app counter reception desk near behind
    opposite next outside link attached below above"""
)
_STEPS = word_set(
    """click open go sign log tick choose select enter turn press hold insert set fill send reply use visit
    call download cut check restart update take request forward follow ask connect navigate scan put pay
    contact submit write email ring bring tap add remove upload switch plug install keep leave pick post
    return book pop drop complete print try head"""
)
_REASONS = word_set(
    """because since due as reason caused therefore so noticed based result owing thanks meant means order
    cause after triggered stopped failed expired"""
)
_YESNO = word_set(
    """yes yep yeah sure certainly absolutely no nope unfortunately sadly afraid not gladly indeed both
    either neither can't cannot don't won't isn't aren't doesn't haven't hasn't wasn't weren't didn't
    never only unable rather"""
)
_MODALS = word_set(
    """can could may will would should must is are do does has have need needs available possible allowed
    included covered valid required optional it's that's there's they're i'll we'll you'll it'll stays
    works counts remains applies"""
)
_DONE = word_set(
    """attached enclosed done sent now been refunded cancelled canceled updated changed removed added
    booked arranged sorted fixed moved extended issued credited deleted reset reversed blocked unlocked
    reopened corrected waived scheduled asked passed posted switched put set marked noted logged closed
    placed raised taken replaced applied given stopped returned"""
)
_CANNOT = word_set(
    """can't cannot don't won't unable unfortunately afraid not no longer never without neither isn't
    aren't sadly only"""
)
_PROMISES = word_set(
    """i'll we'll will shall checking asked looking chasing escalated forwarded raised finding waiting
    confirm update check"""
)
_DEFERRALS = word_set(
    """checking asked looking chasing escalated forwarded finding confirm update check back write call ring
    email let come passed find once posted hear look decide know investigate investigating"""
)
_WHO = word_set(
    """team manager colleague department mr mrs ms dr colleagues dhl ups gls courier carrier agent
    specialist engineer driver office name he she him her owner seller supplier company firm person"""
)
_SENDS = word_set("attached enclosed attachment enclosing pdf copy below link")


def _cues(words: Sequence[str], raw: str) -> Iterator[str]:
    """Sorts of answer by simple signs; each is weighed later, so a false one costs little."""
    held = set(words)
    digits = any(c.isdigit() for c in raw)
    if (
        held & _TIMES
        or ("may" in words[1:] and digits)
        or any(w[:-2].isdigit() and w[-2:] in _ORDINAL for w in words)
        or any(w in _CLOCK and following in _HOURS for w, following in itertools.pairwise(words))
    ):
        yield "when"
    if (digits and any(c in "$€£¥%" for c in raw)) or held & _MONEY:
        yield "much"
    if digits or held & _NUMBERS:
        yield "many"
    if digits:
        yield "digits"
    if GAP in raw or ">" in raw or "http" in raw:
        yield "link"
        yield "where"
    elif held & _PLACES or _names_a_place(raw):
        yield "where"
    if held & _REASONS:
        yield "why"
    if words[0] in _STEPS or _has_step(words) or ">" in raw:
        yield "how"
    if held & _YESNO:
        yield "yes"
    if words[0] in ("yes", "no", "yep", "yeah", "sure", "certainly", "absolutely", "unfortunately"):
        yield "first-yes"
    if held & _MODALS:
        yield "modal"
    if held & _CANNOT:
        yield "cannot"
    if held & _DONE and (
        held & _OWN or "has" in held or "is" in held or "are" in held or words[0] in _DONE or "it's" in held
    ):
        yield "done"
    if held & _OWN and held & _PROMISES and held & _DEFERRALS:
        yield "defer"
    if held & _SENDS:
        yield "sends"
    if held & _WHO or any(c.isupper() for c in raw[1:].replace("I", "")):
        yield "who"
    if held & _VAGUE:
        yield "vague"
    if held & _YOURS:
        yield "yours"
    if held & _OWN:
        yield "own"
    if held & _ALL and held & _POINTS:
        yield "all"


def tells_sort(statement: Statement, qtype: str) -> bool:
    """Whether a plain statement surely holds the sort of fact that `qtype` ("when", "much" ...) wants: the cue of "by
    two" is no time before "engineers".
    """
    if statement.asks or qtype not in statement.cues or not {"vague", "defer"}.isdisjoint(statement.cues):
        return False
    surely = not _TIMES.isdisjoint(statement.words) or any(c.isdigit() for c in statement.raw)
    return qtype != "when" or surely or "o'clock" in statement.words


_ORDINAL = ("st", "nd", "rd", "th")
_OWN = word_set("i we i'll we'll i've we've i'm we're our my")
_ALL = word_set("all both each every these those two three four your")
_YOURS = word_set("you your yours you'll you're you've you'd")
_VAGUE = word_set(
    """many lots often important importance popular proud pride various several generally usually typically
    typical range excellent topic subject area strive designed encourage urge factors customers guests
    members visitors residents users everyone everybody reviews great aim aims always people enjoy
    continue modern options different certainly carefully naturally ideal vary varies depends quality
    team's big love loves favourite"""
)
_POINTS = word_set("questions points requests queries issues answers matters things")


def _names_a_place(raw: str) -> bool:
    words = raw.split()
    return any(
        word in ("in", "at", "on", "to", "from", "near")
        and following[:1].isupper()
        and following not in ("I", "I'm", "I'll")
        for word, following in itertools.pairwise(words)
    )


def _has_step(words: Sequence[str]) -> bool:
    for at, word in enumerate(words[:-1]):
        if word in ("please", "then", "just", "simply", "first") and words[at + 1] in _STEPS:
            return True
        if word in ("you", "you'll") and words[at + 1] in (
            "can",
            "need",
            "could",
            "should",
            "may",
            "just",
            "must",
        ):
            return True
    return False


# --- what informs about nothing ---------------------------------------------------------------

_GREETINGS = word_set(
    """hi hello dear hey hiya greetings good morning afternoon evening bonjour hola aloha howdy moin
    namaste"""
)
_SIGN_OFFS = word_set(
    """best kind regards sincerely cheers yours thanks thank many warm warmly wishes all take care
    faithfully cordially respectfully ta with bye goodbye truly sunny greetings speak"""
)
_COURTESY = word_set(
    """thank thanks sorry apologies apologise apologize appreciate hope glad happy pleasure understand
    hesitate free value valued looking forward rest assured welcome delighted strive pride pleased
    grateful regret frustrating frustration sympathise shame matters feedback patience congratulations
    enjoy wish great lovely committed priority here always important inconvenience honoured care aim
    works passionate listening excited thrilled love hear"""
)
_GENERIC = word_set(
    """thank thanks contact contacting contacted reach reaching touch write writing wrote message email
    mail note feedback patience patient appreciate understand understanding apologise apologize
    apologies apology sorry inconvenience frustration frustrating experience experienced trouble caused
    cause hassle bother issue issues problem concern concerns matter matters situation team teams help
    helping assist assistance support supporting service services happy glad free hesitate question
    questions query queries enquiry inquiry request further anything else something customer customers
    value valued important importance hope hoping day days week weekend great wonderful delighted best
    kind warm regards welcome always never nothing more every everything everyone each please feel time
    taking bringing attention sharing share shared passed forwarded relevant department departments
    appropriate colleagues respond response reply answer soon possible shortly look looking forward rest
    assured work working hard quality highest standard standards strive commitment committed dedicated
    provide providing offer excellent exceptional serve serving satisfaction satisfied hear hearing let
    know available around clock dear choosing choice being loyal loyalty part family community regret
    truly sincerely really deeply very much again meanwhile care take taken seriously improve
    improvement improving continue continuing meet expectations high disappointed disappointing
    disappointment unfortunate felt wish enjoy wishing lovely nice good pleasure honour proud pride aim
    goal priority top mind heart world people way trust trusted faith well kindly review reviewed noted
    received receive receiving get back carefully listen listening guests guest visitors visitor members
    member clients client users user business company want need come visit see stay tuned moment moments
    smile make sure happen happened worry worries loves love loved passionate believe certain informed
    raising raise handled comments comment opinion voice complaint thoughts words interest interested
    keep posted"""
)
_UNTOPICAL = _GENERIC | STOP_WORDS


@lru_cache(maxsize=4)
def statements(document: Document) -> tuple[Statement, ...]:
    """All sentences of the draft's own prose in order.

    A link, a line of code or a thumb up that stands in no sentence is a statement of its own.
    """
    sentences = sentences_of(document)
    told = frozenset(tells_something(document, sentences))
    found = [_statement(document, s, n, len(sentences), told=n in told) for n, s in enumerate(sentences)]
    found += _links(document, sentences)
    if not told:
        found += _signs(document)
    return tuple(sorted(found, key=lambda statement: statement.span))


def _links(document: Document, sentences: Sequence[Sentence]) -> Iterator[Statement]:
    """Links and code of the body that stand in no sentence, such as an address on a line of its own."""
    for mask in document.masks:
        if mask.kind not in ("address", "code") or any(mask.span.overlaps(s.span) for s in sentences):
            continue
        if document.message.part_at(mask.span.start) in (PartKind.BODY, None):
            yield Statement(mask.span, ("link",), GAP, informative=True, asks=False, tells=True)


def _signs(document: Document) -> Iterator[Statement]:
    """A thumb up that is the whole answer."""
    for at, character in enumerate(document.prose):
        if character in YES_SIGNS:
            span = Span(at, at + 1)
            yield Statement(span, ("yes",), character, informative=True, asks=False, tells=True)


def _statement(document: Document, sentence: Sentence, number: int, total: int, *, told: bool) -> Statement:
    raw = sentence.span.of(document.prose)
    words = tuple(sentence.words)
    part = document.message.part_at(sentence.span.start)
    outside = part in (PartKind.GREETING, PartKind.CLOSING, PartKind.SIGNATURE)
    asks = "?" in sentence.mark
    informs = (
        not outside and not _is_formal(document, sentence, number, total) and not _is_courtesy(sentence, raw)
    )
    if asks and informs:
        informs = GAP in raw or _asks_with_purpose(words) or (told and _tells_before_asking(sentence))
    parts = tuple(_parts(document, sentence, words)) if informs else ()
    return Statement(sentence.span, words, raw, informative=informs, asks=asks, tells=told, parts=parts)


def _parts(document: Document, sentence: Sentence, words: tuple[str, ...]) -> Iterator[Statement]:
    cuts = [0, *_cuts(sentence, words), len(words)]
    for first, last in itertools.pairwise(cuts):
        if len(cuts) > 2:
            span = Span(sentence.tokens[first].span.start, sentence.tokens[last - 1].span.end)
            text = span.of(document.prose)
            yield Statement(span, words[first:last], text, informative=True, asks=False, tells=True)


def _cuts(sentence: Sentence, words: Sequence[str]) -> Iterator[int]:
    """Where a second main clause begins: after ";" or a dash, and after "and" before a new subject."""
    last = 0
    for at in range(MIN_CLAUSE, len(words) - MIN_CLAUSE + 1):
        if at - last < MIN_CLAUSE:
            continue
        before = sentence.tokens[at].before
        joined = words[at - 1] in ("and", "but", "so", "while") and (
            words[at] in _OWN or words[at] in _SUBJECTS
        )
        if joined or ";" in before or " - " in before or any(c in "–—" for c in before):
            last = at
            yield at


MIN_CLAUSE = 3
"""How many words a main clause has at least."""


def _asks_with_purpose(words: Sequence[str]) -> bool:
    """True for a counter-question that takes the matter up: "could you tell me which, so I can ..."."""
    text = " ".join(words)
    return any(
        p in text
        for p in ("so i can", "so we can", "so that", "could you send", "can you send", "could you tell")
    ) or ("could you" in text and len(words) > 5)


def _tells_before_asking(sentence: Sentence) -> bool:
    """True where news runs into the question: "it's farmed, wild costs more — shall I book you in?" """
    clauses = _courtesy_clauses(sentence)
    return any(len(c) > 4 and c[0] in _SUBJECTS and not _is_courteous(c) for c in clauses[:-1]) or any(
        w in _SUBJECTS and following in _STATES
        for w, following in itertools.pairwise(sentence.words[: len(sentence.words) // 2])
    )


_STATES = word_set("is was has are were costs said says comes went goes got")


def _is_formal(document: Document, sentence: Sentence, number: int, total: int) -> bool:
    """True for a greeting, a sign-off and a signature's line that stand as sentences of their own."""
    words = sentence.words
    topical = [w for w in words if w not in _UNTOPICAL]
    if (
        number == 0
        and len(words) <= 4
        and document.prose[sentence.span.start : sentence.span.end].endswith(",")
    ):
        return True
    if number == 0 and words[0] in _GREETINGS and len(words) <= 6 and sentence.mark in ("", "!", "."):
        return "," in sentence.tokens[-1].before or len(words) <= 5
    if number < total / 2 or any(c.isdigit() for c in sentence.span.of(document.prose)):
        return False
    before = document.prose[: sentence.span.start].rstrip(" ")[-1:]
    if (
        words[0] in _SIGN_OFFS
        and len(words) <= 5
        and (len(topical) <= 3)
        and not any(w in AUX for w in words)
    ):
        return True
    return (
        before in ("\n", ",")
        and len(words) <= 5
        and not sentence.mark
        and not any(w in AUX or w in PRONOUNS for w in words)
    )


def _is_courtesy(sentence: Sentence, raw: str) -> bool:
    """True when every clause is thanks, apology, praise or an offer of help, without news of its own."""
    if any(c.isdigit() for c in raw) or GAP in raw or ">" in raw:
        return False
    clauses = _courtesy_clauses(sentence)
    if len(clauses) > 1 and _is_address(clauses[0], raw):
        clauses = clauses[1:]
    return all(_is_courteous(words) for words in clauses)


def _is_address(words: list[str], raw: str) -> bool:
    """True for "Dear Kwame," and "Khun Ploy," at the head of a sentence."""
    if words[0] in _GREETINGS:
        return len(words) <= 4
    return (
        len(words) <= 2
        and all(w[:1].isupper() for w in raw.split()[: len(words)])
        and not set(words) & _SPEAKING
    )


_SPEAKING = word_set(
    """yes no done sorted refunded cancelled fixed sure unfortunately agreed approved absolutely correct
    confirmed"""
)


# Set phrases that say nothing of the matter, whatever words of the trade are put into them.
_VACUOUS = WordPhrases(
    f"""{VALUES}
high|higher|highest|large|larger|unusual|unusually volume|volumes|number|numbers
made aware of
can't wait to
^ see you
^ hope|hoping to see|welcome
^ enjoy
^ good luck
^ all the best
^ have fun
^ safe travels|journey
have a|an * day|week|weekend|evening|one $
rest|be assured
has|have been received|logged|noted|recorded|shared|forwarded
has|have been passed on
working through them|these|all
we understand|appreciate|know how
keep an eye on our
someone|somebody|we will respond|reply|review *6 shortly|soon|earliest
someone|somebody|we will respond|reply|review *6 due course
someone|somebody|we will be|get|contact|reach in|with|back|you|out *7 shortly|soon|earliest
someone|somebody|we will be|get|contact|reach in|with|back|you|out *7 due course
a|an|our|the|one *7 will respond|reply|review *6 shortly|soon|earliest
a|an|our|the|one *7 will respond|reply|review *6 due course
a|an|our|the|one *7 will be|get|contact|reach in|with|back|you|out *7 shortly|soon|earliest
a|an|our|the|one *7 will be|get|contact|reach in|with|back|you|out *7 due course
"""
)


def _courtesy_clauses(sentence: Sentence) -> list[list[str]]:
    """The sentence's words cut at punctuation and at "and", "but", "so" before a new subject."""
    clauses: list[list[str]] = [[]]
    words = sentence.words
    for at, token in enumerate(sentence.tokens):
        parted = any(c in ",;:-–—(." for c in token.before)
        joined = (
            at > 0
            and words[at - 1] in ("and", "but", "so")
            and (token.word in _OWN or token.word in _SUBJECTS)
        )
        if at and (parted or joined) and clauses[-1]:
            clauses.append([])
        clauses[-1].append(token.word)
    return clauses


_SUBJECTS = word_set("it it's you you'll the your that this there he she they")
_ACTS = _DONE - word_set("now been noted logged given placed passed raised taken put set sent")


_POLITE = _COURTESY | word_set(
    """let know help contact touch questions question message email service team support assist"""
)


def _is_courteous(words: list[str]) -> bool:
    if len(words) <= 30 and not set(words) & _ACTS and _VACUOUS.found_in(words):
        return True
    topical = [w for w in words if w not in _UNTOPICAL and len(w) > 2]
    held = set(words)
    if not topical:
        return bool(held & _POLITE) and not (
            words[0] in ("yes", "no", "done")
            or ("i'll" in held and held & _DEFERRALS)
            or held & word_set("sorted done")
        )
    if held & _ACTS:
        return False
    if held & _COURTESY:
        opens = words[0] in _COURTESY or bool(
            held
            & word_set("""sorry thank thanks apologise apologize apologies hope hesitate delighted glad""")
        )
        return opens and (len(topical) <= 4 or words[0] in word_set("thank thanks sorry apologies"))
    return False
