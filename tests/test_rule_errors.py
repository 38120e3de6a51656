"""A mistake in a rule file is named at its line and column, with what to write instead."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from replycheck.config import Config
from replycheck.errors import ConfigError, RuleError
from replycheck.rules import load_rules

GOOD = """kind: phrase
severity: warning
message: '{match} again'
phrases:
  - once again
"""

MISTAKES = [
    pytest.param("", "1:1: the file is empty", id="empty file"),
    pytest.param("- a\n- b\n", "1:1: one mapping of keys", id="a list"),
    pytest.param("kind: [\n", "2:1: broken YAML", id="broken YAML"),
    pytest.param("kind: phrase\n\tseverity: x\n", "2:1: broken YAML", id="a tab"),
    pytest.param(
        GOOD.replace("phrases", "phrase", 1).replace("kind: phrase", "kind: phrase"),
        "unknown key 'phrase'; did you mean 'phrases'?",
        id="near miss of a key",
    ),
    pytest.param(GOOD.replace("severity: warning", "severity: warn"), "2:11: unknown severity 'warn'; did you mean", id="severity"),
    pytest.param(GOOD.replace("severity: warning\n", ""), "1:1: the key 'severity' is missing", id="no severity"),
    pytest.param(GOOD.replace("kind: phrase", "kind: phrases"), "1:7: unknown kind 'phrases'; did you mean 'phrase'?", id="kind"),
    pytest.param("severity: error\n", "1:1: the key 'kind' is missing", id="no kind"),
    pytest.param(GOOD.replace("phrases:\n  - once again", "phrases: once again"), "4:10: 'phrases' should be a list of texts", id="a text for a list"),
    pytest.param(GOOD.replace("- once again", "- 12"), "5:5: 'phrases' should hold texts, not a number; put it in quotes", id="a number"),
    pytest.param(GOOD.replace("- once again", "- no"), "5:5: 'phrases' should hold texts, not yes or no; put it in quotes", id="yaml's no"),
    pytest.param(GOOD.replace("- once again", "- (once"), "5:5: invalid regular expression", id="regex"),
    pytest.param(GOOD.replace("- once again", "- (once)?"), "5:5: this matches the empty text", id="empty match"),
    pytest.param(GOOD.replace("  - once again", "  - fine\n  - '[a'"), "6:5: invalid regular expression", id="second phrase"),
    pytest.param(GOOD.replace("phrases:\n  - once again\n", ""), "1:1: a rule of kind 'phrase' needs the key 'phrases'", id="a kind's own key"),
    pytest.param(GOOD + "unless: [quotd]\n", "6:10: unknown value 'quotd' in 'unless'; did you mean 'quoted'?", id="predicate"),
    pytest.param(GOOD + "unless: quoted\n", "6:9: 'unless' should be a list of texts; write [quoted]", id="predicate without brackets"),
    pytest.param(GOOD + "needs: [inbond]\n", "6:9: unknown value 'inbond' in 'needs'; did you mean 'inbound'?", id="need"),
    pytest.param(GOOD + "scope: head\n", "6:8: unknown scope 'head'", id="scope"),
    pytest.param(GOOD + "once: 'yes'\n", "6:7: 'once' should be true or false", id="a text for yes or no"),
    pytest.param(GOOD + "severity_by: {eror: 0.5}\n", "6:15: unknown severity 'eror'; did you mean 'error'?", id="score word"),
    pytest.param(GOOD + "severity_by: {error: 5}\n", "6:22: the least score for 'error'", id="score out of range"),
    pytest.param(GOOD + "examples:\n  bad:\n    - drft: x\n", "8:7: unknown key 'drft'; did you mean 'draft'?", id="example key"),
    pytest.param(GOOD + "examples:\n  bad:\n    - inbound: x\n", "8:7: an example needs the key 'draft'", id="example without a draft"),
    pytest.param(GOOD + "severity: error\n", "6:1: the key 'severity' stands twice", id="a key twice"),
    pytest.param(GOOD.replace("{match} again", "{match again"), "3:10: the message cannot be filled in", id="message"),
    pytest.param("kind: length\nseverity: error\nmessage: m\nunit: word\nmax_words: 3\n", "4:7: unknown unit 'word'", id="unit"),
    pytest.param(GOOD + "select: &a [*a]\n", "6:9: anchors and aliases are not supported", id="an alias of itself"),
    pytest.param("a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n", "anchors and aliases are not supported", id="billion laughs"),
    pytest.param("a: " + "[" * 100_000, "nested deeper than 50 levels", id="nested too deep"),
    pytest.param("a: " + "x" * 1_000_001, "1:1: the file is above 1 MB", id="too large"),
    pytest.param(GOOD + "why: !!python/name:os.system x\n", "6:6: ", id="a tag"),
    pytest.param(GOOD + "severity_by: {1: 0}\n", "6:15: unknown severity 1", id="a number for a severity"),
    pytest.param("kind: substitution\nseverity: error\nmessage: m\n", "1:1: a rule of kind 'substitution' needs the key 'swaps'", id="no swaps"),
    pytest.param("kind: substitution\nseverity: error\nmessage: m\nswaps: {}\n", "4:8: 'swaps' is empty", id="empty swaps"),
    pytest.param("kind: substitution\nseverity: error\nmessage: m\nswaps: {utilise: ''}\n", "4:18: an empty text in 'swaps'", id="an empty swap"),
    pytest.param(GOOD.replace("'{match} again'", "' '"), "3:10: the message is empty", id="empty message"),
    pytest.param(GOOD + "applies_to: []\n", "6:13: 'applies_to' is empty", id="applies to nothing"),
    pytest.param(GOOD + "yields_to: [Generic rule]\n", "6:13: 'Generic rule' is no rule", id="yields to no id"),
    pytest.param(GOOD + "suggest: ['']\n", "6:11: an empty text in 'suggest'", id="an empty suggestion"),
    pytest.param(GOOD + "examples: {bad: [{draft: x, mode: makro}]}\n", "6:35: unknown mode 'makro'; did you mean 'macro'?", id="example mode"),
    pytest.param(GOOD + "examples: {bad: [{draft: x, channel: fax}]}\n", "unknown channel 'fax'; one of chat, email, social", id="example channel"),
    pytest.param(GOOD + "examples: {bad: [{draft: x, draft_date: 'May 4'}]}\n", "6:41: 'May 4' is no date", id="example date"),
    pytest.param(GOOD + "examples: {bad: [{draft: x, customer_name: ' '}]}\n", "6:44: the name is empty", id="example name"),
    pytest.param(GOOD + "examples: {bad: [{draft: x, earlier: y}]}\n", "6:38: 'earlier' should be a list of texts", id="earlier without brackets"),
    pytest.param(GOOD + "examples: {bad: [{draft: x, settings: y}]}\n", "6:39: 'settings' should be a mapping", id="settings that are none"),
    pytest.param(GOOD + "examples: {bad: [{draft: x, settings: {prefered: {a: b}}}]}\n", "6:40: unknown key 'prefered'; did you mean 'preferred'?", id="a key of settings"),
    pytest.param(GOOD + "examples: {bad: [{draft: x, settings: {facts: [{about: x}]}}]}\n", "6:48: the key 'words' is missing here", id="a fact without words"),
    pytest.param(GOOD.replace("- once again", "- '(?i)once'"), "5:5: inline flags are not supported", id="inline flags"),
    pytest.param(GOOD.replace("- once again", "- '[[a]once'"), "5:5: unclear regular expression: Possible nested set", id="nested set"),
    *(
        pytest.param(GOOD.replace("kind: phrase", "kind: pattern").replace("phrases:\n  - once again", f"patterns: ['{pattern}']"), f"4:12: this repeats {times} times, more than 10,000", id=pattern)
        for pattern, times in (
            ("a{1000000000}", "1,000,000,000"), ("(a{1000}){1000}", "1,000,000"), ("a(?:b{200,}c){1,200}", "40,000"),
            ("x(?=a{20000})", "20,000"), ("x|(y{0,20000}z)+", "20,000"),
        )
    ),
    pytest.param(GOOD.replace("once again", "again or " * 60_000), "5:5: 539,999 characters are more than 10,000", id="an endless phrase"),
    pytest.param(GOOD.replace("- once again", "- '" + "(" * 5000 + "'"), "5:5: invalid regular expression", id="deep regex"),
    *(
        pytest.param(GOOD.replace("{match}", field), f"3:10: the message cannot be filled in: {{{name}}} should", id=f"message with {field}")
        for field, name in (
            ("{ match}", " match"), ("{match[foo]}", "match[foo]"), ("{match.x}", "match.x"),
            ("{match:>1000000000}", "match"), ("{match!r}", "match"), ("{0}", "0"), ("{}", ""),
        )
    ),
    pytest.param(GOOD.replace("{match}", "{mach}"), "3:10: the message has no value 'mach'; did you mean 'match'?", id="unknown value"),
    pytest.param(GOOD.replace("{match}", "{instead}"), "the message has no value 'instead'; one of match is wanted", id="a value of another kind"),
    pytest.param("kind: length\nseverity: error\nmessage: m\nunit: sentence\nmax_words: x\n", "5:12: 'max_words' should be a whole number", id="number"),
    *(
        pytest.param("kind: pattern\nseverity: error\nmessage: m\npatterns: ['a(?P<x>b)']\nreplace: '" + replace + "'\n", "5:10: 'replace' " + problem, id=f"replace {replace}")
        for replace, problem in (
            ("{y}", "has no value 'y'; one of match, x is wanted"), ("{0}", "cannot be filled in: {0} should be a plain name"),
            ("{x", "cannot be filled in: expected '}'"), ("{x!r}", "cannot be filled in: {x} should be a plain name"),
        )
    ),
    pytest.param("kind: length\nseverity: error\nmessage: '{word} words'\nunit: sentence\nmax_words: 9\n", "3:10: the message has no value 'word'; did you mean 'words'?", id="a value of length"),
    pytest.param("kind: missing\nseverity: error\nmessage: '{words}'\nlexicons: [late]\n", "3:10: the message has no value 'words'; one of match is wanted", id="a value that another kind has"),
    *(
        pytest.param("kind: length\nseverity: error\nmessage: m\nunit: sentence\nmax_words: " + number + "\n", "5:12: 'max_words' should be 1 or more", id=f"{number} words")
        for number in ("-3", "0")
    ),
    pytest.param("kind: missing\nseverity: error\nmessage: m\nlexicons: [late]\nmin_words: -1\n", "5:12: 'min_words' should be 0 or more", id="fewer words than none"),
    *(
        pytest.param("kind: density\nseverity: error\nmessage: m\ncounts: [generic/*]\nmin_share: " + share + "\n", "5:12: 'min_share' should be a share from 0 to 1", id=f"a share of {share}")
        for share in ("30", "-0.1")
    ),
    pytest.param("kind: judged\nseverity: error\nmessage: m\nlabels: [blame, nonsense]\n", "4:17: unknown value 'nonsense' in 'labels'; one of", id="a label that the reader has not"),
    pytest.param("kind: placeholder\nseverity: error\nmessage: m\nsorts: [unfiled]\n", "4:9: unknown value 'unfiled' in 'sorts'; did you mean 'unfilled'?", id="a sort of slot"),
    pytest.param("kind: judged\nseverity: error\nmessage: m\nlabels: [blame]\nseverity_by: {suggestion: 0.9, warning: 0.5}\n", "5:27: 'suggestion' begins above 'warning'", id="scores that fall"),
    pytest.param(GOOD + "severity_by: {error: 0.5}\n", "6:1: the kind 'phrase' gives no score", id="a kind without a score"),
    pytest.param(GOOD + "yields_to: [generic, tone/nope]\n", "6:22: no rule or family is called 'tone/nope'", id="yields to no rule"),
    pytest.param(GOOD + "yields_to: [tome]\n", "6:13: no rule or family is called 'tome'; did you mean 'tone'?", id="yields to no family"),
    pytest.param(GOOD + "yields_to: [own/again]\n", "6:13: 'own/again' is this rule itself", id="yields to itself"),
    pytest.param(GOOD + "confirms: [proofread]\n", "6:12: no rule or family is called 'proofread'; did you mean 'proofreading'?", id="confirms no family"),
    *(
        pytest.param("kind: density\nseverity: error\nmessage: m\ncounts: [generic/*, " + name + "]\n", f"4:21: no rule is called '{name}'", id=f"counts {name}")
        for name in ("nope/*", "generic/nope-*")
    ),
    *(
        pytest.param("kind: density\nseverity: error\nmessage: m\ncounts: [generic/*, " + name + "]\n", "4:21: " + problem, id=f"counts {name}")
        for name, problem in (
            ("tone", "no rule is called 'tone'; did you mean 'tone/*'?"), ("own", "no rule is called 'own'; did you mean 'own/*'?"),
            ("ui", "no rule is called 'ui'; write <family>/<name>, or"), ("tome/*", "no rule is called 'tome/*'; did you mean 'tone/*'?"),
            ("own/again", "'own/again' is this rule itself; take it out"), ("own/agan", "no rule is called 'own/agan'; did you mean 'own/*'?"),
        )
    ),
    pytest.param("kind: missing\nseverity: error\nmessage: m\nlexicons: [late, warrenty]\n", "4:18: no lexicon is called 'warrenty'; one of", id="no such lexicon"),
    pytest.param("kind: missing\nseverity: error\nmessage: m\nlexicons: [late]\ngiven: [apologie]\n", "5:9: no lexicon is called 'apologie'; did you mean 'apology'?", id="no such lexicon in 'given'"),
    pytest.param("kind: timing\nseverity: error\nmessage: m\nlexicon: lates\n", "4:10: no lexicon is called 'lates'; did you mean 'late'?", id="no such lexicon by itself"),
    *(
        pytest.param("kind: correction\nseverity: error\nmessage: m\ncorrections: [\"" + entry + "\"]\n", f"4:15: {entry!r}: {word!r} never stands there", id=entry)
        for entry, word in (
            ("I [has -> have]", "I"), ("^ [Their -> There] (is|are)", "Their"), ("(we|I) [has -> have]", "I"),
            ("^ [A -> An] hour", "A"), ("^ [E-mail -> Email] us", "E-mail"),
            ("customer [Id -> ID]", "Id"), ("if [Im -> I am]", "Im"), ("if I've [went -> gone]", "I've"),
        )
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "problem"), MISTAKES)
def test_a_mistake_is_named_at_its_place(tmp_path: Path, text: str, problem: str) -> None:
    (tmp_path / "own").mkdir()
    file = tmp_path / "own" / "again.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(RuleError) as caught:
        load_rules(tmp_path)
    assert str(caught.value).startswith(f"{tmp_path}/own/again.yaml:")
    assert problem in str(caught.value)


def test_a_rule_without_mistakes_loads(tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "again.yaml").write_text(GOOD, encoding="utf-8")
    rule = load_rules(tmp_path).get("own/again")
    assert rule is not None
    assert rule.message == "{match} again"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(GOOD.replace("kind: phrase", "kind: pattern").replace("phrases:\n  - once again", "patterns: ['(?<=on )4']"), id="a look-behind with a space"),
        pytest.param(GOOD.replace("once again", "once (?P<more>again)").replace("{match}", "{more}"), id="a named group"),
        pytest.param(GOOD.replace("once again", "once.{0,200}again( and again){0,40}"), id="repeats that people write"),
        pytest.param(GOOD.replace("{match}", "{{match}}"), id="braces that are meant"),
        pytest.param(GOOD + "yields_to: [generic, tone/curt, own]\nconfirms: [proofreading]\n", id="families and an id"),
        pytest.param("kind: density\nseverity: error\nmessage: m\ncounts: [generic/*, generic/stock-*, tone/curt]\n", id="what is counted"),
        pytest.param("kind: density\nseverity: error\nmessage: m\ncounts: [own/*]\n", id="a family without another rule"),
        pytest.param("kind: missing\nseverity: error\nmessage: m\nlexicons: [late, next_step]\n", id="lexicons"),
        pytest.param("kind: substitution\nseverity: error\nmessage: '{match}: {instead}'\nswaps: {utilise: use}\n", id="swaps"),
        pytest.param("\ufeff" + GOOD, id="a byte order mark"),
        pytest.param("kind: pattern\nseverity: error\nmessage: m\npatterns: ['a(?P<x>b)|c']\nreplace: '{x} of {match}, {{really}}'\n", id="a replacement with groups"),
        pytest.param("kind: judged\nseverity: error\nmessage: '{words}'\nlabels: [blame]\nseverity_by: {suggestion: 0.5, warning: 0.5, error: 0.9}\n", id="scores that rise"),
        pytest.param("kind: conveyor-belt\nseverity: error\nmessage: '{other} {share}'\nshare: 1\nown: 0\n", id="a whole share, and none"),
        *(
            pytest.param("kind: correction\nseverity: error\nmessage: m\ncorrections: ['" + entry + "']\n", id=entry)
            for entry in ("in [may -> May] <end>", "[at -> in] (January|May)", "[Will -> will] be sent", "^ [ISBN -> an ISBN] is", "the [Black Friday -> sale]", "[i has -> I have]", "!^ [Their -> There] is", "[Could of -> could have]", "(i|I) [has -> have]", "^ [(Their|their) -> There] is")
        ),
    ],
)  # fmt: skip
def test_what_is_no_mistake_loads(tmp_path: Path, text: str) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "again.yaml").write_text(text, encoding="utf-8")
    assert load_rules(tmp_path).get("own/again") is not None


@pytest.mark.parametrize(
    ("entry", "text", "instead"),
    [
        ("[The North Fase -> The North Face]", "Our shop sells The North Fase.", "The North Face"),
        ("[Us -> US] post", "It leaves with the Us post.", "US"),
        ("[level A -> A level]", "The books are for level A pupils.", "A level"),
        ("plan [A -> B]", "We keep to plan A today.", "B"),
        ("[No -> Nr] <number>", "It is order No 7.", "Nr"),
        ("[Do -> So] it", "We Do it today.", "So"),
        ("[On -> in] Harbourline", "You bought it On Harbourline.", "In"),
        ("[I'am -> I am]", "We or I'am there.", "I am"),
        ("^ [X -> Size X] fits", "X fits you.", "Size X"),
        ("^ [US -> The US] post", "US post is late.", "The US"),
        ("!^ [Their -> There] is", "We know Their is one.", "There"),
    ],
)
def test_a_capital_inside_a_sentence_is_compared(tmp_path: Path, entry: str, text: str, instead: str) -> None:
    from replycheck import Case, check
    from replycheck.read import read_text

    (tmp_path / "own").mkdir()
    rule = f'kind: correction\nseverity: error\nmessage: m\ncorrections: ["{entry}"]\n'
    (tmp_path / "own" / "again.yaml").write_text(rule, encoding="utf-8")
    ruleset = load_rules(tmp_path, config=Config(select=("own",)))
    found = check(Case(read_text(text, role="agent")), ruleset)
    assert [finding.match.suggestions for finding in found] == [(instead,)]


def test_a_group_that_took_no_part_leaves_a_gap_in_the_replacement(tmp_path: Path) -> None:
    from replycheck import Case, check
    from replycheck.read import read_text

    (tmp_path / "own").mkdir()
    text = "kind: pattern\nseverity: error\nmessage: m\npatterns: ['lamp (?P<x>one)|lamp']\nreplace: 'light {x}'\n"
    (tmp_path / "own" / "again.yaml").write_text(text, encoding="utf-8")
    ruleset = load_rules(tmp_path, config=Config(select=("own",)))
    found = check(Case(read_text("The lamp one and the lamp are here.", role="agent")), ruleset)
    assert [finding.match.suggestions for finding in found] == [("light one",), ("light ",)]


def test_a_warning_of_pythons_is_refused_each_time_and_not_printed(
    tmp_path: Path, recwarn: pytest.WarningsRecorder
) -> None:
    (tmp_path / "own").mkdir()
    text = GOOD.replace("- once again", "- '[[b]twice'")
    (tmp_path / "own" / "again.yaml").write_text(text, encoding="utf-8")
    for _ in range(2):
        with pytest.raises(RuleError, match="unclear regular expression"):
            load_rules(tmp_path)
    assert not recwarn.list


def test_a_file_out_of_place_is_named(tmp_path: Path) -> None:
    (tmp_path / "again.yaml").write_text(GOOD, encoding="utf-8")
    with pytest.raises(RuleError, match=r"<family>/<name>\.yaml"):
        load_rules(tmp_path)


def test_a_folder_without_rules_is_named(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match="holds no rule"):
        load_rules(tmp_path)
    with pytest.raises(RuleError, match="no such folder"):
        load_rules(tmp_path / "nowhere")


def test_a_users_rule_takes_the_place_of_a_builtin_one(tmp_path: Path) -> None:
    builtin = load_rules().rules[0]
    (tmp_path / builtin.family).mkdir()
    (tmp_path / f"{builtin.id}.yaml").write_text(GOOD, encoding="utf-8")
    mine = load_rules(tmp_path).get(builtin.id)
    assert mine is not None
    assert mine.message == "{match} again"


def test_a_rule_may_name_what_the_team_has_itself(tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "lexicons").mkdir()
    (tmp_path / "lexicons" / "warranty.yaml").write_text("phrases: [two years]\n")
    rule = "kind: missing\nseverity: error\nmessage: m\nlexicons: [warranty]\nyields_to: [own/again]\n"
    (tmp_path / "own" / "promise.yaml").write_text(rule)
    (tmp_path / "own" / "again.yaml").write_text(GOOD)
    for _ in range(2):  # the second time out of the cache
        assert load_rules(tmp_path).get("own/promise") is not None


def test_what_takes_the_place_of_a_builtin_rule_or_lexicon_is_known(tmp_path: Path) -> None:
    for name, text in (("tone/curt", GOOD), ("own/new", GOOD), ("lexicons/late", "phrases: [delay]\n")):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / f"{name}.yaml").write_text(text)
    assert load_rules(tmp_path).replaced == ("lexicons/late", "tone/curt")
    assert load_rules().replaced == ()


LEXICONS = [
    pytest.param("phrase: [a]\n", "1:1: unknown key 'phrase'; did you mean 'phrases'?", id="key"),
    pytest.param("phrases: {g: {weigth: 1, phrases: [ab]}}\n", "unknown key 'weigth'; did you mean 'weight'?", id="weight"),
    pytest.param("phrases: {g: {weight: x, phrases: [ab]}}\n", "'weight' should be a number", id="a text for a weight"),
    pytest.param("phrases: ['(a']\n", "1:11: invalid regular expression", id="regex"),
    pytest.param("word_groups: 5\n", "1:14: 'word_groups' should be a list of lists", id="a number for word groups"),
    pytest.param("word_groups: true\n", "1:14: 'word_groups' should be a list of lists", id="yes for word groups"),
    pytest.param("word_groups: {a: b}\n", "1:14: 'word_groups' should be a list of lists", id="a mapping for word groups"),
    *(
        pytest.param(f"phrases: {{g: {{weight: {weight}, phrases: [ab]}}}}\n", "1:23: ", id=f"weight {weight[:5]}")
        for weight in (".nan", ".inf", "9" * 400, "9" * 5000)
    ),
    pytest.param("word_groups: [[1]]\n", "should hold texts", id="word groups"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "problem"), LEXICONS)
def test_a_mistake_in_a_lexicon_is_named(tmp_path: Path, text: str, problem: str) -> None:
    (tmp_path / "lexicons").mkdir()
    (tmp_path / "lexicons" / "mine.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(RuleError) as caught:
        load_rules(tmp_path)
    assert problem in str(caught.value)


@pytest.mark.parametrize(
    ("config", "problem"),
    [
        (Config(select=("generik",)), "no rule or family is called 'generik'; did you mean 'generic'?"),
        (Config(ignore=("generic/stock-apologie",)), "did you mean 'generic/stock-apology'?"),
        (Config(profile="agnet"), "unknown profile 'agnet'; did you mean 'agent'?"),
    ],
)
def test_a_name_that_nothing_bears_is_refused(config: Config, problem: str) -> None:
    with pytest.raises(ConfigError) as caught:
        load_rules(config=config)
    assert problem in str(caught.value)


def test_a_known_family_without_a_rule_is_accepted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("replycheck.rules.FAMILIES", ("etiquette",))
    assert len(load_rules(config=Config(select=("etiquette",)))) == 0


def test_a_folder_is_packed_once_and_again_when_it_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from replycheck import rulefile

    (tmp_path / "set" / "own").mkdir(parents=True)
    file = tmp_path / "set" / "own" / "again.yaml"
    file.write_text(GOOD, encoding="utf-8")
    read: list[object] = []
    reading = rulefile.read_rule

    def counted(path: Path, *args: Any, **more: Any) -> Any:
        read.append(path)
        return reading(path, *args, **more)

    monkeypatch.setattr(rulefile, "read_rule", counted)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    first = load_rules(tmp_path / "set")
    assert file in read
    read.clear()
    second = load_rules(tmp_path / "set")
    assert file not in read
    assert [[t.source for t in r.terms] for r in first.rules] == [
        [t.source for t in r.terms] for r in second.rules
    ]
    file.write_text(GOOD.replace("once again", "once more"), encoding="utf-8")
    assert "more" in load_rules(tmp_path / "set").get("own/again").terms[0].source  # type: ignore[union-attr]
    for pack in (tmp_path / "cache" / "replycheck").iterdir():
        assert pack.stat().st_mode & 0o77 == 0
        whole = pack.read_text()
        for damaged in ("damaged", "[" * 100_000, '{"rules":[1],"version":2}', whole.replace("more", "mire")):
            pack.write_text(damaged)
            rule = load_rules(tmp_path / "set").get("own/again")
            assert rule is not None
            assert all("mire" not in term.source for term in rule.terms)


def test_other_code_makes_another_pack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from replycheck import packing

    before = packing._cache_file(tmp_path, "x")
    monkeypatch.setattr(packing, "_DERIVING", ("packing.py",))
    assert packing._cache_file(tmp_path, "x") != before


def test_a_cache_that_cannot_be_written_is_no_matter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "again.yaml").write_text(GOOD, encoding="utf-8")
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert load_rules(tmp_path).get("own/again") is not None
