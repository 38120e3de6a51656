"""`--interactive` on a real terminal: what is typed, what is shown, and what is in the files afterwards."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import replycheck
from replycheck.fixing import replaced
from replycheck.model import Edit, Finding, Fix, Match, Severity, Span
from replycheck.read import read_text
from replycheck.walk import Item, Walk, choices, moved

pty = pytest.importorskip("pty")

SOURCES = str(Path(replycheck.__file__).parents[1])
DRAFT = "Dear Customer,\n\nThe e-Bill is ready!!! Calm down, the RMA is open.\n\nBest,\nLena\n"
CONFIG = "# ours\nsettings:\n  preferred: {e-Bill: eBill}  # since May\n  jargon: {RMA: return}\n"
SELECT = ("--select", "personal/generic-addressee,consistency,tone,clarity/jargon", "--customer-name", "Ana")
# In order: generic-addressee (warning), preferred-term (warning), shouting (suggestion), calm-down (error),
# jargon (suggestion).


@pytest.fixture(autouse=True)
def folder(tmp_path: Path) -> Path:
    (tmp_path / ".replycheck.yml").write_text(CONFIG)
    (tmp_path / "a.txt").write_text(DRAFT)
    return tmp_path


class Terminal:
    """A process on a terminal of its own."""

    def __init__(self, folder: Path, *args: str) -> None:
        self.master, slave = pty.openpty()
        self.process = subprocess.Popen(
            [sys.executable, "-c", _START, "--interactive", *args],
            stdin=slave, stdout=slave, stderr=slave, cwd=folder, start_new_session=True,
            env={**os.environ, "PYTHONPATH": SOURCES, "TERM": "xterm"},
        )  # fmt: skip
        os.close(slave)
        self.shown = ""

    def reads(self, until: str) -> str:
        """What is shown from here to a text; it fails where the text does not come."""
        start = len(self.shown)
        end = time.monotonic() + 60
        while until not in self.shown[start:]:
            ready, _, _ = select.select([self.master], [], [], max(0.0, end - time.monotonic()))
            assert ready, f"waited for {until!r}, got {self.shown[start:]!r}"
            try:
                piece = os.read(self.master, 65536)
            except OSError:
                piece = b""
            assert piece, f"waited for {until!r}, got {self.shown[start:]!r}"
            self.shown += piece.decode("utf-8", "replace").replace("\r\n", "\n")
        return self.shown[start:]

    def types(self, text: str) -> None:
        os.write(self.master, text.encode())

    def ends(self) -> int:
        """The exit code; the rest of what is shown is read."""
        try:
            while piece := os.read(self.master, 65536):
                self.shown += piece.decode("utf-8", "replace").replace("\r\n", "\n")
        except OSError:
            pass
        os.close(self.master)
        return self.process.wait(60)


# The terminal becomes the process's own, so that what is typed can interrupt it; and a hang-up ends it
# also where the tests themselves were started so that they outlive one.
_START = """
import fcntl, signal, sys, termios
signal.signal(signal.SIGHUP, signal.SIG_DFL)
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
from replycheck.cli import main
main.run()
"""

PROMPT = "] your choice: "


def talk(folder: Path, *answers: str, args: tuple[str, ...] = ("a.txt", *SELECT)) -> tuple[int, str]:
    """The exit code and all that was shown where each answer is given to a prompt."""
    terminal = Terminal(folder, *args)
    for answer in answers:
        prompt, _, text = answer.rpartition("|")
        terminal.reads(prompt or PROMPT)
        terminal.types(f"{text}\n")
    code = terminal.ends()
    return code, terminal.shown


def test_suggestions_are_applied_and_written_at_the_end(folder: Path) -> None:
    code, shown = talk(folder, "a", "a", "a", "k", "a")
    assert (folder / "a.txt").read_text() == (
        "Dear Ana,\n\nThe eBill is ready! Calm down, the return is open.\n\nBest,\nLena\n"
    )
    assert "a.txt: 4 changes written" in shown
    assert "left: 1 error" in shown
    assert code == 1


def test_later_findings_stand_where_they_stand_by_now(folder: Path) -> None:
    _, shown = talk(folder, "a", "e", "words|new electronic bill", "a", "k", "k")
    assert "3 | The new electronic bill is ready!!!" in shown
    assert "a.txt:3:33: " in shown  # the marks, behind the longer words
    assert "The new electronic bill is ready! Calm down" in (folder / "a.txt").read_text()
    column = (folder / "a.txt").read_text().splitlines()[2].index("RMA") + 1
    assert f"a.txt:3:{column}: " in shown


def test_everything_kept_leaves_the_file_alone(folder: Path) -> None:
    before = (folder / "a.txt").stat()
    code, shown = talk(folder, "k", "k", "k", "k", "k")
    assert code == 1
    after = (folder / "a.txt").stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert "written" not in shown


def test_undo_takes_steps_back(folder: Path) -> None:
    talk(folder, "u", "a", "s", "u", "u", "k", "a", "k", "k", "k")
    assert (folder / "a.txt").read_text() == DRAFT.replace("e-Bill", "eBill")
    assert (folder / ".replycheck.yml").read_text() == CONFIG


def test_a_silenced_rule_goes_into_the_config_and_out_of_the_walk(folder: Path) -> None:
    (folder / "b.txt").write_text(DRAFT)
    code, shown = talk(folder, "k", "k", "k", "s", "k", "k", "k", "k", "k", args=("a.txt", "b.txt", *SELECT))
    assert (folder / ".replycheck.yml").read_text() == f"{CONFIG}ignore:\n  - tone/calm-down\n"
    assert shown.count("error\x1b[0m") == 1  # in the second draft it is not asked for
    assert code == 0
    assert "left: 4 warnings, 4 suggestions" in shown


def test_a_config_is_created_after_asking(folder: Path) -> None:
    (folder / ".replycheck.yml").unlink()
    (folder / "a.txt").write_text("Dear Customer,\n\nCalm down!!!\n")
    talk(folder, "s", "y/n|n", "s", "y/n|y", "s", "k")
    assert (folder / ".replycheck.yml").read_text() == (
        "ignore:\n  - personal/generic-addressee\n  - tone/calm-down\n"
    )


@pytest.mark.parametrize(
    ("answer", "after"),
    [pytest.param("y", DRAFT.replace("Customer", "Ana"), id="yes"), pytest.param("n", DRAFT, id="no")],
)
def test_quitting_asks_whether_to_write(answer: str, after: str, folder: Path) -> None:
    _, shown = talk(folder, "a", "q", f"y/n|{answer}")
    assert (folder / "a.txt").read_text() == after
    assert "write 1 change? y/n " in shown


def test_quitting_with_nothing_decided_asks_nothing(folder: Path) -> None:
    code, shown = talk(folder, "k", "q")
    assert code == 1
    assert "y/n" not in shown


def test_each_key_is_said_with_what_it_does_here(folder: Path) -> None:
    _, shown = talk(folder, "a", "e", "none): |", "choice) |n", "q", "y/n|n")
    first, _, second = shown.partition("[1/5] your choice: ")
    for words in (
        "a = write “Dear Ana”   k = keep it as it is",
        "e = type words of your own",
        "q = quit   ? = help",
    ):
        assert words in first
    assert "s = silence this rule in the config" in first
    assert "u = undo" not in first
    assert "u = undo the last step" in second
    assert "leave the marked words out? y/n (n: back to the choice) " in shown
    assert "write 1 change? y/n (n: every file stays as it was) " in shown


def test_of_several_words_none_is_taken_unasked(folder: Path) -> None:
    draft = "Hi Ana,\n\nThe price and the parts thereof are in the list.\n\nBest,\nLena\n"
    (folder / "a.txt").write_text(draft)
    _, shown = talk(folder, "a", "back)? |", "a2", args=("a.txt", "--select", "clarity/hard-to-read"))
    assert "1  write “of it”\n" in shown
    assert "a1 to a3 = write the words of that number" in shown
    assert "which one, 1 to 3 (just Enter: back)? " in shown
    assert (folder / "a.txt").read_text() == draft.replace("thereof", "in it")


@pytest.mark.parametrize("key", ["\x03", "\x04"], ids=["Ctrl-C", "Ctrl-D"])
def test_an_interrupt_leaves_every_file_as_it_was(key: str, folder: Path) -> None:
    terminal = Terminal(folder, "a.txt", *SELECT)
    for answer in ("a\n", "s\n", key):
        terminal.reads(PROMPT)
        terminal.types(answer)
    assert terminal.ends() == 130
    assert (folder / "a.txt").read_text() == DRAFT
    assert (folder / ".replycheck.yml").read_text() == CONFIG
    assert "Traceback" not in terminal.shown


def test_a_hangup_leaves_every_file_as_it_was(folder: Path) -> None:
    terminal = Terminal(folder, "a.txt", *SELECT)
    for answer in ("a\n", "a\n"):
        terminal.reads(PROMPT)
        terminal.types(answer)
    terminal.reads(PROMPT)
    terminal.process.send_signal(signal.SIGHUP)
    terminal.ends()
    assert (folder / "a.txt").read_text() == DRAFT


def test_a_file_that_changed_meanwhile_is_refused(folder: Path) -> None:
    terminal = Terminal(folder, "a.txt", *SELECT)
    for answer in ("a", "k", "k", "k"):
        terminal.reads(PROMPT)
        terminal.types(f"{answer}\n")
    terminal.reads(PROMPT)
    (folder / "a.txt").write_text("typed on\n")
    terminal.types("k\n")
    assert terminal.ends() == 2
    assert (folder / "a.txt").read_text() == "typed on\n"
    assert "a.txt: not rewritten: the file changed since it was read" in terminal.shown


def test_words_can_be_left_out_or_kept_when_nothing_is_typed(folder: Path) -> None:
    talk(folder, "k", "k", "k", "e", "words|", "out? y/n|n", "e", "words|", "out? y/n|y", "k")
    assert (folder / "a.txt").read_text() == DRAFT.replace("Calm down", "")


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        pytest.param("?", "k  keep the words as they are", id="help"),
        pytest.param("x", "k  keep the words as they are", id="no key"),
        pytest.param("u", "there is nothing to undo", id="nothing to undo"),
        pytest.param("a7", "there are 1 to choose from", id="no such suggestion"),
        pytest.param("", "k  keep the words as they are", id="nothing"),
    ],
)
def test_a_wrong_answer_is_asked_again(answer: str, said: str, folder: Path) -> None:
    _, shown = talk(folder, answer, "k", "q")
    assert said in shown
    assert (folder / "a.txt").read_text() == DRAFT


def test_an_encoding_is_kept_and_says_what_it_lacks(folder: Path) -> None:
    (folder / "a.txt").write_bytes(
        DRAFT.replace("ready", "déjà ready").replace("\n", "\r\n").encode("cp1252")
    )
    _, shown = talk(folder, "k", "k", "k", "e", "words|Łódź", "e", "words|Voilà", "k")
    assert "encoding lacks a character" in shown
    text = (folder / "a.txt").read_bytes().decode("cp1252")
    assert text == DRAFT.replace("ready", "déjà ready").replace("Calm down", "Voilà").replace("\n", "\r\n")


def test_a_mail_can_be_walked_and_not_changed(folder: Path) -> None:
    mail = f"From: Lena <lena@example.com>\nSubject: bill\n\n{DRAFT}"
    (folder / "a.eml").write_text(mail)
    _, shown = talk(folder, "a", "e", "s", "k", "q", "y/n|y", args=("a.eml", *SELECT))
    assert shown.count("not rewritten: this is a mail") == 2
    assert (folder / "a.eml").read_text() == mail
    assert "personal/generic-addressee" in (folder / ".replycheck.yml").read_text()


def test_hostile_text_stays_text(folder: Path) -> None:
    (folder / "a.txt").write_text(DRAFT.replace("ready", "\x1b]0;owned\x07ready\u202e"))
    _, shown = talk(folder, "a", "a", "q", "y/n|n")
    assert "\x1b]" not in shown
    assert "\u202e" not in shown
    assert r"\x1b]0;owned" in shown


def test_standard_input_cannot_be_walked(folder: Path) -> None:
    code, shown = talk(folder, args=("-", *SELECT))
    assert code == 2
    assert "reads your answers from standard input" in shown


# The walk itself, without a terminal.


def finding(
    start: int, end: int, *suggestions: str, fix: str | None = None, rule: str = "own/rule"
) -> Finding:
    edit = Fix("safe", (Edit(Span(start, end), fix),)) if fix is not None else None
    return Finding(rule, Severity.WARNING, "", Match(Span(start, end), suggestions=suggestions, fix=edit))


@pytest.mark.parametrize(
    ("found", "words"),
    [
        pytest.param(finding(0, 3, "A", "B", fix="A"), ["A", "B"], id="the fix is the first suggestion"),
        pytest.param(
            finding(0, 3, "A", fix="Dear A"), ["Dear A"], id="a suggestion that is a part of the fix"
        ),
        pytest.param(finding(0, 3, "A", "B"), ["A", "B"], id="suggestions without a fix"),
        pytest.param(finding(0, 3, fix=""), [""], id="a fix that leaves words out"),
        pytest.param(finding(0, 3, "one"), [], id="what stands there already"),
        pytest.param(finding(3, 3, "A"), [], id="something absent"),
        pytest.param(finding(4, 9, "B"), [], id="code"),
        pytest.param(finding(0, 3, "Ł", "A"), ["A"], id="what cannot be written"),
    ],
)
def test_what_there_is_to_choose(found: Finding, words: list[str]) -> None:
    draft = read_text("one `two` three", role="agent")
    assert [c.words for c in choices(found, draft, str.isascii)] == words


def test_a_finding_whose_words_were_changed_is_passed_over() -> None:
    walk = Walk(
        [Item(0, finding(0, 7)), Item(0, finding(4, 9)), Item(1, finding(4, 9)), Item(0, finding(9, 12))]
    )
    walk.decide("edit", (Edit(Span(0, 7), "x"),))
    assert walk.at == 2
    walk.decide("keep")
    assert walk.at == 3
    assert not walk.may([Edit(Span(7, 9), "y")])  # it touches
    assert walk.may([Edit(Span(9, 12), "y")])


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 4), st.text("xyz", max_size=4)), max_size=5))
def test_a_span_keeps_its_words_whatever_stands_before_it(steps: list[tuple[int, int, str]]) -> None:
    text, edits, at = "abcdefghij" * 6, [], 0
    for gap, length, new in steps:
        start = at + gap + 1
        at = start + length
        edits.append(Edit(Span(start, at), new))
    span = Span(at + 1, at + 6)
    assert moved(span, edits).of(replaced(text, edits)) == span.of(text)
