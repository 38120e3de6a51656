"""A LanguageTool server of our own: started for a run, or left warm and found again.

Between us and the server stands a keeper (`keeper.py`), which ends it when we end.  A warm server is found by a
file in the user's cache folder with its keeper's process id and start time and its port; what does not fit any
more is passed over.
"""

from __future__ import annotations

import contextlib
import hashlib
import http.client
import json
import os
import shutil
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

from replycheck.errors import ToolError
from replycheck.folders import cache_folder
from replycheck.model import LanguageToolUse

LANGUAGE = "en"
"""English without a country: rules that hold for all of them, and no spelling."""

MISSING = "needs language-tool-python; install it with: pip install 'replycheck[languagetool]'"

NO_JAVA = "needs Java 17 or newer, and there is none on this machine"

_JVM = ("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Djava.awt.headless=true")
"""What lets it start in a third of the time and answer as fast: 4.9 s of CPU instead of 11.7 to the first answer."""

_DIRECT = urllib.request.build_opener(urllib.request.ProxyHandler({}))
"""Never by way of a proxy: the server is on this machine."""


class Server:
    """A server that answers at `url`; `close` ends it unless it is to stay."""

    def __init__(self, port: int, *, keeper: subprocess.Popen[bytes] | None, state: Path | None) -> None:
        self.port = port
        self.url = f"http://127.0.0.1:{port}/"
        self._keeper = keeper
        self._state = state

    def touch(self) -> None:
        """Puts off the end of a warm server that nobody seems to use."""
        if self._state is not None:
            with contextlib.suppress(OSError):
                os.utime(self._state)

    def is_alive(self) -> bool:
        if self._keeper is not None and self._keeper.poll() is not None:
            return False
        return answers(self.port)

    def close(self) -> None:
        """Lets go of the keeper, and waits for the end of a server that ends with us."""
        keeper, self._keeper = self._keeper, None
        if keeper is None:
            return
        assert keeper.stdin is not None
        with contextlib.suppress(OSError):
            keeper.stdin.close()
        if self._state is not None and keeper.poll() is None:
            keeper.returncode = 0  # it stays, and is nobody's child to be waited for any more
            return
        try:
            keeper.wait(timeout=5)
        except subprocess.TimeoutExpired:
            _kill(keeper)


def identity(folder: Path) -> str:
    """A name for what stands in a folder of jars, without reading them: other jars make another name."""
    found = hashlib.sha256(str(folder.resolve()).encode("utf-8", "surrogateescape"))
    for jar in sorted([*folder.glob("*.jar"), *folder.glob("libs/*.jar")]):
        status = jar.stat()
        found.update(
            f"\0{jar.name}\0{status.st_size}\0{status.st_mtime_ns}".encode("utf-8", "surrogateescape")
        )
    return found.hexdigest()[:32]


def java() -> str | None:
    """The Java that would run it: JAVA_HOME's, else the first on the path; None without one."""
    home = os.environ.get("JAVA_HOME")
    return (home and shutil.which("java", path=os.path.join(home, "bin"))) or shutil.which("java")


def open_server(folder: Path, use: LanguageToolUse, *, port: int = 0) -> Server:
    """The warm server over these jars, else a new one; a `port` other than 0 is taken for a new one.

    Raises `ToolError` where there is none and none can be started.
    """
    warm = find_warm(folder)
    if warm is not None:
        return warm
    return start(folder, use, port=port)


def start(folder: Path, use: LanguageToolUse, *, port: int = 0) -> Server:
    """A new server, ready to answer.  Raises `ToolError` with the reason where it cannot be had."""
    program = java()
    if program is None:
        raise ToolError("", NO_JAVA)
    state = state_file() if use.keep_minutes else None
    if state is not None:
        state.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    folder = folder.resolve()  # the server runs in it
    single = folder / "languagetool-server.jar"  # of the official download, which names its libraries itself
    classes = str(single) if single.is_file() else os.path.join(str(folder), "*")
    given = {
        "command": [
            program,
            f"-Xmx{use.memory_mb}m",
            *_JVM,
            "-cp",
            classes,
            "org.languagetool.server.HTTPServer",
        ],
        "folder": str(folder),
        "port": port,
        "start_seconds": use.start_seconds,
        "idle_seconds": use.keep_minutes * 60,
        "state": str(state) if state else None,
        "languages": [LANGUAGE],
    }
    try:
        keeper = subprocess.Popen(
            [sys.executable, "-I", "-S", str(Path(__file__).with_name("keeper.py")), json.dumps(given)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # ^C is for us; the lifeline tells the keeper
        )
    except OSError as error:
        raise ToolError("", f"its process cannot be started ({error.strerror})") from None
    try:
        outcome = _first_line(keeper, use.start_seconds + 5)
    except BaseException:
        _kill(keeper)
        raise
    if "port" not in outcome:
        _kill(keeper)
        raise ToolError("", str(outcome.get("problem", "the server ended at its start")))
    server = Server(int(outcome["port"]), keeper=keeper, state=state)
    if state is not None:
        try:
            _write_down(server, keeper.pid, identity(folder), state)
        except BaseException:
            _kill(keeper)
            raise
    return server


def _write_down(server: Server, keeper: int, jars: str, path: Path) -> None:
    """The state file, whole or not at all, for the user alone."""
    from replycheck.writing import keep

    state = {"keeper": keeper, "started": _started_at(keeper), "port": server.port, "identity": jars}
    keep(path, json.dumps(state).encode())


def _first_line(keeper: subprocess.Popen[bytes], seconds: float) -> dict[str, Any]:
    """What the keeper says of the start; nothing where it says nothing in that time."""
    assert keeper.stdout is not None
    stream = keeper.stdout
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(stream.readline()), daemon=True)
    reader.start()
    reader.join(seconds)
    if reader.is_alive():
        return {"problem": f"the server was not ready within {seconds:g} seconds"}
    try:
        outcome = json.loads(read[0])
    except (IndexError, ValueError):
        return {}
    return outcome if isinstance(outcome, dict) else {}


