"""What goes wrong in a Jinja2 template of a user's, as one line that names the place."""

from __future__ import annotations

import re
from pathlib import Path

from replycheck.errors import ConfigError
from replycheck.yamlfile import read_source

_TYPES = ("None", "NoneType", "bool", "dict", "float", "int", "list", "method", "str", "tuple")
"""What Jinja2 and Python call the values that a template gets."""


def mistake(error: Exception, path: str) -> ConfigError:
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
