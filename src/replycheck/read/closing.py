"""What a sign-off looks like: closing words, and the line with the writer's name."""

from __future__ import annotations

import re
from functools import cache

from replycheck.matching.compiled import compiled
from replycheck.read.language import is_common_word
from replycheck.read.signature import is_account_line

# One of these makes a short line of closing words a closing.
HEADS = frozenset(
    "regards thanks thanking thankyou thanx thx cheers sincerely wishes rgds respectfully cordially warmly faithfully "
    "truly br kr ta tia greetings blessings sympathy condolences "
    "grüße grüßen grüsse grüssen gruß gruss mfg vg lg bg danke dank hochachtungsvoll "
    "cordialement salutations merci "
    "saludos saludo atentamente gracias "
    "saluti grazie cordialmente "
    "groet groeten mvg bedankt dank hoogachtend "
    "atenciosamente cumprimentos obrigado obrigada abraço abraços "
    "hilsen hälsningar mvh pozdrawiam".split()
)
# These may stand beside a head, and nothing else may.
FILLERS = frozenset(
    "kind kindest friendly real heartfelt best warm warmest many with very so much again in advance a an "
    "lot million bunch kindly muchly now and & the all "
    "you yours your my our for help time from of good great sincere thank thanks regards wishes take care "
    "ever always as mit freundlichen freundlichem freundliche viele vielen liebe lieben beste besten "
    "herzliche herzlichen schöne schönen im voraus nochmals sonnige aus "
    "bien d'avance d’avance à vous sincères meilleures bonne journée mes un una cordial cordiales muchas por "
    "adelantado cordiali distinti mille anticipo met vriendelijke hartelijke alvast bij voorbaat vriendelijk "
    "com os as melhores med venlig vänliga vennlig best".split()
)
PHRASES = frozenset(
    "best|thank you|all the best|take care|yours|warmest|many thanks|thanks|talk soon|speak soon|god bless|"
    "best of luck|good luck|with gratitude|"
    "with love|love|xoxo|looking forward to hearing from you|bien à vous|à bientôt|un abrazo|hasta pronto|"
    "signed|peace|later|laters|safe travels|have a good one|"
    "z poważaniem|bis bald|tschüss|ciao|bye|until then|stay safe|have a nice day|have a great day|"
    "have a good day|have a lovely day|have a wonderful day|best always|as ever|gratefully|"
    "bye for now|cheers for now|much appreciated|"
    "with respect|respect|with greeting|with friendly greeting|thank you and god bless".split("|")
)
# A longer formula may end in one of these and a comma.
FLOURISHES = frozenset(
    "regards wishes sincerely faithfully truly salutations grüßen grüße saludos saluti groet".split()
)
MAX_WORDS = 6
PLACEHOLDERS = ("[", "{", "<", "%")
MARKS = ",.!;:~*_-–—… \t\xa0\"'"

NAME_PARTICLES = frozenset(
    "de da do dos di del della den der van von zu zum ten ter la le al el bin ibn and & und et y e i du".split()
)
# Short last lines that are no names.
NOT_NAMES = frozenset(
    "urgent asap help hello hi hey ok okay yes no yep nope please bye goodbye thanks ps p.s n/a none never "
    "really seriously wow lol sorry attached see done today tomorrow now soon monday tuesday wednesday "
    "thursday friday saturday sunday regards best cheers disappointed frustrated confused anyone always "
    "unacceptable ridiculous pathetic shocking refund cancel order invoice end stop test fyi again enjoy "
    "great perfect awesome amazing good welcome congratulations congrats noted waiting warmly hugs bless ta "
    "love nothing anything everything everyone everybody anybody somebody folks guys people mate mates buddy pal "
    "pals dude lads ladies gents friends sir madam unbelievable incredible terrible horrible awful dreadful "
    "appalling appalled disgusted disgusting disgrace disgraceful shocked fuming livid furious gutted annoyed "
    "angry upset worried sad happy delighted thankful grateful rubbish useless pointless hopeless joke scam fraud "
    "signed anonymous tell ask give call".split()
)
# What is wished in "Have a lovely weekend, Ana".
WISHED = frozenset("day weekend week evening night afternoon morning time one".split())


def is_closing_phrase(line: str) -> bool:
    """True for a line of nothing but closing words: "Kind regards,", "Thanks so much!"."""
    words = _bare_words(line)
    # "I remain, yours sincerely," and "Recevez mes salutations," end in the word that tells.
    flourish = 1 < len(words) <= 9 and words[-1] in FLOURISHES and line.rstrip()[-1:] in (",", "")
    return flourish or _is_phrase(words)


def split_closing(line: str) -> tuple[str, str] | None:
    """Closing words and the name after them on one line ("Best, Radka"), else None."""
    stripped = line.strip()
    if len(stripped) > 60:
        return None
    for mark in (",", "!!", "!", " - ", " – ", " — ", "."):
        phrase, found, name = stripped.partition(mark)
        if found and name.strip(MARKS) and _is_said_before_name(phrase) and is_name_like(name):
            return phrase, name.strip()
        if found and name.strip()[:1] in PLACEHOLDERS and is_closing_phrase(phrase):
            return phrase, name.strip()
    words = stripped.split()
    for count in range(min(4, len(words) - 1), 0, -1):
        phrase, name = " ".join(words[:count]), " ".join(words[count:])
        if is_closing_phrase(phrase) and is_name_like(name) and name[:1].isupper():
            return phrase, name
    return None


