"""What is put as a question and is none: greetings, reproaches, exclamations."""

from __future__ import annotations

from collections.abc import Sequence

from replycheck.understand.clauses import word_set
from replycheck.understand.word_phrases import WordPhrases

_RHETORICAL = WordPhrases("""
how y'all|yall |all |doing|keeping|feeling $
how's all|everyone|everybody|everything *4 $
hows all|things|tricks|everything|life *4 $
^ hope all|you|things
^ who signs|signed |that|this|it|those off
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
how hard|difficult|stupid|ridiculous can|could|is it be
how dare
how on earth is|was|has|does|did|hard !i|we|my|our
how can you sleep
how does|is|can that|this|it |even make sense
how does|is|can that|this|it |even acceptable|fair|right|possible
what's up
what if it|he|she|i|we|they had
what if it'd|he'd|she'd|i'd|we'd|they'd
what are the odds |eh|lol|huh|then *1 $
^ what can one do $
what good
^ what a
what does he|she know
what's|whats the point
what is the point
what were|are you thinking|playing
what kind|sort of company|service|joke|business|people|place $
what kind|sort of company|service|joke|business|people|place is|are|does|treats|sends|lets|charges
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
who is|was to blame|judge|say|know|argue
who is a * to
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
how can|could|does a|one|anyone|anybody *4 survive|live|cope|sleep
why should|would|shouldn't|wouldn't they|he|she|i|we|anyone|anybody |ever not $
why would they|he|she|anyone|anybody $
^ isn't|wasn't the|this weather|heat|rain|cold *3 $
^ is the|this weather|heat|rain|cold not *3 $
^ wet|hot|cold|warm|busy|bad|good enough for you|ye|ya|yous $
^ when|where|if not $
^ |do|so you|ye|yous think|reckon|consider|call|find *9 acceptable|fair|right|reasonable|normal|okay|ok
^ |do|so you|ye|yous think|reckon|consider|call|find *9 funny|service|professional|good
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
^ no idea who|what *2 like that|this $
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
which part of *3 don't|dont|didn't
which part of *3 do|did you not
what|which part of *3 is|are|was unclear
i|we hope you understand|appreciate|realise|realize|see
what the actual
what was|were i|we thinking|expecting
what did you|they expect
what more do|can|could|must i|we |possibly do|want|say|ask|expect|add
what more do|can|could you |possibly want|say|ask|expect
what do i know $
what gives $
what's|whats new $
what's|whats a girl|man|person|mother to do
who wants|asked|needs|thinks|thought of|for *2 that|this|these
who came|comes up with
who are|is you|they|he|she trying|kidding|fooling
who am i|we to
how cool|great|good|nice|lovely|cute|weird|strange|funny|odd|lucky|clever|sad|mad is|was|are that|this|it|i|we $
how good|cool|great|lovely was|is that|this *2 $
how much worse
how stupid|gullible|rich|patient do|must|am you|i
how goes it
why oh why
why me $
why am i|we not surprised
when will they|you|people learn
when does this |all end
when does it all end
where's|wheres the fun|sense|harm|justice|logic
where is the fun|harm|fairness
do|does|did i have to|really spell|draw|beg
do you expect|want me|us to|! believe|beg|accept|swallow
do you realise|realize how|what
did you really|honestly think|believe|expect
does|do that|this sound|seem|look fair|right|reasonable|like|acceptable|normal
^ is it just|only me
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
^ |do you see $
^ clear|understand|understood|deal|honestly|surprised|coincidence|alright|well|mad|unbelievable $
^ the|my|our|your|their |only result|outcome|upshot|answer|reply|response|reward|excuse $
^ the|my|our|your|their |only explanation|punchline|crime|verdict|solution|reaction|culprit $
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
in my shoes
do|say|feel|think|felt in my place
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
^ |do|don't you remember me
^ remember me
do you people|lot never|always|not|just|also
do you|they|people think|imagine|believe |that i|we !can|could|should|will|need|have
do you|they|people think|imagine|believe |that i|we have !to
do they think
do you|they|people really|honestly|even|seriously !ship|deliver|post|sell|stock|have|offer|accept|repair|cover
do you|they|people really|honestly|even|seriously have a|any clue|idea|heart|brain|shame|staff|people|customers
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
how does anyone|anybody
how does one even|explain|live|survive|sleep|cope
how does one *4 wrong
how is anyone|anybody|one
how is|was that|this |even |a fair|right|legal|okay|ok|acceptable|normal|helpful|progress|possible|service|help
how is|was that|this |my our fault|problem
what are friends for
what else is new
what else can|could i|you|we say|do|expect
what did i|we expect|do to deserve
what am|are i|we , |even chopped
what am i doing here
what choice|option do|did|have i|we
what could |possibly go wrong
what can i|you|we say
what would you do|say|think
what's not to
what's it to
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
^ did i not
did you have|enjoy a|your nice|lovely|good|great|weekend|holiday|christmas
do i|we look|seem like
do i|we get a medal|prize
do you even|actually|really care|read|listen|know|test|check
do you see the|my problem|point|irony|issue|joke
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
^ am i being |a|an *1 unreasonable|silly|stupid|difficult|daft|greedy|fussy|picky|paranoid|ridiculous|dramatic|unfair
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
^ |do|you|see get it|the picture|my $
do you get it|the picture $
^ |you|yous got it $
^ ever tried|heard|wondered|seen
^ ever had
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
^ don't|dont|doesn't|isn't|aren't|wasn't|won't|wouldn't|can't they|we|he|she|it|one |all |always|ever|just $
^ can|could|would one $
^ would|will he|she|they now $
^ is it|he|she not $
^ was it something i|we said|did|wrote
^ who'd want|believe|wear|design
^ who does |so till|until
^ ^ who is someone|somebody $
do you lot|guys|people actually|ever|even|really read|listen|check|care|open|test|look|answer|think
do|does i|we sound|look cross|angry|mad|rude|stupid|desperate
^ is|was this|that quality|progress|service|professional|justice $
what more can|could one want|ask|say
^ |i|we |do hope|trust you|u|ur|you're|youre |are|are|all all|well|keeping|having|good|fine|ok|okay|enjoying
^ keeping |all well|good|busy $
how una|unu dey|do
how's|hows|is the old|wee|little dog|cat|lad|girl|baby $
who asks|says that|this|these|such $
who writes|designs|invented|wrote that|this|these *1 a|an
^ who !is|are|was|do|did|can|could|should|will|would|might|must *10 !it|that|them|this|things right $
^ who eats|cooks|calls|rings a|an|the *3 at *3 $
^ who can|could |even resist|argue|complain|blame *3 $
^ whose are|is|were|was|aren't|isn't $
^ who|who's |is counting $
why do shops|people|companies do this|that
why are they like this|that $
is that|this how serious|decent|real|normal|professional
see why i'd|we'd
see why i|we should|would|must|have
^ |i|we |do hope|trust you're|youre surviving|enjoying|keeping
who was|is it that|who |once said|wrote that|a|the
is|are *5 worth nothing $
asking for the|a moon|world|earth|miracle|stars
by|to|with who|whom|where a|an|to *2 $
^ raised|said|sent|tested|approved|checked|decided to|by who|whom|where|what to|a|an
in what weather|world|universe on|in|at|is|does
what would|will the|my|your neighbours|neighbors|wife|husband|mother|mum|boss|queen|people|folks say|think
how are|r you|u|ye|ya getting on|along $
how are|r you|u with all
how are|r you|u sir|madam|maam|ma'am|dear|friend|friends|mate|buddy|bro|team|folks $
how're you|youse|ye|ya|things |all |going|doing|keeping|getting |on $
how ya|ye|you goin
how is|was|are business|trade $
how are|r you|u and |your family|yours $
may|can|could i |just|please|also ask |you a|an|one|two|three|four|some|few|couple *4 question|questions|thing|things $
^ |i|i've|we|we've have|got|i've|we've |got|just |a|an|one|two|three *3 question|questions |please $
^ |i|i've|we|we've have|got|i've|we've |got|just |four|five|some|few|couple *2 question|questions |please $
i|we might|may|could|can |just trouble|bother|ask|pick you |for|with |a|an|some |small|quick|little *2 $
you|someone|somebody could|can|would |please help|assist me|us |out with a|this |small|quick|little matter|query|issue $
you|someone|somebody could|can|would |please help|assist me|us |out with a|this |small|quick|little problem|question $
not sure|certain if|whether |this|it|i|you|i'm |is|am|are|i'm|have|got *2 to the right|correct
please use |very|only|simple|plain|easy|short *2 words|language|english|sentences $
please be |very|a patient|gentle|honest|brief|nice|understanding|bit
please be |so|very|as kind|good|quick $
how do|does|can other|normal *3 sleep|survive|live
^ wouldn't|didn't|haven't|weren't we all
^ can you tell $
what do we want $
should a|any mother|father|customer|person|anyone *3 really|even
am i to sleep|starve|plant|freeze|guess|laugh|pray|dance|believe
when has|have|did a|an|any|anyone|anybody *3 ever
^ do|did|does you|they|he|she|we really $
^ was|is|did|does it|he|she|they|that heck|hell|eck $
^ is it me $
is that|it|this mad|silly|daft|crazy|bonkers
is that|it|this so|really unreasonable|outrageous $
isn't|is that|it|this always|just the way $
^ how time|quickly flies|time
do you people|lot|guys even
^ is it|that|this for decoration|show|fun|ornament $
^ |have|you eaten already|yet $
^ one *12 one $
^ |good|day|morning |i|we |do hope|trust you|the|your|all *6 treating|keeping|surviving|enjoying|finds|well
^ |good|day|morning |i|we |do hope|trust everyone|things|and *6 treating|keeping|surviving|enjoying|well
^ never again $
""")


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


def is_rhetorical(asked: Sequence[str]) -> bool:
    """True where the words of a clause are small talk, a reproach or an exclamation that wants no answer."""
    return _RHETORICAL.found_in(asked) or _compares(asked) or _exclaims(asked)


def _compares(asked: Sequence[str]) -> bool:
    """ "Is there anything sadder than ...": nothing is."""
    if len(asked) < 5 or asked[1] != "there" or asked[2] not in ("anything", "anyone", "anybody", "nothing"):
        return False
    return asked[4] == "than" or (asked[3] in ("more", "less") and "than" in asked)
