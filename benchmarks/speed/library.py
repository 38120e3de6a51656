"""What a library of macros costs: the first run and the second against codespell, in turn; memory; likeness.

    python -m benchmarks.speed.library --replycheck ENV/bin --peers ENV/bin [--corpus DIR] [--rounds 3]

`DIR` holds macros as text files; without one, `--many` of about 120 words are made of the examples of the
rules.  Figures are CPU seconds (user and system) of whole processes, and the peak of their memory.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from benchmarks.speed.corpus import write_corpus


class Run(NamedTuple):
    """CPU seconds and the peak of memory in MB of one process."""

    seconds: float
    megabytes: float


def run(command: list[str], env: dict[str, str] | None = None) -> Run:
    null = subprocess.DEVNULL
    process = subprocess.Popen(command, stdout=null, stderr=null, stdin=null, env=env)
    _, _, used = os.wait4(process.pid, 0)
    return Run(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def likeness(folder: str) -> float:
    """CPU seconds of holding all macros of a folder against each other, digests included."""
    from replycheck.checkers.library import NearDuplicate
    from replycheck.checkers.macros import Library, Macro
    from replycheck.checkers.near_duplicate import digest
    from replycheck.matching import Index
    from replycheck.read import read_draft
    from replycheck.understand import Document

    index = Index([])
    documents = [Document(read_draft(path), index) for path in sorted(Path(folder).glob("*.txt"))]
    for document in documents:
        assert document.prose is not None
    kind, library = NearDuplicate(), Library()
    begin = time.process_time()
    found = 0
    for number, document in enumerate(documents):
        macro = Macro(str(number), record=str(number))
        found += len(list(library.compare("x", kind, digest(document, kind.min_words), macro)))
    seconds = time.process_time() - begin
    print(f"near duplicates: {found} of {len(documents)} macros in {seconds:.2f} s")
    return seconds


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.speed.library", description=__doc__)
    parser.add_argument("--replycheck", default=os.path.dirname(sys.executable), metavar="BIN")
    parser.add_argument("--peers", metavar="BIN", required=True)
    parser.add_argument("--corpus", metavar="DIR")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--many", type=int, default=10_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        corpus = options.corpus or f"{folder}/macros"
        if not options.corpus:
            write_corpus(Path(corpus), options.many, words=115)
        env = {**os.environ, "XDG_CACHE_HOME": f"{folder}/cache"}
        env.pop("PYTHONDONTWRITEBYTECODE", None)  # compiling our modules anew would be most of a second run
        ours = [
            f"{options.replycheck}/python",
            "-m",
            "replycheck",
            corpus,
            "--isolated",
            "--format",
            "concise",
        ]
        ours += ["--ignore", "proofreading"]
        run([*ours[:3], f"{corpus}/nowhere.txt"], env)  # compiles, and packs the rules
        runs: dict[str, list[Run]] = {"codespell": [], "first run": [], "second run": []}
        for turn in range(options.rounds):
            runs["codespell"].append(run([f"{options.peers}/codespell", corpus]))
            first = [*ours, "--cache-dir", f"{folder}/results-{turn}"]
            runs["first run"].append(run(first, env))
            time.sleep(2.1)  # younger changes are read again
            runs["second run"].append(run(first, env))
            runs["second run"][-1] = run(first, env)
        print(f"\n{'command':<14}{'median s':>10}{'least s':>10}{'peak MB':>10}")
        for name, found in runs.items():
            seconds = [one.seconds for one in found]
            most = max(one.megabytes for one in found)
            print(f"{name:<14}{statistics.median(seconds):>10.2f}{min(seconds):>10.2f}{most:>10.0f}")
        for name, base in (("first run", "codespell"), ("second run", "first run")):
            pairs = zip(runs[name], runs[base], strict=True)
            ratio = statistics.median(one.seconds / other.seconds for one, other in pairs)
            print(f"{name} / {base}: {ratio:.3f}")
        likeness(corpus)


if __name__ == "__main__":
    main()
