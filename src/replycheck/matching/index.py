"""One index of all phrases and patterns of all active rules and word lists: the hot loop.

A scan walks the text once, collects its short runs of characters, and looks each up; only the terms
whose literals all stand in one paragraph are compiled and run there.  So a text costs what it
holds, not what the rules could find.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence, Set
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from replycheck.matching.compiled import compiled
from replycheck.matching.literals import GRAMS, Gates, gates_of, grams_of, may_hold, words_of
from replycheck.model import Span

if TYPE_CHECKING:
    from replycheck.matching.table import Piece, Table

TIME_LIMIT_SECONDS = 0.25
"""How long one pattern of a user's may search one paragraph before it is given up."""

FEW_SCANS = 12
"""How many texts are looked through one by one before a table of words is worth its making (some 40 ms)."""

_SAME = str.maketrans(
    {"’": "'", "‘": "'", "ʼ": "'", "“": '"', "”": '"', "\u00a0": " ", "\u202f": " ", "‑": "-"}
)
# The letters that `re.IGNORECASE` holds equal to an ASCII letter; without them a gate would be wrong.
_FOLD = str.maketrans({"ı": "i", "İ": "i", "ſ": "s", "\u212a": "k"})


def plain(text: str) -> str:
    """`text` with typographic apostrophes, quotes, spaces and hyphens as typed ones; same length."""
    return text.translate(_SAME)


def fold(text: str) -> str:
    """`plain` text in lower case, for looking up literals; same length."""
    folded = text.translate(_FOLD).lower()
    if len(folded) != len(text):
        folded = "".join(c if len(c.lower()) != 1 else c.lower() for c in text.translate(_FOLD))
    return folded


def phrase_source(phrase: str) -> str:
    """The regular expression of a phrase: whole words, any white space for a space."""
    return rf"(?<!\w)(?:{_spaced(phrase)})(?!\w)"


def _spaced(phrase: str) -> str:
    """Spaces become `\\s+`, but for those inside brackets: `boo[- ]?hoo` stays."""
    pieces = re.split(r"(\\.|\[\^?\]?(?:\\.|[^\]\\])*\])", phrase)
    return "".join(piece if at % 2 else _space(piece) for at, piece in enumerate(pieces))


def _space(piece: str) -> str:
    """An optional space stays optional: `sorry ?` must not become the lazy `\\s+?`."""
    return re.sub(r" ([?*+]?)", lambda m: r"\s+" if m[1] in ("", "+") else r"\s*", piece)


class Term(NamedTuple):
    """A regular expression to look for, with what must stand in the paragraph for it to match.

    `source` is searched paragraph by paragraph in the plain text, without regard to case unless
    `exact`; `^` and `$` are the ends of lines.  `gates` and `grams` are derived from it: sets of literals
    of which a match holds one each, and what the first set is looked up by.  `label` and `weight`
    belong to the owner: a replacement, a group, a cue's weight.  A `guarded` term runs under a time limit.
    """

    text: str
    gates: Gates = ()
    grams: Sequence[str] = ()
    is_phrase: bool = False
    exact: bool = False
    label: str = ""
    weight: float = 1.0
    guarded: bool = False

    @property
    def source(self) -> str:
        """What is compiled: `text` itself, or the expression that a phrase stands for."""
        return phrase_source(self.text) if self.is_phrase else self.text

    @classmethod
    def of_pattern(cls, pattern: str, *, exact: bool = False) -> Term:
        gates = gates_of(pattern)
        return cls(pattern, gates, grams_of(gates), exact=exact)


def phrase_terms(phrase: str, *, label: str = "", weight: float = 1.0) -> tuple[Term, ...]:
    """A term for each of a phrase's alternatives: one is compiled only where its own words stand."""
    found = []
    for text in alternatives(phrase):
        gates = gates_of(phrase_source(text))
        found.append(Term(text, gates, grams_of(gates), is_phrase=True, label=label, weight=weight))
    return tuple(found)


