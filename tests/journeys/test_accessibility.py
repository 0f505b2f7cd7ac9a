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


# The element in focus, and what may show it in its place: its label, its neighbour, the two around it, its drawn shape.
LOOKS = """() => {
  const one = document.activeElement;
  if (!one || one === document.body) return null;
  const look = (each) => {
    const s = getComputedStyle(each);
    const ring = s.outlineStyle === "none" || s.outlineColor === "rgba(0, 0, 0, 0)" ? "" : s.outlineColor + s.outlineWidth;
    return [ring, s.boxShadow, s.borderColor, s.backgroundColor, s.stroke, s.strokeWidth].join();
  };
  const all = () => [one, one.labels?.[0], one.nextElementSibling, one.parentElement, one.parentElement?.parentElement,
    one.querySelector("rect")].filter(Boolean).map(look).join("|");
  const held = all(), place = one.getBoundingClientRect();
  one.blur();
  const left = all();
  one.focus();
  return {
    is_seen: held !== left || one.classList.contains("skip"), html: one.outerHTML.slice(0, 90),
    key: one.outerHTML.slice(0, 300) + place.x + "," + (place.y + scrollY),
  };
}"""
BY_KEYBOARD = (
    "/readers/new/",
    "/readers/",
    "/desk/holds/",
    "/desk/classes/",
    "/reading-room/",
    "/reading-room/class-hours/",
    "/desk/terms/",
    "/messages/",
    "/overdue/",
)


def unseen_focus(page) -> list[str]:
    """Whatever Tab reaches on the page that looks the same with the focus as without."""
    page.evaluate("document.activeElement.blur()")
    reached: set[str] = set()
    lost = []
    for _ in range(200):
        page.keyboard.press("Tab")
        found = page.evaluate(LOOKS)
        if found is None:
            continue
        if found["key"] in reached:
            break
        reached.add(found["key"])
        if not found["is_seen"]:
            lost.append(found["html"])
    assert len(reached) > 10
    return lost


def test_who_goes_by_keyboard_sees_where_they_are(demo_site, chromium, at_work):
    """Buttons have a shadow of their own, which had taken the place of the ring."""
    context = chromium.new_context(viewport=SIZES["desk"], reduced_motion="reduce")
    page = context.new_page()
    lost = {}
    for path in ("/", "/search?q=tarix", "/title/1", "/children/", "/sign-in/card/"):
        page.goto(demo_site.address + path)
        lost[path] = unseen_focus(page)
    context.close()
    head = at_work("rahbar", reduced_motion="reduce")
    for path in BY_KEYBOARD:
        lost[path] = unseen_focus(head.opens(path).page)
    assert {path: where for path, where in lost.items() if where} == {}
