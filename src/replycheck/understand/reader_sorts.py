"""Sorts of words, so that the reader hears the same sentence in "most guests check the page" and "other
tenants read the label".

A sort is one capital letter: the words themselves are lower-case, so the two never meet.
"""

from __future__ import annotations

from functools import lru_cache

_WORDS_OF = {
    "P": "customer customers user users guest guests client clients member members passenger passengers patient"
    " patients tenant tenants buyer buyers people person folk folks family families parent parents mum mums mother"
    " mothers dad dads reader readers visitor visitors student students pupil pupils player players rider riders"
    " drivers resident residents subscriber subscribers shopper shoppers renter renters policyholder policyholders"
    " keeper keepers gardener gardeners neighbour neighbours neighbor neighbors gentleman gentlemen lady ladies man"
    " woman men women child children kids adult adults beginner beginners traveller travellers applicant applicants"
    " learner learners regular regulars backer backers operators household households homeowner homeowners owners",
    "D": "page pages email emails mail letter letters form forms label labels sign notice notices leaflet"
    " booklet brochure manual guide guides instructions instruction note notes terms conditions contract checklist list"
    " screen banner website site app portal article faq listing box boxes field message messages reminder reminders"
    " confirmation invoice bill receipt ticket packet package map picture pictogram photo paragraph line lines section"
    " clause step print caption description policy rules table menu button link quote advert diary calendar",
    "T": "says said show shows showed shown state states stated mention mentions mentioned lists listed tells told ask"
    " asks asked explain explains explained cover covers covered set sets reads prints printed point points pointed"
    " write writes wrote written warn warns warned spell spells spelled spelt describe describes described indicate"
    " indicates indicated",
    "H": "read check checked look looked looks seen saw notice noticed follow followed open opened listen remember"
    " remembered forget forgot forgotten miss missed ignore ignored overlook overlooked bother bothered thought"
    " consider considered compare compared measure measured kept glance test tested",
    "F": "colleague colleagues manager managers boss team teams department office staff management director technician"
    " fitter intern trainee temp engineer engineers developer developers accounts finance sales marketing warehouse"
    " supervisor agent agents owner",
    "C": "courier couriers carrier supplier suppliers manufacturer maker factory bank contractor contractors landlord"
    " freeholder council airline operator firm vendor provider agency post postman driver depot venue",
    "M": "possibly presumably apparently seemingly evidently clearly obviously surely naturally certainly indeed"
    " actually merely somewhat normally generally typically mostly rarely",
    "A": "wonderful lovely marvellous brilliant impressive admirable delightful charming fascinating thrilling"
    " fantastic splendid congratulations bravo genius talent gift clever brave sweet",
    "K": "grandchild grandson granddaughter husband wife nephew niece younger age elderly love bless pensioner seniors",
}
"""Whom we serve, what is read, telling, heeding, our people, third parties, hedges, praise, kin and age."""

_SORT_OF = {word: sort for sort, words in _WORDS_OF.items() for word in words.split()}

_ENDINGS = (("ing", "I"), ("ed", "E"), ("ly", "Y"), ("s", "S"))


@lru_cache(maxsize=20_000)
def sort_of(word: str) -> str:
    """The sort of a word that stands for something: by what it means, else by how it ends, else `W`."""
    if word in _SORT_OF:
        return _SORT_OF[word]
    return next((s for end, s in _ENDINGS if word.endswith(end) and len(word) > len(end) + 2), "W")
