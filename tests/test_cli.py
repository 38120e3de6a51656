"""The command line as scripts and people use it: outputs, exit codes, one clear line for a mistake."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import replycheck
from replycheck.cli.main import main

CLEAN = "Hi Hana,\n\nParcel 88121 left Leeds at 9:40 today and reaches you on Friday.\n\nBest,\nLena\n"
STOCK = "Hi Hana,\n\nWe apologize for any inconvenience. Parcel 88121 reaches you on Friday.\n\nBest,\nLena\n"
SLOT = "Dear [INSERT CUSTOMER NAME HERE],\n\nParcel 88121 reaches you on Friday.\n\nBest,\nLena\n"
MAIL = (
    "From: Hana Ito <hana@example.com>\nTo: support@example.org\nSubject: parcel\n"
    "Date: Mon, 02 Mar 2026 09:14:00 +0000\n\nHello,\n\nwhere is parcel 88121?\n\nThanks,\nHana\n"
)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Every test runs in a folder of its own that holds these files."""
    monkeypatch.chdir(tmp_path)
    for name, text in (("clean.txt", CLEAN), ("stock.txt", STOCK), ("slot.txt", SLOT), ("mail.eml", MAIL)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def run(*args: str) -> int:
    return main(list(args))


@pytest.mark.parametrize(
    ("args", "code"),
    [
        pytest.param(["clean.txt"], 0, id="nothing found"),
        pytest.param(["stock.txt"], 0, id="a warning is below the default of --fail-on"),
        pytest.param(["stock.txt", "--fail-on", "warning"], 1, id="--fail-on warning"),
        pytest.param(["slot.txt"], 1, id="an error"),
        pytest.param(["slot.txt", "--fail-on", "never"], 0, id="--fail-on never"),
        pytest.param(["slot.txt", "--fail-on=never"], 0, id="an option with an equals sign"),
        pytest.param(["check", "slot.txt"], 1, id="the command's name"),
        pytest.param(["--fail-on", "never", "slot.txt"], 0, id="options first"),
        pytest.param(["slot.txt", "--ignore", "placeholders"], 0, id="--ignore a family"),
        pytest.param(["slot.txt", "--select", "generic,tone"], 0, id="--select two families"),
        pytest.param(["slot.txt", "nowhere.txt"], 2, id="one unreadable file among many"),
        pytest.param(["clean.txt", "--strict"], 2, id="--strict, and rules that need the inbound"),
        pytest.param(["--help"], 0, id="help"),
        pytest.param(["check", "--help"], 0, id="help of a command"),
        pytest.param(["--version"], 0, id="version"),
        pytest.param([], 2, id="nothing at all"),
    ],
)
def test_exit_codes(args: list[str], code: int) -> None:
    assert run(*args) == code


MISTAKES = [
    pytest.param(["nowhere.txt"], "nowhere.txt: ", id="missing file"),
    pytest.param(["empty.txt"], "empty.txt: ", id="empty file"),
    pytest.param(["clean.txt", "--against", "folder"], "folder: ", id="a folder as --against"),
    pytest.param(["clean.txt", "--against", "nowhere.eml"], "nowhere.eml: ", id="a missing inbound"),
    pytest.param(["folder"], "folder: holds nothing to check", id="a folder with nothing to check"),
    pytest.param(["paper.pdf"], "paper.pdf: ", id="a PDF"),
    pytest.param(["photo.txt"], "photo.txt: ", id="a picture under another name"),
    pytest.param(["clean.txt", "--colour", "never"], "no such option: --colour", id="unknown option"),
    pytest.param(["clean.txt", "--format", "jsn"], "--format: unknown value 'jsn'; did you mean 'json'?", id="format"),
    pytest.param(["clean.txt", "--format"], "requires an argument", id="an option without its value"),
    pytest.param(["clean.txt", "--select", "generik"], "--select: no rule or family is called 'generik'", id="select"),
    pytest.param(["clean.txt", "--rules", "broken"], "broken/own/a.yaml:2:1: broken YAML", id="broken YAML"),
    pytest.param(["clean.txt", "--rules", "unknown"], "unknown/own/a.yaml:4:1: unknown key 'phrase'", id="unknown key"),
    pytest.param(["clean.txt", "--rules", "regex"], "regex/own/a.yaml:5:5: invalid regular", id="invalid regex"),
    pytest.param(["cases.jsonl"], "cases.jsonl:2: ", id="a broken JSON line"),
    pytest.param(["clean.txt", "--config", "nowhere.yml"], "nowhere.yml: there is no such config", id="config"),
    pytest.param(["clean.txt", "--draft-date", "soon"], "--draft-date: 'soon' is no ISO 8601 date", id="date"),
    pytest.param(["clean.txt", "--attachment", "a", "--no-attachment"], "contradicts", id="contradiction"),
    pytest.param(["clean.txt", "--earlier", "mail.eml"], "--earlier: needs", id="earlier without inbound"),
    pytest.param(["inspect", "nowhere.eml"], "nowhere.eml: ", id="inspect a missing file"),
    pytest.param(["explain", "stock-apology"], "did you mean 'generic/stock-apology'?", id="explain a short name"),
    pytest.param(["rules", "nothing"], "no active rule or family is called 'nothing'", id="rules of no family"),
    pytest.param(["clean.txt", "-o", "no/such/folder/x"], "--output: cannot write", id="output"),
]  # fmt: skip

RULE = "kind: phrase\nseverity: error\nmessage: m\nphrases:\n  - once again\n"


@pytest.mark.parametrize(("args", "problem"), MISTAKES)
def test_a_mistake_is_one_line_and_exit_2(
    args: list[str], problem: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "folder").mkdir()
    (folder / "empty.txt").write_text("")
    (folder / "paper.pdf").write_bytes(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n")
    (folder / "photo.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR")
    broken, unknown = "kind: [\n", RULE.replace("phrases", "phrase")
    for name, text in (("broken", broken), ("unknown", unknown), ("regex", RULE.replace("once", "(once"))):
        (folder / name / "own").mkdir(parents=True)
        (folder / name / "own" / "a.yaml").write_text(text)
    (folder / "cases.jsonl").write_text('{"draft": "Hi Ana,\\n\\nit is here."}\n{"draft": \n')
    assert run(*args) == 2
    error = capsys.readouterr().err
    assert problem in error
    assert error.startswith("replycheck: ")
    assert error.count("\n") == 1
    assert "Traceback" not in error


def test_one_unreadable_file_does_not_hide_the_others(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("nowhere.txt", "slot.txt") == 2
    shown = capsys.readouterr()
    assert "placeholders/unfilled" in shown.out
    assert "nowhere.txt" in shown.err


def test_json_has_the_documented_shape(capsys: pytest.CaptureFixture[str]) -> None:
    assert (
        run("slot.txt", "--against", "mail.eml", "--draft-date", "2026-03-02T12:00:00Z", "--format", "json")
        == 1
    )
    values = json.loads(capsys.readouterr().out)
    assert (values["schema"], values["tool"]["name"]) == (1, "replycheck")
    (report,) = values["reports"]
    assert set(report) == {"case", "record", "draft", "inbound", "findings", "questions", "skipped"}
    assert (report["case"], report["record"], report["inbound"]) == ("slot.txt", None, {"path": "mail.eml"})
    finding = next(f for f in report["findings"] if f["rule"] == "placeholders/unfilled")
    assert finding["severity"] == "error"
    assert finding["text"] == "[INSERT CUSTOMER NAME HERE]"
    assert finding["span"] == {"start": 5, "end": 32, "line": 1, "column": 6, "end_line": 1, "end_column": 33}
    assert finding["location"] == {
        "path": "slot.txt",
        "line": 1,
        "column": 6,
        "end_line": 1,
        "end_column": 33,
    }
    assert finding["suggestions"] == ["Hana"]
    assert finding["fix"] == {"safety": "unsafe", "edits": [{"start": 5, "end": 32, "text": "Hana"}]}
    (question,) = report["questions"]
    assert set(question) == {"span", "text", "kind", "addressed", "score", "evidence"}
    assert question["text"] == "where is parcel 88121?"
    assert values["summary"]["cases"] == 1
    assert values["summary"]["errors"] >= 1


def test_json_lines_are_one_report_each(capsys: pytest.CaptureFixture[str]) -> None:
    run("slot.txt", "clean.txt", "--format", "jsonl")
    lines = capsys.readouterr().out.splitlines()
    assert [json.loads(line)["case"] for line in lines] == ["slot.txt", "clean.txt"]


def test_concise_is_a_line_a_finding(capsys: pytest.CaptureFixture[str]) -> None:
    run("slot.txt", "--format", "concise")
    assert capsys.readouterr().out.startswith("slot.txt:1:6: error placeholders/unfilled: ")


def test_text_shows_the_line_the_mark_and_the_question(capsys: pytest.CaptureFixture[str]) -> None:
    (Path("draft.txt")).write_text("Hi Hana,\n\nThank you for your message. Have a nice day!\n\nLena\n")
    run("draft.txt", "slot.txt", "--against", "mail.eml", "--draft-date", "2026-03-02T12:00:00Z")
    shown = capsys.readouterr().out
    assert " 1 | Dear [INSERT CUSTOMER NAME HERE],\n" in shown
    assert "   |      ^^^^^^^^^^^^^^^^^^^^^^^^^^^\n" in shown
    assert "“where is parcel 88121?”" in shown
    assert "2 drafts checked:" in shown


def test_standard_input_is_a_draft(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(SLOT.encode())))
    assert run("-", "--format", "concise") == 1
    assert capsys.readouterr().out.startswith("-:1:6: error")


def test_a_folder_is_read_as_macros(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "library" / "deep").mkdir(parents=True)
    (folder / "library" / "a.txt").write_text(SLOT)
    (folder / "library" / "deep" / "b.md").write_text(STOCK)
    (folder / "library" / "notes.pdf").write_bytes(b"%PDF")
    assert run("library", "--format", "jsonl") == 0
    reports = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [r["case"] for r in reports] == ["library/a.txt", "library/deep/b.md"]
    assert [f["rule"] for r in reports for f in r["findings"]].count("placeholders/unfilled") == 0
    assert run("library", "--mode", "draft", "--format", "jsonl") == 1


def test_case_files_give_a_report_a_line(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cases = [
        {"id": "a", "draft": SLOT, "inbound": "Where is it?\nHana", "attachments": []},
        {"draft": CLEAN, "inbound_date": "2026-03-02T09:00:00Z", "draft_date": "2026-03-09T09:00:00+00:00", "inbound": "When?"},
    ]  # fmt: skip
    (folder / "cases.jsonl").write_text("".join(json.dumps(case) + "\n" for case in cases))
    run("cases.jsonl", "--format", "jsonl")
    reports = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [r["case"] for r in reports] == ["cases.jsonl#a", "cases.jsonl#2"]
    assert reports[0]["findings"][0]["location"]["line"] == 1
    assert "timing/late-without-explanation" in {f["rule"] for f in reports[1]["findings"]}


def test_a_broken_case_does_not_hide_the_others(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "cases.jsonl").write_text("nonsense\n" + json.dumps({"draft": SLOT}) + "\n")
    assert run("cases.jsonl", "--format", "concise") == 2
    shown = capsys.readouterr()
    assert "placeholders/unfilled" in shown.out
    assert "cases.jsonl:1: " in shown.err


def test_the_output_file_is_written_whole_and_without_colour(folder: Path) -> None:
    assert run("slot.txt", "-o", "findings.txt", "--color", "always") == 1
    assert "\x1b" not in (folder / "findings.txt").read_text()
    assert run("slot.txt", "--rules", "nowhere", "-o", "findings.txt") == 2
    assert "placeholders/unfilled" in (folder / "findings.txt").read_text()
    assert [p.name for p in folder.iterdir() if p.name.startswith(".")] == []


def test_colour_only_where_asked(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    run("slot.txt")
    assert "\x1b[" not in capsys.readouterr().out
    run("slot.txt", "--color", "always")
    assert "\x1b[1;31m" in capsys.readouterr().out


def test_nothing_in_a_message_reaches_the_terminal_unescaped(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    evil = "\x1b[31m\x07\u202e\x9b2J"
    (folder / "evil.txt").write_text(f"Hi [NAME{evil}],\n\n{evil} [INSERT {evil}DATE]\n", encoding="utf-8")
    (folder / "evil.eml").write_text(MAIL.replace("where", f"{evil}where"), encoding="utf-8")
    for format in ("text", "concise", "json", "jsonl"):
        run("evil.txt", "--against", "evil.eml", "--format", format, "--questions")
    run("inspect", "evil.eml")
    shown = capsys.readouterr()
    assert not set(shown.out + shown.err) & set("\x1b\x07\u202e\x9b")
    assert "\\x1b" in shown.out


def test_the_config_above_the_draft_counts(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "team").mkdir()
    (folder / "team" / "draft.txt").write_text(SLOT)
    (folder / "team" / ".replycheck.yml").write_text("ignore: [placeholders]\n")
    assert run("team/draft.txt") == 0
    assert run("team/draft.txt", "--isolated") == 1
    assert run("slot.txt", "--config", "team/.replycheck.yml") == 0
    (folder / "team" / ".replycheck.yml").write_text("severities: {placeholders: suggestion}\n")
    assert run("team/draft.txt") == 0
    (folder / "team" / ".replycheck.yml").write_text("ignroe: []\n")
    assert run("team/draft.txt") == 2
    assert "team/.replycheck.yml:1:1: unknown key 'ignroe'; did you mean 'ignore'?" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("config", "problem"),
    [
        ("selct: [tone]\n", ".replycheck.yml:1:1: unknown key 'selct'"),
        ("rules: [support/rules]\n", "support/rules: there is no such folder"),
        ("library: nope.json\n", ".replycheck.yml:1:1: there is no library 'nope.json'"),
        ("baseline: support/nope.json\n", "support/nope.json: "),
    ],
)
def test_errors_name_paths_from_here(
    folder: Path, capsys: pytest.CaptureFixture[str], config: str, problem: str
) -> None:
    (folder / ".replycheck.yml").write_text(config)
    assert run("clean.txt") == 2
    assert capsys.readouterr().err.startswith(f"replycheck: {problem}")


def test_min_severity_hides_what_is_below(capsys: pytest.CaptureFixture[str]) -> None:
    run("stock.txt", "--min-severity", "error", "--format", "concise")
    assert "stock-apology" not in capsys.readouterr().out


@pytest.mark.parametrize(
    "pattern", ["(x+x+)+y", "(?:x|x)" * 30 + r"\d", "x?" * 30 + "x" * 30 + r"\d", r"(x|xx)+\?1"]
)
def test_a_users_rule_that_takes_too_long_is_skipped(
    pattern: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "own" / "mine").mkdir(parents=True)
    rule = f"kind: pattern\nseverity: error\nmessage: m\npatterns:\n  - '{pattern}'\n"
    (folder / "own" / "mine" / "slow.yaml").write_text(rule)
    (folder / "slow.txt").write_text("y ?1 " + "x" * 40 + "! 1 " + "x" * 5000 + "\n")
    assert run("slow.txt", "--rules", "own", "--format", "json", "--select", "mine") == 0
    (skipped,) = json.loads(capsys.readouterr().out)["reports"][0]["skipped"]
    assert skipped["rule"] == "mine/slow"
    assert "took too long" in skipped["reason"]
    assert run("slow.txt", "--rules", "own", "--select", "mine", "--strict") == 2


def test_inspect_shows_what_was_understood(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("inspect", "mail.eml", "--format", "json") == 0
    message = json.loads(capsys.readouterr().out)["message"]
    assert message["first_name"] == "Hana"
    assert message["from"] == "hana@example.com"
    assert message["sent_at"] == "2026-03-02T09:14:00+00:00"
    assert message["questions"][0]["text"] == "where is parcel 88121?"
    assert message["parts"][0]["kind"] == "greeting"
    assert run("inspect", "mail.eml") == 0
    assert "Hana" in capsys.readouterr().out


def test_explain_says_why_and_how_to_silence(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("explain", "generic/stock-apology") == 0
    shown = capsys.readouterr().out
    for word in ("Why", "Found", "Left alone", "--ignore generic/stock-apology"):
        assert word in shown


def test_rules_lists_and_gives_a_schema(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("rules", "generic") == 0
    shown = capsys.readouterr().out
    assert "generic/stock-apology                   “…” fits every complaint ever sent\n" in shown
    assert run("rules", "--format", "json") == 0
    assert {"id", "severity", "active"} <= set(json.loads(capsys.readouterr().out)[0])
    assert run("rules", "--schema") == 0
    assert json.loads(capsys.readouterr().out)["oneOf"]


OWN = "kind: phrase\nseverity: suggestion\nmessage: m\nphrases: [bounced item]\n"


@pytest.fixture
def own_rules(folder: Path) -> Path:
    """A config whose folder of rules has one of its own, and one each in place of a built-in rule and lexicon."""
    rules = folder / "support" / "rules"
    for name, text in (("house/words", OWN), ("tone/curt", OWN), ("lexicons/late", "phrases: [delay]\n")):
        (rules / name).parent.mkdir(parents=True)
        (rules / f"{name}.yaml").write_text(text)
    (folder / ".replycheck.yml").write_text("rules: [support/rules]\n")
    return rules


def test_explain_knows_the_rules_of_the_config(own_rules: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("explain", "house/words") == 0
    assert "house/words (suggestion" in capsys.readouterr().out
    assert run("explain", "house/words", "--config", ".replycheck.yml") == 0
    assert run("explain", "house/words", "--isolated") == 2


def test_what_replaces_a_builtin_rule_is_said(own_rules: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("rules", "tone", "house") == 0
    out = capsys.readouterr().out
    assert [line.split()[1] for line in out.splitlines() if "(replaces the built-in one)" in line] == [
        "tone/curt"
    ]
    assert "lexicons that replace built-in ones: lexicons/late" in out
    assert run("rules", "tone/curt", "--format", "json") == 0
    assert json.loads(capsys.readouterr().out)[0]["replaces_builtin"] is True
    assert run("config") == 0
    assert "# replaced by your own: lexicons/late, tone/curt\n" in capsys.readouterr().out
    run("test", str(own_rules))
    assert "takes the place of the built-in lexicons/late, tone/curt" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ("baseline write", "The file; default: the config's"),
        ("baseline write", "--desk NAME"),
        ("rules", "may be given again"),
        ("explain", "may be given again"),
        ("config", "may be given again"),
        ("test", "replycheck test support/rules"),
    ],
)
def test_help_says_what_holds_there(command: str, words: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(*command.split(), "--help") == 0
    assert words in " ".join(capsys.readouterr().out.split())


def test_test_runs_a_folders_examples(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "own" / "mine").mkdir(parents=True)
    file = folder / "own" / "mine" / "again.yaml"
    examples = (
        "examples:\n  bad:\n    - draft: Once again, no.\n      marks: {}\n  good:\n    - draft: Once more.\n"
    )
    file.write_text(RULE + examples.format("Once again"))
    assert run("test", "own") == 0
    file.write_text(RULE + examples.format("Once"))
    assert run("test", "own") == 1
    assert "marks ['Once again'], should mark ['Once']" in capsys.readouterr().out
    file.write_text(RULE)
    assert run("test", "own") == 1
    assert "no bad example" in capsys.readouterr().out


def test_every_option_means_the_same_to_typer_and_to_the_everyday_call(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from replycheck.cli import app, check
    from replycheck.cli.options import OPTIONS, plain_call

    seen: list[object] = []

    def noted(call: object) -> int:
        seen.append(call)
        return 0

    monkeypatch.setattr(check, "run", noted)
    for option in OPTIONS:
        for flag in option.flags:
            value = [option.choices[-1] if option.choices else "x"] if option.metavar else []
            args = ["draft.txt", flag, *value]
            assert app.run(args) == 0
            assert seen.pop() == plain_call(args, ()), option.name
    twice = ["a", "--attachment", "x", "--attachment=y", "b", "-f", "json", "--questions"]
    assert app.run(twice) == 0
    assert seen.pop() == plain_call(twice, ())


@pytest.mark.parametrize(
    "args", [["--help"], ["x", "--format", "nope"], ["x", "--nope"], ["x", "--format"], ["explain", "x"], ["x", "--", "-y"]]
)  # fmt: skip
def test_anything_but_a_plain_right_call_is_left_to_typer(args: list[str]) -> None:
    from replycheck.cli.main import COMMANDS
    from replycheck.cli.options import plain_call

    assert plain_call(args, COMMANDS) is None


SOURCES = str(Path(replycheck.__file__).parents[1])


def process(*args: str) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "PYTHONPATH": SOURCES}
    return subprocess.run(
        [sys.executable, *args], capture_output=True, text=True, env=env, timeout=60, check=False
    )


def test_an_everyday_json_run_loads_nothing_heavy() -> None:
    code = (
        "import sys; from replycheck.cli.main import main; "
        "main(['slot.txt', '--against', 'mail.eml', '--format', 'json']); "
        "print(*sorted(sys.modules), file=sys.stderr)"
    )
    done = process("-c", code)
    loaded = {name.partition(".")[0] for name in done.stderr.split()}
    assert "replycheck" in loaded
    heavy = {"rich", "jinja2", "spacy", "harper", "language_tool_python", "typer", "click", "numpy", "regex"}
    assert loaded & heavy == set()
    assert "selectolax" not in loaded


def test_a_second_run_reads_no_rule_files() -> None:
    code = (
        "import sys; from replycheck.cli.main import main; main(['slot.txt']); "
        "print(*sorted(sys.modules), file=sys.stderr)"
    )
    process("-c", code)
    loaded = set(process("-c", code).stderr.split())
    assert "replycheck.packing" in loaded
    assert loaded & {"replycheck.rulefile", "replycheck.checkers.contract", "yaml"} == set()


def test_importing_the_package_loads_nothing_heavy() -> None:
    done = process("-c", "import replycheck, sys; print(*sorted(sys.modules))")
    loaded = {name.partition(".")[0] for name in done.stdout.split()}
    heavy = {"typer", "click", "rich", "jinja2", "spacy", "harper", "language_tool_python", "email", "yaml", "selectolax", "regex"}  # fmt: skip
    assert loaded & heavy == set()


def test_python_m_replycheck_and_a_closed_pipe() -> None:
    assert process("-m", "replycheck", "slot.txt").returncode == 1
    shell = f"{sys.executable} -m replycheck slot.txt | true"
    done = subprocess.run(["sh", "-c", shell], capture_output=True, text=True, env={**os.environ, "PYTHONPATH": SOURCES}, timeout=60)  # fmt: skip
    assert "Traceback" not in done.stderr


def test_a_fault_of_ours_is_exit_3_and_names_no_text(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from replycheck.checkers.phrase import Phrase

    def fails(self: Phrase, context: object) -> None:
        raise ValueError("Parcel 88121")

    monkeypatch.setattr(Phrase, "__call__", fails)
    assert run("clean.txt") == 3
    error = capsys.readouterr().err
    assert "please report" in error
    assert "88121" not in error
    assert "Traceback" not in error


def test_the_output_is_never_one_of_the_inputs(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for output in ("slot.txt", "mail.eml", "./slot.txt"):
        assert run("slot.txt", "--against", "mail.eml", "-o", output) == 2
    assert (folder / "slot.txt").read_text() == SLOT
    assert (folder / "mail.eml").read_text() == MAIL
    assert "is one of the inputs" in capsys.readouterr().err


def test_the_output_keeps_its_mode_and_its_link(folder: Path) -> None:
    (folder / "kept.txt").write_text("old")
    (folder / "kept.txt").chmod(0o600)
    (folder / "link.txt").symlink_to("kept.txt")
    assert run("slot.txt", "-o", "link.txt") == 1
    assert (folder / "link.txt").is_symlink()
    assert "placeholders/unfilled" in (folder / "kept.txt").read_text()
    assert (folder / "kept.txt").stat().st_mode & 0o777 == 0o600


def test_an_earlier_report_stays_where_nothing_could_be_checked(folder: Path) -> None:
    (folder / "kept.txt").write_text("old")
    assert run("nowhere.txt", "-o", "kept.txt") == 2
    assert (folder / "kept.txt").read_text() == "old"


@pytest.mark.parametrize(
    "option", ["--profile", "--config", "--select", "--rules", "--output", "--draft-date"]
)
def test_an_empty_value_is_a_mistake(option: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("clean.txt", option, "") == 2
    assert f"{option}: was given an empty value" in capsys.readouterr().err
    assert run("clean.txt", "--select", ",") == 2


def test_json_is_whole_or_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("clean.txt", "--against", "nowhere.eml", "-f", "json") == 2
    assert capsys.readouterr().out == ""
    assert run("nowhere.txt", "-f", "json") == 2
    assert json.loads(capsys.readouterr().out)["reports"] == []


def test_what_is_hidden_still_fails() -> None:
    assert run("stock.txt", "--min-severity", "error", "--fail-on", "warning") == 1


def test_standard_input_is_read_once(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("-", "--against", "-") == 2
    assert "standard input can be read once" in capsys.readouterr().err


def test_a_record_cannot_forge_a_line(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case = {"id": "x\nother.txt:1:1: error fake/rule: FORGED", "draft": SLOT}
    (folder / "cases.jsonl").write_text(json.dumps(case) + "\n")
    for format in ("text", "concise"):
        run("cases.jsonl", "-f", format)
        assert not any(line.startswith("other.txt") for line in capsys.readouterr().out.splitlines())


def test_a_blank_name_is_no_name(folder: Path) -> None:
    assert run("slot.txt", "--customer-name", "\u00a0") == 2  # an empty value
    from replycheck import Case, check, load_rules, read_message

    case = Case(read_message("slot.txt", role="agent"), customer_name=" ")
    assert check(case, load_rules()).findings


def test_a_pipe_in_a_folder_is_left_out(folder: Path) -> None:
    (folder / "macros").mkdir()
    (folder / "macros" / "a.txt").write_text(CLEAN)
    os.mkfifo(folder / "macros" / "b.txt")
    assert run("macros") == 0


def test_a_bad_config_below_does_not_hide_the_others(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "macros" / "deep").mkdir(parents=True)
    (folder / "macros" / "deep" / ".replycheck.yml").write_text("ignroe: []\n")
    (folder / "macros" / "deep" / "a.txt").write_text(CLEAN)
    assert run("macros", "slot.txt", "-f", "concise") == 2
    assert "placeholders/unfilled" in capsys.readouterr().out


def test_a_long_draft_is_checked_in_the_time_of_its_length(folder: Path) -> None:
    """These once took time by the square of their length: a hang of the suite is the failure."""
    (folder / "long.txt").write_text("Hello there. " * 8_000 + "\n" + "a\n" * 20_000)
    assert run("long.txt", "--fail-on", "never", "-f", "concise") == 0


def test_a_flood_of_questions_is_weighed_as_far_as_it_helps(folder: Path) -> None:
    (folder / "flood.eml").write_text(MAIL.replace("where is parcel 88121?", "Where is my order? " * 5_000))
    assert run("clean.txt", "--against", "flood.eml", "--fail-on", "never") == 0


def test_a_draft_too_long_for_its_questions_is_checked_without_them(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "asked.txt").write_text("Is the lamp in stock? Do you ship to Malta?")
    (folder / "long.txt").write_text("The lamp is here now. " * 12_000)
    assert run("long.txt", "--against", "asked.txt", "--fail-on", "never", "-f", "json") == 0
    (report,) = json.loads(capsys.readouterr().out)["reports"]
    reasons = {skipped["rule"]: skipped["reason"] for skipped in report["skipped"]}
    assert "12,000 sentences, too many" in reasons["answers/unanswered-question"]
    assert report["questions"] == []


@pytest.mark.parametrize("piece", ['"a" ', "https://example.com/a ", "*a* ", "3 May 2026, ", "> a\n\nb\n"])
def test_a_flood_of_one_shape_takes_the_time_of_its_length(folder: Path, piece: str) -> None:
    """Each once took time by the square of its length: a hang is the failure."""
    (folder / "asked.txt").write_text("Hello,\nwhen will my parcel arrive?\nHana\n")
    (folder / "flood.txt").write_text(piece * (200_000 // len(piece)))
    run("flood.txt", "--against", "asked.txt", "--fail-on", "never", "-f", "concise")
    run("clean.txt", "--against", "flood.txt", "--fail-on", "never", "-f", "concise")


@pytest.mark.parametrize("piece", ["a.", "/a", "and, please "])
def test_a_sentence_without_end_is_read_for_questions_as_far_as_it_helps(
    folder: Path, capsys: pytest.CaptureFixture[str], piece: str
) -> None:
    """Each word may begin a question, and what stands before and behind it counts: a hang is the failure."""
    (folder / "endless.txt").write_text(piece * 50_000)
    assert run("clean.txt", "--against", "endless.txt", "--fail-on", "never", "-f", "json") == 0
    (report,) = json.loads(capsys.readouterr().out)["reports"]
    assert any("words; only its first 2,000 were read" in skipped["reason"] for skipped in report["skipped"])


def test_slots_are_looked_for_up_to_so_many_marks(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "marks.txt").write_text("Call [NAME].\n" + "[a] b\n" * 20_000 + "Call [NAME].\n")
    assert run("marks.txt", "--fail-on", "never", "-f", "json") == 0
    (report,) = json.loads(capsys.readouterr().out)["reports"]
    (reason,) = (s["reason"] for s in report["skipped"] if s["rule"] == "placeholders/unfilled")
    assert "up to line 20,001 only" in reason
    assert [f["span"]["line"] for f in report["findings"] if f["text"] == "[NAME]"] == [1]


def test_a_flood_of_one_rule_is_named_in_part(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "flood.txt").write_text("{{a}}\n" * 3_000)
    assert run("flood.txt", "--fail-on", "never", "-f", "json") == 0
    (report,) = json.loads(capsys.readouterr().out)["reports"]
    (rule,) = (s["rule"] for s in report["skipped"] if s["reason"].startswith("found more than 1,000 places"))
    assert sum(finding["rule"] == rule for finding in report["findings"]) == 1_000


def test_what_a_message_quotes_is_cut_short(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "asked.txt").write_text("Hello,\nwhen will my parcel arrive?\nHana\n")
    (folder / "word.txt").write_text("a" * 10_000)
    run("word.txt", "--against", "asked.txt", "--fail-on", "never", "-f", "concise")
    lines = capsys.readouterr().out.splitlines()
    assert any("aaa…" in line for line in lines)
    assert max(map(len, lines)) < 1_000


def test_a_closed_or_full_output_is_no_traceback() -> None:
    env = {**os.environ, "PYTHONPATH": SOURCES}
    for redirect in (">&-", "2>&-", ">/dev/full"):
        shell = f"{sys.executable} -m replycheck slot.txt {redirect}"
        done = subprocess.run(["sh", "-c", shell], capture_output=True, text=True, env=env, timeout=60)
        assert "Traceback" not in done.stderr + done.stdout, redirect
        assert done.returncode in (1, 2), redirect
