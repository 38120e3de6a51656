"""`replycheck words`: a team's dictionary grows in its config, which else stays as it is."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from replycheck.cli.main import main
from replycheck.dictionary import add_words, words_in
from replycheck.errors import ConfigError


@pytest.fixture(autouse=True)
def in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("", "settings:\n  words:\n    - flurbo\n", id="an empty file"),
        pytest.param("# ours\n", "# ours\nsettings:\n  words:\n    - flurbo\n", id="only comments"),
        pytest.param("profile: agent\n", "profile: agent\nsettings:\n  words:\n    - flurbo\n", id="no settings"),
        pytest.param("profile: agent", "profile: agent\nsettings:\n  words:\n    - flurbo\n", id="no last line end"),
        pytest.param(
            "settings:\n    # hours\n    reply_within_hours: 8  # ours\nprofile: agent\n",
            "settings:\n    # hours\n    words:\n      - flurbo\n    reply_within_hours: 8  # ours\nprofile: agent\n",
            id="no words",
        ),
        pytest.param(
            "settings:\n  words:\n  - one  # why\n  - two\n# end\nprofile: agent\n",
            "settings:\n  words:\n  - one  # why\n  - two\n  - flurbo\n# end\nprofile: agent\n",
            id="a list",
        ),
        pytest.param("settings: {words: [one]}\n", "settings: {words: [one, flurbo]}\n", id="in brackets"),
        pytest.param("settings: {words: []}\n", "settings: {words: [flurbo]}\n", id="empty brackets"),
        pytest.param("settings:\n  words: [\n    one,\n  ]\n", "settings:\n  words: [\n    one,\n    flurbo,\n  ]\n", id="over lines"),
        pytest.param("settings: {words: [\n  one # why\n]}\n", "settings: {words: [\n  one,\n  flurbo # why\n]}\n", id="a comment in brackets"),
        pytest.param("{profile: agent}\n", "{profile: agent, settings: {words: [flurbo]}}\n", id="all in braces"),
        pytest.param("\ufeffprofile: agent\n", "\ufeffprofile: agent\nsettings:\n  words:\n    - flurbo\n", id="a byte order mark"),
        pytest.param("settings: {brand: Acme}\n", "settings: {brand: Acme, words: [flurbo]}\n", id="settings in braces"),
        pytest.param("profile: agent\r\n", "profile: agent\r\nsettings:\r\n  words:\r\n    - flurbo\r\n", id="Windows"),
    ],
)  # fmt: skip
def test_a_word_is_added_and_all_else_stays(before: str, after: str) -> None:
    path = Path(".replycheck.yml")
    path.write_bytes(before.encode())
    assert add_words(path, ["flurbo"]) == ("flurbo",)
    assert path.read_bytes().decode() == after
    assert words_in(path)[-1] == "flurbo"


def test_a_word_is_added_once() -> None:
    path = Path(".replycheck.yml")
    assert add_words(path, ["Flurbo", "flurbo", "zot"]) == ("Flurbo", "flurbo", "zot")
    before = path.read_bytes()
    assert add_words(path, ["FLURBO", "zot"]) == ()
    assert path.read_bytes() == before


def test_the_mode_and_the_link_of_a_config_stay() -> None:
    Path("real.yml").write_text("profile: agent\n")
    os.chmod("real.yml", 0o640)
    os.symlink("real.yml", ".replycheck.yml")
    add_words(Path(".replycheck.yml"), ["flurbo"])
    assert Path(".replycheck.yml").is_symlink()
    assert stat.S_IMODE(os.stat("real.yml").st_mode) == 0o640
    assert sorted(os.listdir()) == [".replycheck.yml", "real.yml"]


@pytest.mark.parametrize(
    ("name", "text", "problem"),
    [
        (
            "pyproject.toml",
            "[tool.replycheck]\n",
            'write words = ["flurbo"] under [tool.replycheck.settings]',
        ),
        ("house.toml", "", 'write words = ["flurbo"] under [settings]'),
        (".replycheck.yml", "profile: agent\n...\n", "write `settings: {words: [flurbo]}` in it by hand"),
        (".replycheck.yml", "settings: 3\n", "should be a mapping"),
        (".replycheck.yml", "settings: [\n", "broken YAML"),
        (".replycheck.yml", "settings: {words: flurbo}\n", "should be a list"),
    ],
)
def test_a_config_that_cannot_be_edited_is_left_with_a_reason(name: str, text: str, problem: str) -> None:
    path = Path(name)
    path.write_text(text)
    with pytest.raises(ConfigError) as raised:
        add_words(path, ["flurbo"])
    assert problem in str(raised.value)
    assert str(raised.value).startswith(name)
    assert path.read_text() == text
    assert os.listdir() == [name]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_config_that_is_a_pipe_is_not_waited_for(capsys: pytest.CaptureFixture[str]) -> None:
    os.mkfifo(".replycheck.yml")
    assert main(["words", "add", "flurbo"]) == 2
    assert capsys.readouterr().err.startswith("replycheck: .replycheck.yml: is no regular file")
    assert stat.S_ISFIFO(os.stat(".replycheck.yml").st_mode)


@pytest.mark.parametrize("word", ["", "  ", "12", "++", "a\nb", "a\x1bb"])
def test_what_is_no_word_is_refused(word: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["words", "add", word]) == 2
    assert "is no word" in capsys.readouterr().err
    assert os.listdir() == []


@hypothesis_settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(
        st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=8), min_size=1, max_size=4
    )
)
def test_every_word_is_read_back_as_it_was_given(words: list[str]) -> None:
    path = Path(".replycheck.yml")
    path.write_text("settings:\n  words: [yes-sir]\n", encoding="utf-8")
    given = [word for word in words if any(c.isalpha() for c in word)]
    if not given:
        return
    added = add_words(path, given)
    assert words_in(path) == ("yes-sir", *added)
    assert {word.casefold() for word in words_in(path)} >= {word.strip().casefold() for word in given}


def test_words_that_yaml_would_read_as_something_else_are_quoted() -> None:
    path = Path(".replycheck.yml")
    add_words(path, ["yes", "null", "a: b", "#tag", "- x"])
    assert yaml.safe_load(path.read_text())["settings"]["words"] == ["yes", "null", "a: b", "#tag", "- x"]


def test_the_command_adds_to_the_nearest_config_and_lists_it(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    Path(".replycheck.yml").write_text("profile: agent\n")
    Path("drafts").mkdir()
    monkeypatch.chdir("drafts")
    assert main(["words", "add", "flurbo", "zot"]) == 0
    assert "added flurbo, zot" in capsys.readouterr().err
    assert main(["words", "list"]) == 0
    assert capsys.readouterr().out == "flurbo\nzot\n"
    assert os.listdir() == []
    assert main(["words", "add", "zot"]) == 0
    assert "nothing to add" in capsys.readouterr().err


def test_a_word_that_was_added_is_no_longer_marked(capsys: pytest.CaptureFixture[str]) -> None:
    Path("draft.txt").write_text("Your machne leaves today.\n")
    call = ["draft.txt", "--select", "proofreading", "--fail-on", "warning"]
    assert main(call) == 1
    assert main(["words", "add", "machne"]) == 0
    assert main(call) == 0


def test_without_a_config_one_is_made_and_an_empty_list_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["words", "list"]) == 0
    assert "no words of the team's own" in capsys.readouterr().err
    assert main(["words", "list", "--config", "none.yml"]) == 2
    assert main(["words", "add", "flurbo"]) == 0
    assert Path(".replycheck.yml").read_text() == "settings:\n  words:\n    - flurbo\n"
