"""Shared computers: one person leaves, another takes over; a screen left alone locks."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from javon.core.accounts import devices, pins, queries, sessions, wording
from javon.core.accounts.locking import FIELD, lock_page, open_while_locked
from javon.core.accounts.refusals import ask_to_sign_in, require_sign_in
from javon.core.accounts.views.signing import home_of
from javon.core.ui.languages import remember_language, safe_next
from javon.core.ui.render import page, wants_fragment
from javon.core.verdict import Refused


def _after(request: HttpRequest) -> str:
    """Where to go on to: named in the address or the form, never guessed."""
    return safe_next(request, "") if request.POST.get("next") or request.GET.get("next") else ""


@open_while_locked
@never_cache
@require_safe
def switch(request: HttpRequest) -> HttpResponse:
    """The people who may take this computer over by PIN."""
    people = queries.colleagues(request)
    return page(request, "accounts/switch.html", people=people, after=_after(request))


@open_while_locked
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def switch_to(request: HttpRequest, user_id: int) -> HttpResponse:
    """The PIN (or the password) of one of them; the session of the person before ends."""
    person = next((one for one in queries.colleagues(request) if one.user.pk == user_id), None)
    if person is None:
        raise Http404("not one of the people of this computer")
    wrong: list[str] = []
    if request.method == "POST":
        try:
            pins.confirm(request, request.POST.get(FIELD, ""), user=person.user)
        except Refused as refused:
            wrong = wording.sentences(refused.verdict)
        else:
            return _taken_over(request, person.user)
    asked = queries.pin_asked(person.user, pins.address_of(request))
    return page(
        request, "accounts/switch_to.html", 422 if wrong else 200,
        person=person, asked=asked, field_name=FIELD, after=_after(request), wrong=wrong,
    )  # fmt: skip


def _taken_over(request: HttpRequest, user: Any) -> HttpResponse:
    after = _after(request)
    sessions.sign_in_by_pin(request, user)
    response = HttpResponseRedirect(after or home_of(user), status=303)
    if user.language:
        remember_language(response, user.language, secure=request.is_secure())
    return response


@open_while_locked
@require_POST
def forget_here(request: HttpRequest, user_id: int) -> HttpResponse:
    """Forget one person on this computer: the next sign-in here is with the password."""
    devices.forget(request, user_id)
    return HttpResponseRedirect("/switch/", status=303)


@require_sign_in
@require_POST
def lock(request: HttpRequest) -> HttpResponse:
    """Lock this screen now and come back to the page after the PIN."""
    sessions.lock(request.signed_in_session)  # type: ignore[attr-defined]
    after = _after(request)
    return HttpResponseRedirect(f"/locked/?{urlencode({'next': after})}" if after else "/locked/", status=303)


@open_while_locked
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def locked(request: HttpRequest) -> HttpResponse:
    """The locked screen: the PIN or the password of the same person."""
    row = getattr(request, "signed_in_session", None)
    if row is None:
        return ask_to_sign_in(request)
    after = _after(request)
    if not sessions.is_locked(request, row):
        return _opened(request, after)
    if request.method != "POST":
        return lock_page(request, action="/locked/", after=after)
    try:
        if request.POST.get("who") == str(request.user.pk):
            pins.confirm(request, request.POST.get(FIELD, ""))
            sessions.unlock(request, row)
            return _opened(request, after)
    except Refused as refused:
        return lock_page(request, action="/locked/", after=after, wrong=wording.sentences(refused.verdict))
    return HttpResponseRedirect("/locked/", status=303)  # somebody else signed in here meanwhile


def _opened(request: HttpRequest, after: str) -> HttpResponse:
    if wants_fragment(request):
        return HttpResponse(status=204)
    return HttpResponseRedirect(after or home_of(request.user), status=303)


@require_sign_in
@require_safe
def here(request: HttpRequest) -> HttpResponse:
    """Somebody is typing on a page that asks for nothing: the screen stays open."""
    return HttpResponse(status=204)
