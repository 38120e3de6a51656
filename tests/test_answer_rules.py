"""What the customer asked for, sent along or needs by a day, and replies that pass it over or ask for it again."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from replycheck.check import check
from replycheck.config import Config
from replycheck.model import AnswerSettings, Case, Finding, Settings, Severity
from replycheck.read import read_text
from replycheck.rules import Ruleset, load_rules

RULES = load_rules()
FAMILY = Ruleset(
    RULES.rules, RULES.lexicons, RULES.config._replace(select=("answers", "ownership/repeat-ask"))
)


YES_OR_NO = Ruleset(RULES.rules, RULES.lexicons, RULES.config._replace(select=("answers/no-yes-or-no",)))


def findings(
    draft: str,
    inbound: str,
    *,
    files: tuple[str, ...] | None = None,
    ruleset: Ruleset = FAMILY,
    **case: Any,
) -> list[Finding]:
    """What the family says of a draft; `files` came along with the inbound."""
    customers = replace(read_text(inbound, role="customer"), attachments=files)
    return list(check(Case(read_text(draft, role="agent"), customers, **case), ruleset))


def rules(draft: str, inbound: str, **more: Any) -> list[str]:
    return sorted(finding.rule for finding in findings(draft, inbound, **more))


# Each table: what the customer wrote, and the reply.

CRITICAL = [
    ("Where is my parcel 5512? I also want to cancel my membership.", "Hi Jo,\nYour parcel is at the depot in Leeds and comes on Tuesday.\nAl"),
    ("Delete my account and all my data. Your newsletter keeps coming although I opted out.", "Dear Ms Park,\nour newsletter goes out every Thursday and holds offers of our partners. The preferences stand at the bottom of each mail.\nRegards"),
    ("The jacket is two sizes too small. Please refund me.", "Hi Lea,\nour jackets run small, so we suggest to look at the size chart on the product page.\nMo"),
    ("I'm cancelling my gym contract. The showers were cold all of January.", "Hi Stu,\nthe showers are hot again since the new boiler was put in on Monday.\nKev"),
    ("hello, close my account please. also your app is slow on my phone", "hi, the app runs better after an update, look in the app store for version 9."),
    ("Please stop my subscription. The last two boxes had mouldy bread in them.", "Hi Ana, I'm sorry to hear about the bread. Our bakers use no preservatives, so it is best kept in the fridge."),
    ("I no longer use the app. Kindly erase all my personal information.", "Hi Jo,\nthe new version of the app has dark mode and a faster search.\nPaul"),
    ("The tour was called off by you. I demand a full refund for both tickets. Is the museum open on Mondays?", "Dear Mr Bell,\nthe museum is open on Mondays from 10 to 17.\nInes"),
]  # fmt: skip


@pytest.mark.parametrize(("inbound", "draft"), CRITICAL)
def test_a_plain_request_to_cancel_refund_or_delete_is_not_passed_over(inbound: str, draft: str) -> None:
    found = [f for f in findings(draft, inbound) if f.rule == "answers/critical-request-ignored"]
    assert [f.severity for f in found] == [Severity.ERROR]


TAKEN_UP = [
    ("Please refund me for the jacket.", "Hi Lea,\nsend it back with the slip and you'll have your money in a week.\nMo"),
    ("I want to cancel my membership.", "Hi Jo,\nsorry to see you go. Your last day is 31 May and nothing more is taken.\nAl"),
    ("I want to cancel my membership.", "Hi Jo,\nthat works by the form on our page: https://example.org/leave\nAl"),
    ("Delete my account and all my data.", "Dear Ms Park,\nI've passed this to our data protection officer, who answers within a week."),
    ("Please refund the £12 fee.", "Hi, the fee was correct under our terms, so it stands."),
    ("close my account please", "hi, could you tell me the email it's under?"),
    ("Cancel it. I've found another flat.", "No problem, Ana, you're off the list."),
    ("I asked you last week to cancel my order, and today it arrived.", "Hi Jo, our courier collects it tomorrow."),
    ("I want my money back.", "Hi Jo, I hear you. I'm putting it through now, three days to your card."),
    ("I'd like a refund please, the show was cancelled", "All ticket holders get theirs by the 12th, straight to the card you used."),
    ("I demand a full refund for both tickets.", "Dear Mr Bell,\n£84 went back to your card this morning.\nInes"),
    ("I want to cancel my order and I want to thank your driver.", "Dear Mr Bell,\nI stopped it at the gate, and Femi blushed when I read it to him.\nInes"),
    ("Please cancel my appointment on Friday.", "Hi, I've taken you out of the diary for Friday."),
    ("Please delete my account.", "Hi Sam,\nyou can do that yourself in two clicks: Settings, Privacy, Leave. It takes a minute."),
    ("Please refund me.", "Hi, as the sale was final, that won't be possible."),
    ("Please refund me.", "Hi Ana, of course."),
    ("How do I cancel my subscription?", "Hi Tom, the button stands under Settings."),
    ("If it isn't here by Monday I want a full refund.", "Hi Tom, the sofa comes tomorrow between 8 and 10."),
    ("Send a new one or I want a refund.", "Hi Tom, a new one left our depot today."),
    ("Please do not cancel my order.", "Hi Tom, your parcel was found in Leipzig and comes tomorrow."),
]  # fmt: skip


@pytest.mark.parametrize(("inbound", "draft"), TAKEN_UP)
def test_a_critical_request_that_is_done_refused_put_off_or_none_is_left_alone(
    inbound: str, draft: str
) -> None:
    assert "answers/critical-request-ignored" not in rules(draft, inbound)


REQUESTS = [
    ("Hi, how do I reset the alarm? And please email me the manual as a PDF.", "Hi Don,\nhold the red button for ten seconds until it beeps twice.\nFay"),
    ("What time is check-in? Could you also put a kettle in the room?", "Dear Ms Roy,\ncheck-in is from 3 pm.\nAnton"),
    ("Is the shop open on Monday? Also please remove my old phone number from my profile.", "Hi Gus,\nwe are open on Monday from 9 to 5.\nViv"),
    ("When is the course? I'd like a vegetarian lunch.", "Hi Lou,\nthe course is on 4 May at 10.\nKit"),
    ("Can you tell me the opening hours on Sunday? And please reserve a table for four at 7.", "Hi Dan,\nwe open at noon on Sundays.\nMei"),
    ("Please send me the invoice for the repair and add my wife to the account.", "Hi Kofi,\nthe invoice for the repair is attached.\nUma"),
]  # fmt: skip


@pytest.mark.parametrize(("inbound", "draft"), REQUESTS)
def test_a_request_that_no_sentence_takes_up_is_found_once(inbound: str, draft: str) -> None:
    assert rules(draft, inbound) == ["answers/request-ignored"]


HANDLED = [
    ("Hi, how do I reset the alarm? And please email me the manual as a PDF.", "Hi Don,\nhold the red button for ten seconds. You'll have the booklet in your inbox in a minute.\nFay"),
    ("What time is check-in? Could you also put a kettle in the room?", "Dear Ms Roy,\ncheck-in is from 3 pm, and tea things are in every room.\nAnton"),
    ("Please change the delivery to Thursday and leave the parcel with the neighbour at number 9.", "Hi Flo,\nThursday it is, and the driver knows about number 9.\nZoe"),
    ("When is the course? I'd like a vegetarian lunch.", "Hi Lou,\nthe course is on 4 May at 10, and your lunch is noted as meat-free.\nKit"),
    ("Why was I charged £5? Please send me an itemised bill.", "Hi Eve,\nthe £5 is the fee for paper statements. The breakdown is in your account under Documents.\nRob"),
    ("I'd like a copy of my contract and a list of the fees, please.", "Dear Ms Ode,\nboth are attached.\nKarl"),
    ("Please send me the invoice and add my wife to the account.", "Hi Kofi,\nthe invoice is attached. Once your wife has replied to the mail I've just sent her, she can log in as well.\nUma"),
    ("I ordered a 12. Can you change it to a 14 before it goes?", "Hi Ana, all done, the bigger one goes into the box tonight."),
    ("Explain it simply please. What does the letter mean?", "Hi Ana, the letter says that your rate stays as it is until June."),
]  # fmt: skip


@pytest.mark.parametrize(("inbound", "draft"), HANDLED)
def test_a_request_that_is_taken_up_in_any_words_is_left_alone(inbound: str, draft: str) -> None:
    assert "answers/request-ignored" not in rules(draft, inbound)


NUMBERED = [
    ("Hi,\n1. What is the delivery time?\n2. Can I pay by PayPal?\n3. Do you gift-wrap?\nThanks", "Hi,\n1. Two days.\n2. Yes.\nBest, Al", "Do you gift-wrap?"),
    ("1) is it oak 2) how wide is it 3) can it be painted", "hi! 1) yes, solid oak 3) yes with any wood paint", "how wide is it"),
    ("Q1: When do you open?\nQ2: Is there a lift?\nQ3: Where can I park?", "Q1: At nine.\nQ3: Behind the building.", "Is there a lift?"),
    ("1. Is the flat furnished?\n2. Are pets allowed?\n3. What is the rent?\n4. When is it free?", "Dear Ms Li,\n1. Yes, fully.\n2. Small pets are fine.\n4. From 1 May.", "What is the rent?"),
]  # fmt: skip


@pytest.mark.parametrize(("inbound", "draft", "question"), NUMBERED)
def test_a_number_that_the_answers_skip_is_found_with_its_question(
    inbound: str, draft: str, question: str
) -> None:
    found = [f for f in findings(draft, inbound) if f.rule == "answers/numbered-question-missed"]
    assert [f.match.related[0].span.of(inbound) for f in found] == [question]


NUMBERS_RIGHT = [
    ("1. What is the delivery time?\n2. Can I pay by PayPal?\n3. Do you gift-wrap?", "Hi,\n1. Two days.\n2. Yes.\n3. Yes, for 2 euros.\nBest, Al"),
    ("1. What is the delivery time?\n2. Can I pay by PayPal?\n3. Do you gift-wrap?", "Hi,\n1. Two days.\n2. Yes.\nGift-wrapping costs 2 euros.\nBest, Al"),
    ("1. What is the delivery time?\n2. Can I pay by PayPal?\n3. Do you gift-wrap?", "Hi,\n1. Two days.\nAs to the other two: yes.\nBest, Al"),
    ("1. Is the flat furnished?\n2. Are pets allowed?", "Dear Ms Li,\nto apply, please do this:\n1. Fill in the form.\n2. Send a copy of your ID.\nIt is furnished and pets are welcome."),
    ("1. Is the flat furnished?\n2. Are pets allowed?\n3. When can I see it?", "Dear Ms Li,\n1 and 3) Yes, on Monday.\n2) No pets, sorry."),
    ("My order 1. never came. Is it lost? Can you check?", "Hi, 1. Open the page. 2. Click on the order."),
]  # fmt: skip


@pytest.mark.parametrize(("inbound", "draft"), NUMBERS_RIGHT)
def test_full_lists_and_lists_of_steps_are_left_alone(inbound: str, draft: str) -> None:
    assert "answers/numbered-question-missed" not in rules(draft, inbound)


RECEIPTS = [
    ("When does the pool open again after the repair?", "Dear guest,\nwe acknowledge receipt of your message. Your enquiry has been assigned reference 88-1204. Please quote this number in all correspondence.\nGuest Services"),
    ("My meter reading is wrong, it says 88120 but it is 8812.", "Thanks for getting in touch. Your message has been logged and passed to the appropriate team, who will review it in due course."),
    ("The broadband has been down since Monday.", "Hi there, we've got your message and someone will be in touch shortly. Thank you for your patience."),
    ("There's water dripping from the ceiling in flat 12, please send someone.", "Hello,\nthank you for contacting Rowan Lettings. Your report has been logged under reference RL-2231 and will be handled as soon as possible.\nRowan Lettings"),
    ("I've been overcharged on my last invoice.", "Dear Valued Customer,\nYour enquiry is important to us. It has been forwarded to the responsible department.\nSincerely,\nCustomer Service"),
]  # fmt: skip


@pytest.mark.parametrize(("inbound", "draft"), RECEIPTS)
def test_a_reply_that_only_confirms_receipt_is_found_and_nothing_beside_it(inbound: str, draft: str) -> None:
    assert rules(draft, inbound) == ["answers/only-acknowledged"]


MORE_THAN_RECEIPTS = [
    ("The broadband has been down since Monday.", "Hi there, we've got your message. An engineer comes tomorrow at 9."),
    ("I'd like to exchange the blue jumper for a green one.", "Hi Kim,\nwe have received your email. I'll have the green one packed and write to you when it leaves.\nJo"),
    ("Can you confirm that you got my cancellation?", "Hi Kim,\nThis is to confirm that we have received your cancellation.\nThe Team"),
    ("Here is the signed form you asked for.", "Thank you for your message, we have received the form."),
    ("Why is my refund late?", "Hi Kim, we have received the parcel back and the refund was sent to your bank on Tuesday."),
    ("My meter reading is wrong.", "Your message has been passed to our billing team, who answer within two working days."),
    ("The broadband has been down since Monday.", "Thanks for your message. We're looking into it and should be back up by two."),
    ("The new kettle leaks.", "Thank you for your message. It has been forwarded to Marta Ruiz."),
    ("There's water dripping from the ceiling in flat 12.", "Hello,\nthank you for your report. Our plumber is on his way."),
    ("Your driver was lovely, thank you so much, we are so happy!", "Thank you for your message, it has been passed on to the team."),
]  # fmt: skip


@pytest.mark.parametrize(("inbound", "draft"), MORE_THAN_RECEIPTS)
def test_an_answer_an_owner_a_time_or_a_receipt_asked_for_is_left_alone(inbound: str, draft: str) -> None:
    assert "answers/only-acknowledged" not in rules(draft, inbound)


def test_a_holding_line_in_a_live_chat_is_left_alone() -> None:
    inbound, draft = "my parcel is lost", "Thanks for your message, we are looking into it."
    assert rules(draft, inbound, channel="chat") == []
    assert rules(draft, inbound) == ["answers/only-acknowledged"]


DEADLINES = [
    ("I ordered a cot. Our baby is due on the 5th and we really need it by the 3rd. Is it on its way?", "Hi Priya,\nYour cot has left our warehouse and is with the courier.\nTom", "by the 3rd"),
    ("My passport renewal has been stuck for weeks. We fly to Lisbon on Thursday!", "Dear Mr Hale,\nI have passed your application to the processing team for review.\nSue", "We fly to Lisbon on Thursday"),
    ("Can you get the banner to us before the conference on 14 March?", "Hi Omar,\nyour banner is in production at our print shop. It is printed on recycled fabric.\nJen", "before the conference"),
    ("The printer stopped working. We have a tender due tomorrow and need it fixed today.", "Hello Rita,\nI have raised a ticket with our technicians, and one of them will look at the printer.\nBen", "need it fixed today"),
    ("please send the certificate no later than Friday, my visa appointment is on Monday", "Dear Ana,\nYour request for the certificate was forwarded to the registrar's office.\nGina", "no later than Friday"),
    ("I need an answer by the end of the week as my lease runs out on Sunday.", "Hi Paul,\nI have forwarded your question about the lease to the landlord.\nMia", "by the end of the week"),
    ("the gig is on Friday and the pedal still isn't here. can you chase the courier", "hi Sam, i've asked the courier where the pedal is. will keep you posted", "gig is on Friday"),
    ("I'm flying to Rome on Saturday and my new card still hasn't arrived. Could you check?", "Hi Lea,\nyour new card was posted to your home address. The PIN comes in a letter of its own.\nTim", "I'm flying to Rome on Saturday"),
]  # fmt: skip


@pytest.mark.parametrize(("inbound", "draft", "deadline"), DEADLINES)
def test_a_deadline_that_nothing_speaks_of_is_found(inbound: str, draft: str, deadline: str) -> None:
    found = [f for f in findings(draft, inbound) if f.rule == "answers/deadline-ignored"]
    assert [f.match.values["deadline"] for f in found] == [deadline]
    assert all(deadline in f.match.related[0].span.of(inbound) for f in found)


IN_TIME = [
    ("We really need it by the 3rd. Is it on its way?", "Hi Priya,\nYour cot is with the courier and arrives tomorrow.\nTom"),
    ("Can you get the banner to us before the conference on 14 March?", "Hi Omar,\nYes, we can.\nJen"),
    ("I need these shoes in time for my sister's wedding on Saturday. Could you swap the size?", "Hi Dora,\nI've put the size 6 in an express box for you, so you will dance in them.\nLee"),
    ("I must have the invoice by Friday.", "Hi, here it is, attached."),
    ("Can I cancel before Friday?", "Hi Jo, you can cancel at any time under Settings."),
    ("My lease runs out on Sunday. Can I keep the parking space?", "Hi Paul,\nthe space comes with the flat, so I'm afraid not.\nMia"),
    ("We need the invoice corrected before the end of the month.", "Hi Max,\ndone, please check your account.\nSue"),
    ("I have an exam on Monday. What should I bring?", "Hi Max,\nbring your passport and two pencils.\nSue"),
    ("My wedding is on Saturday. Which of your two perfumes is lighter?", "Hi, the blue one is lighter, it smells of lime."),
    ("You promised it by Friday and it never came.", "Hi, I have asked the depot to trace it."),
    ("I ordered it before Christmas. Where is it?", "Hi, it has been passed to our depot in Leeds."),
    ("Can I still order before Christmas?", "Hi Max,\nof course, our shop takes orders all year round.\nSue"),
]  # fmt: skip


@pytest.mark.parametrize(("inbound", "draft"), IN_TIME)
def test_a_deadline_that_is_met_moot_over_or_ours_is_left_alone(inbound: str, draft: str) -> None:
    assert "answers/deadline-ignored" not in rules(draft, inbound)


ASKED_AGAIN = [
    ("Order #A-10233 arrived damaged.", "Hi Kim,\nsorry about that! Could you let me know your order number?", None, ["your order number"]),
    ("My booking reference is QX7T2P and I need to change the date.", "Dear Ms Lee,\nPlease provide your booking reference so we can make the change.", None, ["your booking reference"]),
    ("The mixer (model KX-200) stopped after a week.", "Hi Pat,\nwhich model do you have?", None, ["which model"]),
    ("I bought the heater on 3 March and it died yesterday.", "Hi Cas,\ncan you tell me when you bought it?", None, ["when you bought"]),
    ("See the dent.", "Hi Cas,\nso sorry! Would you mind sending us a few photos of the dent?", ("dent1.jpg",), ["a few photos"]),
    ("I've attached two screenshots of the error.", "Hi Al,\ncould you share a screenshot so we can see what happens?", None, ["a screenshot"]),
    ("I was charged 49.99 dollars on invoice INV-20331.", "Hi Cas,\nwhat amount were you charged, and could you send the invoice number?", None, ["what amount were you charged", "the invoice number"]),
    ("Error E-507 comes up whenever I press start.", "Hi Cas,\nwhat error code do you see?", None, ["what error code"]),
    ("I'm on an iPhone 14 with iOS 17.2 and the app crashes.", "Hi Ana,\ncould you let us know which device you are using and which version of iOS is installed?", None, ["which device", "which version"]),
    ("My address is 5 Mill Lane, Bath BA1 2QR. Please send the key there.", "Hi Ana,\nwhere should we send the key?", None, ["where should we send"]),
    ("The kettle leaks.", "Hi Ana,\nwe need your proof of purchase before we can replace it.", ("receipt.pdf",), ["your proof of purchase"]),
    ("You can reach me on 0171 555 0199 after six.", "Hi Al, what number can we reach you on?", None, ["what number can we reach you"]),
    ("Please answer to ana@example.org, I cannot open the portal.", "Hi Ana, what is your email address?", None, ["your email address"]),
]  # fmt: skip


@pytest.mark.parametrize(("inbound", "draft", "files", "marked"), ASKED_AGAIN)
def test_what_stands_in_the_message_is_not_asked_for_again(
    inbound: str, draft: str, files: tuple[str, ...] | None, marked: list[str]
) -> None:
    found = findings(draft, inbound, files=files)
    assert [f.span.of(draft) for f in found if f.rule == "ownership/repeat-ask"] == marked


ASKED_RIGHTLY = [
    ("Order #A-10233 arrived damaged.", "Hi Kim,\nI have order A-10233 here; could you tell me the order number of the other one?", None),
    ("Order #A-10233 arrived damaged.", "Hi Kim,\nI cannot find that order. Could you let me know your order number?", None),
    ("My tracking number is JD01460000123499.", "Hi Kim,\ncould you let me know your order number?", None),
    ("I moved to 5 Mill Lane. Please update it.", "Hi Ana,\nwhat is the postcode?", None),
    ("My address is 5 Mill Lane, Bath BA1 2QR.", "Hi Ana,\nfor security, could you confirm your address?", None),
    ("My old address is 12 Rose Lane, and I've moved. How do I change it?", "Hi, please send us your new address and we'll do it for you.", None),
    ("I bought the heater on 3 March and it died.", "Hi Cas,\ncould you send a photo of the label on the back?", None),
    ("See the dent.", "Hi Cas,\nthanks for the photos! Could you take one more picture of the whole car?", ("dent1.jpg",)),
    ("See the box.", "Hi Cas,\ncould you send us a photo of the contract?", ("image001.png",)),
    ("The photo on your page shows a blue lamp, mine is green.", "Hi, could you send us a photo of the lamp?", None),
    ("I'm on an iPhone 14 and the app crashes.", "Hi Ana,\nwhich version of the app is it?", None),
    ("My order 88121 arrived broken and order 88125 never came.", "Hi, which order would you like refunded first?", None),
    ("Order 88121 is late.", "Hi, please have your order number ready when you call us.", None),
    ("Order 88121 is late.", "Hi, you can find your order number in the confirmation.", None),
    ("I paid 50 euros.", "Hi, could you send your bank details so that we can pay the 50 euros back?", None),
]  # fmt: skip


@pytest.mark.parametrize(("inbound", "draft", "files"), ASKED_RIGHTLY)
def test_what_is_not_given_or_not_enough_may_be_asked_for(
    inbound: str, draft: str, files: tuple[str, ...] | None
) -> None:
    assert "ownership/repeat-ask" not in rules(draft, inbound, files=files)


FILES = [
    ("The chair leg snapped, I've attached a picture.", "Hi Al,\nwe're sorry. A new leg should be with you on Monday.\nJo", None, "I've attached"),
    ("The chair leg snapped.", "Hi Al,\nwe're sorry. A new leg should be with you on Monday.\nJo", ("IMG_2231.jpg",), "IMG_2231.jpg"),
    ("Please see attached, the tax line is wrong.", "Hi Al,\nthe tax is 20% since January, so the total is right.\nJo", None, "see attached"),
    ("Why is my usage so high?", "Hi Al,\nyour usage went up in March because of the cold.\nJo", ("bill_march.pdf", "logo.png"), "bill_march.pdf"),
]  # fmt: skip


@pytest.mark.parametrize(("inbound", "draft", "files", "named"), FILES)
def test_a_file_that_no_word_touches_is_named(
    inbound: str, draft: str, files: tuple[str, ...] | None, named: str
) -> None:
    found = [
        f for f in findings(draft, inbound, files=files) if f.rule == "answers/attachment-not-acknowledged"
    ]
    assert [(f.severity, f.match.values["file"]) for f in found] == [(Severity.SUGGESTION, named)]


FILES_TOUCHED = [
    ("Why is my bill so high?", "Hi Al,\nyour usage went up in March, as the bill shows on page 2.\nJo", ("bill_march.pdf",)),
    ("Why is it so slow?", "Hi Al,\nthe plan is capped at 20 Mbit.\nJo", ("image001.png", "logo.gif", "invite.ics")),
    ("The leg snapped, photo attached.", "Hi Al,\nI see the split runs through the joint. A new leg comes on Monday.\nJo", None),
    ("I could not attach the photo, sorry.", "Hi Al,\na new leg comes on Monday.\nJo", None),
    ("The rail was attached to the wall. Do you sell it alone?", "Hi Al,\nit is sold with its screws.\nJo", None),
    ("Your letter had an invoice attached. Has it been paid?", "Hi Al,\nit was paid on Monday.\nJo", None),
    ("I've attached the signed form.", "Hi Al, everything is in order. You start on Monday.", None),
    ("Photo attached.", "Thank you for contacting us. We value your business.", None),
]  # fmt: skip


@pytest.mark.parametrize(("inbound", "draft", "files"), FILES_TOUCHED)
def test_a_file_that_was_looked_at_or_is_none_is_left_alone(
    inbound: str, draft: str, files: tuple[str, ...] | None
) -> None:
    assert "answers/attachment-not-acknowledged" not in rules(draft, inbound, files=files)


OTHER_TOPICS = [
    ("How do I get a refund for the concert that was called off?", "Hi,\nto log in, go to the sign-in page and enter your email and password. If you forgot your password, use the reset form."),
    ("Where's my delivery? It was due on Monday.", "Hello,\nyour invoice can be found in your account under Billing. All invoices show VAT and can be saved as PDF."),
    ("I can't log in to my account, it says wrong password.", "Dear customer,\nParcels are delivered within 3 to 5 working days. Our courier sends a text with the tracking number on the day of delivery."),
    ("How do I cancel my membership?", "Hello,\nour broadband router supports both wifi bands. Place the router away from walls for the best signal."),
]  # fmt: skip


@pytest.mark.parametrize(("inbound", "draft"), OTHER_TOPICS)
def test_an_answer_to_another_question_is_found_once(inbound: str, draft: str) -> None:
    assert rules(draft, inbound) == ["answers/other-topic"]


SAME_TOPIC = [
    ("How do I get a refund for the concert?", "Hi,\nthe money goes back by itself. To see it, log in with your password and open Orders."),
    ("Why can't I log in?", "Hi Al, your invoice for May was open, so the account was paused. The invoice is settled and you are back in."),
    ("Where is my delivery?", "Hi Al, it was charged twice by mistake, so two of them are on their way, and one charge is reversed."),
    ("How do I cancel my membership?", "Hello, which invoice do you mean, the one for the membership or the one for the locker?"),
    ("Can I pay the invoice by card?", "Hello, sign in and open Payments; your password is the one you chose."),
]  # fmt: skip


@pytest.mark.parametrize(("inbound", "draft"), SAME_TOPIC)
def test_a_reply_that_comes_back_to_the_question_is_left_alone(inbound: str, draft: str) -> None:
    assert "answers/other-topic" not in rules(draft, inbound)


UNDECIDED = [
    ("Is the camera waterproof?", "Hi Ana,\nit comes in a sealed case with a rubber ring.\nLena"),
    ("Is this jacket machine washable?", "Hi,\nthe jacket is made of the finest merino wool from New Zealand."),
    ("Is breakfast included?", "Hi Al,\nthe dining room has a lovely view of the lake.\nJo"),
    ("What does storage cost? And is the piano insured on the way?", "Hello Tom,\nstorage costs 80 euros per season. Insurance is an important part of every move, and pianos are delicate instruments.\nLena"),
]  # fmt: skip


@pytest.mark.parametrize(("inbound", "draft"), UNDECIDED)
def test_a_yes_or_no_question_without_either_is_found(inbound: str, draft: str) -> None:
    found = rules(draft, inbound)
    assert found in (["answers/no-yes-or-no"], ["answers/unanswered-question"])
    assert "answers/no-yes-or-no" in rules(draft, inbound, ruleset=YES_OR_NO)


DECIDED = [
    ("Is the camera waterproof?", "Hi Ana,\nyes, to one metre.\nLena"),
    ("Is the camera waterproof?", "Hi Ana,\nit has a case that takes it down to 10 metres.\nLena"),
    ("Is the tent waterproof?", "Hi Al,\nit keeps you dry in a storm.\nJo"),
    ("Is breakfast included?", "Hi Al,\nthe kitchen serves from seven, it's on the house.\nJo"),
    ("Is the piano insured on the way?", "Hello Tom,\nyour piano is covered up to 5,000 euros on the way.\nLena"),
    ("Will I get a courtesy car?", "Dear Ms Ito,\nthere will be a blue one for you, which is popular with our customers.\nLena"),
    ("Is it oak or pine?", "Hi Al,\nit has a frame of solid wood.\nJo"),
]  # fmt: skip


@pytest.mark.parametrize(("inbound", "draft"), DECIDED)
def test_a_yes_or_no_that_can_be_told_is_left_alone(inbound: str, draft: str) -> None:
    assert "answers/no-yes-or-no" not in rules(draft, inbound)


ONE_FAULT = [
    # Two rules could speak of it; the one that stands here does.
    ("Please cancel my order. Where can I see old ones?", "Hi,\nold ones stand under Settings, in the order they were made.\nLena", "answers/critical-request-ignored"),
    ("Please send me the list by Friday. When do you open?", "Hi,\nwe open at nine.\nLena", "answers/request-ignored"),
    ("1. How wide is it?\n2. Can it be painted?\n3. Is it oak?", "1. It is 80 cm.\n3. It is oak.", "answers/numbered-question-missed"),
    ("Where is my parcel? It is needed by Friday.", "Thank you for your message. It has been logged.", "answers/nothing-answered"),
]  # fmt: skip


@pytest.mark.parametrize(("inbound", "draft", "rule"), ONE_FAULT)
def test_one_fault_is_told_once_by_its_most_telling_rule(inbound: str, draft: str, rule: str) -> None:
    assert rules(draft, inbound) == [rule]


@pytest.mark.parametrize(
    ("inbound", "draft"), [CRITICAL[0], REQUESTS[0], RECEIPTS[0], OTHER_TOPICS[0], UNDECIDED[0]]
)
def test_every_finding_shows_the_customers_words(inbound: str, draft: str) -> None:
    for finding in findings(draft, inbound):
        assert finding.match.related
        for related in finding.match.related:
            assert related.message == "inbound"
            assert related.span.of(inbound).strip()


def test_without_an_inbound_the_rules_are_skipped_and_say_why() -> None:
    report = check(Case(read_text("Hi Ana, it comes on Friday.", role="agent")), FAMILY)
    assert not list(report)
    assert {s.rule for s in report.skipped} == {rule.id for rule in FAMILY}


ASKED = "Hi,\n\nIs the lamp in stock? Do you ship my gizmo to Norway? And how is the parrot?\n\nAna"
TOLD = "Hi Ana,\n\nThe lamp is in stock, we have four of them left.\n\nBest,\nLena"


def _open_questions(settings: AnswerSettings, draft: str = TOLD) -> list[str]:
    rules = load_rules(config=Config(select=("answers/unanswered-question",)))
    rules = rules.with_settings(Settings(answers=settings))
    case = Case(read_text(draft, role="agent"), read_text(ASKED))
    return [finding.match.values["question"] for finding in check(case, rules)]


def test_a_team_says_what_is_no_question_and_how_sure_we_must_be() -> None:
    both = _open_questions(AnswerSettings())
    assert any("gizmo" in question for question in both)
    assert not any("parrot" in q for q in _open_questions(AnswerSettings(ignore=("How is  the PARROT",))))
    assert _open_questions(AnswerSettings(sure=1.0)) == []


def test_a_teams_synonyms_count() -> None:
    asked = "Hi,\n\nDo you take my old gizmo in return? And how is the parrot?\n\nAna"
    told = "Hi Ana,\n\nWe gladly accept any doohickey.\n\nLena"
    case = Case(read_text(told, role="agent"), read_text(asked))
    rules = load_rules()
    own = rules.with_settings(Settings(answers=AnswerSettings(synonyms=(("gizmo", "doohickey"),))))
    plain, helped = check(case, rules).answers, check(case, own).answers
    assert plain
    assert helped
    assert helped[0].score > plain[0].score


@pytest.mark.parametrize(
    ("asked", "is_found"),
    [
        ("It would help to know by Friday as I must send the list round.", False),
        ("Would be good to have an answer before Tuesday.", False),
        ("It would help us to know whether the piano was tuned before Friday.", True),
        ("It would help to know about the piano by Friday.", True),
    ],
)
def test_by_when_an_answer_helps_is_no_question_of_its_own(asked: str, is_found: bool) -> None:
    draft = "Dear Dilys,\n\nThe upper room takes 30 people, and each extra person is 6 pounds.\n\nMarcus"
    found = findings(draft, f"Is there space for 26 in the upper room? {asked}")
    assert any(f.rule == "answers/unanswered-question" for f in found) == is_found


def test_a_jibe_that_nobody_answers_is_no_error_and_a_question_is() -> None:
    thrown = "The driver threw it over the wall. "
    thanks = "Thank you for your message."
    assert "answers/nothing-answered" not in rules(
        thanks, f"{thrown}Where did he learn that, in a circus? Does he throw eggs too?"
    )
    assert "answers/nothing-answered" in rules(
        thanks, f"{thrown}When will you send a new one? Who pays for it?"
    )