def _kill(keeper: subprocess.Popen[bytes]) -> None:
    """Ends the keeper and what it started, which is in its process group."""
    with contextlib.suppress(OSError):
        if hasattr(os, "killpg"):
            os.killpg(keeper.pid, 9)
        else:
            keeper.kill()
    with contextlib.suppress(subprocess.TimeoutExpired):
        keeper.wait(timeout=5)


def state_file() -> Path:
    """Where a warm server is written down.  Raises `ToolError` for a user without a home."""
    try:
        return cache_folder() / "languagetool-server.json"
    except RuntimeError:
        raise ToolError("", "there is no folder to write a warm server down in") from None


def find_warm(folder: Path | None = None) -> Server | None:
    """The warm server, where one answers: over these jars, or over any."""
    state = warm_state()
    if state is None or (folder is not None and state["identity"] != identity(folder)):
        return None
    server = Server(state["port"], keeper=None, state=state_file())
    if not answers(server.port):
        return None
    server.touch()
    return server


def warm_state() -> dict[str, Any] | None:
    """What is written down of a warm server whose keeper still runs; None where there is none.

    A process id may belong to another process by now, and a port to another server, which must not be shown
    a customer's words: the file has to be as old as the process is, or younger.
    """
    try:
        path = state_file()
        with open(path, encoding="utf-8") as file:
            state = json.load(file)
        keeper, port = int(state["keeper"]), int(state["port"])
        if not isinstance(state["identity"], str) or not 0 < port < 65536 or keeper <= 1:
            return None
        if abs(_started_at(keeper) - float(state["started"])) > 1:
            return None
    except (OSError, ValueError, KeyError, TypeError, ToolError):
        return None
    return {**state, "keeper": keeper, "port": port}


def stop_warm() -> bool:
    """Ends the warm server; False where there was none."""
    state = warm_state()
    if state is None:
        return False
    import time

    with contextlib.suppress(OSError):
        os.kill(state["keeper"], 15)
    for _ in range(100):
        try:
            _started_at(state["keeper"])
        except OSError:
            break
        time.sleep(0.05)
    with contextlib.suppress(OSError):
        state_file().unlink()
    return True


def answers(port: int, seconds: float = 2.0) -> bool:
    """Whether a LanguageTool on this machine says that it is well."""
    try:
        with _DIRECT.open(f"http://127.0.0.1:{port}/v2/healthcheck", timeout=seconds) as answer:
            return bool(answer.status == 200 and answer.read(16).strip() == b"OK")
    except (OSError, ValueError):
        return False


def version_at(url: str, seconds: float = 5.0) -> str:
    """What a server calls itself, with its address.  Raises `ToolError` where none answers.

    Read without the library, which does not ask for it; by way of a proxy where the environment has one.
    """
    from replycheck.proofread.languagetool.choice import is_this_machine

    opened = _DIRECT.open if is_this_machine(url) else urllib.request.urlopen
    try:
        with opened(f"{url}v2/info", timeout=seconds) as answer:
            software = json.loads(answer.read(100_000))["software"]
            return f"{url} {software['version']} {software['buildDate']}"
    except urllib.error.HTTPError:
        return url  # older servers, and the public one behind its door, do not say
    except TimeoutError:
        raise ToolError("", f"the server at {shown(url)} did not answer within {seconds:g} seconds") from None
    except (OSError, http.client.HTTPException):
        raise ToolError("", f"the server at {shown(url)} cannot be reached") from None
    except (ValueError, KeyError, TypeError):
        raise ToolError("", f"the server at {shown(url)} is no LanguageTool") from None


def shown(url: str) -> str:
    """A server's address without a name and a password that may stand in it."""
    from urllib.parse import urlsplit

    parts = urlsplit(url)
    port = f":{parts.port}" if parts.port else ""
    return f"{parts.scheme}://{parts.hostname}{port}"


def _started_at(process: int) -> float:
    """When a process started, in seconds of the epoch.  Raises `OSError` where there is no such process."""
    try:
        import psutil  # comes with language-tool-python
    except ImportError:
        raise ToolError("", MISSING) from None
    try:
        running = psutil.Process(process)
        if running.status() == psutil.STATUS_ZOMBIE:
            raise ProcessLookupError(process)
        return float(running.create_time())
    except psutil.Error:
        raise ProcessLookupError(process) from None
