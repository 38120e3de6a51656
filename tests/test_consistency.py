"""The draft agrees with the customer's figures, the thread, the calendar and the team's own words."""

from __future__ import annotations

from datetime import datetime
from time import process_time
from typing import Any

import pytest

from replycheck.check import check
from replycheck.model import Case, Fact, Finding, Settings
from replycheck.read import read_text
from replycheck.rules import Ruleset, load_rules
from replycheck.understand.amounts import amounts
from replycheck.understand.dates import days

RULES = load_rules()


def only(rule: str) -> Ruleset:
    return Ruleset(RULES.rules, RULES.lexicons, RULES.config._replace(select=(f"consistency/{rule}",)))


BY_RULE = {
    name: only(name)
    for name in (
        "contradicts-inbound", "wrong-product-or-order", "contradicts-thread", "preferred-term",
        "contradicts-facts", "weekday-mismatch", "language-mismatch",
    )
}  # fmt: skip


def findings(
    rule: str,
    draft: str,
    inbound: str | None = None,
    *,
    earlier: tuple[str, ...] = (),
    settings: Settings | None = None,
    **case: Any,
) -> list[Finding]:
    ruleset = BY_RULE[rule] if settings is None else BY_RULE[rule].with_settings(settings)
    said = tuple(read_text(text, role="agent") for text in earlier)
    customers = read_text(inbound) if inbound is not None else None
    return list(check(Case(read_text(draft, role="agent"), customers, said, **case), ruleset))


def marks(rule: str, draft: str, inbound: str | None = None, **more: Any) -> list[str]:
    return [finding.span.of(draft) for finding in findings(rule, draft, inbound, **more)]


CONTRADICTIONS = [
    # what the customer wrote, what the draft says, what is marked
    ("I was charged $49 for the annual plan on Monday.", "Hi Ana, I have refunded your $59 charge today.", "$59"),
    ("I paid £120 for the coat.", "Thank you for your payment of £210, it reached us on Tuesday.", "£210"),
    ("You billed me €89.90 in March.", "I'm sorry that you were billed €98.90 in March. I have cancelled it.", "€98.90"),
    ("I paid 49 euros for the lamp and it never came.", "The 59 euros you paid are on their way back to you.", "59 euros"),
    ("I want my £45 back.", "Hi Tom, the £54 is back on your card by Friday.", "£54"),
    ("Why did you take $19.99 from my account?", "The charge of $19.90 was for the renewal, and I have reversed it.", "$19.90"),
    ("There is a charge of £63 for refuelling on my bill.", "The £66 refuelling charge has been taken off.", "£66"),
    ("I ordered three lamps and only the boxes came.", "I am sorry that the four lamps you ordered came as empty boxes.", "four"),
    ("We ordered 12 chairs for the office.", "Your 10 chairs leave our depot on Friday.", "10"),
    ("I bought two tickets for Saturday.", "Your three tickets are attached.", "three"),
    ("My order of 14 May has not arrived.", "Your order of 15 May left our depot today.", "15 May"),
    ("I ordered on 3 March 2026.", "I see that you ordered on 13 March, and I am sorry about the wait.", "13 March"),
    ("My appointment is on 14 May at 10:30.", "Your appointment on 16 May needs no papers.", "16 May"),
    ("We have a table booked for 7 pm tonight.", "Your table at 8 pm is by the window, as you asked.", "8 pm"),
    ("I have been waiting for two weeks.", "I am sorry that you have been waiting for six weeks.", "six weeks"),
    ("We have been without heating for 3 days.", "I'm so sorry that you have been without heating for 9 days.", "9 days"),
    ("Our 5-night stay was ruined by the noise.", "I am sorry that your 3-night stay was so loud.", "3-night"),
    ("I am on version 3.2 and it crashes.", "You are using version 2.3, which has this fault.", "2.3"),
    ("I applied your 20% code and it did nothing.", "Your 25% code should have worked, sorry.", "25%"),
    ("My renewal on 1 March costs how much?", "Your renewal on 4 March costs $29.", "4 March"),
    ("I sent the kettle back on 2 June.", "Thank you, the kettle you sent back on 12 June has reached us.", "12 June"),
    ("I called you on 3 April about this.", "I am sorry that nobody noted it when you called on 5 April.", "5 April"),
    ("Please release the transfer of 3 May.", "The transfer of 6 May was released at noon.", "6 May"),
]  # fmt: skip


@pytest.mark.parametrize(("inbound", "draft", "marked"), CONTRADICTIONS)
def test_a_figure_of_the_customers_that_comes_back_changed_is_found(
    inbound: str, draft: str, marked: str
) -> None:
    assert marks("contradicts-inbound", draft, inbound) == [marked]


