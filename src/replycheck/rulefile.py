"""Rule files and lexicons: YAML in, rules out.  A mistake is given at its line and column."""

from __future__ import annotations

import dataclasses
import itertools
import os
import re
import string
import warnings
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, cast, get_args, get_origin, get_type_hints

from replycheck.checkers import KINDS, LIBRARY_KINDS, NEEDS, PREDICATES, kind_named
from replycheck.checkers.contract import CHOICES, LEAST, SCORED, VALUES
from replycheck.checkers.kind import Checker, Searching
from replycheck.configfile import read_settings
from replycheck.errors import RuleError, did_you_mean
from replycheck.matching import Term, can_be_empty, phrase_source, phrase_terms
from replycheck.matching.literals import LONGEST_ENTRY, MOST_REPEATS, parse, repeats
from replycheck.model import Channel, Mode, Severity
from replycheck.rules import PROFILES, Example, Lexicon, Rule
from replycheck.yamlfile import YamlFile

COMMON = {
    "kind": "What sort of check it is.",
    "severity": "How grave it is: `error` must not be sent, `warning` should be changed, `suggestion` may be.",
    "applies_to": "Drafts, macros, or both, which is the default.",
    "profiles": "The profiles it runs in: `agent`, `library`, `thorough`; all if not said.",
    "message": "What the agent reads; values of the match stand in braces.",
    "why": "What you would tell an agent who disagrees.",
    "see": "Where the claim comes from.",
    "needs": "What must be there for it to run; else it is skipped, and the report says so.",
    "only": "Claims that must all be true of a place for it to be reported.",
    "unless": "Claims of which none may be true.",
    "severity_by": "From which score (0 to 1) on a severity holds, for kinds that score; nothing is said below.",
    "yields_to": "Rules or families: where one of them fires on the same place, this one says nothing.",
    "confirms": "Rules or families whose suggestions become warnings where this one fires on the same place.",
    "examples": "The rule's tests: `bad` ones are found, `good` ones are not.",
}
"""The keys every rule file may have with what they hold, in the order they are written in; the kind's own
come after.
"""


def read_folder(
    folder: Path, *, shown: str, builtin: bool = False
) -> tuple[tuple[Rule, ...], tuple[Lexicon, ...]]:
    """All rules and lexicons under a folder, by path.  `shown` is what users call the folder."""
    if not os.path.isdir(folder):  # unlike Path.is_dir, never an error
        what = (
            "is a file; give the folder that holds <family>/<name>.yaml"
            if os.path.exists(folder)
            else "there is no such folder"
        )
        raise RuleError(str(folder), what)
    rules, lexicons = [], []
    paths = sorted(p for p in folder.rglob("*.y*ml") if p.suffix in (".yaml", ".yml"))
    for path in paths:
        relative = path.relative_to(folder)
        name = f"{shown}/{relative.as_posix()}"
        if relative.parts[0] == "lexicons":
            lexicons.append(read_lexicon(path, shown=name, builtin=builtin))
        else:
            rules.append(read_rule(path, folder, shown=name, builtin=builtin))
    if not rules and not lexicons:
        raise RuleError(str(folder), "holds no rule; rules are laid out as <family>/<name>.yaml")
    return tuple(rules), tuple(lexicons)


def read_rule(path: Path, folder: Path, *, shown: str, builtin: bool = False) -> Rule:
    """One rule file.  Its id is its place below `folder`; raises `RuleError`."""
    file = YamlFile(path, shown=shown)
    relative = path.relative_to(folder)
    if (
        len(relative.parts) != 2
        or not re.fullmatch(r"[a-z0-9-]+", relative.stem)
        or not re.fullmatch(r"[a-z0-9-]+", relative.parts[0])
    ):
        raise RuleError(
            f"{shown}:1:1", "a rule stands in <family>/<name>.yaml, in lower-case words with hyphens"
        )
    rule_id = f"{relative.parts[0]}/{relative.stem}"
    file.required("kind")
    kind = file.choice({**KINDS, **LIBRARY_KINDS}, "kind")
    fields = {f.name: f for f in dataclasses.fields(kind_named(kind))}
    file.refuse_unknown([*COMMON, *fields])
    for key in ("severity", "message"):
        file.required(key)
    if not file.text("message"):
        raise file.error(("message",), "the message is empty; say what is wrong and what to write instead")
    for key in ("only", "unless", "yields_to") if kind in LIBRARY_KINDS else ():
        if key in file.values:
            raise file.error((key,), f"a rule about many macros has no {key!r}; take it out", of_key=True)
    checker = _checker(file, kind, fields, builtin=builtin)
    rule = Rule(
        id=rule_id,
        kind=kind,
        severity=_severity(file, "severity"),
        message=" ".join(file.text("message").split()),
        checker=checker,
        applies_to=_words(file, "applies_to", ("draft", "macro")) or ("draft", "macro"),
        profiles=_words(file, "profiles", PROFILES) or PROFILES,
        why=" ".join(file.text("why").split()) if "why" in file.values else "",
        see=" ".join(file.text("see").split()) if "see" in file.values else "",
        needs=_words(file, "needs", NEEDS),
        only=_words(file, "only", PREDICATES),
        unless=_words(file, "unless", PREDICATES),
        severity_by=_severity_by(file, kind),
        yields_to=_rule_names(file, "yields_to"),
        confirms=_rule_names(file, "confirms"),
        terms=_terms(checker, builtin=builtin),
        bad=tuple(_examples(file, "bad")),
        good=tuple(_examples(file, "good")),
        path=shown,
    )
    known = _values(rule)
    _check_braces(file, "message", rule.message, known)
    if replace := getattr(checker, "replace", ""):
        _check_braces(file, "replace", replace, known)
    return rule


