"""Patterns of spaCy's Matcher: what a word is, and not only how it is spelt.

Source: "Rule-based matching" and "Matcher" in spaCy's documentation (3.7), `spacy/schemas.py` for what a
token pattern may hold.  spaCy is imported when a text may match and no earlier: it takes two seconds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any, ClassVar
from weakref import WeakKeyDictionary

from replycheck.checkers.context import CannotTell, Context
from replycheck.model import Match, Span
from replycheck.records import dataclass, field
from replycheck.understand.masks import GAP

if TYPE_CHECKING:
    from replycheck.understand import Document
    from replycheck.yamlfile import YamlFile

LONGEST = 80
"""How many tokens of a sentence are matched at once.  spaCy keeps every way in which a pattern may still
go on, so that three open repeats over 200 tokens take most of a minute.
"""

MOST_REPEATS = 50
"""The largest number in an `OP` like `{2,5}`: spaCy writes each repeat out."""

_LINGUISTIC = ("TAG", "POS", "MORPH", "DEP", "LEMMA", "ENT_TYPE", "ENT_IOB", "ENT_ID", "ENT_KB_ID", "_")
"""What a token has only after a trained pipeline has read it."""

_TEXTS = frozenset("ORTH TEXT LOWER NORM SHAPE TAG POS MORPH DEP LEMMA ENT_TYPE ENT_ID ENT_KB_ID".split())
_FLAGS = frozenset(
    "SPACY SENT_START IS_SENT_START IS_ALPHA IS_ASCII IS_DIGIT IS_LOWER IS_UPPER IS_TITLE IS_PUNCT IS_SPACE"
    " IS_BRACKET IS_QUOTE IS_LEFT_PUNCT IS_RIGHT_PUNCT IS_CURRENCY IS_STOP LIKE_NUM LIKE_URL LIKE_EMAIL".split()
)
_ATTRIBUTES = (*sorted(_TEXTS | _FLAGS), "LENGTH", "ENT_IOB", "OP", "_")
_SETS = ("IN", "NOT_IN", "IS_SUBSET", "IS_SUPERSET", "INTERSECTS")
_COMPARISONS = ("==", "!=", ">=", "<=", ">", "<")
_NESTING = ("REGEX", "FUZZY", *(f"FUZZY{edits}" for edits in range(1, 10)))
"""These take a text, or one of `_SETS` whose texts they are applied to."""

_POS = "ADJ ADP ADV AUX CCONJ CONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SPACE SYM VERB X".split()
"""Universal Dependencies' parts of speech, and the two that spaCy adds."""


TokenPattern = tuple[str, list[dict[str, Any]]]
"""Where the rule file has a pattern, and a mapping for every token, its keys in capitals."""


def read_patterns(file: YamlFile, key: str) -> tuple[TokenPattern, ...]:
    """The patterns under `key` of a rule file.

    Raises `RuleError` for what spaCy would refuse, and for what it takes and can never find.
    """
    given = file.at((key,))
    if not isinstance(given, list) or any(isinstance(pattern, dict) for pattern in given):
        raise file.error(
            (key,),
            f"{key!r} should be a list of patterns, each in brackets: - [{{LOWER: so}}, {{LOWER: sorry}}]",
        )
    if not given:
        raise file.error((key,), f"{key!r} is empty; give it a pattern")
    return tuple(
        (file.place((key, at)), _pattern(file, (key, at), pattern)) for at, pattern in enumerate(given)
    )


def _pattern(file: YamlFile, path: tuple[Any, ...], given: Any) -> list[dict[str, Any]]:
    if not isinstance(given, list) or not given:
        raise file.error(path, "a pattern is a list of tokens like [{LOWER: kind}, {LOWER: regards}]")
    tokens = [_token(file, (*path, at), token) for at, token in enumerate(given)]
    if not any(set(token) - {"OP"} for token in tokens):
        raise file.error(path, "this pattern asks for nothing, and so is found everywhere")
    return tokens


