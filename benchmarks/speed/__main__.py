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


def cpu(command: list[str]) -> tuple[float, float]:
    """Seconds of CPU (user and system) and megabytes at the peak of one run of a command."""
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL
    )
    _, _, used = os.wait4(process.pid, 0)
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def in_turn(commands: dict[str, list[str]], rounds: int) -> dict[str, tuple[float, float, float]]:
    """Median and least CPU seconds and the peak megabytes of each command, run in turn after a warm-up."""
    runs: dict[str, list[tuple[float, float]]] = {name: [] for name in commands}
    for turn in range(rounds + 1):
        for name, command in commands.items():
            figure = cpu(command)
            if turn:
                runs[name].append(figure)
    return {
        name: (
            statistics.median(c for c, _ in figures),
            min(c for c, _ in figures),
            max(m for _, m in figures),
        )
        for name, figures in runs.items()
    }


def table(title: str, figures: dict[str, tuple[float, float, float]], base: str) -> None:
    print(f"\n{title}\n{'command':<34}{'median s':>10}{'least s':>10}{'MB':>7}{'ratio to ' + base:>26}")
    for name, (median, least, megabytes) in figures.items():
        print(f"{name:<34}{median:>10.3f}{least:>10.3f}{megabytes:>7.0f}{median / figures[base][0]:>26.2f}")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.speed", description=__doc__)
    parser.add_argument("--replycheck", default=os.path.dirname(sys.executable), metavar="BIN")
    parser.add_argument("--peers", metavar="BIN")
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--many", type=int, default=1000, help="how many drafts the long run has")
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
        "replycheck, draft alone": [ours, str(DRAFT), "--isolated"],
    }
    with tempfile.TemporaryDirectory() as folder:
        files = [str(path) for path in write_corpus(Path(folder), options.many)]
        many = {
            f"replycheck, {options.many} drafts": [
                ours,
                *files,
                "--isolated",
                "--mode",
                "draft",
                "--format",
                "concise",
            ]
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
