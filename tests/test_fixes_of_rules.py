"""Which built-in rules give which fixes over their own examples, and that each fix mends what it is for."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import pytest

from replycheck.check import check
from replycheck.examples import case_of, ruleset_for, skip_reason
from replycheck.fixing import edits_of, mend, replaced
from replycheck.model import Case, Edit, Report, Settings
from replycheck.read import read_text
from replycheck.records import replace
from replycheck.rules import Example, Rule, Ruleset, load_rules

RULES = load_rules(examples=True)

GIVEN = {
    "clarity/hard-to-read": {"unsafe"},
    "clarity/jargon": {"unsafe"},
    "consistency/contradicts-facts": {"unsafe"},
    "consistency/preferred-term": {"safe", "none"},
    "consistency/weekday-mismatch": {"unsafe"},
    "consistency/wrong-product-or-order": {"unsafe"},
    "generic/stock-opener": {"unsafe", "none"},
    "generic/value-claim": {"unsafe", "none"},
    "links/no-self-service": {"unsafe"},
    "links/wrong-recipient-or-brand": {"unsafe", "none"},
    "personal/generic-addressee": {"safe", "unsafe", "none"},
    "personal/name-misspelt": {"safe", "unsafe"},
    "personal/no-greeting": {"unsafe", "none"},
    "personal/title-guessed": {"unsafe"},
    "personal/wrong-name": {"unsafe"},
    "placeholders/angle-fill-in": {"unsafe", "none"},
    "placeholders/empty-greeting": {"safe", "none"},
    "placeholders/markup-leak": {"safe", "unsafe"},
    "placeholders/null-residue": {"unsafe", "none"},
    "placeholders/template-variable": {"unsafe", "none"},
    "placeholders/unfilled": {"unsafe", "none"},
    "privacy/bank-or-national-id": {"unsafe"},
    "privacy/card-number": {"unsafe"},
    "privacy/secret": {"unsafe"},
    "residue/assistant-meta": {"unsafe", "none"},
    "tone/shouting": {"safe", "unsafe"},
}
"""What the examples of a rule give; `none` where a finding of its has no words to write."""

HINTS = """
clarity/ambiguous-date clarity/steps-in-prose clarity/vague-time generic/empathy-script generic/non-apology
generic/process-filler generic/stock-apology generic/stock-closer links/unsafe-or-internal-url ownership/blames-colleague
ownership/blames-third-party ownership/no-apology ownership/not-us ownership/passive-evasion ownership/policy-shield
ownership/undated-next-step personal/closing personal/no-signature promises/absolute-guarantee
promises/unhedged-deadline screenshot/blames-customer timing/late-without-explanation tone/calm-down tone/commanding
tone/condescending tone/lecturing tone/minimising tone/negative-wording tone/no-empathy tone/passive-aggressive
tone/too-cheerful
""".split()
"""Rules that could have an unsafe fix, and whose words only the writer knows: the date, the reason, the remedy."""

MAY_BE_SAFE = """
consistency/preferred-term personal/generic-addressee personal/name-misspelt placeholders/empty-greeting
placeholders/markup-leak proofreading/apostrophe proofreading/article proofreading/capitals
proofreading/doubled-word proofreading/own-name-misspelt proofreading/spelling proofreading/word-division
proofreading/punctuation-and-spacing proofreading/question-mark proofreading/sentence-start residue/lint-directive
tone/shouting
""".split()
"""Rules with a fix of one possible outcome that leaves the meaning as it is: it is made without being looked at."""


class Tried(NamedTuple):
    """One bad example of a rule under the rule alone, which may count other rules."""

    rule: Rule
    report: Report
    ruleset: Ruleset

    def check(self, case: Case) -> Report:
        report = check(case, self.ruleset)
        return replace(report, findings=tuple(f for f in report if f.rule == self.rule.id))


@cache
def _tried_all(rule_id: str) -> tuple[Tried, ...]:
    rule = RULES.get(rule_id)
    assert rule is not None
    return tuple(_tried(rule, example) for example in rule.bad)


def tried(rule: Rule) -> tuple[Tried, ...]:
    return _tried_all(rule.id)


def _tried(rule: Rule, example: Example) -> Tried:
    ruleset = ruleset_for(rule, RULES)
    if example.settings is not None:
        ruleset = ruleset.with_settings(example.settings)
    case = case_of(example)
    blank = Tried(rule, Report(case), ruleset)
    return blank._replace(report=blank.check(case))


def safeties(rule: Rule) -> set[str]:
    return {f.match.fix.safety if f.match.fix else "none" for t in tried(rule) for f in t.report}


def rewritten(case: Case, edits: tuple[Edit, ...]) -> Case:
    draft = read_text(replaced(case.draft.text, edits), role="agent", path="draft", markup=case.draft.markup)
    return replace(case, draft=draft)


RUNNABLE = [rule for rule in RULES.rules if skip_reason(rule) is None]


@pytest.mark.parametrize("rule", RUNNABLE, ids=lambda rule: rule.id)
def test_a_rule_gives_the_fixes_it_is_said_to_give(rule: Rule) -> None:
    found = safeties(rule)
    if rule.id in GIVEN:
        assert found == GIVEN[rule.id]
    if rule.id in HINTS:
        assert found == {"none"}, "it has a fix now: move it to GIVEN"
    assert "safe" not in found or rule.id in MAY_BE_SAFE, (
        "a safe fix is made unseen: is there one outcome only?"
    )


@pytest.mark.parametrize("rule", RUNNABLE, ids=lambda rule: rule.id)
def test_a_fix_mends_what_it_is_for_and_once_is_enough(rule: Rule) -> None:
    for one in tried(rule):
        done = mend(one.report, one.check, rewritten, "unsafe")
        assert done.at_odds == ()
        draft = done.report.case.draft
        left = [f for f in done.report if edits_of(f, draft, "unsafe")]
        assert left == [], f"still to be fixed: {draft.text!r}"
        assert done.applied or not any(edits_of(f, one.report.case.draft, "unsafe") for f in one.report)


@pytest.mark.parametrize("rule", RUNNABLE, ids=lambda rule: rule.id)
def test_a_safe_fix_brings_no_new_fault(rule: Rule) -> None:
    for one in tried(rule):
        done = mend(one.report, one.check, rewritten, "safe")
        if not done.applied:
            continue
        whole = Ruleset(RULES.rules, RULES.lexicons, one.ruleset.config._replace(select=(), profile="agent"))
        before = {f.rule for f in check(one.report.case, whole)}
        after = {f.rule for f in check(done.report.case, whole)}
        assert after - before == set()


def test_the_tables_name_rules_that_there_are() -> None:
    known = {rule.id for rule in RULES.rules}
    assert {*GIVEN, *HINTS} <= known


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("It comes with the RMA.", "It comes with the return.", id="an article stands there"),
        pytest.param("Your RMA is open.", "Your return is open.", id="a possessive stands there"),
        pytest.param("RMA 12 is open.", "The return 12 is open.", id="a sentence begins with it"),
        pytest.param("It needs RMA papers.", "It needs the return papers.", id="nothing stands there"),
    ],
)
def test_words_to_write_instead_fit_their_place(before: str, after: str) -> None:
    config = RULES.config._replace(
        select=("clarity/jargon",), settings=Settings(jargon={"RMA": "the return"})
    )
    ruleset = Ruleset(RULES.rules, RULES.lexicons, config)
    report = check(Case(read_text(before, role="agent")), ruleset)
    done = mend(report, lambda case: check(case, ruleset), rewritten, "unsafe")
    assert done.report.case.draft.text == after


LEFT_OUT = [
    pytest.param("I hope this email finds you well. The lamp left today.", "The lamp left today.", id="the first sentence"),
    pytest.param("Hi Ana,\n\nThank you for contacting us.\n\nThe lamp left today.\n", "Hi Ana,\n\nThe lamp left today.\n", id="a paragraph"),
    pytest.param("Hi Ana,\n\nThe lamp left today. We value your feedback.\n\nLena\n", "Hi Ana,\n\nThe lamp left today.\n\nLena\n", id="the last of a paragraph"),
    pytest.param("Hi Ana,\n\nThe lamp left. We value your feedback. It is blue.\n", "Hi Ana,\n\nThe lamp left. It is blue.\n", id="in the middle"),
    pytest.param("Hi Ana,\n\nThe lamp left.\nWe value your feedback.\nIt is blue.\n", "Hi Ana,\n\nThe lamp left.\nIt is blue.\n", id="a line"),
    pytest.param("Sure, here's a shorter draft:\nHi Ana, the lamp ships today.", "Hi Ana, the lamp ships today.", id="an assistant's line"),
]  # fmt: skip


@pytest.mark.parametrize(("before", "after"), LEFT_OUT)
def test_a_stock_sentence_is_left_out_whole(before: str, after: str) -> None:
    assert left_out(before) == after


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Hi Ana,\n\nWe value your feedback.\n\nLena\n", id="nothing else is said"),
        pytest.param("We value your feedback and sent it to Mara. It is blue.", id="the sentence says more"),
        pytest.param("We value your feedback 88121. It is blue.", id="a number beside it"),
    ],
)
def test_a_sentence_that_says_something_stays(text: str) -> None:
    assert left_out(text) == text


def left_out(text: str) -> str:
    names = ("generic/stock-opener", "generic/value-claim", "residue/assistant-meta")
    ruleset = Ruleset(RULES.rules, RULES.lexicons, RULES.config._replace(select=names, profile="thorough"))
    report = check(Case(read_text(text, role="agent")), ruleset)
    assert report.findings
    return mend(report, lambda case: check(case, ruleset), rewritten, "unsafe").report.case.draft.text
