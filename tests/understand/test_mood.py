"""The customer's mood: what names one, and the fifteen ways to be wrong about it."""

from __future__ import annotations

from functools import cache

import pytest

from replycheck.matching import Index
from replycheck.read.text import read_text
from replycheck.rulefile import read_lexicon
from replycheck.rules import builtin_folder
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
    ("text", "label"),
    [
        pytest.param(
            "A whole week for a light bulb. Very relaxing evenings.",
            "upset",
            id="sarcasm-without-a-marker-word",
        ),
        pytest.param(
            "Could be better. The strap is fine. The watch isn't.",
            "upset",
            id="one-understatement-is-too-little",
        ),
        pytest.param(
            "You said ash blonde. I have green hair.", "upset", id="a-calm-sentence-about-a-disaster"
        ),
    ],
)
@pytest.mark.xfail(reason="no list holds a word of it; a trained model may", strict=True)
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
