"""What exports are written in.  Each module has `entries(path, fits)`: records with the places of texts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from typing import Any

from replycheck.errors import InputError
from replycheck.libraries.entry import Entry

Fits = Callable[[Mapping[str, Any]], bool]

SUFFIXES: Mapping[str, tuple[str, ...]] = {
    "json": (".json", ".ndjson"),
    "yaml": (".yaml", ".yml"),
    "csv": (".csv", ".tsv"),
    "xml": (".xml",),
    "markdown": (".md", ".markdown"),
}
"""Each syntax with the endings of its files; `.jsonl` is a case file unless a library is named."""


def entries(syntax: str, path: str, fits: Fits) -> Iterator[Entry | InputError]:
    """The records of a file in one of the syntaxes, in order; broken ones as InputError."""
    module: Any = import_module(f"{__name__}.{syntax}")
    found: Iterator[Entry | InputError] = module.entries(path, fits)
    return found
