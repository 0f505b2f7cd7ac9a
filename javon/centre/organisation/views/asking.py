"""How a page asks for one deed: a form, an honest status, nothing typed lost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict

from javon.centre.organisation import queries, wording
from javon.centre.organisation.forms.asked import Asked, Overrulable
from javon.centre.organisation.forms.people import NewPersonForm
from javon.centre.organisation.models import Centre
from javon.core.database.fields import uuid7
from javon.core.ui.render import page
from javon.core.verdict import Refused, Verdict

Deed = Callable[..., Any]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The words around a form: its heading, what the button says, where it leads, what is said when it is done."""

    heading: str
    submit: str
    back: str  # address: of «Cancel», and of the page that follows
    done: str
    lead: str = ""
    template: str = "organisation/asking.html"


def typed(request: HttpRequest) -> QueryDict | None:
    """What was sent; None when the form is only opened."""
    return request.POST.copy() if request.method == "POST" else None


def centre_or_404() -> Centre:
    """The centre; a home without one has nothing to change yet."""
    centre = queries.the_centre()
    if centre is None:
        raise Http404
    return centre


def ask(
    request: HttpRequest, sheet: Sheet, form: Asked, deed: Deed, onward: Callable[[Any], str] | None = None
) -> HttpResponse:
    """Show the form, or do the deed and go on: 303 when done, 422 when unclear, 409 with every reason when refused."""
    if not form.is_bound:
        return _shown(request, sheet, form)
    if not form.is_valid():
        return _shown(request, sheet, form, 422)
    try:
        answer = deed(**form.given)
    except Refused as refused:
        return _refused(request, sheet, form, refused.verdict)
    messages.success(request, sheet.done)
    return HttpResponseRedirect(onward(answer) if onward is not None else sheet.back, status=303)


def _refused(request: HttpRequest, sheet: Sheet, form: Asked, verdict: Verdict) -> HttpResponse:
    """The form again as it was typed; the refused request is spent, pressing again is a new one."""
    assert isinstance(form.data, QueryDict)
    form.data["request_id"] = str(uuid7())
    if isinstance(form, Overrulable) and verdict.overridable:
        form.ask_for_a_reason()
    if isinstance(form, NewPersonForm) and "same_name" in verdict.codes:
        form.ask_whether_another()
    return _shown(request, sheet, form, 409, wording.sentences(verdict.stops))


def _shown(
    request: HttpRequest, sheet: Sheet, form: Asked, status: int = 200, stops: list[str] | None = None
) -> HttpResponse:
    return page(request, sheet.template, status, sheet=sheet, form=form, stops=stops or [])
