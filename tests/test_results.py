"""The second run over a library says the same as the first, whatever happened to its cache in between."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import replycheck
from replycheck.check import check_apart
from replycheck.cli.main import main
from replycheck.cli.results import Results
from replycheck.cli.wordless import Uncachable, decoded, encoded, no_macro
from replycheck.model import Case
from replycheck.read import read_text
from replycheck.rules import load_rules

SOURCES = str(Path(replycheck.__file__).parents[1])

MACROS = {
    "apology.txt": "Hi {{ticket.requester.first_name}},\n\nWe apologize for any inconvenience. Your lamp left us today.\n\nBest,\nLena\n",
    "clean.txt": "Hi there,\n\nYour parcel left Leeds at 9:40 and reaches you on Friday.\n\nBest,\nLena\n",
    "shade.md": "---\ntitle: New shade\n---\nHi there,\n\nPlease do the needful: send a photo of the label on the box and of the crack in the shade from close by.\n\nBest,\nLena\n",
    "shade-again.txt": "Hello,\n\nPlease do the needful: send a photo of the label on the box and of the crack in the shade from close by.\n\nBest,\nOle\n",
    "secret.txt": "Hi,\n\nYour password is Tulip-4417-hedge and your card 4111 1111 1111 1111 was charged.\n\nBest,\nLena\n",
    "fourteen.txt": "You can return a lamp in its box within 14 days of the delivery.\n",
    "thirty.txt": "You can return a lamp in its box within 30 days of the delivery.\n",
    "page.html": "<p>Hi there,</p><p>TODO write this. Kindly revert back to us.</p>",
}  # fmt: skip
EXPORT = {"macros": [
    {"id": 71, "title": "Late", "active": True, "actions": [{"field": "comment_value", "value": MACROS["apology.txt"]}]},
    {"id": 72, "title": "Late 2", "active": True, "actions": [{"field": "comment_value", "value": MACROS["shade.md"]}]},
]}  # fmt: skip


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "macros"
    folder.mkdir()
    for name, text in MACROS.items():
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "zendesk.json").write_text(json.dumps(EXPORT), encoding="utf-8")
    return folder


def said(capsys: pytest.CaptureFixture[str], *more: str, format: str = "json") -> str:
    main(["macros", "--isolated", "--cache-dir", "cache", "--format", format, *more])
    return capsys.readouterr().out


def cache_file(library: Path) -> Path:
    (found,) = (library.parent / "cache").glob("results-*.json")
    return found


@pytest.mark.parametrize("format", ["json", "text", "concise", "sarif", "gitlab"])
def test_the_second_run_says_the_same(library: Path, capsys: pytest.CaptureFixture[str], format: str) -> None:
    plainly = said(capsys, "--no-cache", format=format)
    assert said(capsys, format=format) == plainly
    assert said(capsys, format=format) == plainly
    assert "needful" in plainly or format == "gitlab"


def test_an_unchanged_library_is_not_checked_again(
    library: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = said(capsys)
    checked: list[str] = []

    def noted(case: Case, ruleset: object) -> object:
        checked.append(case.name)
        return check_apart(case, ruleset)  # type: ignore[arg-type]

    monkeypatch.setattr(sys.modules["replycheck.check"], "check_apart", noted)
    assert said(capsys) == first
    assert checked == ["macros/secret.txt"], "what names a secret is not kept, and so checked again"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        pytest.param("clean.txt", "Hi,\n\nWe apologize for any inconvenience.\n", id="a macro changed"),
        pytest.param("apology.txt", "Hi,\n\nYour lamp left us.\n", id="a macro was mended"),
        pytest.param("fourteen.txt", MACROS["thirty.txt"], id="what a later macro was held against changed"),
        pytest.param("a-new.txt", MACROS["shade-again.txt"], id="a macro came before the others"),
    ],
)
def test_a_change_is_seen(library: Path, capsys: pytest.CaptureFixture[str], name: str, text: str) -> None:
    before = said(capsys)
    (library / name).write_text(text, encoding="utf-8")
    after = said(capsys)
    assert after != before
    assert after == said(capsys, "--no-cache")
    assert said(capsys) == after


def test_a_macro_that_went_away_is_forgotten_in_what_others_are_like(
    library: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said(capsys)
    (library / "shade-again.txt").unlink()
    assert said(capsys) == said(capsys, "--no-cache")


def test_a_change_of_the_same_size_within_one_tick_is_seen(
    library: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = library / "clean.txt"
    text = file.read_text(encoding="utf-8")
    said(capsys)
    stat = file.stat()
    file.write_text(text.replace("on Friday", "TODO Frid"), encoding="utf-8")
    os.utime(file, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    assert "TODO" in said(capsys)


def test_other_rules_other_results(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    whole = said(capsys)
    fewer = said(capsys, "--ignore", "generic")
    assert fewer != whole
    assert fewer == said(capsys, "--no-cache", "--ignore", "generic")
    assert said(capsys) == whole


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda data: b"", id="empty"),
        pytest.param(lambda data: data[: len(data) // 2], id="cut off"),
        pytest.param(lambda data: data.replace(b"generic/", b"generik/"), id="changed by hand"),
        pytest.param(lambda data: b"\xff\x00" * 99, id="no text"),
        pytest.param(lambda data: b"0\n{}", id="another digest"),
        pytest.param(lambda data: b"[" * 100_000, id="nested deep"),
    ],
)
def test_a_damaged_cache_is_read_past_and_written_anew(
    library: Path, capsys: pytest.CaptureFixture[str], damage: object
) -> None:
    first = said(capsys)
    place = cache_file(library)
    good = place.read_bytes()
    place.write_bytes(damage(good))  # type: ignore[operator]
    assert said(capsys) == first
    assert place.read_bytes().partition(b"\n")[0] != b""
    assert said(capsys) == first


def test_values_that_are_none_of_ours_are_read_past(
    library: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A cache whose digest fits may still come from a program of another make."""
    from replycheck.cli.results import _hex

    first = said(capsys)
    place = cache_file(library)
    values = json.loads(place.read_text().partition("\n")[2])
    for entry in values["entries"].values():
        if entry[1]:
            entry[1][0][2:4] = [10**6, 10**6 + 5]
    text = json.dumps(values)
    place.write_text(f"{_hex(text.encode())}\n{text}")
    assert said(capsys) == first


