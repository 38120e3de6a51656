"""Hostile and broken inputs: each gives a Message or an InputError, soon, and nothing else."""

from __future__ import annotations

import base64
import json
import time
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from replycheck.errors import InputError
from replycheck.model import Message, PartKind
from replycheck.read import read_bytes, read_text

HEAD = b"From: Ana Silva <ana@mail.example>\nDate: Mon, 03 Mar 2025 10:00:00 +0000\nSubject: Parcel\n"
ASK = b"Where is my parcel?\n"
LIMIT_SECONDS = 10.0


def mail(body: bytes = ASK, extra: bytes = b"", head: bytes = HEAD) -> bytes:
    return head + extra + b"\n" + body


def multipart(*parts: bytes, kind: bytes = b"mixed", boundary: bytes = b"b1", end: bool = True) -> bytes:
    body = b"".join(b"--" + boundary + b"\n" + part + b"\n" for part in parts)
    body += b"--" + boundary + b"--\n" if end else b""
    return mail(body, b"Content-Type: multipart/" + kind + b'; boundary="' + boundary + b'"\n')


def html(body: bytes) -> bytes:
    return mail(body, b"Content-Type: text/html; charset=utf-8\n")


def nested(depth: int) -> bytes:
    opening = b"".join(
        b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (n, n) for n in range(depth)
    )
    return HEAD + opening + b"Content-Type: text/plain\n\n" + ASK


def forwarded(depth: int) -> bytes:
    return HEAD + b"Content-Type: message/rfc822\n\n" * depth + mail()


def plain(charset: bytes, body: bytes, encoding: bytes = b"8bit") -> bytes:
    extra = (
        b"Content-Type: text/plain; charset=" + charset + b"\nContent-Transfer-Encoding: " + encoding + b"\n"
    )
    return mail(body, extra)


TEXT_PART = b"Content-Type: text/plain; charset=utf-8\n\n" + ASK
UTF16 = mail().decode().encode("utf-16")


def cases() -> Iterator[tuple[str, bytes]]:
    """Name (its ending is the hint for the format) and bytes."""
    yield from files()
    yield from headers()
    yield from structures()
    yield from bodies()
    yield from pages()
    yield from mailboxes_and_tickets()


def files() -> Iterator[tuple[str, bytes]]:
    yield "empty.eml", b""
    yield "blank.eml", b" \n\t\n \r\n"
    yield "nuls.eml", b"\x00" * 5_000
    yield "one-byte.eml", b"x"
    yield "mark-only.eml", b"\xef\xbb\xbf"
    yield "utf16.eml", UTF16
    yield "utf16-be.eml", mail().decode().encode("utf-16-be")
    yield "utf16-odd.eml", UTF16[:-1]
    yield "utf32.eml", mail().decode().encode("utf-32")
    yield "utf8-mark.eml", b"\xef\xbb\xbf" + mail()
    yield "carriage-returns.eml", mail().replace(b"\n", b"\r")
    yield "crlf.eml", mail().replace(b"\n", b"\r\n")
    yield "mixed-ends.eml", mail(b"one\r\ntwo\rthree\n\rfour\n")
    yield "noise.eml", bytes(range(256)) * 40
    yield "noise.txt", bytes(range(256)) * 40
    yield "pdf.eml", b"%PDF-1.7\n"
    yield "zip.txt", b"PK\x03\x04aaaa"
    yield "outlook.msg", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
    yield "blank-lines-first.eml", b"\n\n\n" + mail()
    yield "only-surrogates.txt", b"\xed\xa0\x80\xed\xb0\x80" * 20
    yield "controls.txt", b"Where\x07 is\x1b[31m my\x00 parcel?"
    yield "masks.txt", "\ue000\ue00f Where is my parcel? \ue001".encode()
    yield "spaces.txt", b" " * 100_000
    yield "spaces-between.txt", b"Hi" + b" " * 100_000 + b"Ana"
    yield "newlines.txt", b"Hi\n" + b"\n" * 1_000_000 + b"Where?"
    yield "prose.txt", b"The parcel has not arrived and nobody tells me why. " * 20_000
    yield "prose-lines.txt", b"The parcel has not arrived and nobody tells me why.\n" * 20_000
    yield "long-line.txt", b"a" * 10_000_000
    yield "commas.txt", b"Hi " + b"," * 200_000
    yield "open-brackets.txt", b"Hi " + b"[{<%" * 50_000
    yield "greetings.txt", b"Hi Ana,\n" * 20_000
    yield "closings.txt", b"Kind regards,\n" * 20_000
    yield "names.txt", b"Ana Silva\n" * 20_000


