"""Places: the line and column of the file on which a character of the text stands."""

from __future__ import annotations

import binascii
import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from replycheck.model import Case, Message
from replycheck.read import read_bytes, read_cases

HEAD = b"From: ilse@mail.example\n"


def mail(body: bytes, kind: bytes = b"plain", encoding: bytes = b"8bit") -> Message:
    head = HEAD + b"Content-Type: text/" + kind + b"; charset=utf-8\nContent-Transfer-Encoding: " + encoding
    return read_bytes(head + b"\n\n" + body, path="a.eml")


def place_in_body(message: Message, words: str) -> tuple[int, int]:
    place = message.place(message.text.index(words))
    assert place is not None
    return place[0] - 4, place[1]


QUOTED_PRINTABLE = [
    pytest.param(b"caf=C3=A9 [NAME]", "[NAME]", (1, 11), id="after two escapes"),
    pytest.param(b"caf=C3=A9 [NAME]", "\u00e9", (1, 4), id="a character of two escapes"),
    pytest.param(b"Where =\nis [NAME]", "is", (2, 1), id="after a soft line break"),
    pytest.param(b"caf=C3=\n=A9 [NAME]", "[NAME]", (2, 5), id="a character across a soft line break"),
    pytest.param(b"caf=C3=\n=A9 [NAME]", "\u00e9", (1, 4), id="that character itself"),
    pytest.param(b"One.\n=\n=\nTwo", "Two", (4, 1), id="empty soft lines"),
    pytest.param(b"a =3D b\n=E2=82=AC 5", "5", (2, 11), id="three escapes"),
    pytest.param(b"a =3D b\n=E2=82=AC 5", "b", (1, 7), id="an escape of one character"),
]


@pytest.mark.parametrize(("body", "words", "place"), QUOTED_PRINTABLE)
def test_columns_of_quoted_printable_are_those_of_the_encoded_line(
    body: bytes, words: str, place: tuple[int, int]
) -> None:
    assert place_in_body(mail(body, encoding=b"quoted-printable"), words) == place


@given(st.text(st.sampled_from("ab =.\n\u00e9\u20ac\U0001f600"), min_size=1, max_size=200))
def test_every_character_of_a_quoted_printable_text_stands_where_its_place_says(text: str) -> None:
    text = "x" + text
    encoded = binascii.b2a_qp(text.encode()).decode()
    message = mail(encoded.encode(), encoding=b"quoted-printable")
    assert message.text.split() == text.split()
    lines = encoded.split("\n")
    for offset, character in enumerate(message.text):
        place = message.place(offset)
        assert place is not None
        if character in "\n ":
            continue
        found = lines[place[0] - 5][place[1] - 1 :]
        first = f"={character.encode()[0]:02X}"
        assert found.startswith((character, first)), (character, found)


HTML = [
    pytest.param(b"<p>Where is\nthe lamp?</p>", "lamp", (2, 5), id="a line end within a paragraph"),
    pytest.param(b"<p>Where\n   is\n  the lamp?</p>", "lamp", (3, 7), id="indented lines"),
    pytest.param(b"<p>Tom &amp; Ada,  [NAME]</p>", "[NAME]", (1, 20), id="a character reference"),
    pytest.param(b"<p>Tom &amp; Ada</p>", "&", (1, 8), id="the reference itself"),
    pytest.param(b"<p>\n\n  Hi <b>Ada</b></p>", "Hi", (3, 3), id="blank lines above"),
    pytest.param(b"<pre>\nOne\n  Two</pre>", "Two", (3, 3), id="preformatted"),
    pytest.param(b"<ul>\n<li>One\n<li>Two\nThree</ul>", "Three", (4, 1), id="list"),
]


@pytest.mark.parametrize(("body", "words", "place"), HTML)
def test_each_line_of_an_html_text_has_its_place(body: bytes, words: str, place: tuple[int, int]) -> None:
    assert place_in_body(mail(body, b"html"), words) == place


def test_an_html_text_in_quoted_printable_leads_to_the_encoded_line() -> None:
    message = mail(b"<p class=3Da>caf=C3=A9 is=\n here,\n[NAME]</p>", b"html", b"quoted-printable")
    places = [place_in_body(message, words) for words in ("caf", "is", "here", "[NAME]")]
    assert places == [(1, 14), (1, 24), (2, 2), (3, 1)]


def read_line(line: str) -> Case:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.jsonl"
        path.write_bytes(b"\n" + line.encode() + b"\n")
        (case,) = read_cases(path)
    assert isinstance(case, Case)
    return case


@given(
    text=st.text(
        st.one_of(st.sampled_from('a"\\\n\r\t/\u00e9\U0001f600\u2028'), st.characters(codec="utf-8"))
    ),
    before=st.text(max_size=8),
    ascii_only=st.booleans(),
)
def test_every_character_of_a_case_stands_where_its_place_says(
    text: str, before: str, ascii_only: bool
) -> None:
    text = "x" + text
    record = {"id": before, "inbound": "y" + before, "draft": text, "earlier": ['"draft": "z"']}
    line = json.dumps(record, ensure_ascii=ascii_only)
    draft = read_line(line).draft
    assert draft.text == text.replace("\r\n", "\n").replace("\r", "\n")
    for offset, character in enumerate(draft.text):
        place = draft.place(offset)
        assert place is not None
        found = line[place[1] - 1 :]
        spelt = [
            json.dumps(c, ensure_ascii=ascii_only)[1:-1] for c in ("\n\r" if character == "\n" else character)
        ]
        assert place[0] == 2
        assert found.startswith(tuple(spelt)), (character, found)


LINES = [
    pytest.param('{"draft": "Hi Ada"}', 15, id="first"),
    pytest.param('  { "\\u0064raft" :\t"Hi Ada"}', 24, id="an escaped key"),
    pytest.param('{"id": "a\\"b", "earlier": ["draft", "Ada"], "draft": "Hi Ada"}', 58, id="last"),
    pytest.param('{"draft": "\\ud83d\\ude00\\/Ada"}', 26, id="a pair of surrogates"),
    pytest.param('{"draft": "\\ud83dAda"}', 18, id="a lone surrogate"),
    pytest.param('{"draft": "\\ufeffAda"}', 18, id="a byte-order mark"),
]


@pytest.mark.parametrize(("line", "column"), LINES)
def test_a_word_of_a_draft_has_its_column_in_the_line(line: str, column: int) -> None:
    draft = read_line(line).draft
    assert line[column - 1 :].startswith("Ada")
    assert draft.place(draft.text.index("Ada")) == (2, column)


def test_an_inbound_has_its_own_places() -> None:
    case = read_line('{"draft": "Hi", "inbound": "a\\nAda", "earlier": ["b"]}')
    assert case.inbound is not None
    assert case.inbound.place(case.inbound.text.index("Ada")) == (2, 32)
    assert case.earlier[0].place(0) is None
