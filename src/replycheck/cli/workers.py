"""More processes for a long run: each checks its share of the texts and sends what it found, as values
without words; the run itself goes through all of them in order and finds them known.

So the output is the same and in the same order, and a process that dies costs only time.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any
from zlib import crc32

from replycheck.cli.results import Entry, Results
from replycheck.errors import ConfigError
from replycheck.model import Case, Message, Report

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    from replycheck.cli.options import Call
    from replycheck.libraries import Body, Record

BATCH = 40
"""How many texts a worker checks before it sends what it found."""

MOST_JOBS = 999

NOT_MINE = Report(Case(Message("")))
"""Stands for the report on a text that another worker checks."""


def number_of(jobs: str | None) -> int:
    """How many processes `--jobs` asks for; 0 and `auto` are one for each core that we may use."""
    if jobs is None:
        return 1
    if jobs == "auto" or jobs == "0":
        cores = getattr(os, "sched_getaffinity", None)
        return max(1, len(cores(0)) if cores else os.cpu_count() or 1)
    if not jobs.isdecimal() or len(jobs) > len(str(MOST_JOBS)):
        raise ConfigError("--jobs", f"{jobs!r} is no number of processes up to {MOST_JOBS}; write 4, or auto")
    return int(jobs)


class Workers:
    """The processes of one call, and what they have sent so far."""

    def __init__(self, call: Call, number: int) -> None:
        from multiprocessing import get_context

        context: Any = get_context()
        self._open: list[Connection[Any, Any]] = []
        self._processes = []
        for share in range(number):
            ours, theirs = context.Pipe(duplex=False)
            process = context.Process(target=_work, args=(call, share, number, theirs), daemon=True)
            process.start()
            theirs.close()
            self._open.append(ours)
            self._processes.append(process)

    def fetch(self, key: str, results: Results) -> None:
        """Takes in what the workers send until a key is known, or until all have ended."""
        from multiprocessing.connection import wait

        while self._open and key not in results.entries:
            for ready in wait(self._open):
                pipe: Any = ready
                try:
                    for found, values, skipped in pipe.recv():
                        results.take(found, values, skipped)
                except (EOFError, OSError):
                    self._open.remove(pipe)

    def close(self) -> None:
        for pipe in self._open:
            pipe.close()
        for process in self._processes:
            process.terminate()
            process.join()


class _Share(Results):
    """The results as one worker sees them: only its own texts are unknown."""

    def __init__(self, other: Results, share: int, number: int) -> None:
        super().__init__(other.place, other.salt, other.ruleset)
        self.share = share
        self.number = number

    def of_file(self, path: str, mode: str, usual: str) -> Report | None:
        if crc32(path.encode(errors="surrogateescape")) % self.number != self.share:
            self.entry = None
            return NOT_MINE
        return super().of_file(path, mode, usual)

    def of_body(self, path: str, record: Record, body: Body, mode: str) -> Report | None:
        if crc32(f"{record.id}:{body.field}".encode(errors="surrogatepass")) % self.number != self.share:
            self.entry = None
            return NOT_MINE
        return super().of_body(path, record, body, mode)


def _work(call: Call, share: int, number: int, pipe: Connection[Any, Any]) -> None:
    """One worker: what is wrong with a file or a rule is left to the run itself, which finds it too."""
    from replycheck.check import RuleFault, check_apart
    from replycheck.cli.cases import Cases
    from replycheck.cli.check import choice_of, results_of
    from replycheck.errors import ReplycheckError

    sys.stderr = open(os.devnull, "w")  # noqa: SIM115
    batch: list[tuple[str, list[Any], list[list[str]]]] = []
    try:
        choice = choice_of(call)
        known = results_of(call, choice)
        if known is None:
            return
        results = _Share(known, share, number)
        for path, case in Cases(call, choice, results).each():
            entry: Entry | None = results.entry
            if isinstance(case, Report) or entry is None:
                continue
            try:
                report, digests = check_apart(case, choice.ruleset(path).for_path(path))
            except (ReplycheckError, RuleFault):
                continue
            results.keep(path, report, digests)
            if entry.values is not None:
                batch.append((entry.key, entry.values, [list(skipped) for skipped in report.skipped]))
            if len(batch) >= BATCH:
                pipe.send(batch)
                batch = []
        pipe.send(batch)
    except (ReplycheckError, KeyboardInterrupt, BrokenPipeError):
        pass
    finally:
        pipe.close()
