"""`--format html` without a browser: texts stay texts, links lead somewhere, secrets are covered."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser, LexborNode

from replycheck.check import check
from replycheck.cli.main import main
from replycheck.model import (
    Answer,
    Case,
    Edit,
    Finding,
    Fix,
    Match,
    Message,
    Part,
    PartKind,
    Question,
    Related,
    Report,
    Severity,
    Skipped,
    Source,
    Span,
    Suppressed,
)
from replycheck.read import read_text
from replycheck.report.escape import visible
from replycheck.report.pieces import Mark, pieces
from replycheck.rules import load_rules

Written = Callable[..., str]
Made = Callable[..., Report]

HOSTILE = (
    "<script>alert(1)</script>", "</script>", "<!--", "-->", "<img src=x onerror=alert(1)>", "{{ 7*7 }}", "{% include 'x' %}",
    "</style><style>*{display:none}</style>", "]]>", "\u2028", "\u2029", "\x00", "\x1b[31m", "\r", "\u202e", "\u200b", "\ufeff", "\ud800", "\ufffe",
    "'", '"', '" onfocus="alert(1)', "&lt;b&gt;", "&", "javascript:alert(1)", "<base href=//x.example>", "<a href='http://x.example'>",
    "<meta http-equiv=refresh content=0>", "</details>", "</p></section>", "<svg onload=alert(1)>", "\n", "\n\n", "\t", "😀", "<plaintext>",
)  # fmt: skip
# A failing page is as telling unshrunk, and shrinking takes minutes.
examples = settings(deadline=None, max_examples=60, phases=[Phase.explicit, Phase.reuse, Phase.generate])
texts = st.lists(st.one_of(st.sampled_from(HOSTILE), st.text(max_size=4)), max_size=8).map("".join)

ELEMENTS = set(
    "-text -comment a article b bdi body button circle dd del details div footer h1 h2 h3 head header html input ins"
    " label li main mark meta ol p path q rect script section small span strong style summary svg table tbody td th"
    " thead time title tr ul wbr".split()
)
ATTRIBUTES = set(
    "aria-describedby aria-hidden aria-label aria-labelledby aria-pressed aria-sort autocomplete charset checked class"
    " content d data-all data-c data-f data-k data-s data-step data-theme data-total data-v datetime dir fill height"
    " hidden href http-equiv id lang name placeholder role rx scope spellcheck stroke stroke-linecap stroke-linejoin"
    " stroke-width tabindex type value viewbox width".split()
)


def parsed(page: str) -> LexborHTMLParser:
    return LexborHTMLParser(page)


def nodes(page: str) -> list[LexborNode]:
    root = parsed(page).root
    assert root is not None
    return list(root.traverse())


def texts_of(page: str, selector: str) -> list[str]:
    return [node.text(deep=True) for node in parsed(page).css(selector)]


def letter(page: str, side: str) -> str:
    """The text that a message shows, without the numbers of the marks."""
    tree = parsed(page)
    for number in tree.css(".letter .ref"):
        number.decompose()
    return "".join(node.text(deep=True) for node in tree.css(f".{side} .text"))


@st.composite
def reports(draw: st.DrawFn) -> Report:
    draft = Message(
        draw(texts),
        role="agent",
        source=Source(draw(texts).replace("\0", "") or "d", draw(st.none() | texts)),
    )
    inbound = Message(draw(texts), name=draw(texts), subject=draw(texts), source=Source("inbound.eml"))

    def span(text: str) -> Span:
        start, end = sorted(draw(st.integers(0, len(text))) for _ in range(2))
        return Span(start, end)

    findings = []
    for _ in range(draw(st.integers(0, 4))):
        place = span(draft.text)
        related = (
            Related("inbound", span(inbound.text), draw(texts)),
            Related("record", Span(0, 0), draw(texts), draw(texts), draw(texts)),
        )
        fix = Fix("unsafe", (Edit(place, draw(texts)),)) if draw(st.booleans()) else None
        match = Match(place, suggestions=(draw(texts),), related=related, fix=fix, also=(span(draft.text),))
        findings.append(Finding("family/name", draw(st.sampled_from(Severity)), draw(texts), match))
    answers = tuple(
        Answer(
            Question(span(inbound.text), draw(texts), "direct", "yn"),
            draw(st.booleans()),
            0.5,
            span(draft.text),
        )
        for _ in range(draw(st.integers(0, 2)))
    )
    suppressed = tuple(Suppressed(finding, "comment", draw(texts)) for finding in findings[:1])
    return Report(
        Case(draft, inbound), tuple(findings), answers, (Skipped("family/other", draw(texts)),), suppressed
    )


@examples
@given(st.lists(reports(), min_size=1, max_size=3))
def test_hostile_texts_make_no_element_no_attribute_and_no_link(
    written: Written, found: list[Report]
) -> None:
    page = written("html", *found)
    page.encode()  # no halves of characters
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u202e\u2028\u2029\ufeff]", page)
    for node in nodes(page):
        assert node.tag in ELEMENTS or node.tag == "_doctype" or node.tag == "!doctype", node.tag
        for name, value in node.attributes.items():
            assert name.lower() in ATTRIBUTES, name
            assert name != "href" or re.fullmatch(r"#[a-z0-9-]+", value or ""), value
            assert name != "class" or re.fullmatch(r"[a-z -]*", value or ""), value
    assert len(parsed(page).css("script, style, meta, title, main, footer")) == 1 + 1 + 6 + 1 + 1 + 1


@examples
@given(reports())
def test_what_is_shown_is_what_was_written(written: Written, report: Report) -> None:
    page = written("html", report)
    for side, message in (("draft", report.case.draft), ("inbound", report.case.inbound)):
        assert message is not None
        shown, wanted = letter(page, side), visible(message.text)
        assert shown.replace("\n", " ") == wanted.replace("\n", " ")
    assert len(texts_of(page, ".finding")) == len(report.findings)
    assert len(texts_of(page, ".question")) == len(report.answers or ())


@examples
@given(st.lists(reports(), min_size=1, max_size=3))
def test_every_id_is_one_and_every_reference_leads_to_one(written: Written, found: list[Report]) -> None:
    ids: list[str] = []
    wanted: list[str] = []
    for node in nodes(written("html", *found)):
        attributes: dict[str, Any] = node.attributes
        ids += [attributes["id"]] if "id" in attributes else []
        wanted += [attributes["href"][1:]] if attributes.get("href") else []
        for name in ("aria-labelledby", "aria-describedby"):
            wanted += (attributes.get(name) or "").split()
    assert len(ids) == len(set(ids))
    assert set(wanted) - set(ids) == set()


def test_only_the_pages_own_script_and_style_may_run(written: Written, made: Made) -> None:
    page = written("html", made("late"))
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]*)"', page)
    assert policy.startswith("default-src 'none';")
    for name in ("script", "style"):
        (body,) = re.findall(rf"<{name}>(.*?)</{name}>", page, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}'" in policy
    assert not re.search(
        r"\b(?:innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval|fetch|localStorage)\b", page
    )
    assert not re.search(
        r"""\b(?:src|action|srcset|style|on[a-z]+)\s*=\s*["']""", re.sub(r"(?s)<script>.*</script>", "", page)
    )
    assert "http" not in re.sub(r"(?s)<script>.*</script>|http-equiv", "", page)


