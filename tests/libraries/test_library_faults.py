"""Exports that are broken, whole or in one record: one clear line each, and the rest is read."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import replycheck
from replycheck.errors import InputError
from replycheck.libraries import Record, Unrecognised, read_library
from replycheck.libraries.syntax import json as json_syntax

A = '{"id": 1, "short_code": "a", "content": "Kiel"}'
B = '{"id": 2, "short_code": "b", "content": "Riga"}'


def read(path: Path, library: str | None = None) -> tuple[list[str], list[str]]:
    """Ids of the records that were read, and the errors without the folder's name."""
    ids: list[str] = []
    errors: list[str] = []
    try:
        for item in read_library(str(path), library):
            if isinstance(item, Record):
                ids.append(item.id)
                [body.message for body in item.bodies]
            else:
                errors.append(str(item))
    except InputError as error:
        errors.append(str(error))
    return ids, [error.removeprefix(f"{path.parent}/") for error in errors]


JSON = [
    pytest.param(f'[{A},\n{{"short_code": "x", "content": 5}},\n{B}]', ["a", "b"], ["export.json:2: 'content' should be a text, not a number"], id="a number for a text"),
    pytest.param(f'[{A},\n{{"id": 9, "short_code": "x", "content": ["y"]}},\n{B}]', ["a", "b"], ["export.json:2: record 9: 'content' should be a text, not a list"], id="a list for a text"),
    pytest.param(f'[{A},\n7,\n{B}]', ["a", "b"], ["export.json:2: this is no record of the list"], id="a number for a record"),
    pytest.param(f'[null,\n{A},\n{B}]', ["a", "b"], ["export.json:1: this is no record of the list"], id="nothing for the first record"),
    pytest.param(f'[{A},\n{{"short_code": "x", "content": "y" "z"}},\n{B}]', ["a", "b"], ["export.json:2:36: broken JSON (Expecting ',' delimiter)"], id="a missing comma"),
    pytest.param(f'[{A},\n{{"short_code": "x", "content": "say "hi" now"}},\n{B}]', ["a", "b"], ["export.json:2:38: broken JSON"], id="a quote that is not escaped"),
    pytest.param(f'[{A},\n{{"short_code": "x", "content": "y\n"}},\n{B}]', ["a", "b"], ["export.json:2:34: broken JSON (Invalid control character)"], id="a line end in a text"),
    pytest.param(f'[{A},\n{{"short_code": "x", "content": "\\q"}},\n{B}]', ["a", "b"], ["export.json:2:33: broken JSON (Invalid \\escape)"], id="an unknown escape"),
    pytest.param(f'[{{"short_code": "x", "content": }},\n{A},\n{B}]', ["a", "b"], ["export.json:1:33: broken JSON (Expecting value)"], id="the first record"),
    pytest.param(f'{{"data": [{A},\n{{"short_code": x}},\n{B}], "n": 2}}', ["a", "b"], ["export.json:2:16: broken JSON (Expecting value)"], id="a word without quotes"),
    pytest.param(f'{A}\n{{"short_code": }}\n{B}\n', ["a", "b"], ["export.json:2:16: broken JSON (Expecting value)"], id="one record a line"),
    pytest.param(f'{{"x": {A},\n"y": {{"short_code": }},\n"z": {B}}}', ["a", "b"], ["export.json:2:21: broken JSON (Expecting value)"], id="a mapping of records"),
    pytest.param(f'[{A},\n{{"short_code": "x", "content": {"[" * 100_000}}},\n{B}]', ["a", "b"], ["export.json:2:1: broken JSON (nested too deep)"], id="deep nesting"),
    pytest.param(f'[{A},\n{{"id": {"9" * 9_000}}},\n{B}]', ["a", "b"], ["export.json:2:1: broken JSON (a number is too long)"], id="a long number"),
    pytest.param(f'[{A},\n{{"short_code": "x", "content": "Ka', ["a"], ["export.json:2:32: the file ends in the middle of a record"], id="cut within a text"),
    pytest.param(f'[{A},\n{{"short_code": "x",', ["a"], ["export.json:2:20: the file ends in the middle of a record"], id="cut behind a comma"),
    pytest.param(f'[{A},\n', ["a"], ["export.json:2:1: the file ends in the middle of a record"], id="cut between records"),
    pytest.param(f'{{"data": [{A}]', ["a"], ["export.json:1:59: the file ends in the middle of a record"], id="cut behind the list"),
    pytest.param('[{"short_code": "x', [], ["export.json:1:17: the file ends in the middle of a record"], id="cut within the first record"),
    pytest.param("", [], ["export.json: the file is empty"], id="empty"),
    pytest.param(" \n\n", [], ["export.json: the file is empty"], id="blank"),
    pytest.param("[]", [], ["export.json: holds no macros of a shape that is known (zendesk-json, "], id="an empty list"),
    pytest.param('{"name": "x", "version": "1.0", "files": [{"path": "a"}]}', [], ["export.json: holds no macros of a shape that is known"], id="another file"),
    pytest.param('"hello"', [], ["export.json: holds no macros"], id="a text"),
    pytest.param("not json", [], ["export.json:1:1: broken JSON (Expecting value)"], id="no JSON"),
    pytest.param("[" * 200_000, [], ["export.json:1:2: broken JSON (nested too deep)"], id="nothing but brackets"),
    pytest.param('[{"id": 3, "name": "N", "preview": "Hi the…"}]', [], ["export.json:1: record 3: only a preview, which is cut; fetch each saved reply by its id"], id="previews of Help Scout"),
    pytest.param('[{"id": 3, "title": "N", "actions": [{"field": 1}]}]', [], ["export.json:1: record 3: 'actions.0' should be an action with 'field' and 'value'"], id="an action without a field"),
    pytest.param('[{"id": 3, "name": "N", "html": "' + "x" * 2_100_000 + '"}]', [], ["export.json:1: record 3: a text of more than 2 MB is no reply"], id="a huge text"),
]  # fmt: skip


