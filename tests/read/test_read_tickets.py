"""Help-desk tickets as JSON, in the shapes of their public APIs."""

from __future__ import annotations

import json
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import pytest

from replycheck.errors import InputError
from replycheck.read import read_bytes, read_thread


def at(hour: int) -> str:
    return f"2025-03-03T{hour:02}:00:00Z"


def unix(hour: int) -> int:
    return int(datetime(2025, 3, 3, hour, tzinfo=timezone.utc).timestamp())


ZENDESK_COMMENTS = [
    {"id": 3, "author_id": 7, "public": True, "created_at": at(12), "body": "rich", "plain_body": "Still no shade. Why?",
     "attachments": [{"file_name": "lamp.jpg"}]},
    {"id": 1, "author_id": 7, "public": True, "created_at": at(9), "plain_body": "Where is the shade?", "attachments": []},
    {"id": 2, "author_id": 8, "public": True, "created_at": at(10), "body": "It left today."},
    {"id": 4, "author_id": 8, "public": False, "created_at": at(13), "body": "Internal: she is angry."},
]  # fmt: skip
SHAPES: dict[str, Any] = {
    "zendesk": {
        "ticket": {"id": 1, "subject": "Lamp", "requester_id": 7},
        "comments": ZENDESK_COMMENTS,
        "users": [
            {"id": 7, "name": "Ilse Maas", "email": "ilse@mail.example", "role": "end-user"},
            {"id": 8, "name": "Bo Berg", "email": "bo@shop.example", "role": "agent"},
        ],
    },
    "zendesk, comments within the ticket": {
        "ticket": {
            "subject": "Lamp",
            "requester": {"id": 7},
            "comments": [
                {**comment, "author": {"id": comment["author_id"], "name": "Ilse Maas", "email": "ilse@mail.example"}}
                if comment["author_id"] == 7
                else comment
                for comment in ZENDESK_COMMENTS
            ],
        }
    },
    "intercom": {
        "type": "conversation",
        "title": "Lamp",
        "created_at": unix(9),
        "source": {
            "body": "<p>Where is the shade?</p>",
            "author": {"type": "user", "name": "Ilse Maas", "email": "ilse@mail.example"},
            "attachments": [],
        },
        "conversation_parts": {
            "conversation_parts": [
                {"part_type": "comment", "body": "<p>It left today.</p>", "created_at": unix(10),
                 "author": {"type": "admin", "name": "Bo Berg", "email": "bo@shop.example"}},
                {"part_type": "comment", "body": "<p>Still no shade. Why?</p>", "created_at": unix(12),
                 "author": {"type": "user", "name": "Ilse Maas", "email": "ilse@mail.example"},
                 "attachments": [{"name": "lamp.jpg"}]},
                {"part_type": "note", "body": "<p>Internal: she is angry.</p>", "created_at": unix(13),
                 "author": {"type": "admin", "name": "Bo Berg"}},
                {"part_type": "assignment", "body": None, "created_at": unix(14), "author": {"type": "admin"}},
            ]
        },
    },
    "freshdesk": {
        "subject": "Lamp",
        "description": "<p>Where is the shade?</p>",
        "description_text": "Where is the shade?",
        "created_at": at(9),
        "requester": {"name": "Ilse Maas", "email": "ilse@mail.example"},
        "attachments": [],
        "conversations": [
            {"body_text": "It left today.", "incoming": False, "private": False, "created_at": at(10),
             "from_email": "bo@shop.example"},
            {"body_text": "Still no shade. Why?", "incoming": True, "private": False, "created_at": at(12),
             "attachments": [{"name": "lamp.jpg"}]},
            {"body_text": "Internal: she is angry.", "incoming": False, "private": True, "created_at": at(13)},
        ],
    },
    "help scout": {
        "subject": "Lamp",
        "_embedded": {
            "threads": [
                {"type": "note", "body": "Internal: she is angry.", "createdAt": at(13), "createdBy": {"type": "user"}},
                {"type": "customer", "body": "Still no shade. Why?", "createdAt": at(12),
                 "createdBy": {"type": "customer", "first": "Ilse", "last": "Maas", "email": "ilse@mail.example"},
                 "_embedded": {"attachments": [{"filename": "lamp.jpg"}]}},
                {"type": "message", "body": "It left today.", "createdAt": at(10),
                 "createdBy": {"type": "user", "first": "Bo", "last": "Berg", "email": "bo@shop.example"}},
                {"type": "customer", "body": "Where is the<br>shade?", "createdAt": at(9),
                 "createdBy": {"type": "customer", "first": "Ilse", "last": "Maas", "email": "ilse@mail.example"}},
            ]
        },
    },
    "neutral": {
        "subject": "Lamp",
        "messages": [
            {"role": "customer", "name": "Ilse Maas", "email": "ilse@mail.example", "sent_at": at(9),
             "html": "<p>Where is the shade?</p>"},
            {"role": "agent", "name": "Bo Berg", "email": "bo@shop.example", "sent_at": at(10), "text": "It left today."},
            {"role": "customer", "name": "Ilse Maas", "email": "ilse@mail.example", "sent_at": at(12),
             "text": "Still no shade. Why?", "attachments": ["lamp.jpg"]},
            {"role": "note", "text": "Internal: she is angry.", "sent_at": at(13)},
        ],
    },
}  # fmt: skip


