"""What speaks for a sentence of a draft being the answer to a question, as numbers.

Two tables.  `PAIR` describes one question and one sentence; its regression picks the evidence.
`WHOLE` describes a question and the whole draft, given the regression's view of every sentence;
its trees give the score.  To add a feature: a name in the table, a line in its function, and
a run of `benchmarks/accuracy/train_answers.py`.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from replycheck.model import Question
from replycheck.records import NamedTuple
from replycheck.understand.answer_cues import (
    choices_of,
    chooses,
    defines,
    facts,
    gives_reason,
    is_heated,
    modal_of,
)
from replycheck.understand.answer_meaning import Meaning, Nearness, Reading
from replycheck.understand.clauses import AUX, WH
from replycheck.understand.masks import GAP
from replycheck.understand.statements import Statement, tells_sort
from replycheck.understand.stems import IRREGULAR, content_stems, stem
from replycheck.understand.word_vectors import kinship

TOPIC_WEIGHT = 0.6
"""What a stem counts that stands in several questions of a mail: it is the topic, not the question."""

PAIR = (
    "coverage", "coverage_synonyms", "rarest", "jaccard", "grams", "coverage_context", "type", "type_missing",
    "yes", "first_yes", "done", "modal", "step", "time", "number", "link", "defer", "cannot", "attach",
    "echo", "position", "same_rank", "aligned", "ratio", "length", "defers_all", "margin", "best_here",
    "best_there", "courteous", "is_yn", "is_req", "is_how", "is_when", "is_why", "is_what", "bare",
    "yn_modal_cov", "req_done_cov", "type_cov", "only_one", "vague", "yours", "own", "req_idle", "vague_cov",
    "margin_part", "family", "opens_with", "ends_with", "modal_echo", "defines", "reasons", "typed_near", "choice",
    "facts", "fresh", "heated", "message", "manner", "kinship", "kinship_margin", "nearest_kin",
)  # fmt: skip

WHOLE = (
    "best", "second", "gap", "sum", "own", "coverage", "coverage_synonyms", "type", "margin", "grams",
    "aligned", "defers_all", "ratio", "share", "questions", "sentences", "rank", "type_anywhere", "done",
    "defer", "yes", "best_other", "is_yn", "is_req", "is_how", "is_when", "is_why", "is_what", "length",
    "asked_late", "covered_elsewhere", "uninformative", "margin_part", "double", "vague", "yours", "own_act",
    "req_idle", "best_free", "rivals", "first_yes", "cannot", "number", "all_vague", "family", "opens_with",
    "ends_with", "modal_echo", "defines", "reasons", "typed_near", "choice", "is_choice", "facts", "fresh", "heated",
    "alone", "words", "asked_words", "indirect", "unclaimed", "position", "third", "message",
    "message_most", "message_share", "message_all", "manner", "manner_most", "kinship", "kinship_margin",
    "kinship_most",
)  # fmt: skip

PAIR_MEANING = ("nearness", "nearness_margin", "nearest_here")
WHOLE_MEANING = ("nearness", "nearness_margin", "nearness_anywhere")
"""What a semantic model adds to a row of either table."""

PAIR_READING = ("reading", "reading_margin")
WHOLE_READING = ("reading", "reading_anywhere", "reading_lead", "reading_margin", "verdict", "verdict_lead")
"""What it adds besides, where it also reads question and reply in one."""

Manner = Sequence[Sequence[float]]
"""How much each statement (second index) sounds like an answer to a question of the sort of the first."""


UNLIKELY = -3.0
"""The log-odds that stand in where a mail has no other question."""


_ACTED = frozenset(("done", "defer", "cannot", "sends", "link"))
_TYPE_CUE = {
    "when": "when",
    "much": "much",
    "many": "many",
    "why": "why",
    "where": "where",
    "who": "who",
    "how": "how",
}


class Synonyms:
    """The numbers of the synonym groups that a stem belongs to.

    The words are kept as one text, a group a line, and stemmed when a stem with their first three
    letters is asked for: a draft meets one in ten of them.
    """

    def __init__(self, groups: Sequence[Sequence[str]]) -> None:
        self._text = "\n".join(" " + " ".join(words) + " " for words in groups)
        self._stems: dict[str, dict[str, frozenset[int]]] = {}

    def of(self, word: str) -> frozenset[int]:
        """The groups of a stem; empty where it is in none."""
        head = word[:3]
        if head not in self._stems:
            found: dict[str, set[int]] = {}
            for each, at in self._with(head):
                found.setdefault(stem(each), set()).add(self._text.count("\n", 0, at))
            self._stems[head] = {key: frozenset(numbers) for key, numbers in found.items()}
        return self._stems[head].get(word, NO_GROUPS)

    def _with(self, head: str) -> Iterator[tuple[str, int]]:
        """The words whose stem may begin with `head`, each with its place in the text."""
        heads = [head, *_FORMS.get(head, ())]
        if head[2:] == "y":  # "tries" has the stem "try"
            heads.append(head[:2] + "i")
        for each in heads:
            at = self._text.find(" " + each)
            while at >= 0:
                yield self._text[at + 1 : self._text.index(" ", at + 1)], at
                at = self._text.find(" " + each, at + 1)

    def near(self, stems: Iterable[str]) -> frozenset[int]:
        """The groups that any of the stems is in."""
        return NO_GROUPS.union(*[self.of(each) for each in stems])


NO_GROUPS: frozenset[int] = frozenset()

_FORMS: dict[str, list[str]] = {}
"""Irregular forms by the first three letters of their stem, where they begin otherwise: "bought"."""

for _form, _base in IRREGULAR.items():
    if _form[:3] != _base[:3]:
        _FORMS.setdefault(_base[:3], []).append(_form)


class Asked(NamedTuple):
    """A question with its content stems, in order, and what each counts among the mail's questions.

    `grams` are the runs of letters of its text, `total` the sum of its weights; `double` marks two
    questions in one clause ("what plug is it and how many kilowatts"), of which replies often answer one.
    `modal` are the words that take up its modal verb, `choices` the stems on either side of its "or",
    `heated` marks one that sounds upset.  `message` are the stems of all that the customer wrote, `words` the
    lower-case words of the question.
    """

    question: Question
    stems: tuple[str, ...]
    weights: Mapping[str, float]
    grams: frozenset[str]
    total: float
    double: bool
    modal: frozenset[str]
    choices: tuple[frozenset[str], ...]
    heated: bool
    message: frozenset[str]
    words: tuple[str, ...]


def asked(
    questions: Sequence[Question],
    words: Sequence[Sequence[str]],
    context: Sequence[Sequence[str]],
    message: Sequence[str],
) -> list[Asked]:
    """The questions with their stems; a bare one ("Why?") borrows those of the sentence before it.

    `words` are the lower-case words of each question, `context` those of the sentence before, `message` all.
    """
    everything = frozenset(content_stems(message))
    stems = [tuple(dict.fromkeys(content_stems(each))) for each in words]
    stems = [own or tuple(dict.fromkeys(content_stems(context[n]))) for n, own in enumerate(stems)]
    found = []
    for question, own, each in zip(questions, stems, words, strict=True):
        weights = {}
        for word in own:
            shared = sum(word in other for other in stems) > 1
            weights[word] = (TOPIC_WEIGHT if shared else 1.0) * _weight(word)
        double = any(
            word in ("and", "&") and (following in AUX or following in WH)
            for word, following in itertools.pairwise(each)
        )
        found.append(
            Asked(
                question,
                own,
                weights,
                grams(question.text),
                sum(weights.values()),
                double,
                modal_of(each),
                choices_of(each),
                is_heated(question.text),
                everything,
                tuple(each),
            )
        )
    return found


def _family(question: Asked, stems: frozenset[str]) -> float:
    """The share of the question's stems of which the first five letters (four, where short) begin a stem."""
    if not question.total:
        return 0.0
    found = 0.0
    for word, weight in question.weights.items():
        head = word[: 5 if len(word) > 5 else 4]
        if word in stems or (len(head) > 3 and any(each.startswith(head) for each in stems)):
            found += weight
    return found / question.total


