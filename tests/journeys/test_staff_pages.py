"""Every page of the staff: axe finds nothing in light and dark, at a desk and on a phone; nothing runs off the screen; and
the page is light enough for a slow line.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from typing import Any

import pytest

from javon.core.ui.context import DISPLAY_COOKIE
from tests.journeys.staff import signed_in
from tests.journeys.test_accessibility import SIZES, STANDARD

pytestmark = pytest.mark.browser

# Who opens which pages; «{order}», «{draft}», «{task}», «{person}» are found in the lists of the demo.
PAGES = {
    "direktor": (
        "/today/", "/approvals/", "/documents/", "/documents/?tab=all", "/documents/{order}/",
        "/documents/letters/", "/documents/registers/", "/documents/case-files/", "/documents/acts/",
        "/tasks/", "/tasks/all/", "/tasks/{task}/", "/tasks/new/", "/tasks/discipline/",
        "/organisation/", "/organisation/services/", "/organisation/staff/", "/organisation/staff/{person}/",
        "/organisation/staffing/", "/organisation/roster/", "/organisation/calendar/", "/organisation/directory/",
        "/organisation/passport/", "/organisation/rights/", "/organisation/rights/why/", "/setup/", "/journal/",
        "/accounts/",
    ),
    "fond": (
        "/stock/", "/stock/balance/", "/stock/books/summary/{year}/", "/stock/books/inventory/main/",
        "/stock/deliveries/", "/stock/deliveries/{delivery}/", "/stock/deliveries/new/", "/stock/write-offs/",
        "/stock/write-offs/{write_off}/", "/stock/commissions/", "/stock/moves/", "/stock/checks/",
        "/stock/checks/{check}/", "/stock/replacements/", "/stock/replacements/declare/",
        "/stock/replacements/{loss}/", "/catalogue/duplicates/",
    ),
    "kataloger": (
        "/catalogue/authorities/", "/catalogue/elsewhere/", "/catalogue/quick/", "/catalogue/classes/", "/catalogue/workload/",
    ),
    "rahbar": (
        "/documents/new/", "/documents/new/order/", "/documents/{draft}/edit/", "/documents/mine/",
        "/desk/open-loans/", "/desk/open-loans/new/", "/desk/open-loans/1/", "/desk/open-loans/1/lines/10/", "/practice/",
        "/overdue/", "/messages/", "/messages/calls/", "/messages/paper/", "/messages/settings/",
        "/reading-room/", "/reading-room/books/", "/reading-room/class-hours/", "/reading-room/visits/", "/reading-room/set-up/",
    ),
}  # fmt: skip
# Name -> the list where one is found, and how its address reads.
FOUND_IN = {
    "year": ("/stock/", r"/stock/books/summary/(\d{4})/"),
    "delivery": ("/stock/deliveries/?state=draft", r"/stock/deliveries/(\d+)/"),
    "write_off": ("/stock/write-offs/", r"/stock/write-offs/(\d+)/"),
    "loss": ("/stock/replacements/", r"/stock/replacements/(\d+/\d+)/"),
    "check": ("/stock/checks/", r"/stock/checks/(\d+)/"),
    "order": ("/documents/?tab=all", r"/documents/(\d+)/"),
    "draft": ("/documents/mine/", r"/documents/(\d+)/"),
    "task": ("/tasks/all/", r"/tasks/(\d+/\d+)/"),
    "person": ("/organisation/staff/", r"/organisation/staff/([0-9a-f-]{36})/"),
}
HEAVIEST = 12_000  # bytes of HTML, packed as it travels


def number_of(page: Any, site: Any, name: str) -> str:
    """The first of its kind in its list; of drafts one that may be written in."""
    path, address = FOUND_IN[name]
    page.goto(site.address + path)
    found = re.findall(f'href="{address}"', page.locator("main").inner_html())
    if name == "draft":
        return next(one for one in found if page.request.get(f"{site.address}/documents/{one}/edit/").ok)
    return found[0]


def addresses(page: Any, site: Any, login: str) -> Iterator[str]:
    """The addresses of this person's pages, with the numbers that the demo gave."""
    known: dict[str, str] = {}
    for path in PAGES[login]:
        for name in re.findall(r"\{(\w+)\}", path):
            known[name] = known.get(name) or number_of(page, site, name)
        yield path.format(**known)


def opened(page: Any, site: Any, login: str) -> Iterator[tuple[str, Any]]:
    """Each page of this person: its address and what the server answered; the browser shows it."""
    for path in addresses(page, site, login):
        yield path, page.goto(site.address + path)


def of_staff(chromium: Any, site: Any, login: str, **device: Any) -> tuple[Any, Any]:
    context = chromium.new_context(**device)
    context.set_default_timeout(15_000)
    return context, signed_in(context, site, login)


@pytest.mark.slow
@pytest.mark.parametrize("login", PAGES)
# What axe sees depends on the colours and on the layout, never on both at once, and both are made of the same parts on
# every page: each page is looked at in one of two pairs, its neighbour in the other. All are measured in both.
@pytest.mark.parametrize("size, theme", [("desk", "light"), ("phone", "dark")])
def test_axe_finds_nothing_and_nothing_runs_off_the_screen(demo_site, chromium, size, theme, login):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    context, page = of_staff(chromium, demo_site, login, viewport=SIZES[size])
    context.add_cookies([{"name": DISPLAY_COOKIE, "value": f"{theme}...", "url": demo_site.address}])
    found = []
    for place, (path, answer) in enumerate(opened(page, demo_site, login)):
        if answer.status != 200:
            found.append(f"{path}: {answer.status}")
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            found.append(f"{path}: wider than the screen")
        if place % 2 == (size == "phone"):
            continue
        for violation in axe.run(page, options=STANDARD).response["violations"]:
            where = [node["target"] for node in violation["nodes"]][:3]
            found.append(f"{path}: {violation['id']} {where} {violation['nodes'][0]['failureSummary'][:200]}")
    assert page.locator("html").get_attribute("data-theme") == theme
    context.close()
    assert found == []


@pytest.mark.parametrize("login", PAGES)
def test_pages_weigh_no_more_than_a_slow_line_bears(demo_site, chromium, login):
    context, page = of_staff(chromium, demo_site, login)
    weights = {path: len(gzip.compress(answer.body())) for path, answer in opened(page, demo_site, login)}
    context.close()
    assert {path: weight for path, weight in weights.items() if weight > HEAVIEST} == {}
