"""What every request passes on its way in and every answer on its way out: safety, clean input, language.

Invariant: nothing here opens the database, so that a hostile request costs no query.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.exceptions import (
    BadRequest,
    RequestDataTooBig,
    SuspiciousOperation,
)
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.http.multipartparser import MultiPartParserError
from django.http.request import UnreadablePostError
from django.utils import translation
from django.utils.cache import patch_vary_headers

from javon.core.ui import errors
from javon.core.ui.languages import html_lang, language_of

Handler = Callable[[HttpRequest], HttpResponseBase]

# --- secure headers -----------------------------------------------------------------------------------------

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "worker-src 'self'",
        "manifest-src 'self'",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
# The camera reads barcodes and passkeys sign staff in; nothing else of the device is ever asked for.
PERMISSIONS_POLICY = ", ".join(
    (
        "accelerometer=()",
        "camera=(self)",
        "geolocation=()",
        "gyroscope=()",
        "magnetometer=()",
        "microphone=()",
        "midi=()",
        "payment=()",
        "publickey-credentials-create=(self)",
        "publickey-credentials-get=(self)",
        "serial=()",
        "usb=()",
    )
)
HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "Permissions-Policy": PERMISSIONS_POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
}
# Seven days, not years: a house that stops using TLS on its network must become reachable again by itself.
STRICT_TRANSPORT_SECURITY = "max-age=604800"

PRIVATE = "private, no-store"
# Kept by the visitor's browser but asked for again each time: the cookie that changes the language of a
# page is not part of a browser's cache key, and availability on a row must not be a minute old.
PUBLIC = "private, no-cache"


def secure_headers(get_response: Handler) -> Handler:
    """Headers of every answer, static files included; a view that sets one of them itself keeps its own."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if request.is_secure():
            response.headers.setdefault("Strict-Transport-Security", STRICT_TRANSPORT_SECURITY)
        if "Cache-Control" not in response.headers:
            response.headers["Cache-Control"] = _cache_control(request, response)
        return response

    return middleware


def _cache_control(request: HttpRequest, response: HttpResponseBase) -> str:
    """No copy is kept of what a signed-in person sees, of answers to forms, nor of errors."""
    names = (settings.SESSION_COOKIE_NAME, settings.READER_COOKIE_NAME)
    signed_in = any(name in request.COOKIES or name in response.cookies for name in names)
    safe = request.method in {"GET", "HEAD"} and response.status_code in {200, 304}
    return PUBLIC if safe and not signed_in else PRIVATE


# --- hostile input ------------------------------------------------------------------------------------------

LONGEST_PATH = 2_000  # characters
# A query of 10,000 Cyrillic letters is 60,000 bytes once percent-encoded, and is still answered.
LONGEST_QUERY_STRING = 120_000  # bytes
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")
UNREADABLE = (
    SuspiciousOperation,
    BadRequest,
    MultiPartParserError,
    UnreadablePostError,
    ValueError,
    LookupError,
)

# C0 controls except tab, line feed, carriage return; DEL; the two non-characters; lone surrogates.
# None of them is text, and none may enter XML, which records are exported to.
NOT_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")


def clean_text(text: str) -> str:
    """`text` without the characters that are no text (controls, lone surrogates)."""
    return NOT_TEXT.sub("", text)


def refuse_hostile_input(get_response: Handler) -> Handler:
    """Answer what no browser sends with a clear 4xx, clean what a broken scanner may type."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        refusal = _refusal(request)
        if refusal is not None:
            return refusal
        response = get_response(request)
        if response.status_code == 405 and not getattr(response, "content", b"-"):
            return errors.method_not_allowed(request, allowed=response.headers.get("Allow", ""))
        return response

    return middleware


def _refusal(request: HttpRequest) -> HttpResponse | None:
    if request.method not in METHODS:
        return errors.method_not_allowed(request, allowed=", ".join(METHODS))
    if len(request.path) > LONGEST_PATH or len(request.META.get("QUERY_STRING", "")) > LONGEST_QUERY_STRING:
        return errors.address_too_long(request)
    if NOT_TEXT.search(request.path):
        return errors.bad_request(request)
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not (length.isascii() and length.isdigit()):
        return errors.bad_request(request)
    if int(length) > _largest_body(request):
        return errors.too_large(request, limit=_largest_body(request))
    # Python knows "encodings" such as hex and rot13; a form in one of them is an attack, not a letter.
    if (request.content_params or {}).get("charset", "utf-8").lower() not in {"utf-8", "utf8", "us-ascii"}:
        return errors.bad_request(request)
    return _unreadable(request)


def _largest_body(request: HttpRequest) -> int:
    if request.content_type == "multipart/form-data":
        return int(settings.LARGEST_UPLOAD)
    return int(settings.DATA_UPLOAD_MAX_MEMORY_SIZE or 0)


def _unreadable(request: HttpRequest) -> HttpResponse | None:
    """Read the parts that Django reads lazily, here, where a failure can be answered; clean them."""
    try:
        request.get_host()
        request.GET = _cleaned(request.GET)  # type: ignore[assignment,misc]
        if request.method == "POST" and request.content_type in FORMS:
            request.POST = _cleaned(request.POST)  # type: ignore[assignment,misc]
    except RequestDataTooBig:
        return errors.too_large(request, limit=_largest_body(request))
    except UNREADABLE:
        return errors.bad_request(request)
    return None


def _cleaned(fields: QueryDict) -> QueryDict:
    dirty = any(NOT_TEXT.search(name) or any(map(NOT_TEXT.search, values)) for name, values in fields.lists())
    if not dirty:
        return fields
    clean = QueryDict(mutable=True)
    for name, values in fields.lists():
        clean.setlist(clean_text(name), [clean_text(value) for value in values])
    clean._mutable = False
    return clean


# --- language -----------------------------------------------------------------------------------------------


def chosen_language(get_response: Handler) -> Handler:
    """Speak the visitor's language during the request; ``request.html_lang`` is the value for ``<html>``."""

    def middleware(request: Any) -> HttpResponseBase:
        language = language_of(request)
        with translation.override(language):
            request.LANGUAGE_CODE = language
            request.html_lang = html_lang(language)
            response = get_response(request)
        response.headers.setdefault("Content-Language", html_lang(language))
        patch_vary_headers(response, ["Cookie"])
        return response

    return middleware
