"""Writes the seeded exports and the table of what is to be found in them: `python -m tests.libraries.seeded.build`.

Every export holds the same shop's macros in its own desk's syntax and container.  The lines of the table
are counted in what is written here, by the place of a body in its record; nothing of replycheck is used.
"""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from collections.abc import Callable, Iterator
from html import escape
from pathlib import Path
from typing import Any, NamedTuple

from tests.libraries.seeded import desks, texts

HERE = Path(__file__).parent


class Macro(NamedTuple):
    """`faults` are (rule, words marked); `twin` is the text twin where it says something else than `text`."""

    id: int
    title: str
    text: str
    faults: tuple[tuple[str, str], ...] = ()
    twin: str = ""
    is_dead: bool = False


class Body(NamedTuple):
    """One body as it stands in the file: `written` is its text between the container's own signs.

    `is_flat`: its line ends are escaped, so that it stands on one line.
    """

    text: str
    written: str
    is_flat: bool
    is_first: bool = True
    has_twin_fault: bool = False


class Record(NamedTuple):
    key: str
    written: str
    bodies: tuple[Body, ...]


TWINNED = ("zendesk.json", "freshdesk.json", "intercom.json", "gorgias.json", "salesforce.csv")
ABLE_TO_DIE = (
    "zendesk.json", "zendesk.yaml", "gorgias.json", "zammad.json", "zammad.csv", "osticket.yaml", "discourse.json",
    "salesforce.csv",
)  # fmt: skip


def macros(desk: str, name: str) -> Iterator[Macro]:
    tokens = desks.TOKENS[desk]

    def filled(text: str) -> str:
        return re.sub("«([^»]*)»", lambda match: tokens[match[1]], text)

    number = 100
    legal = [*texts.LEGAL, *desks.LEGAL[desk]]
    faulty = [
        fault
        for fault in (*texts.FAULTY, *desks.FAULTY[desk])
        if filled(fault[2][0][1]) or not fault[2][0][1]
    ]
    faulty = [fault for fault in faulty if "«typo»" not in fault[1] or tokens["typo"]]
    mixed: list[Any] = []  # a fault after every second legal macro
    while legal or faulty:
        mixed += [(*one, ()) for one in legal[:2]] + faulty[:1]
        legal, faulty = legal[2:], faulty[1:]
    for title, text, faults in mixed:
        number += 7
        yield Macro(number, title, filled(text), tuple((rule, filled(words)) for rule, words in faults))
    if name in TWINNED:
        said = filled("Hello «first!»,\n\nyou have 30 days to try the sander at home.")
        twins = (("macro/twins-differ", "14"),)
        yield Macro(number + 1, "Returns::Two answers", said, twins, twin=said.replace("30", "14"))
    if name in ABLE_TO_DIE:
        said = "The fax is switched off, please write a mail."
        yield Macro(number + 2, "Service::Fax", said, (("macro/dead-weight", ""),), is_dead=True)


def html(text: str, block: str = "p") -> str:
    """Paragraphs and lists as an editor of a help desk writes them."""
    found = []
    for paragraph in text.split("\n\n"):
        lines = paragraph.split("\n")
        for tag, mark in (("ul", r"- "), ("ol", r"\d\. ")):
            if all(re.match(mark, line) for line in lines):
                items = "".join(
                    f"<li>{escape(re.sub(f'^{mark}', '', line), quote=False)}</li>" for line in lines
                )
                found.append(f"<{tag}>{items}</{tag}>")
                break
        else:
            found.append(f"<{block}>{'<br>'.join(escape(line, quote=False) for line in lines)}</{block}>")
    return "".join(found)


# -- containers


def in_json(
    name: str,
    shape: Callable[[Macro], tuple[dict[str, Any], list[str]]],
    key: Callable[[Macro], str],
    wrap: str,
) -> None:
    """A list of records; `shape` gives a record and its bodies, in the order they are read."""

    def records() -> Iterator[tuple[Macro, Record]]:
        for macro in macros(DESKS[name], name):
            value, bodies = shape(macro)
            written = json.dumps(value, indent=1, ensure_ascii=False)
            found = [
                Body(body, json.dumps(body, ensure_ascii=False), True, at == 0, body == macro.twin)
                for at, body in enumerate(bodies)
            ]
            yield macro, Record(key(macro), written, tuple(found))

    write(name, wrap, records(), ",\n")


