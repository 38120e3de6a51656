"""Fixes over texts: which go together, what they never touch, and that they come to rest."""

from __future__ import annotations

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from replycheck.check import check
from replycheck.fixing import Masked, Safety, apply, edits_of, mend, replaced
from replycheck.model import Case, Edit, Finding, Fix, Match, Message, Report, Settings, Severity, Span
from replycheck.read import draft_of, read_text
from replycheck.read.original import NotPlain, original_of
from replycheck.records import replace
from replycheck.rules import Ruleset, load_rules
from replycheck.understand.masks import masks
from replycheck.walk import moved

RULES = load_rules().with_settings(
    Settings(preferred={"e-Bill": "eBill", "R and D": "R&D"}, jargon={"RMA": "return"}, accepted=("Glow",))
)
NAMES = (
    "consistency/preferred-term", "tone/shouting", "clarity/jargon", "clarity/hard-to-read", "generic/value-claim",
    "generic/stock-opener", "placeholders/markup-leak", "placeholders/empty-greeting", "personal/generic-addressee",
    "personal/name-misspelt", "personal/no-greeting", "privacy/card-number", "residue/assistant-meta",
)  # fmt: skip
FIXING = Ruleset(RULES.rules, RULES.lexicons, RULES.config._replace(select=NAMES, profile="thorough"))


def finding(
    start: int,
    end: int,
    text: str,
    safety: Safety = "safe",
    rule: str = "own/rule",
    severity: Severity = Severity.WARNING,
) -> Finding:
    fix = Fix(safety, (Edit(Span(start, end), text),))
    return Finding(rule, severity, "", Match(Span(start, end), fix=fix))


def fixed(text: str, *findings: Finding, safety: Safety = "safe", markup: str = "plain") -> str:
    return apply(read_text(text, role="agent", markup=markup), findings, safety).text  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("findings", "safety", "after"),
    [
        pytest.param([finding(0, 3, "A")], "safe", "A two three", id="one"),
        pytest.param([finding(8, 13, "C"), finding(0, 3, "A")], "safe", "A two C", id="two, in any order"),
        pytest.param([finding(0, 3, "A", "unsafe")], "safe", "one two three", id="an unsafe one waits to be asked for"),
        pytest.param([finding(0, 3, "A", "unsafe"), finding(4, 7, "B")], "unsafe", "A two three".replace("two", "B"), id="both"),
        pytest.param([finding(0, 7, "A"), finding(4, 13, "B")], "safe", "A three", id="of two that overlap the first"),
        pytest.param([finding(0, 4, "A "), finding(4, 7, "B")], "safe", "A two three", id="of two that meet the first"),
        pytest.param([finding(0, 3, "A"), finding(0, 3, "B", severity=Severity.ERROR)], "safe", "B two three", id="the graver"),
        pytest.param([finding(0, 3, "A"), finding(0, 3, "A", rule="own/other")], "safe", "A two three", id="the same edit twice"),
        pytest.param([finding(3, 3, ","), finding(3, 3, ";", rule="own/z")], "safe", "one, two three", id="two insertions at one place"),
        pytest.param([finding(0, 3, "")], "safe", " two three", id="words left out"),
        pytest.param([finding(8, 99, "C")], "safe", "one two three", id="an edit that reaches out of the text"),
        pytest.param([finding(0, 3, "one")], "safe", "one two three", id="an edit that changes nothing"),
    ],
)  # fmt: skip
def test_what_goes_together(findings: list[Finding], safety: Safety, after: str) -> None:
    assert fixed("one two three", *findings, safety=safety) == after


def test_what_was_not_applied_is_left_by_place() -> None:
    first, second, third = finding(0, 7, "A"), finding(4, 13, "B"), finding(12, 13, "", "unsafe")
    done = apply(read_text("one two three", role="agent"), [third, second, first], "safe")
    assert done.applied == (first,)
    assert done.left == (second, third)


