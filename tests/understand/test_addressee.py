"""Greetings against the customer's name: what is said about them, and what is left alone."""

from __future__ import annotations

import pytest

from replycheck import Case, check, load_rules
from replycheck.config import Config
from replycheck.model import Message
from replycheck.read import read_text
from replycheck.rules import Ruleset
from replycheck.understand.name_forms import is_misspelling, same_name, spellings

BODY = " the lamp ships today and it should be with you on Friday, as you asked."
FAULTS = ("wrong-name", "name-misspelt", "generic-addressee", "no-greeting")


@pytest.fixture(scope="module")
def rules() -> Ruleset:
    return load_rules(config=Config(select=("personal",), profile="thorough"))


def found(
    rules: Ruleset, draft: str, customer: str | None, inbound: str = "Where is it?", channel: str = "email"
) -> list[str]:
    message: Message = read_text(inbound, role="customer")
    case = Case(read_text(draft, role="agent"), message, customer_name=customer, channel=channel)  # type: ignore[arg-type]
    names = [finding.rule.partition("/")[2] for finding in check(case, rules)]
    return [name for name in names if name in FAULTS]


WRONG = [
    # (greeting, the customer)
    ("Tom,", "Ana Lima"),
    ("Tom, the lamp is packed.", "Ana Lima"),
    ("Chère Aurélie,", "Amélie Rousseau"),
    ("Bonjour Tom,", "Ana Lima"),
    ("Mr Bautista,", "Luc Baptiste"),
    ("Thanks Tom,", "Ana Lima"),
    ("Good morning Tom,", "Ana Lima"),
    ("Hi there Tom,", "Ana Lima"),
    ("Hi Tom -", "Ana Lima"),
    ("Hi Tom!", "Ana Lima"),
    ("Hi Tom", "Ana Lima"),
    ("Hi Tom 👋", "Ana Lima"),
    ("**Hi Tom,**", "Ana Lima"),
    ("Hi Tom thanks for the photo,", "Ana Lima"),
    ("Subject: Your lamp\n\nHi Tom,", "Ana Lima"),
    ("Careful, Ronald.", "Roland"),
    ("Sifiso,", "Sipho"),
    ("Beste Marijke,", "Anneke de Wit"),
    ("Bonjour Jean-Bernard,", "Jean-Baptiste"),
    ("Dear Reverend Adeola,", "Reverend Achebe"),
    ("Dear Father Peter,", "Fr. Patrick Mulhern"),
    ("Dear Mr Kaplan,", "Mrs K. Olofsson"),
    ("Hello Mr Ostrander,", "Amara Nwosu"),
    ("Dear Simon,", "Simone Aubert"),
    ("Hi Danielle,", "Daniel Hale"),
    ("Hi Daniel,", "Danielle Okonjo"),
    ("Hi Maria,", "Marianne Holm"),
    ("Hi Roberto,", "Robert Holm"),
    ("Hi Anna,", "Hannah Prior"),
    ("Hi Tim,", "Tom Whitlock"),
    ("Hi Dan,", "Jan Lee"),
    ("Dear Olena,", "Oksana Hnatiuk"),
    ("Dear Mr Hamadi,", "Mr Haddad"),
    ("Hello Solomon,", "Samuel Adjei"),
    ("Hi Chinedu,", "Chidinma Obi"),
    ("Dear Ms Sharma,", "Kavita Iyer"),
    ("Dear Ms Wang,", "Zhang Wei"),
    ("Hi Ola,", "Małgorzata Nowak"),
    ("Dear Mr Santos,", "João Pedro Ferreira"),
    ("Hi Gunnar,", "Jón Sigurðsson"),
    ("Dear Mr van Dam,", "Piet van der Berg"),
    ("Hi Sinead,", "Siobhán Ní Bhriain"),
    ("Hi Linh,", "Nguyễn Thị Thuý"),
    ("Dear Mr Romero,", "Pablo García Lorca"),
    ("Hi Tom and Lena,", "Ana and Rui Lima"),
]