def headers() -> Iterator[tuple[str, bytes]]:
    yield "headers-only.eml", HEAD
    yield "no-headers.eml", b"\n" + ASK
    yield "ten-thousand-headers.eml", mail(extra=b"X-Trace: 1\n" * 10_000)
    yield "duplicates.eml", mail(extra=b"From: b@mail.example\nSubject: two\nDate: never\n")
    yield "long-header.eml", mail(extra=b"X-Long: " + b"a" * 1_000_000 + b"\n")
    yield "folded.eml", mail(extra=b"X-Folded: a\n" + b" b\n" * 50_000)
    yield "header-without-colon.eml", b"From ana\n" + mail()
    yield "rtl-name.eml", mail(head="From: \u202eanA\u202c עָנָה <ana@mail.example>\n".encode())
    yield "encoded-name.eml", mail(head=b"From: =?utf-8?B?QW5hIFNpbHZh?= <ana@mail.example>\n")
    yield "broken-word.eml", mail(head=b"From: =?utf-8?B?QW5h!!!?= =?x?q?=ff=fe?= <ana@mail.example>\n")
    yield "unknown-word.eml", mail(head=b"From: =?no-such?Q?An=E1?= <ana@mail.example>\n")
    yield "rot13-word.eml", mail(head=b"From: =?rot13?Q?Nan?= <ana@mail.example>\n")
    yield "many-words.eml", mail(head=b"Subject: " + b"=?utf-8?Q?a?= " * 20_000 + b"\n")
    yield "half-words.eml", mail(head=b"Subject: " + b"=?utf-8?Q?" * 20_000 + b"\n")
    yield "group.eml", mail(head=b"From: Friends: ana@mail.example, bo@mail.example;\n")
    yield "empty-group.eml", mail(head=b"From: undisclosed-recipients:;\n")
    yield "two-senders.eml", mail(head=b"From: a@mail.example, b@mail.example\n")
    yield "no-address.eml", mail(head=b"From: Ana\n")
    yield "open-angle.eml", mail(head=b"From: Ana <ana@mail.example\n")
    yield "quotes.eml", mail(head=b'From: "Ana \\"the" Silva\\\\" <ana@mail.example>\n')
    yield "comments.eml", mail(head=b"From: " + b"(" * 5_000 + b" ana@mail.example\n")
    yield "null-sender.eml", mail(head=b"From: <>\n")
    yield "raw-latin.eml", mail(head=b"From: Jos\xe9 <jose@mail.example>\nSubject: caf\xe9\n")
    for number, date in enumerate(
        (b"never", b"", b"Mon, 99 Foo 2025 10:00:00", b"1 Jan 0000 00:00:00 +0000", b"1 Jan 99999 00:00:00 +0000",
         b"Mon, 03 Mar 2025 10:00:00", b"Mon, 03 Mar 2025 10:00:00 -0000", b"Mon, 03 Mar 2025 25:61:61 +0000",
         b"Mon, 03 Mar 2025 10:00:00 +9999", b"0" * 100_000, b"\xff\xfe", b"Mon, 03 Mar 2025 10:00:00 (((((")
    ):  # fmt: skip
        yield f"date-{number}.eml", mail(head=b"From: ana@mail.example\nDate: " + date + b"\n")


