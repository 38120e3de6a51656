"""Where a user's own files of replycheck belong, by the platform's custom."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def cache_folder() -> Path:
    """For what can be made anew.  Raises `RuntimeError` where the user has no home."""
    return _folder("Caches", "XDG_CACHE_HOME", ".cache")


def data_folder() -> Path:
    """For what was installed.  Raises `RuntimeError` where the user has no home."""
    return _folder("Application Support", "XDG_DATA_HOME", ".local/share")


def _folder(on_mac: str, variable: str, usual: str) -> Path:
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / on_mac
    else:
        base = Path(os.environ.get(variable) or Path.home() / usual)
    return base / "replycheck"
