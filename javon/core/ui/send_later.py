"""The server's side of forms that are sent later: an answer the script can act on.

A form marked ``data-send-later`` posts with the header ``X-Send-Later``; a redirect after the deed is then
told as JSON, for a script may not see where a redirect leads. Refusals (409, 422) stay pages: the script
puts them before the person. That a form arrives twice and counts once is the work of the claimed request.
"""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase, JsonResponse

from javon.core.ui import errors

Handler = Callable[[HttpRequest], HttpResponseBase]


def send_later_answers(get_response: Handler) -> Handler:
    """Tell the script where a redirect leads: ``{"location": …}``; everybody else gets the redirect."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if request.headers.get("X-Send-Later") != "1" or "Location" not in response.headers:
            return response
        if response.headers["Location"].startswith(settings.LOGIN_URL):
            return errors.unauthorized(request)  # nothing was done: the form must stay in the queue
        told = JsonResponse({"location": response.headers["Location"]})
        told.cookies = response.cookies
        return told

    return middleware
