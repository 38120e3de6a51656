"""Reply templates: files of Jinja2 with a head that says what they are for.

    ---
    about: A parcel that is late or lost.
    cues: [still (has not|hasn't) arrived, where is my (order|parcel)]
    hints: [tracking]
    moods: [upset]
    ---
    {% extends "_layout.jinja" %}
    …

A template reaches its values and the templates of its own folder and of ours; it opens no other file and
runs no code.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from replycheck.errors import ConfigError, did_you_mean
from replycheck.matching import Term, phrase_terms
from replycheck.records import NamedTuple
from replycheck.yamlfile import YamlFile, read_source

SUFFIX = ".jinja"
KEYS = ("about", "cues", "hints", "moods")
MOODS = ("upset", "worried", "neutral", "happy")
CUE, HINT = 2, 1
"""Points for a phrase of each list that stands in a mail."""
LONGEST = 100_000
"""Characters that a skeleton may have: what makes more of one mail is a loop that went wrong."""


class Template(NamedTuple):
    """One file.  `about` is its line in `draft --list`; `terms` are its cues and hints with their points; `source` is
    its text below the head, with the head's lines left blank so that line numbers stay true.
    """

    name: str
    about: str
    path: str
    source: str
    terms: tuple[Term, ...] = ()
    moods: tuple[str, ...] = ()
    is_builtin: bool = False


def builtin_folder() -> Path | None:
    """The templates of the installed package, or of the checkout we run from."""
    packaged = Path(__file__).parents[1] / "_data" / "templates" / "replies"
    if packaged.is_dir():
        return packaged
    checkout = Path(__file__).parents[3] / "templates" / "replies"
    return checkout if checkout.is_dir() else None


class Shelf:
    """All templates of a call: the built-in ones, and over them those of the team's `folder`."""

    def __init__(self, folder: str = "") -> None:
        self.folder = folder

    @cached_property
    def sources(self) -> Mapping[str, tuple[str, str, bool]]:
        """Name of each file without its ending to its path, its text, and whether it is ours.

        Names that begin with `_` are parts that others extend or include.
        """
        home = builtin_folder()
        if home is None:
            raise ConfigError("templates", "the built-in templates are missing; install replycheck again")
        found = dict(_folder(home, builtin=True))
        if self.folder:
            if not os.path.isdir(self.folder):
                raise ConfigError(self.folder, "is no folder of templates; mend 'templates' in the config")
            found.update(_folder(Path(self.folder), builtin=False))
        return found

    @cached_property
    def templates(self) -> tuple[Template, ...]:
        """All that can be named, by name."""
        return tuple(
            _read(name, path, text, is_builtin=builtin)
            for name, (path, text, builtin) in sorted(self.sources.items())
            if not name.startswith("_")
        )

    def get(self, name: str) -> Template:
        """One by its name, or a file; raises ConfigError for neither."""
        for template in self.templates:
            if template.name == name:
                return template
        if name.endswith(SUFFIX) or os.sep in name or os.path.isfile(name):
            text = read_source(Path(name), shown=name, fault=ConfigError)
            return _read(Path(name).name.removesuffix(SUFFIX), name, text)
        known = [template.name for template in self.templates]
        hint = did_you_mean(name, known) or "; `replycheck draft --list` shows them"
        raise ConfigError("--template", f"no template is called {name!r}{hint}")

    def render(self, template: Template, values: Mapping[str, Any]) -> str:
        """The template's text with its values; raises ConfigError at the line that fails."""
        from replycheck.sandbox import mistake

        try:
            environment = self._environment(template)
            _refuse_lost_words(environment, template.name)
            text = "".join(
                _some(environment.get_template(template.name).generate(dict(values)), template.path)
            )
        except Exception as error:  # whatever the template did, it is the template that must change
            raise _hinted(mistake(error, template.path), values) from None
        if not text.strip():
            raise ConfigError(template.path, "makes an empty draft; write the reply below its head")
        return text

    def _environment(self, template: Template) -> Any:
        from jinja2 import FunctionLoader, TemplateNotFound

        from replycheck.sandbox import environment, strict_undefined

        def source(name: str) -> tuple[str, str, None]:
            # Only what was listed: no path is ever made out of a template's words.
            if name == template.name:
                return template.source, template.path, None
            known = self.sources.get(name.removesuffix(SUFFIX))
            if known is None:
                raise TemplateNotFound(name)
            path, text, _ = known
            return _parted(text, path)[1], path, None

        made = environment(
            loader=FunctionLoader(source),
            undefined=strict_undefined(),
            autoescape=False,  # a draft is plain text
            trim_blocks=True,
            lstrip_blocks=True,
        )
        made.globals.clear()
        return made


