"""The name to greet a customer with, and when there is none to be sure of."""

from __future__ import annotations

import pytest

from replycheck.read import read_bytes


def first_name(sender: str, text: str) -> str | None:
    head = f"From: {sender}\nDate: Mon, 03 Mar 2025 10:00:00 +0000\n\n"
    return read_bytes((head + text).encode(), path="a.eml").first_name


DISPLAY_NAMES = [
    ("Ilse Maas <i@mail.example>", "Ilse"),
    ('"Maas, Ilse" <i@mail.example>', "Ilse"),
    ('"Maas, Ilse (Buying)" <i@mail.example>', "Ilse"),
    ("Dr. Ilse Maas <i@mail.example>", "Ilse"),
    ("ILSE MAAS <i@mail.example>", "Ilse"),
    ("ilse maas <i@mail.example>", "Ilse"),
    ("Jean-Luc Petit <j@mail.example>", "Jean-Luc"),
    ("jean-luc petit <j@mail.example>", "Jean-Luc"),
    ("=?utf-8?Q?Zo=C3=AB_Fry?= <z@mail.example>", "Zoë"),
    ("=?utf-8?B?w4FnbmVz?= =?utf-8?B?IFJ1aXo=?= <a@mail.example>", "Ágnes"),
    ("Ilse <ilse@mail.example>", "Ilse"),
    ("ilse <ilse.maas@mail.example>", "Ilse"),
    ("i@mail.example (Ilse Maas)", "Ilse"),
    ("Ilse Maas via Lamp Shop <forms@mail.example>", "Ilse"),
    ("Sean O'Neill <s@mail.example>", "Sean"),
    ("María José Ruiz <m@mail.example>", "María"),
    ("Ilse Maas, PhD <i@mail.example>", "Ilse"),
    ("Will Young <w@mail.example>", "Will"),
    ("McKenna Hale <m@mail.example>", "McKenna"),
    ("Анна Петрова <a@mail.example>", "Анна"),
    ("i@mail.example", None),
    ("Accounts Payable <ap@mail.example>", None),
    ("Lamp Shop Support <help@mail.example>", None),
    ("Maas Interiors Ltd <info@maas.example>", None),
    ("Steiner GmbH <info@steiner.example>", None),
    ("user_20417 <u@mail.example>", None),
    ("b_harris <b@mail.example>", None),
    ("xXlampXx <x@mail.example>", None),
    ("M K <mk@mail.example>", None),
    ("J. Smith <js@mail.example>", None),
    ("JB <jb@mail.example>", None),
    ("ACME <info@acme.example>", None),
    ("Nordlys <hello@nordlys.example>", None),
    ("Mrs Maas <m@mail.example>", None),
    ("Herr Steiner <s@mail.example>", None),
    ("The Copper Kettle <t@mail.example>", None),
    ("Tom & Ann <t@mail.example>", None),
    ("noreply <noreply@mail.example>", None),
    ("王小明 <w@mail.example>", None),
    ("2nd Floor <x@mail.example>", None),
    ('"ilse@mail.example" <ilse@mail.example>', None),
    ("cooldude <cd1990@mail.example>", None),
    ("undisclosed-recipients:;", None),
    ("Reception <front@mail.example>", None),
    ("Accounting Team Maas <a@mail.example>", None),
]


@pytest.mark.parametrize(("sender", "name"), DISPLAY_NAMES)
def test_the_display_name_gives_the_first_name(sender: str, name: str | None) -> None:
    assert first_name(sender, "Where is my lamp?\n") == name


SIGN_OFFS = [
    ("Kind regards,\nIlse", "Ilse"),
    ("Kind regards,\nIlse Maas", "Ilse"),
    ("Kind regards\n\nIlse Maas\nBuyer\nMaas Interiors", "Ilse"),
    ("Thanks, Ilse", "Ilse"),
    ("Cheers\nilse", "Ilse"),
    ("- Ilse", "Ilse"),
    ("–Ilse", "Ilse"),
    ("Ilse", "Ilse"),
    ("Ilse x", "Ilse"),
    ("Mit freundlichen Grüßen\nIlse Maas", "Ilse"),
    ("Cordialement,\nÉlodie", "Élodie"),
    ("Un saludo,\nÁlvaro", "Álvaro"),
    ("Met vriendelijke groet,\nIlse", "Ilse"),
    ("Cordiali saluti\nIlaria", "Ilaria"),
    ("Best,\nWill", "Will"),
    ("Regards,\nDr. Ilse Maas", "Ilse"),
    ("Ilse Stone\nacct 8841-220-17", "Ilse"),
    ("Thank you!\nIlse\n\nIlse Maas, RN\nPhone: 555-0142", "Ilse"),
    ("ILSE", "Ilse"),
]