def _token(file: YamlFile, path: tuple[Any, ...], given: Any) -> dict[str, Any]:
    if not isinstance(given, dict):
        raise file.error(path, "a token is a mapping like {LOWER: regards}; {} stands for any token")
    found: dict[str, Any] = {}
    for key, value in given.items():
        name = _known(file, path, key, _ATTRIBUTES)
        where = (*path, key)
        if name == "OP":
            found[name] = _operator(file, where, value)
        elif name == "_":
            if not file.values.get("pipeline"):
                raise file.error(
                    where, "'_' needs a pipeline that sets such values; name it under 'pipeline'"
                )
            found[name] = dict(file.mapping(*where))
        elif name in _FLAGS:
            if not isinstance(value, bool):
                raise file.error(where, f"{name} should be true or false")
            found[name] = value
        elif name == "LENGTH":
            found[name] = _number(file, where, value)
        elif name == "ENT_IOB":
            if value not in ("", "I", "O", "B", 0, 1, 2, 3) or isinstance(value, (bool, float)):
                raise file.error(where, "ENT_IOB should be I, O or B")
            found[name] = value
        else:
            found[name] = _text(file, where, value, name)
    return found


def _known(file: YamlFile, path: tuple[Any, ...], key: Any, allowed: Iterable[str]) -> str:
    """A key in capitals; spaCy takes it in small letters too, and in no mixture."""
    allowed = list(allowed)
    if key not in allowed and (not isinstance(key, str) or not key.islower() or key.upper() not in allowed):
        from replycheck.errors import did_you_mean

        hint = did_you_mean(str(key).upper(), allowed)
        raise file.error((*path, key), f"unknown key {key!r}{hint}", of_key=True)
    return str(key).upper()


def _operator(file: YamlFile, path: tuple[Any, ...], value: Any) -> str:
    counts = re.fullmatch(r"\{(\d{1,9})\}|\{(\d{0,9}),(\d{0,9})\}", value) if isinstance(value, str) else None
    if counts is None or value == "{,}":
        if value in ("!", "?", "+", "*"):
            return str(value)
        raise file.error(
            path, "OP should be one of '!', '?', '+', '*', or like '{2}', '{2,}', '{2,5}', '{,5}'"
        )
    least, most = counts[1] or counts[2] or "0", counts[1] or counts[3]
    if most and int(least) > int(most):
        raise file.error(path, f"OP {value!r} counts down; write the smaller number first")
    if max(int(least), int(most or 0)) > MOST_REPEATS:
        raise file.error(path, f"OP {value!r} repeats more than {MOST_REPEATS} times; make it narrower")
    if most and int(most) == 0:
        raise file.error(
            path, f"OP {value!r} means no token at all; write '!' for a token that may not stand here"
        )
    return str(value)


def _number(file: YamlFile, path: tuple[Any, ...], value: Any) -> Any:
    if not isinstance(value, dict):
        if isinstance(value, bool) or not isinstance(value, int):
            raise file.error(path, "LENGTH should be a whole number, or like {'>=': 10}")
        return value
    found: dict[str, Any] = {}
    for key, item in _filled(file, path, value).items():
        name = _known(file, path, key, (*_COMPARISONS, *_SETS))
        if name in _COMPARISONS:
            if isinstance(item, bool) or not isinstance(item, (int, float)):
                raise file.error((*path, key), f"{name} should hold a number")
        elif not isinstance(item, list) or not item or any(type(number) is not int for number in item):
            raise file.error((*path, key), f"{name} should be a list of whole numbers")
        found[name] = item
    return found


def _text(file: YamlFile, path: tuple[Any, ...], value: Any, name: str) -> Any:
    if isinstance(value, dict):
        return _predicates(file, path, value, name, (*_SETS, *_NESTING))
    return _word(file, path, value, name)


