"""Salesforce email templates: metadata files, and the fields of the object EmailTemplate in JSON and CSV.

`X.email-meta.xml` describes the template whose text is the file `X.email` beside it (Metadata API,
EmailTemplate); exports of the object have `HtmlValue`, `Body` and `Subject` (Object Reference).
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import PurePath
from typing import Any

from replycheck.libraries.bodies import Sheet, has_text, looks_like_html
from replycheck.libraries.entry import Entry
from replycheck.libraries.record import Record
from replycheck.libraries.syntax.xml import ROOT
from replycheck.libraries.textfile import whole_text

MARKS = ("EmailTemplate|HtmlValue",)

HTML = ("HtmlValue", "htmlValue")
TEXT = ("Body", "body", "textOnly", "textValue")
SUBJECT = ("Subject", "subject")
ENDINGS = (".email-meta.xml", "-meta.xml", ".xml")


def fits(value: Mapping[str, Any]) -> bool:
    if ROOT in value:
        return bool(value[ROOT] == "EmailTemplate")
    return "HtmlValue" in value and ("Name" in value or "DeveloperName" in value or has_text(value, "Body"))


def read(entry: Entry, shape: str) -> Record:
    """The subject, the text and the HTML, in the metadata or in the file beside it."""
    is_metadata = ROOT in entry.value
    name = _stem(entry.path) if is_metadata else entry.at("DeveloperName") or entry.at("Id")
    title = next((key for key in ("name", "Name") if key in entry.value), "name")
    sheet = Sheet(entry, shape, id=name or entry.at("Name"), title=title)
    for key in SUBJECT:
        sheet.add(key, markup="plain", use="subject")
    for key in HTML:
        sheet.add(key, markup="html")
    for key in TEXT:
        sheet.add(key, markup="plain")
    if is_metadata:
        _add_file(sheet, entry)
    return sheet.record()


def _stem(path: str) -> str:
    name = PurePath(path).name
    ending = next((ending for ending in ENDINGS if name.endswith(ending)), "")
    return name[: len(name) - len(ending)]


def _add_file(sheet: Sheet, entry: Entry) -> None:
    path = os.path.join(os.path.dirname(entry.path), f"{_stem(entry.path)}.email")
    if not os.path.isfile(path):
        return
    text = whole_text(path)
    is_html = entry.at("type") != "text" and (entry.at("type") == "html" or looks_like_html(text))
    sheet.add_file(text, path, "content", "html" if is_html else "plain")
