"""A reader signs in by card and PIN: looked at, counted, remembered in a cookie of its own beside that of the staff.

These are steps of signing in, not deeds: they have no line in the journal, for who was at which computer when is
nobody's list. Where staff is signed in, nobody is a reader: the two never mix.
"""

from __future__ import annotations

import hashlib
import secrets
from contextlib import suppress
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth.hashers import check_password, make_password
from django.db import OperationalError
from django.db.models import Q, Sum
from django.http import HttpRequest, HttpResponseBase

from javon.core import clock
from javon.core.accounts.rules import after_another_try, wrong_pin
from javon.core.database import writing
from javon.core.verdict import Refusal, Refused, Verdict
from javon.service.readers.models import Reader, ReaderPin, ReaderSession, WrongReaderPin
from javon.service.readers.queries.finding import reader_of_card
from javon.service.readers.rules import doors as rules

_KNOWN = "reader_session"  # on the request: looked up once
# Of a card that does not exist the same time is spent: nobody learns which cards there are.
_NOBODYS = ""


def reader_behind(request: HttpRequest, centre_id: UUID, card: int, pin: str) -> Reader:
    """The reader whose card and PIN these are. Raises Refused ``pin_wrong`` (details: left), ``pin_locked`` (minutes),
    ``pin_exhausted``: the same for a card that nobody has, or that is out of use, as for a wrong PIN.
    """
    now, address = clock.now(), address_of(request)
    answer = reader_of_card(centre_id, card)
    reader = answer.reader if answer is not None and answer.is_current and answer.reader.is_here else None
    return _proved(reader, card, pin.strip(), address, now)


def own_pin_fits(request: HttpRequest, reader: Reader, card: int, pin: str) -> None:
    """The reader at the keyboard types the present PIN once more. Raises Refused as above."""
    _proved(reader, card, pin.strip(), address_of(request), clock.now())


def _proved(reader: Reader | None, card: int, pin: str, address: str, now: datetime) -> Reader:
    counted = _count_a_try(card, address, now)
    sealed = (
        ReaderPin.objects.filter(reader=reader).values_list("sealed", flat=True).first() if reader else None
    )
    # The hash is slow on purpose and is worked out outside the gate.
    fits = check_password(pin, sealed or _sealed_for_nobody())
    if reader is None or not sealed or not fits:
        raise Refused(Verdict((wrong_pin(counted, now),)))
    with writing():
        WrongReaderPin.objects.filter(card=card, address=address).delete()
    return reader


def _sealed_for_nobody() -> str:
    global _NOBODYS
    _NOBODYS = _NOBODYS or make_password(secrets.token_hex(8))
    return _NOBODYS


def _count_a_try(card: int, address: str, now: datetime) -> rules.WrongPins:
    """Count a try before it is known to be right: of a hundred sent at once, five are looked at."""
    with writing(durable=True):
        at_address = WrongReaderPin.objects.filter(address=address, last_at__gt=now - rules.PIN_PAUSE)
        _refuse(rules.address_is_paused(at_address.aggregate(wrong=Sum("tries"))["wrong"] or 0))
        row, _made = WrongReaderPin.objects.select_for_update().get_or_create(
            card=card, address=address, defaults={"last_at": now}
        )
        past = rules.past_tries(rules.WrongPins(row.tries, row.in_a_row, row.last_at), now)
        _refuse(rules.pin_is_paused(past, now))
        counted = after_another_try(past, now)
        WrongReaderPin.objects.filter(pk=row.pk).update(
            tries=counted.tries, in_a_row=counted.in_a_row, last_at=now
        )
    return counted


def _refuse(objection: Refusal | None) -> None:
    if objection is not None:
        raise Refused(Verdict((objection,)))


def address_of(request: HttpRequest) -> str:
    """The address that wrong PINs are counted under."""
    return (request.META.get("REMOTE_ADDR") or "")[:45]


# --- the session ------------------------------------------------------------------------------------------


def begin(
    request: HttpRequest, response: HttpResponseBase, reader: Reader, *, is_kept: bool
) -> ReaderSession:
    """Open a session in this browser: a new secret in the cookie, its digest in the database; the old one ends."""
    secret, now = secrets.token_urlsafe(32), clock.now()
    with writing():
        _of_browser(request).delete()
        ended = Q(is_kept=True, created_at__lte=now - rules.KEPT_FOR) | Q(
            is_kept=False, last_seen_at__lte=now - rules.IDLE
        )
        ReaderSession.objects.filter(ended).delete()
        WrongReaderPin.objects.filter(last_at__lte=now - rules.FORGOTTEN_AFTER).delete()
        row = ReaderSession.objects.create(
            reader=reader, digest=_digest(secret), is_kept=is_kept, created_at=now, last_seen_at=now
        )
    response.set_cookie(
        settings.READER_COOKIE_NAME, secret, httponly=True, samesite="Lax", secure=request.is_secure(),
        max_age=int(rules.KEPT_FOR.total_seconds()) if is_kept else None,
    )  # fmt: skip
    return row


def current(request: HttpRequest) -> ReaderSession | None:
    """The open session of this browser, its reader with it; None for staff, for who has left, was joined or erased."""
    if not hasattr(request, _KNOWN):
        setattr(request, _KNOWN, _current(request))
    found: ReaderSession | None = getattr(request, _KNOWN)
    return found


def _current(request: Any) -> ReaderSession | None:
    if settings.READER_COOKIE_NAME not in request.COOKIES or request.user.is_authenticated:
        return None
    row = _of_browser(request).select_related("reader").first()
    if row is None or not row.reader.is_here:
        return None
    now = clock.now()
    if rules.has_ended(
        is_kept=row.is_kept, created_at=row.created_at, last_seen_at=row.last_seen_at, now=now
    ):
        return None
    if now - row.last_seen_at >= rules.SEEN_EVERY:
        # A busy or full database is no reason to refuse the page that is asked for.
        with suppress(OperationalError), writing():
            ReaderSession.objects.filter(pk=row.pk).update(last_seen_at=now)
    return row


def reader_id_of(request: HttpRequest) -> UUID | None:
    """Which reader asks; None when nobody signed in by card here."""
    row = current(request)
    return row.reader_id if row is not None else None


def end(request: HttpRequest, response: HttpResponseBase) -> None:
    """The reader signs out here."""
    with writing():
        _of_browser(request).delete()
    response.delete_cookie(settings.READER_COOKIE_NAME, samesite="Lax")


def end_others(request: HttpRequest, reader: Reader) -> None:
    """Every other browser of this reader is signed out: the PIN was changed."""
    row = current(request)
    others = ReaderSession.objects.filter(reader=reader)
    with writing():
        (others.exclude(pk=row.pk) if row is not None else others).delete()


def _of_browser(request: HttpRequest) -> Any:
    secret = request.COOKIES.get(settings.READER_COOKIE_NAME, "")
    return ReaderSession.objects.filter(digest=_digest(secret)) if secret else ReaderSession.objects.none()


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
