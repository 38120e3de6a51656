"""The index finds exactly what a plain scan of every pattern would find."""

from __future__ import annotations

import marshal
import re
from functools import cache
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from replycheck.matching import Index, Term, fold, gates_of, phrase_terms, plain
from replycheck.matching.compiled import Store
from replycheck.matching.index import TimeLimit, alternatives
from replycheck.model import Span
from replycheck.rules import load_rules
from replycheck.understand.segments import paragraphs

ATOMS = [
    "refund", "inconvenience", "we", "i", "apologi[sz]e", "(the|any)", "(so )?sorry", "go(ing|ne)?", "no", "ok",
    "you('re| are)", r"\w+", "colou?r", "(?:a|b)c", "[^x]y", "d{2}", "(x|)z", "ſ", "K", "straße", "don't", "x.z",
    "(great|grand|grave)", "(?=re)", "(?!no)", r"(?<!\w)", r"(?!\w)", r"\b", r"\s*", r",?\s+", "[ -]", "/", r"\.{2}", "(!|[?])", "(we|i) (do|can)", r"\d\d", "^hi", "end$", "(?:ha){2,3}", "e-?mail",
]  # fmt: skip
WORDS = [
    "refund", "refunds", "inconvenience", "we", "I", "apologise", "APOLOGIZE", "the", "any", "so", "sorry", "going",
    "gone", "no", "OK", "you're", "you’re", "color", "colour", "ac", "bc", "dd", "xz", "z", "ſ", "s", "K", "\u212a",
    "k", "İ", "ı", "STRASSE", "Straße", "don’t", "great", "grand", "12", "hi", "end", "hahaha", "e-mail", "Email",
    "\n", "\n\n", " ", ".", ", ", "x", "xyz",
]  # fmt: skip

fragments = st.lists(st.sampled_from(ATOMS), min_size=1, max_size=4).map(" ".join)
texts = st.lists(st.sampled_from(WORDS), max_size=30).map(" ".join)


@cache
def plainly(source: str, exact: bool) -> re.Pattern[str]:
    """Kept for the whole run: the standard library forgets after 512."""
    return re.compile(source, re.MULTILINE if exact else re.MULTILINE | re.IGNORECASE)


def plain_scan(term: Term, text: str) -> list[tuple[int, int]]:
    """What the index promises, said without any gate: every paragraph, every match."""
    found = []
    compiled = plainly(term.source, term.exact)
    for block in paragraphs(text):
        for match in compiled.finditer(block.of(text)):
            if match.end() > match.start():
                found.append((block.start + match.start(), block.start + match.end()))
    return found


def without_overlaps(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    kept: list[tuple[int, int]] = []
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept


@settings(max_examples=400, deadline=None)
@given(st.lists(fragments, min_size=1, max_size=5), texts, st.booleans(), st.booleans())
def test_index_equals_a_plain_scan_of_any_patterns(
    patterns: list[str], text: str, exact: bool, many: bool
) -> None:
    text = plain(text)
    terms = [t for p in patterns for t in phrase_terms(p)] + [
        Term.of_pattern(p, exact=exact) for p in patterns
    ]
    index = Index([(number, [term]) for number, term in enumerate(terms)])
    index.few_scans = 0 if many else 1
    scan = index.scan(text, paragraphs(text))
    for number, term in enumerate(terms):
        found = [(hit.span.start, hit.span.end) for hit in scan.hits(number)]
        assert found == without_overlaps(plain_scan(term, text)), term


RULES = load_rules()
BUILTIN_WORDS = sorted({word for term in RULES.index.terms for word in re.findall(r"[a-z]{2,}", term.source)})
builtin_texts = st.lists(
    st.one_of(
        st.sampled_from(BUILTIN_WORDS), st.sampled_from([" ", "\n", "\n\n", ".", "!", "'s", "’t", "12"])
    ),
    max_size=60,
).map(" ".join)


@settings(max_examples=8, deadline=None)
@given(builtin_texts, st.booleans())
def test_index_equals_a_plain_scan_of_every_builtin_term(text: str, many: bool) -> None:
    text = plain(text)
    RULES.index.few_scans = 0 if many else 10**9
    scan = RULES.index.scan(text, paragraphs(text))
    for owner, numbers in RULES.index.numbers.items():
        expected = [span for number in numbers for span in plain_scan(RULES.index.term(number), text)]
        assert [(h.span.start, h.span.end) for h in scan.hits(owner)] == without_overlaps(expected)


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 10**6))
def test_a_text_that_a_builtin_term_can_spell_is_found(seed: int) -> None:
    """Every expansion of a phrase's alternatives is a text that it must find in itself."""
    term = RULES.index.terms[seed % len(RULES.index.terms)]
    for text in list(expansions(term.source))[:6]:
        if re.compile(term.source, re.MULTILINE | re.IGNORECASE).search(text):
            for few in (0, 1):
                index = Index([("it", [term])])
                index.few_scans = few
                assert index.scan(text, [Span(0, len(text))]).hits("it"), (term.source, text)


def expansions(source: str) -> list[str]:
    """A few strings made of a pattern's alternatives, wrong ones among them."""
    source = source.removeprefix(r"(?<!\w)(?:").removesuffix(r")(?!\w)").replace(r"\s+", " ")
    pieces = re.split(r"(\((?:\?:)?[^()]*\)\??)", source)
    options = []
    for piece in pieces:
        if piece.startswith("("):
            inner = re.sub(r"^\((?:\?:)?|\)\??$", "", piece)
            options.append(inner.split("|")[:3] + ([""] if piece.endswith("?") else []))
        else:
            options.append([re.sub(r"\[(.)[^\]]*\]\??", r"\1", piece).replace("?", "").replace("\\b", "")])
    return ["".join(choice) for choice, _ in zip(product(*options), range(12), strict=False)]


