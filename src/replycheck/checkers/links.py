"""Links that lead nowhere, into our own house, or somewhere else than they say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar

from replycheck.checkers.context import Context
from replycheck.matching.compiled import Patterns
from replycheck.model import Match, Span, Spans
from replycheck.records import NamedTuple, dataclass
from replycheck.understand.document import Document
from replycheck.understand.masks import Mask


class Link(NamedTuple):
    """A link of the draft: what the customer sees and where it leads; a bare address shows its target."""

    span: Span
    shown: str
    target: str
    bare: bool = False

    @property
    def host(self) -> str:
        return host_of(self.target)


@dataclass(frozen=True, eq=False, repr=False)
class Links:
    """`fault` is what to look for: `empty` (no target, no text, or one of `words` for a text),
    `internal` (an address that the customer cannot or should not open) or `mismatch` (the text names
    another host than the target).  Links in code and in quoted history are left alone.

    Values: match, target, host and, for a mismatch, shown (the host in the text).  Scores: 1 for what
    is surely wrong, 0.6 for what may be meant so.
    """

    needs: ClassVar[tuple[str, ...]] = ()

    fault: str
    words: tuple[str, ...] = ()

    def __call__(self, context: Context) -> Iterator[Match]:
        for link in links_of(context.draft):
            found = FAULTS[self.fault](link, context, self.words)
            if found:
                score, span, shown = found
                values = {
                    "match": span.of(context.draft.text),
                    "target": link.target,
                    "host": link.host,
                    "shown": shown,
                }
                yield Match(span, values, score=score)


Fault = tuple[float, Span, str]
"""Score, the place, and what the link shows, as the message wants it."""


def links_of(draft: Document) -> Iterator[Link]:
    """All links by place: Markdown, HTML, then addresses that stand in the text by themselves."""
    text = draft.plain
    if "](" not in text and "://" not in text and "<a " not in text.lower():
        return
    hidden = Spans.joined(
        mask.span for mask in draft.masks if mask.kind in ("code", "history") or _is_comment(mask, text)
    )
    marked: list[Span] = []
    taken: Spans | None = None  # what is marked as a link; the bare ones come after all of it
    for link in _links(text):
        if any(link.span.overlaps(span) for span in hidden.near(link.span)):
            continue
        if not link.bare:
            marked.append(link.span)
        else:
            taken = Spans.joined(marked) if taken is None else taken
            if any(link.span.overlaps(span) for span in taken.near(link.span)):
                continue
        yield link


def _is_comment(mask: Mask, text: str) -> bool:
    return mask.kind == "block" and text.startswith("<!--", mask.span.start)


def _links(text: str) -> Iterator[Link]:
    if "](" in text:
        for m in _PATTERNS["markdown"].finditer(text):
            yield Link(Span(m.start(), m.end()), m["text"], m["target"].strip("<> \t"))
    if "<a " in text.lower():
        for m in _PATTERNS["html"].finditer(text):
            target = m["target"].strip("\"' \t\n")
            yield Link(Span(m.start(), m.end()), _without_tags(m["text"]), target.replace("&amp;", "&"))
    if "://" in text:
        for m in _PATTERNS["bare"].finditer(text):
            target = m[0].rstrip(".,;:!?)'*")
            yield Link(Span(m.start(), m.start() + len(target)), target, target, bare=True)


# Every repeat is bounded or over one simple class; each runs only where its trigger stands.
_SOURCES = {
    "markdown": r"(?<![!\w\]])\[(?P<text>[^\[\]\n]{0,300})\]"
    r"\((?P<target><[^<>\n]{0,500}>|[^()\s]{0,500}(?:\([^()\s]{0,200}\)[^()\s]{0,200})?)(?:\s+\"[^\"\n]{0,200}\")?\)",
    "html": r"<a\s[^<>]{0,1000}?\bhref\s*=\s*(?P<target>\"[^\"<>]{0,1000}\"|'[^'<>]{0,1000}'|[^\s<>\"']{1,1000})"
    r"[^<>]{0,1000}>(?P<text>.{0,500}?)</a\s*>",
    "bare": r"https?://[^\s<>\"\]]+",
}
_PATTERNS = Patterns(_SOURCES, re.IGNORECASE | re.DOTALL)


def _without_tags(html: str) -> str:
    """The text of a link; an image in it counts as a text."""
    return " ".join(re.sub(r"<(?!img\b)[^<>]{0,500}>", " ", html, flags=re.IGNORECASE).split())


def host_of(address: str) -> str:
    """The host of an address or of a text that looks like one, in lower case; empty where it has none."""
    match = re.match(
        r"(?:[a-z][a-z0-9+.-]{1,10}:)?(?://)?(?:[^\s/@?#]{1,200}@)?([\w.-]{1,200}|\[[0-9a-f:]+\])",
        address.strip(),
        re.IGNORECASE,
    )
    if not match:
        return ""
    host = match[1].lower().strip(".")
    return (
        host if "." in host or host == "localhost" or address.lower().startswith(("http:", "https:")) else ""
    )


def _is_template(text: str) -> bool:
    return any(mark in text for mark in "{}<>|[")


# -- empty ---------------------------------------------------------------------------------------


def _empty(link: Link, context: Context, words: tuple[str, ...]) -> Fault | None:
    if link.bare:
        return None
    target = link.target.lower().rstrip("/")
    if target in ("", "#", "http:", "https:", "javascript:void(0)", "javascript:;", "about:blank"):
        return 1.0, link.span, link.shown
    if not link.shown.strip():
        return 1.0, link.span, link.shown
    if " ".join(link.shown.lower().split()).strip(" *_.:!>»→") in words:
        return 0.6, link.span, link.shown
    return None


# -- internal ------------------------------------------------------------------------------------

_AGENT_PAGES = (
    r"[\w-]+\.zendesk\.com/agent/|[\w-]+\.freshdesk\.com/(?:a/|helpdesk/)|app\.(?:eu\.|au\.)?intercom\.(?:com|io)/a/"
    r"|app\.frontapp\.com/(?:open|inboxes)|secure\.helpscout\.net/(?:conversation|mailbox|search)"
    r"|[\w-]+\.gorgias\.com/app/|[\w-]+\.kustomerapp\.com/app/|[\w.-]+\.lightning\.force\.com/|desk\.zoho\.\w+/(?:agent|support)/"
    r"|[\w-]+\.slack\.com/archives/|app\.slack\.com/client/|app(?:-\w+)?\.hubspot\.com/(?:contacts|live-messages|help-desk)/"
    r"|[\w.-]+/(?:agent/(?:tickets?|dashboard|filters)|scp/tickets\.php|admin/tickets?)\b"
)
_OWN_DEVICE = (
    r"router|modem|gateway|hub|printer|scanner|camera|nas|repeater|access point|device|thermostat|inverter|controller"
    r"|locally|local (?:machine|server|network|host|copy|address)|localhost|self[- ]hosted|docker|npm|terminal|command"
    r"|servers?|start|run|running|port \d|your (?:own )?(?:browser|machine|computer|server|network|laptop|desktop)"
    r"|address bar|raspberry|web interface|admin(?:istration)? page|wi-?fi|ip address|redirect ur[il]|callback|webhook"
)


def _internal(link: Link, context: Context, words: tuple[str, ...]) -> Fault | None:
    target, host = link.target, link.host
    if not host or _is_template(target):
        return None
    place = re.sub(r"^\w+://", "", target)
    if re.match(_AGENT_PAGES, place, re.IGNORECASE):
        return 1.0, link.span, link.shown
    if re.match(r"https?://[^\s/@:]+:[^\s/@]+@", target, re.IGNORECASE):
        return 1.0, link.span, link.shown
    if re.search(r"\.(?:internal|intranet|corp|lan|localdomain)$", host) or (
        "." not in host and host != "localhost" and target.lower().startswith(("http://", "https://"))
    ):
        return 0.8, link.span, link.shown
    if host == "localhost" or host.endswith((".local", ".localhost")) or _is_private(host):
        return None if _of_the_customer(link, context) else (0.8, link.span, link.shown)
    if target.lower().startswith("http://") and re.search(
        r"/[\w/.-]{0,100}\b(?:log-?in|sign-?in|password|passwd|checkout|payment|pay)\b", place, re.IGNORECASE
    ):
        return 0.8, link.span, link.shown
    return None


def _is_private(host: str) -> bool:
    """Addresses of RFC 1918, and of the machine itself."""
    if not re.fullmatch(r"\d{1,3}(?:\.\d{1,3}){3}", host):
        return False
    first, second = map(int, host.split(".")[:2])
    return (
        first in (10, 127)
        or (first, second) in ((192, 168), (169, 254))
        or (first == 172 and 16 <= second <= 31)
        or host == "0.0.0.0"
    )


def _of_the_customer(link: Link, context: Context) -> bool:
    """The customer's own device or machine is meant: it is named nearby, or the customer gave the address."""
    text = context.draft.plain
    near = text[max(0, link.span.start - 200) : link.span.end + 120]
    if re.search(rf"\b(?:{_OWN_DEVICE})\b", near.replace(link.target, " "), re.IGNORECASE):
        return True
    inbound = context.inbound.plain.lower() if context.inbound else ""
    return link.host in inbound


