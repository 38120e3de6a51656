"""Which drafts tell the customer nothing at all, and which tell something in an odd way."""

from __future__ import annotations

import pytest

from replycheck.matching import Index
from replycheck.read import read_text
from replycheck.understand import Document
from replycheck.understand.answers import informative_sentences

EMPTY = [
    "Thank you for contacting us.",
    "Hi Ana,\n\nThank you for your message. We will get back to you as soon as possible.\n\nKind regards,\nTom",
    "Hello,\n\nThanks for reaching out to Acme Support! Your request has been received.\n\nThe Acme Team",
    "Dear Ms Roe,\n\nWe apologise for any inconvenience caused and appreciate your patience.",
    "Sorry for the inconvenience!",
    "Hi there! So sorry to hear that. Please let us know if there is anything else we can help with.",
    "Hello Ben,\nWe understand your frustration and we are very sorry for the experience you have had.\nBest,\nIda",
    "Thanks for getting in touch. One of our agents will be with you shortly.",
    "Hi,\n\nYour message is important to us. A member of our team will contact you soon.",
    "We are sorry to hear that your lamp arrived broken. Your satisfaction is our top priority.",
    "Dear customer,\n\nWe have received your email and will respond in due course.\n\nSincerely,\nCustomer Care",
    "Thank you for your patience while we look into this.",
    "Please bear with us.",
    "Hi Kim, thanks for writing in! How can I help you today?",
    "Apologies for the delay in getting back to you. We appreciate your understanding.",
    "Hello!\n\nIs there anything else I can help you with?\n\nHave a great day!",
    "We value your feedback and will use it to improve our service.",
    "Thank you for bringing this to our attention. We take all complaints very seriously.",
    "Hi Sam,\n\nI completely understand how frustrating this must be.\n\nWarm regards,\nLena",
    "Good morning,\n\nThank you for your enquiry. We are here to help.\n\nBest wishes,\nGuest Services",
    "Hi Ole! Thanks so much for being a loyal customer. We really appreciate it.",
    "Your feedback has been passed on to the relevant team. Thank you!",
    "Please do not hesitate to contact us with any further questions.",
    "We are looking into your issue and will keep you updated.",
    "Dear Mr Ito,\nThank you for choosing Harbour Lamps. We look forward to hearing from you.\nRegards,\nTom Berg",
    "Hi! One moment please.",
    "Thanks for waiting! Hang on a moment.",
    "Sorry about that! Please accept our sincere apologies.",
    "Dear Eva,\n\nThank you for contacting Northwind regarding your order. We strive to provide excellent service.",
    "We appreciate your business. Rest assured that we are doing everything we can.",
    "Hello Jo,\n\nPlease rest assured that your concern is important to us.\n\nYours sincerely,\nMia Holm",
    "Thanks for reaching out, Ana! We're happy to help.",
    "Due to high volumes, we may take longer than usual to respond. We apologise for the inconvenience.",
    "We regret the inconvenience and assure you of our best service.",
    "THANK YOU FOR YOUR MESSAGE. WE WILL REPLY SHORTLY.",
    "Hi Pam,\n\nWe hope you are well. Thank you for your question.\n\nCheers,\nJon",
    "Every customer matters to us, and we are truly sorry for your disappointing experience.",
    "If you have any further questions, please feel free to reach out. We're always happy to help!",
    "Hello, and welcome! It is a pleasure to hear from you.",
    "hi, thx for ur message, we will get back to u asap",
    "@ana_k Thanks for reaching out, we're sorry to hear this! ^TB",
    "",
    "Kind regards,\nTom",
]

TELLING = [
    "heya! np, had a look n it was a bloke called Marek Dudek — shall i cancel it or nah?",
    "not gonna lie to ya mate, it's grown under glass since march. want me to hold a box?",
    "Done, 14C.",
    "Both.",
    "Yes 👍",
    "👍",
    "Hi Ana, yes.",
    "Nope, sorry!",
    "Friday.",
    "Hi Ana,\nFriday.\nTom",
    "Thanks! Sorted.",
    "https://help.example.com/returns",
    "Hi Ben,\n\nhttps://help.example.com/returns\n\nTom",
    "Thanks for your message. See www.example.com/faq",
    "| size | price |\n|---|---|\n| S | £4 |\n| L | £6 |",
    "1. Open the lid\n2. Press the grey button\n3. Close it",
    "- unplug the router\n- wait for the light\n- plug it back in",
    "Ja, morgen früh.",
    "Claro, el lunes a las diez.",
    "Oui, c'est inclus.",
    "Nee, helaas niet.",
    "It's free.",
    "Blue or green",
    "Hi Ana,\n\nUnder the mat.",
    "Row 7.",
    "nah its gone",
    "yh we close at noon on sundays",
    "Sorry, we don't sell them any more.",
    "Sorry, not before May.",
    "Thanks for asking, the pool is heated.",
    "We do.",
    "You can.",
    "It will.",
    "None, I'm afraid.",
    "Always.",
    "Nothing at all.",
    "Neither, sorry.",
    "At the back of the shop, thanks.",
    "Gate B, thanks for waiting!",
    "cancelled it for u",
    "Refunded!",
    "I've put it in the post.",
    "Could you send me the serial number?",
    "Which colour would you like?",
    "Try turning it off and on again.",
    "Settings > Billing > Invoices",
    "`reset --all`",
    "Attached.",
    "Ask for Priya at the desk.",
    "Piotr Zielinski",
    "Hi Ana,\nPiotr Zielinski did.\nTom",
    "Two weeks, give or take.",
    "soz m8 the van broke down",
    "Cotton.",
    "Hi Eva, thanks for your patience: the part is in.",
    "Thank you for your message, your refund is on its way.",
    "We apologise for the delay, the courier lost it.",
    "Please contact Lindqvist Repairs.",
    "I'll find out and write to you by Friday.",
    "Our team is available around the clock.",
    "ok, it's off",
    "Not yet.",
    "Only the large one, sorry",
    "thank you for writing the lift is broken till tuesday",
    "Up to 8 kg",
    "No problem, done.",
    "She left.",
    "Sadly it's out of stock.",
]


def told(draft: str) -> list[str]:
    document = Document(read_text(draft, role="agent"), Index([]))
    return [span.of(draft) for span in informative_sentences(document)]


@pytest.mark.parametrize("draft", EMPTY)
def test_draft_wholly_of_stock_tells_nothing(draft: str) -> None:
    assert told(draft) == []


@pytest.mark.parametrize("draft", TELLING)
def test_draft_with_any_news_tells_something(draft: str) -> None:
    assert told(draft) != []