AGREEMENTS = [
    ("I was charged $49 for the annual plan.", "I have refunded your $49 charge today."),
    ("I was charged $49.", "I have refunded your $49.00 charge today."),
    ("I paid 1,299 euros.", "I have your payment of €1.299 here."),
    ("I was charged $49.", "You wrote $49, and we charged $59: the other ten are tax."),
    ("I paid £49 for it.", "Your payment was actually £59, because the lamp was sent express."),
    ("I paid £49 for it.", "Our records show that you paid £59; could you send me the receipt?"),
    ("I paid £49 for it.", "Did you pay £59 by any chance?"),
    ("I paid £49 for it.", "I can give you a refund of £30 for the scratch."),
    ("I paid £49 for it.", "I have credited £20 to your account, and you can keep the lamp."),
    ("I paid £49 for it.", "Your new price is £39 from March on."),
    ("I paid £49 for it.", "Your total of £53.95 includes the postage."),
    ("I paid £49 for each of two lamps.", "Your payment of £98 is on its way back."),
    ("I paid £40 and then £9.", "Your payment of £49 has reached us."),
    ("I paid €480 and want the monthly plan.", "You're on the €45 plan and the other €435 is on its way back, your invoice for €45 follows."),
    ("I paid $49.", "Your payment of £39 has reached us."),
    ("I ordered three lamps, two are broken.", "Your two lamps are replaced, and the third is fine."),
    ("I ordered four lamps and one is cracked.", "I have sent the two lamps you still miss."),
    ("I ordered four lamps.", "Two of the lamps you ordered left today and two follow on Friday."),
    ("I ordered three lamps.", "Your three lamps left today in four boxes."),
    ("My appointment is on 14 May. Can I move it?", "Your appointment has been moved to 16 May."),
    ("My appointment is on 14 May. Can I move it?", "Your new appointment on 16 May is confirmed."),
    ("My appointment is on 14 May.", "It was 16 May in our calendar: your appointment on 16 May was made by phone, is that wrong?"),
    ("My order of 14 May has not arrived.", "Your order will reach you by 18 May."),
    ("My order of 14 May has not arrived.", "The lamp you ordered comes on 18 May."),
    ("My order of 14 May has not arrived.", "It was in fact placed on 15 May, so your order of 15 May is not late yet."),
    ("I wrote on 3 April and heard nothing.", "Thank you for your call on 5 April."),
    ("Can I come on the 14th or the 16th of May? I booked for 12 May.", "Your visit on 16 May is fine."),
    ("I have been waiting for two weeks.", "I am sorry that you have waited 15 days."),
    ("I have been waiting for 3 days.", "I am sorry that you have waited four days."),
    ("I have been waiting for nearly three weeks.", "I am sorry that you waited two weeks for an answer."),
    ("I waited two weeks.", "You will get your money within three weeks."),
    ("I am on version 3.2 and it crashes.", "Please update to version 3.4, which mends this."),
    ("I am on version 3.2 and it crashes.", "You can install version 3.4 from the page."),
    ("I was on iOS 17.4 with app version 3.2.", "You are using version 3.2, thank you."),
    ("We have a table booked for 7 pm.", "The kitchen closes at 10 pm, and your table is yours until then."),
    ("I was charged £4.95 for delivery.", "Delivery costs £5.95 to the islands and is free above £50."),
    ("You took £25 for parking.", "The £20 voucher we sent last year is still valid."),
    ("I bought two tickets.", "Tickets are limited to four a person."),
    ("My flight is on 3 May, I booked on 1 April.", "Your booking of 1 April is fine."),
    ("My bill was £52, why so much?", "Your June bill of £38 is lower, since the offer has begun."),
    ("Can I move my visit of 14 May by a week?", "Your visit on 21 May at 10:00 is confirmed."),
    ("I ordered three lamps, please add one more.", "Your four lamps leave us on Friday."),
    ("I ordered 12 chairs.", "Your order of 10 tables and 12 chairs leaves on Friday."),
    ("My 20% code does not work.", "I have taken 25% off your basket instead."),
]  # fmt: skip


@pytest.mark.parametrize(("inbound", "draft"), AGREEMENTS)
def test_a_figure_that_is_right_or_meant_to_differ_is_left_alone(inbound: str, draft: str) -> None:
    assert marks("contradicts-inbound", draft, inbound) == []


