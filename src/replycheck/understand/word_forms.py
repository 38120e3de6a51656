"""Verbs, nouns and adjectives of support replies, and the forms they take: what proof rules name as classes.

The lists hold common words only, and a word that is on none of them belongs to no class: a rule that asks
for one stays silent there.  Forms are worked out when a word is asked about, not written out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache, lru_cache

_CHECKED = 4096
"""How many words are remembered with their classes."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


VERBS_ONLY = _words(
    """
    accept achieve acquire activate adapt add adjust admit adopt advise affect afford agree allocate allow
    amend apologise apologize appear apply appoint appreciate approve arise arouse arrange arrive ask assist
    assume assure attach attain attend avoid await become beg begin behave believe belong bind breathe
    bring buy cancel cease celebrate choose clarify cling collect combine come commence communicate compare
    compensate complain comply confirm confuse connect consider consist contain continue convince create
    deactivate decide declare decline deduct define delete deliver demonstrate deny depend describe deserve
    destroy determine develop differ dig disappear disappoint disconnect discover discuss distribute divide
    earn eat elaborate eliminate enable encounter encourage enjoy enquire ensure enter escalate establish
    evaluate examine exceed exclude exist expand expect expire explain explore expose extend facilitate fail
    follow forbid foresee forget forgive freeze fulfil fulfill generate get give go grant grow hang happen
    hear hesitate hide identify ignore imagine implement imply improve include inconvenience indicate inform
    initiate inquire insist inspect install instruct insure intend introduce investigate invite involve
    irritate join justify keep know lay learn leave lend let listen locate lose maintain make manage meet
    mention mislead misunderstand modify navigate neglect notify obtain occur omit operate organise organize
    overcharge overcome overlook overtake owe participate pay perform persist prefer prepare prevent
    prioritise prioritize proceed promote protect prove provide publish qualify react read realise realize
    reassure rebook rebuild receive recognise recognize recommend reconnect recover rectify redeem redirect
    redo reduce refer reflect register reimburse reinstall relate rely remain remember remind remove
    renew reopen repay replace represent reproduce require reschedule resell resend resolve respond restore
    retain retrieve retry reveal revert rewrite satisfy save see seek seem sell send serve settle shine
    shrink shut sing sit solve speak specify spend submit subscribe succeed suffer suggest suit suppose
    swear take teach tell thank think throw transmit troubleshoot try undergo understand undertake undo
    unlock unplug unsubscribe uphold utilise utilize validate vary verify weep wind withdraw wring write
"""
)
"""Bases that are verbs and, in a reply, next to nothing else."""

VERBS_TOO = _words(
    """
    access act address agree alert answer apply arm attempt back balance band bank base bear bend bet bid
    bill blame block blow board book bore bother box break build burn burst call cancel care carry cash cast
    catch cause chance change charge chase chat check claim clean clear click close comment complain
    complete concern contact control convert copy correct cost count cover crash credit cross cut damage
    deal debit delay demand deposit detail direct dispatch display dispute divert double doubt download
    draft draw dream drink drive drop ease edit effect email empty end escape estimate exchange excuse exit
    experience export express face fall favour feature feed feel file fill find finish fit fix flag float
    force form forward free fund glance guarantee guide hand handle harm head heat help hold honour hope
    house hunt hurry impact import increase influence insert interest invoice issue judge jump key kick kill
    label lack land last laugh launch lead leak lean lie lift light like limit line link list live load lock
    log look love mail map mark market match matter mean measure merge mind miss mistake mix monitor mount
    move name need nest note notice object offer open order own pack package pair park part pass paste pause
    permit phone pick place plan plant play plot plug point polish post pour power practice practise present
    press price print process produce program progress project promise pull purchase push put query question
    queue quote raise range rank rate reach recall receipt record refund refuse regret regard reject release
    repair
    repeat reply report request research reserve reset respect rest restart result return review reward ride
    ring
    rise risk roll round route run rush sample say scan schedule score scratch screen search season secure
    select sense separate set shake shape share ship shop shout show sign signal sink size skip sleep slide
    slip smell sort sound source spare split sponsor spot stamp stand start state stay step stick sting
    stock stop store stress strike strip struggle study supply support surprise suspect swap sweep swim
    swing switch tackle tag talk tap target tax tear test text throw tie time tip touch tour trace track
    trade train transfer travel treat trial trim trip trouble trust turn type update upgrade upload upset
    use value view visit vote wait waive wake walk want warn wash waste watch wave wear weigh welcome win
    wish wonder word work worry wrap zip
"""
)
"""Bases that are nouns or adjectives too."""

