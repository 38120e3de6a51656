"""Requests for a password, a card or another secret: how the words of the lexicon must stand to those that ask."""

from __future__ import annotations

from collections.abc import Iterator

from replycheck.checkers.context import Context
from replycheck.checkers.secrets import MOST, SECRETS, has, sentence_of
from replycheck.checkers.told_secrets import is_secret
from replycheck.matching import Hit
from replycheck.matching.compiled import Patterns
from replycheck.model import Match, Span
from replycheck.records import NamedTuple
from replycheck.understand.document import Document


class _Request(NamedTuple):
    """Where words that ask begin, and whether they name us (`direct`), ask to `confirm`, or are `plain`."""

    start: int
    kind: str


def find_asked(context: Context) -> Iterator[Match]:
    """Requests for a secret by place; what one sentence or list asks for is said once."""
    draft = context.draft
    found: dict[int, tuple[Span, float]] = {}
    for hit in draft.lexicon(SECRETS)[:MOST]:
        score = _worth(draft, hit)
        request = _request(draft, hit) if score else None
        if request:
            first = Span(min(request.start, hit.span.start), hit.span.end)
            span, sure = found.get(request.start, (first, 0.0))
            found[request.start] = span, max(sure, score)
    for span, score in found.values():
        yield Match(span, {"match": span.of(draft.text)}, score=score)


_SURE = {
    "password": 0.95,
    "pin": 0.95,
    "cvv": 0.95,
    "code": 0.9,
    "answer": 0.85,
    "credentials": 0.9,
    "key": 0.85,
    "photo": 0.85,
}
"""How sure a request for each is a fault; for cards it hangs on the words."""


def _worth(draft: Document, hit: Hit) -> float:
    """How grave it is to ask for what `hit` names; 0 for what may be asked for, like the last four digits."""
    sentence = sentence_of(draft, hit.span)
    before = draft.prose[sentence.start : hit.span.start]
    behind = draft.prose[hit.span.end : sentence.end]
    is_what = _PATTERNS["what-it"].search(before) and _PATTERNS["is-it"].match(behind)
    if not is_secret(draft, hit) or _PATTERNS["not-whole"].search(before[-60:]):
        return 0.0
    if _PATTERNS["not-asked"].match(behind) and not is_what:
        return 0.0
    if hit.term.label == "photo":
        is_covered = has(draft, "privacy_ways", "covered", sentence.start, sentence.end + 120)
        return 0.0 if is_covered else _SURE["photo"]
    if hit.term.label != "card":
        return _SURE.get(hit.term.label, 0.0)
    if _PATTERNS["other-card"].search(before) or _PATTERNS["other-card-behind"].match(behind):
        return 0.0
    found = hit.span.of(draft.prose)
    return (
        0.9 if _PATTERNS["bank-card"].search(found) else 0.7 if _PATTERNS["details"].search(found) else 0.65
    )


def _request(draft: Document, hit: Hit) -> _Request | None:
    """The words that ask for what `hit` names; None where nothing does."""
    sentence = sentence_of(draft, hit.span)
    prose = draft.prose
    before, behind = prose[sentence.start : hit.span.start], prose[hit.span.end : sentence.end]
    found = _asking(draft, Span(sentence.start, hit.span.start), behind)
    if hit.term.label != "photo" and _PATTERNS["in-general"].search(before):
        found = None  # "choose a password and send …"
    elif found is None and _PATTERNS["item"].fullmatch(before) and not _PATTERNS["breaks"].search(before):
        lead = _lead_in(draft, sentence)
        if _PATTERNS["wants-list"].search(lead.of(prose)):
            found = _asking(draft, lead, "")
    if found is None and hit.term.label in ("password", "pin", "code", "cvv"):
        found = _asked_for_it(draft, sentence, hit.span)
        if found:
            return found
    if found is None:
        return _Request(sentence.start, "plain") if _is_bare(before, behind) else None
    if found.kind != "direct" and has(draft, "privacy_ways", "screen", hit.span.end, sentence.end):
        return None
    if has(draft, "privacy_ways", "others", found.start, sentence.end) or has(
        draft, "privacy_ways", "secure", sentence.start, sentence.end
    ):
        return None
    if found.kind == "confirm" and (_PATTERNS["state"].match(behind) or before.lower().endswith(" new ")):
        return None
    return found


