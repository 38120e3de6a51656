"""`replycheck draft` as people and scripts call it: files, templates of a team's own, the editor, macros."""

from __future__ import annotations

import json
import os
import pty
import stat
import subprocess
import sys
from pathlib import Path

import pytest

import replycheck
from replycheck.cli.main import main

SOURCES = str(Path(replycheck.__file__).parents[1])
MAIL = (
    "From: Hana Ito <hana@example.com>\nTo: support@example.org\nSubject: [#48213] Order 88121\n"
    "Date: Mon, 02 Mar 2026 09:14:00 +0000\n\nHello,\n\nwhere is my order 88121? Can you ring me?\n\nThanks,\nHana\n"
)
CONFIG = "settings: {agent: Ines, brand: Harbour Lamps}\ntemplates: replies\nlibrary: macros.json\n"
MACROS = {
    "macros": [
        {
            "id": 1, "title": "Late parcel", "active": True,
            "actions": [{"field": "comment_value", "value": "Hi {{ticket.requester.first_name}},\n\n"
            "your order {{order.number}} (ticket {{ticket.id}}) is on its way with {{ticket.ticket_field_77}}.\n\n"
            "{{current_user.first_name}} from {{brand.name}}"}],
        },
        {
            "id": 2, "title": "Twin", "active": True,
            "actions": [{"field": "comment_value", "value": "One."}],
        },
        {
            "id": 3, "title": "twin", "active": True,
            "actions": [{"field": "comment_value_html", "value": "<p>Hi {{ticket.requester.name}},</p><p>two</p>"}],
        },
    ]
}  # fmt: skip
ON = ("--draft-date", "2026-03-02T10:00:00+00:00")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("VISUAL", "EDITOR"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "mail.eml").write_text(MAIL, encoding="utf-8")
    (tmp_path / "mail.txt").write_text("Where is my order 88121? Hana", encoding="utf-8")
    return tmp_path


def draft(*args: str) -> int:
    return main(["draft", "--against", "mail.eml", *ON, *args])


def with_config(folder: Path, **files: str) -> None:
    (folder / ".replycheck.yml").write_text(CONFIG, encoding="utf-8")
    (folder / "macros.json").write_text(json.dumps(MACROS), encoding="utf-8")
    (folder / "replies").mkdir()
    for name, text in files.items():
        (folder / "replies" / f"{name.replace('__', '-')}.jinja").write_text(text, encoding="utf-8")


SKELETON = """\
Hello Hana,

I am sorry that you are still waiting for your order 88121.

> where is my order 88121?

[answer 1: the place, or the link]

> Can you ring me?

[answer 2: what you do about it, and by when]

[next step: who does what next, and by when]

Kind regards,
Ines
"""


