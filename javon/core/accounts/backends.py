"""Who may sign in: the account's name without regard to case, and its password.

An unknown name costs the same time as a known one, so that nobody learns which names exist.
"""

from __future__ import annotations

from typing import Any

from django.contrib.auth.backends import BaseBackend
from django.http import HttpRequest

from javon.core.accounts.models import User
from javon.core.database.prepared import Prepared, a_number

_active_user = Prepared[User](lambda: User.objects.filter(pk=a_number("user"), is_active=True))


class AccountBackend(BaseBackend):
    """Checks a name and a password; knows no permissions (rights come through core.access)."""

    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        **_other: Any,
    ) -> User | None:
        if not username or password is None:
            return None
        try:
            user = User.objects.get_by_natural_key(username)
        except User.DoesNotExist:
            User().set_password(password)  # hashes once, as check_password below would
            return None
        right_password = user.check_password(password)
        return user if right_password and user.is_active else None

    def get_user(self, user_id: int) -> User | None:
        return _active_user.first(user=user_id)
