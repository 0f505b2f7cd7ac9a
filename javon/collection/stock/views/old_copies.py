"""The page on which copies of an old inventory book are written under their record. Nizom 5.2."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from javon.collection.catalogue import queries as catalogue
from javon.collection.stock import rights, wording
from javon.collection.stock.actions import old_copies as actions
from javon.collection.stock.forms.old_copies import OldCopiesForm
from javon.collection.stock.queries.deliveries import mark_of
from javon.collection.stock.views.shared import again, centre_or_404
from javon.core.accounts.refusals import require_right
from javon.core.accounts.requests import ActingRequest
from javon.core.ui.render import page
from javon.core.verdict import Refused


@require_right(rights.ENTER_OLD_COPIES)
def new(request: ActingRequest, number: int) -> HttpResponse:
    """The form, and what is typed into it."""
    centre = centre_or_404()
    title = catalogue.title_by_number(number, centre.pk)
    if title is None:
        raise Http404
    back = _back(request, number)
    shown: dict[str, Any] = {"title": title, "stops": [], "back": back}
    if request.method != "POST":
        form = OldCopiesForm(centre=centre, initial={"shelf_mark": mark_of(title)})
        return page(request, "stock/old_copies.html", form=form, **shown)
    form = OldCopiesForm(request.POST, centre=centre)
    if not form.is_valid():
        return page(request, "stock/old_copies.html", 422, form=form, **shown)
    try:
        count = actions.enter_old_copies(by=request.actor, centre=centre, title=title, **form.given)
    except Refused as refused:
        shown["stops"] = wording.sentences(refused.verdict.stops)
        return page(request, "stock/old_copies.html", 409, form=again(form), **shown)
    messages.success(request, _("Copies written under this record: %(count)s") % {"count": count})
    return HttpResponseRedirect(back, status=303)


def _back(request: ActingRequest, number: int) -> str:
    """Where to go on: to the short records, when one of them is being given its number, else to the record."""
    asked = request.POST.get("back") or request.GET.get("back", "")
    is_ours = url_has_allowed_host_and_scheme(asked, allowed_hosts=None)
    if is_ours and asked.startswith(reverse("catalogue:quick")):
        return asked
    return reverse("stock:record", args=[number])
