"""What counts as a question of the customer's, and what does not."""

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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("The kettle leaks. Can I send it back?", ["Can I send it back?"], id="direct"),
        pytest.param("how do i reset the alarm", ["how do i reset the alarm"], id="no mark, no capital"),
        pytest.param(
            "My lamp flickers can i get a new one", ["can i get a new one"], id="inversion inside a line"
        ),
        pytest.param(
            "moved house last week whats the fee", ["whats the fee"], id="bare question word inside a line"
        ),
        pytest.param(
            "I was wondering whether the shop is open on Sundays.",
            ["I was wondering whether the shop is open on Sundays"],
            id="indirect",
        ),
        pytest.param(
            "We would love to hear when the tiles arrive.",
            ["We would love to hear when the tiles arrive"],
            id="wish to hear",
        ),
        pytest.param("I'm not sure how to wash the rug.", ["I'm not sure how to wash the rug"], id="doubt"),
        pytest.param(
            "It would be a relief to know if my seat is kept.",
            ["It would be a relief to know if my seat is kept"],
            id="impersonal wish",
        ),
        pytest.param(
            "Please tell me when the plumber comes and whether I must be in.",
            ["Please tell me when the plumber comes", "whether I must be in"],
            id="a frame carries over",
        ),
        pytest.param(
            "Please cancel my order, I found it elsewhere.",
            ["Please cancel my order"],
            id="request without its reason",
        ),
        pytest.param(
            "Could somebody unlock the gate?", ["Could somebody unlock the gate?"], id="polite request"
        ),
        pytest.param("Take my name off the list.", ["Take my name off the list"], id="imperative"),
        pytest.param("I need a copy of the lease.", ["I need a copy of the lease"], id="need of a thing"),
        pytest.param("Any update on my refund?", ["Any update on my refund?"], id="noun phrase"),
        pytest.param(
            "Still nothing here. Any news on the sofa",
            ["Any news on the sofa"],
            id="noun phrase without mark",
        ),
        pytest.param(
            "Is the paint washable, does it smell and how long until it dries?",
            ["Is the paint washable", "does it smell", "how long until it dries?"],
            id="three in one sentence",
        ),
        pytest.param(
            "1. Is the lid included?\n2. Do you ship to Malta?",
            ["Is the lid included?", "Do you ship to Malta?"],
            id="numbered list",
        ),
        pytest.param(
            "Two things: 1) is there a lift 2) can we park a van",
            ["is there a lift", "can we park a van"],
            id="numbers in a line",
        ),
        pytest.param(
            "Please send me:\n- the last invoice\n- a map of the site",
            ["the last invoice", "a map of the site"],
            id="list of things",
        ),
        pytest.param(
            "If not, where do I collect it?", ["If not, where do I collect it?"], id="short condition stays"
        ),
        pytest.param(
            "Do I pay at the desk or will you bill me?",
            ["Do I pay at the desk or will you bill me?"],
            id="an alternative is one question",
        ),
        pytest.param("Why?", ["Why?"], id="bare question word"),
        pytest.param("Do you know what the fee is?", ["Do you know what the fee is?"], id="know what, meant"),
        pytest.param("Could you call me back?", ["Could you call me back?"], id="you call, meant"),
        pytest.param(
            "Isn't this covered by the guarantee?",
            ["Isn't this covered by the guarantee?"],
            id="isn't this, meant",
        ),
        pytest.param(
            "Whats the code for Wi-Fi", ["Whats the code for Wi-Fi"], id="contraction without apostrophe"
        ),
    ],
)
def test_question_is_found_as_the_shortest_clause(text: str, expected: list[str]) -> None:
    assert asked(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Hi Tom, how are you? The lamp works now.", id="greeting"),
        pytest.param(
            "Please find attached the receipt and a photo of the damage.", id="a file that came along"
        ),
        pytest.param("Please see the attached photo.", id="a photo that came along"),
        pytest.param("Hello, how's it going? Just to say thanks.", id="greeting, informal"),
        pytest.param("Who designs a checkout like this?", id="rhetorical who"),
        pytest.param("Are you kidding me?", id="rhetorical are you"),
        pytest.param("How hard can it be?", id="rhetorical how"),
        pytest.param("Did they call? They did not.", id="answered by himself"),
        pytest.param("Is it plugged in? Yes, since Monday.", id="answered with yes"),
        pytest.param("Let me know if you need anything else.", id="closer"),
        pytest.param("Let me know if there are any further questions.", id="closer about questions"),
        pytest.param('Your page says "Ready for a change?" in big letters.', id="quotation"),
        pytest.param("When I opened the box, the lid was cracked.", id="when clause"),
        pytest.param("The chair, which is blue, wobbles.", id="relative clause"),
        pytest.param("I asked them and they said no.", id="reported"),
        pytest.param("On 4 May I paid the bill.", id="May is a month"),
        pytest.param("Can't log in since Tuesday.", id="clipped statement"),
        pytest.param("Thank you for the quick help, have a nice day.", id="thanks"),
        pytest.param("I tried to log in and change my address.", id="infinitive after and"),
        pytest.param("What a lovely shop!", id="exclamation"),
        pytest.param("I know how it works now.", id="knowledge"),
        pytest.param("", id="nothing"),
    ],
)
def test_what_asks_nothing_is_left_alone(text: str) -> None:
    assert asked(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "I also need coffee to wake up.",
        "We also want children one day.",
        "I also want peace and quiet in the evening.",
        "After a refund of 40 euro I am happy.",
        "After a quote from you we chose someone else.",
        "I claim no damages for the delay.",
        "We claim compensation from the airline and not from you.",
        "Any chance for a repair is gone.",
        "Any chance to speak was refused.",
        "Any problems today.",
        "This seems possible.",
        "It was not, as far as I know, possible.",
        "Got the parcel whether I was in or not.",
        "If it breaks again what happens is that the lid flies off.",
        "Mrs Hall has the keys and will Mr Hall come is not known.",
        "Have the other parts arrived, I will write again.",
        "I wish to return to the matter of the noise.",
        "I wish to cancel nothing, I only ask.",
        "I'd like to pay my respects to your driver.",
        "I want to pay off my house one day.",
        "I want details like that to be right.",
        "Hoping that you can enjoy the summer too.",
    ],
)
def test_statement_that_only_looks_like_a_request_is_left_alone(text: str) -> None:
    assert asked(text) == []


