"""What belongs to one customer: their matter, their mood at the end, and words and steps they can follow."""

from __future__ import annotations

from typing import Any

import pytest

from replycheck.check import check
from replycheck.model import Case, Finding, Settings
from replycheck.read import read_text
from replycheck.rules import Ruleset, load_rules

RULES = load_rules()


def only(*rules: str) -> Ruleset:
    return Ruleset(RULES.rules, RULES.lexicons, RULES.config._replace(select=rules))


SPECIFIC = only("personal/nothing-specific")
CLOSING = only("personal/closing")
STEPS = only("clarity/steps-in-prose")
JARGON = only("clarity/jargon")


def findings(ruleset: Ruleset, draft: str, inbound: str | None = None, **case: Any) -> list[Finding]:
    customers = read_text(inbound) if inbound is not None else None
    return list(check(Case(read_text(draft, role="agent"), customers, **case), ruleset))


def marks(ruleset: Ruleset, draft: str, inbound: str | None = None, **case: Any) -> list[str]:
    return [finding.span.of(draft) for finding in findings(ruleset, draft, inbound, **case)]


# -- nothing specific ------------------------------------------------------------------------------

LAMP = "The blue lamp from order 88121 came without its shade, and Marek promised me a call on Monday."
TALK = [
    "Thank you for bringing this to our attention. Your feedback is valuable and helps us to improve our service.",
    "We are sorry to hear that your experience fell short of expectations. Our team is looking into the matter.",
    "Hi Ana,\n\nyour message has been received and forwarded to the relevant department. Somebody will be in touch with"
    " you shortly.\n\nKind regards,\nLena",
    "We hear you, and every guest matters to us! Thanks so much for being a part of our community. Stay tuned!",
    "Dear Customer,\n\nPlease rest assured that your concern is being treated with the utmost priority. We thank you for"
    " your continued patience and understanding.\n\nCustomer Care",
    "For more information please visit our website, where you will find answers to many frequently asked questions.",
    "Is there anything else we can help you with today? We are always happy to assist our valued customers.",
]  # fmt: skip


@pytest.mark.parametrize("draft", TALK)
def test_service_talk_to_somebody_with_a_matter_is_found(draft: str) -> None:
    (found,) = findings(SPECIFIC, draft, LAMP)
    assert "“88121”" in found.message
    assert "“Marek”" in found.message


@pytest.mark.parametrize("draft", TALK)
@pytest.mark.parametrize("inbound", ["Thanks!", "Hello, can you help me please?", "???"])
def test_service_talk_is_left_alone_where_the_customer_named_nothing(draft: str, inbound: str) -> None:
    assert marks(SPECIFIC, draft, inbound) == []


@pytest.mark.parametrize("draft", TALK)
def test_service_talk_without_an_inbound_is_skipped_and_not_passed(draft: str) -> None:
    report = check(Case(read_text(draft, role="agent")), SPECIFIC)
    assert [skipped.rule for skipped in report.skipped] == ["personal/nothing-specific"]


@pytest.mark.parametrize(
    "draft",
    [
        "Thanks, done.",
        "Yes, that works for us.",
        "Sorry about that, Ana. The shade goes out tonight.",
        "Thank you for your message. We will come back to you on Friday with an answer from our team.",
        "Thank you for your patience. It has been 3 days and we are still looking into this for you.",
        "We are sorry for the trouble. You will find what you need at https://help.example.com, please have a look.",
        "We are sorry to hear this. Could you tell us which model you have, so that we can look into it further?",
        "Sorry to hear that, it does not sound right. Please send us a photo and we will look into it at once.",
        "Thank you for writing to us. You wrote “without its shade”, and we take that very seriously here.",
        "We are very sorry about this. Whatever it cost is repaid in full and you may keep everything, no need to"
        " post anything.",
        "The courier dropped the box on the stairs, the depot tells me. He brings a fresh one and takes the old along.",
        "Thank you for letting us know. I have asked the warehouse to look into it, and they will reply to you directly.",
        "We are sorry to hear that and are looking into it right now. You will hear from us by the end of the day.",
        "I am sorry that nobody rang. Your lamp is on its way to you and the team has been told to call you about it.",
    ],
)  # fmt: skip
def test_what_is_short_or_says_something_in_other_words_is_left_alone(draft: str) -> None:
    assert marks(SPECIFIC, draft, LAMP) == []


def test_thanks_for_praise_are_left_alone() -> None:
    praise = "Marek fitted the blue lamp in an hour and it looks wonderful. Thank you all so much, brilliant service!"
    draft = "Thank you so much for your kind words! They mean a lot to us, and we will pass them on to the whole team."
    assert marks(SPECIFIC, draft, praise) == []