def _predicates(
    file: YamlFile,
    path: tuple[Any, ...],
    given: Mapping[Any, Any],
    name: str,
    allowed: tuple[str, ...],
    within: str = "",
) -> dict[str, Any]:
    """What is asked of a text; `within` is REGEX or FUZZY where the texts are for these."""
    found: dict[str, Any] = {}
    for key, value in _filled(file, path, given).items():
        predicate = _known(file, path, key, allowed)
        where = (*path, key)
        if predicate in _SETS:
            if not isinstance(value, list) or not value:
                raise file.error(where, f"{predicate} should be a list of texts")
            found[predicate] = [
                _word(file, (*where, at), item, name, within) for at, item in enumerate(value)
            ]
        elif isinstance(value, dict):
            found[predicate] = _predicates(file, where, value, name, ("IN", "NOT_IN"), predicate)
        else:
            found[predicate] = _word(file, where, value, name, predicate)
    return found


def _filled(file: YamlFile, path: tuple[Any, ...], given: Mapping[Any, Any]) -> Mapping[Any, Any]:
    if not given:
        raise file.error(path, "this asks for nothing; give it a text, or like {IN: [a, b]}")
    return given


def _word(file: YamlFile, path: tuple[Any, ...], value: Any, name: str, within: str = "") -> str:
    """A text that a token is compared with; refuses those that no token can be."""
    if not isinstance(value, str):
        mend = "; put it in quotes" if isinstance(value, (bool, int, float)) or value is None else ""
        raise file.error(path, f"{within or name} should hold texts{mend}")
    if within == "REGEX":
        try:
            re.compile(value)
        except (re.error, OverflowError, RecursionError) as error:
            raise file.error(path, f"invalid regular expression: {error or 'nested too deep'}") from None
        return value
    if name in ("ORTH", "TEXT", "LOWER") and (not value or re.search(r"\s", value)):
        raise file.error(path, f"{value!r} is no single word; every word is a token of its own")
    if name == "LOWER" and value != value.lower():
        raise file.error(path, f"LOWER is the word in small letters; write {value.lower()!r}")
    if name == "POS" and not within and value not in _POS:
        from replycheck.errors import did_you_mean

        hint = did_you_mean(value, _POS) or f"; one of {', '.join(_POS)} is wanted"
        raise file.error(path, f"unknown part of speech {value!r}{hint}")
    return value


_SCHEMA = {
    "type": "array",
    "minItems": 1,
    "items": {
        "type": "array",
        "minItems": 1,
        "items": {
            "type": "object",
            "properties": {name: {} for name in _ATTRIBUTES},
            "additionalProperties": False,
        },
    },
}
"""What editors are told; `read_patterns` knows more."""


