"""Greetings without a name, and sign-offs that nobody signed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from replycheck.model import Span
from replycheck.understand.placeholder_place import (
    GREETING_WORDS,
    Place,
    Placeholder,
    hint_of,
    parts_of,
    pattern,
)
from replycheck.understand.placeholder_words import (
    CUSTOMER_NAME,
    FIELDS,
    GLUE,
    NAME_WORDS,
    NULLS,
    OWN_NAME,
    TITLES,
)


def find_greetings(place: Place) -> Iterator[Placeholder]:
    """Candidates by place within each sort; they may overlap."""
    yield from _greetings(place)
    yield from _last_lines(place)


def _greetings(place: Place) -> Iterator[Placeholder]:
    opening = (
        rf"^[ \t*_]{{0,3}}(?P<word>{GREETING_WORDS}|thanks|thank you|welcome)(?=[^\w'-]"
        rf"|$)(?P<rest>[^\n]{{0,70}})"
    )
    for match in place.find(opening, re.MULTILINE | re.IGNORECASE):
        start = match.start("word")
        rest = match["rest"]
        thanks = match["word"].lower() in ("thanks", "thank you", "welcome")
        titled = pattern(r"[ \t]+(?:mr|mrs|ms|mx|miss|dr|prof)\b\.?(?=\s*(?:[,!:]|$))", re.IGNORECASE).match(
            rest
        )
        empty = _empty(match["word"].lower(), rest[titled.end() :] if titled else rest, titled=bool(titled))
        if empty and not thanks:
            length, score = empty
            end = match.start("rest") + (titled.end() if titled else 0) + length
            yield Placeholder(Span(start, end), "empty-greeting", score, CUSTOMER_NAME)
            continue
        yield from _in_slot(start, match.start("rest"), rest, thanks=thanks)


def _empty(word: str, rest: str, *, titled: bool) -> tuple[int, float] | None:
    """How many characters of `rest` belong to an empty greeting, and how sure that is."""
    blank = pattern(r"([ \t]+),(?!\s*[A-Z]\w+\s*[!,])").match(rest)
    if blank:
        return blank.end(), 0.95
    dot = pattern(r"[ \t]+([.!:;])(?=\s|$)").match(rest)
    if dot:
        return dot.end(), 0.6 if dot[1] == "!" and not titled else 0.85
    if titled or word == "dear":
        bare = pattern(r"[ \t]*([,:!]|$)").match(rest)
        if bare:
            return bare.end(), 0.9
    return None


def _in_slot(start: int, offset: int, rest: str, *, thanks: bool) -> Iterator[Placeholder]:
    """What stands where the name should: null words, dashes, runs, field words, stray symbols."""
    slot = pattern(r"[ \t,]+([^,!;\n]{0,40}?)[ \t]*(?=[,!;]|:(?:\s|$)|\.(?:\s|$)|$)").match(rest)
    if not slot or not slot[1]:
        return
    ended = rest[slot.end() : slot.end() + 1]
    if "," in slot[0].replace(slot[1], "", 1) and not ended:
        return
    content = slot[1]
    span = Span(offset + slot.start(1), offset + slot.end(1))
    named = pattern(r"(?:(?:mr|mrs|ms|mx|miss|dr|prof)\b\.? ?(?:/ ?)?)+", re.IGNORECASE).match(content)
    core = content[named.end() :] if named else content
    words = parts_of(core)
    if core == "<3" or (core in "-–—" and ended not in (",", "!")):
        return  # a heart, or a dash that only sets the greeting off
    if pattern(r"[-–—_.…?*#/]+").fullmatch(core):
        if core[0] in "_.…?*#" and len(core) > 1:
            yield Placeholder(span, "filler-run", 0.9, CUSTOMER_NAME)
        else:  # the whole greeting: a dash alone says nothing
            yield Placeholder(
                Span(start, offset + slot.end() + bool(ended)), "null-residue", 0.9, CUSTOMER_NAME
            )
    elif pattern(r"[Xx]{2,}|[Xx]{1,}(?:[ /][Xx]+)+|[xX]|Y{2,}|N{2,}").fullmatch(core) and not named:
        yield Placeholder(span, "filler-run", 0.9 if len(core) > 1 else 0.6, CUSTOMER_NAME)
    elif words and set(core.lower().split()) <= NULLS | {"(null)", "[null]"}:
        if not named and (core in ("NaN", "None", "N/A", "NULL") or core.islower() or len(core.split()) > 1):
            yield Placeholder(span, "null-residue", 0.95, CUSTOMER_NAME)
    elif pattern(r"[\[{(<]\s*[\]})>]").fullmatch(core):
        yield Placeholder(span, "unfilled", 0.9, CUSTOMER_NAME)
    elif words and _is_name_field(core.strip("\"'"), words):
        plain_word = not pattern(r"[A-Z_]{2}|_|[a-z][A-Z]").search(core) and len(words) == 1
        yield Placeholder(span, "unfilled", 0.9 if not thanks or not plain_word else 0.7, CUSTOMER_NAME)
    elif pattern(
        r":[a-z_]+|\$\d|%\w+|\w+[}\])>]|[\[{<]\w[\w ]*|[~^=|%#$\\+§]+\w[\w .]*[~^=|%#$\\+§]+"
    ).fullmatch(core):
        yield Placeholder(span, "template-variable" if core[0] in ":$%{" else "unfilled", 0.8, CUSTOMER_NAME)
    elif (
        core[0] not in "[{<"
        and pattern(r"[^\w\s@\"'(*_]+\w[\w .]*[^\w\s\"')*_.]+").fullmatch(core)
        and core.isascii()
    ):
        yield Placeholder(span, "unfilled", 0.6, CUSTOMER_NAME)


def _is_name_field(core: str, words: list[str]) -> bool:
    if not pattern(r"[\w '.-]+").fullmatch(core):
        return False
    if not all(word in FIELDS or word in GLUE or word in TITLES for word in words):
        return False
    if words[0] in ("for", "from", "to", "with", "if", "in", "on", "at", "and", "by", "of"):
        return False
    named = any(word in NAME_WORDS or word.rstrip("s") in NAME_WORDS for word in words)
    typed = bool(pattern(r"^[a-z]+(?:[A-Z][a-z]+|_[a-z]+)+$|^[A-Z]+(?:_[A-Z]+)+$").match(core))
    return named or typed or words in (["first", "last"], ["customer", "s"])


_ROLE_LINES = frozenset(
    "your my agent full first last name names title role position job company"
    " team department here number phone email".split()
)


def _last_lines(place: Place) -> Iterator[Placeholder]:
    """Sign-off lines that hold nothing but the name of what belongs there, or a null word."""
    at = len(place.visible)
    seen = 0
    while at > 0 and seen < 6:
        start = place.visible.rfind("\n", 0, at) + 1
        line = place.visible[start:at].strip(" \t\r,*_-")
        if line:
            seen += 1
            if len(line) > 40:
                at = start - 1
                continue
            words = parts_of(line) if "name" in line.lower() or line.startswith("Your") else []
            begin = start + place.visible[start:at].find(line)
            span = Span(begin, begin + len(line))
            if (start and len(words) <= 4 and "name" in words) or words[:1] == ["your"]:
                titles = set(words) <= _ROLE_LINES and pattern(r"[A-Za-z_ ]+").fullmatch(line)
                if titles and len(words) > 1 and line[:1].isupper() and (start or len(words) > 2):
                    yield Placeholder(span, "unfilled", 0.9, hint_of(line))
            if start and line in (
                "undefined",
                "null",
                "NaN",
                "None",
                "(null)",
                "undefined undefined",
                "NULL",
            ):
                yield Placeholder(span, "null-residue", 0.9, OWN_NAME)
        at = start - 1
