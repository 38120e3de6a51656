"""Whether LanguageTool is used, and where it is: a server's address, a folder of jars, or a reason why not."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

from replycheck.folders import data_folder
from replycheck.model import LanguageToolUse
from replycheck.records import NamedTuple

PUBLIC = ("languagetool.org", "languagetoolplus.com")
"""Hosts of the public service."""


class Place(NamedTuple):
    """One of the three: the `url` of a server, the `folder` with the server's jar, the `reason` for neither."""

    url: str = ""
    folder: Path | None = None
    reason: str = ""


def place_of(use: LanguageToolUse) -> Place:
    """Where the LanguageTool is that `use` asks for; looks at folders, starts and asks nothing."""
    if use.use == "off":
        return Place(reason="LanguageTool is turned off; turn it on with --languagetool auto")
    if use.use not in ("auto", "local"):
        return Place(url=home_url(use.use))
    if use.use == "auto" and use.url:
        return Place(url=home_url(use.url))
    if use.folder:
        folder = jar_folder(Path(use.folder))
        if folder is None:
            return Place(
                reason=f"there is no LanguageTool in {use.folder}; name the folder with its server's jar"
            )
        return Place(folder=folder)
    folder = newest_installed()
    if folder is None:
        return Place(
            reason="no LanguageTool is set up; name its folder or a server in the config, or run:"
            " replycheck languagetool install"
        )
    return Place(folder=folder)


def home_url(url: str) -> str:
    """The address that `v2/check` hangs on, with a slash at its end; `…/v2` is taken too."""
    bare = url.rstrip("/")
    return f"{bare.removesuffix('/v2')}/"


def url_problem(url: str) -> str:
    """What is wrong with a server's address; empty where nothing is."""
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return "is no address"
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return "is no address of a server; write it like http://localhost:8081"
    if parts.query or parts.fragment:
        return "should end before ? and #"
    return ""


def is_public(url: str) -> bool:
    """Whether an address is one of the public service, to which no text may go unasked."""
    host = (urlsplit(url).hostname or "").lower().rstrip(".")
    return any(host == name or host.endswith(f".{name}") for name in PUBLIC)


def is_this_machine(url: str) -> bool:
    host = (urlsplit(url).hostname or "").lower()
    return host in ("localhost", "::1") or host.startswith("127.")


def jar_folder(folder: Path) -> Path | None:
    """The folder that holds the server's jar: this one, or the one right below it; None without one."""
    for found in (folder, *sorted(p.parent for p in _globbed(folder, "*/languagetool-server*.jar"))):
        if any(_globbed(found, "languagetool-server*.jar")):
            return found
    return None


def _globbed(folder: Path, pattern: str) -> list[Path]:
    try:
        return list(folder.glob(pattern))
    except (OSError, ValueError):
        return []


def install_folder() -> Path:
    """Where an installed LanguageTool belongs.  Raises `RuntimeError` where the user has no home."""
    return data_folder() / "languagetool"


def newest_installed() -> Path | None:
    """The newest LanguageTool that `replycheck languagetool install` put there."""
    try:
        home = install_folder()
    except RuntimeError:
        return None
    found = [f for f in _globbed(home, "LanguageTool-*") if any(_globbed(f, "languagetool-server*.jar"))]
    return max(found, key=lambda folder: _numbers(folder.name), default=None)


def _numbers(name: str) -> tuple[int, ...]:
    return tuple(int(part) for part in name.partition("-")[2].split(".") if part.isdigit())