def test_a_fix_of_two_edits_is_made_whole_or_not_at_all() -> None:
    both = Finding(
        "own/pair",
        Severity.WARNING,
        "",
        Match(Span(0, 3), fix=Fix("safe", (Edit(Span(0, 3), "A"), Edit(Span(8, 13), "C")))),
    )
    assert fixed("one two three", both) == "A two C"
    assert fixed("one two three", finding(0, 1, "O"), both) == "One two three"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("See `e-Bill` there.", "e-Bill", id="code"),
        pytest.param("See https://example.com/e-Bill there.", "e-Bill", id="an address"),
        pytest.param("See <b>e-Bill</b> there.", "<b>e-Bill</b>", id="markup within the words"),
        pytest.param("See {{e-Bill}} there.", "See {{e-Bill}}", id="a template's tag"),
        pytest.param(
            "It is here.\n\nOn 2 March 2026 Ana wrote:\n> the e-Bill\n", "e-Bill", id="a quoted mail"
        ),
    ],
)
def test_masked_text_is_never_touched(text: str, words: str) -> None:
    at = text.index(words)
    assert fixed(text, finding(at, at + len(words), "eBill")) == text


def test_a_finding_about_a_piece_of_markup_may_change_it() -> None:
    assert fixed("Fish&nbsp;soup", finding(4, 10, " ")) == "Fish soup"
    assert fixed("Soon <!-- check -->", finding(5, 19, "")) == "Soon "


def test_words_are_escaped_where_the_draft_is_html() -> None:
    assert fixed("<p>R and D</p>", finding(3, 10, "R&D"), markup="html") == "<p>R&amp;D</p>"
    assert fixed("R and D", finding(0, 7, "R&D")) == "R&D"


def test_what_the_encoding_lacks_is_not_written() -> None:
    draft = read_text("one two", role="agent")
    done = apply(
        draft, [finding(0, 3, "Łódź"), finding(4, 7, "zwei")], "safe", holds=lambda text: text.isascii()
    )
    assert done.text == "one zwei"
    assert [f.match.fix.edits[0].text for f in done.unwritable if f.match.fix] == ["Łódź"]


# Pieces of replies: what fixes change, what they may not, and what stands between.
PIECES = st.sampled_from(
    """Dear Customer,|Hi ,|Hi anna,|Hi Ana,|The e-Bill is ready!!!|THE PARCEL IS ON THE WAY TO YOU!!!|Your RMA is open.
    |Your business is important to us.|Thank you for contacting us.|the aforementioned e-Bill|R and D&nbsp;made it|`e-Bill!!!`
    |https://example.com/e-Bill!!!|<!-- check the e-Bill -->|<b>e-Bill</b>|a &amp; b|card 4111 1111 1111 1111|{{e-Bill}}
    |> the e-Bill!!!|On Mon, 2 Mar 2026 Ana wrote:|Sure, here's a shorter draft:|Best,|Lena|Parcel 88121 left today.|é|“e-Bill”
    |Why???|prior to|-- |Kind regards""".replace("\n    ", "").split("|")
)
TEXTS = st.lists(st.tuples(PIECES, st.sampled_from([" ", "\n", "\n\n", "  "])), min_size=1, max_size=9).map(
    lambda pieces: "".join(piece + gap for piece, gap in pieces)
)
SAFETIES: st.SearchStrategy[Safety] = st.sampled_from(["safe", "unsafe"])


def rewritten(case: Case, edits: tuple[Edit, ...]) -> Case:
    return replace(case, draft=read_text(replaced(case.draft.text, edits), role="agent"))


def checked(case: Case) -> Report:
    return check(case, FIXING)


@settings(max_examples=150, deadline=None)
@given(TEXTS, SAFETIES)
def test_fixing_twice_changes_nothing_more(text: str, safety: Safety) -> None:
    assume(text.strip())
    first = checked(Case(read_text(text, role="agent"), customer_name="Ana"))
    done = mend(first, checked, rewritten, safety)
    assert done.at_odds == ()
    draft = done.report.case.draft
    # The fixed text has none of the fixed findings: nothing in it can be fixed any more.
    assert not [f.rule for f in done.report if edits_of(f, draft, safety)]
    again = mend(checked(done.report.case), checked, rewritten, safety)
    assert again.applied == ()
    assert again.report.case.draft.text == draft.text