def _typed_near(question: Asked, statement: Statement) -> float:
    """The greatest coverage of any clause that holds the sort of answer wanted."""
    cue = _TYPE_CUE.get(question.question.qtype, "")
    return max(
        (coverage(question, part.stems) for part in (statement.parts or (statement,)) if cue in part.cues),
        default=-0.2,
    )


def _weight(word: str) -> float:
    """Longer words and numbers are rarer: a stand-in for counts, which a product cannot ship unasked."""
    return 1.2 if word.isdigit() else min(1.3, 0.6 + 0.1 * len(word))


def grams(text: str, size: int = 4) -> frozenset[str]:
    """Runs of four letters of the words of a text."""
    plain = " ".join("".join(c if c.isalnum() else " " for c in text.lower()).split())
    plain = f" {plain} "
    return frozenset(plain[i : i + size] for i in range(len(plain) - size + 1))


def coverage(question: Asked, stems: frozenset[str]) -> float:
    """The share of the question's stems that stand in `stems`."""
    if not question.total:
        return 0.0
    return sum(weight for word, weight in question.weights.items() if word in stems) / question.total


def pair_rows(
    questions: Sequence[Asked],
    statements: Sequence[Statement],
    groups: Synonyms,
    manners: Manner,
    meaning: Meaning | None = None,
) -> list[list[list[float]]]:
    """For each question and each statement the numbers of `PAIR`; with `meaning`, of `PAIR_MEANING`
    too, and with its readings of `PAIR_READING`.
    """
    grams_of = [grams(s.raw) for s in statements]
    near = [groups.near(s.stems) for s in statements]
    plain = [[coverage(q, s.stems) for s in statements] for q in questions]
    wide = [[_wide(q, s.stems, groups, near[j]) for j, s in enumerate(statements)] for q in questions]
    gram = [[len(q.grams & g) / max(len(q.grams), 1) for g in grams_of] for q in questions]
    typed = [[float(_TYPE_CUE.get(q.question.qtype, "") in s.cues) for s in statements] for q in questions]
    base = [
        [wide[i][j] + 0.5 * gram[i][j] + 0.3 * typed[i][j] for j in range(len(statements))]
        for i in range(len(questions))
    ]
    part = _part_margins(questions, statements, groups, base)
    lined = aligned(base)
    kin = kinship([q.words for q in questions], [s.words for s in statements])
    rows: list[list[list[float]]] = []
    for i, question in enumerate(questions):
        rows.append([])
        qtype = question.question.qtype
        highest, nearest = max(base[i], default=0.0), max(kin[i], default=0.0)
        most_near = max(meaning.nearness[i], default=0.0) if meaning else 0.0
        for j, statement in enumerate(statements):
            others = [base[k][j] for k in range(len(questions)) if k != i]
            shared = [question.weights[w] for w in question.weights if w in statement.stems]
            union = len(set(question.stems) | statement.stems)
            around = frozenset().union(*(s.stems for s in statements[max(0, j - 1) : j + 2]))
            cues = statement.cues
            yes = qtype in ("yn", "req")
            row = (
                plain[i][j],
                wide[i][j],
                max(shared, default=0.0),
                len(set(question.stems) & statement.stems) / max(union, 1),
                gram[i][j],
                coverage(question, around),
                typed[i][j],
                float(qtype in _TYPE_CUE and not typed[i][j]),
                float("yes" in cues and yes),
                float("first-yes" in cues and yes),
                float("done" in cues and yes),
                float("modal" in cues and qtype == "yn"),
                float("how" in cues and qtype in ("how", "where", "what")),
                float("when" in cues and qtype == "when"),
                float("digits" in cues),
                float("link" in cues),
                float("defer" in cues),
                float("cannot" in cues),
                float("sends" in cues and qtype in ("req", "where")),
                float(statement.asks),
                -abs(i / max(1, len(questions) - 1) - j / max(1, len(statements) - 1))
                if len(questions) > 1 and len(statements) > 1
                else 0.0,
                float(i == j),
                float(lined[i] == j),
                min(2.0, len(statements) / len(questions)),
                min(40, len(statement.words)) / 40,
                float("all" in cues and "defer" in cues),
                base[i][j] - max(others, default=0.0),
                float(base[i][j] >= highest - 1e-9),
                float(not others or base[i][j] >= max(others) or part[i][j] > 0),
                float(not statement.informative),
                float(qtype == "yn"),
                float(qtype == "req"),
                float(qtype == "how"),
                float(qtype in ("when", "much", "many")),
                float(qtype == "why"),
                float(qtype in ("what", "who", "where")),
                float(len(question.stems) <= 1),
                wide[i][j] * float("modal" in cues and qtype == "yn"),
                wide[i][j] * float("done" in cues and qtype == "req"),
                wide[i][j] * typed[i][j],
                float(len(statements) == 1),
                float("vague" in cues),
                float("yours" in cues),
                float("own" in cues),
                float(qtype == "req" and not cues & _ACTED),
                wide[i][j] * float("vague" in cues),
                part[i][j],
                _family(question, statement.stems),
                float(bool(question.stems) and question.stems[0] in statement.stems),
                float(bool(question.stems) and question.stems[-1] in statement.stems),
                float(not question.modal.isdisjoint(statement.words)),
                float(qtype == "what" and bool(shared) and defines(statement)),
                float(qtype == "why" and gives_reason(statement)),
                _typed_near(question, statement),
                chooses(question.choices, statement),
                min(5, facts(statement)) / 5,
                min(12, len(statement.stems.difference(question.stems))) / 12,
                float(question.heated),
                min(4, len(statement.stems & question.message)) / 4,
                manners[i][j],
                *_near(kin, i, j, nearest),
            )
            rows[-1].append([*row, *meant(meaning, i, j, most_near)])
    return rows


