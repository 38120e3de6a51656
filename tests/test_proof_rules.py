"""Our own proof rules: the notation of corrections, the row of words, forms, fixes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from replycheck import Case, Config, Settings, check, load_rules
from replycheck.checkers.correction import _entry as entry_of
from replycheck.checkers.correction_notation import NotationError, neighbours_of, parse
from replycheck.errors import RuleError
from replycheck.model import Finding
from replycheck.read import read_text
from replycheck.rulefile import read_rule
from replycheck.understand.word_forms import CLASSES, FORMS
from replycheck.understand.wording import EDGE, Wording

RULES = load_rules(config=Config(select=("proofreading",), ignore=("proofreading/slipped-formula",)))


def found(text: str, settings: Settings | None = None, **case: object) -> list[Finding]:
    rules = RULES.with_settings(settings) if settings else RULES
    return list(check(Case(draft=read_text(text, role="agent", path="draft"), **case), rules))  # type: ignore[arg-type]


def mended(text: str) -> str:
    """The text after all fixes that are offered, from its end to its start."""
    edits = [edit for finding in found(text) if finding.match.fix for edit in finding.match.fix.edits]
    for edit in sorted(edits, reverse=True):
        text = text[: edit.span.start] + edit.text + text[edit.span.end :]
    return text


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("Your welcome, Ana.", "You're welcome, Ana."),
        ("The new lamp is lighter then the old one.", "The new lamp is lighter than the old one."),
        ("We should of sent two.", "We should have sent two."),
        ("Please advice us by Friday.", "Please advise us by Friday."),
        ("The wire has lost it's cover; I no that hurts.", "The wire has lost its cover; I know that hurts."),
        ("We havent seen it, and theres no scan.", "We haven't seen it, and there's no scan."),
        ("Your refund have been sent.", "Your refund has been sent."),
        ("The lamps was packed.", "The lamps were packed."),
        ("There is three colours.", "There are three colours."),
        ("We have forgot the key.", "We have forgotten the key."),
        ("Did you received the code?", "Did you receive the code?"),
        ("It was chose by Ana.", "It was chosen by Ana."),
        ("I look forward to speak with you.", "I look forward to speaking with you."),
        ("We will get back you on Friday.", "We will get back to you on Friday."),
        ("Please let us if it fits.", "Please let us know if it fits."),
        ("The parcel will delivered on Monday.", "The parcel will be delivered on Monday."),
        ("Thanks alot for the the photo.", "Thanks a lot for the photo."),
        ("It is a honest mistake.", "It is an honest mistake."),
        ("It was the most cheapest lamp.", "It was the cheapest lamp."),
        ("We open on monday.", "We open on Monday."),
        ("We ship too Norway.", "We ship to Norway."),
        ("Thank you for you patience.", "Thank you for your patience."),
        ("The bag is for you're Elm desk.", "The bag is for your Elm desk."),
        ("Tell us if that work for you.", "Tell us if that works for you."),
        ("Its arrived at the depot.", "It's arrived at the depot."),
        ("Let us know if theres anything else.", "Let us know if there's anything else."),
        ("We suggest to check the plug.", "We suggest checking the plug."),
        ("Once we will receive it, we call.", "Once we receive it, we call."),
        (
            "We called last week, and I have sent it yesterday.",
            "We called last week, and I sent it yesterday.",
        ),
        ("The voucher can only used once.", "The voucher can only be used once."),
        ("If have any questions, call us.", "If you have any questions, call us."),
        ("The lamp is on it way.", "The lamp is on its way."),
        ("You are entitled for a refund.", "You are entitled to a refund."),
        ("I can confirm you that it fits.", "I can confirm that it fits."),
        ("Please login to your account.", "Please log in to your account."),
        ("We don't have no lamps.", "We don't have any lamps."),
        ("Would Tuesday suit you.", "Would Tuesday suit you?"),
        ("It is here. we sent it, and i am glad.", "It is here. We sent it, and I am glad."),
        ("When does the shop close.", "When does the shop close?"),
        ("It is late..", "It is late."),
    ],
)
def test_what_is_wrong_is_mended(wrong: str, right: str) -> None:
    assert mended(wrong) == right


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "We rang, but Will has left and Mark have-a-go rang back.", id="names keep their capital"
        ),
        pytest.param("If the lamp were lost, we would send another.", id="subjunctive"),
        pytest.param("The staff are here and the police have the key.", id="collective nouns"),
        pytest.param("Run `your welcome` and see https://example.com/dont.", id="code and addresses"),
        pytest.param("> your welcome, i am late\n\nThank you.", id="quoted history"),
        pytest.param("You wrote “we was late”, and so it was.", id="quotations"),
        pytest.param("## How to return\n- lamp\n- cable", id="headings and lists"),
        pytest.param("It has its own switch, and it's yours.", id="its and it's"),
        pytest.param("I know that that lamp had had a crack.", id="doubled on purpose"),
        pytest.param("Who's who is on page two, and whose it is on page three.", id="who's who"),
        pytest.param("The price of the lamps has gone up.", id="a noun between"),
        pytest.param("Your iPhone works. iPad cases follow.", id="product names"),
        pytest.param("Hi [First Name], {{order.id}} are the codes.", id="placeholders"),
        "We made that work for you, and told you you could keep it.",
        "The size and colour that work for you know no limits; I am in Monday to Friday.",
        "Until then it stays here, until Friday at the latest, and we answer this mail.",
        "It will be there by nine. Come in today, or go to checkout and pay.",
        "If your still is cold, please have someone look at it.",
        "If need be, the code we used once can be used again.",
    ],
)
def test_what_is_right_is_left_alone(text: str) -> None:
    assert [(f.rule, f.span.of(text)) for f in found(text)] == []


@pytest.mark.parametrize(
    ("entry", "problem"),
    [
        ("could of been", "put it in brackets"),
        ("could [of -> have] [x -> y]", "two brackets"),
        ("could [of -> have", "']' is missing at the end"),
        ("could [of have]", "'->' is missing"),
        ("could [-> have]", "a word has to stand before the arrow"),
        ("[<participel> -> <base>] it", "did you mean 'participle'"),
        ("[send -> <partciple>] it", "is no form"),
        ("[send -> <2>] it", "has no such word"),
        ("<noun> [<past> -> <base>]", "looked up by"),
        ("could) [of -> have]", "has no beginning"),
        ("!(a b) [of -> have]", "behind ! stand single words"),
        ("~(a b) x [of -> have]", "behind ~ stand single words"),
        ("(a|) ( [of -> have]", "missing"),
    ],
)
def test_a_correction_that_cannot_be_read_is_named(entry: str, problem: str) -> None:
    with pytest.raises(NotationError, match=re.escape(problem)):
        parse(entry)


def test_a_wrong_correction_is_named_at_its_line(tmp_path: Path) -> None:
    path = tmp_path / "own" / "mine.yaml"
    path.parent.mkdir()
    path.write_text(
        "kind: correction\nseverity: warning\nmessage: 'Write {instead}.'\ncorrections:\n"
        "  - a [b -> c]\n  - a [<nuon> -> c]\n"
    )
    with pytest.raises(RuleError, match=r"mine\.yaml:6:5: .*no class is called <nuon>; did you mean 'noun'"):
        read_rule(path, tmp_path, shown="own/mine.yaml")


def test_a_correction_is_looked_up_by_its_rarest_words() -> None:
    found = neighbours_of("(the|your) <noun> [(loose|lose) -> lost] to")
    assert found == {word: {1: {"to"}} for word in ("loose", "lose")}


@pytest.mark.parametrize(
    ("entry", "found"),
    [
        ("(could|should) [of -> have] <participle>", {"could": {1: {"of"}}, "should": {1: {"of"}}}),
        ("in (receipt|search) [off -> of] it?", {"off": {-1: {"receipt", "search"}}}),
        ("<noun> [loose -> lose] <noun>", {"loose": {}}),
        ("!(to|of) [loose -> lose] <noun>", {"loose": {}}),
    ],
)  # fmt: skip
def test_the_words_beside_a_rare_one_are_known(entry: str, found: dict[str, dict[int, set[str]]]) -> None:
    assert neighbours_of(entry) == found


def test_a_correction_is_never_ruled_out_where_it_holds() -> None:
    """What `may_hold` lets through is all that the rows themselves can hold beside."""
    entries = [rule.checker.corrections for rule in RULES.rules if hasattr(rule.checker, "corrections")]
    sieves = 0
    for corrections in entries:
        texts = corrections["entries"].split("\n")
        for line in corrections["words"].split("\n"):
            word, *items = line.split(" ")
            for item in map(entry_of, items):
                sieves += bool(item.sieves)
                for row in (row for row in parse(texts[item.number]) if word in row.anchors):
                    offset, near, unwanted = row.near
                    for neighbour in () if near is None or unwanted else near:
                        words = {3: word, 3 + offset: neighbour}
                        assert item.may_hold([words.get(at, "") for at in range(7)], 3), (word, item)
    assert sieves > 1000


@pytest.mark.parametrize(
    ("form", "word", "made"),
    [
        ("base", "received", "receive"), ("base", "stopped", "stop"), ("base", "has", "have"), ("base", "lamp", None),
        ("participle", "went", "gone"), ("participle", "apply", "applied"), ("ing", "get", "getting"),
        ("ing", "see", "seeing"), ("past", "cancel", "cancelled"), ("third", "reply", "replies"),
        ("plural", "box", "boxes"), ("plural", "lamp's", "lamps"), ("singular", "parties", "party"),
        ("possessive", "customers", "customer's"), ("adverb", "quick", "quickly"), ("with-one", "have", "has"),
    ],
)  # fmt: skip
def test_forms(form: str, word: str, made: str | None) -> None:
    assert FORMS[form](word) == made


@pytest.mark.parametrize(
    ("name", "words", "others"),
    [
        ("participle", "sent received stopped given used", "send went stop lamp need"),
        ("past-only", "went began took", "sent gone was take"),
        ("verb", "send receive confirm", "order refund email free"),
        ("vowel-sound", "hour user-friendly2 old honest umbrella", "user one unique url European house"),
        ("consonant-sound", "user one lamp replacement", "old mbox sms historic hour"),
        ("many", "lamps parties", "hours days news access"),
        ("number", "two 12", "1 0x12 lamp"),
    ],
)
def test_classes(name: str, words: str, others: str) -> None:
    words = words.replace("user-friendly2", "")
    assert [word for word in words.split() if not CLASSES[name](word)] == []
    assert [word for word in others.split() if CLASSES[name](word)] == []


WORDS = st.sampled_from(
    "your welcome its it's there is are the lamps lamp has have we i send sent to to get back you loose then"
    " better Ana iPhone . , ! ? ( ) ** `code` {{x}} “ ” https://example.com/a dont alot could of been \n \n\n".split(
        " "
    )
)
TEXTS = st.lists(WORDS, max_size=25).map(" ".join) | st.text(max_size=60)


@given(TEXTS)
@example("i")
@example("İ is. i am ( a )\ue000")
def test_places_are_true_and_fixes_stay_out_of_what_is_masked(text: str) -> None:
    for finding in found(text):
        assert 0 <= finding.span.start < finding.span.end <= len(text)
        if finding.match.fix and finding.match.suggestions:
            (edit,) = finding.match.fix.edits
            assert finding.span.start <= edit.span.start <= edit.span.end <= finding.span.end + 1
            start, end = finding.span
            whole = text[start : edit.span.start] + edit.text + text[edit.span.end : end]
            assert edit.span.end > end or whole == finding.match.suggestions[0]
            assert "{{" not in edit.span.of(text)
            assert "https" not in edit.span.of(text)


@given(TEXTS)
def test_the_row_holds_the_words_of_the_text_where_it_says(text: str) -> None:
    from replycheck.matching import Index
    from replycheck.understand import Document

    document = Document(read_text(text, role="agent", path="draft"), Index([]))
    row = document.wording
    assert isinstance(row, Wording)
    assert row.words[-1] == EDGE
    for word, places in row.places.items():
        for at in places:
            assert row.words[at] == word
            if word not in (EDGE, "\n"):
                assert row.span(at).of(document.prose).lower() == word.lower()


@pytest.mark.parametrize(
    ("text", "instead"),
    [
        ("Harbor Tool Ltd writes.", "Harbour Tools Ltd"),
        ("The Lumnia's cable.", "Lumina's"),
        ("Write to Anneleise.", "Anneliese"),
    ],
)
def test_own_names_are_mended(text: str, instead: str) -> None:
    settings = Settings(brand="Harbour Tools Ltd", accepted=("Lumina",), team_names=("Anneliese",))
    (finding,) = found(text, settings)
    assert finding.match.suggestions == (instead,)


def test_the_customer_may_bear_a_name_like_ours() -> None:
    settings = Settings(team_names=("Anneliese",))
    assert found("Dear Annelise, thank you.", settings, customer_name="Annelise Berg") == []
