"""Where a Jinja2 template of a user's runs, and what goes wrong in it as one line that names the place."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, partial, wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

from replycheck.errors import ConfigError, did_you_mean
from replycheck.yamlfile import read_source

if TYPE_CHECKING:
    from jinja2 import Undefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment


class TemplateFault(Exception):
    """A mistake in a template, said in our words; `said` is what it quotes of the template."""

    def __init__(self, problem: str, said: str = "") -> None:
        super().__init__(problem)
        self.said = said


MOST = 1_000_000
"""The longest text or list that an operator makes."""

MOST_GIVEN = 10_000_000
"""The largest number that a method or a filter is given, such as a width: beyond any offset in a text."""

MOST_BITS = 10_000
"""The largest whole number that an operator makes: one of 3,000 digits."""


def environment(**options: Any) -> ImmutableSandboxedEnvironment:
    """Jinja2's sandbox, in which a slip like `{{ "-" * 10**10 }}` is a mistake and takes no memory."""
    made = _bounded_sandbox()(**options)
    for name in ("batch", "center", "format", "indent", "round", "slice", "tojson", "wordwrap"):
        made.filters[name] = _bounded(made.filters[name])
    return made


@cache
def _bounded_sandbox() -> type[ImmutableSandboxedEnvironment]:
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    class Bounded(ImmutableSandboxedEnvironment):
        intercepted_binops = frozenset(("+", "*", "**", "%"))  # these are not worked out while compiling

        def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
            if _is_large(operator, left, right):
                raise OverflowError(_TOO_LARGE)
            return super().call_binop(context, operator, left, right)

        def call(__self, __context: Any, __obj: Any, *args: Any, **named: Any) -> Any:
            method = getattr(__obj, "__wrapped__", __obj)
            name = getattr(method, "__name__", "")
            if name != "safe_range":  # the sandbox's own, which knows how far it may go
                is_form = name in ("format", "format_map")
                _refuse_large(is_form and getattr(method, "__self__", None), *args, *named.values())
            return super().call(__context, __obj, *args, **named)

    return Bounded


_TOO_LARGE = "a text, a list or a number gets too large here"


def _is_large(operator: str, left: Any, right: Any) -> bool:
    """Whether what an operator would make is beyond the bounds."""
    sizes = [len(value) for value in (left, right) if isinstance(value, (str, list, tuple))]
    numbers = [value for value in (left, right) if isinstance(value, int)]
    if operator == "%":
        return isinstance(left, str) and _WIDE.search(left) is not None
    if operator == "+":
        return len(sizes) == 2 and sum(sizes) > MOST
    if len(numbers) == 2 and operator == "*":
        return sum(number.bit_length() for number in numbers) > MOST_BITS
    if len(numbers) == 2:
        return bool(left.bit_length() * right > MOST_BITS)
    return bool(sizes and numbers) and operator == "*" and sizes[0] * numbers[0] > MOST


_WIDE = re.compile(
    r"%(?:\([^()]{0,80}\))?[-+ #0]{0,9}[\d.]{0,9}?(?:\*|\d{6})|\{[^{}]{0,80}:[^{}]{0,80}?\d{6}"
)
"""A form (`"%1000000d"`, `"{:1000000}"`) with a width of six digits, or one that comes with the values."""


def _refuse_large(form: Any, *given: Any) -> None:
    """Raises OverflowError for a form and for numbers that make a text too long."""
    if any(isinstance(value, int) and value > MOST_GIVEN for value in given) or (
        isinstance(form, str) and _WIDE.search(form)
    ):
        raise OverflowError(_TOO_LARGE)


def _bounded(function: Callable[..., Any]) -> Callable[..., Any]:
    """A filter that refuses what `_refuse_large` does."""
    first = int(hasattr(function, "jinja_pass_arg"))

    @wraps(function)
    def bounded(*args: Any, **named: Any) -> Any:
        form = args[first] if function.__name__ == "do_format" else None
        _refuse_large(form, *args[first + 1 :], *named.values())
        return function(*args, **named)

    return bounded


@cache
def strict_undefined() -> type[Undefined]:
    """For `environment(undefined=...)`: what a value does not hold is a mistake, said with what it does hold."""
    from jinja2 import StrictUndefined, UndefinedError
    from jinja2.utils import missing

    class Told(StrictUndefined):
        def __init__(
            self, hint: Any = None, obj: Any = missing, name: Any = None, exc: Any = UndefinedError
        ) -> None:
            if hint is None and exc is UndefinedError and isinstance(obj, (dict, list, tuple, str)):
                hint, exc = _not_held(obj, name), partial(TemplateFault, said=str(name))
            super().__init__(hint, obj, name, exc)

    return Told


def _not_held(held: Any, name: Any) -> str:
    """What to say where a template asks a text, a list or an entry for a part that it has not."""
    if isinstance(held, dict):
        return f"there is no {name!r} here{did_you_mean(str(name), held) or '; there are ' + ', '.join(held)}"
    if isinstance(held, str):
        return f"there is no {name!r} here: this value is a text and has no parts"
    if isinstance(name, int):
        return f"the list has no entry {name}, counted from 0; ask for its length first"
    return f"there is no {name!r} here: this is a list; take its entries in a loop, or one as in [0].{name}"


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
    if isinstance(error, TemplateFault) and error.said in source:
        return str(error)
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
