"""Classes of language that ask, or only look as if they did: for each what is found and what is left alone.

In the tables `|` parts the questions that are found; none for a text that asks nothing.
"""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from replycheck.matching import Index
from replycheck.model import Message
from replycheck.read import read_text
from replycheck.understand import Document
from replycheck.understand.questions import find_questions

INDEX = Index([])


def asked(text: str) -> list[str]:
    return [question.text for question in find_questions(Document(read_text(text, role="customer"), INDEX))]


def expected(found: str) -> list[str]:
    return found.split("|") if found else []


@pytest.mark.parametrize(
    "text",
    [
        "Who wraps these things?",
        "Who sends out stuff like that?",
        "I have cursed that oven. Who hasn't?",
        "Who will ever read it?",
        "Does nothing work any more?",
        "Does anybody else's parcel ever come?",
        "Is there anything duller than a waiting room?",
        "What's the use of a hotline?",
        "What is this world coming to?",
        "How am I meant to cook in the dark?",
        "Isn't it lovely how the days get longer?",
        "Isn't the weather fierce?",
        "Cold enough for you?",
        "You think that's acceptable?",
        "Ten years a customer, and this is the reward?",
        "You know what I did? Slept in the car.",
        "Guess which one I broke?",
        "How have you all been?",
        "How ya going?",
        "The kettle sulks on Mondays. Don't they all?",
        "One cannot leave such papers about. Can one?",
        "Forty kilos, and who'd want that?",
        "Nobody came. Was it something we said?",
        "Do you lot even open these?",
        "Do I sound cross?",
        "Is this quality?",
        "What more could one ask?",
        "Hope you're having a good spring?",
        "I trust you are all keeping well?",
        "Do your best and leave the rest to us.",
        "Do you think forty euro for one tin of paint is reasonable?",
        "I asked for a split but was told this was not possible.",
        "The foreign desk (Lyon is about as near as it gets) was closed.",
        "Jo Brand, direct dial:? 0151 496 0881",
        "The float was written as 100 + USD[380?]",
        "Who asks that?",
        "We were up till four, and who does homework at four, right?",
        "Is thirty years of custom worth nothing?",
        "Am I asking for the moon?",
        "Approved by who, a parrot?",
        "My knees are not what they were, but whose are?",
        "Who was it that said a kitchen is the heart of a home?",
        "It arrived as dust. What would my mother say!",
        "How is business?",
        "Hope the spring is treating you all well?",
        "Good day, hope you are well?",
        "Wouldn't we all have done that?",
        "Am I to sleep on the balcony?",
        "When has a train ever been early?",
        "The page says you care. Do you really?",
        "Isn't that always the way?",
        "How time flies, eh?",
        "She had a whole year of lessons but honestly?",
        "I sent the first one back on Monday by courier??",
        "We waited in all day, and then nobody came?!",
        "One wonders why nobody tested the lid.",
        "One cannot be too careful with ladders, can one?",
        "I'd like to learn Welsh somewhere by the sea.",
        "I am not sure whether I'm writing to the right department.",
        "We have two questions.",
        "Three lids in a month, but who's counting?",
        "Is that how serious shops work?",
        "I don't see why I'd pay again.",
        "Hope you're surviving the sales?",
    ],
)
def test_rhetoric_and_small_talk_ask_nothing(text: str) -> None:
    assert asked(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Who pays for the stamps?",
        "Who else has a key?",
        "Does anyone at the desk speak Welsh?",
        "Is there anything cheaper?",
        "Is there anything I should bring?",
        "How am I meant to open the battery lid?",
        "Isn't it included in the fare?",
        "Is it something we can mend ourselves?",
        "Do you guys ship to Malta?",
        "Why is the bill so high?",
        "Why does nobody answer the phone?",
        "Do you know what the fee is?",
        "Could you tell me what a table costs?",
        "Is someone there who can show me the kiln?",
        "Don't they come with a lid?",
        "Who'd I speak to about the deposit?",
        "Who'd install it for us?",
        "Who asked me to pay twice?",
        "Do you guys actually ship to Norway?",
        "Do you people really work on Sundays?",
        "Are we running the same version?",
        "How can an old boiler cope with the new thermostat?",
        "Who'd be my contact after May?",
        "Is about five o'clock all right?",
        "Do these two fit the same pan?",
        "What kind of family discount are you offering?",
        "Which of the two blue lamps are you sending?",
        "Was it something in the water?",
        "Do you lot ship to Jersey?",
        "Is this quality paper?",
        "What more can you tell me about the frame?",
        "Why is it that my card fails on Sundays?",
        "Who is going to put it right?",
        "How does one sign up for the walk?",
        "How on earth do I open the back?",
        "What would the postage be?",
        "Is the trial worth anything if I cancel?",
        "Signed by who?",
        "Are you getting on with the repair?",
        "How is business class paid for?",
        "Should a child be with us at the desk?",
        "Am I supposed to pay at the desk?",
        "I'd like to learn about your prices?",
        "I got two ferrets, family discount??",
        "Where can I get it?",
        "How do I print the ticket when I've got it?",
        "What fault do you see?",
        "Why am I being charged for May?",
        "Has the boiler ever had a service?",
        "Does the site remember me?",
        "Could a friend collect it in my place?",
        "The dog is thirteen, still covered?",
    ],
)
def test_words_of_rhetoric_in_a_question_that_is_meant(text: str) -> None:
    assert asked(text) == [text]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Did we laugh? We did, a bit.", ""),
        ("Did I keep the box? lol of course not.", ""),
        ("Is it too late? My doctor says not.", ""),
        ("Do we own it then? The paper says yes.", ""),
        ("I thought first: did I lose it? But no, the cat had it.", ""),
        ("Why not by train? Because the train takes no dogs.", ""),
        ("Can I bring it in? I can, however, only come on Friday.", "Can I bring it in?"),
        ("Can I send it back? No box is left.", "Can I send it back?"),
        ("Is the lid free? Because the page says nothing.", "Is the lid free?"),
        ("Do you sell lids?\nTom", "Do you sell lids?"),
    ],
)
def test_what_the_writer_answers_himself(text: str, found: str) -> None:
    assert asked(text) == expected(found)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Do you take a cheque, eh?", "Do you take a cheque, eh?"),
        ("Could you check the thread first, right?", "Could you check the thread first, right?"),
        ("Small world, eh?", ""),
        ("It never rains here, right?", ""),
    ],
)
def test_tag_makes_a_statement_no_question_and_a_question_no_statement(text: str, found: str) -> None:
    assert asked(text) == expected(found)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("I would like to enquire if I may park there.", "I would like to enquire if I may park there"),
        ("Wouldn't mind knowing how long it lasts.", "Wouldn't mind knowing how long it lasts"),
        ("I am also asking myself whether it fits.", "I am also asking myself whether it fits"),
        (
            "Would you be so kind as to explain which plan is ours, and what it costs?",
            "Would you be so kind as to explain which plan is ours|what it costs?",
        ),
        ("Would you mind telling me whether it fits?", "Would you mind telling me whether it fits?"),
        (
            "I want somebody to tell me why it rattles, and whether it is safe.",
            "I want somebody to tell me why it rattles|whether it is safe",
        ),
        (
            "Let me know your best rate and within how many days you ship.",
            "Let me know your best rate|within how many days you ship",
        ),
        (
            "Please tell me when you open, who lets us in and where we park.",
            "Please tell me when you open|who lets us in|where we park",
        ),
        ("Whether a refund is possible.", "Whether a refund is possible"),
        # What only looks like a frame, or like its next content.
        ("The garage is asking whether they can start.", ""),
        ("Whether it rains or not, we come.", ""),
        (
            "Please tell me whether it suits my sister, who marries in June.",
            "Please tell me whether it suits my sister, who marries in June",
        ),
        (
            "I'd like to know if you repair the lamp, which blinks twice.",
            "I'd like to know if you repair the lamp, which blinks twice",
        ),
        ("I don't mind waiting.", ""),
    ],
)
def test_frames(text: str, found: str) -> None:
    assert asked(text) == expected(found)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("I'd be obliged for a copy of the lease.", "I'd be obliged for a copy of the lease"),
        ("I should also like an idea of the price.", "I should also like an idea of the price"),
        ("I wish to have the name of the maker.", "I wish to have the name of the maker"),
        ("I'd appreciate it if you could post it.", "I'd appreciate it if you could post it"),
        ("I'd also ask you to take the sign down.", "I'd also ask you to take the sign down"),
        ("I'd like to be moved to a dry room.", "I'd like to be moved to a dry room"),
        ("I'd be glad.", ""),
        ("We wish to thank you.", ""),
        ("I'd appreciate it if it stopped raining.", ""),
        ("I'd like to be excused.", ""),
        ("She says she had an email the next morning.", ""),
        ("Thank you kindly.", ""),
        ("Need price.", "Need price"),
        ("We want also a room with a bath.", "We want also a room with a bath"),
        ("I'd like replacements, no voucher.", "I'd like replacements, no voucher"),
        ("The photo is old. I want it taken off.", "I want it taken off"),
        ("I also request reimbursement of the taxi.", "I also request reimbursement of the taxi"),
        ("I claim the compensation due for the delay.", "I claim the compensation due for the delay"),
        ("I ask you for an offer for two seats.", "I ask you for an offer for two seats"),
        ("I am also asking the price of a crown.", "I am also asking the price of a crown"),
        ("We are requesting to hold two coats.", "We are requesting to hold two coats"),
        ("I would be grateful also for a night number.", "I would be grateful also for a night number"),
        ("Grateful if you could send the rates.", "Grateful if you could send the rates"),
        ("I was hoping you might keep the old papers.", "I was hoping you might keep the old papers"),
        ("I would like also to know if it expires.", "I would like also to know if it expires"),
        ("Do let me know whether it is heated.", "Do let me know whether it is heated"),
        ("I'm after these two as a loan.", "I'm after these two as a loan"),
        ("After a price on six pallets.", "After a price on six pallets"),
        ("I wish to move my slot to Friday.", "I wish to move my slot to Friday"),
        ("We'd like to rent a van for a week.", "We'd like to rent a van for a week"),
        ("I'd like to have my old key removed.", "I'd like to have my old key removed"),
        ("If nothing ships I want my money returned.", "I want my money returned"),
        (
            "I'd like replacements and tell your driver to ring.",
            "I'd like replacements|tell your driver to ring",
        ),
        ("I'd like to have a quiet life.", ""),
        ("I also want to say how kind he was.", ""),
        ("I should like to register my disappointment.", ""),
        ("I claim no skill at this.", ""),
        ("I was hoping for sun.", ""),
        ("After a long day we went home.", ""),
        ("I'm after all only a tenant.", ""),
        ("I took it back at noon, put it on the desk myself.", ""),
        # A wish to change what is there stands beside a question of its own, and gives way to one about it.
        ("Need to move my check-up. Any evenings?", "Need to move my check-up|Any evenings?"),
        ("I'd like to move my check-up. Is that possible?", "Is that possible?"),
        (
            "I'd also like to borrow a drill. Is the shed open?",
            "I'd also like to borrow a drill|Is the shed open?",
        ),
        ("I'm after a mooring. How long is the list?", "How long is the list?"),
        ("I'm after a sofa bed for the den.", ""),
        ("I'm also after the certificate.", "I'm also after the certificate"),
        # A need gives way to the question that is about it, a request does not.
        ("I need a spare, do you have one?", "do you have one?"),
        ("I need to ship a harp. Crazy, right? What's your limit?", "What's your limit?"),
        ("Please send a spare. Do you have white ones?", "Please send a spare|Do you have white ones?"),
    ],
)
def test_requests_and_needs(text: str, found: str) -> None:
    assert asked(text) == expected(found)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Please advise:\na) unit price\nb) whether it is insured", "unit price|whether it is insured"),
        ("Could you tell me: 1) is there a lift 2) can we park a van?", "is there a lift|can we park a van?"),
        ("Kindly revert on the points below:\n1) Is parking free?", "Is parking free?"),
        ("Is parking free? Kindly revert at your earliest convenience.", "Is parking free?"),
        ("Is parking free? I'd be grateful for an early reply.", "Is parking free?"),
        ("May I ask two things? Is parking free? And is there a lift?", "Is parking free?|is there a lift?"),
        ("Is parking free? I would like to know.", "Is parking free?"),
        ("Is it nut free? My boy is allergic, need to be sure.", "Is it nut free?"),
        ("Is parking free? Please be so kind. Please use simple words.", "Is parking free?"),
        ("I would be glad to know:\n1. if it floats\n2. what it weighs", "if it floats|what it weighs"),
        ("Could you tell me: is there a lift?", "Could you tell me: is there a lift?"),
        ("Please answer: (1) is there a lift (2) can we park a van?", "is there a lift|can we park a van?"),
        ("I tried these steps:\n- the red button\n- the blue one", ""),
        ("Please repair the gate: it squeaks.", "Please repair the gate: it squeaks"),
    ],
)
def test_what_leads_up_to_a_list_is_no_question_besides_its_items(text: str, found: str) -> None:
    assert asked(text) == expected(found)