@dataclass(frozen=True, eq=False, repr=False)
class Tokens:
    """`tokens` are patterns of spaCy's Matcher, each looked for in one sentence at a time.

    Of findings that overlap the longest stays.  A pattern that asks for a part of speech or the like needs a
    trained pipeline: the one of that name under `pipeline`, else an English one that is installed.  `once`
    reports the first finding only; `suggest` are replacements for what was found.
    """

    needs: ClassVar[tuple[str, ...]] = ()

    tokens: tuple[TokenPattern, ...] = field(metadata={"read": read_patterns, "schema": _SCHEMA})
    pipeline: str = ""
    once: bool = False
    suggest: tuple[str, ...] = ()

    def __call__(self, context: Context) -> Iterator[Match]:
        document = context.draft
        if not self._may_match(document.prose):
            return
        language = document.message.language
        if not self.pipeline and (lacking := context.lacks("english")):
            raise CannotTell(lacking)
        if self._nlp.lang not in ("xx", language or self._nlp.lang):  # xx is spaCy's word for any language
            raise CannotTell(f"the pipeline {self.pipeline} is for another language than the draft's")
        for span in self._spans(document):
            yield Match(span, {"match": span.of(document.text)}, self.suggest)
            if self.once:
                return

    def _may_match(self, prose: str) -> bool:
        """False where no pattern has all its words in the text, so that spaCy need not be asked."""
        folded = prose.lower()
        return any(all(any(word in folded for word in words) for words in pattern) for pattern in self._words)

    @cached_property
    def _words(self) -> list[list[list[str]]]:
        """For each pattern the words, in small letters, of which a sentence must hold one; for each token
        that must be there and is told by its spelling.
        """
        return [
            [words for token in tokens if token.get("OP", "+")[0] in "+{" and (words := _spelt(token))]
            for _, tokens in self.tokens
        ]

    @property
    def unavailable(self) -> str | None:
        """Why the kind cannot run on this machine; None where it can."""
        try:
            _ = self._nlp
        except CannotTell as error:
            return error.reason
        return None

    @cached_property
    def _linguistic(self) -> tuple[str, ...]:
        asked = {key for _, tokens in self.tokens for token in tokens for key in token}
        return tuple(name for name in _LINGUISTIC if name in asked)

    @cached_property
    def _nlp(self) -> Any:
        """The pipeline that reads the text.  Raises `CannotTell` where it is not installed."""
        name = self.pipeline
        if not name and self._linguistic:
            name = _installed_english()
        return _loaded(name)

    @cached_property
    def _matcher(self) -> Any:
        """Raises `CannotTell` for a pattern that this version of spaCy refuses."""
        nlp = self._nlp
        from spacy.matcher import Matcher
        from spacy.tokens import Token

        matcher = Matcher(nlp.vocab, validate=True)
        for place, tokens in self.tokens:
            for token in tokens:
                for name in token.get("_", ()):
                    if not Token.has_extension(name):
                        raise CannotTell(f"{place}: the pipeline {self.pipeline} sets no value {name!r}")
                for word in _compared(token):
                    forms = (word, word.capitalize())  # "mr." is two tokens, "Mr." is one
                    if all(len(nlp.tokenizer(form)) > 1 for form in forms):
                        parts = " and ".join(repr(part.text) for part in nlp.tokenizer(word))
                        raise CannotTell(
                            f"{place}: spaCy takes {word!r} apart; write a token each for {parts}"
                        )
            try:
                matcher.add("tokens", [tokens])
            except Exception as error:  # ValueError mostly; whatever it is, the pattern is to blame
                raise CannotTell(f"{place}: spaCy refuses this pattern: {_one_line(error)}") from None
        return matcher

    def _spans(self, document: Document) -> Iterator[Span]:
        sentences = _read(document, self._nlp)
        for name in self._linguistic:
            seen = "ENT_IOB" if name.startswith("ENT") else name
            if name != "_" and sentences and not any(doc.has_annotation(seen) for doc, _ in sentences):
                raise CannotTell(
                    f"the pipeline {self._nlp.meta['name']} tells no {name}; name another under `pipeline`"
                )
        for sentence in sentences:
            yield from sorted(_apart(self._found(sentence, document)))

    def _found(self, sentence: _Sentence, document: Document) -> Iterator[Span]:
        doc, offsets = sentence
        for at in range(0, len(doc), LONGEST):
            for _, start, end in self._matcher(doc[at : at + LONGEST], allow_missing=True):
                first, last = doc[at + start], doc[at + end - 1]
                span = Span(offsets[first.idx], offsets[last.idx + len(last) - 1] + 1)
                if GAP not in span.of(document.prose):
                    yield span


def _spelt(token: Mapping[str, Any]) -> list[str]:
    """The words, in small letters, of which a token must be one; none where it is not told by them, or where
    the letters of a whole text may be lowered otherwise than those of a word.
    """
    words = [] if token.get("OP", "").startswith(("{0", "{,")) else _compared(token)
    return [word.lower() for word in words] if all(word.isascii() for word in words) else []