@pytest.mark.parametrize(
    "draft",
    [
        "Thank you for waiting, I am just checking this with a colleague and will be with you in a moment.",
        "So sorry to hear that! Please let me look into this for you, and thank you for your patience with us.",
    ],
)
def test_one_moment_in_a_chat_is_left_alone_and_in_a_mail_is_not(draft: str) -> None:
    assert marks(SPECIFIC, draft, LAMP, channel="chat") == []
    assert len(marks(SPECIFIC, draft, LAMP, channel="email")) == 1


@pytest.mark.parametrize("inbound", [LAMP, "Where is my lamp? The order is 88121 and the shop is in Leeds."])
def test_one_finding_says_that_a_reply_is_empty(inbound: str) -> None:
    """Stock wording and unanswered questions have rules of their own, and this one yields to them."""
    rules = only("personal/nothing-specific", "generic", "answers/nothing-answered")
    draft = "Thank you for contacting us. We apologise for any inconvenience. We value your feedback and are looking into it."
    found = {finding.rule for finding in findings(rules, draft, inbound)}
    assert found & {"generic/stock-density", "answers/nothing-answered"}
    assert "personal/nothing-specific" not in found


# -- closings --------------------------------------------------------------------------------------

CLOSINGS = [
    # what the customer wrote, what the reply says, what is marked
    ("Can I have my money back?", "We cannot refund it.\n\nHave a great day!\nLena", "Have a great day"),
    ("Can I have my money back?", "Refunds are not possible after 30 days. Enjoy your weekend!", "Enjoy your weekend"),
    ("Any news on my claim?", "Your claim has been rejected.\nHappy shopping!\nThe team", "Happy shopping"),
    ("May I swap the seat?", "I'm afraid we are unable to change it. Have a wonderful evening!", "Have a wonderful evening"),
    ("Is it covered?", "It is not covered, as the warranty has expired. Stay awesome!", "Stay awesome"),
    ("Please lift the fee.", "We don't make exceptions. Wishing you a lovely week ahead!", "Wishing you a lovely week ahead"),
    ("My mum died in May, please close it.", "It is closed.\n\nHave a good day,\nLena", "Have a good day"),
    ("My late husband had an account.", "We need a form from you. Have a nice weekend!", "Have a nice weekend"),
    ("I am furious, this is the third time and nobody cares. Unacceptable!", "It is noted. Have a fab day!", "Have a fab day"),
    ("You are a disgrace. I have been ignored for weeks and I am disgusted.", "We have no update yet. Happy Friday!", "Happy Friday"),
    ("The app crashed and my work is lost.", "Thank you for the feedback. Happy gaming!", "Happy gaming"),
]  # fmt: skip


@pytest.mark.parametrize(("inbound", "draft", "marked"), CLOSINGS)
def test_a_cheerful_farewell_under_bad_news_is_found(inbound: str, draft: str, marked: str) -> None:
    assert marks(CLOSING, draft, inbound) == [marked]


@pytest.mark.parametrize(
    ("inbound", "draft"),
    [
        ("When does it arrive?", "On Friday before noon.\n\nHave a great day!\nLena"),
        ("Can I have my money back?", "We cannot refund it, but you can swap it until the 30th.\n\nKind regards,\nLena"),
        ("Can I have my money back?", "Yes, it went out today. Enjoy your weekend!"),
        ("Thank you, it works again, brilliant!", "We can't wait to see what you build. Happy building!"),
        ("The room was filthy, I am disgusted.", "I am sorry that you did not enjoy your stay. I refunded the night today."),
        ("The app crashed twice.", "Please update to 4.2, that fixes it. Have a nice day!"),
        ("Two weeks without a fridge!", "I'm sorry. I have booked the fitter for tomorrow at 8. Have a good evening, Lena"),
        ("Can I bring my dog?", "We cannot have dogs inside, but the garden is open. Bring water, and enjoy the shade."),
        ("My battery died.", "A new one is £12 in any shop. Have a great day!"),
        ("How do I play it?", "Have a great day is the name of the third level; press start. It ends when you lose."),
    ],
)  # fmt: skip
def test_a_farewell_that_fits_is_left_alone(inbound: str, draft: str) -> None:
    assert marks(CLOSING, draft, inbound) == []


def test_a_refusal_needs_no_inbound() -> None:
    draft = "Unfortunately we cannot accept the return.\n\nHave a fantastic day!"
    assert marks(CLOSING, draft) == ["Have a fantastic day"]
    assert marks(CLOSING, "Your return is booked.\n\nHave a fantastic day!") == []


