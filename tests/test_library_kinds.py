"""Rules about many macros at once: what they hold against each other, and what they leave alone."""

from __future__ import annotations

import contextlib
import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from replycheck.check import check
from replycheck.checkers.macros import Library
from replycheck.cli.main import main
from replycheck.config import Config
from replycheck.libraries.record import Record
from replycheck.matching import Index, plain
from replycheck.model import Case, Finding
from replycheck.read import read_text
from replycheck.rules import load_rules
from replycheck.understand.segments import paragraphs

RULES = load_rules(config=Config(select=("macro/near-duplicate", "macro/facts-differ")))
LAMP = (
    "Please send us a photo of the label on the box, of the whole lamp, and of the crack from close by."
    " With these three we can send the new shade today, and you need not return the old one to us."
)


def held(*texts: str, same_record: bool = False) -> list[list[Finding]]:
    """The findings of each macro, held against those before it."""
    library = Library()
    found = []
    for number, text in enumerate(texts):
        draft = read_text(text, role="agent", path=f"{number}.txt")
        record = Record("1" if same_record else str(number), f"Macro {number}", (), "folder", "x")
        found.append(list(check(Case(draft, mode="macro", record=record), RULES, library)))
    return found


ALIKE = [
    pytest.param(LAMP, LAMP, "word for word", id="the same"),
    pytest.param(f"Hi Ana,\n\n{LAMP}\n\nBest,\nIda", f"Hello,\n\n{LAMP}\n\nKind regards,\nOle", "word for word", id="another frame"),
    pytest.param(LAMP, LAMP.replace("today", "tomorrow"), "nearly", id="one word"),
    pytest.param(LAMP, LAMP.upper(), "word for word", id="in capitals"),
    pytest.param(LAMP + " It is {{lamp.name}}.", LAMP + " It is [name of the lamp].", "word for word", id="another engine's placeholder"),
    pytest.param(LAMP, LAMP.replace(". ", ".\n\n"), "word for word", id="other paragraphs"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other", "how"), ALIKE)
def test_macros_that_are_alike(one: str, other: str, how: str) -> None:
    first, second = held(one, other)
    assert first == []
    (finding,) = second
    assert finding.rule == "macro/near-duplicate"
    assert how in finding.message
    assert "Macro 0" in finding.message
    (related,) = finding.match.related
    assert (related.message, related.case, related.text) == ("record", "0.txt", "Macro 0")


APART = [
    pytest.param(LAMP, LAMP.replace("photo", "video").replace("lamp", "kettle").replace("shade", "lid").replace("crack", "leak").replace("label", "number"), id="other things"),
    pytest.param("Hi Ana,\n\nThanks!\n\nBest,\nIda", "Hi Ana,\n\nThanks!\n\nBest,\nIda", id="too short to be merged"),
    pytest.param(LAMP, " ".join(reversed(LAMP.split())), id="the same words in another order"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), APART)
def test_macros_that_are_not_alike(one: str, other: str) -> None:
    assert held(one, other) == [[], []]


def test_texts_of_one_macro_are_not_held_against_each_other() -> None:
    assert held(LAMP, LAMP, same_record=True) == [[], []]


def test_each_of_a_group_is_told_once() -> None:
    counts = [len(found) for found in held(*[LAMP] * 5, *[LAMP.replace("today", "tomorrow")] * 5)]
    assert counts == [0, *[1] * 9]


def test_drafts_are_not_compared() -> None:
    library = Library()
    for _ in range(2):
        report = check(Case(read_text(LAMP, role="agent")), RULES, library)
        assert report.findings == ()


def test_without_a_library_there_is_nothing_to_say() -> None:
    for _ in range(2):
        assert check(Case(read_text(LAMP, role="agent"), mode="macro"), RULES).findings == ()


RETURN = "You can return a lamp in its box within 30 days of the delivery."
DIFFER = [
    pytest.param(RETURN, RETURN.replace("30", "14"), "14 days", "30 days", id="days"),
    pytest.param(RETURN, RETURN.replace("30 days", "six weeks"), "six weeks", "30 days", id="another unit of time"),
    pytest.param("Returns of lamps to our Porto warehouse cost £4.95.", "A return of a lamp to our warehouse in Porto costs £5.95.", "£5.95", "£4.95", id="a price, the sentence inflected"),
    pytest.param("The bank shows refunds on card statements after 3-5 working days.", "The bank shows refunds on card statements after 5 to 7 working days.", "5 to 7 working days", "3 to 5 working days", id="a range"),
    pytest.param("Students with a valid card get 10% off the yearly plan.", "Students with a valid card get 15% off the yearly plan.", "15%", "10%", id="a share"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other", "marked", "value"), DIFFER)
def test_facts_that_differ(one: str, other: str, marked: str, value: str) -> None:
    found = held(one, other)
    (finding,) = [f for f in found[1] if f.rule == "macro/facts-differ"]
    assert finding.span.of(other) == marked
    assert f"“{value}”" in finding.message


AGREE = [
    pytest.param(RETURN, RETURN, id="the same"),
    pytest.param(RETURN, RETURN.replace("30 days", "4320 minutes").replace("4320 minutes", "30 days"), id="the same again"),
    pytest.param("The Basic plan costs $19 a month for three projects.", "The Studio plan costs $49 a month for nine projects.", id="another plan"),
    pytest.param("It takes 5 days.", "It takes 7 days.", id="too few words to be one fact"),
    pytest.param("Your order 4471 left our warehouse in Porto this morning.", "Your order 5582 left our warehouse in Porto this morning.", id="numbers of orders"),
    pytest.param("Room 12 of the Porto showroom shows the lamps.", "Room 14 of the Porto showroom shows the lamps.", id="names with numbers"),
    pytest.param("Small shades to the Azores cost £4.\nSmall shades to the Azores cost £6.", "Small shades to the Azores cost £5.", id="a list of prices"),
    pytest.param("Refunds to cards show after 2 weeks at your bank.", "Refunds to cards show after 14 days at your bank.", id="the same time in another unit"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), AGREE)
def test_facts_that_agree(one: str, other: str) -> None:
    assert [f for f in held(one, other)[1] if f.rule == "macro/facts-differ"] == []


def test_a_number_that_is_new_is_told_once() -> None:
    numbers = ["30", "14", "14", "30", "21", "14"]
    counts = [
        sum(f.rule == "macro/facts-differ" for f in found)
        for found in held(*(RETURN.replace("30", number) for number in numbers))
    ]
    assert counts == [0, 1, 0, 0, 1, 0]


WORDS = "lamp shade box photo label crack return send today porch Porto refund card bank days week order parcel".split()


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10**6), st.integers(0, 3))
def test_of_long_macros_with_few_changes_none_is_missed(seed: int, changes: int) -> None:
    chance = random.Random(seed)
    words = [chance.choice(WORDS) + str(chance.randrange(40)) for _ in range(120)]
    other = list(words)
    for _ in range(changes):
        other[chance.randrange(len(other))] = "other"
    found = held(" ".join(words), " ".join(other))
    assert [f.rule for f in found[1]] == ["macro/near-duplicate"]


@given(st.binary(max_size=80))
def test_a_digest_that_is_none_is_a_value_error_or_nothing(data: bytes) -> None:
    from replycheck.checkers.macros import Macro

    for rule in RULES.library_plan:
        with contextlib.suppress(ValueError):
            list(Library().compare(rule.id, rule.checker, data, Macro("x")))  # type: ignore[arg-type]


def test_a_finding_names_the_other_record_in_json(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import json

    monkeypatch.chdir(tmp_path)
    (tmp_path / "m").mkdir()
    for name in ("a", "b"):
        (tmp_path / "m" / f"{name}.txt").write_text(LAMP)
    main(["m", "--isolated", "--select", "macro/near-duplicate", "--format", "json", "--no-cache"])
    first, second = json.loads(capsys.readouterr().out)["reports"]
    assert first["findings"] == []
    (related,) = second["findings"][0]["related"]
    assert related == {"message": "record", "text": "a", "note": "the macro it repeats", "case": "m/a.txt"}


# -- the index remembers paragraphs


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.sampled_from(["we apologise", "Refunds", "no", "the  box", "x.z", "I can't"]), max_size=6),
    st.integers(1, 4),
)
def test_a_paragraph_that_is_remembered_holds_what_it_held(words: list[str], times: int) -> None:
    from replycheck.matching import Term, phrase_terms

    terms = [t for p in ("we apologi[sz]e", "(the|a) box", "can't", "refunds?") for t in phrase_terms(p)]
    terms.append(Term.of_pattern(r"\w\.\w"))
    text = plain("\n\n".join([" ".join(words)] * times))
    fresh = Index([(number, [term]) for number, term in enumerate(terms)])
    index = Index([(number, [term]) for number, term in enumerate(terms)] + [("list", terms[:1])])
    index.few_scans = 0
    for _ in range(3):
        scan = index.scan(text, paragraphs(text))
        plainly = fresh.scan(text, paragraphs(text))
        for number in range(len(terms)):
            assert scan.hits(number) == plainly.hits(number)
        assert [hit.span for hit in scan.hits("list")] == [hit.span for hit in plainly.hits(0)]
