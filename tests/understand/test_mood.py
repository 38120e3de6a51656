"""The customer's mood: what names one, and the fifteen ways to be wrong about it."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from replycheck import Case, check
from replycheck.examples import ruleset_for
from replycheck.matching import Index
from replycheck.read.text import read_text
from replycheck.rulefile import read_lexicon
from replycheck.rules import Rule, Ruleset, builtin_folder, load_rules
from replycheck.understand import Document
from replycheck.understand.mood import Mood, judge_mood


@cache
def index() -> Index:
    folder = builtin_folder()
    assert folder is not None
    path = folder / "lexicons" / "mood.yaml"
    return Index([("lexicon:mood", read_lexicon(path, shown=str(path), builtin=True).terms)])


def mood_of(text: str) -> Mood:
    return judge_mood(Document(read_text(text), index()))


@pytest.mark.parametrize(
    ("text", "label"),
    [
        pytest.param(
            "This is the third time the bill is wrong and nobody answers.",
            "upset",
            id="repetition-and-silence",
        ),
        pytest.param("Unacceptable. Three weeks and still no refund.", "upset", id="strong-word"),
        pytest.param("I'm very disappointed with the service you gave us.", "upset", id="says-so"),
        pytest.param("I wish to make a formal complaint about your driver.", "upset", id="formal-complaint"),
        pytest.param("Your support is a joke. Four weeks and still no fix.", "upset", id="is-a-joke"),
        pytest.param("Worst. Company. Ever.", "upset", id="one-word-sentences"),
        pytest.param("I am so scared, somebody logged in to my account.", "worried", id="fear"),
        pytest.param(
            "My mother passed away and I need to close her contract. Thank you.",
            "worried",
            id="thanks-take-no-grief-away",
        ),
        pytest.param("My account got hacked and I can't sleep, please help.", "worried", id="hacked"),
        pytest.param("Your team made my day, thank you so much!", "happy", id="praise"),
        pytest.param("Thanks for the quick reply. The fix works.", "happy", id="it-works"),
        pytest.param(
            "Please send me the form for a return. Thanks in advance.", "neutral", id="plain-request"
        ),
        pytest.param("Thank you. When do you open on Monday?", "neutral", id="thanks-alone"),
        pytest.param("", "neutral", id="empty"),
    ],
)
def test_mood_is_named_where_the_words_show_it(text: str, label: str) -> None:
    assert mood_of(text).label == label


@pytest.mark.parametrize(
    ("text", "label"),
    [
        # 1 A problem report is no anger.
        ("The app says error 12 twice, can you look?", "neutral"),
        ("The lamp arrived broken and the shade is missing.", "neutral"),
        ("I have waited for two weeks and the parcel has not arrived yet. Where is it?", "neutral"),
        ("I have waited for two weeks, nobody answers, and this is the third parcel you lost.", "upset"),
        # 2 Polite sorry.
        ("Sorry, one more question: does the warranty cover the battery?", "neutral"),
        ("Sorry to bother you again, which plug fits?", "neutral"),
        ("Sorry, but this is unacceptable. Nobody answers.", "upset"),
        # 3 Negated praise and complaint.
        ("No complaints at all. When is the next version due?", "neutral"),
        ("I'm not angry, I just want to understand why it took nine days.", "neutral"),
        ("I'm not happy with the new layout, to be honest.", "upset"),
        ("I'm not worried, just curious about the second charge.", "neutral"),
        # 4 Sarcasm with a marker.
        ("Thank you for nothing. I waited all day.", "upset"),
        ("I love how you always 'fix' things by breaking something else.", "upset"),
        ("I love how quick the new search is, great work!", "happy"),
        # 5 Understatement.
        ("I am not impressed, and less than thrilled about the mould.", "upset"),
        ("My order has not arrived and I am beginning to wonder if it ever existed.", "upset"),
        ("I was wondering if it ships to Norway.", "neutral"),
        ("Could be better. The strap is fine. The watch isn't.", "upset"),
        # 6 Positive swearing.
        ("Your app is insanely good. I hate that I didn't find it sooner!", "happy"),
        ("Bloody brilliant, the lads love it!", "happy"),
        ("Where is my bloody refund? You promised it last Tuesday.", "upset"),
        # 7 Anger at somebody else.
        ("My landlord is a nightmare, so please send it to my office.", "neutral"),
        ("My neighbour is horrible and rude. Can I have the parcel held?", "neutral"),
        ("Your driver is a nightmare and nobody answers me.", "upset"),
        # 8 Technical words.
        ("Kill process hangs when I abort the job, and the zombie child stays alive.", "neutral"),
        ("The dummy plug for the master/slave switch is missing.", "neutral"),
        ("Your mail goes to my junk folder, and a dead link is in it.", "neutral"),
        ("What is the worst case scenario if the panic button fails?", "neutral"),
        # 9 Capitals alone.
        ("OS, CPU, RAM, GPU: what do you need?", "neutral"),
        ("URGENT: please send the invoice by Friday.", "neutral"),
        ("PLEASE CAN YOU SEND ME THE FORM?!", "neutral"),
        ("NOBODY ANSWERS. THIS IS THE THIRD TIME!", "upset"),
        # 10 Conditions are no facts.
        ("What happens if it is broken when it arrives?", "neutral"),
        ("If the parcel is lost, do I get my money?", "neutral"),
        ("If you lose my parcel again I will go to the ombudsman. I am fed up.", "upset"),
        # 13 Quotations: an error message is nobody's feeling.
        ('The page says "this is unacceptable and ridiculous". What does it mean?', "neutral"),
        ('My review said "worst service ever" by mistake, can I edit it?', "neutral"),
        ('It says "payment failed" and I am fed up with it, nobody replies.', "upset"),
    ],
)
def test_failure_classes_of_mood(text: str, label: str) -> None:
    assert mood_of(text).label == label


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The clasp snapped again. Very frustrating.", id="one-plain-word-of-anger"),
        pytest.param("So annoying, the page logs me out. Thanks!", id="thanks-are-manners"),
        pytest.param("Fifth time of asking: where is my deposit?", id="times-asked"),
        pytest.param("I have written about the gutter three times.", id="asked-with-words-between"),
        pytest.param("You have put the wrong plate on it AGAIN.", id="a-fault-again-in-capitals"),
        pytest.param("The plumber never came and I sat in all day.", id="a-person-who-never-came"),
        pytest.param("£80 for turning a screw? You must be joking.", id="you-must-be-joking"),
        pytest.param("You've got a nerve to bill me for that.", id="a-nerve"),
        pytest.param("Your silly rule cost me a seat. Never again.", id="never-again"),
        pytest.param("If it is not here by Friday I go to the ombudsman.", id="escalates"),
        pytest.param("Get me a manager.", id="wants-a-manager"),
        pytest.param("What exactly am I paying for?", id="paying-for-what"),
        pytest.param("Is anyone ever going to answer me?", id="nobody-answers"),
        pytest.param("I feel like a criminal each time I show the card.", id="feels-treated-like"),
        pytest.param("You people even lost my letter. I'm losing patience.", id="losing-patience"),
        pytest.param("I keep being passed around, please just ring me.", id="passed-around"),
        pytest.param("My case was sent between two offices all week.", id="sent-between-offices"),
        pytest.param("Whose brilliant idea was the new menu?", id="whose-idea"),
    ],
)
def test_anger_in_many_words(text: str) -> None:
    assert mood_of(text).label == "upset"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "milo had his teeth out on tuesday and he still doesnt eat. should i be worried??",
            id="should-i-be-worried",
        ),
        pytest.param(
            "My cat had surgery on Tuesday and she still isn't eating. Is that normal?", id="still-not-eating"
        ),
        pytest.param(
            "Our daughter took the drops and her eyes are still red. Is this normal?", id="red-eyes"
        ),
        pytest.param(
            "The rash is still there after three days on your cream. Should we see a doctor?", id="a-rash"
        ),
        pytest.param(
            "The puppy is still vomiting since we changed to your food. What should I do?", id="what-to-do"
        ),
        pytest.param("I am a little worried, my dog is so quiet.", id="a-little-worried"),
        pytest.param("He is still bleeding where the tooth was. Should I worry?", id="should-i-worry"),
        pytest.param(
            "Our puppy is so quiet since Sunday. Should we be concerned?", id="concerned-about-a-puppy"
        ),
        pytest.param(
            "Suspicious activity on my account. Should I be worried?", id="worried-about-an-account"
        ),
    ],
)
def test_worry_about_somebodys_health(text: str) -> None:
    assert mood_of(text).label == "worried"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("I typed the code four times and the door stays shut.", id="times-tried"),
        pytest.param("The second reminder came, is the first one void?", id="a-second-time"),
        pytest.param("Who approved the plan, and which lawyer will I get?", id="lawyers-who-threaten-nobody"),
        pytest.param("How do I get in touch with the ombudsman?", id="how-to-reach-the-ombudsman"),
        pytest.param("I'd like to talk to the manager about the menu.", id="a-talk-with-the-manager"),
        pytest.param("Could you just send me the form?", id="just-is-polite"),
        pytest.param("Could you guys move it to Tuesday?", id="you-guys"),
        pytest.param("How many people fit in the van?", id="how-many"),
        pytest.param("Am I at risk if I skip one dose?", id="a-question-of-risk"),
        pytest.param("My phone is freaking out since the update.", id="a-device-freaks-out"),
        pytest.param("It will not play on my Fire TV.", id="fire-as-a-name"),
        pytest.param("I'm no good with menus, so go slowly please.", id="about-oneself"),
        pytest.param("Sorry, my English is terrible. Where do I sign?", id="my-english"),
        pytest.param("I was rude to your colleague yesterday and I apologise.", id="the-customer-was-rude"),
        pytest.param("I can't get through the barrier, the code is wrong.", id="through-a-barrier"),
        pytest.param("I only wanted to tell you. No reply needed.", id="no-reply-needed"),
        pytest.param("I'm leaving for Lyon on the 3rd, can it come before?", id="leaving-for-a-place"),
        pytest.param(
            "I'm switching from a laptop to a tablet, does my plan move too?", id="switching-things"
        ),
        pytest.param("Our wedding is in three weeks and we need the list.", id="in-three-weeks"),
        pytest.param("It takes two keys, and I have one.", id="takes-two"),
        pytest.param("We laughed until we cried. Can I have the photo?", id="tears-of-laughter"),
        pytest.param("How do I see when the process was killed?", id="a-killed-process"),
        pytest.param("Which plan suits us? Many thanks, Ida", id="many-thanks"),
        pytest.param("The bus was late, and the parcel still hasn't come.", id="faults-alone"),
        pytest.param("No worries if it takes until Friday.", id="no-worries"),
        pytest.param("Don't worry about the box, just send the lamp.", id="don't-worry"),
        pytest.param("The light blinks green while it charges. Is that normal?", id="a-thing-that-is-normal"),
        pytest.param("The dye is still bleeding after three washes. Is that OK?", id="dye-bleeds"),
        pytest.param("The fridge has a temperature of nine degrees. Is that normal?", id="a-fridge"),
        pytest.param("We are still not eating meat. Which menu do you suggest?", id="not-eating-meat"),
        pytest.param("My dog has had a rash before. Which shampoo do you recommend?", id="an-old-rash"),
        pytest.param("Should I worry about the update, or does it install itself?", id="worry-about-a-thing"),
        pytest.param("He is not limping any more. Is it OK to stop the tablets?", id="well-again"),
        pytest.param("Could you cancel my subscription as of August?", id="a-plain-cancellation"),
        pytest.param("Who came up with this recipe? I would like to cook it.", id="who-came-up-with-it"),
        pytest.param("You managed to send the right one, can I have the receipt?", id="managed-to"),
        pytest.param("Well done for not charging me twice.", id="well-done-for-not"),
        pytest.param("Well done, another month of perfect service. I renew.", id="another-month"),
        pytest.param(
            "They managed to break the record! Where can I see the film?", id="managed-to-break-the-record"
        ),
        pytest.param(
            "You managed to lose the tension nicely in this film.", id="managed-to-lose-the-tension"
        ),
        pytest.param("My daughter is sick and we cannot come to class. Is that ok?", id="ill-and-is-that-ok"),
        pytest.param("My knee is sore so I can't come to yoga. Is that ok?", id="a-sore-knee"),
        pytest.param(
            "The router is hot. Is that normal? My dad is sick so I write.", id="a-router-and-an-ill-father"
        ),
        pytest.param("My skin is very red in the photo, can you edit it? Is that ok?", id="red-in-a-photo"),
        pytest.param(
            "My son has a temperature. What should I do about our booking?", id="what-to-do-about-a-booking"
        ),
        pytest.param("Should I be concerned that the light is green?", id="concerned-about-a-light"),
        pytest.param("Do we need to be worried if it is loose?", id="worried-about-a-thing"),
        pytest.param(
            "My son likes the lamp. It hums a little. Should I be worried?",
            id="somebody-two-sentences-before",
        ),
        pytest.param(
            "I am ashamed to say I never opened the manual. Which button starts it?", id="ashamed-to-say"
        ),
        pytest.param(
            "Your newsletter has been passed round the office. Can five more people have it?",
            id="passed-round",
        ),
        pytest.param("A plumber was sent round on Monday. Where do I sign?", id="sent-round"),
    ],
)
def test_no_anger_in_words_that_look_like_it(text: str) -> None:
    assert mood_of(text).label == "neutral"


@pytest.mark.parametrize(
    ("text", "label"),
    [
        pytest.param("Isn't that wonderful? Everything arrived, I love it.", "happy", id="denies-nothing"),
        pytest.param("It isn't wonderful at all that nobody answers.", "upset", id="denies"),
    ],
)
def test_a_rhetorical_question_turns_no_cue(text: str, label: str) -> None:
    assert mood_of(text).label == label


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "Wow, congratulations, another price rise. Bravo. Cancel my subscription. Who comes up with this stuff?",
            id="a-price-rise",
        ),
        pytest.param(
            "Congratulations, you have lost my parcel twice. Bravo.", id="faults-that-weigh-together"
        ),
        pytest.param("Great job, the wrong colour again.\n\nThanks,\nAna", id="thanks-above-the-name"),
        pytest.param("Bravo. Five weeks for a lamp. I want my money back.", id="the-sentence-behind"),
        pytest.param("Another price rise. Outstanding work, guys.", id="the-sentence-before"),
        pytest.param("Brilliant, another outage. Fantastic work. Cancel my account.", id="beside-sarcasm"),
        pytest.param("Well done, another delay. Please cancel my contract.", id="well-done"),
        pytest.param("Kudos for raising the price without telling anybody.", id="kudos-for-bad-news"),
        pytest.param("What a wonderful way to thank loyal customers.", id="a-way-to-thank"),
        pytest.param("Kudos for not answering a single mail of mine.", id="never-answered"),
        pytest.param("Bravo, you have lost my parcel.", id="bravo-you-lost"),
        pytest.param("Congratulations on losing my parcel.", id="what-was-done-to-the-customer"),
        pytest.param("Well done for charging me twice.", id="charged-twice"),
        pytest.param("They have managed to lose my suitcase.", id="managed-to-lose-mine"),
        pytest.param(
            "You somehow managed to cancel the wrong booking.", id="managed-to-cancel-the-wrong-one"
        ),
        pytest.param("Don't even think about charging me for August.", id="don't-even-think"),
    ],
)
def test_applause_for_bad_news_is_anger(text: str) -> None:
    assert mood_of(text).label == "upset"


@pytest.mark.parametrize(
    "text",
    [
        "Congratulations to the whole team on the award, you deserve it. One small thing: the zip is stuck.",
        "Congratulations! I read about your prize. My parcel is lost, by the way. Can you look?",
        "Bravo to your driver, who carried the sofa up four floors, after two came in vain.",
        "Great job, the broken screen looks like new.",
        "Excellent work. The old fee is gone.",
        "Brilliant, I got the refund for the parcel that was lost twice. Thanks!",
        "Fantastic! Please cancel my order, the shop in Leeds had one left.",
        "Hats off to the chef, best meal in years. Could you cancel my second booking, it was made twice?",
        "Bravo! The concert was fantastic. One complaint: the bar was slow. We will come again.",
        "Wow, another brilliant update! Well done.",
        "Please cancel my subscription, we move abroad. You have been wonderful, I loved every minute.",
        "Kudos to everyone for not giving up on my parcel!",
        "Bravo for never letting me down!",
        "Bravo guys, you made it a lovely evening!",
        "Congrats for making everyone wait, it was worth it!",
        "Kudos for raising money for the school!",
        "Congratulations on being voted shop of the year!",
        "Kudos for charging me less than you quoted.",
        "Congratulations, another week of great shows! How do I renew my pass?",
        "Congratulations on the new prices, they are lower than anywhere.",
        "Great job, guys. Can I cancel my Friday slot and take Saturday instead?",
        "Excellent service. I want to cancel my second order, since I ordered twice by mistake.",
        "Wonderful. Is there another delay?",
        "Brilliant, the prices went up less than I feared.",
        "Great work, another engineer came and found it.",
        "Excellent. Do you know whether prices are up again?",
        "What an amazing way to thank loyal customers! Where do I pick up the cake?",
    ],
)
def test_praise_beside_a_complaint_stays_praise(text: str) -> None:
    assert mood_of(text).label == "happy"


@pytest.mark.parametrize(
    ("text", "label"),
    [
        pytest.param(
            "A whole week for a light bulb. Very relaxing evenings.",
            "upset",
            id="sarcasm-without-a-marker-word",
        ),
        pytest.param(
            "You said ash blonde. I have green hair.", "upset", id="a-calm-sentence-about-a-disaster"
        ),
    ],
)
@pytest.mark.xfail(reason="no list holds a word of it", strict=True)
def test_moods_without_a_word_for_them(text: str, label: str) -> None:
    assert mood_of(text).label == label


def test_cues_quote_the_words_with_their_weight() -> None:
    text = "Third time now, and nobody answers."
    assert [(cue.span.of(text), cue.weight < 0) for cue in mood_of(text).cues] == [
        ("Third time", True),
        ("nobody answers", True),
    ]


@pytest.mark.parametrize(
    ("plain", "negated"),
    [
        ("The tool is brilliant.", "The tool is not very brilliant."),
        ("I am terrified.", "I am not terrified."),
        ("A rude clerk.", "Not a rude clerk."),
    ],
)
def test_a_negator_turns_a_cue_and_takes_some_of_it(plain: str, negated: str) -> None:
    (cue,), turned = mood_of(plain).cues, sum(c.weight for c in mood_of(negated).cues)
    assert cue.weight * turned < 0
    assert abs(turned) < abs(cue.weight)


def test_a_negator_in_another_clause_turns_nothing() -> None:
    assert mood_of("No, frustrating is the word.").cues[0].weight < 0


@pytest.mark.parametrize(
    ("quiet", "loud"),
    [
        ("this is the third time, I am fed up", "this is the THIRD TIME, I am FED UP?!"),
        ("the app is down again", "the app is down AGAIN"),
        ("so rude", "SO RUDE"),
    ],
)
def test_capitals_and_marks_strengthen_a_feeling(quiet: str, loud: str) -> None:
    assert sum(abs(c.weight) for c in mood_of(quiet).cues) <= sum(abs(c.weight) for c in mood_of(loud).cues)
    assert mood_of(quiet).intensity <= mood_of(loud).intensity


@pytest.mark.parametrize(
    "text", ["Where is my order? 😡", "When do you open :(", "Which size fits? 😊", "Is it you? 😡😡😡😡"]
)
def test_an_emoticon_is_a_cue_but_never_enough(text: str) -> None:
    assert mood_of(text).cues
    assert mood_of(text).label == "neutral"


def test_only_the_newest_text_counts() -> None:
    text = "When do you open?\n\nOn Mon, 4 May 2026 at 10:00, Ana <ana@example.com> wrote:\n> You are a disgrace, I am furious.\n"
    assert mood_of(text).label == "neutral"


@pytest.mark.parametrize(
    "text", ["I am furious.", "Hello.", "I love your app, thank you so much!", "I'm terrified."]
)
def test_score_and_intensity_stay_in_their_range(text: str) -> None:
    mood = mood_of(text)
    assert 0.5 <= mood.score <= 1
    assert 0 <= mood.intensity <= 1
    assert (mood.intensity > 0) == (mood.label != "neutral")


def test_more_cues_mean_more_intensity() -> None:
    mild = mood_of("I am disappointed.")
    strong = mood_of("I am furious. Third time, nobody answers, and your support is a joke.")
    assert mild.intensity < 0.6 < 0.9 < strong.intensity


@cache
def rules() -> Ruleset:
    return load_rules(examples=True)


def mismatches() -> list[Any]:
    return [
        pytest.param(rule, example, id=f"{rule.id}-{number}")
        for rule in rules().rules
        if rule.kind == "tone"
        for number, example in enumerate(rule.bad)
    ]


@pytest.mark.parametrize(("rule", "example"), mismatches())
def test_every_mismatch_quotes_the_customer(rule: Rule, example: Any) -> None:
    case = Case(read_text(example.draft, role="agent"), read_text(example.inbound), channel=example.channel)
    found = [finding for finding in check(case, ruleset_for(rule, rules())) if finding.rule == rule.id]
    assert found
    for finding in found:
        assert finding.match.related
        for related in finding.match.related:
            assert related.message == "inbound"
            assert related.span.of(case.inbound.text).strip()  # type: ignore[union-attr]
