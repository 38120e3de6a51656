"""`--fix`, `--unsafe-fixes` and `--diff` as people and scripts use them: files, exit codes, one line a refusal."""

from __future__ import annotations

import io
import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

import replycheck
from replycheck import writing
from replycheck.cli.main import main
from replycheck.errors import InputError

SOURCES = str(Path(replycheck.__file__).parents[1])
CONFIG = "settings:\n  preferred: {e-Bill: eBill, Eva: Łucja}\n  jargon: {RMA: return}\n"
LOUD = "Hi Ana,\n\nThe e-Bill is ready!!! See `e-Bill`.\n\nBest,\nLena\n"
CALM = "Hi Ana,\n\nThe eBill is ready! See `e-Bill`.\n\nBest,\nLena\n"
UNSAFE = "Hi Ana,\n\nYour RMA is open; the label is in your inbox.\n\nBest,\nLena\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Every test runs in a folder of its own that holds a config and a loud draft."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".replycheck.yml").write_text(CONFIG, encoding="utf-8")
    (tmp_path / "loud.txt").write_text(LOUD)
    return tmp_path


def run(*args: str) -> int:
    return main([*args, "--select", "consistency,tone,clarity,placeholders,personal"])


def test_fix_writes_the_safe_fixes_and_reports_what_is_left(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "loud.txt").write_text(LOUD.replace("ready", "ready, calm down"))
    assert run("loud.txt", "--fix") == 1
    assert (folder / "loud.txt").read_text() == CALM.replace("ready", "ready, calm down")
    shown = capsys.readouterr()
    assert "tone/calm-down" in shown.out
    assert "preferred-term" not in shown.out
    assert shown.err == "replycheck: 2 findings fixed in 1 file\n"
    assert not [name for name in os.listdir(folder) if name.endswith(".tmp")]


def test_unsafe_fixes_are_counted_and_made_only_when_asked_for(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "rma.txt").write_text(UNSAFE)
    assert run("rma.txt", "--fix") == 0
    assert (folder / "rma.txt").read_text() == UNSAFE
    assert capsys.readouterr().err == "replycheck: nothing fixed; 1 more with --unsafe-fixes\n"
    assert run("rma.txt", "--fix", "--unsafe-fixes") == 0
    assert (folder / "rma.txt").read_text() == UNSAFE.replace("RMA", "return")
    assert capsys.readouterr().err == "replycheck: 1 finding fixed in 1 file\n"


def test_a_name_out_of_the_from_header_is_a_safe_fix(folder: Path) -> None:
    body = "To: support@example.org\nSubject: parcel\nDate: Mon, 02 Mar 2026 09:14:00 +0000\n\nHello,\n\nwhere is parcel 88121?\n\nThanks,\nHana\n"
    (folder / "draft.txt").write_text("Hi ,\n\nParcel 88121 reaches you on Friday.\n\nBest,\nLena\n")
    (folder / "mail.eml").write_text(f"From: info <hana@example.com>\n{body}")
    run("draft.txt", "--against", "mail.eml", "--fix")
    assert (folder / "draft.txt").read_text().startswith("Hi ,")
    (folder / "mail.eml").write_text(f"From: Hana Ito <hana@example.com>\n{body}")
    run("draft.txt", "--against", "mail.eml", "--fix")
    assert (folder / "draft.txt").read_text().startswith("Hi Hana,")


@pytest.mark.parametrize(
    ("args", "code"),
    [
        pytest.param(["loud.txt", "--diff"], 1, id="something would be fixed"),
        pytest.param(["loud.txt", "--diff", "--fix"], 1, id="--diff outranks --fix"),
        pytest.param(["loud.txt", "--diff", "--ignore", "consistency,tone"], 0, id="nothing would be"),
        pytest.param(["loud.txt", "--diff", "--fail-on", "never"], 1, id="a diff counts whatever --fail-on"),
        pytest.param(["bad.txt", "--diff"], 1, id="an error that no fix mends"),
        pytest.param(["loud.txt", "nowhere.txt", "--diff"], 2, id="a file that is not there"),
    ],
)
def test_diff_writes_nothing(args: list[str], code: int, folder: Path) -> None:
    (folder / "bad.txt").write_text("Dear [CUSTOMER NAME],\n\nParcel 88121 left.\n\nBest,\nLena\n")
    assert run(*args) == code
    assert (folder / "loud.txt").read_text() == LOUD


