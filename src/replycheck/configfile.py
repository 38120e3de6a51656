"""Config files: `.replycheck.yml` or a TOML table in, a Config out; a mistake is given at its line."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, cast, get_args

from replycheck.config import Config, Override, Profile
from replycheck.errors import ConfigError, did_you_mean
from replycheck.model import (
    AnswerSettings,
    Channel,
    Dialect,
    Fact,
    LanguageToolUse,
    Mode,
    SelfService,
    Settings,
    Severity,
)
from replycheck.yamlfile import YamlFile, read_source

KEYS = (
    "extends", "select", "ignore", "severities", "profile", "profiles", "rules", "overrides", "baseline",
    "settings", "templates", "library",
)  # fmt: skip
"""Every key a config may have, in the order the documentation gives them in."""

SETTINGS = Settings._fields

MOST_HOURS = 8760
"""A year: a reply that is due later is a mistake."""


def read_config(path: Path) -> Config:
    """A config file with those it extends; raises `ConfigError` at the line of the mistake."""
    return _read(path, ())


def chain(path: Path) -> list[YamlFile]:
    """The file itself and all it extends, the ones that are outranked first; without those that say
    nothing.
    """
    file = _opened(path)
    if file is None:
        return []
    return [*(one for base in _bases(file, path, ()) for one in chain(base)), file]


def _read(path: Path, below: tuple[Path, ...]) -> Config:
    """`below` are the files that extend this one, the outermost first."""
    file = _opened(path)
    if file is None:
        return Config(path=str(path))
    own = _from_values(file, path)
    if "extends" not in file.values:
        return own
    from replycheck.extends import extended

    config = Config()
    for base in _bases(file, path, (*below, path)):
        config = extended(config, _read(base, (*below, path)))
    config = extended(config, own)
    _refuse_contradictions(file, config.settings, "settings")
    return config


def _opened(path: Path) -> YamlFile | None:
    """A config file; None for one that holds comments only."""
    if path.name == "pyproject.toml" or path.suffix == ".toml":
        from replycheck.tomlfile import TomlFile

        return TomlFile(path)
    if not _strip_comments(read_source(path, shown=str(path), fault=ConfigError)):
        return None
    return YamlFile(path, fault=ConfigError)


def _bases(file: YamlFile, path: Path, below: tuple[Path, ...]) -> Iterator[Path]:
    """The files that one extends, as paths that start from where we are."""
    if "extends" not in file.values:
        return
    one = isinstance(file.values["extends"], str)
    names = (file.text("extends"),) if one else file.names("extends")
    for at, name in enumerate(names):
        where = ("extends",) if one else ("extends", at)
        base = Path(os.path.normpath(path.parent / name)) if name else path
        if not name or not os.path.isfile(base):
            raise file.error(where, f"there is no config file {name!r}; paths start at this file's folder")
        circle = [p for p in below if os.path.samefile(p, base)]
        if circle:
            way = " → ".join(str(p) for p in (*below[below.index(circle[0]) :], base))
            raise file.error(where, f"this file extends itself ({way}); take one of these out")
        yield base


def _strip_comments(text: str) -> str:
    return "".join(line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#"))


def _from_values(file: YamlFile, path: Path) -> Config:
    given = file.values
    for key in given:
        if key in SETTINGS:
            raise file.error((key,), f"unknown key {key!r}; it stands under 'settings'", of_key=True)
    file.refuse_unknown(KEYS)
    places = {key: file.place((key,), of_key=True) for key in given}
    if "profile" in given:
        places["profile"] = file.place(("profile",))
    for key in ("select", "ignore"):
        places.update(_item_places(file, key, under=key))
    profiles = {}
    for name in file.mapping("profiles") if "profiles" in given else ():
        body = file.mapping("profiles", name)
        file.refuse_unknown(("select", "ignore"), ("profiles", name))
        lists = {k: file.names("profiles", name, k) for k in ("select", "ignore") if k in body}
        profiles[str(name)] = Profile(**lists)
        places[f"profiles.{name}"] = file.place(("profiles", name), of_key=True)
        for key in lists:
            places.update(_item_places(file, "profiles", name, key, under=f"profiles.{name}"))
    severities = _severities(file, places, "severities", under="severities")
    if isinstance(given.get("settings"), dict):
        places.update(
            (f"settings.{key}", file.place(("settings", key), of_key=True)) for key in given["settings"]
        )
    folders = file.names("rules") if "rules" in given else ()
    library: tuple[str, ...] = ()
    if "library" in given:
        one = isinstance(given["library"], str)
        library = (_filled(file, "library"),) if one else _some_names(file, "library")
    return Config(
        select=file.names("select") if "select" in given else (),
        ignore=file.names("ignore") if "ignore" in given else (),
        severities=severities,
        profile=file.text("profile") if "profile" in given else "agent",
        profiles=profiles,
        rules=tuple(str(path.parent / folder) for folder in folders),
        library=tuple(str(path.parent / one) for one in library),
        settings=_placed(read_settings(file, "settings"), path) if "settings" in given else Settings(),
        overrides=tuple(_overrides(file, path, places)) if "overrides" in given else (),
        baseline=str(path.parent / _filled(file, "baseline")) if "baseline" in given else "",
        templates=_folder(file, path, "templates") if "templates" in given else "",
        path=str(path),
        places=places,
    )


def _folder(file: YamlFile, path: Path, key: str) -> str:
    """A folder below the config's own that must be there, as a path from where we are."""
    name = _filled(file, key)
    folder = path.parent / name
    if not os.path.isdir(folder):
        raise file.error((key,), f"there is no folder {name!r}; paths start at this file's folder")
    return str(folder)


