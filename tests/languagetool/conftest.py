"""A real LanguageTool where the machine has one, and a home of its own for each test."""

from __future__ import annotations

import os
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from replycheck.folders import cache_folder
from replycheck.proofread.languagetool.choice import jar_folder
from replycheck.proofread.languagetool.engine import close_engines
from replycheck.proofread.languagetool.server import java


def without(reason: str) -> None:
    """Skips a test that needs what is not there; a failure where the machine is meant to have it."""
    if os.environ.get("REPLYCHECK_LT_REQUIRED"):
        pytest.fail(f"{reason}, and REPLYCHECK_LT_REQUIRED is set")
    pytest.skip(reason)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Data and working folder of the test's own; what was started or kept ends with the test.

    The cache folder is that of the whole run of tests, since reading the rules anew takes a second.
    """
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.delenv("REPLYCHECK_LT_URL", raising=False)
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    yield tmp_path
    close_engines()
    for path in cache_folder().glob("languagetool-*.json"):
        path.unlink()


@pytest.fixture
def library() -> None:
    if find_spec("language_tool_python") is None:
        without("language-tool-python is not installed: pip install 'replycheck[languagetool]'")


@pytest.fixture
def jars(library: None, tmp_path: Path) -> Path:
    """A folder of the test's own that leads to the jars of a real LanguageTool."""
    given = os.environ.get("REPLYCHECK_LT_FOLDER", "")
    real = jar_folder(Path(given)) if given else None
    if real is None:
        without("no LanguageTool in REPLYCHECK_LT_FOLDER; .ci/languagetool fetches one")
    if java() is None:
        without("there is no Java here")
    assert real is not None
    folder = tmp_path / "LanguageTool"
    folder.mkdir()
    for path in real.resolve().iterdir():
        (folder / path.name).symlink_to(path)
    return folder
