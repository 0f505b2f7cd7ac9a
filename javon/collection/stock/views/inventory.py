"""The inventory book page by page, a number in it, and the page of one copy."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from javon.collection.stock import actions, inventory_lines, rights
from javon.collection.stock.dimensions import order_of
from javon.collection.stock.forms.books import CorrectCopyForm, InventoryBookForm
from javon.collection.stock.models import Copy, InventoryBook
from javon.collection.stock.queries import inventory as queries
from javon.collection.stock.views import losses_shown
from javon.collection.stock.views.asked import Asked, address, ask, typed_in, whole_number
from javon.collection.stock.views.shared import centre_or_404
from javon.collection.stock.whereabouts import GONE
from javon.collection.stock.wording.money import soums
from javon.core.accounts.refusals import require_right
from javon.core.accounts.requests import ActingRequest
from javon.core.ui.render import page


def _book(code: str) -> InventoryBook:
    book = queries.book_at(centre_or_404(), code)
    if book is None:
        raise Http404
    return book


@require_right(rights.SEE_STOCK)
def inventory(request: ActingRequest, code: str) -> HttpResponse:
    """One page of an inventory book; `number` jumps to the page on which it stands."""
    book = _book(code)
    here = reverse("stock:inventory", args=[code])
    sought = request.GET.get("number", "").strip()[:30]
    if sought:
        asked = queries.page_of(order_of(sought)) if order_of(sought) else 1
        return HttpResponseRedirect(f"{here}?page={asked}&sought={order_of(sought)}")
    shown = queries.book_page(book, whole_number(request.GET.get("page"), 18) or queries.last_page(book))
    return page(
        request,
        "stock/inventory.html",
        book=book,
        code=code,
        shown=shown,
        heads=inventory_lines.heads(),
        rows=[_row(entry, request.GET.get("sought", "")) for entry in shown.entries],
        page_sum=soums(shown.amount),
        previous_url=f"{here}?page={shown.previous}" if shown.previous else "",
        next_url=f"{here}?page={shown.following}" if shown.following else "",
        may_correct=request.actor.may(rights.CORRECT_BOOKS),
    )


def _row(entry: queries.Entry, sought: str) -> dict[str, Any]:
    line = inventory_lines.line_of(entry)
    is_sought = bool(sought) and sought == str(order_of(entry.number))
    return {
        "line": line,
        "url": reverse("stock:copy", args=[entry.copy.pk]) if entry.copy is not None else "",
        "is_sought": is_sought,
    }


def _copy(pk: UUID) -> Copy:
    copy = queries.copy_by_id(centre_or_404().pk, pk)
    if copy is None:
        raise Http404
    return copy


@require_right(rights.SEE_STOCK)
def copy(request: ActingRequest, pk: UUID) -> HttpResponse:
    """Everything about one copy: facts, where it was, its rows of the ledger, its papers."""
    found = _copy(pk)
    return page(
        request,
        "stock/copy.html",
        copy=found,
        pairs=inventory_lines.facts_of(found, address) + losses_shown.pairs_of_copy(found),
        stays=queries.stays_of(found),
        movements=[inventory_lines.movement_of(row, address) for row in queries.movements_of(found)],
        may_correct=request.actor.may(rights.CORRECT_BOOKS) and found.state != Copy.State.WRITTEN_OFF,
        may_declare_lost=request.actor.may(rights.DECLARE_LOSSES) and found.state not in GONE,
    )


@require_right(rights.CORRECT_BOOKS)
def correct_copy(request: ActingRequest, pk: UUID) -> HttpResponse:
    """Count a copy otherwise, or at another price."""
    found = _copy(pk)
    form = CorrectCopyForm(typed_in(request), copy=found)
    asked = Asked(
        heading=_("Correct how a copy is counted"),
        submit=_("Write the correction"),
        back=reverse("stock:copy", args=[pk]),
        done=_("The correction stands in the open month."),
        lead=f"№ {found.inventory_number}: {found.title.title}",
    )
    names = ("kind", "content_group", "language", "script", "price", "reason")
    return ask(
        request,
        asked,
        form,
        lambda request_id: actions.correct_copy(
            by=request.actor,
            copy=found,
            request_id=request_id,
            **{name: form.cleaned_data[name] for name in names},
        ),
    )


@require_right(rights.CORRECT_BOOKS)
def add_book(request: ActingRequest) -> HttpResponse:
    """An old inventory book of its own."""
    centre = centre_or_404()
    form = InventoryBookForm(typed_in(request))
    asked = Asked(
        heading=_("Add an inventory book"),
        submit=_("Add the book"),
        back=reverse("stock:hub"),
        done=_("The book is there."),
        lead=_(
            "Numbers up to the last one written by hand may repeat or be missing; those after it are given here."
        ),
    )
    names = ("code", "name", "paper_last")
    return ask(
        request,
        asked,
        form,
        lambda request_id: actions.add_inventory_book(
            by=request.actor,
            centre=centre,
            request_id=request_id,
            **{name: form.cleaned_data[name] for name in names},
        ),
    )