@pytest.mark.parametrize(("source", "ids", "errors"), JSON)
def test_broken_json_is_named_and_the_rest_is_read(
    source: str, ids: list[str], errors: list[str], tmp_path: Path
) -> None:
    path = tmp_path / "export.json"
    path.write_text(source, encoding="utf-8")
    found, told = read(path)
    assert found == ids
    assert len(told) == len(errors)
    for line, beginning in zip(told, errors, strict=True):
        assert line.startswith(beginning)
        assert "\n" not in line
        assert len(line) < 600


def test_a_record_that_is_not_utf_8_spoils_no_other(tmp_path: Path) -> None:
    path = tmp_path / "export.json"
    path.write_bytes(f'[{A},\n{{"short_code": "x",\n "content": "caf\u00e9"}},\n{B}]'.encode("latin-1"))
    assert read(path) == (["a", "b"], ["export.json:3: this record is not UTF-8; export it as UTF-8"])


def test_a_file_that_is_broken_throughout_says_so_once(tmp_path: Path) -> None:
    path = tmp_path / "export.json"
    bad = '{"short_code": "x", "content": 5}'
    path.write_text(f"[{A}, {', '.join([bad] * 500)}, {B}]")
    ids, errors = read(path)
    assert ids == ["a", "b"]
    assert len(errors) == 21
    assert errors[-1].startswith("export.json: and more records are broken")


