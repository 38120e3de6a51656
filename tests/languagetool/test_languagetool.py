"""What stands between a draft and LanguageTool, without one: masks, the cache, what is worth saying, settings."""

from __future__ import annotations

import base64
import json
import os
import re
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import replycheck
from replycheck import Case, ConfigError, check, load_rules
from replycheck.checkers import Context
from replycheck.cli.main import main
from replycheck.configfile import read_config
from replycheck.matching import Index
from replycheck.model import LanguageToolUse, Span
from replycheck.proofread.languagetool import cache as caches
from replycheck.proofread.languagetool import server
from replycheck.proofread.languagetool.cache import Cache
from replycheck.proofread.languagetool.choice import (
    home_url,
    is_public,
    is_this_machine,
    place_of,
    url_problem,
)
from replycheck.proofread.languagetool.client import Doubt
from replycheck.proofread.languagetool.prose import paragraphs
from replycheck.proofread.languagetool.worth import worth_saying
from replycheck.read import read_text

RULE = "proofreading/languagetool"
DRAFT = "The driver has went home with your lamp."


def document(text: str) -> Context:
    return Context(Case(read_text(text, role="agent")), Index([]))


PIECES = (
    "come ", "in", " ", "a b", "\n", "\n\n", "\t", "`x y`", "{{name}}", "[NAME]", "https://example.com/a", "<b>", "</p>",
    "🙂", "é", "’", "\ud800", "> ", "_", "4", "X", ".", "me@example.com",
)  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=20).map("".join))
def test_what_is_sent_has_the_length_of_what_it_stands_for(text: str) -> None:
    context = document(text)
    lengths = {block.start: block.end - block.start for block in context.draft.paragraphs}
    for paragraph in paragraphs(context.draft, [slot.span for slot in context.placeholders]):
        assert len(paragraph.text) == lengths[paragraph.start]
        paragraph.text.encode()  # no lone half of a pair
        for at, character in enumerate(paragraph.text):
            assert ord(character) < 0xE000
            if not any(hidden.start <= at < hidden.end for hidden in paragraph.hidden):
                assert character in (context.draft.prose[paragraph.start + at], "*")  # a tag is a blank there
        for hidden in paragraph.hidden:
            assert 0 <= hidden.start < hidden.end <= len(paragraph.text)


@pytest.mark.parametrize(
    ("draft", "sent"),
    [
        pytest.param("Hi there {{name}}, come in.", "Hi there Xxxxxxxx, come in.", id="a variable"),
        pytest.param("Hi there [INSERT NAME], come in.", "Hi there Xxxxxxxxxxxxx, come in.", id="a slot"),
        pytest.param("Look at `a b` and come in.", "Look at Xxxxx and come in.", id="code"),
        pytest.param("Come in 🙂 please.", "Come in * please.", id="a character beyond U+FFFF"),
        pytest.param("It’s “fine”, come in.", 'It\'s "fine", come in.', id="typed marks"),
    ],
)
def test_what_is_hidden_becomes_a_neutral_word(draft: str, sent: str) -> None:
    context = document(draft)
    (paragraph,) = paragraphs(context.draft, [slot.span for slot in context.placeholders])
    assert paragraph.text == sent


@pytest.mark.parametrize(
    "draft", ["", "\n\n", "OK", "> quoted words of theirs\n", "`code and more`", "12 34 5 a"]
)
def test_paragraphs_without_two_words_are_not_sent(draft: str) -> None:
    assert paragraphs(document(draft).draft, []) == []


@pytest.mark.parametrize(
    ("words", "is_hidden"),
    [
        ("Send", False),
        ("me", True),
        ("the", True),
        ("file", True),
        ("at", True),
        ("once", False),
        ("X1", True),
    ],
)
def test_doubts_next_to_what_is_hidden_are_dropped(words: str, is_hidden: bool) -> None:
    draft = "Send me the {{file}} file at once with X1 on it."
    (paragraph,) = paragraphs(document(draft).draft, [])
    at = draft.index(f"{words} ")
    place = paragraph.place(at, at + len(words))
    assert place == (None if is_hidden else Span(at, at + len(words)))


def doubt(start: int, end: int, rule: str = "HE_VERB_AGR", category: str = "GRAMMAR") -> Doubt:
    return Doubt(start, end, rule, category, "", ())


