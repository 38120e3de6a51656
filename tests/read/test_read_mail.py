"""Mails as files: charsets, dates, headers, attachments, and where the text stands in the file."""

from __future__ import annotations

import base64
import binascii
import contextlib
import encodings.aliases
from datetime import datetime, timedelta, timezone

import pytest

from replycheck.errors import InputError
from replycheck.model import Message
from replycheck.read import read_bytes

HEAD = b"From: Ilse Maas <ilse@mail.example>\nSubject: Lamp\nDate: Mon, 03 Mar 2025 10:00:00 +0100\n"


def read(body: bytes, *headers: bytes, head: bytes = HEAD, role: str = "customer") -> Message:
    data = head + b"".join(header + b"\n" for header in headers) + b"\n" + body
    return read_bytes(data, path="a.eml", role=role)  # type: ignore[arg-type]


def line_of(message: Message, words: str) -> int:
    """The line of the file on which the words stand."""
    place = message.place(message.text.index(words))
    assert place is not None
    return place[0]


def plain(body: bytes, charset: bytes, encoding: bytes = b"8bit") -> Message:
    kind = b"Content-Type: text/plain; charset=" + charset
    return read(body, kind, b"Content-Transfer-Encoding: " + encoding)


QUESTION = "Où est le café – l’été ?"
CHARSETS = [
    pytest.param(QUESTION.encode(), b"utf-8", id="utf-8"),
    pytest.param(QUESTION.encode("cp1252"), b"cp1252", id="cp1252"),
    pytest.param(QUESTION.encode("cp1252"), b"iso-8859-1", id="latin-1 that is cp1252"),
    pytest.param(QUESTION.encode(), b"us-ascii", id="ascii that is utf-8"),
    pytest.param(QUESTION.encode("cp1252"), b"utf-8", id="utf-8 that is cp1252"),
    pytest.param(QUESTION.encode(), b"no-such-charset", id="unknown"),
    pytest.param(QUESTION.encode(), b'"utf-8"', id="quoted"),
    pytest.param(QUESTION.encode(), b"utf-16", id="utf-16 that is utf-8"),
    pytest.param(QUESTION.encode(), b"rot13", id="a codec that is no charset"),
]


@pytest.mark.parametrize(("body", "charset"), CHARSETS)
def test_text_is_decoded_by_label_then_utf8_then_cp1252(body: bytes, charset: bytes) -> None:
    assert plain(body, charset).text == QUESTION
    assert plain(base64.encodebytes(body), charset, b"base64").text == QUESTION


def test_other_alphabets_are_decoded() -> None:
    assert plain("Где лампа?".encode("koi8-r"), b"koi8-r").text == "Где лампа?"
    assert plain("灯在哪里？".encode("gb18030"), b"gb2312").text == "灯在哪里？"
    assert plain("荷物はどこ".encode("iso-2022-jp"), b"iso-2022-jp", b"7bit").text == "荷物はどこ"


def test_a_file_in_16_bit_units_is_read() -> None:
    data = (HEAD + b"\n" + QUESTION.encode()).decode().encode("utf-16")
    message = read_bytes(data, path="a.eml")
    assert (message.text, message.subject) == (QUESTION, "Lamp")


def test_a_damaged_base64_part_is_read_as_far_as_it_goes() -> None:
    whole = base64.b64encode(b"Where is my lamp? It is late.")
    assert plain(whole[:-3], b"utf-8", b"base64").text.startswith("Where is my lamp?")
    assert plain(b"Where is my lamp, please?", b"utf-8", b"base64").text == "Where is my lamp, please?"


def test_control_characters_and_marks_are_taken_out_of_a_mail() -> None:
    message = plain("Where\x00 is \x1b[31mmy\x1b[0m lamp\u202e\ufeff\ue003?".encode(), b"utf-8")
    assert message.text == "Where is my lamp?"
    assert message.place(message.text.index("lamp")) == (7, 23)


