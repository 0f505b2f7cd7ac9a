"""No link leads to what does not exist: every link of every public page of the demo is followed, and every
link that a director, a head and a librarian are shown.
"""

from __future__ import annotations

import re
import urllib.error
import urllib.request
from collections import deque
from collections.abc import Iterable
from html import unescape
from typing import Any
from urllib.parse import urldefrag, urljoin, urlparse

import pytest

from tests.journeys.staff import signed_in

pytestmark = pytest.mark.slow

STARTS = ("/", "/search?q=tarix", "/search?q=", "/search?q=zzzzqqqq", "/title/1", "/author/1", "/children/",
          "/children/animals/", "/help/", "/sign-in/", "/sign-in/card/", "/nowhere")  # fmt: skip
LINK = re.compile(r'<(?:a|link|img|script|use)\b[^>]*?\s(?:href|src)="([^"]+)"')
FRAGMENT = re.compile(r'\sid="([^"]+)"')
DEEP = 2  # steps from a page where one begins
MOST_OF_A_KIND = 40  # addresses that differ only in their numbers or their query
MOST_OF_A_ROOM = 8  # the same behind the door: pages of one kind differ less


def kind_of(address: str) -> str:
    """Addresses of one kind are answered by one view from one template."""
    parsed = urlparse(address)
    path = re.sub(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "N", parsed.path)
    return re.sub(r"[0-9]+", "N", path) + ("?" if parsed.query else "")


def opened(address: str, session: str) -> tuple[int, str]:
    request = urllib.request.Request(address, headers={"Cookie": session} if session else {})
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:
            is_page = answer.headers.get_content_type() == "text/html"
            return answer.status, answer.read().decode() if is_page else ""
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode(errors="replace")


def wrong_links(
    site: Any, starts: Iterable[str], *, session: str = "", most_of_a_kind: int
) -> tuple[list[Any], int]:
    """(What, address, page that links to it) of every link that is not answered, and how many were followed.

    With a `session` it is the site of whoever is signed in: a link that answers «you may not» is wrong as well.
    """
    waiting = deque((site.address + start, 0, "") for start in starts)
    seen: set[str] = set()
    kinds: dict[str, int] = {}
    wrong: list[Any] = []
    while waiting:
        whole, depth, source = waiting.popleft()
        address, fragment = urldefrag(whole)
        if address in seen or not address.startswith(site.address):
            continue
        kind = kind_of(address)
        kinds[kind] = kinds.get(kind, 0) + 1
        if kinds[kind] > most_of_a_kind:
            continue
        seen.add(address)
        status, text = opened(address, session)
        if status == 429 or (status != 200 and not address.endswith("/nowhere")):
            wrong.append((status, address, source))
        if fragment and text and fragment not in FRAGMENT.findall(text):
            wrong.append((f"no #{fragment}", address, source))
        if depth < DEEP:
            waiting.extend(
                (urljoin(address, unescape(link)), depth + 1, address) for link in LINK.findall(text)
            )
    return wrong, len(seen)


def test_every_link_of_every_public_page_is_answered(demo_site):
    wrong, followed = wrong_links(demo_site, STARTS, most_of_a_kind=MOST_OF_A_KIND)
    assert wrong == []
    assert followed > 150


@pytest.mark.browser
@pytest.mark.parametrize("login", ["direktor", "rahbar", "kutubxonachi1"])
def test_every_link_that_the_staff_see_is_answered_and_allowed(demo_site, device, login):
    page = signed_in(device, demo_site, login)
    page.goto(f"{demo_site.address}/today/")
    rooms = page.locator(".rail__nav a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    session = "; ".join(f"{one['name']}={one['value']}" for one in device.cookies())
    wrong, followed = wrong_links(demo_site, rooms, session=session, most_of_a_kind=MOST_OF_A_ROOM)
    assert not wrong, "\n".join(str(one) for one in wrong)
    assert followed > 80
