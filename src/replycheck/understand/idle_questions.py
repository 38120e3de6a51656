"""What looks like a question and asks nothing: greetings, rhetoric, bare pleas, what the writer answers."""

from __future__ import annotations

from collections.abc import Sequence

from replycheck.understand.clauses import AUX, NEEDING, PRONOUNS, WH, Clause, Sentence, word_set
from replycheck.understand.word_phrases import WordPhrases

_RHETORICAL = WordPhrases("""
how y'all|yall |all |doing|keeping|feeling $
how's all|everyone|everybody|everything *4 $
hows all|things|tricks|everything|life *4 $
^ hope all|you|things
who signs|signed |that|this|it|those off
who signs|signed off
am i dying
how are|r you|u|ye|ya|we|things|y'all |all|guys|both|lot|folks|there |doing|keeping|feeling |today $
how are|r you|u|ye|ya|we|things|y'all |all|guys|both|lot|folks|there |doing|keeping|feeling this * $
how are|r you|u|ye|ya|we|things|y'all getting on $
how was easter|christmas
how is|was|were your|the weekend|day|week|holiday|holidays|weather|family|morning|easter|christmas|form
how is|was|were it going
how is|was|were life|everyone|everything|things
how's|hows it|she|life|everything going|cutting|doing
how's|hows things|life|tricks|everyone
how's the weather|form|family
how's your day|week|weekend
how's it $
how have you been
how do you do $
how hard|difficult|stupid|ridiculous can|could|is
how dare
how on earth
how can you sleep
how does|is|can that|this|it |even make sense
how does|is|can that|this|it |even acceptable|fair|right|possible
what's up
what if it|he|she|i|we|they had
what if it'd|he'd|she'd|i'd|we'd|they'd
what are the odds
^ what can you|one do $
what good
^ what a
what does he|she know
what's|whats the point
what is the point
what were|are you thinking|playing
what kind|sort of company|service|joke|business|people|place
what kind|sort of * is this|that
what do|am we|i pay|paying you|taxes
what do|am we|i pay|paying for $
what the hell|heck do|am we|i pay|paying for $
guess what
^ you know what $
^ know what $
who cares|knew|knows|ever|says|designs|designed|thought|needs|wouldn't
who can believe|tell
who in their right mind
who else would
who would have thought|guessed
who wants to
who does that
who is|was a|to
who am i kidding
^ who * *8 like this
whose fault
^ where|who|what|how|why else $
^ who|whom is|was|hasn't|isn't|doesn't|wouldn't|didn't|can|could|would|will|ever $
^ who hasn't|isn't|doesn't|wouldn't|didn't|won't
^ who|what will|would|could|can ever
^ who *5 ever
^ who *1 these|those|such things|people|stuff
^ who *1 stuff|things|rubbish like
^ who *1 out|up stuff|things|rubbish|something|this|that
^ is|are|was|has|have|does|do|did|can anybody|anyone|anybody's|anyone's |else *5 ever
^ is|was it|there ever too|enough
what is|'s the use of
what's|whats the use
what is|are|has this|the world|country coming|come to
how am|are|is i|we|one|anyone|anybody|people|folk meant|supposed|expected to *1 in|with|without the|a dark|cold
where am|are|is i|we|one|anyone|anybody|people|folk meant|supposed|expected to *1 , |the|to moon|mars|heaven
how can|could|does a|one|anyone|anybody *4 survive|live|cope|sleep
why should|would|shouldn't|wouldn't they|he|she|i|we|anyone|anybody |ever not $
why would they|he|she|anyone|anybody $
^ isn't|wasn't|is the|this weather|heat|rain|cold |not *4 $
^ wet|hot|cold|warm|busy|bad|good enough for you|ye|ya|yous $
^ |do|so you|ye|yous think|reckon|consider|call|find *3 acceptable|fair|right|reasonable|normal|okay|ok
^ |do|so you|ye|yous think|reckon|consider|call|find *3 funny|service|professional|good
^ you reckon|think that's|this|thats |is what
this|that is the|our|my reward|thanks i|we get $
this|that is the|our|my reward|thanks $
^ |do|so you know what i|he|she|we|they |just|even|actually did|said|saw|found|got|heard|see|told|answered|replied
guess which|when|where|how
how do|does|can *3 even
how am|are|is i|we|one|anyone|they meant|supposed|expected to *3 otherwise $
who wrote|designed|made|translated|invented|thought *2 that|this|these thing|things|stuff|up $
in this day and age
who *8 seriously $
what is|are the|even hell|heck|going|happening on|here
^ no idea why i bother|even
what am i like
where does the time go
where would we|i be without
do you think i'm|im
am i going mad|crazy|insane
are you having a laugh
what does that tell|say
isn't that|it obvious|enough|typical
haven't i|we suffered|had|paid enough
are we living|back in
what's|whats|is the big deal|rush
what's|whats|is so hard|difficult|complicated about
what part of *3 don't|dont|do|did|didn't
what the actual
what was|were i|we thinking|expecting
what did you|they expect
what more do|can|could|must i|you|we
what do i know $
what gives $
what's|whats new|next $
what's|whats a girl|man|person|mother to do
who wants|asked|needs|thinks|thought of|for *2 that|this|these
who came|comes up with
who are|is you|they|he|she trying|kidding|fooling
who am i|we to
how cool|great|good|nice|lovely|cute|weird|strange|funny|odd|lucky|clever|sad|mad is|was|are that|this|it|i|we $
how good|cool|great|lovely was|is that|this|the *2 $
how much worse
how stupid|gullible|rich|patient do|must|am you|i
how goes it
why oh why
why me $
why am i|we not surprised
when will they|you|people learn
when does it|this end
where's|wheres the fun|sense|harm|justice|logic
where is the fun|harm|fairness
do|does|did i have to|really spell|draw|beg
do you expect|want me|us to|! believe|beg|accept|swallow
do you realise|realize how|what
did you really|honestly think|believe|expect
does|do that|this sound|seem|look fair|right|reasonable|like|acceptable|normal
is it just|only me
is that so|really hard|difficult|much
are you|we all well|keeping|good $
are you well|alright|ok|okay|good|keeping $
am i wrong|crazy|mad $
can i be|start|begin honest|frank|by
may i be|start|begin|say|add|just frank|honest|by
could i first|just say
dare i say|ask|hope
shall we say
would you like|enjoy|want it|that|this if
will miracles
has the world
see the problem|point
notice anything
coincidence $
surprised $
you know the feeling|type|sort|kind
know the feeling
you see $
^ clear|understand|understood|deal|honestly|surprised|coincidence|alright|well|mad|unbelievable $
^ the|my|our|your|their |only result|outcome|upshot|answer|reply|response|reward|excuse|explanation|punchline|crime|verdict|solution|reaction|culprit $
^ the best|worst|funny|sad part|bit|thing $
^ enjoying the
^ long time
^ busy day|week
^ you well|ok|okay|good|alright $
isn't it hot|cold|warm|early|late|typical
how are|is|r you|ye|u all|both *1
how are|is|r you|ye|u |all|both coping|keeping
do|does i|we sound like
^ |and|so you call this|that
is that|it|this asking |too|so much|lot
is that|it|this |really so|too much to ask
^ who *4 these days $
who could|can say no
what year is it|this
^ all|everything good|well|ok|okay with|at you|ye|your $
^ all|everything good|well|ok|okay with|at your end|side $
how are things with you|yours
how are|is|r ya|ye|yis|yiz|yous |all |doing|going|keeping|getting $
how ya|ye|you going|doing|keeping |all|today|there $
how have|has you|ye|things|life|everyone |all|both been
why bother
why on earth
why would i|anyone|anybody
^ since when
^ surely
^ worth a
^ too much to ask
^ isn't|aren't i|you|we a
isn't that|it|this $
isn't life
isn't that|it|this |just |a|the great|joke|whole|point|ridiculous|lovely|wonderful|funny|ironic|rich|crazy
need i say
can i |just say|mention
can you believe|imagine
i ask you $
in my shoes|place
anyone ever
did i ever
did he|she|they|you even
is it |really so|that hard
is that|this normal service
are|is you|this|that|it kidding|serious|joking
are|is you|this|that|it for real
are|is you|this|that|it a joke
are|is you|this|that|it some kind
are|is you|this|that|it what you|we|i
are|is you|this|that|it too much to ask
are|is you|this|that|it my fault
are|is you|this|that|it how you
^ you kidding|serious|joking
am i right $
am i kidding|dreaming|invisible
am i made of
remember me
do you people|lot never|always|not|just|also
do you|they|people think|imagine|believe |that i|we !can|could|should|will|need|have
do you|they|people think|imagine|believe |that i|we have !to
do they think
do you|they|people really|honestly|even|seriously *
stay|still in business
have you any idea|notion how|what
have you ever tried
have you ever had to
do you have any idea|notion how
do you have any idea|notion what it|that|this
would you believe
you call this|that |customer|good|fast|great|a service|support|help|quality|acceptable|express
^ really|seriously|right|what|huh|eh|ok|okay $
^ sound familiar $
how are you keeping|holding
how hard|difficult would|could|was it|that
how often do you see|hear|get|meet
how would|'d you like|feel
how do you like|sleep
how could|can anyone|anybody|someone|somebody
how does anyone|anybody|one
how is anyone|anybody|one
how is|was that|this |even |a fair|right|legal|okay|ok|acceptable|normal|helpful|progress|possible|service|help
how is|was that|this |my our fault|problem
what are friends for
what else is new
what else can|could i|you|we say|do|expect
what more do|can|could|must you|i|we
what did i|we expect|do to deserve
what am|are i|we , |even chopped
what am i doing here
what choice|option do|did|have i|we
what could |possibly go wrong
what can i|you|we say
what would you do|say|think
what's not to
what's it to
what's next $
what is wrong with you|people|them|this
what's wrong with you|people|them
what is the world
what is this , *4 circus|joke|kindergarten|zoo
what do you take me|us
what even is|are|was
what were the chances|odds
who am i to
who in god's|their|his|heaven's|the
who on earth
who has time|patience
who doesn't|wouldn't|didn't
who'd have|a thought|guessed
who reads|proofreads|trains these|those|this|that|them|it
who knew
who needs
who still
who gets blamed|fired
why am i not
why am i even|still
why do|did i|we even|ever|bother|always|keep
why can't|cannot|can anything|anyone|nothing|nobody|people|things
why is nothing|everything|everyone
why else would
where do i |even start|begin
where does it end
where would|will|does this|it|that|we end|be
where is the justice|logic|sense
where has|have all the|common
when did that|this|it become
is anyone|anybody|someone |out|really|even there|alive|home|listening|reading|awake $
is anyone|anybody|someone out there|here
is anyone|anybody actually|even|really
is nobody|noone
is there nobody|no|really no|nobody
is there no one
is it any wonder
is it just me
is it me or
is it normal to cry
^ is it so hard|much|difficult
is it too much
is|are that|those really|seriously|honestly
is that the best
is that all you
is that how you
is this how you|we
is this the way
is this|it|that a|some |sick|bad|kind joke|prank|test|game|fashion|wind
is this some
^ do|does nobody|noone|nothing
^ do|does no one
does anyone|anybody |there|even|actually|ever read|check|listen|care|test|look
^ did nobody|noone
^ did no one
did anyone|anybody |there|even|actually|ever|bother|think read|check|listen|care|test|look|to|of
did i not
did you have|enjoy a|your nice|lovely|good|great|weekend|holiday|christmas
do i|we look|seem like
do i|we get a medal|prize
do you even|actually|really care|read|listen|know|test|check
do you see the|my
do you see what i
do you take me|us
do you enjoy
do your people|staff|colleagues ever|even
don't you just
don't you people|guys|lot
don't you love
have you no
have we not
has it really
am i alone
am i the only
am i being
am i supposed to believe|be|laugh|guess
am i talking|writing|speaking to
^ are you|they asleep|deaf|blind|robots|human
are you|they trying to be
are you even
are you lot|people|guys even|all|blind|asleep|deaf|mad|proud
can it get|be any|more|worse
can nobody|noone
can no one
could it|this|that be any|more
could you not even
could anything be
would it kill|hurt
would that|this|it not be
wouldn't you |be|agree|say|want
wouldn't that|it be
will wonders
isn't that|it|this what|why|how|ironic|your
isn't technology
aren't we all
ain't that|it
weren't you the
remember that|when|those|them $
remember the days
ring|rings any|a bell|bells
get it|the picture|my $
got it $
ever tried|heard|wondered|seen
ever had
funny , isn't
notice a|the pattern
small world
guess who|how
you know what really
you'd think
now what $
so what $
says who $
^ did you know $
did you have|enjoy a|your nice|lovely|good|great weekend|holiday|christmas|day
how many|much more times do|must|have i|we
how many times do|must i|we have
would you accept|believe|trust that|this|it
would you be|feel happy|okay|ok|pleased|satisfied|calm|patient
should i laugh
can i have those|that|my hours|afternoon|evening|life back
why should|must i|we have to pay|suffer|run|chase|ask|explain|beg
why does|do it|this|that|nothing|everything|everyone always|never|ever
why is|are it|this|that|nothing|everything|everyone always|never|ever
when did anyone|anybody last
when will you|they ever
see the|my irony|pattern
have you met my
have you seen a
did i just make
how was your trip|evening|night|break|summer|christmas
had a good|nice|lovely weekend|holiday|christmas|break
did it |ever not occur to
""")


