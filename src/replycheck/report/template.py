"""The user's own format: a Jinja2 template over what `--format json` says.

It runs in Jinja2's sandbox: it reaches its values and the templates beside it, and nothing else.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from replycheck.errors import ConfigError
from replycheck.report.escape import visible
from replycheck.report.json import SCHEMA, report_values, summary_values
from replycheck.report.statistics import Statistics
from replycheck.report.style import Style
from replycheck.report.totals import Totals
from replycheck.sandbox import environment, mistake
from replycheck.yamlfile import read_source

if TYPE_CHECKING:
    from jinja2 import Environment

    from replycheck.model import Report

_MARKUP = (".html", ".htm", ".xhtml", ".xml", ".svg")
_JINJA = (".j2", ".jinja", ".jinja2")
"""Suffixes that only say that a file is a template; the one before says what it makes."""


def write(reports: Iterable[Report], out: TextIO, style: Style) -> None:
    """Raises `ConfigError` at the template's line for what is wrong in it; nothing is written then."""
    if style.template is None:
        raise ConfigError("--format", "template needs a file; give it with --template FILE")
    folder, name = os.path.split(style.template)
    environment = _environment(folder)
    try:
        template = environment.get_template(name)
    except Exception as error:
        raise mistake(error, style.template) from None
    values = _values(reports)
    try:
        text = template.render(values)
    except Exception as error:  # whatever the template did, it is the template that must change
        raise mistake(error, style.template) from None
    out.write(text)


def _values(reports: Iterable[Report]) -> dict[str, Any]:
    """What a template may use: the document of `--format json`, and the counts by rule."""
    from replycheck import __version__

    totals = Totals()
    statistics = Statistics()
    values = []
    for report in reports:
        totals.add(report)
        statistics.add(report)
        values.append(report_values(report))
    return {
        "schema": SCHEMA,
        "tool": {"name": "replycheck", "version": __version__},
        "reports": values,
        "summary": summary_values(totals),
        "statistics": [row._asdict() for row in statistics.rows],
    }


def _environment(folder: str) -> Environment:
    from jinja2 import FunctionLoader, StrictUndefined, TemplateNotFound
    from jinja2.loaders import split_template_path

    def source(name: str) -> tuple[str, str, None]:
        path = os.path.join(folder, *split_template_path(name))  # refuses `..`
        if not os.path.lexists(path):
            raise TemplateNotFound(name)
        return read_source(Path(path), shown=path, fault=ConfigError), path, None

    return environment(
        loader=FunctionLoader(source),
        undefined=StrictUndefined,
        autoescape=_makes_markup,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _makes_markup(name: str | None) -> bool:
    """True for `report.html` and `report.html.j2`: what is printed there is escaped for HTML."""
    stem = (name or "").lower()
    for suffix in _JINJA:
        stem = stem.removesuffix(suffix)
    return stem.endswith(_MARKUP)


def _shown(value: Any) -> Any:
    """What an expression prints: texts without what would act on a terminal, nothing for None."""
    from markupsafe import Markup

    if value is None:
        return ""
    if isinstance(value, Markup):
        return Markup(visible(str(value)))
    return visible(value) if isinstance(value, str) else value