def meant(meaning: Meaning | None, i: int, j: int, nearest: float) -> tuple[float, ...]:
    """The numbers of `PAIR_MEANING` and `PAIR_READING`, as far as they are known."""
    if meaning is None:
        return ()
    near = _near(meaning.nearness, i, j, nearest)
    return (*near, *_read(meaning.readings, i, j)) if meaning.readings else near


def _read(readings: Sequence[Reading], i: int, j: int) -> tuple[float, float]:
    """How likely a statement answers a question, and how much likelier than the others."""
    others = max((row.sentences[j] for k, row in enumerate(readings) if k != i), default=UNLIKELY)
    return readings[i].sentences[j], readings[i].sentences[j] - others


def _near(nearness: Nearness, i: int, j: int, nearest: float) -> tuple[float, float, float]:
    """How near a statement is to a question, how much nearer than to the others, whether none is nearer:
    `nearest` is how near the nearest is.
    """
    own = nearness[i][j]
    others = max((row[j] for k, row in enumerate(nearness) if k != i), default=0.0)
    return own, own - others, float(own >= nearest - 1e-9)


SHORT = 3
"""How many statements make a short reply.  To a single question such a one is the answer: so it was in all 577
good drafts that take up a word of it, while the labelled pairs, which are longer, hold 16 in all.
"""

