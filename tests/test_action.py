"""The GitHub Action: its file by the published schema, its steps by running them as the runner does."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[1]
ACTION = ROOT / "action.yml"
SCHEMA = Path(__file__).parent / "schemas" / "github-action.json"
GOOD = "Hi Hana,\n\nParcel 88121 left Leeds at 9:40 today and reaches you on Friday.\n\nBest,\nLena\n"
BAD = "Dear [INSERT CUSTOMER NAME HERE],\n\nParcel 88121 reaches you on Friday.\n\nBest,\nLena\n"

if not ACTION.is_file():
    pytest.skip("the action is not here", allow_module_level=True)


def action() -> Any:
    return yaml.safe_load(ACTION.read_text(encoding="utf-8"))


def test_the_file_is_an_action_by_the_published_schema() -> None:
    import jsonschema

    wanted = json.loads(SCHEMA.read_text(encoding="utf-8"))
    validator = jsonschema.validators.validator_for(wanted)(wanted)
    assert [error.message for error in validator.iter_errors(action())] == []


def test_every_input_is_used_and_described() -> None:
    text = ACTION.read_text(encoding="utf-8")
    for name, value in action()["inputs"].items():
        assert value["description"].endswith((".", "…")), name
        assert f"inputs.{name}" in text, name


def test_no_input_stands_in_a_script() -> None:
    """What is put into a script by `${{ }}` is run as a part of it."""
    for step in action()["runs"]["steps"]:
        assert "${{" not in step.get("run", "")


class Runner:
    """The shell steps of the action with the environment that a runner gives them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.output = folder / "outputs"
        self.temp = folder / "temp"
        self.temp.mkdir()

    def step(self, name: str, **inputs: str) -> subprocess.CompletedProcess[str]:
        step = next(s for s in action()["runs"]["steps"] if s.get("name") == name)
        given = {key: value["default"] for key, value in action()["inputs"].items()}
        given.update({key.replace("_", "-"): value for key, value in inputs.items()})

        def filled(expression: re.Match[str]) -> str:
            if expression[1].startswith("inputs."):
                return str(given[expression[1].removeprefix("inputs.")])
            return sys.executable

        env = {k: re.sub(r"\$\{\{ (.+?) \}\}", filled, v) for k, v in step.get("env", {}).items()}
        runner = {
            "RUNNER_TEMP": str(self.temp),
            "GITHUB_OUTPUT": str(self.output),
            "GITHUB_ACTION_PATH": str(ROOT),
            "GITHUB_WORKSPACE": str(self.folder),
        }
        return subprocess.run(
            ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", step["run"]],
            cwd=self.folder, env={**os.environ, **runner, **env}, capture_output=True, text=True, timeout=900, check=False,
        )  # fmt: skip

    @property
    def outputs(self) -> dict[str, str]:
        return dict(line.split("=", 1) for line in self.output.read_text().splitlines())


@pytest.fixture
def runner(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Runner:
    """A runner on which replycheck is installed: our sources under the interpreter of the tests."""
    if shutil.which("bash") is None:
        pytest.skip("bash is not installed")
    monkeypatch.delenv("CI_PROJECT_DIR", raising=False)
    found = Runner(tmp_path)
    program = found.temp / "replycheck" / "bin" / "python"
    program.parent.mkdir(parents=True)
    import replycheck

    sources = Path(replycheck.__file__).parents[1]
    program.write_text(f'#!/bin/sh\nPYTHONPATH="{sources}" exec "{sys.executable}" "$@"\n')
    program.chmod(0o755)
    (tmp_path / "drafts" / "with blank").mkdir(parents=True)
    (tmp_path / "drafts" / "good.txt").write_text(GOOD)
    (tmp_path / "drafts" / "with blank" / "bad.txt").write_text(BAD)
    return found


def test_findings_are_annotations_and_fail_the_job(runner: Runner) -> None:
    done = runner.step(
        "Check replies", paths="drafts/good.txt\ndrafts/with blank/bad.txt\n", args="--isolated"
    )
    assert done.returncode == 1
    assert done.stdout.startswith(
        "::error file=drafts/with blank/bad.txt,line=1,endLine=1,col=6,endColumn=33,title=placeholders/unfilled::"
    )
    assert runner.outputs == {"exit-code": "1"}


def test_nothing_found_passes(runner: Runner) -> None:
    done = runner.step("Check replies", paths="drafts/good.txt", args="--isolated\n--mode=draft")
    assert (done.returncode, done.stderr) == (0, "")
    assert runner.outputs["exit-code"] == "0"


def test_sarif_is_written_to_a_file(runner: Runner) -> None:
    done = runner.step(
        "Check replies", paths="drafts/with blank/bad.txt", format="sarif", fail_on="never", args="--isolated"
    )
    assert done.returncode == 0
    assert runner.outputs == {"exit-code": "0", "file": "replycheck.sarif"}
    (run,) = json.loads((runner.folder / "replycheck.sarif").read_text())["runs"]
    assert "placeholders/unfilled" in {result["ruleId"] for result in run["results"]}


def test_config_and_baseline_are_handed_on(runner: Runner) -> None:
    (runner.folder / "own.yml").write_text("ignore: [placeholders]\n")
    done = runner.step("Check replies", paths="drafts/with blank/bad.txt", config="own.yml")
    assert done.returncode == 0, done.stdout
    done = runner.step("Check replies", paths="drafts", baseline="nowhere.json")
    assert done.returncode == 2
    assert "nowhere.json: there is no such baseline yet" in done.stderr


@pytest.mark.parametrize(
    ("inputs", "problem"),
    [
        ({"paths": "nowhere.txt"}, "nowhere.txt: "),
        ({"paths": "drafts", "fail_on": "fatal"}, "--fail-on: unknown value 'fatal'"),
        ({"paths": "drafts", "format": "jsn"}, "--format: unknown value 'jsn'"),
        ({"paths": "--version"}, "./--version: "),
        ({"paths": "$(touch run); `touch run`"}, "$(touch run); `touch run`: "),
        ({"paths": "drafts", "args": "--select\n$(touch run)"}, "no rule or family is called '$(touch run)'"),
    ],
)
def test_a_mistake_is_exit_2_and_runs_nothing(inputs: dict[str, str], problem: str, runner: Runner) -> None:
    done = runner.step("Check replies", **inputs)
    assert done.returncode == 2, done.stderr
    assert problem in done.stderr
    assert not (runner.folder / "run").exists()


def test_the_step_that_installs_installs_this_checkout(tmp_path: Path) -> None:
    """Needs a package index; REPLYCHECK_PRECOMMIT_REQUIRED makes a skip a failure."""
    runner = Runner(tmp_path)
    done = runner.step("Install replycheck")
    if done.returncode != 0 and not os.environ.get("REPLYCHECK_PRECOMMIT_REQUIRED"):
        pytest.skip(f"no package index to install from: {done.stderr[-200:]}")
    assert done.returncode == 0, done.stderr
    (tmp_path / "a.txt").write_text(BAD)
    assert runner.step("Check replies", paths="a.txt", args="--isolated").returncode == 1
