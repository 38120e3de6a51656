"""Each shape of an export: which records it holds, their ids, titles and texts, and what is in use."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from replycheck.errors import InputError
from replycheck.libraries import FORMATS, Record, is_library, names_for, read_library
from replycheck.libraries.folder import record_of
from replycheck.model import Case
from replycheck.read import read_draft
from replycheck.records import replace

EXPORTS = Path(__file__).parent / "exports"

Text = tuple[str, str, str]
"""Field, markup, and how the text begins that is checked."""


def records(name: str, library: str | None = None) -> list[Record]:
    found = list(read_library(str(EXPORTS / name), library))
    broken = [str(item) for item in found if isinstance(item, InputError)]
    assert not broken
    return [item for item in found if isinstance(item, Record)]


def shown(record: Record) -> tuple[str, str, bool, list[Text]]:
    texts: list[Text] = [(body.field, body.markup, body.message.text[:34]) for body in record.bodies]
    return record.id, record.title, record.is_active, texts


SHAPES = [
    pytest.param("zendesk.json", None, "zendesk-json", [
        ("36001", "Shipping::Delayed::Weather", True, [
            ("actions.1.value", "plain", 'Your parcel waits in "Leeds"'),
            ("actions.2.value", "html", "<p>Hi {{ticket.requester.first_nam"),
            ("actions.3.value", "plain", "Hi {{ticket.requester.first_name}}"),
        ]),
        ("36002", "Chat::Hold the line", True, [("actions.0.value.1", "plain", "Give me two minutes \U0001f642 while I ask the depot.")]),
        ("36003", "Shipping::Old form", False, [("actions.0.value.1", "plain", "Please fax form 7 to the depot.")]),
        ("36004", "Tags only", True, []),
        ("36005", "Supplier", True, [
            ("actions.0.value.0", "plain", "Missing pallet"),
            ("actions.0.value.1", "plain", "Hello,\n\npallet 7 never came."),
        ]),
    ], id="Zendesk, the API's JSON"),
    pytest.param("zendesk/active/shipping/late_parcel.yaml", None, "zendesk-yaml", [
        ("late_parcel", "Shipping::Late parcel's label", True, [
            ("actions.0.value", "plain", 'Label "7B"\tfor you \U0001f69a again'),
            ("actions.1.value", "plain", "Hi {{ticket.requester.first_name}}"),
            ("actions.2.value", "html", "<p>Hi {{ticket.requester.first_nam"),
        ]),
    ], id="Zendesk, a YAML file"),
    pytest.param("zendesk/inactive/fax.yml", None, "zendesk-yaml", [
        ("fax", "Fax", False, [("actions.0.value", "plain", "Please fax it's form, and the secon")]),
    ], id="Zendesk, a YAML file put away"),
    pytest.param("zendesk/active/elsewhere.yaml", None, "zendesk-yaml", [
        ("elsewhere", "General::Verify the account", True, []),
    ], id="Zendesk, a text that another repository has"),
    pytest.param("freshdesk.json", None, "freshdesk-json", [
        ("501", "Return label", True, [
            ("content_html", "html", "<div>Hi {{ticket.requester.name}},"),
            ("content", "plain", "Hi {{ticket.requester.name}},\n\nthe"),
        ]),
        ("502", "Colours", True, [("content_html", "html", "<p>Red is sold out.</p>"), ("content", "plain", "Red is sold out.")]),
        ("503", "Nothing yet", True, []),
    ], id="Freshdesk"),
    pytest.param("intercom.json", None, "intercom-json", [
        ("71", "Order on its way", True, [
            ("body", "html", '<p>Hi {{user.name|fallback:"there"}'),
            ("body_text", "plain", 'Hi {{user.name|fallback:"there"}}, '),
        ]),
        ("72", "Company", True, [
            ("body", "html", "<p>{{company.name}} is our guest.</"),
            ("body_text", "plain", "{{company.name}} is our guest."),
        ]),
    ], id="Intercom"),
    pytest.param("front.json", None, "front-json", [
        ("rsp_42", "Dogs allowed", True, [
            ("subject", "plain", "Dogs in the shop"), ("body", "html", "<p>Hi {{recipient.first_name}},<br>"),
        ]),
        ("rsp_43", "Opening hours", True, [("body", "html", "<p>We open at nine.</p>")]),
    ], id="Front"),
    pytest.param("gorgias.json", None, "gorgias-json", [
        ("901", "Order status", True, [
            ("actions.1.arguments.body_html", "html", "<div>Hi {{ticket.customer.firstnam"),
            ("actions.1.arguments.body_text", "plain", "Hi {{ticket.customer.firstname}},\n"),
        ]),
        ("902", "Summer sale", False, [
            ("actions.0.arguments.body_html", "html", "<div>The sale is on.</div>"),
            ("actions.0.arguments.body_text", "plain", "The sale is on."),
        ]),
        ("903", "Close only", True, []),
    ], id="Gorgias"),
    pytest.param("helpscout.json", None, "helpscout-json", [
        ("234567", "Visiting us", True, [
            ("text", "html", "Hi {%customer.firstName,fallback=th"),
            ("chatText", "plain", "Come to the mill on Sunday, please."),
        ]),
    ], id="Help Scout"),
    pytest.param("freescout.json", None, "helpscout-json", [
        ("5", "Invoice copy", True, [("text", "plain", "Hello {%customer.firstName%},\n\nthe ")]),
    ], id="FreeScout"),
    pytest.param("chatwoot.json", None, "chatwoot-json", [
        ("hello", "hello", True, [("content", "markdown", "Hi {{contact.first_name}}, **welcom")]),
        ("bye", "bye", True, [("content", "markdown", "Thanks and take care.")]),
    ], id="Chatwoot"),
    pytest.param("zammad.csv", None, "zammad-csv", [
        ("1", "Greeting", True, [("content", "html", "<div>Hello #{ticket.customer.firstn")]),
        ("2", "Old", False, [("content", "plain", "Text of yesterday")]),
        ("3", "Plain", True, [("content", "plain", "The kettle boils again.")]),
    ], id="Zammad, CSV"),
    pytest.param("zammad.json", None, "zammad-json", [
        ("3", "Greeting", True, [("content", "html", "<div>Hello #{ticket.customer.firstn")]),
        ("4", "Old", False, [("content", "plain", "Text of yesterday.")]),
    ], id="Zammad, JSON"),
    pytest.param("osticket.yaml", None, "osticket-yaml", [
        ("What does the shop sell?", "What does the shop sell?", True, [("response", "html", "Hi %{ticket.name.first},\n<br>\n<br>\n")]),
        ("Winter closing", "Winter closing", False, [("response", "plain", 'We close in winter.\nSee you in "Ma')]),
    ], id="osTicket, canned responses"),
    pytest.param("osticket_mail.yaml", None, "osticket-yaml", [
        ("osticket_mail", "Ticket [#%{ticket.number}] opened", True, [
            ("subject", "plain", "Ticket [#%{ticket.number}] opened\n"),
            ("body", "html", "<h3><strong>Dear %{recipient.name.f"),
        ]),
    ], id="osTicket, a mail template"),
    pytest.param("discourse.json", None, "discourse-json", [
        ("Search first", "Search first", True, [("content", "markdown", "Hello @%{original_poster_username,f")]),
        ("Welcome", "Welcome", True, [("content", "markdown", "Welcome to the *club*.")]),
    ], id="Discourse"),
    pytest.param("salesforce/Late_Parcel.email-meta.xml", None, "salesforce-metadata", [
        ("Late_Parcel", "Late parcel", True, [
            ("subject", "plain", "Your parcel & your patience, {!Cont"),
            ("textOnly", "plain", "Dear {!Contact.FirstName},\n\nthe par"),
            ("content", "html", "<html><body>\n<p>Dear {!Contact.Fir"),
        ]),
    ], id="Salesforce, metadata with the file beside it"),
    pytest.param("salesforce.csv", None, "salesforce-csv", [
        ("Thanks_Mail", "Thanks", True, [
            ("Subject", "plain", "Thank you"),
            ("HtmlValue", "html", "<p>Dear {!Contact.FirstName},</p><p"),
            ("Body", "plain", "Dear {!Contact.FirstName},\n\nthe sho"),
        ]),
        ("Off_Mail", "Off", False, [("Subject", "plain", "Off"), ("Body", "plain", "Old words.")]),
    ], id="Salesforce, CSV"),
    pytest.param("salesforce.json", None, "salesforce-json", [
        ("Thanks_Mail", "Thanks", True, [("Subject", "plain", "Thank you"), ("Body", "plain", "Dear {!Contact.FirstName},\n\nthe sho")]),
    ], id="Salesforce, JSON"),
    pytest.param("hubspot.json", None, "hubspot-json", [
        ("12", "Renewal", True, [("subject", "plain", "Your renewal"), ("html", "html", "<p>Hi {{ contact.firstname }},</p><")]),
    ], id="HubSpot"),
    pytest.param("SAVED_REPLIES.md", None, "saved-replies-md", [
        ("Issue: already fixed (v1)", "Issue: already fixed (v1)", True, [("content", "markdown", "Thanks for the report! It is **fixe")]),
        ("Issue: duplicate (v1.1)", "Issue: duplicate (v1.1)", True, [("content", "markdown", "This is a duplicate of #<ISSUE_NUMB")]),
        ("Issue: duplicate (v1.1) (2)", "Issue: duplicate (v1.1) (2)", True, [("content", "markdown", "Second block of the same heading.")]),
    ], id="SAVED_REPLIES.md"),
    pytest.param("table.csv", None, "csv", [
        ("2", "Refund", True, [("Reply", "plain", 'Hi there,\n\nthe refund of "ten" poun')]),
        ("5", "Shipping", True, [("Reply", "plain", "We ship on Mondays")]),
    ], id="CSV with a column for the text"),
    pytest.param("own.json", "json", "json", [("1", "Refund", True, [("message", "plain", "The refund left \t today.")])], id="JSON of one's own"),
    pytest.param("own.yaml", "yaml", "yaml", [("refund", "Refund", True, [("text", "plain", "The refund left today.")])], id="YAML of one's own"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "library", "shape", "expected"), SHAPES)
def test_a_shape_is_found_and_read(name: str, library: str | None, shape: str, expected: list[Any]) -> None:
    found = records(name, library)
    cut = [(i, t, a, [(f, m, text[:34]) for f, m, text in texts]) for i, t, a, texts in expected]
    assert [shown(record) for record in found] == cut
    assert {record.shape for record in found} == {shape}


@pytest.mark.parametrize(("name", "library", "shape", "expected"), SHAPES)
def test_a_shape_is_read_by_its_name_and_by_its_desks(
    name: str, library: str | None, shape: str, expected: list[Any]
) -> None:
    for said in (shape, shape.partition("-")[0]):
        if said != "saved":
            assert [record.id for record in records(name, said)] == [line[0] for line in expected]


def test_every_format_is_read_by_a_test() -> None:
    tested = {param.values[2] for param in SHAPES}
    assert set(FORMATS) - tested == {"folder", "chatwoot-csv"}


def test_chatwoot_is_known_by_its_columns(tmp_path: Path) -> None:
    path = tmp_path / "canned.csv"
    path.write_text("short_code,content\nhi,Hello there\n")
    (record,) = read_library(str(path))
    assert isinstance(record, Record)
    assert (record.shape, record.id, record.desk) == ("chatwoot-csv", "hi", "chatwoot")


@pytest.mark.parametrize(
    ("name", "html", "text"),
    [
        pytest.param("zendesk.json", "actions.2.value", "actions.3.value", id="Zendesk"),
        pytest.param("freshdesk.json", "content_html", "content", id="Freshdesk"),
        pytest.param("intercom.json", "body", "body_text", id="Intercom"),
        pytest.param("gorgias.json", "actions.1.arguments.body_html", "actions.1.arguments.body_text", id="Gorgias"),
        pytest.param("salesforce/Late_Parcel.email-meta.xml", "content", "textOnly", id="Salesforce"),
    ],
)  # fmt: skip
def test_twins_are_kept_side_by_side(name: str, html: str, text: str) -> None:
    twins = records(name)[0].twins
    assert twins is not None
    assert (twins[0].field, twins[1].field) == (html, text)


@pytest.mark.parametrize("name", ["helpscout.json", "front.json", "zammad.csv", "SAVED_REPLIES.md"])
def test_a_subject_or_a_chat_text_is_no_twin(name: str) -> None:
    assert [record.twins for record in records(name)] == [None] * len(records(name))


def test_a_body_says_what_becomes_of_it() -> None:
    uses = {(r.id, b.field): (b.use, b.channel) for r in records("zendesk.json") for b in r.bodies}
    assert uses["36001", "actions.1.value"] == ("subject", None)
    assert uses["36001", "actions.2.value"] == ("reply", None)
    assert uses["36002", "actions.0.value.1"] == ("reply", "chat")
    assert uses["36005", "actions.0.value.1"] == ("side-conversation", None)
    (record,) = records("helpscout.json")
    assert [(body.use, body.channel) for body in record.bodies] == [("reply", None), ("chat", "chat")]


def test_attachments_are_listed() -> None:
    assert [r.attachments for r in records("freshdesk.json")] == [("label.pdf",), (), ()]
    assert records("front.json")[0].bodies[0].message.attachments == ("map.jpg",)
    assert records("osticket.yaml")[0].attachments == ("roses.txt",)
    assert records("chatwoot.json")[0].attachments is None


def test_what_only_one_desk_has_is_kept() -> None:
    assert records("gorgias.json")[0].fields["language"] == "en"
    assert records("zammad.csv")[0].fields["keywords"] == "hi, hello"
    assert records("zendesk.json")[0].fields["restriction"] == {"type": "Group", "ids": [4]}


REWRITTEN = [
    pytest.param("It&rsquo;s 5&nbsp;&lt; 6 &amp; so", "It\u2019s 5&nbsp;< 6 & so", id="references"),
    pytest.param('<a href="x?a=1&amp;b=2">A &amp; B</a>', '<a href="x?a=1&amp;b=2">A & B</a>', id="not those of a tag"),
    pytest.param("<!-- a &amp; b --> c &amp; d", "<!-- a &amp; b --> c & d", id="not those of a comment"),
    pytest.param("a <!-- a &amp; b", "a <!-- a & b", id="a comment without an end"),
    pytest.param("R&D &unknown; &", "R&D &unknown; &", id="no references"),
    pytest.param("a\r\nb\rc", "a\nb\nc", id="line ends"),
    pytest.param("\ufeffa", "a", id="a byte-order mark"),
    pytest.param(f'<img src="data:image/png;base64,{"A" * 9000}" alt="x"> b &amp; c', '<img src="data:," alt="x"> b & c', id="a picture"),
    pytest.param('Hi <attribute key="user.name" default="a &quot;b&quot;" />!', 'Hi {{user.name|fallback:"a "b""}}!', id="a variable with a default"),
    pytest.param("Hi <attribute key='company.name'></attribute>!", "Hi {{company.name}}!", id="a variable without one"),
]  # fmt: skip


@pytest.mark.parametrize(("source", "text"), REWRITTEN)
def test_html_is_checked_as_its_source_with_references_read(source: str, text: str, tmp_path: Path) -> None:
    import json

    path = tmp_path / "a.json"
    path.write_text(json.dumps([{"name": "A", "html": source}]))
    (record,) = read_library(str(path))
    assert isinstance(record, Record)
    assert record.bodies[0].text == source
    assert record.bodies[0].message.text == text
    assert record.bodies[0].message.markup == "html"


FOLDER = [
    pytest.param("opening.md", "front-matter-md", "Opening: summer hours", True, "We open at nine in summer.", id="front matter"),
    pytest.param("closing.md", "front-matter-md", "Closing", False, "We are closed.", id="front matter, out of use"),
    pytest.param("plain_note.txt", "folder", "plain_note", True, "The key is under the mat.", id="text"),
    pytest.param("page.html", "folder", "page", True, "<p>The page is back.</p>", id="HTML"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "shape", "title", "is_active", "text"), FOLDER)
def test_a_file_of_a_folder_is_a_record(
    name: str, shape: str, title: str, is_active: bool, text: str
) -> None:
    path = str(EXPORTS / "folder" / name)
    record = record_of(path, read_draft(path))
    assert (record.id, record.shape, record.title, record.is_active) == (path, shape, title, is_active)
    assert record.bodies[0].message.text.strip() == text
    assert record.bodies[0].message.source.record is None


def test_a_reply_of_discourse_with_front_matter_is_known_by_its_variables(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("---\ntitle: Hello\n---\nHi %{my_name}\n")
    assert record_of(str(path), read_draft(path)).desk == "discourse"


@pytest.mark.parametrize("head", ["title: [", "title: " + "[" * 500, "- a", "title: &a [*a]"])
def test_front_matter_that_is_no_mapping_is_no_fault_of_the_reply(head: str, tmp_path: Path) -> None:
    path = tmp_path / "opening.md"
    path.write_text(f"---\n{head}\n---\nHi\n")
    assert record_of(str(path), read_draft(path)).title == "opening"


WRAPPINGS = [
    pytest.param('[{"short_code": "a", "content": "A"}, {"short_code": "b", "content": "B"}]', id="a list"),
    pytest.param('{"payload": [{"short_code": "a", "content": "A"}, {"short_code": "b", "content": "B"}]}', id="under a key"),
    pytest.param('{"a": {"b": {"c": [{"short_code": "a", "content": "A"}, {"short_code": "b", "content": "B"}]}}, "n": [1, {}]}', id="deep"),
    pytest.param('{"short_code": "a", "content": "A"}\n{"short_code": "b", "content": "B"}\n', id="one a line"),
    pytest.param('{"x": {"short_code": "a", "content": "A"}, "y": {"short_code": "b", "content": "B"}}', id="a mapping"),
    pytest.param('[{"page": 1, "data": [{"short_code": "a", "content": "A"}]}, {"data": [{"short_code": "b", "content": "B"}]}]', id="pages"),
    pytest.param('{"data": [{"short_code": "a", "content": "A"}]}{"data": [{"short_code": "b", "content": "B"}]}', id="pages one after the other"),
    pytest.param('{"meta": {"short_code": 1}, "data": [{"short_code": "a", "content": "A"}], "more": [{"short_code": "b", "content": "B"}]}', id="two lists"),
]  # fmt: skip


@pytest.mark.parametrize("source", WRAPPINGS)
@pytest.mark.parametrize("space", ["", " " * 300_000], ids=["short", "above the window"])
def test_records_are_found_in_any_wrapping(source: str, space: str, tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(source.replace('"B"', f'"B{space}"'))
    found = list(read_library(str(path)))
    assert [(r.id, r.bodies[0].text.strip()) for r in found if isinstance(r, Record)] == [
        ("a", "A"),
        ("b", "B"),
    ]
    assert len(found) == 2


def test_one_record_alone_is_a_library(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(
        '{"macro": {"id": 1, "title": "T", "actions": [{"field": "comment_value", "value": "Hi"}]}}'
    )
    (record,) = read_library(str(path))
    assert isinstance(record, Record)
    assert (record.id, record.shape) == ("1", "zendesk-json")


def test_a_trigger_is_no_macro(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(
        '[{"id": 1, "title": "T", "conditions": {}, "actions": [{"field": "comment_value", "value": "Hi"}]}]'
    )
    with pytest.raises(InputError, match="holds no macros"):
        list(read_library(str(path)))


NAMES = [
    ("zendesk", ("zendesk-json", "zendesk-yaml")),
    ("Zendesk JSON".replace(" ", "-"), ("zendesk-json",)),
    ("freescout", ("helpscout-json",)),
    ("Help Scout", ("helpscout-json",)),
    ("saved_replies", ("saved-replies-md",)),
    ("csv", ("csv",)),
    ("folder", ("folder",)),
]


@pytest.mark.parametrize(("said", "shapes"), NAMES)
def test_a_library_is_named_by_its_shape_or_its_desk(said: str, shapes: tuple[str, ...]) -> None:
    assert names_for(said) == shapes


UNKNOWN = [
    ("zendsk", "did you mean 'zendesk'?"),
    ("freshdesk-jsn", "did you mean 'freshdesk-json'?"),
    ("kustomer", "known are zendesk-json, "),
]


@pytest.mark.parametrize(("said", "hint"), UNKNOWN)
def test_an_unknown_name_is_refused_with_the_nearest(said: str, hint: str) -> None:
    from replycheck.errors import ConfigError

    with pytest.raises(ConfigError) as refused:
        names_for(said)
    assert f"--library: unknown value {said!r}" in str(refused.value)
    assert hint in str(refused.value)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("zendesk.json", True),
        ("osticket.yaml", True),
        ("table.csv", True),
        ("salesforce/Account.object-meta.xml", True),
        ("SAVED_REPLIES.md", True),
        ("folder/opening.md", False),
        ("folder/plain_note.txt", False),
        ("salesforce/Late_Parcel.email", False),
    ],
)
def test_a_library_is_told_by_its_name(name: str, expected: bool) -> None:
    assert is_library(str(EXPORTS / name)) is expected


def test_a_markdown_file_named_for_its_replies_without_any_is_none(tmp_path: Path) -> None:
    path = tmp_path / "SAVED_REPLIES.md"
    path.write_text("# Saved replies\n\nSee [the folder](replies/).\n")
    assert not is_library(str(path))


def test_a_reply_of_that_name_with_a_code_block_is_a_reply(tmp_path: Path) -> None:
    path = tmp_path / "canned_responses.md"
    path.write_text("## Hello\n\nRun this:\n\n```bash\nls\n```\n")
    assert not is_library(str(path))


def test_macros_in_one_yaml_list_have_ids_of_their_own(tmp_path: Path) -> None:
    action = "  actions:\n  - field: comment_value\n    value: Hi\n"
    path = tmp_path / "macros.yaml"
    path.write_text(f"- title: A\n{action}- title: B\n  id: 7\n{action}")
    assert [record.id for record in read_library(str(path)) if isinstance(record, Record)] == ["1", "7"]


def test_the_case_of_a_macro_leads_to_its_record() -> None:
    (record,) = records("hubspot.json")
    case = Case(draft=record.bodies[1].message, mode="macro", record=record)
    assert case.name.endswith("hubspot.json#12")
    changed = replace(case, channel="chat")
    assert (changed.record, changed.channel, changed.mode) == (record, "chat", "macro")