_TAG_WORDS = word_set("eh innit huh no love right mate")


def _is_tag(words: Sequence[str]) -> bool:
    """True for "isn't it" and "do they" alone."""
    return len(words) == 2 and words[0] in AUX and (words[1] in PRONOUNS or words[1] == "one")


def is_idle(clause: Clause, sentences: Sequence[Sentence]) -> bool:
    """True for greetings, rhetorical questions, bare tags and what the writer answers himself."""
    sentence = sentences[clause.sentence]
    words = sentence.words
    if all(token.quoted for token in sentence.tokens[clause.start : clause.end]):
        return True
    asked = words[clause.start : clause.end]
    if clause.kind == "request" and _is_enclosing(asked):
        return True
    if clause.start > 2 and _is_tag(asked[:2]):
        if len(asked) == 2 or "," in sentence.tokens[clause.start + 2].before:
            return True
    last = sentence.tokens[clause.end - 1]
    if last.word in _TAG_WORDS and "," in last.before and asked[0] not in AUX and asked[0] not in WH:
        return True  # "do you take cheques, eh?" is meant, "small world, eh?" is not
    if _RHETORICAL.found_in(asked) or _compares(asked) or _exclaims(asked):
        return True
    if clause.kind == "direct" and clause.end == len(words) and clause.sentence + 1 < len(sentences):
        return _answers_itself(asked, sentences[clause.sentence + 1])
    return False


