"""What is wrong with the variables of one macro, seen through the dialect of its help desk."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from replycheck.libraries.dialects import all_dialects, liquid
from replycheck.libraries.dialects.dialect import Dialect, edits, matches
from replycheck.libraries.dialects.tokens import (
    Expression,
    Half,
    Token,
    expression,
    halves,
    name_pattern,
    tokens,
)
from replycheck.model import Span
from replycheck.records import NamedTuple

Sort = Literal["broken", "unknown", "foreign", "no-fallback", "in-code"]


class Fault(NamedTuple):
    """`trouble` says what is wrong in words that follow the token, or quotes what is left without it; `advice`
    says what to write instead.

    `instead` is the whole token as it should read, empty where nobody can tell.  `other` is the desk that a
    foreign token belongs to.  `score` runs from 0 to 1.  `whole` is the token where `span` is a part of it.
    """

    sort: Sort
    span: Span
    trouble: str
    advice: str
    instead: str = ""
    other: str = ""
    score: float = 0.9
    whole: Span | None = None


class Template(NamedTuple):
    """The variables of one text.  `dialect` is None where nobody said which desk it is for and its own
    tokens do not tell; `is_guessed` where they do.
    """

    dialect: Dialect | None
    is_guessed: bool
    tokens: tuple[Token, ...]
    faults: tuple[Fault, ...]
    hidden: tuple[Span, ...]


def read_template(
    text: str, dialect: Dialect | None, *, declared: Sequence[str] = (), code: Sequence[Span] = ()
) -> Template:
    """The tokens of a macro and what is wrong with them.  `declared` are the team's own fields, `code` the
    stretches where nothing may be replaced.
    """
    found = tokens(text)
    guessed = dialect is None
    if dialect is None:
        dialect = guess(found)
    reader = _Reader(text, dialect, guessed, tuple(declared), tuple(code), found)
    faults = tuple(sorted(reader.faults(), key=lambda fault: fault.span))
    hidden = tuple(sorted({*(token.span for token in found if _is_engine(token, dialect)), *reader.broken}))
    return Template(dialect, guessed and dialect is not None, found, faults, hidden)


def _is_engine(token: Token, dialect: Dialect | None) -> bool:
    """False for a note in braces, `{{the date}}`, where nobody says that braces are more than that."""
    if token.delimiter == "brace-percent" or (dialect is not None and token.delimiter in dialect.delimiters):
        return True
    given = expression(token)
    return given is not None and given.form != "?"


def guess(found: Iterable[Token]) -> Dialect | None:
    """The desk that knows most of the tokens by their very names; None where none knows any."""
    best: tuple[int, Dialect] | None = None
    named = [(token.delimiter, given.path.name) for token in found if (given := expression(token))]
    for dialect in all_dialects():
        count = sum(delimiter in dialect.delimiters and dialect.knows(name) for delimiter, name in named)
        if count and (best is None or count > best[0]) and not dialect.is_mailer:
            best = (count, dialect)
    return best[1] if best else None


class _Reader:
    """One walk over the tokens of a text, with the blocks that are open."""

    def __init__(
        self,
        text: str,
        dialect: Dialect | None,
        guessed: bool,
        declared: tuple[str, ...],
        code: tuple[Span, ...],
        found: tuple[Token, ...],
    ) -> None:
        self.text = text
        self.dialect = dialect
        self.guessed = guessed
        self.declared = declared
        self.code = code
        self.tokens = found
        self.broken: list[Span] = []
        self.made: set[str] = {"forloop", "tablerowloop", "loop"}
        self.open: list[tuple[str, Token]] = []
        self.greeted: set[int] = set()

    def faults(self) -> Iterator[Fault]:
        for token in self.tokens:
            if self._in_code(token.span):
                yield from self._coded(token)
            elif self._inside("comment", "raw") and not self._closes(token):
                continue
            elif self._is_tag(token):
                yield from self._tag(token)
            elif self.dialect is not None and token.delimiter in self.dialect.delimiters:
                yield from self._variable(token, self.dialect)
            else:
                yield from self._stranger(token)
        for word, token in self.open:
            yield self._fault(
                token,
                f"is never closed, so {self._desk} cannot read the macro",
                f"{{% end{word} %}} behind it",
            )
        yield from self._halves()

    @property
    def _desk(self) -> str:
        return self.dialect.name if self.dialect else "the help desk"

    def _in_code(self, span: Span) -> bool:
        return any(part.start <= span.start and span.end <= part.end for part in self.code)

    def _coded(self, token: Token) -> Iterator[Fault]:
        dialect = self.dialect
        given = expression(token)
        if (
            dialect
            and dialect.has_code
            and not self.guessed
            and given
            and token.delimiter in dialect.delimiters
        ):
            name = given.path.name
            if dialect.knows(name) or matches(name, self.declared):
                yield Fault(
                    "in-code", token.span, f"stands in code, where {dialect.name} replaces nothing",
                    "take it out of the code",
                )  # fmt: skip

    def _fault(self, token: Token, trouble: str, advice: str, instead: str = "", score: float = 0.9) -> Fault:
        self.broken.append(token.span)
        return Fault("broken", token.span, trouble, advice, instead, score=score)

    # -- tags

    def _is_tag(self, token: Token) -> bool:
        if token.delimiter != "brace-percent":
            return False
        if self.dialect is None:
            return bool(liquid.word_of(token.inner))
        return self.dialect.tags in liquid.BLOCKS and (
            bool(liquid.word_of(token.inner)) or not _others(token, self.dialect)
        )

    def _inside(self, *words: str) -> bool:
        return bool(self.open) and self.open[-1][0] in words

    def _closes(self, token: Token) -> bool:
        return token.delimiter == "brace-percent" and liquid.word_of(token.inner) == f"end{self.open[-1][0]}"

    def _tag(self, token: Token) -> Iterator[Fault]:
        engine = self.dialect.tags if self.dialect else "liquid"
        word = liquid.word_of(token.inner)
        blocks, singles = liquid.BLOCKS[engine], liquid.SINGLES[engine]
        if word in blocks:
            self.open.append((word, token))
        elif word.startswith("end") and word[3:] in blocks:
            yield from self._end(token, word[3:])
        elif word in liquid.MIDDLES and (word in singles or self.dialect is None):
            if not self.open or self.open[-1][0] not in liquid.MIDDLES[word]:
                homes = " or ".join(sorted(liquid.MIDDLES[word]))
                yield self._fault(
                    token,
                    f"belongs to no block; it can only stand in {homes}",
                    "take it out or open the block",
                )
        elif word not in singles and self.dialect is not None and not self.guessed:
            meant = liquid.MEANT.get(word) if engine == "liquid" else None
            meant = meant or _near(word, {*blocks, *singles, *(f"end{block}" for block in blocks)})
            instead = token.span.of(self.text).replace(word, meant, 1) if meant and word else ""
            yield self._fault(
                token,
                f"is no tag that {self._desk} knows",
                f"“{instead}”" if instead else "take it out",
                instead,
            )
        made = liquid.made_by(token.inner)
        if made:
            self.made.add(made)
        if self.dialect is not None and word in {*blocks, *singles}:
            yield from self._paths(token, self.dialect)

    def _end(self, token: Token, word: str) -> Iterator[Fault]:
        if self.open and self.open[-1][0] == word:
            self.open.pop()
        elif any(opened == word for opened, _ in self.open):
            while self.open[-1][0] != word:
                inner, opener = self.open.pop()
                yield self._fault(
                    opener,
                    f"is never closed, so {self._desk} cannot read the macro",
                    f"{{% end{inner} %}} behind it",
                )
            self.open.pop()
        else:
            yield self._fault(
                token,
                "closes a block that was never opened",
                f"take it out, or open it with {{% {word} … %}}",
            )

    def _paths(self, token: Token, dialect: Dialect) -> Iterator[Fault]:
        """Variables in a condition or an assignment."""
        plain = liquid.without_quoted(token.inner)
        for match in name_pattern().finditer(plain):
            name = match[0]
            if (
                "." in name
                and not match[0].startswith("forloop.")
                and plain[: match.start()].rstrip()[-1:] != "|"
            ):
                span = Span(token.start + match.start(), token.start + match.end())
                yield from self._name(name, span, dialect, token)

    # -- variables

    def _variable(self, token: Token, dialect: Dialect) -> Iterator[Fault]:
        inner = token.inner.strip()
        if not inner:
            yield self._fault(
                token, "is empty, so the customer sees a gap", "name the variable, or take it out"
            )
            return
        if dialect.delimiters == ("double-brace",) or "double-brace" in dialect.delimiters:
            if inner[0] in "#/^>":
                yield self._foreign(token, "Handlebars", "", 0.85)
                return
            if inner[0] in "\"'0123456789":
                return  # a text or a number, which filters may work on
        elif inner[0] in "#/!>":
            return
        if token.delimiter == "brace-percent" and liquid.word_of(inner) in _LIQUID:
            yield self._foreign(token, "Liquid (Zendesk, Freshdesk)", "", 0.85)
            return
        if "<" in inner and re.search(r"</?[a-z]", inner, re.IGNORECASE):
            plain = re.sub(r"<[^<>]*>", "", token.span.of(self.text))
            yield self._fault(
                token, f"has formatting inside, so {self._desk} cannot read it", f"“{plain}”", plain
            )
            return
        given = expression(token)
        wrapped = self._wrapped(token, dialect)
        if wrapped is not None:
            for name, span in wrapped:
                yield from self._name(name, span, dialect, token)
            return
        if given is None:
            yield self._fault(token, f"is nothing that {self._desk} can read", "the variable’s name")
            return
        form = tuple(self._form(token, given, dialect))
        yield from form
        if given.form != "?" and not any(fault.sort == "foreign" for fault in form):
            before = len(self.broken)
            yield from self._name(given.path.name, given.path.span, dialect, token, given)
            if before == len(self.broken):
                yield from self._greeting(token, given, dialect)

    def _wrapped(self, token: Token, dialect: Dialect) -> list[tuple[str, Span]] | None:
        """The names within `{!BLANKVALUE(…)}` and `#{t(…)}`; None where no such function stands there."""
        match = re.match(r"\s*([A-Za-z]+)\s*\(([\s\S]*)\)\s*$", token.inner)
        if not match or match[1] not in dialect.functions | dialect.wraps:
            return None
        plain = liquid.without_quoted(match[2])
        start = token.start + match.start(2)
        return [
            (m[0], Span(start + m.start(), start + m.end()))
            for m in name_pattern().finditer(plain)
            if "." in m[0] and m[0] not in dialect.functions
        ]

    def _form(self, token: Token, given: Expression, dialect: Dialect) -> Iterator[Fault]:
        name = given.path.name
        if given.form == "?":
            instead = _straight(token.span.of(self.text))
            if instead != token.span.of(self.text):
                yield self._fault(
                    token,
                    f"has typographic quotation marks, which {self._desk} cannot read",
                    f"“{instead}”",
                    instead,
                )
            elif "open" not in dialect.forms:
                own = dialect.written(name) if dialect.knows(name) else ""
                said = f"“{own}”" if own else "the variable’s name, or plain words in square brackets"
                yield self._fault(token, f"is nothing that {self._desk} can read", said, own)
            return
        if given.form and given.form not in dialect.forms and "open" not in dialect.forms:
            if given.form == "filters" and "calls" in dialect.forms and ":" not in token.inner:
                return
            own = dialect.written(name, given.text)
            yield self._foreign(token, FORMS[given.form], own, 0.9, form=True)
            return
        if given.form == "filters" and dialect.tags == "liquid":
            for used in given.filters:
                meant = None if used in liquid.FILTERS else _near(used, liquid.FILTERS)
                if meant:
                    instead = re.sub(rf"\|(\s*){used}\b", rf"|\g<1>{meant}", token.span.of(self.text))
                    yield self._fault(token, f"uses “{used}”, which is no filter", f"“{instead}”", instead)

    def _name(
        self, name: str, span: Span, dialect: Dialect, token: Token, given: Expression | None = None
    ) -> Iterator[Fault]:
        root = re.split(r"[.\[]", name)[0]
        if dialect.knows(name) or matches(name, self.declared) or root in self.made or name in self.made:
            return
        near = dialect.nearest(name, self.declared)
        mine = dialect.may_know(name)
        same = near is not None and near.replace("_", "").lower() == name.replace("_", "").lower()
        if (
            near
            and mine
            and not same
            and (edits(name.lower(), near.lower(), 1) > 1 or re.search(r"\d", name))
        ):
            near = None
        others = [] if mine else _others(token, dialect, name)
        text = given.text if given else ""
        if others and not (same and near and near.lower() == name.lower()):
            own = _equivalent(others, name, dialect) or near
            instead = dialect.written(own, text) if own and given else ""
            yield self._foreign(token, _said(others), instead, 0.9)
        elif near:
            shown = token.span.of(self.text)
            at = span.start - token.span.start
            instead = f"{shown[:at]}{near}{shown[at + len(name) :]}"
            wrong = "is written otherwise in" if same else "is not known to"
            yield Fault(
                "unknown", span, f"{wrong} {dialect.name}, which leaves a gap or the raw name",
                f"“{near}”", instead, score=0.95 if dialect.is_complete else 0.8, whole=token.span,
            )  # fmt: skip
        elif not mine and not self.guessed and given is not None:
            yield Fault(
                "unknown", span,
                f"is not among the variables of {dialect.name}, so the customer sees a gap or the raw name",
                "one that is, or declare the field under settings: declared",
                score=0.95 if dialect.is_complete else 0.6,
            )  # fmt: skip

    def _greeting(self, token: Token, given: Expression, dialect: Dialect) -> Iterator[Fault]:
        """A name in a greeting that is blank where the desk knows none."""
        name = given.path.name
        if (
            self.guessed
            or not dialect.fallback
            or name not in dialect.greets
            or token.delimiter != dialect.delimiters[0]  # Salesforce’s second language knows no fallback
            or given.text
            or "default" in given.filters
        ):
            return
        if any(name in opened.inner for _, opened in self.open):
            return  # {% if name %}
        line = self.text.rfind("\n", 0, token.span.start) + 1
        before = re.sub(
            r"<(/?(?:p|div|br|td|li|h\d)\b)?[^<>\n]*>",
            lambda match: "\n" if match[1] else "",
            self.text[max(line, token.span.start - 200) : token.span.start],
        ).rpartition("\n")[2]
        if line in self.greeted or not _GREETING.search(before):
            return
        self.greeted.add(line)
        instead = dialect.written(name, "there")
        mark = self.text[token.span.end : token.span.end + 1]
        left = f"{before.lstrip(' *_>')}{mark if mark in ',.!:;' else ''}".strip()
        yield Fault("no-fallback", token.span, f"“{left}”", f"“{instead}”", instead)

    # -- what is not this desk's

    def _stranger(self, token: Token) -> Iterator[Fault]:
        """A token of another engine, or of this one between wrong signs."""
        dialect = self.dialect
        if (
            token.delimiter == "double-brace"
            and not token.inner.strip()
            and (dialect is None or not dialect.delimiters)
        ):
            yield self._fault(
                token, "is empty, so the customer sees a gap", "name the variable, or take it out"
            )
        if dialect is None:
            return
        given = expression(token)
        name = given.path.name if given else ""
        if token.delimiter == "brace-percent" and dialect.tags == "open":
            return
        others = _others(token, dialect, name)
        if others:
            own = _equivalent(others, name, dialect) or (name if dialect.knows(name) else None)
            yield self._foreign(
                token, _said(others), dialect.written(own, given.text if given else "") if own else ""
            )
        elif given and dialect.knows(name) and dialect.token:
            instead = dialect.written(name)
            yield self._fault(
                token,
                f"has the wrong signs around it, so {self._desk} leaves it as it stands",
                f"“{instead}”",
                instead,
            )
        elif self.guessed:
            return
        elif token.delimiter in _CERTAIN and given and given.form != "?":
            yield self._foreign(token, _CERTAIN[token.delimiter], "", 0.85)
        elif token.delimiter == "brace-percent" and liquid.word_of(token.inner) in _LIQUID:
            yield self._foreign(token, "Liquid (Zendesk, Freshdesk)", "", 0.85)
        elif (
            token.delimiter == "double-brace"
            and given
            and given.form != "?"
            and dialect.token
            and "." in name
        ):
            yield self._foreign(token, "another help desk", "", 0.85)

    def _foreign(
        self, token: Token, other: str, instead: str, score: float = 0.95, *, form: bool = False
    ) -> Fault:
        self.broken.append(token.span)
        trouble = f"has a fallback or filter in the way of {other}" if form else f"is written for {other}"
        return Fault(
            "foreign",
            token.span,
            trouble,
            f"“{instead}”" if instead else "take it out",
            instead,
            other,
            score,
        )

    def _halves(self) -> Iterator[Fault]:
        if self.dialect is None:
            known: tuple[str, ...] = ("double-brace",)
        elif self.guessed or not self.dialect.delimiters:
            known = tuple(d for d in self.dialect.delimiters if d == "double-brace") or ("double-brace",)
        else:
            known = self.dialect.delimiters
        for half in halves(self.text, self.tokens, self.code, known):
            if self._is_meant(half):
                self.broken.append(half.span)
                instead = self._mended(half)
                yield Fault(
                    "broken", half.span, f"is only half a variable, so {self._desk} leaves it as it stands",
                    f"“{instead}”" if instead else "close it", instead,
                )  # fmt: skip

    def _is_meant(self, half: Half) -> bool:
        """False for `{name}` in a desk that has no such variable: it is a note between braces."""
        token = half.span.of(self.text)
        whole = (
            token.startswith("{")
            and not token.startswith(("{{", "{%", "{!"))
            and not token.endswith(("}}", "%}"))
        )
        if not whole:
            return bool(half.name) or token.startswith("{{")
        return self.dialect is not None and self.dialect.knows(half.name)

    def _mended(self, half: Half) -> str:
        dialect = self.dialect
        if dialect is None or half.delimiter not in dialect.delimiters:
            return f"{{{{{half.name}}}}}" if half.name and "." in half.name else ""
        if half.delimiter == "brace-percent" and dialect.tags in liquid.BLOCKS:
            return ""
        near = half.name if dialect.knows(half.name) else dialect.nearest(half.name) or half.name
        if half.delimiter == "triple-brace":
            return f"{{{{{{{near}}}}}}}"
        return dialect.written(near) if near else ""


_GREETING = re.compile(
    r"^[\s*_>]*(?:hi|hello|hey|hiya|dear|greetings|good (?:morning|afternoon|evening|day)|thanks|thank you|welcome"
    r"|hallo|liebe[r]?|guten tag|bonjour|ch[eè]re?|hola|ciao|ol[aá])[ ,@]+(?:(?:mr|mrs|ms)\.? )?@?$",
    re.IGNORECASE,
)
"""What stands before a name in a greeting."""

_LIQUID = frozenset(
    (
        *liquid.BLOCKS["liquid"],
        *liquid.SINGLES["liquid"],
        *(f"end{block}" for block in liquid.BLOCKS["liquid"]),
    )
)

FORMS = {
    "filters": "Liquid (Zendesk, Freshdesk)",
    "calls": "HubSpot or Gorgias",
    "pipe-fallback": "Intercom",
    "or-fallback": "Chatwoot",
    "comma-equals": "Help Scout",
    "comma-colon": "Discourse",
    "comma-text": "Salesforce",
    "pipe-text": "Mautic",
}
"""Whose way it is to write something behind a name."""

_CERTAIN = {
    "hash-brace": "Zammad",
    "percent-brace": "osTicket or Discourse",
    "bang-brace": "Salesforce",
    "triple-brace": "Salesforce",
    "star-pipe": "Mailchimp",
}
"""Tokens that are somebody's whatever name stands in them."""


def _others(token: Token, dialect: Dialect, name: str = "") -> list[Dialect]:
    """The other desks that would replace a token, the likeliest first."""
    given = expression(token)
    name = name or (given.path.name if given else "")
    return [
        d
        for d in all_dialects()
        if d is not dialect and token.delimiter in d.delimiters and name and d.knows(name)
    ]


def _said(others: Sequence[Dialect]) -> str:
    return " or ".join(dict.fromkeys(other.name for other in others[:2]))


def _equivalent(others: Sequence[Dialect], name: str, dialect: Dialect) -> str | None:
    """Our desk's name for what other desks' variable stands for."""
    meanings = (other.meaning_of(name) for other in others)
    return next((dialect.means[meaning] for meaning in meanings if meaning in dialect.means), None)


def _near(word: str, known: Iterable[str]) -> str | None:
    most = 2 if len(word) > 4 else 1
    near = sorted((edits(word, one, most), one) for one in known)
    return near[0][1] if word and near and near[0][0] <= most else None


def _straight(token: str) -> str:
    """The token with typed quotation marks."""
    return token.translate({0x2018: "'", 0x2019: "'", 0x201A: "'", 0x201C: '"', 0x201D: '"', 0x201E: '"'})
