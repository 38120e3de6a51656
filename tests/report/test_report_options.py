"""`--format`, `--template` and `--statistics` on the command line."""

from __future__ import annotations

import json
import os
import re
import stat
from pathlib import Path

import pytest

from replycheck.cli.main import main

STOCK = "Hi Hana,\n\nWe apologize for any inconvenience. Parcel 88121 reaches you on Friday.\n\nBest,\nLena\n"
SLOT = "Dear [INSERT CUSTOMER NAME HERE],\n\nWe apologize for any inconvenience. Parcel 88121 is here.\n\nBest,\nLena\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("GITHUB_WORKSPACE", "CI_PROJECT_DIR"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "stock.txt").write_text(STOCK)
    (tmp_path / "slot.txt").write_text(SLOT)
    (tmp_path / "own.j2").write_text("{{ summary.cases }} drafts, {{ summary.errors }} errors\n")
    return tmp_path


def test_statistics_follow_the_findings(capsys: pytest.CaptureFixture[str]) -> None:
    main(["stock.txt", "slot.txt", "--select", "generic,placeholders", "--statistics", "--format", "concise"])
    *_, table = capsys.readouterr().out.split("\n\n")
    rows = [line.split() for line in table.splitlines()]
    assert rows[0] == ["findings", "share", "drafts", "rule"]
    assert ["2", "67%", "2", "generic/stock-apology"] in rows
    assert ["1", "33%", "1", "placeholders/unfilled"] in rows


@pytest.mark.parametrize("name", ["json", "sarif", "gitlab"])
def test_statistics_leave_a_document_whole(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    main(["stock.txt", "--statistics", "--format", name])
    shown = capsys.readouterr()
    json.loads(shown.out)
    assert "generic/stock-apology" in shown.err


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_is_written_to_where_somebody_reads_it(capsys: pytest.CaptureFixture[str]) -> None:
    os.mkfifo("pipe")
    Path("mail.txt").write_text("Where is my parcel?\n")
    for call in (["stock.txt", "-o", "pipe"], ["draft", "--against", "mail.txt", "-o", "pipe", "--force"]):
        assert main(call) == 2
        assert capsys.readouterr().err.endswith(
            "--output: pipe is a pipe that nobody reads; start its reader first, or name a file\n"
        )
    reader = os.open("pipe", os.O_RDONLY | os.O_NONBLOCK)
    try:
        main(["stock.txt", "-o", "pipe", "-f", "concise"])
        assert b"generic/stock-apology" in os.read(reader, 65536)
    finally:
        os.close(reader)
    assert stat.S_ISFIFO(os.stat("pipe").st_mode)
    assert main(["stock.txt", "-o", os.devnull, "--fail-on", "never"]) == 0


def test_a_template_is_a_format_by_itself(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["stock.txt", "slot.txt", "--template", "own.j2"]) == 1
    assert capsys.readouterr().out == "2 drafts, 1 errors\n"
    main(["stock.txt", "--template=own.j2", "--format", "template"])
    assert capsys.readouterr().out == "1 drafts, 0 errors\n"


@pytest.mark.parametrize(
    ("args", "problem"),
    [
        pytest.param(["--format", "template"], "--format: template needs a file", id="no template"),
        pytest.param(["--format", "json", "--template", "own.j2"], "--template: contradicts --format json", id="two formats"),
        pytest.param(["--template", "gone.j2"], "gone.j2: there is no such template", id="missing"),
        pytest.param(["--template", "bad.j2"], "bad.j2:2: 'nothing' is undefined", id="a mistake in it"),
        pytest.param(["--template", "own.j2", "-o", "own.j2"], "--output: own.j2 is one of the inputs", id="over itself"),
        pytest.param(["--format", "sarf"], "did you mean 'sarif'?", id="a misspelt format"),
    ],
)  # fmt: skip
def test_a_mistake_is_one_line_and_exit_2(
    args: list[str], problem: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("bad.j2").write_text("a\n{{ nothing }}\n")
    assert main(["stock.txt", *args]) == 2
    shown = capsys.readouterr()
    assert problem in shown.err
    assert shown.err.count("\n") == 1
    assert shown.out == ""


def test_a_failed_template_leaves_the_output_of_yesterday(folder: Path) -> None:
    Path("bad.j2").write_text("{{ nothing }}")
    Path("report.txt").write_text("yesterday")
    assert main(["stock.txt", "--template", "bad.j2", "-o", "report.txt"]) == 2
    assert Path("report.txt").read_text() == "yesterday"
    assert sorted(path.name for path in folder.iterdir() if path.name.startswith(".replycheck-")) == []


def test_sarif_carries_the_reasons_of_rules_and_what_failed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["stock.txt", "nowhere.txt", "--format", "sarif"]) == 2
    (run,) = json.loads(capsys.readouterr().out)["runs"]
    assert all(rule["help"]["text"] for rule in run["tool"]["driver"]["rules"])
    assert run["invocations"][0]["executionSuccessful"] is False


def test_the_reason_of_a_rule_of_ones_own_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    own = Path("house/house/parcel.yaml")
    own.parent.mkdir(parents=True)
    own.write_text(
        "kind: phrase\nseverity: warning\nmessage: m\nwhy: We call it a shipment.\nphrases: [parcel]\n"
        "examples: {bad: [{draft: a parcel}], good: [{draft: a shipment}]}\n"
    )
    for _ in range(2):  # the second run has the rules from the cache, without reasons
        main(["stock.txt", "--rules", "house", "--select", "house", "--format", "sarif"])
        (run,) = json.loads(capsys.readouterr().out)["runs"]
        (rule,) = run["tool"]["driver"]["rules"]
        assert rule["fullDescription"] == {"text": "We call it a shipment."}


@pytest.mark.parametrize(("fail_on", "failures"), [("never", "0"), ("error", "1"), ("warning", "2")])
def test_junit_follows_fail_on(fail_on: str, failures: str, capsys: pytest.CaptureFixture[str]) -> None:
    main(["stock.txt", "slot.txt", "--format", "junit", "--fail-on", fail_on])
    found = re.search(r'failures="(\d+)"', capsys.readouterr().out)
    assert found is not None
    assert found[1] == failures


@pytest.mark.parametrize("name", ["GITHUB_WORKSPACE", "CI_PROJECT_DIR"])
def test_paths_are_those_of_the_repository(
    name: str, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "macros").mkdir()
    (folder / "macros" / "slot.txt").write_text(SLOT)
    monkeypatch.setenv(name, str(folder))
    monkeypatch.chdir(folder / "macros")
    main(["slot.txt", "--format", "github"])
    assert "::error file=macros/slot.txt,line=1," in capsys.readouterr().out


def test_an_absolute_path_is_shown_from_here(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main([str(folder / "slot.txt"), "--format", "gitlab"])
    assert {issue["location"]["path"] for issue in json.loads(capsys.readouterr().out)} == {"slot.txt"}
