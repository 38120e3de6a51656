"""A message's text cut into its parts: greeting, body, closing, signature, quoted, disclaimer.

The parts tile the text in order, line by line; only the greeting may end inside a line.
"""

from __future__ import annotations

from collections.abc import Sequence

from replycheck.model import Part, PartKind
from replycheck.read.closing import (
    is_closing_line,
    is_closing_phrase,
    is_kissed,
    is_name_like,
    is_team_like,
    split_closing,
)
from replycheck.read.footer import banner_end, is_disclaimer, is_disclaimer_heading, is_footer
from replycheck.read.greeting import greeting_end
from replycheck.read.names import personal_name
from replycheck.read.quoting import history
from replycheck.read.signature import (
    MAX_SIGNATURE_LINE,
    MAX_SIGNATURE_LINES,
    is_account_line,
    is_contact,
    is_delimiter,
    is_postscript,
    is_prose,
)

# No letter is longer; what comes after is one last line and keeps the kind of the line before.
MAX_LINES = 20_000
# A sign-off stands within so many filled lines of the end.
MAX_TAIL_LINES = 16

BODY, CLOSING, SIGNATURE = PartKind.BODY, PartKind.CLOSING, PartKind.SIGNATURE
QUOTED, DISCLAIMER, GREETING = PartKind.QUOTED, PartKind.DISCLAIMER, PartKind.GREETING


def split_lines(text: str) -> list[str]:
    """The lines of a text without their ends; past `MAX_LINES` the rest is one line."""
    return text.split("\n", MAX_LINES)


def parts_of(
    text: str,
    *,
    labels: Sequence[Part] = (),
    known: Sequence[PartKind | None] = (),
) -> tuple[Part, ...]:
    """The parts of a text, in order.

    `labels` are stretches that the markup named; `known` gives the kind of each line that a template
    settled (None: the writer's own).
    """
    if not text:
        return ()
    lines = split_lines(text)
    kinds: list[PartKind] = [BODY] * len(lines)
    if known:
        for number, kind in enumerate(known):
            kinds[number] = kind or BODY
    else:
        for number in range(banner_end(lines)):
            kinds[number] = DISCLAIMER
        _apply_labels(text, kinds, labels)
        # What stood in a quote's container is read as if it had its `>`, for the sake of the lines around.
        seen = [f"> {line}" if kind is QUOTED else line for line, kind in zip(lines, kinds, strict=True)]
        for block in history(seen):
            kinds[block.start : block.end] = [QUOTED] * (block.end - block.start)
    _label_own(lines, kinds)
    return _tiled(text, lines, kinds)


def _apply_labels(text: str, kinds: list[PartKind], labels: Sequence[Part]) -> None:
    """Give the lines of labelled stretches the kind of their label; history outranks a signature."""
    if not labels:
        return
    starts = _line_starts(text, len(kinds))
    at = 0
    for label in sorted(labels, key=lambda label: label.start):
        while at + 1 < len(starts) and starts[at + 1] <= label.start:
            at += 1
        number = at if starts[at] >= label.start or not text[starts[at] : label.start].strip() else at + 1
        while number < len(starts) and starts[number] < label.end:
            if kinds[number] is BODY or label.kind is QUOTED:
                kinds[number] = label.kind
            number += 1


def _line_starts(text: str, count: int) -> list[int]:
    starts = [0]
    while len(starts) < count:
        starts.append(text.index("\n", starts[-1]) + 1)
    return starts


def _label_own(lines: Sequence[str], kinds: list[PartKind]) -> None:
    """Footers, signature and sign-off among the lines that are neither history nor settled."""
    own = [number for number, kind in enumerate(kinds) if kind is BODY and lines[number].strip()]
    if not own:
        return
    own = _without_footers(lines, kinds, own)
    left = _without_delimited_signature(lines, kinds, own)
    if left is not own or QUOTED in kinds:  # else there is nothing new to be found
        left = _without_footers(lines, kinds, left)
    _label_sign_off(lines, kinds, left)


