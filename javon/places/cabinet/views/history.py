"""What was read: only where the reader wants it kept, and erased in one press."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from javon.core.database.fields import uuid7
from javon.core.ui.asked import request_id_of
from javon.core.ui.render import page
from javon.places.cabinet.family import Cabinet, for_readers
from javon.service.lending.queries import own as queries
from javon.service.readers.actions import own

PER_PAGE = 20


@for_readers
@require_http_methods(["GET", "HEAD", "POST"])
def history(request: HttpRequest, cabinet: Cabinet) -> HttpResponse:
    """The list, the switch, and the way to begin anew."""
    if request.method == "POST":
        messages.success(request, _done(request, cabinet))
        return HttpResponseRedirect(f"{cabinet.base}history/", status=303)
    loans: Any = []
    if cabinet.reader.keeps_history:
        found = queries.history(cabinet.reader.pk, cabinet.reader.history_from)
        loans = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return page(request, "cabinet/history.html", cabinet=cabinet, loans=loans, request_id=uuid7())


def _done(request: HttpRequest, cabinet: Cabinet) -> str:
    key = request_id_of(request)
    if request.POST.get("deed") == "erase":
        own.erase_history(by=cabinet.by, reader=cabinet.reader, request_id=key)
        return _("The list is erased.")
    is_on = request.POST.get("deed") == "on"
    own.keep_history(by=cabinet.by, reader=cabinet.reader, is_on=is_on, request_id=key)
    return _("The list is kept from now on.") if is_on else _("The list is not kept any more.")
