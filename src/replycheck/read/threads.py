"""Older messages recovered from the history inside a message, where it is certain who said what."""

from __future__ import annotations

from collections.abc import Sequence

from replycheck.model import Message, Role
from replycheck.model import Source as MessageSource
from replycheck.read.mime import name_and_address
from replycheck.read.parts import split_lines
from replycheck.read.passage import Excerpts, Passage
from replycheck.read.quoting import Block, header_name, history, is_prefixed
from replycheck.read.text import Writer, message_of

MAX_OLDER = 20


def older_messages(passage: Passage, writer: Writer, *, path: str) -> tuple[Message, ...]:
    """The messages quoted in a text, newest first; empty when answers stand between the quotes.

    Whoever has the address of `writer` is the customer, everybody else an agent.  Dates of
    attributions are written in too many ways to be sure of; they stay None.
    """
    if ">" not in passage.text and ":" not in passage.text:
        return ()
    lines = split_lines(passage.text)
    blocks = history(lines)
    if not blocks or sum(block.prefixed for block in blocks) > 1:
        return ()
    found: list[Message] = []
    for block in blocks[:MAX_OLDER]:
        if block.opener is None:
            nested = _first_attribution(block, lines)
            if nested is None:
                return ()
        found += _of_block(passage, lines, block, writer, path)
    return tuple(found)


def _of_block(
    passage: Passage, lines: Sequence[str], block: Block, writer: Writer, path: str
) -> list[Message]:
    """The message of one block and, with `>`, those nested in it."""
    if not block.prefixed:
        author = _author(lines[block.start : block.text])
        text = _excerpt(passage, lines, block.text, block.end, depth=0)
        return [_older(text, author, writer, path)] if author and text.text.strip() else []
    inner = _excerpt(passage, lines, block.text, block.end, depth=1)
    inner_lines = split_lines(inner.text)
    nested = history(inner_lines)
    author = _author(lines[block.start : block.text]) if block.opener else None
    messages: list[Message] = []
    end = nested[0].start if nested else len(inner_lines)
    if author:
        text = _excerpt(inner, inner_lines, 0, end, depth=0)
        if text.text.strip():
            messages.append(_older(text, author, writer, path))
    if len(nested) == 1 and nested[0].opener is not None:
        messages += _of_block(inner, inner_lines, nested[0], writer, path)
    return messages


def _first_attribution(block: Block, lines: Sequence[str]) -> Block | None:
    """Apple Mail puts the attribution behind the `>` too."""
    stripped = [_unprefixed(line)[0] for line in lines[block.start : block.end]]
    nested = history(stripped)
    return (
        nested[0]
        if nested and nested[0].opener and not any(s.strip() for s in stripped[: nested[0].start])
        else None
    )


def _older(text: Passage, author: tuple[str | None, str | None], writer: Writer, path: str) -> Message:
    name, address = author
    is_customer = bool(address and writer.address and address.lower() == writer.address.lower()) or bool(
        name and writer.name and name.lower() == writer.name.lower()
    )
    role: Role = "customer" if is_customer else "agent"
    message = message_of(
        text.text, role=role, source=MessageSource(path, None, text.map), writer=Writer(name, address)
    )
    return message


def _author(opening: Sequence[str]) -> tuple[str | None, str | None] | None:
    """Name and address out of an attribution or a header block; None where neither is certain."""
    for line in opening:
        found = header_name(line.lstrip(" \t\xa0*_>"))
        if found and found[0] == "from" and found[1]:
            name, address = name_and_address(found[1].replace("mailto:", ""))
            return (name, address) if name or address else None
    block = " ".join(line.strip(" \t*_>") for line in opening)
    at = block.find("<")
    end = block.find(">", at)
    address = block[at + 1 : end].strip().removeprefix("mailto:").strip() if 0 <= at < end else None
    before = block[:at] if at >= 0 else block.rpartition(" wrote")[0]
    # The name follows the last comma, clock or "um ... Uhr schrieb" of the date.
    words: list[str] = []
    for word in reversed(before.split()):
        if word.endswith(",") or any(c.isdigit() for c in word) or word.lower() in STOPS:
            break
        words.insert(0, word)
    name = " ".join(words).strip(' "*') or None
    return (name, address) if (address and "@" in address) or name else None


STOPS = frozenset("am pm est edt cst cdt pst pdt gmt utc cet cest bst schrieb uhr a.m. p.m. <".split())


def _excerpt(passage: Passage, lines: Sequence[str], start: int, end: int, *, depth: int) -> Passage:
    """The lines `start` to `end` of a passage; `depth` 1 takes one `>` off each."""
    excerpts = Excerpts(passage)
    at = sum(len(line) + 1 for line in lines[:start])
    for number in range(start, end):
        line = lines[number]
        skipped = _unprefixed(line)[1] if depth else 0
        stop = min(at + len(line) + 1, len(passage.text))
        excerpts.keep(at + skipped, stop)
        at += len(line) + 1
    return excerpts.passage


def _unprefixed(line: str) -> tuple[str, int]:
    """A line without its first `>`, and how many characters that took."""
    if not is_prefixed(line):
        return line, 0
    at = line.index(">") + 1
    at += line.startswith(" ", at)
    return line[at:], at
