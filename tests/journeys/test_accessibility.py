"""axe finds nothing on any public page, in light and dark, at a desk and on a phone."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.browser

PATHS = (
    "/",
    "/search?q=",
    "/search?q=otkan+kumlar",
    "/search?q=tarix&script=cyrl&sort=title",
    "/search?q=tarix",
    "/search?q=zzzzqqq",
    "/title/1",
    "/author/1",
    "/children/",
    "/children/animals/",
    "/help/",
    "/sign-in/",
    "/sign-in/card/",
    "/nowhere",
)
SIZES = {"desk": {"width": 1366, "height": 768}, "phone": {"width": 360, "height": 640}}
STANDARD = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


# What axe sees depends on the colours and on the layout, never on both at once: two of the four pairs tell all.
@pytest.mark.parametrize("size, scheme", [("desk", "light"), ("phone", "dark")])
def test_axe_finds_nothing(demo_site, chromium, size, scheme):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    context = chromium.new_context(viewport=SIZES[size], color_scheme=scheme)
    page = context.new_page()
    found = []
    for path in PATHS:
        page.goto(demo_site.address + path)
        for violation in axe.run(page, options=STANDARD).response["violations"]:
            where = [node["target"] for node in violation["nodes"]][:3]
            found.append(f"{path}: {violation['id']} {where} {violation['nodes'][0]['failureSummary'][:200]}")
    context.close()
    assert found == []
