"""Hours of the day as people write them in words: "two o'clock", "by half past nine", "before lunch"."""

from __future__ import annotations

_HOUR = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,2})"
_ENDS = (
    r"(?=\s*(?:[.,;:!?)]|$)|\s+(?:today|tonight|tomorrow|this|in the|at the latest|sharp|at night"
    r"|on (?:\w+day|the)|and (?!a half)|so|but|when|if)\b)"
)
HOURS_IN_WORDS = (
    rf"\b(?:{_HOUR}\s?o['’]?clock|(?:half past|half|(?:a )?quarter (?:past|to)|(?:five|ten|twenty|twenty-five)"
    rf" (?:past|to)) {_HOUR}\b"
    rf"|(?<!one )(?:by|before|until|till|at|around|from|after) (?:about |around )?{_HOUR}\b{_ENDS}"
    r"|noon|midday|midnight(?! blue)|nightfall|close of (?:business|play)"
    r"|(?:by|before|until|till|at|around|from|after|this|today|tomorrow|\w+day)"
    r" (?:lunch|tea|dinner|bed) ?time(?!s? menu)"
    r"|closing time|(?:by|before|after|at|around) (?:lunch|breakfast|dinner|supper|tea|dawn|dusk|sunset)"
    r"|(?:within|in) (?:the|an|half an) hour)\b"
)
"""A regular expression, for text in any case; a number alone is an hour only behind "by", "at" and the like, and not
where a noun follows ("by two engineers", "at ten of our shops", "from three or four numbers"); "lunch time" may be
a menu's."""
