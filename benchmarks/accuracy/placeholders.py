"""How well unfilled placeholders are found: `python -m benchmarks.accuracy.placeholders --data DIR [--misses]`.

DIR holds `placeholders.jsonl` (rows of id, text, spans, context, form) and `real_macros/` (replies and
macros from public sources).  In the macros a manual fill-in is right to be flagged: read the hits.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from replycheck import Case, Config, Severity, Span, check, load_rules
from replycheck.matching import Index
from replycheck.model import Message
from replycheck.read import read_text
from replycheck.rules import Ruleset
from replycheck.understand.document import Document
from replycheck.understand.placeholders import Placeholder, find_placeholders

SHOWN = 0.5


def found_in(text: str) -> list[Placeholder]:
    document = Document(Message(text, role="agent"), Index([]))
    return [p for p in find_placeholders(document) if p.score >= SHOWN]


class Seen(NamedTuple):
    """A finding of a rule, in the shape of a placeholder."""

    span: Span
    sort: str
    score: float = 1.0


def found_in_macro(text: str) -> list[Seen]:
    """What a macro is marked for, from a warning on, by the rules on its variables and on what templates
    leave behind.  `macro/no-fallback` is a matter of the desk, which the rows do not name.
    """
    case = Case(read_text(text, role="agent", path="macro"), mode="macro")
    found = [f for f in check(case, _macro_rules()) if f.severity >= Severity.WARNING]
    return [
        Seen(f.match.fix.edits[0].span if f.match.fix and f.rule == WHOLE else f.span, f.rule) for f in found
    ]


WHOLE = "macro/unknown-variable"
"""This rule marks the name; the rows mark the token."""


@cache
def _macro_rules() -> Ruleset:
    ignore = ("macro/no-fallback", "macro/hard-coded-value", "macro/empty-or-internal-body")
    return load_rules(config=Config(select=("placeholders", "macro"), ignore=ignore))


def rate(part: int, whole: int) -> str:
    return f"{part / whole if whole else 1:.3f} ({part}/{whole})"


def score(rows: list[dict[str, Any]], name: str, *, misses: bool) -> None:
    """Precision and recall by document and by exact span; rows about a policy are left out."""
    find = found_in_macro if name == "macro" else found_in
    rows = [row for row in rows if "policy" not in row]
    counts: Counter[str] = Counter()
    for row in rows:
        found: Sequence[Any] = find(row["text"])
        got, wanted = {(p.span.start, p.span.end) for p in found}, {tuple(s) for s in row["spans"]}
        counts["true documents"] += bool(got and wanted)
        counts["found documents"] += bool(got)
        counts["wanted documents"] += bool(wanted)
        counts["true spans"] += len(got & wanted)
        counts["found spans"] += len(got)
        counts["wanted spans"] += len(wanted)
        if misses and got != wanted:
            kind = "MISS " if wanted and not got else "FALSE" if got and not wanted else "SPAN "
            words = [(p.sort, round(p.score, 2), p.span.of(row["text"])) for p in found]
            print(f"{kind} {row['id']} [{row.get('form')}] {row['text']!r}")
            print(f"      wanted {[row['text'][a:b] for a, b in row['spans']]}, found {words}")
    print(f"{name}: {len(rows)} rows")
    for unit in ("documents", "spans"):
        true = counts[f"true {unit}"]
        precision, recall = rate(true, counts[f"found {unit}"]), rate(true, counts[f"wanted {unit}"])
        print(f"  {unit:9} precision {precision}  recall {recall}")


def count_macros(folder: Path, *, misses: bool) -> None:
    """Flagged files, to be read one by one."""
    flagged: Counter[str] = Counter()
    files = sorted(p for p in folder.iterdir() if p.suffix in (".txt", ".html", ".md"))
    for path in files:
        text = path.read_text(encoding="utf-8", errors="replace")
        found = found_in(text)
        flagged["files"] += bool(found)
        flagged.update({p.sort for p in found})
        if misses and found:
            print(path.name, [(p.sort, round(p.score, 2), p.span.of(text)) for p in found])
    print(
        f"real macros: {flagged.pop('files', 0)} of {len(files)} files flagged; files"
        f" by sort: {dict(flagged)}"
    )


CLEAN = """Hi Ana,

Thank you for the photos of the lamp. You are right: the shade is cracked on the left side, and that
happened before it reached you. I have asked our depot in Leeds to send you a new shade today; it costs
you nothing, and you can keep the old one or recycle it.

The new shade leaves tonight with order 88121 and should be with you by Thursday, 14 May. You will get a
message from the courier on the morning of the delivery. If nobody is at home, they leave it with the
neighbour you named in your account.

To fit it, switch the lamp off, wait ten minutes until the bulb is cold, and turn the ring under the shade
to the left. If the ring is stuck, reply here and I will send you our short film.

I am sorry that your first evening with the lamp went like this.

Kind regards,
Lena Brandt"""


def time_clean(rounds: int = 500) -> None:
    """Milliseconds for a clean draft of 150 words, without the masks that all finders share."""
    documents = [Document(Message(CLEAN, role="agent"), Index([])) for _ in range(rounds)]
    assert not any(find_placeholders(document) for document in documents if document.masks)
    find_placeholders(documents[0])
    begin = time.process_time()
    for document in documents:
        find_placeholders(document)
    took = (time.process_time() - begin) / rounds * 1000
    print(f"clean draft of {len(CLEAN.split())} words: {took:.2f} ms")


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument(
        "--data", type=Path, required=True, help="folder with placeholders.jsonl and real_macros/"
    )
    parser.add_argument("--misses", action="store_true", help="list misses, false alarms and hits")
    options = parser.parse_args(arguments)
    lines = (options.data / "placeholders.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines if line.strip()]
    for context in ("draft", "macro"):
        score([row for row in rows if row["context"] == context], context, misses=options.misses)
    if (options.data / "real_macros").is_dir():
        count_macros(options.data / "real_macros", misses=options.misses)
    time_clean()


if __name__ == "__main__":
    main()