def _without_footers(lines: Sequence[str], kinds: list[PartKind], own: list[int]) -> list[int]:
    """Label "Sent from ..." lines and disclaimers at the end of `own`; what is left of it."""
    while len(own) > 1 or (own and is_footer(lines[own[0]])):
        last = own[-1]
        if is_footer(lines[last]):
            kinds[last] = SIGNATURE
            own = own[:-1]
            continue
        start = _disclaimer_start(lines, own)
        if start is None:
            break
        for number in own[start:]:
            kinds[number] = DISCLAIMER
        own = own[:start]
    # Above history in a thread with answers between the lines a footer may stand in the middle.
    if QUOTED not in kinds:
        return own
    for at in range(len(own) - 1):
        following = own[at] + 1
        if following < own[at + 1] and is_footer(lines[own[at]]) and QUOTED in kinds[following : own[at + 1]]:
            kinds[own[at]] = SIGNATURE
    return [number for number in own if kinds[number] is BODY]


def _disclaimer_start(lines: Sequence[str], own: Sequence[int]) -> int | None:
    """The index in `own` from which all is disclaimer; None when its last paragraph is none."""
    for at in range(len(own) - 1, max(len(own) - 12, 0) - 1, -1):
        if is_disclaimer_heading(lines[own[at]]) and at:
            return at
    start = len(own) - 1
    while start > 0 and own[start - 1] == own[start] - 1 and len(own) - start < 40:
        start -= 1
    paragraph = [lines[number] for number in own[start:]]
    if sum(map(len, paragraph)) > 6_000 or not is_disclaimer(" ".join(paragraph)):
        return None
    if len(paragraph[0]) > 55 or len(paragraph) == 1:
        # The customer's only paragraph is never a disclaimer.
        return start if start > 0 else None
    for at, line in enumerate(paragraph):
        # Below a signature, without a blank line between: from the first long line on.
        if (len(line) > 55 or is_disclaimer(line)) and is_disclaimer(" ".join(paragraph[at:])):
            return start + at if start + at > 0 else None
    return None


def _without_delimited_signature(lines: Sequence[str], kinds: list[PartKind], own: list[int]) -> list[int]:
    """Label what stands below a "-- " line as signature, up to the history that follows."""
    for at in range(max(1, len(own) - 2 * MAX_SIGNATURE_LINES), len(own)):
        if not is_delimiter(lines[own[at]]):
            continue
        end = at + 1
        while end < len(own) and QUOTED not in kinds[own[end - 1] : own[end]]:
            end += 1
        below = [lines[number] for number in own[at + 1 : end]]
        exact = lines[own[at]].startswith("--")
        if not exact and any(is_prose(line) for line in below):
            continue
        if len(below) > MAX_SIGNATURE_LINES * (2 if exact else 1) or any(
            line.rstrip().endswith("?") for line in below
        ):
            continue
        for number in own[at:end]:
            kinds[number] = SIGNATURE
        return own[:at] + own[end:]
    return own


def _label_sign_off(lines: Sequence[str], kinds: list[PartKind], own: list[int]) -> None:
    """Label the closing, the name line below it, and the contact lines below that."""
    first = 1 if own and greeting_end(lines[own[0]]) >= len(lines[own[0]].rstrip()) else 0
    own = own[first:]
    start = _closing_start(lines, own)
    if start is not None:
        _label_closing(lines, kinds, own, start)
    elif own:
        _label_bare_name(lines, kinds, own)


def _closing_start(lines: Sequence[str], own: Sequence[int]) -> int | None:
    """The index in `own` of the first closing line, such that only short lines stand below."""
    for at in range(len(own) - 1, max(len(own) - MAX_TAIL_LINES, 1) - 1, -1):
        if is_closing_line(lines[own[at]]):
            below = own[at + 1 :]
            postscript = next(
                (k for k, number in enumerate(below) if is_postscript(lines[number])), len(below)
            )
            if any(len(lines[n]) > MAX_SIGNATURE_LINE or is_prose(lines[n]) for n in below[:postscript][:2]):
                return None
            while at > 1 and is_closing_phrase(lines[own[at - 1]]):
                at -= 1
            return at
        if at >= len(own) - 3 and _is_farewell(lines, own, at):
            return at
    return None


