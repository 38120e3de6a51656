"""`replycheck init` looks at a repository and writes a config that loads and does what it says."""

from __future__ import annotations

import json
import re
import shutil
from collections import Counter
from pathlib import Path

import pytest
import yaml

from replycheck.cli.main import main
from replycheck.configfile import read_config
from replycheck.rules import load_rules
from replycheck.survey import look_at

EXPORTS = Path(__file__).parent / "libraries" / "exports"
TEXT = "Hi {{ticket.requester.first_name}},\n\nI apologise for the grey colour; our centre sends you another lamp on Friday.\n"


TEXTS = r".*\.(txt|md|markdown|html?|eml)$"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(name: str, text: str = TEXT) -> None:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_text(text, encoding="utf-8")


def test_what_is_found_is_what_is_there() -> None:
    shutil.copy(EXPORTS / "zendesk.json", "zendesk.json")
    for name in ("macros/late.md", "macros/deep/drafts.md", "support/Chat/a.txt", "drafts/a.txt", "README.md", "src/macros/a.txt",
                 "node_modules/macros/a.txt", ".hidden/macros/a.txt"):  # fmt: skip
        write(name)
    write("package.json", '{"name": "replies", "title": "x", "content": 1}')
    survey = look_at(".")
    assert [(x.path, x.shape) for x in survey.libraries] == [("zendesk.json", "zendesk-json")]
    assert survey.desks == ("zendesk",)
    assert survey.folders == {"drafts": "draft", "macros": "macro", "support/Chat": "chat"}
    assert survey.texts == 4
    assert survey.tokens["{{ … }}"] >= 4
    assert survey.dialect == "en-GB"
    assert survey.languages.most_common(1)[0][0] == "en"


@pytest.mark.parametrize(
    ("text", "dialect"),
    [
        ("Your favorite color is gray; we apologize.", "en-US"),
        ("Your favourite colour is grey; we apologise.", "en-GB"),
        ("Your favourite color is gray; we apologise.", None),
        ("Your favourite lamp is here.", None),
        ("It is here.", None),
    ],
)
def test_spelling_decides_where_it_is_clear(text: str, dialect: str | None) -> None:
    write("macros/a.txt", text)
    assert look_at(".").dialect == dialect


