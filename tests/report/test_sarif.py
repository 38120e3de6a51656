"""SARIF: rules with their reasons, the customer's place, fixes, fingerprints, what could not be checked."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from replycheck.model import Report, Severity, Skipped
from replycheck.report.rulewords import RuleWords, words_of
from replycheck.rules import load_rules

Made = Callable[..., Report]
Written = Callable[..., str]
INBOUND = "Hello,\n\nwhere is my parcel?\n"


def run(written: Written, *reports: Report, **style: Any) -> Any:
    (found,) = json.loads(written("sarif", *reports, **style))["runs"]
    return found


def result(written: Written, report: Report, **style: Any) -> Any:
    (found,) = run(written, report, **style)["results"]
    return found


def test_a_result_says_where_and_how_grave(made: Made, written: Written) -> None:
    found = result(written, made("late", severity=Severity.SUGGESTION))
    assert found["ruleId"] == "generic/stock-apology"
    assert found["level"] == "note"
    place = found["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": "draft.txt"}
    # The smiley before it is one code point and two UTF-16 units.
    assert place["region"] == {"startLine": 3, "startColumn": 17, "endLine": 3, "endColumn": 21}
    assert run(written, made("late"))["columnKind"] == "unicodeCodePoints"


def test_the_customers_place_is_linked_from_the_message(made: Made, written: Written) -> None:
    found = result(written, made("late", inbound=INBOUND, asked="where is my parcel?"))
    assert found["message"]["text"].splitlines() == [
        "said too often",
        "[the customer asked](1): “where is my parcel?”",
    ]
    (related,) = found["relatedLocations"]
    assert related["id"] == 1
    assert related["physicalLocation"]["artifactLocation"] == {"uri": "inbound.eml"}
    assert related["physicalLocation"]["region"]["startLine"] == 3


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("“[NAME]” is unfilled", "“[NAME]” is unfilled", id="brackets alone are no link"),
        pytest.param("“{{ticket.id}}” is unfilled", "“{{ticket.id}}” is unfilled", id="braces"),
        pytest.param("“[here](http://x.example)”", "“\\[here\\](http://x.example)”", id="a link in the text"),
        pytest.param("a\x1b[31mb", "a\\x1b[31mb", id="a control character"),
    ],
)
def test_a_message_makes_no_link_of_its_own(text: str, shown: str, made: Made, written: Written) -> None:
    assert result(written, made("late", message=text))["message"]["text"] == shown


def test_a_safe_fix_is_a_replacement(made: Made, written: Written) -> None:
    (fix,) = result(written, made("late", write="delayed", suggestions=("delayed",)))["fixes"]
    assert fix["description"] == {"text": "write: “delayed”"}
    (change,) = fix["artifactChanges"]
    (replacement,) = change["replacements"]
    assert replacement["insertedContent"] == {"text": "delayed"}
    assert replacement["deletedRegion"] == {"startLine": 3, "startColumn": 17, "endLine": 3, "endColumn": 21}


@pytest.mark.parametrize(
    "report",
    [
        pytest.param({}, id="no fix"),
        pytest.param({"write": "delayed", "safety": "unsafe"}, id="an unsafe one"),
        pytest.param(
            {"write": "delayed", "record": "7", "anchors": ((0, 2, 9),)}, id="a record, where it is escaped"
        ),
        pytest.param({"write": "delayed", "anchors": ()}, id="an encoded part of a mail"),
        pytest.param({"write": "delayed", "path": "-"}, id="standard input"),
        pytest.param({"write": "\ud800"}, id="half a character"),
    ],
)
def test_a_fix_that_cannot_be_applied_to_the_file_is_left_out(
    report: Any, made: Made, written: Written
) -> None:
    assert "fixes" not in result(written, made("late", **report))


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        pytest.param("./drafts/a b.txt", "drafts/a%20b.txt", id="a blank"),
        pytest.param("drafts/größe#1.txt", "drafts/gr%C3%B6%C3%9Fe%231.txt", id="an umlaut and a hash"),
        pytest.param("c:x.txt", "c%3Ax.txt", id="a colon is no scheme"),
        pytest.param("/repository/drafts/a.txt", "drafts/a.txt", id="below the root"),
        pytest.param("/elsewhere/a.txt", "file:///elsewhere/a.txt", id="outside the root"),
        pytest.param("a\udcff.txt", "a%FF.txt", id="a byte that is no UTF-8"),
    ],
)
def test_paths_are_uri_references(path: str, uri: str, made: Made, written: Written) -> None:
    found = result(written, made("late", path=path), root="/repository")
    assert found["locations"][0]["physicalLocation"]["artifactLocation"] == {"uri": uri}


def test_a_record_is_named_and_placed_in_its_file(made: Made, written: Written) -> None:
    (place,) = result(written, made("late", record="refund-3", anchors=((0, 12, 30),)))["locations"]
    assert place["logicalLocations"] == [{"name": "refund-3", "kind": "record"}]
    assert place["physicalLocation"]["region"]["startLine"] == 12


def test_a_file_without_such_a_place_is_named_as_a_whole(made: Made, written: Written) -> None:
    (place,) = result(written, made("late", anchors=()))["locations"]
    assert place["physicalLocation"]["region"] == {"startLine": 1}


def test_a_rule_carries_its_reason(made: Made, written: Written) -> None:
    words = RuleWords(Severity.ERROR, "Nobody reads it. It is stock.", "a study")
    driver = run(written, made("late", "order"), words={"generic/stock-apology": words}.get)["tool"]["driver"]
    (rule,) = driver["rules"]
    assert rule["shortDescription"] == {"text": "Nobody reads it."}
    assert rule["fullDescription"] == {"text": "Nobody reads it. It is stock."}
    assert "See: a study" in rule["help"]["text"]
    assert rule["defaultConfiguration"] == {"level": "error"}
    assert driver["name"] == "replycheck"


def test_an_unknown_rule_is_listed_without_words(made: Made, written: Written) -> None:
    (rule,) = run(written, made("late"))["tool"]["driver"]["rules"]
    assert rule["id"] == "generic/stock-apology"
    assert "help" not in rule


def test_results_point_at_their_rules(made: Made, written: Written) -> None:
    reports = [made("late", rule="tone/blame"), made("late", "order"), made("late", rule="tone/blame")]
    found = run(written, *reports)
    ids = [rule["id"] for rule in found["tool"]["driver"]["rules"]]
    assert ids == ["tone/blame", "generic/stock-apology"]
    assert all(ids[r["ruleIndex"]] == r["ruleId"] for r in found["results"])


def test_what_could_not_be_checked_is_said(made: Made, written: Written) -> None:
    report = made("late", skipped=(Skipped("answers/a", "no inbound"), Skipped("answers/b", "no inbound")))
    (call,) = run(written, report)["invocations"]
    assert call["executionSuccessful"] is True
    (note,) = call["toolExecutionNotifications"]
    assert note["message"]["text"] == "no inbound (not checked: answers/a, answers/b)"
    (call,) = run(written, report, incomplete=lambda: True)["invocations"]
    assert call["executionSuccessful"] is False
    assert [note["level"] for note in call["toolExecutionNotifications"]] == ["note", "error"]


def test_the_words_of_every_built_in_rule_are_found() -> None:
    told = {rule.id: (rule.severity, rule.why, rule.see) for rule in load_rules(examples=True).rules}
    assert {rule.id: words_of(rule) for rule in load_rules().rules} == told
    assert all(why for _, why, _ in told.values())
    assert words_of(None) is None
