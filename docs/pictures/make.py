"""Makes the pictures of the README: the terminal's output as SVG, the page of `--format html` as PNG.

    pip install --editable '.[browser]' && python docs/pictures/make.py

It runs the command line on `examples/late-parcel` and on a few macros of its own, so the pictures show what
is printed today.  Chromium is the system's, or the one that REPLYCHECK_CHROMIUM names.
"""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any, NamedTuple

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
EXAMPLE = ROOT / "examples" / "late-parcel"
CALL = ["draft.txt", "--against", "inbound.eml"]
FIXED = ["--isolated", "--fail-on", "never", "--draft-date", "2026-03-04T10:00:00Z"]
LARGEST = 200_000
"""Bytes of a picture."""

MACROS = {
    "Refund approved": "Hi there,\n\nYour refund is on its way and reaches your account within five working days.\n",
    "Late parcel": "Dear [NAME],\n\nWe apologize for any inconvenience this may have caused. We are looking into it.\n",
    "Return window": "Hi there,\n\nUnfortunately, as per our policy, returns after 30 days are not possible.\n",
    "Address change": "Hello,\n\nYou can change the address under My account until the parcel leaves us.\n",
    "Out of stock": "Hi,\n\nThank you for reaching out! Kindly note that this item is out of stock ASAP.\n",
    "Router restart": "Hi there,\n\nHold the button for ten seconds, as I already explained. The light turns green.\n",
    "Invoice copy": "Dear Sir or Madam,\n\nPlease find attached herewith the invoice. Do not hesitate to contact us.\n",
    "Closing a ticket": "Hello,\n\nWe consider this matter closed. Have a great day!!!\n",
}


_INTO_VIEW = """mark => {
    const top = mark.getBoundingClientRect().top;
    if (top > innerHeight * 0.8) scrollBy(0, top - innerHeight / 3);
}"""


class Shot(NamedTuple):
    """One picture of a page: how wide and high, the colours, and what the pointer rests on."""

    name: str
    page: str
    width: int
    height: int
    scheme: str = "light"
    over: str = ""
    scale: float = 1.5


SHOTS = (
    Shot("page", "late-parcel", 1400, 860),
    Shot("page-dark", "late-parcel", 1400, 860, "dark", over=".draft .q.answered"),
    Shot("page-phone", "late-parcel", 390, 844, scale=2),
    Shot("page-phone-dark", "late-parcel", 390, 844, "dark", over=".draft .m.error", scale=2),
    Shot("library", "library", 1400, 760),
)


def printed(*args: str, folder: Path) -> str:
    """What the command line prints in a folder."""
    call = [sys.executable, "-m", "replycheck", *args, *FIXED]
    paths = [str(ROOT / "src"), os.environ.get("PYTHONPATH", "")]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in paths if path)}
    run = subprocess.run(call, cwd=folder, env=environment, capture_output=True, check=True)
    return run.stdout.decode()


def terminal() -> str:
    """The everyday call's output as SVG, without the fonts that rich would fetch from elsewhere."""
    from rich._export_format import CONSOLE_SVG_FORMAT
    from rich.console import Console
    from rich.text import Text

    text = Text.from_ansi(printed(*CALL, "--color", "always", folder=EXAMPLE).rstrip())
    console = Console(
        record=True, width=104, file=io.StringIO(), color_system="truecolor", force_terminal=True
    )
    console.print(text, soft_wrap=True)
    form = re.sub(r"@font-face \{\{.*?\}\}\s*", "", CONSOLE_SVG_FORMAT, flags=re.DOTALL)
    form = form.replace("Fira Code", "ui-monospace, SFMono-Regular, Menlo, Consolas, Liberation Mono")
    title = f"replycheck {' '.join(CALL)}"
    return console.export_svg(title=title, code_format=form, unique_id="replycheck")


def pages(folder: Path) -> None:
    printed(*CALL, "--format", "html", "-o", str(folder / "late-parcel.html"), folder=EXAMPLE)
    macros = folder / "macros"
    macros.mkdir()
    for title, text in MACROS.items():
        path = macros / f"{title.lower().replace(' ', '-')}.txt"
        path.write_text(f"{text}\nKind regards,\nTom\n", encoding="utf-8")
    printed("macros", "--no-cache", "--format", "html", "-o", "library.html", folder=folder)


def shoot(browser: Any, shot: Shot, folder: Path) -> bytes:
    page = browser.new_page(
        viewport={"width": shot.width, "height": shot.height},
        device_scale_factor=shot.scale,
        color_scheme=shot.scheme,
        reduced_motion="reduce",
    )
    page.goto((folder / f"{shot.page}.html").as_uri())
    if shot.over:
        page.locator(shot.over).first.evaluate(_INTO_VIEW)
        page.locator(shot.over).first.hover()
    page.wait_for_timeout(300)
    picture: bytes = page.screenshot()
    page.close()
    return picture


def small(picture: bytes) -> bytes:
    """The picture with a palette of 256 colours, which a page of few colours does not show."""
    from PIL import Image

    out = io.BytesIO()
    Image.open(io.BytesIO(picture)).convert("RGB").quantize(256, dither=Image.Dither.NONE).save(
        out, "PNG", optimize=True
    )
    return out.getvalue()


def keep(name: str, data: bytes) -> None:
    if len(data) > LARGEST:
        raise SystemExit(f"{name}: {len(data)} bytes are more than a README should load")
    (HERE / name).write_bytes(data)
    print(f"{name}: {len(data) // 1000} kB")


def main() -> None:
    from playwright.sync_api import sync_playwright

    keep("terminal.svg", terminal().encode())
    path = shutil.which(os.environ.get("REPLYCHECK_CHROMIUM") or "chromium")
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        pages(folder)
        browser = playwright.chromium.launch(
            executable_path=path, args=["--headless", "--no-sandbox", "--disable-gpu"]
        )
        for shot in SHOTS:
            keep(f"{shot.name}.png", small(shoot(browser, shot, folder)))
        browser.close()


if __name__ == "__main__":
    main()
