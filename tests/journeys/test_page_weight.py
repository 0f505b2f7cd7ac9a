"""What a phone downloads for each page, measured by the browser, within the budgets of the design."""

from __future__ import annotations

from typing import Any

import pytest

pytestmark = pytest.mark.browser

PHONE = {"width": 360, "height": 640}
# Page -> most KB of HTML, most KB in all, most requests; the home page cold, the others after it.
BUDGETS = {
    "/": (9, 110, 13),
    "/search?q=tarix": (12, 75, 22),
    "/title/1": (8, 25, 3),
    "/author/1": (12, 25, 3),
    "/children/": (7, 35, 4),
    "/children/animals/": (12, 35, 4),
    "/help/": (8, 25, 3),
}


def weighed(context: Any, address: str) -> dict[str, float]:
    """KB by type of what really came over the wire, and how many requests it was."""
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    types: dict[str, str] = {}
    sizes: dict[str, float] = {}
    session.on("Network.responseReceived", lambda event: types.__setitem__(event["requestId"], event["type"]))
    session.on(
        "Network.loadingFinished",
        lambda event: sizes.__setitem__(event["requestId"], event["encodedDataLength"] / 1000),
    )
    page.goto(address)
    page.wait_for_load_state("networkidle")
    page.close()
    sent = {request: size for request, size in sizes.items() if size > 0}
    html = sum(size for request, size in sent.items() if types.get(request) == "Document")
    return {"html": html, "all": sum(sent.values()), "requests": len(sent)}


def test_pages_weigh_no_more_than_their_budgets(demo_site, chromium):
    context = chromium.new_context(viewport=PHONE)
    heavy = []
    for path, (html, whole, requests) in BUDGETS.items():
        found = weighed(context, demo_site.address + path)
        if found["html"] > html or found["all"] > whole or found["requests"] > requests:
            heavy.append((path, found))
    context.close()
    assert heavy == []


def test_who_saves_data_gets_no_second_typeface(demo_site, chromium):
    context = chromium.new_context(viewport=PHONE, extra_http_headers={"Save-Data": "on"})
    page = context.new_page()
    fonts: list[str] = []
    page.on("request", lambda request: fonts.append(request.url) if request.resource_type == "font" else None)
    page.goto(demo_site.address + "/search?q=tarix")
    page.wait_for_load_state("networkidle")
    context.close()
    assert fonts
    assert [font for font in fonts if "serif" in font] == []
