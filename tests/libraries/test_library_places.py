"""Places: the line and column inside an export where a character of a macro's text stands."""

from __future__ import annotations

import csv
import io
import json
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from replycheck.libraries import Record, read_library
from replycheck.model import Message

EXPORTS = Path(__file__).parent / "exports"

NAMES = [
    str(path.relative_to(EXPORTS))
    for path in sorted(EXPORTS.rglob("*"))
    if path.suffix in (".json", ".yaml", ".yml", ".csv", ".xml", ".md")
    and path.parent.name != "folder"
    and path.name != "Account.object-meta.xml"
]
ASKED = {"own.json": "json", "own.yaml": "yaml"}


def messages(path: Path, library: str | None = None) -> Iterator[Message]:
    for record in read_library(str(path), library):
        assert isinstance(record, Record), record
        for body in record.bodies:
            yield body.message


def lines_of(path: str) -> list[str]:
    return Path(path).read_bytes().decode("utf-8-sig").replace("\r\n", "\n").split("\n")


@pytest.mark.parametrize("name", NAMES)
def test_every_word_of_an_export_stands_where_its_place_says(name: str) -> None:
    words = 0
    for message in messages(EXPORTS / name, ASKED.get(name)):
        lines = lines_of(message.source.path)
        for word in re.finditer(r"[A-Za-z0-9]{2,}", message.text):
            if name == "intercom.json" and "{{" in message.text[: word.start()][-40:]:
                continue  # a variable that stands for a tag
            place = message.place(word.start())
            end = message.place(word.end())
            assert place is not None
            assert end is not None
            assert lines[place[0] - 1][place[1] - 1 :].startswith(word[0]), (word[0], place)
            assert end == (place[0], place[1] + len(word[0]))
            words += 1
    assert words or name == "zendesk/active/elsewhere.yaml"


TOLD = [
    pytest.param("zendesk.json", "Snow closed", (10, 101), id="JSON, behind escapes"),
    pytest.param("zendesk.json", "\u2019s late", (10, 134), id="a reference of HTML in JSON"),
    pytest.param("zendesk.json", "while I ask", (15, 94), id="behind a pair of surrogates"),
    pytest.param("zendesk/active/shipping/late_parcel.yaml", "for you", (7, 25), id="YAML, behind escapes"),
    pytest.param("zendesk/active/shipping/late_parcel.yaml", "again", (8, 5), id="YAML, a joined line"),
    pytest.param("zendesk/active/shipping/late_parcel.yaml", "your label is late: the", (13, 7), id="YAML, a literal block"),
    pytest.param("zendesk/active/shipping/late_parcel.yaml", "the printer stopped.</p>", (21, 5), id="YAML, a folded block"),
    pytest.param("zendesk/inactive/fax.yml", "the second", (4, 7), id="YAML, a folded line in quotes"),
    pytest.param("zammad.csv", "blue", (3, 12), id="CSV, a doubled quote below a line end"),
    pytest.param("salesforce/Late_Parcel.email-meta.xml", "patience", (7, 37), id="XML, behind an entity"),
    pytest.param("salesforce/Late_Parcel.email-meta.xml", "at last.", (10, 39), id="XML, behind a reference"),
    pytest.param("salesforce/Late_Parcel.email-meta.xml", "\u2013 at last", (3, 26), id="the file beside the metadata"),
    pytest.param("SAVED_REPLIES.md", "Please update", (13, 1), id="Markdown"),
    pytest.param("intercom.json", "the lamp", (3, 69), id="behind a tag that became a variable"),
    pytest.param("intercom.json", "{{user.name", (3, 19), id="a tag that became a variable"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "words", "place"), TOLD)
def test_places_are_told(name: str, words: str, place: tuple[int, int]) -> None:
    found = [m.place(m.text.index(words)) for m in messages(EXPORTS / name) if words in m.text]
    assert place in found


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("zendesk.json", (4, 30)),
        ("zendesk/active/shipping/late_parcel.yaml", (2, 9)),
        ("zammad.csv", (2, 3)),
        ("salesforce/Late_Parcel.email-meta.xml", (5, 11)),
        ("SAVED_REPLIES.md", (9, 4)),
    ],
)
def test_the_title_has_a_place_too(name: str, place: tuple[int, int]) -> None:
    record = next(iter(read_library(str(EXPORTS / name))))
    assert isinstance(record, Record)
    assert record.title_place == place