WHOLE_QUESTION = 0.99
"""The share of a question's stems that makes all of them, whatever the rounding."""

MOST_OF_IT = 0.6
HALF = 0.5
"""The shares that will do for a yes-or-no question, and the first of them for a fact too: right for 62 of 75
and 61 of 66 labelled pairs, most of which were made to be hard, and in all of 24 and 44 good drafts.
"""

NEAR_LINK = 0.3
"""The share of a question's stems that stand in the sentences round a link that answers it."""

_IT = frozenset("it it's that this both all them everything those these done sorted".split())


_SUPPOSES = re.compile(
    r"(?:and |so |but )?what (?:happens |would happen |will happen )?(?:if|when|once)\b", re.IGNORECASE
)
_SUPPOSING = frozenset(("if", "when", "once", "should"))
_YES_OR_NO = frozenset("yes yeah yep yup no nope nah".split())
_ELSEWHERE = frozenset("ticket email mail dm chat form contact touch request".split())
"""Words beside a link that take the whole matter to another channel."""


def is_settled(
    question: Asked, questions: Sequence[Asked], statements: Sequence[Statement], groups: Synonyms
) -> bool:
    """True where the question is plainly answered, or need not be.

    A link answers it ("the steps are here: ..."), a request is said to be done, what happens in a case is told of
    that case ("what if I lose it?" "If you lose it ..."), the one question is answered by a plain yes or no or in
    a short reply that takes up a word of it or gives the place it asks for, or its words come back with what it
    wants.  And who has nothing to add leaves "is there anything else I need?" unsaid.

    The labelled pairs hold too few of these to learn it.
    """
    request = question.question.kind == "request" or question.question.qtype == "req"
    if len(questions) > 1 and _asks_for_more(question.words):
        return True
    alone = len(questions) == 1
    short = alone and len(statements) <= SHORT
    qtype = question.question.qtype
    bare = _BARE.issuperset(question.words) and sum(q.question.qtype == qtype for q in questions) == 1
    for j, statement in enumerate(statements):
        if alone and question.question.qtype == "yn" and statement.words[0] in _YES_OR_NO:
            return True
        if _comes_back(question, statement):
            return True
        plain = not statement.asks and "vague" not in statement.cues
        if bare and qtype in ("when", "much") and tells_sort(statement, qtype):
            return True
        if short and plain and not question.double:
            touches = any(word in statement.stems for word in question.weights)
            if touches or (_asks_for_a_place(question.words) and _gives_a_place(statement.words)):
                return True
        if GAP in statement.raw or "http" in statement.raw:  # a way through a menu has the cue of a link too
            around = frozenset().union(*(s.stems for s in statements[max(0, j - 1) : j + 2]))
            if alone or len(statements) <= 2 or not _ELSEWHERE.isdisjoint(statement.words):
                return True
            if _wide(question, around, groups) >= NEAR_LINK:
                return True
        if (
            _SUPPOSES.match(question.question.text)
            and statement.words[0] in _SUPPOSING
            and _wide(question, statement.stems, groups) >= NEAR_LINK
        ):
            return True
        if request and "done" in statement.cues and not statement.asks:
            if _wide(question, statement.stems, groups) >= 0.2:
                return True
            if alone and not _IT.isdisjoint(statement.words):
                return True
    return False