def _severity(file: YamlFile, *path: Any) -> Severity:
    return Severity[file.choice([s.word for s in Severity], *path).upper()]


def _words(file: YamlFile, key: str, known: Iterable[str]) -> tuple[str, ...]:
    if key not in file.values:
        return ()
    if isinstance(file.values[key], str):
        raise file.error((key,), f"{key!r} should be a list of texts; write [{file.values[key]}]")
    for at, _ in enumerate(file.texts(key)):
        file.choice(known, key, at)
    if not file.values[key]:
        raise file.error((key,), f"{key!r} is empty; leave the key out or give it something")
    return file.texts(key)


def _rule_names(file: YamlFile, key: str) -> tuple[str, ...]:
    names = file.texts(key) if key in file.values else ()
    for at, name in enumerate(names):
        if not re.fullmatch(r"[a-z0-9-]+(/[a-z0-9-]+)?", name):
            raise file.error((key, at), f"{name!r} is no rule; write <family>/<name>, or <family>")
    return names


def _severity_by(file: YamlFile, kind: str) -> Mapping[Severity, float]:
    """The least score of each severity; they rise with it, since the gravest that is reached counts."""
    found: dict[Severity, float] = {}
    for word, least in file.mapping("severity_by").items() if "severity_by" in file.values else ():
        if word not in [s.word for s in Severity]:
            raise file.error(
                ("severity_by", word),
                f"unknown severity {word!r}{did_you_mean(str(word), [s.word for s in Severity])}",
                of_key=True,
            )
        if isinstance(least, bool) or not isinstance(least, (int, float)) or not 0 <= least <= 1:
            raise file.error(
                ("severity_by", word), f"the least score for {word!r} should be a number from 0 to 1"
            )
        found[Severity[word.upper()]] = float(least)
    if found and kind not in SCORED:
        raise file.error(
            ("severity_by",), f"the kind {kind!r} gives no score; take 'severity_by' out", of_key=True
        )
    for lower, higher in itertools.pairwise(sorted(found)):
        if found[lower] > found[higher]:
            raise file.error(
                ("severity_by", lower.word),
                f"{lower.word!r} begins above {higher.word!r} and would never be said; give it a lower score",
            )
    return found


def _checker(
    file: YamlFile, kind: str, fields: Mapping[str, dataclasses.Field[Any]], *, builtin: bool
) -> Checker:
    hints = get_type_hints(kind_named(kind))
    given = {
        name: spec.metadata["read"](file, name)  # a kind may read a value of its own sort
        if "read" in spec.metadata
        else _parameter(file, kind, name, hints[name])
        for name, spec in fields.items()
        if name in file.values
    }
    for name, spec in fields.items():
        if (
            name not in given
            and spec.default is dataclasses.MISSING
            and spec.default_factory in (dataclasses.MISSING, dict)
        ):
            raise RuleError(f"{file.shown}:1:1", f"a rule of kind {kind!r} needs the key {name!r}")
    for (for_kind, name), allowed in CHOICES.items():
        if kind == for_kind and name in given:
            places = (
                [(name,)] if isinstance(given[name], str) else [(name, at) for at in range(len(given[name]))]
            )
            for place in places:
                file.choice(allowed, *place)
    _compile(file, given, builtin=builtin)
    checker: Checker = kind_named(kind)(**given)
    return checker


