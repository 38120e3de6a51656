"""`.replycheckignore` means what git means by the same lines; and which files of a run it leaves out."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from replycheck.cli.main import main
from replycheck.ignorefile import NAME, Ignores

NAMES = (
    "a.txt", "b.md", "old/a.txt", "old/deep/b.md", "drafts/old/a.txt", "drafts/a.txt", "drafts/x/y/a.txt",
    "drafts/#a.txt", "drafts/!a.txt", "a b.txt", "a].txt", "a-b.txt", "ab.txt", "aab.txt", "A.TXT", "old.txt",
    "drafts/old.txt", "x/drafts/a.txt", "a1.txt", "a\\b.txt", "trail ",
)  # fmt: skip


def left_out(folder: Path) -> list[str]:
    ignores = Ignores()
    return [name for name in NAMES if ignores.leaves_out(str(folder / name))]


def left_out_by_git(folder: Path, text: str) -> list[str]:
    """What `git check-ignore` says of the same lines in a `.gitignore`."""
    (folder / ".gitignore").write_text(text)
    env = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    done = subprocess.run(
        ["git", "-C", str(folder), "check-ignore", "--no-index", "-z", "--stdin"],
        input="\0".join(NAMES), capture_output=True, text=True, env=env, check=False, timeout=60,
    )  # fmt: skip
    found = set(done.stdout.split("\0"))
    return [name for name in NAMES if name in found]


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    folder = tmp_path_factory.mktemp("repository")
    subprocess.run(["git", "init", "-q", str(folder)], check=True, timeout=60)
    for name in NAMES:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("Hi Ana,\n\nit is here.\n")
    return folder


TABLE = [
    "old", "old/", "/old", "/old/", "drafts/old", "drafts/*", "drafts/**", "drafts/**/a.txt", "**/old", "**/old/a.txt",
    "*.txt", "*.txt\n!drafts/a.txt", "drafts/\n!drafts/a.txt", "drafts/*\n!drafts/a.txt", "# a.txt", "\\#a.txt", "\\!a.txt",
    "a?.txt", "a[!b].txt", "a[b-z].txt", "a[[:digit:]].txt", "a[]].txt", "a[].txt", "a[^]].txt", "a\\b.txt", "a\\\\b.txt",
    "a b.txt", "a b.txt   ", "trail", "trail\\ ", "*", "*\n!*.txt", "**", "/**", "**/", "a**.txt", "a**b.txt", "/*.txt", "!a.txt",
    "x/**/a.txt", "drafts/x/**", "*/a.txt", "*/*/a.txt", "", "\n\n", "/", "//", "a.txt/", "\\", "[", "a[", "a[b-", "o*d/", "\r\na.txt\r\n",
    "old//", "//old", "drafts//old", "drafts/old/\n!drafts/old/a.txt", "drafts/old/*\n!drafts/old/a.txt", "a[\\]].txt", "a[[:nope:]].txt", "a[a-].txt", "a[-b]b.txt",
]  # fmt: skip


@pytest.mark.parametrize("text", TABLE)
def test_a_pattern_means_what_it_means_to_git(text: str, repository: Path) -> None:
    (repository / NAME).write_text(text, newline="")
    assert left_out(repository) == left_out_by_git(repository, text)


PIECES = st.sampled_from(
    [
        "a",
        "b",
        "old",
        "drafts",
        "x",
        "*",
        "**",
        "?",
        "/",
        "/",
        ".txt",
        ".md",
        "[ab]",
        "[!a]",
        "\\a",
        "!",
        "\n",
        "\n",
        " ",
    ]
)


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(text=st.lists(PIECES, min_size=1, max_size=9).map("".join))
def test_lines_of_any_sort_mean_what_they_mean_to_git(text: str, repository: Path) -> None:
    (repository / NAME).write_text(text, newline="")
    assert left_out(repository) == left_out_by_git(repository, text)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("a.txt", "old/a.txt", "new/a.txt", "new/old/a.txt"):
        (tmp_path / "macros" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "macros" / name).write_text("Hi Ana,\n\nit is here!!!\n")
    (tmp_path / "macros" / "package.json").write_text('{"name": "macros"}')
    return tmp_path


def files(capsys: pytest.CaptureFixture[str], *args: str) -> set[str]:
    capsys.readouterr()
    main([*args, "-f", "concise", "--isolated", "--select", "tone/shouting", "--fail-on", "never"])
    return {line.partition(":")[0] for line in capsys.readouterr().out.splitlines()}


def test_a_folder_is_checked_without_what_is_left_out(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / NAME).write_text("old/\n")
    assert files(capsys, "macros") == {"macros/a.txt", "macros/new/a.txt"}
    (folder / "macros" / "new" / NAME).write_text("*.txt\n!a.txt\n")
    (folder / "macros" / "new" / "b.txt").write_text("Hi Ana,\n\nit is here!!!\n")
    assert files(capsys, "macros") == {"macros/a.txt", "macros/new/a.txt"}


def test_what_is_named_is_checked_unless_it_was_found(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / NAME).write_text("old/\n")
    named = ("macros/a.txt", "macros/old/a.txt")
    assert files(capsys, *named) == set(named)
    assert files(capsys, "macros/old") == {"macros/old/a.txt"}
    assert files(capsys, *named, "--force-exclude") == {"macros/a.txt"}
    assert files(capsys, "macros/old", "--force-exclude") == set()


def test_nothing_left_is_no_mistake_for_a_program_and_is_said(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / NAME).write_text("macros/*\n")
    for args in (["macros/a.txt", "--force-exclude"], ["macros", "--force-exclude"]):
        assert main([*args, "--isolated"]) == 0
        assert "left out by .replycheckignore" in capsys.readouterr().err


@pytest.mark.parametrize("command", [["check"], ["baseline", "write"]])
def test_a_folder_of_which_nothing_is_left_is_a_mistake(
    command: list[str], folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / NAME).write_text("macros/*\n")
    assert main([*command, "macros", "--isolated"]) == 2
    err = capsys.readouterr().err
    assert "macros: nothing could be checked, since .replycheckignore leaves everything out" in err
    assert sorted(os.listdir()) == [NAME, "macros"]
    assert main([*command, "macros", "macros/a.txt", "--isolated"]) == 0


def test_an_empty_folder_is_named_although_another_is_left_out(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / NAME).write_text("macros/*\n")
    (folder / "none").mkdir()
    assert main(["macros", "none", "--isolated"]) == 2
    assert "none: holds nothing to check" in capsys.readouterr().err


def test_a_file_that_was_found_and_is_no_library_is_left_out(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["macros/package.json", "--isolated"]) == 2
    capsys.readouterr()
    assert main(["macros/package.json", "macros/a.txt", "--isolated", "--force-exclude"]) == 0
    assert "files that are no known library, left out: macros/package.json" in capsys.readouterr().err
    assert main(["macros/package.json", "--isolated", "--force-exclude"]) == 0


def test_an_ignore_file_above_the_repository_says_nothing(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / NAME).write_text("old/\n")
    (folder / "macros" / ".git").mkdir()
    assert "macros/old/a.txt" in files(capsys, "macros")
