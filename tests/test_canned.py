"""A draft beside the team's library, and files that are watched."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import replycheck
from replycheck.checkers.canned import Canned, copied, document_of
from replycheck.cli.main import main
from replycheck.read import read_text

SOURCES = str(Path(replycheck.__file__).parents[1])
MACRO = (
    "Thank you for the photos. A new shade for your {{lamp}} leaves our warehouse today and reaches you within"
    " three working days. You need not return the broken one; please take it to your local glass bank."
)
PASTED = "Hi Hana,\n\n" + MACRO.replace("{{lamp}}", "Halden lamp") + "\n\nBest,\nOle\n"


@pytest.fixture
def team(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "macros").mkdir()
    (tmp_path / "macros" / "a-new-shade.txt").write_text(f"Hi {{{{name}}}},\n\n{MACRO}\n\nBest,\nIda\n")
    (tmp_path / "macros" / "invoices.txt").write_text("Invoices are in the settings of your account.\n")
    (tmp_path / ".replycheck.yml").write_text("library: [macros]\nselect: [generic/conveyor-belt]\n")
    (tmp_path / "draft.txt").write_text(PASTED)
    return tmp_path


def said(capsys: pytest.CaptureFixture[str], *args: str) -> str:
    main([*(args or ("draft.txt",)), "--cache-dir", "cache", "--format", "concise"])
    return capsys.readouterr().out


def test_a_pasted_macro_is_named(team: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for _ in range(2):
        assert "macro a-new-shade" in said(capsys)
    (kept,) = (team / "cache").glob("library-*.bin")
    assert kept.stat().st_mode & 0o777 == 0o600
    assert b"shade" not in kept.read_bytes()


def test_a_library_that_changed_is_read_again(team: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert said(capsys)
    (team / "macros" / "a-new-shade.txt").write_text("Shades are sent from Porto, and come by post.\n")
    assert said(capsys) == ""


@pytest.mark.parametrize("data", [b"", b"x" * 99, b"\0" * 4096])
def test_a_damaged_library_in_the_cache_is_read_past(
    team: Path, capsys: pytest.CaptureFixture[str], data: bytes
) -> None:
    first = said(capsys)
    (kept,) = (team / "cache").glob("library-*.bin")
    good = kept.read_bytes()
    for damaged in (data, good[:-4], good[:-4] + b"\1\2\3\4"):
        kept.write_bytes(damaged)
        assert said(capsys) == first
        assert kept.read_bytes() == good


def test_a_library_that_is_not_there_is_a_mistake(team: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (team / ".replycheck.yml").write_text("library: [makros]\n")
    assert main(["draft.txt", "--cache-dir", "cache"]) == 2
    assert ".replycheck.yml:1:1" in capsys.readouterr().err


def test_the_library_itself_is_no_draft(team: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert said(capsys, "macros") == ""


def test_drafts_of_a_folder_are_held_against_a_changed_library(
    team: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (team / "drafts").mkdir()
    (team / "drafts" / "one.txt").write_text(PASTED)
    assert said(capsys, "drafts", "--mode", "draft")
    (team / "macros" / "a-new-shade.txt").write_text("Shades are sent from Porto, and come by post.\n")
    assert said(capsys, "drafts", "--mode", "draft") == ""


WORDS = st.sampled_from(
    "lamp shade box photo label Porto refund card bank days order {{name}} [date]".split()
)


@settings(max_examples=80, deadline=None)
@given(st.lists(st.lists(WORDS, min_size=3, max_size=30).map(" ".join), min_size=1, max_size=4))
def test_what_is_copied_is_found_and_stays_within_bounds(texts: list[str]) -> None:
    documents = [document_of(read_text(text, role="agent")) for text in texts]
    canned = Canned.of(documents, str)
    assert list(canned.hashes) == sorted(canned.hashes)
    for text in texts:
        draft = document_of(read_text(text, role="agent"))
        found = copied(draft, canned)
        if found is not None:
            assert 0 < found.share <= 1
            assert 0 <= found.span.start <= found.span.end <= len(text)


# -- watching


@pytest.mark.skipif(sys.platform == "win32", reason="SIGINT")
def test_a_change_is_checked_and_ctrl_c_ends_it(team: Path) -> None:
    (team / "draft.txt").write_text("Hi Hana,\n\nYour lamp left today.\n")
    env = {**os.environ, "PYTHONPATH": SOURCES, "PYTHONUNBUFFERED": "1"}
    args = [sys.executable, "-m", "replycheck", "draft.txt", "--isolated", "--select", "placeholders"]
    args += ["--watch", "-f", "concise"]
    with subprocess.Popen(
        args, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        end = threading.Timer(100, process.kill)  # a line that never comes must not hang the tests
        end.start()
        assert process.stdout is not None
        assert process.stderr is not None
        try:
            assert "watching" in process.stderr.readline()
            (team / "draft.txt").write_text("Dear [INSERT CUSTOMER NAME HERE],\n\nYour lamp left today.\n")
            assert "placeholders/unfilled" in process.stdout.readline()
            assert "watching" in process.stderr.readline()
            (team / "draft.txt").unlink()
            assert "no such file" in process.stderr.readline()
            process.send_signal(signal.SIGINT)
            assert process.wait(timeout=60) == 130
        finally:
            end.cancel()
            process.kill()


@pytest.mark.parametrize("args", [["-", "--watch"], ["draft.txt", "--watch", "-o", "out.txt"]])
def test_what_cannot_be_watched_is_refused(
    team: Path, capsys: pytest.CaptureFixture[str], args: list[str]
) -> None:
    assert main(args) == 2
    assert "--watch" in capsys.readouterr().err