def test_the_diff_is_one_that_people_know(capsys: pytest.CaptureFixture[str]) -> None:
    run("loud.txt", "--diff")
    shown = capsys.readouterr()
    assert shown.out == (
        "--- loud.txt\n+++ loud.txt\n@@ -1,6 +1,6 @@\n Hi Ana,\n \n"
        "-The e-Bill is ready!!! See `e-Bill`.\n+The eBill is ready! See `e-Bill`.\n \n Best,\n Lena\n"
    )
    assert shown.err == "replycheck: 2 findings would be fixed in 1 file\n"


DATA = {
    "plain": LOUD.encode(),
    "Windows line ends": LOUD.replace("\n", "\r\n").encode(),
    "mixed line ends": LOUD.replace("\n", "\r\n", 2).encode(),
    "no line end at the end": LOUD.rstrip("\n").encode(),
    "a byte-order mark": b"\xef\xbb\xbf" + LOUD.encode(),
    "Windows-1252": LOUD.replace("ready", "déjà ready").encode("cp1252"),
}


@pytest.mark.parametrize("data", DATA.values(), ids=DATA)
def test_patch_takes_the_diff_and_makes_what_fix_makes(data: bytes, folder: Path) -> None:
    (folder / "loud.txt").write_bytes(data)
    args = [sys.executable, "-m", "replycheck", "loud.txt", "--select", "consistency,tone"]
    env = {**os.environ, "PYTHONPATH": SOURCES}
    diff = subprocess.run([*args, "--diff"], capture_output=True, env=env, timeout=60, check=False).stdout
    subprocess.run([*args, "--fix"], capture_output=True, env=env, timeout=60, check=False)
    fixed = (folder / "loud.txt").read_bytes()
    assert fixed == data.replace(b"The e-Bill", b"The eBill").replace(b"!!!", b"!")
    (folder / "loud.txt").write_bytes(data)
    done = subprocess.run(["git", "apply", "--whitespace=nowarn", "-p0"], input=diff, capture_output=True, timeout=60, check=False)  # fmt: skip
    assert done.stderr == b""
    assert (folder / "loud.txt").read_bytes() == fixed


@pytest.mark.parametrize("codec", ["utf-16", "utf-32", "utf-8-sig", "cp1252", "utf-8"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_and_encoding_are_kept(codec: str, end: str, folder: Path) -> None:
    text = LOUD.replace("ready", "déjà ready").replace("\n", end)
    (folder / "loud.txt").write_bytes(text.encode(codec))
    run("loud.txt", "--fix")
    fixed = text.replace("The e-Bill", "The eBill").replace("!!!", "!")
    assert (folder / "loud.txt").read_bytes() == fixed.encode(codec)


def test_front_matter_and_html_are_kept(folder: Path) -> None:
    (folder / "a.md").write_text(f"---\ntitle: the e-Bill!!!\n---\n{LOUD}")
    (folder / "a.html").write_text('<p class="e-Bill">Hi Ana,</p><p>The <b>e-Bill</b> is ready!!!</p>\n')
    run("a.md", "a.html", "--fix")
    assert (folder / "a.md").read_text() == f"---\ntitle: the e-Bill!!!\n---\n{CALM}"
    assert (
        folder / "a.html"
    ).read_text() == '<p class="e-Bill">Hi Ana,</p><p>The <b>eBill</b> is ready!</p>\n'


def test_a_character_that_the_encoding_lacks_is_left_out_with_a_line(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = LOUD.replace("ready", "déjà ready for Eva").encode("cp1252")
    (folder / "loud.txt").write_bytes(before)
    run("loud.txt", "--fix")
    after = (folder / "loud.txt").read_bytes()
    assert after == before.replace(b"The e-Bill", b"The eBill").replace(b"!!!", b"!")
    errors = capsys.readouterr().err.splitlines()
    assert errors[0] == (
        "replycheck: loud.txt:3:29: the fix of consistency/preferred-term is left out, since the file's encoding "
        "lacks a character of it; save the file as UTF-8"
    )


@pytest.mark.parametrize(
    ("name", "content"),
    [
        pytest.param("a.eml", f"From: Lena <lena@example.com>\nSubject: bill\n\n{LOUD}", id="a mail"),
        pytest.param("a.jsonl", '{"draft": "Hi Ana,\\n\\nThe e-Bill is ready!!!"}\n' * 2, id="a case file"),
        pytest.param("a.csv", 'title,body\nBill,"Hi Ana, the e-Bill is ready!!!"\n', id="an export"),
    ],
)
def test_what_is_no_plain_file_is_left_with_one_line(
    name: str, content: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / name).write_text(content)
    assert run(name, "--fix") == 0
    assert (folder / name).read_text() == content
    errors = [line for line in capsys.readouterr().err.splitlines() if name in line]
    assert len(errors) == 1
    assert errors[0].startswith(f"replycheck: {name}: not rewritten: ")
    assert "fixes left)" in errors[0]


def test_fixes_that_could_not_be_written_are_not_promised(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "a.eml").write_text(f"From: Lena <lena@example.com>\nSubject: bill\n\n{UNSAFE}")
    run("a.eml", "--fix")
    assert capsys.readouterr().err == "replycheck: nothing to fix\n"


def test_a_folder_of_macros_is_fixed_file_by_file(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "macros").mkdir()
    for name in ("a.txt", "b.md"):
        (folder / "macros" / name).write_text("The e-Bill is ready!!!\n")
    run("macros", "--fix")
    assert (folder / "macros" / "a.txt").read_text() == "The eBill is ready!\n"
    assert (folder / "macros" / "b.md").read_text() == "The eBill is ready!\n"
    assert "4 findings fixed in 2 files" in capsys.readouterr().err


@pytest.mark.parametrize("text", [LOUD, CALM], ids=["something to fix", "nothing to fix"])
def test_standard_input_comes_out_fixed_and_findings_go_to_standard_error(
    text: str, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.replace("\n", "\r\n").encode())))
    assert run("-", "--fix") == 0
    shown = capsysbinary.readouterr()
    assert shown.out == CALM.replace("\n", "\r\n").encode()
    assert b"1 draft checked" in shown.err


def test_standard_input_of_a_diff(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(LOUD.encode())))
    assert run("-", "--diff") == 1
    assert capsys.readouterr().out.startswith("--- -\n+++ -\n@@")


