"""Pages of imports and of what they could not take."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from javon.collection.catalogue import queries, rights, wording
from javon.collection.catalogue.models import Quarantined
from javon.collection.catalogue.views.shared import pager
from javon.core.accounts.refusals import require_right
from javon.core.ui.render import page

PER_PAGE = 25


@require_right(rights.IMPORT_RECORDS)
def imports(request: HttpRequest) -> HttpResponse:
    """Every run with its honest count."""
    runs = Paginator(queries.imports(), PER_PAGE).get_page(request.GET.get("page"))
    return page(request, "catalogue/imports.html", runs=runs, **_places(request, runs))


@require_right(rights.SEE_QUARANTINE)
def quarantine(request: HttpRequest) -> HttpResponse:
    """What imports could not take."""
    rows = queries.quarantine(request.GET.get("reason", "")[:40], _uuid(request.GET.get("run", "")))
    found = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    shown = [(row, wording.reason(row.reason)) for row in found]
    return page(request, "catalogue/quarantine.html", rows=shown, found=found, **_places(request, found))


@require_right(rights.SEE_QUARANTINE)
def quarantined(request: HttpRequest, pk: int) -> HttpResponse:
    """One piece with its very bytes."""
    row = get_object_or_404(Quarantined.objects.select_related("run"), pk=pk)
    raw = bytes(row.raw)
    return page(
        request,
        "catalogue/quarantined.html",
        row=row,
        reason=wording.reason(row.reason),
        size=len(raw),
        lines=queries.hex_lines(raw),
        details=wording.details(row.details),
        is_cut=len(raw) > queries.MOST_BYTES_SHOWN,
    )


@require_right(rights.SEE_QUARANTINE)
def quarantined_bytes(request: HttpRequest, pk: int) -> HttpResponse:
    """The bytes as a file."""
    row = get_object_or_404(Quarantined, pk=pk)
    response = HttpResponse(bytes(row.raw), content_type="application/octet-stream")
    response["Content-Disposition"] = f'attachment; filename="quarantine-{row.pk}.bin"'
    return response


def _uuid(text: str) -> str:
    try:
        return str(UUID(text))
    except ValueError:
        return ""


def _places(request: HttpRequest, found: Any) -> dict[str, Any]:
    return {**pager(request, found), "none_yet": _("Nothing here yet")}
