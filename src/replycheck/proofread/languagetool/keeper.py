"""The process between replycheck and a LanguageTool server: it starts the server, and it ends it.

It is run as a script, without replycheck and without site packages, since it should start at once and outlive
nothing: its standard input is a lifeline that the starter holds.  When the starter ends, however it ends
(`kill -9` too), the lifeline closes, and the server ends with it, or after some idle time where it was asked to
stay for the next run.

One line of JSON on standard output says how the start went: `{"port": 40123}` or `{"problem": "…"}`.  A server
that is to stay is written down by its starter; its keeper ends it when that file is gone, speaks of another
keeper, or was not touched for the idle time.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator
from typing import Any, NoReturn

TRIES = 3
"""How often another port is tried where the one that was free is taken when the server wants it."""

WARMING = "It took us a hour to get you're parcel."
"""A sentence for the first check, which loads the rules: three seconds that no draft has to wait for."""

_DIRECT = urllib.request.build_opener(urllib.request.ProxyHandler({}))
"""Never by way of a proxy: the server is on this machine."""


class Keeper:
    """A server process and the wish to end it; `given` is what `server.start` passes on."""

    def __init__(self, given: dict[str, Any]) -> None:
        self.given = given
        self.java: subprocess.Popen[str] | None = None
        self.lines: list[str] = []
        self.is_let_go = threading.Event()

    def run(self) -> int:
        for name in ("SIGTERM", "SIGINT", "SIGHUP"):
            if hasattr(signal, name):
                signal.signal(getattr(signal, name), self._on_signal)
        threading.Thread(target=self._watch_lifeline, daemon=True).start()
        try:
            port, problem = self._started()
            if problem:
                _say({"problem": problem})
                return 1
            _say({"port": port})
            self._stay()
            return 0
        finally:
            self._end()
            self._forget()

    def _on_signal(self, number: int, frame: object) -> NoReturn:
        sys.exit(128 + number)

    def _watch_lifeline(self) -> None:
        with contextlib.suppress(OSError, ValueError):
            while os.read(0, 1024):
                pass
        self.is_let_go.set()
        if not self.given["idle_seconds"]:
            self._end()

    def _started(self) -> tuple[int, str]:
        """The server's port, or why there is none."""
        until = time.monotonic() + self.given["start_seconds"]
        for tried in range(TRIES):
            port = (not tried and self.given["port"]) or _free_port()
            self.lines.clear()
            self.java = subprocess.Popen(
                [*self.given["command"], "--port", str(port)],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                encoding="utf-8",
                errors="replace",
                cwd=self.given["folder"],
                preexec_fn=_end_with_keeper if sys.platform == "linux" else None,
            )
            if self.is_let_go.is_set() and not self.given["idle_seconds"]:
                self._end()  # let go between two tries
            reader = threading.Thread(target=self._read_output, args=(self.java,), daemon=True)
            reader.start()
            problem = self._wait_until_ready(port, until)
            if not problem:
                return port, ""
            self._end()
            reader.join(timeout=1)
            if not any("BindException" in line for line in self.lines):
                return 0, self._cause() or problem
        return 0, "every port that was tried is taken"

    def _read_output(self, java: subprocess.Popen[str]) -> None:
        """Reads what the server prints, so that it never waits; only its start is kept, in memory."""
        assert java.stdout is not None
        for line in java.stdout:
            if len(self.lines) < 200:
                self.lines.append(line.strip())

    def _wait_until_ready(self, port: int, until: float) -> str:
        assert self.java is not None
        home = f"http://127.0.0.1:{port}/v2/"
        while time.monotonic() < until:
            if self.java.poll() is not None:
                return f"the server ended at its start (exit {self.java.returncode})"
            if any("OutOfMemoryError" in line for line in self.lines):
                break
            if _fetch(f"{home}healthcheck", None, 2.0) and all(self._warmed(home, until)):
                return ""
            time.sleep(0.05)
        return f"the server was not ready within {self.given['start_seconds']:g} seconds"

    def _warmed(self, home: str, until: float) -> Iterator[bool]:
        for language in self.given["languages"]:
            form = urllib.parse.urlencode({"language": language, "text": WARMING}).encode()
            yield _fetch(f"{home}check", form, max(until - time.monotonic(), 0.1))

    def _cause(self) -> str:
        """What the server's own words at its start mean; empty where they say nothing we know."""
        text = "\n".join(self.lines)
        if "UnsupportedClassVersionError" in text:
            return "this Java is too old; LanguageTool 6.6 and later need Java 17"
        if "Unable to locate a Java Runtime" in text:  # what stands in for Java on a Mac without one
            return "needs Java 17 or newer, and there is none on this machine"
        if "Could not find or load main class" in text:
            return "the folder holds no whole LanguageTool; its server is not among the jars"
        if any(said in text for said in ("OutOfMemoryError", "initialization of VM", "Invalid maximum heap")):
            return "the memory it may use is too little, or more than there is; see memory_mb"
        faults = [line for line in self.lines if line.startswith(("Error", "Exception", "Caused by"))]
        return f"the server ended at its start: {faults[-1][:200]}" if faults else ""

    def _stay(self) -> None:
        """Until the server ends, or the starter is gone and nobody asked anything for the idle time."""
        assert self.java is not None
        while True:
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.java.wait(timeout=0.5)
                return
            if self.is_let_go.is_set() and (not self._is_ours() or self._idle() > self.given["idle_seconds"]):
                return

    def _idle(self) -> float:
        """Seconds since a run used the server last: each touches the state file."""
        try:
            return time.time() - os.stat(self.given["state"]).st_mtime
        except OSError:
            return float("inf")

    def _is_ours(self) -> bool:
        """Whether the state file still speaks of this server; another one may have taken its place."""
        try:
            with open(self.given["state"], encoding="utf-8") as file:
                return bool(json.load(file)["keeper"] == os.getpid())
        except (OSError, ValueError, KeyError, TypeError):
            return False

    def _end(self) -> None:
        if self.java is not None and self.java.poll() is None:
            self.java.kill()  # it has nothing to save, and `terminate` takes it a second
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.java.wait(timeout=5)

    def _forget(self) -> None:
        if self.given["state"] and self._is_ours():
            with contextlib.suppress(OSError):
                os.unlink(self.given["state"])


def _end_with_keeper() -> None:
    """Asks Linux to kill the server when its keeper is killed; other systems have no such wish."""
    import ctypes

    ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG, prctl(2)


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _fetch(url: str, form: bytes | None, seconds: float) -> bool:
    """Whether the server answers well within that time."""
    try:
        with _DIRECT.open(url, form, timeout=seconds) as answer:
            return bool(answer.status == 200)
    except (OSError, ValueError):
        return False


def _say(outcome: dict[str, Any]) -> None:
    """The one line; nothing is written after it, since the starter stops reading."""
    with contextlib.suppress(OSError):
        os.write(1, f"{json.dumps(outcome)}\n".encode())
    with contextlib.suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)


if __name__ == "__main__":
    sys.exit(Keeper(json.loads(sys.argv[1])).run())