@pytest.mark.parametrize(
    "text",
    [
        "Is unlimited mileage included",
        "Is early check-in possible",
        "is cleaning included in the plan",
        "Is a visa needed",
        "Would Monday noon be feasible",
        "do refills fit the older one",
        "do the kids need to sign anything",
        "can rabbits and hens live together",
        "Were you able to look at it",
        "what r the requirements",
        "What'll that cost me",
        "Where exactly will the driver wait",
        "How I can register",
        "How much commission you take from a sale",
        "Which would be quicker",
        "Which do you recommend",
        "whose insurance pays",
        "who at the office can sign it",
        "any sign of it",
        "any outage planned",
        "The voucher is valid or not",
        "which filter fits the older boiler",
        "What time's the last tram",
        "What deposit you need",
        "wots the price for ten",
        "who've you got on Fridays",
        "How cold is the cellar in winter",
        "how many weeks before I must pay",
        "any spare seats on the coach",
        "What time do you close",
        "What justifies the surcharge",
        "What means this lamp",
        "what bulb goes in",
        "Why'd it stop at night",
        "Where it is",
        "When I will get it",
        "Any chance the fee can be waived",
        "Any mornings",
        "Any cancellations tomorrow",
        "Is possible to pay by card",
        "Is a deposit for the bikes obligatory",
        "Could Dr Novak renew it without a call",
        "Have the results come",
        "Do sleeping mats need washing",
        "Got a smaller one in stock or not",
        "A later slot, possible",
    ],
)
def test_inversion_and_question_words_ask_without_a_mark(text: str) -> None:
    assert asked(f"{text}.") == [text]
    assert asked(f"And {text}?") == [f"{text}?"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The lamp broke, are spare bulbs included", "are spare bulbs included"),
        ("it rained all week lol also can we sit inside", "can we sit inside"),
        ("If she pays here is she insured as well", "is she insured as well"),
        ("If it is stolen, who pays", "who pays"),
        ("mate when does the ferry leave", "when does the ferry leave"),
        ("I bought a bike last week what lock do i need for it", "what lock do i need for it"),
        ("I found a helmet from 2012 is that any good", "is that any good"),
        ("My name is spelt wrong on it (Maye not May) can that be put right", "can that be put right"),
        ("If I claim for the bike will my premium go up", "will my premium go up"),
        ("and if i keep the bike does my rent change", "does my rent change"),
        ("If you can't fix it do you still charge me", "do you still charge me"),
        ("If it's there could it be sent on", "could it be sent on"),
        ("while I'm at it when is the next tour", "when is the next tour"),
        ("The oat bars: which plant does the packing", "which plant does the packing"),
        (
            "I need to settle two things before I sign: whether pets may come, and whether it is dry.",
            "whether pets may come|whether it is dry",
        ),
        (
            "Which rooms are quiet, is there somewhere for bikes, and is it lit?",
            "Which rooms are quiet|is there somewhere for bikes|is it lit?",
        ),
        (
            "how many chairs for a party of ten, do you do red ones",
            "how many chairs for a party of ten|do you do red ones",
        ),
        (
            "Could you tell me when the vet is in, and how many days before I must book?",
            "Could you tell me when the vet is in|how many days before I must book?",
        ),
        (
            "Any spare seats on the coach and can one dog come",
            "Any spare seats on the coach|can one dog come",
        ),
        # Auxiliaries of statements.
        ("What has come is the wrong lid.", ""),
        ("My wife is delighted and so is the plumber, a patient man from Hull.", ""),
        (
            "Do you have red ones? If not I'd like to think about it, or the blue one.",
            "Do you have red ones?",
        ),
        ("Is it cheaper? If not I'd like the small one.", "Is it cheaper?"),
        ("What matters the most is the price.", ""),
        ("When you can.", ""),
        ("Which parent knows.", ""),
        ("Where possible.", ""),
        ("As soon as possible.", ""),
        ("Send it wherever possible.", "Send it wherever possible"),
        ("Have the best day.", ""),
        ("Do it on weekdays.", ""),
        ("If you find out who is at fault the desk will ring.", ""),
        ("If I send it back who pays the post", "who pays the post"),
        ("Which probably explains the smell.", ""),
        ("Which always helps the soil.", ""),
        ("My nephew (15) will travel alone to Kiel.", ""),
        ("My mother (68) does your Monday class.", ""),
        ("If it does my head in I leave.", ""),
        ("If they can do my roof I am glad.", ""),
        ("I gave them more than I can that be my excuse.", ""),
        ("The thing is that all of it broke.", ""),
        ("Is closed on Mondays and included in the price.", ""),
        ("Is a great shop.", ""),
        ("Will make that change.", ""),
        ("Can recommend this place.", ""),
        ("I think he did it on purpose.", ""),
        ("They know us and do their job very well.", ""),
        ("She is from Ohio and has the values of her mother.", ""),
        ("We keep two rooms should they be wanted.", ""),
        ("Were you to ask me, I would say no.", ""),
        ("Which is a shame.", ""),
        ("Which would be great.", ""),
        ("How much I loved it.", ""),
        ("Any suggestions would be a surprise.", ""),
        ("Like it or not.", ""),
    ],
)
def test_inversion_inside_a_sentence_and_auxiliaries_that_ask_nothing(text: str, found: str) -> None:
    assert asked(text) == expected(found)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Refund?", "Refund?"),
        ("The box came. Size 9?", "Size 9?"),
        ("Colour?", "Colour?"),
        ("Which days.", "Which days"),
        ("And what time?", "what time?"),
        ("Any scratches on the glass.", "Any scratches on the glass"),
        ("anyone know the code", "anyone know the code"),
        ("Really?", ""),
        ("Ok?", ""),
        ("Someone?", ""),
        ("May? That is no date.", ""),
        ("What a day.", ""),
    ],
)
def test_fragments(text: str, found: str) -> None:
    assert asked(text) == expected(found)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Do I get a loan car, and for how long?", "Do I get a loan car, and for how long?"),
        ("When do they come and how many people?", "When do they come and how many people?"),
        ("What will you send and when?", "What will you send and when?"),
        ("Where do we park and is it free?", "Where do we park|is it free?"),
        ("What does it cost and how much is the post?", "What does it cost|how much is the post?"),
        ("What is that noise, is it the pump?", "What is that noise, is it the pump?"),
        (
            "What is the fixed price for a van, is it the same at night?",
            "What is the fixed price for a van|is it the same at night?",
        ),
    ],
)
def test_what_is_one_question_and_what_is_two(text: str, found: str) -> None:
    assert asked(text) == expected(found)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The sofa, which most shops have, is red.", ""),
        ("Those who came were asked whose bag it was.", ""),
        ("She knew what it might cost and what is fair.", ""),
        ("What was left in place was a hook.", ""),
        ("What I love, besides the food, is that it is near.", ""),
        ("WHAT: copies of the form will be here.", ""),
        ("I did what I was told to do, I feel well.", ""),
        ("We would love to have you here.", ""),
        ("The soup is fine and so are her cakes.", ""),
        ("The post is late, nor do I know why.", ""),
        ("Not once did I feel welcome.", ""),
        ("Was there this past weekend.", ""),
        ("They came and did my floor on the cheap.", ""),
        ("My son (nearly nine) does your Saturday class.", ""),
        ("Kindly, Ben", ""),
    ],
)
def test_clauses_that_only_begin_like_a_question(text: str, found: str) -> None:
    assert asked(text) == expected(found)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("We kindly request (i) a quote, (ii) a map of the site.", "a quote|a map of the site"),
        (
            "I wish to be informed (1) why it stopped, (2) who decides and (3) whether I may appeal.",
            "why it stopped|who decides|whether I may appeal",
        ),
        ("I also request that the late fee be cancelled.", "I also request that the late fee be cancelled"),
        ("We'd like to see the photographs.", "We'd like to see the photographs"),
        ("We'd like to see you soon.", ""),
        ("If it isn't too late I'd also like a lid.", "I'd also like a lid"),
        ("If it rains and you call it off we stay home.", ""),
        ("As the tenant I wish to enquire if pets are allowed.", "I wish to enquire if pets are allowed"),
    ],
)
def test_formal_requests_and_enumerations(text: str, found: str) -> None:
    assert asked(text) == expected(found)


