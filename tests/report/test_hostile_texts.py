"""Whatever stands in a draft, a message or a path, no output is broken by it or says something else."""

from __future__ import annotations

import html
import json
import re
import unicodedata
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from replycheck.model import (
    Case,
    Edit,
    Finding,
    Fix,
    Match,
    Message,
    Related,
    Report,
    Severity,
    Skipped,
    Source,
    Span,
)
from replycheck.report.escape import one_line, visible
from replycheck.report.xml import attribute, content

Written = Callable[..., str]

NASTY = (
    "]]>", "%0A", "%", "::", "\n::error::x", "##[error]", "\r", "\n", "\t", "\x00", "\x1b[31m", "\x85", "\u2028", "\ufffe",
    "\uffff", "\ud800", "\udfff", "\udc80", "\U0001f600", "\u202e", "\u200b", '"', "'", "<b>", "</file>", "&amp;", "&", "<!--",
    "-->", "`", "|", "[a](http://x.example)", "@team", "#12", "https://x.example", "www.x.example", "a@x.example", "{{ 7*7 }}",
    "{% raw %}", "{0}", "\\", "\\u0041", ",", ":", "</details>", "- ", "**", "]", "[", "$x$",
)  # fmt: skip
texts = st.lists(st.one_of(st.sampled_from(NASTY), st.text(max_size=4)), max_size=8).map("".join)
paths = texts.map(lambda text: text.replace("\0", "")).filter(lambda text: text.strip("./ \t\r\n") != "")


@st.composite
def reports(draw: st.DrawFn) -> Report:
    draft = Message(draw(texts), role="agent", source=Source(draw(paths), draw(st.none() | texts)))
    inbound = Message(draw(texts), source=Source(draw(paths)))
    findings = []
    for _ in range(draw(st.integers(0, 3))):
        start, end = sorted(draw(st.integers(0, len(draft.text))) for _ in range(2))
        asked = Related("inbound", Span(0, len(inbound.text)), draw(texts))
        told = Related("config", Span(0, 0), draw(texts), draw(texts))
        fix = Fix("safe", (Edit(Span(start, end), draw(texts)),)) if draw(st.booleans()) else None
        match = Match(Span(start, end), suggestions=(draw(texts),), related=(asked, told), fix=fix)
        findings.append(Finding("family/name", draw(st.sampled_from(Severity)), draw(texts), match))
    skipped = (Skipped("family/other", draw(texts)),)
    return Report(Case(draft, inbound), tuple(findings), skipped=skipped)


several = st.lists(reports(), max_size=3)


def count(found: list[Report]) -> int:
    return sum(len(report.findings) for report in found)


def messages(found: list[Report]) -> list[str]:
    return [one_line(finding.message) for report in found for finding in report]


def is_harmless(text: str) -> bool:
    """True where a terminal would show every character and act on none."""
    return not any(
        unicodedata.category(c) in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp") and c not in "\n\t\u200d"
        for c in text
    )


def strings(value: object) -> list[str]:
    if isinstance(value, dict):
        return [text for item in value.values() for text in strings(item)]
    if isinstance(value, list):
        return [text for item in value for text in strings(item)]
    return [value] if isinstance(value, str) else []


@settings(deadline=None)
@given(several)
def test_json_formats_stay_json(written: Written, found: list[Report]) -> None:
    gitlab = json.loads(written("gitlab", *found))
    rdjson = json.loads(written("rdjson", *found))["diagnostics"]
    sarif = json.loads(written("sarif", *found))["runs"][0]["results"]
    assert len(gitlab) == len(rdjson) == len(sarif) == count(found)
    for issue, diagnostic, said in zip(gitlab, rdjson, messages(found), strict=True):
        assert issue["description"].startswith(said)
        assert diagnostic["message"].startswith(said)
    shown = [{**d, "suggestions": []} for d in rdjson]  # a suggestion is written to the file as it is
    plain = [{**r, "fixes": []} for r in sarif]
    assert all(is_harmless(text) for text in strings([gitlab, shown, plain]))
    # Halves of characters stand in no output, not even escaped: strict readers refuse the document.
    assert not any("\ud800" <= c <= "\udfff" for text in strings([gitlab, rdjson, sarif]) for c in text)


