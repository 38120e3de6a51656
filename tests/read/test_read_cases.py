"""Case files: one case a line, and what is said about a line that is none."""

from __future__ import annotations

import json
from datetime import datetime, timezone
from pathlib import Path

import pytest

from replycheck.errors import InputError
from replycheck.model import Case
from replycheck.read import read_cases


def write(tmp_path: Path, *lines: object) -> Path:
    path = tmp_path / "cases.jsonl"
    path.write_text("".join((line if isinstance(line, str) else json.dumps(line)) + "\n" for line in lines))
    return path


def test_a_case_carries_all_its_fields(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        {
            "id": "a1",
            "draft": "Hi Ilse,\nIt left today.",
            "inbound": "Where is it?\n\nIlse",
            "earlier": ["First.", "Second."],
            "channel": "chat",
            "customer_name": "Ilse",
            "attachments": [],
            "inbound_date": "2025-03-03T10:00:00Z",
            "draft_date": "2025-03-03T12:00:00+01:00",
        },
    )
    (case,) = read_cases(path)
    assert isinstance(case, Case)
    assert (case.draft.text, case.draft.role) == ("Hi Ilse,\nIt left today.", "agent")
    assert case.inbound is not None
    assert (case.inbound.role, case.inbound.first_name) == ("customer", "Ilse")
    assert case.inbound.sent_at == datetime(2025, 3, 3, 10, tzinfo=timezone.utc)
    assert [message.text for message in case.earlier] == ["First.", "Second."]
    assert (case.channel, case.customer_name, case.attachments) == ("chat", "Ilse", ())
    assert case.draft_date == datetime(2025, 3, 3, 11, tzinfo=timezone.utc)
    assert case.name == f"{path}#a1"


def test_what_is_missing_is_not_known(tmp_path: Path) -> None:
    (case,) = read_cases(write(tmp_path, {"draft": "It left today."}))
    assert isinstance(case, Case)
    assert (case.inbound, case.earlier, case.channel) == (None, (), "email")
    assert (case.customer_name, case.attachments, case.draft_date) == (None, None, None)


def test_a_case_leads_to_its_line_of_the_file(tmp_path: Path) -> None:
    cases = list(read_cases(write(tmp_path, {"draft": "One."}, "", {"id": 7, "draft": "Two.\nThree."})))
    places = [(case.draft.source.record, case.draft.place(0)) for case in cases if isinstance(case, Case)]
    assert places == [("1", (1, 12)), ("7", (3, 21))]
    last = cases[-1]
    assert isinstance(last, Case)
    place = last.draft.place(last.draft.text.index("Three"))
    assert place is not None
    assert place[0] == 3


PROBLEMS = [
    ('{"draft": ', "broken JSON"),
    ("[]", "a case is an object"),
    ('"text"', "a case is an object"),
    ('{"id": "1"}', "no draft"),
    ('{"draft": "  "}', "no draft"),
    ('{"draft": null}', "no draft"),
    ('{"draft": 5}', "'draft' must be a string"),
    ('{"draft": "x", "inbond": "y"}', "unknown field 'inbond'; did you mean 'inbound'"),
    ('{"draft": "x", "zzz": "y"}', "unknown field 'zzz'; known are id, draft"),
    ('{"draft": "x", "Ada Byron": "y"}', "a field; known are"),
    ('{"draft": "x", "ada@mail.example": "y"}', "a field; known are"),
    ('{"draft": "x", "abcdefghijklmnopqrstu": "y"}', "a field; known are"),
    ('{"draft": "x", "draft": "y"}', "the field 'draft' stands twice"),
    ('{"draft": "x", "Ada B": 1, "Ada B": 2}', "a field stands twice"),
    ('{"draft": "x", "customer_name": ""}', "no text in 'customer_name'; leave it out"),
    ('{"draft": "x", "customer_name": " \\u200b"}', "no text in 'customer_name'; leave it out"),
    ('{"draft": "x", "inbound": "\\u00a0"}', "no text in 'inbound'; leave it out"),
    ('{"draft": "\\u200b\\u00a0\\u0007"}', "nothing to check"),
    ('{"draft": "x", "earlier": "y"}', "'earlier' must be a list of strings"),
    ('{"draft": "x", "earlier": [1]}', "'earlier' must be a list of strings"),
    ('{"draft": "x", "channel": "fax"}', '\'channel\' must be "email", "chat" or "social"'),
    ('{"draft": "x", "attachments": "a.pdf"}', "'attachments' must be a list"),
    (
        '{"draft": "x", "inbound_date": "2025-03-03T10:00:00"}',
        "'inbound_date' has no time zone; write it like",
    ),
    ('{"draft": "x", "draft_date": "2025-03-03"}', "'draft_date' has no time zone"),
    ('{"draft": "x", "draft_date": "soon"}', "'draft_date' must be an ISO 8601 date"),
    ('{"draft": "x", "draft_date": 5}', "'draft_date' must be an ISO 8601 date"),
    ('{"draft": "x", "id": [1]}', "'id' must be a string"),
    ('{"a":' + "[" * 100_000, "nested too deep"),
]


