"""The hooks in a real repository: pre-commit installs them from this checkout and runs them on commits.

pre-commit makes an environment with pip, so these tests need a package index.  Without one they are
skipped, unless REPLYCHECK_PRECOMMIT_REQUIRED is set.
"""

from __future__ import annotations

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
HOOKS = ROOT / ".pre-commit-hooks.yaml"
CHECKOUT = (
    "pyproject.toml",
    "hatch_build.py",
    "README.md",
    "LICENSE",
    ".pre-commit-hooks.yaml",
    "src",
    "rules",
    "templates",
)
GOOD = "Hi Hana,\n\nParcel 88121 left Leeds at 9:40 today and reaches you on Friday.\n\nBest,\nLena\n"
BAD = "Dear [INSERT CUSTOMER NAME HERE],\n\nParcel 88121 reaches you on Friday.\n\nBest,\nLena\n"
MACRO = '{"macros": [{"id": 7, "title": "Late", "actions": [{"field": "comment_value", "value": "TEXT"}]}]}\n'
PROFANE = MACRO.replace("TEXT", "Hi, we do not give a shit about your parcel.")
CONFIG = """\
repos:
  - repo: REPO
    rev: REV
    hooks:
      - id: replycheck
      - id: replycheck-library
"""

if not HOOKS.is_file():
    pytest.skip("the hooks are not here", allow_module_level=True)


def hooks() -> dict[str, dict[str, Any]]:
    return {hook["id"]: hook for hook in yaml.safe_load(HOOKS.read_text())}


@pytest.mark.parametrize(
    ("hook", "taken", "passed_over"),
    [
        (
            "replycheck",
            ["drafts/a.txt", "a.md", "macros/late parcel.html", "b.EML", ".github/SAVED_REPLIES.md", "news-of-today/x.txt",
             "macros/license-key.md.txt/reply.md", "macros/installed.md"],
            ["README.md", "docs/readme.rst.md", "CHANGELOG.md", "LICENSE.txt", "requirements.txt", "requirements-dev.txt",
             "dev-requirements.txt", ".github/PULL_REQUEST_TEMPLATE.md", ".github/ISSUE_TEMPLATE/bug.md", "CMakeLists.txt",
             "a.py", "a.json", "CODE_OF_CONDUCT.md"],
        ),
        (
            "replycheck-library",
            ["macros.json", "macros/late.yaml", "macros/late.yml", "canned.csv", "x/y.xml", "a.ndjson"],
            [".pre-commit-config.yaml", ".github/workflows/ci.yml", "a.txt", "a.md", "a.py"],
        ),
    ],
)  # fmt: skip
def test_a_hook_takes_the_files_that_it_can_check(
    hook: str, taken: list[str], passed_over: list[str]
) -> None:
    known = hooks()[hook]
    found = [
        name for name in (*taken, *passed_over)
        if re.search(known["files"], name) and not re.search(known["exclude"], name)
    ]  # fmt: skip
    assert found == taken


@pytest.mark.parametrize("hook", ["replycheck", "replycheck-library"])
def test_the_command_of_a_hook_is_a_plain_call(hook: str) -> None:
    from replycheck.cli.main import COMMANDS
    from replycheck.cli.options import plain_call

    program, *args = hooks()[hook]["entry"].split()
    call = plain_call([*args, "a.txt"], COMMANDS)
    assert program == "replycheck"
    assert call is not None
    assert call.force_exclude
    assert hooks()[hook]["require_serial"]  # macros in two processes are never held against each other


class Repository:
    """A team's git repository with both hooks installed."""

    def __init__(self, folder: Path, env: dict[str, str]) -> None:
        self.folder = folder
        self.env = env

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command, cwd=self.folder, env=self.env, capture_output=True, text=True, timeout=900, check=False
        )

    def commit(self, **files: str) -> subprocess.CompletedProcess[str]:
        for name, text in files.items():
            path = self.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        self.run("git", "add", "--all")
        done = self.run("git", "commit", "-m", "Change the replies")
        self.run("git", "reset", "--hard", "--quiet", "HEAD")
        return done

    @property
    def commits(self) -> int:
        return int(self.run("git", "rev-list", "--count", "HEAD").stdout)


