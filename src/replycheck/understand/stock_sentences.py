"""Which sentences of a draft tell the customer nothing at all, whatever was asked.

Strict on purpose, since a draft made of nothing else is an error: every word must be one of thanks,
apology, acknowledgement, waiting or an offer of help.  One name, number, link or word of any matter,
or a bare "no", and the sentence tells something.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from replycheck.model import PartKind
from replycheck.understand.clauses import AUX, Sentence, word_set
from replycheck.understand.document import Document
from replycheck.understand.masks import GAP
from replycheck.understand.stems import STOP_WORDS
from replycheck.understand.word_phrases import WordPhrases

_GREETINGS = word_set(
    """hi hello dear hey hiya heya hullo greetings good morning afternoon evening bonjour hola aloha howdy
    moin namaste there all team sir madam"""
)

# Words of service talk that never are the answer themselves.
_STOCK = word_set(
    """thank thanks thanx thx ty cheers ta contact contacting contacted reach reaching touch write writing
    wrote message messages email emails mail note feedback patience patient appreciate appreciated
    appreciates understand understanding apologise apologize apologies apology sorry inconvenience
    inconveniences frustration frustrating frustrated experience experiencing trouble hassle bother bothered
    issue issues problem problems concern concerns concerned matter matters situation team teams help
    helping helped assist assistance assisting assisted support supporting service services serve serving
    happy glad delighted pleased question questions query queries enquiry enquiries inquiry inquiries
    request requests further anything else customer customers client clients value valued values important
    importance hope hoping hopefully wonderful great lovely best kind kindly warm warmly regards welcome
    attention bringing sharing relevant department departments appropriate colleague colleagues respond
    responding response reply replying answer answering shortly soon forward quality highest standards
    strive commitment committed dedicated dedication providing provide excellent exceptional satisfaction
    hear hearing choosing loyal loyalty regret sincerely sincere really deeply truly care seriously serious
    improve improvement improvements improving expectations disappointed disappointing disappointment
    unfortunate wish wishing pleasure honour honoured proud pride goal priority trust trusted review
    reviewing carefully listen listening visitor visitors guests members user users hesitate assure assuring
    accept wonder handled handling handle comments comment opinion thoughts interest representative
    representatives agent agents advisor advisors adviser specialist specialists experts member case ticket
    bear pls please asap lots ciao regard respectfully faithfully cordially yours utmost meantime urgency
    grateful gratitude valuable input suggestion suggestions suffered distress upset upsetting stress
    stressful annoying annoyance delay delays confusion mistake error waiting await awaiting receive
    receiving remark remarks internally urgent quickly promptly posted updated informed convenience"""
)

# Little words that can be the whole answer ("No.", "Not yet, sorry", "It's out, sorry").
_ANSWERING = word_set(
    """yes yeah yep yup no nope nah both neither none done sorted can't cannot won't isn't aren't doesn't
    hasn't haven't didn't wasn't don't not never nothing always only first second third finally possible sure
    able unable unfortunately afraid sadly same own over under before after until till once off out
    up down ok okay yet still already another other less shouldn't wouldn't couldn't nor put take took
    gone goes made"""
)
_LITTLE = (
    (STOP_WORDS | AUX)
    | word_set("we'd someone somebody anyone could might would oh well um hmm oops aw gosh moment today's us")
) - _ANSWERING

_SET_PHRASES = WordPhrases("""
no problem|problems|worries|trouble|doubt|stone|bother|hassle
no need to worry
feel|feeling free
help|assist|serve you |with |out today
how are|is you |doing|feeling today
us|touch|out today $
take|taking |a |little|bit longer than |usual|normal
longer than usual|normal|expected|anticipated|we|you|it
response|waiting|wait|reply time|times
np
don't|not|never hesitate|worry
not |only|just take
don't be afraid
do not hesitate
can't|cannot wait to |see|meet|hear|welcome|help|serve
nothing|none more|less important
nothing is more important
reach|reaching|reached|get|getting|sort|sorting|find out
out to us|you
look|looking|looks|checking|check into it|this|that|the
look|looking into your *1
look|looking forward to
look|looking up|at it|this
working |hard on|to|through it|this|that|them|these|your
working hard
hard at work
working |as fast|quickly|hard as
take|takes|taken|taking|treat|treats *6 serious|seriously
taking|take|took|taken the|your |time|trouble to
take|taking care of you|it|this|everything
take|taking a look
take|taking care
as|so soon|quickly|early|fast|promptly|smoothly|much as possible|we|i |can|could|able
soon as possible
if|where|whenever|wherever possible
best possible
make|making|made|be|rest sure
make|making it|things|this right
made aware of
always here|happy|glad|welcome|strive|striving|aim|value|appreciate|open|on
here for you
here to help|assist|support|serve
have|enjoy a|the|your *2 day|week|weekend|one|evening|afternoon|time
^ have|enjoy a|the|your *1 day|week|weekend|one|evening|afternoon|time
rest of your day|week|weekend|evening
rest assured
be assured
keep|keeping you posted|updated|informed
keep|keeping us posted|updated|informed
keep up
stay tuned
hold|hang|bear on|tight|with
one|a|just|another moment|second|sec|minute |please
at|in the|this|your |very |earliest|shortest |possible convenience|moment|time|opportunity
in due course
at all times
any|all|every time
one of our|the|my
next available agent|representative|advisor|specialist|member
as|when it|they|we|i come|comes
come|came back to you|us
at the heart of everything|all |what |we |do
at the centre|center of everything|all
everything|all we do
get|gets|getting better
do|does|doing better
do|doing everything|all|our|my |we|i |can|best
aim|aiming|try|trying to
mean|means a lot
mean|means the world
mean|means so much
part of our|the family|community
like|love|want to thank|apologise|apologize|assure|help|hear
top|number|high|highest |one priority
is|has|been|be|was received|logged|recorded|noted|registered|acknowledged
has|have|is|are |now |been passed |on to
has|have|is|are |now |been forwarded|escalated|shared |to|with
pass|passed|passing |this|it|that|your |message|feedback|comments|concerns|request |on to
is |being|now treated|handled|reviewed|considered |with|carefully
this is to confirm
noted |with|internally thanks|shared
data|billing|service concern|concerns|query|queries|issue|issues|question
noted and shared |internally
received and logged|noted|recorded|registered
at peak|busy times
received your|the message|email|mail|enquiry|inquiry|query|request|feedback|note|complaint|comments|ticket
receipt of your|the message|email|mail|enquiry|inquiry|query|request|feedback|note|complaint|comments|ticket
opened|created|logged a|your ticket|case
being reviewed|handled|looked
caused |you|by |this
you've|have|has|may|you caused|had|faced|felt|experienced|encountered
happened|happening
day in
kept waiting
keep|keeping|kept you waiting
up to
up with
down the line
value|appreciate your|you |business|custom|loyalty
your business|custom|time
for your business
over the moon
on our|my|your end
high|higher|large|unusual|unusually|increased |than |high|usual|normal volume|volumes|number|numbers of *1
due to
high|higher|large|unusually |than |high|usual|normal volume|volumes
continue|continuing to improve|grow|provide|serve|deliver|support|do|be
interested in
world class
go|going the extra mile
best of luck
all the best
good luck
with love
with open arms
""")

VALUES = """
take|takes|treat|treats *7 serious|seriously
matter|matters to us
at the heart of
top|a priority
highest priority
number one priority
pride ourselves|in
we|always |really|truly value|strive|aim|care|treasure
look|looking forward to
help|helps|helping us |to grow|improve|learn|serve
help|helps|helping us |to do|get better
mean|means the world
mean|means a lot
mean|means so much
treated|handled|dealt with |the utmost|great|every|full
continually improving
used to improve
how we grow|learn|improve
wealth of experience
strong partnership|partnerships
lifeblood
backbone
part of the|our family
"""
"""Phrases of praise for oneself; the clause they stand in says nothing of the matter."""

_VALUES = WordPhrases(VALUES)
_NEWS = word_set(
    """yes no not can't cannot won't don't unfortunately because week weeks month months hour hours days so if
    refund refunded refunds replaced replacement resend reship cancelled canceled fixed repaired credited
    attached enclosed sent ordered booked free changed updated found closed opens open"""
)

# After these the customer's own matter is told back to him, in any words.
_VERY = "|so|very|really|truly|deeply|most|terribly|greatly|genuinely"
_FULLY = "|completely|fully|totally|can|do|really"
_ABOUT = "for|about|that|if"
_TOLD_BACK = WordPhrases(
    f"""