MISSPELT = [
    ("HI ANA,", "Ana Lima"),
    ("Hi ANA-LUCIA,", "Ana-Lucia Lima"),
    ("Dear MCKENNA,", "Mckenna Roy"),
    ("hello mckenna,", "McKenna Roy"),
    ("Hi Toni,", "Tony Hale"),
    ("Hi John,", "Jon Hale"),
    ("Hi Jon,", "John Hale"),
    ("Hi Sara,", "Sarah Hale"),
    ("Hi Tomasz,", "Tomas Novak"),
    ("Hi Ann,", "Anna Holm"),
    ("Hi Ana,", "Anna Holm"),
    ("Hi Mark,", "Marc Duval"),
    ("Dear Kathrin,", "Kathryn Moss"),
    ("Dear Jon Hale,", "John Hale"),
    ("Dear Mr Lindquist,", "Per Lindqvist"),
    ("Hi Chiamaka,", "Chiamake Eze"),
    ("Hello Priyenka,", "Priyanka Rao"),
    ("Dear Ms Kowalsky,", "Ewa Kowalski"),
]

RIGHT = [
    ("Hi Bob,", "Robert Hale"),
    ("Dear Peggy,", "Margaret Hill"),
    ("Hi Mary-Jane,", "Mary Jane Smith"),
    ("Hi Mary,", "Mary-Jane Smith"),
    ("Hi Jane,", "Mary-Jane Smith"),
    ("Hi Jean-Luc,", "Jean Luc Moreau"),
    ("Dear Mr Ito,", "Kenji Ito"),
    ("Dear Ito-san,", "Kenji Ito"),
    ("Dear Kenji-san,", "Ito Kenji"),
    ("Dear Kenji,", "Ito Kenji"),
    ("hi ana,", "ana lima"),
    ("Hi Bjorn,", "Björn Aalto"),
    ("Hi Bjoern,", "Björn Aalto"),
    ("Hi Mueller,", "Müller"),
    ("Dear Mr Mueller,", "Jan Müller"),
    ("Dear Mr Müller,", "Jan Mueller"),
    ("Dear Mr Strasse,", "Jan Straße"),
    ("Dear J,", "Jan Lee"),
    ("Dear J. Lee,", "Jan Lee"),
    ("Dear JP,", "Jean-Pierre Roy"),
    ("Hi Tom,", "T. Hale"),
    ("Hi Ana and Tom,", "Ana Lima"),
    ("Hi Tom & Ana,", "Ana Lima"),
    ("Hi Ana/Tom,", "Ana Lima"),
    ("Hi Tom, hi Ana,", "Ana Lima"),
    ("Hi Tom, Ana,", "Ana Lima"),
    ("Hey Tom (and Ana),", "Ana Lima"),
    ("Dear O'Brien,", "Sean O’Brien"),
    ("Dear Mr O’Brien,", "Sean O'Brien"),
    ("Dear Mr OBrien,", "Sean O'Brien"),
    ("Hi D'Arcy,", "D’Arcy Wu"),
    ("Dear Anne-Marie,", "Annemarie Kok"),
    ("Hi 王伟,", "王伟"),
    ("Hi Elena,", "Елена Петрова"),
    ("Hi Wei,", "王伟"),
    ("Hi Елена,", "Elena Petrova"),
    ("Dear Mr and Mrs Faraday,", "Tom Faraday"),
    ("Dear Mr. & Mrs. Faraday,", "Tom Faraday"),
    ("Dear Dr. Adler,", "Miriam Adler"),
    ("Dear Sister Mary,", "Sister Mary Okello"),
    ("Dear Captain Hale,", "Robert Hale"),
    ("Good morning Ana,", "Ana Lima"),
    ("Happy Monday Ana,", "Ana Lima"),
    ("Hi again Ana,", "Ana Lima"),
    ("Hola Ana,", "Ana Lima"),
    ("Hello Ms. Lima-Costa,", "Ana Lima Costa"),
    ("Dear Ms Costa,", "Ana Lima Costa"),
    ("Hi Liz,", "Elisabeth Kok"),
    ("Hi Sasha,", "Alexander Orlov"),
    ("Hi Misha,", "Mikhail Orlov"),
    ("Hi Pepe,", "José García"),
    ("Hi Paco,", "Francisco Ruiz"),
    ("Hi Nacho,", "Ignacio Ruiz"),
    ("Hi Gosia,", "Małgorzata Nowak"),
    ("Hi Kasia,", "Katarzyna Nowak"),
    ("Hi Bartek,", "Bartłomiej Nowak"),
    ("Hi Lukasz,", "Łukasz Nowak"),
    ("Hi Soren,", "Søren Holm"),
    ("Hi Soeren,", "Søren Holm"),
    ("Hi Aase,", "Åse Holm"),
    ("Hi Yiannis,", "Ioannis Pappas"),
    ("Hi DeShawn,", "Deshawn Roy"),
    ("Hi Van der Berg,", "Piet van der Berg"),
    ("Dear Mr Berg,", "Piet van der Berg"),
    ("Hi Tom,", "xX_dragon_88"),
    ("Hi Tom,", "Hotel Sonne GmbH"),
    ("Hi Ana P,", "Ana Perez"),
    ("Dear Miss Ana,", "Ana Lima"),
    ("Hi 👋 Ana,", "Ana Lima"),
    # West African
    ("Hi Emeka,", "Chukwuemeka Obi"),
    ("Hi Seun,", "Oluwaseun Adebayo"),
    ("Dear Alhaji Musa,", "Musa Danjuma"),
    ("Dear Mrs Balogun,", "Yetunde Balogun"),
    # South Asian
    ("Dear Sanjay ji,", "Sanjay Kulkarni"),
    ("Dear Patil-ji,", "Ramesh Patil"),
    ("Hi Venkat,", "Venkataraman Iyer"),
    ("Dear Mr Subramaniam,", "K. Subramaniam"),
    # Chinese, Korean and Vietnamese, the family first
    ("Dear Mr Zhang,", "Zhang Wei"),
    ("Dear Wei Ling,", "Tan Wei Ling"),
    ("Hi Hyunwoo,", "Kim Hyun-woo"),
    ("Hi Hyun Woo,", "Hyunwoo Kim"),
    ("Dear Ms Nguyen,", "Nguyễn Thị Thuý"),
    ("Hi Thuy,", "Nguyễn Thị Thuý"),
    ("Dear Mr Duc,", "Trần Minh Đức"),
    # Arabic
    ("Dear Mr Al-Haddad,", "Youssef Al Haddad"),
    ("Dear Abu Bakr,", "Abubakr Saleh"),
    ("Hi Abdul,", "Abdulrahman Saleh"),
    ("Hi Mo,", "Mohammed Aziz"),
    # Polish and Czech
    ("Dzień dobry Tomaszu,", "Tomasz Wilk"),
    ("Dear Mr Zielinski,", "Paweł Zieliński"),
    ("Dear Ms Novák,", "Jana Nováková"),
    # Portuguese and Spanish
    ("Dear João Pedro,", "João Pedro Ferreira dos Santos"),
    ("Dear Mr dos Santos,", "João Pedro Ferreira dos Santos"),
    ("Dear Mr García,", "Pablo García Lorca"),
    ("Dear Ms Lorca,", "María del Carmen García Lorca"),
    ("Hi Maite,", "María-Teresa Ruiz"),
    # Icelandic and Scandinavian
    ("Dear Mr Sigurdsson,", "Jón Sigurðsson"),
    ("Hi Thor,", "Þór Einarsson"),
    ("Hi Asa,", "Åsa Dahl"),
    # Dutch and Irish
    ("Beste meneer De Groot,", "Wim de Groot"),
    ("Hi Wim,", "Willem-Jan de Groot"),
    ("Dear Mr Ó Briain,", "Seán Ó Briain"),
    ("Hi Shiv,", "Siobhán Walsh"),
    # companies, couples, on behalf of
    ("Hi Acme,", "Acme GmbH"),
    ("Dear Hotel Sonne,", "Hotel Sonne"),
    ("Dear Zadie,", "Zadie & Phil"),
    ("Dear Mr and Mrs Lam,", "Mr & Mrs Lam"),
    ("Dear Ms Hale,", "Rosa Hale on behalf of Tom Quill"),
    ("Dear Tom,", "Rosa Hale on behalf of Tom Quill"),
    # only a surname or only a first name is known
    ("Hi Karim,", "Mr Haddad"),
    ("Dear Ms Lima,", "Ana"),
]

