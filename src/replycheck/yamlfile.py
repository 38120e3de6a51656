"""A YAML file with the place of everything in it, so that a mistake is named at its line and column."""

from __future__ import annotations

import math
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from replycheck.errors import ReplycheckError, RuleError, did_you_mean

Path_ = tuple[Any, ...]
"""Where a value stands: the keys and indexes that lead to it, from the top."""


MOST_BYTES = 1_000_000
"""The largest file that is read; the largest of ours has a tenth of it."""

DEEPEST = 50
"""How deep values may be nested; beyond some thousands the C loader would overflow the stack."""

LARGEST = 10**12
"""The largest number that is taken, either way: any key of ours means far less."""

_TAGS = {f"tag:yaml.org,2002:{name}" for name in ("str", "int", "float", "bool", "null", "timestamp")}
_NESTS = {"mapping": "tag:yaml.org,2002:map", "sequence": "tag:yaml.org,2002:seq"}


def read_source(path: Path, *, shown: str, fault: type[ReplycheckError]) -> str:
    """The text of a file of ours; raises `fault` for what is no text in UTF-8, or too large."""
    try:
        if os.path.exists(path) and not os.path.isfile(path):  # a named pipe would be waited for
            raise fault(shown, "is no file; remove it or give it another name")
        with open(path, "rb") as stream:
            data = stream.read(MOST_BYTES + 1)
    except OSError as error:
        raise fault(shown, f"cannot be read ({error.strerror})") from None
    except ValueError:
        raise fault(shown, "is no name of a file") from None
    if len(data) > MOST_BYTES:
        raise fault(f"{shown}:1:1", "the file is above 1 MB; split it or make it shorter")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - data.rfind(b"\n", 0, error.start)
        raise fault(
            f"{shown}:{line}:{column}", f"not UTF-8 text (byte {error.start}); save it as UTF-8"
        ) from None


@cache
def shallow_loader() -> Any:
    """The safe loader, which gives up where values are nested too deep."""
    import yaml

    base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

    class Shallow(base):  # type: ignore[misc]
        depth = 0

        def descend_resolver(self, parent: Any, index: Any) -> None:
            self.depth += 1
            if self.depth > DEEPEST:
                raise yaml.MarkedYAMLError(
                    problem=f"nested deeper than {DEEPEST} levels; make it flatter",
                    problem_mark=parent.start_mark,
                )
            super().descend_resolver(parent, index)

        def ascend_resolver(self) -> None:
            self.depth -= 1
            super().ascend_resolver()

    return Shallow


