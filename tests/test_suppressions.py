"""Comments that suppress findings: where they count, where they are a fault, and that none outlives its use."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from replycheck.cli.main import main
from replycheck.config import Config
from replycheck.rules import load_rules

STOCK = "We apologize for any inconvenience."
QUIET = "replycheck-disable-next-line generic -- our lawyers wrote this"
SELECT = "generic/stock-apology,screenshot/blames-customer,residue"
RULESET = load_rules(config=Config(select=tuple(SELECT.split(","))))


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Every test runs in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def findings(capsys: pytest.CaptureFixture[str], *args: str) -> list[tuple[str, int]]:
    """(rule, line in the file) of all findings."""
    code = main([*args, "-f", "jsonl", "--select", SELECT, "--isolated", "--fail-on", "never"])
    out, err = capsys.readouterr()
    assert code == 0, err
    return [
        (f["rule"].partition("/")[2], f["location"]["line"])
        for line in out.splitlines()
        for f in json.loads(line)["findings"]
    ]


def checked(capsys: pytest.CaptureFixture[str], name: str, text: str, *args: str) -> list[tuple[str, int]]:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_text(text, encoding="utf-8")
    return findings(capsys, name, *args)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        pytest.param("a.html", f"<p>Hi Ana,</p>\n<!-- {QUIET} -->\n<p>{STOCK}</p>\n", id="HTML"),
        pytest.param("a.md", f"Hi Ana,\n\n<!-- {QUIET} -->\n\n{STOCK}\n", id="Markdown, over a blank line"),
        pytest.param("a.md", f"Hi Ana,\n\n{STOCK} <!-- replycheck-disable-line generic -- why -->\n", id="the same line"),
        pytest.param("a.txt", f"Hi Ana,\n{{% comment %}} {QUIET} {{% endcomment %}}\n{STOCK}\n", id="Liquid"),
        pytest.param("a.txt", f"Hi Ana,\n{{%- comment -%}}\n{QUIET}\n{{%- endcomment -%}}\n{STOCK}\n", id="Liquid, trimmed"),
        pytest.param("a.txt", f"Hi Ana,\n{{% # {QUIET} %}}\n{STOCK}\n", id="Liquid's inline comment"),
        pytest.param("a.txt", f"Hi Ana,\n{{# {QUIET} #}}\n{STOCK}\n", id="Jinja"),
        pytest.param("a.txt", f"{{# replycheck-disable screenshot/blames-customer, generic/stock-apology -- why #}}\nHi Ana,\n\n{STOCK} You failed to read it.\n", id="to the end"),
        pytest.param("a.md", f"<!-- replycheck-disable generic -- why -->\n{STOCK}\n<!-- replycheck-enable generic -->\nHi.\n", id="until it is enabled"),
        pytest.param("a.html", f"<p>{STOCK}</p>\n<!-- replycheck-disable-file generic -- why -->\n<p>{STOCK}</p>", id="the whole file"),
        pytest.param("a.md", f"---\ntitle: Delay\n# replycheck-disable generic -- why\n---\nHi Ana,\n\n{STOCK}\n", id="front matter"),
    ],
)  # fmt: skip
def test_a_comment_suppresses_what_it_names(name: str, text: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert [f for f in checked(capsys, name, text, "--mode", "macro") if f[0] != "lint-directive"] == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param(f"<!-- {QUIET} -->\nHi Ana,\n{STOCK}\n", [("unused-suppression", 1), ("stock-apology", 3)], id="a line too far"),
        pytest.param(f"<!-- replycheck-disable-next-line screenshot/blames-customer -- why -->\n{STOCK}\n", [("unused-suppression", 1), ("stock-apology", 2)], id="another rule"),
        pytest.param(f"<!-- replycheck-disable generic -- why -->\n{STOCK}\n<!-- replycheck-enable -->\n{STOCK}\n", [("stock-apology", 4)], id="enabled again"),
        pytest.param(f"<!-- replycheck-disable-next-line generic -->\n{STOCK}\n", [("unexplained-suppression", 1)], id="no reason"),
        pytest.param(f"<!-- replycheck-disable-next-line -- why -->\n{STOCK}\n", [("unused-suppression", 1), ("stock-apology", 2)], id="no name"),
        pytest.param(f"<!-- replycheck-disable-next-line genric -- why -->\n{STOCK}\n", [("unused-suppression", 1), ("stock-apology", 2)], id="a name that nothing bears"),
        pytest.param(f"<!-- replycheck-disable-next-line clarity -- why -->\n{STOCK}\n", [("stock-apology", 2)], id="rules that do not run say nothing"),
        pytest.param(f"<!-- replycheck-disable-file residue -- why -->\n<!-- replycheck-disable generic -->\n{STOCK}\n", [("unused-suppression", 1), ("unexplained-suppression", 2)], id="its own faults cannot be silenced"),
    ],
)  # fmt: skip
def test_a_comment_suppresses_nothing_else(
    text: str, found: list[tuple[str, int]], capsys: pytest.CaptureFixture[str]
) -> None:
    assert checked(capsys, "a.md", text, "--mode", "macro") == found


def test_a_comment_on_the_line_of_its_fault_is_told_how_to_speak_of_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    said = {}
    for fault in (STOCK, "It is here."):
        Path("a.html").write_text(f"<p>Hi Ana,</p><!-- {QUIET} --><p>{fault}</p>\n")
        main(["a.html", "--mode", "macro", "--isolated", "--select", SELECT, "-f", "concise"])
        said[fault] = capsys.readouterr().out
    assert "write replycheck-disable-line" in said[STOCK]
    assert "no such fault here any more" in said["It is here."]


@pytest.mark.parametrize(
    ("name", "comment", "args"),
    [
        pytest.param("a.txt", f"# {QUIET}", (), id="a draft"),
        pytest.param("a.md", f"<!-- {QUIET} -->", (), id="a draft in Markdown"),
        pytest.param("a.html", f"<!-- {QUIET} -->", (), id="a draft in HTML"),
        pytest.param("a.txt", f"<!-- {QUIET} -->", ("--mode", "macro"), id="HTML's comment in a plain macro"),
        pytest.param("a.md", f"# {QUIET}", ("--mode", "macro"), id="YAML's comment below the front matter"),
    ],
)
def test_a_directive_that_would_be_sent_is_an_error_and_suppresses_nothing(
    name: str, comment: str, args: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    found = checked(capsys, name, f"Hi Ana,\n\n{comment}\n{STOCK}\n", *args)
    assert found == [("lint-directive", 3), ("stock-apology", 4)]


@pytest.mark.parametrize(
    ("desk", "is_comment"),
    [("", True), ("zendesk", True), ("hubspot", True), ("intercom", False), ("helpscout", False), ("gorgias", False),
     ("discourse", False), ("github", False)],
)  # fmt: skip
@pytest.mark.parametrize(
    "comment", ["{# %s #}", "{%% comment %%}%s{%% endcomment %%}"], ids=["Jinja", "Liquid"]
)
@pytest.mark.parametrize("name", ["a.md", "a.txt", "a.csv"])
def test_a_template_s_comment_is_one_where_the_desk_that_was_named_knows_it(
    name: str, comment: str, desk: str, is_comment: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    text = f"{comment % QUIET}\n{STOCK}\n"
    text = f'name,text\nDelay,"{text}"\n' if name == "a.csv" else text
    args = ("--mode", "macro", *(("--desk", desk) if desk else ()))
    found = [rule for rule, _ in checked(capsys, name, text, *args)]
    assert found == ([] if is_comment else ["lint-directive", "stock-apology"])


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        pytest.param("a.md", "```\n", "\n```", id="a fence"),
        pytest.param("a.md", "~~~ html\nHi\n", "\n~~~", id="a fence with a language"),
        pytest.param("a.md", "```\n", "", id="a fence that is not closed"),
        pytest.param("a.md", "Write `", "` above it.", id="a span"),
        pytest.param("a.md", "Write ``", "`` above it.", id="a span of two backticks"),
        pytest.param("a.md", "Like this:\n\n    ", "\n", id="indented"),
        pytest.param("a.md", "{% raw %}\n```\n", "\n```\n{% endraw %}", id="a fence in what is raw"),
    ],
)
@pytest.mark.parametrize("signs", [("<!-- ", " -->"), ("{# ", " #}"), ("{% comment %}", "{% endcomment %}")])
def test_a_directive_in_code_is_shown_and_suppresses_nothing(
    name: str, before: str, after: str, signs: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    said = f"{before}{signs[0]}replycheck-disable-file generic -- why{signs[1]}{after}\n\n"
    found = checked(capsys, name, f"{STOCK}\n\n{said}", "--mode", "macro")
    assert [rule for rule, _ in found] == ["stock-apology"]


@pytest.mark.parametrize("tag", ["{% raw %}", "{%- raw -%}", "{%raw%}"])
@pytest.mark.parametrize(
    "comment",
    ["{# %s #}", "{%% comment %%}%s{%% endcomment %%}", "{%% # %s %%}"],
    ids=["Jinja", "Liquid", "inline"],
)
def test_a_template_s_comment_in_what_is_raw_suppresses_nothing(
    tag: str, comment: str, capsys: pytest.CaptureFixture[str]
) -> None:
    said = comment % "replycheck-disable-file generic -- why"
    end = tag.replace("raw", "endraw")
    for name in ("a.txt", "a.md", "a.html"):
        found = checked(capsys, name, f"{STOCK}\n\n{tag} {said} {end}\n", "--mode", "macro")
        assert [rule for rule, _ in found] == ["stock-apology", "lint-directive"]
        found = checked(capsys, name, f"{STOCK}\n\n{tag} {end} {said} {tag} {end}\n", "--mode", "macro")
        assert found == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        pytest.param("a.md", "- One\n\n    {}\n", id="below an item of a list"),
        pytest.param("a.md", "1. One\nand more\n\n    Two\n\n    {}\n", id="further below it"),
        pytest.param("a.md", "`one` {} `two`\n", id="between two spans"),
        pytest.param("a.md", "```\nx\n```\n{}\n", id="behind a fence"),
        pytest.param("a.md", "{{% raw %}}{}{{% endraw %}}\n", id="HTML's comment in what is raw"),
        pytest.param("a.html", "<pre><code>{}</code></pre>\n", id="HTML's code"),
        pytest.param("a.html", "<p>`{}`</p>\n", id="backticks in HTML"),
    ],
)
def test_a_comment_beside_code_still_suppresses(
    name: str, text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    said = text.format("<!-- replycheck-disable-file generic -- our `lawyers` -->")
    assert checked(capsys, name, f"{STOCK}\n\n{said}", "--mode", "macro") == []


def test_a_directive_that_would_be_sent_is_reported_once(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for text in (
        f"Hi Ana, it ships. <!-- {QUIET} -->",
        f"Hi Ana, it ships. {{% comment %}}{QUIET}{{% endcomment %}}",
    ):
        (folder / "a.txt").write_text(text)
        main(["a.txt", "-f", "concise", "--isolated", "--select", "residue,placeholders"])
        out = capsys.readouterr().out
        assert "residue/lint-directive" in out
        assert "placeholders/" not in out


def export(desk: str, text: str) -> str:
    one: Any = {
        "zendesk": {"macros": [{"id": 1, "title": "T", "actions": [{"field": "comment_value", "value": text}]}]},
        "zendesk-html": {"macros": [{"id": 1, "title": "T", "actions": [{"field": "comment_value_html", "value": text}]}]},
        "intercom": {"data": [{"type": "macro", "id": "1", "name": "T", "body": f"<p>{text}</p>", "body_text": text}]},
        "chatwoot": [{"short_code": "1", "content": text}],
    }[desk]  # fmt: skip
    return json.dumps(one)


@pytest.mark.parametrize(
    ("desk", "comment", "counts"),
    [
        ("zendesk", "{% comment %} QUIET {% endcomment %}", True),
        ("zendesk", "<!-- QUIET -->", False),
        ("zendesk-html", "<!-- QUIET -->", True),
        ("chatwoot", "{% comment %}QUIET{% endcomment %}", True),
        ("intercom", "{% comment %}QUIET{% endcomment %}", False),
    ],
)
def test_in_an_export_the_desk_decides_which_comments_are_unseen(
    desk: str, comment: str, counts: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    text = f"Hi Ana,\n{comment.replace('QUIET', QUIET)}\n{STOCK}"
    found = {rule for rule, _ in checked(capsys, "a.json", export(desk, text))}
    assert found == (set() if counts else {"lint-directive", "stock-apology"})


YAML = """\
- title: Delay
  isenabled: 1
  # replycheck-disable-next-line generic -- our lawyers wrote this
  response: |
    Hi Ana,

    We apologize for any inconvenience.
    # replycheck-disable-file generic -- this is text