NOBODY = [
    "Hey buddy,", "Hi mate,", "hiya mate,", "hey hey,", "Hi lovebirds,", "Hi lovely,", "Hey man,", "Hi love,",
    "Hello dear,", "Hi neighbour,", "Hello once more,", "Hi hi,", "Hello hello,", "Hi folks,", "Hi you two,", "Hi both,",
    "Dear family Lima,", "Dear parents,", "Dear parent,", "Dear tenant,", "Dear Professor,", "Dear colleague,",
    "Hello Harbour team,", "Hi Harbour Tools,", "Hello Customer Support,", "Hi valued friend,", "Hello Sunshine,",
    "Hey champ,", "Hi beautiful people,", "Hello World,", "Hello from Berlin,", "Good day to you,", "Hi Superstar,",
    "Good evening from Oslo,", "Hi again,", "Good morning,", "Happy Friday,", "Dear all,", "@ana", "Hi user_88,",
    "Hi {{customer.first_name}},", "Hello Patient Team,", "Dear Year 5,", "Hello DataWorks,", "Dear Dr-to-be,",
    "Hello, good news:", "Hi! Refunded.", "Thanks, it works:", "Careful, it is hot:", "Noted, thanks:", "Sure,",
    "Unfortunately,", "Yesterday,", "London, Paris and Rome are served:", "Tom, our driver, says so:", "Welcome Home,",
    "Tom, Ana and I looked:", "Thank God,", "Yes, Friday.", "Sorry, Monday.", "Mark, the driver, knows it:",
    "Lena, the baker, has it:", "Lena, your contact here, has it:",
]  # fmt: skip