VERBS = VERBS_ONLY | VERBS_TOO

_IRREGULAR = """arise arose arisen|be was been|bear bore borne|become became become|begin began begun|bend bent bent
bet bet bet|bid bid bid|bind bound bound|bite bit bitten|blow blew blown|break broke broken|bring brought brought
build built built|burst burst burst|buy bought bought|cast cast cast|catch caught caught|choose chose chosen
cling clung clung|come came come|cost cost cost|cut cut cut|deal dealt dealt|dig dug dug|do did done|draw drew drawn
drink drank drunk|drive drove driven|eat ate eaten|fall fell fallen|feed fed fed|feel felt felt|find found found
forbid forbade forbidden|foresee foresaw foreseen|forget forgot forgotten|forgive forgave forgiven
freeze froze frozen|get got got|give gave given|go went gone|grow grew grown|hang hung hung|have had had
hear heard heard|hide hid hidden|hit hit hit|hold held held|hurt hurt hurt|keep kept kept|know knew known
lay laid laid|lead led led|leave left left|lend lent lent|let let let|lie lay lain|light lit lit|lose lost lost
make made made|mean meant meant|meet met met|mislead misled misled|mistake mistook mistaken
misunderstand misunderstood misunderstood|overcome overcame overcome|pay paid paid|put put put|quit quit quit
read read read|rebuild rebuilt rebuilt|redo redid redone|repay repaid repaid|resell resold resold
resend resent resent|reset reset reset|rewrite rewrote rewritten|ride rode ridden|ring rang rung|rise rose risen
run ran run|say said said|see saw seen|seek sought sought|sell sold sold|send sent sent|set set set
shake shook shaken|shine shone shone|shrink shrank shrunk|shut shut shut|sing sang sung|sink sank sunk|sit sat sat
sleep slept slept|slide slid slid|speak spoke spoken|spend spent spent|split split split|stand stood stood
steal stole stolen|stick stuck stuck|strike struck struck|swear swore sworn|sweep swept swept|swim swam swum
take took taken|teach taught taught|tear tore torn|tell told told|think thought thought|throw threw thrown
undergo underwent undergone|understand understood understood|undertake undertook undertaken|undo undid undone
uphold upheld upheld|upset upset upset|wake woke woken|wear wore worn|win won won|withdraw withdrew withdrawn
write wrote written"""

_DOUBLING = _words(
    """admit begin cancel chat commit control cut defer drop equip fit flag forbid forget get grab label let log
    occur omit pad permit plan plug prefer program put refer regret reset rub run scan set ship shop shut sit
    skip slip spin split spot stop strip submit swap swim tag tap tip transfer transmit travel trim unplug
    upset
    win wrap zip allot dig drag fulfil hit hop knit pin quit rot slam snap step stir tot trip unwrap up"""
)
"""Bases whose last letter is doubled before -ed and -ing."""


@cache
def _irregular() -> tuple[Mapping[str, tuple[str, str]], Mapping[str, str], Mapping[str, str]]:
    """Past and participle by base; bases by past; bases by participle."""
    rows = [row.split() for row in _IRREGULAR.replace("\n", "|").split("|")]
    by_base = {base: (past, participle) for base, past, participle in rows}
    return by_base, {past: base for base, past, _ in rows}, {p: base for base, _, p in rows}


def past(base: str) -> str:
    irregular = _irregular()[0].get(base)
    return irregular[0] if irregular else _with_ed(base)


def participle(base: str) -> str:
    irregular = _irregular()[0].get(base)
    return irregular[1] if irregular else _with_ed(base)


def _with_ed(base: str) -> str:
    if base.endswith("e"):
        return base + "d"
    if base.endswith("y") and base[-2] not in "aeiou":
        return base[:-1] + "ied"
    return (base + base[-1] if base in _DOUBLING else base) + "ed"


def ing(base: str) -> str:
    if base.endswith("ie"):
        return base[:-2] + "ying"
    if base.endswith("e") and not base.endswith(("ee", "oe", "ye")) and base != "be":
        return base[:-1] + "ing"
    return (base + base[-1] if base in _DOUBLING else base) + "ing"