def test_both_places_are_shown() -> None:
    inbound = "Good morning. I was charged $49 for the plan."
    (finding,) = findings("contradicts-inbound", "I have refunded your $59 charge.", inbound)
    (related,) = finding.match.related
    assert (related.message, related.span.of(inbound)) == ("inbound", "I was charged $49 for the plan.")
    assert "$49" in finding.message


def test_a_wait_may_have_grown_by_the_days_the_reply_took() -> None:
    inbound = read_text("I have been waiting for two weeks.")
    draft = read_text("I am sorry that you have been waiting for four weeks.", role="agent")
    sent, leaves = (datetime.fromisoformat(f"2026-05-{day}T09:00:00+00:00") for day in ("04", "18"))
    from dataclasses import replace

    grown = Case(draft, replace(inbound, sent_at=sent), draft_date=leaves)
    at_once = Case(draft, replace(inbound, sent_at=sent), draft_date=sent)
    ruleset = BY_RULE["contradicts-inbound"]
    assert (len(list(check(grown, ruleset))), len(list(check(at_once, ruleset)))) == (0, 1)


WRONG_REFERENCES = [
    ("Where is my order 88121?", "Hi Ana, your order 88112 left our depot this morning.", "88112"),
    ("Where is my order 88121?", "Thank you for your order #90417, it ships on Friday.", "90417"),
    ("Order no. RB-17812 has not come.", "I looked at order RB-17821 and it is on its way.", "RB-17821"),
    ("My booking reference is X7-44120.", "About your booking X7-44210: the room is kept.", "X7-44210"),
    ("Invoice 2026-00417 is wrong.", "I have corrected invoice 2026-00471 and sent it to you.", "2026-00471"),
    ("It is about ticket 553120.", "I have read ticket 553210 and asked the depot.", "553210"),
    ("Any news on claim DR-55182?", "Claim DR-55812 was approved this morning.", "DR-55812"),
    ("The number is #88121.", "I found #88112 in our list, it goes out today.", "88112"),
    ("My order number 700123 is late.", "I checked order number 700132 with the courier.", "700132"),
    ("Case 00412277 is still open.", "Thank you for your message on case 00412772.", "00412772"),
    ("Order 6612 came without raita.", "Hi Imran, thanks for order 6621!", "6621"),
    ("My reservation 90417 is under Kovac.", "Reservation 90471 has been moved to the 11th.", "90471"),
]  # fmt: skip


@pytest.mark.parametrize(("inbound", "draft", "marked"), WRONG_REFERENCES)
def test_a_number_that_is_not_the_customers_is_found(inbound: str, draft: str, marked: str) -> None:
    assert marks("wrong-product-or-order", draft, inbound) == [marked]


RIGHT_REFERENCES = [
    ("Where is my order 88121?", "Hi Ana, your order 88121 left our depot this morning."),
    ("Where is my order 88 121?", "Hi Ana, your order 88121 left our depot this morning."),
    ("Where is my order RB-17812?", "Hi Ana, your order RB17812 left our depot this morning."),
    ("Where is my order 88121?", "I have made a new order 88122, which goes out today."),
    ("Where is my order 88121?", "The replacement is order 88122."),
    ("Where is my order 88121?", "Your ticket 88122 is open, and I will write tomorrow."),
    ("Where is my order 88121?", "Your tracking number is 88122415."),
    ("Where is my order 88121?", "I mixed up order 88112, which belongs to another address, with your 88121."),
    ("Where are orders 88121 and 88130?", "Your order 88112 is here."),
    ("Where is my order 88121? I also wrote about 88112.", "Your order 88112 left this morning."),
    ("Where is my order 88121?", "The invoice is 88122, as you asked."),
    ("My postcode is 14002 and the parcel is late.", "Your order 90417 is on its way to you."),
    ("Where is my order 88121?", "Call us on 020 7946 0000 if it is not there by noon."),
    ("Where is my order 88121?", "It was shipped on 2026-05-04 and weighs 12345 g."),
    ("My PX-450 does not start.", "The PX-550 has the same fuse, I have put one in the post."),
    ("Flight BA123 was late.", "Your return flight BA132 is not affected."),
    ("Error E1043 comes up.", "Error E1034 means the same, please restart it."),
    ("Where is my parcel 00340434161094042557?", "Your parcel 00340434161094042557 is in the depot."),
    ("Order 88121 came broken.", "I have opened a claim under number 88211."),
    ("Order 4482 is late.", "Your order 4482-B is the second half of it."),
]  # fmt: skip


@pytest.mark.parametrize(("inbound", "draft"), RIGHT_REFERENCES)
def test_a_number_that_is_the_customers_or_new_is_left_alone(inbound: str, draft: str) -> None:
    assert marks("wrong-product-or-order", draft, inbound) == []


