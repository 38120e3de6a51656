"""What a chat, a post, a brand and a help page ask of a reply."""

from __future__ import annotations

from typing import Any

import pytest

from replycheck.check import check
from replycheck.model import Case, Finding, Message, SelfService, Settings, Severity
from replycheck.read import read_text
from replycheck.rules import Ruleset, load_rules

RULES = load_rules()


def only(rule: str) -> Ruleset:
    return Ruleset(RULES.rules, RULES.lexicons, RULES.config._replace(select=(rule,)))


FORMAT = only("channel/length-or-format")
PUBLIC = only("channel/data-in-public")
BRAND = only("links/wrong-recipient-or-brand")
PAGES = only("links/no-self-service")


def findings(ruleset: Ruleset, draft: str, inbound: str | None = None, **case: Any) -> list[Finding]:
    customers = read_text(inbound) if inbound is not None else None
    return list(check(Case(read_text(draft, role="agent"), customers, **case), ruleset))


def marks(ruleset: Ruleset, draft: str, inbound: str | None = None, **case: Any) -> list[str]:
    return [finding.span.of(draft) for finding in findings(ruleset, draft, inbound, **case)]


# -- markup, length, letters -----------------------------------------------------------------------


@pytest.mark.parametrize("channel", ["chat", "social"])
@pytest.mark.parametrize(
    ("draft", "marked"),
    [
        ("The **red** button, Ana.", "**red**"),
        ("Please press __Save now__ and wait.", "__Save now__"),
        ("### Next steps\nUnplug it.", "### Next steps"),
        ("It is in [our guide](https://help.example.com/a).", "[our guide](https://help.example.com/a)"),
        ("Here: ![photo](https://img.example.com/1.png)", "![photo](https://img.example.com/1.png)"),
        ("Hi Ana,<br><br>it left today.", "<br>"),
        ("It is <b>free</b> for you.", "<b>"),
        ('See <a href="https://a.example.com">this page</a>.', '<a href="https://a.example.com">'),
        ("| plan | price |\n|------|-------|\n| big | 12 |", "|------|-------|"),
    ],
)
def test_markup_that_shows_as_signs_is_found(channel: str, draft: str, marked: str) -> None:
    found = findings(FORMAT, draft, channel=channel)
    assert [f.span.of(draft) for f in found] == [marked]
    assert found[0].severity is Severity.WARNING


@pytest.mark.parametrize(
    "draft",
    [
        "The card ending **** 0078 is charged.",
        "What the f**k and s**t words get hidden.",
        "2 ** 3 ** 2 is 512.",
        "*you're, sorry, typo",
        "You are #1, and # 2 is Bo.",
        "1. open it\n2. press save\n- or don't",
        "I <3 that, and 3 > 2 < 5.",
        "my_file__name__final.py is fine",
        "Use `**kwargs` and `<br>` there.",
        "That is [sic] what (he) said, see [1] (below).",
        "Wear a <helmet> there, Bo.",
        "--- cut here ---",
    ],
)
def test_signs_that_are_no_markup_are_left_alone(draft: str) -> None:
    assert marks(FORMAT, draft, channel="chat") == []


def test_markup_is_left_alone_where_it_is_the_matter_or_the_format() -> None:
    draft = "Then write **bold** in it."
    assert marks(FORMAT, draft, channel="email") == []
    assert marks(FORMAT, draft, "How do I make text bold in Markdown?", channel="chat") == []
    message = read_text(draft, role="agent", markup="markdown")
    assert list(check(Case(message, channel="chat"), FORMAT)) == []