def with_s(word: str) -> str:
    """The third person of a verb, the plural of a noun."""
    if word in ("have", "be", "do", "go"):
        return {"have": "has", "be": "is", "do": "does", "go": "goes"}[word]
    if word in _ODD_PLURALS:
        return _ODD_PLURALS[word]
    if word.endswith(("s", "x", "z", "ch", "sh")):
        return word + "es"
    return word[:-1] + "ies" if word.endswith("y") and word[-2] not in "aeiou" else word + "s"


def _stems_of_ed(word: str) -> Iterator[str]:
    if word.endswith("ed") and len(word) > 3:
        yield word[:-1]
        yield word[:-2]
        if word.endswith("ied"):
            yield word[:-3] + "y"
        elif word[-3] == word[-4]:
            yield word[:-3]


def _stems_of_ing(word: str) -> Iterator[str]:
    if word.endswith("ing") and len(word) > 4:
        yield word[:-3]
        yield word[:-3] + "e"
        if word.endswith("ying"):
            yield word[:-4] + "ie"
        elif len(word) > 5 and word[-4] == word[-5]:
            yield word[:-4]


def _stems_of_s(word: str) -> Iterator[str]:
    if word.endswith("s") and not word.endswith("ss"):
        yield word[:-1]
        if word.endswith("es"):
            yield word[:-2]
        if word.endswith("ies"):
            yield word[:-3] + "y"


def _known(stems: Iterator[str], words: frozenset[str]) -> str | None:
    return next((stem for stem in stems if stem in words), None)


@lru_cache(maxsize=_CHECKED)
def base_of(word: str) -> str | None:
    """The base of any form of a known verb; of a base itself, the base."""
    if word in VERBS or word in ("do", "have", "be"):
        return word
    _, by_past, by_participle = _irregular()
    found = by_past.get(word) or by_participle.get(word)
    if found:
        return found
    if word in ("has", "is", "does", "are", "were"):
        return {"has": "have", "is": "be", "does": "do", "are": "be", "were": "be"}[word]
    for stems in (_stems_of_ed, _stems_of_ing, _stems_of_s):
        found = _known(stems(word), VERBS)
        if found:
            return found
    return None


@lru_cache(maxsize=_CHECKED)
def is_past(word: str) -> bool:
    """A past form or participle that is not the base as well."""
    if word in VERBS or word in ("quit", "hurt", "seed"):  # a seed is sown
        return False
    _, by_past, by_participle = _irregular()
    return word in by_past or word in by_participle or _known(_stems_of_ed(word), VERBS) is not None


@lru_cache(maxsize=_CHECKED)
def is_past_only(word: str) -> bool:
    """A past form that is no participle: went, began, took."""
    _, by_past, by_participle = _irregular()
    return word in by_past and word not in by_participle and word not in VERBS and word != "was"


@lru_cache(maxsize=_CHECKED)
def is_participle(word: str) -> bool:
    _, _, by_participle = _irregular()
    return word in by_participle or (word not in VERBS and _known(_stems_of_ed(word), VERBS) is not None)


def is_irregular_past(word: str) -> bool:
    _, by_past, _ = _irregular()
    return word in by_past and word not in VERBS


@lru_cache(maxsize=_CHECKED)
def is_ing(word: str) -> bool:
    return word not in NOUNS and _known(_stems_of_ing(word), VERBS) is not None


@lru_cache(maxsize=_CHECKED)
def is_third(word: str) -> bool:
    """The third person of a verb that is not the plural of a noun as well."""
    return _known(_stems_of_s(word), _VERBS_NOT_NOUNS) is not None


def is_any_third(word: str) -> bool:
    return _known(_stems_of_s(word), VERBS) is not None