def _parameter(file: YamlFile, kind: str, name: str, wanted: Any) -> Any:
    value = file.values[name]
    if wanted is str:
        return file.text(name)
    if wanted is bool:
        if not isinstance(value, bool):
            raise file.error((name,), f"{name!r} should be true or false")
        return value
    if wanted in (int, float):
        if isinstance(value, bool) or not isinstance(value, (int, wanted)):
            raise file.error((name,), f"{name!r} should be a {'whole ' if wanted is int else ''}number")
        if wanted is float and not 0 <= value <= 1:
            raise file.error((name,), f"{name!r} should be a share from 0 to 1, such as 0.3")
        least = LEAST.get((kind, name), 0)
        if value < least:
            raise file.error((name,), f"{name!r} should be {least} or more")
        return wanted(value)
    if get_origin(wanted) is tuple:
        texts = file.texts(name)
        if not texts:
            raise file.error((name,), f"{name!r} is empty; leave the key out or give it something")
        return texts if name in ("phrases", "patterns") else file.names(name)
    if get_args(wanted) == (str, str):
        if not file.mapping(name):
            raise file.error((name,), f"{name!r} is empty; give it something")
        for key, item in file.mapping(name).items():
            if not isinstance(key, str) or not isinstance(item, str):
                raise file.error(
                    (name, key), f"{name!r} should lead from a text to a text; put both in quotes"
                )
            if not item.strip():
                raise file.error((name, key), f"an empty text in {name!r}; say what to write instead")
        return dict(value)
    raise TypeError(f"field {name} of a kind has a type that rule files cannot give: {wanted}")


def _compile(file: YamlFile, given: Mapping[str, Any], *, builtin: bool) -> None:
    """Names each phrase or pattern that is no regular expression at its line."""
    for name, entries in (("phrases", given.get("phrases", ())), ("swaps", given.get("swaps", {}))):
        for at, entry in enumerate(entries):
            place = (name, at if name == "phrases" else entry)
            _try(file, place, entry, phrase_terms, phrase_source, builtin=builtin)
    for key, entry in given.get("asks", {}).items():
        _try(file, ("asks", key), entry, phrase_terms, phrase_source, builtin=builtin)
    for at, entry in enumerate(given.get("patterns", ())):
        _try(file, ("patterns", at), entry, Term.of_pattern, str, builtin=builtin)


_INLINE = re.compile(r"\s*\(\?[aiLmsux]+\)")


def _try(file: YamlFile, path: tuple[Any, ...], entry: str, make: Any, source: Any, *, builtin: bool) -> None:
    """Compiling takes half a millisecond; of our own entries a test does it, not every run."""
    if not entry.strip():
        raise file.error(path, "this matches the empty text, and so everywhere")
    if _INLINE.match(entry):
        raise file.error(
            path, "inline flags are not supported; matching ignores case already (use `exact: true`)"
        )
    if len(entry) > LONGEST_ENTRY:
        raise file.error(
            path, f"{len(entry):,} characters are more than {LONGEST_ENTRY:,}; make several entries of it"
        )
    try:
        if not builtin:
            _refuse_warnings(file, path, (entry, source(entry)))
        if can_be_empty(entry):
            raise file.error(path, "this matches the empty text, and so everywhere")
        if not builtin and (times := repeats(entry)) > MOST_REPEATS:
            raise file.error(
                path, f"this repeats {times:,} times, more than {MOST_REPEATS:,}; lower the numbers"
            )
        make(entry)
        if not builtin:
            re.compile(source(entry), re.IGNORECASE | re.MULTILINE)
    except (re.error, OverflowError, RecursionError, ValueError, MemoryError) as error:
        raise file.error(path, f"invalid regular expression: {error or 'nested too deep'}") from None


