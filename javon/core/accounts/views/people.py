"""Everybody's accounts, for whoever manages them; and the page behind a one-time link."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from javon.core import clock
from javon.core.accounts import actions, links, offers, queries, rights, rules, wording
from javon.core.accounts.forms import NewAccountForm, WelcomeForm, add_refusal
from javon.core.accounts.refusals import require_right
from javon.core.accounts.requests import ActingRequest
from javon.core.accounts.views.signing import home_of
from javon.core.ui.languages import remember_language
from javon.core.ui.limits import limited
from javon.core.ui.render import page
from javon.core.verdict import Refused

ON_A_PAGE = 50

# What a button of the list does, and what is said afterwards.
DEEDS: dict[str, tuple[Callable[..., Any], Any]] = {
    "lock": (actions.lock_user, gettext_lazy("The account is locked and signed out everywhere.")),
    "unlock": (actions.unlock_user, gettext_lazy("The account is open again.")),
    "clear-pin": (actions.clear_pin, gettext_lazy("The PIN is removed. The password is asked for instead.")),
    "clear-factor": (actions.clear_second_factor, gettext_lazy("The second factor is turned off.")),
    "close-sessions": (actions.close_other_sessions, gettext_lazy("The account is signed out everywhere.")),
}


@require_right(rights.MANAGE_ACCOUNTS)
@require_safe
def accounts(request: HttpRequest) -> HttpResponse:
    """Every account: who, how protected, seen when."""
    asked = request.GET.get("q", "").strip()[:100]
    shown = Paginator(queries.accounts(asked), ON_A_PAGE).get_page(request.GET.get("page"))
    return page(request, "accounts/accounts.html", shown=shown, asked=asked)


@require_right(rights.MANAGE_ACCOUNTS)
@require_safe
def account(request: HttpRequest, user_id: int) -> HttpResponse:
    """One account: its protection, its open sessions, what can be done."""
    person = get_object_or_404(queries.accounts(), pk=user_id)
    return page(
        request, "accounts/account.html", person=person, sessions=queries.open_sessions(person),
        factors=queries.second_factors(person), post=offers.post_of(person), is_oneself=person.pk == request.user.pk,
    )  # fmt: skip


@require_right(rights.MANAGE_ACCOUNTS)
@require_POST
def account_deed(request: ActingRequest, user_id: int, deed: str) -> HttpResponse:
    """One button of the list or of the account's page."""
    person = get_object_or_404(queries.accounts(), pk=user_id)
    if deed not in DEEDS:
        raise Http404(deed)
    act, said = DEEDS[deed]
    try:
        act(by=request.actor, username=person.username)
    except Refused as refused:
        messages.error(request, " ".join(wording.sentences(refused.verdict)))
    else:
        messages.success(request, f"{person}: {said}")
    return HttpResponseRedirect(reverse("account", args=[user_id]), status=303)


@require_right(rights.MANAGE_ACCOUNTS)
@never_cache
@require_POST
def account_link(request: ActingRequest, user_id: int) -> HttpResponse:
    """A one-time link for the account's owner. It is shown on this very answer and never again."""
    person = get_object_or_404(queries.accounts(), pk=user_id)
    try:
        link = actions.issue_sign_in_link(by=request.actor, username=person.username)
    except Refused as refused:
        messages.error(request, " ".join(wording.sentences(refused.verdict)))
        return HttpResponseRedirect(reverse("account", args=[user_id]), status=303)
    return _link_page(request, person, link)


def _link_page(request: HttpRequest, person: Any, link: Any) -> HttpResponse:
    address = request.build_absolute_uri(links.path_of(link.token))
    return page(request, "accounts/link.html", person=person, address=address, expires_at=link.expires_at)


@require_right(rights.MANAGE_ACCOUNTS)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new_account(request: ActingRequest) -> HttpResponse:
    """An account for a colleague, and the link with which they choose their password."""
    form = NewAccountForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            person = actions.create_user(by=request.actor, **form.cleaned_data)
        except Refused as refused:
            add_refusal(form, refused, {"login_hard_to_type": "username", "login_taken": "username"})
        else:
            link = actions.issue_sign_in_link(by=request.actor, username=person.username)
            return _link_page(request, person, link)
    return page(request, "accounts/new_account.html", 422 if request.method == "POST" else 200, form=form)


@never_cache
@limited("welcome", per_minute=20)
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def welcome(request: ActingRequest, token: str) -> HttpResponse:
    """The page behind a one-time link: name, password, perhaps a PIN; then signed in."""
    link = queries.link(token)
    if link is None or rules.link_is_spent(
        used=link.used_at is not None,
        expires_at=link.expires_at,
        now=clock.now(),
        is_active=link.user.is_active,
    ):
        return page(request, "accounts/link_spent.html", 404 if link is None else 410)
    form = WelcomeForm(request.POST or None, initial={"display_name": link.user.display_name})
    if request.method == "POST" and form.is_valid():
        try:
            user = actions.accept_sign_in_link(by=request.actor, token=token, **form.cleaned_data)
        except Refused as refused:
            add_refusal(
                form, refused, {"password_weak": "password", "pin_no_digits": "pin", "pin_guessable": "pin"}
            )
        else:
            return _welcomed(request, user)
    status = 422 if request.method == "POST" else 200
    return page(request, "accounts/welcome.html", status, form=form, person=link.user)


def _welcomed(request: HttpRequest, user: Any) -> HttpResponse:
    login = Login(user=user, redirect_url=home_of(user))
    response = perform_password_login(request, {"username": user.username}, login)
    if user.language:
        remember_language(response, user.language, secure=request.is_secure())
    return response