@pytest.mark.parametrize(
    ("given_", "kept"),
    [
        pytest.param([doubt(0, 3)], [0], id="grammar"),
        pytest.param([doubt(0, 3, "LOOSE_LOSE", "CONFUSED_WORDS"), doubt(8, 9, "IT_IS", "TYPOS")], [0, 8], id="confusions"),
        pytest.param([doubt(0, 1, "EN_A_VS_AN", "MISC")], [0], id="one rule of another category"),
        pytest.param([doubt(0, 3, "MORFOLOGIK_RULE_EN_US", "TYPOS")], [], id="spelling"),
        pytest.param([doubt(0, 3, "COMMA_COMPOUND_SENTENCE", "PUNCTUATION")], [], id="commas"),
        pytest.param([doubt(0, 3, "X", "STYLE")], [], id="style"),
        pytest.param([doubt(0, 3, "CD_NN")], [], id="a rule that is wrong too often"),
        pytest.param([doubt(0, 3, "MINE")], [], id="a rule the team ignores"),
        pytest.param([doubt(4, 9), doubt(0, 3)], [0], id="the next word speaks of the same fault"),
        pytest.param([doubt(0, 6), doubt(4, 9)], [0], id="overlapping"),
        pytest.param([doubt(0, 3), doubt(10, 14)], [0, 10], id="two faults"),
    ],
)  # fmt: skip
def test_what_is_worth_saying(given_: list[Doubt], kept: list[int]) -> None:
    assert [d.start for d in worth_saying(given_, "aaa bbbbb cccc dd", ["MINE"])] == kept


ANSWERS = st.lists(st.tuples(st.integers(), st.text(), st.lists(st.text())).map(list), max_size=3)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(st.text(), ANSWERS, max_size=5))
def test_what_was_put_is_found_again_and_nothing_else(
    tmp_path: Path, answers: dict[str, list[object]]
) -> None:
    path = tmp_path / "cache.json"
    path.unlink(missing_ok=True)
    first = Cache(path, "key")
    for paragraph, answer in answers.items():
        first.put(paragraph, answer)
    first.save()
    for paragraph, answer in answers.items():
        assert first.get(paragraph) == answer
        assert Cache(path, "key").get(paragraph) == answer
        assert Cache(path, "other key").get(paragraph) is None
        assert Cache(path, "key").get(f"{paragraph}.") is None or f"{paragraph}." in answers


def test_the_cache_holds_no_words_and_is_the_users_alone(tmp_path: Path) -> None:
    path = tmp_path / "new" / "cache.json"
    cache = Cache(path, "key")
    cache.put(
        "Dear Hedwig, their is a parcel.", [[13, 18, "THERE", "Did you mean “there”, Hedwig?", ["there"]]]
    )
    cache.put("All is well.", [])
    cache.save()
    entries = json.loads(path.read_text())["entries"]
    kept = [*(name.encode() for name in entries), *(base64.b64decode(sealed) for sealed in entries.values())]
    assert sorted(map(len, kept))[-1] > 60, "the answer is in there"
    for text in (*kept, path.read_bytes()):
        assert not re.search(rb"hedwig|parcel|there|well|mean", text, re.IGNORECASE)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [p.name for p in path.parent.iterdir()] == ["cache.json"]