def alternatives(phrase: str) -> list[str]:
    """What stands between the `|` of a phrase that are in no group; one group around it all is opened.

    A phrase that refers back to its groups is left whole.
    """
    if re.search(r"\\[1-9]|\(\?P=|\(\?\(", phrase):
        return [phrase]
    pieces, depth, start, closed = [], 0, 0, len(phrase)
    for match in re.finditer(_PIECE, phrase):
        if match[0] == "(":
            depth += 1
        elif match[0] == ")":
            depth -= 1
            closed = min(closed, match.end()) if depth == 0 else closed
        elif match[0] == "|" and depth == 0:
            pieces.append(phrase[start : match.start()])
            start = match.end()
    if not pieces and phrase.startswith("(") and not phrase.startswith("(?") and closed == len(phrase):
        return alternatives(phrase[1:-1])
    return [*pieces, phrase[start:]]


_PIECE = r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|[()|]"
"""An escape, a class in brackets, or one of the marks that a phrase is taken apart at."""


class Hit(NamedTuple):
    """Where a term matched: `groups` are its named groups that took part."""

    span: Span
    term: Term
    groups: Mapping[str, str] = MappingProxyType({})


class TimeLimit(Exception):
    """A guarded term took longer than it may; the owner's rule is skipped."""


Grams = Mapping[int, Mapping[str, Sequence[int]]]
"""Numbers of terms by the run of letters they are looked up by, and that by its length."""


class Shelf:
    """Terms of a pack, each made when it is first asked for: a run needs a few of thousands.

    `lines` hold one term each as JSON; `grams` and `always` say which of them may stand in a text.
    """

    def __init__(self, lines: Sequence[str], grams: Grams, always: Sequence[int]) -> None:
        self.lines = lines
        self.grams = grams
        self.always = always
        self._terms: dict[int, Term] = {}

    def __len__(self) -> int:
        return len(self.lines)

    def __getitem__(self, number: int) -> Term:
        found = self._terms.get(number)
        if found is None:
            import json

            found = self._terms[number] = Term(*json.loads(self.lines[number]))
        return found


class Shelved(Sequence[Term]):
    """The terms of one owner on a shelf: `start` (in) to `end` (out)."""

    def __init__(self, shelf: Shelf, start: int, end: int) -> None:
        self.shelf = shelf
        self.start = start
        self.end = end

    def __len__(self) -> int:
        return self.end - self.start

    def __getitem__(self, at: Any) -> Any:
        numbers = range(self.start, self.end)[at]
        return self.shelf[numbers] if isinstance(numbers, int) else [self.shelf[n] for n in numbers]


def grams_by_size(terms: Sequence[Term]) -> tuple[Grams, list[int]]:
    """The grams of terms by size, and the numbers of those that have none and are always tried."""
    found: dict[int, dict[str, list[int]]] = {size: defaultdict(list) for size in GRAMS}
    always = []
    for number, term in enumerate(terms):
        if not term.grams:
            always.append(number)
        for gram in term.grams:
            found[len(gram)][gram].append(number)
    return found, always