def test_a_number_of_the_subject_or_of_the_thread_is_the_customers() -> None:
    from dataclasses import replace

    draft = read_text("Hi Ana, your order 88121 left our depot this morning.", role="agent")
    inbound = read_text("Where is my order?\n\n> Your order 88121\n> is packed.")
    ruleset = BY_RULE["wrong-product-or-order"]
    for message in (
        inbound,
        replace(read_text("Where is my order 88112? Or is it the other?"), subject="88121"),
    ):
        assert not list(check(Case(draft, message), ruleset))
    wrong = replace(read_text("Where is it?"), subject="Order 88112")
    assert [f.match.values["stated"] for f in check(Case(draft, wrong), ruleset)] == ["88112"]


PRODUCTS = Settings(accepted=("Halden", "Malden", "Malden Pro", "click and collect"))


@pytest.mark.parametrize(
    ("inbound", "draft", "marked"),
    [
        ("My Halden table wobbles.", "Hi Ana, your Malden will be repaired.", ["Malden"]),
        ("My Halden wobbles.", "The Malden you bought has a two-year warranty.", ["Malden"]),
        ("My Malden wobbles.", "Your Malden Pro is in stock.", []),
        ("My Halden wobbles.", "Your Halden will be repaired.", []),
        ("My Halden wobbles.", "The Malden is in stock, should you want to swap it.", []),
        ("My Halden wobbles.", "I have ordered your new Malden as a replacement.", []),
        ("Halden or Malden?", "Your Malden Pro is in stock.", []),
        ("My table wobbles.", "Your Malden will be repaired.", []),
        ("My Halden wobbles.", "Your click and collect slot is at four.", []),
    ],
)
def test_a_product_that_is_not_the_customers_is_found(inbound: str, draft: str, marked: list[str]) -> None:
    assert marks("wrong-product-or-order", draft, inbound, settings=PRODUCTS) == marked


WEEKDAYS_WRONG = [
    # the draft, the day it leaves, what is marked, what is right
    ("We come on Monday, 5 May 2026.", None, "Monday", "Tuesday"),
    ("We come on Monday the 5th of May 2026.", None, "Monday", "Tuesday"),
    ("We come on Mon 5 May 2026 at 8.", None, "Mon", "Tue"),
    ("We come on Monday, May 5, 2026.", None, "Monday", "Tuesday"),
    ("We come on 5 May 2026 (Monday).", None, "Monday", "Tuesday"),
    ("We come on MONDAY 5 MAY 2026.", None, "MONDAY", "TUESDAY"),
    ("we come on monday 5 june 2026", None, "monday", "friday"),
    ("We come on Monday 2026-05-05.", None, "Monday", "Tuesday"),
    ("We come on Monday, 25/05/2027.", None, "Monday", "Tuesday"),
    ("We come on Monday 05.05.2026.", None, "Monday", "Tuesday"),
    ("We come on Thurs, 5 May.", "2026-04-28", "Thurs", "Tue"),
    ("We come on Friday 2 January.", "2026-12-20", "Friday", "Saturday"),
    ("We come on Sunday, 29 February 2028.", None, "Sunday", "Tuesday"),
]  # fmt: skip


@pytest.mark.parametrize(("draft", "leaves", "marked", "right"), WEEKDAYS_WRONG)
def test_a_weekday_that_the_date_does_not_have_is_found(
    draft: str, leaves: str | None, marked: str, right: str
) -> None:
    date = datetime.fromisoformat(f"{leaves}T09:00:00+00:00") if leaves else None
    (finding,) = findings("weekday-mismatch", draft, draft_date=date)
    assert (finding.span.of(draft), finding.match.suggestions) == (marked, (right,))


@pytest.mark.parametrize(
    ("draft", "leaves"),
    [
        ("We come on Tuesday, 5 May 2026.", None),
        ("We come on Tue 5 May.", "2026-04-28"),
        ("We come on Monday, 5 May.", None),
        ("We come on Monday 5/6/2026.", None),
        ("It was Friday, 5 June.", "2026-12-01"),
        ("It will be Saturday, 5 June.", "2026-12-01"),
        ("We are here from Monday to Tuesday 5 May 2026.", None),
        ("It is open Monday-Friday, 5-9 May 2026.", None),
        ("It was closed on Monday. 5 May 2026 is a holiday.", None),
        ("We sat 5 May 2026 through, in the sun 6 May 2026 too.", None),
        ("You wrote “Monday, 5 May 2026” on the form.", None),
        ("Every Monday 5 may have to wait.", "2026-04-28"),
        ("On Monday 5 people come in May 2026.", None),
        ("On Monday, 31 June 2026 we are closed.", None),
        ("Monday, 12 units of 5 May stock.", "2026-04-28"),
    ],
)
def test_a_weekday_that_is_right_or_of_an_unsure_date_is_left_alone(draft: str, leaves: str | None) -> None:
    date = datetime.fromisoformat(f"{leaves}T09:00:00+00:00") if leaves else None
    assert marks("weekday-mismatch", draft, draft_date=date) == []


