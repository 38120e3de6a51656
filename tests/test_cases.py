"""Whole runs as folders of real files: what a person reads, in full.

A folder holds `draft.*`, perhaps `inbound.*`, `options.txt` (options of the call, one a line) and
`expected.txt`.  Adding a folder adds a test; REPLYCHECK_UPDATE=1 writes what is printed today.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from replycheck.cli.main import main

ROOT = Path(__file__).parents[1]
FOLDERS = [f for f in sorted([*ROOT.glob("examples/*"), *ROOT.glob("tests/cases/*")]) if f.is_dir()]


@pytest.mark.parametrize("folder", [pytest.param(f, id=f"{f.parent.name}/{f.name}") for f in FOLDERS])
def test_a_case_prints_what_is_expected(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    draft = next(path.name for path in sorted(folder.glob("draft.*")))
    inbound = [arg for path in sorted(folder.glob("inbound.*")) for arg in ("--against", path.name)]
    options = (
        (folder / "options.txt").read_text(encoding="utf-8").split("\n")
        if (folder / "options.txt").exists()
        else []
    )
    code = main([draft, *inbound, "--isolated", *filter(None, options)])
    shown = capsys.readouterr()
    printed = f"{shown.out}{shown.err}exit {code}\n"
    expected = folder / "expected.txt"
    if os.environ.get("REPLYCHECK_UPDATE"):
        expected.write_text(printed, encoding="utf-8")
    assert printed == expected.read_text(encoding="utf-8")


def test_an_example_is_clean() -> None:
    assert any("no findings" in (f / "expected.txt").read_text(encoding="utf-8") for f in FOLDERS)
