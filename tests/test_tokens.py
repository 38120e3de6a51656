"""Rules over tokens: what a rule file may ask, what is found with a real spaCy, what happens without one."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import replycheck
from replycheck.check import check
from replycheck.checkers import tokens as kind
from replycheck.cli.main import main
from replycheck.config import Config
from replycheck.errors import RuleError
from replycheck.examples import failures, ruleset_for, skip_reason
from replycheck.model import Case, Report
from replycheck.packing import pack, unpack
from replycheck.read import read_text
from replycheck.rulefile import read_folder
from replycheck.rules import PROFILES, Ruleset, load_rules
from replycheck.schema import rule_schema

needs_spacy = pytest.mark.skipif(
    find_spec("spacy") is None, reason="spaCy is not installed: pip install 'replycheck[nlp]'"
)

PAGE = Path(__file__).parents[1] / "docs" / "token-patterns.md"
SOURCES = str(Path(replycheck.__file__).parents[1])
HEAD = "kind: tokens\nseverity: warning\nmessage: '{match} again'\n"


def write(folder: Path, patterns: str, more: str = "") -> Path:
    """A folder of rules with one rule in it, whose patterns stand in the lines from 5 on."""
    (folder / "own").mkdir(exist_ok=True)
    text = f"{HEAD}tokens:\n  - {patterns}\n{more}"
    (folder / "own" / "again.yaml").write_text(text, encoding="utf-8")
    return folder


def report_of(folder: Path, draft: str) -> Report:
    ruleset = Ruleset(*read_folder(folder, shown=str(folder)))
    return check(Case(read_text(draft, role="agent")), ruleset)


def marks_of(folder: Path, draft: str) -> list[str]:
    report = report_of(folder, draft)
    assert not report.skipped
    return [finding.span.of(draft) for finding in report]


def reason_of(folder: Path, draft: str) -> str:
    report = report_of(folder, draft)
    assert not report.findings
    return report.skipped[0].reason


@pytest.fixture
def no_spacy(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """As where spaCy is not installed; the cases that cannot be provoked otherwise where it is."""
    monkeypatch.setitem(sys.modules, "spacy", None)
    kind._loaded.cache_clear()
    yield
    kind._loaded.cache_clear()


# What a rule file may hold.

MISTAKES = [
    pytest.param("[{LOWR: kind}]", "5:7: unknown key 'LOWR'; did you mean 'LOWER'?", id="a key"),
    pytest.param("[{Lower: kind}]", "5:7: unknown key 'Lower'; did you mean 'LOWER'?", id="a key in mixed letters"),
    pytest.param("[{LOWER: a}, {IS_PUNC: true}]", "5:19: unknown key 'IS_PUNC'; did you mean 'IS_PUNCT'?", id="the second token"),
    pytest.param("[{LOWER: {INN: [a]}}]", "5:15: unknown key 'INN'; did you mean 'IN'?", id="a predicate"),
    pytest.param("[{LENGTH: {'=>': 3}}]", "5:16: unknown key '=>'", id="a comparison"),
    pytest.param("[{LENGTH: {REGEX: '3'}}]", "5:16: unknown key 'REGEX'", id="a number has no letters"),
    pytest.param("[{POS: NUON}]", "5:12: unknown part of speech 'NUON'; did you mean 'NOUN'?", id="a part of speech"),
    pytest.param("[{POS: {IN: [NOUN, Verb]}}]", "5:24: unknown part of speech 'Verb'", id="a part of speech in a list"),
    pytest.param("[{LOWER: Kind}]", "5:14: LOWER is the word in small letters; write 'kind'", id="LOWER with a capital"),
    pytest.param("[{LOWER: {IN: [kind, Best]}}]", "5:26: LOWER is the word in small letters; write 'best'", id="LOWER with a capital in a list"),
    pytest.param("[{LOWER: kind regards}]", "5:14: 'kind regards' is no single word", id="two words"),
    pytest.param("[{ORTH: ''}]", "5:13: '' is no single word", id="no word"),
    pytest.param("[{LOWER: no}]", "5:14: LOWER should hold texts; put it in quotes", id="yaml's no"),
    pytest.param("[{LOWER: 12}]", "5:14: LOWER should hold texts; put it in quotes", id="a number for a text"),
    pytest.param("[{LOWER: {IN: kind}}]", "5:19: IN should be a list of texts", id="a text for a list"),
    pytest.param("[{LOWER: {IN: []}}]", "5:19: IN should be a list of texts", id="an empty list"),
    pytest.param("[{LOWER: {}}]", "5:14: this asks for nothing", id="an empty predicate"),
    pytest.param("[{LOWER: {REGEX: '(a'}}]", "5:22: invalid regular expression", id="regex"),
    pytest.param("[{LOWER: {REGEX: {IN: ['a', '(a']}}}]", "5:33: invalid regular expression", id="regex in a list"),
    pytest.param("[{LOWER: {REGEX: {FUZZY: a}}}]", "5:23: unknown key 'FUZZY'", id="fuzzy in a regex"),
    pytest.param("[{IS_PUNCT: 'yes'}]", "5:17: IS_PUNCT should be true or false", id="a text for yes or no"),
    pytest.param("[{LENGTH: '3'}]", "5:15: LENGTH should be a whole number", id="a text for a number"),
    pytest.param("[{LENGTH: 2.5}]", "5:15: LENGTH should be a whole number", id="half a letter"),
    pytest.param("[{LENGTH: {'>=': x}}]", "5:22: >= should hold a number", id="a text to compare with"),
    pytest.param("[{LENGTH: {IN: 3}}]", "5:20: IN should be a list of whole numbers", id="a number for a list"),
    pytest.param("[{LOWER: a, OP: x}]", "5:21: OP should be one of '!', '?', '+', '*'", id="operator"),
    pytest.param("[{LOWER: a, OP: '{5,2}'}]", "5:21: OP '{5,2}' counts down", id="operator that counts down"),
    pytest.param("[{LOWER: a, OP: '{0}'}]", "5:21: OP '{0}' means no token at all", id="operator for nothing"),
    pytest.param("[{LOWER: a, OP: '{,}'}]", "5:21: OP should be one of", id="operator without numbers"),
    pytest.param("[{LOWER: a, OP: '{999999999}'}]", "repeats more than 50 times", id="operator for gigabytes"),
    pytest.param("[{ENT_IOB: X}]", "5:16: ENT_IOB should be I, O or B", id="entity letter"),
    pytest.param("[{_: {is_brand: true}}]", "5:10: '_' needs a pipeline that sets such values", id="a value of one's own"),
    pytest.param("[]", "5:5: a pattern is a list of tokens", id="an empty pattern"),
    pytest.param("kind", "5:5: a pattern is a list of tokens", id="a text for a pattern"),
    pytest.param("[kind]", "5:6: a token is a mapping like {LOWER: regards}", id="a text for a token"),
    pytest.param("{LOWER: kind}", "5:3: 'tokens' should be a list of patterns", id="one list too few"),
    pytest.param("[{}, {OP: '*'}]", "5:5: this pattern asks for nothing", id="found everywhere"),
    pytest.param("[{LOWER: a}]\n  - [{LOWER: b, Op: '?'}]", "6:17: unknown key 'Op'; did you mean 'OP'?", id="the second pattern"),
]  # fmt: skip


@pytest.mark.parametrize(("patterns", "problem"), MISTAKES)
def test_a_mistake_is_named_at_its_place(tmp_path: Path, patterns: str, problem: str) -> None:
    with pytest.raises(RuleError) as caught:
        read_folder(write(tmp_path, patterns), shown=str(tmp_path))
    assert str(caught.value).startswith(f"{tmp_path}/own/again.yaml:")
    assert problem in str(caught.value)


@pytest.mark.parametrize(("given", "problem"), [("tokens: kind", "4:9: "), ("tokens: []", "4:9: 'tokens' is empty"), ("pipeline: en_x", "needs the key 'tokens'")])  # fmt: skip
def test_a_rule_needs_patterns(tmp_path: Path, given: str, problem: str) -> None:
    write(tmp_path, "[{LOWER: a}]")
    (tmp_path / "own" / "again.yaml").write_text(f"{HEAD}{given}\n", encoding="utf-8")
    with pytest.raises(RuleError) as caught:
        read_folder(tmp_path, shown="rules")
    assert problem in str(caught.value)


GOOD = [
    "[{LOWER: kind}]",
    "[{lower: kind, op: '?'}, {is_punct: true}]",
    '[{"LOWER": "hello"}, {"IS_PUNCT": True}, {"LOWER": "world"}]',
    '[{"LOWER": "facebook"}, {"LEMMA": "be"}, {"POS": "ADV", "OP": "*"}, {"POS": "ADJ"}]',
    '[{"TEXT": {"REGEX": "deff?in[ia]tely"}}]',
    '[{"LOWER": {"FUZZY": {"IN": ["awesome", "cool"]}}}, {"TEXT": {"FUZZY3": "Kind"}}]',
    '[{"ORTH": "("}, {"SHAPE": "ddd"}, {"LENGTH": 3}, {"LENGTH": {">=": 2, "NOT_IN": [4]}, "OP": "{2,3}"}]',
    '[{"MORPH": {"IS_SUPERSET": ["Mood=Ind"]}, "TAG": {"REGEX": {"NOT_IN": ["^V"]}}, "ENT_IOB": 3}]',
    '[{"LOWER": "a"}, {}, {"LIKE_NUM": True, "OP": "!"}, {"SPACY": False, "IS_SENT_START": True, "OP": "{,4}"}]',
]


@pytest.mark.parametrize("pattern", GOOD)
def test_what_spacy_documents_loads(tmp_path: Path, pattern: str) -> None:
    (rule,), _ = read_folder(write(tmp_path, pattern), shown="rules")
    again = unpack(pack([rule], []))
    assert again is not None
    places = [list(pattern) for pattern in rule.checker.tokens]  # type: ignore[attr-defined]
    assert list(map(list, again[0][0].checker.tokens)) == places  # type: ignore[attr-defined]


REFUSED_BY_US_ALONE = {
    "LOWER with a capital", "LOWER with a capital in a list", "a part of speech", "a part of speech in a list",
    "two words", "no word", "an empty list", "an empty predicate", "regex", "regex in a list", "fuzzy in a regex",
    "a number has no letters", "half a letter", "operator that counts down", "operator for nothing",
    "operator for gigabytes", "a value of one's own", "found everywhere",
}  # fmt: skip
"""What spaCy's validation takes, and then never finds, or fails on when it runs."""