_BARE = frozenset(
    """and or how long much when what is are be will would does do can it they that this one them take takes cost
    costs arrive arrives come ready back here then roughly about approximately please i we get""".split()
)
"""Words of a question that says no more than what sort of answer it wants: "how long would it take?" """


def tells_the_fact(question: Asked, questions: Sequence[Asked], picked: Statement) -> bool:
    """True where the sentence that is picked as the answer has the sort of fact that no other question wants, and a
    word of the question: "When is the yearly service due?" "The next service falls in the week of 8 February".
    """
    qtype = question.question.qtype
    if qtype not in ("when", "much") or sum(q.question.qtype == qtype for q in questions) > 1:
        return False
    return tells_sort(picked, qtype) and any(word in picked.stems for word in question.weights)


_LAST_WORDS = (
    "need",
    "need to do",
    "need to know",
    "should do",
    "should know",
    "can do",
    "must do",
    "have to do",
)


def _asks_for_more(words: Sequence[str]) -> bool:
    """ "Is there anything else I need to do?" beside other questions: who has nothing more to say says nothing."""
    text = " ".join(words)
    return text.removeprefix("is there ").startswith("anything else ") and text.endswith(_LAST_WORDS)


def _asks_for_a_place(words: Sequence[str]) -> bool:
    """ "Could we have a table by the window?", which "I've put you at number 12" does."""
    if len(words) < 4 or words[0] not in _ALLOWING or words[2] not in _HAVING:
        return False
    return words[3] in ("a", "an", "the", "another", "some") and not _PLACES.isdisjoint(words[4:6])


def _gives_a_place(words: Sequence[str]) -> bool:
    return not _PLACED.isdisjoint(words) and "you" in words


_ALLOWING = frozenset(("can", "could", "may", "might"))
_HAVING = frozenset("have get book reserve swap change take".split())
_PLACES = frozenset("table room seat seats slot place spot bed berth pitch site".split())
_PLACED = frozenset("put booked reserved kept saved moved seated".split())

_PLAIN_FACTS = ("when", "much", "many", "where")


