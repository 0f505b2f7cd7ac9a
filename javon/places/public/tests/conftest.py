"""The small library and a reader who opens its pages."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.cache import cache
from django.test import Client

from javon.collection.catalogue.models import Title
from javon.places.public.tests.characters import a_small_library


@pytest.fixture
def library(db: None, tmp_path: Path, settings) -> dict[str, Title]:
    """Titles by name, found by searches."""
    settings.SEARCH_INDEX = tmp_path / "index"
    return a_small_library()


@pytest.fixture
def reader() -> Client:
    """A person with a browser; a fault of ours is an answer, as outside."""
    cache.clear()
    return Client(
        raise_request_exception=False, HTTP_USER_AGENT="Mozilla/5.0 (X11; Linux x86_64) Firefox/128.0"
    )
