"""Answers when something cannot be done: a page for people, problem JSON (RFC 9457) under ``/api/``.

Each page says what happened, what was kept, what to do. Invariant: an error page never fails itself, and
the one for a server fault touches neither the database nor the layout.
"""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Callable, Mapping
from functools import wraps
from http import HTTPStatus
from typing import Any, TypeVar, cast

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from javon.core.database.errors import Explanation, explain
from javon.core.ui.languages import html_lang, language_of

logger = logging.getLogger(__name__)

API = "/api/"
SECRET_FIELDS = frozenset({"csrfmiddlewaretoken", "code", "pin", "credential"})
# What the page of last resort says when even a template cannot be read.
LAST_RESORT = (
    '<!doctype html><html lang="uz-Latn"><meta charset="utf-8"><title>Sahifa ochilmadi</title>'
    "<h1>Sahifa ochilmadi</h1><p>Bir daqiqadan keyin qayta oching.</p></html>"
)

Speaker = TypeVar("Speaker", bound=Callable[..., HttpResponse])


def in_their_language(speaker: Speaker) -> Speaker:
    """Errors arise before a language is chosen and after it is forgotten: each chooses it anew."""

    @wraps(speaker)
    def speak(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with translation.override(language_of(request)):
            return speaker(request, *args, **kwargs)

    return cast(Speaker, speak)


@in_their_language
def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: the request cannot be understood."""
    return _answer(
        request,
        400,
        code="malformed",
        title=_("This request could not be read"),
        happened=_("The address or the form holds characters that are not text."),
        advice=_("Nothing has changed. Go back, correct it and send it again."),
    )


@in_their_language
def unauthorized(request: HttpRequest) -> HttpResponse:
    """401 for programs: people are sent to the sign-in page instead."""
    response = _answer(
        request,
        401,
        code="sign_in_first",
        title=_("Sign in first"),
        happened=_("This is for signed-in people."),
        advice=_("Nothing has changed. Sign in and try again."),
    )
    response.headers["WWW-Authenticate"] = "Bearer"
    return response


@in_their_language
def forbidden(
    request: HttpRequest, exception: Exception | None = None, *, right: str = "", posts: tuple[str, ...] = ()
) -> HttpResponse:
    """403: signed in, but without the right whose label is `right`; `posts` are those it belongs to."""
    return _answer(
        request,
        403,
        code="no_right",
        title=_("This page is for other staff"),
        happened=_("It needs a right that your account does not hold: %(right)s.") % {"right": right}
        if right
        else _("Your account does not hold the right to it."),
        advice=_(
            "Nothing has changed. The head of the service gives rights; or sign in with another account."
        ),
        context={"offer_sign_in": True, "posts": posts},
    )


@in_their_language
def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: with the search box, for most wrong addresses are old links to books."""
    return _answer(
        request,
        404,
        code="not_found",
        title=_("This page was not found"),
        happened=_("The address may be old or mistyped."),
        advice=_("Search the catalogue or go to the home page."),
        context={"offer_search": True},
    )


@in_their_language
def method_not_allowed(request: HttpRequest, *, allowed: str) -> HttpResponse:
    """405: the address exists but is not spoken to in this way."""
    response = _answer(
        request,
        405,
        code="method_not_allowed",
        title=_("This address is not opened directly"),
        happened=_("It only receives what a form on another page sends."),
        advice=_("Nothing has changed. Open the home page and go on from there."),
    )
    response.headers["Allow"] = allowed
    return response


@in_their_language
def conflict(request: HttpRequest, *, codes: tuple[str, ...], overridable: bool = False) -> HttpResponse:
    """409: a rule refused, and the view had no words of its own for it."""
    return _answer(
        request,
        409,
        code="refused",
        title=_("This was not done"),
        happened=_("A rule of the library does not allow it now."),
        advice=_("Nothing has changed. Go back; what you typed is still in the form."),
        context={"codes": codes},
        more={"codes": list(codes), "overridable": overridable},
    )


@in_their_language
def too_large(request: HttpRequest, *, limit: int) -> HttpResponse:
    """413: more than `limit` bytes were sent."""
    megabytes = max(1, limit // (1024 * 1024))
    return _answer(
        request,
        413,
        code="too_large",
        title=_("This file is too large"),
        happened=_("One sending may hold up to %(megabytes)d MB.") % {"megabytes": megabytes},
        advice=_("Nothing has changed. Send a smaller file, or send it in parts."),
    )


@in_their_language
def address_too_long(request: HttpRequest) -> HttpResponse:
    """414: the address is longer than any page of ours."""
    return _answer(
        request,
        414,
        code="address_too_long",
        title=_("This address is too long"),
        happened=_("It is longer than any page of this site."),
        advice=_("Nothing has changed. Shorten the search words and try again."),
    )


@in_their_language
def too_many(request: HttpRequest, *, wait: int) -> HttpResponse:
    """429: too often; may try again in `wait` seconds."""
    response = _answer(
        request,
        429,
        code="too_many",
        title=_("Too many requests in a short time"),
        happened=_("Seconds to wait: %(wait)d.") % {"wait": wait},
        advice=_("What you typed is still in your browser. Wait a little and send it again."),
        more={"retry_after": wait},
    )
    response.headers["Retry-After"] = str(wait)
    return response


@in_their_language
def locked_out(request: HttpRequest, *, wait: int) -> HttpResponse:
    """429 for an account that failed to sign in too often from this address."""
    minutes = -(-wait // 60)
    response = _answer(
        request,
        429,
        code="locked_out",
        title=_("Signing in is paused"),
        happened=_("The password for this login was wrong several times on this computer."),
        advice=_("Minutes to wait: %(minutes)d. A forgotten password is replaced by the head of the service.")
        % {"minutes": minutes},
        more={"retry_after": wait},
    )
    response.headers["Retry-After"] = str(wait)
    return response


@in_their_language
def server_error(request: HttpRequest) -> HttpResponse:
    """500: our fault. Speaks without the database, the session and the layout.

    A full disk, a busy or a damaged database is told as what it is (503), for the staff can do something.
    """
    trouble = explain(error) if (error := sys.exc_info()[1]) is not None else None
    if trouble is not None:
        return _unavailable(request, trouble)
    return _answer(
        request,
        500,
        code="server_fault",
        title=_("The page did not open"),
        happened=_("Something went wrong on our side. What you had saved is kept."),
        advice=_("Open it again in a minute. If it goes on, tell the staff what you were doing."),
        plain=True,
    )


def _unavailable(request: HttpRequest, trouble: Explanation) -> HttpResponse:
    response = _answer(
        request,
        503,
        code=trouble.code,
        title=_("The page did not open"),
        happened=_("The library's computer says: %(trouble)s.") % {"trouble": trouble.sentence},
        advice=_("What you had saved is kept. Go back: your browser keeps what you typed. Tell the staff."),
        plain=True,
    )
    response.headers["Retry-After"] = "60"
    return response


@in_their_language
def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form whose proof of origin is too old; offers to send again what was typed.

    Only a form of our own page (its Origin header says so) is offered again: a stranger's page must not
    win by having a visitor press one button.
    """
    ours = request.META.get("HTTP_ORIGIN", "") == f"{request.scheme}://{request.get_host()}"
    return _answer(
        request,
        403,
        code="form_too_old",
        title=_("This form was open for too long"),
        happened=_("Its safety mark has changed since, because someone signed in or out in this browser."),
        advice=_("Nothing was changed and nothing is lost. Send it again.")
        if ours
        else _(
            "Nothing was changed. Go back: your browser keeps what you typed. Reload the page and send again."
        ),
        context={"typed": _typed(request) if ours else [], "action": request.get_full_path() if ours else ""},
    )


def _typed(request: HttpRequest) -> list[tuple[str, str]]:
    """What the form held, without secrets and without its old safety mark."""
    return [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if name not in SECRET_FIELDS and "password" not in name
    ]


def _answer(
    request: HttpRequest,
    status: int,
    *,
    code: str,
    title: str,
    happened: str,
    advice: str,
    plain: bool = False,
    context: Mapping[str, Any] | None = None,
    more: Mapping[str, Any] | None = None,
) -> HttpResponse:
    if request.path.startswith(API):
        return problem(status, code=code, title=title, detail=f"{happened} {advice}", more=more)
    said = {"status": status, "title": title, "happened": happened, "advice": advice, **(context or {})}
    return HttpResponse(_page(request, said, plain=plain), status=status)


def _page(request: HttpRequest, said: dict[str, Any], *, plain: bool) -> str:
    said["html_lang"] = html_lang()
    if not plain and hasattr(request, "user"):
        try:
            return render_to_string("ui/errors/error.html", said, request)
        except Exception:
            logger.exception("the page for error %s could not be rendered", said["status"])
    try:
        return render_to_string("ui/errors/plain.html", said)
    except Exception:
        logger.exception("the plain page for error %s could not be rendered", said["status"])
        return LAST_RESORT


def problem(
    status: int, *, code: str, title: str, detail: str = "", more: Mapping[str, Any] | None = None
) -> HttpResponse:
    """Problem details as RFC 9457 says; `code` is for programs, `title` and `detail` for people."""
    body = {
        "type": "about:blank",
        "title": title or HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        "codes": [code],
        **(more or {}),
    }
    return HttpResponse(
        json.dumps(body, ensure_ascii=False),
        status=status,
        content_type="application/problem+json; charset=utf-8",
    )
