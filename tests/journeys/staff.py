"""The people of the demo library at their screens: they sign in once, then open, press and type in their own words."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Self

from javon.config.demo import PASSWORD, staff_pin
from tests.journeys.site import Site

DESK = {"viewport": {"width": 1366, "height": 768}}
PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
NO_SCRIPT = {"java_script_enabled": False}


def signed_in(context: Any, site: Site, login: str = "kataloger") -> Any:
    """A page of somebody of the demo library's staff."""
    page = context.new_page()
    page.goto(f"{site.address}/sign-in/")
    page.fill("input[name=username]", login)
    page.fill("input[name=password]", PASSWORD)
    page.locator("main button[type=submit]").click()
    page.wait_for_url(lambda url: "/sign-in/" not in url)
    return page


@contextmanager
def arriving(page: Any) -> Iterator[None]:
    """Whatever page the block leads to stands there when it is left; a press that leads nowhere costs a moment.

    A click returns before the browser has gone anywhere, so what is read right after it may be the old page's.
    """
    asked: list[Any] = []
    arrived: list[Any] = []

    def asks(request: Any) -> None:
        if request.is_navigation_request() and request.frame == page.main_frame:
            asked.append(request)

    def arrives(frame: Any) -> None:
        if frame == page.main_frame:
            arrived.append(frame)

    page.on("request", asks)
    page.on("framenavigated", arrives)
    try:
        yield
        page.wait_for_timeout(250)
        until = time.monotonic() + 15
        while asked and not arrived and time.monotonic() < until:
            # A file that is downloaded asks like a page and arrives nowhere.
            if (answer := asked[-1].existing_response) and "attachment" in answer.headers.get(
                "content-disposition", ""
            ):
                break
            page.wait_for_timeout(20)
        page.wait_for_load_state()
    finally:
        page.remove_listener("request", asks)
        page.remove_listener("framenavigated", arrives)


class Colleague:
    """Somebody of the centre at a device of their own; `taps` counts what a finger does, after `starts_counting`."""

    def __init__(self, browser: Any, site: Site, login: str, **device: Any) -> None:
        self.site, self.context = site, browser.new_context(**{**DESK, **device})
        self.context.set_default_timeout(15_000)
        self.page = signed_in(self.context, site, login)
        self.taps = 0

    def leaves(self) -> None:
        self.context.close()

    def opens(self, path: str) -> Self:
        self.page.goto(self.site.address + path if path.startswith("/") else path)
        return self

    def presses(self, words: str) -> Self:
        """Press the button or the link that says `words`, wherever on the page it stands."""
        self._press(
            self.page.locator("a, button, summary").filter(visible=True).get_by_text(words, exact=True)
        )
        return self

    def follows(self, words: str) -> Self:
        """Open what `words` name in a list."""
        self._press(self.page.locator("main").get_by_role("link", name=words, exact=True).first)
        return self

    def _press(self, target: Any) -> None:
        self.taps += 1
        with arriving(self.page):
            target.first.click()

    def starts_counting(self) -> Self:
        self.taps = 0
        return self

    def fills(self, label: str, words: str) -> Self:
        self.page.locator("main").get_by_label(label, exact=True).first.fill(words)
        return self

    def types_pin(self) -> Self:
        """The PIN, where the cursor stands: no tap is needed to get there."""
        focused = self.page.locator("input[name=pin]:focus")
        (focused if focused.count() else self.page.locator("input[name=pin]")).fill(staff_pin())
        return self

    @property
    def sees(self) -> str:
        """What the page says."""
        return re.sub(r"\s+", " ", self.page.locator("body").inner_text())

    def downloads(self, words: str) -> bytes:
        """The file behind a link."""
        with self.page.expect_download() as coming:
            self.page.locator("main").get_by_role("link", name=words, exact=True).click()
        return coming.value.path().read_bytes()