def test_the_inbounds_date_tells_the_year_where_the_drafts_is_not_known() -> None:
    from dataclasses import replace

    sent = datetime.fromisoformat("2026-05-01T09:00:00+00:00")
    case = Case(read_text("We come on Monday, 5 May."), replace(read_text("When?"), sent_at=sent))
    assert len(list(check(case, BY_RULE["weekday-mismatch"]))) == 1


def test_an_old_reply_that_is_checked_today_is_read_by_its_own_year() -> None:
    from dataclasses import replace

    sent = datetime.fromisoformat("2024-05-02T09:00:00+00:00")
    today = datetime.fromisoformat("2026-05-02T09:00:00+00:00")
    inbound = replace(read_text("When?"), sent_at=sent)
    case = Case(read_text("We come on Sunday, 5 May."), inbound, draft_date=today)  # in 2026 it is a Tuesday
    assert not list(check(case, BY_RULE["weekday-mismatch"]))


GERMAN = (
    "Guten Tag, ich warte seit zwei Wochen auf meine Lampe und habe nichts von Ihnen gehört. Wann kommt sie?"
)
FRENCH = (
    "Bonjour, je n'ai toujours pas reçu ma commande et personne ne me répond. Quand est-ce qu'elle arrivera ?"
)
ENGLISH = (
    "Hello Ana, thank you for writing. The lamp left our depot this morning and will be with you on Friday."
)
IN_GERMAN = (
    "Guten Tag Ana, die Lampe hat heute unser Lager verlassen und ist am Freitag bei Ihnen, das ist sicher."
)


@pytest.mark.parametrize(
    ("inbound", "draft"),
    [
        (GERMAN, ENGLISH),
        (FRENCH, ENGLISH),
        (FRENCH, IN_GERMAN),
        ("Hello, I have been waiting for my lamp for two weeks and nobody has written to me.", IN_GERMAN),
    ],
)
def test_another_language_than_the_customers_is_found(inbound: str, draft: str) -> None:
    assert len(findings("language-mismatch", draft, inbound)) == 1


@pytest.mark.parametrize(
    ("inbound", "draft"),
    [
        pytest.param(GERMAN, IN_GERMAN, id="the same"),
        pytest.param("Wo ist meine Lampe?", ENGLISH, id="a short question"),
        pytest.param(GERMAN, "Thank you, it is here.", id="a short draft"),
        pytest.param(GERMAN, f"{ENGLISH} I am sorry that nobody here speaks German today.", id="it says why"),
        pytest.param(GERMAN, f"{ENGLISH}\n\n{IN_GERMAN}", id="both languages"),
        pytest.param(f"{GERMAN} You may answer in English.", ENGLISH, id="the customer allows it"),
        pytest.param(f"{GERMAN}\n\nHello, I wait for my lamp since two weeks, when will it come to me?", ENGLISH, id="the customer writes both"),
        pytest.param("Sara Nowak, Zakopane, 14-002, order 88121, KX2000, Halden", ENGLISH, id="no language"),
    ],
)  # fmt: skip
def test_a_language_that_is_the_customers_or_explained_is_left_alone(inbound: str, draft: str) -> None:
    assert findings("language-mismatch", draft, inbound) == []


HOUSE = Settings(
    preferred={"e-bill": "eBill", "log in": "log in to", "click & collect": "Click and Collect", "web shop": "webshop", "Github": "GitHub"},
    banned={"kindly": "please", "issue": "fault", "do the needful": "", "utilise": "use", "abc": "xyz"},
    accepted=("Issue Tracker",),
)  # fmt: skip