def _compared(token: Mapping[str, Any]) -> list[str]:
    """The words of which a token must be one; none where it is not told by its spelling."""
    for name in ("LOWER", "ORTH", "TEXT"):
        value = token.get(name)
        words = value.get("IN") if isinstance(value, dict) else value
        if words:
            return [words] if isinstance(words, str) else list(words)
    return []


def _apart(spans: Iterable[Span]) -> Iterator[Span]:
    """The longest first, and none that overlaps a longer one."""
    kept: list[Span] = []
    for span in sorted(set(spans), key=lambda s: (s.start - s.end, s.start)):
        if not any(span.overlaps(other) for other in kept):
            kept.append(span)
            yield span


_Sentence = tuple[Any, list[int]]
"""A sentence as spaCy read it, with single spaces in place of all white space, and what leads from its
characters to those of the draft.
"""

_READ: WeakKeyDictionary[Document, dict[Any, list[_Sentence]]] = WeakKeyDictionary()
"""What was read already, as long as somebody holds the document: several rules look at the same one."""


def _read(document: Document, nlp: Any) -> list[_Sentence]:
    kept = _READ.setdefault(document, {})
    if id(nlp) not in kept:
        texts = [_squeezed(document.prose, sentence) for sentence in document.sentences]
        if any(len(text) > nlp.max_length for text, _ in texts):
            raise CannotTell("a sentence of the draft is too long for spaCy")
        kept[id(nlp)] = [
            (doc, offsets)
            for doc, (_, offsets) in zip(nlp.pipe(text for text, _ in texts), texts, strict=True)
        ]
    return kept[id(nlp)]


def _squeezed(prose: str, sentence: Span) -> tuple[str, list[int]]:
    """A sentence with single spaces, since a line's end would be a token of its own."""
    characters: list[str] = []
    offsets: list[int] = []
    for match in re.finditer(r"\S+", sentence.of(prose)):
        if characters:
            characters.append(" ")
            offsets.append(sentence.start + match.start() - 1)
        characters += match[0]
        offsets += range(sentence.start + match.start(), sentence.start + match.end())
    return "".join(characters), offsets


@cache
def _loaded(name: str) -> Any:
    """spaCy with the pipeline `name`, or with English words alone.  Raises `CannotTell`."""
    spacy = _spacy()
    if not name:
        return spacy.blank("en")
    try:
        return spacy.load(name)
    except Exception as error:  # a pipeline may be missing, too old, or fail in its own code
        if re.fullmatch(r"[\w-]+", name) and not spacy.util.is_package(name):
            raise CannotTell(
                f"the pipeline {name} is not installed; most are with: python -m spacy download {name}"
            ) from None
        raise CannotTell(f"the pipeline {name} does not load: {_one_line(error)}") from None


def _spacy() -> Any:
    try:
        import spacy
    except ModuleNotFoundError as error:
        if error.name != "spacy":
            raise CannotTell(f"spaCy does not load: {_one_line(error)}") from None
        raise CannotTell("needs spaCy; install it with: pip install 'replycheck[nlp]'") from None
    except Exception as error:  # libraries of two builds beside each other raise ValueError and more
        raise CannotTell(f"spaCy does not load: {_one_line(error)}") from None
    return spacy


_PREFERRED = ("en_core_web_sm", "en_core_web_md", "en_core_web_lg", "en_core_web_trf")


def _installed_english() -> str:
    """The first English pipeline that is installed, the small one before the large."""
    names = _spacy().util.get_installed_models()
    english = [name for name in names if name.startswith("en_")]
    if not english:
        raise CannotTell("needs an English pipeline of spaCy: python -m spacy download en_core_web_sm")
    return next((name for name in _PREFERRED if name in english), min(english))


def _one_line(error: Exception) -> str:
    import textwrap

    return textwrap.shorten(" ".join(str(error).split()), 200, placeholder=" …")
