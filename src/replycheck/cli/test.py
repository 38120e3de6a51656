"""`replycheck test`: the examples that rule files carry, run."""

from __future__ import annotations

from typing import Annotated, Optional

import typer

SHORT = "Run the examples that rule files carry."
HELP = """Run the examples of the built-in rules, or of the rules under DIR; no config is read, so name the folder
that stands under `rules` there: replycheck test support/rules

Every bad example must be found where it says, and no good one may be found.
Exit 1 when an example does not hold, or when a rule under DIR has no example of each side.
A rule that needs what is not installed is skipped with the reason.
"""


def command(
    folder: Annotated[
        Optional[str], typer.Argument(metavar="[DIR]", help="A folder of rules; default: the built-in ones.")
    ] = None,
) -> int:
    from pathlib import Path

    from replycheck.examples import failures, ruleset_for, skip_reason
    from replycheck.report.escape import one_line
    from replycheck.report.totals import counted
    from replycheck.rulefile import read_folder
    from replycheck.rules import load_rules

    ruleset = load_rules(*([folder] if folder else []), examples=True)
    wanted = (
        {rule.id for rule in read_folder(Path(folder), shown=folder)[0]}
        if folder
        else {r.id for r in ruleset.rules}
    )
    rules = [rule for rule in ruleset.rules if rule.id in wanted]
    if ruleset.replaced:
        print(f"{one_line(str(folder))}: takes the place of the built-in {', '.join(ruleset.replaced)}")
    failed = examples = skipped = 0
    for rule in rules:
        problems = []
        reason = skip_reason(rule)
        if reason is None:
            examples += len(rule.bad) + len(rule.good)
            problems += [
                f"{f.side} example {f.number}: {f.problem}"
                for f in failures(rule, ruleset_for(rule, ruleset))
            ]
        else:
            skipped += 1
            print(f"{rule.path}: skipped: {one_line(reason)}")
        problems += [f"no {side} example" for side in ("bad", "good") if not getattr(rule, side)]
        for problem in problems:
            print(f"{rule.path}: {one_line(problem)}")
        failed += len(problems)
    run = f"{counted(examples, 'example')} of {counted(len(rules) - skipped, 'rule')}: {failed or 'none'} failed"
    print(f"{run}; {counted(skipped, 'rule')} skipped" if skipped else run)
    return 1 if failed else 0