def _some(pieces: Iterator[str], path: str) -> Iterator[str]:
    length = 0
    for piece in pieces:
        length += len(piece)
        if length > LONGEST:
            raise ConfigError(path, "makes a draft of more than 100,000 characters; look for a loop in it")
        yield piece


def _refuse_lost_words(environment: Any, name: str) -> None:
    """Raises ConfigError where a template that extends another holds words that would not be in the draft."""
    from jinja2 import nodes

    tree, path = _tree(environment, name)
    parent = _extended(tree)
    if not parent:
        return
    known = _blocks(environment, parent)
    there = f"; there are {', '.join(sorted(known))}" if known else ""
    for block in _outermost(tree):
        if block.name not in known:
            hint = did_you_mean(block.name, known) or there
            problem = f"{parent} has no block {block.name!r}, so its words are lost{hint}"
            raise ConfigError(f"{path}:{block.lineno}", problem)
    begun = False
    for node in tree.body:
        begun = begun or isinstance(node, nodes.Extends)
        lost = [n for n in node.nodes if not _is_blank(n)] if begun and isinstance(node, nodes.Output) else []
        if lost:
            line = lost[0].lineno + _blank_lines(lost[0])
            problem = f"words outside the blocks of {parent} are lost; put them into a block{there}"
            raise ConfigError(f"{path}:{line}", problem)


def _tree(environment: Any, name: str) -> tuple[Any, str]:
    source, path, _ = environment.loader.get_source(environment, name)
    return environment.parse(source, name, path), path


def _extended(tree: Any) -> str:
    """The template that one extends; empty for none, and where only its run can tell."""
    from jinja2 import nodes

    node = tree.find(nodes.Extends)
    return node.template.value if node and isinstance(node.template, nodes.Const) else ""


def _blocks(environment: Any, name: str) -> set[str]:
    """The blocks of a template and of those that it extends."""
    from jinja2 import nodes

    found: set[str] = set()
    seen: set[str] = set()
    while name and name not in seen:
        seen.add(name)
        tree, _ = _tree(environment, name)
        found |= {block.name for block in tree.find_all(nodes.Block)}
        name = _extended(tree)
    return found


def _is_blank(node: Any) -> bool:
    from jinja2 import nodes

    return isinstance(node, nodes.TemplateData) and not node.data.strip()


def _blank_lines(node: Any) -> int:
    """How many lines of a piece of text stand before its first word."""
    data = getattr(node, "data", "")
    return data[: len(data) - len(data.lstrip())].count("\n")


def _outermost(node: Any) -> Iterator[Any]:
    """Blocks that stand in no other block: one inside a block that is known has its place there."""
    from jinja2 import nodes

    for child in node.iter_child_nodes():
        if isinstance(child, nodes.Block):
            yield child
        else:
            yield from _outermost(child)


def _hinted(error: ConfigError, values: Mapping[str, Any]) -> ConfigError:
    """The error with the value that was perhaps meant, where a template names one that there is not."""
    missing = re.search(r"'(\w+)' is undefined", error.problem)
    if not missing:
        return error
    hint = did_you_mean(missing[1], values) or f"; there are {', '.join(sorted(values))}"
    return ConfigError(error.where, f"{missing[1]!r} is undefined{hint}")


