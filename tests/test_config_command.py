"""`replycheck config` shows what holds for a file and where each value comes from."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from replycheck.cli.main import main

HOUSE = """\
ignore: [tone/curt]
severities: {generic: suggestion}
baseline: known.json
settings:
  reply_within_hours: 8
  team_names: [Lena]
  preferred: {e-bill: eBill, "yes": okay}
  facts:
    - {about: the fee, words: [fee], value: £4.95}
"""
TEAM = """\
extends: ../house.yml
profile: thorough
severities: {tone: warning}
overrides:
  - {match: chat/**, channel: chat, ignore: [timing], severities: {tone: error}}
  - {match: "*.md", mode: macro, profile: library}
settings:
  team_names: [Omar]
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "team" / "chat").mkdir(parents=True)
    (tmp_path / "house.yml").write_text(HOUSE)
    (tmp_path / "team" / ".replycheck.yml").write_text(TEAM)
    return tmp_path


def values(capsys: pytest.CaptureFixture[str], *args: str) -> dict[str, tuple[Any, str]]:
    capsys.readouterr()
    assert main(["config", *args, "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)["values"]
    here = f"{Path.cwd()}/"
    return {".".join(map(str, v["keys"])): (v["value"], v["origin"].removeprefix(here)) for v in found}


TEAM_FILE = "team/.replycheck.yml"


@pytest.mark.parametrize(
    ("path", "key", "value", "origin"),
    [
        ("team/a.txt", "profile", "thorough", f"{TEAM_FILE}:2:10"),
        ("team/a.md", "profile", "library", f"{TEAM_FILE}:6:43"),
        ("team/a.md", "mode", "macro", f"{TEAM_FILE}:6:27"),
        ("team/chat/a.txt", "channel", "chat", f"{TEAM_FILE}:5:31"),
        ("team/a.txt", "severities.tone", "warning", f"{TEAM_FILE}:3:14"),
        ("team/chat/a.txt", "severities.tone", "error", f"{TEAM_FILE}:5:68"),
        ("team/a.txt", "severities.generic", "suggestion", "house.yml:2:14"),
        ("team/a.txt", "ignore.0", "tone/curt", "house.yml:1:10"),
        ("team/chat/a.txt", "ignore.1", "timing", f"{TEAM_FILE}:5:46"),
        ("team/a.txt", "settings.reply_within_hours", 8, "house.yml:5:3"),
        ("team/a.txt", "settings.team_names.0", "Lena", "house.yml:6:16"),
        ("team/a.txt", "settings.team_names.1", "Omar", f"{TEAM_FILE}:8:16"),
        ("team/a.txt", "settings.preferred.e-bill", "eBill", "house.yml:7:15"),
        ("team/a.txt", "overrides.1.match", "*.md", f"{TEAM_FILE}:6:13"),
        ("team", "profile", "thorough", f"{TEAM_FILE}:2:10"),
        ("house.yml", "profile", "agent", "default"),
        (".", "settings.reply_within_hours", 24, "default"),
    ],
)
def test_each_value_has_its_origin(
    path: str, key: str, value: Any, origin: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert values(capsys, path)[key] == (value, origin)


def own_rule(folder: Path) -> None:
    (folder / "own").mkdir(parents=True)
    rule = "kind: phrase\nseverity: error\nmessage: m\nphrases:\n  - once again\n"
    (folder / "own" / "a.yaml").write_text(rule)


def test_options_stand_over_the_config(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own_rule(folder / "house")
    options = ["--select", "tone,tone/curt", "--ignore", "links", "--profile", "agent", "--rules", "house"]
    found = values(capsys, "team/a.txt", *options)
    assert found["select.1"] == ("tone/curt", "--select")
    assert found["ignore.0"] == ("tone/curt", "house.yml:1:10")
    assert found["ignore.1"] == ("links", "--ignore")
    assert found["profile"] == ("agent", "--profile")
    assert found["rules.0"] == ("house", "--rules")
    assert values(capsys, "team/a.txt", "--isolated")["profile"] == ("agent", "default")
    assert values(capsys, "x.txt", "--config", "house.yml")["ignore.0"] == ("tone/curt", "house.yml:1:10")


def test_a_table_in_pyproject_has_its_places(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "new").mkdir()
    (folder / "new" / "pyproject.toml").write_text(
        '[tool.replycheck]\nignore = ["links"]\nrules = ["own"]\n[tool.replycheck.settings]\nbrand = "Lampenhaus"\n'
    )
    own_rule(folder / "new" / "own")
    found = values(capsys, "new")
    assert found["ignore.0"] == ("links", "new/pyproject.toml:2:12")
    assert found["settings.brand"] == ("Lampenhaus", "new/pyproject.toml:5:1")
    assert found["rules.0"][1] == "new/pyproject.toml:3:11"


def test_the_help_desk_of_an_override_is_shown(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "desk.yml").write_text(
        "settings: {desk: front}\noverrides:\n  - {match: macros/, desk: zendesk}\n", encoding="utf-8"
    )
    shown = {}
    for name in ("a.txt", "macros/a.txt"):
        assert (
            main(["config", str(tmp_path / name), "--config", str(tmp_path / "desk.yml"), "-f", "json"]) == 0
        )
        values = json.loads(capsys.readouterr().out)["values"]
        (shown[name],) = [(v["value"], v["origin"][-5:]) for v in values if v["keys"] == ["settings", "desk"]]
    assert shown == {"a.txt": ("front", ":1:12"), "macros/a.txt": ("zendesk", ":3:28"[-5:])}


def test_the_text_is_a_config_with_comments(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["config", "team/chat/a.md"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("# team/chat/a.md: team/.replycheck.yml\n")
    assert yaml.safe_load(out) == {
        "profile": "library",
        "channel": "chat",
        "mode": "macro",
        "select": [],
        "ignore": ["tone/curt", "timing"],
        "severities": {"generic": "suggestion", "tone": "error"},
        "baseline": "known.json",
        "settings": {
            "reply_within_hours": 8.0,
            "team_names": ["Lena", "Omar"],
            "facts": [{"about": "the fee", "words": ["fee"], "value": "£4.95"}],
            "preferred": {"e-bill": "eBill", "yes": "okay"},
            "dialect": "auto",
        },
        "overrides": [{"match": "chat/**"}, {"match": "*.md"}],
    }
    assert "  tone: error" in out
    assert "# team/.replycheck.yml:5:68" in out


@pytest.mark.parametrize(
    ("args", "problem"),
    [
        (["team", "--select", "genric"], "--select: no rule or family is called 'genric'"),
        (["team", "--format", "yaml"], "--format: unknown value 'yaml'"),
        (["team", "--config", "nowhere.yml"], "nowhere.yml: there is no such config file"),
        (["team", "--isolated", "--config", "house.yml"], "--isolated: contradicts --config"),
    ],
)
def test_a_mistake_is_named(args: list[str], problem: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["config", *args]) == 2
    assert problem in capsys.readouterr().err
