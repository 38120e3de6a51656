"""The nouns: messages, cases, matches, findings, reports.  Frozen, no I/O, nothing else of ours.

Offsets are code points into one message's text: `start` counts from 0, `end` is not included.
Lines and columns count from 1 and are worked out only where somebody reads them.

The small values are named tuples and not dataclasses: making a frozen dataclass costs a
millisecond of every run, and each run makes all of them.
"""

from __future__ import annotations

import bisect
import enum
import typing
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from functools import cached_property
from itertools import accumulate
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

from replycheck.records import NamedTuple, dataclass

if TYPE_CHECKING:
    from replycheck.checkers.canned import Canned
    from replycheck.libraries.record import Record

Role = Literal["customer", "agent", "note", "bot"]
Mode = Literal["draft", "macro"]
Channel = Literal["email", "chat", "social"]
Markup = Literal["plain", "markdown", "html"]
Dialect = Literal["auto", "en-US", "en-GB", "en-AU", "en-CA"]


class Severity(enum.IntEnum):
    """How much a finding matters; ordered, so that `finding.severity >= fail_on` reads well."""

    SUGGESTION = 1
    WARNING = 2
    ERROR = 3

    @property
    def word(self) -> str:
        """The name users see: `suggestion`, `warning`, `error`."""
        return self.name.lower()


class PartKind(str, enum.Enum):
    """What a stretch of a message is; every character of a text belongs to exactly one part."""

    GREETING = "greeting"
    BODY = "body"
    CLOSING = "closing"
    SIGNATURE = "signature"
    QUOTED = "quoted"
    DISCLAIMER = "disclaimer"


class Span(typing.NamedTuple):  # made by the thousand: the standard library's is quicker to call
    """Code points `start` (included) to `end` (excluded) of one message's text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """True when the two share a character, or when they are the same empty place."""
        return (self.start < other.end and other.start < self.end) or self == other

    def __bool__(self) -> bool:
        return self.end > self.start


class Spans(tuple[Span, ...]):
    """Spans by place, none of which overlaps another: of thousands a few are `near`."""

    @classmethod
    def joined(cls, spans: Iterable[Span]) -> Spans:
        """Spans in any order; those that overlap become one."""
        found: list[Span] = []
        for span in sorted(spans):
            if found and span.start < found[-1].end:
                found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
            else:
                found.append(span)
        return cls(found)

    def near(self, span: Span) -> tuple[Span, ...]:
        """Those that may share a character with a span; all others surely do not."""
        if not self:
            return ()
        first = bisect.bisect_left(self, (span.start, span.start))
        return self[max(first - 1, 0) : bisect.bisect_right(self, (span.end, 1 << 60))]


class Part(NamedTuple):
    """A stretch of a message of one kind, in code points like a `Span`."""

    kind: PartKind
    start: int
    end: int


class Notice(NamedTuple):
    """Something a reader lost, guessed or repaired: a short `code` and a sentence for people."""

    code: str
    text: str


class SourceMap(NamedTuple):
    """Where the characters of a text stand in the file it was taken from.

    `anchors` are (offset in the text, line in the file, column in the file), ascending by offset;
    an offset between two anchors is counted on from the one before it, on that anchor's line.  No
    anchors at all: the file has no such place (a part that is encoded as a whole).
    """

    anchors: tuple[tuple[int, int, int], ...]

    def place(self, offset: int) -> tuple[int, int] | None:
        """Line and column in the file, both from 1, of an offset in the text; None where it has none."""
        if not self.anchors:
            return None
        at = bisect.bisect_right(self.anchors, (offset, 1 << 60, 0)) - 1
        start, line, column = self.anchors[max(at, 0)]
        return line, column + max(offset - start, 0)


class Source(NamedTuple):
    """Where a text came from: a path as the user named it (`-` is standard input), or `<text>`.

    `record` is the id of one record inside a library or case file, or its line number as a string;
    `map` leads from the text to the file, None where the text is the file itself.
    """

    path: str = "<text>"
    record: str | None = None
    map: SourceMap | None = None


@dataclass(frozen=True, repr=False)
class Message:
    """One message as its reader left it: a text and what is known about it.

    Like a case and a report it has no `repr` of its contents: a customer's words must not get into a log
    by a careless line.

    `parts` tile `text` in order.  What is unknown is None, never guessed; `sent_at` is always
    aware of its zone.  `attachments` are file names, None when nobody knows whether there are any.
    `quoted` are older messages found inside this one, newest first.
    """

    text: str
    parts: tuple[Part, ...] = ()
    role: Role = "customer"
    markup: Markup = "plain"
    name: str | None = None
    first_name: str | None = None
    address: str | None = None
    sent_at: datetime | None = None
    subject: str | None = None
    language: str | None = None
    attachments: tuple[str, ...] | None = None
    quoted: tuple[Message, ...] = ()
    source: Source = Source()
    notices: tuple[Notice, ...] = ()

    @property
    def customer_text(self) -> str:
        """The newest text of the writer with the sign-off; the whole text where there are no parts."""
        if not self.parts:
            return self.text.strip()
        own = (PartKind.GREETING, PartKind.BODY, PartKind.CLOSING)
        return "".join(self.text[p.start : p.end] for p in self.parts if p.kind in own).strip()

    @cached_property
    def _line_starts(self) -> list[int]:
        return list(accumulate((len(line) + 1 for line in self.text.split("\n")[:-1]), initial=0))

    @cached_property
    def _part_starts(self) -> list[int]:
        return [part.start for part in self.parts]

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column in the text, both from 1, of an offset."""
        line = bisect.bisect_right(self._line_starts, offset)
        return line, offset - self._line_starts[line - 1] + 1

    def offset(self, line: int, column: int) -> int:
        """The offset of a line and column of the text; the inverse of `position`."""
        return self._line_starts[line - 1] + column - 1

    def place(self, offset: int) -> tuple[int, int] | None:
        """Line and column in the file the text was taken from, both from 1; None where it has no such
        place.
        """
        return self.source.map.place(offset) if self.source.map else self.position(offset)

    def shown_place(self, offset: int) -> tuple[int, int]:
        """Line and column to show to people: in the file, or in the text where the file has no such place."""
        return self.place(offset) or self.position(offset)

    def part_at(self, offset: int) -> PartKind | None:
        """The kind of the part that holds an offset; None past the end or without parts."""
        at = bisect.bisect_right(self._part_starts, offset) - 1
        return self.parts[at].kind if at >= 0 and offset < self.parts[at].end else None


