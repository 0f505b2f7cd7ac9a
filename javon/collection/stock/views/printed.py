"""The bound books and their workbooks, made while one waits: a year's book takes seconds. Dossier 2.7, 2.8, 8.5."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from javon.collection.stock import printed_books, rights
from javon.collection.stock.queries import inventory as inventories
from javon.collection.stock.queries import losses, summary
from javon.collection.stock.views.asked import whole_number
from javon.collection.stock.views.shared import centre_or_404
from javon.core import clock
from javon.core.accounts.refusals import require_right
from javon.core.papers.paper import PaperFailed
from javon.core.papers.register import MOST_LINES, Book, render_register
from javon.core.uzbek.figures import number

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMS = ("pdf", "xlsx")


@require_right(rights.SEE_STOCK)
def summary_printed(request: HttpRequest, year: int, part: int, form: str) -> HttpResponse:
    """One part of the summary book of a year."""
    centre = centre_or_404()
    if part == 3:
        book = printed_books.summary_third(centre, summary.third(centre.pk, year), year)
    elif part in (1, 2):
        side = "out" if part == 2 else "in"
        book = printed_books.summary_part(centre, summary.part(centre.pk, year, side), side, year)
    else:
        raise Http404
    return _answer(request, book, form, f"jamlanma-{year}-{part}", reverse("stock:summary", args=[year]))


@require_right(rights.SEE_STOCK)
def inventory_printed(request: HttpRequest, code: str, form: str) -> HttpResponse:
    """The numbers `from` to `to` of an inventory book; without them those of this year, or the first thousand."""
    centre = centre_or_404()
    book = inventories.book_at(centre, code)
    if book is None:
        raise Http404
    year = inventories.numbers_of_year(book, clock.today().year) or (1, 1000)
    first = whole_number(request.GET.get("from"), 18) or year[0]
    last = whole_number(request.GET.get("to"), 18) or max(year[1], first)
    back = reverse("stock:inventory", args=[code])
    if not 1 <= first <= last or last - first >= MOST_LINES:
        return _sorry(request, back, _("One volume takes %(count)s numbers.") % {"count": number(MOST_LINES)})
    entries = inventories.entries_between(book, first, last)
    made = printed_books.inventory_book(centre, book, entries, f"№ {first}–{first + len(entries) - 1}")
    return _answer(request, made, form, f"inventar-{code}-{first}", back)


@require_right(rights.SEE_STOCK)
def replacements_printed(request: HttpRequest, year: int, form: str) -> HttpResponse:
    """The book of replacements of a year."""
    centre = centre_or_404()
    rows = losses.rows(centre.pk, year)
    book = printed_books.replacements(centre, rows, year)
    back = reverse("stock:replacements_of", args=[year])
    return _answer(request, book, form, f"yoqolganlar-{year}", back)


def _answer(request: HttpRequest, book: Book, form: str, name: str, back: str) -> HttpResponse:
    if form not in FORMS:
        raise Http404
    try:
        content = render_register(book) if form == "pdf" else printed_books.workbook(book)
    except (PaperFailed, ValueError):
        return _sorry(request, back, _("The book could not be printed: choose fewer numbers and try again."))
    response = HttpResponse(content, content_type="application/pdf" if form == "pdf" else WORKBOOK)
    response["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    return response


def _sorry(request: HttpRequest, back: str, words: str) -> HttpResponse:
    messages.error(request, words)
    return HttpResponseRedirect(back, status=303)