NOUNS_ONLY = _words(
    """
    ability accessory account accountant action activity adapter adaptor adult advantage adviser advisor
    agency agent agreement airport alternative amount analyst animal apartment app appliance application
    appointment area article aspect assistant attachment author backpack badge bag bakery bar barcode basket
    battery bedroom benefit bike bird blanket blender blind bolt bonus booking boot bottle bouquet bowl
    bracket branch brand brochure browser bug building bulb bundle business button buyer cabinet cable
    calendar camera candle car card carpet carrier cart carton case catalogue category celebration
    certificate chair channel chapter character charger chef child choice city class cleaner clerk client
    clip clock clothing coach coat code colleague collection color colour combination company compartment
    competitor complaint component computer condition conference confirmation connection consignment console
    contract conversation cookie corner cottage country county coupon courier course cruise cup cupboard
    currency curtain cushion customer cyclist dashboard date day deadline decision default defect degree
    department deposit depot description desk dessert destination device diagram difference difficulty
    dimension disadvantage discount dish distance district doctor document dog door drawer dress driver
    duration earbud edition element employee employer engine engineer enquiry entry envelope episode error
    event example exception excursion expectation expert expiry extension eye fabric facility fact
    factor failure family fan fare father fault fee festival field figure film filter finger firm fix flat
    flatmate flavor flavour flight floor folder foot formula founder fraction frame freezer fridge friend
    function gadget game garage garden garment gate gift glitch glove goal grade grandchild group guarantee
    guest guideline gym hairdresser hairdryer handbag headphone headset heater helmet hinge hobby holiday
    home hook hospital hostel hotel hour household hyperlink icon idea identity image improvement inbox
    incident ingredient initiative inquiry institution instruction insurer invitation invoice item itinerary
    jacket jar job journey kettle keyboard kit kitchen knife ladder lamp landlord laptop lawyer layer leaflet
    leg lender lens lesson letter level library licence license lid life location lodger logo lorry machine
    magazine mailbox maker manager manual manufacturer mat mattress meal measurement mechanism medicine
    meeting
    member membership memory menu merchant message meter method mile minute mirror mistake mobile mode model
    modem moment monitor month morning mother motor mug nation neighbour network newsletter night
    notification number nurse occasion office officer oil opinion opportunity option organisation
    organization outage outcome outlet oven owner page painting parcel parent parking partner party passcode
    passenger passport password patient pattern payment penalty pension percentage period permission person
    photo photograph phrase picture piece pillow pipe plant plate platform player pocket podcast policy
    possibility postcode poster preference prescription principle printer priority problem procedure
    producer product profile promotion property proposal provider publication publisher pupil purchaser
    purpose quantity rack radiator rail reader reason receiver recipe recipient recommendation reference
    refund region registration regulation reminder renewal repair replacement representative requirement
    reservation resident resource restaurant restriction retailer ribbon roof room router row rug rule
    salary salon satellite school scooter screenshot screw seat second section seed seller sender sensor
    sentence server service session setting shelf shipment shirt shoe shoulder sim site situation skirt
    sleeve smartphone socket sofa solution song speaker spoon standard starter statement station statistic
    step sticker strategy street student style stylist subject subscriber subscription suitcase suite
    stool strap string supervisor supplier survey symbol symptom system table tablet task teacher team
    teammate technician
    technique telephone television template tenant term terminal theatre theme thermostat thing thread
    ticket tile title tool tooth topic tour toy tracker tradition trainer transaction tray treatment tree trip
    trolley troubleshooter tutor tutorial typo user umbrella unit username vacancy valve van vase variety
    vehicle vendor venue
    version video villa visitor volume voucher waiter wall wallet wardrobe warehouse warning warranty washer
    webinar webpage website week wheel window winner wire woman workaround worker workshop wreath year zone
"""
)
"""Countable nouns that are, in a reply, no verbs; a few with a verb's sense are left in that nobody uses."""

NOUNS_TOO = _words(
    """
    connector cord remote manual hook lamp bulb part item way man parent spelling fault finding heading
    access address advice answer attempt attention balance bank bill billing box call cart change charge
    check claim click comment concern contact control copy cost cover credit damage date delay delivery
    department deposit detail draft email end equipment exchange experience feature feedback file form
    furniture guide hand hardware help impact information interest issue key label light limit line link
    list load lock log look luck luggage mark market match money name need note offer order pack package
    page part pass permission phone plan point post power price print process program programme project
    purchase query question queue quote range rate receipt record refund reply report request response
    result return review reward risk route sale sample scan score screen search shipping shop sign size
    software sort sound source spot stage stamp start state statement stay stock stop store stuff support
    switch tag talk task tax test text time tip total trade train transfer trial trip turn type update
    upgrade use value view visit vote walk warning watch wish word work
"""
)

NOUNS = NOUNS_ONLY | NOUNS_TOO

