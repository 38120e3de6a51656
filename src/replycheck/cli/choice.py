"""Which rules count for a file: its nearest config, and the options over it."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from replycheck.errors import ConfigError

if TYPE_CHECKING:
    from replycheck.checkers.canned import Canned
    from replycheck.model import LanguageToolUse
    from replycheck.rules import Rule, Ruleset


class Choice:
    """The rulesets of one call, each built once.  The lists are as typed: names with commas.

    `cache` is the folder that what was worked out of a team's library is kept in; None for nowhere.
    """

    def __init__(
        self,
        *,
        select: Iterable[str] = (),
        ignore: Iterable[str] = (),
        rules: Iterable[str] = (),
        config: str | None = None,
        isolated: bool = False,
        profile: str | None = None,
        semantic_model: str | None = None,
        desk: str | None = None,
        languagetool: str | None = None,
        examples: bool = False,
        cache: Path | None = None,
    ) -> None:
        if config and isolated:
            raise ConfigError("--isolated", "contradicts --config; give one of the two")
        self._select = split("--select", select)
        self._ignore = split("--ignore", ignore)
        self._rules = tuple(rules)
        self._config = config
        self._isolated = isolated
        self._profile = profile
        self._semantic_model = semantic_model
        self._desk = desk
        self._languagetool = languagetool
        self._examples = examples
        self._cache = cache
        self._canned: dict[tuple[str, ...], Canned] = {}
        self._folders: dict[str, Path | None] = {}  # a folder as it was typed, and its config
        self._rulesets: dict[Path | None, Ruleset] = {}

    def ruleset(self, path: str) -> Ruleset:
        where = self.config_of(path)
        if where not in self._rulesets:
            self._rulesets[where] = self._load(where)
        return self._rulesets[where]

    def rule(self, rule_id: str) -> Rule | None:
        """A rule by its id, out of the rulesets that this call has loaded."""
        return next((r for ruleset in self._rulesets.values() if (r := ruleset.get(rule_id))), None)

    def canned(self, path: str) -> Canned | None:
        """The library of the team that answers from a path; None where its config names none."""
        config = self.ruleset(path).config
        if not config.library:
            return None
        if config.library not in self._canned:
            from replycheck.cli.canned import canned_of

            self._canned[config.library] = canned_of(config, self, self._cache)
        return self._canned[config.library]

    def config_of(self, path: str) -> Path | None:
        """The config that counts for a file: the one that was named, else the nearest; None without one."""
        if self._isolated:
            return None
        if self._config:
            return Path(self._config)
        from replycheck.config import find_config, from_here

        typed = os.path.dirname(path)
        if typed not in self._folders:
            found = find_config(Path(os.path.abspath(path)).parent if path != "-" else Path.cwd())
            self._folders[typed] = from_here(found) if found else None
        return self._folders[typed]

    def _load(self, where: Path | None) -> Ruleset:

        from replycheck.config import Config
        from replycheck.rules import load_rules

        if where is not None and not where.is_file():
            raise ConfigError(str(where), "there is no such config file")
        config = Config()
        if where:
            from replycheck.configfile import read_config

            config = read_config(where)
        places = dict(config.places)
        if self._select:
            config = config._replace(select=self._select)
            places = {key: place for key, place in places.items() if not key.startswith("select.")}
            places["select"] = "--select"
        if self._ignore:
            config = config._replace(ignore=(*config.ignore, *self._ignore))
            places.update((f"ignore.{name}", "--ignore") for name in self._ignore)
        if self._profile:
            config, places["profile"] = config._replace(profile=self._profile), "--profile"
        if self._semantic_model:
            settings = config.settings._replace(semantic_model=self._semantic_model)
            config = config._replace(settings=settings)
        if self._desk:
            settings = config.settings._replace(desk=self._desk)
            config, places["settings.desk"] = config._replace(settings=settings), "--desk"
        use = languagetool_use(config.settings.languagetool, self._languagetool)
        config = config._replace(settings=config.settings._replace(languagetool=use))
        return load_rules(*self._rules, config=config._replace(places=places), examples=self._examples)


def languagetool_use(configured: LanguageToolUse | None, asked: str | None) -> LanguageToolUse | None:
    """The team's use of LanguageTool with what the call (`--languagetool`) and the environment say over it.

    None where nobody asked for it.  Raises `ConfigError` for an address that is none.
    """
    url = os.environ.get("REPLYCHECK_LT_URL", "").strip()
    if not asked and not url and configured is None:
        return None
    from replycheck.errors import did_you_mean
    from replycheck.model import LanguageToolUse
    from replycheck.proofread.languagetool.choice import is_public, place_of, url_problem

    use = configured or LanguageToolUse()
    if url:
        if problem := url_problem(url):
            raise ConfigError("REPLYCHECK_LT_URL", f"{url!r} {problem}")
        use = use._replace(url=url)
    if asked:
        words = ("auto", "off", "local")
        problem = "" if asked in words else url_problem(asked)
        if problem and "/" not in asked:
            hint = did_you_mean(asked, words) or "; auto, off, local or the address of a server is wanted"
            problem = f"is not known{hint}"
        if problem:
            raise ConfigError("--languagetool", f"{asked!r} {problem}")
        use = use._replace(use=asked)
    if is_public(place_of(use).url):
        from replycheck.cli.output import tell

        tell("LanguageTool's public service is asked: the words of your drafts leave this machine")
    return use


def split(option: str, values: Iterable[str]) -> tuple[str, ...]:
    """Names out of values that may each hold several with commas between."""
    found = tuple(name.strip() for value in values for name in value.split(",") if name.strip())
    if not found and list(values):
        raise ConfigError(option, "names no family and no rule; leave it out or name some")
    return found


def one_of(option: str, value: str, allowed: Iterable[str]) -> None:
    """Raises `ConfigError` with the nearest word where an option's value is none of those allowed."""
    from replycheck.errors import did_you_mean

    allowed = list(allowed)
    if value not in allowed:
        raise ConfigError(
            option,
            f"unknown value {value!r}{did_you_mean(value, allowed) or '; one of ' + ', '.join(allowed)}",
        )
