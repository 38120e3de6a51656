"""Twins, titles, notes, and values of one case: what a macro is marked for, and what looks like it."""

from __future__ import annotations

import json
from html import escape
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from replycheck import Case, Config, check, load_rules
from replycheck.cli.main import main
from replycheck.libraries.twins import difference
from replycheck.libraries.upkeep import title_trouble
from replycheck.model import Settings
from replycheck.read import read_text
from replycheck.rules import Ruleset

RULES = load_rules(config=Config(select=("macro",)))


def marks(rule: str, text: str, ruleset: Ruleset = RULES) -> list[str]:
    case = Case(read_text(text, role="agent", path="macro"), mode="macro")
    return [f.span.of(text) for f in check(case, ruleset) if f.rule == rule]


DIFFERENT = [
    ("<p>It costs <b>£4</b>.95.</p>", "It costs £5.95.", "£5.95", "£4</b>.95"),
    ("<p>We don't open.</p>", "We open.", "", "don't"),
    ("<ul><li>Box</li><li>30 screws</li></ul>", "- Box\n- 13 screws", "13", "30"),
    ("<p>Valid 100&nbsp;%.</p>", "Valid 10 %.", "10 %", "100&nbsp;%"),
    ("<p>Hi {{a.b}},</p>", "Hi {{a.c}},", "{{a.c}}", "{{a.b}}"),
    ("<p>The shop opens in March.</p>", "The shop opens in April.", "April", "March"),
]


@pytest.mark.parametrize(("html", "text", "here", "there"), DIFFERENT)
def test_a_fact_that_differs_is_marked_in_both(html: str, text: str, here: str, there: str) -> None:
    found = difference(html, text)
    assert found is not None
    assert (found.here.of(text), found.there.of(html), found.score) == (here, there, 0.9)


def test_other_words_for_the_same_are_worth_a_look_only() -> None:
    html = "<p>The parcel leaves the depot tomorrow and the courier calls you before he comes.</p>"
    found = difference(html, "We send it tomorrow. The courier rings first, so stay near the phone, please.")
    assert found is not None
    assert found.score == 0.5


SAME = [
    ("<p>We don’t open on Monday.</p>", "We do not open on Monday."),
    ("<h1>Steps</h1><ol><li>Open</li><li>Close</li></ol>", "STEPS\n\n1. Open\n2. Close"),
    ("<p><img src='cid:image001.png' alt='x'>It is here.</p>", "[image: image001.png]\nIt is here."),
    ("<div>a&nbsp;b</div><div><br></div><div>c</div>", "a b\n\nc"),
    ("<p>See <a href='https://x.example/1'>page 1</a>.</p>", "See page 1 (https://x.example/1)."),
    ("<p>See <a href='https://x.example/7/'>the page</a>.</p>", "See the page http://www.x.example/7."),
    ("<style>p {width: 30px}</style><p>Hi</p><!-- 14 days -->", "Hi"),
    ("<table><tr><td>A</td><td>1</td></tr></table>", "A\t1"),
    ("<p>T<b>w</b>o wo<i>rds</i> and 3<b>0</b></p>", "Two words and 30"),
]


@pytest.mark.parametrize(("html", "text"), SAME)
def test_what_a_mail_program_does_to_a_text_is_no_difference(html: str, text: str) -> None:
    assert difference(html, text) is None


LINES = st.lists(
    st.text(st.characters(categories=("L", "N", "P", "Zs"), exclude_characters="<>&"), max_size=30),
    max_size=6,
)


@given(LINES)
def test_a_text_does_not_differ_from_itself_as_html(lines: list[str]) -> None:
    html = "".join(f"<p>{escape(line, quote=False)}</p>" for line in lines)
    assert difference(html, "\n\n".join(lines)) is None