def _placed(settings: Settings, path: Path) -> Settings:
    """The settings with a model's folder below the config's own, where it is there; else it is a name."""
    folder = path.parent / settings.semantic_model
    if settings.semantic_model and (folder / "config.json").is_file():
        return settings._replace(semantic_model=str(folder))
    return settings


def _item_places(file: YamlFile, *path: Any, under: str) -> Iterator[tuple[str, str]]:
    """`select.generic` and its place, for each name of a list."""
    if len(path) > 1 or path[0] in file.values:
        for at, name in enumerate(file.names(*path)):
            yield f"{under}.{name}", file.place((*path, at))


def _severities(file: YamlFile, places: dict[str, str], *path: Any, under: str) -> Mapping[str, Severity]:
    """The severities under a key, by the name of a rule or a family; their places go into `places`."""
    around: Mapping[str, Any] = file.at(path[:-1])
    found = {}
    for name in file.mapping(*path) if path[-1] in around else ():
        word = file.choice([s.word for s in Severity], *path, name, what="severity")
        found[str(name)] = Severity[word.upper()]
        places[f"{under}.{name}"] = file.place((*path, name), of_key=True)
    return found


def _overrides(file: YamlFile, path: Path, places: dict[str, str]) -> Iterator[Override]:
    known = tuple(key for key in Override._fields if key != "home")
    for at, given in enumerate(_items(file, known, ("match",), "overrides")):
        where = ("overrides", at)
        if len(given) == 1:
            raise file.error(where, f"'match' alone says nothing; add one of {', '.join(known[1:])}")
        if file.text(*where, "match").strip("/") == "":
            raise file.error((*where, "match"), "'match' should be a glob such as macros/** or *.chat.txt")
        lists = {key: file.names(*where, key) for key in ("select", "ignore") if key in given}
        under = f"overrides.{at}"
        places[under] = file.place(where)
        for key in given:
            places[f"{under}.{key}"] = file.place((*where, key))
        for key in lists:
            places.update(_item_places(file, *where, key, under=under))
        yield Override(
            file.text(*where, "match"),
            channel=cast(
                Any, file.choice(get_args(Channel), *where, "channel") if "channel" in given else None
            ),
            mode=cast(Any, file.choice(get_args(Mode), *where, "mode") if "mode" in given else None),
            desk=_desk(file, *where, "desk") if "desk" in given else None,
            profile=file.text(*where, "profile") if "profile" in given else None,
            severities=_severities(file, places, *where, "severities", under=under),
            home=str(path.parent),
            **lists,
        )


