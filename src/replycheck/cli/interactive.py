"""`--interactive`: the findings one by one on a terminal; all that was decided is written at the end."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from replycheck.cli.cases import Cases
from replycheck.cli.choice import Choice as Rules
from replycheck.cli.fixes import edited_case, original_case
from replycheck.cli.options import Call
from replycheck.cli.output import columns, is_colored, tell
from replycheck.config import NAMES
from replycheck.configedit import ignoring
from replycheck.errors import ConfigError, InputError, ReplycheckError
from replycheck.fixing import in_source
from replycheck.model import Edit, Finding, Report, Severity
from replycheck.read.original import NotPlain, Original
from replycheck.records import replace
from replycheck.report.escape import one_line, visible
from replycheck.report.style import Style
from replycheck.report.text import finding_lines
from replycheck.report.totals import Totals, counted
from replycheck.report.wording import shortened
from replycheck.rules import Ruleset
from replycheck.walk import Item, Walk, choices, moved
from replycheck.writing import rewrite

LONGEST_CHOICE = 40
"""Characters of the words to be written that stand beside their key."""

HELP = """\
k  keep the words as they are
a  apply the suggestion; a2 applies the second one
e  edit: type your own words for the marked ones
s  silence the rule in the config, for all drafts it counts for
u  undo the last step
q  quit, and say whether what was decided is written
?  this help
Nothing is written before the end; Ctrl-C leaves every file as it was.
"""


class _Draft:
    """One case of the walk: its report as it was read, its rules, and its file where it may be rewritten."""

    def __init__(self, report: Report, ruleset: Ruleset, data: bytes | None) -> None:
        self.report = report
        self.ruleset = ruleset
        self.refusal = ""
        self.original: Original | None = None
        try:
            self.original = original_case(report.case, data)
        except NotPlain as error:
            self.refusal = error.problem

    @property
    def path(self) -> str:
        return self.report.case.draft.source.path

    def holds(self, text: str) -> bool:
        return self.original is not None and self.original.holds(text)

    def now(self, edits: tuple[Edit, ...]) -> Report:
        """The report with the draft as it reads with the edits; the findings stay those that were found."""
        if not edits or self.original is None:
            return self.report
        case, _ = edited_case(self.report.case, self.original, edits)
        return replace(self.report, case=case)


def run(call: Call, cases: Cases) -> int:
    """Walks the findings of a call, writes what was decided, and returns the exit code of what is left."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise ConfigError(
            "--interactive", "asks on a terminal, and this is none; use --fix or --diff instead"
        )
    if "-" in (*call.paths, call.against, *call.earlier):
        raise ConfigError("--interactive", "reads your answers from standard input; name a file instead of -")
    from replycheck.check import check

    cases.bytes_of = {}
    drafts: list[_Draft] = []
    rules_of: list[Ruleset] = []

    def checked(case, ruleset):  # type: ignore[no-untyped-def]
        rules_of.append(ruleset)
        return check(case, ruleset)

    seen = set()
    for report in cases.reports(Severity.SUGGESTION, checked):
        if report.case.name not in seen:  # a file that was named twice
            seen.add(report.case.name)
            data = cases.bytes_of.pop(report.case.draft.source.path, None)
            drafts.append(_Draft(report, rules_of[-1], data))
    if not drafts and not cases.failed and not cases.faulted:
        raise cases.nothing_checked() or InputError(call.paths[0], "nothing could be checked")
    session = _Session(call, cases.choice, drafts)
    if session.walk():
        session.write()
    return session.leave(failed=cases.failed, faulted=cases.faulted)


