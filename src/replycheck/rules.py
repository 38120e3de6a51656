"""Rules, and a team's say in which of them count: what `check` runs.  `rulefile` reads them from YAML."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from replycheck.checkers import LIBRARY_KINDS
from replycheck.checkers.context import is_counted
from replycheck.config import Config
from replycheck.errors import ConfigError, RuleError, did_you_mean
from replycheck.matching import Index, Term
from replycheck.model import Settings, Severity
from replycheck.records import NamedTuple

if TYPE_CHECKING:
    from replycheck.checkers.kind import Checker  # making a Protocol costs every run half a millisecond

FAMILIES = (
    "placeholders", "macro", "personal", "generic", "ownership", "answers", "tone", "clarity", "consistency",
    "promises", "screenshot", "privacy", "proofreading", "links", "timing", "channel", "residue",
)  # fmt: skip
"""All families an id may belong to; more may exist in a team's own rules."""

PROFILES = ("agent", "library", "thorough")


class Example(NamedTuple):
    """A text that a rule must find, or must leave alone; `marks` are the words to be marked, in order.

    `earlier` are replies of ours before the inbound, oldest first; `settings` are the team's for this
    example alone; `library` are macros that were read before this text, or that it may be one of.  Of a
    macro, `title` is its name, `twin` the same reply in HTML, `fields` what else its export says.  The other
    fields are what a `Case` takes; dates are ISO 8601.
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
    earlier: tuple[str, ...] = ()
    settings: Settings | None = None
    library: tuple[str, ...] = ()
    title: str | None = None
    twin: str | None = None
    fields: Mapping[str, Any] | None = None


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
    confirms: tuple[str, ...] = ()
    terms: Sequence[Term] = ()
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
    terms: Sequence[Term] = ()
    word_groups: tuple[tuple[str, ...], ...] = ()


class Ruleset:
    """All rules that were loaded, and a team's say in which of them count.

    Iterating yields the active rules by id.  `replaced` names the built-in rules (`tone/curt`) and lexicons
    (`lexicons/late`) that gave way to the team's own of that name.
    """

    def __init__(
        self,
        rules: tuple[Rule, ...],
        lexicons: tuple[Lexicon, ...] = (),
        config: Config = Config(),
        replaced: tuple[str, ...] = (),
    ) -> None:
        self.rules = rules
        self.lexicons = lexicons
        self.config = config
        self.replaced = replaced

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
            and (rule.id in select or self._is_asked_for(rule))
            and not named(rule.id, ignore)
        )

    def _is_asked_for(self, rule: Rule) -> bool:
        """False for a rule whose kind a team has to turn on in its settings, and did not."""
        asked: Any = getattr(rule.checker, "is_asked_for", None)
        return asked is None or bool(asked(self.config.settings))

    @cached_property
    def order(self) -> tuple[Rule, ...]:
        """Active rules and those they count, the counted before the counting."""
        counted = {name for rule in self.active for name in rule.counts}
        silent = [r for r in self.rules if r.id not in self.reporting and is_counted(r.id, counted)]
        return tuple(sorted([*self.active, *silent], key=lambda rule: bool(rule.counts)))

    def plan(self, mode: str) -> tuple[Step, ...]:
        """What `check` goes through for cases of one mode."""
        if mode not in self._plans:
            rules = sorted(self.order, key=_is_late)
            steps = (_step(rule) for rule in rules if mode in rule.applies_to)
            self._plans[mode] = tuple(step for step in steps if step.rule.kind not in LIBRARY_KINDS)
        return self._plans[mode]

    @cached_property
    def library_plan(self) -> tuple[Rule, ...]:
        """The active rules that look at many macros at once."""
        return tuple(rule for rule in self.active if rule.kind in LIBRARY_KINDS)

    @cached_property
    def _plans(self) -> dict[str, tuple[Step, ...]]:
        return {}

    @cached_property
    def reporting(self) -> frozenset[str]:
        return frozenset(rule.id for rule in self.active)

    @cached_property
    def index(self) -> Index:
        """One index of the terms of everything that may run."""
        owners: list[tuple[Any, Sequence[Term]]] = [
            (rule.checker, rule.terms) for rule in self.order if rule.terms
        ]
        owners += [(f"lexicon:{lexicon.name}", lexicon.terms) for lexicon in self.lexicons if lexicon.terms]
        return Index(owners, word_groups={x.name: x.word_groups for x in self.lexicons if x.word_groups})

    def with_settings(self, settings: Settings) -> Ruleset:
        """The same rules and the same index under other settings of the team."""
        found = copy.copy(self)
        found.config = self.config._replace(settings=settings)
        return found

    def for_path(self, path: str) -> Ruleset:
        """The same rules with what `overrides` give to one file: profile, choice, severities, help desk."""
        if not self.config.overrides:
            return self
        config = self.config.for_path(path)
        if config == self.config:
            return self
        severities = tuple(sorted(config.severities.items()))
        choice = (config.profile, config.select, config.ignore, severities, config.settings.desk)
        if choice not in self._by_choice:
            same = config._replace(settings=self.config.settings) == self.config
            self._by_choice[choice] = (
                self.with_settings(config.settings) if same else Ruleset(self.rules, self.lexicons, config)
            )
        return self._by_choice[choice]

    @cached_property
    def _by_choice(self) -> dict[tuple[object, ...], Ruleset]:
        return {}

    def severity_of(self, rule: Rule, score: float | None) -> Severity | None:
        """The severity of a match: the team's for this rule or family where it has one, else the rule's."""
        graded = rule.severity_of(score)
        own = self.config.severities.get(rule.id) or self.config.severities.get(rule.family)
        return graded if graded is None or own is None else own

    def get(self, rule_id: str) -> Rule | None:
        return next((rule for rule in self.rules if rule.id == rule_id), None)


class Step(NamedTuple):
    """A rule with what is asked before it is called: what it needs (its kind's needs behind its own), and
    whether it yields nothing without a hit in the prose, or in all that is sent (`raw`).
    """

    rule: Rule
    needs: tuple[str, ...]
    only_hits: bool
    is_raw: bool


def _is_late(rule: Rule) -> bool:
    """Whether a kind looks at what the others found; it runs after them."""
    return bool(getattr(rule.checker, "is_late", False))


def _step(rule: Rule) -> Step:
    checker: Any = rule.checker
    only_hits = bool(rule.terms) and getattr(checker, "only_hits", False)
    return Step(rule, (*rule.needs, *checker.needs), only_hits, getattr(checker, "scope", "") == "raw")


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

    if examples:
        from replycheck.rulefile import read_folder as read
    else:
        read = cached_folder
    found: dict[str, Rule] = {}
    lexicons: dict[str, Lexicon] = {}
    pack = None if examples else packed_rules()
    if pack is not None:
        rules, lists = pack
    else:
        home = builtin_folder()
        if home is None:
            raise RuleError("rules", "the built-in rules are missing; install replycheck again")
        rules, lists = read(home, shown="rules", builtin=True)
    found.update((rule.id, rule) for rule in rules)
    lexicons.update((lexicon.name, lexicon) for lexicon in lists)
    builtin = {*found, *(f"lexicons/{name}" for name in lexicons)}
    own: dict[str, Rule | Lexicon] = {}
    for folder in (*config.rules, *folders):
        rules, lists = read(Path(folder), shown=str(folder))
        found.update((rule.id, rule) for rule in rules)
        lexicons.update((lexicon.name, lexicon) for lexicon in lists)
        own.update((rule.id, rule) for rule in rules)
        own.update((f"lexicons/{lexicon.name}", lexicon) for lexicon in lists)
    _refuse_unknown_names(config, found)
    for rule in own.values():
        if isinstance(rule, Rule):
            _refuse_what_is_not_there(rule, found, lexicons)
    ordered = tuple(found[rule_id] for rule_id in sorted(found))
    replaced = tuple(sorted(own.keys() & builtin))
    return Ruleset(ordered, tuple(lexicons[name] for name in sorted(lexicons)), config, replaced)


def _refuse_what_is_not_there(rule: Rule, found: Mapping[str, Rule], lexicons: Mapping[str, Lexicon]) -> None:
    """Raises `RuleError` where a team's rule names a rule, a family or a lexicon that nothing bears."""
    from replycheck.checkers.contract import LEXICONS

    def error(key: str, at: int, problem: str) -> Exception:
        from replycheck.yamlfile import YamlFile

        file = YamlFile(Path(rule.path))
        return file.error((key, at) if isinstance(file.values[key], list) else (key,), problem)

    families = {*FAMILIES, *(other.family for other in found.values())}
    for key in ("yields_to", "confirms"):
        for at, name in enumerate(getattr(rule, key)):
            if name == rule.id:
                raise error(key, at, f"{name!r} is this rule itself; take it out")
            if name not in families and name not in found:
                hint = did_you_mean(name, (*families, *found)) or "; `replycheck rules --all` lists them"
                raise error(key, at, f"no rule or family is called {name!r}{hint}")
    others = [other for other in found if other != rule.id]
    whole = [f"{family}/*" for family in families]  # also of a family that has no other rule yet
    for at, name in enumerate(rule.counts):
        if name == rule.id:
            raise error("counts", at, f"{name!r} is this rule itself; take it out")
        if name not in whole and not any(is_counted(other, (name,)) for other in others):
            meant = [f"{name}/*"] if name in families else (*whole, *others)
            hint = did_you_mean(name, meant) or "; write <family>/<name>, or <family>/* for all of a family"
            raise error("counts", at, f"no rule is called {name!r}{hint}")
    for key in LEXICONS.get(rule.kind, ()):
        names = getattr(rule.checker, key)
        for at, name in enumerate((names,) if isinstance(names, str) else names):
            if name not in lexicons:
                hint = did_you_mean(name, lexicons) or f"; one of {', '.join(sorted(lexicons))} is wanted"
                raise error(key, at, f"no lexicon is called {name!r}{hint}")


def _refuse_unknown_names(config: Config, found: Mapping[str, Rule]) -> None:
    families = {*FAMILIES, *(rule.family for rule in found.values())}
    known = [*families, *found]
    profiles = [("profile", config.profile)]
    profiles += [(f"overrides.{at}.profile", e.profile) for at, e in enumerate(config.overrides) if e.profile]
    for key, profile in profiles:
        known_profiles = (*PROFILES, *config.profiles)
        if profile not in known_profiles:
            hint = did_you_mean(profile, known_profiles) or f"; one of {', '.join(known_profiles)} is wanted"
            raise ConfigError(config.origin(key), f"unknown profile {profile!r}{hint}")
    named_in = [(key, getattr(config, key)) for key in ("select", "ignore", "severities")]
    for profile, body in config.profiles.items():
        named_in += [(f"profiles.{profile}", body.select), (f"profiles.{profile}", body.ignore)]
    for at, entry in enumerate(config.overrides):
        named_in += [(f"overrides.{at}", names) for names in (entry.select, entry.ignore, entry.severities)]
    for key, names in named_in:
        for name in names:
            if name not in families and name not in found:
                hint = did_you_mean(name, known)
                raise ConfigError(
                    config.origin(f"{key}.{name}"),
                    f"no rule or family is called {name!r}{hint or '; `replycheck rules` lists them'}",
                )