def _is_said_before_name(phrase: str) -> bool:
    """Closing words, with a place where they are sent from one ("Greetings from Leeds")."""
    words, _, place = phrase.partition(" from ")
    return is_closing_phrase(phrase) or (0 < len(place.split()) <= 3 and is_closing_phrase(words))


def closing_inside(line: str) -> str:
    """The sign-off behind the last sentence of a line ("Where is it? Thanks, Ana"); empty where there is none.

    A mark has to stand between the words and the name: "It is here. Thanks Ana" thanks her.
    """
    for end in _sentence_end().finditer(line, max(0, len(line) - 70)):
        split = split_closing(line[end.end() :])
        if split and line[end.end() + len(split[0]) :].lstrip()[:1] in ",!.-–—":
            return line[end.end() :]
    return ""


def is_closing_line(line: str) -> bool:
    return is_closing_phrase(line) or split_closing(line) is not None


def is_name_like(line: str) -> bool:
    """True for a line that may be the writer's name: one to four words, no digits, no sentence end.

    All words start with a capital, or it is one lower-case word ("marta"); a department may follow
    a comma ("Lewis, Payments").
    """
    stripped = name_alone(line.strip().lstrip("-–—~*_/ ").rstrip("*_ ,"))
    if (
        not 2 <= len(stripped) <= 60
        or stripped[-1] in "?;!"
        or ":" in stripped
        or any(character.isdigit() for character in stripped)
    ):
        return False
    if "@" in stripped or "http" in stripped or "/" in stripped[1:] or "|" in stripped:
        return False
    words = stripped.split()
    if stripped[-1] == "." and len(words[-1].rstrip(".")) > 2 and words[-1].lower() not in ("jr.", "sr."):
        return False
    name = stripped.partition(",")[0].split()
    if not 1 <= len(name) <= 4 or len(words) > 6:
        return False
    for word in words:
        lower = word.strip(".,()\"'").lower()
        if lower in NOT_NAMES or (
            is_common_word(lower) and lower not in NAME_PARTICLES and not _is_initial(word)
        ):
            return False
    if is_closing_phrase(line):
        return False
    if len(name) == 1:
        return name[0].strip("(\"'")[:1].isalpha()
    return all(
        word.strip("(\"'.")[:1].isupper()
        or word.lower() in NAME_PARTICLES
        or not word[:1].isascii()
        or word in ("x", "xx", "xxx")
        for word in name
    ) or (all(word.isalpha() and word.islower() for word in name) and len(name) == 2)


def name_alone(line: str) -> str:
    """A line of a sign-off without what people put behind their name: their order, their team, a smile.

    "Ana (order 88121)", "Mark / Customer Happiness Team", "Mark | Harbour Lamps", "Ana :)".
    """
    line = _smiles().sub("", line)
    for opening in (" (", ", "):
        name, found, rest = line.partition(opening)
        if found and is_account_line(rest):
            return name
    for mark in (" / ", " | "):
        name, found, rest = line.partition(mark)
        team = rest.split()
        if (
            found
            and 1 <= len(name.split()) <= 2 <= len(team) <= 6
            and rest[:1].isupper()
            and team[-1] not in name
        ):
            return name
    return line


def is_kissed(line: str) -> bool:
    """True for "jade x": one word, in small letters too, that a kiss makes a name."""
    return _kissed().fullmatch(line.strip()) is not None


@cache
def _smiles() -> re.Pattern[str]:
    return compiled(
        r"(?:\s*(?:[:;]-?[)D]|\(:|<3|(?<=\s)xo(?:xo)*|[\u2600-\u27bf\ufe0f\U0001f300-\U0001faff]))+\Z", 0
    )


@cache
def _kissed() -> re.Pattern[str]:
    return compiled(r"[^\W\d_][^\W\d_'’-]+ x{1,3}", 0)


@cache
def _sentence_end() -> re.Pattern[str]:
    return compiled(r"[.!?…)][\s\"'”’)]+", 0)


def _is_initial(word: str) -> bool:
    return len(word.rstrip(".")) == 1 and word[0].isupper()


def _bare_words(line: str) -> list[str]:
    if len(line) > 80:
        return []
    return [word for word in (part.strip(MARKS) for part in line.lower().split()) if word]


def _is_phrase(words: list[str]) -> bool:
    if not 0 < len(words) <= MAX_WORDS:
        return " ".join(words) in PHRASES
    phrase = " ".join(words)
    if phrase in PHRASES or (words[:2] == ["have", "a"] and len(words) == 4 and words[-1] in WISHED):
        return True
    has_head = any(word in HEADS for word in words) or phrase.startswith("thank you")
    return has_head and all(word in HEADS or word in FILLERS for word in words)


def is_team_like(line: str) -> bool:
    """True for a last line that names a desk instead of a person: "School office", "Elias at Northgate"."""
    words = line.strip().split()
    if not 1 <= len(words) <= 6 or not words[0][:1].isupper() or line.strip()[-1] in ".?!:;,":
        return False
    bare = [word.strip(".,()").lower() for word in words]
    plain = [word for word in bare if is_common_word(word) and word not in CONNECTORS]
    return (
        not plain
        and not any(word in NOT_NAMES for word in bare)
        and all(word.isalpha() for word in bare if word)
    )


CONNECTORS = frozenset("of at from the by in for and with de la le der die das".split())
