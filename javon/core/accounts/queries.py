"""Questions about accounts."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.http import HttpRequest

from javon.core import clock
from javon.core.accounts import devices, offers, rules
from javon.core.accounts.links import digest_of
from javon.core.accounts.models import ApiToken, Pin, SignedInSession, SignInLink, User, WrongPin
from javon.core.database.prepared import Prepared, a_text


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


# --- the PIN --------------------------------------------------------------------------------------------


def sealed_pin(user: Any) -> str:
    """The hash of the PIN of `user`, "" when there is none."""
    return Pin.objects.filter(pk=user.pk).values_list("sealed", flat=True).first() or ""


@dataclass(frozen=True, slots=True)
class PinAsked:
    """What a field «PIN or password» may be answered with at this moment."""

    has_pin: bool
    is_paused: bool = False  # too many wrong ones: only the password helps

    @property
    def takes_pin(self) -> bool:
        return self.has_pin and not self.is_paused


def pin_asked(user: Any, address: str, *, now: datetime | None = None) -> PinAsked:
    """Whether `user` has a PIN and may try it from `address` now."""
    if not Pin.objects.filter(pk=user.pk).exists():
        return PinAsked(has_pin=False)
    row = WrongPin.objects.filter(user_id=user.pk, address=address).first()
    past = rules.WrongPins(row.tries, row.in_a_row, row.last_at) if row else rules.WrongPins()
    return PinAsked(True, is_paused=rules.pin_is_paused(past, now or clock.now()) is not None)


# --- open sessions ----------------------------------------------------------------------------------------


def open_sessions(user: Any) -> QuerySet[SignedInSession]:
    """The open sessions of `user`, the one seen last first."""
    living = clock.now() - timedelta(seconds=settings.SESSION_COOKIE_AGE)
    return SignedInSession.objects.filter(user_id=user.pk, ended_at=None, last_seen_at__gte=living).order_by(
        "-last_seen_at"
    )


# --- the people of a shared computer ----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody who may take this computer over by PIN."""

    user: User
    post: str


def colleagues(request: HttpRequest) -> list[Colleague]:
    """Who signed in with the password on this computer this month and may do so by PIN now, by name."""
    known = {one.user_id: one for one in devices.people(request)}
    if not known:
        return []
    users: Any = User.objects.filter(pk__in=known, is_active=True).annotate(**_protection())
    now = clock.now()
    return sorted(
        (
            Colleague(user, offers.post_of(user))
            for user in users
            if known[user.pk].knows(user)
            and rules.may_switch_by_pin(
                known[user.pk].facts, has_pin=user.has_pin, has_factor=user.has_factor, now=now
            )
        ),
        key=lambda colleague: str(colleague.user).casefold(),
    )


# --- all accounts -----------------------------------------------------------------------------------------


def _protection() -> dict[str, Any]:
    factor = Authenticator.objects.filter(user=OuterRef("pk"), type__in=["totp", "webauthn"])
    return {"has_pin": Exists(Pin.objects.filter(pk=OuterRef("pk"))), "has_factor": Exists(factor)}


def accounts(asked: str = "") -> QuerySet[User]:
    """Every account, staff first, with has_pin, has_factor, seen_at; `asked` is a part of a name or a login."""
    seen = (
        SignedInSession.objects.filter(user=OuterRef("pk")).order_by("-last_seen_at").values("last_seen_at")
    )
    found = User.objects.annotate(seen_at=Subquery(seen[:1]), **_protection())
    if asked:
        found = found.filter(Q(username__icontains=asked) | Q(display_name__icontains=asked))
    return found.order_by("-is_staff", "display_name", "username")


_token_of_digest = Prepared[ApiToken](
    lambda: ApiToken.objects.filter(digest=a_text("digest")).select_related("user")
)


def user_of_api_token(token: str) -> User | None:
    """Whose token it is; None for no token of ours, and for a locked account."""
    found = _token_of_digest.first(digest=digest_of(token))
    return found.user if found is not None and found.user.is_active else None


def link(token: str) -> SignInLink | None:
    """The one-time link of that secret, with its account."""
    return SignInLink.objects.select_related("user").filter(digest=digest_of(token)).first()