CET = timezone(timedelta(hours=1))
DATES = [
    ("Mon, 03 Mar 2025 10:00:00 +0100", datetime(2025, 3, 3, 10, tzinfo=CET)),
    ("3 Mar 2025 10:00 +0100", datetime(2025, 3, 3, 10, tzinfo=CET)),
    ("Mon, 03 Mar 2025 10:00:00 +0100 (CET)", datetime(2025, 3, 3, 10, tzinfo=CET)),
    ("Mon, 03 Mar 2025 09:00:00 GMT", datetime(2025, 3, 3, 9, tzinfo=timezone.utc)),
    ("Mon, 03 Mar 2025 09:00:00 -0000", datetime(2025, 3, 3, 9, tzinfo=timezone.utc)),
    ("Mon, 03 Mar 2025 09:00:00", datetime(2025, 3, 3, 9, tzinfo=timezone.utc)),
    ("yesterday", None),
    ("Mon, 99 Mar 2025 10:00:00 +0100", None),
    ("1 Jan 1500 00:00:00 +0000", None),
    ("", None),
]


@pytest.mark.parametrize(("header", "date"), DATES)
def test_the_date_header_is_read_with_its_zone(header: str, date: datetime | None) -> None:
    message = read(b"Where?\n", head=f"From: i@mail.example\nDate: {header}\n".encode())
    assert message.sent_at == date
    codes = {notice.code for notice in message.notices}
    assert ("no-date" in codes) is (date is None)
    if date is not None:
        assert message.sent_at is not None
        assert message.sent_at.utcoffset() == date.utcoffset()
        assert ("date-without-zone" in codes) is (header.endswith(("-0000", ":00")))


def test_headers_are_decoded_and_unfolded() -> None:
    head = b"From: =?utf-8?Q?Zo=C3=AB?=\n Fry <zoe@mail.example>\nSubject: =?utf-8?B?w5xi?=\n =?utf-8?B?ZXI=?= lamps\n"
    message = read(b"Where?\n", head=head)
    assert (message.name, message.address, message.subject) == ("Zoë Fry", "zoe@mail.example", "Über lamps")


ADDRESSES = [
    ("ilse@mail.example", "ilse@mail.example"),
    ("Ilse <ilse@mail.example>", "ilse@mail.example"),
    ("ilse@mail.example (Ilse)", "ilse@mail.example"),
    ("Ilse <not an address>", None),
    ("Ilse", None),
    ("<>", None),
    ("Ilse <a@b@c.example>", None),
]


@pytest.mark.parametrize(("sender", "address"), ADDRESSES)
def test_only_a_sound_address_is_one(sender: str, address: str | None) -> None:
    assert read(b"Where?\n", head=f"From: {sender}\n".encode()).address == address


def multipart(*parts: bytes, kind: bytes = b"mixed") -> Message:
    body = b"".join(b"--b\n" + part + b"\n" for part in parts) + b"--b--\n"
    return read(body, b"Content-Type: multipart/" + kind + b"; boundary=b")


TEXT = b"Content-Type: text/plain; charset=utf-8\n\nWhere is it?\n"
PHOTO = b'Content-Type: image/jpeg; name="photo.jpg"\nContent-Disposition: attachment; filename="photo.jpg"\n\nxx\n'


ATTACHMENTS = [
    pytest.param((TEXT,), (), id="none"),
    pytest.param((TEXT, PHOTO), ("photo.jpg",), id="attached"),
    pytest.param((TEXT, PHOTO.replace(b"attachment", b"inline")), ("photo.jpg",), id="inline photo"),
    pytest.param((TEXT, b"Content-Disposition: attachment; filename*=utf-8''caf%C3%A9.pdf\n\nx\n"), ("café.pdf",), id="2231"),
    pytest.param((TEXT, b'Content-Disposition: attachment; filename="=?utf-8?Q?caf=C3=A9.pdf?="\n\nx\n'), ("café.pdf",),
                 id="encoded word"),
    pytest.param((TEXT, b'Content-Disposition: attachment; filename="../../a.pdf"\n\nx\n'), ("a.pdf",), id="path"),
    pytest.param((TEXT, b"Content-Type: text/plain; name=log.txt\nContent-Disposition: attachment\n\nlog\n"), ("log.txt",),
                 id="text file"),
    pytest.param((TEXT, b"Content-Type: application/pgp-signature; name=signature.asc\n\nx\n"), (), id="pgp signature"),
    pytest.param((TEXT, b"Content-Type: message/rfc822\n\nSubject: Old\n\nhello\n"), ("Old.eml",), id="forwarded mail"),
    pytest.param((PHOTO, TEXT, PHOTO), ("photo.jpg", "photo.jpg"), id="around the text"),
]  # fmt: skip