@pytest.mark.parametrize(("sign_off", "name"), SIGN_OFFS)
def test_the_sign_off_outranks_the_display_name(sign_off: str, name: str) -> None:
    text = f"Hi Bo,\n\nWhere is my lamp?\n\n{sign_off}\n"
    assert first_name("Rebecca Stone <r@mail.example>", text) == name


NO_SIGN_OFF = [
    "Thanks",
    "Thanks Bo",
    "Thanks, Bo",
    "Kind regards,\nAccounts Payable",
    "Regards,\nM. Maas",
    "Kind regards,\nMrs Maas",
    "Please help",
    "Urgent",
    "Still waiting",
    "ASAP!!",
    "please",
    "Best regards,\nThe Maas Family",
    "Tom & Ann",
    "Thank you in advance",
    "+31 20 555 0142",
    "Regards,\n12345",
]


@pytest.mark.parametrize("ending", NO_SIGN_OFF)
def test_an_ending_that_is_no_persons_name_gives_none(ending: str) -> None:
    text = f"Hi Bo,\n\nWhere is my lamp?\n\n{ending}\n"
    assert first_name("office <office@mail.example>", text) is None


def test_a_name_without_closing_words_that_contradicts_the_sender_gives_none() -> None:
    assert first_name("Rebecca Stone <r@mail.example>", "Where is my lamp?\n\nBlue Harbour\n") is None
    assert (
        first_name("Rebecca Stone <r@mail.example>", "Where is my lamp?\n\nRegards,\nIlse Maas\n") == "Ilse"
    )
    assert first_name("b_harris <b@mail.example>", "Where is my lamp?\n\nBill Harris\nacct 88-4\n") == "Bill"


def test_a_place_or_a_word_is_a_name_where_the_sender_is_called_so() -> None:
    assert first_name("Paris London <p@mail.example>", "Where is my lamp?\n\nLondon\n") == "London"
    assert first_name("Lamp Okoro <l@mail.example>", "Where is my lamp?\n\nLamp\n") == "Lamp"


def test_a_company_with_the_senders_family_name_is_not_the_first_name() -> None:
    text = "Where is my lamp?\n\nMaas Tiles\n+31 20 555 0142\n"
    assert first_name("Ilse Maas <i@mail.example>", text) == "Ilse"


def test_a_lower_case_last_word_is_a_name_only_where_the_sender_agrees() -> None:
    text = "where is my lamp?\n\nmarta\n"
    assert first_name("M K <mk@mail.example>", text) == "Marta"
    assert first_name("B T <bt@mail.example>", text) is None


