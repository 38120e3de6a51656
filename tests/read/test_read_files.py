"""Files by name and content: which reader gets them, what they keep, what is refused."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from replycheck.errors import InputError
from replycheck.model import PartKind
from replycheck.read import (
    FORMATS,
    is_case_file,
    read_bytes,
    read_cases,
    read_draft,
    read_message,
    read_text,
    read_thread,
)

MAIL = b"From: Ilse <ilse@mail.example>\nSubject: Lamp\nMessage-ID: <1@mail.example>\n\nWhere is it?\n"
LINE = b"From ilse@mail.example Mon Mar  3 10:00:00 2025\n"
TICKET = b'{"subject": "Lamp", "messages": [{"role": "customer", "text": "Where is it?"}]}'

KINDS = [
    pytest.param("a.eml", MAIL, "Lamp", id="mail"),
    pytest.param("a.EML", MAIL, "Lamp", id="mail, capitals"),
    pytest.param("a.txt", MAIL, "Lamp", id="the source of a mail named .txt"),
    pytest.param("-", MAIL, "Lamp", id="mail from standard input"),
    pytest.param("a.mbox", LINE + MAIL, "Lamp", id="mailbox"),
    pytest.param("a.mbox", MAIL, "Lamp", id="a mail named .mbox"),
    pytest.param("a.eml", LINE + MAIL, "Lamp", id="a mailbox named .eml"),
    pytest.param("a.json", TICKET, "Lamp", id="ticket"),
    pytest.param("-", TICKET, "Lamp", id="ticket from standard input"),
    pytest.param("a.txt", b"Where is it?\n", None, id="text"),
    pytest.param("a", b"Where is it?\n", None, id="no ending"),
    pytest.param("a.html", b"<p>Where is it?</p>", None, id="page"),
    pytest.param("-", b"<!doctype html><p>Where is it?</p>", None, id="page from standard input"),
    pytest.param("a.md", b"Where is it?\n", None, id="markdown"),
    pytest.param("a.txt", "Where is it?\n".encode("utf-16"), None, id="16-bit text"),
    pytest.param("a.txt", b"\xef\xbb\xbfWhere is it?\n", None, id="text with a mark"),
]


@pytest.mark.parametrize(("name", "data", "subject"), KINDS)
def test_a_file_is_read_by_its_name_and_content(name: str, data: bytes, subject: str | None) -> None:
    message = read_bytes(data, path=name)
    assert message.customer_text == "Where is it?"
    assert message.subject == subject
    assert message.source.path == name


KEPT = [
    "{{ticket.requester.first_name}}, it left today.",
    "[NAME], it left today.",
    "Subject: Your lamp\n\nHi Ilse,\nit left today.",
    "<b>Hi</b> Ilse",
    "From: Bo\nTo: Ilse\n\nIt left today.",
    "It left\x07 today. \ue001\u200b",
    "  It left today.  \n\n",
]


@pytest.mark.parametrize("text", KEPT)
def test_a_text_draft_is_kept_as_it_is(text: str) -> None:
    message = read_bytes(text.encode(), path="a.txt", role="agent")
    assert (message.text, message.markup, message.attachments, message.source.map) == (
        text,
        "plain",
        None,
        None,
    )
    assert read_text(text, role="agent").text == text


def test_line_ends_become_newlines_and_nothing_else_does() -> None:
    assert read_bytes(b"a\r\nb\rc\x0bd\x85", path="a.txt").text == "a\nb\nc\x0bd\u2026"
    assert read_text("\ufeffa\r\nb\rc").text == "a\nb\nc"


def test_front_matter_is_no_text_but_its_lines_count() -> None:
    message = read_bytes(
        b"---\ntitle: Lamp\ntags: [a]\n---\nHi Ilse,\n\nit left.\n", path="a.md", role="agent"
    )
    assert message.text == "Hi Ilse,\n\nit left.\n"
    assert message.markup == "markdown"
    assert [message.place(message.text.index(word)) for word in ("Hi", "it left")] == [(5, 1), (7, 1)]


@pytest.mark.parametrize(
    "text", ["---\nOne.\n---\nTwo.\n", "Hi\n---\na: b\n---\n", "---\ntitle: open\n", "---\n"]
)
def test_rules_around_prose_are_no_front_matter(text: str) -> None:
    assert read_bytes(text.encode(), path="a.md").text == text


def test_an_html_draft_keeps_its_source_and_a_customers_page_becomes_text() -> None:
    source = "<html>\n<p>Hi Ilse,</p>\n<p>It left &amp; how.</p></html>\n"
    draft = read_bytes(source.encode(), path="a.html", role="agent")
    assert (draft.text, draft.markup, draft.attachments) == (source, "html", None)
    assert draft.parts[0].kind is PartKind.GREETING
    page = read_bytes(source.encode(), path="a.html", role="customer")
    assert page.text.strip() == "Hi Ilse,\n\nIt left & how."
    assert page.place(page.text.index("It left")) == (3, 4)


def test_the_charset_of_a_page_is_read_from_its_head() -> None:
    page = '<meta charset="koi8-r"><p>Где лампа?</p>'.encode("koi8-r")
    assert read_bytes(page, path="a.html").customer_text == "Где лампа?"


def mailbox(*mails: bytes) -> bytes:
    return b"\n".join(LINE + mail for mail in mails)


OLD = MAIL.replace(b"Where is it?", b"Do you ship?").replace(
    b"Subject", b"Date: Sat, 01 Mar 2025 10:00:00 +0000\nSubject"
)
REPLY = (
    OLD.replace(b"Ilse <ilse@", b"Bo <bo@")
    .replace(b"Do you ship?", b"We do.")
    .replace(b"Sat, 01", b"Sun, 02")
)


def test_a_mailbox_gives_its_last_mail_and_the_others_by_date(tmp_path: Path) -> None:
    path = tmp_path / "a.mbox"
    path.write_bytes(mailbox(REPLY, OLD, MAIL))
    inbound, earlier = read_thread(path)
    assert inbound.customer_text == "Where is it?"
    assert [(mail.role, mail.customer_text) for mail in earlier] == [
        ("customer", "Do you ship?"),
        ("agent", "We do."),
    ]
    assert "mailbox" in {notice.code for notice in inbound.notices}


def test_places_in_a_mailbox_are_lines_of_the_mailbox() -> None:
    data = mailbox(OLD, MAIL)
    message = read_bytes(data, path="a.mbox")
    assert message.place(0) == (data[: data.index(b"Where")].count(b"\n") + 1, 1)


def test_a_broken_mail_of_a_mailbox_is_left_out_and_told() -> None:
    broken = b"From: ilse@mail.example\nContent-Type: image/png\n\nxxxx\n"
    message = read_bytes(mailbox(MAIL, broken), path="a.mbox")
    assert message.customer_text == "Where is it?"
    assert "unreadable-mails" in {notice.code for notice in message.notices}


def test_an_escaped_from_line_is_given_back() -> None:
    assert "From now on?" in read_bytes(mailbox(MAIL + b">From now on?\n"), path="a.mbox").text


def test_history_of_a_single_mail_is_its_earlier_messages(tmp_path: Path) -> None:
    path = tmp_path / "a.eml"
    path.write_bytes(MAIL + b"\nOn Mon, 3 Mar 2025 at 14:28, Bo <bo@shop.example> wrote:\n\n> It left.\n")
    inbound, earlier = read_thread(path)
    assert inbound.customer_text == "Where is it?"
    assert [(message.role, message.text.strip()) for message in earlier] == [("agent", "It left.")]


PROBLEMS = [
    pytest.param("a.txt", b"", "empty", id="empty"),
    pytest.param("a.eml", b" \n\t\r\n", "empty", id="blank"),
    pytest.param("a.txt", b"%PDF-1.7 ...", "PDF", id="pdf"),
    pytest.param("a.docx", b"PK\x03\x04...", "ZIP or Office", id="zip"),
    pytest.param("a.gz", b"\x1f\x8b\x08...", "gzip", id="gzip"),
    pytest.param("a.png", b"\x89PNG\r\n...", "picture", id="png"),
    pytest.param("a.jpg", b"\xff\xd8\xff...", "picture", id="jpeg"),
    pytest.param("a.msg", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1...", r"replycheck\[outlook\]", id="msg"),
    pytest.param(
        "a.eml", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1...", r"replycheck\[outlook\]", id="msg named .eml"
    ),
    pytest.param("a.msg", b"Hello", "save the message as .eml", id="no msg"),
    pytest.param("a.txt", bytes(range(32)) * 200, "binary", id="noise"),
    pytest.param("a.eml", b"a" * 30_000_001, "30 MB", id="too large"),
    pytest.param("a.html", b"<img src=x>", "no text", id="page without text"),
]


@pytest.mark.parametrize(("name", "data", "problem"), PROBLEMS)
def test_what_cannot_be_read_is_told_in_one_sentence(
    name: str, data: bytes, problem: str, tmp_path: Path
) -> None:
    with pytest.raises(InputError, match=problem) as caught:
        read_bytes(data, path=name)
    assert caught.value.where == name
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(InputError, match=problem):
        read_message(path)


def test_paths_that_lead_nowhere_are_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        read_message(tmp_path / "none.eml")
    with pytest.raises(InputError, match="folder"):
        read_message(tmp_path)
    with pytest.raises(InputError, match="cannot be read"):
        read_message("a\0b")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"x")
    path.chmod(0)
    with pytest.raises(InputError, match="permission"):
        read_message(path)


class Input:
    """Standard input with bytes behind it."""

    def __init__(self, data: bytes) -> None:
        self.buffer = io.BytesIO(data)

    def isatty(self) -> bool:
        return False


def test_standard_input_is_read_as_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", Input("Où est-il ?".encode()))
    message = read_draft("-")
    assert (message.text, message.source.path) == ("Où est-il ?", "-")


def test_a_terminal_is_no_input(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Input(b"")
    monkeypatch.setattr(terminal, "isatty", lambda: True)
    monkeypatch.setattr(sys, "stdin", terminal)
    with pytest.raises(InputError, match="terminal"):
        read_message("-")


DRAFTS = [
    pytest.param("a.txt", b" \n\n", "empty", id="blank"),
    pytest.param("a.md", b"---\na: b\n---\n\n", "blank", id="front matter alone"),
    pytest.param("a.md", b"---\na: b\n---\n\n", "nothing to check", id="front matter, nothing to check"),
    pytest.param("a.txt", "\u200b\u00a0\u2060\ufeff\u3164\n".encode(), "nothing to check", id="zero-width"),
    pytest.param("a.txt", b"\x07\x01 \n", "nothing to check", id="control characters"),
    pytest.param("a.html", b"<!-- Hi --><p> </p>&nbsp;&#8203;<br>", "nothing to check", id="comments"),
    pytest.param("a.html", b"<script>a</script><style>b</style><p></p>", "nothing to check", id="script"),
    pytest.param("a.txt", b"word " * 500_000, "2 MB", id="too large"),
    pytest.param("a.eml", MAIL + b"word " * 500_000, "2 MB", id="mail too large"),
]


@pytest.mark.parametrize(("name", "data", "problem"), DRAFTS)
def test_a_draft_that_is_none_is_refused(name: str, data: bytes, problem: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(InputError, match=problem):
        read_draft(path)


INVISIBLE = [
    pytest.param("a.txt", "\u200b\u00a0\n".encode(), id="text"),
    pytest.param("a.eml", MAIL.replace(b"Where is it?", "\u200c\u00a0\u034f".encode()), id="mail"),
    pytest.param("a.html", b"<!-- Hi --><p>&zwnj;&nbsp;</p>", id="page"),
    pytest.param("a.json", TICKET.replace(b"Where is it?", b"\\u200b"), id="ticket"),
]


@pytest.mark.parametrize(("name", "data"), INVISIBLE)
def test_an_inbound_that_shows_nothing_is_refused(name: str, data: bytes) -> None:
    with pytest.raises(InputError, match=r"no text|no message"):
        read_bytes(data, path=name)


@pytest.mark.parametrize("text", ["?", "\U0001f600", "\u4f60\u597d", "\u0e01\u0e31", "\u2026"])
def test_whatever_shows_is_a_draft(text: str, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(text.encode())
    assert read_draft(path).text == text


LONG = b"Where is it? " + b"word " * 500_000
LONG_INBOUNDS = [
    pytest.param("a.txt", LONG, id="text"),
    pytest.param("a.md", LONG, id="markdown"),
    pytest.param("a.html", b"<p>" + LONG, id="page"),
    pytest.param("a.json", TICKET.replace(b"Where is it?", LONG), id="ticket"),
    pytest.param("a.eml", MAIL.replace(b"Where is it?", LONG), id="mail"),
]


@pytest.mark.parametrize(("name", "data"), LONG_INBOUNDS)
def test_of_a_long_inbound_the_newest_part_is_kept(name: str, data: bytes) -> None:
    message = read_bytes(data, path=name)
    assert message.text.startswith("Where is it?")
    assert (len(message.text), message.parts[-1].end) == (2_000_000, 2_000_000)
    assert [notice.code for notice in message.notices].count("text-cut") == 1


def test_what_is_no_regular_file_is_not_opened(tmp_path: Path) -> None:
    pipe = tmp_path / "a.txt"
    os.mkfifo(pipe)
    for read in (read_message, read_draft, read_thread):
        for path in (pipe, Path("/dev/null")):
            with pytest.raises(InputError, match="not a regular file"):
                read(path)
    with pytest.raises(InputError, match="not a regular file"):
        list(read_cases(pipe))


@pytest.mark.parametrize(
    ("name", "expected"),
    [("a.jsonl", True), ("b/A.JSONL", True), ("a.json", False), ("jsonl", False), ("-", False)],
)
def test_a_case_file_is_known_by_its_ending(name: str, expected: bool) -> None:
    assert is_case_file(name) is expected


def test_a_draft_mail_may_carry_a_large_attachment(tmp_path: Path) -> None:
    path = tmp_path / "a.eml"
    path.write_bytes(
        b"From: bo@shop.example\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\nHi Ilse,\n"
        b"it left.\n--b\nContent-Type: image/png; name=a.png\n\n" + b"xxxx" * 600_000 + b"\n--b--\n"
    )
    draft = read_draft(path)
    assert (draft.role, draft.attachments) == ("agent", ("a.png",))


def test_every_format_has_its_reader() -> None:
    assert set(FORMATS) == {"text", "markdown", "html", "eml", "mbox", "ticket"}


HEAVY = "{'email', 'email.parser', 'selectolax', 'json', 'html', 'socket'} & set(sys.modules)"


def run(code: str) -> str:
    """Output of a fresh interpreter that sees only the package `read` and what it imports."""
    source = Path(__file__).parents[2] / "src" / "replycheck"
    stub = (
        "import sys, types; package = types.ModuleType('replycheck'); "
        f"package.__path__ = [{str(source)!r}]; sys.modules['replycheck'] = package; "
    )
    done = subprocess.run(
        [sys.executable, "-I", "-c", stub + code], capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def test_reading_a_text_imports_neither_email_nor_selectolax_nor_json() -> None:
    code = (
        "from replycheck.read import read_text, read_bytes; read_text('Hi Ana, it left.'); "
        "read_bytes(b'Hi Ana, it left. Best, Bo', path='a.txt'); "
        f"print(sorted({HEAVY}))"
    )
    assert run(code) == "[]"


def test_a_plain_mail_needs_no_html_parser() -> None:
    code = f"from replycheck.read import read_bytes; read_bytes({MAIL!r}, path='a.eml'); print('selectolax' in sys.modules)"
    assert run(code) == "False"
