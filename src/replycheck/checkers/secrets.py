"""What must not be told or asked for in a mail: numbers of cards and accounts, passwords and codes, and
the data of people who are not the customer.

Words stand in the lexicons `privacy_*`.  What is here is the kind, and what a text must hold before the
modules are loaded that know how these words must stand to each other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import ClassVar

from replycheck.checkers.context import Context
from replycheck.matching.compiled import Patterns
from replycheck.model import Edit, Fix, Match, Span
from replycheck.records import dataclass
from replycheck.understand.document import Document

SECRETS = "privacy_secrets"
MOST = 100
"""Nobody names more secrets or addresses in one reply; what does is a list or an attack, and weighing each
against all words around it takes the square.
"""
HIDDEN = "********"
"""What stands for a secret: always as long, so that it does not tell the length."""


@dataclass(frozen=True, eq=False, repr=False)
class PrivateData:
    """`fault` is what to look for: `card` (whole card numbers), `account` (bank accounts of others than
    us, and numbers that a state gives to a person), `told` (passwords, PINs, codes, keys), `asked` (a
    request for one of them) or `person` (name and contact data of somebody else).

    Values: match, what was found with a private number masked but for its last four characters and a
    secret masked whole, so that no message repeats it; what, its sort in plain words.  Scores say how
    sure we are.  The fix masks, and is never safe: a false alarm would destroy what the customer needs.
    """

    needs: ClassVar[tuple[str, ...]] = ()

    fault: str

    def __call__(self, context: Context) -> Iterator[Match]:
        return FAULTS[self.fault](context)


def sentence_of(draft: Document, span: Span) -> Span:
    return draft.sentence_at(span.start) or span


def has(draft: Document, lexicon: str, label: str, start: int, end: int) -> bool:
    """True where an entry of a lexicon's group stands whole between two places of the prose."""
    return any(
        hit.term.label == label and start <= hit.span.start and hit.span.end <= end
        for hit in draft.lexicon(lexicon)
    )


def _cards(context: Context) -> Iterator[Match]:
    if _PATTERNS["twelve-digits"].search(context.draft.plain):
        from replycheck.checkers.secret_numbers import find_cards

        for number in find_cards(context.draft):
            yield _masked(context, number.span, number.what, number.score)


def _accounts(context: Context) -> Iterator[Match]:
    if _PATTERNS["six-digits"].search(context.draft.plain):
        from replycheck.checkers.identity_numbers import find_identities
        from replycheck.checkers.secret_numbers import find_accounts

        in_macro = context.case.mode == "macro"
        found = [*find_accounts(context.draft, inbound=context.inbound, in_macro=in_macro)]
        taken = [number.span for number in found]
        found += [
            number
            for number in find_identities(context.draft)
            if not any(number.span.overlaps(span) for span in taken)
        ]
        for number in sorted(found):
            yield _masked(context, number.span, number.what, number.score)


_PATTERNS = Patterns(
    {
        "twelve-digits": r"[0-9](?:[ .\n–-]{0,3}[0-9]){11}",
        "six-digits": r"[0-9A-Z](?:(?<=[0-9])(?:(?:[ \n-]?[0-9]){5}|[0-9]{2}\.[0-9]{3}\.)"
        r"|(?<=[A-Z])(?:[A-Z]{4}[0-9]{4}[A-Z]|[A-Z][ -]?[0-9]{2}[ -]?[0-9A-Z]{4}))",
    },
    0,
)
"""What a text must hold before its numbers are worth a look; PANs and IBANs may have fewer digits.

Both begin with one class of characters: the search then skips everything else, and takes a sixth of the time.
"""


def _masked(context: Context, span: Span, what: str, score: float) -> Match:
    from replycheck.checkers.secret_numbers import masked

    shown = masked(span.of(context.draft.text))
    fix = Fix("unsafe", (Edit(span, shown),))
    return Match(span, {"match": shown, "what": what}, (" ".join(shown.split()),), score=score, fix=fix)


def _told(context: Context) -> Iterator[Match]:
    draft = context.draft
    lowered, prose = draft.plain.lower(), draft.prose.lower()
    if (
        draft.lexicon(SECRETS)
        or (context.inbound and context.inbound.lexicon(SECRETS))
        or ("://" in lowered and "@" in lowered)
        or any(head in draft.plain for head in KEY_HEADS)
        or any(word in lowered for word in ASSIGNED)
        or any(words in prose for words in SET_TO)
    ):
        from replycheck.checkers.told_secrets import find_told

        yield from find_told(context)


SET_TO = (
    " it to ",
    " it back to ",
    " that to ",
    " this to ",
    " yours to ",
    "it for you to ",
    " in with ",
    " in using ",
)
"""One of these stands in every match of the pattern `set-to` but for "it is X", which needs more."""

KEY_HEADS = (
    "AKIA", "ASIA", "ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_", "glpat-", "sk_live_", "rk_live_",
    "sk_test_", "rk_test_", "whsec_", "xoxa-", "xoxb-", "xoxp-", "xoxr-", "xoxs-", "xapp-", "AIza", "eyJ", "SG.",
    "npm_", "pypi-", "sk-", "shpat_", "shpss_", "hf_", "dop_v1_", "ya29.", "key-", "hooks.slack.com/services/",
    "glsa_", "lin_api_", "ATATT3", "PRIVATE KEY",
)  # fmt: skip
"""Heads of keys as their issuers give them out; one must stand in the text before the pattern runs."""

ASSIGNED = ("passw", "pwd", "secret", "token", "api_key", "apikey", "api-key")
"""What a name of a setting that holds a secret has in it."""


def _asked(context: Context) -> Iterator[Match]:
    if context.draft.lexicon(SECRETS):
        from replycheck.checkers.asked_secrets import find_asked

        yield from find_asked(context)


def _persons(context: Context) -> Iterator[Match]:
    from replycheck.checkers.strangers import find_strangers

    return find_strangers(context)


FAULTS: Mapping[str, Callable[[Context], Iterator[Match]]] = {
    "card": _cards,
    "account": _accounts,
    "told": _told,
    "asked": _asked,
    "person": _persons,
}
"""What to look for, by the name rule files use."""
