"""`replycheck languagetool`: install one, look after a warm server."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Optional

import typer

from replycheck.errors import ConfigError, ToolError

if TYPE_CHECKING:
    from replycheck.model import LanguageToolUse

SHORT = "Install LanguageTool, or look after its server."
HELP = """Install LanguageTool, or look after its server.

Nothing is downloaded and nothing is started unless one of these commands or the config asks for it.
"""

KEEP_MINUTES = 30.0
"""How long a server stays that was started by hand, where the config does not say."""

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, pretty_exceptions_enable=False)

_CONFIG = typer.Option("--config", metavar="FILE", help="Use this config.")


@app.command("install", short_help="Download LanguageTool.")
def install_command(
    version: Annotated[Optional[str], typer.Option("--version", metavar="X.Y", help="Which release.")] = None,
    folder: Annotated[
        Optional[str], typer.Option("--folder", metavar="DIR", help="Where to; default: your data folder.")
    ] = None,
    url: Annotated[
        Optional[str], typer.Option("--url", metavar="URL", help="A zip elsewhere; needs --sha256.")
    ] = None,
    sha256: Annotated[
        Optional[str], typer.Option("--sha256", metavar="HEX", help="The digest that the zip must have.")
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
) -> int:
    """Download a LanguageTool release, check its SHA-256 digest and unpack it."""
    from replycheck.proofread.languagetool import install as installing
    from replycheck.proofread.languagetool.choice import install_folder, jar_folder
    from replycheck.proofread.languagetool.server import NO_JAVA, java

    version = version or installing.VERSION
    if not re.fullmatch(r"\d+(\.\d+){0,3}", version):
        raise ConfigError("--version", f"{version!r} is no version; write it like {installing.VERSION}")
    digest = sha256 or ("" if url else installing.DIGESTS.get(version, ""))
    if not re.fullmatch(r"[0-9a-fA-F]{64}", digest):
        known = ", ".join(installing.DIGESTS)
        raise ConfigError("--sha256", f"is needed (64 digits) for anything but releases {known}")
    try:
        home = Path(folder) if folder else install_folder()
    except RuntimeError:
        raise ConfigError("--folder", "there is no home folder here; name a folder") from None
    target = home / f"LanguageTool-{version}"
    if jar_folder(target):
        print(f"{target} is there already")
        return 0
    if target.exists():
        raise ToolError(str(target), "is there and holds no LanguageTool; remove it first")
    source = url or installing.URL.format(version=version)
    print(f"LanguageTool {version} (LGPL-2.1, about 250 MB) from {source}\nwill be unpacked into {target}")
    if not yes and not _is_confirmed():
        print("nothing was downloaded")
        return 0
    progress = _Progress()
    found = installing.install(source, digest, home, target.name, progress)
    progress.end()
    print(f"installed: {found}")
    if java() is None:
        print(f"to run, it {NO_JAVA}")
    where = f"folder: {found}" if folder else "use: local"
    print(
        f"turn it on with --languagetool local, or in .replycheck.yml:\n\nsettings:\n  languagetool: {{{where}}}"
    )
    return 0


def _is_confirmed() -> bool:
    """Whether somebody says yes.  Raises `ConfigError` where nobody can be asked."""
    if not sys.stdin.isatty():
        raise ConfigError("--yes", "is needed where nobody can be asked")
    print("Go on? [y/N] ", end="", flush=True)
    return sys.stdin.readline().strip().lower() in ("y", "yes")


class _Progress:
    """How much has come, on a terminal's standard error."""

    def __init__(self) -> None:
        self._is_shown = sys.stderr.isatty()
        self._last = -1

    def __call__(self, done: int, total: int) -> None:
        percent = 100 * done // total if total else -1
        step = percent if total else done // 10_000_000
        if self._is_shown and step != self._last:
            self._last = step
            share = f" ({percent} %)" if total else ""
            print(f"\r{done / 1e6:.0f} MB{share}", end="", file=sys.stderr, flush=True)

    def end(self) -> None:
        if self._is_shown:
            print("\r" + " " * 30 + "\r", end="", file=sys.stderr, flush=True)


