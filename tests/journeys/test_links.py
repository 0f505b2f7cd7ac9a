"""No link leads to what does not exist: every link of every public page of the demo is followed."""

from __future__ import annotations

import re
import urllib.error
import urllib.request
from collections import deque
from html import unescape
from urllib.parse import urldefrag, urljoin, urlparse

import pytest

pytestmark = pytest.mark.slow

STARTS = ("/", "/search?q=tarix", "/search?q=", "/search?q=zzzzqqqq", "/title/1", "/author/1", "/children/",
          "/children/animals/", "/help/", "/sign-in/", "/nowhere")  # fmt: skip
LINK = re.compile(r'<(?:a|link|img|script|use)\b[^>]*?\s(?:href|src)="([^"]+)"')
FRAGMENT = re.compile(r'\sid="([^"]+)"')
DEEP = 2  # steps from a page where one begins
MOST_OF_A_KIND = 40  # addresses that differ only in their numbers or their query


def kind_of(address: str) -> str:
    """Addresses of one kind are answered by one view from one template."""
    parsed = urlparse(address)
    return re.sub(r"[0-9]+", "N", parsed.path) + ("?" if parsed.query else "")


def opened(address: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(address, timeout=20) as answer:
            is_page = answer.headers.get_content_type() == "text/html"
            return answer.status, answer.read().decode() if is_page else ""
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def test_every_link_of_every_public_page_is_answered(demo_site):
    waiting = deque((demo_site.address + start, 0, "") for start in STARTS)
    seen: set[str] = set()
    kinds: dict[str, int] = {}
    wrong = []
    while waiting:
        whole, depth, source = waiting.popleft()
        address, fragment = urldefrag(whole)
        if address in seen or not address.startswith(demo_site.address):
            continue
        kind = kind_of(address)
        kinds[kind] = kinds.get(kind, 0) + 1
        if kinds[kind] > MOST_OF_A_KIND:
            continue
        seen.add(address)
        status, text = opened(address)
        if status == 429 or (status != 200 and not address.endswith("/nowhere")):
            wrong.append((status, address, source))
        if fragment and text and fragment not in FRAGMENT.findall(text):
            wrong.append((f"no #{fragment}", address, source))
        if depth < DEEP:
            waiting.extend(
                (urljoin(address, unescape(link)), depth + 1, address) for link in LINK.findall(text)
            )
    assert wrong == []
    assert len(seen) > 150