# -- mismatch ------------------------------------------------------------------------------------

_FILE_ENDINGS = frozenset(
    "pdf doc docx xls xlsx ppt pptx csv tsv txt rtf odt ods zip rar gz tar tgz 7z png jpg jpeg gif svg webp bmp mp3 mp4"
    " mov avi wav exe dmg msi apk ipa deb rpm iso html htm xml json yaml yml toml ini cfg conf log js ts jsx tsx css"
    " py rb go rs java cpp cs php sh bat ps sql md ics eml vcf ai psd".split()
)
_WRAPPERS = (
    "list-manage.com", "sendgrid.net", "mandrillapp.com", "hubspotlinks.com", "safelinks.protection.outlook.com",
    "urldefense.com", "urldefense.proofpoint.com", "mailchi.mp", "web.archive.org", "linkprotect.cudasvc.com",
    "mimecast.com", "awstrack.me", "hs-sites.com", "intercom-clicks.com", "customeriomail.com", "klclick.com",
    "rs6.net", "exacttarget.com", "translate.goog",
)  # fmt: skip
_ONE_OWNER = (
    {"youtube.com", "youtu.be", "google.com", "goo.gl", "g.co", "gmail.com", "g.page", "google.dev"},
    {"twitter.com", "x.com", "t.co"},
    {"facebook.com", "fb.com", "fb.me", "m.me", "messenger.com"},
    {"microsoft.com", "aka.ms", "office.com", "live.com", "outlook.com", "microsoftonline.com", "xbox.com"},
    {"apple.com", "icloud.com", "apple.co", "itunes.com"},
    {"amazon.com", "amzn.to", "a.co", "amzn.eu"},
    {"whatsapp.com", "wa.me"}, {"telegram.org", "t.me"}, {"linkedin.com", "lnkd.in"}, {"instagram.com", "instagr.am"},
    {"github.com", "github.io", "githubusercontent.com"}, {"discord.com", "discord.gg"}, {"spotify.com", "spoti.fi"},
)  # fmt: skip


