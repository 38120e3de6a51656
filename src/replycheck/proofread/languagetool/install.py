"""Downloading LanguageTool, for whoever asks for it: checked against a digest, unpacked with care."""

from __future__ import annotations

import contextlib
import hashlib
import http.client
import os
import shutil
import stat
import tempfile
import urllib.error
import urllib.request
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path, PurePosixPath

from replycheck.errors import ToolError
from replycheck.proofread.languagetool.choice import is_this_machine, jar_folder

VERSION = "6.6"
"""The newest release that languagetool.org offers as a download; later ones are on Maven Central alone."""

URL = "https://languagetool.org/download/LanguageTool-{version}.zip"

DIGESTS: Mapping[str, str] = {
    # SHA-256, as language-tool-python 3.4 lists them (`integrity.toml`).
    "6.4": "d5d517335d1ca33f33412920447fa0c742ef78d645521d650e0e22628fe0d3bd",
    "6.5": "27f3ae5a29efbc8267a5a266908dfec205d16d312af8516e0b5bcec871edea0b",
    "6.6": "53600506b399bb5ffe1e4c8dec794fd378212f14aaf38ccef9b6f89314d11631",
}

MOST_BYTES = 600_000_000
"""Twice what a release has."""

MOST_UNPACKED = 2_000_000_000
MOST_FILES = 50_000

_CHUNK = 1 << 20

Progress = Callable[[int, int], None]
"""Called with the bytes that came and the bytes that will; 0 where nobody said how many."""


def install(url: str, digest: str, folder: Path, name: str, progress: Progress) -> Path:
    """Downloads, checks and unpacks a LanguageTool into `folder`/`name`; returns the folder with its jars.

    Nothing is left behind where it fails.  Raises `ToolError`.
    """
    if not url.startswith("https://") and not is_this_machine(url):
        raise ToolError("", f"{url} is no address that begins with https://")
    target = folder / name
    try:
        folder.mkdir(parents=True, exist_ok=True)
        work = Path(tempfile.mkdtemp(prefix=".new-", dir=folder))
    except OSError as error:
        raise ToolError(str(folder), f"cannot be written ({error.strerror})") from None
    try:
        archive = work / "languagetool.zip"
        _download(url, digest, archive, progress)
        unpacked = work / "unpacked"
        _unpack(archive, unpacked)
        inner = jar_folder(unpacked)
        if inner is None:
            raise ToolError(url, "holds no LanguageTool server")
        os.replace(inner, target)
    except OSError as error:
        raise ToolError(
            str(folder), f"cannot be written ({error.strerror or type(error).__name__})"
        ) from None
    finally:
        shutil.rmtree(work, ignore_errors=True)
    return target


def _download(url: str, digest: str, archive: Path, progress: Progress) -> None:
    found = hashlib.sha256()
    try:
        with urllib.request.urlopen(url, timeout=60) as answer, open(archive, "wb") as out:
            total = int(answer.headers.get("Content-Length") or 0)
            done = 0
            while chunk := answer.read(_CHUNK):
                done += len(chunk)
                if done > MOST_BYTES:
                    raise ToolError(url, "is far larger than a LanguageTool; nothing was installed")
                found.update(chunk)
                out.write(chunk)
                progress(done, total)
    except urllib.error.HTTPError as error:
        raise ToolError(url, f"the server says {error.code} ({error.reason}); check the version") from None
    except urllib.error.URLError as error:
        raise ToolError(url, f"cannot be reached ({error.reason})") from None
    except (TimeoutError, ConnectionError, http.client.HTTPException) as error:
        raise ToolError(url, f"the download broke off ({type(error).__name__}); try again") from None
    except ValueError:
        raise ToolError(url, "is no address that can be downloaded from") from None
    if found.hexdigest() != digest.lower():
        raise ToolError(
            url,
            f"is not what it should be (SHA-256 {found.hexdigest()}, wanted {digest.lower()}); nothing was installed",
        )


def _unpack(archive: Path, folder: Path) -> None:
    """All files of the archive, each below `folder`; links and anything that leads elsewhere are refused."""
    try:
        with zipfile.ZipFile(archive) as packed:
            members = packed.infolist()
            if len(members) > MOST_FILES or sum(member.file_size for member in members) > MOST_UNPACKED:
                raise ToolError(
                    "", "the archive unpacks to far more than a LanguageTool; nothing was installed"
                )
            for member in members:
                target = folder.joinpath(*_parts(member))
                if member.is_dir():
                    target.mkdir(parents=True, exist_ok=True)
                    continue
                target.parent.mkdir(parents=True, exist_ok=True)
                with packed.open(member) as source, open(target, "xb") as out:
                    _copy(source.read, out.write, member.file_size)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, FileExistsError) as error:
        raise ToolError(
            "", f"the archive is broken ({type(error).__name__}); nothing was installed"
        ) from None


def _parts(member: zipfile.ZipInfo) -> tuple[str, ...]:
    name = member.filename
    path = PurePosixPath(name)
    is_link = stat.S_ISLNK(member.external_attr >> 16)
    if is_link or path.is_absolute() or ".." in path.parts or "\\" in name or ":" in name or "\0" in name:
        raise ToolError("", "the archive holds a name that leads elsewhere; nothing was installed")
    return path.parts


def _copy(read: Callable[[int], bytes], write: Callable[[bytes], object], size: int) -> None:
    """No more than the archive's own list says."""
    done = 0
    while chunk := read(_CHUNK):
        done += len(chunk)
        if done > size:
            raise zipfile.BadZipFile("more than it says")
        write(chunk)


def installed(folder: Path) -> list[str]:
    """The names of what was installed into a folder."""
    with contextlib.suppress(OSError):
        return sorted(path.name for path in folder.glob("LanguageTool-*") if jar_folder(path) is not None)
    return []
