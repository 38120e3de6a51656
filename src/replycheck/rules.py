"""Rule files and lexicons in, a ruleset out.  A mistake is given at its line and column."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple, cast, get_args, get_origin, get_type_hints

from replycheck.checkers import KINDS, NEEDS, PREDICATES, Checker, Searching
from replycheck.checkers.context import is_counted
from replycheck.checkers.length import UNITS
from replycheck.checkers.links import FAULTS as LINK_FAULTS
from replycheck.checkers.name import FAULTS
from replycheck.checkers.phrase import SCOPES
from replycheck.checkers.tone import MISMATCHES
from replycheck.config import Config
from replycheck.errors import ConfigError, RuleError, did_you_mean
from replycheck.matching import Index, Term, can_be_empty, phrase_source, phrase_terms
from replycheck.model import Severity
from replycheck.yamlfile import YamlFile

FAMILIES = (
    "placeholders", "macro", "personal", "generic", "ownership", "answers", "tone", "clarity", "consistency",
    "promises", "screenshot", "privacy", "proofreading", "links", "timing", "channel", "residue",
)  # fmt: skip
"""All families an id may belong to; more may exist in a team's own rules."""

COMMON = (
    "kind", "severity", "applies_to", "profiles", "message", "why", "see", "needs", "only", "unless",
    "severity_by", "yields_to", "examples",
)  # fmt: skip
"""The keys every rule file may have, in the order they are written in; the kind's own come after."""

PROFILES = ("agent", "library", "thorough")
_CHOICES = {
    ("length", "unit"): UNITS,
    ("links", "fault"): tuple(LINK_FAULTS),
    ("name", "fault"): tuple(FAULTS),
    ("tone", "mismatch"): tuple(MISMATCHES),
    ("phrase", "scope"): SCOPES,
    ("pattern", "scope"): SCOPES,
}


class Example(NamedTuple):
    """A text that a rule must find, or must leave alone; `marks` are the words to be marked, in order.

    The other fields are what a `Case` takes; dates are ISO 8601.
    """

    draft: str
    inbound: str | None = None
    marks: tuple[str, ...] | None = None
    customer_name: str | None = None
    attachments: tuple[str, ...] | None = None
    inbound_date: str | None = None
    draft_date: str | None = None
    channel: str = "email"
    mode: str = "draft"


class Rule(NamedTuple):
    """One rule file.  `terms` are what its checker looks for; `path` is where it was read from, as
    shown to users; a packed rule carries no examples and no reasons.
    """

    id: str
    kind: str
    severity: Severity
    message: str
    checker: Checker
    applies_to: tuple[str, ...] = ("draft", "macro")
    profiles: tuple[str, ...] = PROFILES
    why: str = ""
    see: str = ""
    needs: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    severity_by: Mapping[Severity, float] = MappingProxyType({})
    yields_to: tuple[str, ...] = ()
    terms: tuple[Term, ...] = ()
    bad: tuple[Example, ...] = ()
    good: tuple[Example, ...] = ()
    path: str = ""

    @property
    def family(self) -> str:
        return self.id.partition("/")[0]

    @property
    def counts(self) -> tuple[str, ...]:
        """The rules whose matches this one reads; they run before it."""
        return tuple(getattr(self.checker, "counts", ()))

    def severity_of(self, score: float | None) -> Severity | None:
        """The severity of a match with this score; None where it is too low to be said."""
        if not self.severity_by or score is None:
            return self.severity
        reached = [severity for severity, least in self.severity_by.items() if score >= least]
        return max(reached, default=None)


class Lexicon(NamedTuple):
    """A word list that several rules or readers share: phrases in weighted groups, or groups of words."""

    name: str
    terms: tuple[Term, ...] = ()
    word_groups: tuple[tuple[str, ...], ...] = ()


