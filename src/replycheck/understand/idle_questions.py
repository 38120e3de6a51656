"""What looks like a question and asks nothing: greetings, rhetoric, bare pleas, what the writer answers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from replycheck.understand.clauses import AUX, PRONOUNS, Clause, Sentence, word_set


@cache
def _rhetorical() -> re.Pattern[str]:
    return re.compile(
        r"how (?:are|r) (?:you|u|ye|ya|we|things|y'all)(?: all| guys| both| lot| folks| there)?(?: doing"
        r"| keeping| today| this \w+| feeling| getting on)*$"
        r"|how was (?:easter|christmas)|what if (?:it|he|she|i|we|they)(?:'d| had)\b|how (?:is|was|were"
        r"|'s)\b.{0,3}\b(?:(?:your|the) (?:weekend|day|week|holidays?|weather|family|morning|easter|christmas"
        r"|form)|it going|life|everyone|everything|things)"
        r"|how's (?:it going|things|life|tricks|everyone|the (?:weather|form|family)|your (?:day|week|weekend))"
        r"|how have you been|how do you do$|what's up\b|how's it$"
        r"|how (?:hard|difficult|stupid|ridiculous) (?:can|could|is)\b|how dare|how (?:on earth|can you sleep)"
        r"|who (?:cares|knew|knows|ever|can believe|in their right mind)\b|^who \w+ .*\blike this$|need i say"
        r"|can i (?:just )?(?:say|mention)\b|^too much to ask|what are the odds|whose fault|who else would"
        r"|^surely\b|^worth a|who can tell|i ask you$|who says\b|^where else$|in my (?:shoes|place)\b"
        r"|anyone ever\b|^what can (?:you|one) do$|what good\b|did i ever|is it (?:so|that|really so) hard"
        r"|what does (?:he|she) know\b"
        r"|who (?:designs|designed|thought|would have (?:thought|guessed)|wants to|needs|does that|wouldn't)\b"
        r"|(?:are|is) (?:you|this|that|it) (?:kidding|serious|joking|for real|a joke|some kind|what (?:you|we|i)"
        r"|too much to ask|my fault|how you)\b"
        r"|(?:^|\b)you (?:kidding|serious|joking)\b"
        r"|what (?:kind|sort) of (?:company|service|joke|business|people|place|\w+ is (?:this|that))\b"
        r"|what(?:'s| is) the point|what (?:were|are) you (?:thinking|playing)|^since when\b|what a\b|guess what"
        r"|remember me\b|do you (?:people|lot|guys)\b"
        r"|do (?:you|they|people) (?:think|imagine|believe) (?:i|we|that i|that we)"
        r" (?!can|could|should|will|need|have to)"
        r"|do they think\b|do (?:you|they|people) (?:really|honestly|even|seriously) |did (?:he|she|they|you) even"
        r"|(?:still|stay) in business"
        r"|have you (?:any (?:idea|notion) (?:how|what)|ever (?:tried|had to))"
        r"|do you have any (?:idea|notion) (?:how|what (?:it|that|this))"
        r"|why (?:bother|on earth|would (?:i|anyone|anybody))\b"
        r"|(?:you )?know what\b.{0,30}$|am i right$|am i (?:kidding|dreaming|invisible|made of)"
        r"|who am i (?:kidding)|would you believe|you call\b"
        r"|^(?:really|seriously|right|sound familiar|what|huh|eh|ok|okay)$"
        r"|how (?:does|is|can) (?:that|this|it) (?:even )?(?:make sense|acceptable|fair|right|possible)"
        r"|is (?:that|this) (?:normal service|how you)|what (?:do|am) (?:we|i) pay(?:ing)? (?:you|taxes|for)\b"
        r"|isn't (?:that|it|this|life)\b|^aren't (?:i|you|we) a\b|can you (?:believe|imagine)"
        r"|who (?:is|was) (?:a|to)\b"
    )


_TAG_WORDS = word_set("eh innit huh no love right mate")


def _is_tag(words: Sequence[str]) -> bool:
    """True for "isn't it" and "do they" alone."""
    return len(words) == 2 and words[0] in AUX and words[1] in PRONOUNS


def is_idle(clause: Clause, sentences: Sequence[Sentence]) -> bool:
    """True for greetings, rhetorical questions, bare tags and what the writer answers himself."""
    sentence = sentences[clause.sentence]
    words = sentence.words
    if all(token.quoted for token in sentence.tokens[clause.start : clause.end]):
        return True
    text = " ".join(words[clause.start : clause.end])
    if clause.start == clause.end - 2 and clause.start > 2 and _is_tag(words[clause.start : clause.end]):
        return True
    last = sentence.tokens[clause.end - 1]
    if (last.word in _TAG_WORDS and "," in last.before) or _rhetorical().search(text):
        return True
    if clause.kind != "request" and clause.marked and clause.sentence + 1 < len(sentences):
        return _answers_itself(sentences[clause.sentence + 1])
    return False


def _answers_itself(following: Sentence) -> bool:
    words = following.words
    if "?" in following.mark:
        return False
    first = words[0]
    if first in ("yes", "no", "nope", "nah", "never", "nothing", "nobody", "none", "yep", "yeah"):
        return len(words) <= 3 or any(c in following.tokens[1].before for c in ",.!-–—:;")
    if words[:2] in (
        ["of", "course"],
        ["not", "really"],
        ["never", "mind"],
        ["forget", "it"],
        ["found", "it"],
    ):
        return True
    short = len(words) <= 3 and first in PRONOUNS
    return short and len(words) >= 2 and words[1] in AUX and (words[2:] in ([], ["not"]))


def gives_way(clause: Clause, following: Sequence[Clause]) -> bool:
    """True for "I want to return the sofa." right before "How long do I have?": one concern."""
    return (
        clause.wish
        and bool(following)
        and following[0].sentence - clause.sentence <= 1
        and following[0].kind != "request"
    )


_PLEAS = word_set(
    """can could would will you someone somebody anyone please pls plz kindly help me us with this out
    advise assist let know get back to asap thanks it reply respond urgently soon here i ask quickly
    answer send provide guide on the following below questions"""
)


def is_bare_plea(clause: Clause, sentences: Sequence[Sentence]) -> bool:
    """True for "can you help?" and "please advise": they ask nothing of their own."""
    return all(word in _PLEAS for word in sentences[clause.sentence].words[clause.start : clause.end])