def in_csv(
    name: str,
    columns: list[str],
    shape: Callable[[Macro], tuple[list[str], list[str]]],
    key: Callable[[Macro], str],
) -> None:
    def row(values: list[str]) -> str:
        out = io.StringIO()
        csv.writer(out, lineterminator="\n").writerow(values)
        return out.getvalue()

    def records() -> Iterator[tuple[Macro, Record]]:
        for macro in macros(DESKS[name], name):
            values, bodies = shape(macro)
            found = [
                Body(body, body.replace('"', '""'), False, at == 0, body == macro.twin)
                for at, body in enumerate(bodies)
            ]
            yield macro, Record(key(macro), row(values), tuple(found))

    write(name, f"{row(columns)}%s", records(), "")


def in_yaml(
    name: str, shape: Callable[[Macro, str], str], key: Callable[[Macro], str], *, as_html: bool
) -> None:
    def records() -> Iterator[tuple[Macro, Record]]:
        for macro in macros(DESKS[name], name):
            body = html(macro.text, "p").replace("</p>", "</p>\n").rstrip("\n") if as_html else macro.text
            block = "\n".join(f"      {line}" if line else "" for line in body.split("\n"))
            yield macro, Record(key(macro), shape(macro, block), (Body(body, block, False),))

    write(name, "---\n%s", records(), "")


def in_markdown(name: str) -> None:
    def records() -> Iterator[tuple[Macro, Record]]:
        for macro in macros(DESKS[name], name):
            yield (
                macro,
                Record(
                    macro.title,
                    f"## {macro.title}\n```\n{macro.text}\n```\n\n",
                    (Body(macro.text, macro.text, False),),
                ),
            )

    write(name, "# Replies of the lamp project\n\n%s", records(), "")


def in_folder(name: str) -> None:
    shutil.rmtree(HERE / name, ignore_errors=True)
    (HERE / name).mkdir()
    for macro in macros(DESKS[name], name):
        stem = re.sub(r"\W+", "-", macro.title.lower())
        head = f"---\ntitle: {json.dumps(macro.title)}\n---\n"
        (HERE / name / f"{stem}.md").write_text(f"{head}{macro.text}\n", encoding="utf-8")
        body = Body(macro.text, macro.text, False)
        expect(name, macro, f"{stem}.md", body, 4, 2)


# -- the table

EXPECTED: list[tuple[str, str, str, int, str]] = []


def write(name: str, wrap: str, records: Iterator[tuple[Macro, Record]], between: str) -> None:
    """One export, and what is to be found in it."""
    before, after = wrap.split("%s")
    written = before
    for number, (macro, record) in enumerate(records):
        written += between if number else ""
        at = 0
        for body in record.bodies:
            at = record.written.index(body.written, at)
            before_it = 1 + written.count("\n")
            quoted = record.written.find(json.dumps(macro.title, ensure_ascii=False))
            title = quoted if quoted >= 0 else record.written.index(macro.title)
            lines = (before_it + record.written.count("\n", 0, place) for place in (at, title))
            expect(name, macro, record.key, body, *lines)
            at += len(body.written)
        written += record.written
    (HERE / name).write_text(written + after, encoding="utf-8")


ONCE = ("macro/missing-metadata", "macro/dead-weight")


def expect(name: str, macro: Macro, key: str, body: Body, line: int, title: int) -> None:
    """The faults of one body, at the lines where their words stand; what has no words is at the end, and what is
    true of the whole macro at its `title`.
    """
    for rule, words in macro.faults:
        if (rule in ONCE and not body.is_first) or (rule == "macro/twins-differ") != body.has_twin_fault:
            continue
        if rule in ONCE:
            EXPECTED.append((name, key, rule, title, words))
            continue
        shown = re.sub(r"<attribute key='([^']*)'/>", r"{{\1}}", body.text)
        at = shown.index(words) if words else len(shown.rstrip())
        EXPECTED.append((name, key, rule, line + (0 if body.is_flat else shown.count("\n", 0, at)), words))


