"""Which of LanguageTool's doubts are worth saying, measured on replies that are written well.

Source: LanguageTool 6.8, language `en`, over 63,000 words of replies and macros, of which it should doubt next to
nothing, and over 210 sentences with their faults marked; `docs/languagetool.md` has the figures.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from replycheck.proofread.languagetool.client import Doubt

CATEGORIES = frozenset({"GRAMMAR", "CONFUSED_WORDS", "TYPOS"})
"""Categories that are mostly right.  TYPOS holds more than spelling: you're for your, its for it's."""

ALSO = frozenset({"EN_A_VS_AN", "ENGLISH_WORD_REPEAT_RULE", "DOUBLE_PUNCTUATION"})
"""Rules of other categories that are right."""

NEVER = frozenset(
    """
    AGREEMENT_SENT_START A_BIT A_CD_NNS A_INSTALL BESIDES_BESIDE CA_FOLLOW_UP CD_NN CONDITIONAL_CLAUSE
    COULDVE_IRREGULAR_VERB HOW_EVER IF_OF IF_VB IN_WINDOWS KEEP_SEEING MISSING_TO_BEFORE_A_VERB NODT_DOZEN
    NON_STANDARD_WORD NUT_NOT OM ORDER_OF_WORDS_WITH_NOT PCT_PLURAL_NOUN_SINGULAR_VERB_AGREEMENT
    PCT_SINGULAR_NOUN_PLURAL_VERB_AGREEMENT POSSESSIVE_APOSTROPHE POSSESSIVE_APOSTROPHE_2 ROOM_COMPOUNDS
    THERE_THEIR THOUGH_THROUGH WERE_VBB WRITE_UP_HYPHEN YO_TO
    """.split()
)
"""Rules of the right categories that were wrong about good sentences as often as right about faulty ones, or
oftener: "seventy kilo", "in our samples repo", "three times is no accident".
"""

_SPELLERS = ("MORFOLOGIK", "HUNSPELL", "EN_DIACRITICS")
"""Beginnings of the names of spelling rules; spelling is the embedded engine's, and names have no accents to mend."""


def worth_saying(doubts: Iterable[Doubt], text: str, ignored: Iterable[str] = ()) -> Iterator[Doubt]:
    """The doubts that are worth saying, one a place.

    A word right behind a doubted one is mostly doubted for the same fault ("you're parcel was"): the first
    speaks for both.
    """
    never = NEVER.union(ignored)
    until = -2
    for doubt in sorted(doubts):
        if doubt.rule in never or doubt.rule.startswith(_SPELLERS):
            continue
        if doubt.category not in CATEGORIES and doubt.rule not in ALSO:
            continue
        if doubt.start < until or (doubt.start - until <= 1 and text[until : doubt.start].strip() == ""):
            continue
        until = doubt.end
        yield doubt
