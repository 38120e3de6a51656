"""The macros that stand in every seeded export, in the words of an invented shop for tools and lamps.

`«first!»` is the customer's first name with what the desk has for a fallback, `«first»` the bare variable;
the others are in `desks.TOKENS`.  A blank line ends a paragraph.
"""

from __future__ import annotations

LEGAL: tuple[tuple[str, str], ...] = (
    ("Shipping::Parcel on its way", "Hi «first!»,\n\nyour parcel left our depot this morning. The courier sends a message with the hour of the delivery, usually before nine.\n\nKind regards,\n«agent»"),
    ("Shipping::Address wrong", "Hello «first!»,\n\nthe courier could not find the address on the label. Please reply with the street, the house number and the floor, and mention «number».\n\nBest regards,\n«agent»"),
    ("Returns::How to send it back", "Hi «first!»,\n\nyou have 30 days to send it back under our terms of 1 May 2021.\n\n1. Pack it so that nothing rattles.\n2. Put the slip from the parcel inside.\n3. Hand it in at any shop of the courier.\n\nShipping back costs £4.95, which we take off the refund."),
    ("Returns::Refund approved", "Hi «first!»,\n\nthe refund for «subject» is approved. Banks take up to five working days until you see it."),
    ("Returns::Slip lost", "Hello «first!»,\n\nno slip, no problem: write «number» on a sheet of paper and put it on top."),
    ("Repairs::What we need", "Hi «first!»,\n\nso that we can repair the drill in one go, please send us\n\n- a photo of the type plate\n- a word on when it stops\n- the shop where it was bought\n\nWe have repaired tools since 1998, and most are back within ten days."),
    ("Repairs::Estimate", "Hello «first!»,\n\nthe estimate is attached. Say yes by replying to this message, and we begin the same day."),
    ("Account::Password", "Hi «first!»,\n\nopen the shop, go to [Settings] > [Account] and press [Send link]. The link works for an hour.\n\nIf no mail arrives, look into the folder for advertising."),
    ("Account::Delete my data", "Hello «first!»,\n\nRegulation (EU) 2016/679 gives you the right to that. Everything about you is deleted within 30 days, except invoices, which the tax office wants us to keep for ten years."),
    ("Billing::Copy of an invoice", "Hi «first!»,\n\nthe copy is attached to this message. Invoices of the last three years stand in your account as well."),
    ("Billing::VAT number", "Hello «first!»,\n\nplease send us the VAT number as it stands in the register. It looks like this: your invoice 20481 shows it for example in the top right corner."),
    ("Billing::Card declined", "Hi «first!»,\n\nthe bank declined the card. Please check with your bank first, since some of them ask you to confirm the payment in an app."),
    ("Product::Lamp flickers", "Hello «first!»,\n\nmost flickering comes from a dimmer that is made for other bulbs.\n\nTurn the dimmer to 100 %, wait a minute and look again. If it still flickers, reply here and we exchange the bulb."),
    ("Product::Which drill", "Hi «first!»,\n\nfor concrete take the one with the hammer, for wood the light one. Both run on the same battery."),
    ("Product::Manual", "Hello «first!»,\n\nthe manual is on https://help.example.com/manuals, sorted by type. You can use this template for the letter to your insurance: https://help.example.com/letter."),
    ("Service::Not today", "Hi «first!»,\n\nthe colleague who knows about this is back tomorrow. You have an answer by noon, and «number» stays open until then.\n\nBest regards,\n«agent»"),
    ("Service::Who looks after it", "Hello «first!»,\n\n«agentfull» looks after «number» from now on and writes to you as soon as the part is here."),
    ("Service::Closed by us", "Hi «first!»,\n\nwe have not heard from you for two weeks, so «number» is closed. A reply opens it again."),
    ("Service::Thank you for the praise", "Hello «first!»,\n\nthank you. I have pinned your message to the wall above the workbench, where everybody reads it twice a day."),
    ("Service::Opening hours", "Hi «first!»,\n\nthe shop is open from nine to six, on Saturdays until two. On public holidays the phone is off and the bench is empty."),
    ("Service::Voucher", "Hello «first!»,\n\na voucher is valid for three years from the day it was bought. Type its code in the last step, before you pay."),
)  # fmt: skip

# Title, text, and (rule, words marked) for each fault.  «half» and its like are a desk's own.
FAULTY: tuple[tuple[str, str, tuple[tuple[str, str], ...]], ...] = (
    ("Shipping::Half a variable", "Hello «first!»,\n\nwe look after «half» and come back to you on Thursday.", (("macro/broken-syntax", "«half»"),)),
    ("Shipping::Typing mistake", "Hello «first!»,\n\nthe parcel for «typo» waits at the shop next door.", (("macro/unknown-variable", "«typo name»"),)),
    ("Repairs::From the newsletter", "Hi «first!»,\n\nyour drill «foreign» is oiled and packed.", (("macro/foreign-engine", "«foreign»"),)),
    ("Repairs::Day of the visit", "Hello «first!»,\n\nthe fitter comes on [date] between eight and ten.", (("macro/manual-fill-in", "[date]"),)),
    ("Shop::Winter closing", "Hi «first!»,\n\nthe workshop is closed until 7 January 2024, after that everything goes on as usual.", (("macro/hard-coded-value", "7 January 2024"),)),
    ("Shop::Big parcel", "Hello «first!»,\n\nyour order 77412 is so big that two people carry it.", (("macro/hard-coded-value", "77412"),)),
    ("Shop::Sale", "Hello «first!»,\n\nthe Summer Sale 2023 begins when the doors open.", (("macro/hard-coded-value", "2023"),)),
    ("Shop::From the desk", "The bulbs are in stock again, and the switch too.\n\nKind regards,\nMargaret", (("macro/hard-coded-value", "Margaret"),)),
    ("Repairs::For the bench", "Hello «first!»,\n\nthe saw is sharp again. Internal note: ask the bench about the crack.", (("macro/empty-or-internal-body", "Internal note"),)),
    ("Billing::Nothing yet", "Hi «first!»,\n\nKind regards,\n«agent»", (("macro/empty-or-internal-body", ""),)),
    ("Billing::Blank greeting", "Hi ,\n\nthe receipt is attached to this message.", (("placeholders/empty-greeting", "Hi ,"),)),
    ("Product::Dummy text", "Hello «first!»,\n\nlorem ipsum dolor sit amet for the new drill.", (("placeholders/lorem-ipsum", "lorem ipsum dolor sit amet"),)),
    ("Product::To be settled", "Hello «first!»,\n\nTODO: ask for the weight of the vice.", (("placeholders/todo-marker", "TODO: ask for the weight of the vice."),)),
    ("Account::To everybody", "Dear Customer,\n\nthe account is open again.", (("macro/hard-coded-salutation", "Dear Customer"),)),
    ("Account::Signed twice", "The new key is ready for you at the counter.\n\nBest regards,\nThe workshop\n\nKind regards,\nThe counter", (("macro/duplicate-signature", "Kind regards,"),)),
    ("test", "Hello «first!»,\n\nthe bench is free on Wednesday.", (("macro/missing-metadata", ""),)),
)  # fmt: skip