class Ruleset:
    """All rules that were loaded, and a team's say in which of them count.

    Iterating yields the active rules by id.
    """

    def __init__(
        self, rules: tuple[Rule, ...], lexicons: tuple[Lexicon, ...] = (), config: Config = Config()
    ) -> None:
        self.rules = rules
        self.lexicons = lexicons
        self.config = config

    def __iter__(self) -> Iterator[Rule]:
        return iter(self.active)

    def __len__(self) -> int:
        return len(self.active)

    @cached_property
    def active(self) -> tuple[Rule, ...]:
        """The rules that report, by id."""
        select, ignore = self.config.select, self.config.ignore
        profile = self.config.profile
        base = self.config.profiles.get(profile)
        if base is not None:
            select, ignore, profile = select or base.select, (*ignore, *base.ignore), "agent"
        return tuple(
            rule
            for rule in self.rules
            if (profile in rule.profiles or (select and rule.id in select))
            and (not select or named(rule.id, select))
            and not named(rule.id, ignore)
        )

    @cached_property
    def order(self) -> tuple[Rule, ...]:
        """Active rules and those they count, the counted before the counting."""
        counted = {name for rule in self.active for name in rule.counts}
        silent = [r for r in self.rules if r.id not in self.reporting and is_counted(r.id, counted)]
        return tuple(sorted([*self.active, *silent], key=lambda rule: bool(rule.counts)))

    @cached_property
    def reporting(self) -> frozenset[str]:
        return frozenset(rule.id for rule in self.active)

    @cached_property
    def index(self) -> Index:
        """One index of the terms of everything that may run."""
        owners: list[tuple[Any, tuple[Term, ...]]] = [
            (rule.checker, rule.terms) for rule in self.order if rule.terms
        ]
        owners += [(f"lexicon:{lexicon.name}", lexicon.terms) for lexicon in self.lexicons if lexicon.terms]
        return Index(owners, word_groups={x.name: x.word_groups for x in self.lexicons if x.word_groups})

    def severity_of(self, rule: Rule, score: float | None) -> Severity | None:
        """The severity of a match: the team's for this rule or family where it has one, else the rule's."""
        graded = rule.severity_of(score)
        own = self.config.severities.get(rule.id) or self.config.severities.get(rule.family)
        return graded if graded is None or own is None else own

    def get(self, rule_id: str) -> Rule | None:
        return next((rule for rule in self.rules if rule.id == rule_id), None)


def named(rule_id: str, names: Iterable[str]) -> bool:
    """True where a rule's id or family is among `names`."""
    family = rule_id.partition("/")[0]
    return any(name in (rule_id, family) for name in names)


def builtin_folder() -> Path | None:
    """The YAML files of the built-in rules: of the installed package, or of the checkout we run from."""
    packaged = Path(__file__).parent / "_data" / "rules"
    if packaged.is_dir():
        return packaged
    checkout = Path(__file__).parents[2] / "rules"
    return checkout if checkout.is_dir() else None


def load_rules(*folders: str | Path, config: Config | None = None, examples: bool = False) -> Ruleset:
    """The built-in rules and those under `folders`, which are laid out like `rules/`.

    A later folder's rule or lexicon takes the place of an earlier one with its id.  `examples` reads
    the built-in YAML files even where they travel packed, since the pack carries no examples.  Raises
    `RuleError` for a mistake in a file and `ConfigError` for a name in the config that nothing bears.
    """
    config = config or Config()
    from replycheck.packing import cached_folder, packed_rules

    found: dict[str, Rule] = {}
    lexicons: dict[str, Lexicon] = {}
    pack = None if examples else packed_rules()
    read = read_folder if examples else cached_folder
    if pack is not None:
        rules, lists = pack
    else:
        home = builtin_folder()
        if home is None:
            raise RuleError("rules", "the built-in rules are missing; install replycheck again")
        rules, lists = read(home, shown="rules", builtin=True)
    found.update((rule.id, rule) for rule in rules)
    lexicons.update((lexicon.name, lexicon) for lexicon in lists)
    for folder in (*config.rules, *folders):
        rules, lists = read(Path(folder), shown=str(folder))
        found.update((rule.id, rule) for rule in rules)
        lexicons.update((lexicon.name, lexicon) for lexicon in lists)
    _refuse_unknown_names(config, found)
    ordered = tuple(found[rule_id] for rule_id in sorted(found))
    return Ruleset(ordered, tuple(lexicons[name] for name in sorted(lexicons)), config)


