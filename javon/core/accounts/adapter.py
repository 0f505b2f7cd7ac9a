"""What we take from django-allauth, the second factor, and what we refuse of it: everything else.

Accounts here are made by the house: nobody signs up, no address is kept, no letter is sent.
"""

from __future__ import annotations

import io
from typing import Any

import segno
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from javon.core import clock
from javon.core.accounts import devices, pins, sessions


class AccountAdapter(DefaultAccountAdapter):
    """Sign-in stages only."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "too_many_login_attempts": _("Too many attempts. Wait fifteen minutes and try again."),
        "rate_limited": _("Too many attempts. Wait fifteen minutes and try again."),
        "incorrect_password": _("This password does not match. Nothing has changed."),
    }

    def login(self, request: HttpRequest, user: Any) -> None:
        """Signed in with the password (and the second factor): the session is listed, the computer remembers."""
        super().login(request, user)
        sessions.begin(request, user)
        pins.forgive(user, pins.address_of(request))
        if user.is_staff:
            steps = {record.get("method") for record in get_authentication_records(request, user)}
            devices.remember(request, user, with_factor="mfa" in steps, now=clock.now())

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """No account has an address."""

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """The page that follows shows the new state; allauth's English toasts are not ours."""

    def get_login_stages(self) -> list[str]:
        return ["allauth.mfa.stages.AuthenticateStage"]


class SecondFactorAdapter(DefaultMFAAdapter):
    """The second factor's words."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("This code does not match. Type the one that the telephone shows now."),
    }

    def build_totp_svg(self, url: str) -> str:
        """The key as a square code, black on white in the dark theme too: cameras read no other."""
        drawn = io.BytesIO()
        segno.make(url, error="m").save(drawn, kind="svg", scale=4, border=4, light="#fff", xmldecl=False)
        return drawn.getvalue().decode()
