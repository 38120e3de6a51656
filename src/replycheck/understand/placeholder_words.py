"""The words that tell a slot somebody has to fill from brackets and symbols that mean something else."""

from __future__ import annotations

NAME_WORDS = frozenset(
    "name names firstname lastname surname forename fname lname fullname username nickname recipient"
    " addressee salutation vorname nachname".split()
)
"""Words that stand for a person's name; one of them makes a greeting's slot unfilled."""

FIELDS = NAME_WORDS | frozenset(
    "first last full customer client user contact agent date day days month year week weekday time times"
    " timeframe hour hours minutes deadline eta order orderno ordernumber number num no nr id ref reference"
    " amount sum price cost fee total balance value currency percent percentage rate quantity qty link url"
    " website page address email mail phone telephone mobile product item items model brand company"
    " organisation organization business team department dept position job title role city town country"
    " region location store shop branch reason issue problem topic subject description detail details info"
    " information account invoice tracking trackingnumber carrier courier ticket case code coupon discount"
    " voucher size colour color version platform feature delivery refund credit signature supervisor manager"
    " plan subscription service appointment window period range duration recipient sender reporter author"
    " contributor maintainer handle project repo repository repository's issue outcome solution resolution"
    " action step steps steps' summary example next policy relevant specific timeline estimate extension ext"
    " flight booking seat room warehouse depot event venue start end expiry greeting closing requester"
    " assignee queue language quote photo file attachment document software app alternative option options"
    " paragraph sentence text wording apology addr return filename member staff guest patient student"
    " calendar compensation gift sku serial device destination street postcode zip".split()
)
"""Words for what a slot is to hold."""

GLUE = frozenset(
    "the a an of to for in on at by and or your my our their his her customer's client's user's agent's"
    " here goes s tbc tbd tba xx xxx x n if any e g eg etc is with from this that please new old current"
    " exact correct estimated expected actual original relevant specific appropriate applicable preferred"
    " short brief full their's as per needed required short-form".split()
)
"""Words that stand between fields and say nothing by themselves."""

FILL_ORDERS = frozenset(
    "insert enter add fill put type paste provide include input placeholder specify".split()
)
"""What asks for a value: with a field behind it the slot is unfilled."""

AUTHOR_ORDERS = frozenset(
    "delete remove explain describe choose select pick personalise personalize customise customize mention"
    " adjust apologise apologize edit update amend check confirm ask attach copy keep use tailor rewrite"
    " summarise summarize omit skip note list state detail outline thank acknowledge offer give replace"
    " adapt change empathise empathize reference link repeat write if only optional when unless where"
    " internal agent agents".split()
)
"""How a note to the writer of the reply begins."""

AUTHOR_CUES = (
    "before sending",
    "before you send",
    "delete as ",
    "strike as ",
    "remove if ",
    "delete if ",
    "note to self",
    "note to agent",
    "note for agent",
    "agent note",
    "agent to ",
    "personalise",
    "personalize",
    "delete this",
    "remove this",
)
"""What only somebody who writes for the writer of the reply says."""

TITLES = frozenset("mr mrs ms mx miss dr prof sir madam".split())

NULLS = frozenset("undefined null nan none nil n/a na unknown".split())

EDITORIAL = frozenset(
    "sic edit edited redacted emphasis translated translation external internal spam closed resolved solved"
    " fixed duplicate wip rfc bug urgent new update updated cont hidden removed deleted image photo video"
    " laughs inaudible optional ok done pending open answered important reminder action ad sponsored beta"
    " alpha draft final live sold out info notice warning error debug fyi re fwd fw was is are were the it"
    " he she they we has had".split()
)
"""What stands in square brackets for good: remarks of an editor, tags of a ticket system."""

KEYS = frozenset(
    "enter return ctrl control alt shift esc escape tab delete del backspace space spacebar home end insert"
    " cmd command option win windows fn pgup pgdn up down left right pause print power menu mode reset start".split()
)
"""Keys of a keyboard or a device, written in brackets."""