def _asking(draft: Document, before: Span, behind: str) -> _Request | None:
    """The last words in `before` that ask for what comes next; `behind` follows the name of the secret."""
    prose = draft.prose
    verb = None
    for hit in draft.lexicon("privacy_requests"):
        if before.start <= hit.span.start and hit.span.end <= before.end:
            label = hit.term.label
            head = prose[max(before.start, hit.span.start - 20) : hit.span.start]
            is_noun = _PATTERNS["noun-before"].search(head)
            is_next = label != "which" or not prose[hit.span.end : before.end].strip(" ").count(" ")
            if not is_noun and is_next and not (verb and label == "which"):
                verb = hit
    if verb is None:
        return None
    label = verb.term.label
    head, gap = prose[before.start : verb.span.start], prose[verb.span.end : before.end]
    if _PATTERNS["negated"].search(_clause(head)) or _PATTERNS["breaks"].search(gap):
        return None
    if _PATTERNS["wrong-subject"].search(head) and not _PATTERNS["we-ask"].search(head):
        return None
    is_purpose = _PATTERNS["to"].search(head) and not _PATTERNS["to-allowed"].search(head)
    if is_purpose and label in ("confirm", "show", "send"):  # "to confirm your PIN, open the app"
        return None
    if label == "which":
        return _Request(verb.span.start, "direct") if _PATTERNS["used"].match(behind) else None
    if label == "question":
        return _Request(verb.span.start, "direct") if _PATTERNS["no-more"].fullmatch(gap) else None
    if label in ("direct", "need"):
        return _Request(verb.span.start, "direct")
    direct = has(draft, "privacy_ways", "us", verb.span.end, before.end + 60)
    if label == "show" and not direct and not _PATTERNS["us"].search(verb.span.of(prose)):
        return None
    if not direct and has(draft, "privacy_ways", "steps", before.start, verb.span.start):
        return None
    if label == "confirm" and _PATTERNS["by-means"].match(gap):
        return None
    return _Request(verb.span.start, "direct" if direct else "confirm" if label == "confirm" else "plain")


def _asked_for_it(draft: Document, sentence: Span, span: Span) -> _Request | None:
    """The request that follows in the same sentence or the next one and says "it": "send it to us"."""
    prose = draft.prose
    follows = draft.sentence_at(min(sentence.end + 1, max(0, len(prose) - 1)))
    end = follows.end if follows and follows.start - sentence.end < 4 else sentence.end
    match = _PATTERNS["it"].search(prose, span.end, min(end, span.end + 120))
    if match is None:
        return None
    between, before = prose[span.end : match.start()], prose[sentence.start : span.start]
    if _PATTERNS["other-thing"].search(between) or _PATTERNS["not-you"].search(between):
        return None
    negated = _PATTERNS["negated"].search(_clause(between)) or _PATTERNS["negated"].search(before)
    return None if negated else _Request(match.start(), "direct")


def _is_bare(before: str, behind: str) -> bool:
    """True for the bare name of a secret with "please" behind it, or "and" before it: "And the CVV?"."""
    if not _PATTERNS["bare-end"].match(behind):
        return False
    if _PATTERNS["bare"].fullmatch(before):
        return "please" in behind.lower() or bool(_PATTERNS["and"].match(before))
    is_list = "," in before and _PATTERNS["item"].fullmatch(before)
    return "please" in behind.lower() and bool(is_list) and not _PATTERNS["acts"].search(before)


def _lead_in(draft: Document, sentence: Span) -> Span:
    """The sentence that ends with a colon above a list that holds `sentence`; empty where there is none."""
    prose, at = draft.prose, sentence.start
    for _ in range(8):  # items of a list that ask for something
        start = prose.rfind("\n", 0, at) + 1
        if start == 0:
            break
        above = Span(prose.rfind("\n", 0, start - 1) + 1, start - 1)
        line = above.of(prose).rstrip()
        if line.endswith(":"):
            stop = max(line.rfind(mark) for mark in (". ", "! ", "? ")) + 1
            return Span(above.start + stop, above.start + len(line))
        if len(line) > 60 and not _PATTERNS["bullet"].match(line):
            break
        at = above.start
    return Span(sentence.start, sentence.start)


def _clause(text: str) -> str:
    """The last clause of a text: what a negation in it still reaches."""
    return _PATTERNS["clause"].split(text)[-1]


