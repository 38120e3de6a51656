"""Installing LanguageTool from an archive on a server of the test's own: asked, checked, whole or not at all."""

from __future__ import annotations

import hashlib
import io
import re
import threading
import zipfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from replycheck.cli.main import main
from replycheck.proofread.languagetool import install as installing


def archive(*names: str, link: bool = False) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as packed:
        for name in names:
            info = zipfile.ZipInfo(name)
            info.external_attr = (0o120777 if link else 0o100644) << 16
            packed.writestr(info, b"content of it")
    return data.getvalue()


GOOD = archive(
    "LanguageTool-6.6/languagetool-server.jar", "LanguageTool-6.6/libs/a.jar", "LanguageTool-6.6/org/x.xml"
)


class Serving:
    """What the server gives at any address."""

    def __init__(self) -> None:
        self.data = GOOD
        self.status = 200
        self.promised = 0
        self.url = ""
        self.asked = 0

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.data).hexdigest()


@pytest.fixture
def serving() -> Iterator[Serving]:
    given = Serving()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            given.asked += 1
            self.send_response(given.status)
            self.send_header("Content-Length", str(given.promised or len(given.data)))
            self.end_headers()
            self.wfile.write(given.data)

        def log_message(self, format: str, *args: Any) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as served:
        threading.Thread(target=served.serve_forever, daemon=True).start()
        given.url = f"http://127.0.0.1:{served.server_address[1]}/LanguageTool-6.6.zip"
        yield given
        served.shutdown()


def install(serving: Serving, *args: str, digest: str = "") -> int:
    return main(
        ["languagetool", "install", "--url", serving.url, "--sha256", digest or serving.digest, *args]
    )


def everything(folder: Path) -> list[str]:
    return sorted(str(p.relative_to(folder)) for p in folder.rglob("*")) if folder.exists() else []


def test_it_is_downloaded_checked_and_unpacked(
    serving: Serving, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert install(serving, "--yes") == 0
    folder = home / "data" / "replycheck" / "languagetool"
    assert everything(folder) == [
        "LanguageTool-6.6",
        "LanguageTool-6.6/languagetool-server.jar",
        "LanguageTool-6.6/libs",
        "LanguageTool-6.6/libs/a.jar",
        "LanguageTool-6.6/org",
        "LanguageTool-6.6/org/x.xml",
    ]
    assert f"installed: {folder / 'LanguageTool-6.6'}" in capsys.readouterr().out
    assert install(serving, "--yes") == 0
    assert "is there already" in capsys.readouterr().out
    assert serving.asked == 1


def test_another_folder_may_be_named(serving: Serving) -> None:
    assert install(serving, "--yes", "--folder", "tools", "--version", "6.5") == 0
    assert Path("tools/LanguageTool-6.5/languagetool-server.jar").is_file()


def test_nothing_is_downloaded_unasked(
    serving: Serving, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert install(serving) == 2  # standard input is no terminal here
    assert "--yes: is needed where nobody can be asked" in capsys.readouterr().err
    for answer in ("n\n", "\n", ""):
        stream = io.StringIO(answer)
        monkeypatch.setattr(stream, "isatty", lambda: True)
        monkeypatch.setattr("sys.stdin", stream)
        assert install(serving) == 0
        assert "nothing was downloaded" in capsys.readouterr().out
    assert serving.asked == 0


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        pytest.param(archive("LanguageTool-6.6/../../x.jar"), "leads elsewhere", id="a name that climbs"),
        pytest.param(archive("/etc/x"), "leads elsewhere", id="an absolute name"),
        pytest.param(archive("LanguageTool-6.6\\..\\x"), "leads elsewhere", id="a name of Windows"),
        pytest.param(archive("C:/x"), "leads elsewhere", id="a drive"),
        pytest.param(
            archive("LanguageTool-6.6/languagetool-server.jar", link=True), "leads elsewhere", id="a link"
        ),
        pytest.param(archive("a/x.jar"), "holds no LanguageTool server", id="something else"),
        pytest.param(
            archive("a/languagetool-server.jar", "a/languagetool-server.jar/x"),
            "is broken|be written",
            id="a file below a file",
        ),
        pytest.param(b"no archive", "is broken", id="no archive"),
        pytest.param(b"", "is broken", id="nothing"),
    ],
)
def test_a_bad_archive_leaves_nothing_behind(
    serving: Serving, home: Path, data: bytes, problem: str, capsys: pytest.CaptureFixture[str]
) -> None:
    serving.data = data
    assert install(serving, "--yes", "--folder", "tools") == 2
    assert re.search(problem, capsys.readouterr().err)
    assert everything(Path("tools")) == []
    assert not (home / "x.jar").exists()


@pytest.mark.parametrize(
    ("status", "promised", "problem"), [(404, 0, "404"), (200, 10**6, "broke off|wanted"), (503, 0, "503")]
)
def test_a_bad_download_leaves_nothing_behind(
    serving: Serving, status: int, promised: int, problem: str, capsys: pytest.CaptureFixture[str]
) -> None:
    serving.status, serving.promised = status, promised
    assert install(serving, "--yes", "--folder", "tools", digest="0" * 64 if promised else "") == 2
    assert re.search(problem, capsys.readouterr().err)
    assert everything(Path("tools")) == []


def test_another_digest_is_refused(serving: Serving, capsys: pytest.CaptureFixture[str]) -> None:
    assert install(serving, "--yes", "--folder", "tools", digest="0" * 64) == 2
    assert f"SHA-256 {serving.digest}, wanted {'0' * 64}" in capsys.readouterr().err
    assert everything(Path("tools")) == []


def test_more_than_a_languagetool_is_refused(
    serving: Serving, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(installing, "MOST_BYTES", 100)
    assert install(serving, "--yes", "--folder", "tools") == 2
    monkeypatch.setattr(installing, "MOST_BYTES", 10**6)
    monkeypatch.setattr(installing, "MOST_UNPACKED", 10)
    assert install(serving, "--yes", "--folder", "tools") == 2
    assert capsys.readouterr().err.count("far ") + 1 == 3
    assert everything(Path("tools")) == []


@pytest.mark.parametrize(
    ("args", "problem"),
    [
        (["--version", "6.0"], "--sha256: is needed"),
        (["--version", "../6"], "is no version"),
        (["--url", "https://example.com/x.zip"], "--sha256: is needed"),
        (["--url", "https://example.com/x.zip", "--sha256", "abc"], "--sha256: is needed"),
        (["--url", "http://example.com/x.zip", "--sha256", "0" * 64, "--yes"], "no address that begins with https://"),
    ],
)  # fmt: skip
def test_a_mistake_in_the_call_is_exit_2(
    args: list[str], problem: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["languagetool", "install", *args]) == 2
    assert problem in capsys.readouterr().err