def read_source(source: str, ending: str, library: str) -> Message:
    """The message of the last record of an export; the newline argument keeps line ends as they are."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"export{ending}"
        path.write_text(source, encoding="utf-8", newline="")
        return list(messages(path, library))[-1]


def assert_places_are_true(message: Message, lines: list[str], spelled: Any) -> None:
    """`spelled(character)` are the ways a character may be written in the file."""
    for offset, character in enumerate(message.text):
        place = message.place(offset)
        assert place is not None
        here = lines[place[0] - 1][place[1] - 1 :]
        if character == "\n" and not here:
            continue  # a line end of the file itself
        assert here.startswith(spelled(character)), (offset, character, place, here[:20])


# What a reader of the file would see as it is, and all that JSON, CSV and YAML write otherwise.
ALPHABET = "ab \n\t\"'\\,;:#{}[]|>-<&\u00e9\u20ac\U0001f642\u200b\u2028\x85"
TEXTS = st.text(st.sampled_from(ALPHABET), max_size=60).map(lambda text: f"x{text}y")


def json_spellings(character: str) -> tuple[str, ...]:
    escaped = json.dumps(character)[1:-1]
    return (character, escaped, escaped.upper().replace("\\U", "\\u"), f"\\u{ord(character):04x}", "\\/")


@settings(deadline=None)
@given(
    texts=st.lists(TEXTS, min_size=1, max_size=3),
    ascii_only=st.booleans(),
    indent=st.sampled_from([None, 0, 3]),
    separators=st.sampled_from([(",", ":"), (" , ", " :\t")]),
)
def test_places_in_json_are_true_for_any_text(
    texts: list[str], ascii_only: bool, indent: int | None, separators: tuple[str, str]
) -> None:
    given = [{"name": f"N{n}", "tags": [{"a": "}"}], "body": text} for n, text in enumerate(texts)]
    source = json.dumps(
        {"x": [1], "list": given}, ensure_ascii=ascii_only, indent=indent, separators=separators
    )
    message = read_source(source, ".json", "json")
    assert message.text == texts[-1]
    assert_places_are_true(message, source.split("\n"), json_spellings)


@settings(deadline=None)
@given(text=TEXTS, other=TEXTS, delimiter=st.sampled_from(",;\t|"), ends=st.sampled_from(["\n", "\r\n"]))
def test_places_in_csv_are_true_for_any_text(text: str, other: str, delimiter: str, ends: str) -> None:
    # Python's reader takes a line for ended where no other program does.
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, lineterminator=ends)
    writer.writerows([["id", "name", "body"], ["1", other, other], ["2", other, text]])
    source = out.getvalue()
    message = read_source(source, ".csv", "csv")
    assert message.text == text
    lines = source.replace("\r\n", "\n").split("\n")
    assert_places_are_true(message, lines, lambda character: (character, character * 2))


def yaml_spellings(character: str) -> tuple[str, ...]:
    named = {" ": "\\ ", "\n": "\\n", "\t": "\\t", '"': '\\"', "\\": "\\\\", "\x85": "\\N", "\u2028": "\\L"}
    code = ord(character)
    return (
        character,
        named.get(character, character),
        f"\\x{code:02X}",
        f"\\u{code:04X}",
        f"\\U{code:08X}",
        character * 2,
    )


@settings(deadline=None)
@given(
    text=TEXTS,
    style=st.sampled_from([None, "'", '"', "|", ">"]),
    width=st.sampled_from([5, 20, 1000]),
    unicode=st.booleans(),
)
def test_places_in_yaml_are_true_for_any_text(
    text: str, style: str | None, width: int, unicode: bool
) -> None:
    source = yaml.safe_dump(
        [{"name": "N", "body": text}],
        default_style=style,
        width=width,
        allow_unicode=unicode,
        sort_keys=False,
    )
    message = read_source(source, ".yaml", "yaml")
    assert message.text == yaml.safe_load(source)[0]["body"]
    if {"\x85", "\u2028"} & set(text) and unicode:
        return  # line breaks that only YAML knows: the place is that of the whole text
    lines = source.split("\n")
    folded = {" ": (" ", ""), "\n": ("\n", "", "\\n")}
    for offset, character in enumerate(message.text):
        place = message.place(offset)
        assert place is not None
        here = lines[place[0] - 1][place[1] - 1 :]
        if character in folded and style != "|":
            continue  # a blank may be the end of a line, and a line end a blank line
        if character == "\n" and not here:
            continue
        assert here.startswith(yaml_spellings(character)), (offset, character, place, here[:20])


def test_a_column_counts_characters_not_bytes(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text('[{"name": "\u00e9\U0001f642", "html": "\u00e9<b>Kiel</b>"}]', encoding="utf-8")
    (message,) = messages(path)
    assert message.place(message.text.index("Kiel")) == (1, 30)


def test_a_column_of_xml_counts_characters_too(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    path.write_text(
        "<EmailTemplate>\n\t<body>\u00e9\u20ac\U0001f642 Kiel</body></EmailTemplate>", encoding="utf-8"
    )
    (message,) = messages(path)
    assert message.place(message.text.index("Kiel")) == (2, 12)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le"])
def test_other_encodings_have_the_same_places(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text('[{"name": "a",\n "html": "<b>Kiel \u20ac 5</b>"}]', encoding=encoding)
    (message,) = messages(path)
    assert message.place(message.text.index("5")) == (2, 21)