@needs_spacy
@pytest.mark.parametrize(("id", "patterns"), [pytest.param(m.id, m.values[0], id=m.id) for m in MISTAKES])
def test_spacy_refuses_what_we_refuse(id: str, patterns: str) -> None:
    import yaml
    from spacy.schemas import validate_token_pattern

    given = yaml.safe_load(f"- {patterns}".replace("\n  -", "\n-"))
    errors = [error for pattern in given for error in validate_token_pattern(pattern)]
    assert bool(errors) is (id not in REFUSED_BY_US_ALONE)


_WORDS = st.sampled_from(["kind", "a", "."])
_TEXT = st.one_of(
    _WORDS,
    st.dictionaries(st.sampled_from(["IN", "NOT_IN", "INTERSECTS"]), st.lists(_WORDS, min_size=1), min_size=1),
    st.dictionaries(st.sampled_from(["REGEX", "FUZZY", "FUZZY2"]), st.one_of(_WORDS, st.fixed_dictionaries({"IN": st.just(["kind"])})), min_size=1),
)  # fmt: skip
_LENGTH = st.one_of(st.integers(0, 5), st.dictionaries(st.sampled_from(["==", ">=", "<"]), st.integers(0, 5), min_size=1))  # fmt: skip
_TOKEN = st.fixed_dictionaries(
    {},
    optional={
        "LOWER": _TEXT, "ORTH": _TEXT, "LENGTH": _LENGTH, "IS_ALPHA": st.booleans(), "IS_SENT_START": st.booleans(),
        "OP": st.sampled_from(["?", "+", "*", "!", "{2}", "{1,3}", "{,2}", "{2,}"]),
    },
)  # fmt: skip


