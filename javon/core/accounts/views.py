"""Signing in and out, and the account's own safety."""

from __future__ import annotations

from typing import Any

from allauth.account.internal.flows.login import perform_password_login
from allauth.account.internal.flows.reauthentication import reauthenticate_by_password, resume_request
from allauth.account.models import Login
from django.conf import settings
from django.contrib.auth import authenticate, logout, update_session_auth_hash
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from javon.core.accounts import actions, queries
from javon.core.accounts.forms import ChangePasswordForm, ReauthenticateForm, SignInForm
from javon.core.accounts.lockout import account_name
from javon.core.accounts.refusals import require_sign_in
from javon.core.accounts.requests import ActingRequest
from javon.core.ui import errors
from javon.core.ui.languages import remember_language, safe_next
from javon.core.ui.limits import seconds_to_wait
from javon.core.ui.render import page

SIGN_INS_PER_MINUTE = 20  # per account and address; the lock-out after wrong passwords is axes' business


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Login and password; the second factor follows where the account has one."""
    after = safe_next(request, "") if _names_next(request) else ""
    if request.method != "POST":
        if request.user.is_authenticated:
            return redirect(after or _home_of(request.user))
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
        request, {"username": name}, Login(user=user, redirect_url=after or _home_of(user))
    )
    if language := getattr(user, "language", ""):
        remember_language(response, language, secure=request.is_secure())
    return response


def _home_of(user: Any) -> str:
    return settings.LOGIN_REDIRECT_URL if user.is_staff else "/"


def _names_next(request: HttpRequest) -> bool:
    return bool(request.POST.get("next") or request.GET.get("next"))


def _sign_in_page(
    request: HttpRequest, form: SignInForm, after: str, *, failed: bool = False, status: int = 200
) -> HttpResponse:
    return page(request, "accounts/sign_in.html", status, form=form, after=after, failed=failed)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session; the language of the device stays."""
    logout(request)
    return redirect(settings.LOGOUT_REDIRECT_URL)


@require_sign_in
@require_safe
def security(request: HttpRequest) -> HttpResponse:
    """How this account is protected, and what can be done about it."""
    factors = queries.second_factors(request.user)
    return page(
        request,
        "accounts/security.html",
        factors=factors,
        passkeys_possible=queries.passkeys_possible(request),
    )


@require_sign_in
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def change_password(request: ActingRequest) -> HttpResponse:
    """A new password for oneself; other sessions of the account end."""
    form = ChangePasswordForm(request.POST or None, user=request.user)
    if request.method != "POST" or not form.is_valid():
        return page(
            request, "accounts/change_password.html", 422 if request.method == "POST" else 200, form=form
        )
    user = actions.change_password(
        by=request.actor, username=request.user.username, password=form.cleaned_data["new_password"]
    )
    update_session_auth_hash(request, user)
    return page(request, "accounts/password_changed.html")


@require_sign_in
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def reauthenticate(request: HttpRequest) -> HttpResponse:
    """The password once more before the second factor is changed; failures count as at sign-in."""
    form = ReauthenticateForm(request.POST or None)
    failed = False
    if request.method == "POST" and form.is_valid():
        name = request.user.username.lower()
        user = authenticate(request, username=name, password=form.cleaned_data["password"])
        if user is not None and user.pk == request.user.pk:
            reauthenticate_by_password(request)
            return resume_request(request) or HttpResponseRedirect("/account/security/")
        failed = True
    status = 422 if request.method == "POST" else 200
    return page(
        request,
        "accounts/reauthenticate.html",
        status,
        form=form,
        failed=failed,
        after=safe_next(request, ""),
    )


@never_cache
@require_safe
def send_later_token(request: HttpRequest) -> JsonResponse:
    """A fresh safety mark and who is signed in, for a form that is sent later than it was filled in."""
    user = request.user
    return JsonResponse({"token": get_token(request), "user": str(user.pk) if user.is_authenticated else ""})