def test_the_config_loads_and_holds_for_the_folders(capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copy(EXPORTS / "zendesk.json", "export.json")
    for name in ("macros/late.md", "chat/a.txt", "drafts/a.txt"):
        write(name)
    assert main(["init"]) == 0
    out, err = capsys.readouterr()
    assert err == "replycheck: wrote ./.replycheck.yml; look through it, then run: replycheck .\n"
    assert yaml.safe_load(out)["repos"][0]["hooks"] == [
        {"id": "replycheck", "files": rf"^(chat/|drafts/|macros/){TEXTS}"},
        {"id": "replycheck-library", "files": r"^export\.json$"},
    ]
    config = read_config(Path(".replycheck.yml"))
    assert len(load_rules(config=config)) > 50
    assert config.of("macros/late.md")[1:4] == (None, "macro", "library")
    assert config.of("chat/a.txt").channel == "chat"
    assert config.of("drafts/a.txt").mode == "draft"
    assert config.of("export.json").mode == "macro"
    text = Path(".replycheck.yml").read_text()
    assert "#   export.json: macros as zendesk-json" in text
    assert "#   spelling: en-GB" in text
    assert "\n  desk: zendesk\n" in text
    assert "\n  dialect: en-GB\n" in text


@pytest.mark.parametrize(
    ("files", "hooks"),
    [
        pytest.param([], [("replycheck", rf"^(drafts/|macros/){TEXTS}")], id="nothing yet"),
        pytest.param(["macros/a.txt"], [("replycheck", rf"^macros/{TEXTS}")], id="a folder"),
        pytest.param(["a b.d/macros/a.txt"], [("replycheck", rf"^a\ b\.d/macros/{TEXTS}")], id="signs"),
        pytest.param(["zendesk.json"], [("replycheck-library", r"^zendesk\.json$")], id="an export alone"),
        pytest.param(
            ["macros/zendesk.json", "macros/a.txt"],
            [("replycheck", rf"^macros/{TEXTS}"), ("replycheck-library", r"^macros/zendesk\.json$")],
            id="an export in a folder",
        ),
    ],
)
def test_the_hooks_take_the_replies_and_nothing_else(
    files: list[str], hooks: list[tuple[str, str]], capsys: pytest.CaptureFixture[str]
) -> None:
    for name in files:
        write(name)
        if name.endswith(".json"):
            shutil.copy(EXPORTS / "zendesk.json", name)
    assert main(["init"]) == 0
    found = yaml.safe_load(capsys.readouterr().out)["repos"][0]["hooks"]
    assert [(hook["id"], hook["files"]) for hook in found] == hooks
    for _, pattern in hooks:
        assert any(re.search(pattern, name) for name in files) == bool(files)
        assert not re.search(pattern, "README.md")


def test_the_desk_is_spoken_of_where_nobody_knows_it() -> None:
    write("macros/a.txt")
    assert main(["init"]) == 0
    text = Path(".replycheck.yml").read_text()
    assert "# desk: zendesk" in text
    assert "The help desk whose variables" in text
    assert read_config(Path(".replycheck.yml")).settings.desk == ""


ZENDESK = "Hi {{ticket.requester.first_name}}, {{ticket.account}} has it as {{ticket.id}} until {{ticket.due_date}}.\n"
INTERCOM = 'Hi {{first_name|fallback:"there"}}, {{company.name}} has it, {{user.name}} of {{user.email}}.\n'
FRESHDESK = (
    'name,text\nDelay,"Hi {{ticket.requester.firstname}}, {{ticket.portal_url}} has {{ticket.id}}; {{ticket.agent.name}}'
    ' and {{helpdesk_name}}."\n'
)


@pytest.mark.parametrize(
    ("files", "desks"),
    [
        pytest.param({"macros/a.md": INTERCOM}, {"macros/a.md": "intercom"}, id="Markdown of one desk"),
        pytest.param({"canned.csv": FRESHDESK}, {"canned.csv": "freshdesk"}, id="a table of one desk"),
        pytest.param({"zendesk.json": "", "macros/a.md": INTERCOM}, {"macros/a.md": "intercom"}, id="an export of another desk"),
        pytest.param(
            {"macros/z/a.md": ZENDESK, "macros/z/old/b.md": ZENDESK, "macros/i/a.md": INTERCOM, "canned.csv": FRESHDESK},
            {"macros/z/a.md": "zendesk", "macros/z/old/b.md": "zendesk", "macros/i/a.md": "intercom", "canned.csv": "freshdesk", "macros/new.md": ""},
            id="several desks",
        ),
        pytest.param({"zendesk.json": "", "macros/a.md": ZENDESK, "macros/b.md": INTERCOM}, {"macros/a.md": "", "macros/b.md": ""}, id="two in one folder"),
        pytest.param({"zendesk.json": "", "macros/a.md": "Hi {{first_name}}.\n"}, {"macros/a.md": ""}, id="a variable that the export's desk has not"),
        pytest.param({"list.json": '[{"title": "a", "body": "Hi."}]'}, {"list.json": ""}, id="a list of no desk"),
    ],
)  # fmt: skip
def test_the_desk_is_the_one_whose_variables_stand_there(
    files: dict[str, str], desks: dict[str, str]
) -> None:
    for name, text in files.items():
        write(name, text)
        if not text:
            shutil.copy(EXPORTS / name, name)
    assert main(["init"]) == 0
    config = read_config(Path(".replycheck.yml"))
    assert {name: config.for_path(name).settings.desk for name in desks} == desks
    assert main([*files, "--mode", "macro", "--select", "macro/foreign-engine", "--fail-on", "error"]) in (
        0,
        2,
    )


def test_macros_that_say_two_sorts_of_english_leave_it_open() -> None:
    for name, language in (("a", "en-GB"), ("b", "en-GB"), ("c", "en-US")):
        write(f"macros/{name}.md", f"---\ntitle: {name}\nlanguage: {language}\n---\n{TEXT}")
    assert look_at(".").dialect is None
    Path("macros/c.md").unlink()
    assert look_at(".").dialect == "en-GB"


def test_every_line_that_is_commented_out_is_a_right_one() -> None:
    """Whoever takes the `#` away must get a config that loads."""
    assert main(["init"]) == 0
    lines = Path(".replycheck.yml").read_text().splitlines()
    keys = ("overrides:", "  - {", "settings:", "  ", "baseline:")
    opened = [
        line[2:] if line.startswith("# ") and line[2:].startswith(keys) and "no export" not in line else line
        for line in lines
    ]
    Path("opened.yml").write_text("\n".join(opened))
    config = read_config(Path("opened.yml"))
    assert config.baseline == ".replycheck-baseline.json"
    assert [entry.match for entry in config.overrides] == ["macros/**", "chat/**"]
    assert config.settings.team_names == ("Lena", "Omar")
    assert config.settings.facts[0].value == "30 days"


def test_an_empty_folder_gets_a_config_too(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["init", "--dry-run"]) == 0
    shown = capsys.readouterr().out
    assert "no export of a help desk" in shown
    assert yaml.safe_load(shown) == {"profile": "agent", "ignore": [], "severities": {}}
    assert list(Path().iterdir()) == []
    assert main(["init", "--print"]) == 0
    assert capsys.readouterr().out == shown


@pytest.mark.parametrize("name", [".replycheck.yml", ".replycheck.yaml", "pyproject.toml"])
def test_a_config_that_is_there_is_not_written_over(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    text = "[tool.replycheck]\n" if name == "pyproject.toml" else "ignore: [tone]\n"
    write(name, text)
    assert main(["init"]) == 2
    assert f"{name}: is there already; --force" in capsys.readouterr().err
    assert main(["init", "--dry-run"]) == 0
    forced = main(["init", "--force"])
    assert forced == (0 if name == ".replycheck.yml" else 2)
    assert (Path(name).read_text() == text) == (forced == 2)


def test_a_config_above_is_no_hindrance() -> None:
    write(".replycheck.yml", "ignore: [tone]\n")
    Path("team").mkdir()
    assert main(["init", "team"]) == 0
    assert Path("team/.replycheck.yml").is_file()


def test_a_name_cannot_break_the_config(folder: Path) -> None:
    write('mac"ro: [x]\n#/macros/a.txt')
    write("macros\n/a.txt")
    write("export.json", json.dumps([{"short_code": "a", "content": "Hi {{contact.name}}"}]))
    assert main(["init"]) == 0
    config = read_config(Path(".replycheck.yml"))
    assert config.of('mac"ro: [x]\n#/macros/a.txt').mode == "macro"


def test_a_folder_that_is_none_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["init", "nowhere"]) == 2
    assert "nowhere: is no folder" in capsys.readouterr().err


def test_what_cannot_be_read_is_passed_over() -> None:
    write("macros/a.txt", "")
    Path("macros/b.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00")
    write("broken.json", '[{"short_code": "a", "content": ')
    survey = look_at(".")
    assert survey.folders == {"macros": "macro"}
    assert survey.tokens == Counter()