@needs_spacy
@settings(max_examples=60, deadline=None)
@given(
    pattern=st.lists(_TOKEN, min_size=1, max_size=3).filter(lambda p: any(set(token) - {"OP"} for token in p)),
    draft=st.lists(st.sampled_from(["Kind", "a.", "\n", "\n\n", "🙂", "“it’s”", "`x`", "don't", "  ", "https://x.example"])).map(" ".join),
)  # fmt: skip
def test_what_we_take_spacy_takes_and_finds_in_the_drafts_own_words(
    tmp_path_factory: pytest.TempPathFactory, pattern: list[dict[str, Any]], draft: str
) -> None:
    report = report_of(write(tmp_path_factory.mktemp("rules"), json.dumps(pattern)), draft)
    assert not report.skipped
    for finding in report:
        words = finding.span.of(draft)
        assert words.strip() == words != ""
        assert finding.match.values["match"] == words
        assert "`" not in words
        assert "x.example" not in words


# What is found.

FOUND = [
    pytest.param("[{LOWER: kind}, {LOWER: regards}]", "We thank you again for your patience with all of this, with kind\n  regards from Ana.", ["kind\n  regards"], id="across a wrapped line's end"),
    pytest.param("[{LOWER: {FUZZY1: regards, NOT_IN: [regards]}}]", "Kind regars, best regards", ["regars"], id="nearly the word"),
    pytest.param("[{LENGTH: {'>=': 9}, OP: '{3,}'}]", "The compensation application documentation is here.", ["compensation application documentation"], id="long words in a row, the longest finding"),
    pytest.param("[{LOWER: {REGEX: '^over'}}]", "It is overdue 🙂 and overpaid.", ["overdue", "overpaid"], id="a part of the word"),
    pytest.param("[{LOWER: mr.}, {IS_TITLE: true}]", "We met Mr. Ito there.", ["Mr. Ito"], id="a word that is one only with its capital"),
    pytest.param("[{ORTH: PIN}]", "The pin holds; the PIN opens.", ["PIN"], id="the word exactly"),
    pytest.param("[{LOWER: do}, {LOWER: \"n't\"}]", "We don’t.", ["don’t"], id="a typographic apostrophe"),
    pytest.param("[{IS_SENT_START: true, LOWER: so}]", "So it is. Not so now.\n- so there", ["So", "so"], id="a sentence's first word"),
    pytest.param("[{IS_SENT_START: false, LOWER: so}]", "So it is. Not so now.", ["so"], id="not a sentence's first word"),
    pytest.param("[{IS_SENT_START: true, LOWER: sorry}]", "Sorry", ["Sorry"], id="a sentence of one word"),
    pytest.param("[{LOWER: very}, {LOWER: sorry, OP: '!'}]", "very sorry, very late", ["very late"], id="anything but a word"),
    pytest.param("[{LIKE_NUM: true}, {LOWER: days}]", "In 3 days, or in five  days.", ["3 days", "five  days"], id="digits and words"),
    pytest.param("[{LOWER: x, OP: '+'}]", "x " * 200, [" ".join("x" * 80), " ".join("x" * 80), " ".join("x" * 40)], id="a sentence beyond measure in stretches"),
]  # fmt: skip