_WORDS = """is are do does did has was were can could will would may should the a my your you it i we they he there
what which who whose how when where why whether if and or so nor but please thanks any news long much many one included
know tell wonder like need want request to for in with not never yes no kindly 2) (b) (ii) , . ? : ; — ( ) " lamps
obliged be see everything ever even than""".split()


@given(st.lists(st.sampled_from(_WORDS), max_size=25))
def test_no_order_of_words_breaks_the_search(words: list[str]) -> None:
    text = " ".join(words)
    document = Document(Message(text), INDEX)
    found = find_questions(document)
    assert all(question.span.of(text) == question.text and question.text for question in found)
    assert all(a.span.end <= b.span.start for a, b in itertools.pairwise(found))


@pytest.mark.parametrize(
    "text",
    [
        "My garden is 40 (²) and I want turf. When can you come?",
        "My parcel never came where is it??",
        "I can still cancel within the trial month??",
        "The warranty covers the battery as well??",
        "We can bring the dog to the cabin as well??",
        "Am I supposed to pay twice for the same order?",
        "What was I supposed to do with the old card?",
        "How are you getting on with my repair?",
        "Why is it that a refund takes ten days?",
        "Why do they always send two boxes?",
        "Should a battery really get this hot?",
        "How do most users manage their passwords?",
        "What are we even insured for?",
        "Is that not a bit high for a monthly fee?",
        "Is that always the way to reset it?",
        "Is this for decoration only or can I cook with it?",
        "Is everything refundable these days?",
        "Who wants a signature?",
        "Who reads the meter at my flat?",
        "How are you and your family plans different?",
        "Am I being charged twice?",
        "How hard is it to swap the battery?",
        "What kind of service plan covers repairs?",
        "Do you see the payment on your side?",
    ],
)
def test_what_sounds_like_rhetoric_may_be_meant(text: str) -> None:
    assert asked(text)


