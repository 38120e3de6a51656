"""Every format for programs is read by the schema or the grammar of those who read it elsewhere."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from replycheck.cli.options import FORMATS as NAMES
from replycheck.model import Report, Severity
from replycheck.report import FORMATS

SCHEMAS = Path(__file__).parent / "schemas"


def schema(name: str) -> Any:
    return json.loads((SCHEMAS / name).read_text(encoding="utf-8"))


def faults_of_json(document: str, wanted: Any) -> list[str]:
    import jsonschema

    validator = jsonschema.validators.validator_for(wanted)(wanted)
    return [
        f"{list(error.absolute_path)}: {error.message[:200]}"
        for error in validator.iter_errors(json.loads(document))
    ]


def closed(wanted: Any) -> Any:
    """A schema that refuses keys it does not name, so that a misspelt one is seen."""
    if isinstance(wanted, list):
        return [closed(item) for item in wanted]
    if not isinstance(wanted, dict):
        return wanted
    found = {key: closed(value) for key, value in wanted.items()}
    if "properties" in found:
        found["additionalProperties"] = False
    elif "$ref" in found:
        found.pop("additionalProperties", None)
    return found


def faults_of_sarif(document: str) -> list[str]:
    return faults_of_json(document, schema("sarif-2.1.0.json"))


def faults_of_rdjson(document: str) -> list[str]:
    return faults_of_json(document, closed(schema("rdjson.json")))


GITLAB = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{32}$"},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "type": {"const": "issue"},
            "categories": {"type": "array", "items": {"const": "Style"}},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "pattern": r"^(?!\./|/)"},
                    "lines": {
                        "type": "object",
                        "required": ["begin"],
                        "properties": {
                            "begin": {"type": "integer", "minimum": 1},
                            "end": {"type": "integer", "minimum": 1},
                        },
                        "additionalProperties": False,
                    },
                },
                "additionalProperties": False,
            },
        },
        "additionalProperties": False,
    },
}
"""GitLab Docs, "Code Quality", section "Code Quality report format"; keys of Code Climate's beside these."""


def faults_of_gitlab(document: str) -> list[str]:
    marks = [issue["fingerprint"] for issue in json.loads(document)]
    twice = sorted({mark for mark in marks if marks.count(mark) > 1})
    return [*faults_of_json(document, GITLAB), *(f"not unique: {mark}" for mark in twice)]


def faults_of_junit(document: str) -> list[str]:
    import xmlschema

    return [
        str(error.reason)
        for error in xmlschema.XMLSchema(str(SCHEMAS / "junit-10.xsd")).iter_errors(document)
    ]


def faults_of_checkstyle(document: str) -> list[str]:
    return list(_faults_of_checkstyle(ElementTree.fromstring(document)))


def _faults_of_checkstyle(root: ElementTree.Element) -> Iterator[str]:
    """What Checkstyle's `XMLLogger` writes: files of errors, and of these five attributes."""
    if root.tag != "checkstyle" or set(root.attrib) != {"version"}:
        yield f"root {root.tag} {root.attrib}"
    for file in root:
        if file.tag != "file" or set(file.attrib) != {"name"}:
            yield f"file {file.tag} {file.attrib}"
        for error in file:
            known = {"line", "column", "severity", "message", "source"}
            if error.tag != "error" or not known - {"column"} <= set(error.attrib) <= known or len(error):
                yield f"error {error.tag} {error.attrib}"
            elif error.attrib["severity"] not in ("error", "warning", "info", "ignore"):
                yield f"severity {error.attrib['severity']}"
            elif int(error.attrib["line"]) < 1 or int(error.attrib.get("column", 1)) < 1:
                yield f"place {error.attrib}"


FAULTS: dict[str, Callable[[str], list[str]]] = {
    "sarif": faults_of_sarif,
    "rdjson": faults_of_rdjson,
    "gitlab": faults_of_gitlab,
    "junit": faults_of_junit,
    "checkstyle": faults_of_checkstyle,
}


def test_the_command_line_offers_every_format_there_is() -> None:
    assert tuple(FORMATS) == NAMES


@pytest.mark.parametrize("name", FAULTS)
def test_real_findings_are_valid(name: str, examples: list[Report], written: Callable[..., str]) -> None:
    assert sum(len(report.findings) for report in examples) > 10
    assert FAULTS[name](written(name, *examples)) == []


@pytest.mark.parametrize("name", FAULTS)
def test_no_findings_and_no_reports_are_valid(
    name: str, made: Callable[..., Report], written: Callable[..., str]
) -> None:
    assert FAULTS[name](written(name)) == []
    assert FAULTS[name](written(name, made())) == []
    assert FAULTS[name](written(name, incomplete=lambda: True)) == []


@pytest.mark.parametrize("name", FAULTS)
def test_fixes_records_and_files_without_places_are_valid(
    name: str, made: Callable[..., Report], written: Callable[..., str]
) -> None:
    reports = [
        made("order", "late", write="x", severity=Severity.ERROR),
        made("order", record="7", anchors=((0, 12, 30),), path="./macros/all.json"),
        made("order", record="8", anchors=((0, 13, 30),), path="./macros/all.json"),
        made("late", anchors=(), path="mail.eml", inbound="Hello, where is it?", asked="where is it"),
        made("late", path="-", severity=Severity.SUGGESTION),
    ]
    document = written(name, *reports, root="/")
    assert FAULTS[name](document) == []
    assert "generic/stock-apology" in document


@pytest.mark.parametrize(
    ("name", "document"),
    [
        pytest.param("sarif", '{"version": "2.1.0", "runs": [{"results": []}]}', id="sarif without a tool"),
        pytest.param("rdjson", '{"diagnostics": [{"message": "m", "suggestion": []}]}', id="rdjson, a misspelt key"),
        pytest.param("gitlab", '[{"description": "d", "fingerprint": "f"}]', id="gitlab without a place"),
        pytest.param("junit", '<testsuite name="n" tests="1"><testcase/></testsuite>', id="junit without numbers"),
        pytest.param("checkstyle", '<checkstyle version="1"><file name="f"><error line="1"/></file></checkstyle>', id="checkstyle"),
    ],
)  # fmt: skip
def test_the_checks_above_see_what_is_wrong(name: str, document: str) -> None:
    assert FAULTS[name](document)