@pytest.mark.parametrize(
    ("draft", "marked", "instead"),
    [
        ("Your e-bill is ready.", "e-bill", "eBill"),
        ("Your E-Bills are ready.", "E-Bill", "eBill"),
        ("Your e‑bill’s date is wrong.", "e‑bill", "eBill"),
        ("Kindly send a photo.", "Kindly", "Please"),
        ("We ask you to kindly\nsend a photo.", "kindly", "please"),
        ("Use Click  &  Collect.", "Click  &  Collect", "Click and Collect"),
        ("It is on github.", "github", "GitHub"),
        ("The Web shop is open.", "Web shop", "webshop"),
        ("Web shop orders come by post.", "Web shop", "Webshop"),
        ("KINDLY READ THIS.", "KINDLY", "PLEASE"),
    ],
)
def test_a_term_the_team_writes_otherwise_is_found_and_mended(draft: str, marked: str, instead: str) -> None:
    (finding,) = findings("preferred-term", draft, settings=HOUSE)
    assert (finding.span.of(draft), finding.match.suggestions) == (marked, (instead,))
    assert finding.match.fix is not None
    assert finding.match.fix.safety == "safe"


@pytest.mark.parametrize(
    "draft",
    [
        "Your eBill is ready.",
        "Please log in to your account.",
        "We heard that unkindly meant word.",
        "See https://kindly.example/e-bill and mail e-bill@example.com.",
        "It is in our Issue Tracker.",
        "It is on GitHub.",
        "You wrote “the e-bill is late”.",
        "The abc-123 part is in stock.",
    ],
)
def test_a_term_that_is_the_houses_own_or_not_ours_is_left_alone(draft: str) -> None:
    assert marks("preferred-term", draft, settings=HOUSE) == []
    assert marks("preferred-term", f"{draft} Kindly wait. The issue is known.") == []


@pytest.mark.parametrize(
    ("draft", "fix"),
    [("There is an issue.", "unsafe"), ("There is one issue.", "safe"), ("Please do the needful.", None)],
)
def test_a_term_is_mended_only_where_the_sentence_stays_right(draft: str, fix: str | None) -> None:
    (finding,) = findings("preferred-term", draft, settings=HOUSE)
    assert (finding.match.fix.safety if finding.match.fix else None) == fix


FACTS = Settings(
    facts=(
        Fact("the return window", ("return", "send it back", "returns"), "30 days"),
        Fact("the delivery fee", ("delivery fee", "delivery costs", "postage", "delivery"), "£4.95, free above £50"),
        Fact("the warranty", ("warranty", "guarantee"), "24 months"),
        Fact("delivery time", ("delivery takes", "delivered within", "arrive"), "3-5 working days"),
        Fact("opening hours", ("open", "opening hours"), "Mon–Fri 9:00-17:00"),
        Fact("the student discount", ("student discount",), "10 %"),
        Fact("the returns page", ("returns page", "return form"), "https://help.example.com/returns"),
        Fact("our address", ("write to us at", "mail us at"), "help@example.com"),
        Fact("our telephone", ("call us", "ring us"), "+44 20 7946 0000"),
        Fact("shops", ("shops",), "12"),
        Fact("gift wrapping", ("gift wrap",), "on request"),
    )
)  # fmt: skip


@pytest.mark.parametrize(
    ("draft", "marked"),
    [
        ("You can return the lamp within 14 days.", "14 days"),
        ("Returns are accepted for three weeks.", "three weeks"),
        ("You have 60 days to send it back.", "60 days"),
        ("The delivery fee is £5.95.", "£5.95"),
        ("Postage is £3 for this.", "£3"),
        ("The warranty runs for 12 months.", "12 months"),
        ("There is a 3-year warranty on it.", "3-year"),
        ("It will arrive in 7 working days.", "7 working days"),
        ("We are open until 18:00 on Friday.", "18:00"),
        ("The student discount is 15%.", "15%"),
        ("Our returns page is https://help.example.com/old-returns as before.", "https://help.example.com/old-returns"),
        ("You can write to us at support@example.com any time.", "support@example.com"),
        ("Please call us on 020 7946 0011.", "020 7946 0011"),
        ("We have 14 shops in town.", "14"),
    ],
)  # fmt: skip
def test_what_differs_from_a_fact_is_found_with_the_fact(draft: str, marked: str) -> None:
    (finding,) = findings("contradicts-facts", draft, settings=FACTS)
    assert finding.span.of(draft) == marked
    (related,) = finding.match.related
    assert related.message == "config"
    assert related.text in {fact.value for fact in FACTS.facts}