@pytest.mark.parametrize(
    ("args", "problem"),
    [
        pytest.param(["--unsafe-fixes"], "--unsafe-fixes: writes nothing by itself", id="unsafe fixes alone"),
        pytest.param(["--diff", "--format", "json"], "--diff: prints a diff and no findings", id="diff as JSON"),
        pytest.param(["--interactive", "--fix"], "--interactive: contradicts --fix", id="interactive and fix"),
        pytest.param(["--interactive", "--diff"], "--interactive: contradicts --diff", id="interactive and diff"),
        pytest.param(["--interactive", "-f", "json"], "--interactive: contradicts --format", id="interactive as JSON"),
        pytest.param(["--interactive"], "--interactive: asks on a terminal", id="interactive without a terminal"),
    ],
)  # fmt: skip
def test_options_that_cannot_be_meant_together(
    args: list[str], problem: str, capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    assert run("loud.txt", *args) == 2
    error = capsys.readouterr().err
    assert error.startswith(f"replycheck: {problem}")
    assert error.count("\n") == 1
    assert (folder / "loud.txt").read_text() == LOUD


def test_a_finding_that_is_not_shown_is_not_fixed(folder: Path) -> None:
    run("loud.txt", "--fix", "--min-severity", "warning")
    assert "!!!" in (folder / "loud.txt").read_text()
    assert "The eBill" in (folder / "loud.txt").read_text()


def test_mode_and_links_are_kept(folder: Path) -> None:
    (folder / "loud.txt").chmod(0o640)
    (folder / "sub").mkdir()
    (folder / "sub" / "link.txt").symlink_to("../loud.txt")
    run("sub/link.txt", "--fix", "--config", ".replycheck.yml")
    assert (folder / "sub" / "link.txt").is_symlink()
    assert (folder / "loud.txt").read_text() == CALM
    assert stat.S_IMODE((folder / "loud.txt").stat().st_mode) == 0o640


def test_of_hard_links_only_the_name_that_was_given_is_fixed(folder: Path) -> None:
    os.link(folder / "loud.txt", folder / "other.txt")
    run("loud.txt", "--fix")
    assert (folder / "loud.txt").read_text() == CALM
    assert (folder / "other.txt").read_text() == LOUD


def test_words_that_leave_a_choice_are_no_fix(folder: Path) -> None:
    text = "Hi Ana,\n\nThe price and the parts thereof are in the list.\n\nBest,\nLena\n"
    (folder / "a.txt").write_text(text)
    run("a.txt", "--fix", "--unsafe-fixes", "--select", "clarity/hard-to-read")
    assert (folder / "a.txt").read_text() == text


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="only root may give a file away")
def test_the_owner_is_kept(folder: Path) -> None:
    os.chown(folder / "loud.txt", 1234, 1235)
    run("loud.txt", "--fix")
    found = (folder / "loud.txt").stat()
    assert (found.st_uid, found.st_gid) == (1234, 1235)


