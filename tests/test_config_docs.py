"""What the documentation shows is right: configs load, workflows parse, commands are calls, keys are all there."""

from __future__ import annotations

import inspect
import json
import re
import shlex
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
import yaml

from replycheck.checkers import NEEDS, PREDICATES
from replycheck.checkers.contract import CHOICES, LEXICONS, VALUES
from replycheck.cli.main import COMMANDS
from replycheck.cli.options import OPTIONS, plain_call
from replycheck.config import Override
from replycheck.configfile import KEYS, SETTINGS, read_config
from replycheck.rulefile import COMMON
from replycheck.rules import Example, load_rules
from replycheck.schema import rule_schema

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"

if not DOCS.is_dir():
    pytest.skip("the documentation is not here", allow_module_level=True)


def blocks(page: str, language: str) -> list[str]:
    text = (DOCS / page).read_text(encoding="utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def is_config(block: str) -> bool:
    return set(yaml.safe_load(block)) <= set(KEYS)


PAGES = ("config.md", "ci.md")
CONFIGS = [block for page in PAGES for block in blocks(page, "yaml") if is_config(block)]


@pytest.mark.parametrize("block", CONFIGS)
def test_a_config_loads_and_names_rules_that_exist(block: str, tmp_path: Path) -> None:
    (tmp_path / "house.yml").write_text("ignore: [tone/curt]\n")
    (tmp_path / "team" / "rules" / "own").mkdir(parents=True)
    rule = "kind: phrase\nseverity: error\nmessage: m\nphrases:\n  - once again\n"
    (tmp_path / "team" / "rules" / "own" / "a.yaml").write_text(rule)
    path = tmp_path / "team" / ".replycheck.yml"
    path.write_text(block)
    assert len(load_rules(config=read_config(path))) > 10


def test_there_are_configs_in_the_pages() -> None:
    assert len(CONFIGS) >= 2


@pytest.mark.parametrize("key", [*KEYS, *SETTINGS, *(f for f in Override._fields if f != "home")])
def test_every_key_is_documented(key: str) -> None:
    assert f"`{key}`" in (DOCS / "config.md").read_text(encoding="utf-8")


def workflows(kind: str) -> list[Any]:
    return [yaml.safe_load(b) for b in blocks("ci.md", "yaml") if kind in b.splitlines()[0]]


def test_the_workflows_use_inputs_of_the_action() -> None:
    inputs = yaml.safe_load((ROOT / "action.yml").read_text())["inputs"]
    steps = [
        s
        for w in workflows("workflows")
        for s in w["jobs"]["replies"]["steps"]
        if "/replycheck@" in s.get("uses", "")
    ]
    assert len(steps) == 2
    for step in steps:
        assert set(step["with"]) <= set(inputs)
    page = (DOCS / "ci.md").read_text()
    for name in inputs:
        assert f"| `{name}` |" in page


def test_the_hooks_are_those_of_the_checkout() -> None:
    hooks = {hook["id"] for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())}
    (config,) = workflows("pre-commit")
    assert {hook["id"] for hook in config["repos"][0]["hooks"]} == hooks


def test_the_commands_are_calls() -> None:
    (job,) = [w["replies"] for w in workflows("gitlab-ci")]
    lines = [line for line in job["script"] if line.startswith("replycheck")]
    page = (DOCS / "suppressing.md").read_text(encoding="utf-8")
    lines += [line for line in page.splitlines() if line.startswith("replycheck ")]
    assert len(lines) == 3
    for line in lines:
        _, *args = shlex.split(line)
        if args[0] != "baseline":
            assert plain_call(args, COMMANDS) is not None, line


def test_every_option_a_page_names_exists() -> None:
    known = {flag for option in OPTIONS for flag in option.flags} | {"--help", "--dry-run", "--force"}
    for page in (*PAGES, "suppressing.md"):
        for flag in re.findall(r"`(--[a-z-]+)", (DOCS / page).read_text(encoding="utf-8")):
            assert flag in known, (page, flag)


def test_suppressing_comments_of_the_page_work(tmp_path: Path) -> None:
    from replycheck.cli.main import main

    (block,) = blocks("suppressing.md", "html")
    (tmp_path / "a.html").write_text(block)
    call = [
        str(tmp_path / "a.html"),
        "--mode",
        "macro",
        "--isolated",
        "--select",
        "generic/stock-apology,residue",
    ]
    out = tmp_path / "out.json"
    assert main([*call, "--fail-on", "suggestion", "-f", "json", "-o", str(out)]) == 0
    (report,) = json.loads(out.read_text())["reports"]
    assert len(report["suppressed"]) == 1


OWN = [block for block in blocks("own-rules.md", "yaml") if block.startswith("# support/rules/")]


def test_the_rules_of_the_page_on_own_rules_hold(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from replycheck.cli.main import main

    assert len(OWN) == len(blocks("own-rules.md", "yaml")) > 8
    for block in OWN:
        path = tmp_path / block.partition("\n")[0].removeprefix("# ")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(block, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert main(["test", "support/rules"]) == 0, capsys.readouterr().out


def test_the_page_on_own_rules_has_every_key_and_claim() -> None:
    page = (DOCS / "own-rules.md").read_text(encoding="utf-8")
    claims = {name: " ".join((inspect.getdoc(claim) or "").split()) for name, claim in PREDICATES.items()}
    for name, said in {**COMMON, **claims}.items():
        assert said
        assert f"| `{name}` | {said} |" in page
    shown = (
        "phrase",
        "pattern",
        "substitution",
        "correction",
        "missing",
        "length",
        "density",
        "tokens",
        "judged",
    )
    for kind in shown:
        assert f"| `{kind}` | {listed(VALUES[kind])}" in page
    for kind, keys in LEXICONS.items():
        assert f"| `{kind}` | {listed(keys)} |" in page
    for words in (
        NEEDS,
        *(CHOICES[key] for key in (("phrase", "scope"), ("length", "unit"), ("judged", "labels"))),
    ):
        assert listed(words) in page


def listed(words: Iterable[str]) -> str:
    return ", ".join(f"`{word}`" for word in words)


def test_the_schema_of_rules_has_all_that_an_example_may_hold() -> None:
    branch = rule_schema()["oneOf"][0]
    example = branch["properties"]["examples"]["properties"]["bad"]["items"]["anyOf"][1]["properties"]
    assert set(example) == set(Example._fields)
    assert set(example["settings"]["properties"]) == set(SETTINGS)


def test_the_schema_of_rules_says_what_the_page_says() -> None:
    for branch in rule_schema()["oneOf"]:
        assert branch["description"]
        kind = branch["properties"]["kind"]["const"]
        for key in COMMON:
            assert branch["properties"][key]["description"] == COMMON[key]
        for (of_kind, key), words in CHOICES.items():
            held = branch["properties"].get(key, {})
            assert of_kind != kind or held.get("enum", held.get("items", {}).get("enum")) == list(words)