# -- shapes


def zendesk(macro: Macro) -> tuple[dict[str, Any], list[str]]:
    said, twin = html(macro.text), macro.twin or macro.text
    actions = [
        {"field": "status", "value": "pending"},
        {"field": "comment_value_html", "value": said},
        {"field": "comment_value", "value": twin},
    ]
    return {"id": macro.id, "title": macro.title, "active": not macro.is_dead, "actions": actions}, [
        said,
        twin,
    ]


def zendesk_yaml(macro: Macro, block: str) -> str:
    active = str(not macro.is_dead).lower()
    return (
        f"- id: {macro.id}\n  title: {json.dumps(macro.title)}\n  active: {active}\n  actions:\n"
        f"  - field: comment_value\n    value: |-\n{block}\n  - field: status\n    value: solved\n"
    )


def freshdesk(macro: Macro) -> tuple[dict[str, Any], list[str]]:
    said, twin = html(macro.text, "div"), macro.twin or macro.text
    value = {
        "id": macro.id,
        "title": macro.title,
        "folder_id": 9,
        "visibility": 1,
        "content_html": said,
        "content": twin,
        "attachments": [],
    }
    return value, [said, twin]


def intercom(macro: Macro) -> tuple[dict[str, Any], list[str]]:
    said = re.sub(
        r'\{\{([\w.]+) ?\| ?fallback:"([^"]*)"\}\}', r"<attribute key='\1' default='\2'/>", html(macro.text)
    )
    said = re.sub(r"\{\{([\w.]+)\}\}", r"<attribute key='\1'/>", said)
    twin = macro.twin or macro.text
    value = {
        "type": "macro",
        "id": str(macro.id),
        "name": macro.title,
        "body": said,
        "body_text": twin,
        "visible_to": "everyone",
        "available_on": ["inbox"],
    }
    return value, [said, twin]


def front(macro: Macro) -> tuple[dict[str, Any], list[str]]:
    said = html(macro.text, "div")
    return {
        "id": f"rsp_{macro.id}",
        "name": macro.title,
        "subject": None,
        "body": said,
        "attachments": [],
        "folder_id": "rsf_1",
    }, [said]


def gorgias(macro: Macro) -> tuple[dict[str, Any], list[str]]:
    said, twin = html(macro.text, "div"), macro.twin or macro.text
    reply = {
        "name": "setResponseText",
        "title": "Reply",
        "type": "user",
        "arguments": {"body_html": said, "body_text": twin},
    }
    archived = "2025-09-01T00:00:00Z" if macro.is_dead else None
    actions = [{"name": "addTags", "title": "Tag", "type": "user", "arguments": {"tags": "shop"}}, reply]
    return {
        "id": macro.id,
        "name": macro.title,
        "language": "en",
        "archived_datetime": archived,
        "actions": actions,
    }, [said, twin]


def helpscout(macro: Macro) -> tuple[dict[str, Any], list[str]]:
    said = html(macro.text, "div")
    return {"id": macro.id, "name": macro.title, "text": said}, [said]


def freescout(macro: Macro) -> tuple[dict[str, Any], list[str]]:
    return {"id": macro.id, "mailbox_id": 1, "name": macro.title, "text": macro.text, "sort_order": 1}, [
        macro.text
    ]


def chatwoot(macro: Macro) -> tuple[dict[str, Any], list[str]]:
    return {"id": macro.id, "account_id": 1, "short_code": macro.title, "content": macro.text}, [macro.text]


def zammad(macro: Macro) -> tuple[dict[str, Any], list[str]]:
    said = html(macro.text, "div")
    return {
        "id": macro.id,
        "name": macro.title,
        "keywords": "shop",
        "content": said,
        "note": "",
        "active": not macro.is_dead,
    }, [said]


def zammad_csv(macro: Macro) -> tuple[list[str], list[str]]:
    said = html(macro.text, "div").replace("</div>", "</div>\n").rstrip("\n")
    return [str(macro.id), macro.title, "shop", said, "", str(not macro.is_dead).lower()], [said]


