"""A page that asks for one thing: a form, an honest status, nothing typed lost. And addresses that may not exist yet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import NoReverseMatch, reverse

from javon.collection.stock import wording
from javon.collection.stock.views.shared import again
from javon.core.accounts.requests import ActingRequest
from javon.core.ui import errors
from javon.core.ui.render import page
from javon.core.verdict import Refused


@dataclass(frozen=True, slots=True)
class Asked:
    """The words around a form: its heading, what the button says, where it leads, what is said when it is done."""

    heading: str
    submit: str
    back: str
    done: str
    lead: str = ""
    icon: str = "check"


def address(name: str, *parts: Any) -> str:
    """The address of a page by its name; "" when this program has no such page."""
    try:
        return reverse(name, args=parts)
    except NoReverseMatch:
        return ""


def ask(
    request: ActingRequest,
    asked: Asked,
    form: forms.Form,
    deed: Callable[[UUID | None], Any],
    template: str = "stock/asked.html",
    *,
    onward: Callable[[Any], str] | None = None,
) -> HttpResponse:
    """Show the form, or do the deed and go on: 303 when done, 422 when unclear, 409 with every reason when refused.

    `deed` is given the request's own id, so that a second press does nothing; `onward` makes of its answer the address
    to go on to.
    """
    if not form.is_bound:
        return page(request, template, asked=asked, form=form)
    if not form.is_valid():
        return page(request, template, 422, asked=asked, form=form)
    try:
        made = deed(form.cleaned_data.get("request_id"))
    except Refused as refused:
        if "no_right" in refused.verdict.codes:
            return errors.forbidden(request)
        stops = wording.sentences(refused.verdict.stops)
        return page(request, template, 409, asked=asked, form=again(form), stops=stops)
    messages.success(request, asked.done)
    return HttpResponseRedirect(onward(made) if onward else asked.back, status=303)


def typed_in(request: HttpRequest) -> Any:
    """What a form is bound to: the sent values, or nothing yet."""
    return request.POST if request.method == "POST" else None


def whole_number(text: str | None, most_digits: int = 9) -> int | None:
    """A number typed into an address; None for anything else."""
    if text and text.isascii() and text.isdigit() and len(text) <= most_digits:
        return int(text)
    return None