def _is_farewell(lines: Sequence[str], own: Sequence[int], at: int) -> bool:
    """ "Enjoy the drive up," above a name: a short line of any words that ends in a comma, below a sentence."""
    line = lines[own[at]].rstrip()
    if not line.endswith(",") or len(line.split()) > 7 or at + 1 >= len(own) or line.count(",") > 1:
        return False
    above = lines[own[at - 1]].rstrip()
    below = lines[own[at + 1]]
    return (
        (above[-1:] in ".!?)" or own[at - 1] < own[at] - 1)
        and is_name_like(below)
        and below.strip()[:1].isupper()
    )


def _label_closing(lines: Sequence[str], kinds: list[PartKind], own: Sequence[int], start: int) -> None:
    kinds[own[start]] = CLOSING
    at = start + (not is_closing_line(lines[own[start]]))
    named = False
    while at < len(own) and is_closing_line(lines[own[at]]):
        kinds[own[at]] = CLOSING
        named = named or split_closing(lines[own[at]]) is not None
        at += 1
    is_apart = at < len(own) and own[at] > own[at - 1] + 1
    is_apart = is_apart and any(is_contact(lines[number]) for number in own[at:])
    if at < len(own) and not named and _is_below_closing(lines[own[at]], is_apart=is_apart):
        kinds[own[at]] = CLOSING
        at += 1
    _label_below_name(lines, kinds, own[at:])


def _is_below_closing(line: str, *, is_apart: bool) -> bool:
    """True for what may stand below "Regards,": a name, or a team's name directly under it.

    Below a blank line and above contact lines (`is_apart`) what is no person opens the signature.
    """
    if len(line.strip()) > 60 or is_prose(line) or is_postscript(line) or is_account_line(line):
        return False
    if personal_name(line) is not None:
        return True
    return not is_apart and (is_name_like(line) or not is_contact(line))


def _label_below_name(lines: Sequence[str], kinds: list[PartKind], below: Sequence[int]) -> None:
    """Signature lines are marked, account numbers stay with the sign-off, a postscript is body again."""
    if not below:
        return
    stop = next(
        (
            k
            for k, n in enumerate(below)
            if is_postscript(lines[n]) or is_prose(lines[n]) or len(lines[n]) > 200
        ),
        len(below),
    )
    block = below[:stop]
    contacts = [is_contact(lines[number]) for number in block]
    accounts = [is_account_line(lines[number]) for number in block]
    others = len(block) - sum(accounts)
    is_signature = any(contact and not account for contact, account in zip(contacts, accounts, strict=True))
    is_signature = is_signature or others >= 2
    for number, account in zip(block, accounts, strict=True):
        kinds[number] = SIGNATURE if is_signature and not account else CLOSING


def _label_bare_name(lines: Sequence[str], kinds: list[PartKind], own: list[int]) -> None:
    """A sign-off without closing words: the name alone, or a block of contact lines below the text."""
    postscript = next((at for at in range(1, len(own)) if is_postscript(lines[own[at]])), len(own))
    if len(own) - 5 < postscript < len(own) and _ends_with_name(lines, own[:postscript]):
        kinds[own[postscript - 1]] = CLOSING
        return
    start = len(own) - 1
    while start > 0 and own[start - 1] == own[start] - 1 and len(own) - start <= MAX_SIGNATURE_LINES:
        start -= 1
    if start == len(own) - 1 and is_contact(lines[own[start]]):
        start = _spread_block_start(lines, own)
    paragraph = own[start:]
    texts = [lines[number] for number in paragraph]
    before = own[:start]
    # Below "send it to my new address:" the lines are what the customer wants to say.
    is_announced = start > 0 and lines[own[start - 1]].rstrip().endswith(":")
    is_line_below_name = len(texts) == 1 and is_contact(texts[0]) and _ends_with_name(lines, before)
    if is_announced:
        return
    if start > 0 and (len(texts) >= 2 or is_line_below_name) and _is_contact_block(texts):
        named_above = _ends_with_name(lines, before) or _repeats(lines[before[-1]], texts[0])
        is_named = is_name_like(texts[0]) and not is_contact(texts[0]) and personal_name(texts[0]) is not None
        if not named_above and is_named:
            kinds[paragraph[0]] = CLOSING
            _label_below_name(lines, kinds, paragraph[1:])
            return
        for number in paragraph:
            kinds[number] = CLOSING if is_account_line(lines[number]) else SIGNATURE
        if named_above:
            kinds[before[-1]] = CLOSING
        return
    if start > 0 and 2 <= len(texts) <= 3 and _is_name_and_account(texts):
        for number in paragraph:
            kinds[number] = CLOSING
        return
    if _ends_with_name(lines, own):
        kinds[own[-1]] = CLOSING


