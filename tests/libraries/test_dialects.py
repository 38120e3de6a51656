"""Dialects of help desks: what is legal in each, what is wrong in it, and what to write instead."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from replycheck.cli.main import main
from replycheck.libraries.dialects import DESKS, MAILERS, all_dialects, dialect, named
from replycheck.libraries.dialects.dialect import Dialect, edits, matches
from replycheck.libraries.dialects.faults import Fault, read_template
from replycheck.libraries.dialects.reading import expanded

NAMED = [desk for desk in DESKS if dialect(desk).token]


def faults(desk: str, text: str, *declared: str) -> tuple[Fault, ...]:
    return read_template(text, named(desk), declared=declared).faults


LEGAL = [
    ("zendesk", "{{ ticket.id }}{{-ticket.id-}}{{ticket.title | truncate: 20, '…' | upcase}}"),
    ("zendesk", "{{ticket.requester.custom_fields.plan_name.title}} {{dc.any-thing}} {{ticket.ticket_field_9}}"),
    ("zendesk", "{% unless ticket.organization.name == blank %}{{ticket.organization.name}}{% endunless %}"),
    ("zendesk", "{% comment %}{{ not.ours }} {% if %}{% endcomment %}{% raw %}{{ x.y }}{% endraw %}"),
    ("zendesk", "{% if ticket.id > 3 and ticket.tags contains 'vip' %}a{% elsif ticket.id %}b{% else %}c{% endif %}"),
    ("zendesk", "{% for c in ticket.comments %}{{forloop.index}}: {{c.body}}{% endfor %}"),
    ("zendesk", "{{ 'now' | date: '%Y' }} and a set {a, b} and JSON {\"a\": {\"b\": 1}}"),
    ("freshdesk", "{{ticket.cf_colour}} {{ticket.requester.anything_own}} {{helpdesk_name}}"),
    ("intercom", "{{first_name|fallback:\"there\"}} {{ custom_attributes.plan }} {{user.hall}}"),
    ("front", "{{recipient.first_name}} {{recipient.plan}} {% anything %} {{account.name | whatever: 3}}"),
    ("gorgias", "{{ticket.messages[-1].body_text}} {{ticket.created_datetime|datetime_format(\"MMM Do\")}}"),
    ("helpscout", "{%customer.firstName,fallback=friend%} {%mailbox.name%}"),
    ("chatwoot", "{{contact.name}} {{ contact.first_name || 'there' }} {{contact.custom_attribute.any_thing}}"),
    ("zammad", "#{ticket.customer.firstname} #{t(ticket.state.name)} #{ticket.own.value} #5 {set}"),
    ("osticket", "%{ticket.name.first} 5%{ticket.number} %{company.name} 100 % { as of now }"),
    ("discourse", "%{my_name} %{reply_to_username,fallback:all of you}"),
    ("salesforce", "{!contact.firstname} {!Contact.LastName, customer} {{{Recipient.Name}}} {!Own__c.Field__c}"),
    ("hubspot", "{{ contact.firstname|default(\"there\", true) }} {% for x in ticket.y %}{{ x.z }}{% endfor %}"),
    ("github", "{name} and @user are not ours, and [name] is nobody's"),
]  # fmt: skip


@pytest.mark.parametrize(("desk", "text"), LEGAL)
def test_what_a_desk_reads_is_left_alone(desk: str, text: str) -> None:
    assert faults(desk, text) == ()


WRONG = [
    ("zendesk", "{{ticket.id}", "broken", "{{ticket.id}", "{{ticket.id}}"),
    ("zendesk", "{ticket.id}}", "broken", "{ticket.id}}", "{{ticket.id}}"),
    ("zendesk", "{{ticket.id", "broken", "{{ticket.id", "{{ticket.id}}"),
    ("zendesk", "see ticket.id}}", "broken", "ticket.id}}", "{{ticket.id}}"),
    ("zendesk", "{{{ticket.id}}}", "broken", "{{{ticket.id}}}", "{{ticket.id}}"),
    ("zendesk", "{{ }}", "broken", "{{ }}", ""),
    ("zendesk", "{{ticket.<b>id</b>}}", "broken", "{{ticket.<b>id</b>}}", "{{ticket.id}}"),
    ("zendesk", "{{the date of the visit}}", "broken", "{{the date of the visit}}", ""),
    ("zendesk", "{{ticket.title | defualt: 'x'}}", "broken", "{{ticket.title | defualt: 'x'}}", "{{ticket.title | default: 'x'}}"),
    ("zendesk", "{{ticket.title | default: “x”}}", "broken", "{{ticket.title | default: “x”}}", '{{ticket.title | default: "x"}}'),
    ("zendesk", "a{% endif %}", "broken", "{% endif %}", ""),
    ("zendesk", "{% else %}a", "broken", "{% else %}", ""),
    ("zendesk", "{% iff ticket.id %}", "broken", "{% iff ticket.id %}", "{% if ticket.id %}"),
    ("zendesk", "{{ticket.requester.firts_name}}", "unknown", "ticket.requester.firts_name", "{{ticket.requester.first_name}}"),
    ("zendesk", "{{Ticket.Title}}", "unknown", "Ticket.Title", "{{ticket.title}}"),
    ("zendesk", "{{ticket.nothing_of_the_kind}}", "unknown", "ticket.nothing_of_the_kind", ""),
    ("zendesk", "{%customer.firstName%}", "foreign", "{%customer.firstName%}", "{{ticket.requester.first_name}}"),
    ("zendesk", "#{user.lastname}", "foreign", "#{user.lastname}", "{{current_user.last_name}}"),
    ("zendesk", "%%FirstName%%", "foreign", "%%FirstName%%", "{{ticket.requester.first_name}}"),
    ("zendesk", "%LASTNAME%", "foreign", "%LASTNAME%", "{{ticket.requester.last_name}}"),
    ("zendesk", "{contactfield=firstname|there}", "foreign", "{contactfield=firstname|there}", "{{ticket.requester.first_name | default: 'there'}}"),
    ("zendesk", "${issue.key}", "foreign", "${issue.key}", "{{ticket.id}}"),
    ("zendesk", "{{#if x}}", "foreign", "{{#if x}}", ""),
    ("freshdesk", "{{ticket.requester.first_name}}", "unknown", "ticket.requester.first_name", "{{ticket.requester.firstname}}"),
    ("intercom", "{{company.name | default: 'you'}}", "foreign", "{{company.name | default: 'you'}}", '{{company.name | fallback:"you"}}'),
    ("chatwoot", "{{ contact.firstname }}", "foreign", "{{ contact.firstname }}", "{{contact.first_name}}"),
    ("helpscout", "{%user.firstName}", "broken", "{%user.firstName}", "{%user.firstName%}"),
    ("helpscout", "{user.firstName%}", "broken", "{user.firstName%}", "{%user.firstName%}"),
    ("helpscout", "{{mailbox.name}}", "broken", "{{mailbox.name}}", "{%mailbox.name%}"),
    ("zammad", "{ticket.number}", "broken", "{ticket.number}", "#{ticket.number}"),
    ("osticket", "%{recipient.name.frist}", "unknown", "recipient.name.frist", "%{recipient.name.first}"),
    ("discourse", "%{my_nmae}", "unknown", "my_nmae", "%{my_name}"),
    ("discourse", "{{my_name}}", "broken", "{{my_name}}", "%{my_name}"),
    ("salesforce", "{!Case.CaseNumer}", "unknown", "Case.CaseNumer", "{!Case.CaseNumber}"),
    ("salesforce", "{{Recipient.FirstName}}", "broken", "{{Recipient.FirstName}}", "{!Recipient.FirstName}"),
    ("hubspot", "{{ contact.fristname }}", "unknown", "contact.fristname", "{{ contact.firstname }}"),
    ("github", "{{ticket.requester.name}}", "foreign", "{{ticket.requester.name}}", ""),
]  # fmt: skip


@pytest.mark.parametrize(("desk", "text", "sort", "words", "instead"), WRONG)
def test_what_a_desk_cannot_read_is_named_with_what_to_write(
    desk: str, text: str, sort: str, words: str, instead: str
) -> None:
    (fault,) = faults(desk, text)
    assert (fault.sort, fault.span.of(text), fault.instead) == (sort, words, instead)


@pytest.mark.parametrize(("desk", "text", "sort", "words", "instead"), [row for row in WRONG if row[4]])
def test_what_is_to_be_written_is_right(desk: str, text: str, sort: str, words: str, instead: str) -> None:
    left = [fault for fault in faults(desk, instead) if "{%" not in instead or fault.sort != "broken"]
    assert left == []


GREETINGS = [
    ("zendesk", "Hi {{ticket.requester.first_name}},", True),
    ("zendesk", "<p>Hello <b>{{ticket.requester.name}}</b>,</p>", True),
    ("zendesk", "Dear Mr {{ticket.requester.last_name}},", True),
    ("zendesk", "Hi {{ticket.requester.first_name}} {{ticket.requester.last_name}},", True),
    ("zendesk", "Hi {{ticket.requester.first_name | default: 'there'}},", False),
    ("zendesk", "Hi {{ticket.assignee.first_name}},", False),
    ("zendesk", "The tool of {{ticket.requester.first_name}} is ready.", False),
    ("zendesk", "{% if ticket.requester.first_name != blank %}Hi {{ticket.requester.first_name}},{% endif %}", False),
    ("zendesk", "{% assign who = ticket.requester.first_name | default: 'you' %}Hi {{who}},", False),
    ("salesforce", "Dear {!Contact.FirstName},", True),
    ("salesforce", "Dear {{{Contact.FirstName}}},", False),
    ("osticket", "Hi %{ticket.name.first},", False),
    ("gorgias", "Hi {{ticket.customer.firstname}},", False),
]  # fmt: skip


@pytest.mark.parametrize(("desk", "text", "found"), GREETINGS)
def test_a_greeting_needs_a_fallback_where_the_desk_has_one(desk: str, text: str, found: bool) -> None:
    assert [fault.sort for fault in faults(desk, text)] == ["no-fallback"] * found


@pytest.mark.parametrize(
    ("desk", "text", "left"),
    [
        ("zendesk", "Dear {{ticket.requester.first_name}},", "“Dear ,”"),
        ("zendesk", "<p>Good morning <b>{{ticket.requester.name}}</b>!</p>", "“Good morning”"),
        ("discourse", "Welcome @%{reply_to_username}, good to have you.", "“Welcome @,”"),
    ],
)
def test_what_is_left_of_a_greeting_without_a_name_is_quoted(desk: str, text: str, left: str) -> None:
    assert [fault.trouble for fault in faults(desk, text)] == [left]


@pytest.mark.parametrize(
    ("declared", "name", "known"),
    [
        (("ticket.hall",), "ticket.hall", True),
        (("ticket.hall",), "ticket.halls", False),
        (("ticket_fields.*",), "ticket_fields.plan.title", True),
        (("ticket.custom_field_*",), "ticket.custom_field_77", True),
        (("ticket_fields.*",), "ticket_fields", False),
    ],
)
def test_a_teams_own_fields_are_known(declared: tuple[str, ...], name: str, known: bool) -> None:
    assert (faults("zendesk", f"{{{{{name}}}}}", *declared) == ()) is known


def test_of_an_unheard_desk_only_a_mixture_is_foreign() -> None:
    mixed = read_template("Hi {{contact.first_name}}, *|ORDERID|* is packed.", None)
    assert [fault.sort for fault in mixed.faults] == ["foreign"]
    assert mixed.is_guessed
    assert read_template("Hi {{contact.first_name}}, {{whatever.else}} here.", None).faults == ()
    assert read_template("Hi {{whatever}}.", None).dialect is None


@pytest.mark.parametrize("desk", NAMED)
def test_every_known_name_is_legal_as_its_desk_writes_it(desk: str) -> None:
    found = dialect(desk)
    for name in sorted(found.names):
        assert faults(desk, f"See {found.written(name)}.") == (), name
        if found.fallback:
            assert faults(desk, f"See {found.written(name, 'it')}.") == (), name


@pytest.mark.parametrize("desk", [*DESKS, *MAILERS])
def test_a_dialect_is_whole(desk: str) -> None:
    found = dialect(desk)
    assert all(found.knows(name) for name in found.means.values())
    assert all(found.knows(name) for name in found.greets)
    assert not found.is_mailer or desk in MAILERS
    assert "NAME" in found.token or desk == "github"


@pytest.mark.parametrize("other", [d for d in all_dialects() if d.token], ids=lambda d: d.desk)
@pytest.mark.parametrize("desk", NAMED)
def test_a_foreign_first_name_is_led_to_the_desks_own(desk: str, other: Dialect) -> None:
    if other.desk == desk or "customer-first-name" not in other.means:
        return
    token = other.written(other.means["customer-first-name"])
    if faults(desk, token) == () or dialect(desk).knows(other.means["customer-first-name"]):
        return  # two desks with one syntax may have the same name for it
    (fault,) = faults(desk, token)
    own = dialect(desk)
    if fault.sort == "foreign":
        assert fault.instead == own.written(own.means["customer-first-name"])
    assert fault.instead == "" or faults(desk, fault.instead) == ()


@pytest.mark.parametrize(
    ("a", "b", "count"),
    [
        ("name", "name", 0),
        ("nmae", "name", 1),
        ("fist", "first", 1),
        ("firsst", "first", 1),
        ("abc", "xyz", 3),
        ("", "ab", 2),
    ],
)
def test_edits_count_swapped_letters_as_one(a: str, b: str, count: int) -> None:
    assert edits(a, b, 3) == count == edits(b, a, 3)


def test_alternatives_of_a_data_file_are_multiplied_out() -> None:
    assert list(expanded("{a,b}.{c,d}")) == ["a.c", "a.d", "b.c", "b.d"]
    assert matches("a.b.c", ["a.*"])
    assert not matches("a.b.c", ["a.+"])


PIECES = st.sampled_from(
    ["{{", "}}", "{%", "%}", "{", "}", "#{", "%{", "{!", "*|", "|*", "|", ":", "'", '"', "if", "endif", "ticket.id", " ", "\n",
     "Hi ", ",", "default", "fallback", "<b>", "</b>", "contact.firstname", "é", "%", "[0]", "(", ")", "for x in y", "$"]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=30).map("".join), st.sampled_from([*DESKS, ""]))
def test_any_text_is_read_and_every_fault_lies_in_it(text: str, desk: str) -> None:
    found = read_template(text, named(desk) if desk else None)
    for fault in found.faults:
        assert 0 <= fault.span.start < fault.span.end <= len(text)
        assert fault.trouble
    assert all(0 <= span.start < span.end <= len(text) for span in found.hidden)


# -- the command line and the config


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_folder_gets_its_desk_from_the_option_or_the_config(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "macros").mkdir()
    (folder / "macros" / "a.md").write_text("The number is #{ticket.nubmer} today.\n")
    call = ("macros", "--select", "macro/unknown-variable", "-f", "concise", "--fail-on", "warning")
    assert main([*call]) == 0
    assert "1 check did not run" in capsys.readouterr().out
    assert main([*call, "--desk", "Zammad"]) == 1
    assert "macros/a.md:1:17: warning macro/unknown-variable: “ticket.nubmer”" in capsys.readouterr().out
    (folder / ".replycheck.yml").write_text(
        "settings: {desk: zendesk}\noverrides:\n  - {match: macros/**, desk: zammad}\n"
    )
    assert main([*call]) == 1
    assert main([*call, "--desk", "zendesk"]) == 0  # the option outranks the config
    (folder / ".replycheck.yml").write_text("settings: {desk: zammad, declared: ['ticket.nub*']}\n")
    capsys.readouterr()
    assert main([*call]) == 0


def test_variables_of_an_unknown_desk_are_said_to_be_unchecked(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "macros").mkdir()
    (folder / "macros" / "a.md").write_text("The number is {{anything.at_all}} today.\n")
    main(["macros", "--select", "macro/unknown-variable", "--isolated"])
    assert "nobody said which help desk the macro is for" in capsys.readouterr().out


def test_an_unknown_desk_is_refused(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "a.txt").write_text("Hi")
    assert main(["a.txt", "--desk", "zendsk", "--isolated"]) == 2
    assert (
        capsys.readouterr().err
        == "replycheck: --desk: no help desk is called 'zendsk'; did you mean 'zendesk'?\n"
    )