@pytest.mark.parametrize(("parts", "names"), ATTACHMENTS)
def test_attachments_are_listed_and_never_read(parts: tuple[bytes, ...], names: tuple[str, ...]) -> None:
    message = multipart(*parts)
    assert message.attachments == names
    assert message.text.strip() == "Where is it?"


def test_logos_within_related_parts_are_no_attachments() -> None:
    logo = b"Content-Type: image/png; name=image001.png\nContent-ID: <1@x>\n\nxx\n"
    page = b"Content-Type: text/html\n\n<p>Where is it?</p>\n"
    assert multipart(page, logo, kind=b"related").attachments == ()


def test_the_plain_part_of_an_alternative_is_read_once() -> None:
    message = multipart(TEXT, b"Content-Type: text/html\n\n<p>Where is the other?</p>\n", kind=b"alternative")
    assert message.text.strip() == "Where is it?"
    assert message.attachments == ()


STUBS = [
    b"",
    b" \n\n",
    b"Please view this message in an HTML-capable reader.",
    b"<html><body><p>Where is it?</p></body></html>",
]


@pytest.mark.parametrize("stub", STUBS)
def test_html_is_used_where_the_plain_part_says_nothing(stub: bytes) -> None:
    page = b"Content-Type: text/html\n\n<p>Where is it?</p>\n"
    message = multipart(b"Content-Type: text/plain\n\n" + stub + b"\n", page, kind=b"alternative")
    assert message.customer_text == "Where is it?"


def test_text_parts_around_a_picture_are_joined() -> None:
    message = multipart(TEXT, PHOTO, TEXT.replace(b"Where is it?", b"And the other?"))
    assert message.customer_text.split() == ["Where", "is", "it?", "And", "the", "other?"]


def test_flowed_lines_are_joined_and_keep_their_places() -> None:
    body = b"The lamp \narrived \nbroken.\n\n> quoted \n> more\nWhere is it?\n-- \nIlse\n"
    message = read(body, b"Content-Type: text/plain; format=flowed")
    assert message.text.startswith("The lamp arrived broken.\n\n> quoted \n> more\nWhere is it?\n-- \n")
    assert line_of(message, "broken") == 8
    assert message.place(message.text.index("Where")) == (12, 1)


ENCODED = [
    pytest.param(b"Hi Bo,\n\nWhere is it?\n", b"8bit", id="8bit"),
    pytest.param(b"Hi Bo,\n\nWhere is it?\n", b"7bit", id="7bit"),
    pytest.param(b"Hi Bo,\n\nWhere=20is=\n it?\n", b"quoted-printable", id="quoted-printable"),
]


@pytest.mark.parametrize(("body", "encoding"), ENCODED)
def test_a_place_in_the_text_leads_to_its_line_in_the_file(body: bytes, encoding: bytes) -> None:
    message = plain(body, b"utf-8", encoding)
    assert message.place(message.text.index("Where")) == (9, 1)
    assert line_of(message, "is") == 9


def test_a_text_in_base64_has_no_place_in_the_file() -> None:
    message = plain(base64.b64encode(b"Hi Bo,\n\nWhere is it?\n"), b"utf-8", b"base64")
    assert message.place(message.text.index("Where")) is None
    assert message.shown_place(message.text.index("Where")) == (3, 1)


def test_a_soft_break_begins_a_new_line_of_the_file() -> None:
    message = plain(b"Where is=\n my lamp=\n today?\n", b"utf-8", b"quoted-printable")
    assert message.text == "Where is my lamp today?\n"
    assert [line_of(message, word) for word in ("Where", "my", "today")] == [7, 8, 9]


def test_a_character_split_by_a_soft_break_is_one() -> None:
    assert plain(b"caf=C3=\n=A9?", b"utf-8", b"quoted-printable").text == "café?"


