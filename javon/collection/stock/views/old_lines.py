"""Pages of files of old inventory lines: the list, one file with its lines, the report as a workbook. Nizom 2.11."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from javon.collection.stock import old_lines_paper, rights
from javon.collection.stock.models import OldLinesRun
from javon.collection.stock.queries import old_copies
from javon.collection.stock.queries import old_lines as queries
from javon.collection.stock.views import old_lines_shown as shown
from javon.collection.stock.views.rooms import number_of_page
from javon.collection.stock.views.shared import centre_or_404, pager
from javon.core.accounts.refusals import require_right
from javon.core.accounts.requests import ActingRequest
from javon.core.ui.render import page

PER_PAGE = 50


def run_or_404(number: int) -> OldLinesRun:
    """The file with this short number."""
    found = queries.run(centre_or_404().pk, number) if number < 2**31 else None
    if found is None:
        raise Http404
    return found


@require_right(rights.IMPORT_OLD_LINES)
def old_lines(request: ActingRequest) -> HttpResponse:
    """Every file, the newest first."""
    centre = centre_or_404()
    books = dict(old_copies.books(centre.pk))
    found = Paginator(queries.runs(centre.pk), PER_PAGE).get_page(number_of_page(request))
    return page(
        request,
        "stock/old_lines.html",
        columns=shown.run_columns(),
        rows=[shown.run_row(one, books) for one in found],
        pager=pager(request, found),
    )


@require_right(rights.IMPORT_OLD_LINES)
def run(request: ActingRequest, number: int) -> HttpResponse:
    """One file: where it stands, what the worker does, its lines."""
    return run_page(request, run_or_404(number))


def run_page(
    request: ActingRequest, found: OldLinesRun, status: int = 200, *, stops: list[str] | None = None
) -> HttpResponse:
    """The page of a file, with what a refused deed has to say."""
    tally = queries.tally(found)
    asked = request.GET.get("lines", "")
    tabs = shown.tabs(found, tally)
    names = [tab["name"] for tab in tabs]
    current = asked if asked in names else shown.first_tab(names)
    lines = (
        Paginator(queries.lines(found, current), PER_PAGE).get_page(number_of_page(request))
        if names
        else None
    )
    return page(
        request,
        "stock/old_lines_run.html",
        status,
        run=found,
        name=shown.name_of(found),
        steps=shown.steps(found),
        stats=shown.stats(found, tally),
        progress=shown.progress(found),
        facts=shown.facts(found, queries.made(found), dict(old_copies.books(found.centre_id))),
        trouble=shown.trouble(found),
        tabs=[{**tab, "is_current": tab["name"] == current} for tab in tabs],
        columns=shown.line_columns(),
        rows=[shown.line_row(found, line) for line in lines or ()],
        pager=pager(request, lines) if lines else None,
        caption=_("Lines of the file"),
        actions=shown.actions(found, tally),
        stops=stops or [],
    )


@require_right(rights.IMPORT_OLD_LINES)
def report(request: ActingRequest, number: int) -> HttpResponse:
    """Every line about which there is something to say, as it came, with the reason beside it."""
    found = run_or_404(number)
    answer = HttpResponse(
        old_lines_paper.report(found, queries.reported(found)),
        content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    )
    answer["Content-Disposition"] = f'attachment; filename="old-lines-{found.number}.xlsx"'
    return answer
