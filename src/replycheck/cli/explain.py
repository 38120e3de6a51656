"""`replycheck explain RULE`: why a rule exists, what it finds, how to mend it, how to silence it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, Optional

import typer

SHORT = "Explain one rule: why, examples, how to fix, how to silence it."
HELP = "Explain one rule, or each rule of a family: why it exists, what it finds and leaves alone, how to silence it."


def command(
    name: Annotated[
        str, typer.Argument(metavar="RULE", help="A rule such as generic/stock-apology, or a family.")
    ],
    rules: Annotated[
        Optional[list[str]],
        typer.Option("--rules", metavar="DIR", help="Your own rules too; may be given again."),
    ] = None,
    config: Annotated[
        Optional[str], typer.Option("--config", metavar="FILE", help="Use this config.")
    ] = None,
    isolated: Annotated[bool, typer.Option("--isolated", help="Use no config at all.")] = False,
) -> int:
    from replycheck.cli.choice import Choice
    from replycheck.errors import ConfigError, did_you_mean
    from replycheck.report.escape import visible
    from replycheck.rules import named

    ruleset = Choice(rules=rules or (), config=config, isolated=isolated, examples=True).ruleset("-")
    wanted = [rule for rule in ruleset.rules if named(rule.id, [name])]
    if not wanted:
        known = [rule.id for rule in ruleset.rules]
        tails = {rule.id.partition("/")[2]: rule.id for rule in ruleset.rules}
        hint = f"; did you mean {tails[name]!r}?" if name in tails else did_you_mean(name, known)
        raise ConfigError("", f"no rule is called {name!r}{hint or '; `replycheck rules` lists them'}")
    print("\n\n".join(visible("\n".join(_page(rule))) for rule in wanted))
    return 0


def _page(rule: Any) -> Iterator[str]:
    import re
    import textwrap

    def paragraph(text: str) -> str:
        return textwrap.fill(text, 96, initial_indent="  ", subsequent_indent="  ", break_on_hyphens=False)

    applies = " and ".join("drafts" if word == "draft" else "macros" for word in rule.applies_to)
    yield f"{rule.id} ({_severities(rule)}; {applies})"
    yield f"\nWhat it says, and how to mend it\n{paragraph(re.sub(_VALUE, '…', rule.message))}"
    if rule.why:
        yield f"\nWhy\n{paragraph(rule.why)}"
    if rule.see:
        yield f"\nSee\n{paragraph(rule.see)}"
    needs = [
        need for need in (*rule.needs, *rule.checker.needs) if need not in ("english", "english-inbound")
    ]
    if needs:
        yield f"\nNeeds\n{paragraph(', '.join(dict.fromkeys(needs)).replace('-', ' '))}"
    for title, examples in (("Found", rule.bad), ("Left alone", rule.good)):
        if examples:
            yield f"\n{title}"
            yield from (_example(example) for example in examples[:4])
    yield "\nSilence it"
    yield paragraph(f"here and now: --ignore {rule.id}")
    yield paragraph(
        f"for the team: add {rule.id} to `ignore:` in .replycheck.yml, or set its severity under `severities:`"
    )
    if "macro" in rule.applies_to:
        yield paragraph("in a macro with comments, in the line above:")
        yield f"    <!-- replycheck-disable-next-line {rule.id} -- the reason -->"
    if rule.yields_to:
        yield f"\nSays nothing where one of these speaks of the same place\n{paragraph(', '.join(rule.yields_to))}"


_VALUE = r"\{\w+\}"
"""What stands in a message for something of the draft."""


def _severities(rule: Any) -> str:
    if not rule.severity_by:
        return str(rule.severity.word)
    words = [s.word for s in sorted(rule.severity_by, reverse=True)]
    return " or ".join(words) + ", by how sure it is"


def _example(example: Any) -> str:
    draft = " / ".join(line for line in example.draft.strip().splitlines() if line.strip())
    if example.inbound is None:
        return f"  - {draft}"
    inbound = " / ".join(line for line in example.inbound.strip().splitlines() if line.strip())
    return f"  - customer: {inbound}\n    draft:    {draft}"