# What stands below a text file's words, where no header gives a name.
LAST_LINES = [
    ("Thanks, Ana", "Ana"),
    ("Thanks! Ana", "Ana"),
    ("Thank you. Ana Costa", "Ana"),
    ("cheers, kit", "Kit"),
    ("Thank you for everything,\nTomasz Nowak", "Tomasz"),
    ("Safe home,\nTomasz", "Tomasz"),
    ("Greetings from Leeds, Ana", "Ana"),
    ("Best wishes from Leeds\nAna", "Ana"),
    ("Have a lovely weekend, Ana", "Ana"),
    ("Have a good one, Ana", "Ana"),
    ("Signed, Ana", "Ana"),
    ("Signed: Ana Costa", "Ana"),
    ("Peace, Ana", "Ana"),
    ("Later, Ana", "Ana"),
    ("Love Ana x", "Ana"),
    ("Ana", "Ana"),
    ("Ana xoxo", "Ana"),
    ("Ana :)", "Ana"),
    ("Ana <3", "Ana"),
    ("Ana 😊", "Ana"),
    ("_Ana_", "Ana"),
    ("jade x", "Jade"),
    ("jade xx", "Jade"),
    ("Ana (order 88121)", "Ana"),
    ("Ana, order 88121", "Ana"),
    ("Ana\nPS: it was the blue one", "Ana"),
    ("Ana\n\nPS: it was the blue one", "Ana"),
    ("Mark / Customer Happiness Team", "Mark"),
    ("Best, Mark / Customer Happiness Team", "Mark"),
    ("Kind regards,\nMark / Customer Happiness Team", "Mark"),
    ("Mark | Harbour Lamps", "Mark"),
    ("Mark, Customer Happiness Team", "Mark"),
    ("Thank you kindly, Ingeborg Sauer", "Ingeborg"),
    ("Thanking you, Ana Costa", "Ana"),
    ("Cheers for now - Bob", "Bob"),
    ("Bye for now, Ana", "Ana"),
    ("With respect, Ana", "Ana"),
    ("Love the shop!\nPat x", "Pat"),
    ("Love the shop! Pat x", "Pat"),
    ("Love the shop!\nxx Pat", "Pat"),
    ("Kind regards,\nAdelaide Brown", "Adelaide"),
    ("Kind regards,\nIndia Knight", "India"),
    ("Thanks,\nDallas Reed", "Dallas"),
    ("Thanks\nPhoenix Cole", "Phoenix"),
    ("Best, Houston Park", "Houston"),
    ("Kind regards,\nIan Terrace", "Ian"),
    ("Kind regards,\nKaren Lodge", "Karen"),
    ("Kind regards,\nWendy House", "Wendy"),
    ("Cheers,\nTom Inn", "Tom"),
    ("Kind regards,\nMaya Farm", "Maya"),
    ("Best wishes,\nTheresa Drive", "Theresa"),
    ("Kind regards,\nAngel", "Angel"),
    ("Kind regards,\nAutumn", "Autumn"),
    ("Kind regards,\nSummer Reed", "Summer"),
    ("Thanks,\nSky", "Sky"),
    ("Thanks,\nRiver Carter", "River"),
    ("Thanks,\nCandy", "Candy"),
    ("Thanks,\nCherry", "Cherry"),
    ("Best,\nRocky", "Rocky"),
    ("Best,\nLei", "Lei"),
    ("Best,\nPrince", "Prince"),
    ("Best,\nStar", "Star"),
    ("Mark", "Mark"),
    ("Grace Hall", "Grace"),
    ("McKenna", "McKenna"),
    ("Regards, Sunny", "Sunny"),
    ("Kind regards, Les", "Les"),
    ("Ms. Ellie Wu", "Ellie"),
    ("ana", None),
    ("M. Yes", None),
    ("Reading", None),
    ("London", None),
    ("Birmingham, UK", None),
    ("New York", None),
    ("Bluebell Cottage", None),
    ("Rose Cottage", None),
    ("Copper Kettle", None),
    ("Kitchen Sink", None),
    ("Merry Christmas", None),
    ("Lamp", None),
    ("Broken", None),
    ("Sunny", None),
    ("Miele", None),
    ("Registry", None),
    ("SafeKeep Storage", None),
    ("Order 4711", None),
    ("Accounts", None),
    ("Coach Renner", None),
    ("Namaste, Lyn", None),
    ("Thanks\nLeeds", None),
    ("Thanks\nPfizer", None),
    ("Thanks\nDallas", None),
    ("Thanks\nDallas, Texas", None),
    ("Thanks\nDallas Texas", None),
    ("Thanks\nHouston TX", None),
    ("Thanks\nLeeds United", None),
    ("Kind regards,\nRose Cottage", None),
    ("Kind regards,\nVictoria House", None),
    ("Kind regards,\nThomas Road", None),
    ("Kind regards,\nCherry Tree", None),
    ("Kind regards,\nSummer House", None),
    ("Dallas Reed", None),  # without closing words as likely a place
    ("Elizabeth House", None),
    ("Summer", None),
    ("Thanks\nPlease hurry", None),
    ("Thanks\nThursday", None),
    ("Kind regards,\nCopper Kettle", None),
    ("Kind regards,\nSarah's mum", None),
    ("Kind regards,\nDeputy Principal", None),
    ("Tunde and Amara", None),
    ("G. R. Pemberton", None),
    ("M.", None),
    ("A. Costa", None),
    ("Yes", None),
    ("Thanks Ana", None),
    ("Thx Ana", None),
    ("Cheers Ana", None),
    ("Thanks, everyone", None),
    ("Thanks, guys", None),
    ("Thanks, but no thanks", None),
    ("Regards from Leeds", None),
    ("Customer Happiness Team", None),
    ("Disappointed Customer", None),
    ("Unbelievable", None),
    ("Disgusted", None),
    ("Nothing", None),
    ("Blue / Red", None),
    ("Red Lamp / Blue Lamp", None),
    ("thanks x", None),
    ("bless x", None),
    ("Monday / Tuesday", None),
]


