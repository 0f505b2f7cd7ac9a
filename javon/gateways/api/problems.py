"""Errors of the interface: always JSON, never 500 on any input (RFC 9457)."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.request import RawPostDataException
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from javon.core.search.index import INDEX_TROUBLE
from javon.core.ui import errors
from javon.core.verdict import Refused
from javon.service.lending import wording as lending


def problem(status: int, title: str, *, code: str, detail: str = "", **more: Any) -> HttpResponse:
    """One problem document."""
    return errors.problem(status, code=code, title=title, detail=detail, more=more)


class NotThere(Exception):
    """What was named is not here: `code` says what kind of thing."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


def install(api: NinjaAPI) -> None:
    """Teach `api` to answer every error as a problem document."""

    @api.exception_handler(ValidationError)
    def mistyped(request: HttpRequest, error: ValidationError) -> HttpResponse:
        fields = {".".join(str(part) for part in one["loc"][-1:]): str(one["msg"]) for one in error.errors}
        return problem(422, _("Some values cannot be understood"), code="mistyped", fields=fields)

    @api.exception_handler(Http404)
    def not_found(request: HttpRequest, error: Http404) -> HttpResponse:
        return problem(404, _("There is no such title"), code="not_found")

    @api.exception_handler(NotThere)
    def not_there(request: HttpRequest, error: NotThere) -> HttpResponse:
        return problem(404, _("Not found"), code=error.code, codes=[error.code])

    @api.exception_handler(AuthenticationError)
    def who_are_you(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
        answer = problem(401, _("A token is needed"), code="no_token")
        answer.headers["WWW-Authenticate"] = "Bearer"
        return answer

    def no_index(request: HttpRequest, error: Exception) -> HttpResponse:
        answer = problem(
            503,
            _("The catalogue’s index is being prepared; ask again in a minute"),
            code="no_index",
            retry_after=60,
        )
        answer.headers["Retry-After"] = "60"
        return answer

    for trouble in INDEX_TROUBLE:
        api.exception_handler(trouble)(no_index)

    @api.exception_handler(Refused)
    def refused(request: HttpRequest, error: Refused) -> HttpResponse:
        verdict = error.verdict
        status = 403 if "no_right" in verdict.codes else 409
        return problem(
            status,
            _("Refused"),
            code="refused",
            detail=" ".join(lending.sentences(verdict.stops)),
            codes=list(verdict.codes),
            overridable=verdict.overridable,
        )

    @api.exception_handler(RawPostDataException)
    def no_json(request: HttpRequest, error: RawPostDataException) -> HttpResponse:
        """The body came as a form, and was read as one before the call was reached."""
        return problem(415, _("Send JSON: the body is a form"), code="not_json")

    @api.exception_handler(HttpError)
    def plain(request: HttpRequest, error: HttpError) -> HttpResponse:
        return problem(error.status_code, str(error), code="malformed")
