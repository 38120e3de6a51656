"""The user's own format: a Jinja2 template over what `--format json` says.

It runs in Jinja2's sandbox: it reaches its values and the templates beside it, and nothing else.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from replycheck.errors import ConfigError
from replycheck.report.escape import visible
from replycheck.report.json import SCHEMA, report_values, summary_values
from replycheck.report.statistics import Statistics
from replycheck.report.style import Style
from replycheck.report.totals import Totals
from replycheck.yamlfile import read_source

if TYPE_CHECKING:
    from jinja2 import Environment

    from replycheck.model import Report

_MARKUP = (".html", ".htm", ".xhtml", ".xml", ".svg")
_JINJA = (".j2", ".jinja", ".jinja2")
"""Suffixes that only say that a file is a template; the one before says what it makes."""

_TYPES = ("None", "NoneType", "bool", "dict", "float", "int", "list", "method", "str", "tuple")
"""What Jinja2 and Python call the values that a template gets."""


def write(reports: Iterable[Report], out: TextIO, style: Style) -> None:
    """Raises `ConfigError` at the template's line for what is wrong in it; nothing is written then."""
    if style.template is None:
        raise ConfigError("--format", "template needs a file; give it with --template FILE")
    folder, name = os.path.split(style.template)
    environment = _environment(folder)
    try:
        template = environment.get_template(name)
    except Exception as error:
        raise _mistake(error, style.template) from None
    values = _values(reports)
    try:
        text = template.render(values)
    except Exception as error:  # whatever the template did, it is the template that must change
        raise _mistake(error, style.template) from None
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
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    def source(name: str) -> tuple[str, str, None]:
        path = os.path.join(folder, *split_template_path(name))  # refuses `..`
        if not os.path.lexists(path):
            raise TemplateNotFound(name)
        return read_source(Path(path), shown=path, fault=ConfigError), path, None

    return ImmutableSandboxedEnvironment(
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


def _mistake(error: Exception, path: str) -> ConfigError:
    """What went wrong, at the line of the template where it did."""
    from jinja2 import TemplateNotFound, TemplateSyntaxError

    if isinstance(error, ConfigError):  # the file could not be read
        return error
    if isinstance(error, TemplateSyntaxError):  # nothing has run yet, so it speaks of the template alone
        return ConfigError(f"{error.filename or path}:{error.lineno}", error.message or "broken syntax")
    file, line = _deepest(error) or (path, None)
    if line is None and isinstance(error, TemplateNotFound):
        return ConfigError(path, "there is no such template")
    source = _read(file)
    if isinstance(error, TemplateNotFound):
        name = str(error.name)
        missing = repr(name) if name in source else "a template"
        return ConfigError(f"{file}:{line}", f"includes {missing}, which is not beside it")
    return ConfigError(file if line is None else f"{file}:{line}", _problem(error, source))


def _deepest(error: Exception) -> tuple[str, int] | None:
    """The file and line of the innermost template that was running."""
    found = None
    trace = error.__traceback__
    while trace is not None:
        if "__jinja_exception__" in trace.tb_frame.f_globals:  # Jinja2 marks the frames of templates so
            found = (trace.tb_frame.f_code.co_filename, trace.tb_lineno)
        trace = trace.tb_next
    return found


def _problem(error: Exception, source: str) -> str:
    """Python's own words; only the sort of error where they quote anything that the template does not
    hold, since that may be a customer's.
    """
    said = " ".join(str(error).split()).rstrip(".")
    quoted = re.split(r"['\"]", said)[1::2]
    if said and all(piece in source or piece.removesuffix(" object") in _TYPES for piece in quoted):
        return f"{said} ({type(error).__name__})"
    return f"the template fails here ({type(error).__name__})"


def _read(file: str) -> str:
    try:
        return read_source(Path(file), shown=file, fault=ConfigError)
    except ConfigError:
        return ""