# -- steps -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("draft", "number"),
    [
        ("Open it, then click Menu, then choose Export, then save the file.", 4),
        ("Please open the app, tap your name, then choose Devices and sign out of each.", 4),
        ("First unplug it. Next, wait a minute. Then plug it in, and finally press the button.", 4),
        ("You should go to Billing, then select the card, then enter the number and then confirm it.", 4),
        (
            "Go to the menu and select Print. After that, choose the tray, insert the sheet and press Start.",
            5,
        ),
        ("Once it is cold, lift out the filter, rinse it, then dry it and put it back.", 4),
        ("Turn it off; unscrew the cap; then pour out the water; tighten the cap.", 4),
        ("Log in, open the file, press and hold the button, then click or tap Save.", 4),
    ],
)
def test_steps_chained_in_a_paragraph_are_found(draft: str, number: int) -> None:
    (found,) = findings(STEPS, draft)
    assert found.message.startswith(f"{number} steps ")


@pytest.mark.parametrize(
    "draft",
    [
        "Open it, then click Menu and choose Export.",
        "Open it, click Menu, choose Export, save the file.",
        "- Open it.\n- Then click Menu.\n- Choose Export.\n- Save the file.",
        "1) Open it\n2) then click Menu\n3) choose Export\n4) save the file",
        "We open the parcel, check the lamp, then pack it, print the label and send it back.",
        "I opened the file, changed the name, then saved it and sent it to you.",
        "Our fitter will turn off the water, then remove the pipe, cut it and fit the new one.",
        "The press opens at nine, then the set, the switch and the print are checked.",
        "Open the box. The lamp is in it. It was packed by Marek. Then it went to the depot. Press the button. It"
        " blinks. Choose a colour. Save it if you like.",
        "It is under Settings > Account > Devices > Sign out, then you are done.",
        "Send us a photo, then tell us the number, then give us a call and let us know.",
    ],
)  # fmt: skip
def test_few_steps_lists_and_what_we_do_ourselves_are_left_alone(draft: str) -> None:
    assert marks(STEPS, draft) == []


def test_a_post_may_chain_its_steps() -> None:
    draft = "Open it, then click Menu, then choose Export, then save the file."
    assert marks(STEPS, draft, channel="social") == []


# -- jargon of the team ----------------------------------------------------------------------------

TEAM = Settings(
    jargon={"goods-in": "the team that unpacks returns", "PO box": "our postal address", "SKU": "article"}
)


@pytest.mark.parametrize(
    ("draft", "marked"),
    [
        ("Goods-in has it.", ["Goods-in"]),
        ("The  po\nbox is closed.", ["po\nbox"]),
        ("Two SKUs are missing.", ["SKUs"]),
        ("Goods-in has it, and goods-in keeps it.", ["Goods-in"]),
        ("The RMA is at goods-in.", ["RMA", "goods-in"]),
    ],
)
def test_the_teams_own_jargon_is_found_at_its_first_use(draft: str, marked: list[str]) -> None:
    assert marks(JARGON.with_settings(TEAM), draft) == marked


def test_the_teams_words_are_taken_before_the_rules() -> None:
    (found,) = findings(JARGON.with_settings(TEAM), "The SKU is gone.")
    assert found.match.suggestions == ("article",)
    (found,) = findings(JARGON, "The SKU is gone.")
    assert found.match.suggestions == ("item number",)


@pytest.mark.parametrize(
    ("draft", "inbound"),
    [
        ("Goods-in has it.", "Is it at goods-in?"),
        ("The goods, in a box, are here.", None),
        ("Our goods-in-transit cover pays.", None),
        ("He said “goods-in” and meant us.", None),
    ],
)
def test_jargon_that_the_customer_used_and_other_words_are_left_alone(
    draft: str, inbound: str | None
) -> None:
    assert marks(JARGON.with_settings(TEAM), draft, inbound) == []


def test_accepted_terms_are_no_jargon() -> None:
    assert marks(JARGON.with_settings(Settings(accepted=("RMA",))), "The RMA is open.") == []
    assert marks(JARGON, "The RMA is open.") == ["RMA"]


# -- all of them -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text", ["", " ", "?", "then", "@a", "\n\n", "ﬁ İ ß then", "Have a great day", "I " * 2000]
)
def test_no_text_can_break_these_rules(text: str) -> None:
    rules = only("personal/nothing-specific", "personal/closing", "clarity/steps-in-prose", "clarity/jargon")
    for channel in ("email", "chat", "social"):
        findings(rules.with_settings(TEAM), text, text, channel=channel)


@pytest.mark.parametrize(
    ("mode", "advice"), [("draft", "in this case: the item"), ("macro", "every customer with")]
)
def test_the_advice_on_stock_phrases_is_one_that_the_text_can_follow(mode: Any, advice: str) -> None:
    draft = "We value your feedback. We apologise for any inconvenience. Please rest assured that we are looking into it."
    (found,) = findings(only("generic/stock-density"), draft, mode=mode)
    assert advice in found.message
