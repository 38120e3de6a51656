"""One more name under `ignore` in the text of a config, with its comments and its layout as they were."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Mapping
from typing import Any

from replycheck.errors import ConfigError


def ignoring(text: str, rule: str, *, path: str) -> str:
    """The text of a config that ignores `rule` as well; the same text where it does already.

    `path` says by its ending whether that is TOML or YAML.  What was written is read again: where it does
    not say what it said before with the one name more, ConfigError asks to add the name by hand.
    """
    is_toml = path.endswith(".toml")
    read = _read_toml if is_toml else _read_yaml
    table = ("tool", "replycheck") if path.endswith("pyproject.toml") else ()
    try:
        before = _at(read(text), table)
        names = before.get("ignore")
        listed = [names] if isinstance(names, str) else list(names or [])
        if rule in listed:
            return text
        edited = _in_toml(text, rule, table) if is_toml else _in_yaml(text, rule)
        if _at(read(edited), table) == {**before, "ignore": [*listed, rule]}:
            return edited
    except Exception as error:  # whatever a parser makes of a text that it was not made for
        if isinstance(error, ConfigError):
            raise
    raise ConfigError(
        path, f"has no place where the rule can be added; write `ignore: [{rule}]` in it by hand"
    )


def _at(values: Any, table: tuple[str, ...]) -> Mapping[str, Any]:
    for key in table:
        values = (values or {}).get(key)
    return values or {}


def _read_yaml(text: str) -> Any:
    import yaml

    return yaml.safe_load(text)


def _read_toml(text: str) -> Any:
    if sys.version_info >= (3, 11):
        import tomllib
    else:
        import tomli as tomllib
    return tomllib.loads(text)


def _in_yaml(text: str, rule: str) -> str:
    import yaml

    end = _line_end(text)
    root: Any = yaml.compose(text, Loader=yaml.SafeLoader)
    if root is None:
        return _with_end(text, end) + f"ignore:{end}  - {rule}{end}"
    value = next((value for key, value in root.value if key.value == "ignore"), None)
    if value is None:
        last = root.end_mark.index if root.flow_style else len(text)
        if root.flow_style:
            return text[: last - 1] + f", ignore: [{rule}]" + text[last - 1 :]
        return _with_end(text, end) + f"ignore:{end}  - {rule}{end}"
    start, stop = value.start_mark.index, value.end_mark.index
    if isinstance(value, yaml.ScalarNode) and not value.value:
        return text[:start].rstrip(" ") + f" [{rule}]" + text[stop:]
    if isinstance(value, yaml.ScalarNode):
        return f"{text[:start]}[{text[start:stop]}, {rule}]{text[stop:]}"
    if value.flow_style:
        return _into_brackets(text, start, stop, rule)
    last = value.value[-1]
    at = text.find("\n", last.end_mark.index - 1)
    at = len(text) if at < 0 else at + 1
    dash = " " * value.start_mark.column
    return _with_end(text[:at], end) + f"{dash}- {rule}{end}" + text[at:]


def _in_toml(text: str, rule: str, table: tuple[str, ...]) -> str:
    end = _line_end(text)
    start = 0
    if table:
        header = re.search(rf"^[ \t]*\[\s*{re.escape('.'.join(table))}\s*\][^\n]*\n?", text, re.MULTILINE)
        if header is None:
            return text
        start = header.end()
    following = re.compile(r"^[ \t]*\[", re.MULTILINE).search(text, start)
    stop = following.start() if following else len(text)
    key = re.compile(r"^[ \t]*ignore[ \t]*=[ \t]*\[", re.MULTILINE).search(text, start, stop)
    if key is None:
        return _with_end(text[:start], end) + f'ignore = ["{rule}"]{end}' + text[start:]
    for close in re.compile(r"\]").finditer(text, key.end()):
        edited = _into_brackets(text, key.end() - 1, close.end(), f'"{rule}"')
        if _is_read(edited, _read_toml):
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
