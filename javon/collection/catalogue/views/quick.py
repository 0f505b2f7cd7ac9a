"""Short records of old books, one after another: the page keeps what stays from book to book."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from javon.centre.organisation import queries as organisation
from javon.collection.catalogue import actions, queries, rights, wording
from javon.collection.catalogue.forms import KEPT, QuickForm
from javon.core.accounts.refusals import require_right
from javon.core.accounts.requests import ActingRequest
from javon.core.database.fields import uuid7
from javon.core.ui.render import page
from javon.core.verdict import Refused

_SHOWN = 5  # records entered last
_FIRST = {"language": "uzb", "keep": list(KEPT)}


@require_right(rights.CORRECT_RECORD)
def quick(request: ActingRequest) -> HttpResponse:
    """One short record after another; what is kept and the last numbers travel in the address."""
    if request.method != "POST":
        given = {name: request.GET[name][:300] for name in KEPT if name in request.GET}
        kept = {**given, "keep": request.GET.getlist("keep")} if request.GET else _FIRST
        return _quick_page(request, QuickForm(initial={**kept, "request_id": uuid7()}))
    form = QuickForm(request.POST)
    if not form.is_valid():
        return _quick_page(request, form, 422)
    try:
        number = _entered(request, form)
    except Refused as refused:
        return _quick_page(request, form, 409, stops=wording.sentences(refused.verdict.stops))
    last = [number, *(one for one in _last(request) if one != number)][:_SHOWN]
    onward = [*form.kept.items(), *(("keep", name) for name in form.cleaned_data["keep"])]
    address = urlencode([*onward, ("last", ",".join(map(str, last)))])
    return HttpResponseRedirect(f"{reverse('catalogue:quick')}?{address}", status=303)


def _entered(request: ActingRequest, form: QuickForm) -> int:
    centre = organisation.the_centre()
    if centre is None:
        raise Refused.because("no_centre")
    title = actions.create_record(
        by=request.actor,
        centre_id=centre.pk,
        values=form.typed,
        is_short=True,
        request_id=UUID(str(form.cleaned_data["request_id"])),
    )
    return title.number


def _last(request: HttpRequest) -> list[int]:
    """The numbers in the address; a page that was handed back brings them along."""
    given = request.POST.get("last") or request.GET.get("last", "")
    return [int(one) for one in re.findall(r"\b[0-9]{1,9}\b", given[:100])][:_SHOWN]


def _quick_page(request: HttpRequest, form: QuickForm, status: int = 200, **more: Any) -> HttpResponse:
    last = _last(request)
    return page(
        request,
        "catalogue/quick.html",
        status,
        form=form,
        last=queries.by_numbers(last),
        last_numbers=",".join(map(str, last)),
        here=request.get_full_path() if request.method == "GET" else reverse("catalogue:quick"),
        # The copies are the stock's; by its name, for the stock stands above this module.
        may_enter_copies="stock.enter_old_copies" in request.actor.rights,  # type: ignore[attr-defined]
        **more,
    )
