"""Placeholders of help desks, by what they stand for."""

from __future__ import annotations

import pytest

from replycheck.drafting.fields import field_of, fill
from replycheck.libraries.dialects import DESKS, dialect

VALUES = {
    "first_name": "Hana", "last_name": "Ito", "name": "Hana Ito", "order": "88121", "ticket": "48213",
    "subject": "Late lamp", "email": "hana@example.com", "agent": "Ines", "brand": "Harbour Lamps",
}  # fmt: skip


@pytest.mark.parametrize(
    ("placeholder", "field"),
    [
        ("{{ticket.requester.first_name}}", "first_name"),
        ("{{ ticket.requester.firstname }}", "first_name"),
        ("{{customer.firstname}}", "first_name"),
        ("{%customer.firstName,fallback=there%}", "first_name"),
        ("{{first_name | fallback: 'there'}}", "first_name"),
        ("{{recipient.first_name}}", "first_name"),
        ("{!Contact.FirstName}", "first_name"),
        ("#{ticket.customer.firstname}", "first_name"),
        ("{{contact.first_name}}", "first_name"),
        ("[[FirstName]]", "first_name"),
        ("{{ticket.requester.last_name}}", "last_name"),
        ("{{ticket.requester.name}}", "name"),
        ("{{contact.name}}", "name"),
        ("{%customer.fullName%}", "name"),
        ("{{ticket.customer.email}}", "email"),
        ("{{order.number}}", "order"),
        ("{{ticket.customer.integrations.shopify.orders[0].order_number}}", "order"),
        ("{{ticket.id}}", "ticket"),
        ("#{ticket.number}", "ticket"),
        ("{!Case.CaseNumber}", "ticket"),
        ("{%conversation.number%}", "ticket"),
        ("{{ticket.title}}", "subject"),
        ("{{agent.name}}", "agent"),
        ("{{current_user.first_name}}", "agent"),
        ("{%user.firstName%}", "agent"),
        ("{{user.first_name}}", "agent"),
        ("#{user.firstname}", "agent"),
        ("{{brand.name}}", "brand"),
        ("{%mailbox.name%}", "brand"),
        # What a mail and a config cannot know, or what is no customer's.
        ("{{product.name}}", None),
        ("{{ticket.ticket_field_77}}", None),
        ("{{order.total}}", None),
        ("{{agent.email}}", None),
        ("{{ticket.created_at}}", None),
        ("{{file.name}}", None),
    ],
)
def test_a_placeholder_is_known_by_the_end_of_its_path(placeholder: str, field: str | None) -> None:
    assert field_of(placeholder) == field
    done = fill(f"Hi {placeholder}!", VALUES)
    assert done == ((f"Hi {VALUES[field]}!", ()) if field else (f"Hi {placeholder}!", (placeholder,)))


MEANT = {
    "customer-first-name": "first_name", "customer-last-name": "last_name", "customer-name": "name",
    "customer-email": "email", "ticket-number": "ticket", "ticket-subject": "subject",
    "agent-first-name": "agent", "agent-name": "agent",
}  # fmt: skip


@pytest.mark.parametrize(
    ("desk", "meaning", "name"),
    [
        (desk, meaning, name)
        for desk in DESKS
        for meaning, name in dialect(desk).means.items()
        if meaning in MEANT
    ],
)
def test_what_a_desk_means_by_its_own_names_is_filled_in(desk: str, meaning: str, name: str) -> None:
    written = dialect(desk).written(name)
    assert fill(f"Hi {written}!", VALUES, dialect(desk)) == (f"Hi {VALUES[MEANT[meaning]]}!", ())


def test_a_name_that_two_desks_mean_otherwise_is_read_as_its_desk_does() -> None:
    assert fill("{{user.name}}", VALUES, dialect("intercom")).text == "Hana Ito"
    assert fill("{{user.name}}", VALUES).text == "Ines"


def test_what_was_filled_in_is_not_looked_at_again() -> None:
    done = fill(
        "Hi {{first_name}} {{last_name}}", {**VALUES, "first_name": "{{brand.name}}", "last_name": ""}
    )
    assert done == ("Hi {{brand.name}} {{last_name}}", ("{{last_name}}",))


@pytest.mark.parametrize(
    "text", ["Use {a} or {1}.", "100% sure", "a {% if x == 1 %} b", "{ }", "f({x})?", "[[1]]"]
)
def test_other_braces_stay(text: str) -> None:
    assert fill(text, VALUES).text == text