^ |many|so|very|oh|well|and|but|ok|okay thank|thanks |you |again|ever |so|very|a |much|lot |for
^ |we|i {_VERY} |do|would|am|are |like |to |be |much|really |very thank you |again |very|so |much for
^ |we|i {_VERY} |do|would |much appreciate|value |it|your|you |when|that|for|time|patience
^ |we|i |am|are|were {_VERY} sorry|apologies|saddened |to|{_ABOUT} |you |hear|learn|read|see
^ |we're|i'm {_VERY} sorry|saddened to|{_ABOUT}
^ |our|my|please|sincere |we|i |accept |our|my|sincere apologies |again {_ABOUT}
^ |we|i |do|would|must|can|really |like|only |sincerely |to apologise|apologize |again|sincerely {_ABOUT}
^ |we|i|we're|i'm |are|am regret|concerned|disappointed|saddened that|to |hear|learn
^ |we|i {_FULLY} understand|know|imagine|appreciate {_FULLY} that|how|your|the|why
"""
)
_ENDS_TELLING = word_set(
    """we i we'll i'll we've i've it's its i'd we'd please because due it'll they'll that's there's here's
    yes no not"""
) | {"don't", "can't", "won't", "isn't", "aren't"}
_TIMES = word_set(
    """monday tuesday wednesday thursday friday saturday sunday january february march april june july august
    september october november december tomorrow tonight yesterday noon midnight"""
)
_ORGANISED = word_set("contacting choosing of to with at from choose using joining trusting our the")
YES_SIGNS = "👍✅✔❌👌🆗✓✗🙅🙆👎"


def tells_something(document: Document, sentences: Sequence[Sentence]) -> tuple[int, ...]:
    """Numbers of the sentences that are not stock, in order."""
    bodies = [s for s in sentences if document.message.part_at(s.span.start) in (PartKind.BODY, None)]
    greeted = all(document.message.part_at(s.span.start) is PartKind.GREETING for s in sentences)
    found = []
    polite = False
    for number, sentence in enumerate(sentences):
        part = document.message.part_at(sentence.span.start)
        if part in (PartKind.SIGNATURE, PartKind.QUOTED, PartKind.DISCLAIMER):
            continue
        if part is PartKind.GREETING and not greeted:
            continue
        if part is PartKind.CLOSING and (bodies or _signs_off(sentence)):
            continue
        raw = sentence.span.of(document.prose)
        if is_stock(sentence, raw) or _is_salutation(sentence, raw, number):
            polite = polite or not _is_salutation(sentence, raw, number)
        elif not (polite and _is_signature(sentence, raw)):
            found.append(number)
    return tuple(found)


def is_stock(sentence: Sentence, raw: str) -> bool:
    """True when every clause is thanks, apology, acknowledgement, waiting or an offer of help."""
    if any(c.isdigit() for c in raw) or GAP in raw or ">" in raw or any(c in YES_SIGNS for c in raw):
        return False
    sentence = _without_handles(sentence)
    words = sentence.words
    if not words:
        return True
    if not _TIMES.isdisjoint(words):
        return False
    capital = _capitalised(sentence, raw)
    clauses = list(_clauses(sentence))
    kept = [c for c in clauses if not _is_vocative(c, words, capital, len(clauses))]
    return bool(kept) and all(_is_stock_clause(words[a:b], capital, a) for a, b in kept)


def _without_handles(sentence: Sentence) -> Sentence:
    """The sentence without "@ana_k" in front and the agent's "^TB" or "/TB" at the end."""
    kept = [
        t
        for n, t in enumerate(sentence.tokens)
        if not t.before.endswith("@")
        and not (n + 1 == len(sentence.tokens) and t.before.endswith(("^", "/", "*")) and len(t.word) <= 3)
    ]
    return sentence if len(kept) == len(sentence.tokens) else sentence._replace(tokens=tuple(kept))