GENERIC = [
    "Dear Customer,", "Dear Valued Customer,", "Dear member,", "Dear Member 20418,", "Dear Sirs,", "Dear Guest,",
    "To whom it may concern,", "Dear Sir/Madam,", "Dear Sir or Madam,", "Dear Ma'am,", "Dear Madam,", "Hello user,",
]  # fmt: skip


@pytest.mark.parametrize(("greeting", "customer"), WRONG)
def test_somebody_elses_name_is_found(rules: Ruleset, greeting: str, customer: str) -> None:
    assert found(rules, f"{greeting}\n{BODY}", customer) == ["wrong-name"]


@pytest.mark.parametrize(("greeting", "customer"), MISSPELT)
def test_misspelt_name_is_found(rules: Ruleset, greeting: str, customer: str) -> None:
    assert found(rules, f"{greeting}\n{BODY}", customer) == ["name-misspelt"]


@pytest.mark.parametrize(("greeting", "customer"), RIGHT)
def test_right_name_is_left_alone(rules: Ruleset, greeting: str, customer: str) -> None:
    assert found(rules, f"{greeting}\n{BODY}", customer) == []


@pytest.mark.parametrize("greeting", NOBODY)
def test_words_that_name_nobody_are_left_alone(rules: Ruleset, greeting: str) -> None:
    faults = found(rules, f"{greeting}\n{BODY}", "Ana Lima")
    assert [f for f in faults if f != "no-greeting"] == []


@pytest.mark.parametrize("greeting", GENERIC)
def test_generic_addressee_is_found(rules: Ruleset, greeting: str) -> None:
    assert found(rules, f"{greeting}\n{BODY}", "Ana Lima") == ["generic-addressee"]