def _comes_back(question: Asked, statement: Statement) -> bool:
    """The words of the question stand in a statement that has its modal verb or the sort of fact it wants:
    "Can it be posted?" "It can be posted flat"; "When do you open?" "We open at nine"; "Why ...?" "... because ...".
    "How many days ahead should I ask?" "Five working days ahead is plenty": most of the words will do for a fact.

    Of a yes-or-no question most will do, and half beside a yes, a no or a "you".
    """
    if statement.asks:
        return False
    qtype = question.question.qtype
    share = coverage(question, statement.stems)
    is_plain = "vague" not in statement.cues
    if qtype == "yn":
        takes_up = not question.modal.isdisjoint(statement.words)
        if takes_up and share >= WHOLE_QUESTION:
            return True
        decides = "yes" in statement.cues or statement.words[0] in ("you", "you'll")
        enough = (takes_up and share >= MOST_OF_IT) or (decides and share >= HALF and not question.double)
        return is_plain and enough and sum(word in statement.stems for word in question.weights) > 1
    if qtype == "why":
        return share > 0 and not _BECAUSE.isdisjoint(statement.words)
    several = sum(word in statement.stems for word in question.weights) > 1
    enough = share >= WHOLE_QUESTION or (share >= MOST_OF_IT and several)
    return is_plain and enough and qtype in _PLAIN_FACTS and _TYPE_CUE[qtype] in statement.cues


_BECAUSE = frozenset(("because", "due", "since"))


def _part_margins(
    questions: Sequence[Asked],
    statements: Sequence[Statement],
    groups: Synonyms,
    base: Sequence[Sequence[float]],
) -> list[list[float]]:
    """The best lead of each question over the others in any one clause of each sentence."""
    found = [[0.0] * len(statements) for _ in questions]
    for j, statement in enumerate(statements):
        columns = [[row[j] for row in base]]
        for clause in statement.parts:
            near = groups.near(clause.stems)
            columns.append(
                [
                    _wide(q, clause.stems, groups, near)
                    + 0.3 * (_TYPE_CUE.get(q.question.qtype, "") in clause.cues)
                    for q in questions
                ]
            )
        for i in range(len(questions)):
            found[i][j] = max(
                column[i] - max((c for k, c in enumerate(column) if k != i), default=0.0)
                for column in columns
            )
    return found


def _wide(
    question: Asked, stems: frozenset[str], groups: Synonyms, near: frozenset[int] | None = None
) -> float:
    """The share of the question's stems that stand in `stems`; a synonym counts .8.

    `near` are the groups of `stems`, where they are known.
    """
    if not question.total:
        return 0.0
    near = groups.near(stems) if near is None else near
    found = 0.0
    for word, weight in question.weights.items():
        if word in stems:
            found += weight
        elif not near.isdisjoint(groups.of(word)):
            found += 0.8 * weight
    return found / question.total


def aligned(base: Sequence[Sequence[float]]) -> list[int]:
    """The statement of each question when both keep their order; sharing a statement has a price."""
    count = len(base[0]) if base else 0
    if not count:
        return [-1] * len(base)
    best = list(base[0])
    steps: list[list[int]] = []  # for each later question: the statement before, by its own statement
    for row in base[1:]:
        new, before = [], []
        first = -1  # the best of all statements further up
        for j in range(count):
            if first >= 0 and best[first] > best[j] - SHARED:
                before.append(first)
                new.append(best[first] + row[j])
            else:
                before.append(j)
                new.append(best[j] - SHARED + row[j])
            if first < 0 or best[j] > best[first]:
                first = j
        best = new
        steps.append(before)
    path = [max(range(count), key=best.__getitem__)]
    for before in reversed(steps):
        path.append(before[path[-1]])
    return path[::-1]


SHARED = 0.35
"""The price of a second question to one statement."""


