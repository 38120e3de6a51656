"""Skeletons of all sorts of mail: the right name, every question once, and no finding but the slots."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from functools import cache
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from replycheck.check import check
from replycheck.cli.main import main
from replycheck.drafting import Shelf, Skeleton, draft
from replycheck.model import Case, Channel, Finding, Message, SelfService, Settings
from replycheck.read import read_text, read_thread
from replycheck.rules import Ruleset, load_rules
from replycheck.understand import Document
from replycheck.understand.slots import find_slots, written

HERE = Path(__file__).parent
EXAMPLES = HERE.parents[1] / "examples"
MAILS = sorted((HERE / "mails").iterdir())
INBOUNDS = [*MAILS, *sorted(EXAMPLES.glob("*/inbound.eml"))]
SLOT_RULE = "placeholders/unfilled"


@cache
def rules() -> Ruleset:
    return load_rules()


@cache
def shelf() -> Shelf:
    return Shelf()


def made(
    inbound: Message,
    *,
    template: str | None = None,
    channel: Channel = "email",
    hours: float = 2,
    earlier: tuple[Message, ...] = (),
    team: Settings = Settings(),
) -> tuple[Skeleton, Case]:
    """A skeleton that leaves some hours after the mail, and the case it makes."""
    leaves = (inbound.sent_at or datetime(2026, 5, 4, 9, tzinfo=timezone.utc)) + timedelta(hours=hours)
    skeleton = draft(
        Document(inbound, rules().index),
        shelf(),
        team,
        template=shelf().get(template) if template else None,
        channel=channel,
        agent="Ines",
        leaves=leaves,
        earlier=earlier,
    )
    reply = read_text(skeleton.text, role="agent", path="draft")
    return skeleton, Case(reply, inbound, earlier, channel=channel, draft_date=leaves)


def beside_slots(case: Case, ruleset: Ruleset | None = None) -> list[str]:
    """The rules that find anything but a slot; every slot has to be found once."""
    found: list[Finding] = list(check(case, ruleset or rules()))
    slots = [slot.span for slot in Document(case.draft, rules().index, has_slots=True).slots]
    assert [f.span for f in found if f.rule == SLOT_RULE and f.span in slots] == slots
    return [f"{f.rule}: {f.message}" for f in found if f.rule != SLOT_RULE or f.span not in slots]


def folded(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("hours", [2, 240])
@pytest.mark.parametrize("path", INBOUNDS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_fresh_skeleton_has_no_finding_but_its_slots(path: Path, hours: float) -> None:
    inbound, earlier = read_thread(path)
    skeleton, case = made(inbound, hours=hours, earlier=earlier)
    assert beside_slots(case) == []
    assert list(find_slots(skeleton.text))


@pytest.mark.parametrize("channel", [c for c in get_args(Channel) if c != "email"])
@pytest.mark.parametrize("path", INBOUNDS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_fresh_skeleton_for_a_short_channel_has_none_either(path: Path, channel: Channel) -> None:
    inbound, earlier = read_thread(path)
    assert beside_slots(made(inbound, channel=channel, earlier=earlier)[1]) == []


APOLOGISING = ("complaint", "apology")
"""Templates that are rightly found fault with where somebody names them for a happy mail."""


@pytest.mark.parametrize("template", [t.name for t in Shelf().templates if t.name != "other-language"])
def test_every_template_may_be_named_for_every_mail(template: str) -> None:
    for path in MAILS:
        inbound, earlier = read_thread(path)
        happy = Document(inbound, rules().index).mood.label == "happy"
        if inbound.language not in (None, "en") or (happy and template in APOLOGISING):
            continue
        _, case = made(inbound, template=template, earlier=earlier)
        assert (path.stem, beside_slots(case)) == (path.stem, [])


NAMES_AND_QUESTIONS = [
    # mail, template, the first line, how many questions are quoted
    ("plain-question.eml", "question", "Hello Noor,", 2),
    ("formal.eml", "question", "Dear Edmund Ashworth,", 1),
    ("slangy.eml", "outage-or-bug", "Hi Jojo,", 2),
    ("late-upset.eml", "late-parcel", "Hello Carla,", 2),
    ("late-calm.eml", "late-parcel", "Hello Tomas,", 1),
    ("worried.eml", "question", "Hello Sunniva,", 2),
    ("praise.eml", "praise", "Hello Giulia,", 0),
    ("praise-question.eml", "praise", "Hello Wen,", 1),
    ("refund.eml", "refund-or-return", "Hello Olu,", 2),
    ("broken-with-photo.eml", "refund-or-return", "Hello Bea,", 1),
    ("two-files.eml", "question", "Hello Aled,", 1),
    ("cancel-plan.eml", "cancellation", "Hello Mette,", 2),
    ("pause.eml", "cancellation", "Hello Ravi,", 2),
    ("outage.eml", "outage-or-bug", "Hello Klara,", 2),
    ("login-upset.eml", "complaint", "Hello Dev,", 1),
    ("our-mistake.eml", "apology", "Hello Ilse,", 1),
    ("charged-twice.eml", "refund-or-return", "Hello Fionn,", 1),
    ("no-name.eml", "question", "Hello,", 1),
    ("company.eml", "question", "Hello,", 2),
    ("no-question.eml", "outage-or-bug", "Hello Pia,", 0),
    ("thanks-only.eml", "question", "Hello Sam,", 0),
    ("many-questions.eml", "question", "Hello Lotte,", 10),
    ("complaint.eml", "complaint", "Hello Hugo,", 0),
    ("delete-data.eml", "cancellation", "Hello Anouk,", 2),
    ("deadline.eml", "question", "Hello Marek,", 1),
    ("german.eml", "other-language", "Guten Tag Jonas,", 1),
    ("html.eml", "refund-or-return", "Hello Rosa,", 2),
    ("replied.eml", "question", "Hello Hana,", 1),
    ("secrets.eml", "refund-or-return", "Hello Greta,", 2),
    ("bereaved.eml", "cancellation", "Hello Moira,", 2),
    ("two-orders.eml", "question", "Hello Ben,", 1),
    ("chat.txt", "outage-or-bug", "Hello,", 1),
    ("post.txt", "late-parcel", "Hello,", 2),
    ("hostile-template.eml", "question", "Hello,", 2),
    ("hostile-markup.eml", "question", "Hello Mallory,", 2),
    ("hostile-terminal.eml", "question", "Hello Eve,", 2),
    ("hostile-slots.eml", "question", "Hello,", 2),
]  # fmt: skip


@pytest.mark.parametrize(("mail", "template", "first_line", "questions"), NAMES_AND_QUESTIONS)
def test_template_greeting_and_questions(mail: str, template: str, first_line: str, questions: int) -> None:
    inbound, earlier = read_thread(HERE / "mails" / mail)
    skeleton, _ = made(inbound, earlier=earlier)
    lines = skeleton.text.splitlines()
    assert (skeleton.template, lines[0]) == (template, first_line)
    assert len([line for line in lines if line.startswith("> ")]) == questions
    assert [line[:12] for line in lines].count("[next step: ") == 1
    assert skeleton.text.endswith("\nInes\n")


def test_every_mail_stands_in_the_table() -> None:
    assert sorted(row[0] for row in NAMES_AND_QUESTIONS) == [path.name for path in MAILS]


@pytest.mark.parametrize("path", INBOUNDS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_every_question_is_quoted_once_with_its_slot_below(path: Path) -> None:
    inbound, earlier = read_thread(path)
    if path.stem == "secrets":  # what is masked is no quotation
        pytest.skip("card and account numbers are masked there")
    skeleton, _ = made(inbound, earlier=earlier)
    text = folded(skeleton.text)
    questions = Document(inbound, rules().index).questions
    for question in questions:
        said = "".join(c for c in folded(question.text) if c.isprintable())
        assert text.count(said) == 1
    answers = [slot for slot in find_slots(skeleton.text) if slot.sort == "answer"]
    assert len(answers) >= len(questions)


@pytest.mark.parametrize(
    "folder", sorted(p.parent for p in EXAMPLES.glob("*/skeleton.txt")), ids=lambda p: p.name
)
def test_the_skeletons_of_the_examples_are_what_is_drafted(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    options = (folder / "options.txt").read_text(encoding="utf-8").split()
    dated = [option for option in options if option.startswith("--draft-date")]
    assert (
        main(["draft", "--isolated", "--against", str(folder / "inbound.eml"), "--agent", "Ines", *dated])
        == 0
    )
    expected = (folder / "skeleton.txt").read_text(encoding="utf-8")
    assert capsys.readouterr().out == expected
    page = EXAMPLES.parent / "docs" / "drafting.md"
    if page.is_file() and folder.name in page.read_text(encoding="utf-8"):
        assert expected in page.read_text(encoding="utf-8")


# -- filling it in -------------------------------------------------------------------------------


MAIL = "Hello,\n\nHow much is the annual plan? And do you ship the welcome kit to Norway?\n\nThanks,\nAna"


def filled(*fillings: tuple[str, str]) -> list[str]:
    """The rules that find something in a skeleton for MAIL with some slots filled."""
    inbound = read_text(MAIL)
    skeleton, case = made(inbound)
    text = skeleton.text
    for slot, words in fillings:
        start = text.index(f"[{slot}:")
        text = text[:start] + words + text[text.index("]", start) + 1 :]
    reply = read_text(text, role="agent", path="draft")
    report = check(Case(reply, inbound, draft_date=case.draft_date), rules())
    return sorted(f"{f.rule}" for f in report)


PRICE = ("answer 1", "The annual plan costs $120 for one person.")
NORWAY = ("answer 2", "Yes, we ship the welcome kit to Norway, in about a week.")
STEP = ("next step", "I will send you the invoice today.")


@pytest.mark.parametrize(
    ("fillings", "found"),
    [
        pytest.param([], [SLOT_RULE] * 3, id="nothing filled"),
        pytest.param([PRICE], [SLOT_RULE] * 2, id="one answer: the other slot still stands for its question"),
        pytest.param([NORWAY], [SLOT_RULE] * 2, id="the other answer"),
        pytest.param([PRICE, NORWAY], [SLOT_RULE], id="both"),
        pytest.param([PRICE, NORWAY, STEP], [], id="all filled: nothing is left"),
        pytest.param(
            [PRICE, ("answer 2", "")],
            ["answers/unanswered-question", SLOT_RULE],
            id="a slot taken out and not answered",
        ),
    ],
)
def test_a_skeleton_that_is_filled_in(fillings: list[tuple[str, str]], found: list[str]) -> None:
    assert filled(*fillings) == found


def test_an_open_next_step_stands_for_the_next_step_alone() -> None:
    inbound = read_text("This is the third time my order is wrong. I am furious, this is unacceptable.")
    bare = "Hi Ana,\n\nSorry about that.\n\n{}\n\nLena\n"

    def found(slot: str) -> set[str]:
        return {f.rule for f in check(Case(read_text(bare.format(slot), role="agent"), inbound), rules())}

    assert "ownership/no-next-step" in found("")
    assert "ownership/no-next-step" in found(written("answer", "the reason"))
    assert "ownership/no-next-step" not in found(written("next-step", "who does what"))


@given(st.text(max_size=200), st.sampled_from(["answer", "next-step", "fill-in"]), st.integers(0, 99))
def test_a_written_slot_is_read_again(hint: str, sort: str, number: int) -> None:
    slot = written(sort, hint, number if sort == "answer" else None)  # type: ignore[arg-type]
    (found,) = find_slots(f"Hi.\n\n{slot}\n")
    assert found.span.of(f"Hi.\n\n{slot}\n") == slot
    assert found.sort == sort


# -- what is said of the matter ------------------------------------------------------------------


def opening(
    text: str, *, subject: str | None = None, team: Settings = Settings(), channel: Channel = "email"
) -> str:
    from replycheck.records import replace

    return made(replace(read_text(text), subject=subject), team=team, channel=channel)[0].text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Where is order 88121? Ana", "your order 88121"),
        (
            "I bought a lamp, order 88121 of 3 May. I ordered it on 3 May. When does it come?",
            "your order 88121 of 3 May",
        ),
        ("The blue reading lamp arrived broken. What now?", "the blue reading lamp"),
        ("Can I change the name on my membership 4471-2209?", "your membership"),
    ],
)
def test_the_matter_is_named_in_the_customers_words(text: str, said: str) -> None:
    assert said in opening(text)


@pytest.mark.parametrize(
    ("text", "subject", "left_out"),
    [
        pytest.param(
            "When is it due?", "[Ticket #48213] Re: your order", "You wrote about", id="our own subject"
        ),
        pytest.param("When is it due?", "Question", "You wrote about", id="a subject that says nothing"),
        pytest.param("When is it due?", "{{ config }} [answer: x]", "[answer: x]", id="a subject with slots"),
        pytest.param("When is it due?", "card 4111 1111 1111 1111", "4111", id="a subject with a card"),
        pytest.param(
            "How do I add someone to account 8841-220-17?", "My account", "your account 8841", id="account"
        ),
        pytest.param("Orders 61001 and 61002, when do they come?", "", "order 61001", id="one of two orders"),
    ],
)
def test_what_is_not_said_of_the_matter(text: str, subject: str, left_out: str) -> None:
    assert left_out not in opening(text, subject=subject)


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        ("Can you charge my card 4111 1111 1111 1111?", "4111 1111 1111 1111"),
        ("Could you check whether my password is Tulip!2049x?", "Tulip!2049x"),
        ("Can you refund to DE89 3704 0044 0532 0130 00?", "3704 0044"),
        ("Is my PIN: 8842 still right?", "8842"),
        ("Why is my CVV = 119 refused?", "119"),
        ("Does the key sk_live_4eC39HqLyjWDarjtT1zdp7dc still work?", "4eC39HqLyjWDarjtT1zdp7dc"),
    ],
)
def test_secrets_are_not_quoted(text: str, secret: str) -> None:
    skeleton = opening(f"Hello, {text} Greta")
    assert "> " in skeleton
    assert secret not in skeleton


def test_a_post_holds_no_number_of_the_customers() -> None:
    text = "where is my order 88121? can you mail ana@example.com or ring 020 7946 0991?"
    skeleton = opening(text, channel="social")
    assert not [word for word in ("88121", "ana@example.com", "0991") if word in skeleton]


PAGE = SelfService("returns", ("return", "send back"), "https://help.example.com/returns")


@pytest.mark.parametrize(
    ("text", "linked"),
    [
        ("How do I return the lamp?", True),
        ("I returned the lamp. Did it arrive?", True),
        ("How tall is the lamp?", False),
        ("I read https://help.example.com/returns. How do I return the lamp?", False),
    ],
)
def test_a_page_of_the_team_is_linked_where_the_mail_speaks_of_its_topic(text: str, linked: bool) -> None:
    team = Settings(self_service=(PAGE,))
    assert (f"More about returns: {PAGE.link}" in opening(text, team=team)) is linked
    _, case = made(read_text(text), team=team)
    assert beside_slots(case, rules().with_settings(team)) == []


def test_a_customer_who_lost_somebody_reads_nothing_else_first() -> None:
    inbound, _ = read_thread(HERE / "mails" / "bereaved.eml")
    assert made(inbound)[0].text.splitlines()[2] == "I am very sorry for your loss."


@pytest.mark.parametrize(
    ("text", "first"),
    [
        pytest.param("My husband died in April. How do I close his account?", "I am very sorry for your loss.", id="a death"),
        pytest.param(
            "Our old dog Biscuit was put to sleep on Friday. When can we collect his ashes?",
            "I am very sorry for your loss.",
            id="an animal's",
        ),
        pytest.param("My mum is in hospital. Can I move my booking?", "I am sorry to read about your mum. Here is what", id="illness"),
    ],
)  # fmt: skip
def test_sorrow_comes_first(text: str, first: str) -> None:
    assert opening(text).splitlines()[2].startswith(first)


@pytest.mark.parametrize(
    "text",
    [
        "The driver closed the door on my daughter's arm. She is shaken. Is there CCTV on the bus?",
        "I missed my wake-up call and my train. Who pays for the ticket?",
        "I bought two lamps in May and they died after a week. Can I have new ones?",
        "My phone died on me twice. Is it still under guarantee?",
        "I am nervous about the dentist. Can I bring my sister?",
        "I lost my wallet in your shop. Has anybody found it?",
        "In the wake of the flood we need a new carpet. Do you deliver to York?",
    ],
)
def test_nobody_is_told_of_a_loss_they_did_not_have(text: str) -> None:
    assert "loss" not in opening(text)


ILL = "My husband has been in hospital since Friday and your agent told me twice that this is no reason to move it."


@pytest.mark.parametrize(
    ("text", "first"),
    [
        pytest.param(
            f"I am furious. {ILL} I want booking 5512 moved to June.",
            "I am sorry to read about your husband. I am also sorry about what happened with your booking 5512.",
            id="illness in an angry mail",
        ),
        pytest.param(
            "My wife died in May and you sent her the third reminder. This is disgraceful, unacceptable, a joke.",
            "I am very sorry for your loss, and for the trouble on top of it.",
            id="a death in an angry mail",
        ),
        pytest.param(
            "Your letter upset my mother very much. This is unacceptable.",
            "I am sorry about what happened. I am on it myself.",
            id="anger alone",
        ),
        pytest.param(
            "Two of the six boxes of order 7781 were crushed when they came, and the jars are in pieces.",
            "I am sorry for the trouble with your order 7781.",
            id="a fault without a question",
        ),
        pytest.param(
            "I was charged for a course that was called off. It is invoice 4410.",
            "I am sorry for the trouble with your invoice 4410. I am taking care of this myself.",
            id="charged wrongly",
        ),
        pytest.param(
            "My order 7781 came today, and I put the crushed ice into it.",
            "Thank you for telling me about your order 7781.",
            id="crushed ice",
        ),
        pytest.param(
            "I would like to return order 7781. I ordered the wrong size.",
            "I am taking care of this myself. Here is where things stand with your order 7781.",
            id="a slip of one's own",
        ),
        pytest.param(
            "I would like a refund for order 7781. I do not want to be charged for a second one.",
            "I am taking care of this myself. Here is where things stand with your order 7781.",
            id="a fault that is feared",
        ),
        pytest.param(
            "I would like a refund, both were crushed.",
            "I am sorry for this and am putting it right.",
            id="a fault of something that is not named",
        ),
        pytest.param(
            "If the lamp is broken, I would like a refund for order 7781.",
            "I am taking care of this myself. Here is where things stand with your order 7781.",
            id="a fault that is only supposed",
        ),
        pytest.param(
            "Our dog ate two of your batteries. Is it dangerous? Who can we call at night?",
            "I understand why this worries you.",
            id="fear for an animal",
        ),
        pytest.param(
            "When do you open? Is there a bus?",
            "Let me answer your questions one by one.",
            id="two questions",
        ),
        pytest.param(
            "I want to cancel my membership. When does it end?",
            "Here is what happens next with your membership.",
            id="a cancellation",
        ),
    ],
)
def test_the_opening_fits_what_happened(text: str, first: str) -> None:
    assert opening(text).splitlines()[2].startswith(first)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("I just want to understand how this happened.", "how it came about"),
        ("How could this happen?", "how it came about"),
        ("What went wrong?", "how it came about"),
        ("How do I set it up?", "the steps"),
        ("What happens if I cancel in May?", "in a sentence or two"),
        ("Will the engineer bring the part or do I need to order it?", "which of the two, and why"),
        ("Should I send it back or keep it?", "which of the two, and why"),
        ("Should I send it back, or keep it or give it away?", "which of them, and why"),
        ("Can I pay by card or PayPal?", "yes or no, and why"),
        ("Do you ship to Malta or is that not possible?", "yes or no, and why"),
        ("Will it take a day or two?", "yes or no, and why"),
        ("I would like a refund for invoice 4410.", "what you do about it, and by when"),
        ("Could you send me the invoice for May?", "the file by its name, or why there is none yet"),
    ],
)
def test_a_slot_says_what_its_question_wants(text: str, hint: str) -> None:
    assert f"[answer: {hint}]" in opening(text)


@pytest.mark.parametrize(
    ("text", "quoted", "hint"),
    [
        (
            "I expect a written answer by Monday or I go to my lawyer.",
            "I expect a written answer by Monday",
            "what they can count on by that day",
        ),
        (
            "Please send the part by Friday, otherwise I will post this everywhere.",
            "Please send the part by Friday",
            "what you do about it, and by when",
        ),
        (
            "Please send the part by Friday or call me back.",
            "Please send the part by Friday or call me back",
            "what you do about it, and by when",
        ),
    ],
)
def test_a_threat_is_not_quoted_back(text: str, quoted: str, hint: str) -> None:
    skeleton = opening(f"The heating has failed three times. {text}")
    assert f"\n> {quoted}\n\n[answer: {hint}]" in skeleton.replace(".\n", "\n")


NUMBERED = (
    "Hello,\n\n1. I moved, my new address is 4 Elm Row.\n2. When is the next delivery?\n"
    "3. Can you send me the invoice for May?\n\nBy the way, do you sell lamps?\n\nSam"
)


def test_a_slot_has_the_number_that_the_customer_gave() -> None:
    skeleton, case = made(read_text(NUMBERED))
    assert [slot.number for slot in find_slots(skeleton.text) if slot.sort == "answer"] == [2, 3, 4]
    assert beside_slots(case) == []
    start = skeleton.text.index("[answer 3:")
    without = skeleton.text[:start] + skeleton.text[skeleton.text.index("]", start) + 1 :]
    report = check(Case(read_text(without, role="agent"), case.inbound, draft_date=case.draft_date), rules())
    asked = [f.match.related[0].span for f in report if f.rule.startswith("answers/")]
    assert [span.of(NUMBERED) for span in asked] == ["Can you send me the invoice for May?"]


@pytest.mark.parametrize(
    ("days", "said"), [(40, "Your mail is from 5 March,"), (250, "Your mail is from 5 March 2026,")]
)
def test_an_old_mail_is_named_with_its_year(days: int, said: str) -> None:
    from replycheck.records import replace

    sent = datetime(2026, 3, 5, 9, tzinfo=timezone.utc)
    assert said in made(replace(read_text("When do you open?"), sent_at=sent), hours=24 * days)[0].text


@pytest.mark.parametrize(
    ("text", "files", "said"),
    [
        pytest.param("Is it broken?", ("lamp.jpg",), "Your file lamp.jpg came through.", id="a file"),
        pytest.param("Is it broken?", ("a.jpg", "b.jpg"), "Your files a.jpg and b.jpg came through.", id="two"),
        pytest.param(
            "Is it broken?",
            ("a.jpg", "b.jpg", "c.jpg"),
            "Your files a.jpg, b.jpg and c.jpg came through.",
            id="three",
        ),
        pytest.param(
            "I have attached a photo. Is it broken?",
            None,
            "[fill in: a sentence on the attachment they mention: what it shows, or that none came]",
            id="a file that nobody can be sure of",
        ),
        pytest.param(
            "I have attached a photo. Is it broken?",
            (),
            "[fill in: a sentence on the attachment they mention: what it shows, or that none came]",
            id="a file that did not come",
        ),
        pytest.param("Is it broken?", None, "", id="none"),
    ],
)  # fmt: skip
def test_of_files_only_what_is_known_is_said(text: str, files: tuple[str, ...] | None, said: str) -> None:
    from replycheck.records import replace

    skeleton = made(replace(read_text(text), attachments=files))[0].text
    assert said in skeleton
    assert "in front of me" not in skeleton
    assert ("attachment" in skeleton, "came through" in skeleton) == (
        "attachment" in said,
        "came through" in said,
    )


@pytest.mark.parametrize(
    ("text", "first"),
    [
        (
            "Just wanted to say the lemon cake was perfect. Everybody loved it.",
            "Thank you for the kind words.",
        ),
        ("The boots are perfect, thank you! Could you send new laces?", "Thank you for the kind words."),
        ("You got my name wrong on the invoice again. Thanks for the help, I suppose.", ""),
    ],
)
def test_praise_is_thanked_for_and_nothing_is_felt(text: str, first: str) -> None:
    skeleton = opening(text)
    assert "made my day" not in skeleton
    assert "lovely to read" not in skeleton
    assert ("kind words" in skeleton) is bool(first)


@pytest.mark.parametrize(
    ("subject", "said"),
    [
        ("API DOWN AGAIN", "“API down again”"),
        ("ORDER NOT ARRIVED", "“order not arrived”"),
        ("Lamp WITHOUT a shade", "“Lamp WITHOUT a shade”"),
    ],
)
def test_a_shouted_subject_is_said_quietly(subject: str, said: str) -> None:
    assert said in opening("It is the second one. Why is that?", subject=subject)


@pytest.mark.parametrize(
    ("name", "first_line"),
    [
        ("Edmund Ashworth", "Dear Edmund Ashworth,"),
        ("Prof. Edmund Ashworth", "Dear Edmund Ashworth,"),
        ("Ashworth, Edmund", "Dear Edmund Ashworth,"),
    ],
)
def test_a_formal_letter_is_answered_with_the_whole_name(name: str, first_line: str) -> None:
    from replycheck.records import replace

    text = "Dear Sirs,\n\nI should be obliged if you would inform me of the premium.\n\nYours faithfully,\nE. Ashworth"
    inbound = replace(read_text(text), name=name, first_name="Edmund")
    assert made(inbound)[0].text.splitlines()[0] == first_line


@pytest.mark.parametrize(
    ("signed", "first_line"),
    [
        pytest.param("Karin Holm", "Dear Karin Holm,", id="both names"),
        pytest.param("Karin", "Dear Karin,", id="the first alone"),
        pytest.param("Karin Holm Interiors Ltd", "Dear Karin,", id="a firm"),
        pytest.param("Karin\nAccounts Payable", "Dear Karin,", id="an office"),
    ],
)
def test_a_formal_letter_without_a_name_in_its_header_is_answered_by_its_signature(
    signed: str, first_line: str
) -> None:
    from replycheck.records import replace

    text = f"To whom it may concern.\n\nCould you kindly issue a new invoice?\n\nYours faithfully,\n{signed}"
    inbound = replace(read_text(text), first_name="Karin")
    assert made(inbound)[0].text.splitlines()[0] == first_line


def test_the_same_again_is_no_sign_of_a_mistake() -> None:
    from replycheck.drafting.topics import ranked

    text = "How lovely the tea is, thanks so much! I would like to order the same again."
    scores = {
        score.name: score.cues
        for score in ranked(Document(read_text(text), rules().index), shelf().templates)
    }
    assert scores["apology"] == ()


def test_a_mail_with_more_questions_than_are_quoted() -> None:
    text = "Hello,\n" + "".join(f"Can you send lamp {n} to card 4111 1111 1111 1111?\n" for n in range(900))
    skeleton = made(read_text(text))[0]
    assert skeleton.questions == skeleton.text.count("\n> ") == 40
    assert "4111 1111" not in skeleton.text


# -- hostile mails -------------------------------------------------------------------------------


HOSTILE = [path for path in MAILS if path.stem.startswith("hostile")]


@pytest.mark.parametrize("path", HOSTILE, ids=lambda path: path.stem)
@pytest.mark.parametrize("template", [t.name for t in Shelf().templates])
def test_a_hostile_mail_renders_and_runs_nothing(path: Path, template: str) -> None:
    inbound, _ = read_thread(path)
    text = made(inbound, template=template)[0].text
    unseen = [c for c in text if not c.isprintable() and c != "\n"]
    assert unseen == []
    for trace in ("root:", "49", "ImmutableSandboxed", "<Config", "__main__"):
        assert trace not in text
    own = [line for line in text.splitlines() if not line.startswith("> ")]
    assert not [
        line for line in own if "{{" in line or "{%" in line or "<script" in line or "[answer: y" in line
    ]


def test_slots_in_the_mail_are_no_slots_of_the_draft() -> None:
    inbound, _ = read_thread(HERE / "mails" / "hostile-slots.eml")
    _, case = made(inbound)
    slots = Document(case.draft, rules().index, has_slots=True).slots
    assert [(slot.sort, slot.number) for slot in slots] == [("answer", 1), ("answer", 2), ("next-step", None)]
    assert Document(inbound, rules().index).slots == ()


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=300), st.text(max_size=60), st.text(max_size=30))
def test_any_mail_makes_a_skeleton_of_its_own_lines(body: str, subject: str, name: str) -> None:
    """Whatever the mail holds: no line but quoted ones has its braces, and nothing in it acts."""
    inbound = Message(
        f"{body}\n\nCan you {body} it? {{{{ 7*7 }}}}",
        subject=subject,
        name=name,
        first_name=name,
        language="en",
    )
    text = made(inbound)[0].text
    assert all(c.isprintable() or c in "\n\u200d" for c in text)
    assert "{{" not in "".join(line for line in text.splitlines() if not line.startswith("> "))
    assert "[next step: " in text