@settings(max_examples=150, deadline=None)
@given(TEXTS, SAFETIES)
@example("<!-- check the e-Bill --> <!-- check the e-Bill --> <!-- check the e-Bill -->  ", "unsafe")
def test_masked_text_comes_out_as_it_went_in(text: str, safety: Safety) -> None:
    def kept(draft: Message) -> list[str]:
        return [m.span.of(draft.text) for m in masks(draft) if m.kind in ("code", "address", "tag")]

    draft = read_text(text, role="agent")
    done = apply(draft, checked(Case(draft, customer_name="Ana")), safety)
    for edit in done.edits:
        for mask in masks(draft):
            if mask.kind in ("code", "address", "history"):
                assert edit.span.end <= mask.span.start or mask.span.end <= edit.span.start
    assert kept(read_text(done.text, role="agent")) == kept(draft)
    # Outside the edits each character is where the edits before it put it.
    for at in range(len(text)):
        if not any(edit.span.start <= at < edit.span.end for edit in done.edits):
            assert done.text[moved(Span(at, at + 1), done.edits).start] == draft.text[at]


def test_fixes_that_undo_each_other_are_all_given_up() -> None:
    def swaps(case: Case) -> Report:
        word = case.draft.text
        other = {"grey": "gray", "gray": "grey"}[word]
        return Report(case, (finding(0, 4, other, rule=f"own/{other}"),))

    done = mend(swaps(Case(read_text("grey", role="agent"))), swaps, rewritten, "safe")
    assert done.at_odds == ("own/grey",)
    assert done.applied == ()
    assert done.report.case.draft.text == "grey"


def test_a_draft_that_never_comes_to_rest_is_left_alone() -> None:
    def grows(case: Case) -> Report:
        end = len(case.draft.text)
        return Report(case, (finding(end, end, "!"),))

    done = mend(grows(Case(read_text("Hi", role="agent"))), grows, rewritten, "safe")
    assert done.at_odds == ("own/rule",)
    assert done.report.case.draft.text == "Hi"


# The file: bytes outside the edits stay, whatever its line ends and its encoding.

CODECS = {
    "utf-8": b"",
    "utf-8 with a mark": b"\xef\xbb\xbf",
    "utf-16-le": b"\xff\xfe",
    "utf-16-be": b"\xfe\xff",
    "utf-32-le": b"\xff\xfe\x00\x00",
}
WORDS = st.text(st.sampled_from("abcé€Łß漢🙂 .,!"), max_size=12)
LINES = st.lists(st.tuples(WORDS, st.sampled_from(["\n", "\r\n", "\r", ""])), max_size=5).map(
    lambda lines: "".join(word + end for word, end in lines)
)


@settings(max_examples=300, deadline=None)
@given(
    st.sampled_from(sorted(CODECS)),
    st.lists(st.tuples(LINES, LINES, WORDS), min_size=1, max_size=4),
    LINES,
)
def test_bytes_outside_the_edits_stay(name: str, pieces: list[tuple[str, str, str]], tail: str) -> None:
    codec, mark = name.partition(" ")[0], CODECS[name]
    pieces = [(f"k{kept}", old, new) for kept, old, new in pieces]  # edits that meet never go together
    before = "".join(kept + old for kept, old, _ in pieces) + f"k{tail}"
    after = "".join(kept + new for kept, _, new in pieces) + f"k{tail}"
    assume(not any(kept.endswith("\r") and old.startswith("\n") for kept, old, _ in pieces))
    edits, at = [], 0
    for kept, old, new in pieces:
        start = at + len(one_end(kept))
        at = start + len(one_end(old))
        edits.append(Edit(Span(start, at), new))
    original = original_of(mark + before.encode(codec), "a.txt")
    assert original.text == one_end(before)
    assert original.edited(edits).data == mark + after.encode(codec)


