"""Fixtures of this module's tests: a quick hash, empty limits, a clock that can be moved."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.core.cache import cache

from javon.core import access, clock


class Clock:
    """The house's clock, moved by hand."""

    def __init__(self) -> None:
        self.moment = clock.now()

    def now(self) -> datetime:
        return self.moment

    def go(self, **passed: float) -> None:
        self.moment += timedelta(**passed)


@pytest.fixture
def quick(settings):
    """The real hasher is slow on purpose."""
    cache.clear()
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def time(monkeypatch):
    moved = Clock()
    monkeypatch.setattr(clock, "now", moved.now)
    return moved


@pytest.fixture
def managers(monkeypatch):
    """Accounts whose login begins with «rahbar» manage accounts; nobody else does."""

    def rights_of(user):
        return frozenset({"accounts.manage"}) if user.username.startswith("rahbar") else frozenset()

    monkeypatch.setattr(access, "_rights_of", rights_of)