@pytest.mark.parametrize(
    ("pattern", "gates"),
    [
        pytest.param("refund(ed|s)?", [["refund"]], id="an optional ending adds nothing"),
        pytest.param("apologi[sz]e", [["apologise", "apologize"]], id="a small class is spelt out"),
        pytest.param("(great|grand) day", [["grand day", "great day"]], id="alternatives join what follows"),
        pytest.param(r"great,?\s+day", [["great day"]], id="what stands between words is a space"),
        pytest.param(r"(?<!\w)day(?!\w)", [[" day "]], id="a word's ends are spaces"),
        pytest.param(r"great \w+ day", [["great "], [" day"]], id="an unknown word cuts"),
        pytest.param(r"\d+", [], id="nothing is required of digits"),
        pytest.param(r"\d+/\d+", [["/"]], id="a mark between unknown words"),
        pytest.param("(refund)?x*", [], id="nothing is required of what may be absent"),
        pytest.param("yes(?! but) sir", [["yes sir"]], id="what must not follow is not required"),
        pytest.param("straße", [["stra"], ["e"]], id="letters outside ASCII are left out"),
    ],
)
def test_gates(pattern: str, gates: list[list[str]]) -> None:
    assert [list(literals) for literals in gates_of(pattern)] == gates


def search_guarded(pattern: str, text: str) -> list[Span]:
    term = Term.of_pattern(pattern)._replace(guarded=True, gates=())
    return [hit.span for hit in Index([("it", [term])]).scan(text, [Span(0, len(text))]).hits("it")]


@pytest.mark.parametrize("pattern", ["(a+)+$", "(a|aa)+$", "(a{1,30}){1,30}b", "(.*a){12}b"])
def test_a_catastrophic_pattern_gives_up(pattern: str) -> None:
    with pytest.raises(TimeLimit):
        search_guarded(pattern, "b ??" + "a" * 5000 + "?")


def test_a_guarded_pattern_finds_what_a_plain_one_finds() -> None:
    assert search_guarded("go+d", "good god, gooood") == [Span(0, 4), Span(5, 8), Span(10, 16)]


@given(st.text())
def test_folding_and_plain_text_keep_the_length(text: str) -> None:
    assert len(plain(text)) == len(text)
    assert len(fold(text)) == len(text)


def test_overlapping_hits_are_given_once() -> None:
    index = Index(
        [("it", [*phrase_terms("any inconvenience"), *phrase_terms("sorry for any inconvenience")])]
    )
    text = "sorry for any inconvenience"
    assert [hit.span for hit in index.scan(text, [Span(0, len(text))]).hits("it")] == [Span(0, len(text))]


def test_a_space_inside_brackets_is_a_character() -> None:
    index = Index([("it", phrase_terms("boo[- ]?hoo"))])
    for text in ("boo hoo", "boo-hoo", "boohoo"):
        assert index.scan(text, [Span(0, len(text))]).hits("it"), text
    assert not index.scan("boo+hoo", [Span(0, 7)]).hits("it")


@pytest.mark.parametrize(
    ("phrase", "pieces"),
    [
        ("once more|again", ["once more", "again"]),
        ("(once more|again)", ["once more", "again"]),
        ("(once|twice) more", ["(once|twice) more"]),
        ("(a b|c)(d|e)", ["(a b|c)(d|e)"]),
        ("[|]x|y", ["[|]x", "y"]),
        (r"a\|b|c", [r"a\|b", "c"]),
        ("(?:a b|c)", ["(?:a b|c)"]),
        (r"(a|b) \1|c", [r"(a|b) \1|c"]),
    ],
)
def test_a_phrase_is_taken_apart_at_its_alternatives(phrase: str, pieces: list[str]) -> None:
    assert alternatives(phrase) == pieces


@pytest.mark.parametrize("term", RULES.index.terms[::7], ids=lambda term: term.source[:40])
def test_a_stored_expression_is_the_same_expression(term: Term, tmp_path: Path) -> None:
    flags = int(re.MULTILINE | re.IGNORECASE)
    store = Store(tmp_path / "patterns.bin")
    fresh = store.compile(term.source, flags)
    store.save()
    again = Store(tmp_path / "patterns.bin")
    stored = again.compile(term.source, flags)
    plainly = re.compile(term.source, flags)
    assert not again.added
    for text in ["", *expansions(term.source)]:
        found = [(m.span(), m.groupdict()) for m in plainly.finditer(text)]
        for pattern in (fresh, stored):
            assert (pattern.pattern, pattern.flags, pattern.groups) == (
                plainly.pattern,
                plainly.flags,
                plainly.groups,
            )
            assert [(m.span(), m.groupdict()) for m in pattern.finditer(text)] == found


@pytest.mark.parametrize(
    "damage", [b"", b"junk", marshal.dumps([1]), marshal.dumps({("a+", 0): (0, b"\xff" * 8, 0, {}, ())})]
)
def test_a_damaged_store_is_no_matter(damage: bytes, tmp_path: Path) -> None:
    path = tmp_path / "patterns.bin"
    path.write_bytes(damage)
    store = Store(path)
    assert store.compile("a+", 0).findall("caat") == ["aa"]
    store.save()
    assert Store(path).compile("a+", 0).findall("caat") == ["aa"]
    assert path.stat().st_mode & 0o77 == 0


def test_an_expression_that_is_none_raises_as_ever(tmp_path: Path) -> None:
    with pytest.raises(re.error):
        Store(tmp_path / "patterns.bin").compile("(a", 0)
    Store(tmp_path / "no" / "where" / "x.bin").save()