def _items(
    file: YamlFile, known: tuple[str, ...], needed: tuple[str, ...], *path: Any
) -> Iterator[Mapping[str, Any]]:
    """The mappings of a list, each with the keys it needs and no unknown one."""
    items = file.at(path)
    if not isinstance(items, list):
        raise file.error(path, f"{path[-1]!r} should be a list of mappings with {_listed(needed)}")
    for at, item in enumerate(items):
        if not isinstance(item, dict):
            raise file.error((*path, at), f"{path[-1]!r} should hold mappings with {_listed(needed)}")
        file.refuse_unknown(known, (*path, at))
        for key in needed:
            if key not in item:
                raise file.error((*path, at), f"the key {key!r} is missing here")
        yield item


def _listed(names: tuple[str, ...]) -> str:
    return " and ".join(filter(None, (", ".join(map(repr, names[:-1])), repr(names[-1]))))


def read_settings(file: YamlFile, *path: Any) -> Settings:
    """The settings under `path` of a file: a config's, or those of a rule's example."""
    given = file.mapping(*path)
    for key in given:
        if key in KEYS:
            raise file.error((*path, key), f"unknown key {key!r}; it stands beside 'settings'", of_key=True)
    file.refuse_unknown(SETTINGS, path)
    found: dict[str, Any] = {}
    if "reply_within_hours" in given:
        found["reply_within_hours"] = _hours(file, *path, "reply_within_hours")
    for key in ("team_names", "accepted", "other_brands", "words"):
        if key in given:
            found[key] = file.names(*path, key)
    for key in ("preferred", "banned", "jargon"):
        if key in given:
            found[key] = _swaps(file, *path, key)
    if "answers" in given:
        found["answers"] = _answers(file, *path, "answers")
    if "dialect" in given:
        found["dialect"] = _dialect(file, *path, "dialect")
    for key in ("brand", "agent", "semantic_model"):
        if key in given:
            found[key] = _filled(file, *path, key)
    if "desk" in given:
        found["desk"] = _desk(file, *path, "desk")
    if "declared" in given:
        found["declared"] = _declared(file, *path, "declared")
    if "languagetool" in given:
        found["languagetool"] = _languagetool(file, *path, "languagetool")
    if "facts" in given:
        found["facts"] = tuple(_facts(file, *path, "facts"))
    if "self_service" in given:
        found["self_service"] = tuple(_pages(file, *path, "self_service"))
    settings = Settings(**found)
    _refuse_contradictions(file, settings, *path)
    return settings


def _answers(file: YamlFile, *path: Any) -> AnswerSettings:
    given = file.mapping(*path)
    file.refuse_unknown(AnswerSettings._fields, path)
    found: dict[str, Any] = {}
    if "ignore" in given:
        found["ignore"] = _some_names(file, *path, "ignore")
    if "synonyms" in given:
        groups = file.at((*path, "synonyms"))
        if not isinstance(groups, list):
            raise file.error((*path, "synonyms"), "'synonyms' should be a list of lists: [[parcel, package]]")
        found["synonyms"] = tuple(_synonyms(file, *path, "synonyms", at) for at, _ in enumerate(groups))
    if "sure" in given:
        sure = file.at((*path, "sure"))
        if isinstance(sure, bool) or not isinstance(sure, (int, float)) or not 0 <= sure <= 1:
            raise file.error((*path, "sure"), "'sure' should be a number from 0 to 1")
        found["sure"] = float(sure)
    return AnswerSettings(**found)


def _synonyms(file: YamlFile, *path: Any) -> tuple[str, ...]:
    if not isinstance(file.at(path), list):
        raise file.error(path, "a group of synonyms is a list of single words: [parcel, package]")
    words = tuple(word.lower() for word in _some_names(file, *path))
    for at, word in enumerate(words):
        if len(word.split()) != 1:
            raise file.error(
                (*path, at), f"{word!r} is more than one word; synonyms are compared word by word"
            )
    if len(words) < 2:
        raise file.error(path, "a group of synonyms needs two words at least")
    return words