def structures() -> Iterator[tuple[str, bytes]]:
    yield "nested-1000.eml", nested(1_000)
    yield "nested-50.eml", nested(50)
    yield "forwarded-5.eml", forwarded(5)
    yield "forwarded-500.eml", forwarded(500)
    yield "parts-1900.eml", multipart(*[TEXT_PART] * 1_900)
    yield "parts-3000.eml", multipart(*[TEXT_PART] * 3_000)
    yield "no-end.eml", multipart(TEXT_PART, end=False)
    yield "no-boundary.eml", mail(extra=b"Content-Type: multipart/mixed\n")
    yield "empty-boundary.eml", mail(extra=b'Content-Type: multipart/mixed; boundary=""\n')
    yield "huge-boundary.eml", multipart(TEXT_PART, boundary=b"b" * 100_000)
    yield "regex-boundary.eml", multipart(TEXT_PART, boundary=b"(a+)+$[*")
    yield "no-parts.eml", mail(b"", b'Content-Type: multipart/mixed; boundary="b"\n')
    yield "boundary-lines.eml", mail(b"--b1\n" * 5_000, b'Content-Type: multipart/mixed; boundary="b1"\n')
    yield "same-boundary.eml", multipart(b'Content-Type: multipart/mixed; boundary="b1"\n\n' + TEXT_PART)
    yield "only-picture.eml", multipart(b"Content-Type: image/png; name=a.png\n\nxxxx")
    yield "winmail.eml", multipart(b"Content-Type: application/ms-tnef; name=winmail.dat\n\neJ8+")
    yield (
        "winmail-and-text.eml",
        multipart(TEXT_PART, b"Content-Type: application/ms-tnef; name=winmail.dat\n\neJ8+"),
    )
    yield "bad-type.eml", mail(extra=b"Content-Type: ;;;===\n")
    yield "type-without-slash.eml", mail(extra=b"Content-Type: text\n")
    yield "bad-parameters.eml", mail(extra=b"Content-Type: text/plain; charset*0*=utf''%ff; charset*x=1\n")
    yield (
        "bad-filename.eml",
        multipart(TEXT_PART, b"Content-Disposition: attachment; filename*=x''%ff%fe\n\na"),
    )
    yield (
        "path-filename.eml",
        multipart(TEXT_PART, b'Content-Disposition: attachment; filename="../../etc/x"\n\na'),
    )
    yield (
        "delivery-report.eml",
        multipart(TEXT_PART, b"Content-Type: message/delivery-status\n\nStatus: 5.1.1\n", kind=b"report"),
    )
    yield "rfc822-empty.eml", multipart(b"Content-Type: message/rfc822\n\n")
    yield (
        "rfc822-base64.eml",
        multipart(
            b"Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n" + base64.b64encode(mail())
        ),
    )
    yield (
        "external-body.eml",
        multipart(b"Content-Type: message/external-body; access-type=URL\n\nContent-Type: text/plain\n"),
    )
    yield "partial.eml", mail(extra=b"Content-Type: message/partial; number=1; total=2\n")


