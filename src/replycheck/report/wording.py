"""What is said about a finding besides its place: the message, what to write, what it belongs to."""

from __future__ import annotations

from collections.abc import Iterator

from replycheck.model import Finding, Message, Related, Report
from replycheck.report.escape import one_line

LONGEST_QUOTE = 160
"""Characters of a customer's message that are quoted beside a finding."""

_SUGGESTIONS = 3


def lines(finding: Finding, report: Report) -> Iterator[str]:
    """One line each: the message, the suggestions where there are any, every related place."""
    yield one_line(finding.message)
    if finding.match.suggestions:
        yield suggested(finding)
    for related in finding.match.related:
        yield related_words(related, report)


def suggested(finding: Finding) -> str:
    """`write: “Hana” / “Hana Ito”`: the first few suggestions."""
    return "write: " + " / ".join(f"“{one_line(s)}”" for s in finding.match.suggestions[:_SUGGESTIONS])


def related_words(related: Related, report: Report) -> str:
    """A related place with its note and what stands there."""
    message = message_of(related, report)
    if message is None:
        return f"{one_line(related.note)}: “{one_line(related.text or '')}”"
    line, _ = message.shown_place(related.span.start)
    return f"{one_line(related.note)} ({one_line(message.source.path)}:{line}): {quoted(related, message)}"


def message_of(related: Related, report: Report) -> Message | None:
    """The message of the case that a related place is in; None where it is in none of them."""
    return report.case.inbound if related.message == "inbound" else None


def quoted(related: Related, message: Message) -> str:
    """The words at a related place in quotation marks, cut to `LONGEST_QUOTE`."""
    return f"“{shortened(one_line(related.span.of(message.text)))}”"


def shortened(line: str, most: int = LONGEST_QUOTE) -> str:
    """A line cut between two words where it is longer than `most` characters."""
    if len(line) <= most:
        return line
    cut = line[: most - 1].rpartition(" ")[0] or line[: most - 2]
    return f"{cut} …"