FIXED = [
    ("The offer ends on 31 March 2024.", ["31 March 2024"]),
    ("We are closed between 24 December 2023 and 2 January 2024.", ["24 December 2023", "2 January 2024"]),
    ("The fair is on Saturday 4 May 2024 in the hall.", ["4 May 2024"]),
    ("Hello Mrs Ferguson,\nthe glass is cut.", ["Ferguson"]),
    ("{# how we greet #}Hello Margaret,\nthe glass is cut.", ["Margaret"]),
    ("{% comment %}{{ticket.id}}{% endcomment %} Hello Mrs Ferguson,\nthe glass is cut.", ["Ferguson"]),
    ("This is Oliver from the workshop.", ["Oliver"]),
    ("I have credited you €12.50 today.", ["€12.50"]),
    ("Your refund of $40 is on its way.", ["$40"]),
    ("About ticket #48213: the part is here.", ["48213"]),
    ("Our price list 2022 is attached.", ["2022"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words"), FIXED)
def test_a_value_of_one_case_is_marked(text: str, words: list[str]) -> None:
    assert marks("macro/hard-coded-value", text) == words


LASTING = [
    "The shop moved on 4 May 2019 to the harbour.",
    "From 1 January 2021 VAT is part of the price.",
    "Our policy of 1 March 2020 holds until 1 March 2030, as the law says.",
    "© 2019 Harbour Tools. All rights reserved.",
    "Model 2023 and the 2020 drill share a battery.",
    "Hi there,\nthe glass is cut.",
    "Hello team,\nthe glass is cut.",
    "{# once: Hello Margaret, #}Hello there,\nthe glass is cut.",
    "{% comment %}\nHello Margaret,\n{% endcomment %}Hello there,\nthe glass is cut.",
    "{{ticket.id}}: Hello Margaret,\nthe glass is cut.",
    "Kind regards,\nJordan Tools",
    "Kind regards,\nYour workshop",
    "Kind regards,\n{{agent.name}}",
    "Best,\nthe bench",
    "Delivery is free from £50, else £4.95.",
    "A refund of £20 or more needs a receipt.",
    "Call 0800 48213 from nine to six.",
    "In order 4 of 5 parcels arrive the next day.",
    "The account 2024 statement is in your inbox.",
    "You wrote “your order 88121”; for example, such numbers have five digits.",
]


@pytest.mark.parametrize("text", LASTING)
def test_a_value_that_stays_true_is_left_alone(text: str) -> None:
    assert marks("macro/hard-coded-value", text) == []


def test_the_brand_is_nobodys_name() -> None:
    text = "The bench is free.\n\nKind regards,\nLaura Wood"
    assert marks("macro/hard-coded-value", text) == ["Laura Wood"]
    assert marks("macro/hard-coded-value", text, RULES.with_settings(Settings(brand="Laura Wood"))) == []


def canned(**values: object) -> dict[str, object]:
    return {"id": 1, "title": "Late", "folder_id": 9, "content": "", "content_html": "", **values}


@pytest.mark.parametrize(
    ("record", "found"),
    [
        pytest.param(canned(), True, id="no text"),
        pytest.param(canned(content=None, content_html="<p>&nbsp;<br></p>"), True, id="no text in its markup"),
        pytest.param(canned(content_html="<p><img src='map.png'></p>"), False, id="a picture"),
        pytest.param(canned(attachments=[{"name": "map.pdf"}]), False, id="a file"),
        pytest.param(canned(content_html="<p>It is late.</p>"), False, id="one text of two"),
        pytest.param(canned(visibility=1, active=False), False, id="out of use"),
        pytest.param({"short_code": "late", "content": " "}, True, id="another desk"),
        pytest.param({"title": "Solve", "actions": [{"field": "comment_value", "value": ""}, {"field": "status", "value": "solved"}]}, False, id="what acts on the ticket"),
        pytest.param({"type": "macro", "id": "1", "name": "Close", "body": "", "body_text": ""}, False, id="what may act on it"),
        pytest.param({"title": "Shipping", "body": ""}, False, id="a list of no desk"),
    ],
)  # fmt: skip
def test_a_macro_without_a_text_is_an_error_where_it_does_nothing_else(
    record: dict[str, object], found: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "canned.json"
    path.write_text(
        json.dumps([record, canned(id=2, content="It is late.")] if "folder_id" in record else [record])
    )
    main([str(path), "--isolated", "--profile", "thorough", "-f", "jsonl", "--fail-on", "never"])
    said = [f for line in capsys.readouterr().out.splitlines() for f in json.loads(line)["findings"]]
    assert [f["rule"] for f in said if "nothing" in f["message"]] == ["macro/empty-or-internal-body"] * found
    assert not found or {f["rule"] for f in said} == {"macro/empty-or-internal-body"}


TITLES = [
    ("", True), ("  ", True), ("Test 2", True), ("Untitled", True), ("Copy of Refund", True), ("Refund (copy)", True),
    ("New macro", True), ("asdf", True), ("12", True), ("---", True), ("Macro 7", True), ("x", True),
    ("Refund", False), ("Test drives", False), ("Copyright", False), ("Template for landlords", False),
    ("Old lamp, new bulb", False), ("42nd street", False), ("Response times", False), ("VAT", False), ("OK", False),
]  # fmt: skip


@pytest.mark.parametrize(("title", "found"), TITLES)
def test_a_title_that_says_nothing_is_told_from_one_that_does(title: str, found: bool) -> None:
    from replycheck.libraries import Record

    rule = RULES.get("macro/missing-metadata")
    assert rule is not None
    record = Record("1", title, (), "zendesk-json", "a.json")
    assert bool(title_trouble(record, rule.checker.empty)) is found  # type: ignore[attr-defined]


INSIDE = [
    "Agent note: tag it with VIP.",
    "For internal use only",
    "Use this macro when the parcel is late.",
    "Escalate to tier 2 if he asks again.",
    "Don't tell the customer about the recall.",
    "Agents should check the balance first.",
]
OUTSIDE = [
    "Our agents should call you within the hour.",
    "The internal disk holds two films.",
    "I have escalated this to the workshop.",
    "Use this template for the letter to your landlord.",
    "The customer number is on the invoice.",
    "Set the dial to open and press the button.",
    "You can ask Tom first; he knows the hall.",
    "Please do not send it to the old address.",
]


@pytest.mark.parametrize("text", INSIDE)
def test_what_is_said_to_colleagues_is_an_error_in_a_public_macro(text: str) -> None:
    assert len(marks("macro/empty-or-internal-body", text)) == 1


@pytest.mark.parametrize("text", OUTSIDE)
def test_what_is_said_to_customers_is_left_alone(text: str) -> None:
    assert marks("macro/empty-or-internal-body", text) == []


@pytest.mark.parametrize(
    ("text", "blank"),
    [
        ("Hi {{a.b}},\n\nKind regards,\n{{c.d}}", True),
        ("Hello,\n\n", True),
        ("n/a", True),
        ("<p>Hi there,</p><p>Best,<br>The team</p>", True),
        ("Hi {{a.b}},\n\n{{dc.text}}\n\nKind regards,\n{{c.d}}", False),
        ("Dear {{{Recipient.FirstName}}}, the part is here.", False),
        ("Thanks,\n\nthe part is here.", False),
        ("Hi,\n\n<img src='x.png'>", False),
        ("Hi,\n\nhttps://help.example.com", False),
        ("Done.", False),
    ],
)
def test_a_macro_without_an_answer_is_told_from_a_short_one(text: str, blank: bool) -> None:
    assert (marks("macro/empty-or-internal-body", text) == [""]) is blank