def _languagetool(file: YamlFile, *path: Any) -> LanguageToolUse:
    """How LanguageTool is used; a folder is meant from the config's own folder on."""
    given = file.mapping(*path)
    file.refuse_unknown(LANGUAGETOOL, path)
    found: dict[str, Any] = {}
    if "use" in given:
        # YAML reads a bare off as false.
        found["use"] = "off" if given["use"] is False else _filled(file, *path, "use")
        if found["use"] not in USES:
            _refuse_url(file, found["use"], *path, "use", also=f"one of {', '.join(USES)}, or ")
    if "url" in given:
        found["url"] = _filled(file, *path, "url")
        _refuse_url(file, found["url"], *path, "url")
    if "folder" in given:
        folder = Path(_filled(file, *path, "folder")).expanduser()
        found["folder"] = os.path.abspath(Path(file.shown).parent / folder)  # a server outlives this run
    for key, (least, most) in LANGUAGETOOL_NUMBERS.items():
        if key in given:
            number = file.at((*path, key))
            if (
                isinstance(number, bool)
                or not isinstance(number, (int, float))
                or not least <= number <= most
            ):
                raise file.error((*path, key), f"{key!r} should be a number from {least} to {most}")
            found[key] = int(number) if key == "memory_mb" else float(number)
    if "ignore" in given:
        found["ignore"] = file.names(*path, "ignore")
    return LanguageToolUse(**found)


LANGUAGETOOL = (
    "use", "url", "folder", "keep_minutes", "memory_mb", "start_seconds", "draft_seconds", "ignore",
)  # fmt: skip
USES = ("auto", "off", "local")

LANGUAGETOOL_NUMBERS = {
    "keep_minutes": (0, 1440),
    "memory_mb": (256, 16384),
    "start_seconds": (1, 600),
    "draft_seconds": (0.1, 600),
}
"""The least and the most of each; with less memory no LanguageTool starts."""


def _refuse_url(file: YamlFile, url: str, *path: Any, also: str = "") -> None:
    """Refuses what is no address of a server; `also` are the words that would have been right too."""
    from replycheck.proofread.languagetool.choice import url_problem

    problem = url_problem(url)
    if problem and also and "/" not in url:
        problem = f"is not known{did_you_mean(url, USES) or f'; {also}the address of a server is wanted'}"
    if problem:
        raise file.error(path, f"{url!r} {problem}")


def _hours(file: YamlFile, *path: Any) -> float:
    hours = file.at(path)
    if isinstance(hours, bool) or not isinstance(hours, (int, float)) or not 0 < hours <= MOST_HOURS:
        raise file.error(path, f"{path[-1]!r} should be a number of hours above 0, and {MOST_HOURS} at most")
    return float(hours)


def _dialect(file: YamlFile, *path: Any) -> str:
    dialect, known = file.text(*path), get_args(Dialect)
    if dialect not in known:
        hint = did_you_mean(dialect, known) or f"; one of {', '.join(known)} is wanted"
        raise file.error(path, f"unknown dialect {dialect!r}{hint}")
    return dialect


def _filled(file: YamlFile, *path: Any) -> str:
    """A text with something in it; a number is asked for in quotes, so that 07 and 4.90 stay as typed."""
    value = file.at(path)
    if isinstance(value, (bool, int, float)):
        raise file.error(path, f"{path[-1]!r} should be a text; put it in quotes")
    text = file.text(*path)
    if not text:
        raise file.error(path, f"{path[-1]!r} is empty; fill it in or take it out")
    return text


def _desk(file: YamlFile, *path: Any) -> str:
    from replycheck.libraries.dialects import named, unknown_desk

    desk = file.text(*path)
    if named(desk) is None:
        raise file.error(path, unknown_desk(desk))
    return desk


