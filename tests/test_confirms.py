"""Rules that confirm others: where both speak of a place, the other's suggestion is a warning."""

from __future__ import annotations

from pathlib import Path

import pytest

from replycheck import Case, Config, Severity, check
from replycheck.errors import RuleError
from replycheck.packing import pack, unpack
from replycheck.read import read_text
from replycheck.rulefile import read_folder
from replycheck.rules import Ruleset


def rules(folder: Path, **files: str) -> Path:
    (folder / "own").mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / "own" / f"{name}.yaml").write_text(
            f"kind: phrase\nmessage: '{{match}}'\n{text}", encoding="utf-8"
        )
    return folder


def severities(folder: Path, draft: str, **config: Severity) -> dict[str, Severity]:
    said = {name.replace("_", "/"): severity for name, severity in config.items()}
    ruleset = Ruleset(*read_folder(folder, shown="own"), Config(severities=said))
    return {f.rule: f.severity for f in check(Case(read_text(draft, role="agent")), ruleset)}


S, W, E = Severity.SUGGESTION, Severity.WARNING, Severity.ERROR
SECOND = "severity: warning\nconfirms: [own/first]\nyields_to: [own/first]\nphrases: [red lamp]\n"


@pytest.mark.parametrize(
    ("first", "draft", "found"),
    [
        pytest.param("severity: suggestion\nphrases: [lamp]\n", "A red lamp.", {"own/first": W}, id="both"),
        pytest.param("severity: suggestion\nphrases: [lamp]\n", "A lamp.", {"own/first": S}, id="the first alone"),
        pytest.param("severity: suggestion\nphrases: [shade]\n", "A red lamp.", {"own/second": W}, id="the second alone"),
        pytest.param("severity: suggestion\nphrases: [shade]\n", "A red lamp and shade.", {"own/first": S, "own/second": W}, id="two places"),
        pytest.param("severity: warning\nphrases: [lamp]\n", "A red lamp.", {"own/first": W}, id="a warning stays"),
        pytest.param("severity: error\nphrases: [lamp]\n", "A red lamp.", {"own/first": E}, id="an error stays"),
    ],
)  # fmt: skip
def test_a_confirmed_suggestion_is_a_warning(
    tmp_path: Path, first: str, draft: str, found: dict[str, Severity]
) -> None:
    assert severities(rules(tmp_path, first=first, second=SECOND), draft) == found


def test_what_a_team_said_of_a_severity_stands(tmp_path: Path) -> None:
    folder = rules(tmp_path, first="severity: warning\nphrases: [lamp]\n", second=SECOND)
    assert severities(folder, "A red lamp.", own_first=S) == {"own/first": S}


@pytest.mark.parametrize(("first", "second", "kept"), [(W, S, "first"), (S, W, "second"), (W, W, "first")])
def test_of_two_that_yield_to_each_other_one_stays(
    tmp_path: Path, first: Severity, second: Severity, kept: str
) -> None:
    text = "severity: {}\nyields_to: [own]\nphrases: [lamp]\n"
    folder = rules(tmp_path, first=text.format(first.word), second=text.format(second.word))
    assert list(severities(folder, "A lamp.")) == [f"own/{kept}"]


def test_a_rule_does_not_confirm_itself(tmp_path: Path) -> None:
    folder = rules(tmp_path, only="severity: suggestion\nconfirms: [own]\nphrases: [lamp, red lamp]\n")
    assert severities(folder, "A lamp.") == {"own/only": S}


def test_it_travels_in_a_pack(tmp_path: Path) -> None:
    found = unpack(pack(*read_folder(rules(tmp_path, second=SECOND), shown="own")))
    assert found is not None
    assert found[0][0].confirms == ("own/first",)


def test_a_name_that_is_none_is_refused_at_its_place(tmp_path: Path) -> None:
    folder = rules(tmp_path, second="severity: warning\nphrases: [x]\nconfirms: [own/first, Not a rule]\n")
    with pytest.raises(RuleError, match=r"second.yaml:5:23: 'Not a rule' is no rule"):
        read_folder(folder, shown="own")
