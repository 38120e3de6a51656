"""Whether a draft takes up what the customer asked: the failure classes that were met, and the tiers."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, product
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from replycheck.matching import Index
from replycheck.model import Answer, Message
from replycheck.read import read_text
from replycheck.understand import Document
from replycheck.understand.answer_features import SHARED, aligned
from replycheck.understand.answers import (
    ADDRESSED,
    ASKED_BACK,
    MOST_PAIRS,
    REQUEST_ADDRESSED,
    TooMany,
    informative_sentences,
    weigh_answers,
)
from replycheck.understand.stems import content_stems, stem

LEXICON = Path(__file__).parents[2] / "rules/lexicons/synonyms.yaml"
INDEX = Index(
    [], word_groups={"synonyms": yaml.safe_load(LEXICON.read_text(encoding="utf-8"))["word_groups"]}
)


def weighed(inbound: str, draft: str) -> tuple[Answer, ...]:
    return weigh_answers(
        Document(read_text(inbound, role="customer"), INDEX), Document(read_text(draft, role="agent"), INDEX)
    )


def informative(draft: str) -> list[str]:
    document = Document(read_text(draft, role="agent"), INDEX)
    return [span.of(draft) for span in informative_sentences(document)]


LIMIT = "lexical features do not see this; sentence embeddings would"


@pytest.mark.parametrize(
    ("inbound", "draft", "expected"),
    [
        pytest.param(
            "Can I repeat the driving exam?",
            "Hi Ana,\n\nA second attempt is possible on 9 June, fourteen days after the first.",
            [True],
            id="paraphrase",
        ),
        pytest.param(
            "Could we have a table by the window?",
            "Hi Ben,\n\nI've put you at number 12, which looks out on the harbour.",
            [True],
            id="implicit yes",
        ),
        pytest.param(
            "Which printers are supported?",
            "Hello Ida,\n\nUsing a supported printer is always important for great quality.",
            [False],
            id="topic named, not answered",
        ),
        pytest.param(
            "Why were we billed for nine desks?",
            "Hello Max,\n\nBills are usually created on the first day of the month.",
            [False],
            id="same topic, other question",
        ),
        pytest.param(
            "Can I undo a merge? Do you keep old versions of a file?",
            "Hi Lea,\n\nYes, you can undo a merge under Edit within 30 days.",
            [True, False],
            id="partial",
        ),
        pytest.param(
            "How much is the blue mat? When will it arrive?",
            "Hi Ole,\n\nThe blue mat is £12 and it will arrive on Friday.",
            [True, True],
            id="two answers in one sentence",
        ),
        pytest.param(
            "What does the crate weigh? Which carrier brings it?",
            "Hi Ole,\n\nIt is 21 kg and will be brought by Nordfrakt.",
            [True, True],
            marks=pytest.mark.xfail(reason=LIMIT, strict=True),
            id="two answers in one sentence, without a word of either question",
        ),
        pytest.param(
            "Can I get a refund?",
            "Hi Ole,\n\nOur refund policy is on the website.",
            [False],
            marks=pytest.mark.xfail(reason=LIMIT, strict=True),
            id="topic named in a plain sentence",
        ),
        pytest.param(
            "What happens when I exceed the limit?",
            "Hi Mia,\n\nIf you exceed the limit of 200 files, your uploads stop. You will get a mail from us.",
            [True],
            id="clause type",
        ),
        pytest.param(
            "My card was declined twice. Why?",
            "Hi Jon,\n\nThe card was declined because the bank asked for a code that never came.",
            [True],
            id="bare question",
        ),
        pytest.param(
            "What material is the strap made of?",
            "Hi Eva,\n\nOur products are made with great care by people who love quality.",
            [False],
            id="vague praise",
        ),
        pytest.param(
            "Is late check-out possible?",
            "Hi Kim,\n\nWe can't wait to meet you!",
            [False],
            id="pleasantry matched",
        ),
        pytest.param(
            "How much is the annual plan?",
            "Hi Sam,\n\nThank you for your message.\n\nCustomer Relations",
            [False],
            id="signature as sentence",
        ),
        pytest.param(
            "can i swap the desk for a white one whats the fee",
            "Hi,\n\nYes, you can swap it for the white desk. The fee is 15 euros.",
            [True, True],
            id="no punctuation",
        ),
        pytest.param(
            "Any update on my repair?",
            "Hi Uma,\n\nYour repair was finished this morning and the bike is ready to collect.",
            [True],
            id="noun-phrase request",
        ),
        pytest.param(
            "Who builds a form like this? When does the course start?",
            "Hi Lou,\n\nThe course starts on 4 March at nine.",
            [True],
            id="rhetorical",
        ),
        pytest.param(
            "I want to return the grey rug. How many days do I have?",
            "Hi Pam,\n\nYou have 30 days from delivery to return it.",
            [True],
            id="request and question",
        ),
    ],
)
def test_failure_classes(inbound: str, draft: str, expected: list[bool]) -> None:
    assert [answer.addressed for answer in weighed(inbound, draft)] == expected


@pytest.mark.parametrize(
    "draft",
    [
        pytest.param(
            "Hi Eva,\n\nThank you for contacting us. We appreciate your patience.\n\nKind regards,\nTom",
            id="thanks",
        ),
        pytest.param("Hello,\n\nWe are sorry for the inconvenience caused.", id="empty apology"),
        pytest.param(
            "Dear Ms Roe,\n\nPlease feel free to contact us with any further questions.", id="offer of help"
        ),
        pytest.param(
            "Hi,\n\nYour message has been received and someone will be in touch shortly.",
            id="faceless deferral",
        ),
        pytest.param("Hi,\n\nWe take every comment seriously and your feedback matters to us.", id="values"),
        pytest.param("", id="empty"),
    ],
)
def test_draft_without_news_answers_nothing(draft: str) -> None:
    assert informative(draft) == []
    (answer,) = weighed("When does the shop open?", draft)
    assert not answer.addressed
    assert answer.score < 0.4 < ADDRESSED
    assert answer.evidence is None


@pytest.mark.parametrize(
    ("draft", "expected"),
    [
        pytest.param("Hi Eva,\nThe shop opens at nine.\nTom", ["The shop opens at nine."], id="news"),
        pytest.param(
            "Thanks for the photo, I've ordered a new lid.",
            ["Thanks for the photo, I've ordered a new lid."],
            id="thanks and news",
        ),
        pytest.param(
            "I'll find out and write to you by Friday.",
            ["I'll find out and write to you by Friday."],
            id="a deferral with an owner",
        ),
        pytest.param(
            "Could you tell me the serial number, so I can look it up?",
            ["Could you tell me the serial number, so I can look it up?"],
            id="a question with a purpose",
        ),
        pytest.param("Done!", ["Done!"], id="one word"),
        pytest.param(
            "Sorry, we don't sell them any more.",
            ["Sorry, we don't sell them any more."],
            id="a refusal that says sorry",
        ),
    ],
)
def test_sentence_with_news_is_informative(draft: str, expected: list[str]) -> None:
    assert informative(draft) == expected


@pytest.mark.parametrize(
    ("inbound", "draft"),
    [
        pytest.param(
            "Why does my lamp hum when it is dimmed?",
            "Hi Ana,\n\nThis page has all we know: https://help.example.com/dimming",
            id="a link alone",
        ),
        pytest.param(
            "How do I return the rug?",
            "Hi Ana,\n\nSorry about that. Please see the following.\n\nhttps://help.example.com/returns",
            id="a link on a line of its own",
        ),
        pytest.param(
            "Who changed my plan, and could I have the old one back?",
            "Please open a ticket at https://help.example.com/new and our plan team goes through both.",
            id="a link to another channel",
        ),
        pytest.param("Please cancel my order.", "Hi Ben,\n\nI've cancelled it.", id="a request that is done"),
        pytest.param("Could you swap my seat?", "Done, it's 14C now.", id="done, in a word"),
        pytest.param("do you support SSO yes or no", "Sorry for the wait. Yes, on Team.", id="a plain yes"),
        pytest.param(
            "When does the new card arrive? Is there anything else I need to do?",
            "Hi Ben,\n\nThe new card arrives on Friday.",
            id="nothing more to say",
        ),
    ],
)
def test_link_deed_or_plain_yes_settles_the_question(inbound: str, draft: str) -> None:
    assert all(answer.addressed for answer in weighed(inbound, draft))


@pytest.mark.parametrize(
    ("inbound", "draft", "expected"),
    [
        pytest.param(
            "How do I return the rug? When does the shop in Leeds open?",
            "To return the rug, follow the steps at https://help.example.com/returns now. The rug must be"
            " rolled up. Our van collects it.",
            [True, False],
            id="a link about one of two questions",
        ),
        pytest.param(
            "Can you refund one of the two payments? Could you also tell me why it happened?",
            "One of the two is refunded. Under Settings > Plan you see the date of the next payment.",
            [True, False],
            id="a way through a menu is no link",
        ),
        pytest.param(
            "When does the new card arrive? Is there anything else I need to send you before you unlock the account?",
            "Hi Ben,\n\nThe new card arrives on Friday.",
            [True, False],
            id="something else that is asked for a purpose",
        ),
        pytest.param(
            "Please cancel my order. How do I close my account?",
            "I've cancelled the order for you.",
            [True, False],
            id="a deed beside a question",
        ),
    ],
)
def test_link_or_deed_leaves_the_other_question_open(inbound: str, draft: str, expected: list[bool]) -> None:
    assert [answer.addressed for answer in weighed(inbound, draft)] == expected


def test_answers_come_in_the_order_of_the_questions_with_their_evidence() -> None:
    draft = "Hi Jo,\n\nThe oven ships on Friday. The guarantee runs for two years."
    first, second = weighed("How long is the guarantee? When will the oven ship?", draft)
    assert first.question.text == "How long is the guarantee?"
    assert first.evidence is not None
    assert first.evidence.of(draft) == "The guarantee runs for two years."
    assert second.evidence is not None
    assert second.evidence.of(draft) == "The oven ships on Friday."


def test_no_question_gives_no_answers() -> None:
    assert weighed("Thanks, the lamp works.", "Glad to hear it.") == ()


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("refunds", "refunded"),
        ("deliver", "delivery"),
        ("cancelling", "cancellation"),
        ("parties", "party"),
        ("shipped", "shipping"),
        ("install", "installation"),
        ("customer's", "customers"),
        ("sent", "sending"),
    ],
)
def test_forms_of_a_word_share_a_stem(word: str, other: str) -> None:
    assert stem(word) == stem(other)


@pytest.mark.parametrize(
    ("word", "other"), [("bus", "busy"), ("party", "part"), ("order", "ordinal"), ("bill", "bin")]
)
def test_different_words_keep_different_stems(word: str, other: str) -> None:
    assert stem(word) != stem(other)


@settings(max_examples=60, deadline=None)
@given(
    st.text(alphabet="abc you can when send, .?!\n12:", max_size=120),
    st.text(alphabet="yes it is, .?!\n12:£", max_size=120),
)
def test_every_question_gets_a_score_and_evidence_inside_the_draft(inbound: str, draft: str) -> None:
    asking = Document(Message(inbound), INDEX)
    answers = weigh_answers(asking, Document(Message(draft, role="agent"), INDEX))
    assert [answer.question for answer in answers] == list(asking.questions)
    for answer in answers:
        least = REQUEST_ADDRESSED if answer.question.kind == "request" else ADDRESSED
        assert 0 <= answer.score <= 1
        assert answer.addressed == (answer.score >= least)
    assert all(0 <= answer.open_chance <= 1 - answer.score for answer in answers)
    assert all(
        answer.evidence is None or 0 <= answer.evidence.start < answer.evidence.end <= len(draft)
        for answer in answers
    )


@pytest.mark.parametrize(
    ("inbound", "draft"),
    [
        pytest.param(
            "Is there parking?", "Two parking places behind the bakery are kept for you.", id="only its words"
        ),
        pytest.param("Can a small van tow it?", "It is 390 kg, which most vans can tow.", id="modal verb"),
        pytest.param("When do you open?", "We open at nine.", id="hour in words"),
        pytest.param("Is the lamp blue or green?", "The lamp is green.", id="one of two"),
        pytest.param(
            "Do you deliver on Saturdays or only on weekdays?", "We deliver on weekdays only.", id="either or"
        ),
        pytest.param(
            "Which cable goes into which socket?",
            "Put the grey cable into the left socket and the black one into the right.",
            id="imperative",
        ),
        pytest.param(
            'What does it mean when the heater shows "frost hold"?',
            "Frost hold is a mode in which the heater keeps the pipes at five degrees.",
            id="definition",
        ),
        pytest.param(
            "Why was I sent a reminder when I had paid?",
            "The reminder was printed at noon and your payment came in the same afternoon.",
            id="reason without because",
        ),
        pytest.param(
            "Will we get money back for the days without water?",
            "You get 9 euros back for each day without water.",
            id="what you get",
        ),
    ],
)
def test_a_short_plain_reply_to_one_question_answers_it(inbound: str, draft: str) -> None:
    (answer,) = weighed(inbound, f"Hi Ana,\n\n{draft}\n\nKind regards,\nLena")
    assert answer.addressed


@pytest.mark.parametrize(
    ("inbound", "draft"),
    [
        ("Is breakfast included and can I bring my dog?", "Breakfast is served from seven."),
        ("When do you open? Can I bring my dog?", "We open at nine."),
    ],
)
def test_a_short_reply_to_something_else_leaves_the_last_question_open(inbound: str, draft: str) -> None:
    assert not weighed(inbound, f"Hi Ana,\n\n{draft}\n\nKind regards,\nLena")[-1].addressed


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Can a small van tow it?", "It is 390 kg, which most small vans may tow."),
        ("Is there parking?", "Two parking spaces by the mill are kept for guests."),
        ("Why must I sign again?", "We ask all members to sign again because the old form is out of date."),
        ("Is the tent waterproof?", "The tent is waterproof up to two metres."),
    ],
)
def test_words_that_come_back_with_what_was_wanted_answer_among_others(question: str, answer: str) -> None:
    inbound = f"How long is the walk to the lake? {question}"
    draft = f"Hi Ana,\n\nThe walk takes an hour at an easy pace. {answer} I have laid a map aside for you.\n\nLena"
    assert weighed(inbound, draft)[1].addressed


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Can a small van tow it?", "Towing is a subject many guests ask about."),
        ("Why must I sign again?", "Forms are printed on thick paper at a mill."),
    ],
)
def test_talk_of_the_matter_leaves_a_question_among_others_open(question: str, answer: str) -> None:
    inbound = f"How long is the walk to the lake? {question}"
    draft = f"Hi Ana,\n\nThe walk takes an hour at an easy pace. {answer} I have laid a map aside for you.\n\nLena"
    assert not weighed(inbound, draft)[1].addressed


@pytest.mark.parametrize(
    ("inbound", "draft", "addressed"),
    [
        ("can u order it in and how long", "If I order one now it'll be in the shop on Wednesday.", True),
        ("Is it in stock and how much is it?", "We have three left at 45 pounds each.", True),
        ("can u order it in and how long", "I can order one, no trouble at all.", False),
    ],
)
def test_a_bare_question_is_answered_by_its_sort_of_fact(inbound: str, draft: str, addressed: bool) -> None:
    assert weighed(inbound, f"Hi Ana,\n\n{draft}\n\nLena")[-1].addressed == addressed


@pytest.mark.parametrize(
    ("words", "stems"),
    [
        ("put twelve aside", ["12", "asid"]),
        ("a half-size violin", ["half", "siz", "violin"]),
        ("by e-mail", ["email"]),
        ("order 12-34", ["order", "12-34"]),
    ],
)
def test_numbers_and_compounds_are_compared_by_what_they_say(words: str, stems: list[str]) -> None:
    assert content_stems(words.split()) == stems


@pytest.mark.parametrize(
    ("draft", "asks_back"),
    [
        ("Does it happen with every file?\nWhere are they kept?", True),
        ("Please let us know which program it was and what it said.", True),
        ("Is the app up to date? ^Ines\nKeep us posted.", True),
        ("Let the lid cool for ten minutes before it is opened.", False),
        ("Let me tell you about our summer party, it was lovely.", False),
    ],
)
def test_a_reply_that_only_asks_back_leaves_nothing_surely_open(draft: str, asks_back: bool) -> None:
    (answer,) = weighed("How much is the ferry on a Sunday, with two cars?", draft)
    assert (answer.score >= ASKED_BACK and not answer.addressed) == asks_back


@pytest.mark.parametrize(
    ("question", "draft", "settled"),
    [
        ("May we have a seat by the aisle?", "I've put you down for 4C.", True),
        ("Can I return it?", "We've updated your address.", False),
        ("Can I return the table I bought?", "We have moved your case to the furniture team.", False),
        ("Could you clean the spot on my coat?", "I have saved your details.", False),
        ("Can I cancel my room?", "I have saved your details.", False),
        ("Can I have my money back?", "I have put you down for the newsletter.", False),
    ],
)
def test_only_a_place_that_is_asked_for_is_given(question: str, draft: str, settled: bool) -> None:
    (answer,) = weighed(question, draft)
    assert answer.addressed == settled


@pytest.mark.parametrize(
    ("below", "addressed"),
    [
        ("Our payment page timed out and sent the charge a second time.", True),
        ("> And another thing\n\nIt rains here.", False),
        ("When did you see it?", False),
    ],
)
def test_what_stands_below_the_quoted_question_answers_it(below: str, addressed: bool) -> None:
    inbound = "I paid on Monday. I just want to understand how this happened. Do you sell bells?"
    draft = f"Hi Ana,\n\n> I just want to understand how\n> this happened\n\n{below}\n\nLena"
    answer = weighed(inbound, draft)[0]
    assert answer.addressed == addressed
    if addressed:
        assert answer.evidence is not None
        assert answer.evidence.of(draft) == below


@given(
    st.lists(st.lists(st.sampled_from((0.0, 0.2, 0.5, 0.9)), min_size=4, max_size=4), min_size=1, max_size=4)
)
def test_questions_are_aligned_as_well_as_can_be_in_their_order(base: list[list[float]]) -> None:
    def worth(path: Sequence[int]) -> float:
        shared = sum(a == b for a, b in pairwise(path))
        return sum(row[j] for row, j in zip(base, path, strict=True)) - SHARED * shared

    path = aligned(base)
    in_order = [p for p in product(range(4), repeat=len(base)) if list(p) == sorted(p)]
    assert path == sorted(path)
    assert worth(path) == pytest.approx(max(map(worth, in_order)))


class Counted(float):
    """A number that counts how often any of them was compared."""

    comparisons = 0

    def __gt__(self, other: float) -> bool:
        Counted.comparisons += 1
        return float(self) > float(other)


def test_aligning_takes_the_time_of_the_length() -> None:
    Counted.comparisons = 0
    aligned([[Counted(j % 7) for j in range(2_000)] for _ in range(3)])
    assert Counted.comparisons < 50_000


def test_more_pairs_than_anybody_waits_for_are_not_weighed() -> None:
    inbound = "Is the lamp in stock? Do you ship to Malta?"
    draft = "The lamp is here now. " * (MOST_PAIRS // 2)
    assert len(weighed(inbound, draft)) == 2
    with pytest.raises(TooMany, match="10,001 sentences, too many to hold against 2 questions"):
        weighed(inbound, draft + "We ship to Malta.")


@pytest.mark.parametrize(
    "draft",
    [
        pytest.param(
            "On Tuesday Ana Lima wrote:\n> Can I pay by card?\n\nWe ship to Spain for 9 euros.", id="history"
        ),
        pytest.param(
            "> Can I pay by card?\n> Do you ship to Spain?\n\nThe shop is shut on Sunday.", id="two"
        ),
        pytest.param("> Can I pay by card?\n\nHi Ana,\n\nThe shop is shut on Sunday.", id="a letter below"),
    ],
)
def test_a_mail_quoted_whole_is_not_answered_by_what_follows(draft: str) -> None:
    answers = weighed("I saw the lamp. Can I pay by card? Do you ship to Spain?", draft)
    assert not answers[0].addressed


@pytest.mark.parametrize(
    ("told", "addressed"),
    [
        ("The next service falls in the week of 8 February, and I have put your number on the job.", True),
        ("The service is done by two engineers, and I have put your number on the job.", False),
    ],
)
def test_the_sentence_that_is_closest_answers_with_the_fact_that_is_wanted(
    told: str, addressed: bool
) -> None:
    inbound = (
        "Is the lift safe to ride? And could you tell me when the yearly service is due, I lost the card."
    )
    draft = f"Hi Ana,\n\nThe lift is safe to ride as it is.\n\n{told}\n\nLena"
    assert weighed(inbound, draft)[1].addressed == addressed
