"""Which of seven languages a text is in, by a vote of its commonest words."""

from __future__ import annotations

from functools import cache, lru_cache
from itertools import chain

# Function words that are frequent in letters; a word that two languages share votes for both.
COMMON_WORDS = {
    "en": "the and to of is you i it that for my not have with this on be are was but your can please we "
    "me has been will from what when how would could do did there they at in a an as if or so just "
    "still any thanks thank hi hello order dear which about after again",
    "de": "der die das und ich ist nicht sie es ein eine zu den mit für auf wir mir haben habe bitte ihre "
    "wie dass auch noch wird wurde von dem im bei aber kann können oder mich mein meine sehr uns "
    "schon seit heute danke hallo wenn nach war sind hat",
    "fr": "le la les et je vous est pas de des une un que pour mon ma mes nous avec dans sur ce cette qui "
    "ne du au en votre vos bonjour merci suis ai avez être mais comment pouvez il elle plus très "
    "depuis toujours été par si",
    "es": "el la los las y que de en un una no por para con mi me su se es lo pero como está he ha hola "
    "gracias pueden puede quiero cuando todavía desde del al muy ya sin usted ustedes pedido tengo",
    "it": "il lo la gli e che di un una non per con mi è sono ho ha del della al alla ma come più vostro "
    "grazie buongiorno salve vorrei quando ancora dal nel questo questa mio mia ordine se sia ci vi",
    "nl": "de het een en ik is niet van dat te met voor op mijn u zijn heb maar wat hoe kan kunt naar bij "
    "nog er ook als om aan wij jullie hallo bedankt graag wanneer deze dit wel geen sinds uw heeft",
    "pt": "o a os as e que de em um uma não por para com meu minha me se é mas como está foi do da no na "
    "ao olá obrigado obrigada quando ainda meus seu sua gostaria podem pode pedido muito já você tenho eu",
}

# Common words that are first names as well ("Best, Will", "Hi Uma,").
ALSO_NAMES = frozenset("will uma an mia al ma se si do les des".split())

# Short texts are not judged: three words say nothing about a language.
MIN_WORDS = 4
MAX_CHARACTERS = 2_500


@cache
def _voters() -> dict[str, tuple[str, ...]]:
    voters: dict[str, tuple[str, ...]] = {}
    for language, words in COMMON_WORDS.items():
        for word in words.split():
            voters[word] = (*voters.get(word, ()), language)
    return voters


def is_common_word(word: str) -> bool:
    """True for a lower-case function word of any of the languages that is no first name."""
    return word in _voters() and word not in ALSO_NAMES


def language_of(text: str) -> str | None:
    """ISO 639-1 code of the language most words vote for; None when too short or undecided."""
    words = text[:MAX_CHARACTERS].lower().replace("’", "'").split()
    if len(words) < MIN_WORDS:
        return None
    votes = dict.fromkeys(COMMON_WORDS, 0.0)
    for language, vote in chain.from_iterable(map(_votes, words)):
        votes[language] += vote
    (first, most), (_, second) = sorted(votes.items(), key=lambda vote: -vote[1])[:2]
    if most < max(1.5, 0.08 * len(words)) or most < 1.25 * second:
        return None
    return first


@lru_cache(maxsize=4_096)
def _votes(word: str) -> tuple[tuple[str, float], ...]:
    """What a word says of each language, with the marks and apostrophes that it is written with."""
    voters = _voters()
    return tuple(
        # A word of one language says more than one that three share.
        (language, 1 / len(voters[part]))
        for part in word.strip(".,;:!?()\"'“”„«»¿¡…–-").split("'")
        for language in voters.get(part, ())
    )