INTERFACE = frozenset(
    "click press tap hit hold push choose select open toggle button buttons tab menu key keys icon checkbox"
    " dropdown screen dialog box pane slider switch toolbar settings".split()
)
"""Neighbours of what is read off a screen or a device."""

MENTION_NOUNS = frozenset(
    "tag tags placeholder placeholders variable variables field fields column columns token tokens"
    " parameter parameters syntax shortcode shortcodes attribute attributes keyword string merge macro"
    " constant header environment literal expression notation hashtag hashtags".split()
)
"""Words that say that a token is spoken about, not left over."""

STRONG_MENTION = frozenset(
    "placeholder placeholders variable variables syntax fallback shortcode shortcodes liquid handlebars"
    " jinja brackets braces merge environment regex parameter parameters snippet snippets".split()
)
"""Words that clear every token of their sentence."""

TECHNICAL = frozenset(
    "function variable javascript python console pointer property column columns sql api json query script"
    " stack exception returns returned value values field fields array plugin plug-in parameter code"
    " database method object type compiler error debugger log endpoint payload string boolean".split()
)
"""Neighbours of `null`, `undefined` and `NaN` where they are the subject."""

SYSTEM_NAMES = frozenset(
    "temp tmp appdata localappdata userprofile path home computername systemroot programfiles programdata"
    " homepath windir systemdrive comspec shell pwd lang java err error errno api secret token debug max min"
    " dns probe net http https ssl tls sql key env root dir bin config cache cpu gpu usb connection failed"
    " invalid denied".split()
)
"""Parts of names of constants, error codes and environment variables."""

FORMAT_CUES = frozenset(
    "format formats formatted form looks look like such e.g eg example starts start begins begin pattern"
    " written spelled consists digits masked ending ends style write type enter sizes size chapter part"
    " volume".split()
)
"""Words before or behind a run of X or a date shape that is a form to be described."""

CUSTOMER_NAME = "the customer's name"
OWN_NAME = "your own name"
NOTE_HINT = "nothing: it is a note to you"

HINTS = (
    (frozenset("agent signature".split()), OWN_NAME),
    (frozenset("surname lastname lname last nachname".split()), "the customer's surname"),
    (frozenset("company product brand".split()), "the name of the company or product"),
    (NAME_WORDS, CUSTOMER_NAME),
    (frozenset("customer client user recipient reporter requester first".split()), CUSTOMER_NAME),
    (frozenset("tracking courier carrier".split()), "the tracking number or link"),
    (frozenset("link url website page".split()), "the link"),
    (frozenset("order orderno ordernumber".split()), "the order number"),
    (frozenset("ticket case ref reference booking".split()), "the case number"),
    (frozenset("amount sum price cost fee total balance refund credit".split()), "the amount"),
    (frozenset("date day weekday month deadline week year appointment".split()), "the date"),
    (frozenset("time timeframe hour hours minutes eta days window period timeline".split()), "the time"),
    (frozenset("item items model".split()), "the product"),
    (frozenset("organisation organization business".split()), "the company's name"),
    (frozenset("email mail".split()), "the e-mail address"),
    (frozenset("phone telephone mobile".split()), "the phone number"),
    (frozenset("address street city country location".split()), "the address"),
    (frozenset("reason issue problem topic subject description details".split()), "what the matter is"),
    (frozenset("title role position department team".split()), "your own title or team"),
    (frozenset("number id no code".split()), "the number"),
)
"""Which words of a slot say what belongs there, the most telling first."""

SAID = tuple(
    dict.fromkeys(
        (
            *(hint for _, hint in HINTS),
            NOTE_HINT,
            "the missing text",
            "the real text",
            "the real name",
            "the day",
            "the character itself (a space)",
            "what is still to be done",
            "one of the titles, or the full name",
        )
    )
)
"""The words that hints are made of, so that a hint can be told from a customer's words."""
