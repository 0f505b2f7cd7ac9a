"""A real browser (Debian's chromium) for journeys; tests that ask for it are skipped where it is absent."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

CHROMIUM = os.environ.get("JAVON_CHROMIUM", "/usr/bin/chromium")
QUIET = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """One browser for all journeys."""
    playwright = pytest.importorskip("playwright.sync_api")
    if not Path(CHROMIUM).exists():
        pytest.skip(f"no browser at {CHROMIUM}")
    # Playwright's own loop runs in this thread; Django would take our honest questions for a mistake.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield browser
        browser.close()


@pytest.fixture
def device(chromium: Any) -> Iterator[Any]:
    """A device of its own: no cookies, an empty store."""
    context = chromium.new_context(viewport={"width": 1366, "height": 768})
    context.set_default_timeout(15_000)
    yield context
    context.close()


@pytest.fixture
def at_work(chromium: Any, demo_site: Any) -> Iterator[Any]:
    """`at_work("rahbar")`: that employee of the demo library, signed in at a device of her own."""
    from tests.journeys.staff import Colleague

    everybody: list[Any] = []

    def comes(login: str, who: type[Any] = Colleague, **device: Any) -> Any:
        everybody.append(who(chromium, demo_site, login, **device))
        return everybody[-1]

    yield comes
    for one in everybody:
        one.leaves()


@pytest.fixture(scope="session")
def demo_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """The demo library at a quarter of its size, served by `javon serve`."""
    from tests.journeys.site import a_served_demo

    with a_served_demo(tmp_path_factory.mktemp("demo") / "home") as site:
        yield site