@dataclass(frozen=True, repr=False)
class Case:
    """One thing to check: a draft, what it answers, and the facts that belong to this one case.

    `earlier` are the messages of the thread before the inbound, oldest first.  `customer_name` and
    `attachments` are what the caller said (names of files; None: not known); they outrank what the
    messages say.  `draft_date` is when the reply leaves.  `record` is the macro that a draft out of a
    library is a body of: its title, its twin, its desk.  `canned` is the library that the draft may have
    been taken from.
    """

    draft: Message
    inbound: Message | None = None
    earlier: tuple[Message, ...] = ()
    mode: Mode = "draft"
    channel: Channel = "email"
    customer_name: str | None = None
    attachments: tuple[str, ...] | None = None
    draft_date: datetime | None = None
    record: Record | None = None
    canned: Canned | None = None

    @property
    def name(self) -> str:
        """What a report calls this case: the draft's path, with `#record` where it has one."""
        source = self.draft.source
        return source.path if source.record is None else f"{source.path}#{source.record}"


class Fact(NamedTuple):
    """Something the team says the same way everywhere: `about` names it, `words` are the words it stands
    near, `value` is what is true (`30 days`, `£4.95`, a link, opening hours).
    """

    about: str
    words: tuple[str, ...]
    value: str


class SelfService(NamedTuple):
    """A page that helps with a topic: `words` are how customers and agents speak of it."""

    topic: str
    words: tuple[str, ...]
    link: str


class AnswerSettings(NamedTuple):
    """What a team says of questions and answers.

    `synonyms` are groups of single words that mean the same in its trade; a question that holds one of the
    phrases of `ignore` is none; `sure` is how likely (0 to 1) a question must be open to be reported.
    """

    synonyms: tuple[tuple[str, ...], ...] = ()
    ignore: tuple[str, ...] = ()
    sure: float = 0.0


class LanguageToolUse(NamedTuple):
    """Whether and how LanguageTool is asked about drafts.

    `use` is `auto` (the server at `url`, else the one in `folder`, else an installed one), `local` (without
    `url`), `off`, or the address of a server.  A server of our own may take `start_seconds` to start and
    `memory_mb` of memory, and stays for `keep_minutes` after its last use; 0 ends it with the run.  A draft may
    take `draft_seconds`.  `ignore` are names of LanguageTool's rules that are never reported.
    """

    use: str = "auto"
    url: str = ""
    folder: str = ""
    keep_minutes: float = 0.0
    memory_mb: int = 512
    start_seconds: float = 20.0
    draft_seconds: float = 5.0
    ignore: tuple[str, ...] = ()


