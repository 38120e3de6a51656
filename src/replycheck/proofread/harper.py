"""Harper as an engine: a grammar checker in Rust that runs inside this process (package `harper-py`).

Making its linter takes a second of work (half of it for the dictionary, half for its 900 rules), which no option
shortens; so it is made for the first text that holds something to ask it about, once a process.
"""

from __future__ import annotations

from _thread import allocate_lock
from collections.abc import Iterable
from functools import cache
from typing import Any

from replycheck.errors import ToolError
from replycheck.model import Span
from replycheck.proofread.engine import Flag

INSTALL = "install it with: pip install 'harper-py>=0.2,<0.3'"


class Harper:
    """Harper with some of its rules switched on; safe to call from several threads, which take turns."""

    name = "harper"

    def __init__(self, rules: Iterable[str]) -> None:
        self.rules = frozenset(rules)
        self._linter: Any = None
        self._lock = allocate_lock()

    @property
    def version(self) -> str:
        from importlib.metadata import PackageNotFoundError, version

        try:
            return version("harper-py")
        except PackageNotFoundError:
            return ""

    def unavailable(self) -> str | None:
        """Why it cannot run; the package is imported, but no linter is made."""
        try:
            import harper
        except ImportError:
            return f"needs Harper; {INSTALL}"
        if not hasattr(harper, "Linter"):
            return f"another package is called harper here; remove it, and {INSTALL}"
        return None

    def unknown(self) -> tuple[str, ...]:
        """Those of its rules that the installed Harper does not have."""
        import harper

        return tuple(sorted(self.rules - harper.get_default_lint_config().keys()))

    def flags(self, text: str) -> list[Flag]:
        """What its rules doubt in a plain text, by place; `rule` is Harper's own name."""
        with self._lock:
            try:
                by_rule = self._made().organized_lints(text, language="plaintext", dedup=False)
            except Exception as error:  # whatever it raises is about a text that must not be shown
                raise ToolError("harper", f"failed with {type(error).__name__}; {INSTALL}") from None
        return sorted(
            (_flag(rule, lint) for rule, lints in by_rule.items() if rule in self.rules for lint in lints),
            key=lambda flag: (flag.span, flag.rule),
        )

    def _made(self) -> Any:
        if self._linter is None:
            import harper

            linter = harper.Linter()
            linter.set_lint_config({rule: rule in self.rules for rule in linter.get_lint_config()})
            self._linter = linter
        return self._linter


def _flag(rule: str, lint: Any) -> Flag:
    suggestions = tuple(_replacement(lint, suggestion) for suggestion in lint.suggestions)
    return Flag(Span(lint.span.start, lint.span.end), "harper", rule, lint.message, suggestions)


def _replacement(lint: Any, suggestion: Any) -> str:
    """What a suggestion makes of the doubted words; an empty text takes them out."""
    kind = suggestion.kind.name
    if kind == "REMOVE":
        return ""
    text = str(suggestion.replacement_text)
    return f"{lint.problem_text}{text}" if kind == "INSERT_AFTER" else text


@cache
def harper(rules: frozenset[str]) -> Harper:
    """The one engine of this process for these rules."""
    return Harper(rules)