@given(st.text(max_size=20), st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)), max_size=6))
def test_pieces_joined_are_the_text(text: str, places: list[tuple[int, int]]) -> None:
    spans = [Span(*sorted((min(a, len(text)), min(b, len(text))))) for a, b in places]
    found = pieces(text, [Mark(span, f"f{at}", shows_end=True) for at, span in enumerate(spans)])
    assert "".join(piece.text for piece in found) == text
    for at, span in enumerate(spans):
        if span:
            assert "".join(piece.text for piece in found if f"f{at}" in piece.keys) == span.of(text)
        assert sum(f"f{at}" in piece.ends for piece in found) == 1


def test_overlapping_findings_share_the_words_they_share(written: Written) -> None:
    text = "one two three"
    both = [
        Finding("tone/a", Severity.SUGGESTION, "a", Match(Span(0, 7))),
        Finding("tone/b", Severity.ERROR, "b", Match(Span(4, 13))),
    ]
    page = written("html", Report(Case(Message(text)), tuple(both)))
    shown = [
        (node.text(), node.attributes["data-k"], node.attributes["class"]) for node in parsed(page).css(".m")
    ]
    assert shown == [("one ", "f1", "m suggestion"), ("two", "f1 f2", "m error"), (" three", "f2", "m error")]
    assert texts_of(page, ".draft .ref") == ["1", "2"]


