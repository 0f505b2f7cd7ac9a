"""From the scanner's Enter to the painted answer, in a browser slowed down as an old PC is. Part of ``javon bench desk``.

Playwright is a tool of the tests: where it or a Chromium is missing, the row says so and nothing is measured.
"""

from __future__ import annotations

import importlib
import shutil
import time
from typing import Any

from javon.config.desk_bench import Times

SLOWER = 6  # times: a PC of the district beside the one that measures
_WATCH = """
window.painted = []; window.sent = []
addEventListener("keydown", (event) => { if (event.key === "Enter") window.sent.push(performance.now()) }, true)
document.addEventListener("desk:shown", () => requestAnimationFrame(() => setTimeout(() => {
  window.painted.push(performance.now() - window.sent.shift())
})))
"""


def scan_to_paint(port: int, told: dict[str, Any]) -> str:
    """The row: milliseconds from Enter to the frame that shows the answer, card and copies in turn."""
    browser_path = shutil.which("chromium") or shutil.which("google-chrome")
    try:
        playwright = importlib.import_module("playwright.sync_api")
    except ImportError:
        playwright = None
    if playwright is None or browser_path is None:
        return "not measured: no browser to drive here"
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(
            executable_path=browser_path, args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page(viewport={"width": 1366, "height": 768})
        page.add_init_script(_WATCH)
        page.goto(f"http://127.0.0.1:{port}/sign-in/")
        page.fill("[name=username]", told["login"])
        page.fill("[name=password]", told["password"])
        page.press("[name=password]", "Enter")
        page.wait_for_url("**/today/**")
        page.goto(f"http://127.0.0.1:{port}/desk/")
        page.wait_for_selector("[data-volume]:visible")
        page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        for card, pair in zip(told["cards"], _pairs(told["copies"]), strict=False):
            for code in (card, *pair):
                _scan(page, code)
        times = page.evaluate("window.painted")
        browser.close()
    return str(Times(times[3:]))


def _pairs(copies: list[str]) -> list[list[str]]:
    return [copies[place : place + 2] for place in range(0, len(copies), 2)]


def _scan(page: Any, code: str) -> None:
    shown = page.evaluate("window.painted.length")
    page.keyboard.insert_text(code)
    page.keyboard.press("Enter")
    until = time.monotonic() + 15
    while page.evaluate("window.painted.length") == shown and time.monotonic() < until:
        time.sleep(0.05)  # asked seldom: asking is work for the slowed browser too
