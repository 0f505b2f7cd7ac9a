"""Questions about accounts."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from typing import Any

from allauth.mfa.models import Authenticator
from django.db.models import Q
from django.http import HttpRequest

from javon.core.accounts.models import User


@dataclass(frozen=True, slots=True)
class SecondFactors:
    """What an account asks for besides the password."""

    app: bool  # codes of an authenticator application (TOTP)
    passkeys: int
    recovery_codes_left: int

    @property
    def is_on(self) -> bool:
        return self.app or self.passkeys > 0


def second_factors(user: Any) -> SecondFactors:
    """The second factors of `user`, one query."""
    rows = list(Authenticator.objects.filter(user=user))
    codes = [row for row in rows if row.type == Authenticator.Type.RECOVERY_CODES]
    return SecondFactors(
        app=any(row.type == Authenticator.Type.TOTP for row in rows),
        passkeys=sum(row.type == Authenticator.Type.WEBAUTHN for row in rows),
        recovery_codes_left=len(codes[0].wrap().get_unused_codes()) if codes else 0,
    )


def passkeys_possible(request: HttpRequest) -> bool:
    """Browsers give passkeys only to a named host over TLS (or this very machine), never to a bare number."""
    host = request.get_host().rpartition(":")[0] or request.get_host()
    if host == "localhost":
        return True
    try:
        ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return request.is_secure()
    return False


def account(username: str) -> User | None:
    """The account of that name, without regard to case."""
    return User.objects.filter(Q(name_key=username.strip().lower())).first()