def test_what_is_missing_has_a_number_behind_the_last_word(written: Written) -> None:
    text = "Hi Hana,\n\nit is here.\n\nTom\n"
    at = text.index("Tom")
    page = written(
        "html", Report(Case(Message(text)), (Finding("answers/x", Severity.ERROR, "m", Match(Span(at, at))),))
    )
    assert "it is here.1\n\nTom" in "".join(texts_of(page, ".draft .text"))
    assert texts_of(page, ".finding .where") == ["missing from the draft"]


INBOUND = "Hello,\n\nwhere is it? And who pays?\n\nHana\n\n> old words\n"
DRAFT = "Hi Hana,\n\nit is in Leeds.\n\nTom\n"


def asked(words: str, answer: str | None, *, addressed: bool) -> Answer:
    at, to = INBOUND.index(words), DRAFT.index(answer) if answer else 0
    question = Question(Span(at, at + len(words)), words, "direct", "yn")
    return Answer(question, addressed, 0.9, Span(to, to + len(answer)) if answer else None)


def conversation(**more: Any) -> Report:
    quoted = INBOUND.index("> old")
    parts = (Part(PartKind.BODY, 0, quoted), Part(PartKind.QUOTED, quoted, len(INBOUND)))
    inbound = Message(INBOUND, parts, name="Hana Ito", subject="Parcel", source=Source("inbound.eml"))
    answers = (
        asked("where is it?", "it is in Leeds.", addressed=True),
        asked("who pays?", None, addressed=False),
    )
    return Report(
        Case(Message(DRAFT, role="agent", source=Source("draft.txt")), inbound), answers=answers, **more
    )


def test_a_question_is_joined_to_the_sentence_that_answers_it(written: Written) -> None:
    page = written("html", conversation())
    assert texts_of(page, '.letter [data-k="q1"]:not(.ref)') == ["where is it?", "it is in Leeds."]
    first, second = texts_of(page, ".question")
    assert "Answered in line 3: it is in Leeds." in " ".join(first.split())
    assert "Perhaps not answered." in second
    assert texts_of(page, "details.folded") == ["Quoted text\n> old words\n\n"] or "> old words" in letter(
        page, "inbound"
    )
    assert "2 questions, 1 answered" in page


def test_suggestions_fixes_and_related_places_are_told(written: Written) -> None:
    place = Span(10, 25)
    related = (
        Related("inbound", Span(8, 20), "the customer asked"),
        Related("config", Span(0, 0), "your settings", "30 days"),
        Related("record", Span(0, 0), "the other macro", "Refund", "m.json#7"),
    )
    match = Match(
        place, suggestions=("in York",), related=related, fix=Fix("safe", (Edit(Span(10, 12), "It"),))
    )
    page = written("html", conversation(findings=(Finding("tone/x", Severity.WARNING, "said so", match),)))
    (card,) = [" ".join(text.split()) for text in texts_of(page, ".finding")]
    for words in ("1 warning line 3 tone/x", "said so", "Write in York", "safe fix replace it → by It", "(line 3): where is it?",
                  "your settings: 30 days", "the other macro (m.json#7): Refund"):  # fmt: skip
        assert words in card
    assert 'data-k="f1 q1">where is it?' in page  # the customer's words light up with the finding


def test_nothing_is_silently_left_out(written: Written) -> None:
    hushed = Suppressed(Finding("tone/x", Severity.ERROR, "m", Match(Span(0, 2))), "comment", "agreed")
    report = conversation(skipped=(Skipped("links/dead", "needs a network"),), suppressed=(hushed,))
    page = written("html", report, incomplete=lambda: True)
    said = " ".join(" ".join(texts_of(page, "main")).split())
    for words in (
        "1 rule: needs a network",
        "links/dead",
        "1 finding suppressed",
        "by a comment (agreed)",
        "An input could not be checked",
        "Nothing found",
    ):
        assert words in said