def _capitalised(sentence: Sentence, raw: str) -> frozenset[int]:
    """Numbers of the words with a capital, but for shouted sentences."""
    if raw.isupper():
        return frozenset()
    start = sentence.span.start
    return frozenset(n for n, t in enumerate(sentence.tokens) if raw[t.span.start - start].isupper())


def _clauses(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """First word and end of the stretches between punctuation, and before "and" with a new subject."""
    words = sentence.words
    start = 0
    for at in range(1, len(words)):
        joined = words[at] in ("and", "but", "so", "&") and at + 1 < len(words) and words[at + 1] in _SUBJECTS
        if (
            joined
            or any(c in ",;:–—(.!?…" or c > "\u2fff" for c in sentence.tokens[at].before)
            or " - " in sentence.tokens[at].before
        ):
            yield start, at
            start = at
    yield start, len(words)


_SUBJECTS = word_set(
    "thank thanks i we we'll i'll we've i've it it's you the your our that this there he she they please"
)


def _is_vocative(clause: tuple[int, int], words: list[str], capital: frozenset[int], count: int) -> bool:
    """True for the name in "Thanks, Ana" and "Dear Kwame, thank you"."""
    start, end = clause
    if count == 1:
        return False
    if words[start] in _GREETINGS and end - start <= 4:
        return all(w in _GREETINGS or n in capital for n, w in enumerate(words[start:end], start))
    return (
        (end - start == 1 or (end - start == 2 and words[start] in ("mr", "mrs", "ms", "dr", "miss")))
        and (start == 0 or end == len(words))
        and all(n in capital and words[n] not in _ANSWERING for n in range(start, end))
        and (start > 0 or len(words) > 3)
    )


def _is_stock_clause(words: list[str], capital: frozenset[int], start: int) -> bool:
    covered: set[int] = set()
    if _VALUES.found_in(words) and _NEWS.isdisjoint(words) and not _names(words, capital, start):
        return True
    for at, end in _SET_PHRASES.places(words):
        covered.update(range(at, end))
    told = max((end for _, end in _TOLD_BACK.places(words)), default=0)
    if told:
        covered.update(range(told))
        covered.update(_told_back(words, told, capital, start))
    spoken = bool(covered)
    for n, word in enumerate(words):
        if n in covered or word in _LITTLE:
            continue
        if word not in _STOCK and not (word in _GREETINGS and n < 2):
            return (
                n == 1
                and len(words) == 2
                and words[0] in ("thanks", "sorry", "cheers")
                and start + n in capital
            )
        spoken = True
    return spoken or words[0] in ("if", "should", "when")


def _names(words: list[str], capital: frozenset[int], start: int) -> bool:
    return any(
        start + n in capital and n and w not in _STOCK and w not in _LITTLE for n, w in enumerate(words)
    )


def _told_back(words: list[str], told: int, capital: frozenset[int], start: int) -> Iterator[int]:
    """Places of the words that only say the customer's matter again, up to where a new thought begins."""
    verbs = 0
    for n in range(told, min(len(words), told + 16)):
        word = words[n]
        if word in _ENDS_TELLING and n > told:
            return
        verbs += word in AUX and words[told - 1] not in ("hear", "that", "how", "learn", "if", "see")
        if verbs and words[n - 1] not in ("you", "that", "this", "may", "have", "has"):
            return
        known = word in _STOCK or word in _LITTLE
        if (
            start + n in capital
            and not known
            and words[n - 1] not in _ORGANISED
            and start + n - 1 not in capital
        ):
            return
        yield n


def _signs_off(sentence: Sentence) -> bool:
    words = sentence.words
    return all(w in _STOCK or w in _LITTLE for w in words[:1]) and len(words) <= 5


def _is_salutation(sentence: Sentence, raw: str, number: int) -> bool:
    words = sentence.words
    if number == 0 and words[0] in _GREETINGS and len(words) <= 5:
        capital = _capitalised(sentence, raw)
        return all(w in _GREETINGS or w in _LITTLE or n in capital for n, w in enumerate(words))
    return False


def _is_signature(sentence: Sentence, raw: str) -> bool:
    """True for "Customer Relations" after stock: a line of capitalised words without a stop."""
    return (
        not sentence.mark
        and len(sentence.words) <= 5
        and all(w[:1].isupper() or w in ("of", "the", "and", "at", "&", "-", "your") for w in raw.split())
        and _TIMES.isdisjoint(sentence.words)
        and _ANSWERING.isdisjoint(sentence.words)
    )