def _refuse_unknown_names(config: Config, found: Mapping[str, Rule]) -> None:
    families = {*FAMILIES, *(rule.family for rule in found.values())}
    known = [*families, *found]
    if config.profile not in (*PROFILES, *config.profiles):
        hint = did_you_mean(config.profile, [*PROFILES, *config.profiles])
        raise ConfigError(
            config.origin("profile"),
            f"unknown profile {config.profile!r}{hint or '; one of agent, library, thorough'}",
        )
    named_in = [(key, getattr(config, key)) for key in ("select", "ignore", "severities")]
    for profile, body in config.profiles.items():
        named_in += [(f"profiles.{profile}", body.select), (f"profiles.{profile}", body.ignore)]
    for key, names in named_in:
        for name in names:
            if name not in families and name not in found:
                hint = did_you_mean(name, known)
                raise ConfigError(
                    config.origin(key),
                    f"no rule or family is called {name!r}{hint or '; `replycheck rules` lists them'}",
                )


def read_folder(
    folder: Path, *, shown: str, builtin: bool = False
) -> tuple[tuple[Rule, ...], tuple[Lexicon, ...]]:
    """All rules and lexicons under a folder, by path.  `shown` is what users call the folder."""
    if not folder.is_dir():
        what = (
            "is a file; give the folder that holds <family>/<name>.yaml"
            if folder.exists()
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
    kind = file.choice(KINDS, "kind")
    fields = {f.name: f for f in dataclasses.fields(KINDS[kind])}
    file.refuse_unknown([*COMMON, *fields])
    for key in ("severity", "message"):
        file.required(key)
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
        severity_by=_severity_by(file),
        yields_to=file.texts("yields_to") if "yields_to" in file.values else (),
        terms=_terms(checker, builtin=builtin),
        bad=tuple(_examples(file, "bad")),
        good=tuple(_examples(file, "good")),
        path=shown,
    )
    _check_message(file, rule)
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
    return file.texts(key)


def _severity_by(file: YamlFile) -> Mapping[Severity, float]:
    found = {}
    for word, least in file.mapping("severity_by").items() if "severity_by" in file.values else ():
        if word not in [s.word for s in Severity]:
            raise file.error(
                ("severity_by", word),
                f"unknown severity {word!r}{did_you_mean(word, [s.word for s in Severity])}",
                of_key=True,
            )
        if isinstance(least, bool) or not isinstance(least, (int, float)) or not 0 <= least <= 1:
            raise file.error(
                ("severity_by", word), f"the least score for {word!r} should be a number from 0 to 1"
            )
        found[Severity[word.upper()]] = float(least)
    return found


def _checker(
    file: YamlFile, kind: str, fields: Mapping[str, dataclasses.Field[Any]], *, builtin: bool
) -> Checker:
    hints = get_type_hints(KINDS[kind])
    given = {name: _parameter(file, name, hints[name]) for name in fields if name in file.values}
    for name, spec in fields.items():
        if (
            name not in given
            and spec.default is dataclasses.MISSING
            and spec.default_factory is dataclasses.MISSING
        ):
            raise RuleError(f"{file.shown}:1:1", f"a rule of kind {kind!r} needs the key {name!r}")
    for (for_kind, name), allowed in _CHOICES.items():
        if kind == for_kind and name in given:
            file.choice(allowed, name)
    _compile(file, given, builtin=builtin)
    checker: Checker = KINDS[kind](**given)
    return checker