_DIGITS = r"(?: (?:two|three|four|five|six|\d))?(?: (?:digits?|numbers?|characters?|letters?))?"
_ASKED = {
    "not-whole": rf"\b(?:last|first|final|middle|initial)(?: and (?:the )?last)?{_DIGITS}(?: (?:of|from|on))?"
    r"(?: (?:the|your|that|this))?(?: \w+)? ?$|\b(?:ending|part|rest|half|date|name|brand|type) (?:of|on|in) "
    r"(?:the |your )?$|\b(?:wrong|old|expired|forgotten|default|strong|another|different|fresh|temporary) $"
    r"|\b(?:screenshots?|photo|picture|copy|error|page|message|link|e-?mail|field|box) "
    r"(?:of|for|with|about|that contains|containing) (?:the |your )?$|\bexcept(?: for)? (?:the |your )?$"
    r"|\b(?:not|without|never|no|hide|cover|minus|nor|excluding)(?: including| sending| giving| sharing)? "
    r"(?:the |your |any )?(?:full )?$",
    "not-asked": r"['\"]?s?\s+(?:is|are|was|were|will|has|have|can|should|must|may|cannot|can't|never|stays?|remains?"
    r"|does|did|doesn't|didn't|won't|would|could|might|gets?)\b(?! (?:required|needed|necessary)\b)(?! you\b)"
    r"|[ -]?(?:protected|free|less|only)\b|\s*[\[(](?:removed|redacted|masked|hidden|blanked|covered|without)"
    r"|\s+(?:removed|redacted|masked|hidden|blanked|blacked|covered|crossed|obscured|left out|out of|anywhere"
    r"|expir\w*|lock(?:ed|out)|reset|works)\b|,? (?:but )?(?:not|never) ",
    "what-it": r"\bwhat (?:your|the|ur) $",
    "is-it": r" (?:is|was)\b",
    "in-general": r"\b(?:an?|any|some|each|every) (?:\w+ )?$",
    "other-card": r"\b(?:gift|loyalty|member(?:ship)?|library|rewards?|points|club|store|travel|bus|rail|oyster|nectar"
    r"|sim|sd|memory|graphics|phone|id|identity|health|insurance|green|business|fuel|key|vaccination|registration"
    r"|donor|discount|student|medicare|season|ski|advantage)[ -]$",
    "other-card-behind": r" (?:of|on|from) (?:the|your|a) "
    r"(?:gift|greeting|loyalty|member(?:ship)?|library|rewards?|sim|travel|birthday)[ -]card",
    "bank-card": r"full|complete|entire|whole|long|credit|debit|bank|payment|visa|master|amex|atm|digit",
    "details": r"details|data|info",
    "noun-before": r"\b(?:going|looking|moving|move|go) $|\b(?:an?|the|this|that|your|our|my|his|her|by|via|in|per|of"
    r"|each|one|any|no|first|new|e-?|and an?)[ -]$",
    "breaks": r"\b(?:if|when|whenever|once|whether|after|before|how|until|till|because|where|while|without|not|never"
    r"|except|excluding|minus|instead|rather|than|that|reset|chang(?:e|ed|ing)|choose|enter(?:ed|ing)?|typ(?:e|ed|ing)"
    r"|set|screenshots?|screen ?shots?|page|links?|error|reason|problem|proof|receipt|does|did(?! you)|do(?! you)"
    r"|won't|doesn't|isn't|you|forg[eo]t(?:ten)?|lost|about|concerning|regarding|safe|secure|instructions?"
    r"|e-?mails? (?:to|for|with)|hide|cover(?:ed)?|black(?:ed)? out|redact\w*|mask\w*|remov\w*|using|use your|code for"
    r"|manager|hint|steps?|who|along with a|to (?!us\b|me\b|this\b|have\b))\b|[.!?]\s",
    "negated": r"(?:\b(?:never|not|no(?! (?:problem|worries|rush))|nobody|no-one|none|without|cannot|neither|nor|avoid"
    r"|refrain|stop|beware|nothing|rather than|instead of|scams?|fraud\w*|phish\w*|unless|hesitate|warn\w*)|n't)\b"
    r"(?! (?:forget|hesitate to|hesitate|be afraid|only|later|mind))",
    "clause": r"[.;:!?—]|,\s*(?:so|but|please|could|can|would|then|and)\b|\b(?:so|but) (?:please|could|can)\b",
    "wrong-subject": r"\b(?:you|they|he|she|it|who|which|anyone|anybody|someone|somebody|people|customers?|scammers?"
    r"|fraudsters?|caller|site|page|app|form|system|bank|supplier|team|colleague)"
    r"(?: ever| also| just| already| have| had| has| once| will| would| may| might| can| could| to| did| do)*\s*$"
    r"|\b(?:ask(?:s|ed|ing)?|prompt(?:s|ed|ing)?|require[sd]?|want(?:s|ed)?|tell(?:s|ing)?|told|invite[sd]?|force[sd]?"
    r"|request(?:s|ed)?|trick\w*|pressure[sd]?)(?: \w+){0,2} to(?: \w+ly)?\s*$"
    r"|\b(?:if|when|before|after|once|until) (?:you|we|they|anyone|someone)(?: ever| have| had)?\s*$",
    "we-ask": r"(?:\b(?:can|could|would|will|may|might|must|should|shall) you"
    r"(?: please| kindly| also| just| quickly| then| possibly)*"
    r"|\byou(?:'ll| will)? (?:can|could|may|might|must|should|need to|have to)(?: please| also| just| now| then)*"
    r"|\b(?:i|we)(?:'d|'ll)?(?: would| will| must| have to| need to| do| just| also| only| kindly)* "
    r"(?:ask|need|like|want|require|request)(?: that)? you(?: please| kindly)?(?: to)?)\s*$",
    "to": r"\bto (?:\w+ly )?$",
    "to-allowed": r"\b(?:need|have|has|got|required|must|like|ask|trouble|sure|remember|forget|able|hesitate|kindly"
    r"|request(?: you)?|free)(?: you)?(?: \w+ly)? to (?:\w+ly )?$",
    "us": r"\b(?:us|me|back)\b",
    "by-means": r" (?:with|by|using|via|through)\b",
    "no-more": r"(?!.*\b(?:of|for)\b)[\w' -]{0,30}",
    "used": r" (?:do|did|are|were|have|had) you\b| you(?:'re| are| use| used| normally| usually| chose| have)\b",
    "state": r"\s+(?:is|was|are|were|has|have|had|works?|worked|match(?:es)?|contains?|meets?|did|does|isn't|wasn't"
    r"|hasn't|arrived|went|got|still|being|to (?:log|sign|continue|unlock|proceed|save|finish|complete|view|see|make"
    r"|open|delete|confirm|change|apply|access))\b|\s*(?:,|and) (?:then )?(?:click|press|tap|try|save|that|you)\b",
    "it": r"\b(?:(?:send|text|e-?mail|read|share|forward|pass|give|tell|dictate|show) (?:it|them|this|that)"
    r"(?: code| password| number| pin)?(?: (?:out|over|on|back|along)){0,2}"
    r" (?:(?:to|with) (?:me|us)|by (?:reply|return)|in (?:your reply|this chat))"
    r"|(?:send|give|tell|text|e-?mail|forward|read) (?:me|us) (?:it|that(?: code)?|this code|that number|the code)"
    r"|(?:reply|answer|respond|come back|write back) with (?:it|that(?: code)?|the code))\b",
    "other-thing": r"\b(?:screenshots?|photos?|pictures?|forms?|copy|logs?|files?|letters?|invoices?|receipts?"
    r"|documents?|errors?|links?|devices?|parcels?|reports?|details)\b",
    "not-you": r"(?:\b(?:if|they|to)|(?<!can )(?<!could )(?<!would )(?<!will )\byou)\s*$",
    "wants-list": r"\b(?:us|me|i|we|following|these|below|details|information|send|provide|confirm|reply|include"
    r"|share)\b",
    "item": r"[\W\d]*(?:[\w'-]+[ ,/&()]{1,3}){0,8}",
    "acts": r"\b(?:change|reset|update|choose|set|enter|try|check|use|open|keep|save|forget|forgot|remember|then|if"
    r"|when|with|after)\b",
    "bare": r"[\W\d]*(?:(?:and|also|plus|ok|okay|thanks|then|next|now|your|the|full|your full|,|please) ?){0,5}",
    "bare-end": r"\s*(?:,? ?(?:and|&|\+) [\w ]{2,25})?(?:,? ?please\s*[.!?]?|\s*\?)\s*$",
    "and": r"\W*(?:and|also|plus|then|next)\b",
    "bullet": r"\s*(?:[-*•–]|\(?\w{1,2}[.)])\s",
}
_PATTERNS = Patterns(_ASKED)