@pytest.mark.parametrize(("ending", "name"), LAST_LINES)
def test_the_last_line_of_a_text_without_headers(ending: str, name: str | None) -> None:
    text = f"Hello,\n\nmy lamp never came and nobody answers. Where is it?\n\n{ending}\n"
    assert read_bytes(text.encode(), path="a.txt").first_name == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Where is my lamp? Thanks, Ana", "Ana"),
        ("Where is my lamp?\nThanks, Ana", "Ana"),
        ("Where is my lamp? Kind regards, Ana Costa", "Ana"),
        ("where is my lamp? cheers, kit", "Kit"),
        ("I bought it in May (see the photo). Thanks! Ana", "Ana"),
        ("Where is my lamp? Thanks Ana", None),  # Ana is thanked
        ("Hi Bo,\nWhere is my lamp? Thanks, Bo", None),
        ("Where is my lamp? Ana", None),
        ("He said no. Thanks, Mark, for nothing", None),
        ("I was told to write to Thanks, Ana", None),
        ("I take it in M. Yes", None),
    ],
)
def test_a_sign_off_on_the_line_of_the_last_sentence(text: str, name: str | None) -> None:
    assert read_bytes(f"{text}\n".encode(), path="a.txt").first_name == name


@pytest.mark.parametrize(
    ("ending", "name"),
    [
        ("how do I renew. thx\nShanice", "Shanice"),
        ("how do I renew thx\nShanice", "Shanice"),
        ("how do I renew, thanks\nShanice Cole", "Shanice"),
        ("Thank you so much, sorry for the essay\nBridget Fallon", "Bridget"),
        ("Thanks in advance for your help with this.\nIngrid", "Ingrid"),
        ("Thanks in advance for your help with this\nIngrid\norder 4471", "Ingrid"),
        ("can we sit outside w the dog\nxx Mimi", "Mimi"),
        ("cant believe im asking this again\n- Kez", "Kez"),
        ("Not what I pay for, is it.\n— Wes", "Wes"),
        ("is it foil or not haha\nChantelle", "Chantelle"),
        ("would you hold it until Friday please\nLuca", "Luca"),
        ("thx for the help\nSarah", "Sarah"),
        ("Please write back asap\nOliver", "Oliver"),
        ("where is it thanks\nOlumide", "Olumide"),
        ("Can I change the name on my pass? Thanks\nOliver", "Oliver"),
        ("Can you refund me to this bank please\nBarclays", None),
        ("can you refund me to this shop please\nDunbarrow", None),
        ("hi i want a refund lol\nMacbook", None),
        ("pay with another bank asap\nRevolut", None),
        ("Change the name on the cake pls\nOliver", None),
        ("please print it on the back asap\nOliver", None),
        ("thx for the help, tell\nSarah", None),
        ("thx for the help, now call\nSarah", None),
        ("that is whom you should ask pls\nSarah", None),
        ("could you drive us to the airport please\nHeathrow", None),
        ("thanks\nPfizer", None),
        ("how do I renew. thx\nshanice", None),
        ("how do I renew. thx\nReading", None),
        ("how do I renew. thx\nPlease hurry", None),
        ("Thank you so much, sorry for the essay\nRose Cottage", None),
        ("Thanks for passing it on to\nShanice", None),
        ("Thank you for all that you did while we waited for the lamp and\nShanice", None),
        ("please engrave it with\nShanice", None),
        ("I want these names:\nShanice", None),
        ("the badges are for\n- Ben\n- Shanice", None),
        ("Ben\nShanice", None),
        ("which one do you have please\nLarge", None),
        ("it broke again!! thanks\nSent from my phone", None),
    ],
)
def test_a_sign_off_right_below_the_last_sentence(ending: str, name: str | None) -> None:
    text = f"hiya, my pass ran out in May.\n{ending}\n"
    assert read_bytes(text.encode(), path="a.txt").first_name == name


@pytest.mark.parametrize("line", ["Mark / Customer Happiness Team", "Mark | Harbour Lamps", "Mark x"])
def test_a_name_with_its_team_is_a_sign_off_and_no_sentence(line: str) -> None:
    message = read_bytes(
        f"Hi Ana,\n\nyour lamp leaves today.\n\n{line}\n".encode(), path="a.txt", role="agent"
    )
    assert [part.kind.value for part in message.parts] == ["greeting", "body", "closing"]
