"""A config that extends others: what is taken over, what is replaced, and which mistakes are named."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from replycheck.cli.main import main
from replycheck.config import Config
from replycheck.configfile import read_config
from replycheck.errors import ConfigError
from replycheck.model import Fact, Severity
from replycheck.rules import load_rules


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def read(folder: Path, own: str, house: str, extends: str = "extends: ../house.yml\n") -> Config:
    write(folder / "house.yml", house)
    return read_config(write(folder / "team" / ".replycheck.yml", extends + own))


@pytest.mark.parametrize(
    ("house", "own", "found"),
    [
        pytest.param("select: [tone]", "", {"select": ("tone",)}, id="a list is taken over"),
        pytest.param("select: [tone]", "select: [links]", {"select": ("links",)}, id="select is replaced"),
        pytest.param("select: [tone]", "select: []", {"select": ()}, id="an empty select is one"),
        pytest.param("ignore: [tone, links]", "ignore: [tone, generic]",
                     {"ignore": ("tone", "links", "generic")}, id="ignore adds up"),
        pytest.param("profile: thorough", "ignore: [tone]", {"profile": "thorough"}, id="a value is taken over"),
        pytest.param("profile: thorough", "profile: agent", {"profile": "agent"}, id="a default that is written counts"),
        pytest.param("severities: {tone: error, links: error}", "severities: {tone: warning}",
                     {"severities": {"tone": Severity.WARNING, "links": Severity.ERROR}}, id="severities by name"),
    ],
)  # fmt: skip
def test_what_a_config_takes_over(tmp_path: Path, house: str, own: str, found: dict[str, Any]) -> None:
    config = read(tmp_path, own + "\n", house + "\n")
    assert {key: getattr(config, key) for key in found} == found


def test_settings_are_taken_over_key_by_key(tmp_path: Path) -> None:
    house = (
        "settings:\n  reply_within_hours: 8\n  team_names: [Lena]\n  brand: Lampenhaus\n"
        "  preferred: {e-bill: eBill, web site: website}\n  banned: {kill: stop}\n  accepted: [Halden]\n"
        "  facts:\n    - {about: returns, words: [return], value: 30 days}\n"
        "    - {about: the fee, words: [fee], value: £4.95}\n"
    )
    own = (
        "settings:\n  team_names: [Omar]\n  banned: {web site: ''}\n  accepted: [kill]\n"
        "  facts:\n    - {about: returns, words: [return], value: 14 days}\n"
    )
    settings = read(tmp_path, own, house).settings
    assert settings.reply_within_hours == 8
    assert settings.team_names == ("Lena", "Omar")
    assert settings.brand == "Lampenhaus"
    assert settings.preferred == {"e-bill": "eBill"}
    assert settings.banned == {"web site": ""}
    assert settings.accepted == ("Halden", "kill")
    assert settings.facts == (Fact("the fee", ("fee",), "£4.95"), Fact("returns", ("return",), "14 days"))


def test_paths_and_globs_start_at_the_file_that_holds_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    house = (
        "rules: [house-rules]\nbaseline: known.json\noverrides:\n  - {match: team/chat/**, channel: chat}\n"
    )
    own = "rules: [rules]\noverrides:\n  - {match: chat/vip/**, mode: macro, severities: {tone: error}}\n"
    config = read(tmp_path, own, house)
    team = tmp_path / "team"
    assert [Path(folder) for folder in config.rules] == [tmp_path / "house-rules", team / "rules"]
    assert Path(config.baseline) == tmp_path / "known.json"
    assert config.of(str(team / "chat" / "a.txt")).channel == "chat"
    assert config.of(str(team / "chat" / "vip" / "a.txt"))[1:3] == ("chat", "macro")
    assert config.origin("overrides.0.channel") == f"{tmp_path / 'house.yml'}:4:36"
    assert config.origin("overrides.1.tone") == f"{team / '.replycheck.yml'}:4:52"
    monkeypatch.chdir(team)
    assert read_config(Path(".replycheck.yml")).of("chat/a.txt").channel == "chat"


def test_of_several_the_later_outranks_the_earlier(tmp_path: Path) -> None:
    write(tmp_path / "a.yml", "profile: library\nignore: [tone]\nselect: [tone]\n")
    write(tmp_path / "b.toml", 'profile = "thorough"\nignore = ["links"]\n')
    config = read_config(write(tmp_path / ".replycheck.yml", "extends: [a.yml, b.toml]\nignore: [generic]\n"))
    assert (config.profile, config.ignore, config.select) == (
        "thorough",
        ("tone", "links", "generic"),
        ("tone",),
    )


def test_a_table_in_pyproject_extends_and_is_extended(tmp_path: Path) -> None:
    write(tmp_path / "pyproject.toml", '[tool.replycheck]\nextends = "house.yml"\nignore = ["tone"]\n')
    write(tmp_path / "house.yml", "ignore: [links]\n")
    config = read_config(write(tmp_path / "team" / ".replycheck.yml", "extends: [../pyproject.toml]\n"))
    assert config.ignore == ("links", "tone")


@pytest.mark.parametrize(
    ("own", "house", "problem"),
    [
        ("extends: nowhere.yml\n", "", "team/.replycheck.yml:1:10: there is no config file 'nowhere.yml'"),
        ("extends: [../house.yml, .]\n", "", "team/.replycheck.yml:1:25: there is no config file '.'"),
        ("extends: ''\n", "", "team/.replycheck.yml:1:10: there is no config file ''"),
        ("extends: {}\n", "", "team/.replycheck.yml:1:10: 'extends' should be a list of texts, not a mapping"),
        ("extends: .replycheck.yml\n", "", "team/.replycheck.yml:1:10: this file extends itself"),
        ("extends: ../house.yml\n", "extends: [team/.replycheck.yml]\n", "house.yml:1:11: this file extends itself"),
        ("extends: ../house.yml\n", "selct: []\n", "house.yml:1:1: unknown key 'selct'; did you mean 'select'?"),
        ("extend: ../house.yml\n", "", "team/.replycheck.yml:1:1: unknown key 'extend'; did you mean 'extends'?"),
        ("extends: ../house.yml\nsettings: {preferred: {mail: kill}}\n", "settings: {banned: {kill: stop}}\n",
         "team/.replycheck.yml:2:30: 'mail' leads to 'kill', which is replaced as well"),
    ],
)  # fmt: skip
def test_a_mistake_is_named_where_it_was_written(tmp_path: Path, own: str, house: str, problem: str) -> None:
    with pytest.raises(ConfigError) as caught:
        read(tmp_path, own, house, extends="")
    assert str(caught.value).startswith(f"{tmp_path}/{problem}")


def test_an_unknown_rule_is_named_in_the_file_that_says_it(tmp_path: Path) -> None:
    config = read(tmp_path, "ignore: [tone]\n", "ignore: [genric]\n")
    with pytest.raises(ConfigError, match=r"house\.yml:1:10: no rule or family is called 'genric'"):
        load_rules(config=config)


def test_a_run_over_several_folders_heeds_the_nearest_config_of_each_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    text = "Your lamp left our depot today. We apologize for any inconvenience. It comes on Friday.\n"
    for name in ("mail/a.txt", "chat/a.txt", "chat/vip/a.txt", "chat/b.txt"):
        write(tmp_path / name, text)
    write(tmp_path / "house.yml", "select: [generic/stock-apology]\n")
    write(tmp_path / "mail" / ".replycheck.yml", "extends: ../house.yml\n")
    write(tmp_path / "chat" / ".replycheck.yml", "extends: ../house.yml\nignore: [generic]\n")
    write(
        tmp_path / "chat" / "vip" / ".replycheck.yml",
        "extends: ../../house.yml\nseverities: {generic: error}\n",
    )
    assert main(["mail", "chat", "-f", "concise"]) == 1
    found = [line.split(" ")[:2] for line in capsys.readouterr().out.splitlines()]
    assert found == [["mail/a.txt:1:33:", "warning"], ["chat/vip/a.txt:1:33:", "error"]]