def test_the_skeleton_goes_to_standard_output_and_the_reason_to_standard_error(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert draft("--agent", "Ines") == 0
    out, err = capsys.readouterr()
    assert out == SKELETON
    assert err == "replycheck: template late-parcel: the mail says “where is my order”\n"


def test_questions_that_are_not_quoted_are_told_of(capsys: pytest.CaptureFixture[str]) -> None:
    asked = "".join(f"Can you send lamp {number} to Leeds?\n" for number in range(60))
    Path("mail.eml").write_text(MAIL.replace("Can you ring me?", f"\n{asked}"), encoding="utf-8")
    assert draft("--agent", "Ines") == 0
    out, err = capsys.readouterr()
    assert out.count("\n> ") == 40
    assert "the skeleton quotes 40 questions and no more; read the rest of the mail yourself" in err


def test_a_new_file_is_written_and_its_check_finds_the_slots(capsys: pytest.CaptureFixture[str]) -> None:
    assert draft("--agent", "Ines", "-o", "draft.txt") == 0
    assert Path("draft.txt").read_text(encoding="utf-8") == SKELETON
    assert "fill its slots and check it: replycheck draft.txt --against mail.eml" in capsys.readouterr().err
    assert main(["draft.txt", "--against", "mail.eml", *ON, "--format", "concise"]) == 1
    found = capsys.readouterr().out.splitlines()
    assert len(found) == 3
    assert all("placeholders/unfilled" in line for line in found)


def test_a_dash_is_standard_output(capsys: pytest.CaptureFixture[str]) -> None:
    assert draft("--agent", "Ines", "-o", "-") == 0
    out, err = capsys.readouterr()
    assert (out, "wrote" in err) == (SKELETON, False)


def test_a_file_is_not_overwritten_unasked(capsys: pytest.CaptureFixture[str]) -> None:
    Path("draft.txt").write_text("mine", encoding="utf-8")
    assert draft("-o", "draft.txt") == 2
    assert Path("draft.txt").read_text(encoding="utf-8") == "mine"
    assert "draft.txt is there already" in capsys.readouterr().err
    assert draft("-o", "draft.txt", "--force") == 0
    assert Path("draft.txt").read_text(encoding="utf-8").startswith("Hello Hana,")


def test_a_broken_template_leaves_the_old_file_as_it_was(folder: Path) -> None:
    with_config(folder, broken="{{ nobody }}")
    Path("draft.txt").write_text("mine", encoding="utf-8")
    assert draft("-o", "draft.txt", "--force", "--template", "broken") == 2
    assert Path("draft.txt").read_text(encoding="utf-8") == "mine"
    assert sorted(p.name for p in folder.iterdir() if p.name.startswith(".replycheck-")) == []


@pytest.mark.parametrize(
    ("args", "problem"),
    [
        (["draft"], "--against: is missing"),
        (["draft", "--against", "nowhere.eml"], "nowhere.eml"),
        (["draft", "--against", "mail.eml", "--template", "late-parcels"], "did you mean 'late-parcel'?"),
        (["draft", "--against", "mail.eml", "--template", "sea"], "`replycheck draft --list` shows them"),
        (["draft", "--against", "mail.eml", "--template", "no/such.jinja"], "no/such.jinja: cannot be read"),
        (["draft", "--against", "mail.eml", "--channel", "fax"], "unknown value 'fax'"),
        (["draft", "--against", "mail.eml", "--agent", " "], "--agent: was given an empty value"),
        (["draft", "--against", "mail.eml", "-o", "draft.eml"], "name it .txt or .md"),
        (["draft", "--against", "-", "--editor", "-o", "x.txt"], "--editor: asks on standard input"),
        (["draft", "--against", "mail.eml", "--editor"], "--editor: needs a file to open"),
        (["draft", "--against", "mail.eml", "--template", "macro:x"], "--library: is missing"),
        (
            ["draft", "--against", "mail.eml", "--draft-date", "soon"],
            "--draft-date: 'soon' is no ISO 8601 date",
        ),
        (
            ["draft", "--against", "mail.eml", "--config", "x", "--isolated"],
            "--isolated: contradicts --config",
        ),
        (["draft", "--against", "mail.txt", "-o", "mail.txt", "--force"], "is one of the inputs"),
    ],
)
def test_a_mistake_in_the_call_is_one_line(
    args: list[str], problem: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(args) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert problem in err
    assert err.count("\n") == 1


def test_without_an_agent_the_name_is_a_slot(capsys: pytest.CaptureFixture[str]) -> None:
    assert draft() == 0
    assert capsys.readouterr().out.endswith("Kind regards,\n[fill in: your name]\n")


@pytest.mark.parametrize(
    ("args", "first", "last"),
    [
        (["--channel", "chat"], "Hi Hana,", "Ines"),
        (["--channel", "social"], "Hi Hana,", "^Ines"),
        (["--customer-name", "Ms Ito"], "Hello Ms Ito,", "Ines"),
        (["--customer-name", "Hana-Lou Ito"], "Hello Hana-Lou,", "Ines"),
        (["--customer-name", "{{ x }}"], "Hello,", "Ines"),
    ],
)
def test_the_form_follows_channel_and_name(
    args: list[str], first: str, last: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert draft("--agent", "Ines", *args) == 0
    lines = capsys.readouterr().out.splitlines()
    assert (lines[0], lines[-1]) == (first, last)


def test_terminals_and_pipes_get_nothing_that_acts(capsys: pytest.CaptureFixture[str]) -> None:
    Path("mail.eml").write_text(
        MAIL.replace("ring me", "read \x1b[31mred\x1b[0m \u202eback\u202c and \x07bell"), encoding="utf-8"
    )
    assert draft("--agent", "\x1b[2JInes") == 0
    assert all(c.isprintable() or c == "\n" for c in "".join(capsys.readouterr()))


# -- a team's own templates ----------------------------------------------------------------------

HEAD = "---\nabout: Ours.\n---\n"


def test_own_templates_are_listed_beside_ours(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with_config(folder, shipping=HEAD + "Hi", question="---\nabout: Ours, over the built-in one.\n---\nHi")
    assert main(["draft", "--list"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == sorted(line.split()[0] for line in lines)
    assert f"shipping          Ours. ({Path('replies/shipping.jinja')})" in [
        line.replace(f"{folder}{os.sep}", "") for line in lines
    ]
    (question,) = [line for line in lines if line.startswith("question ")]
    assert "over the built-in one" in question
    assert not [line for line in lines if line.startswith("_")]
    assert {
        "apology",
        "cancellation",
        "complaint",
        "late-parcel",
        "more-information",
        "outage-or-bug",
        "praise",
    } < {line.split()[0] for line in lines}


def test_an_own_template_has_the_values_and_our_layout(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own = (
        '{% extends "_layout.jinja" %}{% block opening %}{{ brand }} here, about {{ matter }}: {{ slot("x [y]") }}'
        "{% endblock %}"
    )
    with_config(folder, own=own)
    assert draft("--template", "own") == 0
    out = capsys.readouterr().out
    assert "Harbour Lamps here, about your order 88121: [fill in: x (y)]\n" in out
    assert out.endswith("Kind regards,\nInes\n")


def test_an_own_template_is_chosen_by_its_cues(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    head = "---\nabout: Calls.\ncues: [where is my order, ring me]\n---\n"
    with_config(folder, calls=head + "{{ greeting }}\n\nI will ring you.\n")
    assert draft() == 0
    out, err = capsys.readouterr()
    assert out == "Hello Hana,\n\nI will ring you.\n"
    assert "template calls: the mail says “where is my order” and “ring me”" in err


def test_a_cue_that_takes_too_long_is_named(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with_config(folder, slow="---\nabout: Slow.\ncues: ['(.*a){12}b']\n---\nHi\n")
    Path("mail.eml").write_text(MAIL.replace("ring me", "a" * 4000 + " b"), encoding="utf-8")
    assert draft() == 2
    assert "slow.jinja: a cue takes too long on this mail" in capsys.readouterr().err


def test_the_points_of_all_templates_are_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert draft("--agent", "Ines", "--explain") == 0
    out, err = capsys.readouterr()
    assert out == SKELETON
    lines = err.splitlines()
    assert lines[0] == "replycheck: 2 late-parcel: “where is my order” 2"
    assert len(lines) == 11 + 1


def test_a_template_may_be_a_file(capsys: pytest.CaptureFixture[str]) -> None:
    Path("mine.jinja").write_text("{{ greeting }}\n{{ answers }}\n", encoding="utf-8")
    assert draft("--template", "mine.jinja") == 0
    assert capsys.readouterr().out.startswith("Hello Hana,\n> where is my order 88121?\n")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("Hi\n{{ nme }}\n", "bad.jinja:2: 'nme' is undefined; did you mean 'name'?"),
        (HEAD + "Hi\n{{ zzz }}\n", "bad.jinja:5: 'zzz' is undefined; there are agent, answers,"),
        ("Hi\n{% if %}\n", "bad.jinja:2: "),
        ("---\nabout: x\ncue: [y]\n---\n", "bad.jinja:3:1: unknown key 'cue'; did you mean 'cues'?"),
        ("---\nabout: x\ncues: ['(y']\n---\n", "bad.jinja:3:8: invalid regular expression"),
        (
            "---\nabout: x\ncues: ['y{1000000000}']\n---\n",
            "bad.jinja:3:8: invalid regular expression: it repeats more",
        ),
        (
            "---\nabout: x\ncues: ['y?']\n---\n",
            "bad.jinja:3:8: invalid regular expression: it matches the empty text",
        ),
        ("---\nabout: x\nmoods: [glad]\n---\n", "bad.jinja:3:9: unknown value 'glad' in 'moods'"),
        ("---\nabout: [x\n---\n", "bad.jinja:3:"),
        ("\n{% include '/etc/passwd' %}", "bad.jinja:2: includes '/etc/passwd', which is not beside it"),
        ("{% include '../mail.eml' %}", "bad.jinja:1: includes '../mail.eml', which is not beside it"),
        ("{% include '_secret.jinja' %}", "bad.jinja:1: includes '_secret.jinja', which is not beside it"),
        ("{{ ''.__class__.__mro__ }}", "bad.jinja:1: "),
        ("{{ slot.__globals__ }}", "bad.jinja:1: "),
        ("{{ questions.append(1) }}", "bad.jinja:1: "),
        ("{{ range(10) }}", "bad.jinja:1: 'range' is undefined"),
        ("{{ self._TemplateReference__context }}", "bad.jinja:1: "),
        (
            "{% for a in answers %}{{ answers * 400 }}{% endfor %}",
            "makes a draft of more than 100,000 characters",
        ),
        ('Hi\n{{ "a" * 10**10 }}', "bad.jinja:2: a text, a list or a number gets too large here"),
        ("about: Ours.\n---\nHi", "bad.jinja:1: the head has no line '---' above it"),
        ("---\nabout: Ours.\nHi", "bad.jinja:1: the head has no line '---' below it"),
        ("\n{# ours #}\n---\nabout: Ours.\n---\nHi", "bad.jinja:3: the head is not at the first line"),
        (
            HEAD + '{% extends "_layout.jinja" %}\n{% block openin %}\nHi\n{% endblock %}',
            "bad.jinja:5: _layout.jinja has no block 'openin', so its words are lost; did you mean 'opening'?",
        ),
        (
            '{% extends "question.jinja" %}\n{% block zzz %}Hi{% endblock %}',
            "bad.jinja:2: question.jinja has no block 'zzz', so its words are lost; there are answers, more, opening",
        ),
        (
            '{% extends "_layout.jinja" %}\n\nHi\n',
            "bad.jinja:3: words outside the blocks of _layout.jinja are lost",
        ),
        ('{% extends "bad.jinja" %}{% block more %}{% endblock %}', "bad.jinja:1: "),
        (
            "{{ slot() }}",
            'bad.jinja:1: slot wants one text that says what belongs there, as in slot("the amount")',
        ),
        ("{{ slot('a', 'b') }}", "bad.jinja:1: slot wants one text"),
        ("{{ questions[0].txt }}", "bad.jinja:1: there is no 'txt' here; did you mean 'text'?"),
        ("{{ questions[0].zzz }}", "bad.jinja:1: there is no 'zzz' here; there are text, slot"),
        ("{{ questions[0][name] }}", "bad.jinja:1: the template fails here"),
        ("{{ questions.text }}", "bad.jinja:1: there is no 'text' here: this is a list"),
        ("{{ questions[9].text }}", "bad.jinja:1: the list has no entry 9, counted from 0"),
        ("{{ matter.number }}", "bad.jinja:1: there is no 'number' here: this value is a text"),
        ("", "bad.jinja: makes an empty draft; write the reply below its head"),
        ("---\nabout: x\n---\n\n", "bad.jinja: makes an empty draft"),
        ("{# later #}\n{% if not name %}Hi{% endif %}", "bad.jinja: makes an empty draft"),
    ],
)
def test_a_mistake_in_a_template_is_named_at_its_line(
    folder: Path, text: str, problem: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with_config(folder)
    (folder / "_secret.jinja").write_text("secret", encoding="utf-8")
    (folder / "replies" / "bad.jinja").write_text(text, encoding="utf-8")
    assert draft("--template", "bad") == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert problem in err
    assert err.count("\n") == 1
    assert "Hana" not in err


def test_blocks_within_a_block_and_a_draft_that_begins_with_a_line_are_left_alone(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with_config(
        folder,
        inner='{% extends "_layout.jinja" %}{# ours #}\n{% block opening %}{% block kind %}Hi{% endblock %}{% endblock %}\n',
        further='{% extends "inner.jinja" %}{% block kind %}Good day.{% endblock %}',
        dashes="---\n{{ greeting }}\n",
        bare="---\ncues: [nothing]\n---\nHi",
    )
    assert [draft("--template", name) for name in ("inner", "further", "dashes", "bare")] == [0] * 4
    out = capsys.readouterr().out
    assert "Good day.\n" in out
    assert "---\nHello Hana,\n" in out


def test_a_template_that_leads_out_of_its_folder_is_refused(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with_config(folder)
    (folder / "replies" / "out.jinja").symlink_to(folder / "mail.eml")
    assert draft("--template", "out") == 2
    assert "leads out of its folder" in capsys.readouterr().err


def test_a_folder_that_is_not_there_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    Path(".replycheck.yml").write_text("templates: nowhere\n", encoding="utf-8")
    assert main(["draft", "--list"]) == 2
    assert ".replycheck.yml:1:12: there is no folder 'nowhere'" in capsys.readouterr().err


# -- macros --------------------------------------------------------------------------------------

LATE = (
    "Hi Hana,\n\nyour order 88121 (ticket 48213) is on its way with {{ticket.ticket_field_77}}.\n\n"
    "Ines from Harbour Lamps\n"
)


@pytest.mark.parametrize("name", ["1", "Late parcel", "late  PARCEL"])
def test_a_macro_is_filled_from_the_mail_and_the_config(
    folder: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with_config(folder)
    assert draft("--template", f"macro:{name}") == 0
    out, err = capsys.readouterr()
    assert out == LATE
    assert err == (
        "replycheck: cannot fill {{ticket.ticket_field_77}} from the mail or the config; it stays as it is\n"
    )


def test_what_stays_in_a_macro_is_found_by_the_check(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with_config(folder)
    assert draft("--template", "macro:1", "-o", "draft.txt") == 0
    assert main(["draft.txt", "--select", "placeholders", "--format", "concise"]) == 1
    assert "{{ticket.ticket_field_77}}" in capsys.readouterr().out


def test_the_html_of_a_macro_becomes_text(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with_config(folder)
    assert draft("--template", "macro:3") == 0
    assert capsys.readouterr().out == "Hi Hana Ito,\n\ntwo\n"


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("Twin", "2 macros of {lib} are called 'Twin'; name one by its id: 2, 3"),
        ("Late parcels", "no macro of {lib} is called 'Late parcels'; did you mean 'Late parcel'?"),
    ],
)
def test_a_macro_that_cannot_be_told_is_a_mistake(
    folder: Path, name: str, problem: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with_config(folder)
    assert draft("--template", f"macro:{name}") == 2
    assert problem.format(lib="macros.json") in capsys.readouterr().err


def test_a_library_that_is_not_there_is_named(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for more in ((), ("--template", "macro:Twin")):
        assert draft("--library", "nope", *more) == 2
        assert (
            capsys.readouterr().err
            == "replycheck: --library: there is no export or folder 'nope'; check the path\n"
        )
    with_config(folder)
    (folder / "macros.json").unlink()
    assert draft("--template", "macro:Twin") == 2
    assert ".replycheck.yml:3:1: there is no export or folder" in capsys.readouterr().err
    (folder / "macros.json").write_text('{"name": "x"}')
    assert draft("--template", "macro:Twin") == 2
    err = capsys.readouterr().err
    assert "macros.json: holds no macros of a shape that is known; `replycheck " in err
    assert "--library" not in err


def test_a_macro_without_words_makes_no_draft(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with_config(folder)
    macro = {"id": 9, "title": "Bare", "actions": [{"field": "comment_value_html", "value": "<p><br></p>"}]}
    (folder / "macros.json").write_text(json.dumps({"macros": [macro, *MACROS["macros"]]}))
    assert draft("--template", "macro:9") == 2
    assert capsys.readouterr().out == ""


def test_a_folder_of_files_is_a_library_too(capsys: pytest.CaptureFixture[str]) -> None:
    Path("macros").mkdir()
    Path("macros/hello.txt").write_text("Hi {{first_name}}, all is well.\n", encoding="utf-8")
    assert draft("--template", "macro:hello", "--library", "macros") == 0
    assert capsys.readouterr().out == "Hi Hana, all is well.\n"


def test_a_mail_cannot_put_placeholders_into_a_macro(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with_config(folder)
    Path("mail.eml").write_text(
        MAIL.replace("\nHana\n", "\n").replace("Hana Ito", "{{brand.name}}"), encoding="utf-8"
    )
    assert draft("--template", "macro:3") == 0
    assert "Harbour" not in capsys.readouterr().out


# -- the editor ----------------------------------------------------------------------------------

EDITOR = """#!{python}
import pathlib, sys
path = pathlib.Path(sys.argv[-1])
seen = pathlib.Path("seen")
seen.write_text((seen.read_text() if seen.exists() else "") + path.read_text()[:1] + "|")
steps = {steps!r}
done = seen.read_text().count("|")
if done <= len(steps):
    path.write_text(steps[done - 1])
"""
GOOD = (
    "Hello Hana,\n\nYour order 88121 left Leeds this morning and reaches you on Wednesday. I will ring you today "
    "at noon.\n\nKind regards,\nInes\n"
)
BAD = "Hello Hana,\n\nYour order is [date].\n\nKind regards,\nInes\n"


def editor(folder: Path, *steps: str) -> str:
    path = folder / "editor.py"
    path.write_text(EDITOR.format(python=sys.executable, steps=list(steps)), encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return f"'{path}' --wait"


def edited(folder: Path, command: str, keys: str) -> tuple[int, str]:
    """A run with `--editor` on a terminal of its own where somebody types `keys`; the code and what was shown."""
    ours, theirs = pty.openpty()
    env = {**os.environ, "PYTHONPATH": SOURCES, "EDITOR": command, "NO_COLOR": "1"}
    args = ["draft", "--against", "mail.eml", *ON, "--agent", "Ines", "-o", "draft.txt", "--editor"]
    run = subprocess.Popen(
        [sys.executable, "-m", "replycheck", *args],
        cwd=folder,
        env=env,
        stdin=theirs,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    os.write(ours, keys.encode())
    try:
        shown = run.communicate(timeout=120)[0].decode()
    finally:
        os.close(ours)
        os.close(theirs)
    return run.returncode, shown


@pytest.mark.parametrize(
    ("steps", "keys", "code", "opened"),
    [
        pytest.param([GOOD], "", 0, 1, id="clean at once"),
        pytest.param([BAD, GOOD], "e\n", 0, 2, id="edited again"),
        pytest.param([BAD], "w\n", 0, 1, id="left as it is"),
        pytest.param([BAD], "q\n", 1, 1, id="stopped"),
        pytest.param([BAD], "what?\n\nq\n", 1, 1, id="asked until the answer is one"),
        pytest.param(["", GOOD], "e\n", 0, 2, id="a blank draft is no end"),
    ],
)
def test_the_editor_opens_until_the_draft_is_clean_or_the_user_stops(
    folder: Path, steps: list[str], keys: str, code: int, opened: int
) -> None:
    found, shown = edited(folder, editor(folder, *steps), keys)
    assert (found, (folder / "seen").read_text().count("|")) == (code, opened), shown
    assert (folder / "draft.txt").read_text(encoding="utf-8") == steps[-1]
    assert shown.count("[q] stop here") == len(keys.split("\n")[:-1])


def test_the_help_of_the_editor_says_what_it_needs(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["draft", "--help"]) == 0
    assert "written with -o" in " ".join(capsys.readouterr().out.split())


def test_nobody_there_to_answer_stops_the_loop(folder: Path) -> None:
    env = {**os.environ, "PYTHONPATH": SOURCES, "VISUAL": editor(folder, BAD), "EDITOR": "false"}
    args = ["draft", "--against", "mail.eml", *ON, "-o", "draft.txt", "--editor"]
    done = subprocess.run(
        [sys.executable, "-m", "replycheck", *args],
        cwd=folder,
        env=env,
        stdin=subprocess.DEVNULL,
        capture_output=True,
    )
    assert done.returncode == 1
    assert b"the draft stays in draft.txt" in done.stderr


@pytest.mark.parametrize(
    ("command", "problem"),
    [
        ("no-such-editor-at-all", "$EDITOR: cannot start no-such-editor-at-all"),
        ("false", "$EDITOR: false ended with 1; the draft stays in draft.txt"),
        ("'broken", "$EDITOR: cannot be read as a command"),
    ],
)
def test_an_editor_that_does_not_work_is_named(folder: Path, command: str, problem: str) -> None:
    code, shown = edited(folder, command, "")
    assert code == 2
    assert problem in shown
    assert (folder / "draft.txt").is_file()