def _mismatch(link: Link, context: Context, words: tuple[str, ...]) -> Fault | None:
    shown = shown_host(link.shown)
    target = link.target
    if link.bare or not shown or not link.host or _is_template(link.shown + target):
        return None
    is_mail = target.lower().startswith("mailto:")
    if is_mail != ("@" in link.shown) or target.lower().startswith(("tel:", "sms:")):
        return None
    a, b = registrable(shown), registrable(link.host)
    if a == b or any(a in owner and b in owner for owner in _ONE_OWNER):
        return None
    if any(link.host == wrapper or link.host.endswith("." + wrapper) for wrapper in _WRAPPERS):
        return None
    from urllib.parse import unquote

    if a in unquote(target[target.find(link.host) + len(link.host) :]).lower():
        return None  # a redirect or an archive, which names the shown host in its path
    same_name = a.partition(".")[0] == b.partition(".")[0]
    return 0.6 if same_name else 1.0, link.span, shown


def shown_host(text: str) -> str:
    """The host that a link's text claims to lead to, when the whole text is a host, an address or an e-mail."""
    text = text.strip(" \t\n*_`<>.,")
    match = re.fullmatch(
        r"(https?://)?(?:[\w.+-]{1,64}@)?((?:www\.)?[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,5})(?::\d+)?([/?#]\S*)?",
        text,
        re.IGNORECASE,
    )
    if not match:
        return ""
    host = match[2].lower()
    ending = host.rpartition(".")[2]
    if not ending.isalpha() or len(ending) < 2:
        return ""
    claimed = match[1] or host.startswith("www.") or match[3] or "@" in text
    # "Node.js", "form.pdf" and "ASP.NET" are names, not hosts.
    if not claimed and (ending in _FILE_ENDINGS or match[2].rpartition(".")[2].isupper()):
        return ""
    return host


def registrable(host: str) -> str:
    """The domain somebody registered, by rule of thumb: two labels, three under `co.uk` and its like."""
    labels = host.removeprefix("www.").split(".")
    deep = len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in _SECOND_LEVEL
    return ".".join(labels[-3:] if deep else labels[-2:])


_SECOND_LEVEL = frozenset("co com org net ac gov edu gob or ne go govt ltd plc me sch nhs gouv".split())

FAULTS = {"empty": _empty, "internal": _internal, "mismatch": _mismatch}
"""What can be wrong with a link, by the name rule files use."""