def _is_enclosing(asked: Sequence[str]) -> bool:
    """ "Please find attached the receipt": a file came along, and nothing is asked for."""
    words = [word for word in asked if word != "please"]
    return words[:1] in (["find"], ["see"]) and any(word in _ENCLOSED for word in words[1:4])


_ENCLOSED = word_set("attached enclosed attachment attachments enclosure")


_ANSWERS = word_set(
    """hourly daily weekly hardly barely scarcely apparently absolutely certainly definitely obviously naturally
    sadly terribly exactly probably possibly evidently clearly twice thrice often always"""
)
_FILLERS = word_set(
    "apparently but well lol haha hahaha ha oh er erm um ah and so sadly sure funnily i'd say"
)


def _answers_itself(asked: Sequence[str], following: Sentence) -> bool:
    """True where the next sentence is the answer: "Yes, since Monday.", "We did, a bit.", "The paper says yes." """
    words = following.words
    if "?" in following.mark:
        return False
    if words[0] not in WH and words[0] not in AUX and _says_yes_or_no(following):
        return True
    if words[0] == "because":
        return "why" in asked[:2]
    if len(words) > 1 and _echoes(asked, following):
        return True
    if len(words) == 1 and words[0] in _ANSWERS:
        return True  # "Have I checked? Hourly."
    at = 0
    while at < len(words) - 1 and words[at] in _FILLERS:
        at += 1
    if at and words[at] in ("yes", "no", "nope", "nah", "never"):
        return True
    words = words[at:]
    first = words[0]
    if first in ("yes", "no", "nope", "nah", "never", "nothing", "nobody", "none", "yep", "yeah"):
        return len(words) <= 3 or any(c in following.tokens[at + 1].before for c in ",.!-–—:;")
    if words[:2] in (
        ["of", "course"],
        ["not", "really"],
        ["never", "mind"],
        ["forget", "it"],
        ["found", "it"],
    ):
        return True
    short = len(words) <= 3 and first in PRONOUNS
    return short and len(words) >= 2 and words[1] in AUX and (words[2:] in ([], ["not"]))