def words(number: int) -> str:
    """A text of exactly so many characters."""
    return (
        ("the lamp is on the van and comes to you, " * (number // 40 + 1))[: number - 1]
        .rstrip()
        .ljust(number, ".")
    )


@pytest.mark.parametrize(
    ("channel", "characters", "severity"),
    [
        ("chat", 900, None),
        ("chat", 901, Severity.WARNING),
        ("social", 500, None),
        ("social", 501, Severity.WARNING),
        ("email", 3000, None),
    ],
)
def test_a_text_has_a_limit_by_its_channel(channel: str, characters: int, severity: Severity | None) -> None:
    found = findings(FORMAT, words(characters), channel=channel)
    assert [f.severity for f in found] == ([severity] if severity else [])


@pytest.mark.parametrize(
    "draft",
    [
        "@ana_lima @lampland " + words(275),
        words(250) + " https://help.example.com/" + "a" * 200,
        words(250) + "\n\n---\n\n" + words(250),
        "1/2 " + words(250) + "\n2/2 " + words(250),
        words(250) + " (1/2)\n\n" + words(250) + " (2/2)",
        words(270) + " &amp; &amp;",
    ],
    ids=["handles", "a link counts as 23", "a rule", "numbers in front", "numbers behind", "entities"],
)
def test_a_post_is_counted_as_networks_count(draft: str) -> None:
    assert marks(FORMAT, draft, channel="social") == []


def test_the_limits_are_keys_of_the_rule() -> None:
    from replycheck.checkers.channel import ChannelFormat
    from replycheck.checkers.context import Context

    context = Context(Case(read_text("far too long, this", role="agent"), channel="chat"), FORMAT.index)
    assert [m.score for m in ChannelFormat("channel_letter", chat_limit=10)(context)] == [0.9]
    assert list(ChannelFormat("channel_letter", chat_limit=18)(context)) == []


@pytest.mark.parametrize(
    ("draft", "marked"),
    [
        ("Dear Sir or Madam,\nit left today.", "Dear Sir or Madam"),
        ("To whom it may concern, the shop is open.", "To whom it may concern"),
        ("It left today.\nYours faithfully,\nLena", "Yours faithfully"),
        ("It left today.\nYours sincerely,\nLena", "Yours sincerely"),
        ("Dear Ms Ito,\nit left today.\nKind regards,\nLena", "Dear Ms Ito"),
        ("We hereby acknowledge receipt of your message.", "We hereby acknowledge receipt of your message"),
    ],
)
def test_the_formalities_of_a_letter_are_worth_a_look_in_a_chat(draft: str, marked: str) -> None:
    found = findings(FORMAT, draft, "hey is it on its way", channel="chat")
    assert [(f.span.of(draft), f.severity) for f in found] == [(marked, Severity.SUGGESTION)]


@pytest.mark.parametrize(
    ("draft", "inbound"),
    [
        ("Hi Ana, it left today. Kind regards, Lena", "hey"),
        ("Dear Ms Ito, it left today.", "where is it"),
        ("Dear Sir or Madam, it left today.", "Dear Sirs, I should be grateful to learn where it is."),
        ("We are most sincerely sorry, Ana.", "hey"),
        ("It is yours now!", "hey"),
    ],
)
def test_an_ordinary_greeting_in_a_chat_is_left_alone(draft: str, inbound: str) -> None:
    assert marks(FORMAT, draft, inbound, channel="chat") == []


# -- data in public --------------------------------------------------------------------------------

IN_PUBLIC = [
    # what the post says, what is marked
    ("Your order 88121 left today!", ["order 88121"]),
    ("Order no. LX-4410 is packed.", ["Order no. LX-4410"]),
    ("Found it: order number is 77120345.", ["order number is 77120345"]),
    ("Order #4410 is out.", ["Order #4410"]),
    ("Found #8812177, it ships tonight.", ["#8812177"]),
    ("Your booking reference KQXTRB is for Saturday.", ["booking reference KQXTRB"]),
    ("Booking ref: RB-17812, two nights.", ["Booking ref: RB-17812"]),
    ("We opened ticket 5512087 for you.", ["ticket 5512087"]),
    ("Your case number is 88-1207.", ["case number is 88-1207"]),
    ("Your account 31926819 is open again.", ["account 31926819"]),
    ("Customer number 5512-883 is on the list.", ["Customer number 5512-883"]),
    ("Membership no 20418 runs until May.", ["Membership no 20418"]),
    ("Policy number HP/448120 covers it.", ["Policy number HP/448120"]),
    ("Invoice 2026-00417 was sent.", ["Invoice 2026-00417"]),
    ("Tracking number: JD0002 2441 0982 is moving.", ["Tracking number: JD0002 2441 0982"]),
    ("It is going to 14 Larch Ave, Leeds LS9 4XX tomorrow.", ["14 Larch Ave, Leeds LS9 4XX"]),
    ("Your parcel is on its way to 22 Larkhill Road!", ["22 Larkhill Road"]),
    ("We'll send the new one to 9 Old Mill Lane.", ["9 Old Mill Lane"]),
    ("We have you at 22 Larkhill Road, is that still right?", ["22 Larkhill Road"]),
    ("Your address is 4 Quay Street, correct?", ["4 Quay Street"]),
    ("It was delivered to Lindenstraße 14 at noon.", ["Lindenstraße 14"]),
    ("The €54.20 are for Calle Olmo 8.", ["Calle Olmo 8"]),
    ("The link went to ana.lima@mail.example an hour ago.", ["ana.lima@mail.example"]),
    ("Your e-mail address is a.lima@web.example, right?", ["a.lima@web.example"]),
    ("It's registered under ana_l@post.example.", ["ana_l@post.example"]),
    ("Is it still anaanalima@gmail.example?", ["anaanalima@gmail.example"]),
    ("We tried to call you on 07700 900614.", ["07700 900614"]),
    ("Your number is +49 151 5550 1234, isn't it?", ["+49 151 5550 1234"]),
    ("We'll ring you at (555) 010-4477 tonight.", ["(555) 010-4477"]),
    ("The mobile we have: your phone number 020 7946 0018.", ["020 7946 0018"]),
    ("Date of birth 02/11/88, right?", ["Date of birth 02/11/88"]),
    ("You're in room 618, fifth floor.", ["room 618"]),
    ("The porter is on his way to Room 618, isn't it?", ["Room 618"]),
    ("Goes out under the name Mrs P Askew, order on 3 May.", ["under the name Mrs P Askew"]),
]  # fmt: skip


@pytest.mark.parametrize(("draft", "marked"), IN_PUBLIC)
def test_a_customers_data_in_a_post_is_an_error(draft: str, marked: list[str]) -> None:
    found = findings(PUBLIC, draft, "@lampland what is going on??", channel="social")
    assert [f.span.of(draft) for f in found] == marked
    severities = {f.severity for f in found}
    assert severities <= {Severity.ERROR, Severity.WARNING}
    assert "gmail" in draft or severities == {Severity.ERROR}


@pytest.mark.parametrize("channel", ["email", "chat"])
@pytest.mark.parametrize(("draft", "marked"), IN_PUBLIC)
def test_the_same_data_may_stand_where_only_the_customer_reads(
    channel: str, draft: str, marked: list[str]
) -> None:
    assert marks(PUBLIC, draft, "what is going on??", channel=channel) == []


@pytest.mark.parametrize(
    "draft",
    [
        "Please send us your order number by direct message.",
        "DM us your postcode and the last four digits of the account.",
        "Call us on 0151 496 0880 or 0800 555 010, we are there until six.",
        "Our hotline is +44 20 7946 0018.",
        "Text STOP to 65075 and it ends.",
        "Ring 01632 960118 after two.",
        "Burst pipe? Don't wait for us, ring 01632 960333.",
        "Write to help@lampland.example or to lena.brand@lampland.example, please.",
        "Send the form to claims.uk@lampland.example.",
        "You can email me at lena@lampland.example.",
        "Drop Lena a line at lena.fix@gmail.example and she calls you.",
        "We're at 14 Elm Street, next to the bakery.",
        "Our new shop at 22 King Street opens on Friday.",
        "Come to 9 Old Mill Lane, Gate 3, and ask for Bo.",
        "Please return it to 5 Harbour Road, we pay the postage.",
        "Pipe repair in Quay Street until 18:00, a tanker stands at 12 School Lane.",
        "Engineers are at 40-52 Larch Avenue, all lines back by 20:00.",
        "Flight SK418 leaves at 13.10 and the 19:40 has room.",
        "We have 1500 in stock, order 2000 points' worth and it is free.",
        "The 2026 policy 12 says so, rule 7 on every ticket.",
        "In case 3 of you come, bring 2 tickets.",
        "Return 2019 models by 30/06, 24/7.",
        "Order by 17:00 and it leaves today.",
        "Order 3 for £12.50 and save 20%.",
        "Room 4 is free, and room 12 as well.",
        "The card ending 0078 was charged £86.40.",
        "Use code SAVE20 before 12/05/2026.",
        "Item 551207 is sold out, model 88121 is not.",
        "Batch 22-C was recalled, see our page.",
        "Read it here: https://lampland.example/orders/88121?customer=5512883",
        "#1 tip: hold for 10 seconds. #2026",
        "Mr Brand at our desk has your booking, ask at 6 pm.",
        "Tickets 2026 go on sale on 3 May.",
        "Since 1998 our order desk is open 24 hours.",
    ],
)  # fmt: skip
def test_what_is_ours_or_no_datum_may_stand_in_a_post(draft: str) -> None:
    assert marks(PUBLIC, draft, "@lampland what is going on??", channel="social") == []


@pytest.mark.parametrize(
    ("draft", "inbound"),
    [
        ("Order 88121 left today.", "@lampland my order number is 88121, where is it?"),
        ("Your ref NL-55812 is paid.", "seven weeks now. ref nl 55812"),
        ("We'll ring you on 07700 900614.", "call me on 07700900614 please"),
        ("It goes to 14 Elm Street tomorrow.", "I live at 14 elm street and nothing came"),
    ],
)
def test_what_the_customer_published_is_worth_a_look_at_most(draft: str, inbound: str) -> None:
    found = findings(PUBLIC, draft, inbound, channel="social")
    assert [f.severity for f in found] == [Severity.SUGGESTION]


def test_what_the_customer_published_earlier_counts_as_well() -> None:
    draft = read_text("Order 88121 left today.", role="agent")
    inbound, before = read_text("still nothing"), read_text("where is order 88121?")
    found = check(Case(draft, inbound, earlier=(before,), channel="social"), PUBLIC)
    assert [f.severity for f in found] == [Severity.SUGGESTION]


@pytest.mark.parametrize(
    ("draft", "severities"),
    [
        ("Hi Ana Lima! Your table on 3 May at 7 is safe.", [Severity.ERROR]),
        ("Hello Ms Lima, your flight at 13.10 is on time.", [Severity.SUGGESTION]),
        ("Hi Ana! Your table on 3 May at 7 is safe.", []),
        ("Hi Ana Lima, happy to hear it!", []),
        ("Ms Brand keeps 2 seats for you at the desk.", []),
    ],
)
def test_a_full_name_beside_a_booking_is_found(draft: str, severities: list[Severity]) -> None:
    found = findings(PUBLIC, draft, "is it safe?", channel="social", customer_name="Ana Lima")
    assert [f.severity for f in found] == severities


# -- brands ----------------------------------------------------------------------------------------

HOUSE = Settings(brand="Harbour Tools", other_brands=("Northgate", "Bright & Co"))
BRANDS = BRAND.with_settings(HOUSE)


@pytest.mark.parametrize(
    ("draft", "inbound", "marked"),
    [
        ("Hi Ana,\nit left today.\nKind regards,\nLena\nNorthgate", "Where is it?", "Northgate"),
        ("Hi Ana,\nit left today.\nBest, Lena, Northgate Support", "Where is it?", "Northgate"),
        ("Hi Ana,\n\nit left today.\n\nThe Northgate Team", "Where is it?", "Northgate"),
        ("Hi Ana, it left today.\n\n-- \nLena Brand\nBright & Co\n+44 20 7946 0018", "Where is it?", "Bright & Co"),
        ("Thank you for contacting Northgate. It left today.", "Where is it?", "Northgate"),
        ("Thanks for choosing Bright & Co, Ana!", "I ordered a lamp.", "Bright & Co"),
        ("Here at Northgate we pack by hand.", "How do you pack?", "Northgate"),
        ("On behalf of northgate, I am sorry.", "It broke.", "northgate"),
        ("Northgate apologises for the delay.", "It is late.", "Northgate"),
        ("At Northgate, we test every lamp.", "Is it tested?", "Northgate"),
        ("Welcome to Bright & Co, Ana!", "Hello?", "Bright & Co"),
        ("The form: https://northgate.example/returns", "How do I return it?", "https://northgate.example/returns"),
        ("Write to lena@bright-co.example, Ana.", "Who helps?", "lena@bright-co.example"),
        ("Hi Ana, it left today.\n\nThe Harbour Tools Team", "Dear Northgate team, where is it?", "Harbour Tools"),
        ("Hi Ana, it left today.\n\nThe Harbour Tools Team", "@NorthgateHelp where is it?", "Harbour Tools"),
        ("Thank you for contacting Bright & Co.", "Hi Northgate, where is it?", "Bright & Co"),
    ],
)  # fmt: skip
def test_a_reply_under_the_wrong_brand_is_found(draft: str, inbound: str, marked: str) -> None:
    assert marks(BRANDS, draft, inbound) == [marked]


@pytest.mark.parametrize(
    ("draft", "inbound"),
    [
        ("Hi Ana,\nit left today.\nKind regards,\nLena\nHarbour Tools", "Where is it?"),
        ("Northgate is a company of its own, we cannot see their orders.", "Where is my Northgate order?"),
        ("Please contact Northgate support about it.", "My Northgate lamp broke."),
        ("The lamp is from Northgate, so call the Northgate team first.", "It broke."),
        ("You can return it to us or to Northgate.", "How do I return it?"),
        ("We are not Northgate, though our doors are side by side.", "Is that you?"),
        ("Instead of contacting Northgate, write to us.", "Whom do I ask?"),
        ("Hi Ana, it left today.\n\nLena, Northgate", "Hi Northgate, where is it?"),
        ("Hi Ana, it left today.\n\nThe Northgate Team", "@northgate where is it?"),
        ("It left today.\n\nLena\nHarbour Tools, part of the Northgate group", "Where is it?"),
        ("Their guide helps: https://northgate.example/guide, as Northgate makes the bulb.", "Which bulb?"),
        ("The guide: https://northgate.example/guide", "My bulb from northgate flickers."),
        ("The form: https://harbourtools.example/northgate/returns", "How do I return it?"),
        ("You wrote to Northgate; we are Harbour Tools and pass it on.\n\nHarbour Tools", "Dear Northgate, where is it?"),
        ("The north gate of the fair opens at nine, and northgates are doors.", "When?"),
        ("Northgate Street is closed, so the van comes later.", "Where is it?"),
        ("It left today.\n\nThe Harbour Tools Team", "I bought it at Northgate last year. Where is it?"),
    ],
)  # fmt: skip
def test_speaking_of_another_brand_is_left_alone(draft: str, inbound: str) -> None:
    assert marks(BRANDS, draft, inbound) == []


def test_brands_are_silent_without_settings() -> None:
    assert marks(BRAND, "Thank you for contacting Northgate.", "Where is it?") == []


def test_a_wrong_brand_in_words_is_replaced_by_the_right_one() -> None:
    (found,) = findings(BRANDS, "Thank you for contacting Northgate.", "Where is it?")
    assert found.match.suggestions == ("Harbour Tools",)
    assert found.match.fix is not None
    assert found.match.fix.safety == "unsafe"


# -- help pages ------------------------------------------------------------------------------------

HELP = Settings(
    self_service=(
        SelfService("resetting a password", ("password", "log in"), "https://www.help.example.com/password/"),
        SelfService("returns", ("return", "send back"), "https://help.example.com/returns"),
    )
)
HELPING = PAGES.with_settings(HELP)


@pytest.mark.parametrize(
    ("draft", "marked"),
    [
        ("To reset your password open the app, tap your name and choose “New password”.", ["password"]),
        ("Your passwords: click Profile, then press Reset.", ["passwords"]),
        ("You can return it by printing the label and dropping it at a shop.", ["return"]),
        ("It is under Settings > Security > Password, then tap Reset.", ["Password"]),
        ("About the return, Ana:\n\n1. Print the label.\n2. Stick it on the box.", ["return"]),
        ("To log in open the app and enter the code. To return it print the label and tape the box.", ["log in", "return"]),
    ],
)  # fmt: skip
def test_steps_without_the_page_for_them_are_found(draft: str, marked: list[str]) -> None:
    assert marks(HELPING, draft, "How do I do that?") == marked


@pytest.mark.parametrize(
    ("draft", "inbound"),
    [
        ("To reset your password open the app and tap your name: help.example.com/password", "How?"),
        ("Open the app, tap your name, choose “New password” (https://help.example.com/password/en#top).", "How?"),
        ("I have reset your password.", "How?"),
        ("Your return is booked, and the courier comes on Friday.", "How?"),
        ("Open the box and lift out the lamp.", "How?"),
        ("To reset your password open the app and tap your name.", "Your page https://help.example.com/password is no help."),
        ("Your password is safe.\n\nIt rained.\n\nOpen the box and lift out the lamp.", "How?"),
    ],
)  # fmt: skip
def test_replies_that_link_the_page_or_explain_nothing_are_left_alone(draft: str, inbound: str) -> None:
    assert marks(HELPING, draft, inbound) == []


def test_pages_are_silent_without_settings() -> None:
    assert marks(PAGES, "To reset your password open the app and tap your name.", "How?") == []


def test_no_part_of_a_message_can_break_these_rules() -> None:
    """Empty and odd texts, in every channel."""
    for text in ("", " ", "@", "#", "**", "[]()", "@a", "\n\n--\n", "ﬁ İ ß", "1/2"):
        for channel in ("email", "chat", "social"):
            case = Case(read_text(text, role="agent"), Message(text), channel=channel)
            for ruleset in (FORMAT, PUBLIC, BRANDS, HELPING):
                check(case, ruleset)
