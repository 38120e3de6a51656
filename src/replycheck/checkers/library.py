"""The kinds that look at many macros at once; what they do stands in a module each, read when it is needed."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from replycheck.records import dataclass

if TYPE_CHECKING:
    from replycheck.checkers.context import Context
    from replycheck.checkers.macros import Memory


@dataclass(frozen=True, eq=False, repr=False)
class NearDuplicate:
    """Fires at a macro whose body shares `alike` (0 to 1) of its runs of three words with an earlier macro.

    Greeting and closing are left out, placeholders are all one.  Of a group of macros that are alike each is
    held against the first, and each identical one against the one it repeats.  Macros of fewer than
    `min_words` words are left alone.  Values: match (the first line), other (the other macro), alike (in
    words), share.
    """

    needs: ClassVar[tuple[str, ...]] = ()
    says: ClassVar[tuple[str, ...]] = (
        "says word for word the same as",
        "says nearly the same as",
        "the macro it repeats",
        "the macro it is like",
    )

    alike: float = 0.8
    min_words: int = 12

    def digest(self, context: Context) -> bytes:
        from replycheck.checkers.near_duplicate import digest

        return digest(context.draft, self.min_words)

    def memory(self) -> Memory:
        from replycheck.checkers.near_duplicate import Memory

        return Memory(self.alike)


@dataclass(frozen=True, eq=False, repr=False)
class FactsDiffer:
    """Fires at a time, a price or a share in a sentence that stands in an earlier macro with another one.

    Sentences are the same where they have the same words of meaning, at least `min_words` of them, and the
    same number of amounts.  A macro that says a sentence twice with two numbers (a list of prices) is left
    out.  Each number that is new for its sentence is told once.  Values: match, other (the macro), value
    (what it says).
    """

    needs: ClassVar[tuple[str, ...]] = ("english",)
    says: ClassVar[tuple[str, ...]] = ("the other macro",)

    min_words: int = 4

    def digest(self, context: Context) -> bytes:
        from replycheck.checkers.facts_differ import digest

        return digest(context.draft, self.min_words)

    def memory(self) -> Memory:
        from replycheck.checkers.facts_differ import Memory

        return Memory()
