"""Short records of old books, one after another: the page keeps what stays from book to book."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from javon.centre.organisation import queries as organisation
from javon.collection.catalogue import actions, queries, rights, short_records, wording
from javon.collection.catalogue.actions.short_records import take_record_back
from javon.collection.catalogue.forms import KEPT, TYPED, QuickForm
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
        given = {name: request.GET[name][:300] for name in (*TYPED, *KEPT) if name in request.GET}
        kept = {**given, "keep": request.GET.getlist("keep")} if request.GET else _FIRST
        return _quick_page(request, QuickForm(initial={**kept, "request_id": uuid7()}))
    if request.POST.get("take_back"):
        return _taken_back(request)
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


def _taken_back(request: ActingRequest) -> HttpResponse:
    """The record that one has just entered is no more; what stands in the form meanwhile stays there."""
    given = {name: request.POST.get(name, "")[:300] for name in (*TYPED, *KEPT)}
    keep = [name for name in request.POST.getlist("keep") if name in KEPT]
    number = request.POST["take_back"]
    title = queries.title_by_number(int(number)) if re.fullmatch("[0-9]{1,9}", number) else None
    if title is not None:  # None: a second press, it is gone already
        try:
            take_record_back(by=request.actor, title=title, request_id=uuid7())
        except Refused as refused:
            form = QuickForm(initial={**given, "keep": keep, "request_id": uuid7()})
            return _quick_page(
                request, form, 409, stops=wording.sentences(refused.verdict.stops), not_taken=title
            )
        messages.success(request, _("Taken back: %(title)s") % {"title": title.title})
    last = ",".join(str(one) for one in _last(request) if str(one) != number)
    onward = [*((name, text) for name, text in given.items() if text), *(("keep", name) for name in keep)]
    address = urlencode([*onward, ("last", last)])
    return HttpResponseRedirect(f"{reverse('catalogue:quick')}?{address}", status=303)


def _last(request: HttpRequest) -> list[int]:
    """The numbers in the address; a page that was handed back brings them along."""
    given = request.POST.get("last") or request.GET.get("last", "")
    return [int(one) for one in re.findall(r"\b[0-9]{1,9}\b", given[:100])][:_SHOWN]


def _quick_page(request: HttpRequest, form: QuickForm, status: int = 200, **more: Any) -> HttpResponse:
    mine = short_records.entered_today(request.actor, _SHOWN)  # type: ignore[attr-defined]
    last = _last(request) or [one.title.number for one in mine]
    own = {one.title_id for one in mine if one.title.version == 1}
    return page(
        request,
        "catalogue/quick.html",
        status,
        form=form,
        last=queries.by_numbers(last),
        may_take_back=own,
        to_complete=short_records.progress(centre.pk).left if (centre := organisation.the_centre()) else 0,
        last_numbers=",".join(map(str, last)),
        here=request.get_full_path() if request.method == "GET" else reverse("catalogue:quick"),
        # The copies are the stock's; by its name, for the stock stands above this module.
        may_enter_copies="stock.enter_old_copies" in request.actor.rights,  # type: ignore[attr-defined]
        **more,
    )
