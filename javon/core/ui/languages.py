"""The language of a page: the visitor's choice (a cookie), else the house's own language.

An account's language is put into the same cookie at sign-in, so that no page asks the database which
language to speak. The browser's Accept-Language is not asked: most computers of the district come with
Russian or English settings, and the law and the readers speak Uzbek.
"""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

HTML_LANG = {"uz": "uz-Latn", "uz-cyrl": "uz-Cyrl", "ru": "ru", "en": "en"}  # BCP 47, as ux.md section 6 asks


def language_of(request: HttpRequest) -> str:
    """One of ``settings.LANGUAGES``: the cookie's when it names one of them, else the default."""
    wanted = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    return wanted if wanted in HTML_LANG else settings.LANGUAGE_CODE


def html_lang(language: str | None = None) -> str:
    """The value of ``<html lang>`` for `language`, the active one by default."""
    return HTML_LANG.get(language or translation.get_language() or "", "uz-Latn")


def remember_language(response: HttpResponse, language: str, *, secure: bool = False) -> None:
    """Keep `language` on this device for a year."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        httponly=True,
        samesite="Lax",
        secure=secure,
    )


def safe_next(request: HttpRequest, otherwise: str = "/") -> str:
    """The address to go on to: the form's ``next``, else the page we came from; never another house."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    for address in (wanted, request.META.get("HTTP_REFERER", "") if request.method == "POST" else ""):
        # A bare word would be taken for the name of a page.
        if address.startswith(("/", "http://", "https://")) and url_has_allowed_host_and_scheme(
            address, allowed_hosts={request.get_host()}, require_https=request.is_secure()
        ):
            return address
    return otherwise


@require_POST
def set_language(request: HttpRequest) -> HttpResponse:
    """Remember the language chosen in the page's form and return to that page."""
    response = HttpResponseRedirect(safe_next(request))
    language = request.POST.get("language", "")
    if language in HTML_LANG:
        remember_language(response, language, secure=request.is_secure())
    return response