class _Session:
    """The talk on the terminal over one walk."""

    def __init__(self, call: Call, rules: Rules, drafts: list[_Draft]) -> None:
        self.call = call
        self.rules = rules
        self.drafts = drafts
        self.style = Style(color=is_colored(call.color, sys.stdout), columns=columns(sys.stdout))
        least = Severity[call.min_severity.upper()]
        self.steps = Walk(
            [
                Item(number, finding, self._config_of(draft.path))
                for number, draft in enumerate(drafts)
                for finding in draft.report
                if finding.severity >= least
            ]
        )
        self.failed = False
        self._created: set[str] = set()

    def walk(self) -> bool:
        """Asks for each finding; True where what was decided is to be written."""
        while (at := self.steps.at) is not None:
            item = self.steps.items[at]
            draft = self.drafts[item.draft]
            finding = self._show(item, draft)
            while True:
                self._say(self._keys(item, draft))
                step = self._ask(f"[{at + 1}/{len(self.steps.items)}] your choice: ").lower()
                if step == "q":
                    return self._quits()
                if step == "u":
                    if self.steps.undo():
                        self._say("undone")
                        break
                    self._say("there is nothing to undo")
                elif self._done(step, item, draft, finding):
                    break
        return True

    def _done(self, step: str, item: Item, draft: _Draft, finding: Finding) -> bool:
        """Does one step; False where the user has to answer again."""
        if step == "k":
            self.steps.decide("keep")
        elif step == "a" or (step.removeprefix("a").strip().isdecimal() and step):
            return self._applies(step.removeprefix("a").strip(), item, draft)
        elif step == "e":
            return self._edits(item, draft, finding)
        elif step == "s":
            return self._silences(item)
        else:
            self._say(HELP.rstrip())
            return False
        return True

    def _show(self, item: Item, draft: _Draft) -> Finding:
        """The finding as the text report shows it, where it stands by now."""
        edits = self.steps.edits(item.draft)
        match = item.finding.match
        finding = item.finding._replace(match=match._replace(span=moved(item.finding.span, edits)))
        self._say()
        self._say("\n".join(finding_lines(finding, draft.now(edits), self.style)))
        found = choices(item.finding, draft.report.case.draft, draft.holds)
        if len(found) > 1 or any(len(choice.words) > LONGEST_CHOICE for choice in found):
            for number, choice in enumerate(found, 1):
                words = one_line(choice.words)
                self._say(f"     {number}  {f'write “{words}”' if words else 'leave it out'}")
        return finding

    def _keys(self, item: Item, draft: _Draft) -> str:
        """What each key does here, folded to the terminal's width."""
        import textwrap

        found = choices(item.finding, draft.report.case.draft, draft.holds)
        apply = ""
        if len(found) == 1:
            words = shortened(one_line(found[0].words), LONGEST_CHOICE)
            apply = f"a = write “{words}”" if words else "a = leave it out"
        elif found:
            apply = f"a1 to a{len(found)} = write the words of that number"
        keys = (
            apply,
            "k = keep it as it is",
            "e = type words of your own" if draft.original else "",
            "s = silence this rule in the config" if item.config else "",
            "u = undo the last step" if self.steps.decisions else "",
            "q = quit",
            "? = help",
        )
        text = "   ".join(key.replace(" ", "\xa0") for key in keys if key)
        lines = textwrap.wrap(text, self.style.columns - 5, break_long_words=False, break_on_hyphens=False)
        return "\n".join(f"     {line}" for line in lines).replace("\xa0", " ")

    def _applies(self, number: str, item: Item, draft: _Draft) -> bool:
        found = choices(item.finding, draft.report.case.draft, draft.holds)
        if not found:
            self._say(draft.refusal or "there are no words to apply here; e takes your own")
            return False
        if not number and len(found) > 1:
            number = self._ask(f"which one, 1 to {len(found)} (just Enter: back)? ")
            if not number:
                return False
        at = int(number) if number.isdecimal() else 0 if number else 1
        if not 1 <= at <= len(found):
            self._say(f"there are {len(found)} to choose from; a1 is the first")
            return False
        return self._takes("apply", found[at - 1].edits, item, draft)

    def _edits(self, item: Item, draft: _Draft, finding: Finding) -> bool:
        if draft.original is None:
            self._say(draft.refusal)
            return False
        words = self._ask("your words for the marked ones (just Enter: none): ", strip=False)
        if not words.strip():
            answer = (
                self._ask("leave the marked words out? y/n (n: back to the choice) ") if finding.span else "n"
            )
            if answer.lower() not in ("y", "yes"):
                return False
            words = ""
        text = in_source(words, draft.report.case.draft)
        if "\ufffd" in text or not draft.holds(text):
            self._say("the file's encoding lacks a character of these words; use others")
            return False
        return self._takes("edit", (Edit(item.finding.span, text),), item, draft)

    def _takes(self, act: str, edits: tuple[Edit, ...], item: Item, draft: _Draft) -> bool:
        """Decides for edits where they can be made, and shows the line as it reads with them."""
        if not self.steps.may(edits):
            self._say("this touches a change that you made before; u takes that one back")
            return False
        self.steps.decide("apply" if act == "apply" else "edit", edits)
        try:
            message = draft.now(self.steps.edits(item.draft)).case.draft
        except ReplycheckError as error:
            self.steps.undo()
            self._say(f"this cannot be done: {error.problem}")
            return False
        others = [edit for edit in self.steps.edits(item.draft) if edit not in edits]
        at = moved(edits[0].span, others).start
        line, _ = message.shown_place(at)
        begin = message.text.rfind("\n", 0, at) + 1
        end = message.text.find("\n", at + len(edits[0].text.rstrip("\n")))
        shown = message.text[begin : end if end >= 0 else len(message.text)]
        self._say("\n".join(f" {line + n} | {visible(part)}" for n, part in enumerate(shown.split("\n"))))
        return True

    def _silences(self, item: Item) -> bool:
        if not item.config:
            self._say("--isolated uses no config, so nothing can be silenced there")
            return False
        try:
            self._config_with(item.config, [*self._rules_in(item.config), item.finding.rule])
        except ReplycheckError as error:
            self._say(str(error))
            return False
        if not os.path.exists(item.config) and item.config not in self._created:
            answer = self._ask(
                f"there is no config yet; create {visible(item.config)} at the end? y/n (n: back) "
            )
            if answer.lower() not in ("y", "yes"):
                return False
            self._created.add(item.config)
        self.steps.decide("silence")
        return True

    def _quits(self) -> bool:
        changes = self._changes()
        if not changes:
            return False
        while True:
            answer = self._ask(f"write {changes}? y/n (n: every file stays as it was) ").lower()
            if answer in ("y", "yes"):
                return True
            if answer in ("n", "no"):
                self._say("nothing was written")
                return False

    def _changes(self) -> str:
        edits, rules = self.steps.count("apply", "edit"), len(self.steps.silenced())
        said = [counted(edits, "change")] if edits else []
        return " and ".join([*said, *([counted(rules, "silenced rule")] if rules else [])])

    def write(self) -> None:
        """Writes every file that something was decided for; an interrupt waits until all are written."""
        with _uninterrupted():
            for number, draft in enumerate(self.drafts):
                edits = self.steps.edits(number)
                if edits and draft.original is not None:
                    self._write_draft(draft, edits)
            for config in dict.fromkeys(config for config, _ in self.steps.silenced()):
                self._write_config(config)

    def _write_draft(self, draft: _Draft, edits: tuple[Edit, ...]) -> None:
        from replycheck.check import check

        assert draft.original is not None
        try:
            case, edited = edited_case(draft.report.case, draft.original, edits)
            rewrite(draft.path, edited.data, read=draft.original.data)
        except InputError as error:
            self.failed = True
            tell(str(error))
            return
        self._say(f"{one_line(draft.path)}: {counted(len(edits), 'change')} written")
        draft.report = check(case, draft.ruleset)

    def _write_config(self, config: str) -> None:
        rules = self._rules_in(config)
        try:
            text, data = self._config_with(config, rules)
            rewrite(config, text.encode("utf-8"), read=data)
        except ReplycheckError as error:
            self.failed = True
            tell(str(error))
            return
        self._say(f"{one_line(config)}: {', '.join(rules)} ignored from now on")
        for draft in self.drafts:
            if self._config_of(draft.path) == config:
                left = tuple(f for f in draft.report if f.rule not in rules)
                draft.report = replace(draft.report, findings=left)

    def leave(self, *, failed: bool, faulted: bool) -> int:
        """What is left, in one line, and the exit code of it."""
        totals = Totals()
        for draft in self.drafts:
            totals.add(draft.report)
        self._say(f"left: {totals.findings_in_words()}")
        if faulted:
            return 3
        if failed or self.failed:
            return 2
        if self.call.strict and totals.skips:
            tell("some rules could not run, and --strict was given")
            return 2
        if self.call.fail_on == "never" or totals.worst is None:
            return 0
        return int(totals.worst >= Severity[self.call.fail_on.upper()])

    def _config_of(self, path: str) -> str:
        """The config that counts for a draft, or where one would be created; empty with --isolated."""
        if self.call.isolated:
            return ""
        found = self.rules.config_of(path)
        if found is not None:
            return str(found)
        here, folder = Path.cwd(), Path(os.path.abspath(path)).parent
        return str((here if here == folder or here in folder.parents else folder) / NAMES[0])

    def _rules_in(self, config: str) -> list[str]:
        return [rule for where, rule in self.steps.silenced() if where == config]

    def _config_with(self, config: str, rules: list[str]) -> tuple[str, bytes | None]:
        """The text of a config that ignores `rules` as well, and its bytes as they are."""
        data = Path(config).read_bytes() if os.path.exists(config) else None
        mark = "\ufeff" if (data or b"").startswith(b"\xef\xbb\xbf") else ""
        text = (data or b"").decode("utf-8").removeprefix(mark)
        for rule in rules:
            text = ignoring(text, rule, path=config)
        return mark + text, data

    def _say(self, text: str = "") -> None:
        print(text)

    def _ask(self, prompt: str, *, strip: bool = True) -> str:
        """One line that the user types; a closed terminal is an interrupt."""
        print(prompt, end="", flush=True)
        try:
            typed = sys.stdin.buffer.readline()
        except KeyboardInterrupt:
            print()
            raise
        if not typed:
            print()
            raise KeyboardInterrupt
        text = typed.decode(sys.stdin.encoding or "utf-8", "replace").rstrip("\r\n")
        return text.strip() if strip else text


@contextmanager
def _uninterrupted() -> Iterator[None]:
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