COLLECTIVE = _words(
    """team staff company family group department committee crew band sort board government police public audience
    majority couple pair number lot variety range support management press council bank agency firm party
    courier carrier school club class office branch brand manufacturer supplier provider retailer merchant
    organisation organization network business shop store warehouse depot hotel restaurant airline insurer"""
)
"""Nouns that British English lets go with a plural verb, and those that stand for the people in them."""

UNCOUNTED = _words(
    """access support feedback information money stuff attention permission shipping billing equipment software
    hardware advice help furniture luggage luck stock work"""
)
"""Nouns without a plural."""

_COUNTED = NOUNS - UNCOUNTED
_VERBS_NOT_NOUNS = VERBS_ONLY - NOUNS

_ODD_PLURALS = {
    "person": "people", "child": "children", "man": "men", "woman": "women", "foot": "feet", "tooth": "teeth",
    "knife": "knives", "shelf": "shelves", "life": "lives", "half": "halves", "leaf": "leaves",
    "grandchild": "grandchildren",
}  # fmt: skip


@cache
def _odd_singulars() -> Mapping[str, str]:
    return {plural: singular for singular, plural in _ODD_PLURALS.items()}


@lru_cache(maxsize=_CHECKED)
def singular_of(word: str) -> str | None:
    """The singular of the plural of a known noun."""
    if word in _odd_singulars():
        return _odd_singulars()[word]
    return _known(_stems_of_s(word), _COUNTED)


def _is_strict_plural(word: str) -> bool:
    singular = singular_of(word)
    return singular in NOUNS_ONLY and singular not in VERBS and not is_any_third(word)  # "one lives there"


UNITS = _words(
    """second minute hour day week month year dollar euro pound cent penny mile kilometre kilometer metre meter
    gram kilo kilogram litre liter percent inch degree point time percentage"""
)

ADJECTIVES = _words(
    """
    able absent acceptable accessible accurate active actual additional adequate afraid alive alone
    alternative amazing angry annoyed annoying anonymous anxious applicable appropriate ashamed available
    aware awful bad basic beautiful best better big brief bright broken busy careful cheap cheaper clean
    clear clever close cold comfortable common compatible competent complete complex complicated concerned
    confident confused confusing connected conscious consistent convenient cool correct costly crazy
    critical curious current damaged dangerous dead dear deep defective delicate delighted desirable
    detailed different difficult digital dirty disabled disappointed disappointing dissatisfied dry due
    eager early easy effective efficient eligible empty enough entire entitled equal essential evident exact
    excellent excited exciting expensive extra fair familiar fantastic fast faulty fine firm first flat
    flexible free frequent fresh friendly frustrated frustrating full fully funny general generous genuine
    glad good grateful great guilty half happy hard healthy heavy helpful high honest hopeful hot huge
    hungry identical ill immediate impatient important impossible impressed inaccurate inactive
    inappropriate incomplete inconvenient incorrect independent individual innocent intact interested
    interesting internal invalid invisible irritated jealous keen kind large last late legal less light
    likely limited live local locked lonely long loose lost loud lovely low loyal lucky mad main major
    manual mean minor missing mistaken modern more narrow natural near necessary negative nervous new next
    nice noisy normal obvious odd official okay old online open optional ordinary original other outdated
    overdue own painful patient perfect permanent personal physical plain pleasant pleased polite poor
    popular positive possible powerful practical precious precise present previous private professional
    proper proud public pure quick quiet rare raw ready real reasonable recent red refundable regular
    relevant reliable responsible rich right rough round rude sad safe same satisfied second secure
    sensitive separate serious severe sharp shocked short shy sick significant silent silly similar simple
    slight slow small smart smooth soft sorry special specific stable standard steady straight strange
    stressed stressful strict strong stuck successful sudden sufficient suitable sure surprised surprising
    sweet tall technical temporary terrible thick thin third tight tiny tired tough true typical unable
    unacceptable unavailable unaware uncertain unclear uncomfortable unexpected unfair unfortunate unhappy
    unique unlikely unlucky unnecessary unsafe unsure unusual unwell upset upsetting urgent useful useless
    usual vague valid valuable valued various visible vital warm wary weak weird welcome well wet whole wide
    willing wise wonderful worried worrying worse worst worth worthwhile wrong young
"""
)