def missing(reason: str) -> None:
    if os.environ.get("REPLYCHECK_PRECOMMIT_REQUIRED"):
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    if shutil.which("git") is None:
        missing("git is not installed")
    try:
        import pre_commit  # type: ignore[import-untyped] # noqa: F401
    except ImportError:
        missing("pre-commit is not installed")
    folder = tmp_path_factory.mktemp("pre-commit")
    env = {
        **os.environ,
        "PRE_COMMIT_HOME": str(folder / "home"),
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_SYSTEM": os.devnull,
        **{f"GIT_{who}_{what}": f"{who}@example.com".lower() for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
    }  # fmt: skip
    for name in ("PYTHONPATH", "GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"):
        env.pop(name, None)
    source, team = Repository(folder / "source", env), Repository(folder / "team", env)
    source.folder.mkdir()
    for name in CHECKOUT:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, source.folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        elif (ROOT / name).exists():
            shutil.copy(ROOT / name, source.folder / name)
    team.folder.mkdir()
    for one in (source, team):
        one.run("git", "init", "--quiet")
    assert source.commit().returncode == 0
    rev = source.run("git", "rev-parse", "HEAD").stdout.strip()
    config = CONFIG.replace("REPO", str(source.folder)).replace("REV", rev)
    (team.folder / ".pre-commit-config.yaml").write_text(config)
    installed = team.run(sys.executable, "-m", "pre_commit", "install", "--install-hooks")
    if installed.returncode != 0:
        said = installed.stdout + installed.stderr
        if re.search(
            r"(?i)could not find a version|connection|temporary failure|no matching distribution", said
        ):
            missing("no package index to install from")
        pytest.fail(said)
    assert team.commit(**{"README.md": "# Replies\n\nDear [NAME],\n"}).returncode == 0
    return team


@pytest.mark.parametrize(
    ("files", "rule"),
    [
        pytest.param({"drafts/late.txt": BAD}, "placeholders/unfilled", id="a draft"),
        pytest.param({"late.md": BAD, "drafts/good.txt": GOOD}, "placeholders/unfilled", id="one bad of two"),
        pytest.param({"macros.json": PROFANE}, "screenshot/profanity", id="an export"),
    ],
)
def test_a_bad_commit_is_blocked(files: dict[str, str], rule: str, repository: Repository) -> None:
    before = repository.commits
    done = repository.commit(**files)
    assert done.returncode != 0
    assert rule in done.stdout + done.stderr
    assert repository.commits == before


@pytest.mark.parametrize(
    "files",
    [
        pytest.param({"drafts/late.txt": GOOD}, id="a draft"),
        pytest.param({"macros.json": MACRO.replace("TEXT", "Hi, your parcel left our depot today.")}, id="an export"),
        pytest.param({"package.json": '{"name": "replies"}\n', "a/ci.yml": "on: push\n"}, id="files that are no library"),
        pytest.param({"requirements.txt": "replycheck[nlp]\n", "docs.py": "print('[NAME]')\n"}, id="files of a repository"),
        pytest.param({".replycheckignore": "old/\n", "old/bad.txt": BAD, "old/bad.json": PROFANE}, id="files left out"),
    ],
)  # fmt: skip
def test_a_good_commit_passes(files: dict[str, str], repository: Repository) -> None:
    before = repository.commits
    done = repository.commit(**files)
    assert done.returncode == 0, done.stdout + done.stderr
    assert repository.commits == before + 1


def test_a_file_that_cannot_be_checked_blocks_the_commit(repository: Repository) -> None:
    """A gate that fails open is worse than none."""
    done = repository.commit(**{"broken.json": MACRO.replace('"title"', "title")})
    assert done.returncode != 0
    assert "broken.json:1" in done.stdout + done.stderr


def test_a_mistake_in_the_config_blocks_the_commit(repository: Repository) -> None:
    done = repository.commit(**{".replycheck.yml": "ignroe: [tone]\n", "a.txt": GOOD})
    assert done.returncode != 0
    assert "did you mean 'ignore'?" in done.stdout + done.stderr
