"""The lock-out after repeated failures, counted per account and address together.

A library is one address with thirty pupils behind it: one pupil's forgotten password locks neither the
others nor the same account at another desk.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from axes.helpers import get_cool_off
from axes.models import AccessAttempt
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from javon.core import clock
from javon.core.ui import errors


def account_name(request: HttpRequest | None, credentials: dict[str, Any] | None = None) -> str:
    """The name that failures are counted under: as typed, without regard to case and outer spaces."""
    name = (credentials or {}).get("username") or (request.POST.get("username", "") if request else "")
    return str(name).strip().lower()[:150]


def locked_out(
    request: HttpRequest, response: HttpResponse | None = None, credentials: dict[str, Any] | None = None
) -> HttpResponse:
    """The page (or problem JSON) that says how long to wait. Called by axes."""
    return errors.locked_out(request, wait=seconds_left(request, account_name(request, credentials)))


def seconds_left(request: HttpRequest, username: str, *, now: datetime | None = None) -> int:
    """How long the lock on `username` at this address still holds; at least 1."""
    pause = get_cool_off(request)
    attempt = (
        AccessAttempt.objects.filter(username=username, ip_address=request.META.get("REMOTE_ADDR"))
        .order_by("-attempt_time")
        .first()
    )
    if pause is None or attempt is None:
        return int(float(settings.AXES_COOLOFF_TIME) * 3600)
    return max(1, int((attempt.attempt_time + pause - (now or clock.now())).total_seconds()))
