"""What a real server cannot be made to do: answers that are broken, late or lies, and addresses that are wrong."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from replycheck.cli.main import main
from replycheck.errors import ToolError
from replycheck.model import LanguageToolUse
from replycheck.proofread.languagetool import server
from replycheck.proofread.languagetool.engine import LanguageToolEngine

pytestmark = pytest.mark.usefixtures("library")

RULE = "proofreading/languagetool"
TEXT = "It takes about a secretword to arrive."


def match(offset: Any = 15, length: int = 1, **more: Any) -> dict[str, Any]:
    return {
        "message": "Use an",
        "shortMessage": "",
        "replacements": [{"value": "an"}],
        "offset": offset,
        "length": length,
        "context": {"text": TEXT, "offset": offset, "length": length},
        "sentence": TEXT,
        "rule": {"id": "EN_A_VS_AN", "issueType": "misspelling", "category": {"id": "MISC", "name": "Other"}},
        **more,
    }


class Stub(BaseHTTPRequestHandler):
    """Answers as LanguageTool does but for what `said` gives for a path."""

    said: Callable[[Stub], None] | None = None
    asked: list[tuple[str, str]] = []  # noqa: RUF012

    def do_GET(self) -> None:
        if self.path == "/v2/info":
            self.answer({"software": {"version": "6.8", "buildDate": "today"}})
        else:
            self.answer([{"name": "English", "code": "en", "longCode": "en"}])

    def do_POST(self) -> None:
        text = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.asked.append((self.path, text))
        if type(self).said is not None:
            type(self).said(self)  # type: ignore[misc]
        else:
            self.answer({"matches": [match()]})

    def answer(self, body: Any, status: int = 200) -> None:
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: Any) -> None:
        pass


@pytest.fixture
def stub() -> Iterator[tuple[type[Stub], str]]:
    handler = type("Handler", (Stub,), {"asked": []})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as served:
        served.daemon_threads = True
        threading.Thread(target=served.serve_forever, daemon=True).start()
        yield handler, f"http://127.0.0.1:{served.server_address[1]}"
        served.shutdown()


def engine_at(url: str, **more: Any) -> LanguageToolEngine:
    return LanguageToolEngine(LanguageToolUse(use=url, **more))


def test_the_stub_answers_like_a_server(stub: tuple[type[Stub], str]) -> None:
    engine = engine_at(stub[1])
    assert [tuple(flag) for flag in engine.flags(TEXT)] == [
        ((15, 16), "languagetool", "EN_A_VS_AN", "Use an", ("an",))
    ]
    assert len(stub[0].asked) == 1


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        pytest.param(lambda s: s.answer(b"<html>Sign in to the hotel's network</html>"), "cannot be read", id="a page"),
        pytest.param(lambda s: s.answer(b'{"matches": [{"offs'), "cannot be read", id="half an answer"),
        pytest.param(lambda s: s.answer({"other": 1}), "cannot be read", id="no matches in it"),
        pytest.param(lambda s: s.answer([]), "cannot be read", id="a list"),
        pytest.param(lambda s: s.answer({"matches": None}), "cannot be read", id="null"),
        pytest.param(lambda s: s.answer({"matches": [{}]}), "cannot be read", id="an empty match"),
        pytest.param(lambda s: s.answer({"matches": [match("x")]}), "cannot be read", id="an offset that is none"),
        pytest.param(lambda s: s.answer(b"Error: secretword is not allowed", 500), "cannot be read", id="a fault of the server"),
        pytest.param(lambda s: s.answer(b"\xff\xfe", 200), "cannot be read", id="no text"),
        pytest.param(lambda s: s.answer(b"limit", 426), "limit", id="the public server's limit"),
        pytest.param(lambda s: s.connection.close(), "cannot be reached", id="hangs up"),
        pytest.param(lambda s: (s.send_response(200), s.send_header("Content-Length", "999"), s.end_headers()), "cannot be re|did not answer", id="hangs up in the middle"),
    ],
)  # fmt: skip
def test_an_answer_that_is_none_is_one_reason_without_words_of_the_text(
    stub: tuple[type[Stub], str], said: Any, reason: str
) -> None:
    stub[0].said = said
    engine = engine_at(stub[1], draft_seconds=5.0)
    with pytest.raises(ToolError, match=reason) as error:
        engine.flags(TEXT)
    assert "secretword" not in str(error.value)
    assert engine.unavailable(), "a server that answers so is not asked again"


@pytest.mark.parametrize(
    ("offset", "length"), [(-1, 3), (0, 0), (5, -2), (38, 1), (37, 5), (10**9, 1), (0, 10**9)]
)
def test_places_out_of_the_text_are_left_out(stub: tuple[type[Stub], str], offset: int, length: int) -> None:
    stub[0].said = lambda s: s.answer({"matches": [match(offset, length), match()]})
    flags = engine_at(stub[1]).flags(TEXT)
    assert [flag.span for flag in flags] == [(15, 16)]


def drip(handler: Stub) -> None:
    """A byte now and then: each wait is short, all of them are long."""
    handler.send_response(200)
    handler.send_header("Content-Length", "100000")
    handler.end_headers()
    for _ in range(100):
        handler.wfile.write(b" ")
        handler.wfile.flush()
        time.sleep(0.1)


@pytest.mark.parametrize(
    "said", [lambda s: time.sleep(20), drip], ids=["says nothing", "says a byte now and then"]
)
def test_a_slow_server_costs_a_draft_no_more_than_its_time(stub: tuple[type[Stub], str], said: Any) -> None:
    stub[0].said = said
    engine = engine_at(stub[1], draft_seconds=0.5)
    before = time.monotonic()
    with pytest.raises(ToolError, match=r"did not answer within 0\.\d+ seconds"):
        engine.flags_of([TEXT, f"Again: {TEXT}"])
    assert time.monotonic() - before < 10
    assert engine.unavailable() is None
    with pytest.raises(ToolError):
        engine.flags(TEXT)
    assert "too slow" in (engine.unavailable() or "")
    stub[0].said = None


def test_one_slow_draft_does_not_end_the_run(stub: tuple[type[Stub], str]) -> None:
    stub[0].said = lambda s: time.sleep(3)
    engine = engine_at(stub[1], draft_seconds=0.5)
    with pytest.raises(ToolError):
        engine.flags(TEXT)
    stub[0].said = None
    assert len(engine.flags(TEXT)) == 1


def run(url: str, *args: str) -> int:
    Path("draft.txt").write_text(TEXT, encoding="utf-8")
    return main(["draft.txt", "--isolated", "--select", RULE, "--languagetool", url, *args])


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        pytest.param("http://127.0.0.1:9", "cannot be reached", id="nobody there"),
        pytest.param("http://name.invalid:8081", "cannot be reached", id="no such host"),
        pytest.param(
            "http://user:hunter2@127.0.0.1:9/v2", "http://127.0.0.1:9 cannot", id="a password is not shown"
        ),
    ],
)
def test_a_wrong_address_is_a_skipped_rule_and_exit_2_under_strict(
    url: str, reason: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(url, "--format", "json") == 0
    (report,) = json.loads(capsys.readouterr().out)["reports"]
    assert report["findings"] == []
    assert [s["rule"] for s in report["skipped"]] == [RULE]
    assert reason in report["skipped"][0]["reason"]
    assert run(url, "--strict") == 2
    assert "hunter2" not in "".join(capsys.readouterr())


def test_something_else_at_the_address_is_said(
    stub: tuple[type[Stub], str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(stub[0], "do_GET", lambda self: self.answer(b"<html>It works!</html>"))
    assert run(stub[1]) == 0
    assert "is no LanguageTool" in capsys.readouterr().out
    assert stub[0].asked == [], "a text was shown to something else"


@pytest.mark.parametrize("name", ["http_proxy", "HTTP_PROXY", "ALL_PROXY"])
def test_a_server_on_this_machine_is_asked_without_a_proxy(
    stub: tuple[type[Stub], str], monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    with ThreadingHTTPServer(("127.0.0.1", 0), Stub) as proxy:
        threading.Thread(target=proxy.serve_forever, daemon=True).start()
        monkeypatch.setenv(name, f"http://127.0.0.1:{proxy.server_address[1]}")
        monkeypatch.delenv("NO_PROXY", raising=False)
        monkeypatch.delenv("no_proxy", raising=False)
        monkeypatch.setattr(Stub, "asked", [])
        assert len(engine_at(stub[1]).flags(TEXT)) == 1
        assert len(stub[0].asked) == 1
        assert Stub.asked == []
        proxy.shutdown()


def test_the_address_may_come_from_the_environment(
    stub: tuple[type[Stub], str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("REPLYCHECK_LT_URL", f"{stub[1]}/v2/")
    Path("draft.txt").write_text(TEXT, encoding="utf-8")
    args = ["draft.txt", "--isolated", "--format", "concise", "--select", "proofreading"]
    assert main(args) == 0
    assert RULE in capsys.readouterr().out
    assert main([*args, "--languagetool", "off"]) == 0
    assert RULE not in capsys.readouterr().out


def test_only_masked_text_leaves_the_process(stub: tuple[type[Stub], str]) -> None:
    from urllib.parse import parse_qs

    Path("draft.txt").write_text(
        "Hi {{ticket.requester.name}},\n\nplease see https://example.com/reset?token=s3cr3t and [INSERT ORDER] for"
        " what we agreed on last week.\n\n> my old words\n",
        encoding="utf-8",
    )
    assert main(["draft.txt", "--isolated", "--select", RULE, "--languagetool", stub[1]]) == 0
    sent = " ".join(parse_qs(form)["text"][0] for _, form in stub[0].asked)
    assert "agreed on last week" in sent
    for hidden in ("ticket", "token", "s3cr3t", "INSERT", "old words"):
        assert hidden not in sent


def test_the_public_service_is_told_of(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refused(url: str, seconds: float = 5.0) -> str:
        raise ToolError("", "not asked in tests")

    monkeypatch.setattr(server, "version_at", refused)
    assert run("https://api.languagetool.org") == 0
    assert "the words of your drafts leave this machine" in capsys.readouterr().err
