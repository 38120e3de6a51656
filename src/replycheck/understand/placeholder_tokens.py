"""Placeholders that stand between delimiters, whichever these are: `[date]`, `<name>`, `##ORDERNO##`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from replycheck.model import Span
from replycheck.understand.placeholder_place import Place, Placeholder, Sort, hint_of, parts_of, pattern
from replycheck.understand.placeholder_words import (
    AUTHOR_CUES,
    AUTHOR_ORDERS,
    EDITORIAL,
    FIELDS,
    FILL_ORDERS,
    GLUE,
    KEYS,
    NOTE_HINT,
    NULLS,
    SYSTEM_NAMES,
)

CODE_SHAPED = r"[;=\"<>+]|:\s*\S|^\s*\d+\s*(?:,\s*\d*\s*)?$|^[^A-Za-z]*$|\w\(|^\s*\w\s*(?:,\s*\w+\s*)*$"
DAMAGE = (
    r"(?i)no such (?:method|object)|missing (?:token|value|variable|translation)"
    r"|translation missing|no value|\berror\b"
)


def find_tokens(place: Place) -> Iterator[Placeholder]:
    """Candidates by kind of delimiter; they may overlap."""
    characters = place.characters
    if "[" in characters:
        yield from _square(place)
    if "<" in characters:
        yield from _angle(place)
    if "{" in characters:
        yield from _braces(place)
    if "(" in characters:
        yield from _round(place)
    if characters & set("«‹⟨⟦「『【〈《¿¡"):
        yield from _rare_brackets(place)
    if characters & _SYMBOLS:
        yield from _symbols(place)
    if "{" in place.plain:
        yield from _in_addresses(place)


# What a token says -----------------------------------------------------------------------------


def _share(words: list[str]) -> float:
    """The share of words that speak of values to be filled in; 0 without any field among them."""
    if not any(word in FIELDS or word in FILL_ORDERS for word in words):
        return 0.0
    return sum(word in FIELDS or word in GLUE or word in FILL_ORDERS for word in words) / len(words)


def _is_choice(inner: str) -> bool:
    """True for `refund/replace`, `yes|no`, `red or blue`."""
    options = [o.strip() for o in pattern(r"\s*[/|]\s*|\s+(?:or|OR)\s+").split(inner.strip())]
    described = options[0].lower().startswith(("specific ", "any ", "relevant ", "brief ", "description "))
    return (
        2 <= len(options) <= 6
        and not described
        and (len(options[0].split()) < 3 or " or " not in inner)
        and all(pattern(r"[A-Za-z][\w'&-]*(?: [\w'&.-]+){0,5}").fullmatch(o) for o in options)
        and any(len(o) > 2 for o in options)
        and options not in (["and", "or"], ["km", "h"], ["Sir", "Madam"])
    )


_PAST = frozenset("removed deleted hidden redacted edited translated solved closed updated protected".split())


def _is_instruction(inner: str) -> bool:
    """True for a note to the writer of the reply: `delete if not VIP`, `optional: …`."""
    words = parts_of(inner)
    if pattern(r"(?:edit(?:ed)?|updated?|note): ", re.IGNORECASE).match(inner):
        return False
    if len(words) < 2 or (set(words) <= EDITORIAL | FIELDS and set(words) & EDITORIAL & _PAST):
        return False
    if (words[0] in AUTHOR_ORDERS and _share(words) < 1) or any(cue in inner.lower() for cue in AUTHOR_CUES):
        return True
    return words[0] in FILL_ORDERS and len(words) > 2 and not _share(words[1:])


def _is_filling(inner: str) -> bool:
    """True for `XX`, `__`, `N`, `#`, `??`, `00/00`: characters that hold a place."""
    return bool(
        pattern(
            r"[£$€ ]*(?:[Xx]+|N+|n|Y+|_+|#+|\?+|-{2,}|0{2,4}(?:[/.:-]0{2,4})+|[XxYMDN_?]{1,4}(?:[/.:-][XxYMDN_?]{1,4})+"
            r"|dd|mm)[%]?"
        ).fullmatch(inner.strip())
    )


def _damage(inner: str) -> Sort | None:
    """What a renderer left where it found no value; None for anything else."""
    if "missing token" in inner.lower() or pattern(r"object \w+").fullmatch(inner.strip()):
        return "null-residue"
    if pattern(DAMAGE).search(inner):
        return "render-error"
    return "null-residue" if inner.strip().lower() in NULLS - {"na"} else None


def _judge(place: Place, span: Span, inner: str, base: float, sort: Sort) -> Placeholder | None:
    """The placeholder of a candidate between delimiters, by its content; None where it is none."""
    words = parts_of(inner)
    greeting = place.in_greeting(span.start)
    slot = place.slot(span.start)
    damage = _damage(inner)
    if damage and (greeting or slot or "no such" in inner.lower() or damage == "null-residue"):
        return Placeholder(span, damage, 0.9 if not place.is_mentioned(span) else 0.0, hint_of(inner))
    if place.is_mentioned(span):
        return None
    screen = 0.5 * (place.is_interface(span) and "_" not in inner)
    if _is_instruction(inner):
        button = 0.6 if screen and len(words) < 4 else 0.0
        return Placeholder(span, "author-instruction", 0.9 - button, NOTE_HINT)
    if _is_choice(inner) and not (greeting and _share(words) == 1):
        return Placeholder(span, "choose-one", 0.9 - screen, "one of the options")
    if inner.strip().lower() in ("tbc", "tbd", "tba", "todo", "fixme"):
        return Placeholder(span, "todo-marker", 0.85, "what is still to be settled")
    if _is_filling(inner):
        return Placeholder(
            span, "filler-run", _filling_score(place, span, inner, greeting, slot), hint_of("")
        )
    if not words:
        return None
    share = _share(words)
    if set(words) <= GLUE or (not share and inner.endswith("'s")):
        return None
    if (not share and (set(words) <= EDITORIAL or len(words) > 6)) or set(words) & _PAST:
        return None
    if sum(c.isdigit() for c in inner) > 2 or all(word.isdigit() for word in words):
        return None
    score = base + 0.35 * share + 0.3 * greeting + 0.15 * slot
    if share and words[0] in FILL_ORDERS | {"your", "customer", "agent"} and len(words) > 1:
        score += 0.2
        screen = 0.0 if words[0] in FILL_ORDERS else screen
    if inner[:1].isupper():
        score += 0.15 if share or slot or greeting else 0.1
    if len(words) > 8:
        score -= 0.2
    if not share and inner.islower() and sort == "unfilled":
        score -= 0.05
    return Placeholder(span, sort, min(1.0, max(0.0, score - screen)), hint_of(inner))


def _filling_score(place: Place, span: Span, inner: str, greeting: bool, slot: float) -> float:
    """A box to tick is no slot, and neither is an index."""
    if pattern(r"^[\s>*•-]*(?:\d+[.)])?\s*$").match(place.before(span.start)) or (
        len(inner.strip()) == 1 and not (slot or greeting)
    ):
        return 0.0
    return 0.9 if slot or greeting else 0.55


# Brackets --------------------------------------------------------------------------------------


def _grown(place: Place, start: int, end: int, openers: str, closers: str) -> Span:
    """The span with the further delimiters that stand around it in pairs: `[[…]]`, `{[…]}`, `%[…]%`."""
    text = place.visible
    while start > 0 and end < len(text):
        at = openers.find(text[start - 1])
        if at < 0 or text[end] != closers[at]:
            break
        start, end = start - 1, end + 1
    return Span(start, end)


def _square(place: Place) -> Iterator[Placeholder]:
    text = place.visible
    for match in pattern(r"\[([^\[\]\n]{0,160}(?:\n[^\[\]\n]{1,80})?)\]").finditer(text):
        inner = match[1].strip("%#$~|_*=: \t") if not _is_filling(match[1]) else match[1]
        before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
        if (
            not inner
            or before.isalnum()
            or after == "("
            or (after == ":" and not place.before(match.start()).strip())
        ):
            continue
        if (
            (after == "[" and _share(parts_of(inner)) < 1)
            or text[match.end() : match.end() + 2] == ".["
            or before == "."
        ):
            continue
        if pattern(r"[#\w-]*\d[\w-]*|cid:.*|image:.*|\W+|x", re.ASCII).fullmatch(inner) and not _is_filling(
            inner
        ):
            continue
        if inner == "x" and not place.slot(match.start()):
            continue
        words = parts_of(inner)
        if len(words) <= 2 and set(words) <= KEYS and place.is_interface(Span(*match.span())):
            continue
        span = _grown(place, *match.span(), "[{(<%#~|", "]})>%#~|")
        doubled = span.end - span.start > match.end() - match.start()
        sort: Sort = "unfilled"
        found = _judge(place, span, inner, 0.5 if doubled else 0.35, sort)
        if found:
            yield found
    yield from _open_square(place)


def _open_square(place: Place) -> Iterator[Placeholder]:
    """Half a token: `Hi [Name,`, `on [date)`."""
    for match in pattern(r"\[(\w[\w ']{0,30})(?=[,.;:!?)}>\n]|$)(?![^\n\[]{0,100}\])[)}>]?").finditer(
        place.visible
    ):
        span = Span(*match.span())
        if _share(parts_of(match[1])) == 1 and not place.is_mentioned(span):
            yield Placeholder(span, "unfilled", 0.8, hint_of(match[1]))


def _angle(place: Place) -> Iterator[Placeholder]:
    text = place.visible
    for match in pattern(r"<([^<>\n]{1,120})>").finditer(text):
        inner = match[1].strip()
        span = _grown(place, *match.span(), "<[{(", ">]})")
        engine = pattern(r"[%?]=?\s*(.*?)\s*[%?]").fullmatch(inner)
        if engine:
            if not place.is_mentioned(span, engine=True):
                yield Placeholder(span, "template-variable", 0.95, hint_of(engine[1]))
            continue
        doubled = span.end - span.start > match.end() - match.start()
        if text[match.start() - 1 : match.start()].isalnum() and not place.slot(match.start()):
            continue
        if text[match.end() : match.end() + 1].isalnum() or inner.endswith(" and"):
            continue
        if not pattern(r"[A-Za-z£$€#\[_?]").match(inner) or pattern(
            r"[@=]|://|^www\.|^(?:mailto|file|embedded|ole|image|picture)\b", re.IGNORECASE
        ).search(inner):
            continue
        words = parts_of(inner)
        if words[:1] == ["none"] or f"</{inner}>".lower() in text.lower():
            continue
        if len(words) <= 2 and all(w in KEYS or len(w) == 1 for w in words) and not _is_filling(inner):
            continue
        found = _judge(place, span, inner.strip("[]{}_"), 0.5 if doubled else 0.4, "angle-fill-in")
        if found:
            yield found
    for match in pattern(
        r">>+ ?(\w[\w ]{1,30}?) ?<<+|<-{2,} ?([A-Za-z][^<>\n]{2,80}?) ?-*>?$", re.MULTILINE
    ).finditer(text):
        inner = match[1] or match[2]
        if _share(parts_of(inner)) or _is_instruction(inner):
            sort: Sort = "author-instruction" if _is_instruction(inner) else "unfilled"
            yield Placeholder(Span(*match.span()), sort, 0.85, hint_of(inner))


def _round(place: Place) -> Iterator[Placeholder]:
    """Parentheses hold remarks; only an order to the writer or nothing but field words make a slot."""
    for match in pattern(r"\(([^()\n]{1,120})\)").finditer(place.visible):
        inner = match[1].strip()
        words = parts_of(inner)
        span = _grown(place, *match.span(), "([{", ")]}")
        doubled = span.end - span.start > match.end() - match.start()
        if not words or place.is_mentioned(span):
            continue
        known, greeting = _share(words) == 1, place.in_greeting(span.start)
        if place.visible[span.start - 1 : span.start] == "%" and pattern(r"[sd]\b").match(
            place.visible, span.end
        ):
            yield Placeholder(Span(span.start - 1, span.end + 1), "template-variable", 0.9, hint_of(inner))
            continue
        damage = _damage(inner)
        if (
            damage
            and inner.lower() in ("null", "undefined", "none", "nan")
            and (place.slot(span.start) or greeting)
        ):
            yield Placeholder(span, "null-residue", 0.85, hint_of(""))
        elif any(cue in inner.lower() for cue in AUTHOR_CUES) and not place.is_interface(span):
            yield Placeholder(span, "author-instruction", 0.85, NOTE_HINT)
        elif known and (
            words[0] in FILL_ORDERS - {"include", "provide"} or words[-1] in ("tbc", "tbd", "tba", "here")
        ):
            if len(words) > 1:
                yield Placeholder(span, "unfilled", 0.9, hint_of(inner))
        elif inner.upper() in ("TBC", "TBD", "TBA"):
            yield Placeholder(span, "todo-marker", 0.8, "what is still to be settled")
        elif (
            pattern(r"(?:\w+ ){1,4}(?:goes )?here", re.IGNORECASE).fullmatch(inner)
            and len(words) > 2
            and _share(words) > 0.6
            and [w for w in words if w != "goes"][-2] in FIELDS
        ) or (words[0] == "insert" and _share(words) >= 0.5):
            yield Placeholder(span, "unfilled", 0.8, hint_of(inner))
        elif _is_filling(inner) and len(inner) > 1 and not inner.islower() and place.slot(span.start):
            yield Placeholder(span, "filler-run", 0.8, hint_of(""))
        elif known and (greeting or doubled):
            yield Placeholder(span, "unfilled", 0.85, hint_of(inner))
        elif (
            known
            and len(words) == 1
            and pattern(r"(?i)\b(?:on|at|by|until)\s$").search(place.before(span.start))
        ):
            yield Placeholder(span, "unfilled", 0.8, hint_of(inner))
        elif (known and len(words) == 1 and place.before(span.start).rstrip().endswith(":")) or (
            known and words[0] == "your" and place.slot(span.start) == 1 and words[-1] != "your"
        ):
            yield Placeholder(span, "unfilled", 0.6, hint_of(inner))


def _rare_brackets(place: Place) -> Iterator[Placeholder]:
    """Brackets that English prose does not use at all, and so hold nothing else."""
    pairs = (
        r"«([^«»\n]{1,60})»|‹([^‹›\n]{1,60})›|[⟨〈](\w[^⟩〉\n]{0,60})[⟩〉]|⟦([^⟧\n]{1,60})⟧"
        r"|[「『【《]([^」』】》\n]{1,60})[」』】》]|[¿¡]([^¿¡?!\n]{1,60})[?!¿¡]"
    )
    for match in pattern(pairs).finditer(place.visible):
        inner = next(group for group in match.groups() if group)
        span = _grown(place, *match.span(), "«‹<[{", "»›>]}")
        identifier = bool(pattern(r"[A-Za-z]+(?:[A-Z][a-z]+|_\w+)+|[\w]+\.[\w.]+").fullmatch(inner.strip()))
        found = _judge(place, span, inner, 0.35, "template-variable" if identifier else "unfilled")
        if found:
            yield found


# Template engines ------------------------------------------------------------------------------

_ENGINE = (
    r"\{\{\{?[^{}\n]{0,200}\}\}\}?"  # Liquid, Handlebars, Jinja, HubL
    r"|\{%-?[^{}\n]{0,200}%\}"  # Liquid tags, Help Scout
    r"|[#%$@]\{[^{}\n]{0,120}\}"  # Zammad, osTicket, Discourse, Jira
    r"|\{[!$=][A-Za-z][^{}\n]{0,120}\}"  # Salesforce, Helprace
)


def _braces(place: Place) -> Iterator[Placeholder]:
    text = place.visible
    done: set[int] = set()  # characters of what was found: there may be thousands
    for match in pattern(_ENGINE).finditer(text):
        span = Span(*match.span())
        done.update(range(*span))
        yield from _engine(place, span)
    broken = (
        r"(?<!\{)\{\{\s*[A-Za-z][\w. ]{0,40}?(?:\s*\}(?!\})|(?=\s*(?:[,.;:!?\])](?:\s"
        r"|$)|\n|$))|(?=\s))|(?<![\w{])\{\s*[A-Za-z][\w.]{0,40}\s*\}\}"
    )
    for match in pattern(broken).finditer(text):
        span = Span(*match.span())
        if not done.isdisjoint(range(*span)):
            continue
        done.update(range(*span))
        if not place.is_mentioned(span, engine=True):
            yield Placeholder(span, "template-variable", 0.9, hint_of(match[0]))
    for match in pattern(r"\{([^{}\n]{1,120})\}").finditer(text):
        span = Span(*match.span())
        if done.isdisjoint(range(*span)):
            found = _single_brace(place, span, match[1])
            if found:
                yield found
    half = r"(?<![\w{])\{([A-Za-z][\w ]{1,30})(?=[,.;:!?\n\])]|$)(?![^\n{]{0,100}\})"
    for match in pattern(half).finditer(text):
        span = Span(*match.span())
        if _share(parts_of(match[1])) == 1 and done.isdisjoint(range(*span)):
            yield Placeholder(span, "template-variable", 0.8, hint_of(match[1]))


def _engine(place: Place, span: Span) -> Iterator[Placeholder]:
    token = span.of(place.plain)
    inner = token.strip("{}%#$@!=- ")
    damage = _damage(inner)
    if damage and (damage == "null-residue" or "no such" in inner or "error" in inner.lower()):
        yield Placeholder(span, damage, 0.95, hint_of(inner))
        return
    if place.is_mentioned(span, engine=True):
        return
    words = parts_of(inner)
    shell = token.startswith("$") and words and set(words) <= SYSTEM_NAMES
    if shell or place.before(span.start).endswith("\\"):
        return
    if token.startswith("{{") and not token.startswith("{{{") and _is_instruction(inner) and " " in inner:
        sort: Sort = "author-instruction"
    else:
        sort = "template-variable"
    yield Placeholder(span, sort, 0.95, hint_of(inner))


def _single_brace(place: Place, span: Span, inner: str) -> Placeholder | None:
    """`{name}` is a field; `{"a": 1}`, `{ color: red }`, `{1, 2}` and `a{2}` are not."""
    text, stripped = place.visible, inner.strip()
    before = text[span.start - 1 : span.start]
    greeting, slot = place.in_greeting(span.start), place.slot(span.start)
    words = parts_of(stripped)
    if (
        before in ("\\", "]", ")")
        or place.before(span.start).rstrip().endswith((")", "=>", ";"))
        or (before.isalnum() and not _share(words))
    ):
        return None
    if pattern(r"\d{1,2}").fullmatch(stripped):
        sure = greeting or slot == 1
        return (
            Placeholder(span, "template-variable", 0.85 if sure else 0.5, hint_of(""))
            if not place.is_mentioned(span)
            else None
        )
    if pattern(r"\w+=\w+\|[^|]*").fullmatch(stripped):
        return Placeholder(span, "template-variable", 0.9, hint_of(stripped))
    if pattern(CODE_SHAPED).search(stripped) and not _is_filling(stripped) and _share(words) < 1:
        return None
    if (
        "|" in stripped
        and _share(parts_of(stripped.partition("|")[0])) == 1
        and " " not in stripped.partition("|")[0]
    ):
        return Placeholder(span, "template-variable", 0.9, hint_of(stripped))
    if place.is_mentioned(span, engine=True):
        return None
    grown = _grown(place, span.start, span.end, "[(<%#~", "])>%#~")
    return _judge(place, grown, stripped, 0.5, "template-variable")


def _in_addresses(place: Place) -> Iterator[Placeholder]:
    """Tokens inside links, which are masked as addresses."""
    for mask in place.document.masks:
        if mask.kind not in ("address", "markup", "block") or "{" not in mask.span.of(place.plain):
            continue
        address = mask.span.of(place.plain)
        for match in pattern(r"\{\{[^{}\n]{1,120}\}\}|[#%$]?\{[A-Za-z_.]{1,60}\}").finditer(address):
            single = match[0].startswith("{") and not match[0].startswith("{{")
            if not single or _share(parts_of(match[0])) == 1:
                start = mask.span.start + match.start()
                yield Placeholder(
                    Span(start, start + len(match[0])), "template-variable", 0.85, hint_of(match[0])
                )


# Symbols ---------------------------------------------------------------------------------------

_SYMBOLS = frozenset("#%~^=*_|@$§+\\")
_MARKDOWN = frozenset("*_")


def _symbols(place: Place) -> Iterator[Placeholder]:
    """The same symbols before and behind at most six words, mirrored: `~name~`, `##NO##`, `*|NAME|*`."""
    text = place.visible
    end = 0
    for match in pattern(r"(?<![A-Za-z0-9#%~^=*_|@$§+\\])[#%~^=*_|@$§+\\]{1,4}(?=[A-Za-z])").finditer(text):
        if match.start() < end:
            continue
        closer = match[0][::-1]
        at = text.find(closer, match.end(), match.end() + 50)
        inner = text[match.end() : max(at, match.end())]
        behind = text[at + len(closer) : at + len(closer) + 1]
        paired = at > 0 and "\n" not in inner and inner[-1:].isalnum() and not behind.isalnum()
        if paired and len(inner.split()) <= 6:
            end = at + len(closer)
            found = _between_symbols(place, Span(match.start(), end), match[0], inner)
        else:
            found = _sigil(place, match)
        if found:
            yield found


def _between_symbols(place: Place, span: Span, opener: str, inner: str) -> Placeholder | None:
    words = parts_of(inner)
    share, greeting = _share(words), place.in_greeting(span.start)
    if opener == "|" and place.visible.count("|", *_line(place, span)) > 2:
        return None  # the head of a table
    if (
        opener == "*|"
        or opener == "%%"
        or (opener == "%" and (share >= 0.5 or greeting or (inner.isupper() and "_" in inner)))
    ):
        system = words and set(words) <= SYSTEM_NAMES
        if (system and not greeting) or place.is_mentioned(span, engine=True):
            return None
        return Placeholder(span, "template-variable", 0.95, hint_of(inner))
    if opener == "%":
        return None
    markdown = set(opener) <= _MARKDOWN
    if markdown:
        caps = inner.isupper() and (
            share == 1 and ("_" in inner or opener == "__" or place.slot(span.start) == 1)
        )
        typed = ("_" in inner and share == 1) or (opener == "_" and " " not in inner and greeting)
        order = (words[:1] and words[0] in {"insert", "add"} and share == 1 and len(words) > 1) or any(
            cue in inner.lower() for cue in AUTHOR_CUES
        )
        if not (caps or typed or order or (greeting and share == 1)):
            return None
    if opener == "~~" and share < 1 and not greeting:
        return None  # struck out
    if not share and not greeting and not (inner.isupper() and len(inner) > 3 and "_" in inner):
        return None if not _is_instruction(inner) or markdown else _judge(place, span, inner, 0.4, "unfilled")
    base = 0.4 + 0.1 * (len(opener) > 1) + 0.1 * inner.isupper()
    return _judge(place, span, inner, base, "template-variable" if "." in inner else "unfilled")


def _line(place: Place, span: Span) -> tuple[int, int]:
    """Start and end of the line around a span, as far as anybody looks."""
    first, last = max(span.start - AROUND, 0), min(span.end + AROUND, len(place.visible))
    start = place.visible.rfind("\n", first, span.start) + 1
    end = place.visible.find("\n", span.end, last)
    return start or first, end if end >= 0 else last


AROUND = 1_000
"""How many characters before and behind a token its line is looked along: a line may be a whole text long."""


def _sigil(place: Place, match: re.Match[str]) -> Placeholder | None:
    """One symbol before a name: `$contact.name`, `$NAME`, `@username`, `%s`, `%1$s`."""
    sigil = match[0]
    name = pattern(r"[A-Za-z]\w*(?:[.][A-Za-z_]\w*)*").match(place.visible, match.end())
    if not name or sigil not in ("$", "@", "%"):
        return None
    span = Span(match.start(), name.end())
    words = parts_of(name[0])
    greeting, share = place.in_greeting(span.start), _share(words)
    score = 0.0
    if sigil == "$" and share == 1:
        score = (
            0.9 if "." in name[0] or "_" in name[0] else 0.6 + 0.3 * greeting + 0.1 * place.slot(span.start)
        )
    elif sigil == "@" and name[0].lower() in _HANDLES:
        score = 0.85
    elif sigil == "%" and name[0] in ("s", "d", "i", "f"):
        digit = pattern(r"\d\s*$").search(place.before(span.start))
        score = 0.0 if digit else 0.9
    if score and place.is_mentioned(span, engine=True):
        return None
    sort: Sort = "unfilled" if sigil == "@" else "template-variable"
    return (
        Placeholder(span, sort, score, hint_of(name[0]) if len(name[0]) > 1 else hint_of(""))
        if score
        else None
    )


_HANDLES = frozenset(
    "username user name author customer handle contributor reporter firstname nickname usernames person agent"
    " github_username githubusername recipient submitter requester".split()
)