def _parameter(file: YamlFile, name: str, wanted: Any) -> Any:
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
        return wanted(value)
    if get_origin(wanted) is tuple:
        texts = file.texts(name)
        if not texts:
            raise file.error((name,), f"{name!r} is empty; leave the key out or give it something")
        return texts
    if get_args(wanted) == (str, str):
        for key, item in file.mapping(name).items():
            if not isinstance(key, str) or not isinstance(item, str):
                raise file.error(
                    (name, key), f"{name!r} should lead from a text to a text; put both in quotes"
                )
        return dict(value)
    raise TypeError(f"field {name} of a kind has a type that rule files cannot give: {wanted}")


def _compile(file: YamlFile, given: Mapping[str, Any], *, builtin: bool) -> None:
    """Names each phrase or pattern that is no regular expression at its line."""
    for name, entries in (("phrases", given.get("phrases", ())), ("swaps", given.get("swaps", {}))):
        for at, entry in enumerate(entries):
            _try(file, (name, at if name == "phrases" else entry), entry, phrase_terms, builtin=builtin)
    for at, entry in enumerate(given.get("patterns", ())):
        _try(file, ("patterns", at), entry, Term.of_pattern, builtin=builtin)


def _try(file: YamlFile, path: tuple[Any, ...], entry: str, make: Any, *, builtin: bool) -> None:
    """Compiling takes half a millisecond; of our own entries a test does it, not every run."""
    try:
        if not entry.strip() or can_be_empty(entry):
            raise file.error(path, "this matches the empty text, and so everywhere")
        make(entry)
        if not builtin:
            re.compile(entry)
            re.compile(phrase_source(entry), re.IGNORECASE | re.MULTILINE)
    except (re.error, OverflowError, RecursionError) as error:
        raise file.error(path, f"invalid regular expression: {error}") from None


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
            if key not in ("marks", "attachments") and not isinstance(value, str):
                raise file.error((*where, key), f"{key!r} should be a text; put it in quotes")
        marks = item.get("marks")
        attachments = item.get("attachments")
        rest = {k: v for k, v in item.items() if k not in ("marks", "attachments")}
        yield Example(
            **rest,
            marks=None
            if marks is None
            else (marks,)
            if isinstance(marks, str)
            else file.texts(*where, "marks"),
            attachments=None if attachments is None else file.texts(*where, "attachments"),
        )


def _check_message(file: YamlFile, rule: Rule) -> None:
    """The braces of a message are balanced; the values are tried by the rule's own examples."""
    try:
        rule.message.format_map(_Anything())
    except (ValueError, IndexError, AttributeError) as error:
        raise file.error(("message",), f"the message cannot be filled in: {error}") from None


class _Anything(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return ""


def _terms(checker: Checker, *, builtin: bool) -> tuple[Term, ...]:
    terms = tuple(cast(Searching, checker).terms()) if hasattr(checker, "terms") else ()
    return terms if builtin else guarded(terms)


def guarded(terms: Iterable[Term]) -> tuple[Term, ...]:
    """A user's terms, those that repeat something under a time limit; a test holds ours to linear time."""
    return tuple(term._replace(guarded=True) if term.is_risky else term for term in terms)


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
                _try(file, (*where, "phrases", at), phrase, phrase_terms, builtin=builtin)
                terms += phrase_terms(phrase, label=str(group), weight=float(weight))
    elif "phrases" in file.values:
        for at, phrase in enumerate(file.texts("phrases")):
            _try(file, ("phrases", at), phrase, phrase_terms, builtin=builtin)
            terms += phrase_terms(phrase)
    groups: list[tuple[str, ...]] = []
    for at, _ in enumerate(file.values.get("word_groups") or ()):
        groups.append(file.texts("word_groups", at))
    return Lexicon(path.stem, tuple(terms) if builtin else guarded(terms), tuple(groups))


__all__ = [
    "COMMON",
    "FAMILIES",
    "PROFILES",
    "Example",
    "Lexicon",
    "Rule",
    "Ruleset",
    "builtin_folder",
    "load_rules",
    "named",
    "read_folder",
    "read_lexicon",
    "read_rule",
]