def test_the_cache_holds_no_words_and_is_for_its_user_alone(
    library: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said(capsys)
    place = cache_file(library)
    assert place.stat().st_mode & 0o777 == 0o600
    kept = place.read_text()
    for word in ("Lena", "lamp", "needful", "Tulip", "4111 1111", "shade", "inconvenience", "macros", "Late"):
        assert word not in kept, word


def test_no_cache_leaves_nothing_behind(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said(capsys, "--no-cache")
    assert not (library.parent / "cache").exists()


def test_one_draft_reads_and_writes_no_results(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["macros/clean.txt", "--isolated", "--cache-dir", "cache"])
    assert not (library.parent / "cache").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL")
def test_a_run_killed_while_it_writes_leaves_the_cache_whole(
    library: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = said(capsys)
    place = cache_file(library)
    before = place.read_bytes()
    (library / "clean.txt").write_text("Hi,\n\nWe apologize for any inconvenience.\n", encoding="utf-8")
    code = (
        "import os, signal; fsync = os.fsync\n"
        "os.fsync = lambda handle: os.kill(os.getpid(), signal.SIGKILL)\n"
        "from replycheck.cli.main import main\n"
        "main(['macros', '--isolated', '--cache-dir', 'cache', '--format', 'json'])\n"
    )
    env = {**os.environ, "PYTHONPATH": SOURCES}
    done = subprocess.run(
        [sys.executable, "-c", code], env=env, capture_output=True, timeout=120, check=False
    )
    assert done.returncode == -signal.SIGKILL
    assert place.read_bytes() == before
    (half,) = place.parent.glob(".replycheck-*")
    assert half.stat().st_mode & 0o777 == 0o600
    (library / "clean.txt").write_text(MACROS["clean.txt"], encoding="utf-8")
    assert said(capsys) == first
    os.utime(half, (time.time() - 7200,) * 2)
    (library / "clean.txt").write_text("Hi,\n\nSomething else.\n", encoding="utf-8")
    said(capsys)
    assert not half.exists(), "what a killed run left is cleared away"


RULES = load_rules()
BAD = [example.draft for rule in load_rules(examples=True) for example in rule.bad if not example.inbound]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(BAD), min_size=1, max_size=4), st.sampled_from(["draft", "macro"]))
def test_a_finding_that_is_kept_comes_back_as_it_was(texts: list[str], mode: str) -> None:
    case = Case(read_text("\n\n".join(texts), role="agent"), mode=mode)  # type: ignore[arg-type]
    rules = {rule.id: rule for rule in RULES.rules}
    report, _ = check_apart(case, RULES)
    for finding in report:
        try:
            values = json.loads(json.dumps(encoded(finding, case.draft.text, rules[finding.rule])))
        except Uncachable:
            continue
        found = decoded(values, case.draft.text, rules, no_macro)
        assert found == finding._replace(match=finding.match._replace(values=dict(finding.match.values)))


def test_most_findings_can_be_kept() -> None:
    rules = {rule.id: rule for rule in RULES.rules}
    kept = lost = 0
    for text in BAD:
        case = Case(read_text(text, role="agent"), mode="macro")
        for finding in check_apart(case, RULES)[0]:
            try:
                encoded(finding, text, rules[finding.rule])
                kept += 1
            except Uncachable:
                lost += 1
    assert lost / (kept + lost) < 0.2, (kept, lost)


def test_a_folder_that_cannot_be_written_is_no_matter(
    library: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (library.parent / "cache").write_text("a file where a folder should be")
    assert said(capsys) == said(capsys, "--no-cache")


def test_a_place_of_none_keeps_nothing() -> None:
    results = Results(None, lambda path: b"", lambda path: RULES)
    results.changed = True
    results.save()
    assert results.entries == {}


# -- several processes


@pytest.mark.parametrize("jobs", ["2", "3", "auto"])
def test_several_processes_say_the_same_in_the_same_order(
    library: Path, capsys: pytest.CaptureFixture[str], jobs: str
) -> None:
    (library / "broken.txt").write_bytes(b"\x89PNG\r\n\x1a\n")
    main(["macros", "--isolated", "--no-cache", "--format", "json"])
    alone = capsys.readouterr()
    code = main(["macros", "--isolated", "--no-cache", "--format", "json", "-j", jobs])
    together = capsys.readouterr()
    assert together == alone
    assert code == 2
    assert together.err.count("broken.txt") == 1


@pytest.mark.parametrize("jobs", ["many", "-1", "1.5", "9999"])
def test_jobs_that_are_no_number_are_refused(
    library: Path, capsys: pytest.CaptureFixture[str], jobs: str
) -> None:
    assert main(["macros", "--isolated", f"--jobs={jobs}"]) == 2
    assert "no number of processes up to 999; write 4, or auto" in capsys.readouterr().err
