"""Misspelt words: what is found, what is left alone, and that nothing masked is ever touched."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

import replycheck
from replycheck.check import check
from replycheck.config import Config
from replycheck.model import Case, Finding, Settings
from replycheck.proofread.spelling import guesses, is_made_of_known
from replycheck.proofread.words import EVERY, MAGIC, Words, bits_of, words
from replycheck.read import read_text
from replycheck.rules import load_rules
from replycheck.understand.masks import GAP

RULESET = load_rules(config=Config(select=("proofreading/spelling",)))


def found(
    draft: str, inbound: str | None = None, settings: Settings | None = None, **case: object
) -> list[Finding]:
    ruleset = RULESET.with_settings(settings) if settings else RULESET
    asked = read_text(inbound) if inbound is not None else None
    return list(check(Case(read_text(draft, role="agent"), asked, **case), ruleset))  # type: ignore[arg-type]


def marked(
    draft: str, inbound: str | None = None, settings: Settings | None = None, **case: object
) -> list[str]:
    return [f.span.of(draft) for f in found(draft, inbound, settings, **case)]


@pytest.mark.parametrize(
    ("draft", "word", "instead"),
    [
        pytest.param("We recieved your parcel.", "recieved", "received", id="a known slip"),
        pytest.param("Recieved with thanks, and paid.", "Recieved", "Received", id="a known slip at the start"),
        pytest.param("PLEASE RECIEVE THIS.", "RECIEVE", "RECEIVE", id="a known slip in capitals"),
        pytest.param("Thanks alot for the photo.", "alot", "a lot", id="two words run together"),
        pytest.param("We have teh label here.", "teh", "the", id="three letters of a known slip"),
        pytest.param("Your machne leaves today.", "machne", "machine", id="a letter left out"),
        pytest.param("Your machinne leaves today.", "machinne", "machine", id="a letter doubled"),
        pytest.param("Your mahcine leaves today.", "mahcine", "machine", id="letters swapped"),
        pytest.param("Your mschine leaves today.", "mschine", "machine", id="the key beside it"),
        pytest.param("Look in the spam foler first.", "foler", "folder", id="a short word with one way out"),
        pytest.param("We are evalueting the offer.", "evalueting", "evaluating", id="a vowel for a vowel"),
        pytest.param("The technitian's van is late.", "technitian", "technician", id="without the 's"),
        pytest.param("A well-recieved offer it was.", "recieved", "received", id="half of a word with a hyphen"),
        pytest.param("We open again on wednesday.", "wednesday", "Wednesday", id="a day without its capital"),
    ],
)  # fmt: skip
def test_a_slip_is_found_with_what_was_meant(draft: str, word: str, instead: str) -> None:
    (finding,) = found(draft)
    assert finding.span.of(draft) == word
    assert finding.match.suggestions[0] == instead
    assert finding.match.fix is not None
    assert finding.match.fix.edits[0].text == instead


@pytest.mark.parametrize(
    "draft",
    [
        pytest.param("Ask for Aoife, Krzysztof or Mr Echeverria at the desk.", id="names"),
        pytest.param("The lamp is here.\n\nKind regards,\nMachne", id="a name below the closing"),
        pytest.param("Machne Lampen", id="a line of names"),
        pytest.param("Hallo Machne,\nyour lamp is here.", id="a greeting"),
        pytest.param("The Machne is sold out.", id="a product with a capital"),
        pytest.param("Your iPhome, eReadr and WiFii work.", id="capitals inside"),
        pytest.param("Order QX7RZP and ch_3NkQ2e are paid.", id="codes"),
        pytest.param("Open https://example.com/recieve or machne.example now.", id="addresses"),
        pytest.param("Write to recieve@example.com or @machne_shop, tag #recieve.", id="handles"),
        pytest.param("Save it as machne.yaml below machne/files.", id="files"),
        pytest.param("Type `recieve` and press Enter.", id="code"),
        pytest.param("You wrote “recieve”, «machne» and \"mahcine\".", id="quotations"),
        pytest.param("Hello {{recieve}}, your [machne], {mahcine} or <recieve>.", id="placeholders"),
        pytest.param("> We recieve it\n\nThank you, it is here.", id="quoted lines"),
        pytest.param("The colour, the color, the centre and the center, organised and organized.", id="dialects"),
        pytest.param("Our comms team got the chargeback by EOD; rebookable, unpairable.", id="words of the trade"),
        pytest.param("The crème brûlée is naïvé.", id="letters with accents"),
        pytest.param("We say que tengas buenos dias por favor there.", id="another language"),
        pytest.param("The frobnik fits; a frobnik lasts.", id="a word used twice"),
        pytest.param("We couldnt see it, theyre late, theyd know.", id="apostrophes are another rule's"),
        pytest.param("lol yep, gonna fix it asap, brb", id="chat"),
        pytest.param("so come by on wednesday. we are here. bring it along", id="no capitals anywhere"),
    ],
)  # fmt: skip
def test_what_is_no_slip_is_left_alone(draft: str) -> None:
    assert marked(draft) == []


def test_a_chat_may_write_days_in_small_letters() -> None:
    assert marked("See you on wednesday.", channel="chat") == []


@pytest.mark.parametrize(
    "settings",
    [
        Settings(words=("machne",)),
        Settings(words=("Machne",)),
        Settings(accepted=("machne cover",)),
        Settings(brand="Machne"),
        Settings(team_names=("Machne",)),
    ],
)
def test_the_teams_words_are_right(settings: Settings) -> None:
    assert marked("Your machne is here.") == ["machne"]
    assert marked("Your machne is here.", settings=settings) == []


def test_a_teams_dictionary_outranks_the_known_slips() -> None:
    assert marked("We recieve it.", settings=Settings(words=("recieve",))) == []


def test_what_the_customer_wrote_is_not_held_against_the_agent() -> None:
    assert marked("The frobnk fits your mahcine.", "Does the mahcine take a frobnk?") == []
    assert marked("We recieved it.", "Have you recieved it?") == ["recieved"]


@pytest.mark.parametrize(
    ("dialect", "draft", "words"),
    [
        ("en-GB", "The color of the center and the colour of the centre.", ["color", "center"]),
        ("en-US", "The color of the center and the colour of the centre.", ["colour", "centre"]),
        ("en-CA", "The colour was organized.", []),
        ("en-AU", "The colour was organised.", []),
        ("auto", "The color of the centre.", []),
    ],
)
def test_a_dialect_is_kept_where_the_team_chose_one(dialect: str, draft: str, words: list[str]) -> None:
    assert marked(draft, settings=Settings(dialect=dialect)) == words  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("dialect", "draft", "suggestions"),
    [
        ("en-GB", "The color is gray.", [("colour",), ("grey",)]),
        ("en-GB", "Defense of the theater favorites.", [("Defence",), ("theatre",), ("favourites",)]),
        ("en-US", "We organised the programme.", [("organized",), ("program",)]),
        ("en-US", "The mould, the tyre, the cheque.", [("mold",), ("tire",), ("check",)]),
        ("en-US", "Our jewellery is cancelled.", [("jewelry",), ("canceled",)]),
        ("en-US", "An axe for a tonne of wood.", []),
    ],
)
def test_a_word_of_another_dialect_is_offered_in_ones_own_spelling_alone(
    dialect: str, draft: str, suggestions: list[tuple[str, ...]]
) -> None:
    findings = found(draft, settings=Settings(dialect=dialect))  # type: ignore[arg-type]
    assert [f.match.suggestions for f in findings] == suggestions


def test_the_customers_spelling_chooses_among_suggestions() -> None:
    american = "My favorite color was canceled, and the center is gray."
    british = "My favourite colour was cancelled, and the centre is grey."
    draft = "The colur is new."
    assert found(draft, american)[0].match.suggestions[0] == "color"
    assert found(draft, british)[0].match.suggestions[0] == "colour"


def test_only_a_known_slip_is_mended_without_asking() -> None:
    safety = [f.match.fix.safety for f in found("We recieved your machne.") if f.match.fix]
    assert safety == ["safe", "unsafe"]


def test_no_known_slip_is_a_word() -> None:
    lexicon = next(x for x in load_rules().lexicons if x.name == "misspellings")
    wrong = [word for _, *slips in lexicon.word_groups for word in slips]
    assert len(wrong) > 1000
    assert len(wrong) == len(set(wrong))
    assert [word for word in wrong if words().knows(word)] == []
    right = {part for group in lexicon.word_groups for part in group[0].split()}
    assert [word for word in right if not words().knows(word)] == []


@pytest.mark.parametrize(
    "word", ["received", "Ana", "don't", "parcel's", "customers'", "PARCEL", "colour", "color"]
)
def test_words_are_known(word: str) -> None:
    assert words().knows(word)
    assert words().knows(word.replace("'", "’"))


@pytest.mark.parametrize("word", ["recieved", "parcl", "xqz", "", "dont"])
def test_what_is_no_word_is_not_known(word: str) -> None:
    assert not words().knows(word)


def test_a_word_belongs_to_its_dialects() -> None:
    assert words().knows("colour", bits_of("en-GB"))
    assert not words().knows("colour", bits_of("en-US"))
    assert words().knows("color", bits_of("en-US"))


def test_a_list_of_another_version_is_refused() -> None:
    with pytest.raises(ValueError, match="version"):
        Words(b"RCW0" + bytes(6))
    assert not Words(MAGIC).knows("word")


def test_common_words_come_first() -> None:
    assert guesses(words(), "delivry", EVERY)[0].word == "delivery"
    assert guesses(words(), "qqqqqqqqqq", EVERY) == []


@pytest.mark.parametrize(
    ("word", "is_made"),
    [("rebookable", True), ("unpair", True), ("sheeted", True), ("shiped", False), ("chargeing", False), ("informations", False)],
)  # fmt: skip
def test_new_words_are_made_of_known_ones(word: str, is_made: bool) -> None:
    assert is_made_of_known(words(), word, EVERY) is is_made


PIECES = st.sampled_from(
    ["recieve", "machne", "the", " ", "\n", "\n\n", "> ", "“", "”", '"', "`", "{{", "}}", "[", "](http://example.com)", "<b>", "’s", "-", ".", "@", "é", "\u200b", "😀", "İ", "www.example.com"]
)  # fmt: skip


@hypothesis_settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(PIECES, st.text(max_size=5)), max_size=25).map("".join))
def test_a_finding_lies_inside_the_text_and_never_on_what_is_masked(draft: str) -> None:
    from replycheck.understand import Document

    message = read_text(draft, role="agent")
    prose = Document(message, RULESET.index).prose
    for finding in check(Case(message), RULESET):
        assert 0 <= finding.span.start < finding.span.end <= len(message.text)
        assert GAP not in finding.span.of(prose)
        assert finding.match.suggestions
        assert finding.match.suggestions[0] != finding.span.of(message.text)


SOURCES = str(Path(replycheck.__file__).parents[1])


@pytest.mark.parametrize(("ignored", "loaded"), [("proofreading", False), ("generic", True)])
def test_a_run_without_proofreading_loads_nothing_of_it(tmp_path: Path, ignored: str, loaded: bool) -> None:
    draft = tmp_path / "draft.txt"
    draft.write_text("We recieved it from a ex-customer.\n")  # no rule of ours knows the second slip
    code = (
        f"import sys; sys.path = {[SOURCES, *sys.path]!r}; from replycheck.cli.main import main; "
        f"main([{str(draft)!r}, '--isolated', '--ignore', {ignored!r}]); print(*sys.modules, file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True
    )
    names = set(done.stderr.split())
    assert ("replycheck.proofread.words" in names) is loaded
    assert ("harper" in names) is loaded


def test_a_misspelt_word_starts_no_engine(tmp_path: Path) -> None:
    draft = tmp_path / "draft.txt"
    draft.write_text("We recieved your machne.\n")
    code = (
        f"import sys; sys.path = {[SOURCES, *sys.path]!r}; from replycheck.cli.main import main; "
        f"main([{str(draft)!r}, '--isolated', '--select', 'proofreading']); print(*sys.modules, file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True
    )
    assert "machne" in done.stdout
    assert "harper" not in done.stderr.split()
