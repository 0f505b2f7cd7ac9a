"""The list of short records to complete, and the way from one to the next. Nizom 5.2."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from javon.collection.catalogue import rights, short_records, wording
from javon.collection.catalogue.models import ShortRecord
from javon.collection.stock.queries import short_records as queries
from javon.collection.stock.views.shared import (
    centre_or_404,
    whole,
)
from javon.core.accounts.refusals import require_right
from javon.core.accounts.requests import ActingRequest
from javon.core.ui.asked import pager
from javon.core.ui.render import page

PER_PAGE = 25


@require_right(rights.CORRECT_RECORD)
def short(request: ActingRequest) -> HttpResponse:
    """What was entered short and still lacks something, with how far the work has come."""
    centre, sort = centre_or_404(), _sort(request)
    found = Paginator(queries.to_complete(centre.pk, sort), PER_PAGE).get_page(request.GET.get("page"))
    return page(
        request,
        "stock/short_records.html",
        rows=[_row(one, sort) for one in found],
        progress=short_records.progress(centre.pk),
        tabs=_tabs(sort),
        pager=pager(request, found),
    )


@require_right(rights.CORRECT_RECORD)
def next_short(request: ActingRequest) -> HttpResponse:
    """On to the form of the record that follows in the list; from the last one back to the list."""
    centre, sort = centre_or_404(), _sort(request)
    after = whole(request.GET.get("after", ""))
    number = queries.next_number(centre.pk, sort, after) if after is not None else None
    if number is not None:
        return HttpResponseRedirect(_form(number, sort))
    messages.info(request, _("That was the last one of the list."))
    return HttpResponseRedirect(f"{reverse('stock:short_records')}?{urlencode({'sort': sort})}")


def _sort(request: ActingRequest) -> str:
    given = request.GET.get("sort", "")
    return given if given in queries.SORTS else queries.SORTS[0]


def _form(number: int, sort: str) -> str:
    return f"{reverse('catalogue:correct', args=[number])}?{urlencode({'short': sort})}"


def _row(one: ShortRecord, sort: str) -> dict[str, Any]:
    return {
        "short": one,
        "title": one.title,
        "lacks": wording.lacks(one.lacks),
        "form": _form(one.title.number, sort),
    }


def _tabs(current: str) -> list[dict[str, Any]]:
    labels = {"copies": pgettext("order", "Most copies first"), "newest": pgettext("order", "Newest first")}
    return [
        {"label": labels[sort], "url": f"?{urlencode({'sort': sort})}", "is_current": sort == current}
        for sort in queries.SORTS
    ]