LEFT_ALONE = [
    pytest.param("[{LOWER: kind}, {LOWER: regards}]", "It was kind. Regards, Ana", id="across a sentence's end"),
    pytest.param("[{LOWER: open}, {OP: '{1,30}'}, {LOWER: now}]", "Open `the file` now, open https://x.example now.", id="across what is masked"),
    pytest.param("[{LOWER: run}]", "Type `run` there.", id="code"),
    pytest.param("[{LOWER: sorry}]", "It is done.\n\nOn Mon, Mar 2, 2026 at 9:14 AM Ana <ana@example.com> wrote:\n> I am sorry", id="quoted mail"),
    pytest.param("[{LOWER: cat}]", "We concatenate.", id="inside a word"),
    pytest.param("[{IS_SPACE: true}]", "two  spaces\nand a line", id="white space is no token"),
]  # fmt: skip


@needs_spacy
@pytest.mark.parametrize(("patterns", "draft", "marks"), FOUND)
def test_a_pattern_is_found_in_the_drafts_own_words(
    tmp_path: Path, patterns: str, draft: str, marks: list[str]
) -> None:
    assert marks_of(write(tmp_path, patterns), draft) == marks


@needs_spacy
@pytest.mark.parametrize(("patterns", "draft"), LEFT_ALONE)
def test_a_pattern_leaves_alone(tmp_path: Path, patterns: str, draft: str) -> None:
    assert marks_of(write(tmp_path, patterns), draft) == []