def one_end(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


@pytest.mark.parametrize(
    ("data", "old", "new", "after"),
    [
        pytest.param(b"caf\xe9 e-Bill\r\n", "e-Bill", "eBill", b"caf\xe9 eBill\r\n", id="windows-1252"),
        pytest.param(b"caf\xe9 \x81 e-Bill", "e-Bill", "eBill", b"caf\xe9 \x81 eBill", id="a byte that is no character"),
        pytest.param(b"caf\xe9 x", "x", "€", b"caf\xe9 \x80", id="a new character in the file's encoding"),
        pytest.param(b"a\r\nb x", "x", "y\nz", b"a\r\nb y\r\nz", id="a new line end like the one before"),
        pytest.param(b"x b\rc", "x", "y\nz", b"y\rz b\rc", id="a new line end like the first"),
        pytest.param(b"a\r\nx\r\nb", "a\nx", "c", b"c\r\nb", id="a line end within the words"),
    ],
)  # fmt: skip
def test_a_file_is_edited_in_its_own_encoding(data: bytes, old: str, new: str, after: bytes) -> None:
    original = original_of(data, "a.txt")
    at = original.text.index(old)
    assert original.edited([Edit(Span(at, at + len(old)), new)]).data == after


def test_front_matter_and_html_charsets_are_kept() -> None:
    data = "---\r\ntitle: Łódź\r\n---\r\nThe e-Bill.\r\n".encode()
    original = original_of(data, "a.md")
    assert original.text == draft_of(data, path="a.md").text == "The e-Bill.\n"
    assert original.edited([Edit(Span(4, 10), "eBill")]).data == data.replace(b"e-Bill", b"eBill")
    page = '<meta charset="iso-8859-2"><p>Łódź e-Bill</p>'.encode("iso-8859-2")
    original = original_of(page, "a.html")
    at = original.text.index("e-Bill")
    assert original.edited([Edit(Span(at, at + 6), "źBill")]).data == page.replace(
        b"e-Bill", "źBill".encode("iso-8859-2")
    )
    assert not original.holds("漢")


@pytest.mark.parametrize(
    ("path", "data", "problem"),
    [
        pytest.param("a.eml", b"From: a@example.com\n\nHi", "this is a mail", id="mail"),
        pytest.param("a.json", b'{"comments": []}', "this is a ticket's export", id="ticket"),
        pytest.param(
            "a.txt", b"\xff\xfeH\x00i\x00\x00", "no clean UTF-16-LE", id="half a character of UTF-16"
        ),
    ],
)
def test_what_is_no_plain_file_is_not_edited(path: str, data: bytes, problem: str) -> None:
    with pytest.raises(NotPlain, match=problem):
        original_of(data, path)


def test_bytes_that_are_read_as_another_text_show_themselves() -> None:
    """Two bad bytes are one replacement character to the reader and two to us; `--fix` compares."""
    data = b"\xef\xbb\xbfHi \xe2\x82 there"
    assert original_of(data, "a.txt").text != draft_of(data, path="a.txt").text


def test_an_edit_that_would_change_how_the_file_is_read_is_refused() -> None:
    original = original_of(b"a\rX\nb", "a.txt")  # without X the two line ends become one
    with pytest.raises(NotPlain, match="another text"):
        original.edited([Edit(Span(2, 3), "")])
    latin = original_of(b"\xc3\xa9 \xe9", "a.txt")  # without the last byte it would be read as UTF-8
    with pytest.raises(NotPlain, match="another text"):
        latin.edited([Edit(Span(3, 4), "")])


def test_masks_are_respected_at_their_edges() -> None:
    masked = Masked(read_text("a `b` c", role="agent"))
    assert not masked.holds(Span(0, 2), about=Span(0, 2))
    assert masked.holds(Span(0, 3), about=Span(0, 3))
    assert masked.holds(Span(3, 3), about=Span(0, 1))
    assert not masked.holds(Span(2, 2), about=Span(0, 1))
    assert not masked.holds(Span(5, 7), about=Span(5, 7))


@given(TEXTS, st.integers(0, 80), st.integers(0, 8))
def test_the_quick_look_at_masks_equals_a_plain_one(text: str, start: int, length: int) -> None:
    assume(text.strip())
    draft = read_text(text, role="agent")
    span = Span(start, start + length)
    reached = any(
        mask.span.start < span.end and span.start < mask.span.end
        for mask in masks(draft)
        if mask.kind not in ("markup", "block", "tag")
        or not mask.span.start <= start < mask.span.end
        or not span
    )
    assert Masked(draft).holds(span, about=span) == reached