@pytest.mark.parametrize(
    ("greeting", "inbound", "expected"),
    [
        pytest.param(
            "Hi Lena,", "Hi Lena,\nthanks. Where is it?\nAna", ["wrong-name"], id="whom the customer greets"
        ),
        pytest.param(
            "Hi Tom,", "Tom from your shop said it ships. Where?\nAna", ["wrong-name"], id="our colleague"
        ),
        pytest.param("Hi Theo,", "Where is the lamp?\nAna", ["wrong-name"], id="a word that begins alike"),
        pytest.param("Hi Tom,", "Where is it, thx\nAna", ["wrong-name"], id="thanks above the name"),
        pytest.param("Hi Tom,", "where is it pls\n- Ana", ["wrong-name"], id="a dash in front of the name"),
        pytest.param("Hi Tom,", "where is it pls\nAna", [], id="a last word that may be no name"),
        pytest.param("Hi Tom,", "Could you drive us to the town please\nFlorence", [], id="a last word"),
        pytest.param(
            "Hi Tom,", "Change the name on the cake, thx\nAna", [], id="a name that is to be written"
        ),
        pytest.param("hi ana,", "where is it?\nAna", ["name-misspelt"], id="a small letter"),
        pytest.param("Hi Tom,", "Where is Tom's order?\nAna", [], id="somebody they speak of"),
        pytest.param("Hi Priya,", "My mother Priya ordered it.\nAnil", [], id="a relative"),
        pytest.param("Hi Ana,", "Dear Tom,\nwhere is it?\nAna Lima", [], id="the sign-off"),
        pytest.param("Hi AJ,", "Where is it?\nAJ", [], id="initials that sign"),
        pytest.param("Hi Zoe,", "Where is it?\nZoë", [], id="without the accent"),
        pytest.param("Hi Ana,", "Where is it?\nSent from my iPhone", [], id="nothing known"),
        pytest.param("Dear Ms Lima,", "Where is it?\nBest, Ana", [], id="a surname nobody told us"),
        pytest.param(
            "Dear Harbour Tools Ltd,", "Where is it?\nAna Lima\nHarbour Tools Ltd", [], id="a company"
        ),
    ],
)
def test_name_only_in_the_inbound(rules: Ruleset, greeting: str, inbound: str, expected: list[str]) -> None:
    assert found(rules, f"{greeting}\n{BODY}", None, inbound) == expected


def test_small_letters_are_how_a_chat_writes(rules: Ruleset) -> None:
    draft = f"hi ana,\n{BODY}"
    assert found(rules, draft, "Ana Lima", channel="chat") == []
    assert found(rules, draft, "Ana Lima") == ["name-misspelt"]


@pytest.mark.parametrize(
    ("draft", "inbound", "severity"),
    [
        (
            "It ships today, and the courier brings it on Friday before noon.",
            "Hello,\nwhere is it?\nAna",
            "warning",
        ),
        ("It ships today, and the courier brings it on Friday before noon.", "Where is it?", "suggestion"),
    ],
)
def test_missing_greeting_weighs_more_where_the_customer_greets(
    rules: Ruleset, draft: str, inbound: str, severity: str
) -> None:
    case = Case(read_text(draft, role="agent"), read_text(inbound), customer_name="Ana Lima")
    assert [f.severity.word for f in check(case, rules) if f.rule == "personal/no-greeting"] == [severity]


@pytest.mark.parametrize(
    "opening", ["It ships today, Ana.", "On Friday. That is sure, Ana!", "Hello and", "Kia ora all, and"]
)
def test_any_greeting_at_the_head_counts(rules: Ruleset, opening: str) -> None:
    draft = f"{opening} the courier brings it on Friday before noon as you wished."
    assert "no-greeting" not in found(rules, draft, "Ana Lima")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Łukasz", ("lukasz",)),
        ("Jörg", ("jorg", "joerg")),
        ("Åse", ("ase", "aase")),
        ("Straße", ("strasse",)),
        ("Đức", ("duc", "djuc")),
        ("O’Brien", ("obrien",)),
    ],
)
def test_spellings(name: str, expected: tuple[str, ...]) -> None:
    assert spellings(name) == expected


@pytest.mark.parametrize(
    ("a", "b", "same", "slip"),
    [
        ("Flo", "Florian", True, False),
        ("Santi", "Santiago", True, False),
        ("Lena", "Helena", True, False),
        ("Maria", "Marianne", False, False),
        ("Sara", "Sarah", False, True),
        ("Tomsa", "Tomas", False, True),
        ("Tim", "Tom", False, False),
        ("Jean-Luc", "Jean-Paul", False, False),
    ],
)
def test_two_names(a: str, b: str, same: bool, slip: bool) -> None:
    assert (same_name(a, b), same_name(b, a)) == (same, same)
    assert is_misspelling(a, b) == slip
