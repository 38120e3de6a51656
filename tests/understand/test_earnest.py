"""How likely a clause wants an answer, and what asks without the form of a question."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from replycheck.matching import Index
from replycheck.model import DOUBT, Answer, Question
from replycheck.read import read_text
from replycheck.understand import Document, earnest
from replycheck.understand.clauses import sentences_of
from replycheck.understand.earnest import Place, traits
from replycheck.understand.questions import find_questions, opened_clauses, places_of
from replycheck.understand.word_weights import packed, unpacked

INDEX = Index([])


def questions(text: str, role: str = "customer") -> tuple[Question, ...]:
    return find_questions(Document(read_text(text, role=role), INDEX))  # type: ignore[arg-type]


BEFORE = "I ordered a toaster on Monday and it came without its lead."


@pytest.mark.parametrize(
    ("meant", "idle"),
    [
        ("Can you send me a lead?", "Do you send toasters to the moon as well?"),
        ("When will the lead be here?", "When did toast become so hard?"),
        ("Does it need a special lead?", "Does anybody over there eat toast?"),
        ("Should I send the toaster back?", "Should I whistle at it until it is warm?"),
    ],
)
def test_a_question_on_the_matter_is_likelier_meant_than_a_jibe(meant: str, idle: str) -> None:
    chances = {q.text: q.earnest for q in questions(f"{BEFORE} {idle} {meant}")}
    assert chances[meant] > 0.7
    assert chances.get(idle, 0.0) < chances[meant]


def test_what_is_asked_alone_is_kept_whatever_the_doubt(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(earnest, "IDLE", 1.1)
    assert [q.text for q in questions(f"{BEFORE} Who ate it?")] == ["Who ate it?"]


def test_what_is_doubtful_is_left_out_beside_other_questions(monkeypatch: pytest.MonkeyPatch) -> None:
    text = f"{BEFORE} Can you send me a lead? Do you send toasters to the moon as well?"
    both = {question.text: question.earnest for question in questions(text)}
    assert len(both) == 2
    monkeypatch.setattr(earnest, "IDLE", sum(both.values()) / 2)
    assert [q.text for q in questions(text)] == ["Can you send me a lead?"]


def test_where_a_clause_stands_weighs() -> None:
    words = "do you send toasters to other people as well".split()
    calm = earnest.earnest(words, "?", "direct", Place(1, 2, False, 2))
    assert earnest.earnest(words, "?", "direct", Place(1, 2, True, 0)) != calm


def test_places_tell_an_outcry_before_and_what_is_shared() -> None:
    document = Document(
        read_text("What a mess! Does the toaster toast? Who ate the moon?", role="customer"), INDEX
    )
    sentences = sentences_of(document)
    first, second = places_of(document, opened_clauses(document, sentences), sentences)
    assert (first.after_outcry, second.after_outcry) == (True, False)


@pytest.mark.parametrize(
    "text",
    [
        "I couldn't work out whether the lid is part of the set.",
        "It isn't clear whether the lid is included.",
        "I was also wondering about the height of the shelf, whether it can be changed.",
        "I'd also like the receipt sent to my office.",
    ],
)
def test_a_sentence_may_ask_without_the_form_of_a_question(text: str) -> None:
    assert questions(f"{BEFORE} {text}")


@pytest.mark.parametrize(
    "text",
    [
        "The lid was part of the set.",
        "My neighbour asked me whether it was new.",
        "Thank you for the quick answer.",
        "We like the shelf very much.",
        "The shop said it would be here by Friday.",
        "Best regards, Ines",
    ],
)
def test_a_plain_statement_asks_nothing(text: str) -> None:
    assert not questions(f"{BEFORE} {text}")


def test_a_reply_is_read_by_grammar_alone() -> None:
    found = questions(f"{BEFORE} Who ate it? Could you send us a photo?", role="agent")
    assert [q.earnest for q in found] == [1.0] * len(found)


def test_traits_are_those_of_words_runs_and_place() -> None:
    found = traits(["so", "can", "i", "return", "it"], "?", "direct", Place(1, 2, True, 0))
    assert {"k:direct", "m:?", "s:can", "s:can i", "s:can i return", "e:it"} <= set(found)
    assert {"can", "can i", "2:i _"} <= set(found)
    assert {"3:can i _", "o:True", "h:0"} <= set(found)
    assert len(found) == len(set(found))


def test_doubt_lessens_the_chance_to_be_open() -> None:
    sure = Question(questions("Can I return it?")[0].span, "Can I return it?", "direct", "yn", 1.0)
    assert Answer(sure, False, 0.2, None).open_chance == pytest.approx(0.8)
    assert Answer(sure._replace(earnest=0.5), False, 0.2, None).open_chance == pytest.approx(0.8 * 0.5**DOUBT)


@settings(deadline=None)
@given(st.text(alphabet="abc ?!.,'whoyu\n12", max_size=80))
def test_every_chance_is_a_probability(text: str) -> None:
    assert all(0 <= question.earnest <= 1 for question in questions(text))


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from(
            "how which long who and is it ? , : what in if not the I maybe why please also can just could at either do don't wondered but would would be any 2 12".split()
        ),
        max_size=9,
    )
)
def test_words_of_questions_in_any_order_are_read(words: list[str]) -> None:
    for question in questions(" ".join(words)):
        assert question.text


@given(
    st.dictionaries(
        st.text(st.characters(exclude_characters="\t\n", exclude_categories=["Cs"]), min_size=1),
        st.integers(-128, 127),
        min_size=1,
    )
)
def test_packed_weights_come_back(weights: dict[str, int]) -> None:
    bias, scale, found = unpacked(packed(0.5, 0.25, weights, "x"))
    assert (bias, scale, dict(found)) == (0.5, 0.25, weights)
