"""Fingerprints stay while a text moves, change with what was said, and hold no words."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from replycheck.model import Report
from replycheck.report.fingerprint import fingerprints

Made = Callable[..., Report]
TEXT = "Hi Hana,\n\nyour order is late and we are sorry for that.\n\nBest,\nLena\n"


def marks(report: Report, place: str = "") -> list[str]:
    return list(fingerprints(report, place))


@pytest.mark.parametrize(
    "draft",
    [
        pytest.param("Hi Hana,\n\nThank you.\n\n" + TEXT[10:], id="a paragraph added above"),
        pytest.param(TEXT.replace("order is", "order\nis"), id="a line broken elsewhere"),
        pytest.param(TEXT.replace("your order", "YOUR  order"), id="case and blanks around"),
        pytest.param(TEXT.replace("Best", "Kind regards"), id="another closing"),
    ],
)
def test_a_finding_that_moved_is_the_same(draft: str, made: Made) -> None:
    assert marks(made("late and we", draft=draft)) == marks(made("late and we", draft=TEXT))


@pytest.mark.parametrize(
    "other",
    [
        pytest.param({"rule": "tone/blame"}, id="another rule"),
        pytest.param({"draft": TEXT.replace("order is", "lamp was")}, id="other words before"),
        pytest.param({"draft": TEXT.replace("sorry", "glad")}, id="other words after"),
    ],
)
def test_a_finding_about_something_else_is_another(other: dict[str, str], made: Made) -> None:
    assert marks(made("late and we", **{"draft": TEXT, **other})) != marks(made("late and we", draft=TEXT))


def test_a_paragraph_beside_the_finding_changes_nothing(made: Made) -> None:
    whole = "Hi Hana,\n\nlate again\n \nBest,\nLena\n"
    other = "Hello Hana,\n\nthank you.\n\nlate again\n\nand so on\n"
    assert marks(made("late again", draft=whole)) == marks(made("late again", draft=other))
    assert marks(made("late again", draft=whole)) != marks(made("late again", draft="late again today"))


def test_other_marked_words_are_another_finding(made: Made) -> None:
    assert marks(made("late and", draft=TEXT)) != marks(made("late and we", draft=TEXT))


def test_places_and_equal_findings_are_told_apart(made: Made) -> None:
    report = made("late", "late", draft=TEXT)
    found = [*marks(report), *marks(report, "a.txt"), *marks(report, "b.txt")]
    assert len(set(found)) == 6


def test_something_absent_is_known_by_what_it_should_have_answered(made: Made) -> None:
    inbound = "Where is it? When will it come?"
    where = marks(made("", draft=TEXT, inbound=inbound, asked="Where is it?"))
    when = marks(made("", draft=TEXT, inbound=inbound, asked="When will it come?"))
    assert where != when
    assert where == marks(made("", draft="Hi.", inbound="Hello! Where is it?", asked="Where is it?"))


@pytest.mark.parametrize("text", ["Hana", "\ud800", "\x00", "a\nb", "😀"])
def test_a_fingerprint_is_a_hash_and_nothing_else(text: str, made: Made) -> None:
    (mark,) = marks(made(text, draft=f"x {text} y"))
    assert re.fullmatch("[0-9a-f]{32}", mark)


def test_fingerprints_do_not_change_between_versions(made: Made) -> None:
    """A baseline and GitLab's memory depend on them; whoever changes this raises `VERSION`."""
    assert marks(made("late", draft=TEXT), "draft.txt") == ["ca91502b4e57ada417a76d86f528d85b"]
