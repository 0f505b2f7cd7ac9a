"""What a computer remembers of the people who signed in on it: a signed cookie, nothing in the database.

A row is (account, when its password was given here, when its second factor was passed here, a mark of the password).
A new password makes every computer forget the account, for the mark no longer fits.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from django.core import signing
from django.http import HttpRequest, HttpResponseBase
from django.utils.crypto import constant_time_compare, salted_hmac

from javon.core import clock
from javon.core.accounts import rules
from javon.core.accounts.models import User

COOKIE = "qurilma"
SALT = "javon.core.accounts.devices"
MOST_PEOPLE = 12  # tiles that fit one screen, and a cookie that fits its 4 KB


@dataclass(frozen=True, slots=True)
class Remembered:
    """One account on this computer."""

    user_id: int
    facts: rules.OnDevice
    mark: str

    def knows(self, user: User) -> bool:
        """True while `user` has the password that was given here."""
        return self.user_id == user.pk and constant_time_compare(self.mark, mark_of(user))


def mark_of(user: User) -> str:
    """A mark of the present password that tells nothing of it."""
    return salted_hmac(SALT, user.password, algorithm="sha256").hexdigest()[:12]


def people(request: HttpRequest) -> list[Remembered]:
    """The accounts that signed in with their password on this computer within 30 days, the latest first."""
    try:
        rows = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=rules.DEVICE_KNOWS_FOR)
    except signing.BadSignature:
        return []
    now = clock.now()
    known = [_read(row) for row in rows]
    return [one for one in known if now - one.facts.password_at <= rules.DEVICE_KNOWS_FOR]


def remember(request: HttpRequest, user: User, *, with_factor: bool, now: datetime) -> None:
    """Note that `user` gave the password here (and the second factor); written with the answer."""
    rest = [one for one in people(request) if one.user_id != user.pk]
    facts = rules.OnDevice(now, now if with_factor else None)
    _keep(request, [Remembered(user.pk, facts, mark_of(user)), *rest][:MOST_PEOPLE])


def forget(request: HttpRequest, user_id: int) -> None:
    """Forget one account on this computer."""
    _keep(request, [one for one in people(request) if one.user_id != user_id])


def write(request: HttpRequest, response: HttpResponseBase) -> None:
    """Put into the cookie what the request changed."""
    kept: list[Remembered] | None = getattr(request, "remembered_people", None)
    if kept is None:
        return
    if not kept:
        response.delete_cookie(COOKIE, samesite="Lax")
        return
    rows = [
        [one.user_id, _stamp(one.facts.password_at), _stamp(one.facts.factor_at), one.mark] for one in kept
    ]
    age = int(rules.DEVICE_KNOWS_FOR.total_seconds())
    response.set_cookie(
        COOKIE, signing.dumps(rows, salt=SALT, compress=True), max_age=age, httponly=True, samesite="Lax",
        secure=request.is_secure(),
    )  # fmt: skip


def _keep(request: HttpRequest, kept: Iterable[Remembered]) -> None:
    request.remembered_people = list(kept)  # type: ignore[attr-defined]


def _read(row: list[object]) -> Remembered:
    user_id, password_at, factor_at, mark = row
    facts = rules.OnDevice(_moment(password_at), _moment(factor_at) if factor_at else None)
    return Remembered(int(str(user_id)), facts, str(mark))


def _stamp(moment: datetime | None) -> int:
    return int(moment.timestamp()) if moment is not None else 0


def _moment(stamp: object) -> datetime:
    return datetime.fromtimestamp(int(str(stamp)), UTC)
