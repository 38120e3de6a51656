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
        ("select: &a [*a]\n", "1:9: anchors and aliases are not supported"),
        ("select: [!!bool x]\n", "1:10: 'x' is no bool"),
        ("select: [!!timestamp foo]\n", "1:10: 'foo' is no timestamp"),
        ("select: [!!int '']\n", "1:10: '' is no int"),
        ("settings: {reply_within_hours: .inf}\n", "1:32: '.inf' is not a number that makes sense"),
        ("settings: {reply_within_hours: .nan}\n", "1:32: '.nan' is not a number that makes sense"),
        (f"settings: {{reply_within_hours: {'9' * 400}}}\n", "1:32: "),
        (f"settings: {{reply_within_hours: {'9' * 5000}}}\n", "1:32: "),
        ("settings: {team_names: ['']}\n", "1:25: an empty text in 'team_names'"),
        ("ignore: [generic, ' ']\n", "1:19: an empty text in 'ignore'"),
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
        match=r"\.replycheck\.yml:2:10: no rule or family is called 'genric'; did you mean 'generic'",
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


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"[tool.replycheck]\nprofile = '\xff'\n", "2:12: not UTF-8 text"),
        ("[tool.replycheck]\n".encode("utf-16"), "1:1: not UTF-8 text"),
        (b"a = " + b"[" * 100_000, "1:1: nested too deep"),
        (b"a = " + b"9" * 5000, "1:1: broken TOML"),
        (b"a = 1\nb = ?\n", "2:5: broken TOML"),
        (b'tool = "x"\n', "1:1: [tool] should be a table"),
        (b"[[tool]]\n", "1:3: [tool] should be a table"),
        (b"[tool.replycheck.settings]\nreply_within_hours = nan\n", "2:1: 'reply_within_hours' should be"),
        (b'[tool.ruff]\nselect = []\n[tool.replycheck]\nselect = ["a", ""]\n', "4:1: an empty text in 'select'"),
        (b'[tool.replycheck]\nseverities = {generic = "fatal"}\n', "2:15: unknown severities 'fatal'"),
    ],
)  # fmt: skip
def test_a_mistake_in_toml_is_named_at_its_place(tmp_path: Path, content: bytes, problem: str) -> None:
    path = tmp_path / "pyproject.toml"
    path.write_bytes(content)
    with pytest.raises(ConfigError) as caught:
        read_config(path)
    assert str(caught.value).startswith(f"{path}:{problem}")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("[ tool.replycheck ]\nselect = []\n", True),
        ("[tool]\nreplycheck.select = []\n", True),
        ('[tool."replycheck".settings]\n', True),
        ("tool.replycheck.select = []\n", True),
        ("tool = {replycheck = {select = []}}\n", True),
        ("#[tool.replycheck]\n", False),
        ("[tool.replychecker]\n", False),
        ('[tool.poetry.dependencies]\nreplycheck = "^1"\n', False),
        ('[project]\ndependencies = ["replycheck"]\n', False),
    ],
)
def test_a_table_in_pyproject_is_noticed_however_it_is_written(
    tmp_path: Path, text: str, found: bool
) -> None:
    path = write(tmp_path / "pyproject.toml", text)
    assert (find_config(tmp_path) == path) is found


def test_what_is_no_config_file_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "team" / ".replycheck.yml").mkdir(parents=True)
    outer = write(tmp_path / ".replycheck.yml", "profile: agent\n")
    assert find_config(tmp_path / "team") == outer
    assert find_config(tmp_path / ("x" * 300)) == outer


def test_a_config_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    for name in ("", "x" * 300):
        with pytest.raises(ConfigError):
            read_config(tmp_path / name)


@pytest.mark.parametrize(
    ("name", "text", "places"),
    [
        (
            ".replycheck.yml",
            "ignore:\n  - generic\n  - tone\nseverities:\n  links: error\n"
            "profiles:\n  quick:\n    select: [macro]\n",
            {"ignore.tone": "3:5", "severities.links": "5:3", "profiles.quick.macro": "8:14", "ignore.x": "1:1"},
        ),
        (
            "pyproject.toml",
            '[tool.ruff]\nignore = ["tone"]\n[tool.replycheck]\nignore = [\n  "generic",\n  "tone",\n]\n'
            '[tool.replycheck.severities]\nlinks = "error"\n[tool.replycheck.profiles.quick]\nselect = ["macro"]\n',
            {"ignore.tone": "6:4", "severities.links": "9:1", "profiles.quick.macro": "11:12", "ignore.x": "4:1"},
        ),
    ],
)  # fmt: skip
def test_a_name_has_a_place_of_its_own(tmp_path: Path, name: str, text: str, places: dict[str, str]) -> None:
    path = write(tmp_path / name, text)
    config = read_config(path)
    assert {key: config.origin(key) for key in places} == {k: f"{path}:{at}" for k, at in places.items()}
