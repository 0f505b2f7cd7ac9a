"""Signing in and out."""

from __future__ import annotations

from typing import Any

from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login
from django.conf import settings
from django.contrib.auth import authenticate, logout
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from javon.core.accounts import devices, sessions
from javon.core.accounts.forms import SignInForm
from javon.core.accounts.locking import open_while_locked
from javon.core.accounts.lockout import account_name
from javon.core.ui import errors
from javon.core.ui.languages import remember_language, safe_next
from javon.core.ui.limits import seconds_to_wait
from javon.core.ui.render import page

SIGN_INS_PER_MINUTE = 20  # per account and address; the lock-out after wrong passwords is axes' business


@open_while_locked
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Login and password; the second factor follows where the account has one."""
    after = safe_next(request, "") if _names_next(request) else ""
    if request.method != "POST":
        if request.user.is_authenticated:
            return redirect(after or home_of(request.user))
        return _sign_in_page(request, SignInForm(), after)
    name = account_name(request)
    if wait := seconds_to_wait(request, "sign-in", per_minute=SIGN_INS_PER_MINUTE, account=name):
        return errors.too_many(request, wait=wait)
    form = SignInForm(request.POST)
    user = (
        authenticate(request, username=name, password=form.data.get("password", ""))
        if form.is_valid()
        else None
    )
    if user is None:
        return _sign_in_page(request, form, after, failed=form.is_valid(), status=422)
    response = perform_password_login(
        request, {"username": name}, Login(user=user, redirect_url=after or home_of(user))
    )
    if language := getattr(user, "language", ""):
        remember_language(response, language, secure=request.is_secure())
    return response


def home_of(user: Any) -> str:
    """Where a person begins."""
    return settings.LOGIN_REDIRECT_URL if user.is_staff else "/"


def _names_next(request: HttpRequest) -> bool:
    return bool(request.POST.get("next") or request.GET.get("next"))


def _sign_in_page(
    request: HttpRequest, form: SignInForm, after: str, *, failed: bool = False, status: int = 200
) -> HttpResponse:
    by_pin = bool(devices.people(request))
    return page(
        request, "accounts/sign_in.html", status, form=form, after=after, failed=failed, by_pin=by_pin
    )


@open_while_locked
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session; the language of the device stays. A form may name where to go on to (another sign-in)."""
    sessions.end_current(request)
    logout(request)
    after = safe_next(request, "") if _names_next(request) else ""
    return redirect(after or settings.LOGOUT_REDIRECT_URL)


@never_cache
@require_safe
def send_later_token(request: HttpRequest) -> JsonResponse:
    """A fresh safety mark and who is signed in, for a form that is sent later than it was filled in."""
    user = request.user
    return JsonResponse({"token": get_token(request), "user": str(user.pk) if user.is_authenticated else ""})
