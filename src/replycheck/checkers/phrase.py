"""Wording that should not stand in a reply: whole words, whatever their case and spacing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import ClassVar

from replycheck.checkers.context import Context
from replycheck.matching import Hit, Term, phrase_terms
from replycheck.model import Edit, Fix, Match, PartKind, Span
from replycheck.records import dataclass, field

SCOPES = ("prose", "greeting", "body", "closing", "raw")
"""Parts of the draft a rule may be confined to; `prose` is all that is not masked, `raw` is all."""


@dataclass(frozen=True, eq=False, repr=False)
class Phrase:
    """`phrases` are regular-expression fragments; a space stands for any white space.

    `scope` confines the rule to one part of the draft.  `once` reports the first hit only.
    `suggest` are replacements for what was found.  `leave_out` offers to leave the sentence out
    where it says nothing else.
    """

    needs: ClassVar[tuple[str, ...]] = ("english",)
    only_hits: ClassVar[bool] = True

    phrases: tuple[str, ...]
    scope: str = "prose"
    once: bool = False
    suggest: tuple[str, ...] = ()
    leave_out: bool = False

    def terms(self) -> Iterable[Term]:
        return [term for phrase in self.phrases for term in phrase_terms(phrase)]

    def __call__(self, context: Context) -> Iterator[Match]:
        hits = context.draft.raw_hits(self) if self.scope == "raw" else context.hits(self)
        found = matches(context, hits, scope=self.scope, once=self.once, suggest=self.suggest)
        return _left_out(context, found) if self.leave_out else found


@dataclass(frozen=True, eq=False, repr=False)
class Pattern:
    """`patterns` are whole regular expressions, searched paragraph by paragraph; `^` and `$` are the
    ends of lines.  `exact` heeds case.  Named groups become values of the message.  `replace` is what to
    write instead, with `{name}` for a named group; an unsafe fix.
    """

    needs: ClassVar[tuple[str, ...]] = ("english",)
    only_hits: ClassVar[bool] = True

    patterns: tuple[str, ...]
    exact: bool = False
    scope: str = "prose"
    once: bool = False
    suggest: tuple[str, ...] = ()
    replace: str = ""

    def terms(self) -> Iterable[Term]:
        return [Term.of_pattern(pattern, exact=self.exact) for pattern in self.patterns]

    def __call__(self, context: Context) -> Iterator[Match]:
        hits = context.draft.raw_hits(self) if self.scope == "raw" else context.hits(self)
        for match in matches(context, hits, scope=self.scope, once=self.once, suggest=self.suggest):
            yield _replacing(match, self.replace.format_map(Filled(match.values))) if self.replace else match


@dataclass(frozen=True, eq=False, repr=False)
class Substitution:
    """`swaps` leads from a phrase to the words to write instead; of several (`of it / in it`) the writer has to
    choose, so that they are no fix.  `once` reports each phrase at its first use only.
    """

    needs: ClassVar[tuple[str, ...]] = ("english",)
    only_hits: ClassVar[bool] = True

    swaps: Mapping[str, str] = field(default_factory=dict)
    once: bool = False

    def terms(self) -> Iterable[Term]:
        return [t for phrase, instead in self.swaps.items() for t in phrase_terms(phrase, label=instead)]

    def __call__(self, context: Context) -> Iterator[Match]:
        seen = set()
        for hit in context.hits(self):
            if self.once and hit.term.label in seen:
                continue
            seen.add(hit.term.label)
            found = hit.span.of(context.draft.text)
            from replycheck.checkers.fitting import fitted  # most drafts have no such words

            words = tuple(fitted(one, context, hit.span) for one in hit.term.label.split(" / "))
            fix = Fix("unsafe", (Edit(hit.span, words[0]),)) if len(words) == 1 else None
            yield Match(hit.span, {"match": found, "instead": hit.term.label}, words, fix=fix)


class Filled(dict[str, str]):
    """Values for a text with names in braces; a group that took no part in the match is an empty text."""

    def __missing__(self, key: str) -> str:
        return ""


def matches(
    context: Context, hits: Iterable[Hit], *, scope: str, once: bool, suggest: tuple[str, ...]
) -> Iterator[Match]:
    """Hits as matches, with the words under them and their named groups as values."""
    for hit in hits:
        if scope not in ("prose", "raw") and not _inside(context, hit.span, scope):
            continue
        yield Match(hit.span, {"match": hit.span.of(context.draft.text), **hit.groups}, suggest)
        if once:
            return


def _left_out(context: Context, found: Iterable[Match]) -> Iterator[Match]:
    from replycheck.checkers.removal import without_sentence  # few rules have it

    return (match._replace(fix=without_sentence(context, match.span)) for match in found)


def _replacing(match: Match, instead: str) -> Match:
    return match._replace(suggestions=(instead,), fix=Fix("unsafe", (Edit(match.span, instead),)))


def _inside(context: Context, span: Span, scope: str) -> bool:
    kind = context.draft.message.part_at(span.start)
    return (kind or PartKind.BODY).value == scope
