"""The people of the demo library at their screens: they sign in once, then open, press and type in their own words."""

from __future__ import annotations

import re
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
        target.first.click()
        self.page.wait_for_load_state()

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