@pytest.mark.parametrize(
    "draft",
    [
        "You can return the lamp within 30 days.",
        "You can return the lamp within thirty days.",
        "You can return the lamp within a month.",
        "You can return the lamp within 1 month.",
        "You can return it for 30 days, and you bought it 45 days ago.",
        "The return window of 30 days is over. As you bought it 45 days ago, a return is not possible.",
        "I have extended your return window to 45 days.",
        "As an exception you can return it within 45 days.",
        "Your refund comes within 5 days after the return has reached us.",
        "Once we have the return, the refund takes 5 days.",
        "I will return to you within 2 days.",
        "You wanted to return it 10 days ago.",
        "You can return it free of charge and the refund takes 5 days.",
        "Can you return it within 10 days?",
        "The delivery fee is £4.95, and above £50 there is none.",
        "The delivery fee is 5.95 euros to Ireland.",
        "The warranty runs for two years.",
        "It will arrive in 4 working days.",
        "It will arrive in 4 days.",
        "We are open from 9 am to 5 pm.",
        "The student discount is 10%.",
        "The returns page is https://www.help.example.com/returns/ as before.",
        "The returns page (https://help.example.com/returns/eu) has the form.",
        "You can write to us at help@example.com.",
        "Please call us on 020 7946 0000 or (0044) 20 7946 0000.",
        "We have twelve shops in town.",
        "You can gift wrap 5 of them.",
        "You told us “return within 14 days”.",
    ],
)
def test_what_agrees_with_a_fact_or_speaks_of_something_else_is_left_alone(draft: str) -> None:
    assert marks("contradicts-facts", draft, settings=FACTS) == []
    assert marks("contradicts-facts", draft) == []


TAKEN_BACK = [
    # our earlier reply, the draft, what is marked
    ("The return is free of charge.", "You will have to pay the return postage.", "You will have to pay the return postage"),
    ("We'll refund you in full.", "We cannot offer a refund for this.", "We cannot offer a refund"),
    ("I have issued a full refund.", "A refund is not possible for sale items.", "refund is not possible"),
    ("I'm sorry, we are unable to refund the ticket.", "Your refund has been approved.", "Your refund has been approved"),
    ("We will send you a replacement.", "We can't send you a replacement.", "We can't send you a replacement"),
    ("You can keep the old lamp.", "Please return the old lamp with the label.", "Please return the old lamp"),
    ("The screen is covered by the warranty.", "The warranty does not cover the screen.", "The warranty does not cover"),
    ("You can cancel free of charge.", "A cancellation fee of £20 applies.", "cancellation fee of £20 applies"),
    ("Delivery is free for you.", "Delivery will be charged with the next bill.", "Delivery will be charged"),
    ("You will get a refund of £40.", "Your refund of £30 is on its way.", "£30"),
    ("The parcel will arrive on 5 May.", "The parcel will arrive on 8 May.", "8 May"),
    ("The repair costs £40.", "The repair comes to £60.", "£60"),
]  # fmt: skip


@pytest.mark.parametrize(("before", "draft", "marked"), TAKEN_BACK)
def test_a_promise_that_is_taken_back_without_a_word_is_found(before: str, draft: str, marked: str) -> None:
    earlier = (f"Hi Ana,\n{before}\nLena",)
    (finding,) = findings("contradicts-thread", f"Hi Ana, {draft}", "What now? Ana", earlier=earlier)
    assert finding.span.of(f"Hi Ana, {draft}") == marked
    assert [(r.message, r.text) for r in finding.match.related] == [("earlier", before)]


KEPT = [
    ("The return is free of charge.", "The return is free, just use the label."),
    ("The return is free of charge.", "I am sorry that I wrote otherwise on Monday: you have to pay the return postage."),
    ("If the seal is unbroken, we will refund you.", "We cannot refund this, since the seal is broken."),
    ("Normally we will refund you.", "We cannot refund this."),
    ("We will refund you.", "Unfortunately we cannot offer a refund after all, because the bank sent it back."),
    ("We will refund you £40.", "Your refund of £40 is on its way."),
    ("Your refund of £40 is on its way.", "I have added a further refund of £10."),
    ("The parcel will arrive on 5 May.", "The parcel was delayed and will arrive on 8 May."),
    ("The parcel will arrive on 5 May.", "The technician's visit is on 8 May."),
    ("We can't send you a replacement, but we will refund you.", "Your refund has been approved."),
    ("We will send you a replacement.", "We cannot refund this, as your replacement has been sent."),
    ("Delivery is free above £50.", "Your delivery is on its way."),
    ("We are looking into it.", "We cannot offer a refund for this."),
    ("The screen is covered by the warranty.", "The battery is not covered by the warranty."),
    ("I've refunded the delivery fee.", "We can't refund this, as it was used."),
    ("The repair of the pump costs £40.", "The repair of the heater costs £60."),
    ("Please keep the receipt.", "Please return it with the label."),
]  # fmt: skip


