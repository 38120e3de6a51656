"""What the README shows is what the program prints."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from replycheck.cli.main import main

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```\w*\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)


def test_the_first_output_is_that_of_the_example() -> None:
    expected = (ROOT / "examples/late-parcel/expected.txt").read_text(encoding="utf-8")
    shown = next(block for block in BLOCKS if block.startswith("draft.txt:1:6"))
    assert shown.rstrip() == expected[: expected.rindex("\nexit ")].rstrip()


@pytest.mark.parametrize(
    ("example", "greeting"),
    [
        ("late-parcel", "Hello Hana,"),
        ("broadband-outage", "Hello Marta,"),
        ("gym-cancellation", "Hello Daniel,"),
    ],
)
def test_the_skeletons_are_those_of_the_examples(
    example: str, greeting: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    config = tmp_path / "config.yml"
    config.write_text("settings:\n  agent: Ines\n", encoding="utf-8")
    mail = ROOT / "examples" / example / "inbound.eml"
    day = "2026-03-05T10:00:00Z"
    assert main(["draft", "--against", str(mail), "--config", str(config), "--draft-date", day]) == 0
    shown = next(block for block in BLOCKS if block.startswith(greeting))
    assert shown.rstrip() == capsys.readouterr().out.rstrip()


@pytest.mark.parametrize("link", sorted(set(re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", README))))
def test_what_is_linked_to_exists(link: str) -> None:
    assert (ROOT / link).exists()


@pytest.mark.parametrize(
    "path", sorted(set(re.findall(r"\b(?:docs|examples|benchmarks)/[\w/.-]*\w", README))), ids=str
)
def test_what_is_named_exists(path: str) -> None:
    assert (ROOT / path).exists()