@needs_spacy
def test_once_reports_the_first_and_suggest_is_offered(tmp_path: Path) -> None:
    folder = write(tmp_path, "[{LOWER: sorry}]", "once: true\nsuggest: [my fault]\n")
    (finding,) = report_of(folder, "Sorry, so sorry.")
    assert (finding.span, finding.match.suggestions) == ((0, 5), ("my fault",))


@needs_spacy
@pytest.mark.parametrize(
    ("word", "parts"), [("cannot", "'can' and 'not'"), ("e-mail", "'e' and '-' and 'mail'")]
)
def test_a_word_that_spacy_takes_apart_is_named_at_its_place(tmp_path: Path, word: str, parts: str) -> None:
    folder = write(tmp_path, f"[{{LOWER: so}}]\n  - [{{LOWER: {{IN: [mail, {word}]}}}}]")
    assert reason_of(folder, "We cannot e-mail it, so there.") == (
        f"{tmp_path}/own/again.yaml:6:5: spaCy takes {word!r} apart; write a token each for {parts}"
    )


@needs_spacy
def test_what_spacy_refuses_at_first_use_is_named_at_its_place(tmp_path: Path) -> None:
    """A later spaCy may refuse what this one takes; a pattern of that sort cannot come out of a file."""
    ruleset = Ruleset(*read_folder(write(tmp_path, "[{LOWER: so}]"), shown=str(tmp_path)))
    ruleset.rules[0].checker.tokens[0][1][0]["NEWER"] = "x"  # type: ignore[attr-defined]
    (skipped,) = check(Case(read_text("so")), ruleset).skipped
    assert skipped.reason.startswith(f"{tmp_path}/own/again.yaml:5:5: spaCy refuses this pattern: ")


# Pipelines.


