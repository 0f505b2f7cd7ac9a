"""Every address of the site, opened by a visitor: never a fault, always with the safe headers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from javon.core.ui.middleware import HEADERS


def addresses(patterns: Any, before: str = "/") -> Iterator[str]:
    """Every address without a variable part."""
    for pattern in patterns:
        route = before + str(pattern.pattern).replace("^", "").replace("$", "")
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern.url_patterns, route)
        elif isinstance(pattern, URLPattern) and not {"<", "("} & set(route):
            yield route


@pytest.mark.django_db
def test_every_address_answers_a_visitor_and_carries_the_safe_headers():
    visitor = Client(raise_request_exception=False)
    found = sorted(set(addresses(get_resolver().url_patterns)))
    assert "/sign-in/" in found
    for address in found:
        for query in ("", "?q=%00%22(" + "a" * 10_000):
            answer = visitor.get(address + query)
            # 503 is an honest answer: no search index was made for this test.
            assert answer.status_code < 500 or answer.status_code == 503, (address, query[:10])
            assert set(answer.headers) >= set(HEADERS), address