@settings(deadline=None)
@given(texts, texts, st.data())
def test_fixes_put_the_words_where_they_belong(
    written: Written, draft: str, new: str, data: st.DataObject
) -> None:
    """Applied to the file as a reader of the format would: SARIF counts characters, reviewdog bytes."""
    start, end = sorted(data.draw(st.integers(0, len(draft))) for _ in range(2))
    fix = Fix("safe", (Edit(Span(start, end), new),))
    finding = Finding("family/name", Severity.ERROR, "m", Match(Span(start, end), fix=fix))
    report = Report(Case(Message(draft, source=Source("a.txt"))), (finding,))
    (result,) = json.loads(written("sarif", report))["runs"][0]["results"]
    (diagnostic,) = json.loads(written("rdjson", report))["diagnostics"]
    if any("\ud800" <= c <= "\udfff" for c in new):
        assert "fixes" not in result
        assert "suggestions" not in diagnostic
        return
    wanted = draft[:start] + new + draft[end:]
    (replacement,) = result["fixes"][0]["artifactChanges"][0]["replacements"]
    region = replacement["deletedRegion"]
    lines = draft.split("\n")
    first, last = (
        sum(len(line) + 1 for line in lines[: region[f"{edge}Line"] - 1]) + region[f"{edge}Column"] - 1
        for edge in ("start", "end")
    )
    assert draft[:first] + replacement["insertedContent"]["text"] + draft[last:] == wanted
    (suggestion,) = diagnostic["suggestions"]
    rows = [line.encode("utf-8", "surrogatepass") for line in lines]
    whole = b"\n".join(rows)
    low, high = (
        sum(len(row) + 1 for row in rows[: suggestion["range"][edge]["line"] - 1])
        + suggestion["range"][edge]["column"]
        - 1
        for edge in ("start", "end")
    )
    assert whole[:low] + suggestion["text"].encode() + whole[high:] == wanted.encode("utf-8", "surrogatepass")


def undone(text: str) -> str:
    """What GitHub's runner makes of a value (`ActionCommand.cs`: the percent sign last)."""
    for escaped, plain in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(escaped, plain)
    return text


@settings(deadline=None)
@given(several)
def test_github_sees_our_commands_and_no_others(written: Written, found: list[Report]) -> None:
    lines = written("github", *found).split("\n")
    assert lines.pop() == ""
    said = []
    for line in lines:
        command = re.fullmatch(r"::(error|warning|notice) ([^:]*)::(.*)", line)
        assert command is not None
        assert is_harmless(line)
        properties = dict(pair.split("=", 1) for pair in command[2].split(","))
        assert set(properties) <= {"file", "line", "endLine", "col", "endColumn", "title"}
        if "not checked" not in properties["title"]:
            said.append(undone(command[3]).split("\n")[0])
    assert said == messages(found)


@settings(deadline=None)
@given(several)
def test_xml_formats_stay_xml(written: Written, found: list[Report]) -> None:
    checkstyle, junit = written("checkstyle", *found), written("junit", *found, fail_on=Severity.SUGGESTION)
    assert checkstyle.isascii()
    assert junit.isascii()
    errors = [error.attrib["message"] for error in ElementTree.fromstring(checkstyle).iter("error")]
    assert len(errors) == count(found)
    # Two characters that XML has no room for are shown by their numbers.
    shown = [said.replace("\ufffe", "\\ufffe").replace("\uffff", "\\uffff") for said in messages(found)]
    assert all(error.startswith(said) for error, said in zip(errors, shown, strict=True))
    tests = list(ElementTree.fromstring(junit).iter("testcase"))
    assert len(tests) == len(found)
    for test, report in zip(tests, found, strict=True):
        failure = test.find("failure")
        assert (failure is None) == (not report.findings)
        if failure is not None:
            assert (
                failure.attrib["message"]
                == ("1 finding" if len(report.findings) == 1 else f"{len(report.findings)} findings")
                + ": family/name"
            )


@given(texts)
def test_text_in_xml_reads_back(text: str) -> None:
    wanted = visible(text).replace("\ufffe", "\\ufffe").replace("\uffff", "\\uffff")
    root = ElementTree.fromstring(f'<a b="{attribute(text)}">{content(text)}</a>')
    assert root.get("b") == wanted
    assert (root.text or "") == wanted


@settings(deadline=None)
@given(several)
def test_a_comment_holds_our_markup_only(written: Written, found: list[Report]) -> None:
    import cmarkgfm
    from cmarkgfm.cmark import Options

    comment = written("markdown", *found)
    assert is_harmless(comment)
    page = cmarkgfm.github_flavored_markdown_to_html(comment, options=Options.CMARK_OPT_UNSAFE)
    body = page.replace("<!-- replycheck -->", "", 1)
    tags = set(re.findall(r"</?([a-z0-9]+)", re.sub(r' align="right"', "", body)))
    assert tags <= {
        "h3",
        "p",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "code",
        "ul",
        "li",
        "strong",
        "details",
        "summary",
    }
    assert body.count("<li>") == comment.count("\n- **") + comment.count("\n  - ")
    assert comment.count("\n- **") == count(found)
    shown = html.unescape(re.sub(r"<[^>]*>", "", body)).replace("\u200b", "")
    assert all(said in shown for said in messages(found))


@settings(deadline=None)
@given(found=several)
def test_a_users_template_is_given_texts_and_not_code(
    written: Written, found: list[Report], template: Path
) -> None:
    text = written("template", *found, template=str(template))
    assert is_harmless(text)
    assert text.split("\n")[:-1] == [
        visible(finding.message).replace("\n", "¶") for report in found for finding in report
    ]


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "own.j2"
    path.write_text(
        "{% for report in reports %}{% for finding in report.findings %}\n"
        "{{ finding.message | replace('\\n', '¶') }}\n"
        "{% endfor %}{% endfor %}\n",
        encoding="utf-8",
    )
    return path