@pytest.fixture(scope="module")
def pipeline(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small real pipeline that knows nouns and forms of “be”, installed in a folder as pip would."""
    spacy: Any = pytest.importorskip("spacy")
    nlp = spacy.blank("en")
    ruler = nlp.add_pipe("attribute_ruler")
    nouns = "parcel insurance claim form deadline".split()
    ruler.add(patterns=[[{"LOWER": {"IN": nouns}}]], attrs={"POS": "NOUN", "TAG": "NN"})
    ruler.add(patterns=[[{"LOWER": {"IN": ["is", "was", "been"]}}]], attrs={"LEMMA": "be", "POS": "AUX"})
    nlp.meta["name"] = "tiny_support"
    site = tmp_path_factory.mktemp("site")
    package = site / "en_tiny_support"
    package.mkdir()
    nlp.to_disk(package / "data")
    (package / "__init__.py").write_text(
        "from pathlib import Path\nfrom spacy.util import load_model_from_path\n"
        "def load(**overrides):\n    return load_model_from_path(Path(__file__).parent / 'data', **overrides)\n"
    )
    info = site / "en_tiny_support-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: en_tiny_support\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[spacy_models]\nen_tiny_support = en_tiny_support\n")
    return site


NOUNS = "[{POS: NOUN, OP: '{4,}'}]"
STRING = "The parcel insurance claim form deadline is Friday."


@needs_spacy
@pytest.mark.parametrize(
    ("patterns", "marks"),
    [
        pytest.param(NOUNS, ["parcel insurance claim form deadline"], id="nouns in a row"),
        pytest.param("[{TAG: NN}, {LEMMA: be}]", ["deadline is"], id="a tag and a lemma"),
        pytest.param("[{LEMMA: {IN: [be]}}, {IS_TITLE: true}]", ["is Friday"], id="a lemma out of a list"),
    ],
)
def test_a_named_pipeline_reads_the_grammar(
    tmp_path: Path, pipeline: Path, patterns: str, marks: list[str]
) -> None:
    named = f"pipeline: {pipeline / 'en_tiny_support' / 'data'}\n"
    assert marks_of(write(tmp_path, patterns, named), STRING) == marks


@needs_spacy
@pytest.mark.parametrize(
    ("patterns", "name"),
    [
        pytest.param("[{DEP: nsubj}]", "DEP", id="a pattern that asks by value"),
        pytest.param(
            "[{MORPH: {INTERSECTS: [Number=Plur]}}]", "MORPH", id="a pattern that asks by predicate"
        ),
        pytest.param("[{ENT_TYPE: DATE}]", "ENT_TYPE", id="an entity"),
    ],
)
def test_a_pipeline_that_does_not_tell_what_is_asked_is_named(
    tmp_path: Path, pipeline: Path, patterns: str, name: str
) -> None:
    named = f"pipeline: {pipeline / 'en_tiny_support' / 'data'}\n"
    reason = reason_of(write(tmp_path, patterns, named), STRING)
    assert reason == f"the pipeline tiny_support tells no {name}; name another under `pipeline`"


@needs_spacy
def test_a_draft_without_entities_is_no_pipeline_without_them(tmp_path: Path) -> None:
    import spacy

    nlp: Any = spacy.blank("en")
    nlp.add_pipe("entity_ruler").add_patterns([{"label": "DATE", "pattern": "Friday"}])
    nlp.to_disk(tmp_path / "dates")
    folder = write(tmp_path, "[{ENT_TYPE: DATE}]", f"pipeline: {tmp_path / 'dates'}\n")
    assert marks_of(folder, STRING) == ["Friday"]
    assert marks_of(folder, "The deadline is over.") == []


@needs_spacy
def test_a_pipeline_without_the_values_of_ones_own_is_named(tmp_path: Path, pipeline: Path) -> None:
    named = f"pipeline: {pipeline / 'en_tiny_support' / 'data'}\n"
    reason = reason_of(write(tmp_path, "[{_: {is_brand: true}}]", named), STRING)
    assert reason.startswith(f"{tmp_path}/own/again.yaml:5:5: the pipeline ")
    assert reason.endswith("sets no value 'is_brand'")


@needs_spacy
def test_a_pipeline_that_is_not_installed_is_named(tmp_path: Path) -> None:
    folder = write(tmp_path, NOUNS, "pipeline: en_nobody_has_this\n")
    assert reason_of(folder, STRING).startswith("the pipeline en_nobody_has_this is not installed; ")


@needs_spacy
def test_a_pipeline_that_does_not_load_is_named(tmp_path: Path) -> None:
    folder = write(tmp_path, NOUNS, f"pipeline: {tmp_path / 'nowhere'}\n")
    assert reason_of(folder, STRING).startswith(f"the pipeline {tmp_path / 'nowhere'} does not load: ")


@needs_spacy
def test_without_an_english_pipeline_grammar_is_skipped_and_words_are_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("spacy.util.get_installed_models", lambda: ["de_core_news_sm"])
    reason = "needs an English pipeline of spaCy: python -m spacy download en_core_web_sm"
    assert reason_of(write(tmp_path, NOUNS), STRING) == reason
    assert marks_of(write(tmp_path, "[{LOWER: claim}]"), STRING) == ["claim"]


GERMAN = "Guten Tag Frau Ito,\nwir haben Ihr Paket heute an Sie geschickt und es kommt am Freitag bei Ihnen an.\nMit freundlichen Grüßen\nLena"


@needs_spacy
def test_a_draft_in_another_language_is_skipped(tmp_path: Path, pipeline: Path) -> None:
    unnamed = reason_of(write(tmp_path, "[{LOWER: paket}]"), GERMAN)
    assert unnamed == "reads English only; the draft is in another language"
    named = f"pipeline: {pipeline / 'en_tiny_support' / 'data'}\n"
    assert "is for another language" in reason_of(write(tmp_path, "[{LOWER: paket}]", named), GERMAN)


@needs_spacy
def test_a_pipeline_of_that_language_reads_it(tmp_path: Path) -> None:
    import spacy

    spacy.blank("de").to_disk(tmp_path / "german")
    folder = write(tmp_path, "[{LOWER: paket}]", f"pipeline: {tmp_path / 'german'}\n")
    assert marks_of(folder, GERMAN) == ["Paket"]


@needs_spacy
def test_a_run_finds_the_pipeline_that_is_installed(tmp_path: Path, pipeline: Path) -> None:
    """Its own process, since spaCy looks for pipelines when it is imported."""
    write(tmp_path, "[{TAG: NN}, {LEMMA: be}]")
    (tmp_path / "draft.txt").write_text(STRING, encoding="utf-8")
    env = {**os.environ, "PYTHONPATH": os.pathsep.join([SOURCES, str(pipeline)])}
    args = ["draft.txt", "--rules", str(tmp_path), "--select", "own", "--isolated", "--format", "json"]
    found = subprocess.run([sys.executable, "-c", "import spacy; print(*spacy.util.get_installed_models())"], capture_output=True, text=True, env=env, check=True).stdout.split()  # fmt: skip
    if found != ["en_tiny_support"]:
        pytest.skip("another pipeline is installed, which comes first")
    done = subprocess.run([sys.executable, "-m", "replycheck", *args], capture_output=True, text=True, env=env, cwd=tmp_path, timeout=120)  # fmt: skip
    assert "deadline is again" in done.stdout, done.stderr


# Where spaCy is missing, or has nothing to do.


@pytest.mark.usefixtures("no_spacy")
def test_without_spacy_a_rule_is_skipped_and_says_what_to_install(tmp_path: Path) -> None:
    folder = write(tmp_path, "[{LOWER: sorry}]")
    assert reason_of(folder, "So sorry.") == "needs spaCy; install it with: pip install 'replycheck[nlp]'"
    assert not report_of(folder, "It is done.").skipped, "no word of the pattern stands there"


@pytest.mark.usefixtures("no_spacy")
def test_without_spacy_the_examples_are_skipped_and_nothing_failed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    examples = "examples: {bad: [So sorry.], good: [It is done.]}\n"
    write(tmp_path, "[{LOWER: sorry}]", examples)
    assert main(["test", str(tmp_path)]) == 0
    assert capsys.readouterr().out == (
        f"{tmp_path}/own/again.yaml: skipped: needs spaCy; install it with: pip install 'replycheck[nlp]'\n"
        "0 examples of 0 rules: none failed; 1 rule skipped\n"
    )


@needs_spacy
def test_with_spacy_the_examples_are_run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path, "[{LOWER: sorry}]", "examples: {bad: [It is done.], good: [Fine.]}\n")
    assert main(["test", str(tmp_path)]) == 1
    assert "bad example 1: not found" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("patterns", "draft", "needed"),
    [
        pytest.param("[{LOWER: so}, {LOWER: sorry}]", "so it is", False, id="one of two words"),
        pytest.param("[{LOWER: so}, {LOWER: sorry}]", "So Sorry", True, id="both"),
        pytest.param("[{LOWER: so}, {LOWER: sorry, OP: '?'}]", "so it is", True, id="a word that may be left out"),
        pytest.param("[{LOWER: so}, {LOWER: sorry, OP: '!'}]", "so it is", True, id="a word that may not stand"),
        pytest.param("[{LOWER: so}, {LOWER: sorry, OP: '{0,2}'}]", "so it is", True, id="a word from no time on"),
        pytest.param("[{LOWER: so}, {LOWER: sorry, OP: '{1,2}'}]", "so it is", False, id="a word once at least"),
        pytest.param("[{ORTH: {IN: [Sorry, Fine]}}]", "all fine", True, id="one of several"),
        pytest.param("[{LOWER: {NOT_IN: [sorry]}}]", "all fine", True, id="none of several"),
        pytest.param("[{LOWER: sorry}]\n  - [{LENGTH: 3}]", "all fine", True, id="a second pattern"),
    ],
)  # fmt: skip
def test_spacy_is_asked_for_texts_that_may_match(
    tmp_path: Path, no_spacy: None, patterns: str, draft: str, needed: bool
) -> None:
    assert bool(report_of(write(tmp_path, patterns), draft).skipped) is needed


def test_no_everyday_profile_has_a_builtin_rule_over_tokens() -> None:
    """So that nobody waits two seconds, or reads of a skipped rule, who did not ask for one."""
    for profile in PROFILES:
        active = load_rules(config=Config(profile=profile)).active
        assert any(rule.kind == "tokens" for rule in active) is (profile == "thorough")


def test_the_schema_for_editors_knows_patterns() -> None:
    branch = next(b for b in rule_schema()["oneOf"] if b["title"] == "kind: tokens")
    token = branch["properties"]["tokens"]["items"]["items"]
    assert {"LOWER", "OP", "POS", "_"} <= set(token["properties"])
    assert "tokens" in branch["required"]


# The page on writing one's own.


def page_rules() -> list[str]:
    return re.findall(r"^```yaml\n(kind: tokens\n.*?)^```", PAGE.read_text(encoding="utf-8"), re.M | re.S)


@needs_spacy
@pytest.mark.parametrize("at", range(2))
def test_the_rules_of_the_page_hold_their_examples(tmp_path: Path, pipeline: Path, at: int) -> None:
    texts = page_rules()
    assert len(texts) == 2
    (tmp_path / "own").mkdir()
    grammar = f"pipeline: {pipeline / 'en_tiny_support' / 'data'}\n" if "POS" in texts[at] else ""
    (tmp_path / "own" / "page.yaml").write_text(texts[at] + grammar, encoding="utf-8")
    ruleset = Ruleset(*read_folder(tmp_path, shown="my-rules"))
    (rule,) = ruleset.rules
    assert rule.bad
    assert rule.good
    assert skip_reason(rule) is None
    assert list(failures(rule, ruleset_for(rule, ruleset))) == []


def test_the_mistake_of_the_page_is_what_is_said(tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    text = page_rules()[0].replace("LOWER", "LOWR", 1)
    (tmp_path / "own" / "brand-misspelt.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(RuleError) as caught:
        read_folder(tmp_path, shown="my-rules")
    assert f"`{caught.value}`" in PAGE.read_text(encoding="utf-8")