- title: Damage
  isenabled: 1
  response: We apologize for any inconvenience.
"""


def test_comments_of_yaml_count_for_the_entry_below_them(capsys: pytest.CaptureFixture[str]) -> None:
    found = checked(capsys, "canned.yaml", YAML)
    assert found == [("lint-directive", 8), ("stock-apology", 11)]


@pytest.mark.parametrize(
    ("comment", "found"),
    [
        (
            "# replycheck-disable generic, screenshot -- why",
            [("lint-directive", 9), ("unused-suppression", 1)],
        ),
        ("# replycheck-disable-next-line generic -- why", [("lint-directive", 9), ("stock-apology", 12)]),
        ("# replycheck-disable-file generic", [("lint-directive", 9), ("unexplained-suppression", 1)]),
    ],
)
def test_comments_of_yaml_count_from_the_top(
    comment: str, found: list[tuple[str, int]], capsys: pytest.CaptureFixture[str]
) -> None:
    text = f"{comment}\n{YAML}".replace("  # replycheck-disable-next-line generic -- our", "  # our")
    assert checked(capsys, "canned.yaml", text) == found


def test_a_fault_of_a_files_comments_is_reported_once_with_its_place(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "canned.yaml").write_text("# replycheck-disable links -- why\n" + YAML)
    (folder / "zz.txt").write_text("Hi Ana,\n\nit is here.\n")
    args = [
        "canned.yaml",
        "zz.txt",
        "-f",
        "concise",
        "--isolated",
        "--select",
        "links,residue/unused-suppression",
    ]
    assert main([*args, "--fail-on", "warning"]) == 1
    out = capsys.readouterr().out
    assert out.startswith("canned.yaml:1:22: warning residue/unused-suppression: “links” suppresses nothing")
    assert len(out.splitlines()) == 1


def test_a_baseline_knows_the_faults_of_a_files_comments_too(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "canned.yaml").write_text("# replycheck-disable links -- why\n" + YAML)
    select = ["--isolated", "--select", "links,residue/unused-suppression"]
    assert main(["canned.yaml", *select, "--fail-on", "warning"]) == 1
    assert main(["baseline", "write", "canned.yaml", *select]) == 0
    args = ["canned.yaml", *select, "--fail-on", "warning", "--baseline", ".replycheck-baseline.json"]
    assert main(args) == 0


SAVED = """\
## Issue: late
<!-- replycheck-disable-next-line generic -- why -->