def test_the_text_of_a_second_part_leads_to_its_own_lines() -> None:
    message = multipart(PHOTO, TEXT)
    data = HEAD + b"Content-Type: multipart/mixed; boundary=b\n\n--b\n" + PHOTO + b"\n--b\n" + TEXT
    wanted = data[: data.index(b"Where is it?")].count(b"\n") + 1
    assert message.place(message.text.index("Where")) == (wanted, 1)


def test_the_text_of_an_html_part_leads_to_its_lines() -> None:
    message = read(
        b"<html>\n<body>\n<p>Hi Bo,</p>\n<p>Where is\nthe <b>lamp</b>?</p>\n", b"Content-Type: text/html"
    )
    places = [line_of(message, word) for word in ("Hi", "Where", "lamp")]
    assert places == [8, 9, 10]


def test_blank_lines_above_the_headers_count() -> None:
    message = read_bytes(b"\n\n" + HEAD + b"\nWhere?\n", path="a.eml")
    assert (message.place(0), message.subject) == ((7, 1), "Lamp")


def test_crlf_and_a_mark_change_no_line() -> None:
    data = b"\xef\xbb\xbf" + (HEAD + b"\nHi Bo,\n\nWhere?\n").replace(b"\n", b"\r\n")
    message = read_bytes(data, path="a.eml")
    assert message.text == "Hi Bo,\n\nWhere?\n"
    assert message.place(message.text.index("Where")) == (7, 1)


NO_TEXT = [
    pytest.param((PHOTO,), "only 1 attachment;", id="picture"),
    pytest.param((PHOTO, PHOTO), "only 2 attachments;", id="two pictures"),
    pytest.param(
        (b"Content-Type: application/ms-tnef; name=winmail.dat\n\nx\n",), "1 attachment;", id="winmail.dat"
    ),
]


@pytest.mark.parametrize(("parts", "counted"), NO_TEXT)
def test_a_mail_without_text_counts_what_is_there(parts: tuple[bytes, ...], counted: str) -> None:
    with pytest.raises(InputError, match="no text") as caught:
        multipart(*parts)
    assert counted in caught.value.problem
    assert not any(name in caught.value.problem for name in ("photo", "winmail"))


@pytest.mark.parametrize("data", [b"[NAME]\x00", b"W\x00h\x00y\x00", b"\xff\xfeW\x00h\x00", b"\xfe\xff\x00W"])
@pytest.mark.parametrize("charset", sorted({*encodings.aliases.aliases.values(), "utf-16", "utf-32", "idna"}))
def test_no_charset_label_makes_a_mail_unreadable(charset: str, data: bytes) -> None:
    for body, encoding in ((data, b"8bit"), (binascii.b2a_qp(data), b"quoted-printable")):
        with contextlib.suppress(InputError):
            assert plain(body, charset.encode(), encoding).text.strip()


def test_sixteen_bit_text_without_a_mark_is_little_endian() -> None:
    assert plain(binascii.b2a_qp("Why?".encode("utf-16-le")), b"utf-16", b"quoted-printable").text == "Why?"
    assert plain(binascii.b2a_qp("Why?".encode("utf-16")), b"utf-16", b"quoted-printable").text == "Why?"


def test_a_text_that_stands_in_the_headers_too_has_its_own_line() -> None:
    assert read(b"a").place(0) == (5, 1)
    part = b"Content-Type: text/plain\n\ntext\n"
    message = multipart(part, part)
    assert [message.place(0), message.place(message.text.rindex("text"))] == [(9, 1), (14, 1)]


def test_an_automatic_reply_is_flagged() -> None:
    codes = {notice.code for notice in read(b"I am away.\n", b"Auto-Submitted: auto-replied").notices}
    assert "automatic-reply" in codes


def test_a_long_inbound_mail_is_read_from_its_newest_part() -> None:
    message = read(b"Where is my lamp?\n" + b"word " * 500_000)
    assert message.text.startswith("Where is my lamp?")
    assert len(message.text) == 2_000_000
    assert "text-cut" in {notice.code for notice in message.notices}


def test_a_draft_mail_knows_its_attachments_and_its_lines() -> None:
    message = read(b"Hi Ilse,\n\nIt left today.\n\nBest,\nBo\n", role="agent")
    assert message.role == "agent"
    assert message.attachments == ()
    assert message.place(message.text.index("It left")) == (7, 1)
