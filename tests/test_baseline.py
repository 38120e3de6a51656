"""A baseline knows findings wherever they moved to, counts only new ones, and holds no words."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import replycheck
from replycheck.baseline import NAME, read_baseline
from replycheck.cli.main import main
from replycheck.errors import ConfigError

STOCK = "We apologize for any inconvenience."
LATE = f"Hi Ana,\n\nyour lamp is late. {STOCK} It left Leeds at 9:40 today.\n"
LOUD = "Hi Ana,\n\nyour lamp is HERE!!! It left Leeds at 9:40 today.\n"
RULES = "generic/stock-apology,tone/shouting"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Every test runs in a folder with two macros, each with one finding."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "macros").mkdir()
    (tmp_path / "macros" / "late.md").write_text(LATE)
    (tmp_path / "macros" / "loud.md").write_text(LOUD)
    (tmp_path / ".replycheck.yml").write_text(f"select: [{RULES}]\n")
    return tmp_path


def rules(capsys: pytest.CaptureFixture[str], *args: str) -> list[str]:
    """The rules that are new in `macros`."""
    capsys.readouterr()
    main(["macros", "--baseline", NAME, "-f", "jsonl", "--fail-on", "never", *args])
    out = capsys.readouterr().out
    return [f["rule"] for line in out.splitlines() for f in json.loads(line)["findings"]]


def files(name: str = NAME) -> dict[str, Any]:
    return dict(json.loads(Path(name).read_text())["files"])


def test_what_was_recorded_does_not_count_again(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["macros", "--fail-on", "suggestion"]) == 1
    assert main(["baseline", "write", "macros"]) == 0
    assert rules(capsys) == []
    assert main(["macros", "--baseline", NAME, "--fail-on", "suggestion"]) == 0
    assert capsys.readouterr().err == "replycheck: findings in the baseline, left out: 2\n"


@pytest.mark.parametrize(
    ("text", "new"),
    [
        pytest.param("Hi Ana,\n\nthank you.\n\n" + LATE[9:], [], id="a paragraph above"),
        pytest.param(LATE.replace("late. ", "late.\n"), [], id="a line broken elsewhere"),
        pytest.param("---\ntitle: Late\n---\n" + LATE, [], id="front matter"),
        pytest.param(LATE + "\n" + STOCK, ["generic/stock-apology"], id="a second one"),
        pytest.param(
            LATE.replace("is late", "was broken"), ["generic/stock-apology"], id="in another sentence"
        ),
        pytest.param(LOUD, ["tone/shouting"], id="a finding of another file"),
        pytest.param(LATE.replace(STOCK, "It is HERE!!!"), ["tone/shouting"], id="one for another"),
    ],
)
def test_a_finding_is_known_by_its_words_and_not_by_its_line(
    text: str, new: list[str], folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["baseline", "write", "macros"])
    (folder / "macros" / "late.md").write_text(text)
    assert rules(capsys) == new


def test_the_file_is_sorted_and_holds_no_words(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "macros" / "a.md").write_text(LATE + LOUD)
    main(["baseline", "write", "macros"])
    text = (folder / NAME).read_text()
    assert list(files()) == ["macros/a.md", "macros/late.md", "macros/loud.md"]
    assert "apolog" not in text.replace("generic/stock-apology", "")
    assert "Ana" not in text
    main(["baseline", "write", "macros"])
    assert (folder / NAME).read_text() == text


def test_files_that_are_not_named_keep_what_was_recorded(folder: Path) -> None:
    main(["baseline", "write", "macros"])
    before = files()
    (folder / "macros" / "late.md").write_text(LATE.replace(STOCK, ""))
    main(["baseline", "write", "macros/late.md", "--mode", "macro"])
    assert files() == {"macros/loud.md": before["macros/loud.md"]}
    (folder / "macros" / "loud.md").unlink()
    main(["baseline", "write", "macros/late.md", "--mode", "macro"])
    assert files() == {}


def test_rules_that_were_not_asked_keep_what_was_recorded(folder: Path) -> None:
    main(["baseline", "write", "macros"])
    before = files()
    main(["baseline", "write", "macros", "--select", "generic/stock-apology"])
    assert files() == before
    main(["baseline", "prune", "macros", "--select", "links"])
    assert files() == before


def test_prune_takes_out_what_is_mended_and_adds_nothing(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["baseline", "write", "macros"])
    (folder / "macros" / "late.md").write_text(LATE.replace(STOCK, "It is HERE!!!"))
    assert rules(capsys) == ["tone/shouting"]
    capsys.readouterr()
    main(["macros", "--baseline", NAME])
    err = capsys.readouterr().err
    assert f"{NAME}: 1 entry is no longer found; `replycheck baseline prune` takes them out" in err
    assert main(["baseline", "prune", "macros"]) == 0
    assert list(files()) == ["macros/loud.md"]
    assert rules(capsys) == ["tone/shouting"]


def test_prune_takes_out_files_and_rules_that_are_gone(folder: Path) -> None:
    main(["baseline", "write", "macros"])
    values = json.loads(Path(NAME).read_text())
    values["files"]["macros/loud.md"]["house/gone"] = ["0" * 32]
    Path(NAME).write_text(json.dumps(values))
    (folder / "macros" / "late.md").unlink()
    main(["baseline", "prune", "macros"])
    assert list(files()) == ["macros/loud.md"]
    assert list(files()["macros/loud.md"]) == ["tone/shouting"]


def test_entries_of_rules_that_could_not_run_are_not_stale(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`answers/*` need the customer's message, which is there on one day and not on the next."""
    (folder / "draft.txt").write_text("Hi Hana,\n\nyour lamp is on its way to you.\n\nBest,\nLena\n")
    main(["baseline", "write", "draft.txt", "--isolated"])
    values = json.loads(Path(NAME).read_text())
    values["files"].setdefault("draft.txt", {})["answers/unanswered-question"] = ["0" * 32]
    Path(NAME).write_text(json.dumps(values))
    capsys.readouterr()
    main(["draft.txt", "--isolated", "--baseline", NAME])
    assert "no longer found" not in capsys.readouterr().err
    main(["baseline", "prune", "draft.txt", "--isolated"])
    assert "answers/unanswered-question" in files()["draft.txt"]


