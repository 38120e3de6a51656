"""The data file of a help desk, read into its dialect."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

from replycheck.libraries.dialects.dialect import Dialect

GREETED = ("customer-first-name", "customer-last-name", "customer-name")
"""What a greeting is made of, and is blank where the desk knows no name."""


def read_dialect(name: str) -> Dialect:
    """The dialect in `<name>.yaml` beside this module.

    In `variables` and `open`, `{a,b}` stands for either of the two, `*` for any further part of a name, `+`
    for one without a dot.
    """
    import yaml

    with open(Path(__file__).parent / f"{name}.yaml", encoding="utf-8") as stream:
        given: dict[str, Any] = yaml.load(stream, getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    variables = [one for entry in given["variables"] for one in expanded(entry)]
    means = given.get("means") or {}
    greets = given.get("greets") or [means[meaning] for meaning in GREETED if meaning in means]
    return Dialect(
        desk=name,
        name=given["name"],
        delimiters=tuple(given["delimiters"]),
        tags=given["tags"],
        forms=tuple(given["forms"]),
        token=given["token"],
        fallback=given.get("fallback", ""),
        names=frozenset([*(one for one in variables if "*" not in one), *means.values()]),
        patterns=tuple(one for one in variables if "*" in one),
        open=tuple(one for entry in given.get("open", ()) for one in expanded(entry)),
        means=means,
        greets=frozenset(greets),
        functions=frozenset(given.get("functions", ())),
        wraps=frozenset(given.get("wraps", ())),
        is_complete=given.get("complete", False),
        ignores_case=given.get("ignores_case", False),
        has_code=given.get("code", False),
        is_mailer=given.get("mailer", False),
    )


def expanded(entry: str) -> Iterator[str]:
    """`{a,b}.{c,d}` as `a.c`, `a.d`, `b.c`, `b.d`."""
    pieces = re.split(r"\{([^{}]*)\}", entry)
    choices = [piece.split(",") if at % 2 else [piece] for at, piece in enumerate(pieces)]
    for chosen in product(*choices):
        yield "".join(chosen)