def _says_yes_or_no(following: Sentence) -> bool:
    """ "The paper says yes.", "I think not.", "Nobody here, that's who." """
    words = following.words
    if words[:2] in (["i", "think"], ["i", "hope"], ["i", "suppose"], ["i", "guess"], ["i", "doubt"]):
        return words[2:3] in (["not"], ["so"], ["it"]) and len(words) == 3
    if words[:2] in (["nobody", "here"], ["nobody", "did"], ["nobody", "does"]) and len(words) <= 6:
        return True
    return any(
        w in ("say", "says", "said")
        and words[n + 1 : n + 2] in _YES_OR_NO
        and (n + 2 == len(words) or following.tokens[n + 2].before.strip() != "")
        for n, w in enumerate(words[:6])
    )


_YES_OR_NO = (["yes"], ["no"], ["not"])


def _echoes(asked: Sequence[str], following: Sentence) -> bool:
    """ "Did we laugh? We did, a bit.": pronoun and auxiliary of the question, the other way round."""
    words = following.words
    if asked[0] in _OFFERING or asked[0] not in AUX or len(words) > 7:
        return False
    if words[0] not in PRONOUNS or words[1].removesuffix("n't") != asked[0]:
        return False
    return len(words) <= 3 or any(c in following.tokens[2].before for c in ",-–—;:")


