"""A rule more under `ignore`: comments and layout stay, and what cannot be added is said."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from replycheck.configedit import ignoring
from replycheck.configfile import read_config
from replycheck.errors import ConfigError

RULE = "tone/curt"

YAML = [
    pytest.param("", "ignore:\n  - tone/curt\n", id="an empty file"),
    pytest.param("# ours\n", "# ours\nignore:\n  - tone/curt\n", id="comments alone"),
    pytest.param("profile: agent", "profile: agent\nignore:\n  - tone/curt\n", id="no line end at the end"),
    pytest.param("profile: agent\r\n", "profile: agent\r\nignore:\r\n  - tone/curt\r\n", id="Windows line ends"),
    pytest.param("ignore:\n  - generic # why\nprofile: agent\n", "ignore:\n  - generic # why\n  - tone/curt\nprofile: agent\n", id="a list"),
    pytest.param("ignore:\n- generic\n", "ignore:\n- generic\n- tone/curt\n", id="a list that is not indented"),
    pytest.param("ignore:\n    - generic", "ignore:\n    - generic\n    - tone/curt\n", id="a list at the end"),
    pytest.param("ignore:\n  - a/b\n\n  # and\n  - c/d\n\n# rules\nprofile: agent\n", "ignore:\n  - a/b\n\n  # and\n  - c/d\n  - tone/curt\n\n# rules\nprofile: agent\n", id="comments in the list"),
    pytest.param("ignore: [generic]\n", "ignore: [generic, tone/curt]\n", id="brackets"),
    pytest.param("ignore: []  # none\n", "ignore: [tone/curt]  # none\n", id="empty brackets"),
    pytest.param("ignore: [\n  generic,  # why\n]\n", "ignore: [\n  generic,\n  tone/curt,  # why\n]\n", id="brackets over lines"),
    pytest.param("ignore:\nprofile: agent\n", "ignore: [tone/curt]\nprofile: agent\n", id="a key without a value"),
    pytest.param("ignore: generic\n", "ignore: [generic, tone/curt]\n", id="one name"),
    pytest.param("ignore: [tone/curt]\n", "ignore: [tone/curt]\n", id="ignored already"),
    pytest.param("{profile: agent}\n", "{profile: agent, ignore: [tone/curt]}\n", id="a mapping in braces"),
    pytest.param("settings:\n  ignore: x\n", "settings:\n  ignore: x\nignore:\n  - tone/curt\n", id="a key of that name further in"),
]  # fmt: skip


@pytest.mark.parametrize(("before", "after"), YAML)
def test_a_rule_is_added_to_yaml(before: str, after: str) -> None:
    assert ignoring(before, RULE, path="x/.replycheck.yml") == after


HEAD = "[project]\nname = 'x'\n\n[tool.replycheck]\n"

TOML = [
    pytest.param(f'{HEAD}ignore = ["generic"]\n', f'{HEAD}ignore = ["generic", "tone/curt"]\n', id="a list"),
    pytest.param(f"{HEAD}ignore = []\n", f'{HEAD}ignore = ["tone/curt"]\n', id="an empty list"),
    pytest.param(f'{HEAD}ignore = [\n  "generic", # [a]\n]\n', f'{HEAD}ignore = [\n  "generic",\n  "tone/curt", # [a]\n]\n', id="over lines"),
    pytest.param(f'{HEAD}profile = "agent"\n', f'{HEAD}ignore = ["tone/curt"]\nprofile = "agent"\n', id="no such key"),
    pytest.param(HEAD.rstrip("\n"), f'{HEAD}ignore = ["tone/curt"]\n', id="nothing behind the header"),
    pytest.param(f"{HEAD}\n[tool.other]\nignore = []\n", f'{HEAD}ignore = ["tone/curt"]\n\n[tool.other]\nignore = []\n', id="another's key"),
]  # fmt: skip


@pytest.mark.parametrize(("before", "after"), TOML)
def test_a_rule_is_added_to_toml(before: str, after: str) -> None:
    assert ignoring(before, RULE, path="pyproject.toml") == after


@pytest.mark.parametrize(
    ("path", "text"),
    [
        pytest.param("pyproject.toml", "tool.replycheck.profile = 'agent'\n", id="dotted keys"),
        pytest.param("pyproject.toml", "[tool]\nreplycheck = {ignore = ['generic']}\n", id="an inline table"),
        pytest.param(".replycheck.yml", "a: 1\n...\n", id="an ended document"),
        pytest.param(".replycheck.yml", "a: [\n", id="broken YAML"),
        pytest.param(".replycheck.yml", "- a\n", id="no mapping"),
        pytest.param(".replycheck.yml", "ignore: {a: b}\n", id="a mapping of names"),
    ],
)
def test_what_has_no_place_for_it_is_refused(path: str, text: str) -> None:
    with pytest.raises(ConfigError, match="by hand"):
        ignoring(text, RULE, path=path)


LINES = st.sampled_from(
    [
        "# c",
        "profile: agent",
        "select: [tone,\n  generic]",
        "rules:\n- a\n- b # c",
        "",
        "settings:\n  brand: |\n    x",
    ]
)


@given(
    st.lists(LINES, unique=True),
    st.sampled_from(["\n", "\r\n"]),
    st.lists(st.sampled_from("abcd"), unique=True),
)
def test_nothing_but_the_names_changes(lines: list[str], end: str, names: list[str]) -> None:
    text = "".join(f"{line}\n" for line in ["# ours", *lines]).replace("\n", end)
    edited = text
    for name in names:
        edited = ignoring(edited, f"own/{name}", path=".replycheck.yml")
    added = "".join(f"  - own/{name}{end}" for name in names)
    assert edited == (f"{text}ignore:{end}{added}" if names else text)


def test_the_config_is_read_as_it_was_meant(tmp_path: Path) -> None:
    path = tmp_path / ".replycheck.yml"
    path.write_text(ignoring("# ours\nseverities: {tone: error}\n", RULE, path=str(path)))
    config = read_config(path)
    assert config.ignore == (RULE,)
    assert "tone" in config.severities