def bodies() -> Iterator[tuple[str, bytes]]:
    yield "lying-utf8.eml", plain(b"utf-8", b"Jos\xe9 fragt: caf\xe9?\n")
    yield "lying-ascii.eml", plain(b"us-ascii", "Où est mon colis ?".encode())
    yield "lying-utf16.eml", plain(b"utf-16", ASK)
    yield "unknown-charset.eml", plain(b"x-klingon", ASK)
    yield "quoted-charset.eml", plain(b"\"'utf-8'\"", ASK)
    yield "codec-charset.eml", plain(b"base64", ASK)
    yield "idna-charset.eml", plain(b"idna", b"a" * 50_000)
    yield "punycode-charset.eml", plain(b"punycode", b"a-" * 50_000)
    yield "utf7-charset.eml", plain(b"utf-7", b"+AGE" * 50_000)
    yield "escape-charset.eml", plain(b"unicode_escape", b"\\N{" * 5_000)
    yield "nul-charset.eml", plain(b"utf\x00-8", ASK)
    yield "iso2022.eml", plain(b"iso-2022-jp", "荷物はどこですか".encode("iso-2022-jp"))
    yield "broken-base64.eml", plain(b"utf-8", b"V2hl!!cmUg\n=aXMgbXk=", b"base64")
    yield "not-base64.eml", plain(b"utf-8", ASK, b"base64")
    yield "one-letter-base64.eml", plain(b"utf-8", b"V", b"base64")
    yield "nul-base64.eml", plain(b"utf-8", base64.b64encode(b"\0" * 1_000), b"base64")
    yield "broken-quoted.eml", plain(b"utf-8", b"Where =ZZ is=\n my=3D=E2=82 parcel=", b"quoted-printable")
    yield "soft-breaks.eml", plain(b"utf-8", b"=\n" * 100_000 + ASK, b"quoted-printable")
    yield "split-character.eml", plain(b"utf-8", b"caf=C3=\n=A9?\n", b"quoted-printable")
    yield "encoded-ends.eml", plain(b"utf-8", b"one=0D=0Atwo=0D=0A" * 2_000, b"quoted-printable")
    yield "unknown-encoding.eml", plain(b"utf-8", ASK, b"x-secret")
    yield "uuencode.eml", plain(b"utf-8", b"begin 644 a\n#86)C\n`\nend\n", b"x-uuencode")
    yield "nul-text.eml", plain(b"utf-8", b"Where\x00is\x00my\x00parcel?")
    yield "ansi.eml", plain(b"utf-8", b"Where \x1b[31;1mis\x1b[0m my \x1b]0;x\x07parcel?")
    yield "controls-only.eml", plain(b"utf-8", b"\x01\x02\x03" * 1_000)
    yield "zero-width.eml", plain(b"utf-8", "\u200b\ufeff\u2060".encode() * 50_000)
    yield "line-separators.eml", plain(b"utf-8", "Hi\u2028Where?\u2029\x85\x1c\x1d".encode())
    yield "ten-megabyte-line.eml", plain(b"utf-8", b"a" * 10_000_000)
    yield "two-megabytes.eml", plain(b"utf-8", b"The parcel has not arrived yet.\n" * 80_000)
    yield "on-lines.eml", plain(b"utf-8", b"On Monday I came home and there was no parcel\n" * 60)
    yield "on-lines-dated.eml", plain(b"utf-8", b"On 3 March 2025 at 10:00 I saw <a@mail.example>\n" * 5_000)
    yield (
        "wrote-lines.eml",
        plain(b"utf-8", b"On 3 March 2025 at 10:00 Bo <bo@mail.example> wrote:\n" * 5_000),
    )
    yield "from-lines.eml", plain(b"utf-8", b"From: a\nSent: b\n" * 10_000)
    yield "header-blocks.eml", plain(b"utf-8", b"From: a\nSent: b\nTo: c\nSubject: d\n\n" * 5_000)
    yield "quote-marks.eml", plain(b"utf-8", b">" * 1_000_000)
    yield "quote-lines.eml", plain(b"utf-8", b"> Where?\n" * 20_000)
    yield "quote-ladder.eml", plain(b"utf-8", b"".join(b"> " * n + b"x\n" for n in range(600)))
    yield "quote-between.eml", plain(b"utf-8", b"> Where?\nHere.\n" * 10_000)
    yield "rules.eml", plain(b"utf-8", b"--\n" * 20_000)
    yield "rule-lines.eml", plain(b"utf-8", b"-" * 100_000 + b"\n" + b"_" * 100_000)
    yield "sent-from.eml", plain(b"utf-8", b"Sent from my iPhone\n" * 10_000)
    yield "disclaimers.eml", plain(b"utf-8", b"Disclaimer\nintended recipient\n\n" * 5_000)
    yield "labels.eml", plain(b"utf-8", b"Name:\nEmail:\nMessage:\n" * 5_000)
    yield "reply-above.eml", plain(b"utf-8", b"## Reply above this line ##\n" * 5_000)
    yield (
        "nested-attributions.eml",
        plain(
            b"utf-8",
            b"".join(
                b">" * n + b" On 3 March 2025 at 10:00 Bo <bo@mail.example> wrote:\n" for n in range(400)
            ),
        ),
    )
    yield "flowed.eml", mail(b"word \n" * 50_000, b"Content-Type: text/plain; format=flowed; delsp=yes\n")