def _declared(file: YamlFile, *path: Any) -> tuple[str, ...]:
    """The team's own variables: names as they stand between the signs, each with a `*` at most at its end."""
    names = _some_names(file, *path)
    for at, name in enumerate(names):
        bare = name.strip("{}%#!* ")
        if bare and re.fullmatch(r"[{%#!]+.*[}%]+", name):
            raise file.error((*path, at), f"{name!r} should be the bare name; write {bare!r}")
        if not re.fullmatch(r"[\w$][\w.$\-\[\]]*\*?", name):
            raise file.error(
                (*path, at),
                f"{name!r} is no variable; write it like ticket.custom_field_12 or ticket_fields.*",
            )
    return names


def _swaps(file: YamlFile, *path: Any) -> Mapping[str, str]:
    """A mapping of texts to texts; only what is banned may lead to nothing ("leave it out")."""
    found: dict[str, str] = {}
    for word, instead in file.mapping(*path).items():
        if not isinstance(word, str) or not isinstance(instead, str):
            raise file.error(
                (*path, word), f"{path[-1]!r} should lead from a text to a text; put both in quotes"
            )
        if not word.strip():
            raise file.error((*path, word), f"an empty text in {path[-1]!r}; fill it in or take it out")
        if not instead.strip() and path[-1] != "banned":
            raise file.error((*path, word), f"an empty text in {path[-1]!r}; say what to write instead")
        if word.strip() == instead.strip():
            raise file.error((*path, word), f"{word!r} leads to itself; say what to write instead")
        found[word.strip()] = instead.strip()
    return found


def _facts(file: YamlFile, *path: Any) -> Iterator[Fact]:
    for at, _ in enumerate(_items(file, Fact._fields, Fact._fields, *path)):
        yield Fact(
            _filled(file, *path, at, "about"),
            _some_names(file, *path, at, "words"),
            _filled(file, *path, at, "value"),
        )


def _pages(file: YamlFile, *path: Any) -> Iterator[SelfService]:
    for at, _ in enumerate(_items(file, SelfService._fields, SelfService._fields, *path)):
        link = _filled(file, *path, at, "link")
        if not re.match(r"https?://[^\s/]", link):
            raise file.error(
                (*path, at, "link"), f"{link!r} is no link; write it like https://help.example.com/…"
            )
        yield SelfService(_filled(file, *path, at, "topic"), _some_names(file, *path, at, "words"), link)


def _some_names(file: YamlFile, *path: Any) -> tuple[str, ...]:
    if isinstance(file.at(path), str):
        raise file.error(path, f"{path[-1]!r} should be a list of texts; write [{file.at(path)}]")
    names = file.names(*path)
    if not names:
        raise file.error(path, f"{path[-1]!r} is empty; name at least one")
    return names


def _refuse_contradictions(file: YamlFile, settings: Settings, *path: Any) -> None:
    """Words that the same settings ask for and refuse: what one line mends another would mark."""
    refused = {w.casefold(): w for swaps in (settings.preferred, settings.banned) for w in swaps}
    for key in ("preferred", "banned"):
        for word, instead in getattr(settings, key).items():
            again = refused.get(instead.casefold())
            if again is not None and again.casefold() != word.casefold():
                raise file.error(
                    (*path, key, word),
                    f"{word!r} leads to {instead!r}, which is replaced as well; take one out",
                )
    for word in settings.preferred:
        if word in settings.banned:
            raise file.error(
                (*path, "banned", word), f"{word!r} stands in 'preferred' too; take one out", of_key=True
            )
    accepted = {term.casefold(): at for at, term in enumerate(settings.accepted)}
    for key in ("preferred", "banned"):
        for word in getattr(settings, key):
            if word.casefold() in accepted:
                raise file.error(
                    (*path, key, word), f"{word!r} stands in 'accepted' too; take one out", of_key=True
                )
    for at, name in enumerate(settings.other_brands):
        if name.casefold() == settings.brand.casefold():
            raise file.error((*path, "other_brands", at), f"{name!r} is the brand itself; take it out")