YAML = [
    pytest.param("- title: A\n  response: Kiel\n- title: X\n  response: [a\n- title: B\n  response: Riga\n", ["A", "B"], ["export.yaml:"], id="a bracket without its other"),
    pytest.param('- title: A\n  response: Kiel\n- title: X\n  response: "a" b\n- title: B\n  response: Riga\n', ["A", "B"], ["export.yaml:4:17: broken YAML ("], id="words behind a quotation"),
    pytest.param("- title: A\n  response: Kiel\n- title: X\n  response: [a]\n- title: B\n  response: Riga\n", ["A", "B"], ["export.yaml:3: 'response' should be a text, not a list"], id="a list for a text"),
    pytest.param("- title: A\n  response: Kiel\n- just words\n- title: B\n  response: Riga\n", ["A", "B"], ["export.yaml:3: this is no record of the list"], id="words for a record"),
    pytest.param("- title: A\n  response: Kiel\n- title: X\n  response: &r y\n  notes: *r\n- title: B\n  response: Riga\n", ["A", "B"], ["export.yaml:4: anchors and aliases are not read in a library"], id="an alias"),
    pytest.param("a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: [*c, *c]\n", [], ["export.yaml:1: anchors and aliases are not read in a library"], id="a bomb"),
    pytest.param("- title: A\n  response: " + "[" * 3_000 + "\n", [], ["export.yaml:2:"], id="deep nesting"),
    pytest.param("title: A\nresponse: \u0007bell\n", [], ["export.yaml:2: broken YAML ("], id="a control character"),
    pytest.param("", [], ["export.yaml: the file is empty"], id="empty"),
    pytest.param("on: push\njobs: {}\n", [], ["export.yaml: holds no macros"], id="another file"),
    pytest.param("title: A\nactions:\n- field: comment_value\n  value: {a: b}\n", [], ["export.yaml:1: 'actions.0.value' should be a text, not a mapping"], id="a mapping for a text"),
    pytest.param("title: A\nactions:\n- field: comment_value\n  value: 'a\n", [], ["export.yaml:5:1: broken YAML ("], id="cut within a text"),
]  # fmt: skip


@pytest.mark.parametrize(("source", "ids", "errors"), YAML)
def test_broken_yaml_is_named_and_the_rest_is_read(
    source: str, ids: list[str], errors: list[str], tmp_path: Path
) -> None:
    path = tmp_path / "export.yaml"
    path.write_text(source, encoding="utf-8")
    found, told = read(path)
    assert found == ids
    assert [line.startswith(e) for line, e in zip(told, errors, strict=True)] == [True] * len(errors), told


CSV = [
    pytest.param('id,name,body\n1,A,Kiel\n2,X,"say "hi" now"\n3,B,Riga\n', ["1", "3"], ["export.csv:3: broken CSV ("], id="a quote that is not doubled"),
    pytest.param('id,name,body\n1,A,Kiel\n2,X,"no end\n3,B,Riga\n4,C,Oslo\n', ["1", "3", "4"], ["export.csv:3: broken CSV ("], id="a quote that is not closed"),
    pytest.param("id,name,body\n1,A,Kiel\n2,X,well, no\n3,B,Riga\n", ["1", "3"], ["export.csv:3: this row has 4 cells under 3 names; put texts with commas in quotes"], id="a comma without quotes"),
    pytest.param("id,name,body\n1,A,Kiel\n2,X\n\n3,B,Riga\n", ["1", "2", "3"], [], id="a short row"),
    pytest.param("id,name,body,text\n1,A,Kiel,x\n", [], ["export.csv: holds no macros"], id="two columns that may be the text"),
    pytest.param("id,name,email\n1,A,a@example.com\n", [], ["export.csv: holds no macros"], id="no column for the text"),
    pytest.param("id,name,body\n", [], ["export.csv: holds no records; export it again"], id="only names"),
    pytest.param("", [], ["export.csv: the file is empty"], id="empty"),
]  # fmt: skip


@pytest.mark.parametrize(("source", "ids", "errors"), CSV)
def test_broken_csv_is_named_and_the_rest_is_read(
    source: str, ids: list[str], errors: list[str], tmp_path: Path
) -> None:
    path = tmp_path / "export.csv"
    path.write_text(source, encoding="utf-8")
    found, told = read(path)
    assert found == ids
    assert [line.startswith(e) for line, e in zip(told, errors, strict=True)] == [True] * len(errors), told


