"""`replycheck inspect FILE`: what was understood of one message."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any

import typer

SHORT = "Show what was understood of one message."
HELP = """Show what was understood of one message: the customer's own text, its parts, the name, the date,
the language, the mood and the questions. --format json prints the same for programs.
"""


def command(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A message; - is standard input.")],
    format: Annotated[str, typer.Option("--format", "-f", metavar="NAME", help="text or json.")] = "text",
) -> int:
    import json

    from replycheck.cli.choice import one_of

    one_of("--format", format, ("text", "json"))
    values = understood(file)
    if format == "json":
        print(json.dumps(values, indent=2, ensure_ascii=True))
    else:
        print("\n".join(_lines(values["message"])))
    return 0


def understood(file: str) -> dict[str, Any]:
    """The values of the contract's `inspect` shape."""
    from replycheck.read import read_message
    from replycheck.rules import load_rules
    from replycheck.understand import Document

    message = read_message(file)
    document = Document(message, load_rules().index)
    mood = document.mood
    english = message.language in (None, "en")
    return {
        "schema": 1,
        "message": {
            "path": message.source.path,
            "text": message.text,
            "customer_text": message.customer_text,
            "first_name": message.first_name,
            "from": message.address,
            "sent_at": message.sent_at.isoformat() if message.sent_at else None,
            "subject": message.subject,
            "language": message.language,
            "attachments": list(message.attachments or ()),
            "parts": [
                {"kind": part.kind.value, "start": part.start, "end": part.end} for part in message.parts
            ],
            "mood": {
                "label": mood.label,
                "score": round(mood.score, 3),
                "cues": [
                    {"start": cue.span.start, "end": cue.span.end, "text": cue.span.of(message.text)}
                    for cue in mood.cues
                ],
            }
            if english
            else None,
            "questions": [
                {"start": q.span.start, "end": q.span.end, "text": q.text, "kind": q.kind}
                for q in document.questions
            ]
            if english
            else [],
            "notices": [notice.text for notice in message.notices],
        },
    }


def _lines(values: dict[str, Any]) -> Iterator[str]:
    from replycheck.report.escape import one_line, visible

    def row(name: str, value: object) -> str:
        return f"{name:<12}{one_line(str(value)) if value not in (None, '', []) else 'not known'}"

    yield row("from", values["from"])
    yield row("first name", values["first_name"])
    yield row("sent", values["sent_at"])
    yield row("subject", values["subject"])
    yield row("language", values["language"])
    if values["attachments"]:
        yield row("attachments", ", ".join(values["attachments"]))
    mood = values["mood"]
    if mood:
        cues = ", ".join(f"“{one_line(cue['text'])}”" for cue in mood["cues"])
        yield f"{'mood':<12}{mood['label']} ({mood['score']:.2f}){': ' + cues if cues else ''}"
    for number, question in enumerate(values["questions"], 1):
        yield f"{'question ' + str(number):<12}{question['kind']}: “{one_line(question['text'])}”"
    for notice in values["notices"]:
        yield row("notice", notice)
    yield "\nthe customer's own text"
    for line in values["customer_text"].splitlines():
        yield f"  | {visible(line)}"