def _refuse_warnings(file: YamlFile, path: tuple[Any, ...], sources: Iterable[str]) -> None:
    """What Python takes for now and will read otherwise one day: a nested set, flags in the middle."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        for source in sources:
            parse.__wrapped__(source)  # past the cache, since that would warn the first time only
    if caught:
        raise file.error(path, f"unclear regular expression: {caught[0].message}; put a backslash before it")


def _examples(file: YamlFile, side: str) -> Iterator[Example]:
    if "examples" not in file.values:
        return
    body = file.mapping("examples")
    file.refuse_unknown(("bad", "good"), ("examples",))
    if side not in body:
        return
    if not isinstance(body[side], list):
        raise file.error(("examples", side), f"{side!r} should be a list of examples")
    known = list(Example._fields)
    for at, item in enumerate(body[side]):
        where = ("examples", side, at)
        if isinstance(item, str):
            yield Example(item)
            continue
        if not isinstance(item, dict):
            raise file.error(where, "an example is a draft, or a mapping with the key 'draft'")
        file.refuse_unknown(known, where)
        if "draft" not in item:
            raise file.error(where, "an example needs the key 'draft'")
        for key, value in item.items():
            if key == "fields" and not isinstance(value, dict):
                raise file.error((*where, key), "'fields' should be a mapping, as the export has it")
            if key not in (*_EXAMPLE_LISTS, "settings", "fields") and not isinstance(value, str):
                raise file.error((*where, key), f"{key!r} should be a text; put it in quotes")
            _check_example_value(file, (*where, key), value)
        given: dict[str, Any] = {k: v for k, v in item.items() if v is not None}
        for key in _EXAMPLE_LISTS:
            if key in given:
                one = key == "marks" and isinstance(given[key], str)
                given[key] = (given[key],) if one else file.texts(*where, key)
        if "settings" in given:
            given["settings"] = read_settings(file, *where, "settings")
        yield Example(**given)


def _check_example_value(file: YamlFile, path: tuple[Any, ...], value: Any) -> None:
    key = path[-1]
    if key in _EXAMPLE_CHOICES:
        file.choice(_EXAMPLE_CHOICES[key], *path)
    elif key in ("inbound_date", "draft_date"):
        try:
            datetime.fromisoformat(value.replace("Z", "+00:00"))
        except ValueError:
            raise file.error(
                path, f"{value!r} is no date; write it like '2026-05-04T09:00:00+00:00'"
            ) from None
    elif key == "customer_name" and not value.strip():
        raise file.error(path, "the name is empty; leave the key out or give it something")


_EXAMPLE_LISTS = ("marks", "attachments", "earlier", "library")
_EXAMPLE_CHOICES: Mapping[str, tuple[str, ...]] = {"mode": get_args(Mode), "channel": get_args(Channel)}


def _check_braces(file: YamlFile, key: str, text: str, known: tuple[str, ...]) -> None:
    """What is filled in (the message, a pattern's `replace`) holds plain names in braces, those of values."""
    what = "the message" if key == "message" else repr(key)
    try:
        fields = list(string.Formatter().parse(text))
    except ValueError as error:
        raise file.error(
            (key,), f"{what} cannot be filled in: {error}; write {{{{ and }}}} for braces that are meant"
        ) from None
    for _, name, form, conversion in fields:
        if name is None:
            continue
        if not name.isidentifier() or form or conversion:
            raise file.error(
                (key,),
                f"{what} cannot be filled in: {{{name}}} should be a plain name in braces like "
                "{match}; write {{ and }} for braces that are meant",
            )
        if name not in known:
            hint = did_you_mean(name, known) or f"; one of {', '.join(known)} is wanted"
            raise file.error((key,), f"{what} has no value {name!r}{hint}")


def _values(rule: Rule) -> tuple[str, ...]:
    """The values that a rule's message may hold: its kind's, and the named groups of what it looks for."""
    entries = getattr(rule.checker, {"phrase": "phrases", "pattern": "patterns"}.get(rule.kind, ""), ())
    groups = (name for entry in entries if "(?P<" in entry for name in parse(entry).state.groupdict)
    return (*VALUES[rule.kind], *groups)


def _terms(checker: Checker, *, builtin: bool) -> tuple[Term, ...]:
    terms = tuple(cast(Searching, checker).terms()) if hasattr(checker, "terms") else ()
    return terms if builtin else guarded(terms)


def guarded(terms: Iterable[Term]) -> tuple[Term, ...]:
    """A user's terms: each under a time limit, since even `a?` can be repeated until it hangs; a test holds
    ours to linear time.
    """
    return tuple(term._replace(guarded=True) for term in terms)


def read_lexicon(path: Path, *, shown: str, builtin: bool = False) -> Lexicon:
    """One word list; raises `RuleError`."""
    file = YamlFile(path, shown=shown)
    file.refuse_unknown(("about", "phrases", "word_groups"))
    terms: list[Term] = []
    if isinstance(file.values.get("phrases"), dict):
        for group in file.mapping("phrases"):
            where = ("phrases", group)
            if not isinstance(file.at(where), dict):
                raise file.error(where, f"the group {group!r} should hold 'weight' and 'phrases'")
            file.refuse_unknown(("weight", "phrases"), where)
            weight = file.at(where).get("weight", 1.0)
            if isinstance(weight, bool) or not isinstance(weight, (int, float)):
                raise file.error((*where, "weight"), "'weight' should be a number")
            if "phrases" not in file.at(where):
                raise file.error(where, f"the group {group!r} needs the key 'phrases'")
            for at, phrase in enumerate(file.texts(*where, "phrases")):
                _try(file, (*where, "phrases", at), phrase, phrase_terms, phrase_source, builtin=builtin)
                terms += phrase_terms(phrase, label=str(group), weight=float(weight))
    elif "phrases" in file.values:
        for at, phrase in enumerate(file.texts("phrases")):
            _try(file, ("phrases", at), phrase, phrase_terms, phrase_source, builtin=builtin)
            terms += phrase_terms(phrase)
    groups: list[tuple[str, ...]] = []
    lists = file.values.get("word_groups", [])
    if not isinstance(lists, list):
        raise file.error(("word_groups",), "'word_groups' should be a list of lists of words")
    for at, _ in enumerate(lists):
        groups.append(file.names("word_groups", at))
    return Lexicon(path.stem, tuple(terms) if builtin else guarded(terms), tuple(groups))