class Index:
    """Terms by owner; an owner is whatever asks for its hits later (a checker, a word list).

    Terms are numbered through all blocks: each shelf that an owner's terms stand on is one block, and
    all other terms are one.  `word_groups` are the lexicons that hold no phrases to look for but words
    that belong together.
    """

    def __init__(
        self,
        owners: Iterable[tuple[Hashable, Sequence[Term]]],
        *,
        word_groups: Mapping[str, Sequence[Sequence[str]]] | None = None,
    ) -> None:
        self.word_groups = dict(word_groups or {})
        self.numbers: dict[Hashable, range] = {}
        self._blocks: list[tuple[int, Sequence[Term] | Shelf, Grams, Sequence[int]]] = []
        self._compiled: dict[int, Callable[[str], Iterable[Any]]] = {}
        self._scans = 0
        self._table: Table | None = None
        self.few_scans = FEW_SCANS
        shelves: dict[int, int] = {}
        count = 0
        loose: list[tuple[Hashable, Sequence[Term]]] = []
        for owner, terms in owners:
            if not isinstance(terms, Shelved):
                loose.append((owner, terms))
                continue
            shelf = terms.shelf
            if id(shelf) not in shelves:
                shelves[id(shelf)] = count
                self._blocks.append((count, shelf, shelf.grams, shelf.always))
                count += len(shelf)
            first = shelves[id(shelf)]
            self.numbers[owner] = range(first + terms.start, first + terms.end)
        gathered: list[Term] = []
        for owner, terms in loose:
            self.numbers[owner] = range(count + len(gathered), count + len(gathered) + len(terms))
            gathered.extend(terms)
        self._blocks.append((count, gathered, *grams_by_size(gathered)))

    @property
    def terms(self) -> list[Term]:
        """All terms that have an owner, by number."""
        return [self.term(number) for numbers in sorted(self.numbers.values(), key=min) for number in numbers]

    def term(self, number: int) -> Term:
        for start, block, _, _ in reversed(self._blocks):
            if number >= start:
                return block[number - start]
        raise IndexError(number)

    def scan(self, text: str, paragraphs: Sequence[Span], *, narrow: bool = False) -> Scan:
        """Everything that may stand in `text` (already `plain`); nothing is run before it is asked for.

        `narrow` is for a text that few owners are asked about: their terms are tried one by one, and
        the text is not looked through for all others.
        """
        self._scans += 1
        return Scan(self, text, paragraphs, narrow=narrow)

    def table(self, owner: Hashable) -> Table | None:
        """What a run over many texts looks words up in, with the owner's terms; None while the texts are few.

        Word lists come into it one by one as they are asked for, everything else at once.
        """
        if self._scans <= self.few_scans:
            return None
        if self._table is None:
            from replycheck.matching.table import Table  # one draft needs none

            self._table = Table()
        if owner not in self._table.owners:
            is_list = isinstance(owner, str)
            added = [owner] if is_list else [o for o in self.numbers if not isinstance(o, str)]
            numbers = [number for one in added for number in self.numbers[one]]
            self._table.add(added, [(number, self.term(number).gates) for number in numbers])
        return self._table

    @cached_property
    def _owners(self) -> Mapping[int, Hashable]:
        return {number: owner for owner, numbers in self.numbers.items() for number in numbers}

    def piece(self, table: Table, paragraph: str) -> Piece:
        """What a paragraph of a `plain` text holds."""
        found = table.remembered(paragraph)
        if found is None:
            from replycheck.matching.table import Piece

            by_owner: dict[Hashable, list[int]] = {}
            for number in table.terms(words_of(fold(paragraph))):
                by_owner.setdefault(self._owners[number], []).append(number)
            found = table.remember(paragraph, Piece(by_owner))
        return found

    def candidates(self, words: str) -> set[int]:
        """The terms whose first set of literals may stand in the words of a text; never too few."""
        found: set[int] = set()
        for size in GRAMS:
            grams = {words[i : i + size] for i in range(len(words) - size + 1)}
            for start, _, by_size, _ in self._blocks:
                by_gram = by_size.get(size, {})
                for gram in by_gram.keys() & grams:
                    found.update([start + number for number in by_gram[gram]])
        for start, _, _, always in self._blocks:
            found.update([start + number for number in always])
        return found

    def matcher(self, number: int) -> Callable[[str], Iterable[Any]]:
        """The search of one term, compiled when it is first needed: text -> matches in order."""
        found = self._compiled.get(number)
        if found is None:
            found = self._compiled[number] = _matcher(self.term(number))
        return found


def _matcher(term: Term) -> Callable[[str], Iterable[Any]]:
    if not term.guarded:
        flags = re.MULTILINE if term.exact else re.MULTILINE | re.IGNORECASE
        return compiled(term.source, flags).finditer
    import regex  # only for users' own repeating patterns: the standard library cannot be interrupted

    case = regex.MULTILINE if term.exact else regex.MULTILINE | regex.IGNORECASE
    searcher = regex.compile(term.source, case)

    given_up = False

    def finditer(text: str) -> Iterator[Any]:
        nonlocal given_up
        if given_up:  # once is enough: a thousand drafts must not each wait for it
            raise TimeLimit
        try:
            yield from searcher.finditer(text, timeout=TIME_LIMIT_SECONDS)
        except TimeoutError:
            given_up = True
            raise TimeLimit from None

    return finditer


