"""A real Chromium, without a window, and pages that the command line wrote.

Chromium comes from the system (`apt-get install chromium`, or REPLYCHECK_CHROMIUM), Playwright and axe-core
from the extra `browser`.  Where one is missing the tests are skipped, unless REPLYCHECK_BROWSER_REQUIRED=1.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from replycheck.cli.main import main

FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
EXAMPLE = Path(__file__).parents[2] / "examples" / "late-parcel"

HOSTILE = "\n\n".join(
    (
        "Dear [NAME],",
        "<script>document.title = 'owned'</script><img src=x onerror=\"document.title = 'owned'\">",
        "{{ 7*7 }} {% include '/etc/passwd' %} </div></section><h1>owned</h1><style>*{display:none}</style>",
        "\x1b[31mred\x1b[0m \u202egnp.exe\u2028 <a href='javascript:document.title=1'>press</a> <base href='//x.example'>",
        "Tom\n",
    )
)


def _missing(reason: str) -> None:
    if os.environ.get("REPLYCHECK_BROWSER_REQUIRED") == "1":
        pytest.fail(f"{reason}, and REPLYCHECK_BROWSER_REQUIRED is set")
    pytest.skip(reason)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    names = (os.environ.get("REPLYCHECK_CHROMIUM") or "", "chromium", "chromium-browser", "google-chrome")
    path = next((found for name in names if name and (found := shutil.which(name))), None)
    if path is None:
        _missing("no Chromium is installed")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        _missing("playwright is not installed (pip install '.[browser]')")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """`one.html` (a draft with its inbound), `hostile.html` (both texts hostile) `cases.html`
    (three drafts with inbounds) and `many.html` (macros).
    """
    folder = tmp_path_factory.mktemp("pages")
    bad = folder / "bad.txt"
    bad.write_text(HOSTILE, encoding="utf-8")
    usual = ["--isolated", "--format", "html", "--draft-date", "2026-03-04T10:00:00Z"]
    one = [str(EXAMPLE / "draft.txt"), "--against", str(EXAMPLE / "inbound.eml")]
    assert main([*one, *usual, "-o", str(folder / "one.html")]) == 1
    assert main([str(bad), "--against", str(bad), *usual, "-o", str(folder / "hostile.html")]) == 1
    cases = folder / "cases.jsonl"
    inbound = "Hello,\n\nwhere is my parcel? I am really disappointed.\n\nHana\n"
    drafts = (
        "Dear [NAME],\n\nWe are looking into it.\n\nTom\n",
        "Hi Hana,\n\nyour parcel is in Leeds.\n\nTom\n",
        HOSTILE,
    )
    rows = [{"id": f"case {at}", "draft": draft, "inbound": inbound} for at, draft in enumerate(drafts)]
    cases.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    assert main([str(cases), *usual, "-o", str(folder / "cases.html")]) == 1
    macros = folder / "macros"
    macros.mkdir()
    for at in range(12):
        greeting = "Dear [INSERT NAME HERE],\n\n" if at % 2 else "Hi there,\n\n"
        stock = "We apologize for any inconvenience this may have caused.\n" * (at % 3)
        (macros / f"macro-{at:02}.txt").write_text(f"{greeting}{stock}Parcel {at} is in Leeds.\n\nTom\n")
    main([str(macros), *usual, "-o", str(folder / "many.html")])
    return folder


@pytest.fixture
def opened(browser: Any, pages: Path) -> Iterator[Callable[..., Any]]:
    """Opens one of the pages in a context of its own; any error, warning or request fails the test.

    Motion is reduced where a test does not say otherwise: a click that is aimed while the page glides misses.
    """
    contexts: list[Any] = []
    faults: list[str] = []

    def open_page(name: str, *, width: int = 1440, height: int = 900, **more: Any) -> Any:
        usual: dict[str, Any] = {"viewport": {"width": width, "height": height}, "reduced_motion": "reduce"}
        context = browser.new_context(**(usual | more))
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda message: faults.append(message.text))
        page.on("dialog", lambda dialog: faults.append(dialog.message))
        page.on(
            "request",
            lambda request: faults.append(request.url) if len(faults) or page.url != "about:blank" else None,
        )
        page.goto((pages / f"{name}.html").as_uri())
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert faults == []
