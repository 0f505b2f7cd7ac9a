"""What the pages of a record have in common: finding it, the hints beside its form, the way on when it is saved."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from javon.centre.organisation import queries as organisation
from javon.collection.catalogue import checks, editing, queries, short_records, wording
from javon.collection.catalogue.checks import Check
from javon.collection.catalogue.forms import RecordForm
from javon.collection.catalogue.models import Title
from javon.collection.catalogue.suggesting import Suggestion

SAVED_COOKIE = "saved_form"  # read and put out by record_form.js


def title_or_404(number: int) -> Title:
    """The record with this short number; 404 for nobody's and for a donor's."""
    title = queries.title_by_number(number)
    if title is None:
        raise Http404
    return title


def saved(
    number: int, draft: str, words: str, request: HttpRequest, tab: str = "", onward: str = ""
) -> HttpResponse:
    """On to the page of the record, or `onward`; the cookie tells the device that its draft is no longer needed."""
    messages.success(request, words)
    to = onward or reverse("stock:record", args=[number]) + tab
    response = HttpResponseRedirect(to, status=303)
    response.set_cookie(SAVED_COOKIE, draft, max_age=3600, samesite="Lax", secure=request.is_secure())
    return response


@dataclass(frozen=True, slots=True)
class Round:
    """Short records completed one after another: what this one lacks, how far the work is, where it goes on."""

    lacks: list[str]
    first: str  # name of the first field that is missing; "" for none
    progress: short_records.Progress
    list_url: str
    next_url: str


def round_of(request: HttpRequest, title: Title) -> Round | None:
    """The round that the form was opened in; None when it was opened by itself."""
    sort = request.GET.get("short", "")
    row = short_records.of(title) if sort in ("copies", "newest") else None
    if row is None:
        return None
    return Round(
        lacks=wording.lacks(row.lacks),
        first=row.lacks.partition(" ")[0],
        progress=short_records.progress(title.centre_id),
        list_url=f"{reverse('stock:short_records')}?sort={sort}",
        next_url=f"{reverse('stock:short_next')}?sort={sort}&after={title.number}",
    )


def chosen_marks(request: HttpRequest) -> dict[str, str]:
    """Marks that a table of classes or of author marks hands to a form by its address."""
    names = ("udc", "bbk", "author_mark")
    return {name: request.GET[name].strip()[:40] for name in names if request.GET.get(name, "").strip()}


@dataclass(frozen=True, slots=True)
class Panel:
    """What stands beside the form: hints with their sentences, and marks for empty fields under the field's name."""

    checks: list[tuple[str, Check]]
    suggested: list[tuple[str, list[tuple[Suggestion, str]]]]
    asked_by: str = "new"  # which form a table of marks is opened for


def checks_of(form: RecordForm, title: Title | None) -> Panel:
    """The hints for what stands in the form, and the marks that it may want."""
    values = {name: str(form[name].value() or "") for name in editing.NAMES}
    centre = organisation.the_centre()
    if centre is None:
        return Panel([], [])
    found = checks.checks(values, centre_id=centre.pk, title=title)
    by_field: dict[str, list[tuple[Suggestion, str]]] = {}
    for one in checks.suggested(values, centre_id=centre.pk, title=title):
        by_field.setdefault(one.field, []).append((one, str(wording.SUGGESTED_BY[one.why])))
    # Whoever is offered a mark need not be told as well that there is none.
    hints = [(wording.check(one), one) for one in found if not (one.code == "no_bbk" and "bbk" in by_field)]
    suggested = [(str(wording.FIELD_LABELS[name]), marks) for name, marks in by_field.items()]
    return Panel(hints, suggested, str(title.number) if title else "new")


def pager(request: HttpRequest, found: Any) -> dict[str, str]:
    """Addresses of the pages before and after; "" where there is none."""
    given = request.GET.copy()

    def address(number: int) -> str:
        given["page"] = str(number)
        return f"?{given.urlencode()}"

    return {
        "previous_url": address(found.previous_page_number()) if found.has_previous() else "",
        "next_url": address(found.next_page_number()) if found.has_next() else "",
    }
