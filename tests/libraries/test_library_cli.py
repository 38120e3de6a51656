"""Libraries on the command line: exports and folders, what is left out, exit codes, places in the output."""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import replycheck
from replycheck.cli.main import main

EXPORTS = Path(__file__).parent / "exports"
STOCK = "We apologize for any inconvenience."


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Every test runs in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*args: str) -> int:
    return main([*args, "--isolated"])


def reports(capsys: pytest.CaptureFixture[str], *args: str) -> list[dict[str, Any]]:
    run(*args, "-f", "jsonl", "--fail-on", "never")
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


ONE = {
    "zendesk.json": {"macros": [{"id": 7, "title": "T", "actions": [{"field": "comment_value", "value": STOCK}]}]},
    "freshdesk.json": [{"id": 7, "title": "T", "folder_id": 1, "content": STOCK, "content_html": f"<p>{STOCK}</p>"}],
    "intercom.json": {"data": [{"type": "macro", "id": "7", "name": "T", "body": f"<p>{STOCK}</p>", "body_text": STOCK}]},
    "front.json": {"_results": [{"id": "rsp_7", "name": "T", "body": f"<p>{STOCK}</p>"}]},
    "chatwoot.json": [{"short_code": "7", "content": STOCK}],
}  # fmt: skip


@pytest.mark.parametrize("name", ONE)
def test_a_finding_has_the_record_and_the_place_in_the_export(
    name: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = json.dumps(ONE[name], indent=2)
    (folder / name).write_text(source)
    lines = source.split("\n")
    found = reports(capsys, name, "--select", "generic/stock-apology")
    assert len(found) == source.count(STOCK)
    for report in found:
        assert report["case"] == f"{name}#{report['record']}"
        assert report["record"].endswith("7")
        (finding,) = report["findings"]
        place = finding["location"]
        assert place["path"] == name
        assert lines[place["line"] - 1][place["column"] - 1 :].startswith("We apologize")
        assert place["end_column"] - place["column"] == len(finding["text"])


def test_text_output_names_record_line_and_column(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "a.json").write_text(json.dumps(ONE["chatwoot.json"]))
    assert run("a.json", "--select", "generic/stock-apology", "--fail-on", "warning") == 1
    assert capsys.readouterr().out.startswith("a.json#7:1:34: warning generic/stock-apology\n")


def test_a_broken_record_is_named_the_others_are_checked_and_the_exit_is_2(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good = json.dumps({"short_code": "a", "content": STOCK})
    (folder / "a.json").write_text(f'[{good},\n{{"short_code": "x", "content": }},\n{good}]')
    assert run("a.json", "-f", "concise", "--select", "generic/stock-apology") == 2
    out, err = capsys.readouterr()
    assert out.count("generic/stock-apology") == 2
    assert err == (
        "replycheck: a.json:2:32: broken JSON (Expecting value); export it again, or mend this record\n"
    )


def test_what_is_out_of_use_or_without_a_text_is_counted(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(str(EXPORTS / "zendesk.json"), str(EXPORTS / "zammad.json"), "--ignore", "macro") == 0
    out, err = capsys.readouterr()
    assert out.startswith("7 macros checked")
    assert err == (
        "replycheck: macros out of use, left out: 2; --inactive checks them too\n"
        "replycheck: macros without a text, left out: 1\n"
    )
    assert (
        run(str(EXPORTS / "zendesk.json"), str(EXPORTS / "zammad.json"), "--inactive", "--ignore", "macro")
        == 0
    )
    out, err = capsys.readouterr()
    assert out.startswith("9 macros checked")
    assert "out of use" not in err


def test_a_library_of_which_nothing_is_in_use_is_no_mistake(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(str(EXPORTS / "zendesk" / "inactive")) == 0
    assert run(str(EXPORTS / "folder" / "closing.md"), "--mode", "macro") == 0


def test_a_repository_of_macros_is_read_whole(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(EXPORTS / "zendesk", folder / "macros")
    shutil.copytree(EXPORTS / "folder", folder / "macros" / "texts")
    shutil.copy(EXPORTS / "SAVED_REPLIES.md", folder / "macros")
    (folder / "macros" / "ci.yml").write_text("on: push\njobs: {}\n")
    (folder / "macros" / "package.json").write_text('{"name": "macros", "version": "1.0"}')
    (folder / "macros" / ".hidden.json").write_text("{")
    found = {report["case"] for report in reports(capsys, "macros")}
    assert found == {
        "macros/active/shipping/late_parcel.yaml#late_parcel",
        "macros/SAVED_REPLIES.md#Issue: already fixed (v1)",
        "macros/SAVED_REPLIES.md#Issue: duplicate (v1.1)",
        "macros/SAVED_REPLIES.md#Issue: duplicate (v1.1) (2)",
        "macros/texts/opening.md",
        "macros/texts/page.html",
        "macros/texts/plain_note.txt",
    }
    run("macros")
    assert capsys.readouterr().err == (
        "replycheck: macros out of use, left out: 2; --inactive checks them too\n"
        "replycheck: macros without a text, left out: 1\n"
        "replycheck: files that are no known library, left out: macros/ci.yml, macros/package.json; "
        "--library NAME reads them\n"
    )


@pytest.mark.parametrize("paths", [("m",), ("m/a.md", "m/b.md", "m/c.md")], ids=["a folder", "its files"])
def test_a_macro_named_by_itself_is_read_as_in_its_folder(
    paths: tuple[str, ...], folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (
        "Please send the lamp back in its box; the label is in your account, and the post office takes it.\n"
    )
    (folder / "m").mkdir()
    (folder / "m" / "a.md").write_text(f"---\ntitle: Returns\n---\n{text}")
    (folder / "m" / "b.md").write_text(f"---\ntags: [x]\ntitle: Copy of Returns\n---\n{text}")
    (folder / "m" / "c.md").write_text(f"---\ntitle: Old\nactive: false\n---\n{text}")
    rules = "macro/missing-metadata,macro/near-duplicate"
    said = reports(capsys, *paths, "--mode", "macro", "--select", rules)
    found = {f["rule"]: f for report in said for f in report["findings"]}
    assert [report["case"] for report in said] == ["m/a.md", "m/b.md"]
    assert sorted(found) == ["macro/missing-metadata", "macro/near-duplicate"]
    assert " Returns (" in found["macro/near-duplicate"]["message"]


TITLED = [
    pytest.param("a.md", "---\ntags: [x]\ntitle: Test 2\n---\n\nThe lamp is back.\n", (3, 8), id="front matter"),
    pytest.param("a.md", "---\n'name': 'Test 2'\n---\nThe lamp is back.\n", (2, 10), id="front matter in quotes"),
    pytest.param("a.json", '{"macros": [\n {"id": 7, "title": "",\n  "actions": [{"field": "comment_value",\n   "value": "The lamp is back."}]}]}', (2, 22), id="an empty title"),
    pytest.param("a.json", '{"macros": [\n {"id": 7,\n  "actions": [{"field": "comment_value",\n   "value": "The lamp is back."}]}]}', (2, 2), id="no title"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text", "place"), TITLED)
def test_a_title_s_fault_stands_at_the_title(
    name: str, text: str, place: tuple[int, int], folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / name).write_text(text)
    call = (name, "--mode", "macro", "--select", "macro/missing-metadata")
    ((finding,),) = [report["findings"] for report in reports(capsys, *call)]
    assert (finding["location"]["line"], finding["location"]["column"]) == place
    line, column = place
    for shape, said in (
        ("concise", f":{line}:{column}: "), ("text", f":{line}:{column}: "), ("github", f",line={line},"),
        ("checkstyle", f'line="{line}" '), ("sarif", f'"startLine": {line},'), ("gitlab", f'"begin": {line},'),
        ("rdjson", f'"line": {line}'),
    ):  # fmt: skip
        run(*call, "-f", shape, "--fail-on", "never")
        assert said in capsys.readouterr().out.replace("\n", "").replace('":', '": ').replace('":  ', '": ')


def test_a_broken_macro_of_a_repository_is_named(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(EXPORTS / "zendesk", folder / "macros")
    broken = "title: A\nactions:\n- field: comment_value\n  value: 'a\n"
    (folder / "macros" / "active" / "broken.yaml").write_text(broken)
    assert run("macros", "--ignore", "macro") == 2
    out, err = capsys.readouterr()
    assert out.startswith("3 macros checked")
    assert "replycheck: macros/active/broken.yaml:5:1: broken YAML (" in err


@pytest.mark.parametrize(
    ("library", "cases"),
    [
        ("zendesk", 6 + 3),
        ("zendesk-yaml", 3),
        ("discourse", 2),
        ("salesforce", 3 + 3 + 2),
        ("folder", 1 + 2 + 1),
    ],
)
def test_a_folder_is_read_for_the_library_that_is_named(
    library: str, cases: int, capsys: pytest.CaptureFixture[str]
) -> None:
    found = reports(capsys, str(EXPORTS), "--library", library)
    assert len(found) == cases


def test_a_file_is_read_for_the_library_that_is_named(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(str(EXPORTS / "own.json")) == 2
    assert "holds no macros of a shape that is known (zendesk-json, " in capsys.readouterr().err
    assert run(str(EXPORTS / "own.json"), "--library", "json") == 0
    shutil.copy(EXPORTS / "chatwoot.json", folder / "dump.jsonl")
    assert run("dump.jsonl", "--library", "chatwoot") == 0
    assert run("dump.jsonl") == 2


def test_standard_input_may_be_a_library(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Stream(io.TextIOWrapper):
        def isatty(self) -> bool:
            return False

    data = (EXPORTS / "chatwoot.json").read_bytes()
    monkeypatch.setattr(sys, "stdin", Stream(io.BytesIO(data)))
    assert [report["case"] for report in reports(capsys, "-", "--library", "chatwoot")] == [
        "-#hello",
        "-#bye",
    ]


def test_an_unknown_library_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(str(EXPORTS), "--library", "zendsk") == 2
    assert (
        capsys.readouterr().err == "replycheck: --library: unknown value 'zendsk'; did you mean 'zendesk'?\n"
    )


def test_a_chat_text_is_checked_as_one(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Markdown is markup that shows in a chat, and what a mail program makes of it is not known."""
    text = "**Hello** there"
    reply = {"id": 1, "name": "N", "text": text, "chatText": text}
    (folder / "a.json").write_text(json.dumps([reply]))
    mail, chat = reports(capsys, "a.json", "--select", "channel/length-or-format")
    assert (len(mail["findings"]), len(chat["findings"])) == (0, 1)


def test_an_export_can_be_read_as_drafts(capsys: pytest.CaptureFixture[str]) -> None:
    path = str(EXPORTS / "chatwoot.json")
    (skipped, _) = (report["skipped"] for report in reports(capsys, path, "--mode", "draft"))
    assert any(item["rule"] == "answers/unanswered-question" for item in skipped)
    (macro, _) = (report["skipped"] for report in reports(capsys, path))
    assert not any(item["rule"] == "answers/unanswered-question" for item in macro)


def test_a_draft_needs_nothing_of_libraries(folder: Path) -> None:
    (folder / "reply.txt").write_text("Hi Ana,\n\nthe lamp left Kiel today.\n\nBest,\nLena\n")
    code = (
        "import sys\nfrom replycheck.cli.main import main\n"
        "main(['reply.txt', '--isolated'])\n"
        "sys.exit(any(name.startswith('replycheck.libraries') for name in sys.modules))"
    )
    environment = {**os.environ, "PYTHONPATH": str(Path(replycheck.__file__).parent.parent)}
    run = subprocess.run([sys.executable, "-c", code], env=environment, check=False, capture_output=True)
    assert (run.returncode, run.stderr) == (0, b"")


def test_a_blank_file_of_a_library_is_counted_and_no_mistake(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "canned").mkdir()
    (folder / "canned" / "a.md").write_text("Hi there,\n\nThe lamp left today.\n\nBest,\nLena\n")
    (folder / "canned" / "b.md").write_text("\n")
    assert run("canned", "--ignore", "macro") == 0
    assert "macros without a text, left out: 1" in capsys.readouterr().err
    assert run("canned/b.md") == 2  # named one by one, it is a draft that nobody wrote


def test_an_option_outranks_what_the_config_says_of_some_files(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / ".replycheck.yml").write_text(
        "overrides:\n  - {match: '*.txt', mode: macro, profile: library}\n"
    )
    (folder / "a.txt").write_text("Dear Customer,\n\nThe lamp left today.\n\nBest,\nLena\n")
    main(["a.txt", "--desk", "zendesk", "-f", "concise"])
    assert "macro/hard-coded-salutation" not in capsys.readouterr().out
    main(["a.txt", "--desk", "zendesk", "-f", "concise", "--profile", "thorough"])
    assert "macro/hard-coded-salutation" in capsys.readouterr().out