class YamlFile:
    """One mapping, read with the safe loader; `error` raises `fault` at the place of a value."""

    def __init__(
        self,
        path: Path,
        *,
        shown: str | None = None,
        fault: type[ReplycheckError] = RuleError,
        text: str | None = None,
    ) -> None:
        import yaml

        self.shown = shown or str(path)
        self.fault = fault
        if text is None:  # a part of a file may be given by itself
            text = read_source(path, shown=self.shown, fault=fault)
        try:
            node = yaml.compose(text, Loader=shallow_loader())
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            at = f"{mark.line + 1}:{mark.column + 1}" if mark else "1:1"
            problem = " ".join(filter(None, (error.context, error.problem)))
            line = text.split("\n")[mark.line : mark.line + 1] if mark else []
            raise fault(f"{self.shown}:{at}", f"broken YAML: {problem}{_mend(problem, line)}") from None
        except yaml.YAMLError as error:
            raise fault(f"{self.shown}:1:1", f"broken YAML: {' '.join(str(error).split())}") from None
        if node is None:
            raise fault(f"{self.shown}:1:1", "the file is empty; a mapping of keys to values is wanted")
        if not isinstance(node, yaml.MappingNode):
            raise fault(f"{self.shown}:1:1", "one mapping of keys to values is wanted here")
        self.node: Any = node
        loader = yaml.SafeLoader("")
        self._refuse_surprises(node, loader)
        try:
            self.values: dict[str, Any] = loader.construct_document(node)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark
            at = f"{mark.line + 1}:{mark.column + 1}" if mark else "1:1"
            raise fault(f"{self.shown}:{at}", f"broken YAML: {error.problem}") from None

    def _refuse_surprises(self, node: Any, loader: Any) -> None:
        """Refuses what YAML takes without a word and nobody means: a key that stands twice (the first
        would be lost), aliases (a few lines that stand for gigabytes), tags, and values that are none.
        """
        stack, met = [node], set()
        while stack:
            here = stack.pop()
            if id(here) in met:
                raise self._fault_at(here, "anchors and aliases are not supported; write it out each time")
            met.add(id(here))
            if here.id == "scalar":
                self._refuse_value(here, loader)
                continue
            if here.tag != _NESTS[here.id]:
                raise self._fault_at(here, f"the tag {_tag(here)} is not supported; leave it out")
            if here.id == "sequence":
                stack.extend(here.value)
                continue
            seen = set()
            for key, value in here.value:
                if key.id == "scalar" and key.value in seen:
                    raise self._fault_at(key, f"the key {key.value!r} stands twice; join the two")
                seen.add(key.value if key.id == "scalar" else None)
                stack += (key, value)

    def _refuse_value(self, node: Any, loader: Any) -> None:
        if node.tag == "tag:yaml.org,2002:str":
            return
        if node.tag not in _TAGS:
            raise self._fault_at(node, f"{_tag(node)} is not supported here; put a text in quotes")
        try:
            value = loader.construct_object(node)
        except Exception:  # PyYAML's constructors let KeyError, IndexError, AttributeError and more through
            raise self._fault_at(
                node, f"{_short(node.value)} is no {_tag(node)[2:]}; mend it, or put a text in quotes"
            ) from None
        if isinstance(value, (int, float)) and not _is_sensible(value):
            raise self._fault_at(
                node, f"{_short(node.value)} is not a number that makes sense here; put a text in quotes"
            )

    def _fault_at(self, node: Any, problem: str) -> ReplycheckError:
        mark = node.start_mark
        return self.fault(f"{self.shown}:{mark.line + 1}:{mark.column + 1}", problem)

    def place(self, path: Path_, *, of_key: bool = False) -> str:
        """`file:line:column` of a value, or of its key; of the nearest thing around it that exists."""
        node, mark = self.node, self.node.start_mark
        for depth, step in enumerate(path):
            last = depth == len(path) - 1
            if node.id == "mapping":
                found = next(((k, v) for k, v in node.value if k.value == str(step) or k.value == step), None)
                if found is None:
                    break
                key, node = found
                mark = key.start_mark if (last and of_key) else node.start_mark
            elif node.id == "sequence" and isinstance(step, int) and step < len(node.value):
                node = node.value[step]
                mark = node.start_mark
            else:
                break
        return f"{self.shown}:{mark.line + 1}:{mark.column + 1}"

    def error(self, path: Path_, problem: str, *, of_key: bool = False) -> ReplycheckError:
        return self.fault(self.place(path, of_key=of_key), problem)

    def refuse_unknown(self, known: Iterable[str], path: Path_ = ()) -> None:
        """Raises at the first key of the mapping under `path` that is not `known`."""
        known = list(known)
        for key in self.at(path):
            if key not in known:
                raise self.error(
                    (*path, key), f"unknown key {key!r}{did_you_mean(str(key), known)}", of_key=True
                )

    def at(self, path: Path_) -> Any:
        value: Any = self.values
        for step in path:
            value = value[step]
        return value

    def required(self, key: str) -> Any:
        if key not in self.values:
            raise self.fault(f"{self.shown}:1:1", f"the key {key!r} is missing")
        return self.values[key]

    def text(self, *path: Any) -> str:
        """A value that must be a text."""
        value = self.at(path)
        if not isinstance(value, str):
            raise self.error(path, f"{_said(path)} should be a text, not {_sort(value)}")
        return value.strip()

    def texts(self, *path: Any) -> tuple[str, ...]:
        """A value that must be a list of texts."""
        value = self.at(path)
        if not isinstance(value, list):
            raise self.error(path, f"{_said(path)} should be a list of texts, not {_sort(value)}")
        return tuple(self._items(path, value))

    def _items(self, path: Path_, value: list[Any]) -> Iterator[str]:
        for at, item in enumerate(value):
            if not isinstance(item, str):
                mend = "; put it in quotes" if isinstance(item, (bool, int, float)) or item is None else ""
                raise self.error((*path, at), f"{_said(path)} should hold texts, not {_sort(item)}{mend}")
            yield item

    def names(self, *path: Any) -> tuple[str, ...]:
        """A value that must be a list of texts with something in each; without the white space around."""
        found = tuple(text.strip() for text in self.texts(*path))
        for at, text in enumerate(found):
            if not text:
                raise self.error((*path, at), f"an empty text in {_said(path)}; fill it in or take it out")
        return found

    def mapping(self, *path: Any) -> Mapping[str, Any]:
        value = self.at(path)
        if not isinstance(value, dict):
            raise self.error(path, f"{_said(path)} should be a mapping, not {_sort(value)}")
        return value

    def choice(self, allowed: Iterable[str], *path: Any, what: str = "") -> str:
        """A value that must be one of a few words; `what` they are, else it is called by its key."""
        value, allowed = self.at(path), list(allowed)
        if value not in allowed:
            hint = did_you_mean(str(value), allowed) or f"; one of {', '.join(sorted(allowed))} is wanted"
            is_single = len(path) == 1 or isinstance(path[-2], int)
            named = (
                f"unknown {path[-1]} {value!r}" if is_single else f"unknown value {value!r} in {path[-2]!r}"
            )
            raise self.error(path, f"{f'unknown {what} {value!r}' if what else named}{hint}")
        return str(value)


def _mend(problem: str, line: list[str]) -> str:
    """What to do about a mistake of the parser's telling; nothing where that is plain or unknown."""
    if line and line[0].lstrip(" ").startswith("\t"):
        return "; indent with spaces, not with tabs"
    if "mapping values" in problem:
        return "; if the colon belongs to a text, put it in quotes"
    if "escape character" in problem:
        return "; put it in single quotes, in which a backslash is one"
    if re.search(_BY_A_SIGN, problem):
        return "; if a text holds or begins with a sign like [ { * & @ % or a quote, put it in quotes"
    return ""


_BY_A_SIGN = (
    r"cannot start any token|undefined alias|alphabetic or numeric|comment or line break|chomping"
    r"|expected (?:'-'|key|',' or|node content|<block end>|the node content|alphabetic|a comment)"
)


def _is_sensible(value: float) -> bool:
    return abs(value) <= LARGEST if isinstance(value, int) else math.isfinite(value)


def _tag(node: Any) -> str:
    return str(node.tag).replace("tag:yaml.org,2002:", "!!")


def _short(text: str) -> str:
    """A value for a message, cut where it is long."""
    return repr(text if len(text) <= 40 else f"{text[:37]}...")


def _said(path: Path_) -> str:
    return repr(next((step for step in reversed(path) if isinstance(step, str)), "this"))


def _sort(value: Any) -> str:
    if value is None:
        return "nothing"
    return {
        bool: "yes or no",
        int: "a number",
        float: "a number",
        str: "a text",
        list: "a list",
        dict: "a mapping",
    }.get(type(value), f"a {type(value).__name__}")