@pytest.mark.parametrize(("before", "draft"), KEPT)
def test_a_promise_that_is_kept_or_taken_back_openly_is_left_alone(before: str, draft: str) -> None:
    earlier = (f"Hi Ana,\n{before}\nLena",)
    assert marks("contradicts-thread", f"Hi Ana, {draft}", "What now? Ana", earlier=earlier) == []


def test_only_our_own_earlier_replies_bind_us_and_the_newest_counts() -> None:
    draft = read_text("Hi Ana, you will have to pay the return postage.", role="agent")
    inbound = read_text("How do I send it back? Ana")
    ours = read_text("Hi Ana, the return is free of charge. Lena", role="agent")
    newer = read_text("Hi Ana, the return is at your own cost. Lena", role="agent")
    hers = read_text("I hope the return is free of charge. Ana")
    found = [
        len(list(check(Case(draft, inbound, earlier), BY_RULE["contradicts-thread"])))
        for earlier in ((ours,), (ours, newer), (newer, ours), (hers,))
    ]
    assert found == [1, 0, 1, 0]


def test_a_figure_that_the_customer_named_is_no_contradiction() -> None:
    earlier = ("Hi Ana, we can give you a refund of £40. Lena",)
    inbound = "I would want £50 for that. Ana"
    assert (
        marks("contradicts-thread", "Hi Ana, your refund of £50 is on its way.", inbound, earlier=earlier)
        == []
    )


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("£49.99, 49 euro, Rs 1,299 and US$5", [("£49.99", "£", 49.99), ("49 euro", "€", 49), ("Rs 1,299", "₹", 1299), ("US$5", "$", 5)]),
        ("1.299 € or 4,95 €", [("1.299 €", "€", 1299), ("4,95 €", "€", 4.95)]),
        ("two weeks, 14 days, a 14-day trial", [("two weeks", "minute", 20160), ("14 days", "minute", 20160), ("14-day", "minute", 20160)]),
        ("twenty-four hours, eighteen months", [("twenty-four hours", "minute", 1440), ("eighteen months", "month", 18)]),
        ("3 to 5 working days", [("3 to 5 working days", "working day", 3)]),
        ("open 9:00-17:00 or 9am-5.30pm", [("9:00", "clock", 540), ("17:00", "clock", 1020), ("9am", "clock", 540), ("5.30pm", "clock", 1050)]),
        ("10 % of 50 GB in room 214", [("10 %", "%", 10), ("50 GB", "gb", 50), ("214", "room", 214)]),
        ("version 3.2 on iOS 17.4.1", [("3.2", "version", 0), ("17.4.1", "version", 0)]),
        ("three lamps and one chair", [("three", "", 3)]),
        ("order RB-17812, 5 May 2026, the 3rd, 2019, #12, A4, 12/13", []),
        ("my 8-year-old and ſ 3 ſek", [("3", "", 3)]),
    ],
)  # fmt: skip
def test_amounts_are_read_in_one_unit(text: str, read: list[tuple[str, str, float]]) -> None:
    assert [(a.span.of(text), a.unit, a.number) for a in amounts(text)] == read


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("5 May 2026, 5th of May, May 5, May 5th, 2026", [(5, 5, 2026), (5, 5, None), (5, 5, None), (5, 5, 2026)]),
        ("2026-05-05, 05.06.2026, 25/12/2026, 12/25/2026", [(5, 5, 2026), (6, 5, 2026), (12, 25, 2026), (12, 25, 2026)]),
        ("14-May-2026 and 14 Sept. 2026 and on 13/6", [(5, 14, 2026), (9, 14, 2026), (6, 13, None)]),
        ("5/6, 5/6/2026, 31 June, 30.02.2026, 1/2 cup, 24/7, v1.2.2026x", []),
        ("the 14 may be late, on 3 March 10 people came", [(3, 3, None)]),
        ("May 2026, May 10:30, 5 people, ſept 5", []),
    ],
)  # fmt: skip
def test_dates_are_read_where_they_are_certain(text: str, read: list[tuple[int, int, int | None]]) -> None:
    assert [(day.month, day.day, day.year) for day in days(text)] == read


def test_a_text_of_numbers_alone_takes_no_time() -> None:
    text = "your 12 lamps of £49 on 5 May, order 88121, " * 4000
    case = Case(read_text(text, role="agent"), read_text(text.replace("12", "13")))
    before = process_time()
    for name in ("contradicts-inbound", "wrong-product-or-order", "weekday-mismatch"):
        check(case, BY_RULE[name])
    assert process_time() - before < 8