_NEGATED = word_set("isn't aren't wasn't weren't isnt arent wasnt ain't")
_STRIKING = word_set(
    """mad crazy wonderful lovely strange odd weird awful terrible dreadful gorgeous amazing marvellous nice sad
    silly fun cute beautiful shocking appalling disgraceful brilliant magic grand funny ironic ridiculous"""
)


def _exclaims(asked: Sequence[str]) -> bool:
    """ "Isn't it lovely how ...", "is that not ridiculous": an exclamation; "isn't it free" is a question."""
    if asked[0] in _NEGATED:
        said = asked[2:5]
    elif asked[0] in ("is", "are", "was") and asked[2:3] == ["not"]:
        said = asked[3:5]
    else:
        return False
    return asked[1:2] != [] and asked[1] in _POINTING and not _STRIKING.isdisjoint(said)


_POINTING = word_set("it that this he she they these those life")
_OFFERING = word_set("can could would will may should shall")


def _compares(asked: Sequence[str]) -> bool:
    """ "Is there anything sadder than ...": nothing is."""
    if len(asked) < 5 or asked[1] != "there" or asked[2] not in ("anything", "anyone", "anybody", "nothing"):
        return False
    return asked[4] == "than" or (asked[3] in ("more", "less") and "than" in asked)


def gives_way(clause: Clause, following: Clause | None, sentences: Sequence[Sentence]) -> bool:
    """True for "I want to return the sofa." right before "How long do I have?": one concern.

    So is "I need a spare. Do you have one?", and the words before a list of what is asked.
    """
    if following is None:
        return False
    if clause.kind != "direct" and _introduces(clause, following, sentences):
        return True
    if following.kind == "request" or any(
        len(sentence.tokens) > 3 for sentence in sentences[clause.sentence + 1 : following.sentence]
    ):
        return False
    return clause.wish or (clause.kind == "request" and _takes_up(clause, following, sentences))


def _introduces(clause: Clause, following: Clause, sentences: Sequence[Sentence]) -> bool:
    """ "Please advise: (a) ... (b) ...": a colon, and what is asked begins right after it."""
    tokens = sentences[clause.sentence].tokens
    first = sentences[following.sentence].tokens[following.start]
    if following.sentence == clause.sentence:
        if first.item:
            return following.start == clause.end and not tokens[clause.start].item
        return following.start == clause.end and ":" in first.before and clause.kind == "indirect"
    return (
        following.sentence == clause.sentence + 1
        and clause.end == len(tokens)
        and sentences[clause.sentence].listing
    )


_STANDING_FOR = word_set("one ones them some these those")


def _takes_up(clause: Clause, following: Clause, sentences: Sequence[Sentence]) -> bool:
    """ "I need a loaner, do you have one?": the question is about the thing needed, which it only points at."""
    words = sentences[clause.sentence].words[clause.start : clause.end]
    need = words[0] in NEEDING or (words[0] in ("i", "we") and words[1:2] != [] and words[1] in NEEDING)
    asked = sentences[following.sentence].words[following.start : following.end]
    return need and following.kind == "direct" and not _STANDING_FOR.isdisjoint(asked[2:7])


_PLEAS = word_set(
    """can could would will you someone somebody anyone please pls plz kindly help me us with this out
    advise assist let know get back to asap thanks it reply respond urgently soon here i ask quickly
    answer guide point points by all each these on the following below questions i wonder wonders wondering was if might able be
    hoping hope looking for some assistance fast quick prompt speedy urgent an ask"""
)


def is_bare_plea(clause: Clause, sentences: Sequence[Sentence]) -> bool:
    """True for "can you help?" and "please advise": they ask nothing of their own."""
    return all(word in _PLEAS for word in sentences[clause.sentence].words[clause.start : clause.end])