class Settings(NamedTuple):
    """What a team decided for all its cases; it comes from the configuration.

    `reply_within_hours` is the time a reply may take; `team_names` are first names of colleagues,
    which are never taken for the customer's.  `facts` are what a draft may not contradict; `preferred`
    leads from a spelling to the house's own, `banned` from a term to what to write instead, `jargon` from
    a term to plain words; `accepted` are terms that no rule about wording may mark (product names among
    them).  `brand` is the name the team answers under, `other_brands` are its sisters and competitors;
    `self_service` are the pages to link to.  `semantic_model` is the name or the folder of a sentence
    encoder; empty: questions and answers are compared by their words alone.  `desk` is the help desk whose
    variables stand in macros that are no export of one; `declared` are the team's own variables, in which `*`
    stands for any further part.  `agent` is the name that drafts are signed with, as it is to
    stand there ("Ines", "Ines from Harbour Lamps").  `languagetool` is None where nobody asked for LanguageTool;
    `answers` says more of questions and answers.
    `dialect` is the English the team writes, `words` is its own dictionary: what no spelling check may mark.
    """

    reply_within_hours: float = 24.0
    team_names: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()
    preferred: Mapping[str, str] = MappingProxyType({})
    banned: Mapping[str, str] = MappingProxyType({})
    jargon: Mapping[str, str] = MappingProxyType({})
    accepted: tuple[str, ...] = ()
    brand: str = ""
    other_brands: tuple[str, ...] = ()
    self_service: tuple[SelfService, ...] = ()
    semantic_model: str = ""
    desk: str = ""
    declared: tuple[str, ...] = ()
    agent: str = ""
    languagetool: LanguageToolUse | None = None
    answers: AnswerSettings = AnswerSettings()
    dialect: Dialect = "auto"
    words: tuple[str, ...] = ()


class Related(NamedTuple):
    """A second place that belongs to a match: in the inbound, an earlier message, another record.

    `text` is quoted where the place is no message of the case; `case` names the case of another record.
    """

    message: Literal["inbound", "earlier", "record", "config"]
    span: Span
    note: str = ""
    text: str | None = None
    case: str = ""


class Edit(NamedTuple):
    """Replace the characters of `span` by `text`."""

    span: Span
    text: str


class Fix(NamedTuple):
    """Edits that mend a finding.  `safe`: one possible outcome, the meaning stays."""

    safety: Literal["safe", "unsafe"]
    edits: tuple[Edit, ...]


class Match(NamedTuple):
    """Where a checker hit.  It knows no rule id, severity or wording.

    `also` are further places in the draft that it speaks of.  `values` fill the rule's message.
    `score` runs from 0 to 1 where the kind is graded.  `about` names what the match is about beyond
    its span (`question:3`), so that two rules can see that they speak of one fault; empty when the
    span says it all.  `place` is line and column in the file, both from 1, of what stands outside the text,
    as a macro's title does; `span` is then the nearest place in the text.
    """

    span: Span
    values: Mapping[str, str] = MappingProxyType({})
    suggestions: tuple[str, ...] = ()
    related: tuple[Related, ...] = ()
    score: float | None = None
    fix: Fix | None = None
    about: str = ""
    also: tuple[Span, ...] = ()
    place: tuple[int, int] | None = None


class Finding(NamedTuple):
    """A match seen through its rule: what the agent reads."""

    rule: str
    severity: Severity
    message: str
    match: Match

    @property
    def span(self) -> Span:
        return self.match.span

    @property
    def sort_key(self) -> tuple[int, int, int, str]:
        """By place, the gravest first where several stand in one place."""
        return (self.span.start, self.span.end, -self.severity, self.rule)


class Skipped(NamedTuple):
    """A rule that did not run, and why: never silent."""

    rule: str
    reason: str


class Suppressed(NamedTuple):
    """A finding that counts for nothing: `by` a comment beside it (with its `reason`), or the baseline."""

    finding: Finding
    by: Literal["comment", "baseline"]
    reason: str = ""


class Question(NamedTuple):
    """Something the customer asks or asks for; `span` is in the inbound text.

    `qtype` is the sort of answer it wants: when, much, many, why, where, who, how, what, yn, req.
    `earnest` is how likely an answer is wanted, from 0 to 1.
    """

    span: Span
    text: str
    kind: Literal["direct", "indirect", "request"]
    qtype: str
    earnest: float = 1.0


DOUBT = 1.5
"""The power of `Question.earnest` in the chance that a question is open (1, 1.5 and 2 were tried)."""


class Answer(NamedTuple):
    """Whether the draft takes up a question.

    `score` runs from 0 (surely not addressed) to 1; `evidence` is the closest sentence of the
    draft, even where it is not enough, None when the draft has none.
    """

    question: Question
    addressed: bool
    score: float
    evidence: Span | None

    @property
    def open_chance(self) -> float:
        """How likely an answer is wanted and missing, from 0 to 1: what is not meant is not answered either, so
        doubt in the question counts for more than it says.
        """
        return float((1 - self.score) * self.question.earnest**DOUBT)


@dataclass(frozen=True, repr=False)
class Report:
    """All that was found in one case, by place; iterating yields the findings."""

    case: Case
    findings: tuple[Finding, ...] = ()
    answers: tuple[Answer, ...] | None = None
    skipped: tuple[Skipped, ...] = ()
    suppressed: tuple[Suppressed, ...] = ()

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.findings)

    def count(self, severity: Severity) -> int:
        return sum(finding.severity is severity for finding in self.findings)