class Scan:
    """One text under one index."""

    def __init__(self, index: Index, text: str, paragraphs: Sequence[Span], *, narrow: bool = False) -> None:
        self.index = index
        self.narrow = narrow
        self.text = text
        self.paragraphs = paragraphs
        self._hits: dict[Hashable, tuple[Hit, ...]] = {}
        self._pieced: list[tuple[int, str, Piece]] = []
        self._live: set[Hashable] = set()
        self._generation = 0

    @cached_property
    def _folded(self) -> str:
        return fold(self.text)

    @cached_property
    def _words(self) -> str:
        return words_of(self._folded)

    @cached_property
    def _candidates(self) -> set[int]:
        return self.index.candidates(self._words)

    @cached_property
    def _pieces(self) -> list[tuple[int, str, str]]:
        """Start, text and words of each paragraph."""
        return [(p.start, p.of(self.text), words_of(p.of(self._folded))) for p in self.paragraphs]

    def _gated(self, owner: Hashable) -> list[tuple[int, str, Piece]] | None:
        """Start and text of each paragraph with what it holds; None without a table."""
        table = self.index.table(owner)
        if table is None:
            return None
        if self._generation != table.generation:
            blocks = [(p.start, p.of(self.text)) for p in self.paragraphs]
            self._pieced = [(start, text, self.index.piece(table, text)) for start, text in blocks]
            self._live = {one for _, _, piece in self._pieced for one in piece.terms}
            self._generation = table.generation
        return self._pieced

    def live(self, owner: Hashable) -> Set[Hashable] | None:
        """The owners that may have hits: all but word lists, of which only the one asked for is among them.

        None where that is not known without looking for the hits themselves.
        """
        return None if self._gated(owner) is None else self._live

    def hits(self, owner: Hashable) -> tuple[Hit, ...]:
        """The hits of one owner's terms by place; one place is given once, to its longest hit.

        Raises `TimeLimit` when a guarded term ran out of time, `KeyError` for an unknown owner.
        """
        if owner not in self._hits:
            gated = self._gated(owner)
            if gated is not None:
                self._hits[owner] = self._found_by_table(owner, gated)
            else:
                found = [hit for number in self._wanted(owner) for hit in self._search(number)]
                self._hits[owner] = tuple(_longest(found)) if found else ()
        return self._hits[owner]

    def _found_by_table(self, owner: Hashable, gated: list[tuple[int, str, Piece]]) -> tuple[Hit, ...]:
        if owner not in self._live:
            return ()
        found: list[Hit] = []
        for start, text, piece in gated:
            numbers = piece.terms.get(owner)
            if not numbers:
                continue
            hits = piece.hits.get(owner)
            if hits is None:
                hits = tuple(_longest([hit for number in numbers for hit in self._run(number, 0, text)]))
                piece.hits[owner] = hits
            found += [
                Hit(Span(start + span.start, start + span.end), term, groups) for span, term, groups in hits
            ]
        return tuple(found)

    def _wanted(self, owner: Hashable) -> Iterable[int]:
        numbers = self.index.numbers[owner]
        if self.narrow:
            return numbers
        if len(numbers) > len(self._candidates):
            return sorted(number for number in self._candidates if number in numbers)
        return [number for number in numbers if number in self._candidates]

    def _search(self, number: int) -> Iterator[Hit]:
        term = self.index.term(number)
        if not may_hold(self._words, term.gates):
            return
        for start, piece, words in self._pieces:
            if may_hold(words, term.gates):
                yield from self._run(number, start, piece)

    def _run(self, number: int, start: int, piece: str) -> Iterator[Hit]:
        """The matches of one term in one paragraph."""
        for match in self.index.matcher(number)(piece):
            if match.end() > match.start():
                groups = {k: v for k, v in match.groupdict().items() if v is not None}
                yield Hit(Span(start + match.start(), start + match.end()), self.index.term(number), groups)


def _longest(hits: list[Hit]) -> Iterator[Hit]:
    """By place; of hits that overlap the first and longest is kept."""
    end = -1
    for hit in sorted(hits, key=lambda h: (h.span.start, -h.span.end)):
        if hit.span.start >= end:
            end = hit.span.end
            yield hit