@app.command("status", short_help="Say what would be used, and what runs.")
def status_command(config: Annotated[Optional[str], _CONFIG] = None) -> int:
    """Say which LanguageTool would be used, what is installed, and which server is warm."""
    from replycheck.cli.choice import languagetool_use
    from replycheck.model import LanguageToolUse
    from replycheck.proofread.languagetool.choice import install_folder, place_of
    from replycheck.proofread.languagetool.client import library_problem
    from replycheck.proofread.languagetool.install import installed
    from replycheck.proofread.languagetool.server import NO_JAVA, find_warm, java, shown, version_at

    use = languagetool_use(_configured(config), None)
    place = place_of(use or LanguageToolUse())
    print(f"turned on: {'no' if use is None or use.use == 'off' else 'yes'}")
    if place.url:
        try:
            version_at(place.url)
            print(f"server: {shown(place.url)}, answers")
        except ToolError as error:
            print(f"server: {error.problem}")
    elif place.folder:
        print(f"folder: {place.folder}")
    else:
        print(f"neither folder nor server: {place.reason}")
    try:
        names = ", ".join(installed(install_folder()))
    except RuntimeError:
        names = ""
    print(f"installed: {names or 'none'}")
    print(f"library: {library_problem() or 'language-tool-python is installed'}")
    print(f"Java: {java() or NO_JAVA}")
    warm = find_warm()
    print(f"warm server: {warm.url if warm else 'none'}")
    return 0


@app.command("start", short_help="Start a server that stays warm.")
def start_command(
    config: Annotated[Optional[str], _CONFIG] = None,
    keep_minutes: Annotated[
        Optional[float],
        typer.Option("--keep-minutes", metavar="N", help="End it when nobody used it for so long."),
    ] = None,
) -> int:
    """Start a server that later runs find and use; it ends by itself when nobody uses it any more."""
    from replycheck.cli.choice import languagetool_use
    from replycheck.model import LanguageToolUse
    from replycheck.proofread.languagetool.choice import place_of
    from replycheck.proofread.languagetool.client import library_problem
    from replycheck.proofread.languagetool.server import find_warm, start

    if keep_minutes is not None and not 0 < keep_minutes <= 1440:
        raise ConfigError("--keep-minutes", "should be above 0, and 1440 at most")
    use = languagetool_use(_configured(config), None) or LanguageToolUse()
    place = place_of(use)
    if place.url:
        raise ConfigError("", "the config names a server's address; there is nothing to start here")
    problem = place.reason or library_problem()
    if problem or place.folder is None:
        raise ToolError("", problem or "")
    warm = find_warm(place.folder)
    if warm:
        print(f"a server is warm already: {warm.url}")
        return 0
    minutes = keep_minutes or use.keep_minutes or KEEP_MINUTES
    server = start(place.folder, use._replace(keep_minutes=minutes))
    server.close()  # it stays; only our hold on it ends
    print(f"started: {server.url}; it ends {minutes:g} minutes after its last use")
    return 0


@app.command("stop", short_help="End the warm server.")
def stop_command() -> int:
    """End the warm server, where there is one."""
    from replycheck.proofread.languagetool.server import stop_warm

    print("stopped" if stop_warm() else "no server is warm")
    return 0


def _configured(config: str | None) -> LanguageToolUse | None:
    """What the config says that is nearest to the folder we run in, or the one that is named."""
    from replycheck.config import find_config, from_here
    from replycheck.configfile import read_config

    found = None if config else find_config(Path.cwd())
    where = Path(config) if config else from_here(found) if found else None
    if where is not None and not where.is_file():
        raise ConfigError(str(where), "there is no such config file")
    return read_config(where).settings.languagetool if where else None