@pytest.mark.parametrize(
    ("text", "kind", "qtype"),
    [
        ("When will the parcel come?", "direct", "when"),
        ("How long does it take?", "direct", "when"),
        ("How much is the blue one?", "direct", "much"),
        ("What's the fee for that?", "direct", "much"),
        ("How many seats are left?", "direct", "many"),
        ("Why was I charged?", "direct", "why"),
        ("Where is my order?", "direct", "where"),
        ("Who do I write to?", "direct", "who"),
        ("How do I open the lid?", "direct", "how"),
        ("What happens when I cancel?", "direct", "what"),
        ("Can I pay when it comes?", "direct", "yn"),
        ("I wonder whether it fits.", "indirect", "yn"),
        ("Please tell me where to sign.", "indirect", "where"),
        ("Please resend the ticket.", "request", "req"),
        ("Could you resend the ticket?", "request", "req"),
    ],
)
def test_kind_and_wanted_answer(text: str, kind: str, qtype: str) -> None:
    (question,) = find_questions(Document(read_text(text, role="customer"), INDEX))
    assert (question.kind, question.qtype) == (kind, qtype)


def test_statement_of_intent_gives_way_to_the_question_about_it() -> None:
    assert asked("I want to return the green sofa. How long do I have?") == ["How long do I have?"]


def test_plea_for_help_counts_only_when_nothing_else_is_asked() -> None:
    assert asked("The app crashes. Can you help?") == ["Can you help?"]
    assert asked("Can you help? Where is the off switch?") == ["Where is the off switch?"]


@pytest.mark.xfail(
    reason="without a question mark a plain noun phrase cannot be told from a statement", strict=True
)
def test_noun_phrase_request_without_any_cue() -> None:
    assert asked("Information about the recipients of my data.") == [
        "Information about the recipients of my data"
    ]


@given(st.text(alphabet="abc iyou can when, .?!()\n\"'12)-:", max_size=200))
def test_spans_lie_in_the_text_in_order(text: str) -> None:
    document = Document(Message(text), INDEX)
    found = find_questions(document)
    assert all(question.span.of(text) == question.text and question.text for question in found)
    assert all(a.span.end <= b.span.start for a, b in itertools.pairwise(found))
