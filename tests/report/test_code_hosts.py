"""What GitHub, GitLab, Jenkins and reviewdog show of a finding."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable
from typing import Any

import pytest

from replycheck.model import Report, Severity, Skipped

Made = Callable[..., Report]
Written = Callable[..., str]
INBOUND = "Hello,\n\nwhere is my parcel?\n"
ASKED = "the customer asked (inbound.eml:3): “where is my parcel?”"
SKIPPED = (Skipped("answers/a", "no inbound, no answer"), Skipped("answers/b", "no inbound, no answer"))


def asking(made: Made, **report: Any) -> Report:
    return made(
        "late", inbound=INBOUND, asked="where is my parcel?", suggestions=("delayed", "slow"), **report
    )


def test_a_workflow_command_carries_the_place_and_everything_said(made: Made, written: Written) -> None:
    assert written("github", asking(made)) == (
        "::warning file=draft.txt,line=3,endLine=3,col=17,endColumn=21,title=generic/stock-apology::"
        f"said too often%0Awrite: “delayed” / “slow”%0A{ASKED}\n"
    )


@pytest.mark.parametrize(
    ("severity", "command"),
    [(Severity.ERROR, "error"), (Severity.WARNING, "warning"), (Severity.SUGGESTION, "notice")],
)
def test_severities_of_github(severity: Severity, command: str, made: Made, written: Written) -> None:
    assert written("github", made("late", severity=severity)).startswith(f"::{command} ")


@pytest.mark.parametrize(
    ("words", "report", "head"),
    [
        pytest.param("late &amp; we are sorry.\n\nBest", {}, "file=draft.txt,line=3,endLine=5,title=", id="two lines have no columns"),
        pytest.param("late", {"path": "-"}, "title=", id="standard input is no file"),
        pytest.param("late", {"anchors": ()}, "file=draft.txt,title=", id="no such place in the file"),
        pytest.param("late", {"path": "a,b:c%.txt", "anchors": ()}, "file=a%2Cb%3Ac%25.txt,title=", id="marks in a path"),
        pytest.param("late", {"record": "7,8", "anchors": ()}, "file=draft.txt,title=generic/stock-apology (7%2C8)::", id="a record"),
        pytest.param("late", {"path": "/repo/a/b.txt", "anchors": ()}, "file=a/b.txt,title=", id="below the workspace"),
        pytest.param("late", {"path": "/repository/b.txt", "anchors": ()}, "file=/repository/b.txt,title=", id="beside it"),
    ],
)  # fmt: skip
def test_places_of_github(words: str, report: Any, head: str, made: Made, written: Written) -> None:
    assert written("github", made(words, **report), root="/repo").startswith(f"::warning {head}")


def test_github_hears_of_what_was_not_checked(made: Made, written: Written) -> None:
    assert written("github", made(skipped=SKIPPED), incomplete=lambda: True).splitlines() == [
        "::notice title=2 rules not checked::no inbound, no answer",
        "::error title=replycheck::An input could not be checked; the log names it.",
    ]


def test_a_gitlab_issue(made: Made, written: Written) -> None:
    (issue,) = json.loads(written("gitlab", asking(made, path="./a/draft.txt")))
    assert len(issue.pop("fingerprint")) == 32
    assert issue == {
        "type": "issue",
        "check_name": "generic/stock-apology",
        "description": f"said too often write: “delayed” / “slow” {ASKED}",
        "categories": ["Style"],
        "severity": "minor",
        "location": {"path": "a/draft.txt", "lines": {"begin": 3, "end": 3}},
    }


def test_equal_findings_have_fingerprints_of_their_own_in_gitlab(made: Made, written: Written) -> None:
    same = [
        made("late", "late"),
        made("late", path="b.txt"),
        *(made("late", record=r, anchors=()) for r in "12"),
    ]
    assert len({issue["fingerprint"] for issue in json.loads(written("gitlab", *same))}) == 5


def junit(written: Written, *reports: Report, **style: Any) -> ElementTree.Element:
    return ElementTree.fromstring(written("junit", *reports, **style))


def test_a_case_is_a_test_that_fails_by_what_fails_the_run(made: Made, written: Written) -> None:
    reports = [
        made("late", "order", severity=Severity.ERROR, path="a.txt"),
        made("late", path="b.txt"),
        made(path="all.json", record="7"),
    ]
    suites = junit(written, *reports)
    assert suites.attrib == {"name": "replycheck", "tests": "3", "failures": "1", "errors": "0"}
    first, second, third = suites.iter("testcase")
    assert [test.get("name") for test in (first, second, third)] == ["a.txt", "b.txt", "all.json#7"]
    failure = first.find("failure")
    assert failure is not None
    assert failure.attrib == {"type": "error", "message": "2 findings: generic/stock-apology"}
    assert (failure.text or "").splitlines() == [
        "a.txt:3:17: error generic/stock-apology",
        "  said too often",
        "",
        "a.txt:3:6: error generic/stock-apology",
        "  said too often",
    ]
    assert second.find("failure") is None
    assert "warning generic/stock-apology" in (second.findtext("system-out") or "")
    assert len(third) == 0


@pytest.mark.parametrize(
    ("fail_on", "failures"),
    [(None, "0"), (Severity.ERROR, "1"), (Severity.WARNING, "2"), (Severity.SUGGESTION, "3")],
)
def test_failures_follow_fail_on(
    fail_on: Severity | None, failures: str, made: Made, written: Written
) -> None:
    reports = [made("late", severity=severity) for severity in Severity]
    assert junit(written, *reports, fail_on=fail_on).get("failures") == failures


def test_junit_says_what_was_not_checked(made: Made, written: Written) -> None:
    suites = junit(written, made(skipped=SKIPPED), incomplete=lambda: True)
    assert (
        suites.findtext("testsuite/system-out") == "not checked: answers/a, answers/b (no inbound, no answer)"
    )
    assert suites.get("errors") == "1"
    assert [test.get("name") for test in suites.iter("testcase") if test.find("error") is not None] == [
        "inputs"
    ]


def test_checkstyle_puts_records_of_one_file_together(made: Made, written: Written) -> None:
    reports = [
        made("late", path="all.json", record="1", anchors=((0, 4, 9),)),
        made("late", path="all.json", record="2", anchors=()),
        asking(made, path="b.txt"),
    ]
    root = ElementTree.fromstring(written("checkstyle", *reports))
    assert [(file.get("name"), len(file)) for file in root] == [("all.json", 2), ("b.txt", 1)]
    mapped, placeless, plain = (error.attrib for error in root.iter("error"))
    assert (mapped["line"], mapped["column"]) == ("4", "35")
    assert placeless["line"] == "1"
    assert "column" not in placeless
    assert plain == {
        "line": "3",
        "column": "17",
        "severity": "warning",
        "message": f"said too often write: “delayed” / “slow” {ASKED}",
        "source": "replycheck.generic/stock-apology",
    }


def rdjson(written: Written, report: Report) -> Any:
    (found,) = json.loads(written("rdjson", report))["diagnostics"]
    return found


def test_reviewdog_counts_bytes(made: Made, written: Written) -> None:
    found = rdjson(written, asking(made, write="delayed", safety="unsafe"))
    place = {"start": {"line": 3, "column": 20}, "end": {"line": 3, "column": 24}}
    assert found["location"] == {"path": "draft.txt", "range": place}
    assert found["suggestions"] == [{"range": place, "text": "delayed"}]
    assert found["severity"] == "WARNING"
    assert found["code"] == {"value": "generic/stock-apology"}
    assert found["message"].splitlines() == ["said too often", "write: “delayed” / “slow”", ASKED]
    (related,) = found["related_locations"]
    assert related["message"] == "the customer asked"
    assert related["location"]["path"] == "inbound.eml"
    assert related["location"]["range"]["start"] == {"line": 3, "column": 1}


@pytest.mark.parametrize(
    ("report", "location"),
    [
        pytest.param({"anchors": ((0, 12, 30),), "record": "7"}, {"path": "draft.txt", "range": {"start": {"line": 12}, "end": {"line": 12}}}, id="a record has lines"),
        pytest.param({"anchors": ()}, {"path": "draft.txt"}, id="an encoded part has no place"),
    ],
)  # fmt: skip
def test_reviewdog_is_told_no_column_that_nobody_knows(
    report: Any, location: Any, made: Made, written: Written
) -> None:
    found = rdjson(written, made("late", write="delayed", **report))
    assert found["location"] == location
    assert "suggestions" not in found


def test_all_edits_of_a_fix_are_one_suggestion(made: Made, written: Written) -> None:
    from replycheck.model import Edit, Finding, Fix, Match, Span

    report = made(draft="Hi Ana , is it  here?")
    edits = (Edit(Span(14, 16), " "), Edit(Span(6, 7), ""))
    finding = Finding("a/b", Severity.WARNING, "m", Match(Span(0, 2), fix=Fix("safe", edits)))
    found = rdjson(written, Report(report.case, (finding,)))
    assert found["suggestions"] == [
        {"range": {"start": {"line": 1, "column": 7}, "end": {"line": 1, "column": 17}}, "text": ", is it "}
    ]
