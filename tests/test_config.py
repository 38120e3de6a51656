"""The nearest config counts; each mistake in it is named at its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from replycheck.config import Config, find_config
from replycheck.configfile import read_config
from replycheck.errors import ConfigError
from replycheck.model import Severity
from replycheck.rules import load_rules


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_the_nearest_config_above_the_file_counts(tmp_path: Path) -> None:
    outer = write(tmp_path / ".replycheck.yml", "profile: thorough\n")
    inner = write(tmp_path / "team" / "pyproject.toml", '[tool.replycheck]\nignore = ["generic"]\n')
    write(tmp_path / "team" / "drafts" / "pyproject.toml", "[tool.other]\n")
    assert find_config(tmp_path / "team" / "drafts") == inner
    assert find_config(tmp_path) == outer


def test_yaml_and_toml_say_the_same(tmp_path: Path) -> None:
    yaml = write(
        tmp_path / ".replycheck.yml",
        "select: [generic]\nseverities: {generic: error}\nsettings: {reply_within_hours: 8}\n",
    )
    toml = write(
        tmp_path / "pyproject.toml",
        '[tool.replycheck]\nselect = ["generic"]\n[tool.replycheck.severities]\ngeneric = "error"\n'
        "[tool.replycheck.settings]\nreply_within_hours = 8\n",
    )
    for config in (read_config(yaml), read_config(toml)):
        assert config.select == ("generic",)
        assert config.severities == {"generic": Severity.ERROR}
        assert config.settings.reply_within_hours == 8


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("selct: [generic]\n", "1:1: unknown key 'selct'; did you mean 'select'?"),
        ("ignore: generic\n", "1:9: 'ignore' should be a list of texts, not a text"),
        ("severities: {generic: fatal}\n", "unknown severities 'fatal'"),
        ("settings: {reply_within_hours: -1}\n", "should be a number of hours above 0"),
        ("settings: {reply_in: 3}\n", "unknown key 'reply_in'"),
        ("profiles: {x: {selct: []}}\n", "unknown key 'selct'; did you mean 'select'?"),
        ("select: [\n", "broken YAML"),
    ],
)
def test_a_mistake_is_named_at_its_place(tmp_path: Path, text: str, problem: str) -> None:
    path = write(tmp_path / ".replycheck.yml", text)
    with pytest.raises(ConfigError) as caught:
        read_config(path)
    assert str(caught.value).startswith(str(path))
    assert problem in str(caught.value)


def test_a_mistake_in_toml_is_named(tmp_path: Path) -> None:
    path = write(tmp_path / "pyproject.toml", '[tool.replycheck]\nselct = ["generic"]\n')
    with pytest.raises(ConfigError, match=r"pyproject.toml:2:1: unknown key 'selct'; did you mean 'select'"):
        read_config(path)


def test_an_empty_config_says_nothing(tmp_path: Path) -> None:
    config = read_config(write(tmp_path / ".replycheck.yml", "# nothing yet\n"))
    assert (config.select, config.ignore, config.profile) == ((), (), "agent")


def test_a_name_in_the_config_that_nothing_bears_is_named_at_its_key(tmp_path: Path) -> None:
    path = write(tmp_path / ".replycheck.yml", "profile: agent\nignore: [genric]\n")
    with pytest.raises(
        ConfigError,
        match=r"\.replycheck\.yml:2:1: no rule or family is called 'genric'; did you mean 'generic'",
    ):
        load_rules(config=read_config(path))


def test_a_profile_of_the_config_chooses_rules() -> None:
    from replycheck.config import Profile

    config = Config(profile="quick", profiles={"quick": Profile(select=("placeholders",))})
    assert {rule.family for rule in load_rules(config=config)} == {"placeholders"}


def test_severities_of_the_config_outrank_the_rules() -> None:
    from replycheck import Case, check
    from replycheck.read import read_text

    case = Case(read_text("We apologize for any inconvenience.", role="agent"))
    config = Config(select=("generic/stock-apology",), severities={"generic": Severity.ERROR})
    assert [f.severity for f in check(case, load_rules(config=config))] == [Severity.ERROR]