@pytest.mark.parametrize(("line", "problem"), PROBLEMS)
def test_a_broken_line_is_told_with_its_number_and_the_next_is_read(
    tmp_path: Path, line: str, problem: str
) -> None:
    path = write(tmp_path, {"draft": "One."}, line, {"draft": "Three."})
    first, error, last = read_cases(path)
    assert isinstance(first, Case)
    assert isinstance(last, Case)
    assert isinstance(error, InputError)
    assert error.where == f"{path}:2"
    assert problem in error.problem
    assert "Ada" not in error.problem
    assert "Three" not in error.problem


OTHER_FORMATS = [
    pytest.param(b"%PDF-1.7\n\n\n", "PDF", id="pdf"),
    pytest.param(b"PK\x03\x04\n\n", "ZIP", id="zip"),
    pytest.param(b"\x89PNG\r\n\n\n", "picture", id="picture"),
    pytest.param(bytes(range(32)) * 20, "binary", id="noise"),
    pytest.param('{"draft": "x"}\n'.encode("utf-16"), "UTF-16; save it as UTF-8", id="16-bit"),
    pytest.param('{"draft": "x"}\n'.encode("utf-16-be"), "UTF-16; save it as UTF-8", id="16-bit, no mark"),
]


@pytest.mark.parametrize(("data", "problem"), OTHER_FORMATS)
def test_a_file_of_another_format_is_one_error(tmp_path: Path, data: bytes, problem: str) -> None:
    path = tmp_path / "cases.jsonl"
    path.write_bytes(data)
    with pytest.raises(InputError, match=problem) as caught:
        list(read_cases(path))
    assert caught.value.where == str(path)


def test_after_twenty_broken_lines_one_error_speaks_for_the_others(tmp_path: Path) -> None:
    found = list(read_cases(write(tmp_path, *["{"] * 30, {"draft": "One."})))
    errors = [str(item) for item in found if isinstance(item, InputError)]
    assert len(errors) == 21
    assert "more lines are broken" in errors[-1]
    assert isinstance(found[-1], Case)


def test_twenty_broken_lines_are_all_told(tmp_path: Path) -> None:
    errors = list(read_cases(write(tmp_path, *["{"] * 20)))
    assert [str(error).count(":20: ") for error in errors] == [0] * 19 + [1]


def test_of_a_long_inbound_the_newest_part_is_kept(tmp_path: Path) -> None:
    (case,) = read_cases(write(tmp_path, {"draft": "One.", "inbound": "Where? " + "word\n" * 500_000}))
    assert isinstance(case, Case)
    assert case.inbound is not None
    assert (len(case.inbound.text), case.inbound.parts[-1].end) == (2_000_000, 2_000_000)
    assert [notice.code for notice in case.inbound.notices] == ["text-cut"]


def test_a_line_that_is_not_utf8_is_told(tmp_path: Path) -> None:
    path = tmp_path / "cases.jsonl"
    path.write_bytes(b'{"draft": "caf\xe9"}\n')
    (error,) = read_cases(path)
    assert isinstance(error, InputError)
    assert "not UTF-8" in error.problem


def test_a_byte_order_mark_and_crlf_are_no_mistake(tmp_path: Path) -> None:
    path = tmp_path / "cases.jsonl"
    path.write_bytes(b'\xef\xbb\xbf{"draft": "One."}\r\n{"draft": "Two."}\r\n')
    assert [case.draft.text for case in read_cases(path) if isinstance(case, Case)] == ["One.", "Two."]


def test_the_file_is_streamed(tmp_path: Path) -> None:
    path = write(tmp_path, *[{"draft": "One."}] * 3, "{")
    cases = read_cases(path)
    assert isinstance(next(cases), Case)
    assert isinstance(next(cases), Case)


@pytest.mark.parametrize("content", ["", "\n\n", "  \n"])
def test_a_file_without_a_line_is_an_error(tmp_path: Path, content: str) -> None:
    path = tmp_path / "cases.jsonl"
    path.write_text(content)
    with pytest.raises(InputError, match="empty"):
        list(read_cases(path))


def test_a_missing_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        list(read_cases(tmp_path / "none.jsonl"))
    with pytest.raises(InputError, match="folder"):
        list(read_cases(tmp_path))
