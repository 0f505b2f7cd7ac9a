"""Staff pages that show records together with their copies: the catalogue's list and the page of one
record.
"""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse

from javon.collection.catalogue import queries as catalogue
from javon.collection.catalogue import rights, wording
from javon.collection.catalogue.describe import card
from javon.collection.sources.record import Record
from javon.collection.stock import queries
from javon.core.accounts.refusals import require_right
from javon.core.ui.render import page

TABS = ("facts", "marc", "history")


@require_right(rights.CORRECT_RECORD)
def records(request: HttpRequest) -> HttpResponse:
    """The catalogue as its makers see it: what was asked for, or the newest first."""
    typed = request.GET.get("q", "")[:500]
    number = request.GET.get("page", "1")
    found = queries.staff_list(
        typed, int(number) if number.isascii() and number.isdigit() and len(number) < 6 else 1
    )
    return page(
        request, "stock/records.html", found=found, typed=typed, waiting=catalogue.quarantine().count()
    )


@require_right(rights.CORRECT_RECORD)
def record(request: HttpRequest, number: int) -> HttpResponse:
    """One record: facts and copies, the whole MARC record, its history."""
    title = catalogue.title_by_number(number)
    if title is None:
        raise Http404
    tab = request.GET.get("tab", "")
    tab = tab if tab in TABS else "facts"
    marc = Record.from_json(title.marc)
    shown = {
        "facts": lambda: {
            "copies": queries.copies_for_staff(title),
            "card": card(marc),
            "facts": queries.facts(title),
        },
        "marc": lambda: {"rows": catalogue.marc_rows(marc)},
        "history": lambda: {
            "revisions": [(row, wording.CAUSES[row.cause]) for row in catalogue.revisions(title)]
        },
    }[tab]()
    return page(request, "stock/record.html", title=title, tab=tab, tabs=queries.tabs(number, tab), **shown)
