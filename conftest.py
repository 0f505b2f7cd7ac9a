"""What every test of the house shares."""

from __future__ import annotations


def pytest_configure() -> None:
    """Accounts of tests get a quick hasher: the real one is slow on purpose, a fifth of a second for each account.

    Tests about passwords choose their own; the programs that tests start use the real one.
    """
    from django.conf import settings

    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
