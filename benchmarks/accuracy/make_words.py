"""Makes `words.bin`, the word list behind `proofreading/spelling`, out of the dictionary that Harper carries.

    python -m benchmarks.accuracy.make_words [--write]

The dictionary (Apache-2.0, as Harper itself) stands as plain text inside the extension of the installed
harper-py: words with letters for the endings they take.  The forms are written out here, every one is put to
Harper in each dialect, and what it accepts is kept as a checksum with a note on dialects and frequency.
Frequency is counted in the project's own drafts (`benchmarks/data/training`).  Takes two minutes.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from replycheck.proofread.words import DIALECTS, MAGIC, PATH, checksum, note_of, plain_word, proof

HERE = Path(__file__).parent
TRAINING = HERE.parent / "data" / "training"
BATCH = 2000
"""Words put to Harper at once."""


def embedded() -> tuple[str, Mapping[str, Any]]:
    """The dictionary as text and the table of its endings, out of the installed extension."""
    spec = find_spec("harper")
    assert spec is not None, "harper-py is not installed"
    assert spec.origin is not None, "harper-py is not installed"
    data = next(Path(spec.origin).parent.glob("_harper*")).read_bytes()
    at = data.index(b'{\n\t"affixes": {')
    table, _ = json.JSONDecoder().raw_decode(data[at : at + 400_000].decode("utf-8", "ignore"))
    start = data.index(b"# Start of original dictionary import")
    return data[start:at].decode(), table["affixes"]


def forms(dictionary: str, affixes: Mapping[str, Any]) -> tuple[set[str], set[str]]:
    """All forms of all words, and the words that the dictionary itself calls common."""
    found: set[str] = set()
    common: set[str] = set()
    for line in dictionary.splitlines():
        word, _, letters = line.partition("#")[0].strip().partition("/")
        word = word.strip()
        if not word:
            continue
        endings = [affixes[x] for x in letters if x in affixes and affixes[x]["kind"] == "suffix"]
        beginnings = [affixes[x] for x in letters if x in affixes and affixes[x]["kind"] == "prefix"]
        own = {word, *(form for ending in endings for form in _with_ending(word, ending))}
        own |= {r["add"] + form for b in beginnings for r in b["replacements"] for form in own}
        found |= own
        if "~" in letters:
            common |= own
    return found, common


def _with_ending(word: str, ending: Mapping[str, Any]) -> Iterator[str]:
    for r in ending["replacements"]:
        if re.search(f"(?:{r['condition']})$", word) and word.endswith(r["remove"]):
            yield word[: len(word) - len(r["remove"])] + r["add"]


def refused(words: list[str], dialect: str) -> set[str]:
    """The words that Harper marks in a dialect."""
    import harper

    linter = harper.Linter(harper.Dialect[dialect])
    linter.set_lint_config({rule: rule == "SpellCheck" for rule in linter.get_lint_config()})
    found: set[str] = set()
    for at in range(0, len(words), BATCH):
        text = "\n\n".join(words[at : at + BATCH])
        lints = linter.organized_lints(text, language="plaintext", dedup=False)["SpellCheck"]
        found.update(lint.problem_text for lint in lints)
    return found


def support_words() -> set[str]:
    lines = (HERE / "support_words.txt").read_text(encoding="utf-8").splitlines()
    return {word for line in lines if not line.startswith("#") for word in line.split()}


def counts() -> Counter[str]:
    """How often each word stands in the project's own drafts, those of customers included."""
    found: Counter[str] = Counter()
    for path in sorted(TRAINING.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            for key in ("draft", "inbound", "good"):
                found.update(re.findall(r"[^\W\d_]+(?:'[^\W\d_]+)*", plain_word(row.get(key) or "").lower()))
    return found


def tiers(words: Iterable[str], common: set[str], counted: Mapping[str, int]) -> dict[str, int]:
    """0 rare, 1 common by the dictionary, 2 and more by the power of two that a word was counted."""
    return {
        word: min(15, 1 + counted[word].bit_length()) if counted.get(word, 0) > 1 else int(word in common)
        for word in words
    }


def main(argv: list[str] | None = None) -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    arguments.add_argument("--write", action="store_true", help="write the word list into the package")
    given = arguments.parse_args(argv)
    found, common = forms(*embedded())
    words = sorted({plain_word(w) for w in found if re.fullmatch(r"[^\W\d_]+(?:['’][^\W\d_]+)*", w)})
    by_dialect = [refused(words, dialect) for dialect in ("AMERICAN", "BRITISH", "AUSTRALIAN", "CANADIAN")]
    own = support_words()
    notes: dict[int, bytes] = {}
    tier = tiers([*words, *own], common, counts())
    for word in {*words, *own}:
        allowed = sum(1 << at for at in range(len(DIALECTS)) if word in own or word not in by_dialect[at])
        if allowed:
            notes[checksum(word)] = bytes((note_of(allowed, tier[word]), proof(word)))
    print(f"{len(words)} forms, {len(notes)} kept; one text in {2**40 // len(notes)} would pass by chance")
    if given.write:
        sums = array("I", sorted(notes))
        if sys.byteorder == "big":
            sums.byteswap()
        columns = (bytes(notes[x][0] for x in sorted(notes)), bytes(notes[x][1] for x in sorted(notes)))
        PATH.write_bytes(MAGIC + sums.tobytes() + b"".join(columns))
        print(f"{PATH} written, {PATH.stat().st_size} bytes")


if __name__ == "__main__":
    main()