STATES = _words(
    """able unable happy unhappy glad sorry frustrated upset disappointed annoyed angry satisfied dissatisfied sure
    unsure aware unaware interested ready worried concerned confused certain eligible entitled pleased
    delighted
    stuck busy unwell tired sad afraid anxious curious impressed unlucky mistaken"""
)
"""Adjectives that say how somebody is."""

_COMPARATIVES = _words(
    """better worse more less fewer further farther faster slower cheaper bigger smaller larger higher lower longer
    shorter older newer younger earlier later sooner easier harder heavier lighter stronger weaker thicker
    thinner
    wider narrower safer cleaner clearer simpler quicker brighter darker louder quieter warmer colder hotter
    cooler closer nearer greater taller deeper busier happier smoother tighter looser softer rather richer
    poorer
    fuller kinder nicer fresher finer firmer sharper tougher steadier healthier friendlier costlier pricier"""
)

_SUPERLATIVES = _words(
    """best worst fastest slowest cheapest biggest smallest largest highest lowest longest shortest oldest newest
    youngest earliest latest soonest easiest hardest heaviest lightest strongest safest cleanest clearest
    simplest
    quickest brightest closest nearest greatest kindest warmest busiest happiest nicest smoothest tallest freshest"""
)

_ADVERBS = {"quick": "quickly", "easy": "easily", "slow": "slowly", "careful": "carefully", "smooth": "smoothly",
            "correct": "correctly", "proper": "properly", "safe": "safely", "quiet": "quietly",
            "regular": "regularly", "frequent": "frequently", "clear": "clearly", "efficient": "efficiently",
            "reliable": "reliably", "direct": "directly", "prompt": "promptly", "complete": "completely",
            "automatic": "automatically", "separate": "separately", "immediate": "immediately",
            "personal": "personally", "polite": "politely", "serious": "seriously", "sincere": "sincerely",
            "perfect": "perfectly", "secure": "securely", "successful": "successfully", "normal": "normally",
            "manual": "manually", "recent": "recently", "accurate": "accurately", "exact": "exactly",
            "extreme": "extremely", "real": "really", "terrible": "terribly", "total": "totally",
            "thorough": "thoroughly", "smart": "smartly", "bad": "badly", "good": "well"}  # fmt: skip

_NUMBERS = _words(
    """two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen twenty thirty forty
    fifty sixty hundred"""
)
_DAYS = _words("monday tuesday wednesday thursday friday saturday sunday")
_MONTHS = _words("january february march april may june july august september october november december")

END = frozenset("^ . ! ? , ; : ) - – —".split())
STOP = frozenset("^ . ! ?".split())
CLAUSE = frozenset(
    """^ , ; : ( - – — but because so that if when since as while though although unless until once after before
    where whether""".split()
)
"""What a clause may begin after."""

_VOWEL_H = ("hour", "honest", "honour", "honor", "heir")
_CONSONANT_VOWELS = (
    "uni",
    "use",
    "usa",
    "usu",
    "uti",
    "ubi",
    "eu",
    "ewe",
    "one",
    "once",
    "unanim",
    "uk",
    "ura",
    "ure",
)
_VOWEL_UNI = ("unin", "unim", "unid", "unic ")


_BEHIND = {"f": "aeiouylrj", "l": "aeiouy", "m": "aeiouy", "n": "aeiouy", "r": "aeiouyh", "s": "aeiouychklmnpqtwv",
           "x": "aeiouy"}  # fmt: skip
"""What stands behind the first letter of a word; otherwise its letters are said one by one."""


_SMALL = frozenset(
    "and are all any into until unless under over about after also only our out off its".split()
)
"""What follows "a" where that is a letter or a name: "from a and b"."""


def is_vowel_sound(word: str) -> bool:
    """A word in small letters that "an" goes before; False for what cannot be told, like codes."""
    if not word.isalpha() or not word.isascii() or len(word) < 3 or not word.islower() or word in _SMALL:
        return False
    if word.startswith(_VOWEL_H):
        return True
    if word[0] not in "aeiou" or (word[0] == "u" and len(word) < 5):  # "a url", "a uid"
        return False
    return not word.startswith(_CONSONANT_VOWELS) or word.startswith(_VOWEL_UNI)


