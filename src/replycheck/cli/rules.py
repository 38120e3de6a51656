"""`replycheck rules`: which rules there are, and which of them are active here."""

from __future__ import annotations

from typing import Annotated, Any, Optional

import typer

SHORT = "List the rules that are active here."
HELP = "List the active rules with their severity and what they look for; --all lists the others too."


def command(
    names: Annotated[
        Optional[list[str]], typer.Argument(metavar="[NAMES]...", help="Families or rules to list.")
    ] = None,
    all_rules: Annotated[bool, typer.Option("--all", help="List the rules that are not active too.")] = False,
    rules: Annotated[
        Optional[list[str]],
        typer.Option("--rules", metavar="DIR", help="Your own rules too; may be given again."),
    ] = None,
    config: Annotated[
        Optional[str], typer.Option("--config", metavar="FILE", help="Use this config.")
    ] = None,
    isolated: Annotated[bool, typer.Option("--isolated", help="Use no config at all.")] = False,
    profile: Annotated[Optional[str], typer.Option("--profile", metavar="NAME", help="As for check.")] = None,
    format: Annotated[str, typer.Option("--format", "-f", metavar="NAME", help="text or json.")] = "text",
    schema: Annotated[
        bool, typer.Option("--schema", help="Print the JSON Schema of rule files, for editors.")
    ] = False,
) -> int:
    from replycheck.cli.choice import Choice, one_of
    from replycheck.errors import ConfigError
    from replycheck.rules import named

    one_of("--format", format, ("text", "json"))
    if schema:
        import json

        from replycheck.schema import rule_schema

        print(json.dumps(rule_schema(), indent=2))
        return 0
    choice = Choice(rules=rules or (), config=config, isolated=isolated, profile=profile, examples=True)
    ruleset = choice.ruleset("-")
    active = {rule.id for rule in ruleset.active}
    wanted = [
        rule
        for rule in ruleset.rules
        if (all_rules or rule.id in active) and (not names or named(rule.id, names))
    ]
    if names and not wanted:
        raise ConfigError(
            "", f"no active rule or family is called {names[0]!r}; `replycheck rules --all` lists all"
        )
    _print(wanted, active, ruleset.replaced, format)
    return 0


def _print(wanted: list[Any], active: set[str], replaced: tuple[str, ...], format: str) -> None:
    import json

    from replycheck.report.escape import visible
    from replycheck.report.totals import counted

    if format == "json":
        keys = ("id", "kind", "message", "why", "see", "applies_to", "profiles", "needs")
        values = [
            {
                **{key: getattr(rule, key) for key in keys},
                "severity": rule.severity.word,
                "active": rule.id in active,
                "replaces_builtin": rule.id in replaced,
            }
            for rule in wanted
        ]
        print(json.dumps(values, indent=2))
        return
    family = ""
    for rule in wanted:
        if rule.family != family:
            print(f"{chr(10) if family else ''}{rule.family}")
            family = rule.family
        notes = "" if rule.id in active else "  (not active)"
        notes += "  (replaces the built-in one)" if rule.id in replaced else ""
        _print_line(f"  {rule.severity.word:<11}{rule.id:<40}", visible(finds(rule)) + notes)
    lists = [name for name in replaced if name.startswith("lexicons/")]
    if lists:
        print(f"\nlexicons that replace built-in ones: {', '.join(lists)}")
    number = sum(rule.id in active for rule in wanted)
    print(f"\n{counted(number, 'active rule')}; `replycheck explain RULE` tells more")


def _print_line(head: str, words: str) -> None:
    """One rule: on a terminal with its words folded behind its name, elsewhere on one line for `grep`."""
    import sys
    import textwrap

    from replycheck.cli.output import columns

    room = columns(sys.stdout) - len(head) if sys.stdout.isatty() else 0
    if room < 30:
        print(head + words)
        return
    lines = textwrap.wrap(words, room, break_long_words=False, break_on_hyphens=False)
    print(head + f"\n{' ' * len(head)}".join(lines))


def finds(rule: Any) -> str:
    """What a rule says is there, as far as it holds for every match: `“…” fits every complaint ever sent`.

    Where a message is made of what was found, it is the first sentence of the reason.
    """
    import re

    said = re.sub(r" \([^()]*\{\w+\}[^()]*\)", "", rule.message)  # “… (they wrote “{other}”)”
    said = re.split(r"; |\. ", said)[0].rstrip(".")
    short = said.partition(", so ")[0]
    said = short if len(short.split()) > 4 or short.startswith("“") else said
    said = re.sub(r": \{\w+\}\Z", "", said)
    opens_with_values = re.match(r"(?:“?\{\w+\}”?:?|This \w+) \{", said)
    if opens_with_values and rule.why:
        return str(rule.why).split(". ")[0].rstrip(".")
    return re.sub(r"\{\w+\}(?: \{\w+\})*", "…", said)