def pages() -> Iterator[tuple[str, bytes]]:
    yield "deep-divs.eml", html(b"<div>" * 20_000 + ASK + b"</div>" * 20_000)
    yield "deep-quotes.eml", html(b"<blockquote type=cite>" * 5_000 + ASK)
    yield "unclosed.eml", html(b"<p><b><i><table><tr><td><ul><li>" * 500 + ASK)
    yield "wrong-order.eml", html(b"<b><p></b><i></p>" * 2_000 + ASK)
    yield "angle-brackets.eml", html(b"<" * 200_000 + ASK)
    yield "open-comment.eml", html(b"<!--" * 10_000 + ASK)
    yield "open-tag.eml", html(b"<a " * 100_000 + ASK)
    yield "many-attributes.eml", html(b"<a " + b"x=1 " * 20_000 + b">" + ASK + b"</a>")
    yield "entities.eml", html(b"&amp;&#x110000;&#0;&#xD800;&bogus;" * 5_000)
    yield "scripts.eml", html(b"<script>x</script>" * 20_000 + ASK)
    yield "open-scripts.eml", html(b"<script>" * 20_000)
    yield "hidden.eml", html(b"<div style='display:none'>" + ASK + b"</div>")
    yield "tables.eml", html(b"<table><tr><td>x</td></tr></table>" * 10_000 + ASK)
    yield "flat-nodes.eml", html(b"<b>x</b>" * 150_000)
    yield "nul-page.eml", html(b"<p>\x00Where\x00</p>")
    yield "stray-ends.eml", html(b"</p></div></table>" * 20_000 + ASK)
    yield "text-in-tables.eml", html(b"<table>a<tr>b<td>c</table>" * 5_000)
    yield "svg.eml", html(b"<svg><foreignObject><p>" * 1_000 + ASK)
    yield "page.html", b"<div>" * 20_000 + ASK
    yield "blank-page.html", b"<html><body><img src=x></body></html>"


def mailboxes_and_tickets() -> Iterator[tuple[str, bytes]]:
    line = b"From ana@mail.example Mon Mar  3 10:00:00 2025\n"
    yield "one.mbox", line + mail()
    yield "broken-last.mbox", line + mail() + b"\n" + line + HEAD + b"Content-Type: image/png\n\nxxxx\n"
    yield "broken-first.mbox", line + b"\n\n" + line + mail()
    yield "separators.mbox", line * 20_000
    yield "no-mail.mbox", line
    yield "from-in-text.mbox", line + mail(b"From here 2025 on\n>From there 2024\n")
    yield "thousand.mbox", (line + mail() + b"\n") * 1_000
    values: tuple[object, ...] = (
        {}, [], "text", 1, None, {"messages": []}, {"messages": [{"role": "customer"}]}, {"messages": {"a": 1}},
        {"ticket": None, "comments": [None, 1, "x"]}, {"comments": [{"author_id": {"a": 1}, "body": "x"}]},
        {"comments": [{"author_id": 1, "body": None, "created_at": 1e400}]},
        {"source": {}, "conversation_parts": None}, {"source": {"body": 5}, "conversation_parts": {"conversation_parts": 3}},
        {"description": 1, "conversations": [1]}, {"_embedded": {"threads": [{"createdBy": "x", "type": []}]}},
        {"messages": [{"role": ["customer"], "text": "x"}]}, {"messages": [{"role": "customer", "text": "\ud800 x?"}]},
        {"messages": [{"role": "customer", "text": "x", "sent_at": 10**400}]},
    )  # fmt: skip
    for number, value in enumerate(values):
        yield f"ticket-{number}.json", json.dumps(value).encode()
    yield "deep.json", b'{"messages":' + b"[" * 100_000
    yield "broken.json", b'{"messages": [}'
    yield "digits.json", b'{"a": ' + b"9" * 10_000 + b"}"


CASES = list(cases())


def test_there_are_enough_of_them() -> None:
    assert len(CASES) >= 100
    assert len({name for name, _ in CASES}) == len(CASES)


@pytest.mark.parametrize(("name", "data"), [pytest.param(name, data, id=name) for name, data in CASES])
def test_nasty_input_gives_a_message_or_an_input_error(name: str, data: bytes) -> None:
    started = time.process_time()
    for role in ("customer", "agent"):
        try:
            message = read_bytes(data, path=name, role=role)
        except InputError as error:
            assert_clear(error, name)
        else:
            assert_sound(message, data)
    assert time.process_time() - started < LIMIT_SECONDS