def is_consonant_sound(word: str) -> bool:
    """A word in small letters that "a" goes before; False for what cannot be told, and for h ("an historic")."""
    if not word.isalpha() or not word.isascii() or len(word) < 3 or not word.islower() or word[0] == "h":
        return False
    if word[0] in "aeiou":
        return word.startswith(_CONSONANT_VOWELS) and not word.startswith(_VOWEL_UNI)
    if word[0] in "flmnrsx" and word[1] not in _BEHIND.get(word[0], ""):  # "an mbox" is said "em box"
        return False
    return any(vowel in word for vowel in "aeiouy")


def _is_name(word: str) -> bool:
    return word[:1].isupper() and word[1:].islower() and word.isalpha()


def _is_number(word: str) -> bool:
    return word in _NUMBERS or (word.isdigit() and word not in ("1", "0"))


def _possessive(word: str) -> str | None:
    return word[:-2] if word.endswith("'s") and word[:-2] in NOUNS else None


_STATES_TOO = frozenset(("like", "back", "key", "spot", "direct", "sound", "double", "spare"))
"""Verbs that may stand behind "has been" as they are: "it has been back since Monday"."""

CLASSES: Mapping[str, Callable[[str], bool]] = {
    "base": lambda word: word in VERBS,
    "verb": lambda word: word in VERBS_ONLY and word not in NOUNS and word not in ADJECTIVES,
    "act": lambda word: word in VERBS and word not in ADJECTIVES and word not in _STATES_TOO,
    "past": is_past,
    "past-only": is_past_only,
    "irregular-past": is_irregular_past,
    "participle": is_participle,
    "ing": is_ing,
    "third": is_third,
    "any-third": is_any_third,
    "noun": lambda word: word in NOUNS,
    "thing": lambda word: word in NOUNS_ONLY and word not in VERBS,
    "single": lambda word: word in NOUNS and word not in COLLECTIVE and word not in UNCOUNTED,
    "plural": lambda word: singular_of(word) is not None,
    "many": lambda word: singular_of(word) is not None and singular_of(word) not in UNITS,
    "things": _is_strict_plural,
    "units": lambda word: (singular_of(word) or _known(_stems_of_s(word), UNITS) or word) in UNITS,
    "adjective": lambda word: word in ADJECTIVES,
    "state": lambda word: word in STATES,
    "comparative": lambda word: word in _COMPARATIVES,
    "superlative": lambda word: word in _SUPERLATIVES,
    "quality": lambda word: word in _ADVERBS,
    "number": _is_number,
    "day": lambda word: word.lower() in _DAYS,
    "month": lambda word: word.lower() in _MONTHS and word.lower() not in ("may", "march"),
    "name": _is_name,
    "possessive": lambda word: _possessive(word) is not None,
    "vowel-sound": is_vowel_sound,
    "consonant-sound": is_consonant_sound,
    "end": END.__contains__,
    "stop": STOP.__contains__,
    "clause": CLAUSE.__contains__,
    "word": lambda word: word[:1].isalnum(),
}
"""What a proof rule may ask of a word, by the name it writes in angle brackets.

A word is in small letters; one with a capital inside a sentence keeps it, and so is no word of a class but
`name`, `day` and `month`.  `^` stands between sentences.
"""


def _of_verb(make: Callable[[str], str]) -> Callable[[str], str | None]:
    def formed(word: str) -> str | None:
        base = base_of(word)
        return make(base) if base else None

    return formed


def _plural_of(word: str) -> str | None:
    noun = _possessive(word) or word
    return with_s(noun) if noun in NOUNS else None


_WITH_ONE = {"have": "has", "are": "is", "were": "was", "do": "does", "don't": "doesn't", "haven't": "hasn't",
             "aren't": "isn't", "weren't": "wasn't"}  # fmt: skip
_WITH_MANY = {one: many for many, one in _WITH_ONE.items()}

FORMS: Mapping[str, Callable[[str], str | None]] = {
    "base": base_of,
    "past": _of_verb(past),
    "participle": _of_verb(participle),
    "ing": _of_verb(ing),
    "third": _of_verb(with_s),
    "plural": _plural_of,
    "singular": singular_of,
    "possessive": lambda word: f"{singular_of(word)}'s" if singular_of(word) else None,
    "adverb": _ADVERBS.get,
    "with-one": _WITH_ONE.get,
    "with-many": _WITH_MANY.get,
    "capital": lambda word: word[:1].upper() + word[1:],
}
"""The forms that a correction may put a word into, by name; None where the word has no such form."""
