"""What the pages of write-offs, moves and commissions share: one form asked for, a printed list, the way between them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from javon.collection.stock import rights, wording
from javon.collection.stock.views.shared import again, whole
from javon.core.access import Actor
from javon.core.accounts.requests import ActingRequest
from javon.core.ui import errors
from javon.core.ui.render import page
from javon.core.verdict import Refused

PER_PAGE = 100


@dataclass(frozen=True, slots=True)
class Asked:
    """The words around a form: heading, button, where it leads back, what is said when it is done."""

    heading: str
    submit: str
    back: str
    done: str
    lead: str = ""
    icon: str = "check"


def ask(
    request: ActingRequest,
    asked: Asked,
    form: forms.Form,
    deed: Callable[[], Any],
    onward: Callable[[Any], str] | None = None,
) -> HttpResponse:
    """Show the form, or do the deed and go on: 303 done, 422 unclear, 409 refused with every reason and the text kept."""
    if not form.is_bound:
        return page(request, "stock/asked.html", asked=asked, form=form)
    if not form.is_valid():
        return page(request, "stock/asked.html", 422, asked=asked, form=form)
    try:
        made = deed()
    except Refused as refused:
        if "no_right" in refused.verdict.codes:
            return errors.forbidden(request)
        stops = wording.sentences(refused.verdict.stops)
        return page(request, "stock/asked.html", 409, asked=asked, form=again(form), stops=stops)
    messages.success(request, asked.done)
    return HttpResponseRedirect(onward(made) if onward else asked.back, status=303)


def number_of_page(request: HttpRequest) -> int:
    """The page asked for; the first where it is none."""
    return whole(request.GET.get("page", "")) or 1


def printed(content: bytes, name: str) -> HttpResponse:
    """A PDF that opens in the browser."""
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return answer


def rooms(by: Actor, current: str) -> list[dict[str, Any]]:
    """The way between the lists of deeds that this person may see."""
    known = (
        ("write_offs", _("Write-offs"), rights.SEE_STOCK),
        ("moves", _("Moves between points"), rights.SEE_STOCK),
        ("commissions", _("Commissions"), rights.SEE_STOCK),
    )
    return [
        {"label": label, "url": reverse(f"stock:{name}"), "is_current": name == current}
        for name, label, right in known
        if by.may(right)
    ]