def test_a_csv_of_windows_is_read_as_it_was_written(tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    path.write_bytes("id;name;body\n1;A;Caf\u00e9 \u20ac 5\n".encode("cp1252"))
    (record,) = read_library(str(path))
    assert isinstance(record, Record)
    assert record.bodies[0].message.text == "Caf\u00e9 \u20ac 5"


HEAD = '<EmailTemplate xmlns="http://soap.sforce.com/2006/04/metadata">'
XML = [
    pytest.param(f"{HEAD}\n<name>A</name>\n<textOnly>Kiel</name></EmailTemplate>", "export.xml:3:17: broken XML (mismatched tag)", id="a wrong tag"),
    pytest.param(f"{HEAD}\n<name>A</name>", "export.xml:2:15: broken XML (no element found)", id="cut"),
    pytest.param(f"{HEAD}<textOnly>a &nbsp; b</textOnly></EmailTemplate>", "export.xml:1:76: broken XML (undefined entity)", id="an entity of HTML"),
    pytest.param('<!DOCTYPE x [<!ENTITY a "b">]>\n<EmailTemplate><textOnly>&a;</textOnly></EmailTemplate>', "export.xml:1: declarations (<!DOCTYPE) are not read", id="entities of its own"),
    pytest.param('<!DOCTYPE x SYSTEM "file:///etc/hostname">\n<EmailTemplate/>', "export.xml:1: declarations (<!DOCTYPE) are not read", id="a file from outside"),
    pytest.param("<EmailTemplate>" * 100, "export.xml:1: nested too deep", id="deep nesting"),
    pytest.param('<?xml version="1.0" encoding="x-none"?><EmailTemplate/>', "export.xml:1: cannot be decoded (unknown encoding: x-none)", id="an unknown encoding"),
    pytest.param("<CustomObject><label>x</label></CustomObject>", "export.xml: holds no macros", id="another file"),
    pytest.param("", "export.xml: the file is empty", id="empty"),
]  # fmt: skip


@pytest.mark.parametrize(("source", "error"), XML)
def test_broken_xml_is_named(source: str, error: str, tmp_path: Path) -> None:
    path = tmp_path / "export.xml"
    path.write_text(source, encoding="utf-8")
    ids, told = read(path)
    assert ids == []
    assert len(told) == 1
    assert told[0].startswith(error)


def test_xml_in_another_encoding_is_read(tmp_path: Path) -> None:
    path = tmp_path / "A.email-meta.xml"
    source = f'<?xml version="1.0" encoding="ISO-8859-1"?>{HEAD}<textOnly>Caf\u00e9 Kiel</textOnly></EmailTemplate>'
    path.write_bytes(source.encode("latin-1"))
    (record,) = read_library(str(path))
    assert isinstance(record, Record)
    message = record.bodies[0].message
    assert message.text == "Caf\u00e9 Kiel"
    assert message.place(5) == (1, source.index("Kiel") + 1)


def test_a_block_that_is_not_closed_is_named(tmp_path: Path) -> None:
    path = tmp_path / "saved_replies.md"
    path.write_text("## One\n```\nKiel\n```\n\n## Two\n```\nRiga\n")
    assert read(path) == (["One"], ["saved_replies.md:7: this fenced block is not closed; close it"])


@pytest.mark.parametrize(
    ("name", "data", "error"),
    [
        ("export.json", b"\x89PNG\r\n", "this is a picture"),
        ("export.csv", b"PK\x03\x04abc", "this is a ZIP or Office file"),
        ("export.yaml", bytes(range(256)), "this is binary data"),
    ],
)
def test_what_is_no_text_is_refused(name: str, data: bytes, error: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    ids, told = read(path)
    assert (ids, len(told)) == ([], 1)
    assert error in told[0]


def test_a_file_that_is_missing_is_named(tmp_path: Path) -> None:
    assert read(tmp_path / "export.json") == ([], ["export.json: there is no such file; check the path"])


def test_another_shape_than_the_one_named_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "export.json"
    path.write_text(f"[{A}]")
    with pytest.raises(Unrecognised, match="holds no macros of the shape 'freshdesk'"):
        list(read_library(str(path), "freshdesk"))


ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(
        st.sampled_from(
            ["id", "name", "title", "content", "content_html", "short_code", "actions", "field", "value", "body",
             "body_text", "type", "text", "html", "arguments", "attachments", "active", "keywords", "response"]
        ),
        inner,
        max_size=4,
    ),
    max_leaves=12,
)  # fmt: skip


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(value=ANY, ending=st.sampled_from([".json", ".yaml"]))
def test_values_of_any_type_raise_nothing_but_our_own(value: object, ending: str, tmp_path: Path) -> None:
    import yaml

    path = tmp_path / f"export{ending}"
    path.write_text(json.dumps(value) if ending == ".json" else yaml.safe_dump(value), encoding="utf-8")
    read(path)


WHOLE = [
    f"[{A}, {B}]",
    f'{{"n": 1, "data": [{A}, {B}]}}',
    f'{{"x": {A}, "y": {B}}}',
    f"{A}\n{B}",
    f'[{{"data": [{A}]}}, {{"data": [{B}]}}]',
    '{"macro": {"id": 1, "title": "T", "actions": [{"field": "comment_value", "value": "Hi"}]}}',
    '{"a": {}, "b": []}',
]
AROUND = [WHOLE[2], WHOLE[5]]
PIECES = ["", "[", "]", "{", "}", ",", ":", '"', "\\", '"a"', "1", "\n", "null", A, '{"a": [', "\ud83d"]


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    whole=st.sampled_from(WHOLE),
    changes=st.lists(st.tuples(st.integers(0, 120), st.integers(0, 30), st.sampled_from(PIECES)), max_size=3),
    chunk=st.sampled_from([3, 50, 1 << 18]),
)
def test_json_in_any_state_raises_nothing_but_our_own(
    whole: str, changes: list[tuple[int, int, str]], chunk: int, tmp_path: Path
) -> None:
    """The window's size is no matter: a record is found the same where it is cut by it."""
    source = whole
    for at, length, piece in changes:
        source = source[:at] + piece + source[at + length :]
    path = tmp_path / "export.json"
    path.write_text(source, encoding="utf-8", errors="replace")
    found = read(path)
    usual, json_syntax.CHUNK = json_syntax.CHUNK, chunk
    try:
        again = read(path)
        # A record around a record counts where the window has the whole of it; no desk writes such.
        is_flat = not any("{" in piece for *_, piece in changes) and whole not in AROUND
        assert again == found or not is_flat
    finally:
        json_syntax.CHUNK = usual