def _spread_block_start(lines: Sequence[str], own: Sequence[int]) -> int:
    """The index in `own` where a block begins whose lines have a blank line between each other."""
    start = len(own) - 1
    while start > 1 and len(own) - start < 8:
        line = lines[own[start - 1]]
        if (
            len(line) > 60
            or is_prose(line)
            or not (is_contact(line) or is_name_like(line) or is_team_like(line))
        ):
            break
        start -= 1
    contacts = sum(is_contact(lines[number]) and not is_account_line(lines[number]) for number in own[start:])
    return start if contacts >= 2 else len(own) - 1


def _repeats(name: str, line: str) -> bool:
    """True for "Ilse" above "Ilse Maas, Buyer"."""
    return is_name_like(name) and line.split()[:1] == name.split()[:1]


def _is_contact_block(texts: Sequence[str]) -> bool:
    if len(texts) > MAX_SIGNATURE_LINES or any(
        len(line) > MAX_SIGNATURE_LINE or is_prose(line) for line in texts
    ):
        return False
    contacts = sum(is_contact(line) and not is_account_line(line) for line in texts)
    return contacts * 2 >= len(texts) or (contacts >= 1 and is_name_like(texts[0]))


def _is_name_and_account(texts: Sequence[str]) -> bool:
    return is_name_like(texts[0]) and all(is_account_line(line) or is_team_like(line) for line in texts[1:])


def _ends_with_name(lines: Sequence[str], own: Sequence[int]) -> bool:
    """True when the last line of `own` is a name below text, in a paragraph of its own or after a sentence."""
    if len(own) < 2:
        return False
    line, above = lines[own[-1]].strip(), lines[own[-2]].strip()
    apart = own[-2] != own[-1] - 1
    is_team = apart and above[-1:] in ".!?)" and is_team_like(line)
    if not (is_name_like(line) or is_team) or (line[:1] in "-*•" and above[:1] in "-*•"):
        return False
    if line[:1].islower() and len(line.split()) > 1 and not is_kissed(line):
        return False
    if apart:
        return not above.endswith(":")
    return line[:1].isupper() and above[-1:] in ".!?)…\"'" and not above.startswith(("-", "*"))


def _tiled(text: str, lines: Sequence[str], kinds: Sequence[PartKind]) -> tuple[Part, ...]:
    """Runs of lines of one kind as parts; a blank line belongs to the part above it."""
    parts: list[tuple[PartKind, int, int]] = []
    at = done = 0
    greeted = False
    for number, line in enumerate(lines):
        kind = kinds[number]
        end = min(at + len(line) + 1, len(text))
        if not line.strip():
            # Blank lines above everything else go with what follows them.
            if parts:
                _add(parts, parts[-1][0], done, end)
                done = end
            at = end
            continue
        if kind is BODY and not greeted:
            greeted = True
            greeting = greeting_end(line)
            if greeting:
                stop = end if greeting >= len(line.rstrip()) else at + greeting
                _add(parts, GREETING, done, stop)
                done = stop
        _add(parts, kind, done, end)
        at = done = end
    _add(parts, parts[-1][0] if parts else BODY, done, len(text))
    return tuple([Part(*part) for part in parts])


def _add(parts: list[tuple[PartKind, int, int]], kind: PartKind, start: int, end: int) -> None:
    if start == end:
        return
    if parts and parts[-1][0] is kind:
        start = parts.pop()[1]
    parts.append((kind, start, end))