```
We apologize for any inconvenience.
```

## Issue: broken

```
<!-- replycheck-disable-next-line generic -- why -->
We apologize for any inconvenience.
We apologize for any inconvenience.
```
"""


def test_comments_between_saved_replies_count_for_the_block_below(capsys: pytest.CaptureFixture[str]) -> None:
    assert checked(capsys, "SAVED_REPLIES.md", SAVED) == [("stock-apology", 13)]


def test_what_is_suppressed_is_counted_and_shown_in_json(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "a.md").write_text(f"Hi Ana,\n\n<!-- {QUIET} -->\n{STOCK}\n")
    assert (
        main(["a.md", "--mode", "macro", "-f", "jsonl", "--isolated", "--select", "generic/stock-apology"])
        == 0
    )
    out, err = capsys.readouterr()
    assert err == "replycheck: findings that comments suppress, left out: 1\n"
    (one,) = json.loads(out)["suppressed"]
    assert (one["rule"], one["by"], one["reason"]) == (
        "generic/stock-apology", "comment", "our lawyers wrote this",
    )  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "Hi Ana,\n# replycheck-disable generic\nit ships.\n",
        "Hi Ana,\nit ships. [replycheck-disable-line tone/curt]\n",
        "Hi Ana,\n<!-- replycheck-disable-file tone -- agreed -->\nit ships.\n",
    ],
)
def test_the_fix_takes_the_directive_out_and_nothing_else(text: str) -> None:
    from replycheck import Case, check, load_rules
    from replycheck.config import Config
    from replycheck.read import read_text

    report = check(
        Case(read_text(text, role="agent")), load_rules(config=Config(select=("residue/lint-directive",)))
    )
    (finding,) = report
    assert finding.match.fix is not None
    assert finding.match.fix.safety == "safe"
    (edit,) = finding.match.fix.edits
    assert text[: edit.span.start] + edit.text + text[edit.span.end :] == "Hi Ana,\nit ships.\n"


PIECES = st.sampled_from([
    "<!--", "-->", "{%", "%}", "{#", "#}", " comment ", " endcomment ", "#", " -- ", "--", "replycheck-", "disable", "enable",
    "-next-line", "-file", "-line", " generic", " residue", ",", "\n", " ", STOCK, "```", "---\n", "\ufeff", "\ud800", "é",
])  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(
    text=st.lists(PIECES, min_size=1, max_size=14).map("".join),
    markup=st.sampled_from(["plain", "markdown", "html"]),
)
def test_whatever_stands_in_comments_no_finding_is_lost_or_invented(text: str, markup: Any) -> None:
    """Each finding without comments is found, or suppressed, or stands in a comment."""
    from replycheck import Case, check
    from replycheck.read import read_text
    from replycheck.understand.directives import inner

    text = f"Hi Ana,\n{text}\n{STOCK}\n"
    draft = read_text(text, role="agent", markup=markup)
    case = Case(draft, mode="macro")
    comments = [directive.span for directive in inner(case)]
    report = check(case, RULESET)
    shown = {(f.rule, f.span) for f in report}
    quiet = {(s.finding.rule, s.finding.span) for s in report.suppressed}
    assert not shown & quiet
    assert all(0 <= d.start < d.end <= len(text) for d in comments)
    if not comments:
        assert not quiet
    stock = [span for rule, span in shown | quiet if rule == "generic/stock-apology"]
    assert (
        any(span.end >= len(text) - 3 for span in stock)
        or "```" in text  # code
        or "--" in text  # a comment, or the signature below two dashes
        or "{" in text
    )


@pytest.mark.parametrize(
    ("comment", "said"),
    [
        pytest.param(
            "{# replycheck-disable-next-line tone/cert -- agreed #}",
            "“tone/cert” suppresses nothing: no rule or family has that name; write “tone/curt”, or take it out.",
            id="a slip in the name",
        ),
        pytest.param(
            "{# replycheck-disable-next-line qqqq -- agreed #}",
            "“qqqq” suppresses nothing: no rule or family has that name; correct it, or take it out.",
            id="no such rule",
        ),
        pytest.param(
            "{# replycheck-disable-next-line generic -- agreed #}",
            "“generic” suppresses nothing: there is no such fault here any more; take it out, before it hides "
            "a new one.",
            id="nothing left",
        ),
        pytest.param(
            "{# replycheck-disable-file #}",
            "“{# replycheck-disable-file #}” suppresses nothing: it names no rule; write one behind it, or take "
            "the comment out.",
            id="no name",
        ),
        pytest.param(
            "{# replycheck-disable-next-line tone/curt #}",
            "This comment suppresses a rule without a reason, and in a year nobody can tell whether it may go; "
            "add the reason behind two dashes, as in “-- our lawyers wrote this”.",
            id="no reason",
        ),
    ],
)
def test_what_is_said_of_a_comment_is_one_plain_sentence(comment: str, said: str) -> None:
    from replycheck.check import check
    from replycheck.model import Case
    from replycheck.read import read_text

    draft = read_text(
        f"{comment}\nHi Ana, the lamp ships on Friday and is with you by Tuesday.\n", role="agent"
    )
    report = check(Case(draft, mode="macro"), load_rules())
    assert said in [finding.message for finding in report if finding.rule.startswith("residue/un")]