EXPORTS = [
    path
    for path in sorted((Path(__file__).parent / "exports").rglob("*"))
    if path.suffix in (".json", ".yaml", ".csv", ".xml", ".md")
]


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    export=st.sampled_from(EXPORTS),
    changes=st.lists(
        st.tuples(
            st.integers(0, 1500), st.integers(0, 300), st.sampled_from([*PIECES, "'", "  ", "- ", "&", "<"])
        ),
        min_size=1,
        max_size=3,
    ),
)
def test_an_export_in_any_state_raises_nothing_but_our_own(
    export: Path, changes: list[tuple[int, int, str]], tmp_path: Path
) -> None:
    source = export.read_text(encoding="utf-8")
    for at, length, piece in changes:
        source = source[: at % len(source)] + piece + source[at % len(source) + length :]
        source = source or "x"
    path = tmp_path / export.name
    path.write_text(source, encoding="utf-8", errors="replace")
    ids, errors = read(path)
    assert ids or errors


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=80), ending=st.sampled_from([".json", ".yaml", ".csv", ".xml", ".md"]))
def test_bytes_of_any_sort_raise_nothing_but_our_own(data: bytes, ending: str, tmp_path: Path) -> None:
    path = tmp_path / f"saved_replies{ending}"
    path.write_bytes(data)
    read(path)


def test_a_long_export_is_never_held_whole(tmp_path: Path) -> None:
    """40 MB are read in less than 20 MB more than the reading of two records takes."""
    peaks = []
    environment = {**os.environ, "PYTHONPATH": str(Path(replycheck.__file__).parent.parent)}
    for number in (2, 40_000):
        path = tmp_path / f"{number}.json"
        with open(path, "w", encoding="utf-8") as out:
            out.write('{"macros": [')
            for at in range(number):
                body = json.dumps("Kiel, Riga and Oslo. " * 48)
                action = f'{{"field": "comment_value", "value": {body}}}'
                out.write(f'{"," if at else ""}{{"id": {at}, "title": "T", "actions": [{action}]}}')
            out.write("]}")
        code = (
            "import resource, sys\nfrom replycheck.libraries import read_library\n"
            "print(sum(len(r.bodies) for r in read_library(sys.argv[1])))\n"
            "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
        )
        command = [sys.executable, "-c", code, str(path)]
        run = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
        read_bodies, peak = run.stdout.split()
        assert int(read_bodies) == number
        peaks.append(int(peak) // (1024 * 1024 if sys.platform == "darwin" else 1024))
        path.unlink()
    assert peaks[1] - peaks[0] < 20
