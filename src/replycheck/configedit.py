"""More names in a list of a config (`ignore`, `settings: words`), with its comments and its layout as they were."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from replycheck.errors import ConfigError
from replycheck.tomlfile import parsed

Keys = tuple[str, ...]
"""The keys that lead to a value, from the top."""


def ignoring(text: str, rule: str, *, path: str) -> str:
    """The text of a config that ignores `rule` as well; else as `listing`."""
    return listing(text, ("ignore",), [rule], path=path)


def listing(text: str, keys: Keys, names: Sequence[str], *, path: str) -> str:
    """The text of a config whose list at `keys` holds `names` as well; the same text where it does already.

    `path` says by its ending whether that is TOML or YAML.  What was written is read again: where it does
    not say what it said before with the names more, ConfigError asks to add them by hand.
    """
    is_toml = path.endswith(".toml")
    read = parsed if is_toml else _read_yaml
    table = ("tool", "replycheck") if path.endswith("pyproject.toml") else ()
    try:
        before = _at(read(text), table)
        said = _at(before, keys[:-1]).get(keys[-1])
        listed = [said] if isinstance(said, str) else list(said or [])
        new = [name for name in names if name not in listed]
        if not new:
            return text
        edited = _in_toml(text, (*table, *keys), new) if is_toml else _in_yaml(text, keys, new)
        if _at(read(edited), table) == _with(before, keys, [*listed, *new]):
            return edited
    except Exception as error:  # whatever a parser makes of a text that it was not made for
        if isinstance(error, ConfigError):
            raise
    what = "the rule" if keys == ("ignore",) else "a word"
    raise ConfigError(
        path, f"has no place where {what} can be added; write `{_flow(keys, names)}` in it by hand"
    )


def _at(values: Any, keys: Keys) -> Mapping[str, Any]:
    for key in keys:
        values = (values or {}).get(key)
    return values or {}


def _with(values: Mapping[str, Any], keys: Keys, names: list[str]) -> Mapping[str, Any]:
    key, *deeper = keys
    return {**values, key: _with(values.get(key) or {}, tuple(deeper), names) if deeper else names}


def _read_yaml(text: str) -> Any:
    import yaml

    return yaml.safe_load(text)


def _in_yaml(text: str, keys: Keys, names: Sequence[str]) -> str:
    import yaml

    end = _line_end(text)
    node: Any = yaml.compose(text, Loader=yaml.SafeLoader)
    if node is None:
        return _with_end(text, end) + _block(0, keys, names, end)
    for depth, key in enumerate(keys):
        left = keys[depth:]
        start = node.start_mark.index
        value = next((value for name, value in node.value if name.value == key), None)
        if value is None and node.flow_style:
            return _into_brackets(text, start, node.end_mark.index, _flow(left, names))
        if value is None and depth == 0:
            return _with_end(text, end) + _block(node.start_mark.column, left, names, end)
        if value is None:
            at = text.rfind("\n", 0, start) + 1
            return text[:at] + _block(node.start_mark.column, left, names, end) + text[at:]
        node = value
        if isinstance(node, yaml.ScalarNode) and not node.value:
            said = f"{{{_flow(left[1:], names)}}}" if left[1:] else f"[{_listed(names)}]"
            return text[: node.start_mark.index].rstrip(" ") + f" {said}" + text[node.end_mark.index :]
    start, stop = node.start_mark.index, node.end_mark.index
    if isinstance(node, yaml.ScalarNode):
        return f"{text[:start]}[{text[start:stop]}, {_listed(names)}]{text[stop:]}"
    if node.flow_style:
        return _into_brackets(text, start, stop, _listed(names))
    at = text.find("\n", node.value[-1].end_mark.index - 1)
    at = len(text) if at < 0 else at + 1
    return _with_end(text[:at], end) + _items(node.start_mark.column, names, end) + text[at:]


def _block(column: int, keys: Keys, names: Sequence[str], end: str) -> str:
    """Keys one below the other, the last with the names as a list."""
    lines = [f"{' ' * (column + 2 * depth)}{key}:{end}" for depth, key in enumerate(keys)]
    return "".join(lines) + _items(column + 2 * len(keys), names, end)


def _items(column: int, names: Sequence[str], end: str) -> str:
    return "".join(f"{' ' * column}- {_quoted(name)}{end}" for name in names)


def _flow(keys: Keys, names: Sequence[str]) -> str:
    """`settings: {words: [flurbo]}`"""
    key, *deeper = keys
    return f"{key}: {{{_flow(tuple(deeper), names)}}}" if deeper else f"{key}: [{_listed(names)}]"


_PLAIN = re.compile(r"[^\W\d_][\w'’/-]*(?: [\w'’/-]+)*")
_NOT_TEXT = frozenset("y n yes no on off true false null nan".split())


def _quoted(name: str) -> str:
    """A name as YAML reads it back."""
    if _PLAIN.fullmatch(name) and name.lower() not in _NOT_TEXT:
        return name
    return json.dumps(name, ensure_ascii=False)


def _listed(names: Sequence[str]) -> str:
    return ", ".join(_quoted(name) for name in names)


def _in_toml(text: str, keys: Keys, names: Sequence[str]) -> str:
    end = _line_end(text)
    items = ", ".join(json.dumps(name, ensure_ascii=False) for name in names)
    start = 0
    if keys[:-1]:
        header = re.search(rf"^[ \t]*\[\s*{re.escape('.'.join(keys[:-1]))}\s*\][^\n]*\n?", text, re.MULTILINE)
        if header is None:
            return text
        start = header.end()
    following = re.compile(r"^[ \t]*\[", re.MULTILINE).search(text, start)
    stop = following.start() if following else len(text)
    key = re.compile(rf"^[ \t]*{keys[-1]}[ \t]*=[ \t]*\[", re.MULTILINE).search(text, start, stop)
    if key is None:
        return _with_end(text[:start], end) + f"{keys[-1]} = [{items}]{end}" + text[start:]
    for close in re.compile(r"\]").finditer(text, key.end()):
        edited = _into_brackets(text, key.end() - 1, close.end(), items)
        if _is_read(edited, parsed):
            return edited
    return text


def _is_read(text: str, read: Callable[[str], Any]) -> bool:
    try:
        read(text)
    except ValueError:
        return False
    return True


def _into_brackets(text: str, start: int, stop: int, item: str) -> str:
    """`text` with one more item in the list between the brackets at `start` and before `stop`."""
    inner = text[start + 1 : stop - 1]
    bare = re.sub(r"#[^\n]*", lambda comment: " " * len(comment[0]), inner)
    filled = len(bare.rstrip())
    if not filled:
        return f"{text[: start + 1]}{item}{text[start + 1 :]}"
    at = start + 1 + filled
    indent = re.search(r"\n([ \t]*)\S[^\n]*\Z", bare[:filled])
    gap = f"{_line_end(text)}{indent[1]}" if indent else " "
    is_open = bare[filled - 1] == ","
    return f"{text[:at]}{'' if is_open else ','}{gap}{item}{',' if is_open else ''}{text[at:]}"


def _line_end(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"


def _with_end(text: str, end: str) -> str:
    return text if not text or text.endswith(("\n", "\r")) else text + end
