"""A real LanguageTool 6.x, started, found, lost and ended by replycheck."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import replycheck
from replycheck import Case, Config, Settings, check, load_rules
from replycheck.cli.main import main
from replycheck.errors import ToolError
from replycheck.examples import failures, ruleset_for
from replycheck.model import LanguageToolUse, Report
from replycheck.proofread.languagetool import server
from replycheck.proofread.languagetool.engine import LanguageToolEngine, close_engines, engine_for
from replycheck.read import read_text

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kill -9 and the like are POSIX")

RULE = "proofreading/languagetool"
SOURCES = str(Path(replycheck.__file__).parents[1])
FAULTY = "Hi Ana,\n\nthe driver has went home with your lamp.\n\nBest,\nLena\n"


def use_of(jars: Path, **more: Any) -> LanguageToolUse:
    """Time enough for a busy machine; what is said of limits is tested with limits of its own."""
    return LanguageToolUse(**{"folder": str(jars), "start_seconds": 120.0, "draft_seconds": 60.0, **more})


@pytest.fixture
def engine(jars: Path) -> Iterator[LanguageToolEngine]:
    found = LanguageToolEngine(use_of(jars))
    yield found
    found.close()


def running(jars: Path) -> dict[int, str]:
    """The processes that serve these jars, keepers and servers, by their id."""
    import psutil

    found = {}
    for process in psutil.process_iter():
        with contextlib.suppress(psutil.Error):
            words = process.cmdline()
            if process.status() != psutil.STATUS_ZOMBIE and any(
                str(jars.resolve()) in word for word in words
            ):
                found[process.pid] = "keeper" if any("keeper.py" in word for word in words) else "java"
    return {pid: kind for pid, kind in found.items() if pid != os.getpid()}


def the(kind: str, jars: Path) -> int:
    (pid,) = [pid for pid, found in running(jars).items() if found == kind]
    return pid


def until(is_true: Callable[[], object], seconds: float = 60.0) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if is_true():
            return True
        time.sleep(0.05)
    return False


def rules_of(flags: list[Any]) -> list[str]:
    return [flag.rule for flag in flags]


def report_of(draft: str, use: LanguageToolUse) -> Report:
    ruleset = load_rules(config=Config(select=(RULE,), settings=Settings(languagetool=use)))
    return check(Case(read_text(draft, role="agent")), ruleset)


def replycheck_on(folder: Path, *args: str, draft: str = FAULTY) -> subprocess.Popen[str]:
    (folder / "draft.txt").write_text(draft, encoding="utf-8")
    return subprocess.Popen(
        [sys.executable, "-m", "replycheck", "draft.txt", "--select", RULE, "--format", "json", *args],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": SOURCES},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def config(folder: Path, jars: Path, **more: Any) -> None:
    values = {"folder": str(jars), "start_seconds": 120, "draft_seconds": 60, **more}
    (folder / ".replycheck.yml").write_text(json.dumps({"settings": {"languagetool": values}}))


def found_by(process: subprocess.Popen[str]) -> list[str]:
    out, err = process.communicate(timeout=300)
    assert process.returncode == 0, err
    (report,) = json.loads(out)["reports"]
    assert report["skipped"] == []
    return [finding["text"] for finding in report["findings"]]


def test_a_server_starts_answers_and_leaves_no_process_behind(jars: Path) -> None:
    started = server.start(jars, use_of(jars))
    assert sorted(running(jars).values()) == ["java", "keeper"]
    assert server.answers(started.port)
    started.close()
    assert running(jars) == {}
    assert not server.answers(started.port)


def test_a_call_starts_a_server_and_ends_it(jars: Path) -> None:
    folder = Path.cwd()
    config(folder, jars)
    process = replycheck_on(folder)
    assert until(lambda: "java" in running(jars).values())
    assert found_by(process) == ["went"]
    assert running(jars) == {}


def test_the_rules_own_examples_hold(jars: Path) -> None:
    ruleset = load_rules(config=Config(settings=Settings(languagetool=use_of(jars))), examples=True)
    rule = ruleset.get(RULE)
    assert rule is not None
    assert list(failures(rule, ruleset_for(rule, ruleset))) == []


@pytest.mark.parametrize(
    ("draft", "marks"),
    [
        pytest.param("It is 🙂 for you, and it takes about a hour 😀 or two.", ["a"], id="characters beyond U+FFFF"),
        pytest.param("See https://example.com/a/hour, it takes about a hour.", ["a"], id="a link before it"),
        pytest.param("We sent the the\nlamp.\r\n\r\nThe driver has went home.", ["the the", "went"], id="two paragraphs"),
        pytest.param("Hi {{customer.name}}, your going to get the lamp.", [], id="too near to what is hidden"),
        pytest.param("Please set `has went` and the the_the flag.", [], id="code"),
        pytest.param("> the driver has went home\n\nI am sorry about that drive.", [], id="quoted history"),
        pytest.param("Der Fahrer hat die Lampe leider wieder mit nach Hause genommen, weil niemand da war.", [], id="another language"),
    ],
)  # fmt: skip
def test_marks_stand_where_the_slip_stands(jars: Path, draft: str, marks: list[str]) -> None:
    message = read_text(draft, role="agent")
    ruleset = load_rules(config=Config(select=(RULE,), settings=Settings(languagetool=use_of(jars))))
    assert [f.span.of(message.text) for f in check(Case(message), ruleset)] == marks


def test_a_paragraph_is_asked_about_once_also_by_later_runs(jars: Path) -> None:
    first = report_of(FAULTY, use_of(jars))
    close_engines()
    assert running(jars) == {}
    again = report_of(FAULTY, use_of(jars))
    assert engine_for(use_of(jars)).asked == 0
    assert running(jars) == {}
    assert [tuple(f) for f in again] == [tuple(f) for f in first] != []


def test_a_warm_server_is_found_and_used_by_later_runs(jars: Path) -> None:
    folder = Path.cwd()
    config(folder, jars, keep_minutes=10)
    assert found_by(replycheck_on(folder)) == ["went"]
    before = running(jars)
    assert sorted(before.values()) == ["java", "keeper"]
    state = server.state_file()
    assert state.stat().st_mode & 0o777 == 0o600
    os.utime(state, (1, time.time() - 300))
    assert found_by(replycheck_on(folder, draft="It takes about a hour.")) == ["a"]
    assert running(jars) == before
    assert time.time() - state.stat().st_mtime < 200, "its use was not noted"
    assert main(["languagetool", "stop"]) == 0
    assert running(jars) == {}
    assert not state.exists()


def test_start_status_and_stop(jars: Path, capsys: pytest.CaptureFixture[str]) -> None:
    config(Path.cwd(), jars)
    assert main(["languagetool", "start"]) == 0
    assert "started: http://127.0.0.1:" in capsys.readouterr().out
    assert main(["languagetool", "start"]) == 0
    assert "warm already" in capsys.readouterr().out
    assert main(["languagetool", "status"]) == 0
    assert "warm server: http://127.0.0.1:" in capsys.readouterr().out
    assert main(["languagetool", "stop"]) == 0
    assert main(["languagetool", "stop"]) == 0
    assert capsys.readouterr().out == "stopped\nno server is warm\n"
    assert running(jars) == {}


def test_a_warm_server_ends_when_nobody_uses_it(jars: Path) -> None:
    started = server.start(jars, use_of(jars, keep_minutes=1 / 30))
    started.close()
    assert server.answers(started.port)
    assert until(lambda: not running(jars))
    assert not server.state_file().exists()


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"started": 1.0}, id="the process id belongs to another process now"),
        pytest.param({"keeper": 2**22 + 1}, id="no such process"),
        pytest.param({"identity": "other"}, id="other jars"),
        pytest.param({"port": 1}, id="nothing answers there"),
        pytest.param({"port": "x"}, id="damaged"),
    ],
)
def test_what_is_written_down_and_not_true_any_more_is_passed_over(
    jars: Path, change: dict[str, Any]
) -> None:
    warm = server.start(jars, use_of(jars, keep_minutes=10))
    found = server.find_warm(jars)
    assert found is not None
    assert found.port == warm.port
    state = server.state_file()
    state.write_text(json.dumps({**json.loads(state.read_text()), **change}))
    assert server.find_warm(jars) is None
    state.unlink()
    warm.close()
    assert until(lambda: not running(jars)), "a server that is not written down ends"


def test_two_at_once_have_a_server_each(jars: Path) -> None:
    folder = Path.cwd()
    config(folder, jars)
    both = [replycheck_on(folder), replycheck_on(folder)]
    assert [found_by(process) for process in both] == [["went"], ["went"]]
    assert running(jars) == {}


def test_two_at_once_leave_one_warm_server(jars: Path) -> None:
    folder = Path.cwd()
    config(folder, jars, keep_minutes=10)
    both = [replycheck_on(folder), replycheck_on(folder)]
    assert [found_by(process) for process in both] == [["went"], ["went"]]
    assert until(lambda: sorted(running(jars).values()) == ["java", "keeper"])
    assert server.find_warm(jars) is not None
    assert server.stop_warm()
    assert running(jars) == {}


def test_a_server_that_is_killed_in_the_middle_is_started_again(
    jars: Path, engine: LanguageToolEngine
) -> None:
    assert rules_of(engine.flags("It takes about a hour to arrive.")) == ["EN_A_VS_AN"]
    killed = the("java", jars)
    os.kill(killed, signal.SIGKILL)
    assert rules_of(engine.flags("It takes about a day, or a hour.")) == ["EN_A_VS_AN"]
    assert the("java", jars) != killed


def test_a_server_that_dies_and_cannot_start_again_is_said_and_not_asked_again(jars: Path) -> None:
    use = use_of(jars)
    assert [f.rule for f in report_of(FAULTY, use)] == [RULE]
    (jars / next(p.name for p in jars.glob("languagetool-core-*"))).unlink()
    os.kill(the("java", jars), signal.SIGKILL)
    for draft in ("It takes about a hour to arrive.", "The lamp takes about a hour."):
        report = report_of(draft, use)
        assert report.findings == ()
        assert [s.rule for s in report.skipped] == [RULE]
        assert "the server ended at its start" in report.skipped[0].reason
    assert running(jars) == {}


def test_a_server_ends_when_its_keeper_is_killed(jars: Path) -> None:
    if sys.platform != "linux":
        pytest.skip("only Linux ends a process with its parent")
    started = server.start(jars, use_of(jars))
    os.kill(the("keeper", jars), signal.SIGKILL)
    assert until(lambda: not running(jars))
    started.close()


@pytest.mark.parametrize("sent", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
@pytest.mark.parametrize("when", ["java", "ready"])
def test_a_server_ends_with_the_run_however_that_ends(jars: Path, sent: signal.Signals, when: str) -> None:
    folder = Path.cwd()
    config(folder, jars)
    process = replycheck_on(
        folder, draft="".join(f"It took a hour and {n} minutes.\n\n" for n in range(4000))
    )
    assert until(lambda: "java" in running(jars).values())
    if when == "ready":
        time.sleep(3)  # no moment in particular: while it starts, or while it is asked
    process.send_signal(sent)
    process.communicate(timeout=60)
    assert until(lambda: not running(jars), seconds=20)


def test_a_server_that_hangs_costs_two_drafts_their_time_and_no_more(jars: Path) -> None:
    use = use_of(jars, draft_seconds=1.0)
    assert [f.rule for f in report_of(FAULTY, use)] == [RULE]
    os.kill(the("java", jars), signal.SIGSTOP)
    reasons = []
    for draft in ("It takes about a hour.", "It took about a hour.", "It took us about a hour."):
        report = report_of(draft, use)
        assert report.findings == ()
        reasons += [skipped.reason for skipped in report.skipped]
    assert "did not answer within" in reasons[0]
    assert "did not answer within" in reasons[1]
    assert "too slow before" in reasons[2]
    assert running(jars) == {}, "what hangs is ended too"


def test_another_port_is_taken_where_the_first_is_taken(jars: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        started = server.start(jars, use_of(jars), port=port)
        assert started.port != port
        assert server.answers(started.port)
        started.close()


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        pytest.param({"start_seconds": 0.2}, "not ready within 0.2 seconds", id="too slow a start"),
        pytest.param({"memory_mb": 1}, "memory_mb", id="too little memory"),
        pytest.param({"memory_mb": 12}, "memory_mb", id="too little memory for the rules"),
        pytest.param({"memory_mb": 10**9}, "memory_mb", id="more memory than there is"),
    ],
)
def test_a_start_that_fails_says_why_and_leaves_nothing(
    jars: Path, more: dict[str, Any], reason: str
) -> None:
    with pytest.raises(ToolError, match=reason):
        server.start(jars, use_of(jars, **more))
    assert running(jars) == {}


def test_a_folder_that_is_not_whole_is_said(jars: Path) -> None:
    for path in jars.glob("languagetool-server-*"):
        path.unlink()
    (jars / "languagetool-server-0.jar").write_bytes(b"no jar")
    with pytest.raises(ToolError, match="is not among the jars"):
        server.start(jars, use_of(jars))
    assert running(jars) == {}


def test_the_servers_address_works_like_its_folder(jars: Path, capsys: pytest.CaptureFixture[str]) -> None:
    started = server.start(jars, use_of(jars))
    Path("draft.txt").write_text(FAULTY)
    for url in (started.url, f"http://localhost:{started.port}/v2", f"http://127.0.0.1:{started.port}"):
        assert (
            main(["draft.txt", "--isolated", "--select", RULE, "--languagetool", url, "--format", "concise"])
            == 0
        )
        out, err = capsys.readouterr()
        assert "“went” looks like a slip" in out
        assert "skipped" not in out + err
        close_engines()
    assert sorted(running(jars).values()) == ["java", "keeper"], "a server that others started stays"
    started.close()
