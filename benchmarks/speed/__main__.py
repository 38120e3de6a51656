"""What a run costs against bare python and against pinned peers: CPU of whole processes, in turn.

    python -m benchmarks.speed --replycheck ENV/bin --peers ENV/bin

`--replycheck` is the bin folder of an environment with the built wheel installed, `--peers` that of one
with proselint and codespell.  Commands run in turn, so that a drift of the machine hits all of them;
medians and ratios are printed.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.speed.corpus import write_corpus

ROOT = Path(__file__).parents[2]
MAIL = ROOT / "examples" / "late-parcel" / "inbound.eml"
DRAFT = ROOT / "examples" / "late-parcel" / "draft.txt"


def cpu(command: list[str]) -> float:
    """Seconds of CPU (user and system) of one run of a command, which sees nothing of this checkout."""
    env = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    null = subprocess.DEVNULL
    process = subprocess.Popen(command, stdout=null, stderr=null, stdin=null, env=env)
    _, _, used = os.wait4(process.pid, 0)
    return used.ru_utime + used.ru_stime


def in_turn(commands: dict[str, list[str]], rounds: int) -> dict[str, list[float]]:
    """CPU seconds of every run of each command, run in turn after a warm-up."""
    runs: dict[str, list[float]] = {name: [] for name in commands}
    for turn in range(rounds + 1):
        for name, command in commands.items():
            seconds = cpu(command)
            if turn:
                runs[name].append(seconds)
    return runs


def table(title: str, runs: dict[str, list[float]], base: str) -> None:
    """Median and least seconds, and the median of the ratios to `base` round by round."""
    print(f"\n{title}\n{'command':<34}{'median s':>10}{'least s':>10}{'ratio to ' + base:>34}")
    for name, seconds in runs.items():
        ratio = statistics.median(a / b for a, b in zip(seconds, runs[base], strict=True))
        print(f"{name:<34}{statistics.median(seconds):>10.3f}{min(seconds):>10.3f}{ratio:>34.2f}")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.speed", description=__doc__)
    parser.add_argument("--replycheck", default=os.path.dirname(sys.executable), metavar="BIN")
    parser.add_argument("--peers", metavar="BIN")
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--many", type=int, default=1000, help="how many drafts the long run has")
    parser.add_argument(
        "--corpus", metavar="DIR", help="drafts for the long run; default: made of rule examples"
    )
    options = parser.parse_args()
    ours = f"{options.replycheck}/replycheck"
    one = {
        "python -c pass": [f"{options.replycheck}/python", "-c", "pass"],
        "replycheck, draft and inbound": [ours, str(DRAFT), "--against", str(MAIL), "--isolated"],
        "the same, --format json": [
            ours,
            str(DRAFT),
            "--against",
            str(MAIL),
            "--isolated",
            "--format",
            "json",
        ],
        "the same, --ignore proofreading": [
            ours,
            str(DRAFT),
            "--against",
            str(MAIL),
            "--isolated",
            "--ignore",
            "proofreading",
        ],
        "replycheck, draft alone": [ours, str(DRAFT), "--isolated"],
    }
    with tempfile.TemporaryDirectory() as folder:
        corpus = sorted(Path(options.corpus).glob("*.txt")) if options.corpus else None
        files = [str(path) for path in (corpus or write_corpus(Path(folder), options.many))[: options.many]]
        alike = [ours, *files, "--isolated", "--mode", "draft", "--format", "concise"]
        many = {
            f"replycheck, {options.many} drafts": [*alike, "--no-cache"],
            "the same, --ignore proofreading": [*alike, "--no-cache", "--ignore", "proofreading"],
            "the same, nothing changed since": [*alike, "--cache-dir", f"{folder}/results"],
        }
        if options.peers:
            one["proselint"] = [f"{options.peers}/proselint", "check", str(DRAFT)]
            one["codespell"] = [f"{options.peers}/codespell", str(DRAFT)]
            many[f"proselint, {options.many} drafts"] = [f"{options.peers}/proselint", "check", *files]
            many[f"codespell, {options.many} drafts"] = [f"{options.peers}/codespell", *files]
        table("one draft", in_turn(one, options.rounds), "python -c pass")
        table("many drafts", in_turn(many, 2), next(iter(many)))


if __name__ == "__main__":
    main()
