"""The account's own safety: password, PIN, second factor, open sessions."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.reauthentication import reauthenticate_by_password, resume_request
from django.contrib import messages
from django.contrib.auth import authenticate, update_session_auth_hash
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from javon.core import clock
from javon.core.accounts import actions, on_screen, queries
from javon.core.accounts.forms import ChangePasswordForm, ReauthenticateForm, SetPinForm, add_refusal
from javon.core.accounts.refusals import require_sign_in
from javon.core.accounts.requests import ActingRequest
from javon.core.ui.languages import safe_next
from javon.core.ui.render import page
from javon.core.verdict import Refused

SECURITY = "/account/security/"
JUST_NOW = 10 * 60  # seconds after the password was given in which a PIN is set without giving it again


@require_sign_in
@require_safe
def security(request: HttpRequest) -> HttpResponse:
    """How this account is protected, and what can be done about it."""
    return page(
        request,
        "accounts/security.html",
        factors=queries.second_factors(request.user),
        has_pin=bool(queries.sealed_pin(request.user)),
        passkeys_possible=queries.passkeys_possible(request),
        sessions=queries.open_sessions(request.user),
        own=_own_session(request),
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
        by=request.actor,
        username=request.user.username,
        password=form.cleaned_data["new_password"],
        session_id=_own_session(request),
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
            return resume_request(request) or HttpResponseRedirect(SECURITY)
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


@require_sign_in
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def pin(request: ActingRequest) -> HttpResponse:
    """A PIN for oneself; the password is asked for unless it was given in the last ten minutes."""
    form = SetPinForm(request.POST or None, asks_password=not _gave_password_just_now(request))
    if request.method == "POST" and form.is_valid() and _password_fits(request, form):
        try:
            actions.set_pin(
                by=request.actor, username=request.user.username, pin=form.cleaned_data["new_pin"]
            )
        except Refused as refused:
            add_refusal(form, refused, {"pin_no_digits": "new_pin", "pin_guessable": "new_pin"})
        else:
            messages.success(request, _("The PIN is set."))
            return HttpResponseRedirect(SECURITY, status=303)
    status = 422 if request.method == "POST" else 200
    return page(
        request, "accounts/pin.html", status, form=form, has_pin=bool(queries.sealed_pin(request.user))
    )


def _own_session(request: HttpRequest) -> UUID | None:
    row: Any = getattr(request, "signed_in_session", None)
    return row.pk if row is not None else None


def _gave_password_just_now(request: HttpRequest) -> bool:
    records = get_authentication_records(request, request.user)  # type: ignore[arg-type]
    given = [record["at"] for record in records if record.get("method") == "password"]
    return bool(given) and clock.now().timestamp() - max(given) < JUST_NOW


def _password_fits(request: HttpRequest, form: SetPinForm) -> bool:
    if "password" not in form.fields:
        return True
    user = authenticate(
        request, username=request.user.get_username().lower(), password=form.cleaned_data["password"]
    )
    if user is not None and user.pk == request.user.pk:
        return True
    form.add_error("password", _("This password does not match. Nothing has changed."))
    return False


@require_sign_in
@require_POST
def clear_pin(request: ActingRequest) -> HttpResponse:
    """No PIN any more: the password is asked for instead."""
    actions.clear_pin(by=request.actor, username=request.user.username)
    messages.success(request, _("The PIN is removed. The password is asked for instead."))
    return HttpResponseRedirect(SECURITY, status=303)


@require_sign_in
@require_POST
def close_session(request: ActingRequest, session_id: UUID) -> HttpResponse:
    """Sign oneself (or, with the right, somebody else) out in another browser."""
    try:
        actions.close_session(by=request.actor, session_id=session_id)
    except Refused as refused:
        if "no_such_session" not in refused.verdict.codes:
            raise
    messages.success(request, _("The session is closed."))
    return HttpResponseRedirect(safe_next(request, SECURITY), status=303)


@require_sign_in
@require_POST
def close_other_sessions(request: ActingRequest) -> HttpResponse:
    """Sign oneself out everywhere but here."""
    actions.close_other_sessions(by=request.actor, username=request.user.username, but=_own_session(request))
    messages.success(request, _("All other sessions are closed."))
    return HttpResponseRedirect(SECURITY, status=303)


@require_sign_in
@require_POST
def second_factor_later(request: HttpRequest) -> HttpResponse:
    """Put the offer of a second factor off for a month, in this browser."""
    response = HttpResponseRedirect(safe_next(request), status=303)
    response.set_cookie(
        on_screen.LATER,
        "1",
        max_age=on_screen.LATER_AGE,
        httponly=True,
        samesite="Lax",
        secure=request.is_secure(),
    )
    return response