def test_the_cache_is_bounded_and_keeps_what_was_used_last(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(caches, "MOST_ENTRIES", 3)
    path = tmp_path / "cache.json"
    first = Cache(path, "key")
    for paragraph in "abc":
        first.put(paragraph, [])
    first.save()
    second = Cache(path, "key")
    assert second.get("a") == []
    second.put("d", [])
    second.save()
    assert {p: Cache(path, "key").get(p) for p in "abcd"} == {"a": [], "b": None, "c": [], "d": []}


def test_two_runs_at_once_keep_what_both_added(tmp_path: Path) -> None:
    path = tmp_path / "cache.json"
    one, two = Cache(path, "key"), Cache(path, "key")
    one.put("a", [])
    two.put("b", [])
    one.save()
    two.save()
    assert Cache(path, "key").get("a") == Cache(path, "key").get("b") == []


@pytest.mark.parametrize(
    "damage",
    ["", "{", "[]", "null", '{"version": 1}', '{"version": 1, "entries": []}', '{"version": 99, "entries": {}}', "[" * 100_000],
)  # fmt: skip
def test_a_damaged_cache_is_begun_anew(tmp_path: Path, damage: str) -> None:
    path = tmp_path / "cache.json"
    path.write_text(damage)
    cache = Cache(path, "key")
    assert cache.get("a") is None
    cache.put("a", [])
    cache.save()
    assert Cache(path, "key").get("a") == []


def test_a_damaged_entry_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "cache.json"
    cache = Cache(path, "key")
    cache.put("a", [[1, 2]])
    cache.save()
    values = json.loads(path.read_text())
    (digest,) = values["entries"]
    for broken in ("AAAA", "!", "ä"):
        values["entries"][digest] = broken
        path.write_text(json.dumps(values), encoding="utf-8")
        assert Cache(path, "key").get("a") is None


@pytest.mark.parametrize(
    ("url", "home"),
    [
        ("http://localhost:8081", "http://localhost:8081/"),
        ("http://localhost:8081/v2", "http://localhost:8081/"),
        ("http://localhost:8081/v2/", "http://localhost:8081/"),
        ("https://lt.example.com/api/", "https://lt.example.com/api/"),
    ],
)
def test_an_address_may_end_in_several_ways(url: str, home: str) -> None:
    assert home_url(url) == home
    assert url_problem(url) == ""


@pytest.mark.parametrize(
    "url",
    [
        "localhost:8081",
        "ftp://example.com",
        "http://",
        "http://x:y",
        "http://x/?a=b",
        "file:///x",
        "http://[",
        "x",
    ],
)
def test_what_is_no_address_is_refused(url: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert url_problem(url)
    Path("draft.txt").write_text(DRAFT)
    assert main(["draft.txt", "--languagetool", url]) == 2
    assert "--languagetool" in capsys.readouterr().err


def test_a_mistyped_word_is_mended(capsys: pytest.CaptureFixture[str]) -> None:
    Path("draft.txt").write_text(DRAFT)
    assert main(["draft.txt", "--languagetool", "atuo"]) == 2
    assert "did you mean 'auto'?" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("url", "public", "here"),
    [
        ("https://api.languagetool.org/v2/", True, False),
        ("https://languagetool.org/api/", True, False),
        ("https://api.languagetoolplus.com/", True, False),
        ("https://languagetool.org.example.com/", False, False),
        ("http://localhost:8081/", False, True),
        ("http://127.0.0.1:8081/", False, True),
        ("http://[::1]:8081/", False, True),
        ("http://localhost.example.com/", False, False),
    ],
)
def test_where_an_address_leads(url: str, public: bool, here: bool) -> None:
    assert (is_public(url), is_this_machine(url)) == (public, here)


def folder_of(path: Path) -> Path:
    path.mkdir(parents=True)
    (path / "languagetool-server.jar").touch()
    return path


@pytest.mark.parametrize(
    ("use", "url", "folder"),
    [
        pytest.param(LanguageToolUse(), "", "installed", id="auto"),
        pytest.param(LanguageToolUse(url="http://lt.example.com"), "http://lt.example.com/", None, id="auto, a server"),
        pytest.param(LanguageToolUse(url="http://lt.example.com", folder="named"), "http://lt.example.com/", None, id="auto, both"),
        pytest.param(LanguageToolUse("local", url="http://lt.example.com", folder="named"), "", "named", id="local"),
        pytest.param(LanguageToolUse("local", url="http://lt.example.com"), "", "installed", id="local, an installed one"),
        pytest.param(LanguageToolUse("local", folder="above"), "", "above/LanguageTool-6.6", id="the folder above it"),
        pytest.param(LanguageToolUse("http://other.example.com", folder="named"), "http://other.example.com/", None, id="an address"),
        pytest.param(LanguageToolUse("local", folder="nowhere"), "", None, id="no such folder"),
        pytest.param(LanguageToolUse("off", folder="named"), "", None, id="off"),
    ],
)  # fmt: skip
def test_where_the_languagetool_is(home: Path, use: LanguageToolUse, url: str, folder: str | None) -> None:
    data = home / "data" / "replycheck" / "languagetool"
    for version in ("6.6", "6.10", "6.9"):
        folder_of(data / f"LanguageTool-{version}")
    folder_of(Path("named"))
    folder_of(Path("above/LanguageTool-6.6"))
    place = place_of(use)
    assert place.url == url
    assert place.folder == (data / "LanguageTool-6.10" if folder == "installed" else folder and Path(folder))
    assert bool(place.reason) == (not url and folder is None)


def skipped(*args: str, capsys: pytest.CaptureFixture[str]) -> list[str]:
    Path("draft.txt").write_text(DRAFT)
    assert main(["draft.txt", "--isolated", "--format", "json", *args]) == 0
    (report,) = json.loads(capsys.readouterr().out)["reports"]
    return [s["reason"] for s in report["skipped"] if s["rule"] == RULE]


@pytest.mark.parametrize(
    "args", [[], ["--profile", "thorough"], ["--select", "proofreading"], ["--languagetool", "off"]]
)
def test_nobody_who_did_not_ask_for_languagetool_hears_of_it(
    args: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert skipped(*args, capsys=capsys) == []


@pytest.mark.parametrize(
    ("args", "reason"),
    [
        (["--languagetool", "auto"], "no LanguageTool is set up"),
        (["--languagetool", "local"], "no LanguageTool is set up"),
        (["--select", RULE], "is not turned on"),
        (["--select", RULE, "--languagetool", "off"], "is turned off"),
    ],
)
def test_who_asked_for_it_hears_why_it_did_not_run(
    args: list[str], reason: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert [reason in said for said in skipped(*args, capsys=capsys)] == [True]
    assert main(["draft.txt", "--isolated", "--strict", *args]) == 2


def test_a_run_without_it_imports_nothing_of_it() -> None:
    Path("draft.txt").write_text(DRAFT)
    code = (
        "import sys; from replycheck.cli.main import main; main(['draft.txt', '--isolated']); "
        "print([m for m in sys.modules if 'proofread.languagetool' in m or m in ('language_tool_python', 'requests')])"
    )
    env = {**os.environ, "PYTHONPATH": str(Path(replycheck.__file__).parents[1])}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=env)
    assert done.stdout.splitlines()[-1] == "[]"


def test_without_the_library_the_rule_is_skipped(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import importlib.util

    folder_of(Path("named"))
    Path(".replycheck.yml").write_text("settings: {languagetool: {folder: named}}")
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    Path("draft.txt").write_text(DRAFT)
    assert main(["draft.txt", "--select", RULE]) == 0
    assert "pip install 'replycheck[languagetool]'" in capsys.readouterr().out


@pytest.mark.usefixtures("library")
def test_without_java_the_rule_is_skipped(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder_of(Path("named"))
    Path(".replycheck.yml").write_text("settings: {languagetool: {folder: named}}")
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("JAVA_HOME", raising=False)
    Path("draft.txt").write_text(DRAFT)
    assert main(["draft.txt", "--select", RULE]) == 0
    assert "needs Java 17 or newer" in capsys.readouterr().out


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in for Java is a shell script")
@pytest.mark.usefixtures("library")
@pytest.mark.parametrize(
    ("says", "reason"),
    [
        ("Error: LinkageError occurred while loading main class\njava.lang.UnsupportedClassVersionError: class file version 61.0", "this Java is too old"),
        ("The operation couldn’t be completed. Unable to locate a Java Runtime.", "there is none on this machine"),
        ("Error: something new", "Error: something new"),
        ("", "the server ended at its start (exit 1)"),
    ],
)  # fmt: skip
def test_a_java_that_cannot_run_it_is_named(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], says: str, reason: str
) -> None:
    """A stand-in for the Java that this machine has not."""
    (home / "jdk" / "bin").mkdir(parents=True)
    program = home / "jdk" / "bin" / "java"
    program.write_text(f"#!/bin/sh\ncat >&2 <<'END'\n{says}\nEND\nexit 1\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("JAVA_HOME", str(home / "jdk"))
    assert server.java() == str(program)
    folder_of(Path("named"))
    Path(".replycheck.yml").write_text("settings: {languagetool: {folder: named}}")
    Path("draft.txt").write_text(DRAFT)
    assert main(["draft.txt", "--select", RULE]) == 0
    assert reason in " ".join(capsys.readouterr().out.split())


CONFIG = """settings:
  languagetool:
    use: local
    url: http://lt.example.com:8081
    folder: tools/LanguageTool
    keep_minutes: 15
    memory_mb: 1024
    start_seconds: 40
    draft_seconds: 2.5
    ignore: [CD_NN, OM]
"""


def test_the_settings_are_read(tmp_path: Path) -> None:
    path = tmp_path / ".replycheck.yml"
    path.write_text(CONFIG)
    assert read_config(path).settings.languagetool == LanguageToolUse(
        "local", "http://lt.example.com:8081", str(tmp_path / "tools/LanguageTool"), 15.0, 1024, 40.0, 2.5, ("CD_NN", "OM")
    )  # fmt: skip
    path.write_text("settings:\n  languagetool:\n    use: off\n")
    assert read_config(path).settings.languagetool == LanguageToolUse("off")


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("use: locl", "3:10: 'locl' is not known; did you mean 'local'?"),
        ("use: 3", "3:10: 'use' should be a text"),
        ("url: lt.example.com", "3:10: 'lt.example.com' is no address"),
        ("memory_mb: 12", "3:16: 'memory_mb' should be a number from 256"),
        ("keep_minutes: true", "3:19: 'keep_minutes' should be a number"),
        ("draft_seconds: .nan", "3:20: "),
        ("folders: x", "3:5: unknown key 'folders'; did you mean 'folder'?"),
        ("folder: ''", "3:13: 'folder' is empty"),
    ],
)
def test_a_mistake_in_the_settings_is_named_at_its_place(tmp_path: Path, line: str, problem: str) -> None:
    path = tmp_path / ".replycheck.yml"
    path.write_text(f"settings:\n  languagetool:\n    {line}\n")
    with pytest.raises(ConfigError) as error:
        read_config(path)
    assert str(error.value).startswith(f"{path}:{problem}")


def test_the_library_never_asks_by_itself() -> None:
    report = check(Case(read_text(DRAFT, role="agent")), load_rules())
    assert RULE not in [s.rule for s in report.skipped]