def whole_rows(
    questions: Sequence[Asked],
    statements: Sequence[Statement],
    rows: Sequence[Sequence[Sequence[float]]],
    logits: Sequence[Sequence[float]],
    manners: Manner,
    meaning: Meaning | None = None,
) -> list[list[float]]:
    """For each question the numbers of `WHOLE`; `logits` are the pair regression's, in its order.

    With `meaning`, those of `WHOLE_MEANING` too, and with its readings those of `WHOLE_READING`.
    """
    at = {name: n for n, name in enumerate(PAIR)}
    found = []
    everything = frozenset().union(*(s.stems for s in statements)) if statements else frozenset()
    chosen = [max(range(len(statements)), key=each.__getitem__) for each in logits]
    leading = [max(column) for column in zip(*logits, strict=True)]
    for i, question in enumerate(questions):
        ordered = sorted(logits[i], reverse=True)
        j = logits[i].index(ordered[0])
        best = rows[i][j]
        rivals = [logits[k][j] for k in range(len(questions)) if k != i]
        qtype = question.question.qtype
        found.append(
            [
                ordered[0],
                ordered[1] if len(ordered) > 1 else -4.0,
                ordered[0] - (ordered[1] if len(ordered) > 1 else -4.0),
                sum(1 / (1 + 2.718281828 ** -min(30.0, max(-30.0, x))) for x in ordered),
                float(not rivals or ordered[0] >= max(rivals) or best[at["margin_part"]] > 0),
                best[at["coverage"]],
                best[at["coverage_synonyms"]],
                best[at["type"]],
                best[at["margin"]],
                best[at["grams"]],
                best[at["aligned"]],
                best[at["defers_all"]],
                min(3.0, len(statements) / len(questions)),
                max(ordered[0] - max(rivals, default=-3.0), 0.0 if best[at["margin_part"]] > 0 else -9.0),
                min(6, len(questions)) / 6,
                min(8, len(statements)) / 8,
                i / max(1, len(questions) - 1),
                max(row[at["type"]] for row in rows[i]),
                best[at["done"]],
                best[at["defer"]],
                best[at["yes"]],
                max((max(logits[k]) for k in range(len(questions)) if k != i), default=0.0),
                float(qtype == "yn"),
                float(qtype == "req"),
                float(qtype == "how"),
                float(qtype in ("when", "much", "many")),
                float(qtype == "why"),
                float(qtype in ("what", "who", "where")),
                best[at["length"]],
                float(len(questions) > 1 and i == len(questions) - 1),
                coverage(question, everything),
                float(sum(not s.informative for s in statements) / len(statements)),
                best[at["margin_part"]],
                float(question.double),
                best[at["vague"]],
                best[at["yours"]],
                best[at["own"]],
                best[at["req_idle"]],
                max(
                    (own for own, most in zip(logits[i], leading, strict=True) if own >= most),
                    default=-4.0,
                ),
                0.0
                if best[at["margin_part"]] > 0
                else float(sum(chosen[k] == j for k in range(len(questions)) if k != i)),
                best[at["first_yes"]],
                best[at["cannot"]],
                best[at["number"]],
                sum("vague" in s.cues for s in statements) / len(statements),
                best[at["family"]],
                best[at["opens_with"]],
                best[at["ends_with"]],
                best[at["modal_echo"]],
                best[at["defines"]],
                best[at["reasons"]],
                best[at["typed_near"]],
                best[at["choice"]],
                float(bool(question.choices)),
                best[at["facts"]],
                best[at["fresh"]],
                float(question.heated),
                float(len(questions) == 1),
                min(150, sum(len(s.words) for s in statements)) / 150,
                min(25, len(question.question.text.split())) / 25,
                float(question.question.kind == "indirect"),
                sum(own >= most for own, most in zip(logits[i], leading, strict=True)) / len(statements),
                j / max(1, len(statements) - 1),
                ordered[2] if len(ordered) > 2 else -4.0,
                best[at["message"]],
                max(row[at["message"]] for row in rows[i]),
                sum(row[at["message"]] > 0 for row in rows[i]) / len(statements),
                min(12, len(everything & question.message)) / 12,
                manners[i][j],
                max(manners[i]),
                best[at["kinship"]],
                best[at["kinship_margin"]],
                max(row[at["kinship"]] for row in rows[i]),
            ]
        )
        if meaning:
            most_near = max(meaning.nearness[i])
            found[-1] += [*_near(meaning.nearness, i, j, most_near)[:2], most_near]
        if meaning and meaning.readings:
            most = [max(each.sentences) for each in meaning.readings]
            verdicts = [each.verdict for each in meaning.readings]
            own, margin = _read(meaning.readings, i, j)
            found[-1] += [own, most[i], _lead(most, i), margin, verdicts[i], _lead(verdicts, i)]
    return found


def _lead(values: Sequence[float], i: int) -> float:
    """What one value has over the greatest of the others."""
    return values[i] - max((each for k, each in enumerate(values) if k != i), default=UNLIKELY)
