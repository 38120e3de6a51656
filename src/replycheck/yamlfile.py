"""A YAML file with the place of everything in it, so that a mistake is named at its line and column."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from replycheck.errors import ReplycheckError, RuleError, did_you_mean

Path_ = tuple[Any, ...]
"""Where a value stands: the keys and indexes that lead to it, from the top."""


class YamlFile:
    """One mapping, read with the safe loader; `error` raises `fault` at the place of a value."""

    def __init__(
        self, path: Path, *, shown: str | None = None, fault: type[ReplycheckError] = RuleError
    ) -> None:
        import yaml

        self.shown = shown or str(path)
        self.fault = fault
        loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        try:
            text = path.read_text(encoding="utf-8")
            node = yaml.compose(text, Loader=loader)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            at = f"{mark.line + 1}:{mark.column + 1}" if mark else "1:1"
            problem = " ".join(filter(None, (error.context, error.problem)))
            raise fault(f"{self.shown}:{at}", f"broken YAML: {problem}") from None
        except yaml.YAMLError as error:
            raise fault(f"{self.shown}:1:1", f"broken YAML: {' '.join(str(error).split())}") from None
        except UnicodeDecodeError as error:
            raise fault(
                f"{self.shown}:1:1", f"not UTF-8 text (byte {error.start}); save it as UTF-8"
            ) from None
        except OSError as error:
            raise fault(self.shown, f"cannot be read ({error.strerror})") from None
        if node is None:
            raise fault(f"{self.shown}:1:1", "the file is empty; a mapping of keys to values is wanted")
        if not isinstance(node, yaml.MappingNode):
            raise fault(f"{self.shown}:1:1", "one mapping of keys to values is wanted here")
        self.node: Any = node
        self._refuse_doubles(node)
        try:
            self.values: dict[str, Any] = yaml.SafeLoader("").construct_document(node)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark
            at = f"{mark.line + 1}:{mark.column + 1}" if mark else "1:1"
            raise fault(f"{self.shown}:{at}", f"broken YAML: {error.problem}") from None
        except ValueError as error:
            raise fault(f"{self.shown}:1:1", f"broken YAML: {error}") from None

    def _refuse_doubles(self, node: Any) -> None:
        """YAML keeps the last of two equal keys without a word; the first would be lost."""
        stack = [node]
        while stack:
            here = stack.pop()
            if here.id == "mapping":
                seen = set()
                for key, value in here.value:
                    if key.id == "scalar" and key.value in seen:
                        mark = key.start_mark
                        raise self.fault(
                            f"{self.shown}:{mark.line + 1}:{mark.column + 1}",
                            f"the key {key.value!r} stands twice; join the two",
                        )
                    seen.add(key.value if key.id == "scalar" else None)
                    stack.append(value)
            elif here.id == "sequence":
                stack.extend(here.value)

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

    def mapping(self, *path: Any) -> Mapping[str, Any]:
        value = self.at(path)
        if not isinstance(value, dict):
            raise self.error(path, f"{_said(path)} should be a mapping, not {_sort(value)}")
        return value

    def choice(self, allowed: Iterable[str], *path: Any) -> str:
        """A value that must be one of a few words."""
        value, allowed = self.at(path), list(allowed)
        if value not in allowed:
            hint = did_you_mean(str(value), allowed) or f"; one of {', '.join(sorted(allowed))} is wanted"
            raise self.error(path, f"unknown {path[0] if len(path) == 1 else path[-2]} {value!r}{hint}")
        return str(value)


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
