"""A page that asks for one thing around journals, files and acts: a form, an honest status, nothing typed lost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect

from javon.centre.documents import wording
from javon.centre.organisation import queries as organisation
from javon.centre.organisation.models import Centre
from javon.core.accounts.requests import ActingRequest
from javon.core.database.fields import uuid7
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


def centre_or_404() -> Centre:
    """The centre; a home without one keeps no papers yet."""
    centre = organisation.the_centre()
    if centre is None:
        raise Http404
    return centre


def ask(
    request: ActingRequest,
    asked: Asked,
    form: forms.Form,
    deed: Callable[[dict[str, Any]], Any],
    onward: Callable[[Any], str] | None = None,
) -> HttpResponse:
    """Show the form, or do the deed and go on: 303 when done, 422 when unclear, 409 with every reason when refused."""
    if not form.is_bound:
        return page(request, "documents/asked.html", asked=asked, form=form)
    if not form.is_valid():
        return page(request, "documents/asked.html", 422, asked=asked, form=form)
    try:
        made = deed(dict(form.cleaned_data))
    except Refused as refused:
        if "no_right" in refused.verdict.codes:
            return errors.forbidden(request)
        stops = wording.sentences(refused.verdict.stops)
        return page(request, "documents/asked.html", 409, asked=asked, form=again(form), stops=stops)
    messages.success(request, asked.done)
    return HttpResponseRedirect(onward(made) if onward else asked.back, status=303)


def again(form: Any) -> Any:
    """The same form with what was typed; the refused request is spent, so pressing again is a new one."""
    data = form.data.copy()
    data["request_id"] = str(uuid7())
    form.data = data
    return form


def pager(request: ActingRequest, found: Any) -> dict[str, Any]:
    """Addresses of the pages before and after, everything else asked for kept."""
    given = request.GET.copy()

    def address(number: int) -> str:
        given["page"] = str(number)
        return f"?{given.urlencode()}"

    return {
        "number": found.number,
        "pages": found.paginator.num_pages,
        "previous_url": address(found.previous_page_number()) if found.has_previous() else "",
        "next_url": address(found.next_page_number()) if found.has_next() else "",
    }