def osticket(macro: Macro, block: str) -> str:
    return f"- isenabled: {int(not macro.is_dead)}\n  title: {json.dumps(macro.title)}\n  response: |\n{block}\n  notes: ''\n"


def discourse(macro: Macro) -> tuple[dict[str, Any], list[str]]:
    return {
        "id": macro.id,
        "title": macro.title,
        "content": macro.text,
        "tags": ["shop"],
        "usages": 0 if macro.is_dead else 12,
    }, [macro.text]


def salesforce(macro: Macro) -> tuple[list[str], list[str]]:
    said, twin = html(macro.text).replace("</p>", "</p>\n").rstrip("\n"), macro.twin or macro.text
    return [str(macro.id), f"T_{macro.id}", macro.title, said, twin, str(not macro.is_dead).lower()], [
        said,
        twin,
    ]


def hubspot(macro: Macro) -> tuple[dict[str, Any], list[str]]:
    said = html(macro.text)
    return {"id": macro.id, "name": macro.title, "html": said}, [said]


DESKS = {
    "zendesk.json": "zendesk", "zendesk.yaml": "zendesk", "freshdesk.json": "freshdesk", "intercom.json": "intercom",
    "front.json": "front", "gorgias.json": "gorgias", "helpscout.json": "helpscout", "freescout.json": "helpscout",
    "chatwoot.json": "chatwoot", "zammad.json": "zammad", "zammad.csv": "zammad", "osticket.yaml": "osticket",
    "discourse.json": "discourse", "salesforce.csv": "salesforce", "hubspot.json": "hubspot",
    "SAVED_REPLIES.md": "github", "table.csv": "zendesk", "folder": "chatwoot",
}  # fmt: skip


def by_id(macro: Macro) -> str:
    return str(macro.id)


def by_title(macro: Macro) -> str:
    return macro.title


def main() -> None:
    in_json("zendesk.json", zendesk, by_id, '{"macros": [\n%s\n], "next_page": null}\n')
    in_yaml("zendesk.yaml", zendesk_yaml, by_id, as_html=False)
    in_json("freshdesk.json", freshdesk, by_id, "[\n%s\n]\n")
    in_json("intercom.json", intercom, by_id, '{"type": "list", "data": [\n%s\n], "pages": {"next": null}}\n')
    in_json(
        "front.json",
        front,
        lambda macro: f"rsp_{macro.id}",
        '{"_pagination": {"next": null}, "_results": [\n%s\n]}\n',
    )
    in_json("gorgias.json", gorgias, by_id, '{"data": [\n%s\n], "meta": {"next_cursor": null}}\n')
    in_json(
        "helpscout.json",
        helpscout,
        by_id,
        '{"_embedded": {"saved_replies": [\n%s\n]}, "page": {"size": 50}}\n',
    )
    in_json("freescout.json", freescout, by_id, "[\n%s\n]\n")
    in_json("chatwoot.json", chatwoot, by_title, "[\n%s\n]\n")
    in_json("zammad.json", zammad, by_id, "[\n%s\n]\n")
    in_csv("zammad.csv", ["id", "name", "keywords", "content", "note", "active"], zammad_csv, by_id)
    in_yaml("osticket.yaml", osticket, by_title, as_html=True)
    in_json("discourse.json", discourse, by_title, '{"replies": [\n%s\n]}\n')
    in_csv(
        "salesforce.csv",
        ["Id", "DeveloperName", "Name", "HtmlValue", "Body", "IsActive"],
        salesforce,
        lambda m: f"T_{m.id}",
    )
    in_json("hubspot.json", hubspot, by_id, '{"objects": [\n%s\n], "total": 40}\n')
    in_markdown("SAVED_REPLIES.md")
    in_csv("table.csv", ["id", "title", "body"], lambda m: ([str(m.id), m.title, m.text], [m.text]), by_id)
    in_folder("folder")
    with open(HERE / "expected.tsv", "w", encoding="utf-8") as out:
        out.write("export\trecord\trule\tline\twords\n")
        for row in EXPECTED:
            out.write("\t".join(map(str, row)) + "\n")


if __name__ == "__main__":
    main()
