"""What LanguageTool doubts in the draft, where a team has turned it on; see `proofread.languagetool`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from replycheck.checkers.context import CannotTell, Context
from replycheck.errors import ToolError
from replycheck.model import Edit, Fix, Match, Settings, Span
from replycheck.records import dataclass

if TYPE_CHECKING:
    from replycheck.proofread.engine import Flag

NOT_ASKED_FOR = "LanguageTool is not turned on; turn it on with --languagetool auto, or in the config"


@dataclass(frozen=True, eq=False)
class LanguageToolDoubts:
    """Its rules need no keys; which LanguageTool is asked is the settings' say."""

    needs: ClassVar[tuple[str, ...]] = ("english",)

    def is_asked_for(self, settings: Settings) -> bool:
        """False where a team said nothing of LanguageTool or turned it off, so that the rule is none of theirs."""
        return settings.languagetool is not None and settings.languagetool.use != "off"

    @property
    def unavailable(self) -> str:
        """Why examples show nothing here: they stand under no settings."""
        return "needs a LanguageTool; tests/languagetool runs these examples where one is set up"

    def __call__(self, context: Context) -> Iterator[Match]:
        use = context.settings.languagetool
        if use is None:
            raise CannotTell(NOT_ASKED_FOR)
        from replycheck.proofread.languagetool.engine import engine_for
        from replycheck.proofread.languagetool.prose import paragraphs

        engine = engine_for(use)
        if reason := engine.unavailable():
            raise CannotTell(reason)
        given = paragraphs(context.draft, [slot.span for slot in context.placeholders])
        if not given:
            return
        try:
            flagged = engine.flags_of([paragraph.text for paragraph in given])
        except ToolError as error:
            raise CannotTell(f"LanguageTool: {error.problem}") from None
        for paragraph, flags in zip(given, flagged, strict=True):
            for flag in flags:
                span = paragraph.place(*flag.span)
                if span is not None:
                    yield _match(flag, span, context.draft.text)


def _match(flag: Flag, span: Span, text: str) -> Match:
    found = span.of(text)
    suggestions = tuple(_in_marks_of(text, suggestion) for suggestion in flag.suggestions)
    suggestions = tuple(dict.fromkeys(s for s in suggestions if s != found))
    values = {
        "match": found,
        "reason": _sentence(flag.message),
        "mend": _mend(suggestions),
        "doubt": flag.rule,
    }
    fix = Fix("unsafe", (Edit(span, suggestions[0]),)) if suggestions else None
    return Match(span, values, suggestions, fix=fix)


def _in_marks_of(text: str, suggestion: str) -> str:
    """A suggestion with the apostrophe that the draft has."""
    return suggestion.replace("'", "’") if "’" in text and "'" not in text else suggestion


def _sentence(message: str) -> str:
    """LanguageTool's reason with an end to it."""
    return message if message.endswith((".", "?", "!")) else f"{message}."


def _mend(suggestions: tuple[str, ...]) -> str:
    if not suggestions:
        return "say it in other words"
    return f"write “{suggestions[0]}”" if suggestions[0].strip() else "take it out"
