"""Where a message's greeting ends: "Hi Ana," at the head of a line, or a line of its own.

Word lists and plain string work instead of one large pattern: a run of one draft has no time to
compile it.
"""

from __future__ import annotations

from replycheck.read.closing import NAME_PARTICLES, NOT_NAMES
from replycheck.read.language import is_common_word

# Words that open a letter. Two-word forms are written with a space.
SALUTATIONS = frozenset(
    "hi|hello|helo|hallo|hullo|hey|hiya|heya|howdy|yo|sup|ahoy|aloha|g'day|namaste|dear|dearest|greetings|"
    "happy monday|"
    "happy tuesday|happy wednesday|happy thursday|happy friday|hej|hejsan|hei|moi|ahoj|cześć|dzień dobry|"
    "good morning|good afternoon|good evening|good day|"
    "morning|afternoon|evening|hi there|to whom it may concern|"
    "hallo|guten tag|guten morgen|guten abend|moin|servus|grüezi|grüß gott|sehr geehrte|sehr geehrter|"
    "sehr geehrtes|liebe|lieber|liebes|werte|werter|"
    "bonjour|bonsoir|salut|cher|chère|chers|chères|madame, monsieur|madame|monsieur|"
    "hola|buenos días|buenos dias|buenas tardes|buenas noches|buenas|buen día|estimado|estimada|estimados|"
    "estimadas|querido|querida|muy señores míos|"
    "ciao|salve|buongiorno|buonasera|gentile|gentili|egregio|spettabile|caro|cara|"
    "beste|geachte|hoi|dag|goedemorgen|goedemiddag|goedenavond|goedendag|"
    "olá|ola|oi|bom dia|boa tarde|boa noite|prezado|prezada|prezados|caros|exmo|exma".split("|")
)
LONGEST_SALUTATION = max(len(salutation.split()) for salutation in SALUTATIONS)

# Everyday words too: they open a greeting only before a name, a known address or the line's end.
AMBIGUOUS = frozenset(
    "morning afternoon evening dag cara caro madame monsieur liebe buenas dear yo sup moi".split()
)

# Who is addressed when it is not a name; also the small words between.
ADDRESSEES = frozenset(
    "there all team everyone everybody folks guys both again again! sir madam sirs sir/madam sir/madame "
    "customer client support service friend friends colleague colleagues to or and & the at from of whom "
    "valued care staff help desk customers ladies gentlemen from? mr mrs ms miss mx dr prof "
    "herr frau herren meneer mijnheer damen und team kundenservice kollegen zusammen monsieur madame "
    "equipe l'équipe équipe "
    "señor señora señores equipo todos signor signora signore signori team heer mevrouw allemaal iedereen "
    "senhor senhora sr sra sr. sra. equipa equipe pessoal tutti tous toutes".split()
)

MAX_NAME_WORDS = 6
MAX_GREETING_CHARACTERS = 90
OPENERS = "([{<%«*_$#@"
BRACKETS = {"[": "]", "{": "}", "<": ">", "%": "%"}

# After "Hi Ana" without a comma only such words make sure that the sentence starts here.
SENTENCE_STARTS = frozenset(
    "thanks thank i i'm i’m i've i’ve i'd i’d i'll i’ll we we've we’ve we're we’re my our can could please "
    "just sorry how what when where why your it it's it’s is are do does did hope hoping".split()
)


def greeting_end(line: str) -> int:
    """How many characters of a message's first line are its greeting, white space after it included.

    0 when the line does not greet: "Hi-fi systems are ..." and "Dear customers pay ..." do not.
    """
    start = len(line) - len(line.lstrip())
    head = line[: start + 2 * MAX_GREETING_CHARACTERS]
    after = _salutation_end(head, start)
    if after:
        end = _addressee_end(head, after, ambiguous=_key(head[start:after]) in AMBIGUOUS)
    else:
        end = _bare_name_end(head, start)
    if not end:
        return 0
    end = _with_trimmings(head, end)
    return len(line) if end >= len(head) and len(head) < len(line) and not line[end:].strip() else end


def greeted_name(greeting: str) -> str | None:
    """The first word of a greeting that is neither a salutation nor a title, in lower case."""
    after = _salutation_end(greeting, len(greeting) - len(greeting.lstrip()))
    for word in greeting[after:].split():
        bare = word.strip(".,!:;-–—?").lower()
        if bare and bare not in ADDRESSEES and bare not in SALUTATIONS:
            return bare
    return None


def _key(words: str) -> str:
    return " ".join(words.lower().split())


def _salutation_end(head: str, start: int) -> int:
    """Where the longest salutation at `start` ends; 0 without one."""
    end = at = start
    found = 0
    words: list[str] = []
    for _ in range(LONGEST_SALUTATION):
        end = at
        while end < len(head) and (head[end].isalpha() or head[end] in "'’"):
            end += 1
        # "Madame, Monsieur" carries its comma.
        stop = end + 1 if head[end : end + 10].lower() == ", monsieur" else end
        if end == at:
            break
        # "Heyyy" and "Hiii" greet like "Hey" and "Hi".
        words.append(head[at:stop].lower() if words else _unstretched(head[at:stop].lower()))
        if " ".join(words) in SALUTATIONS and _is_word_end(head, end):
            found = end
        at = stop
        while at < len(head) and head[at] in " \t\xa0":
            at += 1
        if at == stop:
            break
    return found


