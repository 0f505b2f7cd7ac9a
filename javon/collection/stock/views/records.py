"""Staff pages that show records together with their copies: the catalogue's list and the page of one
record.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from javon.centre.organisation import queries as organisation
from javon.collection.catalogue import duplicates, proposals, rights, short_records, wording
from javon.collection.catalogue import queries as catalogue
from javon.collection.catalogue.contents import parts_of
from javon.collection.catalogue.describe import describe
from javon.collection.catalogue.models import Title
from javon.collection.catalogue.wording_marc import field_name
from javon.collection.sources.record import Record
from javon.collection.stock import holdings, queries
from javon.collection.stock.queries.contents import inside, place
from javon.collection.stock.rights import SEE_PROHIBITED
from javon.collection.stock.views.prohibited_shown import on_titles
from javon.core.accounts.refusals import require_right
from javon.core.accounts.requests import ActingRequest
from javon.core.database.fields import uuid7
from javon.core.ui.asked import pager
from javon.core.ui.render import page

PARTS_ON_A_PAGE = 50
TABS = ("facts", "marc", "history")
# The endings of the addresses under which the public site gives a record away.
FORMS = (("mrc", "MARC 21"), ("xml", "MARCXML"), ("json", "JSON"), ("ris", "RIS"), ("bib", "BibTeX"))


@require_right(rights.CORRECT_RECORD)
def records(request: ActingRequest) -> HttpResponse:
    """The catalogue as its makers see it: what was asked for, or the newest first."""
    typed, centre = request.GET.get("q", "")[:500], organisation.the_centre()
    number = request.GET.get("page", "1")
    found = queries.staff_list(
        typed, int(number) if number.isascii() and number.isdigit() and len(number) < 6 else 1
    )
    return page(
        request,
        "stock/records.html",
        found=found,
        typed=typed,
        waiting=catalogue.quarantine().count(),
        short=short_records.progress(centre.pk).left if centre else 0,
        proposed=proposals.waiting(centre.pk).count() if centre else 0,
        may_import=request.actor.may(rights.IMPORT_RECORDS),
        may_control_names=request.actor.may(rights.CONTROL_AUTHORITIES),
        may_see_quarantine=request.actor.may(rights.SEE_QUARANTINE),
    )


def _led_on(number: int) -> HttpResponse:
    kept = catalogue.kept_number(number)
    if kept is None:
        raise Http404
    return redirect("stock:record", kept)


def _title(number: int) -> Title:
    title = catalogue.title_by_number(number)
    if title is None:
        raise Http404
    return title


@require_right(rights.CORRECT_RECORD)
def record(request: ActingRequest, number: int) -> HttpResponse:
    """One record: facts and copies, the whole MARC record, its history. A merged one's number leads on."""
    title = catalogue.title_by_number(number)
    if title is None:
        return _led_on(number)
    tab = request.GET.get("tab", "")
    tab = tab if tab in TABS else "facts"
    shown = {"facts": _facts, "marc": _marc, "history": _history}[tab](title)
    held = holdings.rows_of([title])[0]
    tabs = queries.tabs(number, tab)
    may_merge = request.actor.may(rights.MERGE_RECORDS)
    if tab == "facts" and request.actor.may(SEE_PROHIBITED):
        shown["suspicions"] = on_titles([title], title.centre_id, request.actor)
    return page(
        request, "stock/record.html", title=title, held=held, tab=tab, tabs=tabs, may_merge=may_merge, **shown
    )


@require_right(rights.CORRECT_RECORD)
def contents(request: ActingRequest, number: int) -> HttpResponse:
    """Everything that stands in one record: articles page by page, volumes with the gaps between them."""
    title = catalogue.title_by_number(number)
    if title is None:
        return _led_on(number)
    found = Paginator(parts_of(title), PARTS_ON_A_PAGE).get_page(request.GET.get("page"))
    return page(
        request,
        "stock/contents.html",
        title=title,
        inside=inside(title, most=0),
        place=place(title),
        found=found,
        **pager(request, found),
    )


def _facts(title: Title) -> dict[str, Any]:
    return {
        "copies": queries.copies_for_staff(title),
        "card": describe(Record.from_json(title.marc)),
        "facts": queries.facts(title),
        "forms": FORMS,
        "place": place(title),
        "inside": inside(title),
    }


def _marc(title: Title) -> dict[str, Any]:
    marc = Record.from_json(title.marc)
    rows = [{**asdict(row), "name": field_name(row.tag)} for row in catalogue.marc_rows(marc)]
    return {"rows": rows, "plain": queries.plain_marc(marc)}


def _history(title: Title) -> dict[str, Any]:
    revisions = [
        {
            "version": row.version,
            "before": row.before,
            "at": row.at,
            "by": row.by,
            "reason": row.reason,
            "cause": wording.CAUSES[row.cause],
            "request_id": uuid7(),
            "differences": [
                {"tag": one.tag, "name": field_name(one.tag), "pieces": one.pieces} for one in row.differences
            ],
        }
        for row in catalogue.revisions(title)
    ]
    merges = [(row, uuid7()) for row in duplicates.merges_of(title)]
    return {"revisions": revisions, "merges": merges, "request_id": uuid7()}
