"""The open sessions of accounts: begun at sign-in, seen at work, locked when idle, ended from anywhere.

These are steps of signing in, not deeds of a person: they have no line in the journal, for who was at which
computer when is nobody's list. Ended rows are deleted the day after.
"""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth import login
from django.core import signing
from django.db import OperationalError
from django.db.models import Q
from django.http import HttpRequest, HttpResponseBase

from javon.core import clock
from javon.core.accounts import devices, pins, rules
from javon.core.accounts.models import SignedInSession, User
from javon.core.database import writing
from javon.core.database.prepared import Prepared, a_key, a_number

MARK = "signed_in"  # in the browser's session: which row is this browser's
ACTIVE = "faollik"  # a signed cookie: when this browser last asked for anything
ACTIVE_SALT = "javon.core.accounts.active"
ACTIVE_EVERY = timedelta(seconds=20)
BACKEND = "javon.core.accounts.backends.AccountBackend"
KEPT_AFTER_END = timedelta(days=1)

BROWSERS = (("Edg", "Edge"), ("OPR", "Opera"), ("YaBrowser", "Yandex Browser"), ("SamsungBrowser", "Samsung Internet"),
            ("Firefox", "Firefox"), ("FxiOS", "Firefox"), ("CriOS", "Chrome"), ("Chrome", "Chrome"), ("Safari", "Safari"))  # fmt: skip
SYSTEMS = (("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows NT 6.1", "Windows 7"),
           ("Windows", "Windows"), ("CrOS", "ChromeOS"), ("Mac OS X", "macOS"), ("Linux", "Linux"))  # fmt: skip


def device_label(user_agent: str) -> str:
    """«Chrome · Windows» out of what a browser says of itself; "" when it says nothing known."""
    browser = next((name for sign, name in BROWSERS if re.search(rf"\b{sign}/", user_agent)), "")
    system = next((name for sign, name in SYSTEMS if sign in user_agent), "")
    return " · ".join(part for part in (browser, system) if part)


def begin(request: HttpRequest, user: User) -> SignedInSession:
    """A row for the session that has just been opened in this browser; the one before it has ended."""
    now = clock.now()
    old = getattr(request, "signed_in_session", None)
    with writing():
        if old is not None:
            SignedInSession.objects.filter(pk=old.pk, ended_at=None).update(ended_at=now)
        stale = Q(ended_at__lt=now - KEPT_AFTER_END) | Q(last_seen_at__lt=now - _longest() - KEPT_AFTER_END)
        SignedInSession.objects.filter(stale, user=user).delete()
        row = SignedInSession.objects.create(
            user=user, created_at=now, last_seen_at=now, address=pins.address_of(request),
            device=device_label(request.headers.get("User-Agent", "")),
        )  # fmt: skip
    request.session[MARK] = str(row.pk)
    request.signed_in_session = row  # type: ignore[attr-defined]
    stay_awake(request)
    return row


def sign_in_by_pin(request: HttpRequest, user: User) -> None:
    """Hand the browser over to `user`, whose PIN was right: a new session with a new key, the old one ended."""
    login(request, user, backend=BACKEND)
    begin(request, user)


_open_session = Prepared[SignedInSession](
    lambda: SignedInSession.objects.filter(pk=a_key("key"), user_id=a_number("user"), ended_at=None)
)


def current(request: HttpRequest) -> SignedInSession | None:
    """The row of this browser's session; None when it was ended elsewhere. One question to the database.

    A session that was opened without one (by an older version) is given its row here.
    """
    mark = request.session.get(MARK)
    user: Any = request.user
    if not mark:
        return begin(request, user)
    with suppress(ValueError):
        row = _open_session.first(key=UUID(str(mark)), user=user.pk)
        request.signed_in_session = row  # type: ignore[attr-defined]
        return row
    return None


def end_current(request: HttpRequest) -> None:
    """The person signs out here."""
    row = getattr(request, "signed_in_session", None)
    if row is not None:
        with writing():
            SignedInSession.objects.filter(pk=row.pk).update(ended_at=clock.now())


# --- awake, idle, locked ----------------------------------------------------------------------------------


def idle_minutes(request: HttpRequest) -> int:
    """After how many idle minutes the screen locks here; 0 = never (only the staff's screens lock)."""
    if not getattr(request.user, "is_staff", False):
        return 0
    shared = rules.is_shared(len(devices.people(request)))
    return int(settings.IDLE_MINUTES_SHARED if shared else settings.IDLE_MINUTES_OWN)


def is_locked(request: HttpRequest, row: SignedInSession) -> bool:
    """Locked by hand, or nobody has asked for anything for too long."""
    if row.locked_at is not None:
        return True
    active = max(row.last_seen_at, _last_active(request, row) or row.last_seen_at)
    return rules.is_idle(active, clock.now(), minutes=idle_minutes(request))


def seen(request: HttpRequest, row: SignedInSession) -> None:
    """Somebody is at work here: tell the cookie now, the database every five minutes."""
    now = clock.now()
    if now - row.last_seen_at >= rules.LAST_SEEN_EVERY:
        # A busy or full database is no reason to refuse the page that is asked for.
        with suppress(OperationalError), writing():
            SignedInSession.objects.filter(pk=row.pk).update(
                last_seen_at=now, address=pins.address_of(request)
            )
    active = _last_active(request, row)
    if active is None or now - active >= ACTIVE_EVERY:
        stay_awake(request)


def lock(row: SignedInSession) -> None:
    """Lock this screen now."""
    with writing():
        SignedInSession.objects.filter(pk=row.pk).update(locked_at=clock.now())


def unlock(request: HttpRequest, row: SignedInSession) -> None:
    """The same person is back."""
    with writing():
        SignedInSession.objects.filter(pk=row.pk).update(locked_at=None, last_seen_at=clock.now())
    stay_awake(request)


def stay_awake(request: HttpRequest) -> None:
    """Have the answer carry a fresh mark of activity."""
    request.is_awake = True  # type: ignore[attr-defined]


def write(request: HttpRequest, response: HttpResponseBase) -> None:
    """Put the mark of activity into the answer."""
    row = getattr(request, "signed_in_session", None)
    if row is not None and getattr(request, "is_awake", False):
        text = signing.Signer(salt=ACTIVE_SALT).sign(f"{row.pk}.{int(clock.now().timestamp())}")
        response.set_cookie(ACTIVE, text, httponly=True, samesite="Lax", secure=request.is_secure())


def _last_active(request: HttpRequest, row: SignedInSession) -> datetime | None:
    try:
        whose, _dot, stamp = (
            signing.Signer(salt=ACTIVE_SALT).unsign(request.COOKIES.get(ACTIVE, "")).partition(".")
        )
    except signing.BadSignature:
        return None
    return datetime.fromtimestamp(int(stamp), UTC) if whose == str(row.pk) else None


def _longest() -> timedelta:
    return timedelta(seconds=settings.SESSION_COOKIE_AGE)