def _unstretched(word: str) -> str:
    while len(word) > 3 and word[-1] == word[-2]:
        word = word[:-1]
    return "hi" if word == "hii" else word


def _is_word_end(head: str, end: int) -> bool:
    """False in "Hi-fi" and "Hi5", true in "Hi - how do I"."""
    rest = head[end : end + 2]
    return (
        not rest
        or rest[0].isspace()
        or (rest[0] in ",!:;.…" or (not rest[0].isalnum() and rest[0] not in "-'’/_?"))
    )


def _addressee_end(head: str, after: int, *, ambiguous: bool) -> int:
    """Where the greeting ends that has its salutation before `after`; 0 when this is a sentence."""
    at = after
    named = False
    for count in range(MAX_NAME_WORDS + 1):
        while at < len(head) and head[at] in " \t\xa0":
            at += 1
        if at >= len(head):
            return len(head) if named or (not count and not _is_dear(head, after)) else 0
        if head[at] in ",!:;" or head.startswith(("...", "…"), at):
            return at + 1
        if head[at] in "-–—" and head[at + 1 : at + 2] in ("", " ", "-"):
            return at + 1
        if head[at] == "." and head[at + 1 : at + 2] in ("", " "):
            return at + 1
        if _is_emoji(head[at]):
            return at
        if count == MAX_NAME_WORDS:
            return 0
        end = _word_end(head, at)
        word = head[at:end].strip("*_")
        lower = word.lower()
        goes_on = named and (word.isdigit() or lower in NAME_PARTICLES)
        if not goes_on and not _may_address(word):
            # "Hi Ana thanks for ..." has no comma; only a name in capitals makes it a greeting.
            return (
                at if named and count <= 2 and lower in SENTENCE_STARTS and _was_name(head[after:at]) else 0
            )
        if ambiguous and not (word[:1].isupper() or word[:1] in OPENERS or lower in ADDRESSEES):
            # "Dear customer," is a greeting, "Dear customers pay" not: only the comma decides.
            rest = head[end:].lstrip()
            if not _is_dear(head, after) or (rest and rest[0] not in ",!:"):
                return 0
        named = True
        at = end
    return 0


def _is_dear(head: str, after: int) -> bool:
    return head[:after].rstrip().lower().endswith("dear")


def _was_name(words: str) -> bool:
    parts = words.split()
    return 0 < len(parts) <= 2 and all(part[:1].isupper() or part[:1] in OPENERS for part in parts)


def _word_end(head: str, at: int) -> int:
    """The end of the name word or placeholder at `at`; a full stop belongs to "Mr." and to initials."""
    doubled = head[at : at + 2]
    if doubled in ("{{", "{%", "[[", "<<"):
        closing = {"{{": "}}", "{%": "%}", "[[": "]]", "<<": ">>"}[doubled]
        close = head.find(closing, at)
        return close + 2 if close > 0 else len(head)
    if head[at] in BRACKETS:
        close = head.find(BRACKETS[head[at]], at + 1)
        if close > 0:
            return close + 1
    end = at
    while end < len(head) and not head[end].isspace() and head[end] not in ",!:;…":
        end += 1
    word = head[at:end]
    if word.endswith(".") and word[:-1].lower() not in TITLES_WITH_STOP and len(word) > 2:
        end -= 1
    return end


TITLES_WITH_STOP = frozenset("mr mrs ms mx dr prof st sr sra sig dott hr fr mme mlle m".split())


def _may_address(word: str) -> bool:
    lower = word.lower().rstrip(".")
    if lower in ADDRESSEES or (word and word[0] in OPENERS):
        return True
    if not word or not (word[0].isalpha() or word[0] == "@"):
        return False
    if is_common_word(lower) or lower in SENTENCE_STARTS:
        return False
    return not word.endswith("?")


def _bare_name_end(head: str, start: int) -> int:
    """ "Ana,", "Mr Ito," or "Wa alaikum assalam Yusuf," alone on the line."""
    line = head.rstrip()
    if not line.endswith(",") or len(line) - start > 40 or "," in line[start:-1]:
        return 0
    words = line[start:-1].split()
    named = (
        0 < len(words) <= 5
        and words[0][:1].isupper()
        and words[-1][:1].isupper()
        and all(word.strip(".").replace("-", "").replace("'", "").isalpha() for word in words)
    )
    if not named or any(is_common_word(word.lower()) or word.lower() in NOT_NAMES for word in words):
        return 0
    return len(line)


def _with_trimmings(head: str, end: int) -> int:
    """Past the marks and emoji that belong to a greeting ("Hi Ana!! 👋") and the white space after it."""
    at = end
    while at < len(head) and (head[at] in ",!:;.…" or head[at].isspace() or _is_emoji(head[at])):
        at += 1
    return at


def _is_emoji(character: str) -> bool:
    return (
        character > "\u2190"
        and not character.isalnum()
        and character not in "\u2013\u2014\u2018\u2019\u201c\u201d\u2026"
    )