def test_a_file_that_changed_meanwhile_is_not_overwritten(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from replycheck.cli import fixes

    def slowly(path: str, data: bytes, *, read: bytes | None) -> None:
        (folder / path).write_text("Somebody typed on.\n")
        writing.rewrite(path, data, read=read)

    monkeypatch.setattr(fixes, "rewrite", slowly)
    assert run("loud.txt", "--fix") == 2
    assert (folder / "loud.txt").read_text() == "Somebody typed on.\n"
    shown = capsys.readouterr()
    assert "loud.txt: not rewritten: the file changed since it was read; run again" in shown.err
    assert "preferred-term" in shown.out


def test_a_read_only_file_is_not_overwritten(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda path, mode: False)  # root may write everywhere
    with pytest.raises(InputError, match="read-only"):
        writing.rewrite("loud.txt", b"new", read=LOUD.encode())
    assert (folder / "loud.txt").read_text() == LOUD


def test_a_full_disk_leaves_the_file_as_it_was(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(InputError, match="No space left on device"):
        writing.rewrite("loud.txt", b"new", read=LOUD.encode())
    assert sorted(os.listdir(folder)) == [".replycheck.yml", "loud.txt"]
    assert (folder / "loud.txt").read_text() == LOUD


def test_a_file_that_came_meanwhile_is_not_overwritten(folder: Path) -> None:
    with pytest.raises(InputError, match="there is a file by now"):
        writing.rewrite("loud.txt", b"new", read=None)
    writing.rewrite("new.txt", b"new", read=None)
    assert (folder / "new.txt").read_bytes() == b"new"


KILLED = """
import os, signal, sys
from replycheck import writing
from replycheck.cli import main

where, when = sys.argv[1].split()
module = writing if where in ("_unchanged", "take_over", "_sync_folder") else os
real = getattr(module, where)

def call(*args, **named):
    # A run replaces its caches as well, which are not what is looked at here.
    is_ours = where != "replace" or str(args[1]).endswith("loud.txt")
    if is_ours and when == "before":
        os.kill(os.getpid(), signal.SIGKILL)
    found = real(*args, **named)
    if is_ours:
        os.kill(os.getpid(), signal.SIGKILL)
    return found

setattr(module, where, call)
main.main(["loud.txt", "--fix", "--select", "consistency,tone"])
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs SIGKILL")
@pytest.mark.parametrize(
    ("point", "text"),
    [
        pytest.param("_unchanged after", LOUD, id="before anything is written"),
        pytest.param("take_over before", LOUD, id="half written"),
        pytest.param("fsync before", LOUD, id="written and not on the disk"),
        pytest.param("fsync after", LOUD, id="on the disk beside the old one"),
        pytest.param("replace before", LOUD, id="just before it takes its place"),
        pytest.param("replace after", CALM, id="just after"),
        pytest.param("_sync_folder after", CALM, id="at the end"),
    ],
)
def test_killed_in_the_middle_every_file_is_whole(point: str, text: str, folder: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", KILLED, point], env={**os.environ, "PYTHONPATH": SOURCES}, timeout=60, check=False
    )  # fmt: skip
    assert done.returncode == -signal.SIGKILL
    assert (folder / "loud.txt").read_text() == text
    # What is left of the broken run is hidden, and the next run is not disturbed by it.
    assert run(".", "--fix", "--mode", "draft") == 0
    assert (folder / "loud.txt").read_text() == CALM


def test_a_terminal_is_shown_nothing_that_it_acts_on(folder: Path) -> None:
    pty = pytest.importorskip("pty")
    (folder / "loud.txt").write_text(LOUD.replace("ready", "\x1b[31mready\u202e"))
    master, slave = pty.openpty()
    done = subprocess.Popen(
        [sys.executable, "-m", "replycheck", "loud.txt", "--diff", "--select", "consistency"],
        stdout=slave, stderr=subprocess.DEVNULL, env={**os.environ, "PYTHONPATH": SOURCES},
    )  # fmt: skip
    os.close(slave)
    shown = b""
    while True:
        try:
            piece = os.read(master, 65536)
        except OSError:
            break
        if not piece:
            break
        shown += piece
    os.close(master)
    assert done.wait(60) == 1
    assert rb"\x1b[31mready\u202e" in shown
    assert b"\x1b" not in shown


def test_an_everyday_run_loads_nothing_of_fixes() -> None:
    code = (
        "import sys; from replycheck.cli.main import main; main(['loud.txt']); "
        "print(*sorted(sys.modules), file=sys.stderr)"
    )
    env = {**os.environ, "PYTHONPATH": SOURCES}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=env, timeout=60, check=False)  # fmt: skip
    loaded = set(done.stderr.split())
    assert "replycheck.cli.check" in loaded
    names = ("fixing", "walk", "configedit", "read.original", "cli.fixes", "cli.interactive")
    assert loaded & {f"replycheck.{name}" for name in names} == set()
