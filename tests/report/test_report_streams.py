"""Formats write while reports come, fail before they write, count by rule, and are fast."""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Callable, Iterator

import pytest

from replycheck.errors import ConfigError
from replycheck.model import Report
from replycheck.report import FORMATS, Style
from replycheck.report.places import shown_path
from replycheck.report.statistics import Row, Statistics

Made = Callable[..., Report]
MACHINES = ("sarif", "github", "gitlab", "junit", "checkstyle", "rdjson")


@pytest.mark.parametrize(
    "name", ["sarif", "github", "gitlab", "checkstyle", "rdjson", "text", "concise", "jsonl"]
)
def test_a_report_is_written_before_the_next_but_one_is_made(name: str, made: Made) -> None:
    out = io.StringIO()

    def coming() -> Iterator[Report]:
        yield made("late", message="the first")
        yield made("late", message="the second")
        assert "the first" in out.getvalue()
        yield made("late")

    FORMATS[name](coming(), out, Style())
    assert "the second" in out.getvalue()


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "template"])
def test_a_call_that_fails_at_once_leaves_no_half_document(name: str) -> None:
    out = io.StringIO()

    def failing() -> Iterator[Report]:
        raise ConfigError("--select", "no such rule")
        yield

    with pytest.raises(ConfigError):
        FORMATS[name](failing(), out, Style())
    assert out.getvalue() == ""


def test_formats_are_imported_when_they_are_asked_for() -> None:
    code = f"import sys; sys.path = {sys.path!r}; import replycheck.report; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    assert "replycheck.report.text" in loaded
    assert not {f"replycheck.report.{name}" for name in (*MACHINES, "markdown", "html", "template")} & set(
        loaded
    )
    assert "jinja2" not in loaded


def test_statistics_count_findings_and_drafts_by_rule(made: Made) -> None:
    reports = [
        made("late", "order", rule="tone/blame"),
        made("late", rule="tone/blame"),
        made("late", rule="clarity/jargon"),
        made(),
    ]
    statistics = Statistics()
    for report in reports:
        statistics.add(report)
    assert statistics.rows == [Row("tone/blame", 3, 0.75, 2), Row("clarity/jargon", 1, 0.25, 1)]
    out = io.StringIO()
    statistics.write(out)
    assert out.getvalue() == (
        "\nfindings  share  drafts  rule\n"
        "       3    75%       2  tone/blame\n"
        "       1    25%       1  clarity/jargon\n"
    )  # fmt: skip


def test_statistics_of_nothing_are_nothing(made: Made) -> None:
    statistics, out = Statistics(), io.StringIO()
    statistics.add(made())
    statistics.write(out)
    assert out.getvalue() == ""


@pytest.mark.parametrize(
    ("path", "root", "shown"),
    [
        ("draft.txt", "", "draft.txt"),
        ("./a/../draft.txt", "", "draft.txt"),
        ("/repo/a.txt", "/repo/", "a.txt"),
        ("/repository/a.txt", "/repo", "/repository/a.txt"),
        ("/repo", "/repo", "/repo"),
        ("/a.txt", "/", "a.txt"),
        ("-", "/", "-"),
        ("<text>", "/", "<text>"),
        ("../a.txt", "", "../a.txt"),
    ],
)
def test_paths_are_those_of_the_repository(path: str, root: str, shown: str) -> None:
    assert shown_path(path, root) == shown