def _folder(folder: Path, *, builtin: bool) -> Iterator[tuple[str, tuple[str, str, bool]]]:
    """The templates that stand in a folder itself.  A link that leads out of it is left alone."""
    home = os.path.realpath(folder)
    try:
        names = sorted(os.listdir(folder))
    except OSError as error:
        raise ConfigError(str(folder), f"cannot be read ({error.strerror})") from None
    for name in names:
        path = folder / name
        if not name.endswith(SUFFIX) or name.startswith(".") or not os.path.isfile(path):
            continue
        if os.path.dirname(os.path.realpath(path)) != home:
            raise ConfigError(str(path), "leads out of its folder; put the template itself there")
        shown = f"templates/replies/{name}" if builtin else str(path)
        yield name.removesuffix(SUFFIX), (shown, read_source(path, shown=shown, fault=ConfigError), builtin)


def _parted(text: str, path: str) -> tuple[str, str]:
    """Head and body; where the head stood the body has blank lines, and the other way round.

    Raises ConfigError for a head without its line of dashes above or below: it would stand in the draft.
    """
    text = text.replace("\r\n", "\n")
    found = re.match(r"---[ \t]*\n(.*?\n)?---[ \t]*(?:\n|\Z)", text, re.DOTALL)
    if not found:
        _refuse_torn_head(text, path)
        return "", text
    head = found[1] or ""
    return f"\n{head}", "\n" * (head.count("\n") + 2) + text[found.end() :]


def _refuse_torn_head(text: str, path: str) -> None:
    first = re.match(r"(?:\s|\{#.*?#\})*", text, re.DOTALL)
    start = first.end() if first else 0
    line = text.count("\n", 0, start) + 1
    key = rf"(?:{'|'.join(KEYS)})[ \t]*:"
    if re.match(key, text[start:]):
        raise ConfigError(f"{path}:{line}", "the head has no line '---' above it; begin the file with one")
    if re.match(rf"---[ \t]*\n\s*{key}", text[start:]):
        more = "the head has no line '---' below it" if start == 0 else "the head is not at the first line"
        raise ConfigError(f"{path}:{line}", f"{more}; it stands between two of them at the top of the file")


def _read(name: str, path: str, text: str, *, is_builtin: bool = False) -> Template:
    head, source = _parted(text, path)
    if not head.strip():
        return Template(name, "", path, source, is_builtin=is_builtin)
    file = YamlFile(Path(path), shown=path, fault=ConfigError, text=head)
    file.refuse_unknown(KEYS)
    for at, _ in enumerate(file.texts("moods") if "moods" in file.values else ()):
        file.choice(MOODS, "moods", at)
    return Template(
        name,
        " ".join(file.text("about").split()) if "about" in file.values else "",
        path,
        source,
        tuple(_terms(file, is_builtin=is_builtin)),
        file.texts("moods") if "moods" in file.values else (),
        is_builtin,
    )


def _terms(file: YamlFile, *, is_builtin: bool) -> Iterator[Term]:
    from replycheck.matching import can_be_empty, phrase_source
    from replycheck.matching.literals import LONGEST_ENTRY, MOST_REPEATS, repeats

    for key, weight in (("cues", CUE), ("hints", HINT)):
        for at, phrase in enumerate(file.names(key) if key in file.values else ()):
            try:
                if len(phrase) > LONGEST_ENTRY:
                    raise ValueError(f"it is longer than {LONGEST_ENTRY:,} characters")
                if not is_builtin and repeats(phrase) > MOST_REPEATS:
                    raise ValueError(f"it repeats more than {MOST_REPEATS:,} times")
                if can_be_empty(phrase):
                    raise ValueError("it matches the empty text, and so everywhere")
                terms = phrase_terms(phrase, weight=float(weight))
                if not is_builtin:
                    re.compile(phrase_source(phrase), re.IGNORECASE)
            except (re.error, OverflowError, RecursionError, ValueError, MemoryError) as error:
                raise file.error((key, at), f"invalid regular expression: {error}") from None
            yield from _guarded(terms, is_builtin=is_builtin)


def _guarded(terms: Sequence[Term], *, is_builtin: bool) -> Iterator[Term]:
    """A team's own expressions run under a time limit."""
    for term in terms:
        yield term if is_builtin else term._replace(guarded=True)