@pytest.mark.parametrize("shape", SHAPES)
def test_a_ticket_gives_the_customers_newest_message_and_the_earlier_ones(shape: str, tmp_path: Path) -> None:
    path = tmp_path / "ticket.json"
    path.write_text(json.dumps(SHAPES[shape]))
    inbound, earlier = read_thread(path)
    assert inbound.text == "Still no shade. Why?"
    assert inbound.place(0) is None
    assert (inbound.role, inbound.name, inbound.first_name) == ("customer", "Ilse Maas", "Ilse")
    assert (inbound.address, inbound.subject, inbound.attachments) == (
        "ilse@mail.example",
        "Lamp",
        ("lamp.jpg",),
    )
    assert inbound.sent_at == datetime(2025, 3, 3, 12, tzinfo=timezone.utc)
    assert [(message.role, " ".join(message.text.split())) for message in earlier] == [
        ("customer", "Where is the shade?"),
        ("agent", "It left today."),
    ]


def test_a_bare_list_of_comments_takes_the_first_author_for_the_customer() -> None:
    message = read_bytes(json.dumps(ZENDESK_COMMENTS).encode(), path="ticket.json")
    assert (message.text, message.role, message.name) == ("Still no shade. Why?", "customer", None)


def test_an_agents_message_after_the_customers_is_not_an_earlier_one(tmp_path: Path) -> None:
    path = tmp_path / "ticket.json"
    messages = [
        {"role": "bot", "text": "We got it."},
        {"role": "customer", "text": "Where?"},
        {"role": "agent", "text": "We are looking."},
    ]
    path.write_text(json.dumps({"messages": messages}))
    inbound, earlier = read_thread(path)
    assert (inbound.text, [message.text for message in earlier]) == ("Where?", ["We got it."])
    assert "answered-already" in {notice.code for notice in inbound.notices}


DATES = [
    ("2025-03-03T12:00:00Z", datetime(2025, 3, 3, 12, tzinfo=timezone.utc)),
    ("2025-03-03T12:00:00.123Z", datetime(2025, 3, 3, 12, tzinfo=timezone.utc)),
    ("2025-03-03T13:00:00+01:00", datetime(2025, 3, 3, 12, tzinfo=timezone.utc)),
    ("2025-03-03T13:00:00+0100", datetime(2025, 3, 3, 12, tzinfo=timezone.utc)),
    ("2025-03-03 12:00:00 UTC", datetime(2025, 3, 3, 12, tzinfo=timezone.utc)),
    (unix(12), datetime(2025, 3, 3, 12, tzinfo=timezone.utc)),
    ("2025-03-03T12:00:00", None),
    ("2025-13-03T12:00:00Z", None),
    ("3 March", None),
    (True, None),
    (-1, None),
    (None, None),
]


@pytest.mark.parametrize(("value", "moment"), DATES)
def test_a_date_without_a_zone_is_no_date(value: object, moment: datetime | None) -> None:
    data = {"messages": [{"role": "customer", "text": "Where?", "sent_at": value}]}
    message = read_bytes(json.dumps(data).encode(), path="ticket.json")
    assert message.sent_at == moment
    assert ("no-date" in {notice.code for notice in message.notices}) is (moment is None)


PROBLEMS = [
    ('{"messages": [}', "broken JSON .* line 1"),
    ('{"tickets": 1}', "accepted are: Zendesk .* Intercom .* Freshdesk .* Help Scout .*messages"),
    ("[1, 2]", "accepted are"),
    ('{"messages": [{"role": "agent", "text": "Hi"}]}', "no message of the customer"),
    ('{"messages": ' + "[" * 100_000, "nested too deep"),
]


@pytest.mark.parametrize(("text", "problem"), PROBLEMS)
def test_json_that_is_no_ticket_is_refused_with_the_reason(text: str, problem: str) -> None:
    with pytest.raises(InputError, match=problem):
        read_bytes(text.encode(), path="ticket.json")