# --- forms that grammar tells without a question mark ----------------------------------------


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("why did the fee go up?? no letter. nothing", "why did the fee go up??"),
        ("Is the lift working? No email. No poster.", "Is the lift working?"),
        ("Is it fair? No chance.", ""),
        ("Was I told? No, sir.", ""),
        ("How on earth was I signed up for a gym?", "How on earth was I signed up for a gym?"),
        ("How on earth is that a service?", ""),
        ("Do you even sell lids for it?", "Do you even sell lids for it?"),
        ("Do you even have that size in red?", "Do you even have that size in red?"),
        ("Do you even have a heart?", ""),
        ("You post to Crete, right?", "You post to Crete, right?"),
        ("The guide will be there, no?", "The guide will be there, no?"),
        ("You know the type, right?", ""),
        ("That will be fun, right?", ""),
        ("Is the site down or is it just me?", "Is the site down or is it just me?"),
        ("The lamp hums. Is it just me?", ""),
        ("Did I or did I not book a table?", "Did I or did I not book a table?"),
        ("What are the odds it ships today?", "What are the odds it ships today?"),
        ("Two flat tyres in a day. What are the odds, eh?", ""),
        ("The label says red, the app says blue. which is it", "which is it"),
    ],
)
def test_what_is_meant_and_what_is_not(text: str, found: str) -> None:
    assert asked(text) == expected(found)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("I wanna know which size fits.", "I wanna know which size fits"),
        ("We are wanting to know if it floats.", "We are wanting to know if it floats"),
        ("My other query is whether dogs may come.", "My other query is whether dogs may come"),
        ("We wondered about a bigger hall but decided against it.", ""),
        ("I had wondered about just hiding it, haha.", ""),
        ("I wondered whether Tuesday is free.", "I wondered whether Tuesday is free"),
        ("I'm that sorry to ask but if it breaks, who pays?", "who pays?"),
        ("I never know who does what here.", ""),
        ("No idea who shops like that.", ""),
        ("No idea who to ring.", "No idea who to ring"),
        ("My boss wants to know by Friday.", ""),
        ("I need to know today what it costs.", "I need to know today what it costs"),
        ("I need to know by Friday the price of a lid.", "I need to know by Friday the price of a lid"),
        (
            "I don't know what a lid costs so if you could give me a rough idea.",
            "if you could give me a rough idea",
        ),
        ("We take vitamin C. Before I order, tell me if it melts.", "tell me if it melts"),
        ("On the bill for May I see two fees.", ""),
        ("Kindly note that the lid was late.", ""),
        (
            "My boss wants to know how many of our vans can you wash.",
            "My boss wants to know how many of our vans can you wash",
        ),
    ],
)
def test_frames_that_ask_and_frames_that_only_tell(text: str, found: str) -> None:
    assert asked(text) == expected(found)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Is rust the cause, do you think?", "Is rust the cause, do you think?"),
        ("Does the nanny, who works two days, pay tax?", "Does the nanny, who works two days, pay tax?"),
        ("Tell your men to please close the gate.", "Tell your men to please close the gate"),
        ("Why does it eat my coins and give me nothing?", "Why does it eat my coins and give me nothing?"),
        (
            "Is it possible to pay in euros, and is a deposit normal?",
            "Is it possible to pay in euros|is a deposit normal?",
        ),
        (
            "Do you sell one that is red and is a good size?",
            "Do you sell one that is red and is a good size?",
        ),
        (
            "Do you fit it, is a survey chargeable, and when?",
            "Do you fit it|is a survey chargeable, and when?",
        ),
    ],
)
def test_where_one_question_ends_and_the_next_begins(text: str, found: str) -> None:
    assert asked(text) == expected(found)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("I'll need a stamped receipt too.", "I'll need a stamped receipt too"),
        ("We'll be wanting the keys back.", "We'll be wanting the keys back"),
        ("I'll need to ask my wife.", ""),
        ("I'll need a day to think.", ""),
        ("I'd need samples by Monday.", "I'd need samples by Monday"),
        ("I'd need more light.", ""),
        ("We'd also require weekly delivery notes.", "We'd also require weekly delivery notes"),
        ("I require glasses to read.", ""),
        ("We would further wish to inspect the hall.", "We would further wish to inspect the hall"),
        ("I request furthermore that the gate be fixed.", "I request furthermore that the gate be fixed"),
        ("I want someone else next time.", "I want someone else next time"),
        ("I would like feedback on the sketch.", "I would like feedback on the sketch"),
        ("We'd like to sit next to my aunt.", "We'd like to sit next to my aunt"),
        ("I'd like to stand up for myself.", ""),
        ("I'd much prefer a later slot.", "I'd much prefer a later slot"),
        ("I'd be grateful if ye'd post the list.", "I'd be grateful if ye'd post the list"),
        (
            "If somebody could look at it I'd be most grateful.",
            "If somebody could look at it I'd be most grateful",
        ),
        ("If you can hear me, bang on the wall.", ""),
        ("It would help us to have a map.", "It would help us to have a map"),
        ("It'd be great if someone could ring my son.", "It'd be great if someone could ring my son"),
        ("It would help if it worked.", ""),
        ("It would be great if the sun shone.", ""),
        ("A spare key for the shed would also be helpful.", "A spare key for the shed would also be helpful"),
        ("The spare key would fit.", ""),
        ("Is it dry? A reply would be appreciated.", "Is it dry?"),
        ("I need a break.", ""),
    ],
)
def test_what_is_wished_for(text: str, found: str) -> None:
    assert asked(text) == expected(found)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Please don't send the same crew.", "Please don't send the same crew"),
        ("and please not tell him it was us.", "please not tell him it was us"),
        ("Please don't tell me to restart it.", ""),
        ("Please do not worry.", ""),
        ("The bill is off. Explain please.", "Explain"),
        ("Have the plumber ring me.", "Have the plumber ring me"),
        ("Have the parts arrived.", "Have the parts arrived"),
        ("Have a nice day.", ""),
        ("Give back 20 of it.", "Give back 20 of it"),
        ("Compare for me the two rates.", "Compare for me the two rates"),
        ("Put my bag in the locker last week. No sign of it.", ""),
        ("Put my bag in the locker.", "Put my bag in the locker"),
        ("If there's a risk take the lid back.", "take the lid back"),
        ("If the men take the lift it breaks.", ""),
        ("If he's not coming just say so and refund me.", "just say so and refund me"),
        ("Can you get it back?", "Can you get it back?"),
        ("Can you get back to me? Is it dry?", "Is it dry?"),
        ("Pls find attached the plan.", ""),
        ("hi there do you still have the late opening?", "do you still have the late opening?"),
        ("Hey guys does the pram fold?", "does the pram fold?"),
        ("hi, there is a hole in my boat", ""),
        ("The lamp came. Any help would be much appreciated.", "Any help would be much appreciated"),
        ("The lamp came. A reply would be appreciated.", "A reply would be appreciated"),
        ("The lamp came. An update would be welcome.", "An update would be welcome"),
        ("I wonder if I might trouble you with a query. Is it dry?", "Is it dry?"),
        ("I'd be grateful if you could help me with a small matter. Is it dry?", "Is it dry?"),
        ("Could somebody come out and repair it?", "Could somebody come out and repair it?"),
        ("Please ring me, she gets confused on the phone.", "Please ring me"),
        ("We are confused about the second bill.", "We are confused about the second bill"),
        ("Kindly find below what was missing in the crate.", ""),
        ("Please find my trunk.", "Please find my trunk"),
        ("If you could see the hall you would be amazed, great job lads.", ""),
        (
            "If you could send a new strap I would be grateful.",
            "If you could send a new strap I would be grateful",
        ),
        ("How long you need to answer a mail is embarrassing.", ""),
        ("I'll need a lawyer at this rate.", ""),
        ("I'd need a written valuation by June.", "I'd need a written valuation by June"),
        ("I expect the refund took a while.", ""),
        ("Any slot on Tuesday suits me.", ""),
        ("What service for the price!", ""),
        ("If you can believe it, the lamp still works great.", ""),
        ("If you could look into it, great.", "If you could look into it, great"),
        ("If I ring the girls just tell me to wait.", ""),
        ("It'd be lovely if you could have seen her face.", ""),
        ("Oh well, what can you do.", ""),
        ("The frame lacks four screws, what can you do?", "what can you do?"),
        ("And is the rain cover included?", "is the rain cover included?"),
        ("What more do you need from me?", "What more do you need from me?"),
        ("I saw the spring sale. When does it end?", "When does it end?"),
        ("I filled in the form. What's next?", "What's next?"),
        ("How good is the battery?", "How good is the battery?"),
        ("Who is to pay for the second delivery?", "Who is to pay for the second delivery?"),
        ("Who is to blame?", ""),
        ("How long you need until it is dry.", "How long you need until it is dry"),
    ],
)
def test_commands_and_pleas(text: str, found: str) -> None:
    assert asked(text) == expected(found)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "I want to know: 1. the price of a lid, 2. whether it floats, 3. if my dog may come. We are six.",
            "the price of a lid|whether it floats|if my dog may come",
        ),
        ("I need to know: 1. when it comes; 2. what it costs.", "when it comes|what it costs"),
        ("I was born in May, 2. I like red.", ""),
        (
            "1 Cash or card?\n2 can my wife have a key too\n3 what time do we eat",
            "1 Cash or card?|can my wife have a key too|what time do we eat",
        ),
        ("67 is the lowest mark here.", ""),
        ("2 who came were late.", ""),
        ("(a) is it dry? (b) may guests attend the talk?", "is it dry?|may guests attend the talk?"),
        ("Also: do the ice bags go in the bin?", "do the ice bags go in the bin?"),
        ("can i keep it & does what i paid come off", "can i keep it|does what i paid come off"),
        ("How long it takes until it is dry.", "How long it takes until it is dry"),
        ("How long it takes is beyond me.", ""),
        ("The fuse is gone. What now", "What now"),
        ("It closes at nine. any wiggle room", "any wiggle room"),
        ("Any room will do.", ""),
        ("what means F3, can I reset it", "what means F3|can I reset it"),
    ],
)
def test_lists_inversions_and_clipped_questions(text: str, found: str) -> None:
    assert asked(text) == expected(found)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "May I know if you post to Bath, and if it is insured?",
            "May I know if you post to Bath|if it is insured?",
        ),
        (
            "where do i take the kiln for a service, mine closed, who knew? is it free",
            "where do i take the kiln for a service, mine closed, who knew?|is it free",
        ),
        ("who tests that on a Sunday night, right?", ""),
        ("I need to know who signs off the gas units now.", "I need to know who signs off the gas units now"),
        ("Who signs that off?", ""),
        ("are fires ok in May, who do I ask about keys", "are fires ok in May|who do I ask about keys"),
        ("I move out in May, what happens with the keys.", "what happens with the keys"),
        ("does it float. and which size for the pond", "does it float|which size for the pond"),
        ("can you swap mine & is oak or ash better", "can you swap mine|is oak or ash better"),
        ("Please do share the menu.", "Please do share the menu"),
        ("We request waiver of the late fee.", "We request waiver of the late fee"),
        ("Is it dry? Please do the needful.", "Is it dry?"),
        ("Also do the needful regarding our invoice of May.", "do the needful regarding our invoice of May"),
        ("Do y'all sell lids", "Do y'all sell lids"),
    ],
)
def test_asides_frames_and_a_second_question(text: str, found: str) -> None:
    assert asked(text) == expected(found)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The lid broke. refund pls", "refund"),
        ("Replacement please!", "Replacement"),
        ("I expect the money back by the end of May.", "I expect the money back by the end of May"),
        ("I expect the parcel tomorrow.", ""),
        (
            "I'd like to move it to the morning. Do I need a new ticket?",
            "I'd like to move it to the morning|Do I need a new ticket?",
        ),
        ("The gate is shut. If you need the code, it is on the card.", ""),
        ("I hope you understand why we are cross.", ""),
        ("Which part of the letter is unclear?", ""),
    ],
)
def test_what_a_first_user_missed(text: str, found: str) -> None:
    assert asked(text) == expected(found)
