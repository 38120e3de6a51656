"""What a rule says for itself, read when a format wants to tell it: a run's rules carry no reasons."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from replycheck.model import Severity
from replycheck.records import NamedTuple

if TYPE_CHECKING:
    from replycheck.rules import Rule


class RuleWords(NamedTuple):
    """A rule's own severity, `why` it exists and where that claim comes from (`see`); empty: not said."""

    severity: Severity
    why: str = ""
    see: str = ""


def words_of(rule: Rule | None) -> RuleWords | None:
    """The words of a rule, from its file where the rule was read without them.

    A file that is gone or broken since then gives none: the findings are right all the same.
    """
    if rule is None:
        return None
    if rule.why:
        return RuleWords(rule.severity, rule.why, rule.see)
    said = _said(rule)
    why, see = (" ".join(str(said.get(key) or "").split()) for key in ("why", "see"))
    return RuleWords(rule.severity, why, see)


def _said(rule: Rule) -> dict[str, Any]:
    from replycheck.errors import RuleError
    from replycheck.rules import builtin_folder
    from replycheck.yamlfile import read_source

    folder = builtin_folder()
    places = [Path(rule.path)]
    if folder is not None:  # the built-in rules are shown as `rules/...`, wherever they are
        places.append(folder / rule.path.removeprefix("rules/"))
    for place in places:
        if place.is_file():
            try:
                # The examples come last and are most of the file.
                return _mapping(
                    read_source(place, shown=rule.path, fault=RuleError).partition("\nexamples:")[0]
                )
            except RuleError:
                return {}
    return {}


def _mapping(text: str) -> dict[str, Any]:
    import yaml

    try:
        found = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.YAMLError:
        return {}
    return found if isinstance(found, dict) else {}