def assert_clear(error: InputError, name: str) -> None:
    assert error.where == name
    assert len(str(error)) < 400
    assert "parcel" not in error.problem


def assert_sound(message: Message, data: bytes) -> None:
    assert isinstance(message, Message)
    assert message.text.strip()
    assert_tiled(message)
    lines = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n").count(b"\n") + 1
    for offset in {0, len(message.text) // 2, max(len(message.text) - 1, 0)}:
        place = message.place(offset)
        if place is None:
            continue
        line, column = place
        assert column >= 1
        assert 1 <= line <= lines or b"\0" in data[:8]
    if message.sent_at is not None:
        assert message.sent_at.tzinfo is not None
    for older in message.quoted:
        assert_tiled(older)


def assert_tiled(message: Message) -> None:
    at = 0
    for part in message.parts:
        assert part.start == at
        assert part.end > part.start
        at = part.end
    assert at == len(message.text)


@pytest.mark.parametrize("name", ["prose.txt", "prose-lines.txt"])
def test_a_megabyte_of_prose_is_read_whole(name: str) -> None:
    data = dict(CASES)[name]
    message = read_bytes(data, path=name, role="customer")
    assert len(message.text) >= 900_000


SUFFIXES = st.sampled_from(["a.eml", "a.txt", "a.md", "a.html", "a.json", "a.mbox", "a", "-"])


@settings(max_examples=300, deadline=None)
@given(
    st.binary(max_size=3_000), SUFFIXES, st.sampled_from([b"", HEAD + b"\n", b"Content-Type: text/html\n\n"])
)
def test_any_bytes_give_a_message_or_an_input_error(data: bytes, name: str, head: bytes) -> None:
    try:
        message = read_bytes(head + data, path=name, role="customer")
    except InputError:
        return
    assert_tiled(message)


SCRAPS = st.sampled_from(
    [
        "Hi Ana,", "Hello!", "Dear [NAME],", "> quoted",
        "On Mon, 3 Mar 2025 at 14:28, Bo <bo@x.example> wrote:", "From: Bo", "Sent: Monday", "To: Ana",
        "Subject: Hi", "-- ", "--", "Kind regards,", "Ana Silva", "acct 12-3", "Sent from my iPhone",
        "PS: one more", "+44 1632 960 118 | www.x.example", "Where is it?", "", "  ", "\xa0",
        "-----Original Message-----", "________________________________", "intended recipient",
        "Name: Ana", "Message: Hi", "Email: a@x.example", "## Reply above this line ##", "Best, Ana",
        "\u2028", "\x1c",
    ]
)  # fmt: skip


@settings(max_examples=500, deadline=None)
@given(
    st.one_of(
        st.text(max_size=400), st.lists(st.one_of(SCRAPS, st.text(max_size=30)), max_size=25).map("\n".join)
    )
)
def test_the_parts_of_any_text_tile_it_in_order(text: str) -> None:
    message = read_text(text, role="customer")
    assert_tiled(message)
    assert all(isinstance(part.kind, PartKind) for part in message.parts)
    assert read_text(text, role="agent", markup="html").text == message.text


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.one_of(SCRAPS, st.text(max_size=40)), min_size=1, max_size=20).map("\n".join), st.booleans()
)
def test_every_place_of_a_mail_is_inside_its_file(text: str, quoted: bool) -> None:
    import quopri

    body = text.encode("utf-8", "replace")
    encoding = b"quoted-printable" if quoted else b"8bit"
    data = plain(b"utf-8", quopri.encodestring(body) if quoted else body, encoding)
    try:
        message = read_bytes(data, path="a.eml", role="customer")
    except InputError:
        return
    assert_tiled(message)
    count = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n").count(b"\n") + 1
    lines = [place[0] for offset in range(len(message.text)) if (place := message.place(offset))]
    assert len(lines) == len(message.text)
    assert lines == sorted(lines)
    assert lines[0] >= 1
    assert lines[-1] <= count
    for older in message.quoted:
        assert_tiled(older)
        place = older.place(0)
        assert place is not None
        assert 1 <= place[0] <= count