def test_secrets_are_covered_wherever_they_stand() -> None:
    import io

    from replycheck.report import FORMATS, Style

    inbound = read_text(
        "Hello,\n\nmy card 4111 1111 1111 1111 was charged twice. Why?\n\nHana\n", path="inbound.txt"
    )
    draft = "Hi Hana,\n\ncard 4111 1111 1111 1111 was charged once. Your password is Sunny-88xx, so log in.\n\nTom\n"
    report = check(Case(read_text(draft, role="agent", path="d.txt"), inbound), load_rules())
    assert {"privacy/card-number", "privacy/secret"} <= {finding.rule for finding in report}
    out = io.StringIO()
    FORMATS["html"]([report], out, Style())
    page = out.getvalue()
    assert "4111" not in page
    assert "Sunny" not in page
    assert letter(page, "draft") == draft.replace("4111 1111 1111 ", "**** **** **** ").replace(
        "Sunny-88xx", "**********"
    )
    assert "**** **** **** 1111" in letter(page, "inbound")
    assert "Covered on this page." in page


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("We sent the blue lamp on Monday, and the courier will bring it to you on\nFriday.", "on Friday.", id="a hard wrap"),
        pytest.param("14 Elm Row\nLeeds", "Row\nLeeds", id="an address"),
        pytest.param("We sent the blue lamp on Monday, and the courier will bring it to you on\n- Friday", "on\n- Friday", id="a list"),
        pytest.param("We sent the blue lamp on Monday, and the courier will bring it to you on\n\nFriday", "on\n\nFriday", id="a paragraph"),
        pytest.param("x" * 90 + "\nFriday", "x\nFriday", id="a line of its own length"),
    ],
)  # fmt: skip
def test_hard_wraps_are_not_wrapped_twice(text: str, shown: str, written: Written) -> None:
    assert letter(written("html", Report(Case(Message(text)))), "draft").endswith(shown)


def test_many_cases_have_a_table_the_gravest_first_and_sections_where_there_is_something(
    written: Written, made: Made
) -> None:
    found = [
        made(path="clean.txt"),
        made("late", path="warned.txt", rule="tone/blame"),
        made("late", "order", path="grave.txt", severity=Severity.ERROR, rule="clarity/jargon"),
    ]
    page = written("html", *found)
    assert [" ".join(text.split()) for text in texts_of(page, ".cases tbody tr")] == [
        "grave.txt200",
        "warned.txt010",
        "clean.txt000",
    ]
    assert texts_of(page, "details.case .name") == ["warned.txt", "grave.txt"]
    assert [node.attributes["href"] for node in parsed(page).css(".cases a")] == ["#c3-in", "#c2-in"]
    assert texts_of(page, ".rules tbody .rule") == ["clarity/jargon", "tone/blame"]
    assert [node.attributes["value"] for node in parsed(page).css('input[name="family"]')] == [
        "clarity",
        "tone",
    ]


def test_a_page_of_nothing_is_a_page(written: Written) -> None:
    page = written("html")
    assert "Nothing was checked" in page
    assert page.rstrip().endswith("</html>")


def test_the_page_is_written_where_it_is_wanted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("draft.txt").write_text("Dear [INSERT CUSTOMER NAME HERE],\n\nIt is ASAP <b>here</b>.\n\nTom\n")
    assert main(["draft.txt", "--isolated", "--format", "html", "-o", "page.html"]) == 1
    assert capsys.readouterr().out == ""
    page = Path("page.html").read_text(encoding="utf-8")
    assert "&lt;b&gt;here&lt;/b&gt;" in page
    assert texts_of(page, ".why p")  # reasons of rules come from their files


def test_a_question_is_answered_in_every_report_for_people(written: Written) -> None:
    page, text = written("html", conversation()), written("text", conversation())
    assert "1 of 2 answered" in page
    assert "2 questions, 1 answered" in text
    assert "addressed" not in page + text