RETURNS = (
    "Hi {{ticket.requester.first_name}},\n\nplease put the lamp back into its box, print the label from your"
    " account and hand the parcel to any post office within %s days. Keep the slip until we write again.\n"
)
MANY = "macro/near-duplicate,macro/facts-differ"


@pytest.fixture
def alike(folder: Path) -> Path:
    """Two macros that say the same with another number, both faults recorded."""
    (folder / ".replycheck.yml").write_text(f"select: [{MANY}]\n")
    (folder / "macros" / "one.md").write_text(RETURNS % 30)
    (folder / "macros" / "two.md").write_text(RETURNS % 14)
    assert main(["baseline", "write", "macros"]) == 0
    assert sorted(files()["macros/two.md"]) == sorted(MANY.split(","))
    return folder / "macros"


def stale(capsys: pytest.CaptureFixture[str], *args: str) -> bool:
    capsys.readouterr()
    main([*(args or ["macros"]), "--mode", "macro", "--baseline", NAME])
    return "no longer found" in capsys.readouterr().err


def test_findings_about_two_macros_stay_while_they_are_found(
    alike: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = files()
    assert rules(capsys) == []
    assert not stale(capsys)
    assert main(["baseline", "prune", "macros"]) == 0
    assert files() == before


@pytest.mark.parametrize("mended", ["one.md", "two.md"])
@pytest.mark.parametrize("is_gone", [False, True])
def test_a_mended_fault_of_two_macros_is_stale_and_pruned(
    mended: str, is_gone: bool, alike: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (alike / mended).write_text(LOUD)
    if is_gone:
        (alike / mended).unlink()
    assert stale(capsys) is (not is_gone or mended == "one.md")
    main(["baseline", "prune", "macros"])
    assert files() == {}


def test_one_macro_of_a_pair_alone_says_nothing_of_its_entries(
    alike: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = files()
    assert not stale(capsys, "macros/two.md")
    for command in ("write", "prune"):
        main(["baseline", command, "macros/two.md", "--mode", "macro"])
        assert files() == before


def test_a_pair_stays_known_in_another_order(alike: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (alike / "three.md").write_text(RETURNS % 7)
    main(["baseline", "write", "macros"])
    for names in (("two", "three", "one"), ("two", "one", "three"), ("three", "two", "one")):
        paths = [f"macros/{name}.md" for name in names]
        assert main([*paths, "--mode", "macro", "--baseline", NAME, "--fail-on", "suggestion"]) == 0
        assert not stale(capsys, *paths)
        before = files()
        main(["baseline", "prune", *paths, "--mode", "macro"])
        assert files() == before
    (alike / "a_fourth.md").write_text(RETURNS % 3)
    assert sorted(rules(capsys)) == sorted(MANY.split(","))


def test_twins_with_one_finding_each_are_two_entries(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    one = {"id": 7, "title": "T", "folder_id": 1, "content": STOCK, "content_html": f"<p>{STOCK}</p>"}
    (folder / "macros" / "desk.json").write_text(json.dumps([one]))
    main(["baseline", "write", "macros"])
    assert sum(map(len, files()["macros/desk.json"].values())) == 2
    assert rules(capsys) == []


def test_the_config_names_the_baseline_of_its_files(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    config = folder / "macros" / ".replycheck.yml"
    config.write_text(f"select: [{RULES}]\nbaseline: known.json\n")
    assert main(["macros"]) == 2
    assert (
        "macros/known.json: there is no such baseline yet; `replycheck baseline write PATHS`"
        in capsys.readouterr().err
    )
    assert main(["baseline", "write", "macros"]) == 0
    assert list(files("macros/known.json")) == ["late.md", "loud.md"]
    assert main(["macros", "--fail-on", "suggestion"]) == 0
    os.chdir("macros")
    assert main(["late.md", "--fail-on", "suggestion", "--mode", "macro"]) == 0


def test_show_counts_by_rule_and_by_file(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "macros" / "more.md").write_text(LATE)
    main(["baseline", "write", "macros"])
    capsys.readouterr()
    assert main(["baseline", "show"]) == 0
    assert capsys.readouterr().out == (
        f"{NAME}: 3 findings in 3 files\n\nby rule\n     2  generic/stock-apology\n     1  tone/shouting\n"
        "\nby file\n     1  macros/late.md\n     1  macros/loud.md\n     1  macros/more.md\n"
    )
    assert main(["baseline", "show", "macros/loud.md", "-f", "json"]) == 0
    values = json.loads(capsys.readouterr().out)
    assert (values["findings"], values["rules"]) == (1, {"tone/shouting": 1})
    assert main(["baseline", "show", "macros"]) == 0
    (folder / "macros" / "more.md").unlink()
    assert main(["baseline", "show", "macros/more.md"]) == 0
    capsys.readouterr()
    assert main(["baseline", "show", "nope"]) == 2
    assert "nope: is not there, and nothing of it is recorded" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("args", "problem"),
    [
        (["macros", "--baseline", "nowhere.json"], "nowhere.json: there is no such baseline yet; `replycheck baseline write PATHS` makes it"),
        (["macros", "--baseline", "broken.json"], "broken.json:2:1: broken JSON"),
        (["macros", "--baseline", "other.json"], "other.json: is no baseline of replycheck"),
        (["macros", "--baseline", "old.json"], "old.json: was written by another version of replycheck"),
        (["macros", "--baseline", "marks.json"], "marks.json: 'a.txt' should lead from rules to lists of fingerprints"),
        (["macros", "--baseline", ""], "--baseline: was given an empty value"),
        (["baseline", "prune", "macros"], f"{NAME}: there is no such baseline"),
        (["baseline", "show"], f"{NAME}: there is no such baseline"),
        (["baseline", "write", "-"], "standard input has no name"),
        (["baseline", "write", "macros", "nowhere.txt"], "nowhere.txt: "),
        (["baseline", "write", "macros", "--baseline", "macros"], "macros: is no file"),
        (["baseline", "write", "macros", "--baseline", "no/folder/x.json"], "--baseline: cannot write"),
        (["baseline", "wrote"], "no such command 'wrote'"),
    ],
)  # fmt: skip
def test_a_mistake_is_named_and_nothing_is_written(
    args: list[str], problem: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "broken.json").write_text('{"schema": 1,\n<<<<<<< ours\n')
    (folder / "other.json").write_text("[]")
    (folder / "old.json").write_text('{"schema": 9, "fingerprints": 1, "files": {}}')
    (folder / "marks.json").write_text('{"schema": 1, "fingerprints": 1, "files": {"a.txt": {"x/y": [1]}}}')
    assert main(args) == 2
    error = capsys.readouterr().err
    assert error.startswith("replycheck: ")
    assert problem in error
    assert "Traceback" not in error
    assert not (folder / NAME).exists()


def test_a_broken_input_keeps_the_baseline_as_it_is(folder: Path) -> None:
    main(["baseline", "write", "macros"])
    before = (folder / NAME).read_bytes()
    (folder / "macros" / "late.md").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR")
    assert main(["baseline", "write", "macros"]) == 2
    assert (folder / NAME).read_bytes() == before


KILLED = """
import os, signal, sys
def killed(*args, **named):
    os.kill(os.getpid(), signal.SIGKILL)
setattr(os, sys.argv[1], killed)
from replycheck.cli.main import main
main(["baseline", "write", "macros"])
"""


@pytest.mark.parametrize("moment", ["fsync", "fchmod", "replace"])
def test_a_run_that_is_killed_while_writing_leaves_the_file_whole(moment: str, folder: Path) -> None:
    main(["baseline", "write", "macros"])
    before = read_baseline(NAME)
    (folder / "macros" / "late.md").write_text(LATE + "\n\n" + LOUD)
    env = {**os.environ, "PYTHONPATH": str(Path(replycheck.__file__).parents[1])}
    done = subprocess.run([sys.executable, "-c", KILLED, moment], env=env, timeout=120, check=False)
    assert done.returncode == -signal.SIGKILL
    assert read_baseline(NAME) == before
    assert main(["baseline", "write", "macros"]) == 0
    assert len(read_baseline(NAME)) > len(before)


def test_reading_gives_what_was_written(folder: Path) -> None:
    main(["baseline", "write", "macros"])
    found = read_baseline(NAME)
    assert len(found) == 2
    assert {rule for entries in found.entries.values() for rule in entries} == set(RULES.split(","))
    with pytest.raises(ConfigError):
        read_baseline("macros")


@pytest.mark.parametrize(
    "junk",
    ["{", "[]", '{"schema": 99, "fingerprints": 99, "files": {}}', '{"files": {"a": 3}}', "\x00"],
)
def test_the_advice_for_a_broken_baseline_can_be_followed(
    junk: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path(NAME).write_text(junk)
    assert main(["baseline", "write", "macros"]) == 2
    err = capsys.readouterr().err
    assert err.startswith(f"replycheck: {NAME}")
    assert err.endswith("delete it and run `replycheck baseline write`\n")
    Path(NAME).unlink()
    assert main(["baseline", "write", "macros"]) == 0


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_baseline_that_is_a_pipe_is_not_waited_for(capsys: pytest.CaptureFixture[str]) -> None:
    os.mkfifo("pipe.json")
    for call in (["macros"], ["baseline", "write", "macros"], ["baseline", "show"]):
        assert main([*call, "--baseline", "pipe.json"]) == 2
        assert "pipe.json: is no file" in capsys.readouterr().err
